//! What was stated about an indicator: the reported points, and the target, years and parameters that somebody named.
//! Nothing is resolved or assumed here; what is absent stays absent, for each method to refuse or to fill in.

use super::{Reason, Refusal};
use crate::number::{Ratio, Value};
use crate::progress::Direction;
use crate::text::codes;
use serde::{Deserialize, Serialize};

/// A reported value of a year.
///
/// A period of several years, or a fiscal year, stands at its first year, as the publishers of these methods have it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Point {
    year: i32,
    value: Value,
}

impl Point {
    /// A value of a year.
    #[must_use]
    pub fn new(year: i32, value: Value) -> Self {
        Self { year, value }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// The value as published.
    #[must_use]
    pub fn value(self) -> Value {
        self.value
    }

    /// The value as an exact number.
    #[must_use]
    pub fn number(self) -> Ratio {
        self.value.to_ratio()
    }
}

impl From<(i32, Value)> for Point {
    fn from((year, value): (i32, Value)) -> Self {
        Self::new(year, value)
    }
}

codes! {
    /// Something that a method may need, and somebody has to state.
    #[non_exhaustive]
    pub enum Parameter {
        /// Which way is better.
        Direction = "direction",
        /// The value to be reached.
        Target = "target",
        /// The other end of a target that is an interval.
        TargetTo = "target_to",
        /// Values to be reached by year, on the way to the target or in its place.
        Milestones = "milestones",
        /// The year by which the target is to be reached.
        TargetYear = "target_year",
        /// The year from which progress counts.
        BaseYear = "base_year",
        /// The value that cannot be passed, such as 100 %.
        Limit = "limit",
        /// The year for which a rating is asked.
        RatingYear = "rating_year",
        /// The best value, which scores full marks.
        Best = "best",
        /// The worst value, which scores nothing.
        Worst = "worst",
        /// The threshold from which on the goal counts as achieved.
        Green = "green",
        /// The threshold from which on the situation counts as bad.
        Red = "red",
        /// The quarter of the year, 1 to 4.
        Quarter = "quarter",
        /// Whether values are of a day and not added up over the year: `true` or `false`.
        Snapshot = "snapshot",
        /// The change a year that is asked for, as a share of the base.
        AnnualRate = "annual_rate",
        /// The reduction that is asked for, as a share of what it is measured against.
        Reduction = "reduction",
        /// What the goal measures against: `base_year`, `fixed_level`, `base_year_intensity` or `baseline_scenario`.
        GoalType = "goal_type",
        /// The level in the target year without the policy.
        BusinessAsUsual = "business_as_usual",
        /// The output, activity or production in the target year.
        Output = "output",
        /// Emissions by the land sector that count towards the goal.
        LandSector = "land_sector",
        /// Transferable units retired.
        UnitsRetired = "units_retired",
        /// Transferable units sold.
        UnitsSold = "units_sold",
        /// Values of a scenario by year.
        Scenario = "scenario",
        /// The share in the market by year, or production by year.
        MarketShare = "market_share",
        /// The usual way of an indicator: the time at which each level is usually reached.
        ReferencePath = "reference_path",
        /// The value planned for now.
        Planned = "planned",
        /// The value predicted for the target year.
        Predicted = "predicted",
        /// The values of the others in a group, such as the other countries.
        Peers = "peers",
        /// The weights of the points by year.
        Weights = "weights",
        /// How likely change follows an S-curve: `likely`, `possible` or `unlikely`.
        SCurve = "s_curve",
        /// The class that experts have set.
        Judgement = "judgement",
        /// The sector, where a method looks at more years in some: `power`, `buildings`, `industry`, `transport`,
        /// `forests_and_land`, `food_and_agriculture`, `technological_carbon_removal` or `finance`.
        Sector = "sector",
        /// What is measured: `unit`, `percentage`, `nominal`, `ordinal` or `qualitative`; `parity` for a target that is
        /// missed on both sides.
        Measure = "measure",
        /// Whether values are running totals: `true` or `false`.
        Cumulative = "cumulative",
        /// The number of people concerned.
        Population = "population",
        /// The ratio of a country by which WHO multiplies its road deaths, as its program names it.
        SdiRatio = "sdi_ratio",
        /// Whether the publisher rates this indicator at all: `on` or `off`.
        Calculation = "calculation",
        /// The name of an indicator in the list of its publisher.
        Indicator = "indicator",
    }
}

/// The value of a [`Parameter`].
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Stated {
    /// A number.
    Number(Value),
    /// A word.
    Word(String),
    /// Values by year.
    Points(Vec<Point>),
}

impl Stated {
    /// The refusal of a parameter that is something else.
    fn instead_of(&self, parameter: Parameter, expected: &'static str) -> Refusal {
        let found = match self {
            Self::Number(number) => number.to_string(),
            Self::Word(word) => word.clone(),
            Self::Points(points) => format!("{} values by year", points.len()),
        };
        Refusal::new(Reason::OutsideDomain).with(parameter.code(), found).with("expected", expected)
    }
}

impl From<Value> for Stated {
    fn from(value: Value) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Stated {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}

impl From<Vec<Point>> for Stated {
    fn from(points: Vec<Point>) -> Self {
        Self::Points(points)
    }
}

/// What was stated, for a method to rate.
///
/// Points stay in the order in which they were given, since some publishers take the first of two values of a year.
///
/// ```
/// use policy_targets::method::{Case, Parameter, Reason};
/// use policy_targets::progress::Direction;
///
/// let case = Case::new([(2020, 50.into()), (2015, 40.into())])
///     .with_direction(Direction::Up)
///     .with_target(70.into())
///     .with(Parameter::Green, 65);
/// assert_eq!(case.latest().map(|point| point.year()), Some(2020));
/// assert_eq!(case.number(Parameter::Green), Ok(Some(65.into())));
/// assert_eq!(case.target_year(), None);
/// assert_eq!(case.require_target_year().unwrap_err().to_string(), "not_stated (input target_year)");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    points: Vec<Point>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    direction: Option<Direction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target_year: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base_year: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    limit: Option<Value>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<(Parameter, Stated)>,
}

impl Case {
    /// Points and nothing else.
    #[must_use]
    pub fn new<P: Into<Point>>(points: impl IntoIterator<Item = P>) -> Self {
        Self { points: points.into_iter().map(Into::into).collect(), ..Self::default() }
    }

