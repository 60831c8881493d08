//! What level of the indicator meets a target: every bound and every change reduced to a set of levels.
//! All further arithmetic works on that set and knows nothing of shapes.

use super::{AboutSide, Bound, ChangeFrom, ChangeMeasure, Target, TargetError, TargetQuantity, TargetTime};
use crate::number::{Endpoint, Interval, Ratio, Value, rate};
use crate::progress::{Acceptable, Attainment, Direction, Extent, Gap, Undefined};
use crate::time::Frequency;
use crate::unit::{Quantity, Unit};

/// The levels that meet a bound, and the zone just short of "about" in which nothing is decided.
///
/// "About 20 %" without a stated tolerance is met at 20 or beyond; 19.6 rounds to 20, so it is undetermined.
/// A tolerance decides what counts as met; distances are measured to the number itself.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LevelBound {
    acceptable: Acceptable,
    number: Acceptable,
    doubt: Option<Ratio>,
    written: Written,
}

/// How a level follows from the number that the bound is written with.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Written {
    /// `start + factor * number`, with a factor above 0, so that a bound keeps its side.
    Linear { start: Ratio, factor: Ratio },
    /// `start * (1 + number / 100)^years`, with a start above 0.
    Growth { start: Ratio, years: u32 },
}

impl Written {
    fn level_at(&self, number: &Ratio) -> Ratio {
        match self {
            Self::Linear { start, factor } => start + &(factor * number),
            Self::Growth { start, years } => start * (number * &hundredth() + Ratio::one()).power(*years),
        }
    }

    fn number_at(&self, level: &Ratio) -> Option<Ratio> {
        match self {
            Self::Linear { start, factor } => (level - start).divide(factor),
            Self::Growth { start, years } => {
                let growth = rate::growth_per_period(&level.divide(start)?, &Ratio::from(i64::from(*years)))?;
                Some(growth * Ratio::hundred())
            }
        }
    }

    /// The levels that meet a bound whose number is written like this.
    pub(super) fn bound(self, bound: &Bound, unit: &Unit) -> Result<LevelBound, TargetError> {
        let level = |value: &Value| self.level_at(&value.to_ratio());
        let closed = |value: &Value| Endpoint::Closed(level(value));
        let open = |value: &Value| Endpoint::Open(level(value));
        let number = match bound {
            Bound::AtLeast(value) | Bound::About { value, side: AboutSide::AtLeast, .. } => {
                Interval::new(closed(value), Endpoint::Unbounded)
            }
            Bound::Over(value) => Interval::new(open(value), Endpoint::Unbounded),
            Bound::AtMost(value) | Bound::About { value, side: AboutSide::AtMost, .. } => {
                Interval::new(Endpoint::Unbounded, closed(value))
            }
            Bound::Under(value) => Interval::new(Endpoint::Unbounded, open(value)),
            Bound::Equal(value) | Bound::About { value, side: AboutSide::Both, .. } => {
                Interval::exactly(level(value))
            }
            Bound::Between { low, high } => Interval::new(closed(low), closed(high)),
        };
        let tolerated = match bound {
            Bound::About { tolerance: Some(tolerance), .. } => {
                number.widened(&tolerance_in(unit, tolerance)?)
            }
            _ => number.clone(),
        };
        let doubt = match bound {
            Bound::About { value, tolerance: None, .. } => {
                Some(self.level_at(&(value.to_ratio() + value.half_printed_unit())) - level(value))
            }
            _ => None,
        };
        let acceptable = |set: Interval| {
            Acceptable::new(set).ok_or_else(|| TargetError::Syntax {
                found: bound.sign().to_owned(),
                expected: "a bound that some level can meet",
            })
        };
        Ok(LevelBound {
            acceptable: acceptable(tolerated)?,
            number: acceptable(number)?,
            doubt,
            written: self,
        })
    }
}

fn hundredth() -> Ratio {
    Ratio::new(1, 100).unwrap_or_else(Ratio::zero)
}

impl LevelBound {
    /// The levels that meet the bound.
    #[must_use]
    pub fn acceptable(&self) -> &Acceptable {
        &self.acceptable
    }

