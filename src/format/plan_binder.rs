//! From the tables of a plan file to the parts of a plan.
//! Each function reads one kind of table, the same for TOML and JSON.

use super::bind::{Fields, Place};
use super::leaf::{
    boolean, count, date, direction, frequency, id, lag, period, quantity, target, text, text_or_date, unit,
    value, word, words,
};
use super::plan_tables as tables;
use super::tree::Node;
use crate::diagnostic::Code;
use crate::number::Value;
use crate::plan::{
    Amount, Baseline, Criterion, Derivation, Event, Goal, Indicator, IndicatorKind, Issuer, IssuerRole,
    Judgement, Measure, NaturalLimits, Relation, Requirement, StandingChange, Supersession, Timing,
};
use crate::progress::{Direction, Path};
use crate::text::Source;
use crate::time::Period;
use std::str::FromStr;

/// A word since the day of issue, or a history.
pub(super) fn standing(place: Place<'_, '_>) -> Option<Vec<StandingChange>> {
    if place.node.as_text().is_some() {
        return Some(vec![StandingChange::since_issue(word(place)?)]);
    }
    place.items(standing_change).into_iter().collect()
}

fn standing_change(place: Place<'_, '_>) -> Option<StandingChange> {
    let mut fields = place.fields(&tables::STANDING)?;
    Some(StandingChange {
        status: fields.required("status", word)?,
        from: fields.optional("from", date),
        by: fields.optional("by", id),
        note: fields.optional("note", text),
    })
}

/// A name, or a name with its role.
pub(super) fn issuer(place: Place<'_, '_>) -> Option<Issuer> {
    if place.node.as_text().is_some() {
        return Some(Issuer { name: text(place)?, role: IssuerRole::CoIssuer });
    }
    let mut fields = place.fields(&tables::ISSUER)?;
    let name = fields.required("name", text);
    let role = fields.optional("role", word).unwrap_or(IssuerRole::CoIssuer);
    Some(Issuer { name: name?, role })
}

pub(super) fn source(place: Place<'_, '_>) -> Option<Source> {
    let mut fields = place.fields(&tables::SOURCE)?;
    let id = fields.required("id", id);
    let publisher = fields.required("publisher", text);
    let title = fields.required("title", text);
    let url = fields.optional("url", text);
    let appeared = fields.optional("published", text_or_date);
    let tier = fields.optional("tier", text);
    let license = fields.optional("license", text);
    let note = fields.optional("note", text);
    let verified = fields.optional("verified", boolean).unwrap_or(true);
    if !fields.is_sound() {
        return None;
    }
    let mut source = Source::new(id?, publisher?, title?).with_verified(verified);
    source = with(source, url, Source::with_url);
    source = with(source, appeared, Source::with_published);
    source = with(source, tier, Source::with_tier);
    source = with(source, license, Source::with_license);
    Some(with(source, note, Source::with_note))
}

pub(super) fn relation(place: Place<'_, '_>) -> Option<Relation> {
    let mut fields = place.fields(&tables::RELATION)?;
    let (kind, plan) = (fields.required("kind", word), fields.required("plan", id));
    let note = fields.optional("note", text);
    Some(Relation { kind: kind?, plan: plan?, note })
}

pub(super) fn indicator(place: Place<'_, '_>) -> Option<Indicator> {
    let root = place.problems.document.root();
    let this = place.node;
    let mut fields = place.fields(&tables::INDICATOR)?;
    let id = fields.required("id", id);
    let unit = fields.required("unit", unit);
    let derivation = fields.optional("derived", derivation);
    let (kind, timing) = if fields.has("derived") {
        let kind = fields.optional("kind", word).or(Some(IndicatorKind::Ratio));
        (kind, fields.optional("timing", word).or_else(|| Some(inherited_timing(root, this))))
    } else {
        (fields.required("kind", word), fields.required("timing", word))
    };
    let frequency = fields.optional("frequency", frequency).or_else(|| inherited(root, this, "frequency"));
    let publication_lag = fields.optional("lag", lag);
    let stale_after = fields.optional("stale_after", lag);
    let better = fields.optional("better", direction);
    let series = fields.list("series", self::id);
    let limits = fields.optional("limits", limits);
    let step = fields.optional("step", value);
    let sign = fields.optional("sign", word);
    let name = fields.optional("name", words);
    let definition = fields.optional("definition", words);
    let levels = fields.list("levels", text);
    if !fields.is_sound() {
        return None;
    }
    let mut indicator = Indicator::new(id?, unit?, kind?, timing?).with_series(series).with_levels(levels);
    indicator = with(indicator, frequency, Indicator::with_frequency);
    indicator = with(indicator, publication_lag, Indicator::with_lag);
    indicator = with(indicator, stale_after, Indicator::with_stale_after);
    indicator = with(indicator, better, Indicator::with_better);
    indicator = with(indicator, limits, Indicator::with_limits);
    indicator = with(indicator, step, Indicator::with_step);
    indicator = with(indicator, sign, Indicator::with_sign);
    indicator = with(indicator, name, Indicator::with_name);
    indicator = with(indicator, definition, Indicator::with_definition);
    Some(with(indicator, derivation, Indicator::with_derivation))
}

