//! Counts of verdicts with their denominator printed; never an average of shares of unlike goals.

use super::assessment::Assessment;
use super::refusal::RefusalCode;
use super::verdict::VerdictCode;
use crate::text::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many goals got which verdict, and how many were not counted, and why.
///
/// "86 % of 260 goals" and "2 of 12 indicators" can both be true of one plan, so the denominator is kept.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RollUp {
    counts: BTreeMap<VerdictCode, usize>,
    projections: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    without_answer: Vec<WithoutAnswer>,
}

/// A goal that no number answers, and why.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithoutAnswer {
    /// The goal.
    pub goal: Id,
    /// Its verdict, such as a statement without a number.
    pub verdict: VerdictCode,
    /// Why it cannot be assessed, if that is the verdict.
    pub refusal: Option<RefusalCode>,
}

/// Verdicts that are no answer in numbers.
const WITHOUT_ANSWER: &[VerdictCode] = &[
    VerdictCode::CannotAssess,
    VerdictCode::TextGoal,
    VerdictCode::NotYetSet,
    VerdictCode::NotYetIssued,
    VerdictCode::Superseded,
    VerdictCode::Withdrawn,
];

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
            let verdict = assessment.verdict();
            if assessment.is_counted() && WITHOUT_ANSWER.contains(&verdict.code()) {
                rollup.without_answer.push(WithoutAnswer {
                    goal: assessment.goal().clone(),
                    verdict: verdict.code(),
                    refusal: verdict.refusal(),
                });
            }
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
        self.goals().saturating_sub(WITHOUT_ANSWER.iter().map(|verdict| self.count(*verdict)).sum())
    }

    /// The goals without an answer in numbers, in their order, each with the reason.
    #[must_use]
    pub fn without_answer(&self) -> &[WithoutAnswer] {
        &self.without_answer
    }

    /// Expectations that are not goals.
    #[must_use]
    pub fn projections(&self) -> usize {
        self.projections
    }
}
