//! How an indicator follows from others: a quotient, a sum, a difference, a share, a weighted mean.

use crate::number::Value;
use crate::text::Id;
use crate::time::Period;
use serde::{Deserialize, Serialize};

/// How an indicator follows from others, period by period.
///
/// ```
/// use policy_targets::plan::Derivation;
///
/// let net = Derivation::Difference { minuend: "emissions".parse()?, subtrahend: "removals".parse()? };
/// assert_eq!(net.inputs().len(), 2);
/// # Ok::<(), policy_targets::text::TextError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Derivation {
    /// One indicator divided by another, for the same period and dimensions.
    Ratio {
        /// The dividend.
        numerator: Id,
        /// The divisor.
        denominator: Id,
    },
    /// The share of a distribution that lies at a level or above.
    ShareAtOrAbove {
        /// The indicator whose observations carry the dimension `level`.
        distribution: Id,
        /// The lowest level that counts.
        level: String,
    },
    /// The total of several indicators.
    Sum {
        /// What is added, each in a unit that converts to that of the sum.
        parts: Vec<Id>,
    },
    /// One indicator less another.
    Difference {
        /// What is taken from.
        minuend: Id,
        /// What is taken away.
        subtrahend: Id,
    },
    /// What part of the increment of a whole is the increment of one of its parts: `Δpart / Δwhole`.
    ShareOfIncrement {
        /// The part.
        part: Id,
        /// The whole, in a unit that converts to that of the part.
        whole: Id,
        /// The period from which increments are counted; without one each is on the previous regular period.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<Period>,
    },
    /// The mean over the members of a dimension, weighted by another indicator for the same period:
    /// `Σ w v / Σ w`.
    WeightedMean {
        /// What is averaged.
        values: Id,
        /// The weights, such as the population.
        weights: Id,
        /// The dimension that tells the members apart.
        dimension: Id,
        /// The part of the members, in percent, that must have a value; by their weights where all of these are
        /// known, else by their number. Without it every member must.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minimum_coverage: Option<Value>,
    },
}

impl Derivation {
    /// The indicators it is computed from; the first is the one whose timing and frequency it takes.
    #[must_use]
    pub fn inputs(&self) -> Vec<&Id> {
        match self {
            Self::Ratio { numerator, denominator } => vec![numerator, denominator],
            Self::ShareAtOrAbove { distribution, .. } => vec![distribution],
            Self::Sum { parts } => parts.iter().collect(),
            Self::Difference { minuend, subtrahend } => vec![minuend, subtrahend],
            Self::ShareOfIncrement { part, whole, .. } => vec![part, whole],
            Self::WeightedMean { values, weights, .. } => vec![values, weights],
        }
    }
}
