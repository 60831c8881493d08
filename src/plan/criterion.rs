//! A target on an indicator, with what it is measured from and against.

use super::checklist::Checklist;
use super::cumulation::Cumulation;
use super::target::{Target, TargetQuantity};
use crate::number::{Ratio, Value};
use crate::progress::Path;
use crate::text::Id;
use crate::time::{NaiveDate, PartialDate, Period, Span};
use crate::unit::Quantity;
use serde::{Deserialize, Serialize};

/// The value that a change, a share of the way or a path starts from.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Baseline {
    /// Printed in the plan, and fixed.
    Stated {
        /// The value with its unit; may be a bound or about.
        value: Quantity,
        /// The period it describes.
        period: Period,
        /// The series it was taken from, if known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        series: Option<Id>,
        /// The source it was read in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<Id>,
        /// A remark, such as a derivation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    /// Taken from the series that supplies the evidence, and moving with its revisions.
    Reported {
        /// The period whose value is taken.
        period: Period,
    },
}

impl Baseline {
    /// A stated baseline without further detail.
    #[must_use]
    pub fn stated(value: Quantity, period: Period) -> Self {
        Self::Stated { value, period, series: None, source: None, note: None }
    }

    /// The period it describes.
    #[must_use]
    pub fn period(&self) -> &Period {
        match self {
            Self::Stated { period, .. } | Self::Reported { period } => period,
        }
    }
}

/// A miss that was accepted until a day, such as a derogation. It is shown and never changes a verdict's word.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedMiss {
    /// Until when.
    pub until: PartialDate,
    /// Why, in the words of who accepted it.
    pub reason: String,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
}

/// An indicator, a target on it, and what the target is measured from.
///
/// ```
/// use policy_targets::plan::{Baseline, Criterion};
///
/// let criterion = Criterion::new("storage.power".parse()?, ">= 30 GW by 2025".parse()?)
///     .with_baseline(Baseline::stated("3.3 GW".parse()?, "2020-12-31".parse()?));
/// assert_eq!(criterion.target().to_string(), ">= 30 GW by 2025");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    indicator: Id,
    target: Target,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    baseline: Option<Baseline>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<Path>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    series: Vec<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    concept_differs: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    splice: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    business_as_usual: Vec<(Period, Value)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    checklist: Option<Checklist>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cumulation: Option<Cumulation>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    accepted_miss: Option<AcceptedMiss>,
}

impl Criterion {
    /// A target on an indicator.
    #[must_use]
    pub fn new(indicator: Id, target: Target) -> Self {
        Self {
            indicator,
            target,
            baseline: None,
            path: None,
            series: Vec::new(),
            concept_differs: None,
            splice: None,
            business_as_usual: Vec::new(),
            checklist: None,
            cumulation: None,
            accepted_miss: None,
        }
    }

    /// What the target is measured from.
    #[must_use]
    pub fn with_baseline(mut self, baseline: Baseline) -> Self {
        self.baseline = Some(baseline);
        self
    }

    /// The plan's own path, which wins over the assessor's.
    #[must_use]
    pub fn with_path(mut self, path: Path) -> Self {
        self.path = Some(path);
        self
    }

    /// The series to use for this goal, in order of preference; wins over the indicator's.
    #[must_use]
    pub fn with_series(mut self, series: Vec<Id>) -> Self {
        self.series = series;
        self
    }

    /// How what is reported differs from what the target speaks of; pace is then refused.
    #[must_use]
    pub fn with_concept_difference(mut self, difference: impl Into<String>) -> Self {
        self.concept_differs = Some(difference.into());
        self
    }

    /// Why values before and after a break may be chained.
    #[must_use]
    pub fn with_splice(mut self, reason: impl Into<String>) -> Self {
        self.splice = Some(reason.into());
        self
    }

    /// What would be without the plan: values at the ends of periods, in the indicator's unit, earliest first.
    #[must_use]
    pub fn with_business_as_usual(mut self, points: Vec<(Period, Value)>) -> Self {
        self.business_as_usual = points;
        self
    }

