//! A plan and its data as an activity. Strictness, units, series and days of publication have no place in IATI: they go
//! into comments that this library reads back, and into the report.

use super::activity::{
    Activity, ActivityResult, IatiBaseline, IatiMeasure, IatiPeriod, IatiReference, IatiResultType,
    IatiStatement, Narrative, ResultIndicator,
};
use super::note;
use super::to_plan::OWN_VOCABULARY;
use crate::data::{Dataset, Observation};
use crate::format::Loaded;
use crate::format::import::Losses;
use crate::plan::{Baseline, Criterion, Goal, Plan, Requirement, TargetQuantity, TargetTime};
use crate::progress::Direction;
use crate::text::MultilingualText;
use crate::time::{NaiveDate, PartialDate, Period};
use crate::unit::{Quantity, Reading, Unit};

impl Activity {
    /// A plan and what of the data was known by a day, as an activity with one result; the problems say what it
    /// does not hold for readers other than this library, and what it does not hold at all.
    pub fn from_plan(plan: &Plan, data: &Dataset, known_by: NaiveDate) -> Loaded<Self> {
        let mut writer = FromPlan { plan, data, known_by, losses: Losses::default() };
        if !plan.issuers().is_empty() {
            writer.losses.add(
                "issuers",
                || plan.id().to_string(),
                || format!("{} named", plan.issuers().len()),
            );
        }
        if !plan.sources().is_empty() {
            writer.losses.add(
                "sources",
                || plan.id().to_string(),
                || format!("{} listed", plan.sources().len()),
            );
        }
        let indicators = plan.goals().iter().flat_map(|goal| writer.goal(goal)).collect();
        let result = ActivityResult {
            kind: Some(IatiResultType::Other),
            title: narrative(plan.title()),
            indicators,
            ..ActivityResult::default()
        };
        let activity = Self {
            identifier: plan.id().to_string(),
            last_updated: PartialDate::day(known_by).ok(),
            title: narrative(plan.title()),
            results: vec![result],
        };
        Loaded::new(activity, writer.losses.report("IATI"))
    }
}

fn narrative(text: &MultilingualText) -> Narrative {
    let version = |(language, text): (&crate::text::LanguageTag, &str)| {
        let language = language.to_string();
        // English is what this library takes a text without a language for.
        (if language == "en" { String::new() } else { language }, text.to_owned())
    };
    Narrative(text.iter().map(version).collect())
}

struct FromPlan<'p> {
    plan: &'p Plan,
    data: &'p Dataset,
    known_by: NaiveDate,
    losses: Losses,
}

