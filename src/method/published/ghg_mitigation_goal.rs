//! `ghg-mitigation-goal`: allowable emissions, gap and achievement by the GHG Protocol's Mitigation Goal Standard.
//! The four goal types for one target year.

use crate::method::{
    Case, Class, Description, Invariance, Method, Parameter, Point, Rating, Reason, Refusal, Verification,
};
use crate::number::{Ratio, Value};

/// Within what is allowed, in the target year.
const ACHIEVED: Class = Class::new(1, "achieved", "Goal achieved");
/// Within what will be allowed, before the target year.
const WITHIN: Class = Class::new(2, "within_allowable", "At or below allowable emissions");
/// More than will be allowed, before the target year.
const ABOVE: Class = Class::new(3, "above_allowable", "Above allowable emissions");
/// More than what is allowed, in the target year.
const NOT_ACHIEVED: Class = Class::new(4, "not_achieved", "Goal not achieved");

const CLASSES: &[Class] = &[ACHIEVED, WITHIN, ABOVE, NOT_ACHIEVED];

/// Allowable emissions of a goal, and how the accounted emissions of the latest year compare with them.
///
/// **Formula.** By [`Parameter::GoalType`]: `base_year` `E_b (1 - r)`; `fixed_level` the stated target;
/// `base_year_intensity` `I_b (1 - r) output`; `baseline_scenario` `E_BAU (1 - r)`. The latest value, plus the land
/// sector's, less units retired, plus units sold, is held against it; for an intensity goal the base value is the
/// intensity and the latest value are emissions.
/// **Statistic.** The gap: accounted emissions less allowable ones; 0 or less is within.
/// **Refuses** without a goal type, without what its formula needs, and without a target year.
/// **Source.** Descriptions of the Mitigation Goal Standard; formulas as recalled, the standard was not seen. Goals over
/// several years are not computed: a sum of years is a case of its own.
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, published::GhgMitigationGoal};
/// use policy_targets::number::Value;
///
/// let case = Case::new([(2010, 100.into()), (2020, 82.into())])
///     .with_target_year(2030)
///     .with(Parameter::GoalType, "base_year")
///     .with(Parameter::Reduction, "0.3".parse::<Value>()?);
/// let rating = GhgMitigationGoal.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.code()), Some("above_allowable"));
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("12")); // 82 - 70
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct GhgMitigationGoal;

impl Method for GhgMitigationGoal {
    fn description(&self) -> Description {
        Description::new("ghg-mitigation-goal", Verification::Recalled)
            .by("GHG Protocol", "Mitigation Goal Standard")
            .asking("Are emissions, with land and units, within what the goal allows in its target year?")
            .with_formula("emissions + land - units retired + units sold - allowable")
            .with_checks("the target year reached or not, then the sign of the gap")
            .with_source("descriptions of the Mitigation Goal Standard")
            .with_verified("structure from descriptions, formulas as recalled; the standard was not seen")
            .with_needs(&[Parameter::GoalType, Parameter::TargetYear])
            .with_classes(CLASSES)
            .with_on_track(2)
            .with_invariances(&[Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let target_year = case.require_target_year()?;
        let allowable = allowable(case)?;
        let stated = |parameter| {
            let number = case.number(parameter)?;
            Ok::<_, Refusal>(number.map_or_else(Ratio::zero, Value::to_ratio))
        };
        let accounted = current.number() + stated(Parameter::LandSector)? - stated(Parameter::UnitsRetired)?
            + stated(Parameter::UnitsSold)?;
        let gap = &accounted - &allowable;
        let class = match (current.year() >= target_year, gap.is_positive()) {
            (true, false) => ACHIEVED,
            (true, true) => NOT_ACHIEVED,
            (false, false) => WITHIN,
            (false, true) => ABOVE,
        };
        let rating = Rating::by(self)
            .with_class(class)
            .with_exact_statistic(gap)
            .with_term("accounted", accounted)
            .with_term("allowable", allowable);
        Ok(match case.base_year().and_then(|year| case.at(year)).or_else(|| case.first()) {
            Some(base) => rating.between(base, current),
            None => rating.at(current),
        })
    }
}

fn allowable(case: &Case) -> Result<Ratio, Refusal> {
    let left = || Ok::<_, Refusal>(Ratio::one() - case.require_number(Parameter::Reduction)?);
    let base = || case.require_base().map(Point::number);
    match case.require_word(Parameter::GoalType)? {
        "base_year" => Ok(base()? * left()?),
        "fixed_level" => case.require_target(),
        "base_year_intensity" => Ok(base()? * left()? * case.require_number(Parameter::Output)?),
        "baseline_scenario" => Ok(case.require_number(Parameter::BusinessAsUsual)? * left()?),
        other => Err(Refusal::new(Reason::OutsideDomain).with("goal_type", other)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;

    fn value(text: &str) -> Value {
        text.parse().unwrap()
    }

    fn goal(goal_type: &str, reduction: &str, base: &str, latest: &str) -> Case {
        Case::new([(2010, value(base)), (2020, value(latest))])
            .with_target_year(2020)
            .with(Parameter::GoalType, goal_type)
            .with(Parameter::Reduction, value(reduction))
    }

    fn allowed(case: &Case) -> String {
        let rating = GhgMitigationGoal.rate(case).unwrap();
        rating.terms().iter().find(|term| term.name() == "allowable").unwrap().value().to_string()
    }

    #[test]
    fn each_goal_type_allows_what_its_formula_says() {
        assert_eq!(allowed(&goal("base_year", "0.3", "100", "90")), "70");
        let intensity =
            goal("base_year_intensity", "0.4", "0.5", "400").with(Parameter::Output, value("1500"));
        assert_eq!(allowed(&intensity), "450");
        let scenario =
            goal("baseline_scenario", "0.25", "100", "90").with(Parameter::BusinessAsUsual, value("140"));
        assert_eq!(allowed(&scenario), "105");
        assert_eq!(allowed(&goal("fixed_level", "0", "100", "90").with_target(value("80"))), "80");
    }

    #[test]
    fn land_and_units_count() {
        let class = |case: &Case| GhgMitigationGoal.rate(case).unwrap().class().unwrap().code().to_owned();
        let case = goal("base_year", "0.3", "100", "75");
        assert_eq!(class(&case), "not_achieved");
        assert_eq!(class(&case.clone().with(Parameter::LandSector, value("-5"))), "achieved");
        assert_eq!(class(&case.clone().with(Parameter::UnitsRetired, value("5"))), "achieved");
        assert_eq!(class(&case.clone().with(Parameter::UnitsRetired, value("4.9"))), "not_achieved");
        let sold = case.with(Parameter::UnitsRetired, value("6")).with(Parameter::UnitsSold, value("2"));
        assert_eq!(class(&sold), "not_achieved");
        assert_eq!(class(&sold.with_target_year(2030)), "above_allowable");
        assert_eq!(class(&goal("base_year", "0.3", "100", "70").with_target_year(2030)), "within_allowable");
    }

    #[test]
    fn what_a_formula_lacks_is_named() {
        let refusal = |case: &Case| GhgMitigationGoal.rate(case).unwrap_err().to_string();
        assert_eq!(
            refusal(&goal("baseline_scenario", "0.25", "100", "90")),
            "not_stated (input business_as_usual)"
        );
        assert_eq!(refusal(&goal("base_year_intensity", "0.4", "1", "1")), "not_stated (input output)");
        assert_eq!(refusal(&goal("peak", "0.4", "1", "1")), "outside_domain (goal_type peak)");
    }
}
