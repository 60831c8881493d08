//! `sdsn-2018`: scores, colours, goal dashboards and arrows of the SDSN's SDG Index and Dashboards, edition 2018.
//! As in 2019, but for an arrow of its own where an achievement is maintained.

use super::sdsn::{self, Arrows};
use crate::method::{
    Case, Class, Description, Invariance, Member, Method, Parameter, Rating, Refusal, Verification,
};

/// At or above green before and now.
const MAINTAINING: Class = Class::new(1, "maintaining", "Maintaining SDG achievement");
/// At or above green, or fast enough.
const ON_TRACK: Class = Class::new(2, "on_track", "On track");
/// At least half as fast as required.
const MODERATELY_IMPROVING: Class = Class::new(3, "moderately_improving", "Moderately improving");
/// Less than half as fast as required.
const STAGNATING: Class = Class::new(4, "stagnating", "Stagnating");
/// Away from green.
const DECREASING: Class = Class::new(5, "decreasing", "Decreasing");

/// The SDG Index of 2018: the score of an indicator from 0 to 100, and its colour.
///
/// **Formula.** `100 (x - worst) / (best - worst)`, not below 0 and not above 100.
/// **Order of checks.** As good as green or better, green; as the middle of green and red, yellow; as red, orange; else
/// red: a threshold itself belongs to the better colour. Without thresholds there is a score and no colour.
/// **Goals.** [`rate_goal`](Method::rate_goal) averages the two worst indicators, rescaled so that worst, red, green
/// and best are 0, 1, 2 and 3: below 1 red, from 1 orange, from 1.5 yellow, from 2 green; red only if both are red,
/// else orange; green only if both are green, else yellow. One indicator alone gives its own colour.
/// [`rate_indicator`](Method::rate_indicator) is the plain mean: of the indicators of a goal, and of the goals.
/// **Fills in.** The direction, where none is stated, from worst to best.
/// **Refuses** without a value, best and worst, where these are equal, and a goal of which fewer than half of the
/// indicators have a value (the publisher's gray). A goal without any value is imputed by the publisher with the mean
/// of its region; that mean is to be given.
/// **Source.** `sdsna/2018GlobalIndex`, methodology and data files (CC BY 4.0).
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, published::Sdsn2018};
/// use policy_targets::number::Value;
///
/// // Vaccination in France: 90 %, just at green.
/// let stated = |number: i64| Value::from(number);
/// let case = Case::new([(2017, 90.into())])
///     .with(Parameter::Best, stated(100))
///     .with(Parameter::Worst, stated(41))
///     .with(Parameter::Green, stated(90))
///     .with(Parameter::Red, stated(80));
/// let rating = Sdsn2018.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.name()), Some("SDG achieved"));
/// assert_eq!(rating.score().map(ToString::to_string).as_deref(), Some("4900/59")); // 83.05
/// # Ok::<(), policy_targets::method::Refusal>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Sdsn2018;

impl Method for Sdsn2018 {
    fn description(&self) -> Description {
        sdsn::described(
            Description::new("sdsn-2018", Verification::FromOwnersDocument)
                .by("SDSN and Bertelsmann Stiftung", "SDG Index and Dashboards 2018")
                .with_source("sdsna/2018GlobalIndex, methodology paper and data files")
                .with_verified("the rules are those that reproduce the edition of 2019; published results of 2018 are not among the cases"),
        )
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        sdsn::rate(self, case)
    }

    fn rate_indicator(&self, members: &[Member]) -> Result<Rating, Refusal> {
        sdsn::mean(self, members)
    }

    fn rate_goal(&self, indicators: &[Case]) -> Result<Rating, Refusal> {
        sdsn::goal(self, indicators)
    }
}

/// The arrow of an indicator in 2018: its pace against the one that would be green in 2030.
///
/// **Formula.** On scores that may be below 0, both ends not above green: `q = ((end - start) / (t - t0)) / ((green - start) /
/// (2030 - t0))`.
/// **Order of checks.** Green at the end, maintaining where it was green at the start, else on track; green lost, decreasing; `q` below 0, decreasing; below 0.5, stagnating; below 1, moderately improving; else on
/// track.
/// **Fills in.** The base year: where none is stated the first, where it has no value the next year or the one before.
/// The direction from worst to best; the target year 2030.
/// **Refuses** without values of two years, best, worst and green.
/// **Source.** As for [`Sdsn2018`]. The rule of the other four arrows is that of 2019.
///
/// ```
/// use policy_targets::method::{Case, Method, Parameter, published::Sdsn2018Trend};
/// use policy_targets::number::Value;
///
/// // At risk of poverty in Croatia: from 20 % in 2015 to 19.4 % in 2018.
/// let case = Case::new([(2015, 20.into()), (2018, "19.4".parse()?)])
///     .with(Parameter::Best, Value::from(0))
///     .with(Parameter::Worst, "25.6".parse::<Value>()?)
///     .with(Parameter::Green, Value::from(15));
/// let rating = Sdsn2018Trend.rate(&case)?;
/// assert_eq!(rating.class().map(|class| class.code()), Some("moderately_improving"));
/// assert_eq!(rating.statistic().map(ToString::to_string).as_deref(), Some("0.6"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Sdsn2018Trend;

const ARROWS: Arrows = Arrows {
    maintaining: MAINTAINING,
    on_track: ON_TRACK,
    moderately_improving: MODERATELY_IMPROVING,
    stagnating: STAGNATING,
    decreasing: DECREASING,
};

const CLASSES: &[Class] = &[MAINTAINING, ON_TRACK, MODERATELY_IMPROVING, STAGNATING, DECREASING];

impl Method for Sdsn2018Trend {
    fn description(&self) -> Description {
        Description::new("sdsn-2018-trend", Verification::FromOwnersDocument)
            .by("SDSN and Bertelsmann Stiftung", "SDG Index and Dashboards 2018")
            .asking("Is the pace so far enough for green in 2030?")
            .with_formula("((z - a) / (t - t0)) / ((green - a) / (2030 - t0)), on scores up to green")
            .with_checks("green at the end; green lost; then bands of the pace")
            .with_source("sdsna/2018GlobalIndex and sdsna/2019EUIndex, methodology papers and data files")
            .with_verified("the rule is that of 2019 with a fifth arrow; published arrows of 2018 are not among the cases")
            .with_needs(&[Parameter::Best, Parameter::Worst, Parameter::Green])
            .with_classes(CLASSES)
            .with_on_track(2)
            .with_invariances(&[
                Invariance::Monotone,
                Invariance::Mirror,
                Invariance::Scale,
                Invariance::Shift,
                Invariance::Years,
            ])
    }

    fn rate(&self, case: &Case) -> Result<Rating, Refusal> {
        sdsn::trend(self, &ARROWS, case)
    }
}
