//! Reads periods in the spellings of plans, SDMX, ISO 8601, Eurostat, the World Bank and DHIS2.
//! Nothing is guessed: a fiscal year without its first day, or a year without its century, is refused.

use super::{Frequency, Period, TimeError, day};
use chrono::NaiveDate;
use std::str::FromStr;

/// Ends of DHIS2's names of financial years: first month, and years from the named one to the first day's.
/// DHIS2 names the year from November after the year in which it ends.
const DHIS2_FINANCIAL_YEARS: [(&str, u32, i32); 5] =
    [("April", 4, 0), ("July", 7, 0), ("Sep", 9, 0), ("Oct", 10, 0), ("Nov", 11, -1)];

impl FromStr for Period {
    type Err = TimeError;

    /// Reads a period.
    ///
    /// | period | spellings |
    /// |---|---|
    /// | year | `2024` `2024-A1` `2024A1` |
    /// | half | `2024-S1` `2024S1` `2024-H1` `2024H1` |
    /// | quarter | `2024-Q3` `2024Q3` |
    /// | month | `2024-06` `202406` `2024-M06` `2024M06` |
    /// | ISO week | `2024-W29` `2024W29` |
    /// | day | `2024-06-30` `20240630` `2024-D182` (day of the year) |
    /// | range | `2021/2025` `2021..2025`, of any two periods |
    /// | from a first day | `2014-04-01/P1Y` (fiscal year), `P6M`, `P7D`, `P2W` |
    /// | DHIS2 financial year | `2014April` `2014July` `2014Sep` `2014Oct` `2014Nov` (to October 2014) |
    ///
    /// `2014/15` and `FY2015` are read by a [`FiscalCalendar`](super::FiscalCalendar) only; `2014/2015` is a
    /// range of two years.
    ///
    /// # Errors
    /// A [`TimeError`] that says which part does not exist, or that this is no period.
    fn from_str(text: &str) -> Result<Self, TimeError> {
        if let Some(period) = read_one(text)? {
            return Ok(period);
        }
        let Some((first, last)) = text.split_once('/').or_else(|| text.split_once("..")) else {
            return Err(why_not(text));
        };
        if last.starts_with('P') {
            return read_lasting(text, first, last);
        }
        if is_digits(first, 4) && is_digits(last, 2) {
            return Err(TimeError::FiscalCalendarNeeded { found: text.to_owned() });
        }
        let read_end = |end: &str| read_one(end)?.ok_or_else(|| why_not(end));
        Self::range(read_end(first)?, read_end(last)?)
    }
}

/// Reads everything but ranges; `None` if the text has none of the shapes.
fn read_one(text: &str) -> Result<Option<Period>, TimeError> {
    let Some((year, rest)) = text.as_bytes().split_first_chunk::<4>() else {
        return Ok(None);
    };
    let Some(year) = number(year).and_then(|year| i32::try_from(year).ok()) else {
        return Ok(None);
    };
    let (dashed, part) = rest.strip_prefix(b"-").map_or((false, rest), |part| (true, part));
    match part {
        [] if !dashed => Period::year(year).map(Some),
        [_, _] if number(part).is_some() => read_month(text, year, part).map(Some),
        [month @ .., b'-', tens, units] if dashed && month.len() == 2 => {
            read_day(text, year, month, &[*tens, *units])
        }
        [m1, m2, d1, d2] if !dashed && number(part).is_some() => {
            read_day(text, year, &[*m1, *m2], &[*d1, *d2])
        }
        [letter, digits @ ..] if digits.len() <= longest_count(*letter) && number(digits).is_some() => {
            let count = number(digits).unwrap_or_default();
            read_coded(text, year, letter.to_ascii_uppercase(), count)
        }
        _ if dashed => Ok(None),
        name => read_dhis2_year(year, name),
    }
}

fn read_month(text: &str, year: i32, digits: &[u8]) -> Result<Period, TimeError> {
    let month = number(digits).unwrap_or_default();
    let next_year = year.saturating_add(1).rem_euclid(100);
    if month > 12 && i64::from(month) == i64::from(next_year) {
        return Err(TimeError::FiscalCalendarNeeded { found: text.to_owned() });
    }
    Period::month(year, month)
}

fn read_day(text: &str, year: i32, month: &[u8], day: &[u8]) -> Result<Option<Period>, TimeError> {
    let (Some(month), Some(day)) = (number(month), number(day)) else {
        return Ok(None);
    };
    Period::month(year, month)?;
    existing_day(text, NaiveDate::from_ymd_opt(year, month, day)).map(Some)
}

fn existing_day(text: &str, date: Option<NaiveDate>) -> Result<Period, TimeError> {
    let no_such_day = || TimeError::NoSuchDay { found: text.to_owned() };
    Period::day(date.ok_or_else(no_such_day)?)
}

