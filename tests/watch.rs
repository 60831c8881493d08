//! What to watch for, and what depends on the choice of a series: on made cases and on the real plans.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

#[path = "support/scenario.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod scenario;
mod support;

use policy_targets::assess::{Assessment, NextValue, RefusalCode, VerdictCode};
use policy_targets::number::Ratio;
use policy_targets::plan::ChangeSign;
use policy_targets::progress::{Direction, Path};
use proptest::prelude::*;
use scenario::{AS_WRITTEN, scenarios};
use support::{Case, as_of};

fn storage() -> Case {
    Case::new("GW", ">= 30 GW by 2025").baseline("3 GW", "2020").path(Path::Linear).published(
        "2022",
        "8.7 GW",
        "2023-02-13",
    )
}

fn next(case: &Case, day: &str) -> NextValue {
    case.as_of(day).next_value_needed(&case.plan()).unwrap_or_else(|refusal| panic!("{refusal}"))
}

fn refused<T>(answer: Result<T, policy_targets::Refusal>) -> RefusalCode {
    answer.map(|_| ()).expect_err("no answer").code()
}

#[test]
fn the_next_report_has_to_reach_the_path() {
    let found = next(&storage(), "2023-03-31");
    // 3 + 27 · 3/5 at the end of 2023; without a declared lag it is due a year later.
    assert_eq!(found.level().to_string(), "19.2");
    assert_eq!((found.report(), found.direction()), (found.level(), Some(Direction::Up)));
    assert_eq!((found.period().to_string(), found.due().to_string()), ("2023".into(), "2024-12-31".into()));
    let lagging = storage().with(|indicator| indicator.with_lag("60 days".parse().unwrap()));
    assert_eq!(next(&lagging, "2023-03-31").due().to_string(), "2024-02-29");
}

#[test]
fn before_any_report_the_first_one_is_asked_for() {
    let mut case = storage();
    case.observations.clear();
    let found = next(&case, "2021-06-30");
    assert_eq!((found.period().to_string(), found.level().to_string()), ("2021".into(), "8.4".into()));
}

#[test]
fn what_accumulates_says_what_the_period_has_to_add() {
    let jobs = Case::of(
        policy_targets::plan::Indicator::new(
            "jobs".parse().unwrap(),
            "million jobs".parse().unwrap(),
            policy_targets::plan::IndicatorKind::Flow,
            policy_targets::plan::Timing::Sum,
        ),
        "sum >= 55 million jobs over 2021..2025",
    )
    .path(Path::Linear)
    .value("2021", "12.69 million jobs")
    .value("2022", "12.06 million jobs");
    let found = next(&jobs, "2023-03-31");
    assert_eq!((found.level().to_string(), found.report().to_string()), ("33".into(), "8.25".into()));
}

#[test]
fn a_compounded_change_is_asked_for_in_the_sign_in_which_it_is_reported() {
    // Energy intensity as published to 2024: 7.031 % are needed in 2025 (FACTS B9).
    let mut case =
        Case::chain(ChangeSign::Reduction, "change <= -13.5 % cumulative over 2021..2025").path(Path::Linear);
    for (year, reduction) in [("2021", "2.7 %"), ("2022", "0.1 %"), ("2023", "0.5 %"), ("2024", "3.8 %")] {
        case = case.value(year, reduction);
    }
    let found = next(&case, "2025-03-31");
    assert_eq!(found.level().to_string(), "86.5");
    assert_eq!(found.report().rounded(3).unwrap().to_string(), "7.031");
}

#[test]
fn what_is_held_throughout_needs_its_bound() {
    let case = Case::new("%", "<= 5.5 % every year 2021..2025").value("2021", "5.1 %");
    let found = next(&case, "2022-06-30");
    assert_eq!((found.period().to_string(), found.report().to_string()), ("2022".into(), "5.5".into()));
    assert_eq!(found.direction(), Some(Direction::Down));
}

#[test]
fn nothing_is_needed_after_the_deadline_without_a_path_or_across_a_break() {
    let late = storage().published("2025", "31 GW", "2026-02-15");
    assert_eq!(refused(late.as_of("2026-03-31").next_value_needed(&late.plan())), RefusalCode::NoTimeLeft);
    let without_path = policy_targets::Assessor::as_of("2023-03-31".parse().unwrap());
    let pathless = Case::new("GW", ">= 30 GW by 2025").baseline("3 GW", "2020").value("2022", "8.7 GW");
    assert_eq!(refused(pathless.ask(&without_path).next_value_needed(&pathless.plan())), RefusalCode::NoPath);
    let mut broken = storage().published("2021", "5 GW", "2022-02-15");
    let last = broken.observations.remove(0);
    broken.observations.push(last.with_flags(policy_targets::data::Flag::Break.into()));
    assert_eq!(
        refused(broken.as_of("2023-03-31").next_value_needed(&broken.plan())),
        RefusalCode::DefinitionBreak
    );
}

