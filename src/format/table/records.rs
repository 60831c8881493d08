//! The records of a file, split by the rules of the `csv` crate: read in pieces, counted, limited, and handed out
//! in place. The bytes of a record stay until the next one, so that a problem can show its line.

use crate::diagnostic::Limits;
use std::io::{ErrorKind, Read};

/// How many bytes are asked of the input at once.
const PIECE: usize = 8 * 1024;
/// A record may be as long as this many cells of the greatest length.
const CELLS: usize = 16;
const ONES: u64 = 0x0101_0101_0101_0101;
/// The highest bit of each byte of a word.
const NOT_ASCII: u64 = ONES << 7;
/// The byte order mark of UTF-8.
const MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// Why the file was not read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::format) enum Stop {
    TooLarge,
    Unreadable(String),
}

/// What separates and what is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::format) struct Syntax {
    pub(in crate::format) separator: u8,
    /// Whether a line that begins with `#` is a comment.
    pub(in crate::format) has_comments: bool,
}

impl Syntax {
    /// Commas, and `#` for comments: the tidy CSV of this library.
    pub(in crate::format) const TIDY: Self = Self { separator: b',', has_comments: true };
    /// As RFC 4180 has it, with any separator.
    pub(in crate::format) const fn separated_by(separator: u8) -> Self {
        Self { separator, has_comments: false }
    }
}

/// Splits an input into records, one at a time.
pub(in crate::format) struct Records<R> {
    input: R,
    syntax: Syntax,
    /// What was read of the input and is not done with, and room for more.
    buffer: Vec<u8>,
    /// How many bytes of the buffer were read.
    filled: usize,
    /// Where the current record begins, with the comments and empty lines before it.
    start: usize,
    /// The next byte to look at; behind a record the first one after it.
    at: usize,
    /// The line on which the current record begins.
    line: u64,
    /// How many lines end before the cells of the current record: empty ones and comments.
    lines_before: u64,
    /// Whether something stands between the end of a quote and the comma.
    is_misquoted: bool,
    /// How many lines end within the current record, those before it included.
    line_breaks: u64,
    cells: Cells,
    /// Whether the input came to its end before the record did.
    pub(in crate::format) has_ended: bool,
    /// Whether that is so only because the record is too long.
    pub(in crate::format) is_too_long: bool,
    pub(in crate::format) stop: Option<Stop>,
    bytes_left: u64,
    longest_record: usize,
}

/// Where the cells of the current record are.
#[derive(Debug, Default)]
struct Cells {
    /// Where each cell begins and ends, counted from where the record does; room for more may follow.
    ranges: Vec<(usize, usize)>,
    count: usize,
    /// Where the record begins in the buffer, if every cell stands there as it is.
    in_place: Option<usize>,
    /// The cells otherwise, without their quotes, a comma behind each.
    copied: Vec<u8>,
    /// Whether the cells are known to be ASCII.
    is_ascii: bool,
}

impl Cells {
    fn clear(&mut self) {
        self.ranges.clear();
        self.copied.clear();
        (self.count, self.in_place, self.is_ascii) = (0, None, false);
    }

    fn end_copied(&mut self) {
        let start = self.ranges.last().map_or(0, |(_, end)| end.saturating_add(1));
        self.ranges.push((start, self.copied.len()));
        self.count = self.ranges.len();
        self.copied.push(b',');
    }
}

/// What the bytes looked at so far are the beginning of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Record,
    Comment,
    Cell,
    Plain,
    Quoted,
    /// After a quote inside of quotes, which ends them unless another follows.
    Closed,
}

impl<R: Read> Records<R> {
    pub(in crate::format) fn new(input: R, syntax: Syntax, limits: Limits) -> Self {
        Self {
            input,
            syntax,
            buffer: Vec::new(),
            filled: 0,
            start: 0,
            at: 0,
            line: 1,
            is_misquoted: false,
            lines_before: 0,
            line_breaks: 0,
            cells: Cells::default(),
            has_ended: false,
            is_too_long: false,
            stop: None,
            bytes_left: limits.bytes(),
            longest_record: limits.cell_bytes().saturating_mul(CELLS),
        }
    }

