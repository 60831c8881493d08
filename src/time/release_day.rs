//! The day of the calendar on which a publisher releases its values, such as 28 February or the 15th.

use super::TimeError;
use super::display::text_form;
use chrono::{Datelike, Months, NaiveDate};
use std::fmt;
use std::str::FromStr;

/// A fixed day of release: `02-28` in each year, or `15` in each month.
///
/// ```
/// use policy_targets::time::ReleaseDay;
///
/// let communique: ReleaseDay = "02-28".parse()?;
/// assert_eq!(communique.after("2024-12-31".parse()?).to_string(), "2025-02-28");
/// let monthly: ReleaseDay = "31".parse()?;
/// assert_eq!(monthly.after("2024-01-31".parse()?).to_string(), "2024-02-29");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReleaseDay {
    /// The month, for a day of each year.
    month: Option<u32>,
    day: u32,
}

impl ReleaseDay {
    /// The first release after a day. A day that a month lacks is its last.
    #[must_use]
    pub fn after(self, date: NaiveDate) -> NaiveDate {
        let next = |first: &NaiveDate| first.checked_add_months(Months::new(1));
        let months = std::iter::successors(date.with_day(1), next);
        let fits = |day: &NaiveDate| self.month.is_none_or(|month| month == day.month()) && *day > date;
        // Two years hold every day of the calendar after any day.
        months.take(25).filter_map(|first| self.in_month_of(first)).find(fits).unwrap_or(NaiveDate::MAX)
    }

    fn in_month_of(self, date: NaiveDate) -> Option<NaiveDate> {
        (0..4).find_map(|less| date.with_day(self.day.checked_sub(less)?))
    }
}

impl fmt::Display for ReleaseDay {
    /// `02-28` or `15`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.month {
            Some(month) => write!(formatter, "{month:02}-{:02}", self.day),
            None => write!(formatter, "{:02}", self.day),
        }
    }
}

impl FromStr for ReleaseDay {
    type Err = TimeError;

    /// Reads `02-28` and `15`.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let number = |text: &str| {
            let is_plain = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u32>().ok().filter(|_| is_plain)
        };
        let read = || match text.split_once('-') {
            Some((month, day)) => {
                let (month, day) = (number(month)?, number(day)?);
                // A leap year has every day that a calendar can have.
                NaiveDate::from_ymd_opt(2024, month, day).map(|_| Self { month: Some(month), day })
            }
            None => number(text).filter(|day| (1..=31).contains(day)).map(|day| Self { month: None, day }),
        };
        read().ok_or_else(|| TimeError::NotAReleaseDay { found: text.to_owned() })
    }
}

text_form!(ReleaseDay, "a day of release in quotes, such as \"02-28\" or \"15\"");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_release_after_a_period_is_the_one_that_counts() {
        let cases = [
            ("02-28", "2022-12-31", "2023-02-28"),
            ("02-28", "2023-02-28", "2024-02-28"),
            ("02-29", "2022-12-31", "2023-02-28"),
            ("15", "2022-12-31", "2023-01-15"),
            ("15", "2023-01-14", "2023-01-15"),
            ("31", "2023-01-31", "2023-02-28"),
            ("01-17", "2021-12-31", "2022-01-17"),
        ];
        for (release, from, to) in cases {
            let release: ReleaseDay = release.parse().unwrap();
            assert_eq!(release.after(from.parse().unwrap()).to_string(), to, "{release} after {from}");
        }
        assert_eq!("15".parse::<ReleaseDay>().unwrap().after(NaiveDate::MAX), NaiveDate::MAX);
    }

    #[test]
    fn texts_that_are_no_day_of_release_are_refused() {
        for text in ["", "0", "32", "13-01", "02-30", "2-", "-5", "+5", "2023-02-28", "1.5"] {
            assert_eq!(text.parse::<ReleaseDay>().unwrap_err().code(), "not_a_release_day", "{text}");
        }
    }

    proptest! {
        #[test]
        fn printing_and_reading_is_identity(month in proptest::option::of(1..=12_u32), day in 1..=29_u32) {
            let release = ReleaseDay { month, day };
            prop_assert_eq!(release.to_string().parse(), Ok(release));
        }
    }
}
