//! The whole collection of facts against the files: every goal, row of a table and observation of
//! `tests/data/facts.json` stands in a plan or data file with the same numbers, or in the list of omissions with its
//! reason. Neither something missing nor a reason that is no longer needed passes.
#![cfg(all(feature = "toml", feature = "csv"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

#[path = "support/collection.rs"]
mod collection;

use collection::{
    Line, files, letters, listed, numbers, plans, reading, root, sign, table, text, unit, without_sign,
};
use policy_targets::number::Value;
use policy_targets::plan::{Baseline, Bound, Criterion, Goal, Plan, Requirement};
use policy_targets::text::Source;
use policy_targets::time::Period;
use policy_targets::unit::Quantity;
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// The collection with everything that the comparison needs, and what was found wrong.
struct Comparison {
    facts: Json,
    plans: Vec<Plan>,
    places: BTreeMap<String, Line>,
    /// Reasons by record; those that were needed are struck off.
    omissions: BTreeMap<String, String>,
    needed: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Comparison {
    fn new() -> Self {
        let text = fs::read_to_string(root().join("tests/data/facts.json")).unwrap();
        let keyed = |lines: Vec<Line>, kinds: &[&str]| -> BTreeMap<String, Line> {
            let of_kind = lines.into_iter().filter(|line| kinds.contains(&line["kind"].as_str()));
            of_kind.map(|line| (line["record"].clone(), line)).collect()
        };
        let omissions = listed("facts_omissions.csv").into_iter();
        Self {
            facts: serde_json::from_str(&text).unwrap(),
            plans: plans(),
            places: keyed(listed("facts_map.csv"), &["goal", "observation"]),
            omissions: omissions.map(|line| (line["record"].clone(), line["reason"].clone())).collect(),
            needed: BTreeSet::new(),
            wrong: Vec::new(),
        }
    }

    fn list(&self, name: &str) -> Vec<Json> {
        self.facts[name].as_array().unwrap().clone()
    }

    /// Either the record is as it should be, or its omission is listed; never both.
    fn expect(&mut self, record: &str, is_there: bool, otherwise: &str) {
        let whole_column = record
            .split_once('#')
            .map(|(row, column)| format!("{}#{column}", row.split('/').next().unwrap_or(row)));
        let names = [Some(record.to_owned()), whole_column];
        let omitted = names.into_iter().flatten().find(|name| self.omissions.contains_key(name));
        if is_there {
            return;
        }
        match omitted {
            Some(name) => {
                self.needed.insert(name);
            }
            None => self.wrong.push(format!("{record}: {otherwise}, and no omission is listed")),
        }
    }

    /// What the map admits to differ must differ, and nothing else may.
    fn same(&mut self, record: &str, what: &str, is_same: bool, found: &str, expected: &str) {
        let differs = self.places.get(record).is_some_and(|line| {
            assert_eq!(line["differs"].is_empty(), line["reason"].is_empty(), "{record}");
            line["differs"].split(' ').any(|admitted| admitted == what)
        });
        if is_same == differs {
            let problem = if differs { "the map says that it differs" } else { "it differs" };
            self.wrong.push(format!("{record}, {what}: found {found}, expected {expected}; {problem}"));
        }
    }

    fn goals_of(&self, record: &str) -> Vec<Goal> {
        let Some(line) = self.places.get(record) else { return Vec::new() };
        let find = |place: &str| {
            let (plan, goal) = place.split_once('/').unwrap();
            let plan = self.plans.iter().find(|found| found.id().as_ref() == plan);
            let found = plan.and_then(|plan| plan.goal(&goal.parse().unwrap()));
            found.unwrap_or_else(|| panic!("{record}: no goal {place}")).clone()
        };
        line["place"].split(' ').map(find).collect()
    }

    fn finish(self) {
        let stale: Vec<&String> =
            self.omissions.keys().filter(|record| !self.needed.contains(*record)).collect();
        assert!(self.wrong.is_empty(), "{}", self.wrong.join("\n"));
        assert!(stale.is_empty(), "omissions that are none: {stale:?}");
        assert!(self.omissions.values().all(|reason| !reason.is_empty()), "an omission without a reason");
    }
}

/// The numbers that a goal promises, without their signs.
fn promised(goals: &[Goal]) -> Vec<Value> {
    let criteria = goals.iter().flat_map(|goal| goal.requirement().criteria());
    let of_criterion = |criterion: &Criterion| {
        let target = criterion.target();
        let far_end = match target.bound() {
            Bound::Between { high, .. } => Some(*high),
            _ => target.aim(),
        };
        std::iter::once(target.bound().value()).chain(far_end).map(without_sign).collect::<Vec<_>>()
    };
    criteria.flat_map(of_criterion).collect()
}

fn started_from(goals: &[Goal]) -> Vec<Value> {
    let stated = |baseline: Option<&Baseline>| match baseline {
        Some(Baseline::Stated { value, .. }) => numbers(&value.reading().to_string()),
        _ => Vec::new(),
    };
    let of_goal = |goal: &Goal| match goal.requirement() {
        Requirement::Direction { baseline, .. } => stated(baseline.as_ref()),
        requirement => requirement.criteria().iter().flat_map(|one| stated(one.baseline())).collect(),
    };
    goals.iter().flat_map(of_goal).collect()
}

impl Comparison {
    fn numeric_goal(&mut self, id: &str, record: &Json, criterion: &Criterion) {
        let target = criterion.target();
        let written = if text(record, "comparator") == "range" {
            format!("{} {}", text(record, "value_low"), text(record, "value_high"))
        } else {
            text(record, "value").to_owned()
        };
        let found =
            [target.bound().value().to_string(), target.aim().map(|aim| aim.to_string()).unwrap_or_default()];
        let is_same = numbers(&written) == numbers(&found.join(" "));
        self.same(id, "number", is_same, &target.to_string(), &written);
        let wanted = text(record, "comparator");
        self.same(id, "sign", sign(target.bound()) == wanted, &target.to_string(), wanted);
        let unit = text(record, "unit").replace("CNY billion", "billion CNY");
        let unit = unit.trim_end_matches("/year");
        if let Some(found) = target.quantity().unit() {
            self.same(id, "unit", found.to_string() == unit, &found.to_string(), unit);
        }
    }

