//! DHIS2 data values, as CSV and as the JSON of `dataValueSets`. Neither says in which unit they are.
//! Columns are known by their place; the first row is a header.

use crate::data::{Dataset, Flags, Gathering, MissingReason, Reported};
use crate::diagnostic::{Code, Diagnostic};
use crate::format::import::{
    Facts, Field, JsonRow, KeyColumns, Layout, Part, Rows, Settings, day_of, missing, read_document,
    read_long, reading, required, unstated_day, unstated_unit,
};
use crate::format::table::Bad;
use crate::format::{Loaded, Node};
use crate::unit::Quantity;
use std::io::Read;

const PUBLISHER: &str = "dhis2";

pub(in crate::format) fn read(settings: &Settings, onto: Dataset, input: impl Read) -> Loaded<Dataset> {
    read_long(settings, layout, onto, input)
}

fn layout(names: Vec<String>, _settings: &Settings, bad: &mut Vec<Bad>) -> Option<Layout> {
    let places = ["dataelement", "period", "orgunit", "value"].map(|name| required(&names, name, bad));
    let [Some(element), Some(period), Some(unit), Some(value)] = places else { return None };
    let find = |wanted: &[&str]| {
        names.iter().position(|name| wanted.iter().any(|wanted| name.eq_ignore_ascii_case(wanted)))
    };
    let mut keys = vec![(element, Part::Indicator), (unit, Part::Area)];
    for combination in ["categoryoptioncombo", "attributeoptioncombo"] {
        keys.extend(find(&[combination]).map(|column| (column, Part::Dimension)));
    }
    let notes = [find(&["comment"]), find(&["followup"]), find(&["storedby"])];
    Some(Layout {
        published: find(&["timestamp", "lastupdated"]),
        deleted: find(&["deleted"]),
        notes: notes.into_iter().flatten().collect(),
        may_be_ragged: true,
        ..Layout::new(names, PUBLISHER, KeyColumns::new(keys), period, value)
    })
}

/// Reads the JSON of `dataValueSets`.
pub(in crate::format) fn read_json(settings: &Settings, onto: Dataset, input: impl Read) -> Loaded<Dataset> {
    read_document(settings, onto, input, |document, gathering, found| {
        let Some(values) = document.root().field("dataValues").and_then(Node::as_list) else {
            let problem = document.problem(Code::MissingField, document.root().span());
            found.push(problem.expected("a list \"dataValues\""));
            return;
        };
        let mut rows = Rows::new(settings);
        for node in values {
            if let Err(problem) = data_value(JsonRow { document, node }, &mut rows, gathering) {
                found.push(*problem);
            }
        }
    })
}

fn data_value(
    row: JsonRow<'_>,
    rows: &mut Rows<'_>,
    gathering: &mut Gathering,
) -> Result<(), Box<Diagnostic>> {
    let field = |name: &'static str, part| Field { part, name, value: row.text(name) };
    let fields = [
        field("dataElement", Part::Indicator),
        field("orgUnit", Part::Area),
        field("categoryOptionCombo", Part::Dimension),
        field("attributeOptionCombo", Part::Dimension),
    ];
    let known =
        rows.series(&fields, PUBLISHER, gathering).map_err(|problem| row.at("dataElement", *problem))?;
    let Some(known) = known else { return Ok(()) };
    let period = row.accept("period", Code::InvalidPeriod, row.text("period").parse())?;
    if !rows.settings.filter.takes_period(&period) {
        return Ok(());
    }
    let published = match row.text("lastUpdated") {
        "" => None,
        day => Some(row.accept("lastUpdated", Code::InvalidDate, day_of(day))?),
    };
    if published.is_none() && rows.settings.published.is_none() {
        return Err(row.at("lastUpdated", unstated_day()));
    }
    let is_deleted = row.node.field("deleted").and_then(Node::as_boolean) == Some(true);
    let deleted = is_deleted.then(|| MissingReason::Other("deleted by the publisher".to_owned()));
    let text = row.text("value");
    let reported = if let Some(reason) = deleted.or_else(|| missing(text, &[], &Flags::default())) {
        Reported::Missing(reason)
    } else {
        let unit = known.unit.clone().or_else(|| rows.settings.unit.clone());
        let unit = unit.ok_or_else(|| row.at("value", unstated_unit()))?;
        Reported::Value(Quantity::new(row.accept("value", Code::InvalidNumber, reading(text, 0))?, unit))
    };
    let facts = Facts { note: rows.note(row.text("comment").as_bytes()), published, ..Facts::default() };
    rows.add(&known, period, reported, facts, gathering);
    Ok(())
}
