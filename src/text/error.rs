//! Why a text could not be accepted as an identifier, a language tag or a multilingual text.
//! Every variant says what was found, what was expected and what to do.

use super::LanguageTag;

/// Why a text was refused.
///
/// ```
/// use policy_targets::text::{Id, TextError};
///
/// let error = "two words".parse::<Id>().unwrap_err();
/// assert_eq!(error, TextError::IdCharacter { found: "two words".into(), character: ' ' });
/// assert_eq!(error.code(), "id_character");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// An identifier without any character.
    #[error("found an empty id, expected 1 to 128 characters; give it a short name such as storage-30gw")]
    EmptyId,
    /// An identifier with more characters than allowed.
    #[error("found an id of {characters} characters, expected at most 128; shorten it")]
    LongId {
        /// How many characters were found.
        characters: usize,
    },
    /// An identifier with a character that identifiers cannot hold.
    #[error("found {character:?} in the id {found:?}, expected only A-Z a-z 0-9 . - _ / and :; replace it")]
    IdCharacter {
        /// The text as found.
        found: String,
        /// The first character that is not allowed.
        character: char,
    },
    /// A text that is not a language tag.
    #[error("found {found:?}, expected a language tag such as en, zh or zh-Hans; use the BCP 47 tag")]
    LanguageTag {
        /// The text as found.
        found: String,
    },
    /// A multilingual text in no language.
    #[error("found a text in no language, expected at least one; write it as {{ en = \"...\" }}")]
    NoLanguage,
    /// A text of nothing but white space.
    #[error("found an empty text for the language {language}, expected words; write them or leave it out")]
    EmptyText {
        /// The language whose text is empty.
        language: LanguageTag,
    },
    /// Two texts for one language.
    #[error("found two texts for the language {language}, expected one; remove one of them")]
    DuplicateLanguage {
        /// The language given twice.
        language: LanguageTag,
    },
}

impl TextError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyId => "empty_id",
            Self::LongId { .. } => "long_id",
            Self::IdCharacter { .. } => "id_character",
            Self::LanguageTag { .. } => "language_tag",
            Self::NoLanguage => "no_language",
            Self::EmptyText { .. } => "empty_text",
            Self::DuplicateLanguage { .. } => "duplicate_language",
        }
    }
}
