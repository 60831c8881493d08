//! The way from a baseline that is itself only bounded, and what share, pace and rates it leaves possible.
//! Every end is reached by some baseline and value that the evidence allows; no interval is wider than needed.

use super::super::{Course, Direction, Extent, Pace, Shape, Standing, Tolerance, Undefined, pace};
use crate::number::{Endpoint, Interval, Ratio};

/// Where a way leads, fixed or moving with the baseline.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Destination {
    /// A level, whatever the baseline is: `>= 30 GW`.
    Level(Ratio),
    /// The baseline and an amount: `change >= +10 GW from 2020`.
    Change(Ratio),
    /// The baseline times a factor of 0 or more: `>= x9 from 2020`, or 0.66 for `change <= -34 % from 2015`.
    Multiple(Ratio),
}

/// A way from a bounded baseline to where it leads.
///
/// Baseline and value are taken to be wrong independently of each other. A target that moves with the baseline
/// moves with the same baseline, so that no answer counts its doubt twice.
///
/// ```
/// use policy_targets::number::{Interval, Ratio};
/// use policy_targets::progress::uncertainty::{Destination, Way};
///
/// // From a baseline of 10, printed to whole numbers, to 30; now 20.
/// let about = |number: i64| Interval::exactly(Ratio::from(number)).widened(&"0.5".parse().unwrap_or(Ratio::one()));
/// let way = Way::new(about(10), Destination::Level(Ratio::from(30)))?;
/// let share = way.share(&about(20));
/// // At worst from 10.5 to 19.5, 9 of 19.5; at best from 9.5 to 20.5, 11 of 20.5.
/// assert_eq!(share.worst().map(Ratio::to_string), Some("6/13".into()));
/// assert_eq!(share.best().map(Ratio::to_string), Some("22/41".into()));
/// # Ok::<(), policy_targets::progress::Undefined>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    base: Interval,
    destination: Destination,
    direction: Direction,
}

impl Way {
    /// The way from a baseline, exact or bounded.
    ///
    /// # Errors
    /// [`Undefined::MetAtBaseline`] if there is no way at all, [`Undefined::BaselineMayMeet`] if there may be
    /// none: the set of baselines holds the destination, or nothing. [`Undefined::NotPositive`] for a factor
    /// below 0.
    pub fn new(base: Interval, destination: Destination) -> Result<Self, Undefined> {
        if matches!(&destination, Destination::Multiple(factor) if factor.is_negative()) {
            return Err(Undefined::NotPositive);
        }
        let way = match &destination {
            Destination::Level(level) => base.negated().shifted(level),
            Destination::Change(amount) => Interval::exactly(amount.clone()),
            Destination::Multiple(factor) => base.scaled(&(factor - &Ratio::one())),
        };
        if way.as_exact().is_some_and(Ratio::is_zero) {
            return Err(Undefined::MetAtBaseline);
        }
        if base.is_empty() || way.contains(&Ratio::zero()) {
            return Err(Undefined::BaselineMayMeet);
        }
        let leads_up = way.lower().number().is_some_and(|lower| !lower.is_negative());
        let direction = if leads_up { Direction::Up } else { Direction::Down };
        Ok(Self { base, destination, direction })
    }

    /// Up or down, for every baseline that the evidence allows.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The levels that may have to be reached.
    #[must_use]
    pub fn target(&self) -> Interval {
        match &self.destination {
            Destination::Level(level) => Interval::exactly(level.clone()),
            Destination::Change(amount) => self.base.shifted(amount),
            Destination::Multiple(factor) => self.base.scaled(factor),
        }
    }

    /// What is missing (negative) or to spare (positive) of the level to be reached.
    #[must_use]
    pub fn margin(&self, value: &Interval) -> Extent<Ratio> {
        let margin = value.plus(&self.target().negated());
        let extent = self.extent_of(value, &margin);
        extent.map(|end| self.direction.orient(&end))
    }

    /// The share of the way that is done: `(value - base) / (target - base)`.
    ///
    /// Over all baselines and values, each quotient is written so that both appear once:
    /// `1 - (target - value) / (target - base)`, `(value - base) / amount`, `(value / base - 1) / (factor - 1)`.
    #[must_use]
    pub fn share(&self, value: &Interval) -> Extent<Ratio> {
        let share = self.share_interval(value);
        if value.is_empty() { Extent::new(None, None) } else { Direction::Up.extent_of(&share) }
    }