/// Digits after a frequency code: three for the day of the year, else at most two.
fn longest_count(code: u8) -> usize {
    if code.eq_ignore_ascii_case(&b'D') { 3 } else { 2 }
}

/// Reads a frequency code and a number: `Q3`.
fn read_coded(text: &str, year: i32, code: u8, count: u32) -> Result<Option<Period>, TimeError> {
    let period = match code {
        b'A' if count == 1 => Period::year(year),
        b'A' => Err(TimeError::NoSuchPart { found: text.to_owned(), expected: "A1, the whole year" }),
        b'S' | b'H' => Period::half(year, count),
        b'T' => Err(TimeError::Trimester { found: text.to_owned() }),
        b'Q' => Period::quarter(year, count),
        b'M' => Period::month(year, count),
        b'W' => Period::iso_week(year, count),
        b'D' => existing_day(text, NaiveDate::from_yo_opt(year, count)),
        _ => return Ok(None),
    };
    period.map(Some)
}

fn read_dhis2_year(year: i32, name: &[u8]) -> Result<Option<Period>, TimeError> {
    let Some((_, month, years)) = DHIS2_FINANCIAL_YEARS.iter().find(|(suffix, ..)| suffix.as_bytes() == name)
    else {
        return Ok(None);
    };
    NaiveDate::from_ymd_opt(year.saturating_add(*years), *month, 1).map(Period::fiscal_year).transpose()
}

/// Reads a first day and an ISO 8601 length of one unit: `2014-04-01/P1Y`.
fn read_lasting(text: &str, first: &str, length: &str) -> Result<Period, TimeError> {
    let not_a_duration = || TimeError::NotADuration { found: text.to_owned() };
    let first = read_one(first)?
        .filter(|first| first.frequency() == Frequency::Day)
        .ok_or_else(not_a_duration)?
        .first_day();
    let (count, unit) = match length.as_bytes() {
        [b'P', count @ .., unit] => (number(count).ok_or_else(not_a_duration)?, *unit),
        _ => return Err(not_a_duration()),
    };
    let count = i32::try_from(count).map_err(|_| not_a_duration())?;
    if count == 0 {
        return Err(not_a_duration());
    }
    let months = match unit {
        b'Y' => Some(count.saturating_mul(12)),
        b'M' => Some(count),
        b'W' | b'D' => None,
        _ => return Err(not_a_duration()),
    };
    if months == Some(12) {
        return Period::fiscal_year(first);
    }
    let days = i64::from(count).saturating_mul(if unit == b'W' { 7 } else { 1 });
    let next = match months {
        Some(months) => day::plus_months(first, months),
        None => day::plus_days(first, days),
    };
    let last = next.and_then(|next| next.pred_opt());
    Period::from_days(first, last.ok_or_else(|| TimeError::NoSuchDay { found: text.to_owned() })?)
}

/// Up to four ASCII digits.
pub(super) fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 4 {
        return None;
    }
    digits.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| byte.wrapping_sub(b'0'))?;
        number.checked_mul(10)?.checked_add(u32::from(digit))
    })
}

