//! A target that has to hold for every member of a group: one answer a member, and the worst decides.

use super::answers::ArmAssessment;
use super::question::Question;
use crate::assess::refusal::{Refusal, RefusalCode};
use crate::assess::verdict::rank;
use crate::number::Ratio;
use crate::plan::{Derivation, Indicator};
use crate::text::Id;
use std::collections::BTreeSet;

impl<'a> Question<'a> {
    /// The answers of the worst member, with those of all beside them.
    pub(super) fn answer_for_every(&self, indicator: &'a Indicator, dimension: &'a Id) -> ArmAssessment {
        let members = self.members(indicator, dimension);
        let of_member = |member: &String| {
            let question = Question { member: Some((dimension, member)), view: self.view, ..*self };
            ArmAssessment { member: Some(member.clone()), ..question.answer() }
        };
        let groups: Vec<ArmAssessment> = members.iter().map(of_member).collect();
        let Some(worst) = groups.iter().max_by_key(|arm| badness(arm)).cloned() else {
            let refusal =
                Refusal::new(RefusalCode::NoData).with("expected", format!("members of {dimension}"));
            return self.refused(&refusal, Vec::new(), Vec::new());
        };
        ArmAssessment { groups, ..worst }
    }

    /// The declared members, else those that occur in what was reported.
    fn members(&self, indicator: &Indicator, dimension: &Id) -> BTreeSet<String> {
        if let Some(declared) = indicator.members(dimension) {
            return declared.iter().cloned().collect();
        }
        let inputs = indicator.derivation().map(Derivation::inputs).unwrap_or_default();
        let of_inputs = inputs.into_iter().filter_map(|input| self.plan.indicator(input));
        let reported = self
            .view
            .series_of(indicator.id())
            .filter_map(|series| series.key().dimensions().get(dimension.as_str()).cloned());
        let mut members: BTreeSet<String> = reported.collect();
        members.extend(of_inputs.flat_map(|input| self.members(input, dimension)));
        members
    }
}

/// The worse the verdict the larger; of one verdict, the smaller the margin.
fn badness(arm: &ArmAssessment) -> (usize, Option<Ratio>) {
    let margin = arm.margin().ok().and_then(|margin| margin.worst().map(|worst| -worst));
    (rank(arm.verdict().code()), margin)
}