    fn share_interval(&self, value: &Interval) -> Interval {
        let nothing_known = || Interval::new(Endpoint::Unbounded, Endpoint::Unbounded);
        let one = Ratio::one();
        match &self.destination {
            Destination::Level(level) => {
                let (missing, way) = (value.negated().shifted(level), self.base.negated().shifted(level));
                missing.divided_by(&way).map_or_else(nothing_known, |left| left.negated().shifted(&one))
            }
            Destination::Change(amount) => {
                value.plus(&self.base.negated()).scaled(&amount.reciprocal().unwrap_or_else(Ratio::zero))
            }
            Destination::Multiple(factor) => {
                let growth = (factor - &one).reciprocal().unwrap_or_else(Ratio::zero);
                let multiple = value.divided_by(&self.base);
                multiple.map_or_else(nothing_known, |multiple| multiple.shifted(&-one).scaled(&growth))
            }
        }
    }

    /// The change a year since the baseline, signed as by [`achieved_rate`](super::super::achieved_rate).
    ///
    /// # Errors
    /// [`Undefined::NoTimeElapsed`] unless years have passed.
    pub fn achieved_rate(&self, value: &Interval, years: &Ratio) -> Result<Extent<Ratio>, Undefined> {
        let a_year = positive(years).ok_or(Undefined::NoTimeElapsed)?;
        Ok(self.extent_of(value, &value.plus(&self.base.negated()).scaled(&a_year)))
    }

    /// The change a year that still reaches the target, signed as by
    /// [`required_rate`](super::super::required_rate); at worst the most that may be needed.
    ///
    /// # Errors
    /// [`Undefined::NoTimeLeft`] unless years are left.
    pub fn required_rate(&self, value: &Interval, years_left: &Ratio) -> Result<Extent<Ratio>, Undefined> {
        let a_year = positive(years_left).ok_or(Undefined::NoTimeLeft)?;
        let missing = self.target().plus(&value.negated()).scaled(&a_year);
        let extent = self.extent_of(value, &missing);
        Ok(Extent::new(extent.best().cloned(), extent.worst().cloned()))
    }

    /// How many times the achieved rate is required: `(1 / share - 1) · years / years left`.
    ///
    /// # Errors
    /// [`Undefined::NoTimeElapsed`] and [`Undefined::NoTimeLeft`] unless years have passed and are left,
    /// [`Undefined::NotTowardsTarget`] if the share may be 0 or less.
    pub fn acceleration(
        &self,
        value: &Interval,
        years: &Ratio,
        years_left: &Ratio,
    ) -> Result<Extent<Ratio>, Undefined> {
        positive(years).ok_or(Undefined::NoTimeElapsed)?;
        let a_year = positive(years_left).ok_or(Undefined::NoTimeLeft)?;
        let share = self.share_interval(value);
        if value.is_empty() || share.lower().number().is_none_or(Ratio::is_negative) {
            return Err(Undefined::NotTowardsTarget);
        }
        let inverse =
            Interval::exactly(Ratio::one()).divided_by(&share).ok_or(Undefined::NotTowardsTarget)?;
        let times = inverse.shifted(&-Ratio::one()).scaled(&(years * &a_year));
        Ok(Direction::Down.extent_of(&times))
    }

    /// The value at a time against the path of a shape over so many years, both from the base point.
    ///
    /// A baseline nearer to the target makes every path expect more, so that the worst end is the worst value
    /// against the nearest baseline, and the best end the reverse: in standing, difference and lead no pair of
    /// baseline and value lies outside. The ratios of an end are those of its pair; the extreme shares are
    /// [`share`](Self::share)'s.
    ///
    /// # Errors
    /// Those of [`Course::new`] and [`pace`], and [`Undefined::BaselineMayMeet`] for baselines that come as
    /// close to the target as one likes.
    pub fn pace(
        &self,
        shape: &Shape,
        years: &Ratio,
        time: &Ratio,
        value: &Interval,
    ) -> Result<Extent<Pace>, Undefined> {
        let (bases, values) = (self.direction.extent_of(&self.base), self.extent_of(value, value));
        let against = |base: Option<&Ratio>, value: Option<&Ratio>| {
            let course = self.course_from(base, shape, years)?;
            course.zip(value).map(|(course, value)| pace(&course, time, value)).transpose()
        };
        Ok(Extent::new(against(bases.best(), values.worst())?, against(bases.worst(), values.best())?))
    }

