//! Monitoring of policy targets.

pub mod number;
