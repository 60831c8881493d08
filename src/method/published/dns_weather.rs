//! `dns-weather`: the weather symbols of the German Sustainability Strategy, by the Federal Statistical Office.
//! Carries the mean change of the last six values on to the target's year and asks what would be missing then.

use crate::method::{
    Band, Case, Class, Description, FilledIn, Filling, Invariance, Method, Parameter, Point, Rating, Reason,
    Refusal, Verification,
};
use crate::number::Ratio;
use crate::progress::Direction;

/// Sun.
const SUN: Class = Class::new(1, "sun", "Sonne");
/// Sun and cloud.
const SUN_AND_CLOUD: Class = Class::new(2, "sun_and_cloud", "Leicht bewölkt");
/// Cloud.
const CLOUD: Class = Class::new(3, "cloud", "Wolke");
/// Thunderstorm.
const THUNDERSTORM: Class = Class::new(4, "thunderstorm", "Blitz");

const CLASSES: &[Class] = &[SUN, SUN_AND_CLOUD, CLOUD, THUNDERSTORM];

/// Of what would be made of the remaining way: less than 5 % missing, up to 20 % missing.
const OF_THE_REMAINING_WAY: &[Band] =
    &[Band::over(95, 2, SUN), Band::at_least(8, 1, SUN_AND_CLOUD), Band::otherwise(CLOUD)];

/// How many values the mean change is taken over, and how many it needs.
const POINTS: usize = 6;
const FEWEST_POINTS: usize = 4;

/// The weather symbols of the German Sustainability Strategy.
///
/// **Formula.** `a = (y_t - y_s) / (t - s)` over the last six values up to the rating year `t`, the first of them of
/// year `s`; projected `p = y_t + a (T_year - t)`; made of the remaining way `(p - y_t) / (T - y_t)`, so that 5 %
/// missing is 95 % made.
/// **Order of checks.** Without a target, the mean and the last change: both right, sun; the mean alone, sun and cloud;
/// the last alone, cloud; none, thunderstorm. A target without a year, one that is met, or one whose year is not
/// after `t`: met, sun, or with a wrong mean change sun and cloud; not met, cloud, or without a right mean change
/// thunderstorm. Else no right mean change, thunderstorm; then less than 5 % missing, sun; up to 20 %, sun and cloud;
/// more, cloud.
/// **Kinds of targets.** A number with a year, a number for every year (without a year), a direction (without a number),
/// an interval (the other end is [`Parameter::TargetTo`]; the weaker end counts), numbers for several years
/// ([`Parameter::Milestones`]; the next one counts); several targets by [`rate_goal`](Method::rate_goal), a case each, of
/// which the worst symbol counts.
/// **Fills in.** The rating year, where none is stated, is that of the latest value.
/// **Refuses** without direction, without a value of the rating year, and with fewer than four values up to it.
/// **Source.** `Nachhaltige-Entwicklung-Deutschland/open-sdg-site-starter`, `_pages/en/status.md`. Where the page is
/// silent: values are divided by the years between them, gaps included; no change is not a right one.
///
/// ```
/// use policy_targets::method::{Case, Method, published::DnsWeather};
/// use policy_targets::progress::Direction;
///
/// // From 30 to 35 in five years, to be 44 in 2030: 43 at this rate, a ninth short of the remaining 9.
/// let case = Case::new((0..6).map(|year| (2017 + year, (30 + i64::from(year)).into())))
///     .with_direction(Direction::Up)
///     .with_target(44.into())
///     .with_target_year(2030);
/// let rating = DnsWeather.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.name()), Some("Leicht bewölkt"));
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("8/9"));
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct DnsWeather;

