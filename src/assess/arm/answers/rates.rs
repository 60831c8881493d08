//! Rates of change: what is required from here, and what was achieved.

use crate::assess::refusal::{Answer, borrowed, serde_answer};
use crate::number::Ratio;
use serde::{Deserialize, Serialize};

/// Rates of change: what is required from the latest value on, and what was achieved since the baseline.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates {
    #[cfg_attr(feature = "schema", schemars(with = "crate::assess::refusal::serde_answer::Form<Ratio>"))]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) required: Answer<Ratio>,
    pub(in crate::assess) achieved: Ratio,
    #[cfg_attr(feature = "schema", schemars(with = "crate::assess::refusal::serde_answer::Form<Ratio>"))]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) multiple: Answer<Ratio>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::assess::refusal::serde_answer::Form<Ratio>"))]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) required_growth: Answer<Ratio>,
}

impl Rates {
    /// The change a year needed from the latest value to the deadline, in the indicator's unit.
    ///
    /// # Errors
    /// A refusal when the latest value already meets the target, so that nothing is required.
    pub fn required(&self) -> Answer<&Ratio> {
        borrowed(&self.required)
    }

    /// The change a year since the baseline, in the indicator's unit.
    #[must_use]
    pub fn achieved(&self) -> &Ratio {
        &self.achieved
    }

    /// How many times the achieved rate is required.
    ///
    /// # Errors
    /// A refusal when nothing was achieved in the wanted direction.
    pub fn multiple(&self) -> Answer<&Ratio> {
        borrowed(&self.multiple)
    }

    /// The constant growth a year needed from the latest value, as a fraction.
    ///
    /// # Errors
    /// A refusal when value and target do not lie on one side of 0.
    pub fn required_growth(&self) -> Answer<&Ratio> {
        borrowed(&self.required_growth)
    }
}
