//! `eurostat-2018` and `eurostat-2021`: the arrows of Eurostat's monitoring of the Sustainable Development Goals.
//! Compares growth between the ends of a window with the growth that reaches the target; the newer edition has a
//! neutral band.

use crate::method::fill::Fill;
use crate::method::growth::{rate_between, rounded, wanted_growth};
use crate::method::score;
use crate::method::{
    Band, Case, Class, Description, Invariance, Member, Method, Parameter, Rating, Reason, Refusal, Side,
    Verification,
};
use crate::number::{Ratio, Value};

/// Arrow up.
const SIGNIFICANT: Class = Class::new(1, "significant_progress", "Significant progress");
/// Arrow half up.
const MODERATE: Class = Class::new(2, "moderate_progress", "Moderate progress");
/// Only without a target, and not in older editions.
const NONE: Class = Class::new(3, "no_progress", "No progress");
/// Only with a target.
const INSUFFICIENT: Class = Class::new(4, "insufficient_progress", "Insufficient progress");
/// Arrow half down; only without a target.
const MODERATELY_AWAY: Class = Class::new(5, "moderate_movement_away", "Moderate movement away");
/// Arrow down.
const AWAY: Class = Class::new(6, "significant_movement_away", "Significant movement away");
/// Arrow down, where there is a target.
const AWAY_FROM_TARGET: Class = Class::new(6, "movement_away", "Movement away from the target");

const CLASSES: &[Class] =
    &[SIGNIFICANT, MODERATE, NONE, INSUFFICIENT, MODERATELY_AWAY, AWAY, AWAY_FROM_TARGET];

/// Thresholds from the best class on, in thousandths, and the class below the last.
type Cuts = (&'static [(i32, Class)], Class);

static WITH_TARGET: Cuts = (&[(950, SIGNIFICANT), (600, MODERATE), (0, INSUFFICIENT)], AWAY_FROM_TARGET);
static WITHOUT_TARGET: Cuts = (&[(10, SIGNIFICANT), (1, MODERATE), (-1, NONE), (-10, MODERATELY_AWAY)], AWAY);
static WITHOUT_TARGET_OR_NEUTRAL_BAND: Cuts =
    (&[(10, SIGNIFICANT), (0, MODERATE), (-10, MODERATELY_AWAY)], AWAY);

/// Eurostat's arrows, in the older edition of four classes or the newer one with a neutral band.
///
/// **Formula.** `g(x, y, n) = (y / x)^(1 / n) - 1` between the ends of the window; with a target
/// `R = g(first, latest) / g(first, target)`, without one `g` in the wanted direction.
/// **Order of checks.** The growth, which refuses as below; target met; then the bands: with a target 95 %, 60 % and 0;
/// without one 1 %, 0.1 %, -0.1 % and -1 % a year, in the older edition 1 %, 0 and -1 %.
/// **Boundary.** On which side a threshold above 0 itself lies is not settled: two versions of one program differ.
/// [`with_boundary`](Eurostat::with_boundary) sets it; by default it belongs to the better class in 2018, where
/// descriptions say so, and to the worse in 2021; a rating shows it as a term. The neutral band is closed, and 0 of the
/// way is not away.
/// **Score.** Of goals, by [`rate_indicator`](Method::rate_indicator): the mean of scores, 5 at growth of 2 % or at
/// 130 % of the required growth, -5 at -2 % or -60 %; over 2.5, over 0.25, down to -0.25, and down to -2.5.
/// **Refuses** without direction, within one year, from a base of 0 or, without a target, below 0, between unlike signs,
/// with a target year that does not follow the base, and where base and target are equal.
/// **Source.** Programs and pages of the Basque office that describe it; Eurostat's own document was not seen.
///
/// ```
/// use policy_targets::method::{Case, Method, published::Eurostat};
/// use policy_targets::progress::Direction;
///
/// let case = Case::new([(2018, 20.into()), (2023, 25.into())])
///     .with_direction(Direction::Up)
///     .with_target("42.5".parse()?)
///     .with_target_year(2030);
/// let rating = Eurostat::EDITION_2021.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.code()), Some("moderate_progress"));
/// assert_eq!(rating.statistic().map(|share| share.number().rounded(6)), Some("0.703998".parse()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Eurostat {
    has_neutral_band: bool,
    boundary: Side,
}

impl Eurostat {
    /// The older edition: without a target four classes, without a neutral band.
    pub const EDITION_2018: Self = Self { has_neutral_band: false, boundary: Side::AtLeast };
    /// The newer edition: without a target five classes around a neutral band.
    pub const EDITION_2021: Self = Self { has_neutral_band: true, boundary: Side::Over };

    /// With the side on which the thresholds of significant and moderate progress themselves lie.
    #[must_use]
    pub fn with_boundary(self, boundary: Side) -> Self {
        Self { boundary, ..self }
    }

    fn class(self, statistic: &Ratio, (cuts, worst): &Cuts) -> Result<Class, Refusal> {
        let side = |thousandths: i32| if thousandths > 0 { self.boundary } else { Side::AtLeast };
        let bands: Vec<Band> = cuts
            .iter()
            .map(|(cut, class)| Band::new(side(*cut), Value::constant(*cut, 3), class.clone()))
            .chain([Band::otherwise(worst.clone())])
            .collect();
        Band::class_of(statistic, &bands)
    }

