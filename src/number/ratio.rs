//! The exact quotient of two integers, always reduced, and its rounding to a decimal.
//! Everything computed from published numbers is one of these until it is shown.

use super::integer::owned_operator;
use super::small::Small;
use super::{Integer, NumberError, Value};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Add, Mul, Neg, Sub};
use std::str::FromStr;

/// Decimals up to which an exact ratio prints as a decimal rather than as a fraction.
const PRINTED_DECIMALS: u32 = 40;

/// An exact rational number.
///
/// Operators never round and never fail; only division by zero has no answer. It prints as a decimal when
/// that is exact and as a fraction otherwise, and reads back what it prints.
///
/// ```
/// use policy_targets::number::Ratio;
///
/// let gap: Ratio = "21.3".parse()?;
/// let third = Ratio::new(1, 3).ok_or("a denominator of zero")?;
/// assert_eq!((&gap + &third).to_string(), "649/30");
/// assert_eq!(gap.divide(&Ratio::zero()), None);
/// assert_eq!(third.rounded(4)?.to_string(), "0.3333");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Ratio(Form);

/// Canonical: `Large` holds only what does not fit `Small`. The box keeps the ratio at two words, and to copy or to
/// drop one of 64 bits costs a comparison.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Form {
    Small(Small),
    Large(Box<Large>),
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Large {
    numerator: Integer,
    /// Above 0, and without a common divisor with the numerator.
    denominator: Integer,
}

impl Ratio {
    /// The number 0.
    #[must_use]
    pub fn zero() -> Self {
        Self::from(0)
    }

    /// The number 1.
    #[must_use]
    pub fn one() -> Self {
        Self::from(1)
    }

    pub(crate) fn half() -> Self {
        Self::part_of_one(Integer::from(2_i64))
    }

    /// One of so many equal parts of 1; there is at least one.
    pub(super) fn part_of_one(parts: Integer) -> Self {
        // 1 has no divisor in common with anything.
        Self::of_lowest(Integer::ONE, parts)
    }

    /// The number 100, for percentages.
    #[must_use]
    pub fn hundred() -> Self {
        Self::from(100)
    }

    /// `numerator / denominator`; `None` for a denominator of 0.
    #[must_use]
    pub fn new(numerator: i64, denominator: i64) -> Option<Self> {
        Self::from_integers(Integer::from(numerator), Integer::from(denominator))
    }

    /// `numerator / denominator`; `None` for a denominator of 0.
    #[must_use]
    pub fn from_integers(numerator: Integer, denominator: Integer) -> Option<Self> {
        let small = numerator.to_i64().zip(denominator.to_i64());
        if let Some(small) = small.and_then(|(numerator, denominator)| Small::reduced(numerator, denominator))
        {
            return Some(Self::from(small));
        }
        if denominator.is_zero() {
            return None;
        }
        let common = numerator.greatest_common_divisor(&denominator);
        let common = if denominator.is_negative() { -common } else { common };
        if common == Integer::ONE {
            return Some(Self::of_lowest(numerator, denominator));
        }
        Some(Self::of_lowest(numerator.divided_by(&common)?, denominator.divided_by(&common)?))
    }

    /// For parts without a common divisor, and a denominator above 0.
    fn of_lowest(numerator: Integer, denominator: Integer) -> Self {
        let small = numerator.to_i64().zip(denominator.to_i64());
        match small.and_then(|(numerator, denominator)| Small::new(numerator, denominator)) {
            Some(small) => Self::from(small),
            None => Self(Form::Large(Box::new(Large { numerator, denominator }))),
        }
    }

    /// As [`of_lowest`](Self::of_lowest).
    #[inline]
    pub(super) fn of_reduced(numerator: i128, denominator: i128) -> Self {
        if let (Ok(numerator), Ok(denominator)) = (i64::try_from(numerator), i64::try_from(denominator))
            && let Some(small) = Small::new(numerator, denominator)
        {
            return Self::from(small);
        }
        Self::of_lowest(Integer::from(numerator), Integer::from(denominator))
    }

