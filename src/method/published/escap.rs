//! `escap-current-status` and `escap-anticipated`: the two indices of the UN's regional commission for Asia and the
//! Pacific: how far since 2015, and what would be missing in 2030.

use crate::method::fill::{Fill, Search};
use crate::method::{
    Band, Case, Class, Description, FilledIn, Filling, Invariance, Method, Parameter, Point, Rating, Reason,
    Refusal, Verification,
};
use crate::number::Ratio;
use crate::number::statistics::weighted_least_squares;

/// The goal's year and the year it counts from, where no other is stated.
const BASE_YEAR: i32 = 2015;
const TARGET_YEAR: i32 = 2030;

/// The current status index: where between the value of 2015 and the target the latest value lies, from 0 to 10.
///
/// **Formula.** `10 d (v - b) / |T - b|`, with `d` 1 where more is better and -1 where less is. Where the target is a
/// value to be met from both sides (the measure `parity`), `10 - 10 |T - v| / |T - b|`.
/// **Fills in.** Base year 2015, or the next later year with a value. The line of what is expected,
/// `10 (t - base year) / (2030 - base year)`, is shown as a term.
/// **Refuses** without target and direction (for parity without target), and where base and target are equal, for which
/// no rule was found. The index is not cut: it may be below 0 and above 10.
/// **Source.** Introductions of the commissions' pages and a program that follows them; the official program was not
/// seen.
///
/// ```
/// use policy_targets::method::{Case, Method, published::EscapCurrentStatus};
/// use policy_targets::progress::Direction;
///
/// let case = Case::new([(2015, 40.into()), (2022, 25.into())])
///     .with_direction(Direction::Down)
///     .with_target(0.into());
/// let rating = EscapCurrentStatus.rate(&case)?;
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("3.75"));
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct EscapCurrentStatus;

impl Method for EscapCurrentStatus {
    fn description(&self) -> Description {
        Description::new("escap-current-status", Verification::Secondary)
            .by("UN ESCAP", "current status index")
            .asking("How much of the way from 2015 to the target has been made, in tenths?")
            .with_formula("10 d (v - b) / |T - b|")
            .with_source("ESCAP, UNECE and UNECA pages")
            .with_verified("formula from secondary descriptions; the official program was not seen")
            .with_needs(&[Parameter::Direction, Parameter::Target])
            .with_invariances(&[
                Invariance::Monotone,
                Invariance::Mirror,
                Invariance::Scale,
                Invariance::Shift,
                Invariance::Years,
            ])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let target = case.require_target()?;
        let mut fill = Fill::new(case);
        let base = fill.base(BASE_YEAR, Search::Later)?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let whole = (&target - &base.number()).absolute();
        let of_whole = |part: Ratio| (part * Ratio::from(10)).divide(&whole).ok_or(Reason::BaseEqualsTarget);
        let is_parity = case.one_of(Parameter::Measure, &["parity", "unit", "percentage"])? == Some("parity");
        let index = if is_parity {
            Ratio::from(10) - of_whole((&target - &current.number()).absolute())?
        } else {
            of_whole(case.require_direction()?.orient(&(current.number() - base.number())))?
        };
        let rating = Rating::by(self).between(base, current).with_exact_statistic(index.clone());
        let rating = rating.with_score(index);
        let years = |to: i32| Ratio::from(i64::from(to).saturating_sub(i64::from(base.year())));
        let expected =
            (years(current.year()) * Ratio::from(10)).divide(&years(fill.target_year(TARGET_YEAR)));
        let rating = match expected {
            Some(expected) => rating.with_term("expected", expected),
            None => rating,
        };
        Ok(rating.with_filled_in(fill.done()))
    }
}

/// The target is expected to be met, or nearly.
const MAINTAIN: Class = Class::new(1, "maintain_progress", "Maintain progress");
/// More than a tenth of the way would be missing.
const ACCELERATE: Class = Class::new(2, "accelerate_progress", "Accelerate progress");
/// More would be missing than in 2015.
const REVERSE: Class = Class::new(3, "reverse_trend", "Reverse trend");

const CLASSES: &[Class] = &[MAINTAIN, ACCELERATE, REVERSE];

/// Of what would be missing, as a share of the whole way, turned so that less is better.
const BANDS: &[Band] =
    &[Band::at_least(-10, 0, MAINTAIN), Band::at_least(-100, 0, ACCELERATE), Band::otherwise(REVERSE)];

