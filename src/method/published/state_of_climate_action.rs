//! `state-of-climate-action`: the acceleration factor of the Systems Change Lab's State of Climate Action.
//! How many times as fast as in the last years the value has to change to meet its benchmark.

use crate::method::fill::Fill;
use crate::method::{
    Band, Case, Class, Description, Invariance, Method, Parameter, Point, Rating, Reason, Refusal,
    Verification,
};
use crate::number::{Ratio, statistics};

/// At most as fast as now.
const ON_TRACK: Class = Class::new(1, "on_track", "Right Direction, On Track");
/// Less than twice as fast.
const OFF_TRACK: Class = Class::new(2, "off_track", "Right Direction, Off Track");
/// At least twice as fast.
const WELL_OFF_TRACK: Class = Class::new(3, "well_off_track", "Right Direction, Well Off Track");
/// Right direction without a benchmark.
const NO_TARGET: Class = Class::new(4, "no_target", "Right Direction, No Target");
/// Away from what is wanted.
const WRONG_DIRECTION: Class = Class::new(5, "wrong_direction", "Wrong Direction");

const CLASSES: &[Class] = &[ON_TRACK, OFF_TRACK, WELL_OFF_TRACK, NO_TARGET, WRONG_DIRECTION];

/// Of the acceleration factor, turned so that less is better.
const BANDS: &[Band] =
    &[Band::at_least(-1, 0, ON_TRACK), Band::over(-2, 0, OFF_TRACK), Band::otherwise(WELL_OFF_TRACK)];

/// What the publisher prints where it has too few values.
const CANNOT_CALCULATE: &str = "cannot_calculate";

/// How many years the slope is taken over, and in forests and land.
const YEARS: i32 = 5;
const YEARS_OF_LAND: i32 = 10;

/// The chapters of the report.
const SECTORS: &[&str] = &[
    "power",
    "buildings",
    "industry",
    "transport",
    "forests_and_land",
    "food_and_agriculture",
    "technological_carbon_removal",
    "finance",
];

/// The acceleration factor: the change a year that is required over the change a year so far.
///
/// **Formula.** `((T - v) / (tT - t)) / s`, with `s` the least-squares slope over the last five years, or ten where
/// [`Parameter::Sector`] is `forests_and_land`.
/// **Order of checks.** An S-curve that is `likely` needs the class that experts have set ([`Parameter::Judgement`]);
/// too few values; a slope that is not in the wanted direction, wrong direction, whatever the sign of the factor; no
/// benchmark; benchmark met; then up to 1, below 2, 2 and more. Where an S-curve is `possible`, a term says so.
/// **Fills in.** The target year 2030.
/// **Refuses** without direction, with fewer values than the years of the slope (the publisher's "cannot calculate"),
/// with two values of one year among them, where the S-curve is likely and no class is stated, and where the target's
/// year is not after the latest value. A slope of 0 has no factor: it is refused, since the publisher does not say what
/// it is.
/// **Source.** `systemschangelab.org/node/1424` for the names, press texts for the factor of 2; the cut at 1 and the
/// windows are as recalled.
///
/// ```
/// use policy_targets::method::{Case, Method, published::StateOfClimateAction};
/// use policy_targets::progress::Direction;
///
/// let case = Case::new((0..5).map(|year| (2018 + year, (10 + 2 * i64::from(year)).into())))
///     .with_direction(Direction::Up)
///     .with_target(30.into());
/// let rating = StateOfClimateAction.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.name()), Some("Right Direction, On Track"));
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("0.75"));
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct StateOfClimateAction;

