//! Every check of a draft: identifiers, references, units, directions, baselines and deadlines.
//! Each finding names its place as a path such as `goals[2].baseline`, which loaders turn into line and column.

use super::criterion::{Baseline, Criterion};
use super::derivation::Derivation;
use super::draft::Draft;
use super::goal::Goal;
use super::indicator::{Indicator, IndicatorKind, Timing};
use super::requirement::Requirement;
use super::target::{TargetQuantity, TargetTime};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::number::Value;
use crate::progress::Attainment;
use crate::text::{Id, Source};
use crate::unit::Unit;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(draft: &Draft) -> Diagnostics {
    let mut checker = Checker { draft, found: Diagnostics::default() };
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
    checker.found
}

struct Checker<'a> {
    draft: &'a Draft,
    found: Diagnostics,
}

impl<'a> Checker<'a> {
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
        if let Some(id) = id.filter(|id| !self.draft.sources.iter().any(|source| source.id() == *id)) {
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

    fn find(&mut self, path: &str, id: &Id) -> Option<&'a Indicator> {
        let indicator = self.draft.indicators.iter().find(|indicator| indicator.id() == id);
        if indicator.is_none() {
            let expected = Self::known(self.draft.indicators.iter().map(Indicator::id));
            self.report(Code::UnknownIndicator, path, id.to_string(), expected);
        }
        indicator
    }

    fn indicator(&mut self, path: &str, indicator: &Indicator) {
        let limits = indicator.limits();
        if let (Some(lower), Some(upper)) = (limits.lower, limits.upper)
            && lower > upper
        {
            let found = format!("{lower} above {upper}");
            self.report(Code::InvalidValue, &format!("{path}.limits"), found, "the lower limit first");
        }
        if let Some(step) = indicator.step().filter(|step| *step <= Value::ZERO) {
            self.report(
                Code::InvalidValue,
                &format!("{path}.step"),
                step.to_string(),
                "a step above 0, usually 1",
            );
        }
        if let Some(derivation) = indicator.derivation() {
            self.derivation(&format!("{path}.derived"), indicator, derivation);
        }
    }

    fn derivation(&mut self, path: &str, indicator: &Indicator, derivation: &Derivation) {
        for input in derivation.inputs() {
            self.find(path, input);
        }
        if self.depends_on(indicator.id(), indicator, &mut BTreeSet::new()) {
            self.report(
                Code::CyclicDerivation,
                path,
                indicator.id().to_string(),
                "inputs that do not lead back to it",
            );
        }
        if let Derivation::ShareAtOrAbove { distribution, level } = derivation
            && let Some(distribution) = self.draft.indicators.iter().find(|other| other.id() == distribution)
            && !distribution.levels().contains(level)
        {
            let expected =
                format!("one of the levels of {}: {}", distribution.id(), distribution.levels().join(", "));
            self.report(Code::DistributionLevels, path, level.clone(), expected);
        }
    }

