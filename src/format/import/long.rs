//! Tables with one value a row: the format says which column holds what, and the rest is the same for all.

use super::number::{Token, reading, reading_of};
use super::reader::Settings;
use super::rows::{Facts, KeyColumns, Known, Rows};
use crate::data::{Dataset, Flags, Gathering, MissingReason, Reported};
use crate::diagnostic::{Code, Diagnostic};
use crate::format::Loaded;
use crate::format::table::{Bad, Fit, Header, Mapping, Record, Row, Syntax, TableReader, as_text};
use crate::time::{PartialDate, Period, TimeError};
use crate::unit::Quantity;
use std::io::Read;

/// Reads the flags that a text stands for.
pub(in crate::format) type ReadFlags = fn(&str) -> Result<Flags, String>;

/// Where each column stands, counted from 0, and how its cells are read.
#[derive(Debug, Clone)]
pub(in crate::format) struct Layout {
    pub(in crate::format) names: Vec<String>,
    pub(in crate::format) keys: KeyColumns,
    pub(in crate::format) publisher: String,
    /// The indicator, where no column names it.
    pub(in crate::format) indicator: Option<String>,
    pub(in crate::format) period: usize,
    pub(in crate::format) read_period: fn(&str) -> Result<Period, TimeError>,
    pub(in crate::format) value: usize,
    pub(in crate::format) tokens: &'static [Token],
    pub(in crate::format) unit: Option<usize>,
    pub(in crate::format) flags: Vec<(usize, ReadFlags)>,
    /// The lower and the upper bound.
    pub(in crate::format) bounds: Option<(usize, usize)>,
    pub(in crate::format) notes: Vec<usize>,
    /// The day of publication.
    pub(in crate::format) published: Option<usize>,
    /// A column that says with `true` that the value was deleted.
    pub(in crate::format) deleted: Option<usize>,
    /// Whether rows may be shorter than the header, or longer by empty cells.
    pub(in crate::format) may_be_ragged: bool,
}

impl Layout {
    /// A layout with what every one has.
    pub(in crate::format) fn new(
        names: Vec<String>,
        publisher: &str,
        keys: KeyColumns,
        period: usize,
        value: usize,
    ) -> Self {
        Self {
            names,
            keys,
            publisher: publisher.to_owned(),
            indicator: None,
            period,
            read_period: str::parse,
            value,
            tokens: &[],
            unit: None,
            flags: Vec::new(),
            bounds: None,
            notes: Vec::new(),
            published: None,
            deleted: None,
            may_be_ragged: false,
        }
    }
}

/// Makes a layout of the names of the columns, or says what is missing.
pub(in crate::format) type ReadLayout = fn(Vec<String>, &Settings, &mut Vec<Bad>) -> Option<Layout>;

/// Reads a table with one value a row onto what is known.
pub(in crate::format) fn read_long(
    settings: &Settings,
    layout: ReadLayout,
    onto: Dataset,
    input: impl Read,
) -> Loaded<Dataset> {
    let file = settings.file_name.as_deref();
    let table =
        TableReader::new(Long::new(settings, layout), Syntax::separated_by(b','), file, settings.limits);
    table.onto(onto).read(input).0
}

/// A table with one value a row.
struct Long<'s> {
    rows: Rows<'s>,
    read_layout: ReadLayout,
    /// Boxed, because it is taken out for every row.
    layout: Option<Box<Layout>>,
}

impl<'s> Long<'s> {
    fn new(settings: &'s Settings, read_layout: ReadLayout) -> Self {
        Self { rows: Rows::new(settings), read_layout, layout: None }
    }
}

impl Mapping for Long<'_> {
    fn header(&mut self, record: Record<'_>, bad: &mut Vec<Bad>) -> Header {
        let names = record.cells().map(|cell| as_text(cell).trim().to_owned()).collect();
        let settings = self.rows.settings;
        self.layout = (self.read_layout)(names, settings, bad).map(Box::new);
        let Some(layout) = &self.layout else { return Header::Unusable };
        if settings.published.is_none() && layout.published.is_none() {
            bad.push(Bad { cell: 0, problem: unstated_day() });
            return Header::Unusable;
        }
        Header::Complete
    }

    fn columns(&self) -> &[String] {
        self.layout.as_ref().map_or(&[], |layout| &layout.names)
    }

    fn fit(&self, record: Record<'_>) -> Fit {
        let may_be_ragged = self.layout.as_ref().is_some_and(|layout| layout.may_be_ragged);
        let mut beyond = record.cells().skip(self.columns().len());
        if may_be_ragged && beyond.all(|cell| cell.trim_ascii().is_empty()) {
            Fit::Usable
        } else {
            Fit::Ragged
        }
    }

    fn row(&mut self, record: Record<'_>, gathering: &mut Gathering, bad: &mut Vec<Bad>) -> usize {
        let Some(layout) = self.layout.take() else { return 0 };
        let mut row = Row::new(record, &layout.names, bad);
        let is_blank = record.cells().all(|cell| cell.trim_ascii().is_empty());
        let is_added = !is_blank && self.rows.observation(&mut row, &layout, gathering).is_some();
        self.layout = Some(layout);
        usize::from(is_added)
    }
}

