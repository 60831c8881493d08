//! A name for every variant that a parsed plan can hold. The enums may grow, so that a variant without a name here
//! fails the test that meets it, and a name that no row shows fails the test of the coverage.

use policy_targets::plan::{
    AboutSide, Baseline, Bound, ChangeFrom, ChangeMeasure, Criterion, Cumulated, Derivation, Plan,
    Requirement, TargetQuantity, TargetTime, TierRole,
};
use policy_targets::progress::{Path, ProgressError, Projection};
use std::collections::BTreeSet;

/// Every name but those of a vocabulary, which lists its own words.
const NAMES: &[&str] = &[
    "bound at-least",
    "bound over",
    "bound at-most",
    "bound under",
    "bound equal",
    "bound between",
    "bound about-at-least",
    "bound about-at-most",
    "bound about-both",
    "bound tolerance",
    "quantity level",
    "quantity change",
    "quantity multiple",
    "quantity cumulative-change",
    "quantity average-growth",
    "quantity sum",
    "quantity margin-over",
    "quantity margin-over-past",
    "measure percent",
    "measure unit",
    "from baseline",
    "from business-as-usual",
    "time by",
    "time in",
    "time every",
    "time every-from",
    "time over",
    "time average",
    "with aim",
    "with group",
    "with margin",
    "with checklist",
    "with qualification",
    "with accepted-miss",
    "with price-year",
    "with splice",
    "past level",
    "past average",
    "requirement one",
    "requirement all-of",
    "requirement any-of",
    "requirement direction",
    "requirement statement",
    "requirement not-yet-set",
    "requirement phased",
    "requirement tiers",
    "phase announced",
    "tier condition",
    "baseline stated",
    "baseline reported",
    "derivation ratio",
    "derivation share-at-or-above",
    "derivation sum",
    "derivation difference",
    "derivation share-of-increment",
    "derivation weighted-mean",
];

/// Every name, with the words of the vocabularies.
pub(crate) fn all() -> BTreeSet<String> {
    let roles = TierRole::ALL.iter().map(|role| format!("tier {role}"));
    let cumulated = ["targets", "actuals", "reports"]
        .into_iter()
        .flat_map(|field| Cumulated::ALL.iter().map(move |word| format!("{field} {word}")));
    NAMES.iter().map(|name| (*name).to_owned()).chain(roles).chain(cumulated).collect()
}

/// The names of what a plan holds.
pub(crate) fn of_plan(plan: &Plan) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for derivation in plan.indicators().iter().filter_map(|indicator| indicator.derivation()) {
        names.insert(format!("derivation {}", of_derivation(derivation)));
    }
    for goal in plan.goals() {
        of_requirement(goal.requirement(), &mut names);
        for criterion in goal.requirement().criteria() {
            of_criterion(criterion, &mut names);
        }
    }
    names
}

fn of_derivation(derivation: &Derivation) -> &'static str {
    match derivation {
        Derivation::Ratio { .. } => "ratio",
        Derivation::ShareAtOrAbove { .. } => "share-at-or-above",
        Derivation::Sum { .. } => "sum",
        Derivation::Difference { .. } => "difference",
        Derivation::ShareOfIncrement { .. } => "share-of-increment",
        Derivation::WeightedMean { .. } => "weighted-mean",
        other => panic!("no name for {other:?}"),
    }
}

fn of_requirement(requirement: &Requirement, names: &mut BTreeSet<String>) {
    let name = match requirement {
        Requirement::One(_) => "one",
        Requirement::AllOf(_) => "all-of",
        Requirement::AnyOf(_) => "any-of",
        Requirement::Direction { .. } => "direction",
        Requirement::Statement => "statement",
        Requirement::NotYetSet => "not-yet-set",
        Requirement::Phased(phases) => {
            if phases.iter().any(|phase| phase.announced.is_some()) {
                names.insert("phase announced".to_owned());
            }
            "phased"
        }
        Requirement::Tiers(tiers) => {
            names.extend(tiers.iter().map(|tier| format!("tier {}", tier.role)));
            if tiers.iter().any(|tier| tier.condition.is_some()) {
                names.insert("tier condition".to_owned());
            }
            "tiers"
        }
        other => panic!("no name for {other:?}"),
    };
    names.insert(format!("requirement {name}"));
}

