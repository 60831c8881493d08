//! From the table of an indicator in a plan file to the indicator, with what it inherits from others.
//! Each function reads one kind of table, the same for TOML and JSON.

use super::bind_plan::with;
use super::tables;
use crate::diagnostic::Code;
use crate::format::bind::Place;
use crate::format::leaf::{
    direction, frequency, id, lag, period, release_day, text, unit, value, word, words,
};
use crate::format::tree::Node;
use crate::plan::{Derivation, Indicator, IndicatorKind, NaturalLimits, Timing};
use crate::text::Id;
use std::str::FromStr;

pub(super) fn indicator(place: Place<'_, '_>) -> Option<Indicator> {
    let root = place.problems.document.root();
    let this = place.node;
    let mut fields = place.fields(&tables::INDICATOR)?;
    let id = fields.required("id", id);
    let unit = fields.required("unit", unit);
    let derivation = fields.optional("derived", derivation);
    let (kind, timing) = if let Some(derivation) = derivation.as_ref().filter(|_| fields.has("derived")) {
        let kind = fields.optional("kind", word).or_else(|| Some(inherited_kind(root, this, derivation)));
        let timing = fields.optional("timing", word);
        (kind, timing.or_else(|| Some(inherited_timing(root, this, derivation))))
    } else if fields.has("derived") {
        (fields.optional("kind", word), fields.optional("timing", word))
    } else {
        (fields.required("kind", word), fields.required("timing", word))
    };
    let frequency = fields.optional("frequency", frequency).or_else(|| inherited(root, this, "frequency"));
    let publication_lag = fields.optional("lag", lag);
    let release = fields.optional("release", release_day);
    let flat_band = fields.optional("flat_band", value);
    let stale_after = fields.optional("stale_after", lag);
    let better = fields.optional("better", direction);
    let series = fields.list("series", self::id);
    let limits = fields.optional("limits", limits);
    let step = fields.optional("step", value);
    let sign = fields.optional("sign", word);
    let name = fields.optional("name", words);
    let definition = fields.optional("definition", words);
    let levels = fields.list("levels", text);
    let groups = fields.optional("groups", groups).unwrap_or_default();
    if !fields.is_sound() {
        return None;
    }
    let mut indicator = Indicator::new(id?, unit?, kind?, timing?).with_series(series).with_levels(levels);
    indicator = with(indicator, frequency, Indicator::with_frequency);
    indicator = with(indicator, publication_lag, Indicator::with_lag);
    indicator = with(indicator, release, Indicator::with_release);
    indicator = with(indicator, flat_band, Indicator::with_flat_band);
    indicator = with(indicator, stale_after, Indicator::with_stale_after);
    indicator = with(indicator, better, Indicator::with_better);
    indicator = with(indicator, limits, Indicator::with_limits);
    indicator = with(indicator, step, Indicator::with_step);
    indicator = with(indicator, sign, Indicator::with_sign);
    indicator = with(indicator, name, Indicator::with_name);
    indicator = with(indicator, definition, Indicator::with_definition);
    indicator =
        groups.into_iter().fold(indicator, |indicator, (id, members)| indicator.with_group(id, members));
    Some(with(indicator, derivation, Indicator::with_derivation))
}

/// Dimensions with their members: `{ province = ["Hebei", "Shanxi"] }`.
fn groups(mut place: Place<'_, '_>) -> Option<Vec<(Id, Vec<String>)>> {
    const EXPECTED: &str = "a table of dimensions such as { province = [\"Hebei\", \"Shanxi\"] }";
    let Some(fields) = place.node.as_table() else {
        return place.wrong_type(EXPECTED);
    };
    let mut groups = Vec::new();
    for (key, node) in fields {
        let dimension = match key.name().parse() {
            Ok(dimension) => dimension,
            Err(error) => {
                let place = place.below(key.name(), node);
                return place.refuse(Code::InvalidValue, key.name(), EXPECTED, &error);
            }
        };
        let members: Option<Vec<String>> = place.below(key.name(), node).items(text).into_iter().collect();
        groups.push((dimension, members?));
    }
    Some(groups)
}

/// What a derived indicator does not say itself, taken from its first input. An input that does not say it
/// either is reported at its own place.
fn inherited<T: FromStr>(root: &Node, indicator: &Node, field: &str) -> Option<T> {
    let indicators = root.field("indicators")?.as_list()?;
    let mut here = indicator;
    for _ in indicators {
        if let Some(written) = here.field(field) {
            return written.as_text()?.parse().ok();
        }
        let derived = here.field("derived")?;
        let input = first_input(derived)?;
        here = indicators.iter().find(|other| other.field("id").and_then(Node::as_text) == Some(input))?;
    }
    None
}

