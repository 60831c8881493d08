//! Published results with their inputs, a JSON object a line: rated from the inputs alone, then compared.
//! Any office can check its own numbers with it; `examples/conformance.rs` does.

use crate::method::{Case, Member, Method, Parameter, Rating, Refusal, by_id};
use crate::number::{Ratio, Value};
use crate::progress::Direction;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

/// How far two printed numbers may be apart, of their size: published floats carry noise from the tenth digit on.
const NOISE: Value = Value::constant(1, 9);

/// What is wrong with a line of cases.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CaseError {
    /// The line is no JSON object with the fields of a case.
    #[error("found {found}, expected a JSON object with id, method and observations; correct the line")]
    NotACase {
        /// What the JSON reader says.
        found: String,
    },
    /// A field holds something else than it should.
    #[error("found {found} in {field}, expected {expected}; correct the field")]
    InvalidField {
        /// The name of the field.
        field: &'static str,
        /// What it holds.
        found: String,
        /// What it should hold.
        expected: &'static str,
    },
    /// No method has this name.
    #[error("found the method {found}, expected an id or alias of the registry; see the table of methods")]
    UnknownMethod {
        /// The name.
        found: String,
    },
}

impl CaseError {
    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotACase { .. } => "not_a_case",
            Self::InvalidField { .. } => "invalid_field",
            Self::UnknownMethod { .. } => "unknown_method",
        }
    }
}

/// A case with the result that was published for it, if it was.
///
/// ```
/// use policy_targets::format::PublishedCase;
///
/// let line = r#"{"id": "poverty", "method": "open-sdg-2.4", "direction": "negative", "target": "7.25",
///     "observations": [["2015", "14.5"], ["2023", "10.2"]],
///     "expected": {"status": "substantial_progress", "base_year_used": "2015"}}"#;
/// let answer = line.replace('\n', " ").parse::<PublishedCase>()?.answer();
/// assert_eq!((answer.status.as_deref(), answer.matches), (Some("substantial_progress"), Some(true)));
/// # Ok::<(), policy_targets::format::CaseError>(())
/// ```
#[derive(Debug)]
pub struct PublishedCase {
    id: String,
    method: &'static dyn Method,
    case: Case,
    /// The series of an indicator, where it is one that is to be rated.
    members: Option<Vec<Member>>,
    expected: Map<String, Json>,
}

/// What a method answers to a case, in the words of the files, and whether that is what was published.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct CaseAnswer {
    /// The case.
    pub id: String,
    /// The class, or what the publisher prints where it refuses.
    pub status: Option<String>,
    /// The class in its publisher's words.
    pub symbol: Option<String>,
    /// The statistic.
    pub ratio: Option<String>,
    /// The score.
    pub score: Option<String>,
    /// The year from which the method measured.
    pub base_year_used: Option<String>,
    /// The value from which it measured.
    pub base_value: Option<String>,
    /// The year of the current value.
    pub current_year: Option<String>,
    /// The current value.
    pub current_value: Option<String>,
    /// Why there is no rating.
    pub refusal: Option<String>,
    /// Whether all that was published and is answered here agrees; nothing where nothing was published.
    pub matches: Option<bool>,
}

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
    members: Option<Vec<MemberCell>>,
    expected: Option<Map<String, Json>>,
}

impl std::str::FromStr for PublishedCase {
    type Err = CaseError;

