//! What the verdict depends on, found on the axes, and the verdict with its details.

use super::accumulation::Accumulation;
use super::answers::{Attainment, Marker};
use super::attainment::{judged, known};
use super::axes::Axes;
use super::window::{due_in, is_due, is_news_due};
use crate::assess::evidence::Evidence;
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::assess::verdict::{self, Attained, Findings, News, Verdict, VerdictCode, WindowFinding};
use crate::number::{Endpoint, Interval, Ratio, Value};
use crate::plan::TargetTime;
use crate::progress::{self, Extent, Pace, Standing, Tolerance};
use crate::time::{NaiveDate, Period, Span};

impl Axes<'_> {
    pub(super) fn is_met(&self, point: &Evidence) -> bool {
        judged(&self.resolution.bound, point, self.round.strict_precision) == Attained::Met
    }

    /// Only a level can be met before its deadline; without a baseline, only since the plan was issued.
    fn met_days(&self) -> &[(NaiveDate, bool)] {
        self.met_days.get_or_init(|| self.decide_days())
    }

    fn decide_days(&self) -> Vec<(NaiveDate, bool)> {
        if self.is_decided_at_its_end() || self.is_every() {
            return Vec::new();
        }
        let last = self.current().map(|current| current.day);
        let issued = self.question.plan.dates().issued.filter(|_| self.resolution.base.is_none());
        let mut days = Vec::with_capacity(self.points.len());
        days.extend(
            self.news()
                .filter(|point| Some(point.day) <= last)
                .filter(|point| issued.is_none_or(|issued| point.day >= issued.first_day()))
                .map(|point| (point.day, self.is_met(point))),
        );
        days
    }

    pub(super) fn first_met(&self) -> Option<NaiveDate> {
        self.met_days().iter().find(|(_, is_met)| *is_met).map(|(day, _)| *day)
    }

    pub(super) fn met_since(&self) -> Option<NaiveDate> {
        self.met_days().iter().rev().take_while(|(_, is_met)| *is_met).last().map(|(day, _)| *day)
    }

    /// Years from the first value that met the target to the deadline.
    pub(super) fn early_by(&self) -> Option<Ratio> {
        Some(Span::between(self.first_met()?, self.resolution.deadline_day?).years())
    }

    /// The first regular period inside a window, before its last, whose value is due and missing.
    pub(super) fn missing_in_window(&self) -> Option<Refusal> {
        let window = self.resolution.deadline.as_ref().filter(|_| self.is_accumulated())?;
        let regular = window.parts(self.indicator.frequency());
        let is_known =
            |period: &Period| self.points.iter().any(|point| point.period.last_day() >= period.last_day());
        let missing = regular.iter().find(|period| {
            period.last_day() < window.last_day()
                && !is_known(period)
                && is_due(period, self.indicator, self.round)
        })?;
        if self.points.is_empty() {
            return Some(self.no_data());
        }
        Some(Refusal::new(RefusalCode::GapInWindow).with("missing", missing))
    }

    /// The first value after the deadline that meets the target.
    pub(super) fn met_late(&self) -> Option<&Evidence> {
        let deadline = self.resolution.deadline_day.filter(|_| matches!(self.time(), TargetTime::By(_)))?;
        self.points.iter().find(|point| point.day > deadline && self.is_met(point))
    }

    pub(super) fn findings(&self, attainment: &Answer<Attainment>, pace: &Answer<Extent<Pace>>) -> Findings {
        let attained = attainment.as_ref().map(|attainment| attainment.attained).map_err(Refusal::code);
        Findings {
            attained,
            deadline_reached: self.deadline_reached(),
            window: self.window_finding(),
            met_before: attained == Ok(Attained::NotMet) && self.first_met().is_some(),
            farther_than_baseline: self.is_farther_than_baseline(),
            news: self.news_finding(),
            on_track: self.on_track(attainment, pace).map_err(|refusal| refusal.code()),
            ..Findings::default()
        }
    }

    /// Whether a target can no longer hold or no longer fail: one breach ends what is held throughout, and neither a
    /// sum of flows that cannot be negative nor the number of things done falls back. A budget is held while it is
    /// not used up.
    pub(super) fn window_finding(&self) -> Option<WindowFinding> {
        if self.is_every() {
            let is_breached = self.ledger.iter().any(|entry| entry.attained == Attained::NotMet);
            return Some(if is_breached { WindowFinding::Broken } else { WindowFinding::Open });
        }
        let is_list =
            self.question.criterion.checklist().is_some() && matches!(self.time(), TargetTime::By(_));
        let never_falls = is_list
            || Accumulation::of(self.question.criterion, self.indicator).is_some_and(Accumulation::is_sum)
                && self.indicator.limits().lower.is_some_and(|lower| lower >= Value::ZERO);
        let so_far = self.points.iter().rfind(|point| !point.is_nowcast);
        let so_far =
            so_far.filter(|_| is_list || (self.is_accumulated() && self.window_break().is_none()))?;
        let known = known(so_far, self.round.strict_precision);
        let from_now_on = Interval::new(known.lower().clone(), Endpoint::Unbounded);
        match self.resolution.bound.acceptable().attainment(&from_now_on) {
            progress::Attainment::Met if never_falls => Some(WindowFinding::Secured),
            progress::Attainment::NotMet if never_falls => Some(WindowFinding::Broken),
            _ if is_list => None,
            _ => (self.is_met(so_far) && self.is_met_at_start()).then_some(WindowFinding::Open),
        }
    }

    /// Whether what is to be accumulated starts within its bound, as a budget does.
    fn is_met_at_start(&self) -> bool {
        let start = self.resolution.base.as_ref().filter(|_| self.is_accumulated());
        start.is_none_or(|start| self.resolution.bound.attainment(&start.level) == progress::Attainment::Met)
    }

    /// Whether no value that it may be is as near to the bound as any that the baseline may be.
    pub(super) fn is_farther_than_baseline(&self) -> bool {
        let base = self.resolution.base.as_ref();
        let Some((base, current)) =
            base.zip(self.news().next_back()).filter(|_| self.incomparable().is_none())
        else {
            return false;
        };
        let level = known(current, self.round.strict_precision);
        self.resolution.bound.attainment(&level) == progress::Attainment::NotMet
            && level.is_disjoint_from(&self.resolution.bound.acceptable().as_near_as(&base.level))
    }

    /// Whether something that it may be is farther from the bound than something that the baseline may be, as where a
    /// stated path leads away from the target first: on its path, but perhaps below the baseline.
    fn may_be_farther_than_baseline(&self) -> bool {
        let base = self.resolution.base.as_ref();
        let Some((base, current)) = base.zip(self.news().next_back()) else {
            return false;
        };
        let acceptable = self.resolution.bound.acceptable();
        let (now, then) = (acceptable.margin_of(&current.level), acceptable.margin_of(&base.level));
        match (now.worst(), then.best()) {
            (Some(now), Some(then)) => now < then,
            _ => true,
        }
    }

    pub(super) fn news_finding(&self) -> News {
        if self.is_every() {
            let entries = || self.ledger.iter().filter(|entry| entry.evidence.is_some());
            return match entries().next() {
                Some(_) => News::Present,
                None if self.ledger.iter().any(|entry| entry.is_missing) => News::Overdue,
                None => News::NoneDue,
            };
        }
        if self.news().next().is_some() {
            return News::Present;
        }
        match &self.resolution.base {
            Some(base) if is_news_due(&base.period, self.indicator, self.round) => News::Overdue,
            _ => News::NoneDue,
        }
    }

    pub(super) fn verdict(&self, attainment: &Answer<Attainment>, pace: &Answer<Extent<Pace>>) -> Verdict {
        let findings = self.findings(attainment, pace);
        let mut verdict = Verdict::new(verdict::decide(&findings).1);
        verdict.series = self.evidence().map(|evidence| evidence.series.clone());
        match verdict.code {
            VerdictCode::Met | VerdictCode::MetEarly | VerdictCode::AwaitingData => {
                verdict.met_since = self.met_since();
            }
            VerdictCode::Missed => verdict.met_late = self.met_late().map(|point| point.period),
            VerdictCode::OnTrack | VerdictCode::Behind => {
                verdict.path = self.resolution.path.as_ref().map(ToString::to_string);
            }
            _ => {}
        }
        let accepted = self.question.criterion.accepted_miss().map(|accepted| accepted.until);
        let is_unmet = matches!(
            verdict.code,
            VerdictCode::Missed
                | VerdictCode::Behind
                | VerdictCode::BelowBaseline
                | VerdictCode::SlippedBack
                | VerdictCode::NotMetSoFar
        );
        verdict.accepted_until = accepted.filter(|until| is_unmet && self.round.at <= until.last_day());
        if verdict.code == VerdictCode::HeldSoFar && !self.is_every() {
            let window = self.resolution.deadline.as_ref();
            let due = window.map_or(0, |window| due_in(window, &self.points, self.indicator, self.round));
            verdict.held = Some((self.points.len(), due.max(self.points.len())));
        }
        if self.is_every() {
            let breach = self.ledger.iter().find(|entry| entry.attained == Attained::NotMet);
            verdict.broken = breach.map(|entry| entry.period);
            let held = self.ledger.iter().filter(|entry| entry.attained == Attained::Met).count();
            let due = self.ledger.iter().filter(|entry| entry.evidence.is_some() || entry.is_missing).count();
            verdict.held = (verdict.code == VerdictCode::HeldSoFar).then_some((held, due));
        }
        verdict
    }

    /// On track if both ends of the evidence are; with a tolerance, if both are within it.
    pub(super) fn on_track(
        &self,
        attainment: &Answer<Attainment>,
        pace: &Answer<Extent<Pace>>,
    ) -> Answer<bool> {
        if attainment.as_ref().is_ok_and(|attainment| attainment.is(Marker::Overshot)) {
            return Err(RefusalCode::Overshot.into());
        }
        let pace = pace.as_ref().map_err(Clone::clone)?;
        let standing = match &self.round.tolerance {
            Some(tolerance) => self.tolerated(tolerance)?,
            None => Extent::new(pace.worst().map(Pace::standing), pace.best().map(Pace::standing)),
        };
        match (standing.worst(), standing.best()) {
            (Some(Standing::OnPath | Standing::Ahead), _) if self.may_be_farther_than_baseline() => {
                Err(RefusalCode::EvidenceIsBound.into())
            }
            (Some(Standing::OnPath | Standing::Ahead), _) => Ok(true),
            (_, Some(Standing::Behind)) => Ok(false),
            _ => Err(RefusalCode::EvidenceIsBound.into()),
        }
    }

    fn tolerated(&self, tolerance: &Tolerance) -> Answer<Extent<Standing>> {
        let (base, current, years) = self.way()?;
        let path = self.resolution.path.as_ref().ok_or(RefusalCode::NoPath)?;
        if base.level.as_exact().is_none() {
            let (shape, whole) = self.resolution.shape(path)?;
            let way = self.resolution.bounded_way()?;
            return Ok(way.standing(tolerance, &shape, &whole, &years, &current.level)?);
        }
        let course = self.resolution.course(path)?;
        let ends = self.direction()?.extent_of(&current.level);
        Ok(ends.try_map_once(|value| tolerance.standing(&course, &years, &value))?)
    }
}
