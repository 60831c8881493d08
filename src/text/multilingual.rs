//! One text in one or more languages: a title, a wording, a note.
//! The original wording of a plan and its translation stay side by side.

use super::{LanguageTag, TextError};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A text in at least one language, none of them empty.
///
/// Serialised as a map from language tag to text. Copies share the texts.
///
/// ```
/// use policy_targets::text::MultilingualText;
///
/// let wording = MultilingualText::english("over 70 %")?.with("zh".parse()?, "达到70%以上")?;
/// assert_eq!(wording.get("zh"), Some("达到70%以上"));
/// assert_eq!(wording.to_string(), "over 70 %");
/// # Ok::<(), policy_targets::text::TextError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MultilingualText(Arc<BTreeMap<LanguageTag, String>>);

impl MultilingualText {
    /// A text from its versions in several languages.
    ///
    /// # Errors
    /// [`TextError::NoLanguage`] without any version, [`TextError::EmptyText`] for a version of only white
    /// space, [`TextError::DuplicateLanguage`] for two versions in one language.
    ///
    /// ```
    /// use policy_targets::text::{LanguageTag, MultilingualText, TextError};
    ///
    /// let text = MultilingualText::new([(LanguageTag::chinese(), "约20%".to_owned())])?;
    /// assert_eq!(text.to_string(), "约20%");
    /// assert_eq!(MultilingualText::new([]), Err(TextError::NoLanguage));
    /// # Ok::<(), TextError>(())
    /// ```
    pub fn new(versions: impl IntoIterator<Item = (LanguageTag, String)>) -> Result<Self, TextError> {
        let mut texts = BTreeMap::new();
        for (language, text) in versions {
            insert(&mut texts, language, text)?;
        }
        if texts.is_empty() {
            return Err(TextError::NoLanguage);
        }
        Ok(Self(Arc::new(texts)))
    }

    /// A text in English only.
    ///
    /// # Errors
    /// [`TextError::EmptyText`] for only white space.
    pub fn english(text: impl Into<String>) -> Result<Self, TextError> {
        Self::new([(LanguageTag::english(), text.into())])
    }

    /// The same text with one more language.
    ///
    /// # Errors
    /// [`TextError::EmptyText`] for only white space, [`TextError::DuplicateLanguage`] if the language is
    /// already there.
    pub fn with(mut self, language: LanguageTag, text: impl Into<String>) -> Result<Self, TextError> {
        insert(Arc::make_mut(&mut self.0), language, text.into())?;
        Ok(self)
    }

    /// The text in exactly this language, letter case aside.
    #[must_use]
    pub fn get(&self, language: &str) -> Option<&str> {
        let tag: LanguageTag = language.parse().ok()?;
        self.0.get(&tag).map(String::as_str)
    }

    /// The text in the first of these languages that it has; failing all, in its first language.
    ///
    /// A language without region or script accepts any: `zh` is served by `zh-Hans`.
    ///
    /// ```
    /// use policy_targets::text::{LanguageTag, MultilingualText};
    ///
    /// let text = MultilingualText::english("Aim")?.with("zh-Hans".parse()?, "目标")?;
    /// assert_eq!(text.preferred(&["fr", "zh"]), "目标");
    /// assert_eq!(text.preferred(&[]), "Aim");
    /// # Ok::<(), policy_targets::text::TextError>(())
    /// ```
    #[must_use]
    pub fn preferred(&self, languages: &[&str]) -> &str {
        languages
            .iter()
            .find_map(|language| self.get(language).or_else(|| self.variant_of(language)))
            .or_else(|| self.0.values().next().map(String::as_str))
            .unwrap_or_default()
    }

    /// The text in the first variant of a bare language.
    fn variant_of(&self, language: &str) -> Option<&str> {
        let variant = |tag: &LanguageTag| tag.language().eq_ignore_ascii_case(language);
        let (_, text) = self.0.iter().find(|(tag, _)| variant(tag))?;
        Some(text)
    }

    /// The versions, ordered by language tag.
    pub fn iter(&self) -> impl Iterator<Item = (&LanguageTag, &str)> {
        self.0.iter().map(|(language, text)| (language, text.as_str()))
    }
}

fn insert(
    texts: &mut BTreeMap<LanguageTag, String>,
    language: LanguageTag,
    text: String,
) -> Result<(), TextError> {
    if text.trim().is_empty() {
        return Err(TextError::EmptyText { language });
    }
    if texts.contains_key(&language) {
        return Err(TextError::DuplicateLanguage { language });
    }
    texts.insert(language, text);
    Ok(())
}

impl fmt::Display for MultilingualText {
    /// The English text, or the first there is.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.preferred(&["en"]))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for MultilingualText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "MultilingualText".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "texts by the tags of their languages",
            "type": "object",
            "minProperties": 1,
            "additionalProperties": { "type": "string" },
        })
    }
}

impl Serialize for MultilingualText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for MultilingualText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Versions;

        impl<'de> Visitor<'de> for Versions {
            type Value = MultilingualText;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a map from language tags to texts, such as { en = \"...\" }")
            }

            // Not through a map type: that would drop the first of two texts for one language.
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<MultilingualText, A::Error> {
                let mut versions = Vec::new();
                while let Some(version) = map.next_entry::<LanguageTag, String>()? {
                    versions.push(version);
                }
                MultilingualText::new(versions).map_err(A::Error::custom)
            }
        }

        deserializer.deserialize_map(Versions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_words_in_some_language() {
        assert_eq!(MultilingualText::new([]), Err(TextError::NoLanguage));
        assert_eq!(
            MultilingualText::english(" \n"),
            Err(TextError::EmptyText { language: LanguageTag::english() })
        );
        let twice = MultilingualText::english("a").unwrap().with(LanguageTag::english(), "b");
        assert_eq!(twice.unwrap_err().code(), "duplicate_language");
    }

    #[test]
    fn an_exact_language_wins_over_a_variant() {
        let text = MultilingualText::new([
            ("zh-Hans".parse().unwrap(), "简".to_owned()),
            ("zh".parse().unwrap(), "中".to_owned()),
            ("de".parse().unwrap(), "Ziel".to_owned()),
        ])
        .unwrap();
        assert_eq!(text.preferred(&["zh"]), "中");
        assert_eq!(text.preferred(&["ZH-HANS"]), "简");
        assert_eq!(text.get("zh-Hant"), None);
        assert_eq!(text.to_string(), "Ziel");
    }

    #[cfg(feature = "json")]
    #[test]
    fn serde_is_a_map_and_refuses_two_spellings_of_one_language() {
        let text: MultilingualText = serde_json::from_str(r#"{"zh":"约","en":"about"}"#).unwrap();
        assert_eq!(serde_json::to_string(&text).unwrap(), r#"{"en":"about","zh":"约"}"#);
        for refused in [r"{}", r#"{"en":""}"#, r#"{"en":"a","EN":"b"}"#, r#""about""#] {
            assert!(serde_json::from_str::<MultilingualText>(refused).is_err(), "{refused}");
        }
    }
}
