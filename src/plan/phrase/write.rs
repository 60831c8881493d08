//! Words a target in the style of plans. What is written reads back as the same target alone, or is refused.

use super::alternative::Alternative;
use super::words::{Bounds, Language, Words, Writing};
use super::{Context, PhraseError, read};
use crate::number::Value;
use crate::plan::{AboutSide, Bound, ChangeFrom, ChangeMeasure, Target, TargetQuantity, TargetTime};
use crate::time::Period;
use crate::unit::Unit;

/// Words a target as plans of the language do.
///
/// # Errors
/// [`PhraseError::NoWords`] for a shape or unit whose wording would not read back as this target and no other.
///
/// ```
/// use policy_targets::plan::phrase::{Language, write};
///
/// let target = "> 70 % by 2025".parse()?;
/// assert_eq!(write(&target, Language::English)?, "more than 70 % by 2025");
/// assert_eq!(write(&target, Language::Chinese)?, "到2025年超过70%");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write(target: &Target, language: Language) -> Result<String, PhraseError> {
    let refused = || PhraseError::NoWords { target: target.to_string() };
    let text = Wording { words: language.words(), writing: &language.words().writing }
        .target(target)
        .ok_or_else(refused)?;
    let phrases = read(&text, &Context::new().with_language(language));
    let [phrase] = phrases.as_slice() else { return Err(refused()) };
    let found = phrase.only().map(Alternative::to_target);
    // The digits count too: 12.0 is not written for 12.
    let is_same = found.is_some_and(|found| found.is_ok_and(|found| found.to_string() == target.to_string()));
    if is_same { Ok(text) } else { Err(refused()) }
}

/// Puts one thing in place of `{}`.
fn put(pattern: &str, text: &str) -> String {
    pattern.replacen("{}", text, 1)
}

struct Wording {
    words: &'static Words,
    writing: &'static Writing,
}

impl Wording {
    fn target(&self, target: &Target) -> Option<String> {
        let time = self.time(target.time())?;
        let from = target
            .quantity()
            .from()
            .filter(|_| !matches!(target.quantity(), TargetQuantity::Multiple { .. }));
        let from = from.map(|period| put(self.writing.from, &self.period(period))).unwrap_or_default();
        let from = match target.quantity() {
            TargetQuantity::Change { from: ChangeFrom::BusinessAsUsual, .. } => {
                self.writing.from_usual.to_owned()
            }
            _ => from,
        };
        let members = match target.group() {
            Some(group) => put(self.writing.members, self.words.members(group.as_ref())?),
            None => String::new(),
        };
        let core = self.quantity(target)?;
        let core = match target.aim() {
            Some(aim) => numbered(self.writing.aim, &[&core, &aimed(target, aim)?]),
            None => core,
        };
        Some(if self.writing.time_first {
            format!("{time}{members}{from}{core}")
        } else {
            format!("{core}{members}{from}{time}")
        })
    }

    fn period(&self, period: &Period) -> String {
        match period.years() {
            Some((first, last)) if first == last => put(self.writing.year, &period.to_string()),
            _ => period.to_string(),
        }
    }

    /// A window is written with both years, other periods in the spelling of files.
    fn window(&self, period: &Period) -> String {
        match period.years() {
            Some((first, last)) if first != last => {
                put(&put(self.writing.years, &format!("{first:04}")), &format!("{last:04}"))
            }
            _ => self.period(period),
        }
    }

    fn time(&self, time: &TargetTime) -> Option<String> {
        let writing = self.writing;
        Some(match time {
            TargetTime::By(period) => put(writing.by, &self.period(period)),
            TargetTime::In(period) => put(writing.within, &self.period(period)),
            TargetTime::Over(period) => put(writing.during, &self.window(period)),
            TargetTime::Average(period) => put(writing.average, &self.window(period)),
            TargetTime::Every { frequency, from, to } => {
                let frequency = writing.frequency(*frequency);
                let pattern = if to.is_some() { writing.every } else { writing.every_from };
                let to = to.as_ref().map(|to| self.period(to)).unwrap_or_default();
                numbered(pattern, &[frequency, &self.period(from), &to])
            }
            #[allow(unreachable_patterns, reason = "a time that is added has no words until it gets them")]
            _ => return None,
        })
    }

    /// The bound, the number and the verb that belongs to the quantity.
    fn quantity(&self, target: &Target) -> Option<String> {
        let writing = self.writing;
        let bound = target.bound();
        let percent = Unit::percent();
        match target.quantity() {
            TargetQuantity::Level { unit } => self.bounded(bound, unit, &writing.levels),
            TargetQuantity::Sum { unit } => {
                Some(put(writing.sum, &self.bounded(bound, unit, &writing.sizes)?))
            }
            TargetQuantity::Change { measure, .. } => {
                let unit = match measure {
                    ChangeMeasure::Percent => &percent,
                    ChangeMeasure::Unit(unit) => unit,
                };
                self.change(bound, unit, [writing.rise, writing.fall, writing.change])
            }
            TargetQuantity::CumulativeChange => self.change(
                bound,
                &percent,
                [writing.cumulative_rise, writing.cumulative_fall, writing.cumulative_change],
            ),
            TargetQuantity::AverageGrowth => {
                self.change(bound, &percent, [writing.grow, writing.shrink, writing.grow_or_shrink])
            }
            TargetQuantity::Multiple { from } => self.multiple(bound, from.as_ref()),
            // What is measured from elsewhere has no words yet.
            _ => None,
        }
    }

