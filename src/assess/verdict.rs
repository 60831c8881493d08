//! The one-word verdict: the first row of one table that fits what was found on the axes.
//! The table is SEMANTICS section 7; a test enumerates every combination of findings.

use super::refusal::RefusalCode;
use crate::text::{Id, codes};
use crate::time::{NaiveDate, PartialDate, Period};
use serde::{Deserialize, Serialize};
use std::fmt;

codes! {
    /// The word of a verdict.
    #[non_exhaustive]
    pub enum VerdictCode {
        /// On the day asked about, the target had not been issued.
        NotYetIssued = "not_yet_issued",
        /// Another target had taken its place before the deadline.
        Superseded = "superseded",
        /// The target had been taken back before the deadline.
        Withdrawn = "withdrawn",
        /// The goal has no number; people judge it.
        TextGoal = "text_goal",
        /// A number is announced but not set.
        NotYetSet = "not_yet_set",
        /// There is no answer; the refusal says why.
        CannotAssess = "cannot_assess",
        /// The deadline's value meets the target.
        Met = "met",
        /// The deadline's value does not meet the target, or the window was broken.
        Missed = "missed",
        /// The evidence is a bound on both sides of the target.
        Undetermined = "undetermined",
        /// The deadline has passed; its value is not yet due.
        AwaitingData = "awaiting_data",
        /// The window can no longer fail.
        Secured = "secured",
        /// The latest value meets the target before its deadline; it may slip back.
        MetEarly = "met_early",
        /// Held in every period with evidence; the window still runs.
        HeldSoFar = "held_so_far",
        /// It was met, and is no longer.
        SlippedBack = "slipped_back",
        /// Farther from the target than at the baseline.
        BelowBaseline = "below_baseline",
        /// No value after the baseline, and none due yet.
        TooEarly = "too_early",
        /// On the path or ahead of it.
        OnTrack = "on_track",
        /// Behind the path.
        Behind = "behind",
        /// Not met, and there is no pace; the refusal says why.
        NotMetSoFar = "not_met_so_far",
        /// Moved as promised.
        AsPromised = "as_promised",
        /// Has not moved.
        Unchanged = "unchanged",
        /// Moved the opposite way.
        Opposite = "opposite",
    }
}

/// Standing of the target on the day asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words are those of the verdict table")]
pub enum StandingFinding {
    InEffect,
    NotYetIssued,
    Superseded,
    Withdrawn,
}

/// What kind of requirement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words are those of the verdict table")]
pub enum RequirementFinding {
    Number,
    Direction(Option<Movement>),
    Statement,
    NotYetSet,
}

codes! {
    /// How a direction-only goal has moved from the value in force when it was promised.
    pub enum Movement {
        /// The promised way.
        AsPromised = "as_promised",
        /// Not at all.
        Unchanged = "unchanged",
        /// The other way.
        Opposite = "opposite",
    }
}

codes! {
    /// Whether what is known meets the target.
    #[non_exhaustive]
    pub enum Attained {
        /// Met.
        Met = "met",
        /// Not met.
        NotMet = "not_met",
        /// The evidence is a bound on both sides of the target.
        Undetermined = "undetermined",
        /// A window that still runs, or a value that is still awaited.
        Pending = "pending",
    }
}

/// A goal that is held or compounded over a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words are those of the verdict table")]
pub enum WindowFinding {
    Broken,
    Secured,
    Open,
}

/// Observations after the baseline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the words are those of the verdict table")]
pub enum News {
    Present,
    NoneDue,
    Overdue,
}

/// Everything the verdict depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Findings {
    /// Standing of the target.
    pub standing: StandingFinding,
    /// Kind of requirement.
    pub requirement: RequirementFinding,
    /// Whether what is known meets the target, or why that cannot be said.
    pub attained: Result<Attained, RefusalCode>,
    /// Whether the day asked about has reached the deadline.
    pub deadline_reached: bool,
    /// For goals over a window that are held period by period.
    pub window: Option<WindowFinding>,
    /// Whether an earlier value met the target.
    pub met_before: bool,
    /// Whether the value is strictly farther from the bound than the baseline was.
    pub farther_than_baseline: bool,
    /// Whether there is anything after the baseline.
    pub news: News,
    /// On track or behind, or why there is no pace.
    pub on_track: Result<bool, RefusalCode>,
}

