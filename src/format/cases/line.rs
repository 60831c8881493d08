//! A line of published cases as files have it, and the case that it states.
//! What a file says was not given is not stated; a period of several years stands at its first year.

use super::{Asked, CaseError, PublishedCase};
use crate::method::{Case, Member, Method, Parameter, Reason, by_id};
use crate::number::Value;
use crate::progress::Direction;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// A number or a text, as files have them.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Cell {
    Text(String),
    Number(serde_json::Number),
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => text.trim().to_owned(),
            Self::Number(number) => number.to_string(),
        }
    }
}

/// A member of an indicator: a score, or a list of members that count as one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum MemberCell {
    Rated {
        score: Option<Cell>,
        #[serde(default)]
        achieved: bool,
    },
    Group(Vec<MemberCell>),
}

impl MemberCell {
    fn member(&self) -> Result<Member, CaseError> {
        match self {
            Self::Rated { score, achieved } => {
                let score = score.as_ref().map(|score| {
                    score.text().parse().map_err(|_| invalid("members", score.text(), "a decimal number"))
                });
                Ok(Member::Rated { score: score.transpose()?, is_achieved: *achieved })
            }
            Self::Group(members) => {
                members.iter().map(Self::member).collect::<Result<_, _>>().map(Member::Group)
            }
        }
    }
}

#[derive(Debug, Deserialize)]
struct Line {
    id: String,
    method: String,
    direction: Option<String>,
    direction_given: Option<bool>,
    base_year: Option<Cell>,
    base_year_given: Option<bool>,
    target: Option<Cell>,
    target_year: Option<Cell>,
    target_year_given: Option<bool>,
    limit: Option<Cell>,
    rating_year: Option<Cell>,
    calculation_on: Option<bool>,
    #[serde(default)]
    observations: Vec<(Cell, Option<Cell>)>,
    #[serde(default)]
    points: Vec<(Cell, Option<Cell>)>,
    base_value: Option<Cell>,
    #[serde(flatten)]
    scale: ScaleCells,
    members: Option<Vec<MemberCell>>,
    /// What is rated, where a method rates several things.
    kind: Option<String>,
    indicators: Option<Vec<IndicatorCell>>,
    goals: Option<Vec<Option<Cell>>>,
    #[serde(default)]
    imputed: Vec<Imputed>,
    expected: Option<Map<String, Json>>,
}

/// What is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A value on its scale.
    Indicator,
    /// The change of a value on its scale.
    Trend,
    /// A goal by its indicators.
    Goal,
    /// A goal by the scores of its indicators.
    GoalScore,
    /// An index by the scores of its goals.
    Index,
    /// What the method rates; the words of a file say nothing about it.
    Plain,
}

impl Kind {
    /// What a word asks of a method. A method that rates several things takes no other word, so that no misspelt goal is
    /// rated as a value; to the others a word says nothing.
    fn of(word: Option<&str>, method: &dyn Method) -> Result<Self, CaseError> {
        let Some(word) = word else { return Ok(Self::Plain) };
        let rates_several =
            method.rate_index(&[]).is_err_and(|refusal| refusal.reason() != Reason::NoAggregation);
        match word {
            "indicator" => Ok(Self::Indicator),
            TREND => Ok(Self::Trend),
            "goal" => Ok(Self::Goal),
            "goal-score" => Ok(Self::GoalScore),
            "index" => Ok(Self::Index),
            _ if rates_several => {
                Err(invalid("kind", word.to_owned(), "indicator, trend, goal, goal-score or index"))
            }
            _ => Ok(Self::Plain),
        }
    }
}

/// Of a scale's value, its change.
const TREND: &str = "trend";

/// A value without a year, and the scale that it stands on.
#[derive(Debug, Deserialize)]
struct ScaleCells {
    value: Option<Cell>,
    best: Option<Cell>,
    worst: Option<Cell>,
    green: Option<Cell>,
    red: Option<Cell>,
}

impl ScaleCells {
    fn state(&self, mut case: Case) -> Result<Case, CaseError> {
        for (field, cell, parameter) in [
            ("best", &self.best, Parameter::Best),
            ("worst", &self.worst, Parameter::Worst),
            ("green", &self.green, Parameter::Green),
            ("red", &self.red, Parameter::Red),
        ] {
            if let Some(cell) = cell {
                case = case.with(parameter, number(field, cell)?);
            }
        }
        Ok(case)
    }

    /// The value as a point, of the year 0 since no year is stated.
    fn point(&self) -> Result<Option<(i32, Value)>, CaseError> {
        self.value.as_ref().map(|value| Ok((0, number("value", value)?))).transpose()
    }
}

/// An indicator of a goal: its value on its scale, or its score alone.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum IndicatorCell {
    OnScale {
        direction: Option<String>,
        #[serde(flatten)]
        scale: ScaleCells,
    },
    Score(Option<Cell>),
}

/// The score that stands in for a goal without values; goals are counted from 1.
#[derive(Debug, Deserialize)]
struct Imputed {
    goal: Cell,
    score: Cell,
}

impl std::str::FromStr for PublishedCase {
    type Err = CaseError;

    /// Reads one line.
    ///
    /// # Errors
    /// [`CaseError`].
    fn from_str(line: &str) -> Result<Self, CaseError> {
        let line: Line =
            serde_json::from_str(line).map_err(|error| CaseError::NotACase { found: error.to_string() })?;
        let word = line.kind.as_deref();
        let name = if word == Some(TREND) { format!("{}-{TREND}", line.method) } else { line.method.clone() };
        let method = by_id(&name).ok_or(CaseError::UnknownMethod { found: name })?;
        let kind = Kind::of(word, method)?;
        let asked = line.asked(kind)?;
        let mut expected = line.expected.unwrap_or_default();
        if kind != Kind::Plain {
            // Of these, a null says that nothing was printed.
            expected.retain(|_, value| !value.is_null());
        }
        Ok(Self { id: line.id, method, asked, is_dated: line.scale.value.is_none(), expected })
    }
}