    /// Goes to the first record, behind a byte order mark if there is one.
    pub(in crate::format) fn first(&mut self) -> bool {
        self.at = self.filled.saturating_sub(self.beginning(0).len());
        self.split()
    }

    /// The first bytes of the file, behind a byte order mark: so many, if there are.
    pub(in crate::format) fn beginning(&mut self, length: usize) -> &[u8] {
        while self.filled < MARK.len().saturating_add(length) && self.fill() {}
        let bytes = self.buffer.get(..self.filled).unwrap_or_default();
        bytes.strip_prefix(MARK).unwrap_or(bytes)
    }

    /// Reads on by other rules; before the first record.
    pub(in crate::format) fn set_syntax(&mut self, syntax: Syntax) {
        self.syntax = syntax;
    }

    pub(in crate::format) fn syntax(&self) -> Syntax {
        self.syntax
    }

    /// Goes to the next record; false if there is none.
    pub(in crate::format) fn next(&mut self) -> bool {
        self.line = self.line.saturating_add(self.line_breaks);
        self.start = self.at;
        self.split()
    }

    /// The line on which the current record begins, with the comments and empty lines before it.
    pub(in crate::format) fn line(&self) -> u64 {
        self.line
    }

    /// The line of its first cell.
    pub(in crate::format) fn line_of_cells(&self) -> u64 {
        self.line.saturating_add(self.lines_before)
    }

    /// Whether it is over several lines, after comments or empty lines, the last one, or has a quote that ends too
    /// early.
    pub(in crate::format) fn is_odd(&self) -> bool {
        self.has_ended
            || self.is_misquoted
            || self.line_breaks > 1
            || matches!(self.bytes(), [b'\r' | b'\n', ..])
            || (self.syntax.has_comments && matches!(self.bytes(), [b'#', ..]))
    }

    /// The current record as it stands in the file, with the comments and empty lines before it.
    pub(in crate::format) fn bytes(&self) -> &[u8] {
        self.buffer.get(self.start..self.at).unwrap_or_default()
    }

