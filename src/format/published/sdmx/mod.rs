//! SDMX-CSV 1.0, 2.0 and 2.1: the header tells the version, the actions say what becomes of a row.
//!
//! Specification: sdmx-twg/sdmx-csv, data message, tags `v1.0` and `v2.0.0`, and the draft of 2.1.

mod columns;
mod period;
mod write;

use crate::data::{Dataset, Flag, Flags, Gathering, MissingReason, Reported, SeriesKey, Uncertainty};
use crate::diagnostic::{Code, Diagnostic};
use crate::format::Loaded;
use crate::format::import::{Facts, Field, Known, Rows, Settings, Token, eurostat, reading_of, times_ten_to};
use crate::format::table::{Bad, Header, Mapping, Memo, Record, Row, Syntax, TableReader, as_text, parsed};
use crate::number::Value;
use crate::text::Id;
use crate::time::{PartialDate, TimeError};
use crate::unit::{Quantity, Reading, Unit};
use columns::{Columns, Labels};
use std::io::Read;
use std::sync::Arc;

pub use write::SdmxWriter;

/// Reads SDMX-CSV onto a data set, from which rows with the action D take something back.
pub(in crate::format) fn read(settings: &Settings, onto: Dataset, input: impl Read) -> Loaded<Dataset> {
    let mapping = Sdmx::new(settings);
    TableReader::new(mapping, Syntax::separated_by(b','), settings.file_name.as_deref(), settings.limits)
        .onto(onto)
        .read(input)
        .0
}

/// What is done with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Upsert,
    Delete,
}

/// What stands in a cell without a value.
const TOKENS: &[Token] = &[("NaN", None), ("", None)];
/// A component that is switched off.
const SWITCHED_OFF: &str = "~";

struct Sdmx<'s> {
    rows: Rows<'s>,
    /// Boxed, because it is taken out for every row.
    columns: Option<Box<Columns>>,
    actions: Memo<Action>,
    flags: Memo<Flags>,
    published: Memo<PartialDate>,
    sources: Memo<Arc<Id>>,
    scaled: Memo<(Unit, i32)>,
    /// Unit and multiplier as one text; kept for its memory.
    text: Vec<u8>,
}

impl<'s> Sdmx<'s> {
    fn new(settings: &'s Settings) -> Self {
        Self {
            rows: Rows::new(settings),
            columns: None,
            actions: Memo::default(),
            flags: Memo::default(),
            published: Memo::default(),
            sources: Memo::default(),
            scaled: Memo::default(),
            text: Vec::new(),
        }
    }
}

impl Mapping for Sdmx<'_> {
    /// The separator is what follows the name of the first column.
    fn syntax(&self, beginning: &[u8]) -> Option<Syntax> {
        let name = beginning.strip_prefix(b"\"").unwrap_or(beginning);
        let rest = name.strip_prefix(b"DATAFLOW").or_else(|| name.strip_prefix(b"STRUCTURE"))?;
        let rest = match rest {
            [b'[', sign, b']', rest @ ..] if *sign != b']' => rest,
            _ => rest,
        };
        let separator = rest.strip_prefix(b"\"").unwrap_or(rest).first()?;
        [b',', b';', b'\t', b'|'].contains(separator).then_some(Syntax::separated_by(*separator))
    }

    fn header(&mut self, record: Record<'_>, bad: &mut Vec<Bad>) -> Header {
        self.columns = Columns::read(record.cells().map(as_text), self.rows.settings, bad).map(Box::new);
        if self.columns.is_some() { Header::Complete } else { Header::Unusable }
    }

    fn columns(&self) -> &[String] {
        self.columns.as_ref().map_or(&[], |columns| &columns.names)
    }

    fn row(&mut self, record: Record<'_>, gathering: &mut Gathering, bad: &mut Vec<Bad>) -> usize {
        let Some(columns) = self.columns.take() else { return 0 };
        let mut row = Row::new(record, &columns.names, bad);
        let count = match self.action(&mut row, &columns) {
            Some(Action::Upsert) => usize::from(self.upsert(&mut row, &columns, gathering).is_some()),
            Some(Action::Delete) => {
                self.delete(&mut row, &columns, gathering);
                0
            }
            None => 0,
        };
        self.columns = Some(columns);
        count
    }
}

