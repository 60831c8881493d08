//! Runs every example as a program and compares what it prints with the committed text.
//!
//! `examples/expected/NAME.txt` is the output of `NAME`; `NAME.2023-02-28.txt` that of `NAME 2023-02-28`, the
//! arguments being separated by dots. `UPDATE_EXPECTED=1 cargo test --all-features` rewrites them, and the
//! output shown in the README: read the difference before committing it.
#![cfg(all(feature = "toml", feature = "json", feature = "csv"))]
#![allow(clippy::panic, clippy::expect_used, reason = "a test fails loudly")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

#[test]
fn every_example_prints_what_is_expected() {
    let names = stems(&root().join("examples"), "rs");
    let mut cases = stems(&expected_folder(), "txt");
    assert!(!names.is_empty(), "no examples were found");
    if updating() {
        fs::create_dir_all(expected_folder()).expect("examples/expected");
        cases.extend(names.iter().cloned());
    }
    let covered: BTreeSet<String> = cases.iter().map(|case| example_of(case).to_owned()).collect();
    assert_eq!(covered, names, "examples with expected output, and examples: run with UPDATE_EXPECTED=1");
    for case in cases {
        let path = expected_folder().join(format!("{case}.txt"));
        let printed = run(&case);
        if updating() {
            fs::write(path, printed).expect("expected output");
        } else {
            same_lines(&case, &fs::read_to_string(path).expect("expected output"), &printed);
        }
    }
}

#[test]
fn the_readme_shows_what_the_main_job_prints() {
    const START: &str = "<!-- output -->\n```text\n";
    const END: &str = "```\n<!-- /output -->";
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path).expect("README.md");
    let (before, rest) = readme.split_once(START).expect("the start of the output in README.md");
    let (shown, after) = rest.split_once(END).expect("the end of the output in README.md");
    // As many lines as are shown now; the first time, a screen.
    let count = if shown.is_empty() { 24 } else { shown.lines().count() };
    let printed = run("target_gaps");
    let first: String = printed.lines().take(count).flat_map(|line| [line, "\n"]).collect();
    if updating() {
        fs::write(path, [before, START, &first, END, after].concat()).expect("README.md");
    } else {
        same_lines("README.md", shown, &first);
    }
}

/// Runs a case, such as `target_gaps.2023-02-28`, from the top of the repository.
fn run(case: &str) -> String {
    let mut parts = case.split('.');
    let name = parts.next().unwrap_or_default();
    let mut program = env::current_exe().expect("this test");
    program.pop();
    program.pop();
    program.push("examples");
    program.push(format!("{name}{}", env::consts::EXE_SUFFIX));
    assert!(
        program.exists(),
        "{name} is not built: run `cargo test --all-features`, which builds the examples"
    );
    let output = Command::new(program).args(parts).current_dir(root()).output().expect("the example starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{case}: {}\n{errors}", output.status);
    String::from_utf8(output.stdout).expect("UTF-8 output")
}

/// Reports the first line that differs instead of two long texts.
fn same_lines(case: &str, expected: &str, printed: &str) {
    let pairs = expected.lines().zip(printed.lines());
    for (number, (expected, printed)) in (1..).zip(pairs) {
        assert_eq!(printed, expected, "{case}, line {number}: printed, expected");
    }
    assert_eq!(printed.lines().count(), expected.lines().count(), "{case}: lines printed, expected");
    assert!(printed == expected, "{case}: the ends of lines differ");
}

fn updating() -> bool {
    env::var_os("UPDATE_EXPECTED").is_some()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn expected_folder() -> PathBuf {
    root().join("examples/expected")
}

fn example_of(case: &str) -> &str {
    case.split('.').next().unwrap_or(case)
}

/// The names of a folder's files with an ending, without it.
fn stems(folder: &Path, ending: &str) -> BTreeSet<String> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeSet::new() };
    let paths = entries.map(|entry| entry.expect("entry").path());
    let paths = paths.filter(|path| path.extension().is_some_and(|found| found == ending));
    paths.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
}
