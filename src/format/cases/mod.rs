//! Published results with their inputs, a JSON object a line: rated from the inputs alone, then compared.
//! Any office can check its own numbers with it; `examples/conformance.rs` does.

mod line;

use crate::method::{Case, Member, Method, Rating, Refusal};
use crate::number::{Ratio, Value};
use serde::Serialize;
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
    asked: Asked,
    /// Whether the values have years.
    is_dated: bool,
    expected: Map<String, Json>,
}

/// What is to be rated.
#[derive(Debug)]
enum Asked {
    Case(Case),
    /// An indicator by its series, or a goal by the scores of its indicators.
    Indicator(Vec<Member>),
    /// A goal by the values of its indicators.
    Goal(Vec<Case>),
    /// An index by the scores of its goals.
    Index(Vec<Member>),
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
    /// The required path, year by year.
    pub path: Option<Vec<(String, String)>>,
    /// Why there is no rating.
    pub refusal: Option<String>,
    /// Whether all that was published and is answered here agrees; nothing where nothing was published.
    pub matches: Option<bool>,
}

impl PublishedCase {
    /// The case.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether a result was published for it.
    #[must_use]
    pub fn has_expectation(&self) -> bool {
        !self.expected.is_empty()
    }

    /// Rates the case by its method, without a look at what was published, and compares then.
    #[must_use]
    pub fn answer(&self) -> CaseAnswer {
        let rating = match &self.asked {
            Asked::Case(case) => self.method.rate(case),
            Asked::Indicator(members) => self.method.rate_indicator(members),
            Asked::Goal(indicators) => self.method.rate_goal(indicators),
            Asked::Index(goals) => self.method.rate_index(goals),
        };
        let mut answer = match rating {
            Ok(rating) => of_rating(&rating),
            Err(refusal) => of_refusal(&refusal),
        };
        answer.id.clone_from(&self.id);
        if !self.is_dated {
            answer.current_year = None;
        }
        answer.matches = self.agrees(&answer);
        answer
    }

    /// Whether all that was published agrees; `None` if nothing was that is answered here.
    fn agrees(&self, answer: &CaseAnswer) -> Option<bool> {
        let named = [
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
        .filter_map(|(name, found)| Some(same(self.expected.get(name)?, found.as_deref())));
        let path = self.expected.get("required_path").and_then(|path| same_path(path, answer));
        named.chain(path).reduce(|one, other| one && other)
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
        path: (!rating.path().is_empty()).then(|| {
            let shown = |(year, value): &(i32, Ratio)| (year.to_string(), value.to_string());
            rating.path().iter().map(shown).collect()
        }),
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

/// Whether two paths go through the same points. Where no path was printed, none is right; but a publisher may print
/// none for reasons of its own, so that one that was drawn here is neither right nor wrong.
fn same_path(expected: &Json, answer: &CaseAnswer) -> Option<bool> {
    let Json::Array(expected) = expected else {
        return answer.path.is_none().then_some(true);
    };
    let found = answer.path.as_deref().unwrap_or_default();
    let same_point = |(expected, (year, value)): (&Json, &(String, String))| {
        expected.get(0).is_some_and(|expected| same(expected, Some(year)))
            && expected.get(1).is_some_and(|expected| same(expected, Some(value)))
    };
    Some(expected.len() == found.len() && expected.iter().zip(found).all(same_point))
}