    /// Reads one line.
    ///
    /// A period of several years, a fiscal year or a quarter stands at its first year; what the file says was not
    /// given is not stated.
    ///
    /// # Errors
    /// [`CaseError`].
    fn from_str(line: &str) -> Result<Self, CaseError> {
        let line: Line =
            serde_json::from_str(line).map_err(|error| CaseError::NotACase { found: error.to_string() })?;
        let method =
            by_id(&line.method).ok_or_else(|| CaseError::UnknownMethod { found: line.method.clone() })?;
        let mut points = Vec::new();
        for (period, value) in &line.observations {
            if let Some(value) = value {
                points.push((year("observations", period)?, number("observations", value)?));
            }
        }
        let mut case = Case::new(points);
        if let Some(direction) = line.direction.filter(|_| line.direction_given != Some(false)) {
            case = case.with_direction(match direction.as_str() {
                "positive" => Direction::Up,
                "negative" => Direction::Down,
                _ => return Err(invalid("direction", direction, "positive or negative")),
            });
        }
        if let Some(base_year) = line.base_year.filter(|_| line.base_year_given != Some(false)) {
            case = case.with_base_year(year("base_year", &base_year)?);
        }
        if let Some(target_year) = line.target_year.filter(|_| line.target_year_given != Some(false)) {
            case = case.with_target_year(year("target_year", &target_year)?);
        }
        if let Some(target) = &line.target {
            case = case.with_target(number("target", target)?);
        }
        if let Some(limit) = &line.limit {
            case = case.with_limit(number("limit", limit)?);
        }
        if let Some(rating_year) = &line.rating_year {
            case =
                case.with(Parameter::RatingYear, Value::from(i64::from(year("rating_year", rating_year)?)));
        }
        if line.calculation_on == Some(false) {
            case = case.with(Parameter::Calculation, "off");
        }
        let members = line.members.map(|members| members.iter().map(MemberCell::member).collect());
        Ok(Self {
            id: line.id,
            method,
            case,
            members: members.transpose()?,
            expected: line.expected.unwrap_or_default(),
        })
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

fn number(field: &'static str, cell: &Cell) -> Result<Value, CaseError> {
    let text = cell.text();
    text.parse().map_err(|_| invalid(field, text, "a decimal number"))
}

impl PublishedCase {
    /// The case.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What was stated.
    #[must_use]
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Whether a result was published for it.
    #[must_use]
    pub fn has_expectation(&self) -> bool {
        !self.expected.is_empty()
    }

    /// Rates the case by its method, without a look at what was published, and compares then.
    #[must_use]
    pub fn answer(&self) -> CaseAnswer {
        let rating = match &self.members {
            Some(members) => self.method.rate_indicator(members),
            None => self.method.rate(&self.case),
        };
        let mut answer = match rating {
            Ok(rating) => of_rating(&rating),
            Err(refusal) => of_refusal(&refusal),
        };
        answer.id.clone_from(&self.id);
        answer.matches = self.has_expectation().then(|| self.agrees(&answer));
        answer
    }

    fn agrees(&self, answer: &CaseAnswer) -> bool {
        [
            ("status", &answer.status),
            ("symbol", &answer.symbol),
            ("ratio", &answer.ratio),
            ("score", &answer.score),
            ("base_year_used", &answer.base_year_used),
            ("base_value", &answer.base_value),
            ("current_year", &answer.current_year),
            ("current_value", &answer.current_value),
        ]
        .into_iter()
        .filter_map(|(name, found)| Some((self.expected.get(name)?, found.as_deref())))
        .all(|(expected, found)| same(expected, found))
    }
}

fn of_rating(rating: &Rating) -> CaseAnswer {
    let (base, current) = (rating.base(), rating.current());
    CaseAnswer {
        status: rating.class().map(|class| class.code().to_owned()),
        symbol: rating.class().map(|class| class.name().to_owned()),
        ratio: rating.statistic().map(ToString::to_string),
        score: rating.score().map(ToString::to_string),
        base_year_used: base.map(|point| point.year().to_string()),
        base_value: base.map(|point| point.value().to_string()),
        current_year: current.map(|point| point.year().to_string()),
        current_value: current.map(|point| point.value().to_string()),
        ..CaseAnswer::default()
    }
}

fn of_refusal(refusal: &Refusal) -> CaseAnswer {
    let (base, current) = (refusal.base(), refusal.current());
    // Without a point, the year in which the method looked for one.
    let looked_for = refusal.inputs().find(|(name, _)| *name == "base_year").map(|(_, year)| year.to_owned());
    CaseAnswer {
        status: refusal.published().map(ToOwned::to_owned),
        base_year_used: base.map(|point| point.year().to_string()).or(looked_for),
        base_value: base.map(|point| point.value().to_string()),
        current_year: current.map(|point| point.year().to_string()),
        current_value: current.map(|point| point.value().to_string()),
        refusal: Some(refusal.to_string()),
        ..CaseAnswer::default()
    }
}

/// Whether both are absent, the same text, or the same number to nine digits.
fn same(expected: &Json, found: Option<&str>) -> bool {
    let expected = match expected {
        Json::Null => return found.is_none(),
        // What a program prints where its formula has no value.
        Json::String(text) if text == "NaN" => return found.is_none(),
        Json::String(text) => text.clone(),
        other => other.to_string(),
    };
    let Some(found) = found else { return false };
    match (expected.parse::<Ratio>(), found.parse::<Ratio>()) {
        (Ok(expected), Ok(found)) => {
            (&expected - &found).absolute() <= expected.absolute() * NOISE.to_ratio()
        }
        _ => expected == found,
    }
}
