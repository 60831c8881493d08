//! A published decimal number with the digits it was written with.
//! Read exactly or refused; never rounded on the way in.

use super::{Integer, NumberError, Ratio};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An exact decimal number that remembers how many decimals were written.
///
/// `1.0` and `1.00` are equal as numbers but not [`identical`](Value::identical): the decimals are evidence
/// of the precision with which a figure was published. A numeral of more than 28 digits is refused.
///
/// Negative zero does not exist: `-0.0` reads as `0.0`.
///
/// ```
/// use policy_targets::number::Value;
///
/// let published: Value = "12.0".parse()?;
/// assert_eq!(published.decimals(), 1);
/// assert_eq!(published, Value::from(12));
/// assert!(!published.identical(&Value::from(12)));
/// assert_eq!(published.to_string(), "12.0");
/// # Ok::<(), policy_targets::number::NumberError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Value(Decimal);

impl Value {
    /// The number 0, without decimals.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// The number `mantissa / 10^decimals`.
    ///
    /// # Errors
    /// [`NumberError::TooManyDigits`] for more than 28 decimals.
    ///
    /// ```
    /// use policy_targets::number::Value;
    /// assert_eq!(Value::new(-135, 1)?.to_string(), "-13.5");
    /// # Ok::<(), policy_targets::number::NumberError>(())
    /// ```
    pub fn new(mantissa: i64, decimals: u32) -> Result<Self, NumberError> {
        Self::from_parts(i128::from(mantissa), decimals)
    }

    /// The number `mantissa / 10^decimals` as a constant of the program; at most 28 decimals.
    pub(crate) const fn constant(mantissa: i32, decimals: u32) -> Self {
        Self(Decimal::from_parts(mantissa.unsigned_abs(), 0, 0, mantissa < 0, decimals))
    }

    /// The number `mantissa / 10^decimals`, if it fits.
    pub(crate) fn from_parts(mantissa: i128, decimals: u32) -> Result<Self, NumberError> {
        Decimal::try_from_i128_with_scale(mantissa, decimals)
            .map(Self)
            .map_err(|_| NumberError::TooManyDigits { found: format!("{mantissa}e-{decimals}") })
    }

    /// Reads a numeral of at most eighteen digits, as nearly all are: their mantissa needs no more than 64 bits.
    pub(crate) fn short_numeral(text: &[u8]) -> Option<Self> {
        let (is_negative, digits) = match text {
            [b'-', digits @ ..] => (true, digits),
            [b'+', digits @ ..] | digits => (false, digits),
        };
        if digits.len() > 18 || !digits.first()?.is_ascii_digit() {
            return None;
        }
        let (mut mantissa, mut decimals) = (0_u64, None);
        for byte in digits {
            let digit = byte.wrapping_sub(b'0');
            if digit < 10 {
                mantissa = mantissa.wrapping_mul(10).wrapping_add(u64::from(digit));
                decimals = decimals.map(|count: u32| count.wrapping_add(1));
            } else if *byte == b'.' && decimals.is_none() {
                decimals = Some(0);
            } else {
                return None;
            }
        }
        if decimals == Some(0) {
            return None;
        }
        let half = |number: u64| u32::try_from(number & u64::from(u32::MAX)).unwrap_or_default();
        let (low, middle) = (half(mantissa), half(mantissa >> 32));
        // Eighteen digits have eighteen decimals at most, which is not too many.
        Some(Self(Decimal::from_parts(low, middle, 0, is_negative, decimals.unwrap_or(0))))
    }

    /// All digits as one integer: 1250 for `12.50`.
    #[must_use]
    pub fn mantissa(self) -> i128 {
        self.0.mantissa()
    }

    /// How many decimals were written: 2 for `12.50`.
    #[must_use]
    pub fn decimals(self) -> u32 {
        self.0.scale()
    }

    /// Whether number and written decimals are the same: `1.0` is not identical to `1.00`.
    #[must_use]
    pub fn identical(&self, other: &Self) -> bool {
        self == other && self.decimals() == other.decimals()
    }

