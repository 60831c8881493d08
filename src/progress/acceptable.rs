//! The values that meet a bound, and where a value or a piece of evidence lies against them.
//! Attainment, margin, gap and the edge to reach all come from this one set.

use super::{Direction, Extent, Gap, ProgressError, Undefined};
use crate::number::{Endpoint, Integer, Interval, Ratio};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whether evidence meets a bound.
///
/// ```
/// use policy_targets::number::{Endpoint, Interval, Ratio};
/// use policy_targets::progress::{Acceptable, Attainment};
///
/// let over_sixty = Interval::new(Endpoint::Open(Ratio::from(60)), Endpoint::Unbounded);
/// let against = |bound| Acceptable::at_least(Ratio::from(bound)).attainment(&over_sixty);
/// assert_eq!((against(30), against(70)), (Attainment::Met, Attainment::Undetermined));
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attainment {
    /// No value that the evidence allows meets the bound.
    NotMet,
    /// The evidence allows values that meet the bound and values that do not.
    Undetermined,
    /// Every value that the evidence allows meets the bound.
    Met,
}

impl fmt::Display for Attainment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(match self {
            Self::NotMet => "not_met",
            Self::Undetermined => "undetermined",
            Self::Met => "met",
        })
    }
}

/// The set of values that meet a bound: not empty, and with at least one end.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::{Acceptable, Direction};
///
/// let band = Acceptable::between(Ratio::from(3), Ratio::from(5)).ok_or("an empty band")?;
/// assert_eq!(band.margin(&Ratio::from(7)), Ratio::from(-2));
/// assert_eq!(band.direction(), None);
/// assert_eq!(band.direction_from(&Ratio::from(1)), Some(Direction::Up));
/// assert!(band.is_overshot_by(&Ratio::from(7), &Ratio::from(1)));
/// # Ok::<(), &str>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Interval", into = "Interval")]
pub struct Acceptable(Interval);

impl Acceptable {
    /// The values of a set; `None` if it is empty or holds every number.
    #[must_use]
    pub fn new(set: Interval) -> Option<Self> {
        Self::try_from(set).ok()
    }

    /// The bound itself and all above.
    #[must_use]
    pub fn at_least(bound: Ratio) -> Self {
        Self(Interval::new(Endpoint::Closed(bound), Endpoint::Unbounded))
    }

    /// All above the bound, without the bound.
    #[must_use]
    pub fn over(bound: Ratio) -> Self {
        Self(Interval::new(Endpoint::Open(bound), Endpoint::Unbounded))
    }

    /// The bound itself and all below.
    #[must_use]
    pub fn at_most(bound: Ratio) -> Self {
        Self(Interval::new(Endpoint::Unbounded, Endpoint::Closed(bound)))
    }

    /// All below the bound, without the bound.
    #[must_use]
    pub fn under(bound: Ratio) -> Self {
        Self(Interval::new(Endpoint::Unbounded, Endpoint::Open(bound)))
    }

    /// One number only.
    #[must_use]
    pub fn exactly(number: Ratio) -> Self {
        Self(Interval::exactly(number))
    }

    /// From one number to another, both included; `None` if they are in the wrong order.
    #[must_use]
    pub fn between(lower: Ratio, upper: Ratio) -> Option<Self> {
        Self::new(Interval::closed(lower, upper))
    }

    /// The set.
    #[must_use]
    pub fn set(&self) -> &Interval {
        &self.0
    }

    fn lower(&self) -> Option<&Ratio> {
        self.0.lower().number()
    }

    fn upper(&self) -> Option<&Ratio> {
        self.0.upper().number()
    }