impl FromPlan<'_> {
    fn lose(&mut self, kind: &'static str, goal: &Goal, text: impl FnOnce() -> String) {
        self.losses.add(kind, || goal.id().to_string(), text);
    }

    fn goal(&mut self, goal: &Goal) -> Vec<ResultIndicator> {
        for (kind, has) in [
            ("a commitment", goal.commitment().is_some()),
            ("a scope", goal.scope().is_some()),
            ("judgements of others", !goal.judgements().is_empty()),
            ("the day of an announcement", goal.announced().is_some()),
        ] {
            if has {
                self.lose(kind, goal, String::new);
            }
        }
        let criteria = goal.requirement().criteria();
        match goal.requirement() {
            Requirement::AllOf(_) | Requirement::AnyOf(_) | Requirement::Tiers(_) => {
                self.lose("that criteria belong together", goal, || format!("{} of them", criteria.len()));
            }
            Requirement::Phased(_) => {
                // The phases are periods of one indicator.
                return self.indicator(goal, goal.id().as_str(), &criteria).into_iter().collect();
            }
            _ => {}
        }
        if criteria.is_empty() {
            return vec![self.without_number(goal)];
        }
        let one = criteria.len() == 1;
        let numbered = criteria.into_iter().zip(1_u32..);
        let name = |number: u32| if one { goal.id().to_string() } else { format!("{}.{number}", goal.id()) };
        numbered.filter_map(|(criterion, number)| self.indicator(goal, &name(number), &[criterion])).collect()
    }

    /// A goal in words, a direction, or a number that is still to come.
    fn without_number(&mut self, goal: &Goal) -> ResultIndicator {
        let mut indicator = named(goal, goal.id().as_str());
        indicator.measure = Some(IatiMeasure::Qualitative);
        if let Requirement::Direction { direction, .. } = goal.requirement() {
            indicator.is_ascending = Some(*direction == Direction::Up);
            self.lose("a direction without a number", goal, || direction.to_string());
        }
        indicator
    }

    fn indicator(&mut self, goal: &Goal, name: &str, criteria: &[&Criterion]) -> Option<ResultIndicator> {
        let first = criteria.first()?;
        let declared = self.plan.indicator(first.indicator())?;
        let unit = declared.unit().clone();
        let mut indicator = named(goal, name);
        indicator.measure =
            Some(if unit.is_percentage() { IatiMeasure::Percentage } else { IatiMeasure::Unit });
        let direction = first.target().bound().direction().or(declared.better());
        indicator.is_ascending = direction.map(|direction| direction == Direction::Up);
        for criterion in criteria {
            self.criterion(goal, criterion, &unit, &mut indicator);
        }
        let view = self.data.view(self.known_by);
        let series: Vec<_> = view.series_of(declared.id()).collect();
        for series in series {
            for row in series.latest() {
                if let Some(first) = series.history(row.period()).next().filter(|first| *first != row) {
                    self.lose("an earlier publication", goal, || {
                        format!("{} of {}", first.published(), row.period())
                    });
                }
                self.actual(goal, row, &unit, &mut indicator);
            }
        }
        indicator.periods.sort_by_key(|period| (period.end, period.start));
        Some(indicator)
    }

    fn criterion(
        &mut self,
        goal: &Goal,
        criterion: &Criterion,
        unit: &Unit,
        indicator: &mut ResultIndicator,
    ) {
        for (kind, has) in [
            ("a path", criterion.path().is_some()),
            ("a checklist", criterion.checklist().is_some()),
            ("business as usual", !criterion.business_as_usual().is_empty()),
            ("how amounts accumulate", criterion.cumulation().is_some()),
            ("an accepted miss", criterion.accepted_miss().is_some()),
            ("a choice of series", !criterion.series().is_empty()),
        ] {
            if has {
                self.lose(kind, goal, String::new);
            }
        }
        match criterion.baseline() {
            Some(Baseline::Stated { value, period, .. }) => {
                if let Some(number) = plain_number(value, unit) {
                    let (year, date) = match period.to_string().parse::<i32>() {
                        Ok(year) => (Some(year), None),
                        Err(_) => (
                            period.first_day().to_string().get(..4).and_then(|year| year.parse().ok()),
                            Some(period.last_day()),
                        ),
                    };
                    let stated = IatiStatement { value: Some(number), ..IatiStatement::default() };
                    let known = indicator.baselines.iter().any(|known| known.stated == stated);
                    if !known {
                        indicator.baselines.push(IatiBaseline { year, date, stated });
                    }
                } else {
                    self.lose("a baseline that is no number in the unit of the indicator", goal, || {
                        value.to_string()
                    });
                }
            }
            Some(Baseline::Reported { period, .. }) => {
                self.lose("that the baseline is taken from the series", goal, || period.to_string());
            }
            None => {}
        }
        let target = criterion.target();
        let number = match (target.quantity(), target.time()) {
            (TargetQuantity::Level { unit: of_target }, TargetTime::By(_)) => {
                let quantity = Quantity::new(Reading::Exact(target.bound().value()), of_target.clone());
                plain_number(&quantity, unit)
            }
            _ => None,
        };
        if number.is_none() {
            self.lose("a target that is no level by a deadline", goal, || target.to_string());
        }
        if target.bound().sign() != ">=" && target.bound().sign() != "<=" {
            self.lose("how a bound is meant", goal, || target.to_string());
        }
        let deadline = match (target.time().deadline(), target.time()) {
            (Some(deadline), _) => deadline,
            (None, TargetTime::Every { from, .. }) => {
                self.lose("a target without a deadline", goal, || target.to_string());
                from
            }
            (None, _) => return,
        };
        let comment = note::write(&[("target", target.to_string()), ("unit", unit.to_string())]);
        let stated = IatiStatement {
            value: number,
            comment: comment.map(Narrative::new).unwrap_or_default(),
            ..IatiStatement::default()
        };
        in_period(indicator, deadline, |period| period.targets.push(stated));
    }

    fn actual(&mut self, goal: &Goal, row: &Observation, unit: &Unit, indicator: &mut ResultIndicator) {
        if row.rejected().is_some() {
            self.lose("a rejected value", goal, || row.period().to_string());
            return;
        }
        let Some(quantity) = row.quantity() else {
            self.lose("why a value is missing", goal, || row.period().to_string());
            return;
        };
        let Some(number) = plain_number(quantity, unit) else {
            self.lose("a value that is no number in the unit of the indicator", goal, || {
                quantity.to_string()
            });
            return;
        };
        for (kind, has) in [
            ("a note", row.note().is_some()),
            ("a source", row.source().is_some()),
            ("an uncertainty", row.uncertainty().is_some()),
            ("a definition", row.definition().is_some()),
            ("a population", row.population().is_some()),
            ("a sample", row.sample().is_some()),
            ("a derivation", row.derivation().is_some()),
            ("a tier", row.tier().is_some()),
            ("the day of a first publication", row.first_seen().is_some()),
        ] {
            if has {
                self.lose(kind, goal, || row.period().to_string());
            }
        }
        let is_exact = quantity.reading().is_exact();
        let comment = note::write(&[
            ("value", if is_exact { String::new() } else { quantity.reading().to_string() }),
            ("unit", unit.to_string()),
            ("series", row.series().to_string()),
            ("published", row.published().to_string()),
            ("flags", row.flags().to_string()),
            ("period", row.period().to_string()),
        ]);
        if !is_exact {
            self.lose("a bound that other programs read as a number", goal, || quantity.to_string());
        }
        let dimensions = row.dimensions().iter().map(|(name, value)| (name.clone(), value.clone())).collect();
        let stated = IatiStatement {
            value: Some(number),
            dimensions,
            comment: comment.map(Narrative::new).unwrap_or_default(),
            ..IatiStatement::default()
        };
        in_period(indicator, row.period(), |period| period.actuals.push(stated));
    }
}

