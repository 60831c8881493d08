//! Plan against plan: what a final version kept of its draft, raised, loosened, moved or dropped.
//! Goals are paired by what superseded them, by id, and by the only indicator that is left.

use super::described::{summary, written};
use super::strictness::{Promise, Strictness, is_requalified, of_bounds, of_times};
use crate::plan::{Criterion, Goal, Plan, RelationKind, Requirement, TargetTime};
use crate::text::{Id, MultilingualText, codes};
use crate::unit::Unit;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

codes! {
    /// What became of a goal in another plan.
    #[non_exhaustive]
    pub enum Fate {
        /// Promised again, unchanged.
        Kept = "kept",
        /// The number asks for more.
        Stricter = "stricter",
        /// The number asks for less.
        Looser = "looser",
        /// It counts by an earlier day.
        Earlier = "earlier",
        /// It counts by a later day.
        Later = "later",
        /// It is measured from another baseline.
        Rebased = "rebased",
        /// It covers something else: another indicator, scope or group.
        Rescoped = "rescoped",
        /// The same number is compared otherwise: "at least" became "over".
        Requalified = "requalified",
        /// It takes another shape: another quantity, kind of time or composition.
        Reshaped = "reshaped",
        /// How strongly the plan commits itself has changed.
        Recommitted = "recommitted",
        /// A number became words.
        NumberToText = "number_to_text",
        /// Words became a number.
        TextToNumber = "text_to_number",
        /// No longer promised by a plan that takes the place of the earlier one.
        Dropped = "dropped",
        /// Not repeated by a plan that leaves the earlier one in force.
        NotRestated = "not_restated",
        /// Promised for the first time.
        New = "new",
    }
}

/// A goal as one of the plans has it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worded {
    /// The goal.
    pub goal: Id,
    /// Its original wording.
    pub wording: MultilingualText,
    /// What it promises, in the form of plan files: `> 30 GW by 2025`.
    pub promise: String,
}

/// One goal in two plans.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalComparison {
    before: Option<Worded>,
    after: Option<Worded>,
    fates: BTreeSet<Fate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    strictness: Option<Strictness>,
}

impl GoalComparison {
    /// As the earlier plan has it.
    #[must_use]
    pub fn before(&self) -> Option<&Worded> {
        self.before.as_ref()
    }

    /// As the later plan has it.
    #[must_use]
    pub fn after(&self) -> Option<&Worded> {
        self.after.as_ref()
    }

    /// Everything that became of it; `kept` alone if nothing did.
    #[must_use]
    pub fn fates(&self) -> &BTreeSet<Fate> {
        &self.fates
    }

    /// Whether this became of it.
    #[must_use]
    pub fn is(&self, fate: Fate) -> bool {
        self.fates.contains(&fate)
    }

    /// Which promise asks for more, by bound and time; `None` unless both are numbers.
    #[must_use]
    pub fn strictness(&self) -> Option<Strictness> {
        self.strictness
    }
}

/// Two plans, goal by goal.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanComparison {
    before: Id,
    after: Id,
    relation: Option<RelationKind>,
    goals: Vec<GoalComparison>,
}

impl PlanComparison {
    /// The earlier plan.
    #[must_use]
    pub fn before(&self) -> &Id {
        &self.before
    }

    /// The later plan.
    #[must_use]
    pub fn after(&self) -> &Id {
        &self.after
    }

    /// How the later plan says it relates to the earlier one.
    #[must_use]
    pub fn relation(&self) -> Option<RelationKind> {
        self.relation
    }

    /// The goals of the earlier plan in its order, then those that only the later one has.
    #[must_use]
    pub fn goals(&self) -> &[GoalComparison] {
        &self.goals
    }

    /// The goals of which this became.
    pub fn of(&self, fate: Fate) -> impl Iterator<Item = &GoalComparison> {
        self.goals.iter().filter(move |goal| goal.is(fate))
    }
}

