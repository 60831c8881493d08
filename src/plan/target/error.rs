//! Why a target cannot be read, put together, or compared with a value.

use crate::number::NumberError;
use crate::text::TextError;
use crate::time::TimeError;
use crate::unit::UnitError;

/// Why a target is not one, or cannot answer.
///
/// ```
/// use policy_targets::plan::Target;
/// let error = "about 20 % by 2025".parse::<Target>().unwrap_err();
/// assert_eq!(error.code(), "about_without_side");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TargetError {
    /// The text does not have the form bound, quantity, time.
    #[error("found \"{found}\", expected {expected}; write for example \">= 30 GW by 2025\"")]
    Syntax {
        /// The part that was not understood.
        found: String,
        /// What could stand there.
        expected: &'static str,
    },
    /// "about" says nothing of the side that counts as better.
    #[error(
        "found \"{found}\", expected a side: write ~>= if more also meets it, ~<= if less does, ~= if neither"
    )]
    AboutWithoutSide {
        /// The text as found.
        found: String,
    },
    /// Quantity and time contradict each other.
    #[error("found {quantity} \"{time}\", expected {expected}")]
    TimeDoesNotFit {
        /// The quantity in words.
        quantity: &'static str,
        /// The time as written.
        time: String,
        /// The times that fit.
        expected: &'static str,
    },
    /// The ends of a range cross or coincide.
    #[error("found the range {low}..{high}, expected the smaller number first; write = for a single number")]
    RangeEndsCross {
        /// The first end.
        low: String,
        /// The second end.
        high: String,
    },
    /// A tolerance below zero, or on another scale than the number it belongs to.
    #[error("found the tolerance ± {found}, expected a number not below 0 in the unit of the target")]
    ToleranceDoesNotFit {
        /// The tolerance as written.
        found: String,
    },
    /// The target is a change, so the level it demands depends on a baseline.
    #[error("found no baseline, expected one: {quantity} is measured from it; state the baseline's value")]
    NeedsBaseline {
        /// The quantity in words.
        quantity: &'static str,
    },
    /// The aim is no stricter than the bound, or the bound has no side on which one could be.
    #[error("found the aim {aim} of \"{bound}\", expected a number on the far side of a one-sided bound")]
    AimNotStricter {
        /// The bound as written.
        bound: String,
        /// The aim.
        aim: String,
    },
    /// The level it demands depends on another number than the baseline: another indicator, the own past, or
    /// business as usual.
    #[error("found no level to measure {quantity} from, expected its value; assess a data set")]
    NeedsReference {
        /// The quantity in words.
        quantity: &'static str,
    },
    /// Every member of a group has to meet it, not a single value.
    #[error("found one value for every {dimension}, expected the values of all of them; assess a data set")]
    NeedsGroups {
        /// The dimension whose members are meant.
        dimension: String,
    },
    /// A multiple or percentage of a baseline that is zero or negative has no meaning.
    #[error("found the baseline {found}, expected one above 0: {quantity} is measured against it")]
    BaselineNotPositive {
        /// The quantity in words.
        quantity: &'static str,
        /// The baseline's value.
        found: String,
    },
    /// A window or sequence of values decides, not a single one.
    #[error(
        "found one value for {quantity} \"{time}\", expected the values of its whole window; assess a data set"
    )]
    NeedsWindow {
        /// The quantity in words.
        quantity: &'static str,
        /// The time as written.
        time: String,
    },
    /// An indicator or dimension whose name is no identifier.
    #[error(transparent)]
    Text(#[from] TextError),
    /// A unit that is unknown or does not fit.
    #[error(transparent)]
    Unit(#[from] UnitError),
    /// A period that is not one.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// A number that is not one.
    #[error(transparent)]
    Number(#[from] NumberError),
}

impl TargetError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "target_syntax",
            Self::AboutWithoutSide { .. } => "about_without_side",
            Self::TimeDoesNotFit { .. } => "time_does_not_fit",
            Self::RangeEndsCross { .. } => "range_ends_cross",
            Self::ToleranceDoesNotFit { .. } => "tolerance_does_not_fit",
            Self::NeedsBaseline { .. } => "needs_baseline",
            Self::BaselineNotPositive { .. } => "baseline_not_positive",
            Self::NeedsWindow { .. } => "needs_window",
            Self::AimNotStricter { .. } => "aim_not_stricter",
            Self::NeedsReference { .. } => "needs_reference",
            Self::NeedsGroups { .. } => "needs_groups",
            Self::Text(error) => error.code(),
            Self::Unit(error) => error.code(),
            Self::Time(error) => error.code(),
            Self::Number(error) => error.code(),
        }
    }
}
