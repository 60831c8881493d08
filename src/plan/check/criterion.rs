//! Checks of a criterion: units, direction, baseline, periods, and whether the target can be met at all.

use super::Checker;
use crate::diagnostic::Code;
use crate::plan::{
    Baseline, Criterion, Indicator, IndicatorKind, TargetError, TargetQuantity, TargetTime, Timing,
};
use crate::progress::Attainment;

impl Checker<'_> {
    pub(super) fn criterion(&mut self, path: &str, criterion: &Criterion) {
        let Some(indicator) = self.find(&format!("{path}.indicator"), criterion.indicator()) else {
            return;
        };
        self.series(path, indicator, criterion.series());
        self.units(path, indicator, criterion);
        self.direction(path, indicator, criterion);
        self.baseline(path, indicator, criterion.baseline());
        self.periods(path, criterion);
        self.use_of_baseline(path, indicator, criterion);
        self.kind(path, indicator, criterion);
        self.baseline_meets_target(path, indicator, criterion);
        self.shapes(path, indicator, criterion);
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

    pub(super) fn baseline(&mut self, path: &str, indicator: &Indicator, baseline: Option<&Baseline>) {
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

    /// A baseline that says nothing, or the same of all members of a group, is hardly meant.
    fn use_of_baseline(&mut self, path: &str, indicator: &Indicator, criterion: &Criterion) {
        let (target, found) = (criterion.target(), criterion.target().to_string());
        let is_growth_of_levels = *target.quantity() == TargetQuantity::AverageGrowth
            && indicator.kind() != IndicatorKind::ChangeOnYear;
        let is_unused = (target.time().is_window() && !is_growth_of_levels)
            || matches!(target.quantity(), TargetQuantity::MarginOver { .. });
        if criterion.baseline().is_some() && is_unused {
            let expected = "a target that is measured from a baseline";
            self.report(Code::BaselineUnused, &format!("{path}.baseline"), found, expected);
            return;
        }
        let is_stated = matches!(criterion.baseline(), Some(Baseline::Stated { .. }));
        if let (Some(group), true) = (target.group(), is_stated) {
            let expected = format!("a baseline of its own for every {group}");
            self.report(Code::BaselineForEveryMember, &format!("{path}.baseline"), found, expected);
        }
    }

    fn periods(&mut self, path: &str, criterion: &Criterion) {
        let target = criterion.target();
        let quantity = target.quantity();
        if let (TargetQuantity::MarginOverPast { reference, .. }, Some(deadline)) =
            (quantity, target.time().last_day())
            && reference.last_day() >= deadline
        {
            let expected = format!("a past before the deadline {deadline}");
            self.report(
                Code::DeadlineBeforeBaseline,
                &format!("{path}.target"),
                reference.to_string(),
                expected,
            );
        }
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
        if let (TargetQuantity::AverageGrowth, Some(window)) = (quantity, target.time().deadline())
            && baseline.period().last_day().succ_opt() != Some(window.first_day())
        {
            let (found, expected) = (
                baseline.period().to_string(),
                format!("the period that ends before {}", window.first_day()),
            );
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
        if quantity.is_margin() {
            return;
        }
        let is_from_usual = quantity.is_from_business_as_usual();
        let stated = match criterion.baseline() {
            Some(Baseline::Stated { value, .. }) => value.in_unit(indicator.unit()).ok(),
            _ => None,
        };
        let last_day = criterion.target().time().last_day();
        let start = if is_from_usual {
            last_day.and_then(|day| criterion.business_as_usual_on(day))
        } else {
            stated.as_ref().and_then(|stated| stated.as_exact()).cloned()
        };
        let bound = match criterion.target().level_bound(indicator.unit(), start.as_ref()) {
            Ok(bound) => bound,
            Err(error) if start.is_some() && !matches!(error, TargetError::Unit(_)) => {
                let message = error.to_string();
                let message = message.strip_prefix("found ").unwrap_or(&message);
                let (found, expected) =
                    message.split_once(", expected ").unwrap_or((message, "a target its baseline can carry"));
                self.report(Code::InvalidTarget, &format!("{path}.target"), found, expected);
                return;
            }
            Err(_) => return,
        };
        if let Some(stated) = &stated
            && !is_from_usual
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
