//! Text forms that read and print alike, those that are refused, and the levels that a form stands for.

use super::{ChangeFrom, ChangeMeasure, Target, TargetError, TargetQuantity, TargetTime};
use crate::number::Ratio;
use crate::progress::Attainment;
use crate::unit::{Quantity, Unit};

fn target(text: &str) -> Target {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn code(text: &str) -> &'static str {
    match text.parse::<Target>() {
        Ok(target) => panic!("{text} read as {target}"),
        Err(error) => error.code(),
    }
}

/// Whether a level meets the target, measured from a level where it needs one.
fn attainment(text: &str, from: Option<i64>, level: &str) -> Attainment {
    let level: Quantity = level.parse().unwrap();
    let bound = target(text).level_bound(level.unit(), from.map(Ratio::from).as_ref()).unwrap();
    bound.attainment(&level.in_unit(level.unit()).unwrap())
}

#[test]
fn every_shape_prints_as_it_reads() {
    for text in [
        ">= 3 clusters aim 5 by 2025",
        "<= 12.0 kWh/100km aim 11.5 by 2025",
        "~>= 20 % ± 1 pp aim 25 by 2025",
        "change <= -34 % aim -40 from 2015 by 2025",
        "change >= +4 pp aim +5 from 2015 for every province by 2025",
        ">= x3 aim x4 from 2020 by 2025",
        "sum >= 55 million jobs aim 60 over 2021..2025",
        "> @gdp.growth every year 2021..2025",
        ">= @gdp.growth average 2021..2025",
        ">= @gdp.growth + 1.5 pp by 2025",
        "<= @gdp.growth - 0.5 pp aim -1 in 2025",
        "~>= @gdp.growth + 1.5 pp ± 0.5 pp for every province by 2025",
        ">= level of 2019 by 2025",
        "> level of 2014-04-01/P1Y by 2025",
        "> average of 2016..2020 every year 2021..2025",
        ">= average of 2016..2020 + 0.3 pp by 2025",
        ">= 80 % average 2021..2025",
        "< 35 μg/m³ for every city average 2021..2025",
        "change <= -25 % from bau by 2030",
        "change <= -30 Mt from bau by 2030",
        ">= 95 % for every province every year 2021..2025",
        ">= 250 billion CNY over 2025..2027",
        ">= 250 billion CNY@2020 over 2025..2027",
        "<= 0.4 tce/10,000 CNY@2020 by 2025",
    ] {
        assert_eq!(target(text).to_string(), text);
    }
}

#[test]
fn other_spellings_print_in_one_way() {
    for (text, printed) in [
        ("sum >= 250 billion CNY over 2025..2027", ">= 250 billion CNY over 2025..2027"),
        ("over CNY 250 billion over 2025/2027", "> 250 billion CNY over 2025..2027"),
        ("at least level of 2019 by 2025", ">= level of 2019 by 2025"),
        (">= average of 2016/2020 by 2025", ">= average of 2016..2020 by 2025"),
        (">= @gdp.growth - 0 pp by 2025", ">= @gdp.growth + 0 pp by 2025"),
        ("change >= 4 pp aim 5 from 2015 by 2025", "change >= +4 pp aim +5 from 2015 by 2025"),
    ] {
        assert_eq!(target(text).to_string(), printed);
        assert_eq!(target(text), target(printed));
    }
}

#[test]
fn the_parts_are_what_the_text_says() {
    let margin = target("<= @gdp.growth - 0.5 pp by 2025");
    let quantity = TargetQuantity::MarginOver {
        indicator: "gdp.growth".parse().unwrap(),
        unit: Some(Unit::percentage_point()),
    };
    assert_eq!((margin.quantity(), margin.bound().value()), (&quantity, "-0.5".parse().unwrap()));
    let past = target("> level of 2019 by 2025");
    let quantity = TargetQuantity::MarginOverPast { reference: "2019".parse().unwrap(), unit: None };
    assert_eq!((past.quantity(), past.bound().value().is_zero()), (&quantity, true));
    let reduction = target("change <= -25 % from bau by 2030");
    let quantity =
        TargetQuantity::Change { measure: ChangeMeasure::Percent, from: ChangeFrom::BusinessAsUsual };
    assert_eq!((reduction.quantity(), reduction.quantity().needs_baseline()), (&quantity, false));
    let every = target(">= 95 % aim 98 for every province average 2021..2025");
    assert_eq!(every.time(), &TargetTime::Average("2021..2025".parse().unwrap()));
    assert_eq!(every.group().map(AsRef::as_ref), Some("province"));
    assert_eq!(every.aim(), Some("98".parse().unwrap()));
    assert!(matches!(
        target(">= 250 billion CNY over 2025..2027").quantity(),
        TargetQuantity::Sum { unit } if unit.is_currency()
    ));
    assert!(matches!(target(">= 250 billion CNY by 2027").quantity(), TargetQuantity::Level { .. }));
}

