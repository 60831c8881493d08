//! What the data say on an indicator, as known by a day: one series chosen for good, its values in order,
//! and everything that was left out, with the reason.

use super::assessor::FlagRules;
use super::refusal::{Answer, Refusal, RefusalCode};
use crate::data::{Flags, Observation, View};
use crate::number::{Endpoint, Interval, Ratio};
use crate::plan::{Derivation, Indicator, IndicatorKind, Plan, Timing};
use crate::text::{Id, codes};
use crate::time::{Frequency, NaiveDate, PartialDate, Period};
use crate::unit::Quantity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One value used as evidence, in the indicator's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub(super) series: Id,
    pub(super) period: Period,
    pub(super) day: NaiveDate,
    pub(super) level: Interval,
    /// Half the last printed unit of what was published, carried through any computation; 0 for counts.
    pub(super) rounding: Ratio,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reported: Option<Quantity>,
    pub(super) published: PartialDate,
    #[serde(default)]
    pub(super) flags: Flags,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) definition: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) population: Option<String>,
    pub(super) is_nowcast: bool,
}

impl Evidence {
    /// The series it comes from.
    #[must_use]
    pub fn series(&self) -> &Id {
        &self.series
    }

    /// The period it describes.
    #[must_use]
    pub fn period(&self) -> &Period {
        &self.period
    }

    /// The day it stands for.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// What is known of the value, in the indicator's unit; for a compounded change an index from 100.
    #[must_use]
    pub fn level(&self) -> &Interval {
        &self.level
    }

    /// The value as published; `None` if it is computed from others.
    #[must_use]
    pub fn reported(&self) -> Option<&Quantity> {
        self.reported.as_ref()
    }

    /// When it was published.
    #[must_use]
    pub fn published(&self) -> PartialDate {
        self.published
    }

    /// Its status flags.
    #[must_use]
    pub fn flags(&self) -> &Flags {
        &self.flags
    }

    /// The source it was read in.
    #[must_use]
    pub fn source(&self) -> Option<&Id> {
        self.source.as_ref()
    }

    /// A remark that came with it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Whether it was published before its period had ended.
    #[must_use]
    pub fn is_nowcast(&self) -> bool {
        self.is_nowcast
    }
}

codes! {
    /// Why an observation was not used.
    #[non_exhaustive]
    pub enum LeftOutReason {
        /// Rejected, with a reason, when it was recorded.
        Rejected = "rejected",
        /// A forecast never decides.
        Forecast = "forecast",
        /// Missing, with a reason.
        Missing = "missing",
        /// Its period had not ended on the day asked about.
        NotEnded = "not_ended",
        /// Nothing can be divided by it.
        NotDivisible = "not_divisible",
        /// It covers another length of time than the indicator's regular periods.
        OtherFrequency = "other_frequency",
    }
}

/// An observation that was seen and not used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Why.
    pub reason: LeftOutReason,
    /// The series it belongs to.
    pub series: Id,
    /// The period it describes.
    pub period: Period,
    /// The value as published, or the reason it is missing.
    pub reported: String,
    /// A remark: the reason for the rejection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The latest value of a series that was not chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherSeries {
    /// The series.
    pub series: Id,
    /// Its latest period.
    pub period: Period,
    /// Its latest value in the indicator's unit.
    pub level: Interval,
}

/// All that is known of an indicator by a day.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathered {
    pub(super) points: Vec<Evidence>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) others: Vec<OtherSeries>,
}

type SeriesPoints = BTreeMap<Id, Vec<Evidence>>;

/// Reads indicators, plain or derived, from one view of the data.
pub(super) struct Gatherer<'a> {
    pub(super) plan: &'a Plan,
    pub(super) view: View<'a>,
    pub(super) at: NaiveDate,
    pub(super) flags: &'a FlagRules,
}

