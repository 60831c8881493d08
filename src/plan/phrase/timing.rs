//! When a reading counts: deadlines, windows and periods that the words allow, and what they make of the quantity.
//! A change over a window is cumulative; a level over a window may mean every period, its end, or the total.

use super::alternative::{Measured, Reason};
use super::gather::Found;
use super::meaning::Draft;
use super::read::Context;
use super::time::When;
use super::words::Verb;
use crate::plan::TargetTime;
use crate::time::{Frequency, Period};

/// A reading with its time, which may make another quantity of it.
pub(super) struct Timed {
    pub(super) measured: Measured,
    pub(super) from: Option<Period>,
    pub(super) time: Option<TargetTime>,
    pub(super) reasons: Vec<Reason>,
}

/// Every time that the words allow, and what it makes of the quantity.
pub(super) fn times(found: &Found, draft: &Draft, context: &Context) -> Vec<Timed> {
    let timed = |time: Option<TargetTime>, reasons: &[Reason]| Timed {
        measured: draft.measured.clone(),
        from: None,
        time,
        reasons: reasons.to_vec(),
    };
    let by = |period: Period| Some(TargetTime::By(period));
    let deadlines = || match found.when {
        Some(When::By(period)) => vec![timed(by(period), &[])],
        Some(When::In(period)) => vec![timed(Some(TargetTime::In(period)), &[])],
        Some(When::Before(period)) => vec![
            timed(period.previous().and_then(by), &[Reason::BeforeExcludesYear]),
            timed(by(period), &[Reason::BeforeIncludesYear]),
        ],
        _ => match context.deadline() {
            Some(period) => vec![timed(by(*period), &[Reason::FromContext])],
            None => vec![timed(None, &[])],
        },
    };
    match &draft.measured {
        Measured::CumulativeChange | Measured::AverageGrowth | Measured::Sum(_) => {
            vec![windowed(found, draft, context)]
        }
        Measured::Level(_) => levels(found, draft, context, &timed).unwrap_or_else(deadlines),
        Measured::ChangePercent
            if !found.is_from_usual
                && (found.is_cumulative || (window(found).is_some() && found.baseline.is_none())) =>
        {
            vec![Timed { measured: Measured::CumulativeChange, ..windowed(found, draft, context) }]
        }
        Measured::ChangePercent | Measured::ChangeUnit(_) | Measured::Multiple => {
            let stated = || found.baseline.or_else(|| context.baseline().copied());
            let baseline = if found.is_from_usual { None } else { stated() };
            let with_baseline = |timed: Timed| Timed { from: baseline, ..timed };
            let Some((first, last)) = window(found) else {
                return deadlines().into_iter().map(with_baseline).collect();
            };
            if found.is_from_usual {
                return vec![timed(by(last), &[Reason::WindowEnd])];
            }
            let from = found.baseline.or_else(|| first.previous());
            vec![Timed { from, ..timed(by(last), &[Reason::WindowFromYearBefore]) }]
        }
    }
}

fn window(found: &Found) -> Option<(Period, Period)> {
    match found.when {
        Some(When::Over(first, last)) => Some((first, last)),
        _ => None,
    }
}

/// Every period, or the window that a level stands over; `None` where a deadline decides.
fn levels(
    found: &Found,
    draft: &Draft,
    context: &Context,
    timed: &impl Fn(Option<TargetTime>, &[Reason]) -> Timed,
) -> Option<Vec<Timed>> {
    let every = |frequency: Frequency, from: Period, to: Option<Period>| {
        let fits = from.frequency() == frequency && to.is_none_or(|to| to.frequency() == frequency);
        fits.then_some(TargetTime::Every { frequency, from, to })
    };
    let since = match found.when {
        Some(When::Since(period)) => Some(period),
        _ => None,
    };
    if let Some(frequency) = draft.every {
        let stated =
            window(found).map(|(first, last)| (first, Some(last))).or(since.map(|first| (first, None)));
        let given = context.window().and_then(years_of).map(|(first, last)| (first, Some(last)));
        let time = match (stated, given) {
            (Some((from, to)), _) => timed(every(frequency, from, to), &[]),
            (None, Some((from, to))) => timed(every(frequency, from, to), &[Reason::FromContext]),
            (None, None) => timed(None, &[Reason::YearlyEvery]),
        };
        return Some(vec![time]);
    }
    if let Some(first) = since {
        return Some(vec![timed(every(first.frequency(), first, None), &[])]);
    }
    let (first, last) = window(found)?;
    if found.is_average
        && let Ok(range) = Period::range(first, last)
    {
        return Some(vec![timed(Some(TargetTime::Average(range)), &[])]);
    }
    let held = timed(every(first.frequency(), first, Some(last)), &[Reason::WindowEvery]);
    if matches!(found.verb, Some(Verb::Hold | Verb::Limit)) {
        return Some(vec![held]);
    }
    let mut readings = vec![held, timed(Some(TargetTime::By(last)), &[Reason::WindowEnd])];
    if let (Measured::Level(unit), Ok(range)) = (&draft.measured, Period::range(first, last))
        && unit.as_ref().is_some_and(|unit| !unit.is_percentage())
    {
        let total = timed(Some(TargetTime::Over(range)), &[Reason::WindowTotal]);
        readings.push(Timed { measured: Measured::Sum(unit.clone()), ..total });
    }
    Some(readings)
}

/// The first and the last year of a window of years.
fn years_of(window: &Period) -> Option<(Period, Period)> {
    let (first, last) = window.years()?;
    Some((Period::year(first).ok()?, Period::year(last).ok()?))
}

/// A reading that runs over a window: stated, from the year after the baseline, or given by the caller.
fn windowed(found: &Found, draft: &Draft, context: &Context) -> Timed {
    let over = |first: Period, last: Period| Period::range(first, last).ok().map(TargetTime::Over);
    let after_baseline = |last: Period| {
        let baseline = found.baseline.or_else(|| context.baseline().copied())?;
        over(baseline.next()?, last)
    };
    let given = || context.window().map(|window| TargetTime::Over(*window));
    let (time, reason) = match found.when {
        Some(When::Over(first, last)) => (over(first, last), None),
        Some(When::In(period)) => (Some(TargetTime::Over(period)), None),
        Some(When::By(last)) => match after_baseline(last) {
            Some(time) => (Some(time), Some(Reason::WindowAfterBaseline)),
            None => (given(), Some(Reason::FromContext)),
        },
        _ => (given(), Some(Reason::FromContext)),
    };
    let reason = reason.filter(|_| time.is_some());
    Timed { measured: draft.measured.clone(), from: None, time, reasons: reason.into_iter().collect() }
}
