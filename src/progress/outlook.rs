//! Where a value is heading: observations carried on by a named projection.
//! Straight lines are exact; on constant growth whether a bound is met is decided exactly, heights are rounded.

use super::growth::Growth;
use super::{Acceptable, Direction, Projection, Undefined};
use crate::number::{Endpoint, Ratio, statistics};
use std::cmp::Ordering;

/// Observations carried on into the future.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::{Acceptable, Projection, project};
///
/// let points = [(0, 10), (1, 12), (2, 16)].map(|(year, value)| (Ratio::from(year), Ratio::from(value)));
/// let outlook = project(Projection::LastRate, &points)?;
/// let goal = Acceptable::at_least(Ratio::from(30));
/// assert_eq!(outlook.at(&Ratio::from(5))?, Ratio::from(28));
/// assert!(!outlook.meets(&goal, &Ratio::from(5))?);
/// assert_eq!(outlook.reaches(&goal)?.to_string(), "5.5");
/// # Ok::<(), policy_targets::progress::Undefined>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Projected {
    /// The time of the last point, from which on it is a projection.
    from: Ratio,
    curve: Curve,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Curve {
    Line(statistics::Line),
    /// Its time 0 is the first point's, kept beside it.
    Growth(Ratio, Growth),
}

/// Carries points, given as (years, value) in any order, on by a projection.
///
/// # Errors
/// [`Undefined::TooFewPoints`] for fewer than two points, [`Undefined::OneMoment`] if those it rests on are of
/// one time, [`Undefined::NotPositive`] for constant growth from or to 0 or through it.
pub fn project(projection: Projection, points: &[(Ratio, Ratio)]) -> Result<Projected, Undefined> {
    let mut points = points.to_vec();
    points.sort();
    let [first, .., last] = points.as_slice() else {
        return Err(Undefined::TooFewPoints);
    };
    let line = match projection {
        Projection::LastRate => {
            let last_two = points.get(points.len().saturating_sub(2)..).unwrap_or_default();
            statistics::theil_sen(last_two)
        }
        Projection::TheilSen => statistics::theil_sen(&points),
        Projection::LeastSquares => statistics::least_squares(&points),
        Projection::ConstantGrowth => {
            if first.0 == last.0 {
                return Err(Undefined::OneMoment);
            }
            let growth = Growth::between(&first.1, &last.1, &(&last.0 - &first.0))?;
            return Ok(Projected { from: last.0.clone(), curve: Curve::Growth(first.0.clone(), growth) });
        }
    };
    Ok(Projected { from: last.0.clone(), curve: Curve::Line(line.ok_or(Undefined::OneMoment)?) })
}

impl Projected {
    /// The time of the last point: what comes later is projected.
    #[must_use]
    pub fn from(&self) -> &Ratio {
        &self.from
    }

    /// The value at a time: exact on a straight line, to 12 significant digits on constant growth.
    ///
    /// # Errors
    /// [`Undefined::BeyondComputation`] for a power that no float holds.
    pub fn at(&self, time: &Ratio) -> Result<Ratio, Undefined> {
        match &self.curve {
            Curve::Line(line) => Ok(line.at(time)),
            Curve::Growth(origin, growth) => growth.at(&(time - origin)),
        }
    }

    /// Whether the value at a time meets the bound; decided exactly, also on constant growth.
    ///
    /// # Errors
    /// [`Undefined::BeyondComputation`] for a power that cannot be compared.
    pub fn meets(&self, acceptable: &Acceptable, time: &Ratio) -> Result<bool, Undefined> {
        let within = |end: &Endpoint, outside: Ordering| match end {
            Endpoint::Unbounded => Ok(true),
            Endpoint::Closed(number) => self.compare(time, number).map(|side| side != outside),
            Endpoint::Open(number) => self.compare(time, number).map(|side| side == outside.reverse()),
        };
        let set = acceptable.set();
        Ok(within(set.lower(), Ordering::Less)? && within(set.upper(), Ordering::Greater)?)
    }

    /// From when on, not before the last point, the bound is met: the time at which the near edge is crossed. To
    /// 12 significant digits on constant growth.
    ///
    /// # Errors
    /// [`Undefined::NeverReached`] if the projection does not lead to the bound,
    /// [`Undefined::BeyondComputation`] for numbers no float holds.
    pub fn reaches(&self, acceptable: &Acceptable) -> Result<Ratio, Undefined> {
        if self.meets(acceptable, &self.from)? {
            return Ok(self.from.clone());
        }
        let start = self.at(&self.from)?;
        let heading = match &self.curve {
            Curve::Line(line) => Direction::towards(&Ratio::zero(), line.slope()),
            Curve::Growth(_, growth) => growth.heading(),
        };
        if heading.is_none() || heading != acceptable.direction_from(&start) {
            return Err(Undefined::NeverReached);
        }
        let edge = acceptable.near_edge(&start).ok_or(Undefined::NeverReached)?;
        match &self.curve {
            Curve::Line(line) => line.reaches(edge).ok_or(Undefined::NeverReached),
            Curve::Growth(origin, growth) => growth.time_of(edge).map(|time| time + origin),
        }
    }

