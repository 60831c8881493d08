//! A plan and its data built in code, assessed on two days; and what a draft with mistakes says about itself.
//!
//! `cargo run --example own_plan --no-default-features`
//!
//! The city and its numbers are invented.

use policy_targets::assess::{Assessment, Assessor, Refusal};
use policy_targets::data::{Dataset, Observation};
use policy_targets::plan::{
    Baseline, Commitment, Criterion, Draft, Goal, Indicator, IndicatorKind, Plan, Requirement, Timing,
};
use policy_targets::progress::{Path, Projection};
use policy_targets::report::readable;
use policy_targets::text::MultilingualText;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(found) = std::env::args().nth(1) {
        return Err(format!("found \"{found}\", expected no arguments: this plan is built in code").into());
    }
    let plan = cycling_plan()?.into_plan()?;
    let (data, problems) = Dataset::from_observations([
        observation("cycling.share", "2023", "17.9 %", "2024-03-01")?,
        observation("cycling.share", "2024", "19.2 %", "2025-03-01")?,
        observation("cycling.share", "2025", "22.8 %", "2026-03-01")?,
        observation("cycling.lanes", "2024-12-31", "96 km", "2025-01-20")?,
        observation("cycling.lanes", "2025-12-31", "~120 km", "2026-01-20")?,
    ]);
    problems.into_result()?;

    for day in ["2025-06-30", "2026-06-30"] {
        println!("As known on {day}");
        let assessor = Assessor::as_of(day.parse()?).path(Path::Linear).projection(Projection::LastRate);
        for assessment in assessor.assess(&plan, &data) {
            print_answers(&plan, &assessment);
        }
        println!();
    }

    println!("A draft with mistakes; all of them at once:\n");
    let draft = cycling_plan()?
        .goal(goal("lanes", "cycling.lanes", "> 12 km by 2027")?)
        .goal(goal("typing-error", "cycling.lane", "> 12 km by 2027")?)
        .goal(goal("wrong-unit", "cycling.share", ">= 30 km by 2030")?);
    match draft.into_plan() {
        Ok(_) => println!("none"),
        Err(problems) => println!("{problems}"),
    }
    Ok(())
}

fn cycling_plan() -> Result<Draft, Box<dyn Error>> {
    let share = Indicator::new("cycling.share".parse()?, "%".parse()?, IndicatorKind::Ratio, Timing::During)
        .with_lag("90 days".parse()?);
    let lanes = Indicator::new("cycling.lanes".parse()?, "km".parse()?, IndicatorKind::Level, Timing::End);
    let by_bike = Criterion::new("cycling.share".parse()?, ">= 25 % by 2028".parse()?)
        .with_baseline(Baseline::stated("16 %".parse()?, "2022".parse()?));
    let wording = MultilingualText::english("a quarter of all trips by bicycle in 2028")?;
    Ok(Draft::new("cycling-2023".parse()?, MultilingualText::english("Cycling plan of a city")?)
        .issued("2023-05".parse()?)
        .indicator(share)
        .indicator(lanes)
        .goal(
            Goal::new("quarter".parse()?, wording, Requirement::One(by_bike))
                .with_commitment(Commitment::Binding),
        )
        .goal(goal("lanes", "cycling.lanes", "over 120 km by 2026")?))
}

fn goal(id: &str, indicator: &str, target: &str) -> Result<Goal, Box<dyn Error>> {
    let criterion = Criterion::new(indicator.parse()?, target.parse()?);
    Ok(Goal::new(id.parse()?, MultilingualText::english(target)?, Requirement::One(criterion)))
}

fn observation(
    indicator: &str,
    period: &str,
    value: &str,
    published: &str,
) -> Result<Observation, Box<dyn Error>> {
    let (indicator, series) = (indicator.parse()?, "city".parse()?);
    Ok(Observation::new(indicator, series, period.parse()?, value.parse()?, published.parse()?))
}

/// Every axis answers, or refuses with its reason.
fn print_answers(plan: &Plan, assessment: &Assessment) {
    let goal = plan.goals().iter().find(|goal| goal.id() == assessment.goal());
    println!("  {}", goal.map(|goal| goal.wording().to_string()).unwrap_or_default());
    println!("    verdict  {}", assessment.verdict());
    let gap = assessment.gap().map(|gap| match gap.as_exact() {
        Some(gap) => gap.to_string(),
        None => format!("at most {}", gap.worst().map_or("any".to_owned(), ToString::to_string)),
    });
    println!("    gap      {}", or_reason(gap));
    let pace = assessment.pace().map(|pace| match pace.as_exact() {
        Some(pace) => format!("{}, {} years", pace.standing(), readable(&pace.lead().years(), 2)),
        None => "not decided by a bound".to_owned(),
    });
    println!("    pace     {}", or_reason(pace));
    let outlook = assessment.outlook().map(|outlook| {
        // One number, or from worst to best where the evidence is a bound.
        let value = outlook.value_at_deadline().clone().map(|value| readable(&value, 1));
        format!("{value} at the deadline, {}", outlook.reached_by_deadline())
    });
    println!("    outlook  {}", or_reason(outlook));
}

fn or_reason(answer: Result<String, Refusal>) -> String {
    answer.unwrap_or_else(|refusal| format!("none: {refusal}"))
}