    /// What evidence is missing to the number at worst and at best; nothing where it is met within a tolerance.
    ///
    /// ```
    /// use policy_targets::number::Interval;
    /// use policy_targets::plan::Target;
    ///
    /// let target: Target = "~>= 20 % ± 1 pp by 2025".parse()?;
    /// let bound = target.level_bound(&"%".parse()?, None)?;
    /// let gap = |level: i64| bound.gap_of(&Interval::exactly(level.into())).to_string();
    /// assert_eq!((gap(19), gap(18)), ("0".to_owned(), "2".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn gap_of(&self, evidence: &Interval) -> Extent<Gap> {
        match self.attainment(evidence) {
            Attainment::Met => Extent::exactly(Gap::none()),
            Attainment::NotMet => self.number.gap_of(evidence),
            Attainment::Undetermined => {
                Extent::new(self.number.gap_of(evidence).worst().cloned(), Some(Gap::none()))
            }
        }
    }

    /// The signed distance of evidence from the number at worst and at best; below 0 where something is missing.
    #[must_use]
    pub fn margin_of(&self, evidence: &Interval) -> Extent<Ratio> {
        self.number.margin_of(evidence)
    }

    /// The same where only whole steps exist; `None` unless the step is above 0.
    #[must_use]
    pub fn gap_in_steps_of(&self, evidence: &Interval, step: &Ratio) -> Option<Extent<Gap>> {
        let gap = self.number.gap_in_steps_of(evidence, step)?;
        Some(match self.attainment(evidence) {
            Attainment::Met => Extent::exactly(Gap::none()),
            Attainment::NotMet => gap,
            Attainment::Undetermined => Extent::new(gap.worst().cloned(), Some(Gap::none())),
        })
    }

    /// The number that somebody at `base` has to reach.
    ///
    /// # Errors
    /// [`Undefined::MetAtBaseline`] if the base meets the bound or equals its number.
    pub fn target_from(&self, base: &Ratio) -> Result<Ratio, Undefined> {
        if self.acceptable.is_met_by(base) {
            return Err(Undefined::MetAtBaseline);
        }
        self.number.target_from(base)
    }

    /// The number still to be reached from a value; `None` where the value meets the bound. A value that equals an
    /// excluded bound has to go beyond it by any amount.
    #[must_use]
    pub fn ahead_of(&self, value: &Ratio) -> Option<Ratio> {
        self.number.near_edge(value).filter(|_| !self.acceptable.is_met_by(value)).cloned()
    }

    /// How far short of "about" remains undetermined.
    #[must_use]
    pub fn doubt(&self) -> Option<&Ratio> {
        self.doubt.as_ref()
    }

    /// The number that the plan would print for a level: the change, multiple or level in the bound's unit.
    #[must_use]
    pub fn number_at(&self, level: &Ratio) -> Option<Ratio> {
        self.written.number_at(level)
    }

    /// The level for a number written like the bound's.
    #[must_use]
    pub fn level_at(&self, number: &Ratio) -> Ratio {
        self.written.level_at(number)
    }

    /// The level for a number written like the bound's that stands for a time so many years after the start: a
    /// yearly growth leads to another level in each year, everything else to the same. `None` beyond computation.
    pub(crate) fn level_after(&self, number: &Ratio, years: &Ratio) -> Option<Ratio> {
        match &self.written {
            Written::Linear { .. } => Some(self.written.level_at(number)),
            Written::Growth { start, .. } => {
                rate::grown(start, &(number * &hundredth() + Ratio::one()), years)
            }
        }
    }

    /// Whether a level, or all that is known of it, meets the bound.
    #[must_use]
    pub fn attainment(&self, level: &Interval) -> Attainment {
        let attainment = self.acceptable.attainment(level);
        match &self.doubt {
            Some(doubt) if attainment == Attainment::NotMet => {
                let nearly = self.acceptable.set().widened(doubt);
                if level.is_disjoint_from(&nearly) { Attainment::NotMet } else { Attainment::Undetermined }
            }
            _ => attainment,
        }
    }
}

