//! Writes a data set as SDMX-CSV, with what SDMX has no place for in the report.

use super::columns::is_dimension_name;
use super::period;
use crate::data::{Dataset, Flag, MissingReason, Observation, Uncertainty};
use crate::diagnostic::Diagnostics;
use crate::format::import::Losses;
use std::collections::BTreeSet;
use std::io::{Error, Write};

/// Writes SDMX-CSV 2.0. The columns `PUBLISHER`, `PUBLISHED` and `SOURCE_ID` hold what this library tells apart
/// beyond the usual dimensions: who publishes, on which day, and from which source.
///
/// ```
/// use policy_targets::data::Dataset;
/// use policy_targets::format::{DataFormat, DataReader, SdmxWriter};
///
/// let text = "indicator,series,period,value,unit,published\nstorage.power,nea,2022-12-31,8.7,GW,2023-02-13\n";
/// let (data, _) = Dataset::read_csv(text.as_bytes()).strict()?;
/// let mut written = Vec::new();
/// let losses = SdmxWriter::new("NEA:STORAGE(1.0)").write(&data, &mut written)?;
/// assert!(losses.is_empty());
/// let (read, _) = DataReader::new(DataFormat::SdmxCsv).read(written.as_slice()).strict()?;
/// assert_eq!(read, data);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct SdmxWriter {
    structure: String,
    separator: u8,
}

/// The columns before the dimensions.
const BEFORE: [&str; 5] = ["STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR", "PUBLISHER"];
/// The columns behind them.
const BEHIND: [&str; 9] = [
    "TIME_PERIOD",
    "OBS_VALUE",
    "UNIT_MEASURE",
    "OBS_STATUS",
    "PUBLISHED",
    "SOURCE_ID",
    "COMMENT_OBS",
    "LOWER_BOUND",
    "UPPER_BOUND",
];

impl SdmxWriter {
    /// Writes rows of the dataflow with this identification, such as `NEA:STORAGE(1.0)`.
    #[must_use]
    pub fn new(dataflow: impl Into<String>) -> Self {
        Self { structure: dataflow.into(), separator: b',' }
    }

    /// Separates cells by semicolons, as programs of some languages do.
    #[must_use]
    pub fn separated_by_semicolons(mut self) -> Self {
        self.separator = b';';
        self
    }

    /// Writes all observations, and returns what could not be held.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn write(&self, data: &Dataset, writer: impl Write) -> Result<Diagnostics, Error> {
        let mut losses = Losses::default();
        let dimensions: BTreeSet<&str> = data
            .series()
            .iter()
            .flat_map(|series| series.key().dimensions().keys())
            .map(String::as_str)
            .collect();
        let (dimensions, taken): (Vec<&str>, Vec<&str>) =
            dimensions.into_iter().partition(|name| is_dimension_name(name) && slug_of(name) == *name);
        let mut writer = ::csv::WriterBuilder::new().delimiter(self.separator).from_writer(writer);
        let has_bounds = data.observations().any(|row| row.uncertainty().is_some());
        let behind = BEHIND.iter().copied().filter(|name| has_bounds || !name.ends_with("_BOUND"));
        writer.write_record(BEFORE.iter().copied().chain(dimensions.iter().copied()).chain(behind))?;
        for row in data.observations() {
            if row.rejected().is_some() {
                losses.add("a rejected value", || path(row), || "left out".to_owned());
                continue;
            }
            for name in &taken {
                if let Some(value) = row.dimensions().get(*name) {
                    losses.add(
                        "a dimension with the name of a column",
                        || path(row),
                        || format!("{name}={value}"),
                    );
                }
            }
            report(row, &mut losses);
            for cell in ["dataflow", &self.structure, "I", row.indicator().as_str(), row.series().as_str()] {
                writer.write_field(cell)?;
            }
            for name in &dimensions {
                writer.write_field(row.dimensions().get(*name).map_or("", String::as_str))?;
            }
            let [value, unit] = match row.quantity() {
                Some(quantity) => [quantity.reading().to_string(), quantity.unit().to_string()],
                None => Default::default(),
            };
            let source = row.source().map(ToString::to_string).unwrap_or_default();
            let published = row.published().to_string();
            let cells = [&period::write(row.period()), &value, &unit, &status(row), &published, &source];
            for cell in cells {
                writer.write_field(cell)?;
            }
            writer.write_field(row.note().unwrap_or_default())?;
            if has_bounds {
                let (low, high) = bounds(row);
                writer.write_field(low)?;
                writer.write_field(high)?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        writer.flush()?;
        Ok(losses.report("SDMX-CSV"))
    }
}

/// The name under which a column is read back.
fn slug_of(name: &str) -> String {
    crate::format::import::slug(name).map_or_else(|| name.to_owned(), String::from)
}

fn path(row: &Observation) -> String {
    format!("{} {} {}", row.indicator(), row.series(), row.period())
}

/// The flags, with one that says why the value is missing.
fn status(row: &Observation) -> String {
    let flag = match row.missing() {
        Some(_) if row.flags().say_missing() => None,
        Some(MissingReason::NotCollected) => Some(Flag::MissingNotCollected),
        Some(MissingReason::Confidential) => Some(Flag::MissingSuppressed),
        Some(MissingReason::NotApplicable) => Some(Flag::MissingCannotExist),
        Some(_) => Some(Flag::MissingValue),
        None => None,
    };
    let flags = flag.map_or_else(|| row.flags().clone(), |flag| row.flags().union(&flag.into()));
    flags.to_string().replace(' ', ";")
}

fn bounds(row: &Observation) -> (String, String) {
    match row.uncertainty() {
        Some(Uncertainty::Between { low, high }) => (low.to_string(), high.to_string()),
        _ => Default::default(),
    }
}

/// Adds what of an observation has no column.
fn report(row: &Observation, losses: &mut Losses) {
    let texts = [
        ("a definition", row.definition()),
        ("a population", row.population()),
        ("a sample", row.sample()),
        ("a tier", row.tier()),
        ("a derivation", row.derivation()),
    ];
    for (kind, text) in texts {
        if let Some(text) = text {
            losses.add(kind, || path(row), || text.to_owned());
        }
    }
    if row.dimensions().values().any(|value| value == "~") {
        losses.add("a dimension with the sign for none", || path(row), || "~".to_owned());
    }
    if let Some(day) = row.first_seen() {
        losses.add("the day of a first publication", || path(row), || day.to_string());
    }
    if let Some(Uncertainty::StandardError(error)) = row.uncertainty() {
        losses.add("a standard error", || path(row), || error.to_string());
    }
    let reason =
        row.missing().filter(|reason| MissingReason::from_flags(row.flags()).as_ref() != Some(*reason));
    if let Some(reason) = reason {
        losses.add("the words for why a value is missing", || path(row), || reason.to_string());
    }
    if row.note().is_some_and(|note| note.trim() != note || note.contains('\r')) {
        losses.add("the white space around a note", || path(row), String::new);
    }
}
