//! What is questionable about data that can be read: values from before their period's end, and jumps.
//! Only rules that need no plan; units and limits of indicators are checked against the plan.

use super::dataset::Locate;
use super::{Flag, MissingReason, Observation, Series};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::number::{Ratio, Value};
use crate::time::{Frequency, Period};
use crate::unit::{Quantity, Unit};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A value so many times its neighbours, or their so many'th part, is a jump: a unit or a digit is wrong.
const FAR: i64 = 5;
/// So many different values of a series that stand with another one a period later are no coincidence.
const SHIFTED: usize = 3;
/// Values agree if none is so many times another.
const AGREEING: i64 = 2;

/// A value that takes part in the comparison, with its place in the order of the file.
#[derive(Clone, Copy)]
struct Point<'a> {
    index: usize,
    observation: &'a Observation,
    value: Value,
    unit: &'a Unit,
}

/// The values in doubt by their place, with what speaks against them.
type Doubts<'a> = BTreeMap<usize, (&'a Observation, Vec<String>)>;

pub(super) fn check(series: &[Series], numbers: &[Vec<usize>], locate: Locate<'_>, found: &mut Diagnostics) {
    let mut push = |index: usize, problem: Diagnostic| match locate(index) {
        Some(location) => found.push(problem.at(location)),
        None => found.push(problem),
    };
    let rows = || series.iter().zip(numbers);
    for (series, numbers) in rows() {
        let rows = numbers.iter().zip(&series.observations);
        for (index, observation) in rows.filter(|row| is_undeclared_nowcast(row.1)) {
            push(*index, nowcast(observation));
        }
    }
    let mut doubts = Doubts::new();
    // The values of one indicator: of its series one after the other.
    let mut points: Vec<Point<'_>> = Vec::new();
    let mut rows = rows().peekable();
    while let Some((first, numbers)) = rows.next() {
        points.clear();
        add_latest(&mut points, first, numbers);
        along_the_series(&points, &mut doubts);
        let is_same = |row: &(&Series, _)| row.0.key.indicator() == first.key.indicator();
        let mut starts = vec![0];
        while let Some((series, numbers)) = rows.next_if(is_same) {
            let start = points.len();
            add_latest(&mut points, series, numbers);
            along_the_series(points.get(start..).unwrap_or_default(), &mut doubts);
            starts.push(start);
        }
        if starts.len() > 1 {
            for (index, problem) in shifted(&points, &starts) {
                push(index, problem);
            }
            across_series(&mut points, &mut doubts);
        }
    }
    for (index, (observation, reasons)) in doubts {
        let problem = Diagnostic::new(Code::ValueJump)
            .path(path(observation))
            .found(reported(observation))
            .expected(format!("a value nearer to {}", reasons.join(", and to ")));
        push(index, problem);
    }
}

/// Adds the values of a series that can be compared, of each period the latest.
fn add_latest<'a>(points: &mut Vec<Point<'a>>, series: &'a Series, numbers: &[usize]) {
    let start = points.len();
    for (index, observation) in numbers.iter().zip(&series.observations) {
        let Some((value, unit)) = comparable_value(observation) else { continue };
        let point = Point { index: *index, observation, value, unit };
        // The vintages of a period follow each other; the last one counts.
        match points.get_mut(start..).and_then(<[_]>::last_mut) {
            Some(last) if last.observation.period() == observation.period() => *last = point,
            _ => points.push(point),
        }
    }
}

