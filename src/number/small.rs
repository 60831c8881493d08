//! Fractions whose parts fit 64 bits, as those of published numbers do: two parts multiply within 128 bits.
//! The arithmetic of [`Ratio`](super::Ratio) tries these first.

use super::Ratio;
use std::cmp::Ordering;
use std::num::NonZeroI64;

/// A reduced fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Small {
    /// Not `i64::MIN`, which has no opposite.
    numerator: i64,
    /// Above 0; a ratio tells by its 0 that it holds something else.
    denominator: NonZeroI64,
}

impl Small {
    /// For parts without a common divisor; `None` for what has to be left to integers of any size.
    #[inline]
    pub(super) fn new(numerator: i64, denominator: i64) -> Option<Self> {
        let denominator = NonZeroI64::new(denominator).filter(|parts| parts.is_positive())?;
        (numerator != i64::MIN).then_some(Self { numerator, denominator })
    }

    /// The reduced fraction; `None` for what has to be left to integers of any size.
    #[inline]
    pub(super) fn reduced(numerator: i64, denominator: i64) -> Option<Self> {
        let parts = Self::new(numerator, denominator)?;
        let common = common_divisor(numerator, denominator);
        if common == 1 {
            return Some(parts);
        }
        Self::new(numerator.checked_div(common)?, denominator.checked_div(common)?)
    }

    /// `mantissa / 10^decimals`, reduced.
    pub(super) fn of_decimal(mantissa: i128, decimals: u32) -> Option<Self> {
        let power = 10_i64.checked_pow(decimals)?;
        Self::reduced(i64::try_from(mantissa).ok()?, power)
    }

    #[inline]
    pub(super) fn numerator(self) -> i64 {
        self.numerator
    }

    #[inline]
    pub(super) fn denominator(self) -> i64 {
        self.denominator.get()
    }

    /// The fraction times a power of ten, to the nearest whole number, half away from zero.
    pub(super) fn scaled_to_integer(self, decimals: u32) -> Option<i128> {
        let power = 10_i64.checked_pow(decimals)?;
        // Below 2^63 times 10^18 times 2.
        let twice = product(self.numerator, power).unsigned_abs().wrapping_mul(2);
        let parts = u128::from(self.denominator().unsigned_abs());
        let magnitude = quotient(twice.wrapping_add(parts), parts.wrapping_mul(2))?;
        let magnitude = i128::try_from(magnitude).ok()?;
        Some(if self.numerator < 0 { magnitude.wrapping_neg() } else { magnitude })
    }

    #[inline]
    pub(super) fn compare(self, other: Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        product(self.numerator, other.denominator()).cmp(&product(other.numerator, self.denominator()))
    }

    pub(super) fn negated(self) -> Self {
        Self { numerator: self.numerator.wrapping_neg(), denominator: self.denominator }
    }

    /// `None` for 0.
    pub(super) fn reciprocal(self) -> Option<Self> {
        match self.numerator {
            0 => None,
            1.. => Self::new(self.denominator(), self.numerator),
            _ => Some(self.negated().reciprocal()?.negated()),
        }
    }

    /// Of two reduced fractions only what their denominators have in common can divide the sum (Henrici's method:
    /// Knuth, The Art of Computer Programming, volume 2, section 4.5.1).
    pub(super) fn plus(self, other: Self) -> Ratio {
        if self.denominator() == other.denominator() {
            let sum = i128::from(self.numerator).wrapping_add(i128::from(other.numerator));
            let common = match self.denominator() {
                1 => 1,
                parts => common_divisor(remainder(sum, parts), parts),
            };
            let parts = divided(self.denominator(), common);
            return Ratio::of_reduced(divided_wide(sum, common), i128::from(parts));
        }
        let common = common_divisor(self.denominator(), other.denominator());
        let (left, right) = (divided(self.denominator(), common), divided(other.denominator(), common));
        // Each product is below 2^126.
        let sum = product(self.numerator, right).wrapping_add(product(other.numerator, left));
        let again = match common {
            1 => 1,
            common => common_divisor(remainder(sum, common), common),
        };
        Ratio::of_reduced(divided_wide(sum, again), product(left, divided(other.denominator(), again)))
    }

    /// What is divided by before it is multiplied leaves a reduced product.
    pub(super) fn times(self, other: Self) -> Ratio {
        let one = common_divisor(self.numerator, other.denominator());
        let two = common_divisor(other.numerator, self.denominator());
        Ratio::of_reduced(
            product(divided(self.numerator, one), divided(other.numerator, two)),
            product(divided(self.denominator(), two), divided(other.denominator(), one)),
        )
    }
}

