//! What was known by a day: of every period the latest vintage published by then.
//! Looks into the data set; nothing is copied, and nothing published later can be seen.

use super::{Comparability, Flag, Observation, Series, SeriesKey};
use crate::number::Ratio;
use crate::text::{Id, codes};
use crate::time::{NaiveDate, Period};
use crate::unit::Quantity;
use std::collections::BTreeMap;

/// The data as known by a day.
///
/// See the [module](crate::data) for an example.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    series: &'a [Series],
    known_by: NaiveDate,
}

impl<'a> View<'a> {
    pub(super) fn new(series: &'a [Series], known_by: NaiveDate) -> Self {
        Self { series, known_by }
    }

    /// The day of the knowledge.
    #[must_use]
    pub fn known_by(&self) -> NaiveDate {
        self.known_by
    }

    /// Every series of which something was known, by key.
    pub fn series(&self) -> impl Iterator<Item = SeriesView<'a>> + use<'a> {
        seen(self.series, self.known_by)
    }

    /// The series of an indicator of which something was known, by series and dimensions.
    pub fn series_of(&self, indicator: &Id) -> impl Iterator<Item = SeriesView<'a>> + use<'a> {
        let start = self.series.partition_point(|series| series.key().indicator() < indicator);
        let rest = self.series.get(start..).unwrap_or_default();
        let end = rest.partition_point(|series| series.key().indicator() == indicator);
        seen(rest.get(..end).unwrap_or_default(), self.known_by)
    }

    /// One series, if something of it was known.
    #[must_use]
    pub fn get(&self, key: &SeriesKey) -> Option<SeriesView<'a>> {
        let position = self.series.binary_search_by(|series| series.key().cmp(key)).ok()?;
        let series = self.series.get(position)?;
        seen(std::slice::from_ref(series), self.known_by).next()
    }

    /// The latest values of one period by the value of the dimension `level`: a distribution.
    ///
    /// ```
    /// use policy_targets::data::{Dataset, Observation};
    /// use policy_targets::time::NaiveDate;
    ///
    /// let share = |level: &str, value: &str| -> Result<_, Box<dyn std::error::Error>> {
    ///     let (period, published) = ("2020".parse()?, "2021-01-21".parse()?);
    ///     let share = Observation::new("sm.maturity".parse()?, "cesi".parse()?, period, value.parse()?, published);
    ///     Ok(share.with_dimension("level", level))
    /// };
    /// let (data, _) = Dataset::from_observations([share("<=1", "75 %")?, share("2", "14 %")?]);
    /// let view = data.view(NaiveDate::from_ymd_opt(2021, 1, 31).ok_or("no such day")?);
    /// let shares = view.distribution(&"sm.maturity".parse()?, &"cesi".parse()?, &"2020".parse()?);
    /// assert_eq!(shares.keys().collect::<Vec<_>>(), [&"2", &"<=1"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn distribution(
        &self,
        indicator: &Id,
        series: &Id,
        period: &Period,
    ) -> BTreeMap<&'a str, &'a Observation> {
        let of_publisher = self.series_of(indicator).filter(|view| view.key().series() == series);
        let levels = of_publisher.filter_map(|view| {
            let level = view.key().dimensions().get("level")?;
            Some((level.as_str(), view.latest_for(period)?))
        });
        levels.collect()
    }
}

fn seen(series: &[Series], known_by: NaiveDate) -> impl Iterator<Item = SeriesView<'_>> {
    let views = series.iter().map(move |series| SeriesView { series, known_by });
    views.filter(|view| view.observations().next().is_some())
}

/// One series as known by a day.
#[derive(Debug, Clone, Copy)]
pub struct SeriesView<'a> {
    series: &'a Series,
    known_by: NaiveDate,
}

