//! A log of rounds: one line for each round, and one for each goal whose answers or promise have changed since.
//! Only ever appended to; replaying its lines gives the same state, so that a later correction rewrites nothing.

use super::axis::{Axis, AxisValue};
use super::between::between;
use super::change::{Changes, GoalChanges};
use super::described::{Described, promises, standings};
use super::snapshot::Snapshot;
use crate::assess::{Assessment, Round};
use crate::plan::Goal;
use crate::text::Id;
use crate::time::{PartialDate, Period};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One line of a log.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
#[non_exhaustive]
pub enum LogLine {
    /// A round was held.
    Round(RoundRecord),
    /// A goal as it stands from this round on.
    Goal(Box<GoalRecord>),
    /// A goal that the plan no longer has.
    Dropped {
        /// The round in which it was missing.
        round: usize,
        /// The plan.
        plan: Id,
        /// The goal.
        goal: Id,
    },
}

/// A round that was held: which plan, on which days, with which settings.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundRecord {
    /// Its number in the log, from 1.
    pub number: usize,
    /// The plan.
    pub plan: Id,
    /// How many goals were assessed.
    pub goals: usize,
    /// Days and settings.
    pub question: Round,
    /// The published method that was followed, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}

/// The value that answers rested on.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EvidenceRecord {
    /// The series.
    pub series: Id,
    /// The period.
    pub period: Period,
    /// The value as published; `None` if it is computed from others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported: Option<String>,
    /// When it was published.
    pub published: PartialDate,
}

/// A goal as a round found it: what was promised, what it rested on, what it answered.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalRecord {
    round: usize,
    plan: Id,
    goal: Id,
    promise: BTreeMap<String, String>,
    standing: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    evidence: Option<EvidenceRecord>,
    answers: BTreeMap<Axis, AxisValue>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    changes: Option<GoalChanges>,
}

impl GoalRecord {
    fn new(
        round: usize,
        snapshot: &Snapshot<'_>,
        goal: &Goal,
        assessment: &Assessment,
        changes: Option<GoalChanges>,
    ) -> Self {
        let named = |described: Described| described.into_iter().collect();
        let mut answers: BTreeMap<Axis, AxisValue> =
            Axis::ALL.iter().map(|axis| (*axis, axis.of(assessment))).collect();
        answers.extend(snapshot.rating(assessment).map(|rating| (Axis::Rating, rating)));
        answers.retain(|_, value| *value != AxisValue::None);
        let evidence = assessment.evidence().ok().map(|evidence| EvidenceRecord {
            series: evidence.series().clone(),
            period: *evidence.period(),
            reported: evidence.reported().map(ToString::to_string),
            published: evidence.published(),
        });
        Self {
            round,
            plan: snapshot.plan().id().clone(),
            goal: goal.id().clone(),
            promise: named(promises(goal.requirement())),
            standing: named(standings(snapshot.plan(), goal)),
            evidence,
            answers,
            changes,
        }
    }

    /// The round from which on it stands like this.
    #[must_use]
    pub fn round(&self) -> usize {
        self.round
    }

    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &Id {
        &self.plan
    }

    /// The goal.
    #[must_use]
    pub fn goal(&self) -> &Id {
        &self.goal
    }

    /// What was promised then, part by part: `target`, `baseline`, `path`.
    #[must_use]
    pub fn promise(&self) -> &BTreeMap<String, String> {
        &self.promise
    }

    /// The standing of plan and goal then.
    #[must_use]
    pub fn standing(&self) -> &BTreeMap<String, String> {
        &self.standing
    }

    /// The value that the answers rested on.
    #[must_use]
    pub fn evidence(&self) -> Option<&EvidenceRecord> {
        self.evidence.as_ref()
    }

    /// What was answered on an axis; none where the question does not arise.
    #[must_use]
    pub fn answer(&self, axis: Axis) -> &AxisValue {
        self.answers.get(&axis).unwrap_or(&AxisValue::None)
    }

    /// What had changed and why, where the round before was at hand.
    #[must_use]
    pub fn changes(&self) -> Option<&GoalChanges> {
        self.changes.as_ref()
    }

    fn says_the_same_as(&self, other: &Self) -> bool {
        self.promise == other.promise
            && self.standing == other.standing
            && self.evidence == other.evidence
            && self.answers == other.answers
    }
}