impl Method for DnsWeather {
    fn description(&self) -> Description {
        Description::new("dns-weather", Verification::ReproducedAgainstPublished)
            .by("German Federal Statistical Office", "2014 to 2024")
            .asking("Would the target be reached if the change of the last five years went on?")
            .with_formula("a (T_year - t) / (T - y_t), a = (y_t - y_s) / (t - s)")
            .with_checks("no target; yearly, met or past targets; then the sign of the change and its bands")
            .with_source("Nachhaltige-Entwicklung-Deutschland/open-sdg-site-starter, _pages/en/status.md")
            .with_verified(
                "published symbols of 2014 to 2024, but for those that follow from data revised since",
            )
            .with_aliases(&["destatis-dns-wettersymbole"])
            .with_needs(&[Parameter::Direction])
            .with_classes(CLASSES)
            .with_on_track(1)
            .with_invariances(&[Invariance::Mirror, Invariance::Scale, Invariance::Shift, Invariance::Years])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        let direction = case.require_direction()?;
        let mut filled_in = Vec::new();
        let year = if let Some(stated) = case.rating_year()? {
            stated
        } else {
            let latest = case.latest().ok_or(Reason::NoPoints)?.year();
            filled_in.push(FilledIn::assumed(Filling::CurrentYear, latest));
            latest
        };
        let points = last_points(case, year);
        let (Some(first), Some(current)) = (points.first().copied(), points.last().copied()) else {
            return Err(Reason::NoPoints.into());
        };
        if current.year() != year {
            return Err(Refusal::new(Reason::NoCurrentPoint).with("rating_year", year));
        }
        if points.len() < FEWEST_POINTS {
            return Err(Refusal::new(Reason::TooFewPoints)
                .with("points", points.len())
                .between(first, current));
        }
        let mean = change_a_year(first, current)?;
        let rating = Rating::by(self).between(first, current).with_term("a", mean.clone());
        let rating = match Goal::of(case, direction, current)? {
            None => without_target(rating, direction, &mean, &points),
            Some(goal) => with_target(rating, &goal, direction, &mean, current)?,
        };
        Ok(rating.with_filled_in(filled_in))
    }

    /// Several targets of one indicator, a case each: the worst symbol.
    fn rate_goal(&self, targets: &[Case]) -> Result<Rating, Refusal> {
        let ratings = targets.iter().map(|target| self.rate(target)).collect::<Result<Vec<_>, _>>()?;
        let classes = ratings.iter().filter_map(Rating::class);
        let worst = classes.max_by_key(|class| class.rank()).ok_or(Reason::NoMembers)?;
        Ok(Rating::by(self).with_class(worst.clone()).with_rule("worst of several targets"))
    }
}

/// What is to be reached, and the year in which.
struct Goal {
    number: Ratio,
    year: Option<i32>,
}

impl Goal {
    /// Of several years the next one, or the last that has passed; of an interval the end that is reached first.
    fn of(case: &Case, direction: Direction, current: Point) -> Result<Option<Self>, Refusal> {
        let mut steps = case.values(Parameter::Milestones)?.unwrap_or_default().to_vec();
        if let Some((target, year)) = case.target().zip(case.target_year()) {
            steps.push(Point::new(year, target));
        }
        steps.sort_by_key(|step| step.year());
        let next = steps.iter().find(|step| step.year() > current.year()).or(steps.last());
        if let Some(step) = next.filter(|step| Some(step.year()) != case.target_year()) {
            return Ok(Some(Self { number: step.number(), year: Some(step.year()) }));
        }
        let Some(target) = case.target() else { return Ok(None) };
        let ends = [target.to_ratio(), case.number(Parameter::TargetTo)?.unwrap_or(target).to_ratio()];
        let [one, other] = ends;
        let number = if direction.is_as_good(&one, &other) { other } else { one };
        Ok(Some(Self { number, year: case.target_year() }))
    }
}

/// The last values up to a year, one a year.
fn last_points(case: &Case, year: i32) -> Vec<Point> {
    let mut points: Vec<Point> = case.by_year().into_iter().filter(|point| point.year() <= year).collect();
    points.dedup_by_key(|point| point.year());
    points.split_off(points.len().saturating_sub(POINTS))
}

fn change_a_year(from: Point, to: Point) -> Result<Ratio, Refusal> {
    let years = i64::from(to.year()).saturating_sub(i64::from(from.year()));
    (to.number() - from.number()).divide(&Ratio::from(years)).ok_or_else(|| Reason::SameYear.into())
}

fn without_target(rating: Rating, direction: Direction, mean: &Ratio, points: &[Point]) -> Rating {
    let last = match points {
        [.., before, last] => last.number() - before.number(),
        _ => Ratio::zero(),
    };
    let is_right = |change: &Ratio| direction.orient(change).is_positive();
    let class = match (is_right(mean), is_right(&last)) {
        (true, true) => SUN,
        (true, false) => SUN_AND_CLOUD,
        (false, true) => CLOUD,
        (false, false) => THUNDERSTORM,
    };
    rating.with_term("last_change", last).with_class(class).with_rule("direction alone")
}