    /// The wanted direction of a one-sided bound; `None` for a band, whose direction depends on where one
    /// comes from.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        match (self.lower(), self.upper()) {
            (Some(_), None) => Some(Direction::Up),
            (None, Some(_)) => Some(Direction::Down),
            _ => None,
        }
    }

    /// The wanted direction for somebody at `from`: a one-sided bound's own; towards a band from outside it;
    /// `None` inside a band.
    #[must_use]
    pub fn direction_from(&self, from: &Ratio) -> Option<Direction> {
        self.direction().or_else(|| {
            if self.is_met_by(from) {
                None
            } else if self.lower().is_some_and(|lower| from <= lower) {
                Some(Direction::Up)
            } else {
                Some(Direction::Down)
            }
        })
    }

    /// The end first reached from `from`; `None` inside a band.
    #[must_use]
    pub fn near_edge(&self, from: &Ratio) -> Option<&Ratio> {
        match self.direction_from(from)? {
            Direction::Up => self.lower(),
            Direction::Down => self.upper(),
        }
    }

    /// The end that a value starting at `base` has to reach: the target of share, path and required rate.
    ///
    /// # Errors
    /// [`Undefined::MetAtBaseline`] if the base meets the bound or equals it: then there is no way to go, only
    /// a margin to keep.
    pub fn target_from(&self, base: &Ratio) -> Result<Ratio, Undefined> {
        self.near_edge(base)
            .filter(|edge| *edge != base && !self.is_met_by(base))
            .cloned()
            .ok_or(Undefined::MetAtBaseline)
    }

    /// Whether the number meets the bound.
    #[must_use]
    pub fn is_met_by(&self, number: &Ratio) -> bool {
        self.0.contains(number)
    }

    /// Whether a value that started at `from` has crossed the whole band and left it on the far side.
    /// A one-sided bound cannot be overshot.
    #[must_use]
    pub fn is_overshot_by(&self, value: &Ratio, from: &Ratio) -> bool {
        self.direction_from(from).is_some_and(|direction| self.is_overshot_towards(value, direction))
    }

    /// Whether a value lies beyond the far side of the band for somebody who moves in a direction.
    #[must_use]
    pub fn is_overshot_towards(&self, value: &Ratio, direction: Direction) -> bool {
        let is_beyond = match direction {
            Direction::Up => self.upper().is_some_and(|upper| value >= upper),
            Direction::Down => self.lower().is_some_and(|lower| value <= lower),
        };
        is_beyond && self.direction().is_none() && !self.is_met_by(value)
    }

    /// The signed distance to the nearest end: positive beyond or inside, negative where something is missing.
    #[must_use]
    pub fn margin(&self, number: &Ratio) -> Ratio {
        let above_lower = self.lower().map(|lower| number - lower);
        let below_upper = self.upper().map(|upper| upper - number);
        match (above_lower, below_upper) {
            (Some(above), Some(below)) => above.min(below),
            (above, below) => above.or(below).unwrap_or_else(Ratio::zero),
        }
    }

    /// The [`margin`](Self::margin) of evidence, exact or bounded, at worst and at best; no end where it may be any
    /// amount.
    ///
    /// ```
    /// use policy_targets::number::{Endpoint, Interval, Ratio};
    /// use policy_targets::progress::Acceptable;
    /// let over_sixty = Interval::new(Endpoint::Open(Ratio::from(60)), Endpoint::Unbounded);
    /// let margin = Acceptable::at_least(Ratio::from(70)).margin_of(&over_sixty);
    /// assert_eq!((margin.worst(), margin.best()), (Some(&Ratio::from(-10)), None));
    /// ```
    #[must_use]
    pub fn margin_of(&self, evidence: &Interval) -> Extent<Ratio> {
        if let Some(value) = evidence.as_exact() {
            return Extent::exactly(self.margin(value));
        }
        let ends = [(evidence.lower(), self.lower()), (evidence.upper(), self.upper())];
        let at_ends = || ends.iter().filter_map(|(end, _)| end.number()).map(|number| self.margin(number));
        // The margin falls without limit towards an open end on the side of an own end.
        let has_worst = ends.iter().all(|(end, own)| end.number().is_some() || own.is_none());
        let worst = at_ends().min().filter(|_| has_worst);
        // It is largest in the middle of a band, and grows without limit away from a single end.
        let best = if let (Some(lower), Some(upper)) = (self.lower(), self.upper()) {
            let middle = (lower + upper).divide(&Ratio::from(2));
            let reached = middle.filter(|middle| evidence.contains(middle));
            reached.map(|middle| self.margin(&middle)).or_else(|| at_ends().max())
        } else {
            let is_limited = ends.iter().all(|(end, own)| end.number().is_some() || own.is_some());
            at_ends().max().filter(|_| is_limited)
        };
        Extent::new(worst, best)
    }

    /// All values that lie as near to the bound as one that the evidence allows, or nearer.
    ///
    /// ```
    /// use policy_targets::number::{Endpoint, Interval, Ratio};
    /// use policy_targets::progress::Acceptable;
    /// let over_twenty = Interval::new(Endpoint::Open(Ratio::from(20)), Endpoint::Unbounded);
    /// let near = Acceptable::at_least(Ratio::from(30)).as_near_as(&over_twenty);
    /// assert!(near.contains(&Ratio::from(21)) && !near.contains(&Ratio::from(20)));
    /// ```
    #[must_use]
    pub fn as_near_as(&self, evidence: &Interval) -> Interval {
        let unlimited = || Interval::new(Endpoint::Unbounded, Endpoint::Unbounded);
        let margin = self.margin_of(evidence);
        let Some(margin) = margin.worst() else { return unlimited() };
        let ends = [evidence.lower(), evidence.upper()].into_iter().filter_map(Endpoint::number);
        let is_reached = ends.clone().any(|end| evidence.contains(end) && self.margin(end) == *margin);
        let end = if is_reached { Endpoint::Closed } else { Endpoint::Open };
        let lower = self.lower().map_or(Endpoint::Unbounded, |lower| end(lower + margin));
        let upper = self.upper().map_or(Endpoint::Unbounded, |upper| end(upper - margin));
        Interval::new(lower, upper)
    }

    /// Whether evidence, exact or bounded, meets the bound. An empty set is evidence of nothing.
    #[must_use]
    pub fn attainment(&self, evidence: &Interval) -> Attainment {
        if let Some(value) = evidence.as_exact() {
            return if self.is_met_by(value) { Attainment::Met } else { Attainment::NotMet };
        }
        if evidence.is_empty() {
            Attainment::Undetermined
        } else if evidence.is_subset_of(&self.0) {
            Attainment::Met
        } else if evidence.is_disjoint_from(&self.0) {
            Attainment::NotMet
        } else {
            Attainment::Undetermined
        }
    }

    /// What a value is missing.
    #[must_use]
    pub fn gap(&self, value: &Ratio) -> Gap {
        if self.is_met_by(value) {
            return Gap::none();
        }
        Gap::of_margin(&self.margin(value), false)
    }

    /// What evidence, exact or bounded, is missing at worst and at best; no end where it may miss any amount.
    ///
    /// An end that the evidence only approaches counts as reached: `>60` against "at least 70" misses at most
    /// 10. A gap of 0 at an end is closed exactly if the evidence near that end meets the bound.
    ///
    /// ```
    /// use policy_targets::number::{Endpoint, Interval, Ratio};
    /// use policy_targets::progress::{Acceptable, Gap};
    /// let over_sixty = Interval::new(Endpoint::Open(Ratio::from(60)), Endpoint::Unbounded);
    /// let gap = Acceptable::at_least(Ratio::from(70)).gap_of(&over_sixty);
    /// assert_eq!(gap.worst().map(|gap| gap.to_string()), Some("10".into()));
    /// assert_eq!(gap.best(), Some(&Gap::none()));
    /// ```
    #[must_use]
    pub fn gap_of(&self, evidence: &Interval) -> Extent<Gap> {
        if let Some(value) = evidence.as_exact() {
            return Extent::exactly(self.gap(value));
        }
        let attainment = self.attainment(evidence);
        if attainment == Attainment::Met {
            return Extent::exactly(Gap::none());
        }
        let shortfalls = [
            self.shortfall_at(evidence.lower(), self.lower()),
            self.shortfall_at(evidence.upper(), self.upper()),
        ];
        // The margin is concave, so that the ends of the evidence hold its smallest value.
        let worst = shortfalls
            .iter()
            .cloned()
            .reduce(|a, b| a.zip(b).map(|(a, b)| a.max(b)))
            .flatten()
            .map(|shortfall| Gap::of_margin(&-shortfall, false));
        let best = match attainment {
            Attainment::NotMet => {
                shortfalls.into_iter().flatten().min().map(|shortfall| Gap::of_margin(&-shortfall, false))
            }
            Attainment::Undetermined | Attainment::Met => Some(Gap::none()),
        };
        Extent::new(worst, best)
    }

    /// The shortfall at one end of the evidence; `None` if it has no limit there.
    fn shortfall_at(&self, end: &Endpoint, own_end: Option<&Ratio>) -> Option<Ratio> {
        match end.number() {
            Some(number) => Some((-self.margin(number)).max(Ratio::zero())),
            None => own_end.is_none().then(Ratio::zero),
        }
    }

    /// What a value is missing where only whole steps exist: the fewest steps that reach the near edge, or pass
    /// it where it is excluded. "Over 50 firms" leaves 1 at 50 and 2 at 49.
    ///
    /// `None` unless the step is above 0.
    ///
    /// ```
    /// use policy_targets::number::Ratio;
    /// use policy_targets::progress::Acceptable;
    /// let firms = Acceptable::over(Ratio::from(50));
    /// let missing = |at| firms.gap_in_steps(&Ratio::from(at), &Ratio::one()).map(|gap| gap.to_string());
    /// assert_eq!((missing(50), missing(49), missing(51)), (Some("1".into()), Some("2".into()), Some("0".into())));
    /// ```
    #[must_use]
    pub fn gap_in_steps(&self, value: &Ratio, step: &Ratio) -> Option<Gap> {
        if !step.is_positive() {
            return None;
        }
        let gap = self.gap(value);
        if gap.is_closed() {
            return Some(gap);
        }
        let edge = self.near_edge(value)?;
        // The fewest whole steps: the quotient rounded up, and one more if that lands on an excluded edge.
        let quotient = gap.shortfall().divide(step)?;
        let reaching = Ratio::from_integers(-(-quotient.clone()).floor(), Integer::ONE)?;
        let steps =
            if reaching == quotient && !self.is_met_by(edge) { reaching + Ratio::one() } else { reaching };
        Some(Gap::of_margin(&-(steps * step), false))
    }

    /// What evidence, exact or bounded, is missing at worst and at best where only whole steps exist: over 48 firms
    /// is 49 at least. `None` unless the step is above 0.
    ///
    /// ```
    /// use policy_targets::number::{Endpoint, Interval, Ratio};
    /// use policy_targets::progress::Acceptable;
    /// let over = |number: i64| Interval::new(Endpoint::Open(Ratio::from(number)), Endpoint::Unbounded);
    /// let gap = Acceptable::over(Ratio::from(50)).gap_in_steps_of(&over(48), &Ratio::one());
    /// assert_eq!(gap.map(|gap| gap.to_string()), Some("2 to 0".into()));
    /// ```
    #[must_use]
    pub fn gap_in_steps_of(&self, evidence: &Interval, step: &Ratio) -> Option<Extent<Gap>> {
        let whole = in_whole_steps(evidence, step)?;
        let gaps = self.gap_of(&whole);
        let ends = || {
            let values = [whole.lower(), whole.upper()].into_iter().filter_map(Endpoint::number);
            values.filter_map(|value| self.gap_in_steps(value, step))
        };
        let best = if gaps.best().is_some_and(Gap::is_closed) { gaps.best().cloned() } else { ends().min() };
        Some(Extent::new(gaps.worst().and_then(|_| ends().max()), best))
    }
}

