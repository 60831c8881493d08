//! Published data that come as one JSON document: read as a whole within the limit for documents.

use super::reader::Settings;
use crate::data::{Dataset, Gathering};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::format::{Document, Loaded, Node, decode_utf8};
use std::fmt::Display;
use std::io::Read;

/// One row of a document: its fields as texts, and problems at the places of fields.
#[derive(Debug, Clone, Copy)]
pub(in crate::format) struct JsonRow<'d> {
    pub(in crate::format) document: &'d Document,
    pub(in crate::format) node: &'d Node,
}

impl<'d> JsonRow<'d> {
    /// The text or number of a field; empty if there is none.
    pub(in crate::format) fn text(self, name: &str) -> &'d str {
        let field = self.node.field(name);
        field.and_then(|field| field.as_text().or(field.as_number())).unwrap_or_default()
    }

    /// The text of a field of a field.
    pub(in crate::format) fn text_in(self, name: &str, part: &str) -> &'d str {
        let field = self.node.field(name).and_then(|node| node.field(part));
        field.and_then(Node::as_text).unwrap_or_default()
    }

    /// A problem at a field, or at the row if it has none.
    pub(in crate::format) fn at(self, name: &str, problem: Diagnostic) -> Box<Diagnostic> {
        let span = self.node.field(name).map_or(self.node.span(), Node::span);
        Box::new(problem.at(self.document.locate(span)).path(name))
    }

    /// The value of a field, or what is wrong with it.
    pub(in crate::format) fn accept<T, E: Display>(
        self,
        name: &str,
        code: Code,
        read: Result<T, E>,
    ) -> Result<T, Box<Diagnostic>> {
        read.map_err(|error| {
            let message = error.to_string();
            let remedy = message.rsplit_once("; ").map_or(&*message, |(_, remedy)| remedy);
            self.at(name, Diagnostic::new(code).found_text(self.text(name)).help(remedy))
        })
    }
}

/// Reads a document and gathers what it says; whatever is wrong is part of the result.
pub(in crate::format) fn read_document(
    settings: &Settings,
    onto: Dataset,
    input: impl Read,
    gather: impl FnOnce(&Document, &mut Gathering, &mut Diagnostics),
) -> Loaded<Dataset> {
    let mut gathering = Gathering::default();
    gathering.add_known(onto);
    let mut found = Diagnostics::limited(settings.limits.diagnostics());
    match document(settings, input) {
        Ok(document) => gather(&document, &mut gathering, &mut found),
        Err(problems) => found.append(problems),
    }
    let (data, questionable) = gathering.finish(&|_| None, settings.limits.diagnostics());
    found.append(questionable);
    Loaded::new(data, found.sorted())
}

fn document(settings: &Settings, input: impl Read) -> Result<Document, Diagnostics> {
    let file = settings.file_name.as_deref();
    let mut bytes = Vec::new();
    // One byte more than allowed, to see whether there is any.
    let limit = settings.limits.document_bytes().saturating_add(1);
    if let Err(error) = input.take(limit).read_to_end(&mut bytes) {
        let place = Location::new(1, 1);
        let problem = Diagnostic::new(Code::Syntax).found(format!("an input that fails: {error}"));
        return Err(problem.at(file.map_or(place.clone(), |file| place.in_file(file))).into());
    }
    Document::from_json(decode_utf8(&bytes, file)?, file, &settings.limits)
}