impl Sdmx<'_> {
    fn action(&mut self, row: &mut Row<'_>, columns: &Columns) -> Option<Action> {
        let Some((column, text)) = row.filled(columns.action) else { return Some(Action::Upsert) };
        let action = self.actions.read(code(text, columns.labels), |text| match text {
            b"I" | b"A" | b"R" | b"M" => Ok(Action::Upsert),
            b"D" => Ok(Action::Delete),
            _ => Err("use I (information), A (append), R (replace), M (merge) or D (delete)"),
        });
        row.accept(action, column, Code::InvalidAction, "an action of SDMX-CSV")
    }

    /// Adds the observation of a row, or nothing with what is wrong.
    fn upsert(&mut self, row: &mut Row<'_>, columns: &Columns, gathering: &mut Gathering) -> Option<()> {
        let known = self.series(row, columns, gathering)?;
        let start = year_start(row, columns)?;
        let labels = columns.labels;
        let read = |text: &str| period::read(id(text, labels), start);
        let period = if start == period::CALENDAR {
            self.rows.period(row, columns.period, read)
        } else {
            // The same text is another period where the reporting year starts on another day.
            let period = read(as_text(row.code(columns.period)));
            self.rows.accepted(row, columns.period, period)
        }?;
        let errors = row.bad.len();
        let mut flags = self.flags(row, columns).unwrap_or_default();
        let mut reason = None;
        if let Some((column, text)) = row.filled(columns.letters) {
            let letters =
                row.accept(eurostat(as_text(text)), column, Code::InvalidFlag, "letters of Eurostat");
            let (of_letters, missing) = letters.unwrap_or_default();
            flags = flags.union(&of_letters);
            reason = missing;
        }
        let published = row.filled(columns.published).and_then(|(column, text)| {
            let day = self.published.read(text, |text| day(as_text(text)));
            row.accept(day, column, Code::InvalidDate, "a day such as 2024-12-31")
        });
        let uncertainty = columns.bounds.and_then(|bounds| uncertainty(row, bounds));
        let reported = self.reported(row, columns, &known, &flags, reason);
        if row.bad.len() > errors {
            return None;
        }
        let source = row.filled(columns.source).and_then(|(column, text)| {
            let source = self.sources.read(text, |text| parsed(text).map(Arc::new));
            row.accept(source, column, Code::InvalidValue, "an id of letters, digits and . - _ / :")
        });
        let note = match row.filled(columns.comment) {
            Some((_, text)) if columns.attributes.iter().all(|column| row.code(*column).is_empty()) => {
                self.rows.note(text)
            }
            comment => {
                let noted = columns.attributes.iter().chain(comment.as_ref().map(|(column, _)| column));
                self.rows.note_of(row, &noted.copied().collect::<Vec<_>>())
            }
        };
        let facts = Facts { flags, note, uncertainty, published, source };
        self.rows.add(&known, period, reported?, facts, gathering).then_some(())
    }

    fn series(&mut self, row: &mut Row<'_>, columns: &Columns, gathering: &mut Gathering) -> Option<Known> {
        let labels = columns.labels;
        // Without a column for the indicator, the structure names it and who publishes it.
        let structure = id(as_text(row.code(columns.structure)), labels);
        self.rows.series_of_row(row, &columns.keys, structure, None, gathering, |field| adjust(field, labels))
    }

    fn flags(&mut self, row: &mut Row<'_>, columns: &Columns) -> Option<Flags> {
        let (column, text) = row.filled(columns.status)?;
        let (labels, sub_field) = (columns.labels, columns.sub_field);
        let flags = self.flags.read(text, |text| {
            let is_between = |character: char| {
                character.is_whitespace() || matches!(character, ',' | ';') || Some(character) == sub_field
            };
            let codes = as_text(code(text, labels)).split(is_between).filter(|code| !code.is_empty());
            codes.map(str::parse::<Flag>).collect::<Result<Flags, _>>()
        });
        row.accept(flags, column, Code::InvalidFlag, "codes of CL_OBS_STATUS")
    }

    /// The unit with its multiplier as a word, and the power of ten that is left.
    fn unit(&mut self, row: &mut Row<'_>, columns: &Columns, known: &Known) -> Option<(Unit, i32)> {
        let multiplier = row.filled(columns.multiplier);
        let Some((column, power)) = multiplier.filter(|(_, text)| *text != b"0") else {
            let unit = self.unit_of(row, columns, known)?;
            return Some((unit, 0));
        };
        self.text.clear();
        self.text.extend_from_slice(power);
        self.text.push(0);
        self.text.extend_from_slice(row.filled(columns.unit).map_or(&[][..], |(_, text)| text));
        let text = std::mem::take(&mut self.text);
        let mut scaled = self.scaled.read(&text, |_| Err(()));
        if scaled.is_err() || known.unit.is_some() {
            let number = as_text(code(power, columns.labels)).parse::<i32>();
            let number = row.accept(number, column, Code::InvalidNumber, "a power of ten such as 6")?;
            let unit = self.unit_of(row, columns, known)?;
            let both = times_ten_to(&unit, number).map_or((unit, number), |unit| (unit, 0));
            if known.unit.is_none() {
                scaled = self.scaled.read(&text, |_| Ok(both.clone()));
            } else {
                scaled = Ok(both);
            }
        }
        self.text = text;
        scaled.ok()
    }

    fn unit_of(&mut self, row: &mut Row<'_>, columns: &Columns, known: &Known) -> Option<Unit> {
        let labels = columns.labels;
        self.rows.unit(row, columns.unit, known.unit.as_ref(), |text| code(text, labels))
    }

    fn reported(
        &mut self,
        row: &mut Row<'_>,
        columns: &Columns,
        known: &Known,
        flags: &Flags,
        reason: Option<MissingReason>,
    ) -> Option<Reported> {
        let text = code(row.code(columns.value), columns.labels);
        if TOKENS.iter().any(|(token, _)| token.as_bytes() == text) {
            return reason.map(Reported::Missing).or_else(|| missing(row, columns, flags));
        }
        if flags.say_missing() {
            let column = columns.status.unwrap_or(columns.value);
            let help = "remove the value, or the status that says it is missing";
            row.push(column, Code::InvalidFlag, "no status of a missing value beside a value", help);
            return None;
        }
        let (unit, power) = self.unit(row, columns, known)?;
        let reading = reading_of(text, power);
        let reading = row.accept(reading, columns.value, Code::InvalidNumber, "a number such as 8.7")?;
        let decimals =
            row.filled(columns.decimals).and_then(|(_, text)| parsed::<u32>(code(text, columns.labels)).ok());
        let reading = match decimals {
            Some(decimals) if power == 0 => with_decimals(reading, decimals),
            _ => reading,
        };
        Some(Reported::Value(Quantity::new(reading, unit)))
    }

    /// Takes back what a row names: a blank dimension stands for all of its values.
    fn delete(&mut self, row: &mut Row<'_>, columns: &Columns, gathering: &mut Gathering) {
        let Some(start) = year_start(row, columns) else { return };
        let labels = columns.labels;
        let period = match row.filled(Some(columns.period)) {
            Some((column, text)) => {
                let period = period::read(as_text(code(text, labels)), start);
                match row.accept(period, column, Code::InvalidPeriod, "a period such as 2024 or 2024-Q1") {
                    Some(period) => Some(period),
                    None => return,
                }
            }
            None => None,
        };
        let mut fields = columns.keys.fields(row);
        for field in &mut fields {
            adjust(field, labels);
        }
        let structure = id(as_text(row.code(columns.structure)), labels);
        let patterns = self.rows.patterns(&fields, structure);
        let published = row.filled(columns.published).and_then(|(column, text)| {
            row.accept(day(as_text(text)), column, Code::InvalidDate, "a day such as 2024-12-31")
        });
        let Some(published) = self.rows.settings.published.or(published) else { return };
        let is_named = |key: &SeriesKey| patterns.iter().any(|pattern| pattern.takes(key));
        if !gathering.withdraw(&is_named, period.as_ref(), published) && !patterns.is_empty() {
            let problem = Diagnostic::new(Code::NotHeld)
                .found("a deletion of something that was not read before it")
                .expected("data that the deletion names")
                .help("read it onto the data set that it corrects, with DataReader::read_onto");
            row.bad.push(Bad { cell: columns.action.unwrap_or_default(), problem });
        }
    }
}

