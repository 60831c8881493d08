//! What people read: tables, stories, charts and pages, rendered from assessments.
//!
//! All localised wording lives here, in [`Words`]; everything below prints stable codes.

mod amount;
mod cells;
mod chart;
mod explanation;
#[cfg(feature = "html")]
mod html;
mod notes;
mod story;
mod table;
mod tone;
mod words;

pub use amount::readable;
pub use chart::{Chart, chart, small_multiples, verdict_strip};
pub use explanation::explain;
#[cfg(feature = "html")]
pub use html::Report;
pub use story::story;
pub use table::{gap_table, refusal_list};
pub use words::{Label, UnknownLanguage, Words};
