//! A document that carries goals, valid once built: made from a [`Draft`](super::Draft) by validation.

use super::context::{Event, Measure};
use super::derivation::Derivation;
use super::draft::Draft;
use super::goal::Goal;
use super::indicator::Indicator;
use super::standing::StandingChange;
use crate::diagnostic::Diagnostics;
use crate::text::{Id, MultilingualText, Source, codes};
use crate::time::{NaiveDate, PartialDate, Period};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// What kind of document carries the goals.
    #[non_exhaustive]
    pub enum PlanKind {
        /// A plan.
        Plan = "plan",
        /// Opinions of an authority.
        Opinions = "opinions",
        /// A set of measures.
        Measures = "measures",
        /// A notice.
        Notice = "notice",
        /// A report; it may quote goals.
        Report = "report",
        /// A speech.
        Speech = "speech",
        /// A law.
        Law = "law",
        /// A pledge.
        Pledge = "pledge",
        /// An initiative.
        Initiative = "initiative",
        /// A guideline.
        Guideline = "guideline",
        /// An announcement.
        Announcement = "announcement",
    }
}

codes! {
    /// The part an issuer has in a document.
    pub enum IssuerRole {
        /// Leads.
        Lead = "lead",
        /// Issues it with others.
        CoIssuer = "co-issuer",
        /// Wrote it, but does not issue it.
        Drafter = "drafter",
    }
}

/// Who issues a document.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issuer {
    /// The name.
    pub name: String,
    /// The part taken.
    pub role: IssuerRole,
}

codes! {
    /// How one plan relates to another; read "this plan … that plan".
    #[non_exhaustive]
    pub enum RelationKind {
        /// Is the final version of the draft.
        Finalises = "finalises",
        /// Replaces.
        Supersedes = "supersedes",
        /// Carries out.
        Implements = "implements",
        /// Follows after the other has run its time.
        Succeeds = "succeeds",
        /// Is part of.
        PartOf = "part-of",
        /// Changes a target of.
        Revises = "revises",
    }
}

/// How a plan relates to another.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// How.
    pub kind: RelationKind,
    /// To which plan.
    pub plan: Id,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The dates of a document, each as precise as known.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanDates {
    /// Printed on the document.
    pub issued: Option<PartialDate>,
    /// Made public, if later.
    pub published: Option<PartialDate>,
    /// In effect since.
    pub effective: Option<PartialDate>,
    /// Comments accepted until.
    pub comments_until: Option<PartialDate>,
}

/// A document that carries goals, checked as a whole.
///
/// ```
/// use policy_targets::plan::{Criterion, Draft, Goal, Indicator, IndicatorKind, Requirement, Timing};
/// use policy_targets::text::MultilingualText;
///
/// let plan = Draft::new("storage-2021".parse()?, MultilingualText::english("Storage plan")?)
///     .issued("2021-07-23".parse()?)
///     .indicator(Indicator::new("storage.power".parse()?, "GW".parse()?, IndicatorKind::Level, Timing::End))
///     .goal(Goal::new(
///         "30-gw".parse()?,
///         MultilingualText::english("More than 30 GW of new-type storage by 2025")?,
///         Requirement::One(Criterion::new("storage.power".parse()?, "> 30 GW by 2025".parse()?)),
///     ))
///     .into_plan()?;
/// assert_eq!(plan.goals().len(), 1);
/// assert!(plan.warnings().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "Draft", into = "Draft")]
pub struct Plan {
    draft: Draft,
    warnings: Diagnostics,
    /// Positions of the indicators in the order of their identifiers: each goal looks for its own.
    by_id: Vec<usize>,
}

impl Plan {
    /// For a draft without errors.
    pub(super) fn new(draft: Draft, warnings: Diagnostics) -> Self {
        let mut by_id: Vec<usize> = (0..draft.indicators.len()).collect();
        by_id.sort_by_key(|position| draft.indicators.get(*position).map(Indicator::id));
        Self { draft, warnings, by_id }
    }

