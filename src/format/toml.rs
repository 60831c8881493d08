//! TOML into the located tree, with all its syntax errors at once.
//! Bounded before it is parsed, so that nesting cannot exhaust the stack.

use super::source_text::SourceText;
use super::tree::{Document, Key, Kind, Node};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Limits, Location};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

/// The largest text, in bytes, of which all errors are reported: each takes far more memory than its text.
const ALL_ERRORS: usize = 1024 * 1024;

impl Document {
    /// Reads TOML, reporting every line with a syntax error; in a text of more than 1 MiB, only the first.
    ///
    /// # Errors
    /// `syntax`, `duplicate_field`, `invalid_number` for `nan` and `inf`, `empty_input`, and `too_large` and
    /// `too_deep` according to the limits.
    ///
    /// ```
    /// use policy_targets::diagnostic::{Code, Limits};
    /// use policy_targets::format::Document;
    ///
    /// let text = "id = \nkind = \"plan\"\nkind = \"law\"\n";
    /// let problems = Document::from_toml(text, None, &Limits::default()).unwrap_err();
    /// let found: Vec<_> = problems
    ///     .iter()
    ///     .map(|problem| (problem.code(), problem.location().map(|place| place.line())))
    ///     .collect();
    /// assert_eq!(found, [(Code::Syntax, Some(1)), (Code::DuplicateField, Some(3))]);
    /// ```
    pub fn from_toml(text: &str, file: Option<&str>, limits: &Limits) -> Result<Self, Diagnostics> {
        let source = SourceText::new(text, file, limits)?;
        if let Some(byte) = first_too_deep(source.text(), limits.depth()) {
            return Err(too_deep(&source, byte..byte.saturating_add(1), limits).into());
        }
        let (table, mut errors) = if source.text().len() > ALL_ERRORS {
            match DeTable::parse(source.text()) {
                Ok(table) => (table, Vec::new()),
                Err(error) => (Spanned::new(0..0, DeTable::new()), vec![error]),
            }
        } else {
            DeTable::parse_recoverable(source.text())
        };
        let problems = Diagnostics::limited(limits.diagnostics());
        let mut filler = Filler { source: &source, limits, problems, impossible_dates: Vec::new() };
        let end = source.text().len();
        let root = Node { kind: filler.table(table.into_inner(), 0), span: 0..end };
        let place = |error: &Error| error.span().unwrap_or(end..end);
        // Whoever reads the date refuses it; a date that is none hides no other problem.
        let is_of_date = |place: Range<usize>| {
            let dates = filler.impossible_dates.iter();
            dates.clone().any(|date| date.start <= place.start && place.end <= date.end)
        };
        errors.retain(|error| !is_of_date(place(error)));
        errors.sort_by_key(|error| place(error).start);
        let mut last_line = 0;
        for error in errors {
            // What is only counted needs no place.
            if filler.problems.is_full() {
                filler.problems.push(Diagnostic::new(Code::Syntax));
                continue;
            }
            let problem = filler.syntax_problem(place(&error), error.message());
            let line = problem.location().map_or(0, Location::line);
            // Further errors in a line mostly follow from the first.
            if line != last_line || problem.code() == Code::DuplicateField {
                filler.problems.push(problem);
            }
            last_line = line;
        }
        if !filler.problems.is_empty() {
            return Err(filler.problems.sorted());
        }
        Ok(Self { source, root })
    }
}

