//! One rating by each method of the registry on a series of 30 years, and a million ratings of columns by `open-sdg-2.4`.
//!
//! `cargo bench --bench methods`; for a quick look `cargo bench --bench methods -- --quick`.
#![allow(missing_docs, reason = "the macros of criterion make items without documentation")]
#![allow(
    clippy::expect_used,
    clippy::arithmetic_side_effects,
    reason = "a broken fixture must stop the benchmark"
)]

#[path = "support/table.rs"]
mod table;

use criterion::{Criterion as Bench, Throughput, criterion_group, criterion_main};
use policy_targets::method::published::OpenSdg24;
use policy_targets::method::{Case, Parameter, Point, registry};
use policy_targets::number::Value;
use policy_targets::progress::Direction;
use std::hint::black_box;
use table::GrowthTable;

const YEARS: i32 = 30;
const LAST: i32 = 2024;
const ROWS: usize = 1_000_000;

/// A slowly rising share with every parameter that a method may ask for.
fn case() -> Case {
    let level = |year: i32| Value::from(i64::from(300 + 3 * year + year % 4));
    let points = |years: std::ops::RangeInclusive<i32>| -> Vec<Point> {
        years.map(|year| Point::new(year, level(year - (LAST - YEARS)))).collect()
    };
    let number = |text: &str| text.parse::<Value>().expect("a number");
    Case::new(points(LAST - YEARS + 1..=LAST))
        .with_direction(Direction::Up)
        .with_base_year(2015)
        .with_target(number("450"))
        .with_target_year(2030)
        .with(Parameter::Best, number("1000"))
        .with(Parameter::Worst, number("0"))
        .with(Parameter::Green, number("450"))
        .with(Parameter::Red, number("300"))
        .with(Parameter::Quarter, number("2"))
        .with(Parameter::Planned, number("400"))
        .with(Parameter::AnnualRate, number("0.042"))
        .with(Parameter::Reduction, number("0.3"))
        .with(Parameter::GoalType, "base_year")
        .with(Parameter::Indicator, "coverage")
        .with(Parameter::Peers, points(2000..=2009))
        .with(Parameter::Scenario, points(2015..=2030))
        .with(Parameter::ReferencePath, vec![Point::new(0, number("0")), Point::new(90, number("1000"))])
}

fn one_rating(bench: &mut Bench) {
    let mut group = bench.benchmark_group("rate");
    let case = case();
    for method in registry() {
        // A refusal would be timed as if it were a rating.
        let described = method.description();
        if method.rate(&case).is_ok() {
            group.bench_function(described.id(), |timer| timer.iter(|| method.rate(black_box(&case))));
        }
    }
    group.finish();
}

/// A million ratings of columns, as the ranks of their classes.
fn columns(bench: &mut Bench) {
    let table = GrowthTable::new(ROWS);
    let mut ranks = vec![0; ROWS];
    let mut group = bench.benchmark_group("columns");
    group.throughput(Throughput::Elements(u64::try_from(ROWS).expect("a count"))).sample_size(10);
    group.bench_function("open-sdg-2.4", |timer| {
        timer.iter(|| OpenSdg24.rank_rows(table.columns.rows(), black_box(&mut ranks)));
    });
    group.finish();
}

criterion_group!(benches, one_rating, columns);
criterion_main!(benches);