impl Gatherer<'_> {
    /// The points of the first series of the preference with usable evidence, and all that is not used.
    pub(super) fn gather(&self, indicator: &Indicator, preference: &[Id]) -> Answer<Gathered> {
        let mut left_out = Vec::new();
        let mut series = self.series_points(indicator, &mut left_out)?;
        series.retain(|_, points| !points.is_empty());
        let chosen = choose(&series, preference, indicator, &left_out)?;
        let points = series.remove(&chosen).unwrap_or_default();
        let others = series.into_values().filter_map(|mut points| points.pop()).map(|latest| OtherSeries {
            series: latest.series,
            period: latest.period,
            level: latest.level,
        });
        Ok(Gathered { points, left_out, others: others.collect() })
    }

    fn series_points(&self, indicator: &Indicator, left_out: &mut Vec<LeftOut>) -> Answer<SeriesPoints> {
        match indicator.derivation() {
            None => self.reported_points(indicator, left_out),
            Some(Derivation::Ratio { numerator, denominator }) => {
                let numerators = self.input(numerator, left_out)?;
                let denominators = self.input(denominator, left_out)?;
                Self::quotients(indicator, numerators, &denominators, left_out)
            }
            Some(Derivation::ShareAtOrAbove { distribution, level }) => {
                self.shares_at_or_above(indicator, distribution, level, left_out)
            }
            Some(
                Derivation::Sum { .. }
                | Derivation::Difference { .. }
                | Derivation::ShareOfIncrement { .. }
                | Derivation::WeightedMean { .. },
            ) => Err(RefusalCode::NoNumber.into()),
        }
    }

    fn indicator(&self, id: &Id) -> Answer<&Indicator> {
        self.plan
            .indicator(id)
            .ok_or_else(|| Refusal::new(RefusalCode::UnknownIndicator).with("indicator", id))
    }

    fn input(&self, id: &Id, left_out: &mut Vec<LeftOut>) -> Answer<(Indicator, SeriesPoints)> {
        let indicator = self.indicator(id)?;
        Ok((indicator.clone(), self.series_points(indicator, left_out)?))
    }

    /// Observations without dimensions, by series; those that cannot serve are listed.
    fn reported_points(&self, indicator: &Indicator, left_out: &mut Vec<LeftOut>) -> Answer<SeriesPoints> {
        let mut series = SeriesPoints::new();
        for observations in self.view.series_of(indicator.id()) {
            left_out.extend(
                observations.rejected().map(|observation| LeftOut::new(observation, LeftOutReason::Rejected)),
            );
            if !observations.key().dimensions().is_empty() {
                continue;
            }
            let points = series.entry(observations.key().series().clone()).or_default();
            for observation in observations.latest() {
                match self.usable(indicator, observation) {
                    Ok(quantity) => points.push(point(indicator, observation, quantity)?),
                    Err(reason) => left_out.push(LeftOut::new(observation, reason)),
                }
            }
            points.sort_by_key(|point| (point.day, point.published.last_day(), point.period.first_day()));
            if indicator.is_stock() {
                // "2024-12" and "2024-12-31" are one moment of a stock: what was published last stands.
                points.reverse();
                points.dedup_by_key(|point| point.day);
                points.reverse();
            }
        }
        Ok(series)
    }

    fn usable<'o>(
        &self,
        indicator: &Indicator,
        observation: &'o Observation,
    ) -> Result<&'o Quantity, LeftOutReason> {
        let quantity = observation.quantity().ok_or(LeftOutReason::Missing)?;
        if self.flags.excludes(observation.flags()) {
            return Err(LeftOutReason::Forecast);
        }
        if observation.period().last_day() > self.at {
            return Err(LeftOutReason::NotEnded);
        }
        if !covers_regular_period(indicator, observation.period()) {
            return Err(LeftOutReason::OtherFrequency);
        }
        Ok(quantity)
    }

    /// One indicator divided by another, series by series, for the same period.
    fn quotients(
        indicator: &Indicator,
        (numerator, numerators): (Indicator, SeriesPoints),
        (denominator, denominators): &(Indicator, SeriesPoints),
        left_out: &mut Vec<LeftOut>,
    ) -> Answer<SeriesPoints> {
        let scale = numerator.unit().scale().divide(&(denominator.unit().scale() * indicator.unit().scale()));
        let scale = scale.ok_or(RefusalCode::ZeroDenominator)?;
        let mut series = SeriesPoints::new();
        for (id, points) in numerators {
            let divisors = denominators.get(&id).map(Vec::as_slice).unwrap_or_default();
            let mut quotients = Vec::new();
            for dividend in points {
                let Some(divisor) = divisors.iter().find(|divisor| divisor.period == dividend.period) else {
                    continue;
                };
                let Some(level) = quotient(&dividend.level, &divisor.level) else {
                    left_out.push(LeftOut {
                        reason: LeftOutReason::NotDivisible,
                        series: id.clone(),
                        period: divisor.period,
                        reported: divisor.reported.as_ref().map(Quantity::to_string).unwrap_or_default(),
                        note: divisor.note.clone(),
                    });
                    continue;
                };
                let level = level.scaled(&scale);
                let widest = dividend
                    .level
                    .widened(&dividend.rounding)
                    .intersection(&nonnegative())
                    .divided_by_positive(&divisor.level.widened(&divisor.rounding));
                let rounding = propagated(&level, widest.map(|widest| widest.scaled(&scale)));
                quotients.push(combined(dividend, std::iter::once(divisor), level, rounding));
            }
            series.insert(id, quotients);
        }
        Ok(series)
    }

    /// The sum of the levels of a distribution from one level up, series by series.
    fn shares_at_or_above(
        &self,
        indicator: &Indicator,
        distribution: &Id,
        level: &str,
        left_out: &mut Vec<LeftOut>,
    ) -> Answer<SeriesPoints> {
        let distribution = self.indicator(distribution)?;
        let factor = distribution
            .unit()
            .factor_to(indicator.unit())
            .map_err(|error| Refusal::new(RefusalCode::UnitDiffers).with("found", error))?;
        let counted: Vec<&String> =
            distribution.levels().iter().skip_while(|other| *other != level).collect();
        let mut parts: BTreeMap<(Id, Period), BTreeMap<String, Evidence>> = BTreeMap::new();
        for observations in self.view.series_of(distribution.id()) {
            // Parts of the whole, such as one sector, are no evidence on the whole.
            let dimensions = observations.key().dimensions();
            let Some(level) = dimensions.get("level").filter(|_| dimensions.len() == 1) else {
                continue;
            };
            for observation in observations.latest() {
                match self.usable(distribution, observation) {
                    Ok(quantity) => {
                        let part = point(distribution, observation, quantity)?;
                        let key = (part.series.clone(), part.period);
                        parts.entry(key).or_default().insert(level.clone(), part);
                    }
                    Err(reason) => left_out.push(LeftOut::new(observation, reason)),
                }
            }
        }
        let mut series = SeriesPoints::new();
        for ((id, _), levels) in parts {
            let found: Vec<&Evidence> = counted.iter().filter_map(|level| levels.get(*level)).collect();
            let (Some(first), true) = (found.first(), found.len() == counted.len()) else {
                continue;
            };
            let zero = Interval::exactly(Ratio::zero());
            let sum = found.iter().fold(zero, |sum, part| sum.plus(&part.level)).scaled(&factor);
            let rounding = found.iter().fold(Ratio::zero(), |sum, part| sum + &part.rounding) * &factor;
            let evidence = combined((*first).clone(), found.iter().skip(1).copied(), sum, rounding);
            series.entry(id).or_default().push(evidence);
        }
        for points in series.values_mut() {
            points.sort_by_key(|point| point.day);
        }
        Ok(series)
    }
}