fn named(goal: &Goal, name: &str) -> ResultIndicator {
    let reference =
        IatiReference { vocabulary: OWN_VOCABULARY.to_owned(), code: name.to_owned(), uri: String::new() };
    ResultIndicator {
        title: narrative(goal.wording()),
        references: vec![reference],
        ..ResultIndicator::default()
    }
}

/// Does something to the period with these days, which is added if it is not there.
fn in_period(indicator: &mut ResultIndicator, days: &Period, change: impl FnOnce(&mut IatiPeriod)) {
    let (start, end) = (Some(days.first_day()), Some(days.last_day()));
    if let Some(period) =
        indicator.periods.iter_mut().find(|period| (period.start, period.end) == (start, end))
    {
        change(period);
    } else {
        let mut period = IatiPeriod { start, end, ..IatiPeriod::default() };
        change(&mut period);
        indicator.periods.push(period);
    }
}

/// The number of a quantity in a unit, if it is one number or a bound, and has decimals there.
fn plain_number(quantity: &Quantity, unit: &Unit) -> Option<String> {
    let value = match quantity.reading() {
        Reading::Exact(value)
        | Reading::AtLeast(value)
        | Reading::Over(value)
        | Reading::AtMost(value)
        | Reading::Under(value)
        | Reading::About(value) => *value,
        Reading::Range { .. } => return None,
    };
    if quantity.unit() == unit {
        return Some(value.to_string());
    }
    let factor = quantity.unit().factor_to(unit).ok()?;
    let number = value.to_ratio() * factor;
    (0..=12)
        .filter_map(|places| number.rounded(places).ok())
        .find(|rounded| rounded.to_ratio() == number)
        .map(|value| value.to_string())
}
