//! Where it leads if it goes on like this, and how sure that is.

use crate::assess::refusal::{Answer, borrowed, serde_answer};
use crate::number::{Interval, Ratio, Value};
use crate::progress::uncertainty::{Assumption, ConfidenceLevel, Prediction, PredictionMethod};
use crate::progress::{self, Acceptable, Extent, Projection, Undefined};
use crate::time::NaiveDate;
use serde::{Deserialize, Serialize};

/// Where it leads if it goes on like this.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    pub(in crate::assess) projection: Projection,
    pub(in crate::assess) points: usize,
    pub(in crate::assess) value_at_deadline: Extent<Ratio>,
    pub(in crate::assess) reached_by_deadline: progress::Attainment,
    #[cfg_attr(feature = "schema", schemars(with = "crate::assess::refusal::serde_answer::Form<NaiveDate>"))]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) reached_on: Answer<NaiveDate>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::assess::refusal::serde_answer::Form<Ratio>"))]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) late_by_years: Answer<Ratio>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<crate::assess::refusal::serde_answer::Form<Chance>>")
    )]
    #[serde(default, skip_serializing_if = "Option::is_none", with = "serde_answer::maybe")]
    pub(in crate::assess) chance: Option<Answer<Chance>>,
}

/// How sure a projection is: the interval in which the value at the deadline should lie, and the probability that
/// it meets the target, as far as the assumptions hold.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chance {
    pub(in crate::assess) level: ConfidenceLevel,
    pub(in crate::assess) interval: Interval,
    pub(in crate::assess) probability: Value,
    pub(in crate::assess) method: PredictionMethod,
    pub(in crate::assess) assumptions: Vec<Assumption>,
}

impl Chance {
    pub(in crate::assess) fn new(
        prediction: &Prediction,
        acceptable: &Acceptable,
    ) -> Result<Self, Undefined> {
        Ok(Self {
            level: prediction.level().clone(),
            interval: prediction.interval(),
            probability: prediction.probability_of(acceptable)?,
            method: prediction.method(),
            assumptions: prediction.assumptions().to_vec(),
        })
    }

    /// How often such an interval holds the value, where the assumptions do.
    #[must_use]
    pub fn level(&self) -> &ConfidenceLevel {
        &self.level
    }

    /// Where the value on the deadline's day should lie, in the indicator's unit.
    #[must_use]
    pub fn interval(&self) -> &Interval {
        &self.interval
    }

    /// The probability that the target is met at the deadline, from 0 to 1.
    #[must_use]
    pub fn probability(&self) -> Value {
        self.probability
    }

    /// How the interval was found.
    #[must_use]
    pub fn method(&self) -> PredictionMethod {
        self.method
    }

    /// What has to hold for it.
    #[must_use]
    pub fn assumptions(&self) -> &[Assumption] {
        &self.assumptions
    }
}

impl Outlook {
    /// The projection used.
    #[must_use]
    pub fn projection(&self) -> Projection {
        self.projection
    }

    /// How many values it rests on.
    #[must_use]
    pub fn points(&self) -> usize {
        self.points
    }

    /// The projected value on the deadline's day, in the indicator's unit; two ends where the latest value is bounded.
    #[must_use]
    pub fn value_at_deadline(&self) -> &Extent<Ratio> {
        &self.value_at_deadline
    }

    /// Whether the target is met at the deadline if it goes on like this: undetermined where the latest value is
    /// bounded on both sides of what is needed, or where the prediction interval asked for holds the bound.
    #[must_use]
    pub fn reached_by_deadline(&self) -> progress::Attainment {
        self.reached_by_deadline
    }

    /// The day on which the projection reaches the target.
    ///
    /// # Errors
    /// A refusal when it never does.
    pub fn reached_on(&self) -> Answer<NaiveDate> {
        self.reached_on.clone()
    }

    /// Years from the deadline to the projected day; below 0 when it is reached before.
    ///
    /// # Errors
    /// A refusal when it never is.
    pub fn late_by_years(&self) -> Answer<&Ratio> {
        borrowed(&self.late_by_years)
    }

    /// How sure that is; `None` unless the assessor asks for a level of confidence.
    ///
    /// # Errors
    /// The refusal when the projection has no interval, or the values too little scatter to tell.
    pub fn chance(&self) -> Answer<Option<&Chance>> {
        self.chance.as_ref().map(borrowed).transpose()
    }
}
