//! How sure an interval is meant to be: the share of cases in which it should hold what it is for.
//! None is a default: every interval names its level.

use super::super::ProgressError;
use crate::number::{NumberError, Ratio};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A level of confidence, from 0.5 to 0.999.
///
/// ```
/// use policy_targets::progress::uncertainty::ConfidenceLevel;
/// let level: ConfidenceLevel = "0.9".parse()?;
/// assert_eq!(level.to_string(), "0.9");
/// assert_eq!("90".parse::<ConfidenceLevel>().unwrap_err().code(), "level_out_of_range");
/// # Ok::<(), policy_targets::progress::ProgressError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Ratio", into = "Ratio")]
pub struct ConfidenceLevel(Ratio);

impl ConfidenceLevel {
    /// The level of a fraction: 0.9 for intervals that nine in ten cases hold.
    ///
    /// # Errors
    /// [`ProgressError::LevelOutOfRange`] for fractions below 0.5 or above 0.999: beyond, an interval rests on
    /// tails that no series of yearly values shows.
    pub fn new(fraction: Ratio) -> Result<Self, ProgressError> {
        let thousandths = &fraction * &Ratio::from(1000);
        if thousandths < Ratio::from(500) || thousandths > Ratio::from(999) {
            return Err(ProgressError::LevelOutOfRange { found: fraction.to_string() });
        }
        Ok(Self(fraction))
    }

    /// The level as a fraction.
    #[must_use]
    pub fn fraction(&self) -> &Ratio {
        &self.0
    }
}

impl TryFrom<Ratio> for ConfidenceLevel {
    type Error = ProgressError;

    fn try_from(fraction: Ratio) -> Result<Self, ProgressError> {
        Self::new(fraction)
    }
}

impl From<ConfidenceLevel> for Ratio {
    fn from(level: ConfidenceLevel) -> Self {
        level.0
    }
}

impl FromStr for ConfidenceLevel {
    type Err = ProgressError;

    /// Reads a fraction such as `0.9`.
    fn from_str(text: &str) -> Result<Self, ProgressError> {
        let out_of_range = |_: NumberError| ProgressError::LevelOutOfRange { found: text.to_owned() };
        Self::new(text.parse().map_err(out_of_range)?)
    }
}

impl fmt::Display for ConfidenceLevel {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_lies_between_a_coin_and_what_tails_can_tell() {
        for inside in ["0.5", "0.9", "0.999", "2/3"] {
            assert_eq!(inside.parse::<ConfidenceLevel>().unwrap().to_string(), inside);
        }
        for outside in ["0.499", "0.9991", "1", "-0.9", "90", "90 %", ""] {
            assert_eq!(outside.parse::<ConfidenceLevel>().unwrap_err().code(), "level_out_of_range");
        }
    }

    #[cfg(feature = "json")]
    #[test]
    fn a_level_reads_back_as_written_and_only_within_its_range() {
        let level: ConfidenceLevel = "0.95".parse().unwrap();
        let text = serde_json::to_string(&level).unwrap();
        assert_eq!((text.as_str(), serde_json::from_str(&text).unwrap()), ("\"0.95\"", level));
        assert!(serde_json::from_str::<ConfidenceLevel>("\"1\"").is_err());
    }
}