#[test]
fn what_is_no_target_says_why() {
    for (text, expected) in [
        // An aim beyond the bound on its own side only.
        (">= 3 clusters aim 3 by 2025", "aim_not_stricter"),
        (">= 3 clusters aim 2 by 2025", "aim_not_stricter"),
        ("<= 12 t aim 13 by 2025", "aim_not_stricter"),
        ("= 3 % aim 4 in 2025", "aim_not_stricter"),
        ("3..5 clusters aim 6 by 2025", "aim_not_stricter"),
        (">= @gdp.growth aim 2 by 2025", "aim_not_stricter"),
        ("growth < 5 %/year aim -100 over 2021..2025", "aim_not_stricter"),
        (">= 3 clusters aim five by 2025", "not_a_number"),
        // A margin is one number after a sign, a distance, from something with a name.
        (">= @gdp growth by 2025", "target_syntax"),
        (">= @gdp.growth + -1 pp by 2025", "target_syntax"),
        (">= @gdp.growth + 1..2 pp by 2025", "target_syntax"),
        (">= @gdp.growth + 1 % by 2025", "target_syntax"),
        ("~>= @gdp.growth by 2025", "target_syntax"),
        ("@gdp.growth by 2025", "target_syntax"),
        (">= @gdp.growth from 2020 by 2025", "target_syntax"),
        (">= @ by 2025", "empty_id"),
        (">= @gdp.growth over 2021..2025", "time_does_not_fit"),
        // One period has a level, several have an average.
        (">= level of 2016..2020 by 2025", "target_syntax"),
        (">= average of 2019 by 2025", "target_syntax"),
        (">= average of 2016..2020", "target_syntax"),
        // Business as usual is what a change is from.
        (">= x2 from bau by 2030", "target_syntax"),
        (">= 30 GW from bau by 2030", "target_syntax"),
        ("change <= -13.5 % cumulative from bau over 2021..2025", "target_syntax"),
        // A group needs a name and a time after it.
        (">= 95 % for every province", "target_syntax"),
        (">= 95 % for every 省 by 2025", "id_character"),
        ("change <= -34 % average 2021..2025", "time_does_not_fit"),
    ] {
        assert_eq!(code(text), expected, "{text}");
    }
    let unit: Unit = "water from wells".parse().unwrap();
    let bound = super::Bound::AtLeast("1".parse().unwrap());
    let time = TargetTime::By("2025".parse().unwrap());
    let error = Target::new(bound, TargetQuantity::Level { unit }, time).unwrap_err();
    assert_eq!(error.code(), "target_syntax", "a unit that would be read as a baseline");
}

#[test]
fn margins_and_business_as_usual_are_measured_from_the_level_given() {
    use Attainment::{Met, NotMet};
    // 5 % and 1.5 points more are 6.5 %.
    assert_eq!(attainment(">= @gdp.growth + 1.5 pp by 2025", Some(5), "6.5 %"), Met);
    assert_eq!(attainment(">= @gdp.growth + 1.5 pp by 2025", Some(5), "6.4 %"), NotMet);
    assert_eq!(attainment("> @gdp.growth every year 2021..2025", Some(5), "5 %"), NotMet);
    assert_eq!(attainment("> average of 2016..2020 - 500 MW by 2025", Some(3), "2.5 GW"), NotMet);
    assert_eq!(attainment("> average of 2016..2020 - 500 MW by 2025", Some(3), "2.6 GW"), Met);
    // A quarter less than 400 is 300, 30 less is 370.
    assert_eq!(attainment("change <= -25 % from bau by 2030", Some(400), "300 Mt"), Met);
    assert_eq!(attainment("change <= -25 % from bau by 2030", Some(400), "301 Mt"), NotMet);
    assert_eq!(attainment("change <= -30 Mt from bau by 2030", Some(400), "370 Mt"), Met);
    let unit: Unit = "Mt".parse().unwrap();
    let error = |text: &str, from: Option<i64>| {
        target(text).level_bound(&unit, from.map(Ratio::from).as_ref()).unwrap_err().code()
    };
    assert_eq!(error("change <= -25 % from bau by 2030", None), "needs_reference");
    assert_eq!(error("change <= -25 % from bau by 2030", Some(0)), "baseline_not_positive");
    assert_eq!(error("change <= -25 % from bau by 2030", Some(-4)), "baseline_not_positive");
    assert_eq!(error(">= level of 2019 by 2025", None), "needs_reference");
    assert_eq!(error(">= level of 2019 + 1 GW by 2025", Some(1)), "different_dimensions");
}

#[test]
fn the_aim_has_levels_of_its_own_and_never_decides() {
    let unit: Unit = "clusters".parse().unwrap();
    let aims = target("> 3 clusters aim 5 by 2025");
    let aim = aims.aim_bound(&unit, None).unwrap().unwrap();
    assert!(aim.acceptable().is_met_by(&5.into()) && !aim.acceptable().is_met_by(&4.into()));
    assert_eq!(aims.is_met_by(&"4 clusters".parse().unwrap()), Ok(Attainment::Met));
    assert_eq!(target("> 3 clusters by 2025").aim_bound(&unit, None), Ok(None));
    // 40 % less than 200 is 120.
    let change = target("change <= -34 % aim -40 from 2015 by 2025");
    let aim = change.aim_bound(&"t".parse().unwrap(), Some(&200.into())).unwrap().unwrap();
    assert!(aim.acceptable().is_met_by(&120.into()) && !aim.acceptable().is_met_by(&121.into()));
    assert_eq!(change.aim_bound(&unit, None).unwrap_err().code(), "needs_baseline");
}

#[test]
fn one_value_decides_neither_a_window_nor_a_group_nor_a_margin() {
    let error = |text: &str| target(text).is_met_by(&"90 %".parse().unwrap()).unwrap_err();
    assert_eq!(error(">= 80 % average 2021..2025").code(), "needs_window");
    assert_eq!(error(">= @gdp.growth by 2025").code(), "needs_reference");
    let group = error(">= 95 % for every province by 2025");
    assert_eq!(group, TargetError::NeedsGroups { dimension: "province".to_owned() });
}

#[test]
fn prices_of_another_year_are_refused_with_what_they_need() {
    let sum = target(">= 250 billion CNY@2020 over 2025..2027");
    let error = sum.level_bound(&"CNY".parse().unwrap(), None).unwrap_err();
    assert_eq!(error.code(), "different_dimensions");
    assert!(error.to_string().contains("a deflator is needed"), "{error}");
    assert!(sum.level_bound(&"亿元@2020".parse().unwrap(), None).is_ok());
}
