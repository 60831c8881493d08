//! The identifier of a plan, goal, indicator, series or source.
//! Plain enough to stand in a file name, a CSV cell or a command line without quoting.

use super::TextError;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// An identifier: 1 to 128 ASCII letters, digits, and `.` `-` `_` `/` `:`.
///
/// Copies share the text. Case counts: `NEA` and `nea` are two identifiers. Identifiers order by their characters.
///
/// ```
/// use policy_targets::text::Id;
///
/// let id: Id = "cn-storage-2021/storage-30gw".parse()?;
/// assert_eq!(id.as_ref(), "cn-storage-2021/storage-30gw");
/// assert!("储能".parse::<Id>().is_err());
/// # Ok::<(), policy_targets::text::TextError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(Arc<str>);

impl Id {
    /// The most characters an identifier can have.
    pub const LONGEST: usize = 128;

    /// The identifier as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Id {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        text.parse()
    }
}

impl FromStr for Id {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        if text.is_empty() {
            return Err(TextError::EmptyId);
        }
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".-_/:".contains(&byte);
        if text.len() <= Self::LONGEST && text.bytes().all(allowed) {
            return Ok(Self(Arc::from(text)));
        }
        let characters = text.chars().count();
        if characters > Self::LONGEST {
            return Err(TextError::LongId { characters });
        }
        let odd = text.chars().find(|character| !u8::try_from(*character).is_ok_and(allowed));
        Err(TextError::IdCharacter { found: text.to_owned(), character: odd.unwrap_or_default() })
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0.as_ref().to_owned()
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Hash, order and equality are those of the text, so a map keyed by [`Id`] can be asked with a `&str`.
impl std::borrow::Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl fmt::Display for Id {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_to_128_characters_are_an_id() {
        assert_eq!("".parse::<Id>(), Err(TextError::EmptyId));
        assert!("a".repeat(128).parse::<Id>().is_ok());
        assert_eq!("a".repeat(129).parse::<Id>(), Err(TextError::LongId { characters: 129 }));
    }

    #[test]
    fn white_space_controls_and_quotes_are_refused() {
        for text in ["a b", "a\n", "\u{0}", "a\"", "a,b", "é"] {
            assert!(text.parse::<Id>().is_err(), "{text:?}");
        }
    }

    #[cfg(feature = "json")]
    #[test]
    fn serde_validates() {
        let id: Id = serde_json::from_str("\"sm.maturity:2_/x-Y\"").unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"sm.maturity:2_/x-Y\"");
        assert!(serde_json::from_str::<Id>("\"a b\"").is_err());
    }

    proptest! {
        #[test]
        fn what_parses_prints_unchanged(text in "\\PC{0,12}") {
            if let Ok(id) = text.parse::<Id>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }
    }
}
