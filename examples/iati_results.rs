//! Results of an IATI activity: assessed, with the percentages that publishers print beside, and a plan of ours written
//! as an activity that other programs can read.
//!
//! `cargo run --example iati_results --features iati [FILE]`
//!
//! Without arguments it reads an invented activity in `examples/data/iati`.

use policy_targets::assess::{Assessment, Assessor};
use policy_targets::data::Dataset;
use policy_targets::format::{Activity, IatiReader, write_iati};
use policy_targets::method::{Case, Method, published::IatiPercent};
use policy_targets::number::Ratio;
use policy_targets::plan::Plan;
use policy_targets::progress::Path;
use policy_targets::report::readable;
use std::error::Error;
use std::fs::{File, read_to_string};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).unwrap_or_else(|| "examples/data/iati/activities.xml".to_owned());
    let mut reader = IatiReader::new(File::open(&file)?).file_name(&file);
    // One activity at a time, however large the file is.
    while let Some(activity) = reader.next_activity() {
        assess(&activity)?;
    }
    print!("{}", reader.into_problems());
    if std::env::args().nth(1).is_none() {
        write_a_plan_of_ours()?;
    }
    Ok(())
}

fn assess(activity: &Activity) -> Result<(), Box<dyn Error>> {
    println!("{} — {}", activity.identifier, activity.title.text());
    let ((draft, data), problems) = activity.to_plan_and_data(None)?.lenient();
    for problem in problems.iter() {
        println!("  {problem}");
    }
    let plan = draft.into_plan()?;
    let Some(day) = data.last_published() else {
        println!("  no values\n");
        return Ok(());
    };
    for assessment in Assessor::as_of(day).path(Path::Linear).assess(&plan, &data) {
        let share = assessment.share().map(|share| match share.as_exact() {
            Some(share) => format!("{} % of the way", readable(&(share * &Ratio::hundred()), 1)),
            None => "an open share".to_owned(),
        });
        let share = share.unwrap_or_else(|refusal| refusal.to_string());
        println!(
            "  {:<20} {}, {share} ({})",
            assessment.goal(),
            assessment.verdict(),
            percentages(&assessment)
        );
    }
    println!();
    Ok(())
}

/// What publishers print as "percent achieved", which the standard does not define.
fn percentages(assessment: &Assessment) -> String {
    let arm = assessment.arms().first();
    let Some(Ok(case)) = arm.map(Case::try_from) else { return "no percentage".to_owned() };
    let shown = |method: IatiPercent| match method.rate(&case) {
        Ok(rating) => rating.statistic().map(|found| readable(found.number(), 1)).unwrap_or_default(),
        Err(_) => "-".to_owned(),
    };
    format!(
        "{} % naively, {} % from the baseline",
        shown(IatiPercent::NAIVE),
        shown(IatiPercent::FROM_BASELINE)
    )
}

fn write_a_plan_of_ours() -> Result<(), Box<dyn Error>> {
    let plan = Plan::from_toml_str(&read_to_string("examples/data/plans/cn-storage-2021.toml")?)?;
    let (data, _) = Dataset::read_csv(File::open("examples/data/observations/storage.csv")?).strict()?;
    let (activity, losses) = Activity::from_plan(&plan, &data, "2024-12-31".parse()?).lenient();
    let mut written = Vec::new();
    write_iati([&activity], &mut written)?;
    println!("{} as an activity: {} lines", plan.id(), written.split(|byte| *byte == b'\n').count());
    for loss in losses.iter() {
        println!("  not held: {}", loss.what_was_found().unwrap_or_default());
    }
    let (read, _) = IatiReader::new(written.as_slice()).read_all().strict()?;
    let ((draft, read_data), _) = read.first().ok_or("no activity")?.to_plan_and_data(None)?.lenient();
    let read = draft.into_plan()?;
    for goal in read.goals() {
        for criterion in goal.requirement().criteria() {
            println!("  read back: {} {}", goal.id(), criterion.target());
        }
    }
    println!("  read back: {} values", read_data.len());
    Ok(())
}
