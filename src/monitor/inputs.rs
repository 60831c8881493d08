//! The inputs of one goal in two rounds: which of them differ, and the answer of any mixture of old and new ones.

use super::axis::{Axis, AxisValue};
use super::cause::Cause;
use super::cells::{Cell, cells};
use super::change::{Difference, FoundCause};
use super::described::{declarations, differing, promises, settings, standings};
use super::snapshot::Snapshot;
use crate::assess::Assessment;
use crate::data::{Dataset, View};
use crate::plan::{Baseline, Criterion, Draft, Goal, Indicator, Plan, Requirement};
use crate::text::Id;
use crate::time::Period;
use std::collections::{BTreeMap, BTreeSet};

/// The causes whose input is taken from the later round; all others are as before.
pub(super) type Mixture = BTreeSet<Cause>;

/// What two rounds take the answers on one goal from.
pub(super) struct Inputs<'a> {
    before: Side<'a>,
    after: Side<'a>,
    cells: Vec<Cell<'a>>,
    found: Vec<FoundCause>,
}

/// One of the rounds.
#[derive(Clone, Copy)]
struct Side<'a> {
    snapshot: &'a Snapshot<'a>,
    goal: &'a Goal,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(
        before: &'a Snapshot<'a>,
        goal: &'a Goal,
        after: &'a Snapshot<'a>,
        later: &'a Goal,
    ) -> Self {
        let before = Side { snapshot: before, goal };
        let after = Side { snapshot: after, goal: later };
        let indicators = before.indicators().into_iter().chain(after.indicators());
        let indicators: BTreeSet<&Id> = indicators.map(Indicator::id).collect();
        let baselines = reported_baselines(before.goal).chain(reported_baselines(after.goal)).collect();
        let cells = cells(&indicators, before.view(), after.view(), &baselines);
        let mut inputs = Self { before, after, cells, found: Vec::new() };
        let found = Cause::ALL.iter().filter_map(|cause| inputs.find(*cause));
        inputs.found = found.collect();
        inputs
    }

    /// Every cause with what differs, in the order of [`Cause::ALL`].
    pub(super) fn found(&self) -> &[FoundCause] {
        &self.found
    }

    /// What every axis says with the inputs of some causes from the later round, in the order of [`Axis::ALL`].
    pub(super) fn answers(&self, mixture: &Mixture) -> Vec<AxisValue> {
        let is_later = |found: &FoundCause| mixture.contains(&found.cause());
        let assessment = if mixture.is_empty() {
            self.before.assess()
        } else if self.found.iter().all(is_later) {
            self.after.assess()
        } else {
            self.mixed(mixture)
        };
        let rating = self.side(mixture, Cause::ChangedMethod).snapshot.rating(&assessment);
        let value = |axis: &Axis| match axis {
            Axis::Rating => rating.clone().unwrap_or(AxisValue::None),
            axis => axis.of(&assessment),
        };
        Axis::ALL.iter().map(value).collect()
    }

    fn side(&self, mixture: &Mixture, cause: Cause) -> Side<'a> {
        if mixture.contains(&cause) { self.after } else { self.before }
    }

    /// The assessment with the inputs of some causes from the later round.
    pub(super) fn mixed(&self, mixture: &Mixture) -> Assessment {
        let assessor_of = |cause| self.side(mixture, cause).snapshot.assessor();
        let days = assessor_of(Cause::TimePassing).round();
        let assessor = assessor_of(Cause::ChangedSetting).on_days_of(days);
        let chosen = self.cells.iter().flat_map(|cell| cell.of(mixture.contains(&cell.cause())));
        // Each half was checked when it was read, and a period comes from one of them alone.
        let (data, _) = Dataset::from_observations(chosen.copied().cloned());
        let last_known = self.before.view().known_by().max(self.after.view().known_by());
        let (plan, goal) = self.mixed_plan(mixture);
        assessor.assess_goal_in(&plan, &goal, data.view(last_known))
    }

    /// A plan with this goal alone. What does not fit together is refused when it is assessed.
    fn mixed_plan(&self, mixture: &Mixture) -> (Plan, Goal) {
        let goal_of = |cause| self.side(mixture, cause).goal;
        let promised = goal_of(Cause::ChangedTarget);
        let measured = goal_of(Cause::ChangedBaseline).requirement();
        let counted = goal_of(Cause::NewData).requirement();
        let requirement = promised.requirement().with_baselines_of(measured);
        let requirement = requirement.and_then(|requirement| requirement.with_checklists_of(counted));
        let requirement = requirement.unwrap_or_else(|| promised.requirement().clone());
        let goal = promised.mixed(requirement, goal_of(Cause::ChangedStanding));
        let plan = self.side(mixture, Cause::ChangedStanding).snapshot.plan();
        let draft = Draft::new(plan.id().clone(), plan.title().clone());
        let draft = draft.dates(plan.dates()).standing(plan.standing_history().to_vec());
        let is_later = mixture.contains(&Cause::ChangedIndicator);
        let [other, chosen] = if is_later { [self.before, self.after] } else { [self.after, self.before] };
        // What only the other round's goal asks for is declared all the same.
        let both = other.indicators().into_iter().chain(chosen.indicators());
        let declared: BTreeMap<&Id, &Indicator> = both.map(|indicator| (indicator.id(), indicator)).collect();
        let draft = declared.into_values().cloned().fold(draft, Draft::indicator);
        (draft.goal(goal.clone()).into_plan_unchecked(), goal)
    }

    /// A cause, if its input differs.
    fn find(&self, cause: Cause) -> Option<FoundCause> {
        let (before, after) = (self.before, self.after);
        let (is_stated_otherwise, mut differences) = match cause {
            Cause::TimePassing => {
                let days = |side: Side<'_>| {
                    let round = side.snapshot.assessor().round();
                    [("at", round.at()), ("known_by", round.known_by())]
                        .map(|(name, day)| (name.to_owned(), day.to_string()))
                };
                (days(before) != days(after), differing(days(before), days(after)))
            }
            Cause::ChangedIndicator => {
                let [was, is] = [before, after].map(|side| side.indicators());
                (was != is, differing(declarations(&was), declarations(&is)))
            }
            Cause::ChangedBaseline | Cause::ChangedTarget | Cause::NewData => self.find_in_requirement(cause),
            Cause::ChangedStanding => {
                let differs = !before.stands_as(after);
                let texts = [before, after].map(|side| standings(side.snapshot.plan(), side.goal));
                let [was, is] = texts;
                (differs, differing(was, is))
            }
            Cause::ChangedSetting => {
                let [was, is] = [before, after].map(|side| side.snapshot.assessor());
                (*was != is.on_days_of(was.round()), differing(settings(was.round()), settings(is.round())))
            }
            Cause::ChangedMethod => {
                let [was, is] = [before, after].map(|side| side.method());
                (was != is, differing(was, is))
            }
            Cause::ChangedCoverage
            | Cause::RevisedData
            | Cause::ChangedFlags
            | Cause::ChangedComparability => (false, Vec::new()),
        };
        if !is_stated_otherwise {
            differences.clear();
        } else if differences.is_empty() {
            // A source or remark, which has no effect on any answer.
            differences.push(Difference { what: "details".to_owned(), before: None, after: None });
        }
        let cells = self.cells.iter().filter(|cell| cell.cause() == cause && cell.differs());
        differences.extend(cells.map(Cell::difference));
        (is_stated_otherwise || !differences.is_empty()).then_some(FoundCause { cause, differences })
    }

    /// The target, its baseline and what it counts are causes of their own where each can be exchanged alone; what is
    /// done of a checklist is data that stand in the plan.
    fn find_in_requirement(&self, cause: Cause) -> (bool, Vec<Difference>) {
        let (was, is) = (self.before.goal.requirement(), self.after.goal.requirement());
        let parts = was.with_baselines_of(is).zip(was.with_checklists_of(is));
        let differs = match (&parts, cause) {
            (Some((measured, _)), Cause::ChangedBaseline) => measured != was,
            (Some((_, counted)), Cause::NewData) => counted != was,
            (Some((measured, _)), _) => measured.with_checklists_of(is).as_ref() != Some(is),
            (None, cause) => cause == Cause::ChangedTarget,
        };
        let [was, is] = [was, is].map(promises);
        let of_cause = |difference: &Difference| {
            let of_part = match difference.what.rsplit(' ').next() {
                Some("baseline") => Cause::ChangedBaseline,
                Some("checklist") => Cause::NewData,
                _ => Cause::ChangedTarget,
            };
            parts.is_none() || of_part == cause
        };
        (differs, differing(was, is).into_iter().filter(of_cause).collect())
    }
}

