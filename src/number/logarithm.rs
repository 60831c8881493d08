//! Logarithms to as many binary digits as a comparison needs, in whole numbers only.
//! They decide comparisons of powers whose whole-number forms would have millions of digits.

use super::{Integer, Ratio};
use std::cmp::Ordering;

/// Precisions tried, in binary digits. Powers that differ at all and are not astronomical differ well within.
const PRECISIONS: [u32; 4] = [128, 256, 512, 1024];

/// A bound on the error of a logarithm in units of its last digit, for each power of 2 taken out: fewer than
/// 400 terms of the series, each off by less than 4, twice.
const ERROR: i64 = 1 << 12;

/// A number near `value / 2^precision`, at most `error / 2^precision` away.
struct Approximation {
    value: Integer,
    error: Integer,
}

/// Compares `a^x` with `b^y` for bases above 0 and whole exponents by their logarithms; `None` if the two are
/// equal or too close to tell.
///
/// The guesses are binary logarithms, rounded; they only need to be near.
pub(super) fn compare_powers(
    (a, x, guess_a): (&Ratio, &Integer, i32),
    (b, y, guess_b): (&Ratio, &Integer, i32),
) -> Option<Ordering> {
    PRECISIONS.into_iter().find_map(|precision| {
        let (a, b) = (logarithm(a, guess_a, precision)?, logarithm(b, guess_b, precision)?);
        let difference = &a.value * x - &b.value * y;
        let doubt = &a.error * &x.absolute() + &b.error * &y.absolute();
        (difference.absolute() > doubt).then(|| difference.cmp(&Integer::ZERO))
    })
}

/// `ln r = k ln 2 + 2 atanh((m - 1) / (m + 1))` for `r = 2^k m`, and `ln 2 = 2 atanh(1/3)`.
fn logarithm(ratio: &Ratio, guess: i32, precision: u32) -> Option<Approximation> {
    let one = Integer::from(2_i64).power(precision);
    let power = Ratio::from(2).power(guess.unsigned_abs());
    let mantissa = if guess < 0 { ratio * &power } else { ratio.divide(&power)? };
    let argument = (&mantissa - &Ratio::one()).divide(&(&mantissa + &Ratio::one()))?;
    if argument.absolute() >= Ratio::half() {
        return None;
    }
    let twos = Integer::from(i64::from(guess));
    let logarithm_of_two = area_tangent(&Ratio::new(1, 3)?, &one)?;
    let value = (twos.clone() * logarithm_of_two + area_tangent(&argument, &one)?) * Integer::from(2_i64);
    let error = (twos.absolute() + Integer::ONE) * Integer::from(ERROR);
    Some(Approximation { value, error })
}

/// `atanh y = y + y^3 / 3 + y^5 / 5 + ...` in units of `1 / one`, for `|y| < 1/2`.
fn area_tangent(argument: &Ratio, one: &Integer) -> Option<Integer> {
    let mut power = (argument.numerator() * one).divided_by(&argument.denominator())?;
    let square = (&power * &power).divided_by(one)?;
    let (mut sum, mut divisor) = (Integer::ZERO, Integer::ONE);
    while !power.is_zero() {
        sum = sum + power.divided_by(&divisor)?;
        power = (&power * &square).divided_by(one)?;
        divisor = divisor + Integer::from(2_i64);
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_logarithm_of_ten_has_its_known_digits() {
        // ln 10 = 2.302585092994045684017991454684364207601101488628772976033... (OEIS A002392)
        let approximation = logarithm(&Ratio::from(10), 3, 256).unwrap();
        let digits = approximation.value * Integer::from(10_i64).power(50);
        let shown = digits.divided_by(&Integer::from(2_i64).power(256)).unwrap().to_string();
        assert_eq!(shown, "230258509299404568401799145468436420760110148862877");
    }

    #[test]
    fn equal_powers_are_left_undecided() {
        let (four, eight) = (Ratio::from(4), Ratio::from(8));
        let (two, three) = (Integer::from(2_i64), Integer::from(3_i64));
        assert_eq!(compare_powers((&four, &three, 2), (&eight, &two, 3)), None);
    }

    proptest! {
        #[test]
        fn logarithms_order_powers_as_integers_do(a in 2_i64..5000, x in -40_i32..40, b in 2_i64..5000, y in -40_i32..40) {
            let power = |base: i64, exponent: i32| {
                let power = Ratio::from(base).power(exponent.unsigned_abs());
                if exponent < 0 { power.reciprocal().unwrap() } else { power }
            };
            let (left, right) = (power(a, x), power(b, y));
            prop_assume!(left != right);
            let guess = |base: i64| i32::try_from(base.ilog2()).unwrap();
            let (ratio_a, ratio_b) = (Ratio::from(a), Ratio::from(b));
            let (whole_x, whole_y) = (Integer::from(i64::from(x)), Integer::from(i64::from(y)));
            let compared = compare_powers((&ratio_a, &whole_x, guess(a)), (&ratio_b, &whole_y, guess(b)));
            prop_assert_eq!(compared, Some(left.cmp(&right)));
        }
    }
}
