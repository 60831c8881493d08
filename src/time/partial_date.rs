//! A date known to its day, its month or its year only.
//! Plans and data often say "2023-02"; the missing part stays missing.

use super::display::text_form;
use super::{Frequency, NaiveDate, Period, TimeError};
use std::fmt;
use std::str::FromStr;

/// A date with the precision it was published with. Orders by last possible day, then by first.
///
/// ```
/// use policy_targets::time::PartialDate;
///
/// let published: PartialDate = "2023-02".parse()?;
/// assert!(!published.is_exact());
/// assert_eq!(published.last_day().to_string(), "2023-02-28");
/// assert_eq!(published.to_string(), "2023-02");
/// # Ok::<(), policy_targets::time::TimeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate(Period);

impl PartialDate {
    /// A date known to the day.
    ///
    /// # Errors
    /// [`TimeError::OutsideCalendar`] outside the years 1 to 9999.
    pub fn day(date: NaiveDate) -> Result<Self, TimeError> {
        Period::day(date).map(Self)
    }

    /// A date known to the month.
    ///
    /// # Errors
    /// As [`Period::month`].
    pub fn month(year: i32, month: u32) -> Result<Self, TimeError> {
        Period::month(year, month).map(Self)
    }

    /// A date known to the year.
    ///
    /// # Errors
    /// As [`Period::year`].
    pub fn year(year: i32) -> Result<Self, TimeError> {
        Period::year(year).map(Self)
    }

    /// The first day it can be.
    #[must_use]
    pub fn first_day(&self) -> NaiveDate {
        self.0.first_day()
    }

    /// The last day it can be.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.0.last_day()
    }

    /// Day, month or year.
    #[must_use]
    pub fn precision(&self) -> Frequency {
        self.0.frequency()
    }

    /// Whether the day is known.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.precision() == Frequency::Day
    }
}

impl TryFrom<NaiveDate> for PartialDate {
    type Error = TimeError;

    fn try_from(date: NaiveDate) -> Result<Self, TimeError> {
        Self::day(date)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl FromStr for PartialDate {
    type Err = TimeError;

    /// Reads `2023-02-13`, `2023-02` or `2023`.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let has_date_shape = matches!(text.len(), 4 | 7 | 10)
            && text.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let not_a_date = || TimeError::NotADate { found: text.to_owned() };
        if !has_date_shape {
            return Err(not_a_date());
        }
        text.parse().map(Self).map_err(|error| match error {
            TimeError::FiscalCalendarNeeded { .. } => not_a_date(),
            other => other,
        })
    }
}

text_form!(PartialDate, "a date in quotes, such as \"2023-02-13\" or \"2023-02\"");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_date_keeps_the_precision_it_was_written_with() {
        let cases = [
            ("2024", Frequency::Year, "2024-01-01", "2024-12-31"),
            ("2024-02", Frequency::Month, "2024-02-01", "2024-02-29"),
            ("2024-02-13", Frequency::Day, "2024-02-13", "2024-02-13"),
        ];
        for (text, precision, first, last) in cases {
            let date: PartialDate = text.parse().unwrap();
            assert_eq!(date.precision(), precision);
            assert_eq!(date.first_day().to_string(), first);
            assert_eq!(date.last_day().to_string(), last);
            assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn other_spellings_of_periods_are_no_dates() {
        for text in
            ["", "2024-Q1", "2024-A1", "20240213", "202402", "2024/2025", "2014-15", "2024-2-1", "13.02.2024"]
        {
            assert_eq!(text.parse::<PartialDate>().unwrap_err().code(), "not_a_date", "{text}");
        }
        assert_eq!("2023-02-29".parse::<PartialDate>().unwrap_err().code(), "no_such_day");
        assert_eq!("2023-13".parse::<PartialDate>().unwrap_err().code(), "no_such_part");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*", near in "[0-9]{4}(-[0-9]{2}){0,2}") {
            let _ = text.parse::<PartialDate>();
            if let Ok(date) = near.parse::<PartialDate>() {
                prop_assert_eq!(date.to_string(), near);
            }
        }
    }
}
