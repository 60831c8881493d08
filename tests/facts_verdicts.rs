//! Every plan of the examples writes back as it was read, and every goal has the verdict that was derived by hand
//! from the rules, on stated days.
#![cfg(all(feature = "toml", feature = "csv"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

#[path = "support/collection.rs"]
mod collection;

use collection::{data, listed, plans};
use policy_targets::assess::Assessor;
use policy_targets::plan::Plan;
use policy_targets::progress::Path;
use std::collections::BTreeSet;

#[test]
fn every_plan_writes_back_what_was_read() {
    for plan in plans() {
        let written = plan.to_toml_string();
        let again = Plan::from_toml_str(&written).unwrap_or_else(|problems| panic!("{problems}\n{written}"));
        assert_eq!(again.into_draft(), plan.into_draft(), "{written}");
    }
}

#[test]
fn every_goal_has_the_verdict_derived_by_hand() {
    let (plans, data) = (plans(), data());
    let mut asked = BTreeSet::new();
    let mut wrong = Vec::new();
    for line in listed("facts_verdicts.csv") {
        assert!(!line["reason"].is_empty(), "{}: a verdict without a reason", line["goal"]);
        let (plan, id) = line["goal"].split_once('/').unwrap();
        let plan = plans.iter().find(|found| found.id().as_ref() == plan).expect("the plan");
        let goal = plan.goal(&id.parse().unwrap()).unwrap_or_else(|| panic!("no goal {}", line["goal"]));
        let (at, known_by) = (line["at"].parse().unwrap(), line["known_by"].parse().unwrap());
        let assessor = Assessor::at(at).known_by(known_by).path(Path::Linear);
        let found = assessor.assess_goal(plan, goal, &data).verdict().to_string();
        if found != line["verdict"] {
            wrong.push(format!(
                "{} at {at}, known by {known_by}: found {found}, expected {}",
                line["goal"], line["verdict"]
            ));
        }
        asked.insert(line["goal"].clone());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let all = plans
        .iter()
        .flat_map(|plan| plan.goals().iter().map(move |goal| format!("{}/{}", plan.id(), goal.id())));
    let unasked: Vec<String> = all.filter(|place| !asked.contains(place)).collect();
    assert!(unasked.is_empty(), "goals without an expected verdict: {unasked:?}");
}
