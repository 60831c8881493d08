//! What is missing to a bound, and the one case where nothing is missing and the bound is still not met.
//! Derived from the margin; the margin keeps the sign, the gap does not.

use super::{ProgressError, Undefined};
use crate::number::Ratio;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How far a value is from being acceptable, in the unit of the value.
///
/// Its laws: a shortfall above 0 is not met; met is a shortfall of 0; a shortfall of 0 that is not met stands
/// exactly at an excluded bound. Gaps order by how much is missing.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::Acceptable;
///
/// let gap = Acceptable::over(Ratio::from(50)).gap(&Ratio::from(50));
/// assert!(gap.shortfall().is_zero() && !gap.is_closed());
/// assert_eq!(gap.to_string(), "0 (at excluded bound)");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Gap {
    shortfall: Ratio,
    at_excluded_bound: bool,
}

#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Deserialize)]
struct Unchecked {
    shortfall: Ratio,
    at_excluded_bound: bool,
}

impl Gap {
    /// No gap: the bound is met.
    #[must_use]
    pub fn none() -> Self {
        Self { shortfall: Ratio::zero(), at_excluded_bound: false }
    }

    /// The gap of a signed margin, `max(-margin, 0)`; `met` tells a margin of 0 at an included bound from one
    /// at an excluded bound.
    pub(super) fn of_margin(margin: &Ratio, met: bool) -> Self {
        Self { shortfall: (-margin).max(Ratio::zero()), at_excluded_bound: margin.is_zero() && !met }
    }

    /// What is missing; 0 or more.
    #[must_use]
    pub fn shortfall(&self) -> &Ratio {
        &self.shortfall
    }

    /// Whether the value stands exactly at a bound that does not itself count as met.
    #[must_use]
    pub fn at_excluded_bound(&self) -> bool {
        self.at_excluded_bound
    }

    /// Whether nothing is missing: the bound is met.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.shortfall.is_zero() && !self.at_excluded_bound
    }

    /// The shortfall as a fraction of the target's size.
    ///
    /// # Errors
    /// [`Undefined::ZeroDenominator`] for a target of 0.
    pub fn relative_to(&self, target: &Ratio) -> Result<Ratio, Undefined> {
        self.shortfall.divide(&target.absolute()).ok_or(Undefined::ZeroDenominator)
    }
}

impl TryFrom<Unchecked> for Gap {
    type Error = ProgressError;

    fn try_from(gap: Unchecked) -> Result<Self, ProgressError> {
        if gap.shortfall.is_negative() || (gap.at_excluded_bound && !gap.shortfall.is_zero()) {
            return Err(ProgressError::ImpossibleGap { shortfall: gap.shortfall.to_string() });
        }
        Ok(Self { shortfall: gap.shortfall, at_excluded_bound: gap.at_excluded_bound })
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shortfall.fmt(formatter)?;
        formatter.write_str(if self.at_excluded_bound { " (at excluded bound)" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(shortfall: i64, at_excluded_bound: bool) -> Result<Gap, ProgressError> {
        Gap::try_from(Unchecked { shortfall: Ratio::from(shortfall), at_excluded_bound })
    }

    #[test]
    fn a_gap_that_breaks_its_laws_cannot_be_read() {
        assert!(read(0, true).is_ok() && read(5, false).is_ok());
        assert_eq!(read(-1, false).unwrap_err().code(), "impossible_gap");
        assert_eq!(read(5, true).unwrap_err().code(), "impossible_gap");
    }

    #[test]
    fn the_relative_gap_is_of_the_size_of_the_target() {
        let gap = read(3, false).unwrap();
        assert_eq!(gap.relative_to(&Ratio::from(-12)), Ok("0.25".parse().unwrap()));
        assert_eq!(gap.relative_to(&Ratio::zero()), Err(Undefined::ZeroDenominator));
    }
}
