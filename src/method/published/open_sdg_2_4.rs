//! `open-sdg-2.4`: the progress measure of Open SDG from 2.4.0 on, and of Statistics Canada since 2025.
//! Compares the yearly growth since the base with the growth that would reach the target.

mod columns;

use crate::method::fill::{Fill, Search};
use crate::method::growth::{compound_rate, rounded, years_between};
use crate::method::limit::limit_factor;
use crate::method::{
    Band, Case, Class, Description, FilledIn, Filling, Invariance, Member, Method, Rating, Reason, Refusal,
    Verification,
};
use crate::number::{Ratio, Value};
use crate::progress::Direction;

/// The target is reached.
const ACHIEVED: Class = Class::new(1, "target_achieved", "Target achieved");
/// On track.
const SUBSTANTIAL: Class = Class::new(2, "substantial_progress", "On track");
/// Progress made but acceleration needed.
const MODERATE: Class = Class::new(3, "moderate_progress", "Progress made but acceleration needed");
/// Limited progress.
const LIMITED: Class = Class::new(4, "limited_progress", "Limited progress");
/// Deterioration.
const DETERIORATION: Class = Class::new(5, "deterioration", "Deterioration");

const CLASSES: &[Class] = &[ACHIEVED, SUBSTANTIAL, MODERATE, LIMITED, DETERIORATION];

/// Of the mean of scores.
const OF_INDICATORS: &[Band] = &[
    Band::at_least(25, 1, SUBSTANTIAL),
    Band::at_least(0, 0, MODERATE),
    Band::at_least(-25, 1, LIMITED),
    Band::otherwise(DETERIORATION),
];

/// What the publisher prints where it rates nothing.
const NOT_AVAILABLE: &str = "not_available";
/// What stands in place of a base or target of 0.
const INSTEAD_OF_ZERO: Value = Value::constant(1, 3);

/// The Open SDG measure: yearly growth since the base as a share of the growth required.
///
/// **Formula.** `g(x, y, n) = (y / x)^(1 / n) - 1`, sign −1 for a base below 0; with a target
/// `R = sign d g(base, latest) / |g(base, target)|`, without one `R = sign d g(base, latest)`.
/// A limit in the wanted direction shrinks the bands without a target by the factor `C` .
/// **Order of checks.** Target met (score 5), then bands of `R`: with a target 0.95, 0.6, 0; without one
/// 0.015 C, 0.005 C, 0, each threshold belonging to the better class.
/// **Fills in.** Base year 2015, or the next later year with a value; target year 2030; direction down; 0.001 in
/// place of a base or target of 0; a limit is ignored where a target is stated.
/// **Refuses** (`not_available`) without values, with values of one year only, and between unlike signs.
/// **Source.** open-sdg/sdg-build `sdg/ProgressMeasure.py`; Statistics Canada's published components.
///
/// ```
/// use policy_targets::method::{Case, Method, published::OpenSdg24};
/// use policy_targets::progress::Direction;
///
/// let case = Case::new([(2015, "90".parse()?), (2021, "93.2".parse()?)])
///     .with_direction(Direction::Up)
///     .with_limit(100.into());
/// let rating = OpenSdg24.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.name()), Some("On track"));
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("0.00583999522973"));
/// assert_eq!(rating.score().map(|score| score.number().rounded(4)), Some("2.8154".parse()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct OpenSdg24;

