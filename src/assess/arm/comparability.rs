//! What may be compared with what: with the baseline, along the series, with the target's concept.
//! A break ends comparability unless the plan declares a splice.

use super::axes::Axes;
use crate::assess::evidence::Evidence;
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::Ratio;
use crate::time::Span;

impl Axes<'_> {
    /// The first reason why values after the base point may not be compared with it.
    pub(super) fn incomparable(&self) -> Option<Refusal> {
        if self.question.assume_comparable {
            return None;
        }
        let criterion = self.question.criterion;
        let base = self.resolution.base.as_ref();
        let current = self.current()?;
        if let Some(series) = base.and_then(|base| base.series.as_ref())
            && *series != current.series
        {
            return Some(
                Refusal::new(RefusalCode::CrossSeries)
                    .with("baseline", series)
                    .with("values", &current.series),
            );
        }
        let from = base.map(|base| base.day);
        self.breaks(|point| from.is_none_or(|from| point.day >= from)).pop().or_else(|| {
            let difference = criterion.concept_difference()?;
            Some(Refusal::new(RefusalCode::ConceptDiffers).with("because", difference))
        })
    }

    /// Breaks between neighbouring points, latest last; none where the plan declares a splice.
    pub(super) fn breaks(&self, counts: impl Fn(&Evidence) -> bool) -> Vec<Refusal> {
        if self.question.assume_comparable || self.question.criterion.splice().is_some() {
            return Vec::new();
        }
        let points: Vec<&Evidence> = self.gathered.points.iter().filter(|point| counts(point)).collect();
        points
            .windows(2)
            .filter_map(|pair| <[&Evidence; 2]>::try_from(pair).ok())
            .filter_map(|[a, b]| self.break_between(a, b))
            .collect()
    }

    pub(super) fn break_between(&self, earlier: &Evidence, later: &Evidence) -> Option<Refusal> {
        let differ = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        let code = if differ(&earlier.definition, &later.definition) || self.round.flags.breaks(&later.flags)
        {
            RefusalCode::DefinitionBreak
        } else if differ(&earlier.population, &later.population) {
            RefusalCode::PopulationBreak
        } else {
            return None;
        };
        Some(Refusal::new(code).with("between", earlier.period).with("and", later.period))
    }

    /// A window is not compounded across a break.
    pub(super) fn window_break(&self) -> Option<Refusal> {
        if !self.is_accumulated() {
            return None;
        }
        self.breaks(|_| true).into_iter().next()
    }

    /// The latest exact, comparable values up to the current one, as (years, level); with the start of an index.
    pub(super) fn comparable_points(&self) -> Answer<Vec<(Ratio, Ratio, &Evidence)>> {
        if let Some(refusal) = self.window_break() {
            return Err(refusal);
        }
        let current = self.current_or_refuse()?;
        let mut points: Vec<&Evidence> = Vec::new();
        for point in self.gathered.points.iter().filter(|point| point.day <= current.day) {
            let splits = !self.question.assume_comparable && self.question.criterion.splice().is_none();
            if splits && points.last().is_some_and(|last| self.break_between(last, point).is_some()) {
                points.clear();
            }
            points.push(point);
        }
        let exact: Vec<_> =
            points.into_iter().filter_map(|point| Some((point, point.level.as_exact()?))).collect();
        let start = exact.first().map_or(current.day, |(first, _)| first.day);
        Ok(exact
            .into_iter()
            .map(|(point, level)| (Span::between(start, point.day).years(), level.clone(), point))
            .collect())
    }

    /// Too few values after a break is the break's doing, and refused as such.
    pub(super) fn too_few(&self) -> Refusal {
        self.breaks(|_| true).pop().unwrap_or_else(|| RefusalCode::TooFewPoints.into())
    }
}