impl Default for Findings {
    /// A numeric target in effect, before its deadline, with news and nothing else found.
    fn default() -> Self {
        Self {
            standing: StandingFinding::InEffect,
            requirement: RequirementFinding::Number,
            attained: Ok(Attained::Pending),
            deadline_reached: false,
            window: None,
            met_before: false,
            farther_than_baseline: false,
            news: News::Present,
            on_track: Err(RefusalCode::NoPath),
        }
    }
}

/// The verdict's word, and the code that qualifies it where there is no answer.
pub type Decision = (VerdictCode, Option<RefusalCode>);

/// One row of the table: its number, and the decision if it fits.
type Row = (u8, fn(&Findings) -> Option<Decision>);

/// The rows in the order of SEMANTICS 7; row 2 is decided beside the would-be verdict, row 12 before the
/// rows for numbers, since a direction has no target to attain.
const ROWS: &[Row] = &[
    (1, |f| word(f.standing == StandingFinding::NotYetIssued, VerdictCode::NotYetIssued)),
    (2, |f| match f.standing {
        StandingFinding::Superseded => word(true, VerdictCode::Superseded),
        StandingFinding::Withdrawn => word(true, VerdictCode::Withdrawn),
        StandingFinding::InEffect | StandingFinding::NotYetIssued => None,
    }),
    (3, |f| match f.requirement {
        RequirementFinding::Statement => word(true, VerdictCode::TextGoal),
        RequirementFinding::NotYetSet => word(true, VerdictCode::NotYetSet),
        RequirementFinding::Number | RequirementFinding::Direction(_) => None,
    }),
    (12, |f| match f.requirement {
        RequirementFinding::Direction(Some(Movement::AsPromised)) => word(true, VerdictCode::AsPromised),
        RequirementFinding::Direction(Some(Movement::Unchanged)) => word(true, VerdictCode::Unchanged),
        RequirementFinding::Direction(Some(Movement::Opposite)) => word(true, VerdictCode::Opposite),
        _ => None,
    }),
    (4, |f| f.attained.err().map(|code| (VerdictCode::CannotAssess, Some(code)))),
    (5, |f| match f.attained {
        Ok(Attained::Met) => word(f.deadline_reached, VerdictCode::Met),
        Ok(Attained::NotMet) => word(f.deadline_reached, VerdictCode::Missed),
        Ok(Attained::Undetermined) => word(f.deadline_reached, VerdictCode::Undetermined),
        Ok(Attained::Pending) => word(f.deadline_reached, VerdictCode::AwaitingData),
        Err(_) => None,
    }),
    (6, |f| match f.window {
        Some(WindowFinding::Broken) => word(true, VerdictCode::Missed),
        Some(WindowFinding::Secured) => word(true, VerdictCode::Secured),
        Some(WindowFinding::Open) | None => None,
    }),
    (7, |f| match (f.window, f.attained) {
        (None, Ok(Attained::Met)) => word(true, VerdictCode::MetEarly),
        (None, Ok(Attained::NotMet)) => word(f.met_before, VerdictCode::SlippedBack),
        // What holds so far is known to hold somewhere.
        (Some(WindowFinding::Open), Ok(Attained::Undetermined)) => None,
        (Some(WindowFinding::Open), _) => word(f.news == News::Present, VerdictCode::HeldSoFar),
        _ => None,
    }),
    (8, |f| {
        word(
            f.farther_than_baseline && matches!(f.attained, Ok(Attained::NotMet | Attained::Pending)),
            VerdictCode::BelowBaseline,
        )
    }),
    (9, |f| match f.news {
        News::Present => None,
        News::NoneDue => word(true, VerdictCode::TooEarly),
        News::Overdue => Some((VerdictCode::CannotAssess, Some(RefusalCode::NoNewData))),
    }),
    (10, |f| {
        f.on_track
            .ok()
            .map(|on_track| (if on_track { VerdictCode::OnTrack } else { VerdictCode::Behind }, None))
    }),
    (11, |f| match f.attained {
        Ok(Attained::Undetermined) => word(true, VerdictCode::Undetermined),
        _ => Some((VerdictCode::NotMetSoFar, f.on_track.err())),
    }),
];

fn word(fits: bool, code: VerdictCode) -> Option<Decision> {
    fits.then_some((code, None))
}

/// The number of the first row that fits, and what it says.
#[must_use]
pub fn decide(findings: &Findings) -> (u8, Decision) {
    ROWS.iter()
        .find_map(|(number, row)| row(findings).map(|decision| (*number, decision)))
        .unwrap_or((4, (VerdictCode::CannotAssess, None)))
}

