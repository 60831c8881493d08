//! The UN SDG database as CSV: bounds in cells, bounds beside them, and dimensions in brackets.
//! Columns as of the downloads of the UN Statistics Division; those in brackets vary by series.

use crate::data::{Dataset, Flag, Flags};
use crate::format::Loaded;
use crate::format::import::{KeyColumns, Layout, Part, Settings, Token, read_long, required};
use crate::format::table::Bad;
use std::io::Read;

const TOKENS: &[Token] = &[("NaN", None), ("N", None), ("NA", None), ("..", None), ("-", None)];
const NOTES: [&str; 6] = ["Time_Detail", "TimeCoverage", "BasePeriod", "Source", "GeoInfoUrl", "FootNote"];

pub(in crate::format) fn read(settings: &Settings, onto: Dataset, input: impl Read) -> Loaded<Dataset> {
    read_long(settings, layout, onto, input)
}

fn layout(names: Vec<String>, settings: &Settings, bad: &mut Vec<Bad>) -> Option<Layout> {
    let places = ["SeriesCode", "GeoAreaCode", "TimePeriod", "Value"].map(|name| required(&names, name, bad));
    let [Some(_), Some(_), Some(period), Some(value)] = places else { return None };
    let find = |wanted: &str| names.iter().position(|name| name == wanted);
    let mut keys = Vec::new();
    let mut notes = Vec::new();
    let bounds = find("LowerBound").zip(find("UpperBound"));
    for (index, name) in names.iter().enumerate() {
        let part = match name.as_str() {
            "SeriesCode" => Part::Indicator,
            "SeriesDescription" | "Indicator" => Part::IndicatorName,
            "Goal" | "Target" | "[Units]" => Part::Property,
            "GeoAreaCode" => Part::Area,
            "GeoAreaName" => Part::AreaName,
            "TimePeriod" | "Value" | "UpperBound" | "LowerBound" | "[Observation Status]" => continue,
            "[Nature]" => {
                notes.push(index);
                continue;
            }
            name if name.starts_with('[') => Part::Dimension,
            name if settings.dimensions.iter().any(|dimension| dimension == name) => Part::Dimension,
            name if NOTES.contains(&name) || !name.is_empty() => {
                notes.push(index);
                continue;
            }
            _ => continue,
        };
        keys.push((index, part));
    }
    let flags = [
        (find("[Nature]"), nature as fn(&str) -> _),
        (find("[Observation Status]"), status as fn(&str) -> _),
    ];
    let unit = find("[Units]");
    Some(Layout {
        tokens: TOKENS,
        unit,
        flags: flags.into_iter().filter_map(|(column, read)| Some((column?, read))).collect(),
        bounds,
        notes,
        read_period: |text| text.strip_suffix(".0").unwrap_or(text).parse(),
        ..Layout::new(names, "unsd", KeyColumns::new(keys), period, value)
    })
}

/// `E` and `M` are estimates; the other letters say who computed the value and stay a note.
fn nature(text: &str) -> Result<Flags, String> {
    match text {
        "E" | "M" => Ok(Flag::Estimated.into()),
        "C" | "CA" | "G" | "N" | "NA" => Ok(Flags::default()),
        _ => Err("found another letter, expected a nature; use C, CA, E, G, M, N or NA".to_owned()),
    }
}

fn status(text: &str) -> Result<Flags, String> {
    text.parse().map_err(|error: crate::text::UnknownCode| error.to_string())
}
