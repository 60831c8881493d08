//! From ratings to a goal or a plan: counts with coverage, the worst, weighted means of what was turned the same way, and
//! ratios of totals. Empty sets and weights of 0 are refused with a reason, never counted as 0.

use super::{Class, Rating, Reason, Refusal};
use crate::number::Ratio;
use crate::progress::Direction;
use serde::{Deserialize, Serialize};

/// How many of what was asked about is in which class, and what has none and why.
///
/// ```
/// use policy_targets::method::{Case, Counts, Method, published::Un2022};
/// use policy_targets::progress::Direction;
///
/// let case = |latest: i64| Case::new([(2015, 60.into()), (2022, latest.into())]).with_direction(Direction::Up);
/// let answers = [("a", Un2022.rate(&case(70))), ("b", Un2022.rate(&case(50))), ("c", Un2022.rate(&case(-5)))];
/// let counts = Counts::of(answers.iter().map(|(name, answer)| (*name, answer)));
/// assert_eq!((counts.rated(), counts.asked()), (2, 3));
/// assert_eq!(counts.worst().map(|class| class.code()), Some("deterioration"));
/// assert_eq!(counts.unrated()[0].0, "c");
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    classes: Vec<(Class, usize)>,
    without_class: usize,
    unrated: Vec<(String, Refusal)>,
}

impl Counts {
    /// Counts the answers of one method, each with the name of what it is about.
    pub fn of<'a>(answers: impl IntoIterator<Item = (&'a str, &'a Result<Rating, Refusal>)>) -> Self {
        let mut counts = Self::default();
        for (name, answer) in answers {
            match answer.as_ref().map(Rating::class) {
                Ok(Some(class)) => match counts.classes.iter_mut().find(|(known, _)| known == class) {
                    Some((_, count)) => *count = count.saturating_add(1),
                    None => counts.classes.push((class.clone(), 1)),
                },
                Ok(None) => counts.without_class = counts.without_class.saturating_add(1),
                Err(refusal) => counts.unrated.push((name.to_owned(), refusal.clone())),
            }
        }
        counts.classes.sort_by_key(|(class, _)| class.rank());
        counts
    }

    /// How many are in each class, from the best to the worst of those that occur.
    #[must_use]
    pub fn classes(&self) -> &[(Class, usize)] {
        &self.classes
    }

    /// How many have a rating: the denominator of any share.
    #[must_use]
    pub fn rated(&self) -> usize {
        self.classes.iter().map(|(_, count)| count).sum::<usize>().saturating_add(self.without_class)
    }

    /// How many were asked about.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.rated().saturating_add(self.unrated.len())
    }

    /// What has no rating, and why.
    #[must_use]
    pub fn unrated(&self) -> &[(String, Refusal)] {
        &self.unrated
    }

    /// The worst class that occurs.
    #[must_use]
    pub fn worst(&self) -> Option<&Class> {
        self.classes.last().map(|(class, _)| class)
    }
}

/// One number of an aggregate: its value if it has one, its weight, and which way is better.
///
/// ```
/// use policy_targets::method::Part;
/// use policy_targets::progress::Direction;
///
/// let unemployment = Part::new(Some(5.into())).with_weight(2.into()).with_direction(Direction::Down);
/// assert_eq!(unemployment.oriented().map(|value| value.to_string()).as_deref(), Some("-5"));
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    value: Option<Ratio>,
    weight: Ratio,
    direction: Direction,
}

impl Part {
    /// A value of weight 1 of which more is better; `None` where it is missing.
    #[must_use]
    pub fn new(value: Option<Ratio>) -> Self {
        Self { value, weight: Ratio::one(), direction: Direction::Up }
    }

    /// With a weight.
    #[must_use]
    pub fn with_weight(mut self, weight: Ratio) -> Self {
        self.weight = weight;
        self
    }

    /// With the way that is better.
    #[must_use]
    pub fn with_direction(mut self, direction: Direction) -> Self {
        self.direction = direction;
        self
    }

    /// Its value, turned so that more is better.
    #[must_use]
    pub fn oriented(&self) -> Option<Ratio> {
        self.value.as_ref().map(|value| self.direction.orient(value))
    }
}

/// A mean of parts that had a value, and how many had one.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aggregation {
    value: Ratio,
    used: usize,
    asked: usize,
    covered: Ratio,
}

impl Aggregation {
    /// The mean.
    #[must_use]
    pub fn value(&self) -> &Ratio {
        &self.value
    }

    /// How many parts had a value.
    #[must_use]
    pub fn used(&self) -> usize {
        self.used
    }

    /// How many parts there are.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.asked
    }

    /// The share of all weight that had a value.
    #[must_use]
    pub fn covered(&self) -> &Ratio {
        &self.covered
    }
}

