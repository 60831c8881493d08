//! What is known of a number that is only bounded: a set between two ends, each open, closed or absent.
//! Comparing a bound with a target is asking how two such sets lie.

use super::Ratio;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;

/// One end of an [`Interval`].
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// No end on this side.
    Unbounded,
    /// The end belongs to the set.
    Closed(Ratio),
    /// The end does not belong to the set.
    Open(Ratio),
}

impl fmt::Display for Interval {
    /// The number if it is one, else its ends: `>60`, `>=3 <=5`; nothing without any.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(exact) = self.as_exact() {
            return formatter.pad(&exact.to_string());
        }
        let end = |end: &Endpoint, closed: &str, open: &str| match end {
            Endpoint::Unbounded => None,
            Endpoint::Closed(number) => Some(format!("{closed}{number}")),
            Endpoint::Open(number) => Some(format!("{open}{number}")),
        };
        let ends = [end(&self.lower, ">=", ">"), end(&self.upper, "<=", "<")];
        formatter.pad(&ends.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

impl Endpoint {
    /// The number at the end, if there is one.
    #[must_use]
    pub fn number(&self) -> Option<&Ratio> {
        match self {
            Self::Unbounded => None,
            Self::Closed(number) | Self::Open(number) => Some(number),
        }
    }

    fn map(&self, change: impl FnOnce(&Ratio) -> Ratio) -> Self {
        match self {
            Self::Unbounded => Self::Unbounded,
            Self::Closed(number) => Self::Closed(change(number)),
            Self::Open(number) => Self::Open(change(number)),
        }
    }

    fn is_closed(&self) -> bool {
        matches!(self, Self::Closed(_))
    }
}

/// A set of numbers between two ends.
///
/// `>60` is everything above 60: it lies inside "at least 30", outside "at most 50", and across "at least 70".
///
/// ```
/// use policy_targets::number::{Endpoint, Interval, Ratio};
///
/// let over_sixty = Interval::new(Endpoint::Open(Ratio::from(60)), Endpoint::Unbounded);
/// let at_least_thirty = Interval::new(Endpoint::Closed(Ratio::from(30)), Endpoint::Unbounded);
/// assert!(over_sixty.is_subset_of(&at_least_thirty));
/// assert!(!over_sixty.contains(&Ratio::from(60)));
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    lower: Endpoint,
    upper: Endpoint,
}

impl Interval {
    /// The set between two ends; empty if they cross.
    #[must_use]
    pub fn new(lower: Endpoint, upper: Endpoint) -> Self {
        Self { lower, upper }
    }

    /// Exactly one number.
    #[must_use]
    pub fn exactly(number: Ratio) -> Self {
        Self { lower: Endpoint::Closed(number.clone()), upper: Endpoint::Closed(number) }
    }

    /// From one number to another, both included.
    #[must_use]
    pub fn closed(lower: Ratio, upper: Ratio) -> Self {
        Self { lower: Endpoint::Closed(lower), upper: Endpoint::Closed(upper) }
    }

    /// The lower end.
    #[must_use]
    pub fn lower(&self) -> &Endpoint {
        &self.lower
    }

    /// The upper end.
    #[must_use]
    pub fn upper(&self) -> &Endpoint {
        &self.upper
    }

    /// The number, if the set holds exactly one.
    #[must_use]
    pub fn as_exact(&self) -> Option<&Ratio> {
        match (&self.lower, &self.upper) {
            (Endpoint::Closed(lower), Endpoint::Closed(upper)) if lower == upper => Some(lower),
            _ => None,
        }
    }

