//! A folder with a `datapackage.json` (Frictionless Data Package v1 and v2) that describes tidy CSV: which fields are
//! dimensions, what stands for nothing, and how the file is known to be whole.

use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Limits, Location};
use crate::format::csv::{field_names, is_known};
use crate::format::{CsvReader, Document, Loaded, Node, decode_utf8};
use crate::text::Id;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};

/// The description of a data package.
const DESCRIPTION: &str = "datapackage.json";

/// Reads every resource of a data package into one data set, within limits for each file.
///
/// Fields of the schema that are no column of the tidy format are dimensions; `missingValues` stand for nothing;
/// `bytes` and a `hash` of SHA-256 are checked where they are stated.
///
/// ```
/// use policy_targets::data::Dataset;
/// use policy_targets::diagnostic::Limits;
/// use policy_targets::format::{read_data_package, write_data_package};
///
/// let text = "indicator,series,period,value,unit,published\nstorage,nea,2022,8.7,GW,2023-02-13\n";
/// let (data, _) = Dataset::read_csv(text.as_bytes()).strict()?;
/// let folder = std::env::temp_dir().join("policy-targets-package-doc");
/// write_data_package(&data, &"storage".parse()?, &folder)?;
/// let (read, problems) = read_data_package(&folder, Limits::default()).strict()?;
/// assert_eq!((read, problems.len()), (data, 0));
/// # std::fs::remove_dir_all(folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_data_package(folder: impl AsRef<Path>, limits: Limits) -> Loaded<Dataset> {
    let folder = folder.as_ref();
    let mut found = Diagnostics::limited(limits.diagnostics());
    let mut data = Dataset::default();
    match description(folder, &limits) {
        Ok(document) => {
            let resources = document.root().field("resources").and_then(Node::as_list);
            if resources.is_none() {
                let problem = document.problem(Code::MissingField, document.root().span());
                found.push(problem.expected("a list \"resources\""));
            }
            for resource in resources.unwrap_or_default() {
                let resource = Resource { document: &document, node: resource };
                match resource.read(folder, data.clone(), limits) {
                    Ok(loaded) => {
                        let (read, problems) = loaded.lenient();
                        data = read;
                        found.append(problems);
                    }
                    Err(problem) => found.push(*problem),
                }
            }
        }
        Err(problems) => found.append(problems),
    }
    Loaded::new(data, found)
}

fn description(folder: &Path, limits: &Limits) -> Result<Document, Diagnostics> {
    let path = folder.join(DESCRIPTION);
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    File::open(&path)
        .and_then(|file| file.take(limits.document_bytes().saturating_add(1)).read_to_end(&mut bytes))
        .map_err(|error| unreadable(&name, &error))?;
    Document::from_json(decode_utf8(&bytes, Some(&name))?, Some(&name), limits)
}

fn unreadable(file: &str, error: &io::Error) -> Diagnostic {
    let place = Location::new(1, 1).in_file(file);
    Diagnostic::new(Code::Syntax).found(format!("what cannot be read: {error}")).at(place)
}

struct Resource<'d> {
    document: &'d Document,
    node: &'d Node,
}

