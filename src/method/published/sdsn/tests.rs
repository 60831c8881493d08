//! Published numbers of the SDSN's editions, and both sides of every threshold.
#![allow(clippy::unwrap_used, reason = "a test fails loudly")]

use crate::method::published::{Sdsn, SdsnTrend};
use crate::method::{Case, Member, Method, Parameter, Reason};
use crate::number::{Ratio, Value};

fn number(text: &str) -> Value {
    text.parse().unwrap()
}

/// Value, best, worst, green and red.
fn case([value, best, worst, green, red]: [&str; 5]) -> Case {
    let points = (!value.is_empty()).then(|| (2018, number(value)));
    Case::new(points)
        .with(Parameter::Best, number(best))
        .with(Parameter::Worst, number(worst))
        .with(Parameter::Green, number(green))
        .with(Parameter::Red, number(red))
}

/// The worked examples of the edition of 2019.
#[test]
fn scores_and_colours_are_those_that_were_published() {
    for (stated, score, colour) in [
        (["0.24", "0", "72.6", "2", "13"], "99.6694214876", "green"),
        (["30.3", "0", "42.3", "7.5", "15"], "28.3687943262", "red"),
        (["67.9", "2.6", "130.1", "25", "50"], "48.7843137255", "red"),
        (["90", "100", "41", "90", "80"], "83.0508474576", "green"),
        (["39.2", "1.1", "39.7", "12", "18"], "1.29533678756", "red"),
        (["58.2", "91", "0", "20", "0"], "63.956043956", "green"),
        (["0", "91", "0", "20", "0"], "0", "orange"),
        (["4.976918603663161", "40", "10", "30", "16"], "0", "red"),
        (["0", "0", "5", "1", "3.99"], "100", "green"),
    ] {
        let rating = Sdsn::EDITION_2019.rate(&case(stated)).unwrap();
        let found = rating.score().unwrap().number().rounded_to_significant_digits(12);
        assert_eq!(found.to_string(), score, "{stated:?}");
        assert_eq!(rating.class().unwrap().code(), colour, "{stated:?}");
    }
}

#[test]
fn a_threshold_belongs_to_the_better_colour() {
    for (value, green, red, colour) in [
        ("12.5", "10", "15", "yellow"),
        ("75", "80", "70", "yellow"),
        ("74.9", "80", "70", "orange"),
        ("7.5", "7.5", "15", "green"),
        ("7.6", "7.5", "15", "yellow"),
        ("98", "98", "90", "green"),
        ("15", "7.5", "15", "orange"),
        ("15.1", "7.5", "15", "red"),
        ("80", "90", "80", "orange"),
        ("90", "98", "90", "orange"),
        ("25", "10", "25", "orange"),
    ] {
        let rises = number(green) > number(red);
        let (best, worst) = if rises { ("100", "0") } else { ("0", "100") };
        let rating = Sdsn::EDITION_2019.rate(&case([value, best, worst, green, red])).unwrap();
        assert_eq!(rating.class().unwrap().code(), colour, "{value} {green} {red}");
    }
}

/// On a scale from 0 to 300, red at 100 and green at 200: a value is 100 times its place on the scale of 0 to 3.
fn goal(values: &[&str]) -> Result<(String, String), Reason> {
    let cases: Vec<Case> = values.iter().map(|value| case([value, "300", "0", "200", "100"])).collect();
    let rating = Sdsn::EDITION_2019.rate_goal(&cases).map_err(|refusal| refusal.reason())?;
    Ok((rating.class().unwrap().code().to_owned(), rating.statistic().unwrap().to_string()))
}

#[test]
fn a_goal_is_as_good_as_its_two_worst_indicators() {
    for (values, colour, mean) in [
        (&["285", "243.59", "300"][..], "green", "2.64295"),
        // The mean is that of red, but not both are.
        (&["12.45", "122.67", "300"], "orange", "0.6756"),
        (&["168", "175.75", "300"], "yellow", "1.71875"),
        (&["39.47", "95.05"], "red", "0.6726"),
        // The mean is that of green, but not both are.
        (&["150", "250"], "yellow", "2"),
        (&["200", "200"], "green", "2"),
        (&["0", "300", "", ""], "yellow", "1.5"),
        (&["0", "299.8", "", ""], "orange", "1.499"),
        (&["100", "100"], "orange", "1"),
        (&["99.9", "100"], "orange", "0.9995"),
        (&["99.9", "99.9"], "red", "0.999"),
        // One alone has its own colour.
        (&["150", ""], "yellow", "1.5"),
        (&["50"], "red", "0.5"),
    ] {
        assert_eq!(goal(values), Ok((colour.to_owned(), mean.to_owned())), "{values:?}");
    }
    for values in [&["", "", ""][..], &["250", "", ""], &[""]] {
        assert_eq!(goal(values), Err(Reason::CoverageTooLow), "{values:?}");
    }
    assert_eq!(goal(&[]), Err(Reason::NoMembers));
    let gray = Sdsn::EDITION_2019.rate_goal(&[case(["", "300", "0", "200", "100"])]).unwrap_err();
    assert_eq!(gray.published(), Some("gray"));
}

