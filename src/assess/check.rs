//! Plan against data, before any question is asked: units, limits, frequencies and missing evidence.

use super::evidence::covers_regular_period;
use crate::data::{Dataset, Observation, SeriesKey, SeriesView};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::plan::{
    Baseline, Criterion, Derivation, Goal, Indicator, Plan, Requirement, TargetQuantity, TargetTime,
};
use crate::progress::Attainment;
use crate::text::Id;
use crate::time::NaiveDate;
use crate::unit::Quantity;
use std::collections::{BTreeMap, BTreeSet};

/// Everything in the data that the plan's indicators cannot use, or should not.
///
/// Errors: a unit that does not convert. Warnings: an indicator of a goal without data, a value outside the
/// indicator's natural limits, values that cover another length of time than its regular periods, a stated baseline
/// that the series contradicts, a target that was met when it was set.
#[must_use]
pub fn check(plan: &Plan, data: &Dataset) -> Diagnostics {
    let mut found = Diagnostics::default();
    let needed = needed(plan);
    let mut by_indicator: BTreeMap<&Id, Vec<&Observation>> = BTreeMap::new();
    for observation in data.observations() {
        by_indicator.entry(observation.indicator()).or_default().push(observation);
    }
    for (index, indicator) in plan.indicators().iter().enumerate() {
        let path = format!("indicators[{index}]");
        let observations = || by_indicator.get(indicator.id()).into_iter().flatten().copied();
        if indicator.derivation().is_none()
            && observations().next().is_none()
            && needed.contains(indicator.id())
        {
            let problem =
                Diagnostic::new(Code::NoDataForIndicator).path(&path).found(indicator.id().to_string());
            found.push(problem.expected("observations of it in the data"));
        }
        units(&mut found, &path, indicator, observations());
        limits(&mut found, indicator, observations());
        frequencies(&mut found, &path, indicator, observations());
    }
    for (index, goal) in plan.goals().iter().enumerate() {
        let issued = goal.announced().or(plan.dates().issued).map(|issued| issued.last_day());
        for criterion in goal.requirement().criteria() {
            if let Some(indicator) = plan.indicator(criterion.indicator()) {
                let promise = Promise { path: format!("goals[{index}]"), criterion, indicator };
                promise.baseline(data, &mut found);
                promise.met_when_set(data, issued, &mut found);
            }
        }
    }
    found
}

/// One criterion with its place in the plan.
struct Promise<'a> {
    path: String,
    criterion: &'a Criterion,
    indicator: &'a Indicator,
}

impl Promise<'_> {
    /// What the preferred series said by a day, of the whole.
    fn series<'d>(&self, data: &'d Dataset, known_by: NaiveDate) -> Option<SeriesView<'d>> {
        let preferences = [self.criterion.series(), self.indicator.series()];
        let preference = preferences.into_iter().find(|series| !series.is_empty()).unwrap_or_default();
        let view = data.view(known_by);
        let of_whole = || {
            let series = view.series_of(self.indicator.id());
            series.filter(|series| series.key().dimensions().is_empty())
        };
        let preferred = |id: &Id| of_whole().find(|series| series.key().series() == id);
        if preference.is_empty() {
            let mut only = of_whole();
            return only.next().filter(|_| only.next().is_none());
        }
        preference.iter().find_map(preferred)
    }

    /// A stated baseline is as precise as it is printed, and so is the series.
    fn baseline(&self, data: &Dataset, found: &mut Diagnostics) {
        let Some(Baseline::Stated { value, period, series, .. }) = self.criterion.baseline() else { return };
        let reported = match series {
            Some(id) => {
                let key = SeriesKey::new(self.indicator.id().clone(), id.clone());
                data.view(NaiveDate::MAX).get(&key)
            }
            None => self.series(data, NaiveDate::MAX),
        };
        let Some(observation) = reported.and_then(|series| series.latest_for(period)) else { return };
        let Some(reported) = observation.quantity() else { return };
        let unit = self.indicator.unit();
        let known = |quantity: &Quantity| {
            let rounding = quantity.half_printed_unit_in(unit).ok()?;
            Some(quantity.in_unit(unit).ok()?.widened(&rounding))
        };
        if let Some((stated, published)) = known(value).zip(known(reported))
            && stated.is_disjoint_from(&published)
        {
            let expected = format!("{reported}, as {} says for {period}", observation.series());
            found.push(
                Diagnostic::new(Code::BaselineDiffersFromSeries)
                    .path(format!("{}.baseline", self.path))
                    .found(value.to_string())
                    .expected(expected),
            );
        }
    }

    /// A level that what was known on the day of issue meets already.
    fn met_when_set(&self, data: &Dataset, issued: Option<NaiveDate>, found: &mut Diagnostics) {
        let target = self.criterion.target();
        let is_level = matches!(target.quantity(), TargetQuantity::Level { .. });
        let is_by = matches!(target.time(), TargetTime::By(_) | TargetTime::In(_));
        let Some(issued) = issued.filter(|_| is_level && is_by && target.group().is_none()) else { return };
        let Some(series) = self.series(data, issued) else { return };
        let unit = self.indicator.unit();
        let ended = series.latest().rfind(|observation| observation.period().last_day() <= issued);
        let met = ended.and_then(|latest| {
            let level = latest.quantity()?.in_unit(unit).ok()?;
            let bound = target.level_bound(unit, None).ok()?;
            (bound.attainment(&level) == Attainment::Met).then_some(latest)
        });
        if let Some(latest) = met {
            let value = latest.quantity().map(ToString::to_string).unwrap_or_default();
            found.push(
                Diagnostic::new(Code::MetWhenSet)
                    .path(format!("{}.target", self.path))
                    .found(target.to_string())
                    .expected(format!(
                        "a target beyond {value}, known from {} for {} on {issued}",
                        latest.series(),
                        latest.period()
                    )),
            );
        }
    }
}

