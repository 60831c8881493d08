//! Where a wording, a baseline or an observation comes from.
//! Enough to find the publication again and to say how far it can be trusted.

use super::Id;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A publication that something was taken from.
///
/// ```
/// use policy_targets::text::Source;
///
/// let source = Source::new("nea-2023-02-13".parse()?, "NEA", "Press conference on energy in 2022")
///     .with_published("2023-02-13")
///     .with_tier("official")
///     .with_verified(false);
/// assert_eq!(source.published(), Some("2023-02-13"));
/// assert_eq!(source.url(), None);
/// assert!(source.to_string().ends_with("[unverified]"));
/// # Ok::<(), policy_targets::text::TextError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    id: Id,
    publisher: String,
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tier: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default = "stated")]
    verified: bool,
}

/// A source that says nothing about its verification is taken at its word.
fn stated() -> bool {
    true
}

impl Source {
    /// A source with what every citation has; the rest is added by the `with_` methods.
    #[must_use]
    pub fn new(id: Id, publisher: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            id,
            publisher: publisher.into(),
            title: title.into(),
            url: None,
            published: None,
            tier: None,
            license: None,
            note: None,
            verified: stated(),
        }
    }

    /// With the address of the publication.
    #[must_use]
    pub fn with_url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// With its date of publication as written: a day, a month (`2021-04`) or a year.
    #[must_use]
    pub fn with_published(mut self, published: impl Into<String>) -> Self {
        self.published = Some(published.into());
        self
    }

    /// With its distance from the origin of the figure, such as `official`, `association` or `news`.
    #[must_use]
    pub fn with_tier(mut self, tier: impl Into<String>) -> Self {
        self.tier = Some(tier.into());
        self
    }

    /// With the licence of its data.
    #[must_use]
    pub fn with_license(mut self, license: impl Into<String>) -> Self {
        self.license = Some(license.into());
        self
    }

    /// With a remark.
    #[must_use]
    pub fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// With a statement whether what was taken from it has been checked against the publication itself.
    #[must_use]
    pub fn with_verified(mut self, verified: bool) -> Self {
        self.verified = verified;
        self
    }

    /// The identifier by which goals and observations cite it.
    #[must_use]
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// Who published it.
    #[must_use]
    pub fn publisher(&self) -> &str {
        &self.publisher
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Its address.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// Its date of publication as written.
    #[must_use]
    pub fn published(&self) -> Option<&str> {
        self.published.as_deref()
    }

    /// Its distance from the origin of the figure.
    #[must_use]
    pub fn tier(&self) -> Option<&str> {
        self.tier.as_deref()
    }

    /// The licence of its data.
    #[must_use]
    pub fn license(&self) -> Option<&str> {
        self.license.as_deref()
    }

    /// A remark.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Whether what was taken from it has been checked against the publication itself; `true` unless stated
    /// otherwise.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.verified
    }
}

impl fmt::Display for Source {
    /// A one-line citation: publisher, title, date, and the mark of an unverified source.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.publisher, self.title)?;
        if let Some(published) = &self.published {
            write!(formatter, " ({published})")?;
        }
        if !self.verified {
            formatter.write_str(" [unverified]")?;
        }
        Ok(())
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;

    #[test]
    fn serde_keeps_what_is_stated_and_nothing_else() {
        let text =
            r#"{"id":"m","publisher":"MERICS","title":"April","published":"2021-04","verified":false}"#;
        let source: Source = serde_json::from_str(text).unwrap();
        assert_eq!(
            source,
            Source::new("m".parse().unwrap(), "MERICS", "April")
                .with_published("2021-04")
                .with_verified(false)
        );
        assert_eq!(serde_json::to_string(&source).unwrap(), text);
    }

    #[test]
    fn a_misspelt_field_is_refused() {
        let text = r#"{"id":"m","publisher":"MERICS","title":"April","licence":"CC0"}"#;
        assert!(serde_json::from_str::<Source>(text).is_err());
    }
}
