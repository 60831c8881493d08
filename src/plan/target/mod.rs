//! A target: a bound on a quantity by or over a time, three independent parts with one text form.
//! `change >= +4 pp from 2015 by 2025` is the bound `>= 4`, the quantity "change in points", the time "by 2025".

mod bound;
mod display;
mod error;
mod meaning;
mod parse;
mod quantity;
mod time;

pub use bound::{AboutSide, Bound};
pub use error::TargetError;
pub use meaning::LevelBound;
pub use quantity::{ChangeMeasure, TargetQuantity};
pub use time::TargetTime;

use crate::number::Value;
use crate::unit::Unit;
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
/// ] {
///     assert_eq!(text.parse::<Target>()?.to_string(), text);
/// }
/// # Ok::<(), policy_targets::plan::TargetError>(())
/// ```
///
/// Not every quantity goes with every time: a cumulative change runs over a window, a level does not.
/// What does not fit does not construct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Target {
    bound: Bound,
    quantity: TargetQuantity,
    time: TargetTime,
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
        let fits = match quantity {
            TargetQuantity::Level { .. } => !matches!(time, TargetTime::Over(_)),
            TargetQuantity::Change { .. } | TargetQuantity::Multiple { .. } => {
                matches!(time, TargetTime::By(_) | TargetTime::In(_))
            }
            TargetQuantity::CumulativeChange | TargetQuantity::AverageGrowth | TargetQuantity::Sum { .. } => {
                matches!(time, TargetTime::Over(_))
            }
        };
        if !fits {
            return Err(TargetError::TimeDoesNotFit {
                quantity: quantity.name(),
                time: time.to_string(),
                expected: quantity.fitting_times(),
            });
        }
        time.check()?;
        if let TargetQuantity::Change { measure: ChangeMeasure::Unit(unit), .. } = &quantity
            && *unit == Unit::percent()
        {
            let expected = "pp for a change in percentage points, or the measure in percent of the baseline";
            return Err(TargetError::Syntax { found: unit.to_string(), expected });
        }
        let target = Self { bound, quantity, time };
        if target.quantity == TargetQuantity::AverageGrowth
            && (target.window_years() == 0 || target.bound.value() <= Value::from(-100))
        {
            return Err(TargetError::Syntax {
                found: target.to_string(),
                expected: "a growth above -100 %/year over whole years",
            });
        }
        Ok(target)
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
