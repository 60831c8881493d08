//! Yearly rates and powers: the irrational steps, in portable floats, rounded to 12 significant digits.
//! Comparisons of powers are decided exactly by integers when the floats are close.

pub(super) mod growth_multiple;

use super::float::{from_float, to_float};
use super::spread::mean_x;
use super::{Integer, Ratio, logarithm};
use std::cmp::Ordering;

/// Significant digits kept of an irrational result: what 64-bit floats guarantee after a handful of steps.
pub const SIGNIFICANT_DIGITS: u32 = 12;

/// The constant growth factor a period, less 1, that turns 1 into `ratio` over so many periods:
/// `ratio^(1/periods) - 1`, to 12 significant digits.
///
/// Computed as `expm1(ln(ratio) / periods)`, which keeps its accuracy for small rates.
/// `None` unless both are above 0.
///
/// ```
/// use policy_targets::number::{Ratio, rate};
/// // 1.2 to the fifth is 2.48832.
/// let growth = rate::growth_per_period(&"2.48832".parse()?, &Ratio::from(5));
/// assert_eq!(growth, Some("0.2".parse()?));
/// # Ok::<(), policy_targets::number::NumberError>(())
/// ```
#[must_use]
#[expect(clippy::float_arithmetic, reason = "roots are irrational; rounded to 12 digits")]
pub fn growth_per_period(ratio: &Ratio, periods: &Ratio) -> Option<Ratio> {
    if !ratio.is_positive() || !periods.is_positive() {
        return None;
    }
    from_float(libm::expm1(natural_logarithm(ratio) / to_float(periods)))
}

/// `start * base^exponent` for a base above 0, rounded once to 12 significant digits; exact for whole
/// exponents up to 400.
///
/// ```
/// use policy_targets::number::{Ratio, rate};
/// assert_eq!(rate::grown(&Ratio::from(5), &Ratio::from(9), &"0.5".parse()?), Some(Ratio::from(15)));
/// # Ok::<(), policy_targets::number::NumberError>(())
/// ```
#[must_use]
#[expect(clippy::float_arithmetic, reason = "powers are irrational; rounded to 12 digits")]
pub fn grown(start: &Ratio, base: &Ratio, exponent: &Ratio) -> Option<Ratio> {
    if !base.is_positive() {
        return None;
    }
    if let Some(whole) = exponent.to_whole_number().filter(|whole| whole.unsigned_abs() <= 400) {
        let power = base.power(u32::try_from(whole.unsigned_abs()).ok()?);
        return if whole < 0 { start.divide(&power) } else { Some(start * &power) };
    }
    from_float(to_float(start) * libm::exp(natural_logarithm(base) * to_float(exponent)))
}

/// How long the growth from 1 to `ratio` takes where the growth from 1 to `step` takes a `span`:
/// `span * ln(ratio) / ln(step)`, rounded once to 12 significant digits. `None` unless both are above 0 and
/// `step` is not 1.
///
/// ```
/// use policy_targets::number::{Ratio, rate};
/// assert_eq!(rate::time_to_grow(&Ratio::from(8), &Ratio::from(2), &Ratio::from(5)), Some(Ratio::from(15)));
/// ```
#[must_use]
#[expect(clippy::float_arithmetic, reason = "logarithms are irrational; rounded to 12 digits")]
pub fn time_to_grow(ratio: &Ratio, step: &Ratio, span: &Ratio) -> Option<Ratio> {
    if !ratio.is_positive() || !step.is_positive() || *step == Ratio::one() {
        return None;
    }
    from_float(to_float(span) * natural_logarithm(ratio) / natural_logarithm(step))
}

/// The natural logarithm of a number above 0, to 12 significant digits.
///
/// ```
/// use policy_targets::number::{Ratio, rate};
/// let log = rate::logarithm(&Ratio::from(2));
/// assert_eq!(log, Some("0.69314718056".parse()?));
/// assert_eq!(rate::logarithm(&Ratio::zero()), None);
/// # Ok::<(), policy_targets::number::NumberError>(())
/// ```
#[must_use]
pub fn logarithm(ratio: &Ratio) -> Option<Ratio> {
    ratio.is_positive().then(|| from_float(natural_logarithm(ratio))).flatten()
}

