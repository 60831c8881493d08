//! Reading tidy CSV into a data set and on to assessments, beside the bare record loop of the `csv` crate over the
//! same bytes: 33 334 goals, each with thirty years of one series.
//!
//! `cargo bench --bench read`; `benches/peers/read.py` then reads the same file, which is left in `target/tmp`.
#![allow(missing_docs, reason = "the macros of criterion make items without documentation")]
#![allow(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a broken fixture must stop the benchmark"
)]

use criterion::{Criterion as Bench, Throughput, criterion_group, criterion_main};
use csv::{ByteRecord, ReaderBuilder};
use policy_targets::assess::Assessor;
use policy_targets::data::Dataset;
use policy_targets::plan::{
    Baseline, Criterion, Draft, Goal, Indicator, IndicatorKind, Plan, Requirement, Timing,
};
use policy_targets::progress::Path;
use policy_targets::text::MultilingualText;
use policy_targets::time::NaiveDate;
use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;

const HEADER: &str = "indicator,series,period,value,unit,flags,published,source,note\n";
const GOALS: usize = 33_334;
const YEARS: usize = 30;

/// Thirty years of each indicator, series by series; a tenth of the values provisional, a tenth with a note.
fn tidy_csv(goals: usize) -> String {
    let mut text = String::with_capacity(goals * YEARS * 70);
    text.push_str(HEADER);
    for row in 0..goals * YEARS {
        let (goal, number) = (row / YEARS, row % YEARS);
        let year = 1995 + number;
        // Steps small enough that no value stands out from its neighbours.
        let (whole, decimals) = (1000 + number * 30, row * 7919 % 100);
        let flags = if row % 10 == 0 { "P" } else { "" };
        let note = if row % 10 == 5 { "\"revised, see the note\"" } else { "" };
        let published = year + 1;
        writeln!(
            text,
            "energy.i{goal:05},stats,{year},{whole}.{decimals:02},GWh,{flags},{published}-03-15,stats-{published},{note}"
        )
        .expect("writing to a string");
    }
    text
}

/// A goal for each indicator, due five years after the last value.
fn plan(goals: usize) -> Result<Plan, Box<dyn Error>> {
    let mut draft = Draft::new("benchmark".parse()?, MultilingualText::english("A goal for each indicator")?);
    for goal in 0..goals {
        let id: policy_targets::text::Id = format!("energy.i{goal:05}").parse()?;
        let indicator = Indicator::new(id.clone(), "GWh".parse()?, IndicatorKind::Level, Timing::End);
        let baseline = Baseline::stated("1000 GWh".parse()?, "1995".parse()?);
        let criterion = Criterion::new(id.clone(), ">= 2000 GWh by 2029".parse()?).with_baseline(baseline);
        let wording = MultilingualText::english("2000 GWh by 2029")?;
        draft = draft.indicator(indicator).goal(Goal::new(id, wording, Requirement::One(criterion)));
    }
    Ok(draft.into_plan()?)
}

fn records_of(text: &str) -> usize {
    let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut count = 0;
    while reader.read_byte_record(&mut record).expect("a record") {
        count += record.len();
    }
    count
}

fn read(text: &str) -> Dataset {
    let (data, warnings) = Dataset::read_csv(text.as_bytes()).strict().expect("rows without errors");
    assert!(warnings.is_empty(), "{warnings}");
    data
}

fn read_and_assess(bench: &mut Bench) {
    let text = tidy_csv(GOALS);
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("read.csv");
    std::fs::write(&file, &text).expect("the file for the peers");
    println!("{} rows, {} bytes, in read.csv of target/tmp", GOALS * YEARS, text.len());
    let plan = plan(GOALS).expect("the plan");
    let day = NaiveDate::from_ymd_opt(2025, 6, 30).expect("a day");
    let assessor = Assessor::as_of(day).path(Path::Linear);
    let verdicts =
        || assessor.assess(&plan, &read(&text)).into_iter().map(|found| found.verdict().to_string());
    assert!(verdicts().all(|verdict| verdict == "on_track (linear, stats)"), "{:?}", verdicts().next());
    assert_eq!(read(&text).len(), GOALS * YEARS);

    let mut group = bench.benchmark_group("read 1M");
    group.sample_size(10);
    group.throughput(Throughput::Elements(u64::try_from(GOALS * YEARS).expect("a count")));
    group.bench_function("bare records", |timer| timer.iter(|| records_of(black_box(&text))));
    group.bench_function("data set", |timer| {
        timer.iter(|| Dataset::read_csv(black_box(text.as_bytes())).strict());
    });
    group.bench_function("data set, lenient", |timer| {
        timer.iter(|| Dataset::read_csv(black_box(text.as_bytes())).lenient());
    });
    group.bench_function("data set and assessments", |timer| {
        timer.iter(|| assessor.assess(&plan, &read(black_box(&text))).len());
    });
    group.finish();

    let data = read(&text);
    bench.bench_function("view 1M/latest values by day", |timer| {
        timer.iter(|| {
            black_box(&data).view(day).series().map(|series| series.latest().count()).sum::<usize>()
        });
    });
}

criterion_group!(benches, read_and_assess);
criterion_main!(benches);