    /// A change as its size with a verb; with its signs where the range goes both ways.
    fn change(&self, bound: &Bound, unit: &Unit, [rise, fall, either]: [&str; 3]) -> Option<String> {
        let (low, high) = ends(bound);
        let sizes = &self.writing.sizes;
        let (verb, bound) = match (low.to_ratio().is_negative(), high.to_ratio().is_positive()) {
            (true, true) => (either, bound.clone()),
            (true, false) => (fall, mirrored(bound)?),
            (false, _) => (rise, bound.clone()),
        };
        Some(put(verb, &self.bounded(&bound, unit, sizes)?))
    }

    /// The bound goes around the number and the words for the multiple.
    fn multiple(&self, bound: &Bound, from: Option<&Period>) -> Option<String> {
        let writing = self.writing;
        let number = self.number(bound);
        let text = match from {
            Some(period) => numbered(writing.multiple_from, &[&self.period(period), &number]),
            None => put(writing.multiple, &number),
        };
        Some(put(pattern(bound, &writing.levels)?, &text))
    }

    fn number(&self, bound: &Bound) -> String {
        let (low, high) = ends(bound);
        if low == high { low.to_string() } else { format!("{low}{}{high}", self.writing.range) }
    }

    /// The number with its unit and tolerance, and the words for its bound around it.
    fn bounded(&self, bound: &Bound, unit: &Unit, bounds: &Bounds) -> Option<String> {
        let tolerance = match bound {
            Bound::About { tolerance: Some(tolerance), .. } => {
                format!("±{}{}", tolerance.reading(), self.unit(tolerance.unit())?)
            }
            _ => String::new(),
        };
        let text = format!("{}{}{tolerance}", self.number(bound), self.unit(unit)?);
        Some(put(pattern(bound, bounds)?, &text))
    }

    /// A unit with the space in front of it; none for one that begins like a number.
    fn unit(&self, unit: &Unit) -> Option<String> {
        let writing = self.writing;
        if *unit == Unit::percentage_point() {
            return Some(format!("{}{}", writing.share_space, writing.percentage_points));
        }
        let text = unit.to_string();
        let (text, prices) = match text.rsplit_once('@') {
            Some((money, year)) => {
                let (before, after) = self.words.prices.first()?;
                (money.to_owned(), format!("{before}{year}{after}"))
            }
            None => (text, String::new()),
        };
        if text.starts_with(|first: char| first.is_ascii_digit()) {
            return None;
        }
        let is_letter = text.starts_with(|first: char| !super::words::is_han(first) && first != '%');
        let space = if is_letter { writing.space } else { writing.share_space };
        Some(format!("{space}{text}{prices}"))
    }
}

/// The size of what is striven for; the reader gives it the unit and the sign of the bound.
fn aimed(target: &Target, aim: Value) -> Option<String> {
    let (low, high) = ends(target.bound());
    let is_change = matches!(
        target.quantity(),
        TargetQuantity::Change { .. } | TargetQuantity::CumulativeChange | TargetQuantity::AverageGrowth
    );
    let is_fall = is_change && low == high && low.to_ratio().is_negative();
    let aim =
        if is_fall { Value::from_parts(aim.mantissa().checked_neg()?, aim.decimals()).ok()? } else { aim };
    Some(aim.to_string())
}

/// The words around a number for its bound.
fn pattern(bound: &Bound, bounds: &Bounds) -> Option<&'static str> {
    Some(match bound {
        Bound::AtLeast(_) => bounds.at_least,
        Bound::Over(_) => bounds.over,
        Bound::AtMost(_) => bounds.at_most,
        Bound::Under(_) => bounds.under,
        Bound::Equal(_) => bounds.exactly,
        Bound::Between { .. } => bounds.between,
        Bound::About { side: AboutSide::AtLeast, .. } => bounds.about_or_more,
        Bound::About { side: AboutSide::AtMost, .. } => bounds.about_or_less,
        Bound::About { side: AboutSide::Both, .. } => bounds.about_either,
        #[allow(unreachable_patterns, reason = "a bound that is added has no words until it gets them")]
        _ => return None,
    })
}

/// Both ends of a range, twice the number of other bounds.
fn ends(bound: &Bound) -> (Value, Value) {
    match bound {
        Bound::Between { low, high } => (*low, *high),
        bound => (bound.value(), bound.value()),
    }
}

/// The bound on the size of a fall for the bound on the negative number.
fn mirrored(bound: &Bound) -> Option<Bound> {
    let size = |value: &Value| Value::from_parts(value.mantissa().checked_neg()?, value.decimals()).ok();
    Some(match bound {
        Bound::AtLeast(value) => Bound::AtMost(size(value)?),
        Bound::Over(value) => Bound::Under(size(value)?),
        Bound::AtMost(value) => Bound::AtLeast(size(value)?),
        Bound::Under(value) => Bound::Over(size(value)?),
        Bound::Equal(value) => Bound::Equal(size(value)?),
        Bound::Between { low, high } => Bound::Between { low: size(high)?, high: size(low)? },
        Bound::About { value, side, tolerance } => {
            let other = match side {
                AboutSide::AtLeast => AboutSide::AtMost,
                AboutSide::AtMost => AboutSide::AtLeast,
                AboutSide::Both => AboutSide::Both,
            };
            Bound::About { value: size(value)?, side: other, tolerance: tolerance.clone() }
        }
        #[allow(unreachable_patterns, reason = "a bound that is added has no words until it gets them")]
        _ => return None,
    })
}

/// Puts things in place of `{0}`, `{1}`, ..., and of `{}` in their order.
fn numbered(pattern: &str, texts: &[&str]) -> String {
    let mut result = pattern.to_owned();
    for (index, text) in texts.iter().enumerate() {
        let place = format!("{{{index}}}");
        result = if result.contains(&place) { result.replace(&place, text) } else { put(&result, text) };
    }
    result
}
