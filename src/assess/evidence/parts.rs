//! Whole periods from what was reported within them: the sum of all parts, or the last total to date.
//! Only where the plan declares which of the two the reports are.

use super::derived::left_out_point;
use super::{Evidence, LeftOut, LeftOutReason, combined};
use crate::number::{Interval, Ratio};
use crate::plan::{Cumulated, Indicator};
use crate::time::Period;

/// Values of regular periods, reported as such or made of their parts; parts that make no whole are left out.
pub(super) fn whole_periods(
    points: Vec<Evidence>,
    reports: Cumulated,
    indicator: &Indicator,
    left_out: &mut Vec<LeftOut>,
) -> Vec<Evidence> {
    let mut whole: Vec<Evidence> = Vec::new();
    let mut rest = points;
    while let Some(period) = rest.first().and_then(|point| regular(&point.period, indicator)) {
        let (within, after): (Vec<Evidence>, Vec<Evidence>) =
            rest.into_iter().partition(|point| period.contains(&point.period));
        rest = after;
        if let Some(point) = of_period(&period, &within, reports) {
            whole.push(point);
        } else {
            let parts = within.iter().map(|part| left_out_point(part, LeftOutReason::OtherFrequency));
            left_out.extend(parts);
        }
    }
    whole.extend(rest);
    whole.sort_by_key(|point| (point.day, point.period.first_day()));
    whole
}

fn regular(period: &Period, indicator: &Indicator) -> Option<Period> {
    Some(*period)
        .filter(|period| period.frequency() == indicator.frequency())
        .or_else(|| Period::containing(period.last_day(), indicator.frequency()))
        .filter(|regular| regular.contains(period))
}

fn of_period(period: &Period, within: &[Evidence], reports: Cumulated) -> Option<Evidence> {
    if let Some(reported) = within.iter().find(|point| point.period == *period) {
        return Some(reported.clone());
    }
    let last = within.last()?;
    match reports {
        Cumulated::RunningTotals => (last.period.last_day() == period.last_day())
            .then(|| Evidence { period: *period, ..last.clone() }),
        Cumulated::Increments => {
            let periods: Vec<Period> = within.iter().map(|point| point.period).collect();
            if !period.is_tiled_by(&periods) {
                return None;
            }
            let zero = Interval::exactly(Ratio::zero());
            let total = within.iter().fold(zero, |sum, part| sum.plus(&part.level));
            let rounding = within.iter().fold(Ratio::zero(), |sum, part| sum + &part.rounding);
            let (first, others) = within.split_first()?;
            let segment = last.segment;
            let sum = combined(first.clone(), others.iter(), total, rounding);
            Some(Evidence { period: *period, day: last.day, segment, ..sum })
        }
    }
}
