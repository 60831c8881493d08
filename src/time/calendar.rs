//! Fiscal and plan years by name: `2014/15`, `FY2015`.
//! A name has days only once somebody declared the first day and which year the name counts.

use super::parse::{is_digits, number};
use super::{Period, TimeError};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Which calendar year the name of a fiscal year counts.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FiscalNaming {
    /// The year it starts in: `FY2014` from April 2014.
    StartYear,
    /// The year it ends in: `FY2015` from April 2014.
    EndYear,
    /// Both: `2014/15`.
    Both,
}

/// The fiscal years of a government or company: their first day and their naming.
///
/// ```
/// use policy_targets::time::{FiscalCalendar, FiscalNaming};
///
/// let united_states = FiscalCalendar::new(10, 1, FiscalNaming::EndYear)?;
/// let year = united_states.parse("FY2015")?;
/// assert_eq!(year.first_day().to_string(), "2014-10-01");
/// assert_eq!(united_states.parse("2014/15")?, year);
/// assert_eq!(united_states.name(&year).as_deref(), Some("FY2015"));
/// assert!(united_states.parse("2014/16").is_err());
/// # Ok::<(), policy_targets::time::TimeError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "CalendarFields", into = "CalendarFields")]
pub struct FiscalCalendar {
    month: u32,
    day: u32,
    naming: FiscalNaming,
}

impl FiscalCalendar {
    /// Fiscal years from this day of this month.
    ///
    /// # Errors
    /// [`TimeError::FiscalStart`] for a day that not every year has, and for 1 January, whose years are
    /// calendar years.
    pub fn new(month: u32, day: u32, naming: FiscalNaming) -> Result<Self, TimeError> {
        let refused = |expected| TimeError::FiscalStart { found: format!("{month:02}-{day:02}"), expected };
        // 2001 was no leap year.
        if NaiveDate::from_ymd_opt(2001, month, day).is_none() {
            return Err(refused("every year has"));
        }
        if (month, day) == (1, 1) {
            return Err(refused("does not make calendar years, which are written 2014"));
        }
        Ok(Self { month, day, naming })
    }

    /// Month and day of the first day.
    #[must_use]
    pub fn start(&self) -> (u32, u32) {
        (self.month, self.day)
    }

    /// Which year the names count.
    #[must_use]
    pub fn naming(&self) -> FiscalNaming {
        self.naming
    }

    /// The fiscal year that starts in a calendar year.
    ///
    /// # Errors
    /// [`TimeError::YearOutOfRange`] or [`TimeError::OutsideCalendar`] when it leaves the years 1 to 9999.
    pub fn starting_in(&self, year: i32) -> Result<Period, TimeError> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
            .ok_or_else(|| TimeError::YearOutOfRange { found: year.to_string() })
            .and_then(Period::fiscal_year)
    }

    /// The fiscal year that a day falls in.
    ///
    /// # Errors
    /// As [`starting_in`](Self::starting_in).
    pub fn year_containing(&self, date: NaiveDate) -> Result<Period, TimeError> {
        let started = (date.month(), date.day()) >= (self.month, self.day);
        self.starting_in(date.year().saturating_sub(i32::from(!started)))
    }

    /// Reads the name of a fiscal year: `2014/15`, `2014-15`, `2014/2015`, `FY2015`, `2015`.
    ///
    /// A single year counts as the naming says; two years are clear under any naming.
    ///
    /// # Errors
    /// [`TimeError::NotAFiscalYear`], [`TimeError::FiscalYearsDoNotFollow`] for `2014/16`, and
    /// [`TimeError::WhichFiscalYear`] for a single year where the calendar names both.
    pub fn parse(&self, text: &str) -> Result<Period, TimeError> {
        let found = || text.to_owned();
        let name = text.strip_prefix("FY").unwrap_or(text).trim_start();
        let (first, second) = match name.split_once(['/', '-', '–']) {
            Some((first, second)) => (first, Some(second)),
            None => (name, None),
        };
        let year = is_digits(first, 4)
            .then(|| number(first.as_bytes()))
            .flatten()
            .and_then(|year| i32::try_from(year).ok())
            .ok_or_else(|| TimeError::NotAFiscalYear { found: found() })?;
        let Some(second) = second else {
            return match self.naming {
                FiscalNaming::StartYear => self.starting_in(year),
                FiscalNaming::EndYear => self.starting_in(year.saturating_sub(1)),
                FiscalNaming::Both => Err(TimeError::WhichFiscalYear { found: found() }),
            };
        };
        if !is_digits(second, 2) && !is_digits(second, 4) {
            return Err(TimeError::NotAFiscalYear { found: found() });
        }
        let next = format!("{:04}", year.saturating_add(1));
        if !next.ends_with(second) {
            return Err(TimeError::FiscalYearsDoNotFollow { found: found() });
        }
        self.starting_in(year)
    }

    /// The name of a fiscal year of this calendar; `None` for any other period.
    #[must_use]
    pub fn name(&self, period: &Period) -> Option<String> {
        let first = period.first_day();
        if self.starting_in(first.year()).ok()? != *period {
            return None;
        }
        let (start, end) = (first.year(), period.last_day().year());
        Some(match self.naming {
            FiscalNaming::StartYear => format!("FY{start:04}"),
            FiscalNaming::EndYear => format!("FY{end:04}"),
            FiscalNaming::Both => format!("{start:04}/{:02}", end.rem_euclid(100)),
        })
    }
}

