//! The progress of a site by the publisher's own rules, and the file in which sites publish it:
//! `indicator_calculation_components.yml`. (open-sdg/sdg-build, `sdg/ProgressMeasure.py`.)

use super::config::{ProgressOption, SeriesOption};
use super::site::{OpenSdgSite, SiteIndicator};
use super::table::{SiteRow, objection};
use crate::diagnostic::{Diagnostic, Diagnostics, Limits};
use crate::format::import::reading;
use crate::format::{Loaded, Node, yaml};
use crate::method::{Case, Member, Method, Point, Rating, published::OpenSdg24};
use crate::number::{Ratio, Value};
use crate::progress::Direction;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::io::{self, Write};

/// The components of one series: what was compared, and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SeriesComponents {
    /// Value of the base year.
    pub base_value: Option<Ratio>,
    /// The base year used.
    pub base_year: Option<i32>,
    /// The latest value.
    pub current_value: Option<Ratio>,
    /// Its year.
    pub current_year: Option<i32>,
    /// 1 if more is better, −1 if less is.
    pub direction: Option<i32>,
    /// The limit stated.
    pub limit: Option<Ratio>,
    /// The growth, or the share of the required growth, in 12 significant digits.
    pub progress_value: Option<Ratio>,
    /// The score from −5 to 5.
    pub score: Option<Ratio>,
    /// −1 for a base below 0.
    pub sign: Option<i32>,
    /// The status, as Open SDG words it.
    pub status: String,
    /// The target used.
    pub target: Option<Ratio>,
    /// The year of the target.
    pub target_year: Option<i32>,
}

/// The components of one indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndicatorComponents {
    /// The status of the indicator.
    pub progress_status: String,
    /// Its score.
    pub score: Option<Ratio>,
    /// Each series by the name that Open SDG gives it.
    pub series: BTreeMap<String, SeriesComponents>,
}

/// The components of a site, by the number of the indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Components(pub BTreeMap<String, IndicatorComponents>);

/// What the publisher fills in where nothing is stated.
const BASE_YEAR: i32 = 2015;
const TARGET_YEAR: i32 = 2030;
const NOT_AVAILABLE: &str = "not_available";

impl OpenSdgSite {
    /// Rates every indicator by the rules of Open SDG 2.4, with what was odd about the series.
    pub fn rate(&self) -> Loaded<Components> {
        let mut found = Diagnostics::default();
        let rated = self.indicators().iter().map(|indicator| {
            let components = rate_indicator(indicator, &mut found);
            (indicator.number().to_owned(), components)
        });
        let components = Components(rated.collect());
        Loaded::new(components, found)
    }
}

fn rate_indicator(indicator: &SiteIndicator, found: &mut Diagnostics) -> IndicatorComponents {
    let config = indicator.config();
    if !config.is_calculated() {
        // A status by hand stands as it is.
        let progress_status = config.status().unwrap_or_default().to_owned();
        return IndicatorComponents { progress_status, ..IndicatorComponents::default() };
    }
    let mut series = BTreeMap::new();
    let members: Vec<Member> =
        config.options().iter().map(|option| rate_option(indicator, option, &mut series, found)).collect();
    // A series without a score takes no part in the question whether all targets are achieved.
    let scored = members.iter().filter_map(scored).collect::<Vec<_>>();
    match OpenSdg24.rate_indicator(&scored) {
        Ok(rating) => IndicatorComponents {
            progress_status: status(&rating),
            score: rating.score().map(|score| score.number().clone()),
            series,
        },
        Err(_) => IndicatorComponents { progress_status: NOT_AVAILABLE.to_owned(), score: None, series },
    }
}

/// The member without what has no score in it; nothing if none has one.
fn scored(member: &Member) -> Option<Member> {
    match member {
        Member::Group(members) => {
            let members: Vec<Member> = members.iter().filter_map(scored).collect();
            (!members.is_empty()).then_some(Member::Group(members))
        }
        member => member.score().map(|_| member.clone()),
    }
}

fn rate_option(
    indicator: &SiteIndicator,
    option: &ProgressOption,
    series: &mut BTreeMap<String, SeriesComponents>,
    found: &mut Diagnostics,
) -> Member {
    match option {
        ProgressOption::Group(options) => Member::Group(
            options.iter().map(|option| rate_option(indicator, option, series, found)).collect(),
        ),
        ProgressOption::Series(option) => {
            let tag = option.tag(indicator.number());
            let components = rate_series(indicator, option).unwrap_or_else(|problem| {
                found.push(problem.path(format!("{tag} ({})", indicator.file())));
                unrated(option)
            });
            let member = Member::Rated {
                score: components.score.clone(),
                is_achieved: components.status == "target_achieved",
            };
            series.insert(tag, components);
            member
        }
    }
}

