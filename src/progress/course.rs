//! A path resolved to numbers: what it expects at a moment, and where a value stands against it.
//! Standings are decided exactly; only heights and times on constant growth are rounded, to 12 digits.

use super::growth::Growth;
use super::{Direction, Lead, Standing, Undefined};
use crate::number::Ratio;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// The form of a course between its base point and its target; points are (years since the base point, value).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Shape {
    /// The same change each year.
    Linear,
    /// The same growth factor each year.
    ConstantGrowth,
    /// Straight lines through points.
    Stated(Vec<(Ratio, Ratio)>),
    /// Levels that hold from each point until the next.
    Step(Vec<(Ratio, Ratio)>),
}

/// A path from a base point to a target that lies elsewhere and later.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::{Course, Lead, Shape, Standing};
///
/// // From 25 to 50 in five years; 42.0 after 3.4 years would be on the line, and so 0.41 years late after 3.81.
/// let course = Course::new(25.into(), 50.into(), 5.into(), Shape::Linear)?;
/// let (time, value) = ("3.81".parse()?, "42.0".parse()?);
/// assert_eq!(course.standing(&time, &value)?, Standing::Behind);
/// assert_eq!(course.lead(&time, &value)?, Lead::Exactly("-0.41".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    base: Ratio,
    target: Ratio,
    years: Ratio,
    direction: Direction,
    curve: Curve,
}

/// Nodes run from (0, base) to (years, target), at increasing times.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Curve {
    Lines(Vec<(Ratio, Ratio)>),
    Steps(Vec<(Ratio, Ratio)>),
    Growth(Growth),
}

impl Course {
    /// A path from `base` to `target` over so many years.
    ///
    /// Stated points lie between base point and deadline; at either end they have to agree with it.
    ///
    /// # Errors
    /// [`Undefined::MetAtBaseline`] if base and target are equal, [`Undefined::NoTimeLeft`] unless years lie
    /// between them, [`Undefined::NotPositive`] for constant growth from or to 0 or through it,
    /// [`Undefined::TooFewPoints`] for stated points without any, [`Undefined::PointsOutOfOrder`] unless the
    /// times of points increase, [`Undefined::OutsidePath`] for a point that leaves or contradicts the ends.
    pub fn new(base: Ratio, target: Ratio, years: Ratio, shape: Shape) -> Result<Self, Undefined> {
        let direction = Direction::towards(&base, &target).ok_or(Undefined::MetAtBaseline)?;
        if !years.is_positive() {
            return Err(Undefined::NoTimeLeft);
        }
        let (first, last) = ((Ratio::zero(), base.clone()), (years.clone(), target.clone()));
        let curve = match shape {
            Shape::Linear => Curve::Lines(vec![first, last]),
            Shape::ConstantGrowth => Curve::Growth(Growth::between(&base, &target, &years)?),
            Shape::Stated(points) if points.is_empty() => return Err(Undefined::TooFewPoints),
            Shape::Stated(points) => Curve::Lines(nodes(&first, points, &last)?),
            Shape::Step(points) => Curve::Steps(nodes(&first, points, &last)?),
        };
        Ok(Self { base, target, years, direction, curve })
    }

    /// The value at the base point.
    #[must_use]
    pub fn base(&self) -> &Ratio {
        &self.base
    }

    /// The value at the deadline.
    #[must_use]
    pub fn target(&self) -> &Ratio {
        &self.target
    }

    /// The years from the base point to the deadline.
    #[must_use]
    pub fn years(&self) -> &Ratio {
        &self.years
    }

    /// The direction from the base to the target.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// What the path expects at a time: exact, but to 12 significant digits inside constant growth.
    ///
    /// # Errors
    /// [`Undefined::BeforeBaseline`] and [`Undefined::OutsidePath`] for times before and after the path,
    /// [`Undefined::BeyondComputation`] for a power that no float holds.
    pub fn expected(&self, time: &Ratio) -> Result<Ratio, Undefined> {
        self.check(time)?;
        match &self.curve {
            Curve::Growth(growth) => growth.at(time),
            Curve::Lines(nodes) => segments(nodes)
                .find(|(_, (end, _))| time <= end)
                .and_then(|((start, from), (end, to))| {
                    let share = (time - start).divide(&(end - start))?;
                    Some(from + &((to - from) * share))
                })
                .ok_or(Undefined::OutsidePath),
            Curve::Steps(nodes) => nodes
                .iter()
                .rev()
                .find(|(start, _)| start <= time)
                .map(|(_, level)| level.clone())
                .ok_or(Undefined::OutsidePath),
        }
    }