impl<'a> SeriesView<'a> {
    /// Indicator, series and dimensions.
    #[must_use]
    pub fn key(&self) -> &'a SeriesKey {
        self.series.key()
    }

    /// Everything published by the day, rejected ones too, by period and then by day of publication.
    #[must_use]
    pub fn observations(&self) -> impl DoubleEndedIterator<Item = &'a Observation> + use<'a> {
        let known_by = self.known_by;
        self.series.observations().iter().filter(move |observation| observation.visible_from() <= known_by)
    }

    /// Of each period the last vintage published by the day that is not rejected, by period. A period reported
    /// as missing shows as missing.
    #[must_use]
    pub fn latest(&self) -> impl DoubleEndedIterator<Item = &'a Observation> + use<'a> {
        let known_by = self.known_by;
        let periods = self.series.observations().chunk_by(|one, two| one.period() == two.period());
        periods.filter_map(move |vintages| last_used(vintages, known_by))
    }

    /// The last vintage of one period published by the day that is not rejected.
    #[must_use]
    pub fn latest_for(&self, period: &Period) -> Option<&'a Observation> {
        last_used(self.vintages(period), self.known_by)
    }

    /// All vintages of a period published by the day, rejected ones too, the first published first.
    #[must_use]
    pub fn history(
        &self,
        period: &Period,
    ) -> impl DoubleEndedIterator<Item = &'a Observation> + Clone + use<'a> {
        let vintages = self.vintages(period);
        let known = vintages.partition_point(|observation| observation.visible_from() <= self.known_by);
        vintages.get(..known).unwrap_or_default().iter()
    }

    /// The revisions of a period known by the day, the earliest first; rejected values revise nothing.
    ///
    /// The [`history`](Self::history) has every vintage: the first release, what was rejected, and why.
    ///
    /// ```
    /// use policy_targets::data::{Dataset, Observation};
    ///
    /// let reported = |value: &str, published: &str| -> Result<_, Box<dyn std::error::Error>> {
    ///     let period = "2020-12-31".parse()?;
    ///     let series = ("renewables.share".parse()?, "nea".parse()?);
    ///     Ok(Observation::new(series.0, series.1, period, value.parse()?, published.parse()?))
    /// };
    /// let rows = [reported("42.4 %", "2021-03-30")?, reported("42.5 %", "2021-07-30")?];
    /// let (data, _) = Dataset::from_observations(rows);
    /// let view = data.view(policy_targets::NaiveDate::from_ymd_opt(2021, 12, 31).ok_or("no such day")?);
    /// let series = view.series().next().ok_or("a series")?;
    /// let revision = series.revisions(&"2020-12-31".parse()?).next().ok_or("a revision")?;
    /// assert_eq!(revision.size().map(|size| size.to_string()).as_deref(), Some("0.1"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn revisions(&self, period: &Period) -> impl Iterator<Item = Revision<'a>> + use<'a> {
        let used = self.history(period).filter(|observation| observation.rejected().is_none());
        let later = used.clone().skip(1);
        used.zip(later).map(|(before, after)| Revision { before, after })
    }

    fn vintages(&self, period: &Period) -> &'a [Observation] {
        let observations = self.series.observations();
        let start = observations.partition_point(|observation| observation.period() < period);
        let rest = observations.get(start..).unwrap_or_default();
        let end = rest.partition_point(|observation| observation.period() == period);
        rest.get(..end).unwrap_or_default()
    }

    /// What is kept and shown, but not used.
    #[must_use]
    pub fn rejected(&self) -> impl DoubleEndedIterator<Item = &'a Observation> + use<'a> {
        self.observations().filter(|observation| observation.rejected().is_some())
    }

    /// How many observations a later vintage of their period has replaced by the day.
    #[must_use]
    pub fn superseded_count(&self) -> usize {
        let used = self.observations().filter(|observation| observation.rejected().is_none());
        used.count().saturating_sub(self.latest().count())
    }

    /// Where the latest values stop being comparable with those before them.
    ///
    /// Definition and population hold until another is stated. The flag B marks a break; D marks values of another
    /// definition, and breaks where it begins and where it ends.
    #[must_use]
    pub fn breaks(&self) -> Vec<SeriesBreak> {
        let mut comparability = Comparability::default();
        let mut before: Option<Period> = None;
        let mut breaks = Vec::new();
        for observation in self.latest() {
            let flags = observation.flags();
            let (is_break, differs) = (flags.contains(Flag::Break), flags.contains(Flag::DefinitionDiffers));
            let changed = comparability.next(observation, is_break, differs);
            let from = *observation.period();
            let reason = if changed.definition {
                Some(BreakReason::Definition)
            } else if changed.population {
                Some(BreakReason::Population)
            } else {
                changed.flag.then_some(BreakReason::Flag)
            };
            breaks.extend(before.zip(reason).map(|(after, reason)| SeriesBreak { after, from, reason }));
            before = Some(from);
        }
        breaks
    }
}

