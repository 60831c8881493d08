//! What of the indicator a target bounds: its level, its change, a multiple, a cumulative change.

use super::TargetError;
use crate::time::Period;
use crate::unit::{Quantity, Unit};

/// How a change from the baseline is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeMeasure {
    /// `%`: in percent of the baseline. A fall of 34 % is `-34 %`.
    Percent,
    /// In units of the indicator: `+10 GW`; for a percentage, in percentage points: `+4 pp`.
    Unit(Unit),
}

/// What is compared with the bound.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TargetQuantity {
    /// The value itself: `>= 30 GW`.
    Level {
        /// The unit of the bound.
        unit: Unit,
    },
    /// The change from the baseline: `change <= -34 % from 2015`.
    Change {
        /// In percent or in units.
        measure: ChangeMeasure,
        /// The baseline's period, which must agree with the stated baseline.
        from: Option<Period>,
    },
    /// A multiple of the baseline: `>= x9 from 2020`.
    Multiple {
        /// The baseline's period, which must agree with the stated baseline.
        from: Option<Period>,
    },
    /// The change over a window, compounded from the rates of its years: `change <= -13.5 % cumulative`.
    CumulativeChange,
    /// The constant yearly growth over a window that leads to the same end: `growth > 7 %/year`. Geometric:
    /// compounded from yearly rates, or from a baseline to the level at the window's end.
    AverageGrowth,
    /// The total of a flow over a window: `sum >= 55 million jobs`.
    Sum {
        /// The unit of the bound.
        unit: Unit,
    },
}

impl TargetQuantity {
    /// The quantity in words, for messages.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Level { .. } => "a level",
            Self::Change { .. } => "a change from the baseline",
            Self::Multiple { .. } => "a multiple of the baseline",
            Self::CumulativeChange => "a cumulative change",
            Self::AverageGrowth => "an average growth",
            Self::Sum { .. } => "a sum",
        }
    }

    /// The baseline's period, where the text names one.
    #[must_use]
    pub fn from(&self) -> Option<&Period> {
        match self {
            Self::Change { from, .. } | Self::Multiple { from } => from.as_ref(),
            Self::Level { .. } | Self::CumulativeChange | Self::AverageGrowth | Self::Sum { .. } => None,
        }
    }

    /// Whether the demanded level depends on a baseline.
    #[must_use]
    pub fn needs_baseline(&self) -> bool {
        matches!(self, Self::Change { .. } | Self::Multiple { .. })
    }

    /// The unit in which the bound's number is written, if it has one.
    #[must_use]
    pub fn unit(&self) -> Option<&Unit> {
        match self {
            Self::Level { unit }
            | Self::Sum { unit }
            | Self::Change { measure: ChangeMeasure::Unit(unit), .. } => Some(unit),
            Self::Change { measure: ChangeMeasure::Percent, .. }
            | Self::Multiple { .. }
            | Self::CumulativeChange
            | Self::AverageGrowth => None,
        }
    }

    pub(super) fn fitting_times(&self) -> &'static str {
        match self {
            Self::Level { .. } => "\"by\", \"in\" or \"every\" with a period",
            Self::Change { .. } | Self::Multiple { .. } => "\"by\" or \"in\" with a period",
            Self::CumulativeChange | Self::AverageGrowth | Self::Sum { .. } => {
                "\"over\" with a range of years"
            }
        }
    }

    /// A tolerance is a distance, so that of a percentage is in points (or in percent, read as points).
    pub(super) fn check_tolerance(&self, tolerance: &Quantity) -> Result<(), TargetError> {
        let does_not_fit = || TargetError::ToleranceDoesNotFit { found: tolerance.to_string() };
        let unit = self.unit().ok_or_else(does_not_fit)?;
        let distance = tolerance
            .in_unit(&unit.difference_unit())
            .or_else(|_| tolerance.in_unit(unit))
            .map_err(|_| does_not_fit())?;
        match distance.as_exact() {
            Some(distance) if !distance.is_negative() => Ok(()),
            _ => Err(does_not_fit()),
        }
    }
}
