//! Whether methods, paths and series agree on a goal: every choice rated, which of them flip the conclusion, and how far
//! the latest value is from the nearest flip.

use super::from_assessment::decimal;
use super::{Case, Method, Point, Rating, Refusal};
use crate::assess::{Assessment, Assessor, VerdictCode};
use crate::data::Dataset;
use crate::number::Ratio;
use crate::plan::{Goal, Plan};
use crate::progress::Path;
use crate::text::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// The name of no path.
const NO_PATH: &str = "none";

/// Who answers: our own verdict along a path, or a published method.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Judge {
    /// Our verdict along a path.
    Path(String),
    /// The method of this id.
    Method(String),
}

impl fmt::Display for Judge {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(name) | Self::Method(name) => formatter.pad(name),
        }
    }
}

/// A kind of choice that somebody has to make before a goal has a conclusion.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceKind {
    /// Whose statistics.
    Series,
    /// Which path between baseline and target.
    Path,
    /// Which published method.
    Method,
}

/// The value of the latest year at which an answer changes, and how far the reported one is from it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flip {
    at: Ratio,
    distance: Ratio,
}

impl Flip {
    /// The value at which it changes, to about nine digits for a method and exactly for a path.
    #[must_use]
    pub fn at(&self) -> &Ratio {
        &self.at
    }

    /// The reported value less that one, in the unit of the indicator.
    #[must_use]
    pub fn distance(&self) -> &Ratio {
        &self.distance
    }
}

/// One answer: of a judge, on a series.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    judge: Judge,
    series: Id,
    answer: Result<String, String>,
    statistic: Option<Ratio>,
    is_on_track: Option<bool>,
    flip: Option<Flip>,
}

impl Opinion {
    fn is_along_a_path(&self) -> bool {
        matches!(&self.judge, Judge::Path(name) if name != NO_PATH)
    }

    /// Who answers.
    #[must_use]
    pub fn judge(&self) -> &Judge {
        &self.judge
    }

    /// On which series.
    #[must_use]
    pub fn series(&self) -> &Id {
        &self.series
    }

    /// The code of the class or verdict, or why there is none.
    ///
    /// # Errors
    /// The text of the refusal.
    pub fn answer(&self) -> Result<&str, &str> {
        self.answer.as_deref().map_err(String::as_str)
    }

    /// The statistic behind it, if it has one.
    #[must_use]
    pub fn statistic(&self) -> Option<&Ratio> {
        self.statistic.as_ref()
    }

    /// Whether it says that the target is met, or will be at this pace; `None` if it says neither that nor the
    /// contrary.
    #[must_use]
    pub fn is_on_track(&self) -> Option<bool> {
        self.is_on_track
    }

    /// The nearest value at which it would say the contrary, if one was found.
    #[must_use]
    pub fn flip(&self) -> Option<&Flip> {
        self.flip.as_ref()
    }
}

/// What all opinions on a goal come to.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Conclusion {
    /// Every opinion says that it is met, or will be.
    OnTrack,
    /// Every opinion says that it is not.
    OffTrack,
    /// They differ.
    Split,
    /// None says either.
    None,
}

/// Every opinion on a goal, and what they come to.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    goal: Id,
    opinions: Vec<Opinion>,
}

impl Agreement {
    /// The goal.
    #[must_use]
    pub fn goal(&self) -> &Id {
        &self.goal
    }

    /// Series by series, first the paths, then the methods.
    #[must_use]
    pub fn opinions(&self) -> &[Opinion] {
        &self.opinions
    }

    /// What those that say something come to.
    #[must_use]
    pub fn conclusion(&self) -> Conclusion {
        let said: BTreeSet<bool> = self.opinions.iter().filter_map(Opinion::is_on_track).collect();
        match (said.contains(&true), said.contains(&false)) {
            (true, false) => Conclusion::OnTrack,
            (false, true) => Conclusion::OffTrack,
            (true, true) => Conclusion::Split,
            (false, false) => Conclusion::None,
        }
    }

    /// Whether no choice changes the conclusion; false where there is none.
    #[must_use]
    pub fn is_robust(&self) -> bool {
        matches!(self.conclusion(), Conclusion::OnTrack | Conclusion::OffTrack)
    }

