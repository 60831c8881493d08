//! A whole number of any size: 64 bits in place, as nearly all are, more of them on the heap.
//! Its operators cannot overflow, so exact comparisons cannot fail.

mod limbs;
use std::cmp::Ordering;
use std::fmt::{self, Write as _};
use std::ops::{Add, Mul, Neg, Sub};

/// A whole number of any size.
///
/// ```
/// use policy_targets::number::Integer;
///
/// let large = Integer::from(i128::MAX) * Integer::from(i128::MAX);
/// assert_eq!(large.divided_by(&Integer::from(i128::MAX)), Some(Integer::from(i128::MAX)));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Integer(Form);

/// Canonical: each form holds only what does not fit the one before it; `Wide` not `i128::MIN` either. Boxes keep
/// the integer at two words, of which a ratio has two and an interval four.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Form {
    Small(i64),
    Wide(Box<i128>),
    Large(Box<Large>),
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Large {
    negative: bool,
    magnitude: Vec<u64>,
}

impl Integer {
    /// The number 0.
    pub const ZERO: Self = Self(Form::Small(0));
    /// The number 1.
    pub const ONE: Self = Self(Form::Small(1));

    fn from_magnitude(negative: bool, magnitude: Vec<u64>) -> Self {
        match limbs::to_u128(&magnitude).and_then(|small| i128::try_from(small).ok()) {
            Some(small) => Self::from(if negative { small.wrapping_neg() } else { small }),
            None => Self(Form::Large(Box::new(Large { negative, magnitude }))),
        }
    }

    /// For numbers beyond 64 bits.
    #[cold]
    fn wide(number: i128) -> Self {
        if number == i128::MIN {
            return Self::from_magnitude(true, limbs::from_u128(number.unsigned_abs()));
        }
        Self(Form::Wide(Box::new(number)))
    }

    fn magnitude(&self) -> Vec<u64> {
        match &self.0 {
            Form::Small(small) => limbs::from_u128(u128::from(small.unsigned_abs())),
            Form::Wide(wide) => limbs::from_u128(wide.unsigned_abs()),
            Form::Large(large) => large.magnitude.clone(),
        }
    }