/// What is said of a series without values.
fn unrated(option: &SeriesOption) -> SeriesComponents {
    SeriesComponents {
        base_year: Some(option.base_year.unwrap_or(BASE_YEAR)),
        direction: Some(if option.direction == Some(Direction::Up) { 1 } else { -1 }),
        limit: option.limit.map(Value::to_ratio),
        status: NOT_AVAILABLE.to_owned(),
        target: option.target.map(Value::to_ratio),
        target_year: Some(option.target_year.unwrap_or(TARGET_YEAR)),
        ..SeriesComponents::default()
    }
}

fn rate_series(
    indicator: &SiteIndicator,
    option: &SeriesOption,
) -> Result<SeriesComponents, Box<Diagnostic>> {
    let rows = points(indicator, option)?;
    let mut components = unrated(option);
    let points = rows.iter().map(|row| (row.year, row.value));
    let mut case = Case::new(points);
    if let Some(direction) = option.direction {
        case = case.with_direction(direction);
    }
    if let Some(year) = option.base_year {
        case = case.with_base_year(year);
    }
    if let Some(year) = option.target_year {
        case = case.with_target_year(year);
    }
    if let Some(target) = option.target {
        case = case.with_target(target);
    }
    if let Some(limit) = option.limit {
        case = case.with_limit(limit);
    }
    let Some(latest) = case.latest() else { return Ok(components) };
    components.current_value = Some(latest.number());
    components.current_year = Some(latest.year());
    let base = case.first_from(option.base_year.unwrap_or(BASE_YEAR));
    components.base_value = base.map(Point::number);
    components.base_year = base.map(Point::year);
    components.sign = base.map(|base| if base.number().is_negative() { -1 } else { 1 });
    if option.has_own_thresholds {
        return Err(objection("thresholds of the site's own", "the thresholds of the method"));
    }
    match OpenSdg24.rate(&case) {
        Ok(rating) => {
            components.status = status(&rating);
            components.score = rating.score().map(|score| score.number().clone());
            components.progress_value = rating.statistic().map(|statistic| statistic.number().clone());
        }
        // The target may be met by a series of which no growth can be computed.
        Err(_) if is_met(option, &latest.number()) => {
            "target_achieved".clone_into(&mut components.status);
            components.score = Some(Ratio::from(5));
        }
        Err(_) => {}
    }
    Ok(components)
}

fn is_met(option: &SeriesOption, latest: &Ratio) -> bool {
    let direction = option.direction.unwrap_or(Direction::Down);
    option.target.is_some_and(|target| direction.is_as_good(latest, &target.to_ratio()))
}

fn status(rating: &Rating) -> String {
    rating.class().map_or(NOT_AVAILABLE, |class| class.code()).to_owned()
}

/// The rows of the series that an option names: those of its series, unit and disaggregation, otherwise the totals.
pub(super) fn points<'t>(
    indicator: &'t SiteIndicator,
    option: &SeriesOption,
) -> Result<Vec<&'t SiteRow>, Box<Diagnostic>> {
    let table = indicator.table();
    let cell = |row: &'t SiteRow, column: usize| row.cells.get(column).map_or("", String::as_str);
    let mut rows: Vec<&SiteRow> = table.rows.iter().collect();
    let wanted = [("Units", &option.unit), ("Series", &option.series)];
    let stated = wanted.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?)));
    let disaggregation = option.disaggregation.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    for (name, value) in stated.chain(disaggregation) {
        let Some(column) = table.column(name) else {
            return Err(objection(
                format!("no column \"{name}\" in the data"),
                "the column that the options name",
            ));
        };
        rows.retain(|row| cell(row, column) == value);
        if rows.is_empty() {
            return Err(objection(
                format!("no row with \"{value}\" in \"{name}\""),
                "rows of the series that the options name",
            ));
        }
    }
    if option.disaggregation.is_empty() {
        let others: Vec<usize> = table
            .disaggregations()
            .filter(|(_, name)| !["Units", "Series"].contains(name))
            .map(|(column, _)| column)
            .collect();
        rows.retain(|row| others.iter().all(|column| cell(row, *column).is_empty()));
        if rows.is_empty() && !table.rows.is_empty() {
            return Err(objection(
                "no row of the total",
                "rows that are blank in every column of a disaggregation",
            ));
        }
    }
    for (column, name) in table.disaggregations() {
        let first = rows.first().map_or("", |row| cell(row, column));
        if let Some(other) = rows.iter().map(|row| cell(row, column)).find(|other| *other != first) {
            let found = format!("both \"{first}\" and \"{other}\" in \"{name}\"");
            return Err(objection(found, "options that name one series"));
        }
    }
    rows.sort_by_key(|row| row.year);
    let twice = rows.iter().zip(rows.iter().skip(1)).find(|(one, two)| one.year == two.year);
    match twice {
        Some((row, _)) => Err(objection(format!("two values for {}", row.year), "one value a year")),
        None => Ok(rows),
    }
}

