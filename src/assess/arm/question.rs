//! One criterion as a question: gathers evidence, resolves the target, and asks on every axis.
//! When nothing can be computed, every axis refuses for the same reason.

use super::answers::{ArmAssessment, SideOfBreak};
use super::axes::Axes;
use super::resolution::Resolution;
use crate::assess::assessor::Round;
use crate::assess::evidence::{Evidence, Gathered, Gatherer, LeftOut, OtherSeries, Segment, counted};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::assess::verdict::{self, Findings, Verdict};
use crate::data::View;
use crate::plan::{Baseline, Checklist, Criterion, Indicator, Plan, TargetQuantity, TargetTime};
use crate::text::Id;
use crate::time::{NaiveDate, Period};

/// One criterion and everything its answers may depend on.
pub(in crate::assess) struct Question<'a> {
    pub(in crate::assess) round: &'a Round,
    pub(in crate::assess) plan: &'a Plan,
    pub(in crate::assess) criterion: &'a Criterion,
    pub(in crate::assess) view: View<'a>,
    /// The member of a group that is asked about; the whole without one.
    pub(in crate::assess) member: Option<(&'a Id, &'a str)>,
    /// The one series for all members of a group.
    pub(in crate::assess) series: Option<Id>,
    /// Whether breaks and differences are taken as absent: the answer to "what if it were comparable".
    pub(in crate::assess) assume_comparable: bool,
    /// The stretch between two breaks whose values alone are used; all without one.
    pub(in crate::assess) only: Option<Segment>,
}

impl<'a> Question<'a> {
    pub(in crate::assess) fn answer(&self) -> ArmAssessment {
        let indicator = match self.indicator() {
            Ok(indicator) => indicator,
            Err(refusal) => return self.refused(&refusal, Vec::new(), Vec::new()),
        };
        if let Some(dimension) = self.criterion.target().group().filter(|_| self.member.is_none()) {
            return self.answer_for_every(indicator, dimension);
        }
        let mut arm = self.answer_on(indicator);
        let depends_on_comparability = [arm.attainment.as_ref().err(), arm.pace.as_ref().err()]
            .into_iter()
            .flatten()
            .any(|refusal| refusal.code().is_of_comparability());
        if depends_on_comparability && !self.assume_comparable && self.only.is_none() {
            arm.if_comparable = Some(Box::new(Question { assume_comparable: true, ..self.again() }.answer()));
            let points = self.gathered(indicator).points.unwrap_or_default();
            let stretches = || points.chunk_by(|one, two| one.segment == two.segment);
            if stretches().nth(1).is_some() {
                arm.sides = stretches().filter_map(|stretch| self.side(stretch)).collect();
            }
        }
        arm
    }

    fn side(&self, stretch: &[Evidence]) -> Option<SideOfBreak> {
        let (first, last) = (stretch.first()?, stretch.last()?);
        let answers = Question { only: Some(first.segment), ..self.again() }.answer();
        Some(SideOfBreak { from: first.period, to: last.period, answers })
    }

    /// The same question once more.
    fn again(&self) -> Self {
        Self { view: self.view, series: self.series.clone(), ..*self }
    }

