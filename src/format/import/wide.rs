//! Tables with a period in the header of each value: one series a row, and its values along it.

use super::long::{VALUE, missing, unstated_day};
use super::number::{Token, reading};
use super::reader::Settings;
use super::rows::{Facts, Field, Known, Part, Rows};
use crate::data::{Dataset, Flags, Gathering, MissingReason, Reported};
use crate::diagnostic::{Code, Diagnostic};
use crate::format::Loaded;
use crate::format::table::{Bad, Fit, Header, Mapping, Record, Row, Syntax, TableReader, as_text, trimmed};
use crate::number::Value;
use crate::time::{PartialDate, Period};
use crate::unit::{Quantity, Reading, Unit};
use std::io::Read;

/// What a cell says: the text of its value, its flags, and why there is no value.
pub(in crate::format) struct Said<'a> {
    pub(in crate::format) text: &'a str,
    pub(in crate::format) flags: Flags,
    pub(in crate::format) missing: Option<MissingReason>,
    /// Marks that are no flags.
    pub(in crate::format) note: Option<&'a str>,
}

/// Where each column stands, counted from 0.
#[derive(Debug, Clone)]
pub(in crate::format) struct WideLayout {
    pub(in crate::format) names: Vec<String>,
    pub(in crate::format) publisher: String,
    pub(in crate::format) periods: Vec<(usize, Period)>,
    pub(in crate::format) tokens: &'static [Token],
}

/// What the header of a wide table says.
pub(in crate::format) enum WideHeader {
    /// Nothing yet, or the day of publication.
    Preface(Option<PartialDate>),
    Layout(WideLayout),
    Unusable,
}

/// What is particular to a kind of wide table.
pub(in crate::format) trait Wide {
    /// The separator, if it is not a comma.
    fn separator(&self) -> u8 {
        b','
    }

    fn header(&mut self, names: Vec<String>, settings: &Settings, bad: &mut Vec<Bad>) -> WideHeader;

    /// The fields that describe the series of a row, and the unit that the row states.
    fn fields<'r>(&'r self, row: &Row<'r>) -> (Vec<Field<'r>>, Option<(usize, &'r str)>);

    /// The flags of all values of a row.
    fn flags(&self, _row: &Row<'_>) -> Flags {
        Flags::default()
    }

    /// Whether a row of another length is the end of the table.
    fn is_footer(&self, _record: Record<'_>) -> bool {
        false
    }

    /// What a cell says.
    fn said<'a>(&self, text: &'a str) -> Result<Said<'a>, String> {
        Ok(Said { text, flags: Flags::default(), missing: None, note: None })
    }
}

/// Reads a table with a period in the header of each value onto what is known.
pub(in crate::format) fn read_wide<W: Wide>(
    settings: &Settings,
    kind: W,
    onto: Dataset,
    input: impl Read,
) -> Loaded<Dataset> {
    let file = settings.file_name.as_deref();
    let syntax = Syntax::separated_by(kind.separator());
    let table = TableReader::new(WideTable::new(settings, kind), syntax, file, settings.limits);
    table.onto(onto).read(input).0
}

/// A table with a period in the header of each value.
struct WideTable<'s, W> {
    rows: Rows<'s>,
    kind: W,
    layout: Option<Box<WideLayout>>,
    published: Option<PartialDate>,
}

impl<'s, W: Wide> WideTable<'s, W> {
    fn new(settings: &'s Settings, kind: W) -> Self {
        Self { rows: Rows::new(settings), kind, layout: None, published: None }
    }

    /// The series of a row and its unit.
    fn series(
        &mut self,
        row: &mut Row<'_>,
        layout: &WideLayout,
        gathering: &mut Gathering,
    ) -> Option<(Known, Option<Unit>)> {
        let (fields, unit) = self.kind.fields(row);
        let known = match self.rows.series(&fields, &layout.publisher, gathering) {
            Ok(known) => known?,
            Err(problem) => {
                row.bad.push(Bad { cell: 0, problem: *problem });
                return None;
            }
        };
        let unit = match (&known.unit, unit) {
            (Some(unit), _) => Some(unit.clone()),
            (None, Some((column, text))) => match self.rows.unit_in(text.as_bytes()) {
                Ok(unit) => Some(unit),
                Err(_) if self.rows.settings.unit.is_some() => self.rows.settings.unit.clone(),
                Err(error) => {
                    let problem = Diagnostic::new(Code::InvalidUnit).found_text(text).help(error.to_string());
                    row.bad.push(Bad { cell: column, problem });
                    return None;
                }
            },
            (None, None) => self.rows.settings.unit.clone(),
        };
        Some((known, unit))
    }
}

