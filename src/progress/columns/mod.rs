//! The arithmetic of this room over many rows: the same answers, exact, at the speed of memory.
//!
//! [`Columns`] are built once from slices of values. Rows whose numbers fit 62 bits on one scale are answered
//! in a few instructions each, by cross-multiplying integers; the others are kept aside and answered by the
//! functions for single numbers. Which is which shows only in [`Status::is_wide`]. What is missing and what has
//! no answer is a code in the status, never NaN.
//!
//! ```
//! use policy_targets::number::{Ratio, Value};
//! use policy_targets::progress::Standing;
//! use policy_targets::progress::columns::{Answers, BoundKind, Column, Columns, Inputs, Status, Times};
//!
//! // Storage in GW, and energy intensity as an index: five-year goals after two years.
//! let baseline: &[Value] = &["3.2692".parse()?, "100".parse()?];
//! let value: &[Value] = &["8.7".parse()?, "97.21".parse()?];
//! let bound: &[Value] = &["30".parse()?, "86.5".parse()?];
//! let kind = &[BoundKind::AtLeast, BoundKind::AtMost];
//! let columns = Columns::from_values(Inputs {
//!     baseline: baseline.into(),
//!     value: value.into(),
//!     bound: bound.into(),
//!     kind: kind.into(),
//!     times: Column::All(Times::in_months(24, 60)),
//! })?;
//!
//! let (mut shortfall, mut progress, mut way, mut status) = ([0; 2], [0; 2], [0; 2], [Status::default(); 2]);
//! columns.rows().gap_share_status(Answers {
//!     shortfall: &mut shortfall,
//!     progress: &mut progress,
//!     way: &mut way,
//!     status: &mut status,
//! })?;
//! // 21.3000 GW and 10.71 points are missing.
//! assert_eq!((shortfall, columns.decimals(0), columns.decimals(1)), ([213_000, 1_071], Some(4), Some(2)));
//! // 5.4308 of 26.7308 GW, 2.79 of 13.5 points: 20.3 and 20.7 percent where 40 were expected.
//! assert_eq!((progress, way), ([54_308, 279], [267_308, 1_350]));
//! assert_eq!(status.map(Status::standing), [Ok(Standing::Behind); 2]);
//!
//! // One row in the types of the single numbers.
//! let storage = columns.row(0).ok_or("a row")?;
//! assert_eq!(storage.gap()?.to_string(), "21.3");
//! assert_eq!(storage.share()?, &Ratio::new(54_308, 267_308).ok_or("a way of 0")?);
//! assert_eq!(storage.required_rate()?.to_string(), "7.1");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod bound_kind;
mod column;
mod growth_row;
mod narrow;
#[cfg(feature = "parallel")]
mod parallel;
mod row;
mod rows;
mod status;
mod store;
mod times;

pub use answer::{RowAnswer, Unanswered};
pub use bound_kind::BoundKind;
pub use column::{Column, Inputs};
pub(crate) use growth_row::GrowthRow;
pub use row::Row;
pub use rows::{Answers, Rates, Rows};
pub use status::Status;
pub use store::Columns;
pub use times::Times;