impl Components {
    /// Reads a file of components, such as a site publishes.
    pub fn read(text: &str, file: Option<&str>, limits: &Limits) -> Loaded<Self> {
        let (document, problems) = match yaml::read(text, file, limits) {
            Ok(read) => read,
            Err(problems) => return Loaded::new(Self::default(), problems),
        };
        let indicators = document.root().as_table().unwrap_or_default();
        let read = indicators.iter().map(|(key, node)| (key.name().to_owned(), read_indicator(node)));
        Loaded::new(Self(read.collect()), problems)
    }

    /// Writes the file that Open SDG reads, with its keys.
    ///
    /// # Errors
    /// What the writer fails with.
    pub fn write(&self, mut writer: impl Write) -> io::Result<()> {
        for (number, indicator) in &self.0 {
            writeln!(writer, "{}", key("", number))?;
            for (tag, series) in &indicator.series {
                writeln!(writer, "  {}", key("  ", tag))?;
                for (key, value) in series.fields() {
                    writeln!(writer, "    {key}: {value}")?;
                }
            }
            writeln!(writer, "  progress_status: {}", quoted(&indicator.progress_status))?;
            writeln!(writer, "  score: {}", shown(indicator.score.as_ref()))?;
        }
        Ok(())
    }

    /// Where these components differ from published ones, on the indicators that both have: another word, or a
    /// number that differs in the first nine significant digits.
    #[must_use]
    pub fn differences(&self, published: &Self) -> Vec<ComponentDifference> {
        let mut found = Vec::new();
        for (number, theirs) in &published.0 {
            let Some(ours) = self.0.get(number) else { continue };
            let mut compare = |path: &str, ours: &str, theirs: &str| {
                if !agree(ours, theirs) {
                    let (ours, theirs) = (ours.to_owned(), theirs.to_owned());
                    found.push(ComponentDifference { path: format!("{number}: {path}"), ours, theirs });
                }
            };
            // A file may hold only some of the series, and then says nothing of the indicator.
            if !theirs.progress_status.is_empty() || theirs.series.is_empty() {
                compare("progress_status", &ours.progress_status, &theirs.progress_status);
                compare("score", &shown(ours.score.as_ref()), &shown(theirs.score.as_ref()));
            }
            for (tag, theirs) in &theirs.series {
                let Some(ours) =
                    ours.series.iter().find(|(ours, _)| is_same_tag(ours, tag)).map(|(_, ours)| ours)
                else {
                    compare(tag, "", "a series");
                    continue;
                };
                for ((key, ours), (_, theirs)) in ours.fields().into_iter().zip(theirs.fields()) {
                    compare(&format!("{tag}: {key}"), &ours, &theirs);
                }
            }
        }
        found
    }
}

/// One thing on which two files of components differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentDifference {
    /// Where: indicator, series and key.
    pub path: String,
    /// What was computed here.
    pub ours: String,
    /// What was published.
    pub theirs: String,
}

impl fmt::Display for ComponentDifference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: computed {}, published {}", self.path, self.ours, self.theirs)
    }
}

