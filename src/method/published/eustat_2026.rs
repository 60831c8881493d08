//! `eustat-2026`: the progress measure of the Basque statistics office, on the pattern of Eurostat's and Open SDG's.
//! Five classes around a neutral band; near a limit the bands shrink.

use crate::method::fill::{Fill, Search};
use crate::method::growth::{compound_rate, rounded, years_between};
use crate::method::limit::limit_factor;
use crate::method::score;
use crate::method::{
    Band, Case, Class, Description, Filling, Invariance, Member, Method, Parameter, Point, Rating, Reason,
    Refusal, Verification,
};
use crate::number::{Ratio, Value};

/// Significant progress.
const SIGNIFICANT: Class = Class::new(1, "significant_progress", "Significant progress");
/// Moderate progress.
const MODERATE: Class = Class::new(2, "moderate_progress", "Moderate progress");
/// No progress.
const NONE: Class = Class::new(3, "no_progress", "No progress");
/// Moderate deterioration.
const MODERATELY_WORSE: Class = Class::new(4, "moderate_deterioration", "Moderate deterioration");
/// Significant deterioration.
const WORSE: Class = Class::new(5, "significant_deterioration", "Significant deterioration");

const CLASSES: &[Class] = &[SIGNIFICANT, MODERATE, NONE, MODERATELY_WORSE, WORSE];

/// Of the growth as a share of the growth required.
const WITH_TARGET: &[Band] = &[
    Band::at_least(95, 2, SIGNIFICANT),
    Band::at_least(6, 1, MODERATE),
    Band::at_least(0, 0, MODERATELY_WORSE),
    Band::otherwise(WORSE),
];

/// What stands in place of a base of 0.
const INSTEAD_OF_ZERO: Value = Value::constant(1, 3);

/// The measure of the Basque statistics office.
///
/// **Formula.** As for [`OpenSdg24`](super::OpenSdg24): `sign d g(base, latest)`, with a target over
/// `|g(base, target)|`.
/// **Order of checks.** Target met or limit reached (score 5), then bands: with a target 0.95, 0.6, 0 (no neutral band);
/// without one 1 %, 0.1 %, -0.1 %, -1 %, of which the limit's factor `C` scales all but the third.
/// **Score.** Without a target 5 at growth of 2 % times `C`; with one 5/70 (R - 60 %) from 60 % on, else
/// 5/120 (R + 60 %) - 5; all within ±5.
/// **Fills in.** The nearest year with a value in place of the base year, of two equally near ones the later; 0.001 in
/// place of a base of 0.
/// **Refuses** without direction, between unlike signs, within one year.
/// **Source.** EUSTAT's published results and `scripts/build_data.py` of `EUSTAT-DES/data`.
///
/// ```
/// use policy_targets::method::{Case, Method, published::Eustat2026};
/// use policy_targets::progress::Direction;
///
/// let case = Case::new([(2016, "16.4".parse()?), (2024, "17.8".parse()?)])
///     .with_direction(Direction::Down)
///     .with_target("8.2".parse()?)
///     .with_target_year(2030)
///     .with_base_year(2016);
/// let rating = Eustat2026.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.code()), Some("significant_deterioration"));
/// assert_eq!(rating.score().map(|score| score.number().rounded(6)), Some("-3.387786".parse()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Eustat2026;

