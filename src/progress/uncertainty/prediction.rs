//! How far a projection may be off: an interval for the value at a time, and how probable it is to meet a bound.
//! For the two projections that fit a line and so show their own scatter.

use super::super::{Acceptable, Projection, Undefined};
use super::ConfidenceLevel;
use crate::number::distribution::Distribution;
use crate::number::statistics::{Line, least_squares, theil_sen};
use crate::number::{Endpoint, Interval, Ratio, Value, spread};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Decimals of a probability. An interval has 12 significant digits, of which a tail of the distribution keeps
/// ten decimals.
pub const PROBABILITY_DECIMALS: u32 = 10;

/// Fewer points than this have no Theil–Sen interval: the scale of their scatter was not tested.
const FEWEST_FOR_SEN: usize = 5;

/// What a prediction takes for granted. Where it does not hold, the stated level is not kept; the page of
/// [this module](super) shows by how much.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Assumption {
    /// The course is a straight line and stays one until the time asked about.
    LinearCourse,
    /// One value's distance from the line says nothing about the next one's.
    IndependentErrors,
    /// Distances from the line are as large early as late.
    ConstantVariance,
    /// Distances from the line are normally distributed.
    NormalErrors,
}

impl Assumption {
    /// All, in the order in which they matter to yearly statistics.
    pub const ALL: &'static [Self] =
        &[Self::LinearCourse, Self::IndependentErrors, Self::ConstantVariance, Self::NormalErrors];

    /// The stable code.
    ///
    /// ```
    /// use policy_targets::progress::uncertainty::Assumption;
    /// assert_eq!(Assumption::IndependentErrors.code(), "independent_errors");
    /// ```
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::LinearCourse => "linear_course",
            Self::IndependentErrors => "independent_errors",
            Self::ConstantVariance => "constant_variance",
            Self::NormalErrors => "normal_errors",
        }
    }
}

impl fmt::Display for Assumption {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

/// How an interval was found.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PredictionMethod {
    /// Student's t about the line of least squares.
    StudentT,
    /// Sen's interval of the slope, joined with the scatter about the Theil–Sen line.
    SenInterval,
}

impl PredictionMethod {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::StudentT => "student_t",
            Self::SenInterval => "sen_interval",
        }
    }
}

impl fmt::Display for PredictionMethod {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

/// A projected value with its interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prediction {
    value: Ratio,
    /// How far the interval reaches down and up; above 0.
    below: Ratio,
    above: Ratio,
    level: ConfidenceLevel,
    method: PredictionMethod,
    points: usize,
    distribution: Distribution,
}

/// Predicts the value at a time from points, given as (years, value) in any order, by a projection.
///
/// **Least squares**: `ŷ ± t √(s² (1 + 1/n + (x - x̄)² / Σ (x - x̄)²))`, with `t` of `n - 2` degrees of freedom
/// (Draper and Smith, Applied Regression Analysis, third edition, section 3.2).
///
/// **Theil–Sen**: two half-widths at the same level, joined as the root of the sum of their squares, up and down
/// apart (Zou and Donner 2008, doi:10.1002/sim.3095). One is what Sen's interval of the slope makes of the
/// distance from the mean time, see [`sen_interval`](spread::sen_interval). The other is `t σ √(1 + π / 2n)`: a
/// new value's own scatter and the error of a median height, whose variance is `π/2` of that of a mean; `σ` is
/// 1.0484 times the [median distance](spread::median_pair_distance) between pairs of residuals, which as the
/// line itself withstands up to 29 % of wild values.
///
/// # Errors
/// [`Undefined::NoIntervalForProjection`] for a projection other than these two, [`Undefined::TooFewPoints`] for
/// fewer than three points (five for Theil–Sen, and as many as Sen's interval needs for the level),
/// [`Undefined::OneMoment`] if they are all of one time, [`Undefined::NoSpread`] if they lie on the line, for
/// Theil–Sen if half of the pairs of residuals are equal, [`Undefined::BeyondComputation`] beyond 10 000 degrees
/// of freedom.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::uncertainty::{Assumption, prediction};
/// use policy_targets::progress::{Acceptable, Projection};
///
/// let points = [(0, 12), (1, 15), (2, 15), (3, 20), (4, 20)].map(|(x, y)| (Ratio::from(x), Ratio::from(y)));
/// let prediction = prediction(&points, Projection::LeastSquares, &Ratio::from(6), &"0.9".parse()?)?;
/// assert_eq!(prediction.value().to_string(), "24.8");
/// let ends = prediction.interval();
/// let shown = |end: Option<&Ratio>| end.and_then(|end| end.rounded(1).ok()).map(|end| end.to_string());
/// assert_eq!(shown(ends.lower().number()), Some("19.7".into()));
/// assert_eq!(shown(ends.upper().number()), Some("29.9".into()));
///
/// let reached = prediction.probability_of(&Acceptable::at_least(Ratio::from(22)))?;
/// assert_eq!(reached.to_ratio().rounded(2)?.to_string(), "0.86");
/// assert!(prediction.assumptions().contains(&Assumption::IndependentErrors));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn prediction(
    points: &[(Ratio, Ratio)],
    projection: Projection,
    at: &Ratio,
    level: &ConfidenceLevel,
) -> Result<Prediction, Undefined> {
    let (method, fewest) = match projection {
        Projection::LeastSquares => (PredictionMethod::StudentT, 3),
        Projection::TheilSen => (PredictionMethod::SenInterval, FEWEST_FOR_SEN),
        Projection::LastRate | Projection::ConstantGrowth => return Err(Undefined::NoIntervalForProjection),
    };
    if points.len() < fewest {
        return Err(Undefined::TooFewPoints);
    }
    let degrees = u32::try_from(points.len().saturating_sub(2)).map_err(|_| Undefined::BeyondComputation)?;
    let distribution = Distribution::Student { degrees };
    let (line, [below, above]) = match method {
        PredictionMethod::StudentT => {
            let line = least_squares(points).ok_or(Undefined::OneMoment)?;
            let variance = spread::prediction_variance(points, at).ok_or(Undefined::OneMoment)?;
            let half_width = half_width(distribution, level, &variance, &Ratio::zero())?;
            (line, [half_width.clone(), half_width])
        }
        PredictionMethod::SenInterval => {
            let line = theil_sen(points).ok_or(Undefined::OneMoment)?;
            let reaches = sen_reaches(points, &line, at, level)?;
            let variance = height_variance(points, &line)?;
            let [below, above] = reaches.map(|reach| half_width(distribution, level, &variance, &reach));
            (line, [below?, above?])
        }
    };
    let value = line.at(at);
    Ok(Prediction { value, below, above, level: level.clone(), method, points: points.len(), distribution })
}

