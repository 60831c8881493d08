//! One criterion of a goal, an arm: its question, the axes it is answered on, and the answers.

mod accumulation;
mod ahead;
mod answers;
mod attainment;
mod axes;
mod comparability;
mod doubt;
mod findings;
mod group;
mod question;
mod reduction;
mod resolution;
mod window;

pub use answers::{
    Aim, ArmAssessment, Attainment, Chance, LedgerEntry, Marker, Outlook, Rates, SideOfBreak, Totals,
    Uncertain,
};
pub(super) use question::Question;
pub use resolution::{BasePoint, Resolution};
pub(super) use window::{due_day, following, is_news_due};
