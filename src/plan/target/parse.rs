//! Reads the text form of a target.
//! The words that open the time part (`by`, `in`, `every`, `over`) split it off; then `from`, then the bound.

use super::{AboutSide, Bound, ChangeMeasure, Target, TargetError, TargetQuantity, TargetTime};
use crate::number::{Ratio, Value};
use crate::time::{Frequency, Period};
use crate::unit::{Quantity, Reading, Unit};
use std::str::FromStr;

/// A bound's sign as written, and what it makes of a number.
#[derive(Clone, Copy)]
enum Sign {
    AtLeast,
    Over,
    AtMost,
    Under,
    Equal,
    About(AboutSide),
}

/// Longest first, so that no sign hides a longer one.
const SIGNS: &[(&str, Sign)] = &[
    ("~>=", Sign::About(AboutSide::AtLeast)),
    ("~<=", Sign::About(AboutSide::AtMost)),
    ("~≥", Sign::About(AboutSide::AtLeast)),
    ("~≤", Sign::About(AboutSide::AtMost)),
    ("~=", Sign::About(AboutSide::Both)),
    (">=", Sign::AtLeast),
    ("<=", Sign::AtMost),
    ("≥", Sign::AtLeast),
    ("≤", Sign::AtMost),
    (">", Sign::Over),
    ("<", Sign::Under),
    ("=", Sign::Equal),
    ("at least ", Sign::AtLeast),
    ("at most ", Sign::AtMost),
    ("over ", Sign::Over),
    ("under ", Sign::Under),
];

impl FromStr for Target {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        let text = text.trim();
        let (head, time) = split_time(text)?;
        let (head, from) = match head.rsplit_once(" from ") {
            Some((head, from)) => (head.trim(), Some(period(from)?)),
            None => (head, None),
        };
        let (head, prefix) = Prefix::split(head);
        let (sign, rest) = split_sign(head)?;
        let (rest, tolerance) = split_tolerance(rest)?;
        let (rest, is_cumulative) = match rest.strip_suffix("cumulative") {
            Some(rest) if prefix == Prefix::Change => (rest.trim(), true),
            _ => (rest, false),
        };
        let (amount, quantity) =
            if let Some(factor) = rest.strip_prefix('x').filter(|_| prefix == Prefix::None) {
                let factor = match factor.split_once("..x") {
                    Some((low, high)) => Reading::range(low.trim().parse()?, high.trim().parse()?)?,
                    None => Reading::Exact(factor.trim().parse()?),
                };
                let bound = make_bound(sign, &factor, tolerance)?;
                return Self::new(bound, TargetQuantity::Multiple { from }, time);
            } else {
                let rest = if prefix == Prefix::Change {
                    rest.strip_prefix('+').unwrap_or(rest).trim_start()
                } else {
                    rest
                };
                let amount: Quantity = rest.parse()?;
                let quantity = quantity_of(amount.unit(), prefix, is_cumulative, from)?;
                (amount, quantity)
            };
        Self::new(make_bound(sign, amount.reading(), tolerance)?, quantity, time)
    }
}

fn syntax(found: &str, expected: &'static str) -> TargetError {
    TargetError::Syntax { found: found.to_owned(), expected }
}

fn period(text: &str) -> Result<Period, TargetError> {
    Ok(text.trim().parse()?)
}

/// Splits off the time part. The opening word is the last one in the text, so that "over 70 % by 2025" is
/// a bound by a time and not "over" a window.
fn split_time(text: &str) -> Result<(&str, TargetTime), TargetError> {
    const EXPECTED: &str = "a time at the end: by, in, every year or over, with a period";
    const OPENING: [&str; 4] = [" by ", " in ", " every ", " over "];
    let (head, word, rest) = OPENING
        .iter()
        .filter_map(|word| {
            let (head, rest) = text.rsplit_once(word)?;
            Some((head, *word, rest))
        })
        .max_by_key(|(head, ..)| head.len())
        .ok_or_else(|| syntax(text, EXPECTED))?;
    let time = match word {
        " by " => TargetTime::By(period(rest)?),
        " in " => TargetTime::In(period(rest)?),
        " over " => TargetTime::Over(period(rest)?),
        _ => every(rest)?,
    };
    Ok((head.trim(), time))
}

/// `year 2021..2025`, `year from 2021`.
fn every(text: &str) -> Result<TargetTime, TargetError> {
    const EXPECTED: &str =
        "a frequency and its periods, such as \"every year 2021..2025\" or \"every year from 2021\"";
    let (frequency, rest) = text.trim().split_once(' ').ok_or_else(|| syntax(text, EXPECTED))?;
    let frequency: Frequency = frequency.parse()?;
    let rest = rest.trim();
    let (from, to) = if let Some(from) = rest.strip_prefix("from ") {
        (period(from)?, None)
    } else {
        let (from, to) = rest.split_once("..").or_else(|| rest.split_once('/')).unwrap_or((rest, rest));
        (period(from)?, Some(period(to)?))
    };
    Ok(TargetTime::Every { frequency, from, to })
}