    /// Whether no number lies in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        are_crossed(&self.lower, &self.upper)
    }

    /// Whether the number lies in the set.
    #[must_use]
    pub fn contains(&self, number: &Ratio) -> bool {
        let is_above = match &self.lower {
            Endpoint::Unbounded => true,
            Endpoint::Closed(lower) => lower <= number,
            Endpoint::Open(lower) => lower < number,
        };
        is_above
            && match &self.upper {
                Endpoint::Unbounded => true,
                Endpoint::Closed(upper) => number <= upper,
                Endpoint::Open(upper) => number < upper,
            }
    }

    /// Whether every number of this set lies in the other.
    #[must_use]
    pub fn is_subset_of(&self, other: &Self) -> bool {
        self.is_empty()
            || (end_reaches(&other.lower, &self.lower, Ordering::Less)
                && end_reaches(&other.upper, &self.upper, Ordering::Greater))
    }

    /// Whether no number lies in both sets.
    #[must_use]
    pub fn is_disjoint_from(&self, other: &Self) -> bool {
        let lower = tighter(&self.lower, &other.lower, Ordering::Less);
        let upper = tighter(&self.upper, &other.upper, Ordering::Greater);
        are_crossed(lower, upper)
    }

    /// The numbers that lie in both sets.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        Self {
            lower: tighter(&self.lower, &other.lower, Ordering::Less).clone(),
            upper: tighter(&self.upper, &other.upper, Ordering::Greater).clone(),
        }
    }

    /// The set of what an increasing function makes of the numbers.
    #[must_use]
    pub fn map_increasing(&self, change: impl Fn(&Ratio) -> Ratio) -> Self {
        Self { lower: self.lower.map(&change), upper: self.upper.map(&change) }
    }

    /// The set of what a decreasing function makes of the numbers.
    #[must_use]
    pub fn map_decreasing(&self, change: impl Fn(&Ratio) -> Ratio) -> Self {
        Self { lower: self.upper.map(&change), upper: self.lower.map(&change) }
    }

    /// All numbers with the sign turned.
    #[must_use]
    pub fn negated(&self) -> Self {
        self.map_decreasing(|number| -number)
    }

    /// All numbers times a factor.
    #[must_use]
    pub fn scaled(&self, factor: &Ratio) -> Self {
        if factor.is_negative() {
            self.map_decreasing(|number| number * factor)
        } else if factor.is_zero() {
            Self::exactly(Ratio::zero())
        } else {
            self.map_increasing(|number| number * factor)
        }
    }

    /// All numbers moved by an amount.
    #[must_use]
    pub fn shifted(&self, amount: &Ratio) -> Self {
        self.map_increasing(|number| number + amount)
    }

    /// The set widened by a distance on both sides, ends included; by 0 it stays what it is, open ends open.
    #[must_use]
    pub fn widened(&self, distance: &Ratio) -> Self {
        if distance.is_zero() {
            return self.clone();
        }
        let closed = |end: &Endpoint, moved: fn(&Ratio, &Ratio) -> Ratio| match end.number() {
            Some(number) => Endpoint::Closed(moved(number, distance)),
            None => Endpoint::Unbounded,
        };
        Self {
            lower: closed(&self.lower, |number, distance| number - distance),
            upper: closed(&self.upper, |number, distance| number + distance),
        }
    }

    /// All sums of one number of each set.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let sum = |a: &Endpoint, b: &Endpoint| match (a, b) {
            (Endpoint::Unbounded, _) | (_, Endpoint::Unbounded) => Endpoint::Unbounded,
            (Endpoint::Closed(a), Endpoint::Closed(b)) => Endpoint::Closed(a + b),
            (Endpoint::Closed(a) | Endpoint::Open(a), Endpoint::Closed(b) | Endpoint::Open(b)) => {
                Endpoint::Open(a + b)
            }
        };
        Self { lower: sum(&self.lower, &other.lower), upper: sum(&self.upper, &other.upper) }
    }

    /// All products of one number of each set, for sets without numbers below 0; `None` otherwise.
    #[must_use]
    pub fn times_nonnegative(&self, other: &Self) -> Option<Self> {
        let is_zero = |end: &Endpoint| *end == Endpoint::Closed(Ratio::zero());
        let product = |a: &Endpoint, b: &Endpoint| match (a, b) {
            // 0 times anything is 0, also where the other set has no end or does not hold it.
            _ if is_zero(a) || is_zero(b) => Endpoint::Closed(Ratio::zero()),
            (Endpoint::Unbounded, _) | (_, Endpoint::Unbounded) => Endpoint::Unbounded,
            (Endpoint::Closed(a), Endpoint::Closed(b)) => Endpoint::Closed(a * b),
            (Endpoint::Closed(a) | Endpoint::Open(a), Endpoint::Closed(b) | Endpoint::Open(b)) => {
                Endpoint::Open(a * b)
            }
        };
        let nonnegative = |set: &Self| set.lower.number().is_some_and(|lower| !lower.is_negative());
        (nonnegative(self) && nonnegative(other)).then(|| Self {
            lower: product(&self.lower, &other.lower),
            upper: product(&self.upper, &other.upper),
        })
    }

    /// All quotients of one number of each set, for a dividend without numbers below 0 and a divisor above 0;
    /// `None` otherwise.
    #[must_use]
    pub fn divided_by_positive(&self, divisor: &Self) -> Option<Self> {
        if !divisor.lower.number().is_some_and(Ratio::is_positive) {
            return None;
        }
        let reciprocal_end = |end: &Endpoint| match end {
            Endpoint::Unbounded => Endpoint::Open(Ratio::zero()),
            end => end.map(Ratio::reciprocal_or_zero),
        };
        let reciprocal =
            Self { lower: reciprocal_end(&divisor.upper), upper: reciprocal_end(&divisor.lower) };
        self.times_nonnegative(&reciprocal)
    }

    /// All quotients of one number of each set; `None` for a divisor that may be 0.
    ///
    /// A divisor that comes as close to 0 as one likes leaves quotients without an end.
    ///
    /// ```
    /// use policy_targets::number::{Endpoint, Interval, Ratio};
    /// let dividend = Interval::closed(Ratio::from(-6), Ratio::from(12));
    /// let divisor = Interval::closed(Ratio::from(2), Ratio::from(3));
    /// let quotients = dividend.divided_by(&divisor);
    /// assert_eq!(quotients, Some(Interval::closed(Ratio::from(-3), Ratio::from(6))));
    /// let above_zero = Interval::new(Endpoint::Open(Ratio::zero()), Endpoint::Unbounded);
    /// assert_eq!(divisor.divided_by(&above_zero).map(|all| all == above_zero), Some(true));
    /// assert_eq!(divisor.divided_by(&dividend), None);
    /// ```
    #[must_use]
    pub fn divided_by(&self, divisor: &Self) -> Option<Self> {
        if self.is_empty() || divisor.is_empty() {
            return Some(Self::new(Endpoint::Open(Ratio::zero()), Endpoint::Open(Ratio::zero())));
        }
        if divisor.contains(&Ratio::zero()) {
            return None;
        }
        if divisor.lower.number().is_none_or(Ratio::is_negative) {
            return self.negated().divided_by(&divisor.negated());
        }
        Some(Self {
            lower: largest_quotient(&self.negated().upper, divisor).map(|number| -number),
            upper: largest_quotient(&self.upper, divisor),
        })
    }
}

