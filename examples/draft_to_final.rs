//! What became of the goals of three drafts in the final plans: kept, raised, loosened, dropped, or turned into words.
//!
//! `cargo run --example draft_to_final`

use policy_targets::monitor::{Fate, PlanComparison, compare_related};
use policy_targets::plan::{Plan, RelationKind};
use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/plans");
    let mut plans = Vec::new();
    for name in ["cn-storage-2021", "cn-nev-2020", "cn-smart-manufacturing-2021"] {
        let draft =
            if name == "cn-nev-2020" { "cn-nev-2019-draft".to_owned() } else { format!("{name}-draft") };
        for name in [draft, name.to_owned()] {
            plans.push(Plan::from_toml_str(&fs::read_to_string(folder.join(format!("{name}.toml")))?)?);
        }
    }
    for comparison in compare_related(&plans) {
        if comparison.relation() == Some(RelationKind::Finalises) {
            print(&comparison);
        }
    }
    Ok(())
}

fn print(comparison: &PlanComparison) {
    println!("{} -> {}", comparison.before(), comparison.after());
    for goal in comparison.goals() {
        println!("  {goal}");
        let changed = !goal.is(Fate::Kept);
        if let (Some(before), Some(after), true) = (goal.before(), goal.after(), changed) {
            println!("      \"{}\"\n      \"{}\"", before.wording, after.wording);
        }
    }
    let counts = Fate::ALL.iter().map(|fate| (fate, comparison.of(*fate).count()));
    let counts: Vec<String> =
        counts.filter(|(_, count)| *count > 0).map(|(fate, count)| format!("{count} {fate}")).collect();
    println!("  {}\n", counts.join(", "));
}