    fn indicator(&self) -> Answer<&'a Indicator> {
        let id = self.criterion.indicator();
        let indicator = self.plan.indicator(id);
        indicator.ok_or_else(|| Refusal::new(RefusalCode::UnknownIndicator).with("indicator", id))
    }

    pub(super) fn gatherer(&self) -> Gatherer<'a> {
        Gatherer {
            plan: self.plan,
            view: self.view,
            at: self.round.at,
            flags: &self.round.flags,
            asked: asked_period(self.criterion.target().time()),
            member: self.member,
            takes_ranges: takes_ranges(self.criterion),
            confidence: self.round.confidence.as_ref(),
            parts: self.criterion.cumulation().map(|cumulation| cumulation.reports),
        }
    }

    /// The series to use, in order: the round's, else the criterion's, else the indicator's.
    pub(super) fn preference(&self, indicator: &'a Indicator) -> &[Id] {
        let preferences = [&self.round.series, self.criterion.series(), indicator.series()];
        preferences.into_iter().find(|series| !series.is_empty()).unwrap_or_default()
    }

    fn gathered(&self, indicator: &'a Indicator) -> Gathered {
        let preference =
            self.series.as_ref().map_or_else(|| self.preference(indicator), std::slice::from_ref);
        match self.criterion.checklist() {
            Some(checklist) => self.counted(indicator, checklist),
            None => self.gatherer().gather(indicator, preference),
        }
    }

    fn answer_on(&self, indicator: &'a Indicator) -> ArmAssessment {
        let Gathered { mut points, left_out, others } = self.gathered(indicator);
        if let (Some(segment), Ok(points)) = (self.only, &mut points) {
            points.retain(|point| point.segment == segment);
        }
        // Without any value there may still be a baseline, and something that is not due yet.
        let points = match points {
            Err(refusal) if refusal.code() == RefusalCode::NoData => Ok(Vec::new()),
            points => points,
        };
        match points.and_then(|points| self.resolve(indicator, points)) {
            Ok((points, resolution)) => {
                Axes::new(self, indicator, points, resolution).answer(left_out, others)
            }
            Err(refusal) => self.refused(&refusal, left_out, others),
        }
    }

    /// A count with a checklist takes its evidence from it.
    fn counted(&self, indicator: &Indicator, checklist: &Checklist) -> Gathered {
        let mut deciding = deciding_days(self.criterion.target().time(), indicator, self.round.at);
        if let Some(Baseline::Reported { period }) = self.criterion.baseline() {
            deciding.push(period.last_day());
        }
        let points = counted(checklist, deciding, self.round.at, self.round.known_by);
        Gathered { points, left_out: Vec::new(), others: Vec::new() }
    }

    /// The target as plain numbers, and the values in the form it asks for.
    fn resolve(&self, indicator: &Indicator, points: Vec<Evidence>) -> Answer<(Vec<Evidence>, Resolution)> {
        let reduced = self.reduce(indicator, points)?;
        let resolution = Resolution::of(self.round, self.criterion, indicator, &reduced)?;
        Ok((reduced.points, resolution))
    }

    /// The arm when there is nothing to compute with: every axis refuses for the same reason.
    pub(super) fn refused(
        &self,
        refusal: &Refusal,
        left_out: Vec<LeftOut>,
        others: Vec<OtherSeries>,
    ) -> ArmAssessment {
        let findings = Findings { attained: Err(refusal.code()), ..Findings::default() };
        ArmAssessment {
            indicator: self.criterion.indicator().clone(),
            target: self.criterion.target().clone(),
            resolution: Err(refusal.clone()),
            evidence: Err(refusal.clone()),
            points: Vec::new(),
            left_out,
            others,
            attainment: Err(refusal.clone()),
            gap: Err(refusal.clone()),
            share: Err(refusal.clone()),
            pace: Err(refusal.clone()),
            rates: Err(refusal.clone()),
            trend: Err(refusal.clone()),
            outlook: Err(refusal.clone()),
            first_met: None,
            met_since: None,
            early_by: None,
            met_late: None,
            ledger: Vec::new(),
            verdict: Verdict::new(verdict::decide(&findings).1),
            aim: None,
            uncertain: None,
            member: None,
            groups: Vec::new(),
            role: None,
            condition: None,
            if_comparable: None,
            sides: Vec::new(),
        }
    }
}

/// Whether a change over several years is of use: as one tile of a window, of the target or of its own past. On its
/// own it is no yearly change.
fn takes_ranges(criterion: &Criterion) -> bool {
    let quantity = criterion.target().quantity();
    criterion.target().time().is_window() || matches!(quantity, TargetQuantity::MarginOverPast { .. })
}

/// A period that the target asks about.
fn asked_period(time: &TargetTime) -> Option<Period> {
    match time {
        TargetTime::Every { from, .. } => Some(*from),
        time => time.deadline().copied(),
    }
}

/// The days whose count decides, up to one: the end of each period that is held or averaged, else the deadline.
fn deciding_days(time: &TargetTime, indicator: &Indicator, until: NaiveDate) -> Vec<NaiveDate> {
    match time {
        TargetTime::Every { from, to, .. } => std::iter::successors(Some(*from), Period::next)
            .take_while(|period| period.last_day() <= until && to.is_none_or(|to| *period <= to))
            .map(|period| period.last_day())
            .collect(),
        TargetTime::Average(window) => {
            window.parts(indicator.frequency()).iter().map(Period::last_day).collect()
        }
        time => time.last_day().into_iter().collect(),
    }
}