impl LeftOut {
    fn new(observation: &Observation, reason: LeftOutReason) -> Self {
        let reported = match observation.quantity() {
            Some(quantity) => quantity.to_string(),
            None => observation.missing().map(ToString::to_string).unwrap_or_default(),
        };
        Self {
            reason,
            series: observation.series().clone(),
            period: *observation.period(),
            reported,
            note: observation.rejected().or(observation.note()).map(ToOwned::to_owned),
        }
    }
}

/// Any exact numbers divide unless by 0; bounds only where all of them are on one side of 0.
fn quotient(dividend: &Interval, divisor: &Interval) -> Option<Interval> {
    match (dividend.as_exact(), divisor.as_exact()) {
        (Some(dividend), Some(divisor)) => dividend.divide(divisor).map(Interval::exactly),
        _ => dividend.divided_by_positive(divisor),
    }
}

fn nonnegative() -> Interval {
    Interval::new(Endpoint::Closed(Ratio::zero()), Endpoint::Unbounded)
}

/// A month's flow never decides a yearly goal; a stock may be read on any day. Changes may span several years.
pub(super) fn covers_regular_period(indicator: &Indicator, period: &Period) -> bool {
    indicator.is_stock()
        || period.frequency() == indicator.frequency()
        || (indicator.kind() == IndicatorKind::ChangeOnYear && period.frequency() == Frequency::Range)
        || (indicator.timing() == Timing::SurveyDay)
}