    /// Whether the number is below 0.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Small(small) => small.is_negative(),
            Form::Wide(wide) => wide.is_negative(),
            Form::Large(large) => large.negative,
        }
    }

    /// Whether the number is 0.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Form::Small(0))
    }

    /// The distance from 0.
    #[must_use]
    pub fn absolute(&self) -> Self {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// The number as 128 bits, if it fits.
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        match &self.0 {
            Form::Small(small) => Some(i128::from(*small)),
            Form::Wide(wide) => Some(**wide),
            Form::Large(_) => None,
        }
    }

    /// The number as 64 bits, if it fits.
    pub(super) fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Form::Small(small) => Some(*small),
            Form::Wide(_) | Form::Large(_) => None,
        }
    }

    /// The number raised to a power.
    #[must_use]
    pub fn power(&self, exponent: u32) -> Self {
        if let Some(small) = self.to_i128().and_then(|base| base.checked_pow(exponent)) {
            return Self::from(small);
        }
        let mut result = Self::ONE;
        let mut square = self.clone();
        let mut remaining = exponent;
        while remaining > 0 {
            if remaining & 1 == 1 {
                result = &result * &square;
            }
            remaining >>= 1;
            if remaining > 0 {
                square = &square * &square;
            }
        }
        result
    }

    /// Quotient rounded towards 0 and remainder with the sign of `self`; `None` when dividing by 0.
    #[must_use]
    pub fn quotient_and_remainder(&self, divisor: &Self) -> Option<(Self, Self)> {
        if let Some((a, b)) = self.to_i128().zip(divisor.to_i128())
            && let (Some(quotient), Some(remainder)) = (a.checked_div(b), a.checked_rem(b))
        {
            return Some((Self::from(quotient), Self::from(remainder)));
        }
        let (quotient, remainder) = limbs::divide(&self.magnitude(), &divisor.magnitude())?;
        let negative = self.is_negative() != divisor.is_negative();
        Some((Self::from_magnitude(negative, quotient), Self::from_magnitude(self.is_negative(), remainder)))
    }

    /// Quotient rounded towards 0; `None` when dividing by 0.
    #[must_use]
    pub fn divided_by(&self, divisor: &Self) -> Option<Self> {
        self.quotient_and_remainder(divisor).map(|(quotient, _)| quotient)
    }

    /// The largest number that divides both; never negative.
    #[must_use]
    pub fn greatest_common_divisor(&self, other: &Self) -> Self {
        if let Some((a, b)) = self.to_i128().zip(other.to_i128()) {
            let divisor = limbs::euclid(a.unsigned_abs(), b.unsigned_abs());
            // Only the divisor of i128::MIN with itself or 0 does not fit.
            return match i128::try_from(divisor) {
                Ok(small) => Self::from(small),
                Err(_) => Self::from_magnitude(false, limbs::from_u128(divisor)),
            };
        }
        Self::from_magnitude(false, limbs::greatest_common_divisor(&self.magnitude(), &other.magnitude()))
    }

    /// How many times `divisor` goes into the number without remainder, and what is left.
    pub(super) fn without_factor(&self, divisor: &Self) -> (u32, Self) {
        let (mut count, mut rest) = (0_u32, self.clone());
        while let Some((quotient, remainder)) = rest.quotient_and_remainder(divisor) {
            if !remainder.is_zero() || rest.is_zero() {
                break;
            }
            rest = quotient;
            count = count.saturating_add(1);
        }
        (count, rest)
    }

    /// Reads ASCII digits with an optional sign.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if let Ok(small) = text.parse::<i128>() {
            return Some(Self::from(small));
        }
        let magnitude = digits.bytes().fold(Vec::new(), |magnitude, digit| {
            limbs::multiply_add_small(&magnitude, 10, u64::from(digit.wrapping_sub(b'0')))
        });
        Some(Self::from_magnitude(text.starts_with('-'), magnitude))
    }

    /// Ten to a power, without multiplying for the decimals of nearly all published numbers.
    pub(super) fn power_of_ten(exponent: u32) -> Self {
        const FIRST: [i64; 7] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
        let first = usize::try_from(exponent).ok().and_then(|exponent| FIRST.get(exponent));
        first.map_or_else(|| Self::from(10_i64).power(exponent), |power| Self::from(*power))
    }

    fn add_signed(&self, other: &Self, flip: bool) -> Self {
        if let Some((a, b)) = self.to_i128().zip(other.to_i128()) {
            let sum = if flip { a.checked_sub(b) } else { a.checked_add(b) };
            if let Some(sum) = sum {
                return Self::from(sum);
            }
        }
        let (left, right) = (self.magnitude(), other.magnitude());
        let (left_negative, right_negative) = (self.is_negative(), other.is_negative() != flip);
        if left_negative == right_negative {
            return Self::from_magnitude(left_negative, limbs::add(&left, &right));
        }
        match limbs::compare(&left, &right) {
            Ordering::Less => Self::from_magnitude(right_negative, limbs::subtract(&right, &left)),
            _ => Self::from_magnitude(left_negative, limbs::subtract(&left, &right)),
        }
    }
}

impl From<i128> for Integer {
    #[inline]
    fn from(number: i128) -> Self {
        match i64::try_from(number) {
            Ok(small) => Self(Form::Small(small)),
            Err(_) => Self::wide(number),
        }
    }
}

impl From<i64> for Integer {
    fn from(number: i64) -> Self {
        Self(Form::Small(number))
    }
}

impl Ord for Integer {
    fn cmp(&self, other: &Self) -> Ordering {
        if let Some((a, b)) = self.to_i128().zip(other.to_i128()) {
            return a.cmp(&b);
        }
        match (self.is_negative(), other.is_negative()) {
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => limbs::compare(&self.magnitude(), &other.magnitude()),
            (true, true) => limbs::compare(&other.magnitude(), &self.magnitude()),
        }
    }
}

impl PartialOrd for Integer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Neg for &Integer {
    type Output = Integer;
    fn neg(self) -> Integer {
        match self.to_i128() {
            // The smallest number of 128 bits is held as a large one.
            Some(number) => Integer::from(number.wrapping_neg()),
            None => Integer::from_magnitude(!self.is_negative(), self.magnitude()),
        }
    }
}

impl Add for &Integer {
    type Output = Integer;
    fn add(self, other: Self) -> Integer {
        self.add_signed(other, false)
    }
}

impl Sub for &Integer {
    type Output = Integer;
    fn sub(self, other: Self) -> Integer {
        self.add_signed(other, true)
    }
}

impl Mul for &Integer {
    type Output = Integer;
    fn mul(self, other: Self) -> Integer {
        if let Some((a, b)) = self.to_i64().zip(other.to_i64()) {
            // Below 2^127.
            return Integer::from(i128::from(a).wrapping_mul(i128::from(b)));
        }
        if let Some((a, b)) = self.to_i128().zip(other.to_i128())
            && let Some(product) = a.checked_mul(b)
        {
            return Integer::from(product);
        }
        let negative = self.is_negative() != other.is_negative();
        Integer::from_magnitude(negative, limbs::multiply(&self.magnitude(), &other.magnitude()))
    }
}

