//! Inputs as named texts, so that two rounds can say what differs between them.
//! Whether they differ at all is decided on the inputs themselves.

use super::change::Difference;
use crate::assess::Round;
use crate::plan::{Baseline, Criterion, Goal, Indicator, Plan, Requirement, Tier};
use crate::text::Id;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// Names and texts.
pub(super) type Described = Vec<(String, String)>;

/// The names whose text differs, or that only one side has.
pub(super) fn differing(
    before: impl IntoIterator<Item = (String, String)>,
    after: impl IntoIterator<Item = (String, String)>,
) -> Vec<Difference> {
    let was: BTreeMap<String, String> = before.into_iter().collect();
    let is: BTreeMap<String, String> = after.into_iter().collect();
    let names: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let names = names.into_iter().filter(|name| was.get(*name) != is.get(*name));
    names
        .map(|name| Difference {
            what: name.clone(),
            before: was.get(name).cloned(),
            after: is.get(name).cloned(),
        })
        .collect()
}

/// Collects names with texts, under a heading if there is one.
#[derive(Default)]
struct Listing {
    heading: String,
    parts: Described,
}

impl Listing {
    fn under(heading: impl Display) -> Self {
        Self { heading: format!("{heading} "), parts: Vec::new() }
    }

    fn put(mut self, name: &str, text: impl Display) -> Self {
        self.parts.push((format!("{}{name}", self.heading), text.to_string()));
        self
    }

    fn maybe(self, name: &str, text: Option<impl Display>) -> Self {
        match text {
            Some(text) => self.put(name, text),
            None => self,
        }
    }

    fn all(self, name: &str, ids: &[Id]) -> Self {
        let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
        self.maybe(name, (!ids.is_empty()).then(|| ids.join(" ")))
    }
}

/// What a plan declares of some indicators.
pub(super) fn declarations(indicators: &[&Indicator]) -> Described {
    let declared = indicators.iter().map(|indicator| {
        let limits = indicator.limits();
        Listing::under(indicator.id())
            .put("unit", indicator.unit())
            .put("kind", indicator.kind())
            .put("timing", indicator.timing())
            .put("frequency", indicator.frequency())
            .put("sign", indicator.sign())
            .maybe("name", indicator.name())
            .maybe("lag", indicator.lag())
            .maybe("release", indicator.release())
            .maybe("stale_after", indicator.stale_after())
            .maybe("flat_band", indicator.flat_band())
            .maybe("better", indicator.better())
            .maybe("step", indicator.step())
            .maybe("lower_limit", limits.lower)
            .maybe("upper_limit", limits.upper)
            .maybe("definition", indicator.definition())
            .maybe("derivation", indicator.derivation().map(debugged))
            .maybe("levels", Some(indicator.levels().join(" ")).filter(|levels| !levels.is_empty()))
            .maybe("groups", Some(indicator.groups()).filter(|groups| !groups.is_empty()).map(debugged))
            .all("series", indicator.series())
            .parts
    });
    declared.flatten().collect()
}

/// Parts that have no text form of their own.
fn debugged(part: impl std::fmt::Debug) -> String {
    format!("{part:?}")
}

/// Everything a requirement promises. The names of baselines end in `baseline`.
pub(super) fn promises(requirement: &Requirement) -> Described {
    let kind = match requirement {
        Requirement::One(_) => "one criterion",
        Requirement::AllOf(_) => "all of",
        Requirement::AnyOf(_) => "any of",
        Requirement::Direction { .. } => "a direction",
        Requirement::Statement => "a statement",
        Requirement::NotYetSet => "not yet set",
        Requirement::Phased(_) => "phases",
        Requirement::Tiers(_) => "tiers",
    };
    let mut parts = Listing::default().put("requirement", kind).parts;
    if let Requirement::Direction { indicator, direction, baseline, series } = requirement {
        let direction = format!("{direction:?} {indicator}").to_lowercase();
        let listing = Listing::default().put("direction", direction).all("series", series);
        parts.extend(listing.maybe("baseline", baseline.as_ref().map(written)).parts);
    }
    let criteria = requirement.criteria();
    let is_one = criteria.len() == 1;
    for (number, criterion) in criteria.into_iter().enumerate() {
        let listing = if is_one { Listing::default() } else { Listing::under(format_args!("[{number}]")) };
        parts.extend(promise(listing, criterion));
    }
    parts.extend(conditions(requirement));
    parts
}

