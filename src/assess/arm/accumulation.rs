//! How the periods of a window make one number: compounded, summed, or averaged.
//! After every period the number so far is known, so that a window has a history like any other.

use crate::assess::evidence::{Evidence, combined, propagated};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::{Endpoint, Interval, Ratio, rate};
use crate::plan::{ChangeSign, Criterion, Cumulated, Indicator, IndicatorKind, TargetQuantity, TargetTime};
use crate::time::{Frequency, NaiveDate, Period};

/// How the periods of a window make one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Accumulation {
    /// `100 Π (1 + r / 100)`, with the sign of a reported reduction turned.
    Compounded,
    /// `Σ v`.
    Summed,
    /// The values are sums already: the last one counts.
    RunningTotal,
    /// `Σ n v / Σ n`, over periods of n years.
    Averaged,
    /// `100 ((Π (1 + r / 100))^(1 / n) - 1)` over n years: the growth that leads to the same end.
    AveragedGrowth,
}

impl Accumulation {
    /// How a target's window is accumulated; `None` where its last level alone decides.
    pub(super) fn of(criterion: &Criterion, indicator: &Indicator) -> Option<Self> {
        let is_change = indicator.kind() == IndicatorKind::ChangeOnYear;
        match (criterion.target().quantity(), criterion.target().time()) {
            (_, TargetTime::Average(_)) if is_change => Some(Self::AveragedGrowth),
            (_, TargetTime::Average(_)) => Some(Self::Averaged),
            (TargetQuantity::CumulativeChange, _) => Some(Self::Compounded),
            (TargetQuantity::AverageGrowth, _) if is_change => Some(Self::Compounded),
            (TargetQuantity::Sum { .. }, _) => {
                let actuals = criterion.cumulation().map(|cumulation| cumulation.actuals);
                let is_total = actuals == Some(Cumulated::RunningTotals);
                Some(if is_total { Self::RunningTotal } else { Self::Summed })
            }
            _ => None,
        }
    }

    /// Whether it is a total that grows from 0.
    pub(super) fn is_sum(self) -> bool {
        matches!(self, Self::Summed | Self::RunningTotal)
    }

    /// The number before the window begins, where there is one.
    pub(super) fn start(self) -> Option<Ratio> {
        match self {
            Self::Compounded => Some(Ratio::hundred()),
            Self::Summed | Self::RunningTotal => Some(Ratio::zero()),
            Self::Averaged | Self::AveragedGrowth => None,
        }
    }

    fn neutral(self) -> Ratio {
        match self {
            Self::Compounded => Ratio::hundred(),
            Self::Summed | Self::RunningTotal | Self::Averaged => Ratio::zero(),
            Self::AveragedGrowth => Ratio::one(),
        }
    }

    fn add(self, total: &Interval, next: &Interval, years: &Ratio, sign: ChangeSign) -> Answer<Interval> {
        match self {
            Self::Compounded | Self::AveragedGrowth => compound(total, next, sign),
            Self::Summed => Ok(total.plus(next)),
            Self::RunningTotal => Ok(next.clone()),
            Self::Averaged => Ok(total.plus(&next.scaled(years))),
        }
    }

    /// The number that the total over so many years stands for.
    fn number(self, total: &Interval, years: &Ratio, sign: ChangeSign) -> Answer<Interval> {
        match self {
            Self::Compounded | Self::Summed | Self::RunningTotal => Ok(total.clone()),
            Self::Averaged => {
                let part = years.reciprocal().ok_or(RefusalCode::ZeroDenominator)?;
                Ok(total.scaled(&part))
            }
            Self::AveragedGrowth => {
                let growth = average_growth(total, years).ok_or(RefusalCode::BeyondComputation)?;
                Ok(if sign == ChangeSign::Reduction { growth.negated() } else { growth })
            }
        }
    }
}

