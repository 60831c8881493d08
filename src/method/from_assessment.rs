//! From an assessment to a case: what a plan states and what was known, in the form that published methods take.
//! So every method rates the very values that our own answers rest on.

use super::{Case, Parameter, Point, Reason, Refusal};
use crate::assess::{ArmAssessment, Assessment};
use crate::number::{Ratio, Value};
use chrono::Datelike;

/// Significant digits of a value that no decimal equals.
const DIGITS: u32 = 20;

impl TryFrom<&ArmAssessment> for Case {
    type Error = Refusal;

    /// The values of the assessed series, each at the year of its period's last day, before them the baseline; target,
    /// direction, base and target year as resolved.
    ///
    /// A value that is no exact number is left out, as methods have no bounds.
    ///
    /// # Errors
    /// [`Reason::NotStated`] without a baseline, a deadline or a single number to reach; [`Reason::NoPoints`] without
    /// values.
    fn try_from(arm: &ArmAssessment) -> Result<Self, Refusal> {
        let resolution = arm.resolution().map_err(|_| Refusal::not_stated(Parameter::Target))?;
        let base = resolution.base().ok_or_else(|| Refusal::not_stated(Parameter::BaseYear))?;
        let from = base.level().as_exact().ok_or_else(|| Refusal::not_stated(Parameter::BaseYear))?;
        let deadline = resolution.deadline_day().ok_or_else(|| Refusal::not_stated(Parameter::TargetYear))?;
        let direction = resolution.direction().map_err(|_| Refusal::not_stated(Parameter::Direction))?;
        let target = resolution.bound().target_from(from);
        let target = target.map_err(|_| Refusal::not_stated(Parameter::Target))?;
        let point = |year: i32, level: &Ratio| decimal(level).map(|value| Point::new(year, value));
        let base_year = base.day().year();
        let later = arm.points().iter().filter(|evidence| evidence.day() > base.day());
        let later = later.filter_map(|evidence| point(evidence.day().year(), evidence.level().as_exact()?));
        let mut points: Vec<Point> = point(base_year, from).into_iter().chain(later).collect();
        // Methods take one value a year: the last of it.
        points.reverse();
        points.sort_by_key(|point| point.year());
        points.dedup_by_key(|point| point.year());
        if points.len() < 2 {
            return Err(Reason::NoPoints.into());
        }
        Ok(Self::new(points)
            .with_direction(direction)
            .with_base_year(base_year)
            .with_target(decimal(&target).ok_or(Reason::BeyondComputation)?)
            .with_target_year(deadline.year()))
    }
}

impl TryFrom<&Assessment> for Case {
    type Error = Refusal;

    /// The case of the deciding criterion.
    ///
    /// # Errors
    /// As for a criterion; [`Reason::NoPoints`] for a goal without one.
    fn try_from(assessment: &Assessment) -> Result<Self, Refusal> {
        assessment.deciding_arm().ok_or_else(|| Reason::NoPoints.into()).and_then(Self::try_from)
    }
}

/// The decimal of a number, of one that has none to twenty digits.
pub(super) fn decimal(number: &Ratio) -> Option<Value> {
    let exactly = |number: &Ratio| number.rounded(number.exact_decimals()?).ok();
    exactly(number).or_else(|| exactly(&number.rounded_to_significant_digits(DIGITS)))
}
