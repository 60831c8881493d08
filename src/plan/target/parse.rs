//! Reads the text form of a target.
//! The words that open the time part (`by`, `in`, `every`, `over`, `average`) split it off; then go, from the end,
//! `for every`, `from` and `aim`; what is left is the bound.

use super::quantity::past_words;
use super::{AboutSide, Bound, ChangeFrom, ChangeMeasure, Target, TargetError, TargetQuantity, TargetTime};
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
        let (head, group) = match head.rsplit_once(" for every ") {
            Some((head, dimension)) => (head.trim(), Some(dimension.trim().parse()?)),
            None => (head, None),
        };
        let (head, from) = match head.rsplit_once(" from ") {
            Some((head, from)) => (head.trim(), Some(change_from(from.trim())?)),
            None => (head, None),
        };
        let (head, prefix) = Prefix::split(head);
        let (sign, rest) = split_sign(head)?;
        let (rest, aim) = match rest.rsplit_once(" aim ") {
            Some((rest, aim)) => (rest.trim(), Some(aim_number(aim.trim(), prefix)?)),
            None => (rest, None),
        };
        let (rest, tolerance) = split_tolerance(rest)?;
        let (reading, quantity) = compared(rest, prefix, from, &time)?;
        let mut target = Self::new(make_bound(sign, &reading, tolerance)?, quantity, time)?;
        if let Some(aim) = aim {
            target = target.with_aim(aim)?;
        }
        Ok(match group {
            Some(dimension) => target.for_every(dimension),
            None => target,
        })
    }
}

/// A bound with its unit alone: `>= 1 billion CNY`, `3..5 clusters`.
pub(in crate::plan) fn read_bound(text: &str) -> Result<(Bound, Unit), TargetError> {
    let (sign, rest) = split_sign(text.trim())?;
    let (rest, tolerance) = split_tolerance(rest)?;
    let amount: Quantity = rest.parse()?;
    Ok((make_bound(sign, amount.reading(), tolerance)?, amount.unit().clone()))
}

/// What is compared, with the number of the bound.
fn compared(
    text: &str,
    prefix: Prefix,
    from: Option<ChangeFrom>,
    time: &TargetTime,
) -> Result<(Reading, TargetQuantity), TargetError> {
    if prefix == Prefix::None {
        if let Some(factor) = text.strip_prefix('x') {
            return multiple(factor, from);
        }
        if let Some(margin) = margin(text).transpose()? {
            no_from(from)?;
            return Ok(margin);
        }
    }
    let (text, is_cumulative) = match text.strip_suffix("cumulative") {
        Some(rest) if prefix == Prefix::Change => (rest.trim(), true),
        _ => (text, false),
    };
    let text = if prefix == Prefix::Change { without_plus(text) } else { text };
    let amount: Quantity = text.parse()?;
    let quantity = quantity_of(amount.unit(), prefix, is_cumulative, from, time)?;
    Ok((*amount.reading(), quantity))
}

/// `x9`, `x2..x3`.
fn multiple(factor: &str, from: Option<ChangeFrom>) -> Result<(Reading, TargetQuantity), TargetError> {
    let from = match from {
        Some(ChangeFrom::Baseline(from)) => from,
        Some(ChangeFrom::BusinessAsUsual) => {
            return Err(syntax("from bau", "\"change\" before a bound on business as usual"));
        }
        None => None,
    };
    let factor = match factor.split_once("..x") {
        Some((low, high)) => Reading::range(low.trim().parse()?, high.trim().parse()?)?,
        None => Reading::Exact(factor.trim().parse()?),
    };
    Ok((factor, TargetQuantity::Multiple { from }))
}

/// `@gdp.growth + 1.5 pp`, `level of 2019`, `average of 2016..2020 - 1 GW`.
fn margin(text: &str) -> Option<Result<(Reading, TargetQuantity), TargetError>> {
    let parts = |rest: &'_ str| -> (String, String) {
        let (first, rest) = rest.trim_start().split_once(' ').unwrap_or((rest.trim_start(), ""));
        (first.to_owned(), rest.trim().to_owned())
    };
    if let Some(rest) = text.strip_prefix('@') {
        let (indicator, rest) = parts(rest);
        return Some(indicator.parse().map_err(TargetError::from).and_then(|indicator| {
            let (reading, unit) = margin_amount(&rest)?;
            Ok((reading, TargetQuantity::MarginOver { indicator, unit }))
        }));
    }
    let (words, rest) = ["level of", "average of"]
        .into_iter()
        .find_map(|words| Some((words, text.strip_prefix(words)?.strip_prefix(' ')?)))?;
    let (reference, rest) = parts(rest);
    Some(period(&reference).and_then(|reference| {
        if past_words(&reference) != words {
            let expected = "\"level of\" one period, or \"average of\" a range of periods";
            return Err(syntax(&format!("{words} {reference}"), expected));
        }
        let (reading, unit) = margin_amount(&rest)?;
        Ok((reading, TargetQuantity::MarginOverPast { reference, unit }))
    }))
}

