//! What the tests share: vector files read as rows, and one criterion with its data built in a line or two.

#![allow(dead_code, reason = "every test uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

use policy_targets::assess::{Assessment, Assessor};
use policy_targets::data::{Dataset, Observation};
use policy_targets::number::{Ratio, Value};
use policy_targets::plan::{
    Baseline, ChangeSign, Criterion, Draft, Goal, Indicator, IndicatorKind, Plan, Requirement, Timing,
};
use policy_targets::progress::Path;
use policy_targets::text::{Id, MultilingualText};
use policy_targets::time::{Frequency, NaiveDate, PartialDate, Period};
use policy_targets::unit::{Quantity, Unit};
use std::collections::BTreeMap;

/// One row of a vector file.
pub(crate) struct Row {
    place: String,
    cells: BTreeMap<String, String>,
}

impl Row {
    /// The text of a column.
    pub(crate) fn text(&self, column: &str) -> &str {
        self.cells.get(column).unwrap_or_else(|| panic!("{self}: no column {column}"))
    }

    /// The exact number of a column.
    pub(crate) fn number(&self, column: &str) -> Ratio {
        self.text(column).parse().unwrap_or_else(|error| panic!("{self}: {column}: {error}"))
    }

    /// The points of a column, `time:value` separated by `;`.
    pub(crate) fn points(&self, column: &str) -> Vec<(Ratio, Ratio)> {
        let point = |text: &str| {
            let (time, value) = text.split_once(':').expect("a time and a value");
            (number(time), number(value))
        };
        self.text(column).split(';').map(point).collect()
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.place)
    }
}

/// The rows of `tests/data/oracle/<name>.csv`.
pub(crate) fn vectors(name: &str) -> Vec<Row> {
    let path = format!("{}/tests/data/oracle/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut lines = text.lines();
    let header = cells(lines.next().expect("a header"));
    let row = |(index, line): (usize, &str)| {
        let cells = cells(line);
        assert_eq!(cells.len(), header.len(), "{name}.csv:{}", index + 2);
        let cells = header.iter().cloned().zip(cells).collect();
        Row { place: format!("{name}.csv:{}: {line}", index + 2), cells }
    };
    lines.enumerate().map(row).collect()
}

/// The cells of a line; a cell in double quotes may hold commas.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in line.chars() {
        match character {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().expect("a cell").push(character),
        }
    }
    cells
}

/// The value of one quantity among rows that match.
pub(crate) fn quantity<'a>(rows: &'a [Row], columns: &[(&str, &str)]) -> &'a str {
    let fits = |row: &&Row| columns.iter().all(|(column, text)| row.text(column) == *text);
    let found: Vec<&Row> = rows.iter().filter(fits).collect();
    assert_eq!(found.len(), 1, "rows with {columns:?}");
    found[0].text("value")
}

