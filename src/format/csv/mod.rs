//! Reported data as tidy CSV: one observation a row, a header, UTF-8, `#` for comments.
//!
//! Required columns: `indicator`, `series`, `period`, `value`, `unit`, `published`. Optional ones: `flags`,
//! `source`, `note`, `missing`, `first_seen`, `rejected`, `definition`, `population`, `sample`, `tier`,
//! `derivation`. Any other column is a dimension, which must be declared.

mod columns;
mod raw;
mod row;
mod tail;
mod write;

use super::Loaded;
use crate::data::{Dataset, Observation};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Limits};
use ::csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};
use columns::Columns;
use raw::{Raw, line_breaks, location};
use row::{Bad, RowReader};
use std::io::Read;
use tail::{Stop, Tail};

/// Reads reported data from tidy CSV.
///
/// Every bad cell is reported with its place, and a bad row takes no good row with it, not even one whose
/// quote is never closed.
///
/// ```
/// use policy_targets::diagnostic::Code;
/// use policy_targets::format::CsvReader;
///
/// let text = "indicator,series,period,value,unit,published,level\n\
///             sm.maturity,cesi,2020,75,%,2021-01-21,<=1\n\
///             sm.maturity,cesi,2020,NaN,%,2021-01-21,2\n";
/// let loaded = CsvReader::new().file_name("maturity.csv").dimension("level").read(text.as_bytes());
/// let (data, problems) = loaded.lenient();
/// assert_eq!(data.len(), 1);
///
/// let problem = problems.errors().next().ok_or("no problem")?;
/// assert_eq!(problem.code(), Code::InvalidNumber);
/// assert_eq!(problem.location().map(ToString::to_string).as_deref(), Some("maturity.csv:3:23"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct CsvReader {
    file_name: Option<String>,
    dimensions: Vec<String>,
    limits: Limits,
}

impl CsvReader {
    /// A reader of files without dimensions, within the usual limits.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The name by which problems call the file.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// A column that is a dimension of the data, such as `level` or `area`. It need not be in the file.
    #[must_use]
    pub fn dimension(mut self, name: impl Into<String>) -> Self {
        self.dimensions.push(name.into().trim().to_owned());
        self
    }

    /// How much is read at most.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Reads a file. What is wrong is part of the result, a failure of the input too.
    pub fn read(&self, input: impl Read) -> Loaded<Dataset> {
        let mut pass = Pass::new(self);
        let mut tail = Tail::new(input, self.limits);
        loop {
            let mut reader =
                ReaderBuilder::new().has_headers(false).flexible(true).comment(Some(b'#')).from_reader(tail);
            let next = pass.records(&mut reader);
            tail = reader.into_inner();
            match next {
                Next::End => break,
                Next::StartAt(offset) => tail.start_again(offset),
                Next::SkipLine => {
                    tail.start_again(u64::MAX);
                    tail.skip_line();
                }
            }
        }
        pass.finish(tail.stop)
    }
}

impl Dataset {
    /// Reads tidy CSV without dimensions, within the usual limits; see [`CsvReader`] for more.
    ///
    /// ```
    /// use policy_targets::data::Dataset;
    ///
    /// let text = "indicator,series,period,value,unit,published\nstorage.power,nea,2022-12-31,8.7,GW,2023-02-13\n";
    /// let (data, warnings) = Dataset::read_csv(text.as_bytes()).strict()?;
    /// assert_eq!((data.len(), warnings.len()), (1, 0));
    /// # Ok::<(), policy_targets::diagnostic::Diagnostics>(())
    /// ```
    pub fn read_csv(input: impl Read) -> Loaded<Self> {
        CsvReader::new().read(input)
    }
}

/// How reading goes on after the parser has come to an end or was led astray.
enum Next {
    End,
    StartAt(u64),
    SkipLine,
}

/// What was read of a file so far.
struct Pass<'a> {
    settings: &'a CsvReader,
    found: Diagnostics,
    columns: Option<Columns>,
    rows: RowReader,
    row_count: u64,
    observations: Vec<Observation>,
    /// The line of each observation.
    lines: Vec<u32>,
    /// How many lines were read before the parser was last started.
    lines_before: u64,
    /// The line of the record that is being read.
    line: u64,
    bad: Vec<Bad>,
    has_header: bool,
}