impl Method for OpenSdg24 {
    fn description(&self) -> Description {
        Description::new("open-sdg-2.4", Verification::ReproducedAgainstPublished)
            .by("Open SDG, Statistics Canada", "2.4.0")
            .asking("Is growth since 2015 as fast as the target requires?")
            .with_formula("sign d ((v/b)^(1/(t-t0)) - 1) / |(T/b)^(1/(tT-t0)) - 1|")
            .with_checks("target met, then bands of R with or without a target, scaled near a limit")
            .with_source("open-sdg/sdg-build, sdg/ProgressMeasure.py; Statistics Canada, indicator_calculation_components.yml")
            .with_classes(CLASSES)
            .with_on_track(2)
            .with_invariances(&[Invariance::Monotone, Invariance::Mirror, Invariance::Scale, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        self.measure(case).map_err(|refusal| refusal.published_as(NOT_AVAILABLE))
    }

    /// The mean of the series' scores, groups first; achieved if all are.
    fn rate_indicator(&self, members: &[Member]) -> Result<Rating, Refusal> {
        let score = Member::mean(members)
            .ok_or_else(|| Refusal::new(Reason::NoMembers).published_as(NOT_AVAILABLE))?;
        let class =
            if Member::are_achieved(members) { ACHIEVED } else { Band::class_of(&score, OF_INDICATORS)? };
        Ok(Rating::by(self).with_class(class).with_score(score))
    }
}

impl OpenSdg24 {
    fn measure(self, case: &Case) -> Result<Rating, Refusal> {
        let mut fill = Fill::new(case);
        let base = fill.base(2015, Search::Later)?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let direction = fill.direction(Direction::Down);
        let years =
            years_between(base.year(), current.year()).map_err(|refusal| refusal.between(base, current))?;
        let from = fill.instead_of_zero(Filling::BaseValue, base.value(), &INSTEAD_OF_ZERO);
        let growth = compound_rate(&from, &current.number(), &years)?;
        let oriented = direction.orient(&if from.is_negative() { -growth } else { growth });
        let rating = Rating::by(&self).between(base, current).with_term("growth", oriented.clone());
        let Some(target) = case.target() else {
            let factor = case.limit().map(|limit| limit_factor(&base.number(), &limit.to_ratio()));
            let rating = without_target(rating, &oriented, factor.transpose()?);
            return Ok(rating.with_filled_in(fill.done()));
        };
        let target = fill.instead_of_zero(Filling::Target, target, &INSTEAD_OF_ZERO);
        let required = fill.required_growth(base, &from, &target)?.absolute();
        if let Some(limit) = case.limit() {
            fill.note(FilledIn::replaced(Filling::Limit, limit.to_ratio(), "none"));
        }
        let is_met = direction.is_as_good(&current.number(), &target);
        let rating = with_target(rating, &oriented, required, is_met)?;
        Ok(rating.with_filled_in(fill.done()))
    }
}

fn number(mantissa: i32, decimals: u32) -> Ratio {
    Value::constant(mantissa, decimals).to_ratio()
}

/// Rated by the share of the required growth.
fn with_target(rating: Rating, growth: &Ratio, required: Ratio, is_met: bool) -> Result<Rating, Refusal> {
    let share = growth.divide(&required).map(|share| rounded(&share));
    let rating = rating.with_term("required", required);
    let rating = match &share {
        Some(share) => rating.with_rounded_statistic(share),
        None => rating,
    };
    if is_met {
        return Ok(rating.with_class(ACHIEVED).with_rule("target met").with_score(Ratio::from(5)));
    }
    let share = share.ok_or(Reason::BaseEqualsTarget)?;
    let class = match &share {
        share if *share >= number(95, 2) => SUBSTANTIAL,
        share if *share >= number(6, 1) => MODERATE,
        share if !share.is_negative() => LIMITED,
        _ => DETERIORATION,
    };
    // The publisher's constants have four decimals, so that the score at 0.95 is 2.500055 and not 2.5.
    let score = if share >= number(6, 1) {
        (&share * &number(71429, 4) - number(42857, 4)).min(Ratio::from(5))
    } else {
        (&share * &number(41667, 4) - number(25, 1)).max(Ratio::from(-5))
    };
    Ok(rating.with_class(class).with_score(score))
}

/// Rated by the growth, on bands that shrink near a limit.
fn without_target(rating: Rating, growth: &Ratio, factor: Option<Ratio>) -> Rating {
    let rating = match &factor {
        Some(factor) => rating.with_term("C", factor.clone()),
        None => rating,
    };
    let factor = factor.unwrap_or_else(Ratio::one);
    let at = |mantissa, decimals| &number(mantissa, decimals) * &factor;
    let class = match growth {
        growth if *growth >= at(15, 3) => SUBSTANTIAL,
        growth if *growth >= at(5, 3) => MODERATE,
        growth if !growth.is_negative() => LIMITED,
        _ => DETERIORATION,
    };
    let times = |factor: i64, growth: &Ratio| growth * &Ratio::from(factor);
    let score = match (class.rank(), growth.divide(&factor)) {
        (5, _) => (times(125, growth) - number(25, 1)).max(Ratio::from(-5)),
        (_, None) => Ratio::from(5), // at the limit itself
        (2, Some(scaled)) => (times(500, &scaled) - Ratio::from(5)).min(Ratio::from(5)),
        (3, Some(scaled)) => times(250, &scaled) - number(125, 2),
        (_, Some(scaled)) => times(500, &scaled) - number(25, 1),
    };
    rating.with_class(class).with_rounded_statistic(growth).with_score(score)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{Down, Up};

    /// Base, year, latest value, year, target or nothing, limit or nothing, direction; ratio, score and class as
    /// Statistics Canada published them.
    type Row = (
        &'static str,
        i32,
        &'static str,
        i32,
        &'static str,
        &'static str,
        Direction,
        &'static str,
        &'static str,
        &'static str,
    );
    #[rustfmt::skip]
    const PUBLISHED: &[Row] = &[
        ("14.5", 2015, "10.2", 2023, "7.25", "", Down, "0.9525901792032172", "2.5185563910306596", "substantial_progress"),
        ("91.3", 2018, "94.5", 2022, "100", "", Up, "1.1360249872573844", "3.8288128814807703", "substantial_progress"),
        ("95.74", 2016, "98.78", 2021, "100", "", Up, "2.013663857423966", "5", "substantial_progress"),
        ("12.3", 2015, "9.5", 2023, "8.2", "", Down, "1.1913757275999413", "4.22417768467362", "substantial_progress"),
        ("0.27", 2015, "0.38", 2023, "0.7", "", Up, "0.6656054028956886", "0.4686528323436141", "moderate_progress"),
        ("0.73", 2015, "0.32", 2023, "0.073", "", Down, "0.6883470841079962", "0.6310943870750059", "moderate_progress"),
        ("38.7", 2015, "33.2", 2024, "25.67", "", Down, "0.6255573087706661", "0.18259330081799074", "moderate_progress"),
        ("8.2", 2023, "8.4", 2024, "100", "", Up, "0.05679393189022746", "-2.263356723992989", "limited_progress"),
        ("28.93", 2020, "29.2", 2023, "100", "", Up, "0.023486232440623516", "-2.402139915289654", "limited_progress"),
        ("0.052", 2015, "0.048", 2022, "0", "", Down, "0.04909595896792923", "-2.2954318677683294", "limited_progress"),
        ("98.8", 2015, "98.3", 2024, "100", "", Up, "-0.6999479299633053", "-5", "deterioration"),
        ("92", 2015, "90", 2023, "100", "", Up, "-0.49219025355461216", "-4.5508091294860025", "deterioration"),
        ("0.9", 2015, "14.7", 2023, "10", "", Up, "2.3996836108900683", "5", "target_achieved"),
        ("81124", 2015, "0", 2023, "0", "", Down, "1.4224293446258616", "5", "target_achieved"),
        ("50.6770883601276", 2015, "35.3786007271678", 2020, "", "", Down, "0.06935124763452605", "5", "substantial_progress"),
        ("45.36", 2015, "53.22", 2024, "", "", Up, "0.017914530382436622", "3.957265191218312", "substantial_progress"),
        ("48", 2014, "46", 2019, "", "", Down, "0.008475799035301268", "0.868949758825317", "moderate_progress"),
        ("11", 2015, "10", 2025, "", "", Down, "0.00948574178547823", "1.1214354463695573", "moderate_progress"),
        ("5.31", 2015, "5.27", 2024, "", "", Down, "0.0008398107947529265", "-2.0800946026235367", "limited_progress"),
        ("4.55", 2015, "4.67", 2024, "", "", Up, "0.0028966136258032904", "-1.0516931870983548", "limited_progress"),
        ("62.39", 2015, "60.9", 2024, "", "", Up, "-0.0026821556210786524", "-2.8352694526348317", "deterioration"),
        ("1.01", 2015, "0.81", 2024, "", "", Up, "-0.024220890327860234", "-5", "deterioration"),
        ("90", 2015, "93.2", 2021, "", "100", Up, "0.005839995229728112", "2.815386645395768", "substantial_progress"),
        ("74.8", 2016, "78.3", 2024, "", "100", Up, "0.005732583481782072", "0.7281197264821118", "moderate_progress"),
        ("98.07066", 2015, "98.68681", 2022, "", "100", Up, "0.0008951233777452217", "1.4505697730651663", "moderate_progress"),
        ("99.47", 2016, "99.5", 2024, "", "100", Up, "0.00003769483546056662", "-1.6917364186249069", "limited_progress"),
        ("79", 2021, "79", 2022, "", "100", Up, "0", "-2.5", "limited_progress"),
        ("93.4", 2017, "92.7", 2021, "", "100", Up, "-0.0018789507235312808", "-2.7348688404414103", "deterioration"),
        ("9", 2015, "6", 2021, "", "11", Up, "-0.06534473481593284", "-5", "deterioration"),
    ];

    fn value(text: &str) -> Value {
        text.parse().unwrap()
    }

    fn case(row: &Row) -> Case {
        let (base, from, latest, to, target, limit, direction, ..) = *row;
        let mut case = Case::new([(from, value(base)), (to, value(latest))])
            .with_base_year(from)
            .with_direction(direction);
        if !target.is_empty() {
            case = case.with_target(value(target));
        }
        if !limit.is_empty() {
            case = case.with_limit(value(limit));
        }
        case
    }

    #[test]
    fn the_published_vectors_come_out() {
        for row in PUBLISHED {
            let rating = OpenSdg24.rate(&case(row)).unwrap();
            let (.., ratio, score, class) = *row;
            assert_eq!(rating.class().unwrap().code(), class, "{row:?}");
            let near = |found: &Ratio, expected: &str| {
                let expected: Ratio = expected.parse().unwrap();
                (found - &expected).absolute() <= expected.absolute() * Ratio::new(1, 1_000_000_000).unwrap()
            };
            assert!(near(rating.statistic().unwrap().number(), ratio), "{row:?}: {rating}");
            assert!(near(rating.score().unwrap().number(), score), "{row:?}: {:?}", rating.score());
        }
    }

    #[test]
    fn the_limit_shrinks_the_bands_the_nearer_the_base_is() {
        for (base, factor) in [
            ("50", "0.953929"),
            ("90", "0.373622"),
            ("99.47", "0.023318"),
            ("100", "0"),
            ("120", "0.628705"),
            ("150", "0.953929"),
            ("200", "1"),
            ("250", "1"),
        ] {
            let found = limit_factor(&value(base).to_ratio(), &Ratio::hundred()).unwrap();
            assert_eq!(found.rounded(6).unwrap(), value(factor), "{base}");
        }
        // At the limit itself any growth that is not negative is substantial.
        let at_limit = Case::new([(2015, value("100")), (2020, value("100"))])
            .with_direction(Up)
            .with_limit(value("100"));
        let rating = OpenSdg24.rate(&at_limit).unwrap();
        assert_eq!(
            (rating.class().unwrap().code(), rating.score().unwrap().to_string()),
            ("substantial_progress", "5".to_owned())
        );
    }

    fn of_a_year(latest: &str, target: Option<&str>) -> (String, String) {
        let case =
            Case::new([(2020, value("100")), (2021, value(latest))]).with_base_year(2020).with_direction(Up);
        let case = match target {
            // The target is due with the latest value, so that the ratio is that of the changes.
            Some(target) => case.with_target(value(target)).with_target_year(2021),
            None => case,
        };
        let rating = OpenSdg24.rate(&case).unwrap();
        (rating.class().unwrap().code().to_owned(), rating.score().unwrap().to_string())
    }

    #[test]
    fn each_threshold_belongs_to_the_better_class() {
        for (latest, class, score) in [
            ("102", "substantial_progress", "5"),
            ("101.5", "substantial_progress", "2.5"),
            ("101.4", "moderate_progress", "2.25"),
            ("100.5", "moderate_progress", "0"),
            ("100.4", "limited_progress", "-0.5"),
            ("100", "limited_progress", "-2.5"),
            ("99.9", "deterioration", "-2.625"),
        ] {
            assert_eq!(of_a_year(latest, None), (class.to_owned(), score.to_owned()), "{latest}");
        }
        for (latest, class, score) in [
            ("110", "target_achieved", "5"),
            // 7.1429 * 0.95 - 4.2857, with the publisher's four decimals.
            ("109.5", "substantial_progress", "2.500055"),
            ("109.4", "moderate_progress", "2.428626"),
            ("106", "moderate_progress", "0.00004"),
            // 4.1667 * 0.59 - 2.5
            ("105.9", "limited_progress", "-0.041647"),
            ("100", "limited_progress", "-2.5"),
            ("99.9", "deterioration", "-2.541667"),
        ] {
            assert_eq!(of_a_year(latest, Some("110")), (class.to_owned(), score.to_owned()), "{latest}");
        }
    }

    #[test]
    fn what_cannot_be_measured_is_not_available() {
        let reason = |case: Case| {
            let refusal = OpenSdg24.rate(&case).unwrap_err();
            assert_eq!(refusal.published(), Some("not_available"));
            refusal.reason()
        };
        assert_eq!(reason(Case::default()), Reason::NoPoints);
        assert_eq!(reason(Case::new([(2010, value("5"))])), Reason::NoBasePoint);
        assert_eq!(reason(Case::new([(2020, value("5"))])), Reason::SameYear);
        assert_eq!(reason(Case::new([(2015, value("-5")), (2020, value("5"))])), Reason::SignChange);
    }

    #[test]
    fn what_nobody_stated_is_filled_in_and_said() {
        let case = Case::new([(2016, value("0")), (2020, value("0"))])
            .with_target(value("0"))
            .with_limit(value("9"));
        let rating = OpenSdg24.rate(&case).unwrap();
        let notes: Vec<String> = rating.filled_in().iter().map(ToString::to_string).collect();
        assert_eq!(
            notes,
            [
                "base_year not stated, 2015 used",
                "base_year 2015 stated, 2016 used",
                "direction not stated, down used",
                "base_value 0 stated, 0.001 used",
                "target 0 stated, 0.001 used",
                "target_year not stated, 2030 used",
                "limit 9 stated, none used"
            ]
        );
    }

    #[test]
    fn an_indicator_is_the_mean_of_its_series_and_achieved_if_all_are() {
        let member =
            |score: &str, is_achieved| Member::Rated { score: Some(score.parse().unwrap()), is_achieved };
        let class = |members: &[Member]| {
            OpenSdg24.rate_indicator(members).map(|rating| rating.class().unwrap().code().to_owned())
        };
        for (score, expected) in [
            ("2.5", "substantial_progress"),
            ("2.4", "moderate_progress"),
            ("0", "moderate_progress"),
            ("-0.1", "limited_progress"),
            ("-2.5", "limited_progress"),
            ("-2.6", "deterioration"),
        ] {
            assert_eq!(class(&[member(score, false)]).as_deref(), Ok(expected), "{score}");
        }
        assert_eq!(class(&[member("5", true), member("5", true)]).as_deref(), Ok("target_achieved"));
        assert_eq!(class(&[member("5", true), member("5", false)]).as_deref(), Ok("substantial_progress"));
        let nothing = [Member::Rated { score: None, is_achieved: false }];
        assert_eq!(class(&nothing).unwrap_err().reason(), Reason::NoMembers);
        assert_eq!(class(&[]).unwrap_err().published(), Some("not_available"));
    }
}
