//! The header of a data file: which column holds what.

use crate::data::Observation;
use crate::diagnostic::{Code, Diagnostic};
use crate::format::table::Bad;
use std::collections::BTreeMap;

const REQUIRED: [&str; 6] = ["indicator", "series", "period", "value", "unit", "published"];

/// Every column of the format but the dimensions, and what it holds.
const NAMES: [(&str, &str); 18] = [
    ("indicator", "the indicator"),
    ("series", "who publishes the series"),
    ("period", "the period that the value is of, such as 2024 or 2024-Q1"),
    ("value", "a number, a bound such as >60, about such as ~870, or a range such as 3..5"),
    ("unit", "the unit of the value"),
    ("published", "the day, month or year of publication"),
    ("flags", "letters of the SDMX observation status"),
    ("source", "the source, by its id"),
    ("note", "a note"),
    ("missing", "the reason why there is no value"),
    ("first_seen", "where the value was first seen, if later than its publication"),
    ("rejected", "why the value is not used"),
    ("definition", "the definition in force"),
    ("population", "what the value is of"),
    ("sample", "the sample it was estimated from"),
    ("tier", "the tier of the source"),
    ("derivation", "how the value was computed"),
    ("uncertainty", "bounds or a standard error of the value"),
];

#[cfg(feature = "frictionless")]
pub(in crate::format) fn field_names() -> &'static [(&'static str, &'static str)] {
    &NAMES
}

/// How a text becomes a part of an observation.
pub(super) type WithText = fn(Observation, &str) -> Observation;

/// The columns of texts that are kept as they are.
const TEXTS: [(&str, WithText); 6] = [
    ("rejected", |row, text| row.with_rejected(text)),
    ("definition", |row, text| row.with_definition(text)),
    ("population", |row, text| row.with_population(text)),
    ("sample", |row, text| row.with_sample(text)),
    ("tier", |row, text| row.with_tier(text)),
    ("derivation", |row, text| row.with_derivation(text)),
];

pub(in crate::format) fn is_known(name: &str) -> bool {
    NAMES.iter().any(|(known, _)| *known == name)
}

/// Where each column stands, counted from 0.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The names as found, without white space around them.
    pub(super) names: Vec<String>,
    pub(super) indicator: usize,
    pub(super) series: usize,
    pub(super) period: usize,
    pub(super) value: usize,
    pub(super) unit: usize,
    pub(super) published: usize,
    pub(super) flags: Option<usize>,
    pub(super) source: Option<usize>,
    pub(super) note: Option<usize>,
    pub(super) missing: Option<usize>,
    pub(super) first_seen: Option<usize>,
    pub(super) uncertainty: Option<usize>,
    pub(super) texts: Vec<(usize, WithText)>,
    pub(super) dimensions: Vec<(String, usize)>,
}

impl Columns {
    /// Reads a header; `None` if a required column is not there.
    pub(super) fn read<'c>(
        cells: impl Iterator<Item = &'c [u8]>,
        dimensions: &[String],
        bad: &mut Vec<Bad>,
    ) -> Option<Self> {
        let names: Vec<String> = cells.map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        let mut at: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, name) in names.iter().enumerate() {
            if at.contains_key(name.as_str()) {
                bad.push(Bad {
                    cell: index,
                    problem: Diagnostic::new(Code::DuplicateColumn).found_text(name),
                });
            } else if is_known(name) || dimensions.contains(name) {
                at.insert(name, index);
            } else {
                bad.push(Bad { cell: index, problem: unknown(name, names.len()) });
            }
        }
        for name in REQUIRED.iter().filter(|name| !at.contains_key(**name)) {
            let problem = Diagnostic::new(Code::MissingColumn).expected(format!("a column \"{name}\""));
            bad.push(Bad { cell: 0, problem });
        }
        let find = |name: &str| at.get(name).copied();
        Some(Self {
            indicator: find("indicator")?,
            series: find("series")?,
            period: find("period")?,
            value: find("value")?,
            unit: find("unit")?,
            published: find("published")?,
            flags: find("flags"),
            source: find("source"),
            note: find("note"),
            missing: find("missing"),
            first_seen: find("first_seen"),
            uncertainty: find("uncertainty"),
            texts: TEXTS.iter().filter_map(|(name, with)| Some((find(name)?, *with))).collect(),
            dimensions: dimensions
                .iter()
                .filter(|name| !is_known(name))
                .filter_map(|name| Some((name.clone(), find(name)?)))
                .collect(),
            names,
        })
    }
}

fn unknown(name: &str, columns: usize) -> Diagnostic {
    let lower = name.to_lowercase();
    let problem = Diagnostic::new(Code::UnknownColumn)
        .found_text(name)
        .expected("a known column or a declared dimension");
    if columns == 1 && name.contains([';', '\t']) {
        problem.help("separate the cells by commas")
    } else if name.is_empty() {
        problem.help("name the column, or remove it")
    } else if is_known(&lower) {
        problem.help(format!("write {lower}"))
    } else {
        problem
            .help(format!("correct its name, remove it, or declare it: CsvReader::new().dimension({name:?})"))
    }
}
