//! Our part of the comparison with peers: writes the rows as integers, and times ourselves on the same rows.
//!
//! `benches/peers/run` runs it; alone, `cargo bench --bench peers -- FOLDER [ratings]` writes into a folder that is there.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a broken fixture must stop the benchmark"
)]

#[path = "../support/table.rs"]
mod table;

use policy_targets::method::published::OpenSdg24;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use table::{Buffers, GrowthTable, Table};

const ROWS: usize = 1_000_000;
const REPETITIONS: usize = 5;
/// Runs of a repetition: the clock of a thread moves in steps of milliseconds.
const RUNS: usize = 20;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let Some(folder) = arguments.first().map(Path::new) else {
        println!("Run by benches/peers/run, or with a folder to write to.");
        return;
    };
    if arguments.get(1).is_some_and(|what| what == "ratings") {
        return ratings(folder);
    }
    let table = Table::new(ROWS);
    write(folder, &["baseline", "value", "bound", "elapsed", "whole"], &table.integers);
    let columns = table.columns();
    let mut buffers = Buffers::new(ROWS);
    let start = Instant::now();
    let (busy, wall) = (|| clock(start), || start.elapsed());
    report("no rate", busy, || {
        columns.rows().gap_share_status(black_box(&mut buffers).slots(ROWS).0).expect("equal lengths");
    });
    report("rate", busy, || {
        let (answers, rates) = black_box(&mut buffers).slots(ROWS);
        columns.rows().gap_share_status_rate(answers, rates).expect("equal lengths");
    });
    let standings: Vec<u8> = buffers.status.iter().map(|status| status.byte() & 15).collect();
    std::fs::write(folder.join("standing"), standings).expect("a folder to write to");
    #[cfg(feature = "parallel")]
    {
        report("no rate, all threads", wall, || {
            let (answers, _) = black_box(&mut buffers).slots(ROWS);
            columns.rows().gap_share_status_in_parallel(answers).expect("equal lengths");
        });
        report("rate, all threads", wall, || {
            let (answers, rates) = black_box(&mut buffers).slots(ROWS);
            columns.rows().gap_share_status_rate_in_parallel(answers, rates).expect("equal lengths");
        });
    }
    report("no rate, in parts", busy, || {
        for part in columns.rows().chunks(4096) {
            part.gap_share_status(black_box(&mut buffers).slots(part.len()).0).expect("equal lengths");
        }
    });
    report("build", busy, || drop(black_box(table.columns())));
}

/// Ratings by `open-sdg-2.4`: the ranks of the classes.
fn ratings(folder: &Path) {
    let table = GrowthTable::new(ROWS);
    write(folder, &["base", "latest", "target", "years", "years_to_target", "sign"], &table.integers);
    let mut ranks = vec![0; ROWS];
    let start = Instant::now();
    report(
        "ratings",
        || clock(start),
        || {
            OpenSdg24.rank_rows(table.columns.rows(), black_box(&mut ranks)).expect("equal lengths");
        },
    );
    std::fs::write(folder.join("ranks"), ranks).expect("a folder to write to");
}

fn write(folder: &Path, names: &[&str], columns: &[Vec<i64>]) {
    for (name, column) in names.iter().zip(columns) {
        let bytes: Vec<u8> = column.iter().flat_map(|number| number.to_le_bytes()).collect();
        std::fs::write(folder.join(name), bytes).expect("a folder to write to");
    }
}

/// Since when the clock counts: the time this thread was on a processor where the system tells, so that other
/// programs of a shared machine count as little as possible; else time on the wall.
fn clock(started: Instant) -> Duration {
    let busy = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = busy.as_ref().and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| started.elapsed(), Duration::from_nanos)
}

/// Prints the median and the best time of a run, in nanoseconds a row.
fn report(name: &str, clock: impl Fn() -> Duration, mut run: impl FnMut()) {
    let mut times: Vec<Duration> = (0..REPETITIONS)
        .map(|_| {
            let started = clock();
            for _ in 0..RUNS {
                run();
            }
            clock().saturating_sub(started)
        })
        .collect();
    times.sort();
    #[allow(clippy::cast_precision_loss, reason = "far below 2^52")]
    let [median, best] =
        [REPETITIONS / 2, 0].map(|place| times[place].as_secs_f64() * 1e9 / (ROWS * RUNS) as f64);
    println!("{name}\t{median:.3}\t{best:.3}");
}
