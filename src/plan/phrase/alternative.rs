//! What a stretch of text may mean: a phrase with its alternatives, each with its reasons and what it leaves open.

use super::PhraseError;
use super::numeral::Number;
use crate::number::{Ratio, Value};
use crate::plan::{AboutSide, Bound, ChangeFrom, ChangeMeasure, Target, TargetQuantity, TargetTime};
use crate::text::{Id, codes};
use crate::time::Period;
use crate::unit::{Quantity, Unit};
use std::fmt;
use std::ops::Range;

codes! {
    /// Why a reading is one.
    pub enum Reason {
        /// The bound stands in the words: "at least", 以上, 超过.
        Bound = "bound",
        /// What reaches or rises to a number is at the number or past it.
        Reached = "reached",
        /// What falls to a number is at the number or below it.
        FallenTo = "fallen-to",
        /// What is limited to a number does not pass it.
        Limited = "limited",
        /// A change of a size is met by that size or more.
        SizeOrMore = "size-or-more",
        /// Two numbers are the ends of a range.
        Range = "range",
        /// The near end of a range is to be reached, the far end is striven for.
        RangeWithAim = "range-with-aim",
        /// The words name no side; this is the reading if more is better.
        IfMoreIsBetter = "if-more-is-better",
        /// The words name no side; this is the reading if less is better.
        IfLessIsBetter = "if-less-is-better",
        /// The words name no side; this is the reading if neither side is better.
        IfNeitherIsBetter = "if-neither-is-better",
        /// "up to" names a limit.
        UpToIsLimit = "up-to-is-limit",
        /// "up to" names an amount that is aimed at.
        UpToIsAim = "up-to-is-aim",
        /// 超过 excludes the number, and the other bound that stands beside it is loose.
        NumberExcluded = "number-excluded",
        /// 以上 includes the number, and the other bound that stands beside it is loose.
        NumberIncluded = "number-included",
        /// The number is the multiple itself: to nine times, ninefold, 翻番.
        Multiple = "multiple",
        /// The increase comes on top of what there was: 增长8倍 is x9.
        AddedToBase = "added-to-base",
        /// A fall by N times leaves one Nth.
        OneNth = "one-nth",
        /// The part is one of the whole: a share.
        PartOfWhole = "part-of-whole",
        /// The part is one of the baseline: a multiple below 1.
        PartOfBase = "part-of-base",
        /// The verb further away governs the number: a change.
        ChangeGoverns = "change-governs",
        /// The verb further away does not govern the number: a level.
        LevelStands = "level-stands",
        /// Yearly means on the average of the years.
        YearlyAverage = "yearly-average",
        /// Yearly means in every year.
        YearlyEvery = "yearly-every",
        /// "Before" a year ends with the year before it.
        BeforeExcludesYear = "before-excludes-year",
        /// "Before" a year is often said for by its end.
        BeforeIncludesYear = "before-includes-year",
        /// The window names the periods in each of which it holds.
        WindowEvery = "window-every",
        /// The window names its end as the deadline.
        WindowEnd = "window-end",
        /// The window names the periods that add up.
        WindowTotal = "window-total",
        /// A change over a window is measured from the year before it.
        WindowFromYearBefore = "window-from-year-before",
        /// The window begins after the baseline's year and ends with the deadline.
        WindowAfterBaseline = "window-after-baseline",
        /// The bound is that of the number before it in the list.
        ListGoesOn = "list-goes-on",
        /// The caller's context supplied what the words leave out.
        FromContext = "from-context",
    }
}

codes! {
    /// What the words leave out.
    pub enum Missing {
        /// deadline
        Deadline = "deadline",
        /// window of years
        Window = "window",
        /// unit
        Unit = "unit",
        /// baseline period
        BaselinePeriod = "baseline-period",
    }
}

impl Missing {
    /// Whether no target can be made without it. A baseline's period may be stated elsewhere in the plan.
    #[must_use]
    pub fn is_needed(self) -> bool {
        self != Self::BaselinePeriod
    }
}

/// A quantity or target as a text words it, with everything it may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    pub(super) span: Range<usize>,
    pub(super) alternatives: Vec<Alternative>,
    pub(super) start: Option<Quantity>,
}

