//! `elapsed-time`: progress adjusted by the schedule, the share of the way over the share of the time.
//! Arithmetic as stated, no publisher's rule: it has no classes.

use crate::method::growth::years_between;
use crate::method::{
    Case, Description, Invariance, Method, Parameter, Rating, Reason, Refusal, Verification,
};
use crate::progress::share_of_way;

/// The share of the way made, over the share of the time passed.
///
/// **Formula.** `((v - b) / (T - b)) / ((t - t0) / (tT - t0))`; the terms show both shares and their difference.
/// **Fills in.** Nothing: the base is the point of the stated base year, or the first.
/// **Refuses** without target and target year, within one year, where base and target are equal, and where the target's
/// year is not after the base.
/// **Source.** Derived.
///
/// ```
/// use policy_targets::method::{Case, Method, published::ElapsedTime};
///
/// // 3 GW in 2020, 20 GW in 2023, to be 30 GW in 2025.
/// let case = Case::new([(2020, 3.into()), (2023, 20.into())]).with_target(30.into()).with_target_year(2025);
/// let rating = ElapsedTime.rate(&case)?;
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("85/81")); // 1.0494
/// assert_eq!(rating.terms()[2].to_string(), "variance = 4/135");
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct ElapsedTime;

impl Method for ElapsedTime {
    fn description(&self) -> Description {
        Description::new("elapsed-time", Verification::Derived)
            .by("none", "arithmetic")
            .asking("Is as large a share of the way made as of the time has passed?")
            .with_formula("((v - b) / (T - b)) / ((t - t0) / (tT - t0))")
            .with_source("derived")
            .with_needs(&[Parameter::Target, Parameter::TargetYear])
            .with_invariances(&[Invariance::Mirror, Invariance::Scale, Invariance::Shift, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let target = case.require_target()?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let base = case.require_base()?;
        let elapsed = years_between(base.year(), current.year())?;
        let whole = case.require_years_to_target(base)?;
        let progress =
            share_of_way(&base.number(), &current.number(), &target).map_err(|_| Reason::BaseEqualsTarget)?;
        let time = elapsed.divide(&whole).ok_or(Reason::NoTimeToTarget)?;
        let ratio = progress.divide(&time).ok_or(Reason::SameYear)?;
        Ok(Rating::by(self)
            .between(base, current)
            .with_exact_statistic(ratio)
            .with_term("progress", progress.clone())
            .with_term("time", time.clone())
            .with_term("variance", progress - time))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use crate::number::{Ratio, Value};

    fn rated(base: &str, latest: &str, target: &str, years: [i32; 3]) -> [String; 4] {
        let number = |text: &str| text.parse::<Value>().unwrap();
        let case = Case::new([(years[0], number(base)), (years[1], number(latest))])
            .with_target(number(target))
            .with_target_year(years[2]);
        let rating = ElapsedTime.rate(&case).unwrap();
        let shown = |number: &Ratio| number.rounded(7).unwrap().to_string();
        let term = |name: &str| {
            let term = rating.terms().iter().find(|term| term.name() == name).unwrap();
            shown(&term.value().to_string().parse().unwrap())
        };
        [term("progress"), term("time"), shown(rating.statistic().unwrap().number()), term("variance")]
    }

    #[test]
    fn the_worked_examples_come_out() {
        for (base, latest, target, expected) in [
            ("3", "20", "30", ["0.6296296", "0.6000000", "1.0493827", "0.0296296"]),
            ("3", "11", "30", ["0.2962963", "0.6000000", "0.4938272", "-0.3037037"]),
            ("3", "2", "30", ["-0.0370370", "0.6000000", "-0.0617284", "-0.6370370"]),
            ("60", "66", "70", ["0.6000000", "0.6000000", "1.0000000", "0.0000000"]),
        ] {
            assert_eq!(rated(base, latest, target, [2020, 2023, 2025]), expected, "{latest}");
        }
    }

    /// The series A, B and C of the comparison of methods.
    #[test]
    fn the_compared_series_come_out() {
        for (latest, ratio) in [("60", "1.0714286"), ("51.3", "0.1392857"), ("47", "-0.3214286")] {
            assert_eq!(rated("50", latest, "70", [2015, 2022, 2030])[2], ratio);
        }
    }

    #[test]
    fn without_a_way_or_a_time_there_is_no_ratio() {
        let case = Case::new([(2020, 3.into()), (2023, 20.into())]);
        let reason = |case: &Case| ElapsedTime.rate(case).unwrap_err().reason();
        assert_eq!(reason(&case), Reason::NotStated);
        let case = case.with_target(3.into());
        assert_eq!(reason(&case.clone().with_target_year(2025)), Reason::BaseEqualsTarget);
        assert_eq!(reason(&case.clone().with_target_year(2020)), Reason::NoTimeToTarget);
        let one = Case::new([(2020, 3.into())]).with_target(30.into()).with_target_year(2025);
        assert_eq!(reason(&one), Reason::SameYear);
    }
}
