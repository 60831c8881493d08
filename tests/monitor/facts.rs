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