    /// As a fraction of 64 bits, if it is one.
    #[inline]
    fn small(&self) -> Option<Small> {
        match &self.0 {
            Form::Small(small) => Some(*small),
            Form::Large(_) => None,
        }
    }

    /// Numerator and denominator, without a copy of what lies on the heap.
    fn parts(&self) -> (Cow<'_, Integer>, Cow<'_, Integer>) {
        match &self.0 {
            Form::Small(small) => {
                (Cow::Owned(Integer::from(small.numerator())), Cow::Owned(Integer::from(small.denominator())))
            }
            Form::Large(large) => (Cow::Borrowed(&large.numerator), Cow::Borrowed(&large.denominator)),
        }
    }

    /// Both as fractions of 64 bits, if both are.
    #[inline]
    fn smalls(&self, other: &Self) -> Option<(Small, Small)> {
        self.small().zip(other.small())
    }

    /// For denominators that are products of denominators, hence not 0.
    fn reduced(numerator: Integer, denominator: Integer) -> Self {
        Self::from_integers(numerator, denominator).unwrap_or_else(Self::zero)
    }

    /// 10 to a power.
    #[must_use]
    pub fn power_of_ten(exponent: u32) -> Self {
        Self::of_lowest(Integer::power_of_ten(exponent), Integer::ONE)
    }

    /// The numerator of the reduced fraction; carries the sign.
    #[must_use]
    pub fn numerator(&self) -> Integer {
        self.parts().0.into_owned()
    }

    /// The denominator of the reduced fraction; above 0.
    #[must_use]
    pub fn denominator(&self) -> Integer {
        self.parts().1.into_owned()
    }

    /// Whether the number is 0.
    #[must_use]
    #[inline]
    pub fn is_zero(&self) -> bool {
        self.small().is_some_and(|small| small.numerator() == 0)
    }

