//! The one reader of published data: which format, and what the file does not say itself.

use super::selection::{Filter, Selection};
use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic, Limits, Location};
use crate::format::{CsvReader, Loaded, published};
use crate::text::{Id, codes};
use crate::time::PartialDate;
use crate::unit::Unit;
use std::io::Read;

codes! {
    /// A format of published data.
    ///
    /// ```
    /// use policy_targets::format::DataFormat;
    /// assert_eq!("tidy-csv".parse(), Ok(DataFormat::TidyCsv));
    /// ```
    #[non_exhaustive]
    pub enum DataFormat {
        /// The tidy CSV of this library. It says everything itself: of what a reader is told, only limits, dimensions,
        /// selections and the filter count.
        TidyCsv = "tidy-csv",
        /// SDMX-CSV 1.0, 2.0 or 2.1 (feature `sdmx`).
        SdmxCsv = "sdmx-csv",
        /// The UN SDG database as CSV (feature `un`).
        UnSdgCsv = "un-sdg-csv",
        /// A download of the World Bank as CSV (feature `worldbank`).
        WorldBankCsv = "world-bank-csv",
        /// An answer of the World Bank's interface (feature `worldbank`).
        WorldBankJson = "world-bank-json",
        /// A chart of Our World in Data as CSV (feature `owid`).
        OwidCsv = "owid-csv",
        /// A tab-separated file of Eurostat (feature `eurostat`).
        EurostatTsv = "eurostat-tsv",
        /// DHIS2 data values as CSV (feature `dhis2`).
        Dhis2Csv = "dhis2-csv",
        /// DHIS2 data values as JSON (feature `dhis2`).
        Dhis2Json = "dhis2-json",
        /// Scenarios in the form of the IAMC, wide or long (feature `iamc`).
        IamcCsv = "iamc-csv",
        /// A data file of an Open SDG site (feature `open-sdg`).
        OpenSdgCsv = "open-sdg-csv",
    }
}

/// What a reader is told beside the file.
#[derive(Debug, Clone, Default)]
pub(in crate::format) struct Settings {
    pub(in crate::format) file_name: Option<String>,
    pub(in crate::format) limits: Limits,
    pub(in crate::format) published: Option<PartialDate>,
    pub(in crate::format) series: Option<Id>,
    pub(in crate::format) unit: Option<Unit>,
    pub(in crate::format) spellings: Vec<(String, Unit)>,
    pub(in crate::format) dimensions: Vec<String>,
    pub(in crate::format) ignored: Vec<String>,
    pub(in crate::format) selections: Vec<Selection>,
    pub(in crate::format) filter: Filter,
    pub(in crate::format) metadata: Option<String>,
}

/// Reads data as others publish it.
///
/// What the file says is taken from it. Most formats do not say when a value was published, and some not in
/// which unit it is: that has to be stated, and is refused with `not_stated` where it is missing. Without a
/// [`Selection`] everything is read under the publisher's own codes.
///
/// ```
/// use policy_targets::format::{DataFormat, DataReader, Selection};
///
/// let text = "indicator,series,period,value,unit,published,area\nstorage,nea,2022,8.7,GW,2023-02-13,CN\n";
/// let reader = DataReader::new(DataFormat::TidyCsv).dimension("area");
/// let (data, problems) = reader.read(text.as_bytes()).strict()?;
/// assert_eq!((data.len(), problems.len()), (1, 0));
/// # Ok::<(), policy_targets::diagnostic::Diagnostics>(())
/// ```
#[derive(Debug, Clone)]
pub struct DataReader {
    format: DataFormat,
    settings: Settings,
}

impl DataReader {
    /// A reader of files of this format, within the usual limits.
    #[must_use]
    pub fn new(format: DataFormat) -> Self {
        Self { format, settings: Settings::default() }
    }

    /// The format.
    #[must_use]
    pub fn format(&self) -> DataFormat {
        self.format
    }

