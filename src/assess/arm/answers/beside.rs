//! What stands beside the axes and never decides: the aim, the totals of a sum, published uncertainty.

use crate::assess::refusal::{Answer, borrowed, serde_answer};
use crate::assess::verdict::Attained;
use crate::number::{Interval, Ratio};
use crate::progress::{self, Extent, Gap, Pace};
use crate::time::Period;
use serde::{Deserialize, Serialize};

/// Where the evidence stands against the number that is striven for beyond the bound; it never decides.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    pub(in crate::assess) attained: Attained,
    pub(in crate::assess) gap: Extent<Gap>,
}

impl Aim {
    /// Whether what is known reaches it.
    #[must_use]
    pub fn attained(&self) -> Attained {
        self.attained
    }

    /// What is missing to it, at worst and at best, in the indicator's unit.
    #[must_use]
    pub fn gap(&self) -> &Extent<Gap> {
        &self.gap
    }
}

/// A sum so far and as a whole: "to date" compares it with what was to be reached by now, "whole plan" with what
/// is to be reached at the end. The two are never mixed.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub(in crate::assess) through: Period,
    pub(in crate::assess) reported: Interval,
    #[cfg_attr(feature = "schema", schemars(with = "crate::assess::refusal::serde_answer::Form<Ratio>"))]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) expected_to_date: Answer<Ratio>,
    pub(in crate::assess) whole_plan: Ratio,
}

impl Totals {
    /// The last period that is in the sum.
    #[must_use]
    pub fn through(&self) -> &Period {
        &self.through
    }

    /// What has been reported so far, in the indicator's unit.
    #[must_use]
    pub fn reported(&self) -> &Interval {
        &self.reported
    }

    /// What the path expects to have been reached by then.
    ///
    /// # Errors
    /// The refusal of the pace.
    pub fn expected_to_date(&self) -> Answer<&Ratio> {
        borrowed(&self.expected_to_date)
    }

    /// The number of the whole plan.
    #[must_use]
    pub fn whole_plan(&self) -> &Ratio {
        &self.whole_plan
    }
}

/// The answers over all values that the published uncertainty of the evidence allows.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uncertain {
    pub(in crate::assess) level: Interval,
    pub(in crate::assess) attained: progress::Attainment,
    pub(in crate::assess) gap: Extent<Gap>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "crate::assess::refusal::serde_answer::Form<Extent<Ratio>>")
    )]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) share: Answer<Extent<Ratio>>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "crate::assess::refusal::serde_answer::Form<Extent<Pace>>")
    )]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) pace: Answer<Extent<Pace>>,
}

impl Uncertain {
    /// Where the truth may lie, in the indicator's unit.
    #[must_use]
    pub fn level(&self) -> &Interval {
        &self.level
    }

    /// Met or not whatever the truth is, else undetermined.
    #[must_use]
    pub fn attained(&self) -> progress::Attainment {
        self.attained
    }

    /// What is missing, at worst and at best.
    #[must_use]
    pub fn gap(&self) -> &Extent<Gap> {
        &self.gap
    }

    /// The share of the way, at worst and at best.
    ///
    /// # Errors
    /// The refusal of the share.
    pub fn share(&self) -> Answer<&Extent<Ratio>> {
        borrowed(&self.share)
    }

    /// The pace, at worst and at best.
    ///
    /// # Errors
    /// The refusal of the pace.
    pub fn pace(&self) -> Answer<&Extent<Pace>> {
        borrowed(&self.pace)
    }
}
