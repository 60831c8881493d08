//! What was promised: plans, their goals, and the typed targets in them.
//!
//! A [`Plan`] carries [`Goal`]s; each has a [`Requirement`], usually one [`Criterion`]: a [`Target`] on an
//! [`Indicator`], measured from a [`Baseline`] where it needs one. Plans are written as a [`Draft`] (or read
//! from a file) and become a plan by validation, which reports every problem at once.
//!
//! ```
//! use policy_targets::plan::Target;
//! use policy_targets::progress::Attainment;
//!
//! let target: Target = "over 50 % by 2025".parse()?;
//! assert_eq!(target.is_met_by(&"50 %".parse()?)?, Attainment::NotMet);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod check;
mod checklist;
mod context;
mod criterion;
mod cumulation;
mod derivation;
mod draft;
mod goal;
mod indicator;
pub mod phrase;
#[expect(clippy::module_inception, reason = "a file is one noun, and this room's noun is the plan")]
mod plan;
mod requirement;
mod standing;
mod target;

pub use checklist::{Checklist, ChecklistItem, Qualification};
pub use context::{Amount, Certainty, Event, Judgement, Measure};
pub use criterion::{AcceptedMiss, Baseline, Criterion};
pub use cumulation::{Cumulated, Cumulation};
pub use derivation::Derivation;
pub use draft::Draft;
pub use goal::{Commitment, Goal, Supersession};
pub use indicator::{ChangeSign, Indicator, IndicatorKind, NaturalLimits, Timing};
pub use plan::{Issuer, IssuerRole, Plan, PlanDates, PlanKind, Relation, RelationKind};
pub use requirement::{Phase, Requirement, Tier, TierRole};
pub use standing::{Standing, StandingChange};
pub use target::{
    AboutSide, Bound, ChangeFrom, ChangeMeasure, LevelBound, Target, TargetError, TargetQuantity, TargetTime,
};