/// The upper end of the quotients of numbers up to an end by numbers above 0.
fn largest_quotient(dividend: &Endpoint, divisor: &Interval) -> Endpoint {
    let Some(number) = dividend.number() else { return Endpoint::Unbounded };
    // What is above 0 grows when divided by less, what is below 0 when divided by more.
    let by = if number.is_positive() { &divisor.lower } else { &divisor.upper };
    if number.is_zero() {
        return dividend.clone();
    }
    match by.number() {
        None => Endpoint::Open(Ratio::zero()),
        Some(by_number) => match number.divide(by_number) {
            None => Endpoint::Unbounded,
            Some(quotient) if dividend.is_closed() && by.is_closed() => Endpoint::Closed(quotient),
            Some(quotient) => Endpoint::Open(quotient),
        },
    }
}

/// Whether `outer` lies at least as far out as `inner`, where out is `Less` for lower ends.
fn end_reaches(outer: &Endpoint, inner: &Endpoint, outward: Ordering) -> bool {
    match (outer.number(), inner.number()) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(a), Some(b)) if a == b => outer.is_closed() || !inner.is_closed(),
        (Some(a), Some(b)) => a.cmp(b) == outward,
    }
}

/// Of two ends on one side the one that lies farther inside.
fn tighter<'e>(a: &'e Endpoint, b: &'e Endpoint, outward: Ordering) -> &'e Endpoint {
    if end_reaches(a, b, outward) { b } else { a }
}

