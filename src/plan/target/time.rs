//! When a target counts: by a day, in a period, in every period, over a window, or on its average.

use super::TargetError;
use crate::time::{Frequency, NaiveDate, Period};
use std::fmt;

/// The time part of a target.
///
/// "By 2025" means by the last day of 2025.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TargetTime {
    /// Reached by the last day of the period; earlier counts as met early.
    By(Period),
    /// In this very period.
    In(Period),
    /// Held in every period of a frequency, from one on, to another or without end.
    Every {
        /// Year, quarter, month, ...
        frequency: Frequency,
        /// The first period.
        from: Period,
        /// The last period; `None` means from then on.
        to: Option<Period>,
    },
    /// Over all the periods of a window together: their sum, or what they compound to.
    Over(Period),
    /// On the average of all the periods of a window.
    Average(Period),
}

impl TargetTime {
    /// The last day that counts; `None` for a target without end.
    #[must_use]
    pub fn last_day(&self) -> Option<NaiveDate> {
        match self {
            Self::By(period) | Self::In(period) | Self::Over(period) | Self::Average(period) => {
                Some(period.last_day())
            }
            Self::Every { to, .. } => to.as_ref().map(Period::last_day),
        }
    }

    /// Periods that are held must be of the frequency they are held in, the last not before the first.
    pub(super) fn check(&self) -> Result<(), TargetError> {
        let Self::Every { frequency, from, to } = self else { return Ok(()) };
        let fits = |period: &Period| period.frequency() == *frequency;
        if fits(from) && to.as_ref().is_none_or(|to| fits(to) && from <= to) {
            return Ok(());
        }
        Err(TargetError::TimeDoesNotFit {
            quantity: "a target held throughout",
            time: self.to_string(),
            expected: "periods of the frequency, such as \"every year 2021..2025\" or \"every year from 2021\"",
        })
    }

    /// The period of the deadline: 2025 for "by 2025" and for "every year 2021..2025".
    #[must_use]
    pub fn deadline(&self) -> Option<&Period> {
        match self {
            Self::By(period) | Self::In(period) | Self::Over(period) | Self::Average(period) => Some(period),
            Self::Every { to, .. } => to.as_ref(),
        }
    }

    /// Whether the values of several periods decide together.
    #[must_use]
    pub fn is_window(&self) -> bool {
        matches!(self, Self::Over(_) | Self::Average(_))
    }
}

/// A period with a range as plans write it: `2021..2025`.
pub(super) fn dotted(period: &Period) -> String {
    let text = period.to_string();
    if period.frequency() == Frequency::Range { text.replace('/', "..") } else { text }
}

impl fmt::Display for TargetTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::By(period) => write!(formatter, "by {period}"),
            Self::In(period) => write!(formatter, "in {period}"),
            Self::Every { frequency, from, to: Some(to) } => {
                write!(formatter, "every {frequency} {from}..{to}")
            }
            Self::Every { frequency, from, to: None } => write!(formatter, "every {frequency} from {from}"),
            Self::Over(window) => write!(formatter, "over {}", dotted(window)),
            Self::Average(window) => write!(formatter, "average {}", dotted(window)),
        }
    }
}
