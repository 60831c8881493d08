//! Reads plan files, TOML and JSON alike: a located tree, its binding, and the checks of the plan.
//! All problems of a file come back at once, each with its place.

use super::bind_goal::goal;
use super::bind_indicator::indicator;
use super::bind_plan::{event, issuer, measure, relation, source, standing};
use super::layout::FORMAT;
use super::tables::PLAN;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Limits};
use crate::format::bind::{Place, Problems, foreign_version, span_of, version};
use crate::format::decode_utf8;
use crate::format::leaf::{count, date, id, period, text, word, words};
use crate::format::tree::{Document, Node};
use crate::plan::{Draft, Plan, PlanDates};
use crate::text::{LanguageTag, MultilingualText};

/// Reads plan files, with a file name for messages and limits for hostile input.
///
#[cfg_attr(feature = "toml", doc = "```")]
#[cfg_attr(not(feature = "toml"), doc = "```ignore")]
/// use policy_targets::format::PlanReader;
///
/// let text = r#"
/// format = 1
/// id     = "demo"
/// title  = "A plan"
/// issued = 2021-13-40
/// "#;
/// let problems = PlanReader::new().file_name("demo.toml").read_toml(text).unwrap_err();
/// assert!(problems.to_string().starts_with("error[invalid_date] demo.toml:5:10"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct PlanReader {
    file: Option<String>,
    limits: Limits,
}

impl PlanReader {
    /// A reader with the default limits.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The name of the file, shown with every problem.
    #[must_use]
    pub fn file_name(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// How much is read at most.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Reads a plan written in TOML.
    ///
    /// # Errors
    /// All problems of the file, if one of them is an error.
    #[cfg(feature = "toml")]
    pub fn read_toml(&self, text: &str) -> Result<Plan, Diagnostics> {
        self.bind(&Document::from_toml(text, self.file.as_deref(), &self.limits)?)
    }

    /// Reads a plan written in TOML from bytes that should be UTF-8.
    ///
    /// # Errors
    /// `not_utf8`, or all problems of the file, if one of them is an error.
    #[cfg(feature = "toml")]
    pub fn read_toml_bytes(&self, bytes: &[u8]) -> Result<Plan, Diagnostics> {
        self.read_toml(decode_utf8(bytes, self.file.as_deref())?)
    }

    /// Reads a plan written in JSON.
    ///
    /// # Errors
    /// All problems of the file, if one of them is an error.
    #[cfg(feature = "json")]
    pub fn read_json(&self, text: &str) -> Result<Plan, Diagnostics> {
        self.bind(&Document::from_json(text, self.file.as_deref(), &self.limits)?)
    }

    /// Reads a plan written in JSON from bytes that should be UTF-8.
    ///
    /// # Errors
    /// `not_utf8`, or all problems of the file, if one of them is an error.
    #[cfg(feature = "json")]
    pub fn read_json_bytes(&self, bytes: &[u8]) -> Result<Plan, Diagnostics> {
        self.read_json(decode_utf8(bytes, self.file.as_deref())?)
    }

    fn bind(&self, document: &Document) -> Result<Plan, Diagnostics> {
        if let Some(problem) = foreign_version(document, FORMAT) {
            return Err(problem.into());
        }
        let mut problems = Problems::new(document, self.limits.diagnostics());
        let Some((draft, kept)) = draft(Place::root(&mut problems)) else {
            return Err(problems.list);
        };
        for finding in draft.check() {
            if !kept.follows_from_another(&finding) {
                problems.push(kept.located(&finding, document));
            }
        }
        draft.into_plan_with(problems.list.sorted())
    }
}

impl Plan {
    /// Reads a plan file written in TOML; [`PlanReader`] also takes a file name and limits.
    ///
    /// # Errors
    /// All problems of the file, if one of them is an error.
    ///
    /// ```
    /// use policy_targets::plan::Plan;
    ///
    /// let plan = Plan::from_toml_str(r#"
    /// format = 1
    /// id     = "storage-2021"
    /// title  = { en = "Energy storage", zh = "新型储能" }
    /// issued = 2021-07-23
    ///
    /// [[indicators]]
    /// id = "storage.power"
    /// unit = "GW"
    /// kind = "level"
    /// timing = "end"
    ///
    /// [[goals]]
    /// id = "30-gw"
    /// wording = { zh = "装机规模达3000万千瓦以上" }
    /// indicator = "storage.power"
    /// target = ">= 30 GW by 2025"
    /// "#)?;
    /// assert_eq!(plan.goals().len(), 1);
    /// # Ok::<(), policy_targets::diagnostic::Diagnostics>(())
    /// ```
    #[cfg(feature = "toml")]
    pub fn from_toml_str(text: &str) -> Result<Self, Diagnostics> {
        PlanReader::new().read_toml(text)
    }

