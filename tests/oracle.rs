//! Replays the committed vectors of `tests/oracle`, computed apart from this crate, against the public API.
//! Exact quantities must be equal; irrational ones must agree in all digits the files give.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

mod support;

use policy_targets::number::{Ratio, statistics};
use policy_targets::plan::{ChangeSign, Target};
use policy_targets::progress::{
    self, Acceptable, Course, Direction, Lead, Projection, Shape, Standing, Undefined,
};
use policy_targets::time::Span;
use policy_targets::unit::Unit;
use support::{Case, Row, amount, as_of, day, number, vectors};

fn standing(text: &str) -> Standing {
    match text {
        "ahead" => Standing::Ahead,
        "on_path" => Standing::OnPath,
        "behind" => Standing::Behind,
        _ => panic!("{text}"),
    }
}

/// The lead of the file is unbounded; the path's own answer is a bound beyond its ends.
fn assert_lead(row: &Row, lead: &Lead, expected: &Ratio, tolerance: &Ratio) {
    match lead {
        Lead::Exactly(years) => assert!((years - expected).absolute() <= *tolerance, "{row}: {years}"),
        Lead::AheadByAtLeast(years) => assert!(expected >= years, "{row}"),
        Lead::BehindByMoreThan(years) => assert!(*expected < -years, "{row}"),
    }
}

#[test]
fn spans_are_exact() {
    for row in vectors("spans") {
        let (from, to) = (day(row.text("from")), day(row.text("to")));
        assert_eq!(Span::between(from, to).years(), row.number("years"), "{row}");
        assert_eq!(Span::between(to, from).years(), -row.number("years"), "{row}");
    }
}

#[test]
fn straight_lines_are_exact() {
    for row in vectors("linear_path") {
        let (base, target, value) = (row.number("baseline"), row.number("target"), row.number("value"));
        let (elapsed, left) =
            (row.number("now") - row.number("start"), row.number("end") - row.number("now"));
        let course = Course::new(base.clone(), target.clone(), &elapsed + &left, Shape::Linear).unwrap();
        let pace = progress::pace(&course, &elapsed, &value).unwrap();
        assert_eq!(*pace.expected(), row.number("expected"), "{row}");
        assert_eq!(*pace.difference(), row.number("margin_to_path"), "{row}");
        assert_eq!(pace.standing(), standing(row.text("status")), "{row}");
        assert_lead(&row, pace.lead(), &row.number("lead_years"), &Ratio::zero());
        assert_eq!(progress::share_of_way(&base, &value, &target), Ok(row.number("share")), "{row}");
        let required = progress::required_rate(&value, &target, &left).unwrap();
        let achieved = progress::achieved_rate(&base, &value, &elapsed).unwrap();
        assert_eq!(required, row.number("required_per_year"), "{row}");
        assert_eq!(achieved, row.number("achieved_per_year"), "{row}");
        let direction = Direction::towards(&base, &target).unwrap();
        let multiple = progress::acceleration(&required, &achieved, direction);
        if row.text("required_over_achieved").is_empty() {
            assert!(matches!(multiple, Err(Undefined::NoMovement | Undefined::NotTowardsTarget)), "{row}");
        } else {
            assert_eq!(multiple, Ok(row.number("required_over_achieved")), "{row}");
        }
    }
}

#[test]
fn standings_on_constant_growth_are_exact_and_heights_have_twelve_digits() {
    for row in vectors("growth_path") {
        let (base, target, value) = (row.number("baseline"), row.number("target"), row.number("value"));
        let (elapsed, years) = (row.number("elapsed"), row.number("years"));
        let course = Course::new(base, target, years, Shape::ConstantGrowth).unwrap();
        let pace = progress::pace(&course, &elapsed, &value).unwrap();
        assert_eq!(pace.standing(), standing(row.text("status")), "{row}");
        assert_eq!(pace.expected().rounded_to_significant_digits(12), row.number("expected"), "{row}");
        // Half of the ninth decimal, and what 12 digits of a time below 100 years leave open.
        assert_lead(&row, pace.lead(), &row.number("lead_years"), &number("0.00000000055"));
    }
}

#[test]
fn theil_sen_lines_are_exact() {
    for row in vectors("theil_sen") {
        assert_line(&row, &statistics::theil_sen(&row.points("points")).unwrap(), Projection::TheilSen);
    }
}

#[test]
fn least_squares_lines_are_exact() {
    for row in vectors("least_squares") {
        assert_line(
            &row,
            &statistics::least_squares(&row.points("points")).unwrap(),
            Projection::LeastSquares,
        );
    }
}

fn assert_line(row: &Row, line: &statistics::Line, projection: Projection) {
    assert_eq!(*line.slope(), row.number("slope"), "{row}");
    assert_eq!(*line.intercept(), row.number("intercept"), "{row}");
    let projected = progress::project(projection, &row.points("points")).unwrap();
    assert_eq!(projected.at(&row.number("at")), Ok(row.number("projected")), "{row}");
}

