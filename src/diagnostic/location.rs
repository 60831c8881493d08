//! A place in a file, as an editor shows it: line and column from 1, counted in characters.
//! Places order as they are read: by file, then line, then column.

use serde::Serialize;
use std::fmt;

/// A stretch of characters within one line of a file.
///
/// ```
/// use policy_targets::diagnostic::Location;
///
/// let location = Location::new(12, 13).in_file("plan.toml").with_length(9);
/// assert_eq!(location.to_string(), "plan.toml:12:13");
/// assert_eq!(Location::new(2, 5).to_string(), "line 2, column 5");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    line: u32,
    column: u32,
    length: u32,
}

impl Location {
    /// One character at a line and a column, both counted from 1; 0 is taken as 1.
    #[must_use]
    pub fn new(line: u32, column: u32) -> Self {
        Self { file: None, line: line.max(1), column: column.max(1), length: 1 }
    }

    /// In the file of this name.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// Over this many characters; at least one is marked.
    #[must_use]
    pub fn with_length(mut self, length: u32) -> Self {
        self.length = length.max(1);
        self
    }

    /// The name of the file, if it has one.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The line, counted from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The first column, counted in characters from 1.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.column
    }

    /// How many characters of the line are meant; at least 1.
    #[must_use]
    pub fn length(&self) -> u32 {
        self.length
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, .. } = self;
        match file {
            Some(file) => write!(formatter, "{}:{line}:{column}", super::excerpt::escaped(file)),
            None => write!(formatter, "line {line}, column {column}"),
        }
    }
}