    /// The cells of the current record, without their quotes.
    pub(in crate::format) fn record(&self) -> Record<'_> {
        let Cells { ranges, count, in_place, copied, is_ascii } = &self.cells;
        let bytes = match in_place {
            Some(first) => self.buffer.get(*first..self.at).unwrap_or_default(),
            None => copied,
        };
        let ranges = ranges.get(..*count).unwrap_or_default();
        Record { bytes, ranges, is_ascii: *is_ascii, is_in_place: in_place.is_some() }
    }

    /// Makes the next record begin so many bytes behind the beginning of the current one.
    pub(in crate::format) fn go_back_to(&mut self, offset: usize) {
        self.at = self.start.saturating_add(offset).min(self.at);
        self.line_breaks = line_breaks(self.bytes());
    }

    /// Makes the next record begin after the next line break, whatever comes before it.
    pub(in crate::format) fn skip_line(&mut self) {
        self.line = self.line.saturating_add(self.line_breaks).saturating_add(1);
        self.line_breaks = 0;
        loop {
            let line_break = self.unread().iter().position(|byte| *byte == b'\n');
            self.at =
                line_break.map_or(self.filled, |offset| self.at.saturating_add(offset).saturating_add(1));
            self.start = self.at;
            if line_break.is_some() || !self.fill() {
                return;
            }
        }
    }

    fn split(&mut self) -> bool {
        (self.has_ended, self.is_too_long) = (false, false);
        // A separator for each kind of file, so that none pays for the others.
        let is_in_place = match self.syntax.separator {
            b',' => self.split_in_place::<b','>(),
            b';' => self.split_in_place::<b';'>(),
            b'\t' => self.split_in_place::<b'\t'>(),
            _ => false,
        };
        if is_in_place {
            return true;
        }
        let is_there = self.split_any();
        self.line_breaks = line_breaks(self.bytes());
        is_there
    }

    /// Splits a record that is in the buffer as a whole, on one line, and has no quote inside of quotes: nearly
    /// every one.
    fn split_in_place<const SEPARATOR: u8>(&mut self) -> bool {
        let mut rest = self.buffer.get(self.at..self.filled).unwrap_or_default();
        let mut lines_before = 0_u64;
        while let [byte @ (b'\r' | b'\n'), after @ ..] = rest {
            lines_before = lines_before.wrapping_add(u64::from(*byte == b'\n'));
            rest = after;
        }
        if matches!(rest, [b'#', ..]) && self.syntax.has_comments {
            return false;
        }
        let room = self.cells.ranges.len();
        let mut places = self.cells.ranges.iter_mut();
        let mut words = words_of(rest);
        let (mut cell, mut start, mut bits) = (0_usize, 0_usize, 0_u64);
        let (end, last) = 'record: loop {
            let Some(word) = words.next() else { return false };
            let word = u64::from_le_bytes(*word);
            bits |= word;
            let mut marks = marks_up_to::<SEPARATOR>(word);
            while marks != 0 {
                // The mark of a byte is its highest bit.
                let shift = marks.trailing_zeros() & !7;
                marks &= marks.wrapping_sub(1);
                let at = start.wrapping_add((shift >> 3) as usize);
                let [byte, ..] = (word >> shift).to_le_bytes();
                if byte == SEPARATOR {
                    let Some(place) = places.next() else { return false };
                    *place = (cell, at);
                    cell = at.wrapping_add(1);
                } else if byte == b'\n' || byte == b'\r' {
                    let Some(place) = places.next() else { return false };
                    *place = (cell, at);
                    break 'record (at, byte);
                } else if byte == b'"' && at == cell {
                    cell = at.wrapping_add(1);
                    let quoted = rest.get(cell..).and_then(quoted_cell::<SEPARATOR>);
                    let (Some((length, after)), Some(place)) = (quoted, places.next()) else { return false };
                    let end = cell.wrapping_add(length);
                    *place = (cell, end);
                    // Within the quotes nothing was looked at.
                    bits |= NOT_ASCII;
                    if after != SEPARATOR {
                        break 'record (end.wrapping_add(1), after);
                    }
                    cell = end.wrapping_add(2);
                    start = cell;
                    words = words_of(rest.get(cell..).unwrap_or_default());
                    continue 'record;
                }
            }
            start = start.wrapping_add(8);
        };
        self.cells.count = room.wrapping_sub(places.len());
        let skipped = self.filled.wrapping_sub(rest.len());
        self.cells.in_place = Some(skipped);
        self.cells.is_ascii = bits & NOT_ASCII == 0;
        self.lines_before = lines_before;
        self.is_misquoted = false;
        self.line_breaks = lines_before.wrapping_add(u64::from(last == b'\n'));
        self.at = skipped.wrapping_add(end).wrapping_add(1);
        true
    }

    /// Splits any record, byte by byte. As the `csv` crate has it, a comment that the input ends in is a record.
    fn split_any(&mut self) -> bool {
        self.cells.clear();
        self.lines_before = 0;
        self.is_misquoted = false;
        let mut state = State::Record;
        loop {
            let [byte, ..] = *self.unread() else {
                if self.fill() {
                    continue;
                }
                self.has_ended = true;
                if state == State::Record {
                    return false;
                }
                self.cells.end_copied();
                return true;
            };
            self.at = self.at.saturating_add(1);
            state = match (state, byte) {
                (State::Record | State::Comment, b'\n') => {
                    self.lines_before = self.lines_before.saturating_add(1);
                    State::Record
                }
                (State::Record, b'\r') => State::Record,
                (State::Record, b'#') if self.syntax.has_comments => State::Comment,
                (State::Comment, _) => State::Comment,
                (State::Record | State::Cell, b'"') => State::Quoted,
                (State::Quoted, b'"') => State::Closed,
                (State::Quoted, _) | (State::Closed, b'"') => {
                    self.cells.copied.push(byte);
                    State::Quoted
                }
                (_, byte) if byte == self.syntax.separator => {
                    self.cells.end_copied();
                    State::Cell
                }
                (_, b'\r' | b'\n') => {
                    self.cells.end_copied();
                    return true;
                }
                _ => {
                    self.is_misquoted |= state == State::Closed;
                    self.cells.copied.push(byte);
                    State::Plain
                }
            };
        }
    }

    /// What is in the buffer from the next byte on.
    fn unread(&self) -> &[u8] {
        self.buffer.get(self.at..self.filled).unwrap_or_default()
    }

    /// Reads one more piece of the input behind the current record; false if there is no more, or if the record
    /// is too long.
    fn fill(&mut self) -> bool {
        self.buffer.copy_within(self.start..self.filled, 0);
        self.filled = self.filled.saturating_sub(self.start);
        self.at = self.at.saturating_sub(self.start);
        self.start = 0;
        if self.filled > self.longest_record {
            self.is_too_long = true;
            return false;
        }
        if self.buffer.len().saturating_sub(self.filled) < PIECE {
            // Doubled, so that a long record is moved few times.
            let more = self.filled.max(PIECE);
            self.buffer.resize(self.filled.saturating_add(more), 0);
        }
        let count = self.read_piece();
        self.filled = self.filled.saturating_add(count);
        count > 0
    }

    /// Reads a piece into the buffer, within the limit on bytes; 0 at the end, or when reading stops.
    fn read_piece(&mut self) -> usize {
        if self.stop.is_some() {
            return 0;
        }
        // At the limit one byte more is tried: whether there is any.
        let allowed = usize::try_from(self.bytes_left.max(1)).unwrap_or(usize::MAX);
        let target = self.buffer.get_mut(self.filled..).unwrap_or_default();
        let allowed = allowed.min(target.len()).min(PIECE);
        let target = target.get_mut(..allowed).unwrap_or_default();
        let count = loop {
            match self.input.read(target) {
                Ok(count) => break count.min(target.len()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => {
                    self.stop = Some(Stop::Unreadable(error.to_string()));
                    return 0;
                }
            }
        };
        if self.bytes_left == 0 {
            self.stop = (count > 0).then_some(Stop::TooLarge);
            return 0;
        }
        self.bytes_left = self.bytes_left.saturating_sub(u64::try_from(count).unwrap_or(u64::MAX));
        count
    }
}

