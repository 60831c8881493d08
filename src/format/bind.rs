//! Reads typed values from a located tree, noting every problem with its place and going on.
//! A reader of a format names each field and what it binds to; everything else happens here.

use super::tree::{Document, Key, Kind, Node};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::fmt::Display;
use std::str::FromStr;

/// A kind of table: its name in the published schema, and every field it can have.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) fields: &'static [&'static str],
}

/// The problems found so far in a document.
pub(super) struct Problems<'d> {
    pub(super) document: &'d Document,
    pub(super) list: Diagnostics,
    /// Grows with each problem, also with those that the list no longer keeps.
    count: u64,
}

impl<'d> Problems<'d> {
    pub(super) fn new(document: &'d Document, limit: usize) -> Self {
        Self { document, list: Diagnostics::limited(limit), count: 0 }
    }

    pub(super) fn push(&mut self, problem: Diagnostic) {
        self.count = self.count.saturating_add(1);
        self.list.push(problem);
    }
}

/// A value of the tree that is about to be bound.
pub(super) struct Place<'p, 'd> {
    pub(super) problems: &'p mut Problems<'d>,
    pub(super) node: &'d Node,
    path: String,
}

impl<'p, 'd> Place<'p, 'd> {
    pub(super) fn root(problems: &'p mut Problems<'d>) -> Self {
        let node = problems.document.root();
        Self { problems, node, path: String::new() }
    }

    /// A value below this one.
    pub(super) fn below(&mut self, name: &str, node: &'d Node) -> Place<'_, 'd> {
        Place { problems: self.problems, node, path: joined(&self.path, name) }
    }

    fn problem(&self, code: Code) -> Diagnostic {
        let problem = self.problems.document.problem(code, self.node.span());
        if self.path.is_empty() { problem } else { problem.path(self.path.as_str()) }
    }

    /// Notes that another kind of value belongs here.
    pub(super) fn wrong_type<T>(self, expected: &str) -> Option<T> {
        let problem = self.problem(Code::WrongType).found(described(self.node)).expected(expected);
        let problem = match self.node.kind() {
            Kind::Null => problem.help("leave the field out if there is nothing to say"),
            Kind::Number(_) | Kind::Date(_) | Kind::Boolean(_) if expected.starts_with("a text") => {
                problem.help("put it in quotes")
            }
            _ => problem,
        };
        self.problems.push(problem);
        None
    }

    /// Notes that a value of the right kind is not understood.
    pub(super) fn refuse<T>(
        self,
        code: Code,
        written: &str,
        expected: &str,
        error: &impl Display,
    ) -> Option<T> {
        let problem = explained(self.problem(code), written, expected, &error.to_string());
        self.problems.push(problem);
        None
    }

    /// Reads a leaf from its text form; `or` are the other kinds of value whose raw text is read alike.
    pub(super) fn leaf<T: FromStr<Err: Display>>(self, code: Code, expected: &str, or: Or) -> Option<T> {
        let written = match (self.node.kind(), or) {
            (Kind::Text(text), _) => text,
            (Kind::Number(text), Or::Number | Or::NumberOrDate) | (Kind::Date(text), Or::NumberOrDate) => {
                text
            }
            _ => return self.wrong_type(expected),
        };
        match written.parse() {
            Ok(value) => Some(value),
            Err(error) => self.refuse(code, written, expected, &error),
        }
    }

    /// The items of a list, each bound alike; those that are not understood are left out.
    pub(super) fn items<T>(self, mut bind: impl FnMut(Place<'_, 'd>) -> Option<T>) -> Vec<Option<T>> {
        let Some(nodes) = self.node.as_list() else {
            self.wrong_type::<()>("a list");
            return Vec::new();
        };
        let Self { problems, path, .. } = self;
        let items = nodes.iter().enumerate();
        items.map(|(index, node)| bind(Place { problems, node, path: format!("{path}[{index}]") })).collect()
    }

    /// The fields of a table, after noting those it cannot have.
    pub(super) fn fields(self, table: &Table) -> Option<Fields<'p, 'd>> {
        let Some(entries) = self.node.as_table() else {
            return self.wrong_type("a table");
        };
        let Self { problems, node, path } = self;
        let count = problems.count;
        let mut fields = Fields { problems, node, path, entries, count };
        let known = table.fields.join(", ");
        fields.refuse_all(
            |name| !table.fields.contains(&name),
            &format!("a field of this {}: {known}", table.name),
        );
        Some(fields)
    }
}

/// Which raw texts besides quoted ones a leaf is read from.
#[derive(Clone, Copy)]
pub(super) enum Or {
    /// Quoted text only.
    Nothing,
    /// A numeral, exactly as written.
    Number,
    /// A numeral (a year), or a date of TOML.
    NumberOrDate,
}

/// A table whose fields are being bound.
pub(super) struct Fields<'p, 'd> {
    pub(super) problems: &'p mut Problems<'d>,
    node: &'d Node,
    path: String,
    entries: &'d [(Key, Node)],
    count: u64,
}

