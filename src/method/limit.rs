//! How a limit that cannot be passed shrinks the bands of a rating: near 100 % less growth is asked for.
//! Shared by the methods of the Open SDG family.

use super::{Reason, Refusal};
use crate::number::{Ratio, rate};

/// The factor by which a limit shrinks the bands: 1 far from it, 0 at it.
///
/// With `b` the absolute base and `L` the absolute limit: 1 from `2 L` on, else `1 - (x)^4.44` of the nearness `x`,
/// which is `b / L` up to the limit and `(2 L - b) / L` beyond it.
pub(super) fn limit_factor(base: &Ratio, limit: &Ratio) -> Result<Ratio, Refusal> {
    let (base, limit) = (base.absolute(), limit.absolute());
    let double = &limit + &limit;
    if base >= double {
        return Ok(Ratio::one());
    }
    let beyond = &double - &base;
    let nearness =
        if base <= limit { &base } else { &beyond }.divide(&limit).ok_or(Reason::ZeroDenominator)?;
    // 1 - x^4.44 as -expm1(4.44 ln x), which keeps its digits where x is near 1.
    let power = Ratio::hundred().divide(&Ratio::from(444)).ok_or(Reason::ZeroDenominator)?;
    if nearness.is_zero() {
        return Ok(Ratio::one());
    }
    rate::growth_per_period(&nearness, &power)
        .map(|factor| -factor)
        .ok_or_else(|| Reason::BeyondComputation.into())
}