    /// How the exact height at a time compares with a number.
    fn compare(&self, time: &Ratio, number: &Ratio) -> Result<Ordering, Undefined> {
        match &self.curve {
            Curve::Line(line) => Ok(line.at(time).cmp(number)),
            Curve::Growth(origin, growth) => growth.compare(&(time - origin), number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Projection; 4] =
        [Projection::LastRate, Projection::LeastSquares, Projection::TheilSen, Projection::ConstantGrowth];
    const LINES: [Projection; 3] = [Projection::LastRate, Projection::LeastSquares, Projection::TheilSen];

    fn points(values: &[i64]) -> Vec<(Ratio, Ratio)> {
        (0_i64..).zip(values).map(|(time, value)| (time.into(), (*value).into())).collect()
    }

    #[test]
    fn growth_that_arrives_exactly_at_an_excluded_bound_does_not_meet_it() {
        // 2, 4, 8: doubling arrives at exactly 32 after 4 years.
        let outlook = project(Projection::ConstantGrowth, &points(&[2, 4, 8])).unwrap();
        let four = Ratio::from(4);
        assert_eq!(outlook.at(&four), Ok(Ratio::from(32)));
        assert_eq!(outlook.meets(&Acceptable::at_least(Ratio::from(32)), &four), Ok(true));
        assert_eq!(outlook.meets(&Acceptable::over(Ratio::from(32)), &four), Ok(false));
        assert_eq!(outlook.meets(&Acceptable::under(Ratio::from(32)), &four), Ok(false));
        assert_eq!(outlook.reaches(&Acceptable::over(Ratio::from(32))), Ok(four));
        assert_eq!(outlook.reaches(&Acceptable::at_least(Ratio::zero())), Ok(Ratio::from(2)));
    }

    #[test]
    fn what_moves_away_stands_still_or_levels_out_at_zero_never_reaches() {
        let never = Err(Undefined::NeverReached);
        let goal = Acceptable::at_least(Ratio::from(30));
        for projection in ALL {
            assert_eq!(project(projection, &points(&[10, 8, 6])).unwrap().reaches(&goal), never);
            assert_eq!(project(projection, &points(&[10, 10])).unwrap().reaches(&goal), never);
        }
        let halving = project(Projection::ConstantGrowth, &points(&[8, 4])).unwrap();
        assert_eq!(halving.reaches(&Acceptable::at_most(Ratio::zero())), never);
        // At an excluded bound, moving away from it.
        let leaving = project(Projection::LastRate, &points(&[40, 30])).unwrap();
        assert_eq!(leaving.reaches(&Acceptable::over(Ratio::from(30))), never);
    }

    #[test]
    fn a_goal_already_met_is_reached_at_the_last_point() {
        let outlook = project(Projection::LastRate, &points(&[10, 40])).unwrap();
        assert_eq!(outlook.reaches(&Acceptable::at_least(Ratio::from(30))), Ok(Ratio::one()));
        assert_eq!(outlook.from(), &Ratio::one());
    }

    #[test]
    fn too_little_evidence_is_refused() {
        let same = [(Ratio::one(), Ratio::one()), (Ratio::one(), Ratio::from(2))];
        for projection in ALL {
            assert_eq!(project(projection, &points(&[10])), Err(Undefined::TooFewPoints));
            assert_eq!(project(projection, &same), Err(Undefined::OneMoment));
        }
        assert_eq!(project(Projection::ConstantGrowth, &points(&[0, 5])), Err(Undefined::NotPositive));
    }

    proptest! {
        #[test]
        fn the_order_of_points_is_irrelevant_and_mirroring_mirrors_lines(
            values in proptest::collection::vec(-50_i64..50, 2..7), bound in -100_i64..100,
        ) {
            let mirrored: Vec<_> = points(&values).into_iter().map(|(time, value)| (time, -value)).collect();
            let backwards: Vec<_> = points(&values).into_iter().rev().collect();
            let (goal, mirrored_goal) =
                (Acceptable::over(Ratio::from(bound)), Acceptable::under(-Ratio::from(bound)));
            for projection in LINES {
                let outlook = project(projection, &points(&values)).unwrap();
                prop_assert_eq!(&outlook, &project(projection, &backwards).unwrap());
                let mirror = project(projection, &mirrored).unwrap();
                let time = Ratio::from(20);
                prop_assert_eq!(outlook.at(&time).unwrap(), -mirror.at(&time).unwrap());
                prop_assert_eq!(outlook.meets(&goal, &time), mirror.meets(&mirrored_goal, &time));
                prop_assert_eq!(outlook.reaches(&goal), mirror.reaches(&mirrored_goal));
            }
        }

        #[test]
        fn a_line_is_at_the_edge_when_it_reaches_and_within_just_after(
            values in proptest::collection::vec(-50_i64..50, 2..7), bound in -100_i64..100,
        ) {
            let goal = Acceptable::over(Ratio::from(bound));
            for projection in LINES {
                let outlook = project(projection, &points(&values)).unwrap();
                if let Ok(time) = outlook.reaches(&goal) {
                    prop_assert!(time >= *outlook.from());
                    if time > *outlook.from() {
                        prop_assert_eq!(outlook.at(&time), Ok(Ratio::from(bound)));
                        prop_assert_eq!(outlook.meets(&goal, &time), Ok(false));
                        prop_assert_eq!(outlook.meets(&goal, &(time + Ratio::one())), Ok(true));
                    }
                } else {
                    prop_assert_eq!(outlook.meets(&goal, &Ratio::from(10_000)), Ok(false));
                }
            }
        }

        #[test]
        fn constant_growth_passes_exactly_through_its_own_powers(
            start in 1_i64..1000, numerator in 1_i64..40, denominator in 1_i64..40, year in 2_u32..30,
        ) {
            let (start, factor) = (Ratio::from(start), Ratio::new(numerator, denominator).unwrap());
            let points = [(Ratio::zero(), start.clone()), (Ratio::one(), &start * &factor)];
            let outlook = project(Projection::ConstantGrowth, &points).unwrap();
            let value = start * factor.power(year);
            let year = Ratio::from(i64::from(year));
            prop_assert_eq!(outlook.meets(&Acceptable::exactly(value.clone()), &year), Ok(true));
            prop_assert_eq!(outlook.at(&year), Ok(value));
        }
    }
}
