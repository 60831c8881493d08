//! Activities one after the other, each in memory alone, however large the file is. What stands in an activity beside
//! its results is passed over.

use super::activity::{
    Activity, ActivityResult, IatiBaseline, IatiMeasure, IatiPeriod, IatiReference, IatiStatement, Narrative,
    ResultIndicator,
};
use super::source::{Source, TOO_LARGE, TOO_LONG};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Limits, Location};
use crate::format::Loaded;
use crate::time::NaiveDate;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::io::Read;
use std::str::FromStr;

/// Reads the results of activities.
///
/// ```
/// use policy_targets::format::IatiReader;
///
/// let text = r#"<iati-activities version="2.03"><iati-activity><iati-identifier>XM-1</iati-identifier>
///   <result type="1"><title><narrative>Wells</narrative></title>
///     <indicator measure="1" ascending="1"><title><narrative>Wells dug</narrative></title>
///       <period><period-start iso-date="2023-01-01"/><period-end iso-date="2023-12-31"/>
///         <target value="10"/><actual value="7"/></period>
///     </indicator></result></iati-activity></iati-activities>"#;
/// let (activities, problems) = IatiReader::new(text.as_bytes()).read_all().lenient();
/// assert!(problems.is_empty());
/// assert_eq!(activities[0].results[0].indicators[0].periods[0].actuals[0].value.as_deref(), Some("7"));
/// ```
pub struct IatiReader<R> {
    reader: Reader<Source<R>>,
    buffer: Vec<u8>,
    file: Option<String>,
    limits: Limits,
    found: Diagnostics,
    /// The names of the open elements.
    open: Vec<String>,
    text: Option<String>,
    /// The language of the text.
    language: String,
    has_ended: bool,
    count: u64,
    has_root: bool,
}

impl<R> std::fmt::Debug for IatiReader<R> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("IatiReader")
            .field("file", &self.file)
            .field("activities", &self.count)
            .finish_non_exhaustive()
    }
}

/// Elements whose content says nothing of results; what is in them is passed over.
const PASSED_OVER: [&str; 1] = ["document-link"];

impl<R: Read> IatiReader<R> {
    /// A reader within the usual limits.
    pub fn new(input: R) -> Self {
        Self::within(input, Limits::default())
    }

    /// A reader within limits: on the whole file, on the length of a tag or text (as for cells), on depth, and on the
    /// number of activities (as for rows).
    pub fn within(input: R, limits: Limits) -> Self {
        let mut reader =
            Reader::from_reader(Source::new(input, limits.cell_bytes().saturating_mul(16), limits.bytes()));
        reader.config_mut().check_end_names = true;
        Self {
            reader,
            buffer: Vec::new(),
            file: None,
            limits,
            found: Diagnostics::limited(limits.diagnostics()),
            open: Vec::new(),
            text: None,
            language: String::new(),
            has_ended: false,
            count: 0,
            has_root: false,
        }
    }