/// Whether no number lies between two ends.
fn are_crossed(lower: &Endpoint, upper: &Endpoint) -> bool {
    match lower.number().zip(upper.number()) {
        None => false,
        Some((least, most)) => match least.cmp(most) {
            Ordering::Less => false,
            Ordering::Greater => true,
            Ordering::Equal => !(lower.is_closed() && upper.is_closed()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn endpoint() -> impl Strategy<Value = Endpoint> {
        (0..3_u8, -20_i64..20).prop_map(|(kind, number)| match kind {
            0 => Endpoint::Unbounded,
            1 => Endpoint::Closed(Ratio::from(number)),
            _ => Endpoint::Open(Ratio::from(number)),
        })
    }

    fn interval() -> impl Strategy<Value = Interval> {
        (endpoint(), endpoint()).prop_map(|(lower, upper)| Interval::new(lower, upper))
    }

    /// Halves between whole-number ends decide every open or closed end.
    fn probes() -> impl Iterator<Item = Ratio> {
        (-44_i64..44).map(|halves| Ratio::new(halves, 2).unwrap())
    }

    #[test]
    fn widened_by_nothing_an_open_end_stays_open() {
        let over = Interval::new(Endpoint::Open(Ratio::from(60)), Endpoint::Unbounded);
        assert_eq!(over.widened(&Ratio::zero()), over);
        assert!(over.widened(&Ratio::one()).contains(&Ratio::from(59)));
    }

    #[test]
    fn an_open_end_is_not_reached() {
        let over_fifty = Interval::new(Endpoint::Open(Ratio::from(50)), Endpoint::Unbounded);
        assert!(Interval::exactly(Ratio::from(50)).is_disjoint_from(&over_fifty));
        assert!(Interval::exactly("50.1".parse().unwrap()).is_subset_of(&over_fifty));
    }

    proptest! {
        #[test]
        fn set_relations_agree_with_membership(a in interval(), b in interval()) {
            let in_both = probes().any(|probe| a.contains(&probe) && b.contains(&probe));
            prop_assert_eq!(a.is_disjoint_from(&b), !in_both);
            let subset = probes().all(|probe| !a.contains(&probe) || b.contains(&probe));
            prop_assert_eq!(a.is_subset_of(&b), subset);
        }

        #[test]
        fn quotients_of_any_sign_hold_every_pair_and_come_near_their_ends(a in interval(), b in interval()) {
            let Some(quotients) = a.divided_by(&b) else {
                prop_assert!(b.contains(&Ratio::zero()));
                return Ok(());
            };
            if a.is_empty() || b.is_empty() {
                prop_assert!(quotients.is_empty());
                return Ok(());
            }
            // Inside of the ends by a hair, and far out where there is none.
            let near = |set: &Interval| {
                let hair = Ratio::new(1, 1_000_000).unwrap();
                let (lower, upper) = (set.lower().number().cloned(), set.upper().number().cloned());
                let far = Ratio::from(1_000_000);
                let lower = lower.unwrap_or_else(|| upper.clone().unwrap_or_else(Ratio::zero) - &far);
                let upper = upper.unwrap_or_else(|| &lower + &(&far + &far));
                [lower.clone(), &lower + &hair, &upper - &hair, upper].into_iter().filter(|number| set.contains(number)).collect::<Vec<_>>()
            };
            let (dividends, divisors) = (near(&a), near(&b));
            let all: Vec<Ratio> =
                dividends.iter().flat_map(|x| divisors.iter().map(|y| x.divide(y).unwrap())).collect();
            prop_assert!(all.iter().all(|quotient| quotients.contains(quotient)));
            let (least, most) = (all.iter().min().unwrap(), all.iter().max().unwrap());
            let close = Ratio::new(1, 1000).unwrap();
            for (end, reached) in [(quotients.lower(), least), (quotients.upper(), most)] {
                match end.number() {
                    Some(number) => prop_assert!((number - reached).absolute() < close, "{number} {reached}"),
                    None => prop_assert!(reached.absolute() > Ratio::from(1000), "{reached}"),
                }
                if let Endpoint::Closed(number) = end {
                    prop_assert_eq!(number, reached);
                }
            }
        }

        #[test]
        fn sums_and_quotients_hold_every_pair(a in interval(), b in interval()) {
            let inside = |set: &Interval| probes().filter(|probe| set.contains(probe)).step_by(7).collect::<Vec<_>>();
            let (sum, quotient) = (a.plus(&b), a.divided_by_positive(&b));
            for x in inside(&a) {
                for y in inside(&b) {
                    prop_assert!(sum.contains(&(&x + &y)));
                    if let Some(quotient) = &quotient {
                        prop_assert!(quotient.contains(&x.divide(&y).unwrap()));
                    }
                }
            }
        }
    }
}
