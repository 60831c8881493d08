//! The named ways to carry observations on into the future.
//! None is a default: output always names the one used.

use super::ProgressError;
use super::error::read_word;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How "if it goes on like this" is meant.
///
/// ```
/// use policy_targets::progress::Projection;
/// let projection: Projection = "theil-sen".parse()?;
/// assert_eq!(projection, Projection::TheilSen);
/// assert_eq!(Projection::LastRate.to_string(), "last-rate");
/// # Ok::<(), policy_targets::progress::ProgressError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Projection {
    /// The straight line through the last two points.
    LastRate,
    /// The straight line with the least sum of squared distances.
    LeastSquares,
    /// The straight line of the median slope.
    TheilSen,
    /// The yearly growth factor from the first point to the last.
    ConstantGrowth,
}

const WORDS: [(&str, Projection); 4] = [
    ("last-rate", Projection::LastRate),
    ("least-squares", Projection::LeastSquares),
    ("theil-sen", Projection::TheilSen),
    ("constant-growth", Projection::ConstantGrowth),
];

impl FromStr for Projection {
    type Err = ProgressError;

    fn from_str(text: &str) -> Result<Self, ProgressError> {
        read_word("projection", &WORDS, text)
    }
}

impl fmt::Display for Projection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::LastRate => "last-rate",
            Self::LeastSquares => "least-squares",
            Self::TheilSen => "theil-sen",
            Self::ConstantGrowth => "constant-growth",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_printed() {
        for (word, projection) in WORDS {
            assert_eq!(projection.to_string(), word);
            assert_eq!(word.parse(), Ok(projection));
        }
    }
}
