//! How one yearly growth compares with a multiple of another, for many rows: decided in floats where they are sure.
//! The close calls are left to the functions that round both growths to 12 digits.

use crate::number::Ratio;
use crate::number::float::to_float;

/// Multiples closer to a threshold than this part of it are left undecided: both growths and their quotient are rounded
/// to 12 digits elsewhere, each by at most half a unit of the last.
const DOUBT: f64 = 1e-10;

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
}

/// Multiples to be reached, in rising order.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Multiples<const N: usize>([f64; N]);

impl<const N: usize> Multiples<N> {
    pub(crate) fn new(multiples: [Ratio; N]) -> Self {
        Self(multiples.map(|multiple| to_float(&multiple)))
    }

    /// How many of them the size of one growth reaches of another's; `None` where floats are not sure.
    #[inline]
    #[expect(clippy::float_arithmetic, reason = "a filter with an error bound")]
    pub(crate) fn reached(&self, growth: Change, of: Change) -> Option<usize> {
        let multiple = growth.growth() / of.growth();
        if !multiple.is_finite()
            || self.0.iter().any(|threshold| (multiple - threshold).abs() < DOUBT * threshold)
        {
            return None;
        }
        Some(self.0.iter().filter(|threshold| multiple > **threshold).count())
    }
}

#[cfg(test)]
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
    fn what_is_close_is_left_undecided() {
        // In one year each: 5 of 10, 6 of 10, 7 of 10.
        let of = change(100, 10, 1);
        assert_eq!(multiples().reached(change(100, 5, 1), of), Some(0));
        assert_eq!(multiples().reached(change(100, 6, 1), of), None);
        assert_eq!(multiples().reached(change(100, 7, 1), of), Some(1));
        assert_eq!(multiples().reached(change(100, 10, 1), of), Some(2));
        assert_eq!(multiples().reached(change(100, 10, 1), change(100, 0, 1)), None);
    }

    proptest! {
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
