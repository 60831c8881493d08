//! `trackr`: the speed of progress of the World Bank's program `trackr`, on a path of usual progress that is given.
//! 1 is the usual speed, 2 is twice as fast.

use crate::method::growth::years_between;
use crate::method::{
    Case, Description, Invariance, Method, Parameter, Point, Rating, Reason, Refusal, Verification,
};
use crate::number::{Ratio, Value};

/// How many years the two values have to lie apart.
const FEWEST_YEARS: i64 = 5;

/// The speed on the way that is usual: the time that is usual between two levels over the time that it took.
///
/// **Formula.** `(time(v) - time(b)) / (t - t0)`, where `time` is the year at which each level is usually reached, from
/// [`Parameter::ReferencePath`], in a straight line between its points.
/// **Order of checks.** None: it is a number. A value that moved away has a negative speed.
/// **Refuses** without a reference path, with one that does not rise or fall throughout, for a level outside it, and for
/// values less than five years apart.
/// **Source.** `RossanaTat/trackr` at 9e426fc. The program finds the path by quantile regression over many countries;
/// that regression is not done here.
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, Point, published::Trackr};
///
/// // Usually it takes 10 years from 50 to 60, and 20 more to 70.
/// let path = vec![Point::new(0, 50.into()), Point::new(10, 60.into()), Point::new(30, 70.into())];
/// let case = Case::new([(2015, 55.into()), (2020, 65.into())]).with(Parameter::ReferencePath, path);
/// assert_eq!(Trackr.rate(&case)?.statistic().map(ToString::to_string).as_deref(), Some("3")); // 15 in 5 years
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Trackr;

impl Method for Trackr {
    fn description(&self) -> Description {
        Description::new("trackr", Verification::FromOwnersCode)
            .by("World Bank", "trackr at 9e426fc")
            .asking("How many times as fast as usual was the progress?")
            .with_formula("(time(v) - time(b)) / (t - t0)")
            .with_source("RossanaTat/trackr")
            .with_verified("the speed from the owner's program; the path is given by the caller")
            .with_needs(&[Parameter::ReferencePath])
            .with_invariances(&[Invariance::Mirror, Invariance::Scale, Invariance::Shift, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let (first, latest) = case.require_ends()?;
        let years = years_between(first.year(), latest.year())?;
        if years < Ratio::from(FEWEST_YEARS) {
            return Err(Refusal::new(Reason::TooFewPoints).with("years", years).between(first, latest));
        }
        let path = sorted(case.require_values(Parameter::ReferencePath)?)?;
        let (start, end) = (time_of(&path, first.value())?, time_of(&path, latest.value())?);
        let speed = (&end - &start).divide(&years).ok_or(Reason::SameYear)?;
        Ok(Rating::by(self)
            .between(first, latest)
            .with_exact_statistic(speed)
            .with_term("usual_time_at_start", start)
            .with_term("usual_time_at_end", end))
    }
}

/// The path by time, if each level is reached once.
fn sorted(path: &[Point]) -> Result<Vec<Point>, Refusal> {
    let mut path = path.to_vec();
    path.sort_by_key(|point| point.year());
    let is = |holds: fn(&Value, &Value) -> bool| {
        path.windows(2).all(|pair| match pair {
            [one, next] => one.year() < next.year() && holds(&one.value(), &next.value()),
            _ => true,
        })
    };
    if is(|one, next| one < next) || is(|one, next| one > next) {
        return Ok(path);
    }
    Err(Refusal::new(Reason::OutsideDomain).with("reference_path", "neither rises nor falls throughout"))
}

/// The time at which a level is usually reached.
fn time_of(path: &[Point], level: Value) -> Result<Ratio, Refusal> {
    let number = level.to_ratio();
    let year = |point: &Point| Ratio::from(i64::from(point.year()));
    path.windows(2)
        .find_map(|pair| {
            let [one, next] = pair else { return None };
            let part = (&number - one.number()).divide(&(next.number() - one.number()))?;
            let is_between = !part.is_negative() && part <= Ratio::one();
            is_between.then(|| year(one) + part * (year(next) - year(one)))
        })
        .ok_or_else(|| Refusal::new(Reason::OutsideDomain).with("level_outside_reference_path", level))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;

    fn case(from: i64, to: i64, years: i32, path: &[(i32, i64)]) -> Case {
        let path: Vec<Point> = path.iter().map(|(year, value)| Point::new(*year, (*value).into())).collect();
        Case::new([(2010, from.into()), (2010_i32.saturating_add(years), to.into())])
            .with(Parameter::ReferencePath, path)
    }

    #[test]
    fn the_speed_is_one_on_the_usual_path_and_negative_away_from_it() {
        let path = [(0, 100), (10, 80), (20, 70), (40, 60)];
        for (from, to, years, speed) in [
            (100, 80, 10, "1"),
            (80, 100, 10, "-1"),
            (90, 75, 5, "2"),
            (70, 65, 20, "0.5"),
            (70, 60, 20, "1"),
            (80, 80, 5, "0"),
        ] {
            let rating = Trackr.rate(&case(from, to, years, &path)).unwrap();
            assert_eq!(rating.statistic().unwrap().to_string(), speed, "{from} {to}");
        }
    }

    #[test]
    fn what_the_path_does_not_tell_is_refused() {
        let path = [(0, 100), (10, 80)];
        let reason = |case: &Case| Trackr.rate(case).unwrap_err().reason();
        assert_eq!(reason(&case(100, 80, 4, &path)), Reason::TooFewPoints);
        assert_eq!(reason(&case(101, 80, 5, &path)), Reason::OutsideDomain);
        assert_eq!(reason(&case(90, 80, 5, &[(0, 100), (10, 80), (20, 90)])), Reason::OutsideDomain);
        assert_eq!(reason(&case(90, 80, 5, &[(0, 100), (0, 80)])), Reason::OutsideDomain);
    }
}