/// The mean of parts by their weights, each turned so that more is better, if enough of the weight has a value.
///
/// Weights of what is missing go to the others, which is why the coverage is part of the answer.
///
/// # Errors
/// [`Reason::NoMembers`] of nothing, [`Reason::OutsideDomain`] for a negative weight, [`Reason::ZeroWeights`] where all
/// weights, or those of what has a value, are 0, [`Reason::CoverageTooLow`] where less of the weight than the stated
/// share has a value.
///
/// ```
/// use policy_targets::method::{Part, Reason, weighted_mean};
/// use policy_targets::progress::Direction;
///
/// let parts = [
///     Part::new(Some(80.into())).with_weight(3.into()),
///     Part::new(Some((-60).into())).with_direction(Direction::Down),
///     Part::new(None).with_weight(4.into()),
/// ];
/// let mean = weighted_mean(&parts, &"0.5".parse()?)?;
/// assert_eq!((mean.value().to_string(), mean.covered().to_string()), ("75".to_owned(), "0.5".to_owned()));
/// assert_eq!(weighted_mean(&parts, &"0.6".parse()?).unwrap_err().reason(), Reason::CoverageTooLow);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn weighted_mean(parts: &[Part], least_coverage: &Ratio) -> Result<Aggregation, Refusal> {
    if parts.is_empty() {
        return Err(Reason::NoMembers.into());
    }
    if let Some(part) = parts.iter().find(|part| part.weight.is_negative()) {
        return Err(Refusal::new(Reason::OutsideDomain).with("weight", &part.weight));
    }
    let all = parts.iter().fold(Ratio::zero(), |sum, part| sum + &part.weight);
    let (mut total, mut weight, mut used) = (Ratio::zero(), Ratio::zero(), 0_usize);
    for part in parts {
        if let Some(value) = part.oriented() {
            total = total + value * &part.weight;
            weight = weight + &part.weight;
            used = used.saturating_add(1);
        }
    }
    let covered =
        weight.divide(&all).ok_or_else(|| Refusal::new(Reason::ZeroWeights).with("parts", parts.len()))?;
    if covered < *least_coverage {
        return Err(Refusal::new(Reason::CoverageTooLow)
            .with("covered", covered)
            .with("least", least_coverage));
    }
    let value = total.divide(&weight).ok_or_else(|| Refusal::new(Reason::ZeroWeights).with("used", used))?;
    Ok(Aggregation { value, used, asked: parts.len(), covered })
}

/// A ratio of areas or groups together: the sum of numerators over the sum of denominators, not the mean of ratios.
///
/// # Errors
/// [`Reason::NoMembers`] of nothing, [`Reason::ZeroDenominator`] where the denominators add up to 0.
///
/// ```
/// use policy_targets::method::ratio_of_totals;
///
/// // 1 of 2 and 9 of 90: 10 of 92, where the mean of the ratios is 0.3.
/// let ratio = ratio_of_totals(&[(1.into(), 2.into()), (9.into(), 90.into())])?;
/// assert_eq!(ratio.to_string(), "5/46");
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
pub fn ratio_of_totals(parts: &[(Ratio, Ratio)]) -> Result<Ratio, Refusal> {
    if parts.is_empty() {
        return Err(Reason::NoMembers.into());
    }
    let (above, below) = parts
        .iter()
        .fold((Ratio::zero(), Ratio::zero()), |(above, below), (one, other)| (above + one, below + other));
    above.divide(&below).ok_or_else(|| Refusal::new(Reason::ZeroDenominator).with("denominators", below))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(value: Option<i64>, weight: i64) -> Part {
        Part::new(value.map(Ratio::from)).with_weight(weight.into())
    }

    fn reason(parts: &[Part]) -> Option<Reason> {
        weighted_mean(parts, &Ratio::zero()).map_err(|refusal| refusal.reason()).err()
    }

    #[test]
    fn nothing_and_no_weight_are_refused() {
        assert_eq!(reason(&[]), Some(Reason::NoMembers));
        assert_eq!(reason(&[part(Some(5), 0)]), Some(Reason::ZeroWeights));
        // All weight is where nothing is known.
        assert_eq!(reason(&[part(Some(5), 0), part(None, 3)]), Some(Reason::ZeroWeights));
        assert_eq!(reason(&[part(Some(5), -1), part(Some(5), 2)]), Some(Reason::OutsideDomain));
        assert_eq!(reason(&[part(Some(0), 1)]), None);
        let refused = |parts: &[(i64, i64)]| {
            let parts: Vec<(Ratio, Ratio)> = parts.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
            ratio_of_totals(&parts).map_err(|refusal| refusal.reason())
        };
        assert_eq!(refused(&[]), Err(Reason::NoMembers));
        assert_eq!(refused(&[(1, 2), (1, -2)]), Err(Reason::ZeroDenominator));
    }

    #[test]
    fn the_stated_coverage_itself_is_enough() {
        let parts = [part(Some(10), 1), part(None, 1)];
        assert!(
            weighted_mean(&parts, &Ratio::half()).is_ok_and(|mean| mean.used() == 1 && mean.asked() == 2)
        );
    }
}
