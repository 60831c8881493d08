//! What of the indicator a target bounds: its level, its change, a multiple, a cumulative change, a margin.

use super::{Bound, TargetError, TargetTime};
use crate::text::Id;
use crate::time::{Frequency, Period};
use crate::unit::{Quantity, Unit};

/// How a change from the baseline is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeMeasure {
    /// `%`: in percent of the baseline. A fall of 34 % is `-34 %`.
    Percent,
    /// In units of the indicator: `+10 GW`; for a percentage, in percentage points: `+4 pp`.
    Unit(Unit),
}

/// What a change is measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeFrom {
    /// The baseline; its period, where the text names one, must agree with the stated baseline.
    Baseline(Option<Period>),
    /// `bau`: what would be at the deadline without the plan, as stated with the criterion.
    BusinessAsUsual,
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
    /// The change from the baseline or from business as usual: `change <= -34 % from 2015`,
    /// `change <= -25 % from bau`.
    Change {
        /// In percent or in units.
        measure: ChangeMeasure,
        /// The baseline, or business as usual.
        from: ChangeFrom,
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
    /// The total of a flow over a window: `sum >= 55 million jobs`; for money `>= 250 billion CNY`.
    Sum {
        /// The unit of the bound.
        unit: Unit,
    },
    /// The distance from another indicator at the same time: `>= @gdp.growth + 1.5 pp`.
    MarginOver {
        /// The other indicator.
        indicator: Id,
        /// The unit of the margin; none where nothing is added, and the bound's number is 0.
        unit: Option<Unit>,
    },
    /// The distance from the indicator's own past: `>= level of 2019`, `>= average of 2016..2020 + 0.3 pp`.
    MarginOverPast {
        /// A regular period whose level is meant, or a range over which the levels are averaged.
        reference: Period,
        /// The unit of the margin; none where nothing is added, and the bound's number is 0.
        unit: Option<Unit>,
    },
}

impl TargetQuantity {
    /// The quantity in words, for messages.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Level { .. } => "a level",
            Self::Change { from: ChangeFrom::Baseline(_), .. } => "a change from the baseline",
            Self::Change { from: ChangeFrom::BusinessAsUsual, .. } => "a change from business as usual",
            Self::Multiple { .. } => "a multiple of the baseline",
            Self::CumulativeChange => "a cumulative change",
            Self::AverageGrowth => "an average growth",
            Self::Sum { .. } => "a sum",
            Self::MarginOver { .. } => "a margin over another indicator",
            Self::MarginOverPast { .. } => "a margin over its own past",
        }
    }

    /// The baseline's period, where the text names one.
    #[must_use]
    pub fn from(&self) -> Option<&Period> {
        match self {
            Self::Change { from: ChangeFrom::Baseline(from), .. } | Self::Multiple { from } => from.as_ref(),
            _ => None,
        }
    }

    /// Whether the demanded level depends on a baseline.
    #[must_use]
    pub fn needs_baseline(&self) -> bool {
        matches!(self, Self::Change { from: ChangeFrom::Baseline(_), .. } | Self::Multiple { .. })
    }

    /// Whether it is measured from business as usual.
    #[must_use]
    pub fn is_from_business_as_usual(&self) -> bool {
        matches!(self, Self::Change { from: ChangeFrom::BusinessAsUsual, .. })
    }

    /// Whether it is a distance from another indicator or from the indicator's own past.
    #[must_use]
    pub fn is_margin(&self) -> bool {
        matches!(self, Self::MarginOver { .. } | Self::MarginOverPast { .. })
    }

    /// The unit in which the bound's number is written, if it has one.
    #[must_use]
    pub fn unit(&self) -> Option<&Unit> {
        match self {
            Self::Level { unit }
            | Self::Sum { unit }
            | Self::Change { measure: ChangeMeasure::Unit(unit), .. } => Some(unit),
            Self::MarginOver { unit, .. } | Self::MarginOverPast { unit, .. } => unit.as_ref(),
            Self::Change { measure: ChangeMeasure::Percent, .. }
            | Self::Multiple { .. }
            | Self::CumulativeChange
            | Self::AverageGrowth => None,
        }
    }

    pub(super) fn fits(&self, time: &TargetTime) -> bool {
        match self {
            Self::Level { .. } | Self::MarginOver { .. } | Self::MarginOverPast { .. } => {
                !matches!(time, TargetTime::Over(_))
            }
            Self::Change { .. } | Self::Multiple { .. } => {
                matches!(time, TargetTime::By(_) | TargetTime::In(_))
            }
            Self::CumulativeChange | Self::AverageGrowth | Self::Sum { .. } => {
                matches!(time, TargetTime::Over(_))
            }
        }
    }

    pub(super) fn fitting_times(&self) -> &'static str {
        match self {
            Self::Level { .. } | Self::MarginOver { .. } | Self::MarginOverPast { .. } => {
                "\"by\", \"in\", \"every\" or \"average\" with a period"
            }
            Self::Change { .. } | Self::Multiple { .. } => "\"by\" or \"in\" with a period",
            Self::CumulativeChange | Self::AverageGrowth | Self::Sum { .. } => {
                "\"over\" with a range of years"
            }
        }
    }

    /// What can be wrong with a quantity whatever its time is: units that are no differences or that hold the
    /// words of the text form, and margins without what they need.
    pub(super) fn check(&self, bound: &Bound) -> Result<(), TargetError> {
        let is_difference =
            self.is_margin() || matches!(self, Self::Change { measure: ChangeMeasure::Unit(_), .. });
        if let Some(unit) = self.unit() {
            if is_difference && unit.difference_unit() != *unit {
                let expected =
                    "pp for a distance in percentage points; percent of the baseline is a measure of its own";
                return Err(TargetError::Syntax { found: unit.to_string(), expected });
            }
            if is_reserved(&unit.to_string()) {
                let expected = "a unit without the words from, aim, cumulative or \"for every\" of a target";
                return Err(TargetError::Syntax { found: unit.to_string(), expected });
            }
        }
        if !self.is_margin() {
            return Ok(());
        }
        let is_bare = self.unit().is_none();
        match bound {
            Bound::Between { low, high } => Err(TargetError::Syntax {
                found: format!("{low}..{high}"),
                expected: "one sign before a margin, not a range",
            }),
            Bound::About { .. } if is_bare => Err(TargetError::Syntax {
                found: bound.sign().to_owned(),
                expected: "a margin with its unit, which says how near \"about\" is",
            }),
            _ if is_bare && !bound.value().is_zero() => Err(TargetError::Syntax {
                found: bound.value().to_string(),
                expected: "a margin with its unit",
            }),
            _ => Ok(()),
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

/// "The level of" one regular period, "the average of" a range.
pub(super) fn past_words(reference: &Period) -> &'static str {
    if reference.frequency() == Frequency::Range { "average of" } else { "level of" }
}

/// Whether a unit's name would be taken for a part of the target.
fn is_reserved(unit: &str) -> bool {
    let padded = format!(" {unit} ");
    [" from ", " aim ", " cumulative ", " for every "].iter().any(|word| padded.contains(word))
}
