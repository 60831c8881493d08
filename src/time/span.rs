//! Exact elapsed time between two days: whole months from month end to month end, else days.
//! Years are an exact fraction, so that `2024` and `2024-12` lie at the same point of a path.

use super::display::text_form;
use super::{NaiveDate, TimeError, day};
use crate::number::Ratio;
use std::fmt;
use std::str::FromStr;

/// Days in the 400 years after which the Gregorian calendar repeats.
const DAYS_IN_400_YEARS: i64 = 146_097;

/// An elapsed time, forwards or backwards, in whole months or in days.
///
/// ```
/// use policy_targets::time::{Period, Span};
///
/// let [start, middle, end] = ["2020", "2022", "2025"].map(|year| year.parse::<Period>());
/// let (start, middle, end) = (start?.last_day(), middle?.last_day(), end?.last_day());
/// let elapsed = Span::between(start, middle).years();
/// let whole = Span::between(start, end).years();
/// assert_eq!(elapsed.divide(&whole).map(|share| share.to_string()), Some("0.4".to_owned()));
/// # Ok::<(), policy_targets::time::TimeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span(Length);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Length {
    Months(i32),
    Days(i32),
}

impl Span {
    /// The time from one day to another; negative when the second is earlier.
    ///
    /// Whole months when both are the last day of their month, else days.
    #[must_use]
    pub fn between(from: NaiveDate, to: NaiveDate) -> Self {
        if day::is_month_end(from) && day::is_month_end(to) {
            return Self::from_months(day::month_number(to).saturating_sub(day::month_number(from)));
        }
        // The calendar library spans fewer than 2^31 days.
        Self::from_days(i32::try_from(day::days_between(from, to)).unwrap_or_default())
    }

    /// A span of whole months.
    #[must_use]
    pub fn from_months(months: i32) -> Self {
        Self(Length::Months(months))
    }

    /// A span of days.
    #[must_use]
    pub fn from_days(days: i32) -> Self {
        Self(Length::Days(days))
    }

    /// The span in years: months / 12, or days · 400 / 146097, the mean year of the Gregorian calendar.
    #[must_use]
    pub fn years(self) -> Ratio {
        let (numerator, denominator) = self.fraction_of_years();
        Ratio::new(numerator, denominator).unwrap_or_else(Ratio::zero)
    }

    /// The years as numerator and denominator, not reduced: the denominator is 12 or 146097.
    pub(crate) fn fraction_of_years(self) -> (i64, i64) {
        match self.0 {
            Length::Months(months) => (i64::from(months), 12),
            Length::Days(days) => (i64::from(days).saturating_mul(400), DAYS_IN_400_YEARS),
        }
    }

    /// Whether no time has elapsed.
    #[must_use]
    pub fn is_zero(self) -> bool {
        matches!(self.0, Length::Months(0) | Length::Days(0))
    }

    /// Whether the time runs backwards.
    #[must_use]
    pub fn is_negative(self) -> bool {
        let (Length::Months(count) | Length::Days(count)) = self.0;
        count < 0
    }
}

/// The day so many years after another (before it, if negative), to the nearest day; `None` outside the
/// years 1 to 9999. The inverse of [`Span::years`].
///
/// Whole months after the last day of a month it is again the last day of a month.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::time::{Period, day_after_years};
///
/// let start = "2020".parse::<Period>()?.last_day();
/// let quarter: Ratio = "0.25".parse()?;
/// assert_eq!(day_after_years(start, &quarter).map(|day| day.to_string()), Some("2021-03-31".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn day_after_years(from: NaiveDate, years: &Ratio) -> Option<NaiveDate> {
    let months = (years * &Ratio::from(12)).to_whole_number();
    let date = if let Some(months) = months.filter(|_| day::is_month_end(from)) {
        day::month_end_after(from, i32::try_from(months).ok()?)?
    } else {
        let days = (years * &Ratio::new(DAYS_IN_400_YEARS, 400)?).rounded(0).ok()?;
        day::plus_days(from, i64::try_from(days.mantissa()).ok()?)?
    };
    day::is_in_calendar(date).then_some(date)
}

/// Splits `24 months` into its number and its unit without the plural.
pub(super) fn count_and_unit(text: &str) -> Option<(&str, &str)> {
    let (count, unit) = text.split_once(' ')?;
    let digits = count.strip_prefix('-').unwrap_or(count);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| (count, unit.strip_suffix('s').unwrap_or(unit)))
}

/// Prints `24 months`, `1 month`.
pub(super) fn print_count(formatter: &mut fmt::Formatter<'_>, count: i64, unit: &str) -> fmt::Result {
    let plural = if count.unsigned_abs() == 1 { "" } else { "s" };
    formatter.pad(&format!("{count} {unit}{plural}"))
}

