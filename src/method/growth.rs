//! The compound rate a year between two values, as publishers use it: no rate between unlike signs or from 0.
//! Shared by the methods that measure constant growth.

use super::{Point, Reason, Refusal};
use crate::number::{Ratio, rate};
use crate::progress::Direction;

/// Years between two points; above 0.
pub(super) fn years_between(from: i32, to: i32) -> Result<Ratio, Refusal> {
    let years = i64::from(to).saturating_sub(i64::from(from));
    if years <= 0 {
        return Err(Refusal::new(Reason::SameYear).with("from", from).with("to", to));
    }
    Ok(Ratio::from(years))
}

/// Years from a base to the year of a target; above 0.
pub(super) fn years_to_target(base: i32, target_year: i32) -> Result<Ratio, Refusal> {
    years_between(base, target_year).map_err(|_| {
        Refusal::new(Reason::NoTimeToTarget).with("base_year", base).with("target_year", target_year)
    })
}

/// `(to / from)^(1 / years) - 1`, to 12 significant digits; exact over one year, so that a quotient of two such rates is
/// on the side of a threshold on which it is.
pub(super) fn compound_rate(from: &Ratio, to: &Ratio, years: &Ratio) -> Result<Ratio, Refusal> {
    let ratio = to.divide(from).ok_or(Reason::ZeroBase)?;
    if ratio.is_negative() {
        return Err(Refusal::new(Reason::SignChange).with("from", from).with("to", to));
    }
    if ratio.is_zero() {
        return Ok(-Ratio::one()); // all of it is gone after any number of years
    }
    if *years == Ratio::one() {
        return Ok(ratio - Ratio::one());
    }
    rate::growth_per_period(&ratio, years).ok_or_else(|| Reason::BeyondComputation.into())
}

/// The compound rate a year between two points, as [`compound_rate`].
pub(super) fn rate_between(from: Point, to: Point) -> Result<Ratio, Refusal> {
    compound_rate(&from.number(), &to.number(), &years_between(from.year(), to.year())?)
}

/// Growth in the wanted direction. Below 0 a rate of growth says the opposite of what the value does: from -10 to
/// -5 it is -50 %, a rise. No publisher says what its classes mean there.
pub(super) fn wanted_growth(base: Point, growth: &Ratio, direction: Direction) -> Result<Ratio, Refusal> {
    if base.number().is_negative() {
        return Err(Refusal::new(Reason::NotPositive).with("base_value", base.value()));
    }
    Ok(direction.orient(growth))
}

/// An irrational number as it meets thresholds: to 12 significant digits.
pub(super) fn rounded(number: &Ratio) -> Ratio {
    number.rounded_to_significant_digits(rate::SIGNIFICANT_DIGITS)
}
