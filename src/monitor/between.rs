//! Two rounds against each other: every answer that differs, and which inputs make it differ.
//! Numbers are split in the published order of causes; words get the smallest sets of causes that turn them.

use super::axis::{Axis, AxisValue};
use super::cause::Cause;
use super::change::{AxisChange, Changes, FoundCause, GoalChanges, Step};
use super::inputs::{Inputs, Mixture};
use super::snapshot::Snapshot;
use crate::assess::Assessment;
use crate::plan::Goal;
use crate::text::Id;
use std::collections::{BTreeMap, BTreeSet};

/// What the later of two snapshots answers differently, goal by goal, and why. Goals are the same if their ids are.
///
/// Each input that differs is a [`Cause`]. The answer of every mixture of old and new inputs is an assessment of its
/// own: numbers move by one cause after the other, in the order of [`Cause::ALL`], so that the parts add up to the
/// whole; for words the smallest sets of causes that are enough are searched for. Two equal snapshots give no changes.
///
/// See the [module](crate::monitor) for an example.
#[must_use]
pub fn between(before: &Snapshot<'_>, after: &Snapshot<'_>) -> Changes {
    let by_id: BTreeMap<_, &Goal> = after.plan().goals().iter().map(|goal| (goal.id(), goal)).collect();
    let mut goals = Vec::new();
    let mut dropped = Vec::new();
    for goal in before.plan().goals() {
        match by_id.get(goal.id()) {
            Some(later) => goals.extend(changes_of(before, goal, after, later)),
            None => dropped.push(goal.id().clone()),
        }
    }
    let earlier: BTreeSet<&Id> = before.plan().goals().iter().map(Goal::id).collect();
    let is_new = |goal: &&Goal| !earlier.contains(goal.id());
    let new = after.plan().goals().iter().filter(is_new).map(|goal| goal.id().clone()).collect();
    let (before, after) = (before.assessor().round().clone(), after.assessor().round().clone());
    Changes { before, after, goals, new, dropped }
}

/// The assessment of a goal with the inputs of some causes as in the later round, and all others as in the earlier one:
/// what the answers would be if only the target had changed, or only the data. `None` unless both rounds have the goal.
///
/// ```
/// use policy_targets::monitor::{Cause, Snapshot, exchanged};
/// # use policy_targets::{Assessor, Dataset, plan::Draft, text::MultilingualText};
/// # let plan = Draft::new("plan".parse()?, MultilingualText::english("A plan")?).into_plan()?;
/// # let data = Dataset::default();
/// # let day = policy_targets::NaiveDate::from_ymd_opt(2023, 3, 31).ok_or("no such day")?;
/// let (before, after) = (Snapshot::new(&plan, &data, Assessor::as_of(day)), Snapshot::new(&plan, &data, Assessor::as_of(day)));
/// let only_new_data = [Cause::TimePassing, Cause::NewData].into();
/// assert!(exchanged(&before, &after, &"no-such-goal".parse()?, &only_new_data).is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn exchanged(
    before: &Snapshot<'_>,
    after: &Snapshot<'_>,
    goal: &Id,
    causes: &BTreeSet<Cause>,
) -> Option<Assessment> {
    let (was, is) = (before.plan().goal(goal)?, after.plan().goal(goal)?);
    Some(Inputs::new(before, was, after, is).mixed(causes))
}

fn changes_of(before: &Snapshot<'_>, goal: &Goal, after: &Snapshot<'_>, later: &Goal) -> Option<GoalChanges> {
    let inputs = Inputs::new(before, goal, after, later);
    let causes = inputs.found().to_vec();
    let mut answers = Answers::new(&inputs);
    let axes = Axis::ALL.iter().filter_map(|axis| answers.change(*axis)).collect::<Vec<_>>();
    let is_news = !axes.is_empty() || causes.iter().any(|found| found.cause() != Cause::TimePassing);
    is_news.then(|| GoalChanges { goal: goal.id().clone(), axes, causes })
}

/// The answers of mixtures of old and new inputs, each assessed once.
struct Answers<'i, 'a> {
    inputs: &'i Inputs<'a>,
    causes: Vec<Cause>,
    known: BTreeMap<Mixture, Vec<AxisValue>>,
}

impl<'i, 'a> Answers<'i, 'a> {
    fn new(inputs: &'i Inputs<'a>) -> Self {
        Self {
            inputs,
            causes: inputs.found().iter().map(FoundCause::cause).collect(),
            known: BTreeMap::new(),
        }
    }

    fn on(&mut self, axis: Axis, mixture: &Mixture) -> AxisValue {
        let inputs = self.inputs;
        let values = self.known.entry(mixture.clone()).or_insert_with(|| inputs.answers(mixture));
        let position = Axis::ALL.iter().position(|other| *other == axis);
        position.and_then(|position| values.get(position)).cloned().unwrap_or(AxisValue::None)
    }

    fn change(&mut self, axis: Axis) -> Option<AxisChange> {
        let all: Mixture = self.causes.iter().copied().collect();
        let (before, after) = (self.on(axis, &Mixture::new()), self.on(axis, &all));
        if before == after {
            return None;
        }
        let are_numbers = before.number().is_some() && after.number().is_some();
        let steps = self.steps(axis, &before, are_numbers);
        let smallest = if are_numbers { Vec::new() } else { self.smallest(axis, &after) };
        Some(AxisChange { axis, before, after, steps, smallest })
    }

    /// One cause after the other. Between numbers, causes without a number between them make one step.
    fn steps(&mut self, axis: Axis, before: &AxisValue, are_numbers: bool) -> Vec<Step> {
        let mut steps = Vec::new();
        let (mut mixture, mut pending) = (Mixture::new(), Vec::new());
        let mut last = before.clone();
        for cause in self.causes.clone() {
            mixture.insert(cause);
            let value = self.on(axis, &mixture);
            if are_numbers && value.number().is_none() {
                pending.push(cause);
                continue;
            }
            if value == last {
                // What was pending led back to where it started.
                pending.clear();
                continue;
            }
            let amount =
                value.number().zip(last.number()).filter(|_| are_numbers).map(|(to, from)| to - from);
            let causes = std::mem::take(&mut pending).into_iter().chain([cause]).collect();
            steps.push(Step { causes, value: value.clone(), amount });
            last = value;
        }
        steps
    }

    /// All sets of the smallest size that lead from the old answer to the new one.
    fn smallest(&mut self, axis: Axis, after: &AxisValue) -> Vec<Vec<Cause>> {
        for size in 1..=self.causes.len() {
            let mut enough = subsets(&self.causes, size);
            enough.retain(|causes| self.on(axis, &causes.iter().copied().collect()) == *after);
            if !enough.is_empty() {
                return enough;
            }
        }
        Vec::new()
    }
}

/// The sets of so many causes, in the order of the causes.
fn subsets(causes: &[Cause], size: usize) -> Vec<Vec<Cause>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut sets = Vec::new();
    for (position, first) in causes.iter().enumerate() {
        let rest = causes.get(position.saturating_add(1)..).unwrap_or_default();
        for mut set in subsets(rest, size.saturating_sub(1)) {
            set.insert(0, *first);
            sets.push(set);
        }
    }
    sets
}
