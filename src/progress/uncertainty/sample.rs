//! Published measures of a sample's error as intervals: a standard error, or the size behind a share.
//! What comes out is evidence like any other bounded value.

use super::super::ProgressError;
use super::ConfidenceLevel;
use crate::number::distribution::Distribution;
use crate::number::{Interval, Ratio};

/// The interval of an estimate with its standard error: `estimate ± q · standard error`, with the `q` of the
/// level, its half-width rounded to 12 significant digits.
///
/// [`Distribution::Normal`] is what statistical offices use; Student's t is for small samples whose standard
/// error comes from the same few values.
///
/// # Errors
/// [`ProgressError::ImpossibleSample`] for a standard error below 0 or larger than floats hold, and for degrees
/// of freedom outside of 1 to 10 000.
///
/// ```
/// use policy_targets::number::distribution::Distribution;
/// use policy_targets::progress::uncertainty::standard_error_interval;
///
/// // 5.2 % with a standard error of 0.1 percentage points.
/// let (rate, error) = ("5.2".parse()?, "0.1".parse()?);
/// let interval = standard_error_interval(&rate, &error, Distribution::Normal, &"0.95".parse()?)?;
/// let upper = interval.upper().number().ok_or("no end")?;
/// assert_eq!(upper.rounded(3)?.to_string(), "5.396");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn standard_error_interval(
    estimate: &Ratio,
    standard_error: &Ratio,
    distribution: Distribution,
    level: &ConfidenceLevel,
) -> Result<Interval, ProgressError> {
    let impossible = |expected| ProgressError::ImpossibleSample {
        found: format!("the standard error {standard_error}"),
        expected,
    };
    if standard_error.is_negative() {
        return Err(impossible("0 or more"));
    }
    let half_width = distribution
        .half_width(level.fraction(), &standard_error.power(2), &Ratio::zero())
        .ok_or_else(|| impossible("an ordinary magnitude, and 1 to 10 000 degrees of freedom"))?;
    Ok(Interval::exactly(estimate.clone()).widened(&half_width))
}

/// Wilson's interval for a share found in a simple random sample of so many: the shares `p` for which
/// `(share - p)² <= z² p (1 - p) / size`, the lower end to ten significant digits, the
/// upper end to as many of its distance from 1.
///
/// It stays between 0 and 1 and says something at 0 and 1 themselves, where a standard error is 0 (Wilson 1927,
/// doi:10.1080/01621459.1927.10502953). Surveys that draw clusters or weigh answers have a smaller effective
/// size: give that one.
///
/// # Errors
/// [`ProgressError::ImpossibleSample`] for a share below 0 or above 1, or a size that is not above 0.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::uncertainty::share_interval;
///
/// // 81 of 263 are 0.255 to 0.366 (Newcombe 1998, Statistics in Medicine 17, table I).
/// let share = Ratio::new(81, 263).ok_or("no share")?;
/// let interval = share_interval(&share, &Ratio::from(263), &"0.95".parse()?)?;
/// let [lower, upper] = [interval.lower(), interval.upper()].map(|end| end.number().map(|end| end.rounded(4)));
/// assert_eq!((lower, upper), (Some("0.2553".parse()), Some("0.3662".parse())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn share_interval(
    share: &Ratio,
    size: &Ratio,
    level: &ConfidenceLevel,
) -> Result<Interval, ProgressError> {
    let rest = Ratio::one() - share.clone();
    if share.is_negative() || rest.is_negative() {
        let found = format!("the share {share}");
        return Err(ProgressError::ImpossibleSample { found, expected: "0 to 1; write 45 % as 0.45" });
    }
    let impossible = || ProgressError::ImpossibleSample {
        found: format!("a sample of {size}"),
        expected: "a size above 0, of ordinary magnitude",
    };
    if !size.is_positive() {
        return Err(impossible());
    }
    let lower = lowest_share(share, size, level).ok_or_else(impossible)?;
    let least_rest = lowest_share(&rest, size, level).ok_or_else(impossible)?;
    Ok(Interval::closed(lower, Ratio::one() - least_rest))
}

/// Two less than the quantile and the root have that an end is computed from.
const SHARE_DIGITS: u32 = 10;

/// The smaller root: `s² / (s + h + √(z² s (1 - s) / n + h²))` with `h = z² / 2n`. As a quotient it does not
/// lose digits near 0; the upper end is the mirror image of the rest's.
fn lowest_share(share: &Ratio, size: &Ratio, level: &ConfidenceLevel) -> Option<Ratio> {
    let normal =
        |variance: &Ratio, apart: &Ratio| Distribution::Normal.half_width(level.fraction(), variance, apart);
    let half = normal(&size.reciprocal()?, &Ratio::zero())?.power(2) * Ratio::half();
    let variance = (share * &(Ratio::one() - share.clone())).divide(size)?;
    let root = normal(&variance, &half)?;
    Some(share.power(2).divide(&(share + &half + root))?.rounded_to_significant_digits(SHARE_DIGITS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level() -> ConfidenceLevel {
        "0.95".parse().unwrap()
    }

    fn ends(interval: &Interval) -> [String; 2] {
        [interval.lower(), interval.upper()].map(|end| end.number().unwrap().rounded(4).unwrap().to_string())
    }

    /// Newcombe 1998, Statistics in Medicine 17, 857–872, table I, method 3.
    #[test]
    fn shares_have_the_published_intervals() {
        let cases = [
            (81, 263, ["0.2553", "0.3662"]),
            (15, 148, ["0.0624", "0.1605"]),
            (0, 20, ["0.0000", "0.1611"]),
            (1, 29, ["0.0061", "0.1718"]),
        ];
        for (counted, size, published) in cases {
            let share = Ratio::new(counted, size).unwrap();
            assert_eq!(ends(&share_interval(&share, &Ratio::from(size), &level()).unwrap()), published);
        }
        let all = share_interval(&Ratio::one(), &Ratio::from(20), &level()).unwrap();
        assert_eq!(all.upper().number(), Some(&Ratio::one()));
    }

    #[test]
    fn what_no_sample_has_is_refused() {
        let share = |share: &str, size: i64| share_interval(&share.parse().unwrap(), &size.into(), &level());
        for refused in [share("1.01", 20), share("-0.01", 20), share("0.5", 0), share("0.5", -3)] {
            assert_eq!(refused.unwrap_err().code(), "impossible_sample");
        }
        let error = |text: &str, distribution| {
            standard_error_interval(&Ratio::one(), &text.parse().unwrap(), distribution, &level())
        };
        assert_eq!(error("-0.1", Distribution::Normal).unwrap_err().code(), "impossible_sample");
        let no_degrees = Distribution::Student { degrees: 0 };
        assert_eq!(error("0.1", no_degrees).unwrap_err().code(), "impossible_sample");
        assert_eq!(error("0", Distribution::Normal), Ok(Interval::exactly(Ratio::one())));
    }

    #[test]
    fn a_small_sample_needs_students_t() {
        // 2.571 for 5 degrees of freedom instead of 1.960.
        let student = Distribution::Student { degrees: 5 };
        let interval = standard_error_interval(&Ratio::zero(), &Ratio::one(), student, &level()).unwrap();
        assert_eq!(ends(&interval), ["-2.5706", "2.5706"]);
        let interval =
            standard_error_interval(&Ratio::zero(), &Ratio::one(), Distribution::Normal, &level()).unwrap();
        assert_eq!(ends(&interval), ["-1.9600", "1.9600"]);
    }
}
