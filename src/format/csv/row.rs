//! One row of a data file as an observation: every cell that cannot be understood is reported.
//! What was read last is remembered, because files repeat themselves from row to row.

use super::Told;
use super::columns::Columns;
use crate::data::{
    Flags, Gathering, MissingReason, Observation, Reported, SeriesKey, SeriesPlace, Uncertainty,
};
use crate::diagnostic::Code;
use crate::format::table::{Bad, Memo, Record, Row, as_text, parsed, trimmed};
use crate::number::Value;
use crate::text::Id;
use crate::time::{PartialDate, Period};
use crate::unit::{Quantity, Reading, Unit};
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::Arc;

/// A series, and where its observations are gathered.
type KnownSeries = (Arc<SeriesKey>, SeriesPlace);

/// Where the observation of a row belongs.
enum Place {
    Known(KnownSeries),
    /// To a series that is not read.
    Elsewhere,
}

/// Reads rows of one file.
#[derive(Debug, Default)]
pub(super) struct RowReader {
    /// The series of every key so far. It is only asked, never listed: no order of hashes shows.
    series: HashMap<Vec<u8>, Option<KnownSeries>>,
    /// The series of the last row, if it is called as its cells say.
    last_series: Option<KnownSeries>,
    /// The key of a row as one text; kept for its memory.
    key_text: Vec<u8>,
    period: Memo<Period>,
    unit: Memo<Unit>,
    flags: Memo<Flags>,
    published: Memo<PartialDate>,
    source: Memo<Arc<Id>>,
    note: Memo<Arc<str>>,
}

const ID: &str = "an id of letters, digits and . - _ / :";
const PERIOD: &str = "a period such as 2024, 2024-Q1, 2024-12 or 2024-12-31";
const DATE: &str = "a day such as 2024-12-31, or a month or year if no more is known";
const UNCERTAINTY: &str = "bounds such as 3.1..4.6, or a standard error such as se 0.4";
const UNIT: &str = "a unit such as GW, % or firms";
const FLAGS: &str = "letters of SDMX observation status with spaces between, such as P or E";
const VALUE: &str = "a number such as 8.7, a bound such as >60, about such as ~870, or a range such as 3..5";
const MISSING: &str = "not-collected, not-published, not-applicable, confidential or unknown:<why>";
const STATE_MISSING: &str =
    "state a missing value with its reason: leave `value` empty and write the reason in the column `missing`";

impl RowReader {
    /// Gathers the observation of a row; false if it is none, with what is wrong. A row of empty cells only is
    /// nothing at all.
    pub(super) fn read(
        &mut self,
        cells: Record<'_>,
        columns: &Columns,
        told: &Told,
        gathering: &mut Gathering,
        bad: &mut Vec<Bad>,
    ) -> bool {
        let mut row = Row::new(cells, &columns.names, bad);
        if row.code(columns.indicator).is_empty() && cells.cells().all(|cell| trimmed(cell).is_empty()) {
            return false;
        }
        let row = &mut row;
        let series = match self.series(row, columns, told, gathering) {
            Some(Place::Elsewhere) => return false,
            Some(Place::Known(known)) => Some(known),
            None => None,
        };
        let period = self.period.read(row.code(columns.period), parsed);
        let period = row.accept(period, columns.period, Code::InvalidPeriod, PERIOD);
        if period.as_ref().is_some_and(|period| !told.takes_period(period)) {
            row.bad.clear();
            return false;
        }
        let published = self.published.read(row.code(columns.published), parsed);
        let published = row.accept(published, columns.published, Code::InvalidDate, DATE);
        let flags = match row.filled(columns.flags) {
            Some((column, text)) => {
                let flags = self.flags.read(text, parsed);
                row.accept(flags, column, Code::InvalidFlag, FLAGS)
            }
            None => Some(Flags::default()),
        };
        let reported = self.reported(row, columns, told, flags.as_ref());
        let source = row.filled(columns.source).and_then(|(column, text)| {
            let source = self.source.read(text, |text| parsed(text).map(Arc::new));
            row.accept(source, column, Code::InvalidValue, ID)
        });
        let first_seen = row.filled(columns.first_seen).and_then(|(column, text)| {
            row.accept(parsed::<PartialDate>(text), column, Code::InvalidDate, DATE)
        });
        let uncertainty = row.filled(columns.uncertainty).and_then(|(column, text)| {
            row.accept(parsed::<Uncertainty>(text), column, Code::InvalidValue, UNCERTAINTY)
        });
        if !row.bad.is_empty() {
            return false;
        }
        let (Some((key, place)), Some(period), Some(reported), Some(published), Some(flags)) =
            (series, period, reported, published, flags)
        else {
            return false;
        };
        let mut observation = Observation::of_series(key, period, reported, published).with_flags(flags);
        if let Some(source) = source {
            observation = observation.with_shared_source(source);
        }
        if let Some(note) = columns.note.map(|column| row.cells.cell(column)).filter(|note| !note.is_empty())
        {
            let Ok(note) = self.note.read(note, |note| Ok::<_, Infallible>(Arc::from(as_text(note))));
            observation = observation.with_shared_note(note);
        }
        for (column, with_text) in &columns.texts {
            observation = with_text(observation, as_text(row.cells.cell(*column)));
        }
        if let Some(date) = first_seen {
            observation = observation.with_first_seen(date);
        }
        if let Some(uncertainty) = uncertainty {
            observation = observation.with_uncertainty(uncertainty);
        }
        gathering.add_to(place, observation);
        true
    }