    /// The name by which problems call the file.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file = Some(name.into());
        self
    }

    /// All activities and all problems.
    pub fn read_all(mut self) -> Loaded<Vec<Activity>> {
        let activities: Vec<Activity> = std::iter::from_fn(|| self.next_activity()).collect();
        Loaded::new(activities, self.into_problems())
    }

    /// The problems found so far.
    #[must_use]
    pub fn into_problems(self) -> Diagnostics {
        self.found
    }

    /// The next activity that is complete; none at the end, or where the file cannot be read on.
    pub fn next_activity(&mut self) -> Option<Activity> {
        let mut activity = None;
        while !self.has_ended {
            let line = self.reader.get_ref().line;
            self.buffer.clear();
            self.reader.get_mut().next_piece();
            let mut buffer = std::mem::take(&mut self.buffer);
            let done = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => self.event(event, line, &mut activity),
                Err(error) => {
                    self.stop(line, &error);
                    None
                }
            };
            self.buffer = buffer;
            if done.is_some() {
                return done;
            }
        }
        None
    }

    /// Takes one piece of the file; an activity if it ended with it.
    fn event(&mut self, event: Event<'_>, line: u32, activity: &mut Option<Activity>) -> Option<Activity> {
        match event {
            Event::Start(start) => self.start(&start, line, activity),
            Event::Empty(start) => {
                self.start(&start, line, activity);
                return self.end(activity);
            }
            Event::End(_) => return self.end(activity),
            Event::Text(text) => {
                if let Some(collected) = &mut self.text {
                    collected.push_str(&text);
                }
            }
            Event::CData(text) => {
                if let Some(collected) = &mut self.text {
                    collected.push_str(&text);
                }
            }
            Event::GeneralRef(reference) => {
                let character = match &*reference {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                match (character, &mut self.text) {
                    (Some(character), Some(collected)) => collected.push(character),
                    (None, Some(_)) => {
                        let found = format!("the entity &{};", &*reference);
                        self.push(
                            line,
                            Diagnostic::new(Code::NotHeld)
                                .found(found)
                                .expected("a character or a predefined entity"),
                        );
                    }
                    (_, None) => {}
                }
            }
            Event::Eof => {
                self.has_ended = true;
                if let Some(element) = self.open.last() {
                    let found = format!("the end of the file inside of <{element}>");
                    self.push(line, Diagnostic::new(Code::Syntax).found(found).expected("its end tag"));
                } else if !self.has_root {
                    let code = if self.found.is_empty() { Code::EmptyInput } else { Code::Syntax };
                    self.push(line, Diagnostic::new(code).expected("the element <iati-activities>"));
                }
            }
            _ => {}
        }
        None
    }

    /// Why the file cannot be read on.
    fn stop(&mut self, line: u32, error: &quick_xml::Error) {
        self.has_ended = true;
        let text = error.to_string();
        let code = match error {
            quick_xml::Error::Encoding(_) => Code::NotUtf8,
            _ if text.contains(TOO_LONG) => Code::CellTooLong,
            _ if text.contains(TOO_LARGE) => Code::TooLarge,
            _ => Code::Syntax,
        };
        self.push(line, Diagnostic::new(code).found(text));
    }

    fn push(&mut self, line: u32, problem: Diagnostic) {
        let path = self.open.join("/");
        let place = Location::new(line, 1);
        let place = match &self.file {
            Some(file) => place.in_file(file),
            None => place,
        };
        let problem = if path.is_empty() { problem } else { problem.path(path) };
        self.found.push(problem.at(place));
    }

    fn is_passed_over(&self) -> bool {
        self.open.iter().any(|name| PASSED_OVER.contains(&name.as_str()))
    }

    fn start(&mut self, start: &BytesStart<'_>, line: u32, activity: &mut Option<Activity>) {
        let name = start.name().into_inner().to_owned();
        self.open.push(name.clone());
        if self.open.len() > self.limits.depth() {
            self.has_ended = true;
            let expected = format!("at most {} levels", self.limits.depth());
            self.open.truncate(8);
            self.push(line, Diagnostic::new(Code::TooDeep).expected(expected));
            return;
        }
        match (self.open.len(), name.as_str()) {
            (1, "iati-activities") => self.has_root = true,
            (1, _) => {
                self.has_ended = true;
                let problem = Diagnostic::new(Code::UnknownFormat).found_text(&name);
                self.push(line, problem.expected("<iati-activities>"));
            }
            (2, "iati-activity") => {
                self.count = self.count.saturating_add(1);
                if self.count > self.limits.rows() {
                    self.has_ended = true;
                    let expected = format!("at most {} activities", self.limits.rows());
                    self.push(line, Diagnostic::new(Code::TooManyRows).expected(expected));
                    return;
                }
                let updated = self.attribute(start, "last-updated-datetime", line);
                let updated = updated.and_then(|text| self.parsed_day(text.get(..10).unwrap_or(&text), line));
                *activity = Some(Activity { last_updated: updated, ..Activity::default() });
            }
            _ if self.is_passed_over() => {}
            _ => {
                if let Some(activity) = activity {
                    self.within_activity(&name, start, line, activity);
                }
            }
        }
    }

    fn within_activity(&mut self, name: &str, start: &BytesStart<'_>, line: u32, activity: &mut Activity) {
        let depth = self.open.len();
        if name == "iati-identifier" && depth == 3 {
            self.text = Some(String::new());
            return;
        }
        if name == "narrative"
            || (["title", "description", "comment"].contains(&name) && self.is_of_result_or_title())
        {
            // Before 2.01 the text stood in the element itself.
            self.text = Some(String::new());
            self.language = self.attribute(start, "xml:lang", line).unwrap_or_default();
            return;
        }
        if self.open.get(2).map(String::as_str) != Some("result") {
            return;
        }
        if name == "result" {
            let kind = self.word(start, "type", line);
            let can_be_aggregated = self.boolean(start, "aggregation-status", line);
            activity.results.push(ActivityResult { kind, can_be_aggregated, ..ActivityResult::default() });
            return;
        }
        let Some(result) = activity.results.last_mut() else { return };
        match name {
            "indicator" => {
                let measure = self.word(start, "measure", line);
                let is_ascending = self.boolean(start, "ascending", line);
                let can_be_aggregated = self.boolean(start, "aggregation-status", line);
                let indicator = ResultIndicator {
                    measure,
                    is_ascending,
                    can_be_aggregated,
                    ..ResultIndicator::default()
                };
                result.indicators.push(indicator);
            }
            "reference" => {
                let text = |reader: &mut Self, name| reader.attribute(start, name, line).unwrap_or_default();
                let uri = text(self, "vocabulary-uri");
                let uri = if uri.is_empty() { text(self, "indicator-uri") } else { uri };
                let reference =
                    IatiReference { vocabulary: text(self, "vocabulary"), code: text(self, "code"), uri };
                match result
                    .indicators
                    .last_mut()
                    .filter(|_| self.open.iter().any(|name| name == "indicator"))
                {
                    Some(indicator) => indicator.references.push(reference),
                    None => result.references.push(reference),
                }
            }
            _ => {
                if let Some(indicator) = result.indicators.last_mut() {
                    self.within_indicator(name, start, line, indicator);
                }
            }
        }
    }

    fn within_indicator(
        &mut self,
        name: &str,
        start: &BytesStart<'_>,
        line: u32,
        indicator: &mut ResultIndicator,
    ) {
        let measure = indicator.measure;
        match name {
            "baseline" => {
                let year =
                    self.attribute(start, "year", line).and_then(|text| self.parsed(&text, "a year", line));
                let date =
                    self.attribute(start, "iso-date", line).and_then(|text| self.parsed_date(&text, line));
                let stated = self.statement(start, line, measure);
                indicator.baselines.push(IatiBaseline { year, date, stated });
            }
            "period" => indicator.periods.push(IatiPeriod::default()),
            "period-start" | "period-end" => {
                let date =
                    self.attribute(start, "iso-date", line).and_then(|text| self.parsed_date(&text, line));
                let Some(period) = indicator.periods.last_mut() else { return };
                if name == "period-start" {
                    period.start = date;
                } else {
                    period.end = date;
                }
            }
            "target" | "actual" => {
                let stated = self.statement(start, line, measure);
                let Some(period) = indicator.periods.last_mut() else { return };
                if name == "target" { period.targets.push(stated) } else { period.actuals.push(stated) }
            }
            "location" => {
                let place = self.attribute(start, "ref", line).unwrap_or_default();
                if let Some(stated) = statement_of(&self.open, indicator) {
                    stated.locations.push(place);
                }
            }
            "dimension" => {
                let name = self.attribute(start, "name", line).unwrap_or_default();
                let value = self.attribute(start, "value", line).unwrap_or_default();
                if let Some(stated) = statement_of(&self.open, indicator) {
                    stated.dimensions.push((name, value));
                }
            }
            _ => {}
        }
    }

    fn statement(
        &mut self,
        start: &BytesStart<'_>,
        line: u32,
        measure: Option<IatiMeasure>,
    ) -> IatiStatement {
        let value = self.attribute(start, "value", line);
        if measure == Some(IatiMeasure::Qualitative) && value.as_ref().is_some_and(|value| !value.is_empty())
        {
            let problem =
                Diagnostic::new(Code::InvalidValue).found_text(value.as_deref().unwrap_or_default());
            self.push(
                line,
                problem
                    .expected("no value for a qualitative indicator")
                    .help("put the words into the comment"),
            );
        }
        IatiStatement { value, line, ..IatiStatement::default() }
    }

    /// Whether the open element is a title or text of the activity itself, of a result or of something in it.
    fn is_of_result_or_title(&self) -> bool {
        match self.open.as_slice() {
            [_, _, title] => title == "title",
            [_, _, result, ..] => result == "result",
            _ => false,
        }
    }

    /// Ends the last open element; the activity if it is that.
    fn end(&mut self, activity: &mut Option<Activity>) -> Option<Activity> {
        let language = std::mem::take(&mut self.language);
        let name = self.open.pop()?;
        let text = self.text.take().map(|text| text.trim().to_owned());
        if let (Some(text), Some(activity)) = (text, activity.as_mut())
            && !text.is_empty()
        {
            if name == "iati-identifier" {
                activity.identifier = text;
            } else {
                let path: Vec<&str> = self.open.iter().map(String::as_str).collect();
                let (element, path) = match (name.as_str(), path.split_last()) {
                    ("narrative", Some((element, path))) => (*element, path.to_vec()),
                    _ => (name.as_str(), path),
                };
                if let Some(narrative) = narrative_of(element, &path, activity) {
                    narrative.0.insert(language, text);
                }
            }
        }
        if name == "iati-activity" && self.open.len() == 1 {
            return activity.take();
        }
        if self.open.is_empty() {
            self.has_ended = true;
        }
        None
    }

    fn attribute(&mut self, start: &BytesStart<'_>, name: &str, line: u32) -> Option<String> {
        for attribute in start.attributes() {
            match attribute {
                Ok(attribute) if attribute.key.into_inner() == name => {
                    let value = attribute.normalized_value(XmlVersion::Explicit1_0);
                    return match value {
                        Ok(value) => Some(value.into_owned()),
                        Err(error) => {
                            let problem = Diagnostic::new(Code::NotHeld).found(format!("@{name}: {error}"));
                            self.push(line, problem.expected("characters and predefined entities"));
                            None
                        }
                    };
                }
                Ok(_) => {}
                Err(error) => {
                    self.push(line, Diagnostic::new(Code::Syntax).found(error.to_string()));
                    return None;
                }
            }
        }
        None
    }

    fn boolean(&mut self, start: &BytesStart<'_>, name: &str, line: u32) -> Option<bool> {
        let text = self.attribute(start, name, line)?;
        match text.trim() {
            "1" | "true" => Some(true),
            "0" | "false" => Some(false),
            other => {
                self.push(
                    line,
                    Diagnostic::new(Code::InvalidValue).found_text(other).expected("true, false, 1 or 0"),
                );
                None
            }
        }
    }

    fn word<T: FromStr>(&mut self, start: &BytesStart<'_>, name: &str, line: u32) -> Option<T> {
        let text = self.attribute(start, name, line)?;
        self.parsed(text.trim(), "a code of the code list", line)
    }

    fn parsed<T: FromStr>(&mut self, text: &str, expected: &str, line: u32) -> Option<T> {
        let parsed = text.trim().parse().ok();
        if parsed.is_none() && !text.trim().is_empty() {
            self.push(line, Diagnostic::new(Code::InvalidValue).found_text(text).expected(expected));
        }
        parsed
    }

    fn parsed_date(&mut self, text: &str, line: u32) -> Option<NaiveDate> {
        // A day may carry a time zone.
        let day = text.trim().get(..10).unwrap_or(text.trim());
        let date = day.parse().ok();
        if date.is_none() && !day.is_empty() {
            self.push(
                line,
                Diagnostic::new(Code::InvalidDate).found_text(text).expected("a day such as 2024-12-31"),
            );
        }
        date
    }

    fn parsed_day(&mut self, text: &str, line: u32) -> Option<crate::time::PartialDate> {
        self.parsed_date(text, line).and_then(|date| crate::time::PartialDate::day(date).ok())
    }
}