    /// Where the value at a time stands if it counts as on path within a tolerance: the worst and the best that a
    /// baseline and a value allow.
    ///
    /// The room to spare is a monotone function of the baseline: a falling one on the way to a fixed level, where
    /// the nearest baseline expects the most. Not so for a tolerance of more than the whole quantity, of which
    /// nothing is said.
    ///
    /// # Errors
    /// As for [`pace`](Self::pace).
    pub fn standing(
        &self,
        tolerance: &Tolerance,
        shape: &Shape,
        years: &Ratio,
        time: &Ratio,
        value: &Interval,
    ) -> Result<Extent<Standing>, Undefined> {
        if *tolerance.fraction() > Ratio::one() {
            return Ok(Extent::new(None, None));
        }
        let (bases, values) = (self.direction.extent_of(&self.base), self.extent_of(value, value));
        let from = |base: Option<&Ratio>, value: Option<&Ratio>| {
            let course = self.course_from(base, shape, years)?;
            course.zip(value).map(|(course, value)| tolerance.standing(&course, time, value)).transpose()
        };
        let is_fixed = matches!(self.destination, Destination::Level(_));
        let of = |nearest, farthest, value, pick: fn(Standing, Standing) -> Standing| {
            let standing = from(nearest, value)?;
            if is_fixed {
                return Ok(standing);
            }
            Ok(standing.zip(from(farthest, value)?).map(|(one, other)| pick(one, other)))
        };
        let worst = of(bases.best(), bases.worst(), values.worst(), Standing::min)?;
        let best = of(bases.worst(), bases.best(), values.best(), Standing::max)?;
        Ok(Extent::new(worst, best))
    }

    /// The course from an end of the baseline, if it has one; refused for a shape that leads from no such end, also
    /// where the value is open.
    fn course_from(
        &self,
        base: Option<&Ratio>,
        shape: &Shape,
        years: &Ratio,
    ) -> Result<Option<Course>, Undefined> {
        let Some(base) = base else { return Ok(None) };
        // Constant growth leads from no base of 0, nor past it.
        if *shape == Shape::ConstantGrowth && self.base.contains(&Ratio::zero()) {
            return Err(Undefined::NotPositive);
        }
        let target = self.target_from(base);
        if target == *base {
            return Err(Undefined::BaselineMayMeet);
        }
        Course::new(base.clone(), target, years.clone(), shape.clone()).map(Some)
    }

    fn target_from(&self, base: &Ratio) -> Ratio {
        match &self.destination {
            Destination::Level(level) => level.clone(),
            Destination::Change(amount) => base + amount,
            Destination::Multiple(factor) => base * factor,
        }
    }

    /// The worst and best of what was computed of a value; nothing of no value.
    fn extent_of(&self, value: &Interval, computed: &Interval) -> Extent<Ratio> {
        if value.is_empty() { Extent::new(None, None) } else { self.direction.extent_of(computed) }
    }
}

/// `1 / years` for years above 0.
fn positive(years: &Ratio) -> Option<Ratio> {
    years.reciprocal().filter(Ratio::is_positive)
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "small whole numbers; a test fails loudly")]
mod tests {
    use super::super::super::{
        Lead, ToleratedQuantity, acceleration, achieved_rate, required_rate, share_of_way,
    };
    use super::*;
    use proptest::prelude::*;

    fn over(number: i64) -> Interval {
        Interval::new(Endpoint::Open(Ratio::from(number)), Endpoint::Unbounded)
    }

    fn closed(lower: i64, upper: i64) -> Interval {
        Interval::closed(Ratio::from(lower), Ratio::from(upper))
    }

    fn level(number: i64) -> Destination {
        Destination::Level(Ratio::from(number))
    }

    fn texts(extent: &Extent<Ratio>) -> String {
        extent.to_string()
    }

    fn tolerance(fraction: &str, quantity: ToleratedQuantity) -> Tolerance {
        Tolerance::new(fraction.parse().unwrap(), quantity).unwrap()
    }