/// The whole steps that evidence allows, or the evidence itself where it allows none; `None` unless the step is
/// above 0.
fn in_whole_steps(evidence: &Interval, step: &Ratio) -> Option<Interval> {
    if !step.is_positive() {
        return None;
    }
    let steps = |number: &Ratio| number.divide(step).map(|quotient| quotient.floor());
    let whole = |steps: Integer| Ratio::from_integers(steps, Integer::ONE).map(|steps| &steps * step);
    let lower = match evidence.lower() {
        Endpoint::Unbounded => Endpoint::Unbounded,
        // The first step at or above the end: -floor(-x).
        Endpoint::Closed(end) => Endpoint::Closed(whole(-steps(&-end.clone())?)?),
        Endpoint::Open(end) => Endpoint::Closed(whole(steps(end)?)? + step.clone()),
    };
    let upper = match evidence.upper() {
        Endpoint::Unbounded => Endpoint::Unbounded,
        Endpoint::Closed(end) => Endpoint::Closed(whole(steps(end)?)?),
        Endpoint::Open(end) => Endpoint::Closed(whole(-steps(&-end.clone())?)? - step.clone()),
    };
    let allowed = Interval::new(lower, upper);
    Some(if allowed.is_empty() { evidence.clone() } else { allowed })
}

