//! The source line under a problem, with carets under the characters that are meant.
//! Kept short however long the line is, and aligned for terminals that show Chinese in double width.

use crate::text::{push_shown, shown_width};
use serde::{Serialize, Serializer};
use std::fmt::Write as _;

/// The widest excerpt, in terminal columns.
const WIDEST: usize = 100;
/// How much of a line that is too wide is shown before the mark, in terminal columns.
const BEFORE_MARK: usize = 40;

/// A piece of one source line around a mark.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Excerpt {
    text: String,
    /// The column of the first character of `text` in the line, counted from 1.
    first_column: u32,
    is_cut_before: bool,
    is_cut_after: bool,
}

impl Excerpt {
    /// What is shown of a piece of a line, given the column at which the piece starts and the marked column.
    pub(super) fn cut(piece: &str, first_column: u32, marked_column: u32) -> Self {
        let marked = usize::try_from(marked_column.saturating_sub(first_column)).unwrap_or(usize::MAX);
        // Never look further than needed: the piece may be a file of one line.
        let is_wide = piece
            .chars()
            .scan(0, |width: &mut usize, character| {
                *width = width.saturating_add(shown_width(character));
                Some(*width)
            })
            .any(|width| width > WIDEST);
        let mut first = 0_usize;
        let mut is_cut_after = false;
        let mut text = String::new();
        if is_wide {
            let mark_byte = piece.char_indices().nth(marked).map_or(piece.len(), |(byte, _)| byte);
            let before = piece.get(..mark_byte).unwrap_or_default();
            let shown = before
                .chars()
                .rev()
                .scan(0, |width: &mut usize, character| {
                    *width = width.saturating_add(shown_width(character));
                    (*width <= BEFORE_MARK).then_some(())
                })
                .count();
            first = before.chars().count().saturating_sub(shown);
            let mut width = 0_usize;
            for character in piece.chars().skip(first) {
                width = width.saturating_add(shown_width(character));
                if width > WIDEST {
                    is_cut_after = true;
                    break;
                }
                text.push(character);
            }
        } else {
            piece.clone_into(&mut text);
        }
        let first_column = first_column.saturating_add(u32::try_from(first).unwrap_or(u32::MAX));
        Self { text, first_column, is_cut_before: first_column > 1, is_cut_after }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The line and, if there is a mark, the line of carets below it.
    pub(super) fn rendered(&self, line: Option<u32>, mark: Option<(u32, u32)>) -> String {
        let number = line.map_or_else(String::new, |line| line.to_string());
        let margin = " ".repeat(number.len());
        let before = if self.is_cut_before { "…" } else { "" };
        let after = if self.is_cut_after { "…" } else { "" };
        let mut shown = String::new();
        let mut carets = String::from(if self.is_cut_before { " " } else { "" });
        let (start, length) = mark.unwrap_or_default();
        let end = start.saturating_add(length);
        for (column, character) in (self.first_column..).zip(self.text.chars()) {
            push_shown(&mut shown, character);
            if column < end {
                let sign = if column < start { " " } else { "^" };
                carets.push_str(&sign.repeat(shown_width(character)));
            }
        }
        if !carets.contains('^') {
            carets.push('^');
        }
        let mut rendered = format!("{number} | {before}{shown}{after}");
        if mark.is_some() {
            // Writing to a `String` cannot fail.
            let _ = write!(rendered, "\n{margin} | {carets}");
        }
        rendered
    }
}

text_schema!(Excerpt, "Excerpt", "a piece of a line");

impl Serialize for Excerpt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// A text with its control characters made visible, and a long one cut.
pub(super) fn escaped(text: &str) -> String {
    const LONGEST: usize = 400;
    let mut shown = String::new();
    for (index, character) in text.chars().enumerate() {
        if index == LONGEST {
            shown.push('…');
            break;
        }
        push_shown(&mut shown, character);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn caret_line(line: &str, column: u32, length: u32) -> String {
        let rendered = Excerpt::cut(line, 1, column).rendered(Some(1), Some((column, length)));
        rendered.lines().last().unwrap().to_owned()
    }

    #[test]
    fn a_chinese_character_is_two_columns_wide() {
        // 名 and 称 take columns 0..4, so the caret under `=` (character 4) stands after 5 columns.
        assert_eq!(caret_line("名称 = \"储能\"", 4, 1), "  |      ^");
        assert_eq!(caret_line("名称 = \"储能\"", 6, 4), "  |        ^^^^^^");
    }

    #[test]
    fn control_characters_are_seen_and_counted() {
        let rendered = Excerpt::cut("a\u{1b}\tb", 1, 4).rendered(Some(7), Some((4, 1)));
        assert_eq!(rendered, "7 | a\\u{1b} b\n  |         ^");
        assert_eq!(escaped("a\r\n\u{202E}"), "a\\r\\n\\u{202e}");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let line = format!("{}X{}", "a".repeat(1000), "b".repeat(1000));
        let rendered = Excerpt::cut(&line, 1, 1001).rendered(Some(1), Some((1001, 1)));
        let (shown, carets) = rendered.split_once('\n').unwrap();
        assert_eq!(shown, format!("1 | …{}X{}…", "a".repeat(40), "b".repeat(59)));
        assert_eq!(carets, format!("  |  {}^", " ".repeat(40)));
    }

    #[test]
    fn a_mark_past_the_end_of_the_line_is_shown_after_it() {
        assert_eq!(caret_line("ab", 3, 1), "  |   ^");
        assert_eq!(caret_line("", 1, 5), "  | ^");
    }

    proptest! {
        #[test]
        fn in_plain_text_the_caret_stands_at_its_column(line in "[ -~]{1,99}", column in 1..100_usize) {
            let column = u32::try_from(column.min(line.len())).unwrap();
            let carets = caret_line(&line, column, 1);
            prop_assert_eq!(carets.find('^'), Some((column as usize).saturating_add(3)), "the margin is 4 columns");
        }

        #[test]
        fn any_excerpt_is_short(line in "\\PC{0,300}", column in 1_u32..400, length in 0_u32..400) {
            let excerpt = Excerpt::cut(&line, 1, column);
            let width: usize = excerpt.text().chars().map(shown_width).sum();
            prop_assert!(width <= WIDEST);
            prop_assert!(excerpt.rendered(Some(1), Some((column, length))).contains('^'));
        }
    }
}
