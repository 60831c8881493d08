//! Gap, share and status over columns, with and without the required rate; times are per row.
//!
//! `cargo bench --bench columns`, with `--features parallel` on all processors as well. The goals are 12 ns a row,
//! and 35 ns with the rate. 4096 rows stay in the cache, a million do not.
#![allow(missing_docs, reason = "the macros of criterion make items without documentation")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a broken fixture must stop the benchmark"
)]

#[path = "support/table.rs"]
mod table;

use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main, measurement::WallTime};
use policy_targets::progress::columns::Row;
use std::hint::black_box;
use std::time::Instant;
use table::{Buffers, Table};

/// Rows whose answers stay in the cache when a caller works in parts.
const PART: usize = 4096;

/// Reports the time of a run divided by the rows it answers.
fn per_row(group: &mut BenchmarkGroup<'_, WallTime>, name: &str, rows: usize, mut run: impl FnMut()) {
    let rows = u32::try_from(rows).expect("rows");
    group.bench_function(name, |timer| {
        timer.iter_custom(|times| {
            let started = Instant::now();
            for _ in 0..times {
                run();
            }
            started.elapsed() / rows
        });
    });
}

fn columns(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("columns");
    for (size, rows) in [("4096", PART), ("1M", 1_000_000)] {
        let table = Table::new(rows);
        let columns = table.columns();
        let mut buffers = Buffers::new(rows);
        per_row(&mut group, &format!("gap, share, status/{size}"), rows, || {
            columns.rows().gap_share_status(black_box(&mut buffers).slots(rows).0).expect("equal lengths");
        });
        per_row(&mut group, &format!("with the required rate/{size}"), rows, || {
            let (answers, rates) = black_box(&mut buffers).slots(rows);
            columns.rows().gap_share_status_rate(answers, rates).expect("equal lengths");
        });
        #[cfg(feature = "parallel")]
        per_row(&mut group, &format!("gap, share, status, in parallel/{size}"), rows, || {
            let (answers, _) = black_box(&mut buffers).slots(rows);
            columns.rows().gap_share_status_in_parallel(answers).expect("equal lengths");
        });
        #[cfg(feature = "parallel")]
        per_row(&mut group, &format!("with the required rate, in parallel/{size}"), rows, || {
            let (answers, rates) = black_box(&mut buffers).slots(rows);
            columns.rows().gap_share_status_rate_in_parallel(answers, rates).expect("equal lengths");
        });
        per_row(&mut group, &format!("built from values/{size}"), rows, || {
            black_box(table.columns());
        });
        if rows > PART {
            per_row(&mut group, &format!("gap, share, status, in parts/{size}"), rows, || {
                for part in columns.rows().chunks(PART) {
                    let (answers, _) = black_box(&mut buffers).slots(part.len());
                    part.gap_share_status(answers).expect("equal lengths");
                }
            });
        }
    }
    let table = Table::new(PART);
    let wide = table.wide_columns();
    let mut buffers = Buffers::new(PART);
    per_row(&mut group, "gap, share, status of wide rows/4096", PART, || {
        wide.rows().gap_share_status(black_box(&mut buffers).slots(PART).0).expect("equal lengths");
    });
    let rows = table.rows();
    per_row(&mut group, "single numbers, all answers/4096", PART, || {
        rows.iter().map(Row::answer).for_each(|answer| drop(black_box(answer)));
    });
    group.finish();
}

criterion_group!(benches, columns);
criterion_main!(benches);
