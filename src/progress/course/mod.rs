//! A path resolved to numbers: what it expects at a moment, and where a value stands against it.
//! Standings are decided exactly, but on a logistic curve; heights and times on curves are rounded, to 12 digits.

use crate::number::Ratio;
use crate::progress::growth::{Growth, Logistic};
use crate::progress::{Direction, Lead, Standing, Undefined};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// The form of a course between its base point and its target; points are (years since the base point, value).
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// Points of business as usual, from which a reduction grows on a straight line.
    BusinessAsUsual(Vec<(Ratio, Ratio)>),
    /// A part of a logistic curve.
    Logistic {
        /// Years from the base point to the middle of a whole curve.
        midpoint: Ratio,
        /// Years that a whole curve takes from 10 % to 90 %.
        years: Ratio,
    },
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
    Logistic(Logistic),
    /// What would be without the plan, and the whole change from it at the deadline.
    Below {
        usual: Vec<(Ratio, Ratio)>,
        change: Ratio,
    },
}

impl Course {
    /// A path from `base` to `target` over so many years.
    ///
    /// Stated points lie between base point and deadline; at either end they have to agree with it. Points of
    /// business as usual reach the deadline; at the base point they have to agree with it, those before it are left
    /// out. Its direction is that of the target seen from business as usual, since a reduction may end above the
    /// base.
    ///
    /// # Errors
    /// [`Undefined::MetAtBaseline`] if base and target are equal, or business as usual ends at the target, [`Undefined::NoTimeLeft`] unless years lie
    /// between them, [`Undefined::NotPositive`] for constant growth from or to 0 or through it,
    /// [`Undefined::TooFewPoints`] for stated points without any, [`Undefined::PointsOutOfOrder`] unless the
    /// times of points increase, [`Undefined::OutsidePath`] for a point that leaves or contradicts the ends.
    pub fn new(base: Ratio, target: Ratio, years: Ratio, shape: Shape) -> Result<Self, Undefined> {
        if base == target && !matches!(shape, Shape::BusinessAsUsual(_)) {
            return Err(Undefined::MetAtBaseline);
        }
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
            Shape::Logistic { midpoint, years: duration } => {
                Curve::Logistic(Logistic::between(&base, &target, &years, (midpoint, duration))?)
            }
            Shape::BusinessAsUsual(points) => {
                let usual = usual_nodes(first, points)?;
                let change = &target - &height(&usual, &years)?;
                Curve::Below { usual, change }
            }
        };
        let direction = match &curve {
            Curve::Below { change, .. } => Direction::towards(&Ratio::zero(), change),
            _ => Direction::towards(&base, &target),
        };
        let direction = direction.ok_or(Undefined::MetAtBaseline)?;
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

    /// Where a value would be at a time without any progress: the base, or business as usual.
    ///
    /// # Errors
    /// [`Undefined::BeforeBaseline`] and [`Undefined::OutsidePath`] for times before and after the path.
    pub fn without_progress(&self, time: &Ratio) -> Result<Ratio, Undefined> {
        self.check(time)?;
        match &self.curve {
            Curve::Below { usual, .. } => height(usual, time),
            _ => Ok(self.base.clone()),
        }
    }

    /// The change that the path expects by a time, to 12 significant digits of its own inside a curve: the difference
    /// of two heights would lose them where growth is slow.
    ///
    /// # Errors
    /// As for [`expected`](Self::expected).
    pub fn expected_progress(&self, time: &Ratio) -> Result<Ratio, Undefined> {
        match &self.curve {
            Curve::Growth(growth) => {
                self.check(time)?;
                growth.change_by(time)
            }
            _ => Ok(self.expected(time)? - self.without_progress(time)?),
        }
    }

    /// What the path expects at a time: exact, but to 12 significant digits inside a curve.
    ///
    /// # Errors
    /// [`Undefined::BeforeBaseline`] and [`Undefined::OutsidePath`] for times before and after the path,
    /// [`Undefined::BeyondComputation`] for a power that no float holds.
    pub fn expected(&self, time: &Ratio) -> Result<Ratio, Undefined> {
        self.check(time)?;
        match &self.curve {
            Curve::Growth(growth) => growth.at(time),
            Curve::Logistic(logistic) => logistic.at(time),
            Curve::Lines(nodes) => height(nodes, time),
            Curve::Below { usual, change } => {
                let due = time.divide(&self.years).ok_or(Undefined::NoTimeLeft)?;
                Ok(height(usual, time)? + change * &due)
            }
            Curve::Steps(nodes) => nodes
                .iter()
                .rev()
                .find(|(start, _)| start <= time)
                .map(|(_, level)| level.clone())
                .ok_or(Undefined::OutsidePath),
        }
    }