    fn without_target(self) -> &'static Cuts {
        if self.has_neutral_band { &WITHOUT_TARGET } else { &WITHOUT_TARGET_OR_NEUTRAL_BAND }
    }
}

impl Method for Eurostat {
    fn description(&self) -> Description {
        let (id, edition) = if self.has_neutral_band {
            ("eurostat-2021", "SDG monitoring, with a neutral band")
        } else {
            ("eurostat-2018", "SDG monitoring, without a neutral band")
        };
        Description::new(id, Verification::Secondary)
            .by("Eurostat", edition)
            .asking("Is growth over the window as fast as the target requires, or fast at all?")
            .with_formula("((v/b)^(1/(t-t0)) - 1) / ((T/b)^(1/(tT-t0)) - 1)")
            .with_checks("target met, then bands with or without a target")
            .with_source("EUSTAT-DES/data, scripts/build_data.py; Eurostat's methodology was not seen")
            .with_verified("0.95, 0.6 and 0 from two programs; the sides of 1 % and 0.1 % are not settled")
            .with_needs(&[Parameter::Direction])
            .with_classes(CLASSES)
            .with_on_track(1)
            .with_invariances(&[Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let direction = case.require_direction()?;
        let (first, latest) = (case.require_base()?, case.latest().ok_or(Reason::NoPoints)?);
        let growth = rate_between(first, latest)?;
        let rating = Rating::by(self).between(first, latest).with_term("growth", growth.clone());
        let rating = rating.with_term("boundary", self.boundary.code());
        let Some(target) = case.target() else {
            let oriented = wanted_growth(first, &growth, direction)?;
            let class = self.class(&oriented, self.without_target())?;
            let rating = rating.with_class(class).with_rounded_statistic(&oriented);
            return Ok(rating.with_score(score::of_growth(&oriented)));
        };
        let mut fill = Fill::new(case);
        let required = fill.required_growth(first, &first.number(), &target.to_ratio())?;
        let share = growth.divide(&required).map(|share| rounded(&share));
        let rating = rating.with_term("required", required).with_filled_in(fill.done());
        let rating = match &share {
            Some(share) => rating.with_rounded_statistic(share),
            None => rating,
        };
        if direction.is_as_good(&latest.number(), &target.to_ratio()) {
            return Ok(rating.with_class(SIGNIFICANT).with_rule("target met").with_score(Ratio::from(5)));
        }
        let share = share.ok_or(Reason::BaseEqualsTarget)?;
        Ok(rating.with_class(self.class(&share, &WITH_TARGET)?).with_score(score::of_share(&share)))
    }

    /// A goal by the mean of its indicators' scores.
    fn rate_indicator(&self, members: &[Member]) -> Result<Rating, Refusal> {
        let mean = Member::mean(members).ok_or(Reason::NoMembers)?;
        let class = score::class_of_mean(&mean, [SIGNIFICANT, MODERATE, NONE, MODERATELY_AWAY, AWAY])?;
        Ok(Rating::by(self).with_class(class).with_score(mean))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use crate::progress::Direction;

    fn value(text: &str) -> Value {
        text.parse().unwrap()
    }

    fn rated(
        method: Eurostat,
        (base, latest): (&str, &str),
        direction: Direction,
        target: Option<&str>,
    ) -> (String, String, String) {
        let case = Case::new([(2018, value(base)), (2023, value(latest))]).with_direction(direction);
        let case = match target {
            Some(target) => case.with_target(value(target)).with_target_year(2030),
            None => case,
        };
        let rating = method.rate(&case).unwrap();
        let text = |number: &Ratio| number.rounded(6).unwrap().to_string();
        (
            rating.class().unwrap().code().to_owned(),
            text(rating.statistic().unwrap().number()),
            text(rating.score().unwrap().number()),
        )
    }

    #[test]
    fn the_worked_examples_come_out() {
        use Direction::{Down, Up};
        for (latest, statistic, newer, older) in [
            ("105.2", "0.010190", "significant_progress", "significant_progress"),
            ("100.4", "0.000799", "no_progress", "moderate_progress"),
            ("99.6", "-0.000801", "no_progress", "moderate_movement_away"),
            ("94", "-0.012299", "significant_movement_away", "significant_movement_away"),
        ] {
            for (method, class) in [(Eurostat::EDITION_2021, newer), (Eurostat::EDITION_2018, older)] {
                let found = rated(method, ("100", latest), Up, None);
                assert_eq!((found.0.as_str(), found.1.as_str()), (class, statistic), "{latest}");
            }
        }
        // Scores of the exact shares: those of shares rounded to six digits differ in the last digit.
        for (points, direction, target, class, statistic, score) in [
            (("20", "25"), Up, "42.5", "moderate_progress", "0.703998", "0.742842"),
            (("100", "92"), Down, "70", "insufficient_progress", "0.564717", "-0.147012"),
            (("100", "101"), Down, "70", "movement_away", "-0.068022", "-2.783423"),
        ] {
            let found = rated(Eurostat::EDITION_2021, points, direction, Some(target));
            assert_eq!(found, (class.to_owned(), statistic.to_owned(), score.to_owned()), "{points:?}");
        }
    }

    /// The series A, B and C of the comparison of methods: from 50 in 2015, to be 70 in 2030.
    #[test]
    fn the_compared_series_come_out() {
        for (latest, share, class) in [
            ("60", "1.163242", "significant_progress"),
            ("51.3", "0.161938", "insufficient_progress"),
            ("47", "-0.387939", "movement_away"),
        ] {
            let case = Case::new([(2015, value("50")), (2022, value(latest))])
                .with_direction(Direction::Up)
                .with_target(value("70"))
                .with_target_year(2030);
            let rating = Eurostat::EDITION_2021.rate(&case).unwrap();
            assert_eq!(rating.statistic().unwrap().number().rounded(6).unwrap().to_string(), share);
            assert_eq!(rating.class().unwrap().code(), class);
        }
    }

    /// The same from 2017 on.
    #[test]
    fn the_compared_series_come_out_from_another_base() {
        for (base, latest, share) in
            [("53", "60", "1.161343"), ("50.4", "51.3", "0.138569"), ("49.4", "47", "-0.364731")]
        {
            let case = Case::new([(2015, value("50")), (2017, value(base)), (2022, value(latest))])
                .with_direction(Direction::Up)
                .with_base_year(2017)
                .with_target(value("70"))
                .with_target_year(2030);
            let rating = Eurostat::EDITION_2021.rate(&case).unwrap();
            assert_eq!(rating.statistic().unwrap().number().rounded(6).unwrap().to_string(), share);
        }
    }

    fn class_of_a_year(method: Eurostat, latest: &str, target: Option<&str>) -> String {
        let case = Case::new([(2020, value("100")), (2021, value(latest))]).with_direction(Direction::Up);
        let case = match target {
            Some(target) => case.with_target(value(target)).with_target_year(2021),
            None => case,
        };
        method.rate(&case).unwrap().class().unwrap().code().to_owned()
    }

    #[test]
    fn the_side_of_a_threshold_is_a_parameter() {
        let (at_least, over) = (
            Eurostat::EDITION_2021.with_boundary(Side::AtLeast),
            Eurostat::EDITION_2021.with_boundary(Side::Over),
        );
        for (latest, closed, open) in [
            ("101.1", "significant_progress", "significant_progress"),
            ("101", "significant_progress", "moderate_progress"),
            ("100.9", "moderate_progress", "moderate_progress"),
            ("100.1", "moderate_progress", "no_progress"),
            ("99.9", "no_progress", "no_progress"),
            ("99.8", "moderate_movement_away", "moderate_movement_away"),
            ("99", "moderate_movement_away", "moderate_movement_away"),
            ("98.9", "significant_movement_away", "significant_movement_away"),
        ] {
            assert_eq!(class_of_a_year(at_least, latest, None), closed, "{latest}");
            assert_eq!(class_of_a_year(over, latest, None), open, "{latest}");
        }
        for (latest, closed, open) in [
            ("109.5", "significant_progress", "moderate_progress"),
            ("109.4", "moderate_progress", "moderate_progress"),
            ("106", "moderate_progress", "insufficient_progress"),
            ("105.9", "insufficient_progress", "insufficient_progress"),
            ("100", "insufficient_progress", "insufficient_progress"),
            ("99.9", "movement_away", "movement_away"),
            ("110", "significant_progress", "significant_progress"),
        ] {
            assert_eq!(class_of_a_year(at_least, latest, Some("110")), closed, "{latest}");
            assert_eq!(class_of_a_year(over, latest, Some("110")), open, "{latest}");
        }
    }

    #[test]
    fn the_older_edition_has_no_neutral_band() {
        for (latest, class) in [
            ("101", "significant_progress"),
            ("100.1", "moderate_progress"),
            ("100", "moderate_progress"),
            ("99.9", "moderate_movement_away"),
            ("99", "moderate_movement_away"),
            ("98.9", "significant_movement_away"),
        ] {
            assert_eq!(class_of_a_year(Eurostat::EDITION_2018, latest, None), class, "{latest}");
        }
    }

    #[test]
    fn a_goal_is_the_mean_of_its_scores() {
        let class = |score: &str| {
            let members = [Member::Rated { score: Some(score.parse().unwrap()), is_achieved: false }];
            Eurostat::EDITION_2021.rate_indicator(&members).unwrap().class().unwrap().code().to_owned()
        };
        for (score, expected) in [
            ("2.51", "significant_progress"),
            ("2.5", "moderate_progress"),
            ("0.25", "no_progress"),
            ("-0.25", "no_progress"),
            ("-0.26", "moderate_movement_away"),
            ("-2.5", "moderate_movement_away"),
            ("-2.51", "significant_movement_away"),
        ] {
            assert_eq!(class(score), expected, "{score}");
        }
        assert_eq!(Eurostat::EDITION_2021.rate_indicator(&[]).unwrap_err().reason(), Reason::NoMembers);
    }
}
