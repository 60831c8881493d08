//! Every shape of target through files, with every kind of evidence: the rows of `shapes.toml`.
//! And that no variant of a target, no path, projection, verdict, refusal or diagnostic code is without a row.
#![cfg(all(feature = "toml", feature = "json", feature = "csv"))]

#[path = "shapes/ask.rs"]
mod ask;
#[path = "shapes/names.rs"]
mod names;
#[path = "shapes/problems.rs"]
mod problems;

use ask::{Ask, answers, csv};
use policy_targets::assess::{Assessment, LeftOutReason, Marker, RefusalCode, VerdictCode};
use policy_targets::diagnostic::Code;
use policy_targets::plan::Plan;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What `shapes.toml` holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// Indicators by the name that rows call them by.
    indicators: BTreeMap<String, String>,
    shape: Vec<Shape>,
    refusal: Vec<Refused>,
    unreachable: Vec<Unreachable>,
    problem: Vec<problems::Problem>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    name: String,
    indicators: Vec<String>,
    /// The goal's fields after its wording.
    goal: String,
    #[serde(default)]
    ask: Ask,
    /// Kinds of evidence that make no sense for the shape, and why.
    #[serde(default)]
    without: BTreeMap<String, String>,
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    evidence: String,
    #[serde(default)]
    data: Vec<String>,
    #[serde(default)]
    ask: Ask,
    /// Instead of the goal of the shape.
    goal: Option<String>,
    /// Fields of the plan beside its title.
    #[serde(default)]
    plan: String,
    expect: BTreeMap<String, String>,
}

/// A question whose answer on an axis is a refusal.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Refused {
    code: String,
    /// The answer that is refused.
    axis: String,
    indicators: Vec<String>,
    goal: String,
    #[serde(default)]
    data: Vec<String>,
    ask: Ask,
}

/// A refusal that no file leads to, and why.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unreachable {
    code: String,
    why: String,
}

const KINDS: [&str; 6] = ["exact", "bound", "missing", "stale", "flagged", "superseded"];

fn table() -> Table {
    toml::from_str(include_str!("shapes.toml")).unwrap_or_else(|error| panic!("{error}"))
}

impl Table {
    fn plan(&self, fields: &str, indicators: &[String], goal: &str) -> String {
        let issued = if fields.contains("issued") { "" } else { "issued = 2021-01-01\n" };
        let mut text = format!("format = 1\nid = \"p\"\ntitle = \"P\"\n{issued}{fields}\n");
        for name in indicators {
            let fields = self.indicators.get(name).unwrap_or_else(|| panic!("no indicator {name}"));
            text.extend(["[[indicators]]\n", fields, "\n"]);
        }
        text + "[[goals]]\nid = \"g\"\nwording = \"W\"\n" + goal
    }

    fn ask(&self, shape: &Shape, row: &Row) -> (Plan, Assessment) {
        let goal = row.goal.as_deref().unwrap_or(&shape.goal);
        // What is superseded is so half a year before the day that most rows ask about.
        let superseded = match row.evidence.as_str() {
            "superseded" => "superseded = { by = \"next/g\", on = 2022-06-30 }\n",
            _ => "",
        };
        let plan = self.plan(&row.plan, &shape.indicators, &format!("{superseded}{goal}"));
        ask::ask(&plan, &csv(&row.data), &row.ask.or(&shape.ask))
    }

    fn rows(&self) -> impl Iterator<Item = (&Shape, &Row)> {
        self.shape.iter().flat_map(|shape| shape.row.iter().map(move |row| (shape, row)))
    }

    fn refused(&self, refused: &Refused) -> Assessment {
        let plan = self.plan("", &refused.indicators, &refused.goal);
        ask::ask(&plan, &csv(&refused.data), &refused.ask).1
    }
}

/// Fails with everything that is missing, not with the first of it.
#[track_caller]
fn assert_none(missing: &[String], what: &str) {
    assert!(missing.is_empty(), "{what}:\n{}", missing.join("\n"));
}

#[test]
fn every_row_is_answered_as_expected() {
    let table = table();
    let mut wrong = Vec::new();
    for (shape, row) in table.rows() {
        let place = format!("{} / {} {:?}", shape.name, row.evidence, row.data);
        let asked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| table.ask(shape, row)));
        let Ok((_, found)) = asked else {
            wrong.push(format!("{place}: does not read"));
            continue;
        };
        let found = answers(&found);
        for (name, expected) in &row.expect {
            let answer = found.get(name.as_str()).map_or("no such answer", String::as_str);
            if answer != expected {
                wrong.push(format!("{place}: {name} is \"{answer}\", expected \"{expected}\""));
            }
        }
        if !row.expect.contains_key("verdict") || row.expect.len() < 2 {
            wrong.push(format!("{place}: expects too little"));
        }
    }
    assert_none(&wrong, "rows with other answers than expected");
}

#[test]
fn every_shape_has_every_kind_of_evidence_or_says_why_not() {
    let table = table();
    let mut missing = Vec::new();
    for shape in &table.shape {
        for kind in KINDS {
            let has_row = shape.row.iter().any(|row| row.evidence == kind);
            let reason = shape.without.get(kind).is_some_and(|reason| !reason.is_empty());
            if has_row == reason {
                missing.push(format!("{}: {kind}", shape.name));
            }
        }
    }
    assert_none(&missing, "shapes without a kind of evidence, or with one and a reason against it");
}