impl<'a> Pass<'a> {
    fn new(settings: &'a CsvReader) -> Self {
        Self {
            settings,
            found: Diagnostics::limited(settings.limits.diagnostics()),
            columns: None,
            rows: RowReader::default(),
            row_count: 0,
            observations: Vec::new(),
            lines: Vec::new(),
            lines_before: 0,
            line: 1,
            bad: Vec::new(),
            has_header: false,
        }
    }

    /// Reads records until the end, or until the parser has to start again.
    fn records<R: Read>(&mut self, reader: &mut Reader<Tail<R>>) -> Next {
        let mut record = ByteRecord::new();
        loop {
            let (start, first_line) = (reader.position().byte(), reader.position().line());
            reader.get_mut().record = start;
            self.line = self.lines_before.saturating_add(first_line);
            // The input gives no errors and rows may be of any length, so no record is the end.
            if !matches!(reader.read_byte_record(&mut record), Ok(true)) {
                return Next::End;
            }
            let (end, last_line) = (reader.position().byte(), reader.position().line());
            let tail = reader.get_ref();
            let first_byte = tail.between(start, start.saturating_add(1));
            let is_plain = !tail.has_ended
                && last_line.saturating_sub(first_line) < 2
                && !matches!(first_byte, [b'\r' | b'\n' | b'#']);
            let mut line = self.lines_before.saturating_add(first_line);
            if !is_plain {
                let raw = Raw::new(tail.between(start, end), line);
                line = raw.line;
                if let Some(next) = self.odd_record(raw, start, tail) {
                    return next;
                }
                if tail.stop.is_some() && tail.has_ended {
                    // The record is cut off where reading stopped.
                    return Next::End;
                }
            }
            let raw = |tail: &Tail<R>| tail.between(start, end).to_vec();
            if !self.has_header {
                let header = raw(tail);
                self.header(&record, Raw::new(&header, self.line));
                if self.columns.is_none() {
                    return Next::End;
                }
                continue;
            }
            self.row_count = self.row_count.saturating_add(1);
            if self.row_count > self.settings.limits.rows() {
                let problem = Diagnostic::new(Code::TooManyRows)
                    .expected(format!("at most {} rows", self.settings.limits.rows()));
                self.found.push(problem.at(location(line, 1, self.settings.file_name.as_deref())));
                return Next::End;
            }
            let observation;
            (observation, record) = self.row(record);
            if let Some(observation) = observation {
                self.observations.push(observation);
                self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
            }
            if !self.bad.is_empty() {
                let bytes = raw(reader.get_ref());
                self.report(Raw::new(&bytes, self.line));
            }
        }
    }

    /// Looks closer at a record over several lines or at the end: whether a quote was left open, and whether
    /// the record is too long.
    fn odd_record<R: Read>(&mut self, raw: Raw<'_>, start: u64, tail: &Tail<R>) -> Option<Next> {
        let file = self.settings.file_name.as_deref();
        let record_start = start.saturating_add(raw.skipped);
        if let Some(open) = raw.cells().open_quote.filter(|_| !self.found.is_full()) {
            let (before, after) = raw.bytes.split_at_checked(open)?;
            let rest_of_line = after.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
            let mark = open..open.saturating_add(rest_of_line.len());
            self.found.push(raw.locate_bytes(Diagnostic::new(Code::UnclosedQuote), mark, file));
            self.lines_before = raw
                .line
                .saturating_sub(1)
                .saturating_add(line_breaks(before))
                .saturating_add(line_breaks(rest_of_line));
            let consumed = tail::length(before).saturating_add(tail::length(rest_of_line));
            return Some(Next::StartAt(record_start.saturating_add(consumed)));
        }
        if tail.is_record_too_long {
            let problem = Diagnostic::new(Code::CellTooLong).found("a row without end");
            self.found.push(raw.locate_bytes(problem, 0..1, file));
            let inside = line_breaks(raw.bytes);
            self.lines_before = raw.line.saturating_add(inside);
            return Some(Next::SkipLine);
        }
        None
    }