    /// The identifier.
    #[must_use]
    pub fn id(&self) -> &Id {
        &self.draft.id
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> &MultilingualText {
        &self.draft.title
    }

    /// What kind of document it is.
    #[must_use]
    pub fn kind(&self) -> PlanKind {
        self.draft.kind
    }

    /// The document number, if it has one.
    #[must_use]
    pub fn document_number(&self) -> Option<&str> {
        self.draft.document_number.as_deref()
    }

    /// The named issuers.
    #[must_use]
    pub fn issuers(&self) -> &[Issuer] {
        &self.draft.issuers
    }

    /// How many further issuers are counted but not named: "and five others".
    #[must_use]
    pub fn issuers_unnamed(&self) -> u32 {
        self.draft.issuers_unnamed
    }

    /// The dates of the document.
    #[must_use]
    pub fn dates(&self) -> PlanDates {
        self.draft.dates
    }

    /// The years it covers.
    #[must_use]
    pub fn horizon(&self) -> Option<&Period> {
        self.draft.horizon.as_ref()
    }

    /// The sources its facts were read in.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.draft.sources
    }

    /// The source with an identifier.
    #[must_use]
    pub fn source(&self, id: &Id) -> Option<&Source> {
        self.draft.sources.iter().find(|source| source.id() == id)
    }

    /// How it relates to other plans.
    #[must_use]
    pub fn relations(&self) -> &[Relation] {
        &self.draft.relations
    }

    /// The history of its standing, oldest first.
    #[must_use]
    pub fn standing_history(&self) -> &[StandingChange] {
        &self.draft.standing
    }

    /// The standing on a day: the latest step that had been taken; `None` before the first.
    #[must_use]
    pub fn standing_on(&self, day: NaiveDate) -> Option<&StandingChange> {
        let issued = self.draft.dates.issued;
        self.draft.standing.iter().rfind(|change| change.first_day(issued).is_none_or(|first| first <= day))
    }

    /// The indicators its goals speak of.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.draft.indicators
    }

    /// The indicator with an identifier.
    #[must_use]
    pub fn indicator(&self, id: &Id) -> Option<&Indicator> {
        let at = |position: &usize| self.draft.indicators.get(*position);
        let found = self.by_id.binary_search_by(|position| at(position).map(Indicator::id).cmp(&Some(id)));
        self.by_id.get(found.ok()?).and_then(at)
    }

    /// The declared indicators that a goal asks for, and those they are derived from, by id.
    #[must_use]
    pub fn indicators_of(&self, goal: &Goal) -> Vec<&Indicator> {
        let mut found: BTreeMap<&Id, &Indicator> = BTreeMap::new();
        let mut open: Vec<&Id> = goal.requirement().indicators();
        while let Some(id) = open.pop() {
            if let Some(indicator) = self.indicator(id).filter(|_| !found.contains_key(id)) {
                found.insert(indicator.id(), indicator);
                open.extend(indicator.derivation().into_iter().flat_map(Derivation::inputs));
            }
        }
        found.into_values().collect()
    }

    /// What it promises.
    #[must_use]
    pub fn goals(&self) -> &[Goal] {
        &self.draft.goals
    }

    /// The goal with an identifier.
    #[must_use]
    pub fn goal(&self, id: &Id) -> Option<&Goal> {
        self.draft.goals.iter().find(|goal| goal.id() == id)
    }

    /// The instruments it uses.
    #[must_use]
    pub fn measures(&self) -> &[Measure] {
        &self.draft.measures
    }

    /// The happenings kept with it.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.draft.events
    }

    /// A remark.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.draft.note.as_deref()
    }

    /// What validation found questionable but legal. Kept with the plan, so that no `?` loses it.
    #[must_use]
    pub fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The plan as an editable draft again.
    #[must_use]
    pub fn into_draft(self) -> Draft {
        self.draft
    }
}

impl PartialEq for Plan {
    /// The same contents, wherever they were read and whatever a reader warned about.
    fn eq(&self, other: &Self) -> bool {
        self.draft == other.draft
    }
}

impl Eq for Plan {}

impl TryFrom<Draft> for Plan {
    type Error = Diagnostics;
    fn try_from(draft: Draft) -> Result<Self, Diagnostics> {
        draft.into_plan()
    }
}

impl From<Plan> for Draft {
    fn from(plan: Plan) -> Self {
        plan.draft
    }
}
