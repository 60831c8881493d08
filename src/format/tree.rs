//! What a document says, with the place of everything in it.
//! TOML and JSON both end up here, and one binder reads plans from it.

use super::source_text::SourceText;
use crate::diagnostic::{Code, Diagnostic, Location};
use std::ops::Range;

/// The name of a field, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub(super) name: String,
    pub(super) span: Range<usize>,
}

impl Key {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it stands, in bytes of [`Document::text`].
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

/// What kind of value stands at a place, and which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, said explicitly (JSON only).
    Null,
    /// True or false.
    Boolean(bool),
    /// A numeral as written, without the `_` that TOML allows between digits. It may have an exponent or a
    /// prefix such as `0x`; it is never infinite or not a number.
    Number(String),
    /// A text.
    Text(String),
    /// A date or time as written (TOML only); it may be one that no calendar has.
    Date(String),
    /// Values in order.
    List(Vec<Node>),
    /// Fields with different names, in the order of the file.
    Table(Vec<(Key, Node)>),
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

impl Node {
    /// The value.
    #[must_use]
    pub fn kind(&self) -> &Kind {
        &self.kind
    }

    /// Where it stands, in bytes of [`Document::text`]. A TOML table stands where its header does.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The kind of value in a word, for messages.
    #[must_use]
    pub fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Boolean(_) => "boolean",
            Kind::Number(_) => "number",
            Kind::Text(_) => "text",
            Kind::Date(_) => "date",
            Kind::List(_) => "list",
            Kind::Table(_) => "table",
        }
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_boolean(&self) -> Option<bool> {
        match self.kind {
            Kind::Boolean(boolean) => Some(boolean),
            _ => None,
        }
    }

    /// The numeral as written, if it is a number.
    #[must_use]
    pub fn as_number(&self) -> Option<&str> {
        match &self.kind {
            Kind::Number(numeral) => Some(numeral),
            _ => None,
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The date as written, if it is one.
    #[must_use]
    pub fn as_date(&self) -> Option<&str> {
        match &self.kind {
            Kind::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The values, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::List(nodes) => Some(nodes),
            _ => None,
        }
    }

    /// The fields, if it is a table.
    #[must_use]
    pub fn as_table(&self) -> Option<&[(Key, Node)]> {
        match &self.kind {
            Kind::Table(fields) => Some(fields),
            _ => None,
        }
    }

    /// The value of a field, if it is a table that has it.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Node> {
        let (_, node) = self.as_table()?.iter().find(|(key, _)| key.name == name)?;
        Some(node)
    }
}

/// A file that was read as a tree. Every place in it can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub(super) source: SourceText,
    pub(super) root: Node,
}

impl Document {
    /// The whole tree; a table in TOML, any value in JSON.
    #[must_use]
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The name of the file, if it has one.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        self.source.file()
    }

    /// The text it was read from, without a byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// Line, column and length of a span, up to the end of its first line.
    #[must_use]
    pub fn locate(&self, span: Range<usize>) -> Location {
        self.source.locate(span)
    }

    /// A diagnostic at a span, with its location and source line.
    #[must_use]
    pub fn problem(&self, code: Code, span: Range<usize>) -> Diagnostic {
        self.source.problem(code, span)
    }
}
