//! From the table of a goal in a plan file to the goal: what must hold, and what it is measured from.
//! Each function reads one kind of table, the same for TOML and JSON.

use super::bind_plan::with;
use super::tables;
use crate::format::bind::{Fields, Place};
use crate::format::leaf::{
    boolean, date, id, period, qualification, quantity, target, text, value, word, words,
};
use crate::number::Value;
use crate::plan::{
    AcceptedMiss, Baseline, Checklist, ChecklistItem, Criterion, Cumulation, Goal, Judgement, Phase,
    Requirement, Supersession, Tier,
};
use crate::progress::{Direction, Path};
use crate::time::Period;

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

/// What must hold: one criterion in the goal's own table, several in one of four lists, a direction, or words.
fn requirement(fields: &mut Fields<'_, '_>) -> Option<Requirement> {
    const LISTS: [&str; 4] = ["all_of", "any_of", "phased", "tiers"];
    let is_criterion_field = |name: &str| tables::CRITERION.fields.contains(&name);
    if let Some(list) = LISTS.into_iter().find(|list| fields.has(list)) {
        let refuse = |name: &str| is_criterion_field(name) || (name != list && LISTS.contains(&name));
        fields.refuse_all(refuse, &format!("all criteria within {list}"));
        return Some(match list {
            "all_of" => Requirement::AllOf(fields.list(list, criterion)),
            "any_of" => Requirement::AnyOf(fields.list(list, criterion)),
            "phased" => Requirement::Phased(fields.list(list, phase)),
            _ => Requirement::Tiers(fields.list(list, tier)),
        });
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

fn phase(place: Place<'_, '_>) -> Option<Phase> {
    let mut fields = place.fields(&tables::PHASE)?;
    let announced = fields.optional("announced", date);
    Some(Phase { criterion: criterion_of(&mut fields)?, announced })
}

fn tier(place: Place<'_, '_>) -> Option<Tier> {
    let mut fields = place.fields(&tables::TIER)?;
    let role = fields.required("role", word);
    let condition = fields.optional("condition", words);
    let criterion = criterion_of(&mut fields);
    Some(Tier { role: role?, condition, criterion: criterion? })
}

fn criterion_of(fields: &mut Fields<'_, '_>) -> Option<Criterion> {
    let indicator = fields.required("indicator", id);
    let target = fields.required("target", target);
    let baseline = fields.optional("baseline", baseline);
    let path = fields.optional("path", path);
    let series = fields.list("series", id);
    let concept_differs = fields.optional("concept_differs", text);
    let splice = fields.optional("splice", text);
    let business_as_usual = fields.optional("business_as_usual", points);
    let checklist = fields.optional("checklist", checklist);
    let cumulation = fields.optional("cumulation", cumulation);
    let accepted_miss = fields.optional("accepted_miss", accepted_miss);
    let mut criterion = Criterion::new(indicator?, target?).with_series(series);
    criterion = with(criterion, baseline, Criterion::with_baseline);
    criterion = with(criterion, path, Criterion::with_path);
    criterion = with(criterion, concept_differs, Criterion::with_concept_difference);
    criterion = with(criterion, splice, Criterion::with_splice);
    criterion = with(criterion, business_as_usual, Criterion::with_business_as_usual);
    criterion = with(criterion, checklist, Criterion::with_checklist);
    criterion = with(criterion, cumulation, Criterion::with_cumulation);
    Some(with(criterion, accepted_miss, Criterion::with_accepted_miss))
}

fn checklist(place: Place<'_, '_>) -> Option<Checklist> {
    let mut fields = place.fields(&tables::CHECKLIST)?;
    let items = fields.required("items", |place| place.items(checklist_item).into_iter().collect());
    let qualifies = fields.optional("qualifies", qualification);
    let complete = fields.optional("complete", boolean).unwrap_or_default();
    Some(Checklist { items: items?, qualifies, complete })
}

fn checklist_item(place: Place<'_, '_>) -> Option<ChecklistItem> {
    let mut fields = place.fields(&tables::CHECKLIST_ITEM)?;
    let (id, name) = (fields.required("id", id), fields.required("name", words));
    let (done, published) = (fields.optional("done", date), fields.optional("published", date));
    let (value, source) = (fields.optional("value", quantity), fields.optional("source", self::id));
    let note = fields.optional("note", text);
    Some(ChecklistItem { id: id?, name: name?, done, published, value, source, note })
}

fn cumulation(place: Place<'_, '_>) -> Option<Cumulation> {
    let mut fields = place.fields(&tables::CUMULATION)?;
    let (targets, actuals) = (fields.required("targets", word), fields.required("actuals", word));
    let reports = fields.required("reports", word);
    Some(Cumulation { targets: targets?, actuals: actuals?, reports: reports? })
}

fn accepted_miss(place: Place<'_, '_>) -> Option<AcceptedMiss> {
    let mut fields = place.fields(&tables::ACCEPTED_MISS)?;
    let (until, reason) = (fields.required("until", date), fields.required("reason", text));
    let source = fields.optional("source", id);
    Some(AcceptedMiss { until: until?, reason: reason?, source })
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
    const EXPECTED: &str =
        "linear, constant-growth, business-as-usual, step, or a table with points, step or logistic";
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
    let stepped = stated.or_else(|| fields.optional("step", points).map(Path::Step));
    stepped.or_else(|| fields.optional("logistic", logistic))
}

fn logistic(place: Place<'_, '_>) -> Option<Path> {
    let mut fields = place.fields(&tables::LOGISTIC)?;
    let (midpoint, years) = (fields.required("midpoint", period), fields.required("years", value));
    Some(Path::Logistic { midpoint: midpoint?, years: years? })
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
