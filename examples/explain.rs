//! How the answers on one goal came about, step by step: inputs, formulas, substituted values, sources.
//!
//! `cargo run --example explain [GOAL]`, with a goal of `examples/data/plans/cn-storage-2021.toml`. It is assessed as
//! of the end of 2022, with what had been published by the end of January 2024.

use policy_targets::assess::Assessor;
use policy_targets::data::Dataset;
use policy_targets::plan::Plan;
use policy_targets::progress::Projection;
use policy_targets::report::{Words, explain};
use policy_targets::text::Id;
use policy_targets::time::NaiveDate;
use std::error::Error;
use std::fs::{self, File};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let plan = Plan::from_toml_str(&fs::read_to_string(folder.join("plans/cn-storage-2021.toml"))?)?;
    let (data, _warnings) =
        Dataset::read_csv(File::open(folder.join("observations/storage.csv"))?).strict()?;

    let id: Id = std::env::args().nth(1).unwrap_or_else(|| "storage-30gw".to_owned()).parse()?;
    let goal = plan.goals().iter().find(|goal| *goal.id() == id).ok_or_else(|| {
        let known: Vec<String> = plan.goals().iter().map(|goal| goal.id().to_string()).collect();
        format!("found goal \"{id}\", expected one of: {}", known.join(", "))
    })?;

    let (at, known_by): (NaiveDate, NaiveDate) = ("2022-12-31".parse()?, "2024-01-31".parse()?);
    let assessor = Assessor::at(at).known_by(known_by).projection(Projection::LastRate);
    let assessment = assessor.assess_goal(&plan, goal, &data);
    println!("{}: {}", plan.title(), goal.wording());
    println!("as of {at}, known by {known_by}: {}\n", assessment.verdict());
    print!("{}", explain(&assessment, Words::english()));
    Ok(())
}
