//! Day arithmetic that the calendar library leaves open: month ends, and months that keep the day.
//! Every function answers `None` rather than clamp or leave the calendar.

use chrono::{Datelike, Months, NaiveDate, TimeDelta};

/// The calendar of this crate: every period lies in the years 1 to 9999.
pub(super) fn is_in_calendar(date: NaiveDate) -> bool {
    (1..=9999).contains(&date.year())
}

pub(super) fn is_month_end(date: NaiveDate) -> bool {
    date.succ_opt().is_none_or(|next| next.day() == 1)
}

/// Months since the start of the year 0, so that differences count calendar months.
pub(super) fn month_number(date: NaiveDate) -> i32 {
    let months = i64::from(date.year()).saturating_mul(12).saturating_add(i64::from(date.month0()));
    // The years of the calendar library are within ±262,143.
    i32::try_from(months).unwrap_or_default()
}

/// The date so many months later (or earlier), clamped to the end of a shorter month.
pub(super) fn plus_months_clamped(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let count = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(count) } else { date.checked_add_months(count) }
}

/// The same day of the month so many months later; `None` where that month has no such day.
pub(super) fn plus_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    plus_months_clamped(date, months).filter(|result| result.day() == date.day())
}

/// The last day of the month that lies so many months later.
pub(super) fn month_end_after(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    plus_months(date.with_day(1)?, months.checked_add(1)?)?.pred_opt()
}

pub(super) fn plus_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(TimeDelta::try_days(days)?)
}

/// Days from one date to another; negative when the second is earlier.
pub(super) fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}