fn half_width(
    distribution: Distribution,
    level: &ConfidenceLevel,
    variance: &Ratio,
    apart: &Ratio,
) -> Result<Ratio, Undefined> {
    if !variance.is_positive() {
        return Err(Undefined::NoSpread);
    }
    distribution
        .half_width(level.fraction(), variance, apart)
        .filter(Ratio::is_positive)
        .ok_or(Undefined::BeyondComputation)
}

/// How far down and up the ends of Sen's interval lead from the line at a time, turned about the mean time:
/// there the slope and the height of the line are open independently of each other.
fn sen_reaches(
    points: &[(Ratio, Ratio)],
    line: &Line,
    at: &Ratio,
    level: &ConfidenceLevel,
) -> Result<[Ratio; 2], Undefined> {
    let slopes = spread::sen_interval(points, level.fraction()).ok_or(Undefined::TooFewPoints)?;
    let mean = spread::mean_x(points).ok_or(Undefined::TooFewPoints)?;
    let turned = slopes.shifted(&-line.slope()).scaled(&(at - &mean));
    match (turned.lower(), turned.upper()) {
        (Endpoint::Closed(lower), Endpoint::Closed(upper)) => Ok([lower.clone(), upper.clone()]),
        _ => Err(Undefined::TooFewPoints),
    }
}

/// `σ² (1 + π / 2n)`: the variance of a new value about the median height of the line.
fn height_variance(points: &[(Ratio, Ratio)], line: &Line) -> Result<Ratio, Undefined> {
    let residuals: Vec<Ratio> = points.iter().map(|(x, y)| y - &line.at(x)).collect();
    let distance = spread::median_pair_distance(&residuals).ok_or(Undefined::TooFewPoints)?;
    let count = i64::try_from(points.len()).map_err(|_| Undefined::BeyondComputation)?;
    let [consistent, half_pi] = CONSTANTS
        .map(|(numerator, denominator)| Ratio::new(numerator, denominator).unwrap_or_else(Ratio::zero));
    let of_median = half_pi.divide(&Ratio::from(count)).ok_or(Undefined::TooFewPoints)?;
    Ok((distance * consistent).power(2) * (Ratio::one() + of_median))
}

/// `1 / (√2 Φ⁻¹(3/4))`, which makes the median distance between pairs a standard deviation, and `π/2`; both to
/// 12 significant digits.
const CONSTANTS: [(i64, i64); 2] = [(104_835_808_251, 100_000_000_000), (157_079_632_679, 100_000_000_000)];

impl Prediction {
    /// The projected value, as [`project`](super::super::project) returns it.
    #[must_use]
    pub fn value(&self) -> &Ratio {
        &self.value
    }

    /// Where the value reported for that time should lie, in `level` of all cases in which the assumptions hold.
    #[must_use]
    pub fn interval(&self) -> Interval {
        Interval::closed(&self.value - &self.below, &self.value + &self.above)
    }

