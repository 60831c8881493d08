//! Which way is better: up or down.
//! Orienting a number once makes every later formula the same for rising and falling targets.

use super::error::read_word;
use super::{Extent, ProgressError};
use crate::number::{Interval, Ratio};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The wanted direction of an indicator.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::Direction;
///
/// let fall: Direction = "down".parse()?;
/// assert_eq!(fall.orient(&Ratio::from(-3)), Ratio::from(3)); // a fall of 3 is 3 in the wanted direction
/// assert_eq!(fall.reversed().to_string(), "up");
/// # Ok::<(), policy_targets::progress::ProgressError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

impl Direction {
    /// The direction in which `to` lies from `from`; `None` if they are equal.
    #[must_use]
    pub fn towards(from: &Ratio, to: &Ratio) -> Option<Self> {
        match from.cmp(to) {
            std::cmp::Ordering::Less => Some(Self::Up),
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(Self::Down),
        }
    }

    /// The other direction.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }

    /// The number with the sign that makes the wanted direction positive.
    #[must_use]
    pub fn orient(self, number: &Ratio) -> Ratio {
        match self {
            Self::Up => number.clone(),
            Self::Down => -number,
        }
    }

    /// Whether a value is as good as another, or better: where more is wanted, at least as large.
    ///
    /// ```
    /// use policy_targets::progress::Direction;
    /// assert!(Direction::Down.is_as_good(&3.into(), &3.into()) && !Direction::Down.is_as_good(&4.into(), &3.into()));
    /// ```
    #[must_use]
    pub fn is_as_good(self, value: &Ratio, other: &Ratio) -> bool {
        match self {
            Self::Up => value >= other,
            Self::Down => value <= other,
        }
    }

    /// The worst and the best number of a set; an end is absent where the set has none.
    ///
    /// ```
    /// use policy_targets::number::{Endpoint, Interval, Ratio};
    /// use policy_targets::progress::Direction;
    /// let over_sixty = Interval::new(Endpoint::Open(60.into()), Endpoint::Unbounded);
    /// let extent = Direction::Down.extent_of(&over_sixty);
    /// assert_eq!((extent.worst(), extent.best()), (None, Some(&Ratio::from(60))));
    /// ```
    #[must_use]
    pub fn extent_of(self, set: &Interval) -> Extent<Ratio> {
        let (lower, upper) = (set.lower().number().cloned(), set.upper().number().cloned());
        match self {
            Self::Up => Extent::new(lower, upper),
            Self::Down => Extent::new(upper, lower),
        }
    }
}

impl FromStr for Direction {
    type Err = ProgressError;

    fn from_str(text: &str) -> Result<Self, ProgressError> {
        read_word("direction", &[("up", Self::Up), ("down", Self::Down)], text)
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Up => "up",
            Self::Down => "down",
        })
    }
}
