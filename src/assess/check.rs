//! Plan against data, before any question is asked: units, limits, frequencies and missing evidence.

use super::evidence::covers_regular_period;
use crate::data::{Dataset, Observation};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::plan::{Criterion, Derivation, Goal, Indicator, Plan, Requirement};
use crate::text::Id;
use std::collections::{BTreeMap, BTreeSet};

/// Everything in the data that the plan's indicators cannot use, or should not.
///
/// Errors: a unit that does not convert. Warnings: an indicator of a goal without data, a value outside the
/// indicator's natural limits, values that cover another length of time than its regular periods.
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
    found
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