/// The anticipated progress index: what would be missing of the way in 2030 if the trend went on.
///
/// **Formula.** `P = 100 |T - e| / |T - b|`, with `e` the value expected in the target's year: stated, or on the
/// weighted least-squares line through the values from the base on, with the caller's weights.
/// **Order of checks.** Expected to meet the target; then `P` up to 10, up to 100, more.
/// Without weights all values count alike (the office gives recent ones more; its weights were not found).
/// **Fills in.** Base year 2015, or the next later year with a value; target year 2030; equal weights.
/// **Refuses** without direction and target, where base and target are equal, without two years with weight, and
/// where a value from the base on has no weight among those stated.
/// **Source.** As for [`EscapCurrentStatus`]; the cuts at 10 and 100 are as recalled.
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, published::EscapAnticipated};
/// use policy_targets::number::Value;
/// use policy_targets::progress::Direction;
///
/// let case = Case::new([(2015, 40.into()), (2022, 25.into())])
///     .with_direction(Direction::Down)
///     .with_target(0.into())
///     .with(Parameter::Predicted, Value::from(15));
/// let rating = EscapAnticipated.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.name()), Some("Accelerate progress"));
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("37.5"));
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct EscapAnticipated;

impl Method for EscapAnticipated {
    fn description(&self) -> Description {
        Description::new("escap-anticipated", Verification::Recalled)
            .by("UN ESCAP", "anticipated progress index")
            .asking("Which part of the way would be missing in 2030 if the trend went on?")
            .with_formula("100 |T - e| / |T - b|, e on a weighted least-squares line")
            .with_checks("expected to meet the target; then bands of what would be missing")
            .with_source("ESCAP, UNECE and UNECA pages")
            .with_verified("denominator and labels seen; cuts at 10 and 100 as recalled; weights not found")
            .with_needs(&[Parameter::Direction, Parameter::Target])
            .with_classes(CLASSES)
            .with_on_track(1)
            .with_invariances(&[Invariance::Mirror, Invariance::Scale, Invariance::Shift, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let (direction, target) = (case.require_direction()?, case.require_target()?);
        let mut fill = Fill::new(case);
        let base = fill.base(BASE_YEAR, Search::Later)?;
        let current = case.latest().ok_or(Reason::NoPoints)?;
        let target_year = fill.target_year(TARGET_YEAR);
        let expected = match case.number(Parameter::Predicted)? {
            Some(stated) => stated.to_ratio(),
            None => expected_on_line(case, &mut fill, base, target_year)?,
        };
        let missing = ((&target - &expected).absolute() * Ratio::hundred())
            .divide(&(&target - &base.number()).absolute())
            .ok_or(Reason::BaseEqualsTarget)?;
        let rating = Rating::by(self)
            .between(base, current)
            .with_term("expected", expected.clone())
            .with_filled_in(fill.done());
        if direction.is_as_good(&expected, &target) {
            return Ok(rating.with_class(MAINTAIN).with_rule("expected to meet the target"));
        }
        let class = Band::class_of(&-&missing, BANDS)?;
        Ok(rating.with_class(class).with_exact_statistic(missing))
    }
}

/// The height of the weighted least-squares line in a year.
fn expected_on_line(case: &Case, fill: &mut Fill<'_>, base: Point, year: i32) -> Result<Ratio, Refusal> {
    let weights = case.values(Parameter::Weights)?;
    if weights.is_none() {
        fill.note(FilledIn::assumed(Filling::Parameter, "equal_weights"));
    }
    let weight_of = |point: &Point| match weights {
        None => Ok(Ratio::one()),
        Some(weights) => weights
            .iter()
            .find(|weight| weight.year() == point.year())
            .map(|weight| weight.number())
            .ok_or_else(|| Refusal::not_stated(Parameter::Weights).with("year", point.year())),
    };
    let years = |year: i32| Ratio::from(i64::from(year).saturating_sub(i64::from(base.year())));
    let points: Vec<(Ratio, Ratio, Ratio)> = case
        .points()
        .iter()
        .filter(|point| point.year() >= base.year())
        .map(|point| Ok((weight_of(point)?, years(point.year()), point.number())))
        .collect::<Result<_, Refusal>>()?;
    if let Some((weight, ..)) = points.iter().find(|(weight, ..)| weight.is_negative()) {
        return Err(Refusal::new(Reason::OutsideDomain).with("weight", weight));
    }
    let line = weighted_least_squares(&points)
        .ok_or_else(|| Refusal::new(Reason::TooFewPoints).with("years_with_weight", "fewer than two"))?;
    Ok(line.at(&years(year)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use crate::number::Value;
    use crate::progress::Direction;

    fn value(text: &str) -> Value {
        text.parse().unwrap()
    }

    fn case(base: &str, latest: &str, target: &str, direction: Direction) -> Case {
        let points = [(2015, value(base)), (2023, value(latest))];
        Case::new(points).with_target(value(target)).with_direction(direction)
    }

    #[test]
    fn the_examples_of_the_current_status_come_out() {
        let index = |case: &Case| EscapCurrentStatus.rate(case).unwrap().statistic().unwrap().to_string();
        assert_eq!(index(&case("40", "25", "0", Direction::Down)), "3.75");
        assert_eq!(index(&case("60", "70", "100", Direction::Up)), "2.5");
        assert_eq!(index(&case("60", "55", "100", Direction::Up)), "-1.25");
        let parity = case("0.88", "0.94", "1", Direction::Up).with(Parameter::Measure, "parity");
        assert_eq!(index(&parity), "5");
        let rating = EscapCurrentStatus.rate(&case("60", "70", "100", Direction::Up)).unwrap();
        let expected = rating.terms().iter().find(|term| term.name() == "expected").unwrap();
        assert_eq!(expected.to_string(), "expected = 16/3"); // 5.3333 in 2023
    }

    /// The series A, B and C of the comparison of methods: from 50 in 2015, to be 70 in 2030.
    #[test]
    fn the_compared_series_come_out() {
        for (latest, index) in [("60", "5"), ("51.3", "0.65"), ("47", "-1.5")] {
            let stated = Case::new([(2015, value("50")), (2022, value(latest))])
                .with_target(value("70"))
                .with_direction(Direction::Up);
            let rating = EscapCurrentStatus.rate(&stated).unwrap();
            assert_eq!(rating.statistic().unwrap().to_string(), index);
            let expected = rating.terms().iter().find(|term| term.name() == "expected").unwrap();
            assert_eq!(expected.to_string(), "expected = 14/3"); // 4.6667
        }
    }

    #[test]
    fn what_would_be_missing_decides_the_class() {
        for (predicted, missing, class) in [
            ("3", Some("7.5"), "maintain_progress"),
            ("4", Some("10"), "maintain_progress"),
            ("4.04", Some("10.1"), "accelerate_progress"),
            ("15", Some("37.5"), "accelerate_progress"),
            ("40", Some("100"), "accelerate_progress"),
            ("40.04", Some("100.1"), "reverse_trend"),
            ("45", Some("112.5"), "reverse_trend"),
            ("-20", None, "maintain_progress"),
            ("0", None, "maintain_progress"),
        ] {
            let stated = case("40", "25", "0", Direction::Down).with(Parameter::Predicted, value(predicted));
            let rating = EscapAnticipated.rate(&stated).unwrap();
            assert_eq!(rating.class().unwrap().code(), class, "{predicted}");
            assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), missing, "{predicted}");
        }
    }

    #[test]
    fn the_line_goes_by_the_callers_weights() {
        let points = [(2015, value("40")), (2016, value("38")), (2020, value("20"))];
        let stated = Case::new(points).with_target(value("0")).with_direction(Direction::Down);
        let expected = |case: &Case| {
            let rating = EscapAnticipated.rate(case).unwrap();
            rating.terms().iter().find(|term| term.name() == "expected").unwrap().value().to_string()
        };
        // Only the first two count: -2 a year, 10 in 2030.
        let weights = |weights: [i64; 3]| {
            let years = [2015, 2016, 2020];
            years
                .iter()
                .zip(weights)
                .map(|(year, weight)| Point::new(*year, weight.into()))
                .collect::<Vec<_>>()
        };
        assert_eq!(expected(&stated.clone().with(Parameter::Weights, weights([1, 1, 0]))), "10");
        // Twice the weight is the value twice.
        let twice =
            Case::new([(2015, value("40")), (2016, value("38")), (2020, value("20")), (2020, value("20"))]);
        let twice = twice.with_target(value("0")).with_direction(Direction::Down);
        assert_eq!(expected(&stated.clone().with(Parameter::Weights, weights([1, 1, 2]))), expected(&twice));
        let refused = |weights_of: [i64; 3]| {
            EscapAnticipated
                .rate(&stated.clone().with(Parameter::Weights, weights(weights_of)))
                .unwrap_err()
                .reason()
        };
        assert_eq!(refused([0, 0, 0]), Reason::TooFewPoints);
        assert_eq!(refused([1, 0, 0]), Reason::TooFewPoints);
        assert_eq!(refused([1, -1, 1]), Reason::OutsideDomain);
    }

    #[test]
    fn where_base_and_target_are_equal_there_is_no_index() {
        let stated = case("40", "25", "40", Direction::Down);
        assert_eq!(EscapCurrentStatus.rate(&stated).unwrap_err().reason(), Reason::BaseEqualsTarget);
        assert_eq!(EscapAnticipated.rate(&stated).unwrap_err().reason(), Reason::BaseEqualsTarget);
    }
}
