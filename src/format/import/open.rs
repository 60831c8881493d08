//! Which format a file has, and why: told by its first bytes, never by its name alone.

use super::reader::{DataFormat, DataReader};
use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::format::Loaded;
use crate::text::codes;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

codes! {
    /// What a file or folder holds.
    ///
    /// ```
    /// use policy_targets::format::FileKind;
    /// assert_eq!("iati".parse(), Ok(FileKind::Iati));
    /// ```
    #[non_exhaustive]
    pub enum FileKind {
        /// A plan of this library in TOML.
        PlanToml = "plan-toml",
        /// A plan of this library in JSON.
        PlanJson = "plan-json",
        /// Reported data, in the format that [`Recognised::data_format`] names.
        Data = "data",
        /// Activities of the International Aid Transparency Initiative, with plans and data in one.
        Iati = "iati",
        /// The folder of an Open SDG site.
        OpenSdgSite = "open-sdg-site",
        /// The description of a data package.
        DataPackage = "data-package",
        /// Assessments as JSON Lines.
        Assessments = "assessments",
        /// A log of rounds as JSON Lines.
        Log = "log",
    }
}

/// What a file was recognised as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recognised {
    kind: FileKind,
    data_format: Option<DataFormat>,
    reason: String,
}

impl Recognised {
    /// What the file holds.
    #[must_use]
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// The format of the data, if it holds data.
    #[must_use]
    pub fn data_format(&self) -> Option<DataFormat> {
        self.data_format
    }

    /// What in the file says so.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// How much of a file is looked at.
const BEGINNING: u64 = 64 * 1024;

/// Recognises a file by how it begins.
///
/// # Errors
/// `unknown_format` if nothing in it says what it is, and `empty_input`.
///
/// ```
/// use policy_targets::format::{DataFormat, recognise};
///
/// let found = recognise(b"DATAFLOW,FREQ,TIME_PERIOD,OBS_VALUE\nECB:EXR(1.0),A,2020,1.1\n")?;
/// assert_eq!(found.data_format(), Some(DataFormat::SdmxCsv));
/// assert_eq!(found.reason(), "its first column is DATAFLOW");
/// # Ok::<(), policy_targets::diagnostic::Diagnostics>(())
/// ```
pub fn recognise(beginning: &[u8]) -> Result<Recognised, Diagnostics> {
    let text = String::from_utf8_lossy(beginning);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).trim_start();
    if text.is_empty() {
        return Err(Diagnostic::new(Code::EmptyInput).into());
    }
    let found = match text.chars().next() {
        Some('<') => xml(text),
        Some('{' | '[') => json(text),
        _ => table(text).or_else(|| toml(text)),
    };
    found.ok_or_else(|| {
        let first = text.lines().next().unwrap_or_default();
        Diagnostic::new(Code::UnknownFormat)
            .at(Location::new(1, 1))
            .found_text(first)
            .expected("the header of a known table, a plan, an activity file or a data package")
            .help("name the format with DataReader::new, or read the file as a plan")
            .into()
    })
}

fn of(kind: FileKind, reason: impl Into<String>) -> Recognised {
    Recognised { kind, data_format: None, reason: reason.into() }
}

fn data(format: DataFormat, reason: impl Into<String>) -> Recognised {
    Recognised { kind: FileKind::Data, data_format: Some(format), reason: reason.into() }
}

fn xml(text: &str) -> Option<Recognised> {
    text.contains("<iati-activities").then(|| of(FileKind::Iati, "its root is <iati-activities>"))
}

/// Keys are looked for as they stand; a file that merely quotes them is refused by its reader.
fn json(text: &str) -> Option<Recognised> {
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    let line = text.lines().next().unwrap_or_default();
    if text.starts_with('[') {
        let is_page = has("page") && has("per_page");
        return is_page
            .then(|| data(DataFormat::WorldBankJson, "it is a list that begins with a page and per_page"));
    }
    if has("dataValues") {
        return Some(data(DataFormat::Dhis2Json, "it has a list dataValues"));
    }
    if has("resources") && !has("goals") {
        return Some(of(FileKind::DataPackage, "it has a list of resources"));
    }
    if line.contains("\"line\":\"") {
        return Some(of(FileKind::Log, "its lines are rounds and changes"));
    }
    if line.contains("\"arms\"") {
        return Some(of(FileKind::Assessments, "its lines are assessments"));
    }
    let is_plan = has("format") && (has("goals") || has("indicators"));
    is_plan.then(|| of(FileKind::PlanJson, "it has a format version and goals"))
}

fn toml(text: &str) -> Option<Recognised> {
    let has_version =
        text.lines().any(|line| line.split('=').next().is_some_and(|key| key.trim() == "format"));
    let has_tables = ["[[goals]]", "[[indicators]]"].iter().any(|table| text.contains(table));
    (has_version && has_tables)
        .then(|| of(FileKind::PlanToml, "it has a format version and goals or indicators"))
}