/// How good a verdict is, in Kleene's order: what is true, what is unknown, what is false. All-of is as good as
/// its worst arm, any-of as its best, so that an unknown arm decides exactly where it could turn the answer.
pub(super) fn rank(code: VerdictCode) -> usize {
    const BEST_FIRST: [VerdictCode; 14] = [
        VerdictCode::Met,
        VerdictCode::Secured,
        VerdictCode::MetEarly,
        VerdictCode::HeldSoFar,
        VerdictCode::OnTrack,
        VerdictCode::TooEarly,
        VerdictCode::AwaitingData,
        VerdictCode::Undetermined,
        VerdictCode::CannotAssess,
        VerdictCode::NotMetSoFar,
        VerdictCode::Behind,
        VerdictCode::BelowBaseline,
        VerdictCode::SlippedBack,
        VerdictCode::Missed,
    ];
    BEST_FIRST.iter().position(|other| *other == code).unwrap_or(BEST_FIRST.len())
}

/// The verdict on a goal: a word, and what belongs to it.
///
/// `Display` prints stable codes: `behind (linear, nea)`, `missed (broken 2022)`, `cannot_assess (stale)`.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub(super) code: VerdictCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) refusal: Option<RefusalCode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) would_be: Option<Box<Verdict>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) replaced_by: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) met_since: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) met_late: Option<Period>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) broken: Option<Period>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) held: Option<(usize, usize)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) accepted_until: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) series: Option<Id>,
}

impl Verdict {
    pub(super) fn new((code, refusal): Decision) -> Self {
        Self {
            code,
            refusal,
            would_be: None,
            replaced_by: None,
            met_since: None,
            met_late: None,
            broken: None,
            held: None,
            accepted_until: None,
            path: None,
            series: None,
        }
    }

    /// The word.
    #[must_use]
    pub fn code(&self) -> VerdictCode {
        self.code
    }

    /// Why there is no answer, or no pace.
    #[must_use]
    pub fn refusal(&self) -> Option<RefusalCode> {
        self.refusal
    }

    /// What the verdict would be if the target had stayed in effect.
    #[must_use]
    pub fn would_be(&self) -> Option<&Self> {
        self.would_be.as_deref()
    }

    /// What replaced the target.
    #[must_use]
    pub fn replaced_by(&self) -> Option<&Id> {
        self.replaced_by.as_ref()
    }

    /// Since which day the target has been met without interruption.
    #[must_use]
    pub fn met_since(&self) -> Option<NaiveDate> {
        self.met_since
    }

    /// The period in which a missed target was met late.
    #[must_use]
    pub fn met_late(&self) -> Option<&Period> {
        self.met_late.as_ref()
    }

    /// The first period in which the window was broken.
    #[must_use]
    pub fn broken(&self) -> Option<&Period> {
        self.broken.as_ref()
    }

    /// In how many periods it held, of how many that are due; of what accumulates, how many are in it.
    #[must_use]
    pub fn held(&self) -> Option<(usize, usize)> {
        self.held
    }

    /// Until when a miss has been accepted, where the target is not met; it never changes the word.
    #[must_use]
    pub fn accepted_until(&self) -> Option<PartialDate> {
        self.accepted_until
    }

    /// The path that "on track" and "behind" speak of.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The series it rests on.
    #[must_use]
    pub fn series(&self) -> Option<&Id> {
        self.series.as_ref()
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut details = Vec::new();
        details.extend(self.refusal.map(|code| code.to_string()));
        details.extend(self.replaced_by.as_ref().map(|by| format!("by {by}")));
        details.extend(self.would_be.as_ref().map(|verdict| format!("would be: {verdict}")));
        details.extend(self.met_since.map(|day| format!("met since {day}")));
        details.extend(self.met_late.as_ref().map(|period| format!("met late {period}")));
        details.extend(self.broken.as_ref().map(|period| format!("broken {period}")));
        details.extend(self.held.map(|(held, due)| format!("{held} of {due}")));
        details.extend(self.accepted_until.map(|until| format!("accepted until {until}")));
        if matches!(self.code, VerdictCode::OnTrack | VerdictCode::Behind) {
            details.extend(self.path.clone());
            details.extend(self.series.as_ref().map(ToString::to_string));
        }
        if details.is_empty() {
            return formatter.pad(self.code.code());
        }
        formatter.pad(&format!("{} ({})", self.code, details.join(", ")))
    }
}
