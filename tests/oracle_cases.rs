//! Replays whole cases of `tests/oracle`: plan and data as text, and every answer as the oracle expects it.
//! With `ORACLE_CASES=path` it replays that file instead of the committed one and counts what differs.
#![cfg(all(feature = "toml", feature = "csv"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    reason = "a test fails loudly, and says what it counted"
)]

use policy_targets::assess::{Answer, ArmAssessment, Assessment, Assessor, Attained, Marker, Rates};
use policy_targets::format::CsvReader;
use policy_targets::number::Ratio;
use policy_targets::plan::Plan;
use policy_targets::progress::{Extent, Gap, Lead, Pace, Tolerance, ToleratedQuantity};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::fs::File;
use std::io::{BufRead, BufReader};

/// Answers by name; each is words and numbers with spaces between.
type Answers = BTreeMap<String, String>;

/// How many differing cases are printed in full; `ORACLE_SHOWN` says otherwise.
const SHOWN: usize = 20;

fn most_shown() -> usize {
    std::env::var("ORACLE_SHOWN").map_or(SHOWN, |count| count.parse().expect("a count"))
}

#[test]
fn every_case_is_answered_as_the_oracle_expects() {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/oracle/cases.jsonl");
    let path = std::env::var("ORACLE_CASES").unwrap_or_else(|_| committed.to_owned());
    let file = File::open(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut tally = Tally::default();
    for (index, line) in BufReader::new(file).lines().enumerate() {
        let case: Value = serde_json::from_str(&line.expect("a line")).expect("a case in JSON");
        tally.add(index + 1, &case);
    }
    tally.print();
    assert!(tally.cases >= 300, "{path} has {} cases only", tally.cases);
    assert_eq!(tally.different, 0, "{} of {} cases of {path} differ", tally.different, tally.cases);
}

/// A comparison that accepts everything would pass every case.
#[test]
fn the_comparison_can_fail() {
    let expected = |text: &str, found: &str| fits(&Value::String(text.to_owned()), Some(found));
    assert!(expected("behind 0.5", "behind 1/2") && expected("!no_path", "!no_path"));
    assert!(expected("!", "!no_path") && !expected("!", "behind 1/2"));
    assert!(!expected("behind 0.5", "ahead 0.5") && !expected("behind 0.5", "behind 0.50001"));
    assert!(!expected("behind 0.5", "behind 0.5 1") && !fits(&Value::String("1".to_owned()), None));
    assert!(expected("1.5~0.01", "1.509") && !expected("1.5~0.01", "1.52") && !expected("1.5~0.01", "!no"));
    let either: Value = serde_json::from_str(r#"["met", "missed"]"#).unwrap();
    assert!(fits(&either, Some("missed")) && !fits(&either, Some("behind")));
}

/// What was compared, and what differed.
#[derive(Default)]
struct Tally {
    cases: usize,
    answers: usize,
    different: usize,
    shapes: BTreeMap<String, (usize, usize)>,
    verdicts: BTreeMap<String, usize>,
    /// How often an answer differed, by shape and name.
    names: BTreeMap<(String, String), usize>,
}

impl Tally {
    fn add(&mut self, line: usize, case: &Value) {
        let found = answers(case);
        let expected = case["expected"].as_object().expect("expected answers");
        self.cases += 1;
        self.answers += expected.len();
        let verdict = found.get("verdict").cloned().unwrap_or_default();
        *self.verdicts.entry(verdict).or_default() += 1;
        let differing: BTreeSet<&String> = expected
            .iter()
            .filter(|(name, value)| !fits(value, found.get(*name).map(String::as_str)))
            .map(|(name, _)| name)
            .collect();
        let shape = case["shape"].as_str().unwrap_or("").to_owned();
        let counts = self.shapes.entry(shape.clone()).or_default();
        counts.0 += 1;
        if differing.is_empty() {
            return;
        }
        counts.1 += 1;
        self.different += 1;
        for name in &differing {
            *self.names.entry((shape.clone(), (*name).clone())).or_default() += 1;
        }
        if self.different <= most_shown() {
            println!("line {line}, {shape}: {}", question(case));
            println!("{}\n{}", text(case, "plan"), text(case, "data"));
            for name in differing {
                println!("  {name}: expected {}, found {:?}", expected[name], found.get(name));
            }
            println!();
        }
    }

    fn print(&self) {
        for (shape, (cases, different)) in &self.shapes {
            println!("shape {shape} {cases} {different}");
        }
        for (verdict, cases) in &self.verdicts {
            println!("verdict {verdict} {cases}");
        }
        for ((shape, name), count) in &self.names {
            println!("differs {shape} {name} {count}");
        }
        println!("compared {} cases {} answers {} different", self.cases, self.answers, self.different);
    }
}

fn text<'a>(case: &'a Value, name: &str) -> &'a str {
    case[name].as_str().unwrap_or("")
}

