//! The grammar of units: multipliers, a symbol or name, and at most one ratio.
//! `million vehicles/year` and `件/万人` are one numerator over one denominator; `CNY@2020` are prices of a year.

use super::UnitError;
use super::dimension::Dimension;
use super::lookup::{ambiguous, is_missing, known, nearest, same_but_for_case};
use super::numeral::{plain, scan, starts_with_digit};
use super::table::{CHINESE_LARGE, CHINESE_SMALL, COUNT, SCALE_WORDS};
use crate::number::Ratio;

/// The characters a unit may have: enough for any in use, few enough for hostile files.
const LONGEST: usize = 120;

/// The canonical text of a unit, what it measures, and its size.
pub(super) fn read(text: &str) -> Result<(String, Dimension, Ratio), UnitError> {
    let length = text.chars().count();
    if length > LONGEST {
        return Err(UnitError::TooLong { length, limit: LONGEST });
    }
    let text = canonical(&plain(text));
    if text.is_empty() {
        return Err(UnitError::NoUnit);
    }
    if is_missing(&text) {
        return Err(UnitError::MissingValue { found: text });
    }
    let (numerator, separator, denominator) = split_ratio(&text);
    if !split_ratio(denominator).1.is_empty() || (!separator.is_empty() && numerator.contains('/')) {
        return Err(UnitError::SeveralRatios { found: text });
    }
    let (mut dimension, mut scale) = factor(numerator, false)?;
    if !separator.is_empty() {
        let (below, size) = factor(denominator, true)?;
        dimension = dimension.per(&below);
        scale = scale.divide(&size).ok_or_else(|| unknown(denominator))?;
    }
    Ok((text, dimension, scale))
}

/// Numerator, separator and denominator as written; the last two empty without a ratio.
pub(super) fn split_ratio(text: &str) -> (&str, &str, &str) {
    let separator = text
        .match_indices(" per ")
        .find(|(index, _)| !continues_per_cent(text, *index))
        .or_else(|| text.match_indices('/').next());
    separator
        .and_then(|(index, separator)| {
            let (numerator, rest) = text.split_at_checked(index)?;
            Some((numerator, separator, rest.strip_prefix(separator)?))
        })
        .unwrap_or((text, "", ""))
}

/// Whether the ` per ` at a byte begins `per cent` or `per mille` after a scale word.
fn continues_per_cent(text: &str, index: usize) -> bool {
    let rest = text.get(index..).unwrap_or_default();
    [" per cent", " per mille"]
        .iter()
        .filter_map(|word| rest.strip_prefix(word))
        .any(|after| after.is_empty() || after.starts_with([' ', '/']))
}

/// The text with single spaces, and none at a slash.
fn canonical(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let spaced = words.join(" ");
    let parts: Vec<&str> = spaced.split('/').map(str::trim).collect();
    parts.join("/")
}

/// What one side of a ratio measures, and its size.
fn factor(text: &str, is_denominator: bool) -> Result<(Dimension, Ratio), UnitError> {
    let (mut rest, mut scale, mut named_scale) = (text, Ratio::one(), false);
    loop {
        if let Some((dimension, size)) = symbol(rest) {
            return Ok((dimension, scale * size));
        }
        if let Some((multiplier, after)) = multiplier(rest) {
            (rest, scale, named_scale) = (after, scale * multiplier, true);
        } else if scale == Ratio::one() && starts_with_digit(rest) {
            let (number, after) = scan(rest)?;
            let number = number.to_ratio();
            if number.to_whole_number().is_none() || !number.is_positive() {
                return Err(unknown(text));
            }
            (rest, scale) = (after.trim_start(), number);
        } else {
            break;
        }
        if rest.is_empty() {
            return match (is_denominator, named_scale) {
                (true, _) => Ok((Dimension::share(), scale)),
                (false, true) => Ok((Dimension::kind(COUNT), scale)),
                (false, false) => Err(unknown(text)),
            };
        }
    }
    if let Some(advice) = rest.split(' ').find_map(ambiguous) {
        return Err(UnitError::AmbiguousUnit { found: text.to_owned(), advice });
    }
    if let Some((currency, word)) = rest.rsplit_once(' ')
        && let Some((dimension, size)) = symbol(currency).filter(|(dimension, _)| dimension.is_currency())
        && let Some((multiplier, "")) = multiplier(word)
    {
        return Ok((dimension, scale * size * multiplier));
    }
    if is_missing(rest) {
        return Err(UnitError::MissingValue { found: rest.to_owned() });
    }
    if names_a_thing(rest) {
        return Ok((Dimension::count_of(rest), scale));
    }
    Err(UnitError::UnknownUnit { found: text.to_owned(), nearest: nearest(rest).map(ToOwned::to_owned) })
}

/// A unit of the table, or a currency in the prices of a year: `CNY@2020`.
fn symbol(text: &str) -> Option<(Dimension, Ratio)> {
    if let Some(known) = known(text) {
        return Some((known.dimension.clone(), known.scale.clone()));
    }
    let (currency, year) = text.split_once('@')?;
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let year = year.parse().ok().filter(|_| is_year)?;
    let known = known(currency)?;
    Some((known.dimension.in_prices_of(year)?, known.scale.clone()))
}

fn unknown(text: &str) -> UnitError {
    UnitError::UnknownUnit { found: text.to_owned(), nearest: nearest(text).map(ToOwned::to_owned) }
}

