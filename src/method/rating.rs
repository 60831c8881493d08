//! What a method says of a case: the class in its publisher's words, the number behind it, and how it came about.
//! Apart from our own answers, which an assessment holds.

use super::growth::rounded;
use super::{Class, Method, Point, Verification};
use crate::number::Ratio;
use crate::text::codes;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// The number of a method: exact, or an irrational one to 12 significant digits.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    /// An exact number.
    Exact(Ratio),
    /// A number to 12 significant digits.
    Rounded(Ratio),
}

impl Statistic {
    /// The number.
    #[must_use]
    pub fn number(&self) -> &Ratio {
        match self {
            Self::Exact(number) | Self::Rounded(number) => number,
        }
    }

    /// Whether it is exact.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        matches!(self, Self::Exact(_))
    }
}

impl fmt::Display for Statistic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(formatter)
    }
}

codes! {
    /// What a method filled in by rules of its own.
    #[non_exhaustive]
    pub enum Filling {
        /// The year from which progress counts.
        BaseYear = "base_year",
        /// The value from which progress counts.
        BaseValue = "base_value",
        /// The year of the current value.
        CurrentYear = "current_year",
        /// The current value.
        CurrentValue = "current_value",
        /// The value to be reached.
        Target = "target",
        /// The year by which it is to be reached.
        TargetYear = "target_year",
        /// Which way is better.
        Direction = "direction",
        /// The value that cannot be passed.
        Limit = "limit",
        /// A parameter.
        Parameter = "parameter",
        /// The score of a goal.
        GoalScore = "goal_score",
    }
}

/// Something a method filled in or replaced by a rule of its own: what was stated, if anything, and what it used.
///
/// ```
/// use policy_targets::method::{FilledIn, Filling};
///
/// assert_eq!(FilledIn::assumed(Filling::TargetYear, 2030).to_string(), "target_year not stated, 2030 used");
/// assert_eq!(FilledIn::replaced(Filling::BaseYear, 2015, 2017).to_string(), "base_year 2015 stated, 2017 used");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilledIn {
    what: Filling,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stated: Option<TermValue>,
    used: TermValue,
}

impl FilledIn {
    /// Something that was not stated.
    #[must_use]
    pub fn assumed(what: Filling, used: impl Into<TermValue>) -> Self {
        Self { what, stated: None, used: used.into() }
    }

    /// Something that was stated otherwise.
    #[must_use]
    pub fn replaced(what: Filling, stated: impl Into<TermValue>, used: impl Into<TermValue>) -> Self {
        Self { what, stated: Some(stated.into()), used: used.into() }
    }

    /// What.
    #[must_use]
    pub fn what(&self) -> Filling {
        self.what
    }

    /// What was stated or reported instead, if anything.
    #[must_use]
    pub fn stated(&self) -> Option<&TermValue> {
        self.stated.as_ref()
    }

    /// What the method used.
    #[must_use]
    pub fn used(&self) -> &TermValue {
        &self.used
    }
}

impl fmt::Display for FilledIn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ", self.what)?;
        match &self.stated {
            Some(stated) => write!(formatter, "{stated} stated")?,
            None => formatter.write_str("not stated")?,
        }
        write!(formatter, ", {} used", self.used)
    }
}

/// A value in a trace.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum TermValue {
    /// A year.
    Year(i32),
    /// A number.
    Number(Ratio),
    /// A word.
    Word(Cow<'static, str>),
}

impl From<i32> for TermValue {
    fn from(year: i32) -> Self {
        Self::Year(year)
    }
}

impl From<String> for TermValue {
    fn from(words: String) -> Self {
        Self::Word(Cow::Owned(words))
    }
}

impl From<Ratio> for TermValue {
    fn from(number: Ratio) -> Self {
        Self::Number(number)
    }
}

impl From<&'static str> for TermValue {
    fn from(word: &'static str) -> Self {
        Self::Word(Cow::Borrowed(word))
    }
}

impl fmt::Display for TermValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => year.fmt(formatter),
            Self::Number(number) => number.fmt(formatter),
            Self::Word(word) => formatter.write_str(word),
        }
    }
}

/// A named value on the way to the statistic, by the names of the formula.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    name: Cow<'static, str>,
    value: TermValue,
}

impl Term {
    /// The name in the formula.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &TermValue {
        &self.value
    }
}

impl fmt::Display for Term {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} = {}", self.name, self.value)
    }
}

/// What a method says of a case.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rating {
    method: Cow<'static, str>,
    verification: Verification,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    class: Option<Class>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    statistic: Option<Statistic>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<Statistic>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base: Option<Point>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    current: Option<Point>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    path: Vec<(i32, Ratio)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    filled_in: Vec<FilledIn>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    terms: Vec<Term>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rule: Option<Cow<'static, str>>,
}

