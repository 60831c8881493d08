//! The reported values of one series and period in two rounds, all vintages that each of them knew.
//! What differs between the two decides which cause the whole period belongs to.

use super::cause::Cause;
use super::change::Difference;
use crate::data::{Comparability, Flag, Observation, SeriesKey, SeriesView, View};
use crate::text::Id;
use crate::time::Period;
use std::collections::{BTreeMap, BTreeSet};

/// One period of one series.
pub(super) struct Cell<'a> {
    key: &'a SeriesKey,
    period: Period,
    before: Vec<&'a Observation>,
    after: Vec<&'a Observation>,
    cause: Cause,
}

/// All periods of the series of some indicators. A revision of a period that baselines are taken from is a change of
/// the baseline.
pub(super) fn cells<'a>(
    indicators: &BTreeSet<&Id>,
    before: View<'a>,
    after: View<'a>,
    baselines: &BTreeSet<Period>,
) -> Vec<Cell<'a>> {
    let mut found: BTreeMap<(&'a SeriesKey, Period), [Vec<&'a Observation>; 2]> = BTreeMap::new();
    let mut reporting: [BTreeSet<&SeriesKey>; 2] = Default::default();
    for indicator in indicators {
        for (series, is_later) in of_indicator(before, after, indicator) {
            let [was, is] = &mut reporting;
            (if is_later { is } else { was }).insert(series.key());
            for observation in series.observations() {
                let [was, is] = found.entry((series.key(), *observation.period())).or_default();
                (if is_later { is } else { was }).push(observation);
            }
        }
    }
    let reports_in_both = |key: &SeriesKey| reporting.iter().all(|series| series.contains(key));
    let mut along: Option<(&SeriesKey, Comparability<'a>)> = None;
    let cell = |((key, period), [before, after]): ((&'a SeriesKey, Period), [Vec<&'a Observation>; 2])| {
        let is_first = along.as_ref().is_none_or(|(of, _)| *of != key);
        if is_first {
            along = Some((key, Comparability::default()));
        }
        let begins_break = along
            .as_mut()
            .zip(last_used(&after))
            .is_some_and(|((_, along), latest)| breaks(along, latest) && !is_first);
        let cause = if baselines.contains(&period) && !before.is_empty() {
            Cause::ChangedBaseline
        } else if !key.dimensions().is_empty() && !reports_in_both(key) {
            Cause::ChangedCoverage
        } else if before.is_empty() && begins_break {
            Cause::ChangedComparability
        } else if before.is_empty() {
            Cause::NewData
        } else {
            revision(last_used(&before), last_used(&after))
        };
        Cell { key, period, before, after, cause }
    };
    found.into_iter().map(cell).collect()
}

/// Whether a value is not comparable with the one before it in its series.
fn breaks<'a>(along: &mut Comparability<'a>, latest: &'a Observation) -> bool {
    let [is_break, differs] = marks(latest);
    let changed = along.next(latest, is_break, differs);
    changed.definition || changed.population || changed.flag
}

/// Whether a value is flagged as a break, and as one of another definition.
fn marks(observation: &Observation) -> [bool; 2] {
    [Flag::Break, Flag::DefinitionDiffers].map(|flag| observation.flags().contains(flag))
}

fn of_indicator<'a>(
    before: View<'a>,
    after: View<'a>,
    indicator: &Id,
) -> impl Iterator<Item = (SeriesView<'a>, bool)> {
    let before = before.series_of(indicator).map(|series| (series, false));
    before.chain(after.series_of(indicator).map(|series| (series, true)))
}

/// The vintage that stands: the last one that is not rejected.
fn last_used<'a>(vintages: &[&'a Observation]) -> Option<&'a Observation> {
    vintages.iter().rfind(|observation| observation.rejected().is_none()).copied()
}

/// What a revision changes first of all: the value, else its comparability, else its flags.
fn revision(before: Option<&Observation>, after: Option<&Observation>) -> Cause {
    let Some((before, after)) = before.zip(after) else { return Cause::RevisedData };
    if before.reported() != after.reported() {
        return Cause::RevisedData;
    }
    let is_comparable = before.definition() == after.definition()
        && before.population() == after.population()
        && marks(before) == marks(after);
    if !is_comparable {
        Cause::ChangedComparability
    } else if before.flags() != after.flags() {
        Cause::ChangedFlags
    } else {
        Cause::RevisedData
    }
}

impl<'a> Cell<'a> {
    pub(super) fn cause(&self) -> Cause {
        self.cause
    }

    pub(super) fn differs(&self) -> bool {
        self.before != self.after
    }

    /// The vintages that one of the rounds knew.
    pub(super) fn of(&self, is_later: bool) -> &[&'a Observation] {
        if is_later { &self.after } else { &self.before }
    }

    pub(super) fn difference(&self) -> Difference {
        let [before, after] = [&self.before, &self.after].map(|vintages| match vintages.as_slice() {
            [] => None,
            all => Some(last_used(all).map_or_else(|| "rejected".to_owned(), shown)),
        });
        Difference { what: format!("{} {}", self.key, self.period), before, after }
    }
}

/// The value with its flags and its day, and what it is a value of where that is stated.
fn shown(observation: &Observation) -> String {
    let value = match (observation.quantity(), observation.missing()) {
        (Some(quantity), _) => quantity.to_string(),
        (None, missing) => missing.map(ToString::to_string).unwrap_or_default(),
    };
    let flags = observation.flags().to_string();
    let flags = Some(flags).filter(|flags| !flags.is_empty()).map(|flags| format!(" [{flags}]"));
    let definition = observation.definition().map(|definition| format!(", definition {definition}"));
    let population = observation.population().map(|population| format!(", population {population}"));
    let details: String = [flags, definition, population].into_iter().flatten().collect();
    format!("{value}{details} of {}", observation.published())
}