/// Series whose values are those of another one a period earlier, as if their years were shifted by one.
fn shifted(points: &[Point<'_>], starts: &[usize]) -> Vec<(usize, Diagnostic)> {
    let ends = starts.iter().skip(1).copied().chain([points.len()]);
    let series = starts.iter().zip(ends).filter_map(|(start, end)| points.get(*start..end));
    // One indicator may have a series for each of thousands of areas, and only those of one area can be shifted.
    let mut of_one: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for points in series {
        if let Some(first) = points.first() {
            of_one.entry(first.observation.dimensions()).or_default().push((first, points));
        }
    }
    let mut found = Vec::new();
    for series in of_one.values() {
        for (first, one) in series {
            for (beside, other) in series {
                if first.index != beside.index && is_shifted(one, other) {
                    let last = one.last().unwrap_or(first).observation;
                    let period = first.observation.period();
                    let problem = Diagnostic::new(Code::ValuesShifted)
                        .path(first.observation.key().to_string())
                        .found(format!(
                            "{} in {period}, up to {}",
                            reported(first.observation),
                            last.period()
                        ))
                        .expected(format!(
                            "other values than those of {} one period later",
                            beside.observation.key()
                        ));
                    found.push((first.index, problem));
                }
            }
        }
    }
    found
}

/// Whether several values of a series stand with another one a period later, and none with it in its own period.
fn is_shifted(one: &[Point<'_>], other: &[Point<'_>]) -> bool {
    let period = |point: &Point<'_>| *point.observation.period();
    let at = |wanted: &Period| {
        other.binary_search_by(|point| period(point).cmp(wanted)).ok().and_then(|place| other.get(place))
    };
    let is_same =
        |point: &Point<'_>, other: &Point<'_>| point.value == other.value && point.unit == other.unit;
    let mut later: Vec<Value> = Vec::new();
    for point in one {
        if at(&period(point)).is_some_and(|other| is_same(point, other)) {
            return false;
        }
        let next = period(point).next();
        if next.and_then(|next| at(&next)).is_some_and(|other| is_same(point, other)) {
            later.push(point.value);
        }
    }
    later.sort_unstable();
    later.dedup();
    later.len() >= SHIFTED
}

/// Which observation it is, in words: `storage.power/nea 2024-12`.
pub(super) fn path(observation: &Observation) -> String {
    format!("{} {}", observation.key(), observation.period())
}

/// The value or the reason why there is none.
pub(super) fn reported(observation: &Observation) -> String {
    let reason = observation.missing().map(MissingReason::to_string);
    observation
        .quantity()
        .map_or_else(|| format!("missing ({})", reason.unwrap_or_default()), Quantity::to_string)
}

fn is_undeclared_nowcast(observation: &Observation) -> bool {
    let flags = observation.flags();
    observation.is_nowcast()
        && !flags.contains(Flag::Forecast)
        && !flags.contains(Flag::Provisional)
        && observation.rejected().is_none()
        && observation.quantity().is_some()
}

fn nowcast(observation: &Observation) -> Diagnostic {
    Diagnostic::new(Code::PublishedBeforePeriodEnd)
        .path(path(observation))
        .found(format!("published on {}", observation.published()))
        .expected(format!("a day from {}, the end of the period", observation.period().last_day()))
}

/// The number of a value that can be compared, and its unit: positive, exact or about, not rejected.
fn comparable_value(observation: &Observation) -> Option<(Value, &Unit)> {
    let quantity = observation.quantity()?;
    let value = quantity.reading().central()?;
    (value.is_positive() && observation.rejected().is_none()).then(|| (value, quantity.unit()))
}

/// Compares each value with the ones before and after it of the same length of time. The latest is in doubt only
/// if it is far above the one before: else a jump would throw doubt on the right value after it.
fn along_the_series<'a>(points: &[Point<'a>], doubts: &mut Doubts<'a>) {
    let frequency = |point: &Point<'_>| point.observation.period().frequency();
    let mut frequencies: Vec<Frequency> = Vec::new();
    for point in points {
        if frequencies.last() != Some(&frequency(point)) && !frequencies.contains(&frequency(point)) {
            frequencies.push(frequency(point));
        }
    }
    // Ranges are of any length, and a sum over three years is no neighbour of one over two.
    frequencies.retain(|found| *found != Frequency::Range);
    for wanted in frequencies {
        let mut neighbours: [Option<&Point<'a>>; 2] = [None, None];
        for point in points.iter().filter(|point| frequency(point) == wanted) {
            if let [before, Some(middle)] = neighbours {
                look_at(before, middle, Some(point), doubts);
            }
            neighbours = [neighbours[1], Some(point)];
        }
        if let [before, Some(last)] = neighbours {
            look_at(before, last, None, doubts);
        }
    }
}