impl<W: Wide> Mapping for WideTable<'_, W> {
    fn header(&mut self, record: Record<'_>, bad: &mut Vec<Bad>) -> Header {
        let names = record.cells().map(|cell| as_text(cell).trim().to_owned()).collect();
        match self.kind.header(names, self.rows.settings, bad) {
            WideHeader::Preface(published) => {
                self.published = self.published.or(published);
                Header::Incomplete
            }
            WideHeader::Unusable => Header::Unusable,
            WideHeader::Layout(layout) => {
                self.layout = Some(Box::new(layout));
                if self.published.is_none() && self.rows.settings.published.is_none() {
                    bad.push(Bad { cell: 0, problem: unstated_day() });
                    return Header::Unusable;
                }
                Header::Complete
            }
        }
    }

    fn columns(&self) -> &[String] {
        self.layout.as_ref().map_or(&[], |layout| &layout.names)
    }

    fn fit(&self, record: Record<'_>) -> Fit {
        if self.kind.is_footer(record) { Fit::Footer } else { Fit::Ragged }
    }

    fn row(&mut self, record: Record<'_>, gathering: &mut Gathering, bad: &mut Vec<Bad>) -> usize {
        let Some(layout) = self.layout.take() else { return 0 };
        let mut row = Row::new(record, &layout.names, bad);
        let is_blank = record.cells().all(|cell| cell.trim_ascii().is_empty());
        let series = if is_blank { None } else { self.series(&mut row, &layout, gathering) };
        let of_row = self.kind.flags(&row);
        let mut count = 0_usize;
        let mut lacks_unit = false;
        for (column, period) in &layout.periods {
            let Some((known, unit)) = &series else { break };
            let cell = trimmed(record.cell(*column));
            if cell.is_empty() || !self.rows.settings.filter.takes_period(period) {
                continue;
            }
            // Nearly every cell is a short plain number.
            let number = Value::short_numeral(cell);
            let said = match number {
                Some(_) => Ok(Said { text: "", flags: Flags::default(), missing: None, note: None }),
                None => self.kind.said(as_text(cell)),
            };
            let Some(said) = row.accept(said, *column, Code::InvalidFlag, "known flags") else { continue };
            let flags = of_row.union(&said.flags);
            let unsaid = || if number.is_some() { None } else { missing(said.text, layout.tokens, &flags) };
            let reason = said.missing.or_else(unsaid);
            let reported = if let Some(reason) = reason {
                Reported::Missing(reason)
            } else {
                let Some(unit) = unit else {
                    lacks_unit = true;
                    continue;
                };
                let reading =
                    number.map_or_else(|| reading(said.text, 0), |number| Ok(Reading::Exact(number)));
                let Some(reading) = row.accept(reading, *column, Code::InvalidNumber, VALUE) else {
                    continue;
                };
                Reported::Value(Quantity::new(reading, unit.clone()))
            };
            let note = said.note.and_then(|note| self.rows.note(note.as_bytes()));
            let facts = Facts { flags, note, published: self.published, ..Facts::default() };
            if self.rows.add(known, *period, reported, facts, gathering) {
                count = count.saturating_add(1);
            }
        }
        if lacks_unit {
            row.bad.push(Bad { cell: 0, problem: super::rows::unstated_unit() });
        }
        self.layout = Some(layout);
        count
    }
}

/// A field of a row.
pub(in crate::format) fn field<'r>(row: &Row<'r>, column: usize, part: Part) -> Field<'r> {
    Field { part, name: row.name(column), value: as_text(row.code(column)) }
}
