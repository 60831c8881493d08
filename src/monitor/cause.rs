//! Why an answer differs between two rounds: the inputs that changed, each a cause of its own.

use crate::text::codes;

codes! {
    /// An input of an assessment that differs between two rounds.
    ///
    /// The order is the published one, in which inputs are exchanged one after the other: what happened first, then
    /// what was promised, last what we chose.
    #[non_exhaustive]
    pub enum Cause {
        /// Another day is asked about, with the knowledge of another day.
        TimePassing = "time_passing",
        /// A period has its first value.
        NewData = "new_data",
        /// A part of the whole (an area, a sector) reports for the first time, or no longer.
        ChangedCoverage = "changed_coverage",
        /// A period that had a value has another one, or none any more.
        RevisedData = "revised_data",
        /// The same value has other status flags.
        ChangedFlags = "changed_flags",
        /// A value has another definition or population than the one before it, or than it had; or a flag says so.
        ChangedComparability = "changed_comparability",
        /// The plan declares the indicator otherwise: unit, kind, timing, preferred series, derivation.
        ChangedIndicator = "changed_indicator",
        /// The goal is measured from elsewhere: another stated baseline, or a revised reported one.
        ChangedBaseline = "changed_baseline",
        /// The goal promises something else.
        ChangedTarget = "changed_target",
        /// Plan or goal was issued, adopted, superseded or withdrawn.
        ChangedStanding = "changed_standing",
        /// The path, the projection or another setting of the question.
        ChangedSetting = "changed_setting",
        /// Another published method, or another edition of it.
        ChangedMethod = "changed_method",
    }
}
