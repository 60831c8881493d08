//! One reported value of an indicator, with everything that was said about it.

use super::form::Form;
use super::{Flags, MissingReason, SeriesKey, Uncertainty};
use crate::text::Id;
use crate::time::{NaiveDate, PartialDate, Period};
use crate::unit::Quantity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was reported: a value, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reported {
    /// A number or bound with its unit.
    Value(Quantity),
    /// No value, and the reason.
    Missing(MissingReason),
}

/// A value of an indicator for a period, as published on a day.
///
/// Built by chaining. A text of nothing is no text.
///
/// ```
/// use policy_targets::data::{Flag, Observation};
///
/// let storage = Observation::new(
///     "storage.power".parse()?,
///     "nea".parse()?,
///     "2024-12-31".parse()?,
///     ">60 GW".parse()?,
///     "2024-12-16".parse()?,
/// )
/// .with_flags(Flag::Provisional.into())
/// .with_note("interview");
/// assert!(storage.is_nowcast());
/// assert_eq!(storage.note(), Some("interview"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Form", into = "Form")]
pub struct Observation {
    pub(super) key: Arc<SeriesKey>,
    period: Period,
    published: PartialDate,
    reported: Reported,
    flags: Flags,
    source: Option<Arc<Id>>,
    note: Option<Arc<str>>,
    /// Boxed: few observations have any of them.
    details: Option<Box<Details>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
struct Details {
    first_seen: Option<PartialDate>,
    rejected: Option<String>,
    definition: Option<String>,
    population: Option<String>,
    sample: Option<String>,
    tier: Option<String>,
    derivation: Option<String>,
    uncertainty: Option<Uncertainty>,
}

fn some_text(text: impl Into<String>) -> Option<String> {
    Some(text.into()).filter(|text| !text.is_empty())
}

macro_rules! detail_texts {
    ($($(#[$meta:meta])+ $with:ident $field:ident)*) => {
        $(
            $(#[$meta])+
            #[must_use]
            pub fn $field(&self) -> Option<&str> {
                self.details.as_ref()?.$field.as_deref()
            }

            #[doc = concat!("With this [`", stringify!($field), "`](Self::", stringify!($field), ").")]
            #[must_use]
            pub fn $with(mut self, text: impl Into<String>) -> Self {
                if let Some(text) = some_text(text) {
                    self.details_mut().$field = Some(text);
                }
                self
            }
        )*
    };
}

impl Observation {
    /// A value as published.
    #[must_use]
    pub fn new(
        indicator: Id,
        series: Id,
        period: Period,
        quantity: Quantity,
        published: PartialDate,
    ) -> Self {
        let key = Arc::new(SeriesKey::new(indicator, series));
        Self::of_series(key, period, Reported::Value(quantity), published)
    }

    /// The statement that there is no value, and why.
    #[must_use]
    pub fn without_value(
        indicator: Id,
        series: Id,
        period: Period,
        reason: MissingReason,
        published: PartialDate,
    ) -> Self {
        let key = Arc::new(SeriesKey::new(indicator, series));
        Self::of_series(key, period, Reported::Missing(reason), published)
    }

    /// An observation of a series whose key it shares with others.
    #[must_use]
    pub fn of_series(
        key: Arc<SeriesKey>,
        period: Period,
        reported: Reported,
        published: PartialDate,
    ) -> Self {
        Self {
            key,
            period,
            published,
            reported,
            flags: Flags::default(),
            source: None,
            note: None,
            details: None,
        }
    }

    /// With the value of one more dimension of its series.
    #[must_use]
    pub fn with_dimension(mut self, name: &str, value: &str) -> Self {
        self.key = Arc::new(SeriesKey::clone(&self.key).with_dimension(name, value));
        self
    }

    /// With these status flags.
    #[must_use]
    pub fn with_flags(mut self, flags: Flags) -> Self {
        self.flags = flags;
        self
    }

    /// With the source it was read in.
    #[must_use]
    pub fn with_source(self, source: Id) -> Self {
        self.with_shared_source(Arc::new(source))
    }

    /// With a source that it shares with others.
    #[must_use]
    pub fn with_shared_source(mut self, source: Arc<Id>) -> Self {
        self.source = Some(source);
        self
    }

    /// With a remark.
    #[must_use]
    pub fn with_note(self, note: impl Into<String>) -> Self {
        self.with_shared_note(Arc::from(note.into()))
    }

    /// With a remark that it shares with others.
    #[must_use]
    pub fn with_shared_note(mut self, note: Arc<str>) -> Self {
        self.note = Some(note).filter(|note| !note.is_empty());
        self
    }

    /// With the later date at which a relay of it was seen.
    #[must_use]
    pub fn with_first_seen(mut self, date: PartialDate) -> Self {
        self.details_mut().first_seen = Some(date);
        self
    }

    /// With what was published on how sure it is.
    #[must_use]
    pub fn with_uncertainty(mut self, uncertainty: Uncertainty) -> Self {
        self.details_mut().uncertainty = Some(uncertainty);
        self
    }

    /// What was published on how sure it is, in the unit of the value.
    #[must_use]
    pub fn uncertainty(&self) -> Option<Uncertainty> {
        self.details.as_ref()?.uncertainty
    }

    fn details_mut(&mut self) -> &mut Details {
        self.details.get_or_insert_default()
    }

    detail_texts! {
        /// Why it is kept and shown, but not used.
        with_rejected rejected
        /// The id of the definition in force: a change of it along a series is a break.
        with_definition definition
        /// The id of the population: a change of it along a series is a break.
        with_population population
        /// The size of the sample, in words.
        with_sample sample
        /// How close its source is to the publisher, such as `primary` or `secondary`.
        with_tier tier
        /// How it was computed, if it was not published as it stands.
        with_derivation derivation
    }

    /// Indicator, series and dimensions.
    #[must_use]
    pub fn key(&self) -> &SeriesKey {
        &self.key
    }

    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> &Id {
        self.key.indicator()
    }

    /// The series.
    #[must_use]
    pub fn series(&self) -> &Id {
        self.key.series()
    }

    /// The values of the dimensions by name.
    #[must_use]
    pub fn dimensions(&self) -> &BTreeMap<String, String> {
        self.key.dimensions()
    }

    /// The period it describes.
    #[must_use]
    pub fn period(&self) -> &Period {
        &self.period
    }

    /// The value, or why there is none.
    #[must_use]
    pub fn reported(&self) -> &Reported {
        &self.reported
    }

    /// The value with its unit, if there is one.
    #[must_use]
    pub fn quantity(&self) -> Option<&Quantity> {
        match &self.reported {
            Reported::Value(quantity) => Some(quantity),
            Reported::Missing(_) => None,
        }
    }

    /// Why there is no value, if there is none.
    #[must_use]
    pub fn missing(&self) -> Option<&MissingReason> {
        match &self.reported {
            Reported::Value(_) => None,
            Reported::Missing(reason) => Some(reason),
        }
    }

    /// The status flags.
    #[must_use]
    pub fn flags(&self) -> &Flags {
        &self.flags
    }

    /// When it was first released, as precisely as known. It is visible from the last day this can be.
    #[must_use]
    pub fn published(&self) -> PartialDate {
        self.published
    }

    /// From when on it was known: the last day on which it can have been published.
    #[must_use]
    pub fn visible_from(&self) -> NaiveDate {
        self.published.last_day()
    }

    /// Whether the day of publication is not known.
    #[must_use]
    pub fn has_imprecise_publication(&self) -> bool {
        !self.published.is_exact()
    }

    /// The later date at which a relay of it was seen. It does not delay visibility: it is not the release.
    #[must_use]
    pub fn first_seen(&self) -> Option<PartialDate> {
        self.details.as_ref()?.first_seen
    }

    /// Whether it was published before its period had ended.
    #[must_use]
    pub fn is_nowcast(&self) -> bool {
        self.visible_from() < self.period.last_day()
    }

    /// The source it was read in.
    #[must_use]
    pub fn source(&self) -> Option<&Id> {
        self.source.as_deref()
    }

    /// A remark.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// An observation from the words of a row: indicator, series, period, quantity, published.
    pub(crate) fn observation(row: &str) -> Observation {
        let words: Vec<&str> = row.split(", ").collect();
        let [indicator, series, period, quantity, published] = words[..] else { panic!("{row}") };
        let (indicator, series, period) =
            (indicator.parse().unwrap(), series.parse().unwrap(), period.parse().unwrap());
        Observation::new(indicator, series, period, quantity.parse().unwrap(), published.parse().unwrap())
    }

    /// Observations of a few series, with anything that a file can hold.
    pub(crate) fn any_observation() -> impl Strategy<Value = Observation> {
        let dates = ["2023", "2023-02", "2023-02-13", "2024-01-25", "2025"];
        let text = prop_oneof![Just(String::new()), "[ -~\n储量\"]{1,8}"];
        let key = (
            proptest::sample::select(vec!["storage.power", "sm.maturity"]),
            proptest::sample::select(vec!["nea", "cnesa"]),
            proptest::sample::select(vec!["", "2", ">=4"]),
        );
        let value = (
            proptest::sample::select(vec!["2022", "2022-12-31", "2023-Q1", "2023-02", "2021/2023"]),
            proptest::sample::select(vec![
                "8.70 GW",
                ">60 GW",
                "<4.14 GW",
                "~3 万千瓦",
                "3..5 GW",
                "-0.5 %",
                "",
            ]),
            text.clone(),
        );
        let dates = (
            proptest::sample::select(dates.to_vec()),
            proptest::option::of(proptest::sample::select(dates.to_vec())),
        );
        let texts = proptest::collection::vec(text, 7);
        let flags = proptest::sample::select(vec!["", "P", "E P", "F", "B", "O"]);
        let source = proptest::option::of(Just("nea-2023"));
        (key, value, dates, texts, flags, source).prop_map(|(key, value, dates, texts, flags, source)| {
            let key =
                SeriesKey::new(key.0.parse().unwrap(), key.1.parse().unwrap()).with_dimension("level", key.2);
            let reported = match value.1 {
                "" => Reported::Missing(MissingReason::Other(value.2)),
                quantity => Reported::Value(quantity.parse().unwrap()),
            };
            let (period, published) = (value.0.parse().unwrap(), dates.0.parse().unwrap());
            let mut observation = Observation::of_series(Arc::new(key), period, reported, published)
                .with_flags(flags.parse().unwrap())
                .with_note(&*texts[0])
                .with_rejected(&*texts[1])
                .with_definition(&*texts[2])
                .with_population(&*texts[3])
                .with_sample(&*texts[4])
                .with_tier(&*texts[5])
                .with_derivation(&*texts[6]);
            observation = match flags {
                "P" => observation.with_uncertainty("3.10..4.6".parse().unwrap()),
                "E P" => observation.with_uncertainty("se 0.4".parse().unwrap()),
                _ => observation,
            };
            if let Some(date) = dates.1 {
                observation = observation.with_first_seen(date.parse().unwrap());
            }
            match source {
                Some(source) => observation.with_source(source.parse().unwrap()),
                None => observation,
            }
        })
    }

    #[test]
    fn only_a_release_before_the_last_day_of_the_period_is_a_nowcast() {
        let nowcast = |published: &str| {
            observation(&format!("storage.power, nea, 2024-12, 73.76 GW, {published}")).is_nowcast()
        };
        assert!(nowcast("2024-12-30"));
        assert!(!nowcast("2024-12-31"));
        // Somewhere in December or 2024, perhaps on the last day.
        assert!(!nowcast("2024-12"));
        assert!(!nowcast("2024"));
    }

    #[test]
    fn a_month_or_year_of_publication_is_imprecise() {
        assert!(observation("i, s, 2022, 1 GW, 2023-02").has_imprecise_publication());
        assert!(!observation("i, s, 2022, 1 GW, 2023-02-13").has_imprecise_publication());
    }
}