impl fmt::Display for Span {
    /// `24 months`, `-1 day`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Length::Months(months) => print_count(formatter, i64::from(months), "month"),
            Length::Days(days) => print_count(formatter, i64::from(days), "day"),
        }
    }
}

impl FromStr for Span {
    type Err = TimeError;

    /// Reads `24 months` or `-730 days`.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        let read = || {
            let (count, unit) = count_and_unit(text)?;
            let count = count.parse().ok()?;
            match unit {
                "month" => Some(Self::from_months(count)),
                "day" => Some(Self::from_days(count)),
                _ => None,
            }
        };
        read().ok_or_else(|| TimeError::NotASpan { found: text.to_owned() })
    }
}

text_form!(Span, "a span in quotes, such as \"24 months\"");

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        // Days 1 to 3652059 of the common era are the years 1 to 9999.
        (1..=3_652_059_i32).prop_map(|day| NaiveDate::from_num_days_from_ce_opt(day).unwrap())
    }

    fn month_end() -> impl Strategy<Value = NaiveDate> {
        any_day().prop_filter_map("the calendar ends", |day| day::month_end_after(day, 0))
    }

    #[test]
    fn month_ends_are_months_apart_and_other_days_are_days_apart() {
        let cases = [
            ("2020-12-31", "2022-12-31", "24 months", "2"),
            ("2024-02-29", "2023-02-28", "-12 months", "-1"),
            ("2023-02-28", "2023-02-28", "0 months", "0"),
            ("2024-02-28", "2024-03-31", "32 days", "12800/146097"),
            ("2020-11-01", "2024-06-30", "1337 days", "534800/146097"),
            ("2024-06-01", "2024-05-31", "-1 day", "-400/146097"),
        ];
        for (from, to, text, years) in cases {
            let span = Span::between(date(from), date(to));
            assert_eq!(span.to_string(), text);
            assert_eq!(span.years(), years.parse().unwrap());
        }
    }

    #[test]
    fn texts_that_are_no_span_are_refused() {
        for text in [
            "",
            "24",
            "months",
            "24months",
            "24  months",
            "+2 days",
            "1.5 months",
            "2 years",
            "- days",
            "99999999999 days",
        ] {
            assert_eq!(text.parse::<Span>().unwrap_err().code(), "not_a_span", "{text}");
        }
    }

    #[test]
    fn a_projected_day_is_rounded_and_stays_in_the_calendar() {
        let start = date("2020-12-31");
        // Half a year of 146097/400 days is 182.62 days; from a month end it is six months.
        assert_eq!(day_after_years(date("2021-01-01"), &"0.5".parse().unwrap()), Some(date("2021-07-03")));
        assert_eq!(day_after_years(start, &"0.5".parse().unwrap()), Some(date("2021-06-30")));
        assert_eq!(day_after_years(start, &"-1/12".parse().unwrap()), Some(date("2020-11-30")));
        for years in ["8000", "-2021", "8000.001", "1000000000000000000000000000000000000000"] {
            assert_eq!(day_after_years(start, &years.parse().unwrap()), None, "{years}");
        }
    }

    proptest! {
        #[test]
        fn the_way_back_is_the_way_there_reversed(from in any_day(), to in any_day()) {
            let (there, back) = (Span::between(from, to), Span::between(to, from));
            prop_assert_eq!(there.years(), -back.years());
            prop_assert_eq!(there.is_negative(), to < from);
            prop_assert_eq!(there.is_zero(), to == from);
        }

        #[test]
        fn spans_between_month_ends_add_up(a in month_end(), b in month_end(), c in month_end()) {
            let years = |from, to| Span::between(from, to).years();
            prop_assert_eq!(years(a, b) + years(b, c), years(a, c));
        }

        #[test]
        fn spans_between_other_days_add_up(days in prop::array::uniform3(any_day())) {
            let [a, b, c] = days.map(|date| if day::is_month_end(date) { date.pred_opt().unwrap() } else { date });
            let years = |from, to| Span::between(from, to).years();
            prop_assert_eq!(years(a, b) + years(b, c), years(a, c));
        }

        // Within a century, since 48699 days are exactly 1600 mean months.
        #[test]
        fn the_day_after_the_elapsed_years_is_the_end(from in any_day(), days in -36_500..36_500_i64) {
            let to = day::plus_days(from, days).unwrap();
            prop_assume!(day::is_in_calendar(to));
            prop_assert_eq!(day_after_years(from, &Span::between(from, to).years()), Some(to));
        }

        #[test]
        fn printing_and_reading_is_identity(count: i32, text in "\\PC*") {
            for span in [Span::from_days(count), Span::from_months(count)] {
                prop_assert_eq!(span.to_string().parse(), Ok(span));
            }
            let _ = text.parse::<Span>();
        }
    }
}
