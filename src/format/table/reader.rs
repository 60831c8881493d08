//! Reads the records of a file one by one and hands them to a mapping: every bad cell is reported with its place,
//! a bad row takes no good row with it, and no limit is passed.

use super::raw::{Raw, location};
use super::records::{Record, Records, Stop, Syntax};
use crate::data::{Dataset, Gathering};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Limits};
use crate::format::Loaded;
use std::io::Read;

/// A problem of a cell, counted from 0.
#[derive(Debug)]
pub(in crate::format) struct Bad {
    pub(in crate::format) cell: usize,
    pub(in crate::format) problem: Diagnostic,
}

/// What a record before the rows is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::format) enum Header {
    /// The last one before the rows.
    Complete,
    /// Something before the header.
    Incomplete,
    /// A header by which no row can be read; what is wrong was said.
    Unusable,
}

/// What is done with a row that has another number of cells than the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::format) enum Fit {
    /// It is reported and left out.
    Ragged,
    /// It is used: cells that are not there are empty.
    Usable,
    /// It is no row.
    Footer,
}

/// What the records of a kind of file mean.
pub(in crate::format) trait Mapping {
    /// How the records are separated, from the first bytes of the file; `None` if that is known.
    fn syntax(&self, _beginning: &[u8]) -> Option<Syntax> {
        None
    }

    /// Takes the next record before the rows. All of its cells are UTF-8.
    fn header(&mut self, record: Record<'_>, bad: &mut Vec<Bad>) -> Header;

    /// The names of the columns, after the header.
    fn columns(&self) -> &[String];

    /// What to do with a row of another length than the header.
    fn fit(&self, _record: Record<'_>) -> Fit {
        Fit::Ragged
    }

    /// Gathers what a row says, whose cells are UTF-8 and of bearable length; how many observations.
    fn row(&mut self, record: Record<'_>, gathering: &mut Gathering, bad: &mut Vec<Bad>) -> usize;
}

/// Reads one file by a mapping.
pub(in crate::format) struct TableReader<'a, M> {
    mapping: M,
    syntax: Syntax,
    file: Option<&'a str>,
    limits: Limits,
    found: Diagnostics,
    row_count: u64,
    gathering: Gathering,
    /// The line of each observation.
    lines: Vec<u32>,
    bad: Vec<Bad>,
    /// `None` before the first record.
    header: Option<Header>,
}

/// What to do with a record that was looked at closely.
enum Look {
    Use,
    Skip,
    Stop,
}

impl<'a, M: Mapping> TableReader<'a, M> {
    pub(in crate::format) fn new(mapping: M, syntax: Syntax, file: Option<&'a str>, limits: Limits) -> Self {
        Self {
            mapping,
            syntax,
            file,
            limits,
            found: Diagnostics::limited(limits.diagnostics()),
            row_count: 0,
            gathering: Gathering::default(),
            lines: Vec::new(),
            bad: Vec::new(),
            header: None,
        }
    }

    /// Reads onto a data set that the file corrects.
    pub(in crate::format) fn onto(mut self, data: Dataset) -> Self {
        let count = self.gathering.add_known(data);
        self.lines.resize(count, 0);
        self
    }

    /// Reads records until the end, or until reading makes no sense any more.
    pub(in crate::format) fn read(mut self, input: impl Read) -> (Loaded<Dataset>, M) {
        let mut records = Records::new(input, self.syntax, self.limits);
        if let Some(syntax) = self.mapping.syntax(records.beginning(BEGINNING)) {
            records.set_syntax(syntax);
        }
        let mut is_there = records.first();
        while is_there && self.record(&mut records) {
            is_there = records.next();
        }
        self.finish(records.line(), records.stop)
    }

    /// Takes one record; false if reading ends with it.
    #[inline]
    fn record<R: Read>(&mut self, records: &mut Records<R>) -> bool {
        let look = if records.is_odd() { self.look(records) } else { Look::Use };
        match look {
            Look::Use if self.header == Some(Header::Complete) => self.row(records),
            Look::Use => self.before_rows(records),
            Look::Skip => true,
            Look::Stop => false,
        }
    }

    /// Looks closer at a record over several lines or at the end: whether a quote was left open, whether the
    /// record is too long or cut off.
    fn look<R: Read>(&mut self, records: &mut Records<R>) -> Look {
        let raw = Raw::new(records.bytes(), records.line(), records.syntax());
        if let Some(open) = raw.cells().open_quote.filter(|_| !self.found.is_full()) {
            let after = raw.bytes.get(open..).unwrap_or_default();
            let rest_of_line = after.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
            let end = open.saturating_add(rest_of_line.len());
            let problem = Diagnostic::new(Code::UnclosedQuote);
            self.found.push(raw.locate_bytes(problem, open..end, self.file));
            let end = raw.skipped.saturating_add(end);
            records.go_back_to(end);
            return Look::Skip;
        }
        if records.is_too_long {
            let problem = Diagnostic::new(Code::CellTooLong).found("a row without end");
            self.found.push(raw.locate_bytes(problem, 0..1, self.file));
            records.skip_line();
            return Look::Skip;
        }
        // The record is cut off where reading stopped.
        if records.stop.is_some() && records.has_ended { Look::Stop } else { Look::Use }
    }