/// The value that an open location or dimension belongs to.
fn statement_of<'a>(open: &[String], indicator: &'a mut ResultIndicator) -> Option<&'a mut IatiStatement> {
    let parent = open.iter().rev().nth(1).map(String::as_str)?;
    statement(parent, indicator)
}

fn statement<'a>(element: &str, indicator: &'a mut ResultIndicator) -> Option<&'a mut IatiStatement> {
    match element {
        "baseline" => indicator.baselines.last_mut().map(|baseline| &mut baseline.stated),
        "target" => indicator.periods.last_mut()?.targets.last_mut(),
        "actual" => indicator.periods.last_mut()?.actuals.last_mut(),
        _ => None,
    }
}

/// The text that a title, description or comment is of.
fn narrative_of<'a>(element: &str, path: &[&str], activity: &'a mut Activity) -> Option<&'a mut Narrative> {
    let parent = *path.last()?;
    match (element, parent) {
        ("title", "iati-activity") => Some(&mut activity.title),
        ("title", "result") => Some(&mut activity.results.last_mut()?.title),
        ("description", "result") => Some(&mut activity.results.last_mut()?.description),
        ("title", "indicator") => Some(&mut activity.results.last_mut()?.indicators.last_mut()?.title),
        ("description", "indicator") => {
            Some(&mut activity.results.last_mut()?.indicators.last_mut()?.description)
        }
        ("comment", parent) => {
            let indicator = activity.results.last_mut()?.indicators.last_mut()?;
            statement(parent, indicator).map(|stated| &mut stated.comment)
        }
        _ => None,
    }
}
