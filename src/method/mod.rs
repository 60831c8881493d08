//! What publishers would say: published assessment methods, edition by edition, each one file in [`published`].
//! A method takes what was *stated* and applies its own rules, base years and defaults; its rating lists them.
//!
//! Our own answers are in [`assess`](crate::assess). A method's are kept apart from them, in its publisher's words:
//!
//! ```
//! use policy_targets::method::{Case, Method, published::OpenSdg24};
//! use policy_targets::progress::Direction;
//!
//! // Poverty rate of Canada: 14.5 % in 2015, 10.2 % in 2023, to be halved by 2030.
//! let case = Case::new([(2015, "14.5".parse()?), (2023, "10.2".parse()?)])
//!     .with_direction(Direction::Down)
//!     .with_target("7.25".parse()?)
//!     .with_target_year(2030);
//! let rating = OpenSdg24.rate(&case)?;
//! assert_eq!(rating.class().map(|class| class.code()), Some("substantial_progress"));
//! assert_eq!(rating.statistic().map(|share| share.to_string()).as_deref(), Some("0.952590179203"));
//! // Nobody stated a base year: the method has one of its own, and says so.
//! assert_eq!(rating.filled_in()[0].to_string(), "base_year not stated, 2015 used");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A method of your own
//!
//! ```
//! use policy_targets::method::{Case, Class, Description, Method, Rating, Reason, Refusal, Verification};
//!
//! #[derive(Debug)]
//! struct AboveTheStart;
//!
//! const YES: Class = Class::new(1, "above", "Above the start");
//! const NO: Class = Class::new(2, "not_above", "Not above the start");
//! const CLASSES: &[Class] = &[YES, NO];
//!
//! impl Method for AboveTheStart {
//!     fn description(&self) -> Description {
//!         Description::new("above-the-start", Verification::Own)
//!             .asking("Is the latest value above the first?")
//!             .with_formula("latest - first")
//!             .with_classes(CLASSES)
//!     }
//!
//!     fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
//!         let (first, latest) = case.first().zip(case.latest()).ok_or(Reason::NoPoints)?;
//!         let change = latest.number() - first.number();
//!         let class = if change.is_positive() { YES } else { NO };
//!         Ok(Rating::by(self).with_class(class).with_exact_statistic(change).between(first, latest))
//!     }
//! }
//!
//! let rating = AboveTheStart.rate(&Case::new([(2020, 7.into()), (2021, 9.into())]))?;
//! assert_eq!(rating.to_string(), "above-the-start: Above the start (2)");
//! # Ok::<(), Refusal>(())
//! ```

mod aggregate;
mod agreement;
mod bands;
mod case;
mod class;
mod description;
mod fill;
mod from_assessment;
mod growth;
mod limit;
mod member;
mod own;
pub mod published;
mod rating;
mod refusal;
mod registry;
mod score;

pub use aggregate::{Aggregation, Counts, Part, ratio_of_totals, weighted_mean};
pub use agreement::{Agreement, ChoiceKind, Conclusion, Flip, Judge, Opinion, agreement};
pub use bands::{Band, Side};
pub use case::{Case, Parameter, Point, Stated};
pub use class::Class;
pub use description::{Description, Invariance, Verification};
pub use member::Member;
pub use own::{OwnBand, OwnMethod, OwnMethodError, OwnStatistic};
pub use rating::{FilledIn, Filling, Rating, Statistic, Term, TermValue};
pub use refusal::{Reason, Refusal};
pub use registry::{by_id, registry, table_markdown};

use std::fmt;

/// A published assessment method with its edition: pure, without a clock, and the same answer for the same case.
pub trait Method: fmt::Debug + Send + Sync {
    /// What it asks, how, who publishes it, and how well that is verified.
    fn description(&self) -> Description;

    /// Rates what was stated.
    ///
    /// # Errors
    /// A [`Refusal`] where the publisher refuses, where something the method needs was not stated, or where its
    /// formula has no value.
    fn rate(&self, case: &Case) -> Result<Rating, Refusal>;

    /// Rates an indicator by the scores of its series, where the publisher does so.
    ///
    /// # Errors
    /// [`Reason::NoAggregation`] where it does not; [`Reason::NoMembers`] where no series has a score.
    fn rate_indicator(&self, members: &[Member]) -> Result<Rating, Refusal> {
        Err(Refusal::new(Reason::NoAggregation).with("members", members.len()))
    }

    /// Rates a goal by all its indicators, where the publisher does so; one without a value is a case without points.
    ///
    /// # Errors
    /// [`Reason::NoAggregation`] where it does not; [`Reason::CoverageTooLow`] where too few have a value.
    fn rate_goal(&self, indicators: &[Case]) -> Result<Rating, Refusal> {
        Err(Refusal::new(Reason::NoAggregation).with("indicators", indicators.len()))
    }

    /// Rates a whole by the scores of its goals in their order, where the publisher does so.
    ///
    /// # Errors
    /// [`Reason::NoAggregation`] where it does not; [`Reason::CoverageTooLow`] where goals are missing.
    fn rate_index(&self, goals: &[Member]) -> Result<Rating, Refusal> {
        Err(Refusal::new(Reason::NoAggregation).with("goals", goals.len()))
    }
}
