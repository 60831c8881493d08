//! Assessments as other programs take them: JSON Lines, which holds all of an answer, its schema, and a table.

#[cfg(feature = "json")]
mod lines;
#[cfg(feature = "schema")]
mod schema;
#[cfg(feature = "csv")]
mod table;

#[cfg(feature = "json")]
pub(super) use lines::{bad_line, line_number};
#[cfg(feature = "json")]
pub use lines::{read_json_lines, write_json_lines};
#[cfg(feature = "schema")]
pub use schema::assessment_schema;
#[cfg(feature = "csv")]
pub use table::write_assessments_csv;