    /// The name by which problems call the file.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.settings.file_name = Some(name.into());
        self
    }

    /// How much is read at most.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.settings.limits = limits;
        self
    }

    /// The day on which the values were published. It wins over what the file says.
    #[must_use]
    pub fn published(mut self, day: PartialDate) -> Self {
        self.settings.published = Some(day);
        self
    }

    /// The name of the series, instead of the publisher's.
    #[must_use]
    pub fn series(mut self, series: Id) -> Self {
        self.settings.series = Some(series);
        self
    }

    /// The unit of values for which the file states none that can be read.
    #[must_use]
    pub fn unit(mut self, unit: Unit) -> Self {
        self.settings.unit = Some(unit);
        self
    }

    /// What the file means by a unit of its own.
    #[must_use]
    pub fn spelling(mut self, text: impl Into<String>, unit: Unit) -> Self {
        self.settings.spellings.push((text.into(), unit));
        self
    }

    /// A column that tells series apart, where the format does not say so itself.
    #[must_use]
    pub fn dimension(mut self, column: impl Into<String>) -> Self {
        self.settings.dimensions.push(column.into().trim().to_owned());
        self
    }

    /// A column that tells no series apart although the format says so.
    #[must_use]
    pub fn ignore(mut self, column: impl Into<String>) -> Self {
        self.settings.ignored.push(column.into().trim().to_owned());
        self
    }

    /// Reads a slice of the file as an indicator of one's own; once more for a further one. A row that several of
    /// them take belongs to the first. What none of them takes is not read.
    #[must_use]
    pub fn select(mut self, selection: Selection) -> Self {
        self.settings.selections.push(selection);
        self
    }

    /// What is read of a file that holds more.
    #[must_use]
    pub fn filter(mut self, filter: Filter) -> Self {
        self.settings.filter = filter;
        self
    }

    /// The text of the file that is published beside this one and describes it: the `.metadata.json` of Our
    /// World in Data.
    #[must_use]
    pub fn metadata(mut self, text: impl Into<String>) -> Self {
        self.settings.metadata = Some(text.into());
        self
    }

    /// Reads a file. What is wrong is part of the result, a failure of the input too.
    pub fn read(&self, input: impl Read) -> Loaded<Dataset> {
        self.read_onto(Dataset::default(), input)
    }

    /// Reads a file onto what is known already. A value that the file deletes (the action D of SDMX-CSV) is missing
    /// from the day of publication on, and can still be seen as it was known before.
    pub fn read_onto(&self, known: Dataset, input: impl Read) -> Loaded<Dataset> {
        let settings = &self.settings;
        match self.format {
            DataFormat::TidyCsv => CsvReader::reading(settings).read_onto(known, input),
            #[cfg(feature = "sdmx")]
            DataFormat::SdmxCsv => published::sdmx::read(settings, known, input),
            #[cfg(feature = "un")]
            DataFormat::UnSdgCsv => published::un_sdg::read(settings, known, input),
            #[cfg(feature = "worldbank")]
            DataFormat::WorldBankCsv => published::world_bank::read(settings, known, input),
            #[cfg(feature = "worldbank")]
            DataFormat::WorldBankJson => published::world_bank::read_json(settings, known, input),
            #[cfg(feature = "owid")]
            DataFormat::OwidCsv => published::owid::read(settings, known, input),
            #[cfg(feature = "eurostat")]
            DataFormat::EurostatTsv => published::eurostat::read(settings, known, input),
            #[cfg(feature = "dhis2")]
            DataFormat::Dhis2Csv => published::dhis2::read(settings, known, input),
            #[cfg(feature = "dhis2")]
            DataFormat::Dhis2Json => published::dhis2::read_json(settings, known, input),
            #[cfg(feature = "iamc")]
            DataFormat::IamcCsv => published::iamc::read(settings, known, input),
            #[cfg(feature = "open-sdg")]
            DataFormat::OpenSdgCsv => published::open_sdg::read(settings, known, input),
            #[allow(unreachable_patterns, reason = "reached without the feature of the format")]
            format => {
                let problem = Diagnostic::new(Code::UnknownFormat)
                    .found(format!("the format {format}"))
                    .expected("a format that this build of the library reads")
                    .help("build it with the feature of that format");
                let place = Location::new(1, 1);
                let problem = problem.at(match &settings.file_name {
                    Some(name) => place.in_file(name),
                    None => place,
                });
                Loaded::new(known, problem.into())
            }
        }
    }
}