fn question(case: &Value) -> String {
    let words = case
        .as_object()
        .expect("a case")
        .iter()
        .filter(|(name, _)| !["plan", "data", "expected", "shape"].contains(&name.as_str()));
    words.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ")
}

/// The expected text, one of several, or `!` for any refusal.
fn fits(expected: &Value, found: Option<&str>) -> bool {
    match expected {
        Value::String(expected) => found.is_some_and(|found| text_fits(expected, found)),
        Value::Array(several) => several.iter().any(|expected| fits(expected, found)),
        _ => false,
    }
}

fn text_fits(expected: &str, found: &str) -> bool {
    if expected == found || (expected == "!" && found.starts_with('!')) {
        return true;
    }
    let (expected, found): (Vec<&str>, Vec<&str>) =
        (expected.split(' ').collect(), found.split(' ').collect());
    expected.len() == found.len() && expected.iter().zip(&found).all(|(one, two)| word_fits(one, two))
}

/// Exact numbers are equal however they are written; `x~d` is an irrational number up to `d`.
fn word_fits(expected: &str, found: &str) -> bool {
    if expected == found {
        return true;
    }
    let Ok(found) = found.parse::<Ratio>() else { return false };
    if let Some((near, by)) = expected.split_once('~') {
        let number = |text: &str| text.parse::<Ratio>().unwrap_or_else(|error| panic!("{text}: {error}"));
        return (number(near) - found).absolute() <= number(by);
    }
    expected.parse::<Ratio>().is_ok_and(|expected| expected == found)
}

fn answers(case: &Value) -> Answers {
    let plan = match Plan::from_toml_str(text(case, "plan")) {
        Ok(plan) => plan,
        Err(problems) => return one("invalid", format!("plan {problems}")),
    };
    let reader = CsvReader::new().dimension("province");
    let data = match reader.read(text(case, "data").as_bytes()).strict() {
        Ok((data, _)) => data,
        Err(problems) => return one("invalid", format!("data {problems}")),
    };
    let mut answered = assessor(case).assess(&plan, &data);
    assert_eq!(answered.len(), 1, "one goal a case");
    shown(&answered.remove(0))
}

fn one(name: &str, value: String) -> Answers {
    Answers::from([(name.to_owned(), value)])
}

fn assessor(case: &Value) -> Assessor {
    let day = |name: &str| text(case, name).parse().expect("a day");
    let word = |name: &str| case[name].as_str();
    let mut assessor = Assessor::at(day("at")).known_by(day("known_by"));
    if let Some(path) = word("path") {
        assessor = assessor.path(path.parse().expect("a path"));
    }
    if let Some(projection) = word("projection") {
        assessor = assessor.projection(projection.parse().expect("a projection"));
    }
    if let Some(points) = case["trend_points"].as_u64() {
        assessor = assessor.trend_points(usize::try_from(points).unwrap());
    }
    if let Some(limit) = word("extrapolation_limit") {
        assessor = assessor.extrapolation_limit(limit.parse().expect("a length of time"));
    }
    if let Some((fraction, of)) = word("tolerance").and_then(|tolerance| tolerance.split_once(' ')) {
        let of = match of {
            "expected-value" => ToleratedQuantity::ExpectedValue,
            "expected-progress" => ToleratedQuantity::ExpectedProgress,
            "whole-change" => ToleratedQuantity::WholeChange,
            other => panic!("{other}"),
        };
        assessor = assessor.tolerance(Tolerance::new(fraction.parse().unwrap(), of).unwrap());
    }
    if case["strict"].as_bool() == Some(true) {
        assessor = assessor.strict_precision();
    }
    assessor
}

fn refused<T>(answer: &Answer<T>, show: impl FnOnce(&T) -> String) -> String {
    answer.as_ref().map_or_else(|refusal| format!("!{}", refusal.code()), show)
}

fn ends<T>(extent: &Extent<T>, show: impl Fn(&T) -> String) -> String {
    let end = |end: Option<&T>| end.map_or("open".to_owned(), &show);
    format!("{} {}", end(extent.worst()), end(extent.best()))
}

fn or_none<T: Display>(value: Option<T>) -> String {
    value.map_or("none".to_owned(), |value| value.to_string())
}

fn shown(found: &Assessment) -> Answers {
    let mut all = Answers::new();
    let mut put = |name: &str, value: String| drop(all.insert(name.to_owned(), value));
    let verdict = found.verdict();
    put("verdict", verdict.code().to_string());
    put("refusal", or_none(verdict.refusal()));
    put("would_be", or_none(verdict.would_be().map(policy_targets::assess::Verdict::code)));
    put("met_since", or_none(verdict.met_since()));
    put("met_late", or_none(verdict.met_late()));
    put("broken", or_none(verdict.broken()));
    put("held", or_none(verdict.held().map(|(held, due)| format!("{held}/{due}"))));
    put("path", or_none(verdict.path()));
    put("series", or_none(verdict.series()));
    put("attained", refused(&found.attained(), Attained::to_string));
    if let Some(direction) = found.direction() {
        put("movement", direction.movement().to_string());
    }
    let deciding: Vec<String> = found.deciding().iter().map(usize::to_string).collect();
    put("deciding", deciding.join(" "));
    for (index, arm) in found.arms().iter().enumerate() {
        let prefix = if found.arms().len() == 1 { String::new() } else { format!("arm{index}.") };
        arm_answers(arm, &mut |name, value| put(&format!("{prefix}{name}"), value));
    }
    all
}

