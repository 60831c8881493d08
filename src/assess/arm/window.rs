//! Targets held in every period, and what decides a period: which value, and whether it is due.

use super::answers::LedgerEntry;
use super::attainment::judged;
use crate::assess::assessor::Round;
use crate::assess::evidence::Evidence;
use crate::assess::verdict::Attained;
use crate::plan::{Indicator, LevelBound};
use crate::time::{Frequency, NaiveDate, Period};

/// Period by period: met, not met, undetermined, missing, or not yet due.
pub(super) fn ledger(
    points: &[Evidence],
    frequency: Frequency,
    from: &Period,
    to: Option<&Period>,
    bound: &LevelBound,
    indicator: &Indicator,
    round: &Round,
) -> Vec<LedgerEntry> {
    let mut entries = Vec::new();
    let mut period = Some(*from).filter(|period| period.frequency() == frequency);
    while let Some(current) = period {
        if to.is_some_and(|to| current > *to) || current.last_day() > round.at {
            break;
        }
        let evidence = points.iter().rfind(|point| decides(point, &current, indicator));
        let attained = match evidence {
            Some(evidence) => judged(bound, evidence, round.strict_precision),
            None => Attained::Pending,
        };
        let is_missing = evidence.is_none() && is_due(&current, indicator, round);
        entries.push(LedgerEntry { period: current, attained, is_missing, evidence: evidence.cloned() });
        period = current.next();
    }
    entries
}

/// The regular periods of a window that have a value or should have one by now.
pub(super) fn due_in(window: &Period, points: &[Evidence], indicator: &Indicator, round: &Round) -> usize {
    let regular = window.parts(indicator.frequency());
    let is_known = |period: &Period| points.iter().any(|point| point.period.contains(period));
    let is_expected = |period: &&Period| {
        period.last_day() <= round.at && (is_known(period) || is_due(period, indicator, round))
    };
    regular.iter().filter(is_expected).count()
}

/// Whether a value is the one that decides a period: it ends with it, and covers it unless it is a stock.
pub(super) fn decides(point: &Evidence, period: &Period, indicator: &Indicator) -> bool {
    if point.is_nowcast {
        return false;
    }
    let ends_with_it = point.period.last_day() == period.last_day();
    if indicator.is_stock() {
        // The last regular value of the period, where none ends with it: the last whole week of a year.
        let is_last_within = period.contains(&point.period)
            && point.period.frequency() == indicator.frequency()
            && point.period.next().is_some_and(|next| next.last_day() > period.last_day());
        return ends_with_it
            || is_last_within
            || (indicator.timing() == crate::plan::Timing::SurveyDay && period.contains(&point.period));
    }
    let asked = regular_period(period, indicator);
    point.period.first_day() == asked.first_day() && point.period.last_day() == asked.last_day()
}

/// "By 2025-12-31" asks for the year that ends on this day, where the indicator is yearly; so does the end of
/// a window of years.
pub(super) fn regular_period(period: &Period, indicator: &Indicator) -> Period {
    Some(*period)
        .filter(|period| period.frequency() < indicator.frequency() || period.frequency() == Frequency::Range)
        .and_then(|period| Period::containing(period.last_day(), indicator.frequency()))
        .filter(|regular| regular.last_day() == period.last_day())
        .unwrap_or(*period)
}

/// Whether anything after a period should have been published: the regular period that follows it.
pub(in crate::assess) fn is_news_due(after: &Period, indicator: &Indicator, round: &Round) -> bool {
    following(after, indicator)
        .is_some_and(|next| next.last_day() <= round.at && is_due(&next, indicator, round))
}

/// The regular period after a period: of the same kind of year if it is regular itself.
pub(in crate::assess) fn following(period: &Period, indicator: &Indicator) -> Option<Period> {
    if period.frequency() == indicator.frequency() {
        return period.next();
    }
    period.last_day().succ_opt().and_then(|day| Period::containing(day, indicator.frequency()))
}

/// Whether the value for a period should have been published.
pub(super) fn is_due(period: &Period, indicator: &Indicator, round: &Round) -> bool {
    due_day(period, indicator) <= round.known_by
}

/// The day by which the value for a period should be published: its day of release or after its declared lag, or
/// without either after as long again as the indicator's regular period.
pub(in crate::assess) fn due_day(period: &Period, indicator: &Indicator) -> NaiveDate {
    match (indicator.release(), indicator.lag()) {
        (Some(release), _) => release.after(period.last_day()),
        (None, Some(lag)) => lag.after(period.last_day()),
        (None, None) => following(period, indicator).map_or(NaiveDate::MAX, |next| next.last_day()),
    }
}
