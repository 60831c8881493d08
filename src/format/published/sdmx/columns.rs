//! The header of an SDMX-CSV file: which version it is, whether cells carry labels, and what each column holds.

use crate::diagnostic::{Code, Diagnostic};
use crate::format::import::{KeyColumns, Part, Settings, unstated_day};
use crate::format::table::Bad;
use std::collections::BTreeMap;

/// The columns that every file begins with.
const STRUCTURE: [&str; 5] = ["DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION"];
/// Keys that repeat what the dimensions say.
const REPEATED: [&str; 2] = ["SERIES_KEY", "OBS_KEY"];
/// Attributes that say something of an observation and never tell series apart. `OBS_FLAG` and `LAST UPDATE` are
/// Eurostat's.
const OF_OBSERVATIONS: [&str; 15] = [
    "OBS_FLAG",
    "LAST UPDATE",
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_STATUS",
    "UNIT_MULT",
    "DECIMALS",
    "REPORTING_YEAR_START_DAY",
    "COMMENT_OBS",
    "LOWER_BOUND",
    "UPPER_BOUND",
    "CONF_STATUS",
    "OBS_CONF",
    "PUBLISHED",
    "SOURCE_ID",
];
/// Columns that say which series it is but are held otherwise: by the period, and by the unit.
const PROPERTIES: [&str; 4] = ["FREQ", "UNIT_MEASURE", "freq", "unit"];
/// Columns that name the area.
const AREAS: [&str; 2] = ["REF_AREA", "geo"];
/// Attributes by which no file tells series apart, wherever they stand.
const DESCRIPTIONS: [&str; 9] = [
    "TITLE",
    "TITLE_COMPL",
    "BASE_PER",
    "NATURE",
    "COLLECTION",
    "AVAILABILITY",
    "TIME_FORMAT",
    "COMMENT_TS",
    "EMBARGO_TIME",
];

/// What separates the parts of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Labels {
    /// Cells are identifiers.
    None,
    /// Cells are `id: label`.
    Both,
    /// A column with the label follows each column.
    Beside,
}

/// Where each column stands, counted from 0.
#[derive(Debug)]
pub(super) struct Columns {
    /// The identifiers of the columns.
    pub(super) names: Vec<String>,
    pub(super) labels: Labels,
    /// Between several values of one cell.
    pub(super) sub_field: Option<char>,
    pub(super) structure: usize,
    pub(super) action: Option<usize>,
    pub(super) period: usize,
    pub(super) value: usize,
    pub(super) status: Option<usize>,
    /// Flags by Eurostat's letters.
    pub(super) letters: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) multiplier: Option<usize>,
    pub(super) decimals: Option<usize>,
    pub(super) year_start: Option<usize>,
    pub(super) comment: Option<usize>,
    pub(super) bounds: Option<(usize, usize)>,
    pub(super) confidentiality: Option<usize>,
    pub(super) published: Option<usize>,
    pub(super) source: Option<usize>,
    pub(super) keys: KeyColumns,
    /// Other attributes, which become a note.
    pub(super) attributes: Vec<usize>,
}