/// Of two numbers that are not both 0 and not `i64::MIN`: above 0.
pub(super) fn common_divisor(one: i64, two: i64) -> i64 {
    let (mut a, mut b) = (one.unsigned_abs(), two.unsigned_abs());
    while let Some(remainder) = a.checked_rem(b) {
        a = b;
        b = remainder;
    }
    i64::try_from(a).unwrap_or(1)
}

fn product(one: i64, two: i64) -> i128 {
    i128::from(one).wrapping_mul(i128::from(two))
}

/// By a divisor above 0, without remainder.
fn divided(number: i64, divisor: i64) -> i64 {
    if divisor == 1 { number } else { number.checked_div(divisor).unwrap_or_default() }
}

/// Rounded down. Division of 128 bits is several times slower.
fn quotient(dividend: u128, divisor: u128) -> Option<u128> {
    match (u64::try_from(dividend), u64::try_from(divisor)) {
        (Ok(dividend), Ok(divisor)) => dividend.checked_div(divisor).map(u128::from),
        _ => dividend.checked_div(divisor),
    }
}

/// As [`divided`], in 64 bits where they suffice.
fn divided_wide(number: i128, divisor: i64) -> i128 {
    match i64::try_from(number) {
        Ok(number) => i128::from(divided(number, divisor)),
        Err(_) if divisor == 1 => number,
        Err(_) => number.checked_div(i128::from(divisor)).unwrap_or_default(),
    }
}

/// Of a division by a number above 0; smaller than that.
fn remainder(number: i128, divisor: i64) -> i64 {
    match i64::try_from(number) {
        Ok(number) => number.checked_rem(divisor).unwrap_or_default(),
        Err(_) => number
            .checked_rem(i128::from(divisor))
            .and_then(|remainder| i64::try_from(remainder).ok())
            .unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Integer;
    use super::*;
    use proptest::prelude::*;

    /// Mostly parts with common divisors, sometimes of full size.
    fn small() -> impl Strategy<Value = Small> {
        let part = || prop_oneof![1..=2000_i64, 1..=i64::MAX];
        let numerator = prop_oneof![Just(0), part(), part().prop_map(i64::wrapping_neg)];
        (numerator, part())
            .prop_map(|(numerator, denominator)| Small::reduced(numerator, denominator).unwrap())
    }

    /// Numerator and denominator.
    fn parts(ratio: &Ratio) -> (Integer, Integer) {
        (ratio.numerator(), ratio.denominator())
    }

    /// The same fraction in lowest terms, by the divisor of integers of any size.
    fn lowest(numerator: &Integer, denominator: &Integer) -> (Integer, Integer) {
        let common = numerator.greatest_common_divisor(denominator);
        (numerator.divided_by(&common).unwrap(), denominator.divided_by(&common).unwrap())
    }

    proptest! {
        #[test]
        fn results_are_those_of_integers_of_any_size_in_lowest_terms(a in small(), b in small()) {
            let [n, d, m, e] =
                [a.numerator(), a.denominator(), b.numerator(), b.denominator()].map(Integer::from);
            prop_assert_eq!(lowest(&n, &d), (n.clone(), d.clone()));
            prop_assert_eq!(parts(&a.plus(b)), lowest(&(&n * &e + &m * &d), &(&d * &e)));
            prop_assert_eq!(parts(&a.times(b)), lowest(&(&n * &m), &(&d * &e)));
            prop_assert_eq!(a.compare(b), (&n * &e).cmp(&(&m * &d)));
            let ten_thousandth = Ratio::part_of_one(Integer::power_of_ten(4));
            let scaled = Ratio::of_reduced(a.scaled_to_integer(4).unwrap(), 1) * &ten_thousandth;
            let off = scaled.absolute() - Ratio::from_integers(n.absolute(), d.clone()).unwrap();
            prop_assert!(off <= &ten_thousandth * &Ratio::half() && off > -(ten_thousandth * Ratio::half()));
            prop_assert_eq!(Integer::from(a.negated().numerator()), -&n);
            prop_assert_eq!(a.reciprocal().is_none(), n.is_zero());
            if let Some(inverse) = a.reciprocal() {
                prop_assert!(inverse.denominator() > 0);
                prop_assert_eq!(parts(&a.times(inverse)), (Integer::ONE, Integer::ONE));
            }
        }
    }

    #[test]
    fn what_has_no_opposite_or_no_size_is_left_to_integers_of_any_size() {
        assert!(Small::reduced(i64::MIN, 1).is_none());
        assert!(Small::reduced(1, i64::MIN).is_none());
        assert!(Small::reduced(1, 0).is_none());
        assert!(Small::of_decimal(i128::MAX, 1).is_none());
        assert!(Small::of_decimal(1, 19).is_none());
    }

    #[test]
    fn a_ratio_of_any_size_takes_two_words() {
        assert_eq!(size_of::<Ratio>(), 16);
    }
}
