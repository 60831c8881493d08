//! What is followed from round to round: the words and numbers of an assessment, each read by its name.

use crate::assess::{Answer, Assessment, RefusalCode};
use crate::method::{Case, Method};
use crate::number::{Interval, Ratio};
use crate::progress::{Extent, Lead, Pace};
use crate::text::codes;
use serde::{Deserialize, Serialize};
use std::fmt;

codes! {
    /// One answer of an assessment, as it is followed from round to round.
    #[non_exhaustive]
    pub enum Axis {
        /// The word of the verdict, with what a superseded target's would be.
        Verdict = "verdict",
        /// Whether the goal is attained.
        Attained = "attained",
        /// The standing of the plan.
        Standing = "standing",
        /// The value that decides or is the latest, with its series and period.
        Evidence = "evidence",
        /// The level of that value, in the indicator's unit.
        Level = "level",
        /// What is missing, in the indicator's unit.
        Shortfall = "shortfall",
        /// The share of the way from the baseline to the bound.
        Share = "share",
        /// What the path expects at the value's time.
        Expected = "expected",
        /// The distance from the path in years.
        Lead = "lead",
        /// The change a year that is required from here.
        RequiredRate = "required_rate",
        /// The change a year since the baseline.
        AchievedRate = "achieved_rate",
        /// Which way the latest values move.
        Trend = "trend",
        /// The projected value at the deadline.
        ValueAtDeadline = "value_at_deadline",
        /// Whether the projection reaches the target by its deadline.
        ReachedByDeadline = "reached_by_deadline",
        /// The class by a published method.
        Rating = "rating",
    }
}

/// What an axis says in one round.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AxisValue {
    /// An exact number.
    Number(Ratio),
    /// What lies between two ends, at worst and at best.
    Between(String),
    /// A word.
    Word(String),
    /// No answer: the code of the refusal.
    Refused(String),
    /// The question does not arise.
    None,
}

impl AxisValue {
    /// The exact number, if it is one.
    #[must_use]
    pub fn number(&self) -> Option<&Ratio> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    fn word(word: impl fmt::Display) -> Self {
        Self::Word(word.to_string())
    }

    fn refused(code: impl fmt::Display) -> Self {
        Self::Refused(code.to_string())
    }

    fn of<T>(answer: Answer<T>, show: impl FnOnce(T) -> Self) -> Self {
        answer.map_or_else(|refusal| Self::refused(refusal.code()), show)
    }

    fn ends(extent: &Extent<Ratio>) -> Self {
        extent.as_exact().cloned().map_or_else(|| Self::Between(extent.to_string()), Self::Number)
    }
}

impl fmt::Display for AxisValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => formatter.pad(&number.to_string()),
            Self::Between(text) | Self::Word(text) => formatter.pad(text),
            Self::Refused(code) => formatter.pad(&format!("({code})")),
            Self::None => formatter.pad("-"),
        }
    }
}

impl Axis {
    /// What an assessment says on this axis; a rating is no part of it.
    #[must_use]
    pub fn of(self, assessment: &Assessment) -> AxisValue {
        let pace = |part: fn(&Pace) -> Ratio| {
            AxisValue::of(assessment.pace(), |pace| AxisValue::ends(&pace.clone().map(|pace| part(&pace))))
        };
        match self {
            Self::Verdict => verdict(assessment),
            Self::Attained => AxisValue::of(assessment.attained(), AxisValue::word),
            Self::Standing => assessment.standing().map_or(AxisValue::None, AxisValue::word),
            Self::Evidence => AxisValue::of(assessment.evidence(), |evidence| {
                let level = level(evidence.level());
                let reported = evidence.reported().map_or_else(|| level.to_string(), ToString::to_string);
                AxisValue::Word(format!("{} {} {reported}", evidence.series(), evidence.period()))
            }),
            Self::Level => AxisValue::of(assessment.evidence(), |evidence| level(evidence.level())),
            Self::Shortfall => AxisValue::of(assessment.gap(), |gap| {
                AxisValue::ends(&gap.clone().map(|gap| gap.shortfall().clone()))
            }),
            Self::Share => AxisValue::of(assessment.share(), AxisValue::ends),
            Self::Expected => pace(|pace| pace.expected().clone()),
            Self::Lead => AxisValue::of(assessment.pace(), lead),
            Self::RequiredRate => {
                let required = assessment.rates().and_then(|rates| rates.required().cloned());
                AxisValue::of(required, AxisValue::Number)
            }
            Self::AchievedRate => {
                AxisValue::of(assessment.rates(), |rates| AxisValue::Number(rates.achieved().clone()))
            }
            Self::Trend => AxisValue::of(assessment.trend(), |trend| AxisValue::word(trend.direction())),
            Self::ValueAtDeadline => {
                AxisValue::of(assessment.outlook(), |outlook| AxisValue::ends(outlook.value_at_deadline()))
            }
            Self::ReachedByDeadline => {
                AxisValue::of(assessment.outlook(), |outlook| AxisValue::word(outlook.reached_by_deadline()))
            }
            Self::Rating => AxisValue::None,
        }
    }
}

/// The word, why there is no answer, and the word that a superseded target would have.
fn verdict(assessment: &Assessment) -> AxisValue {
    let verdict = assessment.verdict();
    let code = |code: RefusalCode| code.to_string();
    let would_be = verdict.would_be().map(|verdict| format!("would be: {}", verdict.code()));
    let details: Vec<String> = verdict.refusal().map(code).into_iter().chain(would_be).collect();
    if details.is_empty() {
        return AxisValue::word(verdict.code());
    }
    AxisValue::Word(format!("{} ({})", verdict.code(), details.join(", ")))
}

/// A lead past either end of the path is a bound, and no number that could be split.
fn lead(pace: &Extent<Pace>) -> AxisValue {
    match pace.as_exact().map(Pace::lead) {
        Some(Lead::Exactly(years)) => AxisValue::Number(years.clone()),
        _ => AxisValue::Between(pace.clone().map(|pace| pace.lead().to_string()).to_string()),
    }
}

fn level(level: &Interval) -> AxisValue {
    match level.as_exact() {
        Some(exact) => AxisValue::Number(exact.clone()),
        None => AxisValue::Between(level.to_string()),
    }
}

/// The class, or the statistic of a method without classes, by a published method.
pub(super) fn rated(method: &dyn Method, assessment: &Assessment) -> AxisValue {
    let Some(arm) = assessment.deciding_arm() else { return AxisValue::None };
    match Case::try_from(arm).and_then(|case| method.rate(&case)) {
        Ok(rating) => match (rating.class(), rating.statistic().or(rating.score())) {
            (Some(class), _) => AxisValue::word(class.code()),
            (None, Some(statistic)) => AxisValue::Number(statistic.number().clone()),
            (None, None) => AxisValue::None,
        },
        Err(refusal) => AxisValue::refused(refusal.reason()),
    }
}
