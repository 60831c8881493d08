//! What is measured: unit, kind and timing, how often and how late it is published, or how it is derived.

use super::derivation::Derivation;
use crate::number::{Endpoint, Interval, Value};
use crate::progress::Direction;
use crate::text::{Id, MultilingualText, codes};
use crate::time::{Frequency, Lag, ReleaseDay};
use crate::unit::Unit;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

codes! {
    /// What kind of number an indicator is; it decides which observations can decide a goal.
    #[non_exhaustive]
    pub enum IndicatorKind {
        /// A stock: the state at a moment, such as installed capacity.
        Level = "level",
        /// A flow: what happened during a period, such as yearly sales.
        Flow = "flow",
        /// A quotient of two others, such as a share.
        Ratio = "ratio",
        /// A number on a scale of its own.
        Index = "index",
        /// A count of things at a moment.
        Count = "count",
        /// The change on the previous period, in percent.
        ChangeOnYear = "change-on-year",
        /// A rank or a step of an ordered scale.
        Ordinal = "ordinal",
    }
}

codes! {
    /// Which time of its period a value stands for.
    #[non_exhaustive]
    pub enum Timing {
        /// The last day.
        End = "end",
        /// The average of the period.
        Average = "average",
        /// The total of the period.
        Sum = "sum",
        /// Some time during the period.
        During = "during",
        /// The day of a survey.
        SurveyDay = "survey-day",
        /// The middle.
        Mid = "mid",
    }
}

codes! {
    /// The sign convention of a reported change on the previous period.
    pub enum ChangeSign {
        /// A rise is positive.
        Increase = "increase",
        /// The numbers are reductions: a fall is positive.
        Reduction = "reduction",
    }
}

/// What a goal is about, independent of who reports it.
///
/// ```
/// use policy_targets::plan::{Indicator, IndicatorKind, Timing};
/// use policy_targets::text::MultilingualText;
///
/// let storage = Indicator::new("storage.power".parse()?, "GW".parse()?, IndicatorKind::Level, Timing::End)
///     .with_name(MultilingualText::english("Installed new-type storage")?)
///     .with_lag("60 days".parse()?);
/// assert_eq!(storage.unit().to_string(), "GW");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    id: Id,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<MultilingualText>,
    unit: Unit,
    kind: IndicatorKind,
    timing: Timing,
    frequency: Frequency,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lag: Option<Lag>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    release: Option<ReleaseDay>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stale_after: Option<Lag>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    flat_band: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    better: Option<Direction>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    series: Vec<Id>,
    #[serde(default, skip_serializing_if = "NaturalLimits::is_empty")]
    limits: NaturalLimits,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<Value>,
    #[serde(default = "increase")]
    sign: ChangeSign,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    definition: Option<MultilingualText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    derivation: Option<Derivation>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    levels: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    groups: BTreeMap<Id, Vec<String>>,
}

fn increase() -> ChangeSign {
    ChangeSign::Increase
}

/// Values an indicator cannot exceed by its nature, such as 0 and 100 for a share in percent.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NaturalLimits {
    /// No value lies below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower: Option<Value>,
    /// No value lies above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upper: Option<Value>,
}

impl NaturalLimits {
    /// All values within the limits.
    #[must_use]
    pub fn interval(&self) -> Interval {
        let end = |limit: Option<Value>| {
            limit.map_or(Endpoint::Unbounded, |limit| Endpoint::Closed(limit.to_ratio()))
        };
        Interval::new(end(self.lower), end(self.upper))
    }

    fn is_empty(&self) -> bool {
        self.lower.is_none() && self.upper.is_none()
    }
}

impl Indicator {
    /// An indicator reported once a year.
    #[must_use]
    pub fn new(id: Id, unit: Unit, kind: IndicatorKind, timing: Timing) -> Self {
        Self {
            id,
            name: None,
            unit,
            kind,
            timing,
            frequency: Frequency::Year,
            lag: None,
            release: None,
            stale_after: None,
            flat_band: None,
            better: None,
            series: Vec::new(),
            limits: NaturalLimits::default(),
            step: None,
            sign: ChangeSign::Increase,
            definition: None,
            derivation: None,
            levels: Vec::new(),
            groups: BTreeMap::new(),
        }
    }

    /// The name.
    #[must_use]
    pub fn with_name(mut self, name: MultilingualText) -> Self {
        self.name = Some(name);
        self
    }

    /// The regular frequency, where it is not yearly.
    #[must_use]
    pub fn with_frequency(mut self, frequency: Frequency) -> Self {
        self.frequency = frequency;
        self
    }

    /// How long after a period's end its value is due.
    #[must_use]
    pub fn with_lag(mut self, lag: Lag) -> Self {
        self.lag = Some(lag);
        self
    }

    /// The day of the calendar on which values are released; it wins over the lag.
    #[must_use]
    pub fn with_release(mut self, day: ReleaseDay) -> Self {
        self.release = Some(day);
        self
    }