    fn header(&mut self, record: &ByteRecord, raw: Raw<'_>) {
        self.has_header = true;
        if let Some(cell) = record.iter().position(|cell| std::str::from_utf8(cell).is_err()) {
            let problem = Diagnostic::new(Code::NotUtf8);
            let is_utf16 = raw.bytes.starts_with(&[0xFF, 0xFE]) || raw.bytes.starts_with(&[0xFE, 0xFF]);
            let problem =
                if is_utf16 { problem.help("the file looks like UTF-16; save it as UTF-8") } else { problem };
            self.bad.push(Bad { cell, problem });
        } else {
            self.columns = Columns::read(record.iter(), &self.settings.dimensions, &mut self.bad);
        }
        self.report(raw);
    }

    /// The observation of a row, if it is one; the record is handed back for the next one.
    fn row(&mut self, record: ByteRecord) -> (Option<Observation>, ByteRecord) {
        let Some(columns) = &self.columns else {
            return (None, record);
        };
        let cell_bytes = self.settings.limits.cell_bytes();
        if record.len() != columns.names.len() {
            if record.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                let problem = Diagnostic::new(Code::RaggedRow)
                    .found(format!("{} cells", record.len()))
                    .expected(format!("{}, as in the header", columns.names.len()));
                self.bad.push(Bad { cell: 0, problem });
            }
            return (None, record);
        }
        if record.as_slice().len() > cell_bytes
            && let Some(cell) = record.iter().position(|cell| cell.len() > cell_bytes)
        {
            let problem = Diagnostic::new(Code::CellTooLong)
                .path(columns.name(cell))
                .expected(format!("at most {cell_bytes} bytes"));
            self.bad.push(Bad { cell, problem });
            return (None, record);
        }
        match StringRecord::from_byte_record(record) {
            Ok(text) => {
                let observation = self.rows.read(&text, columns, &mut self.bad);
                (observation, text.into_byte_record())
            }
            Err(error) => {
                let cell = error.utf8_error().field();
                let problem = Diagnostic::new(Code::NotUtf8).path(columns.name(cell));
                self.bad.push(Bad { cell, problem });
                (None, error.into_byte_record())
            }
        }
    }

    /// Moves the problems of a record to the list, with their places.
    fn report(&mut self, raw: Raw<'_>) {
        for Bad { cell, problem } in self.bad.drain(..) {
            let problem = if self.found.is_full() {
                problem
            } else {
                raw.locate(problem, cell, self.settings.file_name.as_deref())
            };
            self.found.push(problem);
        }
    }

    fn finish(mut self, stop: Option<Stop>) -> Loaded<Dataset> {
        let file = self.settings.file_name.as_deref();
        match stop {
            Some(Stop::TooLarge) => {
                let limit = format!("at most {} bytes", self.settings.limits.bytes());
                let problem = Diagnostic::new(Code::TooLarge).found("more").expected(limit);
                self.found.push(problem.at(location(self.line, 1, file)));
            }
            Some(Stop::Unreadable(error)) => {
                let problem = Diagnostic::new(Code::Syntax).found(format!("an input that fails: {error}"));
                let problem =
                    problem.expected("the rest of the file").help("check that the file can be read");
                self.found.push(problem.at(location(self.line, 1, file)));
            }
            None if !self.has_header && self.found.is_empty() => {
                let problem = Diagnostic::new(Code::EmptyInput).expected("a header and rows");
                self.found.push(problem.at(location(1, 1, file)));
            }
            None => {}
        }
        let locate = |index: usize| Some(location(u64::from(*self.lines.get(index)?), 1, file));
        let limit = self.settings.limits.diagnostics();
        let (data, questionable) = Dataset::located(self.observations, &locate, limit);
        self.found.append(questionable);
        Loaded::new(data, self.found.sorted())
    }
}

#[cfg(test)]
mod tests;
