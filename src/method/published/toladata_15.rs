//! `toladata-15`: the on-track band of 15 % of `TolaData` and Mercy Corps.
//! Compares what was achieved with what was targeted over the completed periods.

use crate::method::fill::Fill;
use crate::method::{
    Band, Case, Class, Description, Invariance, Method, Parameter, Rating, Reason, Refusal, Verification,
};
use crate::progress::Direction;

/// More than 15 % better than targeted.
const OVER: Class = Class::new(1, "over_target", "Over target");
/// Within 15 %.
const ON_TRACK: Class = Class::new(2, "on_track", "On track");
/// More than 15 % worse than targeted.
const UNDER: Class = Class::new(3, "under_target", "Under target");

const CLASSES: &[Class] = &[OVER, ON_TRACK, UNDER];

/// Of the ratio; both thresholds are on track.
const BANDS: &[Band] = &[Band::over(115, 2, OVER), Band::at_least(85, 2, ON_TRACK), Band::otherwise(UNDER)];

/// The band of `TolaData`: the actual value over the target of the completed periods.
///
/// **Formula.** `actual / target`; 0.85 and 1.15 are both on track. Where less is better, over and under change places.
/// **Fills in.** The direction up, where none is stated; what the program does then was not seen.
/// **Refuses** without target, for a target of 0, and for one whose year is after the latest value: only completed
/// periods count. Targets of numbers that are not running totals are to be summed,
/// others are the latest, by the caller.
/// **Source.** `mercycorps/TolaActivity`, its program for results.
///
/// ```
/// use policy_targets::method::{Case, Method, published::TolaData15};
///
/// let rating = TolaData15.rate(&Case::new([(2022, 350.into())]).with_target(500.into()))?;
/// assert_eq!(rating.class().map(|class| class.code()), Some("under_target"));
/// assert_eq!(rating.filled_in()[0].to_string(), "direction not stated, up used");
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct TolaData15;

impl Method for TolaData15 {
    fn description(&self) -> Description {
        Description::new("toladata-15", Verification::FromOwnersCode)
            .by("Mercy Corps", "TolaData at 7ca89ab")
            .asking("Is the achievement within 15 % of what was targeted so far?")
            .with_formula("actual / target")
            .with_checks("over 1.15, below 0.85, else on track; turned where less is better")
            .with_source("mercycorps/TolaActivity")
            .with_verified("from the owner's program and its tests")
            .with_needs(&[Parameter::Target])
            .with_classes(CLASSES)
            .with_on_track(2)
            .with_invariances(&[Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let target = case.require_target()?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        if let Some(year) = case.target_year().filter(|year| *year > current.year()) {
            return Err(Refusal::new(Reason::NotAssessed)
                .with("target_year", year)
                .with("current_year", current.year()));
        }
        let mut fill = Fill::new(case);
        let direction = fill.direction(Direction::Up);
        let share = current.number().divide(&target).ok_or(Reason::ZeroTarget)?;
        let class = match (Band::class_of(&share, BANDS)?, direction) {
            (class, Direction::Down) if class == OVER => UNDER,
            (class, Direction::Down) if class == UNDER => OVER,
            (class, _) => class,
        };
        let rating = Rating::by(self).at(current).with_class(class).with_exact_statistic(share);
        Ok(rating.with_filled_in(fill.done()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;

    #[test]
    fn both_thresholds_are_on_track() {
        for (actual, up, down) in [
            ("1151", "over_target", "under_target"),
            ("1150", "on_track", "on_track"),
            ("1000", "on_track", "on_track"),
            ("850", "on_track", "on_track"),
            ("849", "under_target", "over_target"),
            ("700", "under_target", "over_target"),
        ] {
            for (direction, class) in [(Direction::Up, up), (Direction::Down, down)] {
                let case = Case::new([(2022, actual.parse().unwrap())]).with_target(1000.into());
                let rating = TolaData15.rate(&case.with_direction(direction)).unwrap();
                assert_eq!(rating.class().unwrap().code(), class, "{actual}");
                assert_eq!(rating.filled_in(), []);
            }
        }
        let zero = Case::new([(2022, 5.into())]).with_target(0.into());
        assert_eq!(TolaData15.rate(&zero).unwrap_err().reason(), Reason::ZeroTarget);
    }
}
