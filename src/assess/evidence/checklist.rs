//! A count taken from its checklist: how many of the named things were done by a day, as far as is known.

use super::{Evidence, Segment};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::{Endpoint, Interval, Ratio};
use crate::plan::{Checklist, ChecklistItem};
use crate::progress::Attainment;
use crate::text::Id;
use crate::time::{NaiveDate, PartialDate, Period};
use std::collections::BTreeSet;

/// The count on every day on which it changed, on the days that decide once they are reached, and on the last day
/// known.
pub(in crate::assess) fn counted(
    checklist: &Checklist,
    deciding: Vec<NaiveDate>,
    at: NaiveDate,
    known_by: NaiveDate,
) -> Answer<Vec<Evidence>> {
    let last = at.min(known_by);
    let mut done: Vec<(NaiveDate, &ChecklistItem, Attainment)> = Vec::new();
    for item in &checklist.items {
        let Some(day) = item.done.map(|done| done.last_day()) else { continue };
        let known = item.published.map_or(day, |published| published.last_day());
        if day > last || known > known_by {
            continue;
        }
        let qualification = checklist.qualification_of(item).map_err(|error| {
            Refusal::new(RefusalCode::UnitDiffers).with("item", &item.id).with("because", error)
        })?;
        done.push((day, item, qualification));
    }
    done.sort_by_key(|(day, ..)| *day);
    let days: BTreeSet<NaiveDate> = done
        .iter()
        .map(|(day, ..)| *day)
        .chain(deciding.into_iter().filter(|day| *day <= last))
        .chain([last])
        .collect();
    days.into_iter().map(|day| on_day(day, &done, checklist.complete)).collect()
}

fn on_day(
    day: NaiveDate,
    done: &[(NaiveDate, &ChecklistItem, Attainment)],
    is_complete: bool,
) -> Answer<Evidence> {
    let by_then = || done.iter().filter(|(done, ..)| *done <= day);
    let count = |matches: fn(Attainment) -> bool| {
        let number = by_then().filter(|(_, _, qualification)| matches(*qualification)).count();
        i64::try_from(number).map(Ratio::from).map_err(|_| Refusal::from(RefusalCode::BeyondComputation))
    };
    let certain = count(|qualification| qualification == Attainment::Met)?;
    let possible = count(|qualification| qualification != Attainment::NotMet)?;
    // A list that may lack things gives a lower bound.
    let upper = if is_complete { Endpoint::Closed(possible) } else { Endpoint::Unbounded };
    let latest =
        by_then().filter_map(|(_, item, _)| item.published.or(item.done)).max_by_key(PartialDate::last_day);
    let period = Period::day(day).map_err(|_| Refusal::from(RefusalCode::BeyondComputation))?;
    let on_the_day = || PartialDate::day(day).map_err(|_| Refusal::from(RefusalCode::BeyondComputation));
    let series = "checklist".parse::<Id>().map_err(|_| Refusal::from(RefusalCode::UnknownIndicator))?;
    Ok(Evidence {
        series,
        period,
        day,
        level: Interval::new(Endpoint::Closed(certain), upper),
        rounding: Ratio::zero(),
        reported: None,
        uncertain: None,
        published: latest.map_or_else(on_the_day, Ok)?,
        flags: crate::data::Flags::default(),
        source: by_then().next_back().and_then(|(_, item, _)| item.source.clone()),
        note: None,
        segment: Segment::default(),
        is_nowcast: false,
    })
}