/// An exact number: `8.7`, `-3`, `1/3`.
pub(crate) fn number(text: &str) -> Ratio {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A decimal as written.
pub(crate) fn value(text: &str) -> Value {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// An identifier.
pub(crate) fn id(text: &str) -> Id {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A period.
pub(crate) fn period(text: &str) -> Period {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A day.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A publication date, exact or not.
pub(crate) fn date(text: &str) -> PartialDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A reported number with its unit.
pub(crate) fn amount(text: &str) -> Quantity {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A unit.
pub(crate) fn unit(text: &str) -> Unit {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The question as of one day, on a straight line unless the criterion says otherwise.
pub(crate) fn as_of(day_text: &str) -> Assessor {
    Assessor::as_of(day(day_text)).path(Path::Linear)
}

/// A valid plan of these indicators and goals.
pub(crate) fn plan(indicators: Vec<Indicator>, goals: Vec<Goal>) -> Plan {
    let draft = Draft::new(id("plan"), MultilingualText::english("A plan").expect("a title"));
    let draft = indicators.into_iter().fold(draft, Draft::indicator);
    let draft = goals.into_iter().fold(draft, Draft::goal);
    draft.into_plan().unwrap_or_else(|found| panic!("{found:?}"))
}

/// A goal with this requirement.
pub(crate) fn goal(name: &str, requirement: Requirement) -> Goal {
    Goal::new(id(name), MultilingualText::english("Reach it").expect("a wording"), requirement)
}

/// An observation of the series `office`, published on the 15th of the second month after its period.
pub(crate) fn observation(indicator: &Indicator, of: &str, reported: &str) -> Observation {
    let after = period(of).last_day() + chrono::Days::new(45);
    published(indicator, of, reported, &after.to_string())
}

/// An observation of the series `office`, published then.
pub(crate) fn published(indicator: &Indicator, of: &str, reported: &str, on: &str) -> Observation {
    Observation::new(indicator.id().clone(), id("office"), period(of), amount(reported), date(on))
}

/// Observations as a data set, whatever warnings they raise.
pub(crate) fn dataset(observations: impl IntoIterator<Item = Observation>) -> Dataset {
    let (data, found) = Dataset::from_observations(observations);
    assert!(!found.has_errors(), "{found:?}");
    data
}

/// One criterion on one indicator, with its data.
#[derive(Clone)]
pub(crate) struct Case {
    /// What is measured.
    pub(crate) indicator: Indicator,
    /// What must hold.
    pub(crate) criterion: Criterion,
    /// What was reported.
    pub(crate) observations: Vec<Observation>,
}

impl Case {
    /// A yearly level at the end of its period, in the unit, with the target.
    pub(crate) fn new(unit_text: &str, target: &str) -> Self {
        let indicator = Indicator::new(id("measured"), unit(unit_text), IndicatorKind::Level, Timing::End);
        Self::of(indicator, target)
    }

    /// Yearly changes in percent, compounded by the target.
    pub(crate) fn chain(sign: ChangeSign, target: &str) -> Self {
        let indicator =
            Indicator::new(id("measured"), unit("%"), IndicatorKind::ChangeOnYear, Timing::During);
        Self::of(indicator.with_sign(sign), target)
    }

    /// An indicator and its target.
    pub(crate) fn of(indicator: Indicator, target: &str) -> Self {
        let indicator = indicator.with_frequency(Frequency::Year);
        let target = target.parse().unwrap_or_else(|error| panic!("{target}: {error}"));
        let criterion = Criterion::new(indicator.id().clone(), target);
        Self { indicator, criterion, observations: Vec::new() }
    }

    /// With a stated baseline.
    pub(crate) fn baseline(mut self, reported: &str, of: &str) -> Self {
        self.criterion = self.criterion.with_baseline(Baseline::stated(amount(reported), period(of)));
        self
    }

    /// With a path of its own.
    pub(crate) fn path(mut self, path: Path) -> Self {
        self.criterion = self.criterion.with_path(path);
        self
    }

    /// With an indicator changed in some way.
    pub(crate) fn with(mut self, change: impl FnOnce(Indicator) -> Indicator) -> Self {
        self.indicator = change(self.indicator);
        self
    }

    /// With a value published 45 days after its period.
    pub(crate) fn value(mut self, of: &str, reported: &str) -> Self {
        self.observations.push(observation(&self.indicator, of, reported));
        self
    }

    /// With a value published on a day.
    pub(crate) fn published(mut self, of: &str, reported: &str, on: &str) -> Self {
        self.observations.push(published(&self.indicator, of, reported, on));
        self
    }

    /// The plan of this criterion alone.
    pub(crate) fn plan(&self) -> Plan {
        plan(vec![self.indicator.clone()], vec![goal("goal", Requirement::One(self.criterion.clone()))])
    }

    /// The data.
    pub(crate) fn data(&self) -> Dataset {
        dataset(self.observations.clone())
    }

    /// The answers to a question.
    pub(crate) fn ask(&self, assessor: &Assessor) -> Assessment {
        let mut answers = assessor.assess(&self.plan(), &self.data());
        assert_eq!(answers.len(), 1);
        answers.remove(0)
    }

    /// The answers as of a day, on a straight line.
    pub(crate) fn as_of(&self, day: &str) -> Assessment {
        self.ask(&as_of(day))
    }
}
