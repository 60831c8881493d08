//! What was reported: observations, the series they form, and what of them was known by a day.
//!
//! An [`Observation`] is a value (or the reason why there is none) of an indicator for a period, with the day
//! it was published. A [`Dataset`] only grows: a revision is a new observation with a later published date. A
//! [`View`] shows what had been published by a day, and nothing else.
//!
//! ```
//! use policy_targets::data::{Dataset, Observation};
//! use policy_targets::text::Id;
//! use policy_targets::time::NaiveDate;
//!
//! let observe = |value: &str, published: &str| -> Result<_, Box<dyn std::error::Error>> {
//!     let (indicator, series) = ("renewables.share".parse()?, "nea".parse()?);
//!     Ok(Observation::new(indicator, series, "2020-12-31".parse()?, value.parse()?, published.parse()?))
//! };
//! let rows = [observe("42.4 %", "2021-03-30")?, observe("42.5 %", "2021-07-02")?];
//! let (data, problems) = Dataset::from_observations(rows);
//! assert!(problems.is_empty());
//!
//! let indicator: Id = "renewables.share".parse()?;
//! let known_by = |year, month, day| {
//!     let view = data.view(NaiveDate::from_ymd_opt(year, month, day)?);
//!     let latest = view.series_of(&indicator).next()?.latest().next_back()?;
//!     latest.quantity().map(ToString::to_string)
//! };
//! assert_eq!(known_by(2021, 3, 29), None);
//! assert_eq!(known_by(2021, 3, 30).as_deref(), Some("42.4 %"));
//! assert_eq!(known_by(2021, 7, 2).as_deref(), Some("42.5 %"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod check;
mod comparability;
mod dataset;
mod error;
mod flag;
mod form;
mod gathering;
mod missing;
mod observation;
mod series;
mod uncertainty;
mod view;

pub(crate) use comparability::Comparability;
pub use dataset::Dataset;
pub use error::DataError;
pub use flag::{Flag, Flags};
#[cfg(feature = "csv")]
pub(crate) use gathering::{Gathering, SeriesPlace};
pub use missing::MissingReason;
pub use observation::{Observation, Reported};
pub use series::{Series, SeriesKey};
pub use uncertainty::Uncertainty;
pub use view::{BreakReason, Revision, SeriesBreak, SeriesView, View};

#[cfg(all(test, feature = "csv"))]
pub(crate) use observation::tests as tests_support;
