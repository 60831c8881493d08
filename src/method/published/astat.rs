//! `astat`: the classes of yearly growth of ASTAT, the statistics office of South Tyrol, after those of ISTAT.
//! Judges how fast an indicator moves, without a target.

use crate::method::growth::{rate_between, wanted_growth};
use crate::method::{
    Band, Case, Class, Description, Invariance, Method, Parameter, Rating, Refusal, Verification,
};

/// Over 5 % a year.
const CLEARLY_BETTER: Class = Class::new(1, "clear_improvement", "Clear improvement");
/// Over 1 % up to 5 %.
const BETTER: Class = Class::new(2, "slight_improvement", "Slight improvement");
/// Over -1 % up to 1 %.
const STABLE: Class = Class::new(3, "stable", "Stable");
/// Over -5 % up to -1 %.
const WORSE: Class = Class::new(4, "slight_worsening", "Slight worsening");
/// -5 % or less.
const CLEARLY_WORSE: Class = Class::new(5, "clear_worsening", "Clear worsening");

const CLASSES: &[Class] = &[CLEARLY_BETTER, BETTER, STABLE, WORSE, CLEARLY_WORSE];

/// Of the growth in the wanted direction.
const BANDS: &[Band] = &[
    Band::over(5, 2, CLEARLY_BETTER),
    Band::over(1, 2, BETTER),
    Band::over(-1, 2, STABLE),
    Band::over(-5, 2, WORSE),
    Band::otherwise(CLEARLY_WORSE),
];

/// The classes of ASTAT: compound growth a year in the wanted direction.
///
/// **Formula.** `(latest / first)^(1 / (t - t0)) - 1`, turned where less is better.
/// **Order of checks.** Over 5 %, over 1 %, over -1 %, over -5 %; each threshold belongs to the class below.
/// **Refuses** without direction, within one year, from 0 or below, and between unlike signs.
/// **Base.** The stated base year, else the first.
/// **Source.** ASTAT's page on the Sustainable Development Goals.
///
/// ```
/// use policy_targets::method::{Case, Method, published::Astat};
/// use policy_targets::progress::Direction;
///
/// let case = Case::new([(2020, 100.into()), (2021, 105.into())]).with_direction(Direction::Up);
/// let rating = Astat.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.code()), Some("slight_improvement")); // 5 % is not over 5 %
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Astat;

impl Method for Astat {
    fn description(&self) -> Description {
        Description::new("astat", Verification::FromOwnersDocument)
            .by("ASTAT", "SDG indicators")
            .asking("How fast does the indicator move a year, whatever the target?")
            .with_formula("(v/b)^(1/(t-t0)) - 1 in the wanted direction")
            .with_checks("bands of the growth")
            .with_source("ASTAT's page on the Sustainable Development Goals")
            .with_verified(
                "thresholds and their sides from the office's own page; no published result compared",
            )
            .with_needs(&[Parameter::Direction])
            .with_classes(CLASSES)
            .with_invariances(&[Invariance::Monotone, Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let direction = case.require_direction()?;
        let (first, latest) = case.require_ends()?;
        let growth = wanted_growth(first, &rate_between(first, latest)?, direction)?;
        let class = Band::class_of(&growth, BANDS)?;
        Ok(Rating::by(self).between(first, latest).with_class(class).with_rounded_statistic(&growth))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use crate::progress::Direction;

    #[test]
    fn each_threshold_belongs_to_the_class_below() {
        let class = |latest: &str, direction| {
            let case = Case::new([(2020, 100.into()), (2021, latest.parse().unwrap())]);
            Astat.rate(&case.with_direction(direction)).unwrap().class().unwrap().code().to_owned()
        };
        for (latest, up, down) in [
            ("105.1", "clear_improvement", "clear_worsening"),
            ("105", "slight_improvement", "clear_worsening"),
            ("101.1", "slight_improvement", "slight_worsening"),
            ("101", "stable", "slight_worsening"),
            ("99.1", "stable", "stable"),
            ("99", "slight_worsening", "stable"),
            ("95", "clear_worsening", "slight_improvement"),
            ("94.9", "clear_worsening", "clear_improvement"),
        ] {
            assert_eq!(class(latest, Direction::Up), up, "{latest}");
            assert_eq!(class(latest, Direction::Down), down, "{latest}");
        }
    }
}
