//! All reported data: every series with all its vintages. It only grows.

use super::gathering::Gathering;
use super::{Observation, Series, View};
use crate::diagnostic::{Diagnostics, Limits, Location};
use crate::text::Id;
use crate::time::NaiveDate;

/// All observations, by series, period and the day they were published.
///
/// The order in which observations are given does not matter, except that of two for the same day the first
/// is kept. See the [module](crate::data) for an example.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dataset {
    pub(super) series: Vec<Series>,
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
        let mut gathering = Gathering::default();
        observations.into_iter().for_each(|observation| gathering.add(observation));
        gathering.finish(&|_| None, Limits::default().diagnostics())
    }

    /// All observations of both, and the duplicates, of which the one in `self` is kept.
    ///
    /// Other warnings were given when the two were built.
    #[must_use = "the problems may be errors"]
    pub fn merge(self, other: Self) -> (Self, Diagnostics) {
        let mut found = Diagnostics::limited(Limits::default().diagnostics());
        let mut gathering = Gathering::default();
        let observations = self.into_observations().chain(other.into_observations());
        observations.for_each(|observation| gathering.add(observation));
        let (series, _) = gathering.into_series(&|_| None, &mut found);
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
