//! The gaps of real plans: every goal of `examples/data`, assessed on real reported data as of a day.
//!
//! `cargo run --example target_gaps [AT] [KNOWN_BY]`, with days such as 2022-12-31. `AT` is the day the question is
//! about, `KNOWN_BY` the day of the knowledge used; by default both are the last day in the data.

use policy_targets::assess::{Assessment, Assessor, RollUp};
use policy_targets::data::Dataset;
use policy_targets::diagnostic::Diagnostics;
use policy_targets::format::{CsvReader, PlanReader};
use policy_targets::plan::Plan;
use policy_targets::progress::{Path, Projection};
use policy_targets::report::{Words, gap_table, refusal_list};
use policy_targets::time::NaiveDate;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let plans = read_plans()?;
    let data = read_data()?;
    let mut days = std::env::args().skip(1).map(|argument| read_day(&argument));
    let at = match days.next() {
        Some(day) => day?,
        None => data.last_published().ok_or("there are no observations")?,
    };
    let known_by = days.next().transpose()?.unwrap_or(at);

    let words = Words::english();
    let assessor = Assessor::at(at).known_by(known_by).path(Path::Linear).projection(Projection::TheilSen);
    println!("Gaps as of {at}, known by {known_by}; straight line from the baseline, Theil-Sen outlook");

    let mut all: Vec<Assessment> = Vec::new();
    for plan in plans.iter().filter(|plan| !plan.goals().is_empty()) {
        let assessments = assessor.assess(plan, &data);
        let standing =
            plan.standing_on(at).map_or("not yet issued".to_owned(), |change| change.status.to_string());
        println!("\n{} [{}, {standing}]", plan.title(), plan.id());
        print!("{}", gap_table(&assessments, words));
        all.extend(assessments);
    }

    println!("\nWhat could not be said, and why");
    print!("{}", refusal_list(&all, words));

    let counts = RollUp::of(&all);
    let (goals, assessed) = (counts.goals(), counts.assessed());
    println!(
        "\n{goals} goals, {assessed} of them assessed in numbers; projections left out: {}",
        counts.projections()
    );
    for (verdict, count) in counts.counts() {
        println!("{count:>4} {}", words.verdict(*verdict));
    }
    Ok(())
}

fn read_day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| format!("found \"{text}\", expected a day such as 2022-12-31"))
}

/// Questionable but usable input goes to standard error, so that the table stays clean.
fn warn(warnings: &Diagnostics) {
    if !warnings.is_empty() {
        eprintln!("{warnings}\n");
    }
}

/// The files of a folder of `examples/data`, in the order of their names.
fn files(folder: &str, extension: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/data").join(folder);
    let mut paths = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|found| found == extension) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn name_of(path: &std::path::Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read_plans() -> Result<Vec<Plan>, Box<dyn Error>> {
    let mut plans = Vec::new();
    for path in files("plans", "toml")? {
        let plan = PlanReader::new().file_name(name_of(&path)).read_toml(&fs::read_to_string(&path)?)?;
        warn(plan.warnings());
        plans.push(plan);
    }
    Ok(plans)
}

fn read_data() -> Result<Dataset, Box<dyn Error>> {
    let mut data = Dataset::default();
    for path in files("observations", "csv")? {
        let reader = CsvReader::new().file_name(name_of(&path)).dimension("level");
        let (more, warnings) = reader.read(fs::File::open(&path)?).strict()?;
        warn(&warnings);
        let (merged, problems) = data.merge(more);
        warn(&problems);
        data = merged;
    }
    Ok(data)
}
