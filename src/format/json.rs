//! JSON into the located tree, strictly by RFC 8259.
//! Numerals stay as written, and two fields of one name are a problem instead of a silent loss.

use super::source_text::SourceText;
use super::tree::{Document, Key, Kind, Node};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Limits};
use std::collections::BTreeSet;
use std::ops::Range;

impl Document {
    /// Reads JSON up to its first syntax error, reporting repeated fields on the way.
    ///
    /// # Errors
    /// `syntax`, `unclosed_quote`, `duplicate_field`, `empty_input`, and `too_large` and `too_deep` according to
    /// the limits.
    ///
    /// ```
    /// use policy_targets::diagnostic::Limits;
    /// use policy_targets::format::Document;
    ///
    /// let problems = Document::from_json("{ \"value\": NaN }", None, &Limits::default()).unwrap_err();
    /// assert!(problems.to_string().starts_with("error[syntax] line 1, column 12: found \"NaN\", expected"));
    /// ```
    pub fn from_json(text: &str, file: Option<&str>, limits: &Limits) -> Result<Self, Diagnostics> {
        let source = SourceText::new(text, file, limits)?;
        let mut reader = Reader {
            source: &source,
            limits,
            position: 0,
            problems: Diagnostics::limited(limits.diagnostics()),
        };
        let root = reader.whole().map_err(|problem| *problem);
        let mut problems = reader.problems;
        match root {
            Ok(root) if problems.is_empty() => Ok(Self { source, root }),
            Ok(_) => Err(problems),
            Err(problem) => {
                problems.push(problem);
                Err(problems)
            }
        }
    }
}

/// Boxed, so that the happy path stays small.
type Read<T> = Result<T, Box<Diagnostic>>;

const VALUE: &str = "a value: a text in double quotes, a number, true, false, null, a list or a table";

struct Reader<'a> {
    source: &'a SourceText,
    limits: &'a Limits,
    position: usize,
    problems: Diagnostics,
}