    /// The kinds of choices of which one alone, all others kept, changes what is said.
    #[must_use]
    pub fn flipping(&self) -> BTreeSet<ChoiceKind> {
        let mut kinds = BTreeSet::new();
        for (index, one) in self.opinions.iter().enumerate() {
            for other in self.opinions.iter().skip(index.saturating_add(1)) {
                let (Some(first), Some(second)) = (one.is_on_track, other.is_on_track) else { continue };
                if first != second
                    && let Some(kind) = only_difference(one, other)
                {
                    kinds.insert(kind);
                }
            }
        }
        kinds
    }

    /// The opinion whose flip is nearest to the value it is about, in the unit of the indicator.
    #[must_use]
    pub fn nearest_flip(&self) -> Option<(&Opinion, &Flip)> {
        let with_flip = self.opinions.iter().filter_map(|opinion| Some((opinion, opinion.flip.as_ref()?)));
        with_flip.min_by_key(|(_, flip)| flip.distance.absolute())
    }
}

/// The one kind of choice in which two opinions differ.
fn only_difference(one: &Opinion, other: &Opinion) -> Option<ChoiceKind> {
    match (&one.judge, &other.judge) {
        (judge, same) if judge == same => Some(ChoiceKind::Series),
        (Judge::Path(_), Judge::Path(_)) if one.series == other.series => Some(ChoiceKind::Path),
        (Judge::Method(_), Judge::Method(_)) if one.series == other.series => Some(ChoiceKind::Method),
        _ => None,
    }
}

/// Rates a goal on every available series: by our verdict along each path, and by each method.
///
/// A path that the plan states is tried too, before those asked for. Series are those of the goal's indicator that the
/// data holds by the day of the knowledge. Methods take the case that the assessment resolves to; what they refuse stands among the opinions with its reason.
///
/// ```
/// use policy_targets::assess::Assessor;
/// use policy_targets::data::Dataset;
/// use policy_targets::method::{Conclusion, agreement, registry};
/// use policy_targets::plan::Plan;
/// use policy_targets::progress::Path;
/// use policy_targets::time::NaiveDate;
///
/// # #[cfg(all(feature = "toml", feature = "csv"))] {
/// let plan = Plan::from_toml_str(r#"
///     format = 1
///     id = "plan"
///     title = "A plan"
///     issued = 2021-01-01
///     [[indicators]]
///     id = "power"
///     unit = "GW"
///     kind = "level"
///     timing = "end"
///     frequency = "year"
///     [[goals]]
///     id = "30-gw"
///     wording = "30 GW by 2025"
///     indicator = "power"
///     target = ">= 30 GW by 2025"
///     baseline = { value = "3.27 GW", period = "2020" }
/// "#)?;
/// let (data, _) = Dataset::read_csv(&b"indicator,series,period,value,unit,published\n\
///     power,a,2022,13.1,GW,2023-01-20\n"[..]).strict()?;
/// let assessor = Assessor::at(NaiveDate::from_ymd_opt(2022, 12, 31).ok_or("no such day")?)
///     .known_by(NaiveDate::from_ymd_opt(2023, 2, 28).ok_or("no such day")?);
/// let found = agreement(&assessor, &plan, &plan.goals()[0], &data, registry(), &[Path::Linear, Path::ConstantGrowth]);
/// // Behind a straight line, ahead of constant growth: the path alone changes the answer.
/// assert_eq!(found.conclusion(), Conclusion::Split);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn agreement(
    assessor: &Assessor,
    plan: &Plan,
    goal: &Goal,
    data: &Dataset,
    methods: &[&dyn Method],
    paths: &[Path],
) -> Agreement {
    let mut opinions = Vec::new();
    for series in series_of(assessor, goal, data) {
        let assessor = assessor.clone().series([series.clone()]);
        let assessment = assessor.assess_goal(plan, goal, data);
        opinions.extend(along(&assessment, &series).filter(Opinion::is_along_a_path));
        for path in paths {
            opinions.extend(along(&assessor.assess_goal(plan, &goal.along(path), data), &series));
        }
        let case = Case::try_from(&assessment);
        opinions.extend(methods.iter().map(|method| by(*method, case.as_ref(), &series)));
    }
    // The path that the plan states may be one of those asked for.
    let mut seen = BTreeSet::new();
    opinions.retain(|opinion| seen.insert((opinion.judge.clone(), opinion.series.clone())));
    Agreement { goal: goal.id().clone(), opinions }
}

