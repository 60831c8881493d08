//! Straight lines through points: least squares and Theil–Sen, both exact over ratios.
//! A line is what trends and projections are read from.

use super::Ratio;
use super::small::common_divisor;

/// A straight line `intercept + slope * x`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    slope: Ratio,
    intercept: Ratio,
}

impl Line {
    /// The line through `intercept` at 0 with a slope.
    #[must_use]
    pub fn new(slope: Ratio, intercept: Ratio) -> Self {
        Self { slope, intercept }
    }

    /// Change for each unit of x.
    #[must_use]
    pub fn slope(&self) -> &Ratio {
        &self.slope
    }

    /// Height at x = 0.
    #[must_use]
    pub fn intercept(&self) -> &Ratio {
        &self.intercept
    }

    /// Height at x.
    #[must_use]
    pub fn at(&self, x: &Ratio) -> Ratio {
        &self.intercept + &(&self.slope * x)
    }

    /// Where the line reaches a height; `None` for a flat line.
    #[must_use]
    pub fn reaches(&self, height: &Ratio) -> Option<Ratio> {
        (height - &self.intercept).divide(&self.slope)
    }
}

/// The middle of the numbers, or the mean of the two middle ones; `None` of nothing.
///
/// ```
/// use policy_targets::number::{Ratio, statistics::median};
/// assert_eq!(median(vec![7.into(), 1.into(), 2.into(), 4.into()]), Some(Ratio::from(3)));
/// ```
#[must_use]
pub fn median(mut numbers: Vec<Ratio>) -> Option<Ratio> {
    numbers.sort();
    let (lower, upper) = middle(&numbers)?;
    Some((lower + upper) * Ratio::half())
}

/// The two middle ones, which are the same one of an odd count.
fn middle<T>(sorted: &[T]) -> Option<(&T, &T)> {
    let last = sorted.len().checked_sub(1)?;
    Some((sorted.get(last >> 1)?, sorted.get(last.saturating_add(1) >> 1)?))
}

/// The Theil–Sen line: the median of the slopes between all pairs of points with different x, through the
/// median of `y - slope * x`. One wild point among several does not move it (Sen 1968, doi:10.2307/2285891).
/// `None` with fewer than two different x.
///
/// ```
/// use policy_targets::number::{Ratio, statistics::theil_sen};
/// let points = [(0, 1), (1, 3), (2, 5), (3, 7), (4, 99)].map(|(x, y)| (Ratio::from(x), Ratio::from(y)));
/// let line = theil_sen(&points).ok_or("no line")?;
/// assert_eq!(line.at(&5.into()).to_string(), "11");
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn theil_sen(points: &[(Ratio, Ratio)]) -> Option<Line> {
    let slope = theil_sen_slope(points)?;
    let intercept = median(points.iter().map(|(x, y)| y - &(&slope * x)).collect())?;
    Some(Line { slope, intercept })
}

/// The slope of the [`theil_sen`] line.
pub(crate) fn theil_sen_slope(points: &[(Ratio, Ratio)]) -> Option<Ratio> {
    median_of_whole_slopes(points).or_else(|| median(pair_slopes(points)))
}

/// The median of the slopes of points that are whole numbers of one part each, as the dates and values of a series
/// are; the parts are multiplied once, at the end.
fn median_of_whole_slopes(points: &[(Ratio, Ratio)]) -> Option<Ratio> {
    let (xs, parts_of_x) = over_one_denominator(points.iter().map(|(x, _)| x))?;
    let (ys, parts_of_y) = over_one_denominator(points.iter().map(|(_, y)| y))?;
    let mut slopes: Vec<(i64, i64)> = Vec::with_capacity(points.len().saturating_mul(points.len()) >> 1);
    for (index, (x1, y1)) in xs.iter().zip(&ys).enumerate() {
        for (x2, y2) in xs.iter().zip(&ys).skip(index.saturating_add(1)) {
            match (y2.checked_sub(*y1)?, x2.checked_sub(*x1)?) {
                (_, 0) => {}
                (rise, run) if run < 0 => slopes.push((rise.checked_neg()?, run.checked_neg()?)),
                slope => slopes.push(slope),
            }
        }
    }
    let product = |one: i64, two: i64| i128::from(one).wrapping_mul(i128::from(two));
    slopes.sort_unstable_by(|one, two| product(one.0, two.1).cmp(&product(two.0, one.1)));
    let (lower, upper) = middle(&slopes)?;
    let slope = |(rise, run): &(i64, i64)| Ratio::new(*rise, *run);
    let median = if lower == upper { slope(lower)? } else { (slope(lower)? + slope(upper)?) * Ratio::half() };
    Some(median * Ratio::new(parts_of_x, parts_of_y)?)
}

