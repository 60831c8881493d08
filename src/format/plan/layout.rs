//! The fields of a plan file in the order in which they are written: the plan, its indicators and its context.
//! Goals have a page of their own.

use super::layout_goal::goal;
use super::output::{Fields, Output, date, id, text, words};
use crate::plan::{
    Amount, Derivation, Event, Indicator, Issuer, IssuerRole, Measure, NaturalLimits, Plan, Relation,
    Standing, StandingChange,
};
use crate::text::{Id, Source};
use std::collections::BTreeMap;

/// The version of the plan format that is written and read.
pub(super) const FORMAT: &str = "1";

pub(super) fn plan(plan: &Plan) -> Fields {
    let dates = plan.dates();
    let unnamed = Some(plan.issuers_unnamed()).filter(|count| *count > 0);
    Fields::default()
        .put("format", Output::Bare(FORMAT.to_owned()))
        .text("id", plan.id())
        .put("title", words(plan.title()))
        .text("kind", &plan.kind())
        .put("standing", standing(plan.standing_history()))
        .maybe_text("document_number", plan.document_number())
        .list("issuers", plan.issuers(), issuer)
        .maybe("issuers_unnamed", unnamed, |count| Output::Bare(count.to_string()))
        .maybe("issued", dates.issued, date)
        .maybe("published", dates.published, date)
        .maybe("effective", dates.effective, date)
        .maybe("comments_until", dates.comments_until, date)
        .maybe_text("horizon", plan.horizon())
        .maybe_text("note", plan.note())
        .list("sources", plan.sources(), source)
        .list("relations", plan.relations(), relation)
        .list("indicators", plan.indicators(), indicator)
        .list("goals", plan.goals(), goal)
        .list("measures", plan.measures(), measure)
        .list("events", plan.events(), event)
}

/// A word if there is nothing more to say; always written, since leaving it out means adopted.
fn standing(history: &[StandingChange]) -> Output {
    match history {
        [only] if *only == StandingChange::since_issue(only.status) => text(only.status),
        history => Output::List(history.iter().map(standing_change).collect()),
    }
}

fn standing_change(change: &StandingChange) -> Output {
    let status: Standing = change.status;
    Output::Table(
        Fields::default()
            .text("status", &status)
            .maybe("from", change.from, date)
            .maybe_text("by", change.by.as_ref())
            .maybe_text("note", change.note.as_ref()),
    )
}

fn issuer(issuer: &Issuer) -> Output {
    match issuer.role {
        IssuerRole::CoIssuer => text(&issuer.name),
        role => Output::Table(Fields::default().text("name", &issuer.name).text("role", &role)),
    }
}

fn source(source: &Source) -> Output {
    let unverified = Some("false").filter(|_| !source.is_verified());
    Output::Table(
        Fields::default()
            .text("id", source.id())
            .text("publisher", source.publisher())
            .text("title", source.title())
            .maybe_text("url", source.url())
            .maybe_text("published", source.published())
            .maybe_text("tier", source.tier())
            .maybe_text("license", source.license())
            .maybe_text("note", source.note())
            .maybe("verified", unverified, |written| Output::Bare(written.to_owned())),
    )
}

fn relation(relation: &Relation) -> Output {
    Output::Table(
        Fields::default()
            .text("kind", &relation.kind)
            .text("plan", &relation.plan)
            .maybe_text("note", relation.note.as_ref()),
    )
}

/// Everything is written, also what a derived indicator could take from its inputs: a file should not change its
/// meaning when another part of it does.
fn indicator(indicator: &Indicator) -> Output {
    Output::Table(
        Fields::default()
            .text("id", indicator.id())
            .maybe("name", indicator.name(), words)
            .text("unit", indicator.unit())
            .text("kind", &indicator.kind())
            .text("timing", &indicator.timing())
            .text("frequency", &indicator.frequency())
            .maybe_text("lag", indicator.lag())
            .maybe_text("release", indicator.release())
            .maybe_text("stale_after", indicator.stale_after())
            .maybe_text("flat_band", indicator.flat_band())
            .maybe_text("better", indicator.better())
            .list("series", indicator.series(), id)
            .maybe(
                "limits",
                Some(indicator.limits()).filter(|limits| *limits != NaturalLimits::default()),
                limits,
            )
            .maybe_text("step", indicator.step())
            .text("sign", &indicator.sign())
            .maybe("definition", indicator.definition(), words)
            .maybe("derived", indicator.derivation(), derivation)
            .list("levels", indicator.levels(), |level| text(level))
            .maybe("groups", Some(indicator.groups()).filter(|groups| !groups.is_empty()), groups),
    )
}

fn groups(groups: &BTreeMap<Id, Vec<String>>) -> Output {
    let list = |members: &[String]| Output::List(members.iter().map(text).collect());
    let fields = groups.iter().fold(Fields::default(), |fields, (dimension, members)| {
        fields.put(dimension.as_ref(), list(members))
    });
    Output::Table(fields)
}

fn limits(limits: NaturalLimits) -> Output {
    Output::Table(Fields::default().maybe_text("lower", limits.lower).maybe_text("upper", limits.upper))
}

fn derivation(derivation: &Derivation) -> Output {
    let fields = Fields::default();
    let (name, inner) = match derivation {
        Derivation::Ratio { numerator, denominator } => {
            ("ratio", fields.text("numerator", numerator).text("denominator", denominator))
        }
        Derivation::ShareAtOrAbove { distribution, level } => {
            ("share_at_or_above", fields.text("distribution", distribution).text("level", level))
        }
        Derivation::Sum { parts } => {
            ("sum", fields.put("parts", Output::List(parts.iter().map(id).collect())))
        }
        Derivation::Difference { minuend, subtrahend } => {
            ("difference", fields.text("minuend", minuend).text("subtrahend", subtrahend))
        }
        Derivation::ShareOfIncrement { part, whole, since } => {
            let fields = fields.text("part", part).text("whole", whole);
            ("share_of_increment", fields.maybe_text("since", since.as_ref()))
        }
        Derivation::WeightedMean { values, weights, dimension, minimum_coverage } => {
            let fields = fields.text("values", values).text("weights", weights).text("dimension", dimension);
            ("weighted_mean", fields.maybe_text("minimum_coverage", minimum_coverage.as_ref()))
        }
    };
    Output::Table(Fields::default().put(name, Output::Table(inner)))
}

fn measure(measure: &Measure) -> Output {
    Output::Table(
        Fields::default()
            .text("id", &measure.id)
            .put("text", words(&measure.text))
            .maybe("count", measure.count, |count| Output::Bare(count.to_string()))
            .maybe_text("source", measure.source.as_ref()),
    )
}

fn event(event: &Event) -> Output {
    Output::Table(
        Fields::default()
            .text("id", &event.id)
            .put("date", date(event.date))
            .text("kind", &event.kind)
            .put("text", words(&event.text))
            .list("actors", &event.actors, |actor| text(actor))
            .text("certainty", &event.certainty)
            .list("amounts", &event.amounts, amount)
            .maybe_text("source", event.source.as_ref()),
    )
}

fn amount(amount: &Amount) -> Output {
    Output::Table(Fields::default().text("money", &amount.money).maybe_text("over", amount.over.as_ref()))
}
