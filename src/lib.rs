//! Monitoring of policy targets.

pub mod number;
pub mod progress;
pub mod time;
pub mod unit;