/// Fractions as whole numbers of one part, and how many parts make 1; `None` beyond 64 bits.
fn over_one_denominator<'r>(
    fractions: impl ExactSizeIterator<Item = &'r Ratio> + Clone,
) -> Option<(Vec<i64>, i64)> {
    let mut parts = 1_i64;
    for fraction in fractions.clone() {
        let denominator = fraction.denominator().to_i64()?;
        if parts.checked_rem(denominator) != Some(0) {
            parts = parts.checked_mul(denominator.checked_div(common_divisor(parts, denominator))?)?;
        }
    }
    let mut whole = Vec::with_capacity(fractions.len());
    for fraction in fractions {
        let times = parts.checked_div(fraction.denominator().to_i64()?)?;
        whole.push(fraction.numerator().to_i64()?.checked_mul(times)?);
    }
    Some((whole, parts))
}

/// The slopes between all pairs of points with different x, in no particular order.
pub(super) fn pair_slopes(points: &[(Ratio, Ratio)]) -> Vec<Ratio> {
    let mut slopes = Vec::new();
    for (index, (x1, y1)) in points.iter().enumerate() {
        for (x2, y2) in points.iter().skip(index.saturating_add(1)) {
            slopes.extend((y2 - y1).divide(&(x2 - x1)));
        }
    }
    slopes
}

/// The line with the least sum of squared vertical distances.
/// `slope = Σ (x - x̄)(y - ȳ) / Σ (x - x̄)²`, through the means. `None` with fewer than two different x.
///
/// ```
/// use policy_targets::number::{Ratio, statistics::least_squares};
/// let points = [(0, 0), (1, 2), (2, 1)].map(|(x, y)| (Ratio::from(x), Ratio::from(y)));
/// let line = least_squares(&points).ok_or("no line")?;
/// assert_eq!((line.slope().to_string(), line.intercept().to_string()), ("0.5".into(), "0.5".into()));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn least_squares(points: &[(Ratio, Ratio)]) -> Option<Line> {
    let count = Ratio::from(i64::try_from(points.len()).ok()?);
    let sum = |part: &dyn Fn(&(Ratio, Ratio)) -> Ratio| {
        points.iter().fold(Ratio::zero(), |sum, point| sum + part(point))
    };
    let mean_x = sum(&|point| point.0.clone()).divide(&count)?;
    let mean_y = sum(&|point| point.1.clone()).divide(&count)?;
    let products = sum(&|(x, y)| (x - &mean_x) * (y - &mean_y));
    let squares = sum(&|(x, _)| (x - &mean_x).power(2));
    let slope = products.divide(&squares)?;
    let intercept = mean_y - &slope * mean_x;
    Some(Line { slope, intercept })
}

