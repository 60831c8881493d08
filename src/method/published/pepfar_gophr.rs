//! `pepfar-gophr`: the bands of quarterly achievement of PEPFAR's program `gophr`.
//! Compares what has been achieved of a year's target with the quarter of the year.

use crate::method::{
    Band, Case, Class, Description, Invariance, Method, Parameter, Rating, Reason, Refusal, Verification,
};
use crate::number::Ratio;

/// More than 10 points over the quarter's share.
const ABOVE: Class = Class::new(1, "above_target", "Above Target");
/// Within 10 points.
const ON_TARGET: Class = Class::new(2, "on_target", "On Target");
/// Up to 25 points below.
const AT_RISK: Class = Class::new(3, "at_risk", "At Risk");
/// More than 25 points below.
const CONCERNED: Class = Class::new(4, "concerned", "Concerned");

const CLASSES: &[Class] = &[ABOVE, ON_TARGET, AT_RISK, CONCERNED];

/// Of the rounded achievement less the share of the year.
const BANDS: &[Band] = &[
    Band::over(10, 2, ABOVE),
    Band::at_least(-10, 2, ON_TARGET),
    Band::at_least(-25, 2, AT_RISK),
    Band::otherwise(CONCERNED),
];

/// The bands of `gophr`: the share of the year's target against the share of the year.
///
/// **Formula.** `cumulative / target`, rounded to two decimals, halves away from 0; less `quarter / 4`, or less 1
/// where [`Parameter::Snapshot`] is `true`.
/// **Order of checks.** Below -25 points concerned, below -10 at risk, up to 10 on target, else above.
/// **Fills in.** Nothing.
/// **Refuses** without target and quarter (for a snapshot without target), and for a target of 0, where the program
/// prints nothing.
/// **Source.** `USAID-OHA-SI/gophr`, its function of achievement.
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, published::PepfarGophr};
/// use policy_targets::number::Value;
///
/// let case = Case::new([(2022, 41.into())]).with_target(100.into()).with(Parameter::Quarter, Value::from(2));
/// let rating = PepfarGophr.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.name()), Some("On Target"));
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("0.41"));
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct PepfarGophr;

impl Method for PepfarGophr {
    fn description(&self) -> Description {
        Description::new("pepfar-gophr", Verification::FromOwnersCode)
            .by("PEPFAR", "gophr at 5bdb0ca")
            .asking("Is as much of the year's target achieved as of the year has passed?")
            .with_formula("round(cumulative / target, 2) - quarter / 4")
            .with_checks("bands of the difference: -0.25, -0.10, 0.10")
            .with_source("USAID-OHA-SI/gophr")
            .with_verified("from the owner's program; no published result compared")
            .with_needs(&[Parameter::Target, Parameter::Quarter])
            .with_classes(CLASSES)
            .with_on_track(2)
            .with_invariances(&[Invariance::Mirror, Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let target = case.require_target()?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let passed = if case.is_true(Parameter::Snapshot)? {
            Ratio::one()
        } else {
            let quarter = case.require_number(Parameter::Quarter)?;
            if !quarter.to_whole_number().is_some_and(|quarter| (1..=4).contains(&quarter)) {
                return Err(Refusal::new(Reason::OutsideDomain).with("quarter", quarter));
            }
            quarter.divide(&Ratio::from(4)).ok_or(Reason::ZeroDenominator)?
        };
        let achieved = current.number().divide(&target).ok_or(Reason::ZeroTarget)?;
        let rounded = achieved.rounded(2).map_err(|_| Reason::BeyondComputation)?.to_ratio();
        let class = Band::class_of(&(&rounded - &passed), BANDS)?;
        Ok(Rating::by(self)
            .at(current)
            .with_term("passed", passed)
            .with_class(class)
            .with_exact_statistic(rounded))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use crate::number::Value;

    fn class(quarter: i64, cumulative: &str) -> String {
        let case = Case::new([(2022, cumulative.parse::<Value>().unwrap())])
            .with_target(100.into())
            .with(Parameter::Quarter, Value::from(quarter));
        PepfarGophr.rate(&case).unwrap().class().unwrap().code().to_owned()
    }

    #[test]
    fn the_worked_examples_come_out() {
        assert_eq!(class(1, "0"), "at_risk");
        assert_eq!(class(1, "16"), "on_target");
        assert_eq!(class(2, "41"), "on_target");
        assert_eq!(class(4, "90"), "on_target");
        assert_eq!(class(4, "111"), "above_target");
        assert_eq!(class(1, "-1"), "concerned");
    }

    /// The thresholds of every quarter: less 25 points, less 10, and 10 more; each belongs to the middle.
    #[test]
    fn both_sides_of_every_threshold() {
        for (quarter, concerned, at_risk, above) in
            [(1, 0, 15, 35), (2, 25, 40, 60), (3, 50, 65, 85), (4, 75, 90, 110)]
        {
            let at = |percent: i64| class(quarter, &percent.to_string());
            assert_eq!(at(concerned - 1), "concerned");
            assert_eq!(at(concerned), "at_risk");
            assert_eq!(at(at_risk - 1), "at_risk");
            assert_eq!(at(at_risk), "on_target");
            assert_eq!(at(above), "on_target");
            assert_eq!(at(above + 1), "above_target");
        }
    }

    #[test]
    fn achievement_is_rounded_before_it_is_compared() {
        assert_eq!(class(4, "110.4"), "on_target");
        assert_eq!(class(4, "110.5"), "above_target");
    }

    #[test]
    fn a_snapshot_is_held_against_the_whole_target() {
        let case = Case::new([(2022, 80.into())]).with_target(100.into());
        let snapshot = case.clone().with(Parameter::Snapshot, "true");
        assert_eq!(PepfarGophr.rate(&snapshot).unwrap().class().unwrap().code(), "at_risk");
        assert_eq!(PepfarGophr.rate(&case).unwrap_err().reason(), Reason::NotStated);
        let fifth = case.with(Parameter::Quarter, Value::from(5));
        assert_eq!(PepfarGophr.rate(&fifth).unwrap_err().reason(), Reason::OutsideDomain);
        let without = snapshot.with_target(0.into());
        assert_eq!(PepfarGophr.rate(&without).unwrap_err().reason(), Reason::ZeroTarget);
    }
}