/// What became of every goal of a plan in another one.
///
/// A goal is paired with the one that superseded it, else with that of its id, else with the only other goal on its
/// indicator. Which of two numbers asks for more is decided by bound and time, see [`Strictness`].
///
/// ```
/// use policy_targets::monitor::{Fate, Strictness, compare_plans};
/// # use policy_targets::plan::{Criterion, Draft, Goal, Indicator, IndicatorKind, Plan, Requirement, Timing};
/// # use policy_targets::text::MultilingualText;
/// # fn plan(target: &str) -> Result<Plan, Box<dyn std::error::Error>> {
/// #     let indicator = Indicator::new("storage".parse()?, "GW".parse()?, IndicatorKind::Level, Timing::End);
/// #     let criterion = Criterion::new("storage".parse()?, target.parse()?);
/// #     let goal = Goal::new("30-gw".parse()?, MultilingualText::english("30 GW")?, Requirement::One(criterion));
/// #     let draft = Draft::new("plan".parse()?, MultilingualText::english("Storage")?);
/// #     Ok(draft.indicator(indicator).goal(goal).into_plan()?)
/// # }
///
/// let (draft, last) = (plan(">= 30 GW by 2025")?, plan("> 30 GW by 2025")?);
/// let comparison = compare_plans(&draft, &last);
/// let found = &comparison.goals()[0];
/// assert!(found.is(Fate::Requalified));
/// assert_eq!(found.strictness(), Some(Strictness::Stricter));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn compare_plans(before: &Plan, after: &Plan) -> PlanComparison {
    let relation = after.relations().iter().find(|relation| relation.plan == *before.id());
    let relation = relation.map(|relation| relation.kind);
    let stays =
        matches!(relation, Some(RelationKind::Implements | RelationKind::PartOf | RelationKind::Revises));
    let without = if stays { Fate::NotRestated } else { Fate::Dropped };
    let pairs = pairs(before, after);
    let mut goals: Vec<GoalComparison> = Vec::new();
    for goal in before.goals() {
        goals.push(match pairs.get(goal.id()) {
            Some(later) => compared(before, goal, after, later),
            None => GoalComparison {
                before: Some(worded(goal)),
                after: None,
                fates: [without].into(),
                strictness: None,
            },
        });
    }
    let taken: BTreeSet<&Id> = pairs.values().map(|goal| goal.id()).collect();
    let new = after.goals().iter().filter(|goal| !taken.contains(goal.id()));
    goals.extend(new.map(|goal| GoalComparison {
        before: None,
        after: Some(worded(goal)),
        fates: [Fate::New].into(),
        strictness: None,
    }));
    PlanComparison { before: before.id().clone(), after: after.id().clone(), relation, goals }
}

/// Every plan against each of the given plans that it says it relates to, in the order given.
#[must_use]
pub fn compare_related(plans: &[Plan]) -> Vec<PlanComparison> {
    let related =
        |after: &Plan, before: &Plan| after.relations().iter().any(|relation| relation.plan == *before.id());
    let pairs = plans.iter().flat_map(|before| plans.iter().map(move |after| (before, after)));
    pairs
        .filter(|(before, after)| related(after, before))
        .map(|(before, after)| compare_plans(before, after))
        .collect()
}

/// The later goal of each earlier one, by the earlier goal's id.
fn pairs<'a>(before: &'a Plan, after: &'a Plan) -> BTreeMap<&'a Id, &'a Goal> {
    let mut pairs: BTreeMap<&Id, &Goal> = BTreeMap::new();
    let prefix = format!("{}/", after.id());
    for goal in before.goals() {
        let named = goal.superseded().and_then(|superseded| {
            let id = superseded.by.as_str();
            let id = id.strip_prefix(&prefix).unwrap_or(id);
            after.goals().iter().find(|goal| goal.id().as_str() == id)
        });
        pairs.extend(named.or_else(|| after.goal(goal.id())).map(|later| (goal.id(), later)));
    }
    let taken: BTreeSet<&Id> = pairs.values().map(|goal| goal.id()).collect();
    let open = |goal: &&Goal| !taken.contains(goal.id());
    let mut on_indicator: BTreeMap<BTreeSet<&Id>, Vec<&'a Goal>> = BTreeMap::new();
    for goal in after.goals().iter().filter(open) {
        on_indicator.entry(goal.requirement().indicators().into_iter().collect()).or_default().push(goal);
    }
    let mut left: BTreeMap<BTreeSet<&Id>, Vec<&'a Id>> = BTreeMap::new();
    for goal in before.goals().iter().filter(|goal| !pairs.contains_key(goal.id())) {
        left.entry(goal.requirement().indicators().into_iter().collect()).or_default().push(goal.id());
    }
    for (indicators, earlier) in left.into_iter().filter(|(indicators, _)| !indicators.is_empty()) {
        if let ([earlier], Some([later])) = (&earlier[..], on_indicator.get(&indicators).map(Vec::as_slice)) {
            pairs.insert(earlier, later);
        }
    }
    pairs
}

