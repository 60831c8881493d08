//! Bands of a statistic: each class from a threshold on, and on which side the threshold itself lies.
//! Thresholds are data, so that every edition and every office can have its own.

use super::{Class, Reason, Refusal};
use crate::number::{Ratio, Value};
use crate::text::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// On which side of a threshold the threshold itself lies.
    pub enum Side {
        /// The threshold belongs to the class above it: `statistic >= threshold`.
        AtLeast = "at_least",
        /// The threshold belongs to the class below it: `statistic > threshold`.
        Over = "over",
    }
}

/// A class from a threshold on; the last of a list has none and takes what is left.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Band {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<(Side, Value)>,
    class: Class,
}

impl Band {
    /// The class of a statistic at or over a threshold.
    #[must_use]
    pub const fn new(side: Side, threshold: Value, class: Class) -> Self {
        Self { from: Some((side, threshold)), class }
    }

    /// The class of a statistic at or above `mantissa / 10^decimals`.
    pub(super) const fn at_least(mantissa: i32, decimals: u32, class: Class) -> Self {
        Self::new(Side::AtLeast, Value::constant(mantissa, decimals), class)
    }

    /// The class of a statistic above `mantissa / 10^decimals`.
    pub(super) const fn over(mantissa: i32, decimals: u32, class: Class) -> Self {
        Self::new(Side::Over, Value::constant(mantissa, decimals), class)
    }

    /// The class of every other statistic.
    #[must_use]
    pub const fn otherwise(class: Class) -> Self {
        Self { from: None, class }
    }

    /// The class.
    #[must_use]
    pub fn class(&self) -> &Class {
        &self.class
    }

    /// Side and threshold; `None` for the class of all that is left.
    #[must_use]
    pub fn from(&self) -> Option<(Side, Value)> {
        self.from
    }

    /// Whether a statistic lies at or over the threshold.
    #[must_use]
    pub fn holds(&self, statistic: &Ratio) -> bool {
        match self.from {
            Some((Side::AtLeast, threshold)) => *statistic >= threshold.to_ratio(),
            Some((Side::Over, threshold)) => *statistic > threshold.to_ratio(),
            None => true,
        }
    }

    /// The class of the first band that holds, in the order of the list.
    ///
    /// # Errors
    /// [`Reason::NoBand`] if none does.
    ///
    /// ```
    /// use policy_targets::method::{Band, Class, Side};
    ///
    /// let bands = [
    ///     Band::new(Side::AtLeast, "0.95".parse()?, Class::new(1, "on_track", "On track")),
    ///     Band::otherwise(Class::new(2, "behind", "Behind")),
    /// ];
    /// assert_eq!(Band::class_of(&"0.95".parse()?, &bands)?.code(), "on_track");
    /// assert_eq!(Band::class_of(&"0.949".parse()?, &bands)?.code(), "behind");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn class_of(statistic: &Ratio, bands: &[Self]) -> Result<Class, Refusal> {
        let band = bands.iter().find(|band| band.holds(statistic));
        band.map(|band| band.class.clone())
            .ok_or_else(|| Refusal::new(Reason::NoBand).with("statistic", statistic))
    }
}
