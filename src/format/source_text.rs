//! The text of a file and its places: from byte ranges to lines and columns.
//! Long files and long lines cost the same as short ones.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use std::ops::Range;

/// Reads bytes as UTF-8 text.
///
/// # Errors
/// `not_utf8`, naming the byte that is wrong, its line and its column.
///
/// ```
/// use policy_targets::format::decode_utf8;
///
/// assert_eq!(decode_utf8("储能".as_bytes(), None)?, "储能");
/// let problems = decode_utf8(b"id = \"a\"\nx = \"\xB4\"", Some("plan.toml")).unwrap_err();
/// assert!(problems.to_string().starts_with(
///     "error[not_utf8] plan.toml:2:6: found byte 0xB4 at offset 14, expected UTF-8 text\n2 | x = \"\n"
/// ));
/// # Ok::<(), policy_targets::diagnostic::Diagnostics>(())
/// ```
pub fn decode_utf8<'a>(bytes: &'a [u8], file: Option<&str>) -> Result<&'a str, Diagnostics> {
    std::str::from_utf8(bytes).map_err(|error| {
        let offset = error.valid_up_to();
        let readable = bytes.get(..offset).unwrap_or_default();
        let source = SourceText::of(&String::from_utf8_lossy(readable), file);
        let byte = bytes.get(offset).copied().unwrap_or_default();
        let help = if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            "the file looks like UTF-16; save it as UTF-8"
        } else {
            "save the file as UTF-8; a Chinese file may be in GBK or GB 18030"
        };
        let end = source.text().len();
        let problem = source.problem(Code::NotUtf8, end..end);
        problem
            .found(format!("byte 0x{byte:02X} at offset {offset}"))
            .expected("UTF-8 text")
            .help(help)
            .into()
    })
}

/// How many characters lie between two checkpoints of one line at most.
const STRIDE: usize = 1024;
/// How many characters after a place are handed to an excerpt.
const AFTER_PLACE: usize = 200;

/// A byte offset whose line and column are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Checkpoint {
    byte: usize,
    line: u32,
    column: u32,
}

/// A text without its byte order mark, with an index of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SourceText {
    file: Option<String>,
    text: String,
    /// The start of every line, and of every stride of a long line; never empty.
    checkpoints: Vec<Checkpoint>,
}

impl SourceText {
    /// The text of a document, unless it is empty or larger than the limit.
    #[cfg(any(feature = "toml", feature = "json", feature = "open-sdg"))]
    pub(super) fn new(
        text: &str,
        file: Option<&str>,
        limits: &crate::diagnostic::Limits,
    ) -> Result<Self, Diagnostics> {
        let at_start = |code| {
            let place = Location::new(1, 1);
            Diagnostic::new(code).at(match file {
                Some(file) => place.in_file(file),
                None => place,
            })
        };
        if u64::try_from(text.len()).unwrap_or(u64::MAX) > limits.document_bytes() {
            let expected = format!("at most {} bytes", limits.document_bytes());
            let found = format!("{} bytes", text.len());
            return Err(at_start(Code::TooLarge).found(found).expected(expected).into());
        }
        if text.strip_prefix('\u{FEFF}').unwrap_or(text).trim().is_empty() {
            return Err(at_start(Code::EmptyInput).into());
        }
        Ok(Self::of(text, file))
    }

