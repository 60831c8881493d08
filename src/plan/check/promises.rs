//! Goals of one plan against each other and against its horizon: milestones, parts and wholes, members and wholes,
//! and two targets on one thing. Nothing here is an error; each is worth a second look.

use super::Checker;
use crate::diagnostic::Code;
use crate::number::{Interval, Ratio};
use crate::plan::{Criterion, Derivation, Goal, Indicator, IndicatorKind, Requirement, TargetQuantity};
use crate::progress::Direction;
use crate::text::Id;
use std::collections::BTreeMap;

/// What a target speaks of: two goals that agree in it promise one thing twice.
type Subject<'a> = (&'a Id, Option<&'a Id>, Option<&'a str>, String);

/// A criterion of a goal with its place.
#[derive(Clone, Copy)]
struct Placed<'a> {
    place: usize,
    goal: &'a Goal,
    criterion: &'a Criterion,
}

impl<'a> Checker<'a> {
    pub(super) fn promises(&mut self) {
        let goals: &'a [Goal] = &self.draft.goals;
        let placed: Vec<Placed<'a>> = goals
            .iter()
            .enumerate()
            .flat_map(|(place, goal)| {
                let criteria = goal.requirement().criteria().into_iter();
                criteria.map(move |criterion| Placed { place, goal, criterion })
            })
            .collect();
        for promise in &placed {
            self.horizon(*promise);
            self.bound_against_direction(*promise);
        }
        self.overlaps(&placed);
        self.parts_and_whole(&placed);
        self.members_and_whole(&placed);
        for (place, goal) in goals.iter().enumerate() {
            if let Requirement::Phased(phases) = goal.requirement() {
                let criteria: Vec<&Criterion> = phases.iter().map(|phase| &phase.criterion).collect();
                self.milestones(place, &criteria);
            }
        }
    }

    fn horizon(&mut self, promise: Placed<'_>) {
        let time = promise.criterion.target().time();
        let Some((horizon, deadline)) = self.draft.horizon.zip(time.last_day()) else { return };
        if deadline < horizon.first_day() || deadline > horizon.last_day() {
            let path = format!("goals[{}].target", promise.place);
            self.report(
                Code::DeadlineOutsideHorizon,
                &path,
                time.to_string(),
                format!("a time within the plan's horizon {horizon}"),
            );
        }
    }

    fn bound_against_direction(&mut self, promise: Placed<'_>) {
        let Some(indicator) = self.declared(promise.criterion.indicator()) else { return };
        let target = promise.criterion.target();
        let wanted = indicator.better().filter(|_| indicator.kind() != IndicatorKind::ChangeOnYear);
        if let Some((wanted, bound)) = wanted.zip(target.bound().direction())
            && wanted != bound
        {
            let better = if wanted == Direction::Up { "up" } else { "down" };
            let path = format!("goals[{}].target", promise.place);
            let expected = format!("a bound that agrees with better = \"{better}\" of {}", indicator.id());
            self.report(Code::BoundAgainstDirection, &path, target.to_string(), expected);
        }
    }

    /// An earlier phase that asks for more than the next one.
    fn milestones(&mut self, place: usize, phases: &[&Criterion]) {
        for (number, pair) in phases.windows(2).enumerate() {
            let [earlier, later] = pair else { continue };
            let sets = self.levels(earlier).zip(self.levels(later));
            let last_day = |criterion: &Criterion| criterion.target().time().last_day();
            if earlier.indicator() == later.indicator()
                && last_day(earlier) < last_day(later)
                && sets.is_some_and(|(earlier, later)| earlier != later && earlier.is_subset_of(&later))
            {
                self.report(
                    Code::MilestoneBeyondTarget,
                    &format!("goals[{place}].phased[{number}].target"),
                    earlier.target().to_string(),
                    format!("a milestone on the way to {}", later.target()),
                );
            }
        }
    }

