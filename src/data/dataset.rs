//! All reported data: every series with all its vintages. It only grows.

use super::{Observation, Series, SeriesKey, View, check};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Limits, Location};
use crate::text::Id;
use crate::time::NaiveDate;
use std::collections::BTreeMap;
use std::sync::Arc;

/// All observations, by series, period and the day they were published.
///
/// The order in which observations are given does not matter, except that of two for the same day the first
/// is kept. See the [module](crate::data) for an example.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dataset {
    series: Vec<Series>,
}

/// Where an observation stands in a file, by its place in the order in which they were given.
pub(crate) type Locate<'a> = &'a dyn Fn(usize) -> Option<Location>;

impl Dataset {
    /// A data set of these observations, and what is questionable about them.
    ///
    /// Two observations of one series, period and day of publication are an error, whether they agree or not:
    /// the first is kept. (A rejected one may stand beside the one that is used.) Values published before
    /// their period had ended, and values far from their neighbours, are warnings.
    ///
    /// ```
    /// use policy_targets::data::{Dataset, Observation};
    /// use policy_targets::diagnostic::Code;
    ///
    /// let january = Observation::new(
    ///     "storage.power".parse()?,
    ///     "nea".parse()?,
    ///     "2023-12-31".parse()?,
    ///     "31.39 GW".parse()?,
    ///     "2024-01-25".parse()?,
    /// );
    /// let (data, problems) = Dataset::from_observations([january.clone(), january]);
    /// assert_eq!(data.len(), 1);
    /// assert_eq!(problems.errors().next().map(|problem| problem.code()), Some(Code::DuplicateObservation));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use = "the problems may be errors"]
    pub fn from_observations(observations: impl IntoIterator<Item = Observation>) -> (Self, Diagnostics) {
        Self::located(observations, &|_| None, Limits::default().diagnostics())
    }

    /// As [`from_observations`](Self::from_observations), with the places of what is wrong.
    pub(crate) fn located(
        observations: impl IntoIterator<Item = Observation>,
        locate: Locate<'_>,
        limit: usize,
    ) -> (Self, Diagnostics) {
        let mut found = Diagnostics::limited(limit);
        let mut places = Vec::new();
        let mut series = Vec::new();
        for (key, rows) in grouped(observations) {
            let mut kept = Vec::with_capacity(rows.len());
            let mut indices = Vec::with_capacity(rows.len());
            for (index, observation) in without_duplicates(rows, locate, &mut found) {
                indices.push(index);
                kept.push(observation);
            }
            series.push(Series { key, observations: kept });
            places.push(indices);
        }
        check::check(&series, &places, locate, &mut found);
        (Self { series }, found)
    }

    /// All observations of both, and the duplicates, of which the one in `self` is kept.
    ///
    /// Other warnings were given when the two were built.
    #[must_use = "the problems may be errors"]
    pub fn merge(self, other: Self) -> (Self, Diagnostics) {
        let mut found = Diagnostics::limited(Limits::default().diagnostics());
        let observations = self.into_observations().chain(other.into_observations());
        let series = grouped(observations).into_iter().map(|(key, rows)| {
            let rows = without_duplicates(rows, &|_| None, &mut found);
            Series { key, observations: rows.into_iter().map(|(_, observation)| observation).collect() }
        });
        let series = series.collect();
        (Self { series }, found)
    }

    /// Every observation by value, in the order of [`observations`](Self::observations).
    pub fn into_observations(self) -> impl Iterator<Item = Observation> {
        self.series.into_iter().flat_map(|series| series.observations)
    }

    /// The series, by indicator, series id and dimensions.
    #[must_use]
    pub fn series(&self) -> &[Series] {
        &self.series
    }

    /// The indicators that something is reported on, each once, in order.
    pub fn indicators(&self) -> impl Iterator<Item = &Id> {
        let same = |one: &Series, two: &Series| one.key.indicator() == two.key.indicator();
        self.series.chunk_by(same).filter_map(|series| series.first()).map(|series| series.key.indicator())
    }

    /// Every observation, rejected ones too, by series, period and the day they were published.
    pub fn observations(&self) -> impl Iterator<Item = &Observation> {
        self.series.iter().flat_map(Series::observations)
    }

    /// How many observations there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.series.iter().map(|series| series.observations.len()).fold(0, usize::saturating_add)
    }

    /// Whether there is no observation.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.series.is_empty()
    }

    /// The day from which on everything is known.
    #[must_use]
    pub fn last_published(&self) -> Option<NaiveDate> {
        self.observations().map(Observation::visible_from).max()
    }

    /// What had been published by a day; nothing is copied.
    #[must_use]
    pub fn view(&self, known_by: NaiveDate) -> View<'_> {
        View::new(&self.series, known_by)
    }
}

type Rows = Vec<(usize, Observation)>;

