//! Numbers as plans write them: digits, Chinese numerals, number words.
//! A number is exact and remembers its written decimals; a third is a number too.

use super::words::{Meaning, Words};
use crate::number::{Ratio, Value};
use crate::unit::{Unit, read_numeral};

/// A number with the decimals it was written with, and its unit if one follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) ratio: Ratio,
    decimals: u32,
    pub(super) unit: Option<Unit>,
    /// Whether it may be no more than an article: "one", 一个.
    pub(super) is_article: bool,
}

impl Number {
    pub(super) fn new(ratio: Ratio) -> Self {
        Self { ratio, decimals: 0, unit: None, is_article: false }
    }

    fn written(value: Value) -> Self {
        Self { decimals: value.decimals(), ..Self::new(value.to_ratio()) }
    }

    pub(super) fn with_unit(self, unit: Option<Unit>) -> Self {
        Self { unit, ..self }
    }

    /// The number after a change of its size, with its written decimals.
    pub(super) fn map(&self, change: impl FnOnce(&Ratio) -> Ratio) -> Self {
        Self { ratio: change(&self.ratio), ..self.clone() }
    }

    pub(super) fn negated(&self) -> Self {
        self.map(|ratio| -ratio)
    }

    /// The decimal number, if it is one: a third is none.
    pub(super) fn value(&self) -> Option<Value> {
        let decimals = self.ratio.exact_decimals()?.max(self.decimals);
        self.ratio.rounded(decimals).ok()
    }
}

/// The numeral in digits at a byte, with its sign, and where it ends.
pub(super) fn digits_at(text: &str, start: usize) -> Option<(Number, usize)> {
    let rest = text.get(start..)?;
    let unsigned = rest.strip_prefix('-').unwrap_or(rest);
    let sign = rest.len().saturating_sub(unsigned.len());
    let length = sign.saturating_add(length_of_digits(unsigned));
    let value = read_numeral(rest.get(..length)?).ok()?;
    Some((Number::written(value), start.saturating_add(length)))
}

/// Digits, then groups of three after commas or narrow spaces, then a point with digits.
fn length_of_digits(text: &str) -> usize {
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len())
    };
    let mut end = digits(0);
    loop {
        let rest = text.get(end..).unwrap_or_default();
        let separator =
            rest.chars().next().filter(|next| matches!(next, ',' | '\u{A0}' | '\u{2009}' | '\u{202F}'));
        let Some(separator) = separator else { break };
        let group = end.saturating_add(separator.len_utf8());
        if digits(group) != 3 {
            break;
        }
        end = group.saturating_add(3);
    }
    if text.get(end..).is_some_and(|rest| rest.starts_with('.')) {
        let fraction = end.saturating_add(1);
        let length = digits(fraction);
        if length > 0 {
            return fraction.saturating_add(length);
        }
    }
    end
}

/// The number in words at a byte, and where it ends: "twenty-five", 三千万, 七点五.
pub(super) fn words_at(text: &str, start: usize, words: &Words) -> Option<(Number, usize)> {
    if words.numerals.is_empty() {
        cardinal_at(text, start, words)
    } else {
        characters_at(text, start, words)
    }
}

/// "twenty-five", "a hundred and five".
fn cardinal_at(text: &str, start: usize, words: &Words) -> Option<(Number, usize)> {
    let word_at = |at: usize| {
        let (length, meaning) = words.find(text, at)?;
        Some((at.saturating_add(length), meaning))
    };
    let after_joint = |at: usize| {
        let rest = text.get(at..)?;
        rest.starts_with([' ', '-']).then(|| at.saturating_add(1))
    };
    let next_word = |at: usize| word_at(after_joint(at)?);
    let below_hundred = |at: usize| {
        let (end, Meaning::Cardinal(number)) = word_at(at)? else { return None };
        match next_word(end) {
            Some((after, Meaning::Cardinal(ones))) if number >= 20 && number % 10 == 0 && ones < 10 => {
                Some((number.saturating_add(ones), after))
            }
            _ => Some((number, end)),
        }
    };
    let whole = |number: u32| Number::new(Ratio::from(i64::from(number)));
    let (number, end) = below_hundred(start)?;
    let Some((hundred_end, Meaning::Hundred)) = next_word(end) else {
        return Some((Number { is_article: number == 1, ..whole(number) }, end));
    };
    let hundreds = number.saturating_mul(100);
    let rest_at = match next_word(hundred_end) {
        Some((after, Meaning::And)) => after_joint(after),
        _ => after_joint(hundred_end),
    };
    match rest_at.and_then(below_hundred) {
        Some((rest, after)) => Some((whole(hundreds.saturating_add(rest)), after)),
        None => Some((whole(hundreds), hundred_end)),
    }
}

