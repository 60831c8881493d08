//! Cases that programs for goals are known to get wrong (zero, falling targets, maintained levels, missing values,
//! rounding, revisions): what is answered elsewhere, and what is answered here, computed while you look.
//!
//! `cargo run --example zero_targets --no-default-features`

use policy_targets::assess::{Assessment, Assessor, Refusal};
use policy_targets::data::{Dataset, MissingReason, Observation};
use policy_targets::number::Ratio;
use policy_targets::plan::{Baseline, Criterion, Draft, Goal, Indicator, IndicatorKind};
use policy_targets::plan::{Requirement, Target, Timing};
use policy_targets::progress::{self, Course, Gap, Shape, Undefined};
use policy_targets::report::readable;
use policy_targets::text::MultilingualText;
use std::error::Error;

type Answer = Result<String, Box<dyn Error>>;

fn main() -> Result<(), Box<dyn Error>> {
    let (linear, growth) = (Shape::Linear, Shape::ConstantGrowth);
    row("case", "elsewhere", "here");
    row("10 in 2015, 0 in 2030; 4 in 2023", "0 becomes 0.001: limited", &pace([10, 0, 15], &linear, 8, 4));
    row("the same on constant growth", "0.24; with 0.01, 0.29", &pace([10, 0, 15], &growth, 8, 4));
    row("ninefold, 5 to 45 in 15 years; 10 in 5", "one of 0.94, 0.375", &pace([5, 45, 15], &linear, 5, 10));
    row("the same on constant growth", "", &pace([5, 45, 15], &growth, 5, 10));
    row("a year after the deadline", "the formula runs on", &pace([5, 45, 15], &linear, 16, 40));
    row("from 80 to 20, now 40", "40/20 = 200 %", &share(80, 40, 20)?);
    row("from 80 to 20, now 90", "clamped to 0 %", &share(80, 90, 20)?);
    row("from 100 to 50, now 60", "4980 %, wrong precedence", &share(100, 60, 50)?);
    row("at most 50, now 58", "86 % met, yet off track", &assessed("<= 50 t by 2025", None, &["58 t"])?);
    row(
        "at most 20, now 40, no baseline",
        "a baseline of 21",
        &assessed("<= 20 t by 2025", None, &["40 t"])?,
    );
    row("at most 0, reported 0", "division by 0", &assessed("<= 0 t by 2025", Some("9 t"), &["0 t"])?);
    row("at most 0, not collected", "counted as 0: met", &assessed("<= 0 t by 2025", Some("9 t"), &[])?);
    row("kept at 30, from 30, now 30", "0 %", &assessed(">= 30 t by 2025", Some("30 t"), &["30 t"])?);
    row("at least 70, now 69.5", "rounded first: met", &assessed(">= 70 t by 2025", None, &["69.5 t"])?);
    row("at least 70; 69, a year later 70", "only the last is kept", &revised()?);
    let without_bound = match "50 t by 2025".parse::<Target>() {
        Ok(target) => target.to_string(),
        Err(error) => format!("does not load ({})", error.code()),
    };
    row("50 by 2025, no word on the direction", "falling is assumed", &without_bound);
    Ok(())
}

fn row(case: &str, elsewhere: &str, here: &str) {
    println!("{case:<40}{elsewhere:<26}{here}");
}

/// The course is base, target and the years between them; the value is that of so many years after the base.
fn pace(course: [i64; 3], shape: &Shape, time: i64, value: i64) -> String {
    let answer = || -> Result<String, Undefined> {
        let [base, target, years] = course.map(Ratio::from);
        let course = Course::new(base, target, years, shape.clone())?;
        let pace = progress::pace(&course, &time.into(), &value.into())?;
        let (lead, ratio) = (readable(&pace.lead().years(), 2), readable(pace.progress_ratio()?, 3));
        Ok(format!("{}; {ratio} of the progress expected, lead in years {lead}", pace.standing()))
    };
    answer().unwrap_or_else(|reason| format!("none ({})", reason.code()))
}

fn share(base: i64, value: i64, target: i64) -> Answer {
    let share = progress::share_of_way(&base.into(), &value.into(), &target.into())?;
    Ok(format!("{} % of the way", readable(&(share * Ratio::hundred()), 1)))
}

fn assessed(target: &str, baseline: Option<&str>, values: &[&str]) -> Answer {
    let assessment = assess(target, baseline, values, "2027-06-30")?;
    let gap = assessment.gap().map(|gap| gap.worst().map_or_else(String::new, Gap::to_string));
    let share =
        assessment.share().map(|share| share.worst().map_or_else(String::new, |share| readable(share, 2)));
    let or_reason = |answer: Result<String, Refusal>| {
        answer.unwrap_or_else(|refusal| format!("none ({})", refusal.code()))
    };
    Ok(format!("{}; gap {}; share {}", assessment.verdict().code(), or_reason(gap), or_reason(share)))
}

fn revised() -> Answer {
    let verdict = |known_by| assess(">= 70 t by 2025", None, &["69 t", "70 t"], known_by);
    let (before, after) = (verdict("2026-06-30")?, verdict("2027-06-30")?);
    Ok(format!("{} as known in 2026, {} as known in 2027", before.verdict().code(), after.verdict().code()))
}

/// The values reported for 2025, first in January 2026 and then in January 2027; none was collected if there are none.
fn assess(
    target: &str,
    baseline: Option<&str>,
    values: &[&str],
    known_by: &str,
) -> Result<Assessment, Box<dyn Error>> {
    let text = MultilingualText::english(target)?;
    let mut criterion = Criterion::new("i".parse()?, target.parse()?);
    if let Some(baseline) = baseline {
        criterion = criterion.with_baseline(Baseline::stated(baseline.parse()?, "2020".parse()?));
    }
    let goal = Goal::new("g".parse()?, text.clone(), Requirement::One(criterion));
    let indicator = Indicator::new("i".parse()?, "t".parse()?, IndicatorKind::Flow, Timing::Sum);
    let plan = Draft::new("p".parse()?, text).indicator(indicator).goal(goal.clone()).into_plan()?;

    let (indicator, series, period) = ("i".parse()?, "s".parse()?, "2025".parse()?);
    let missing = MissingReason::NotCollected;
    let mut observations =
        vec![Observation::without_value(indicator, series, period, missing, "2026-01-01".parse()?)];
    for (value, published) in values.iter().zip(["2026-01-31", "2027-01-31"]) {
        let (indicator, series) = ("i".parse()?, "s".parse()?);
        observations.push(Observation::new(indicator, series, period, value.parse()?, published.parse()?));
    }
    let (data, problems) = Dataset::from_observations(observations);
    problems.into_result()?;
    Ok(Assessor::as_of(known_by.parse()?).assess_goal(&plan, &goal, &data))
}
