//! The logistic curve between two moments: what share of its rise is done, and when a share is reached.
//! In portable floats, rounded to 12 significant digits; exact at both ends and at the middle of symmetry.

use super::Ratio;
use super::float::{from_float, to_float};
use std::cmp::Ordering;

/// The natural logarithm of 9: a logistic curve takes `2 ln 9` of its own time unit from 10 % to 90 %.
const LN_9: f64 = 2.197_224_577_336_219_4;

/// What share of its rise from time 0 to `span` a logistic curve has done at a time from 0 to `span`.
///
/// `(L(t) - L(0)) / (L(span) - L(0))` for `L(t) = 1 / (1 + exp(-k (t - midpoint)))` and `k = 2 ln 9 / years`, so
/// that the whole curve takes so many `years` from 10 % to 90 %. `None` unless span and years are above 0.
///
/// Computed as `sinh(k t / 2) cosh(k (span - midpoint) / 2)` over
/// `sinh(k span / 2) cosh(k (t - midpoint) / 2)`, which subtracts no near numbers, with the growing parts of all
/// four taken out exactly, so that none overflows.
///
/// ```
/// use policy_targets::number::logistic;
/// // Half way through a curve that is symmetric between its ends.
/// let share = logistic::share(&5.into(), &10.into(), &5.into(), &8.into());
/// assert_eq!(share, Some("0.5".parse()?));
/// # Ok::<(), policy_targets::number::NumberError>(())
/// ```
#[must_use]
#[expect(clippy::float_arithmetic, reason = "exponentials are irrational; rounded to 12 digits")]
pub fn share(time: &Ratio, span: &Ratio, midpoint: &Ratio, years: &Ratio) -> Option<Ratio> {
    if !span.is_positive() || !years.is_positive() {
        return None;
    }
    if time.is_zero() || time == span {
        return Some(if time.is_zero() { Ratio::zero() } else { Ratio::one() });
    }
    if time == midpoint && midpoint + midpoint == *span {
        return Some(Ratio::half());
    }
    let pace = LN_9 / to_float(years);
    let (before, after) = ((time - midpoint).absolute(), (span - midpoint).absolute());
    let grown = pace * to_float(&(time - span + &after - &before));
    let fading = |length: &Ratio| -2.0 * pace * to_float(length);
    let rises = libm::expm1(fading(time)) / libm::expm1(fading(span));
    let bends = (1.0 + libm::exp(fading(&after))) / (1.0 + libm::exp(fading(&before)));
    from_float(libm::exp(grown) * rises * bends)
}

/// When a logistic curve from time 0 to `span` has done a share of its rise: the inverse of [`share`], to 12
/// significant digits, exact for 0, 1 and the half of a symmetric curve. `None` for shares outside 0 to 1.
///
/// ```
/// use policy_targets::number::logistic;
/// let time = logistic::time_of(&"0.5".parse()?, &10.into(), &5.into(), &8.into());
/// assert_eq!(time, Some(5.into()));
/// # Ok::<(), policy_targets::number::NumberError>(())
/// ```
#[must_use]
#[expect(clippy::float_arithmetic, reason = "logarithms are irrational; rounded to 12 digits")]
pub fn time_of(share: &Ratio, span: &Ratio, midpoint: &Ratio, years: &Ratio) -> Option<Ratio> {
    let rest = Ratio::one() - share;
    if share.is_negative() || rest.is_negative() || !span.is_positive() || !years.is_positive() {
        return None;
    }
    if share.is_zero() || rest.is_zero() {
        return Some(if share.is_zero() { Ratio::zero() } else { span.clone() });
    }
    if *share == Ratio::half() && midpoint + midpoint == *span {
        return Some(midpoint.clone());
    }
    // With t = tanh(k span / 2) and m = tanh(k midpoint / 2) the share s is reached at
    // ln(1 + 2 s t / d) / k, d = 1 - t (s + (1 - s) m); d is put together from 1 - t and 1 - |m|, which are small.
    let pace = LN_9 / to_float(years);
    let missing = |length: &Ratio| 2.0 / (libm::exp(2.0 * pace * to_float(length)) + 1.0);
    let (done, rest) = (to_float(share), to_float(&rest));
    let (short, bend) = (missing(span), missing(&midpoint.absolute()));
    let divisor = match midpoint.cmp(&Ratio::zero()) {
        Ordering::Less => rest * (2.0 - bend) + short * (done - rest + rest * bend),
        Ordering::Equal | Ordering::Greater => short + rest * bend * (1.0 - short),
    };
    let rise = libm::log1p(2.0 * done * libm::tanh(pace * to_float(span)) / divisor);
    from_float(rise / (2.0 * pace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    /// Computed by Python's decimal at 80 digits from the definition, and rounded to 12 significant digits.
    #[test]
    fn shares_have_the_digits_of_the_definition() {
        for (time, span, midpoint, years, expected) in SHARES {
            let found = share(&number(time), &number(span), &number(midpoint), &number(years)).unwrap();
            assert_eq!(found, number(expected), "{time} of {span}, {midpoint}, {years}");
        }
    }

    const SHARES: [(&str, &str, &str, &str, &str); 7] = [
        ("2.5", "10", "5", "8", "0.161251294546"),
        ("1", "10", "5", "8", "0.0451621247335"),
        ("9", "10", "5", "8", "0.954837875267"),
        ("3", "5", "4", "6", "0.438596381803"),
        ("2", "5", "-3", "4", "0.889039425552"),
        ("1", "20", "12", "2", "0.0000000000283256499489"),
        ("19.5", "20", "3", "5", "0.999999808133"),
    ];

    #[test]
    fn what_is_no_curve_has_no_share() {
        let one = Ratio::one();
        assert_eq!(share(&one, &Ratio::zero(), &one, &one), None);
        assert_eq!(share(&one, &Ratio::from(2), &one, &Ratio::zero()), None);
        assert_eq!(time_of(&Ratio::from(2), &one, &one, &one), None);
        assert_eq!(time_of(&Ratio::from(-1), &one, &one, &one), None);
    }

    proptest! {
        #[test]
        fn the_time_of_a_share_is_the_inverse(
            tenths in 1_i64..100, span in 10_i64..30, midpoint in -10_i64..40, years in 4_i64..60,
        ) {
            let (span, midpoint, years) = (Ratio::from(span), Ratio::from(midpoint), Ratio::from(years));
            let time = &span * &Ratio::new(tenths, 100).unwrap();
            let done = share(&time, &span, &midpoint, &years).unwrap();
            // A share so near to 1 that 12 digits do not tell them apart is 1.
            prop_assert!(done.is_positive() && done <= Ratio::one());
            // A share printed to 12 digits near 1 says less about its time the flatter the curve is there.
            prop_assume!(done < Ratio::new(999, 1000).unwrap());
            let again = time_of(&done, &span, &midpoint, &years).unwrap();
            let error = (again - &time).absolute();
            prop_assert!(error < Ratio::power_of_ten(8).reciprocal().unwrap(), "{error}");
        }

        #[test]
        fn a_symmetric_curve_is_symmetric(tenths in 1_i64..100, span in 1_i64..30, years in 1_i64..60) {
            let (span, years) = (Ratio::from(span), Ratio::from(years));
            let midpoint = &span * &Ratio::half();
            let time = &span * &Ratio::new(tenths, 100).unwrap();
            let both = share(&time, &span, &midpoint, &years).unwrap()
                + share(&(&span - &time), &span, &midpoint, &years).unwrap();
            prop_assert!((both - Ratio::one()).absolute() < Ratio::power_of_ten(11).reciprocal().unwrap());
        }
    }
}