/// The cells of a record.
#[derive(Debug, Clone, Copy)]
pub(in crate::format) struct Record<'a> {
    /// The cells, one after the other, and what is left between them.
    pub(in crate::format) bytes: &'a [u8],
    ranges: &'a [(usize, usize)],
    is_ascii: bool,
    /// Whether the cells stand as in the file, with their separators and quotes between.
    is_in_place: bool,
}

impl<'a> Record<'a> {
    /// How many cells there are.
    pub(in crate::format) fn len(&self) -> usize {
        self.ranges.len()
    }

    /// A cell, counted from 0; empty if there is none.
    pub(in crate::format) fn cell(&self, cell: usize) -> &'a [u8] {
        self.ranges.get(cell).and_then(|(start, end)| self.bytes.get(*start..*end)).unwrap_or_default()
    }

    /// What stands from one cell to another, both included, if it says which cells they are: without quotes, only a
    /// separator ends a cell.
    pub(in crate::format) fn span(&self, first: usize, last: usize) -> Option<&'a [u8]> {
        let (start, end) = (self.ranges.get(first)?.0, self.ranges.get(last)?.1);
        let span = self.bytes.get(start..end)?;
        (self.is_in_place && !span.contains(&b'"')).then_some(span)
    }

    /// The cells in order.
    pub(in crate::format) fn cells(self) -> impl Iterator<Item = &'a [u8]> {
        (0..self.len()).map(move |cell| self.cell(cell))
    }

    /// The first cell that is not UTF-8.
    pub(in crate::format) fn cell_not_utf8(&self) -> Option<usize> {
        if self.is_ascii {
            return None;
        }
        // A valid whole has valid parts, because ASCII stands between them.
        let is_invalid = |bytes: &[u8]| std::str::from_utf8(bytes).is_err();
        if is_invalid(self.bytes) { self.cells().position(is_invalid) } else { None }
    }
}

fn words_of(bytes: &[u8]) -> std::slice::Iter<'_, [u8; 8]> {
    bytes.as_chunks().0.iter()
}

/// How long a quoted cell is that ends on its line and holds no quotes itself, from after its first quote, and
/// what follows its last one: a comma or a line break.
fn quoted_cell<const SEPARATOR: u8>(text: &[u8]) -> Option<(usize, u8)> {
    let length = text.iter().position(|byte| matches!(byte, b'"' | b'\r' | b'\n'))?;
    match text.get(length..)? {
        [b'"', after, ..] if [SEPARATOR, b'\r', b'\n'].contains(after) => Some((length, *after)),
        _ => None,
    }
}

