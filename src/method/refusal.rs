//! Why a method gives no rating: a value with a stable code and its inputs, and what the publisher prints then.
//! Never NaN, never a default class.

use super::{Parameter, Point};
use crate::text::codes;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

codes! {
    /// Why a published method gives no rating.
    #[non_exhaustive]
    pub enum Reason {
        /// No point was stated, or none that the method looks at.
        NoPoints = "no_points",
        /// There are fewer points than the method needs.
        TooFewPoints = "too_few_points",
        /// No point lies where the method looks for its base.
        NoBasePoint = "no_base_point",
        /// No point lies where the method looks for its current value.
        NoCurrentPoint = "no_current_point",
        /// Base and current value are of one year.
        SameYear = "same_year",
        /// Two points have one year, and the method takes one value a year.
        DuplicateYear = "duplicate_year",
        /// The target's year does not lie after the base.
        NoTimeToTarget = "no_time_to_target",
        /// The method needs something that was not stated.
        NotStated = "not_stated",
        /// What was stated is outside what the method is defined for.
        OutsideDomain = "outside_domain",
        /// The base is 0, and the formula divides by it.
        ZeroBase = "zero_base",
        /// The target is 0, and the formula divides by it.
        ZeroTarget = "zero_target",
        /// The values have different signs, so that there is no rate of growth between them.
        SignChange = "sign_change",
        /// A number is not above 0, and the formula needs numbers above 0.
        NotPositive = "not_positive",
        /// Base and target are equal, so that there is no way to go.
        BaseEqualsTarget = "base_equals_target",
        /// What the formula divides by is 0.
        ZeroDenominator = "zero_denominator",
        /// The publisher's experts set the class; numbers do not give it.
        NeedsJudgement = "needs_judgement",
        /// The stated class is none of the method's.
        UnknownClass = "unknown_class",
        /// The statistic lies in no band of the method.
        NoBand = "no_band",
        /// The publisher computes nothing once this holds.
        NotAssessed = "not_assessed",
        /// The publisher does not aggregate.
        NoAggregation = "no_aggregation",
        /// There is nothing to aggregate.
        NoMembers = "no_members",
        /// Too few members have a value.
        CoverageTooLow = "coverage_too_low",
        /// The weights add up to 0.
        ZeroWeights = "zero_weights",
        /// The numbers are too large for roots or powers.
        BeyondComputation = "beyond_computation",
    }
}

/// No rating: why, the inputs that led there, and the publisher's own code for it, if it prints one.
///
/// ```
/// use policy_targets::method::{Parameter, Reason, Refusal};
///
/// assert_eq!(Refusal::not_stated(Parameter::Green).to_string(), "not_stated (input green)");
/// let refusal = Refusal::new(Reason::SameYear).with("year", 2020).published_as("not_available");
/// assert_eq!(refusal.published(), Some("not_available"));
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    reason: Reason,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    inputs: Vec<(Cow<'static, str>, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base: Option<Point>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    current: Option<Point>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<Cow<'static, str>>,
}

impl Refusal {
    /// A refusal without inputs.
    #[must_use]
    pub fn new(reason: Reason) -> Self {
        Self { reason, inputs: Vec::new(), base: None, current: None, published: None }
    }

    /// The refusal for an input that was not stated.
    #[must_use]
    pub fn not_stated(parameter: Parameter) -> Self {
        Self::new(Reason::NotStated).with("input", parameter)
    }

    /// With one more input that led to it.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.inputs.push((Cow::Borrowed(name), value.to_string()));
        self
    }

    /// With the points that the method had found by then.
    #[must_use]
    pub fn between(mut self, base: Point, current: Point) -> Self {
        (self.base, self.current) = (Some(base), Some(current));
        self
    }

    /// With what the publisher prints in this case, such as `not_available`.
    #[must_use]
    pub fn published_as(mut self, code: &'static str) -> Self {
        self.published = Some(Cow::Borrowed(code));
        self
    }

    /// Why.
    #[must_use]
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// Names and values of the inputs.
    pub fn inputs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.inputs.iter().map(|(name, value)| (&**name, value.as_str()))
    }

    /// The point from which the method would have measured.
    #[must_use]
    pub fn base(&self) -> Option<Point> {
        self.base
    }

    /// The point that the method would have taken as current.
    #[must_use]
    pub fn current(&self) -> Option<Point> {
        self.current
    }

    /// What the publisher prints in this case, if anything.
    #[must_use]
    pub fn published(&self) -> Option<&str> {
        self.published.as_deref()
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self::new(reason)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.reason)?;
        let mut separator = " (";
        for (name, value) in self.inputs() {
            write!(formatter, "{separator}{name} {value}")?;
            separator = ", ";
        }
        if self.inputs.is_empty() { Ok(()) } else { formatter.write_str(")") }
    }
}

impl std::error::Error for Refusal {}
