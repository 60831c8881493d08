//! Open SDG sites: their data and options read, rated by the publisher's own rules, and its components written.
//!
//! Layout of the folders and keys: Open SDG documentation, `data-format`, `indicator-configuration`, `progress`.

mod components;
mod config;
mod plan;
mod site;
mod table;
mod write;

pub use components::{ComponentDifference, Components, IndicatorComponents, SeriesComponents};
pub use config::{ProgressConfig, ProgressOption, SeriesOption};
pub use site::{OpenSdgSite, SiteIndicator};
pub(in crate::format) use table::read;
pub use write::write_open_sdg_csv;
