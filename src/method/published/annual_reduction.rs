//! `annual-reduction-discrete`, `-log` and `-regression`: the three definitions of an annual rate of reduction.
//! A reduction is positive; official tables mix the definitions, so that each says which it is.

use crate::method::growth::{rate_between, years_between};
use crate::method::{Case, Description, Invariance, Method, Point, Rating, Reason, Refusal, Verification};
use crate::number::{Ratio, rate};

/// How a year's reduction is defined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Definition {
    Discrete,
    Logarithmic,
    Regression,
}

/// The annual rate of reduction, positive where the value falls, in one of its three definitions.
///
/// **Formula.** Discrete `1 - (v1 / v0)^(1 / n)`; logarithmic `ln(v0 / v1) / n`; by regression `1 - e^s` with `s` the
/// least-squares slope of `ln v` over the years. `n` counts the years between, not the points.
/// The base is the value of the stated base year, else the first.
/// **Refuses** within one year, and values that are not above 0, for which there is no logarithm: of the two ends, by
/// regression of all from the base on.
/// **Source.** Discrete: Open SDG, Eurostat, WHO's `gpw13`. Logarithmic: the UN's inter-agency group on maternal
/// mortality, as recalled. Regression: UNICEF.
///
/// ```
/// use policy_targets::method::{Case, Method, published::AnnualReduction};
///
/// let case = Case::new([(2000, 50), (2005, 44), (2010, 40), (2015, 33), (2020, 30)].map(|(year, value)| (year, value.into())));
/// let rate = |method: AnnualReduction| method.rate(&case).map(|rating| rating.statistic().map(ToString::to_string));
/// assert_eq!(rate(AnnualReduction::DISCRETE)?.as_deref(), Some("0.0252178620298"));
/// assert_eq!(rate(AnnualReduction::LOGARITHMIC)?.as_deref(), Some("0.0255412811883"));
/// assert_eq!(rate(AnnualReduction::REGRESSION)?.as_deref(), Some("0.0258467690405"));
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnnualReduction(Definition);

impl AnnualReduction {
    /// The compound rate between first and latest value.
    pub const DISCRETE: Self = Self(Definition::Discrete);
    /// The difference of logarithms a year between first and latest value.
    pub const LOGARITHMIC: Self = Self(Definition::Logarithmic);
    /// The compound rate of the line through the logarithms of all values.
    pub const REGRESSION: Self = Self(Definition::Regression);
}

impl Method for AnnualReduction {
    fn description(&self) -> Description {
        let (id, publisher, formula, source, verification) = match self.0 {
            Definition::Discrete => (
                "annual-reduction-discrete",
                "Open SDG, Eurostat, WHO",
                "1 - (v1/v0)^(1/n)",
                "their programs",
                Verification::FromOwnersCode,
            ),
            Definition::Logarithmic => (
                "annual-reduction-log",
                "UN inter-agency group on maternal mortality",
                "ln(v0/v1)/n",
                "as recalled",
                Verification::Recalled,
            ),
            Definition::Regression => (
                "annual-reduction-regression",
                "UNICEF",
                "1 - e^s, s the slope of ln v",
                "descriptions of UNICEF's average annual rate of reduction",
                Verification::Secondary,
            ),
        };
        let described = Description::new(id, verification)
            .by(publisher, "annual rate of reduction")
            .asking("By which share does the value fall a year?")
            .with_formula(formula)
            .with_source(source)
            .with_verified("the formula; official tables of required rates mix the definitions");
        described.with_invariances(&[Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let (first, latest) = case.require_ends()?;
        let used: Vec<Point> = match self.0 {
            Definition::Discrete | Definition::Logarithmic => vec![first, latest],
            Definition::Regression => {
                case.points().iter().copied().filter(|point| point.year() >= first.year()).collect()
            }
        };
        if let Some(point) = used.iter().find(|point| !point.number().is_positive()) {
            return Err(Refusal::new(Reason::NotPositive).with("year", point.year()).between(first, latest));
        }
        let reduction = match self.0 {
            Definition::Discrete => -rate_between(first, latest)?,
            Definition::Logarithmic => {
                let years = years_between(first.year(), latest.year())?;
                let factor = first.number().divide(&latest.number()).ok_or(Reason::ZeroBase)?;
                let log = rate::logarithm(&factor).ok_or(Reason::BeyondComputation)?;
                log.divide(&years).ok_or(Reason::SameYear)?
            }
            Definition::Regression => -rate_of_line(&used)?,
        };
        Ok(Rating::by(self).between(first, latest).with_rounded_statistic(&reduction))
    }
}

/// The compound rate of the least-squares line through the logarithms.
fn rate_of_line(points: &[Point]) -> Result<Ratio, Refusal> {
    let pair = |point: &Point| (Ratio::from(i64::from(point.year())), point.number());
    let points: Vec<(Ratio, Ratio)> = points.iter().map(pair).collect();
    rate::logarithmic_trend(&points).ok_or_else(|| Reason::BeyondComputation.into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use crate::number::Value;

    fn percent(method: AnnualReduction, points: &[(i32, &str)], decimals: u32) -> String {
        let case = Case::new(points.iter().map(|(year, value)| (*year, value.parse::<Value>().unwrap())));
        let rate = method.rate(&case).unwrap().statistic().unwrap().number() * &Ratio::hundred();
        rate.rounded(decimals).unwrap().to_string()
    }

    #[test]
    fn the_three_definitions_differ_on_one_series() {
        let series = [(2000, "50"), (2005, "44"), (2010, "40"), (2015, "33"), (2020, "30")];
        assert_eq!(percent(AnnualReduction::REGRESSION, &series, 6), "2.584677");
        assert_eq!(percent(AnnualReduction::DISCRETE, &series, 6), "2.521786");
        assert_eq!(percent(AnnualReduction::LOGARITHMIC, &series, 6), "2.554128");
    }

    #[test]
    fn required_rates_over_thirteen_years_come_out() {
        for (from, to, discrete, logarithmic) in [
            ("100", "60", "3.853", "3.929"),
            ("100", "50", "5.192", "5.332"),
            ("100", "70", "2.706", "2.744"),
            ("38", "50", "-2.133", "-2.111"),
        ] {
            let ends = [(2012, from), (2025, to)];
            assert_eq!(percent(AnnualReduction::DISCRETE, &ends, 3), discrete);
            assert_eq!(percent(AnnualReduction::LOGARITHMIC, &ends, 3), logarithmic);
        }
    }

    #[test]
    fn what_has_no_logarithm_is_refused() {
        for value in [0, -5] {
            let case = Case::new([(2000, 50.into()), (2010, value.into())]);
            for method in
                [AnnualReduction::DISCRETE, AnnualReduction::LOGARITHMIC, AnnualReduction::REGRESSION]
            {
                assert_eq!(method.rate(&case).unwrap_err().reason(), Reason::NotPositive);
            }
        }
    }
}
