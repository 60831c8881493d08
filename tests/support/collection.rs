//! What the tests of the collection share: the plan and data files of the examples, and how `facts.json` writes
//! numbers, signs and units.
#![allow(dead_code, reason = "every test uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

use policy_targets::data::Dataset;
use policy_targets::format::{CsvReader, PlanReader};
use policy_targets::number::Value;
use policy_targets::plan::{Bound, Plan};
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A line of a table, by column.
pub(crate) type Line = BTreeMap<String, String>;

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of both folders of examples: written by hand, and written from the collection.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for place in ["examples/data", "examples/data/facts"] {
        for entry in fs::read_dir(root().join(place).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            found.extend(Some(path).filter(|path| path.extension().is_some_and(|end| end == ending)));
        }
    }
    found.sort();
    found
}

pub(crate) fn table(path: &Path) -> Vec<Line> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_path(path).unwrap();
    reader
        .deserialize()
        .map(|line| line.unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        .collect()
}

pub(crate) fn listed(name: &str) -> Vec<Line> {
    table(&root().join("tests/data").join(name))
}

pub(crate) fn plans() -> Vec<Plan> {
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        PlanReader::new().read_toml(&text).unwrap_or_else(|problems| panic!("{}: {problems}", path.display()))
    };
    files("plans", "toml").into_iter().map(read).collect()
}

pub(crate) fn data() -> Dataset {
    files("observations", "csv").into_iter().fold(Dataset::default(), |data, path| {
        let reader = CsvReader::new().dimension("level");
        let read = reader.read(fs::File::open(&path).unwrap()).strict();
        let (more, _) = read.unwrap_or_else(|problems| panic!("{}: {problems}", path.display()));
        data.merge(more).0
    })
}

/// The numbers of a text without their signs; years, ordinals, units, quotations and what stands in brackets are none.
pub(crate) fn numbers(text: &str) -> Vec<Value> {
    let mut plain = String::new();
    let mut depth = 0_usize;
    let mut is_quoted = false;
    for letter in text.replace(',', "").split(" with ").next().unwrap_or_default().chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '\'' => is_quoted = !is_quoted,
            _ if depth == 0 && !is_quoted => plain.push(letter),
            _ => {}
        }
    }
    let is_year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let mut found = Vec::new();
    for word in plain.split(|letter: char| letter.is_whitespace() || letter == '/') {
        if word.starts_with(|letter: char| letter.is_ascii_alphabetic())
            || word.ends_with("th")
            || word.split('-').next().is_some_and(is_year)
        {
            continue;
        }
        let digits = word.split(|letter: char| !letter.is_ascii_digit() && letter != '.');
        found.extend(digits.filter_map(|digits| digits.trim_end_matches('.').parse::<Value>().ok()));
    }
    found
}

pub(crate) fn without_sign(value: Value) -> Value {
    value.to_string().trim_start_matches('-').parse().unwrap()
}

pub(crate) fn text<'a>(record: &'a Json, field: &str) -> &'a str {
    record[field].as_str().unwrap_or_default()
}

/// The letters and digits of a text: punctuation comes in several widths.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The sign as the collection writes it.
pub(crate) fn sign(bound: &Bound) -> &'static str {
    match bound {
        Bound::About { .. } => "~",
        Bound::Between { .. } => "range",
        Bound::Equal(_) => "==",
        one_sided => one_sided.sign(),
    }
}

/// The value as the data files write it.
pub(crate) fn reading(record: &Json) -> String {
    let sign = match text(record, "qualifier") {
        "approx" => "~",
        "<~" => "<",
        sign => sign,
    };
    format!("{sign}{}", text(record, "value"))
}

/// The unit of a record as the data files write it; none for a count, whose unit is the thing counted.
pub(crate) fn unit(record: &Json) -> Option<String> {
    let written = text(record, "unit").replace("10,000", "10000").replace("USD billion", "billion USD");
    let written = written.trim_end_matches("/year");
    match written.split(' ').next().unwrap_or_default() {
        "count" | "companies" => None,
        "%" => Some("%".to_owned()),
        _ => Some(written.to_owned()),
    }
}
