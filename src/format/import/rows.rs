//! Cells of a published table as observations: each series is described and decided on once, then known by its
//! cells, so that a row costs little more than its value.

use super::name::slug;
use super::reader::Settings;
use super::selection::{Filter, Selection};
use super::unit::unit_of;
use crate::data::{Flags, Gathering, Observation, Reported, SeriesKey, SeriesPlace, Uncertainty};
use crate::diagnostic::{Code, Diagnostic};
use crate::format::table::{Bad, Memo, Row, as_text, trimmed};
use crate::text::Id;
use crate::time::{PartialDate, Period, TimeError};
use crate::unit::{Unit, UnitError};
use std::collections::HashMap;
use std::sync::Arc;

/// What a column says about the series that a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::format) enum Part {
    /// The code of the indicator, or one of several columns that make it.
    Indicator,
    /// A name of the indicator.
    IndicatorName,
    /// The code of the area.
    Area,
    /// A name of the area, or its code by another list.
    AreaName,
    /// Who publishes the series, or in which edition.
    Publisher,
    /// Anything else that tells series apart.
    Dimension,
    /// What is held otherwise, such as a frequency or a unit; rows may be selected by it.
    Property,
}

impl Part {
    pub(super) fn is_of_indicator(self) -> bool {
        matches!(self, Self::Indicator | Self::IndicatorName)
    }

    pub(super) fn is_of_area(self) -> bool {
        matches!(self, Self::Area | Self::AreaName)
    }
}

/// One of the cells that say which series a row belongs to.
#[derive(Debug, Clone, Copy)]
pub(in crate::format) struct Field<'a> {
    pub(in crate::format) part: Part,
    pub(in crate::format) name: &'a str,
    pub(in crate::format) value: &'a str,
}

/// The columns that say which series a row belongs to.
#[derive(Debug, Clone, Default)]
pub(in crate::format) struct KeyColumns {
    columns: Vec<(usize, Part)>,
    /// The first and last one, if no other column lies between them.
    span: Option<(usize, usize)>,
}

impl KeyColumns {
    pub(in crate::format) fn new(mut columns: Vec<(usize, Part)>) -> Self {
        columns.sort_by_key(|(column, _)| *column);
        let ends = columns.first().zip(columns.last()).map(|(first, last)| (first.0, last.0));
        let span =
            ends.filter(|(first, last)| last.saturating_sub(*first).saturating_add(1) == columns.len());
        Self { columns, span }
    }

    /// The cells of a row, with what each of them says.
    pub(in crate::format) fn fields<'r>(&self, row: &Row<'r>) -> Vec<Field<'r>> {
        let field = |(column, part): &(usize, Part)| Field {
            part: *part,
            name: row.name(*column),
            value: as_text(row.code(*column)),
        };
        self.columns.iter().map(field).collect()
    }
}

/// A series that is read.
#[derive(Debug, Clone)]
pub(in crate::format) struct Known {
    pub(in crate::format) key: Arc<SeriesKey>,
    pub(in crate::format) place: SeriesPlace,
    /// The unit stated for it, whatever the file says.
    pub(in crate::format) unit: Option<Unit>,
}

/// What an observation says besides its series, period and value.
#[derive(Debug, Clone, Default)]
pub(in crate::format) struct Facts {
    pub(in crate::format) flags: Flags,
    pub(in crate::format) note: Option<Arc<str>>,
    pub(in crate::format) uncertainty: Option<Uncertainty>,
    /// The day of publication, where the file says it.
    pub(in crate::format) published: Option<PartialDate>,
    pub(in crate::format) source: Option<Arc<Id>>,
}

/// Makes observations of the rows of one file.
#[derive(Debug)]
pub(in crate::format) struct Rows<'s> {
    pub(in crate::format) settings: &'s Settings,
    /// The series of every key so far; none for what is not read. It is only asked, never listed: no order of hashes shows.
    known: HashMap<Vec<u8>, Option<Known>>,
    last: Option<Known>,
    last_text: Vec<u8>,
    text: Vec<u8>,
    /// What each identifier was made of.
    named: HashMap<Id, String>,
    periods: Memo<Period>,
    units: Memo<Unit>,
    notes: Memo<Arc<str>>,
}

