//! Why something is not an observation.
//! Every variant says what was found, what was expected and what to do.

/// Why a part of an observation, or an observation, was refused.
///
/// ```
/// use policy_targets::data::MissingReason;
/// let error = "because".parse::<MissingReason>().unwrap_err();
/// assert_eq!(error.code(), "unknown_missing_reason");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DataError {
    /// A text that is no reason for a missing value.
    #[error(
        "found \"{found}\", expected not-collected, not-published, not-applicable, confidential or unknown:<why>; \
         use one of them"
    )]
    MissingReason {
        /// The text as found.
        found: String,
    },
    /// A text that does not say how sure a value is.
    #[error(
        "found \"{found}\", expected bounds such as 3.1..4.6 or a standard error such as se 0.4; rewrite it"
    )]
    Uncertainty {
        /// The text as found.
        found: String,
    },
    /// Neither a value nor a reason why there is none.
    #[error(
        "found no value, expected one or the reason why it is missing; a missing value is not 0, so say why"
    )]
    NeitherValueNorReason,
    /// A value, and a reason why there is none.
    #[error(
        "found a value and the reason {reason} why it is missing, expected one of them; remove the other"
    )]
    ValueAndReason {
        /// The reason as found.
        reason: String,
    },
}

impl DataError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingReason { .. } => "unknown_missing_reason",
            Self::Uncertainty { .. } => "not_an_uncertainty",
            Self::NeitherValueNorReason => "neither_value_nor_reason",
            Self::ValueAndReason { .. } => "value_and_reason",
        }
    }
}
