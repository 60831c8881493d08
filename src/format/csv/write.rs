//! Writes a data set as the CSV that the reader reads.

use super::columns::is_known;
use crate::data::{Dataset, MissingReason, Observation};
use std::collections::BTreeSet;
use std::io::{Error, ErrorKind, Write};

/// The text of one column of an observation; empty if there is none.
type Cell = fn(&Observation) -> String;

/// Every column of the format but the dimensions, whether it is always written, and what it holds.
const COLUMNS: [(&str, bool, Cell); 18] = [
    ("indicator", true, |row| row.indicator().to_string()),
    ("series", true, |row| row.series().to_string()),
    ("period", true, |row| row.period().to_string()),
    ("value", true, |row| row.quantity().map(|quantity| quantity.reading().to_string()).unwrap_or_default()),
    ("unit", true, |row| row.quantity().map(|quantity| quantity.unit().to_string()).unwrap_or_default()),
    ("flags", true, |row| row.flags().to_string()),
    ("published", true, |row| row.published().to_string()),
    ("source", true, |row| row.source().map(ToString::to_string).unwrap_or_default()),
    ("note", true, |row| row.note().unwrap_or_default().to_owned()),
    ("missing", false, |row| row.missing().map(MissingReason::to_string).unwrap_or_default()),
    ("first_seen", false, |row| row.first_seen().map(|date| date.to_string()).unwrap_or_default()),
    ("rejected", false, |row| row.rejected().unwrap_or_default().to_owned()),
    ("definition", false, |row| row.definition().unwrap_or_default().to_owned()),
    ("population", false, |row| row.population().unwrap_or_default().to_owned()),
    ("sample", false, |row| row.sample().unwrap_or_default().to_owned()),
    ("tier", false, |row| row.tier().unwrap_or_default().to_owned()),
    ("derivation", false, |row| row.derivation().unwrap_or_default().to_owned()),
    ("uncertainty", false, |row| row.uncertainty().map(|found| found.to_string()).unwrap_or_default()),
];

impl Dataset {
    /// Writes all observations as tidy CSV, with the optional columns that are needed and one for each
    /// dimension. A reader to which the dimensions are declared reads the same data set back.
    ///
    /// # Errors
    /// What the writer returns; and [`ErrorKind::InvalidInput`] if a dimension has the name of a column.
    ///
    /// ```
    /// use policy_targets::data::Dataset;
    ///
    /// let text = "indicator,series,period,value,unit,flags,published,source,note\n\
    ///             storage.power,nea,2024-12-31,>60,GW,P,2024-12-16,,\n";
    /// let (data, _) = Dataset::read_csv(text.as_bytes()).strict()?;
    /// let mut written = Vec::new();
    /// data.write_csv(&mut written)?;
    /// assert_eq!(String::from_utf8(written)?, text);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write_csv(&self, writer: impl Write) -> Result<(), Error> {
        let dimensions: BTreeSet<&String> =
            self.series().iter().flat_map(|series| series.key().dimensions().keys()).collect();
        if let Some(name) = dimensions.iter().find(|name| is_known(name)) {
            let message = format!("found the dimension \"{name}\", which is the name of a column; rename it");
            return Err(Error::new(ErrorKind::InvalidInput, message));
        }
        let columns = COLUMNS.iter().filter(|(_, is_always_written, cell)| {
            *is_always_written || self.observations().any(|row| !cell(row).is_empty())
        });
        let columns: Vec<_> = columns.collect();
        let mut writer = ::csv::Writer::from_writer(writer);
        let names = columns.iter().map(|(name, ..)| *name);
        writer.write_record(names.chain(dimensions.iter().map(|name| name.as_str())))?;
        for row in self.observations() {
            for (.., cell) in &columns {
                writer.write_field(cell(row))?;
            }
            for name in &dimensions {
                writer.write_field(row.dimensions().get(*name).map_or("", String::as_str))?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        writer.flush()
    }
}
