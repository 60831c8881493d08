//! The exact kernel: decimal values, integers of any size, ratios, intervals, and the only floats.
//!
//! Published numbers are decimals and stay decimals: a [`Value`] keeps every digit as written. Whatever is
//! computed from them is a [`Ratio`] of two integers, so adding, comparing and dividing never round and never
//! overflow. A bound such as `>60` is an [`Interval`]. Roots, logarithms and quantiles, the only irrational steps,
//! live in [`rate`] and [`distribution`] and are rounded to 12 significant digits before anybody sees them.
//!
//! ```
//! use policy_targets::number::{Ratio, Value};
//!
//! let baseline: Value = "3.2692".parse()?;
//! let target: Value = "30".parse()?;
//! let reported: Value = "8.7".parse()?;
//! let share = (reported.to_ratio() - baseline.to_ratio())
//!     .divide(&(target.to_ratio() - baseline.to_ratio()));
//! assert_eq!(share.map(|share| share.rounded(3)), Some("0.203".parse()));
//! # Ok::<(), policy_targets::number::NumberError>(())
//! ```

pub mod distribution;
mod error;
mod float;
mod integer;
mod interval;
mod logarithm;
pub mod logistic;
pub mod rate;
mod ratio;
mod small;
pub mod spread;
pub mod statistics;
mod value;

pub use error::NumberError;
pub use integer::Integer;
pub use interval::{Endpoint, Interval};
pub(crate) use rate::growth_multiple::{Change, Multiples};
pub use ratio::Ratio;
pub use value::Value;

text_schema!(Ratio, "Ratio", "an exact number: a decimal such as -13.5, or a fraction such as 1/3");