impl Method for StateOfClimateAction {
    fn description(&self) -> Description {
        Description::new("state-of-climate-action", Verification::Recalled)
            .by("Systems Change Lab", "State of Climate Action 2023")
            .asking("How many times as fast as so far must it go to meet the benchmark?")
            .with_formula("((T - v) / (tT - t)) / slope of the last years")
            .with_checks("S-curve, too few values, wrong direction, no benchmark, benchmark met, then bands")
            .with_source("systemschangelab.org/node/1424 and press texts")
            .with_verified("names seen; the factor of 2 confirmed in a press text; the rest as recalled")
            .with_needs(&[Parameter::Direction])
            .with_classes(CLASSES)
            .with_on_track(1)
            .with_invariances(&[Invariance::Mirror, Invariance::Scale, Invariance::Shift, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let current =
            case.latest().ok_or_else(|| Refusal::from(Reason::NoPoints).published_as(CANNOT_CALCULATE))?;
        let rating = Rating::by(self).at(current);
        let s_curve = case.one_of(Parameter::SCurve, &["likely", "possible", "unlikely"])?;
        if s_curve == Some("likely") {
            let Some(judged) = case.word(Parameter::Judgement)? else {
                return Err(Refusal::new(Reason::NeedsJudgement).with("s_curve", "likely"));
            };
            let class = CLASSES.iter().find(|class| class.code() == judged);
            let class = class.ok_or_else(|| Refusal::new(Reason::UnknownClass).with("found", judged))?;
            return Ok(rating.with_class(class.clone()).with_rule("set by experts"));
        }
        let direction = case.require_direction()?;
        let (first, slope) = slope(case, current)?;
        let rating = Rating::by(self).between(first, current).with_term("slope", slope.clone());
        let rating = match s_curve {
            Some("possible") => rating.with_term("caveat", "an S-curve is possible, and would be faster"),
            _ => rating,
        };
        let towards = direction.orient(&slope);
        if towards.is_negative() {
            return Ok(rating.with_class(WRONG_DIRECTION).with_rule("the slope leads away"));
        }
        let Some(target) = case.target() else {
            if towards.is_zero() {
                return Err(Refusal::new(Reason::ZeroDenominator)
                    .with("slope", slope)
                    .between(first, current));
            }
            return Ok(rating.with_class(NO_TARGET).with_rule("no benchmark"));
        };
        let mut fill = Fill::new(case);
        let target_year = fill.target_year(2030);
        let rating = rating.with_filled_in(fill.done());
        if direction.is_as_good(&current.number(), &target.to_ratio()) {
            return Ok(rating.with_class(ON_TRACK).with_rule("benchmark met"));
        }
        let left = i64::from(target_year).saturating_sub(i64::from(current.year()));
        if left <= 0 {
            return Err(Refusal::new(Reason::NoTimeToTarget).with("target_year", target_year));
        }
        let required = (target.to_ratio() - current.number()).divide(&Ratio::from(left));
        let required = required.ok_or(Reason::NoTimeToTarget)?;
        let rating = rating.with_term("required", required.clone());
        let factor = required.divide(&slope).ok_or_else(|| {
            Refusal::new(Reason::ZeroDenominator).with("slope", &slope).between(first, current)
        })?;
        Ok(rating.with_class(Band::class_of(&-&factor, BANDS)?).with_exact_statistic(factor))
    }
}

/// The slope of the line through the last years, and the first point of it.
fn slope(case: &Case, current: Point) -> Result<(Point, Ratio), Refusal> {
    let is_land = case.one_of(Parameter::Sector, SECTORS)? == Some("forests_and_land");
    let years = if is_land { YEARS_OF_LAND } else { YEARS };
    let from = current.year().saturating_sub(years.saturating_sub(1));
    let points: Vec<Point> = case.by_year().into_iter().filter(|point| point.year() >= from).collect();
    let wanted = usize::try_from(years).unwrap_or(usize::MAX);
    let Some(first) = points.first().copied().filter(|_| points.len() >= wanted) else {
        return Err(Refusal::new(Reason::TooFewPoints)
            .with("points", points.len())
            .with("years", years)
            .published_as(CANNOT_CALCULATE));
    };
    let twice = points.windows(2).find(|pair| matches!(pair, [one, next] if one.year() == next.year()));
    if let Some([one, ..]) = twice {
        return Err(Refusal::new(Reason::DuplicateYear).with("year", one.year()));
    }
    let pairs: Vec<(Ratio, Ratio)> =
        points.iter().map(|point| (Ratio::from(i64::from(point.year())), point.number())).collect();
    let line = statistics::least_squares(&pairs).ok_or(Reason::SameYear)?;
    Ok((first, line.slope().clone()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use crate::number::Value;
    use crate::progress::Direction;

    fn case(values: &[&str], target: Option<&str>) -> Case {
        let first = 2023_i32.saturating_sub(i32::try_from(values.len()).unwrap());
        let points = values.iter().zip(first..).map(|(value, year)| (year, value.parse::<Value>().unwrap()));
        let case = Case::new(points).with_direction(Direction::Up);
        target.map(|target| case.clone().with_target(target.parse().unwrap())).unwrap_or(case)
    }

    fn rated(values: &[&str], target: &str) -> (Option<String>, String) {
        let rating = StateOfClimateAction.rate(&case(values, Some(target))).unwrap();
        let factor = rating.statistic().map(|factor| factor.number().rounded(6).unwrap().to_string());
        (factor, rating.class().unwrap().code().to_owned())
    }

    #[test]
    fn the_worked_examples_come_out() {
        let rising = ["10", "12", "14", "16", "18"];
        for (values, target, factor, class) in [
            (["35", "36", "37", "38", "39"], "89.5", Some("6.312500"), "well_off_track"),
            (rising, "30", Some("0.750000"), "on_track"),
            (rising, "34", Some("1.000000"), "on_track"),
            (rising, "34.1", Some("1.006250"), "off_track"),
            (rising, "49.9", Some("1.993750"), "off_track"),
            (rising, "50", Some("2.000000"), "well_off_track"),
            (["10", "9", "8", "7", "6"], "50", None, "wrong_direction"),
            // A benchmark that is met asks for a negative change, and is on track all the same.
            (rising, "15", None, "on_track"),
            (rising, "18", None, "on_track"),
        ] {
            let found = rated(&values, target);
            assert_eq!((found.0.as_deref(), found.1.as_str()), (factor, class), "{values:?} {target}");
        }
    }

    /// The series A, B and C of the comparison of methods: the slope is that of 2018 to 2022.
    #[test]
    fn the_compared_series_come_out() {
        for (values, factor, class) in [
            (["54", "55", "57", "58", "60"], Some("0.833333"), "on_track"),
            (["50.5", "50.8", "51", "51.1", "51.3"], Some("12.302632"), "well_off_track"),
            (["49.1", "48.6", "48", "47.5", "47"], None, "wrong_direction"),
        ] {
            let found = rated(&values, "70");
            assert_eq!((found.0.as_deref(), found.1.as_str()), (factor, class), "{values:?}");
        }
    }

    #[test]
    fn experts_set_the_class_of_a_likely_s_curve() {
        let likely = case(&["2", "3", "5", "7", "10"], Some("80")).with(Parameter::SCurve, "likely");
        assert_eq!(StateOfClimateAction.rate(&likely).unwrap_err().reason(), Reason::NeedsJudgement);
        let judged = |code: &str| StateOfClimateAction.rate(&likely.clone().with(Parameter::Judgement, code));
        assert_eq!(judged("on_track").unwrap().class().unwrap().code(), "on_track");
        assert_eq!(judged("fine").unwrap_err().reason(), Reason::UnknownClass);
        let possible = likely.clone().with(Parameter::SCurve, "possible");
        assert_eq!(StateOfClimateAction.rate(&possible).unwrap().class().unwrap().code(), "well_off_track");
    }

    #[test]
    fn what_has_no_factor_is_refused() {
        let reason = |case: &Case| StateOfClimateAction.rate(case).unwrap_err().reason();
        let few = StateOfClimateAction.rate(&case(&["1", "2", "3", "4"], Some("9"))).unwrap_err();
        assert_eq!((few.reason(), few.published()), (Reason::TooFewPoints, Some("cannot_calculate")));
        assert_eq!(reason(&case(&["5"; 5], Some("9"))), Reason::ZeroDenominator);
        assert_eq!(reason(&case(&["5"; 5], None)), Reason::ZeroDenominator);
        let five = ["1", "2", "3", "4", "5"];
        assert_eq!(
            reason(&case(&five, Some("9")).with(Parameter::Sector, "forests_and_land")),
            Reason::TooFewPoints
        );
        assert_eq!(reason(&case(&five, Some("9")).with_target_year(2022)), Reason::NoTimeToTarget);
        let without = StateOfClimateAction.rate(&case(&five, None)).unwrap();
        assert_eq!(without.class().unwrap().code(), "no_target");
    }
}