    /// Whether the number is above 0.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative()
    }

    /// Whether the number is below 0.
    #[must_use]
    #[inline]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Small(small) => small.numerator().is_negative(),
            Form::Large(large) => large.numerator.is_negative(),
        }
    }

    /// The distance from 0.
    #[must_use]
    pub fn absolute(&self) -> Self {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// `1 / self`; `None` for 0.
    #[must_use]
    pub fn reciprocal(&self) -> Option<Self> {
        Self::from_integers(self.denominator(), self.numerator())
    }

    pub(super) fn reciprocal_or_zero(&self) -> Self {
        self.reciprocal().unwrap_or_else(Self::zero)
    }

    /// `self / divisor`; `None` when dividing by 0.
    #[must_use]
    pub fn divide(&self, divisor: &Self) -> Option<Self> {
        if let Some((one, two)) = self.smalls(divisor) {
            return Some(one.times(two.reciprocal()?));
        }
        let ((n, d), (m, e)) = (self.parts(), divisor.parts());
        Self::from_integers(&*n * &*e, &*d * &*m)
    }

    /// The number raised to a whole power.
    #[must_use]
    pub fn power(&self, exponent: u32) -> Self {
        // A power of a reduced fraction is reduced.
        Self::of_lowest(self.numerator().power(exponent), self.denominator().power(exponent))
    }

    /// The largest whole number that is not above this one.
    #[must_use]
    pub fn floor(&self) -> Integer {
        let (numerator, denominator) = self.parts();
        match numerator.quotient_and_remainder(&denominator) {
            Some((quotient, remainder)) if remainder.is_negative() => quotient - Integer::ONE,
            Some((quotient, _)) => quotient,
            None => Integer::ZERO,
        }
    }

    /// The whole number, if it is one.
    #[must_use]
    pub fn to_whole_number(&self) -> Option<i64> {
        if self.denominator() != Integer::ONE {
            return None;
        }
        self.numerator().to_i64()
    }

    /// The number with so many decimals, half away from zero.
    ///
    /// # Errors
    /// [`NumberError::TooManyDigits`] if the result has more than 28 digits.
    ///
    /// ```
    /// use policy_targets::number::Ratio;
    /// let half: Ratio = "-2.345".parse()?;
    /// assert_eq!(half.rounded(2)?.to_string(), "-2.35");
    /// # Ok::<(), policy_targets::number::NumberError>(())
    /// ```
    pub fn rounded(&self, decimals: u32) -> Result<Value, NumberError> {
        let scaled = self.scaled_to_integer(decimals);
        scaled
            .to_i128()
            .ok_or_else(|| NumberError::TooManyDigits { found: self.to_string() })
            .and_then(|mantissa| Value::from_parts(mantissa, decimals))
            .map(|value| Value::from(value.to_decimal()))
    }

    /// `self * 10^decimals` as a whole number, half away from zero.
    fn scaled_to_integer(&self, decimals: u32) -> Integer {
        if let Some(scaled) = self.small().and_then(|small| small.scaled_to_integer(decimals)) {
            return Integer::from(scaled);
        }
        let twice = self * &Self::power_of_ten(decimals) * Self::from(2);
        let magnitude = (twice.absolute() + Self::one()) * Self::half();
        let rounded = magnitude.floor();
        if self.is_negative() { -rounded } else { rounded }
    }

    /// The number with so many significant digits, half away from zero; still an exact ratio.
    #[must_use]
    pub fn rounded_to_significant_digits(&self, digits: u32) -> Self {
        if self.is_zero() {
            return Self::zero();
        }
        let ten = Self::from(10);
        let tenth = ten.reciprocal_or_zero();
        let (lower, upper) = (Self::power_of_ten(digits.saturating_sub(1)), Self::power_of_ten(digits));
        let (mut scaled, mut unscale) = (self.absolute(), Self::one());
        while scaled >= upper {
            scaled = &scaled * &tenth;
            unscale = &unscale * &ten;
        }
        while scaled < lower {
            scaled = &scaled * &ten;
            unscale = &unscale * &tenth;
        }
        let magnitude = Self::of_lowest(scaled.scaled_to_integer(0), Integer::ONE) * unscale;
        if self.is_negative() { -magnitude } else { magnitude }
    }

    /// The exact decimals of the number, if it has finitely many.
    #[must_use]
    pub fn exact_decimals(&self) -> Option<u32> {
        let (twos, rest) = self.denominator().without_factor(&Integer::from(2_i64));
        let (fives, rest) = rest.without_factor(&Integer::from(5_i64));
        (rest == Integer::ONE).then(|| twos.max(fives))
    }

    fn parse_decimal(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits_only(fraction) || (text.contains('.') && fraction.is_empty()) {
            return None;
        }
        if !whole.ends_with(|last: char| last.is_ascii_digit()) {
            return None;
        }
        let numerator = Integer::parse(&format!("{whole}{fraction}"))?;
        let decimals = u32::try_from(fraction.len()).ok()?;
        Self::from_integers(numerator, Integer::power_of_ten(decimals))
    }
}

impl From<Small> for Ratio {
    #[inline]
    fn from(small: Small) -> Self {
        Self(Form::Small(small))
    }
}

impl From<Value> for Ratio {
    fn from(value: Value) -> Self {
        if let Some(small) = Small::of_decimal(value.mantissa(), value.decimals()) {
            return Self::from(small);
        }
        Self::reduced(Integer::from(value), Integer::power_of_ten(value.decimals()))
    }
}

impl From<i64> for Ratio {
    fn from(number: i64) -> Self {
        Self::of_reduced(i128::from(number), 1)
    }
}