    fn of(text: &str, file: Option<&str>) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut here = Checkpoint { byte: 0, line: 1, column: 1 };
        let mut checkpoints = vec![here];
        let mut passed = 0_usize;
        for (byte, character) in text.char_indices() {
            here.byte = byte.saturating_add(character.len_utf8());
            if character == '\n' {
                here.line = here.line.saturating_add(1);
                here.column = 1;
            } else {
                here.column = here.column.saturating_add(1);
            }
            passed = passed.saturating_add(1);
            if character == '\n' || passed == STRIDE {
                passed = 0;
                checkpoints.push(here);
            }
        }
        Self { file: file.map(str::to_owned), text: text.to_owned(), checkpoints }
    }

    pub(super) fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text of a byte range; empty if it does not lie on characters.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The first visible character from a byte on; empty at the end of the line.
    #[cfg(feature = "toml")]
    pub(super) fn next_character(&self, byte: usize) -> &str {
        let line = self.place(byte).line;
        let rest = self.slice(byte..self.end_of_line(line)).trim_start();
        let end = rest.chars().next().map_or(0, char::len_utf8);
        rest.get(..end).unwrap_or_default()
    }

    /// Line and column of a byte; the end of the text for what lies beyond.
    fn place(&self, byte: usize) -> Checkpoint {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte = byte.saturating_sub(1);
        }
        let before = self.checkpoint(byte);
        let characters = self.slice(before.byte..byte).chars().count();
        Checkpoint {
            byte,
            line: before.line,
            column: before.column.saturating_add(u32::try_from(characters).unwrap_or(u32::MAX)),
        }
    }

    /// The last checkpoint that is not after this byte.
    fn checkpoint(&self, byte: usize) -> Checkpoint {
        let after = self.checkpoints.partition_point(|point| point.byte <= byte);
        let index = after.saturating_sub(1);
        self.checkpoints.get(index).copied().unwrap_or(Checkpoint { byte: 0, line: 1, column: 1 })
    }

    /// The byte after the last character of a line, without its line end.
    fn end_of_line(&self, line: u32) -> usize {
        let next = self.checkpoints.partition_point(|point| point.line <= line);
        let end = match self.checkpoints.get(next) {
            Some(point) => point.byte.saturating_sub(1),
            None => self.text.len(),
        };
        let has_return = self.text.get(..end).is_some_and(|text| text.ends_with('\r'));
        end.saturating_sub(usize::from(has_return))
    }

    /// The place of a byte range, up to the end of its first line.
    pub(super) fn locate(&self, range: Range<usize>) -> Location {
        let start = self.place(range.start);
        let end = self.place(range.end.min(self.end_of_line(start.line)));
        let length = end.column.saturating_sub(start.column);
        let place = Location::new(start.line, start.column).with_length(length);
        match &self.file {
            Some(file) => place.in_file(file),
            None => place,
        }
    }

    /// A diagnostic at a byte range, with its source line.
    pub(super) fn problem(&self, code: Code, range: Range<usize>) -> Diagnostic {
        let start = self.place(range.start);
        // From one checkpoint further back, so that there is a whole stride before the mark in a long line.
        let near = self.checkpoint(start.byte);
        let previous = self.checkpoint(near.byte.saturating_sub(1));
        let from = if previous.line == start.line { previous } else { near };
        let rest = self.slice(start.byte..self.end_of_line(start.line).max(start.byte));
        let shown = rest.char_indices().nth(AFTER_PLACE).map_or(rest.len(), |(byte, _)| byte);
        let piece = self.slice(from.byte..start.byte.saturating_add(shown));
        Diagnostic::new(code).at(self.locate(range)).excerpt_from(from.column, piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn columns_count_characters_and_ignore_the_byte_order_mark() {
        let source = SourceText::of("\u{FEFF}名 = 1\r\n称 = 2", None);
        let place = |range| {
            let place = source.locate(range);
            (place.line(), place.column(), place.length())
        };
        assert_eq!(place(0..3), (1, 1, 1));
        assert_eq!(place(4..7), (1, 3, 3));
        // A range over two lines ends with the first, before its line end.
        assert_eq!(place(4..20), (1, 3, 3));
        assert_eq!(place(9..12), (2, 1, 1));
        assert_eq!(place(999..1000), (2, 6, 1));
    }

    #[test]
    fn utf_16_is_recognised() {
        let problems = decode_utf8(b"\xFF\xFEi\0d\0", None).unwrap_err();
        assert!(problems.to_string().contains("UTF-16"), "{problems}");
    }

    #[test]
    fn a_place_far_into_a_long_line_is_shown_with_its_surroundings() {
        let text = format!("{}X{}", "a".repeat(5000), "b".repeat(5000));
        let problem = SourceText::of(&text, None).problem(Code::Syntax, 5000..5001);
        assert_eq!(problem.location().map(Location::column), Some(5001));
        let line = format!("{}X{}", "a".repeat(40), "b".repeat(59));
        assert_eq!(problem.source_line(), Some(&*line));
    }

    proptest! {
        #[test]
        fn places_agree_with_counting(text in "([a储\u{301}]{0,9}\n|[x名]{0,3}){0,9}", characters in 0_usize..60) {
            let source = SourceText::of(&text, None);
            let byte = text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte);
            let lines: Vec<&str> = text[..byte].split('\n').collect();
            let place = source.locate(byte..byte);
            prop_assert_eq!(place.line() as usize, lines.len());
            // The column is one more than the characters before it.
            let character = lines.last().unwrap().chars().count();
            prop_assert_eq!((1..).nth(character), Some(place.column()));
            let problem = source.problem(Code::Syntax, byte..byte);
            prop_assert_eq!(problem.source_line(), text.split('\n').nth(lines.len().saturating_sub(1)));
        }

        #[test]
        fn any_bytes_decode_or_are_located(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            match decode_utf8(&bytes, None) {
                Ok(text) => prop_assert_eq!(text.as_bytes(), &bytes[..]),
                Err(problems) => prop_assert!(problems.iter().all(|problem| problem.location().is_some())),
            }
        }
    }
}