/// Throws doubt on a value that is far from its neighbours along the series.
fn look_at<'a>(
    before: Option<&Point<'a>>,
    point: &Point<'a>,
    after: Option<&Point<'a>>,
    doubts: &mut Doubts<'a>,
) {
    // Nearly every value agrees with the one before it, and needs no closer look.
    let Some(before) = before.filter(|before| disagree(before, point)) else { return };
    let is_far = match after {
        Some(after) => is_far_above_both(point, before, after) || is_far_below_both(point, before, after),
        None => is_multiple(point, before, FAR) && !doubts.contains_key(&before.index),
    };
    if is_far {
        doubt(doubts, point, std::iter::once(before).chain(after));
    }
}

/// Whether one of two values is so many times the other that they do not agree.
fn disagree(one: &Point<'_>, other: &Point<'_>) -> bool {
    match digits_of(one, other) {
        Some((one, other)) => is_multiple_of(one, other, AGREEING) || is_multiple_of(other, one, AGREEING),
        None => is_multiple(one, other, AGREEING) || is_multiple(other, one, AGREEING),
    }
}

/// Whether a value stands out above its neighbours: it agrees with neither, and is far above their geometric
/// mean, so that steady growth hides no misprint and a step to a new level is none.
fn is_far_above_both(point: &Point, before: &Point, after: &Point) -> bool {
    is_multiple(point, before, AGREEING)
        && is_multiple(point, after, AGREEING)
        && size(point).power(2) >= size(before) * size(after) * Ratio::from(FAR).power(2)
}

fn is_far_below_both(point: &Point, before: &Point, after: &Point) -> bool {
    is_multiple(before, point, AGREEING)
        && is_multiple(after, point, AGREEING)
        && size(before) * size(after) >= size(point).power(2) * Ratio::from(FAR).power(2)
}

/// The value in the base of its unit.
fn size(point: &Point) -> Ratio {
    &point.value.to_ratio() * point.unit.scale()
}

/// Compares the values of different series for one period and the same dimensions. Of two, the greater one is
/// in doubt; of several, one that is far from another while all others agree.
fn across_series<'a>(points: &mut [Point<'a>], doubts: &mut Doubts<'a>) {
    // The sort is stable, so that series stay in order, and merges them, because each is in order of period.
    points.sort_by(|one, two| by_place(one, two));
    for points in points.chunk_by(|one, two| by_place(one, two).is_eq()).filter(|points| has_far_ends(points))
    {
        for point in points {
            let others = || points.iter().filter(|other| other.index != point.index);
            let is_far = others().any(|other| is_multiple(point, other, FAR))
                || (points.len() > 2 && others().any(|other| is_multiple(other, point, FAR)));
            let agree = || others().all(|one| others().all(|two| !is_multiple(one, two, AGREEING)));
            if is_far && agree() {
                doubt(doubts, point, others());
            }
        }
    }
}

/// The order of values by what must be alike to compare them: dimensions and period.
fn by_place(one: &Point<'_>, two: &Point<'_>) -> Ordering {
    let (one, two) = (one.observation, two.observation);
    let by_dimensions = if Arc::ptr_eq(&one.key, &two.key) {
        Ordering::Equal
    } else {
        one.dimensions().cmp(two.dimensions())
    };
    by_dimensions.then_with(|| one.period().cmp(two.period()))
}

