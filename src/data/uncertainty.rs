//! How far the truth may lie from a published value: bounds published beside it, or its standard error.

use super::DataError;
use crate::number::Value;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What is published beside a value on how sure it is, in the unit of the value.
///
/// ```
/// use policy_targets::data::Uncertainty;
///
/// let bounds: Uncertainty = "3.1..4.6".parse()?;
/// assert_eq!(bounds, Uncertainty::Between { low: "3.1".parse()?, high: "4.6".parse()? });
/// let sampled: Uncertainty = "se 0.4".parse()?;
/// assert_eq!(sampled.to_string(), "se 0.4");
/// assert_eq!("4.6..3.1".parse::<Uncertainty>().unwrap_err().code(), "not_an_uncertainty");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Uncertainty {
    /// `low..high`: from a lower to an upper bound, such as `LowerBound` and `UpperBound` of the UN.
    Between {
        /// The lower bound.
        low: Value,
        /// The upper bound.
        high: Value,
    },
    /// `se 0.4`: the standard error of an estimate, such as that of a sample. What interval it makes depends on the
    /// level of confidence asked for.
    StandardError(Value),
}

impl FromStr for Uncertainty {
    type Err = DataError;

    fn from_str(text: &str) -> Result<Self, DataError> {
        let number = |text: &str| text.trim().parse::<Value>().ok();
        let read = || {
            if let Some(error) = text.trim().strip_prefix("se ") {
                return number(error).filter(|error| *error >= Value::ZERO).map(Self::StandardError);
            }
            let (low, high) = text.split_once("..")?;
            let (low, high) = (number(low)?, number(high)?);
            (low <= high).then_some(Self::Between { low, high })
        };
        read().ok_or_else(|| DataError::Uncertainty { found: text.to_owned() })
    }
}

impl fmt::Display for Uncertainty {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Between { low, high } => write!(formatter, "{low}..{high}"),
            Self::StandardError(error) => write!(formatter, "se {error}"),
        }
    }
}

impl TryFrom<String> for Uncertainty {
    type Error = DataError;

    fn try_from(text: String) -> Result<Self, DataError> {
        text.parse()
    }
}

impl From<Uncertainty> for String {
    fn from(uncertainty: Uncertainty) -> Self {
        uncertainty.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_that_are_none_are_refused() {
        for text in ["", "5", "..", "5..", "se", "se -1", "5..4", "± 2", "a..b"] {
            assert_eq!(text.parse::<Uncertainty>().unwrap_err().code(), "not_an_uncertainty", "{text}");
        }
    }

    proptest! {
        #[test]
        fn printing_and_reading_is_identity(low in -999_i64..999, width in 0_i64..999, decimals in 0_u32..4) {
            let value = |number: i64| Value::new(number, i64::from(decimals).try_into().unwrap()).unwrap();
            let high = low.checked_add(width).unwrap();
            let bounds = Uncertainty::Between { low: value(low), high: value(high) };
            prop_assert_eq!(bounds.to_string().parse(), Ok(bounds));
            let sampled = Uncertainty::StandardError(value(width));
            prop_assert_eq!(sampled.to_string().parse(), Ok(sampled));
        }
    }
}