/// The calendar as files write it: `{ start = "04-01", naming = "both" }`.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarFields {
    start: String,
    naming: FiscalNaming,
}

impl TryFrom<CalendarFields> for FiscalCalendar {
    type Error = TimeError;

    fn try_from(fields: CalendarFields) -> Result<Self, TimeError> {
        let two_digits = |text: &str| is_digits(text, 2).then(|| number(text.as_bytes())).flatten();
        fields
            .start
            .split_once('-')
            .and_then(|(month, day)| Some((two_digits(month)?, two_digits(day)?)))
            .ok_or_else(|| TimeError::FiscalStart {
                found: fields.start.clone(),
                expected: "is written as month and day, such as 04-01",
            })
            .and_then(|(month, day)| Self::new(month, day, fields.naming))
    }
}

impl From<FiscalCalendar> for CalendarFields {
    fn from(calendar: FiscalCalendar) -> Self {
        Self { start: format!("{:02}-{:02}", calendar.month, calendar.day), naming: calendar.naming }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_read_as_the_calendar_declares() {
        let april = |naming| FiscalCalendar::new(4, 1, naming).unwrap();
        let year = "2014-04-01/P1Y".parse().unwrap();
        for text in ["2014/15", "2014-15", "2014–15", "2014/2015", "2014-2015", "FY2014/15", "FY 2014-15"] {
            for naming in [FiscalNaming::StartYear, FiscalNaming::EndYear, FiscalNaming::Both] {
                assert_eq!(april(naming).parse(text), Ok(year), "{text}");
            }
        }
        assert_eq!(april(FiscalNaming::StartYear).parse("FY2014"), Ok(year));
        assert_eq!(april(FiscalNaming::EndYear).parse("FY2015"), Ok(year));
        assert_eq!(april(FiscalNaming::EndYear).parse("2015"), Ok(year));
        assert_eq!(april(FiscalNaming::Both).name(&year).as_deref(), Some("2014/15"));
        let at_the_turn_of_the_century = april(FiscalNaming::Both).parse("1999/00").unwrap();
        assert_eq!(at_the_turn_of_the_century.first_day().to_string(), "1999-04-01");
    }

    #[test]
    fn names_that_are_none_are_refused_with_their_reason() {
        let calendar = FiscalCalendar::new(4, 1, FiscalNaming::Both).unwrap();
        let cases = [
            ("2014/16", "fiscal_years_do_not_follow"),
            ("2014/14", "fiscal_years_do_not_follow"),
            ("2014/2115", "fiscal_years_do_not_follow"),
            ("FY2015", "which_fiscal_year"),
            ("FY15", "not_a_fiscal_year"),
            ("14/15", "not_a_fiscal_year"),
            ("2014/5", "not_a_fiscal_year"),
            ("2014/", "not_a_fiscal_year"),
            ("", "not_a_fiscal_year"),
            ("9999/10000", "not_a_fiscal_year"),
            ("9999/00", "outside_calendar"),
        ];
        for (text, code) in cases {
            assert_eq!(calendar.parse(text).unwrap_err().code(), code, "{text}");
        }
        for (month, day) in [(2, 29), (13, 1), (4, 31), (0, 0), (1, 1)] {
            assert_eq!(
                FiscalCalendar::new(month, day, FiscalNaming::Both).unwrap_err().code(),
                "fiscal_start"
            );
        }
    }

    #[cfg(feature = "json")]
    #[test]
    fn a_calendar_reads_back_from_its_fields() {
        let calendar = FiscalCalendar::new(4, 6, FiscalNaming::EndYear).unwrap();
        let text = serde_json::to_string(&calendar).unwrap();
        assert_eq!(text, r#"{"start":"04-06","naming":"end-year"}"#);
        assert_eq!(serde_json::from_str::<FiscalCalendar>(&text).unwrap(), calendar);
        assert!(serde_json::from_str::<FiscalCalendar>(r#"{"start":"4-6","naming":"both"}"#).is_err());
    }

    proptest! {
        #[test]
        fn names_read_back_and_every_day_is_in_one_year(
            year in 2..9998_i32,
            (month, day) in (1..=12_u32, 1..=28_u32),
            naming in prop::sample::select(vec![FiscalNaming::StartYear, FiscalNaming::EndYear, FiscalNaming::Both]),
            offset in 0..366_i64,
        ) {
            prop_assume!((month, day) != (1, 1));
            let calendar = FiscalCalendar::new(month, day, naming).unwrap();
            let period = calendar.starting_in(year).unwrap();
            prop_assert_eq!(calendar.parse(&calendar.name(&period).unwrap()), Ok(period));
            let date = crate::time::day::plus_days(NaiveDate::from_ymd_opt(year, 1, 1).unwrap(), offset).unwrap();
            prop_assert!(calendar.year_containing(date).unwrap().contains_day(date));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*", near in "(FY)?[0-9]{0,5}[/–-]?[0-9]{0,5}") {
            let calendar = FiscalCalendar::new(7, 1, FiscalNaming::EndYear).unwrap();
            let _ = calendar.parse(&text);
            let _ = calendar.parse(&near);
        }
    }
}
