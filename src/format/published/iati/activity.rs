//! What an activity file says of results, as it says it: values are texts, and what is not stated is not there.

use crate::text::codes;
use crate::time::{NaiveDate, PartialDate};
use std::collections::BTreeMap;

codes! {
    /// What kind of result it is, by the code list `ResultType`.
    pub enum IatiResultType {
        /// What the activity does.
        Output = "1",
        /// What it changes.
        Outcome = "2",
        /// What that changes in the long run.
        Impact = "3",
        /// Another kind.
        Other = "9",
    }
}

codes! {
    /// What kind of value an indicator has, by the code list `IndicatorMeasure`.
    pub enum IatiMeasure {
        /// A number of units that the title names.
        Unit = "1",
        /// A percentage.
        Percentage = "2",
        /// A number that names a class.
        Nominal = "3",
        /// A number that ranks.
        Ordinal = "4",
        /// No number: the comments say what is reported.
        Qualitative = "5",
    }
}

/// A text in one or several languages, by their codes; that of the activity's own language has no code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrative(pub BTreeMap<String, String>);

impl Narrative {
    /// A text in the language of the activity.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(String::new(), text.into())]))
    }

    /// The text in the language of the activity, or else the first one there is.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.values().next().map_or("", String::as_str)
    }

    /// Whether there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// One activity and its results.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Activity {
    /// `iati-identifier`.
    pub identifier: String,
    /// When the file says it was last updated: the day on which its values were published.
    pub last_updated: Option<PartialDate>,
    /// The title.
    pub title: Narrative,
    /// The results.
    pub results: Vec<ActivityResult>,
}

/// A result of an activity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActivityResult {
    /// `@type`.
    pub kind: Option<IatiResultType>,
    /// `@aggregation-status`.
    pub can_be_aggregated: Option<bool>,
    /// The title.
    pub title: Narrative,
    /// The description.
    pub description: Narrative,
    /// `reference`.
    pub references: Vec<IatiReference>,
    /// The indicators.
    pub indicators: Vec<ResultIndicator>,
}

/// A code by which others know a result or an indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IatiReference {
    /// `@vocabulary`.
    pub vocabulary: String,
    /// `@code`.
    pub code: String,
    /// `@vocabulary-uri` or `@indicator-uri`.
    pub uri: String,
}

/// An indicator of a result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResultIndicator {
    /// `@measure`.
    pub measure: Option<IatiMeasure>,
    /// `@ascending`: whether more is better; the schema has no default.
    pub is_ascending: Option<bool>,
    /// `@aggregation-status`.
    pub can_be_aggregated: Option<bool>,
    /// The title.
    pub title: Narrative,
    /// The description.
    pub description: Narrative,
    /// `reference`.
    pub references: Vec<IatiReference>,
    /// The baselines; before 2.03 at most one.
    pub baselines: Vec<IatiBaseline>,
    /// The periods.
    pub periods: Vec<IatiPeriod>,
}

/// A baseline of an indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IatiBaseline {
    /// `@year`.
    pub year: Option<i32>,
    /// `@iso-date`.
    pub date: Option<NaiveDate>,
    /// What is stated.
    pub stated: IatiStatement,
}

/// A period with what was to be reached in it and what was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IatiPeriod {
    /// `period-start`.
    pub start: Option<NaiveDate>,
    /// `period-end`.
    pub end: Option<NaiveDate>,
    /// The targets.
    pub targets: Vec<IatiStatement>,
    /// The actual values.
    pub actuals: Vec<IatiStatement>,
}

/// A value with where and of whom it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IatiStatement {
    /// `@value`, as written.
    pub value: Option<String>,
    /// `location/@ref`.
    pub locations: Vec<String>,
    /// `dimension`, name and value.
    pub dimensions: Vec<(String, String)>,
    /// The comment.
    pub comment: Narrative,
    /// Where it stands in the file: the number of its line, if it was read.
    pub line: u32,
}
