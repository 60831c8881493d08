//! Rates of change: what is required from here, what was achieved, and how the two compare.
//! As units a year on a straight line, or as a yearly fraction under constant growth.

use super::{Direction, Undefined};
use crate::number::{Ratio, rate};

/// The change a year that reaches the target in time: `(target - value) / years left`.
///
/// Signed, not oriented: falling targets need a negative rate.
///
/// # Errors
/// [`Undefined::NoTimeLeft`] unless years are left.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::required_rate;
/// let rate = required_rate(&"8.7".parse()?, &"30".parse()?, &"3".parse()?)?;
/// assert_eq!(rate.to_string(), "7.1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn required_rate(value: &Ratio, target: &Ratio, years_left: &Ratio) -> Result<Ratio, Undefined> {
    rate_over(value, target, years_left, Undefined::NoTimeLeft)
}

/// The change a year since the baseline: `(value - base) / years`. Signed, not oriented.
///
/// # Errors
/// [`Undefined::NoTimeElapsed`] unless years have passed.
pub fn achieved_rate(base: &Ratio, value: &Ratio, years: &Ratio) -> Result<Ratio, Undefined> {
    rate_over(base, value, years, Undefined::NoTimeElapsed)
}

fn rate_over(from: &Ratio, to: &Ratio, years: &Ratio, no_time: Undefined) -> Result<Ratio, Undefined> {
    if !years.is_positive() {
        return Err(no_time);
    }
    (to - from).divide(years).ok_or(no_time)
}

/// How many times the achieved rate is required: `required / achieved`. At most 0 if nothing more is needed.
///
/// # Errors
/// [`Undefined::NoMovement`] for an achieved rate of 0, [`Undefined::NotTowardsTarget`] for one against the
/// wanted direction: such quotients would call moving away progress.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::{Direction, Undefined, acceleration};
/// let (needed, achieved) = (Ratio::from(-6), Ratio::from(-4));
/// assert_eq!(acceleration(&needed, &achieved, Direction::Down)?.to_string(), "1.5");
/// assert_eq!(acceleration(&needed, &achieved, Direction::Up), Err(Undefined::NotTowardsTarget));
/// # Ok::<(), Undefined>(())
/// ```
pub fn acceleration(required: &Ratio, achieved: &Ratio, direction: Direction) -> Result<Ratio, Undefined> {
    if direction.orient(achieved).is_negative() {
        return Err(Undefined::NotTowardsTarget);
    }
    required.divide(achieved).ok_or(Undefined::NoMovement)
}

/// The constant growth a year, as a fraction, that reaches the target in time:
/// `(target / value)^(1 / years left) - 1`, to 12 significant digits.
///
/// # Errors
/// [`Undefined::NoTimeLeft`] unless years are left, [`Undefined::NotPositive`] unless both numbers lie on one
/// side of 0, [`Undefined::BeyondComputation`] for numbers no float holds.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::progress::required_growth;
/// // Robot density is to double in five years: 2^(1/5) = 1.1487 (OEIS A005531).
/// let growth = required_growth(&Ratio::from(246), &Ratio::from(492), &Ratio::from(5))?;
/// assert_eq!(growth.rounded(4)?.to_string(), "0.1487");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn required_growth(value: &Ratio, target: &Ratio, years_left: &Ratio) -> Result<Ratio, Undefined> {
    growth_over(value, target, years_left, Undefined::NoTimeLeft)
}

/// The constant growth a year since the baseline, as a fraction: `(value / base)^(1 / years) - 1`, to 12
/// significant digits.
///
/// # Errors
/// [`Undefined::NoTimeElapsed`] unless years have passed, [`Undefined::NotPositive`] unless both numbers lie
/// on one side of 0, [`Undefined::BeyondComputation`] for numbers no float holds.
pub fn achieved_growth(base: &Ratio, value: &Ratio, years: &Ratio) -> Result<Ratio, Undefined> {
    growth_over(base, value, years, Undefined::NoTimeElapsed)
}

fn growth_over(from: &Ratio, to: &Ratio, years: &Ratio, no_time: Undefined) -> Result<Ratio, Undefined> {
    if !years.is_positive() {
        return Err(no_time);
    }
    let ratio = to.divide(from).filter(Ratio::is_positive).ok_or(Undefined::NotPositive)?;
    rate::growth_per_period(&ratio, years).ok_or(Undefined::BeyondComputation)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = Ratio> {
        (-10_000_i64..10_000, 1_i64..100).prop_map(|(n, d)| Ratio::new(n, d).unwrap())
    }

    #[test]
    fn the_storage_goal_needs_2_61_times_the_achieved_rate() {
        let number = |text: &str| text.parse::<Ratio>().unwrap();
        let required = required_rate(&number("8.7"), &number("30"), &number("3")).unwrap();
        let achieved = achieved_rate(&number("3.2692"), &number("8.7"), &number("2")).unwrap();
        // 21.3 / 3 = 7.1; 5.4308 / 2 = 2.7154; 7.1 / 2.7154 = 2.6147
        assert_eq!((required.to_string(), achieved.to_string()), ("7.1".into(), "2.7154".into()));
        let times = acceleration(&required, &achieved, Direction::Up).unwrap();
        assert_eq!(times.rounded(2).unwrap().to_string(), "2.61");
    }

    #[test]
    fn without_time_or_movement_there_is_no_rate() {
        let (one, zero) = (Ratio::one(), Ratio::zero());
        assert_eq!(required_rate(&one, &zero, &zero), Err(Undefined::NoTimeLeft));
        assert_eq!(achieved_rate(&one, &zero, &-&one), Err(Undefined::NoTimeElapsed));
        assert_eq!(acceleration(&one, &zero, Direction::Up), Err(Undefined::NoMovement));
        assert_eq!(required_growth(&one, &zero, &one), Err(Undefined::NotPositive));
        assert_eq!(achieved_growth(&zero, &one, &one), Err(Undefined::NotPositive));
        assert_eq!(achieved_growth(&one, &-&one, &one), Err(Undefined::NotPositive));
    }

    proptest! {
        #[test]
        fn the_required_pace_arrives_exactly_when_followed(
            value in number(), target in number(), years in 1_i64..400,
        ) {
            let years = Ratio::new(years, 12).unwrap();
            let required = required_rate(&value, &target, &years).unwrap();
            prop_assert_eq!(value + required * years, target);
        }

        #[test]
        fn the_required_growth_arrives_to_ten_digits(
            value in 1_i64..10_000, target in 1_i64..10_000, years in 1_u32..30,
        ) {
            let (value, target) = (-Ratio::from(value), -Ratio::from(target));
            let growth = required_growth(&value, &target, &Ratio::from(i64::from(years))).unwrap();
            let arrived = value * (growth + Ratio::one()).power(years);
            let error = (arrived.divide(&target).unwrap() - Ratio::one()).absolute();
            prop_assert!(error < Ratio::power_of_ten(10).reciprocal().unwrap());
        }
    }
}
