//! What may be compared with what: with the baseline, along the series, with the target's concept.
//! A break ends comparability unless the plan declares a splice.

use super::axes::Axes;
use crate::assess::evidence::{Evidence, Segment};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::Ratio;
use crate::time::Period;

impl Axes<'_> {
    /// The first reason why values after the base point may not be compared with it.
    pub(super) fn incomparable(&self) -> Option<Refusal> {
        self.incomparable.get_or_init(|| self.find_incomparable()).clone()
    }

    fn find_incomparable(&self) -> Option<Refusal> {
        let unlike = self.other_frequency().or_else(|| self.window_break());
        if unlike.is_some() || self.question.assume_comparable {
            return unlike;
        }
        self.broken_from_base().or_else(|| self.broken_from_past()).or_else(|| {
            let difference = self.question.criterion.concept_difference()?;
            self.current().map(|_| Refusal::new(RefusalCode::ConceptDiffers).with("because", difference))
        })
    }

    /// Another series than the baseline's, or the last break between the base point and the current value.
    pub(super) fn broken_from_base(&self) -> Option<Refusal> {
        let (base, current) = (self.resolution.base.as_ref()?, self.current()?);
        if self.question.assume_comparable {
            return None;
        }
        if let Some(series) = base.series.as_ref().filter(|series| **series != current.series) {
            let refusal = Refusal::new(RefusalCode::CrossSeries);
            return Some(refusal.with("baseline", series).with("values", &current.series));
        }
        let later = self.points.iter().filter(|point| point.day > base.day && point.day <= current.day);
        let later = later.map(|point| (point.period, point.segment));
        self.breaks(std::iter::once((base.period, base.segment)).chain(later)).pop()
    }

    /// The last break within the own past that the bound is measured from, or from there to the current value.
    fn broken_from_past(&self) -> Option<Refusal> {
        let past = &self.resolution.past;
        let (end, current) = (past.last()?.0.last_day(), self.current()?);
        let later = self.points.iter().filter(|point| point.day > end && point.day <= current.day);
        let later = later.map(|point| (point.period, point.segment));
        self.breaks(past.iter().copied().chain(later)).pop()
    }

    /// Whether a break ends comparability at all.
    fn is_broken_by_breaks(&self) -> bool {
        !self.question.assume_comparable && self.question.criterion.splice().is_none()
    }

    /// Breaks between neighbours, latest last; none where the plan declares a splice.
    fn breaks(&self, values: impl Iterator<Item = (Period, Segment)>) -> Vec<Refusal> {
        let mut breaks = Vec::new();
        if !self.is_broken_by_breaks() {
            return breaks;
        }
        let mut before: Option<(Period, Segment)> = None;
        for (period, segment) in values {
            if let Some((earlier, of_earlier)) = before
                && let Some(code) = of_earlier.break_to(segment)
            {
                breaks.push(Refusal::new(code).with("between", earlier).with("and", period));
            }
            before = Some((period, segment));
        }
        breaks
    }

    fn breaks_of_series(&self) -> Vec<Refusal> {
        self.breaks(self.points.iter().map(|point| (point.period, point.segment)))
    }

    /// A window is not compounded across a break.
    pub(super) fn window_break(&self) -> Option<Refusal> {
        self.is_accumulated().then(|| self.breaks_of_series().into_iter().next()).flatten()
    }

    /// What the target bounds is not known across a break: what is compounded, a change from the baseline, and a
    /// distance from the own past.
    pub(super) fn quantity_break(&self) -> Option<Refusal> {
        let is_change = self.question.criterion.target().quantity().needs_baseline();
        self.window_break()
            .or_else(|| is_change.then(|| self.broken_from_base()).flatten())
            .or_else(|| self.broken_from_past())
    }

    /// The latest exact, comparable values up to the current one.
    pub(super) fn comparable_points(&self) -> Answer<Vec<(&Evidence, &Ratio)>> {
        if let Some(refusal) = self.window_break() {
            return Err(refusal);
        }
        let current = self.current_or_refuse()?;
        let until_now = self.points.iter().filter(|point| point.day <= current.day);
        let is_any_comparable = !self.is_broken_by_breaks();
        let is_comparable =
            |point: &&Evidence| is_any_comparable || point.segment.break_to(current.segment).is_none();
        let exact = until_now.filter(is_comparable);
        let mut comparable = Vec::with_capacity(self.points.len());
        comparable.extend(exact.filter_map(|point| Some((point, point.level.as_exact()?))));
        Ok(comparable)
    }

    /// Too few values after a break is the break's doing, and refused as such.
    pub(super) fn too_few(&self) -> Refusal {
        self.breaks_of_series().pop().unwrap_or_else(|| RefusalCode::TooFewPoints.into())
    }
}