    /// Reads a plan file written in JSON, with the same fields as in TOML.
    ///
    /// # Errors
    /// All problems of the file, if one of them is an error.
    ///
    /// ```
    /// use policy_targets::plan::Plan;
    ///
    /// let plan = Plan::from_json_str(r#"{"format": 1, "id": "demo", "title": "A plan", "issued": "2021-04"}"#)?;
    /// assert_eq!(plan.id().as_ref(), "demo");
    /// # Ok::<(), policy_targets::diagnostic::Diagnostics>(())
    /// ```
    #[cfg(feature = "json")]
    pub fn from_json_str(text: &str) -> Result<Self, Diagnostics> {
        PlanReader::new().read_json(text)
    }
}

/// The lists of a plan whose items have ids, with what became of each item.
struct Kept {
    /// For each list, where the items of the draft stood in the file.
    places: Vec<(&'static str, Vec<usize>)>,
    /// The ids of items that could not be bound.
    dropped: Vec<String>,
}

impl Kept {
    fn new() -> Self {
        Self { places: Vec::new(), dropped: Vec::new() }
    }

    /// The items that were bound; remembers the others.
    fn only_bound<T>(&mut self, list: &'static str, root: &Node, items: Vec<Option<T>>) -> Vec<T> {
        let (mut places, mut bound) = (Vec::new(), Vec::new());
        let nodes = root.field(list).and_then(Node::as_list).unwrap_or_default();
        for (index, (item, node)) in items.into_iter().zip(nodes).enumerate() {
            if let Some(item) = item {
                places.push(index);
                bound.push(item);
            } else {
                self.dropped.extend(node.field("id").and_then(Node::as_text).map(str::to_owned));
            }
        }
        self.places.push((list, places));
        bound
    }

    /// Whether a finding only says that an item is missing which stands in the file but has its own problem.
    fn follows_from_another(&self, finding: &Diagnostic) -> bool {
        let is_reference = matches!(finding.code(), Code::UnknownIndicator | Code::UnknownSource);
        is_reference && self.dropped.iter().any(|id| finding.what_was_found() == Some(id))
    }

    /// A path in the draft as a path in the file.
    fn path_in_file(&self, path: &str) -> String {
        let moved = self.places.iter().find_map(|(list, places)| {
            let (index, rest) = path.strip_prefix(list)?.strip_prefix('[')?.split_once(']')?;
            let index = places.get(index.parse::<usize>().ok()?)?;
            Some(format!("{list}[{index}]{rest}"))
        });
        moved.unwrap_or_else(|| path.to_owned())
    }

