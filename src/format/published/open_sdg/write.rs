//! Writes the data of an indicator as a site holds them, with what such a file has no place for in the report.

use crate::data::{Dataset, Observation};
use crate::diagnostic::Diagnostics;
use crate::format::import::Losses;
use crate::text::Id;
use crate::time::{Frequency, NaiveDate};
use crate::unit::Reading;
use std::collections::BTreeSet;
use std::io::{Error, Write};

/// Writes `indicator_*.csv` of one indicator, as known by a day: of each period the value published last.
///
/// A column `Series` tells publishers apart if there are several; the dimensions follow, blank for the total.
///
/// # Errors
/// What the writer fails with.
///
/// ```
/// use policy_targets::data::Dataset;
/// use policy_targets::format::write_open_sdg_csv;
///
/// let text = "indicator,series,period,value,unit,published\nstorage,nea,2022,8.7,GW,2023-02-13\nstorage,nea,2023,>31,GW,2024-01-25\n";
/// let (data, _) = Dataset::read_csv(text.as_bytes()).strict()?;
/// let mut written = Vec::new();
/// let losses = write_open_sdg_csv(&data, &"storage".parse()?, "2024-12-31".parse()?, &mut written)?;
/// assert_eq!(String::from_utf8(written)?, "Year,Units,Value\n2022,GW,8.7\n");
/// assert_eq!(losses.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_open_sdg_csv(
    data: &Dataset,
    indicator: &Id,
    known_by: NaiveDate,
    writer: impl Write,
) -> Result<Diagnostics, Error> {
    let mut losses = Losses::default();
    let view = data.view(known_by);
    let dimensions: BTreeSet<&String> =
        view.series_of(indicator).flat_map(|series| series.key().dimensions().keys()).collect();
    let publishers: BTreeSet<&Id> = view.series_of(indicator).map(|series| series.key().series()).collect();
    let has_series = publishers.len() > 1;
    let mut writer = ::csv::Writer::from_writer(writer);
    let names = ["Year"].into_iter().chain(has_series.then_some("Series")).chain(["Units"]);
    let names = names.chain(dimensions.iter().map(|name| name.as_str())).chain(["Value"]);
    writer.write_record(names)?;
    for series in view.series_of(indicator) {
        for row in series.latest() {
            if let Some(first) = series.history(row.period()).next().filter(|first| *first != row) {
                let path = || format!("{indicator} {} {}", row.series(), row.period());
                losses.add("an earlier publication", path, || first.published().to_string());
            }
            let Some((year, value)) = cells(row, &mut losses) else { continue };
            report(row, &mut losses);
            writer.write_field(year)?;
            if has_series {
                writer.write_field(row.series().as_str())?;
            }
            writer.write_field(
                row.quantity().map(|quantity| quantity.unit().to_string()).unwrap_or_default(),
            )?;
            for name in &dimensions {
                writer.write_field(row.dimensions().get(*name).map_or("", String::as_str))?;
            }
            writer.write_field(value)?;
            writer.write_record(None::<&[u8]>)?;
        }
    }
    writer.flush()?;
    Ok(losses.report("a data file of Open SDG"))
}

/// Year and value; nothing for what a site cannot show.
fn cells(row: &Observation, losses: &mut Losses) -> Option<(String, String)> {
    let path = || format!("{} {} {}", row.indicator(), row.series(), row.period());
    let period = row.period();
    let year = match period.frequency() {
        Frequency::Year => period.to_string(),
        _ if is_range_of_years(&period.to_string()) => period.to_string(),
        _ => {
            losses.add("a period that is no year", path, || period.to_string());
            return None;
        }
    };
    match (row.quantity().map(crate::unit::Quantity::reading), row.missing()) {
        (Some(Reading::Exact(value)), _) => Some((year, value.to_string())),
        (Some(reading), _) => {
            losses.add("a value that is no single number", path, || reading.to_string());
            None
        }
        (None, reason) => {
            losses
                .add("why a value is missing", path, || reason.map(ToString::to_string).unwrap_or_default());
            Some((year, String::new()))
        }
    }
}

fn is_range_of_years(text: &str) -> bool {
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('/').is_some_and(|(first, last)| is_year(first) && is_year(last))
}

fn report(row: &Observation, losses: &mut Losses) {
    let path = || format!("{} {} {}", row.indicator(), row.series(), row.period());
    losses.add("the day of publication", path, || row.published().to_string());
    if !row.flags().is_empty() {
        losses.add("flags", path, || row.flags().to_string());
    }
    if let Some(source) = row.source() {
        losses.add("a source", path, || source.to_string());
    }
    if let Some(uncertainty) = row.uncertainty() {
        losses.add("an uncertainty", path, || uncertainty.to_string());
    }
    let texts = [
        ("a note", row.note()),
        ("a definition", row.definition()),
        ("a population", row.population()),
        ("a sample", row.sample()),
        ("a tier", row.tier()),
        ("a derivation", row.derivation()),
    ];
    for (kind, text) in texts.into_iter().filter_map(|(kind, text)| Some((kind, text?))) {
        losses.add(kind, path, || text.to_owned());
    }
}
