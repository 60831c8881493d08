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

#[path = "support/tidy.rs"]
mod tidy;

use criterion::{Criterion as Bench, Throughput, criterion_group, criterion_main};
use policy_targets::data::Dataset;
use std::hint::black_box;
use tidy::{Order, YEARS, assessor, fields_of, plan, read, tidy_csv};

const GOALS: usize = 33_334;

fn read_and_assess(bench: &mut Bench) {
    let text = tidy_csv(GOALS, YEARS, Order::Sorted);
    let interleaved = tidy_csv(GOALS, YEARS, Order::Interleaved);
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("read.csv");
    std::fs::write(&file, &text).expect("the file for the peers");
    println!("{} rows, {} bytes, in read.csv of target/tmp", GOALS * YEARS, text.len());
    let plan = plan(GOALS).expect("the plan");
    let assessor = assessor();
    let verdicts =
        || assessor.assess(&plan, &read(&text)).into_iter().map(|found| found.verdict().to_string());
    assert!(verdicts().all(|verdict| verdict == "on_track (linear, stats)"), "{:?}", verdicts().next());
    assert_eq!(read(&text).len(), GOALS * YEARS);

    let mut group = bench.benchmark_group("read 1M");
    group.sample_size(10);
    group.throughput(Throughput::Elements(u64::try_from(GOALS * YEARS).expect("a count")));
    group.bench_function("bare records", |timer| timer.iter(|| fields_of(black_box(&text))));
    group.bench_function("data set", |timer| {
        timer.iter(|| Dataset::read_csv(black_box(text.as_bytes())).strict());
    });
    group.bench_function("data set, years interleaved", |timer| {
        timer.iter(|| Dataset::read_csv(black_box(interleaved.as_bytes())).strict());
    });
    group.bench_function("data set, lenient", |timer| {
        timer.iter(|| Dataset::read_csv(black_box(text.as_bytes())).lenient());
    });
    group.bench_function("data set and assessments", |timer| {
        timer.iter(|| assessor.assess(&plan, &read(black_box(&text))).len());
    });
    group.finish();

    let data = read(&text);
    let day = "2025-06-30".parse().expect("a day");
    bench.bench_function("view 1M/latest values by day", |timer| {
        timer.iter(|| {
            black_box(&data).view(day).series().map(|series| series.latest().count()).sum::<usize>()
        });
    });
}

criterion_group!(benches, read_and_assess);
criterion_main!(benches);