impl TryFrom<Interval> for Acceptable {
    type Error = ProgressError;

    fn try_from(set: Interval) -> Result<Self, ProgressError> {
        if set.is_empty() {
            return Err(ProgressError::NothingAcceptable);
        }
        if set.lower().number().is_none() && set.upper().number().is_none() {
            return Err(ProgressError::EverythingAcceptable);
        }
        Ok(Self(set))
    }
}

impl From<Acceptable> for Interval {
    fn from(acceptable: Acceptable) -> Self {
        acceptable.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn endpoint() -> impl Strategy<Value = Endpoint> {
        (0..3_u8, -12_i64..12).prop_map(|(kind, number)| match kind {
            0 => Endpoint::Unbounded,
            1 => Endpoint::Closed(Ratio::from(number)),
            _ => Endpoint::Open(Ratio::from(number)),
        })
    }

    fn interval() -> impl Strategy<Value = Interval> {
        (endpoint(), endpoint()).prop_map(|(lower, upper)| Interval::new(lower, upper))
    }

    fn acceptable() -> impl Strategy<Value = Acceptable> {
        interval().prop_filter_map("empty or everything", Acceptable::new)
    }

    fn number() -> impl Strategy<Value = Ratio> {
        (-40_i64..40).prop_map(|halves| Ratio::new(halves, 2).unwrap())
    }

    #[test]
    fn a_set_without_values_or_without_ends_is_no_bound() {
        let crossed = Interval::closed(Ratio::from(5), Ratio::from(3));
        let everything = Interval::new(Endpoint::Unbounded, Endpoint::Unbounded);
        assert_eq!(Acceptable::try_from(crossed), Err(ProgressError::NothingAcceptable));
        assert_eq!(Acceptable::try_from(everything), Err(ProgressError::EverythingAcceptable));
    }

    #[test]
    fn a_goal_met_or_equalled_at_the_baseline_has_no_way_to_go() {
        let met = Err(Undefined::MetAtBaseline);
        assert_eq!(Acceptable::under("5.5".parse().unwrap()).target_from(&"5.2".parse().unwrap()), met);
        assert_eq!(Acceptable::over(Ratio::from(50)).target_from(&Ratio::from(50)), met);
        let band = Acceptable::between(Ratio::from(3), Ratio::from(5)).unwrap();
        assert_eq!(band.target_from(&Ratio::from(4)), met);
        assert_eq!(band.target_from(&Ratio::from(9)), Ok(Ratio::from(5)));
    }

    #[test]
    fn evidence_that_only_approaches_an_end_keeps_the_gap_laws() {
        let below_sixty = Interval::new(Endpoint::Unbounded, Endpoint::Open(Ratio::from(60)));
        let gap = Acceptable::at_least(Ratio::from(60)).gap_of(&below_sixty);
        assert_eq!(gap.worst(), None);
        assert!(gap.best().unwrap().shortfall().is_zero() && !gap.best().unwrap().is_closed());
        let over_sixty = Interval::new(Endpoint::Open(Ratio::from(60)), Endpoint::Unbounded);
        let gap = Acceptable::over(Ratio::from(60)).gap_of(&over_sixty);
        assert_eq!(gap, Extent::exactly(Gap::none()));
    }

    proptest! {
        #[test]
        fn gap_laws(acceptable in acceptable(), value in number()) {
            let (gap, met) = (acceptable.gap(&value), acceptable.is_met_by(&value));
            prop_assert_eq!(gap.is_closed(), met);
            prop_assert!(!gap.shortfall().is_positive() || !met);
            let at_an_excluded_end = [acceptable.set().lower(), acceptable.set().upper()]
                .iter()
                .any(|end| **end == Endpoint::Open(value.clone()));
            prop_assert_eq!(gap.shortfall().is_zero() && !met, at_an_excluded_end);
            let margin = acceptable.margin(&value);
            prop_assert!(!margin.is_positive() || met);
            prop_assert!(!margin.is_negative() || !met);
        }

        #[test]
        fn a_value_closer_to_the_set_is_never_worse(acceptable in acceptable(), a in number(), b in number()) {
            let attainment = |value: &Ratio| acceptable.attainment(&Interval::exactly(value.clone()));
            if acceptable.margin(&a) < acceptable.margin(&b) {
                prop_assert!(acceptable.gap(&a) >= acceptable.gap(&b));
                prop_assert!(attainment(&a) <= attainment(&b));
            }
        }

        #[test]
        fn mirroring_mirrors_everything(acceptable in acceptable(), value in number(), from in number()) {
            let mirrored = Acceptable::new(acceptable.set().negated()).unwrap();
            prop_assert_eq!(mirrored.margin(&-&value), acceptable.margin(&value));
            prop_assert_eq!(mirrored.gap(&-&value), acceptable.gap(&value));
            prop_assert_eq!(mirrored.direction_from(&-&from), acceptable.direction_from(&from).map(Direction::reversed));
            prop_assert_eq!(mirrored.near_edge(&-&from).map(|edge| -edge), acceptable.near_edge(&from).cloned());
            prop_assert_eq!(
                mirrored.is_overshot_by(&-&value, &-&from), acceptable.is_overshot_by(&value, &from)
            );
            prop_assert_eq!(
                mirrored.gap_in_steps(&-&value, &Ratio::one()), acceptable.gap_in_steps(&value, &Ratio::one())
            );
        }

        #[test]
        fn bounded_evidence_allows_no_gap_outside_its_extent(
            acceptable in acceptable(), evidence in interval(), value in number(),
        ) {
            prop_assume!(evidence.contains(&value));
            let (extent, gap) = (acceptable.gap_of(&evidence), acceptable.gap(&value));
            prop_assert!(extent.worst().is_none_or(|worst| *worst.shortfall() >= *gap.shortfall()));
            prop_assert!(extent.best().is_some_and(|best| *best.shortfall() <= *gap.shortfall()));
            let attainment = acceptable.attainment(&evidence);
            prop_assert_eq!(extent.worst().is_some_and(Gap::is_closed), attainment == Attainment::Met);
            prop_assert_eq!(extent.best().is_some_and(Gap::is_closed), attainment != Attainment::NotMet);
        }

        #[test]
        fn bounded_evidence_allows_no_margin_outside_its_extent(
            acceptable in acceptable(), evidence in interval(), value in number(),
        ) {
            prop_assume!(evidence.contains(&value));
            let (extent, margin) = (acceptable.margin_of(&evidence), acceptable.margin(&value));
            prop_assert!(extent.worst().is_none_or(|worst| *worst <= margin));
            prop_assert!(extent.best().is_none_or(|best| *best >= margin));
            let exact = acceptable.margin_of(&Interval::exactly(value));
            prop_assert_eq!(exact.as_exact(), Some(&margin));
        }

        #[test]
        fn what_is_as_near_has_no_smaller_margin(acceptable in acceptable(), one in number(), other in number()) {
            let is_as_near = acceptable.margin(&other) >= acceptable.margin(&one);
            prop_assert_eq!(acceptable.as_near_as(&Interval::exactly(one)).contains(&other), is_as_near);
        }

        #[test]
        fn what_is_as_near_as_evidence_is_as_near_as_a_value_of_it(
            acceptable in acceptable(), evidence in interval(), values in proptest::collection::vec(number(), 20), other in number(),
        ) {
            let near = acceptable.as_near_as(&evidence);
            let mut inside = values.into_iter().filter(|value| evidence.contains(value));
            let is_as_near = inside.any(|value| acceptable.margin(&other) >= acceptable.margin(&value));
            prop_assert!(near.contains(&other) || !is_as_near);
        }

        #[test]
        fn whole_steps_miss_what_some_whole_number_of_the_evidence_misses(
            bound in -12_i64..12, (low, width) in (-15_i64..15, 0_i64..6), opens in any::<[bool; 3]>(), half: bool,
        ) {
            let [open, below, above] = opens;
            let acceptable = if open { Acceptable::over(bound.into()) } else { Acceptable::at_least(bound.into()) };
            let end = |number: Ratio, is_open: bool| if is_open { Endpoint::Open(number) } else { Endpoint::Closed(number) };
            let shift = if half { Ratio::new(1, 2).unwrap() } else { Ratio::zero() };
            let evidence = Interval::new(
                end(Ratio::from(low) + shift.clone(), below), end(Ratio::from(low) + Ratio::from(width) + shift, above),
            );
            let whole: Vec<Ratio> = (-20..30).map(Ratio::from).filter(|number| evidence.contains(number)).collect();
            prop_assume!(!whole.is_empty());
            let gaps = || whole.iter().map(|number| acceptable.gap_in_steps(number, &Ratio::one()).unwrap());
            let extent = acceptable.gap_in_steps_of(&evidence, &Ratio::one()).unwrap();
            prop_assert_eq!(extent.worst().cloned(), gaps().max());
            prop_assert_eq!(extent.best().cloned(), gaps().min());
        }

        #[test]
        fn exact_evidence_has_the_exact_gap(acceptable in acceptable(), value in number()) {
            let extent = acceptable.gap_of(&Interval::exactly(value.clone()));
            prop_assert_eq!(extent.as_exact(), Some(&acceptable.gap(&value)));
        }

        #[test]
        fn missing_steps_are_the_fewest_that_suffice(bound in -12_i64..12, value in number(), open: bool) {
            let bound = Ratio::from(bound);
            let acceptable = if open { Acceptable::over(bound) } else { Acceptable::at_least(bound) };
            let missing = acceptable.gap_in_steps(&value, &Ratio::one()).unwrap().shortfall().clone();
            prop_assert!(acceptable.is_met_by(&(&value + &missing)));
            if missing.is_positive() {
                prop_assert!(!acceptable.is_met_by(&(value + missing - Ratio::one())));
            }
        }
    }
}
