//! Everything that the answers of one round depend on: the plan, the data, and the question with its settings.

use super::axis::{AxisValue, rated};
use crate::assess::{Assessment, Assessor};
use crate::data::Dataset;
use crate::method::Method;
use crate::plan::{Goal, Plan};

/// A plan, the data, and the question asked of them.
///
/// See the [module](crate::monitor) for an example.
#[derive(Debug, Clone)]
pub struct Snapshot<'a> {
    plan: &'a Plan,
    data: &'a Dataset,
    assessor: Assessor,
    method: Option<&'a dyn Method>,
}

impl<'a> Snapshot<'a> {
    /// What a plan and the data say by the question of an assessor.
    #[must_use]
    pub fn new(plan: &'a Plan, data: &'a Dataset, assessor: Assessor) -> Self {
        Self { plan, data, assessor, method: None }
    }

    /// Rated by a published method too, so that its class is followed from round to round.
    #[must_use]
    pub fn rated_by(mut self, method: &'a dyn Method) -> Self {
        self.method = Some(method);
        self
    }

    /// What was promised.
    #[must_use]
    pub fn plan(&self) -> &'a Plan {
        self.plan
    }

    /// What was reported.
    #[must_use]
    pub fn data(&self) -> &'a Dataset {
        self.data
    }

    /// The question with its settings.
    #[must_use]
    pub fn assessor(&self) -> &Assessor {
        &self.assessor
    }

    /// The published method, if one is followed.
    #[must_use]
    pub fn method(&self) -> Option<&'a dyn Method> {
        self.method
    }

    /// The answers for every goal, in the plan's order.
    #[must_use]
    pub fn assess(&self) -> Vec<Assessment> {
        self.assessor.assess(self.plan, self.data)
    }

    /// What the method says on an assessment; `None` without a method.
    pub(super) fn rating(&self, assessment: &Assessment) -> Option<AxisValue> {
        self.method.map(|method| rated(method, assessment))
    }

    pub(super) fn assess_goal(&self, goal: &Goal) -> Assessment {
        self.assessor.assess_goal(self.plan, goal, self.data)
    }
}
