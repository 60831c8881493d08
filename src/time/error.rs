//! Why a text does not name a time, or a time is outside the calendar.
//! Every variant says what was found, what was expected and what to do.

use super::NaiveDate;

/// Why a period, date, span, lag or fiscal year could not be read or built.
///
/// ```
/// use policy_targets::time::Period;
///
/// let error = "2024-Q5".parse::<Period>().unwrap_err();
/// assert_eq!(error.code(), "no_such_part");
/// assert_eq!(error.to_string(), "found \"2024-Q5\", expected a quarter from 1 to 4; write one that exists");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// Nothing was written.
    #[error("found nothing, expected {expected}; write it out")]
    Empty {
        /// What belongs there, with an example.
        expected: &'static str,
    },
    /// The text has none of the forms of a period.
    #[error(
        "found \"{found}\", expected a period such as 2024, 2024-S1, 2024-Q3, 2024-06, 2024-W29, 2024-06-30 or \
         2021/2025; rewrite it in one of these forms"
    )]
    NotAPeriod {
        /// The text as found.
        found: String,
    },
    /// A year that is not one of 1 to 9999.
    #[error("found the year {found}, expected 0001 to 9999; write the year of the common era")]
    YearOutOfRange {
        /// The year as found.
        found: String,
    },
    /// A year written with two digits.
    #[error("found \"{found}\", expected a year with four digits; write the century too, such as 20{found}")]
    TwoDigitYear {
        /// The text as found.
        found: String,
    },
    /// A number with decimals, which spreadsheets make of years.
    #[error(
        "found \"{found}\", a number with decimals, expected a period; write the year alone, such as 2050"
    )]
    DecimalYear {
        /// The text as found.
        found: String,
    },
    /// A month, quarter, half or week that no year, or not this year, has.
    #[error("found \"{found}\", expected {expected}; write one that exists")]
    NoSuchPart {
        /// The period as found.
        found: String,
        /// The parts that exist.
        expected: &'static str,
    },
    /// A day that is not in the calendar, such as 30 February.
    #[error(
        "found \"{found}\", a day that the calendar does not have; check the day, the month and the length"
    )]
    NoSuchDay {
        /// The text as found.
        found: String,
    },
    /// A third of a year, which is no frequency here.
    #[error(
        "found \"{found}\", a third of a year, expected a regular period; write its months: 2024-01/2024-04"
    )]
    Trimester {
        /// The text as found.
        found: String,
    },
    /// A range whose end is before its start.
    #[error("found a range from {first} to {last}, which ends before it starts; swap its ends")]
    EndsBeforeStart {
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
    },
    /// A length of time after the slash that is not understood.
    #[error(
        "found \"{found}\", expected a first day and a length, such as 2014-04-01/P1Y, P6M or P7D; rewrite it"
    )]
    NotADuration {
        /// The text as found.
        found: String,
    },
    /// A day before the year 1 or after the year 9999.
    #[error("found {found}, which leaves the calendar from 0001-01-01 to 9999-12-31; use a time within it")]
    OutsideCalendar {
        /// What left it.
        found: String,
    },
    /// A fiscal year by name, whose first day the text alone does not tell.
    #[error(
        "found \"{found}\", a fiscal year whose first day is not known; declare a fiscal calendar, or write the \
         first day: 2014-04-01/P1Y"
    )]
    FiscalCalendarNeeded {
        /// The text as found.
        found: String,
    },
    /// A text that is not the name of a fiscal year.
    #[error("found \"{found}\", expected a fiscal year such as 2014/15, 2014-15 or FY2015; rewrite it")]
    NotAFiscalYear {
        /// The text as found.
        found: String,
    },
    /// A fiscal year named by two years of which the second does not follow the first.
    #[error(
        "found \"{found}\", two years that do not follow each other, expected a fiscal year such as 2014/15"
    )]
    FiscalYearsDoNotFollow {
        /// The text as found.
        found: String,
    },
    /// A fiscal year named by one year in a calendar that names both.
    #[error("found \"{found}\", which may start or end in that year; write both years, such as 2014/15")]
    WhichFiscalYear {
        /// The text as found.
        found: String,
    },
    /// A fiscal year cannot start on that day.
    #[error(
        "found {found} as the first day of fiscal years, expected a day that {expected}; declare another"
    )]
    FiscalStart {
        /// The day as found.
        found: String,
        /// What the first day must satisfy.
        expected: &'static str,
    },
    /// A text that is not a frequency.
    #[error(
        "found \"{found}\", expected day, week, month, quarter, half, year or range, or one of D W M Q S A; use one"
    )]
    NotAFrequency {
        /// The text as found.
        found: String,
    },
    /// A text that is not a date known to the day, month or year.
    #[error("found \"{found}\", expected a date such as 2023-02-13, 2023-02 or 2023; rewrite it")]
    NotADate {
        /// The text as found.
        found: String,
    },
    /// A text that is not a span.
    #[error(
        "found \"{found}\", expected a whole number of months or days, such as \"24 months\"; rewrite it"
    )]
    NotASpan {
        /// The text as found.
        found: String,
    },
    /// A text that is not a lag.
    #[error("found \"{found}\", expected \"60 days\", \"24 months\" or \"2 years\"; rewrite it")]
    NotALag {
        /// The text as found.
        found: String,
    },
    /// A text that is not a day of release.
    #[error(
        "found \"{found}\", expected a day of each year such as \"02-28\" or of each month such as \"15\"; rewrite it"
    )]
    NotAReleaseDay {
        /// The text as found.
        found: String,
    },
}

impl TimeError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "empty_time",
            Self::NotAPeriod { .. } => "not_a_period",
            Self::YearOutOfRange { .. } => "year_out_of_range",
            Self::TwoDigitYear { .. } => "two_digit_year",
            Self::DecimalYear { .. } => "decimal_year",
            Self::NoSuchPart { .. } => "no_such_part",
            Self::NoSuchDay { .. } => "no_such_day",
            Self::Trimester { .. } => "trimester",
            Self::EndsBeforeStart { .. } => "ends_before_start",
            Self::NotADuration { .. } => "not_a_duration",
            Self::OutsideCalendar { .. } => "outside_calendar",
            Self::FiscalCalendarNeeded { .. } => "fiscal_calendar_needed",
            Self::NotAFiscalYear { .. } => "not_a_fiscal_year",
            Self::FiscalYearsDoNotFollow { .. } => "fiscal_years_do_not_follow",
            Self::WhichFiscalYear { .. } => "which_fiscal_year",
            Self::FiscalStart { .. } => "fiscal_start",
            Self::NotAFrequency { .. } => "not_a_frequency",
            Self::NotADate { .. } => "not_a_date",
            Self::NotASpan { .. } => "not_a_span",
            Self::NotALag { .. } => "not_a_lag",
            Self::NotAReleaseDay { .. } => "not_a_release_day",
        }
    }
}
