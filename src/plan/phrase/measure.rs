//! The unit that follows a number in running text: 万千瓦, GW, 个, "core technologies".
//! A known unit is taken as far as it goes; the name of a counted thing ends at the next function word.

use super::words::{Words, is_han};
use crate::unit::Unit;

/// The words and characters that a unit may have.
const LONGEST_IN_WORDS: usize = 6;
const LONGEST_IN_CHARACTERS: usize = 14;
/// Chinese multipliers that may stand in front of a measure word.
const MULTIPLIERS: [char; 5] = ['十', '百', '千', '万', '亿'];

/// A unit found in a text.
pub(super) struct Measured {
    pub(super) unit: Unit,
    /// The byte after it.
    pub(super) end: usize,
    /// Whether it is more than the name of something counted.
    pub(super) is_known: bool,
}

/// The unit at a byte, after at most one space.
pub(super) fn after(text: &str, start: usize, words: &Words) -> Option<Measured> {
    let rest = text.get(start..)?;
    let start = if rest.starts_with(' ') { start.saturating_add(1) } else { start };
    let first = text.get(start..)?.chars().next()?;
    let measured =
        if is_han(first) { in_characters(text, start, words) } else { in_words(text, start, words) };
    measured.map(|measured| at_prices(text, measured, words))
}

/// A unit of money with the year of its prices, where that stands behind it.
fn at_prices(text: &str, measured: Measured, words: &Words) -> Measured {
    // Other units have no prices, and do not read with a year.
    let priced = || {
        let rest = text.get(measured.end..)?;
        words.prices.iter().find_map(|(before, after)| {
            let rest = rest.strip_prefix(before)?;
            let (year, rest) = rest.split_at_checked(4)?;
            let rest = rest.strip_prefix(after)?;
            year.bytes().all(|digit| digit.is_ascii_digit()).then_some(())?;
            let unit = format!("{}@{year}", measured.unit).parse().ok()?;
            Some(Measured { unit, end: text.len().saturating_sub(rest.len()), is_known: true })
        })
    };
    priced().unwrap_or(measured)
}

/// A unit of money whose currency stands in front of its number, as in `CNY 250 billion`.
pub(super) fn with_currency(text: &str, start: usize, currency: &str, words: &Words) -> Option<Measured> {
    let rest = text.get(start..)?;
    let space = usize::from(rest.starts_with(' '));
    let word = length_of_word(rest.get(space..)?);
    let end = start.saturating_add(space).saturating_add(word);
    let scaled = || Some((format!("{} {currency}", text.get(start..end)?.trim()).parse::<Unit>().ok()?, end));
    let (unit, end) = scaled().or_else(|| Some((currency.parse().ok()?, start)))?;
    Some(at_prices(text, Measured { unit, end, is_known: true }, words))
}

/// The longest run of Chinese characters that is a unit or a measure word.
fn in_characters(text: &str, start: usize, words: &Words) -> Option<Measured> {
    let rest = text.get(start..)?;
    let fits =
        |character: char| is_han(character) || character.is_ascii_alphanumeric() || "/%".contains(character);
    let mut ends = Vec::new();
    for (index, character) in rest.char_indices().take(LONGEST_IN_CHARACTERS) {
        if !fits(character) {
            break;
        }
        ends.push(index.saturating_add(character.len_utf8()));
    }
    ends.into_iter().rev().find_map(|end| {
        let candidate = rest.get(..end)?;
        let unit = plain_unit(candidate, words)?;
        let is_known = !unit.dimension().is_count();
        Some(Measured { unit: canonical(unit), end: start.saturating_add(end), is_known })
    })
}

/// A unit made only of units of the table, measure words and multipliers: no name that runs into the sentence.
fn plain_unit(text: &str, words: &Words) -> Option<Unit> {
    let is_plain = |side: &str| {
        let thing = side.trim_start_matches(MULTIPLIERS);
        thing.is_empty()
            || words.counters.contains(&thing)
            || side.parse::<Unit>().is_ok_and(|unit| !unit.dimension().is_count())
    };
    // Checked before reading: a failed reading looks for the nearest spelling, which is slow.
    let is_written_like_one = text.chars().all(|character| is_han(character) || character == '/');
    if !is_written_like_one || !text.split('/').all(is_plain) {
        return None;
    }
    text.parse().ok()
}

