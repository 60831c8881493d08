//! The cells of a row on their way to an observation: read one by one, and refused with their place and a remedy.

use super::reader::Bad;
use super::records::Record;
use crate::diagnostic::{Code, Diagnostic};
use std::fmt::Display;
use std::str::FromStr;

/// The cells of one row, all of them UTF-8, and what is wrong with them.
pub(in crate::format) struct Row<'a> {
    pub(in crate::format) cells: Record<'a>,
    names: &'a [String],
    pub(in crate::format) bad: &'a mut Vec<Bad>,
}

impl<'a> Row<'a> {
    pub(in crate::format) fn new(cells: Record<'a>, names: &'a [String], bad: &'a mut Vec<Bad>) -> Self {
        Self { cells, names, bad }
    }

    /// The name of a column.
    pub(in crate::format) fn name(&self, column: usize) -> &'a str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The cell without the white space around it.
    pub(in crate::format) fn code(&self, column: usize) -> &'a [u8] {
        trimmed(self.cells.cell(column))
    }

    /// The text of a column that may not be there, if the cell is not blank.
    pub(in crate::format) fn filled(&self, column: Option<usize>) -> Option<(usize, &'a [u8])> {
        column.map(|column| (column, self.code(column))).filter(|(_, text)| !text.is_empty())
    }

    pub(in crate::format) fn push(
        &mut self,
        column: usize,
        code: Code,
        expected: &str,
        help: impl Into<String>,
    ) {
        let problem = Diagnostic::new(code)
            .path(self.name(column))
            .found_text(as_text(self.cells.cell(column)))
            .expected(expected)
            .help(help);
        self.bad.push(Bad { cell: column, problem });
    }

    /// The value, or nothing and a problem.
    #[inline]
    pub(in crate::format) fn accept<T, E: Display>(
        &mut self,
        read: Result<T, E>,
        column: usize,
        code: Code,
        expected: &str,
    ) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(&error, column, code, expected);
                None
            }
        }
    }

    #[cold]
    fn refuse(&mut self, error: &dyn Display, column: usize, code: Code, expected: &str) {
        let message = error.to_string();
        // "found …, expected …; what to do": the first two are said already.
        let remedy = message.rsplit_once("; ").map_or(&*message, |(_, remedy)| remedy);
        self.push(column, code, expected, remedy);
    }
}

/// The text of a cell of a row that is UTF-8.
pub(in crate::format) fn as_text(cell: &[u8]) -> &str {
    std::str::from_utf8(cell).unwrap_or_default()
}

pub(in crate::format) fn parsed<T: FromStr>(text: &[u8]) -> Result<T, T::Err> {
    as_text(text).parse()
}

pub(in crate::format) fn trimmed(cell: &[u8]) -> &[u8] {
    // Looking for white space in the whole of Unicode costs more than most cells are long.
    match cell {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        [] => cell,
        [only] if only.is_ascii_graphic() => cell,
        _ => as_text(cell).trim().as_bytes(),
    }
}