fn worded(goal: &Goal) -> Worded {
    let promise = summary(goal.requirement());
    Worded { goal: goal.id().clone(), wording: goal.wording().clone(), promise }
}

fn compared(before: &Plan, goal: &Goal, after: &Plan, later: &Goal) -> GoalComparison {
    let (was, is) = (goal.requirement(), later.requirement());
    let has_number = |requirement: &Requirement| !requirement.criteria().is_empty();
    let mut fates = BTreeSet::new();
    let mut strictness = None;
    match (has_number(was), has_number(is)) {
        (true, true) => strictness = Some(numbers(before, was, after, is, &mut fates)),
        (true, false) => fates.extend([Fate::NumberToText]),
        (false, true) => fates.extend([Fate::TextToNumber]),
        (false, false) => words(was, is, &mut fates),
    }
    if goal.scope() != later.scope() {
        fates.insert(Fate::Rescoped);
    }
    if differ(goal.commitment(), later.commitment()) {
        fates.insert(Fate::Recommitted);
    }
    if fates.is_empty() {
        fates.insert(Fate::Kept);
    }
    GoalComparison { before: Some(worded(goal)), after: Some(worded(later)), fates, strictness }
}

/// Two goals without a number: a direction may turn or become words.
fn words(was: &Requirement, is: &Requirement, fates: &mut BTreeSet<Fate>) {
    if let (
        Requirement::Direction { indicator: was_of, direction: was_to, baseline: was_from, .. },
        Requirement::Direction { indicator: is_of, direction: is_to, baseline: is_from, .. },
    ) = (was, is)
    {
        fates.extend((was_of != is_of).then_some(Fate::Rescoped));
        fates.extend((was_to != is_to).then_some(Fate::Reshaped));
        fates.extend((was_from != is_from).then_some(Fate::Rebased));
    } else if std::mem::discriminant(was) != std::mem::discriminant(is) {
        fates.insert(Fate::Reshaped);
    }
}

/// Criterion by criterion on one indicator. What is added to "all of" asks for more, to "any of" for less.
fn numbers(
    before: &Plan,
    was: &Requirement,
    after: &Plan,
    is: &Requirement,
    fates: &mut BTreeSet<Fate>,
) -> Strictness {
    let mut later = is.criteria();
    let mut found = Strictness::Same;
    let mut unpaired = Vec::new();
    let is_any = |requirement: &Requirement| matches!(requirement, Requirement::AnyOf(_));
    for criterion in was.criteria() {
        let pair = partner(criterion, &later);
        let Some(position) = pair else {
            unpaired.push(criterion);
            continue;
        };
        let partner = later.remove(position);
        found = found.and(criteria(before, criterion, after, partner, fates));
    }
    if let ([lost], [gained]) = (&unpaired[..], &later[..]) {
        // The only ones left are of each other, whatever they measure.
        return found.and(criteria(before, lost, after, gained, fates));
    }
    if !unpaired.is_empty() || !later.is_empty() || is_any(was) != is_any(is) {
        fates.insert(Fate::Reshaped);
    }
    let dropped = if is_any(was) { Strictness::Stricter } else { Strictness::Looser };
    let added = if is_any(is) { Strictness::Looser } else { Strictness::Stricter };
    let mut with = |applies: bool, strictness: Strictness| {
        if applies {
            found = found.and(strictness);
        }
    };
    with(!unpaired.is_empty(), dropped);
    with(!later.is_empty(), added);
    with(is_any(was) && !is_any(is), Strictness::Stricter);
    with(!is_any(was) && is_any(is), Strictness::Looser);
    found
}