impl Columns {
    /// Reads a header; `None` if a required column is not there.
    pub(super) fn read<'c>(
        cells: impl Iterator<Item = &'c str>,
        settings: &Settings,
        bad: &mut Vec<Bad>,
    ) -> Option<Self> {
        let cells: Vec<&str> = cells.map(str::trim).collect();
        let names: Vec<String> = cells.iter().map(|cell| id_of(cell).to_owned()).collect();
        let labels = if names.iter().any(|name| name == "STRUCTURE_NAME") {
            Labels::Beside
        } else if cells.iter().any(|cell| cell.contains(": ")) {
            Labels::Both
        } else {
            Labels::None
        };
        let sub_field = cells.first().and_then(|cell| cell.strip_prefix("STRUCTURE["));
        let sub_field = sub_field.and_then(|rest| rest.chars().next()).filter(|sign| *sign != ']');
        let is_label = |index: usize| labels == Labels::Beside && is_label_column(&names, index);
        let mut at: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, name) in names.iter().enumerate().filter(|(index, _)| !is_label(*index)) {
            if at.insert(name, index).is_some() {
                let problem = Diagnostic::new(Code::DuplicateColumn).found_text(name);
                bad.push(Bad { cell: index, problem });
            }
        }
        let find = |name: &str| at.get(name).copied();
        let structure = find("STRUCTURE_ID").or_else(|| find("DATAFLOW"));
        for (name, place) in [
            ("DATAFLOW\" or \"STRUCTURE_ID", structure),
            ("TIME_PERIOD", find("TIME_PERIOD")),
            ("OBS_VALUE", find("OBS_VALUE")),
        ] {
            if place.is_none() {
                let problem = Diagnostic::new(Code::MissingColumn).expected(format!("a column \"{name}\""));
                bad.push(Bad { cell: 0, problem });
            }
        }
        let (structure, period, value) = (structure?, find("TIME_PERIOD")?, find("OBS_VALUE")?);
        let published = find("PUBLISHED").or_else(|| find("LAST UPDATE"));
        if settings.published.is_none() && published.is_none() {
            bad.push(Bad { cell: 0, problem: unstated_day() });
            return None;
        }
        let others = || {
            let is_known = |name: &str| {
                STRUCTURE.contains(&name) || REPEATED.contains(&name) || OF_OBSERVATIONS.contains(&name)
            };
            at.iter().map(|(name, index)| (*name, *index)).filter(move |(name, _)| !is_known(name))
        };
        // In version 1.0 the dimensions stand before the period; where nothing does, they stand before the value.
        let is_before = |end: usize| others().any(|(_, index)| index < end);
        let end = if is_before(period) { period } else { value };
        let is_dimension = |name: &str, index: usize| {
            if settings.dimensions.is_empty() {
                index < end && !DESCRIPTIONS.contains(&name)
            } else {
                settings.dimensions.iter().any(|dimension| dimension == name) || AREAS.contains(&name)
            }
        };
        let has_indicator = find("INDICATOR").is_some() || find("SERIES").is_some();
        let mut keys = vec![(structure, if has_indicator { Part::Publisher } else { Part::Indicator })];
        let mut attributes = Vec::new();
        for (name, index) in others() {
            let part = match name {
                "INDICATOR" => Part::Indicator,
                "SERIES" if find("INDICATOR").is_none() => Part::Indicator,
                "PUBLISHER" => Part::Publisher,
                _ if AREAS.contains(&name) => Part::Area,
                _ if PROPERTIES.contains(&name) => Part::Property,
                _ if is_dimension(name, index) => Part::Dimension,
                _ => {
                    attributes.push(index);
                    continue;
                }
            };
            if find("PUBLISHER").is_some() && part == Part::Publisher {
                keys.retain(|(_, part)| *part != Part::Publisher);
            }
            keys.push((index, part));
        }
        attributes.sort_unstable();
        let columns = Self {
            labels,
            sub_field,
            structure,
            action: find("ACTION"),
            period,
            value,
            status: find("OBS_STATUS"),
            letters: find("OBS_FLAG"),
            unit: find("UNIT_MEASURE").or_else(|| find("unit")),
            multiplier: find("UNIT_MULT"),
            decimals: find("DECIMALS"),
            year_start: find("REPORTING_YEAR_START_DAY"),
            comment: find("COMMENT_OBS"),
            bounds: find("LOWER_BOUND").zip(find("UPPER_BOUND")),
            confidentiality: find("CONF_STATUS").or_else(|| find("OBS_CONF")),
            published,
            source: find("SOURCE_ID"),
            keys: KeyColumns::new(keys),
            attributes,
            names: Vec::new(),
        };
        drop(at);
        Some(Self { names, ..columns })
    }
}

/// Whether a column with this name is read back as a dimension and nothing else.
pub(super) fn is_dimension_name(name: &str) -> bool {
    let known = [
        &STRUCTURE[..],
        &REPEATED,
        &OF_OBSERVATIONS,
        &PROPERTIES,
        &DESCRIPTIONS,
        &["INDICATOR", "SERIES", "PUBLISHER"],
    ];
    !known.iter().any(|names| names.contains(&name)) && id_of(name) == name && !name.is_empty()
}

/// The identifier of a column or code: without its label, and without the mark of several values or languages.
pub(super) fn id_of(cell: &str) -> &str {
    let id = cell.split_once(": ").map_or(cell, |(id, _)| id);
    id.split_once('[').filter(|(name, _)| !name.is_empty()).map_or(id, |(name, _)| name)
}

/// Whether a column holds the labels of the one before it: after the structure and its name, every other one.
fn is_label_column(names: &[String], index: usize) -> bool {
    let first = names
        .iter()
        .take_while(|name| STRUCTURE.contains(&name.as_str()) || REPEATED.contains(&name.as_str()));
    let first = first.count();
    index > first && index.saturating_sub(first) % 2 == 1
}
