//! `open-sdg-2.4`: the progress measure of Open SDG from 2.4.0 on, and of Statistics Canada since 2025.
//! Compares the yearly growth since the base with the growth that would reach the target.

use crate::method::fill::{Fill, Search};
use crate::method::growth::{compound_rate, rounded, years_between};
use crate::method::limit::limit_factor;
use crate::method::{
    Band, Case, Class, Description, FilledIn, Filling, Invariance, Member, Method, Rating, Reason, Refusal,
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
/// Limited progress.
const LIMITED: Class = Class::new(4, "limited_progress", "Limited progress");
/// Deterioration.
const DETERIORATION: Class = Class::new(5, "deterioration", "Deterioration");

const CLASSES: &[Class] = &[ACHIEVED, SUBSTANTIAL, MODERATE, LIMITED, DETERIORATION];

/// Of the mean of scores.
const OF_INDICATORS: &[Band] = &[
    Band::at_least(25, 1, SUBSTANTIAL),
    Band::at_least(0, 0, MODERATE),
    Band::at_least(-25, 1, LIMITED),
    Band::otherwise(DETERIORATION),
];

/// What the publisher prints where it rates nothing.
const NOT_AVAILABLE: &str = "not_available";
/// What stands in place of a base or target of 0.
const INSTEAD_OF_ZERO: Value = Value::constant(1, 3);

/// The Open SDG measure: yearly growth since the base as a share of the growth required.
///
/// **Formula.** `g(x, y, n) = (y / x)^(1 / n) - 1`, sign −1 for a base below 0; with a target
/// `R = sign d g(base, latest) / |g(base, target)|`, without one `R = sign d g(base, latest)`.
/// A limit in the wanted direction shrinks the bands without a target by the factor `C` .
/// **Order of checks.** Target met (score 5), then bands of `R`: with a target 0.95, 0.6, 0; without one
/// 0.015 C, 0.005 C, 0, each threshold belonging to the better class.
/// **Fills in.** Base year 2015, or the next later year with a value; target year 2030; direction down; 0.001 in
/// place of a base or target of 0; a limit is ignored where a target is stated.
/// **Refuses** (`not_available`) without values, with values of one year only, and between unlike signs.
/// **Source.** open-sdg/sdg-build `sdg/ProgressMeasure.py`; Statistics Canada's published components.
///
/// ```
/// use policy_targets::method::{Case, Method, published::OpenSdg24};
/// use policy_targets::progress::Direction;
///
/// let case = Case::new([(2015, "90".parse()?), (2021, "93.2".parse()?)])
///     .with_direction(Direction::Up)
///     .with_limit(100.into());
/// let rating = OpenSdg24.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.name()), Some("On track"));
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("0.00583999522973"));
/// assert_eq!(rating.score().map(|score| score.number().rounded(4)), Some("2.8154".parse()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct OpenSdg24;