impl Phrase {
    /// The bytes of the text that word the quantity; its time may stand elsewhere in the sentence.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The words of the text it was read from; empty for another text.
    ///
    /// ```
    /// use policy_targets::plan::phrase::{Context, read};
    ///
    /// let text = "装机规模达到3000万千瓦以上";
    /// assert_eq!(read(text, &Context::new())[0].words(text), "达到3000万千瓦以上");
    /// ```
    #[must_use]
    pub fn words<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.span.clone()).unwrap_or_default()
    }

    /// All that it may mean, at least one.
    #[must_use]
    pub fn alternatives(&self) -> &[Alternative] {
        &self.alternatives
    }

    /// The meaning, if there is only one.
    #[must_use]
    pub fn only(&self) -> Option<&Alternative> {
        match self.alternatives.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The level from which the change starts, where the words state it: "from 25 % to 50 %".
    #[must_use]
    pub fn start(&self) -> Option<&Quantity> {
        self.start.as_ref()
    }
}

/// The side of a number on which the target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    AtLeast,
    Over,
    AtMost,
    Under,
    Equal,
    About(AboutSide),
    Between,
}

impl Side {
    /// The same side of the negated number.
    pub(super) fn mirrored(self) -> Self {
        match self {
            Self::AtLeast => Self::AtMost,
            Self::Over => Self::Under,
            Self::AtMost => Self::AtLeast,
            Self::Under => Self::Over,
            Self::About(AboutSide::AtLeast) => Self::About(AboutSide::AtMost),
            Self::About(AboutSide::AtMost) => Self::About(AboutSide::AtLeast),
            other => other,
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">= ",
            Self::Over => "> ",
            Self::AtMost => "<= ",
            Self::Under => "< ",
            Self::Equal => "= ",
            Self::About(AboutSide::AtLeast) => "~>= ",
            Self::About(AboutSide::AtMost) => "~<= ",
            Self::About(AboutSide::Both) => "~= ",
            Self::Between => "",
        }
    }
}

/// What is compared, as far as the words say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Measured {
    Level(Option<Unit>),
    ChangePercent,
    ChangeUnit(Option<Unit>),
    Multiple,
    CumulativeChange,
    AverageGrowth,
    Sum(Option<Unit>),
}

/// One meaning of a phrase: bound × quantity × time, as far as words and context say.
///
/// It prints in the text form of targets, with `?` for what is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    pub(super) side: Side,
    pub(super) low: Number,
    pub(super) high: Option<Number>,
    pub(super) aim: Option<Number>,
    pub(super) members: Option<&'static str>,
    pub(super) tolerance: Option<Quantity>,
    pub(super) measured: Measured,
    pub(super) from: Option<Period>,
    pub(super) is_from_usual: bool,
    pub(super) time: Option<TargetTime>,
    pub(super) reasons: Vec<Reason>,
}

impl Alternative {
    /// The exact number, of a range the lower end; a fall carries a minus.
    #[must_use]
    pub fn number(&self) -> &Ratio {
        &self.low.ratio
    }

    /// The bound; `None` if its number is no decimal, as a third.
    #[must_use]
    pub fn bound(&self) -> Option<Bound> {
        let value = self.low.value()?;
        Some(match self.side {
            Side::AtLeast => Bound::AtLeast(value),
            Side::Over => Bound::Over(value),
            Side::AtMost => Bound::AtMost(value),
            Side::Under => Bound::Under(value),
            Side::Equal => Bound::Equal(value),
            Side::About(side) => Bound::About { value, side, tolerance: self.tolerance.clone() },
            Side::Between => Bound::Between { low: value, high: self.high.as_ref()?.value()? },
        })
    }

    /// The quantity; `None` if its unit is missing.
    #[must_use]
    pub fn quantity(&self) -> Option<TargetQuantity> {
        let from =
            if self.is_from_usual { ChangeFrom::BusinessAsUsual } else { ChangeFrom::Baseline(self.from) };
        Some(match &self.measured {
            Measured::Level(unit) => TargetQuantity::Level { unit: unit.clone()? },
            Measured::Sum(unit) => TargetQuantity::Sum { unit: unit.clone()? },
            Measured::ChangePercent => TargetQuantity::Change { measure: ChangeMeasure::Percent, from },
            Measured::ChangeUnit(unit) => {
                TargetQuantity::Change { measure: ChangeMeasure::Unit(unit.clone()?), from }
            }
            Measured::Multiple => TargetQuantity::Multiple { from: self.from },
            Measured::CumulativeChange => TargetQuantity::CumulativeChange,
            Measured::AverageGrowth => TargetQuantity::AverageGrowth,
        })
    }

    /// The time; `None` if neither words nor context give it.
    #[must_use]
    pub fn time(&self) -> Option<&TargetTime> {
        self.time.as_ref()
    }

    /// The dimension for every member of which it has to hold.
    #[must_use]
    pub fn group(&self) -> Option<Id> {
        self.members?.parse().ok()
    }