pub(super) fn is_digits(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The most helpful reason for a text that has none of the shapes.
fn why_not(text: &str) -> TimeError {
    let found = text.to_owned();
    let all_digits = |part: &str| !part.is_empty() && is_digits(part, part.len());
    if text.is_empty() {
        return TimeError::Empty { expected: "a period such as 2024 or 2024-Q3" };
    }
    if is_digits(text, 2) {
        return TimeError::TwoDigitYear { found };
    }
    if let Some((whole, fraction)) = text.split_once('.')
        && all_digits(whole)
        && all_digits(fraction)
    {
        return TimeError::DecimalYear { found };
    }
    if text.starts_with("FY") || text.starts_with("fy") {
        return TimeError::FiscalCalendarNeeded { found };
    }
    TimeError::NotAPeriod { found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_spelling_names_its_days() {
        // Canonical spelling, first day, last day, then all spellings. 30 June 2024 is day 182 of a leap
        // year (31+29+31+30+31+30); 15 July 2024 is a Monday, of ISO week 29.
        let cases = [
            ("2024", "2024-01-01", "2024-12-31", "2024 2024-A1 2024A1 2024/2024 2024-01/2024-12"),
            ("2024-S1", "2024-01-01", "2024-06-30", "2024-S1 2024S1 2024-H1 2024H1 2024-Q1..2024-Q2"),
            ("2024-Q3", "2024-07-01", "2024-09-30", "2024-Q3 2024Q3 2024-q3 2024-07-01/P3M"),
            ("2024-06", "2024-06-01", "2024-06-30", "2024-06 202406 2024-M06 2024M06 2024M6"),
            ("2024-02", "2024-02-01", "2024-02-29", "2024-02 2024-02-01/P1M"),
            ("2024-W29", "2024-07-15", "2024-07-21", "2024-W29 2024W29 2024-07-15/P7D 2024-07-15/P1W"),
            ("2024-06-30", "2024-06-30", "2024-06-30", "2024-06-30 20240630 2024-D182 2024D182"),
            ("2021/2025", "2021-01-01", "2025-12-31", "2021/2025 2021..2025 2021-Q1/2025-S2 20210101/P5Y"),
            (
                "2020-01/2020-08",
                "2020-01-01",
                "2020-08-31",
                "2020-01/2020-08 2020-01..2020-08 2020-01-01/P8M",
            ),
            ("2021-S1", "2021-01-01", "2021-06-30", "2021-01-01/2021-06-30 2021-01-01/P6M"),
            ("2021-01-01/2021-06-29", "2021-01-01", "2021-06-29", "2021-01-01/2021-06-29 20210101..20210629"),
            ("2014-04-01/P1Y", "2014-04-01", "2015-03-31", "2014-04-01/P1Y 2014-04-01/P12M 2014April"),
            ("2014-07-01/P1Y", "2014-07-01", "2015-06-30", "2014July"),
            ("2014-09-01/P1Y", "2014-09-01", "2015-08-31", "2014Sep"),
            ("2014-10-01/P1Y", "2014-10-01", "2015-09-30", "2014Oct"),
            ("2013-11-01/P1Y", "2013-11-01", "2014-10-31", "2014Nov"),
            ("2014-04-06/P1Y", "2014-04-06", "2015-04-05", "2014-04-06/P1Y 2014-04-06..P1Y"),
            ("2014-04-06/2016-04-05", "2014-04-06", "2016-04-05", "2014-04-06/P2Y"),
        ];
        for (canonical, first, last, spellings) in cases {
            for text in spellings.split(' ') {
                let period: Period = text.parse().unwrap();
                assert_eq!(period.to_string(), canonical, "{text}");
                assert_eq!(period.first_day().to_string(), first, "{text}");
                assert_eq!(period.last_day().to_string(), last, "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_period_is_refused_with_its_reason() {
        let cases = [
            ("empty_time", "|2021/|/2021|2021.."),
            ("decimal_year", "2050.0|2050.5"),
            ("two_digit_year", "24"),
            ("no_such_part", "2024-13|2024-00|2024-Q5|2024-Q0|2024-S3|2024-A2|2024-M13|2024-13-01|20241301"),
            ("no_such_part", "2023-W53|2024-W00|2021/2025-Q9"),
            ("no_such_day", "2024-02-30|2023-02-29|20230229|2023-D366|2024-D0|2024-01-31/P1M"),
            ("year_out_of_range", "0000|0000-01|0000-W01"),
            ("outside_calendar", "9999-W52|9999-04-01/P1Y|9999-12-01/P9999Y"),
            ("trimester", "2024-T1|2024T2"),
            ("ends_before_start", "2025/2021|2024-06-30/2024-06-29"),
            ("fiscal_calendar_needed", "2014/15|2014-15|2014..15|FY2015|fy15"),
            ("fiscal_start", "2024-02-29/P1Y"),
            ("not_a_duration", "2014/P1Y|2014-04-01/P|2014-04-01/P0Y|2014-04-01/P1Y6M|2014-04-01/PT6H"),
            (
                "not_a_period",
                "2024 | 2024|20 24|2024-|2024-6|20246|2024-0630|2024-Q|2024-X1|2024-A|2024-M006",
            ),
            ("not_a_period", "2021/2022/2023|2021-2025|+2024|-2024|202|２０２４|2024年|2024-April|12-03"),
            ("not_a_period", "2024-06-30T00:00|2024..2025..2026|../..|P1Y"),
        ];
        for (expected, texts) in cases {
            for text in texts.split('|') {
                assert_eq!(text.parse::<Period>().unwrap_err().code(), expected, "{text}");
            }
        }
    }

    #[test]
    fn the_week_53_of_a_long_year_exists() {
        // 2020 started on a Wednesday and was a leap year: a long year of ISO 8601.
        let week: Period = "2020-W53".parse().unwrap();
        assert_eq!(week.last_day().to_string(), "2021-01-03");
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*", near in "[0-9]{0,9}[-/.AQSTMWDPYFy0-9]{0,12}") {
            let _ = text.parse::<Period>();
            if let Ok(period) = near.parse::<Period>() {
                prop_assert!(period.first_day() <= period.last_day());
                prop_assert_eq!(period.to_string().parse::<Period>(), Ok(period));
            }
        }
    }
}
