//! Pure arithmetic of targets: margin and gap, share of the way, path, pace, trend and outlook.
//!
//! Everything here takes plain exact numbers; times are years since the base point. Nothing is rounded unless it
//! is irrational, nothing is clamped, and a question without an answer returns the reason, an [`Undefined`].
//!
//! New-type storage in China stood at 8.7 GW at the end of 2022, two of five years after 3.2692 GW; the goal
//! was 30 GW:
//!
//! ```
//! use policy_targets::number::Ratio;
//! use policy_targets::progress::{self, Acceptable, Course, Direction, Shape, Standing};
//!
//! let number = |text: &str| text.parse::<Ratio>();
//! let (base, value, target) = (number("3.2692")?, number("8.7")?, number("30")?);
//! let (elapsed, whole) = (number("2")?, number("5")?);
//!
//! // How far off, and how much of the way is done?
//! assert_eq!(Acceptable::at_least(target.clone()).gap(&value).to_string(), "21.3");
//! assert_eq!(progress::share_of_way(&base, &value, &target)?.rounded(3)?.to_string(), "0.203");
//!
//! // Behind the straight line by 5.26 GW or 0.98 years, and yet ahead of constant growth by 0.21 years.
//! let line = Course::new(base.clone(), target.clone(), whole.clone(), Shape::Linear)?;
//! let pace = progress::pace(&line, &elapsed, &value)?;
//! assert_eq!(pace.expected().to_string(), "13.96152");
//! assert_eq!((pace.standing(), pace.difference().rounded(2)?.to_string()), (Standing::Behind, "-5.26".into()));
//! assert_eq!(pace.lead().years().rounded(2)?.to_string(), "-0.98");
//! let growth = Course::new(base.clone(), target.clone(), whole, Shape::ConstantGrowth)?;
//! assert_eq!(growth.lead(&elapsed, &value)?.years().rounded(2)?.to_string(), "0.21");
//!
//! // 7.1 GW a year are needed from here, 2.61 times what was achieved.
//! let required = progress::required_rate(&value, &target, &number("3")?)?;
//! let achieved = progress::achieved_rate(&base, &value, &elapsed)?;
//! assert_eq!(required.to_string(), "7.1");
//! assert_eq!(progress::acceleration(&required, &achieved, Direction::Up)?.rounded(2)?.to_string(), "2.61");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Many rows at once, with the same answers, are the task of [`columns`].

mod acceptable;
pub mod columns;
mod course;
mod direction;
mod error;
mod extent;
mod gap;
mod growth;
mod outlook;
mod pace;
mod path;
mod projection;
mod share;
mod speed;
mod standing;
mod trend;
pub mod uncertainty;
mod undefined;

pub use acceptable::{Acceptable, Attainment};
pub use course::{Course, Shape};
pub use direction::Direction;
pub use error::ProgressError;
pub use extent::Extent;
pub use gap::Gap;
pub use outlook::{Projected, project};
pub use pace::{Pace, Tolerance, ToleratedQuantity, pace};
pub use path::Path;
pub use projection::Projection;
pub use share::share_of_way;
pub use speed::{acceleration, achieved_growth, achieved_rate, required_growth, required_rate};
pub use standing::{Lead, Standing};
pub use trend::{Trend, TrendDirection, trend};
pub use undefined::Undefined;