fn split_sign(text: &str) -> Result<(Option<Sign>, &str), TargetError> {
    if let Some((sign, rest)) =
        SIGNS.iter().find_map(|(written, sign)| Some((*sign, text.strip_prefix(written)?)))
    {
        return Ok((Some(sign), rest.trim()));
    }
    if text.starts_with(['~', '≈']) || text.starts_with("about ") {
        return Err(TargetError::AboutWithoutSide { found: text.to_owned() });
    }
    Ok((None, text))
}

fn split_tolerance(text: &str) -> Result<(&str, Option<Quantity>), TargetError> {
    match text.split_once('±').or_else(|| text.split_once("+/-")) {
        Some((rest, tolerance)) => Ok((rest.trim(), Some(tolerance.trim().parse()?))),
        None => Ok((text, None)),
    }
}

fn quantity_of(
    unit: &Unit,
    prefix: Prefix,
    is_cumulative: bool,
    from: Option<Period>,
) -> Result<TargetQuantity, TargetError> {
    if let Some(from) = from.filter(|_| prefix != Prefix::Change) {
        let expected = "\"change\" or a multiple such as x9 before \"from\"";
        return Err(syntax(&format!("from {from}"), expected));
    }
    match (prefix, is_cumulative) {
        (Prefix::None, _) => Ok(TargetQuantity::Level { unit: unit.clone() }),
        (Prefix::Sum, _) => Ok(TargetQuantity::Sum { unit: unit.clone() }),
        (Prefix::Growth, _) if is_percent_a_year(unit) => Ok(TargetQuantity::AverageGrowth),
        (Prefix::Growth, _) => Err(syntax(&unit.to_string(), "%/year after \"growth\"")),
        (Prefix::Change, true) if *unit == Unit::percent() => Ok(TargetQuantity::CumulativeChange),
        (Prefix::Change, true) => Err(syntax(&unit.to_string(), "% before \"cumulative\"")),
        (Prefix::Change, false) if *unit == Unit::percent() => {
            Ok(TargetQuantity::Change { measure: ChangeMeasure::Percent, from })
        }
        (Prefix::Change, false) => {
            Ok(TargetQuantity::Change { measure: ChangeMeasure::Unit(unit.clone()), from })
        }
    }
}

/// `%/yr`, `%/year` and `% per year` are one unit.
fn is_percent_a_year(unit: &Unit) -> bool {
    let factor = "%/year".parse::<Unit>().and_then(|yearly| unit.factor_to(&yearly));
    factor.is_ok_and(|factor| factor == Ratio::one())
}

/// The word before the bound, which says what is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefix {
    None,
    Change,
    Growth,
    Sum,
}

impl Prefix {
    fn split(text: &str) -> (&str, Self) {
        [("change ", Self::Change), ("growth ", Self::Growth), ("sum ", Self::Sum)]
            .into_iter()
            .find_map(|(word, prefix)| Some((text.strip_prefix(word)?.trim(), prefix)))
            .unwrap_or((text, Self::None))
    }
}

fn make_bound(
    sign: Option<Sign>,
    reading: &Reading,
    tolerance: Option<Quantity>,
) -> Result<Bound, TargetError> {
    let bound = match (sign, reading) {
        (Some(sign), Reading::Exact(value)) => with_sign(sign, *value, tolerance.clone()),
        (None, Reading::Range(low, high)) => Bound::Between { low: *low, high: *high },
        (None, _) => {
            return Err(syntax(
                &reading.to_string(),
                "a bound before the number: >=, >, <=, <, =, ~>=, ~<=, ~= or a range a..b",
            ));
        }
        (Some(_), _) => return Err(syntax(&reading.to_string(), "a single number after the bound")),
    };
    match (&bound, tolerance) {
        (Bound::About { .. }, _) | (_, None) => Ok(bound),
        (_, Some(tolerance)) => {
            Err(syntax(&format!("± {tolerance}"), "a tolerance only after ~>=, ~<= or ~="))
        }
    }
}

fn with_sign(sign: Sign, value: Value, tolerance: Option<Quantity>) -> Bound {
    match sign {
        Sign::AtLeast => Bound::AtLeast(value),
        Sign::Over => Bound::Over(value),
        Sign::AtMost => Bound::AtMost(value),
        Sign::Under => Bound::Under(value),
        Sign::Equal => Bound::Equal(value),
        Sign::About(side) => Bound::About { value, side, tolerance },
    }
}
