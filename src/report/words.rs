//! All wording for people: verdicts, labels and steps as tables, one file a language.
//! The core prints stable codes; only this room turns them into sentences.

mod english;

use crate::assess::{LeftOutReason, Marker, RefusalCode, StepName, VerdictCode};
use crate::number::Ratio;

/// The words of one language. A further language is one more table of this shape.
#[derive(Debug)]
pub struct Words {
    verdicts: &'static [(VerdictCode, &'static str)],
    steps: &'static [(StepName, &'static str)],
    refusals: fn(RefusalCode) -> &'static str,
    left_out: fn(LeftOutReason) -> &'static str,
    markers: fn(Marker) -> &'static str,
    labels: &'static [(Label, &'static str)],
}

/// Fixed texts of tables and explanations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after the English text it stands for")]
#[non_exhaustive]
pub enum Label {
    Goal,
    Verdict,
    Value,
    Target,
    Gap,
    Share,
    Lead,
    Required,
    Achieved,
    Multiple,
    Trend,
    Outlook,
    Evidence,
    Published,
    Flags,
    PublishedDateImprecise,
    OtherSeries,
    Early,
    AcceptedUntil,
    Aim,
    Worst,
    Refusals,
    WouldBe,
    ReplacedBy,
    Since,
    MetSince,
    MetLateIn,
    BrokenIn,
    HeldIn,
    Of,
    Year,
    Years,
    IfComparable,
    AtMost,
    AtLeast,
    MustExceed,
    MustStayBelow,
    JudgedBy,
    NotCounted,
    Reached,
    NotReached,
    MayBeReached,
    From,
    With,
    Refused,
    At,
    KnownBy,
    StandsNow,
    NoNumber,
    Goals,
    Assessed,
    ProjectionsLeftOut,
    SetAside,
}

impl Words {
    /// English.
    #[must_use]
    pub fn english() -> &'static Self {
        &english::ENGLISH
    }

    /// The word for a verdict.
    #[must_use]
    pub fn verdict(&self, code: VerdictCode) -> &'static str {
        self.verdicts.iter().find(|(other, _)| *other == code).map_or(code.code(), |(_, words)| words)
    }

    /// What a step of a trace establishes.
    #[must_use]
    pub fn step(&self, name: StepName) -> &'static str {
        self.steps.iter().find(|(other, _)| *other == name).map_or(name.code(), |(_, words)| words)
    }

    /// Why there is no answer.
    #[must_use]
    pub fn refusal(&self, code: RefusalCode) -> &'static str {
        (self.refusals)(code)
    }

    /// Why an observation was not used.
    #[must_use]
    pub fn left_out(&self, reason: LeftOutReason) -> &'static str {
        (self.left_out)(reason)
    }

    /// What qualifies an attainment.
    #[must_use]
    pub fn marker(&self, marker: Marker) -> &'static str {
        (self.markers)(marker)
    }

    /// A fixed text.
    #[must_use]
    pub fn label(&self, label: Label) -> &'static str {
        self.labels.iter().find(|(other, _)| *other == label).map_or("", |(_, words)| words)
    }
}

/// A number for reading: so many decimals at most, without trailing zeros.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::report::readable;
/// assert_eq!(readable(&Ratio::new(2, 3).unwrap(), 2), "0.67");
/// assert_eq!(readable(&Ratio::new(1, 2).unwrap(), 2), "0.5");
/// ```
#[must_use]
pub fn readable(number: &Ratio, decimals: u32) -> String {
    let text = match number.rounded(decimals) {
        Ok(value) => value.to_string(),
        Err(_) => number.to_string(),
    };
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verdict_and_step_has_words() {
        let words = Words::english();
        for code in VerdictCode::ALL {
            assert!(words.verdicts.iter().any(|(other, _)| other == code), "{code}");
        }
        for name in StepName::ALL {
            assert!(words.steps.iter().any(|(other, _)| other == name), "{name}");
        }
    }
}