    /// How sure the interval is meant to be.
    #[must_use]
    pub fn level(&self) -> &ConfidenceLevel {
        &self.level
    }

    /// How the interval was found.
    #[must_use]
    pub fn method(&self) -> PredictionMethod {
        self.method
    }

    /// How many points it rests on.
    #[must_use]
    pub fn points(&self) -> usize {
        self.points
    }

    /// What has to hold for the level to be kept.
    #[must_use]
    pub fn assumptions(&self) -> &'static [Assumption] {
        Assumption::ALL
    }

    /// The probability that the value meets the bound, with ten decimals.
    ///
    /// It is the probability that belongs to the interval: a Student t distribution of `n - 2` degrees of
    /// freedom around the value, of which `level` lies in the interval, scaled up and down apart where the
    /// interval is not symmetric. A bound that is a single number has probability 0, however coarsely values are
    /// printed.
    ///
    /// # Errors
    /// [`Undefined::BeyondComputation`] for a probability the distribution does not compute.
    pub fn probability_of(&self, acceptable: &Acceptable) -> Result<Value, Undefined> {
        let set = acceptable.set();
        let up_to = set.upper().number().map_or(Ok(Ratio::one()), |upper| self.probability_below(upper))?;
        let without =
            set.lower().number().map_or(Ok(Ratio::zero()), |lower| self.probability_below(lower))?;
        (up_to - without).rounded(PROBABILITY_DECIMALS).map_err(|_| Undefined::BeyondComputation)
    }

    fn probability_below(&self, number: &Ratio) -> Result<Ratio, Undefined> {
        let distance = number - &self.value;
        let half_width = if distance.is_negative() { &self.below } else { &self.above };
        let within = self
            .distribution
            .probability_within(&distance, half_width, self.level.fraction())
            .ok_or(Undefined::BeyondComputation)?;
        let side = if distance.is_negative() { -within } else { within };
        Ok((Ratio::one() + side) * Ratio::half())
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "small whole numbers; a test fails loudly")]
mod tests {
    use super::*;
    use crate::progress::project;
    use proptest::prelude::*;

    const FITTED: [Projection; 2] = [Projection::LeastSquares, Projection::TheilSen];

    fn points(values: &[i64]) -> Vec<(Ratio, Ratio)> {
        (0_i64..).zip(values).map(|(time, value)| (time.into(), (*value).into())).collect()
    }

    fn ninety() -> ConfidenceLevel {
        "0.9".parse().unwrap()
    }

    fn predicted(values: &[i64], projection: Projection) -> Result<Prediction, Undefined> {
        prediction(&points(values), projection, &Ratio::from(20), &ninety())
    }

    fn width(prediction: &Prediction) -> Ratio {
        &prediction.below + &prediction.above
    }

    #[test]
    fn what_shows_no_scatter_of_its_own_has_no_interval() {
        let values = [3, 1, 4, 1, 5, 9, 2];
        for projection in [Projection::LastRate, Projection::ConstantGrowth] {
            assert_eq!(predicted(&values, projection), Err(Undefined::NoIntervalForProjection));
        }
        assert_eq!(predicted(&[1, 2], Projection::LeastSquares), Err(Undefined::TooFewPoints));
        assert!(predicted(&[1, 3, 2], Projection::LeastSquares).is_ok());
        assert_eq!(predicted(&[1, 3, 2, 4], Projection::TheilSen), Err(Undefined::TooFewPoints));
        assert!(predicted(&[1, 3, 2, 5, 4], Projection::TheilSen).is_ok());
        for projection in FITTED {
            assert_eq!(predicted(&[1, 2, 3, 4, 5, 6], projection), Err(Undefined::NoSpread));
            let same = [3, 1, 4, 1, 5].map(|value| (Ratio::one(), Ratio::from(value)));
            assert_eq!(prediction(&same, projection, &Ratio::from(2), &ninety()), Err(Undefined::OneMoment));
        }
        // All but one on the line: least squares sees the one, the median of distances does not.
        assert!(predicted(&[1, 2, 3, 4, 5, 9], Projection::LeastSquares).is_ok());
        assert_eq!(predicted(&[1, 2, 3, 4, 5, 9], Projection::TheilSen), Err(Undefined::NoSpread));
        // Six points are too few for 99 %: the rank is (15 + 1 - 2.576 · 5.323) / 2 = 1.14, but five have 0.24.
        let level = "0.99".parse().unwrap();
        let with =
            |values: &[i64]| prediction(&points(values), Projection::TheilSen, &Ratio::from(9), &level);
        assert!(with(&[1, 3, 2, 5, 4, 8]).is_ok());
        assert_eq!(with(&[1, 3, 2, 5, 4]), Err(Undefined::TooFewPoints));
    }

