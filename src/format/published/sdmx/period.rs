//! `TIME_PERIOD` of SDMX: reporting periods count from the first day of the reporting year, all others are of the
//! calendar. (SDMX 2.1 technical notes, section 4.2: observational time periods.)

use crate::time::{NaiveDate, Period, TimeError};
use chrono::{Datelike, Days, Months, Weekday};

/// The first day of a reporting year that is the calendar year.
pub(super) const CALENDAR: (u32, u32) = (1, 1);

/// The first day of the reporting year, as `--07-01`.
pub(super) fn start_day(text: &str) -> Option<(u32, u32)> {
    let (month, day) = text.strip_prefix("--")?.split_once('-')?;
    let start = (month.parse().ok()?, day.parse().ok()?);
    // 2001 was no leap year.
    NaiveDate::from_ymd_opt(2001, start.0, start.1).map(|_| start)
}

/// Reads a `TIME_PERIOD`, with the first month and day of the reporting year.
pub(super) fn read(text: &str, start: (u32, u32)) -> Result<Period, TimeError> {
    if let Some((year, code, count)) = reporting(text)
        && (code == b'T' || start != CALENDAR)
    {
        return reported(year, code, count, start).ok_or_else(|| TimeError::NoSuchPart {
            found: text.to_owned(),
            expected: "a part of the reporting year",
        })?;
    }
    let Some((first, rest)) = text.split_once('T').filter(|(first, _)| first.len() == 10) else {
        return text.parse();
    };
    // A point of time lies in its day; `2020-01-01T00:00:00/P1M` begins with it.
    match rest.split_once('/') {
        Some((_, length)) => format!("{first}/{length}").parse(),
        None => first.parse(),
    }
}

/// The year, the letter and the number of `2020-Q3`.
fn reporting(text: &str) -> Option<(i32, u8, u32)> {
    let (year, part) = text.split_at_checked(4)?;
    let year = year.parse().ok()?;
    let (code, count) = part.strip_prefix('-')?.split_at_checked(1)?;
    let [code @ (b'A' | b'S' | b'T' | b'Q' | b'M' | b'W' | b'D')] = *code.as_bytes() else { return None };
    let is_number = !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit());
    Some((year, code, if is_number { count.parse().ok()? } else { return None }))
}

/// The days of a part of a reporting year; `None` if the year has no such part.
fn reported(year: i32, code: u8, count: u32, (month, day): (u32, u32)) -> Option<Result<Period, TimeError>> {
    let start = NaiveDate::from_ymd_opt(year, month, day)?;
    let next_year = start.checked_add_months(Months::new(12))?;
    let before = count.checked_sub(1)?;
    let months = match code {
        b'A' => Some(12_u32),
        b'S' => Some(6),
        b'T' => Some(4),
        b'Q' => Some(3),
        b'M' => Some(1),
        _ => None,
    };
    let (first, next) = match (months, code) {
        (Some(months), _) => {
            let first = start.checked_add_months(Months::new(months.checked_mul(before)?))?;
            (first, start.checked_add_months(Months::new(months.checked_mul(count)?))?)
        }
        (None, b'W') => {
            // As in ISO 8601, the first week is the one with the first Thursday of the year.
            let to_thursday = Weekday::Thu.days_since(start.weekday());
            let monday =
                start.checked_add_days(Days::new(u64::from(to_thursday)))?.checked_sub_days(Days::new(3))?;
            let first = monday.checked_add_days(Days::new(u64::from(before).checked_mul(7)?))?;
            (first, first.checked_add_days(Days::new(7))?)
        }
        _ => {
            let first = start.checked_add_days(Days::new(u64::from(before)))?;
            (first, first.checked_add_days(Days::new(1))?)
        }
    };
    let is_within =
        if code == b'W' { first.checked_add_days(Days::new(3))? < next_year } else { next <= next_year };
    is_within.then_some(())?;
    if code == b'A' {
        return Some(Period::fiscal_year(first));
    }
    Some(Period::from_days(first, next.pred_opt()?))
}