impl<'d> Fields<'_, 'd> {
    pub(super) fn has(&self, name: &str) -> bool {
        self.node.field(name).is_some()
    }

    /// The text of a field, if it is there and a text.
    pub(super) fn peek(&self, name: &str) -> Option<&'d str> {
        self.node.field(name)?.as_text()
    }

    /// A field, if it is there.
    pub(super) fn place(&mut self, name: &str) -> Option<Place<'_, 'd>> {
        let node = self.node.field(name)?;
        let path = joined(&self.path, name);
        Some(Place { problems: self.problems, node, path })
    }

    /// A field that must be there.
    pub(super) fn required<T>(
        &mut self,
        name: &str,
        bind: impl FnOnce(Place<'_, 'd>) -> Option<T>,
    ) -> Option<T> {
        if let Some(place) = self.place(name) {
            return bind(place);
        }
        let problem = self.problems.document.problem(Code::MissingField, self.node.span());
        let problem = problem.path(joined(&self.path, name)).found("nothing");
        self.problems.push(problem.expected(format!("the field {name}")).help(format!("add `{name} = ...`")));
        None
    }

    /// A field that may be there.
    pub(super) fn optional<T>(
        &mut self,
        name: &str,
        bind: impl FnOnce(Place<'_, 'd>) -> Option<T>,
    ) -> Option<T> {
        self.place(name).and_then(bind)
    }

    /// A list that may be there; empty if it is not.
    pub(super) fn list<T>(&mut self, name: &str, bind: impl FnMut(Place<'_, 'd>) -> Option<T>) -> Vec<T> {
        self.places(name, bind).into_iter().flatten().collect()
    }

    /// Like a list, with `None` where an item is not understood.
    pub(super) fn places<T>(
        &mut self,
        name: &str,
        bind: impl FnMut(Place<'_, 'd>) -> Option<T>,
    ) -> Vec<Option<T>> {
        self.place(name).map(|place| place.items(bind)).unwrap_or_default()
    }

    /// Notes each field whose name is refused.
    pub(super) fn refuse_all(&mut self, refuse: impl Fn(&str) -> bool, expected: &str) {
        for (key, _) in self.entries.iter().filter(|(key, _)| refuse(key.name())) {
            let problem = self.problems.document.problem(Code::UnknownField, key.span());
            let problem = problem.path(joined(&self.path, key.name())).found_text(key.name());
            self.problems.push(problem.expected(expected));
        }
    }

    /// Whether no problem was noted since the table was opened, in it or below.
    pub(super) fn is_sound(&self) -> bool {
        self.problems.count == self.count
    }
}

/// The one problem of a file written for another release; reading on would only mislead.
pub(super) fn foreign_version(document: &Document, known: &str) -> Option<Diagnostic> {
    let node = document.root().field("format")?;
    let version = node.as_number().filter(|version| *version != known)?;
    let problem = document.problem(Code::UnsupportedFormatVersion, node.span()).path("format");
    Some(problem.found(format!("version {version}")).expected(format!("version {known}")))
}

/// The version of the format, of which any but the known one was refused before.
pub(super) fn version(place: Place<'_, '_>) -> Option<()> {
    place.node.as_number().map_or_else(|| place.wrong_type("the number 1"), |_| Some(()))
}

fn joined(path: &str, name: &str) -> String {
    let separator = if path.is_empty() || name.starts_with('[') { "" } else { "." };
    format!("{path}{separator}{name}")
}

fn described(node: &Node) -> String {
    match node.kind() {
        Kind::Null => "null".to_owned(),
        Kind::Boolean(boolean) => format!("the boolean {boolean}"),
        Kind::Number(written) => format!("the number {written}"),
        Kind::Date(written) => format!("the date {written}"),
        Kind::Text(text) if text.chars().count() <= 40 => format!("the text \"{text}\""),
        _ => format!("a {}", node.kind_name()),
    }
}

/// Spreads the message of an error, "found …, expected …; what to do", over the parts of a diagnostic.
fn explained(problem: Diagnostic, written: &str, expected: &str, message: &str) -> Diagnostic {
    let split = message.strip_prefix("found ").and_then(|rest| rest.split_once(", expected "));
    let Some((found, rest)) = split else {
        return problem.found_text(written).expected(expected).help(message);
    };
    let problem = if found.chars().count() > 80 { problem.found_text(written) } else { problem.found(found) };
    match rest.rsplit_once("; ") {
        Some((expected, remedy)) => problem.expected(expected).help(remedy),
        None => problem.expected(rest),
    }
}

/// The span of the value at a path such as `goals[2].baseline.value`, or of the nearest table or list above it.
pub(super) fn span_of(root: &Node, path: &str) -> std::ops::Range<usize> {
    let mut node = root;
    for part in path.split(['.', '[']).map(|part| part.trim_end_matches(']')) {
        let index = part.parse::<usize>().ok();
        let item = index.and_then(|index| node.as_list()?.get(index));
        let Some(next) = item.or_else(|| node.field(part)) else { break };
        node = next;
    }
    node.span()
}
