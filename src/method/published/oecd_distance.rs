//! `oecd-distance`: the distance to a target in standard deviations of a group of peers, as the OECD measures it.
//! 0 where the target is met; the cut-offs of its classes are as recalled.

use crate::method::{
    Band, Case, Class, Description, Invariance, Method, Parameter, Point, Rating, Reason, Refusal,
    Verification,
};
use crate::number::{Ratio, rate};

/// At the target or at most half a standard deviation short of it.
const SMALL: Class = Class::new(1, "small_distance", "Small distance");
/// Up to one and a half.
const MEDIUM: Class = Class::new(2, "medium_distance", "Medium distance");
/// More than one and a half.
const LARGE: Class = Class::new(3, "large_distance", "Large distance");

const CLASSES: &[Class] = &[SMALL, MEDIUM, LARGE];

/// Of the distance, turned so that less is better.
const BANDS: &[Band] =
    &[Band::at_least(-25, 2, SMALL), Band::at_least(-225, 2, MEDIUM), Band::otherwise(LARGE)];

/// Whether the peers are all there are or a sample of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deviation {
    Population,
    Sample,
}

/// The OECD's distance to a target: how many standard deviations of the peers' values it lies away.
///
/// **Formula.** `|x - T| / s`, 0 where the target is met; `s` is the standard deviation of the values of
/// [`Parameter::Peers`], of a whole population or of a sample, which is not settled.
/// **Order of checks.** Target met; then up to 0.5, up to 1.5, more, as recalled.
/// **Refuses** without direction, target and peers, with fewer than two peers, and where all peers are equal.
/// **Source.** Descriptions of the OECD's report; the report itself was not seen.
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, Point, published::OecdDistance};
/// use policy_targets::progress::Direction;
///
/// let peers: Vec<Point> = [2, 4, 4, 4, 5, 5, 7, 9].map(|value| Point::new(2022, value.into())).to_vec();
/// let case = Case::new([(2022, 7.into())])
///     .with_direction(Direction::Down)
///     .with_target(1.into())
///     .with(Parameter::Peers, peers);
/// let distance = |method: OecdDistance| method.rate(&case).map(|rating| rating.statistic().map(ToString::to_string));
/// assert_eq!(distance(OecdDistance::POPULATION)?.as_deref(), Some("3"));
/// assert_eq!(distance(OecdDistance::SAMPLE)?.as_deref(), Some("2.80624304008"));
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OecdDistance(Deviation);

impl OecdDistance {
    /// With the standard deviation of all peers.
    pub const POPULATION: Self = Self(Deviation::Population);
    /// With the standard deviation of a sample of peers.
    pub const SAMPLE: Self = Self(Deviation::Sample);
}

impl Method for OecdDistance {
    fn description(&self) -> Description {
        let (id, edition) = match self.0 {
            Deviation::Population => ("oecd-distance", "standard deviation of a population"),
            Deviation::Sample => ("oecd-distance-sample", "standard deviation of a sample"),
        };
        Description::new(id, Verification::Recalled)
            .by("OECD", edition)
            .asking("How many standard deviations of the peers does the value lie from the target?")
            .with_formula("|x - T| / s, 0 where the target is met")
            .with_checks("target met, then bands of the distance")
            .with_source("descriptions of Measuring Distance to the SDG Targets")
            .with_verified(
                "the idea is described by others; the cut-offs and the kind of deviation are not settled",
            )
            .with_needs(&[Parameter::Direction, Parameter::Target, Parameter::Peers])
            .with_classes(CLASSES)
            .with_invariances(&[Invariance::Mirror, Invariance::Scale, Invariance::Shift, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let (direction, target) = (case.require_direction()?, case.require_target()?);
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let variance = self.variance(case.require_values(Parameter::Peers)?)?;
        let rating = Rating::by(self).at(current).with_term("variance", variance.clone());
        if direction.is_as_good(&current.number(), &target) {
            let rating = rating.with_class(SMALL).with_rule("target met");
            return Ok(rating.with_exact_statistic(Ratio::zero()));
        }
        let away = (current.number() - target).absolute();
        // D = |x - T| / s is the root of its square, which is exact.
        let squared = (&away * &away).divide(&variance).ok_or(Reason::ZeroDenominator)?;
        let distance =
            rate::grown(&Ratio::one(), &squared, &Ratio::half()).ok_or(Reason::BeyondComputation)?;
        let class = Band::class_of(&-&squared, BANDS)?;
        Ok(rating.with_class(class).with_rounded_statistic(&distance))
    }
}

impl OecdDistance {
    fn variance(self, peers: &[Point]) -> Result<Ratio, Refusal> {
        let count = i64::try_from(peers.len()).unwrap_or(i64::MAX);
        if count < 2 {
            return Err(Refusal::new(Reason::TooFewPoints).with("peers", count));
        }
        let total = |numbers: &mut dyn Iterator<Item = Ratio>| {
            numbers.fold(Ratio::zero(), |sum, number| sum + number)
        };
        let mean = total(&mut peers.iter().map(|peer| peer.number())).divide(&Ratio::from(count));
        let mean = mean.ok_or(Reason::TooFewPoints)?;
        let squares = total(&mut peers.iter().map(|peer| {
            let away = peer.number() - &mean;
            &away * &away
        }));
        let freedom = match self.0 {
            Deviation::Population => count,
            Deviation::Sample => count.saturating_sub(1),
        };
        let variance = squares.divide(&Ratio::from(freedom)).ok_or(Reason::TooFewPoints)?;
        if variance.is_zero() {
            return Err(Refusal::new(Reason::ZeroDenominator).with("variance", variance));
        }
        Ok(variance)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use crate::progress::Direction;

    fn case(value: &str, peers: &[i64]) -> Case {
        let peers: Vec<Point> = peers.iter().map(|peer| Point::new(2022, (*peer).into())).collect();
        Case::new([(2022, value.parse().unwrap())])
            .with_direction(Direction::Down)
            .with_target(1.into())
            .with(Parameter::Peers, peers)
    }

    const PEERS: &[i64] = &[2, 4, 4, 4, 5, 5, 7, 9];

    #[test]
    fn each_cut_off_belongs_to_the_nearer_class() {
        // A standard deviation of 2 from a target of 1.
        for (value, distance, class) in [
            ("0", "0", "small_distance"),
            ("1", "0", "small_distance"),
            ("2", "0.5", "small_distance"),
            ("2.1", "0.55", "medium_distance"),
            ("4", "1.5", "medium_distance"),
            ("4.1", "1.55", "large_distance"),
            ("7", "3", "large_distance"),
        ] {
            let rating = OecdDistance::POPULATION.rate(&case(value, PEERS)).unwrap();
            assert_eq!(rating.statistic().unwrap().to_string(), distance, "{value}");
            assert_eq!(rating.class().unwrap().code(), class, "{value}");
        }
    }

    #[test]
    fn peers_that_do_not_differ_measure_nothing() {
        let reason = |peers: &[i64]| OecdDistance::SAMPLE.rate(&case("7", peers)).unwrap_err().reason();
        assert_eq!(reason(&[5, 5, 5]), Reason::ZeroDenominator);
        assert_eq!(reason(&[5]), Reason::TooFewPoints);
    }
}
