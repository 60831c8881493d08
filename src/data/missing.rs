//! Why there is no value. Missing is not 0, and it never goes without a reason.

use super::{DataError, Flag, Flags};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The reason why a value is missing.
///
/// ```
/// use policy_targets::data::MissingReason;
///
/// let reason: MissingReason = "unknown:the table was withdrawn".parse()?;
/// assert_eq!(reason, MissingReason::Other("the table was withdrawn".into()));
/// assert_eq!(MissingReason::NotPublished.to_string(), "not-published");
/// # Ok::<(), policy_targets::data::DataError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[non_exhaustive]
pub enum MissingReason {
    /// `not-collected`: nobody measured it.
    NotCollected,
    /// `not-published`: it was measured, but not released.
    NotPublished,
    /// `not-applicable`: it cannot exist.
    NotApplicable,
    /// `confidential`: it was suppressed.
    Confidential,
    /// `unknown:` and what is known of why.
    Other(String),
}

impl MissingReason {
    /// The reason that flags give, if one of them says that the value is missing.
    ///
    /// Only L and Q name a reason of their own; the others give their meaning.
    #[must_use]
    pub fn from_flags(flags: &Flags) -> Option<Self> {
        let flag = flags.iter().find(|flag| flag.is_missing())?;
        Some(match flag {
            Flag::MissingNotCollected => Self::NotCollected,
            Flag::MissingSuppressed => Self::Confidential,
            _ => Self::Other(format!("flag {flag}")),
        })
    }
}

impl FromStr for MissingReason {
    type Err = DataError;

    fn from_str(text: &str) -> Result<Self, DataError> {
        match text.trim() {
            "not-collected" => Ok(Self::NotCollected),
            "not-published" => Ok(Self::NotPublished),
            "not-applicable" => Ok(Self::NotApplicable),
            "confidential" => Ok(Self::Confidential),
            _ => {
                let why = text.strip_prefix("unknown:").map(|why| Self::Other(why.to_owned()));
                why.ok_or_else(|| DataError::MissingReason { found: text.to_owned() })
            }
        }
    }
}

impl TryFrom<String> for MissingReason {
    type Error = DataError;

    fn try_from(text: String) -> Result<Self, DataError> {
        text.parse()
    }
}

impl From<MissingReason> for String {
    fn from(reason: MissingReason) -> Self {
        reason.to_string()
    }
}

impl fmt::Display for MissingReason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotCollected => formatter.pad("not-collected"),
            Self::NotPublished => formatter.pad("not-published"),
            Self::NotApplicable => formatter.pad("not-applicable"),
            Self::Confidential => formatter.pad("confidential"),
            Self::Other(why) => write!(formatter, "unknown:{why}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_read_back_as_they_print() {
        use MissingReason::{Confidential, NotApplicable, NotCollected, NotPublished, Other};
        for reason in [NotCollected, NotPublished, NotApplicable, Confidential, Other(" a, b ".into())] {
            assert_eq!(reason.to_string().parse(), Ok(reason));
        }
        assert!("".parse::<MissingReason>().is_err());
    }

    #[test]
    fn only_flags_of_missing_values_give_a_reason() {
        let reason = |text: &str| MissingReason::from_flags(&text.parse().unwrap());
        assert_eq!(reason("P U"), None);
        assert_eq!(reason("P Q"), Some(MissingReason::Confidential));
        assert_eq!(reason("O"), Some(MissingReason::Other("flag O".into())));
    }
}