    /// The same with other points.
    #[must_use]
    pub fn with_points<P: Into<Point>>(&self, points: impl IntoIterator<Item = P>) -> Self {
        Self { points: points.into_iter().map(Into::into).collect(), ..self.clone() }
    }

    /// With the wanted direction.
    #[must_use]
    pub fn with_direction(mut self, direction: Direction) -> Self {
        self.direction = Some(direction);
        self
    }

    /// With the value to be reached, in the unit of the points.
    #[must_use]
    pub fn with_target(mut self, target: Value) -> Self {
        self.target = Some(target);
        self
    }

    /// With the year by which the target is to be reached.
    #[must_use]
    pub fn with_target_year(mut self, year: i32) -> Self {
        self.target_year = Some(year);
        self
    }

    /// With the year from which progress counts.
    #[must_use]
    pub fn with_base_year(mut self, year: i32) -> Self {
        self.base_year = Some(year);
        self
    }

    /// With the value that cannot be passed, in the unit of the points.
    #[must_use]
    pub fn with_limit(mut self, limit: Value) -> Self {
        self.limit = Some(limit);
        self
    }

    /// With one more parameter; the last statement of a parameter counts.
    #[must_use]
    pub fn with(mut self, parameter: Parameter, stated: impl Into<Stated>) -> Self {
        self.parameters.retain(|(name, _)| *name != parameter);
        self.parameters.push((parameter, stated.into()));
        self
    }

    /// The points, in the order given.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The points by year; points of one year in the order given.
    #[must_use]
    pub fn by_year(&self) -> Vec<Point> {
        let mut points = self.points.clone();
        points.sort_by_key(|point| point.year);
        points
    }

    /// The first given point of the earliest year.
    #[must_use]
    pub fn first(&self) -> Option<Point> {
        self.points.iter().copied().min_by_key(|point| point.year)
    }