    /// A finding of the draft's check, at its place in the file.
    fn located(&self, finding: &Diagnostic, document: &Document) -> Diagnostic {
        let path = self.path_in_file(finding.field_path().unwrap_or_default());
        let mut problem = document.problem(finding.code(), span_of(document.root(), &path));
        if let Some(found) = finding.what_was_found() {
            problem = problem.found(found);
        }
        if let Some(expected) = finding.what_was_expected() {
            // A reference to another item, "…that of goals[0]", moves along.
            let expected: Vec<String> = expected.split(' ').map(|word| self.path_in_file(word)).collect();
            problem = problem.expected(expected.join(" "));
        }
        problem.path(path).help(finding.what_to_do())
    }
}

/// As much of the plan as could be bound. Without an id or a title it has a stand-in, so that the rest is still
/// checked; the missing field is an error already.
fn draft(place: Place<'_, '_>) -> Option<(Draft, Kept)> {
    let root = place.node;
    let mut kept = Kept::new();
    let mut fields = place.fields(&PLAN)?;
    fields.required("format", version);
    let plan_id = fields.required("id", id).or_else(|| "plan".parse().ok());
    let title = fields.required("title", words).or_else(stand_in_title);
    let mut draft = Draft::new(plan_id?, title?).dates(PlanDates {
        issued: fields.optional("issued", date),
        published: fields.optional("published", date),
        effective: fields.optional("effective", date),
        comments_until: fields.optional("comments_until", date),
    });
    draft = draft.issuers_unnamed(fields.optional("issuers_unnamed", count).unwrap_or_default());
    if let Some(kind) = fields.optional("kind", word) {
        draft = draft.kind(kind);
    }
    if let Some(history) = fields.optional("standing", standing) {
        draft = draft.standing(history);
    }
    if let Some(number) = fields.optional("document_number", text) {
        draft = draft.document_number(number);
    }
    if let Some(horizon) = fields.optional("horizon", period) {
        draft = draft.horizon(horizon);
    }
    if let Some(note) = fields.optional("note", text) {
        draft = draft.note(note);
    }
    fields.optional("$schema", text);
    draft = fields.list("issuers", issuer).into_iter().fold(draft, Draft::issuer);
    draft = fields.list("relations", relation).into_iter().fold(draft, Draft::relation);
    let sources = fields.places("sources", source);
    draft = kept.only_bound("sources", root, sources).into_iter().fold(draft, Draft::source);
    let indicators = fields.places("indicators", indicator);
    draft = kept.only_bound("indicators", root, indicators).into_iter().fold(draft, Draft::indicator);
    let goals = fields.places("goals", goal);
    draft = kept.only_bound("goals", root, goals).into_iter().fold(draft, Draft::goal);
    let measures = fields.places("measures", measure);
    draft = kept.only_bound("measures", root, measures).into_iter().fold(draft, Draft::measure);
    let events = fields.places("events", event);
    draft = kept.only_bound("events", root, events).into_iter().fold(draft, Draft::event);
    Some((draft, kept))
}

/// Any other version than the one that is read was refused before.
fn stand_in_title() -> Option<MultilingualText> {
    MultilingualText::new([(LanguageTag::english(), "untitled".to_owned())]).ok()
}

#[cfg(test)]
#[cfg(feature = "toml")]
mod tests {
    use super::*;

    const HEAD: &str = "format = 1\nid = \"demo\"\ntitle = \"A plan\"\n";
    const INDICATOR: &str =
        "[[indicators]]\nid = \"power\"\nunit = \"GW\"\nkind = \"level\"\ntiming = \"end\"\n";

    fn goal(id: &str, rest: &str) -> String {
        format!("[[goals]]\nid = \"{id}\"\nwording = \"...\"\n{rest}\n")
    }

    /// The file: three lines of head, five of one indicator, then the text, which starts in line 9.
    fn with_indicator(text: &str) -> String {
        format!("{HEAD}{INDICATOR}{text}")
    }

    fn read(text: &str) -> Result<Plan, Diagnostics> {
        PlanReader::new().file_name("p.toml").read_toml(text)
    }

    /// The first line of each problem: severity, code, place, path, found and expected.
    fn problems(text: &str) -> Vec<String> {
        let problems = read(text).unwrap_err();
        problems.iter().map(|problem| problem.to_string().lines().next().unwrap().to_owned()).collect()
    }

    #[track_caller]
    fn assert_problem(text: &str, start: &str, details: &[&str]) {
        let found = problems(text);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].starts_with(start), "{found:#?} does not start with {start}");
        let whole = read(text).unwrap_err().to_string();
        for detail in details {
            assert!(whole.contains(detail), "{detail} is not in\n{whole}");
        }
    }

    #[test]
    fn an_unknown_unit_is_found_where_it_stands() {
        let text = with_indicator("").replace("\"GW\"", "\"nan\"");
        assert_problem(
            &text,
            "error[invalid_unit] p.toml:6:8 indicators[0].unit: found \"nan\"",
            &["unit = \"nan\""],
        );
    }

    #[test]
    fn the_target_and_the_baseline_are_in_units_of_the_indicator() {
        let text = with_indicator(&goal("a", "indicator = \"power\"\ntarget = \">= 30 GWh by 2025\""));
        let start = "error[unit_mismatch] p.toml:13:10 goals[0].target: found ";
        assert_problem(
            &text,
            start,
            &["expected a unit that converts to GW", "help: GWh measures energy, GW measures power"],
        );
        let baseline = "baseline = { value = \"3.3 %\", period = \"2020\" }";
        let text = goal("a", &format!("indicator = \"power\"\ntarget = \">= 30 GW by 2025\"\n{baseline}"));
        let start = "error[unit_mismatch] p.toml:14:22 goals[0].baseline.value: found ";
        assert_problem(&with_indicator(&text), start, &["\"3.3 %\""]);
    }