/// Accumulates over a window the values of its periods. These follow each other without gap or overlap; one may
/// span several years.
pub(super) fn accumulate(
    points: Vec<Evidence>,
    window: &Period,
    accumulation: Accumulation,
    indicator: &Indicator,
) -> Answer<Vec<Evidence>> {
    let sign = indicator.sign();
    let mut next = window.first_day();
    let mut accumulated: Vec<Evidence> = Vec::new();
    let mut total = Interval::exactly(accumulation.neutral());
    let mut widest = Some(total.clone());
    let mut years = Ratio::zero();
    for point in points.into_iter().filter(|point| window.contains(&point.period)) {
        if accumulation != Accumulation::RunningTotal {
            check_follows(&point.period, next)?;
        }
        next = point.period.last_day().succ_opt().unwrap_or(NaiveDate::MAX);
        let length = length_in_years(&point.period);
        years = years + &length;
        total = accumulation.add(&total, &point.level, &length, sign)?;
        let rounded = point.level.widened(&point.rounding);
        widest = widest.and_then(|widest| accumulation.add(&widest, &rounded, &length, sign).ok());
        let level = accumulation.number(&total, &years, sign)?;
        let widest_level = widest.as_ref().and_then(|widest| accumulation.number(widest, &years, sign).ok());
        let rounding = propagated(&level, widest_level);
        // A total that is reported as one does not depend on those before it.
        let before = accumulated.last().filter(|_| accumulation != Accumulation::RunningTotal);
        let entry = match before {
            Some(last) => Evidence {
                period: point.period,
                source: point.source.clone(),
                segment: point.segment,
                ..combined(last.clone(), std::iter::once(&point), level, rounding)
            },
            None => Evidence { level, rounding, ..point },
        };
        // What has accumulated stands for the end of its period, whatever time of it the value stands for.
        accumulated.push(Evidence { day: entry.period.last_day(), ..entry });
    }
    Ok(accumulated)
}

fn check_follows(period: &Period, expected: NaiveDate) -> Answer<()> {
    if period.first_day() == expected {
        return Ok(());
    }
    let is_overlap = period.first_day() < expected;
    let code = if is_overlap { RefusalCode::OverlapInWindow } else { RefusalCode::GapInWindow };
    Err(Refusal::new(code).with("found", period).with("expected_from", expected))
}

/// Whole years of a range, else the part of a year that a regular period is.
fn length_in_years(period: &Period) -> Ratio {
    let months = match period.count_of(Frequency::Year) {
        Some(years) => return Ratio::from(i64::from(years)),
        None => period.length_in_months(),
    };
    months.and_then(|months| Ratio::new(i64::from(months), 12)).unwrap_or_else(Ratio::one)
}

fn compound(index: &Interval, rate: &Interval, sign: ChangeSign) -> Answer<Interval> {
    let rate = if sign == ChangeSign::Reduction { rate.negated() } else { rate.clone() };
    let hundredth = Ratio::hundred().reciprocal().unwrap_or_else(Ratio::zero);
    let factor = rate.scaled(&hundredth).shifted(&Ratio::one());
    // Nothing falls by more than all of it, however much more than 6 % "over 6 %" may be.
    let factor = match factor.lower() {
        Endpoint::Unbounded => {
            factor.intersection(&Interval::new(Endpoint::Closed(Ratio::zero()), Endpoint::Unbounded))
        }
        _ => factor,
    };
    index
        .times_nonnegative(&factor)
        .ok_or_else(|| Refusal::new(RefusalCode::NotPositive).with("found", "a change of -100 % or beyond"))
}

fn average_growth(factor: &Interval, years: &Ratio) -> Option<Interval> {
    let percent = |factor: &Ratio| Some(rate::growth_per_period(factor, years)? * Ratio::hundred());
    let end = |end: &Endpoint| {
        Some(match end {
            Endpoint::Unbounded => Endpoint::Unbounded,
            Endpoint::Closed(factor) => Endpoint::Closed(percent(factor)?),
            Endpoint::Open(factor) => Endpoint::Open(percent(factor)?),
        })
    };
    Some(Interval::new(end(factor.lower())?, end(factor.upper())?))
}