/// Why there is no value: by the status, or because it is confidential; a row that says neither is reported.
fn missing(row: &mut Row<'_>, columns: &Columns, flags: &Flags) -> Option<Reported> {
    let is_secret = row
        .filled(columns.confidentiality)
        .is_some_and(|(_, text)| matches!(code(text, columns.labels), b"C" | b"N" | b"D" | b"S"));
    let reason = MissingReason::from_flags(flags);
    let reason = reason.or_else(|| is_secret.then_some(MissingReason::Confidential));
    if reason.is_none() {
        let help =
            "give a value, or a status of a missing value such as M or O; without either the row is left out";
        row.push(columns.value, Code::NotHeld, "a value or the reason why it is missing", help);
    }
    reason.map(Reported::Missing)
}

/// The first month and day of the reporting year.
fn year_start(row: &mut Row<'_>, columns: &Columns) -> Option<(u32, u32)> {
    let Some((column, text)) = row.filled(columns.year_start) else { return Some(period::CALENDAR) };
    let start = period::start_day(as_text(code(text, columns.labels)));
    row.accept(start.ok_or("write --07-01"), column, Code::InvalidDate, "a month and day such as --07-01")
}

/// A day of publication; Eurostat writes `28/10/24 23:00:00`.
fn day(text: &str) -> Result<PartialDate, TimeError> {
    match text.split(['/', ' ']).collect::<Vec<_>>().as_slice() {
        [day, month, year, ..] if text.contains('/') && year.len() == 2 => {
            format!("20{year}-{month}-{day}").parse()
        }
        _ => text.parse(),
    }
}

