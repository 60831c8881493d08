//! How long after a period its value is published, or how old evidence may be: `60 days`, `24 months`.
//! Kept as written, and added to a day by the calendar.

use super::display::text_form;
use super::span::{count_and_unit, print_count};
use super::{NaiveDate, TimeError, day};
use std::fmt;
use std::str::FromStr;

/// The unit of a [`Lag`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LagUnit {
    /// Days.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

/// A length of calendar time, never negative.
///
/// ```
/// use policy_targets::time::{Lag, Period};
///
/// let lag: Lag = "60 days".parse()?;
/// let year_end = "2024".parse::<Period>()?.last_day();
/// assert_eq!(lag.after(year_end).to_string(), "2025-03-01");
/// # Ok::<(), policy_targets::time::TimeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lag {
    count: u32,
    unit: LagUnit,
}

impl Lag {
    /// So many days, months or years.
    #[must_use]
    pub fn new(count: u32, unit: LagUnit) -> Self {
        Self { count, unit }
    }

    /// How many.
    #[must_use]
    pub fn count(self) -> u32 {
        self.count
    }

    /// Of which unit.
    #[must_use]
    pub fn unit(self) -> LagUnit {
        self.unit
    }

    /// The day this long after another. Months and years keep the day of the month, or take the last day of
    /// a shorter month; beyond the calendar library's last day it is that day.
    #[must_use]
    pub fn after(self, date: NaiveDate) -> NaiveDate {
        let count = i64::from(self.count);
        let months = |months: i64| {
            i32::try_from(months).ok().and_then(|months| day::plus_months_clamped(date, months))
        };
        let result = match self.unit {
            LagUnit::Days => day::plus_days(date, count),
            LagUnit::Months => months(count),
            LagUnit::Years => months(count.saturating_mul(12)),
        };
        result.unwrap_or(NaiveDate::MAX)
    }
}

impl fmt::Display for Lag {
    /// `60 days`, `1 month`, `2 years`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            LagUnit::Days => "day",
            LagUnit::Months => "month",
            LagUnit::Years => "year",
        };
        print_count(formatter, i64::from(self.count), unit)
    }
}

impl FromStr for Lag {
    type Err = TimeError;

    /// Reads `60 days`, `24 months` or `2 years`.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let read = || {
            let (count, unit) = count_and_unit(text)?;
            let unit = match unit {
                "day" => LagUnit::Days,
                "month" => LagUnit::Months,
                "year" => LagUnit::Years,
                _ => return None,
            };
            Some(Self::new(count.parse().ok()?, unit))
        };
        read().ok_or_else(|| TimeError::NotALag { found: text.to_owned() })
    }
}

text_form!(Lag, "a length of time in quotes, such as \"60 days\"");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn months_and_years_end_with_a_shorter_month() {
        let cases = [
            ("1 month", "2023-01-31", "2023-02-28"),
            ("1 month", "2023-06-30", "2023-07-30"),
            ("1 year", "2024-02-29", "2025-02-28"),
            ("24 months", "2022-12-31", "2024-12-31"),
            ("0 days", "2022-12-31", "2022-12-31"),
        ];
        for (lag, from, to) in cases {
            let lag: Lag = lag.parse().unwrap();
            assert_eq!(lag.after(from.parse().unwrap()).to_string(), to);
        }
        for unit in [LagUnit::Days, LagUnit::Months, LagUnit::Years] {
            assert_eq!(Lag::new(u32::MAX, unit).after(NaiveDate::MIN), NaiveDate::MAX);
        }
    }

    #[test]
    fn texts_that_are_no_lag_are_refused() {
        for text in
            ["", "60", "days", "-60 days", "60 dayss", "1.5 years", "2 weeks", "60 Days", "4294967296 days"]
        {
            assert_eq!(text.parse::<Lag>().unwrap_err().code(), "not_a_lag", "{text}");
        }
    }

    proptest! {
        #[test]
        fn printing_and_reading_is_identity(count: u32, text in "\\PC*") {
            for unit in [LagUnit::Days, LagUnit::Months, LagUnit::Years] {
                let lag = Lag::new(count, unit);
                prop_assert_eq!(lag.to_string().parse(), Ok(lag));
            }
            let _ = text.parse::<Lag>();
        }
    }
}
