//! One row of a data file as an observation: every cell that cannot be understood is reported.
//! What was read last is remembered, because files repeat themselves from row to row.

use super::columns::Columns;
use crate::data::{Flags, MissingReason, Observation, Reported, SeriesKey};
use crate::diagnostic::{Code, Diagnostic};
use crate::number::Value;
use crate::text::Id;
use crate::time::{PartialDate, Period};
use crate::unit::{Quantity, Reading, Unit};
use ::csv::StringRecord;
use std::fmt::Display;
use std::str::FromStr;
use std::sync::Arc;

/// A problem of a cell, counted from 0.
#[derive(Debug)]
pub(super) struct Bad {
    pub(super) cell: usize,
    pub(super) problem: Diagnostic,
}

/// The text read last and what it means.
#[derive(Debug)]
struct Last<T> {
    text: String,
    value: Option<T>,
}

impl<T> Default for Last<T> {
    fn default() -> Self {
        Self { text: String::new(), value: None }
    }
}

impl<T: Clone + FromStr> Last<T> {
    fn read(&mut self, text: &str) -> Result<T, T::Err> {
        if let Some(value) = self.value.as_ref().filter(|_| self.text == text) {
            return Ok(value.clone());
        }
        let value: T = text.parse()?;
        text.clone_into(&mut self.text);
        self.value = Some(value.clone());
        Ok(value)
    }
}

/// An id that observations share.
#[derive(Debug, Clone)]
struct SharedId(Arc<Id>);

impl FromStr for SharedId {
    type Err = crate::text::TextError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(|id| Self(Arc::new(id)))
    }
}

/// Reads rows of one file.
#[derive(Debug, Default)]
pub(super) struct RowReader {
    key: Option<Arc<SeriesKey>>,
    period: Last<Period>,
    unit: Last<Unit>,
    flags: Last<Flags>,
    published: Last<PartialDate>,
    source: Last<SharedId>,
}

/// The cells of one row, and what is wrong with them.
struct Row<'a> {
    cells: &'a StringRecord,
    columns: &'a Columns,
    bad: &'a mut Vec<Bad>,
}

impl<'a> Row<'a> {
    fn text(&self, column: usize) -> &'a str {
        self.cells.get(column).unwrap_or_default()
    }

    fn code(&self, column: usize) -> &'a str {
        let text = self.text(column);
        // Looking for white space in the whole of Unicode costs more than most cells are long.
        let is_graphic = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
        let is_trimmed = is_graphic(text.as_bytes().first()) && is_graphic(text.as_bytes().last());
        if is_trimmed { text } else { text.trim() }
    }

    /// The text of a column that may not be there, if the cell is not blank.
    fn filled(&self, column: Option<usize>) -> Option<(usize, &'a str)> {
        column.map(|column| (column, self.code(column))).filter(|(_, text)| !text.is_empty())
    }

    fn push(&mut self, column: usize, code: Code, expected: &str, help: impl Into<String>) {
        let problem = Diagnostic::new(code)
            .path(self.columns.name(column))
            .found_text(self.text(column))
            .expected(expected)
            .help(help);
        self.bad.push(Bad { cell: column, problem });
    }

    /// The value, or nothing and a problem.
    fn accept<T, E: Display>(
        &mut self,
        read: Result<T, E>,
        column: usize,
        code: Code,
        expected: &str,
    ) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                // "found …, expected …; what to do": the first two are said already.
                let message = error.to_string();
                let remedy = message.rsplit_once("; ").map_or(message.as_str(), |(_, remedy)| remedy);
                self.push(column, code, expected, remedy);
                None
            }
        }
    }
}

const ID: &str = "an id of letters, digits and . - _ / :";
const PERIOD: &str = "a period such as 2024, 2024-Q1, 2024-12 or 2024-12-31";
const DATE: &str = "a day such as 2024-12-31, or a month or year if no more is known";
const UNIT: &str = "a unit such as GW, % or firms";
const FLAGS: &str = "letters of SDMX observation status with spaces between, such as P or E";
const VALUE: &str = "a number such as 8.7, a bound such as >60, about such as ~870, or a range such as 3..5";
const MISSING: &str = "not-collected, not-published, not-applicable, confidential or unknown:<why>";
const STATE_MISSING: &str =
    "state a missing value with its reason: leave `value` empty and write the reason in the column `missing`";

