//! A stretch of whole days: a year, half, quarter, month, week, day, fiscal year or range.
//! Valid once built, so that its first and last day are simply there.

use super::{Frequency, TimeError, day};
use chrono::{Datelike, NaiveDate, Weekday};

/// A stretch of whole days with a first and a last day, within the years 1 to 9999.
///
/// Two spellings of the same calendar period are equal: `2024`, `2024-A1` and `2024-01/2024-12`. Periods
/// order by last day, then first day. The text forms are listed at [`FromStr`](#impl-FromStr-for-Period).
///
/// ```
/// use policy_targets::time::{Frequency, Period};
///
/// let quarter: Period = "2024-Q3".parse()?;
/// assert_eq!(quarter, Period::quarter(2024, 3)?);
/// assert_eq!(quarter.last_day().to_string(), "2024-09-30");
/// assert_eq!(quarter.frequency(), Frequency::Quarter);
/// assert!(Period::year(2024)?.contains(&quarter));
/// # Ok::<(), policy_targets::time::TimeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    // The order of the fields is the order of periods.
    last: NaiveDate,
    first: NaiveDate,
    frequency: Frequency,
}

impl Period {
    /// A calendar year.
    ///
    /// # Errors
    /// [`TimeError::YearOutOfRange`] outside 1 to 9999.
    pub fn year(year: i32) -> Result<Self, TimeError> {
        Self::part_of_year(year, 1, Frequency::Year, 1, "")
    }

    /// The first or second half of a year.
    ///
    /// # Errors
    /// [`TimeError::YearOutOfRange`], or [`TimeError::NoSuchPart`] unless `half` is 1 or 2.
    pub fn half(year: i32, half: u32) -> Result<Self, TimeError> {
        Self::part_of_year(year, half, Frequency::Half, 2, "a half, S1 or S2")
    }

    /// A calendar quarter.
    ///
    /// # Errors
    /// [`TimeError::YearOutOfRange`], or [`TimeError::NoSuchPart`] unless `quarter` is 1 to 4.
    pub fn quarter(year: i32, quarter: u32) -> Result<Self, TimeError> {
        Self::part_of_year(year, quarter, Frequency::Quarter, 4, "a quarter from 1 to 4")
    }

    /// A calendar month.
    ///
    /// # Errors
    /// [`TimeError::YearOutOfRange`], or [`TimeError::NoSuchPart`] unless `month` is 1 to 12.
    pub fn month(year: i32, month: u32) -> Result<Self, TimeError> {
        Self::part_of_year(year, month, Frequency::Month, 12, "a month from 01 to 12")
    }

