//! Views, rounds and changes over a large data set: 1,000,000 periods with three vintages each, 1,000 goals.
//!
//! `cargo bench --bench monitor`, or with the memory: `/usr/bin/time -v cargo bench --bench monitor`. The first argument
//! after `--` is the number of series, 33,334 by default; each has 30 years. Times are medians of five.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a broken fixture must stop it"
)]

use policy_targets::assess::Assessor;
use policy_targets::data::{Dataset, Observation, Reported, SeriesKey};
use policy_targets::monitor::{Snapshot, between};
use policy_targets::number::Value;
use policy_targets::plan::{
    Baseline, Criterion, Draft, Goal, Indicator, IndicatorKind, Plan, Requirement, Timing,
};
use policy_targets::progress::{Path, Projection};
use policy_targets::text::{Id, MultilingualText};
use policy_targets::time::{NaiveDate, PartialDate, Period};
use policy_targets::unit::{Quantity, Reading, Unit};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

const YEARS: i32 = 30;
const FIRST: i32 = 1995;
const VINTAGES: u32 = 3;
const GOALS: u32 = 1000;

fn main() {
    let series = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(33_334);
    let (data, plan) = (data(series), plan(series.min(GOALS as usize)));
    let periods = data.len() / VINTAGES as usize;
    println!(
        "{} observations of {periods} periods in {series} series, {} goals",
        data.len(),
        plan.goals().len()
    );

    let latest = |day: &str| {
        let view = data.view(date(day));
        view.series().map(|series| series.latest().count()).sum::<usize>()
    };
    assert_eq!(latest("2026-12-31"), periods);
    let view = median(|| black_box(data.view(date(black_box("2010-06-30")))).known_by());
    println!("a view of a day: {view:?}");
    let walk = median(|| latest(black_box("2010-06-30")));
    println!("the latest vintage of every period known by a day in the middle: {walk:?}");

    let question = |day: &str| Assessor::as_of(date(day)).path(Path::Linear).projection(Projection::TheilSen);
    let assessments = question("2018-06-30").assess(&plan, &data);
    assert!(assessments.iter().all(|assessment| assessment.pace().is_ok()), "every goal has a pace");
    let round = median(|| question("2018-06-30").assess(&plan, &data));
    println!("a round of {} goals: {round:?}, {:?} a goal", plan.goals().len(), round / GOALS);

    let snapshot = |day: &str| Snapshot::new(&plan, &data, question(day));
    let (before, after) = (snapshot("2018-06-30"), snapshot("2019-06-30"));
    assert_eq!(between(&before, &after).goals().len(), plan.goals().len());
    let changes = median(|| between(&before, &after));
    println!("what changed in a year, with causes: {changes:?}, {:?} a goal", changes / GOALS);
    if let Some(peak) = peak_memory() {
        println!("peak memory of the whole run: {peak}");
    }
}

fn median<T>(mut run: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..5)
        .map(|_| {
            let started = Instant::now();
            let result = black_box(run());
            let elapsed = started.elapsed();
            drop(result);
            elapsed
        })
        .collect();
    times.sort_unstable();
    times[2]
}

/// What the kernel says this process held at most; only where it says so.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().skip(1).collect::<Vec<_>>().join(" "))
}

fn id(text: &str) -> Id {
    text.parse().expect("an id")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn indicator(number: usize) -> Id {
    id(&format!("energy.i{number:05}"))
}

/// Every year is published three times: in March and in September of the next year, and in March of the year after.
fn data(series: usize) -> Dataset {
    let unit: Unit = "GW".parse().expect("a unit");
    let mut observations = Vec::with_capacity(series * YEARS as usize * VINTAGES as usize);
    for number in 0..series {
        let key = Arc::new(SeriesKey::new(indicator(number), id("stats")));
        for year in 0..YEARS {
            let period = Period::year(FIRST + year).expect("a year");
            for vintage in 0..VINTAGES {
                let (after, month) = [(1, 3), (1, 9), (2, 3)][vintage as usize];
                let day = NaiveDate::from_ymd_opt(FIRST + year + after, month, 15).expect("a day");
                let mantissa =
                    1000 + i64::from(year) * 100 + i64::from(vintage) + i64::try_from(number % 97).unwrap();
                let value =
                    Quantity::new(Reading::Exact(Value::new(mantissa, 2).expect("a value")), unit.clone());
                let published = PartialDate::day(day).expect("a date");
                observations.push(Observation::of_series(
                    key.clone(),
                    period,
                    Reported::Value(value),
                    published,
                ));
            }
        }
    }
    let (data, problems) = Dataset::from_observations(observations);
    assert!(problems.is_empty(), "{problems}");
    data
}

fn plan(goals: usize) -> Plan {
    let text = |text: &str| MultilingualText::english(text).expect("a text");
    let mut draft = Draft::new(id("plan"), text("A plan"));
    for number in 0..goals {
        let name = indicator(number);
        draft = draft.indicator(Indicator::new(
            name.clone(),
            "GW".parse().expect("a unit"),
            IndicatorKind::Level,
            Timing::End,
        ));
        let baseline = Baseline::Reported { period: Period::year(2010).expect("a year") };
        let criterion =
            Criterion::new(name, ">= 45 GW by 2030".parse().expect("a target")).with_baseline(baseline);
        draft = draft.goal(Goal::new(
            id(&format!("goal-{number}")),
            text("Reach it"),
            Requirement::One(criterion),
        ));
    }
    draft.into_plan().expect("a plan")
}
