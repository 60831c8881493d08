//! Pace: a value against what the path expects at that moment, in value, in ratio and in time.
//! With an optional tolerance that names the quantity it is a fraction of.

use super::{Course, Lead, ProgressError, Standing, Undefined};
use crate::number::Ratio;
use serde::{Deserialize, Serialize};

/// A value against its path at one moment.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    standing: Standing,
    expected: Ratio,
    difference: Ratio,
    progress_ratio: Result<Ratio, Undefined>,
    value_ratio: Result<Ratio, Undefined>,
    lead: Lead,
}

impl Pace {
    /// Ahead, on path or behind; decided exactly.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// What the path expects at the moment.
    #[must_use]
    pub fn expected(&self) -> &Ratio {
        &self.expected
    }

    /// The value less what is expected, positive when better, in the unit of the value.
    #[must_use]
    pub fn difference(&self) -> &Ratio {
        &self.difference
    }

    /// The change made as a fraction of the change expected by now: `(value - base) / (expected - base)`; below
    /// business as usual both changes are from what that is by now.
    ///
    /// # Errors
    /// [`Undefined::NothingExpectedYet`] while the path expects the baseline.
    pub fn progress_ratio(&self) -> Result<&Ratio, Undefined> {
        self.progress_ratio.as_ref().map_err(|reason| *reason)
    }

    /// The value as a fraction of the value expected: `value / expected`. Meaningful only for units with a true
    /// zero.
    ///
    /// # Errors
    /// [`Undefined::ZeroExpected`] if the path expects 0.
    pub fn value_ratio(&self) -> Result<&Ratio, Undefined> {
        self.value_ratio.as_ref().map_err(|reason| *reason)
    }

    /// How many years ahead of the path.
    #[must_use]
    pub fn lead(&self) -> &Lead {
        &self.lead
    }
}

/// Measures a value at a time, in years since the base point, against its course.
///
/// # Errors
/// [`Undefined::BeforeBaseline`] and [`Undefined::OutsidePath`] for times before and after the course,
/// [`Undefined::BeyondComputation`] for a power that no float holds.
///
/// ```
/// use policy_targets::progress::{Course, Shape, pace};
/// let course = Course::new("3.2692".parse()?, "30".parse()?, "5".parse()?, Shape::Linear)?;
/// let pace = pace(&course, &"2".parse()?, &"8.7".parse()?)?;
/// // 62 % of the value expected, but only 51 % of the progress expected.
/// assert_eq!(pace.value_ratio()?.rounded(2)?.to_string(), "0.62");
/// assert_eq!(pace.progress_ratio()?.rounded(2)?.to_string(), "0.51");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn pace(course: &Course, time: &Ratio, value: &Ratio) -> Result<Pace, Undefined> {
    let (standing, expected) = course.standing_and_expected(time, value)?;
    let start = course.without_progress(time)?;
    let progress = match standing {
        Standing::OnPath => value - &start,
        Standing::Behind | Standing::Ahead => course.expected_progress(time)?,
    };
    let progress_ratio = (value - &start).divide(&progress).ok_or(Undefined::NothingExpectedYet);
    Ok(Pace {
        standing,
        difference: course.direction().orient(&(value - &expected)),
        progress_ratio,
        value_ratio: value.divide(&expected).ok_or(Undefined::ZeroExpected),
        lead: course.lead(time, value)?,
        expected,
    })
}

/// What a tolerance is a fraction of.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToleratedQuantity {
    /// The size of the value expected at the moment.
    ExpectedValue,
    /// The change expected from the baseline until the moment.
    ExpectedProgress,
    /// The whole change from the baseline to the target.
    WholeChange,
}