impl Rows<'_> {
    /// Adds the observation of a row, or nothing with what is wrong.
    fn observation(&mut self, row: &mut Row<'_>, layout: &Layout, gathering: &mut Gathering) -> Option<()> {
        let known = self.series_of_row(
            row,
            &layout.keys,
            &layout.publisher,
            layout.indicator.as_deref(),
            gathering,
            |_| {},
        )?;
        let period = self.period(row, layout.period, layout.read_period)?;
        let errors = row.bad.len();
        let mut flags = Flags::default();
        for (column, read) in &layout.flags {
            if let Some((column, text)) = row.filled(Some(*column)) {
                let read = row.accept(read(as_text(text)), column, Code::InvalidFlag, "a known status");
                flags = read.map_or(Flags::default(), |read| flags.union(&read));
            }
        }
        let published = row.filled(layout.published).and_then(|(column, text)| {
            let day = day_of(as_text(text));
            row.accept(day, column, Code::InvalidDate, "a day such as 2024-12-31")
        });
        if published.is_none() && self.settings.published.is_none() {
            row.bad.push(Bad { cell: layout.published.unwrap_or_default(), problem: unstated_day() });
        }
        let uncertainty = layout.bounds.and_then(|(low, high)| {
            let ((column, low), (_, high)) = row.filled(Some(low)).zip(row.filled(Some(high)))?;
            let plain = |text: &[u8]| {
                reading(as_text(text), 0).map_or_else(|_| as_text(text).to_owned(), |found| found.to_string())
            };
            let bounds = format!("{}..{}", plain(low), plain(high)).parse();
            row.accept(bounds, column, Code::InvalidValue, "a lower and an upper bound")
        });
        let reported = self.reported(row, layout, &known, &flags);
        if row.bad.len() > errors {
            return None;
        }
        let note = self.note_of(row, &layout.notes);
        let facts = Facts { flags, note, uncertainty, published, source: None };
        self.add(&known, period, reported?, facts, gathering).then_some(())
    }

    fn reported(
        &mut self,
        row: &mut Row<'_>,
        layout: &Layout,
        known: &Known,
        flags: &Flags,
    ) -> Option<Reported> {
        let is_deleted = row.filled(layout.deleted).is_some_and(|(_, text)| text == b"true");
        let cell = row.code(layout.value);
        let missing = if is_deleted {
            Some(MissingReason::Other("deleted by the publisher".to_owned()))
        } else {
            missing_of(cell, layout.tokens, flags)
        };
        if let Some(reason) = missing {
            return Some(Reported::Missing(reason));
        }
        let unit = self.unit(row, layout.unit, known.unit.as_ref(), |text| text)?;
        let reading = row.accept(reading_of(cell, 0), layout.value, Code::InvalidNumber, VALUE)?;
        Some(Reported::Value(Quantity::new(reading, unit)))
    }
}

/// The same of the bytes of a cell that is UTF-8.
pub(in crate::format) fn missing_of(cell: &[u8], tokens: &[Token], flags: &Flags) -> Option<MissingReason> {
    // What begins with a digit is no mark for nothing.
    if cell.first().is_some_and(u8::is_ascii_digit) { None } else { missing(as_text(cell), tokens, flags) }
}

/// Why there is no value, if the cell says so.
pub(in crate::format) fn missing(text: &str, tokens: &[Token], flags: &Flags) -> Option<MissingReason> {
    let (token, reason) = if text.is_empty() {
        ("", &None)
    } else {
        tokens.iter().find(|(token, _)| *token == text).map(|(token, reason)| (*token, reason))?
    };
    let shown = || match token {
        "" => "left blank".to_owned(),
        token => format!("shown as {token}"),
    };
    let by_flag = MissingReason::from_flags(flags);
    Some(reason.clone().or(by_flag).unwrap_or_else(|| MissingReason::Other(shown())))
}

/// The day at the beginning of a point of time such as `2024-05-01T10:00:00`.
pub(in crate::format) fn day_of(text: &str) -> Result<PartialDate, TimeError> {
    text.split(['T', ' ']).next().unwrap_or_default().parse()
}

/// What is said where neither the file nor its reader states the day of publication.
pub(in crate::format) fn unstated_day() -> Diagnostic {
    Diagnostic::new(Code::NotStated)
        .found("no day of publication")
        .expected("the day on which the values were published")
        .help("state the day of publication with DataReader::published")
}

/// The place of a required column, or what is missing.
pub(in crate::format) fn required(names: &[String], wanted: &str, bad: &mut Vec<Bad>) -> Option<usize> {
    let found = names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
    if found.is_none() {
        let problem = Diagnostic::new(Code::MissingColumn).expected(format!("a column \"{wanted}\""));
        bad.push(Bad { cell: 0, problem });
    }
    found
}

pub(in crate::format) const VALUE: &str = "a number such as 8.7 or 1.5e3, or a bound such as <2.5";
