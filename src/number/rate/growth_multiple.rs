//! How one yearly growth compares with a multiple of another, for many rows: decided in floats where they are sure.
//! The close calls are left to the functions that round both growths to 12 digits.

use crate::number::Ratio;
use crate::number::float::to_float;

/// Multiples closer to a threshold than this part of it are left undecided: both growths and their quotient are rounded
/// to 12 digits elsewhere, each by at most half a unit of the last.
const DOUBT: f64 = 1e-10;
/// The same for rough growths, each within two ten thousandths of itself.
const ROUGH_DOUBT: f64 = 1e-3;
/// Up to this `(end - from) / (end + from)` the series of rough growths are short enough.
const ROUGH_UP_TO: f64 = 0.3;

/// A change from a number in so many periods, in any common unit; neither it nor the end has another sign.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change {
    pub(crate) from: i64,
    pub(crate) by: i64,
    pub(crate) periods: i32,
}

impl Change {
    /// The size of the growth a period, `|(1 + by / from)^(1 / periods) - 1|`.
    #[inline]
    #[expect(clippy::float_arithmetic, reason = "within 10 roundings of relative error 2^-53")]
    #[expect(clippy::cast_precision_loss, reason = "one rounding each")]
    fn growth(self) -> f64 {
        let change = self.by as f64 / self.from as f64;
        libm::expm1(libm::log1p(change) / f64::from(self.periods)).abs()
    }

    /// The same by the first terms of `ln(1 + c) = 2 (z + z³/3 + z⁵/5 + ...)`, where `z` is `c / (2 + c)`, and of
    /// `e^t - 1 = t + t²/2 + t³/6 + ...`; `None` where they are too few. What they leave out is below `z⁸/9` of the
    /// logarithm and `t⁵/720` of the growth.
    #[inline]
    #[expect(clippy::float_arithmetic, reason = "a filter with an error bound")]
    #[expect(clippy::cast_precision_loss, reason = "one rounding each")]
    fn rough_growth(self) -> Option<f64> {
        let sum = self.from.wrapping_mul(2).wrapping_add(self.by);
        let z = self.by as f64 / sum as f64;
        if z.abs() > ROUGH_UP_TO {
            return None;
        }
        let square = z * z;
        let logarithm = 2.0 * z * (1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square / 7.0)));
        let t = logarithm / f64::from(self.periods);
        Some(t.abs() * (1.0 + t * (1.0 / 2.0 + t * (1.0 / 6.0 + t * (1.0 / 24.0 + t / 120.0)))))
    }
}

/// Multiples to be reached, in rising order.
#[derive(Debug, Clone)]
pub(crate) struct Multiples<const N: usize> {
    exact: [Ratio; N],
    floats: [f64; N],
}

impl<const N: usize> Multiples<N> {
    pub(crate) fn new(exact: [Ratio; N]) -> Self {
        let floats = exact.each_ref().map(to_float);
        Self { exact, floats }
    }

    /// How many of them the size of one growth reaches of another's; `None` where that is not sure.
    #[inline]
    pub(crate) fn reached(&self, growth: Change, of: Change) -> Option<usize> {
        let rough = growth.rough_growth().zip(of.rough_growth());
        let sure = rough.and_then(|(growth, of)| self.below(growth, of, ROUGH_DOUBT).ok());
        sure.or_else(|| self.reached_precisely(growth, of))
    }

    fn reached_precisely(&self, growth: Change, of: Change) -> Option<usize> {
        match self.below(growth.growth(), of.growth(), DOUBT) {
            Ok(reached) => Some(reached),
            Err(close) => {
                let exact = self.exact.get(close)?;
                is_exactly(exact, growth, of).then(|| close.saturating_add(1))
            }
        }
    }

    /// How many lie below a quotient, or the place of one that is too close; past the last for no quotient.
    #[inline]
    #[expect(clippy::float_arithmetic, reason = "a filter with an error bound")]
    fn below(&self, growth: f64, of: f64, doubt: f64) -> Result<usize, usize> {
        let multiple = growth / of;
        let mut reached = 0_usize;
        for (place, threshold) in self.floats.iter().enumerate() {
            let beyond = multiple - threshold;
            if beyond.abs() < doubt * threshold {
                return Err(place);
            }
            reached = reached.saturating_add(usize::from(beyond > 0.0));
        }
        if multiple.is_finite() { Ok(reached) } else { Err(N) }
    }
}

/// Whether one growth is that multiple of another; known over one period, where both are quotients of whole numbers.
#[cold]
fn is_exactly(multiple: &Ratio, growth: Change, of: Change) -> bool {
    growth.periods == 1
        && of.periods == 1
        && Ratio::from(growth.by)
            .divide(&Ratio::from(of.by))
            .is_some_and(|found| found.absolute() == *multiple)
}

#[cfg(test)]
#[expect(clippy::float_arithmetic, reason = "an error is measured")]
mod tests {
    use super::*;
    use crate::number::rate;
    use proptest::prelude::*;

    fn multiples() -> Multiples<2> {
        Multiples::new(["0.6", "0.95"].map(|text| text.parse().unwrap()))
    }

    fn change(from: i64, by: i64, periods: i32) -> Change {
        Change { from, by, periods }
    }

    #[test]
    fn what_is_close_is_decided_only_where_it_is_exact() {
        // In one year each: 5 of 10, 6 of 10, 7 of 10.
        let of = change(100, 10, 1);
        assert_eq!(multiples().reached(change(100, 5, 1), of), Some(0));
        assert_eq!(multiples().reached(change(100, 6, 1), of), Some(1));
        assert_eq!(multiples().reached(change(100, -6, 1), of), Some(1));
        // In two years each growth is irrational, and 0.6 to 12 digits.
        let in_two =
            |by: i64| multiples().reached(change(1_000_000_000_000, by, 2), change(1_000_000_000_000, 10, 2));
        assert_eq!((in_two(5), in_two(6), in_two(7)), (Some(0), None, Some(1)));
        assert_eq!(multiples().reached(change(100, 7, 1), of), Some(1));
        assert_eq!(multiples().reached(change(100, 10, 1), of), Some(2));
        assert_eq!(multiples().reached(change(100, 10, 1), change(100, 0, 1)), None);
    }

    proptest! {
        #[test]
        fn rough_growth_is_within_two_ten_thousandths(from in 1_i64..1_000_000, to in 1_i64..1_000_000, periods in 1_i32..20) {
            let change = change(from, to.saturating_sub(from), periods);
            if let Some(rough) = change.rough_growth() {
                prop_assert!((rough - change.growth()).abs() <= 2e-4 * change.growth(), "{rough} {}", change.growth());
            }
        }

        #[test]
        fn what_is_decided_is_right(
            from in 1_i64..1_000_000, to in 1_i64..1_000_000, goal in 1_i64..1_000_000, years in 1_i32..20, whole in 1_i32..20,
        ) {
            prop_assume!(goal != from);
            let growth = |to: i64, years: i32| {
                rate::growth_per_period(&Ratio::new(to, from).unwrap(), &Ratio::from(i64::from(years))).unwrap().absolute()
            };
            let multiple = growth(to, years).divide(&growth(goal, whole)).unwrap();
            let [to, goal] = [to, goal].map(|end| end.saturating_sub(from));
            if let Some(reached) = multiples().reached(change(from, to, years), change(from, goal, whole)) {
                let expected = ["0.6", "0.95"].iter().filter(|text| multiple >= text.parse::<Ratio>().unwrap()).count();
                prop_assert_eq!(reached, expected);
            }
        }
    }
}
