//! World Bank: downloads of an indicator and of `DataBank` as CSV, and answers of the interface as JSON.
//! No unit has a column of its own: it stands in brackets at the end of the name of the indicator.

use crate::data::{Dataset, Flags, Gathering, MissingReason, Reported};
use crate::diagnostic::{Code, Diagnostic};
use crate::format::import::{
    Facts, Field, JsonRow, Part, Rows, Settings, Token, Wide, WideHeader, WideLayout, field, read_document,
    read_wide, reading, unstated_day, unstated_unit,
};
use crate::format::table::{Bad, Record, Row, as_text};
use crate::format::{Loaded, Node};
use crate::time::{PartialDate, Period};
use crate::unit::Quantity;
use std::io::Read;

const TOKENS: &[Token] = &[("..", None)];
const PUBLISHER: &str = "world-bank";
/// What a row begins with that stands behind the table.
const FOOTERS: [&str; 3] = ["Data from database", "Last Updated", "Source:"];

pub(in crate::format) fn read(settings: &Settings, onto: Dataset, input: impl Read) -> Loaded<Dataset> {
    read_wide(settings, WorldBank::default(), onto, input)
}

/// The columns before the periods.
#[derive(Debug, Default)]
struct WorldBank {
    keys: Vec<(usize, Part)>,
    name: Option<usize>,
}

impl Wide for WorldBank {
    fn header(&mut self, names: Vec<String>, _settings: &Settings, _bad: &mut Vec<Bad>) -> WideHeader {
        let part = |name: &str| match name {
            "Country Name" => Some(Part::AreaName),
            "Country Code" => Some(Part::Area),
            "Indicator Name" | "Series Name" => Some(Part::IndicatorName),
            "Indicator Code" | "Series Code" => Some(Part::Indicator),
            _ => None,
        };
        let keys = names.iter().enumerate().filter_map(|(index, name)| Some((index, part(name)?)));
        self.keys = keys.collect();
        let has = |part| self.keys.iter().any(|(_, found)| *found == part);
        if !has(Part::Area) || !has(Part::Indicator) {
            let day = match names.as_slice() {
                [name, day, ..] if name == "Last Updated Date" => day.parse().ok(),
                _ => None,
            };
            return WideHeader::Preface(day);
        }
        self.name =
            self.keys.iter().find(|(_, part)| *part == Part::IndicatorName).map(|(column, _)| *column);
        // `2010 [YR2010]` of DataBank, or `2010`.
        let period = |name: &String| name.split(" [").next().unwrap_or_default().parse::<Period>().ok();
        let periods =
            names.iter().enumerate().filter_map(|(index, name)| Some((index, period(name)?))).collect();
        WideHeader::Layout(WideLayout { names, publisher: PUBLISHER.to_owned(), periods, tokens: TOKENS })
    }

    fn fields<'r>(&'r self, row: &Row<'r>) -> (Vec<Field<'r>>, Option<(usize, &'r str)>) {
        let fields = self.keys.iter().map(|(column, part)| field(row, *column, *part)).collect();
        let unit = self.name.and_then(|column| Some((column, unit_in(as_text(row.code(column)))?)));
        (fields, unit)
    }

    fn is_footer(&self, record: Record<'_>) -> bool {
        let first = as_text(record.cell(0)).trim();
        FOOTERS.iter().any(|footer| first.starts_with(footer))
    }
}

/// The unit in the name of an indicator: `Access to electricity (% of population)`.
fn unit_in(name: &str) -> Option<&str> {
    let (_, rest) = name.rsplit_once('(')?;
    let unit = rest.split(')').next()?.trim();
    Some(match unit {
        unit if unit.starts_with('%') => "%",
        "current US$" => "USD",
        "constant 2015 US$" => "USD@2015",
        unit => unit,
    })
}

/// Reads an answer of the interface: a list of information on the page and the rows.
pub(in crate::format) fn read_json(settings: &Settings, onto: Dataset, input: impl Read) -> Loaded<Dataset> {
    read_document(settings, onto, input, |document, gathering, found| {
        let parts = document.root().as_list();
        let Some([page, rows]) = parts.and_then(|parts| parts.first_chunk()) else {
            let problem = document.problem(Code::WrongType, document.root().span());
            found.push(problem.expected("a list of information on the page and a list of rows"));
            return;
        };
        let number = |name: &str| page.field(name).and_then(|node| node.as_number().or(node.as_text()));
        if let (Some(page_number), Some(pages)) = (number("page"), number("pages"))
            && pages != "1"
        {
            let problem = document.problem(Code::NotHeld, page.span());
            let problem = problem.found(format!("page {page_number} of {pages}")).expected("all pages");
            found.push(
                problem.help(
                    "ask the interface for all rows with per_page, or read the other pages onto this one",
                ),
            );
        }
        let published = page.field("lastupdated").and_then(Node::as_text).and_then(|day| day.parse().ok());
        let mut reader = Rows::new(settings);
        for node in rows.as_list().unwrap_or_default() {
            if let Err(problem) = api_row(JsonRow { document, node }, published, &mut reader, gathering) {
                found.push(*problem);
            }
        }
    })
}

fn api_row(
    row: JsonRow<'_>,
    published: Option<PartialDate>,
    rows: &mut Rows<'_>,
    gathering: &mut Gathering,
) -> Result<(), Box<Diagnostic>> {
    let field = |part, name, value| Field { part, name, value };
    let code = row.text("countryiso3code");
    let name = row.text_in("indicator", "value");
    let fields = [
        field(Part::Indicator, "indicator", row.text_in("indicator", "id")),
        field(Part::IndicatorName, "indicator name", name),
        field(
            Part::Area,
            "countryiso3code",
            if code.is_empty() { row.text_in("country", "id") } else { code },
        ),
        field(Part::AreaName, "country", row.text_in("country", "value")),
    ];
    let known =
        rows.series(&fields, PUBLISHER, gathering).map_err(|problem| row.at("indicator", *problem))?;
    let Some(known) = known else { return Ok(()) };
    let period: Period = row.accept("date", Code::InvalidPeriod, row.text("date").parse())?;
    if !rows.settings.filter.takes_period(&period) {
        return Ok(());
    }
    if published.is_none() && rows.settings.published.is_none() {
        return Err(row.at("date", unstated_day()));
    }
    let flags = row.accept("obs_status", Code::InvalidFlag, row.text("obs_status").parse::<Flags>())?;
    let text = row.text("value");
    let reported = if text.is_empty() {
        let null = || MissingReason::Other("null".to_owned());
        Reported::Missing(MissingReason::from_flags(&flags).unwrap_or_else(null))
    } else {
        let stated = Some(row.text("unit")).filter(|unit| !unit.is_empty()).or_else(|| unit_in(name));
        let by_name = stated.map(|unit| rows.unit_in(unit.as_bytes()));
        let unit = match (known.unit.clone(), by_name) {
            (Some(unit), _) | (None, Some(Ok(unit))) => unit,
            (None, other) => match (rows.settings.unit.clone(), other) {
                (Some(unit), _) => unit,
                (None, Some(error)) => row.accept("unit", Code::InvalidUnit, error)?,
                (None, None) => return Err(row.at("value", unstated_unit())),
            },
        };
        Reported::Value(Quantity::new(row.accept("value", Code::InvalidNumber, reading(text, 0))?, unit))
    };
    rows.add(&known, period, reported, Facts { flags, published, ..Facts::default() }, gathering);
    Ok(())
}