    fn goal(&mut self, record: &Json) {
        let id = text(record, "id").to_owned();
        let goals = self.goals_of(&id);
        self.expect(&id, goals.len() == 1, "it has no goal of its own");
        let [goal] = goals.as_slice() else { return };
        let criteria = goal.requirement().criteria();
        if let Some(alternatives) = record["alternatives"].as_array() {
            assert!(matches!(goal.requirement(), Requirement::AnyOf(_)), "{id}");
            assert_eq!(criteria.len(), alternatives.len(), "{id}");
            for (alternative, criterion) in alternatives.iter().zip(&criteria) {
                self.numeric_goal(&id, alternative, criterion);
            }
        } else if text(record, "value").is_empty() {
            let in_words =
                matches!(goal.requirement(), Requirement::Statement | Requirement::Direction { .. });
            self.same(&id, "number", in_words, "a target with a number", "words or a direction");
        } else if let Some(first) = criteria.first() {
            self.numeric_goal(&id, record, first);
        } else {
            self.same(&id, "number", false, "words", text(record, "value"));
        }
        let deadline = text(record, "deadline");
        if let (Some(first), false) = (criteria.first(), deadline.is_empty()) {
            let expected = deadline.parse::<Period>().map(|period| period.last_day()).ok();
            let found = first.target().time();
            let is_same = found.last_day() == expected && expected.is_some();
            self.same(&id, "time", is_same, &found.to_string(), deadline);
        }
        let wording = goal.wording();
        let said = |tag: &str| wording.get(tag).map(letters).unwrap_or_default();
        let (wanted, said) = (letters(text(record, "text")), [said("en"), said("zh")]);
        let is_same = said.iter().any(|said| !said.is_empty() && wanted.contains(said.as_str()));
        self.same(&id, "text", is_same, &said.join(" / "), &wanted);
        let baseline = numbers(text(record, "baseline_value"));
        let is_there = baseline.iter().all(|number| started_from(&goals).contains(number));
        self.expect(&format!("{id}#baseline_value"), is_there, "no baseline with this number");
    }

