//! Plan against plan: the drafts and final versions of FACTS B7, and the laws of strictness.

use crate::strategies::targets;
use crate::support::{goal, id, plan, unit};
use policy_targets::monitor::{Fate, PlanComparison, Strictness, compare_plans};
use policy_targets::plan::{
    Baseline, Criterion, Indicator, IndicatorKind, Plan, Requirement, Target, TargetQuantity, Timing,
};
use policy_targets::progress::Direction;
use proptest::prelude::*;

const FATES_OF_STRICTNESS: [Fate; 2] = [Fate::Stricter, Fate::Looser];

fn promising(requirement: Requirement) -> Plan {
    let is_sum = |criterion: &&Criterion| matches!(criterion.target().quantity(), TargetQuantity::Sum { .. });
    let (kind, timing) = if requirement.criteria().iter().any(is_sum) {
        (IndicatorKind::Flow, Timing::Sum)
    } else {
        (IndicatorKind::Level, Timing::End)
    };
    let indicator = |name| Indicator::new(id(name), unit("GW"), kind, timing).with_better(Direction::Up);
    plan(vec![indicator("measured"), indicator("other")], vec![goal("goal", requirement)])
}

fn criterion(target: &str) -> Criterion {
    Criterion::new(id("measured"), target.parse().unwrap_or_else(|error| panic!("{target}: {error}")))
}

fn based(target: &str, value: &str, period: &str) -> Criterion {
    criterion(target).with_baseline(Baseline::stated(value.parse().unwrap(), period.parse().unwrap()))
}

fn one(criterion: Criterion) -> Plan {
    promising(Requirement::One(criterion))
}

/// The fates in their order, and the strictness.
fn found(before: &Plan, after: &Plan) -> String {
    let comparison = compare_plans(before, after);
    let [goal] = comparison.goals() else { panic!("one goal: {comparison:?}") };
    let fates: Vec<&str> = goal.fates().iter().map(|fate| fate.code()).collect();
    format!("{}: {}", fates.join(" "), goal.strictness().map_or("-", Strictness::code))
}

#[test]
fn bound_and_time_decide_what_asks_for_more() {
    let cases = [
        (">= 30 GW by 2025", ">= 30 GW by 2025", "kept: same"),
        (">= 30 GW by 2025", ">= 30000 MW by 2025", "kept: same"),
        (">= 30 GW by 2025", "> 30 GW by 2025", "requalified: stricter"),
        (">= 30 GW by 2025", "> 30000 MW by 2025", "requalified: stricter"),
        (">= 30 GW by 2025", "~>= 30 GW by 2025", "requalified: looser"),
        (">= 30 GW by 2025", ">= 40 GW by 2025", "stricter: stricter"),
        (">= 30 GW by 2025", ">= 20 GW by 2025", "looser: looser"),
        ("<= 30 GW by 2025", "<= 20 GW by 2025", "stricter: stricter"),
        (">= 30 GW by 2025", ">= 30 GW by 2024", "earlier: stricter"),
        (">= 30 GW by 2025", ">= 30 GW by 2030", "later: looser"),
        (">= 30 GW by 2025", ">= 40 GW by 2030", "stricter later: mixed"),
        (">= 30 GW by 2025", ">= 20 GW by 2024", "looser earlier: mixed"),
        (">= 30 GW by 2025", ">= 30 GW by 2025-12-31", "kept: same"),
        ("~>= 25 GW by 2025", "~>= 20 GW by 2025", "looser: looser"),
        (">= 3 GW by 2025", ">= 3 GW aim 5 by 2025", "stricter: stricter"),
        ("3..5 GW by 2025", "3..6 GW by 2025", "looser: looser"),
        (">= 30 GW by 2025", "<= 30 GW by 2025", "requalified: not_comparable"),
        ("= 100 GW every year from 2021", ">= 80 GW every year from 2021", "looser: looser"),
        (">= 1 GW every year 2021..2025", ">= 1 GW every year 2021..2030", "later: stricter"),
        (">= 1 GW every year 2021..2025", ">= 1 GW every year from 2021", "later: stricter"),
        (">= 30 GW by 2025", ">= 30 GW in 2025", "reshaped: not_comparable"),
        ("sum >= 30 GW over 2021..2025", "sum >= 40 GW over 2021..2025", "stricter: stricter"),
        ("sum >= 30 GW over 2021..2025", "sum >= 30 GW over 2021..2030", "later: not_comparable"),
    ];
    for (before, after, expected) in cases {
        assert_eq!(found(&one(criterion(before)), &one(criterion(after))), expected, "{before} -> {after}");
    }
}