/// The line with the least sum of squared vertical distances, each counted by its weight: of weight, x and y.
///
/// Through the weighted means, with `slope = Σ w (x - x̄)(y - ȳ) / Σ w (x - x̄)²`. `None` with fewer than two different
/// x that have a weight.
///
/// ```
/// use policy_targets::number::{Ratio, statistics::weighted_least_squares};
/// let points = [(1, 0, 0), (1, 1, 2), (0, 2, 1)];
/// let points = points.map(|(weight, x, y)| (Ratio::from(weight), Ratio::from(x), Ratio::from(y)));
/// let line = weighted_least_squares(&points).ok_or("no line")?;
/// assert_eq!((line.slope().to_string(), line.intercept().to_string()), ("2".into(), "0".into()));
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn weighted_least_squares(points: &[(Ratio, Ratio, Ratio)]) -> Option<Line> {
    let sum = |term: &dyn Fn(&Ratio, &Ratio) -> Ratio| {
        points.iter().fold(Ratio::zero(), |sum, (weight, x, y)| sum + weight * &term(x, y))
    };
    let whole = sum(&|_, _| Ratio::one());
    let mean_x = sum(&|x, _| x.clone()).divide(&whole)?;
    let mean_y = sum(&|_, y| y.clone()).divide(&whole)?;
    let products = sum(&|x, y| (x - &mean_x) * (y - &mean_y));
    let slope = products.divide(&sum(&|x, _| (x - &mean_x).power(2)))?;
    let intercept = mean_y - &slope * mean_x;
    Some(Line { slope, intercept })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points() -> impl Strategy<Value = Vec<(Ratio, Ratio)>> {
        proptest::collection::vec((-50_i64..50, -1000_i64..1000), 2..9).prop_map(|points| {
            points.into_iter().map(|(x, y)| (Ratio::from(x), Ratio::new(y, 10).unwrap())).collect()
        })
    }

    #[test]
    fn one_moment_in_time_has_no_line() {
        let points = [(Ratio::one(), Ratio::one()), (Ratio::one(), Ratio::from(2))];
        assert_eq!(theil_sen(&points), None);
        assert_eq!(least_squares(&points), None);
        assert_eq!(least_squares(&[]), None);
    }

    proptest! {
        #[test]
        fn equal_weights_are_none_and_a_whole_weight_is_so_many_points(
            points in points(), weight in 1_i64..5, index in 0_usize..9,
        ) {
            let weighted = |weight_of: &dyn Fn(usize) -> i64| {
                let points = points.iter().enumerate();
                points.map(|(at, (x, y))| (weight_of(at).into(), x.clone(), y.clone())).collect::<Vec<_>>()
            };
            prop_assert_eq!(weighted_least_squares(&weighted(&|_| weight)), least_squares(&points));
            let index = index.min(points.len().saturating_sub(1));
            let mut repeated = points.clone();
            repeated.extend((1..weight).map(|_| points[index].clone()));
            let found = weighted_least_squares(&weighted(&|at| if at == index { weight } else { 1 }));
            prop_assert_eq!(found, least_squares(&repeated));
        }

        #[test]
        fn both_methods_return_the_line_that_points_lie_on(slope in -50_i64..50, intercept in -50_i64..50) {
            let line = Line::new(Ratio::new(slope, 7).unwrap(), Ratio::from(intercept));
            let points: Vec<_> = (0..5).map(|x| (Ratio::from(x), line.at(&Ratio::from(x)))).collect();
            prop_assert_eq!(theil_sen(&points), Some(line.clone()));
            prop_assert_eq!(least_squares(&points), Some(line));
        }

        #[test]
        fn slopes_of_whole_numbers_have_the_median_of_all_slopes(points in points(), months: bool) {
            let twelfth = Ratio::new(1, 12).unwrap();
            let at = |x: &Ratio| if months { x * &twelfth } else { x.clone() };
            let points: Vec<_> = points.iter().map(|(x, y)| (at(x), y.clone())).collect();
            prop_assert_eq!(median_of_whole_slopes(&points), median(pair_slopes(&points)));
        }

        #[test]
        fn the_order_of_points_is_irrelevant(points in points()) {
            let reversed: Vec<_> = points.iter().rev().cloned().collect();
            prop_assert_eq!(theil_sen(&points), theil_sen(&reversed));
            prop_assert_eq!(least_squares(&points), least_squares(&reversed));
        }

        #[test]
        fn residuals_of_least_squares_sum_to_zero(points in points()) {
            if let Some(line) = least_squares(&points) {
                let residuals = points.iter().fold(Ratio::zero(), |sum, (x, y)| sum + (y - &line.at(x)));
                prop_assert!(residuals.is_zero());
            }
        }
    }
}
