//! One row as single numbers, answered by the functions for single numbers.
//! Rows that do not fit 64 bits are answered here; all others have to agree with it.

use super::{BoundKind, RowAnswer, Times, Unanswered};
use crate::number::{Ratio, Value};
use crate::progress::{self, Course, Gap, Shape, Standing};

/// What is known of one row; anything may be missing.
///
/// ```
/// use policy_targets::progress::Standing;
/// use policy_targets::progress::columns::{BoundKind, Row, Times};
///
/// let storage = Row {
///     baseline: Some("3.2692".parse()?),
///     value: Some("8.7".parse()?),
///     bound: Some((BoundKind::AtLeast, "30".parse()?)),
///     times: Some(Times::in_months(24, 60)),
/// };
/// let answer = storage.answer();
/// assert_eq!(answer.gap()?.to_string(), "21.3");
/// assert_eq!(answer.standing(), Ok(Standing::Behind));
/// assert_eq!(answer.required_rate()?.to_string(), "7.1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The value at the base point.
    pub baseline: Option<Value>,
    /// The reported value.
    pub value: Option<Value>,
    /// The bound, with its kind, in the unit of the value.
    pub bound: Option<(BoundKind, Value)>,
    /// When the value stands between base point and deadline.
    pub times: Option<Times>,
}

/// From where to where a row goes, and where it is.
struct Way {
    base: Ratio,
    value: Ratio,
    target: Ratio,
}

impl Row {
    /// The answers, by the functions for single numbers; exact at any size.
    #[must_use]
    pub fn answer(&self) -> RowAnswer {
        RowAnswer::new(self.gap(), self.share(), self.standing(), self.required_rate())
    }

    pub(super) fn gap(&self) -> Result<Gap, Unanswered> {
        let value = self.value.ok_or(Unanswered::NoData)?;
        let (kind, bound) = self.bound.ok_or(Unanswered::NoNumber)?;
        Ok(kind.acceptable(bound.to_ratio()).gap(&value.to_ratio()))
    }

    fn way(&self) -> Result<Way, Unanswered> {
        let value = self.value.ok_or(Unanswered::NoData)?.to_ratio();
        let (kind, bound) = self.bound.ok_or(Unanswered::NoNumber)?;
        let base = self.baseline.ok_or(Unanswered::NoBaseline)?.to_ratio();
        let target = kind.acceptable(bound.to_ratio()).target_from(&base)?;
        Ok(Way { base, value, target })
    }

    fn share(&self) -> Result<Ratio, Unanswered> {
        let way = self.way()?;
        Ok(progress::share_of_way(&way.base, &way.value, &way.target)?)
    }

    pub(super) fn standing(&self) -> Result<Standing, Unanswered> {
        let Way { base, value, target } = self.way()?;
        let times = self.times.ok_or(Unanswered::NoDeadline)?;
        let course = Course::new(base, target, times.whole().years(), Shape::Linear)?;
        Ok(course.standing(&times.elapsed().years(), &value)?)
    }

    fn required_rate(&self) -> Result<Ratio, Unanswered> {
        let way = self.way()?;
        let times = self.times.ok_or(Unanswered::NoDeadline)?;
        Ok(progress::required_rate(&way.value, &way.target, &times.left().years())?)
    }
}