    /// The first given point of the latest year.
    #[must_use]
    pub fn latest(&self) -> Option<Point> {
        self.points.iter().copied().min_by_key(|point| std::cmp::Reverse(point.year))
    }

    /// The first given point of a year.
    #[must_use]
    pub fn at(&self, year: i32) -> Option<Point> {
        self.points.iter().copied().find(|point| point.year == year)
    }

    /// The first given point of the earliest year from this one on.
    #[must_use]
    pub fn first_from(&self, year: i32) -> Option<Point> {
        self.points.iter().copied().filter(|point| point.year >= year).min_by_key(|point| point.year)
    }

    /// The wanted direction, if stated.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        self.direction
    }

    /// The value to be reached, if stated.
    #[must_use]
    pub fn target(&self) -> Option<Value> {
        self.target
    }

    /// The year by which the target is to be reached, if stated.
    #[must_use]
    pub fn target_year(&self) -> Option<i32> {
        self.target_year
    }

    /// The year from which progress counts, if stated.
    #[must_use]
    pub fn base_year(&self) -> Option<i32> {
        self.base_year
    }

    /// The value that cannot be passed, if stated.
    #[must_use]
    pub fn limit(&self) -> Option<Value> {
        self.limit
    }

    /// A parameter, if stated.
    #[must_use]
    pub fn stated(&self, parameter: Parameter) -> Option<&Stated> {
        self.parameters.iter().find_map(|(name, stated)| (*name == parameter).then_some(stated))
    }

    /// A parameter that is a number, if stated.
    ///
    /// # Errors
    /// [`Reason::OutsideDomain`] if something else than a number was stated.
    pub fn number(&self, parameter: Parameter) -> Result<Option<Value>, Refusal> {
        match self.stated(parameter) {
            Some(Stated::Number(value)) => Ok(Some(*value)),
            Some(other) => Err(other.instead_of(parameter, "a number")),
            None => Ok(None),
        }
    }

    /// A parameter that is a word, if stated.
    ///
    /// # Errors
    /// [`Reason::OutsideDomain`] if something else than a word was stated.
    pub fn word(&self, parameter: Parameter) -> Result<Option<&str>, Refusal> {
        match self.stated(parameter) {
            Some(Stated::Word(word)) => Ok(Some(word)),
            Some(other) => Err(other.instead_of(parameter, "a word")),
            None => Ok(None),
        }
    }

    /// The year for which a rating is asked, if stated.
    ///
    /// # Errors
    /// [`Reason::OutsideDomain`] if something else than a whole number was stated.
    pub fn rating_year(&self) -> Result<Option<i32>, Refusal> {
        let Some(stated) = self.number(Parameter::RatingYear)? else { return Ok(None) };
        let whole = stated.to_ratio().to_whole_number().and_then(|year| i32::try_from(year).ok());
        let is_no_year = || Refusal::new(Reason::OutsideDomain).with("rating_year", stated);
        whole.map(Some).ok_or_else(is_no_year)
    }

    /// A parameter that is one of several words, if stated.
    ///
    /// # Errors
    /// [`Reason::OutsideDomain`] if something else was stated, so that no misspelt word counts as none.
    ///
    /// ```
    /// use policy_targets::method::{Case, Parameter};
    ///
    /// let case = Case::default().with(Parameter::SCurve, "likly");
    /// let refusal = case.one_of(Parameter::SCurve, &["likely", "possible", "unlikely"]).unwrap_err();
    /// assert_eq!(refusal.to_string(), "outside_domain (s_curve likly, expected likely, possible or unlikely)");
    /// ```
    pub fn one_of(&self, parameter: Parameter, words: &[&str]) -> Result<Option<&str>, Refusal> {
        let Some(found) = self.word(parameter)? else { return Ok(None) };
        if words.contains(&found) {
            return Ok(Some(found));
        }
        let expected = match words {
            [before @ .., last] if !before.is_empty() => format!("{} or {last}", before.join(", ")),
            _ => words.concat(),
        };
        Err(Refusal::new(Reason::OutsideDomain).with(parameter.code(), found).with("expected", expected))
    }

