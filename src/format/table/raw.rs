//! The cells of one record in its raw bytes, to say where a problem is and whether a quote was left open.
//! Only looked at when something is wrong; the values themselves come from the CSV parser.

use super::records::{Syntax, line_breaks};
use crate::diagnostic::{Diagnostic, Location};
use std::ops::Range;

/// A record as it stands in the file, without the comments and empty lines before it.
#[derive(Debug, Clone, Copy)]
pub(in crate::format) struct Raw<'a> {
    pub(in crate::format) bytes: &'a [u8],
    /// The line on which it starts, counted from 1.
    pub(in crate::format) line: u64,
    /// How many bytes of comments and empty lines stand before it.
    pub(in crate::format) skipped: usize,
    pub(in crate::format) syntax: Syntax,
}

/// What the bytes of a record are made of.
#[derive(Debug, Default)]
pub(in crate::format) struct Cells {
    ranges: Vec<Range<usize>>,
    /// Where a quote opens that is not closed before a comma, a line break or the end.
    pub(in crate::format) open_quote: Option<usize>,
}

enum State {
    Start,
    Plain,
    Quoted(usize),
    Closed(usize),
}

impl<'a> Raw<'a> {
    /// The record in these bytes, of which the first is on this line.
    pub(in crate::format) fn new(bytes: &'a [u8], line: u64, syntax: Syntax) -> Self {
        let (mut rest, mut line, mut skipped) = (bytes, line, 0_usize);
        loop {
            let count = match rest {
                [b'\r' | b'\n', ..] => 1,
                [b'#', ..] if syntax.has_comments => {
                    rest.split_inclusive(|byte| *byte == b'\n').next().map_or(0, <[u8]>::len)
                }
                [0xEF, 0xBB, 0xBF, ..] if skipped == 0 && line == 1 => 3,
                _ => {
                    return Self { bytes: rest, line, skipped, syntax };
                }
            };
            let (before, after) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            line = line.saturating_add(line_breaks(before));
            skipped = skipped.saturating_add(before.len());
            rest = after;
        }
    }

    /// Splits the record as the CSV parser does.
    pub(in crate::format) fn cells(&self) -> Cells {
        let mut cells = Cells::default();
        let (mut start, mut state) = (0, State::Start);
        for (index, byte) in self.bytes.iter().enumerate() {
            state = match (state, byte) {
                (State::Quoted(open), b'"') => State::Closed(open),
                (State::Quoted(open), _) | (State::Closed(open), b'"') => State::Quoted(open),
                (State::Start, b'"') => State::Quoted(index),
                (_, byte) if *byte == self.syntax.separator => {
                    cells.ranges.push(start..index);
                    start = index.saturating_add(1);
                    State::Start
                }
                (_, b'\r' | b'\n') => {
                    cells.ranges.push(start..index);
                    return cells;
                }
                (State::Closed(open), _) => {
                    cells.open_quote.get_or_insert(open);
                    State::Plain
                }
                (State::Start | State::Plain, _) => State::Plain,
            };
        }
        if let State::Quoted(open) = state {
            cells.open_quote.get_or_insert(open);
        }
        cells.ranges.push(start..self.bytes.len());
        cells
    }

    /// The problem at a cell, counted from 0, with its line.
    pub(in crate::format) fn locate(
        &self,
        problem: Diagnostic,
        cell: usize,
        file: Option<&str>,
    ) -> Diagnostic {
        let range = self.cells().ranges.get(cell).cloned().unwrap_or(0..0);
        self.locate_bytes(problem, range, file)
    }

    /// The problem at these bytes, with their line.
    pub(in crate::format) fn locate_bytes(
        &self,
        problem: Diagnostic,
        range: Range<usize>,
        file: Option<&str>,
    ) -> Diagnostic {
        let (before, from) = self.bytes.split_at_checked(range.start).unwrap_or((self.bytes, &[]));
        let line = self.line.saturating_add(line_breaks(before));
        let line_before = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
        let line_from = from.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
        let marked = line_from.get(..range.len()).unwrap_or(line_from);
        let characters = |bytes: &[u8]| String::from_utf8_lossy(bytes).chars().count();
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let column = narrow(characters(line_before)).saturating_add(1);
        let text = [line_before, line_from].concat();
        let location = location(line, column, file).with_length(narrow(characters(marked)));
        problem.at(location).excerpt(&String::from_utf8_lossy(&text))
    }
}

pub(in crate::format) fn location(line: u64, column: u32, file: Option<&str>) -> Location {
    let location = Location::new(u32::try_from(line).unwrap_or(u32::MAX), column);
    match file {
        Some(file) => location.in_file(file),
        None => location,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(bytes: &[u8]) -> (Vec<&[u8]>, Option<usize>) {
        let cells = Raw { bytes, line: 1, skipped: 0, syntax: Syntax::TIDY }.cells();
        (cells.ranges.into_iter().map(|range| &bytes[range]).collect(), cells.open_quote)
    }

    #[test]
    fn cells_are_found_with_their_quotes() {
        let (found, open) = cells(b"a,\"b,\"\"c\"\"\nd\",\r\n");
        assert_eq!((found, open), (vec![&b"a"[..], b"\"b,\"\"c\"\"\nd\"", b""], None));
    }

    #[test]
    fn a_quote_that_is_not_closed_or_closed_by_another_is_found() {
        assert_eq!(cells(b"a,\"b\nc,d\n").1, Some(2));
        assert_eq!(cells(b"a,\"b\nc,\"d\"\n").1, Some(2));
        assert_eq!(cells(b"a,b\"\n").1, None);
    }

    #[test]
    fn comments_and_empty_lines_before_a_record_are_counted() {
        let raw = Raw::new(b"\r\n# a, \"b\n\na,b\n", 7, Syntax::TIDY);
        assert_eq!((raw.bytes, raw.line, raw.skipped), (&b"a,b\n"[..], 10, 11));
    }

    proptest! {
        #[test]
        fn cells_agree_with_the_parser(text in "[a,\"\n é]{0,24}") {
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).comment(Some(b'#')).from_reader(text.as_bytes());
            let mut record = ::csv::ByteRecord::new();
            if reader.read_byte_record(&mut record).unwrap() {
                let raw = Raw::new(text.as_bytes(), 1, Syntax::TIDY);
                let found = raw.cells();
                if found.open_quote.is_none() {
                    prop_assert_eq!(found.ranges.len(), record.len());
                }
            }
        }
    }
}
