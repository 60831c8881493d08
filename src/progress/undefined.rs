//! Why a question about progress has no answer.
//! Each reason says what was found, what an answer needs, and what to do; none is ever replaced by 0 or a default.

use serde::{Deserialize, Serialize};

/// The reason why a number does not exist.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::{Undefined, share_of_way};
///
/// // From 30 to 30 there is no way to have a share of.
/// let thirty = Ratio::from(30);
/// let reason = share_of_way(&thirty, &Ratio::from(31), &thirty);
/// assert_eq!(reason, Err(Undefined::MetAtBaseline));
/// assert_eq!(Undefined::MetAtBaseline.code(), "met_at_baseline");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, thiserror::Error,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Undefined {
    /// There is no way from the baseline to the bound.
    #[error(
        "the baseline already meets or equals the bound, so there is no way to measure; read the margin instead"
    )]
    MetAtBaseline,
    /// The value is not from after the base point.
    #[error(
        "no time has passed between the base point and the value, expected some; use a later observation"
    )]
    NoTimeElapsed,
    /// The deadline is not after the value or the base point.
    #[error("no time is left before the deadline, expected some; read attainment instead of pace")]
    NoTimeLeft,
    /// Constant growth between numbers that are 0 or differ in sign.
    #[error(
        "found 0 or numbers of different sign, expected all on one side of 0 for constant growth; use another path"
    )]
    NotPositive,
    /// Nothing changed, so a quotient with the achieved change has no meaning.
    #[error(
        "nothing has changed since the baseline, expected a change towards the target; read the required rate alone"
    )]
    NoMovement,
    /// The change went away from the target, so a quotient with it has no meaning.
    #[error("the change leads away from the target, expected one towards it; read the required rate alone")]
    NotTowardsTarget,
    /// A line, a trend, a path or an interval was asked of too few points.
    #[error(
        "found too few points, expected at least 2 for a line, 3 or more for its interval and 1 for a stated path; add observations or points"
    )]
    TooFewPoints,
    /// All points are from one moment, or the last two are.
    #[error(
        "the points are from one and the same moment, expected different ones; keep one value for each moment"
    )]
    OneMoment,
    /// A ratio to an expected value of 0.
    #[error("the expected value is 0, expected another number to divide by; read the difference instead")]
    ZeroExpected,
    /// A ratio to an expected change of 0.
    #[error("the path expects no change yet, expected some to divide by; read the difference instead")]
    NothingExpectedYet,
    /// A ratio to 0.
    #[error("found the divisor 0, expected another number; read the absolute number instead")]
    ZeroDenominator,
    /// The moment lies before the base point of the path.
    #[error(
        "the moment lies before the base point, expected one from the base point on; use a later observation"
    )]
    BeforeBaseline,
    /// The moment lies after the end of the path, or a stated point contradicts or leaves the path's ends.
    #[error(
        "found a moment or point outside the path, expected one between base point and deadline that agrees with both; correct the point or read attainment"
    )]
    OutsidePath,
    /// The points of a path do not follow each other in time.
    #[error(
        "the points of the path are out of order or share a moment, expected increasing times; order them"
    )]
    PointsOutOfOrder,
    /// The projection never meets the bound.
    #[error(
        "the projection does not lead to the bound, expected it to cross; read the projected value instead"
    )]
    NeverReached,
    /// The baseline is only bounded, and the bound to reach may lie where it does.
    #[error(
        "the baseline may meet or equal the bound, so that any share of the way is possible; narrow the baseline or read the margin instead"
    )]
    BaselineMayMeet,
    /// A prediction interval was asked of a projection that has none.
    #[error(
        "this projection says nothing about its own error, expected least-squares or theil-sen for an interval; choose one of these"
    )]
    NoIntervalForProjection,
    /// The points lie on the line, all or too many of them, and give no measure of scatter.
    #[error(
        "the points scatter too little about the line to tell how far off it is; read the projected value without an interval"
    )]
    NoSpread,
    /// The numbers are too large or too long for a root, a logarithm or a power.
    #[error(
        "the numbers are too large for a root or a power, expected ordinary magnitudes; use a larger unit"
    )]
    BeyondComputation,
}

impl Undefined {
    /// The stable code of this reason.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::MetAtBaseline => "met_at_baseline",
            Self::NoTimeElapsed => "no_time_elapsed",
            Self::NoTimeLeft => "no_time_left",
            Self::NotPositive => "not_positive",
            Self::NoMovement => "no_movement",
            Self::NotTowardsTarget => "not_towards_target",
            Self::TooFewPoints => "too_few_points",
            Self::OneMoment => "one_moment",
            Self::ZeroExpected => "zero_expected",
            Self::NothingExpectedYet => "nothing_expected_yet",
            Self::ZeroDenominator => "zero_denominator",
            Self::BeforeBaseline => "before_baseline",
            Self::OutsidePath => "outside_path",
            Self::PointsOutOfOrder => "points_out_of_order",
            Self::NeverReached => "never_reached",
            Self::BaselineMayMeet => "baseline_may_meet",
            Self::NoIntervalForProjection => "no_interval_for_projection",
            Self::NoSpread => "no_spread",
            Self::BeyondComputation => "beyond_computation",
        }
    }
}