    fn depends_on(&self, id: &Id, indicator: &'a Indicator, seen: &mut BTreeSet<&'a Id>) -> bool {
        let inputs = indicator.derivation().map(Derivation::inputs).unwrap_or_default();
        inputs.into_iter().any(|input| {
            input == id
                || (seen.insert(input)
                    && self
                        .draft
                        .indicators
                        .iter()
                        .find(|other| other.id() == input)
                        .is_some_and(|other| self.depends_on(id, other, seen)))
        })
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
            Requirement::Phased(_) => self.criteria(path, "phased", goal.requirement()),
            Requirement::Tiers(_) => self.criteria(path, "tiers", goal.requirement()),
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

    fn criterion(&mut self, path: &str, criterion: &Criterion) {
        let Some(indicator) = self.find(&format!("{path}.indicator"), criterion.indicator()) else {
            return;
        };
        self.series(path, indicator, criterion.series());
        self.units(path, indicator, criterion);
        self.direction(path, indicator, criterion);
        self.baseline(path, indicator, criterion.baseline());
        self.periods(path, criterion);
        self.kind(path, indicator, criterion);
        self.baseline_meets_target(path, indicator, criterion);
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

    fn units(&mut self, path: &str, indicator: &Indicator, criterion: &Criterion) {
        let Some(unit) = criterion.target().quantity().unit() else {
            return;
        };
        let path = format!("{path}.target");
        match criterion.target().quantity() {
            TargetQuantity::Change { .. }
            | TargetQuantity::MarginOver { .. }
            | TargetQuantity::MarginOverPast { .. } => {
                self.unit(&path, unit, &indicator.unit().difference_unit());
            }
            _ => self.unit(&path, unit, indicator.unit()),
        }
    }

    /// A two-sided bound takes its direction from the baseline's side or from the indicator; one that is held
    /// throughout has no way to go and needs none.
    fn direction(&mut self, path: &str, indicator: &Indicator, criterion: &Criterion) {
        let target = criterion.target();
        let has_way = !matches!(target.time(), TargetTime::Every { .. });
        if has_way
            && target.bound().direction().is_none()
            && criterion.baseline().is_none()
            && indicator.better().is_none()
        {
            let expected = "a baseline, or better = \"up\" or \"down\" on the indicator";
            self.report(
                Code::NoDirection,
                &format!("{path}.target"),
                criterion.target().to_string(),
                expected,
            );
        }
    }

    fn baseline(&mut self, path: &str, indicator: &Indicator, baseline: Option<&Baseline>) {
        let Some(Baseline::Stated { value, series, source, .. }) = baseline else {
            return;
        };
        let path = format!("{path}.baseline");
        self.unit(&format!("{path}.value"), value.unit(), indicator.unit());
        self.source(&format!("{path}.source"), source.as_ref());
        if let Some(series) = series
            && !indicator.series().is_empty()
            && !indicator.series().contains(series)
        {
            let expected = Self::known(indicator.series().iter());
            self.report(Code::BaselineOtherSeries, &format!("{path}.series"), series.to_string(), expected);
        }
    }

    fn periods(&mut self, path: &str, criterion: &Criterion) {
        let target = criterion.target();
        let quantity = target.quantity();
        let Some(baseline) = criterion.baseline() else {
            if quantity.needs_baseline() {
                let found = target.to_string();
                self.report(
                    Code::BaselineMissing,
                    &format!("{path}.target"),
                    found,
                    "a baseline to measure it from",
                );
            }
            return;
        };
        if let Some(from) = quantity.from().filter(|from| !from.contains(baseline.period())) {
            let (found, expected) =
                (baseline.period().to_string(), format!("a day or period of {from}, as the target says"));
            self.report(Code::BaselinePeriodConflict, &format!("{path}.baseline.period"), found, expected);
        }
        if let Some(deadline) = target.time().last_day()
            && baseline.period().last_day() >= deadline
        {
            let (found, expected) =
                (baseline.period().to_string(), format!("a period before the deadline {deadline}"));
            self.report(Code::DeadlineBeforeBaseline, &format!("{path}.baseline.period"), found, expected);
        }
    }

    /// What is compounded needs yearly changes, or a baseline for a growth of levels; what is summed needs a flow.
    fn kind(&mut self, path: &str, indicator: &Indicator, criterion: &Criterion) {
        let is_change = indicator.kind() == IndicatorKind::ChangeOnYear;
        let (fits, expected) = match criterion.target().quantity() {
            TargetQuantity::CumulativeChange => {
                (is_change, "kind = \"change-on-year\" for a cumulative change")
            }
            TargetQuantity::AverageGrowth => (
                is_change || criterion.baseline().is_some(),
                "kind = \"change-on-year\", or a baseline that the levels have grown from",
            ),
            TargetQuantity::Sum { .. } => {
                (indicator.timing() == Timing::Sum, "timing = \"sum\", the total of each period, for a sum")
            }
            _ => return,
        };
        if !fits {
            let found = format!("an indicator of kind {}, timing {}", indicator.kind(), indicator.timing());
            self.report(Code::InvalidTarget, &format!("{path}.target"), found, expected);
        }
    }

    /// Legal: a goal to maintain. And a bound beyond the natural limits can never be met.
    fn baseline_meets_target(&mut self, path: &str, indicator: &Indicator, criterion: &Criterion) {
        let quantity = criterion.target().quantity();
        if quantity.is_margin() || quantity.is_from_business_as_usual() {
            return;
        }
        let stated = match criterion.baseline() {
            Some(Baseline::Stated { value, .. }) => value.in_unit(indicator.unit()).ok(),
            _ => None,
        };
        let exact = stated.as_ref().and_then(|stated| stated.as_exact());
        let bound = match criterion.target().level_bound(indicator.unit(), exact) {
            Ok(bound) => bound,
            Err(error) if exact.is_some() && !matches!(error, super::TargetError::Unit(_)) => {
                let found = error.to_string();
                self.report(
                    Code::InvalidTarget,
                    &format!("{path}.target"),
                    found,
                    "a target its baseline can carry",
                );
                return;
            }
            Err(_) => return,
        };
        if let Some(stated) = &stated
            && bound.attainment(stated) == Attainment::Met
            && !matches!(criterion.target().time(), TargetTime::Every { .. })
        {
            let expected = "a baseline that does not meet the target yet, unless the goal is to maintain it";
            self.report(
                Code::BaselineMeetsTarget,
                &format!("{path}.baseline"),
                criterion.target().to_string(),
                expected,
            );
        }
        let natural = indicator.limits().interval();
        let is_level = !matches!(criterion.target().time(), TargetTime::Over(_));
        if is_level && bound.acceptable().set().is_disjoint_from(&natural) {
            let expected = "a target within the natural limits of its indicator";
            self.report(
                Code::LimitsExceededByTarget,
                &format!("{path}.target"),
                criterion.target().to_string(),
                expected,
            );
        }
    }
}
