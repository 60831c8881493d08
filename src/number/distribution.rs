//! The normal and Student's t distribution: probabilities, quantiles and the half-widths of intervals.
//! Computed in portable floats by series of positive terms and rounded to 12 significant digits.

use super::Ratio;
use super::float::{from_float, to_float};

/// The most degrees of freedom computed: beyond, sums grow too long for 12 digits.
const MOST_DEGREES: u32 = 10_000;

/// A distribution around 0, of scale 1.
///
/// ```
/// use policy_targets::number::distribution::Distribution;
/// // 0.975 of a Student t distribution with 10 degrees of freedom lie below 2.228.
/// let bound = Distribution::Student { degrees: 10 }.quantile(&"0.975".parse()?).ok_or("no quantile")?;
/// assert_eq!(bound.rounded(3)?.to_string(), "2.228");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Distribution {
    /// The normal distribution: of a mean whose standard error is known.
    Normal,
    /// Student's t distribution: of a mean whose standard error is itself estimated.
    Student {
        /// Degrees of freedom: the observations less the numbers estimated from them; 1 to 10 000.
        degrees: u32,
    },
}

impl Distribution {
    /// The probability of a smaller number, to 12 significant digits; `None` for degrees of freedom of 0 or
    /// above 10 000.
    ///
    /// ```
    /// use policy_targets::number::{Ratio, distribution::Distribution};
    /// // One degree of freedom is Cauchy's distribution: 1/2 + atan(1)/π = 3/4 below 1.
    /// let below = Distribution::Student { degrees: 1 }.probability_below(&Ratio::one());
    /// assert_eq!(below, Ratio::new(3, 4));
    /// ```
    #[must_use]
    #[expect(clippy::float_arithmetic, reason = "halves; rounded to 12 digits")]
    pub fn probability_below(self, number: &Ratio) -> Option<Ratio> {
        let law = Law::of(self)?;
        let distance = to_float(&number.absolute());
        let below =
            if number.is_negative() { 0.5 * law.beyond(distance) } else { 0.5 + 0.5 * law.within(distance) };
        from_float(below)
    }

    /// The number with this probability below it, to 12 significant digits; `None` unless the probability lies
    /// between 0 and 1, and as for [`probability_below`](Self::probability_below).
    #[must_use]
    pub fn quantile(self, probability: &Ratio) -> Option<Ratio> {
        let twice = probability * &Ratio::from(2) - Ratio::one();
        if twice.is_zero() {
            return Law::of(self).map(|_| Ratio::zero());
        }
        let size = from_float(Law::of(self)?.bound(&twice.absolute())?)?;
        Some(if twice.is_negative() { -size } else { size })
    }

    /// How far to both sides a `level` of the distribution reaches around an estimate of this variance, joined
    /// with a distance that was found apart: `√(q² variance + apart²)` with `q` the quantile of
    /// `(1 + level) / 2`. Rounded once, to 12 significant digits.
    ///
    /// `None` unless the level lies between 0 and 1, and for a variance below 0.
    ///
    /// ```
    /// use policy_targets::number::{Ratio, distribution::Distribution};
    /// // 95 % around an estimate with a standard error of 3.
    /// let half_width = Distribution::Normal.half_width(&"0.95".parse()?, &Ratio::from(9), &Ratio::zero());
    /// assert_eq!(half_width.ok_or("none")?.rounded(3)?.to_string(), "5.880");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    #[expect(clippy::float_arithmetic, reason = "roots are irrational; rounded to 12 digits")]
    pub fn half_width(self, level: &Ratio, variance: &Ratio, apart: &Ratio) -> Option<Ratio> {
        if variance.is_negative() {
            return None;
        }
        let bound = Law::of(self)?.bound(level)?;
        // In a unit of its own size, so that ten times the scatter keeps the digits of the half-width.
        let unit = unit_of_root(&(variance + &apart.power(2)));
        let apart = to_float(&apart.divide(&unit)?);
        let deviation = libm::sqrt(to_float(&variance.divide(&unit.power(2))?));
        from_float(libm::hypot(bound * deviation, apart)).map(|half_width| half_width * unit)
    }

