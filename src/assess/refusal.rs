//! Why a question about a goal has no answer: a value of the result, with a stable code and its inputs.
//! Never NaN, never 0, never a default class.

use crate::progress::Undefined;
use crate::text::codes;
use serde::{Deserialize, Serialize};
use std::fmt;

codes! {
    /// The stable code of a [`Refusal`].
    #[non_exhaustive]
    pub enum RefusalCode {
        /// No usable observation of the indicator was known by then.
        NoData = "no_data",
        /// Nothing after the baseline was known by then, although it was due.
        NoNewData = "no_new_data",
        /// Nothing after the baseline was known by then, and nothing was due yet.
        NoneDueYet = "none_due_yet",
        /// The value for the deadline was due and is not there.
        NoValueForDeadline = "no_value_for_deadline",
        /// A period inside the window was due and has no value.
        GapInWindow = "gap_in_window",
        /// Two values cover the same part of the window.
        OverlapInWindow = "overlap_in_window",
        /// The latest value is older than the indicator's declared maximum age.
        Stale = "stale",
        /// Several series report the indicator and neither goal nor indicator says which to use.
        SeriesNotChosen = "series_not_chosen",
        /// The definition changed between the values that would be compared.
        DefinitionBreak = "definition_break",
        /// The population or sample changed between the values that would be compared.
        PopulationBreak = "population_break",
        /// Baseline and values come from different series.
        CrossSeries = "cross_series",
        /// What is reported is not what the target speaks of.
        ConceptDiffers = "concept_differs",
        /// The values come in another frequency than the target asks about.
        FrequencyDiffers = "frequency_differs",
        /// Values and target stand for different times of a period.
        BasisDiffers = "basis_differs",
        /// A reported unit does not convert to the indicator's.
        UnitDiffers = "unit_differs",
        /// Neither bound nor baseline nor indicator says which way is better.
        NoDirection = "no_direction",
        /// The target names no day by which it counts.
        NoDeadline = "no_deadline",
        /// There is no baseline to measure from.
        NoBaseline = "no_baseline",
        /// The plan states no business as usual for the deadline.
        NoBusinessAsUsual = "no_business_as_usual",
        /// The baseline is only bounded, so that nothing can be measured from it.
        BaselineNotExact = "baseline_not_exact",
        /// A percentage or multiple of a baseline that is not above 0.
        BaselineNotPositive = "baseline_not_positive",
        /// Neither the plan nor the assessor states a path.
        NoPath = "no_path",
        /// The assessor states no projection.
        NoProjection = "no_projection",
        /// The target is held period by period, so that it has no way to go.
        HeldThroughout = "held_throughout",
        /// Too few members of the whole have a value and a weight.
        CoverageTooLow = "coverage_too_low",
        /// The value is only bounded, and the answer differs between its ends.
        EvidenceIsBound = "evidence_is_bound",
        /// The deadline lies farther ahead than the declared limit of extrapolation.
        BeyondExtrapolationLimit = "beyond_extrapolation_limit",
        /// The value lies beyond the far end of the band, so that being ahead of the path is no success.
        Overshot = "overshot",
        /// The target has no number.
        NoNumber = "no_number",
        /// The indicator is not declared in the plan.
        UnknownIndicator = "unknown_indicator",
        /// The latest value already meets the target, so that nothing more is required.
        AlreadyMet = "already_met",
        /// The baseline already meets the bound or equals it; see the margin.
        MetAtBaseline = "met_at_baseline",
        /// The baseline is only bounded and may meet the target already.
        BaselineMayMeet = "baseline_may_meet",
        /// The projection says nothing about its own error.
        NoIntervalForProjection = "no_interval_for_projection",
        /// The values scatter too little about the projection to tell how far off it is.
        NoSpread = "no_spread",
        /// No time has passed since the baseline.
        NoTimeElapsed = "no_time_elapsed",
        /// No time is left before the deadline.
        NoTimeLeft = "no_time_left",
        /// Constant growth needs numbers on one side of 0.
        NotPositive = "not_positive",
        /// Nothing has changed since the baseline.
        NoMovement = "no_movement",
        /// The value moved away from the target.
        NotTowardsTarget = "not_towards_target",
        /// There are fewer points than the question needs.
        TooFewPoints = "too_few_points",
        /// All points are of one moment.
        OneMoment = "one_moment",
        /// The expected value is 0, so that nothing is a multiple of it.
        ZeroExpected = "zero_expected",
        /// The path does not expect any progress yet.
        NothingExpectedYet = "nothing_expected_yet",
        /// A quotient with divisor 0.
        ZeroDenominator = "zero_denominator",
        /// The moment lies before the baseline.
        BeforeBaseline = "before_baseline",
        /// The moment or a stated point lies outside the path.
        OutsidePath = "outside_path",
        /// The stated points of the path are out of order.
        PointsOutOfOrder = "points_out_of_order",
        /// The projection does not lead to the bound.
        NeverReached = "never_reached",
        /// The numbers are too large for roots or powers.
        BeyondComputation = "beyond_computation",
    }
}

