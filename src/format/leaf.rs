//! The leaves of a document: what each small type is read from, and what is said when it is not understood.
//! Numerals and dates are read from their raw text, so that no digit passes through a float.

use super::bind::{Or, Place};
use super::tree::Kind;
use crate::diagnostic::Code;
use crate::number::Value;
use crate::plan::{Qualification, Target};
use crate::progress::Direction;
use crate::text::{Id, LanguageTag, MultilingualText};
use crate::time::{Frequency, Lag, PartialDate, Period, ReleaseDay};
use crate::unit::{Quantity, Unit};
use std::fmt::Display;
use std::str::FromStr;

pub(super) fn id(place: Place<'_, '_>) -> Option<Id> {
    place.leaf(Code::InvalidValue, "a text: an id such as storage.power", Or::Nothing)
}

pub(super) fn text(place: Place<'_, '_>) -> Option<String> {
    place.leaf(Code::InvalidValue, "a text", Or::Nothing)
}

/// A text that may look like a date, such as the date of a publication in the publisher's own form.
pub(super) fn text_or_date(place: Place<'_, '_>) -> Option<String> {
    place.leaf(Code::InvalidValue, "a text or a date", Or::NumberOrDate)
}

/// One of a closed vocabulary.
pub(super) fn word<T: FromStr<Err: Display>>(place: Place<'_, '_>) -> Option<T> {
    place.leaf(Code::InvalidValue, "a text: one of the known words", Or::Nothing)
}

pub(super) fn unit(place: Place<'_, '_>) -> Option<Unit> {
    place.leaf(Code::InvalidUnit, "a text: a unit such as GW, % or kWh/100km", Or::Nothing)
}

pub(super) fn value(place: Place<'_, '_>) -> Option<Value> {
    place.leaf(Code::InvalidNumber, "a number such as 100 or \"12.50\"", Or::Number)
}

pub(super) fn quantity(place: Place<'_, '_>) -> Option<Quantity> {
    place.leaf(Code::InvalidValue, "a text: a number with its unit, such as \"3.3 GW\"", Or::Nothing)
}

pub(super) fn target(place: Place<'_, '_>) -> Option<Target> {
    place.leaf(Code::InvalidTarget, "a text: a target such as \">= 30 GW by 2025\"", Or::Nothing)
}

pub(super) fn qualification(place: Place<'_, '_>) -> Option<Qualification> {
    place.leaf(Code::InvalidValue, "a text: a bound with its unit, such as \">= 1 billion CNY\"", Or::Nothing)
}

pub(super) fn period(place: Place<'_, '_>) -> Option<Period> {
    place.leaf(
        Code::InvalidPeriod,
        "a period such as \"2020\", \"2020-12-31\" or \"2021/2025\"",
        Or::NumberOrDate,
    )
}

pub(super) fn date(place: Place<'_, '_>) -> Option<PartialDate> {
    place.leaf(Code::InvalidDate, "a date such as 2021-04-21, \"2021-04\" or \"2021\"", Or::NumberOrDate)
}

pub(super) fn lag(place: Place<'_, '_>) -> Option<Lag> {
    place.leaf(
        Code::InvalidValue,
        "a text: a length of time such as \"60 days\" or \"24 months\"",
        Or::Nothing,
    )
}

pub(super) fn release_day(place: Place<'_, '_>) -> Option<ReleaseDay> {
    place.leaf(Code::InvalidValue, "a day of release in quotes, such as \"02-28\" or \"15\"", Or::Nothing)
}

pub(super) fn frequency(place: Place<'_, '_>) -> Option<Frequency> {
    place.leaf(Code::InvalidValue, "a text: year, half, quarter, month, week or day", Or::Nothing)
}

pub(super) fn direction(place: Place<'_, '_>) -> Option<Direction> {
    place.leaf(Code::InvalidValue, "a text: up or down", Or::Nothing)
}

pub(super) fn count(place: Place<'_, '_>) -> Option<u32> {
    place.leaf(Code::InvalidNumber, "a whole number from 0 to 4294967295", Or::Number)
}

pub(super) fn boolean(place: Place<'_, '_>) -> Option<bool> {
    match place.node.as_boolean() {
        Some(boolean) => Some(boolean),
        None => place.wrong_type("true or false"),
    }
}

/// A plain text is English; a table has one text for each language.
pub(super) fn words(mut place: Place<'_, '_>) -> Option<MultilingualText> {
    const EXPECTED: &str = "a text, or a table such as { en = \"...\", zh = \"...\" }";
    let versions: Option<Vec<_>> = match place.node.kind() {
        Kind::Text(text) => Some(vec![(LanguageTag::english(), text.clone())]),
        Kind::Table(fields) => fields
            .iter()
            .map(|(key, node)| match key.name().parse() {
                Ok(language) => Some((language, text(place.below(key.name(), node))?)),
                Err(error) => {
                    place.below(key.name(), node).refuse(Code::InvalidValue, key.name(), EXPECTED, &error)
                }
            })
            .collect(),
        _ => return place.wrong_type(EXPECTED),
    };
    match MultilingualText::new(versions?) {
        Ok(words) => Some(words),
        Err(error) => place.refuse(Code::InvalidValue, "", EXPECTED, &error),
    }
}