    /// Every number of the cell is among the known ones.
    fn cell(&mut self, row: &str, column: &str, cell: &str, known: &[Value]) {
        let missing: Vec<String> =
            numbers(cell).iter().filter(|number| !known.contains(number)).map(Value::to_string).collect();
        self.expect(&format!("{row}#{column}"), missing.is_empty(), &format!("no goal has {missing:?}"));
    }

    /// The sign with which the cell begins is that of the goal with the cell's first number.
    fn sign_of_cell(&mut self, row: &str, cell: &str, goals: &[Goal]) {
        let Some(first) = numbers(cell).into_iter().next() else { return };
        let cell = cell.trim_start_matches("Up ");
        let is_about = cell.contains("about") || cell.contains("approx");
        let written = [("Over", ">"), (">=", ">="), ("<=", "<="), (">", ">"), ("<", "<")];
        let opening = written.iter().find(|(opening, _)| cell.starts_with(opening)).map(|(_, sign)| *sign);
        let Some(expected) = opening.or(is_about.then_some("~")) else { return };
        let criteria: Vec<&Criterion> = goals.iter().flat_map(|goal| goal.requirement().criteria()).collect();
        let fits = |criterion: &&Criterion| without_sign(criterion.target().bound().value()) == first;
        let found: Vec<&str> =
            criteria.into_iter().filter(fits).map(|criterion| sign(criterion.target().bound())).collect();
        self.same(row, "sign", found.contains(&expected), &format!("{found:?}"), expected);
    }
}

/// The place of a column and its name.
type Column = (usize, &'static str);

/// The columns of a table that hold targets, and the one that holds what they start from.
fn columns(table: &str) -> (&'static [Column], Option<Column>) {
    match table {
        "T-FYP14" => (&[(6, "target_2025"), (7, "annual_or_cumulative")], Some((5, "value_2020"))),
        "T-MIC2025" => (&[(6, "target_2020"), (7, "target_2025")], Some((5, "value_2015"))),
        "T-DE14" | "T-INF14" => (&[(3, "target_2025")], Some((2, "value_2020"))),
        "T-SM14" => (&[(1, "13th_fyp_goal_2020"), (3, "draft_2025"), (4, "final_2025")], None),
        "T-NPC2018" => (&[(4, "projected")], None),
        "T-RE14" | "T-MES14" | "T-ROB14" | "T-FYP15" | "T-FYP12" => (&[(1, "target")], None),
        _ => panic!("{table}: a table that no goal comes from"),
    }
}

#[test]
fn every_goal_and_every_row_is_in_a_plan_or_listed_as_left_out() {
    let mut all = Comparison::new();
    for record in all.list("goals") {
        all.goal(&record);
    }
    for table in all.list("indicator_tables") {
        let name = text(&table, "id");
        for (number, cells) in (1..).zip(table["rows"].as_array().unwrap()) {
            if name == "T-FYP14-MID" {
                continue;
            }
            let row = format!("{name}/{number}");
            let goals = all.goals_of(&row);
            all.expect(&row, !goals.is_empty(), "it has no goal");
            let (targets, start) = columns(name);
            let cell = |index: usize| cells[index].as_str().unwrap_or_default();
            for (index, column) in targets {
                let is_scaled = all.places[&row]["differs"].split(' ').any(|admitted| admitted == "scale");
                let known = promised(&goals);
                if is_scaled {
                    let found = numbers(cell(*index));
                    assert!(
                        found.iter().all(|number| !known.contains(number)),
                        "{row}: the scale is the same"
                    );
                    continue;
                }
                all.cell(&row, column, cell(*index), &known);
                all.sign_of_cell(&row, cell(*index), &goals);
            }
            if let Some((index, column)) = start {
                all.cell(&row, column, cell(index), &started_from(&goals));
            }
        }
    }
    // What the tables hold beside targets.
    for column in ["T-MIC2025#value_2013", "T-SM14#result"] {
        all.expect(column, false, "nothing is read from this column");
    }
    let has_wording_of_both = all.goals_of("T-SM14/10").len() == 2;
    all.expect("T-SM14/10#final_2025", has_wording_of_both, "no goal for the wording of the final plan");
    let labels: Vec<Json> =
        all.list("indicator_tables").into_iter().filter(|one| one["id"] == "T-NPC2018").collect();
    for (number, cells) in (1..).zip(labels[0]["rows"].as_array().unwrap()) {
        let row = format!("T-NPC2018/{number}");
        let goal = all.goals_of(&row).remove(0);
        let label = goal.judgements().first().map(|judgement| judgement.label.clone());
        all.expect(&format!("{row}#performance"), label.as_deref() == cells[6].as_str(), "another label");
        assert_eq!(goal.commitment().unwrap().to_string(), cells[2].as_str().unwrap().to_lowercase());
    }
    for record in all.list("observations") {
        all.needed.insert(text(&record, "id").to_owned());
    }
    all.finish();
}

#[test]
fn every_goal_written_from_the_collection_comes_from_a_record() {
    let named: BTreeSet<String> = listed("facts_map.csv")
        .iter()
        .filter(|line| line["kind"] == "goal")
        .flat_map(|line| line["place"].split(' ').map(ToOwned::to_owned).collect::<Vec<_>>())
        .collect();
    let folder = root().join("examples/data/facts");
    let written = files("plans", "toml").into_iter().filter(|path| path.starts_with(&folder));
    let ids: BTreeSet<String> =
        written.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert!(ids.len() >= 16, "{ids:?}");
    let goals = plans().into_iter().filter(|plan| ids.contains(plan.id().as_ref()));
    let unnamed: Vec<String> = goals
        .flat_map(|plan| {
            plan.goals().iter().map(|goal| format!("{}/{}", plan.id(), goal.id())).collect::<Vec<_>>()
        })
        .filter(|place| !named.contains(place))
        .collect();
    // A note of its table, not a row.
    assert_eq!(unnamed, ["cn-made-in-china-2015/core-components"]);
}

#[test]
fn the_mid_term_labels_stand_beside_the_goals_of_the_outline() {
    let all = Comparison::new();
    let table = all.list("indicator_tables").into_iter().find(|one| one["id"] == "T-FYP14-MID").unwrap();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let is_verified = |plan: &Plan, id: &str| {
        plan.sources().iter().find(|source| source.id().as_ref() == id).is_some_and(Source::is_verified)
    };
    let plan = all.plans.iter().find(|plan| plan.id().as_ref() == "cn-14fyp-main-indicators-2021").unwrap();
    for (number, goal) in (1..=20).zip(plan.goals()) {
        let [judgement] = goal.judgements() else { panic!("{}: one label", goal.id()) };
        assert_eq!(judgement.day.to_string(), "2023-12-26");
        let is_read = is_verified(plan, judgement.source.as_ref().unwrap().as_ref());
        let row = format!("FYP14-{number:02}");
        let named =
            table["rows"].as_array().unwrap().iter().find(|line| {
                line[1].as_array().unwrap().iter().any(|name| name.as_str() == Some(row.as_str()))
            });
        // Four of the labels were not named in the text read: recalled, and marked as unverified.
        assert_eq!(is_read, named.is_some(), "{row}");
        if let Some(line) = named {
            assert_eq!(line[0].as_str(), Some(judgement.label.as_str()), "{row}");
        }
        let count = counts.entry(judgement.label.clone()).or_default();
        *count = (count.0 + 1, count.1 + usize::from(is_read));
    }
    let count = |label: &str| counts[label];
    assert_eq!(count("achieved ahead of schedule"), (4, 4));
    assert_eq!(count("faster than expected"), (5, 5));
    assert_eq!(count("basically in line"), (7, 5));
    assert_eq!(count("lagging"), (4, 2));
}

#[test]
fn every_observation_is_in_a_data_file_or_listed_as_left_out() {
    let mut all = Comparison::new();
    let lines: Vec<Line> = files("observations", "csv").iter().flat_map(|path| table(path)).collect();
    for record in all.list("observations") {
        let id = text(&record, "id").to_owned();
        let place = all.places[&id]["place"].clone();
        let (indicator, series) = place.split_once('/').unwrap();
        let of_period = |line: &&Line| {
            line["indicator"] == indicator
                && line["series"] == series
                && line["period"] == text(&record, "period")
        };
        let candidates: Vec<&Line> = lines.iter().filter(of_period).collect();
        let levels = record["distribution"].as_object();
        if let Some(levels) = levels {
            let found: BTreeMap<&str, &str> =
                candidates.iter().map(|line| (line["level"].as_str(), line["value"].as_str())).collect();
            let expected =
                levels.iter().map(|(level, share)| (level.as_str(), share.as_str().unwrap())).collect();
            all.same(&id, "value", found == expected, &format!("{found:?}"), &format!("{expected:?}"));
            continue;
        }
        let is_admitted = all.places[&id]["differs"].split(' ').any(|admitted| admitted == "value");
        let source = text(&record, "source").replace("memory", "recalled").replace("seed", "merics-2021-04");
        let score = |line: &&&Line| {
            usize::from(line["value"] == reading(&record)) * 2 + usize::from(line["source"] == source)
        };
        let found = candidates.iter().max_by_key(score).copied();
        let is_value = |line: &Line| line["value"] == reading(&record) || is_admitted;
        let is_there = found.is_some_and(is_value);
        all.expect(&id, is_there, &format!("no value {} in {place}", reading(&record)));
        let Some(line) = found.filter(|line| is_value(line)) else { continue };
        all.same(&id, "value", line["value"] == reading(&record), &line["value"], &reading(&record));
        all.same(
            &id,
            "published",
            line["published"] == text(&record, "published"),
            &line["published"],
            text(&record, "published"),
        );
        all.same(&id, "source", line["source"] == source, &line["source"], &source);
        if let Some(unit) = unit(&record) {
            all.same(&id, "unit", line["unit"] == unit, &line["unit"], &unit);
        }
        let is_rejected = line.get("rejected").is_some_and(|reason| !reason.is_empty());
        if text(&record, "reliability") == "reject" {
            all.same(&id, "rejected", is_rejected, "used", "rejected");
        }
        assert_ne!(text(&record, "confidence"), "memory", "{id}: what is only recalled stays out");
        if text(&record, "confidence") == "memory_corroborated" {
            all.same(&id, "flags", line["flags"].contains('U'), &line["flags"], "U");
        }
    }
    let of_observations = |record: &String| record.starts_with("O-");
    all.omissions.retain(|record, _| of_observations(record));
    all.finish();
}

#[test]
fn the_results_of_the_plan_report_are_observations() {
    let all = Comparison::new();
    let lines: Vec<Line> = files("observations", "csv").iter().flat_map(|path| table(path)).collect();
    let report = all.list("indicator_tables").into_iter().find(|one| one["id"] == "T-NPC2018").unwrap();
    let results: Vec<Line> =
        listed("facts_map.csv").into_iter().filter(|line| line["kind"] == "result").collect();
    assert_eq!(results.len(), report["rows"].as_array().unwrap().len());
    for (result, cells) in results.iter().zip(report["rows"].as_array().unwrap()) {
        let found =
            lines.iter().find(|line| format!("{}/{}", line["indicator"], line["series"]) == result["place"]);
        let actual = cells[5].as_str().unwrap().trim_start_matches("Up ");
        assert_eq!(found.map(|line| line["value"].as_str()), Some(actual), "{}", result["record"]);
    }
}

#[test]
fn every_observed_indicator_is_declared_with_a_unit_that_fits() {
    let plans = plans();
    for path in files("observations", "csv") {
        for line in table(&path) {
            let mut declared =
                plans.iter().flat_map(Plan::indicators).filter(|one| one.id().as_ref() == line["indicator"]);
            let amount: Quantity = format!("1 {}", line["unit"]).parse().unwrap();
            let first =
                declared.next().unwrap_or_else(|| panic!("{}: {}", path.display(), line["indicator"]));
            assert!(amount.in_unit(first.unit()).is_ok(), "{}: {}", line["indicator"], line["unit"]);
        }
    }
}
