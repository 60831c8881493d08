//! Why a numeral, reading, unit or quantity could not be read, or a unit not be converted.
//! Every variant says what was found, what was expected and what to do.

use crate::number::NumberError;

/// Why a unit, reading or quantity could not be read or converted.
///
/// ```
/// use policy_targets::unit::Unit;
///
/// let error = "Gw".parse::<Unit>().unwrap_err();
/// assert_eq!(error.code(), "unknown_unit");
/// assert!(error.to_string().contains("did you mean GW?"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UnitError {
    /// Nothing was written where a unit was expected.
    #[error(
        "found no unit, expected one such as GW or %; write `fraction` for a plain ratio, `count` for a count"
    )]
    NoUnit,
    /// Nothing was written where a number was expected.
    #[error(
        "found nothing, expected a number such as 13.5 or >60; state a missing value with its reason instead"
    )]
    EmptyReading,
    /// A spelling of a missing value where a unit or a number was expected.
    #[error(
        "found \"{found}\", expected a unit or a number; leave the field out and state the missing value with its reason"
    )]
    MissingValue {
        /// The text as found.
        found: String,
    },
    /// The symbol is in no table and is not the plain name of a counted thing.
    #[error(
        "found unknown unit \"{found}\"{}; name counted things in lower case, such as `clusters`",
        .nearest.as_ref().map(|nearest| format!(", did you mean {nearest}?")).unwrap_or_default()
    )]
    UnknownUnit {
        /// The text as found.
        found: String,
        /// The known unit closest in spelling.
        nearest: Option<String>,
    },
    /// The symbol stands for several units.
    #[error("found \"{found}\", which stands for several units; {advice}")]
    AmbiguousUnit {
        /// The text as found.
        found: String,
        /// What to write instead.
        advice: &'static str,
    },
    /// More than one division.
    #[error("found \"{found}\", expected at most one ratio such as kWh/100km; multiply the denominators out")]
    SeveralRatios {
        /// The text as found.
        found: String,
    },
    /// The text of a unit is longer than any unit.
    #[error(
        "found a unit of {length} characters, expected at most {limit}; name the thing measured elsewhere"
    )]
    TooLong {
        /// How many characters were found.
        length: usize,
        /// How many are read.
        limit: usize,
    },
    /// The two units measure different things.
    #[error("{from} measures {from_dimension}, {to} measures {to_dimension}: {advice}")]
    DifferentDimensions {
        /// The unit to convert from.
        from: String,
        /// What it measures.
        from_dimension: String,
        /// The unit to convert to.
        to: String,
        /// What that measures.
        to_dimension: String,
        /// Why they do not convert and what is needed.
        advice: &'static str,
    },
    /// The numeral breaks off or goes wrong at a character.
    #[error("found \"{found}\", expected {expected} at character {position}")]
    MalformedNumber {
        /// The text as found, full-width characters replaced.
        found: String,
        /// The character at which reading stopped, counted from 1.
        position: usize,
        /// What was expected there.
        expected: &'static str,
    },
    /// A comma that does not separate thousands.
    #[error(
        "found \"{found}\", whose comma may mean a decimal; use a point for decimals, and commas only between groups of three"
    )]
    AmbiguousComma {
        /// The numeral as found.
        found: String,
    },
    /// The ends of a range are in the wrong order.
    #[error("found the range {lower}..{upper}, expected the smaller end first; swap the ends")]
    CrossedRange {
        /// The end written first.
        lower: String,
        /// The end written second.
        upper: String,
    },
    /// The numeral cannot be held exactly.
    #[error(transparent)]
    Number(#[from] NumberError),
}

impl UnitError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoUnit => "no_unit",
            Self::EmptyReading => "empty_reading",
            Self::MissingValue { .. } => "missing_value",
            Self::UnknownUnit { .. } => "unknown_unit",
            Self::AmbiguousUnit { .. } => "ambiguous_unit",
            Self::SeveralRatios { .. } => "several_ratios",
            Self::TooLong { .. } => "unit_too_long",
            Self::DifferentDimensions { .. } => "different_dimensions",
            Self::MalformedNumber { .. } => "malformed_number",
            Self::AmbiguousComma { .. } => "ambiguous_comma",
            Self::CrossedRange { .. } => "crossed_range",
            Self::Number(error) => error.code(),
        }
    }
}