/// The label of a row says what stands in its data.
#[test]
fn the_kind_of_evidence_is_what_the_data_hold() {
    let table = table();
    let mut wrong = Vec::new();
    for (shape, row) in table.rows() {
        let cell = |index: usize| row.data.iter().filter_map(move |data| data.split(',').nth(index));
        let is_bound = |value: &str| value.starts_with(['>', '<', '~']) || value.contains("..");
        let verdict = &row.expect["verdict"];
        let fits = match row.evidence.as_str() {
            "exact" => !cell(3).any(is_bound),
            "bound" => cell(3).any(is_bound) || shape.goal.contains("checklist"),
            "flagged" => cell(6).any(|flags| !flags.is_empty()),
            "superseded" => verdict.starts_with("superseded (by next/g"),
            "stale" => {
                verdict.contains("stale")
                    || row.expect.values().any(|answer| answer == "refused stale" || answer.contains("stale"))
            }
            "missing" => true,
            other => panic!("no kind of evidence {other}"),
        };
        if !fits {
            wrong.push(format!("{} / {} {:?}", shape.name, row.evidence, row.data));
        }
    }
    assert_none(&wrong, "rows that are not of their kind");
}

#[test]
fn no_variant_of_a_target_is_without_a_row() {
    let table = table();
    let found: BTreeSet<String> =
        table.rows().flat_map(|(shape, row)| names::of_plan(&table.ask(shape, row).0)).collect();
    let missing: Vec<String> = names::all().difference(&found).cloned().collect();
    assert_none(&missing, "variants without a row");
    let unnamed: Vec<String> = found.difference(&names::all()).cloned().collect();
    assert_none(&unnamed, "variants that are not in the list");
}

#[test]
fn no_path_projection_verdict_or_mark_is_without_a_row() {
    let table = table();
    let mut found = BTreeSet::new();
    for (shape, row) in table.rows() {
        let (_, assessment) = table.ask(shape, row);
        let mut verdict = Some(assessment.verdict());
        while let Some(seen) = verdict {
            found.insert(format!("verdict {}", seen.code()));
            verdict = seen.would_be();
        }
        for arm in assessment.arms() {
            if let (Ok(resolution), Ok(_)) = (arm.resolution(), arm.pace()) {
                found.extend(resolution.path().map(|path| format!("path {}", names::of_path(path))));
            }
            found.extend(arm.outlook().map(|outlook| format!("projection {}", outlook.projection())).ok());
            let markers = arm.attainment().map(|attainment| attainment.markers().clone()).unwrap_or_default();
            found.extend(markers.iter().map(|marker| format!("marker {marker}")));
            found.extend(arm.left_out().iter().map(|left| format!("left out {}", left.reason)));
        }
    }
    let expected = (names::paths().into_iter().map(|path| format!("path {path}")))
        .chain(names::projections().into_iter().map(|word| format!("projection {word}")))
        .chain(VerdictCode::ALL.iter().map(|code| format!("verdict {code}")))
        .chain(Marker::ALL.iter().map(|marker| format!("marker {marker}")))
        .chain(LeftOutReason::ALL.iter().map(|reason| format!("left out {reason}")));
    let missing: Vec<String> = expected.filter(|name| !found.contains(name)).collect();
    assert_none(&missing, "without a row");
}

#[test]
fn every_refusal_is_given_or_said_to_be_out_of_reach() {
    let table = table();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for refused in &table.refusal {
        let found = answers(&table.refused(refused));
        let answer = found.get(refused.axis.as_str()).map_or("no such answer", String::as_str);
        let expected = format!("refused {}", refused.code);
        let in_verdict = refused.axis == "verdict" && answer.contains(&format!("({}", refused.code));
        if answer != expected && !in_verdict {
            wrong.push(format!("{}: {} is \"{answer}\"", refused.code, refused.axis));
        }
        seen.insert(refused.code.as_str());
    }
    for unreachable in &table.unreachable {
        assert!(unreachable.why.len() > 20, "{}: say why", unreachable.code);
        if !seen.insert(&unreachable.code) {
            wrong.push(format!("{}: given, and said to be out of reach", unreachable.code));
        }
    }
    let missing = RefusalCode::ALL.iter().filter(|code| !seen.contains(code.code()));
    wrong.extend(missing.map(|code| format!("{code}: no row")));
    assert_none(&wrong, "refusals");
}

#[test]
fn every_diagnostic_code_is_reported_with_its_severity_at_its_line() {
    let table = table();
    let mut wrong: Vec<String> = table.problem.iter().filter_map(|problem| problem.wrong().err()).collect();
    let seen: BTreeSet<Code> = table.problem.iter().map(problems::Problem::code).collect();
    let missing = Code::ALL.iter().filter(|code| !seen.contains(code));
    wrong.extend(missing.map(|code| format!("{code}: no row")));
    assert_none(&wrong, "problems");
}
