//! The mean over the members of a dimension, weighted by another indicator of the same period: `Σ w v / Σ w`.
//! Too few members make no mean.

use super::derived::{factor, left_out_point, matching};
use super::gather::{Gatherer, SeriesPoints};
use super::{Evidence, LeftOut, LeftOutReason, combined};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::{Interval, Ratio, Value};
use crate::plan::Indicator;
use crate::text::Id;
use std::collections::{BTreeMap, BTreeSet};

/// The values of every member, by series.
type Members = BTreeMap<Id, BTreeMap<String, Vec<Evidence>>>;

impl Gatherer<'_> {
    pub(super) fn weighted_means(
        &self,
        indicator: &Indicator,
        values: &Indicator,
        weights: &Indicator,
        dimension: &Id,
        minimum_coverage: Option<Value>,
        left_out: &mut Vec<LeftOut>,
    ) -> Answer<SeriesPoints> {
        let factor = factor(values.unit(), indicator.unit())?;
        let minimum = minimum_coverage.map_or_else(Ratio::hundred, Value::to_ratio);
        let of_values = self.members_of(values, dimension, left_out)?;
        let of_weights = self.members_of(weights, dimension, left_out)?;
        let mut series = SeriesPoints::new();
        for (id, members) in &of_values {
            let means = weights_for(id, &of_weights, weights).and_then(|weights| {
                let declared = values.members(dimension).map(|declared| declared.iter().cloned().collect());
                let all: BTreeSet<String> =
                    declared.unwrap_or_else(|| members.keys().chain(weights.keys()).cloned().collect());
                let mean = Mean { members, weights, all: &all, is_stock: indicator.is_stock() };
                mean.means(&factor, &minimum, left_out)
            });
            series.insert(id.clone(), means);
        }
        Ok(series)
    }

    fn members_of(
        &self,
        indicator: &Indicator,
        dimension: &Id,
        left_out: &mut Vec<LeftOut>,
    ) -> Answer<Members> {
        let mut members = Members::new();
        for observations in self.view.series_of(indicator.id()) {
            let Some(member) = self.only_dimension(observations.key(), dimension.as_str()) else {
                continue;
            };
            let points = self.usable_points(indicator, observations, left_out)?;
            let of_series = members.entry(observations.key().series().clone()).or_default();
            of_series.insert(member.to_owned(), points);
        }
        Ok(members)
    }
}

/// The weights that go with a series of values: of the same series, else of the first that the weights prefer, else
/// of the only one.
fn weights_for<'m>(
    series: &Id,
    weights: &'m Members,
    indicator: &Indicator,
) -> Answer<&'m BTreeMap<String, Vec<Evidence>>> {
    let preferred = || indicator.series().iter().find_map(|id| weights.get(id));
    let only = || weights.values().next().filter(|_| weights.len() == 1);
    weights.get(series).or_else(preferred).or_else(only).ok_or_else(|| {
        let code = if weights.is_empty() { RefusalCode::NoData } else { RefusalCode::SeriesNotChosen };
        Refusal::new(code).with("indicator", indicator.id())
    })
}

struct Mean<'m> {
    members: &'m BTreeMap<String, Vec<Evidence>>,
    weights: &'m BTreeMap<String, Vec<Evidence>>,
    all: &'m BTreeSet<String>,
    is_stock: bool,
}

/// A member with a value and a weight.
struct Covered<'e> {
    value: &'e Evidence,
    weight: &'e Evidence,
    size: &'e Ratio,
}

impl Mean<'_> {
    fn means(&self, factor: &Ratio, minimum: &Ratio, left_out: &mut Vec<LeftOut>) -> Answer<Vec<Evidence>> {
        let mut moments: Vec<&Evidence> = self.members.values().flatten().collect();
        moments.sort_by_key(|point| (point.day, point.period.first_day()));
        moments.dedup_by_key(|point| point.period);
        let mut means = Vec::new();
        let last = moments.last().map(|moment| moment.period);
        let mut lacking = None;
        for moment in moments {
            let coverage = self.coverage(moment);
            if coverage < *minimum {
                left_out.push(left_out_point(moment, LeftOutReason::CoverageTooLow));
                lacking = Some((moment.period, coverage));
            } else if let Some(mean) = self.mean(moment, factor) {
                means.push(mean);
            } else {
                left_out.push(left_out_point(moment, LeftOutReason::NotDivisible));
            }
        }
        // An older mean does not stand for the newest moment.
        match lacking.filter(|(period, _)| means.is_empty() || Some(*period) == last) {
            Some((period, coverage)) => Err(Refusal::new(RefusalCode::CoverageTooLow)
                .with("period", period)
                .with("covered_percent", coverage)
                .with("minimum_percent", minimum)),
            None => Ok(means),
        }
    }

    /// The exact weight of a member at a moment.
    fn weight(&self, member: &str, moment: &Evidence) -> Option<(&Evidence, &Ratio)> {
        let weight = matching(moment, self.weights.get(member)?, self.is_stock)?;
        Some((weight, weight.level.as_exact()?))
    }

    fn value(&self, member: &str, moment: &Evidence) -> Option<&Evidence> {
        matching(moment, self.members.get(member)?, self.is_stock)
    }

    /// The members with a value and a weight, with both.
    fn covered<'e>(&'e self, moment: &'e Evidence) -> impl Iterator<Item = Covered<'e>> {
        let both = |member: &String| {
            let (weight, size) = self.weight(member, moment)?;
            Some(Covered { value: self.value(member, moment)?, weight, size })
        };
        self.all.iter().filter_map(both)
    }

    /// In percent: by weight where the weights of all members are known, else by their number.
    fn coverage(&self, moment: &Evidence) -> Ratio {
        let weights: Option<Vec<&Ratio>> =
            self.all.iter().map(|member| self.weight(member, moment).map(|(_, size)| size)).collect();
        let total =
            |weights: &mut dyn Iterator<Item = &Ratio>| weights.fold(Ratio::zero(), |sum, next| sum + next);
        let covered = self.covered(moment).count();
        let share = match weights {
            Some(weights) => total(&mut self.covered(moment).map(|covered| covered.size))
                .divide(&total(&mut weights.into_iter())),
            None => count(covered).divide(&count(self.all.len())),
        };
        share.unwrap_or_else(Ratio::zero) * Ratio::hundred()
    }

    fn mean(&self, moment: &Evidence, factor: &Ratio) -> Option<Evidence> {
        let covered: Vec<Covered<'_>> = self.covered(moment).collect();
        let weight = covered.iter().fold(Ratio::zero(), |sum, next| sum + next.size);
        let part = factor.divide(&weight).filter(Ratio::is_positive)?;
        let zero = Interval::exactly(Ratio::zero());
        let sum = covered.iter().fold(zero, |sum, next| sum.plus(&next.value.level.scaled(next.size)));
        let rounding = covered.iter().fold(Ratio::zero(), |sum, next| sum + &next.value.rounding * next.size);
        let first = covered.first()?.value.clone();
        let values = covered.iter().skip(1).map(|next| next.value);
        let inputs = values.chain(covered.iter().map(|next| next.weight));
        Some(combined(first, inputs, sum.scaled(&part), rounding * part))
    }
}

fn count(number: usize) -> Ratio {
    i64::try_from(number).map_or_else(|_| Ratio::zero(), Ratio::from)
}