    /// Takes a record before the rows; false if no row can be read by it.
    fn before_rows<R: Read>(&mut self, records: &Records<R>) -> bool {
        let record = records.record();
        let raw = Raw::new(records.bytes(), records.line(), records.syntax());
        let header = if let Some(cell) = record.cell_not_utf8() {
            let problem = Diagnostic::new(Code::NotUtf8);
            let is_utf16 = raw.bytes.starts_with(&[0xFF, 0xFE]) || raw.bytes.starts_with(&[0xFE, 0xFF]);
            let problem =
                if is_utf16 { problem.help("the file looks like UTF-16; save it as UTF-8") } else { problem };
            self.bad.push(Bad { cell, problem });
            Header::Unusable
        } else {
            self.mapping.header(record, &mut self.bad)
        };
        self.header = Some(header);
        self.report(raw);
        header != Header::Unusable
    }

    /// Reads a row; false if there are too many.
    #[inline]
    fn row<R: Read>(&mut self, records: &Records<R>) -> bool {
        self.row_count = self.row_count.saturating_add(1);
        if self.row_count > self.limits.rows() {
            let problem =
                Diagnostic::new(Code::TooManyRows).expected(format!("at most {} rows", self.limits.rows()));
            self.found.push(problem.at(location(records.line_of_cells(), 1, self.file)));
            return false;
        }
        let count = self.observations(records.record());
        if count > 0 {
            let line = u32::try_from(records.line_of_cells()).unwrap_or(u32::MAX);
            self.lines.push(line);
            if count > 1 {
                self.lines.extend(std::iter::repeat_n(line, count.saturating_sub(1)));
            }
        }
        if !self.bad.is_empty() {
            self.report(Raw::new(records.bytes(), records.line(), records.syntax()));
        }
        true
    }

    /// Gathers the observations of a row.
    #[inline]
    fn observations(&mut self, record: Record<'_>) -> usize {
        if record.len() != self.mapping.columns().len() && !self.fits(record) {
            return 0;
        }
        if !self.is_bearable(record) {
            return 0;
        }
        self.mapping.row(record, &mut self.gathering, &mut self.bad)
    }

    #[cold]
    fn fits(&mut self, record: Record<'_>) -> bool {
        match self.mapping.fit(record) {
            Fit::Usable => return true,
            Fit::Footer => {}
            Fit::Ragged => {
                if record.cells().any(|cell| !cell.trim_ascii().is_empty()) {
                    let problem = Diagnostic::new(Code::RaggedRow)
                        .found(format!("{} cells", record.len()))
                        .expected(format!("{}, as in the header", self.mapping.columns().len()));
                    self.bad.push(Bad { cell: 0, problem });
                }
            }
        }
        false
    }

    /// Whether the cells are UTF-8 and no longer than the limit.
    #[inline]
    fn is_bearable(&mut self, record: Record<'_>) -> bool {
        let cell_bytes = self.limits.cell_bytes();
        let name = |cell: usize| self.mapping.columns().get(cell).map_or("", String::as_str).to_owned();
        if record.bytes.len() > cell_bytes
            && let Some(cell) = record.cells().position(|cell| cell.len() > cell_bytes)
        {
            let problem = Diagnostic::new(Code::CellTooLong)
                .path(name(cell))
                .expected(format!("at most {cell_bytes} bytes"));
            self.bad.push(Bad { cell, problem });
            return false;
        }
        if let Some(cell) = record.cell_not_utf8() {
            let problem = Diagnostic::new(Code::NotUtf8).path(name(cell));
            self.bad.push(Bad { cell, problem });
            return false;
        }
        true
    }

    /// Moves the problems of a record to the list, with their places.
    fn report(&mut self, raw: Raw<'_>) {
        for Bad { cell, problem } in self.bad.drain(..) {
            let problem = if self.found.is_full() { problem } else { raw.locate(problem, cell, self.file) };
            self.found.push(problem);
        }
    }

    /// What was read; `line` is the one where reading ended.
    fn finish(mut self, line: u64, stop: Option<Stop>) -> (Loaded<Dataset>, M) {
        let file = self.file;
        match stop {
            Some(Stop::TooLarge) => {
                let limit = format!("at most {} bytes", self.limits.bytes());
                let problem = Diagnostic::new(Code::TooLarge).found("more").expected(limit);
                self.found.push(problem.at(location(line, 1, file)));
            }
            Some(Stop::Unreadable(error)) => {
                let problem = Diagnostic::new(Code::Syntax).found(format!("an input that fails: {error}"));
                let problem =
                    problem.expected("the rest of the file").help("check that the file can be read");
                self.found.push(problem.at(location(line, 1, file)));
            }
            None if self.header.is_none() && self.found.is_empty() => {
                let problem = Diagnostic::new(Code::EmptyInput).expected("a header and rows");
                self.found.push(problem.at(location(1, 1, file)));
            }
            None if self.header == Some(Header::Incomplete) => {
                let problem =
                    Diagnostic::new(Code::MissingColumn).found("no header").expected("a header and rows");
                self.found.push(problem.at(location(line, 1, file)));
            }
            None => {}
        }
        let locate = |index: usize| {
            let line = self.lines.get(index).filter(|line| **line > 0)?;
            Some(location(u64::from(*line), 1, file))
        };
        let limit = self.limits.diagnostics();
        let (data, questionable) = self.gathering.finish(&locate, limit);
        self.found.append(questionable);
        (Loaded::new(data, self.found.sorted()), self.mapping)
    }
}

/// How many bytes show how a file is separated.
const BEGINNING: usize = 64;
