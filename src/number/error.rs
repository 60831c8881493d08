//! Why a numeral could not be read, or a result not be held, as an exact number.
//! Every variant says what was found, what was expected and what to do.

/// Why a number could not be read or held exactly.
///
/// ```
/// use policy_targets::number::{NumberError, Value};
///
/// let error = "1e5".parse::<Value>().unwrap_err();
/// assert_eq!(error.code(), "not_a_number");
/// assert_eq!("".parse::<Value>(), Err(NumberError::Empty));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NumberError {
    /// Nothing was written where a number was expected.
    #[error("found nothing, expected a number such as 13.5; state a missing value with its reason instead")]
    Empty,
    /// The text is not a plain decimal numeral.
    #[error(
        "found \"{found}\", expected a plain decimal number such as -13.5, without exponent or separators"
    )]
    NotANumber {
        /// The text as found.
        found: String,
    },
    /// The numeral or result has more digits than a [`Value`](super::Value) holds exactly.
    #[error(
        "{found} does not fit 28 digits exactly, and is not rounded; write fewer digits or use a larger unit"
    )]
    TooManyDigits {
        /// The numeral or result.
        found: String,
    },
    /// A number was given as a binary float, which cannot hold most decimals.
    #[error("found the bare float {found}, expected an exact number; quote it: \"{found}\"")]
    Float {
        /// The float as printed.
        found: String,
    },
    /// A fraction with denominator zero.
    #[error("found \"{found}\", a fraction whose denominator is zero; give a denominator other than 0")]
    ZeroDenominator {
        /// The text as found.
        found: String,
    },
}

impl NumberError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty_number",
            Self::NotANumber { .. } => "not_a_number",
            Self::TooManyDigits { .. } => "too_many_digits",
            Self::Float { .. } => "unquoted_float",
            Self::ZeroDenominator { .. } => "zero_denominator",
        }
    }
}
