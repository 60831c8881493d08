//! The published JSON Schema is the one the types give, and every assessment that is written keeps to it.
#![cfg(all(feature = "schema", feature = "toml", feature = "csv"))]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails loudly")]

use policy_targets::format::{assessment_schema, write_json_lines};
use policy_targets::progress::{Path, Projection};
use policy_targets::{Assessor, Dataset, Plan};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_published_schema_is_the_one_the_types_give() {
    let path = root().join("docs/assessment.schema.json");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, assessment_schema()).unwrap();
    }
    let published = fs::read_to_string(path).expect("docs/assessment.schema.json");
    assert!(
        published == assessment_schema(),
        "run `UPDATE_EXPECTED=1 cargo test --all-features --test schema`"
    );
}

#[test]
fn every_assessment_keeps_to_the_schema_and_something_else_does_not() {
    let schema: Value = serde_json::from_str(&assessment_schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let mut data = Dataset::default();
    for file in fs::read_dir(root().join("examples/data/observations")).unwrap() {
        let file = fs::File::open(file.unwrap().path()).unwrap();
        let reader = policy_targets::format::CsvReader::new().dimension("level").dimension("area");
        data = data.merge(reader.read(file).lenient().0).0;
    }
    let mut count = 0;
    for folder in ["examples/data/plans", "examples/data/facts"] {
        let files = walk(&root().join(folder));
        for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
            let Ok(plan) = Plan::from_toml_str(&fs::read_to_string(file).unwrap()) else { continue };
            for day in ["2019-12-31", "2022-06-30", "2025-12-31", "2026-06-30"] {
                let assessor = Assessor::as_of(day.parse().unwrap());
                let assessor = assessor.path(Path::Linear).projection(Projection::TheilSen);
                let mut written = Vec::new();
                write_json_lines(&assessor.assess(&plan, &data), &mut written).unwrap();
                for line in String::from_utf8(written).unwrap().lines() {
                    let assessment: Value = serde_json::from_str(line).unwrap();
                    let errors: Vec<String> = validator
                        .iter_errors(&assessment)
                        .map(|error| format!("{}: {error}", error.instance_path()))
                        .collect();
                    assert!(errors.is_empty(), "{}: {errors:#?}\n{line}", file.display());
                    count += 1;
                }
            }
        }
    }
    assert!(count > 200, "{count}");
    let mut broken: Value = serde_json::json!({ "plan": 1 });
    assert!(!validator.is_valid(&broken));
    broken["plan"] = Value::from("p");
    assert!(!validator.is_valid(&broken));
}

fn walk(folder: &std::path::Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(walk(&path)) } else { found.push(path) }
    }
    found
}
