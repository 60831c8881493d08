//! "20 percent or 5 million units": a goal that is met when either of two targets is, and which of them decides.
//!
//! `cargo run --example either_or`
//!
//! Each year is assessed at its end, with what was known a month later; then the same for other pairs of numbers.

use policy_targets::assess::{ArmAssessment, Assessor};
use policy_targets::data::Dataset;
use policy_targets::plan::{Criterion, Goal, Plan, Requirement};
use policy_targets::text::MultilingualText;
use policy_targets::time::NaiveDate;
use std::error::Error;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let plan = Plan::from_toml_str(&fs::read_to_string(folder.join("plans/cn-brief-2021-04.toml"))?)?;
    let (data, _warnings) = Dataset::read_csv(File::open(folder.join("observations/nev.csv"))?).strict()?;

    let promised =
        plan.goals().iter().find(|goal| goal.id().as_str() == "nev-either-or").ok_or("no such goal")?;
    over_the_years(&plan, promised, &data)?;
    over_the_years(&plan, &what_if(">= 35 % by 2025", ">= 5 million vehicles by 2025")?, &data)?;
    over_the_years(&plan, &what_if(">= 35 % by 2025", ">= 20 million vehicles by 2025")?, &data)
}

fn what_if(share: &str, units: &str) -> Result<Goal, Box<dyn Error>> {
    let arms = vec![
        Criterion::new("nev.share".parse()?, share.parse()?),
        Criterion::new("nev.sales".parse()?, units.parse()?),
    ];
    let wording = MultilingualText::english(format!("what if: {share}, or {units}"))?;
    Ok(Goal::new("what-if".parse()?, wording, Requirement::AnyOf(arms)))
}

fn over_the_years(plan: &Plan, goal: &Goal, data: &Dataset) -> Result<(), Box<dyn Error>> {
    println!("{}", goal.wording());
    for year in 2021..=2025 {
        let assessor = Assessor::at(day(year, 12, 31)?).known_by(day(year.saturating_add(1), 1, 31)?);
        let assessment = assessor.assess_goal(plan, goal, data);
        let mut line = format!("  {year}  {:<38}", assessment.verdict().to_string());
        for (index, arm) in assessment.arms().iter().enumerate() {
            let mark = if assessment.deciding().contains(&index) { "*" } else { " " };
            write!(line, "{mark}{:<34}", value_and_answer(arm))?;
        }
        println!("{}", line.trim_end());
    }
    println!("  * decides\n");
    Ok(())
}

fn value_and_answer(arm: &ArmAssessment) -> String {
    match (arm.evidence(), arm.attainment()) {
        (Ok(evidence), Ok(answer)) => {
            let value = evidence.reported().map_or_else(|| "computed".to_owned(), ToString::to_string);
            format!("{value}: {}", answer.attained())
        }
        (Err(refusal), _) | (_, Err(refusal)) => refusal.to_string(),
    }
}

fn day(year: i32, month: u32, day: u32) -> Result<NaiveDate, &'static str> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or("no such day")
}
