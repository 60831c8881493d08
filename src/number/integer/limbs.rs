//! Arithmetic on natural numbers of any size, held as 64-bit limbs, least significant first.
//! No trailing zero limbs: the empty list is 0.

use std::cmp::Ordering;

/// Removes leading zeros of the number, which stand at the end of the list.
fn trimmed(mut limbs: Vec<u64>) -> Vec<u64> {
    while limbs.last() == Some(&0) {
        limbs.pop();
    }
    limbs
}

#[expect(clippy::cast_possible_truncation, reason = "splitting a double limb into its halves")]
fn split(double: u128) -> (u64, u128) {
    (double as u64, double >> 64)
}

pub(super) fn from_u128(number: u128) -> Vec<u64> {
    let (low, high) = split(number);
    trimmed(vec![low, split(high).0])
}

/// The number, if it fits.
pub(super) fn to_u128(limbs: &[u64]) -> Option<u128> {
    match limbs {
        [] => Some(0),
        [low] => Some(u128::from(*low)),
        [low, high] => Some(u128::from(*low) | (u128::from(*high) << 64)),
        _ => None,
    }
}

pub(super) fn compare(left: &[u64], right: &[u64]) -> Ordering {
    left.len().cmp(&right.len()).then_with(|| left.iter().rev().cmp(right.iter().rev()))
}

pub(super) fn add(left: &[u64], right: &[u64]) -> Vec<u64> {
    let (long, short) = if left.len() >= right.len() { (left, right) } else { (right, left) };
    let mut carry = 0_u128;
    let mut sum: Vec<u64> = long
        .iter()
        .zip(short.iter().chain(std::iter::repeat(&0)))
        .map(|(a, b)| {
            let (low, high) = split(u128::from(*a).wrapping_add(u128::from(*b)).wrapping_add(carry));
            carry = high;
            low
        })
        .collect();
    sum.push(split(carry).0);
    trimmed(sum)
}

/// Takes `right` from `left`, which must not be smaller.
fn subtract_in_place(left: &mut Vec<u64>, right: &[u64]) {
    let mut borrow = false;
    for (slot, taken) in left.iter_mut().zip(right.iter().chain(std::iter::repeat(&0))) {
        let (partial, first) = slot.overflowing_sub(*taken);
        let (rest, second) = partial.overflowing_sub(u64::from(borrow));
        borrow = first || second;
        *slot = rest;
    }
    while left.last() == Some(&0) {
        left.pop();
    }
}

/// The difference of `left` and a `right` that is not larger.
pub(super) fn subtract(left: &[u64], right: &[u64]) -> Vec<u64> {
    let mut difference = left.to_vec();
    subtract_in_place(&mut difference, right);
    difference
}

pub(super) fn multiply(left: &[u64], right: &[u64]) -> Vec<u64> {
    let mut product = vec![0_u64; left.len().saturating_add(right.len())];
    for (shift, a) in left.iter().enumerate() {
        let mut carry = 0_u128;
        for (slot, b) in product.iter_mut().skip(shift).zip(right.iter().chain(std::iter::repeat(&0))) {
            // (2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1, so this cannot wrap.
            let term = u128::from(*a).wrapping_mul(u128::from(*b));
            let (low, high) = split(term.wrapping_add(u128::from(*slot)).wrapping_add(carry));
            *slot = low;
            carry = high;
        }
    }
    trimmed(product)
}

fn double_in_place(limbs: &mut Vec<u64>, low_bit: bool) {
    let mut carry = u64::from(low_bit);
    for limb in limbs.iter_mut() {
        let next = *limb >> 63;
        *limb = (*limb << 1) | carry;
        carry = next;
    }
    if carry != 0 {
        limbs.push(carry);
    }
}

fn bits_from_the_top(limbs: &[u64]) -> impl Iterator<Item = bool> + '_ {
    limbs.iter().rev().flat_map(|limb| (0..64_u32).rev().map(move |bit| limb.wrapping_shr(bit) & 1 == 1))
}

/// Quotient and remainder by binary long division; `None` for a divisor of 0.
pub(super) fn divide(dividend: &[u64], divisor: &[u64]) -> Option<(Vec<u64>, Vec<u64>)> {
    if divisor.is_empty() {
        return None;
    }
    if let Some((quotient, remainder)) = to_u128(dividend)
        .zip(to_u128(divisor))
        .and_then(|(a, b)| Some((a.checked_div(b)?, a.checked_rem(b)?)))
    {
        return Some((from_u128(quotient), from_u128(remainder)));
    }
    let mut quotient = Vec::with_capacity(dividend.len());
    let mut remainder: Vec<u64> = Vec::with_capacity(divisor.len().saturating_add(1));
    for bit in bits_from_the_top(dividend) {
        double_in_place(&mut remainder, bit);
        let fits = compare(&remainder, divisor).is_ge();
        if fits {
            subtract_in_place(&mut remainder, divisor);
        }
        double_in_place(&mut quotient, fits);
    }
    Some((trimmed(quotient), remainder))
}

fn halve_in_place(limbs: &mut Vec<u64>) {
    let mut carry = 0;
    for limb in limbs.iter_mut().rev() {
        let next = *limb << 63;
        *limb = (*limb >> 1) | carry;
        carry = next;
    }
    while limbs.last() == Some(&0) {
        limbs.pop();
    }
}

fn is_even(limbs: &[u64]) -> bool {
    limbs.first().is_none_or(|limb| limb & 1 == 0)
}

/// Greatest common divisor of two numbers (Stein's binary method; Euclid once both fit 128 bits).
pub(super) fn greatest_common_divisor(left: &[u64], right: &[u64]) -> Vec<u64> {
    let (mut a, mut b) = (left.to_vec(), right.to_vec());
    if a.is_empty() || b.is_empty() {
        return add(&a, &b);
    }
    let mut common_twos = 0_u32;
    while is_even(&a) && is_even(&b) {
        halve_in_place(&mut a);
        halve_in_place(&mut b);
        common_twos = common_twos.saturating_add(1);
    }
    while !a.is_empty() {
        if let Some((small_a, small_b)) = to_u128(&a).zip(to_u128(&b)) {
            b = from_u128(euclid(small_a, small_b));
            break;
        }
        while is_even(&a) {
            halve_in_place(&mut a);
        }
        while is_even(&b) {
            halve_in_place(&mut b);
        }
        if compare(&a, &b).is_lt() {
            std::mem::swap(&mut a, &mut b);
        }
        subtract_in_place(&mut a, &b);
    }
    for _ in 0..common_twos {
        double_in_place(&mut b, false);
    }
    b
}

pub(super) fn euclid(mut a: u128, mut b: u128) -> u128 {
    // Division of 64-bit numbers is several times faster, and most numbers soon are.
    while let Some(remainder) = a.checked_rem(b) {
        a = b;
        b = remainder;
        if let (Ok(mut x), Ok(mut y)) = (u64::try_from(a), u64::try_from(b)) {
            while let Some(remainder) = x.checked_rem(y) {
                x = y;
                y = remainder;
            }
            return u128::from(x);
        }
    }
    a
}

/// `limbs * factor + addend`.
pub(super) fn multiply_add_small(limbs: &[u64], factor: u64, addend: u64) -> Vec<u64> {
    add(&multiply(limbs, &[factor]), &trimmed(vec![addend]))
}