fn of_criterion(criterion: &Criterion, names: &mut BTreeSet<String>) {
    let target = criterion.target();
    let mut name = |name: &str| names.insert(name.to_owned());
    name(of_bound(target.bound()));
    name(of_quantity(target.quantity()));
    name(of_time(target.time()));
    if matches!(target.bound(), Bound::About { tolerance: Some(_), .. }) {
        name("bound tolerance");
    }
    match target.quantity() {
        TargetQuantity::Change { measure, from } => {
            name(match measure {
                ChangeMeasure::Percent => "measure percent",
                ChangeMeasure::Unit(_) => "measure unit",
            });
            name(match from {
                ChangeFrom::Baseline(_) => "from baseline",
                ChangeFrom::BusinessAsUsual => "from business-as-usual",
            });
        }
        TargetQuantity::MarginOverPast { reference, .. } => {
            let is_range = reference.frequency() == policy_targets::time::Frequency::Range;
            name(if is_range { "past average" } else { "past level" });
        }
        _ => {}
    }
    let is_margin = target.quantity().is_margin() && target.quantity().unit().is_some();
    let has_price_year = target.quantity().unit().is_some_and(|unit| unit.to_string().contains('@'));
    let checklist = criterion.checklist();
    for (applies, of) in [
        (target.aim().is_some(), "with aim"),
        (target.group().is_some(), "with group"),
        (is_margin, "with margin"),
        (has_price_year, "with price-year"),
        (checklist.is_some(), "with checklist"),
        (checklist.is_some_and(|list| list.qualifies.is_some()), "with qualification"),
        (criterion.accepted_miss().is_some(), "with accepted-miss"),
        (criterion.splice().is_some(), "with splice"),
        (matches!(criterion.baseline(), Some(Baseline::Stated { .. })), "baseline stated"),
        (matches!(criterion.baseline(), Some(Baseline::Reported { .. })), "baseline reported"),
    ] {
        if applies {
            name(of);
        }
    }
    if let Some(cumulation) = criterion.cumulation() {
        name(&format!("targets {}", cumulation.targets));
        name(&format!("actuals {}", cumulation.actuals));
        name(&format!("reports {}", cumulation.reports));
    }
}

fn of_bound(bound: &Bound) -> &'static str {
    match bound {
        Bound::AtLeast(_) => "bound at-least",
        Bound::Over(_) => "bound over",
        Bound::AtMost(_) => "bound at-most",
        Bound::Under(_) => "bound under",
        Bound::Equal(_) => "bound equal",
        Bound::About { side: AboutSide::AtLeast, .. } => "bound about-at-least",
        Bound::About { side: AboutSide::AtMost, .. } => "bound about-at-most",
        Bound::About { side: AboutSide::Both, .. } => "bound about-both",
        Bound::Between { .. } => "bound between",
        other => panic!("no name for {other:?}"),
    }
}

fn of_quantity(quantity: &TargetQuantity) -> &'static str {
    match quantity {
        TargetQuantity::Level { .. } => "quantity level",
        TargetQuantity::Change { .. } => "quantity change",
        TargetQuantity::Multiple { .. } => "quantity multiple",
        TargetQuantity::CumulativeChange => "quantity cumulative-change",
        TargetQuantity::AverageGrowth => "quantity average-growth",
        TargetQuantity::Sum { .. } => "quantity sum",
        TargetQuantity::MarginOver { .. } => "quantity margin-over",
        TargetQuantity::MarginOverPast { .. } => "quantity margin-over-past",
        other => panic!("no name for {other:?}"),
    }
}

fn of_time(time: &TargetTime) -> &'static str {
    match time {
        TargetTime::By(_) => "time by",
        TargetTime::In(_) => "time in",
        TargetTime::Every { to: Some(_), .. } => "time every",
        TargetTime::Every { to: None, .. } => "time every-from",
        TargetTime::Over(_) => "time over",
        TargetTime::Average(_) => "time average",
        other => panic!("no name for {other:?}"),
    }
}

/// The words that a vocabulary without a list of its own says it has, when asked for another.
fn words<T>(read: Result<T, ProgressError>) -> Vec<String> {
    match read {
        Err(ProgressError::UnknownWord { expected, .. }) => {
            expected.split(" or ").map(str::to_owned).collect()
        }
        _ => panic!("no such word"),
    }
}

/// Every projection.
pub(crate) fn projections() -> Vec<String> {
    words("no such word".parse::<Projection>())
}

/// Every path: those that are words, and those that have points or numbers of their own.
pub(crate) fn paths() -> BTreeSet<String> {
    let words = words("no such word".parse::<Path>());
    words.into_iter().chain(PATHS.iter().map(|word| (*word).to_owned())).collect()
}

const PATHS: &[&str] = &["linear", "constant-growth", "stated", "step", "business-as-usual", "logistic"];

pub(crate) fn of_path(path: &Path) -> String {
    let name = path.to_string();
    assert!(PATHS.contains(&name.as_str()), "no name for {path:?}");
    name
}
