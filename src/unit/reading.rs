//! The number of a published figure as it was published: exact, a bound, about, or a range.
//! `>60` is evidence of its own kind and is never read as 60.

use super::UnitError;
use super::numeral::{finished, plain, scan, starts_with_digit};
use crate::number::{Endpoint, Interval, NumberError, Ratio, Value};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A number as published.
///
/// It reads `12.0`, `>60`, `at least 50`, `≥50`, `~20`, `about 20`, `3..5`, `3–5`, and prints one canonical
/// form. A missing value is no reading: its reason is stated where the observation is.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::unit::Reading;
///
/// let reading: Reading = "over 60".parse()?;
/// assert_eq!(reading.to_string(), ">60");
/// assert!(!reading.interval().contains(&Ratio::from(60)));
/// assert_eq!("5..3".parse::<Reading>().unwrap_err().code(), "crossed_range");
/// # Ok::<(), policy_targets::unit::UnitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reading {
    /// The number itself.
    Exact(Value),
    /// The number or more.
    AtLeast(Value),
    /// More than the number.
    Over(Value),
    /// The number or less.
    AtMost(Value),
    /// Less than the number.
    Under(Value),
    /// The number, roughly: within half of its last printed unit.
    About(Value),
    /// Between two numbers, both included; made by [`Reading::range`], so the ends never cross.
    #[non_exhaustive]
    Range(Value, Value),
}

/// What may stand before a number, and what it makes of it.
type Qualifier = (&'static str, fn(Value) -> Reading);

/// Longer spellings before their beginnings.
const QUALIFIERS: &[Qualifier] = &[
    (">=", Reading::AtLeast),
    ("≥", Reading::AtLeast),
    ("at least ", Reading::AtLeast),
    ("不少于", Reading::AtLeast),
    ("不低于", Reading::AtLeast),
    ("至少", Reading::AtLeast),
    (">", Reading::Over),
    ("over ", Reading::Over),
    ("above ", Reading::Over),
    ("more than ", Reading::Over),
    ("超过", Reading::Over),
    ("<=", Reading::AtMost),
    ("≤", Reading::AtMost),
    ("at most ", Reading::AtMost),
    ("不超过", Reading::AtMost),
    ("不高于", Reading::AtMost),
    ("<", Reading::Under),
    ("under ", Reading::Under),
    ("below ", Reading::Under),
    ("less than ", Reading::Under),
    ("低于", Reading::Under),
    ("~", Reading::About),
    ("≈", Reading::About),
    ("about ", Reading::About),
    ("around ", Reading::About),
    ("约", Reading::About),
];

impl Reading {
    /// From one number to another, both included.
    ///
    /// # Errors
    /// [`UnitError::CrossedRange`] if the first is above the second.
    pub fn range(lower: Value, upper: Value) -> Result<Self, UnitError> {
        if lower > upper {
            return Err(UnitError::CrossedRange { lower: lower.to_string(), upper: upper.to_string() });
        }
        Ok(Self::Range(lower, upper))
    }

    /// The numbers that the true one may be.
    #[must_use]
    pub fn interval(&self) -> Interval {
        let closed = |value: &Value| Endpoint::Closed(value.to_ratio());
        let open = |value: &Value| Endpoint::Open(value.to_ratio());
        match self {
            Self::Exact(value) => Interval::exactly(value.to_ratio()),
            Self::AtLeast(value) => Interval::new(closed(value), Endpoint::Unbounded),
            Self::Over(value) => Interval::new(open(value), Endpoint::Unbounded),
            Self::AtMost(value) => Interval::new(Endpoint::Unbounded, closed(value)),
            Self::Under(value) => Interval::new(Endpoint::Unbounded, open(value)),
            Self::About(value) => Interval::exactly(value.to_ratio()).widened(&value.half_printed_unit()),
            Self::Range(lower, upper) => Interval::new(closed(lower), closed(upper)),
        }
    }

    /// Whether it is one number.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        matches!(self, Self::Exact(_))
    }

    /// The number given, if it is given exactly or about.
    #[must_use]
    pub fn central(&self) -> Option<Value> {
        match self {
            Self::Exact(value) | Self::About(value) => Some(*value),
            _ => None,
        }
    }

    /// How many decimals were printed; the fewer of the two ends of a range.
    #[must_use]
    pub fn printed_decimals(&self) -> u32 {
        self.coarsest().decimals()
    }

    /// Half of the last printed unit: 0.05 for `>13.5`.
    #[must_use]
    pub fn half_printed_unit(&self) -> Ratio {
        self.coarsest().half_printed_unit()
    }

    fn coarsest(&self) -> Value {
        match self {
            Self::Exact(value)
            | Self::AtLeast(value)
            | Self::Over(value)
            | Self::AtMost(value)
            | Self::Under(value)
            | Self::About(value) => *value,
            Self::Range(lower, upper) if upper.decimals() < lower.decimals() => *upper,
            Self::Range(lower, _) => *lower,
        }
    }

    /// Reads the reading at the start of plain text and returns what follows it.
    pub(super) fn scan(text: &str) -> Result<(Self, &str), UnitError> {
        for (qualifier, make) in QUALIFIERS {
            if let Some(rest) = text.strip_prefix(qualifier) {
                let (value, rest) = scan(rest.trim_start())?;
                return Ok((make(value), rest));
            }
        }
        let (lower, rest) = scan(text)?;
        let Some(second) = after_range_sign(rest.trim_start()) else {
            return Ok((Self::Exact(lower), rest));
        };
        let (upper, rest) = scan(second)?;
        Ok((Self::range(lower, upper)?, rest))
    }
}

