//! `sdsn-2018` and `sdsn-2019`, with `-trend`: scores, colours, goal dashboards and arrows of the SDSN's SDG Index and
//! Dashboards. Places a value between a worst and a best one; the editions differ in one arrow.

use crate::method::fill::{Fill, Search};
use crate::method::growth::{years_between, years_to_target};
use crate::method::{
    Band, Case, Class, Description, FilledIn, Filling, Invariance, Member, Method, Parameter, Point, Rating,
    Reason, Refusal, Verification,
};
use crate::number::Ratio;
use crate::progress::Direction;

/// The threshold of green is reached.
const GREEN: Class = Class::new(1, "green", "SDG achieved");
/// At least halfway from red to green.
const YELLOW: Class = Class::new(2, "yellow", "Challenges remain");
/// At least as good as red.
const ORANGE: Class = Class::new(3, "orange", "Significant challenges");
/// Worse than red.
const RED: Class = Class::new(4, "red", "Major challenges");

const COLOURS: &[Class] = &[GREEN, YELLOW, ORANGE, RED];

/// Of the mean of the two worst indicators of a goal, on the scale of 0 to 3.
const GOAL: &[Band] = &[
    Band::at_least(2, 0, GREEN),
    Band::at_least(15, 1, YELLOW),
    Band::at_least(1, 0, ORANGE),
    Band::otherwise(RED),
];

/// What the publisher prints for a goal with too few values.
const GRAY: &str = "gray";

/// The Sustainable Development Goals.
const GOALS: usize = 17;

/// The year of the goals, where no other is stated.
const TARGET_YEAR: i32 = 2030;

/// The arrows of 2018; at or above green before and now has one of its own.
const ARROWS_2018: &[Class] = &[
    Class::new(1, "maintaining", "Maintaining SDG achievement"),
    Class::new(2, ON_TRACK, "On track"),
    Class::new(3, "moderately_improving", "Moderately improving"),
    Class::new(4, "stagnating", "Stagnating"),
    Class::new(5, "decreasing", "Decreasing"),
];
/// The arrows of 2019.
const ARROWS_2019: &[Class] = &[
    Class::new(1, ON_TRACK, "On track or maintaining SDG achievement"),
    Class::new(2, "moderately_improving", "Moderately improving"),
    Class::new(3, "stagnating", "Stagnating"),
    Class::new(4, "decreasing", "Decreasing"),
];
const ON_TRACK: &str = "on_track";

/// An edition of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edition {
    Of2018,
    Of2019,
}

impl Edition {
    /// A description by its ids, with what is verified of it.
    fn described(self, [id_2018, id_2019]: [&'static str; 2], verified: &'static str) -> Description {
        let (id, edition, verification, verified) = match self {
            Self::Of2018 => (
                id_2018,
                "SDG Index and Dashboards 2018",
                Verification::FromOwnersDocument,
                "the rules are those that reproduce 2019; published results of 2018 are not among the cases",
            ),
            Self::Of2019 => {
                (id_2019, "SDG Index and Dashboards 2019", Verification::ReproducedAgainstPublished, verified)
            }
        };
        Description::new(id, verification)
            .by("SDSN and Bertelsmann Stiftung", edition)
            .with_source("sdsna/2018GlobalIndex, 2019GlobalIndex and 2019EUIndex, papers and data files")
            .with_verified(verified)
    }

    fn arrows(self) -> &'static [Class] {
        match self {
            Self::Of2018 => ARROWS_2018,
            Self::Of2019 => ARROWS_2019,
        }
    }

    fn arrow(self, code: &'static str) -> Result<Class, Refusal> {
        let arrow = self.arrows().iter().find(|arrow| arrow.code() == code);
        arrow.cloned().ok_or_else(|| Refusal::new(Reason::UnknownClass).with("arrow", code))
    }

    /// The arrow where green is reached.
    fn reached(self, was_green: bool) -> Result<Class, Refusal> {
        self.arrow(if self == Self::Of2018 && was_green { "maintaining" } else { ON_TRACK })
    }
}

