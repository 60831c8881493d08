//! How sure an answer is: what bounded evidence, the error of a sample and the scatter of a series leave open.
//! Intervals of share, pace and rates over bounded values and baselines, and prediction intervals of projections.
//!
//! | what is known | what it becomes |
//! |---|---|
//! | a bound, a range, a rounded number | an [`Interval`](crate::number::Interval), carried exactly through [`Way`] |
//! | a standard error | [`standard_error_interval`] |
//! | the size of the sample behind a share | [`share_interval`] |
//! | the scatter about a fitted line | [`prediction`]: an interval, and the probability of meeting a bound |
//!
//! The first is certain: the answer lies between the ends, whatever is true within the evidence. The others hold
//! at a stated [level](ConfidenceLevel), and as far as their [assumptions](Assumption) do.
//!
//! # How often prediction intervals hold
//!
//! Of intervals of 90 % for a value three years after twelve yearly ones, so many of a hundred hold it. The error
//! of a value is normal with a standard deviation of 1, unless the row says otherwise.
//!
//! | the series in truth | least squares | Theil–Sen |
//! |---|---|---|
//! | a line, rising by 1 a year, with independent errors: what both assume | 89.9 | 90.0 |
//! | the same, and one error in ten is five times as large | 89.6 | 87.8 |
//! | the same, and errors grow steadily to twice their size in the twelfth year | 78.3 | 78.5 |
//! | the same, and an error carries 0.6 of the last one along | 75.2 | 76.8 |
//! | growth by 5 % a year from 10 | 80.3 | 81.3 |
//! | growth by 10 % a year from 10 | 1.6 | 3.3 |
//! | a rise by 0.5 a year that ends after the ninth value | 63.6 | 65.5 |
//!
//! So an interval is a statement about a line and independent errors, and no more. Where growth bends the course
//! or a policy turns it, and where errors persist from year to year, it is too narrow, and the probability of
//! reaching a target is too close to 0 or 1. These figures were computed apart from this crate from 100 000 series
//! each, and its tests find them again.

mod level;
mod prediction;
mod sample;
mod way;

pub use level::ConfidenceLevel;
pub use prediction::{Assumption, PROBABILITY_DECIMALS, Prediction, PredictionMethod, prediction};
pub use sample::{share_interval, standard_error_interval};
pub use way::{Destination, Way};