fn arm_answers(arm: &ArmAssessment, put: &mut dyn FnMut(&str, String)) {
    put("arm_attained", refused(&arm.attainment(), |attainment| attainment.attained().to_string()));
    if let Ok(attainment) = arm.attainment() {
        put("within_rounding", attainment.is(Marker::WithinRounding).to_string());
        put("met_if_rounded", attainment.is(Marker::MetIfRoundedToTargetDigits).to_string());
        put("nowcast", attainment.is(Marker::Nowcast).to_string());
        put("overshot", attainment.is(Marker::Overshot).to_string());
    }
    put("arm_verdict", arm.verdict().code().to_string());
    put(
        "evidence",
        refused(&arm.evidence(), |evidence| {
            let exact = or_none(evidence.level().as_exact());
            format!("{} {} {exact}", evidence.series(), evidence.period().last_day())
        }),
    );
    put("gap", refused(&arm.gap(), |gap| ends(gap, gap_text)));
    put("share", refused(&arm.share(), |share| ends(share, Ratio::to_string)));
    pace_answers(&arm.pace(), put);
    rates_answers(&arm.rates(), put);
    put(
        "trend",
        refused(&arm.trend(), |trend| format!("{} {} {}", trend.direction(), trend.slope(), trend.points())),
    );
    if let Ok(trend) = arm.trend() {
        put("trend_slope", format!("{} {}", trend.slope(), trend.points()));
    }
    match arm.outlook() {
        Err(refusal) => put("outlook", format!("!{}", refusal.code())),
        Ok(outlook) => {
            let late = refused(&outlook.late_by_years(), ToString::to_string);
            let value = ends(outlook.value_at_deadline(), Ratio::to_string);
            put("outlook", format!("{value} {}", outlook.reached_by_deadline()));
            put("outlook_points", outlook.points().to_string());
            put("reached_on", refused(&outlook.reached_on(), ToString::to_string));
            put("late", late);
        }
    }
    if let Some(aim) = arm.aim() {
        put("aim", format!("{} {}", aim.attained(), ends(aim.gap(), gap_text)));
    }
    let ledger = arm.ledger().iter().map(|entry| {
        let missing = if entry.is_missing { "missing".to_owned() } else { entry.attained.to_string() };
        format!("{} {missing}", entry.period)
    });
    put("ledger", ledger.collect::<Vec<_>>().join(" "));
    let members: Vec<&str> = arm.groups().iter().filter_map(ArmAssessment::member).collect();
    put("members", members.join(" "));
    put("worst_member", or_none(arm.member()));
    for (name, member) in members.into_iter().zip(arm.groups()) {
        arm_answers(member, &mut |answer, value| put(&format!("{name}.{answer}"), value));
    }
}

fn gap_text(gap: &Gap) -> String {
    if gap.at_excluded_bound() { "excluded".to_owned() } else { gap.shortfall().to_string() }
}

fn pace_answers(pace: &Answer<&Extent<Pace>>, put: &mut dyn FnMut(&str, String)) {
    let standing = |pace: &Pace| pace.standing().to_string();
    put("pace", refused(pace, |pace| ends(pace, standing)));
    let Ok(pace) = pace else { return };
    for (name, end) in [("worst", pace.worst()), ("best", pace.best())] {
        let Some(end) = end else { continue };
        let ratio = |ratio: Result<&Ratio, _>| match ratio {
            Ok(ratio) => Ratio::to_string(ratio),
            Err::<_, policy_targets::progress::Undefined>(reason) => format!("!{}", reason.code()),
        };
        put(&format!("pace_{name}"), format!("{} {}", end.expected(), end.difference()));
        put(&format!("progress_ratio_{name}"), ratio(end.progress_ratio()));
        put(&format!("value_ratio_{name}"), ratio(end.value_ratio()));
        let lead = match end.lead() {
            Lead::Exactly(years) => format!("exactly {years}"),
            Lead::AheadByAtLeast(years) => format!("ahead_by_at_least {years}"),
            Lead::BehindByMoreThan(years) => format!("behind_by_more_than {years}"),
        };
        put(&format!("lead_{name}"), lead);
    }
}

fn rates_answers(rates: &Answer<&Rates>, put: &mut dyn FnMut(&str, String)) {
    put("rates", refused(rates, |rates| rates.achieved().to_string()));
    if let Ok(rates) = rates {
        put("required", refused(&rates.required(), ToString::to_string));
        put("multiple", refused(&rates.multiple(), ToString::to_string));
        put("growth", refused(&rates.required_growth(), ToString::to_string));
    }
}
