//! Plan files: their tables, what reads them, and what writes them.

#[cfg(any(feature = "toml", feature = "json"))]
mod bind_goal;
#[cfg(any(feature = "toml", feature = "json"))]
mod bind_indicator;
#[cfg(any(feature = "toml", feature = "json"))]
mod bind_plan;
mod layout;
mod layout_goal;
mod output;
#[cfg(any(feature = "toml", feature = "json"))]
mod reader;
#[cfg(any(feature = "toml", feature = "json"))]
mod tables;
mod writer;

#[cfg(any(feature = "toml", feature = "json"))]
pub use reader::PlanReader;