    #[test]
    fn numbers_beyond_floats_have_the_interval_of_their_scale() {
        let huge = Ratio::power_of_ten(400);
        let values = [1, 3, 2, 5, 4];
        let scaled: Vec<_> = points(&values).into_iter().map(|(x, y)| (x, y * &huge)).collect();
        for projection in FITTED {
            let found = prediction(&scaled, projection, &Ratio::from(20), &ninety()).unwrap();
            assert_eq!(found.interval(), predicted(&values, projection).unwrap().interval().scaled(&huge));
        }
    }

    /// Floats rounded the half-width of these to another twelfth digit when the points were given in thousandths.
    #[test]
    fn a_half_width_on_the_edge_of_its_last_digit_rounds_alike_at_every_scale() {
        let values = [-11, -15, -19, 12, 15, -31, -7, 42, -5, -5];
        for projection in FITTED {
            let found = predicted(&values, projection).unwrap().interval();
            let scaled = predicted(&values.map(|value| value * 1000), projection).unwrap().interval();
            assert_eq!(scaled, found.scaled(&Ratio::from(1000)));
        }
    }

    #[test]
    fn one_wild_value_widens_least_squares_and_hardly_theil_sen() {
        let tame = [0, 12, 18, 31, 42, 48, 61, 70, 83, 89];
        let mut wild = tame;
        wild[4] = 400;
        let factor = |projection| {
            let [tame, wild] = [tame, wild].map(|values| width(&predicted(&values, projection).unwrap()));
            wild.divide(&tame).unwrap()
        };
        assert!(factor(Projection::LeastSquares) > Ratio::from(20));
        assert!(factor(Projection::TheilSen) < Ratio::from(3));
    }

    proptest! {
        #[test]
        fn the_interval_surrounds_what_is_projected_and_half_lies_to_each_side(
            values in proptest::collection::vec(-50_i64..50, 6..14),
        ) {
            for projection in FITTED {
                let Ok(found) = predicted(&values, projection) else { continue };
                let value = project(projection, &points(&values)).unwrap().at(&Ratio::from(20)).unwrap();
                prop_assert_eq!(found.value(), &value);
                prop_assert!(found.interval().contains(&value));
                let half = found.probability_of(&Acceptable::over(value)).unwrap();
                prop_assert_eq!(half.to_string(), "0.5000000000");
            }
        }

        #[test]
        fn mirrored_scaled_and_reordered_points_have_the_mirrored_scaled_and_same_interval(
            values in proptest::collection::vec(-50_i64..50, 6..14), bound in -100_i64..100,
        ) {
            for projection in FITTED {
                let Ok(found) = predicted(&values, projection) else { continue };
                let mirrored: Vec<i64> = values.iter().map(|value| -value).collect();
                let mirrored = predicted(&mirrored, projection).unwrap();
                prop_assert_eq!(mirrored.interval(), found.interval().negated());
                let at_least = found.probability_of(&Acceptable::at_least(bound.into())).unwrap();
                let at_most = mirrored.probability_of(&Acceptable::at_most((-bound).into())).unwrap();
                prop_assert_eq!(at_least, at_most);
                // By a power of ten, so that the same digits are kept.
                let scaled: Vec<i64> = values.iter().map(|value| value * 1000).collect();
                let scaled = predicted(&scaled, projection).unwrap();
                prop_assert_eq!(scaled.interval(), found.interval().scaled(&Ratio::from(1000)));
                let backwards: Vec<_> = points(&values).into_iter().rev().collect();
                prop_assert_eq!(prediction(&backwards, projection, &Ratio::from(20), &ninety()), Ok(found));
            }
        }

        #[test]
        fn a_surer_interval_is_wider_and_a_bound_farther_out_less_probable(
            values in proptest::collection::vec(-50_i64..50, 7..14), bound in -100_i64..100, farther in 0_i64..50,
        ) {
            for projection in FITTED {
                let at = |level: &str| {
                    prediction(&points(&values), projection, &Ratio::from(20), &level.parse().unwrap())
                };
                let (Ok(narrow), Ok(wide)) = (at("0.8"), at("0.95")) else { continue };
                prop_assert!(narrow.interval().is_subset_of(&wide.interval()));
                let reached = |bound: i64| wide.probability_of(&Acceptable::over(bound.into())).unwrap();
                prop_assert!(reached(bound) >= reached(bound + farther));
                let band = Acceptable::between(bound.into(), (bound + farther).into()).unwrap();
                let difference = reached(bound).to_ratio() - reached(bound + farther).to_ratio();
                let apart = (wide.probability_of(&band).unwrap().to_ratio() - difference).absolute();
                prop_assert!(apart <= Ratio::new(1, 5_000_000_000).unwrap(), "{apart}");
            }
        }
    }
}