/// The period as SDMX writes it.
pub(super) fn write(period: &Period) -> String {
    let text = period.to_string();
    let is_range = text.split_once('/').is_some_and(|(_, last)| !last.starts_with('P'));
    if !is_range {
        return text;
    }
    let start = period.first_day();
    let days = period.last_day().signed_duration_since(start).num_days().saturating_add(1);
    // Only months that end before the day of the month on which they began: from 31 July to 29 September are days.
    // One year from any day would be read as a fiscal year, which a range of days does not say.
    match period.length_in_months().filter(|months| *months != 12) {
        Some(months) if months % 12 == 0 => format!("{start}/P{}Y", months / 12),
        Some(months) => format!("{start}/P{months}M"),
        None => format!("{start}/P{days}D"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reporting_periods_count_from_the_first_day_of_the_reporting_year() {
        let july = start_day("--07-01").unwrap();
        for (text, first, last) in [
            ("2020-A1", "2020-07-01", "2021-06-30"),
            ("2020-S2", "2021-01-01", "2021-06-30"),
            ("2020-T3", "2021-03-01", "2021-06-30"),
            ("2020-Q1", "2020-07-01", "2020-09-30"),
            ("2020-M12", "2021-06-01", "2021-06-30"),
            ("2020-D001", "2020-07-01", "2020-07-01"),
            // 1 July 2020 is a Wednesday: the Thursday of its week is in the year.
            ("2020-W01", "2020-06-29", "2020-07-05"),
            ("2020", "2020-01-01", "2020-12-31"),
            ("2020-03", "2020-03-01", "2020-03-31"),
            ("2020-01-01/P2M", "2020-01-01", "2020-02-29"),
        ] {
            let period = read(text, july).unwrap();
            assert_eq!(
                (period.first_day().to_string(), period.last_day().to_string()),
                (first.to_owned(), last.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn without_a_reporting_year_periods_are_of_the_calendar() {
        for (text, expected) in [
            ("2020-A1", "2020"),
            ("2020-T2", "2020-05/2020-08"),
            ("2020-W29", "2020-W29"),
            ("2020-D366", "2020-12-31"),
            ("2020-03-15T10:30:00", "2020-03-15"),
            ("2020-03-15T00:00:00/P1M", "2020-03-15/2020-04-14"),
            ("2020-M6", "2020-06"),
        ] {
            assert_eq!(
                read(text, (1, 1)).map(|period| period.to_string()).as_deref(),
                Ok(expected),
                "{text}"
            );
        }
        for text in ["2020-T4", "2020-T0", "2020-Q5", "2021-D366", "T", "2020-T", "2020-TX"] {
            assert!(read(text, (1, 1)).is_err(), "{text}");
        }
        for text in ["2020-A2", "2020-Q5", "2020-M13", "2020-D366", "2020-W54", "2020-S0"] {
            assert!(read(text, (7, 1)).is_err(), "{text}");
        }
    }

    #[test]
    fn start_days_are_read_as_xml_schema_writes_them() {
        assert_eq!(start_day("--01-01"), Some((1, 1)));
        for text in ["07-01", "--02-29", "--13-01", "--07", ""] {
            assert_eq!(start_day(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_reads_back(year in 1900_i32..2100, first in 0_u64..366, days in 0_u64..4000) {
            let start = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            let start = start.checked_add_days(Days::new(first)).unwrap();
            let period = Period::from_days(start, start.checked_add_days(Days::new(days)).unwrap()).unwrap();
            proptest::prop_assert_eq!(read(&write(&period), (1, 1)), Ok(period));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*", near in "[0-9]{4}-?[ASTQMWD]?[0-9]{0,4}(T[0-9:]*)?(/P[0-9]{0,3}[YMD]?)?", start in (1_u32..13, 1_u32..29)) {
            let _ = read(&text, start);
            let _ = read(&near, start);
        }
    }
}
