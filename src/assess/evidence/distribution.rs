//! The share of a distribution from one level up: the sum of its levels, where all of them have a value.

use super::derived::factor;
use super::gather::{Gatherer, SeriesPoints};
use super::{Evidence, LeftOut, combined};
use crate::assess::refusal::Answer;
use crate::number::{Interval, Ratio};
use crate::plan::Indicator;
use crate::text::Id;
use crate::time::Period;
use std::collections::BTreeMap;

/// The values of each level, period by period.
type Distribution = BTreeMap<Period, BTreeMap<String, Evidence>>;

impl Gatherer<'_> {
    /// The sum of the levels of a distribution from one level up, series by series.
    pub(super) fn shares_at_or_above(
        &self,
        indicator: &Indicator,
        distribution: &Id,
        level: &str,
        left_out: &mut Vec<LeftOut>,
    ) -> Answer<SeriesPoints> {
        let distribution = self.indicator(distribution)?;
        let factor = factor(distribution.unit(), indicator.unit())?;
        let counted: Vec<&String> =
            distribution.levels().iter().skip_while(|other| *other != level).collect();
        let mut parts: BTreeMap<Id, Answer<Distribution>> = BTreeMap::new();
        for observations in self.view.series_of(distribution.id()) {
            // Parts of the whole, such as one sector, are no evidence on the whole.
            let Some(level) = self.only_dimension(observations.key(), "level") else {
                continue;
            };
            let points = self.usable_points(distribution, observations, left_out);
            let of_series =
                parts.entry(observations.key().series().clone()).or_insert_with(|| Ok(BTreeMap::new()));
            match (of_series.as_mut(), points) {
                (Ok(periods), Ok(points)) => {
                    for part in points {
                        periods.entry(part.period).or_default().insert(level.to_owned(), part);
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