/// The SDG Index of an edition: the score of an indicator from 0 to 100, and its colour. The two editions differ in the
/// arrows of their trends alone.
///
/// **Formula.** `100 (x - worst) / (best - worst)`, not below 0 and not above 100.
/// **Order of checks.** As good as green or better, green; as the middle of green and red, yellow; as red, orange; else
/// red: a threshold itself belongs to the better colour. Without thresholds there is a score and no colour.
/// **Goals.** [`rate_goal`](Method::rate_goal) averages the two worst indicators, rescaled so that worst, red, green
/// and best are 0, 1, 2 and 3: below 1 red, from 1 orange, from 1.5 yellow, from 2 green; red only if both are red,
/// else orange; green only if both are green, else yellow. One indicator alone gives its own colour.
/// [`rate_indicator`](Method::rate_indicator) is the score of a goal: the plain mean of the scores there are.
/// **Index.** [`rate_index`](Method::rate_index) is the plain mean of all 17 goals.
/// **Fills in.** The direction, where none is stated, from worst to best.
/// **Refuses** without a value, best and worst, where these are equal, and a goal of which fewer than half of the
/// indicators have a value (the publisher's gray); an index without the score of every goal. A goal without any value is
/// imputed by the publisher with the mean of its region; that mean is to be given, as [`Member::Imputed`], and is listed
/// among what was filled in. The publisher asks for values of 80 % of the indicators too, which goals do not show.
/// **Source.** `sdsna/2018GlobalIndex` and `sdsna/2019GlobalIndex`, methodology and data files (CC BY 4.0).
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, published::Sdsn};
/// use policy_targets::number::Value;
///
/// // Vaccination in France: 90 %, just at green.
/// let stated = |number: i64| Value::from(number);
/// let case = Case::new([(2017, 90.into())])
///     .with(Parameter::Best, stated(100))
///     .with(Parameter::Worst, stated(41))
///     .with(Parameter::Green, stated(90))
///     .with(Parameter::Red, stated(80));
/// let rating = Sdsn::EDITION_2019.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.name()), Some("SDG achieved"));
/// assert_eq!(rating.score().map(ToString::to_string).as_deref(), Some("4900/59")); // 83.05
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sdsn(Edition);

impl Sdsn {
    /// The edition of 2018.
    pub const EDITION_2018: Self = Self(Edition::Of2018);
    /// The edition of 2019.
    pub const EDITION_2019: Self = Self(Edition::Of2019);
}

impl Method for Sdsn {
    fn description(&self) -> Description {
        let verified = "scores, colours, goal dashboards, goal scores and indices of the edition";
        self.0
            .described(["sdsn-2018", "sdsn-2019"], verified)
            .asking("Where between the worst and the best does the value lie, and is the goal achieved?")
            .with_formula("100 (x - worst) / (best - worst), from 0 to 100")
            .with_checks(
                "green, the middle of green and red, red; a threshold itself is of the better colour",
            )
            .with_needs(&[Parameter::Best, Parameter::Worst])
            .with_classes(COLOURS)
            .with_invariances(INVARIANCES)
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        rate(self, case)
    }

    fn rate_indicator(&self, members: &[Member]) -> Result<Rating, Refusal> {
        goal_score(self, members)
    }

    fn rate_goal(&self, indicators: &[Case]) -> Result<Rating, Refusal> {
        goal(self, indicators)
    }

    fn rate_index(&self, goals: &[Member]) -> Result<Rating, Refusal> {
        index(self, goals)
    }
}