/// The constant growth a unit of `x` of the least-squares line through the logarithms of `y`, as a share:
/// `e^slope - 1` to 12 significant digits. `None` unless every `y` is above 0 and there are two different `x`.
///
/// ```
/// use policy_targets::number::{Ratio, rate};
/// let points = [(0, 100), (1, 110), (2, 121)].map(|(x, y)| (Ratio::from(x), Ratio::from(y)));
/// assert_eq!(rate::logarithmic_trend(&points), Some("0.1".parse()?));
/// # Ok::<(), policy_targets::number::NumberError>(())
/// ```
#[must_use]
#[expect(clippy::float_arithmetic, reason = "logarithms are irrational; rounded to 12 digits")]
pub fn logarithmic_trend(points: &[(Ratio, Ratio)]) -> Option<Ratio> {
    let (_, first) = points.first()?;
    let mean = mean_x(points)?;
    let apart = |x: &Ratio| x - &mean;
    let squares = points.iter().fold(Ratio::zero(), |sum, (x, _)| sum + apart(x) * apart(x));
    let mut slope = 0.0;
    for (x, y) in points {
        // Over the first value, so that the scale of the values changes no digit.
        let ratio = y.divide(first).filter(Ratio::is_positive)?;
        slope += to_float(&apart(x).divide(&squares)?) * natural_logarithm(&ratio);
    }
    from_float(libm::expm1(slope))
}

/// The natural logarithm, accurate also near 1, where the difference from 1 is taken exactly first.
fn natural_logarithm(ratio: &Ratio) -> f64 {
    let difference = ratio - &Ratio::one();
    if difference.absolute() < Ratio::half() {
        return libm::log1p(to_float(&difference));
    }
    libm::log(to_float(ratio))
}

/// Compares `a^x` with `b^y` exactly, for bases above 0; `None` for others.
///
/// Logarithms decide when they differ clearly; else both sides are raised to a common whole power and
/// compared as integers, so that a value exactly on a constant-growth path is never called behind.
///
/// ```
/// use policy_targets::number::{Ratio, rate};
/// use std::cmp::Ordering;
/// // 4^(1/2) = 8^(1/3)
/// let (half, third) = (Ratio::new(1, 2).unwrap(), Ratio::new(1, 3).unwrap());
/// assert_eq!(rate::compare_powers(&4.into(), &half, &8.into(), &third), Some(Ordering::Equal));
/// ```
#[must_use]
#[expect(clippy::float_arithmetic, reason = "a filter with an error bound; close calls go to integers")]
pub fn compare_powers(a: &Ratio, x: &Ratio, b: &Ratio, y: &Ratio) -> Option<Ordering> {
    if !a.is_positive() || !b.is_positive() {
        return None;
    }
    let (left, right) = (natural_logarithm(a) * to_float(x), natural_logarithm(b) * to_float(y));
    // Each side has about four roundings of relative error 2^-53; 1e-13 is far above their sum.
    let doubt = 1e-13 * (left.abs() + right.abs()) + f64::MIN_POSITIVE;
    if (left - right).abs() > doubt {
        return left.partial_cmp(&right);
    }
    // a^(p/q) against b^(r/s) is a^(p s) against b^(r q), with the common divisor of the exponents taken out.
    let left_exponent = x.numerator() * y.denominator();
    let right_exponent = y.numerator() * x.denominator();
    let common = left_exponent.greatest_common_divisor(&right_exponent);
    if common.is_zero() {
        return Some(Ordering::Equal);
    }
    let (x, y) = (left_exponent.divided_by(&common)?, right_exponent.divided_by(&common)?);
    // Days against months make exponents of millions, which logarithms decide; they never meet exactly unless
    // the bases themselves have thousands of digits.
    let moderate = Integer::from(MODERATE_EXPONENT);
    if (x.absolute() > moderate || y.absolute() > moderate)
        && let Some(order) =
            logarithm::compare_powers((a, &x, binary_magnitude(a)), (b, &y, binary_magnitude(b)))
    {
        return Some(order);
    }
    Some(whole_power(a, &x)?.cmp(&whole_power(b, &y)?))
}

