//! What people read: tables, stories, charts and pages, rendered from assessments.
//!
//! All localised wording lives here, in [`Words`]; everything below prints stable codes.

mod amount;
mod cells;
mod changes;
mod chart;
mod explanation;
mod grid;
#[cfg(feature = "html")]
mod html;
mod notes;
#[cfg(feature = "png")]
mod png;
mod story;
mod table;
mod tone;
mod words;

pub use amount::readable;
pub use changes::{changes, plan_changes};
pub use chart::{Chart, chart, small_multiples, verdict_strip};
pub use explanation::explain;
pub use grid::{Grid, printable};
#[cfg(feature = "html")]
pub use html::Report;
#[cfg(feature = "png")]
pub use png::{PngError, png};
pub use story::story;
pub use table::{gap_table, refusal_list};
pub use words::{Label, UnknownLanguage, Words};