    /// The probability to lie within a distance of the centre, to 12 significant digits, if a `level` lies
    /// within the half-width.
    ///
    /// `None` unless the level lies between 0 and 1 and the half-width is above 0.
    #[must_use]
    #[expect(clippy::float_arithmetic, reason = "a scale; rounded to 12 digits")]
    pub fn probability_within(self, distance: &Ratio, half_width: &Ratio, level: &Ratio) -> Option<Ratio> {
        let law = Law::of(self)?;
        if !half_width.is_positive() {
            return None;
        }
        let widths = to_float(&distance.absolute().divide(half_width)?);
        from_float(law.within(law.bound(level)? * widths))
    }
}

/// The power of ten next below the square root of a number; 1 for the root of 0.
fn unit_of_root(square: &Ratio) -> Ratio {
    let (mut unit, hundred) = (Ratio::one(), Ratio::from(100));
    let tenth = Ratio::from(10).reciprocal_or_zero();
    while &unit.power(2) * &hundred <= *square {
        unit = unit * Ratio::from(10);
    }
    while square.is_positive() && unit.power(2) > *square {
        unit = unit * &tenth;
    }
    unit
}

/// A distribution with what its densities need.
enum Law {
    Normal,
    Student {
        degrees: f64,
        /// `2 Γ((ν+1)/2) / (√π Γ(ν/2))`: the density at 0 of the angle `atan(t/√ν)`, both sides together.
        peak: f64,
    },
}

/// Up to this square of a number the sum grows from the centre, beyond from the tail, so that neither is found
/// as a small difference.
const CENTRAL_SQUARE: f64 = 4.0;

impl Law {
    #[expect(clippy::float_arithmetic, reason = "a product of quotients")]
    fn of(distribution: Distribution) -> Option<Self> {
        let Distribution::Student { degrees } = distribution else { return Some(Self::Normal) };
        if degrees == 0 || degrees > MOST_DEGREES {
            return None;
        }
        // 2/π for one degree, 1 for two, and two degrees more multiply by (ν+1)/ν.
        let (first, start) = if degrees % 2 == 1 { (1, std::f64::consts::FRAC_2_PI) } else { (2, 1.0) };
        let steps = (first..degrees).step_by(2).map(f64::from);
        let peak = steps.fold(start, |peak, degrees| peak * ((degrees + 1.0) / degrees));
        Some(Self::Student { degrees: f64::from(degrees), peak })
    }

    /// The probability to lie between `-t` and `t`, for `t` of 0 or more.
    #[expect(clippy::float_arithmetic, reason = "a complement of what is not small")]
    fn within(&self, t: f64) -> f64 {
        match self {
            Self::Normal => libm::erf(t * std::f64::consts::FRAC_1_SQRT_2),
            Self::Student { degrees, peak } if t * t <= CENTRAL_SQUARE => central(t, *degrees, *peak),
            Self::Student { degrees, peak } => 1.0 - tail(t, *degrees, *peak),
        }
    }

    /// The probability to lie outside of `-t` to `t`, for `t` of 0 or more.
    #[expect(clippy::float_arithmetic, reason = "a complement of what is not small")]
    fn beyond(&self, t: f64) -> f64 {
        match self {
            Self::Normal => libm::erfc(t * std::f64::consts::FRAC_1_SQRT_2),
            Self::Student { degrees, peak } if t * t <= CENTRAL_SQUARE => 1.0 - central(t, *degrees, *peak),
            Self::Student { degrees, peak } => tail(t, *degrees, *peak),
        }
    }

    /// How fast [`within`](Self::within) grows with `t`.
    #[expect(clippy::float_arithmetic, reason = "a density")]
    fn density(&self, t: f64) -> f64 {
        match self {
            Self::Normal => libm::sqrt(std::f64::consts::FRAC_2_PI) * libm::exp(-0.5 * t * t),
            Self::Student { degrees, peak } => peak * cosine_power(t, *degrees) / libm::sqrt(degrees + t * t),
        }
    }