impl<'a> Side<'a> {
    fn assess(&self) -> Assessment {
        self.snapshot.assess_goal(self.goal)
    }

    fn view(&self) -> View<'a> {
        self.snapshot.data().view(self.snapshot.assessor().round().known_by())
    }

    fn indicators(&self) -> Vec<&'a Indicator> {
        self.snapshot.plan().indicators_of(self.goal)
    }

    fn stands_as(&self, other: Self) -> bool {
        let (one, two) = (self.snapshot.plan(), other.snapshot.plan());
        one.id() == two.id()
            && one.dates() == two.dates()
            && one.standing_history() == two.standing_history()
            && self.goal.announced() == other.goal.announced()
            && self.goal.superseded() == other.goal.superseded()
    }

    fn method(&self) -> Vec<(String, String)> {
        let method = self.snapshot.method().map(|method| method.description().id().to_owned());
        method.into_iter().map(|id| ("method".to_owned(), id)).collect()
    }
}

/// The periods whose reported values are baselines of a goal.
fn reported_baselines(goal: &Goal) -> impl Iterator<Item = Period> {
    let requirement = goal.requirement();
    let of_direction = match requirement {
        Requirement::Direction { baseline, .. } => baseline.as_ref(),
        _ => None,
    };
    let baselines = requirement.criteria().into_iter().filter_map(Criterion::baseline).chain(of_direction);
    baselines.filter_map(|baseline| match baseline {
        Baseline::Reported { period } => Some(*period),
        Baseline::Stated { .. } => None,
    })
}