impl Line {
    fn asked(&self, kind: Kind) -> Result<Asked, CaseError> {
        let missing = |field| invalid(field, "nothing".to_owned(), "a list");
        match kind {
            Kind::Goal => {
                let indicators = self.indicators.as_ref().ok_or_else(|| missing("indicators"))?;
                indicators.iter().map(IndicatorCell::case).collect::<Result<_, _>>().map(Asked::Goal)
            }
            Kind::GoalScore => {
                let indicators = self.indicators.as_ref().ok_or_else(|| missing("indicators"))?;
                indicators.iter().map(IndicatorCell::member).collect::<Result<_, _>>().map(Asked::Indicator)
            }
            Kind::Index => self.index(self.goals.as_ref().ok_or_else(|| missing("goals"))?),
            Kind::Plain | Kind::Indicator | Kind::Trend => match &self.members {
                Some(members) => {
                    members.iter().map(MemberCell::member).collect::<Result<_, _>>().map(Asked::Indicator)
                }
                None => self.case().map(Asked::Case),
            },
        }
    }

    fn index(&self, goals: &[Option<Cell>]) -> Result<Asked, CaseError> {
        let mut members: Vec<Member> =
            goals.iter().map(|score| rated("goals", score.as_ref())).collect::<Result<_, _>>()?;
        for imputed in &self.imputed {
            let goal = imputed.goal.text();
            let place = goal.parse::<usize>().ok().and_then(|goal| goal.checked_sub(1));
            let member = place.and_then(|place| members.get_mut(place));
            let member = member.ok_or_else(|| invalid("imputed", goal, "the number of one of the goals"))?;
            *member = Member::Imputed(number("imputed", &imputed.score)?.to_ratio());
        }
        Ok(Asked::Index(members))
    }

    fn case(&self) -> Result<Case, CaseError> {
        let mut points = Vec::new();
        for (field, cells) in [("observations", &self.observations), ("points", &self.points)] {
            for (period, value) in cells {
                if let Some(value) = value {
                    points.push((year(field, period)?, number(field, value)?));
                }
            }
        }
        if let (Some(period), Some(value)) = (&self.base_year, &self.base_value) {
            points.push((year("base_year", period)?, number("base_value", value)?));
        }
        points.extend(self.scale.point()?);
        let mut case = self.scale.state(Case::new(points))?;
        if let Some(direction) = self.direction.as_ref().filter(|_| self.direction_given != Some(false)) {
            case = case.with_direction(direction_of(direction)?);
        }
        if let Some(base_year) = self.base_year.as_ref().filter(|_| self.base_year_given != Some(false)) {
            case = case.with_base_year(year("base_year", base_year)?);
        }
        if let Some(target_year) = self.target_year.as_ref().filter(|_| self.target_year_given != Some(false))
        {
            case = case.with_target_year(year("target_year", target_year)?);
        }
        if let Some(target) = &self.target {
            case = case.with_target(number("target", target)?);
        }
        if let Some(limit) = &self.limit {
            case = case.with_limit(number("limit", limit)?);
        }
        if let Some(rating_year) = &self.rating_year {
            case =
                case.with(Parameter::RatingYear, Value::from(i64::from(year("rating_year", rating_year)?)));
        }
        if self.calculation_on == Some(false) {
            case = case.with(Parameter::Calculation, "off");
        }
        Ok(case)
    }
}

impl IndicatorCell {
    fn case(&self) -> Result<Case, CaseError> {
        let Self::OnScale { direction, scale } = self else {
            return Err(invalid(
                "indicators",
                "a score".to_owned(),
                "a value with best, worst, green and red",
            ));
        };
        let case = scale.state(Case::new(scale.point()?))?;
        Ok(match direction {
            Some(direction) => case.with_direction(direction_of(direction)?),
            None => case,
        })
    }

    fn member(&self) -> Result<Member, CaseError> {
        match self {
            Self::Score(score) => rated("indicators", score.as_ref()),
            Self::OnScale { .. } => Err(invalid("indicators", "a value".to_owned(), "a score")),
        }
    }
}

/// A member by its score alone.
fn rated(field: &'static str, score: Option<&Cell>) -> Result<Member, CaseError> {
    let score = score.map(|score| number(field, score).map(Value::to_ratio)).transpose()?;
    Ok(Member::Rated { score, is_achieved: false })
}

fn direction_of(word: &str) -> Result<Direction, CaseError> {
    match word {
        "positive" => Ok(Direction::Up),
        "negative" => Ok(Direction::Down),
        _ => Err(invalid("direction", word.to_owned(), "positive or negative")),
    }
}

fn invalid(field: &'static str, found: String, expected: &'static str) -> CaseError {
    CaseError::InvalidField { field, found, expected }
}

/// The first year of a label such as `2014/2015`, `2018-2021` or `2015 Q4`.
fn year(field: &'static str, label: &Cell) -> Result<i32, CaseError> {
    let text = label.text();
    let first = text
        .get(..4)
        .filter(|_| text.get(4..).is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit())));
    first
        .and_then(|year| year.parse().ok())
        .ok_or_else(|| invalid(field, text.clone(), "a year, or a period that starts with one"))
}

/// A decimal number, with an exponent or without, as programs print it.
fn number(field: &'static str, cell: &Cell) -> Result<Value, CaseError> {
    let text = cell.text();
    let with_exponent = || Decimal::from_scientific(&text).map(Value::from);
    text.parse().or_else(|_| with_exponent()).map_err(|_| invalid(field, text.clone(), "a decimal number"))
}