/// Sets what was given.
fn with<T, P>(thing: T, part: Option<P>, set: impl FnOnce(T, P) -> T) -> T {
    match part {
        Some(part) => set(thing, part),
        None => thing,
    }
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
        let of = |table: &str, input: &str| derived.field(table)?.field(input)?.as_text();
        let input = of("ratio", "numerator").or_else(|| of("share_at_or_above", "distribution"))?;
        here = indicators.iter().find(|other| other.field("id").and_then(Node::as_text) == Some(input))?;
    }
    None
}

/// A quotient of two totals describes the time during which they ran up.
fn inherited_timing(root: &Node, indicator: &Node) -> Timing {
    match inherited(root, indicator, "timing") {
        None | Some(Timing::Sum) => Timing::During,
        Some(timing) => timing,
    }
}

fn limits(place: Place<'_, '_>) -> Option<NaturalLimits> {
    let mut fields = place.fields(&tables::LIMITS)?;
    Some(NaturalLimits { lower: fields.optional("lower", value), upper: fields.optional("upper", value) })
}

fn derivation(place: Place<'_, '_>) -> Option<Derivation> {
    const EXPECTED: &str = "one field, ratio or share_at_or_above";
    if place.node.as_table().is_some_and(|fields| fields.len() != 1) {
        return place.refuse(Code::InvalidValue, "", EXPECTED, &"say how it follows from other indicators");
    }
    let mut fields = place.fields(&tables::DERIVATION)?;
    fields.optional("ratio", ratio).or_else(|| fields.optional("share_at_or_above", share_at_or_above))
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

pub(super) fn goal(place: Place<'_, '_>) -> Option<Goal> {
    let mut fields = place.fields(&tables::GOAL)?;
    let id = fields.required("id", id);
    let wording = fields.required("wording", words);
    let requirement = requirement(&mut fields);
    let title = fields.optional("title", words);
    let commitment = fields.optional("commitment", word);
    let scope = fields.optional("scope", text);
    let source = fields.optional("source", self::id);
    let announced = fields.optional("announced", date);
    let superseded = fields.optional("superseded", supersession);
    let judgements = fields.list("judgements", judgement);
    let note = fields.optional("note", text);
    if !fields.is_sound() {
        return None;
    }
    let mut goal = Goal::new(id?, wording?, requirement?).with_judgements(judgements);
    goal = with(goal, title, Goal::with_title);
    goal = with(goal, commitment, Goal::with_commitment);
    goal = with(goal, scope, Goal::with_scope);
    goal = with(goal, source, Goal::with_source);
    goal = with(goal, announced, Goal::with_announced);
    goal = with(goal, superseded, Goal::with_superseded);
    Some(with(goal, note, Goal::with_note))
}

/// What must hold: one criterion in the goal's own table, several in a list, a direction, or words.
fn requirement(fields: &mut Fields<'_, '_>) -> Option<Requirement> {
    let is_criterion_field = |name: &str| tables::CRITERION.fields.contains(&name);
    for (list, requirement) in
        [("all_of", Requirement::AllOf as fn(Vec<Criterion>) -> Requirement), ("any_of", Requirement::AnyOf)]
    {
        if fields.has(list) {
            let refuse = |name: &str| {
                is_criterion_field(name) || (name != list && matches!(name, "all_of" | "any_of"))
            };
            fields.refuse_all(refuse, &format!("all criteria within {list}"));
            return Some(requirement(fields.list(list, criterion)));
        }
    }
    let refuse_all_but = |fields: &mut Fields<'_, '_>, kept: &[&str], word: &str| {
        let refuse = |name: &str| is_criterion_field(name) && !kept.contains(&name);
        fields.refuse_all(refuse, &format!("no such field beside target = \"{word}\""));
    };
    match fields.peek("target").map(str::trim) {
        Some(word @ "statement") => {
            refuse_all_but(fields, &["target"], word);
            Some(Requirement::Statement)
        }
        Some(word @ "tbd") => {
            refuse_all_but(fields, &["target"], word);
            Some(Requirement::NotYetSet)
        }
        Some(word @ ("up" | "down")) => {
            refuse_all_but(fields, &["target", "indicator", "baseline", "series"], word);
            let indicator = fields.required("indicator", id);
            let baseline = fields.optional("baseline", baseline);
            let series = fields.list("series", id);
            let direction = if word == "up" { Direction::Up } else { Direction::Down };
            Some(Requirement::Direction { indicator: indicator?, direction, baseline, series })
        }
        _ => criterion_of(fields).map(Requirement::One),
    }
}

fn criterion(place: Place<'_, '_>) -> Option<Criterion> {
    criterion_of(&mut place.fields(&tables::CRITERION)?)
}

fn criterion_of(fields: &mut Fields<'_, '_>) -> Option<Criterion> {
    let indicator = fields.required("indicator", id);
    let target = fields.required("target", target);
    let baseline = fields.optional("baseline", baseline);
    let path = fields.optional("path", path);
    let series = fields.list("series", id);
    let concept_differs = fields.optional("concept_differs", text);
    let splice = fields.optional("splice", text);
    let mut criterion = Criterion::new(indicator?, target?).with_series(series);
    criterion = with(criterion, baseline, Criterion::with_baseline);
    criterion = with(criterion, path, Criterion::with_path);
    criterion = with(criterion, concept_differs, Criterion::with_concept_difference);
    Some(with(criterion, splice, Criterion::with_splice))
}

/// Stated with its value, or fetched from the series.
fn baseline(place: Place<'_, '_>) -> Option<Baseline> {
    let mut fields = place.fields(&tables::BASELINE)?;
    if fields.has("reported") {
        fields.refuse_all(|name| name != "reported", "no such field beside reported");
        return fields.required("reported", period).map(|period| Baseline::Reported { period });
    }
    let (value, period) = (fields.required("value", quantity), fields.required("period", period));
    let (series, source) = (fields.optional("series", id), fields.optional("source", id));
    let note = fields.optional("note", text);
    Some(Baseline::Stated { value: value?, period: period?, series, source, note })
}

fn path(place: Place<'_, '_>) -> Option<Path> {
    const EXPECTED: &str = "linear, constant-growth, step, or a table with points or step";
    if let Some(written) = place.node.as_text() {
        return match written {
            // Nothing until the deadline, then the target.
            "step" => Some(Path::Step(Vec::new())),
            _ => word(place),
        };
    }
    if place.node.as_table().is_none_or(|fields| fields.len() != 1) {
        return place.wrong_type(EXPECTED);
    }
    let mut fields = place.fields(&tables::PATH)?;
    let stated = fields.optional("points", points).map(Path::Stated);
    stated.or_else(|| fields.optional("step", points).map(Path::Step))
}

fn points(place: Place<'_, '_>) -> Option<Vec<(Period, Value)>> {
    place.items(point).into_iter().collect()
}

/// A period and its value: `["2021", "5"]`.
fn point(place: Place<'_, '_>) -> Option<(Period, Value)> {
    match place.node.as_list() {
        Some([first, second]) => {
            let mut place = place;
            let period = period(place.below("[0]", first));
            Some((period?, value(place.below("[1]", second))?))
        }
        _ => place.wrong_type("a period and a value, such as [\"2021\", \"5\"]"),
    }
}

fn supersession(place: Place<'_, '_>) -> Option<Supersession> {
    let mut fields = place.fields(&tables::SUPERSESSION)?;
    let (by, on) = (fields.required("by", id), fields.required("on", date));
    let note = fields.optional("note", text);
    Some(Supersession { by: by?, on: on?, note })
}

fn judgement(place: Place<'_, '_>) -> Option<Judgement> {
    let mut fields = place.fields(&tables::JUDGEMENT)?;
    let (who, day) = (fields.required("who", text), fields.required("day", date));
    let label = fields.required("label", text);
    let (vocabulary, source) = (fields.optional("vocabulary", text), fields.optional("source", id));
    Some(Judgement { who: who?, day: day?, label: label?, vocabulary, source })
}

pub(super) fn measure(place: Place<'_, '_>) -> Option<Measure> {
    let mut fields = place.fields(&tables::MEASURE)?;
    let (id, text) = (fields.required("id", id), fields.required("text", words));
    let (count, source) = (fields.optional("count", count), fields.optional("source", self::id));
    fields.is_sound().then_some(Measure { id: id?, text: text?, count, source })
}

pub(super) fn event(place: Place<'_, '_>) -> Option<Event> {
    let mut fields = place.fields(&tables::EVENT)?;
    let (id, date) = (fields.required("id", id), fields.required("date", date));
    let (kind, words) = (fields.required("kind", text), fields.required("text", words));
    let certainty = fields.required("certainty", word);
    let (actors, amounts) = (fields.list("actors", text), fields.list("amounts", amount));
    let source = fields.optional("source", self::id);
    let text = words;
    fields.is_sound().then_some(Event {
        id: id?,
        date: date?,
        kind: kind?,
        text: text?,
        actors,
        certainty: certainty?,
        amounts,
        source,
    })
}

fn amount(place: Place<'_, '_>) -> Option<Amount> {
    let mut fields = place.fields(&tables::AMOUNT)?;
    let (money, over) = (fields.required("money", quantity), fields.optional("over", text));
    Some(Amount { money: money?, over })
}