    /// Where a value stands against the path at a time; decided exactly, also on constant growth.
    ///
    /// # Errors
    /// As for [`Course::expected`].
    pub fn standing(&self, time: &Ratio, value: &Ratio) -> Result<Standing, Undefined> {
        self.check(time)?;
        let path_against_value = match &self.curve {
            Curve::Growth(growth) => growth.compare(time, value)?,
            Curve::Lines(_) | Curve::Steps(_) => self.expected(time)?.cmp(value),
        };
        let oriented = match self.direction {
            Direction::Up => path_against_value.reverse(),
            Direction::Down => path_against_value,
        };
        Ok(match oriented {
            Ordering::Less => Standing::Behind,
            Ordering::Equal => Standing::OnPath,
            Ordering::Greater => Standing::Ahead,
        })
    }

    /// How long before (positive) or after (negative) its time a value is on the path: `p⁻¹(value) - time`.
    ///
    /// On a straight line that is `share · years - time`; on constant growth
    /// `years · ln(value / base) / ln(target / base) - time`, to 12 significant digits. Where a stated path is
    /// flat, steps or turns back, it is the end of the last time at which the path was no better than the
    /// value, so that a value on a plateau leads by what is left of the plateau.
    ///
    /// # Errors
    /// As for [`Course::expected`].
    pub fn lead(&self, time: &Ratio, value: &Ratio) -> Result<Lead, Undefined> {
        self.check(time)?;
        if !self.is_better(&self.target, value) {
            return Ok(Lead::AheadByAtLeast(&self.years - time));
        }
        let reached = match &self.curve {
            Curve::Growth(_) if self.is_better(&self.base, value) => None,
            Curve::Growth(growth) if growth.compare(time, value)? == Ordering::Equal => Some(time.clone()),
            Curve::Growth(growth) => Some(growth.time_of(value)?),
            Curve::Lines(nodes) => self.last_segment(nodes, value).and_then(|((start, from), (end, to))| {
                let share = (value - from).divide(&(to - from))?;
                Some(start + &((end - start) * share))
            }),
            Curve::Steps(nodes) => self.last_segment(nodes, value).map(|(_, (end, _))| end.clone()),
        };
        Ok(match reached {
            Some(reached) => Lead::Exactly(reached - time),
            None => Lead::BehindByMoreThan(time.clone()),
        })
    }

    /// The last segment that starts no better than the value; the target is better, so it ends better.
    fn last_segment<'a>(&self, nodes: &'a [(Ratio, Ratio)], value: &Ratio) -> Option<Segment<'a>> {
        segments(nodes).filter(|((_, from), _)| !self.is_better(from, value)).last()
    }

    fn is_better(&self, number: &Ratio, than: &Ratio) -> bool {
        Direction::towards(than, number) == Some(self.direction)
    }

    fn check(&self, time: &Ratio) -> Result<(), Undefined> {
        if time.is_negative() {
            return Err(Undefined::BeforeBaseline);
        }
        if *time > self.years {
            return Err(Undefined::OutsidePath);
        }
        Ok(())
    }
}

type Segment<'a> = (&'a (Ratio, Ratio), &'a (Ratio, Ratio));

fn segments(nodes: &[(Ratio, Ratio)]) -> impl Iterator<Item = Segment<'_>> {
    nodes.iter().zip(nodes.iter().skip(1))
}