    /// Where a value stands against the path at a time; decided exactly, also on constant growth, but against the
    /// rounded height of a logistic curve, whose heights between its ends no decimal equals.
    ///
    /// # Errors
    /// As for [`Course::expected`].
    pub fn standing(&self, time: &Ratio, value: &Ratio) -> Result<Standing, Undefined> {
        self.check(time)?;
        match &self.curve {
            Curve::Growth(growth) => Ok(self.standing_of(growth.compare(time, value)?)),
            _ => Ok(self.standing_of(self.expected(time)?.cmp(value))),
        }
    }

    /// The standing, and what is expected: on the path the value itself, which growth may know to 12 digits only.
    pub(in crate::progress) fn standing_and_expected(
        &self,
        time: &Ratio,
        value: &Ratio,
    ) -> Result<(Standing, Ratio), Undefined> {
        if let Curve::Growth(_) = &self.curve {
            let standing = self.standing(time, value)?;
            let is_on_path = standing == Standing::OnPath;
            return Ok((standing, if is_on_path { value.clone() } else { self.expected(time)? }));
        }
        let expected = self.expected(time)?;
        Ok((self.standing_of(expected.cmp(value)), expected))
    }

    fn standing_of(&self, path_against_value: Ordering) -> Standing {
        let oriented = match self.direction {
            Direction::Up => path_against_value.reverse(),
            Direction::Down => path_against_value,
        };
        match oriented {
            Ordering::Less => Standing::Behind,
            Ordering::Equal => Standing::OnPath,
            Ordering::Greater => Standing::Ahead,
        }
    }

    /// How long before (positive) or after (negative) its time a value is on the path: `p⁻¹(value) - time`.
    ///
    /// On a straight line that is `share · years - time`; on constant growth
    /// `years · ln(value / base) / ln(target / base) - time`, to 12 significant digits. Where a stated path is
    /// flat, steps or turns back, it is the end of the last time at which the path was no better than the
    /// value, so that a value on a plateau leads by what is left of the plateau. Against business as usual it is the
    /// time for which the change from it would be due.
    ///
    /// # Errors
    /// As for [`Course::expected`].
    pub fn lead(&self, time: &Ratio, value: &Ratio) -> Result<Lead, Undefined> {
        self.check(time)?;
        // Below business as usual the change from it is what goes from nothing to the whole.
        let (nothing, made);
        let (base, target, value) = match &self.curve {
            Curve::Below { usual, change } => {
                (nothing, made) = (Ratio::zero(), value - &height(usual, time)?);
                (&nothing, change, &made)
            }
            _ => (&self.base, &self.target, value),
        };
        if !self.is_better(target, value) {
            return Ok(Lead::AheadByAtLeast(&self.years - time));
        }
        let reached = match &self.curve {
            Curve::Growth(_) | Curve::Logistic(_) | Curve::Below { .. } if self.is_better(base, value) => {
                None
            }
            Curve::Growth(growth) if growth.compare(time, value)? == Ordering::Equal => Some(time.clone()),
            Curve::Growth(growth) => Some(growth.time_of(value)?),
            Curve::Logistic(_) if self.expected(time)? == *value => Some(time.clone()),
            Curve::Logistic(logistic) => Some(logistic.time_of(value)?),
            Curve::Below { change, .. } => value.divide(change).map(|share| share * &self.years),
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

/// The height of the straight lines through nodes at a time, which they have to reach.
fn height(nodes: &[(Ratio, Ratio)], time: &Ratio) -> Result<Ratio, Undefined> {
    segments(nodes)
        .find(|(_, (end, _))| time <= end)
        .and_then(|((start, from), (end, to))| {
            let share = (time - start).divide(&(end - start))?;
            Some(from + &((to - from) * share))
        })
        .ok_or(Undefined::OutsidePath)
}

/// Business as usual from the base point on, which it has to agree with if it has a point there.
fn usual_nodes(first: (Ratio, Ratio), points: Vec<(Ratio, Ratio)>) -> Result<Vec<(Ratio, Ratio)>, Undefined> {
    if points.is_empty() {
        return Err(Undefined::TooFewPoints);
    }
    if segments(&points).any(|((earlier, _), (later, _))| earlier >= later) {
        return Err(Undefined::PointsOutOfOrder);
    }
    if points.iter().any(|point| point.0 == first.0 && *point != first) {
        return Err(Undefined::OutsidePath);
    }
    let later: Vec<_> = points.into_iter().filter(|point| point.0 > first.0).collect();
    Ok(std::iter::once(first).chain(later).collect())
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
mod tests;
