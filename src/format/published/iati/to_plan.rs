//! Activities as a plan and data: targets become goals, actual values observations. IATI has no unit, and says of a
//! value neither whether it is cumulative nor which way is better unless `@ascending` does.

use super::activity::{Activity, IatiMeasure, IatiPeriod, IatiStatement, ResultIndicator};
use super::note;
use crate::data::{Dataset, Flags, Observation};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::format::Loaded;
use crate::format::import::{reading, slug};
use crate::plan::{
    Baseline, Bound, Criterion, Draft, Goal, Indicator, IndicatorKind, Phase, Requirement, Target,
    TargetQuantity, TargetTime, Timing,
};
use crate::progress::Direction;
use crate::text::{Id, LanguageTag, MultilingualText};
use crate::time::{PartialDate, Period};
use crate::unit::{Quantity, Unit};
use chrono::Datelike;
use std::collections::BTreeSet;

/// The series of the values, where nothing else is stated.
const SERIES: &str = "iati";
/// The code of the list `IndicatorVocabulary` for codes of the reporting organisation.
pub(super) const OWN_VOCABULARY: &str = "99";

impl Activity {
    /// The activity as a plan and data. `published` is the day of publication where the activity has no
    /// `last-updated-datetime`; what cannot be carried over is reported and left out.
    ///
    /// An indicator `r1.i2` is the second of the first result; a value of a part of it, such as `sex=female`, is one of
    /// its own, `r1.i2/female`. A percentage is in percent, everything else a count. Which way is better
    /// is what `@ascending` says, otherwise the way from the baseline to the target, and never assumed.
    ///
    /// # Errors
    /// `ambiguous_name` if the identifier has no letters or digits.
    pub fn to_plan_and_data(
        &self,
        published: Option<PartialDate>,
    ) -> Result<Loaded<(Draft, Dataset)>, Diagnostics> {
        let title = text(&self.title).or_else(|| MultilingualText::english(self.identifier.clone()).ok());
        let (Some(id), Some(title)) = (slug(&self.identifier), title) else {
            let problem = Diagnostic::new(Code::AmbiguousName).found_text(&self.identifier);
            return Err(problem.expected("an identifier with letters or digits").into());
        };
        let mut made = Made {
            indicators: Vec::new(),
            goals: Vec::new(),
            names: BTreeSet::new(),
            observations: Vec::new(),
            published: published.or(self.last_updated),
            found: Diagnostics::default(),
        };
        for (result, number) in self.results.iter().zip(1_u32..) {
            for (indicator, place) in result.indicators.iter().zip(1_u32..) {
                let name = made.name(indicator, &format!("r{number}.i{place}"));
                made.indicator(&name, indicator);
            }
        }
        let Made { indicators, goals, observations, mut found, .. } = made;
        let draft = indicators.into_iter().fold(Draft::new(id, title), Draft::indicator);
        let draft = goals.into_iter().fold(draft, Draft::goal);
        let (data, questionable) = Dataset::from_observations(observations);
        found.append(questionable);
        Ok(Loaded::new((draft, data), found))
    }
}

/// The texts of a narrative whose language can be told.
fn text(narrative: &super::activity::Narrative) -> Option<MultilingualText> {
    let versions = narrative.0.iter().filter_map(|(language, text)| {
        let language = if language.is_empty() { LanguageTag::english() } else { language.parse().ok()? };
        Some((language, text.clone()))
    });
    MultilingualText::new(versions).ok()
}

/// A part of an indicator: of whom and where a value holds.
type Part = Vec<(String, String)>;

fn part_of(stated: &IatiStatement) -> Part {
    let locations = stated.locations.iter().map(|place| ("location".to_owned(), place.clone()));
    let mut part: Part = locations.chain(stated.dimensions.iter().cloned()).collect();
    part.sort();
    part
}

