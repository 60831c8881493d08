//! From the tables of a plan file to the parts of a plan that are neither indicators nor goals.
//! Each function reads one kind of table, the same for TOML and JSON.

use super::tables;
use crate::format::bind::Place;
use crate::format::leaf::{boolean, count, date, id, quantity, text, text_or_date, word, words};
use crate::plan::{Amount, Event, Issuer, IssuerRole, Measure, Relation, StandingChange};
use crate::text::Source;

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

/// Sets what was given.
pub(super) fn with<T, P>(thing: T, part: Option<P>, set: impl FnOnce(T, P) -> T) -> T {
    match part {
        Some(part) => set(thing, part),
        None => thing,
    }
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
