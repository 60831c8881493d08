//! The answers of one row in the types of the single numbers, and why one of them may be missing.
//! What `Columns::row` returns, whatever form the row was stored in.

use crate::number::Ratio;
use crate::progress::{Gap, Standing, Undefined};

/// Why a row has no answer: something is missing, or what is there has none.
///
/// ```
/// use policy_targets::progress::{Undefined, columns::Unanswered};
/// assert_eq!(Unanswered::NoBaseline.code(), "no_baseline");
/// assert_eq!(Unanswered::from(Undefined::MetAtBaseline).code(), "met_at_baseline");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, thiserror::Error)]
#[non_exhaustive]
pub enum Unanswered {
    /// The row has no value.
    #[error("the row has no value, expected a number; leave the row out or report it as missing")]
    NoData,
    /// The row has no bound, or no kind of bound.
    #[error("the row has no bound, expected a number and a kind; state the target")]
    NoNumber,
    /// The row has no baseline.
    #[error("the row has no baseline, expected a number; state one or read the gap alone")]
    NoBaseline,
    /// The row has no times.
    #[error("the row has no times, expected base point, value and deadline; read gap and share alone")]
    NoDeadline,
    /// The numbers have no answer.
    #[error(transparent)]
    Undefined(#[from] Undefined),
}

impl Unanswered {
    /// The stable code of this reason; that of the refusal of an assessment with the same meaning.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoData => "no_data",
            Self::NoNumber => "no_number",
            Self::NoBaseline => "no_baseline",
            Self::NoDeadline => "no_deadline",
            Self::Undefined(reason) => reason.code(),
        }
    }
}

/// All answers of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowAnswer {
    gap: Result<Gap, Unanswered>,
    share: Result<Ratio, Unanswered>,
    standing: Result<Standing, Unanswered>,
    required_rate: Result<Ratio, Unanswered>,
}

impl RowAnswer {
    pub(super) fn new(
        gap: Result<Gap, Unanswered>,
        share: Result<Ratio, Unanswered>,
        standing: Result<Standing, Unanswered>,
        required_rate: Result<Ratio, Unanswered>,
    ) -> Self {
        Self { gap, share, standing, required_rate }
    }

    /// What is missing to the bound, in the unit of the value.
    ///
    /// # Errors
    /// [`Unanswered`] without value or bound.
    pub fn gap(&self) -> Result<&Gap, Unanswered> {
        self.gap.as_ref().map_err(|reason| *reason)
    }

    /// The share of the way from the baseline to the bound, as [`share_of_way`](crate::progress::share_of_way).
    ///
    /// # Errors
    /// [`Unanswered`] without value, bound or baseline, and where the baseline meets or equals the bound.
    pub fn share(&self) -> Result<&Ratio, Unanswered> {
        self.share.as_ref().map_err(|reason| *reason)
    }

    /// Ahead of the straight line, on it or behind, as [`Course::standing`](crate::progress::Course::standing).
    ///
    /// # Errors
    /// As for [`RowAnswer::share`], without times, and for times outside the path.
    pub fn standing(&self) -> Result<Standing, Unanswered> {
        self.standing
    }

    /// The change a year that reaches the bound in time, as [`required_rate`](crate::progress::required_rate).
    ///
    /// # Errors
    /// As for [`RowAnswer::share`], without times, and where no time is left.
    pub fn required_rate(&self) -> Result<&Ratio, Unanswered> {
        self.required_rate.as_ref().map_err(|reason| *reason)
    }
}
