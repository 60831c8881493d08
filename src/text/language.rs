//! The tag of a language, as in `en`, `zh` or `zh-Hans`.
//! Only the shape is checked; whether such a language exists is not.

use super::TextError;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A BCP 47 language tag in its usual letter case (RFC 5646, 2.1.1): `zh-hans-cn` reads as `zh-Hans-CN`.
///
/// ```
/// use policy_targets::text::LanguageTag;
///
/// let tag: LanguageTag = "ZH-hans".parse()?;
/// assert_eq!(tag.as_str(), "zh-Hans");
/// assert_eq!(tag.language(), "zh");
/// # Ok::<(), policy_targets::text::TextError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LanguageTag(String);

impl LanguageTag {
    /// The most characters a tag can have.
    const LONGEST: usize = 35;

    /// English, `en`.
    #[must_use]
    pub fn english() -> Self {
        Self("en".to_owned())
    }

    /// Chinese, `zh`.
    #[must_use]
    pub fn chinese() -> Self {
        Self("zh".to_owned())
    }

    /// The whole tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without script and region: `zh` for `zh-Hans`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

/// A later subtag in its usual letter case: scripts have four letters, regions two.
fn usual_case(subtag: &str) -> String {
    let letters = subtag.bytes().all(|byte| byte.is_ascii_alphabetic());
    match subtag.len() {
        2 if letters => subtag.to_ascii_uppercase(),
        4 if letters => {
            let lower = subtag.to_ascii_lowercase();
            let mut characters = lower.chars();
            characters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(characters).collect()
        }
        _ => subtag.to_ascii_lowercase(),
    }
}

impl FromStr for LanguageTag {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        let refused = || TextError::LanguageTag { found: text.to_owned() };
        let mut subtags = text.split('-');
        let language = subtags.next().unwrap_or_default();
        let is_language =
            matches!(language.len(), 2 | 3) && language.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !is_language || text.len() > Self::LONGEST {
            return Err(refused());
        }
        let mut tag = language.to_ascii_lowercase();
        for subtag in subtags {
            if !matches!(subtag.len(), 1..=8) || !subtag.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(refused());
            }
            tag.push('-');
            tag.push_str(&usual_case(subtag));
        }
        Ok(Self(tag))
    }
}

impl TryFrom<String> for LanguageTag {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        text.parse()
    }
}

impl From<LanguageTag> for String {
    fn from(tag: LanguageTag) -> Self {
        tag.0
    }
}

impl AsRef<str> for LanguageTag {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letter_case_does_not_make_another_language() {
        for (written, tag) in [
            ("EN", "en"),
            ("zh-HANS-cn", "zh-Hans-CN"),
            ("en-GB", "en-GB"),
            ("es-419", "es-419"),
            ("sl-Rozaj", "sl-rozaj"),
        ] {
            assert_eq!(written.parse::<LanguageTag>().unwrap().as_str(), tag);
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for text in ["", "e", "english", "en_GB", "en-", "-en", "e1", "中文", "en-toolongsubtag"] {
            assert!(text.parse::<LanguageTag>().is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn reading_is_idempotent(text in "[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8}){0,3}") {
            let tag: LanguageTag = text.parse().unwrap();
            prop_assert_eq!(&tag.to_string().parse::<LanguageTag>().unwrap(), &tag);
        }
    }
}