/// The points between the ends, with the ends; points at an end have to be that end.
fn nodes(
    first: &(Ratio, Ratio),
    points: Vec<(Ratio, Ratio)>,
    last: &(Ratio, Ratio),
) -> Result<Vec<(Ratio, Ratio)>, Undefined> {
    if segments(&points).any(|((earlier, _), (later, _))| earlier >= later) {
        return Err(Undefined::PointsOutOfOrder);
    }
    let mut nodes = vec![first.clone()];
    for point in points {
        if point == *first || point == *last {
            continue;
        }
        if point.0 <= first.0 || point.0 >= last.0 {
            return Err(Undefined::OutsidePath);
        }
        nodes.push(point);
    }
    nodes.push(last.clone());
    Ok(nodes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    fn storage(shape: Shape) -> Course {
        Course::new(number("3.2692"), number("30"), number("5"), shape).unwrap()
    }

    fn pairs(points: &[(&str, &str)]) -> Vec<(Ratio, Ratio)> {
        points.iter().map(|(time, value)| (number(time), number(value))).collect()
    }

    /// The published table of the storage goal: year, straight line, constant growth, NEA, CNESA.
    #[test]
    fn the_storage_goal_stands_as_published() {
        use Standing::{Ahead, Behind};
        let (line, growth) = (storage(Shape::Linear), storage(Shape::ConstantGrowth));
        let table = [
            ("1", "8.615", "5.093", ("4.14", Behind, Behind), ("5.73", Behind, Ahead)),
            ("2", "13.962", "7.934", ("8.7", Behind, Ahead), ("13.1", Behind, Ahead)),
            ("3", "19.308", "12.361", ("31.39", Ahead, Ahead), ("34.5", Ahead, Ahead)),
        ];
        for (time, on_line, on_growth, nea, cnesa) in table {
            let time = number(time);
            let shown = |course: &Course| course.expected(&time).unwrap().rounded(3).unwrap().to_string();
            assert_eq!((shown(&line), shown(&growth)), (on_line.into(), on_growth.into()));
            for (value, against_line, against_growth) in [nea, cnesa] {
                assert_eq!(line.standing(&time, &number(value)), Ok(against_line));
                assert_eq!(growth.standing(&time, &number(value)), Ok(against_growth));
            }
        }
    }

    #[test]
    fn the_storage_goal_leads_as_published() {
        let lead = |shape, value: &str| {
            let lead = storage(shape).lead(&number("2"), &number(value)).unwrap();
            assert!(matches!(lead, Lead::Exactly(_)));
            lead.years().rounded(2).unwrap().to_string()
        };
        assert_eq!(
            (lead(Shape::Linear, "8.7"), lead(Shape::ConstantGrowth, "8.7")),
            ("-0.98".into(), "0.21".into())
        );
        assert_eq!(
            (lead(Shape::Linear, "13.1"), lead(Shape::ConstantGrowth, "13.1")),
            ("-0.16".into(), "1.13".into())
        );
    }

    #[test]
    fn beyond_the_ends_of_the_path_the_lead_is_a_bound() {
        for shape in [Shape::Linear, Shape::ConstantGrowth, Shape::Step(Vec::new())] {
            let course = storage(shape);
            let lead = |value: &str| course.lead(&number("2"), &number(value));
            assert_eq!(lead("30"), Ok(Lead::AheadByAtLeast(number("3"))));
            assert_eq!(lead("31.39"), Ok(Lead::AheadByAtLeast(number("3"))));
            assert_eq!(lead("3.2"), Ok(Lead::BehindByMoreThan(number("2"))));
            assert_eq!(lead("-1"), Ok(Lead::BehindByMoreThan(number("2"))));
        }
        // Falling from 8 to 1 by constant growth: a value below 0 is past the target.
        let fall = Course::new(number("8"), number("1"), number("3"), Shape::ConstantGrowth).unwrap();
        assert_eq!(fall.lead(&number("1"), &number("-1")), Ok(Lead::AheadByAtLeast(number("2"))));
        assert_eq!(fall.standing(&number("1"), &number("-1")), Ok(Standing::Ahead));
        assert_eq!(fall.lead(&number("1"), &number("2")), Ok(Lead::Exactly(number("1"))));
    }

    #[test]
    fn constant_growth_runs_on_either_side_of_zero() {
        // Debt of -8 to be cut to -1 by halving each year.
        let debt = Course::new(number("-8"), number("-1"), number("3"), Shape::ConstantGrowth).unwrap();
        let one = number("1");
        assert_eq!(debt.standing(&one, &number("-4")), Ok(Standing::OnPath));
        assert_eq!(debt.standing(&one, &number("-4.0001")), Ok(Standing::Behind));
        assert_eq!(debt.standing(&one, &number("2")), Ok(Standing::Ahead));
    }

    #[test]
    fn stated_points_are_joined_by_lines_and_steps_hold() {
        let points = pairs(&[("1", "5"), ("3", "5"), ("4", "9")]);
        let stated =
            Course::new(number("1"), number("10"), number("5"), Shape::Stated(points.clone())).unwrap();
        let step = Course::new(number("1"), number("10"), number("5"), Shape::Step(points)).unwrap();
        let expected = |course: &Course, time: &str| course.expected(&number(time)).unwrap().to_string();
        assert_eq!(
            ["0.5", "1", "2", "3.5", "5"].map(|time| expected(&stated, time)),
            ["3", "5", "5", "7", "10"]
        );
        assert_eq!(
            ["0.5", "1", "2", "3.5", "5"].map(|time| expected(&step, time)),
            ["1", "5", "5", "5", "10"]
        );
        // On the plateau of 5 a value of 5 was last good enough at its end: year 3 of lines, year 4 of steps.
        assert_eq!(stated.lead(&number("2"), &number("5")), Ok(Lead::Exactly(number("1"))));
        assert_eq!(step.lead(&number("2"), &number("5")), Ok(Lead::Exactly(number("2"))));
        assert_eq!(stated.lead(&number("3.5"), &number("3")), Ok(Lead::Exactly(number("-3"))));
    }

    #[test]
    fn a_path_without_a_way_or_with_impossible_points_is_refused() {
        let course = |base: &str, target: &str, years: &str, shape| {
            Course::new(number(base), number(target), number(years), shape).map(|_| ())
        };
        let stated = |points: &[(&str, &str)]| course("1", "10", "5", Shape::Stated(pairs(points)));
        assert_eq!(course("5", "5", "5", Shape::Linear), Err(Undefined::MetAtBaseline));
        assert_eq!(course("5", "6", "0", Shape::Linear), Err(Undefined::NoTimeLeft));
        assert_eq!(course("0", "6", "1", Shape::ConstantGrowth), Err(Undefined::NotPositive));
        assert_eq!(course("-1", "6", "1", Shape::ConstantGrowth), Err(Undefined::NotPositive));
        assert_eq!(stated(&[]), Err(Undefined::TooFewPoints));
        assert_eq!(stated(&[("2", "3"), ("2", "4")]), Err(Undefined::PointsOutOfOrder));
        assert_eq!(stated(&[("0", "1"), ("2", "3"), ("5", "10")]), Ok(()));
        assert_eq!(stated(&[("5", "9")]), Err(Undefined::OutsidePath));
        assert_eq!(stated(&[("6", "9")]), Err(Undefined::OutsidePath));
    }

    #[test]
    fn before_and_after_the_path_nothing_is_expected() {
        let course = storage(Shape::Linear);
        assert_eq!(course.expected(&number("-0.1")), Err(Undefined::BeforeBaseline));
        assert_eq!(course.standing(&number("5.1"), &number("30")), Err(Undefined::OutsidePath));
    }

    fn any_number() -> impl Strategy<Value = Ratio> {
        (-1000_i64..1000, 1_i64..20).prop_map(|(n, d)| Ratio::new(n, d).unwrap())
    }

    /// A time within five years, in months.
    fn time() -> impl Strategy<Value = Ratio> {
        (0_i64..=60).prop_map(|months| Ratio::new(months, 12).unwrap())
    }

    fn five_years(base: &Ratio, target: &Ratio, shape: Shape) -> Course {
        Course::new(base.clone(), target.clone(), Ratio::from(5), shape).unwrap()
    }

    proptest! {
        #[test]
        fn scale_origin_and_mirror_change_no_standing_and_no_lead(
            base in any_number(), target in any_number(), value in any_number(), time in time(),
            scale in any_number(), origin in any_number(),
        ) {
            prop_assume!(base != target && !scale.is_zero());
            let moved = |number: &Ratio| number * &scale + &origin;
            let course = five_years(&base, &target, Shape::Linear);
            let moved_course = five_years(&moved(&base), &moved(&target), Shape::Linear);
            prop_assert_eq!(course.standing(&time, &value), moved_course.standing(&time, &moved(&value)));
            prop_assert_eq!(course.lead(&time, &value), moved_course.lead(&time, &moved(&value)));
            prop_assert_eq!(moved(&course.expected(&time).unwrap()), moved_course.expected(&time).unwrap());
        }

        #[test]
        fn the_straight_line_stands_on_itself_and_lead_times_slope_is_the_difference(
            base in any_number(), target in any_number(), value in any_number(), time in time(),
        ) {
            prop_assume!(base != target);
            let course = five_years(&base, &target, Shape::Linear);
            let expected = course.expected(&time).unwrap();
            prop_assert_eq!(course.standing(&time, &expected), Ok(Standing::OnPath));
            if let Lead::Exactly(years) = course.lead(&time, &value).unwrap() {
                let slope = (target - base).divide(&Ratio::from(5)).unwrap();
                prop_assert_eq!(years * slope, value - expected);
            }
        }

        #[test]
        fn a_power_on_constant_growth_is_on_path_and_a_hair_off_is_not(
            base in 1_i64..1000, numerator in 1_i64..60, denominator in 1_i64..60, year in 0_u32..=5, negative: bool,
        ) {
            prop_assume!(numerator != denominator);
            let base = if negative { -Ratio::from(base) } else { Ratio::from(base) };
            let factor = Ratio::new(numerator, denominator).unwrap();
            let (value, target) = (&base * &factor.power(year), &base * &factor.power(5));
            let course = five_years(&base, &target, Shape::ConstantGrowth);
            let time = Ratio::from(i64::from(year));
            prop_assert_eq!(course.standing(&time, &value), Ok(Standing::OnPath));
            if year < 5 {
                prop_assert_eq!(course.lead(&time, &value), Ok(Lead::Exactly(Ratio::zero())));
            }
            let hair = course.direction().orient(&Ratio::power_of_ten(25).reciprocal().unwrap());
            prop_assert_eq!(course.standing(&time, &(&value + &hair)), Ok(Standing::Ahead));
            prop_assert_eq!(course.standing(&time, &(value - hair)), Ok(Standing::Behind));
        }

        #[test]
        fn a_better_value_never_stands_or_leads_worse(
            base in 1_i64..500, target in 1_i64..500, a in -100_i64..600, b in -100_i64..600, time in time(),
            points in proptest::collection::vec(-100_i64..600, 1..4), kind in 0..4_u8,
        ) {
            prop_assume!(base != target);
            let points = (1_i64..).zip(points).map(|(year, value)| (year.into(), value.into())).collect();
            let shape = match kind {
                0 => Shape::Linear,
                1 => Shape::ConstantGrowth,
                2 => Shape::Stated(points),
                _ => Shape::Step(points),
            };
            let course = five_years(&Ratio::from(base), &Ratio::from(target), shape);
            let oriented = |value: i64| course.direction().orient(&Ratio::from(value));
            let (worse, better) = if oriented(a) <= oriented(b) { (a, b) } else { (b, a) };
            let standing = |value: i64| course.standing(&time, &value.into()).unwrap();
            prop_assert!(standing(worse) <= standing(better));
            let lead = |value: i64| course.lead(&time, &value.into()).unwrap();
            prop_assert!(lead(worse).years() <= lead(better).years());
            // What is ahead leads, whatever the path; what is behind lags wherever the path keeps rising.
            if standing(better) == Standing::Ahead {
                prop_assert!(!lead(better).years().is_negative());
            }
            if kind < 2 && standing(worse) == Standing::Behind {
                prop_assert!(!lead(worse).years().is_positive());
            }
        }
    }
}