impl Method for Eustat2026 {
    fn description(&self) -> Description {
        Description::new("eustat-2026", Verification::ReproducedAgainstPublished)
            .by("EUSTAT", "2026")
            .asking("Is growth since the base as fast as the target requires, or fast at all?")
            .with_formula("sign d ((v/b)^(1/(t-t0)) - 1) / |(T/b)^(1/(tT-t0)) - 1|")
            .with_checks(
                "target met or limit reached, then bands with or without a target, scaled near a limit",
            )
            .with_source("EUSTAT-DES/data, scripts/build_data.py")
            .with_needs(&[Parameter::Direction])
            .with_classes(CLASSES)
            .with_on_track(1)
            .with_invariances(&[
                Invariance::Monotone,
                Invariance::Mirror,
                Invariance::Scale,
                Invariance::Years,
            ])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let direction = case.require_direction()?;
        let mut fill = Fill::new(case);
        let base = fill.base(2015, Search::Nearest)?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let years =
            years_between(base.year(), current.year()).map_err(|refusal| refusal.between(base, current))?;
        let from = fill.instead_of_zero(Filling::BaseValue, base.value(), &INSTEAD_OF_ZERO);
        let growth = compound_rate(&from, &current.number(), &years)?;
        let oriented = direction.orient(&if from.is_negative() { -growth } else { growth });
        // The office prints the base that it used.
        let used = if base.value().is_zero() { Point::new(base.year(), INSTEAD_OF_ZERO) } else { base };
        let rating = Rating::by(self).between(used, current).with_term("growth", oriented.clone());
        let reaches = |bound: Value| direction.is_as_good(&current.number(), &bound.to_ratio());
        let rating = if let Some(target) = case.target() {
            let required = fill.required_growth(base, &from, &target.to_ratio())?.absolute();
            with_target(rating, &oriented, required, reaches(target))?
        } else {
            let factor = case.limit().map(|limit| limit_factor(&base.number(), &limit.to_ratio()));
            without_target(rating, &oriented, factor.transpose()?, case.limit().is_some_and(reaches))
        };
        Ok(rating.with_filled_in(fill.done()))
    }

    /// The mean of the lines' scores.
    fn rate_indicator(&self, members: &[Member]) -> Result<Rating, Refusal> {
        let mean = Member::mean(members).ok_or(Reason::NoMembers)?;
        let class = score::class_of_mean(&mean, [SIGNIFICANT, MODERATE, NONE, MODERATELY_WORSE, WORSE])?;
        Ok(Rating::by(self).with_class(class).with_score(mean))
    }
}

fn with_target(rating: Rating, growth: &Ratio, required: Ratio, is_met: bool) -> Result<Rating, Refusal> {
    let share = growth.divide(&required).map(|share| rounded(&share));
    let rating = rating.with_term("required", required);
    let rating = match &share {
        Some(share) => rating.with_rounded_statistic(share),
        None => rating,
    };
    if is_met {
        return Ok(rating.with_class(SIGNIFICANT).with_rule("target met").with_score(Ratio::from(5)));
    }
    let share = share.ok_or(Reason::BaseEqualsTarget)?;
    let class = Band::class_of(&share, WITH_TARGET)?;
    Ok(rating.with_class(class).with_score(score::of_share(&share)))
}

