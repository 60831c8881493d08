//! `owid-constant-rate`: the path of a constant yearly rate to a target, as Our World in Data draws it.
//! Draws what is required and judges nothing.

use crate::method::growth::{compound_rate, rounded, years_between};
use crate::method::{
    Case, Description, Invariance, Method, Parameter, Point, Rating, Reason, Refusal, Verification,
};
use crate::number::Ratio;

/// How far ahead a path is drawn at most, in years.
const LONGEST: i32 = 500;

/// The constant yearly rate that leads from the base to the target, and the value that it gives for every year.
///
/// **Formula.** `r = (T / b)^(1 / (tT - t0)) - 1`; for the year `t` on the path `b (T / b)^((t - t0) / (tT - t0))`.
/// **Order of checks.** A base that already meets the target has no path.
/// **Fills in.** The base year, where none is stated: that of the first value.
/// **Refuses** without target, target year and direction, without a value of the base year, from a base of 0, between
/// unlike signs, and where the base is at the target or beyond it.
/// **Source.** `owid/owid-datasets`, maternal mortality ratio projections to 2030 (CC BY 4.0). The publisher also draws
/// no path for some countries whose business as usual reaches the target; which, the inputs do not tell.
///
/// ```
/// use policy_targets::method::{Case, Method, published::OwidConstantRate};
/// use policy_targets::progress::Direction;
///
/// // Maternal deaths per 100,000 live births in Chad: 856 in 2015, to be 70 in 2030.
/// let case = Case::new([(2015, 856.into())])
///     .with_direction(Direction::Down)
///     .with_target(70.into())
///     .with_target_year(2030);
/// let rating = OwidConstantRate.rate(&case)?;
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("-0.153731287105"));
/// let (year, value) = &rating.path()[0];
/// assert_eq!((*year, value.to_string().as_str()), (2016, "724.406018238"));
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct OwidConstantRate;

impl Method for OwidConstantRate {
    fn description(&self) -> Description {
        Description::new("owid-constant-rate", Verification::ReproducedAgainstPublished)
            .by("Our World in Data", "maternal mortality to 2030")
            .asking("Which constant yearly rate, year by year, leads from the base to the target?")
            .with_formula("(T/b)^(1/(tT-t0)) - 1")
            .with_checks("a base that meets the target has no path")
            .with_source("owid/owid-datasets, maternal mortality ratio projections to 2030")
            .with_verified(
                "every published path; some are left out where business as usual reaches the target",
            )
            .with_aliases(&["constant rate of decline (geometric) from the base year to the target"])
            .with_needs(&[Parameter::Direction, Parameter::Target, Parameter::TargetYear])
            .with_invariances(&[
                Invariance::Monotone,
                Invariance::Mirror,
                Invariance::Scale,
                Invariance::Years,
            ])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let direction = case.require_direction()?;
        let (target, target_year) = (case.require_target()?, case.require_target_year()?);
        let base = case.require_base()?;
        let number = base.number();
        if direction.is_as_good(&number, &target) {
            let refusal = Refusal::new(Reason::NotAssessed).with("base", &number).with("target", &target);
            return Err(refusal.between(base, base));
        }
        let years = case.require_years_to_target(base)?;
        let rate = compound_rate(&number, &target, &years)?;
        Ok(Rating::by(self).between(base, base).with_rounded_statistic(&rate).with_path(path(
            base,
            &target,
            target_year,
        )?))
    }
}

fn path(base: Point, target: &Ratio, target_year: i32) -> Result<Vec<(i32, Ratio)>, Refusal> {
    let first = base.year().saturating_add(1);
    if target_year.saturating_sub(first) >= LONGEST {
        return Err(Refusal::new(Reason::BeyondComputation).with("target_year", target_year));
    }
    let whole = years_between(base.year(), target_year)?;
    (first..target_year)
        .map(|year| {
            // The rate of the stretch up to the year, from the rate of the whole way.
            let stretch = whole.divide(&years_between(base.year(), year)?).ok_or(Reason::SameYear)?;
            let change = compound_rate(&base.number(), target, &stretch)?;
            Ok((year, rounded(&(base.number() * (Ratio::one() + change)))))
        })
        .chain([Ok((target_year, target.clone()))])
        .collect()
}
