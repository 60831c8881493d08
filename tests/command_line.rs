//! The command line as people and pipelines use it: what it prints, where problems go, and how it ends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails loudly")]

use insta::assert_snapshot;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const PLAN: &str = "examples/data/plans/cn-storage-2021.toml";
const DATA: &str = "examples/data/observations/storage.csv";

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_policy-targets"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("COLUMNS");
    command
}

fn run(arguments: &[&str]) -> Output {
    program(arguments).stdin(Stdio::null()).output().expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn printed(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

fn status(arguments: &[&str]) -> i32 {
    run(arguments).status.code().expect("an exit status")
}

/// An empty folder of this test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn path(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

#[test]
fn every_command_explains_itself() {
    assert_snapshot!("help", printed(&["--help"]));
    for command in
        ["check", "assess", "explain", "compare", "methods", "agreement", "convert", "schema", "init"]
    {
        assert_snapshot!(format!("help.{command}"), printed(&[command, "--help"]));
    }
}

#[test]
fn assess_answers_in_every_format() {
    let asked = ["assess", PLAN, DATA, "--as-of", "2023-02-28", "--path", "linear"];
    let with = |more: &[&str]| printed(&[&asked[..], more].concat());
    assert_snapshot!("assess.table", with(&["--method", "open-sdg-2.4"]));
    assert_snapshot!("assess.markdown.zh", with(&["--format", "markdown", "--lang", "zh"]));
    assert_snapshot!("assess.csv", with(&["--format", "csv"]));
    let json = with(&["--format", "json"]);
    assert_eq!(json.lines().count(), 1);
    assert!(json.contains("\"code\":\"behind\""), "{json}");
    assert!(with(&["--format", "html", "--lang", "zh"]).contains("<html lang=\"zh\">"));
}

#[test]
fn narrow_terminals_wrap() {
    for (columns, name) in [("120", "assess.wrapped"), ("44", "assess.narrow")] {
        let asked = ["assess", PLAN, DATA, "--as-of", "2023-02-28", "--path", "linear", "--lang", "zh"];
        let output = program(&asked).env("COLUMNS", columns).output().unwrap();
        assert_snapshot!(name, text(&output.stdout));
    }
}

#[test]
fn the_exit_status_says_how_it_went() {
    let asked = ["assess", PLAN, DATA, "--as-of", "2023-02-28", "--path", "linear"];
    assert_eq!(status(&asked), 0);
    assert_eq!(status(&[&asked[..], &["--fail-on", "missed,met"]].concat()), 0);
    let failing = run(&[&asked[..], &["--fail-on", "behind,missed"]].concat());
    assert_eq!(failing.status.code(), Some(3));
    assert!(text(&failing.stderr).contains("storage-30gw behind"), "{}", text(&failing.stderr));
    assert!(text(&failing.stdout).contains("storage-30gw"), "the answers are printed all the same");
    assert_eq!(status(&["assess", "examples/data/sdmx/energy.csv"]), 1, "no day of publication");
    for usage in [
        &["assess"][..],
        &["assess", "no-such-file.toml"],
        &["assess", PLAN],
        &["assess", PLAN, DATA, "--goal", "nothing"],
        &["assess", PLAN, DATA, "--method", "nothing"],
        &["assess", PLAN, DATA, "--as-of", "yesterday"],
        &["assess", PLAN, DATA, "--lang", "fr"],
        &["assess", PLAN, DATA, "--fail-on", "bad"],
        &["explain", "nothing", PLAN, DATA],
        &["compare", PLAN],
        &["nonsense"],
    ] {
        let output = run(usage);
        assert_eq!(output.status.code(), Some(2), "{usage:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains("error:"), "{usage:?}");
        assert!(output.stdout.is_empty(), "{usage:?}");
    }
}

#[test]
fn problems_are_told_with_their_place_and_what_to_do() {
    let folder = folder("problems");
    fs::write(folder.join("plan.toml"), file(PLAN).replace("unit = \"GW\"", "unit = \"GWW\"")).unwrap();
    fs::write(
        folder.join("data.csv"),
        "indicator,series,period,value,unit,published\nx,a,2020,many,GW,2021\n",
    )
    .unwrap();
    let output = run(&["check", &folder.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr).replace(&folder.display().to_string(), "FOLDER");
    assert_snapshot!("check", told);
    let json = run(&["check", "--format", "json", &folder.display().to_string()]);
    let lines = text(&json.stdout);
    let lines: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.iter().any(|line| line["code"] == "invalid_unit"), "{lines:?}");
    assert!(lines.iter().all(|line| line["help"].is_string()), "{lines:?}");
}

fn file(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

#[test]
fn colours_are_for_terminals() {
    let output = run(&["check", "examples/data/sdmx/energy.csv"]);
    assert!(!text(&output.stderr).contains('\u{1b}'));
    let coloured =
        program(&["check", "examples/data/sdmx/energy.csv"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    let told = text(&coloured.stderr);
    assert!(told.contains('\u{1b}') && told.contains("error"), "{told}");
}

#[test]
fn files_folders_patterns_and_standard_input_are_read() {
    let known = printed(&["assess", PLAN, DATA, "--as-of", "2023-02-28", "--format", "csv"]);
    let mut child = program(&["assess", "-", DATA, "--as-of", "2023-02-28", "--format", "csv"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(file(PLAN).as_bytes()).unwrap();
    assert_eq!(text(&child.wait_with_output().unwrap().stdout), known);
    let pattern = "examples/data/plans/cn-storage-2021.t*";
    assert_eq!(printed(&["assess", pattern, DATA, "--as-of", "2023-02-28", "--format", "csv"]), known);
    let all = printed(&[
        "assess",
        "examples/data/plans",
        "examples/data/observations",
        "--dimension",
        "level",
        "--as-of",
        "2023-02-28",
        "--format",
        "json",
    ]);
    assert_eq!(all.lines().count(), 57);
}

#[test]
fn a_starter_assesses_at_once_and_is_never_overwritten() {
    let folder = folder("starter");
    let name = folder.display().to_string();
    printed(&["init", &name]);
    assert_snapshot!("starter", printed(&["assess", &name]));
    assert_eq!(status(&["check", "--strict", &name]), 0);
    assert_eq!(status(&["init", &name]), 1, "the files are there already");
}

#[test]
fn one_goal_is_explained_with_its_sources_and_its_chart() {
    let folder = folder("explained");
    let (svg, png) = (path(&folder, "chart.svg"), path(&folder, "chart.png"));
    let asked = ["explain", "storage-30gw", PLAN, DATA, "--as-of", "2023-02-28", "--path", "linear"];
    let told = printed(&[&asked[..], &["--chart", &svg]].concat());
    assert_snapshot!("explain", told);
    assert!(fs::read_to_string(&svg).unwrap().starts_with("<svg"));
    if status(&[&asked[..], &["--chart", &png]].concat()) == 0 {
        assert_eq!(fs::read(&png).unwrap()[1..4], *b"PNG");
    }
    assert_eq!(status(&[&asked[..], &["--chart", &path(&folder, "chart.gif")]].concat()), 2);
}

#[test]
fn rounds_and_plans_are_compared() {
    let rounds = ["compare", PLAN, DATA, "--from", "2022-03-31", "--to", "2023-03-31", "--path", "linear"];
    assert_snapshot!("compare.rounds", printed(&rounds));
    let draft = "examples/data/plans/cn-storage-2021-draft.toml";
    assert_snapshot!("compare.plans.zh", printed(&["compare", draft, PLAN, "--lang", "zh"]));
}

#[test]
fn methods_are_listed_shown_and_held_against_each_other() {
    let all = printed(&["methods"]);
    assert_eq!(all.lines().count(), policy_targets::method::registry().len() + 1);
    assert_snapshot!("method", printed(&["methods", "open-sdg-2.4"]));
    let agreement = printed(&[
        "agreement",
        "storage-30gw",
        PLAN,
        DATA,
        "--as-of",
        "2023-02-28",
        "--method",
        "open-sdg-2.4",
        "--method",
        "un-2023",
    ]);
    assert_snapshot!("agreement", agreement);
    let own = printed(&[
        "assess",
        PLAN,
        DATA,
        "--as-of",
        "2023-02-28",
        "--method",
        "examples/data/methods/traffic-light.toml",
    ]);
    assert!(own.contains("traffic-light"), "{own}");
}

#[test]
fn conversions_come_back_and_say_what_is_lost() {
    let folder = folder("converted");
    let (json, csv, sdmx) =
        (path(&folder, "plan.json"), path(&folder, "data.csv"), path(&folder, "data.sdmx.csv"));
    printed(&["convert", PLAN, "--to", "plan-json", "--output", &json]);
    printed(&["convert", DATA, "--to", "tidy-csv", "--output", &csv]);
    let asked = |plan: &str, data: &str| {
        printed(&["assess", plan, data, "--as-of", "2023-02-28", "--format", "json"])
    };
    assert_eq!(asked(&json, &csv), asked(PLAN, DATA));
    let output = run(&["convert", DATA, "--to", "sdmx-csv", "--output", &sdmx]);
    assert!(text(&output.stderr).contains("not_held"), "{}", text(&output.stderr));
    assert!(fs::read_to_string(&sdmx).unwrap().starts_with("STRUCTURE"));
    let package = path(&folder, "package");
    printed(&["convert", DATA, "--to", "data-package", "--output", &package]);
    assert_eq!(asked(PLAN, &package), asked(PLAN, DATA));
    let site = printed(&["convert", DATA, "--to", "open-sdg-csv", "--indicator", "storage.new-type.power"]);
    assert!(site.starts_with("Year,"), "{site}");
    assert_eq!(status(&["convert", DATA, "--to", "open-sdg-csv", "--indicator", "nothing"]), 2);
    assert!(printed(&["convert", PLAN, DATA, "--to", "iati"]).contains("<iati-activities"));
}

#[test]
fn schemas_completions_and_a_manual_are_printed() {
    assert!(printed(&["schema"]).contains("\"$schema\""));
    assert!(printed(&["schema", "assessment"]).contains("Assessment"));
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(printed(&["completions", shell]).contains("policy-targets"), "{shell}");
    }
    assert!(printed(&["man"]).contains(".TH policy-targets"));
}
