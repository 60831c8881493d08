//! Monitoring of policy targets.

pub mod assess;
pub mod data;
pub mod diagnostic;
pub mod format;
pub mod number;
pub mod plan;
pub mod progress;
pub mod report;
pub mod text;
pub mod time;
pub mod unit;
