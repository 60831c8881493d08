//! Simulates many series and counts how often intervals hold what they are for.
//! On what they assume they keep their level; how they fare elsewhere is documented, and found again here.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

use policy_targets::number::{Ratio, spread};
use policy_targets::progress::uncertainty::{ConfidenceLevel, Prediction, prediction};
use policy_targets::progress::{Acceptable, Projection};

const METHODS: [Projection; 2] = [Projection::LeastSquares, Projection::TheilSen];

/// Of a hundred.
const BAND: std::ops::RangeInclusive<f64> = 88.0..=92.0;

/// Random numbers that are the same everywhere: `SplitMix64` (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A normal number in thousandths, near enough: the sum of twelve even ones, whose variance is 1/12 each.
    fn normal(&mut self) -> i64 {
        let mut sum = 0_i64;
        for _ in 0..3 {
            let bytes = self.next().to_le_bytes();
            sum += bytes.chunks(2).map(|pair| i64::from(u16::from_le_bytes([pair[0], pair[1]]))).sum::<i64>();
        }
        // The mean is 12 · 65535 / 2, the standard deviation 65536.
        ((sum - 393_210) * 1000).div_euclid(65_536)
    }
}

/// How a series comes about, in thousandths; one value a year.
type Process = fn(&mut Chance, usize) -> Vec<i64>;

fn years(count: usize) -> impl Iterator<Item = i64> {
    (0_i64..).take(count)
}

fn line(chance: &mut Chance, count: usize) -> Vec<i64> {
    years(count).map(|year| 1000 * year + chance.normal()).collect()
}

fn wild_errors(chance: &mut Chance, count: usize) -> Vec<i64> {
    let mut error = || if chance.next().is_multiple_of(10) { 5 * chance.normal() } else { chance.normal() };
    years(count).map(|year| 1000 * year + error()).collect()
}

fn growing_errors(chance: &mut Chance, count: usize) -> Vec<i64> {
    years(count).map(|year| 1000 * year + chance.normal() * (11 + year) / 11).collect()
}

fn lasting_errors(chance: &mut Chance, count: usize) -> Vec<i64> {
    let mut error = chance.normal();
    years(count)
        .map(|year| {
            let value = 1000 * year + error;
            // 0.6² + 0.8² = 1 keeps the size of errors.
            error = (6 * error + 8 * chance.normal()) / 10;
            value
        })
        .collect()
}

fn growth(chance: &mut Chance, count: usize, percent: i64) -> Vec<i64> {
    let mut millionths = 10_000_000_i64;
    years(count)
        .map(|_| {
            let value = millionths / 1000 + chance.normal();
            millionths += millionths * percent / 100;
            value
        })
        .collect()
}

fn slow_growth(chance: &mut Chance, count: usize) -> Vec<i64> {
    growth(chance, count, 5)
}

fn fast_growth(chance: &mut Chance, count: usize) -> Vec<i64> {
    growth(chance, count, 10)
}

fn stopping_rise(chance: &mut Chance, count: usize) -> Vec<i64> {
    years(count).map(|year| 500 * year.min(8) + chance.normal()).collect()
}

/// Predictions of the last value from the first `seen`, with that value.
fn predictions(
    process: Process,
    projection: Projection,
    (seen, ahead): (usize, usize),
    level: &ConfidenceLevel,
    series: usize,
) -> Vec<(Prediction, Ratio)> {
    let mut chance = Chance(20_251_125);
    let mut predict = || {
        let values = process(&mut chance, seen + ahead);
        let mut points: Vec<(Ratio, Ratio)> =
            (0_i64..).zip(values).map(|(year, value)| (Ratio::from(year), Ratio::from(value))).collect();
        let (at, truth) = points.pop().unwrap();
        points.truncate(seen);
        (prediction(&points, projection, &at, level).unwrap(), truth)
    };
    (0..series).map(|_| predict()).collect()
}

fn hundredths(count: usize, of: usize) -> f64 {
    100.0 * f64::from(u32::try_from(count).unwrap()) / f64::from(u32::try_from(of).unwrap())
}