    /// The `t` with this probability within; `None` unless it lies between 0 and 1.
    ///
    /// Newton's method on the logarithm of the smaller of the two probabilities as a function of `ln t`. Both
    /// functions are concave, so that after at most one step too far it closes in from one side.
    #[expect(clippy::float_arithmetic, reason = "Newton's method; rounded to 12 digits by its callers")]
    fn bound(&self, within: &Ratio) -> Option<f64> {
        let outside = Ratio::one() - within.clone();
        if !within.is_positive() || !outside.is_positive() {
            return None;
        }
        let is_central = *within <= Ratio::half();
        let sought = libm::log(to_float(if is_central { within } else { &outside }));
        let mut logarithm = 0.0_f64;
        for _ in 0..MOST_STEPS {
            let t = libm::exp(logarithm);
            let (found, slope) = if is_central {
                (self.within(t), self.density(t))
            } else {
                (self.beyond(t), -self.density(t))
            };
            let step = (sought - libm::log(found)) * found / (slope * t);
            // A longer step could leave what floats hold.
            logarithm += step.clamp(-1.0, 1.0);
            if step.abs() < 1e-15 {
                break;
            }
        }
        Some(libm::exp(logarithm)).filter(|t| t.is_finite())
    }
}

/// More than the widest bound that floats hold needs, in steps of at most 1 in `ln t`.
const MOST_STEPS: usize = 800;

/// `cos^ν` of the angle `atan(t/√ν)`.
#[expect(clippy::float_arithmetic, reason = "a power")]
fn cosine_power(t: f64, degrees: f64) -> f64 {
    libm::exp(-0.5 * degrees * libm::log1p(t * t / degrees))
}

/// Student's probability between `-t` and `t`, from the centre outwards:
/// `peak · sin θ · cos^ν θ · Σ Π (ν+1+2j)/(3+2j) · sin^2k θ` with `θ = atan(t/√ν)`.
///
/// The incomplete beta function `I(sin² θ; 1/2, ν/2)` by its hypergeometric series (NIST Digital Library of
/// Mathematical Functions, 8.17.8; Abramowitz and Stegun 26.7.1).
#[expect(clippy::float_arithmetic, reason = "a sum of positive terms")]
fn central(t: f64, degrees: f64, peak: f64) -> f64 {
    let sine_squared = t * t / (degrees + t * t);
    let sum = sum_of(|step| sine_squared * (degrees + 1.0 + 2.0 * step) / (3.0 + 2.0 * step));
    peak * libm::sqrt(sine_squared) * cosine_power(t, degrees) * sum
}

/// Student's probability outside of `-t` to `t`, from the tail inwards:
/// `peak · cos φ · sin^ν φ / ν · Σ Π (ν+1+2j)/(ν+2+2j) · sin^2k φ` with `φ = atan(√ν/t)`.
///
/// The same series for `I(sin² φ; ν/2, 1/2)`; `sin φ` is `cos θ`.
#[expect(clippy::float_arithmetic, reason = "a sum of positive terms")]
fn tail(t: f64, degrees: f64, peak: f64) -> f64 {
    // Divided by t first: its square may be larger than floats hold.
    let ratio = degrees / t / t;
    let sine_squared = ratio / (1.0 + ratio);
    let sum = sum_of(|step| sine_squared * (degrees + 1.0 + 2.0 * step) / (degrees + 2.0 + 2.0 * step));
    peak * cosine_power(t, degrees) / (degrees * libm::sqrt(1.0 + ratio)) * sum
}

