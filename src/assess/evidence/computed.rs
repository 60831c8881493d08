//! Values computed from others: what they inherit, and how far rounding of the inputs may move them.

use super::Evidence;
use crate::number::{Endpoint, Interval, Ratio};

/// How far the exact result may be off, given the widest result that the rounding of the inputs allows.
pub(in crate::assess) fn propagated(level: &Interval, widest: Option<Interval>) -> Ratio {
    let distance = |from: &Endpoint, to: &Endpoint| Some((from.number()? - to.number()?).absolute());
    widest
        .and_then(|widest| {
            let below = distance(level.lower(), widest.lower());
            below.into_iter().chain(distance(level.upper(), widest.upper())).max()
        })
        .unwrap_or_else(Ratio::zero)
}

/// A value computed from others: published when the last of them was, carrying all their flags, and broken
/// where one of them is.
pub(in crate::assess) fn combined<'e>(
    first: Evidence,
    others: impl Iterator<Item = &'e Evidence>,
    level: Interval,
    rounding: Ratio,
) -> Evidence {
    let start = Evidence { level, rounding, reported: None, uncertain: None, note: None, ..first };
    others.fold(start, |all, other| Evidence {
        published: if other.published.last_day() > all.published.last_day() {
            other.published
        } else {
            all.published
        },
        flags: all.flags.union(&other.flags),
        is_nowcast: all.is_nowcast || other.is_nowcast,
        segment: all.segment.joined(other.segment),
        ..all
    })
}