    /// A week of ISO 8601, Monday to Sunday; week 1 has the year's first Thursday.
    ///
    /// # Errors
    /// [`TimeError::YearOutOfRange`], [`TimeError::NoSuchPart`] unless the year has that week, or
    /// [`TimeError::OutsideCalendar`] for the week that ends in the year 10000.
    pub fn iso_week(year: i32, week: u32) -> Result<Self, TimeError> {
        check_year(year)?;
        let first = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon);
        let last = first.and_then(|first| day::plus_days(first, 6));
        let (Some(first), Some(last)) = (first, last) else {
            return Err(TimeError::NoSuchPart {
                found: format!("{year:04}-W{week:02}"),
                expected: "a week from 01 to 52, or 53 in the years that have it",
            });
        };
        Self::new(first, last, Frequency::Week)
    }

    /// One day.
    ///
    /// # Errors
    /// [`TimeError::OutsideCalendar`] outside the years 1 to 9999.
    pub fn day(date: NaiveDate) -> Result<Self, TimeError> {
        Self::new(date, date, Frequency::Day)
    }

    /// The twelve months from a first day; from 1 January it is the calendar year.
    ///
    /// # Errors
    /// [`TimeError::FiscalStart`] for 29 February, [`TimeError::OutsideCalendar`] when it ends after 9999.
    ///
    /// ```
    /// use policy_targets::time::{NaiveDate, Period};
    /// let start = NaiveDate::from_ymd_opt(2014, 4, 6).ok_or("no such day")?;
    /// assert_eq!(Period::fiscal_year(start)?.last_day().to_string(), "2015-04-05");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn fiscal_year(start: NaiveDate) -> Result<Self, TimeError> {
        if start.month() == 2 && start.day() == 29 {
            return Err(TimeError::FiscalStart { found: start.to_string(), expected: "every year has" });
        }
        let last = day::plus_months(start, 12).and_then(|next| next.pred_opt());
        Self::new(start, last.unwrap_or(NaiveDate::MAX), Frequency::Year)
    }

    /// From the first day of one period to the last day of another.
    ///
    /// The result is the calendar period of these days if there is one (January to March is a quarter),
    /// otherwise a [`Frequency::Range`].
    ///
    /// # Errors
    /// [`TimeError::EndsBeforeStart`] when `last` ends before `first` starts.
    ///
    /// ```
    /// use policy_targets::time::Period;
    /// let plan = Period::range(Period::year(2021)?, Period::year(2025)?)?;
    /// assert_eq!(plan.to_string(), "2021/2025");
    /// # Ok::<(), policy_targets::time::TimeError>(())
    /// ```
    pub fn range(first: Self, last: Self) -> Result<Self, TimeError> {
        if first == last {
            return Ok(first);
        }
        Self::from_days(first.first, last.last)
    }

    /// All days from one to another, as the calendar period they are, or as a range.
    pub(crate) fn from_days(first: NaiveDate, last: NaiveDate) -> Result<Self, TimeError> {
        if last < first {
            return Err(TimeError::EndsBeforeStart { first, last });
        }
        Self::new(first, last, calendar_frequency(first, last))
    }

    pub(super) fn new(first: NaiveDate, last: NaiveDate, frequency: Frequency) -> Result<Self, TimeError> {
        for date in [first, last] {
            if !day::is_in_calendar(date) {
                return Err(TimeError::OutsideCalendar { found: format!("the day {date}") });
            }
        }
        Ok(Self { last, first, frequency })
    }

    /// The `number`th period of a frequency in a year that has `count` of them.
    pub(super) fn part_of_year(
        year: i32,
        number: u32,
        frequency: Frequency,
        count: u32,
        expected: &'static str,
    ) -> Result<Self, TimeError> {
        check_year(year)?;
        let no_such_part = || TimeError::NoSuchPart {
            found: match frequency {
                Frequency::Half => format!("{year:04}-S{number}"),
                Frequency::Quarter => format!("{year:04}-Q{number}"),
                _ => format!("{year:04}-{number:02}"),
            },
            expected,
        };
        if !(1..=count).contains(&number) {
            return Err(no_such_part());
        }
        let months = frequency.months().unwrap_or(12);
        let last_month = number.saturating_mul(months);
        let first_month = last_month.saturating_sub(months).saturating_add(1);
        let last_day = match last_month {
            2 if NaiveDate::from_ymd_opt(year, 2, 29).is_none() => 28,
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let first = NaiveDate::from_ymd_opt(year, first_month, 1).ok_or_else(no_such_part)?;
        let last = NaiveDate::from_ymd_opt(year, last_month, last_day).ok_or_else(no_such_part)?;
        Ok(Self { last, first, frequency })
    }

    /// The first day.
    #[must_use]
    pub fn first_day(&self) -> NaiveDate {
        self.first
    }

    /// The last day: what "by" the period means.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.last
    }

    /// The kind of period.
    #[must_use]
    pub fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// Whether all days of the other period are days of this one.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether the day is one of this period.
    #[must_use]
    pub fn contains_day(&self, date: NaiveDate) -> bool {
        (self.first..=self.last).contains(&date)
    }

    /// The first and the last year, if the period is made of whole calendar years.
    ///
    /// ```
    /// use policy_targets::time::Period;
    /// assert_eq!("2021/2025".parse::<Period>()?.years(), Some((2021, 2025)));
    /// assert_eq!("2014-04-01/P1Y".parse::<Period>()?.years(), None);
    /// # Ok::<(), policy_targets::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn years(&self) -> Option<(i32, i32)> {
        (self.first.ordinal() == 1 && self.last.month() == 12 && self.last.day() == 31)
            .then(|| (self.first.year(), self.last.year()))
    }

    /// How many months the period lasts, if they are whole ones from its first day.
    #[must_use]
    pub fn length_in_months(&self) -> Option<u32> {
        let next = self.last.succ_opt()?;
        if next.day() != self.first.day() {
            return None;
        }
        let months = day::month_number(next).saturating_sub(day::month_number(self.first));
        u32::try_from(months).ok().filter(|months| *months > 0)
    }

    pub(super) fn length_in_days(&self) -> i64 {
        day::days_between(self.first, self.last).saturating_add(1)
    }
}

fn check_year(year: i32) -> Result<(), TimeError> {
    if (1..=9999).contains(&year) {
        return Ok(());
    }
    Err(TimeError::YearOutOfRange { found: year.to_string() })
}