    /// The named things that a count counts.
    #[must_use]
    pub fn with_checklist(mut self, checklist: Checklist) -> Self {
        self.checklist = Some(checklist);
        self
    }

    /// Whether targets, values and reports are increments or totals so far.
    #[must_use]
    pub fn with_cumulation(mut self, cumulation: Cumulation) -> Self {
        self.cumulation = Some(cumulation);
        self
    }

    /// A miss that was accepted until a day.
    #[must_use]
    pub fn with_accepted_miss(mut self, accepted: AcceptedMiss) -> Self {
        self.accepted_miss = Some(accepted);
        self
    }

    /// The indicator's identifier.
    #[must_use]
    pub fn indicator(&self) -> &Id {
        &self.indicator
    }

    /// The indicators it asks for: its own, and the one it is held against.
    pub(crate) fn indicators(&self) -> impl Iterator<Item = &Id> {
        let compared_with = match self.target.quantity() {
            TargetQuantity::MarginOver { indicator, .. } => Some(indicator),
            _ => None,
        };
        std::iter::once(&self.indicator).chain(compared_with)
    }

    /// The same promise, measured from where another criterion is.
    pub(crate) fn with_baseline_of(self, other: &Self) -> Self {
        Self { baseline: other.baseline.clone(), ..self }
    }

    /// The same promise, with what another criterion counts.
    pub(crate) fn with_checklist_of(self, other: &Self) -> Self {
        Self { checklist: other.checklist.clone(), ..self }
    }

    /// The target.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// What the target is measured from, if given.
    #[must_use]
    pub fn baseline(&self) -> Option<&Baseline> {
        self.baseline.as_ref()
    }

    /// The plan's own path, if it states one.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_ref()
    }

    /// The series to use for this goal, in order of preference.
    #[must_use]
    pub fn series(&self) -> &[Id] {
        &self.series
    }

    /// How what is reported differs from what the target speaks of.
    #[must_use]
    pub fn concept_difference(&self) -> Option<&str> {
        self.concept_differs.as_deref()
    }

    /// Why values before and after a break may be chained.
    #[must_use]
    pub fn splice(&self) -> Option<&str> {
        self.splice.as_deref()
    }

    /// The stated points of business as usual, in the indicator's unit; empty if none are stated.
    #[must_use]
    pub fn business_as_usual(&self) -> &[(Period, Value)] {
        &self.business_as_usual
    }

    /// What would be on a day without the plan, in the indicator's unit: on straight lines between the stated
    /// points, which stand for the last days of their periods. `None` outside them.
    ///
    /// ```
    /// use policy_targets::plan::Criterion;
    ///
    /// let points = vec![("2020".parse()?, "400".parse()?), ("2030".parse()?, "500".parse()?)];
    /// let criterion = Criterion::new("emissions".parse()?, "change <= -25 % from bau by 2030".parse()?)
    ///     .with_business_as_usual(points);
    /// assert_eq!(criterion.business_as_usual_on("2025-12-31".parse()?), Some(450.into()));
    /// assert_eq!(criterion.business_as_usual_on("2031-12-31".parse()?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn business_as_usual_on(&self, day: NaiveDate) -> Option<Ratio> {
        let points =
            || self.business_as_usual.iter().map(|(period, value)| (period.last_day(), value.to_ratio()));
        let (end, to) = points().find(|(end, _)| *end >= day)?;
        if end == day {
            return Some(to);
        }
        let (start, from) = points().take_while(|(start, _)| *start < day).last()?;
        let share = Span::between(start, day).years().divide(&Span::between(start, end).years())?;
        Some(&from + &((to - &from) * share))
    }

    /// The named things that a count counts.
    #[must_use]
    pub fn checklist(&self) -> Option<&Checklist> {
        self.checklist.as_ref()
    }

    /// Whether targets, values and reports are increments or totals so far, if declared.
    #[must_use]
    pub fn cumulation(&self) -> Option<Cumulation> {
        self.cumulation
    }

    /// The miss that was accepted, if one was.
    #[must_use]
    pub fn accepted_miss(&self) -> Option<&AcceptedMiss> {
        self.accepted_miss.as_ref()
    }
}
