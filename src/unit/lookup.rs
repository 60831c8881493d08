//! Finding a unit in the table, with its prefix, or the known one nearest in spelling.
//! The table is expanded once; finding is then one search in a sorted map.

use super::dimension::Dimension;
use super::table::{AMBIGUOUS, CURRENCIES, MISSING, Measure, PREFIXES, ROWS};
use crate::number::Ratio;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a known spelling measures, and its size in the base of that.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) dimension: Dimension,
    pub(super) scale: Ratio,
}

static KNOWN: LazyLock<BTreeMap<String, Known>> = LazyLock::new(|| spellings().collect());

/// Every spelling the table gives, prefixes included.
fn spellings() -> impl Iterator<Item = (String, Known)> {
    let codes = CURRENCIES.split_ascii_whitespace().map(|code| (code, Measure::Currency(code), 1, 1, ""));
    ROWS.iter().copied().chain(codes).flat_map(|(spellings, measure, numerator, denominator, prefixes)| {
        let scale = Ratio::new(numerator, denominator).unwrap_or_else(Ratio::one);
        let prefixes = std::iter::once("").chain(prefixes.split_ascii_whitespace());
        prefixes.flat_map(move |prefix| {
            let known =
                Known { dimension: Dimension::from(measure), scale: &scale * &size_of_prefix(prefix) };
            spellings.split('|').map(move |spelling| (format!("{prefix}{spelling}"), known.clone()))
        })
    })
}

fn size_of_prefix(prefix: &str) -> Ratio {
    let found = PREFIXES.iter().find(|(name, _)| *name == prefix);
    let exponent = found.map_or(0, |(_, exponent)| *exponent);
    let size = Ratio::power_of_ten(exponent.unsigned_abs());
    if exponent.is_negative() { size.reciprocal().unwrap_or(size) } else { size }
}

/// The unit with exactly this spelling; raised and lowered digits and `t CO2` are read like `tCO2`.
pub(super) fn known(spelling: &str) -> Option<&'static Known> {
    let plain = if spelling.contains(['²', '³', '₂']) || spelling.contains(" CO") {
        Cow::Owned(spelling.replace(['²', '₂'], "2").replace('³', "3").replace(" CO", "CO"))
    } else {
        Cow::Borrowed(spelling)
    };
    KNOWN.get(plain.as_ref())
}

/// What to write instead of a symbol that stands for several units.
pub(super) fn ambiguous(spelling: &str) -> Option<&'static str> {
    let found = AMBIGUOUS.iter().find(|(symbol, _)| *symbol == spelling);
    found.map(|(_, advice)| *advice)
}

/// Whether the text is a way of writing that a value is missing.
pub(super) fn is_missing(text: &str) -> bool {
    MISSING.contains(&text.to_lowercase().as_str())
}

/// The spelling of a known unit that differs only in the case of its letters.
pub(super) fn same_but_for_case(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    KNOWN.keys().find(|spelling| spelling.to_lowercase() == lower).map(String::as_str)
}

/// The known unit nearest in spelling, if it is near.
pub(super) fn nearest(text: &str) -> Option<&'static str> {
    if let Some(same) = same_but_for_case(text) {
        return Some(same);
    }
    if let Some(first) = text.split(' ').next().filter(|first| known(first).is_some()) {
        return KNOWN.get_key_value(first).map(|(spelling, _)| spelling.as_str());
    }
    let allowed = (text.chars().count() >> 1).min(2);
    KNOWN
        .keys()
        .map(|spelling| (distance(spelling, text), spelling))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, spelling)| spelling.as_str())
}

/// How many characters must be put in, taken out or exchanged (Levenshtein 1966).
fn distance(one: &str, two: &str) -> usize {
    let mut row: Vec<usize> = (0..=two.chars().count()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index.saturating_add(1);
        let mut next = vec![left];
        for (other, above) in two.chars().zip(row.iter().skip(1)) {
            let exchanged = diagonal.saturating_add(usize::from(letter != other));
            left = exchanged.min(left.saturating_add(1)).min(above.saturating_add(1));
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// Every known spelling, for tests over the whole table.
#[cfg(test)]
pub(super) fn all() -> Vec<&'static str> {
    KNOWN.keys().map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_spelling_means_one_unit() {
        let mut seen = BTreeSet::new();
        for (spelling, _) in spellings() {
            assert!(seen.insert(spelling.clone()), "{spelling} is there twice");
            assert!(ambiguous(&spelling).is_none() && !is_missing(&spelling), "{spelling}");
        }
    }

    #[test]
    fn every_prefix_in_the_table_has_a_size() {
        for (spelling, _, numerator, denominator, prefixes) in ROWS {
            assert!(*numerator > 0 && *denominator > 0, "{spelling}");
            for prefix in prefixes.split_ascii_whitespace() {
                assert!(PREFIXES.iter().any(|(name, _)| *name == prefix), "{prefix}");
            }
        }
        assert!(PREFIXES.iter().all(|(prefix, _)| {
            ROWS.iter().any(|row| row.4.split_ascii_whitespace().any(|used| used == *prefix))
        }));
    }

    #[test]
    fn currencies_are_sorted_three_letter_codes() {
        let codes: Vec<_> = CURRENCIES.split_ascii_whitespace().collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(codes.iter().all(|code| code.len() == 3));
    }

    #[test]
    fn the_nearest_unit_is_found() {
        let cases = [
            ("Gw", Some("GW")),
            ("GWW", Some("GW")),
            ("gwh", Some("GWh")),
            ("% reduction", Some("%")),
            ("USDD", Some("USD")),
            ("XXXXXXXX", None),
        ];
        for (text, expected) in cases {
            assert_eq!(nearest(text), expected, "{text}");
        }
    }

    #[test]
    fn distance_counts_single_edits() {
        // The textbook pair: two exchanges and one insertion.
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "GW"), 2);
        assert_eq!(distance("GW", "GW"), 0);
    }
}
