//! Monitoring of policy targets: exact, honest and explained.
//!
//! Plans promise numbers: over 70 % domestic equipment, 30 GW of storage by 2025, energy intensity down 13.5 % in
//! five years. Statistics report progress, late, revised, in other units, under changing definitions. For every
//! goal, and for what was known on a given day, this crate says: **is it met, how far off, is it moving fast
//! enough, will it be met, how sure is that, and why.**
//!
//! # A first answer
//!
//! A target is a bound on a quantity by a time, and reads as plans write it:
//!
//! ```
//! use policy_targets::Target;
//! use policy_targets::progress::Attainment;
//!
//! let target: Target = "over 50 % by 2025".parse()?;
//! assert_eq!(target.is_met_by(&"50 %".parse()?)?, Attainment::NotMet);
//! assert_eq!(target.is_met_by(&">50 %".parse()?)?, Attainment::Met);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A plan and its data
//!
#![cfg_attr(all(feature = "toml", feature = "csv"), doc = "```")]
#![cfg_attr(not(all(feature = "toml", feature = "csv")), doc = "```ignore")]
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
//! let csv = "indicator,series,period,value,unit,published\nstorage,nea,2022-12-31,8.7,GW,2023-02-13\n";
//! let (data, warnings) = Dataset::read_csv(csv.as_bytes()).strict()?;
//! assert!(warnings.is_empty());
//!
//! let assessor = Assessor::at("2022-12-31".parse()?).known_by("2023-02-28".parse()?).path(Path::Linear);
//! let assessments = assessor.assess(&plan, &data);
//! let assessment = &assessments[0];
//! assert_eq!(assessment.verdict().to_string(), "behind (linear, nea)");
//! assert_eq!(assessment.gap()?.as_exact().map(|gap| gap.to_string()), Some("21.3".to_owned()));
//! assert_eq!(assessment.outlook().unwrap_err().to_string(), "no_projection");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The rooms
//!
//! | room | what it holds |
//! |---|---|
//! | [`number`] | exact decimals, ratios of any size, intervals; the only floats |
//! | [`time`] | periods in every published spelling, exact spans, dates as precise as known |
//! | [`mod@unit`] | units, readings such as `>60`, quantities; conversion that is exact or refused |
//! | [`text`] | identifiers, texts in several languages, sources |
//! | [`diagnostic`] | located, coded problems of files |
//! | [`progress`] | pure arithmetic: margin, share of the way, path, pace, trend, outlook |
//! | [`plan`] | what was promised |
//! | [`data`] | what was reported, and when it became known |
//! | [`assess`] | what it means: the four axes, the verdict, refusals and the trace |
//! | [`method`] | what publishers would say: their assessment methods, edition by edition |
//! | [`monitor`] | what changed between two rounds, and why |
//! | [`report`] | what people read |
//! | [`mod@format`] | files in and out |
//!
//! # What it does not do
//!
//! It does not know today: the day asked about and the day of the knowledge used are arguments. It assumes no
//! direction, baseline, deadline, unit, path or projection: what is not stated is refused with a stable code,
//! never replaced by 0, NaN or a default. It does not convert currencies, interpolate missing values, or average
//! the progress of unlike goals. It does not read whole documents: [`plan::phrase`] reads sentences.
//!
//! # Features
//!
//! `toml`, `json` and `csv` are on by default and add the readers of these formats; `parallel` answers columns on all
//! processors; `html` and `png` add pages and pictures; `cli` is the program `policy-targets`; each format of others has one of its
//! own. Without default features the crate is the pure core. Features add, they never change an answer.

#![deny(
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used
)]

/// Declares the JSON Schema of a type that is written as a text.
macro_rules! text_schema {
    ($type:ty, $name:expr, $description:literal) => {
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $description })
            }
        }
    };
}

pub mod assess;
pub mod data;
pub mod diagnostic;
pub mod format;
pub mod method;
pub mod monitor;
pub mod number;
pub mod plan;
pub mod progress;
pub mod report;
pub mod text;
pub mod time;
pub mod unit;

pub use assess::{Assessment, Assessor, Refusal, Verdict};
pub use data::{Dataset, Observation};
pub use diagnostic::{Diagnostic, Diagnostics};
pub use number::{Ratio, Value};
pub use plan::{Draft, Goal, Indicator, Plan, Target};
pub use rust_decimal::Decimal;
pub use time::{NaiveDate, Period};
pub use unit::{Quantity, Unit};

#[cfg(all(doctest, feature = "toml", feature = "csv"))]
#[doc = include_str!("../README.md")]
struct Readme;
