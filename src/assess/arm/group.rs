//! A target that has to hold for every member of a group: one answer a member, and the worst decides.

use super::answers::ArmAssessment;
use super::question::Question;
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::assess::verdict::rank;
use crate::number::Ratio;
use crate::plan::{Derivation, Indicator};
use crate::text::Id;
use std::collections::BTreeSet;

impl<'a> Question<'a> {
    /// The answers of the worst member, with those of all beside them.
    pub(super) fn answer_for_every(&self, indicator: &'a Indicator, dimension: &'a Id) -> ArmAssessment {
        let members = self.members(indicator, dimension);
        let series = match self.series_of_group(indicator, dimension, &members) {
            Ok(series) => series,
            Err(refusal) => return self.refused(&refusal, Vec::new(), Vec::new()),
        };
        let of_member = |member: &String| {
            let member_of = Some((dimension, member.as_str()));
            let question = Question { member: member_of, series: series.clone(), view: self.view, ..*self };
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

    /// One series for all members: the first of the preference that any of them has, else the only one.
    fn series_of_group(
        &self,
        indicator: &'a Indicator,
        dimension: &'a Id,
        members: &BTreeSet<String>,
    ) -> Answer<Option<Id>> {
        let preference = self.preference(indicator);
        let mut found = BTreeSet::new();
        for member in members {
            let mut gatherer = self.gatherer();
            gatherer.member = Some((dimension, member));
            let points = gatherer.gather(indicator, preference).points;
            found.extend(points.ok().and_then(|points| points.first().map(|point| point.series.clone())));
        }
        if !preference.is_empty() {
            return Ok(preference.iter().find(|id| found.contains(*id)).cloned());
        }
        if found.len() > 1 {
            let found: Vec<&str> = found.iter().map(AsRef::as_ref).collect();
            return Err(Refusal::new(RefusalCode::SeriesNotChosen).with("found", found.join(" ")));
        }
        Ok(found.into_iter().next())
    }

    /// The declared members, else those that occur in what was reported.
    pub(super) fn members(&self, indicator: &Indicator, dimension: &Id) -> BTreeSet<String> {
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