/// How far off the path still counts as on path: a fraction of a named quantity.
///
/// ```
/// use policy_targets::progress::{Course, Shape, Standing, Tolerance, ToleratedQuantity};
/// let course = Course::new(0.into(), 100.into(), 10.into(), Shape::Linear)?;
/// let tolerance = Tolerance::new("0.05".parse()?, ToleratedQuantity::ExpectedValue)?;
/// // 5 % of the 40 expected after 4 years are 2.
/// assert_eq!(tolerance.standing(&course, &4.into(), &38.into())?, Standing::OnPath);
/// assert_eq!(tolerance.standing(&course, &4.into(), &"37.9".parse()?)?, Standing::Behind);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Tolerance {
    fraction: Ratio,
    quantity: ToleratedQuantity,
}

#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Deserialize)]
struct Unchecked {
    fraction: Ratio,
    quantity: ToleratedQuantity,
}

impl Tolerance {
    /// A fraction of a quantity.
    ///
    /// # Errors
    /// [`ProgressError::NegativeTolerance`] for a fraction below 0.
    pub fn new(fraction: Ratio, quantity: ToleratedQuantity) -> Result<Self, ProgressError> {
        if fraction.is_negative() {
            return Err(ProgressError::NegativeTolerance { found: fraction.to_string() });
        }
        Ok(Self { fraction, quantity })
    }

    /// The fraction, 0 or more.
    #[must_use]
    pub fn fraction(&self) -> &Ratio {
        &self.fraction
    }

    /// What it is a fraction of.
    #[must_use]
    pub fn quantity(&self) -> ToleratedQuantity {
        self.quantity
    }

    /// Where a value stands if it counts as on path within this tolerance, the edge included.
    ///
    /// Exact on lines and steps; on constant growth the height meets the tolerance at 12 significant digits.
    ///
    /// # Errors
    /// As for [`pace`].
    pub fn standing(&self, course: &Course, time: &Ratio, value: &Ratio) -> Result<Standing, Undefined> {
        let standing = course.standing(time, value)?;
        let expected = course.expected(time)?;
        let quantity = match self.quantity {
            ToleratedQuantity::ExpectedValue => expected.clone(),
            ToleratedQuantity::ExpectedProgress => &expected - &course.without_progress(time)?,
            ToleratedQuantity::WholeChange => course.target() - &course.without_progress(course.years())?,
        };
        if (value - &expected).absolute() <= &self.fraction * &quantity.absolute() {
            return Ok(Standing::OnPath);
        }
        Ok(standing)
    }
}

impl TryFrom<Unchecked> for Tolerance {
    type Error = ProgressError;