impl Ord for Ratio {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        if let Some((one, two)) = self.smalls(other) {
            return one.compare(two);
        }
        let ((n, d), (m, e)) = (self.parts(), other.parts());
        if d == e {
            return n.cmp(&m);
        }
        (&*n * &*e).cmp(&(&*m * &*d))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Neg for &Ratio {
    type Output = Ratio;
    fn neg(self) -> Ratio {
        match &self.0 {
            Form::Small(small) => Ratio::from(small.negated()),
            // The opposite of the smallest number of 64 bits does not fit them either.
            Form::Large(large) => Ratio::of_lowest(-&large.numerator, large.denominator.clone()),
        }
    }
}

impl Neg for Ratio {
    type Output = Self;
    fn neg(self) -> Self {
        -&self
    }
}

impl Add for &Ratio {
    type Output = Ratio;
    fn add(self, other: Self) -> Ratio {
        if let Some((one, two)) = self.smalls(other) {
            return one.plus(two);
        }
        let ((n, d), (m, e)) = (self.parts(), other.parts());
        if d == e {
            return Ratio::reduced(&*n + &*m, d.into_owned());
        }
        Ratio::reduced(&*n * &*e + &*m * &*d, &*d * &*e)
    }
}

impl Sub for &Ratio {
    type Output = Ratio;
    fn sub(self, other: Self) -> Ratio {
        if let Some((one, two)) = self.smalls(other) {
            return one.plus(two.negated());
        }
        // Not the sum with the opposite, which would copy a large number first.
        let ((n, d), (m, e)) = (self.parts(), other.parts());
        if d == e {
            return Ratio::reduced(&*n - &*m, d.into_owned());
        }
        Ratio::reduced(&*n * &*e - &*m * &*d, &*d * &*e)
    }
}

impl Mul for &Ratio {
    type Output = Ratio;
    fn mul(self, other: Self) -> Ratio {
        if let Some((one, two)) = self.smalls(other) {
            return one.times(two);
        }
        let ((n, d), (m, e)) = (self.parts(), other.parts());
        Ratio::reduced(&*n * &*m, &*d * &*e)
    }
}

owned_operator!(Ratio, Add, add);
owned_operator!(Ratio, Sub, sub);
owned_operator!(Ratio, Mul, mul);

impl fmt::Display for Ratio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(decimals) = self.exact_decimals().filter(|decimals| *decimals <= PRINTED_DECIMALS) else {
            return formatter.pad(&format!("{}/{}", self.numerator(), self.denominator()));
        };
        let sign = if self.is_negative() { "-" } else { "" };
        let width = usize::try_from(decimals).unwrap_or_default();
        let digits = format!(
            "{:0>1$}",
            self.absolute().scaled_to_integer(decimals).to_string(),
            width.saturating_add(1)
        );
        let (whole, fraction) =
            digits.split_at_checked(digits.len().saturating_sub(width)).unwrap_or((&digits, ""));
        let point = if fraction.is_empty() { "" } else { "." };
        formatter.pad(&format!("{sign}{whole}{point}{fraction}"))
    }
}

impl fmt::Debug for Ratio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Ratio({self})")
    }
}

impl FromStr for Ratio {
    type Err = NumberError;

    /// Reads a decimal such as `-13.5` or a fraction of whole numbers such as `1/3`.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        if text.is_empty() {
            return Err(NumberError::Empty);
        }
        let not_a_number = || NumberError::NotANumber { found: text.to_owned() };
        let Some((numerator, denominator)) = text.split_once('/') else {
            return Self::parse_decimal(text).ok_or_else(not_a_number);
        };
        let numerator = Integer::parse(numerator).ok_or_else(not_a_number)?;
        let denominator = Integer::parse(denominator).ok_or_else(not_a_number)?;
        Self::from_integers(numerator, denominator)
            .ok_or_else(|| NumberError::ZeroDenominator { found: text.to_owned() })
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumeralVisitor::<Self>::new())
    }
}