impl Reader<'_> {
    fn whole(&mut self) -> Read<Node> {
        let root = self.value(0)?;
        self.skip_space();
        match self.peek() {
            None => Ok(root),
            Some(_) => Err(self.unexpected("the end of the file after one value")),
        }
    }

    fn peek(&self) -> Option<u8> {
        self.source.text().as_bytes().get(self.position).copied()
    }

    fn advance(&mut self, bytes: usize) {
        self.position = self.position.saturating_add(bytes);
    }

    /// Moves over bytes for which this holds, and returns their range.
    fn take_while(&mut self, holds: impl Fn(u8) -> bool) -> Range<usize> {
        let start = self.position;
        while self.peek().is_some_and(&holds) {
            self.advance(1);
        }
        start..self.position
    }

    fn skip_space(&mut self) {
        self.take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
    }

    /// Moves over white space and this byte, if it comes next.
    fn takes(&mut self, byte: u8) -> bool {
        self.skip_space();
        let is_next = self.peek() == Some(byte);
        self.advance(usize::from(is_next));
        is_next
    }

    fn value(&mut self, depth: usize) -> Read<Node> {
        self.skip_space();
        let start = self.position;
        let kind = match self.peek() {
            Some(b'{' | b'[') if depth > self.limits.depth() => {
                let problem = self.source.problem(Code::TooDeep, start..start.saturating_add(1));
                let expected = format!("at most {} levels", self.limits.depth());
                return Err(Box::new(problem.expected(expected)));
            }
            Some(b'{') => self.table(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Kind::Text(self.text()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => self.word()?,
        };
        Ok(Node { kind, span: start..self.position })
    }

    fn list(&mut self, depth: usize) -> Read<Kind> {
        self.advance(1);
        let mut nodes = Vec::new();
        if self.takes(b']') {
            return Ok(Kind::List(nodes));
        }
        loop {
            nodes.push(self.value(depth.saturating_add(1))?);
            if self.takes(b']') {
                return Ok(Kind::List(nodes));
            }
            if !self.takes(b',') {
                return Err(self.unexpected("a comma or ]"));
            }
        }
    }

    fn table(&mut self, depth: usize) -> Read<Kind> {
        self.advance(1);
        let mut fields = Vec::new();
        let mut names = BTreeSet::new();
        if self.takes(b'}') {
            return Ok(Kind::Table(fields));
        }
        loop {
            self.skip_space();
            let start = self.position;
            if self.peek() != Some(b'"') {
                return Err(self.unexpected("the name of a field in double quotes"));
            }
            let name = self.text()?;
            let span = start..self.position;
            if !self.takes(b':') {
                return Err(self.unexpected("a colon and the value of the field"));
            }
            let node = self.value(depth.saturating_add(1))?;
            if names.insert(name.clone()) {
                fields.push((Key { name, span }, node));
            } else {
                // What is only counted needs no place.
                self.problems.push(if self.problems.is_full() {
                    Diagnostic::new(Code::DuplicateField)
                } else {
                    self.source.problem(Code::DuplicateField, span).found_text(&name)
                });
            }
            if self.takes(b'}') {
                return Ok(Kind::Table(fields));
            }
            if !self.takes(b',') {
                return Err(self.unexpected("a comma or }"));
            }
        }
    }

    fn number(&mut self) -> Read<Kind> {
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let span = self.take_while(is_part);
        let numeral = self.source.slice(span.clone());
        if is_numeral(numeral) {
            return Ok(Kind::Number(numeral.to_owned()));
        }
        let problem = self.source.problem(Code::Syntax, span).found_text(numeral);
        let problem = problem.expected("a number such as -0.5");
        Err(Box::new(problem.help("write digits on both sides of a point and no leading zeros, or quote it")))
    }

    fn word(&mut self) -> Read<Kind> {
        let start = self.position;
        let span = self.take_while(|byte| byte.is_ascii_alphanumeric());
        match self.source.slice(span) {
            "true" => Ok(Kind::Boolean(true)),
            "false" => Ok(Kind::Boolean(false)),
            "null" => Ok(Kind::Null),
            _ => {
                self.position = start;
                Err(self.unexpected(VALUE))
            }
        }
    }

    /// A syntax problem at the word or character that comes next.
    fn unexpected(&mut self, expected: &str) -> Box<Diagnostic> {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
        let mut span = self.take_while(is_word);
        if span.is_empty() {
            span.end = span.end.saturating_add(usize::from(self.peek().is_some()));
        }
        let before = self.source.slice(0..span.start).trim_end();
        let word = self.source.slice(span.clone());
        let help = match word {
            "]" | "}" if before.ends_with(',') => "remove the comma before it",
            "]" | "}" if before.ends_with(['[', '{']) => "open and close with the same kind of bracket",
            "NaN" | "Infinity" | "nan" | "inf" => "leave the field out if there is no number",
            "True" | "False" | "None" => "write true, false or null",
            "/" | "#" => "remove the comment: JSON has none",
            "'" | "“" => "use double quotes",
            "" => "check that the file was written completely",
            _ => Code::Syntax.remedy(),
        };
        let problem = self.source.problem(Code::Syntax, span).expected(expected).help(help);
        Box::new(match word {
            "" => problem.found("the end of the file"),
            _ => problem.found_text(word),
        })
    }

    fn text(&mut self) -> Read<String> {
        let open = self.position;
        self.advance(1);
        let mut text = String::new();
        loop {
            let plain = self.take_while(|byte| byte >= b' ' && byte != b'"' && byte != b'\\');
            text.push_str(self.source.slice(plain));
            match self.peek() {
                Some(b'"') => {
                    self.advance(1);
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(control @ ..=0x1F) if !matches!(control, b'\n' | b'\r') => {
                    let span = self.position..self.position.saturating_add(1);
                    let problem = self.source.problem(Code::Syntax, span);
                    let problem = problem.found(format!("the control character U+{control:04X} in a text"));
                    return Err(Box::new(problem.help("write it as an escape, such as \\t")));
                }
                _ => {
                    let problem = self.source.problem(Code::UnclosedQuote, open..self.position);
                    return Err(Box::new(problem.expected("a double quote before the end of the line")));
                }
            }
        }
    }

    /// The character of an escape that starts here.
    fn escape(&mut self) -> Read<char> {
        let start = self.position;
        self.advance(1);
        let letter = self.peek();
        self.advance(1);
        let character = match letter {
            Some(plain @ (b'"' | b'\\' | b'/')) => Some(char::from(plain)),
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{C}'),
            Some(b'n') => Some('\n'),
            Some(b'r') => Some('\r'),
            Some(b't') => Some('\t'),
            Some(b'u') => self.code_point(),
            _ => None,
        };
        character.ok_or_else(|| {
            let span = start..self.position.max(start.saturating_add(1));
            let problem = self.source.problem(Code::Syntax, span.clone());
            let problem = problem.found_text(self.source.slice(span));
            let problem = problem.expected("an escape: \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX");
            Box::new(problem.help("write a backslash as \\\\"))
        })
    }

    /// The character of one or two groups of four hexadecimal digits (a UTF-16 unit or surrogate pair).
    fn code_point(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        let second = if (0xD800..0xDC00).contains(&first) && self.source.slice(self.next(2)) == "\\u" {
            self.advance(2);
            Some(self.four_digits()?)
        } else {
            None
        };
        let mut decoded = char::decode_utf16([first].into_iter().chain(second));
        let character = decoded.next()?.ok()?;
        decoded.next().is_none().then_some(character)
    }

    fn four_digits(&mut self) -> Option<u16> {
        let digits = self.source.slice(self.next(4));
        if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        self.advance(4);
        u16::from_str_radix(digits, 16).ok()
    }

    fn next(&self, bytes: usize) -> Range<usize> {
        self.position..self.position.saturating_add(bytes)
    }
}

/// Whether a text is a number by RFC 8259, section 6.
fn is_numeral(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    digits(whole) && (whole == "0" || !whole.starts_with('0')) && digits(fraction) && digits(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Document, Diagnostics> {
        Document::from_json(text, Some("plan.json"), &Limits::default())
    }

    fn problem(text: &str) -> Diagnostic {
        read(text).unwrap_err().into_iter().next().unwrap()
    }

    /// The same value as another reader sees it, or none if a number is out of the range of a float.
    fn plain(node: &Node) -> Option<serde_json::Value> {
        Some(match node.kind() {
            Kind::Null => serde_json::Value::Null,
            Kind::Boolean(boolean) => (*boolean).into(),
            Kind::Number(numeral) => serde_json::from_str(numeral).ok()?,
            Kind::Text(text) | Kind::Date(text) => text.clone().into(),
            Kind::List(nodes) => nodes.iter().map(plain).collect::<Option<_>>()?,
            Kind::Table(fields) => fields
                .iter()
                .map(|(key, node)| Some((key.name().to_owned(), plain(node)?)))
                .collect::<Option<_>>()?,
        })
    }

    #[test]
    fn numerals_stay_as_written() {
        let document = read("\u{FEFF}[0.10, -1e+05, 123456789012345678901234567890]").unwrap();
        let numerals: Vec<_> = document.root().as_list().unwrap().iter().map(Node::as_number).collect();
        assert_eq!(numerals, [Some("0.10"), Some("-1e+05"), Some("123456789012345678901234567890")]);
    }

    #[test]
    fn places_count_characters() {
        let document = read("{\n  \"名\": \"储\\n能\", \"b\": {\"c\": []}\n}").unwrap();
        let (key, node) = &document.root().as_table().unwrap()[0];
        assert_eq!(document.locate(key.span()).to_string(), "plan.json:2:3");
        assert_eq!(document.locate(node.span()).to_string(), "plan.json:2:8");
        assert_eq!(document.locate(node.span()).length(), 6);
        assert_eq!(node.as_text(), Some("储\n能"));
    }

    #[test]
    fn mistakes_are_located_and_explained() {
        for (text, column, help) in [
            ("[1, ]", 5, "remove the comma before it"),
            ("{\"a\": 1,}", 9, "remove the comma before it"),
            ("[NaN]", 2, "leave the field out if there is no number"),
            ("[True]", 2, "write true, false or null"),
            ("['a']", 2, "use double quotes"),
            ("[1] // x", 5, "remove the comment: JSON has none"),
            ("[1", 3, "check that the file was written completely"),
        ] {
            let problem = problem(text);
            assert_eq!(problem.code(), Code::Syntax, "{text}");
            assert_eq!(problem.location().unwrap().column(), column, "{text}");
            assert_eq!(problem.what_to_do(), help, "{text}");
        }
        assert_eq!(problem("[\"a\nb\"]").code(), Code::UnclosedQuote);
        assert_eq!(problem("[\"a\nb\"]").location().unwrap().column(), 2);
        assert_eq!(problem(" ").code(), Code::EmptyInput);
    }

    #[test]
    fn a_repeated_field_is_reported_at_its_second_place() {
        let problems = read("{\"a\": 1, \"a\": 2, \"b\": {\"c\": 1, \"c\": 2}}").unwrap_err();
        let columns: Vec<u32> = problems.iter().map(|problem| problem.location().unwrap().column()).collect();
        assert_eq!(columns, [10, 32]);
        assert!(problems.iter().all(|problem| problem.code() == Code::DuplicateField));
    }

    #[test]
    fn nesting_is_bounded() {
        assert_eq!(problem(&"[".repeat(1_000_000)).code(), Code::TooDeep);
        let limits = Limits::default().with_depth(1);
        assert!(Document::from_json("[[1]]", None, &limits).is_ok());
        assert!(Document::from_json("[[[1]]]", None, &limits).is_err());
        let deepest = Limits::default().with_depth(usize::MAX);
        let text = format!("{}{}", "[".repeat(129), "]".repeat(129));
        assert!(Document::from_json(&text, None, &deepest).is_ok());
    }

    proptest! {
        #[test]
        fn it_accepts_what_serde_json_accepts(
            text in "[\\[\\]{}:,\"\\\\un01eE.+\\- \nD8a储]{0,24}|\"[\\\\uD8dC0-9a\"]{0,16}\"|-?[0-9.eE+\\-]{0,8}"
        ) {
            let ours = read(&text);
            match serde_json::from_str::<serde_json::Value>(&text) {
                Ok(theirs) => match ours {
                    Ok(document) => prop_assert_eq!(plain(document.root()), Some(theirs)),
                    Err(problems) => prop_assert!(
                        problems.iter().all(|problem| problem.code() == Code::DuplicateField)
                    ),
                },
                Err(error) => prop_assert!(ours.is_err() || error.to_string().contains("out of range")),
            }
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,60}") {
            if let Err(problems) = read(&text) {
                prop_assert!(problems.has_errors());
                prop_assert!(!problems.to_string().is_empty());
            }
        }

        #[test]
        fn what_serde_json_writes_is_read_back(texts in proptest::collection::vec(any::<String>(), 0..5)) {
            let written = serde_json::to_string_pretty(&texts).unwrap();
            let document = read(&written).unwrap();
            let found: Vec<_> = document.root().as_list().unwrap().iter().map(Node::as_text).collect();
            prop_assert_eq!(found, texts.iter().map(|text| Some(text.as_str())).collect::<Vec<_>>());
        }
    }
}
