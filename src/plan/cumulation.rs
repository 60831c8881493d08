//! Whether numbers are increments or running totals, declared apart for targets, values and reports.
//! A guess is wrong by a factor of the number of years, so there is no default.

use crate::text::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// How numbers over time are written.
    pub enum Cumulated {
        /// Each for its own period.
        Increments = "increments",
        /// Each the total so far.
        RunningTotals = "running-totals",
    }
}

/// Which numbers of a sum are increments and which are totals so far.
///
/// ```
/// use policy_targets::plan::{Criterion, Cumulated, Cumulation};
///
/// let cumulation = Cumulation {
///     targets: Cumulated::RunningTotals,
///     actuals: Cumulated::Increments,
///     reports: Cumulated::RunningTotals,
/// };
/// let jobs = Criterion::new("jobs".parse()?, "sum >= 55 million jobs over 2021..2025".parse()?);
/// assert_eq!(jobs.with_cumulation(cumulation).cumulation(), Some(cumulation));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cumulation {
    /// The points of a path: for their own period, or since the window began.
    pub targets: Cumulated,
    /// The values of regular periods: for their own period, or since the window began.
    pub actuals: Cumulated,
    /// What is reported within a regular period: for its own part, or from the start of that period to date.
    pub reports: Cumulated,
}