/// The id of the first input of a derivation.
fn first_input(derived: &Node) -> Option<&str> {
    const FIRST: [(&str, &str); 5] = [
        ("ratio", "numerator"),
        ("share_at_or_above", "distribution"),
        ("difference", "minuend"),
        ("share_of_increment", "part"),
        ("weighted_mean", "values"),
    ];
    let single = || FIRST.iter().find_map(|(table, input)| derived.field(table)?.field(input)?.as_text());
    let parts = derived.field("sum").and_then(|sum| sum.field("parts")?.as_list()?.first()?.as_text());
    parts.or_else(single)
}

/// Whether the result is a number of the same kind as its first input, and not a quotient of two.
fn keeps_kind(derivation: &Derivation) -> bool {
    matches!(
        derivation,
        Derivation::Sum { .. } | Derivation::Difference { .. } | Derivation::WeightedMean { .. }
    )
}

fn inherited_kind(root: &Node, indicator: &Node, derivation: &Derivation) -> IndicatorKind {
    let first = if keeps_kind(derivation) { inherited(root, indicator, "kind") } else { None };
    first.unwrap_or(IndicatorKind::Ratio)
}

/// A quotient of two totals, or of two increments on the period before, describes the time during which they
/// ran up.
fn inherited_timing(root: &Node, indicator: &Node, derivation: &Derivation) -> Timing {
    if matches!(derivation, Derivation::ShareOfIncrement { since: None, .. }) {
        return Timing::During;
    }
    match inherited(root, indicator, "timing") {
        None => Timing::During,
        Some(Timing::Sum) if !keeps_kind(derivation) => Timing::During,
        Some(timing) => timing,
    }
}

fn limits(place: Place<'_, '_>) -> Option<NaturalLimits> {
    let mut fields = place.fields(&tables::LIMITS)?;
    Some(NaturalLimits { lower: fields.optional("lower", value), upper: fields.optional("upper", value) })
}

/// What reads one kind of derivation.
type Bind = fn(Place<'_, '_>) -> Option<Derivation>;

fn derivation(place: Place<'_, '_>) -> Option<Derivation> {
    const EXPECTED: &str =
        "one field: ratio, share_at_or_above, sum, difference, share_of_increment or weighted_mean";
    if place.node.as_table().is_some_and(|fields| fields.len() != 1) {
        return place.refuse(Code::InvalidValue, "", EXPECTED, &"say how it follows from other indicators");
    }
    let mut fields = place.fields(&tables::DERIVATION)?;
    let kinds: [(&str, Bind); 6] = [
        ("ratio", ratio),
        ("share_at_or_above", share_at_or_above),
        ("sum", sum),
        ("difference", difference),
        ("share_of_increment", share_of_increment),
        ("weighted_mean", weighted_mean),
    ];
    kinds.into_iter().find_map(|(name, bind)| fields.optional(name, bind))
}

fn ratio(place: Place<'_, '_>) -> Option<Derivation> {
    let mut fields = place.fields(&tables::RATIO)?;
    let (numerator, denominator) = (fields.required("numerator", id), fields.required("denominator", id));
    Some(Derivation::Ratio { numerator: numerator?, denominator: denominator? })
}

fn share_at_or_above(place: Place<'_, '_>) -> Option<Derivation> {
    let mut fields = place.fields(&tables::SHARE_AT_OR_ABOVE)?;
    let (distribution, level) = (fields.required("distribution", id), fields.required("level", text));
    Some(Derivation::ShareAtOrAbove { distribution: distribution?, level: level? })
}

fn sum(place: Place<'_, '_>) -> Option<Derivation> {
    let mut fields = place.fields(&tables::SUM)?;
    let parts = fields.required("parts", |place| place.items(id).into_iter().collect());
    Some(Derivation::Sum { parts: parts? })
}

fn difference(place: Place<'_, '_>) -> Option<Derivation> {
    let mut fields = place.fields(&tables::DIFFERENCE)?;
    let (minuend, subtrahend) = (fields.required("minuend", id), fields.required("subtrahend", id));
    Some(Derivation::Difference { minuend: minuend?, subtrahend: subtrahend? })
}

fn share_of_increment(place: Place<'_, '_>) -> Option<Derivation> {
    let mut fields = place.fields(&tables::SHARE_OF_INCREMENT)?;
    let (part, whole) = (fields.required("part", id), fields.required("whole", id));
    let since = fields.optional("since", period);
    Some(Derivation::ShareOfIncrement { part: part?, whole: whole?, since })
}

fn weighted_mean(place: Place<'_, '_>) -> Option<Derivation> {
    let mut fields = place.fields(&tables::WEIGHTED_MEAN)?;
    let (values, weights) = (fields.required("values", id), fields.required("weights", id));
    let dimension = fields.required("dimension", id);
    let minimum_coverage = fields.optional("minimum_coverage", value);
    Some(Derivation::WeightedMean {
        values: values?,
        weights: weights?,
        dimension: dimension?,
        minimum_coverage,
    })
}