struct Made {
    indicators: Vec<Indicator>,
    goals: Vec<Goal>,
    names: BTreeSet<String>,
    observations: Vec<Observation>,
    published: Option<PartialDate>,
    found: Diagnostics,
}

impl Made {
    /// What an indicator is called: by the code that the reporting organisation gives it, or by its place.
    fn name(&mut self, indicator: &ResultIndicator, place: &str) -> String {
        let own = indicator.references.iter().find(|reference| reference.vocabulary == OWN_VOCABULARY);
        let code = own.and_then(|reference| slug(&reference.code)).map(String::from);
        let name = code.filter(|code| !self.names.contains(code)).unwrap_or_else(|| place.to_owned());
        self.names.insert(name.clone());
        name
    }

    fn push(&mut self, name: &str, line: u32, problem: Diagnostic) {
        let problem = problem.path(name);
        self.found.push(if line > 0 { problem.at(Location::new(line, 1)) } else { problem });
    }

    fn indicator(&mut self, name: &str, indicator: &ResultIndicator) {
        let mut parts = BTreeSet::from([Part::new()]);
        for period in &indicator.periods {
            for stated in period.targets.iter().chain(&period.actuals) {
                parts.insert(part_of(stated));
            }
        }
        for part in parts {
            self.part(name, indicator, &part);
        }
    }

    fn part(&mut self, name: &str, indicator: &ResultIndicator, part: &Part) {
        let values: Vec<&str> = part.iter().map(|(_, value)| value.as_str()).collect();
        let name = if part.is_empty() { name.to_owned() } else { format!("{name}|{}", values.join("|")) };
        let Some(id) = slug(&name) else {
            self.push(&name, 0, Diagnostic::new(Code::AmbiguousName).found_text(&name));
            return;
        };
        let title = text(&indicator.title).or_else(|| MultilingualText::english(name.clone()).ok());
        let Some(title) = title else { return };
        if indicator.measure == Some(IatiMeasure::Qualitative) {
            self.statement(&id, title, indicator);
            return;
        }
        let targets: Vec<(&IatiPeriod, &IatiStatement)> = indicator
            .periods
            .iter()
            .flat_map(|period| period.targets.iter().map(move |target| (period, target)))
            .filter(|(_, target)| part_of(target) == *part)
            .collect();
        let actuals: Vec<(&IatiPeriod, &IatiStatement)> = indicator
            .periods
            .iter()
            .flat_map(|period| period.actuals.iter().map(move |actual| (period, actual)))
            .filter(|(_, actual)| part_of(actual) == *part)
            .collect();
        if targets.is_empty() && actuals.is_empty() {
            return;
        }
        let unit = self.unit(&name, indicator, &targets, &actuals);
        let Some(unit) = unit else { return };
        let baseline = indicator.baselines.iter().find(|baseline| part_of(&baseline.stated) == *part);
        let baseline = baseline.and_then(|baseline| self.baseline(&name, baseline, &unit));
        let kind = if unit.is_percentage() { IndicatorKind::Ratio } else { IndicatorKind::Level };
        let mut declared =
            Indicator::new(id.clone(), unit.clone(), kind, Timing::During).with_name(title.clone());
        if let Some(is_ascending) = indicator.is_ascending {
            declared = declared.with_better(if is_ascending { Direction::Up } else { Direction::Down });
        }
        let mut criteria: Vec<Criterion> = Vec::new();
        for (period, target) in targets {
            if let Some(target) = self.target(&name, indicator, period, target, &unit, baseline.as_ref()) {
                let criterion = Criterion::new(id.clone(), target);
                criteria.push(match &baseline {
                    Some(baseline) => criterion.with_baseline(baseline.clone()),
                    None => criterion,
                });
            }
        }
        criteria.sort_by_key(|criterion| criterion.target().time().last_day());
        for (period, actual) in actuals {
            self.actual(&name, &id, period, actual, &unit);
        }
        self.indicators.push(declared);
        let requirement = match (criteria.pop(), criteria.is_empty()) {
            (None, _) => return,
            (Some(criterion), true) => Requirement::One(criterion),
            (Some(last), false) => {
                Requirement::Phased(criteria.into_iter().chain([last]).map(Phase::new).collect())
            }
        };
        self.goals.push(Goal::new(id, title, requirement));
    }

