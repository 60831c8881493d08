//! What changed from year to year, and why: four rounds of the storage, vehicle and energy-intensity goals.
//!
//! `cargo run --example what_changed`

use policy_targets::assess::Assessor;
use policy_targets::data::Dataset;
use policy_targets::monitor::{Axis, Cause, GoalChanges, Snapshot, between};
use policy_targets::plan::Plan;
use policy_targets::progress::{Path as Course, Projection};
use std::error::Error;
use std::fs::{self, File};
use std::path::Path;

const ROUNDS: [&str; 4] = ["2022-03-31", "2023-03-31", "2024-03-31", "2025-03-31"];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let topics = [
        ("cn-storage-2021", "storage", "storage-30gw"),
        ("cn-nev-2020", "nev", "share"),
        ("cn-energy-intensity-2021", "energy-intensity", "energy-as-published"),
    ];
    for (plan, data, goal) in topics {
        let plan = Plan::from_toml_str(&fs::read_to_string(folder.join(format!("plans/{plan}.toml")))?)?;
        let file = File::open(folder.join(format!("observations/{data}.csv")))?;
        let (data, _warnings) = Dataset::read_csv(file).strict()?;
        let goal = goal.parse()?;
        println!("{}", plan.title());
        let mut rounds = Vec::new();
        for day in ROUNDS {
            let question =
                Assessor::as_of(day.parse()?).path(Course::Linear).projection(Projection::TheilSen);
            rounds.push(Snapshot::new(&plan, &data, question));
        }
        for pair in rounds.windows(2) {
            let [before, after] = pair else { continue };
            let changes = between(before, after);
            let at = |snapshot: &Snapshot<'_>| snapshot.assessor().round().at();
            println!("\nfrom {} to {}", at(before), at(after));
            match changes.goal(&goal) {
                Some(changes) => print(changes),
                None => println!("{goal}: nothing changed"),
            }
        }
        println!();
    }
    Ok(())
}

/// The verdict and its main numbers, each with its causes, and every input that differs besides the day.
fn print(changes: &GoalChanges) {
    println!("{}", changes.goal());
    for axis in [Axis::Verdict, Axis::Evidence, Axis::Level, Axis::Shortfall, Axis::Share] {
        if let Some(change) = changes.axis(axis) {
            println!("  {change}");
        }
    }
    for found in changes.causes().iter().filter(|found| found.cause() != Cause::TimePassing) {
        for difference in found.differences() {
            println!("  {}: {difference}", found.cause());
        }
    }
}
