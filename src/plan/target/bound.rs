//! The comparison a target makes: at least, over, at most, under, equal, about, between.
//! "Over 50" and "at least 50" differ at exactly 50.

use super::{TargetError, TargetQuantity};
use crate::number::Value;
use crate::progress::Direction;
use crate::unit::Quantity;

/// The side on which "about" (左右) counts overshoot as met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AboutSide {
    /// `~>=`: about, and more also meets it.
    AtLeast,
    /// `~<=`: about, and less also meets it.
    AtMost,
    /// `~=`: about, from both sides.
    Both,
}

/// A comparison with its number, in the unit of the target's quantity.
///
/// ```
/// use policy_targets::plan::{Bound, Target};
/// let target: Target = "over 50 % by 2025".parse()?;
/// assert_eq!(target.bound(), &Bound::Over("50".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Bound {
    /// `>=`: the number or more.
    AtLeast(Value),
    /// `>`: more than the number.
    Over(Value),
    /// `<=`: the number or less.
    AtMost(Value),
    /// `<`: less than the number.
    Under(Value),
    /// `=`: exactly the number.
    Equal(Value),
    /// `~>=`, `~<=`, `~=`: about the number, with a tolerance if the plan states one.
    About {
        /// The number.
        value: Value,
        /// The side that also counts as met.
        side: AboutSide,
        /// Distance from the number within which it is met.
        tolerance: Option<Quantity>,
    },
    /// `a..b`: from one number to another, both included.
    Between {
        /// The lower end.
        low: Value,
        /// The upper end.
        high: Value,
    },
}

impl Bound {
    /// The side that is better, as far as the bound tells: none for `=`, `~=` and ranges.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        match self {
            Self::AtLeast(_) | Self::Over(_) | Self::About { side: AboutSide::AtLeast, .. } => {
                Some(Direction::Up)
            }
            Self::AtMost(_) | Self::Under(_) | Self::About { side: AboutSide::AtMost, .. } => {
                Some(Direction::Down)
            }
            Self::Equal(_) | Self::About { side: AboutSide::Both, .. } | Self::Between { .. } => None,
        }
    }

    /// The number compared with; the lower end of a range.
    #[must_use]
    pub fn value(&self) -> Value {
        match self {
            Self::AtLeast(value)
            | Self::Over(value)
            | Self::AtMost(value)
            | Self::Under(value)
            | Self::Equal(value)
            | Self::About { value, .. }
            | Self::Between { low: value, .. } => *value,
        }
    }

    /// The sign that stands before the number in the text form; empty for a range.
    #[must_use]
    pub fn sign(&self) -> &'static str {
        match self {
            Self::AtLeast(_) => ">=",
            Self::Over(_) => ">",
            Self::AtMost(_) => "<=",
            Self::Under(_) => "<",
            Self::Equal(_) => "=",
            Self::About { side: AboutSide::AtLeast, .. } => "~>=",
            Self::About { side: AboutSide::AtMost, .. } => "~<=",
            Self::About { side: AboutSide::Both, .. } => "~=",
            Self::Between { .. } => "",
        }
    }

    /// What can be wrong with a bound once its quantity is known.
    pub(in crate::plan) fn check(&self, quantity: &TargetQuantity) -> Result<(), TargetError> {
        match self {
            Self::Between { low, high } if low >= high => {
                Err(TargetError::RangeEndsCross { low: low.to_string(), high: high.to_string() })
            }
            Self::About { tolerance: Some(tolerance), .. } => quantity.check_tolerance(tolerance),
            _ => Ok(()),
        }
    }
}
