//! Targets over a window: compounded from its periods, or held in every one of them.

use super::answers::LedgerEntry;
use super::attainment::judged;
use crate::assess::assessor::Round;
use crate::assess::evidence::{Evidence, combined, propagated};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::assess::verdict::Attained;
use crate::number::{Interval, Ratio};
use crate::plan::{ChangeSign, Criterion, Indicator, IndicatorKind, LevelBound, TargetQuantity};
use crate::time::{Frequency, NaiveDate, Period};

/// How the periods of a window make one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accumulation {
    /// `100 Π (1 + r / 100)`, with the sign of a reported reduction turned.
    Compounded,
    /// `Σ v`.
    Summed,
}

impl Accumulation {
    /// How a target's window is accumulated; `None` where its last level alone decides.
    pub(super) fn of(criterion: &Criterion, indicator: &Indicator) -> Option<Self> {
        match criterion.target().quantity() {
            TargetQuantity::CumulativeChange => Some(Self::Compounded),
            TargetQuantity::AverageGrowth if indicator.kind() == IndicatorKind::ChangeOnYear => {
                Some(Self::Compounded)
            }
            TargetQuantity::Sum { .. } => Some(Self::Summed),
            _ => None,
        }
    }

    /// The number before the window begins.
    pub(super) fn start(self) -> Ratio {
        match self {
            Self::Compounded => Ratio::hundred(),
            Self::Summed => Ratio::zero(),
        }
    }

    fn add(self, so_far: &Interval, next: &Interval, indicator: &Indicator) -> Answer<Interval> {
        match self {
            Self::Compounded => compound(so_far, next, indicator.sign()),
            Self::Summed => Ok(so_far.plus(next)),
        }
    }
}

/// The accumulated number at the end of every tile of the window. Tiles follow each other without gap or
/// overlap; a tile may span several years.
pub(super) fn accumulate(
    points: Vec<Evidence>,
    window: &Period,
    accumulation: Accumulation,
    indicator: &Indicator,
) -> Answer<Vec<Evidence>> {
    let mut next = window.first_day();
    let mut accumulated: Vec<Evidence> = Vec::new();
    let start = Interval::exactly(accumulation.start());
    for point in points.into_iter().filter(|point| window.contains(&point.period)) {
        if point.period.first_day() != next {
            let is_overlap = point.period.first_day() < next;
            let code = if is_overlap { RefusalCode::OverlapInWindow } else { RefusalCode::GapInWindow };
            return Err(Refusal::new(code).with("found", point.period).with("expected_from", next));
        }
        next = point.period.last_day().succ_opt().unwrap_or(NaiveDate::MAX);
        let last = accumulated.last();
        let level = accumulation.add(last.map_or(&start, |last| &last.level), &point.level, indicator)?;
        let widest = last.map_or(start.clone(), |last| last.level.widened(&last.rounding));
        let widest = accumulation.add(&widest, &point.level.widened(&point.rounding), indicator).ok();
        let rounding = propagated(&level, widest);
        let entry = match last {
            Some(last) => Evidence {
                period: point.period,
                source: point.source.clone(),
                segment: point.segment,
                ..combined(last.clone(), std::iter::once(&point), level, rounding)
            },
            None => Evidence { level, rounding, ..point },
        };
        // What has accumulated stands for the end of its period, whatever time of it the value stands for.
        let entry = Evidence { day: entry.period.last_day(), ..entry };
        accumulated.push(entry);
    }
    Ok(accumulated)
}

fn compound(index: &Interval, rate: &Interval, sign: ChangeSign) -> Answer<Interval> {
    let rate = if sign == ChangeSign::Reduction { rate.negated() } else { rate.clone() };
    let hundredth = Ratio::hundred().reciprocal().unwrap_or_else(Ratio::zero);
    let factor = rate.scaled(&hundredth).shifted(&Ratio::one());
    index
        .times_nonnegative(&factor)
        .ok_or_else(|| Refusal::new(RefusalCode::NotPositive).with("found", "a change of -100 % or beyond"))
}

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
            Some(evidence) => judged(bound, evidence, round.strict_precision).0,
            None => Attained::Pending,
        };
        let is_missing = evidence.is_none() && is_due(&current, indicator, round);
        entries.push(LedgerEntry { period: current, attained, is_missing, evidence: evidence.cloned() });
        period = current.next();
    }
    entries
}

/// Whether a value is the one that decides a period: it ends with it, and covers it unless it is a stock.
pub(super) fn decides(point: &Evidence, period: &Period, indicator: &Indicator) -> bool {
    if point.is_nowcast {
        return false;
    }
    let ends_with_it = point.period.last_day() == period.last_day();
    if indicator.is_stock() {
        return ends_with_it
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

/// Whether anything after a day should have been published: the regular period that ends next.
pub(in crate::assess) fn is_news_due(after: NaiveDate, indicator: &Indicator, round: &Round) -> bool {
    after
        .succ_opt()
        .and_then(|day| Period::containing(day, indicator.frequency()))
        .is_some_and(|next| next.last_day() <= round.at && is_due(&next, indicator, round))
}

/// Whether the value for a period should have been published: after its declared lag, or without one after
/// as long again as the indicator's regular period.
pub(super) fn is_due(period: &Period, indicator: &Indicator, round: &Round) -> bool {
    let due = match indicator.lag() {
        Some(lag) => lag.after(period.last_day()),
        None => period
            .last_day()
            .succ_opt()
            .and_then(|day| Period::containing(day, indicator.frequency()))
            .map_or(NaiveDate::MAX, |next| next.last_day()),
    };
    due <= round.known_by
}