    #[test]
    fn an_unknown_indicator_is_named_with_those_that_are_known() {
        let text = with_indicator(&goal("a", "indicator = \"powr\"\ntarget = \">= 30 GW by 2025\""));
        let start =
            "error[unknown_indicator] p.toml:12:13 goals[0].indicator: found powr, expected one of: power";
        assert_problem(&text, start, &["help: declare the indicator in the plan, or correct its id"]);
    }

    #[test]
    fn a_two_sided_target_needs_a_direction() {
        let text = with_indicator(&goal("a", "indicator = \"power\"\ntarget = \"= 30 GW by 2025\""));
        let start = "error[no_direction] p.toml:13:10 goals[0].target: found = 30 GW by 2025, expected a baseline, or";
        assert_problem(&text, start, &["help: state `better = \"up\"` or `\"down\"` with the indicator"]);
    }

    #[test]
    fn the_deadline_lies_after_the_baseline() {
        let text = "indicator = \"power\"\ntarget = \">= 30 GW by 2020\"\nbaseline = { value = \"3 GW\", period = \"2020-12-31\" }";
        let start = "error[deadline_before_baseline] p.toml:14:39 goals[0].baseline.period: found 2020-12-31, \
                     expected a period before the deadline 2020-12-31";
        assert_problem(&with_indicator(&goal("a", text)), start, &[]);
    }

    #[test]
    fn ids_are_unique() {
        let text =
            with_indicator(&(goal("a", "target = \"statement\"") + &goal("a", "target = \"statement\"")));
        let start = "error[duplicate_id] p.toml:14:6 goals[1].id: found a, expected an id other than that of goals[0]";
        assert_problem(&text, start, &["14 | id = \"a\"", "help: rename one of them"]);
    }

    #[test]
    fn a_year_has_no_decimals() {
        let text = goal("a", "indicator = \"power\"\ntarget = \">= 30 GW by 2050.0\"");
        let start = "error[invalid_target] p.toml:13:10 goals[0].target: found \"2050.0\"";
        assert_problem(&with_indicator(&text), start, &["write the year alone, such as 2050"]);
        let start = "error[invalid_period] p.toml:4:11 horizon: found \"2050.0\"";
        assert_problem(&format!("{HEAD}horizon = 2050.0\n"), start, &[]);
        let start = "error[invalid_date] p.toml:4:10 issued: found \"2050.0\"";
        assert_problem(&format!("{HEAD}issued = 2050.0\n"), start, &["expected"]);
    }

    #[test]
    fn broken_text_is_refused_with_its_place() {
        assert_problem("", "error[empty_input] p.toml:1:1", &[]);
        let start = "error[unclosed_quote] p.toml:4:13";
        assert_problem(&format!("{HEAD}note = \"open\nkind = \"plan\"\n"), start, &["close the quote"]);
        let start = "error[invalid_number] p.toml:9:8: found nan, expected a number";
        assert_problem(
            &with_indicator("step = nan\n"),
            start,
            &["leave the field out if there is no number"],
        );
        let random =
            PlanReader::new().file_name("p.toml").read_toml_bytes(b"\x9c\x00\xff\x13id").unwrap_err();
        assert!(
            random.to_string().starts_with("error[not_utf8] p.toml:1:1: found byte 0x9C at offset 0"),
            "{random}"
        );
        let deep = format!("{HEAD}note = {}{}\n", "[".repeat(100), "]".repeat(100));
        assert_problem(&deep, "error[too_deep] p.toml:4:72: expected at most 64 levels", &[]);
        let small = PlanReader::new().limits(Limits::default().with_document_bytes(20));
        let problem = small.read_toml(HEAD).unwrap_err().to_string();
        let start = format!(
            "error[too_large] line 1, column 1: found {} bytes, expected at most 20 bytes",
            HEAD.len()
        );
        assert!(problem.starts_with(&start), "{problem}");
    }

