//! What cannot be read as a word, a bound or a tolerance of this room.
//! Errors are about input; a sound question without an answer is an `Undefined`.

/// Why something could not be read.
///
/// ```
/// use policy_targets::progress::Direction;
/// let error = "sideways".parse::<Direction>().unwrap_err();
/// assert_eq!(error.code(), "unknown_progress_word");
/// assert_eq!(error.to_string(), "found the direction \"sideways\", expected up or down; write one of these");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProgressError {
    /// A word outside a fixed list.
    #[error("found the {what} \"{found}\", expected {expected}; write one of these")]
    UnknownWord {
        /// What the word should name.
        what: &'static str,
        /// The word as found.
        found: String,
        /// The words there are.
        expected: String,
    },
    /// A set of acceptable values without any value.
    #[error(
        "found a bound that no value meets, expected the lower end below the upper; exchange or include the ends"
    )]
    NothingAcceptable,
    /// A set of acceptable values without an end.
    #[error("found a bound that every value meets, expected at least one end; state a lower or an upper end")]
    EverythingAcceptable,
    /// A gap that is below 0, or above 0 and at the bound.
    #[error(
        "found a shortfall of {shortfall} that cannot be, expected 0 or more, and 0 at an excluded bound; correct it"
    )]
    ImpossibleGap {
        /// The shortfall as found.
        shortfall: String,
    },
    /// A tolerance below 0.
    #[error("found the tolerance {found}, expected 0 or more; write a fraction such as 0.05")]
    NegativeTolerance {
        /// The fraction as found.
        found: String,
    },
    /// A level of confidence outside of what intervals are computed for.
    #[error("found the level {found}, expected 0.5 to 0.999; write a fraction such as 0.9")]
    LevelOutOfRange {
        /// The level as found.
        found: String,
    },
    /// A standard error below 0, or a share or size that no sample has.
    #[error("found {found}, expected {expected}; correct the published figure")]
    ImpossibleSample {
        /// What was found.
        found: String,
        /// What a sample can have.
        expected: &'static str,
    },
    /// Columns of different lengths.
    #[error(
        "found {found} rows in the column {column}, expected {expected} as in the others; align the columns"
    )]
    UnequalColumns {
        /// The column that differs.
        column: &'static str,
        /// Its rows.
        found: usize,
        /// The rows of the others.
        expected: usize,
    },
}

impl ProgressError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownWord { .. } => "unknown_progress_word",
            Self::NothingAcceptable => "nothing_acceptable",
            Self::EverythingAcceptable => "everything_acceptable",
            Self::ImpossibleGap { .. } => "impossible_gap",
            Self::NegativeTolerance { .. } => "negative_tolerance",
            Self::LevelOutOfRange { .. } => "level_out_of_range",
            Self::ImpossibleSample { .. } => "impossible_sample",
            Self::UnequalColumns { .. } => "unequal_columns",
        }
    }
}

/// Reads one of a list of words.
pub(super) fn read_word<T: Clone>(
    what: &'static str,
    words: &[(&'static str, T)],
    found: &str,
) -> Result<T, ProgressError> {
    words.iter().find(|(word, _)| *word == found).map(|(_, meaning)| meaning.clone()).ok_or_else(|| {
        ProgressError::UnknownWord {
            what,
            found: found.to_owned(),
            expected: words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" or "),
        }
    })
}
