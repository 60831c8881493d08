//! Doors in and out: one located tree behind every document format.
//!
//! A [`Document`] is what a TOML or JSON file says, with the place of every key and value, and with numerals
//! exactly as they were written.
//!
#![cfg_attr(feature = "toml", doc = "```")]
#![cfg_attr(not(feature = "toml"), doc = "```ignore")]
//! use policy_targets::diagnostic::Limits;
//! use policy_targets::format::Document;
//!
//! let document = Document::from_toml("[goal]\nshare = 0.10\n", Some("plan.toml"), &Limits::default())?;
//! let share = document.root().field("goal").and_then(|goal| goal.field("share"));
//! let share = share.ok_or("no share")?;
//! assert_eq!(share.as_number(), Some("0.10"));
//! assert_eq!(document.locate(share.span()).to_string(), "plan.toml:2:9");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(any(feature = "toml", feature = "json"))]
mod bind;
#[cfg(feature = "json")]
mod cases;
#[cfg(feature = "csv")]
mod csv;
#[cfg(feature = "published")]
#[cfg_attr(
    not(all(
        feature = "sdmx",
        feature = "open-sdg",
        feature = "iati",
        feature = "un",
        feature = "worldbank",
        feature = "owid",
        feature = "eurostat",
        feature = "dhis2",
        feature = "iamc",
        feature = "frictionless"
    )),
    allow(dead_code, unused_imports, reason = "each format uses its part")
)]
mod import;
#[cfg(feature = "json")]
mod json;
#[cfg(any(feature = "toml", feature = "json"))]
mod leaf;
mod loaded;
#[cfg(feature = "json")]
mod log;
#[cfg(any(feature = "toml", feature = "json"))]
mod method;
mod plan;
#[cfg(feature = "published")]
mod published;
#[cfg(any(feature = "json", feature = "csv"))]
mod results;
mod source_text;
#[cfg(feature = "csv")]
#[cfg_attr(
    not(all(
        feature = "sdmx",
        feature = "open-sdg",
        feature = "iati",
        feature = "un",
        feature = "worldbank",
        feature = "owid",
        feature = "eurostat",
        feature = "dhis2",
        feature = "iamc",
        feature = "frictionless"
    )),
    allow(dead_code, unused_imports, reason = "each format uses its part")
)]
mod table;
#[cfg(feature = "toml")]
mod toml;
mod tree;
#[cfg(feature = "open-sdg")]
mod yaml;

#[cfg(feature = "json")]
pub use cases::{CaseAnswer, CaseError, PublishedCase};
#[cfg(feature = "csv")]
pub use csv::CsvReader;
#[cfg(feature = "published")]
pub use import::{DataFormat, DataReader, FileKind, Filter, Opened, Recognised, Selection, open, recognise};
pub use loaded::Loaded;
#[cfg(feature = "json")]
pub use log::{read_log, write_log_lines};
#[cfg(any(feature = "toml", feature = "json"))]
pub use plan::PlanReader;
#[cfg(feature = "frictionless")]
pub use published::frictionless::{read_data_package, write_data_package};
#[cfg(feature = "iati")]
pub use published::iati::{
    Activity, ActivityResult, IatiBaseline, IatiMeasure, IatiPeriod, IatiReader, IatiReference,
    IatiResultType, IatiStatement, Narrative, ResultIndicator, write_iati,
};
#[cfg(feature = "open-sdg")]
pub use published::open_sdg::{
    ComponentDifference, Components, IndicatorComponents, OpenSdgSite, ProgressConfig, ProgressOption,
    SeriesComponents, SeriesOption, SiteIndicator, write_open_sdg_csv,
};
#[cfg(feature = "sdmx")]
pub use published::sdmx::SdmxWriter;
#[cfg(feature = "schema")]
pub use results::assessment_schema;
#[cfg(feature = "csv")]
pub use results::write_assessments_csv;
#[cfg(feature = "json")]
pub use results::{read_json_lines, write_json_lines};
pub use source_text::decode_utf8;
pub use tree::{Document, Key, Kind, Node};