    #[test]
    fn fields_are_known_present_and_of_their_type() {
        let start = "error[unknown_field] p.toml:4:1 titel: found \"titel\", expected a field of this plan: $schema, format";
        assert_problem(&format!("{HEAD}titel = 1\n"), start, &["help: correct its name or remove it"]);
        let start =
            "error[missing_field] p.toml:9:1 goals[0].wording: found nothing, expected the field wording";
        assert_problem(
            &with_indicator("[[goals]]\nid = \"a\"\ntarget = \"tbd\"\n"),
            start,
            &["add `wording = ...`"],
        );
        let start =
            "error[wrong_type] p.toml:12:13 goals[0].indicator: found the number 5, expected a text: an id";
        let text = goal("a", "indicator = 5\ntarget = \"> 1 GW by 2025\"");
        assert_problem(&with_indicator(&text), start, &["help: put it in quotes"]);
        let start = "error[wrong_type] p.toml:4:11 sources: found the text \"a\", expected a list";
        assert_problem(&format!("{HEAD}sources = \"a\"\n"), start, &[]);
        let start =
            "error[invalid_value] p.toml:4:8 kind: found \"paper\", expected one of: plan, opinions, ";
        assert_problem(&format!("{HEAD}kind = \"paper\"\n"), start, &[]);
        let start =
            "error[invalid_value] p.toml:4:20 sources[0].id: found ' ' in the id \"a b\", expected only";
        let source = "{ id = \"a b\", publisher = \"P\", title = \"T\" }";
        assert_problem(&format!("{HEAD}sources = [ {source} ]\n"), start, &["help: replace it"]);
    }

    #[test]
    fn fields_that_do_not_go_together_are_refused() {
        let text = goal("a", "target = \"statement\"\nindicator = \"power\"");
        let start = "error[unknown_field] p.toml:13:1 goals[0].indicator: found \"indicator\", expected no such field \
                     beside target = \"statement\"";
        assert_problem(&with_indicator(&text), start, &[]);
        let arm = "{ indicator = \"power\", target = \"> 1 GW by 2025\" }";
        let text = goal("a", &format!("all_of = [{arm}]\npath = \"linear\""));
        let start = "error[unknown_field] p.toml:13:1 goals[0].path: found \"path\", expected all criteria within all_of";
        assert_problem(&with_indicator(&text), start, &[]);
        let both = "baseline = { reported = \"2020\", value = \"3 GW\" }";
        let text = goal("a", &format!("indicator = \"power\"\ntarget = \"> 1 GW by 2025\"\n{both}"));
        let start = "error[unknown_field] p.toml:14:33 goals[0].baseline.value: found \"value\", expected no such field \
                     beside reported";
        assert_problem(&with_indicator(&text), start, &[]);
    }

    #[test]
    fn another_version_is_refused_before_anything_is_read_into_it() {
        let start =
            "error[unsupported_format_version] p.toml:1:10 format: found version 2, expected version 1";
        assert_problem("format = 2\nnew_field = true\n", start, &["use a release that reads this version"]);
        assert_problem(
            "id = \"a\"\ntitle = \"b\"\n",
            "error[missing_field] p.toml:1:1 format: found nothing",
            &[],
        );
        assert_problem(
            "format = \"1\"\nid = \"a\"\ntitle = \"b\"\n",
            "error[wrong_type] p.toml:1:10 format",
            &[],
        );
    }

    #[test]
    fn all_problems_come_at_once_in_the_order_of_the_file() {
        let text = with_indicator(
            &(goal("a", "indicator = \"power\"\ntarget = \"many by 2025\"")
                + &goal("b", "indicator = \"power\"\ntarget = \"> 1 % by 2025\"")
                + &goal("b", "indicator = \"gone\"\ntarget = \"> 1 GW by 2025\"")
                + "[[indicators]]\nid = \"broken\"\nunit = \"nan\"\nkind = \"level\"\ntiming = \"end\"\n"
                + &goal("c", "indicator = \"broken\"\ntarget = \"> 1 GW by 2025\"")),
        );
        let found = problems(&text);
        let starts = [
            "error[invalid_target] p.toml:13:10 goals[0].target",
            "error[unit_mismatch] p.toml:18:10 goals[1].target",
            "error[duplicate_id] p.toml:20:6 goals[2].id: found b, expected an id other than that of goals[1]",
            "error[unknown_indicator] p.toml:22:13 goals[2].indicator: found gone",
            "error[invalid_unit] p.toml:26:8 indicators[1].unit",
        ];
        assert_eq!(found.len(), starts.len(), "{found:#?}");
        for (found, start) in found.iter().zip(starts) {
            assert!(found.starts_with(start), "{found} does not start with {start}");
        }
    }

