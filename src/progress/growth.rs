//! Curves of growth between two numbers: constant and logistic.
//! Heights are irrational in general; where a number lies against constant growth is nevertheless decided exactly.

use super::{Direction, Undefined};
use crate::number::{Ratio, logistic, rate};
use std::cmp::Ordering;

/// `start * ratio^(time / span)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Growth {
    /// Not 0.
    start: Ratio,
    /// Above 0.
    ratio: Ratio,
    /// Above 0.
    span: Ratio,
}

impl Growth {
    /// The curve from `start` at time 0 to `end` at time `span`.
    pub(super) fn between(start: &Ratio, end: &Ratio, span: &Ratio) -> Result<Self, Undefined> {
        if !span.is_positive() {
            return Err(Undefined::NoTimeElapsed);
        }
        let ratio = end.divide(start).filter(Ratio::is_positive).ok_or(Undefined::NotPositive)?;
        Ok(Self { start: start.clone(), ratio, span: span.clone() })
    }

    fn exponent(&self, time: &Ratio) -> Result<Ratio, Undefined> {
        time.divide(&self.span).ok_or(Undefined::NoTimeElapsed)
    }

    /// The height at a time: exact for whole multiples of the span, else to 12 significant digits.
    pub(super) fn at(&self, time: &Ratio) -> Result<Ratio, Undefined> {
        rate::grown(&self.start, &self.ratio, &self.exponent(time)?).ok_or(Undefined::BeyondComputation)
    }

    /// The change by a time: `start * (ratio^(time / span) - 1)`.
    pub(super) fn change_by(&self, time: &Ratio) -> Result<Ratio, Undefined> {
        let exponent = self.exponent(time)?;
        if exponent.to_whole_number().is_some() {
            return Ok(self.at(time)? - &self.start);
        }
        let periods = exponent.reciprocal().ok_or(Undefined::NoTimeElapsed)?;
        let growth = rate::growth_per_period(&self.ratio, &periods).ok_or(Undefined::BeyondComputation)?;
        Ok(&self.start * &growth)
    }

    /// Up or down; `None` for a flat curve.
    pub(super) fn heading(&self) -> Option<Direction> {
        Direction::towards(&self.start, &(&self.start * &self.ratio))
    }

    /// How the exact height at a time compares with a number.
    pub(super) fn compare(&self, time: &Ratio, number: &Ratio) -> Result<Ordering, Undefined> {
        let (exponent, negative) = (self.exponent(time)?, self.start.is_negative());
        let multiple = number.divide(&self.start).ok_or(Undefined::NotPositive)?;
        let size = if multiple.is_positive() {
            rate::compare_powers(&self.ratio, &exponent, &multiple, &Ratio::one())
                .ok_or(Undefined::BeyondComputation)?
        } else {
            Ordering::Greater
        };
        Ok(if negative { size.reverse() } else { size })
    }

    /// When the curve has a height, to 12 significant digits; refused where it never has.
    pub(super) fn time_of(&self, height: &Ratio) -> Result<Ratio, Undefined> {
        let multiple =
            height.divide(&self.start).filter(Ratio::is_positive).ok_or(Undefined::NeverReached)?;
        if self.ratio == Ratio::one() {
            return Err(Undefined::NeverReached);
        }
        rate::time_to_grow(&multiple, &self.ratio, &self.span).ok_or(Undefined::BeyondComputation)
    }
}

/// `start + change * share(time)`, with the share of the logistic curve's rise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Logistic {
    start: Ratio,
    /// Not 0.
    change: Ratio,
    /// Above 0.
    span: Ratio,
    midpoint: Ratio,
    /// Above 0.
    years: Ratio,
}

impl Logistic {
    /// The curve from `start` at time 0 to `end` at time `span`, a whole one taking `years` from 10 % to 90 %.
    pub(super) fn between(
        start: &Ratio,
        end: &Ratio,
        span: &Ratio,
        (midpoint, years): (Ratio, Ratio),
    ) -> Result<Self, Undefined> {
        if !span.is_positive() || !years.is_positive() {
            return Err(Undefined::NoTimeElapsed);
        }
        let change = end - start;
        if change.is_zero() {
            return Err(Undefined::MetAtBaseline);
        }
        Ok(Self { start: start.clone(), change, span: span.clone(), midpoint, years })
    }

    /// The height at a time; its share of the change is exact at both ends, else to 12 significant digits.
    pub(super) fn at(&self, time: &Ratio) -> Result<Ratio, Undefined> {
        let share = logistic::share(time, &self.span, &self.midpoint, &self.years)
            .ok_or(Undefined::BeyondComputation)?;
        Ok(&self.start + &(&self.change * &share))
    }

    /// When the curve has a height between its ends, to 12 significant digits.
    pub(super) fn time_of(&self, height: &Ratio) -> Result<Ratio, Undefined> {
        let share = (height - &self.start).divide(&self.change).ok_or(Undefined::NoMovement)?;
        logistic::time_of(&share, &self.span, &self.midpoint, &self.years).ok_or(Undefined::BeyondComputation)
    }
}