/// From when on phases are known, and under which condition tiers are promised.
fn conditions(requirement: &Requirement) -> Described {
    let under = |number: usize| Listing::under(format_args!("[{number}]"));
    let listings: Vec<Listing> = match requirement {
        Requirement::Phased(phases) => {
            let phases = phases.iter().enumerate();
            phases.map(|(number, phase)| under(number).maybe("announced", phase.announced)).collect()
        }
        Requirement::Tiers(tiers) => {
            let of_tier = |(number, tier): (usize, &Tier)| {
                under(number).put("role", tier.role).maybe("condition", tier.condition.as_ref())
            };
            tiers.iter().enumerate().map(of_tier).collect()
        }
        _ => Vec::new(),
    };
    listings.into_iter().flat_map(|listing| listing.parts).collect()
}

fn promise(listing: Listing, criterion: &Criterion) -> Described {
    let points = criterion.business_as_usual().iter();
    let points: Vec<String> = points.map(|(period, value)| format!("{period}: {value}")).collect();
    listing
        .put("indicator", criterion.indicator())
        .put("target", criterion.target())
        .maybe("path", criterion.path())
        .maybe("baseline", criterion.baseline().map(written))
        .maybe("concept_difference", criterion.concept_difference())
        .maybe("splice", criterion.splice())
        .maybe("accepted_until", criterion.accepted_miss().map(|accepted| accepted.until))
        .maybe("cumulation", criterion.cumulation().map(debugged))
        .maybe("checklist", criterion.checklist().map(debugged))
        .maybe("business_as_usual", (!points.is_empty()).then(|| points.join(" ")))
        .all("series", criterion.series())
        .parts
}

/// A baseline as one text: `3.3 GW in 2020-12-31 (cnesa)`.
pub(super) fn written(baseline: &Baseline) -> String {
    match baseline {
        Baseline::Stated { value, period, series, .. } => {
            let series = series.as_ref().map(|series| format!(" ({series})")).unwrap_or_default();
            format!("{value} in {period}{series}")
        }
        Baseline::Reported { period } => format!("as reported for {period}"),
    }
}

/// What a requirement promises, in one line.
pub(super) fn summary(requirement: &Requirement) -> String {
    let joined = |word: &str| {
        let criteria = requirement.criteria();
        criteria.iter().map(|criterion| criterion.target().to_string()).collect::<Vec<_>>().join(word)
    };
    match requirement {
        Requirement::One(criterion) => criterion.target().to_string(),
        Requirement::AllOf(_) => joined(" and "),
        Requirement::AnyOf(_) => joined(" or "),
        Requirement::Phased(_) => joined(", then "),
        Requirement::Tiers(_) => joined(", beside it "),
        Requirement::Direction { direction, .. } => format!("{direction:?}").to_lowercase(),
        Requirement::Statement => "statement".to_owned(),
        Requirement::NotYetSet => "tbd".to_owned(),
    }
}

/// Since when a goal holds, and what took its place.
pub(super) fn standings(plan: &Plan, goal: &Goal) -> Described {
    let history = plan.standing_history().iter().map(|change| {
        let since = change.from.map(|from| format!(" from {from}")).unwrap_or_default();
        let by = change.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        format!("{}{since}{by}", change.status)
    });
    let superseded = goal.superseded();
    Listing::default()
        .put("plan", plan.id())
        .put("standing", history.collect::<Vec<_>>().join("; "))
        .maybe("issued", plan.dates().issued)
        .maybe("announced", goal.announced())
        .maybe(
            "superseded",
            superseded.map(|superseded| format!("by {} on {}", superseded.by, superseded.on)),
        )
        .parts
}

/// Every choice of a question but its days.
pub(super) fn settings(round: &Round) -> Described {
    let tolerance =
        round.tolerance().map(|tolerance| format!("{} of {:?}", tolerance.fraction(), tolerance.quantity()));
    Listing::default()
        .maybe("path", round.path())
        .maybe("projection", round.projection())
        .maybe("tolerance", tolerance.map(|tolerance| tolerance.to_lowercase()))
        .maybe("extrapolation_limit", round.extrapolation_limit())
        .maybe("confidence", round.confidence())
        .put("trend_points", round.trend_points())
        .put("strict_precision", round.is_precision_strict())
        .put("flags", format!("{:?}", round.flag_rules()))
        .all("series", round.series())
        .parts
}
