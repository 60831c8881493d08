//! Numbers as others print them: with an exponent, as a bound in the cell, or as a mark for nothing.
//! Digits are moved, never computed with, so that what was printed is what is held.

use crate::data::MissingReason;
use crate::number::Value;
use crate::unit::{Reading, UnitError};

/// A mark that stands in place of a value, and the reason it gives; `None` where it only says that there is none.
pub(in crate::format) type Token = (&'static str, Option<MissingReason>);

/// The number or bound in a cell, in the unit that is ten to this power as large.
pub(in crate::format) fn reading(text: &str, power: i32) -> Result<Reading, UnitError> {
    if power == 0
        && let Some(value) = Value::short_numeral(text.as_bytes())
    {
        return Ok(Reading::Exact(value));
    }
    match moved(text, power) {
        Some(plain) => plain.parse(),
        None => text.parse(),
    }
}

/// The number or bound in the bytes of a cell that is UTF-8.
pub(in crate::format) fn reading_of(cell: &[u8], power: i32) -> Result<Reading, UnitError> {
    // Nearly every cell is a short plain number, of which no character has to be looked at twice.
    match Value::short_numeral(cell).filter(|_| power == 0) {
        Some(value) => Ok(Reading::Exact(value)),
        None => reading(crate::format::table::as_text(cell), power),
    }
}

/// The text with its exponent and the power worked into its digits; `None` if it has neither, or is no numeral.
fn moved(text: &str, power: i32) -> Option<String> {
    let sign =
        text.find(|character: char| character.is_ascii_digit() || matches!(character, '-' | '+' | '.'))?;
    let (before, numeral) = text.split_at_checked(sign)?;
    let (mantissa, exponent) = match numeral.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (numeral, 0),
    };
    let exponent = exponent.checked_add(power)?;
    if (exponent == 0 && mantissa.len() == numeral.len()) || exponent.unsigned_abs() > MOST {
        return None;
    }
    let (minus, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_numeral = !whole.is_empty()
        && [whole, fraction].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_numeral {
        return None;
    }
    let all = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
    let zeros = |count: usize| "0".repeat(count);
    let plain = match usize::try_from(point) {
        Ok(point) if point >= all.len() => format!("{all}{}", zeros(point.saturating_sub(all.len()))),
        Ok(point) if point > 0 => {
            let (whole, fraction) = all.split_at_checked(point)?;
            format!("{whole}.{fraction}")
        }
        _ => format!("0.{}{all}", zeros(usize::try_from(point.unsigned_abs()).ok()?)),
    };
    let leading = plain.bytes().take_while(|byte| *byte == b'0').count();
    let plain = plain.get(leading..).unwrap_or_default();
    let zero = if plain.is_empty() || plain.starts_with('.') { "0" } else { "" };
    Some(format!("{before}{minus}{zero}{plain}"))
}

/// No number that can be held has more digits.
const MOST: u32 = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Ratio;
    use proptest::prelude::*;

    #[test]
    fn exponents_and_powers_move_the_point() {
        for (text, power, expected) in [
            ("1.5e3", 0, "1500"),
            ("1.2e-05", 0, "0.000012"),
            ("1E+2", 0, "100"),
            ("-2.50", 1, "-25.0"),
            ("<2.5", 2, "<250"),
            ("12.34", -1, "1.234"),
            ("0.5", -3, "0.0005"),
            ("007", 1, "70"),
            ("0", 2, "0"),
            ("3", 0, "3"),
        ] {
            assert_eq!(
                reading(text, power).map(|reading| reading.to_string()),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
        for text in ["1e999999999", "e5", "1e", "1.e2.3", "", "--1e2", "NaN", "1e1e1"] {
            assert!(reading(text, 0).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn moving_the_point_multiplies_by_a_power_of_ten(
            mantissa in -9999_i64..9999, decimals in 0_u32..4, power in -6_i32..6, exponent in -4_i32..4,
        ) {
            let value = Value::new(mantissa, decimals).unwrap();
            let moved = reading(&format!("{value}e{exponent}"), power).unwrap().central().unwrap();
            let sum = power.saturating_add(exponent);
            let by = (0..sum.abs()).fold(Ratio::one(), |product, _| product * Ratio::from(10));
            let expected = if sum < 0 {
                value.to_ratio().divide(&by).unwrap()
            } else {
                value.to_ratio() * by
            };
            prop_assert_eq!(moved.to_ratio(), expected);
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC*", near in "[<>~ -]?[0-9.]{0,6}[eE]?[+-]?[0-9]{0,5}", power in any::<i32>()) {
            let _ = reading(&text, power);
            let _ = reading(&near, power);
        }
    }
}
