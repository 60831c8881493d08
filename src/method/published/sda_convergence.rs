//! `sda-convergence`: the sectoral decarbonisation approach, by which a company's intensity converges to its sector's.
//! In the form of PACTA's programs, where the change in market share may be stated or left at 1.

use crate::method::{
    Case, Class, Description, FilledIn, Filling, Invariance, Method, Parameter, Point, Rating, Reason,
    Refusal, Verification,
};
use crate::number::Ratio;

/// At or below the path.
const WITHIN: Class = Class::new(1, "within_path", "At or below the sector's convergence");
/// Above the path.
const ABOVE: Class = Class::new(2, "above_path", "Above the sector's convergence");

const CLASSES: &[Class] = &[WITHIN, ABOVE];

/// Convergence to the sector's intensity in the scenario's last year.
///
/// **Formula.** `d p(t) m(t) + S(end)` with `d = I(t0) - S(end)`, `p(t) = (S(t) - S(end)) / (S(t0) - S(end))` and `m(t)`
/// the inverse of the change in market share, `share(t0) / share(t)`. `S` is [`Parameter::Scenario`], the shares are
/// [`Parameter::MarketShare`].
/// **Statistic.** The latest intensity over that of the path in its year, less 1.
/// **Fills in.** `m = 1`, where no market shares are stated, as the programs do; the base year, where none is stated: the
/// first.
/// **Refuses** without a scenario, where it has no value of the base year or of the year asked about, where it does not
/// change, and where a market share is 0.
/// **Source.** `RMI-PACTA/r2dii.analysis` at 8841895; one equation of its vignette takes the scenario's value at `t` where
/// the program takes the last, as here.
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, Point, published::SdaConvergence};
/// use policy_targets::number::Value;
///
/// let scenario = vec![Point::new(2020, 1.into()), Point::new(2035, "0.4".parse()?), Point::new(2050, "0.1".parse()?)];
/// let case = Case::new([(2020, "1.2".parse::<Value>()?), (2035, "0.5".parse()?)])
///     .with(Parameter::Scenario, scenario);
/// let rating = SdaConvergence.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.code()), Some("above_path"));
/// assert_eq!(rating.path()[1].1.to_string(), "7/15"); // 0.4667 in 2035
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct SdaConvergence;

impl Method for SdaConvergence {
    fn description(&self) -> Description {
        Description::new("sda-convergence", Verification::FromOwnersCode)
            .by("RMI-PACTA", "r2dii.analysis at 8841895")
            .asking("Does the intensity converge to the sector's scenario?")
            .with_formula("d p m + S(end)")
            .with_checks("the latest intensity against the path")
            .with_source("RMI-PACTA/r2dii.analysis, vignette and program")
            .with_verified("worked numbers of the vignette's formula")
            .with_needs(&[Parameter::Scenario])
            .with_classes(CLASSES)
            .with_on_track(1)
            .with_invariances(&[Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let scenario = case.require_values(Parameter::Scenario)?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let base = case.require_base()?;
        let shares = case.values(Parameter::MarketShare)?;
        let mut points: Vec<Point> = scenario.iter().copied().filter(|at| at.year() >= base.year()).collect();
        points.sort_by_key(|point| point.year());
        let path: Vec<(i32, Ratio)> = points
            .iter()
            .map(|at| Ok((at.year(), intensity(&points, base, *at, shares)?)))
            .collect::<Result<_, Refusal>>()?;
        let asked = path.iter().find(|(year, _)| *year == current.year());
        let (_, level) = asked.ok_or_else(|| not_in("scenario", current.year()))?;
        let class = if current.number() <= *level { WITHIN } else { ABOVE };
        let rating = Rating::by(self).between(base, current).with_class(class);
        let rating = match current.number().divide(level) {
            Some(share) => rating.with_exact_statistic(share - Ratio::one()),
            None => rating,
        };
        let assumed =
            shares.is_none().then(|| FilledIn::assumed(Filling::Parameter, "market_share_unchanged"));
        Ok(rating.with_path(path).with_filled_in(assumed.into_iter().collect()))
    }
}

fn not_in(name: &'static str, year: i32) -> Refusal {
    Refusal::new(Reason::NotStated).with("input", name).with("year", year)
}

/// The intensity of the path in a year of the scenario.
fn intensity(scenario: &[Point], base: Point, at: Point, shares: Option<&[Point]>) -> Result<Ratio, Refusal> {
    let year_of = |points: &[Point], year: i32| {
        points.iter().find(|point| point.year() == year).map(|point| point.number())
    };
    let start = year_of(scenario, base.year()).ok_or_else(|| not_in("scenario", base.year()))?;
    let end = scenario.last().ok_or_else(|| not_in("scenario", base.year()))?.number();
    let part = (at.number() - &end).divide(&(start - &end)).ok_or(Reason::ZeroDenominator)?;
    let inverse_share = match shares {
        None => Ratio::one(),
        Some(shares) => {
            let share = |year: i32| year_of(shares, year).ok_or_else(|| not_in("market_share", year));
            share(base.year())?.divide(&share(at.year())?).ok_or(Reason::ZeroDenominator)?
        }
    };
    Ok((base.number() - &end) * part * inverse_share + end)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use crate::number::Value;

    fn points(values: &[(i32, &str)]) -> Vec<Point> {
        values.iter().map(|(year, value)| Point::new(*year, value.parse().unwrap())).collect()
    }

    const SCENARIO: &[(i32, &str)] = &[(2020, "1.0"), (2030, "0.7"), (2040, "0.4"), (2050, "0.1")];

    fn case(latest: (i32, &str)) -> Case {
        let latest = (latest.0, latest.1.parse::<Value>().unwrap());
        Case::new([(2020, "1.2".parse().unwrap()), latest]).with(Parameter::Scenario, points(SCENARIO))
    }

    #[test]
    fn the_worked_path_comes_out() {
        let rating = SdaConvergence.rate(&case((2050, "0.1"))).unwrap();
        let path: Vec<String> =
            rating.path().iter().map(|(_, level)| level.rounded(6).unwrap().to_string()).collect();
        assert_eq!(path, ["1.200000", "0.833333", "0.466667", "0.100000"]);
        assert_eq!(rating.class().unwrap().code(), "within_path");
        assert_eq!(rating.filled_in().len(), 1);
    }

    #[test]
    fn a_growing_share_asks_for_a_lower_intensity() {
        let shares = points(&[(2020, "0.1"), (2030, "0.2"), (2040, "0.2"), (2050, "0.2")]);
        let rating = SdaConvergence.rate(&case((2030, "0.5")).with(Parameter::MarketShare, shares)).unwrap();
        // (1.2 - 0.1) * (0.6 / 0.9) / 2 + 0.1
        assert_eq!(rating.path()[1].1.rounded(6).unwrap().to_string(), "0.466667");
        assert_eq!(rating.class().unwrap().code(), "above_path");
        assert_eq!(rating.filled_in(), []);
    }

    #[test]
    fn what_the_formula_has_no_value_for_is_refused() {
        let reason = |case: &Case| SdaConvergence.rate(case).unwrap_err().reason();
        assert_eq!(reason(&case((2035, "0.5"))), Reason::NotStated);
        let flat = case((2030, "0.5")).with(Parameter::Scenario, points(&[(2020, "1"), (2030, "1")]));
        assert_eq!(reason(&flat), Reason::ZeroDenominator);
        let empty = case((2030, "0.5")).with(Parameter::MarketShare, points(&[(2020, "0.1")]));
        assert_eq!(reason(&empty), Reason::NotStated);
    }
}
