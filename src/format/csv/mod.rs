//! Reported data as tidy CSV: one observation a row, a header, UTF-8, `#` for comments.
//!
//! Required columns: `indicator`, `series`, `period`, `value`, `unit`, `published`. Optional ones: `flags`,
//! `source`, `note`, `missing`, `first_seen`, `rejected`, `definition`, `population`, `sample`, `tier`, `uncertainty`,
//! `derivation`. Any other column is a dimension, which must be declared.

mod columns;
mod row;
mod write;

use super::Loaded;
use super::table::{Bad, Header, Mapping, Record, Syntax, TableReader};
use crate::data::{Dataset, Gathering, SeriesKey};
use crate::diagnostic::Limits;
use crate::time::Period;
use columns::Columns;
#[cfg(feature = "frictionless")]
pub(super) use columns::{field_names, is_known};
use row::RowReader;
use std::io::Read;

/// Reads reported data from tidy CSV.
///
/// Every bad cell is reported with its place, and a bad row takes no good row with it, not even one whose
/// quote is never closed.
///
/// ```
/// use policy_targets::diagnostic::Code;
/// use policy_targets::format::CsvReader;
///
/// let text = "indicator,series,period,value,unit,published,level\n\
///             sm.maturity,cesi,2020,75,%,2021-01-21,<=1\n\
///             sm.maturity,cesi,2020,NaN,%,2021-01-21,2\n";
/// let loaded = CsvReader::new().file_name("maturity.csv").dimension("level").read(text.as_bytes());
/// let (data, problems) = loaded.lenient();
/// assert_eq!(data.len(), 1);
///
/// let problem = problems.errors().next().ok_or("no problem")?;
/// assert_eq!(problem.code(), Code::InvalidNumber);
/// assert_eq!(problem.location().map(ToString::to_string).as_deref(), Some("maturity.csv:3:23"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct CsvReader {
    file_name: Option<String>,
    dimensions: Vec<String>,
    limits: Limits,
    told: Told,
}

/// What of a file is read; without the readers of published files, everything.
#[derive(Debug, Clone, Default)]
struct Told {
    missing_values: Vec<String>,
    #[cfg(feature = "published")]
    filter: super::import::Filter,
    #[cfg(feature = "published")]
    selections: Vec<super::import::Selection>,
}

#[cfg_attr(
    not(feature = "published"),
    allow(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "without other readers everything is read"
    )
)]
impl Told {
    /// Whether every series is read, under its own name.
    fn is_everything(&self) -> bool {
        #[cfg(feature = "published")]
        {
            self.selections.is_empty() && self.filter.is_everything()
        }
        #[cfg(not(feature = "published"))]
        true
    }

    /// The key under which a series is read; `None` if it is not.
    fn key(&self, key: SeriesKey) -> Option<SeriesKey> {
        #[cfg(feature = "published")]
        {
            super::import::selected(key, &self.filter, &self.selections)
        }
        #[cfg(not(feature = "published"))]
        Some(key)
    }

    #[inline]
    fn takes_period(&self, period: &Period) -> bool {
        #[cfg(feature = "published")]
        {
            self.filter.takes_period(period)
        }
        #[cfg(not(feature = "published"))]
        {
            let _ = period;
            true
        }
    }
}

impl CsvReader {
    /// A reader of files without dimensions, within the usual limits.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The name by which problems call the file.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// A column that is a dimension of the data, such as `level` or `area`. It need not be in the file.
    #[must_use]
    pub fn dimension(mut self, name: impl Into<String>) -> Self {
        self.dimensions.push(name.into().trim().to_owned());
        self
    }

    /// What stands in the place of a value for nothing, such as `NA`. The reason why is taken from `missing` or the flags,
    /// and is otherwise that it is shown so.
    #[must_use]
    pub fn missing_value(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.told.missing_values.push(text);
        }
        self
    }

    /// How much is read at most.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The reader of tidy files that is told this.
    #[cfg(feature = "published")]
    pub(super) fn reading(settings: &super::import::Settings) -> Self {
        Self {
            file_name: settings.file_name.clone(),
            dimensions: settings.dimensions.clone(),
            limits: settings.limits,
            told: Told {
                missing_values: Vec::new(),
                filter: settings.filter.clone(),
                selections: settings.selections.clone(),
            },
        }
    }

    /// Reads a file. What is wrong is part of the result, a failure of the input too.
    pub fn read(&self, input: impl Read) -> Loaded<Dataset> {
        self.read_onto(Dataset::default(), input)
    }

    /// Reads a file onto what is known already.
    pub fn read_onto(&self, known: Dataset, input: impl Read) -> Loaded<Dataset> {
        let rows = TidyRows {
            dimensions: &self.dimensions,
            told: &self.told,
            columns: Columns::default(),
            rows: RowReader::default(),
        };
        TableReader::new(rows, Syntax::TIDY, self.file_name.as_deref(), self.limits).onto(known).read(input).0
    }
}

/// What the rows of a tidy file say.
struct TidyRows<'a> {
    dimensions: &'a [String],
    told: &'a Told,
    columns: Columns,
    rows: RowReader,
}

impl Mapping for TidyRows<'_> {
    fn header(&mut self, record: Record<'_>, bad: &mut Vec<Bad>) -> Header {
        match Columns::read(record.cells(), self.dimensions, bad) {
            Some(columns) => {
                self.columns = columns;
                Header::Complete
            }
            None => Header::Unusable,
        }
    }

    fn columns(&self) -> &[String] {
        &self.columns.names
    }

    #[inline]
    fn row(&mut self, record: Record<'_>, gathering: &mut Gathering, bad: &mut Vec<Bad>) -> usize {
        usize::from(self.rows.read(record, &self.columns, self.told, gathering, bad))
    }
}

impl Dataset {
    /// Reads tidy CSV without dimensions, within the usual limits; see [`CsvReader`] for more.
    ///
    /// ```
    /// use policy_targets::data::Dataset;
    ///
    /// let text = "indicator,series,period,value,unit,published\nstorage.power,nea,2022-12-31,8.7,GW,2023-02-13\n";
    /// let (data, warnings) = Dataset::read_csv(text.as_bytes()).strict()?;
    /// assert_eq!((data.len(), warnings.len()), (1, 0));
    /// # Ok::<(), policy_targets::diagnostic::Diagnostics>(())
    /// ```
    pub fn read_csv(input: impl Read) -> Loaded<Self> {
        CsvReader::new().read(input)
    }
}

#[cfg(test)]
mod tests;