/// What follows `..`, or an en dash or tilde with a digit right after it. A hyphen is no range: it may be a minus.
fn after_range_sign(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix("..") {
        return Some(rest.trim_start());
    }
    text.strip_prefix(['–', '~']).filter(|rest| starts_with_digit(rest))
}

impl From<Value> for Reading {
    fn from(value: Value) -> Self {
        Self::Exact(value)
    }
}

impl FromStr for Reading {
    type Err = UnitError;

    /// Reads a number with what qualifies it, such as `>60`, `about 20` or `3..5`.
    fn from_str(text: &str) -> Result<Self, UnitError> {
        // Most readings are plain numerals.
        if starts_with_digit(text)
            && let Ok(value) = text.parse()
        {
            return Ok(Self::Exact(value));
        }
        let plain = plain(text);
        let (reading, rest) = Self::scan(plain.trim())?;
        finished(plain.trim(), rest)?;
        Ok(reading)
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Exact(value) => return value.fmt(formatter),
            Self::AtLeast(value) => format!(">={value}"),
            Self::Over(value) => format!(">{value}"),
            Self::AtMost(value) => format!("<={value}"),
            Self::Under(value) => format!("<{value}"),
            Self::About(value) => format!("~{value}"),
            Self::Range(lower, upper) => format!("{lower}..{upper}"),
        };
        formatter.pad(&text)
    }
}

text_schema!(Reading, "Reading", "a number as published: 12.0, >60, ~20 or 3..5");

impl Serialize for Reading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

struct ReadingVisitor;

impl Visitor<'_> for ReadingVisitor {
    type Value = Reading;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a reading in quotes, such as \"13.5\" or \">60\", or a whole number")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Reading, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Reading, E> {
        Ok(Reading::Exact(Value::from(number)))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Reading, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Reading, E> {
        Err(E::custom(NumberError::Float { found: number.to_string() }))
    }
}

