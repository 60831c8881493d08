//! The status of a reported value: the letters of SDMX `OBS_STATUS`, and sets of them.

use crate::text::{UnknownCode, codes};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

codes! {
    /// The status of a value, by the letters of the SDMX code list `CL_OBS_STATUS`.
    ///
    /// ```
    /// use policy_targets::data::Flag;
    /// assert_eq!("P".parse(), Ok(Flag::Provisional));
    /// assert!(Flag::MissingValue.is_missing() && !Flag::Normal.is_missing());
    /// ```
    #[non_exhaustive]
    pub enum Flag {
        /// A normal value.
        Normal = "A",
        /// A break: not comparable with earlier values of the series.
        Break = "B",
        /// The definition differs from the usual one.
        DefinitionDiffers = "D",
        /// Estimated.
        Estimated = "E",
        /// A forecast.
        Forecast = "F",
        /// Experimental.
        Experimental = "G",
        /// Missing because of a holiday or weekend.
        MissingHoliday = "H",
        /// Imputed.
        Imputed = "I",
        /// Missing by derogation: the reporter was excused.
        Derogation = "J",
        /// Included in another category.
        IncludedElsewhere = "K",
        /// Missing: it exists but was not collected.
        MissingNotCollected = "L",
        /// Missing: it cannot exist.
        MissingCannotExist = "M",
        /// Not significant.
        NotSignificant = "N",
        /// Missing.
        MissingValue = "O",
        /// Provisional.
        Provisional = "P",
        /// Missing: suppressed, to protect respondents.
        MissingSuppressed = "Q",
        /// Affected by a strike or another special event.
        SpecialEvent = "S",
        /// Of low reliability.
        LowReliability = "U",
        /// Not validated.
        Unvalidated = "V",
        /// Includes data of another category.
        IncludesOther = "W",
    }
}

impl Flag {
    /// Whether it says that there is no value.
    #[must_use]
    pub fn is_missing(self) -> bool {
        matches!(
            self,
            Self::MissingHoliday
                | Self::Derogation
                | Self::MissingNotCollected
                | Self::MissingCannotExist
                | Self::MissingValue
                | Self::MissingSuppressed
        )
    }

    fn bit(self) -> u32 {
        1_u32.wrapping_shl(self as u32)
    }
}

/// The flags of a value: a set, printed in the order of the letters.
///
/// ```
/// use policy_targets::data::{Flag, Flags};
///
/// let flags: Flags = "P E".parse()?;
/// assert!(flags.contains(Flag::Estimated));
/// assert_eq!(flags.to_string(), "E P");
/// assert_eq!(flags.union(&Flags::from(Flag::Break)).to_string(), "B E P");
/// # Ok::<(), policy_targets::text::UnknownCode>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Flags(u32);

impl Flags {
    /// Whether the flag is set.
    #[must_use]
    pub fn contains(&self, flag: Flag) -> bool {
        self.0 & flag.bit() != 0
    }

    /// Whether one of the flags is also one of the others.
    pub(crate) fn intersects(&self, others: &Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether no flag is set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == 0
    }

    /// The flags of either.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of the flags says that there is no value.
    #[must_use]
    pub fn say_missing(&self) -> bool {
        self.iter().any(Flag::is_missing)
    }

    /// The flags, in the order of their letters.
    pub fn iter(&self) -> impl Iterator<Item = Flag> {
        Flag::ALL.iter().copied().filter(|flag| self.contains(*flag))
    }
}

impl From<Flag> for Flags {
    fn from(flag: Flag) -> Self {
        Self(flag.bit())
    }
}

impl FromIterator<Flag> for Flags {
    fn from_iter<I: IntoIterator<Item = Flag>>(flags: I) -> Self {
        Self(flags.into_iter().fold(0, |bits, flag| bits | flag.bit()))
    }
}

impl FromStr for Flags {
    type Err = UnknownCode;

    /// Reads letters with white space between them; no letter is no flag.
    fn from_str(text: &str) -> Result<Self, UnknownCode> {
        text.split_whitespace().map(str::parse::<Flag>).collect()
    }
}

impl TryFrom<String> for Flags {
    type Error = UnknownCode;

    fn try_from(text: String) -> Result<Self, UnknownCode> {
        text.parse()
    }
}

impl From<Flags> for String {
    fn from(flags: Flags) -> Self {
        flags.to_string()
    }
}

impl fmt::Display for Flags {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, flag) in self.iter().enumerate() {
            let space = if index == 0 { "" } else { " " };
            write!(formatter, "{space}{flag}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_letter_of_the_code_list_is_named() {
        for text in ["p", "PE", "Z", "P,E"] {
            assert_eq!(text.parse::<Flags>().unwrap_err().found(), text);
        }
        assert!(" ".parse::<Flags>().unwrap().is_empty());
    }

    proptest! {
        #[test]
        fn flags_are_a_set_that_reads_back(flags in proptest::collection::vec(proptest::sample::select(Flag::ALL), 0..9)) {
            let set: Flags = flags.iter().copied().collect();
            prop_assert!(Flag::ALL.iter().all(|flag| set.contains(*flag) == flags.contains(flag)));
            prop_assert_eq!(set.to_string().parse::<Flags>().unwrap(), set.clone());
            let json = serde_json::to_string(&set).unwrap();
            prop_assert_eq!(serde_json::from_str::<Flags>(&json).unwrap(), set);
        }
    }
}