/// The first byte at which brackets and dotted keys nest more deeply than allowed.
///
/// It follows the parser's rules for strings, comments and words. Between brackets, dots count until the next
/// comma, so a number may count one level too many.
fn first_too_deep(text: &str, depth: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // The bracket that closes each open one with the levels it stands for, and the dots since the last bracket
    // or comma.
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut levels = 0_usize;
    let mut dots = 0_usize;
    let mut position = 0_usize;
    while let Some(&byte) = bytes.get(position) {
        let rest = bytes.get(position..).unwrap_or_default();
        let up_to = |ends: &[u8]| rest.iter().position(|byte| ends.contains(byte)).unwrap_or(rest.len());
        let mut length = 1_usize;
        match byte {
            b'#' => length = up_to(b"\r\n"),
            b'"' | b'\'' => length = string_length(rest, byte),
            b'.' => dots = dots.saturating_add(1),
            b',' | b'\n' => dots = 0,
            b'[' | b'{' => {
                let added = dots.saturating_add(1);
                open.push((if byte == b'[' { b']' } else { b'}' }, added));
                levels = levels.saturating_add(added);
                dots = 0;
            }
            b']' | b'}' => {
                // One of the other kind closes nothing: the parser may skip it.
                if let Some((_, added)) = open.pop_if(|(closing, _)| *closing == byte) {
                    levels = levels.saturating_sub(added);
                }
                dots = 0;
            }
            b' ' | b'\t' | b'\r' | b'=' => {}
            // A quote inside a word opens nothing.
            _ => length = up_to(b".=,[]{} \t#\r\n"),
        }
        if levels.saturating_add(dots) > depth {
            return Some(position);
        }
        position = position.saturating_add(length);
    }
    None
}

/// How many bytes a string takes, quotes included. One on a single line ends with the line at the latest.
fn string_length(rest: &[u8], quote: u8) -> usize {
    let is_long = rest.starts_with(&[quote, quote, quote]);
    let quotes = if is_long { 3 } else { 1 };
    let mut position = quotes;
    while let Some(&byte) = rest.get(position) {
        let tail = rest.get(position..).unwrap_or_default();
        if quote == b'"' && (tail.starts_with(b"\\\\") || tail.starts_with(b"\\\"")) {
            position = position.saturating_add(2);
        } else if byte == b'\n' && !is_long {
            return position;
        } else if byte == quote && (!is_long || tail.starts_with(&[quote, quote, quote])) {
            // Up to two quotes may stand before the closing three.
            let more = tail.iter().skip(quotes).take_while(|&&byte| byte == quote);
            let before = if is_long { more.take(2).count() } else { 0 };
            return position.saturating_add(quotes).saturating_add(before);
        } else {
            position = position.saturating_add(1);
        }
    }
    rest.len()
}

fn too_deep(source: &SourceText, span: Range<usize>, limits: &Limits) -> Diagnostic {
    source.problem(Code::TooDeep, span).expected(format!("at most {} levels", limits.depth()))
}

struct Filler<'a> {
    source: &'a SourceText,
    limits: &'a Limits,
    problems: Diagnostics,
    /// Where dates stand that no calendar has.
    impossible_dates: Vec<Range<usize>>,
}

