//! A break inside the goal period: no silent chaining, the answers on each side, and what chaining would say.
#![cfg(all(feature = "toml", feature = "csv"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use policy_targets::assess::{Assessment, Assessor, RefusalCode, SideOfBreak, StepName, VerdictCode};
use policy_targets::format::CsvReader;
use policy_targets::progress::Path;
use policy_targets::{Plan, report};
use std::fs::{self, File};

fn assessed(plan: &str, data: &str, goal: &str, at: &str, known_by: &str) -> Assessment {
    let folder = format!("{}/examples/data", env!("CARGO_MANIFEST_DIR"));
    let plan = fs::read_to_string(format!("{folder}/plans/{plan}.toml")).unwrap();
    let plan = Plan::from_toml_str(&plan).unwrap();
    let file = File::open(format!("{folder}/observations/{data}.csv")).unwrap();
    let (data, _) = CsvReader::new().dimension("level").read(file).strict().unwrap();
    let question = Assessor::at(at.parse().unwrap()).known_by(known_by.parse().unwrap()).path(Path::Linear);
    let goal = plan.goal(&goal.parse().unwrap()).unwrap();
    question.assess_goal(&plan, goal, &data)
}

/// First and last period of a side, and its verdict.
fn shown(side: &SideOfBreak) -> String {
    format!("{} to {}: {}", side.from, side.to, side.answers.verdict())
}

#[test]
fn energy_intensity_is_not_chained_across_its_redefinition() {
    let found = assessed(
        "cn-energy-intensity-2021",
        "energy-intensity",
        "energy-as-published",
        "2024-12-31",
        "2025-03-31",
    );
    assert_eq!(found.verdict().refusal(), Some(RefusalCode::DefinitionBreak));
    let arm = &found.arms()[0];
    let chained = arm.if_comparable().unwrap();
    assert_eq!(chained.verdict().code(), VerdictCode::Behind);
    let sides: Vec<String> = arm.sides().iter().map(shown).collect();
    // What the new definition says of 2023 and 2024 begins in the middle of the window.
    assert_eq!(
        sides,
        ["2021 to 2022: behind (linear, nbs_as_published)", "2023 to 2024: cannot_assess (gap_in_window)",]
    );
    // 100 · 0.973 · 0.999
    let level = arm.sides()[0].answers.evidence().unwrap().level().to_string();
    assert_eq!(level, "97.2027");
}

#[test]
fn the_maturity_sample_is_told_apart() {
    let found = assessed(
        "cn-smart-manufacturing-2021-draft",
        "smart-manufacturing",
        "maturity-2",
        "2024-10-22",
        "2024-11-30",
    );
    let arm = &found.arms()[0];
    assert_eq!(arm.pace().unwrap_err().code(), RefusalCode::PopulationBreak);
    assert_eq!(arm.if_comparable().unwrap().verdict().to_string(), "behind (linear, cesi)");
    // Each report counts another number of firms: 12,000, 20,000, unknown, 113,792.
    let sides: Vec<String> = arm.sides().iter().map(shown).collect();
    assert_eq!(
        sides,
        [
            "2020 to 2020: cannot_assess (no_new_data)",
            "2021 to 2021: not_met_so_far (population_break)",
            "2022 to 2022: not_met_so_far (population_break)",
            "2024-10-22 to 2024-10-22: not_met_so_far (population_break)",
        ]
    );
    assert_eq!(arm.sides()[3].answers.gap().unwrap().as_exact().unwrap().to_string(), "8");
    let trace = found.trace();
    assert_eq!(trace.steps().iter().filter(|step| step.name() == StepName::SideOfBreak).count(), 4);
    assert!(
        report::explain(&found, report::Words::english()).contains("by the values on one side of the break")
    );
}

#[test]
fn without_a_break_there_are_no_sides() {
    let found = assessed("cn-storage-2021", "storage", "storage-30gw", "2022-12-31", "2023-12-31");
    assert!(found.arms()[0].sides().is_empty());
}
