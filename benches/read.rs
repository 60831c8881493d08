//! Reading tidy CSV into a data set, beside the bare record loop of the parser over the same bytes.
//!
//! `cargo bench --bench read`; the goal is at most twice the instructions of the bare loop.
#![allow(missing_docs, reason = "the macros of criterion make items without documentation")]
#![allow(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a broken fixture must stop the benchmark"
)]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use csv::{ByteRecord, ReaderBuilder};
use policy_targets::data::Dataset;
use std::fmt::Write as _;
use std::hint::black_box;

const HEADER: &str = "indicator,series,period,value,unit,flags,published,source,note\n";

/// So many observations: series of 60 months each, a tenth of them provisional, a tenth with a note.
fn tidy_csv(rows: usize) -> String {
    let mut text = String::with_capacity(rows * 80);
    text.push_str(HEADER);
    for row in 0..rows {
        let (series, month) = (row / 60, row % 60);
        let (year, month_of_year) = (2015 + month / 12, month % 12 + 1);
        let (indicator, area) = (series / 31, series % 31);
        // Steps small enough that no value stands out from its neighbours.
        let (whole, decimals) = (1000 + month * 3, row * 7919 % 100);
        let flags = if row % 10 == 0 { "P" } else { "" };
        let note = if row % 10 == 5 { "\"revised, see the note\"" } else { "" };
        let published = year + 1;
        writeln!(
            text,
            "energy.i{indicator:04},province{area:02},{year}-{month_of_year:02},{whole}.{decimals:02},GWh,\
             {flags},{published}-{month_of_year:02}-15,stats-{year},{note}"
        )
        .expect("writing to a string");
    }
    text
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

fn read(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("read");
    group.sample_size(10);
    for (name, rows) in [("100k", 100_000), ("1M", 1_000_000)] {
        let text = tidy_csv(rows);
        let (data, warnings) = Dataset::read_csv(text.as_bytes()).strict().expect("rows without errors");
        assert_eq!((data.len(), warnings.len()), (rows, 0), "{warnings}");
        drop(data);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(format!("bare records/{name}"), |timer| {
            timer.iter(|| records_of(black_box(&text)));
        });
        group.bench_function(format!("data set/{name}"), |timer| {
            timer.iter(|| Dataset::read_csv(black_box(text.as_bytes())).strict());
        });
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
