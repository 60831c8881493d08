//! What changed: two looks at plans and data against each other, the causes of every change, and a log of rounds.
//! And plan against plan: what a final version kept of its draft, made stricter, loosened or dropped.
//!
//! A [`Snapshot`] is everything the answers of one round depend on. [`between`] says for every goal what two of them
//! answer differently, and why: causes are found by assessing again with one input exchanged at a time.
//!
#![cfg_attr(all(feature = "toml", feature = "csv"), doc = "```")]
#![cfg_attr(not(all(feature = "toml", feature = "csv")), doc = "```ignore")]
//! use policy_targets::monitor::{Axis, Cause, Snapshot, between};
//! use policy_targets::{Assessor, Dataset, Plan, progress::Path};
//!
//! let plan = Plan::from_toml_str(r#"
//!     format = 1
//!     id = "storage-2021"
//!     title = "Storage"
//!     issued = 2021-07-23
//!     [[indicators]]
//!     id = "storage"
//!     unit = "GW"
//!     kind = "level"
//!     timing = "end"
//!     frequency = "year"
//!     [[goals]]
//!     id = "30-gw"
//!     wording = "more than 30 GW of new-type storage by 2025"
//!     indicator = "storage"
//!     target = "> 30 GW by 2025"
//!     baseline = { value = "3.2692 GW", period = "2020-12-31" }
//! "#)?;
//! let csv = "indicator,series,period,value,unit,published\n\
//!     storage,nea,2022-12-31,8.7,GW,2023-02-13\n\
//!     storage,nea,2023-12-31,31.39,GW,2024-01-25\n";
//! let (data, _warnings) = Dataset::read_csv(csv.as_bytes()).strict()?;
//!
//! let question = |day: &str| day.parse().map(|day| Assessor::as_of(day).path(Path::Linear));
//! let before = Snapshot::new(&plan, &data, question("2023-03-31")?);
//! let after = Snapshot::new(&plan, &data, question("2024-03-31")?);
//! let changes = between(&before, &after);
//!
//! let verdict = changes.goals()[0].axis(Axis::Verdict).ok_or("the verdict has changed")?;
//! assert_eq!((verdict.before().to_string(), verdict.after().to_string()), ("behind".into(), "met_early".into()));
//! // The day alone changes nothing, and the value is not seen before its period has ended: it takes both.
//! assert_eq!(verdict.smallest(), [[Cause::TimePassing, Cause::NewData]]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod axis;
mod between;
mod cause;
mod cells;
mod change;
mod described;
mod inputs;
mod lineage;
mod log;
mod snapshot;
mod strictness;

pub use axis::{Axis, AxisValue};
pub use between::{between, exchanged};
pub use cause::Cause;
pub use change::{AxisChange, Changes, Difference, FoundCause, GoalChanges, Step};
pub use lineage::{Fate, GoalComparison, PlanComparison, Worded, compare_plans, compare_related};
pub use log::{EvidenceRecord, GoalRecord, Log, LogLine, RoundRecord};
pub use snapshot::Snapshot;
pub use strictness::Strictness;
