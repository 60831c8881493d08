//! The one canonical spelling of every period, which reads back as the same period.
//! Also the serde form of this room's types, which is their text.

use super::{Frequency, Period, TimeError, day};
use chrono::Datelike;
use serde::de::Visitor;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

impl fmt::Display for Period {
    /// `2024`, `2024-S1`, `2024-Q3`, `2024-06`, `2024-W29`, `2024-06-30`, `2021/2025`, and
    /// `2014-04-01/P1Y` for a fiscal year.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first_day(), self.last_day());
        let year = first.year();
        let part_of = |months: u32| first.month0().checked_div(months).unwrap_or_default().saturating_add(1);
        let text = match (self.frequency(), self.years()) {
            (Frequency::Day, _) => first.to_string(),
            (Frequency::Week, _) => format!("{:04}-W{:02}", first.iso_week().year(), first.iso_week().week()),
            (Frequency::Month, _) => format!("{year:04}-{:02}", first.month()),
            (Frequency::Quarter, _) => format!("{year:04}-Q{}", part_of(3)),
            (Frequency::Half, _) => format!("{year:04}-S{}", part_of(6)),
            (Frequency::Year, Some(_)) => format!("{year:04}"),
            (Frequency::Year, None) => format!("{first}/P1Y"),
            (Frequency::Range, Some((first, last))) => format!("{first:04}/{last:04}"),
            (Frequency::Range, None) if first.day() == 1 && day::is_month_end(last) => {
                format!("{year:04}-{:02}/{:04}-{:02}", first.month(), last.year(), last.month())
            }
            (Frequency::Range, None) => format!("{first}/{last}"),
        };
        formatter.pad(&text)
    }
}

/// Reads a type of this room from its text. Whole numbers are read as their digits, since `2024` is a year;
/// a float is refused.
pub(super) struct TextVisitor<T> {
    expected: &'static str,
    read: PhantomData<T>,
}

impl<T> TextVisitor<T> {
    pub(super) fn new(expected: &'static str) -> Self {
        Self { expected, read: PhantomData }
    }
}

impl<T: FromStr<Err = TimeError>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expected)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }
}

/// Makes the text form of a type its serde form, so that reading a file validates like parsing.
macro_rules! text_form {
    ($type:ty, $expected:literal) => {
        text_schema!($type, stringify!($type), "a text such as its documentation lists");

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any($crate::time::display::TextVisitor::<Self>::new($expected))
            }
        }
    };
}
pub(super) use text_form;

text_form!(Period, "a period in quotes, such as \"2024-Q3\"");

#[cfg(feature = "json")]
#[cfg(test)]
mod tests {
    use super::super::{Lag, PartialDate, Span};
    use super::*;
    use serde::{Serialize, de::DeserializeOwned};

    fn reads_back<T: FromStr<Err = TimeError> + Serialize + DeserializeOwned + PartialEq + fmt::Debug>(
        text: &str,
    ) {
        let json = format!("\"{text}\"");
        let read: T = serde_json::from_str(&json).unwrap();
        assert_eq!(text.parse::<T>().as_ref(), Ok(&read));
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }

    #[test]
    fn in_files_every_type_is_its_text() {
        reads_back::<Period>("2021/2025");
        reads_back::<Frequency>("quarter");
        reads_back::<Span>("-24 months");
        reads_back::<Lag>("60 days");
        reads_back::<PartialDate>("2023-02");
    }

    #[test]
    fn a_bare_year_is_read_and_a_float_is_refused() {
        assert_eq!(serde_json::from_str::<Period>("2024").unwrap(), Period::year(2024).unwrap());
        assert_eq!(serde_json::from_str::<PartialDate>("2024").unwrap(), PartialDate::year(2024).unwrap());
        for json in ["2024.0", "-2024", "true", "null", "\"2024-13\"", "20240"] {
            assert!(serde_json::from_str::<Period>(json).is_err(), "{json}");
        }
    }
}