impl Resource<'_> {
    fn refuse(&self, field: &str, code: Code, expected: &str) -> Box<Diagnostic> {
        let span = self.node.field(field).map_or(self.node.span(), Node::span);
        Box::new(self.document.problem(code, span).expected(expected))
    }

    fn read(&self, folder: &Path, onto: Dataset, limits: Limits) -> Result<Loaded<Dataset>, Box<Diagnostic>> {
        let path = self.node.field("path").and_then(Node::as_text);
        let path =
            path.ok_or_else(|| self.refuse("path", Code::MissingField, "a path to a file of the package"))?;
        let relative = PathBuf::from(path);
        // A package describes its own files: nothing above it, nothing of a network.
        let is_inside =
            relative.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !is_inside || path.contains("://") {
            return Err(self.refuse("path", Code::InvalidValue, "a path below the folder of the package"));
        }
        let file = folder.join(relative);
        let name = file.display().to_string();
        self.check(&file)?;
        let mut reader = CsvReader::new().file_name(&name).limits(limits);
        let schema = self.node.field("schema");
        let fields = schema.and_then(|schema| schema.field("fields")).and_then(Node::as_list);
        let names = fields.unwrap_or_default().iter().filter_map(|field| field.field("name")?.as_text());
        for name in names.filter(|name| !is_known(name)) {
            reader = reader.dimension(name);
        }
        let missing = schema.and_then(|schema| schema.field("missingValues")).and_then(Node::as_list);
        for text in missing.unwrap_or_default() {
            // Since version 2 a missing value may have a label beside it.
            let text = text.as_text().or_else(|| text.field("value").and_then(Node::as_text));
            reader = reader.missing_value(text.unwrap_or_default());
        }
        let input = File::open(&file).map_err(|error| Box::new(unreadable(&name, &error)))?;
        Ok(reader.read_onto(onto, input))
    }

    /// Whether the file is the one described.
    fn check(&self, file: &Path) -> Result<(), Box<Diagnostic>> {
        let name = file.display().to_string();
        let failed = |error: &io::Error| Box::new(unreadable(&name, error));
        if let Some(stated) = self.node.field("bytes").and_then(Node::as_number) {
            let length = fs::metadata(file).map_err(|error| failed(&error))?.len();
            if stated != length.to_string() {
                return Err(Box::new(
                    self.refuse("bytes", Code::InvalidValue, "the file as described")
                        .found(format!("{length} bytes")),
                ));
            }
        }
        let Some(stated) = self.node.field("hash").and_then(Node::as_text) else { return Ok(()) };
        let Some(stated) = stated.strip_prefix("sha256:") else {
            // A sum of another kind says nothing here; that it was not checked is known from the code.
            return Ok(());
        };
        let sum = checksum(file).map_err(|error| failed(&error))?;
        if !sum.eq_ignore_ascii_case(stated) {
            return Err(Box::new(
                self.refuse("hash", Code::InvalidValue, "the file as described")
                    .found(format!("sha256:{sum}")),
            ));
        }
        Ok(())
    }
}

fn checksum(file: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    io::copy(&mut File::open(file)?, &mut hasher)?;
    Ok(hexadecimal(&hasher.finalize()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Writes a data set as a data package: `data.csv` and its description with a schema, the primary key and a checksum.
///
/// # Errors
/// What the file system fails with, and what [`Dataset::write_csv`] refuses.
pub fn write_data_package(data: &Dataset, name: &Id, folder: impl AsRef<Path>) -> io::Result<()> {
    let folder = folder.as_ref();
    fs::create_dir_all(folder)?;
    let mut written = Vec::new();
    data.write_csv(&mut written)?;
    let header =
        String::from_utf8_lossy(written.split(|byte| *byte == b'\n').next().unwrap_or_default()).into_owned();
    let columns: Vec<&str> = header.split(',').collect();
    let dimensions = columns.iter().filter(|column| !is_known(column)).copied();
    let keys: Vec<&str> =
        ["indicator", "series", "period", "published"].into_iter().chain(dimensions).collect();
    let fields: Vec<Value> = columns.iter().map(|column| field(column)).collect();
    let description = json!({
        "name": name.as_str().to_lowercase(),
        "profile": "tabular-data-package",
        "resources": [{
            "name": "data",
            "path": "data.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": written.len(),
            "hash": format!("sha256:{}", hexadecimal(&Sha256::digest(&written))),
            "schema": { "fields": fields, "missingValues": [""], "primaryKey": keys },
        }],
    });
    File::create(folder.join("data.csv"))?.write_all(&written)?;
    let mut file = File::create(folder.join(DESCRIPTION))?;
    serde_json::to_writer_pretty(&mut file, &description)?;
    file.write_all(b"\n")
}

/// The description of a column. Values are texts, because a bound such as `>60` is one.
fn field(column: &str) -> Value {
    let description =
        field_names().iter().find(|(name, _)| *name == column).map(|(_, description)| *description);
    let is_required = ["indicator", "series", "period", "published"].contains(&column);
    json!({
        "name": column,
        "type": "string",
        "description": description.unwrap_or("a dimension"),
        "constraints": { "required": is_required },
    })
}
