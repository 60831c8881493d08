//! Counts of verdicts with their denominator printed; never an average of shares of unlike goals.

use super::assessment::Assessment;
use super::verdict::VerdictCode;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many goals got which verdict, and how many were not counted, and why.
///
/// "86 % of 260 goals" and "2 of 12 indicators" can both be true of one plan, so the denominator is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RollUp {
    counts: BTreeMap<VerdictCode, usize>,
    projections: usize,
}

impl RollUp {
    /// Counts assessments by verdict; projections are counted apart.
    #[must_use]
    pub fn of<'a>(assessments: impl IntoIterator<Item = &'a Assessment>) -> Self {
        let mut rollup = Self::default();
        for assessment in assessments {
            let slot = if assessment.is_counted() {
                rollup.counts.entry(assessment.verdict().code()).or_default()
            } else {
                &mut rollup.projections
            };
            *slot = slot.saturating_add(1);
        }
        rollup
    }

    /// Goals by verdict.
    #[must_use]
    pub fn counts(&self) -> &BTreeMap<VerdictCode, usize> {
        &self.counts
    }

    /// How many goals got a verdict.
    #[must_use]
    pub fn count(&self, verdict: VerdictCode) -> usize {
        self.counts.get(&verdict).copied().unwrap_or_default()
    }

    /// All goals, without projections.
    #[must_use]
    pub fn goals(&self) -> usize {
        self.counts.values().sum()
    }

    /// Goals with an answer in numbers: the denominator of any share of goals.
    #[must_use]
    pub fn assessed(&self) -> usize {
        let apart = [
            VerdictCode::CannotAssess,
            VerdictCode::TextGoal,
            VerdictCode::NotYetSet,
            VerdictCode::NotYetIssued,
            VerdictCode::Superseded,
            VerdictCode::Withdrawn,
        ];
        self.goals().saturating_sub(apart.into_iter().map(|verdict| self.count(verdict)).sum())
    }

    /// Expectations that are not goals.
    #[must_use]
    pub fn projections(&self) -> usize {
        self.projections
    }
}
