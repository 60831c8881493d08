//! The door between exact ratios and floats: in to the nearest float, out with 12 significant digits.
//! Every float of this room passes it both ways.

use super::{Integer, Ratio, Value};
use std::fmt::Write as _;

/// Characters of the longest float as it is written here, such as `-1.79769313486e-308`.
const LONGEST: usize = 19;

/// The nearest float.
#[expect(clippy::float_arithmetic, reason = "one correctly rounded division")]
pub(super) fn to_float(ratio: &Ratio) -> f64 {
    // Two exact floats divide with one rounding; longer numbers go through 20 digits, beyond a float's 17.
    let exact = |integer: &Integer| integer.to_i128().filter(|number| number.unsigned_abs() < 1 << 53);
    #[expect(clippy::cast_precision_loss, reason = "below 2^53 every integer is a float")]
    if let (Some(numerator), Some(denominator)) = (exact(&ratio.numerator()), exact(&ratio.denominator())) {
        return numerator as f64 / denominator as f64;
    }
    let short = ratio.rounded_to_significant_digits(20);
    decimal_text(&short).parse().unwrap_or(f64::NAN)
}

/// Numerator and power of ten, which the standard library reads to the nearest float.
fn decimal_text(ratio: &Ratio) -> String {
    match ratio.exact_decimals() {
        Some(decimals) => format!("{}e-{decimals}", (ratio * &Ratio::power_of_ten(decimals)).floor()),
        None => ratio.to_string(),
    }
}

/// The float rounded to 12 significant digits; `None` if it is not finite.
pub(super) fn from_float(float: f64) -> Option<Ratio> {
    if !float.is_finite() {
        return None;
    }
    let mut text = String::with_capacity(LONGEST);
    write!(text, "{float:.11e}").ok()?;
    let (mantissa, exponent) = text.split_once('e')?;
    let (mantissa, exponent): (Value, i32) = (mantissa.parse().ok()?, exponent.parse().ok()?);
    let mantissa = mantissa.to_ratio();
    let power = Ratio::power_of_ten(exponent.unsigned_abs());
    if exponent < 0 { mantissa.divide(&power) } else { Some(mantissa * power) }
}