/// The columns by which a table is known, all of which have to be there, in the order in which they are tried.
const TABLES: &[(DataFormat, &[&str])] = &[
    (DataFormat::TidyCsv, &["indicator", "series", "period", "value", "unit", "published"]),
    (DataFormat::UnSdgCsv, &["SeriesCode", "GeoAreaCode", "TimePeriod", "Value"]),
    (DataFormat::WorldBankCsv, &["Country Code", "Indicator Code"]),
    (DataFormat::WorldBankCsv, &["Country Code", "Series Code"]),
    (DataFormat::Dhis2Csv, &["dataelement", "period", "orgunit", "value"]),
    (DataFormat::IamcCsv, &["model", "scenario", "region", "variable", "unit"]),
    (DataFormat::OwidCsv, &["Entity", "Year"]),
    (DataFormat::OwidCsv, &["Entity", "Day"]),
    (DataFormat::OpenSdgCsv, &["Year", "Value"]),
];

fn table(text: &str) -> Option<Recognised> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let header = lines.next()?;
    for name in ["DATAFLOW", "STRUCTURE"] {
        let rest = header.strip_prefix('"').unwrap_or(header).strip_prefix(name);
        if rest.is_some_and(|rest| rest.starts_with(['"', ',', ';', '\t', '|', '['])) {
            return Some(data(DataFormat::SdmxCsv, format!("its first column is {name}")));
        }
    }
    let first = header.split('\t').next().unwrap_or_default().trim_end();
    if ["\\TIME_PERIOD", "\\time"].iter().any(|time| first.ends_with(time)) {
        return Some(data(
            DataFormat::EurostatTsv,
            "its first cell names dimensions and time, with a backslash between",
        ));
    }
    // What the World Bank writes above its header.
    let is_preface = header.trim_matches('"').starts_with("Data Source");
    let header = if is_preface { lines.find(|line| line.contains("Country Code"))? } else { header };
    let cells: Vec<&str> = header.split(',').map(|cell| cell.trim().trim_matches('"')).collect();
    let has = |name: &&str| cells.iter().any(|cell| cell.eq_ignore_ascii_case(name));
    let (format, columns) = TABLES.iter().find(|(_, columns)| columns.iter().all(has))?;
    Some(data(*format, format!("its header has {}", columns.join(", "))))
}

/// A file or folder and what it was recognised as.
#[derive(Debug, Clone)]
pub struct Opened {
    path: PathBuf,
    recognised: Recognised,
}

/// Looks at a file or folder and says what it is.
///
/// # Errors
/// As [`recognise`], and `syntax` if the file cannot be read.
///
/// ```
/// use policy_targets::format::{DataFormat, open};
///
/// let opened = open("examples/data/observations/storage.csv")?;
/// assert_eq!(opened.recognised().data_format(), Some(DataFormat::TidyCsv));
/// let (data, problems) = opened.read_data(|reader| reader).strict()?;
/// assert!(data.len() > 10 && problems.is_empty());
/// # Ok::<(), policy_targets::diagnostic::Diagnostics>(())
/// ```
pub fn open(path: impl AsRef<Path>) -> Result<Opened, Diagnostics> {
    let path = path.as_ref().to_owned();
    let recognised = if path.is_dir() { folder(&path)? } else { file(&path)? };
    Ok(Opened { path, recognised })
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostics {
    let problem = Diagnostic::new(Code::Syntax).found(format!("a file that cannot be read: {error}"));
    problem.at(Location::new(1, 1).in_file(path.display().to_string())).into()
}

fn file(path: &Path) -> Result<Recognised, Diagnostics> {
    let mut beginning = Vec::new();
    File::open(path)
        .and_then(|file| file.take(BEGINNING).read_to_end(&mut beginning))
        .map_err(|error| unreadable(path, &error))?;
    recognise(&beginning)
}

fn folder(path: &Path) -> Result<Recognised, Diagnostics> {
    let is_of_indicator = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("indicator_"))
    };
    if std::fs::read_dir(path.join("data")).is_ok_and(|mut entries| entries.any(is_of_indicator)) {
        return Ok(of(FileKind::OpenSdgSite, "it is a folder with files data/indicator_*"));
    }
    if path.join("datapackage.json").is_file() {
        return Ok(of(FileKind::DataPackage, "it is a folder with a datapackage.json in it"));
    }
    let problem = Diagnostic::new(Code::UnknownFormat).found_text(&path.display().to_string());
    Err(problem.expected("the folder of an Open SDG site, or of a data package").into())
}

impl Opened {
    /// What it is, and why.
    #[must_use]
    pub fn recognised(&self) -> &Recognised {
        &self.recognised
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the data, with a reader that was told what the file does not say.
    pub fn read_data(&self, told: impl FnOnce(DataReader) -> DataReader) -> Loaded<Dataset> {
        let Some(format) = self.recognised.data_format else {
            let problem = Diagnostic::new(Code::UnknownFormat)
                .found(format!("a file of the kind {}", self.recognised.kind));
            return Loaded::new(Dataset::default(), problem.expected("data").into());
        };
        let reader = told(DataReader::new(format).file_name(self.path.display().to_string()));
        match File::open(&self.path) {
            Ok(file) => reader.read(file),
            Err(error) => Loaded::new(Dataset::default(), unreadable(&self.path, &error)),
        }
    }
}