/// Two vintages of one period, one published after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision<'a> {
    before: &'a Observation,
    after: &'a Observation,
}

impl<'a> Revision<'a> {
    /// What had been published.
    #[must_use]
    pub fn before(&self) -> &'a Observation {
        self.before
    }

    /// What took its place.
    #[must_use]
    pub fn after(&self) -> &'a Observation {
        self.after
    }

    /// By how much the value moved, in the unit it was first published in; `None` unless both are exact numbers in
    /// units that convert.
    #[must_use]
    pub fn size(&self) -> Option<Ratio> {
        let (was, is) = self.levels()?;
        Some(is - was)
    }

    /// The size as a fraction of what had been published; `None` of 0, and where there is no size.
    #[must_use]
    pub fn relative_size(&self) -> Option<Ratio> {
        let (was, is) = self.levels()?;
        (is - was.clone()).divide(&was.absolute())
    }

    fn levels(&self) -> Option<(Ratio, Ratio)> {
        let (was, is): (&Quantity, &Quantity) = (self.before.quantity()?, self.after.quantity()?);
        let exact = |quantity: &Quantity| quantity.in_unit(was.unit()).ok()?.as_exact().cloned();
        Some((exact(was)?, exact(is)?))
    }
}

/// The vintages of a period stand in the order of publication, so the last visible one is found by bisection.
fn last_used(vintages: &[Observation], known_by: NaiveDate) -> Option<&Observation> {
    let known = vintages.partition_point(|observation| observation.visible_from() <= known_by);
    vintages.get(..known)?.iter().rfind(|observation| observation.rejected().is_none())
}

/// A place in a series where values stop being comparable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeriesBreak {
    /// The last period before it.
    pub after: Period,
    /// The first period after it.
    pub from: Period,
    /// What changed.
    pub reason: BreakReason,
}

codes! {
    /// What changed at a break of a series.
    #[non_exhaustive]
    pub enum BreakReason {
        /// The definition.
        Definition = "definition",
        /// The population or sample.
        Population = "population",
        /// A flag says so: B or D.
        Flag = "flag",
    }
}

