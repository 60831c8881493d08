//! Observations on their way into a data set, by series, numbered in the order given.
//! Each is moved once, to the series it stays in; a series given in order is not sorted again.

use super::dataset::Locate;
use super::{Dataset, Observation, Series, SeriesKey, check};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::time::{NaiveDate, Period};
use std::collections::HashMap;
use std::sync::Arc;

/// A series of a [`Gathering`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SeriesPlace(usize);

/// Observations by series, before duplicates are found.
#[derive(Debug, Default)]
pub(crate) struct Gathering {
    /// It is only asked, never listed: no order of hashes shows.
    places: HashMap<Arc<SeriesKey>, SeriesPlace>,
    groups: Vec<Group>,
    count: usize,
    last: Option<(Arc<SeriesKey>, SeriesPlace)>,
}

#[derive(Debug)]
struct Group {
    key: Arc<SeriesKey>,
    observations: Vec<Observation>,
    /// The number of each observation in the order given.
    numbers: Vec<usize>,
    /// Whether each observation stands after the one before it, so that none is a duplicate.
    is_in_order: bool,
}

impl Gathering {
    /// The place of a series, and the key that its observations share.
    pub(crate) fn series(&mut self, key: Arc<SeriesKey>) -> (Arc<SeriesKey>, SeriesPlace) {
        if let Some((key, place)) = self.places.get_key_value(&key) {
            return (Arc::clone(key), *place);
        }
        let place = SeriesPlace(self.groups.len());
        // Series mostly have one length; no more is set aside than the one before needed.
        let usual = self.groups.last().map_or(0, |group| group.observations.len());
        let group = Group {
            key: Arc::clone(&key),
            observations: Vec::with_capacity(usual),
            numbers: Vec::with_capacity(usual),
            is_in_order: true,
        };
        self.groups.push(group);
        self.places.insert(Arc::clone(&key), place);
        (key, place)
    }

    /// Adds an observation to the series of its key.
    pub(super) fn add(&mut self, mut observation: Observation) {
        // Observations mostly come series by series and share keys, so most need no search.
        let last = self.last.take().filter(|(key, _)| Arc::ptr_eq(key, &observation.key));
        let (key, place) = last.unwrap_or_else(|| self.series(Arc::clone(&observation.key)));
        observation.key = Arc::clone(&key);
        self.last = Some((key, place));
        self.add_to(place, observation);
    }

    /// Adds an observation to a series whose key it has.
    #[inline]
    pub(crate) fn add_to(&mut self, place: SeriesPlace, observation: Observation) {
        let Some(group) = self.groups.get_mut(place.0) else { return };
        let is_behind = |last: &Observation| position(last) < position(&observation);
        group.is_in_order = group.is_in_order && group.observations.last().is_none_or(is_behind);
        group.observations.push(observation);
        group.numbers.push(self.count);
        self.count = self.count.saturating_add(1);
    }

    /// The data set, and what is questionable about it; see [`Dataset::from_observations`].
    pub(crate) fn finish(self, locate: Locate<'_>, limit: usize) -> (Dataset, Diagnostics) {
        let mut found = Diagnostics::limited(limit);
        let (series, numbers) = self.into_series(locate, &mut found);
        check::check(&series, &numbers, locate, &mut found);
        (Dataset { series }, found)
    }

    /// The series in order without duplicates, each with the numbers of its observations.
    pub(super) fn into_series(
        self,
        locate: Locate<'_>,
        found: &mut Diagnostics,
    ) -> (Vec<Series>, Vec<Vec<usize>>) {
        let mut groups = self.groups;
        groups.retain(|group| !group.observations.is_empty());
        groups.sort_unstable_by(|one, two| one.key.cmp(&two.key));
        let in_order = groups.into_iter().map(|group| {
            let Group { key, mut observations, numbers, .. } =
                if group.is_in_order { group } else { group.sorted(locate, found) };
            observations.shrink_to_fit();
            (Series { key, observations }, numbers)
        });
        in_order.unzip()
    }
}

impl Group {
    /// By period and day of publication; of several observations for one day the first.
    fn sorted(mut self, locate: Locate<'_>, found: &mut Diagnostics) -> Self {
        let mut rows: Vec<(usize, Observation)> = self.numbers.into_iter().zip(self.observations).collect();
        // The rows come in the order given and the sort is stable: of equal ones the first stays first.
        rows.sort_by(|one, two| position(&one.1).cmp(&position(&two.1)));
        rows.dedup_by(|(number, later), (first_number, first)| {
            let is_duplicate = position(later) == position(first);
            if is_duplicate {
                found.push(duplicate(later, first, locate(*number), locate(*first_number)));
            }
            is_duplicate
        });
        (self.numbers, self.observations) = rows.into_iter().unzip();
        self
    }
}

/// What an observation is found by within its series. A rejected one may stand beside the one that is used.
fn position(observation: &Observation) -> (&Period, NaiveDate, Option<&str>) {
    (observation.period(), observation.visible_from(), observation.rejected())
}

fn duplicate(
    later: &Observation,
    first: &Observation,
    location: Option<Location>,
    of_first: Option<Location>,
) -> Diagnostic {
    let line = of_first.map_or_else(String::new, |first| format!(" on line {}", first.line()));
    let same = if later.reported() == first.reported() { "the same as" } else { "beside" };
    let problem = Diagnostic::new(Code::DuplicateObservation)
        .path(check::path(later))
        .found(format!(
            "{} published on {}, {same} {}{line}",
            check::reported(later),
            later.published(),
            check::reported(first)
        ))
        .expected("one value for a series, period and day of publication");
    match location {
        Some(location) => problem.at(location),
        None => problem,
    }
}