    #[test]
    fn a_tolerance_counts_from_every_baseline() {
        let way = Way::new(closed(0, 10), level(50)).unwrap();
        let at_half = |fraction, quantity, value| {
            let tolerance = tolerance(fraction, quantity);
            let standing =
                way.standing(&tolerance, &Shape::Linear, &Ratio::from(2), &Ratio::from(1), &value).unwrap();
            (standing.worst().copied(), standing.best().copied())
        };
        // Half of the way: 25 from 0, 30 from 10. A tenth of it: down to 22.5 and to 27.
        let value = |number: i64| closed(number, number);
        let (behind, on_path) = (Some(Standing::Behind), Some(Standing::OnPath));
        assert_eq!(at_half("0.1", ToleratedQuantity::ExpectedValue, value(27)), (on_path, on_path));
        assert_eq!(at_half("0.1", ToleratedQuantity::ExpectedValue, value(26)), (behind, on_path));
        assert_eq!(at_half("0.1", ToleratedQuantity::ExpectedValue, value(22)), (behind, behind));
        // A tenth of the whole change: 5 from 0, 4 from 10: down to 20 and to 26.
        assert_eq!(at_half("0.1", ToleratedQuantity::WholeChange, value(26)), (on_path, on_path));
        assert_eq!(at_half("0.1", ToleratedQuantity::WholeChange, closed(19, 25)), (behind, on_path));
        assert_eq!(at_half("1.1", ToleratedQuantity::WholeChange, value(26)), (None, None));
    }

    #[test]
    fn a_baseline_that_may_meet_the_target_leaves_no_share() {
        assert_eq!(Way::new(closed(10, 30), level(30)), Err(Undefined::BaselineMayMeet));
        assert_eq!(Way::new(over(10), level(30)), Err(Undefined::BaselineMayMeet));
        assert_eq!(Way::new(closed(5, 3), level(30)), Err(Undefined::BaselineMayMeet));
        assert_eq!(
            Way::new(closed(-1, 1), Destination::Multiple(Ratio::from(2))),
            Err(Undefined::BaselineMayMeet)
        );
        assert_eq!(Way::new(closed(30, 30), level(30)), Err(Undefined::MetAtBaseline));
        assert_eq!(Way::new(closed(3, 5), Destination::Change(Ratio::zero())), Err(Undefined::MetAtBaseline));
        assert_eq!(
            Way::new(closed(3, 5), Destination::Multiple(Ratio::one())),
            Err(Undefined::MetAtBaseline)
        );
        assert_eq!(Way::new(closed(3, 5), Destination::Multiple(-Ratio::one())), Err(Undefined::NotPositive));
    }

    #[test]
    fn constant_growth_leads_from_no_baseline_of_zero_however_open_the_value_is() {
        let up_to_five = Interval::new(Endpoint::Unbounded, Endpoint::Closed(Ratio::from(5)));
        let under = Interval::new(Endpoint::Unbounded, Endpoint::Open(Ratio::from(8)));
        let way = Way::new(up_to_five, level(14)).unwrap();
        let (years, time) = (Ratio::from(10), Ratio::from(4));
        let found = |shape| way.pace(&shape, &years, &time, &under);
        assert_eq!(found(Shape::ConstantGrowth), Err(Undefined::NotPositive));
        assert_eq!(found(Shape::Linear), Ok(Extent::new(None, None)));
        let tolerance = tolerance("0.1", ToleratedQuantity::WholeChange);
        let standing = way.standing(&tolerance, &Shape::ConstantGrowth, &years, &time, &under);
        assert_eq!(standing, Err(Undefined::NotPositive));
    }

    #[test]
    fn open_ends_leave_shares_without_an_end() {
        // Over 60 on the way from 10 to 70: more than 50 of 60.
        let way = Way::new(closed(10, 10), level(70)).unwrap();
        assert_eq!(texts(&way.share(&over(60))), "5/6 to open");
        assert_eq!(texts(&way.margin(&over(60))), "-10 to open");
        // From a baseline of more than 40 down to 20, at 30: from 50 % to, at most, all that was ever missing.
        let way = Way::new(over(40), level(20)).unwrap();
        assert_eq!(texts(&way.share(&closed(30, 30))), "0.5 to 1");
        // A baseline below 30, and any amount below: at 20 the share is anything up to all of the way.
        let below = Interval::new(Endpoint::Unbounded, Endpoint::Open(Ratio::from(30)));
        let way = Way::new(below, level(30)).unwrap();
        assert_eq!(texts(&way.share(&closed(20, 20))), "open to 1");
        assert_eq!(texts(&way.share(&closed(20, 40))), "open to open");
        assert_eq!(
            way.pace(&Shape::Linear, &5.into(), &2.into(), &closed(20, 20)),
            Err(Undefined::BaselineMayMeet)
        );
        assert_eq!(texts(&way.share(&closed(5, 3))), "open to open");
    }