/// Marks the bytes of a word that are no greater than the separator or a quote, each by its highest bit: these,
/// line breaks, and for a comma little else. Of the bytes beyond ASCII some are marked too. (Mycroft's test, with
/// the highest bits set before subtracting, so that no byte borrows from the next.)
fn marks_up_to<const SEPARATOR: u8>(word: u64) -> u64 {
    let after = const {
        let greatest = if SEPARATOR > b'"' { SEPARATOR } else { b'"' };
        ONES.wrapping_mul(greatest as u64 + 1)
    };
    !(word | NOT_ASCII).wrapping_sub(after) & NOT_ASCII
}

pub(in crate::format) fn line_breaks(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).fold(0, u64::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn records(text: &[u8], syntax: Syntax, limits: Limits) -> (Vec<Vec<String>>, Option<Stop>) {
        let mut records = Records::new(text, syntax, limits);
        let mut found = Vec::new();
        let mut is_there = records.first();
        while is_there && !(records.has_ended && records.stop.is_some()) {
            let cells = records.record().cells();
            found.push(cells.map(|cell| String::from_utf8_lossy(cell).into_owned()).collect());
            is_there = records.next();
        }
        (found, records.stop)
    }

    /// What the `csv` crate makes of a file.
    fn expected(text: &[u8], syntax: Syntax) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(syntax.separator)
            .comment(syntax.has_comments.then_some(b'#'))
            .from_reader(text);
        let records = reader.byte_records().map(|record| {
            record.unwrap().iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect()
        });
        records.collect()
    }

    #[test]
    fn reading_stops_at_the_limit_and_says_so_only_if_there_is_more() {
        let limit = Limits::default().with_bytes(4);
        let row = || vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(records(b"a,b\n", Syntax::TIDY, limit), (vec![row()], None));
        assert_eq!(records(b"a,b\nc", Syntax::TIDY, limit), (vec![row()], Some(Stop::TooLarge)));
    }

    #[test]
    fn reading_can_start_again_at_a_byte_seen_and_after_a_line() {
        let mut records = Records::new(&b"one\n\"two\nthree\nfour"[..], Syntax::TIDY, Limits::default());
        assert!(records.first() && records.next());
        assert_eq!((records.line(), records.bytes()), (2, &b"\"two\nthree\nfour"[..]));
        records.go_back_to(5);
        assert!(records.next());
        assert_eq!((records.line(), records.bytes()), (3, &b"three\n"[..]));
        records.skip_line();
        assert!(!records.next());
    }

    #[test]
    fn of_ascii_the_bytes_up_to_a_comma_are_marked() {
        for byte in 0..=0x7F_u8 {
            for other in [0, b',', b'-', 0x7F, 0x80, 0xFF] {
                let marks = marks_up_to::<b','>(u64::from_le_bytes([other, byte, other, 0, 0, 0, 0, 0]));
                assert_eq!(marks & 0xFF00 != 0, byte <= b',', "{byte}");
            }
        }
    }

    const SYNTAXES: [Syntax; 5] = [
        Syntax::TIDY,
        Syntax::separated_by(b','),
        Syntax::separated_by(b';'),
        Syntax::separated_by(b'\t'),
        Syntax::separated_by(b'|'),
    ];

    proptest! {
        #[test]
        fn records_are_those_of_the_parser(
            text in "[a,,;;\t|\"\"\n\r# é1]{0,60}",
            syntax in proptest::sample::select(&SYNTAXES[..]),
        ) {
            let found = records(text.as_bytes(), syntax, Limits::default()).0;
            prop_assert_eq!(found, expected(text.as_bytes(), syntax));
        }

        #[test]
        fn records_across_pieces_are_those_of_the_parser(
            line in "[a,;\"\n\r# é]{0,30}",
            long in PIECE - 20..PIECE + 20,
            syntax in proptest::sample::select(&SYNTAXES[..]),
        ) {
            let text = format!("{}\n{line}{}{line}", "x".repeat(long), "\n\"a,\n\",b".repeat(PIECE / 8));
            let found = records(text.as_bytes(), syntax, Limits::default()).0;
            prop_assert_eq!(found, expected(text.as_bytes(), syntax));
        }
    }
}
