//! `earned-value`: the schedule performance index of earned value management.
//! Arithmetic as stated, no publisher's rule: it has no classes.

use crate::method::{
    Case, Description, Invariance, Method, Parameter, Rating, Reason, Refusal, Verification,
};

/// What has been earned over what was planned for now.
///
/// **Formula.** The schedule performance index `EV / PV`; the schedule variance `EV - PV` is a term. `EV` is the latest
/// value, `PV` is [`Parameter::Planned`].
/// **Refuses** without a planned value, and where that is 0.
/// **Source.** Derived; the example is one of a project management association's.
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, published::EarnedValue};
/// use policy_targets::number::Value;
///
/// // 35 % of 100,000 are done where 40 % were planned.
/// let case = Case::new([(2023, 35_000.into())]).with(Parameter::Planned, Value::from(40_000));
/// let rating = EarnedValue.rate(&case)?;
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("0.875"));
/// assert_eq!(rating.terms()[0].to_string(), "schedule_variance = -5000");
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct EarnedValue;

impl Method for EarnedValue {
    fn description(&self) -> Description {
        Description::new("earned-value", Verification::Derived)
            .by("none", "earned value management")
            .asking("Is as much earned as was planned for now?")
            .with_formula("EV / PV")
            .with_source("derived")
            .with_needs(&[Parameter::Planned])
            .with_invariances(&[Invariance::Mirror, Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let planned = case.require_number(Parameter::Planned)?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let index = current.number().divide(&planned).ok_or(Reason::ZeroDenominator)?;
        Ok(Rating::by(self)
            .at(current)
            .with_exact_statistic(index)
            .with_term("schedule_variance", current.number() - planned))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Value;

    #[test]
    fn nothing_is_held_against_a_plan_of_nothing() {
        let case = Case::new([(2023, 35.into())]);
        let reason = |case: &Case| EarnedValue.rate(case).map_err(|refusal| refusal.reason()).err();
        assert_eq!(reason(&case), Some(Reason::NotStated));
        assert_eq!(reason(&case.with(Parameter::Planned, Value::from(0))), Some(Reason::ZeroDenominator));
    }
}
