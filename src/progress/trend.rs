//! Which way the margin to the acceptable values has moved lately.
//! Theil–Sen over the last few observations; flat within a declared band.

use super::Undefined;
use crate::number::{Ratio, statistics};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The direction of a trend, in order from bad to good.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrendDirection {
    /// The margin shrinks.
    Worsening,
    /// The margin moves no more than the band over the whole time.
    Flat,
    /// The margin grows.
    Improving,
}

impl fmt::Display for TrendDirection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Worsening => "worsening",
            Self::Flat => "flat",
            Self::Improving => "improving",
        })
    }
}

/// How the margin moves, and how many observations say so.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Trend {
    direction: TrendDirection,
    slope: Ratio,
    years: Ratio,
    points: usize,
}

impl Trend {
    /// Improving, flat or worsening.
    #[must_use]
    pub fn direction(&self) -> TrendDirection {
        self.direction
    }

    /// The change of the margin a year; positive when improving.
    #[must_use]
    pub fn slope(&self) -> &Ratio {
        &self.slope
    }

    /// The years from the first observation to the last.
    #[must_use]
    pub fn years(&self) -> &Ratio {
        &self.years
    }

    /// How many observations the trend rests on; with two it is a mere difference, and output says so.
    #[must_use]
    pub fn points(&self) -> usize {
        self.points
    }
}

/// The trend of margins given as (years, margin): the Theil–Sen slope, the median of the slopes between all
/// pairs (Sen 1968, doi:10.2307/2285891). Flat if the slope makes no more than `flat_band` of difference over the
/// whole time.
///
/// # Errors
/// [`Undefined::TooFewPoints`] for fewer than two points, [`Undefined::OneMoment`] if they are all of one time.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::{TrendDirection, trend};
/// let margins = [(0, -27), (1, -25), (2, -21)].map(|(year, margin)| (Ratio::from(year), Ratio::from(margin)));
/// let trend = trend(&margins, &Ratio::zero())?;
/// assert_eq!((trend.direction(), trend.slope()), (TrendDirection::Improving, &Ratio::from(3)));
/// # Ok::<(), policy_targets::progress::Undefined>(())
/// ```
pub fn trend(points: &[(Ratio, Ratio)], flat_band: &Ratio) -> Result<Trend, Undefined> {
    if points.len() < 2 {
        return Err(Undefined::TooFewPoints);
    }
    let slope = statistics::theil_sen_slope(points).ok_or(Undefined::OneMoment)?;
    let times = || points.iter().map(|(time, _)| time);
    let years = times().max().zip(times().min()).map_or_else(Ratio::zero, |(last, first)| last - first);
    let direction = if (&slope * &years).absolute() <= *flat_band || slope.is_zero() {
        TrendDirection::Flat
    } else if slope.is_positive() {
        TrendDirection::Improving
    } else {
        TrendDirection::Worsening
    };
    Ok(Trend { direction, slope, years, points: points.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points(margins: &[i64]) -> Vec<(Ratio, Ratio)> {
        (0_i64..).zip(margins).map(|(time, margin)| (time.into(), (*margin).into())).collect()
    }

    #[test]
    fn one_wild_value_does_not_turn_a_trend() {
        let trend = trend(&points(&[-50, -40, -30, -99, -10]), &Ratio::zero()).unwrap();
        assert_eq!((trend.direction(), trend.points()), (TrendDirection::Improving, 5));
    }

    #[test]
    fn a_move_as_large_as_the_band_is_flat_and_a_larger_one_is_not() {
        let points = points(&[0, 1, 2]);
        let direction = |band: &str| trend(&points, &band.parse().unwrap()).unwrap().direction();
        assert_eq!(direction("2"), TrendDirection::Flat);
        assert_eq!(direction("1.99"), TrendDirection::Improving);
    }

    #[test]
    fn too_little_evidence_is_refused() {
        assert_eq!(trend(&points(&[1]), &Ratio::zero()), Err(Undefined::TooFewPoints));
        let same = [(Ratio::one(), Ratio::one()), (Ratio::one(), Ratio::zero())];
        assert_eq!(trend(&same, &Ratio::zero()), Err(Undefined::OneMoment));
    }

    proptest! {
        #[test]
        fn negated_margins_turn_the_trend(margins in proptest::collection::vec(-50_i64..50, 2..7), band in 0_i64..9) {
            let negated: Vec<_> = points(&margins).into_iter().map(|(time, margin)| (time, -margin)).collect();
            let band = Ratio::from(band);
            let (trend, turned) = (trend(&points(&margins), &band).unwrap(), trend(&negated, &band).unwrap());
            prop_assert_eq!(trend.slope(), &-turned.slope());
            let flat = TrendDirection::Flat;
            prop_assert_eq!(trend.direction().cmp(&flat), turned.direction().cmp(&flat).reverse());
        }
    }
}