    /// The rules that led to this meaning, at least one.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// What neither words nor context say.
    #[must_use]
    pub fn missing(&self) -> Vec<Missing> {
        let mut missing = Vec::new();
        if self.quantity().is_none() {
            missing.push(Missing::Unit);
        }
        if self.time.is_none() {
            missing.push(if self.runs_over_window() { Missing::Window } else { Missing::Deadline });
        }
        let is_change =
            matches!(self.measured, Measured::ChangePercent | Measured::ChangeUnit(_) | Measured::Multiple);
        if is_change && self.from.is_none() && !self.is_from_usual {
            missing.push(Missing::BaselinePeriod);
        }
        missing
    }

    fn runs_over_window(&self) -> bool {
        matches!(self.measured, Measured::CumulativeChange | Measured::AverageGrowth | Measured::Sum(_))
            || self.reasons.contains(&Reason::YearlyEvery)
    }

    /// The target, if the words and the context say all that it needs.
    ///
    /// # Errors
    /// [`PhraseError::Incomplete`] names what is missing, [`PhraseError::NotDecimal`] the number that no decimal
    /// equals, [`PhraseError::Target`] why the parts do not make a target.
    ///
    /// ```
    /// use policy_targets::plan::phrase::{Context, read};
    ///
    /// let phrases = read("cut emissions by a quarter by 2030", &Context::new());
    /// assert_eq!(phrases[0].alternatives()[0].to_target()?.to_string(), "change <= -25 % by 2030");
    /// # Ok::<(), policy_targets::plan::phrase::PhraseError>(())
    /// ```
    pub fn to_target(&self) -> Result<Target, PhraseError> {
        let (Some(quantity), Some(time)) = (self.quantity(), self.time.clone()) else {
            let missing = self.missing().into_iter().filter(|missing| missing.is_needed()).collect();
            return Err(PhraseError::Incomplete { missing });
        };
        let not_decimal = || PhraseError::NotDecimal { number: self.low.ratio.to_string() };
        let target = Target::new(self.bound().ok_or_else(not_decimal)?, quantity, time)?;
        let target = match self.group() {
            Some(group) => target.for_every(group),
            None => target,
        };
        match &self.aim {
            Some(aim) => Ok(target.with_aim(aim.value().ok_or_else(not_decimal)?)?),
            None => Ok(target),
        }
    }

    fn shown(&self, number: &Number) -> String {
        let text = number.value().map_or_else(|| number.ratio.to_string(), |value: Value| value.to_string());
        match self.measured {
            Measured::Multiple => format!("x{text}"),
            Measured::ChangePercent | Measured::ChangeUnit(_) | Measured::CumulativeChange
                if number.ratio.is_positive() =>
            {
                format!("+{text}")
            }
            _ => text,
        }
    }
}

impl TryFrom<&Alternative> for Target {
    type Error = PhraseError;
    fn try_from(alternative: &Alternative) -> Result<Self, PhraseError> {
        alternative.to_target()
    }
}

impl fmt::Display for Alternative {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit_or_gap =
            |unit: &Option<Unit>| unit.as_ref().map_or_else(|| "?".to_owned(), ToString::to_string);
        let (before, after) = match &self.measured {
            Measured::Level(unit) => ("", format!(" {}", unit_or_gap(unit))),
            Measured::Sum(unit) => ("sum ", format!(" {}", unit_or_gap(unit))),
            Measured::ChangePercent => ("change ", " %".to_owned()),
            Measured::ChangeUnit(unit) => ("change ", format!(" {}", unit_or_gap(unit))),
            Measured::Multiple => ("", String::new()),
            Measured::CumulativeChange => ("change ", " % cumulative".to_owned()),
            Measured::AverageGrowth => ("growth ", " %/year".to_owned()),
        };
        write!(formatter, "{before}{}{}", self.side.sign(), self.shown(&self.low))?;
        if let Some(high) = &self.high {
            write!(formatter, "..{}", self.shown(high))?;
        }
        formatter.write_str(&after)?;
        if let Some(tolerance) = &self.tolerance {
            write!(formatter, " ± {tolerance}")?;
        }
        if let Some(aim) = &self.aim {
            write!(formatter, " aim {}", self.shown(aim))?;
        }
        if let Some(from) = &self.from {
            write!(formatter, " from {from}")?;
        }
        if self.is_from_usual {
            formatter.write_str(" from bau")?;
        }
        if let Some(members) = self.members {
            write!(formatter, " for every {members}")?;
        }
        match &self.time {
            Some(time) => write!(formatter, " {time}"),
            None if self.reasons.contains(&Reason::YearlyEvery) => formatter.write_str(" every year ?"),
            None if self.runs_over_window() => formatter.write_str(" over ?"),
            None => formatter.write_str(" by ?"),
        }
    }
}