    /// A text goal, with what was reported on it as a note.
    fn statement(&mut self, id: &Id, title: MultilingualText, indicator: &ResultIndicator) {
        let mut lines = Vec::new();
        for period in &indicator.periods {
            for (kind, stated) in period
                .targets
                .iter()
                .map(|target| ("target", target))
                .chain(period.actuals.iter().map(|actual| ("actual", actual)))
            {
                let end = period.end.map(|end| end.to_string()).unwrap_or_default();
                if !stated.comment.is_empty() {
                    lines.push(format!("{kind} {end}: {}", stated.comment.text()));
                }
            }
        }
        let mut goal = Goal::new(id.clone(), title, Requirement::Statement);
        if !lines.is_empty() {
            goal = goal.with_note(lines.join("\n"));
        }
        self.goals.push(goal);
    }

    /// Percent for a percentage, and what our own comments say; a count otherwise.
    fn unit(
        &mut self,
        name: &str,
        indicator: &ResultIndicator,
        targets: &[(&IatiPeriod, &IatiStatement)],
        actuals: &[(&IatiPeriod, &IatiStatement)],
    ) -> Option<Unit> {
        let mut comments =
            targets.iter().chain(actuals).filter_map(|(_, stated)| note::read(stated.comment.text(), "unit"));
        let text = comments.next().unwrap_or(match indicator.measure {
            Some(IatiMeasure::Percentage) => "%",
            Some(IatiMeasure::Nominal | IatiMeasure::Ordinal) => "index",
            _ => "count",
        });
        match text.parse() {
            Ok(unit) => Some(unit),
            Err(error) => {
                self.push(
                    name,
                    0,
                    Diagnostic::new(Code::InvalidUnit).found_text(text).help(error.to_string()),
                );
                None
            }
        }
    }

    fn baseline(
        &mut self,
        name: &str,
        baseline: &super::activity::IatiBaseline,
        unit: &Unit,
    ) -> Option<Baseline> {
        let text = baseline.stated.value.as_deref().unwrap_or_default().trim();
        if text.is_empty() {
            return None;
        }
        // The year is what the schema asks for; a day in it says when it was looked at.
        let period = match (baseline.year, baseline.date) {
            (Some(year), date) if date.is_none_or(|date| date.year() == year) => Period::year(year).ok(),
            (_, Some(date)) => Period::day(date).ok(),
            (Some(year), None) => Period::year(year).ok(),
            (None, None) => None,
        };
        let Some(period) = period else {
            let problem = Diagnostic::new(Code::NotStated).found("a baseline without a year");
            self.push(name, baseline.stated.line, problem.expected("its year or day"));
            return None;
        };
        let value = self.number(name, &baseline.stated, text)?;
        Some(Baseline::stated(Quantity::new(value, unit.clone()), period))
    }

    fn number(&mut self, name: &str, stated: &IatiStatement, text: &str) -> Option<crate::unit::Reading> {
        let plain = text.strip_suffix('%').unwrap_or(text).trim();
        match reading(plain, 0) {
            Ok(reading) => Some(reading),
            Err(error) => {
                let problem = Diagnostic::new(Code::InvalidNumber).found_text(text);
                self.push(name, stated.line, problem.expected("a number").help(error.to_string()));
                None
            }
        }
    }