/// The identifier of a field, and nothing where it is switched off.
fn adjust(field: &mut Field<'_>, labels: Labels) {
    let value = id(field.value, labels);
    field.value = if value == SWITCHED_OFF { "" } else { value };
}

/// The identifier in a cell that may carry a label.
fn code(text: &[u8], labels: Labels) -> &[u8] {
    if labels == Labels::Both { id(as_text(text), labels).as_bytes() } else { text }
}

fn id(text: &str, labels: Labels) -> &str {
    if labels == Labels::Both { text.split_once(": ").map_or(text, |(id, _)| id) } else { text }
}

/// A number to which the publisher gives more decimals than are printed: they are zeros.
fn with_decimals(reading: Reading, decimals: u32) -> Reading {
    match reading {
        Reading::Exact(value) if value.decimals() < decimals => {
            let zeros = decimals.saturating_sub(value.decimals());
            let mantissa = 10_i128.checked_pow(zeros).and_then(|ten| value.mantissa().checked_mul(ten));
            let longer = mantissa.and_then(|mantissa| Value::from_parts(mantissa, decimals).ok());
            Reading::Exact(longer.unwrap_or(value))
        }
        other => other,
    }
}

fn uncertainty(row: &mut Row<'_>, (lower, upper): (usize, usize)) -> Option<Uncertainty> {
    let ((column, low), (_, high)) = row.filled(Some(lower)).zip(row.filled(Some(upper)))?;
    let bounds = format!("{}..{}", as_text(low), as_text(high)).parse();
    row.accept(bounds, column, Code::InvalidValue, "a lower and an upper bound")
}
