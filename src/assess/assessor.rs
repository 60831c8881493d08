//! The question: which day, what was known, and by which stated choices the answer is computed.

use super::assessment::Assessment;
use super::goal;
use crate::data::{Dataset, Flag, Flags, View};
use crate::plan::{Goal, Plan};
use crate::progress::uncertainty::ConfidenceLevel;
use crate::progress::{Path, Projection, Tolerance};
use crate::text::Id;
use crate::time::{Lag, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which status flags change what a value may be used for.
///
/// By default a forecast (F) never decides, and a break (B) or a different definition (D) ends comparability.
/// Provisional (P), estimated (E), imputed (I) and unreliable (U) values are used, and shown as such.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Listed", into = "Listed")]
pub struct FlagRules {
    excluded: Flags,
    breaking: Flags,
}

/// The rules as they are written: flag by flag.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Serialize, Deserialize)]
struct Listed {
    excluded: BTreeSet<Flag>,
    breaking: BTreeSet<Flag>,
}

impl From<Listed> for FlagRules {
    fn from(listed: Listed) -> Self {
        Self::new(listed.excluded, listed.breaking)
    }
}

impl From<FlagRules> for Listed {
    fn from(rules: FlagRules) -> Self {
        Self { excluded: rules.excluded.iter().collect(), breaking: rules.breaking.iter().collect() }
    }
}

impl FlagRules {
    /// Rules that never use values with the first flags, and never compare across values with the second.
    #[must_use]
    pub fn new(excluded: impl IntoIterator<Item = Flag>, breaking: impl IntoIterator<Item = Flag>) -> Self {
        Self { excluded: excluded.into_iter().collect(), breaking: breaking.into_iter().collect() }
    }

    /// Whether a value with these flags is left out.
    #[must_use]
    pub fn excludes(&self, flags: &Flags) -> bool {
        self.excluded.intersects(flags)
    }

    /// Whether a value with these flags is not comparable with earlier ones.
    ///
    /// D is not asked here: it marks a state, see [`differs`](Self::differs).
    #[must_use]
    pub fn breaks(&self, flags: &Flags) -> bool {
        let breaks = |flag: Flag| flag != Flag::DefinitionDiffers && self.breaking.contains(flag);
        self.breaking.intersects(flags) && flags.iter().any(breaks)
    }

    /// Whether a value with these flags follows another definition than values without them. Values that all do
    /// are comparable with each other.
    #[must_use]
    pub fn differs(&self, flags: &Flags) -> bool {
        let differs = Flag::DefinitionDiffers;
        self.breaking.contains(differs) && flags.contains(differs)
    }
}

impl Default for FlagRules {
    fn default() -> Self {
        Self::new([Flag::Forecast], [Flag::Break, Flag::DefinitionDiffers])
    }
}

/// One look at plan and data: the day asked about, the knowledge used, and the settings.
///
/// Two rounds with the same plan and data give the same bytes.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    pub(super) at: NaiveDate,
    pub(super) known_by: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) path: Option<Path>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) projection: Option<Projection>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) tolerance: Option<Tolerance>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) series: Vec<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) extrapolation_limit: Option<Lag>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) confidence: Option<ConfidenceLevel>,
    pub(super) trend_points: usize,
    pub(super) strict_precision: bool,
    pub(super) flags: FlagRules,
}

impl Round {
    /// The day the question is about.
    #[must_use]
    pub fn at(&self) -> NaiveDate {
        self.at
    }

    /// The day of the knowledge used.
    #[must_use]
    pub fn known_by(&self) -> NaiveDate {
        self.known_by
    }

    /// The path for goals whose plan states none.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_ref()
    }

    /// The projection for the outlook.
    #[must_use]
    pub fn projection(&self) -> Option<Projection> {
        self.projection
    }

    /// How far from the path still counts as on it.
    #[must_use]
    pub fn tolerance(&self) -> Option<&Tolerance> {
        self.tolerance.as_ref()
    }

    /// How many latest values the trend rests on, at most.
    #[must_use]
    pub fn trend_points(&self) -> usize {
        self.trend_points
    }

    /// The series used whatever goals and indicators prefer, in order of preference.
    #[must_use]
    pub fn series(&self) -> &[Id] {
        &self.series
    }

    /// How far ahead of the latest value a projection may reach.
    #[must_use]
    pub fn extrapolation_limit(&self) -> Option<Lag> {
        self.extrapolation_limit
    }

    /// How sure intervals and probabilities are asked for.
    #[must_use]
    pub fn confidence(&self) -> Option<&ConfidenceLevel> {
        self.confidence.as_ref()
    }

    /// Whether a printed number is taken as anything that rounds to it.
    #[must_use]
    pub fn is_precision_strict(&self) -> bool {
        self.strict_precision
    }

    /// What the status flags of values mean.
    #[must_use]
    pub fn flag_rules(&self) -> &FlagRules {
        &self.flags
    }
}