/// The arrow of an indicator: its pace against the one that would be green in 2030.
///
/// **Formula.** On scores that may be below 0, both ends not above green:
/// `q = ((end - start) / (t - t0)) / ((green - start) / (2030 - t0))`.
/// **Order of checks.** Green at the end, on track, in 2018 maintaining where it was green at the start too; green
/// lost, decreasing; `q` below 0, decreasing; below 0.5, stagnating; below 1, moderately improving; else on track.
/// **Fills in.** The base year: where none is stated the first, where it has no value the next year or the one before.
/// The rating year: where none is stated the latest, where it has no value the one before. The direction from worst to
/// best; the target year 2030.
/// **Refuses** without values of two years, best, worst and green.
/// **Source.** As for [`Sdsn`]. Some published arrows do not follow the rule; many of them are tiny declines published
/// as stagnating. Published arrows of values beyond the worst follow it only where such scores are below 0. That
/// "maintaining" needs green at both ends is assumed. The trend of a goal is not computed: how its open classes are
/// rescaled before they are averaged was not published.
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, published::SdsnTrend};
/// use policy_targets::number::Value;
///
/// // At risk of poverty in Croatia: from 20 % in 2015 to 19.4 % in 2018.
/// let case = Case::new([(2015, 20.into()), (2018, "19.4".parse()?)])
///     .with(Parameter::Best, Value::from(0))
///     .with(Parameter::Worst, "25.6".parse::<Value>()?)
///     .with(Parameter::Green, Value::from(15));
/// let rating = SdsnTrend::EDITION_2019.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.code()), Some("moderately_improving"));
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("0.6"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SdsnTrend(Edition);

impl SdsnTrend {
    /// The edition of 2018.
    pub const EDITION_2018: Self = Self(Edition::Of2018);
    /// The edition of 2019.
    pub const EDITION_2019: Self = Self(Edition::Of2019);
}

impl Method for SdsnTrend {
    fn description(&self) -> Description {
        let verified = "published arrows of the EU edition of 2019, but for some that do not follow the rule";
        let arrows = self.0.arrows();
        let on_track = arrows.iter().find(|arrow| arrow.code() == ON_TRACK).map_or(0, Class::rank);
        self.0
            .described(["sdsn-2018-trend", "sdsn-2019-trend"], verified)
            .asking("Is the pace so far enough for green in 2030?")
            .with_formula("((z - a) / (t - t0)) / ((green - a) / (2030 - t0)), on scores up to green")
            .with_checks("green at the end; green lost; then bands of the pace")
            .with_needs(&[Parameter::Best, Parameter::Worst, Parameter::Green])
            .with_classes(arrows)
            .with_on_track(on_track)
            .with_invariances(INVARIANCES)
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        trend(*self, case)
    }
}

const INVARIANCES: &[Invariance] =
    &[Invariance::Monotone, Invariance::Mirror, Invariance::Scale, Invariance::Shift, Invariance::Years];

/// An indicator's scale, turned so that more is better.
struct Scale {
    direction: Direction,
    best: Ratio,
    worst: Ratio,
}

impl Scale {
    fn of(case: &Case, fill: &mut Fill<'_>) -> Result<Self, Refusal> {
        let best = case.require_number(Parameter::Best)?;
        let worst = case.require_number(Parameter::Worst)?;
        if best == worst {
            return Err(Refusal::new(Reason::ZeroDenominator).with("best", &best).with("worst", &worst));
        }
        let from_ends = if best > worst { Direction::Up } else { Direction::Down };
        let direction = fill.direction(from_ends);
        if direction != from_ends {
            return Err(Refusal::new(Reason::OutsideDomain).with("best", best).with("worst", worst));
        }
        Ok(Self { best: direction.orient(&best), worst: direction.orient(&worst), direction })
    }

    /// Where a value lies, with 0 for the worst and 100 for the best.
    fn place(&self, value: &Ratio) -> Ratio {
        let value = self.direction.orient(value);
        // Best and worst differ.
        let part = (value - &self.worst).divide(&(&self.best - &self.worst)).unwrap_or_else(Ratio::zero);
        part * Ratio::hundred()
    }
}

/// The thresholds of the colours, turned so that more is better.
struct Thresholds {
    green: Ratio,
    red: Ratio,
}

impl Thresholds {
    fn of(case: &Case, scale: &Scale) -> Result<Option<Self>, Refusal> {
        if case.number(Parameter::Green)?.is_none() && case.number(Parameter::Red)?.is_none() {
            return Ok(None);
        }
        let stated = |parameter| Ok::<_, Refusal>(scale.direction.orient(&case.require_number(parameter)?));
        let (green, red) = (stated(Parameter::Green)?, stated(Parameter::Red)?);
        if green <= red {
            return Err(Refusal::new(Reason::OutsideDomain).with("green", green).with("red", red));
        }
        Ok(Some(Self { green, red }))
    }

    fn colour(&self, value: &Ratio) -> Class {
        let middle = &(&self.green + &self.red) * &Ratio::half();
        if *value >= self.green {
            GREEN
        } else if *value >= middle {
            YELLOW
        } else if *value >= self.red {
            ORANGE
        } else {
            RED
        }
    }

    /// Worst, red, green and best are 0, 1, 2 and 3, and what lies between them lies between these. Where red is the
    /// worst, a value there is still 1.
    fn rescaled(&self, value: &Ratio, scale: &Scale) -> Ratio {
        let part = |from: &Ratio, to: &Ratio| (value - from).divide(&(to - from));
        let (start, part) = if *value >= self.green {
            (2, part(&self.green, &scale.best).unwrap_or_else(Ratio::one))
        } else if *value >= self.red {
            (1, part(&self.red, &self.green).unwrap_or_else(Ratio::zero))
        } else {
            (0, part(&scale.worst, &self.red).unwrap_or_else(Ratio::zero))
        };
        Ratio::from(start) + part.clamp(Ratio::zero(), Ratio::one())
    }
}

/// The score and the colour of the latest value.
fn rate(method: &dyn Method, case: &Case) -> Result<Rating, Refusal> {
    let current = case.latest().ok_or(Reason::NoPoints)?;
    let mut fill = Fill::new(case);
    let scale = Scale::of(case, &mut fill)?;
    let score = scale.place(&current.number()).clamp(Ratio::zero(), Ratio::hundred());
    let rating = Rating::by(method).at(current).with_exact_statistic(score.clone()).with_score(score);
    let rating = rating.with_filled_in(fill.done());
    Ok(match Thresholds::of(case, &scale)? {
        Some(thresholds) => rating.with_class(thresholds.colour(&scale.direction.orient(&current.number()))),
        None => rating,
    })
}

/// The plain mean of the scores of a goal's indicators, as far as there are any.
fn goal_score(method: &dyn Method, indicators: &[Member]) -> Result<Rating, Refusal> {
    let mean = Member::mean(indicators).ok_or(Reason::NoMembers)?;
    let count = |number: usize| Ratio::from(i64::try_from(number).unwrap_or(i64::MAX));
    let scored = indicators.iter().filter(|indicator| indicator.score().is_some()).count();
    Ok(Rating::by(method)
        .with_exact_statistic(mean.clone())
        .with_score(mean)
        .with_term("scored", count(scored))
        .with_term("indicators", count(indicators.len())))
}

/// The plain mean of the scores of all goals; what was imputed is listed.
fn index(method: &dyn Method, goals: &[Member]) -> Result<Rating, Refusal> {
    if goals.len() != GOALS {
        return Err(Refusal::new(Reason::OutsideDomain).with("goals", goals.len()).with("expected", GOALS));
    }
    let mut filled_in = Vec::new();
    for (number, goal) in (1..).zip(goals) {
        let Some(score) = goal.score() else {
            return Err(Refusal::new(Reason::CoverageTooLow).with("goal_without_score", number));
        };
        if matches!(goal, Member::Imputed(_)) {
            let used = format!("{score} for goal {number}");
            filled_in.push(FilledIn::assumed(Filling::GoalScore, used));
        }
    }
    let mean = Member::mean(goals).ok_or(Reason::NoMembers)?;
    let rating = Rating::by(method).with_exact_statistic(mean.clone()).with_score(mean);
    Ok(rating.with_filled_in(filled_in))
}

/// The colour of a goal by its two worst indicators.
fn goal(method: &dyn Method, indicators: &[Case]) -> Result<Rating, Refusal> {
    if indicators.is_empty() {
        return Err(Reason::NoMembers.into());
    }
    let mut rescaled = Vec::new();
    for case in indicators {
        let Some(current) = case.latest() else { continue };
        let scale = Scale::of(case, &mut Fill::new(case))?;
        let thresholds =
            Thresholds::of(case, &scale)?.ok_or_else(|| Refusal::not_stated(Parameter::Green))?;
        let value = scale.direction.orient(&current.number());
        rescaled.push((thresholds.rescaled(&value, &scale), thresholds.colour(&value)));
    }
    let available = rescaled.len();
    // Exactly half is shown.
    if available.saturating_mul(2) < indicators.len() || available == 0 {
        return Err(Refusal::new(Reason::CoverageTooLow)
            .with("available", available)
            .with("of", indicators.len())
            .published_as(GRAY));
    }
    rescaled.sort_by(|(one, _), (other, _)| one.cmp(other));
    let (class, mean) = match rescaled.as_slice() {
        [(worst, first), (second, other), ..] => {
            let mean = &(worst + second) * &Ratio::half();
            let both = |class: &Class| first == class && other == class;
            let class = Band::class_of(&mean, GOAL)?;
            let class = if class == RED && !both(&RED) {
                ORANGE
            } else if class == GREEN && !both(&GREEN) {
                YELLOW
            } else {
                class
            };
            (class, mean)
        }
        [(only, colour)] => (colour.clone(), only.clone()),
        [] => return Err(Reason::NoMembers.into()),
    };
    Ok(Rating::by(method).with_class(class).with_exact_statistic(mean))
}

/// The arrow of a score from one year to another, against the pace that would be green in 2030.
fn trend(method: SdsnTrend, case: &Case) -> Result<Rating, Refusal> {
    let mut fill = Fill::new(case);
    let scale = Scale::of(case, &mut fill)?;
    let green = scale.place(&case.require_number(Parameter::Green)?);
    let current = fill.current(1)?;
    let first = case.first().ok_or(Reason::NoPoints)?;
    let base = fill.base(first.year(), Search::NextThenPrevious)?;
    let elapsed = years_between(base.year(), current.year())?;
    let target_year = fill.target_year(TARGET_YEAR);
    let whole = years_to_target(base.year(), target_year)?;
    // What is worse than the worst counts as it is; a score would be 0. The published arrows decide: BGR and HRV
    // sdg3_geogap, BGR sdg7_warm and BGR sdg16_crime of the EU edition start or end there.
    let at = |point: Point| scale.place(&point.number()).min(green.clone());
    let (start, end) = (at(base), at(current));
    let rating = Rating::by(&method)
        .between(base, current)
        .with_filled_in(fill.done())
        .with_term("start", start.clone())
        .with_term("end", end.clone())
        .with_term("green", green.clone());
    let was_green = start == green;
    if end == green {
        return Ok(rating.with_class(method.0.reached(was_green)?).with_rule("green is reached"));
    }
    // Green is not reached at the end: at the start it was not either, or it was lost.
    let Some(pace) = ((&end - &start) * &whole).divide(&((&green - &start) * &elapsed)) else {
        return Ok(rating.with_class(method.0.arrow("decreasing")?).with_rule("green is lost"));
    };
    let class = if pace.is_negative() {
        method.0.arrow("decreasing")?
    } else if pace < Ratio::half() {
        method.0.arrow("stagnating")?
    } else if pace < Ratio::one() {
        method.0.arrow("moderately_improving")?
    } else {
        method.0.arrow(ON_TRACK)?
    };
    Ok(rating.with_exact_statistic(pace).with_class(class))
}

#[cfg(test)]
mod tests;