impl<'de> Deserialize<'de> for Reading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ReadingVisitor)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Any reading.
    pub(in crate::unit) fn readings() -> impl Strategy<Value = Reading> {
        let value = || (any::<i64>(), 0_u32..12).prop_map(|(m, d)| Value::new(m, d).unwrap());
        (0_usize..7, value(), value()).prop_map(|(kind, one, two)| match kind {
            0 => Reading::Exact(one),
            1 => Reading::AtLeast(one),
            2 => Reading::Over(one),
            3 => Reading::AtMost(one),
            4 => Reading::Under(one),
            5 => Reading::About(one),
            _ => Reading::range(one.min(two), one.max(two)).unwrap(),
        })
    }

    #[test]
    fn every_spelling_reads_as_its_canonical_form() {
        let cases = [
            ("12.0", "12.0"),
            (">60", ">60"),
            ("> 60", ">60"),
            ("＞６０", ">60"),
            ("over 60", ">60"),
            ("超过60", ">60"),
            (">=50", ">=50"),
            ("≥50", ">=50"),
            ("at least 50", ">=50"),
            ("<4.14", "<4.14"),
            ("under 4.14", "<4.14"),
            ("<= 650", "<=650"),
            ("≤650", "<=650"),
            ("at most 650", "<=650"),
            ("~20", "~20"),
            ("≈ 20", "~20"),
            ("about 20", "~20"),
            ("3..5", "3..5"),
            ("3 .. 5", "3..5"),
            ("3–5", "3..5"),
            ("3～5", "3..5"),
            ("-5..-3", "-5..-3"),
            ("1.5..2.5", "1.5..2.5"),
        ];
        for (text, expected) in cases {
            assert_eq!(text.parse::<Reading>().unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_reading_is_refused() {
        let cases = [
            ("", "empty_reading"),
            (">", "empty_reading"),
            ("n/a", "missing_value"),
            ("> n/a", "missing_value"),
            ("5..3", "crossed_range"),
            ("3-5", "malformed_number"),
            ("3–", "malformed_number"),
            ("3..", "empty_reading"),
            ("3..5..7", "malformed_number"),
            ("~>=20", "malformed_number"),
            ("over60", "malformed_number"),
            ("30 GW", "malformed_number"),
            ("1,5", "ambiguous_comma"),
        ];
        for (text, code) in cases {
            assert_eq!(text.parse::<Reading>().unwrap_err().code(), code, "{text}");
        }
    }

    #[test]
    fn about_is_half_a_printed_unit_on_both_sides() {
        let about: Reading = "~13.5".parse().unwrap();
        let expected = Interval::closed("13.45".parse().unwrap(), "13.55".parse().unwrap());
        assert_eq!(about.interval(), expected);
        assert_eq!(about.central(), Some("13.5".parse().unwrap()));
        assert_eq!(">13.5".parse::<Reading>().unwrap().central(), None);
    }

    #[test]
    fn a_range_is_as_precise_as_its_coarser_end() {
        let range: Reading = "2.5..3".parse().unwrap();
        assert_eq!(range.printed_decimals(), 0);
        assert_eq!(range.half_printed_unit(), "0.5".parse().unwrap());
    }

    #[test]
    fn the_ends_of_bounds_are_open_or_closed_as_written() {
        let sixty = Ratio::from(60);
        for (text, contains) in
            [(">60", false), (">=60", true), ("<60", false), ("<=60", true), ("60..61", true)]
        {
            assert_eq!(text.parse::<Reading>().unwrap().interval().contains(&sixty), contains, "{text}");
        }
    }

    #[cfg(feature = "json")]
    #[test]
    fn serde_takes_quoted_and_whole_numbers_and_refuses_floats() {
        let read = |text: &str| serde_json::from_str::<Reading>(text);
        assert_eq!(read("\">60\"").unwrap().to_string(), ">60");
        assert_eq!(read("-30").unwrap().to_string(), "-30");
        assert!(read("0.5").unwrap_err().to_string().contains("quote it"));
        assert!(read("null").is_err());
        assert_eq!(serde_json::to_string(&read("30").unwrap()).unwrap(), "\"30\"");
    }

    proptest! {
        #[test]
        fn printing_and_reading_is_identity(reading in readings()) {
            let read: Reading = reading.to_string().parse().unwrap();
            prop_assert_eq!(read, reading);
            prop_assert_eq!(read.to_string(), reading.to_string());
        }

        #[test]
        fn no_text_panics(text: String, reading in "(>|<|>=|~|≥|约|over )?[-0-9.,–～ ]{0,9}") {
            let _ = text.parse::<Reading>();
            let _ = reading.parse::<Reading>();
        }
    }
}
