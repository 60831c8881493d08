//! Rounds against each other: causes of real changes, and the laws of their decomposition.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

#[path = "support/scenario.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod scenario;
#[path = "support/strategies.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod strategies;
mod support;

#[path = "monitor/causes.rs"]
mod causes;
#[path = "monitor/facts.rs"]
mod facts;
#[path = "monitor/laws.rs"]
mod laws;
#[path = "monitor/lineage.rs"]
mod lineage;
#[path = "monitor/log.rs"]
mod log;
