//! Stretches of a series within which values are comparable: a break starts a new one.
//! Which flags break is for the assessor to say.

use super::Evidence;
use crate::assess::assessor::FlagRules;
use crate::assess::refusal::RefusalCode;
use crate::data::{Comparability, Observation};
use crate::time::NaiveDate;
use serde::{Deserialize, Serialize};

/// How many breaks of each kind lie before a value.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(in crate::assess) struct Segment {
    definitions: u32,
    populations: u32,
}

impl Segment {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks through a reference")]
    pub(in crate::assess) fn is_first(&self) -> bool {
        *self == Self::default()
    }

    /// What broke between two values, if anything did.
    pub(in crate::assess) fn break_to(self, later: Self) -> Option<RefusalCode> {
        if self.definitions != later.definitions {
            Some(RefusalCode::DefinitionBreak)
        } else if self.populations != later.populations {
            Some(RefusalCode::PopulationBreak)
        } else {
            None
        }
    }

    /// Of a value computed from two: a break of either is one of the result.
    pub(super) fn joined(self, other: Self) -> Self {
        Self {
            definitions: self.definitions.saturating_add(other.definitions),
            populations: self.populations.saturating_add(other.populations),
        }
    }
}

/// Walks along a series and counts its breaks.
#[derive(Debug, Default)]
pub(super) struct Segments<'a> {
    current: Segment,
    comparability: Comparability<'a>,
}

impl<'a> Segments<'a> {
    /// The segment of the next value.
    ///
    /// A flag that marks a break (B) starts one. One that marks a state (D: the definition differs from the
    /// usual one) starts one where it begins and where it ends.
    pub(super) fn next(&mut self, observation: &'a Observation, rules: &FlagRules) -> Segment {
        let flags = observation.flags();
        let changed = self.comparability.next(observation, rules.breaks(flags), rules.differs(flags));
        if changed.definition || changed.flag {
            self.current.definitions = self.current.definitions.saturating_add(1);
        }
        if changed.population {
            self.current.populations = self.current.populations.saturating_add(1);
        }
        self.current
    }
}

/// The segment of a series on a day: a stated baseline belongs to what was reported last by then.
pub(in crate::assess) fn segment_on(points: &[Evidence], day: NaiveDate) -> Segment {
    points.iter().rfind(|point| point.day <= day).map(|point| point.segment).unwrap_or_default()
}
