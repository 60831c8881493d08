//! YAML into the located tree. Scalars are told by the core schema of YAML 1.2 and numerals kept as written; of two
//! fields with one name the last counts, as the programs that write these files have it, and a warning says so.

use super::source_text::SourceText;
use super::tree::{Document, Key, Kind, Node};
use crate::diagnostic::{Code, Diagnostics, Limits};
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};
use std::collections::BTreeMap;
use std::ops::Range;

/// What aliases may make of a file: so many values at most.
const MOST_NODES: usize = 1_000_000;

/// Reads YAML.
///
/// # Errors
/// `syntax`, `too_deep`, `too_large`, `empty_input`.
pub(super) fn read(
    text: &str,
    file: Option<&str>,
    limits: &Limits,
) -> Result<(Document, Diagnostics), Diagnostics> {
    let source = SourceText::new(text, file, limits)?;
    let mut builder = Builder {
        bytes: Bytes::new(source.text()),
        source: &source,
        open: Vec::new(),
        anchors: BTreeMap::new(),
        nodes: 0,
        root: None,
        problems: Diagnostics::limited(limits.diagnostics()),
    };
    for event in Parser::new_from_str(source.text()) {
        let (event, span) = event.map_err(|error| {
            let place = builder.bytes.place(error.marker());
            source.problem(Code::Syntax, place..place).found(error.info().to_owned())
        })?;
        let span = builder.bytes.range(span);
        if builder.open.len() > limits.depth() {
            let expected = format!("at most {} levels", limits.depth());
            return Err(source.problem(Code::TooDeep, span).expected(expected).into());
        }
        // Only the first document counts: these files hold one.
        if matches!(event, Event::DocumentEnd) {
            break;
        }
        builder.take(event, span)?;
    }
    let Builder { root, problems, .. } = builder;
    let root = root.unwrap_or(Node { kind: Kind::Null, span: 0..0 });
    Ok((Document { source, root }, problems))
}

/// A list or table whose end has not come yet.
struct Open {
    kind: Part,
    start: usize,
    anchor: usize,
    nodes: usize,
}

enum Part {
    List(Vec<Node>),
    Table(Vec<(Key, Node)>, Option<Key>),
}

struct Builder<'t> {
    bytes: Bytes<'t>,
    source: &'t SourceText,
    open: Vec<Open>,
    /// The values that have a name, each with the number of values in it.
    anchors: BTreeMap<usize, (Node, usize)>,
    nodes: usize,
    root: Option<Node>,
    problems: Diagnostics,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) -> Result<(), Diagnostics> {
        let opened = |kind, anchor, nodes| Open { kind, start: span.start, anchor, nodes };
        match event {
            Event::SequenceStart(anchor, _) => {
                self.open.push(opened(Part::List(Vec::new()), anchor, self.nodes));
            }
            Event::MappingStart(anchor, _) => {
                self.open.push(opened(Part::Table(Vec::new(), None), anchor, self.nodes));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(Open { kind, start, anchor, nodes }) = self.open.pop() {
                    let kind = match kind {
                        Part::List(nodes) => Kind::List(nodes),
                        Part::Table(fields, _) => Kind::Table(fields),
                    };
                    let within = self.nodes.saturating_sub(nodes);
                    self.add(Node { kind, span: start..span.end.max(start) }, anchor, within)?;
                }
            }
            Event::Scalar(text, style, anchor, _) => {
                let kind = if matches!(style, ScalarStyle::Plain) {
                    plain(&text)
                } else {
                    Kind::Text(text.into_owned())
                };
                self.add(Node { kind, span }, anchor, 0)?;
            }
            Event::Alias(anchor) => {
                let Some((node, within)) = self.anchors.get(&anchor).cloned() else {
                    let problem = self.source.problem(Code::Syntax, span);
                    return Err(problem.found("an alias inside of what it names").into());
                };
                self.add(Node { kind: node.kind, span }, 0, within)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Puts a value into what is open.
    fn add(&mut self, node: Node, anchor: usize, within: usize) -> Result<(), Diagnostics> {
        let count = within.saturating_add(1);
        self.nodes = self.nodes.saturating_add(count);
        if self.nodes > MOST_NODES {
            let problem = self.source.problem(Code::TooLarge, node.span);
            return Err(problem
                .found("aliases that repeat more and more")
                .expected(format!("at most {MOST_NODES} values"))
                .into());
        }
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), within));
        }
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(Part::List(nodes)) => nodes.push(node),
            Some(Part::Table(_, key @ None)) => *key = Some(Key { name: name(&node), span: node.span }),
            Some(Part::Table(fields, key)) => {
                let Some(key) = key.take() else { return Ok(()) };
                if let Some((_, earlier)) = fields.iter_mut().find(|(known, _)| known.name == key.name) {
                    let problem = self.source.problem(Code::NotHeld, key.span);
                    let problem =
                        problem.found(format!("a second field \"{}\"", key.name)).expected("each field once");
                    self.problems.push(problem.help("remove one of them; the last is used"));
                    *earlier = node;
                } else {
                    fields.push((key, node));
                }
            }
        }
        Ok(())
    }
}

