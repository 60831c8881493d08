//! What the editions of the SDSN's SDG Index share: the scale between worst and best, colours, goals, and trends.
//! Each edition is a file of its own, with what it adds.

use crate::method::{
    Band, Case, Class, Description, FilledIn, Filling, Invariance, Member, Method, Parameter, Point, Rating,
    Reason, Refusal,
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

/// The year of the goals, where no other is stated.
const TARGET_YEAR: i32 = 2030;

/// The arrows of an edition.
pub(super) struct Arrows {
    pub(super) maintaining: Class,
    pub(super) on_track: Class,
    pub(super) moderately_improving: Class,
    pub(super) stagnating: Class,
    pub(super) decreasing: Class,
}

/// An indicator's scale, turned so that more is better.
struct Scale {
    direction: Direction,
    best: Ratio,
    worst: Ratio,
}

impl Scale {
    fn of(case: &Case, filled_in: &mut Vec<FilledIn>) -> Result<Self, Refusal> {
        let best = case.require_number(Parameter::Best)?;
        let worst = case.require_number(Parameter::Worst)?;
        if best == worst {
            return Err(Refusal::new(Reason::ZeroDenominator).with("best", &best).with("worst", &worst));
        }
        let from_ends = if best > worst { Direction::Up } else { Direction::Down };
        let direction = case.direction().unwrap_or_else(|| {
            filled_in.push(FilledIn::assumed(
                Filling::Direction,
                if from_ends == Direction::Up { "up" } else { "down" },
            ));
            from_ends
        });
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
        if case.number(Parameter::Green).is_none() && case.number(Parameter::Red).is_none() {
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

/// The description of an edition, with what all editions share.
pub(super) fn described(edition: Description) -> Description {
    edition
        .asking("Where between the worst and the best does the value lie, and is the goal achieved?")
        .with_formula("100 (x - worst) / (best - worst), from 0 to 100")
        .with_checks("green, the middle of green and red, red; a threshold itself is of the better colour")
        .with_needs(&[Parameter::Best, Parameter::Worst])
        .with_classes(COLOURS)
        .with_invariances(&[
            Invariance::Monotone,
            Invariance::Mirror,
            Invariance::Scale,
            Invariance::Shift,
            Invariance::Years,
        ])
}

/// The score and the colour of the latest value.
pub(super) fn rate(method: &dyn Method, case: &Case) -> Result<Rating, Refusal> {
    let current = case.latest().ok_or(Reason::NoPoints)?;
    let mut filled_in = Vec::new();
    let scale = Scale::of(case, &mut filled_in)?;
    let score = scale.place(&current.number()).clamp(Ratio::zero(), Ratio::hundred());
    let rating = Rating::by(method).at(current).with_exact_statistic(score.clone()).with_score(score);
    let rating = rating.with_filled_in(filled_in);
    Ok(match Thresholds::of(case, &scale)? {
        Some(thresholds) => rating.with_class(thresholds.colour(&scale.direction.orient(&current.number()))),
        None => rating,
    })
}

/// The plain mean of scores, of which none may be missing: of a goal's indicators, or of the goals.
pub(super) fn mean(method: &dyn Method, members: &[Member]) -> Result<Rating, Refusal> {
    let missing =
        members.iter().filter(|member| Member::mean(std::slice::from_ref(member)).is_none()).count();
    if missing > 0 {
        return Err(Refusal::new(Reason::CoverageTooLow).with("missing", missing));
    }
    let mean = Member::mean(members).ok_or(Reason::NoMembers)?;
    Ok(Rating::by(method).with_exact_statistic(mean.clone()).with_score(mean))
}

/// The colour of a goal by its two worst indicators.
pub(super) fn goal(method: &dyn Method, indicators: &[Case]) -> Result<Rating, Refusal> {
    if indicators.is_empty() {
        return Err(Reason::NoMembers.into());
    }
    let mut rescaled = Vec::new();
    for case in indicators {
        let Some(current) = case.latest() else { continue };
        let scale = Scale::of(case, &mut Vec::new())?;
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
pub(super) fn trend(method: &dyn Method, arrows: &Arrows, case: &Case) -> Result<Rating, Refusal> {
    let mut filled_in = Vec::new();
    let scale = Scale::of(case, &mut filled_in)?;
    let green = scale.place(&case.require_number(Parameter::Green)?);
    let current = case.latest().ok_or(Reason::NoPoints)?;
    let base = base_of(case, &mut filled_in)?;
    let years = |to: i32, reason: Reason| {
        let years = i64::from(to).saturating_sub(i64::from(base.year()));
        (years > 0).then(|| Ratio::from(years)).ok_or_else(|| Refusal::new(reason).with("from", base.year()))
    };
    let elapsed = years(current.year(), Reason::SameYear)?;
    let target_year = case.target_year().unwrap_or_else(|| {
        filled_in.push(FilledIn::assumed(Filling::TargetYear, TARGET_YEAR));
        TARGET_YEAR
    });
    let whole = years(target_year, Reason::NoTimeToTarget)?;
    // What is worse than the worst counts as it is; a score would be 0.
    let at = |point: Point| scale.place(&point.number()).min(green.clone());
    let (start, end) = (at(base), at(current));
    let rating = Rating::by(method)
        .between(base, current)
        .with_filled_in(filled_in)
        .with_term("start", start.clone())
        .with_term("end", end.clone())
        .with_term("green", green.clone());
    let was_green = start == green;
    if end == green {
        let class = if was_green { &arrows.maintaining } else { &arrows.on_track };
        return Ok(rating.with_class(class.clone()).with_rule("green is reached"));
    }
    // Green is not reached at the end: at the start it was not either, or it was lost.
    let Some(pace) = ((&end - &start) * &whole).divide(&((&green - &start) * &elapsed)) else {
        return Ok(rating.with_class(arrows.decreasing.clone()).with_rule("green is lost"));
    };
    let class = if pace.is_negative() {
        &arrows.decreasing
    } else if pace < Ratio::half() {
        &arrows.stagnating
    } else if pace < Ratio::one() {
        &arrows.moderately_improving
    } else {
        &arrows.on_track
    };
    Ok(rating.with_exact_statistic(pace).with_class(class.clone()))
}

/// The stated base year, or the next year, or the one before; without one the first year there is.
fn base_of(case: &Case, filled_in: &mut Vec<FilledIn>) -> Result<Point, Refusal> {
    let Some(year) = case.base_year() else {
        let first = case.first().ok_or(Reason::NoPoints)?;
        filled_in.push(FilledIn::assumed(Filling::BaseYear, first.year()));
        return Ok(first);
    };
    let near = [Some(year), year.checked_add(1), year.checked_sub(1)];
    let found = near.into_iter().flatten().find_map(|year| case.at(year));
    let point = found.ok_or_else(|| Refusal::new(Reason::NoBasePoint).with("base_year", year))?;
    if point.year() != year {
        filled_in.push(FilledIn::replaced(Filling::BaseYear, year, point.year()));
    }
    Ok(point)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails loudly")]
mod tests {
    use crate::method::published::{Sdsn2018Trend, Sdsn2019, Sdsn2019Trend};
    use crate::method::{Case, Member, Method, Parameter, Reason};
    use crate::number::{Ratio, Value};

    fn number(text: &str) -> Value {
        text.parse().unwrap()
    }

    /// Value, best, worst, green and red.
    fn case([value, best, worst, green, red]: [&str; 5]) -> Case {
        let points = (!value.is_empty()).then(|| (2018, number(value)));
        Case::new(points)
            .with(Parameter::Best, number(best))
            .with(Parameter::Worst, number(worst))
            .with(Parameter::Green, number(green))
            .with(Parameter::Red, number(red))
    }

    /// The worked examples of the edition of 2019.
    #[test]
    fn scores_and_colours_are_those_that_were_published() {
        for (stated, score, colour) in [
            (["0.24", "0", "72.6", "2", "13"], "99.6694214876", "green"),
            (["30.3", "0", "42.3", "7.5", "15"], "28.3687943262", "red"),
            (["67.9", "2.6", "130.1", "25", "50"], "48.7843137255", "red"),
            (["90", "100", "41", "90", "80"], "83.0508474576", "green"),
            (["39.2", "1.1", "39.7", "12", "18"], "1.29533678756", "red"),
            (["58.2", "91", "0", "20", "0"], "63.956043956", "green"),
            (["0", "91", "0", "20", "0"], "0", "orange"),
            (["4.976918603663161", "40", "10", "30", "16"], "0", "red"),
            (["0", "0", "5", "1", "3.99"], "100", "green"),
        ] {
            let rating = Sdsn2019.rate(&case(stated)).unwrap();
            let found = rating.score().unwrap().number().rounded_to_significant_digits(12);
            assert_eq!(found.to_string(), score, "{stated:?}");
            assert_eq!(rating.class().unwrap().code(), colour, "{stated:?}");
        }
    }

    #[test]
    fn a_threshold_belongs_to_the_better_colour() {
        for (value, green, red, colour) in [
            ("12.5", "10", "15", "yellow"),
            ("75", "80", "70", "yellow"),
            ("74.9", "80", "70", "orange"),
            ("7.5", "7.5", "15", "green"),
            ("7.6", "7.5", "15", "yellow"),
            ("98", "98", "90", "green"),
            ("15", "7.5", "15", "orange"),
            ("15.1", "7.5", "15", "red"),
            ("80", "90", "80", "orange"),
            ("90", "98", "90", "orange"),
            ("25", "10", "25", "orange"),
        ] {
            let rises = number(green) > number(red);
            let (best, worst) = if rises { ("100", "0") } else { ("0", "100") };
            let rating = Sdsn2019.rate(&case([value, best, worst, green, red])).unwrap();
            assert_eq!(rating.class().unwrap().code(), colour, "{value} {green} {red}");
        }
    }

    /// On a scale from 0 to 300, red at 100 and green at 200: a value is 100 times its place on the scale of 0 to 3.
    fn goal(values: &[&str]) -> Result<(String, String), Reason> {
        let cases: Vec<Case> = values.iter().map(|value| case([value, "300", "0", "200", "100"])).collect();
        let rating = Sdsn2019.rate_goal(&cases).map_err(|refusal| refusal.reason())?;
        Ok((rating.class().unwrap().code().to_owned(), rating.statistic().unwrap().to_string()))
    }

    #[test]
    fn a_goal_is_as_good_as_its_two_worst_indicators() {
        for (values, colour, mean) in [
            (&["285", "243.59", "300"][..], "green", "2.64295"),
            // The mean is that of red, but not both are.
            (&["12.45", "122.67", "300"], "orange", "0.6756"),
            (&["168", "175.75", "300"], "yellow", "1.71875"),
            (&["39.47", "95.05"], "red", "0.6726"),
            // The mean is that of green, but not both are.
            (&["150", "250"], "yellow", "2"),
            (&["200", "200"], "green", "2"),
            (&["0", "300", "", ""], "yellow", "1.5"),
            (&["0", "299.8", "", ""], "orange", "1.499"),
            (&["100", "100"], "orange", "1"),
            (&["99.9", "100"], "orange", "0.9995"),
            (&["99.9", "99.9"], "red", "0.999"),
            // One alone has its own colour.
            (&["150", ""], "yellow", "1.5"),
            (&["50"], "red", "0.5"),
        ] {
            assert_eq!(goal(values), Ok((colour.to_owned(), mean.to_owned())), "{values:?}");
        }
        for values in [&["", "", ""][..], &["250", "", ""], &[""]] {
            assert_eq!(goal(values), Err(Reason::CoverageTooLow), "{values:?}");
        }
        assert_eq!(goal(&[]), Err(Reason::NoMembers));
        let gray = Sdsn2019.rate_goal(&[case(["", "300", "0", "200", "100"])]).unwrap_err();
        assert_eq!(gray.published(), Some("gray"));
    }

    #[test]
    fn a_mean_needs_every_score() {
        let rated = |score: Option<i64>| Member::Rated { score: score.map(Ratio::from), is_achieved: false };
        let mean = Sdsn2019.rate_indicator(&[rated(Some(90)), rated(Some(61))]).unwrap();
        assert_eq!(mean.score().map(ToString::to_string).as_deref(), Some("75.5"));
        let reason = |members: &[Member]| Sdsn2019.rate_indicator(members).unwrap_err().reason();
        assert_eq!(reason(&[rated(Some(90)), rated(None)]), Reason::CoverageTooLow);
        assert_eq!(reason(&[]), Reason::NoMembers);
    }

    /// At risk of poverty in the EU edition of 2019: best 0, worst 25.6, green 15.
    #[test]
    fn arrows_are_those_that_were_published() {
        for (from, to, pace, arrow) in [
            ("14.9", "16.4", None, "decreasing"),
            ("13.9", "14.3", None, "on_track"),
            ("22.0", "22.0", Some("0"), "stagnating"),
            ("22.1", "21.5", Some("0.4225"), "stagnating"),
            ("20.0", "19.4", Some("0.6"), "moderately_improving"),
            ("25.4", "23.5", Some("0.9135"), "moderately_improving"),
            ("21.4", "18.5", Some("2.266"), "on_track"),
            ("21.6", "21.9", Some("-0.2273"), "decreasing"),
            // The paces of 0.5 and 1 themselves: 1/10 and 1/5 of the way in a fifth of the time.
            ("25", "24", Some("0.5"), "moderately_improving"),
            ("25", "24.1", Some("0.45"), "stagnating"),
            ("25", "23", Some("1"), "on_track"),
            ("25", "23.1", Some("0.95"), "moderately_improving"),
        ] {
            let stated = Case::new([(2015, number(from)), (2018, number(to))])
                .with(Parameter::Best, number("0"))
                .with(Parameter::Worst, number("25.6"))
                .with(Parameter::Green, number("15"));
            let rating = Sdsn2019Trend.rate(&stated).unwrap();
            assert_eq!(rating.class().unwrap().code(), arrow, "{from} {to}");
            let found =
                rating.statistic().map(|pace| pace.number().rounded_to_significant_digits(4).to_string());
            assert_eq!(found.as_deref(), pace, "{from} {to}");
        }
    }

    #[test]
    fn what_was_and_is_green_is_maintained_in_2018() {
        let arrow = |from: &str, to: &str| {
            let stated = Case::new([(2015, number(from)), (2018, number(to))])
                .with(Parameter::Best, number("0"))
                .with(Parameter::Worst, number("25.6"))
                .with(Parameter::Green, number("15"));
            Sdsn2018Trend.rate(&stated).unwrap().class().unwrap().code().to_owned()
        };
        assert_eq!(arrow("13.9", "15"), "maintaining");
        assert_eq!(arrow("15.1", "15"), "on_track");
    }

    #[test]
    fn a_base_year_without_a_value_takes_the_next_or_the_one_before() {
        let stated = |years: &[i32]| {
            let points = years.iter().chain(&[2018]).map(|year| (*year, number("20")));
            Case::new(points)
                .with_base_year(2015)
                .with(Parameter::Best, number("0"))
                .with(Parameter::Worst, number("25.6"))
                .with(Parameter::Green, number("15"))
        };
        let base =
            |years: &[i32]| Sdsn2019Trend.rate(&stated(years)).map(|rating| rating.base().unwrap().year());
        assert_eq!(base(&[2014, 2015, 2016]), Ok(2015));
        assert_eq!(base(&[2014, 2016]), Ok(2016));
        assert_eq!(base(&[2014, 2017]), Ok(2014));
        assert_eq!(base(&[2013, 2017]).map_err(|refusal| refusal.reason()), Err(Reason::NoBasePoint));
    }

    #[test]
    fn a_scale_that_is_none_is_refused() {
        let reason = |stated| Sdsn2019.rate(&case(stated)).unwrap_err().reason();
        assert_eq!(reason(["5", "10", "10", "8", "6"]), Reason::ZeroDenominator);
        assert_eq!(reason(["5", "10", "0", "6", "8"]), Reason::OutsideDomain);
        assert_eq!(Sdsn2019.rate(&Case::new([(2018, number("5"))])).unwrap_err().reason(), Reason::NotStated);
        let against = case(["5", "10", "0", "8", "6"]).with_direction(crate::progress::Direction::Down);
        assert_eq!(Sdsn2019.rate(&against).unwrap_err().reason(), Reason::OutsideDomain);
    }
}
