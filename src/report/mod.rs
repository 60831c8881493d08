//! What people read: tables and explanations in words, rendered from assessments.
//!
//! All localised wording lives here, in [`Words`]; everything below prints stable codes.

mod explanation;
mod table;
mod words;

pub use explanation::explain;
pub use table::{gap_table, refusal_list};
pub use words::{Label, Words, readable};
