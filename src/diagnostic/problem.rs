//! One located, coded problem and how it is printed.
//! What was found, what was expected and what to do are kept apart, so that a program can use them.

use super::excerpt::{Excerpt, escaped};
use super::{Code, Location, Severity};
use serde::Serialize;
use std::fmt;

/// One problem of a file: its code, its place, what was found, what was expected, what to do.
///
/// Built by chaining; give the location before the excerpt, which is cut around it.
/// See the [module](crate::diagnostic) for an example.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Diagnostic {
    code: Code,
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    help: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<Excerpt>,
}

impl Diagnostic {
    /// A problem of this kind, with the severity and the remedy of its code.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            code,
            severity: code.severity(),
            location: None,
            path: None,
            found: None,
            expected: None,
            help: code.remedy().to_owned(),
            excerpt: None,
        }
    }

    /// At this place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// In this field of the document, such as `goals[2].target`.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// What was found, in words: `a list`. For a text as it stands in the file use
    /// [`found_text`](Self::found_text).
    #[must_use]
    pub fn found(mut self, found: impl Into<String>) -> Self {
        self.found = Some(found.into());
        self
    }

    /// The text that was found; it is printed in quotes, and cut if it is long.
    #[must_use]
    pub fn found_text(self, text: &str) -> Self {
        const LONGEST: usize = 80;
        let cut: String = text.chars().take(LONGEST).collect();
        let dots = if cut.len() < text.len() { "…" } else { "" };
        self.found(format!("\"{cut}{dots}\""))
    }

    /// What was expected, in words.
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// What to do, if more can be said than the code says.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The source line of the location. A long line is cut around the column of the location.
    #[must_use]
    pub fn excerpt(self, line: &str) -> Self {
        self.excerpt_from(1, line)
    }

    /// A piece of the source line that starts at this column, for lines too long to be handed over.
    #[must_use]
    pub fn excerpt_from(mut self, first_column: u32, piece: &str) -> Self {
        let marked = self.location.as_ref().map_or(1, Location::column);
        self.excerpt = Some(Excerpt::cut(piece, first_column.max(1), marked));
        self
    }

    /// With another severity than its code has.
    pub(super) fn weighing(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// What kind of problem it is.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// How much it weighs: what its [code](Code::severity) says, except that `too_many_diagnostics` weighs as
    /// much as the worst problem left out.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Where it is, if it has a place in a file.
    #[must_use]
    pub fn location(&self) -> Option<&Location> {
        self.location.as_ref()
    }

    /// The field of the document, such as `goals[2].target`.
    #[must_use]
    pub fn field_path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// What was found.
    #[must_use]
    pub fn what_was_found(&self) -> Option<&str> {
        self.found.as_deref()
    }

    /// What was expected.
    #[must_use]
    pub fn what_was_expected(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// What to do.
    #[must_use]
    pub fn what_to_do(&self) -> &str {
        &self.help
    }

    /// The source line, or the part of a long line around the problem.
    #[must_use]
    pub fn source_line(&self) -> Option<&str> {
        self.excerpt.as_ref().map(Excerpt::text)
    }
}

impl fmt::Display for Diagnostic {
    /// A block of plain text: the problem, the source line with carets, and the help.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}[{}]", self.severity, self.code)?;
        if let Some(location) = &self.location {
            write!(formatter, " {location}")?;
        }
        if let Some(path) = &self.path {
            write!(formatter, " {}", escaped(path))?;
        }
        match (&self.found, &self.expected) {
            (Some(found), Some(expected)) => {
                write!(formatter, ": found {}, expected {}", escaped(found), escaped(expected))?;
            }
            (Some(found), None) => write!(formatter, ": found {}", escaped(found))?,
            (None, Some(expected)) => write!(formatter, ": expected {}", escaped(expected))?,
            (None, None) => write!(formatter, ": {}", self.code.meaning())?,
        }
        if let Some(excerpt) = &self.excerpt {
            let line = self.location.as_ref().map(Location::line);
            let mark = self.location.as_ref().map(|place| (place.column(), place.length()));
            write!(formatter, "\n{}", excerpt.rendered(line, mark))?;
        }
        write!(formatter, "\nhelp: {}", escaped(&self.help))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_details_the_meaning_of_the_code_is_printed() {
        assert_eq!(
            Diagnostic::new(Code::NotUtf8).to_string(),
            "error[not_utf8]: The bytes are not UTF-8 text.\nhelp: save the file as UTF-8"
        );
    }

    #[test]
    fn what_was_found_cannot_reach_the_terminal_raw() {
        let text = Diagnostic::new(Code::InvalidValue).found_text("\u{1b}[2J").to_string();
        assert!(text.contains(r#"found "\u{1b}[2J""#), "{text}");
    }

    #[test]
    fn a_long_text_is_cut() {
        let problem = Diagnostic::new(Code::InvalidValue).found_text(&"x".repeat(1000));
        assert_eq!(problem.what_was_found(), Some(&*format!("\"{}…\"", "x".repeat(80))));
    }
}
