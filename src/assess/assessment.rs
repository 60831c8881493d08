//! The answers for one goal in one round: owned, printable, and serialisable both ways.

use super::arm::{ArmAssessment, Attainment};
use super::assessor::Round;
use super::evidence::Evidence;
use super::refusal::{Answer, RefusalCode, serde_answer};
use super::trace::Trace;
use super::verdict::{Attained, Movement, Verdict};
use crate::number::Ratio;
use crate::plan::{Commitment, Judgement, Standing};
use crate::progress::{Direction, Extent, Gap, Pace, Trend};
use crate::text::{Id, MultilingualText};
use crate::time::NaiveDate;
use serde::{Deserialize, Serialize};

use super::arm::{Outlook, Rates};

/// How a goal with several criteria is decided.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Composition {
    /// Every arm must be met.
    AllOf,
    /// One arm must be met.
    AnyOf,
    /// Each arm has its own day; the next one due decides.
    Phased,
    /// The first arm decides, the others are shown beside it.
    Tiers,
}

/// The move of a direction-only goal.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectionAnswer {
    pub(super) wanted: Direction,
    pub(super) base: Option<Evidence>,
    pub(super) latest: Evidence,
    pub(super) movement: Movement,
    pub(super) unchanged_since: Option<NaiveDate>,
}

impl DirectionAnswer {
    /// The promised direction.
    #[must_use]
    pub fn wanted(&self) -> Direction {
        self.wanted
    }

    /// The latest value.
    #[must_use]
    pub fn latest(&self) -> &Evidence {
        &self.latest
    }

    /// How it has moved since it was promised.
    #[must_use]
    pub fn movement(&self) -> Movement {
        self.movement
    }

    /// Since when the value has been the same, if it has not moved.
    #[must_use]
    pub fn unchanged_since(&self) -> Option<NaiveDate> {
        self.unchanged_since
    }
}

/// Everything the library says on one goal as of one day.
///
/// Attainment, pace, trend and outlook are apart and each may be refused on its own; the one-word
/// [`Verdict`] is derived from them. For a goal with several criteria, the axes are those of the deciding
/// arm, and [`arms`](Self::arms) has them all.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    pub(super) plan: Id,
    pub(super) goal: Id,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) title: Option<MultilingualText>,
    pub(super) wording: MultilingualText,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) commitment: Option<Commitment>,
    pub(super) is_counted: bool,
    pub(super) round: Round,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) standing: Option<Standing>,
    pub(super) verdict: Verdict,
    #[cfg_attr(feature = "schema", schemars(with = "crate::assess::refusal::serde_answer::Form<Attained>"))]
    #[serde(with = "serde_answer")]
    pub(super) attained: Answer<Attained>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) composition: Option<Composition>,
    pub(super) arms: Vec<ArmAssessment>,
    pub(super) deciding: Vec<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) direction: Option<DirectionAnswer>,
    pub(super) judgements: Vec<Judgement>,
}

impl Assessment {
    /// The plan's identifier.
    #[must_use]
    pub fn plan(&self) -> &Id {
        &self.plan
    }

    /// The goal's identifier.
    #[must_use]
    pub fn goal(&self) -> &Id {
        &self.goal
    }

    /// The goal's short title, if it has one.
    #[must_use]
    pub fn title(&self) -> Option<&MultilingualText> {
        self.title.as_ref()
    }

    /// The goal's original wording.
    #[must_use]
    pub fn wording(&self) -> &MultilingualText {
        &self.wording
    }

    /// How strongly the plan commits.
    #[must_use]
    pub fn commitment(&self) -> Option<Commitment> {
        self.commitment
    }

    /// Whether it belongs in counts of goals: a projection does not.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.is_counted
    }

    /// The days and settings of the question.
    #[must_use]
    pub fn round(&self) -> &Round {
        &self.round
    }

    /// The standing of the plan on the day asked about.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        self.standing
    }

    /// The one-word verdict with its details.
    #[must_use]
    pub fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// Whether the goal as a whole is attained.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn attained(&self) -> Answer<Attained> {
        self.attained.clone()
    }

    /// How several criteria decide, if there are several.
    #[must_use]
    pub fn composition(&self) -> Option<Composition> {
        self.composition
    }

    /// The criteria, each assessed.
    #[must_use]
    pub fn arms(&self) -> &[ArmAssessment] {
        &self.arms
    }

    /// The arms that decided the verdict, as positions in [`arms`](Self::arms).
    #[must_use]
    pub fn deciding(&self) -> &[usize] {
        &self.deciding
    }

    /// The move of a direction-only goal.
    #[must_use]
    pub fn direction(&self) -> Option<&DirectionAnswer> {
        self.direction.as_ref()
    }

    /// Verdicts of others that were known on the day of the knowledge used.
    #[must_use]
    pub fn judgements(&self) -> &[Judgement] {
        &self.judgements
    }

    /// The arm that decided, or the only one.
    #[must_use]
    pub fn deciding_arm(&self) -> Option<&ArmAssessment> {
        self.deciding.first().and_then(|index| self.arms.get(*index)).or(self.arms.first())
    }

    fn arm(&self) -> Answer<&ArmAssessment> {
        self.deciding_arm().ok_or_else(|| match &self.attained {
            Err(refusal) => refusal.clone(),
            Ok(_) => RefusalCode::NoNumber.into(),
        })
    }

    /// The attainment of the deciding arm with its markers.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn attainment(&self) -> Answer<&Attainment> {
        self.arm()?.attainment()
    }

    /// The evidence of the deciding arm.
    ///
    /// # Errors
    /// The refusal when there is none.
    pub fn evidence(&self) -> Answer<&Evidence> {
        match &self.direction {
            Some(direction) => Ok(&direction.latest),
            None => self.arm()?.evidence(),
        }
    }

    /// The gap of the deciding arm.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn gap(&self) -> Answer<&Extent<Gap>> {
        self.arm()?.gap()
    }

    /// The share of the way of the deciding arm.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn share(&self) -> Answer<&Extent<Ratio>> {
        self.arm()?.share()
    }

    /// The pace of the deciding arm.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn pace(&self) -> Answer<&Extent<Pace>> {
        self.arm()?.pace()
    }

    /// Required and achieved rates of the deciding arm.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn rates(&self) -> Answer<&Rates> {
        self.arm()?.rates()
    }

    /// The trend of the deciding arm.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn trend(&self) -> Answer<&Trend> {
        self.arm()?.trend()
    }

    /// The outlook of the deciding arm.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn outlook(&self) -> Answer<&Outlook> {
        self.arm()?.outlook()
    }

    /// How every number came about: inputs, formulas, substituted values and rules, as data.
    #[must_use]
    pub fn trace(&self) -> Trace {
        Trace::of(self)
    }
}
