//! What the published uncertainty of a value leaves open: the same answers over its whole interval.
//! The value as published decides; these stand beside it.

use super::answers::{Marker, Uncertain};
use super::axes::Axes;
use crate::assess::evidence::Evidence;
use crate::number::Interval;

impl Axes<'_> {
    /// The answers over the interval that was published with the evidence; `None` without one.
    pub(super) fn uncertain(&self, evidence: Option<&Evidence>) -> Option<Uncertain> {
        let evidence = evidence.filter(|_| !self.is_every() && !self.is_accumulated())?;
        let level = evidence.uncertain.clone()?;
        if self.quantity_break().is_some() {
            return None;
        }
        let bound = &self.resolution.bound;
        Some(Uncertain {
            attained: bound.attainment(&level),
            gap: bound.gap_of(&level),
            share: self.share_over(Some(&level)),
            pace: self.pace_over(Some(&level)),
            level,
        })
    }

    /// Whether some value of the published interval would answer otherwise than the value itself.
    pub(super) fn within_uncertainty(&self, evidence: &Evidence) -> Option<Marker> {
        let bound = &self.resolution.bound;
        let differs = |level: &Interval| bound.attainment(level) != bound.attainment(&evidence.level);
        evidence.uncertain.as_ref().filter(|level| differs(level)).map(|_| Marker::WithinUncertainty)
    }
}