#[test]
fn yearly_rates_compound_exactly_as_changes_and_as_reductions() {
    for row in vectors("chains") {
        let rates: Vec<&str> = row.text("rates").split(';').collect();
        let last = 2000 + rates.len();
        let index_of = |sign: ChangeSign| {
            let case = Case::chain(sign, &format!("change <= -5 % cumulative over 2001..{last}"));
            let case = rates
                .iter()
                .zip(2001..)
                .fold(case, |case, (rate, year)| case.value(&year.to_string(), &format!("{rate} %")));
            let answer = case.as_of(&format!("{}-12-31", last + 1));
            answer.evidence().unwrap_or_else(|refusal| panic!("{row}: {refusal}")).level().as_exact().cloned()
        };
        assert_eq!(index_of(ChangeSign::Increase), Some(row.number("chain_index")), "{row}");
        let reduced = Ratio::hundred() - row.number("cumulative_reduction_if_rates_are_reductions");
        assert_eq!(index_of(ChangeSign::Reduction), Some(reduced), "{row}");
        assert_eq!(row.number("chain_index") - Ratio::hundred(), row.number("cumulative_change"), "{row}");
    }
}

#[test]
fn storage_stands_against_both_paths_as_computed_apart() {
    let rows = vectors("facts_b8");
    let base = number("3.2692");
    let bound = Acceptable::over(number("30"));
    for row in rows.iter().filter(|row| !row.text("series").starts_with(['p', 'r'])) {
        let elapsed = Span::between(day("2020-12-31"), day(row.text("day"))).years();
        let (quantity, shape) = match row.text("quantity").rsplit_once('_') {
            Some((quantity, "linear")) => (quantity, Shape::Linear),
            Some((quantity, "growth")) => (quantity.trim_end_matches("_constant"), Shape::ConstantGrowth),
            _ => (row.text("quantity"), Shape::Linear),
        };
        let course = Course::new(base.clone(), number("30"), number("5"), shape).unwrap();
        let same_day = |other: &&Row| {
            ["day", "series"].iter().all(|column| other.text(column) == row.text(column))
                && other.text("quantity") == "value"
        };
        let value = rows.iter().find(same_day).map(|row| row.number("value"));
        let pace = || progress::pace(&course, &elapsed, value.as_ref().expect("a value")).unwrap();
        let twelve = |found: &Ratio| {
            let is_exact = row.text("value").contains('/') || row.text("quantity").ends_with("linear");
            if is_exact { found.clone() } else { found.rounded_to_significant_digits(12) }
        };
        match quantity {
            "expected" => {
                assert_eq!(twelve(&course.expected(&elapsed).unwrap()), row.number("value"), "{row}");
            }
            "value" => {}
            "value_ratio" => assert_eq!(twelve(pace().value_ratio().unwrap()), row.number("value"), "{row}"),
            "progress_ratio" => {
                assert_eq!(*pace().progress_ratio().unwrap(), row.number("value"), "{row}");
            }
            "met" => {
                let met = bound.is_met_by(value.as_ref().expect("a value"));
                assert_eq!(met.to_string(), row.text("value"), "{row}");
            }
            "status" => assert_eq!(pace().standing(), standing(row.text("value")), "{row}"),
            _ => panic!("{row}"),
        }
    }
}

#[test]
fn multiples_shares_and_compound_growth_of_the_facts_agree() {
    let rows = vectors("facts_b8");
    let expected = |series: &str| {
        rows.iter().find(|row| row.text("series") == series).map(|row| row.number("value")).unwrap()
    };
    let patents = progress::share_of_way(&number("6.3"), &number("11.8"), &number("12"));
    assert_eq!(patents, Ok(expected("patents")));
    let doubled: Target = ">= x2 by 2025".parse().unwrap();
    let count: Unit = "count".parse().unwrap();
    let bound = doubled.level_bound(&count, Some(&number("246"))).unwrap();
    assert_eq!(*bound.acceptable(), Acceptable::at_least(expected("robots")));
    assert_eq!(number("100") * number("1.2").power(5), expected("robot-revenue"));
    assert_eq!(number("1.07").power(5), expected("research"));
}

#[test]
fn intensity_products_agree_and_the_plain_sum_is_not_used() {
    for row in vectors("facts_b9") {
        let rates: Vec<&str> = row.text("reductions").split(' ').collect();
        // The first of three values is the change over three years.
        let first_years = if rates.len() == 3 { 3 } else { 1 };
        let target = format!("change <= -{} % cumulative over 2021..2025", row.text("goal"));
        let mut case = Case::chain(ChangeSign::Reduction, &target);
        let mut year = 2021;
        for (index, rate) in rates.iter().enumerate() {
            let years = if index == 0 { first_years } else { 1 };
            let of = if years == 1 { year.to_string() } else { format!("{year}/{}", year + years - 1) };
            case = case.value(&of, &format!("{rate} %"));
            year += years;
        }
        let answer = case.ask(&as_of("2026-03-31"));
        let last = answer.arms()[0].points().last().expect("a value").level().as_exact().cloned().unwrap();
        assert_eq!(Ratio::hundred() - last, row.number("cumulative"), "{row}");
        assert_ne!(row.text("cumulative"), row.text("plain_sum"), "{row}");
        assert_eq!(
            rates.iter().fold(Ratio::zero(), |sum, rate| sum
                + amount(&format!("{rate} %")).reading().interval().as_exact().unwrap().clone()),
            row.number("plain_sum"),
            "{row}"
        );
    }
}
