//! The five tones of verdicts: a sign beside each colour, so that colour is never the only signal.

use crate::assess::VerdictCode;

/// How a verdict reads at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tone {
    Good,
    Fair,
    Open,
    Poor,
    Silent,
}

impl Tone {
    pub(super) fn of(verdict: VerdictCode) -> Self {
        match verdict {
            VerdictCode::Met | VerdictCode::Secured | VerdictCode::MetEarly | VerdictCode::AsPromised => {
                Self::Good
            }
            VerdictCode::OnTrack | VerdictCode::HeldSoFar => Self::Fair,
            VerdictCode::TooEarly
            | VerdictCode::AwaitingData
            | VerdictCode::Undetermined
            | VerdictCode::NotMetSoFar
            | VerdictCode::Unchanged => Self::Open,
            VerdictCode::Behind
            | VerdictCode::Missed
            | VerdictCode::SlippedBack
            | VerdictCode::BelowBaseline
            | VerdictCode::Opposite => Self::Poor,
            VerdictCode::NotYetIssued
            | VerdictCode::Superseded
            | VerdictCode::Withdrawn
            | VerdictCode::TextGoal
            | VerdictCode::NotYetSet
            | VerdictCode::CannotAssess => Self::Silent,
        }
    }

    /// The class of its colours.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Fair => "fair",
            Self::Open => "open",
            Self::Poor => "poor",
            Self::Silent => "silent",
        }
    }

    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Good => "✓",
            Self::Fair => "↗",
            Self::Open => "?",
            Self::Poor => "✗",
            Self::Silent => "–",
        }
    }
}

#[cfg(feature = "html")]
/// The place of a verdict among all, the best first.
pub(super) fn order(verdict: VerdictCode) -> usize {
    let place =
        |code: VerdictCode| (Tone::of(code), VerdictCode::ALL.iter().position(|other| *other == code));
    VerdictCode::ALL.iter().filter(|other| place(**other) < place(verdict)).count()
}
