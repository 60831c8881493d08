//! What must hold for a goal to be met: a criterion, several, phases, tiers, a direction, or words only.

use super::criterion::{Baseline, Criterion};
use crate::progress::{Direction, Path};
use crate::text::{Id, MultilingualText, codes};
use crate::time::PartialDate;
use serde::{Deserialize, Serialize};

/// One of several dated criteria of a goal.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// What must hold by then.
    pub criterion: Criterion,
    /// When its number was set, if later than the goal; unknown before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<PartialDate>,
}

impl Phase {
    /// A phase that was set with the goal.
    #[must_use]
    pub fn new(criterion: Criterion) -> Self {
        Self { criterion, announced: None }
    }
}

codes! {
    /// The standing of one of several criteria of a goal.
    #[non_exhaustive]
    pub enum TierRole {
        /// Committed to, with more to strive for.
        Commit = "commit",
        /// Striven for beyond what is committed to.
        Stretch = "stretch",
        /// Promised whatever others do.
        Unconditional = "unconditional",
        /// Promised under a condition, such as support by others.
        Conditional = "conditional",
    }
}

/// One of several criteria of different standing.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tier {
    /// Its standing.
    pub role: TierRole,
    /// Under which condition it is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<MultilingualText>,
    /// What must hold.
    pub criterion: Criterion,
}

/// What must hold for a goal to be met.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Requirement {
    /// One criterion.
    One(Criterion),
    /// Every one of several criteria.
    AllOf(Vec<Criterion>),
    /// At least one of several criteria.
    AnyOf(Vec<Criterion>),
    /// The indicator shall rise or fall, by no stated amount.
    Direction {
        /// The indicator.
        indicator: Id,
        /// Up or down.
        direction: Direction,
        /// The value in force when promised, if stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        baseline: Option<Baseline>,
        /// The series to use, in order of preference.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        series: Vec<Id>,
    },
    /// Words only; assessed by people.
    Statement,
    /// A number is announced but not yet set.
    NotYetSet,
    /// Several dated criteria, earliest first, each with a verdict of its own.
    Phased(Vec<Phase>),
    /// Several criteria of different standing; the first decides, the others are shown beside it.
    Tiers(Vec<Tier>),
}

impl Requirement {
    /// The criteria in their order, none for directions and words.
    ///
    /// ```
    /// use policy_targets::plan::{Criterion, Phase, Requirement};
    ///
    /// let phase = |target: &str| {
    ///     Ok::<_, Box<dyn std::error::Error>>(Phase::new(Criterion::new("storage".parse()?, target.parse()?)))
    /// };
    /// let phased = Requirement::Phased(vec![phase(">= 30 GW by 2025")?, phase(">= 100 GW by 2030")?]);
    /// assert_eq!(phased.criteria().len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn criteria(&self) -> Vec<&Criterion> {
        match self {
            Self::One(criterion) => vec![criterion],
            Self::AllOf(criteria) | Self::AnyOf(criteria) => criteria.iter().collect(),
            Self::Phased(phases) => phases.iter().map(|phase| &phase.criterion).collect(),
            Self::Tiers(tiers) => tiers.iter().map(|tier| &tier.criterion).collect(),
            Self::Direction { .. } | Self::Statement | Self::NotYetSet => Vec::new(),
        }
    }

    /// The same with every criterion along a path, to ask what another path would say.
    #[must_use]
    pub fn along(mut self, path: &Path) -> Self {
        self.change_criteria(|criterion| *criterion = criterion.clone().with_path(path.clone()));
        self
    }

    fn change_criteria(&mut self, change: impl FnMut(&mut Criterion)) {
        match self {
            Self::One(criterion) => std::iter::once(criterion).for_each(change),
            Self::AllOf(criteria) | Self::AnyOf(criteria) => criteria.iter_mut().for_each(change),
            Self::Phased(phases) => phases.iter_mut().map(|phase| &mut phase.criterion).for_each(change),
            Self::Tiers(tiers) => tiers.iter_mut().map(|tier| &mut tier.criterion).for_each(change),
            Self::Direction { .. } | Self::Statement | Self::NotYetSet => {}
        }
    }

    /// The same promise, measured from where another requirement of the same build is; `None` of another build.
    pub(crate) fn with_baselines_of(&self, other: &Self) -> Option<Self> {
        let mut mixed = self.with_parts_of(other, Criterion::with_baseline_of)?;
        if let (Self::Direction { baseline, .. }, Self::Direction { baseline: from, .. }) =
            (&mut mixed, other)
        {
            baseline.clone_from(from);
        }
        Some(mixed)
    }

    /// The same promise, with what another requirement of the same build counts; `None` of another build.
    pub(crate) fn with_checklists_of(&self, other: &Self) -> Option<Self> {
        self.with_parts_of(other, Criterion::with_checklist_of)
    }

    fn with_parts_of(&self, other: &Self, take: fn(Criterion, &Criterion) -> Criterion) -> Option<Self> {
        let others = other.criteria();
        let is_alike = std::mem::discriminant(self) == std::mem::discriminant(other);
        if !is_alike || others.len() != self.criteria().len() {
            return None;
        }
        let mut mixed = self.clone();
        let mut others = others.into_iter();
        mixed.change_criteria(|criterion| {
            if let Some(other) = others.next() {
                *criterion = take(criterion.clone(), other);
            }
        });
        Some(mixed)
    }

    /// The indicators it asks for, itself or held against others, as often as it does.
    pub(crate) fn indicators(&self) -> Vec<&Id> {
        match self {
            Self::Direction { indicator, .. } => vec![indicator],
            _ => self.criteria().into_iter().flat_map(Criterion::indicators).collect(),
        }
    }
}
