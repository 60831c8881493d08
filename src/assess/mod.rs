//! What it means: plan and data, as known on a day, assessed on four axes that are never mixed.
//!
//! An [`Assessor`] holds the question: the day asked about, the knowledge used, and every choice that changes
//! an answer. It turns each goal into an [`Assessment`]: attainment, pace, trend and outlook, each an answer
//! or a [`Refusal`] with a stable code, and one [`Verdict`] derived from them.

mod arm;
mod assessment;
mod assessor;
mod by_series;
mod check;
mod evidence;
mod goal;
mod refusal;
mod rollup;
mod trace;
pub mod verdict;
mod watch;

pub use arm::{
    Aim, ArmAssessment, Attainment, BasePoint, Chance, LedgerEntry, Marker, Outlook, Rates, Resolution,
    SideOfBreak, Totals, Uncertain,
};
pub use assessment::{Assessment, Composition, DirectionAnswer};
pub use assessor::{Assessor, FlagRules, Round};
pub use by_series::{SeriesComparison, Spread};
pub use check::check;
pub use evidence::{Evidence, LeftOut, LeftOutReason, OtherSeries};
pub use refusal::{Answer, Refusal, RefusalCode};
pub use rollup::{RollUp, WithoutAnswer};
pub use trace::{Step, StepName, Trace};
pub use verdict::{Attained, Movement, Verdict, VerdictCode};
pub use watch::{Delay, NextValue};
