//! One criterion as a question: gathers evidence, resolves the target, and asks on every axis.
//! When nothing can be computed, every axis refuses for the same reason.

use super::answers::ArmAssessment;
use super::axes::Axes;
use super::resolution::{Resolution, window};
use super::window::{Accumulation, accumulate};
use crate::assess::assessor::Round;
use crate::assess::evidence::{Gathered, Gatherer};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::assess::verdict::{self, Findings, Verdict};
use crate::data::View;
use crate::plan::{Criterion, Indicator, Plan, Target, TargetTime};

/// One criterion and everything its answers may depend on.
pub(in crate::assess) struct Question<'a> {
    pub(in crate::assess) round: &'a Round,
    pub(in crate::assess) plan: &'a Plan,
    pub(in crate::assess) criterion: &'a Criterion,
    pub(in crate::assess) view: View<'a>,
    /// Whether breaks and differences are taken as absent: the answer to "what if it were comparable".
    pub(in crate::assess) assume_comparable: bool,
}

impl<'a> Question<'a> {
    pub(in crate::assess) fn answer(&self) -> ArmAssessment {
        let inputs = self.inputs();
        let mut arm = match inputs {
            Ok((indicator, gathered, resolution)) => {
                Axes::new(self, indicator, gathered, resolution).answer()
            }
            Err(refusal) => self.refused(&refusal),
        };
        let depends_on_comparability = [arm.attainment.as_ref().err(), arm.pace.as_ref().err()]
            .into_iter()
            .flatten()
            .any(|refusal| is_incomparable(refusal.code()));
        if depends_on_comparability && !self.assume_comparable {
            let assumed = Question { assume_comparable: true, view: self.view, ..*self };
            arm.if_comparable = Some(Box::new(assumed.answer()));
        }
        arm
    }

    fn inputs(&self) -> Answer<(&'a Indicator, Gathered, Resolution)> {
        let id = self.criterion.indicator();
        let indicator = self
            .plan
            .indicator(id)
            .ok_or_else(|| Refusal::new(RefusalCode::UnknownIndicator).with("indicator", id))?;
        if is_measured_elsewhere(self.criterion.target()) {
            return Err(RefusalCode::NoNumber.into());
        }
        let gatherer =
            Gatherer { plan: self.plan, view: self.view, at: self.round.at, flags: &self.round.flags };
        let preference = [&self.round.series, self.criterion.series(), indicator.series()]
            .into_iter()
            .find(|series| !series.is_empty())
            .unwrap_or_default();
        // Without any value there may still be a baseline, and something that is not due yet.
        let mut found = match gatherer.gather(indicator, preference) {
            Err(refusal) if refusal.code() == RefusalCode::NoData => Gathered::default(),
            found => found?,
        };
        let accumulation = Accumulation::of(self.criterion, indicator);
        let resolution = match window(self.criterion.target().time()).zip(accumulation) {
            Some((window, accumulation)) => {
                found.points = accumulate(found.points, window, accumulation, indicator)?;
                Resolution::of_window(self.round, self.criterion, indicator, window, accumulation.start())?
            }
            None => Resolution::of_levels(self.round, self.criterion, indicator, &found.points)?,
        };
        Ok((indicator, found, resolution))
    }

    /// The arm when there is nothing to compute with: every axis refuses for the same reason.
    fn refused(&self, refusal: &Refusal) -> ArmAssessment {
        let findings = Findings { attained: Err(refusal.code()), ..Findings::default() };
        ArmAssessment {
            indicator: self.criterion.indicator().clone(),
            target: self.criterion.target().clone(),
            resolution: Err(refusal.clone()),
            evidence: Err(refusal.clone()),
            points: Vec::new(),
            left_out: Vec::new(),
            others: Vec::new(),
            attainment: Err(refusal.clone()),
            gap: Err(refusal.clone()),
            share: Err(refusal.clone()),
            pace: Err(refusal.clone()),
            rates: Err(refusal.clone()),
            trend: Err(refusal.clone()),
            outlook: Err(refusal.clone()),
            first_met: None,
            met_since: None,
            met_late: None,
            ledger: Vec::new(),
            verdict: Verdict::new(verdict::decide(&findings).1),
            if_comparable: None,
        }
    }
}

/// Whether the levels that meet the target depend on more than the indicator's own values and its baseline.
fn is_measured_elsewhere(target: &Target) -> bool {
    let quantity = target.quantity();
    quantity.is_margin()
        || quantity.is_from_business_as_usual()
        || matches!(target.time(), TargetTime::Average(_))
        || target.group().is_some()
}

fn is_incomparable(code: RefusalCode) -> bool {
    matches!(
        code,
        RefusalCode::DefinitionBreak
            | RefusalCode::PopulationBreak
            | RefusalCode::CrossSeries
            | RefusalCode::ConceptDiffers
    )
}