/// The criterion on the same indicator; of several the one by the same time.
fn partner(criterion: &Criterion, later: &[&Criterion]) -> Option<usize> {
    let on_indicator = |other: &&Criterion| other.indicator() == criterion.indicator();
    let by_time =
        |other: &&Criterion| on_indicator(other) && other.target().time() == criterion.target().time();
    later.iter().position(by_time).or_else(|| later.iter().position(on_indicator))
}

fn criteria(
    before: &Plan,
    was: &Criterion,
    after: &Plan,
    is: &Criterion,
    fates: &mut BTreeSet<Fate>,
) -> Strictness {
    let unit = |plan: &'_ Plan, criterion: &Criterion| -> Option<Unit> {
        plan.indicator(criterion.indicator()).map(|indicator| indicator.unit().clone())
    };
    if was.indicator() != is.indicator() || was.target().group() != is.target().group() {
        fates.insert(Fate::Rescoped);
    }
    let (was_time, is_time) = (was.target().time(), is.target().time());
    if std::mem::discriminant(was.target().quantity()) != std::mem::discriminant(is.target().quantity())
        || std::mem::discriminant(was_time) != std::mem::discriminant(is_time)
    {
        fates.insert(Fate::Reshaped);
    }
    let from = |criterion: &Criterion| criterion.target().quantity().from().copied();
    let start = |criterion: &Criterion| criterion.baseline().map(written);
    if differ(start(was), start(is)) || differ(from(was), from(is)) {
        fates.insert(Fate::Rebased);
    }
    fates.extend(moved(was_time, is_time));
    let Some((was_unit, is_unit)) = unit(before, was).zip(unit(after, is)) else {
        return Strictness::NotComparable;
    };
    let was = Promise { criterion: was, unit: &was_unit };
    let is = Promise { criterion: is, unit: &is_unit };
    let of_bounds = of_bounds(was, is);
    let is_requalified = is_requalified(was, is);
    fates.extend(match of_bounds {
        Strictness::Same | Strictness::NotComparable => is_requalified.then_some(Fate::Requalified),
        _ if is_requalified => Some(Fate::Requalified),
        Strictness::Stricter => Some(Fate::Stricter),
        Strictness::Looser => Some(Fate::Looser),
        Strictness::Mixed => None,
    });
    of_bounds.and(of_times(was_time, is_time))
}

/// Whether both state a thing and not the same: what only one plan states has not changed.
fn differ<T: PartialEq>(was: Option<T>, is: Option<T>) -> bool {
    was.zip(is).is_some_and(|(was, is)| was != is)
}

/// Whether the last day that counts has moved; what is held for good ends later than anything.
fn moved(was: &TargetTime, is: &TargetTime) -> Option<Fate> {
    let end = |time: &TargetTime| (time.last_day().is_none(), time.last_day());
    match end(is).cmp(&end(was)) {
        std::cmp::Ordering::Less => Some(Fate::Earlier),
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Greater => Some(Fate::Later),
    }
}

impl fmt::Display for GoalComparison {
    /// `storage-30gw: requalified, stricter: ">= 30 GW by 2025" -> "> 30 GW by 2025"`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let goal = self.before.as_ref().or(self.after.as_ref()).map(|worded| worded.goal.to_string());
        let fates: Vec<String> = self.fates.iter().map(ToString::to_string).collect();
        write!(formatter, "{}: {}", goal.unwrap_or_default(), fates.join(", "))?;
        let says_more = !self.is(Fate::Stricter) && !self.is(Fate::Looser);
        let strictness = self.strictness.filter(|found| *found != Strictness::Same && says_more);
        if let Some(strictness) = strictness {
            write!(formatter, " ({strictness})")?;
        }
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                write!(formatter, ": \"{}\" -> \"{}\"", before.promise, after.promise)
            }
            (Some(only), None) | (None, Some(only)) => write!(formatter, ": \"{}\"", only.promise),
            (None, None) => Ok(()),
        }
    }
}