/// Reads numerals such as 三千五百, 两, 一亿两千万 and, with 点, decimals.
fn characters_at(text: &str, start: usize, words: &Words) -> Option<(Number, usize)> {
    let rest = text.get(start..)?;
    let value_of = |character: char| {
        words.numerals.iter().find(|(other, _)| *other == character).map(|(_, value)| *value)
    };
    let (mut total, mut section, mut digit) = (0_i64, 0_i64, None::<i64>);
    let (mut end, mut count) = (start, 0_usize);
    let mut smallest = i64::MAX;

    for (index, character) in rest.char_indices() {
        let after = start.saturating_add(index).saturating_add(character.len_utf8());
        if character == '点' && count > 0 {
            return decimals_at(
                text,
                after,
                &value_of,
                total.checked_add(section)?.checked_add(digit.unwrap_or(0))?,
            );
        }
        let Some(value) = value_of(character) else { break };
        match value {
            0 if count > 0 && digit.is_none() => {}
            0..=9 if digit.is_none() => digit = Some(value),
            10 | 100 | 1000 if value < smallest && (digit.is_some() || (value == 10 && section == 0)) => {
                section = section.checked_add(digit.take().unwrap_or(1).checked_mul(value)?)?;
                smallest = value;
            }
            10_000.. if digit.is_some() || section > 0 || total > 0 => {
                let below = section.checked_add(digit.take().unwrap_or(0))?;
                // 一万亿: a multiplier right after another one multiplies all before it.
                total = if below == 0 || total < value {
                    total.checked_add(below)?.checked_mul(value)?
                } else {
                    total.checked_add(below.checked_mul(value)?)?
                };
                (section, smallest) = (0, i64::MAX);
            }
            _ => break,
        }
        (end, count) = (after, count.saturating_add(1));
    }
    if count == 0 {
        return None;
    }
    let number = total.checked_add(section)?.checked_add(digit.unwrap_or(0))?;
    let is_article = number == 1 && count == 1;
    Some((Number { is_article, ..Number::new(Ratio::from(number)) }, end))
}

fn decimals_at(
    text: &str,
    start: usize,
    value_of: &impl Fn(char) -> Option<i64>,
    whole: i64,
) -> Option<(Number, usize)> {
    let digits: Vec<(char, i64)> = text
        .get(start..)?
        .chars()
        .map_while(|character| Some((character, value_of(character).filter(|value| *value < 10)?)))
        .collect();
    let fraction: String = digits.iter().map(|(_, value)| value.to_string()).collect();
    let value: Value = format!("{whole}.{fraction}").parse().ok()?;
    let length: usize = digits.iter().map(|(character, _)| character.len_utf8()).sum();
    Some((Number::written(value), start.saturating_add(length)))
}

#[cfg(test)]
mod tests {
    use super::super::words::Language;
    use super::*;

    fn read(text: &str) -> Option<String> {
        let words = Language::of(text).words();
        let (number, end) = digits_at(text, 0).or_else(|| words_at(text, 0, words))?;
        Some(format!("{} {}", number.value()?, text.get(end..)?))
    }

    #[test]
    fn numerals_of_both_languages_are_read_to_their_end() {
        let cases = [
            ("3000万", "3000 万"),
            ("12.0千瓦时", "12.0 千瓦时"),
            ("1,005家", "1005 家"),
            ("1,05", "1 ,05"),
            ("30.", "30 ."),
            ("-5 °C", "-5  °C"),
            ("三千万千瓦", "30000000 千瓦"),
            ("一百二十个", "120 个"),
            ("十四亿人", "1400000000 人"),
            ("一万亿元", "1000000000000 元"),
            ("一亿两千万", "120000000 "),
            ("二百零五", "205 "),
            ("七点五个", "7.5 个"),
            ("十", "10 "),
            ("twenty-five firms", "25  firms"),
            ("two hundred firms", "200  firms"),
            ("nine", "9 "),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["万", "百姓", "hundred", "点五", "一点", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_third_is_a_number_without_decimals() {
        let third = Number::new(Ratio::new(1, 3).unwrap());
        assert_eq!(third.value(), None);
        assert_eq!(third.map(|ratio| ratio * &Ratio::from(3)).value(), Some(Value::from(1)));
    }
}
