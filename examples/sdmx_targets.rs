//! Targets in a plan file, held against statistics in SDMX-CSV: each indicator of the plan is a slice of the cube.
//!
//! `cargo run --example sdmx_targets --features sdmx`
//!
//! Country and numbers are invented.

use policy_targets::assess::Assessor;
use policy_targets::format::{SdmxWriter, Selection, open};
use policy_targets::plan::Plan;
use policy_targets::progress::Path;
use policy_targets::report::readable;
use std::error::Error;
use std::fs::read_to_string;

fn main() -> Result<(), Box<dyn Error>> {
    let plan = Plan::from_toml_str(&read_to_string("examples/data/sdmx/targets.toml")?)?;

    let file = open("examples/data/sdmx/energy.csv")?;
    println!("{}: {}", file.recognised().kind(), file.recognised().reason());
    let slice = |indicator: &str, code| -> Result<Selection, Box<dyn Error>> {
        Ok(Selection::new(indicator.parse()?).with("INDICATOR", code).with("REF_AREA", "XA"))
    };
    let (shares, emissions) = (slice("renewables.share", "REN_SHARE")?, slice("emissions", "GHG")?);
    let published = "2023-06-30".parse()?;
    let loaded = file.read_data(|reader| reader.published(published).select(shares).select(emissions));
    let (data, warnings) = loaded.strict()?;
    print!("{warnings}");
    for row in data.observations() {
        let value = row.quantity().map_or("missing".to_owned(), ToString::to_string);
        println!("  {} {} {value} {}", row.indicator(), row.period(), row.flags());
    }

    println!();
    for assessment in Assessor::as_of("2023-12-31".parse()?).path(Path::Linear).assess(&plan, &data) {
        let gap = assessment.gap().map_or_else(
            |refusal| refusal.to_string(),
            |gap| match gap.as_exact() {
                Some(gap) => format!("gap {}", readable(gap.shortfall(), 2)),
                None => "gap open".to_owned(),
            },
        );
        println!("{}: {}, {gap}", assessment.goal(), assessment.verdict());
    }

    let mut written = Vec::new();
    let losses = SdmxWriter::new("EXAMPLE:SLICE(1.0)").write(&data, &mut written)?;
    println!("\n{}{} losses", String::from_utf8(written)?, losses.len());
    Ok(())
}
