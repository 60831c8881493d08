//! The targets of a site as a plan, and the series that they are held against as data.

use super::components::points;
use super::config::{ProgressOption, SeriesOption};
use super::site::{OpenSdgSite, SiteIndicator};
use crate::data::{Dataset, Observation};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::format::Loaded;
use crate::format::import::{slug, unit_of};
use crate::plan::{Baseline, Criterion, Draft, Goal, Indicator, IndicatorKind, Requirement, Target, Timing};
use crate::progress::Direction;
use crate::text::{Id, MultilingualText};
use crate::time::{PartialDate, Period};
use crate::unit::{Quantity, Reading, Unit};
use std::collections::BTreeMap;

/// What Open SDG takes for the year of a target where the site states none: that of the 2030 Agenda.
const TARGET_YEAR: i32 = 2030;

impl OpenSdgSite {
    /// The targets as a plan and the values as data published on a day. A series with a target becomes a goal, one
    /// with only a direction a goal of that direction. Where the site states no year of the target, 2030 is
    /// taken as Open SDG does, and the goal says so. What cannot be carried over is reported and left out.
    pub fn to_plan_and_data(
        &self,
        id: Id,
        title: MultilingualText,
        published: PartialDate,
    ) -> Loaded<(Draft, Dataset)> {
        let mut found = Diagnostics::default();
        let mut made =
            Made { draft: Draft::new(id, title), observations: Vec::new(), published, ids: BTreeMap::new() };
        for indicator in self.indicators().iter().filter(|indicator| indicator.config().is_calculated()) {
            for option in flat(indicator.config().options()) {
                if let Err(problem) = made.add(indicator, option) {
                    found.push(problem.path(format!(
                        "{} ({})",
                        option.tag(indicator.number()),
                        indicator.file()
                    )));
                }
            }
        }
        let (data, questionable) = Dataset::from_observations(made.observations);
        found.append(questionable);
        Loaded::new((made.draft, data), found)
    }
}

/// The series of all groups.
fn flat<'a>(options: &'a [ProgressOption]) -> Vec<&'a SeriesOption> {
    let of = |option: &'a ProgressOption| match option {
        ProgressOption::Series(option) => vec![option],
        ProgressOption::Group(options) => flat(options),
    };
    let mut found: Vec<&SeriesOption> = Vec::new();
    // A series that a site lists twice is one goal.
    for option in options.iter().flat_map(of) {
        if !found.contains(&option) {
            found.push(option);
        }
    }
    found
}

struct Made {
    draft: Draft,
    observations: Vec<Observation>,
    published: PartialDate,
    ids: BTreeMap<Id, u32>,
}

impl Made {
    /// An identifier that no goal has yet: long titles may begin alike.
    fn free(&mut self, id: Id) -> Id {
        let count =
            self.ids.entry(id.clone()).and_modify(|count| *count = count.saturating_add(1)).or_insert(1);
        let count = *count;
        if count == 1 {
            return id;
        }
        let shorter: String = id.as_str().chars().take(Id::LONGEST.saturating_sub(8)).collect();
        format!("{shorter}-{count}").parse().unwrap_or(id)
    }

    fn add(&mut self, site: &SiteIndicator, option: &SeriesOption) -> Result<(), Box<Diagnostic>> {
        let rows = points(site, option)?;
        let tag = option.title(site.number());
        let id = slug(&tag.replace(" / ", "|"))
            .ok_or_else(|| refused(Code::AmbiguousName, &tag, "a name in letters"))?;
        let id = self.free(id);
        let unit = unit(site, option, rows.first().copied())?;
        let wording = MultilingualText::english(tag.clone())
            .map_err(|error| refused(Code::InvalidValue, &tag, &error.to_string()))?;
        let direction = option.direction;
        let requirement = match (option.target, direction) {
            (Some(target), Some(direction)) => {
                let sign = if direction == Direction::Up { ">=" } else { "<=" };
                let year = option.target_year.unwrap_or(TARGET_YEAR);
                let text = format!("{sign} {target} {unit} by {year}");
                let target: Target =
                    text.parse().map_err(|_| refused(Code::InvalidTarget, &text, "a target"))?;
                let mut criterion = Criterion::new(id.clone(), target);
                if let Some(base) = option.base_year.and_then(|year| Period::year(year).ok()) {
                    criterion = criterion.with_baseline(Baseline::Reported { period: base });
                }
                Requirement::One(criterion)
            }
            (None, Some(direction)) => {
                let base = option.base_year.and_then(|year| Period::year(year).ok());
                let baseline = base.map(|period| Baseline::Reported { period });
                Requirement::Direction { indicator: id.clone(), direction, baseline, series: Vec::new() }
            }
            (_, None) => return Err(refused(Code::NotStated, "no direction", "positive or negative")),
        };
        let kind = if unit.is_percentage() { IndicatorKind::Ratio } else { IndicatorKind::Level };
        let mut indicator =
            Indicator::new(id.clone(), unit.clone(), kind, Timing::During).with_name(wording.clone());
        if let Some(direction) = direction {
            indicator = indicator.with_better(direction);
        }
        let mut goal = Goal::new(id.clone(), wording, requirement);
        if option.target.is_some() && option.target_year.is_none() {
            goal = goal.with_note(format!("The site states no year; Open SDG takes {TARGET_YEAR}."));
        }
        let draft = std::mem::replace(&mut self.draft, Draft::new(id.clone(), goal.wording().clone()));
        self.draft = draft.indicator(indicator).goal(goal);
        let series: Id = "open-sdg".parse().map_err(|_| refused(Code::InvalidValue, "open-sdg", "an id"))?;
        for row in rows {
            let Ok(period) = Period::year(row.year) else { continue };
            let value = Quantity::new(Reading::Exact(row.value), unit.clone());
            self.observations.push(Observation::new(
                id.clone(),
                series.clone(),
                period,
                value,
                self.published,
            ));
        }
        Ok(())
    }
}

/// The unit of a series: of its option, of its rows, or of the indicator.
fn unit(
    site: &SiteIndicator,
    option: &SeriesOption,
    row: Option<&super::table::SiteRow>,
) -> Result<Unit, Box<Diagnostic>> {
    let of_row = site.table().column("Units").and_then(|column| row?.cells.get(column)).map(String::as_str);
    let stated = [option.unit.as_deref(), of_row, site.config().units.as_deref()];
    let text = stated.into_iter().flatten().find(|text| !text.is_empty());
    let text = text.ok_or_else(|| {
        refused(Code::NotStated, "no unit", "a unit in the column Units or in computation_units")
    })?;
    unit_of(text, &[])
        .or_else(|_| text.to_lowercase().parse())
        .map_err(|error| refused(Code::InvalidUnit, text, &error.to_string()))
}

fn refused(code: Code, found: &str, expected: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(code).found_text(found).expected(expected))
}
