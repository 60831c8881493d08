//! `un-2022`: the progress assessment of the UN's Sustainable Development Goals Progress Chart 2022.
//! Compares the yearly growth since 2015 with the growth that would reach the target in 2030.

use crate::method::fill::{Fill, Search};
use crate::method::growth::{rate_between, rounded, wanted_growth};
use crate::method::{
    Band, Case, Class, Description, Invariance, Method, Parameter, Rating, Reason, Refusal, Verification,
};

/// Substantial progress / on track.
const ON_TRACK: Class = Class::new(1, "on_track", "Substantial progress / on track");
/// Fair progress, acceleration needed.
const FAIR: Class = Class::new(2, "fair_progress", "Fair progress, acceleration needed");
/// Limited or no progress.
const LIMITED: Class = Class::new(3, "limited_or_no_progress", "Limited or no progress");
/// Deterioration.
const DETERIORATION: Class = Class::new(4, "deterioration", "Deterioration");

const CLASSES: &[Class] = &[ON_TRACK, FAIR, LIMITED, DETERIORATION];

/// Of the growth as a share of the required growth.
const WITH_TARGET: &[Band] = &[
    Band::at_least(95, 2, ON_TRACK),
    Band::at_least(5, 1, FAIR),
    Band::at_least(-1, 1, LIMITED),
    Band::otherwise(DETERIORATION),
];
/// Of the growth in the wanted direction.
const WITHOUT_TARGET: &[Band] = &[
    Band::over(1, 2, ON_TRACK),
    Band::over(5, 3, FAIR),
    Band::at_least(-1, 2, LIMITED),
    Band::otherwise(DETERIORATION),
];

/// The UN method of 2022: yearly growth since the base as a share of the growth required.
///
/// **Formula.** `g(x, y, n) = (y / x)^(1 / n) - 1`; with a target `CR = g(base, latest) / g(base, target)`,
/// without one the growth in the wanted direction.
/// **Order of checks.** The bands alone; whether the target is met already is not asked.
/// **Fills in.** Base year 2015, or the next later year with a value; target year 2030.
/// **Refuses** without direction, from a base of 0 or, without a target, below 0, between unlike signs, and where base
/// and target are equal.
/// **Source.** A public implementation (`cwtravisyip/unsd_global_database`); the document itself was not seen. The
/// program leaves gaps exactly at 0.95 and 0.5 %; here the bands are closed as the chart words them.
///
/// ```
/// use policy_targets::method::{Case, Method, published::Un2022};
/// use policy_targets::progress::Direction;
///
/// let case = Case::new([(2015, 40.into()), (2022, 20.into())])
///     .with_target(5.into())
///     .with_target_year(2030)
///     .with_direction(Direction::Down);
/// let rating = Un2022.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.code()), Some("fair_progress")); // 0.728287
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Un2022;

impl Method for Un2022 {
    fn description(&self) -> Description {
        Description::new("un-2022", Verification::Secondary)
            .by("UN DESA", "Progress Chart 2022")
            .asking("Is growth since 2015 as fast as the target of 2030 requires?")
            .with_formula("((v/b)^(1/(t-t0)) - 1) / ((T/b)^(1/(tT-t0)) - 1)")
            .with_checks("bands of the ratio with a target, of the growth without one")
            .with_source("cwtravisyip/unsd_global_database, int_func.py")
            .with_verified("from a public implementation; the side of 0.95 is as recalled from the chart")
            .with_needs(&[Parameter::Direction])
            .with_classes(CLASSES)
            .with_on_track(1)
            .with_invariances(&[Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let direction = case.require_direction()?;
        let mut fill = Fill::new(case);
        let base = fill.base(2015, Search::Later)?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let growth = rate_between(base, current)?;
        let rating = Rating::by(self).between(base, current).with_term("growth", growth.clone());
        let Some(target) = case.target() else {
            let oriented = wanted_growth(base, &growth, direction)?;
            let class = Band::class_of(&oriented, WITHOUT_TARGET)?;
            return Ok(rating
                .with_class(class)
                .with_rounded_statistic(&oriented)
                .with_filled_in(fill.done()));
        };
        let required = fill.required_growth(base, &base.number(), &target.to_ratio())?;
        let share = rounded(&growth.divide(&required).ok_or(Reason::BaseEqualsTarget)?);
        let class = Band::class_of(&share, WITH_TARGET)?;
        let rating = rating.with_term("required", required).with_rounded_statistic(&share);
        Ok(rating.with_class(class).with_filled_in(fill.done()))
    }
}