impl<'s> Rows<'s> {
    pub(in crate::format) fn new(settings: &'s Settings) -> Self {
        Self {
            settings,
            known: HashMap::new(),
            last: None,
            last_text: Vec::new(),
            text: Vec::new(),
            named: HashMap::new(),
            periods: Memo::default(),
            units: Memo::default(),
            notes: Memo::default(),
        }
    }

    /// The series of a row, described by its key columns; `None` if it is not read.
    pub(in crate::format) fn series_of_row(
        &mut self,
        row: &mut Row<'_>,
        columns: &KeyColumns,
        publisher: &str,
        indicator: Option<&str>,
        gathering: &mut Gathering,
        adjust: impl Fn(&mut Field<'_>),
    ) -> Option<Known> {
        self.text.clear();
        if let Some(span) = columns.span.and_then(|(first, last)| row.cells.span(first, last)) {
            self.text.push(b'=');
            self.text.extend_from_slice(span);
        } else {
            self.text.push(b'#');
            for (column, _) in &columns.columns {
                // With their lengths, no two rows of different series run together to the same text.
                let cell = row.cells.cell(*column);
                self.text.extend_from_slice(&cell.len().to_le_bytes());
                self.text.extend_from_slice(cell);
            }
        }
        if self.text == self.last_text {
            return self.last.clone();
        }
        if let Some(known) = self.known.get(&self.text) {
            self.last.clone_from(known);
        } else {
            let mut fields = columns.fields(row);
            for field in &mut fields {
                adjust(field);
            }
            if let Some(value) = indicator {
                fields.push(Field { part: Part::Indicator, name: "indicator", value });
            }
            self.last = match self.describe(&fields, publisher) {
                Ok(series) => series.map(|series| gather(series, gathering)),
                Err(problem) => {
                    let cell = columns.columns.first().map_or(0, |(column, _)| *column);
                    row.bad.push(Bad { cell, problem: *problem });
                    None
                }
            };
            self.known.insert(self.text.clone(), self.last.clone());
        }
        self.last_text.clone_from(&self.text);
        self.last.clone()
    }

    /// The series that these fields describe, gathered; `None` if it is not read.
    pub(in crate::format) fn series(
        &mut self,
        fields: &[Field<'_>],
        publisher: &str,
        gathering: &mut Gathering,
    ) -> Result<Option<Known>, Box<Diagnostic>> {
        Ok(self.describe(fields, publisher)?.map(|series| gather(series, gathering)))
    }

    /// The series among these that the fields name, where a blank field stands for all of its values.
    pub(in crate::format) fn patterns(&self, fields: &[Field<'_>], publisher: &str) -> Vec<Pattern> {
        let settings = self.settings;
        let publishers = joined(fields, Part::Publisher);
        let publisher = slug(if publishers.is_empty() { publisher } else { &publishers });
        let pattern = |selection: Option<&Selection>| {
            let stated = selection.and_then(Selection::series).or(settings.series.as_ref());
            let is_kept = |field: &&Field<'_>| {
                matches!(field.part, Part::Area | Part::Dimension)
                    && !field.value.is_empty()
                    && !selection.is_some_and(|selection| selection.fixes(field.name))
                    && !settings.ignored.iter().any(|name| name == field.name)
            };
            Pattern {
                indicator: match selection {
                    Some(selection) => Some(selection.indicator().clone()),
                    None => slug(&joined(fields, Part::Indicator)),
                },
                series: stated.cloned().or_else(|| publisher.clone()),
                dimensions: fields
                    .iter()
                    .filter(is_kept)
                    .map(|field| (dimension_name(field.name), field.value.to_owned()))
                    .collect(),
            }
        };
        if settings.selections.is_empty() {
            return vec![pattern(None)];
        }
        let selections = settings.selections.iter().filter(|selection| selection.may_take(fields));
        selections.map(|selection| pattern(Some(selection))).collect()
    }

    /// The key of the series that these fields describe, and the unit stated for it.
    fn describe(
        &mut self,
        fields: &[Field<'_>],
        publisher: &str,
    ) -> Result<Option<(SeriesKey, Option<Unit>)>, Box<Diagnostic>> {
        let settings = self.settings;
        if !settings.filter.takes(fields) {
            return Ok(None);
        }
        let selection = settings.selections.iter().find(|selection| selection.takes(fields));
        if selection.is_none() && !settings.selections.is_empty() {
            return Ok(None);
        }
        let indicator = match selection {
            Some(selection) => selection.indicator().clone(),
            None => self.identifier(&joined(fields, Part::Indicator))?,
        };
        let stated = selection.and_then(Selection::series).or(settings.series.as_ref());
        let series = if let Some(series) = stated {
            series.clone()
        } else {
            let publishers = joined(fields, Part::Publisher);
            self.identifier(if publishers.is_empty() { publisher } else { &publishers })?
        };
        let mut key = SeriesKey::new(indicator, series);
        for field in fields.iter().filter(|field| matches!(field.part, Part::Area | Part::Dimension)) {
            let is_fixed = selection.is_some_and(|selection| selection.fixes(field.name));
            if !is_fixed && !settings.ignored.iter().any(|name| name == field.name) {
                key = key.with_dimension(&dimension_name(field.name), field.value);
            }
        }
        Ok(Some((key, selection.and_then(Selection::unit).cloned())))
    }

    /// An identifier for a text of the file, refused if another text has the same one.
    fn identifier(&mut self, text: &str) -> Result<Id, Box<Diagnostic>> {
        let Some(id) = slug(text) else {
            let problem = Diagnostic::new(Code::AmbiguousName).found_text(text);
            return Err(Box::new(problem.expected("a name with letters of the Latin alphabet or digits")));
        };
        let first = self.named.entry(id.clone()).or_insert_with(|| text.to_owned());
        if first == text {
            return Ok(id);
        }
        let problem = Diagnostic::new(Code::AmbiguousName).found_text(text);
        Err(Box::new(problem.expected(format!("another name than \"{first}\", since both become {id}"))))
    }

    /// The period in a cell; `None` if it is none or is not read. One text means one period in the whole file.
    pub(in crate::format) fn period(
        &mut self,
        row: &mut Row<'_>,
        column: usize,
        read: impl FnOnce(&str) -> Result<Period, TimeError>,
    ) -> Option<Period> {
        let period = self.periods.read(row.code(column), |text| read(as_text(text)));
        self.accepted(row, column, period)
    }

    /// The same of what was read by more than the text in the cell.
    pub(in crate::format) fn accepted(
        &self,
        row: &mut Row<'_>,
        column: usize,
        period: Result<Period, TimeError>,
    ) -> Option<Period> {
        let period = row.accept(period, column, Code::InvalidPeriod, PERIOD)?;
        self.settings.filter.takes_period(&period).then_some(period)
    }

    /// The unit of a value: the one stated for its series, else the one in the cell, else the one stated for the file.
    pub(in crate::format) fn unit(
        &mut self,
        row: &mut Row<'_>,
        column: Option<usize>,
        stated: Option<&Unit>,
        code: impl Fn(&[u8]) -> &[u8],
    ) -> Option<Unit> {
        if let Some(unit) = stated {
            return Some(unit.clone());
        }
        let Some((column, text)) = row.filled(column) else {
            let unit = self.settings.unit.clone();
            if unit.is_none() {
                row.bad.push(Bad { cell: column.unwrap_or_default(), problem: unstated_unit() });
            }
            return unit;
        };
        let unit = self.unit_in(code(text));
        match &self.settings.unit {
            Some(stated) if unit.is_err() => Some(stated.clone()),
            _ => row.accept(unit, column, Code::InvalidUnit, UNIT),
        }
    }

    /// The unit a text means.
    pub(in crate::format) fn unit_in(&mut self, text: &[u8]) -> Result<Unit, UnitError> {
        let stated = &self.settings.spellings;
        self.units.read(text, |text| unit_of(as_text(text), stated))
    }

    /// A note, shared by all rows that have it.
    pub(in crate::format) fn note(&mut self, text: &[u8]) -> Option<Arc<str>> {
        let text = trimmed(text);
        if text.is_empty() {
            return None;
        }
        let Ok(note) =
            self.notes.read(text, |text| Ok::<_, std::convert::Infallible>(Arc::from(as_text(text))));
        Some(note)
    }

    /// The note that several columns make, each with its name: `Nature=E; Source=WHO`.
    pub(in crate::format) fn note_of(&mut self, row: &Row<'_>, columns: &[usize]) -> Option<Arc<str>> {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        for column in columns.iter().filter(|column| !row.code(**column).is_empty()) {
            if !text.is_empty() {
                text.extend_from_slice(b"; ");
            }
            text.extend_from_slice(row.name(*column).as_bytes());
            text.push(b'=');
            text.extend_from_slice(row.code(*column));
        }
        let note = self.note(&text);
        // The text of the series is compared with the next row's and must not be mistaken for it.
        text.clear();
        self.text = text;
        note
    }

    /// Adds an observation to its series.
    #[inline]
    pub(in crate::format) fn add(
        &self,
        known: &Known,
        period: Period,
        reported: Reported,
        facts: Facts,
        gathering: &mut Gathering,
    ) -> bool {
        // Without a day of publication the file was refused at its header.
        let Some(published) = self.settings.published.or(facts.published) else { return false };
        let mut observation = Observation::of_series(Arc::clone(&known.key), period, reported, published);
        if !facts.flags.is_empty() {
            observation = observation.with_flags(facts.flags);
        }
        if let Some(note) = facts.note {
            observation = observation.with_shared_note(note);
        }
        if let Some(uncertainty) = facts.uncertainty {
            observation = observation.with_uncertainty(uncertainty);
        }
        if let Some(source) = facts.source {
            observation = observation.with_shared_source(source);
        }
        gathering.add_to(known.place, observation);
        true
    }
}

/// The series that something is said of at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::format) struct Pattern {
    indicator: Option<Id>,
    series: Option<Id>,
    dimensions: Vec<(String, String)>,
}

impl Pattern {
    pub(in crate::format) fn takes(&self, key: &SeriesKey) -> bool {
        self.indicator.as_ref().is_none_or(|indicator| indicator == key.indicator())
            && self.series.as_ref().is_none_or(|series| series == key.series())
            && self.dimensions.iter().all(|(name, value)| key.dimensions().get(name) == Some(value))
    }
}

/// What a dimension of the data is called for a column: as the column if that is an identifier.
fn dimension_name(column: &str) -> String {
    slug(column).map_or_else(|| column.to_owned(), String::from)
}

fn gather((key, unit): (SeriesKey, Option<Unit>), gathering: &mut Gathering) -> Known {
    let (key, place) = gathering.series(Arc::new(key));
    Known { key, place, unit }
}

fn joined(fields: &[Field<'_>], part: Part) -> String {
    let values = fields.iter().filter(|field| field.part == part && !field.value.is_empty());
    values.map(|field| field.value).collect::<Vec<_>>().join("|")
}

/// The key under which a series of our own files is read; `None` if it is not.
pub(in crate::format) fn selected(
    key: SeriesKey,
    filter: &Filter,
    selections: &[Selection],
) -> Option<SeriesKey> {
    let field = |part, name, value| Field { part, name, value };
    let dimensions = key.dimensions().iter().map(|(name, value)| {
        field(if name == "area" { Part::Area } else { Part::Dimension }, name.as_str(), value.as_str())
    });
    let own = [
        field(Part::Indicator, "indicator", key.indicator().as_str()),
        field(Part::Publisher, "series", key.series().as_str()),
    ];
    let fields: Vec<Field<'_>> = own.into_iter().chain(dimensions).collect();
    if !filter.takes(&fields) {
        return None;
    }
    let Some(selection) = selections.iter().find(|selection| selection.takes(&fields)) else {
        return selections.is_empty().then_some(key);
    };
    let series = selection.series().unwrap_or(key.series()).clone();
    let named = SeriesKey::new(selection.indicator().clone(), series);
    let kept = key.dimensions().iter().filter(|(name, _)| !selection.fixes(name));
    Some(kept.fold(named, |named, (name, value)| named.with_dimension(name, value)))
}

/// What is said where neither the file nor its reader states a unit.
pub(in crate::format) fn unstated_unit() -> Diagnostic {
    Diagnostic::new(Code::NotStated)
        .found("no unit")
        .expected(UNIT)
        .help("state the unit with DataReader::unit, or for a series with Selection::in_unit")
}

const PERIOD: &str = "a period such as 2024, 2024-Q1, 2024-12 or 2024-12-31";
const UNIT: &str = "a unit such as GW, % or firms";
