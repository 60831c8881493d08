//! The one-sided bounds a column of targets can have.
//! The kind says which way is better and whether the bound itself is met.

use crate::number::Ratio;
use crate::progress::{Acceptable, Direction};

/// On which side of a bound a value meets it, and whether the bound itself does.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::{Acceptable, Direction, columns::BoundKind};
///
/// assert_eq!(BoundKind::Under.direction(), Direction::Down);
/// assert_eq!(BoundKind::Over.acceptable(Ratio::from(50)), Acceptable::over(Ratio::from(50)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoundKind {
    /// `>=`: the bound or more.
    AtLeast,
    /// `>`: more than the bound.
    Over,
    /// `<=`: the bound or less.
    AtMost,
    /// `<`: less than the bound.
    Under,
}

impl BoundKind {
    /// The kind of a direction, with the bound itself met or not.
    pub(super) fn of(direction: Direction, is_excluded: bool) -> Self {
        match (direction, is_excluded) {
            (Direction::Up, false) => Self::AtLeast,
            (Direction::Up, true) => Self::Over,
            (Direction::Down, false) => Self::AtMost,
            (Direction::Down, true) => Self::Under,
        }
    }

    /// Which way is better.
    #[must_use]
    pub fn direction(self) -> Direction {
        match self {
            Self::AtLeast | Self::Over => Direction::Up,
            Self::AtMost | Self::Under => Direction::Down,
        }
    }

    /// Whether the bound itself is not met.
    #[must_use]
    pub fn is_excluded(self) -> bool {
        matches!(self, Self::Over | Self::Under)
    }

    /// The values that meet a bound of this kind.
    #[must_use]
    pub fn acceptable(self, bound: Ratio) -> Acceptable {
        match self {
            Self::AtLeast => Acceptable::at_least(bound),
            Self::Over => Acceptable::over(bound),
            Self::AtMost => Acceptable::at_most(bound),
            Self::Under => Acceptable::under(bound),
        }
    }
}
