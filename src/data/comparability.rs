//! What of a series is comparable: what changed from one value to the next.
//! Definition and population hold until another is stated, so that silence is no change.

use super::Observation;

/// What changed from the value before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Changed {
    /// Another definition is stated.
    pub(crate) definition: bool,
    /// Another population or sample is stated.
    pub(crate) population: bool,
    /// A flag marks a break, or a state that begins or ends here.
    pub(crate) flag: bool,
}

/// Walks along a series, oldest value first.
#[derive(Debug, Default)]
pub(crate) struct Comparability<'a> {
    definition: Option<&'a str>,
    population: Option<&'a str>,
    differs: bool,
}

impl<'a> Comparability<'a> {
    /// What changed with the next value, which is said to break with the one before (B), or to follow another
    /// definition than the usual one (D).
    pub(crate) fn next(&mut self, observation: &'a Observation, breaks: bool, differs: bool) -> Changed {
        let changed = Changed {
            definition: changes(&mut self.definition, observation.definition()),
            population: changes(&mut self.population, observation.population()),
            flag: breaks || differs != self.differs,
        };
        self.differs = differs;
        changed
    }
}

/// Whether another text is stated than the one in force, which it then replaces.
fn changes<'a>(in_force: &mut Option<&'a str>, stated: Option<&'a str>) -> bool {
    let Some(stated) = stated else { return false };
    in_force.replace(stated).is_some_and(|before| before != stated)
}