#[cfg(test)]
mod tests {
    use super::super::Dataset;
    use super::super::observation::tests::{any_observation, observation};
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse::<crate::time::PartialDate>().unwrap().last_day()
    }

    fn storage() -> Dataset {
        let rows = [
            "storage.power, nea, 2023-12-31, 31.39 GW, 2024-01-25",
            "storage.power, nea, 2024-12-31, >60 GW, 2024-12-16",
            "storage.power, nea, 2024-12-31, 73.76 GW, 2025-01-23",
            "storage.power, cnesa, 2024-12-31, 78.3 GW, 2025-01",
        ];
        let rejected =
            observation("storage.power, nea, 2024-12-31, 374 GW, 2025-10-23").with_rejected("corrupt");
        Dataset::from_observations(rows.into_iter().map(observation).chain([rejected])).0
    }

    fn latest(known_by: &str) -> Vec<String> {
        let data = storage();
        let view = data.view(day(known_by));
        let latest = view.series_of(&"storage.power".parse().unwrap()).flat_map(|series| {
            series
                .latest()
                .map(|found| format!("{} {}", found.series(), found.quantity().unwrap()))
                .collect::<Vec<_>>()
        });
        latest.collect()
    }

    #[test]
    fn a_value_is_seen_from_the_day_it_was_published() {
        assert!(latest("2024-01-24").is_empty());
        assert_eq!(latest("2024-12-16"), ["nea 31.39 GW", "nea >60 GW"]);
        assert_eq!(latest("2025-01-23"), ["nea 31.39 GW", "nea 73.76 GW"]);
        // Published in January 2025: visible from its last day.
        assert_eq!(latest("2025-01-31"), ["cnesa 78.3 GW", "nea 31.39 GW", "nea 73.76 GW"]);
    }

    #[test]
    fn a_rejected_value_is_shown_and_not_used() {
        let data = storage();
        let key = SeriesKey::new("storage.power".parse().unwrap(), "nea".parse().unwrap());
        let nea = data.view(day("2026")).get(&key).unwrap();
        assert_eq!(nea.latest().next_back().unwrap().quantity().unwrap().to_string(), "73.76 GW");
        assert_eq!(nea.rejected().count(), 1);
        assert_eq!(nea.history(&"2024-12-31".parse().unwrap()).count(), 3);
        assert_eq!(nea.superseded_count(), 1);
        assert!(data.view(day("2025-09")).get(&key).unwrap().rejected().next().is_none());
    }

    #[test]
    fn a_later_relay_does_not_delay_visibility() {
        let relayed = observation("i, s, 2021, 2.7 %, 2022-02-28").with_first_seen("2025".parse().unwrap());
        let (data, _) = Dataset::from_observations([relayed]);
        assert_eq!(data.view(day("2022-02-28")).series().count(), 1);
    }

    #[test]
    fn a_change_of_definition_population_or_flag_is_a_break() {
        let rows = [
            observation("i, s, 2021, 1 %, 2022").with_definition("old"),
            observation("i, s, 2022, 1 %, 2023").with_definition("old"),
            observation("i, s, 2023, 1 %, 2024").with_definition("new").with_flags(Flag::Break.into()),
            observation("i, s, 2024, 1 %, 2025").with_population("a"),
            observation("i, s, 2025, 1 %, 2026").with_population("b"),
            observation("i, s, 2026, 1 %, 2027").with_flags(Flag::Break.into()),
        ];
        let (data, _) = Dataset::from_observations(rows);
        let breaks = data.view(day("2030")).series().next().unwrap().breaks();
        let found: Vec<_> =
            breaks.iter().map(|found| (found.from.to_string(), found.reason.code())).collect();
        let expected = [("2023", "definition"), ("2025", "population"), ("2026", "flag")];
        assert_eq!(found, expected.map(|(period, reason)| (period.to_owned(), reason)));
    }

    #[test]
    fn an_unknown_indicator_has_no_series() {
        let data = storage();
        for id in ["a", "storage", "storage.power.x", "z"] {
            assert_eq!(data.view(day("2030")).series_of(&id.parse().unwrap()).count(), 0);
        }
    }

    proptest! {
        #[test]
        fn a_view_never_sees_what_was_published_later(
            rows in proptest::collection::vec(any_observation(), 0..20),
            known_by in proptest::sample::select(vec!["2022", "2023-02-12", "2023-02-13", "2023-02", "2023", "2024-06", "2026"]),
        ) {
            let known_by = day(known_by);
            let (data, _) = Dataset::from_observations(rows);
            let visible = data.observations().filter(|observation| observation.visible_from() <= known_by);
            let (past, _) = Dataset::from_observations(visible.cloned());
            let (view, whole) = (data.view(known_by), past.view(day("9999")));
            let all = |view: View<'_>| -> Vec<Observation> {
                view.series().flat_map(|series| series.observations().cloned().collect::<Vec<_>>()).collect()
            };
            let latest = |view: View<'_>| -> Vec<Observation> {
                view.series().flat_map(|series| series.latest().cloned().collect::<Vec<_>>()).collect()
            };
            prop_assert_eq!(all(view), all(whole));
            prop_assert_eq!(latest(view), latest(whole));
            for found in latest(view) {
                let series = view.get(found.key()).unwrap();
                prop_assert_eq!(series.latest_for(found.period()), Some(&found));
                prop_assert!(series.history(found.period()).any(|vintage| *vintage == found));
            }
        }
    }
}
