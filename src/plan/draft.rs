//! A plan being written: collects its parts, and becomes a [`Plan`] by a validation that reports every problem.

use super::check;
use super::context::{Event, Measure};
use super::goal::Goal;
use super::indicator::Indicator;
use super::plan::{Issuer, Plan, PlanDates, PlanKind, Relation};
use super::standing::{Standing, StandingChange};
use crate::diagnostic::Diagnostics;
use crate::text::{Id, MultilingualText, Source};
use crate::time::{PartialDate, Period};
use serde::{Deserialize, Serialize};

/// A plan that has not been checked yet.
///
/// ```
/// use policy_targets::plan::{Criterion, Draft, Goal, Requirement};
/// use policy_targets::text::MultilingualText;
///
/// let text = MultilingualText::english("A plan with two mistakes")?;
/// let on_unknown_indicator = Criterion::new("x".parse()?, ">= 1 GW by 2025".parse()?);
/// let draft = Draft::new("demo".parse()?, text.clone())
///     .goal(Goal::new("a".parse()?, text.clone(), Requirement::One(on_unknown_indicator)))
///     .goal(Goal::new("a".parse()?, text, Requirement::Statement));
/// let problems = draft.into_plan().unwrap_err();
/// assert_eq!(problems.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub(super) id: Id,
    pub(super) title: MultilingualText,
    #[serde(default = "plan_kind")]
    pub(super) kind: PlanKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) document_number: Option<String>,
    #[serde(default)]
    pub(super) issuers: Vec<Issuer>,
    #[serde(default)]
    pub(super) issuers_unnamed: u32,
    #[serde(default)]
    pub(super) dates: PlanDates,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) horizon: Option<Period>,
    #[serde(default)]
    pub(super) standing: Vec<StandingChange>,
    #[serde(default)]
    pub(super) sources: Vec<Source>,
    #[serde(default)]
    pub(super) relations: Vec<Relation>,
    #[serde(default)]
    pub(super) indicators: Vec<Indicator>,
    #[serde(default)]
    pub(super) goals: Vec<Goal>,
    #[serde(default)]
    pub(super) measures: Vec<Measure>,
    #[serde(default)]
    pub(super) events: Vec<Event>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
}

fn plan_kind() -> PlanKind {
    PlanKind::Plan
}

impl Draft {
    /// An empty plan, adopted when issued.
    #[must_use]
    pub fn new(id: Id, title: MultilingualText) -> Self {
        Self {
            id,
            title,
            kind: PlanKind::Plan,
            document_number: None,
            issuers: Vec::new(),
            issuers_unnamed: 0,
            dates: PlanDates::default(),
            horizon: None,
            standing: vec![StandingChange::since_issue(Standing::Adopted)],
            sources: Vec::new(),
            relations: Vec::new(),
            indicators: Vec::new(),
            goals: Vec::new(),
            measures: Vec::new(),
            events: Vec::new(),
            note: None,
        }
    }

    /// What kind of document it is.
    #[must_use]
    pub fn kind(mut self, kind: PlanKind) -> Self {
        self.kind = kind;
        self
    }

    /// The document number.
    #[must_use]
    pub fn document_number(mut self, number: impl Into<String>) -> Self {
        self.document_number = Some(number.into());
        self
    }

    /// One more named issuer.
    #[must_use]
    pub fn issuer(mut self, issuer: Issuer) -> Self {
        self.issuers.push(issuer);
        self
    }

    /// How many further issuers are counted but not named.
    #[must_use]
    pub fn issuers_unnamed(mut self, count: u32) -> Self {
        self.issuers_unnamed = count;
        self
    }

    /// The date of issue.
    #[must_use]
    pub fn issued(mut self, issued: PartialDate) -> Self {
        self.dates.issued = Some(issued);
        self
    }

    /// All the dates of the document.
    #[must_use]
    pub fn dates(mut self, dates: PlanDates) -> Self {
        self.dates = dates;
        self
    }

    /// The years it covers.
    #[must_use]
    pub fn horizon(mut self, horizon: Period) -> Self {
        self.horizon = Some(horizon);
        self
    }

    /// The history of its standing, oldest first.
    #[must_use]
    pub fn standing(mut self, history: Vec<StandingChange>) -> Self {
        self.standing = history;
        self
    }

    /// One more source.
    #[must_use]
    pub fn source(mut self, source: Source) -> Self {
        self.sources.push(source);
        self
    }

    /// One more relation to another plan.
    #[must_use]
    pub fn relation(mut self, relation: Relation) -> Self {
        self.relations.push(relation);
        self
    }

    /// One more indicator.
    #[must_use]
    pub fn indicator(mut self, indicator: Indicator) -> Self {
        self.indicators.push(indicator);
        self
    }

    /// One more goal.
    #[must_use]
    pub fn goal(mut self, goal: Goal) -> Self {
        self.goals.push(goal);
        self
    }

    /// One more instrument.
    #[must_use]
    pub fn measure(mut self, measure: Measure) -> Self {
        self.measures.push(measure);
        self
    }

    /// One more happening.
    #[must_use]
    pub fn event(mut self, event: Event) -> Self {
        self.events.push(event);
        self
    }

    /// A remark.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Everything questionable about the draft, errors and warnings.
    #[must_use]
    pub fn check(&self) -> Diagnostics {
        check::check(self)
    }

    /// Checks the draft and makes it a plan; what is merely questionable stays with the plan as warnings.
    ///
    /// # Errors
    /// Every problem found, if one of them is an error.
    pub fn into_plan(self) -> Result<Plan, Diagnostics> {
        let found = self.check();
        self.into_plan_with(found)
    }

    /// The same with findings that a reader has located in its file.
    /// A plan of parts that were checked elsewhere; what does not fit together is refused by its assessment.
    pub(crate) fn into_plan_unchecked(self) -> Plan {
        Plan::new(self, Diagnostics::default())
    }

    pub(crate) fn into_plan_with(self, found: Diagnostics) -> Result<Plan, Diagnostics> {
        if found.has_errors() {
            return Err(found);
        }
        Ok(Plan::new(self, found))
    }
}