/// The operator on owned numbers, by way of the one on references.
macro_rules! owned_operator {
    ($type:ty, $trait:ident, $method:ident) => {
        impl $trait for $type {
            type Output = $type;
            fn $method(self, other: Self) -> $type {
                $trait::$method(&self, &other)
            }
        }
        impl $trait<&$type> for $type {
            type Output = $type;
            fn $method(self, other: &$type) -> $type {
                $trait::$method(&self, other)
            }
        }
        impl $trait<$type> for &$type {
            type Output = $type;
            fn $method(self, other: $type) -> $type {
                $trait::$method(self, &other)
            }
        }
    };
}
pub(super) use owned_operator;
owned_operator!(Integer, Add, add);
owned_operator!(Integer, Sub, sub);
owned_operator!(Integer, Mul, mul);

impl Neg for Integer {
    type Output = Self;
    fn neg(self) -> Self {
        -&self
    }
}

impl fmt::Display for Integer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        const CHUNK: i64 = 1_000_000_000_000_000_000;
        let (mut chunks, mut rest) = (Vec::new(), self.absolute());
        while let Some((quotient, remainder)) = rest.quotient_and_remainder(&Self::from(CHUNK)) {
            chunks.push(remainder.to_i128().unwrap_or_default());
            if quotient.is_zero() {
                break;
            }
            rest = quotient;
        }
        let mut digits = String::new();
        for chunk in chunks.iter().rev() {
            if digits.is_empty() {
                digits = chunk.to_string();
            } else {
                write!(digits, "{chunk:018}")?;
            }
        }
        formatter.pad_integral(!self.is_negative(), "", &digits)
    }
}

impl fmt::Debug for Integer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Integer({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn big(factors: &[i128]) -> Integer {
        factors.iter().fold(Integer::ONE, |product, factor| product * Integer::from(*factor))
    }

    #[test]
    fn a_known_power_prints_in_full() {
        // 2^200, from the table of powers of two.
        let expected = "1606938044258990275541962092341162602522202993782792835301376";
        assert_eq!(Integer::from(2_i64).power(200).to_string(), expected);
        assert_eq!(Integer::parse(expected), Some(Integer::from(2_i64).power(200)));
        assert_eq!(
            Integer::from(-2_i64).power(201).to_string(),
            "-3213876088517980551083924184682325205044405987565585670602752"
        );
    }

    #[test]
    fn the_smallest_128_bit_number_has_one_form() {
        let smallest = Integer::from(i128::MIN);
        assert_eq!(Integer::from(i128::MAX) + Integer::ONE, -&smallest);
        assert_eq!(smallest.to_string(), i128::MIN.to_string());
        assert_eq!(Integer::parse(&i128::MIN.to_string()), Some(smallest));
    }

    proptest! {
        #[test]
        fn division_is_the_inverse_of_multiplication(a: [i128; 3], b: [i128; 2], c: i128) {
            let (x, y) = (big(&a) + Integer::from(c), big(&b));
            prop_assume!(!y.is_zero());
            let (quotient, remainder) = x.quotient_and_remainder(&y).unwrap();
            prop_assert_eq!(&quotient * &y + &remainder, x.clone());
            prop_assert!(remainder.absolute() < y.absolute());
            prop_assert!(remainder.is_zero() || remainder.is_negative() == x.is_negative());
        }

        #[test]
        fn sums_and_products_obey_the_laws_of_arithmetic(a: [i128; 2], b: [i128; 3], c: i128) {
            let (x, y, z) = (big(&a), big(&b), Integer::from(c));
            prop_assert_eq!((&x + &y) * &z, &x * &z + &y * &z);
            prop_assert_eq!(&x + &y - &y, x.clone());
            prop_assert_eq!((&x - &y).cmp(&Integer::ZERO), x.cmp(&y));
            prop_assert_eq!(Integer::parse(&x.to_string()), Some(x));
        }

        #[test]
        fn the_greatest_common_divisor_divides_both(a: [i128; 2], b: [i128; 2], common: i128) {
            prop_assume!(common != 0 && a.iter().chain(&b).all(|part| *part != 0));
            let x = big(&a) * Integer::from(common);
            let y = big(&b) * Integer::from(common);
            let divisor = x.greatest_common_divisor(&y);
            let (quotient, rest) = x.quotient_and_remainder(&divisor).unwrap();
            prop_assert!(rest.is_zero());
            let (other, rest) = y.quotient_and_remainder(&divisor).unwrap();
            prop_assert!(rest.is_zero());
            prop_assert_eq!(quotient.greatest_common_divisor(&other), Integer::ONE);
        }
    }
}