    fn period(&mut self, name: &str, period: &IatiPeriod, line: u32) -> Option<Period> {
        let days = period.start.zip(period.end).and_then(|(start, end)| {
            // A year from any other day is a fiscal year.
            let fiscal = Period::fiscal_year(start).ok().filter(|year| year.last_day() == end);
            fiscal
                .filter(|year| year.first_day().ordinal() > 1)
                .or_else(|| Period::from_days(start, end).ok())
        });
        if days.is_none() {
            let problem = Diagnostic::new(Code::InvalidPeriod)
                .found("a period without a first or last day, or that ends before it starts");
            self.push(name, line, problem.expected("period-start and period-end"));
        }
        days
    }

    /// The target of a period. Our own comment says it exactly; otherwise it is a bound in the direction that is known.
    fn target(
        &mut self,
        name: &str,
        indicator: &ResultIndicator,
        period: &IatiPeriod,
        stated: &IatiStatement,
        unit: &Unit,
        baseline: Option<&Baseline>,
    ) -> Option<Target> {
        if let Some(text) = note::read(stated.comment.text(), "target") {
            return match text.parse() {
                Ok(target) => Some(target),
                Err(error) => {
                    let problem = Diagnostic::new(Code::InvalidTarget).found_text(text);
                    self.push(name, stated.line, problem.help(format!("{error}")));
                    None
                }
            };
        }
        let text = stated.value.as_deref().unwrap_or_default().trim();
        if text.is_empty() {
            return None;
        }
        let period = self.period(name, period, stated.line)?;
        let value = self.number(name, stated, text)?;
        let Some(value) = value.central() else {
            let problem =
                Diagnostic::new(Code::InvalidNumber).found_text(text).expected("one number for a target");
            self.push(name, stated.line, problem);
            return None;
        };
        let from = baseline.and_then(|baseline| match baseline {
            Baseline::Stated { value, .. } => value.reading().central(),
            Baseline::Reported { .. } => None,
        });
        let bound = match (indicator.is_ascending, from) {
            (Some(true), _) => Bound::AtLeast(value),
            (Some(false), _) => Bound::AtMost(value),
            (None, Some(from)) if from < value => Bound::AtLeast(value),
            (None, Some(from)) if from > value => Bound::AtMost(value),
            (None, _) => {
                let problem = Diagnostic::new(Code::NotStated).found("a target without a direction");
                let problem = problem.expected("@ascending, or a baseline that differs from the target");
                self.push(
                    name,
                    stated.line,
                    problem.help("set is_ascending of the indicator; the schema has no default"),
                );
                return None;
            }
        };
        Target::new(bound, TargetQuantity::Level { unit: unit.clone() }, TargetTime::By(period)).ok()
    }

    fn actual(&mut self, name: &str, id: &Id, period: &IatiPeriod, stated: &IatiStatement, unit: &Unit) {
        let comment = stated.comment.text();
        let text = note::read(comment, "value").or(stated.value.as_deref()).unwrap_or_default().trim();
        if text.is_empty() {
            return;
        }
        let period = match note::read(comment, "period").and_then(|period| period.parse().ok()) {
            Some(period) => period,
            None => match self.period(name, period, stated.line) {
                Some(period) => period,
                None => return,
            },
        };
        let Some(value) = self.number(name, stated, text) else { return };
        let published = note::read(comment, "published").and_then(|day| day.parse().ok()).or(self.published);
        let Some(published) = published else {
            let problem = Diagnostic::new(Code::NotStated).found("no day of publication");
            self.push(
                name,
                stated.line,
                problem.expected("last-updated-datetime of the activity, or a day that is stated"),
            );
            return;
        };
        let series = note::read(comment, "series").unwrap_or(SERIES).parse();
        let Ok(series) = series else { return };
        let mut observation =
            Observation::new(id.clone(), series, period, Quantity::new(value, unit.clone()), published);
        if let Some(flags) = note::read(comment, "flags").and_then(|flags| flags.parse::<Flags>().ok()) {
            observation = observation.with_flags(flags);
        }
        if !comment.is_empty() && !note::is_ours(comment) {
            observation = observation.with_note(comment);
        }
        self.observations.push(observation);
    }
}