#[test]
fn the_score_of_a_goal_is_the_mean_of_the_scores_there_are() {
    let rated = |score: Option<i64>| Member::Rated { score: score.map(Ratio::from), is_achieved: false };
    let mean = Sdsn::EDITION_2019.rate_indicator(&[rated(Some(90)), rated(None), rated(Some(61))]).unwrap();
    assert_eq!(mean.score().map(ToString::to_string).as_deref(), Some("75.5"));
    let terms: Vec<String> = mean.terms().iter().map(ToString::to_string).collect();
    assert_eq!(terms, ["scored = 2", "indicators = 3"]);
    for members in [&[][..], &[rated(None)]] {
        assert_eq!(Sdsn::EDITION_2019.rate_indicator(members).unwrap_err().reason(), Reason::NoMembers);
    }
}

/// At risk of poverty in the EU edition of 2019: best 0, worst 25.6, green 15.
#[test]
fn arrows_are_those_that_were_published() {
    for (from, to, pace, arrow) in [
        ("14.9", "16.4", None, "decreasing"),
        ("13.9", "14.3", None, "on_track"),
        ("22.0", "22.0", Some("0"), "stagnating"),
        ("22.1", "21.5", Some("0.4225"), "stagnating"),
        ("20.0", "19.4", Some("0.6"), "moderately_improving"),
        ("25.4", "23.5", Some("0.9135"), "moderately_improving"),
        ("21.4", "18.5", Some("2.266"), "on_track"),
        ("21.6", "21.9", Some("-0.2273"), "decreasing"),
        // The paces of 0.5 and 1 themselves: 1/10 and 1/5 of the way in a fifth of the time.
        ("25", "24", Some("0.5"), "moderately_improving"),
        ("25", "24.1", Some("0.45"), "stagnating"),
        ("25", "23", Some("1"), "on_track"),
        ("25", "23.1", Some("0.95"), "moderately_improving"),
    ] {
        let stated = Case::new([(2015, number(from)), (2018, number(to))])
            .with(Parameter::Best, number("0"))
            .with(Parameter::Worst, number("25.6"))
            .with(Parameter::Green, number("15"));
        let rating = SdsnTrend::EDITION_2019.rate(&stated).unwrap();
        assert_eq!(rating.class().unwrap().code(), arrow, "{from} {to}");
        let found = rating.statistic().map(|pace| pace.number().rounded_to_significant_digits(4).to_string());
        assert_eq!(found.as_deref(), pace, "{from} {to}");
    }
}

#[test]
fn what_was_and_is_green_is_maintained_in_2018() {
    let arrow = |from: &str, to: &str| {
        let stated = Case::new([(2015, number(from)), (2018, number(to))])
            .with(Parameter::Best, number("0"))
            .with(Parameter::Worst, number("25.6"))
            .with(Parameter::Green, number("15"));
        SdsnTrend::EDITION_2018.rate(&stated).unwrap().class().unwrap().code().to_owned()
    };
    assert_eq!(arrow("13.9", "15"), "maintaining");
    assert_eq!(arrow("15.1", "15"), "on_track");
}

#[test]
fn a_base_year_without_a_value_takes_the_next_or_the_one_before() {
    let stated = |years: &[i32]| {
        let points = years.iter().chain(&[2018]).map(|year| (*year, number("20")));
        Case::new(points)
            .with_base_year(2015)
            .with(Parameter::Best, number("0"))
            .with(Parameter::Worst, number("25.6"))
            .with(Parameter::Green, number("15"))
    };
    let base = |years: &[i32]| {
        SdsnTrend::EDITION_2019.rate(&stated(years)).map(|rating| rating.base().unwrap().year())
    };
    assert_eq!(base(&[2014, 2015, 2016]), Ok(2015));
    assert_eq!(base(&[2014, 2016]), Ok(2016));
    assert_eq!(base(&[2014, 2017]), Ok(2014));
    assert_eq!(base(&[2013, 2017]).map_err(|refusal| refusal.reason()), Err(Reason::NoBasePoint));
}

#[test]
fn a_scale_that_is_none_is_refused() {
    let reason = |stated| Sdsn::EDITION_2019.rate(&case(stated)).unwrap_err().reason();
    assert_eq!(reason(["5", "10", "10", "8", "6"]), Reason::ZeroDenominator);
    assert_eq!(reason(["5", "10", "0", "6", "8"]), Reason::OutsideDomain);
    assert_eq!(
        Sdsn::EDITION_2019.rate(&Case::new([(2018, number("5"))])).unwrap_err().reason(),
        Reason::NotStated
    );
    let against = case(["5", "10", "0", "8", "6"]).with_direction(crate::progress::Direction::Down);
    assert_eq!(Sdsn::EDITION_2019.rate(&against).unwrap_err().reason(), Reason::OutsideDomain);
}
