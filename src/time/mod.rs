//! Periods, exact elapsed time, and the calendars that plans and statistics use.
//!
//! A [`Period`] is a stretch of whole days with a first and a last one: "by 2025" means by its last day. The
//! time between two days is a [`Span`] of whole months or days, never a float. A fiscal year such as
//! `2014/15` has no first day until a [`FiscalCalendar`] declares it, a date may be known to its month or
//! year only ([`PartialDate`]), and publication takes a [`Lag`]. The calendar is Gregorian, years 1 to 9999;
//! nothing here knows today.
//!
//! ```
//! use policy_targets::time::{FiscalCalendar, FiscalNaming, Frequency, Period, Span};
//!
//! let plan: Period = "2021/2025".parse()?;
//! assert_eq!(plan.last_day().to_string(), "2025-12-31");
//! assert_eq!(plan.count_of(Frequency::Quarter), Some(20));
//!
//! let [baseline, reported]: [Period; 2] = ["2020".parse()?, "2022-Q4".parse()?];
//! let elapsed = Span::between(baseline.last_day(), reported.last_day());
//! assert_eq!(elapsed.to_string(), "24 months");
//! assert_eq!(elapsed.years().to_string(), "2");
//!
//! let india = FiscalCalendar::new(4, 1, FiscalNaming::Both)?;
//! assert_eq!(india.parse("2014/15")?.last_day().to_string(), "2015-03-31");
//! # Ok::<(), policy_targets::time::TimeError>(())
//! ```

mod calendar;
mod day;
mod display;
mod error;
mod frequency;
mod lag;
mod parse;
mod partial_date;
mod parts;
mod period;
mod release_day;
mod span;

pub use calendar::{FiscalCalendar, FiscalNaming};
pub use chrono::NaiveDate;
pub use error::TimeError;
pub use frequency::Frequency;
pub use lag::{Lag, LagUnit};
pub use partial_date::PartialDate;
pub use period::Period;
pub use release_day::ReleaseDay;
pub use span::{Span, day_after_years};