    /// A parameter that is `true` or `false`; `false` unless stated.
    ///
    /// # Errors
    /// [`Reason::OutsideDomain`] if something else was stated.
    pub fn is_true(&self, parameter: Parameter) -> Result<bool, Refusal> {
        Ok(self.one_of(parameter, &["true", "false"])? == Some("true"))
    }

    /// A parameter that is a list of values by year, if stated.
    ///
    /// # Errors
    /// [`Reason::OutsideDomain`] if something else than a list was stated.
    pub fn values(&self, parameter: Parameter) -> Result<Option<&[Point]>, Refusal> {
        match self.stated(parameter) {
            Some(Stated::Points(points)) => Ok(Some(points)),
            Some(other) => Err(other.instead_of(parameter, "values by year")),
            None => Ok(None),
        }
    }

    /// The wanted direction.
    ///
    /// # Errors
    /// [`Reason::NotStated`].
    pub fn require_direction(&self) -> Result<Direction, Refusal> {
        self.direction.ok_or_else(|| Refusal::not_stated(Parameter::Direction))
    }

    /// The value to be reached, as an exact number.
    ///
    /// # Errors
    /// [`Reason::NotStated`].
    pub fn require_target(&self) -> Result<Ratio, Refusal> {
        self.target.map(Value::to_ratio).ok_or_else(|| Refusal::not_stated(Parameter::Target))
    }

    /// The year by which the target is to be reached.
    ///
    /// # Errors
    /// [`Reason::NotStated`].
    pub fn require_target_year(&self) -> Result<i32, Refusal> {
        self.target_year.ok_or_else(|| Refusal::not_stated(Parameter::TargetYear))
    }

    /// A parameter that is a number, exactly.
    ///
    /// # Errors
    /// [`Reason::NotStated`], and as for [`number`](Self::number).
    pub fn require_number(&self, parameter: Parameter) -> Result<Ratio, Refusal> {
        self.number(parameter)?.map(Value::to_ratio).ok_or_else(|| Refusal::not_stated(parameter))
    }

    /// A parameter that is a word.
    ///
    /// # Errors
    /// [`Reason::NotStated`], and as for [`word`](Self::word).
    pub fn require_word(&self, parameter: Parameter) -> Result<&str, Refusal> {
        self.word(parameter)?.ok_or_else(|| Refusal::not_stated(parameter))
    }

    /// A parameter that is a list of values by year.
    ///
    /// # Errors
    /// [`Reason::NotStated`], and as for [`values`](Self::values).
    pub fn require_values(&self, parameter: Parameter) -> Result<&[Point], Refusal> {
        self.values(parameter)?.ok_or_else(|| Refusal::not_stated(parameter))
    }

    /// The point of the stated base year; where no base year is stated, the first.
    ///
    /// # Errors
    /// [`Reason::NoBasePoint`], [`Reason::NoPoints`].
    pub fn require_base(&self) -> Result<Point, Refusal> {
        match self.base_year {
            Some(year) => {
                self.at(year).ok_or_else(|| Refusal::new(Reason::NoBasePoint).with("base_year", year))
            }
            None => self.first().ok_or_else(|| Reason::NoPoints.into()),
        }
    }

    /// The years from a base to the stated target year.
    ///
    /// # Errors
    /// [`Reason::NotStated`], [`Reason::NoTimeToTarget`] unless it lies after the base.
    pub fn require_years_to_target(&self, base: Point) -> Result<Ratio, Refusal> {
        let target_year = self.require_target_year()?;
        super::growth::years_to_target(base.year, target_year)
    }

    /// The [base](Self::require_base) and the latest point.
    ///
    /// # Errors
    /// Those of [`require_base`](Self::require_base), [`Reason::SameYear`] if both are of one year.
    pub fn require_ends(&self) -> Result<(Point, Point), Refusal> {
        let (base, latest) = (self.require_base()?, self.latest().ok_or(Reason::NoPoints)?);
        if base.year == latest.year {
            return Err(Refusal::new(Reason::SameYear).with("year", base.year));
        }
        Ok((base, latest))
    }
}

impl From<i64> for Stated {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}
