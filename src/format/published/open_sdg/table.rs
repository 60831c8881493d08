//! A data file of an Open SDG site: years, columns by which rows differ, and values; blank means the total.

use crate::data::{Dataset, Gathering};
use crate::diagnostic::{Code, Diagnostic, Limits};
use crate::format::Loaded;
use crate::format::import::{KeyColumns, Layout, Part, Settings, read_long, reading, required};
use crate::format::table::{Bad, Fit, Header, Mapping, Record, Row, Syntax, TableReader, as_text};
use crate::number::Value;
use crate::time::{Period, TimeError};
use std::io::Read;

/// Columns that say something of a row and tell no series apart, beside the year and the value.
const NOT_DISAGGREGATIONS: [&str; 4] = ["Year", "Value", "GeoCode", "Progress"];

/// Reads a data file as data of the indicator that its name says.
pub(in crate::format) fn read(settings: &Settings, onto: Dataset, input: impl Read) -> Loaded<Dataset> {
    read_long(settings, layout, onto, input)
}

fn layout(names: Vec<String>, settings: &Settings, bad: &mut Vec<Bad>) -> Option<Layout> {
    let places = ["Year", "Value"].map(|name| required(&names, name, bad));
    let [Some(period), Some(value)] = places else { return None };
    let (mut keys, mut notes) = (Vec::new(), Vec::new());
    for (index, name) in names.iter().enumerate() {
        match name.as_str() {
            _ if index > value => notes.push(index),
            "GeoCode" => keys.push((index, Part::AreaName)),
            "Units" => keys.push((index, Part::Property)),
            name if NOT_DISAGGREGATIONS.contains(&name) => {}
            _ => keys.push((index, Part::Dimension)),
        }
    }
    let unit = names.iter().position(|name| name == "Units");
    Some(Layout {
        unit,
        notes,
        read_period: year,
        may_be_ragged: true,
        indicator: Some(indicator(settings.file_name.as_deref().unwrap_or_default()).to_owned()),
        ..Layout::new(names, "open-sdg", KeyColumns::new(keys), period, value)
    })
}

/// The number of an indicator in the name of its file: `1-4-1` of `data/indicator_1-4-1.csv`.
pub(super) fn indicator(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let name = name.split('.').next().unwrap_or_default();
    name.strip_prefix("indicator_").unwrap_or(name)
}

/// `2015`, `2014/2015`, `2014/15`, `1980 to 1990`, `2015-2017`: a year, or a range of years.
fn year(text: &str) -> Result<Period, TimeError> {
    let is_digits =
        |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    for separator in [" to ", " - ", "/", "-", "–"] {
        if let Some((first, last)) = text.split_once(separator).filter(|(first, _)| is_digits(first, 4)) {
            let century = first.get(..2).unwrap_or_default();
            return match last {
                last if is_digits(last, 4) => format!("{first}/{last}").parse(),
                last if is_digits(last, 2) && separator != "-" => format!("{first}/{century}{last}").parse(),
                _ => text.parse(),
            };
        }
    }
    text.strip_suffix(".0").unwrap_or(text).parse()
}

/// The rows of a data file, as the site's own calculation sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SiteTable {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<SiteRow>,
}

/// A row with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SiteRow {
    /// The first year of its period.
    pub(super) year: i32,
    pub(super) cells: Vec<String>,
    pub(super) value: Value,
}

impl SiteTable {
    /// Reads the rows of a file that have a value, from the column `Progress` where there is one.
    pub(super) fn read(input: impl Read, file: &str, limits: Limits) -> Loaded<Self> {
        let reader = TableReader::new(SiteRows::default(), Syntax::separated_by(b','), Some(file), limits);
        let (loaded, rows) = reader.read(input);
        Loaded::new(rows.table, loaded.lenient().1)
    }

    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The columns by which rows are told apart: not the year, the value, or what stands behind the value.
    pub(super) fn disaggregations(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self.column("Value").unwrap_or(self.columns.len());
        let columns = self.columns.iter().enumerate().take(end).map(|(index, name)| (index, name.as_str()));
        columns.filter(|(_, name)| !NOT_DISAGGREGATIONS.contains(name))
    }
}

#[derive(Debug, Default)]
struct SiteRows {
    table: SiteTable,
    year: usize,
    value: usize,
}

impl Mapping for SiteRows {
    fn header(&mut self, record: Record<'_>, bad: &mut Vec<Bad>) -> Header {
        let names: Vec<String> = record.cells().map(|cell| as_text(cell).trim().to_owned()).collect();
        let places = ["Year", "Value"].map(|name| required(&names, name, bad));
        let [Some(year), Some(value)] = places else { return Header::Unusable };
        self.year = year;
        self.value = names.iter().position(|name| name == "Progress").unwrap_or(value);
        self.table.columns = names;
        Header::Complete
    }

    fn columns(&self) -> &[String] {
        &self.table.columns
    }

    fn fit(&self, record: Record<'_>) -> Fit {
        let mut beyond = record.cells().skip(self.table.columns.len());
        if beyond.all(|cell| cell.trim_ascii().is_empty()) { Fit::Usable } else { Fit::Ragged }
    }

    fn row(&mut self, record: Record<'_>, _gathering: &mut Gathering, bad: &mut Vec<Bad>) -> usize {
        let names = std::mem::take(&mut self.table.columns);
        let mut row = Row::new(record, &names, bad);
        let text = as_text(row.code(self.value));
        if !text.is_empty() && text != "NA" && text != "NaN" {
            // The site takes the first four characters of whatever stands for the year.
            let year = as_text(row.code(self.year)).get(..4).and_then(|year| year.parse().ok());
            let year =
                row.accept(year.ok_or("write a year such as 2015"), self.year, Code::InvalidPeriod, "a year");
            let value = reading(text, 0).ok().and_then(|reading| reading.central());
            let value =
                row.accept(value.ok_or("write a number"), self.value, Code::InvalidNumber, "a number");
            if let Some((year, value)) = year.zip(value) {
                let cells = (0..names.len()).map(|column| as_text(row.code(column)).to_owned()).collect();
                self.table.rows.push(SiteRow { year, cells, value });
            }
        }
        self.table.columns = names;
        0
    }
}

/// What a rule of the site has against a series.
pub(super) fn objection(found: impl Into<String>, expected: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::NotHeld).found(found).expected(expected))
}