    /// Two goals in force that bound one indicator from one side at one time, by the same series and from the same year.
    fn overlaps(&mut self, placed: &[Placed<'_>]) {
        let mut first: BTreeMap<Subject<'_>, Placed<'_>> = BTreeMap::new();
        let is_in_force = |goal: &Goal| goal.superseded().is_none() && goal.is_counted();
        for promise in placed.iter().filter(|promise| is_in_force(promise.goal)) {
            let target = promise.criterion.target();
            let (quantity, direction) = (target.quantity(), target.bound().direction());
            let (from, series) = (quantity.from(), promise.criterion.series());
            let aspect = format!("{} {} {from:?} {direction:?} {series:?}", target.time(), quantity.name());
            let subject = (promise.criterion.indicator(), target.group(), promise.goal.scope(), aspect);
            match first.get(&subject) {
                Some(other) if other.place != promise.place => {
                    let path = format!("goals[{}].target", promise.place);
                    let expected =
                        format!("one target, beside {} of {}", other.criterion.target(), other.goal.id());
                    self.report(Code::OverlappingTargets, &path, target.to_string(), expected);
                }
                Some(_) => {}
                None => {
                    first.insert(subject, *promise);
                }
            }
        }
    }

    /// Targets of all parts of a sum against the target of the whole at the same time.
    fn parts_and_whole(&mut self, placed: &[Placed<'_>]) {
        for whole in placed {
            let Some(indicator) = self.declared(whole.criterion.indicator()) else { continue };
            let Some(Derivation::Sum { parts }) = indicator.derivation() else { continue };
            let target = whole.criterion.target();
            let is_alike = |other: &&Placed<'_>| {
                let part = other.criterion.target();
                part.time() == target.time() && part.bound().direction() == target.bound().direction()
            };
            let of_part = |part: &Id| {
                let found =
                    placed.iter().filter(|other| other.criterion.indicator() == part).find(is_alike)?;
                number(found.criterion, indicator)
            };
            let numbers: Option<Vec<Ratio>> = parts.iter().map(of_part).collect();
            let Some((numbers, number)) = numbers.zip(number(whole.criterion, indicator)) else {
                continue;
            };
            let total = numbers.iter().fold(Ratio::zero(), |total, part| total + part);
            if total != number {
                let unit = indicator.unit();
                self.report(
                    Code::PartsDifferFromWhole,
                    &format!("goals[{}].target", whole.place),
                    target.to_string(),
                    format!("{total} {unit}, which the targets of its parts add up to"),
                );
            }
        }
    }

    /// A target for every member that asks for more than that for the whole.
    fn members_and_whole(&mut self, placed: &[Placed<'_>]) {
        for members in placed {
            let target = members.criterion.target();
            let Some(group) = target.group() else { continue };
            let Some(indicator) = self.declared(members.criterion.indicator()) else { continue };
            let is_whole = |other: &&Placed<'_>| {
                let whole = other.criterion.target();
                other.criterion.indicator() == indicator.id()
                    && whole.group().is_none()
                    && whole.time() == target.time()
                    && whole.bound().direction() == target.bound().direction()
            };
            let Some(whole) = placed.iter().find(is_whole) else { continue };
            // Shares and averages of the whole lie between those of its members; amounts add up.
            let adds_up =
                matches!(indicator.kind(), IndicatorKind::Level | IndicatorKind::Flow | IndicatorKind::Count);
            let count = indicator.groups().get(group).map_or(0, Vec::len);
            let factor =
                if adds_up { Ratio::from(i64::try_from(count).unwrap_or(i64::MAX)) } else { Ratio::one() };
            let numbers = number(members.criterion, indicator).zip(number(whole.criterion, indicator));
            let Some((of_member, of_whole)) = numbers.filter(|_| factor.is_positive()) else { continue };
            let of_members = of_member * factor;
            let is_beyond = match target.bound().direction() {
                Some(Direction::Up) => of_members > of_whole,
                Some(Direction::Down) => of_members < of_whole,
                None => false,
            };
            if is_beyond {
                let expected = format!("no more than the whole needs: {}", whole.criterion.target());
                let path = format!("goals[{}].target", members.place);
                self.report(Code::MembersBeyondWhole, &path, target.to_string(), expected);
            }
        }
    }

    /// The levels that meet a level target.
    fn levels(&self, criterion: &Criterion) -> Option<Interval> {
        let indicator = self.declared(criterion.indicator())?;
        let bound = criterion.target().level_bound(indicator.unit(), None).ok()?;
        Some(bound.acceptable().set().clone())
    }
}

/// The number of a level target in the unit of an indicator.
fn number(criterion: &Criterion, indicator: &Indicator) -> Option<Ratio> {
    match criterion.target().quantity() {
        TargetQuantity::Level { unit } | TargetQuantity::Sum { unit } => {
            let factor = unit.factor_to(indicator.unit()).ok()?;
            Some(criterion.target().bound().value().to_ratio() * factor)
        }
        _ => None,
    }
}