fn without_target(rating: Rating, growth: &Ratio, factor: Option<Ratio>, is_at_limit: bool) -> Rating {
    let rating = match &factor {
        Some(factor) => rating.with_term("C", factor.clone()),
        None => rating,
    };
    let rating = rating.with_rounded_statistic(growth);
    if is_at_limit {
        return rating.with_class(SIGNIFICANT).with_rule("limit reached").with_score(Ratio::from(5));
    }
    let factor = factor.unwrap_or_else(Ratio::one);
    let at = |mantissa, decimals| Value::constant(mantissa, decimals).to_ratio();
    let class = match growth {
        growth if *growth >= at(1, 2) * factor.clone() => SIGNIFICANT,
        growth if *growth >= at(1, 3) * factor.clone() => MODERATE,
        growth if *growth >= at(-1, 3) => NONE,
        growth if *growth >= at(-1, 2) * factor.clone() => MODERATELY_WORSE,
        _ => WORSE,
    };
    let score = match growth.divide(&factor) {
        _ if growth.is_negative() => score::of_growth(growth),
        Some(scaled) => score::of_growth(&scaled),
        None => Ratio::from(5),
    };
    rating.with_class(class).with_score(score)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::Direction;

    fn value(text: &str) -> Value {
        text.parse().unwrap()
    }

    fn of_a_year(latest: &str, target: Option<&str>) -> (String, String) {
        let case = Case::new([(2020, value("100")), (2021, value(latest))])
            .with_base_year(2020)
            .with_direction(Direction::Up);
        let case = match target {
            // The target is due with the latest value, so that the ratio is that of the changes.
            Some(target) => case.with_target(value(target)).with_target_year(2021),
            None => case,
        };
        let rating = Eustat2026.rate(&case).unwrap();
        (rating.class().unwrap().code().to_owned(), rating.score().unwrap().to_string())
    }

    #[test]
    fn each_threshold_belongs_to_the_better_class() {
        for (latest, class, score) in [
            ("102", "significant_progress", "5"),
            ("101", "significant_progress", "2.5"),
            ("100.9", "moderate_progress", "2.25"),
            ("100.1", "moderate_progress", "0.25"),
            ("100.09", "no_progress", "0.225"),
            ("99.9", "no_progress", "-0.25"),
            ("99.89", "moderate_deterioration", "-0.275"),
            ("99", "moderate_deterioration", "-2.5"),
            ("98.9", "significant_deterioration", "-2.75"),
        ] {
            assert_eq!(of_a_year(latest, None), (class.to_owned(), score.to_owned()), "{latest}");
        }
        for (latest, class, score) in [
            ("110", "significant_progress", "5"),
            // (0.95 - 0.6) * 500 / 70
            ("109.5", "significant_progress", "2.5"),
            ("109.4", "moderate_progress", "2.42857142857"),
            ("106", "moderate_progress", "0"),
            // (0.59 + 0.6) * 500 / 120 - 5
            ("105.9", "moderate_deterioration", "-0.0416666666667"),
            ("100", "moderate_deterioration", "-2.5"),
            ("99.9", "significant_deterioration", "-2.54166666667"),
        ] {
            assert_eq!(of_a_year(latest, Some("110")), (class.to_owned(), score.to_owned()), "{latest}");
        }
    }

    #[test]
    fn a_limit_shrinks_all_bands_but_the_neutral_one() {
        // From 90 under 100 the factor is 0.3736: growth of 0.3737 % is significant, and 0.0374 % moderate.
        let class = |latest: &str| {
            let case = Case::new([(2020, value("90")), (2021, value(latest))]).with_base_year(2020);
            let case = case.with_direction(Direction::Up).with_limit(value("100"));
            Eustat2026.rate(&case).unwrap().class().unwrap().code().to_owned()
        };
        for (latest, expected) in [
            ("90.337", "significant_progress"),
            ("90.336", "moderate_progress"),
            ("90.034", "moderate_progress"),
            ("90.033", "no_progress"),
            ("89.91", "no_progress"),
            ("89.909", "moderate_deterioration"),
            ("89.664", "moderate_deterioration"),
            ("89.663", "significant_deterioration"),
            ("100", "significant_progress"),
        ] {
            assert_eq!(class(latest), expected, "{latest}");
        }
    }

    #[test]
    fn an_indicator_is_the_mean_of_its_lines() {
        let class = |score: &str| {
            let members = [Member::Rated { score: Some(score.parse().unwrap()), is_achieved: false }];
            Eustat2026.rate_indicator(&members).unwrap().class().unwrap().code().to_owned()
        };
        for (score, expected) in [
            ("2.6", "significant_progress"),
            ("2.5", "moderate_progress"),
            ("0.3", "moderate_progress"),
            ("0.25", "no_progress"),
            ("-0.25", "no_progress"),
            ("-0.3", "moderate_deterioration"),
            ("-2.5", "moderate_deterioration"),
            ("-2.6", "significant_deterioration"),
        ] {
            assert_eq!(class(score), expected, "{score}");
        }
    }

    #[test]
    fn the_nearest_year_stands_for_the_base() {
        let case = Case::new([(2013, value("90")), (2016, value("100")), (2021, value("110"))]);
        let rating = Eustat2026.rate(&case.with_direction(Direction::Up)).unwrap();
        assert_eq!(rating.base().map(Point::year), Some(2016));
    }
}
