//! Charts of Our World in Data as CSV: one column an indicator, with units and days of update in the metadata
//! that are published beside them.

use crate::data::{Dataset, Flags, Gathering, Reported};
use crate::diagnostic::{Code, Diagnostic};
use crate::format::import::{
    Facts, Field, Known, Part, Rows, Settings, Token, VALUE, missing, reading, required, unstated_day,
    unstated_unit,
};
use crate::format::table::{Bad, Header, Mapping, Record, Row, Syntax, TableReader, as_text};
use crate::format::{Document, Loaded, Node};
use crate::time::PartialDate;
use crate::unit::{Quantity, Unit};
use std::io::Read;

const PUBLISHER: &str = "owid";
const TOKENS: &[Token] = &[("NaN", None)];

pub(in crate::format) fn read(settings: &Settings, onto: Dataset, input: impl Read) -> Loaded<Dataset> {
    let mapping = Owid { rows: Rows::new(settings), names: Vec::new(), places: None, indicators: Vec::new() };
    TableReader::new(mapping, Syntax::separated_by(b','), settings.file_name.as_deref(), settings.limits)
        .onto(onto)
        .read(input)
        .0
}

/// A column that holds an indicator.
struct Indicator {
    column: usize,
    unit: Option<Unit>,
    published: Option<PartialDate>,
    /// The area read last and its series; none if it is not read.
    last: Option<(String, Option<Known>)>,
    is_unstated: bool,
}

/// Entity, its code if there is one, and the period.
struct Places {
    entity: usize,
    code: Option<usize>,
    period: usize,
}

struct Owid<'s> {
    rows: Rows<'s>,
    names: Vec<String>,
    places: Option<Places>,
    indicators: Vec<Indicator>,
}

impl Mapping for Owid<'_> {
    fn header(&mut self, record: Record<'_>, bad: &mut Vec<Bad>) -> Header {
        self.names = record.cells().map(|cell| as_text(cell).trim().to_owned()).collect();
        let find = |wanted: &str| self.names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
        let entity = required(&self.names, "Entity", bad);
        let period = find("Day").or_else(|| required(&self.names, "Year", bad));
        let (Some(entity), Some(period)) = (entity, period) else { return Header::Unusable };
        let code = find("Code");
        let metadata = match self.metadata() {
            Ok(metadata) => metadata,
            Err(problem) => {
                bad.push(Bad { cell: 0, problem: *problem });
                return Header::Unusable;
            }
        };
        let settings = self.rows.settings;
        let is_indicator = |index: &usize| ![Some(entity), code, Some(period)].contains(&Some(*index));
        for column in (0..self.names.len()).filter(is_indicator) {
            let name = self.names.get(column).map_or("", String::as_str);
            let said = metadata.as_ref().and_then(|document| document.root().field("columns")?.field(name));
            let text = |key: &str| {
                said.and_then(|said| said.field(key)).and_then(Node::as_text).filter(|text| !text.is_empty())
            };
            let spelled = [text("shortUnit"), text("unit")];
            let unit = spelled.iter().flatten().find_map(|unit| self.rows.unit_in(unit.as_bytes()).ok());
            let unit = unit.or_else(|| settings.unit.clone());
            let published = text("lastUpdated").and_then(|day| day.parse().ok());
            if published.is_none() && settings.published.is_none() {
                bad.push(Bad { cell: column, problem: unstated_day() });
                continue;
            }
            self.indicators.push(Indicator { column, unit, published, last: None, is_unstated: false });
        }
        self.places = Some(Places { entity, code, period });
        if self.indicators.is_empty() { Header::Unusable } else { Header::Complete }
    }

    fn columns(&self) -> &[String] {
        &self.names
    }

    fn row(&mut self, record: Record<'_>, gathering: &mut Gathering, bad: &mut Vec<Bad>) -> usize {
        let Some(places) = self.places.take() else { return 0 };
        let names = std::mem::take(&mut self.names);
        let mut row = Row::new(record, &names, bad);
        let count = self.observations(&mut row, &places, gathering);
        self.names = names;
        self.places = Some(places);
        count
    }
}

impl Owid<'_> {
    fn metadata(&self) -> Result<Option<Document>, Box<Diagnostic>> {
        let settings = self.rows.settings;
        let Some(text) = &settings.metadata else { return Ok(None) };
        Document::from_json(text, None, &settings.limits).map(Some).map_err(|problems| {
            let first = problems.iter().next().map(ToString::to_string).unwrap_or_default();
            Box::new(Diagnostic::new(Code::Syntax).found("metadata that are no JSON").help(first))
        })
    }

    fn observations(&mut self, row: &mut Row<'_>, places: &Places, gathering: &mut Gathering) -> usize {
        if row.cells.cells().all(|cell| cell.trim_ascii().is_empty()) {
            return 0;
        }
        let Some(period) = self.rows.period(row, places.period, str::parse) else { return 0 };
        let entity = as_text(row.code(places.entity));
        let code = places.code.map_or("", |column| as_text(row.code(column)));
        // Aggregates such as continents have no code; they are told by their names.
        let area = if code.is_empty() { entity } else { code };
        let mut count = 0_usize;
        for indicator in &mut self.indicators {
            let text = as_text(row.code(indicator.column));
            // A blank cell is no observation.
            if text.is_empty() {
                continue;
            }
            let name = row.name(indicator.column);
            if indicator.last.as_ref().is_none_or(|(last, _)| last != area) {
                let fields = [
                    Field { part: Part::Indicator, name: "indicator", value: name },
                    Field {
                        part: Part::Area,
                        name: if code.is_empty() { "Entity" } else { "Code" },
                        value: area,
                    },
                    Field { part: Part::AreaName, name: "Entity", value: entity },
                ];
                let known = self.rows.series(&fields, PUBLISHER, gathering).unwrap_or_else(|problem| {
                    row.bad.push(Bad { cell: indicator.column, problem: *problem });
                    None
                });
                indicator.last = Some((area.to_owned(), known));
            }
            let Some((_, Some(known))) = &indicator.last else { continue };
            let reported = if let Some(reason) = missing(text, TOKENS, &Flags::default()) {
                Reported::Missing(reason)
            } else {
                let Some(unit) = known.unit.as_ref().or(indicator.unit.as_ref()).cloned() else {
                    if !indicator.is_unstated {
                        row.bad.push(Bad { cell: indicator.column, problem: unstated_unit() });
                        indicator.is_unstated = true;
                    }
                    continue;
                };
                let reading = reading(text, 0);
                let Some(reading) = row.accept(reading, indicator.column, Code::InvalidNumber, VALUE) else {
                    continue;
                };
                Reported::Value(Quantity::new(reading, unit))
            };
            let facts = Facts { published: indicator.published, ..Facts::default() };
            if self.rows.add(known, period, reported, facts, gathering) {
                count = count.saturating_add(1);
            }
        }
        count
    }
}
