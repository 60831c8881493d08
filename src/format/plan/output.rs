//! A plan laid out as a tree of fields, and how TOML and JSON print such a tree.
//! The two formats differ in nothing else.

use crate::text::{Id, MultilingualText};
use crate::time::PartialDate;
use std::fmt::{Display, Write as _};

/// What is written in a place.
pub(super) enum Output {
    /// A text, in quotes.
    Text(String),
    /// A number or boolean.
    Bare(String),
    /// A date known to the day: bare in TOML.
    Date(String),
    List(Vec<Output>),
    Table(Fields),
}

/// Fields in the order in which they are written.
#[derive(Default)]
pub(super) struct Fields(pub(super) Vec<(String, Output)>);

impl Fields {
    pub(super) fn put(mut self, name: &str, output: Output) -> Self {
        self.0.push((name.to_owned(), output));
        self
    }

    pub(super) fn text(self, name: &str, text: &(impl Display + ?Sized)) -> Self {
        self.put(name, Output::Text(text.to_string()))
    }

    pub(super) fn maybe<T>(self, name: &str, part: Option<T>, output: impl FnOnce(T) -> Output) -> Self {
        match part {
            Some(part) => self.put(name, output(part)),
            None => self,
        }
    }

    pub(super) fn maybe_text<T: Display>(self, name: &str, part: Option<T>) -> Self {
        self.maybe(name, part, |part| Output::Text(part.to_string()))
    }

    /// A list, left out if it is empty.
    pub(super) fn list<T>(self, name: &str, items: &[T], output: impl Fn(&T) -> Output) -> Self {
        if items.is_empty() {
            return self;
        }
        self.put(name, Output::List(items.iter().map(output).collect()))
    }
}

/// The lists that TOML writes as `[[name]]`, after the other fields.
pub(super) const TABLE_LISTS: [&str; 4] = ["indicators", "goals", "measures", "events"];

// Writing to a `String` cannot fail, so results of `write!` are dropped below.

pub(super) fn write_toml_fields(text: &mut String, fields: &[(String, Output)]) {
    for (name, output) in fields {
        let _ = write!(text, "{name} = ");
        match output {
            Output::List(items) if items.len() > 1 && matches!(items.first(), Some(Output::Table(_))) => {
                text.push_str("[\n");
                for item in items {
                    text.push_str("  ");
                    write_toml(text, item);
                    text.push_str(",\n");
                }
                text.push(']');
            }
            output => write_toml(text, output),
        }
        text.push('\n');
    }
}

fn write_toml(text: &mut String, output: &Output) {
    match output {
        Output::Text(written) => write_quoted(text, written),
        Output::Bare(written) | Output::Date(written) => text.push_str(written),
        Output::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { ", " });
                write_toml(text, item);
            }
            text.push(']');
        }
        Output::Table(Fields(fields)) => {
            text.push('{');
            for (index, (name, output)) in fields.iter().enumerate() {
                text.push_str(if index == 0 { " " } else { ", " });
                let _ = write!(text, "{name} = ");
                write_toml(text, output);
            }
            text.push_str(" }");
        }
    }
}

pub(super) fn write_json(text: &mut String, output: &Output, depth: usize) {
    let line = |text: &mut String, depth: usize| {
        let _ = write!(text, "\n{:1$}", "", depth.saturating_mul(2));
    };
    let inner = depth.saturating_add(1);
    match output {
        Output::Text(written) | Output::Date(written) => write_quoted(text, written),
        Output::Bare(written) => text.push_str(written),
        Output::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                line(text, inner);
                write_json(text, item, inner);
            }
            if !items.is_empty() {
                line(text, depth);
            }
            text.push(']');
        }
        Output::Table(Fields(fields)) => {
            text.push('{');
            for (index, (name, output)) in fields.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                line(text, inner);
                write_quoted(text, name);
                text.push_str(": ");
                write_json(text, output, inner);
            }
            line(text, depth);
            text.push('}');
        }
    }
}

/// A text in double quotes. The escapes used are the same in TOML and in JSON.
fn write_quoted(text: &mut String, written: &str) {
    text.push('"');
    for character in written.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            control if control.is_control() => {
                let _ = write!(text, "\\u{:04x}", u32::from(control));
            }
            character => text.push(character),
        }
    }
    text.push('"');
}

pub(super) fn text<T: Display>(part: T) -> Output {
    Output::Text(part.to_string())
}

pub(super) fn id(part: &Id) -> Output {
    text(part)
}

pub(super) fn date(date: PartialDate) -> Output {
    if date.is_exact() { Output::Date(date.to_string()) } else { text(date) }
}

pub(super) fn words(words: &MultilingualText) -> Output {
    Output::Table(
        words
            .iter()
            .fold(Fields::default(), |fields, (language, words)| fields.text(language.as_str(), words)),
    )
}