impl Target {
    /// The levels, in `unit`, that meet the target. A change or multiple is measured from `baseline`,
    /// which is in `unit` too; a cumulative change from an index of 100.
    ///
    /// What is not measured from the baseline takes here the level it is measured from, in `unit`: the other
    /// indicator's at the same time, the own past's, or that of business as usual at the deadline.
    ///
    /// With baseline `b`: change in units `b + c`, in percent `b (1 + c / 100)`, multiple `x b`, margin `b + m`,
    /// cumulative `100 (1 + c / 100)`, average growth over n years `b (1 + g / 100)^n` or, without a baseline,
    /// `100 (1 + g / 100)^n`.
    ///
    /// # Errors
    /// [`TargetError::NeedsBaseline`] and [`TargetError::NeedsReference`] without the level that the quantity is
    /// measured from, [`TargetError::BaselineNotPositive`] for a multiple or percentage of a baseline not above 0,
    /// [`TargetError::Unit`] when the bound's unit does not convert.
    ///
    /// ```
    /// use policy_targets::plan::Target;
    ///
    /// let target: Target = "change <= -34 % from 2015 by 2025".parse()?;
    /// let bound = target.level_bound(&"t".parse()?, Some(&200.into()))?;
    /// assert!(bound.acceptable().is_met_by(&132.into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn level_bound(&self, unit: &Unit, baseline: Option<&Ratio>) -> Result<LevelBound, TargetError> {
        self.written(unit, baseline)?.bound(&self.bound, unit)
    }

    /// The levels, in `unit`, that meet the aim; none without an aim. Takes the same baseline as
    /// [`level_bound`](Self::level_bound). The aim is reached at its number, also where the bound excludes its own.
    ///
    /// # Errors
    /// As for [`level_bound`](Self::level_bound).
    ///
    /// ```
    /// use policy_targets::plan::Target;
    ///
    /// let target: Target = ">= 3 clusters aim 5 by 2025".parse()?;
    /// let aim = target.aim_bound(&"clusters".parse()?, None)?;
    /// assert!(aim.is_some_and(|aim| !aim.acceptable().is_met_by(&4.into())));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn aim_bound(
        &self,
        unit: &Unit,
        baseline: Option<&Ratio>,
    ) -> Result<Option<LevelBound>, TargetError> {
        let Some((aim, direction)) = self.aim.zip(self.bound.direction()) else {
            return Ok(None);
        };
        let bound = match direction {
            Direction::Up => Bound::AtLeast(aim),
            Direction::Down => Bound::AtMost(aim),
        };
        self.written(unit, baseline)?.bound(&bound, unit).map(Some)
    }

    fn written(&self, unit: &Unit, baseline: Option<&Ratio>) -> Result<Written, TargetError> {
        let quantity = &self.quantity;
        let from_baseline = || baseline.ok_or(TargetError::NeedsBaseline { quantity: quantity.name() });
        let from_reference = || baseline.ok_or(TargetError::NeedsReference { quantity: quantity.name() });
        let start = |from: &ChangeFrom| match from {
            ChangeFrom::Baseline(_) => from_baseline(),
            ChangeFrom::BusinessAsUsual => from_reference(),
        };
        let positive = |baseline: &Ratio| {
            if baseline.is_positive() {
                return Ok(baseline.clone());
            }
            Err(TargetError::BaselineNotPositive { quantity: quantity.name(), found: baseline.to_string() })
        };
        let linear = |start: Ratio, factor: Ratio| Written::Linear { start, factor };
        Ok(match quantity {
            TargetQuantity::Level { unit: written } | TargetQuantity::Sum { unit: written } => {
                linear(Ratio::zero(), written.factor_to(unit)?)
            }
            TargetQuantity::Change { measure: ChangeMeasure::Unit(written), from } => {
                linear(start(from)?.clone(), written.factor_to(&unit.difference_unit())?)
            }
            TargetQuantity::Change { measure: ChangeMeasure::Percent, from } => {
                let start = positive(start(from)?)?;
                linear(start.clone(), start * hundredth())
            }
            TargetQuantity::MarginOver { unit: written, .. }
            | TargetQuantity::MarginOverPast { unit: written, .. } => {
                let factor = match written {
                    Some(written) => written.factor_to(&unit.difference_unit())?,
                    None => Ratio::one(),
                };
                linear(from_reference()?.clone(), factor)
            }
            TargetQuantity::Multiple { .. } => linear(Ratio::zero(), positive(from_baseline()?)?),
            TargetQuantity::CumulativeChange => linear(Ratio::hundred(), Ratio::one()),
            TargetQuantity::AverageGrowth => Written::Growth {
                start: positive(baseline.unwrap_or(&Ratio::hundred()))?,
                years: self.window_years(),
            },
        })
    }

    /// How many years the window has; 0 for a target without one.
    pub(super) fn window_years(&self) -> u32 {
        match &self.time {
            TargetTime::Over(window) => window.count_of(Frequency::Year).unwrap_or_default(),
            _ => 0,
        }
    }

    /// Whether a single value meets a level target, with no regard to time.
    ///
    /// # Errors
    /// [`TargetError::NeedsBaseline`], [`TargetError::NeedsReference`], [`TargetError::NeedsWindow`] or
    /// [`TargetError::NeedsGroups`] for targets that one value cannot decide, [`TargetError::Unit`] when the units do not convert.
    ///
    /// ```
    /// use policy_targets::plan::Target;
    /// use policy_targets::progress::Attainment;
    ///
    /// let over: Target = "over 50 % by 2025".parse()?;
    /// assert_eq!(over.is_met_by(&"50 %".parse()?)?, Attainment::NotMet);
    /// assert_eq!(over.is_met_by(&">50 %".parse()?)?, Attainment::Met);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_met_by(&self, value: &Quantity) -> Result<Attainment, TargetError> {
        if self.time.is_window() || matches!(self.time, TargetTime::Every { .. }) {
            return Err(TargetError::NeedsWindow {
                quantity: self.quantity.name(),
                time: self.time.to_string(),
            });
        }
        if let Some(dimension) = &self.group {
            return Err(TargetError::NeedsGroups { dimension: dimension.to_string() });
        }
        let bound = self.level_bound(value.unit(), None)?;
        Ok(bound.attainment(&value.in_unit(value.unit())?))
    }
}

