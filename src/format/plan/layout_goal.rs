//! The fields of a goal in the order in which they are written, with its criteria.

use super::output::{Fields, Output, date, id, text, words};
use crate::number::Value;
use crate::plan::{
    AcceptedMiss, Baseline, Checklist, ChecklistItem, Criterion, Cumulation, Goal, Judgement, Phase,
    Requirement, Supersession, Tier,
};
use crate::progress::Path;
use crate::time::Period;

pub(super) fn goal(goal: &Goal) -> Output {
    let fields = Fields::default()
        .text("id", goal.id())
        .maybe("title", goal.title(), words)
        .put("wording", words(goal.wording()))
        .maybe_text("commitment", goal.commitment())
        .maybe_text("scope", goal.scope())
        .maybe_text("source", goal.source())
        .maybe("announced", goal.announced(), date)
        .maybe("superseded", goal.superseded(), supersession);
    let fields = match goal.requirement() {
        Requirement::One(one) => criterion(fields, one),
        Requirement::AllOf(several) => fields.put("all_of", criteria(several)),
        Requirement::AnyOf(several) => fields.put("any_of", criteria(several)),
        Requirement::Phased(phases) => fields.list("phased", phases, phase),
        Requirement::Tiers(tiers) => fields.list("tiers", tiers, tier),
        Requirement::Direction { indicator, direction, baseline: from, series } => fields
            .text("indicator", indicator)
            .text("target", direction)
            .maybe("baseline", from.as_ref(), baseline)
            .list("series", series, id),
        Requirement::Statement => fields.text("target", "statement"),
        Requirement::NotYetSet => fields.text("target", "tbd"),
    };
    Output::Table(fields.list("judgements", goal.judgements(), judgement).maybe_text("note", goal.note()))
}

fn criteria(criteria: &[Criterion]) -> Output {
    Output::List(criteria.iter().map(|one| Output::Table(criterion(Fields::default(), one))).collect())
}

fn phase(phase: &Phase) -> Output {
    Output::Table(criterion(Fields::default().maybe("announced", phase.announced, date), &phase.criterion))
}

fn tier(tier: &Tier) -> Output {
    let fields =
        Fields::default().text("role", &tier.role).maybe("condition", tier.condition.as_ref(), words);
    Output::Table(criterion(fields, &tier.criterion))
}

fn criterion(fields: Fields, criterion: &Criterion) -> Fields {
    fields
        .text("indicator", criterion.indicator())
        .text("target", criterion.target())
        .maybe("baseline", criterion.baseline(), baseline)
        .maybe("path", criterion.path(), path)
        .list("series", criterion.series(), id)
        .maybe_text("concept_differs", criterion.concept_difference())
        .maybe_text("splice", criterion.splice())
        .list("business_as_usual", criterion.business_as_usual(), point)
        .maybe("checklist", criterion.checklist(), checklist)
        .maybe("cumulation", criterion.cumulation(), cumulation)
        .maybe("accepted_miss", criterion.accepted_miss(), accepted_miss)
}

fn checklist(list: &Checklist) -> Output {
    let complete = Some("true").filter(|_| list.complete);
    Output::Table(
        Fields::default()
            .maybe_text("qualifies", list.qualifies.as_ref())
            .maybe("complete", complete, |written| Output::Bare(written.to_owned()))
            .put("items", Output::List(list.items.iter().map(checklist_item).collect())),
    )
}

fn checklist_item(item: &ChecklistItem) -> Output {
    Output::Table(
        Fields::default()
            .text("id", &item.id)
            .put("name", words(&item.name))
            .maybe("done", item.done, date)
            .maybe("published", item.published, date)
            .maybe_text("value", item.value.as_ref())
            .maybe_text("source", item.source.as_ref())
            .maybe_text("note", item.note.as_ref()),
    )
}

fn cumulation(cumulation: Cumulation) -> Output {
    Output::Table(
        Fields::default()
            .text("targets", &cumulation.targets)
            .text("actuals", &cumulation.actuals)
            .text("reports", &cumulation.reports),
    )
}

fn accepted_miss(accepted: &AcceptedMiss) -> Output {
    Output::Table(
        Fields::default()
            .put("until", date(accepted.until))
            .text("reason", &accepted.reason)
            .maybe_text("source", accepted.source.as_ref()),
    )
}

fn baseline(baseline: &Baseline) -> Output {
    let fields = Fields::default();
    Output::Table(match baseline {
        Baseline::Stated { value, period, series, source, note } => fields
            .text("value", value)
            .text("period", period)
            .maybe_text("series", series.as_ref())
            .maybe_text("source", source.as_ref())
            .maybe_text("note", note.as_ref()),
        Baseline::Reported { period } => fields.text("reported", period),
    })
}

fn path(path: &Path) -> Output {
    let table = |name, inner| Output::Table(Fields::default().put(name, inner));
    match path {
        Path::Stated(stated) => table("points", points(stated)),
        Path::Step(stated) if !stated.is_empty() => table("step", points(stated)),
        Path::Logistic { midpoint, years } => {
            let fields = Fields::default().text("midpoint", midpoint).text("years", years);
            table("logistic", Output::Table(fields))
        }
        path => text(path),
    }
}

fn points(points: &[(Period, Value)]) -> Output {
    Output::List(points.iter().map(point).collect())
}

fn point((period, value): &(Period, Value)) -> Output {
    Output::List(vec![text(period), text(value)])
}

fn supersession(superseded: &Supersession) -> Output {
    Output::Table(
        Fields::default()
            .text("by", &superseded.by)
            .put("on", date(superseded.on))
            .maybe_text("note", superseded.note.as_ref()),
    )
}

fn judgement(judgement: &Judgement) -> Output {
    Output::Table(
        Fields::default()
            .text("who", &judgement.who)
            .put("day", date(judgement.day))
            .text("label", &judgement.label)
            .maybe_text("vocabulary", judgement.vocabulary.as_ref())
            .maybe_text("source", judgement.source.as_ref()),
    )
}
