//! A report of all plans in `examples/data` as one HTML page, in English and in Chinese.
//!
//! `cargo run --example report_html --features html [AT] [KNOWN_BY]` writes `target/report.html` and
//! `target/report.zh.html`; by default as of the last day in the data.

use policy_targets::assess::{Assessment, Assessor};
use policy_targets::data::Dataset;
use policy_targets::format::{CsvReader, PlanReader};
use policy_targets::method::{Method, by_id};
use policy_targets::plan::Plan;
use policy_targets::progress::{Path, Projection};
use policy_targets::report::{Report, Words};
use policy_targets::time::NaiveDate;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let folders = ["examples/data", "examples/data/facts"].map(|folder| root.join(folder));
    let (mut plans, mut data) = (Vec::new(), Dataset::default());
    for folder in &folders {
        for path in files(&folder.join("plans"), "toml")? {
            plans.push(PlanReader::new().read_toml(&fs::read_to_string(path)?)?);
        }
        for path in files(&folder.join("observations"), "csv")? {
            let (more, _warnings) =
                CsvReader::new().dimension("level").read(fs::File::open(path)?).strict()?;
            let (merged, problems) = data.merge(more);
            problems.into_result()?;
            data = merged;
        }
    }
    plans.retain(|plan| !plan.goals().is_empty());

    let mut days = std::env::args().skip(1).map(|day| day.parse::<NaiveDate>());
    let at = days.next().transpose()?.or(data.last_published()).ok_or("there are no observations")?;
    let known_by = days.next().transpose()?.unwrap_or(at);
    let assessor = Assessor::at(at)
        .known_by(known_by)
        .path(Path::Linear)
        .projection(Projection::TheilSen)
        .confidence("0.9".parse()?);
    let methods: Vec<&dyn Method> =
        ["open-sdg-2.4", "eurostat-2021", "un-2023"].into_iter().filter_map(by_id).collect();

    let assessed: Vec<(&Plan, Vec<Assessment>)> =
        plans.iter().map(|plan| (plan, assessor.assess(plan, &data))).collect();
    for (words, name) in [(Words::english(), "report.html"), (Words::chinese(), "report.zh.html")] {
        let mut report = Report::new(words).data(&data);
        for method in &methods {
            report = report.rated_by(*method);
        }
        for (plan, assessments) in &assessed {
            report = report.plan(plan, assessments);
        }
        let folder = root.join("target");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), report.to_string())?;
        println!(
            "target/{name}: {} plans, {} goals",
            plans.len(),
            assessed.iter().map(|(_, all)| all.len()).sum::<usize>()
        );
    }
    Ok(())
}

/// The files of a folder, in the order of their names.
fn files(folder: &std::path::Path, extension: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    let mut paths: Vec<PathBuf> =
        paths.into_iter().filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    paths.sort();
    Ok(paths)
}