fn series_of(assessor: &Assessor, goal: &Goal, data: &Dataset) -> BTreeSet<Id> {
    let view = data.view(assessor.round().known_by());
    let criteria = goal.requirement().criteria();
    let of_indicator = criteria.iter().flat_map(|criterion| view.series_of(criterion.indicator()));
    of_indicator.map(|series| series.key().series().clone()).collect()
}

/// Our verdict along a path.
fn along(assessment: &Assessment, series: &Id) -> Option<Opinion> {
    let arm = assessment.deciding_arm()?;
    let verdict = assessment.verdict();
    let is_on_track = match verdict.code() {
        VerdictCode::Met | VerdictCode::Secured | VerdictCode::MetEarly | VerdictCode::OnTrack => Some(true),
        VerdictCode::Missed | VerdictCode::SlippedBack | VerdictCode::BelowBaseline | VerdictCode::Behind => {
            Some(false)
        }
        _ => None,
    };
    let path = arm.resolution().ok().and_then(|resolution| resolution.path());
    let pace = arm.pace().ok().and_then(|pace| pace.worst());
    let is_by_pace = matches!(verdict.code(), VerdictCode::OnTrack | VerdictCode::Behind);
    Some(Opinion {
        judge: Judge::Path(path.map_or_else(|| NO_PATH.to_owned(), ToString::to_string)),
        series: series.clone(),
        answer: match verdict.refusal() {
            Some(refusal) if is_on_track.is_none() => Err(refusal.to_string()),
            _ => Ok(verdict.code().to_string()),
        },
        statistic: arm.share().ok().and_then(|share| share.worst().cloned()),
        is_on_track,
        flip: pace
            .filter(|_| is_by_pace)
            .map(|pace| Flip { at: pace.expected().clone(), distance: pace.difference().clone() }),
    })
}

/// The opinion of a method.
fn by(method: &dyn Method, case: Result<&Case, &Refusal>, series: &Id) -> Opinion {
    let rated = case.map_err(Clone::clone).and_then(|case| method.rate(case));
    let described = method.description();
    let says_so = |rating: &Rating| Some(rating.class()?.rank() <= described.on_track()?);
    let is_on_track = rated.as_ref().ok().and_then(says_so);
    let says = |case: &Case| says_so(&method.rate(case).ok()?);
    Opinion {
        judge: Judge::Method(described.id().to_owned()),
        series: series.clone(),
        answer: match &rated {
            Ok(rating) => Ok(rating.class().map_or_else(|| "a number only".to_owned(), ToString::to_string)),
            Err(refusal) => Err(refusal.to_string()),
        },
        statistic: rated.ok().and_then(|rating| Some(rating.statistic()?.number().clone())),
        is_on_track,
        flip: case.ok().zip(is_on_track).and_then(|(case, says_so)| flip(case, says_so, &says)),
    }
}

/// How often the stretch in which an answer changes is halved: to about nine digits of it.
const HALVINGS: usize = 32;

/// Where the answer changes between the reported latest value and the target, or if it is on track the base.
fn flip(case: &Case, says_so: bool, says: &impl Fn(&Case) -> Option<bool>) -> Option<Flip> {
    let current = case.latest()?;
    let end = if says_so { case.require_base().ok()?.number() } else { case.target()?.to_ratio() };
    let with = |number: &Ratio| {
        let others = case.points().iter().copied().filter(|point| point.year() != current.year());
        Some(case.with_points(others.chain([Point::new(current.year(), decimal(number)?)])))
    };
    let (mut near, mut far) = (current.number(), end);
    if says(&with(&far)?)? == says_so {
        return None;
    }
    for _ in 0..HALVINGS {
        let middle = ((&near + &far) * Ratio::half()).rounded_to_significant_digits(18);
        if says(&with(&middle)?)? == says_so {
            near = middle;
        } else {
            far = middle;
        }
    }
    let at = far.rounded_to_significant_digits(9);
    Some(Flip { distance: current.number() - &at, at })
}
