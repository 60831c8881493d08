//! Scenarios in the form of the Integrated Assessment Modeling Consortium: years along the row, or one a row.
//! What a model says of a year is no report of it, so every value is flagged as a forecast, but those of history.

use crate::data::{Dataset, Flag, Flags};
use crate::format::Loaded;
use crate::format::import::{
    Field, KeyColumns, Layout, Part, Settings, Wide, WideHeader, WideLayout, field, read_long, read_wide,
    required,
};
use crate::format::table::{Bad, Row, as_text};
use crate::time::Period;
use std::io::{Cursor, Read};

/// Scenarios that hold what was observed.
const HISTORY: [&str; 3] = ["historical", "history", "historic"];

pub(in crate::format) fn read(settings: &Settings, onto: Dataset, mut input: impl Read) -> Loaded<Dataset> {
    // The header decides: a long table has a column for the year.
    let mut beginning = vec![0; BEGINNING];
    let mut length = 0;
    while let Some(room) = beginning.get_mut(length..).filter(|room| !room.is_empty()) {
        match input.read(room) {
            Ok(0) | Err(_) => break,
            Ok(count) => length = length.saturating_add(count),
        }
    }
    beginning.truncate(length);
    let header = beginning.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_long =
        header.split(|byte| *byte == b',').any(|cell| cell.trim_ascii().eq_ignore_ascii_case(b"year"));
    let input = Cursor::new(beginning).chain(input);
    if is_long {
        read_long(settings, layout, onto, input)
    } else {
        read_wide(settings, Iamc::default(), onto, input)
    }
}

/// The longest header looked at: a thousand years.
const BEGINNING: usize = 8 * 1024;

/// The columns that say which series it is.
fn keys(names: &[String]) -> Vec<(usize, Part)> {
    let part = |name: &str| match name.to_ascii_lowercase().as_str() {
        "model" | "scenario" => Some(Part::Publisher),
        "region" => Some(Part::Area),
        "variable" => Some(Part::Indicator),
        "unit" => Some(Part::Property),
        _ => None,
    };
    names.iter().enumerate().filter_map(|(index, name)| Some((index, part(name)?))).collect()
}

fn layout(names: Vec<String>, _settings: &Settings, bad: &mut Vec<Bad>) -> Option<Layout> {
    let places = ["model", "scenario", "region", "variable", "unit", "year", "value"]
        .map(|name| required(&names, name, bad));
    let [Some(_), Some(scenario), Some(_), Some(_), Some(unit), Some(period), Some(value)] = places else {
        return None;
    };
    let keys = KeyColumns::new(keys(&names));
    Some(Layout {
        unit: Some(unit),
        flags: vec![(scenario, |scenario| Ok(flags_of(scenario)))],
        ..Layout::new(names, "iamc", keys, period, value)
    })
}

fn flags_of(scenario: &str) -> Flags {
    let is_history = HISTORY.iter().any(|word| scenario.eq_ignore_ascii_case(word));
    if is_history { Flags::default() } else { Flag::Forecast.into() }
}

/// Years along the row.
#[derive(Debug, Default)]
struct Iamc {
    keys: Vec<(usize, Part)>,
    scenario: usize,
    unit: usize,
}

impl Wide for Iamc {
    fn header(&mut self, names: Vec<String>, _settings: &Settings, bad: &mut Vec<Bad>) -> WideHeader {
        let places =
            ["model", "scenario", "region", "variable", "unit"].map(|name| required(&names, name, bad));
        let [Some(_), Some(scenario), Some(_), Some(_), Some(unit)] = places else {
            return WideHeader::Unusable;
        };
        (self.keys, self.scenario, self.unit) = (keys(&names), scenario, unit);
        let is_key = |index: usize| self.keys.iter().any(|(key, _)| *key == index);
        let period = |(index, name): (usize, &String)| {
            let period = name.parse::<Period>().ok().filter(|_| !is_key(index));
            period.map(|period| (index, period))
        };
        let periods = names.iter().enumerate().filter_map(period).collect();
        WideHeader::Layout(WideLayout { names, publisher: "iamc".to_owned(), periods, tokens: &[] })
    }

    fn fields<'r>(&'r self, row: &Row<'r>) -> (Vec<Field<'r>>, Option<(usize, &'r str)>) {
        let fields = self.keys.iter().map(|(column, part)| field(row, *column, *part)).collect();
        (fields, Some((self.unit, as_text(row.code(self.unit)))))
    }

    fn flags(&self, row: &Row<'_>) -> Flags {
        flags_of(as_text(row.code(self.scenario)))
    }
}