    #[test]
    fn a_target_that_moves_with_the_baseline_moves_with_the_same_one() {
        // A third less than 90 to 110, at 80: to 60 from 90, 1/3 done; to 73.3 from 110, 30 of 36.7 = 9/11 done.
        let way = Way::new(closed(90, 110), Destination::Multiple(Ratio::new(2, 3).unwrap())).unwrap();
        assert_eq!(way.direction(), Direction::Down);
        assert_eq!(texts(&way.share(&closed(80, 80))), "1/3 to 9/11");
        // 10 more than 3 to 5, at 9: 6 or 4 of the 10.
        let way = Way::new(closed(3, 5), Destination::Change(Ratio::from(10))).unwrap();
        assert_eq!(texts(&way.share(&closed(9, 9))), "0.4 to 0.6");
        assert_eq!(way.target(), closed(13, 15));
        assert_eq!(texts(&way.margin(&closed(9, 9))), "-6 to -4");
    }

    #[test]
    fn rates_and_pace_have_a_worst_and_a_best_end() {
        // Baseline 8 to 12, target 30 after 10 years; 18 to 20 after 4.
        let way = Way::new(closed(8, 12), level(30)).unwrap();
        let (value, four, six) = (closed(18, 20), Ratio::from(4), Ratio::from(6));
        assert_eq!(texts(&way.achieved_rate(&value, &four).unwrap()), "1.5 to 3");
        assert_eq!(texts(&way.required_rate(&value, &six).unwrap()), "2 to 5/3");
        // At worst 12 / 6 years against 6 / 4 years, at best 10 / 6 against 12 / 4.
        assert_eq!(texts(&way.acceleration(&value, &four, &six).unwrap()), "4/3 to 5/9");
        // The path expects 12 + 18 · 0.4 = 19.2 or 8 + 22 · 0.4 = 16.8.
        let pace = way.pace(&Shape::Linear, &Ratio::from(10), &four, &value).unwrap();
        assert_eq!(pace.clone().map(|pace| pace.difference().to_string()).to_string(), "-1.2 to 3.2");
        // Shares of 1/3 and 12/22 of ten years, less four.
        let leads = pace.map(|pace| pace.lead().years().to_string()).to_string();
        assert_eq!(leads, "-2/3 to 16/11");
        let still = way.acceleration(&closed(12, 20), &four, &six);
        assert_eq!(still, Err(Undefined::NotTowardsTarget));
        assert_eq!(way.required_rate(&value, &Ratio::zero()), Err(Undefined::NoTimeLeft));
        assert_eq!(way.achieved_rate(&value, &Ratio::zero()), Err(Undefined::NoTimeElapsed));
    }

    fn interval() -> impl Strategy<Value = Interval> {
        (-20_i64..20, 0_i64..8).prop_map(|(lower, width)| closed(lower, lower + width))
    }

    fn destination() -> impl Strategy<Value = Destination> {
        (0..3_u8, -20_i64..20).prop_map(|(kind, number)| match kind {
            0 => level(number),
            1 => Destination::Change(Ratio::from(number)),
            _ => Destination::Multiple(Ratio::new(number.abs(), 5).unwrap()),
        })
    }

    /// The ends of a closed set and what lies between.
    fn inside(set: &Interval) -> Vec<Ratio> {
        let (lower, upper) = (set.lower().number().unwrap(), set.upper().number().unwrap());
        (0..=4).map(|part| lower + &((upper - lower) * Ratio::new(part, 4).unwrap())).collect()
    }

