//! Why a reading is not yet a target, and why a target cannot be worded.

use super::Missing;
use crate::plan::TargetError;

/// Why an alternative is no target, or a target has no words.
///
/// ```
/// use policy_targets::plan::phrase::{Context, read};
///
/// let phrases = read("at least 30 GW", &Context::new());
/// let error = phrases[0].alternatives()[0].to_target().unwrap_err();
/// assert_eq!(error.code(), "phrase_incomplete");
/// assert_eq!(error.to_string(), "found no deadline in the phrase; state it in the context");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhraseError {
    /// The words leave out what a target needs.
    #[error(
        "found no {} in the phrase; state {} in the context",
        .missing.iter().map(|missing| missing.meaning()).collect::<Vec<_>>().join(" and no "),
        if .missing.len() == 1 { "it" } else { "them" }
    )]
    Incomplete {
        /// What is left out.
        missing: Vec<Missing>,
    },
    /// The number has no finite decimals: a cut "by a third".
    #[error(
        "found {number}, which no decimal number equals; write the decimals that are meant, such as 33.3"
    )]
    NotDecimal {
        /// The exact number.
        number: String,
    },
    /// The parts do not make a target.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// There are no words for the shape, or none that read back as the same target alone.
    #[error("found the target \"{target}\", which has no wording that reads back as it; use its text form")]
    NoWords {
        /// The text form of the target.
        target: String,
    },
}

impl PhraseError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Incomplete { .. } => "phrase_incomplete",
            Self::NotDecimal { .. } => "phrase_not_decimal",
            Self::NoWords { .. } => "phrase_no_words",
            Self::Target(error) => error.code(),
        }
    }
}