fn with_target(
    rating: Rating,
    goal: &Goal,
    direction: Direction,
    mean: &Ratio,
    current: Point,
) -> Result<Rating, Refusal> {
    let rating = rating.with_term("target", goal.number.clone());
    let is_met = direction.is_as_good(&current.number(), &goal.number);
    let mean_is_right = direction.orient(mean).is_positive();
    let mean_is_wrong = direction.orient(mean).is_negative();
    let left = goal.year.map(|year| i64::from(year).saturating_sub(i64::from(current.year())));
    let Some(left) = left.filter(|left| *left > 0 && !is_met) else {
        let class = match (is_met, mean_is_right, mean_is_wrong) {
            (true, _, false) => SUN,
            (true, _, true) => SUN_AND_CLOUD,
            (false, true, _) => CLOUD,
            (false, false, _) => THUNDERSTORM,
        };
        return Ok(rating.with_class(class).with_rule("yearly, met or past target"));
    };
    let ahead = mean * &Ratio::from(left);
    let made = ahead.divide(&(&goal.number - &current.number())).ok_or(Reason::ZeroDenominator)?;
    let rating = rating.with_term("p", &current.number() + &ahead).with_exact_statistic(made.clone());
    if !mean_is_right {
        return Ok(rating.with_class(THUNDERSTORM).with_rule("no change towards the target"));
    }
    Ok(rating.with_class(Band::class_of(&made, OF_THE_REMAINING_WAY)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Value;
    use Direction::Up;

    /// From 30 to 35 in five years: 43 in 2030 at this rate.
    fn rising() -> Case {
        Case::new(
            (0..6)
                .map(|year| (2017_i32.saturating_add(year), Value::from(i64::from(year).saturating_add(30)))),
        )
        .with_direction(Up)
        .with_target_year(2030)
    }

    fn symbol(case: &Case) -> String {
        DnsWeather.rate(case).unwrap().class().unwrap().code().to_owned()
    }

    #[test]
    fn of_an_interval_the_weaker_end_counts() {
        for (target, other) in [("43", "60"), ("60", "43")] {
            let stated = rising().with_target(value(target)).with(Parameter::TargetTo, value(other));
            assert_eq!(symbol(&stated), "sun");
            // Where less is better, 60 is met by far.
            let falling = stated.with_direction(Direction::Down);
            assert_eq!(symbol(&falling), "sun_and_cloud");
        }
        assert_eq!(symbol(&rising().with_target(value("60"))), "cloud");
    }

    #[test]
    fn of_several_years_the_next_one_counts() {
        let steps = |steps: &[(i32, i64)]| -> Vec<Point> {
            steps.iter().map(|(year, number)| Point::new(*year, (*number).into())).collect()
        };
        let stated = rising().with_target(value("60"));
        assert_eq!(
            symbol(&stated.clone().with(Parameter::Milestones, steps(&[(2021, 80), (2025, 38)]))),
            "sun"
        );
        assert_eq!(symbol(&stated.clone().with(Parameter::Milestones, steps(&[(2025, 50)]))), "cloud");
        // What has passed, and what comes later than the target, does not count.
        assert_eq!(symbol(&stated.with(Parameter::Milestones, steps(&[(2020, 34), (2040, 40)]))), "cloud");
        let alone = rising().with(Parameter::Milestones, steps(&[(2021, 34)]));
        let rating = DnsWeather.rate(&alone).unwrap();
        assert_eq!(
            (rating.class().unwrap().code(), rating.rule()),
            ("sun", Some("yearly, met or past target"))
        );
    }

    #[test]
    fn of_several_targets_the_worst_symbol_counts() {
        let targets = ["43", "45", "60"].map(|target| rising().with_target(value(target)));
        let worst =
            |targets: &[Case]| DnsWeather.rate_goal(targets).unwrap().class().unwrap().code().to_owned();
        assert_eq!((worst(&targets[..2]), worst(&targets)), ("sun_and_cloud".to_owned(), "cloud".to_owned()));
        assert_eq!(DnsWeather.rate_goal(&[]).unwrap_err().reason(), Reason::NoMembers);
        let unknown = targets[0].with_points([(2022, value("3"))]);
        assert_eq!(DnsWeather.rate_goal(&[unknown]).unwrap_err().reason(), Reason::TooFewPoints);
    }

    fn value(text: &str) -> Value {
        text.parse().unwrap()
    }

    /// Whole values of the years from 2017 on.
    fn series(values: &[i64]) -> Case {
        Case::new((2017..).zip(values).map(|(year, number)| (year, Value::from(*number)))).with_direction(Up)
    }

    fn class(case: &Case) -> String {
        DnsWeather.rate(case).unwrap().class().unwrap().code().to_owned()
    }

    const RISING: &[i64] = &[30, 31, 32, 33, 34, 35];

    #[test]
    fn the_worked_examples_come_out() {
        let of = |values: &[i64], target: &str| {
            class(&series(values).with_target(value(target)).with_target_year(2030))
        };
        assert_eq!(of(RISING, "42.5"), "sun");
        assert_eq!(of(RISING, "44"), "sun_and_cloud");
        // 8 of the remaining 10: 20 % missing.
        assert_eq!(of(RISING, "45"), "sun_and_cloud");
        assert_eq!(of(RISING, "45.01"), "cloud");
        assert_eq!(of(RISING, "50"), "cloud");
        assert_eq!(of(&[35, 34, 33, 32, 31, 30], "50"), "thunderstorm");
        assert_eq!(of(&[35, 36, 36, 34, 33, 35], "50"), "thunderstorm");
    }

    #[test]
    fn missing_exactly_5_percent_is_no_sun() {
        // 95 of the remaining 100 are made in 19 years at 5 a year.
        let with = |target: &str| {
            let case = series(&[0, 5, 10, 15, 20, 25]).with_target(value(target)).with_target_year(2041);
            class(&case)
        };
        assert_eq!((with("125").as_str(), with("124.99").as_str()), ("sun_and_cloud", "sun"));
    }

    #[test]
    fn yearly_met_and_past_targets_follow_the_yearly_rule() {
        let yearly = |values: &[i64], target: &str| class(&series(values).with_target(value(target)));
        assert_eq!(yearly(RISING, "35"), "sun");
        assert_eq!(yearly(&[36, 36, 36, 36, 36, 36], "35"), "sun");
        assert_eq!(yearly(&[41, 40, 39, 38, 37, 36], "35"), "sun_and_cloud");
        assert_eq!(yearly(RISING, "36"), "cloud");
        assert_eq!(yearly(&[35, 35, 35, 35, 35, 35], "36"), "thunderstorm");
        let due = |year| class(&series(RISING).with_target(value("36")).with_target_year(year));
        assert_eq!((due(2022).as_str(), due(2023).as_str()), ("cloud", "sun"));
        let met_early = series(&[41, 40, 39, 38, 37, 36]).with_target(value("35")).with_target_year(2030);
        assert_eq!(class(&met_early), "sun_and_cloud");
    }

    #[test]
    fn a_direction_alone_asks_for_the_mean_and_the_last_change() {
        assert_eq!(class(&series(RISING)), "sun");
        assert_eq!(class(&series(&[30, 31, 32, 33, 35, 34])), "sun_and_cloud");
        assert_eq!(class(&series(&[30, 31, 32, 33, 35, 35])), "sun_and_cloud");
        assert_eq!(class(&series(&[36, 31, 32, 33, 34, 35])), "cloud");
        assert_eq!(class(&series(&[36, 36, 35, 35, 35, 35])), "thunderstorm");
    }

    #[test]
    fn it_needs_four_values_and_one_of_the_rating_year() {
        let reason = |case: &Case| DnsWeather.rate(case).unwrap_err().reason();
        assert_eq!(reason(&series(&[30, 31, 32])), Reason::TooFewPoints);
        assert_eq!(class(&series(&[30, 31, 32, 33])), "sun");
        let in_2025 = series(RISING).with(Parameter::RatingYear, Value::from(2025));
        assert_eq!(reason(&in_2025), Reason::NoCurrentPoint);
        let in_2020 = series(RISING).with(Parameter::RatingYear, Value::from(2020));
        assert_eq!(DnsWeather.rate(&in_2020).unwrap().current().map(Point::year), Some(2020));
        assert_eq!(reason(&Case::new([(2020, value("5"))])), Reason::NotStated);
        assert_eq!(reason(&Case::default().with_direction(Up)), Reason::NoPoints);
    }
}