    /// The move of a trend over its whole time, in the indicator's unit, that still counts as flat. Without one it is
    /// the printed precision.
    #[must_use]
    pub fn with_flat_band(mut self, band: Value) -> Self {
        self.flat_band = Some(band);
        self
    }

    /// The age beyond which a value says nothing about today.
    #[must_use]
    pub fn with_stale_after(mut self, age: Lag) -> Self {
        self.stale_after = Some(age);
        self
    }

    /// The wanted direction, used only where bound and baseline give none.
    #[must_use]
    pub fn with_better(mut self, direction: Direction) -> Self {
        self.better = Some(direction);
        self
    }

    /// The series to use, in order of preference.
    #[must_use]
    pub fn with_series(mut self, series: Vec<Id>) -> Self {
        self.series = series;
        self
    }

    /// Values that cannot be exceeded.
    #[must_use]
    pub fn with_limits(mut self, limits: NaturalLimits) -> Self {
        self.limits = limits;
        self
    }

    /// The step of a count: over 50 firms is 51 at least.
    #[must_use]
    pub fn with_step(mut self, step: Value) -> Self {
        self.step = Some(step);
        self
    }

    /// The sign convention of a reported change.
    #[must_use]
    pub fn with_sign(mut self, sign: ChangeSign) -> Self {
        self.sign = sign;
        self
    }

    /// What exactly is measured.
    #[must_use]
    pub fn with_definition(mut self, definition: MultilingualText) -> Self {
        self.definition = Some(definition);
        self
    }

    /// How it follows from other indicators.
    #[must_use]
    pub fn with_derivation(mut self, derivation: Derivation) -> Self {
        self.derivation = Some(derivation);
        self
    }

    /// The levels of a distribution, lowest first.
    #[must_use]
    pub fn with_levels(mut self, levels: Vec<String>) -> Self {
        self.levels = levels;
        self
    }

    /// The members of a dimension, such as all the provinces, so that a missing one is known to be missing.
    #[must_use]
    pub fn with_group(mut self, dimension: Id, members: Vec<String>) -> Self {
        self.groups.insert(dimension, members);
        self
    }

    /// The identifier.
    #[must_use]
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The name, if given.
    #[must_use]
    pub fn name(&self) -> Option<&MultilingualText> {
        self.name.as_ref()
    }

    /// The unit in which it is assessed.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// What kind of number it is.
    #[must_use]
    pub fn kind(&self) -> IndicatorKind {
        self.kind
    }

    /// Which time of its period a value stands for.
    #[must_use]
    pub fn timing(&self) -> Timing {
        self.timing
    }

    /// The regular frequency.
    #[must_use]
    pub fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// How long after a period's end its value is due.
    #[must_use]
    pub fn lag(&self) -> Option<Lag> {
        self.lag
    }

    /// The day of the calendar on which values are released, if there is one.
    #[must_use]
    pub fn release(&self) -> Option<ReleaseDay> {
        self.release
    }

    /// The move of a trend that still counts as flat, if declared.
    #[must_use]
    pub fn flat_band(&self) -> Option<Value> {
        self.flat_band
    }

    /// The age beyond which a value says nothing about today.
    #[must_use]
    pub fn stale_after(&self) -> Option<Lag> {
        self.stale_after
    }

    /// The wanted direction, if declared.
    #[must_use]
    pub fn better(&self) -> Option<Direction> {
        self.better
    }

    /// The series in order of preference.
    #[must_use]
    pub fn series(&self) -> &[Id] {
        &self.series
    }

    /// Values that cannot be exceeded.
    #[must_use]
    pub fn limits(&self) -> NaturalLimits {
        self.limits
    }

    /// The step of a count.
    #[must_use]
    pub fn step(&self) -> Option<Value> {
        self.step
    }

    /// The sign convention of a reported change.
    #[must_use]
    pub fn sign(&self) -> ChangeSign {
        self.sign
    }

    /// What exactly is measured, if stated.
    #[must_use]
    pub fn definition(&self) -> Option<&MultilingualText> {
        self.definition.as_ref()
    }

    /// How it follows from other indicators, if it does.
    #[must_use]
    pub fn derivation(&self) -> Option<&Derivation> {
        self.derivation.as_ref()
    }

    /// The levels of a distribution, lowest first.
    #[must_use]
    pub fn levels(&self) -> &[String] {
        &self.levels
    }

    /// The dimensions whose members are declared, with the members in their order.
    #[must_use]
    pub fn groups(&self) -> &BTreeMap<Id, Vec<String>> {
        &self.groups
    }

    /// The members of a dimension; `None` if they are not declared.
    #[must_use]
    pub fn members(&self, dimension: &Id) -> Option<&[String]> {
        self.groups.get(dimension).map(Vec::as_slice)
    }

    /// Whether a value describes a moment, so that a month-end value is of the same kind as a year-end one.
    #[must_use]
    pub fn is_stock(&self) -> bool {
        matches!(self.timing, Timing::End | Timing::SurveyDay)
            && !matches!(self.kind, IndicatorKind::Flow | IndicatorKind::ChangeOnYear)
    }
}
