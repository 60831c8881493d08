//! Where a plan stands: a draft, adopted, in law, superseded, withdrawn or expired, and since when.

use crate::text::{Id, codes};
use crate::time::{NaiveDate, PartialDate};
use serde::{Deserialize, Serialize};

codes! {
    /// The standing of a plan or target.
    #[non_exhaustive]
    pub enum Standing {
        /// Out for comments.
        Draft = "draft",
        /// Issued.
        Adopted = "adopted",
        /// Enacted.
        InLaw = "in-law",
        /// Replaced by another plan.
        Superseded = "superseded",
        /// Taken back.
        Withdrawn = "withdrawn",
        /// Run out.
        Expired = "expired",
    }
}

/// One step in the standing of a plan.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingChange {
    /// The standing from then on.
    pub status: Standing,
    /// Since when; the plan's date of issue if not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// The plan or goal that replaced it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl StandingChange {
    /// A standing since the plan was issued.
    #[must_use]
    pub fn since_issue(status: Standing) -> Self {
        Self { status, from: None, by: None, note: None }
    }

    /// The first day it holds, given the plan's date of issue; an imprecise date counts from its last day.
    #[must_use]
    pub fn first_day(&self, issued: Option<PartialDate>) -> Option<NaiveDate> {
        self.from.or(issued).map(|date| date.last_day())
    }
}
