//! The series that an indicator's rating is made of, in groups: each group counts once.

use crate::number::Ratio;
use serde::{Deserialize, Serialize};

/// A rated series, or a group of them.
///
/// ```
/// use policy_targets::method::Member;
///
/// let rated = |score: i64| Member::Rated { score: Some(score.into()), is_achieved: false };
/// // Two in a group count as one, and what has no score counts as none.
/// let unrated = Member::Rated { score: None, is_achieved: false };
/// let members = [rated(5), Member::Group(vec![rated(1), rated(2)]), unrated];
/// assert_eq!(Member::mean(&members).map(|mean| mean.to_string()).as_deref(), Some("3.25"));
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Member {
    /// A series.
    Rated {
        /// Its score, if it has one.
        score: Option<Ratio>,
        /// Whether its target is achieved.
        is_achieved: bool,
    },
    /// A score that stands in for one that is missing, such as the mean of a region.
    Imputed(Ratio),
    /// Series or groups that count together as one.
    Group(Vec<Member>),
}

impl Member {
    /// The score; of a group the mean, if any of its members has one.
    #[must_use]
    pub fn score(&self) -> Option<Ratio> {
        match self {
            Self::Rated { score, .. } => score.clone(),
            Self::Imputed(score) => Some(score.clone()),
            Self::Group(members) => Self::mean(members),
        }
    }

    /// The mean of the scores there are, groups first; none without any.
    #[must_use]
    pub fn mean(members: &[Self]) -> Option<Ratio> {
        let scores: Vec<Ratio> = members.iter().filter_map(Self::score).collect();
        let sum = scores.iter().fold(Ratio::zero(), |sum, score| &sum + score);
        sum.divide(&Ratio::from(i64::try_from(scores.len()).ok()?))
    }

    /// Whether there are some and the targets of all are achieved.
    #[must_use]
    pub fn are_achieved(members: &[Self]) -> bool {
        !members.is_empty()
            && members.iter().all(|member| match member {
                Self::Rated { is_achieved, .. } => *is_achieved,
                Self::Imputed(_) => false,
                Self::Group(members) => Self::are_achieved(members),
            })
    }
}
