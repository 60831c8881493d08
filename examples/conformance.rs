//! Published results checked against their inputs: an answer for each case, one JSON object a line.
//!
//! `cargo run --release --example conformance -- FILE.jsonl ...`, by default some Canadian indicators; a summary goes to
//! standard error. Ends with status 1 if a result that was published differs, or a line cannot be read.

use policy_targets::format::PublishedCase;
use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let (mut agree, mut differ, mut without, mut unread) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        files.push(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/cases/canada.jsonl").to_owned());
    }
    let mut out = std::io::stdout().lock();
    for file in files {
        let text = fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
        for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match line.parse::<PublishedCase>() {
                Ok(case) => {
                    let answer = case.answer();
                    if writeln!(out, "{}", serde_json::to_string(&answer)?).is_err() {
                        return Ok(ExitCode::FAILURE); // nobody reads on, as with `head`
                    }
                    *match answer.matches {
                        Some(true) => &mut agree,
                        Some(false) => &mut differ,
                        None => &mut without,
                    } += 1;
                }
                Err(error) => {
                    eprintln!("{file}:{}: {error}", index + 1);
                    unread += 1;
                }
            }
        }
    }
    eprintln!("{agree} agree, {differ} differ, {without} without a published result, {unread} not read");
    Ok(if differ + unread == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
