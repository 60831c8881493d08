//! What a target bounds, from what was gathered: the values themselves, what they accumulate to, or their distance
//! from another indicator; and the level that the bound is measured from, if it is measured from one.

use super::accumulation::{Accumulation, accumulate};
use super::question::Question;
use super::resolution::window;
use crate::assess::evidence::{Evidence, combined};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::Ratio;
use crate::plan::{Indicator, TargetQuantity};
use crate::text::Id;
use crate::time::{Frequency, Period};

/// The values in the form that the target bounds, and what it is measured from.
pub(super) struct Reduced {
    pub(super) points: Vec<Evidence>,
    pub(super) accumulation: Option<Accumulation>,
    /// The level of the own past, of business as usual, or 0 where the values are distances already.
    pub(super) reference: Option<Ratio>,
}

impl Question<'_> {
    pub(super) fn reduce(&self, indicator: &Indicator, points: Vec<Evidence>) -> Answer<Reduced> {
        let target = self.criterion.target();
        let reference = match target.quantity() {
            TargetQuantity::MarginOver { .. } => Some(Ratio::zero()),
            TargetQuantity::MarginOverPast { reference, .. } => Some(past(reference, indicator, &points)?),
            quantity if quantity.is_from_business_as_usual() => Some(self.business_as_usual()?),
            _ => None,
        };
        let accumulation = Accumulation::of(self.criterion, indicator);
        let points = self.accumulated(indicator, points)?;
        let points = match target.quantity() {
            TargetQuantity::MarginOver { indicator: other, .. } => {
                differences(points, &self.other_points(other)?, indicator)
            }
            _ => points,
        };
        Ok(Reduced { points, accumulation, reference })
    }

    fn accumulated(&self, indicator: &Indicator, points: Vec<Evidence>) -> Answer<Vec<Evidence>> {
        let accumulation = Accumulation::of(self.criterion, indicator);
        let Some((window, accumulation)) = window(self.criterion.target().time()).zip(accumulation) else {
            return Ok(points);
        };
        let points = if indicator.is_stock() { yearly(&points, window, indicator) } else { points };
        accumulate(points, window, accumulation, indicator)
    }

    /// The values of another indicator, in its own series, in the form the target asks for.
    fn other_points(&self, id: &Id) -> Answer<Vec<Evidence>> {
        let naming = |refusal: Refusal| refusal.with("indicator", id);
        let other = self
            .plan
            .indicator(id)
            .ok_or_else(|| Refusal::new(RefusalCode::UnknownIndicator).with("indicator", id))?;
        let preference = if other.series().is_empty() { &self.round.series } else { other.series() };
        let points = self.gatherer().gather(other, preference).points.map_err(naming)?;
        self.accumulated(other, points).map_err(naming)
    }

    fn business_as_usual(&self) -> Answer<Ratio> {
        let deadline = self.criterion.target().time().last_day().ok_or(RefusalCode::NoDeadline)?;
        self.criterion.business_as_usual_on(deadline).ok_or_else(|| {
            Refusal::new(RefusalCode::NoBusinessAsUsual).with("expected", format!("its value on {deadline}"))
        })
    }
}

/// The level of a period, or the average of the regular periods of a range: geometric for yearly changes.
fn past(reference: &Period, indicator: &Indicator, points: &[Evidence]) -> Answer<Ratio> {
    let missing = || {
        Refusal::new(RefusalCode::NoBaseline)
            .with("expected", format!("reported values of all of {reference}"))
    };
    let level = if reference.frequency() == Frequency::Range {
        let accumulation = if indicator.kind() == crate::plan::IndicatorKind::ChangeOnYear {
            Accumulation::AveragedGrowth
        } else {
            Accumulation::Averaged
        };
        let within = yearly(points, reference, indicator);
        let averages = accumulate(within, reference, accumulation, indicator).map_err(|_| missing())?;
        let whole = averages.into_iter().next_back();
        whole.filter(|last| last.period.last_day() == reference.last_day()).ok_or_else(missing)?.level
    } else {
        let is_of_reference = |point: &&Evidence| {
            point.period == *reference
                || (indicator.is_stock() && point.period.last_day() == reference.last_day())
        };
        points.iter().rfind(is_of_reference).ok_or_else(missing)?.level.clone()
    };
    let not_exact = || Refusal::new(RefusalCode::BaselineNotExact).with("baseline_period", reference);
    level.as_exact().cloned().ok_or_else(not_exact)
}

/// One value for every regular period of a range; of a stock the one at its end, as a value of that period.
fn yearly(points: &[Evidence], range: &Period, indicator: &Indicator) -> Vec<Evidence> {
    let regular = range.parts(indicator.frequency()).into_iter();
    let value = |period: Period| {
        let point = points.iter().rfind(|point| {
            point.period == period || (indicator.is_stock() && point.period.last_day() == period.last_day())
        })?;
        Some(Evidence { period, ..point.clone() })
    };
    regular.filter_map(value).collect()
}

/// Each value less the other's of the same period; of two stocks, of the same day.
fn differences(points: Vec<Evidence>, others: &[Evidence], indicator: &Indicator) -> Vec<Evidence> {
    let difference = |point: Evidence| {
        let other = others.iter().rfind(|other| {
            other.period == point.period || (indicator.is_stock() && other.day == point.day)
        })?;
        let level = point.level.plus(&other.level.negated());
        let rounding = &point.rounding + &other.rounding;
        Some(combined(point, std::iter::once(other), level, rounding))
    };
    points.into_iter().filter_map(difference).collect()
}
