//! What was known then: storage at the end of 2024, with the knowledge of two days, and how the value was revised.
//!
//! `cargo run --example known_then`

use policy_targets::assess::Assessor;
use policy_targets::data::{Dataset, SeriesView};
use policy_targets::plan::Plan;
use policy_targets::progress::Path as Course;
use policy_targets::time::{NaiveDate, Period};
use std::error::Error;
use std::fs::{self, File};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let plan = Plan::from_toml_str(&fs::read_to_string(folder.join("plans/cn-storage-2021.toml"))?)?;
    let (data, _warnings) =
        Dataset::read_csv(File::open(folder.join("observations/storage.csv"))?).strict()?;
    let goal = plan.goals().first().ok_or("the plan has a goal")?;
    let at: NaiveDate = "2024-12-31".parse()?;
    println!("{}: {}\nas of {at}\n", plan.title(), goal.wording());

    for known_by in ["2024-12-20", "2025-02-01"] {
        let known_by: NaiveDate = known_by.parse()?;
        println!("known by {known_by}");
        for series in data.view(known_by).series_of(&"storage.new-type.power".parse()?) {
            print_latest(series);
        }
        // On an earlier day than the one asked about, the question is about that day.
        let question = Assessor::at(at.min(known_by)).known_by(known_by).path(Course::Linear);
        let comparison = question.assess_by_series(&plan, goal, &data);
        let preferred = comparison.preferred();
        let (evidence, age) = (preferred.evidence()?, preferred.evidence_age()?);
        let value = evidence.reported().map(ToString::to_string).unwrap_or_default();
        println!("  verdict: {}", preferred.verdict());
        println!("  by {} {}: {value}, {age} old", evidence.series(), evidence.period());
        if let Some(spread) = comparison.spread() {
            let relative = spread.relative().map(|share| share.rounded(3)).transpose()?;
            let share = relative.map(|share| share.to_string()).unwrap_or_default();
            println!(
                "  in {} publishers are {} GW apart, {share} of the lowest",
                spread.period,
                spread.distance()
            );
        }
        for (series, assessment) in comparison.by_series() {
            println!("  {series} alone: {}", assessment.verdict());
        }
        println!("  depends on the publisher: {}\n", comparison.depends_on_choice());
    }

    let period: Period = "2024-12-31".parse()?;
    println!("Every value for {period} known by the end of 2025");
    for series in data.view("2025-12-31".parse()?).series_of(&"storage.new-type.power".parse()?) {
        print_history(series, &period);
    }
    Ok(())
}

fn print_latest(series: SeriesView<'_>) {
    if let Some(latest) = series.latest().next_back() {
        let value = latest.quantity().map(ToString::to_string).unwrap_or_default();
        let nowcast = if latest.is_nowcast() { ", before its period had ended" } else { "" };
        println!(
            "  {}: {value} in {}, published {}{nowcast}",
            series.key(),
            latest.period(),
            latest.published()
        );
    }
}

fn print_history(series: SeriesView<'_>, period: &Period) {
    for vintage in series.history(period) {
        let value = vintage.quantity().map(ToString::to_string).unwrap_or_default();
        let flags = vintage.flags();
        let rejected = vintage.rejected().map(|reason| format!(", rejected: {reason}")).unwrap_or_default();
        println!("  {} {}: {value} {flags}{rejected}", vintage.series(), vintage.published());
    }
    for revision in series.revisions(period) {
        match revision.size() {
            Some(size) => println!("    revised by {size}"),
            None => println!("    revised, from or to a bound"),
        }
    }
}
