//! Observations on their way into a data set, by series, numbered in the order given.
//! Each is moved once, to the series it stays in; a series given in order is not sorted again.

use super::dataset::Locate;
use super::{Dataset, MissingReason, Observation, Reported, Series, SeriesKey, check};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::time::{NaiveDate, PartialDate, Period};
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
    /// How many of the observations were there before this file.
    before: usize,
    withdrawn: Vec<(SeriesPlace, Period, PartialDate)>,
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

    /// Adds all observations of a data set, as known before.
    #[cfg_attr(not(feature = "published"), allow(dead_code, reason = "for files that correct others"))]
    pub(crate) fn add_known(&mut self, data: Dataset) -> usize {
        data.into_observations().for_each(|observation| self.add(observation));
        self.before = self.count;
        self.count
    }

    /// Takes back what was reported of these series for a period, or for every one: what came from this file is gone,
    /// what was known before is missing from this day on. Whether there was anything.
    #[cfg_attr(not(feature = "sdmx"), allow(dead_code, reason = "only SDMX takes something back"))]
    pub(crate) fn withdraw(
        &mut self,
        is_named: &dyn Fn(&SeriesKey) -> bool,
        period: Option<&Period>,
        published: PartialDate,
    ) -> bool {
        let mut found = false;
        for (index, group) in self.groups.iter_mut().enumerate().filter(|(_, group)| is_named(&group.key)) {
            let rows = group.numbers.drain(..).zip(group.observations.drain(..));
            let mut kept = Vec::new();
            for (number, observation) in rows {
                let is_of_period = period.is_none_or(|period| period == observation.period());
                found |= is_of_period;
                if is_of_period && number < self.before {
                    self.withdrawn.push((SeriesPlace(index), *observation.period(), published));
                }
                if !is_of_period || number < self.before {
                    kept.push((number, observation));
                }
            }
            (group.numbers, group.observations) = kept.into_iter().unzip();
        }
        found
    }

    /// Makes missing what was withdrawn and not reported anew on that day.
    fn settle(&mut self) {
        for (place, period, published) in std::mem::take(&mut self.withdrawn) {
            let Some(group) = self.groups.get(place.0) else { continue };
            let is_reported = group.observations.iter().any(|observation| {
                *observation.period() == period && observation.visible_from() >= published.last_day()
            });
            if !is_reported {
                let reason = MissingReason::Other("deleted by the publisher".to_owned());
                let key = Arc::clone(&group.key);
                self.add_to(place, Observation::of_series(key, period, Reported::Missing(reason), published));
            }
        }
    }

    /// The data set, and what is questionable about it; see [`Dataset::from_observations`].
    pub(crate) fn finish(mut self, locate: Locate<'_>, limit: usize) -> (Dataset, Diagnostics) {
        self.settle();
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