#[test]
fn a_change_is_compared_from_where_it_is_measured() {
    let change = "change <= -20 % from 2015 by 2030";
    let deeper = "change <= -30 % from 2015 by 2030";
    let grown = |growth: &str| based(&format!("growth > {growth} %/yr over 2021..2025"), "100 GW", "2020");
    assert_eq!(found(&one(grown("7")), &one(grown("8"))), "stricter: stricter");
    // Without a value of the baseline, percentages of one baseline still compare.
    assert_eq!(found(&one(criterion(change)), &one(criterion(deeper))), "stricter: stricter");
    // 80 of 100 is less than 90 of 120.
    let (was, is) =
        (based(change, "100 GW", "2015"), based("change <= -25 % from 2010 by 2030", "120 GW", "2010"));
    assert_eq!(found(&one(was), &one(is)), "looser rebased: looser");
    // From another year, of which nothing is known.
    let other_year = criterion("change <= -25 % from 2010 by 2030");
    assert_eq!(found(&one(criterion(change)), &one(other_year)), "rebased: not_comparable");
    // A multiple is a level once its baseline is stated: nine times 3.3 is below 30.
    let (multiple, level) =
        (based(">= x9 from 2020 by 2025", "3.3 GW", "2020"), criterion(">= 30 GW by 2025"));
    let level = level.with_baseline(Baseline::stated("3.3 GW".parse().unwrap(), "2020".parse().unwrap()));
    assert_eq!(found(&one(multiple.clone()), &one(level.clone())), "stricter reshaped: stricter");
    assert_eq!(found(&one(level), &one(multiple)), "looser reshaped: looser");
}

#[test]
fn words_numbers_and_what_is_added() {
    let (number, more) = (criterion(">= 30 GW by 2025"), criterion(">= 20 GW by 2023"));
    let other = Criterion::new(id("other"), ">= 1 GW by 2025".parse().unwrap());
    let all = |criteria: &[&Criterion]| {
        promising(Requirement::AllOf(criteria.iter().map(|criterion| (*criterion).clone()).collect()))
    };
    let any = |criteria: &[&Criterion]| {
        promising(Requirement::AnyOf(criteria.iter().map(|criterion| (*criterion).clone()).collect()))
    };
    let statement = promising(Requirement::Statement);
    assert_eq!(found(&one(number.clone()), &statement), "number_to_text: -");
    assert_eq!(found(&statement, &one(number.clone())), "text_to_number: -");
    assert_eq!(found(&statement, &promising(Requirement::NotYetSet)), "reshaped: -");
    assert_eq!(found(&one(number.clone()), &all(&[&number, &more])), "reshaped: stricter");
    assert_eq!(found(&all(&[&number, &other]), &one(number.clone())), "reshaped: looser");
    assert_eq!(found(&any(&[&number, &other]), &one(number.clone())), "reshaped: stricter");
    assert_eq!(found(&all(&[&number, &other]), &any(&[&number, &other])), "reshaped: looser");
    assert_eq!(found(&one(number), &one(other)), "rescoped: not_comparable");
}

fn swapped(strictness: Option<Strictness>) -> Option<Strictness> {
    strictness.map(Strictness::reversed)
}

fn requirement(target: Target) -> Requirement {
    Requirement::One(Criterion::new(id("measured"), target))
}

/// A plan with a target, in the target's own unit, whatever its checks say of the rest.
fn any_plan(target: &Target) -> Option<Plan> {
    let own = target.quantity().unit().cloned().unwrap_or_else(|| unit("%"));
    let indicator =
        Indicator::new(id("measured"), own, IndicatorKind::Level, Timing::End).with_better(Direction::Up);
    let draft = policy_targets::plan::Draft::new(
        id("plan"),
        policy_targets::text::MultilingualText::english("A plan").unwrap(),
    );
    draft.indicator(indicator).goal(goal("goal", requirement(target.clone()))).into_plan().ok()
}