    proptest! {
        #[test]
        fn a_tolerated_standing_holds_for_every_pair(
            base in interval(), value in interval(), destination in destination(), percent in 0_i64..=100, time in 1_i64..=5,
            quantity in prop_oneof![
                Just(ToleratedQuantity::ExpectedValue),
                Just(ToleratedQuantity::ExpectedProgress),
                Just(ToleratedQuantity::WholeChange),
            ],
        ) {
            let Ok(way) = Way::new(base.clone(), destination) else { return Ok(()) };
            let (years, time) = (Ratio::from(5), Ratio::from(time));
            let tolerance = Tolerance::new(Ratio::new(percent, 100).unwrap(), quantity).unwrap();
            let extent = way.standing(&tolerance, &Shape::Linear, &years, &time, &value).unwrap();
            let is_good = |standing: Standing| standing != Standing::Behind;
            let mut found = vec![];
            for base in inside(&base) {
                let course = way.course_from(Some(&base), &Shape::Linear, &years).unwrap().unwrap();
                for value in inside(&value) {
                    found.push(is_good(tolerance.standing(&course, &time, &value).unwrap()));
                }
            }
            prop_assert_eq!(extent.worst().copied().map(is_good), found.iter().min().copied());
            prop_assert_eq!(extent.best().copied().map(is_good), found.iter().max().copied());
        }

        #[test]
        fn no_pair_lies_outside_and_some_pair_lies_at_each_end(
            base in interval(), value in interval(), destination in destination(),
        ) {
            let Ok(way) = Way::new(base.clone(), destination) else { return Ok(()) };
            let (years, left) = (Ratio::from(3), Ratio::from(2));
            let (mut shares, mut achieved, mut required, mut times) = (vec![], vec![], vec![], vec![]);
            let mut margins = vec![];
            for base in inside(&base) {
                let target = way.target_from(&base);
                for value in inside(&value) {
                    shares.push(share_of_way(&base, &value, &target).unwrap());
                    margins.push(way.direction.orient(&(&value - &target)));
                    let rates = (
                        achieved_rate(&base, &value, &years).unwrap(), required_rate(&value, &target, &left).unwrap(),
                    );
                    times.push(acceleration(&rates.1, &rates.0, way.direction()));
                    achieved.push(way.direction.orient(&rates.0));
                    required.push(way.direction.orient(&rates.1));
                }
            }
            let ends = |numbers: &[Ratio]| {
                Extent::new(numbers.iter().min().cloned(), numbers.iter().max().cloned())
            };
            let oriented = |extent: Extent<Ratio>| extent.map(|end| way.direction.orient(&end));
            prop_assert_eq!(way.share(&value), ends(&shares));
            prop_assert_eq!(way.margin(&value), ends(&margins));
            prop_assert_eq!(oriented(way.achieved_rate(&value, &years).unwrap()), ends(&achieved));
            let required = ends(&required);
            prop_assert_eq!(
                oriented(way.required_rate(&value, &left).unwrap()),
                Extent::new(required.best().cloned(), required.worst().cloned())
            );
            match way.acceleration(&value, &years, &left) {
                Ok(extent) => {
                    let times: Vec<Ratio> = times.into_iter().map(Result::unwrap).collect();
                    let ends = ends(&times);
                    prop_assert_eq!(extent, Extent::new(ends.best().cloned(), ends.worst().cloned()));
                }
                Err(_) => prop_assert!(times.iter().any(Result::is_err)),
            }
        }

        #[test]
        fn no_pace_lies_outside_of_its_ends(
            base in interval(), value in interval(), destination in destination(), time in 0_i64..=5, kind in 0..4_u8,
        ) {
            let Ok(way) = Way::new(base.clone(), destination) else { return Ok(()) };
            let shape = match kind {
                0 => Shape::Linear,
                1 => Shape::ConstantGrowth,
                2 => Shape::Stated(vec![(Ratio::from(2), Ratio::from(3))]),
                _ => Shape::Step(vec![(Ratio::from(2), Ratio::from(3))]),
            };
            let (years, time) = (Ratio::from(5), Ratio::from(time));
            let Ok(extent) = way.pace(&shape, &years, &time, &value) else { return Ok(()) };
            let (worst, best) = (extent.worst().unwrap(), extent.best().unwrap());
            for base in inside(&base) {
                let course = Course::new(base.clone(), way.target_from(&base), years.clone(), shape.clone()).unwrap();
                for value in inside(&value) {
                    let pace = pace(&course, &time, &value).unwrap();
                    prop_assert!(worst.standing() <= pace.standing() && pace.standing() <= best.standing());
                    // Heights of constant growth have 12 digits, and may differ in the last.
                    let hair = Ratio::new(1, 1_000_000_000).unwrap();
                    prop_assert!(worst.difference() - &hair <= *pace.difference());
                    prop_assert!(*pace.difference() <= best.difference() + &hair);
                    let years = |lead: &Lead| lead.years();
                    prop_assert!(years(worst.lead()) - hair.clone() <= years(pace.lead()));
                    prop_assert!(years(pace.lead()) <= years(best.lead()) + hair);
                }
            }
        }
    }
}