/// How many of a hundred intervals hold the value.
fn coverage(
    process: Process,
    projection: Projection,
    horizon: (usize, usize),
    level: &str,
    series: usize,
) -> f64 {
    let found = predictions(process, projection, horizon, &level.parse().unwrap(), series);
    hundredths(found.iter().filter(|(found, truth)| found.interval().contains(truth)).count(), series)
}

#[test]
fn ninety_percent_intervals_keep_their_level_on_what_they_assume() {
    for projection in METHODS {
        for (horizon, series) in
            [((8, 1), 4000), ((8, 3), 4000), ((8, 10), 4000), ((15, 5), 3000), ((30, 3), 1500)]
        {
            let found = coverage(line, projection, horizon, "0.9", series);
            assert!(BAND.contains(&found), "{projection} {horizon:?}: {found}");
        }
    }
}

#[test]
fn another_level_would_be_noticed() {
    for projection in METHODS {
        for level in ["0.85", "0.95"] {
            let found = coverage(line, projection, (8, 3), level, 4000);
            assert!(!BAND.contains(&found), "{projection} {level}: {found}");
        }
    }
}

#[test]
fn probabilities_of_meeting_a_bound_come_true_as_often_as_they_say() {
    let level = "0.9".parse().unwrap();
    for projection in METHODS {
        let found = predictions(line, projection, (10, 3), &level, 4000);
        let below: Vec<Ratio> = found
            .iter()
            .map(|(found, truth)| found.probability_of(&Acceptable::under(truth.clone())).unwrap().to_ratio())
            .collect();
        for percent in [5, 25, 50, 75, 95] {
            let limit = Ratio::new(percent, 100).unwrap();
            let share = hundredths(below.iter().filter(|below| **below <= limit).count(), below.len());
            let said = f64::from(i32::try_from(percent).unwrap());
            assert!((share - said).abs() < 2.0, "{projection}: {share} for {percent}");
        }
    }
}

#[test]
fn sens_interval_of_the_slope_keeps_its_level() {
    for (count, series) in [(8, 4000), (20, 2000)] {
        let mut chance = Chance(1968);
        let mut holds = || {
            let values = line(&mut chance, count);
            let points: Vec<(Ratio, Ratio)> =
                (0_i64..).zip(values).map(|(year, value)| (Ratio::from(year), Ratio::from(value))).collect();
            let slopes = spread::sen_interval(&points, &"0.9".parse().unwrap()).unwrap();
            slopes.contains(&Ratio::from(1000))
        };
        let found = hundredths((0..series).filter(|_| holds()).count(), series);
        assert!(BAND.contains(&found), "{count}: {found}");
    }
}

/// The rows of the table in the documentation, in order.
const DOCUMENTED: [(&str, Process); 7] = [
    ("a line, rising by 1 a year", line),
    ("the same, and one error in ten", wild_errors),
    ("the same, and errors grow", growing_errors),
    ("the same, and an error carries 0.6", lasting_errors),
    ("growth by 5 %", slow_growth),
    ("growth by 10 %", fast_growth),
    ("a rise by 0.5 a year that ends", stopping_rise),
];

#[test]
fn the_documented_coverage_is_found_again() {
    let page = include_str!("../src/progress/uncertainty/mod.rs");
    let table = page.lines().skip_while(|line| !line.starts_with("//! | the series in truth"));
    let rows: Vec<Vec<&str>> = table
        .skip(2)
        .map_while(|line| line.strip_prefix("//! | "))
        .map(|line| line.trim_end_matches(" |").split(" | ").collect())
        .collect();
    assert_eq!(rows.len(), DOCUMENTED.len());
    let check = |row: &[&str], (label, process): (&str, Process)| {
        assert!(row[0].starts_with(label), "{row:?}");
        for (projection, figure) in METHODS.into_iter().zip(&row[1..]) {
            let found = coverage(process, projection, (12, 3), "0.9", 8000);
            let documented: f64 = figure.parse().unwrap();
            assert!((found - documented).abs() <= 1.0, "{label}, {projection}: {found}, {documented}");
        }
    };
    // Each row draws from a chance of its own: they run side by side.
    std::thread::scope(|scope| {
        for (row, documented) in rows.iter().zip(DOCUMENTED) {
            scope.spawn(move || check(row, documented));
        }
    });
}