/// Every round that was held, and the history of every goal.
///
/// Lines are what is kept, as JSON Lines with the feature `json`; the log itself is their state.
///
/// ```
/// use policy_targets::monitor::{Log, Snapshot};
/// # use policy_targets::{Assessor, Dataset, plan::Draft, text::MultilingualText};
/// # let plan = Draft::new("plan".parse()?, MultilingualText::english("A plan")?).into_plan()?;
/// # let data = Dataset::default();
/// # let day = policy_targets::NaiveDate::from_ymd_opt(2023, 3, 31).ok_or("no such day")?;
///
/// let mut log = Log::default();
/// let lines = log.record(&Snapshot::new(&plan, &data, Assessor::as_of(day)), None);
/// assert_eq!(lines.len(), 1);
/// assert_eq!(Log::replay(lines), log);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Log {
    rounds: Vec<RoundRecord>,
    histories: BTreeMap<(Id, Id), Vec<GoalRecord>>,
    dropped: BTreeSet<(Id, Id)>,
}

impl Log {
    /// The state that lines lead to.
    #[must_use]
    pub fn replay(lines: impl IntoIterator<Item = LogLine>) -> Self {
        let mut log = Self::default();
        lines.into_iter().for_each(|line| log.append(line));
        log
    }

    /// Adds one line.
    pub fn append(&mut self, line: LogLine) {
        match line {
            LogLine::Round(round) => self.rounds.push(round),
            LogLine::Goal(record) => {
                let key = (record.plan.clone(), record.goal.clone());
                self.dropped.remove(&key);
                self.histories.entry(key).or_default().push(*record);
            }
            LogLine::Dropped { plan, goal, .. } => {
                self.dropped.insert((plan, goal));
            }
        }
    }

    /// Holds a round and says which lines to keep: the round, then each goal that stands otherwise than recorded. With
    /// the snapshot of the round before, the lines say why.
    pub fn record(&mut self, snapshot: &Snapshot<'_>, before: Option<&Snapshot<'_>>) -> Vec<LogLine> {
        let number = self.rounds.len().saturating_add(1);
        let plan = snapshot.plan();
        let assessments = snapshot.assess();
        let mut lines = vec![LogLine::Round(RoundRecord {
            number,
            plan: plan.id().clone(),
            goals: plan.goals().len(),
            question: snapshot.assessor().round().clone(),
            method: snapshot.method().map(|method| method.description().id().to_owned()),
        })];
        let changes = before.map(|before| between(before, snapshot));
        let changes = changes.iter().flat_map(Changes::goals);
        let mut because: BTreeMap<&Id, GoalChanges> =
            changes.map(|changes| (changes.goal(), changes.clone())).collect();
        for (goal, assessment) in plan.goals().iter().zip(&assessments) {
            let record = GoalRecord::new(number, snapshot, goal, assessment, because.remove(goal.id()));
            let known = self.latest(plan.id(), goal.id());
            if known.is_none_or(|known| !known.says_the_same_as(&record)) {
                lines.push(LogLine::Goal(Box::new(record)));
            }
        }
        let is_gone = |(of, goal): &&(Id, Id)| of == plan.id() && plan.goal(goal).is_none();
        let gone = self.histories.keys().filter(|key| !self.dropped.contains(*key)).filter(is_gone);
        lines.extend(gone.map(|(plan, goal)| LogLine::Dropped {
            round: number,
            plan: plan.clone(),
            goal: goal.clone(),
        }));
        lines.iter().cloned().for_each(|line| self.append(line));
        lines
    }

    /// The rounds that were held, the first one first.
    #[must_use]
    pub fn rounds(&self) -> &[RoundRecord] {
        &self.rounds
    }

    /// A goal as it was found, each time it stood otherwise than before.
    #[must_use]
    pub fn history(&self, plan: &Id, goal: &Id) -> &[GoalRecord] {
        self.histories.get(&(plan.clone(), goal.clone())).map(Vec::as_slice).unwrap_or_default()
    }

    /// A goal as it stands; `None` if it was never recorded or has been dropped.
    #[must_use]
    pub fn latest(&self, plan: &Id, goal: &Id) -> Option<&GoalRecord> {
        let key = (plan.clone(), goal.clone());
        self.histories.get(&key).filter(|_| !self.dropped.contains(&key)).and_then(|history| history.last())
    }
}