impl RowReader {
    /// The observation of a row, or `None` and what is wrong. A row of empty cells only is nothing at all.
    pub(super) fn read<'a>(
        &mut self,
        cells: &'a StringRecord,
        columns: &Columns,
        bad: &mut Vec<Bad>,
    ) -> Option<Observation> {
        let mut row = Row { cells, columns, bad };
        if row.code(columns.indicator).is_empty() && cells.iter().all(|cell| cell.trim().is_empty()) {
            return None;
        }
        let key = self.key(&mut row);
        let period = self.period.read(row.code(columns.period));
        let period = row.accept(period, columns.period, Code::InvalidPeriod, PERIOD);
        let published = self.published.read(row.code(columns.published));
        let published = row.accept(published, columns.published, Code::InvalidDate, DATE);
        let flags = match row.filled(columns.flags) {
            Some((column, text)) => {
                let flags = self.flags.read(text);
                row.accept(flags, column, Code::InvalidFlag, FLAGS)
            }
            None => Some(Flags::default()),
        };
        let reported = self.reported(&mut row, flags.as_ref());
        let source = row.filled(columns.source).and_then(|(column, text)| {
            let source = self.source.read(text);
            row.accept(source, column, Code::InvalidValue, ID)
        });
        let first_seen = row.filled(columns.first_seen).and_then(|(column, text)| {
            row.accept(text.parse::<PartialDate>(), column, Code::InvalidDate, DATE)
        });
        if !row.bad.is_empty() {
            return None;
        }
        let mut observation = Observation::of_series(key?, period?, reported?, published?).with_flags(flags?);
        for (column, with) in [
            (columns.note, Observation::with_note as fn(Observation, &'a str) -> Observation),
            (columns.rejected, Observation::with_rejected),
            (columns.definition, Observation::with_definition),
            (columns.population, Observation::with_population),
            (columns.sample, Observation::with_sample),
            (columns.tier, Observation::with_tier),
            (columns.derivation, Observation::with_derivation),
        ] {
            let text = column.and_then(|column| cells.get(column)).unwrap_or_default();
            if !text.is_empty() {
                observation = with(observation, text);
            }
        }
        if let Some(source) = source {
            observation = observation.with_shared_source(source.0);
        }
        if let Some(date) = first_seen {
            observation = observation.with_first_seen(date);
        }
        Some(observation)
    }

    fn key(&mut self, row: &mut Row<'_>) -> Option<Arc<SeriesKey>> {
        let columns = row.columns;
        let (indicator, series) = (row.code(columns.indicator), row.code(columns.series));
        let is_last = |key: &&Arc<SeriesKey>| {
            let dimensions = || columns.dimensions.iter().map(|(name, column)| (name, row.code(*column)));
            let count = dimensions().filter(|(_, value)| !value.is_empty()).count();
            *key.indicator() == indicator
                && *key.series() == series
                && count == key.dimensions().len()
                && dimensions()
                    .all(|(name, value)| key.dimensions().get(name).map_or("", String::as_str) == value)
        };
        if let Some(key) = self.key.as_ref().filter(is_last) {
            return Some(Arc::clone(key));
        }
        let indicator = row.accept(indicator.parse::<Id>(), columns.indicator, Code::InvalidValue, ID);
        let series = row.accept(series.parse::<Id>(), columns.series, Code::InvalidValue, ID);
        let key = SeriesKey::new(indicator?, series?);
        let dimensions = columns.dimensions.iter();
        let key = dimensions.fold(key, |key, (name, column)| key.with_dimension(name, row.code(*column)));
        let key = Arc::new(key);
        self.key = Some(Arc::clone(&key));
        Some(key)
    }

    fn reported(&mut self, row: &mut Row<'_>, flags: Option<&Flags>) -> Option<Reported> {
        let columns = row.columns;
        let text = row.code(columns.value);
        let missing = columns.missing.filter(|column| !row.code(*column).is_empty());
        if text.is_empty() {
            if !row.code(columns.unit).is_empty() {
                let unit = self.unit.read(row.code(columns.unit));
                row.accept(unit, columns.unit, Code::InvalidUnit, UNIT)?;
            }
            if let Some(column) = missing {
                let reason = row.text(column).parse::<MissingReason>();
                return row.accept(reason, column, Code::InvalidValue, MISSING).map(Reported::Missing);
            }
            // With flags that could not be read there is a problem already.
            let reason = flags.map(MissingReason::from_flags)?;
            if reason.is_none() {
                row.push(
                    columns.value,
                    Code::MissingField,
                    "a value, or the reason why it is missing",
                    STATE_MISSING,
                );
            }
            return reason.map(Reported::Missing);
        }
        if let Some(column) = missing {
            let help = "remove the value, or the reason why it is missing";
            row.push(column, Code::InvalidValue, "nothing beside a value", help);
        }
        if let (Some(column), Some(true)) = (columns.flags, flags.map(Flags::say_missing)) {
            let help = "remove the value, or the flag that says it is missing";
            row.push(column, Code::InvalidFlag, "no flag of a missing value beside a value", help);
        }
        let unit = self.unit.read(row.code(columns.unit));
        let unit = row.accept(unit, columns.unit, Code::InvalidUnit, UNIT);
        // Most cells are plain numbers, which need no more than this.
        let reading = text.parse::<Value>().map(Reading::Exact).or_else(|_| text.parse::<Reading>());
        match reading {
            Ok(reading) => Some(Reported::Value(Quantity::new(reading, unit?))),
            Err(error) => {
                let help = if error.code() == "missing_value" {
                    STATE_MISSING.to_owned()
                } else {
                    error.to_string()
                };
                row.push(columns.value, Code::InvalidNumber, VALUE, help);
                None
            }
        }
    }
}