fn units<'a>(
    found: &mut Diagnostics,
    path: &str,
    indicator: &Indicator,
    observations: impl Iterator<Item = &'a Observation>,
) {
    let mut seen = BTreeSet::new();
    for quantity in observations.filter_map(Observation::quantity) {
        if let Err(error) = quantity.unit().factor_to(indicator.unit())
            && seen.insert(quantity.unit().to_string())
        {
            let problem = Diagnostic::new(Code::UnitDiffers)
                .path(format!("{path}.unit"))
                .found(quantity.unit().to_string())
                .expected(format!("a unit that converts to {}", indicator.unit()))
                .help(error.to_string());
            found.push(problem);
        }
    }
}

fn limits<'a>(
    found: &mut Diagnostics,
    indicator: &Indicator,
    observations: impl Iterator<Item = &'a Observation>,
) {
    let natural = indicator.limits().interval();
    for observation in observations.filter(|observation| observation.rejected().is_none()) {
        let Some(quantity) = observation.quantity() else { continue };
        if quantity.in_unit(indicator.unit()).is_ok_and(|level| level.is_disjoint_from(&natural)) {
            let problem = Diagnostic::new(Code::OutsideNaturalLimits)
                .path(format!("{} {}", observation.key(), observation.period()))
                .found(quantity.to_string())
                .expected(format!("a value within the natural limits of {}", indicator.id()));
            found.push(problem);
        }
    }
}

fn frequencies<'a>(
    found: &mut Diagnostics,
    path: &str,
    indicator: &Indicator,
    observations: impl Iterator<Item = &'a Observation>,
) {
    let mut seen = BTreeSet::new();
    for observation in observations {
        let period = observation.period();
        if !covers_regular_period(indicator, period) && seen.insert((observation.key(), period.frequency())) {
            let problem = Diagnostic::new(Code::FrequencyMismatch)
                .path(format!("{path}.frequency"))
                .found(format!("{} {period}", observation.key()))
                .expected(format!("values for every {}", indicator.frequency()));
            found.push(problem);
        }
    }
}

/// The indicators that some goal or derivation takes its evidence from.
fn needed(plan: &Plan) -> BTreeSet<&Id> {
    let requirements = || plan.goals().iter().map(Goal::requirement);
    let in_directions = requirements().filter_map(|goal| match goal {
        Requirement::Direction { indicator, .. } => Some(indicator),
        _ => None,
    });
    // A count with a checklist takes its evidence from it.
    let criteria =
        requirements().flat_map(Requirement::criteria).filter(|criterion| criterion.checklist().is_none());
    let in_goals = criteria.flat_map(Criterion::indicators);
    let derivations = plan.indicators().iter().filter_map(Indicator::derivation);
    in_directions.chain(in_goals).chain(derivations.flat_map(Derivation::inputs)).collect()
}