    fn try_from(tolerance: Unchecked) -> Result<Self, ProgressError> {
        Self::new(tolerance.fraction, tolerance.quantity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Shape;

    fn number(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    #[test]
    fn storage_at_the_end_of_2022_is_behind_the_line_in_every_measure() {
        let course = Course::new(number("3.2692"), number("30"), number("5"), Shape::Linear).unwrap();
        let pace = pace(&course, &number("2"), &number("8.7")).unwrap();
        // 3.2692 + 26.7308 * 2/5 = 13.96152; 8.7 - 13.96152 = -5.26152
        assert_eq!(pace.standing(), Standing::Behind);
        assert_eq!(pace.expected().to_string(), "13.96152");
        assert_eq!(pace.difference().to_string(), "-5.26152");
        // 5.4308 / 10.69232 = 0.5079; 8.7 / 13.96152 = 0.6231
        assert_eq!(pace.progress_ratio().unwrap().rounded(4).unwrap().to_string(), "0.5079");
        assert_eq!(pace.value_ratio().unwrap().rounded(4).unwrap().to_string(), "0.6231");
    }

    #[test]
    fn a_fall_faster_than_the_line_is_a_positive_difference() {
        let course = Course::new(number("40"), number("20"), number("10"), Shape::Linear).unwrap();
        let pace = pace(&course, &number("5"), &number("28")).unwrap();
        assert_eq!((pace.standing(), pace.difference()), (Standing::Ahead, &number("2")));
        assert_eq!(pace.lead(), &Lead::Exactly(number("1")));
    }

    #[test]
    fn a_value_on_constant_growth_differs_by_nothing_at_all() {
        // The square root of 49/16 is 7/4, which the float power need not return to the last digit.
        let course = Course::new(number("16"), number("49"), number("1"), Shape::ConstantGrowth).unwrap();
        let pace = pace(&course, &number("0.5"), &number("28")).unwrap();
        assert_eq!((pace.standing(), pace.expected()), (Standing::OnPath, &number("28")));
        assert!(pace.difference().is_zero() && pace.lead().years().is_zero());
        assert_eq!(pace.progress_ratio(), Ok(&Ratio::one()));
    }

    #[test]
    fn progress_below_business_as_usual_is_counted_from_it() {
        // 450 as usual after half of the time, 62.5 less are due; 425 is 25 less: 40 % of the progress.
        let shape = Shape::BusinessAsUsual(vec![(number("10"), number("500"))]);
        let course = Course::new(number("400"), number("375"), number("10"), shape).unwrap();
        let pace = pace(&course, &number("5"), &number("425")).unwrap();
        assert_eq!((pace.standing(), pace.difference()), (Standing::Behind, &number("-37.5")));
        assert_eq!(pace.progress_ratio(), Ok(&number("0.4")));
        // The whole change is 125, of which 30 % are 37.5.
        let tolerance = Tolerance::new(number("0.3"), ToleratedQuantity::WholeChange).unwrap();
        assert_eq!(tolerance.standing(&course, &number("5"), &number("425")), Ok(Standing::OnPath));
        assert_eq!(tolerance.standing(&course, &number("5"), &number("425.1")), Ok(Standing::Behind));
    }

    #[test]
    fn at_the_base_point_no_progress_and_at_zero_no_value_is_expected() {
        let course = Course::new(number("-1"), number("1"), number("2"), Shape::Linear).unwrap();
        let at_start = pace(&course, &number("0"), &number("-1")).unwrap();
        assert_eq!(at_start.progress_ratio(), Err(Undefined::NothingExpectedYet));
        let halfway = pace(&course, &number("1"), &number("0.5")).unwrap();
        assert_eq!(halfway.value_ratio(), Err(Undefined::ZeroExpected));
        assert_eq!(halfway.progress_ratio(), Ok(&number("1.5")));
    }

    #[test]
    fn the_same_tolerance_of_another_quantity_decides_otherwise() {
        // Expected 60 after half of the way from 20 to 100; 5 % are 3 of the value, 2 of the progress, 4 of all.
        let course = Course::new(number("20"), number("100"), number("2"), Shape::Linear).unwrap();
        let standing = |quantity, value: &str| {
            let tolerance = Tolerance::new(number("0.05"), quantity).unwrap();
            tolerance.standing(&course, &number("1"), &number(value)).unwrap()
        };
        let quantities = [
            (ToleratedQuantity::ExpectedProgress, "58", "57.9"),
            (ToleratedQuantity::ExpectedValue, "57", "56.9"),
            (ToleratedQuantity::WholeChange, "56", "55.9"),
        ];
        for (quantity, within, outside) in quantities {
            assert_eq!(standing(quantity, within), Standing::OnPath);
            assert_eq!(standing(quantity, outside), Standing::Behind);
        }
        assert_eq!(standing(ToleratedQuantity::WholeChange, "64.1"), Standing::Ahead);
        let negative = Tolerance::new(number("-0.05"), ToleratedQuantity::WholeChange);
        assert_eq!(negative.unwrap_err().code(), "negative_tolerance");
    }

    #[cfg(feature = "json")]
    #[test]
    fn a_pace_reads_back_as_written_with_its_reasons() {
        let course = Course::new(number("-1"), number("1"), number("3"), Shape::Linear).unwrap();
        let pace = pace(&course, &number("0"), &number("-0.3")).unwrap();
        let text = serde_json::to_string(&pace).unwrap();
        assert!(text.contains(r#""progress_ratio":{"Err":"nothing_expected_yet"}"#), "{text}");
        assert_eq!(serde_json::from_str::<Pace>(&text).unwrap(), pace);
        let negative = r#"{"fraction":"-1","quantity":"whole_change"}"#;
        assert!(serde_json::from_str::<Tolerance>(negative).is_err());
    }
}
