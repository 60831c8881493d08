//! What two rounds answer differently, axis by axis, with the causes of it.

use super::axis::{Axis, AxisValue};
use super::cause::Cause;
use crate::assess::Round;
use crate::number::Ratio;
use crate::text::Id;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One input as it was and as it is.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// What it is an input of: a series and period, a criterion, a setting.
    pub what: String,
    /// As it was; nothing if it was not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// As it is; nothing if it is no longer there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
        write!(formatter, "{}: {} -> {}", self.what, or_none(&self.before), or_none(&self.after))
    }
}

/// A cause with the inputs that differ.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundCause {
    pub(super) cause: Cause,
    pub(super) differences: Vec<Difference>,
}

impl FoundCause {
    /// Which input.
    #[must_use]
    pub fn cause(&self) -> Cause {
        self.cause
    }

    /// What of it differs.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }
}

/// What an axis says once one more input is exchanged, in the order of [`Cause::ALL`].
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub(super) causes: Vec<Cause>,
    pub(super) value: AxisValue,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) amount: Option<Ratio>,
}

impl Step {
    /// The inputs exchanged by this step: one, or several where no number lies between them.
    #[must_use]
    pub fn causes(&self) -> &[Cause] {
        &self.causes
    }

    /// What the axis says from then on.
    #[must_use]
    pub fn value(&self) -> &AxisValue {
        &self.value
    }

    /// By how much the number moved; the amounts of all steps add up to the whole change.
    #[must_use]
    pub fn amount(&self) -> Option<&Ratio> {
        self.amount.as_ref()
    }
}

/// One axis that says something else than before.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AxisChange {
    pub(super) axis: Axis,
    pub(super) before: AxisValue,
    pub(super) after: AxisValue,
    pub(super) steps: Vec<Step>,
    pub(super) smallest: Vec<Vec<Cause>>,
}

impl AxisChange {
    /// Which axis.
    #[must_use]
    pub fn axis(&self) -> Axis {
        self.axis
    }

    /// What it said.
    #[must_use]
    pub fn before(&self) -> &AxisValue {
        &self.before
    }

    /// What it says.
    #[must_use]
    pub fn after(&self) -> &AxisValue {
        &self.after
    }

    /// How it got there, exchanging the inputs one after the other: the steps that moved it.
    ///
    /// Between two exact numbers every step has an [`amount`](Step::amount), and the amounts add up to the change.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The smallest sets of causes each of which alone turns the old answer into the new one. Several where any of
    /// them is enough; empty between two numbers, where every cause has its amount.
    #[must_use]
    pub fn smallest(&self) -> &[Vec<Cause>] {
        &self.smallest
    }

    /// The whole change, between two exact numbers.
    #[must_use]
    pub fn amount(&self) -> Option<Ratio> {
        Some(self.after.number()? - self.before.number()?)
    }
}

/// What has changed for one goal.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalChanges {
    pub(super) goal: Id,
    pub(super) axes: Vec<AxisChange>,
    pub(super) causes: Vec<FoundCause>,
}

impl GoalChanges {
    /// The goal.
    #[must_use]
    pub fn goal(&self) -> &Id {
        &self.goal
    }

    /// The axes that say something else.
    #[must_use]
    pub fn axes(&self) -> &[AxisChange] {
        &self.axes
    }

    /// The change on one axis, if there is one.
    #[must_use]
    pub fn axis(&self, axis: Axis) -> Option<&AxisChange> {
        self.axes.iter().find(|change| change.axis == axis)
    }

    /// Every input that differs, whether or not an answer does.
    #[must_use]
    pub fn causes(&self) -> &[FoundCause] {
        &self.causes
    }
}

/// What has changed between two rounds.
///
/// `Display` prints a block for each goal with stable codes: the verdict, every number with its parts, every input.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    pub(super) before: Round,
    pub(super) after: Round,
    pub(super) goals: Vec<GoalChanges>,
    pub(super) new: Vec<Id>,
    pub(super) dropped: Vec<Id>,
}

impl Changes {
    /// Days and settings of the earlier round.
    #[must_use]
    pub fn before(&self) -> &Round {
        &self.before
    }

    /// Days and settings of the later round.
    #[must_use]
    pub fn after(&self) -> &Round {
        &self.after
    }

    /// The goals of both rounds of which an answer has changed, or an input other than the day.
    #[must_use]
    pub fn goals(&self) -> &[GoalChanges] {
        &self.goals
    }

    /// The changes of one goal, if there are any.
    #[must_use]
    pub fn goal(&self, id: &Id) -> Option<&GoalChanges> {
        self.goals.iter().find(|changes| changes.goal == *id)
    }

    /// Goals that only the later round has.
    #[must_use]
    pub fn new_goals(&self) -> &[Id] {
        &self.new
    }

    /// Goals that only the earlier round has.
    #[must_use]
    pub fn dropped_goals(&self) -> &[Id] {
        &self.dropped
    }

    /// Whether nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.goals.is_empty() && self.new.is_empty() && self.dropped.is_empty()
    }
}

/// `a + b`.
fn joined(causes: &[Cause]) -> String {
    causes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" + ")
}

impl Step {
    /// `+2.43 by new_data`, `met by new_data`.
    fn line(&self) -> String {
        let by = joined(&self.causes);
        match &self.amount {
            Some(amount) if amount.is_negative() => format!("{amount} by {by}"),
            Some(amount) => format!("+{amount} by {by}"),
            None => format!("{} by {by}", self.value),
        }
    }
}

impl fmt::Display for AxisChange {
    /// In one line where one step leads all the way, else a line for each step, and what is enough.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {} -> {}", self.axis, self.before, self.after)?;
        let enough: Vec<String> = self.smallest.iter().map(|causes| joined(causes)).collect();
        let enough = enough.join(", or ");
        match self.steps.as_slice() {
            [Step { causes, amount: Some(_), .. }] => return write!(formatter, " by {}", joined(causes)),
            [_] => return write!(formatter, " by {enough}"),
            steps => {
                for step in steps {
                    write!(formatter, "\n    {}", step.line())?;
                }
            }
        }
        if enough.is_empty() { Ok(()) } else { write!(formatter, "\n    enough: {enough}") }
    }
}

impl fmt::Display for GoalChanges {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.goal)?;
        for axis in &self.axes {
            write!(formatter, "\n  {axis}")?;
        }
        for found in &self.causes {
            for difference in &found.differences {
                write!(formatter, "\n  {}: {difference}", found.cause)?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let goals = self.goals.iter().map(ToString::to_string);
        let new = self.new.iter().map(|goal| format!("{goal}\n  new"));
        let dropped = self.dropped.iter().map(|goal| format!("{goal}\n  dropped"));
        formatter.write_str(&goals.chain(new).chain(dropped).collect::<Vec<_>>().join("\n"))
    }
}
