//! Numerals as printed in documents: full-width digits, thousands separators, the minus sign.
//! What is written is read exactly or refused; a comma that may mean a decimal is refused.

use super::UnitError;
use super::lookup;
use crate::number::Value;
use std::borrow::Cow;

/// No-break, thin and narrow no-break space: the spaces that group digits in print.
const GROUPING_SPACES: [char; 3] = ['\u{A0}', '\u{2009}', '\u{202F}'];

/// Reads a numeral as printed: `1,005`, `１２．５`, `−3.0`. Its written decimals are kept.
///
/// Thousands are separated by commas, thin or no-break spaces, in groups of three. The decimal sign is a point.
///
/// # Errors
/// [`UnitError::AmbiguousComma`] for `1,5`, [`UnitError::MalformedNumber`] with the character at which reading
/// stopped, [`UnitError::MissingValue`] for spellings such as `n/a`, [`UnitError::Number`] beyond 28 digits.
///
/// ```
/// use policy_targets::unit::read_numeral;
///
/// assert_eq!(read_numeral("１,００５.0")?.to_string(), "1005.0");
/// assert_eq!(read_numeral("1,5").unwrap_err().code(), "ambiguous_comma");
/// # Ok::<(), policy_targets::unit::UnitError>(())
/// ```
pub fn read_numeral(text: &str) -> Result<Value, UnitError> {
    let plain = plain(text);
    let (value, rest) = scan(plain.trim())?;
    finished(plain.trim(), rest)?;
    Ok(value)
}

/// The text with full-width characters, the minus sign and the ideographic space as in ASCII.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().map(|character| match character {
        '\u{FF01}'..='\u{FF5E}' => {
            u32::from(character).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(character)
        }
        '￥' => '¥',
        '\u{3000}' => ' ',
        '\u{2212}' => '-',
        other => other,
    });
    Cow::Owned(replaced.collect())
}

/// An error if anything is left after a number.
pub(super) fn finished(text: &str, rest: &str) -> Result<(), UnitError> {
    if rest.is_empty() {
        return Ok(());
    }
    let read = text.strip_suffix(rest).unwrap_or(text);
    Err(malformed(text, read, "the end of the number"))
}

fn malformed(text: &str, read: &str, expected: &'static str) -> UnitError {
    UnitError::MalformedNumber {
        found: text.to_owned(),
        position: read.chars().count().saturating_add(1),
        expected,
    }
}

/// Reads the numeral at the start of plain text and returns what follows it.
pub(super) fn scan(text: &str) -> Result<(Value, &str), UnitError> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !starts_with_digit(unsigned) {
        if text.is_empty() {
            return Err(UnitError::EmptyReading);
        }
        if lookup::is_missing(text) {
            return Err(UnitError::MissingValue { found: text.to_owned() });
        }
        let sign = text.strip_suffix(unsigned).unwrap_or_default();
        return Err(malformed(text, sign, "a digit"));
    }
    let end = end_of_numeral(unsigned);
    let rest = unsigned.get(end..).unwrap_or_default();
    let literal = text.strip_suffix(rest).unwrap_or(text);
    let (whole, fraction) = literal.split_once('.').unwrap_or((literal, ""));
    if let Some((before, _)) = fraction.split_once(|character: char| !character.is_ascii_digit()) {
        let read = format!("{whole}.{before}");
        return Err(malformed(literal, &read, "only digits after the point"));
    }
    let digits = without_separators(whole, literal)?;
    let value =
        if fraction.is_empty() { digits.parse::<Value>() } else { format!("{digits}.{fraction}").parse() };
    Ok((value?, rest))
}

pub(super) fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

fn is_separator(character: char) -> bool {
    character == ',' || GROUPING_SPACES.contains(&character)
}

/// The byte after the last digit; points and separators belong to the numeral when a digit follows them.
fn end_of_numeral(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        let joins = (character == '.' || is_separator(character))
            && characters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !character.is_ascii_digit() && !joins {
            return index;
        }
    }
    text.len()
}