/// The sum of 1, the first factor, the product of the first two, and so on, until it no longer grows.
#[expect(clippy::float_arithmetic, reason = "a sum of positive terms")]
fn sum_of(factor: impl Fn(f64) -> f64) -> f64 {
    let (mut sum, mut term, mut step) = (1.0, 1.0, 0.0);
    loop {
        term *= factor(step);
        step += 1.0;
        let next = sum + term;
        // Also ends where the sum is no number.
        if next > sum {
            sum = next;
        } else {
            return next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    fn student(degrees: u32) -> Distribution {
        Distribution::Student { degrees }
    }

    #[test]
    fn closed_forms_are_met() {
        // Two degrees of freedom: 1/2 + t / (2 √(2 + t²)), so 1/2 + 1/6 below 1/2.
        assert_eq!(student(2).probability_below(&number("0.5")), Some(number("0.666666666667")));
        // One degree: tan(π (p - 1/2)), so 1 at 3/4 and √3 at 5/6.
        assert_eq!(student(1).quantile(&number("0.25")), Some(number("-1")));
        assert_eq!(student(1).quantile(&number("5/6")), Some(number("1.73205080757")));
        assert_eq!(student(7).quantile(&Ratio::half()), Some(Ratio::zero()));
        // 3² + 4² = 5², where the quantile of 1/2 of one degree is 1.
        assert_eq!(student(1).half_width(&Ratio::half(), &number("9"), &number("-4")), Some(number("5")));
    }

    #[test]
    fn what_is_no_distribution_or_probability_has_no_answer() {
        for degrees in [0, MOST_DEGREES + 1, u32::MAX] {
            assert_eq!(student(degrees).quantile(&number("0.9")), None);
            assert_eq!(student(degrees).quantile(&Ratio::half()), None);
            assert_eq!(student(degrees).probability_below(&Ratio::one()), None);
        }
        for probability in ["0", "1", "-0.1", "1.1"] {
            assert_eq!(Distribution::Normal.quantile(&number(probability)), None);
            assert_eq!(student(3).half_width(&number(probability), &Ratio::one(), &Ratio::zero()), None);
        }
        let level = number("0.9");
        assert_eq!(student(3).half_width(&level, &number("-1"), &Ratio::zero()), None);
        assert_eq!(student(3).probability_within(&Ratio::one(), &Ratio::zero(), &level), None);
    }

    #[test]
    fn numbers_that_no_float_holds_are_computed_in_a_unit_of_their_size() {
        let huge = Ratio::power_of_ten(400);
        let wide = |variance: &Ratio| student(3).half_width(&number("0.9"), variance, &Ratio::zero());
        let one = wide(&Ratio::one()).unwrap();
        assert_eq!(one, number("2.35336343480"));
        assert_eq!(wide(&huge.power(2)), Some(&one * &huge));
        assert_eq!(wide(&huge.power(2).reciprocal_or_zero()), one.divide(&huge));
        assert_eq!(wide(&Ratio::zero()), Some(Ratio::zero()));
        assert_eq!(student(3).probability_below(&huge), Some(Ratio::one()));
        assert_eq!(student(3).probability_below(&-huge), Some(Ratio::zero()));
    }

    proptest! {
        #[test]
        fn quantiles_and_probabilities_invert_each_other(degrees in 1_u32..200, thousandths in 1_i64..1000) {
            let probability = Ratio::new(thousandths, 1000).unwrap();
            for distribution in [Distribution::Normal, student(degrees)] {
                let back = distribution.probability_below(&distribution.quantile(&probability).unwrap()).unwrap();
                prop_assert!((back - &probability).absolute() < number("0.000000000002"));
            }
        }

        #[test]
        fn more_degrees_narrow_the_distribution_down_to_the_normal(degrees in 1_u32..500, level in 500_i64..999) {
            let level = Ratio::new(level, 1000).unwrap();
            let width = |distribution: Distribution| {
                distribution.half_width(&level, &Ratio::one(), &Ratio::zero()).unwrap()
            };
            prop_assert!(width(student(degrees)) > width(student(degrees.saturating_add(1))));
            prop_assert!(width(student(degrees)) > width(Distribution::Normal));
        }

        #[test]
        fn the_two_series_agree_where_one_takes_over(degrees in 1_u32..2000, hair in 1_i64..1000) {
            // The probability rises through t = 2 no faster than its density, 0.12 at most.
            let at = |number: Ratio| student(degrees).probability_below(&number).unwrap();
            let step = Ratio::new(hair, 10_000_000_000).unwrap();
            let rise = at(&Ratio::from(2) + &step) - at(&Ratio::from(2) - &step);
            let doubt = number("0.000000000002");
            prop_assert!(rise >= -&doubt && rise <= &step * &number("0.25") + doubt);
        }
    }
}
