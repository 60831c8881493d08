//! What a target bounds, from what was gathered: the values themselves, what they accumulate to, or their distance
//! from another indicator; and the level that the bound is measured from, if it is measured from one.

use super::accumulation::{Accumulation, accumulate};
use super::question::Question;
use super::resolution::window;
use crate::assess::evidence::{Evidence, Segment, combined, matching, value_of};
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
    /// The values of the own past that the bound is measured from, each with the segment it belongs to.
    pub(super) past: Vec<(Period, Segment)>,
}

impl Question<'_> {
    pub(super) fn reduce(&self, indicator: &Indicator, points: Vec<Evidence>) -> Answer<Reduced> {
        let target = self.criterion.target();
        let (reference, past) = match target.quantity() {
            TargetQuantity::MarginOver { .. } => (Some(Ratio::zero()), Vec::new()),
            TargetQuantity::MarginOverPast { reference, .. } => {
                let (level, values) = past(reference, indicator, &points)?;
                (Some(level), values)
            }
            quantity if quantity.is_from_business_as_usual() => (Some(self.business_as_usual()?), Vec::new()),
            _ => (None, Vec::new()),
        };
        let accumulation = Accumulation::of(self.criterion, indicator);
        let points = self.accumulated(indicator, points)?;
        let points = match target.quantity() {
            TargetQuantity::MarginOver { indicator: other, .. } => {
                let is_by_day = indicator.is_stock() || accumulation.is_some();
                differences(points, &self.other_points(other, indicator)?, is_by_day)
            }
            _ => points,
        };
        Ok(Reduced { points, accumulation, reference, past })
    }

    fn accumulated(&self, indicator: &Indicator, points: Vec<Evidence>) -> Answer<Vec<Evidence>> {
        let accumulation = Accumulation::of(self.criterion, indicator);
        let Some((window, accumulation)) = window(self.criterion.target().time()).zip(accumulation) else {
            return Ok(points);
        };
        let points = if indicator.is_stock() { yearly(&points, window, indicator) } else { points };
        accumulate(points, window, accumulation, indicator)
    }

    /// The values of another indicator, in its own series, in the form the target asks for and in the unit of the
    /// indicator that is held against it.
    fn other_points(&self, id: &Id, indicator: &Indicator) -> Answer<Vec<Evidence>> {
        let naming = |refusal: Refusal| refusal.with("indicator", id);
        let other = self
            .plan
            .indicator(id)
            .ok_or_else(|| Refusal::new(RefusalCode::UnknownIndicator).with("indicator", id))?;
        let factor = other.unit().factor_to(indicator.unit()).map_err(|error| {
            let refusal = Refusal::new(RefusalCode::UnitDiffers).with("found", other.unit());
            naming(refusal.with("expected", indicator.unit()).with("because", error))
        })?;
        let preference = if other.series().is_empty() { &self.round.series } else { other.series() };
        // A member is held against the other indicator's whole where that is not reported by members.
        let mut gatherer = self.gatherer();
        gatherer.member = gatherer.member.filter(|(dimension, _)| !self.members(other, dimension).is_empty());
        let points = gatherer.gather(other, preference).points.map_err(naming)?;
        let points = self.accumulated(other, points).map_err(naming)?;
        let converted = |point: Evidence| Evidence {
            level: point.level.scaled(&factor),
            rounding: &point.rounding * &factor,
            ..point
        };
        Ok(points.into_iter().map(converted).collect())
    }

    fn business_as_usual(&self) -> Answer<Ratio> {
        let deadline = self.criterion.target().time().last_day().ok_or(RefusalCode::NoDeadline)?;
        self.criterion.business_as_usual_on(deadline).ok_or_else(|| {
            Refusal::new(RefusalCode::NoBusinessAsUsual).with("expected", format!("its value on {deadline}"))
        })
    }
}

/// The level of a period, or the average of the regular periods of a range: geometric for yearly changes; with the
/// values it rests on.
fn past(
    reference: &Period,
    indicator: &Indicator,
    points: &[Evidence],
) -> Answer<(Ratio, Vec<(Period, Segment)>)> {
    let missing = || {
        Refusal::new(RefusalCode::NoBaseline)
            .with("expected", format!("reported values of all of {reference}"))
    };
    let of_segment = |point: &Evidence| (point.period, point.segment);
    let (level, values) = if reference.frequency() == Frequency::Range {
        let accumulation = if indicator.kind() == crate::plan::IndicatorKind::ChangeOnYear {
            Accumulation::AveragedGrowth
        } else {
            Accumulation::Averaged
        };
        let within = yearly(points, reference, indicator);
        let values = within.iter().map(of_segment).collect();
        let averages = accumulate(within, reference, accumulation, indicator).map_err(|_| missing())?;
        let whole = averages.into_iter().next_back();
        let whole = whole.filter(|last| last.period.last_day() == reference.last_day());
        (whole.ok_or_else(missing)?.level, values)
    } else {
        let point = value_of(points, reference, indicator).ok_or_else(missing)?;
        (point.level.clone(), vec![of_segment(point)])
    };
    let not_exact = || Refusal::new(RefusalCode::BaselineNotExact).with("baseline_period", reference);
    Ok((level.as_exact().cloned().ok_or_else(not_exact)?, values))
}

/// One value for every regular period of a range; of a stock the one at its end, as a value of that period.
fn yearly(points: &[Evidence], range: &Period, indicator: &Indicator) -> Vec<Evidence> {
    let regular = range.parts(indicator.frequency()).into_iter();
    let value = |period: Period| {
        let point = value_of(points, &period, indicator)?;
        Some(Evidence { period, ..point.clone() })
    };
    regular.filter_map(value).collect()
}

/// Each value less the other's of the same period; of stocks and of what has accumulated, of the same day.
fn differences(points: Vec<Evidence>, others: &[Evidence], is_by_day: bool) -> Vec<Evidence> {
    let difference = |point: Evidence| {
        let other = matching(&point, others, is_by_day)?;
        let level = point.level.plus(&other.level.negated());
        let rounding = &point.rounding + &other.rounding;
        Some(combined(point, std::iter::once(other), level, rounding))
    };
    points.into_iter().filter_map(difference).collect()
}
