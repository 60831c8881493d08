//! Monitoring of policy targets.

pub mod diagnostic;
pub mod number;
pub mod plan;
pub mod progress;
pub mod text;
pub mod time;
pub mod unit;