/// Assesses goals as of a day, with every choice stated.
///
/// Nothing is assumed that changes an answer: without a path there is no pace, without a projection no
/// outlook, and the refusal says so.
///
/// ```
/// use policy_targets::assess::Assessor;
/// use policy_targets::progress::{Path, Projection};
/// use policy_targets::time::NaiveDate;
///
/// let end_of_2022 = NaiveDate::from_ymd_opt(2022, 12, 31).ok_or("no such day")?;
/// let february = NaiveDate::from_ymd_opt(2023, 2, 28).ok_or("no such day")?;
/// let assessor = Assessor::at(end_of_2022).known_by(february).path(Path::Linear).projection(Projection::TheilSen);
/// assert_eq!(assessor.round().known_by(), february);
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessor {
    round: Round,
}

impl Assessor {
    /// Asks about a day, with the knowledge of that day.
    #[must_use]
    pub fn as_of(day: NaiveDate) -> Self {
        Self {
            round: Round {
                at: day,
                known_by: day,
                path: None,
                projection: None,
                tolerance: None,
                series: Vec::new(),
                extrapolation_limit: None,
                confidence: None,
                trend_points: 5,
                strict_precision: false,
                flags: FlagRules::default(),
            },
        }
    }

    /// Asks about a day; say with [`known_by`](Self::known_by) what was known, else it is that day's knowledge.
    #[must_use]
    pub fn at(day: NaiveDate) -> Self {
        Self::as_of(day)
    }

    /// Uses what had been published by a day.
    #[must_use]
    pub fn known_by(mut self, day: NaiveDate) -> Self {
        self.round.known_by = day;
        self
    }

    /// The path for goals whose plan states none.
    #[must_use]
    pub fn path(mut self, path: Path) -> Self {
        self.round.path = Some(path);
        self
    }

    /// The projection for the outlook.
    #[must_use]
    pub fn projection(mut self, projection: Projection) -> Self {
        self.round.projection = Some(projection);
        self
    }

    /// How far from the path still counts as on it.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Tolerance) -> Self {
        self.round.tolerance = Some(tolerance);
        self
    }

    /// The series to use, in order of preference, whatever goals and their indicators prefer; another indicator that a
    /// goal is held against keeps its own.
    #[must_use]
    pub fn series(mut self, series: impl IntoIterator<Item = Id>) -> Self {
        self.round.series = series.into_iter().collect();
        self
    }

    /// How far ahead of the latest value a projection may reach.
    #[must_use]
    pub fn extrapolation_limit(mut self, limit: Lag) -> Self {
        self.round.extrapolation_limit = Some(limit);
        self
    }

    /// Asks how sure the outlook is: for the interval that holds the value at the deadline at this level, and for the
    /// probability that the target is met.
    #[must_use]
    pub fn confidence(mut self, level: ConfidenceLevel) -> Self {
        self.round.confidence = Some(level);
        self
    }

    /// How many latest values the trend rests on, at most; at least 3.
    #[must_use]
    pub fn trend_points(mut self, count: usize) -> Self {
        self.round.trend_points = count.max(3);
        self
    }

    /// Treats a printed number as anything that rounds to it, instead of deciding on the number as written.
    #[must_use]
    pub fn strict_precision(mut self) -> Self {
        self.round.strict_precision = true;
        self
    }

    /// What the status flags of values mean.
    #[must_use]
    pub fn flag_rules(mut self, rules: FlagRules) -> Self {
        self.round.flags = rules;
        self
    }

    /// The days and settings.
    #[must_use]
    pub fn round(&self) -> &Round {
        &self.round
    }

    /// Assesses every goal of a plan, in the plan's order.
    #[must_use]
    pub fn assess(&self, plan: &Plan, data: &Dataset) -> Vec<Assessment> {
        plan.goals().iter().map(|goal| self.assess_goal(plan, goal, data)).collect()
    }

    /// Assesses one goal of a plan.
    #[must_use]
    pub fn assess_goal(&self, plan: &Plan, goal: &Goal, data: &Dataset) -> Assessment {
        self.assess_goal_in(plan, goal, data.view(self.round.known_by))
    }

    /// Assesses one goal with all that a view shows, which may have become known on another day than the round's.
    pub(crate) fn assess_goal_in(&self, plan: &Plan, goal: &Goal, view: View<'_>) -> Assessment {
        goal::assess(&self.round, plan, goal, view)
    }

    /// The same choices on the days of another round.
    pub(crate) fn on_days_of(&self, other: &Round) -> Self {
        Self { round: Round { at: other.at, known_by: other.known_by, ..self.round.clone() } }
    }
}