    #[test]
    fn the_number_of_problems_is_bounded() {
        let reader = PlanReader::new().limits(Limits::default().with_diagnostics(2));
        let problems = reader.read_toml(&format!("{HEAD}a = 1\nb = 1\nc = 1\nd = 1\n")).unwrap_err();
        assert_eq!((problems.len(), problems.left_out()), (3, 2));
    }

    #[test]
    fn warnings_stay_with_the_plan_and_keep_their_place() {
        let text = "indicator = \"power\"\ntarget = \">= 3 GW by 2025\"\nbaseline = { value = \"3 GW\", period = \"2020\" }";
        let plan = read(&with_indicator(&goal("a", text))).unwrap();
        let warning = plan.warnings().to_string();
        let start = "warning[baseline_meets_target] p.toml:14:12 goals[0].baseline: found >= 3 GW by 2025";
        assert!(warning.starts_with(start), "{warning}");
    }

    #[test]
    fn numbers_are_read_from_their_digits_quoted_or_not() {
        let limits = "limits = { lower = 0.10, upper = \"100.00\" }\nstep = 0.1234567890123456789012345678\n";
        let plan = read(&with_indicator(limits)).unwrap();
        let indicator = &plan.indicators()[0];
        assert_eq!(indicator.limits().lower.unwrap().to_string(), "0.10");
        assert_eq!(indicator.limits().upper.unwrap().to_string(), "100.00");
        assert_eq!(indicator.step().unwrap().to_string(), "0.1234567890123456789012345678");
        let start = "error[invalid_number] p.toml:9:8 indicators[0].step: found ";
        assert_problem(&with_indicator("step = 1e3\n"), start, &["1e3"]);
    }

    #[test]
    fn a_derived_indicator_takes_after_its_first_input() {
        let text = with_indicator(
            "frequency = \"month\"\n[[indicators]]\nid = \"share\"\nunit = \"%\"\n\
             derived = { ratio = { numerator = \"power\", denominator = \"power\" } }\n",
        );
        let plan = read(&text).unwrap();
        let share = &plan.indicators()[1];
        assert_eq!((share.kind().code(), share.timing().code()), ("ratio", "end"));
        assert_eq!(share.frequency().to_string(), "month");
        let circle = format!(
            "{HEAD}[[indicators]]\nid = \"a\"\nunit = \"%\"\nderived = {{ ratio = {{ numerator = \"a\", denominator = \"a\" }} }}\n"
        );
        assert_problem(&circle, "error[cyclic_derivation] p.toml:7:11 indicators[0].derived", &[]);
    }

    #[cfg(feature = "json")]
    #[test]
    fn json_has_the_same_fields_and_the_same_problems() {
        let read = |text: &str| PlanReader::new().file_name("p.json").read_json(text);
        let text = "{\"$schema\": \"plan.schema.json\", \"format\": 1, \"id\": \"demo\", \"title\": {\"en\": \"A\"},\n \
                    \"issued\": 2021, \"goals\": [{\"id\": \"a\", \"wording\": \"...\", \"target\": \"tbd\"}]}";
        assert_eq!(read(text).unwrap().dates().issued.unwrap().to_string(), "2021");
        let problem = read(&text.replace("2021", "null")).unwrap_err().to_string();
        assert!(
            problem.starts_with("error[wrong_type] p.json:2:12 issued: found null, expected a date"),
            "{problem}"
        );
        assert!(problem.ends_with("help: leave the field out if there is nothing to say"), "{problem}");
        let problem = read("[]").unwrap_err().to_string();
        assert!(
            problem.starts_with("error[wrong_type] p.json:1:1: found a list, expected a table"),
            "{problem}"
        );
        let problem = PlanReader::new().read_json_bytes(b"\xFF").unwrap_err().to_string();
        assert!(problem.starts_with("error[not_utf8] line 1, column 1"), "{problem}");
    }
}
