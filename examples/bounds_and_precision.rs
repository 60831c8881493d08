//! Where the comparison itself is the question: excluded bounds, bounds as evidence, rounding, "about".
//!
//! `cargo run --example bounds_and_precision --no-default-features`

use policy_targets::assess::{Assessment, Assessor, Attainment};
use policy_targets::data::{Dataset, Observation};
use policy_targets::plan::{Criterion, Draft, Goal, Indicator, IndicatorKind, Requirement, Timing};
use policy_targets::report::{Words, readable};
use policy_targets::text::MultilingualText;
use std::error::Error;

const SHARE: IndicatorKind = IndicatorKind::Ratio;
const COUNT: IndicatorKind = IndicatorKind::Count;

fn main() -> Result<(), Box<dyn Error>> {
    for (title, cases) in [
        (
            "\"Over 50\" and \"at least 50\" differ at exactly 50; firms come whole, so one more is needed",
            vec![
                (SHARE, "over 50 % by 2025", "50 %"),
                (SHARE, ">= 50 % by 2025", "50 %"),
                (COUNT, "over 50 firms by 2025", "50 firms"),
                (COUNT, "over 50 firms by 2025", "48 firms"),
            ],
        ),
        (
            "\"More than 60\" is evidence: it meets 30, and leaves 70 open",
            vec![(SHARE, ">= 30 % by 2025", ">60 %"), (SHARE, ">= 70 % by 2025", ">60 %")],
        ),
        (
            "A published number is taken as written; what rounding would change is said beside it",
            vec![
                (SHARE, ">= 13.5 % by 2025", "13.498 %"),
                (SHARE, ">= 13.5 % by 2025", "13.4 %"),
                (SHARE, ">= 13.46 % by 2025", "13.5 %"),
            ],
        ),
        (
            "\"About 20 %\": beyond is met, short by at most half a point is open",
            vec![
                (SHARE, "~>= 20 % by 2025", "25.6 %"),
                (SHARE, "~>= 20 % by 2025", "19.6 %"),
                (SHARE, "~>= 20 % by 2025", "19.4 %"),
                (SHARE, "~>= 20 % ± 1 pp by 2025", "19.4 %"),
            ],
        ),
    ] {
        println!("{title}");
        for (kind, target, value) in cases {
            let assessment = assess(kind, target, value)?;
            println!("  {target:<25}{value:<10}{:<14}gap {}", attained(&assessment), gap(&assessment));
            for marker in assessment.attainment().map(Attainment::markers).into_iter().flatten() {
                println!("  {:<35}{}", "", Words::english().marker(*marker));
            }
        }
        println!();
    }
    Ok(())
}

/// One value for the deadline of one target.
fn assess(kind: IndicatorKind, target: &str, value: &str) -> Result<Assessment, Box<dyn Error>> {
    let unit = if kind == COUNT { "firms" } else { "%" };
    let mut indicator = Indicator::new("i".parse()?, unit.parse()?, kind, Timing::End);
    if kind == COUNT {
        indicator = indicator.with_step("1".parse()?);
    }
    let criterion = Criterion::new("i".parse()?, target.parse()?);
    let text = MultilingualText::english(target)?;
    let goal = Goal::new("g".parse()?, text.clone(), Requirement::One(criterion));
    let plan = Draft::new("p".parse()?, text).indicator(indicator).goal(goal.clone()).into_plan()?;
    let (series, period) = ("s".parse()?, "2025".parse()?);
    let observation = Observation::new("i".parse()?, series, period, value.parse()?, "2026-01-31".parse()?);
    let (data, problems) = Dataset::from_observations([observation]);
    problems.into_result()?;
    Ok(Assessor::as_of("2026-06-30".parse()?).assess_goal(&plan, &goal, &data))
}

fn attained(assessment: &Assessment) -> String {
    match assessment.attained() {
        Ok(attained) => attained.to_string(),
        Err(refusal) => refusal.to_string(),
    }
}

fn gap(assessment: &Assessment) -> String {
    let gap = match assessment.gap() {
        Ok(gap) => gap,
        Err(refusal) => return refusal.to_string(),
    };
    match (gap.as_exact(), gap.worst()) {
        (Some(gap), _) if gap.at_excluded_bound() => "0, must be exceeded".to_owned(),
        (Some(gap), _) => readable(gap.shortfall(), 3),
        (None, Some(worst)) => format!("at most {}", readable(worst.shortfall(), 3)),
        (None, None) => "of unknown size".to_owned(),
    }
}
