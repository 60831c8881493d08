//! Replays the vectors of `tests/oracle/uncertainty.py`, computed apart from this crate with 50 digits, and
//! published tables and data sets. Twelve significant digits must agree.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

mod support;

use policy_targets::number::distribution::Distribution;
use policy_targets::number::{Endpoint, Interval, Ratio, statistics};
use policy_targets::progress::uncertainty::{Prediction, prediction, share_interval};
use policy_targets::progress::{Acceptable, Projection};
use support::{number, vectors};

fn ends(interval: &Interval) -> (Ratio, Ratio) {
    match (interval.lower(), interval.upper()) {
        (Endpoint::Closed(lower), Endpoint::Closed(upper)) => (lower.clone(), upper.clone()),
        _ => panic!("{interval:?}"),
    }
}

#[test]
fn probabilities_and_quantiles_have_twelve_digits() {
    for row in vectors("distributions") {
        let distribution = match row.text("degrees") {
            "normal" => Distribution::Normal,
            degrees => Distribution::Student { degrees: degrees.parse().unwrap() },
        };
        let at = row.number("at");
        let found = match row.text("quantity") {
            "quantile" => distribution.quantile(&at),
            _ => distribution.probability_below(&at),
        };
        assert_eq!(found, Some(row.number("value")), "{row}");
    }
}

#[test]
fn predictions_have_exact_values_and_half_widths_of_twelve_digits() {
    for row in vectors("predictions") {
        let projection: Projection = row.text("projection").parse().unwrap();
        let level = row.text("level").parse().unwrap();
        let found = prediction(&row.points("points"), projection, &row.number("at"), &level)
            .unwrap_or_else(|reason| panic!("{row}: {reason}"));
        assert_eq!(*found.value(), row.number("value"), "{row}");
        assert_eq!(ends(&found.interval()), (row.number("lower"), row.number("upper")), "{row}");
        let target = row.number("target");
        let below = found.probability_of(&Acceptable::under(target.clone())).unwrap();
        assert_eq!(below.to_ratio(), row.number("probability_below"), "{row}");
        let above = found.probability_of(&Acceptable::at_least(target)).unwrap();
        assert_eq!(below.to_ratio() + above.to_ratio(), Ratio::one(), "{row}");
    }
}

#[test]
fn shares_of_samples_have_wilsons_interval() {
    for row in vectors("proportions") {
        let level = row.text("level").parse().unwrap();
        let found = share_interval(&row.number("share"), &row.number("size"), &level).unwrap();
        assert_eq!(ends(&found), (row.number("lower"), row.number("upper")), "{row}");
    }
}

/// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper critical values of Student's t.
#[test]
fn quantiles_are_those_of_the_printed_table() {
    let table = [
        (1, ["3.078", "6.314", "12.706", "31.821", "63.657"]),
        (2, ["1.886", "2.920", "4.303", "6.965", "9.925"]),
        (5, ["1.476", "2.015", "2.571", "3.365", "4.032"]),
        (10, ["1.372", "1.812", "2.228", "2.764", "3.169"]),
        (30, ["1.310", "1.697", "2.042", "2.457", "2.750"]),
        (100, ["1.290", "1.660", "1.984", "2.364", "2.626"]),
    ];
    for (degrees, printed) in table {
        for (probability, printed) in ["0.90", "0.95", "0.975", "0.99", "0.995"].iter().zip(printed) {
            let quantile = Distribution::Student { degrees }.quantile(&number(probability)).unwrap();
            assert_eq!(quantile.rounded(3).unwrap().to_string(), printed, "{degrees} {probability}");
        }
    }
}

/// NIST Statistical Reference Datasets, Norris (36 observations of an ozone monitor, x then y).
const NORRIS: [(&str, &str); 36] = [
    ("0.2", "0.1"),
    ("337.4", "338.8"),
    ("118.2", "118.1"),
    ("884.6", "888.0"),
    ("10.1", "9.2"),
    ("226.5", "228.1"),
    ("666.3", "668.5"),
    ("996.3", "998.5"),
    ("448.6", "449.1"),
    ("777.0", "778.9"),
    ("558.2", "559.2"),
    ("0.4", "0.3"),
    ("0.6", "0.1"),
    ("775.5", "778.1"),
    ("666.9", "668.8"),
    ("338.0", "339.3"),
    ("447.5", "448.9"),
    ("11.6", "10.8"),
    ("556.0", "557.7"),
    ("228.1", "228.3"),
    ("995.8", "998.0"),
    ("887.6", "888.8"),
    ("120.2", "119.6"),
    ("0.3", "0.3"),
    ("0.3", "0.6"),
    ("556.8", "557.6"),
    ("339.1", "339.3"),
    ("887.2", "888.0"),
    ("999.0", "998.5"),
    ("779.0", "778.9"),
    ("11.1", "10.2"),
    ("118.3", "117.6"),
    ("229.2", "228.9"),
    ("669.1", "668.4"),
    ("448.9", "449.2"),
    ("0.5", "0.2"),
];

#[test]
fn the_norris_data_have_their_certified_values() {
    let points: Vec<_> = NORRIS.iter().map(|(x, y)| (number(x), number(y))).collect();
    let line = statistics::least_squares(&points).unwrap();
    let digits = |ratio: &Ratio| ratio.rounded_to_significant_digits(15);
    assert_eq!(digits(line.intercept()), number("-0.262323073774029"));
    assert_eq!(digits(line.slope()), number("1.00211681802045"));
    // At x = 0 the line's own error is that of the intercept: the half-width is
    // t √(residual standard deviation² + standard deviation of the intercept²), with 34 degrees of freedom.
    let found =
        prediction(&points, Projection::LeastSquares, &Ratio::zero(), &"0.95".parse().unwrap()).unwrap();
    let certified = number("0.884796396144373").power(2) + number("0.232818234301152").power(2);
    let expected = Distribution::Student { degrees: 34 }
        .half_width(&number("0.95"), &certified, &Ratio::zero())
        .unwrap();
    let (lower, upper) = ends(&found.interval());
    assert_eq!(((&upper - &lower) * Ratio::new(1, 2).unwrap()), expected);
    assert_eq!(found.value(), line.intercept());
}

#[test]
fn the_interval_holds_its_level() {
    for row in vectors("predictions") {
        let level = row.text("level").parse().unwrap();
        let projection: Projection = row.text("projection").parse().unwrap();
        let found: Prediction =
            prediction(&row.points("points"), projection, &row.number("at"), &level).unwrap();
        let within = found.probability_of(&Acceptable::new(found.interval()).unwrap()).unwrap();
        assert_eq!(within.to_ratio(), *level.fraction(), "{row}");
    }
}