/// The day of its period that a value stands for.
pub(super) fn reference_day(period: &Period, timing: Timing) -> NaiveDate {
    match timing {
        Timing::Mid => period.middle_day(),
        _ => period.last_day(),
    }
}

fn point(indicator: &Indicator, observation: &Observation, quantity: &Quantity) -> Answer<Evidence> {
    let unit_differs = |error: crate::unit::UnitError| {
        Refusal::new(RefusalCode::UnitDiffers)
            .with("found", quantity.unit())
            .with("expected", indicator.unit())
            .with("because", error)
    };
    let level = quantity.in_unit(indicator.unit()).map_err(unit_differs)?;
    let rounding = if indicator.step().is_some() {
        Ratio::zero()
    } else {
        quantity.half_printed_unit_in(indicator.unit()).map_err(unit_differs)?
    };
    Ok(Evidence {
        series: observation.series().clone(),
        period: *observation.period(),
        day: reference_day(observation.period(), indicator.timing()),
        level,
        rounding,
        reported: Some(quantity.clone()),
        published: observation.published(),
        flags: observation.flags().clone(),
        source: observation.source().cloned(),
        note: observation.note().map(ToOwned::to_owned),
        definition: observation.definition().map(ToOwned::to_owned),
        population: observation.population().map(ToOwned::to_owned),
        is_nowcast: observation.is_nowcast(),
    })
}

/// How far the exact result may be off, given the widest result that the rounding of the inputs allows.
pub(super) fn propagated(level: &Interval, widest: Option<Interval>) -> Ratio {
    let distance = |from: &Endpoint, to: &Endpoint| Some((from.number()? - to.number()?).absolute());
    widest
        .and_then(|widest| {
            let below = distance(level.lower(), widest.lower());
            below.into_iter().chain(distance(level.upper(), widest.upper())).max()
        })
        .unwrap_or_else(Ratio::zero)
}

/// A value computed from others: published when the last of them was, and carrying all their flags.
pub(super) fn combined<'e>(
    first: Evidence,
    others: impl Iterator<Item = &'e Evidence>,
    level: Interval,
    rounding: Ratio,
) -> Evidence {
    let start = Evidence { level, rounding, reported: None, note: None, ..first };
    others.fold(start, |all, other| Evidence {
        published: if other.published.last_day() > all.published.last_day() {
            other.published
        } else {
            all.published
        },
        flags: all.flags.union(&other.flags),
        is_nowcast: all.is_nowcast || other.is_nowcast,
        definition: all.definition.or_else(|| other.definition.clone()),
        population: all.population.or_else(|| other.population.clone()),
        ..all
    })
}

fn choose(
    series: &SeriesPoints,
    preference: &[Id],
    indicator: &Indicator,
    left_out: &[LeftOut],
) -> Answer<Id> {
    let no_data = || {
        if left_out.iter().any(|left_out| left_out.reason == LeftOutReason::OtherFrequency) {
            return Refusal::new(RefusalCode::FrequencyDiffers).with("expected", indicator.frequency());
        }
        Refusal::new(RefusalCode::NoData).with("indicator", indicator.id())
    };
    if !preference.is_empty() {
        return preference.iter().find(|id| series.contains_key(*id)).cloned().ok_or_else(no_data);
    }
    let mut ids = series.keys();
    match (ids.next(), ids.next()) {
        (None, _) => Err(no_data()),
        (Some(only), None) => Ok(only.clone()),
        (Some(_), Some(_)) => {
            let found: Vec<&str> = series.keys().map(AsRef::as_ref).collect();
            Err(Refusal::new(RefusalCode::SeriesNotChosen).with("found", found.join(" ")))
        }
    }
}
