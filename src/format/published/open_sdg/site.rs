//! The folder of a site: `data/indicator_*.csv` and `indicator-config/*.yml`.

use super::config::{self, ProgressConfig};
use super::table::{SiteTable, indicator};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Limits, Location};
use crate::format::{Loaded, decode_utf8, yaml};
use std::fs;
use std::path::{Path, PathBuf};

/// An indicator of a site: its data and its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteIndicator {
    number: String,
    file: String,
    config: ProgressConfig,
    table: SiteTable,
}

impl SiteIndicator {
    /// Its number, as `1-4-1`.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The file of its data.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Its options.
    #[must_use]
    pub fn config(&self) -> &ProgressConfig {
        &self.config
    }

    pub(super) fn table(&self) -> &SiteTable {
        &self.table
    }
}

/// A whole site.
///
/// ```
/// use policy_targets::format::OpenSdgSite;
///
/// let (site, problems) = OpenSdgSite::read_folder("examples/data/open-sdg").lenient();
/// assert!(!problems.has_errors(), "{problems}");
/// let (components, _) = site.rate().lenient();
/// assert_eq!(components.0["2-1-1"].progress_status, "target_achieved");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OpenSdgSite {
    indicators: Vec<SiteIndicator>,
}

impl OpenSdgSite {
    /// The indicators, in the order of their files.
    #[must_use]
    pub fn indicators(&self) -> &[SiteIndicator] {
        &self.indicators
    }

    /// Reads a site within the usual limits for each of its files.
    pub fn read_folder(folder: impl AsRef<Path>) -> Loaded<Self> {
        Self::read_folder_within(folder, Limits::default())
    }

    /// Reads a site within limits for each of its files. An indicator without options is held to have none; what is
    /// wrong in one file takes no other with it.
    pub fn read_folder_within(folder: impl AsRef<Path>, limits: Limits) -> Loaded<Self> {
        let folder = folder.as_ref();
        let mut found = Diagnostics::limited(limits.diagnostics());
        let mut indicators = Vec::new();
        for path in files(&folder.join("data"), "csv", &mut found) {
            let file = path.display().to_string();
            if !file_name(&path).starts_with("indicator_") {
                continue;
            }
            let number = indicator(&file).to_owned();
            let Some(input) = opened(&path, &mut found) else { continue };
            let (table, problems) = SiteTable::read(input, &file, limits).lenient();
            found.append(problems);
            let config = folder.join("indicator-config").join(format!("{number}.yml"));
            let config = if config.is_file() {
                read_config(&config, limits, &mut found)
            } else {
                ProgressConfig::default()
            };
            indicators.push(SiteIndicator { number, file, config, table });
        }
        Loaded::new(Self { indicators }, found)
    }
}

fn read_config(path: &Path, limits: Limits, found: &mut Diagnostics) -> ProgressConfig {
    let file = path.display().to_string();
    let size = fs::metadata(path).map_or(0, |metadata| metadata.len());
    if size > limits.document_bytes() {
        let problem = Diagnostic::new(Code::TooLarge).found(format!("{size} bytes"));
        found.push(problem.at(Location::new(1, 1).in_file(file)));
        return ProgressConfig::default();
    }
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            found.push(unreadable(path, &error));
            return ProgressConfig::default();
        }
    };
    let document = decode_utf8(&bytes, Some(&file)).and_then(|text| yaml::read(text, Some(&file), &limits));
    match document {
        Ok((document, problems)) => {
            found.append(problems);
            config::read(&document, found)
        }
        Err(problems) => {
            found.append(problems);
            ProgressConfig::default()
        }
    }
}

/// The files of a folder with an ending, in the order of their names.
fn files(folder: &Path, ending: &str, found: &mut Diagnostics) -> Vec<PathBuf> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            found.push(unreadable(folder, &error));
            return Vec::new();
        }
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == ending))
        .collect();
    files.sort();
    files
}

fn opened(path: &Path, found: &mut Diagnostics) -> Option<fs::File> {
    fs::File::open(path).map_err(|error| found.push(unreadable(path, &error))).ok()
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    let place = Location::new(1, 1).in_file(path.display().to_string());
    Diagnostic::new(Code::Syntax).found(format!("what cannot be read: {error}")).at(place)
}