/// Reads a number from text or from a whole number; a bare float is refused, since it has lost digits.
pub(super) struct NumeralVisitor<Number>(PhantomData<Number>);

impl<Number> NumeralVisitor<Number> {
    pub(super) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<Number: FromStr<Err = NumberError> + From<i64>> Visitor<'_> for NumeralVisitor<Number> {
    type Value = Number;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number in quotes, such as \"13.5\", or a whole number")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Number, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Number, E> {
        Ok(Number::from(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Number, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Number, E> {
        Err(E::custom(NumberError::Float { found: number.to_string() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio() -> impl Strategy<Value = Ratio> {
        (any::<i64>(), 1..i64::MAX)
            .prop_map(|(numerator, denominator)| Ratio::new(numerator, denominator).unwrap())
    }

    fn text(ratio: &str) -> Ratio {
        ratio.parse().unwrap()
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        let cases = [
            ("0.5", 0, "1"),
            ("-0.5", 0, "-1"),
            ("2.345", 2, "2.35"),
            ("2/3", 3, "0.667"),
            ("-1/3", 2, "-0.33"),
            ("0.004", 2, "0.00"),
        ];
        for (given, decimals, expected) in cases {
            assert_eq!(text(given).rounded(decimals).unwrap().to_string(), expected);
        }
        assert_eq!(text("-0.004").rounded(2).unwrap().to_string(), "0.00");
    }

    #[test]
    fn significant_digits_count_from_the_first_nonzero_digit() {
        assert_eq!(text("0.0012345").rounded_to_significant_digits(3), text("0.00123"));
        assert_eq!(text("-98765").rounded_to_significant_digits(2), text("-99000"));
        assert_eq!(text("999.96").rounded_to_significant_digits(4), text("1000"));
    }

    #[test]
    fn a_number_has_one_form_on_either_side_of_64_bits() {
        let smallest = Ratio::from(i64::MIN);
        assert_eq!(-(-smallest.clone()), smallest);
        assert_eq!(Ratio::from(-2).power(63), smallest);
        assert_eq!(smallest.clone() * Ratio::half(), Ratio::from(i64::MIN / 2));
        assert_eq!(&smallest - &smallest, Ratio::zero());
        assert!(smallest.is_negative() && smallest < -Ratio::from(i64::MAX));
        assert_eq!(smallest.to_whole_number(), Some(i64::MIN));
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for given in ["", ".5", "5.", "1/", "/2", "1/2/3", "1.5/2", "-", "abc", "1e5"] {
            assert!(given.parse::<Ratio>().is_err(), "{given}");
        }
        assert_eq!("1/0".parse::<Ratio>().unwrap_err().code(), "zero_denominator");
    }

    proptest! {
        #[test]
        fn ratios_form_an_ordered_field(a in ratio(), b in ratio(), c in ratio()) {
            prop_assert_eq!((&a + &b) * &c, &a * &c + &b * &c);
            prop_assert_eq!(&a - &b + &b, a.clone());
            prop_assert_eq!((&a - &b).is_negative(), a < b);
            if !b.is_zero() {
                prop_assert_eq!(a.divide(&b).unwrap() * &b, a);
            }
        }

        #[test]
        fn printing_and_reading_is_identity(a in ratio(), mantissa: i64, decimals in 0_u32..=28) {
            prop_assert_eq!(a.to_string().parse::<Ratio>().unwrap(), a);
            let decimal = Ratio::from(mantissa).divide(&Ratio::power_of_ten(decimals)).unwrap();
            prop_assert_eq!(decimal.to_string().parse::<Ratio>().unwrap(), decimal);
        }

        #[test]
        fn rounding_moves_by_at_most_half_a_unit(a in ratio(), decimals in 0_u32..6) {
            let rounded = a.rounded(decimals).unwrap();
            prop_assert!((rounded.to_ratio() - a).absolute() <= rounded.half_printed_unit());
        }
    }
}
