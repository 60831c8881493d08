//! A target: a bound on a quantity by or over a time, three independent parts with one text form.
//! `change >= +4 pp from 2015 by 2025` is the bound `>= 4`, the quantity "change in points", the time "by 2025".

mod bound;
mod display;
mod error;
mod meaning;
mod parse;
mod quantity;
#[cfg(test)]
mod tests;
mod time;

pub use bound::{AboutSide, Bound};
pub use error::TargetError;
pub use meaning::LevelBound;
pub(super) use meaning::level_bound;
pub(super) use parse::read_bound;
pub use quantity::{ChangeFrom, ChangeMeasure, TargetQuantity};
pub use time::TargetTime;

use crate::number::Value;
use crate::progress::Direction;
use crate::text::Id;
use serde::{Deserialize, Serialize};

/// A typed promise: a [`Bound`] on a [`TargetQuantity`] by, in or over a [`TargetTime`].
///
/// It prints and parses as plans write it, and the two are inverse:
///
/// ```
/// use policy_targets::plan::Target;
///
/// for text in [
///     ">= 30 GW by 2025",
///     "~>= 20 % ± 1 pp by 2025",
///     "3..5 clusters by 2025",
///     "<= 5.5 % every year 2021..2025",
///     "change <= -34 % from 2015 by 2025",
///     ">= x9 from 2020 by 2025",
///     "change <= -13.5 % cumulative over 2021..2025",
///     "growth > 7 %/year over 2021..2025",
///     "sum >= 55 million jobs over 2021..2025",
///     ">= 250 billion CNY over 2025..2027",
///     ">= 3 clusters aim 5 by 2025",
///     "> @gdp.growth every year 2021..2025",
///     ">= @gdp.growth + 1.5 pp by 2025",
///     ">= level of 2019 by 2025",
///     ">= average of 2016..2020 + 0.3 pp by 2025",
///     ">= 80 % average 2021..2025",
///     "change <= -25 % from bau by 2030",
///     ">= 95 % for every province by 2025",
/// ] {
///     assert_eq!(text.parse::<Target>()?.to_string(), text);
/// }
/// # Ok::<(), policy_targets::plan::TargetError>(())
/// ```
///
/// Not every quantity goes with every time: a cumulative change runs over a window, a level does not.
/// What does not fit does not construct.
///
/// Beside the three parts a target may have an aim, a stricter number striven for that never decides attainment,
/// and a group, a dimension for every member of which it has to hold.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Target {
    bound: Bound,
    quantity: TargetQuantity,
    time: TargetTime,
    aim: Option<Value>,
    group: Option<Id>,
}

/// Whether nothing is left to grow after a yearly growth in percent.
fn is_total_loss(growth: Value) -> bool {
    growth <= Value::from(-100)
}

impl Target {
    /// Puts the three parts together.
    ///
    /// # Errors
    /// [`TargetError`] when the parts do not fit: a cumulative change without a window, a multiple or a
    /// change held "every year", a tolerance in another unit than the bound, a range whose ends cross.
    ///
    /// ```
    /// use policy_targets::plan::{Bound, Target, TargetQuantity, TargetTime};
    ///
    /// let target = Target::new(
    ///     Bound::Over("50".parse()?),
    ///     TargetQuantity::Level { unit: "%".parse()? },
    ///     TargetTime::By("2025".parse()?),
    /// )?;
    /// assert_eq!(target.to_string(), "> 50 % by 2025");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new(bound: Bound, quantity: TargetQuantity, time: TargetTime) -> Result<Self, TargetError> {
        bound.check(&quantity)?;
        quantity.check(&bound)?;
        if !quantity.fits(&time) {
            return Err(TargetError::TimeDoesNotFit {
                quantity: quantity.name(),
                time: time.to_string(),
                expected: quantity.fitting_times(),
            });
        }
        time.check()?;
        let target = Self { bound, quantity, time, aim: None, group: None };
        if target.quantity == TargetQuantity::AverageGrowth
            && (target.window_years() == 0 || is_total_loss(target.bound.value()))
        {
            return Err(TargetError::Syntax {
                found: target.to_string(),
                expected: "a growth above -100 %/year over whole years",
            });
        }
        Ok(target)
    }

    /// With a stricter number that is striven for: "at least 3 clusters, if possible 5". In the unit of the bound.
    ///
    /// # Errors
    /// [`TargetError::AimNotStricter`] unless the bound has one side and the aim lies beyond it.
    ///
    /// ```
    /// use policy_targets::plan::Target;
    ///
    /// let target = ">= 3 clusters by 2025".parse::<Target>()?.with_aim("5".parse()?)?;
    /// assert_eq!(target.to_string(), ">= 3 clusters aim 5 by 2025");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn with_aim(mut self, aim: Value) -> Result<Self, TargetError> {
        let bound = self.bound.value();
        let is_stricter = match self.bound.direction() {
            Some(Direction::Up) => aim > bound,
            Some(Direction::Down) => aim < bound,
            None => false,
        };
        // A margin without a unit is no number that an aim could be compared with.
        let has_unit = !self.quantity.is_margin() || self.quantity.unit().is_some();
        let is_growth = self.quantity == TargetQuantity::AverageGrowth;
        if !is_stricter || !has_unit || (is_growth && is_total_loss(aim)) {
            return Err(TargetError::AimNotStricter { bound: self.to_string(), aim: aim.to_string() });
        }
        self.aim = Some(aim);
        Ok(self)
    }

    /// To be met by every member of a dimension, such as every province.
    #[must_use]
    pub fn for_every(mut self, dimension: Id) -> Self {
        self.group = Some(dimension);
        self
    }

    /// The number striven for beyond the bound, in the unit of the bound. It never decides attainment.
    #[must_use]
    pub fn aim(&self) -> Option<Value> {
        self.aim
    }

    /// The dimension for every member of which the target has to hold.
    #[must_use]
    pub fn group(&self) -> Option<&Id> {
        self.group.as_ref()
    }

    /// The comparison and its number.
    #[must_use]
    pub fn bound(&self) -> &Bound {
        &self.bound
    }

    /// What is compared: a level, a change, a multiple, ...
    #[must_use]
    pub fn quantity(&self) -> &TargetQuantity {
        &self.quantity
    }

    /// By, in, every or over when.
    #[must_use]
    pub fn time(&self) -> &TargetTime {
        &self.time
    }
}

impl TryFrom<String> for Target {
    type Error = TargetError;
    fn try_from(text: String) -> Result<Self, TargetError> {
        text.parse()
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}
