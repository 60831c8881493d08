//! Reported data as tidy CSV: one observation a row, a header, UTF-8, `#` for comments.
//!
//! Required columns: `indicator`, `series`, `period`, `value`, `unit`, `published`. Optional ones: `flags`,
//! `source`, `note`, `missing`, `first_seen`, `rejected`, `definition`, `population`, `sample`, `tier`, `uncertainty`,
//! `derivation`. Any other column is a dimension, which must be declared.

mod columns;
mod memo;
mod raw;
mod records;
mod row;
mod write;

use super::Loaded;
use crate::data::{Dataset, Gathering};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Limits};
use columns::Columns;
use raw::{Raw, location};
use records::{Record, Records, Stop};
use row::{Bad, RowReader};
use std::io::Read;

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
        let mut records = Records::new(input, self.limits);
        let mut pass = Pass::new(self);
        pass.read(&mut records);
        pass.finish(records.line(), records.stop)
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

/// What was read of a file so far.
struct Pass<'a> {
    settings: &'a CsvReader,
    found: Diagnostics,
    columns: Option<Columns>,
    rows: RowReader,
    row_count: u64,
    gathering: Gathering,
    /// The line of each observation.
    lines: Vec<u32>,
    bad: Vec<Bad>,
    has_header: bool,
}

/// What to do with a record that was looked at closely.
enum Look {
    Use,
    Skip,
    Stop,
}

impl<'a> Pass<'a> {
    fn new(settings: &'a CsvReader) -> Self {
        Self {
            settings,
            found: Diagnostics::limited(settings.limits.diagnostics()),
            columns: None,
            rows: RowReader::default(),
            row_count: 0,
            gathering: Gathering::default(),
            lines: Vec::new(),
            bad: Vec::new(),
            has_header: false,
        }
    }

    /// Reads records until the end, or until reading makes no sense any more.
    fn read<R: Read>(&mut self, records: &mut Records<R>) {
        let mut is_there = records.first();
        while is_there {
            let look = if records.is_odd() { self.look(records) } else { Look::Use };
            let goes_on = match look {
                Look::Use if self.has_header => self.row(records),
                Look::Use => self.header(records.record(), Raw::new(records.bytes(), records.line())),
                Look::Skip => true,
                Look::Stop => false,
            };
            if !goes_on {
                return;
            }
            is_there = records.next();
        }
    }

    /// Looks closer at a record over several lines or at the end: whether a quote was left open, whether the
    /// record is too long or cut off.
    fn look<R: Read>(&mut self, records: &mut Records<R>) -> Look {
        let file = self.settings.file_name.as_deref();
        let raw = Raw::new(records.bytes(), records.line());
        if let Some(open) = raw.cells().open_quote.filter(|_| !self.found.is_full()) {
            let after = raw.bytes.get(open..).unwrap_or_default();
            let rest_of_line = after.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
            let end = open.saturating_add(rest_of_line.len());
            self.found.push(raw.locate_bytes(Diagnostic::new(Code::UnclosedQuote), open..end, file));
            let end = raw.skipped.saturating_add(end);
            records.go_back_to(end);
            return Look::Skip;
        }
        if records.is_too_long {
            let problem = Diagnostic::new(Code::CellTooLong).found("a row without end");
            self.found.push(raw.locate_bytes(problem, 0..1, file));
            records.skip_line();
            return Look::Skip;
        }
        // The record is cut off where reading stopped.
        if records.stop.is_some() && records.has_ended { Look::Stop } else { Look::Use }
    }

    /// Reads the header; false if no row can be read by it.
    fn header(&mut self, record: Record<'_>, raw: Raw<'_>) -> bool {
        self.has_header = true;
        if let Some(cell) = record.cell_not_utf8() {
            let problem = Diagnostic::new(Code::NotUtf8);
            let is_utf16 = raw.bytes.starts_with(&[0xFF, 0xFE]) || raw.bytes.starts_with(&[0xFE, 0xFF]);
            let problem =
                if is_utf16 { problem.help("the file looks like UTF-16; save it as UTF-8") } else { problem };
            self.bad.push(Bad { cell, problem });
        } else {
            self.columns = Columns::read(record.cells(), &self.settings.dimensions, &mut self.bad);
        }
        self.report(raw);
        self.columns.is_some()
    }

    /// Reads a row; false if there are too many.
    fn row<R: Read>(&mut self, records: &Records<R>) -> bool {
        self.row_count = self.row_count.saturating_add(1);
        if self.row_count > self.settings.limits.rows() {
            let problem = Diagnostic::new(Code::TooManyRows)
                .expected(format!("at most {} rows", self.settings.limits.rows()));
            self.found.push(problem.at(location(
                records.line_of_cells(),
                1,
                self.settings.file_name.as_deref(),
            )));
            return false;
        }
        if self.observation(records.record()) {
            self.lines.push(u32::try_from(records.line_of_cells()).unwrap_or(u32::MAX));
        }
        if !self.bad.is_empty() {
            self.report(Raw::new(records.bytes(), records.line()));
        }
        true
    }

    /// Gathers the observation of a row; false if it is none.
    fn observation(&mut self, record: Record<'_>) -> bool {
        let Some(columns) = &self.columns else {
            return false;
        };
        let cell_bytes = self.settings.limits.cell_bytes();
        if record.len() != columns.names.len() {
            if record.cells().any(|cell| !cell.trim_ascii().is_empty()) {
                let problem = Diagnostic::new(Code::RaggedRow)
                    .found(format!("{} cells", record.len()))
                    .expected(format!("{}, as in the header", columns.names.len()));
                self.bad.push(Bad { cell: 0, problem });
            }
            return false;
        }
        if record.bytes.len() > cell_bytes
            && let Some(cell) = record.cells().position(|cell| cell.len() > cell_bytes)
        {
            let problem = Diagnostic::new(Code::CellTooLong)
                .path(columns.name(cell))
                .expected(format!("at most {cell_bytes} bytes"));
            self.bad.push(Bad { cell, problem });
            return false;
        }
        if let Some(cell) = record.cell_not_utf8() {
            let problem = Diagnostic::new(Code::NotUtf8).path(columns.name(cell));
            self.bad.push(Bad { cell, problem });
            return false;
        }
        self.rows.read(record, columns, &mut self.gathering, &mut self.bad)
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

    /// What was read; `line` is the one where reading ended.
    fn finish(mut self, line: u64, stop: Option<Stop>) -> Loaded<Dataset> {
        let file = self.settings.file_name.as_deref();
        match stop {
            Some(Stop::TooLarge) => {
                let limit = format!("at most {} bytes", self.settings.limits.bytes());
                let problem = Diagnostic::new(Code::TooLarge).found("more").expected(limit);
                self.found.push(problem.at(location(line, 1, file)));
            }
            Some(Stop::Unreadable(error)) => {
                let problem = Diagnostic::new(Code::Syntax).found(format!("an input that fails: {error}"));
                let problem =
                    problem.expected("the rest of the file").help("check that the file can be read");
                self.found.push(problem.at(location(line, 1, file)));
            }
            None if !self.has_header && self.found.is_empty() => {
                let problem = Diagnostic::new(Code::EmptyInput).expected("a header and rows");
                self.found.push(problem.at(location(1, 1, file)));
            }
            None => {}
        }
        let locate = |index: usize| Some(location(u64::from(*self.lines.get(index)?), 1, file));
        let limit = self.settings.limits.diagnostics();
        let (data, questionable) = self.gathering.finish(&locate, limit);
        self.found.append(questionable);
        Loaded::new(data, self.found.sorted())
    }
}

#[cfg(test)]
mod tests;
