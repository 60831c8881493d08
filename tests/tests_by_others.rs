//! What other programs test, computed here: 16 rows of the collection of published cases, each by its id.
//! Rows that this library does not answer are listed with the reason; the list may only shrink.

use policy_targets::method::{Case, Part, by_id, ratio_of_totals, weighted_mean};
use policy_targets::number::{Ratio, Value, rate};

const COLLECTED: usize = 16;

/// Id and reason.
const NOT_ANSWERED: &[(&str, &str)] = &[
    ("pyam-fill-out-of-range", "what was not reported is missing here, and never interpolated"),
    ("pyam-cumulative", "what was not reported is missing here, and a sum with a missing year is refused"),
    (
        "pyam-cross 2 from below",
        "what was not reported is missing here: no year between two reported ones is crossed",
    ),
    ("pacta-market-share-company", "the market share approach is none of the methods"),
    ("pacta-never-negative", "the market share approach is none of the methods"),
];

fn number(text: &str) -> Ratio {
    text.parse().unwrap()
}

/// pyam (Apache-2.0): growth over three and over four years is found again, also of a wholly negative series.
fn growth_rates(start: &str) -> bool {
    let mut value = number(start);
    [("0.05", 3_u32), ("1.25", 4)].iter().all(|(growth, years)| {
        let later = &value * &(Ratio::one() + number(growth)).power(*years);
        let factor = later.divide(&value).unwrap();
        value = later;
        rate::growth_per_period(&factor, &Ratio::from(i64::from(*years))) == Some(number(growth))
    })
}

/// The percentage of a practice, or the code of its refusal.
fn percent(practice: &str, baseline: Option<i64>, target: i64, actual: i64) -> String {
    let points = baseline.map(|value| (2015, Value::from(value))).into_iter().chain([(2020, actual.into())]);
    match by_id(practice).unwrap().rate(&Case::new(points).with_target(target.into())) {
        Ok(rating) => rating.statistic().unwrap().to_string(),
        Err(refusal) => refusal.reason().to_string(),
    }
}

fn part(value: &str, weight: &str) -> Part {
    Part::new(Some(number(value))).with_weight(number(weight))
}

#[test]
fn every_row_is_answered_or_listed() {
    let (inverted, from_baseline) = ("iati-percent-inverted", "iati-percent-from-baseline");
    let actuals = weighted_mean(&[Part::new(Some(8.into())), Part::new(None)], &Ratio::zero()).unwrap();
    let sum = actuals.value() * &Ratio::from(i64::try_from(actuals.used()).unwrap());
    let loans = weighted_mean(&[part("1", "1"), part("2", "9")], &Ratio::one()).unwrap();
    let factor = weighted_mean(&[part("4", "1"), part("132", "3")], &Ratio::one()).unwrap();
    let share = |production: &str| ratio_of_totals(&[(number(production), number("4"))]).unwrap();
    let answered = [
        ("pyam-growth-path 27 0.05 1.25", growth_rates("27")),
        ("pyam-growth-path -3 0.05 1.25", growth_rates("-3")),
        ("ach-down-beaten", percent(inverted, None, 50, 40) == "125"),
        ("ach-down-missed", percent(inverted, None, 50, 100) == "50"),
        ("ach-from-baseline", percent(from_baseline, Some(60), 80, 70) == "50"),
        ("ach-target-equals-baseline", percent(from_baseline, Some(50), 50, 60) == "base_equals_target"),
        ("ach-iati-down", percent(from_baseline, Some(400), 200, 300) == "50"),
        ("agg-missing-actual", (sum, actuals.asked() - actuals.used()) == (number("8"), 1)),
        ("pacta-weighted", *loans.value() == number("1.9")),
        ("pacta-ef-weighted", *factor.value() == number("100")),
        ("pacta-tech-share", [share("1"), share("3")] == [number("0.25"), number("0.75")]),
    ];
    let wrong: Vec<&str> = answered.iter().filter(|(_, is_right)| !is_right).map(|(id, _)| *id).collect();
    assert!(wrong.is_empty(), "answered otherwise: {wrong:?}");
    assert_eq!(answered.len() + NOT_ANSWERED.len(), COLLECTED);
}
