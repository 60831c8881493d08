//! Paths against published tables, exact reasoning and laws.

use super::*;
use proptest::prelude::*;

fn number(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn storage(shape: Shape) -> Course {
    Course::new(number("3.2692"), number("30"), number("5"), shape).unwrap()
}

fn pairs(points: &[(&str, &str)]) -> Vec<(Ratio, Ratio)> {
    points.iter().map(|(time, value)| (number(time), number(value))).collect()
}

/// The published table of the storage goal: year, straight line, constant growth, NEA, CNESA.
#[test]
fn the_storage_goal_stands_as_published() {
    use Standing::{Ahead, Behind};
    let (line, growth) = (storage(Shape::Linear), storage(Shape::ConstantGrowth));
    let table = [
        ("1", "8.615", "5.093", ("4.14", Behind, Behind), ("5.73", Behind, Ahead)),
        ("2", "13.962", "7.934", ("8.7", Behind, Ahead), ("13.1", Behind, Ahead)),
        ("3", "19.308", "12.361", ("31.39", Ahead, Ahead), ("34.5", Ahead, Ahead)),
    ];
    for (time, on_line, on_growth, nea, cnesa) in table {
        let time = number(time);
        let shown = |course: &Course| course.expected(&time).unwrap().rounded(3).unwrap().to_string();
        assert_eq!((shown(&line), shown(&growth)), (on_line.into(), on_growth.into()));
        for (value, against_line, against_growth) in [nea, cnesa] {
            assert_eq!(line.standing(&time, &number(value)), Ok(against_line));
            assert_eq!(growth.standing(&time, &number(value)), Ok(against_growth));
        }
    }
}

#[test]
fn the_storage_goal_leads_as_published() {
    let lead = |shape, value: &str| {
        let lead = storage(shape).lead(&number("2"), &number(value)).unwrap();
        assert!(matches!(lead, Lead::Exactly(_)));
        lead.years().rounded(2).unwrap().to_string()
    };
    assert_eq!(
        (lead(Shape::Linear, "8.7"), lead(Shape::ConstantGrowth, "8.7")),
        ("-0.98".into(), "0.21".into())
    );
    assert_eq!(
        (lead(Shape::Linear, "13.1"), lead(Shape::ConstantGrowth, "13.1")),
        ("-0.16".into(), "1.13".into())
    );
}

#[test]
fn beyond_the_ends_of_the_path_the_lead_is_a_bound() {
    for shape in [Shape::Linear, Shape::ConstantGrowth, Shape::Step(Vec::new())] {
        let course = storage(shape);
        let lead = |value: &str| course.lead(&number("2"), &number(value));
        assert_eq!(lead("30"), Ok(Lead::AheadByAtLeast(number("3"))));
        assert_eq!(lead("31.39"), Ok(Lead::AheadByAtLeast(number("3"))));
        assert_eq!(lead("3.2"), Ok(Lead::BehindByMoreThan(number("2"))));
        assert_eq!(lead("-1"), Ok(Lead::BehindByMoreThan(number("2"))));
    }
    // Falling from 8 to 1 by constant growth: a value below 0 is past the target.
    let fall = Course::new(number("8"), number("1"), number("3"), Shape::ConstantGrowth).unwrap();
    assert_eq!(fall.lead(&number("1"), &number("-1")), Ok(Lead::AheadByAtLeast(number("2"))));
    assert_eq!(fall.standing(&number("1"), &number("-1")), Ok(Standing::Ahead));
    assert_eq!(fall.lead(&number("1"), &number("2")), Ok(Lead::Exactly(number("1"))));
}

#[test]
fn constant_growth_runs_on_either_side_of_zero() {
    // Debt of -8 to be cut to -1 by halving each year.
    let debt = Course::new(number("-8"), number("-1"), number("3"), Shape::ConstantGrowth).unwrap();
    let one = number("1");
    assert_eq!(debt.standing(&one, &number("-4")), Ok(Standing::OnPath));
    assert_eq!(debt.standing(&one, &number("-4.0001")), Ok(Standing::Behind));
    assert_eq!(debt.standing(&one, &number("2")), Ok(Standing::Ahead));
}

#[test]
fn stated_points_are_joined_by_lines_and_steps_hold() {
    let points = pairs(&[("1", "5"), ("3", "5"), ("4", "9")]);
    let stated = Course::new(number("1"), number("10"), number("5"), Shape::Stated(points.clone())).unwrap();
    let step = Course::new(number("1"), number("10"), number("5"), Shape::Step(points)).unwrap();
    let expected = |course: &Course, time: &str| course.expected(&number(time)).unwrap().to_string();
    assert_eq!(["0.5", "1", "2", "3.5", "5"].map(|time| expected(&stated, time)), ["3", "5", "5", "7", "10"]);
    assert_eq!(["0.5", "1", "2", "3.5", "5"].map(|time| expected(&step, time)), ["1", "5", "5", "5", "10"]);
    // On the plateau of 5 a value of 5 was last good enough at its end: year 3 of lines, year 4 of steps.
    assert_eq!(stated.lead(&number("2"), &number("5")), Ok(Lead::Exactly(number("1"))));
    assert_eq!(step.lead(&number("2"), &number("5")), Ok(Lead::Exactly(number("2"))));
    assert_eq!(stated.lead(&number("3.5"), &number("3")), Ok(Lead::Exactly(number("-3"))));
}

#[test]
fn a_path_without_a_way_or_with_impossible_points_is_refused() {
    let course = |base: &str, target: &str, years: &str, shape| {
        Course::new(number(base), number(target), number(years), shape).map(|_| ())
    };
    let stated = |points: &[(&str, &str)]| course("1", "10", "5", Shape::Stated(pairs(points)));
    assert_eq!(course("5", "5", "5", Shape::Linear), Err(Undefined::MetAtBaseline));
    assert_eq!(course("5", "6", "0", Shape::Linear), Err(Undefined::NoTimeLeft));
    assert_eq!(course("0", "6", "1", Shape::ConstantGrowth), Err(Undefined::NotPositive));
    assert_eq!(course("-1", "6", "1", Shape::ConstantGrowth), Err(Undefined::NotPositive));
    assert_eq!(stated(&[]), Err(Undefined::TooFewPoints));
    assert_eq!(stated(&[("2", "3"), ("2", "4")]), Err(Undefined::PointsOutOfOrder));
    assert_eq!(stated(&[("0", "1"), ("2", "3"), ("5", "10")]), Ok(()));
    assert_eq!(stated(&[("5", "9")]), Err(Undefined::OutsidePath));
    assert_eq!(stated(&[("6", "9")]), Err(Undefined::OutsidePath));
}

#[test]
fn before_and_after_the_path_nothing_is_expected() {
    let course = storage(Shape::Linear);
    assert_eq!(course.expected(&number("-0.1")), Err(Undefined::BeforeBaseline));
    assert_eq!(course.standing(&number("5.1"), &number("30")), Err(Undefined::OutsidePath));
}

fn any_number() -> impl Strategy<Value = Ratio> {
    (-1000_i64..1000, 1_i64..20).prop_map(|(n, d)| Ratio::new(n, d).unwrap())
}

/// A time within five years, in months.
fn time() -> impl Strategy<Value = Ratio> {
    (0_i64..=60).prop_map(|months| Ratio::new(months, 12).unwrap())
}

fn five_years(base: &Ratio, target: &Ratio, shape: Shape) -> Course {
    Course::new(base.clone(), target.clone(), Ratio::from(5), shape).unwrap()
}

/// From 400 to 500 in 2030 as usual, and 25 % below it then: 375. Half way, 450 as usual less 62.5 is due.
#[test]
fn a_reduction_grows_below_business_as_usual() {
    let usual = pairs(&[("-5", "300"), ("10", "500"), ("20", "900")]);
    let course = |target: &str| {
        let shape = Shape::BusinessAsUsual(usual.clone());
        Course::new(number("400"), number(target), number("10"), shape).unwrap()
    };
    let quarter = course("375");
    assert_eq!(quarter.expected(&number("5")), Ok(number("387.5")));
    assert_eq!(quarter.expected(&number("0")), Ok(number("400")));
    assert_eq!(quarter.expected(&number("10")), Ok(number("375")));
    assert_eq!(quarter.without_progress(&number("5")), Ok(number("450")));
    assert_eq!(quarter.standing(&number("5"), &number("387.5")), Ok(Standing::OnPath));
    assert_eq!(quarter.standing(&number("5"), &number("387")), Ok(Standing::Ahead));
    // 50 below are due after 4 years, 75 after 6.
    assert_eq!(quarter.lead(&number("5"), &number("400")), Ok(Lead::Exactly(number("-1"))));
    assert_eq!(quarter.lead(&number("5"), &number("375")), Ok(Lead::Exactly(number("1"))));
    assert_eq!(quarter.lead(&number("5"), &number("451")), Ok(Lead::BehindByMoreThan(number("5"))));
    assert_eq!(quarter.lead(&number("5"), &number("325")), Ok(Lead::AheadByAtLeast(number("5"))));
    // 10 % below 500 is more than the base, and still a reduction: half way 450 - 25 are due.
    let tenth = course("450");
    assert_eq!(tenth.direction(), Direction::Down);
    assert_eq!(tenth.expected(&number("5")), Ok(number("425")));
    assert_eq!(tenth.standing(&number("5"), &number("430")), Ok(Standing::Behind));
    assert_eq!(tenth.lead(&number("5"), &number("430")), Ok(Lead::Exactly(number("-1"))));
}

#[test]
fn business_as_usual_reaches_the_deadline_and_agrees_with_the_base() {
    let refused = |points: &[(&str, &str)], target: &str| {
        let shape = Shape::BusinessAsUsual(pairs(points));
        Course::new(number("400"), number(target), number("10"), shape).unwrap_err()
    };
    assert_eq!(refused(&[], "375"), Undefined::TooFewPoints);
    assert_eq!(refused(&[("9", "500")], "375"), Undefined::OutsidePath);
    assert_eq!(refused(&[("0", "401"), ("10", "500")], "375"), Undefined::OutsidePath);
    assert_eq!(refused(&[("10", "500"), ("5", "450")], "375"), Undefined::PointsOutOfOrder);
    assert_eq!(refused(&[("10", "500")], "500"), Undefined::MetAtBaseline);
}

/// Python's decimal at 80 digits, from the definition: after 2.5 of 10 years, with the middle after 5 and
/// 8 years from 10 % to 90 %, the share is 0.161251294546, here of a way from 20 to 120.
#[test]
fn a_logistic_path_goes_through_its_ends_and_its_middle() {
    let shape = || Shape::Logistic { midpoint: number("5"), years: number("8") };
    let course = Course::new(number("20"), number("120"), number("10"), shape()).unwrap();
    for (time, expected) in [("0", "20"), ("5", "70"), ("10", "120"), ("2.5", "36.125129454600")] {
        assert_eq!(course.expected(&number(time)), Ok(number(expected)), "{time}");
        assert_eq!(course.standing(&number(time), &number(expected)), Ok(Standing::OnPath));
    }
    assert_eq!(course.lead(&number("4"), &number("70")), Ok(Lead::Exactly(number("1"))));
    assert_eq!(course.lead(&number("5"), &number("70")), Ok(Lead::Exactly(number("0"))));
    assert_eq!(course.lead(&number("4"), &number("19")), Ok(Lead::BehindByMoreThan(number("4"))));
    assert_eq!(course.lead(&number("4"), &number("120")), Ok(Lead::AheadByAtLeast(number("6"))));
    assert_eq!(course.standing(&number("5"), &number("69.999999")), Ok(Standing::Behind));
    let falling = Course::new(number("120"), number("20"), number("10"), shape()).unwrap();
    assert_eq!(falling.standing(&number("5"), &number("69.999999")), Ok(Standing::Ahead));
    let flat = Shape::Logistic { midpoint: number("5"), years: number("0") };
    let refused = Course::new(number("20"), number("120"), number("10"), flat);
    assert_eq!(refused, Err(Undefined::NoTimeElapsed));
}

proptest! {
    #[test]
    fn scale_origin_and_mirror_change_no_standing_and_no_lead(
        base in any_number(), target in any_number(), value in any_number(), time in time(),
        scale in any_number(), origin in any_number(),
    ) {
        prop_assume!(base != target && !scale.is_zero());
        let moved = |number: &Ratio| number * &scale + &origin;
        let course = five_years(&base, &target, Shape::Linear);
        let moved_course = five_years(&moved(&base), &moved(&target), Shape::Linear);
        prop_assert_eq!(course.standing(&time, &value), moved_course.standing(&time, &moved(&value)));
        prop_assert_eq!(course.lead(&time, &value), moved_course.lead(&time, &moved(&value)));
        prop_assert_eq!(moved(&course.expected(&time).unwrap()), moved_course.expected(&time).unwrap());
    }

    #[test]
    fn the_straight_line_stands_on_itself_and_lead_times_slope_is_the_difference(
        base in any_number(), target in any_number(), value in any_number(), time in time(),
    ) {
        prop_assume!(base != target);
        let course = five_years(&base, &target, Shape::Linear);
        let expected = course.expected(&time).unwrap();
        prop_assert_eq!(course.standing(&time, &expected), Ok(Standing::OnPath));
        if let Lead::Exactly(years) = course.lead(&time, &value).unwrap() {
            let slope = (target - base).divide(&Ratio::from(5)).unwrap();
            prop_assert_eq!(years * slope, value - expected);
        }
    }

    #[test]
    fn a_power_on_constant_growth_is_on_path_and_a_hair_off_is_not(
        base in 1_i64..1000, numerator in 1_i64..60, denominator in 1_i64..60, year in 0_u32..=5, negative: bool,
    ) {
        prop_assume!(numerator != denominator);
        let base = if negative { -Ratio::from(base) } else { Ratio::from(base) };
        let factor = Ratio::new(numerator, denominator).unwrap();
        let (value, target) = (&base * &factor.power(year), &base * &factor.power(5));
        let course = five_years(&base, &target, Shape::ConstantGrowth);
        let time = Ratio::from(i64::from(year));
        prop_assert_eq!(course.standing(&time, &value), Ok(Standing::OnPath));
        if year < 5 {
            prop_assert_eq!(course.lead(&time, &value), Ok(Lead::Exactly(Ratio::zero())));
        }
        let hair = course.direction().orient(&Ratio::power_of_ten(25).reciprocal().unwrap());
        prop_assert_eq!(course.standing(&time, &(&value + &hair)), Ok(Standing::Ahead));
        prop_assert_eq!(course.standing(&time, &(value - hair)), Ok(Standing::Behind));
    }

    #[test]
    fn a_better_value_never_stands_or_leads_worse(
        base in 1_i64..500, target in 1_i64..500, a in -100_i64..600, b in -100_i64..600, time in time(),
        points in proptest::collection::vec(-100_i64..600, 1..4), kind in 0..6_u8, usual in 1_i64..900,
        midpoint in -3_i64..8, duration in 1_i64..8,
    ) {
        prop_assume!(base != target);
        prop_assume!(kind != 5 || usual != target);
        let mut points: Vec<(Ratio, Ratio)> =
            (1_i64..).zip(points).map(|(year, value)| (year.into(), value.into())).collect();
        if kind == 5 {
            points.push((6.into(), usual.into()));
            points.push((5.into(), usual.into()));
            points.sort();
        }
        let shape = match kind {
            0 => Shape::Linear,
            1 => Shape::ConstantGrowth,
            2 => Shape::Stated(points),
            3 => Shape::Step(points),
            4 => Shape::Logistic { midpoint: midpoint.into(), years: duration.into() },
            _ => Shape::BusinessAsUsual(points),
        };
        let course = five_years(&Ratio::from(base), &Ratio::from(target), shape);
        let oriented = |value: i64| course.direction().orient(&Ratio::from(value));
        let (worse, better) = if oriented(a) <= oriented(b) { (a, b) } else { (b, a) };
        let standing = |value: i64| course.standing(&time, &value.into()).unwrap();
        prop_assert!(standing(worse) <= standing(better));
        let lead = |value: i64| course.lead(&time, &value.into()).unwrap();
        prop_assert!(lead(worse).years() <= lead(better).years());
        // What is ahead leads, whatever the path; what is behind lags wherever the path keeps rising.
        if standing(better) == Standing::Ahead {
            prop_assert!(!lead(better).years().is_negative());
        }
        if [0, 1, 5].contains(&kind) && standing(worse) == Standing::Behind {
            prop_assert!(!lead(worse).years().is_positive());
        }
    }
}