/// The longest run of words that is a unit of the table, else the name of a counted thing.
fn in_words(text: &str, start: usize, words: &Words) -> Option<Measured> {
    let ends = ends_of_words(text, start, words);
    let read = |end: usize| {
        let candidate = text.get(start..end)?;
        // "70 per 100,000 live births" counts what the sentence named before.
        let is_counted = candidate.starts_with("per ")
            && !candidate.starts_with("per cent")
            && !candidate.starts_with("per mille");
        let counted = is_counted.then(|| format!("count {candidate}"));
        if candidate == "per" || candidate.ends_with(" per") {
            return None;
        }
        counted.as_deref().unwrap_or(candidate).parse::<Unit>().ok()
    };
    let units: Vec<(usize, Unit)> = ends.iter().rev().filter_map(|&end| Some((end, read(end)?))).collect();
    let is_known = |unit: &Unit| !unit.dimension().is_count();
    let (end, unit) = units.iter().find(|(_, unit)| is_known(unit)).or(units.first())?;
    Some(Measured { unit: canonical(unit.clone()), end: *end, is_known: is_known(unit) })
}

/// Where each of the next words ends, up to punctuation or a word of the vocabulary.
fn ends_of_words(text: &str, start: usize, words: &Words) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = start;
    while ends.len() < LONGEST_IN_WORDS {
        let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else { break };
        if words.find(text, at).is_some() {
            break;
        }
        let length = length_of_word(rest);
        let word = rest.get(..length).unwrap_or_default();
        // A name ends the unit at once, since the search for a unit nearest to it in spelling is slow.
        let is_name = word.starts_with(|first: char| first.is_ascii_uppercase()) && !word.starts_with("CO");
        if length == 0 || (is_name && word.parse::<Unit>().is_err()) {
            break;
        }
        at = at.saturating_add(length);
        ends.push(at);
        if !text.get(at..).is_some_and(|rest| rest.starts_with(' ')) {
            break;
        }
        at = at.saturating_add(1);
    }
    ends
}

/// The bytes of a word that may be a part of a unit: `kWh/100km`, `10,000`, `°C`.
fn length_of_word(rest: &str) -> usize {
    let next_is_digit = |index: usize| {
        rest.get(index..).and_then(|after| after.chars().nth(1)).is_some_and(|next| next.is_ascii_digit())
    };
    let follows_digit = |index: usize| {
        rest.get(..index).is_some_and(|before| before.ends_with(|last: char| last.is_ascii_digit()))
    };
    let ends = |index: usize, character: char| match character {
        '.' | ',' => !(next_is_digit(index) && follows_digit(index)),
        '-' => next_is_digit(index),
        '/' | '%' | '‰' | '°' | '$' | '€' | '£' | '¥' | '²' | '³' | '₂' => false,
        other => !other.is_alphanumeric() || is_han(other),
    };
    rest.char_indices()
        .find(|(index, character)| ends(*index, *character))
        .map_or(rest.len(), |(index, _)| index)
}

/// `%` and `pp` however they were written, so that equal things are equal units.
fn canonical(unit: Unit) -> Unit {
    let is_same = |other: &Unit| unit.is_same_dimension(other) && unit.scale() == other.scale();
    [Unit::percent(), Unit::percentage_point()].into_iter().find(is_same).unwrap_or(unit)
}

#[cfg(test)]
mod tests {
    use super::super::words::Language;
    use super::*;

    #[test]
    fn a_unit_ends_where_the_sentence_goes_on() {
        let cases = [
            ("万千瓦以上", "万千瓦", "以上"),
            ("千瓦时/百公里", "千瓦时/百公里", ""),
            ("亿吨标准煤左右", "亿吨标准煤", "左右"),
            ("万家企业", "万家", "企业"),
            ("个百分点", "pp", ""),
            ("项以上智能制造", "项", "以上智能制造"),
            ("%的企业", "%", "的企业"),
            ("件/万人", "件/万人", ""),
            (" GW of storage", "GW", " of storage"),
            ("GW.", "GW", "."),
            (" percent share", "%", " share"),
            (" core technologies with rights", "core technologies", " with rights"),
            (" million vehicles annually", "million vehicles", " annually"),
            (" patents per 10,000 persons by 2025", "patents per 10,000 persons", " by 2025"),
            (" gigawatts capacity", "gigawatts", " capacity"),
            (" kWh/100km by", "kWh/100km", " by"),
            ("%-5%", "%", "-5%"),
            ("%,2021", "%", ",2021"),
            (" per 100,000 live births by", "count per 100,000 live births", " by"),
        ];
        for (text, unit, rest) in cases {
            let language = if text.starts_with(is_han) || text.contains('的') {
                Language::Chinese
            } else {
                Language::of(text)
            };
            let found = after(text, 0, language.words()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (found.unit.to_string().as_str(), text.get(found.end..)),
                (unit, Some(rest)),
                "{text}"
            );
        }
        for text in ["G in airports", "集群", "以上", " by 2025", "", "倍", "成"] {
            assert!(after(text, 0, Language::of(text).words()).is_none(), "{text}");
        }
    }
}
