//! What people read: tables, stories, charts and pages, rendered from assessments.
//!
//! All localised wording lives here, in [`Words`]; everything below prints stable codes. Numbers are rounded for reading, once,
//! and exact in the assessment.
//!
//! | for | use |
//! |---|---|
//! | a terminal or a mail | [`gap_table`], [`refusal_list`], [`Grid`] |
//! | a document | [`Grid::markdown`] |
//! | one goal in sentences | [`story`], [`explain`] |
//! | pictures | [`chart`], [`Chart`], [`small_multiples`], [`verdict_strip`], and `png` with its feature |
//! | everything in one file | `Report`, with the feature `html` |
//! | rounds and plans held against each other | [`changes`], [`plan_changes`] |
//!
//! ```
//! use policy_targets::report::{Chart, Grid, Words, story};
//! # use policy_targets::{Assessor, Dataset, Draft, Goal, Observation};
//! # use policy_targets::plan::{Criterion, Indicator, IndicatorKind, Requirement, Timing};
//! # use policy_targets::text::MultilingualText;
//! # let text = MultilingualText::english("5 million vehicles")?;
//! # let indicator = Indicator::new("sales".parse()?, "million vehicles".parse()?, IndicatorKind::Flow, Timing::Sum);
//! # let criterion = Criterion::new("sales".parse()?, ">= 5 million vehicles by 2025".parse()?);
//! # let goal = Goal::new("sales".parse()?, text.clone(), Requirement::One(criterion));
//! # let plan = Draft::new("p".parse()?, text).indicator(indicator).goal(goal).into_plan()?;
//! # let (data, _) = Dataset::from_observations([Observation::new(
//! #     "sales".parse()?, "caam".parse()?, "2021".parse()?, "3.521 million vehicles".parse()?, "2022-01-12".parse()?)]);
//! # let assessments = Assessor::as_of("2022-03-01".parse()?).assess(&plan, &data);
//! // Of a goal of 5 million vehicles, 3.521 million were sold in 2021.
//! let table = Grid::of_goals(&assessments, Words::chinese()).to_string();
//! assert!(table.contains("352.1万辆") && table.contains("147.9万辆"), "{table}");
//! assert_eq!(story(&assessments[0], Words::english())[1], "1.48 million vehicles short of the target.");
//! assert!(Chart::of(&assessments[0]).to_string().starts_with("<svg"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
