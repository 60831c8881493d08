//! Indicators that follow from others, evaluated lazily: same series, same period; intervals propagate.

use super::gather::{Gatherer, SeriesPoints};
use super::{Evidence, LeftOut, LeftOutReason, combined, propagated};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::{Endpoint, Interval, Ratio};
use crate::plan::{Derivation, Indicator};
use crate::text::Id;
use crate::time::Period;
use crate::unit::Quantity;
use std::collections::BTreeMap;

/// The values of each level, period by period.
type Distribution = BTreeMap<Period, BTreeMap<String, Evidence>>;

impl Gatherer<'_> {
    pub(super) fn derived_points(
        &self,
        indicator: &Indicator,
        derivation: &Derivation,
        left_out: &mut Vec<LeftOut>,
    ) -> Answer<SeriesPoints> {
        match derivation {
            Derivation::Ratio { numerator, denominator } => {
                let numerators = self.input(numerator, left_out)?;
                let denominators = self.input(denominator, left_out)?;
                quotients(indicator, numerators, &denominators, left_out)
            }
            Derivation::ShareAtOrAbove { distribution, level } => {
                self.shares_at_or_above(indicator, distribution, level, left_out)
            }
        }
    }

    fn input(&self, id: &Id, left_out: &mut Vec<LeftOut>) -> Answer<(Indicator, SeriesPoints)> {
        let indicator = self.indicator(id)?;
        Ok((indicator.clone(), self.series_points(indicator, left_out)?))
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
        let mut parts: BTreeMap<Id, Answer<Distribution>> = BTreeMap::new();
        for observations in self.view.series_of(distribution.id()) {
            // Parts of the whole, such as one sector, are no evidence on the whole.
            let dimensions = observations.key().dimensions();
            let Some(level) = dimensions.get("level").filter(|_| dimensions.len() == 1) else {
                continue;
            };
            let points = self.usable_points(distribution, observations, left_out);
            let of_series =
                parts.entry(observations.key().series().clone()).or_insert_with(|| Ok(BTreeMap::new()));
            match (of_series.as_mut(), points) {
                (Ok(periods), Ok(points)) => {
                    for part in points {
                        periods.entry(part.period).or_default().insert(level.clone(), part);
                    }
                }
                (Ok(_), Err(refusal)) => *of_series = Err(refusal),
                (Err(_), _) => {}
            }
        }
        let share = |levels: BTreeMap<String, Evidence>| {
            let found: Vec<&Evidence> = counted.iter().filter_map(|level| levels.get(*level)).collect();
            let first = found.first().filter(|_| found.len() == counted.len())?;
            let zero = Interval::exactly(Ratio::zero());
            let sum = found.iter().fold(zero, |sum, part| sum.plus(&part.level)).scaled(&factor);
            let rounding = found.iter().fold(Ratio::zero(), |sum, part| sum + &part.rounding) * &factor;
            Some(combined((*first).clone(), found.iter().skip(1).copied(), sum, rounding))
        };
        let shares = |periods: Distribution| {
            let mut points: Vec<Evidence> = periods.into_values().filter_map(share).collect();
            points.sort_by_key(|point| point.day);
            points
        };
        Ok(parts.into_iter().map(|(id, periods)| (id, periods.map(shares))).collect())
    }
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
        let divisors =
            denominators.get(&id).map_or(Ok(&[][..]), |points| points.as_deref().map_err(Clone::clone));
        let quotients = points.and_then(|dividends| Ok(quotients_of(dividends, divisors?, &scale, left_out)));
        series.insert(id, quotients);
    }
    Ok(series)
}

fn quotients_of(
    dividends: Vec<Evidence>,
    divisors: &[Evidence],
    scale: &Ratio,
    left_out: &mut Vec<LeftOut>,
) -> Vec<Evidence> {
    let mut quotients = Vec::new();
    for dividend in dividends {
        let Some(divisor) = divisors.iter().find(|divisor| divisor.period == dividend.period) else {
            continue;
        };
        let Some(level) = quotient(&dividend.level, &divisor.level) else {
            left_out.push(LeftOut {
                reason: LeftOutReason::NotDivisible,
                series: divisor.series.clone(),
                period: divisor.period,
                reported: divisor.reported.as_ref().map(Quantity::to_string).unwrap_or_default(),
                note: divisor.note.clone(),
            });
            continue;
        };
        let level = level.scaled(scale);
        let widest = dividend
            .level
            .widened(&dividend.rounding)
            .intersection(&nonnegative())
            .divided_by_positive(&divisor.level.widened(&divisor.rounding));
        let rounding = propagated(&level, widest.map(|widest| widest.scaled(scale)));
        quotients.push(combined(dividend, std::iter::once(divisor), level, rounding));
    }
    quotients
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