impl Filler<'_> {
    /// An error of the TOML parser in our words.
    fn syntax_problem(&self, span: Range<usize>, message: &str) -> Diagnostic {
        if message.contains("recur") {
            return too_deep(self.source, span, self.limits);
        }
        let found = match self.source.slice(span.clone()) {
            // The parser marks what is missing before a text with nothing.
            "" => self.source.next_character(span.start),
            found => found,
        };
        let (what, expected) = message.split_once(", expected ").unwrap_or((message, "valid TOML"));
        let is_string = what.starts_with("invalid") && what.contains("string");
        let (code, expected) = match (what, expected) {
            ("duplicate key", _) => (Code::DuplicateField, "one field of that name".to_owned()),
            ("string values must be quoted", _) => (Code::Syntax, "a value; a text in quotes".to_owned()),
            ("invalid date", expected) => (Code::InvalidDate, expected.to_owned()),
            (_, "`\"`" | "`'`") if is_string => (Code::UnclosedQuote, "a closing quote".to_owned()),
            (_, "nothing") => (Code::Syntax, "valid TOML".to_owned()),
            (_, expected) => (Code::Syntax, expected.replace('`', "")),
        };
        let problem = self.source.problem(code, span).expected(expected);
        let problem = match found {
            "" => problem.found("the end of the line"),
            _ => problem.found_text(found),
        };
        match code {
            Code::Syntax => problem.help(format!("{} ({what})", code.remedy())),
            _ => problem,
        }
    }

    fn table(&mut self, table: DeTable<'_>, depth: usize) -> Kind {
        let mut fields: Vec<(Key, Node)> = table
            .into_iter()
            .map(|(key, value)| {
                let span = key.span();
                let name = key.into_inner().into_owned();
                let value_span = value.span();
                let node = self.node(value.into_inner(), value_span, depth.saturating_add(1));
                (Key { name, span }, node)
            })
            .collect();
        fields.sort_by_key(|(key, _)| key.span.start);
        Kind::Table(fields)
    }

    /// A value `depth` levels below the root.
    fn node(&mut self, value: DeValue<'_>, span: Range<usize>, depth: usize) -> Node {
        let written = self.source.slice(span.clone());
        let kind = match value {
            DeValue::String(text) => Kind::Text(text.into_owned()),
            DeValue::Boolean(boolean) => Kind::Boolean(boolean),
            DeValue::Integer(_) => Kind::Number(written.replace('_', "")),
            DeValue::Float(_) => {
                if written.ends_with("nan") || written.ends_with("inf") {
                    let problem = self.source.problem(Code::InvalidNumber, span.clone());
                    let problem = problem.found(written).expected("a number");
                    self.problems.push(problem.help("leave the field out if there is no number"));
                }
                Kind::Number(written.replace('_', ""))
            }
            DeValue::Datetime(date) => {
                if date.date.is_none() && date.time.is_none() {
                    self.impossible_dates.push(span.clone());
                }
                Kind::Date(written.to_owned())
            }
            DeValue::Array(_) | DeValue::Table(_) if depth > self.limits.depth() => {
                self.problems.push(too_deep(self.source, span.clone(), self.limits));
                Kind::Null
            }
            DeValue::Array(values) => Kind::List(
                values
                    .into_iter()
                    .map(|value| {
                        let span = value.span();
                        self.node(value.into_inner(), span, depth.saturating_add(1))
                    })
                    .collect(),
            ),
            DeValue::Table(table) => self.table(table, depth),
        };
        Node { kind, span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Document, Diagnostics> {
        Document::from_toml(text, Some("plan.toml"), &Limits::default())
    }

    fn codes_and_lines(text: &str) -> Vec<(Code, u32)> {
        let problems = read(text).unwrap_err();
        problems.iter().map(|problem| (problem.code(), problem.location().unwrap().line())).collect()
    }

    #[test]
    fn values_keep_what_was_written_and_their_order() {
        let text =
            "\u{FEFF}z = 1_000.50\na = 2021-04-21\n[[goals]]\nid = 'x'\nlist = [true, \"储\", -0x1F]\n";
        let document = read(text.strip_suffix("-0x1F]\n").unwrap()).unwrap_err();
        assert!(document.has_errors());
        let document = read(&text.replace("-0x", "0x")).unwrap();
        let fields = document.root().as_table().unwrap();
        let names: Vec<&str> = fields.iter().map(|(key, _)| key.name()).collect();
        assert_eq!(names, ["z", "a", "goals"]);
        assert_eq!(fields[0].1.as_number(), Some("1000.50"));
        assert_eq!(fields[1].1.as_date(), Some("2021-04-21"));
        let goal = &fields[2].1.as_list().unwrap()[0];
        assert_eq!(document.locate(goal.span()).to_string(), "plan.toml:3:1");
        let list = goal.field("list").unwrap();
        let kinds: Vec<&str> = list.as_list().unwrap().iter().map(Node::kind_name).collect();
        assert_eq!(kinds, ["boolean", "text", "number"]);
        let text = &list.as_list().unwrap()[1];
        assert_eq!(text.as_text(), Some("储"));
        assert_eq!(document.locate(text.span()).column(), 15);
        assert_eq!(document.locate(text.span()).length(), 3);
    }

    #[test]
    fn several_errors_are_reported_at_once() {
        let text = "a = \nb = \"open\nc = 1\nc = 2\nd = nan\ne = bare\n[x\n";
        assert_eq!(
            codes_and_lines(text),
            [
                (Code::Syntax, 1),
                (Code::UnclosedQuote, 2),
                (Code::DuplicateField, 4),
                (Code::InvalidNumber, 5),
                (Code::Syntax, 6),
                (Code::Syntax, 7),
            ]
        );
    }

    #[test]
    fn what_is_found_is_shown_even_where_something_is_missing() {
        let found = |text: &str| {
            let problems = read(text).unwrap_err();
            problems.iter().next().unwrap().what_was_found().unwrap().to_owned()
        };
        assert_eq!(found("a = \n"), "the end of the line");
        assert_eq!(found("z 5"), "\"5\"");
        assert_eq!(found("a = bare"), "\"bare\"");
        // Left to whoever reads the date, so that no other problem is hidden.
        assert_eq!(
            read("a = 2021-13-40").unwrap().root().as_table().unwrap()[0].1.as_date(),
            Some("2021-13-40")
        );
    }

    #[test]
    fn nothing_but_white_space_is_empty_and_a_comment_is_not() {
        assert_eq!(codes_and_lines(""), [(Code::EmptyInput, 1)]);
        assert_eq!(codes_and_lines("\u{FEFF}\n \t"), [(Code::EmptyInput, 1)]);
        assert_eq!(read("# nothing yet").unwrap().root().as_table(), Some(&[][..]));
    }

    #[test]
    fn nesting_is_bounded_however_it_is_written() {
        let dotted = format!("a{} = 1", ".a".repeat(79));
        let inline = format!("a = {}1{}", "{ b.b.b.b = ".repeat(79), "}".repeat(79));
        let header = format!("[a{}]\nx = 1", ".a".repeat(78));
        let brackets = format!("\n\na = {}", "[".repeat(1_000_000));
        // The parser sees no string and no comment here.
        let hidden = format!("#\ra = x'{}", "[".repeat(100));
        for text in [&dotted, &inline, &header, &brackets, &hidden] {
            assert_eq!(read(text).unwrap_err().iter().next().unwrap().code(), Code::TooDeep);
        }
        assert_eq!(codes_and_lines(&brackets), [(Code::TooDeep, 3)]);
        let strings = format!("a = \"{0}\"\nb = '''{0}'''\n# {0}", "[".repeat(100));
        assert!(read(&strings).is_ok());
    }

    #[test]
    fn depth_counts_levels_exactly() {
        let limits = Limits::default().with_depth(2);
        assert!(Document::from_toml("a = [[1]]", None, &limits).is_ok());
        assert!(Document::from_toml("a = [[[1]]]", None, &limits).is_err());
        assert!(Document::from_toml("[a.b]\nc = 1", None, &limits).is_ok());
        assert!(Document::from_toml("[a.b]\nc = [1]", None, &limits).is_err());
    }

    #[test]
    fn size_and_number_of_problems_are_bounded() {
        let limits = Limits::default().with_document_bytes(5).with_diagnostics(3);
        let problems = Document::from_toml("a = 10", None, &limits).unwrap_err();
        assert_eq!(problems.iter().next().unwrap().code(), Code::TooLarge);
        let problems = Document::from_toml(&"=\n".repeat(50), None, &limits.with_document_bytes(999));
        assert_eq!(problems.unwrap_err().len(), 4);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[\\[\\]{}=.,\"'\n\\\\#a1\\-储 \t\r:_e]{0,60}|\\PC{0,40}") {
            if let Err(problems) = read(&text) {
                prop_assert!(problems.has_errors());
                prop_assert!(!problems.to_string().is_empty());
            }
        }

        #[test]
        fn any_arrangement_of_syntax_is_read_or_refused(pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "[a]\n", "[a.b]\n", "[[a]]\n", "[[a.b]]\n", "a.b = 1\n", "a = {b.c = 1, d = [", "]", "}",
                "b = {}\n", "c = [{}]\n", "'''", "\"\"\"", "\n", "# x\r", "a", ".", "=", "[", "{",
                "1979-05-27T07:32:00Z", "\"\\u12\"",
            ]),
            0..24,
        )) {
            if let Err(problems) = read(&pieces.concat()) {
                prop_assert!(problems.has_errors());
            }
        }

        #[test]
        fn strings_are_measured_as_the_parser_does(body in "[a\\\\\"'\n]{0,12}", quote in "\"|'|\"\"\"|'''") {
            let string = format!("{quote}{body}{quote}");
            if let Ok(document) = read(&format!("a = {string}")) {
                let span = document.root().field("a").unwrap().span();
                if span.len() == string.len() {
                    prop_assert_eq!(string_length(string.as_bytes(), string.as_bytes()[0]), string.len());
                }
            }
        }
    }
}
