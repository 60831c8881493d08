//! Units that convert exactly or not at all, numerals as printed, and readings that may be only bounds.
//!
//! A [`Unit`] knows what it measures and how large it is, so 3000万千瓦 is 30 GW and 6.5亿吨 is 650 Mt, without
//! rounding. What does not convert says why: a GW is no `GWh` without a duration, a CNY no USD without a dated
//! exchange rate, a percent never a percentage point. A [`Reading`] is the number as published (`12.0`, `>60`,
//! `~20`, `3..5`), and a [`Quantity`] is a reading with its unit.
//!
//! ```
//! use policy_targets::unit::{Quantity, Unit};
//!
//! let storage: Quantity = "3000万千瓦".parse()?;
//! let gigawatt: Unit = "GW".parse()?;
//! assert_eq!(storage.in_unit(&gigawatt)?, "30 GW".parse::<Quantity>()?.in_unit(&gigawatt)?);
//!
//! let grain: Quantity = "6.5亿吨".parse()?;
//! assert_eq!(grain.in_unit(&"Mt".parse()?)?.as_exact().map(ToString::to_string), Some("650".into()));
//!
//! let error = gigawatt.factor_to(&"GWh".parse()?).unwrap_err();
//! assert!(error.to_string().contains("a duration is needed"));
//! # Ok::<(), policy_targets::unit::UnitError>(())
//! ```

mod dimension;
mod error;
mod grammar;
mod lookup;
mod numeral;
mod quantity;
mod reading;
mod table;
#[expect(clippy::module_inception, reason = "the room's main type carries the room's name")]
mod unit;

pub use dimension::Dimension;
pub use error::UnitError;
pub use numeral::read_numeral;
pub use quantity::Quantity;
pub(crate) use quantity::leading_currency;
pub use reading::Reading;
pub use unit::Unit;