/// Which calendar period has exactly these days. Twelve months from any other day than 1 January are a range
/// here: only who says so makes them a fiscal year.
pub(super) fn calendar_frequency(first: NaiveDate, last: NaiveDate) -> Frequency {
    let days = day::days_between(first, last);
    if days == 0 {
        return Frequency::Day;
    }
    if days == 6 && first.weekday() == Weekday::Mon {
        return Frequency::Week;
    }
    if first.day() != 1 || !day::is_month_end(last) {
        return Frequency::Range;
    }
    let months = day::month_number(last).saturating_sub(day::month_number(first)).saturating_add(1);
    match (months, first.month0()) {
        (1, _) => Frequency::Month,
        (3, 0 | 3 | 6 | 9) => Frequency::Quarter,
        (6, 0 | 6) => Frequency::Half,
        (12, 0) => Frequency::Year,
        _ => Frequency::Range,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    fn single_period() -> impl Strategy<Value = Period> {
        let year = 1..=9998_i32;
        prop_oneof![
            year.clone().prop_map(|year| Period::year(year).unwrap()),
            (year.clone(), 1..=2_u32).prop_map(|(year, half)| Period::half(year, half).unwrap()),
            (year.clone(), 1..=4_u32).prop_map(|(year, quarter)| Period::quarter(year, quarter).unwrap()),
            (year.clone(), 1..=12_u32).prop_map(|(year, month)| Period::month(year, month).unwrap()),
            (year.clone(), 1..=52_u32).prop_map(|(year, week)| Period::iso_week(year, week).unwrap()),
            any_day().prop_map(|date| Period::day(date).unwrap()),
            any_day().prop_filter_map("29 February", |date| Period::fiscal_year(date).ok()),
        ]
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (1..=9998_i32, 1..=365_u32).prop_map(|(year, day)| NaiveDate::from_yo_opt(year, day).unwrap())
    }

    /// Every kind of period, all over the calendar.
    pub(crate) fn any_period() -> impl Strategy<Value = Period> {
        let range = (single_period(), single_period())
            .prop_map(|(one, other)| Period::range(one.min(other), one.max(other)).unwrap());
        // Ranges as short as reported ones: cumulative months, odd weeks.
        let short = (any_day(), 0..800_i64).prop_map(|(first, days)| {
            Period::from_days(
                first,
                day::plus_days(first, days).unwrap().min(NaiveDate::from_ymd_opt(9999, 12, 31).unwrap()),
            )
            .unwrap()
        });
        let months = (1..=9998_i32, 1..=12_u32, 0..120_i32).prop_filter_map("end", |(year, month, count)| {
            let first = NaiveDate::from_ymd_opt(year, month, 1)?;
            Period::from_days(first, day::month_end_after(first, count)?).ok()
        });
        prop_oneof![single_period(), range, short, months]
    }

    #[test]
    fn the_same_days_are_the_same_period_except_that_only_a_declared_year_is_fiscal() {
        assert_eq!(period("2024-01/2024-03"), period("2024-Q1"));
        assert_eq!(period("2024-07-15/2024-07-21"), period("2024-W29"));
        assert_eq!(period("2024-01-01/P1Y"), period("2024"));
        assert_eq!(period("2014-04/2015-03").frequency(), Frequency::Range);
        assert_eq!(period("2014-04-01/P1Y").frequency(), Frequency::Year);
        assert_eq!(period("2024-02/2024-04").frequency(), Frequency::Range);
    }

    #[test]
    fn periods_order_by_last_day_then_first_day() {
        let mut periods = ["2025-Q1", "2024", "2024-12-31", "2024-Q4", "2023/2024", "2024-11"].map(period);
        periods.sort();
        let texts = periods.map(|period| period.to_string());
        assert_eq!(texts, ["2024-11", "2023/2024", "2024", "2024-Q4", "2024-12-31", "2025-Q1"]);
    }

    #[test]
    fn the_calendar_ends() {
        assert_eq!(period("9999").next(), None);
        assert_eq!(period("0001").previous(), None);
        assert_eq!(Period::year(10000).unwrap_err().code(), "year_out_of_range");
        assert_eq!(Period::year(i32::MIN).unwrap_err().code(), "year_out_of_range");
        assert_eq!(Period::iso_week(i32::MAX, 1).unwrap_err().code(), "year_out_of_range");
        for date in [NaiveDate::MIN, NaiveDate::MAX] {
            assert_eq!(Period::day(date).unwrap_err().code(), "outside_calendar");
            assert_eq!(Period::fiscal_year(date).unwrap_err().code(), "outside_calendar");
        }
        assert_eq!(Period::month(2024, u32::MAX).unwrap_err().code(), "no_such_part");
    }

    proptest! {
        #[test]
        fn printing_and_reading_is_identity(period in any_period()) {
            prop_assert_eq!(period.to_string().parse(), Ok(period));
        }

        #[test]
        fn a_period_starts_before_it_ends_and_contains_itself(period in any_period()) {
            prop_assert!(period.first_day() <= period.last_day());
            prop_assert!(period.contains(&period) && period.is_tiled_by(&[period]));
        }

        #[test]
        fn shifting_by_whole_years_shifts_only_the_year(
            (year, other_year) in (1..=9999_i32, 1..=9999_i32),
            month in 1..=12_u32,
        ) {
            let [here, there] = [year, other_year].map(|year| Period::month(year, month).unwrap());
            let old_year = format!("{year:04}");
            let shifted = here.to_string().replacen(&old_year, &format!("{other_year:04}"), 1);
            prop_assert_eq!(there.to_string(), shifted);
            let to_year_end = |month: &Period| {
                let year = Period::year(month.first_day().year()).unwrap();
                super::super::Span::between(month.last_day(), year.last_day())
            };
            prop_assert_eq!(to_year_end(&here), to_year_end(&there));
        }
    }
}
