//! One thing promised: a goal with its wording, its requirement and how binding it is.

use super::context::Judgement;
use super::requirement::Requirement;
use crate::progress::Path;
use crate::text::{Id, MultilingualText, codes};
use crate::time::PartialDate;
use serde::{Deserialize, Serialize};

codes! {
    /// How strongly a plan commits to a goal.
    #[non_exhaustive]
    pub enum Commitment {
        /// 约束性: the issuer answers for it.
        Binding = "binding",
        /// 预期性: expected, with the government creating the conditions.
        Anticipatory = "anticipatory",
        /// 引导性: guiding.
        Guiding = "guiding",
        /// 力争: to be striven for.
        Aim = "aim",
        /// An expectation, not a goal; assessed but left out of counts of goals.
        Projection = "projection",
    }
}

/// The replacement of one goal by another.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supersession {
    /// The goal or plan that replaces it.
    pub by: Id,
    /// Since when.
    pub on: PartialDate,
    /// What changed, in a few words: `>= became >`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One thing promised by a plan.
///
/// ```
/// use policy_targets::plan::{Commitment, Goal, Requirement};
/// use policy_targets::text::MultilingualText;
///
/// let wording = MultilingualText::english("Attract world-class talent")?;
/// let goal = Goal::new("talent".parse()?, wording, Requirement::Statement).with_commitment(Commitment::Aim);
/// assert!(goal.is_counted());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    id: Id,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<MultilingualText>,
    wording: MultilingualText,
    requirement: Requirement,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    commitment: Option<Commitment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    announced: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    superseded: Option<Supersession>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    judgements: Vec<Judgement>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl Goal {
    /// A goal with its original wording.
    #[must_use]
    pub fn new(id: Id, wording: MultilingualText, requirement: Requirement) -> Self {
        Self {
            id,
            title: None,
            wording,
            requirement,
            commitment: None,
            scope: None,
            source: None,
            announced: None,
            superseded: None,
            judgements: Vec::new(),
            note: None,
        }
    }

    /// A short title.
    #[must_use]
    pub fn with_title(mut self, title: MultilingualText) -> Self {
        self.title = Some(title);
        self
    }

    /// How strongly the plan commits.
    #[must_use]
    pub fn with_commitment(mut self, commitment: Commitment) -> Self {
        self.commitment = Some(commitment);
        self
    }

    /// Where or for whom it holds: "key industries".
    #[must_use]
    pub fn with_scope(mut self, scope: impl Into<String>) -> Self {
        self.scope = Some(scope.into());
        self
    }

    /// The source it was read in.
    #[must_use]
    pub fn with_source(mut self, source: Id) -> Self {
        self.source = Some(source);
        self
    }

    /// When it was promised, if not on the day the plan was issued.
    #[must_use]
    pub fn with_announced(mut self, announced: PartialDate) -> Self {
        self.announced = Some(announced);
        self
    }

    /// What replaced it.
    #[must_use]
    pub fn with_superseded(mut self, superseded: Supersession) -> Self {
        self.superseded = Some(superseded);
        self
    }

    /// Verdicts of others.
    #[must_use]
    pub fn with_judgements(mut self, judgements: Vec<Judgement>) -> Self {
        self.judgements = judgements;
        self
    }

    /// The same goal along another path than its plan's, to ask what that path would say.
    #[must_use]
    pub fn along(&self, path: &Path) -> Self {
        Self { requirement: self.requirement.clone().along(path), ..self.clone() }
    }

    /// A remark.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The same goal with another requirement, announced and superseded as another goal is.
    pub(crate) fn mixed(&self, requirement: Requirement, standing: &Self) -> Self {
        Self {
            requirement,
            announced: standing.announced,
            superseded: standing.superseded.clone(),
            ..self.clone()
        }
    }

    /// The identifier, unique in its plan.
    #[must_use]
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The short title, if given.
    #[must_use]
    pub fn title(&self) -> Option<&MultilingualText> {
        self.title.as_ref()
    }

    /// The original wording.
    #[must_use]
    pub fn wording(&self) -> &MultilingualText {
        &self.wording
    }

    /// What must hold.
    #[must_use]
    pub fn requirement(&self) -> &Requirement {
        &self.requirement
    }

    /// How strongly the plan commits, if known.
    #[must_use]
    pub fn commitment(&self) -> Option<Commitment> {
        self.commitment
    }

    /// Where or for whom it holds.
    #[must_use]
    pub fn scope(&self) -> Option<&str> {
        self.scope.as_deref()
    }

    /// The source it was read in.
    #[must_use]
    pub fn source(&self) -> Option<&Id> {
        self.source.as_ref()
    }

    /// When it was promised, if not on the day the plan was issued.
    #[must_use]
    pub fn announced(&self) -> Option<PartialDate> {
        self.announced
    }

    /// What replaced it.
    #[must_use]
    pub fn superseded(&self) -> Option<&Supersession> {
        self.superseded.as_ref()
    }

    /// Verdicts of others.
    #[must_use]
    pub fn judgements(&self) -> &[Judgement] {
        &self.judgements
    }

    /// A remark.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Whether it belongs in counts of goals: a projection does not.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.commitment != Some(Commitment::Projection)
    }
}