/// Nothing, `+ 1.5 pp` or `- 0.5 pp`.
fn margin_amount(text: &str) -> Result<(Reading, Option<Unit>), TargetError> {
    const EXPECTED: &str = "\"+\" or \"-\" and a single number with its unit";
    if text.is_empty() {
        return Ok((Reading::Exact(Value::ZERO), None));
    }
    let signed = |sign, minus: &str| {
        let size = text.strip_prefix(sign)?.trim_start();
        Some(format!("{minus}{size}")).filter(|_| !size.starts_with(['+', '-']))
    };
    let written = signed('+', "").or_else(|| signed('-', "-")).ok_or_else(|| syntax(text, EXPECTED))?;
    let amount: Quantity = written.parse()?;
    match amount.reading() {
        Reading::Exact(value) => Ok((Reading::Exact(*value), Some(amount.unit().clone()))),
        _ => Err(syntax(text, EXPECTED)),
    }
}

/// The number after "aim", written like that of the bound.
fn aim_number(text: &str, prefix: Prefix) -> Result<Value, TargetError> {
    Ok(match prefix {
        Prefix::None => text.strip_prefix('x').unwrap_or(text),
        Prefix::Change => without_plus(text),
        Prefix::Growth | Prefix::Sum => text,
    }
    .parse()?)
}

fn without_plus(text: &str) -> &str {
    text.strip_prefix('+').unwrap_or(text).trim_start()
}

/// `bau`, or the period of the baseline.
fn change_from(text: &str) -> Result<ChangeFrom, TargetError> {
    if text == "bau" {
        return Ok(ChangeFrom::BusinessAsUsual);
    }
    Ok(ChangeFrom::Baseline(Some(period(text)?)))
}

fn no_from(from: Option<ChangeFrom>) -> Result<(), TargetError> {
    let found = match from {
        None => return Ok(()),
        Some(ChangeFrom::Baseline(Some(from))) => format!("from {from}"),
        Some(ChangeFrom::Baseline(None)) => "from".to_owned(),
        Some(ChangeFrom::BusinessAsUsual) => "from bau".to_owned(),
    };
    Err(syntax(&found, "\"change\" or a multiple such as x9 before \"from\""))
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
    const EXPECTED: &str = "a time at the end: by, in, every year, over or average, with a period";
    const OPENING: [&str; 5] = [" by ", " in ", " every ", " over ", " average "];
    let (head, word, rest) = OPENING
        .iter()
        .filter_map(|word| {
            let (head, rest) = text.rsplit_once(word)?;
            Some((head, *word, rest))
        })
        // "for every province" and "average of 2016..2020" are no times.
        .filter(|(head, word, rest)| match *word {
            " every " => !head.ends_with(" for"),
            " average " => !rest.starts_with("of "),
            _ => true,
        })
        .max_by_key(|(head, ..)| head.len())
        .ok_or_else(|| syntax(text, EXPECTED))?;
    let time = match word {
        " by " => TargetTime::By(period(rest)?),
        " in " => TargetTime::In(period(rest)?),
        " over " => TargetTime::Over(period(rest)?),
        " average " => TargetTime::Average(period(rest)?),
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
    from: Option<ChangeFrom>,
    time: &TargetTime,
) -> Result<TargetQuantity, TargetError> {
    if prefix != Prefix::Change || is_cumulative {
        no_from(from)?;
    }
    let from = from.unwrap_or(ChangeFrom::Baseline(None));
    match (prefix, is_cumulative) {
        // Money over a window is a total, whether it says so or not.
        (Prefix::None, _) if unit.is_currency() && matches!(time, TargetTime::Over(_)) => {
            Ok(TargetQuantity::Sum { unit: unit.clone() })
        }
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