impl RefusalCode {
    /// Whether values may not be compared: across a break or between series, or with what the target speaks of.
    pub(super) fn is_of_comparability(self) -> bool {
        matches!(
            self,
            Self::DefinitionBreak | Self::PopulationBreak | Self::CrossSeries | Self::ConceptDiffers
        )
    }
}

impl From<Undefined> for RefusalCode {
    /// The refusal of the same code.
    fn from(undefined: Undefined) -> Self {
        undefined.code().parse().unwrap_or(Self::BeyondComputation)
    }
}

/// A question without an answer: why, and the inputs that led there.
///
/// ```
/// use policy_targets::assess::{Refusal, RefusalCode};
///
/// let refusal = Refusal::new(RefusalCode::Stale).with("latest", "2021").with("stale_after", "24 months");
/// assert_eq!(refusal.to_string(), "stale (latest 2021, stale_after 24 months)");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    code: RefusalCode,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    inputs: Vec<(String, String)>,
}

impl Refusal {
    /// A refusal without inputs.
    #[must_use]
    pub fn new(code: RefusalCode) -> Self {
        Self { code, inputs: Vec::new() }
    }

    /// With one more input that led to it.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.inputs.push((name.to_owned(), value.to_string()));
        self
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> RefusalCode {
        self.code
    }

    /// Names and values of the inputs that led to it.
    #[must_use]
    pub fn inputs(&self) -> &[(String, String)] {
        &self.inputs
    }
}

impl From<RefusalCode> for Refusal {
    fn from(code: RefusalCode) -> Self {
        Self::new(code)
    }
}

impl From<Undefined> for Refusal {
    fn from(undefined: Undefined) -> Self {
        Self::new(undefined.into())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.code)?;
        for (index, (name, value)) in self.inputs.iter().enumerate() {
            write!(formatter, "{}{name} {value}", if index == 0 { " (" } else { ", " })?;
        }
        formatter.write_str(if self.inputs.is_empty() { "" } else { ")" })
    }
}

impl std::error::Error for Refusal {}

/// An answer, or the reason why there is none.
pub type Answer<T> = Result<T, Refusal>;

/// A look into an answer; the refusal is cloned, so that `?` carries it anywhere.
pub(super) fn borrowed<T>(answer: &Answer<T>) -> Answer<&T> {
    answer.as_ref().map_err(Clone::clone)
}

/// Writes an [`Answer`] as `{"answer": ...}` or `{"refused": ...}`.
pub(super) mod serde_answer {
    use super::{Answer, Refusal};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
    #[derive(Serialize, Deserialize)]
    #[cfg_attr(feature = "schema", schemars(rename = "Answer_of_{T}"))]
    #[serde(rename_all = "snake_case")]
    pub(in crate::assess) enum Form<T> {
        Answer(T),
        Refused(Refusal),
    }

    pub(in super::super) fn serialize<T: Serialize, S: Serializer>(
        answer: &Answer<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match answer {
            Ok(answer) => Form::Answer(answer).serialize(serializer),
            Err(refusal) => Form::<&T>::Refused(refusal.clone()).serialize(serializer),
        }
    }

    /// The same for an answer that was asked for or not.
    pub(in super::super) mod maybe {
        use super::super::Answer;
        use serde::{Deserialize, Deserializer, Serialize, Serializer};

        #[derive(Serialize, Deserialize)]
        #[serde(bound(serialize = "T: Serialize", deserialize = "T: Deserialize<'de>"))]
        struct Asked<T>(#[serde(with = "super")] Answer<T>);

        #[expect(clippy::ref_option, reason = "serde hands over the field")]
        pub(in super::super::super) fn serialize<T: Serialize + Clone, S: Serializer>(
            answer: &Option<Answer<T>>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            answer.clone().map(Asked).serialize(serializer)
        }

        pub(in super::super::super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<Answer<T>>, D::Error> {
            Ok(Option::<Asked<T>>::deserialize(deserializer)?.map(|Asked(answer)| answer))
        }
    }

    pub(in super::super) fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Answer<T>, D::Error> {
        Form::deserialize(deserializer).map(|form| match form {
            Form::Answer(answer) => Ok(answer),
            Form::Refused(refusal) => Err(refusal),
        })
    }
}