/// The scale word or Chinese multiplier at the start, and what follows.
fn multiplier(text: &str) -> Option<(Ratio, &str)> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    if let Some((_, exponent)) = SCALE_WORDS.iter().find(|(word, _)| *word == first) {
        return Some((Ratio::power_of_ten(*exponent), rest));
    }
    let strip = |(sign, exponent): &(&str, u32)| {
        let rest = text.strip_prefix(sign)?.trim_start();
        Some((Ratio::power_of_ten(*exponent), rest))
    };
    let is_multiplier = |(sign, _): &(&str, u32), rest: &str| rest.starts_with(sign);
    CHINESE_LARGE.iter().find_map(strip).or_else(|| {
        let (size, rest) = CHINESE_SMALL.iter().find_map(strip)?;
        let mut multipliers = CHINESE_LARGE.iter().chain(CHINESE_SMALL);
        let goes_on =
            rest.is_empty() || known(rest).is_some() || multipliers.any(|sign| is_multiplier(sign, rest));
        goes_on.then_some((size, rest))
    })
}

/// Whether the text is the plain name of something counted: words in lower case, or Chinese characters only.
fn names_a_thing(text: &str) -> bool {
    if !text.is_empty() && text.chars().all(is_chinese) {
        return true;
    }
    let letter =
        |character: char| character.is_lowercase() || character == '\'' || character.is_ascii_digit();
    let mut words = text.split([' ', '-']);
    let first = words.next().unwrap_or_default();
    let first_is_word = first.chars().count() >= 3 && first.chars().all(char::is_lowercase);
    let rest_are_words = words.all(|word| !word.is_empty() && word.chars().all(letter));
    first_is_word && rest_are_words && same_but_for_case(text).is_none() && !is_part_of_something(text)
}

/// `percent of GDP`, `tonnes of steel`: a known unit with what it is a unit of, which belongs in the indicator.
fn is_part_of_something(text: &str) -> bool {
    let Some((first, rest)) = text.split_once(' ') else {
        return false;
    };
    known(first).is_some_and(|known| {
        known.dimension.is_share() || (rest.starts_with("of ") && !known.dimension.is_count())
    })
}

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3134F}')
}

#[cfg(test)]
mod tests {
    use crate::unit::Unit;

    #[test]
    fn what_is_no_unit_is_refused() {
        let cases = [
            ("", "no_unit"),
            ("  ", "no_unit"),
            ("GWW", "unknown_unit"),
            ("Gw", "unknown_unit"),
            ("gwh", "unknown_unit"),
            ("usd", "unknown_unit"),
            ("Clusters", "unknown_unit"),
            ("ab", "unknown_unit"),
            ("CNY@20", "unknown_unit"),
            ("CNY@", "unknown_unit"),
            ("CNY@+202", "unknown_unit"),
            ("GW@2020", "unknown_unit"),
            ("CNY@2020@2020", "unknown_unit"),
            ("100", "unknown_unit"),
            ("0 persons", "unknown_unit"),
            ("1.5 persons", "unknown_unit"),
            ("% reduction", "unknown_unit"),
            ("percent of gdp", "unknown_unit"),
            ("tonnes of steel", "unknown_unit"),
            ("kg steel", "unknown_unit"),
            ("t/0 persons", "unknown_unit"),
            ("/t", "unknown_unit"),
            ("t/", "unknown_unit"),
            ("kWh/t/year", "several_ratios"),
            ("kWh/t per year", "several_ratios"),
            ("$", "ambiguous_unit"),
            ("billion $", "ambiguous_unit"),
            ("¥", "ambiguous_unit"),
            ("￥", "ambiguous_unit"),
            ("million tons", "ambiguous_unit"),
            ("倍", "ambiguous_unit"),
            ("百分之", "ambiguous_unit"),
            ("nan", "missing_value"),
            ("NaN", "missing_value"),
            ("null", "missing_value"),
            ("None", "missing_value"),
            ("n/a", "missing_value"),
            ("NA", "missing_value"),
            ("-", "missing_value"),
            ("billion null", "missing_value"),
        ];
        for (text, code) in cases {
            match text.parse::<Unit>() {
                Err(error) => assert_eq!(error.code(), code, "{text}"),
                Ok(unit) => panic!("{text} read as {}", unit.dimension()),
            }
        }
        assert_eq!("万".repeat(1000).parse::<Unit>().unwrap_err().code(), "unit_too_long");
    }

    #[test]
    fn unknown_names_count_what_they_name() {
        let cases = [
            ("technologies", "count of technologies"),
            ("live births", "count of live births"),
            ("national-level laboratories", "count of national-level laboratories"),
            ("家", "count of 家"),
            ("万件", "count of 件"),
            ("million jobs", "count of jobs"),
            ("百货", "count of 百货"),
            ("patents/10,000 persons", "count of patents per count of persons"),
            ("GW", "power"),
            ("CNY billion", "CNY"),
            ("billion CNY@2020", "CNY in prices of 2020"),
            ("CNY@2020 billion", "CNY in prices of 2020"),
            ("亿元@2020", "CNY in prices of 2020"),
            ("tce/10,000 CNY@2020", "coal equivalent per CNY in prices of 2020"),
            ("L/100km", "volume per length"),
            ("count/year", "count per calendar time"),
            ("%", "share"),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<Unit>().unwrap().dimension().to_string(), expected, "{text}");
        }
        assert!("cluster".parse::<Unit>().unwrap().is_same_dimension(&"clusters".parse().unwrap()));
    }
}
