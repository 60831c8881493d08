//! The observations of one indicator from one publisher under one set of dimensions.

use super::Observation;
use crate::text::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// What makes observations one series: the indicator, who publishes it, and its dimensions.
///
/// Prints as `storage.power/nea`, with dimensions as `sm.maturity/cesi[level=2]`.
///
/// ```
/// use policy_targets::data::SeriesKey;
///
/// let key = SeriesKey::new("sm.maturity".parse()?, "cesi".parse()?).with_dimension("level", ">=4");
/// assert_eq!(key.to_string(), "sm.maturity/cesi[level=>=4]");
/// # Ok::<(), policy_targets::text::TextError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SeriesKey {
    indicator: Id,
    series: Id,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    dimensions: BTreeMap<String, String>,
}

impl SeriesKey {
    /// A series without dimensions.
    #[must_use]
    pub fn new(indicator: Id, series: Id) -> Self {
        Self { indicator, series, dimensions: BTreeMap::new() }
    }

    /// With the value of one more dimension. White space around the value does not count, and an empty value
    /// is none.
    #[must_use]
    pub fn with_dimension(mut self, name: &str, value: &str) -> Self {
        let (name, value) = (name.trim(), value.trim());
        if value.is_empty() {
            self.dimensions.remove(name);
        } else {
            self.dimensions.insert(name.to_owned(), value.to_owned());
        }
        self
    }

    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> &Id {
        &self.indicator
    }

    /// Who publishes the values, or which of a publisher's series they are.
    #[must_use]
    pub fn series(&self) -> &Id {
        &self.series
    }

    /// The values of the dimensions, such as area, sector or level, by name.
    #[must_use]
    pub fn dimensions(&self) -> &BTreeMap<String, String> {
        &self.dimensions
    }
}

impl fmt::Display for SeriesKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.indicator, self.series)?;
        for (index, (name, value)) in self.dimensions.iter().enumerate() {
            write!(formatter, "{}{name}={value}", if index == 0 { "[" } else { "," })?;
        }
        formatter.write_str(if self.dimensions.is_empty() { "" } else { "]" })
    }
}

/// The observations of one series, all vintages, by period and then by the day they were published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub(super) key: Arc<SeriesKey>,
    pub(super) observations: Vec<Observation>,
}

impl Series {
    /// What the observations have in common.
    #[must_use]
    pub fn key(&self) -> &SeriesKey {
        &self.key
    }

    /// Every observation, rejected ones too, by period and then by the day it was published.
    #[must_use]
    pub fn observations(&self) -> &[Observation] {
        &self.observations
    }
}