/// Exponents up to which whole powers are compared digit by digit.
const MODERATE_EXPONENT: i64 = 500;

/// The binary logarithm, rounded.
#[expect(clippy::float_arithmetic, reason = "a starting point; what follows is exact")]
#[expect(clippy::cast_possible_truncation, reason = "logarithms of numbers that fit memory are small")]
fn binary_magnitude(ratio: &Ratio) -> i32 {
    libm::round(natural_logarithm(ratio) / std::f64::consts::LN_2) as i32
}

fn whole_power(base: &Ratio, exponent: &Integer) -> Option<Ratio> {
    let power = base.power(u32::try_from(exponent.absolute().to_i128()?).ok()?);
    if exponent.is_negative() { power.reciprocal() } else { Some(power) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_small_rate_keeps_twelve_digits() {
        // (1 + 1e-9)^(1/2) - 1 = 5e-10 - 1.25e-19 + ..., by the binomial series.
        let growth = growth_per_period(&"1.000000001".parse().unwrap(), &Ratio::from(2)).unwrap();
        assert_eq!(growth, "0.000000000499999999875".parse::<Ratio>().unwrap());
    }

    #[test]
    fn what_has_no_real_answer_has_none() {
        assert_eq!(growth_per_period(&Ratio::from(-4), &Ratio::from(2)), None);
        assert_eq!(growth_per_period(&Ratio::from(4), &Ratio::zero()), None);
        assert_eq!(time_to_grow(&Ratio::from(4), &Ratio::one(), &Ratio::one()), None);
        assert_eq!(grown(&Ratio::one(), &Ratio::zero(), &Ratio::from(-1)), None);
    }

    #[test]
    fn exponents_of_days_against_months_are_decided_quickly() {
        // 2^(1224 days in years / 5) cut off after 24 decimals, computed with Python's decimal at 60 digits, and
        // the next number of 24 decimals.
        let exponent = Ratio::new(1224 * 400, 146_097 * 5).unwrap();
        let compare = |digits: &str| {
            compare_powers(&Ratio::from(2), &exponent, &digits.parse().unwrap(), &Ratio::one()).unwrap()
        };
        assert_eq!(compare("1.591337270721230471288748"), Ordering::Greater);
        assert_eq!(compare("1.591337270721230471288749"), Ordering::Less);
    }

    proptest! {
        #[test]
        fn equal_powers_compare_equal_and_a_hair_decides(
            numerator in 1_i64..5000, denominator in 1_i64..5000, x in 1_u32..12, y in 1_u32..12,
        ) {
            let base = Ratio::new(numerator, denominator).unwrap();
            // (base^x)^y = (base^y)^x
            let (a, b) = (base.power(x), base.power(y));
            let (x, y) = (Ratio::from(i64::from(x)), Ratio::from(i64::from(y)));
            prop_assert_eq!(compare_powers(&a, &y, &b, &x), Some(Ordering::Equal));
            let hair = Ratio::power_of_ten(30).reciprocal().unwrap();
            prop_assert_eq!(compare_powers(&(a + hair), &y, &b, &x), Some(Ordering::Greater));
        }

        #[test]
        fn compounding_the_rate_returns_the_ratio(numerator in 1_i64..100_000, years in 1_u32..40) {
            let ratio = Ratio::new(numerator, 1000).unwrap();
            let growth = growth_per_period(&ratio, &Ratio::from(i64::from(years))).unwrap();
            let grown = (growth + Ratio::one()).power(years);
            let error = (grown - &ratio).divide(&ratio).unwrap().absolute();
            prop_assert!(error < Ratio::new(1, 1_000_000_000).unwrap());
        }
    }
}