impl Method for OpenSdg24 {
    fn description(&self) -> Description {
        Description::new("open-sdg-2.4", Verification::ReproducedAgainstPublished)
            .by("Open SDG, Statistics Canada", "2.4.0")
            .asking("Is growth since 2015 as fast as the target requires?")
            .with_formula("sign d ((v/b)^(1/(t-t0)) - 1) / |(T/b)^(1/(tT-t0)) - 1|")
            .with_checks("target met, then bands of R with or without a target, scaled near a limit")
            .with_source("open-sdg/sdg-build, sdg/ProgressMeasure.py; Statistics Canada, indicator_calculation_components.yml")
            .with_classes(CLASSES)
            .with_invariances(&[Invariance::Monotone, Invariance::Mirror, Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        self.measure(case).map_err(|refusal| refusal.published_as(NOT_AVAILABLE))
    }

    /// The mean of the series' scores, groups first; achieved if all are.
    fn rate_indicator(&self, members: &[Member]) -> Result<Rating, Refusal> {
        let score = Member::mean(members)
            .ok_or_else(|| Refusal::new(Reason::NoMembers).published_as(NOT_AVAILABLE))?;
        let class =
            if Member::are_achieved(members) { ACHIEVED } else { Band::class_of(&score, OF_INDICATORS)? };
        Ok(Rating::by(self).with_class(class).with_score(score))
    }
}

impl OpenSdg24 {
    fn measure(self, case: &Case) -> Result<Rating, Refusal> {
        let mut fill = Fill::new(case);
        let base = fill.base(2015, Search::Later)?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let direction = fill.direction(Direction::Down);
        let years =
            years_between(base.year(), current.year()).map_err(|refusal| refusal.between(base, current))?;
        let from = fill.instead_of_zero(Filling::BaseValue, base.value(), &INSTEAD_OF_ZERO);
        let growth = compound_rate(&from, &current.number(), &years)?;
        let oriented = direction.orient(&if from.is_negative() { -growth } else { growth });
        let rating = Rating::by(&self).between(base, current).with_term("growth", oriented.clone());
        let Some(target) = case.target() else {
            let factor = case.limit().map(|limit| limit_factor(&base.number(), &limit.to_ratio()));
            let rating = without_target(rating, &oriented, factor.transpose()?);
            return Ok(rating.with_filled_in(fill.done()));
        };
        let target = fill.instead_of_zero(Filling::Target, target, &INSTEAD_OF_ZERO);
        let years = years_between(base.year(), fill.target_year(2030))?;
        let required = compound_rate(&from, &target, &years)?.absolute();
        if let Some(limit) = case.limit() {
            fill.note(FilledIn::replaced(Filling::Limit, limit.to_ratio(), "none"));
        }
        let is_met = direction.orient(&current.number()) >= direction.orient(&target);
        let rating = with_target(rating, &oriented, required, is_met)?;
        Ok(rating.with_filled_in(fill.done()))
    }
}

fn number(mantissa: i32, decimals: u32) -> Ratio {
    Value::constant(mantissa, decimals).to_ratio()
}

/// Rated by the share of the required growth.
fn with_target(rating: Rating, growth: &Ratio, required: Ratio, is_met: bool) -> Result<Rating, Refusal> {
    let share = growth.divide(&required).map(|share| rounded(&share));
    let rating = rating.with_term("required", required);
    let rating = match &share {
        Some(share) => rating.with_rounded_statistic(share),
        None => rating,
    };
    if is_met {
        return Ok(rating.with_class(ACHIEVED).with_rule("target met").with_score(Ratio::from(5)));
    }
    let share = share.ok_or(Reason::BaseEqualsTarget)?;
    let class = match &share {
        share if *share >= number(95, 2) => SUBSTANTIAL,
        share if *share >= number(6, 1) => MODERATE,
        share if !share.is_negative() => LIMITED,
        _ => DETERIORATION,
    };
    // The publisher's constants have four decimals, so that the score at 0.95 is 2.500055 and not 2.5.
    let score = if share >= number(6, 1) {
        (&share * &number(71429, 4) - number(42857, 4)).min(Ratio::from(5))
    } else {
        (&share * &number(41667, 4) - number(25, 1)).max(Ratio::from(-5))
    };
    Ok(rating.with_class(class).with_score(score))
}

/// Rated by the growth, on bands that shrink near a limit.
fn without_target(rating: Rating, growth: &Ratio, factor: Option<Ratio>) -> Rating {
    let rating = match &factor {
        Some(factor) => rating.with_term("C", factor.clone()),
        None => rating,
    };
    let factor = factor.unwrap_or_else(Ratio::one);
    let at = |mantissa, decimals| &number(mantissa, decimals) * &factor;
    let class = match growth {
        growth if *growth >= at(15, 3) => SUBSTANTIAL,
        growth if *growth >= at(5, 3) => MODERATE,
        growth if !growth.is_negative() => LIMITED,
        _ => DETERIORATION,
    };
    let times = |factor: i64, growth: &Ratio| growth * &Ratio::from(factor);
    let score = match (class.rank(), growth.divide(&factor)) {
        (5, _) => (times(125, growth) - number(25, 1)).max(Ratio::from(-5)),
        (_, None) => Ratio::from(5), // at the limit itself
        (2, Some(scaled)) => (times(500, &scaled) - Ratio::from(5)).min(Ratio::from(5)),
        (3, Some(scaled)) => times(250, &scaled) - number(125, 2),
        (_, Some(scaled)) => times(500, &scaled) - number(25, 1),
    };
    rating.with_class(class).with_rounded_statistic(growth).with_score(score)
}
