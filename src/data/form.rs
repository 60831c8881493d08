//! How an observation is written in documents: flat, a value or a reason, and only what is known.

use super::{DataError, Flags, MissingReason, Observation, Reported, SeriesKey, Uncertainty};
use crate::text::Id;
use crate::time::{PartialDate, Period};
use crate::unit::Quantity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The fields of an observation, as they are written.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    indicator: Id,
    series: Id,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    dimensions: BTreeMap<String, String>,
    period: Period,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Quantity>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    missing: Option<MissingReason>,
    #[serde(default, skip_serializing_if = "Flags::is_empty")]
    flags: Flags,
    published: PartialDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_seen: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rejected: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    definition: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    population: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sample: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tier: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    derivation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    uncertainty: Option<Uncertainty>,
}

impl From<Observation> for Form {
    fn from(observation: Observation) -> Self {
        let owned = |text: Option<&str>| text.map(ToOwned::to_owned);
        Self {
            indicator: observation.indicator().clone(),
            series: observation.series().clone(),
            dimensions: observation.dimensions().clone(),
            period: *observation.period(),
            value: observation.quantity().cloned(),
            missing: observation.missing().cloned(),
            flags: observation.flags().clone(),
            published: observation.published(),
            first_seen: observation.first_seen(),
            source: observation.source().cloned(),
            note: owned(observation.note()),
            rejected: owned(observation.rejected()),
            definition: owned(observation.definition()),
            population: owned(observation.population()),
            sample: owned(observation.sample()),
            tier: owned(observation.tier()),
            derivation: owned(observation.derivation()),
            uncertainty: observation.uncertainty(),
        }
    }
}

impl TryFrom<Form> for Observation {
    type Error = DataError;

    fn try_from(form: Form) -> Result<Self, DataError> {
        let reported = match (form.value, form.missing) {
            (Some(quantity), None) => Reported::Value(quantity),
            (None, Some(reason)) => Reported::Missing(reason),
            (None, None) => return Err(DataError::NeitherValueNorReason),
            (Some(_), Some(reason)) => {
                return Err(DataError::ValueAndReason { reason: reason.to_string() });
            }
        };
        let key = SeriesKey::new(form.indicator, form.series);
        let key = form.dimensions.iter().fold(key, |key, (name, value)| key.with_dimension(name, value));
        let mut observation = Self::of_series(Arc::new(key), form.period, reported, form.published)
            .with_flags(form.flags)
            .with_note(form.note.unwrap_or_default())
            .with_rejected(form.rejected.unwrap_or_default())
            .with_definition(form.definition.unwrap_or_default())
            .with_population(form.population.unwrap_or_default())
            .with_sample(form.sample.unwrap_or_default())
            .with_tier(form.tier.unwrap_or_default())
            .with_derivation(form.derivation.unwrap_or_default());
        if let Some(source) = form.source {
            observation = observation.with_source(source);
        }
        if let Some(date) = form.first_seen {
            observation = observation.with_first_seen(date);
        }
        if let Some(uncertainty) = form.uncertainty {
            observation = observation.with_uncertainty(uncertainty);
        }
        Ok(observation)
    }
}

#[cfg(test)]
mod tests {
    use super::super::observation::tests::any_observation;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn serde_refuses_a_value_with_a_reason_and_neither() {
        let json = |rest: &str| {
            let text =
                format!(r#"{{"indicator":"i","series":"s","period":"2022","published":"2023"{rest}}}"#);
            serde_json::from_str::<Observation>(&text)
        };
        assert!(json(r#","value":"1 GW""#).is_ok());
        assert!(json(r#","missing":"confidential""#).is_ok());
        assert!(json("").is_err());
        assert!(json(r#","value":"1 GW","missing":"confidential""#).is_err());
    }

    proptest! {
        #[test]
        fn serde_reads_what_it_writes(observation in any_observation()) {
            let json = serde_json::to_string(&observation).unwrap();
            prop_assert_eq!(serde_json::from_str::<Observation>(&json).unwrap(), observation);
        }
    }
}