/// Observations by series, numbered in the order given; those of one series share their key afterwards.
fn grouped(observations: impl IntoIterator<Item = Observation>) -> Vec<(Arc<SeriesKey>, Rows)> {
    let mut slots: BTreeMap<Arc<SeriesKey>, usize> = BTreeMap::new();
    let mut groups: Vec<(Arc<SeriesKey>, Rows)> = Vec::new();
    let mut last: Option<(Arc<SeriesKey>, usize)> = None;
    for (index, mut observation) in observations.into_iter().enumerate() {
        // Files are mostly sorted by series and their rows share keys, so most need no search.
        let known = last.as_ref().filter(|(key, _)| Arc::ptr_eq(key, &observation.key));
        let slot = if let Some((_, slot)) = known {
            *slot
        } else {
            let next = groups.len();
            let slot = *slots.entry(Arc::clone(&observation.key)).or_insert(next);
            if slot == next {
                groups.push((Arc::clone(&observation.key), Rows::new()));
            }
            last = Some((Arc::clone(&observation.key), slot));
            slot
        };
        if let Some((key, rows)) = groups.get_mut(slot) {
            observation.key = Arc::clone(key);
            rows.push((index, observation));
        }
    }
    groups.sort_unstable_by(|one, two| one.0.cmp(&two.0));
    groups
}

/// The rows of one series by period and day of publication, and of several for one day the first.
fn without_duplicates(mut rows: Rows, locate: Locate<'_>, found: &mut Diagnostics) -> Rows {
    fn place(observation: &Observation) -> (&crate::time::Period, NaiveDate, Option<&str>) {
        (observation.period(), observation.visible_from(), observation.rejected())
    }
    // The rows come in the order given and the sort is stable: of equal ones the first stays first.
    rows.sort_by(|one, two| place(&one.1).cmp(&place(&two.1)));
    rows.dedup_by(|(index, later), (first_index, first)| {
        let is_duplicate = place(later) == place(first);
        if is_duplicate {
            found.push(duplicate(later, first, locate(*index), locate(*first_index)));
        }
        is_duplicate
    });
    rows
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

#[cfg(test)]
mod tests {
    use super::super::observation::tests::{any_observation, observation};
    use super::*;
    use proptest::prelude::*;

    fn codes(problems: &Diagnostics) -> Vec<&'static str> {
        problems.iter().map(|problem| problem.code().as_str()).collect()
    }

    #[test]
    fn the_first_of_two_values_for_one_day_is_kept() {
        let rows = ["i, s, 2022, 1 GW, 2023-02-13", "i, s, 2022, 2 GW, 2023-02-13"].map(observation);
        let (data, problems) = Dataset::from_observations(rows.clone());
        assert_eq!(codes(&problems), ["duplicate_observation"]);
        assert_eq!(data.observations().collect::<Vec<_>>(), [&rows[0]]);
    }

    #[test]
    fn an_imprecise_date_collides_with_its_last_day() {
        let rows = ["i, s, 2022, 1 GW, 2023-02", "i, s, 2022, 1 GW, 2023-02-28"].map(observation);
        assert_eq!(codes(&Dataset::from_observations(rows).1), ["duplicate_observation"]);
    }

    #[test]
    fn a_revision_another_series_and_a_rejected_value_are_no_duplicates() {
        let used = observation("i, s, 2022, 1 GW, 2023-02-13");
        let rows = [
            used.clone(),
            observation("i, s, 2022, 1.1 GW, 2023-03-13"),
            observation("i, t, 2022, 1 GW, 2023-02-13"),
            used.clone().with_dimension("level", "2"),
            used.with_rejected("misprint"),
        ];
        let (data, problems) = Dataset::from_observations(rows);
        assert_eq!((data.len(), problems.len()), (5, 0));
        assert_eq!(data.series().len(), 3);
        assert_eq!(data.indicators().count(), 1);
        assert_eq!(data.last_published().unwrap().to_string(), "2023-03-13");
    }

    #[test]
    fn merging_keeps_the_value_already_there() {
        let of = |row: &str| Dataset::from_observations([observation(row)]).0;
        let (data, problems) = of("i, s, 2022, 1 GW, 2023").merge(of("i, s, 2022, 2 GW, 2023"));
        assert_eq!(codes(&problems), ["duplicate_observation"]);
        assert_eq!(data, of("i, s, 2022, 1 GW, 2023"));
    }

    proptest! {
        #[test]
        fn the_order_of_rows_is_irrelevant(
            rows in proptest::collection::vec(any_observation(), 0..20),
            seed in any::<prop::sample::Index>(),
        ) {
            // Without duplicates, of which the order decides.
            let (data, _) = Dataset::from_observations(rows);
            let mut shuffled: Vec<_> = data.observations().cloned().collect();
            shuffled.reverse();
            if !shuffled.is_empty() {
                let middle = seed.index(shuffled.len());
                shuffled.rotate_left(middle);
            }
            let (again, problems) = Dataset::from_observations(shuffled);
            prop_assert!(!problems.has_errors());
            prop_assert_eq!(again, data);
        }

        #[test]
        fn merging_parts_is_reading_the_whole(
            rows in proptest::collection::vec(any_observation(), 0..20),
            cut in any::<prop::sample::Index>(),
        ) {
            let (whole, _) = Dataset::from_observations(rows.clone());
            let (first, second) = rows.split_at(cut.index(rows.len().max(1)));
            let [first, second] = [first, second].map(|part| Dataset::from_observations(part.to_vec()).0);
            prop_assert_eq!(first.merge(second).0, whole);
        }
    }
}
