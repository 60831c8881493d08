//! A text that is wrong or questionable, and the one problem it is reported with.

use super::ask::read_data;
use policy_targets::assess;
use policy_targets::diagnostic::{Code, Diagnostics, Limits, Severity};
use policy_targets::format::{CsvReader, DataReader, PlanReader, recognise};
use serde::Deserialize;

/// A text and its problem.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Problem {
    code: String,
    severity: Severity,
    /// The line of the text; none for what is found between two files.
    line: Option<u32>,
    /// A plan in TOML.
    plan: Option<String>,
    /// Data in CSV; beside a plan it is checked against it.
    data: Option<String>,
    /// The format of the data, if it is not ours; `recognise` asks which it is.
    format: Option<String>,
    /// A log of rounds in JSON Lines.
    log: Option<String>,
    /// Whether the bytes are those of Latin-1.
    #[serde(default)]
    latin_1: bool,
    #[serde(default)]
    limits: SomeLimits,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct SomeLimits {
    document_bytes: Option<u64>,
    rows: Option<u64>,
    cell_bytes: Option<usize>,
    diagnostics: Option<usize>,
}

impl SomeLimits {
    fn limits(&self) -> Limits {
        let mut limits = Limits::default();
        if let Some(bytes) = self.document_bytes {
            limits = limits.with_document_bytes(bytes);
        }
        if let Some(rows) = self.rows {
            limits = limits.with_rows(rows);
        }
        if let Some(bytes) = self.cell_bytes {
            limits = limits.with_cell_bytes(bytes);
        }
        match self.diagnostics {
            Some(count) => limits.with_diagnostics(count),
            None => limits,
        }
    }
}

impl Problem {
    pub(crate) fn code(&self) -> Code {
        self.code.parse().unwrap_or_else(|error| panic!("{}: {error}", self.code))
    }

    fn bytes(&self, text: &str) -> Vec<u8> {
        if !self.latin_1 {
            return text.as_bytes().to_vec();
        }
        text.chars().map(|sign| u8::try_from(u32::from(sign)).expect("a sign of Latin-1")).collect()
    }

    fn found(&self) -> Diagnostics {
        if let Some(log) = &self.log {
            return policy_targets::format::read_log(log).problems().clone();
        }
        let limits = self.limits.limits();
        if let (Some(format), Some(data)) = (&self.format, &self.data) {
            if format == "recognise" {
                return recognise(data.as_bytes()).expect_err("an unknown format");
            }
            let reader = DataReader::new(format.parse().expect("a format"));
            let day = "2024-05-01".parse().expect("a day");
            let reader = if self.code == "not_stated" { reader } else { reader.published(day) };
            return reader.file_name("data.csv").read(data.as_bytes()).problems().clone();
        }
        match (&self.plan, &self.data) {
            (Some(plan), None) => {
                let reader = PlanReader::new().file_name("plan.toml").limits(limits);
                reader
                    .read_toml_bytes(&self.bytes(plan))
                    .map_or_else(|found| found, |plan| plan.warnings().clone())
            }
            (None, Some(data)) => {
                let reader = CsvReader::new().file_name("data.csv").limits(limits);
                reader.read(self.bytes(data).as_slice()).problems().clone()
            }
            (Some(plan), Some(data)) => {
                let plan = PlanReader::new().read_toml(plan).unwrap_or_else(|found| panic!("{found}"));
                assess::check(&plan, &read_data(data))
            }
            (None, None) => panic!("{}: no text", self.code),
        }
    }

    /// What is not as expected.
    pub(crate) fn wrong(&self) -> Result<(), String> {
        let (code, found) = (self.code(), self.found());
        let problem = found.iter().find(|problem| problem.code() == code);
        let problem = problem.ok_or_else(|| format!("{code}: found only {found}"))?;
        let others: Vec<_> =
            found.iter().filter(|problem| problem.code() != code).map(ToString::to_string).collect();
        if !others.is_empty() && self.limits.diagnostics.is_none() {
            return Err(format!("{code}: beside it {}", others.join("\n")));
        }
        let line = problem.location().map(policy_targets::diagnostic::Location::line);
        if (problem.severity(), line) != (self.severity, self.line) {
            return Err(format!("{code}: {:?} at {line:?}", problem.severity()));
        }
        if problem.what_to_do().is_empty() || code.severity() != self.severity {
            return Err(format!("{code}: no remedy, or of another severity than its table says"));
        }
        Ok(())
    }
}
