//! Problems of a file: what was found where, what was expected, and what to do.
//!
//! A loader does not stop at the first problem. It collects [`Diagnostic`]s, each with a stable [`Code`], a
//! [`Location`] and the source line, and hands them all over as [`Diagnostics`]. What it reads at most is set
//! by [`Limits`].
//!
//! ```
//! use policy_targets::diagnostic::{Code, Diagnostic, Location};
//!
//! let problem = Diagnostic::new(Code::UnknownIndicator)
//!     .at(Location::new(12, 15).in_file("plan.toml").with_length(9))
//!     .path("goals[0].indicator")
//!     .found_text("storage")
//!     .expected("one of storage.power, storage.energy")
//!     .excerpt(r#"  indicator = "storage""#);
//! assert_eq!(
//!     problem.to_string(),
//!     concat!(
//!         "error[unknown_indicator] plan.toml:12:15 goals[0].indicator: ",
//!         "found \"storage\", expected one of storage.power, storage.energy\n",
//!         "12 |   indicator = \"storage\"\n",
//!         "   |               ^^^^^^^^^\n",
//!         "help: declare the indicator in the plan, or correct its id",
//!     ),
//! );
//! ```

mod code;
mod excerpt;
mod limits;
mod list;
mod location;
mod problem;

pub use code::{Code, Severity, code_table_markdown};
pub use limits::Limits;
pub use list::Diagnostics;
pub use location::Location;
pub use problem::Diagnostic;
