//! Plan against data, before any question is asked: units, frequencies, series and missing evidence.

use crate::data::{Dataset, Observation};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::plan::{Derivation, Indicator, Plan};
use crate::text::Id;
use std::collections::BTreeSet;

/// Everything in the data that the plan's indicators cannot use.
///
/// Errors: a unit that does not convert. Warnings: an indicator of a goal without data.
#[must_use]
pub fn check(plan: &Plan, data: &Dataset) -> Diagnostics {
    let mut found = Diagnostics::default();
    let reported: BTreeSet<&Id> = data.observations().map(Observation::indicator).collect();
    for (index, indicator) in plan.indicators().iter().enumerate() {
        let path = format!("indicators[{index}]");
        if indicator.derivation().is_none()
            && !reported.contains(indicator.id())
            && is_needed(plan, indicator.id())
        {
            let expected = "observations of it in the data";
            found.push(
                Diagnostic::new(Code::NoDataForIndicator)
                    .path(&path)
                    .found(indicator.id().to_string())
                    .expected(expected),
            );
        }
        units(&mut found, &path, indicator, data);
    }
    found
}

fn units(found: &mut Diagnostics, path: &str, indicator: &Indicator, data: &Dataset) {
    let mut seen = BTreeSet::new();
    for observation in data.observations().filter(|observation| observation.indicator() == indicator.id()) {
        let Some(quantity) = observation.quantity() else {
            continue;
        };
        if let Err(error) = quantity.unit().factor_to(indicator.unit())
            && seen.insert(quantity.unit().to_string())
        {
            let expected = format!("a unit that converts to {}", indicator.unit());
            found.push(
                Diagnostic::new(Code::UnitDiffers)
                    .path(format!("{path}.unit"))
                    .found(error.to_string())
                    .expected(expected),
            );
        }
    }
}

fn is_needed(plan: &Plan, id: &Id) -> bool {
    let in_goals = plan
        .goals()
        .iter()
        .flat_map(|goal| goal.requirement().criteria())
        .any(|criterion| criterion.indicator() == id);
    let in_derivations = plan
        .indicators()
        .iter()
        .filter_map(Indicator::derivation)
        .flat_map(Derivation::inputs)
        .any(|input| input == id);
    in_goals || in_derivations
}
