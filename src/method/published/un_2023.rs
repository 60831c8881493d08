//! `un-2023`: the progress assessment of the UN's Sustainable Development Goals Progress Chart 2023.
//! Carries the growth since 2015 on to 2030 and asks how much of the way it would make.

use crate::method::fill::{Fill, Search};
use crate::method::growth::{rate_between, rounded, wanted_growth, years_between};
use crate::method::{
    Band, Case, Class, Description, FilledIn, Filling, Invariance, Method, Parameter, Point, Rating, Reason,
    Refusal, Verification,
};
use crate::number::{Ratio, rate};

/// On track or target met.
const ON_TRACK: Class = Class::new(1, "on_track", "On track or target met");
/// Fair progress, acceleration needed.
const FAIR: Class = Class::new(2, "fair_progress", "Fair progress, acceleration needed");
/// Stagnation or regression.
const STAGNATION: Class = Class::new(3, "stagnation_or_regression", "Stagnation or regression");

const CLASSES: &[Class] = &[ON_TRACK, FAIR, STAGNATION];

/// Of the way to the target that the value expected in the target's year has made.
const WITH_TARGET: &[Band] =
    &[Band::at_least(95, 2, ON_TRACK), Band::at_least(1, 1, FAIR), Band::otherwise(STAGNATION)];
/// Of the growth in the wanted direction.
const WITHOUT_TARGET: &[Band] =
    &[Band::at_least(2, 2, ON_TRACK), Band::at_least(5, 3, FAIR), Band::otherwise(STAGNATION)];

/// The UN method of 2023: how much of the way to the target the growth since the base would make.
///
/// **Formula.** `e = v (v / b)^((tT - t) / (t - t0))`; with a target `(e - b) / (T - b)`, without one the growth a
/// year in the wanted direction.
/// **Order of checks.** Target met by the latest value, then the bands.
/// **Score.** 3, 2 and 1 for the three classes.
/// **Fills in.** Base year 2015, or the next later year with a value, else the last earlier one; target year 2030; a
/// target year that has passed is the year of the latest value.
/// **Refuses** without direction, from a base of 0 or, without a target, below 0, between unlike signs, and where base
/// and target are equal.
/// **Source.** The Basque office's page on methods (`EUSTAT-DES/site`, metodologia.md), which quotes it; the chart's
/// own notes were not seen. What it says of yes-or-no indicators, of targets within a percentage point of 0 % or
/// 100 %, and of indicators that are rates of growth is left to the caller.
///
/// ```
/// use policy_targets::method::{Case, Method, published::Un2023};
/// use policy_targets::progress::Direction;
///
/// let case = Case::new([(2015, 40.into()), (2022, 20.into())])
///     .with_target(5.into())
///     .with_target_year(2030)
///     .with_direction(Direction::Down);
/// let rating = Un2023.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.code()), Some("fair_progress"));
/// assert_eq!(rating.statistic().map(|share| share.number().rounded(6)), Some("0.884079".parse()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Un2023;

