//! What an Open SDG site says about the progress of an indicator: `indicator-config/*.yml`.

use crate::diagnostic::{Code, Diagnostics};
use crate::format::{Document, Node};
use crate::number::Value;
use crate::progress::Direction;

/// The options of one indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProgressConfig {
    pub(super) is_calculated: bool,
    pub(super) status: Option<String>,
    pub(super) options: Vec<ProgressOption>,
    pub(super) name: Option<String>,
    pub(super) units: Option<String>,
}

impl ProgressConfig {
    /// Whether the site calculates the progress (`auto_progress_calculation`).
    #[must_use]
    pub fn is_calculated(&self) -> bool {
        self.is_calculated
    }

    /// The status that the site states itself (`progress_status`).
    #[must_use]
    pub fn status(&self) -> Option<&str> {
        self.status.as_deref()
    }

    /// What is calculated; without options, one series with none.
    #[must_use]
    pub fn options(&self) -> &[ProgressOption] {
        &self.options
    }
}

/// One entry of `progress_calculation_options`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProgressOption {
    /// A series.
    Series(SeriesOption),
    /// Entries that count together as one.
    Group(Vec<ProgressOption>),
}

/// Which series, and what it is held against; only what the site states.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeriesOption {
    /// The value of the column `Series`.
    pub series: Option<String>,
    /// The value of the column `Units`.
    pub unit: Option<String>,
    /// Values of other columns.
    pub disaggregation: Vec<(String, String)>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// The year from which growth counts.
    pub base_year: Option<i32>,
    /// The year of the target.
    pub target_year: Option<i32>,
    /// The target.
    pub target: Option<Value>,
    /// A natural limit, without a target.
    pub limit: Option<Value>,
    /// Whether the site states thresholds of its own, which no published edition explains.
    pub has_own_thresholds: bool,
}

impl SeriesOption {
    /// The series in words: its number and the parts that name it.
    pub(super) fn title(&self, indicator: &str) -> String {
        let parts = [Some(indicator), self.series.as_deref(), self.unit.as_deref()];
        let disaggregation = self.disaggregation.iter().map(|(_, value)| value.as_str());
        let parts: Vec<&str> = parts.into_iter().flatten().chain(disaggregation).collect();
        parts.join(" / ")
    }

    /// The name by which the components of a site call the series: its parts, cut to 122 characters.
    pub(super) fn tag(&self, indicator: &str) -> String {
        let tag = self.title(indicator);
        if tag.chars().count() <= LONGEST_TAG {
            return tag;
        }
        let kept: String = tag.chars().take(LONGEST_TAG.saturating_sub(3)).collect();
        format!("{kept}...")
    }
}

const LONGEST_TAG: usize = 122;

/// Reads the options of an indicator; what cannot be understood is reported and left out.
pub(super) fn read(document: &Document, found: &mut Diagnostics) -> ProgressConfig {
    let root = document.root();
    let text = |name: &str| {
        root.field(name).and_then(Node::as_text).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let mut reader = Reader { document, found };
    ProgressConfig {
        is_calculated: root.field("auto_progress_calculation").and_then(Node::as_boolean) == Some(true),
        status: text("progress_status"),
        options: reader.options(root.field("progress_calculation_options")),
        name: text("indicator_name"),
        units: text("computation_units"),
    }
}

fn text(node: &Node) -> Option<String> {
    let text = node.as_text().or(node.as_number()).filter(|text| !text.is_empty());
    text.map(str::to_owned)
}

fn disaggregation(node: &Node) -> Vec<(String, String)> {
    let entries = node.as_list().unwrap_or_default();
    let pair = |entry: &Node| Some((text(entry.field("field")?)?, text(entry.field("value")?)?));
    entries.iter().filter_map(pair).collect()
}

struct Reader<'d> {
    document: &'d Document,
    found: &'d mut Diagnostics,
}

impl Reader<'_> {
    /// A list of entries. Without any, the site calculates one series with what it fills in.
    fn options(&mut self, node: Option<&Node>) -> Vec<ProgressOption> {
        match node.and_then(Node::as_list) {
            Some(entries) if !entries.is_empty() => entries.iter().map(|entry| self.option(entry)).collect(),
            _ => vec![ProgressOption::Series(SeriesOption::default())],
        }
    }

    fn option(&mut self, node: &Node) -> ProgressOption {
        if let Some(group) = node.field("group") {
            return ProgressOption::Group(self.options(Some(group)));
        }
        let mut option = SeriesOption::default();
        for (key, value) in node.as_table().unwrap_or_default() {
            match key.name() {
                "series" => option.series = text(value),
                "unit" => option.unit = text(value),
                "disaggregation" => option.disaggregation = disaggregation(value),
                "direction" => option.direction = self.direction(value),
                "base_year" => option.base_year = self.year(value),
                "target_year" => option.target_year = self.year(value),
                "target" => option.target = self.number(value),
                "limit" => option.limit = self.number(value),
                "progress_thresholds" => {
                    option.has_own_thresholds = value.as_table().is_some_and(|table| !table.is_empty());
                }
                name => {
                    let problem = self.document.problem(Code::NotHeld, key.span());
                    self.found.push(
                        problem.found(format!("the option \"{name}\"")).expected("an option of Open SDG 2.4"),
                    );
                }
            }
        }
        ProgressOption::Series(option)
    }

    fn direction(&mut self, node: &Node) -> Option<Direction> {
        match node.as_text() {
            Some("positive") => Some(Direction::Up),
            Some("negative") => Some(Direction::Down),
            _ => self.refuse(node, "positive or negative"),
        }
    }

    fn number(&mut self, node: &Node) -> Option<Value> {
        let text = match node.kind() {
            crate::format::Kind::Null => return None,
            _ => node.as_number().or(node.as_text()).unwrap_or_default(),
        };
        if text.is_empty() {
            return None;
        }
        let value = crate::format::import::reading(text, 0).ok().and_then(|reading| reading.central());
        value.or_else(|| self.refuse(node, "a number"))
    }

    fn year(&mut self, node: &Node) -> Option<i32> {
        let text = node.as_number().or(node.as_text()).unwrap_or_default();
        if text.is_empty() {
            return None;
        }
        text.parse().ok().or_else(|| self.refuse(node, "a year such as 2015"))
    }

    fn refuse<T>(&mut self, node: &Node, expected: &str) -> Option<T> {
        let problem = self.document.problem(Code::InvalidValue, node.span()).expected(expected);
        self.found.push(problem);
        None
    }
}
