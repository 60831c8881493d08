//! The categories of a publisher, in its own words and order.
//! A class is plain data, so that the classes of a method written in Rust cost nothing.

use crate::text::MultilingualText;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A category of a method: its code, its rank among the classes of the method (1 is best), and its name.
///
/// Two classes of one rank are equally good, such as "missed by being late" and "missed by being low".
///
/// ```
/// use policy_targets::method::Class;
///
/// const SUN: Class = Class::translated(1, "sun", "Sun", &[("de", "Sonne")]);
/// assert_eq!((SUN.code(), SUN.rank(), SUN.name()), ("sun", 1, "Sun"));
/// assert_eq!((SUN.name_in("de"), SUN.name_in("fr")), (Some("Sonne"), None));
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    rank: u8,
    code: Cow<'static, str>,
    name: Name,
}

/// The name of a class: fixed in the program, or read from a file.
#[derive(Debug, Clone)]
enum Name {
    Fixed { english: &'static str, others: &'static [(&'static str, &'static str)] },
    Read(MultilingualText),
}

impl Class {
    /// A class with an English name.
    #[must_use]
    pub const fn new(rank: u8, code: &'static str, name: &'static str) -> Self {
        Self::translated(rank, code, name, &[])
    }

    /// A class with an English name and others, as pairs of language tag and name.
    #[must_use]
    pub const fn translated(
        rank: u8,
        code: &'static str,
        english: &'static str,
        others: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { rank, code: Cow::Borrowed(code), name: Name::Fixed { english, others } }
    }

    /// A class whose words were read from a file.
    #[must_use]
    pub fn named(rank: u8, code: impl Into<String>, name: MultilingualText) -> Self {
        Self { rank, code: Cow::Owned(code.into()), name: Name::Read(name) }
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The rank among the classes of the method; 1 is best.
    #[must_use]
    pub fn rank(&self) -> u8 {
        self.rank
    }

    /// The name: the English one, else the first there is.
    #[must_use]
    pub fn name(&self) -> &str {
        let first = || self.name.pairs().first().map_or(self.code(), |(_, name)| *name);
        self.name_in("en").unwrap_or_else(first)
    }

    /// The name in a language, if there is one.
    #[must_use]
    pub fn name_in(&self, language: &str) -> Option<&str> {
        match &self.name {
            Name::Fixed { english, .. } if language == "en" => Some(english),
            Name::Fixed { others, .. } => {
                others.iter().find_map(|(tag, name)| (*tag == language).then_some(*name))
            }
            Name::Read(names) => names.get(language),
        }
    }
}

impl fmt::Display for Class {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.code)
    }
}

impl Name {
    /// Language tags and names, by tag.
    fn pairs(&self) -> Vec<(&str, &str)> {
        match self {
            Self::Fixed { english, others } => {
                let mut pairs: Vec<_> = others.iter().copied().chain([("en", *english)]).collect();
                pairs.sort_unstable();
                pairs
            }
            Self::Read(names) => names.iter().map(|(tag, name)| (tag.as_str(), name)).collect(),
        }
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.pairs() == other.pairs()
    }
}

impl Eq for Name {}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Name {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ClassName".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        MultilingualText::json_schema(generator)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.pairs())
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        MultilingualText::deserialize(deserializer).map(Self::Read)
    }
}
