//! What must hold for a goal to be met: a criterion, several, a direction, or words only.

use super::target::Target;
use crate::progress::{Direction, Path};
use crate::text::Id;
use crate::time::Period;
use crate::unit::Quantity;
use serde::{Deserialize, Serialize};

/// The value that a change, a share of the way or a path starts from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Baseline {
    /// Printed in the plan, and fixed.
    Stated {
        /// The value with its unit; may be a bound or about.
        value: Quantity,
        /// The period it describes.
        period: Period,
        /// The series it was taken from, if known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        series: Option<Id>,
        /// The source it was read in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<Id>,
        /// A remark, such as a derivation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Taken from the series that supplies the evidence, and moving with its revisions.
    Reported {
        /// The period whose value is taken.
        period: Period,
    },
}

impl Baseline {
    /// A stated baseline without further detail.
    #[must_use]
    pub fn stated(value: Quantity, period: Period) -> Self {
        Self::Stated { value, period, series: None, source: None, note: None }
    }

    /// The period it describes.
    #[must_use]
    pub fn period(&self) -> &Period {
        match self {
            Self::Stated { period, .. } | Self::Reported { period } => period,
        }
    }
}

/// An indicator, a target on it, and what the target is measured from.
///
/// ```
/// use policy_targets::plan::{Baseline, Criterion};
///
/// let criterion = Criterion::new("storage.power".parse()?, ">= 30 GW by 2025".parse()?)
///     .with_baseline(Baseline::stated("3.3 GW".parse()?, "2020-12-31".parse()?));
/// assert_eq!(criterion.target().to_string(), ">= 30 GW by 2025");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    indicator: Id,
    target: Target,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    baseline: Option<Baseline>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<Path>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    series: Vec<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    concept_differs: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    splice: Option<String>,
}

impl Criterion {
    /// A target on an indicator.
    #[must_use]
    pub fn new(indicator: Id, target: Target) -> Self {
        Self {
            indicator,
            target,
            baseline: None,
            path: None,
            series: Vec::new(),
            concept_differs: None,
            splice: None,
        }
    }

    /// What the target is measured from.
    #[must_use]
    pub fn with_baseline(mut self, baseline: Baseline) -> Self {
        self.baseline = Some(baseline);
        self
    }

    /// The plan's own path, which wins over the assessor's.
    #[must_use]
    pub fn with_path(mut self, path: Path) -> Self {
        self.path = Some(path);
        self
    }

    /// The series to use for this goal, in order of preference; wins over the indicator's.
    #[must_use]
    pub fn with_series(mut self, series: Vec<Id>) -> Self {
        self.series = series;
        self
    }

    /// How what is reported differs from what the target speaks of; pace is then refused.
    #[must_use]
    pub fn with_concept_difference(mut self, difference: impl Into<String>) -> Self {
        self.concept_differs = Some(difference.into());
        self
    }

    /// Why values before and after a break may be chained.
    #[must_use]
    pub fn with_splice(mut self, reason: impl Into<String>) -> Self {
        self.splice = Some(reason.into());
        self
    }

    /// The indicator's identifier.
    #[must_use]
    pub fn indicator(&self) -> &Id {
        &self.indicator
    }

    /// The target.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// What the target is measured from, if given.
    #[must_use]
    pub fn baseline(&self) -> Option<&Baseline> {
        self.baseline.as_ref()
    }

    /// The plan's own path, if it states one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_ref()
    }

    /// The series to use for this goal, in order of preference.
    #[must_use]
    pub fn series(&self) -> &[Id] {
        &self.series
    }

    /// How what is reported differs from what the target speaks of.
    #[must_use]
    pub fn concept_difference(&self) -> Option<&str> {
        self.concept_differs.as_deref()
    }

    /// Why values before and after a break may be chained.
    #[must_use]
    pub fn splice(&self) -> Option<&str> {
        self.splice.as_deref()
    }
}

/// What must hold for a goal to be met.
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
}

impl Requirement {
    /// The criteria, none for directions and words.
    #[must_use]
    pub fn criteria(&self) -> &[Criterion] {
        match self {
            Self::One(criterion) => std::slice::from_ref(criterion),
            Self::AllOf(criteria) | Self::AnyOf(criteria) => criteria,
            Self::Direction { .. } | Self::Statement | Self::NotYetSet => &[],
        }
    }
}