impl Rating {
    /// An empty rating by a method.
    #[must_use]
    pub fn by(method: &dyn Method) -> Self {
        let description = method.description();
        Self::of(description.shared_id(), description.verification())
    }

    /// An empty rating by the method of an id.
    pub(super) fn of(method: impl Into<Cow<'static, str>>, verification: Verification) -> Self {
        Self {
            method: method.into(),
            verification,
            class: None,
            statistic: None,
            score: None,
            base: None,
            current: None,
            path: Vec::new(),
            filled_in: Vec::new(),
            terms: Vec::new(),
            rule: None,
        }
    }

    /// With its class.
    #[must_use]
    pub fn with_class(mut self, class: Class) -> Self {
        self.class = Some(class);
        self
    }

    /// With the rule that gave the class.
    #[must_use]
    pub fn with_rule(mut self, rule: impl Into<Cow<'static, str>>) -> Self {
        self.rule = Some(rule.into());
        self
    }

    /// With an exact statistic.
    #[must_use]
    pub fn with_exact_statistic(mut self, number: Ratio) -> Self {
        self.statistic = Some(Statistic::Exact(number));
        self
    }

    /// With an irrational statistic, rounded to 12 significant digits here.
    #[must_use]
    pub fn with_rounded_statistic(mut self, number: &Ratio) -> Self {
        self.statistic = Some(Statistic::Rounded(rounded(number)));
        self
    }

    /// With a score: exact where the statistic is, else rounded to 12 significant digits.
    #[must_use]
    pub fn with_score(mut self, number: Ratio) -> Self {
        let is_rounded = self.statistic.as_ref().is_some_and(|statistic| !statistic.is_exact());
        self.score =
            Some(if is_rounded { Statistic::Rounded(rounded(&number)) } else { Statistic::Exact(number) });
        self
    }

    /// With the points between which it measured.
    #[must_use]
    pub fn between(mut self, base: Point, current: Point) -> Self {
        (self.base, self.current) = (Some(base), Some(current));
        self
    }

    /// With the current point alone.
    #[must_use]
    pub fn at(mut self, current: Point) -> Self {
        self.current = Some(current);
        self
    }

    /// With a path that the method draws, by year.
    #[must_use]
    pub fn with_path(mut self, path: Vec<(i32, Ratio)>) -> Self {
        self.path = path;
        self
    }

    /// With what the method filled in.
    #[must_use]
    pub fn with_filled_in(mut self, filled_in: Vec<FilledIn>) -> Self {
        self.filled_in = filled_in;
        self
    }

    /// With one more named value of the formula.
    #[must_use]
    pub fn with_term(mut self, name: &'static str, value: impl Into<TermValue>) -> Self {
        self.terms.push(Term { name: Cow::Borrowed(name), value: value.into() });
        self
    }

    /// The id of the method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// How well the method is verified.
    #[must_use]
    pub fn verification(&self) -> Verification {
        self.verification
    }

    /// The class; none if the method only computes a number.
    #[must_use]
    pub fn class(&self) -> Option<&Class> {
        self.class.as_ref()
    }

    /// The number behind the class, by the method's formula.
    #[must_use]
    pub fn statistic(&self) -> Option<&Statistic> {
        self.statistic.as_ref()
    }

    /// The score, if the method has one.
    #[must_use]
    pub fn score(&self) -> Option<&Statistic> {
        self.score.as_ref()
    }

    /// The point from which the method measured.
    #[must_use]
    pub fn base(&self) -> Option<Point> {
        self.base
    }

    /// The point the method took as current.
    #[must_use]
    pub fn current(&self) -> Option<Point> {
        self.current
    }

    /// The path that the method draws, by year; empty if it draws none.
    #[must_use]
    pub fn path(&self) -> &[(i32, Ratio)] {
        &self.path
    }

    /// What the method filled in by rules of its own.
    #[must_use]
    pub fn filled_in(&self) -> &[FilledIn] {
        &self.filled_in
    }

    /// How the statistic came about: the values of the formula, by name.
    #[must_use]
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The rule that gave the class, if the class follows from more than the statistic.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        self.rule.as_deref()
    }
}

impl fmt::Display for Rating {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:", self.method)?;
        if let Some(class) = &self.class {
            write!(formatter, " {}", class.name())?;
        }
        match (&self.statistic, &self.class) {
            (Some(statistic), Some(_)) => write!(formatter, " ({statistic})"),
            (Some(statistic), None) => write!(formatter, " {statistic}"),
            (None, _) => Ok(()),
        }
    }
}