/// The whole part without its separators, which must be of one kind and group by three.
fn without_separators<'a>(whole: &'a str, literal: &str) -> Result<Cow<'a, str>, UnitError> {
    let Some(separator) = whole.chars().find(|character| is_separator(*character)) else {
        return Ok(Cow::Borrowed(whole));
    };
    let mut groups = whole.split(separator);
    let first = groups.next().unwrap_or_default();
    let digits = first.trim_start_matches(['-', '+']);
    let first_is_good = (1..=3).contains(&digits.len()) && !digits.starts_with('0');
    let is_three_digits = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    if first_is_good && groups.all(is_three_digits) {
        return Ok(Cow::Owned(whole.replace(separator, "")));
    }
    if separator == ',' {
        return Err(UnitError::AmbiguousComma { found: literal.to_owned() });
    }
    Err(malformed(literal, first, "groups of three digits, separated alike,"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numerals_are_read_as_printed() {
        let cases = [
            ("12.0", "12.0"),
            ("1,005", "1005"),
            ("-1,234,567.89", "-1234567.89"),
            ("1\u{202F}005", "1005"),
            ("1\u{A0}005\u{A0}000", "1005000"),
            ("１３．５０", "13.50"),
            ("１，００５", "1005"),
            ("−3.0", "-3.0"),
            ("－3", "-3"),
            ("+4", "4"),
            (" 7 ", "7"),
        ];
        for (text, expected) in cases {
            assert_eq!(read_numeral(text).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_refused() {
        let cases = [
            ("1,5", "ambiguous_comma"),
            ("0,005", "ambiguous_comma"),
            ("1,00,000", "ambiguous_comma"),
            ("1234,567", "ambiguous_comma"),
            ("1,234\u{2009}567", "ambiguous_comma"),
            ("1.500,5", "malformed_number"),
            ("1\u{2009}00", "malformed_number"),
            ("1_000", "malformed_number"),
            ("1 005", "malformed_number"),
            ("1e5", "malformed_number"),
            (".5", "malformed_number"),
            ("5.", "malformed_number"),
            ("–3", "malformed_number"),
            ("", "empty_reading"),
            ("NaN", "missing_value"),
            ("n/a", "missing_value"),
            ("-", "missing_value"),
            ("12345678901234567890123456789.5", "too_many_digits"),
        ];
        for (text, code) in cases {
            assert_eq!(read_numeral(text).unwrap_err().code(), code, "{text}");
        }
    }

    #[test]
    fn the_character_at_which_reading_stopped_is_named() {
        let position = |text: &str| match read_numeral(text) {
            Err(UnitError::MalformedNumber { position, .. }) => position,
            other => panic!("{other:?}"),
        };
        assert_eq!(position("1_000"), 2);
        assert_eq!(position("-x"), 2);
        assert_eq!(position("１２x"), 3);
        assert_eq!(position("1.2.3"), 4);
    }

    proptest! {
        #[test]
        fn separators_do_not_change_the_number(mantissa: i64, decimals in 0_u32..10) {
            let value = Value::new(mantissa, decimals).unwrap();
            let printed = value.to_string();
            let (whole, fraction) = printed.split_once('.').unwrap_or((&printed, ""));
            let digits = whole.trim_start_matches('-');
            let digits: Vec<u8> = digits.bytes().rev().collect();
            let groups: Vec<&[u8]> = digits.chunks(3).collect();
            let grouped: String = groups.join(&b',').into_iter().rev().map(char::from).collect();
            let sign = if whole.starts_with('-') { "-" } else { "" };
            let point = if fraction.is_empty() { "" } else { "." };
            let read = read_numeral(&format!("{sign}{grouped}{point}{fraction}")).unwrap();
            prop_assert!(read.identical(&value));
        }

        #[test]
        fn no_text_panics(text: String, numeral in "[-+0-9.,１．，\u{2009}\u{A0}eE_]{0,12}") {
            let _ = read_numeral(&text);
            let _ = read_numeral(&numeral);
        }
    }
}