    /// Whether the number is 0.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether the number is above 0.
    #[must_use]
    pub fn is_positive(self) -> bool {
        !self.0.is_zero() && self.0.is_sign_positive()
    }

    /// The same number as an exact ratio, for computing with.
    #[must_use]
    pub fn to_ratio(self) -> Ratio {
        Ratio::from(self)
    }

    /// Half of the last printed unit: 0.05 for `13.5`. The true figure lies within this distance if the
    /// publisher rounded it.
    ///
    /// ```
    /// use policy_targets::number::{Ratio, Value};
    /// let printed: Value = "13.5".parse()?;
    /// assert_eq!(printed.half_printed_unit().to_string(), "0.05");
    /// # Ok::<(), policy_targets::number::NumberError>(())
    /// ```
    #[must_use]
    pub fn half_printed_unit(self) -> Ratio {
        Ratio::part_of_one(Integer::power_of_ten(self.decimals()) * Integer::from(2_i64))
    }

    /// The underlying decimal.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        self.0
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self(Decimal::from(number))
    }
}

impl From<Decimal> for Value {
    fn from(decimal: Decimal) -> Self {
        let mut decimal = decimal;
        if decimal.is_zero() {
            decimal.set_sign_positive(true);
        }
        Self(decimal)
    }
}

impl From<Value> for Decimal {
    fn from(value: Value) -> Self {
        value.0
    }
}

impl From<Value> for Integer {
    /// The digits of the value without the decimal point.
    fn from(value: Value) -> Self {
        Self::from(value.mantissa())
    }
}

impl FromStr for Value {
    type Err = NumberError;

    /// Reads a plain decimal numeral: an optional sign, digits, at most one point with digits on both sides.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        if let Some(value) = Self::short_numeral(text.as_bytes()) {
            return Ok(value);
        }
        if text.is_empty() {
            return Err(NumberError::Empty);
        }
        let not_a_number = || NumberError::NotANumber { found: text.to_owned() };
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
        let digits_only = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits_only(whole) || !digits_only(fraction) {
            return Err(not_a_number());
        }
        Decimal::from_str_exact(text)
            .map(Self::from)
            .map_err(|_| NumberError::TooManyDigits { found: text.to_owned() })
    }
}

impl fmt::Display for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Value({})", self.0)
    }
}

text_schema!(Value, "Value", "a decimal with the digits as written, such as 12.50");

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(super::ratio::NumeralVisitor::<Self>::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numerals_that_are_not_plain_decimals_are_refused() {
        for text in ["1e5", "1_000", "1,000", ".5", "5.", " 1", "NaN", "--1", "1.2.3", "一"] {
            assert!(matches!(text.parse::<Value>(), Err(NumberError::NotANumber { .. })), "{text}");
        }
    }

    #[test]
    fn a_numeral_beyond_28_digits_is_refused_and_never_rounded() {
        let text = "0.12345678901234567890123456789";
        assert_eq!(text.parse::<Value>().unwrap_err().code(), "too_many_digits");
        assert!("0.1234567890123456789012345678".parse::<Value>().is_ok());
    }

    #[test]
    fn negative_zero_does_not_exist() {
        assert_eq!("-0.00".parse::<Value>().unwrap().to_string(), "0.00");
    }

    proptest! {
        #[test]
        fn short_numerals_are_read_as_the_decimal_library_reads_them(text in "[-+]?[0-9]{1,12}(\\.[0-9]{1,5})?") {
            let expected = Value::from(Decimal::from_str_exact(&text).unwrap());
            let read = Value::short_numeral(text.as_bytes()).unwrap();
            prop_assert!(read.identical(&expected));
            prop_assert_eq!(read.to_string(), expected.to_string());
        }

        #[test]
        fn printing_and_reading_is_identity(mantissa: i64, decimals in 0_u32..=20) {
            let value = Value::new(mantissa, decimals).unwrap();
            let read: Value = value.to_string().parse().unwrap();
            prop_assert!(value.identical(&read));
            prop_assert_eq!(value.to_ratio().rounded(decimals).unwrap(), value);
        }
    }
}
