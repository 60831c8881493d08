//! Where a value stands against its path: on which side, and how many years off.
//! What a `Course` answers; the years are a bound where the path has no such value.

use crate::number::Ratio;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Where a value stands against the path, in order from bad to good.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On the baseline's side of the path.
    Behind,
    /// Exactly on the path, or within a tolerance where one is named.
    OnPath,
    /// On the target's side of the path.
    Ahead,
}

impl fmt::Display for Standing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Behind => "behind",
            Self::OnPath => "on_path",
            Self::Ahead => "ahead",
        })
    }
}

/// How many years a value is ahead of the path; negative when behind.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// The time at which the path has this value, less the time of the value.
    Exactly(Ratio),
    /// The value is at the target or past it, where the path ends: ahead by this or more.
    AheadByAtLeast(Ratio),
    /// The value is worse than the path ever was: behind by more than this.
    BehindByMoreThan(Ratio),
}

impl Lead {
    /// The signed number of years, without saying whether it is a bound.
    ///
    /// ```
    /// use policy_targets::number::Ratio;
    /// use policy_targets::progress::Lead;
    /// assert_eq!(Lead::BehindByMoreThan(Ratio::from(2)).years(), Ratio::from(-2));
    /// ```
    #[must_use]
    pub fn years(&self) -> Ratio {
        match self {
            Self::Exactly(years) | Self::AheadByAtLeast(years) => years.clone(),
            Self::BehindByMoreThan(years) => -years,
        }
    }
}

impl fmt::Display for Lead {
    /// The years; a bound with its sign: `>=3`, `<-2`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&match self {
            Self::Exactly(years) => years.to_string(),
            Self::AheadByAtLeast(years) => format!(">={years}"),
            Self::BehindByMoreThan(_) => format!("<{}", self.years()),
        })
    }
}
