//! `sbti-absolute-contraction`: the absolute contraction approach of the Science Based Targets initiative.
//! Every year takes off the same share of the base year's emissions, in a straight line.

use crate::method::growth::years_between;
use crate::method::{
    Case, Class, Description, Invariance, Method, Parameter, Point, Rating, Reason, Refusal, Verification,
};
use crate::number::Ratio;

/// At or below the line.
const WITHIN: Class = Class::new(1, "within_contraction", "At or below the contraction line");
/// Above the line.
const ABOVE: Class = Class::new(2, "above_contraction", "Above the contraction line");

const CLASSES: &[Class] = &[WITHIN, ABOVE];

/// How far ahead a line is drawn at most, in years.
const LONGEST: i32 = 500;

/// The line of absolute contraction, and on which side of it the latest value lies.
///
/// **Formula.** `E(t) = E_b (1 - r (t - t0))`, linear in the base year's emissions, with `r` stated as
/// [`Parameter::AnnualRate`] (0.042 for 1.5 °C, 0.025 for well below 2 °C, as others report), or the reduction
/// `(b - T) / b` over the years to the target. The line ends at 0.
/// **Statistic.** The latest value over the line's, less 1: above 0 is above the line.
/// **Fills in.** The base year, where none is stated: the first year with a value.
/// **Refuses** within one year, without rate and target, for a base that is not above 0, and where the target year is not
/// after the base, and where the rate is no reduction. Smallest rates by year are not known here and not checked.
/// **Source.** `ScienceBasedTargets/SBTi-finance-tool`; the rates are secondary.
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, published::SbtiAbsoluteContraction};
/// use policy_targets::number::Value;
///
/// let case = Case::new([(2020, 1000.into()), (2024, 850.into())])
///     .with_target_year(2030)
///     .with(Parameter::AnnualRate, "0.042".parse::<Value>()?);
/// let rating = SbtiAbsoluteContraction.rate(&case)?;
/// assert_eq!(rating.path().last().map(|(year, tonnes)| (*year, tonnes.to_string())), Some((2030, "580".to_owned())));
/// assert_eq!(rating.class().map(|class| class.code()), Some("above_contraction")); // 832 in 2024
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct SbtiAbsoluteContraction;

impl Method for SbtiAbsoluteContraction {
    fn description(&self) -> Description {
        Description::new("sbti-absolute-contraction", Verification::FromOwnersCode)
            .by("Science Based Targets initiative", "finance tool at dcae9db")
            .asking("Do emissions fall along the line that takes off the same share of the base every year?")
            .with_formula("E_b (1 - r (t - t0))")
            .with_checks("the latest value against the line")
            .with_source("ScienceBasedTargets/SBTi-finance-tool")
            .with_verified("the formula from the tool; rates are stated by the caller")
            .with_classes(CLASSES)
            .with_on_track(1)
            .with_invariances(&[Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let base = case.require_base()?;
        if !base.number().is_positive() {
            return Err(Refusal::new(Reason::NotPositive).with("base_value", base.value()));
        }
        let elapsed = years_between(base.year(), current.year())?;
        let rate = annual_rate(case, base)?;
        if !rate.is_positive() {
            return Err(Refusal::new(Reason::OutsideDomain).with("annual_rate", rate));
        }
        let level = |years: &Ratio| (base.number() * (Ratio::one() - &rate * years)).max(Ratio::zero());
        let line = level(&elapsed);
        let class = if current.number() <= line { WITHIN } else { ABOVE };
        let rating = Rating::by(self)
            .between(base, current)
            .with_class(class)
            .with_term("annual_rate", rate.clone())
            .with_term("line", line.clone());
        let rating = match current.number().divide(&line) {
            Some(share) => rating.with_exact_statistic(share - Ratio::one()),
            None => rating,
        };
        let last = case.target_year().unwrap_or(current.year());
        if last.saturating_sub(base.year()) > LONGEST {
            return Err(Refusal::new(Reason::OutsideDomain).with("target_year", last));
        }
        let path = (base.year().saturating_add(1)..=last).map(|year| {
            let years = i64::from(year).saturating_sub(i64::from(base.year()));
            (year, level(&Ratio::from(years)))
        });
        Ok(rating.with_path(path.collect()))
    }
}

/// As stated, or what the target takes off a year.
fn annual_rate(case: &Case, base: Point) -> Result<Ratio, Refusal> {
    if let Some(rate) = case.number(Parameter::AnnualRate)? {
        return Ok(rate.to_ratio());
    }
    let target = case.target().ok_or_else(|| Refusal::not_stated(Parameter::AnnualRate))?.to_ratio();
    let years = case.require_years_to_target(base)?;
    let ambition = (base.number() - target).divide(&base.number()).ok_or(Reason::ZeroBase)?;
    ambition.divide(&years).ok_or_else(|| Reason::NoTimeToTarget.into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use crate::number::Value;

    fn case(latest: &str) -> Case {
        Case::new([(2020, 1000.into()), (2030, latest.parse().unwrap())])
            .with(Parameter::AnnualRate, "0.042".parse::<Value>().unwrap())
    }

    #[test]
    fn the_line_is_straight_in_tonnes_of_the_base_year() {
        for (latest, class, statistic) in [
            ("580", "within_contraction", "0"),
            ("580.58", "above_contraction", "0.001"),
            ("579.42", "within_contraction", "-0.001"),
            // What a compound rate of 4.2 % would leave.
            ("651.1111", "above_contraction", "0.12260534482758620689"),
        ] {
            let rating = SbtiAbsoluteContraction.rate(&case(latest)).unwrap();
            assert_eq!(rating.class().unwrap().code(), class, "{latest}");
            let found = rating.statistic().unwrap().number().rounded_to_significant_digits(8);
            let expected = statistic.parse::<Ratio>().unwrap().rounded_to_significant_digits(8);
            assert_eq!(found, expected, "{latest}");
        }
    }

    #[test]
    fn a_target_states_its_own_rate() {
        let stated = Case::new([(2020, 1000.into()), (2025, 800.into())])
            .with_target(600.into())
            .with_target_year(2030);
        let rating = SbtiAbsoluteContraction.rate(&stated).unwrap();
        let rate = rating.terms().iter().find(|term| term.name() == "annual_rate").unwrap();
        assert_eq!(rate.to_string(), "annual_rate = 0.04");
        assert_eq!(rating.class().unwrap().code(), "within_contraction");
        let reason = |case: &Case| SbtiAbsoluteContraction.rate(case).unwrap_err().reason();
        assert_eq!(reason(&stated.clone().with_target_year(2020)), Reason::NoTimeToTarget);
        assert_eq!(reason(&Case::new([(2020, 5.into()), (2021, 4.into())])), Reason::NotStated);
        assert_eq!(reason(&Case::new([(2020, 0.into()), (2021, 4.into())])), Reason::NotPositive);
    }

    #[test]
    fn the_line_ends_at_zero() {
        let steep = Case::new([(2020, 1000.into()), (2030, 0.into())])
            .with(Parameter::AnnualRate, "0.2".parse::<Value>().unwrap());
        let rating = SbtiAbsoluteContraction.rate(&steep).unwrap();
        assert_eq!(rating.class().unwrap().code(), "within_contraction");
        assert!(rating.statistic().is_none());
        assert_eq!(rating.path().last().unwrap().1, Ratio::zero());
    }
}
