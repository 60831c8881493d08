//! `statcan-2023`: the progress measure of Statistics Canada before it took over that of Open SDG 2.4.
//! Signed ratio of growth to the growth required, without a limit, of the headline series alone.

use crate::method::fill::{Fill, Search};
use crate::method::growth::{rate_between, rounded};
use crate::method::score::{self, within_five};
use crate::method::{
    Band, Case, Class, Description, Filling, Invariance, Method, Parameter, Point, Rating, Reason, Refusal,
    Verification,
};
use crate::number::{Ratio, Value};
use crate::progress::Direction;

/// The target is reached.
const ACHIEVED: Class = Class::new(1, "target_achieved", "Target achieved");
/// On track.
const SUBSTANTIAL: Class = Class::new(2, "substantial_progress", "On track");
/// Progress made but acceleration needed.
const MODERATE: Class = Class::new(3, "moderate_progress", "Progress made but acceleration needed");
/// Negligible progress; the label's text was not seen.
const NEGLIGIBLE: Class = Class::new(4, "negligible_progress", "Negligible progress");
/// Deterioration.
const DETERIORATION: Class = Class::new(5, "deterioration", "Deterioration");

const CLASSES: &[Class] = &[ACHIEVED, SUBSTANTIAL, MODERATE, NEGLIGIBLE, DETERIORATION];

/// Of the growth as a share of the growth required.
const WITH_TARGET: &[Band] = &[
    Band::at_least(95, 2, SUBSTANTIAL),
    Band::at_least(6, 1, MODERATE),
    Band::at_least(0, 0, NEGLIGIBLE),
    Band::otherwise(DETERIORATION),
];
/// Of the growth in the wanted direction.
const WITHOUT_TARGET: &[Band] = &[
    Band::at_least(15, 3, SUBSTANTIAL),
    Band::at_least(5, 3, MODERATE),
    Band::at_least(0, 0, NEGLIGIBLE),
    Band::otherwise(DETERIORATION),
];

/// What stands in place of a target of 0.
const INSTEAD_OF_ZERO: Value = Value::constant(1, 3);

/// What the publisher prints where it has fewer than two values.
const NOT_AVAILABLE: &str = "not_available";

/// The older measure of Statistics Canada: yearly growth since the base over the growth required.
///
/// **Formula.** `g(x, y, n) = (y / x)^(1 / n) - 1`; with a target `g(base, latest) / g(base, target)`, without one
/// the growth in the wanted direction.
/// **Order of checks.** Fewer than two values (`not_available`), calculation switched off, target met (score 5, no
/// ratio), then bands: with a target 0.95, 0.6, 0; without one 1.5 %, 0.5 %, 0.
/// **Score.** Without a target 250 times the growth; with one 7.1429 R - 4.2857 above 0.6 and 4.1667 R - 2.5 up to it;
/// all within ±5.
/// **Fills in.** Base year 2015, or the next later year with a value; target year 2030; direction down; 0.001 in
/// place of a target of 0. Of two values of a year the first counts.
/// **Refuses** with fewer than two values, where the publisher has switched the calculation off, from a base of 0 and
/// between unlike signs (where it prints NaN).
/// **Source.** Statistics Canada's `ProgressMeasure.py` before 2025 and its published components.
///
/// ```
/// use policy_targets::method::{Case, Method, published::StatCan2023};
/// use policy_targets::progress::Direction;
///
/// // Poverty rate of Canada, to be halved: 14.5 % in 2015, 9.9 % in 2022.
/// let case = Case::new([(2015, "14.5".parse()?), (2022, "9.9".parse()?)])
///     .with_direction(Direction::Down)
///     .with_target("7.25".parse()?)
///     .with_target_year(2030);
/// let rating = StatCan2023.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.code()), Some("substantial_progress"));
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("1.17490661616"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct StatCan2023;

impl Method for StatCan2023 {
    fn description(&self) -> Description {
        Description::new("statcan-2023", Verification::ReproducedAgainstPublished)
            .by("Statistics Canada", "2023")
            .asking("Is growth since 2015 as fast as the target requires?")
            .with_formula("((v/b)^(1/(t-t0)) - 1) / ((T/b)^(1/(tT-t0)) - 1)")
            .with_checks("fewer than two values, switched off, target met, then bands")
            .with_source("Statistics Canada, ProgressMeasure.py before 2025")
            .with_verified(
                "published components of three dates; the label of negligible progress was not seen",
            )
            .with_classes(CLASSES)
            .with_on_track(2)
            .with_invariances(&[Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        if case.points().len() < 2 {
            return Err(Refusal::new(Reason::TooFewPoints).published_as(NOT_AVAILABLE));
        }
        let mut fill = Fill::new(case);
        let base = fill.base(2015, Search::Later)?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let rating = self.between(case, &mut fill, base, current);
        rating
            .map(|rating| rating.with_filled_in(fill.done()))
            .map_err(|refusal| refusal.between(base, current))
    }
}

impl StatCan2023 {
    fn between(
        self,
        case: &Case,
        fill: &mut Fill<'_>,
        base: Point,
        current: Point,
    ) -> Result<Rating, Refusal> {
        if case.one_of(Parameter::Calculation, &["on", "off"])? == Some("off") {
            return Err(Refusal::new(Reason::NotAssessed).with("calculation", "off"));
        }
        let direction = fill.direction(Direction::Down);
        let rating = Rating::by(&self).between(base, current);
        let target =
            case.target().map(|target| fill.instead_of_zero(Filling::Target, target, &INSTEAD_OF_ZERO));
        if let Some(target) = &target
            && direction.is_as_good(&current.number(), target)
        {
            return Ok(rating.with_class(ACHIEVED).with_rule("target met").with_score(Ratio::from(5)));
        }
        let growth = rate_between(base, current)?;
        let rating = rating.with_term("growth", growth.clone());
        let Some(target) = target else {
            let oriented = direction.orient(&growth);
            return Ok(rating
                .with_class(Band::class_of(&oriented, WITHOUT_TARGET)?)
                .with_rounded_statistic(&oriented)
                .with_score(score::of_growth(&oriented)));
        };
        let required = fill.required_growth(base, &base.number(), &target)?;
        let share = rounded(&growth.divide(&required).ok_or(Reason::BaseEqualsTarget)?);
        let number = |mantissa, decimals| Value::constant(mantissa, decimals).to_ratio();
        let score = if share > number(6, 1) {
            &share * &number(71429, 4) - number(42857, 4)
        } else {
            &share * &number(41667, 4) - number(25, 1)
        };
        Ok(rating
            .with_term("required", required)
            .with_class(Band::class_of(&share, WITH_TARGET)?)
            .with_rounded_statistic(&share)
            .with_score(within_five(score)))
    }
}