impl SeriesComponents {
    /// The keys of Open SDG in the order of the alphabet, each with its value as it is written.
    fn fields(&self) -> [(&'static str, String); 12] {
        let whole = |number: Option<i32>| number.map_or("null".to_owned(), |number| number.to_string());
        [
            ("base_value", shown(self.base_value.as_ref())),
            ("base_year", whole(self.base_year)),
            ("current_value", shown(self.current_value.as_ref())),
            ("current_year", whole(self.current_year)),
            ("direction", whole(self.direction)),
            ("limit", shown(self.limit.as_ref())),
            ("progress_value", shown(self.progress_value.as_ref())),
            ("score", shown(self.score.as_ref())),
            ("sign", whole(self.sign)),
            ("status", self.status.clone()),
            ("target", shown(self.target.as_ref())),
            ("target_year", whole(self.target_year)),
        ]
    }
}

fn read_indicator(node: &Node) -> IndicatorComponents {
    let mut read = IndicatorComponents::default();
    for (key, value) in node.as_table().unwrap_or_default() {
        match key.name() {
            "progress_status" => value.as_text().unwrap_or_default().clone_into(&mut read.progress_status),
            "score" => read.score = ratio(value),
            tag => {
                read.series.insert(tag.to_owned(), read_series(value));
            }
        }
    }
    read
}

fn read_series(node: &Node) -> SeriesComponents {
    let number = |name: &str| node.field(name).and_then(ratio);
    let whole = |name: &str| {
        number(name).and_then(|number| number.to_whole_number()).and_then(|number| i32::try_from(number).ok())
    };
    SeriesComponents {
        base_value: number("base_value"),
        base_year: whole("base_year"),
        current_value: number("current_value"),
        current_year: whole("current_year"),
        direction: whole("direction"),
        limit: number("limit"),
        progress_value: number("progress_value"),
        score: number("score"),
        sign: whole("sign"),
        status: node.field("status").and_then(Node::as_text).unwrap_or_default().to_owned(),
        target: number("target"),
        target_year: whole("target_year"),
    }
}

fn ratio(node: &Node) -> Option<Ratio> {
    let reading = reading(node.as_number()?, 0).ok()?;
    reading.central().map(Value::to_ratio)
}

/// A number as decimals, as many as it has, at most 17.
fn shown(number: Option<&Ratio>) -> String {
    let Some(number) = number else { return "null".to_owned() };
    let exact =
        (0..=17).filter_map(|places| number.rounded(places).ok()).find(|value| value.to_ratio() == *number);
    exact.or_else(|| number.rounded(17).ok()).map_or_else(|| number.to_string(), |value| value.to_string())
}

/// Equal words, or numbers that agree in nine significant digits: published floats carry noise beyond that.
fn agree(ours: &str, theirs: &str) -> bool {
    let number = |text: &str| text.parse::<Value>().ok().map(Value::to_ratio);
    match (number(ours), number(theirs)) {
        (Some(ours), Some(theirs)) => {
            let difference = (&ours - &theirs).absolute();
            Ratio::new(1, 1_000_000_000).is_some_and(|part| difference <= theirs.absolute() * part)
        }
        _ => ours == theirs,
    }
}

/// Whether two names are one, where a publisher may have cut the parts of a long one.
fn is_same_tag(ours: &str, theirs: &str) -> bool {
    if ours == theirs {
        return true;
    }
    if !theirs.contains("...") {
        return false;
    }
    let mut rest = ours;
    theirs.split("...").enumerate().all(|(index, part)| match rest.find(part) {
        Some(place) if index > 0 || place == 0 => {
            rest = rest.get(place.saturating_add(part.len())..).unwrap_or_default();
            true
        }
        _ => rest.trim_end_matches('.').len() < part.len() && part.starts_with(rest.trim_end_matches('.')),
    })
}

/// A key of YAML, of which those longer than 1024 characters have to be marked.
fn key(indent: &str, text: &str) -> String {
    let quoted = quoted(text);
    if quoted.chars().count() > LONGEST_KEY { format!("? {quoted}\n{indent}:") } else { format!("{quoted}:") }
}

const LONGEST_KEY: usize = 1000;

/// A text as YAML: plain where nothing in it could be taken for something else.
fn quoted(text: &str) -> String {
    let is_plain = text.starts_with(|first: char| first.is_ascii_alphanumeric())
        && !text.contains([
            ':', '#', '\'', '"', '\n', '\r', '\t', '[', ']', '{', '}', ',', '&', '*', '!', '|', '>', '%',
            '@', '`',
        ])
        && !text.ends_with(' ')
        && !text.chars().any(char::is_control)
        && text.contains(|character: char| character.is_ascii_alphabetic() || character == '-')
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
            .contains(&text.to_ascii_lowercase().as_str());
    if is_plain {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                // Writing to a `String` cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