impl Method for Un2023 {
    fn description(&self) -> Description {
        Description::new("un-2023", Verification::Secondary)
            .by("UN DESA", "Progress Chart 2023")
            .asking("How much of the way to the target would growth since 2015 make by 2030?")
            .with_formula("(v (v/b)^((tT-t)/(t-t0)) - b) / (T - b)")
            .with_checks("target met, then bands of the ratio with a target, of the growth without one")
            .with_source("EUSTAT-DES/site, metodologia.md")
            .with_verified("from the Basque office's description; the chart's own notes were not seen")
            .with_needs(&[Parameter::Direction])
            .with_classes(CLASSES)
            .with_on_track(1)
            .with_invariances(&[Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let direction = case.require_direction()?;
        let mut fill = Fill::new(case);
        let base = fill.base(2015, Search::LaterThenEarlier)?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let growth = rate_between(base, current)?;
        let rating = Rating::by(self).between(base, current).with_term("growth", growth.clone());
        let Some(target) = case.target() else {
            let oriented = wanted_growth(base, &growth, direction)?;
            return Ok(classed(
                rating.with_rounded_statistic(&oriented),
                Band::class_of(&oriented, WITHOUT_TARGET)?,
            )
            .with_filled_in(fill.done()));
        };
        let target = target.to_ratio();
        let target_year = fill.target_year(2030);
        if target_year < current.year() {
            fill.note(FilledIn::replaced(Filling::TargetYear, target_year, current.year()));
        }
        let expected = expected_in(target_year.max(current.year()), base, current)?;
        let way = &target - &base.number();
        let share = (&expected - &base.number()).divide(&way).map(|share| rounded(&share));
        let rating = rating.with_term("expected", expected);
        let rating = match &share {
            Some(share) => rating.with_rounded_statistic(share),
            None => rating,
        };
        let is_met = direction.is_as_good(&current.number(), &target);
        let rating = if is_met {
            classed(rating.with_rule("target met"), ON_TRACK)
        } else {
            classed(rating, Band::class_of(&share.ok_or(Reason::BaseEqualsTarget)?, WITH_TARGET)?)
        };
        Ok(rating.with_filled_in(fill.done()))
    }
}

/// The value that the growth between two points leads to in a later year, to 12 digits.
fn expected_in(year: i32, base: Point, current: Point) -> Result<Ratio, Refusal> {
    if current.value().is_zero() {
        return Ok(Ratio::zero()); // all of it is gone, and stays gone
    }
    let left = i64::from(year).saturating_sub(i64::from(current.year()));
    let share = Ratio::from(left).divide(&years_between(base.year(), current.year())?);
    let growth = current.number().divide(&base.number());
    let (share, growth) = share.zip(growth).ok_or(Reason::ZeroDenominator)?;
    rate::grown(&current.number(), &growth, &share)
        .map(|expected| rounded(&expected))
        .ok_or_else(|| Reason::BeyondComputation.into())
}

fn classed(rating: Rating, class: Class) -> Rating {
    let score = Ratio::from(4) - Ratio::from(i64::from(class.rank()));
    rating.with_class(class).with_score(score)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Value;
    use crate::progress::Direction;

    fn number(text: &str) -> Value {
        text.parse().unwrap()
    }

    fn rated(
        base: &str,
        latest: &str,
        direction: Direction,
        target: Option<&str>,
    ) -> (String, String, String) {
        let case = Case::new([(2015, number(base)), (2022, number(latest))]).with_direction(direction);
        let case = target
            .map(|target| case.clone().with_target(number(target)).with_target_year(2030))
            .unwrap_or(case);
        let rating = Un2023.rate(&case).unwrap();
        let text = |number: &Ratio| number.rounded(6).unwrap().to_string();
        (
            rating.class().unwrap().code().to_owned(),
            text(rating.statistic().unwrap().number()),
            rating.score().unwrap().to_string(),
        )
    }

    fn row(class: &str, statistic: &str, score: &str) -> (String, String, String) {
        (class.to_owned(), statistic.to_owned(), score.to_owned())
    }

    #[test]
    fn the_worked_examples_come_out() {
        use Direction::{Down, Up};
        assert_eq!(rated("40", "20", Down, Some("5")), row("fair_progress", "0.884079", "2"));
        assert_eq!(rated("60", "70", Up, Some("100")), row("fair_progress", "0.587126", "2"));
        assert_eq!(rated("60", "61", Up, Some("100")), row("stagnation_or_regression", "0.054082", "1"));
        assert_eq!(rated("40", "42", Down, Some("20")), row("stagnation_or_regression", "-0.220423", "1"));
    }

    #[test]
    fn what_is_met_is_met_whatever_the_trend() {
        let met = rated("80", "75", Direction::Up, Some("70"));
        assert_eq!((met.0.as_str(), met.2.as_str()), ("on_track", "3"));
        let at_the_target = rated("60", "70", Direction::Up, Some("70"));
        assert_eq!(at_the_target.0, "on_track");
    }

    #[test]
    fn both_edges_without_a_target_belong_to_the_better_class() {
        let class = |latest: &str, direction| {
            let case = Case::new([(2021, number("100")), (2022, number(latest))])
                .with_base_year(2021)
                .with_direction(direction);
            Un2023.rate(&case).unwrap().class().unwrap().code().to_owned()
        };
        for (latest, expected) in [
            ("102", "on_track"),
            ("101.9", "fair_progress"),
            ("100.5", "fair_progress"),
            ("100.4", "stagnation_or_regression"),
        ] {
            assert_eq!(class(latest, Direction::Up), expected, "{latest}");
        }
        for (latest, expected) in [
            ("98", "on_track"),
            ("98.1", "fair_progress"),
            ("99.5", "fair_progress"),
            ("99.6", "stagnation_or_regression"),
        ] {
            assert_eq!(class(latest, Direction::Down), expected, "{latest}");
        }
    }

    #[test]
    fn both_edges_with_a_target_belong_to_the_better_class() {
        // The latest value is of the target's year, so that it is the expected one: 95 of 100, 10 of 100.
        let class = |latest: &str| {
            let case = Case::new([(2015, number("100")), (2022, number(latest))])
                .with_direction(Direction::Up)
                .with_target(number("200"))
                .with_target_year(2022);
            Un2023.rate(&case).unwrap().class().unwrap().code().to_owned()
        };
        for (latest, expected) in [
            ("195", "on_track"),
            ("194.9", "fair_progress"),
            ("110", "fair_progress"),
            ("109.9", "stagnation_or_regression"),
        ] {
            assert_eq!(class(latest), expected, "{latest}");
        }
    }

    #[test]
    fn the_base_is_looked_for_after_and_then_before() {
        let case = Case::new([(2012, number("40")), (2014, number("38")), (2018, number("36"))]);
        let case = case.with_direction(Direction::Down);
        assert_eq!(Un2023.rate(&case).unwrap_err().reason(), Reason::SameYear);
        let earlier = Case::new([(2012, number("40")), (2014, number("38"))]).with_direction(Direction::Down);
        assert_eq!(Un2023.rate(&earlier).unwrap_err().reason(), Reason::SameYear);
    }

    #[test]
    fn what_the_formula_has_no_value_for_is_refused() {
        let case = |base: &str, target: &str| {
            Case::new([(2015, number(base)), (2022, number("20"))])
                .with_direction(Direction::Up)
                .with_target(number(target))
        };
        assert_eq!(Un2023.rate(&case("0", "50")).unwrap_err().reason(), Reason::ZeroBase);
        assert_eq!(Un2023.rate(&case("-5", "50")).unwrap_err().reason(), Reason::SignChange);
        assert_eq!(Un2023.rate(&case("50", "50")).unwrap_err().reason(), Reason::BaseEqualsTarget);
        assert_eq!(Un2023.rate(&Case::new([(2015, number("5"))])).unwrap_err().reason(), Reason::NotStated);
    }
}
