//! Parsing a target and a period, and one assessment of each shape of target.
//!
//! `cargo bench --bench assess`; for a quick look `cargo bench --bench assess -- --quick`.
#![allow(missing_docs, reason = "the macros of criterion make items without documentation")]
#![allow(clippy::expect_used, clippy::panic, reason = "a broken fixture must stop the benchmark")]

use criterion::{Criterion as Bench, criterion_group, criterion_main};
use policy_targets::assess::Assessor;
use policy_targets::data::{Dataset, Observation};
use policy_targets::plan::{
    Baseline, ChangeSign, Criterion, Draft, Goal, Indicator, IndicatorKind, Plan, Requirement, Target, Timing,
};
use policy_targets::progress::{Direction, Path, Projection};
use policy_targets::text::MultilingualText;
use policy_targets::time::{NaiveDate, Period};
use std::error::Error;
use std::hint::black_box;

/// Shapes that one criterion holds: name, indicator (a capacity or a yearly reduction), target.
const SHAPES: [(&str, &str, &str); 7] = [
    ("level", "power", ">= 30 GW by 2025"),
    ("about", "power", "~>= 30 GW by 2025"),
    ("between", "power", "30..40 GW by 2025"),
    ("every", "power", ">= 3 GW every year 2021..2025"),
    ("change", "power", "change >= +26 GW from 2020-12-31 by 2025"),
    ("multiple", "power", ">= x9 from 2020-12-31 by 2025"),
    ("cumulative", "intensity", "change <= -13.5 % cumulative over 2021..2025"),
];

fn parse(bench: &mut Bench) {
    let mut group = bench.benchmark_group("parse");
    for (name, _, text) in SHAPES {
        assert!(text.parse::<Target>().is_ok(), "{text}");
        group.bench_function(format!("target/{name}"), |timer| {
            timer.iter(|| black_box(text).parse::<Target>());
        });
    }
    for text in ["2025", "2024-Q3", "2024-W07", "2024-S1", "2021/2025", "2024-12-31"] {
        assert!(text.parse::<Period>().is_ok(), "{text}");
        group.bench_function(format!("period/{}", text.replace('/', "..")), |timer| {
            timer.iter(|| black_box(text).parse::<Period>());
        });
    }
    group.finish();
}

fn assess(bench: &mut Bench) {
    let plan = plan().expect("the plan");
    let data = data().expect("the data");
    let assessor = Assessor::at(day("2022-12-31"))
        .known_by(day("2023-02-28"))
        .path(Path::Linear)
        .projection(Projection::TheilSen);
    let mut group = bench.benchmark_group("assess");
    for goal in plan.goals() {
        // A refusal would be timed as if it were an answer.
        let verdict = assessor.assess_goal(&plan, goal, &data).verdict().clone();
        assert!(verdict.refusal().is_none(), "{}: {verdict}", goal.id());
        group.bench_function(goal.id().as_str(), |timer| {
            timer.iter(|| assessor.assess_goal(black_box(&plan), goal, black_box(&data)));
        });
    }
    group.finish();
}

/// A goal of each shape on five years of two indicators.
fn plan() -> Result<Plan, Box<dyn Error>> {
    let power = Indicator::new("power".parse()?, "GW".parse()?, IndicatorKind::Level, Timing::End)
        .with_lag("60 days".parse()?);
    let intensity =
        Indicator::new("intensity".parse()?, "%".parse()?, IndicatorKind::ChangeOnYear, Timing::During)
            .with_lag("90 days".parse()?)
            .with_sign(ChangeSign::Reduction);
    let mut draft = Draft::new("benchmark".parse()?, MultilingualText::english("One goal of each shape")?)
        .indicator(power)
        .indicator(intensity);
    let add = |draft: Draft, id: &str, requirement| -> Result<Draft, Box<dyn Error>> {
        Ok(draft.goal(Goal::new(id.parse()?, MultilingualText::english(id)?, requirement)))
    };
    for (name, indicator, target) in SHAPES {
        draft = add(draft, name, Requirement::One(criterion(indicator, target)?))?;
    }
    let arms =
        vec![criterion("power", ">= 30 GW by 2025")?, criterion("power", ">= x8 from 2020-12-31 by 2025")?];
    draft = add(draft, "any-of", Requirement::AnyOf(arms.clone()))?;
    draft = add(draft, "all-of", Requirement::AllOf(arms))?;
    let direction = Requirement::Direction {
        indicator: "power".parse()?,
        direction: Direction::Up,
        baseline: Some(Baseline::stated("3.3 GW".parse()?, "2020-12-31".parse()?)),
        series: Vec::new(),
    };
    draft = add(draft, "direction", direction)?;
    Ok(add(draft, "statement", Requirement::Statement)?.into_plan()?)
}

fn criterion(indicator: &str, target: &str) -> Result<Criterion, Box<dyn Error>> {
    let criterion = Criterion::new(indicator.parse()?, target.parse()?);
    if indicator == "intensity" {
        return Ok(criterion);
    }
    Ok(criterion.with_baseline(Baseline::stated("3.3 GW".parse()?, "2020-12-31".parse()?)))
}

fn data() -> Result<Dataset, Box<dyn Error>> {
    let mut observations = Vec::new();
    for (indicator, period, value, published) in [
        ("power", "2020-12-31", "3.3 GW", "2021-02-20"),
        ("power", "2021-12-31", "5.73 GW", "2022-02-20"),
        ("power", "2022-12-31", "13.1 GW", "2023-02-20"),
        ("intensity", "2021", "2.7 %", "2022-02-28"),
        ("intensity", "2022", "0.1 %", "2023-02-28"),
    ] {
        let (indicator, series, period) = (indicator.parse()?, "s".parse()?, period.parse()?);
        observations.push(Observation::new(indicator, series, period, value.parse()?, published.parse()?));
    }
    let (data, problems) = Dataset::from_observations(observations);
    problems.into_result()?;
    Ok(data)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

criterion_group!(benches, parse, assess);
criterion_main!(benches);