    /// The series of a row. It is looked up where it is not the one of the row before.
    fn series(
        &mut self,
        row: &mut Row<'_>,
        columns: &Columns,
        told: &Told,
        gathering: &mut Gathering,
    ) -> Option<Place> {
        let (indicator, series) = (row.code(columns.indicator), row.code(columns.series));
        let cells = row.cells;
        let dimensions =
            || columns.dimensions.iter().map(|(name, column)| (name, trimmed(cells.cell(*column))));
        let is_last = |(key, _): &&KnownSeries| {
            key.indicator().as_str().as_bytes() == indicator
                && key.series().as_str().as_bytes() == series
                && dimensions().all(|(name, value)| {
                    key.dimensions().get(name).map_or("", String::as_str).as_bytes() == value
                })
        };
        if let Some((key, place)) = self.last_series.as_ref().filter(is_last) {
            return Some(Place::Known((Arc::clone(key), *place)));
        }
        self.key_text.clear();
        for part in [indicator, series].into_iter().chain(dimensions().map(|(_, value)| value)) {
            // With their lengths, no two rows of different series run together to the same text.
            self.key_text.extend_from_slice(&part.len().to_le_bytes());
            self.key_text.extend_from_slice(part);
        }
        if let Some(found) = self.series.get(&self.key_text) {
            self.last_series = found.clone().filter(|_| told.is_everything());
            return Some(found.clone().map_or(Place::Elsewhere, Place::Known));
        }
        let indicator = row.accept(parsed::<Id>(indicator), columns.indicator, Code::InvalidValue, ID);
        let series = row.accept(parsed::<Id>(series), columns.series, Code::InvalidValue, ID);
        let key = SeriesKey::new(indicator?, series?);
        let key = dimensions().fold(key, |key, (name, value)| key.with_dimension(name, as_text(value)));
        let named = told.key(key);
        let found = named.map(|key| gathering.series(Arc::new(key)));
        self.series.insert(self.key_text.clone(), found.clone());
        self.last_series = found.clone().filter(|_| told.is_everything());
        Some(found.map_or(Place::Elsewhere, Place::Known))
    }

    fn reported(
        &mut self,
        row: &mut Row<'_>,
        columns: &Columns,
        told: &Told,
        flags: Option<&Flags>,
    ) -> Option<Reported> {
        let text = row.code(columns.value);
        let missing = columns.missing.filter(|column| !row.code(*column).is_empty());
        let shown = told.missing_values.iter().find(|shown| shown.as_bytes() == text);
        if text.is_empty() || shown.is_some() {
            if !row.code(columns.unit).is_empty() {
                let unit = self.unit.read(row.code(columns.unit), parsed);
                row.accept(unit, columns.unit, Code::InvalidUnit, UNIT)?;
            }
            if let Some(column) = missing {
                let reason = parsed::<MissingReason>(row.cells.cell(column));
                return row.accept(reason, column, Code::InvalidValue, MISSING).map(Reported::Missing);
            }
            // With flags that could not be read there is a problem already.
            let reason = flags.map(MissingReason::from_flags)?;
            let reason =
                reason.or_else(|| shown.map(|shown| MissingReason::Other(format!("shown as {shown}"))));
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
        let unit = self.unit.read(row.code(columns.unit), parsed);
        let unit = row.accept(unit, columns.unit, Code::InvalidUnit, UNIT);
        // Most cells are plain numbers, which need no more than this.
        let reading = match Value::short_numeral(text) {
            Some(value) => Ok(Reading::Exact(value)),
            None => parsed::<Reading>(text),
        };
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