/// The name of a field, whatever kind of scalar it is.
fn name(node: &Node) -> String {
    match &node.kind {
        Kind::Text(text) | Kind::Number(text) | Kind::Date(text) => text.clone(),
        Kind::Boolean(boolean) => boolean.to_string(),
        Kind::Null => "null".to_owned(),
        Kind::List(_) | Kind::Table(_) => "?".to_owned(),
    }
}

/// A scalar without quotes, by the core schema.
fn plain(text: &str) -> Kind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" => Kind::Boolean(true),
        "false" | "False" | "FALSE" => Kind::Boolean(false),
        _ if is_numeral(text) => Kind::Number(text.to_owned()),
        _ => Kind::Text(text.to_owned()),
    }
}

fn is_numeral(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    is_number(whole) && (is_number(fraction) || fraction.is_empty()) && is_number(exponent)
}

/// From characters, in which the parser counts, to bytes.
struct Bytes<'t> {
    text: &'t str,
    /// Whether they are the same.
    is_ascii: bool,
    /// The byte at which every so many'th character begins.
    checkpoints: Vec<usize>,
}

const STRIDE: usize = 256;

impl<'t> Bytes<'t> {
    fn new(text: &'t str) -> Self {
        let checkpoints = text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect();
        Self { text, is_ascii: text.is_ascii(), checkpoints }
    }

    fn place(&self, marker: &Marker) -> usize {
        let index = marker.index();
        if self.is_ascii {
            return index.min(self.text.len());
        }
        let start = self.checkpoints.get(index / STRIDE).copied().unwrap_or(self.text.len());
        let rest = self.text.get(start..).unwrap_or_default();
        let within = rest.char_indices().nth(index % STRIDE).map_or(rest.len(), |(byte, _)| byte);
        start.saturating_add(within)
    }

    fn range(&self, span: Span) -> Range<usize> {
        let start = self.place(&span.start);
        start..self.place(&span.end).max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use proptest::prelude::*;

    fn read_text(text: &str) -> Result<(Document, Diagnostics), Diagnostics> {
        read(text, Some("a.yml"), &Limits::default())
    }

    #[test]
    fn scalars_are_told_and_numerals_kept_as_written() {
        let (document, problems) =
            read_text("a: 0.10\nb: '1'\nc: yes\nd: true\ne:\nf: 1e-3\ng: 2015/2016\nh: .5\ni: 1.2.3\n# 目标\n目: {x: [1, two]}\n").unwrap();
        assert!(problems.is_empty());
        let kind = |name: &str| document.root().field(name).map(|node| node.kind().clone());
        assert_eq!(kind("a"), Some(Kind::Number("0.10".to_owned())));
        assert_eq!(kind("b"), Some(Kind::Text("1".to_owned())));
        assert_eq!(kind("c"), Some(Kind::Text("yes".to_owned())));
        assert_eq!(kind("d"), Some(Kind::Boolean(true)));
        assert_eq!(kind("e"), Some(Kind::Null));
        assert_eq!(kind("f"), Some(Kind::Number("1e-3".to_owned())));
        for name in ["g", "h", "i"] {
            assert!(matches!(kind(name), Some(Kind::Text(_))), "{name}");
        }
        let list = document.root().field("目").and_then(|node| node.field("x")).unwrap();
        assert_eq!(document.locate(list.as_list().unwrap()[1].span()).to_string(), "a.yml:11:12");
    }

    #[test]
    fn of_two_fields_with_one_name_the_last_counts_and_a_warning_says_so() {
        let (document, problems) = read_text("a: 1\nb: 2\na: 3\n").unwrap();
        assert_eq!(document.root().field("a").and_then(Node::as_number), Some("3"));
        let problem = problems.iter().next().unwrap();
        assert_eq!(
            (problem.code(), problem.location().map(crate::diagnostic::Location::line)),
            (Code::NotHeld, Some(3))
        );
    }

    #[test]
    fn aliases_repeat_what_they_name_but_not_without_end() {
        let (document, _) = read_text("a: &x [1, 2]\nb: *x\n").unwrap();
        assert_eq!(document.root().field("b").and_then(Node::as_list).map(<[Node]>::len), Some(2));
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let name = level - 1;
            let refs = vec![format!("*a{name}"); 10].join(", ");
            bomb = format!("{bomb}a{level}: &a{level} [{refs}]\n");
        }
        let problems = read_text(&bomb).unwrap_err();
        assert_eq!(problems.iter().next().map(Diagnostic::code), Some(Code::TooLarge));
    }

    #[test]
    fn deep_and_broken_files_are_refused_at_their_place() {
        let deep = read_text(&"[".repeat(100_000)).unwrap_err();
        assert!(matches!(deep.iter().next().map(Diagnostic::code), Some(Code::TooDeep | Code::Syntax)));
        let broken = read_text("a: [1\nb: 2\n").unwrap_err();
        let problem = broken.iter().next().unwrap();
        assert_eq!(problem.code(), Code::Syntax);
        assert!(problem.location().is_some());
        assert!(read_text("").is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*", near in "[a-c&*:\\[\\]{}, \n\"'|>#~0-9.-]{0,60}") {
            let _ = read_text(&text);
            let _ = read_text(&near);
        }
    }
}
