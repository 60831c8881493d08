//! Every check of a draft: identifiers, references, units, directions, baselines and deadlines.
//! Each finding names its place as a path such as `goals[2].baseline`, which loaders turn into line and column.

mod criterion;
mod indicator;
mod promises;
mod shapes;

use super::draft::Draft;
use super::goal::Goal;
use super::indicator::Indicator;
use super::requirement::Requirement;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::text::{Id, Source};
use crate::unit::Unit;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(draft: &Draft) -> Diagnostics {
    let mut checker = Checker::new(draft);
    checker.unique_ids("goals", draft.goals.iter().map(Goal::id));
    checker.unique_ids("indicators", draft.indicators.iter().map(Indicator::id));
    checker.unique_ids("sources", draft.sources.iter().map(Source::id));
    checker.unique_ids("measures", draft.measures.iter().map(|measure| &measure.id));
    checker.unique_ids("events", draft.events.iter().map(|event| &event.id));
    checker.sources();
    for (index, indicator) in draft.indicators.iter().enumerate() {
        checker.indicator(&format!("indicators[{index}]"), indicator);
    }
    for (index, goal) in draft.goals.iter().enumerate() {
        checker.goal(&format!("goals[{index}]"), goal);
    }
    // Goals are held against each other once each of them is sound.
    if !checker.found.has_errors() {
        checker.promises();
    }
    checker.found
}

struct Checker<'a> {
    draft: &'a Draft,
    /// By id, since every goal asks for one; of two with one id the first.
    indicators: BTreeMap<&'a Id, &'a Indicator>,
    sources: BTreeSet<&'a Id>,
    found: Diagnostics,
}

impl<'a> Checker<'a> {
    fn new(draft: &'a Draft) -> Self {
        let mut indicators = BTreeMap::new();
        for indicator in &draft.indicators {
            indicators.entry(indicator.id()).or_insert(indicator);
        }
        let sources = draft.sources.iter().map(Source::id).collect();
        Self { draft, indicators, sources, found: Diagnostics::default() }
    }

    fn report(&mut self, code: Code, path: &str, found: impl Into<String>, expected: impl Into<String>) {
        self.found.push(Diagnostic::new(code).path(path).found(found).expected(expected));
    }

    fn unique_ids(&mut self, list: &str, ids: impl Iterator<Item = &'a Id>) {
        let mut seen: BTreeMap<&Id, usize> = BTreeMap::new();
        for (index, id) in ids.enumerate() {
            if let Some(first) = seen.get(id) {
                let expected = format!("an id other than that of {list}[{first}]");
                self.report(Code::DuplicateId, &format!("{list}[{index}].id"), id.to_string(), expected);
            } else {
                seen.insert(id, index);
            }
        }
    }

    fn known<'b>(ids: impl Iterator<Item = &'b Id>) -> String {
        let ids: Vec<&str> = ids.map(AsRef::as_ref).collect();
        if ids.is_empty() {
            "one declared in this plan, which declares none".to_owned()
        } else {
            format!("one of: {}", ids.join(", "))
        }
    }

    fn source(&mut self, path: &str, id: Option<&Id>) {
        if let Some(id) = id.filter(|id| !self.sources.contains(id)) {
            let expected = Self::known(self.draft.sources.iter().map(Source::id));
            self.report(Code::UnknownSource, path, id.to_string(), expected);
        }
    }

    fn sources(&mut self) {
        for (index, source) in self.draft.sources.iter().enumerate() {
            if !source.is_verified() {
                let path = format!("sources[{index}]");
                self.report(
                    Code::UnverifiedSource,
                    &path,
                    source.id().to_string(),
                    "a source that has been checked",
                );
            }
        }
        for (index, measure) in self.draft.measures.iter().enumerate() {
            self.source(&format!("measures[{index}].source"), measure.source.as_ref());
        }
        for (index, event) in self.draft.events.iter().enumerate() {
            self.source(&format!("events[{index}].source"), event.source.as_ref());
        }
    }

    fn declared(&self, id: &Id) -> Option<&'a Indicator> {
        self.indicators.get(id).copied()
    }

    fn find(&mut self, path: &str, id: &Id) -> Option<&'a Indicator> {
        let indicator = self.declared(id);
        if indicator.is_none() {
            let expected = Self::known(self.draft.indicators.iter().map(Indicator::id));
            self.report(Code::UnknownIndicator, path, id.to_string(), expected);
        }
        indicator
    }

    fn goal(&mut self, path: &str, goal: &Goal) {
        self.source(&format!("{path}.source"), goal.source());
        for (index, judgement) in goal.judgements().iter().enumerate() {
            self.source(&format!("{path}.judgements[{index}].source"), judgement.source.as_ref());
        }
        match goal.requirement() {
            Requirement::One(criterion) => self.criterion(path, criterion),
            Requirement::AllOf(_) => self.criteria(path, "all_of", goal.requirement()),
            Requirement::AnyOf(_) => self.criteria(path, "any_of", goal.requirement()),
            Requirement::Phased(phases) => {
                self.criteria(path, "phased", goal.requirement());
                self.phases(path, phases);
            }
            Requirement::Tiers(tiers) => {
                self.criteria(path, "tiers", goal.requirement());
                self.tiers(path, tiers);
            }
            Requirement::Direction { indicator, baseline, series, .. } => {
                if let Some(indicator) = self.find(&format!("{path}.indicator"), indicator) {
                    self.series(path, indicator, series);
                    self.baseline(path, indicator, baseline.as_ref());
                }
            }
            Requirement::Statement | Requirement::NotYetSet => {}
        }
    }

    fn criteria(&mut self, path: &str, list: &str, requirement: &Requirement) {
        let criteria = requirement.criteria();
        if criteria.is_empty() {
            self.report(
                Code::MissingField,
                &format!("{path}.{list}"),
                "an empty list",
                "at least one criterion",
            );
        }
        for (index, criterion) in criteria.into_iter().enumerate() {
            self.criterion(&format!("{path}.{list}[{index}]"), criterion);
        }
    }

    fn series(&mut self, path: &str, indicator: &Indicator, series: &[Id]) {
        if indicator.series().is_empty() {
            return;
        }
        for (index, id) in series.iter().enumerate().filter(|(_, id)| !indicator.series().contains(id)) {
            let expected = Self::known(indicator.series().iter());
            self.report(Code::UnknownSeries, &format!("{path}.series[{index}]"), id.to_string(), expected);
        }
    }

    fn unit(&mut self, path: &str, found: &Unit, expected: &Unit) {
        if let Err(error) = found.factor_to(expected) {
            let problem = Diagnostic::new(Code::UnitMismatch).path(path).found(found.to_string());
            let expected = format!("a unit that converts to {expected}");
            self.found.push(problem.expected(expected).help(error.to_string()));
        }
    }
}
