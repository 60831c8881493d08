//! The gate on speed without a clock: instructions a row, counted by callgrind, against committed limits.
//!
//! `.ci/instructions` runs it. Each task of [`TASKS`] runs under callgrind twice, with few and with more repetitions
//! of the same work; the difference is the work alone, without setting up. `instructions.toml` holds the limits.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a broken fixture must stop the gate"
)]

#[path = "support/table.rs"]
mod table;
#[path = "support/tidy.rs"]
mod tidy;

use policy_targets::progress::columns::Row;
use serde::Deserialize;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use table::{Buffers, Table};
use tidy::{Order, YEARS, assessor, fields_of, plan, read, tidy_csv};

/// Work under a name: sets up so many rows and does its work on them so many times.
type Task = (&'static str, fn(rows: usize, repetitions: usize));

/// Every task has its limit under the same name in `instructions.toml`.
const TASKS: &[Task] = &[
    ("columns/gap-share-status", gap_share_status),
    ("columns/gap-share-status-rate", gap_share_status_rate),
    ("columns/gap-share-status-wide", gap_share_status_wide),
    ("columns/build", build),
    ("columns/single-numbers", single_numbers),
    ("read/bare-records", bare_records),
    ("read/sorted", |rows, repetitions| read_rows(Order::Sorted, rows, repetitions)),
    ("read/interleaved", |rows, repetitions| read_rows(Order::Interleaved, rows, repetitions)),
    ("read/sorted-and-assessed", read_and_assess),
    ("assess/goal-of-30-points", |goals, repetitions| assess(30, goals, repetitions)),
    ("assess/goal-of-5-points", |goals, repetitions| assess(5, goals, repetitions)),
];

const FEW: usize = 2;
const MORE: usize = 6;

fn gap_share_status(rows: usize, repetitions: usize) {
    let (columns, mut buffers) = (Table::new(rows).columns(), Buffers::new(rows));
    for _ in 0..repetitions {
        columns.rows().gap_share_status(black_box(&mut buffers).slots(rows).0).expect("equal lengths");
    }
}

fn gap_share_status_rate(rows: usize, repetitions: usize) {
    let (columns, mut buffers) = (Table::new(rows).columns(), Buffers::new(rows));
    for _ in 0..repetitions {
        let (answers, rates) = black_box(&mut buffers).slots(rows);
        columns.rows().gap_share_status_rate(answers, rates).expect("equal lengths");
    }
}

fn gap_share_status_wide(rows: usize, repetitions: usize) {
    let (columns, mut buffers) = (Table::new(rows).wide_columns(), Buffers::new(rows));
    for _ in 0..repetitions {
        columns.rows().gap_share_status(black_box(&mut buffers).slots(rows).0).expect("equal lengths");
    }
}

fn build(rows: usize, repetitions: usize) {
    let table = Table::new(rows);
    for _ in 0..repetitions {
        black_box(table.columns());
    }
}

fn single_numbers(rows: usize, repetitions: usize) {
    let rows = Table::new(rows).rows();
    for _ in 0..repetitions {
        rows.iter().map(Row::answer).for_each(|answer| drop(black_box(answer)));
    }
}

fn bare_records(rows: usize, repetitions: usize) {
    let text = tidy_csv(rows / YEARS, YEARS, Order::Sorted);
    for _ in 0..repetitions {
        black_box(fields_of(black_box(&text)));
    }
}

fn read_rows(order: Order, rows: usize, repetitions: usize) {
    let text = tidy_csv(rows / YEARS, YEARS, order);
    for _ in 0..repetitions {
        black_box(read(black_box(&text)));
    }
}

fn read_and_assess(rows: usize, repetitions: usize) {
    let goals = rows / YEARS;
    let (text, plan, assessor) =
        (tidy_csv(goals, YEARS, Order::Sorted), plan(goals).expect("the plan"), assessor());
    for _ in 0..repetitions {
        black_box(assessor.assess(&plan, &read(black_box(&text))));
    }
}

/// A row is a goal with so many yearly values.
fn assess(points: usize, goals: usize, repetitions: usize) {
    let data = read(&tidy_csv(goals, points, Order::Sorted));
    let (plan, assessor) = (plan(goals).expect("the plan"), assessor());
    for _ in 0..repetitions {
        black_box(assessor.assess(&plan, black_box(&data)));
    }
}

#[derive(Deserialize)]
struct Limits {
    task: Vec<Limit>,
}

/// What a task may cost.
#[derive(Deserialize)]
struct Limit {
    name: String,
    rows: usize,
    /// Instructions a row, as measured when the limit was set.
    instructions: f64,
    /// Percent above that at which the gate fails.
    margin: f64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => {
            println!("Counted by .ci/instructions:");
            for (name, _) in TASKS {
                println!("  {name}");
            }
            ExitCode::SUCCESS
        }
        ["check"] => check(),
        ["run", name, rows, repetitions] => {
            let (_, work) = TASKS.iter().find(|(task, _)| *task == name).expect("a task of the list");
            work(rows.parse().expect("rows"), repetitions.parse().expect("repetitions"));
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("found {arguments:?}, expected nothing, `check`, or `run TASK ROWS REPETITIONS`");
            ExitCode::FAILURE
        }
    }
}

fn check() -> ExitCode {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/instructions.toml");
    let text = std::fs::read_to_string(path).expect("benches/instructions.toml");
    let limits: Limits = toml::from_str(&text).expect("tasks with name, rows, instructions and margin");
    for (name, _) in TASKS {
        assert!(limits.task.iter().any(|limit| limit.name == *name), "{name} has no limit");
    }
    let mut slower = 0;
    println!("{:32} {:>7} {:>12} {:>10}", "instructions a row", "rows", "now", "limit");
    for limit in &limits.task {
        let now = instructions_a_row(limit);
        let most = limit.instructions * (1.0 + limit.margin / 100.0);
        let least = limit.instructions * (1.0 - limit.margin / 100.0);
        let remark = if now > most {
            slower += 1;
            "  SLOWER: over the limit"
        } else if now < least {
            "  faster: lower the limit"
        } else {
            ""
        };
        println!("{:32} {:>7} {now:>12.1} {most:>10.1}{remark}", limit.name, limit.rows);
    }
    if slower == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn instructions_a_row(limit: &Limit) -> f64 {
    let [few, more] = [FEW, MORE].map(|repetitions| collected(&limit.name, limit.rows, repetitions));
    let rows = limit.rows * (MORE - FEW);
    #[allow(clippy::cast_precision_loss, reason = "counts far below 2^52")]
    let instructions = (more - few) as f64 / rows as f64;
    instructions
}

/// All instructions of one run of a task.
fn collected(task: &str, rows: usize, repetitions: usize) -> u64 {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["run", task, &rows.to_string(), &repetitions.to_string()])
        .stdout(Stdio::null())
        .output()
        .expect("valgrind is installed");
    let report = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{task}: {report}");
    let total = report.lines().find_map(|line| line.split_once("Collected :"));
    total.and_then(|(_, count)| count.trim().parse().ok()).unwrap_or_else(|| panic!("{task}: {report}"))
}