/// Whether the greatest value is far from the least: without that, no pair needs a look.
fn has_far_ends(points: &[Point<'_>]) -> bool {
    let mut rest = points.iter();
    let Some(first) = rest.next() else { return false };
    let (least, greatest) = rest.fold((first, first), |(least, greatest), point| {
        let least = if is_multiple(least, point, 1) { point } else { least };
        let greatest = if is_multiple(point, greatest, 1) { point } else { greatest };
        (least, greatest)
    });
    is_multiple(greatest, least, FAR)
}

fn doubt<'a, 'p>(doubts: &mut Doubts<'a>, point: &Point<'a>, others: impl Iterator<Item = &'p Point<'a>>)
where
    'a: 'p,
{
    let (_, reasons) = doubts.entry(point.index).or_insert_with(|| (point.observation, Vec::new()));
    for other in others.map(|other| other.observation) {
        let is_same_series = other.key() == point.observation.key();
        let series = if is_same_series { String::new() } else { format!(" in {}", other.series()) };
        reasons.push(format!("{} for {}{series}", reported(other), other.period()));
    }
}

/// Whether one value is at least so many times another. Values in units that do not convert are not compared.
fn is_multiple(one: &Point<'_>, other: &Point<'_>, times: i64) -> bool {
    match digits_of(one, other) {
        Some((one, other)) => is_multiple_of(one, other, times),
        None => one.unit.is_same_dimension(other.unit) && size(one) >= size(other) * Ratio::from(times),
    }
}

/// The digits of two values, if they decide because both have one unit and as many decimals.
fn digits_of(one: &Point<'_>, other: &Point<'_>) -> Option<(i64, i64)> {
    let digits = |point: &Point<'_>| i64::try_from(point.value.mantissa()).ok();
    let have_one_scale = one.value.decimals() == other.value.decimals() && one.unit == other.unit;
    if have_one_scale { Some((digits(one)?, digits(other)?)) } else { None }
}

fn is_multiple_of(one: i64, other: i64, times: i64) -> bool {
    // Two numbers of 64 bits multiply within 128.
    i128::from(one) >= i128::from(other).wrapping_mul(i128::from(times))
}

#[cfg(test)]
mod tests {
    use super::super::Dataset;
    use super::super::observation::tests::observation;
    use super::*;

    fn problems(rows: &[&str]) -> Vec<String> {
        let (_, problems) = Dataset::from_observations(rows.iter().map(|row| observation(row)));
        problems
            .iter()
            .map(|problem| problem.to_string().lines().next().unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn a_value_far_from_both_neighbours_is_named_with_them() {
        let rows = ["i, s, 2020, 60 GW, 2021", "i, s, 2021, 374 GW, 2022", "i, s, 2022, 74.8 GW, 2023"];
        assert_eq!(
            problems(&rows),
            [
                "warning[value_jump] i/s 2021: found 374 GW, expected a value nearer to 60 GW for 2020, and to 74.8 GW for 2022"
            ]
        );
        // The misprint of 73.76 GW in a series that grows: 374 is 11.9 times 31.39 and 3.9 times 94.91.
        let growing =
            ["i, s, 2023, 31.39 GW, 2024", "i, s, 2024, 374 GW, 2025", "i, s, 2025, 94.91 GW, 2026"];
        assert_eq!(problems(&growing).len(), 1);
        // 50 is 5 times the geometric mean 10 of 4 and 25; 49.9 is not.
        let around = |value| ["i, s, 2020, 4 t, 2021", value, "i, s, 2022, 25 t, 2023"];
        assert_eq!(problems(&around("i, s, 2021, 50 t, 2022")).len(), 1);
        assert!(problems(&around("i, s, 2021, 49.9 t, 2022")).is_empty());
        // A step to a new level is no jump.
        assert!(
            problems(&["i, s, 2020, 1 t, 2021", "i, s, 2021, 30 t, 2022", "i, s, 2022, 30 t, 2023"])
                .is_empty()
        );
    }

    #[test]
    fn a_value_far_below_both_neighbours_and_one_in_the_wrong_unit_are_found() {
        assert_eq!(
            problems(&["i, s, 2020, 60 GW, 2021", "i, s, 2021, 7 GW, 2022", "i, s, 2022, 80 GW, 2023"]).len(),
            1
        );
        assert_eq!(
            problems(&["i, s, 2020, 60 GW, 2021", "i, s, 2021, 70 MW, 2022", "i, s, 2022, 80 GW, 2023"])
                .len(),
            1
        );
        assert_eq!(problems(&["i, s, 2020, 60 GW, 2021", "i, s, 2021, 70000 MW, 2022"]), [""; 0]);
    }

    #[test]
    fn the_latest_value_is_compared_with_the_one_before() {
        assert_eq!(problems(&["i, s, 2020, 60 GW, 2021", "i, s, 2021, 300 GW, 2022"]).len(), 1);
        assert!(problems(&["i, s, 2020, 60 GW, 2021", "i, s, 2021, 299.9 GW, 2022"]).is_empty());
    }

    #[test]
    fn a_value_far_from_the_other_series_is_found() {
        let rows = [
            "storage.power, nea, 2024-12-31, 73.76 GW, 2025-01-23",
            "storage.power, unknown, 2024-12-31, 374 GW, 2025-10-23",
            "storage.power, cnesa, 2024-12-31, 78.3 GW, 2025-01-31",
        ];
        // 374 is more than 5 times 73.76; 73.76 is less than a fifth of it, but the others do not agree.
        let found = problems(&rows);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("73.76 GW for 2024-12-31 in nea"), "{found:?}");
        assert!(found[0].starts_with("warning[value_jump] storage.power/unknown"), "{found:?}");
    }

    #[test]
    fn of_two_series_the_greater_value_is_in_doubt() {
        let found = problems(&["i, s, 2020, 60 GW, 2021", "i, t, 2020, 600 GW, 2021"]);
        assert!(found.len() == 1 && found[0].contains("i/t"), "{found:?}");
    }

    #[test]
    fn bounds_other_frequencies_ranges_and_rejected_values_do_not_jump() {
        assert!(problems(&["i, s, 2020, 60 GW, 2021", "i, s, 2021, >600 GW, 2022"]).is_empty());
        assert!(problems(&["i, s, 2020, 60 GW, 2021", "i, s, 2021-01, 5 GW, 2022"]).is_empty());
        assert!(problems(&["i, s, 2020/2021, 60 GW, 2022", "i, s, 2020/2025, 600 GW, 2026"]).is_empty());
        assert!(problems(&["i, s, 2020, 0 GW, 2021", "i, s, 2021, 600 GW, 2022"]).is_empty());
        let rejected = observation("i, s, 2021, 600 GW, 2022").with_rejected("misprint");
        let (_, found) = Dataset::from_observations([observation("i, s, 2020, 60 GW, 2021"), rejected]);
        assert!(found.is_empty());
    }

    #[test]
    fn values_of_another_series_a_year_early_are_shifted() {
        // 8.7 GW belongs to 2022 and 73.76 to 2024; a summary moved every year by one.
        let right =
            ["i, nea, 2022, 8.7 GW, 2025", "i, nea, 2023, 31.39 GW, 2025", "i, nea, 2024, 73.76 GW, 2025"];
        let shifted =
            ["i, web, 2021, 8.7 GW, 2025", "i, web, 2022, 31.39 GW, 2025", "i, web, 2023, 73.76 GW, 2025"];
        let both = [right, shifted].concat();
        let found = problems(&both);
        let of_years: Vec<&String> =
            found.iter().filter(|problem| problem.contains("values_shifted")).collect();
        assert_eq!(
            of_years,
            [
                "warning[values_shifted] i/web: found 8.7 GW in 2021, up to 2023, expected other values than those of i/nea one period later"
            ]
        );
        // Two values may agree by chance, and a series that agrees in its own periods is not shifted.
        assert!(!problems(&both[1..]).iter().any(|problem| problem.contains("values_shifted")));
        let constant = [
            "i, a, 2021, 5 t, 2025",
            "i, a, 2022, 5 t, 2025",
            "i, b, 2021, 5 t, 2025",
            "i, b, 2022, 5 t, 2025",
        ];
        assert!(problems(&constant).is_empty());
    }

    #[test]
    fn a_revision_that_mends_a_jump_silences_it() {
        let rows = ["i, s, 2020, 60 GW, 2021", "i, s, 2021, 700 GW, 2022", "i, s, 2021, 70 GW, 2023"];
        assert!(problems(&rows).is_empty());
    }

    #[test]
    fn a_nowcast_is_reported_unless_flagged_as_one() {
        let early = observation("i, s, 2024-12-31, >60 GW, 2024-12-16");
        let found = |observation: Observation| Dataset::from_observations([observation]).1.len();
        assert_eq!(found(early.clone()), 1);
        assert_eq!(found(early.clone().with_flags(Flag::Provisional.into())), 0);
        assert_eq!(found(early.with_flags(Flag::Forecast.into())), 0);
    }
}
