//! Stretches of a series within which values are comparable: a break starts a new one.
//! Definition and population are carried forward until another is stated, so that silence is no break.

use crate::assess::assessor::FlagRules;
use crate::assess::refusal::RefusalCode;
use crate::data::Observation;
use serde::{Deserialize, Serialize};

/// How many breaks of each kind lie before a value.
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
    definition: Option<&'a str>,
    population: Option<&'a str>,
    differs: bool,
}

impl<'a> Segments<'a> {
    /// The segment of the next value.
    ///
    /// A flag that marks a break (B) starts one. One that marks a state (D: the definition differs from the
    /// usual one) starts one where it begins and where it ends.
    pub(super) fn next(&mut self, observation: &'a Observation, rules: &FlagRules) -> Segment {
        let differs = rules.differs(observation.flags());
        let is_redefined = changes(&mut self.definition, observation.definition());
        if is_redefined || differs != self.differs || rules.breaks(observation.flags()) {
            self.current.definitions = self.current.definitions.saturating_add(1);
        }
        if changes(&mut self.population, observation.population()) {
            self.current.populations = self.current.populations.saturating_add(1);
        }
        self.differs = differs;
        self.current
    }
}

/// Whether another text is stated than the one in force, which it then replaces.
fn changes<'a>(in_force: &mut Option<&'a str>, stated: Option<&'a str>) -> bool {
    stated.is_some()
        && in_force.replace(stated.unwrap_or_default()).is_some_and(|before| Some(before) != stated)
}