/// The levels that meet a bound on a level, in the unit it is written in.
pub(in crate::plan) fn level_bound(bound: &Bound, unit: &Unit) -> Result<LevelBound, TargetError> {
    Written::Linear { start: Ratio::zero(), factor: Ratio::one() }.bound(bound, unit)
}

fn tolerance_in(unit: &Unit, tolerance: &Quantity) -> Result<Ratio, TargetError> {
    let distance = tolerance.in_unit(&unit.difference_unit()).or_else(|_| tolerance.in_unit(unit))?;
    distance
        .as_exact()
        .cloned()
        .ok_or_else(|| TargetError::ToleranceDoesNotFit { found: tolerance.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attainment(target: &str, baseline: Option<i64>, unit: &str, level: &str) -> Attainment {
        let target: Target = target.parse().unwrap();
        let baseline = baseline.map(Ratio::from);
        let bound = target.level_bound(&unit.parse().unwrap(), baseline.as_ref()).unwrap();
        let level: Quantity = level.parse().unwrap();
        bound.attainment(&level.in_unit(&unit.parse().unwrap()).unwrap())
    }

    #[test]
    fn about_is_met_beyond_undetermined_within_half_a_unit_and_else_missed() {
        let target = "~>= 20 % by 2025";
        assert_eq!(attainment(target, None, "%", "25.6 %"), Attainment::Met);
        assert_eq!(attainment(target, None, "%", "20 %"), Attainment::Met);
        assert_eq!(attainment(target, None, "%", "19.5 %"), Attainment::Undetermined);
        assert_eq!(attainment(target, None, "%", "19.4 %"), Attainment::NotMet);
        assert_eq!(attainment("~>= 20 % ± 1 pp by 2025", None, "%", "19 %"), Attainment::Met);
        assert_eq!(attainment("~>= 20 % ± 1 pp by 2025", None, "%", "18.9 %"), Attainment::NotMet);
    }

    #[test]
    fn changes_are_measured_from_the_baseline() {
        assert_eq!(attainment("change >= +4 pp from 2015 by 2025", Some(20), "%", "24 %"), Attainment::Met);
        assert_eq!(
            attainment("change >= +4 pp from 2015 by 2025", Some(20), "%", "23.9 %"),
            Attainment::NotMet
        );
        assert_eq!(
            attainment("change >= +10 GW from 2020 by 2025", Some(3000), "MW", "13 GW"),
            Attainment::Met
        );
        assert_eq!(attainment(">= x9 from 2020 by 2025", Some(3), "GW", "26.9 GW"), Attainment::NotMet);
        assert_eq!(attainment("change <= -30 % from 2020 by 2025", Some(10), "t", "7 t"), Attainment::Met);
    }

    #[test]
    fn a_percentage_of_nothing_is_refused() {
        let target: Target = "change <= -30 % from 2020 by 2025".parse().unwrap();
        let unit: Unit = "t".parse().unwrap();
        assert_eq!(
            target.level_bound(&unit, Some(&Ratio::zero())).unwrap_err().code(),
            "baseline_not_positive"
        );
        assert_eq!(target.level_bound(&unit, None).unwrap_err().code(), "needs_baseline");
    }

    #[test]
    fn a_level_in_another_dimension_is_refused() {
        let target: Target = ">= 30 GW by 2025".parse().unwrap();
        assert!(matches!(target.is_met_by(&"30 GWh".parse().unwrap()), Err(TargetError::Unit(_))));
    }
}