#[test]
fn the_delay_is_the_time_at_the_rate_so_far() {
    // 5.7 in two years, 21.3 to go: 2.85 a year, so 7.47 years from the end of 2022.
    let delay = storage().as_of("2023-03-31").delay().unwrap();
    let years = Ratio::new(213, 10).unwrap().divide(&Ratio::new(285, 100).unwrap()).unwrap() - Ratio::from(3);
    assert_eq!(*delay.years(), years);
    assert_eq!(delay.reached_on().to_string(), "2030-06-22");
    let met = storage().published("2023", "31.39 GW", "2024-01-25");
    assert_eq!(refused(met.as_of("2024-03-31").delay()), RefusalCode::AlreadyMet);
    let falling = storage().published("2023", "2 GW", "2024-01-25");
    assert_eq!(refused(falling.as_of("2024-03-31").delay()), RefusalCode::NotTowardsTarget);
}

#[test]
fn evidence_has_an_age_and_a_lag() {
    let case = storage();
    let found = case.as_of("2024-11-30");
    assert_eq!(found.evidence_age().unwrap().to_string(), "23 months");
    assert_eq!(found.evidence().unwrap().publication_lag().to_string(), "44 days");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_report_of_the_value_needed_is_exactly_on_the_path(scenario in scenarios()) {
        let case = scenario.case(AS_WRITTEN);
        let question = scenario.question(AS_WRITTEN);
        let Ok(needed) = case.ask(&question).next_value_needed(&case.plan()) else { return Ok(()) };
        // Only a decimal number can be reported.
        let Some(decimals) = needed.report().exact_decimals().filter(|decimals| *decimals < 12) else {
            return Ok(());
        };
        let report = needed.report().rounded(decimals).unwrap();
        let unit = case.indicator.unit().to_string();
        let period = needed.period().to_string();
        let reported = case.clone().published(&period, &format!("{report} {unit}"), &needed.period().last_day().to_string());
        let later = as_of(&needed.period().last_day().to_string()).path(Path::Linear);
        if let Ok(pace) = reported.ask(&later).pace() {
            prop_assert!(pace.as_exact().expect("exact").difference().is_zero(), "{}", pace.as_exact().unwrap().difference());
        }
    }

    #[test]
    fn the_delay_is_late_exactly_where_more_than_the_rate_so_far_is_required(scenario in scenarios()) {
        let found: Assessment = scenario.case(AS_WRITTEN).ask(&scenario.question(AS_WRITTEN));
        if let Ok(delay) = found.delay() {
            let multiple = found.rates().unwrap().multiple().unwrap().clone();
            prop_assert_eq!(delay.years().is_positive(), multiple > Ratio::one());
            prop_assert_eq!(delay.years().is_zero(), multiple == Ratio::one());
        }
    }
}

#[cfg(all(feature = "toml", feature = "csv"))]
mod real {
    use super::*;
    use policy_targets::Dataset;
    use policy_targets::plan::Plan;

    fn storage(day: &str) -> (Plan, Dataset, policy_targets::Assessor) {
        let file = |name: &str| format!("{}/examples/data/{name}", env!("CARGO_MANIFEST_DIR"));
        let plan = std::fs::read_to_string(file("plans/cn-storage-2021.toml")).unwrap();
        let data = std::fs::File::open(file("observations/storage.csv")).unwrap();
        (Plan::from_toml_str(&plan).unwrap(), Dataset::read_csv(data).strict().unwrap().0, as_of(day))
    }

    #[test]
    fn storage_at_the_end_of_2022_is_told_apart_by_its_publishers() {
        let (plan, data, _) = storage("2022-12-31");
        let question = policy_targets::Assessor::at("2022-12-31".parse().unwrap())
            .known_by("2024-01-31".parse().unwrap());
        let found = question.assess_by_series(&plan, &plan.goals()[0], &data);
        let spread = found.spread().unwrap();
        assert_eq!(
            (spread.lowest.0.as_str(), spread.highest.0.as_str(), spread.distance().to_string()),
            ("nea", "cnesa", "4.4".to_owned())
        );
        // Both are behind the straight line from 3.2692 GW.
        assert!(!found.depends_on_choice());
        assert!(found.verdicts().contains_key(&VerdictCode::Behind));
    }

    #[test]
    fn of_a_superseded_target_it_is_asked_what_the_verdict_would_be() {
        let (_, data, question) = storage("2026-01-25");
        let draft = format!("{}/examples/data/plans/cn-storage-2021-draft.toml", env!("CARGO_MANIFEST_DIR"));
        let draft = Plan::from_toml_str(&std::fs::read_to_string(draft).unwrap()).unwrap();
        let found = question.assess_by_series(&draft, &draft.goals()[0], &data);
        assert_eq!(found.preferred().verdict().code(), VerdictCode::Superseded);
        assert!(found.depends_on_choice());
    }

    #[test]
    fn storage_at_its_deadline_depends_on_who_has_reported_yet() {
        let (plan, data, question) = storage("2026-01-25");
        let found = question.assess_by_series(&plan, &plan.goals()[0], &data);
        assert!(found.by_series().len() > 2);
        let verdicts = found.verdicts();
        assert!(verdicts[&VerdictCode::Met].iter().any(|series| series.as_str() == "cnesa"), "{verdicts:?}");
        assert!(
            verdicts[&VerdictCode::AwaitingData].iter().any(|series| series.as_str() == "nea"),
            "{verdicts:?}"
        );
        assert!(found.depends_on_choice());
    }
}
