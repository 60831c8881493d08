//! The path a plan states from the baseline to the target, as written in the plan.
//! Periods and values become years and ratios in a `Course`.

use super::error::read_word;
use super::{ProgressError, Shape};
use crate::number::{Ratio, Value};
use crate::time::Period;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How a target is expected to be approached.
///
/// Only paths without points are read from a word; it prints as a stable code.
///
/// ```
/// use policy_targets::progress::Path;
/// let path: Path = "constant-growth".parse()?;
/// assert_eq!(path, Path::ConstantGrowth);
/// assert_eq!(path.to_string(), "constant-growth");
/// # Ok::<(), policy_targets::progress::ProgressError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Path {
    /// The same change each year.
    Linear,
    /// The same growth factor each year.
    ConstantGrowth,
    /// Straight lines through stated points at the ends of periods, in the unit of the target.
    Stated(Vec<(Period, Value)>),
    /// A level that holds from the end of each period until the next; the baseline before the first point, the
    /// target at the deadline.
    Step(Vec<(Period, Value)>),
    /// Below business as usual by a reduction that grows the same each year, from none at the base point to the
    /// whole at the deadline. What business as usual is stands with the criterion.
    BusinessAsUsual,
    /// Slow, fast, slow: the part of a logistic curve between the base point and the deadline, through both.
    Logistic {
        /// The period at whose end a whole curve would be half way.
        midpoint: Period,
        /// The years that a whole curve takes from 10 % to 90 %; above 0.
        years: Value,
    },
}

impl Path {
    /// The path with its points in years since the base point and in the unit used for computing, which is the one
    /// of the points of business as usual.
    ///
    /// ```
    /// use policy_targets::number::Ratio;
    /// use policy_targets::progress::{Path, Shape};
    /// let path = Path::Stated(vec![("2023".parse()?, "15".parse()?)]);
    /// let shape = path.shape(|_period| Ratio::from(3), |gigawatts| gigawatts.to_ratio(), &[]);
    /// assert_eq!(shape, Shape::Stated(vec![(Ratio::from(3), Ratio::from(15))]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn shape(
        &self,
        years: impl Fn(&Period) -> Ratio,
        number: impl Fn(&Value) -> Ratio,
        business_as_usual: &[(Period, Value)],
    ) -> Shape {
        let resolve = |points: &[(Period, Value)]| {
            points.iter().map(|(period, value)| (years(period), number(value))).collect()
        };
        match self {
            Self::Linear => Shape::Linear,
            Self::ConstantGrowth => Shape::ConstantGrowth,
            Self::Stated(points) => Shape::Stated(resolve(points)),
            Self::Step(points) => Shape::Step(resolve(points)),
            Self::BusinessAsUsual => {
                let points = business_as_usual.iter();
                let point = |(period, value): &(Period, Value)| (years(period), value.to_ratio());
                Shape::BusinessAsUsual(points.map(point).collect())
            }
            Self::Logistic { midpoint, years: duration } => {
                Shape::Logistic { midpoint: years(midpoint), years: duration.to_ratio() }
            }
        }
    }
}

impl FromStr for Path {
    type Err = ProgressError;

    /// Reads `linear`, `constant-growth` or `business-as-usual`.
    fn from_str(text: &str) -> Result<Self, ProgressError> {
        let words = [
            ("linear", Self::Linear),
            ("constant-growth", Self::ConstantGrowth),
            ("business-as-usual", Self::BusinessAsUsual),
        ];
        read_word("path", &words, text)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::Linear => "linear",
            Self::ConstantGrowth => "constant-growth",
            Self::Stated(_) => "stated",
            Self::Step(_) => "step",
            Self::BusinessAsUsual => "business-as-usual",
            Self::Logistic { .. } => "logistic",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_points_is_not_read_from_a_word() {
        for word in ["stated", "step", "logistic", "Linear", ""] {
            assert_eq!(word.parse::<Path>().unwrap_err().code(), "unknown_progress_word");
        }
    }

    #[cfg(feature = "json")]
    #[test]
    fn paths_read_back_as_written() {
        let points =
            vec![("2021".parse().unwrap(), Value::from(5)), ("2023".parse().unwrap(), Value::from(15))];
        let paths = [
            (Path::Linear, r#""linear""#),
            (Path::ConstantGrowth, r#""constant-growth""#),
            (Path::Stated(points.clone()), r#"{"stated":[["2021","5"],["2023","15"]]}"#),
            (Path::Step(points), r#"{"step":[["2021","5"],["2023","15"]]}"#),
            (Path::BusinessAsUsual, r#""business-as-usual""#),
            (
                Path::Logistic { midpoint: "2025".parse().unwrap(), years: Value::from(10) },
                r#"{"logistic":{"midpoint":"2025","years":"10"}}"#,
            ),
        ];
        for (path, text) in paths {
            assert_eq!(serde_json::to_string(&path).unwrap(), text);
            assert_eq!(serde_json::from_str::<Path>(text).unwrap(), path);
        }
    }
}
