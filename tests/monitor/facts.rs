//! Rounds on the real plans of `examples/data`.
#![cfg(all(feature = "toml", feature = "csv"))]

use policy_targets::assess::Assessor;
use policy_targets::data::Dataset;
use policy_targets::format::CsvReader;
use policy_targets::monitor::{Axis, Cause, FoundCause, Snapshot, between, exchanged};
use policy_targets::plan::Plan;
use policy_targets::progress::{Path, Projection};
use std::collections::BTreeSet;
use std::fs;

/// The files of a folder of `examples/data`.
fn texts(folder: &str) -> Vec<String> {
    let folder = format!("{}/examples/data/{folder}", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| fs::read_to_string(path).unwrap()).collect()
}

fn all_plans() -> Vec<Plan> {
    let texts = ["plans", "facts/plans"].into_iter().flat_map(texts);
    texts.map(|text| Plan::from_toml_str(&text).unwrap()).collect()
}

fn all_data() -> Dataset {
    let mut data = Dataset::default();
    for text in ["observations", "facts/observations"].into_iter().flat_map(texts) {
        let (more, _) = CsvReader::new().dimension("level").read(text.as_bytes()).strict().unwrap();
        data = data.merge(more).0;
    }
    data
}

fn question(day: &str) -> Assessor {
    Assessor::as_of(day.parse().unwrap()).path(Path::Linear).projection(Projection::TheilSen)
}

const DAYS: [&str; 6] = ["2021-06-30", "2022-06-30", "2023-06-30", "2024-12-20", "2025-02-01", "2026-06-30"];

/// Mixtures of nothing and of everything are put together like all others, and are what the rounds themselves say: no
/// input is forgotten. On every real plan, between every two neighbouring days.
#[test]
fn a_mixture_of_one_round_alone_is_that_round() {
    let data = all_data();
    let mut compared = 0;
    for plan in all_plans() {
        for days in DAYS.windows(2) {
            let [before, after] = [days[0], days[1]].map(|day| Snapshot::new(&plan, &data, question(day)));
            let (was, is) = (before.assess(), after.assess());
            let changes = between(&before, &after);
            for (was, is) in was.iter().zip(&is) {
                let found = changes.goal(was.goal()).map_or(&[][..], |goal| goal.causes());
                let all: BTreeSet<Cause> =
                    found.iter().map(FoundCause::cause).chain([Cause::TimePassing]).collect();
                for (causes, real) in [(BTreeSet::new(), was), (all, is)] {
                    let mixed = exchanged(&before, &after, was.goal(), &causes).unwrap();
                    for axis in Axis::ALL {
                        assert_eq!(axis.of(&mixed), axis.of(real), "{} {axis}", was.goal());
                    }
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 1000, "{compared}");
}

fn storage() -> (Plan, Dataset) {
    let file = |name: &str| format!("{}/examples/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let plan = fs::read_to_string(file("plans/cn-storage-2021.toml")).unwrap();
    let data = fs::File::open(file("observations/storage.csv")).unwrap();
    (Plan::from_toml_str(&plan).unwrap(), Dataset::read_csv(data).strict().unwrap().0)
}

/// What the publisher reported for a period, as known by a day.
fn known(data: &Dataset, indicator: &str, series: &str, period: &str, by: &str) -> Option<String> {
    let view = data.view(by.parse().unwrap());
    let mut found =
        view.series_of(&indicator.parse().unwrap()).filter(|of| of.key().series().as_str() == series);
    let latest = found.next()?.latest_for(&period.parse().unwrap())?;
    Some(latest.quantity()?.to_string())
}

/// FACTS B8: more than 60 GW by the knowledge of 20 December 2024, 73.76 by that of 1 February 2025.
#[test]
fn storage_is_known_as_it_was_known() {
    let (_, data) = storage();
    let at = |by| known(&data, "storage.new-type.power", "nea", "2024-12-31", by);
    assert_eq!(at("2024-12-15"), None);
    assert_eq!(at("2024-12-20").as_deref(), Some(">60 GW"));
    assert_eq!(at("2025-02-01").as_deref(), Some("73.76 GW"));
    // The corrupted copy of October 2025 is kept, and never used.
    assert_eq!(at("2025-12-31").as_deref(), Some("73.76 GW"));
}

/// FACTS B10: 42.4 became 42.5 % for renewables in 2020, 13.4 became 13.5 % for new energy vehicles in 2021.
#[test]
fn revisions_have_a_size() {
    let data = all_data();
    let size = |indicator: &str, period: &str| {
        let view = data.view("2026-06-30".parse().unwrap());
        let series = view.series_of(&indicator.parse().unwrap());
        let sizes: Vec<String> = series
            .flat_map(|series| series.revisions(&period.parse().unwrap()).collect::<Vec<_>>())
            .map(|revision| revision.size().unwrap().to_string())
            .collect();
        sizes
    };
    assert_eq!(size("nev.share", "2021"), ["0.1"]);
    assert_eq!(size("renewables.capacity.share", "2020-12-31"), ["0.1"]);
}

/// FACTS B7 and B8: with the 40 GW of 2024 in place of 30 both targets read as met by the end of 2024.
#[test]
fn a_raised_target_changes_the_gap_and_not_the_verdict() {
    let (plan, data) = storage();
    let raised = fs::read_to_string(format!(
        "{}/examples/data/facts/plans/cn-energy-saving-2024.toml",
        env!("CARGO_MANIFEST_DIR")
    ));
    let raised = Plan::from_toml_str(&raised.unwrap()).unwrap();
    let day = "2025-03-31";
    let old = question(day).assess_goal(&plan, &plan.goals()[0], &data);
    let new = raised.goals().iter().find(|goal| {
        goal.requirement()
            .criteria()
            .iter()
            .any(|criterion| criterion.indicator().as_str() == "storage.new-type.power")
    });
    let new = question(day).assess_goal(&raised, new.unwrap(), &data);
    for assessment in [&old, &new] {
        assert_eq!(Axis::Attained.of(assessment).to_string(), "met", "{}", assessment.verdict());
    }
}

/// FACTS B9: the redefinition reaches the published series with the value of 2023, and takes the verdict away.
#[test]
fn the_redefinition_of_energy_intensity_is_a_change_of_comparability() {
    let file = |name: &str| format!("{}/examples/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let plan = fs::read_to_string(file("plans/cn-energy-intensity-2021.toml")).unwrap();
    let plan = Plan::from_toml_str(&plan).unwrap();
    let data = fs::File::open(file("observations/energy-intensity.csv")).unwrap();
    let data = Dataset::read_csv(data).strict().unwrap().0;
    let [before, after] = ["2023-03-31", "2024-03-31"].map(|day| Snapshot::new(&plan, &data, question(day)));
    let changes = between(&before, &after);
    let verdict = changes.goal(&"energy-as-published".parse().unwrap()).unwrap().axis(Axis::Verdict).unwrap();
    assert_eq!(verdict.after().to_string(), "cannot_assess (definition_break)");
    let steps: Vec<(String, &[Cause])> =
        verdict.steps().iter().map(|step| (step.value().to_string(), step.causes())).collect();
    assert_eq!(
        steps,
        [
            ("behind".to_owned(), &[Cause::NewData][..]),
            ("cannot_assess (definition_break)".to_owned(), &[Cause::ChangedComparability][..]),
        ]
    );
}