fn strictness(comparison: &PlanComparison) -> Option<Strictness> {
    comparison.goals()[0].strictness()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn comparing_a_plan_with_itself_says_kept(target in targets()) {
        let Some(plan) = any_plan(&target) else { return Ok(()) };
        let comparison = compare_plans(&plan, &plan);
        prop_assert_eq!(comparison.goals()[0].fates().iter().copied().collect::<Vec<_>>(), [Fate::Kept]);
        // A target of which no level can be told is comparable with nothing.
        let found = strictness(&comparison);
        prop_assert!(matches!(found, Some(Strictness::Same | Strictness::NotComparable)), "{:?}", found);
    }

    #[test]
    fn strictness_is_antisymmetric(one in targets(), two in targets()) {
        let Some((one, two)) = any_plan(&one).zip(any_plan(&two)) else { return Ok(()) };
        let (there, back) = (compare_plans(&one, &two), compare_plans(&two, &one));
        prop_assert_eq!(strictness(&there), swapped(strictness(&back)));
        let one_way = |comparison: &PlanComparison, fate| comparison.goals()[0].is(fate);
        let [stricter, looser] = FATES_OF_STRICTNESS;
        prop_assert_eq!(one_way(&there, stricter), one_way(&back, looser));
        prop_assert_eq!(one_way(&there, Fate::Later), one_way(&back, Fate::Earlier));
    }

    #[test]
    fn strictness_of_levels_is_transitive(
        numbers in proptest::collection::vec((1..4_i64, 2024..2027_i32, any::<bool>()), 3),
    ) {
        let plans: Vec<Plan> = numbers
            .iter()
            .map(|(number, year, over)| {
                one(criterion(&format!("{} {number} GW by {year}", if *over { ">" } else { ">=" })))
            })
            .collect();
        let of = |before: usize, after: usize| strictness(&compare_plans(&plans[before], &plans[after]));
        let at_least = |found| matches!(found, Some(Strictness::Stricter | Strictness::Same));
        if at_least(of(0, 1)) && at_least(of(1, 2)) {
            prop_assert!(at_least(of(0, 2)), "{:?}", numbers);
        }
    }
}

#[cfg(feature = "toml")]
mod drafts {
    use super::*;

    fn read(name: &str) -> Plan {
        let path = format!("{}/examples/data/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        Plan::from_toml_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// Every goal with what became of it, but those that are text in both.
    fn fates(before: &str, after: &str) -> Vec<String> {
        let comparison = compare_plans(&read(before), &read(after));
        let goals = comparison.goals().iter().filter(|goal| {
            [goal.before(), goal.after()].into_iter().flatten().any(|worded| worded.promise != "statement")
        });
        goals
            .map(|goal| {
                let worded = goal.before().or(goal.after()).unwrap();
                let fates: Vec<&str> = goal.fates().iter().map(|fate| fate.code()).collect();
                format!("{} {}", worded.goal, fates.join(" "))
            })
            .collect()
    }

    #[test]
    fn storage_went_from_at_least_to_over() {
        assert_eq!(
            fates("plans/cn-storage-2021-draft", "plans/cn-storage-2021"),
            ["storage-30gw requalified"]
        );
    }

    #[test]
    fn new_energy_vehicles_were_lowered_loosened_and_deleted() {
        let found = fates("plans/cn-nev-2019-draft", "plans/cn-nev-2020");
        assert_eq!(
            found,
            [
                "share looser",
                "connected dropped",
                "hybrid-fuel-use dropped",
                "public-fleets looser rescoped",
                "share-from-totals new",
                "electricity-use new",
            ]
        );
    }

    /// The table of FACTS B7 has 12.0 kWh/100 km in the draft too, which the collected goals do not list.
    #[test]
    fn electricity_use_was_kept() {
        let (draft, last) = (read("plans/cn-nev-2019-draft"), read("plans/cn-nev-2020"));
        let electricity = last.goal(&id("electricity-use")).unwrap().clone();
        let indicator = last.indicator(&id("nev.electricity-use")).unwrap().clone();
        let source = last.source(electricity.source().unwrap()).unwrap().clone();
        let draft =
            draft.into_draft().source(source).indicator(indicator).goal(electricity).into_plan().unwrap();
        let comparison = compare_plans(&draft, &last);
        let kept: Vec<&str> =
            comparison.of(Fate::Kept).map(|goal| goal.before().unwrap().goal.as_str()).collect();
        assert_eq!(kept, ["electricity-use"]);
    }

    #[test]
    fn smart_manufacturing_was_kept_raised_and_turned_into_words() {
        let found = fates("plans/cn-smart-manufacturing-2021-draft", "plans/cn-smart-manufacturing-2021");
        assert_eq!(
            found,
            [
                "equipment rescoped",
                "software rescoped",
                "technologies dropped",
                "maturity-2 rescoped number_to_text",
                "maturity-3-industries rescoped number_to_text",
                "maturity-3-regions rescoped number_to_text",
                "suppliers stricter rescoped",
                "standards kept",
                "platforms kept",
                "digitalised new",
                "factories new",
            ]
        );
    }

    #[test]
    fn later_storage_plans_raise_move_or_leave_out_the_number() {
        let after = |name: &str| fates("plans/cn-storage-2021", &format!("facts/plans/{name}"));
        assert_eq!(after("cn-energy-saving-2024")[0], "storage-30gw stricter");
        assert_eq!(after("cn-storage-implementation-2022")[0], "storage-30gw not_restated");
        assert_eq!(after("cn-storage-2025")[0], "storage-30gw stricter later");
    }
}
