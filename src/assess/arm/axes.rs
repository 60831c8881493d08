//! The axes that are plain numbers: evidence, gap, share of the way, pace and rates.
//! Nothing here knows of shapes beyond "a level", "a compounded window" and "held in every period".

use super::accumulation::Accumulation;
use super::answers::{Aim, ArmAssessment, LedgerEntry, Rates};
use super::attainment::judged;
use super::question::Question;
use super::resolution::{BasePoint, Resolution};
use super::window::{decides, ledger};
use crate::assess::assessor::Round;
use crate::assess::evidence::{Evidence, LeftOut, OtherSeries};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::{Interval, Ratio, Value};
use crate::plan::{Indicator, TargetQuantity, TargetTime};
use crate::progress::{self, Direction, Extent, Gap, Pace, Undefined};
use crate::time::{NaiveDate, Span};
use std::cell::OnceCell;

/// The axes of one criterion, once its inputs are known.
pub(super) struct Axes<'a> {
    pub(super) question: &'a Question<'a>,
    pub(super) round: &'a Round,
    pub(super) indicator: &'a Indicator,
    /// The values of the chosen series, oldest first; accumulated where the target is.
    pub(super) points: Vec<Evidence>,
    pub(super) resolution: Resolution,
    pub(super) ledger: Vec<LedgerEntry>,
    /// Decided once, since several answers ask: see [`met_days`](Self::met_days).
    pub(super) met_days: OnceCell<Vec<(NaiveDate, bool)>>,
    /// The same of [`incomparable`](Self::incomparable).
    pub(super) incomparable: OnceCell<Option<Refusal>>,
}

impl<'a> Axes<'a> {
    pub(super) fn new(
        question: &'a Question<'a>,
        indicator: &'a Indicator,
        points: Vec<Evidence>,
        resolution: Resolution,
    ) -> Self {
        let round = question.round;
        let ledger = match question.criterion.target().time() {
            TargetTime::Every { frequency, from, to } => {
                ledger(&points, *frequency, from, to.as_ref(), &resolution.bound, indicator, round)
            }
            _ => Vec::new(),
        };
        Self {
            question,
            round,
            indicator,
            points,
            resolution,
            ledger,
            met_days: OnceCell::new(),
            incomparable: OnceCell::new(),
        }
    }

    pub(super) fn answer(self, left_out: Vec<LeftOut>, others: Vec<OtherSeries>) -> ArmAssessment {
        let evidence = self.evidence().cloned().ok_or_else(|| self.no_data());
        let attainment = self.attainment();
        let pace = self.pace();
        let verdict = self.verdict(&attainment, &pace);
        let aim = self.aim(evidence.as_ref().ok());
        let uncertain = self.uncertain(evidence.as_ref().ok());
        ArmAssessment {
            indicator: self.indicator.id().clone(),
            target: self.question.criterion.target().clone(),
            gap: evidence.as_ref().map_err(Clone::clone).and_then(|evidence| self.gap(evidence)),
            share: self.share(),
            rates: self.rates(),
            trend: self.trend(),
            outlook: self.outlook(),
            first_met: self.first_met(),
            met_since: self.met_since(),
            early_by: self.early_by(),
            met_late: self.met_late().map(|point| point.period),
            evidence,
            attainment,
            pace,
            verdict,
            resolution: Ok(self.resolution),
            points: self.points,
            left_out,
            others,
            ledger: self.ledger,
            aim,
            uncertain,
            member: None,
            groups: Vec::new(),
            role: None,
            condition: None,
            if_comparable: None,
            sides: Vec::new(),
        }
    }

    /// Where the evidence stands against what is striven for beyond the bound.
    fn aim(&self, evidence: Option<&Evidence>) -> Option<Aim> {
        let (aim, evidence) = self.resolution.aim.as_ref().zip(evidence)?;
        if self.quantity_break().is_some() {
            return None;
        }
        let attained = judged(aim, evidence, self.round.strict_precision);
        Some(Aim { attained, gap: aim.gap_of(&evidence.level) })
    }

    pub(super) fn time(&self) -> &TargetTime {
        self.question.criterion.target().time()
    }

    pub(super) fn is_every(&self) -> bool {
        matches!(self.time(), TargetTime::Every { .. })
    }

    pub(super) fn is_window(&self) -> bool {
        self.time().is_window()
    }

    /// Whether its periods are compounded or summed; an average growth of levels is not.
    pub(super) fn is_accumulated(&self) -> bool {
        Accumulation::of(self.question.criterion, self.indicator).is_some()
    }

    /// Whether it cannot be met before its last day: what is decided by a window, and a distance from another
    /// indicator, which moves on its own.
    pub(super) fn is_decided_at_its_end(&self) -> bool {
        let is_distance =
            matches!(self.question.criterion.target().quantity(), TargetQuantity::MarginOver { .. });
        self.is_window() || is_distance || matches!(self.time(), TargetTime::In(_))
    }

    pub(super) fn deadline_reached(&self) -> bool {
        self.time().last_day().is_some_and(|deadline| self.round.at >= deadline)
    }

    pub(super) fn no_data(&self) -> Refusal {
        Refusal::new(RefusalCode::NoData).with("indicator", self.indicator.id())
    }

    /// The value for the deadline, once the deadline is reached and if it is there.
    pub(super) fn deciding(&self) -> Option<&Evidence> {
        let deadline =
            self.resolution.deadline.as_ref().filter(|_| self.deadline_reached() && !self.is_every())?;
        self.points.iter().rfind(|point| {
            if self.is_accumulated() {
                point.period.last_day() == deadline.last_day() && !point.is_nowcast
            } else {
                decides(point, deadline, self.indicator)
            }
        })
    }

    /// The latest value that is not past the deadline.
    pub(super) fn current(&self) -> Option<&Evidence> {
        let deadline = self.resolution.deadline_day;
        self.points.iter().rfind(|point| deadline.is_none_or(|deadline| point.day <= deadline))
    }

    pub(super) fn current_or_refuse(&self) -> Answer<&Evidence> {
        self.current().ok_or_else(|| self.no_data())
    }

    /// What decides, or is the latest.
    pub(super) fn evidence(&self) -> Option<&Evidence> {
        self.worst_held().or_else(|| self.deciding()).or_else(|| self.current())
    }

    /// Of what is held throughout, the value with the worst margin; the latest of several.
    fn worst_held(&self) -> Option<&Evidence> {
        let held = self.ledger.iter().filter_map(|entry| entry.evidence.as_ref());
        held.map(|evidence| (self.resolution.bound.margin_of(&evidence.level).worst().cloned(), evidence))
            .reduce(|worst, next| if next.0 <= worst.0 { next } else { worst })
            .map(|(_, evidence)| evidence)
    }

    /// Points after the base point, or all without one.
    pub(super) fn news(&self) -> impl DoubleEndedIterator<Item = &Evidence> {
        let base = self.resolution.base.as_ref().map(|base| base.day);
        self.points.iter().filter(move |point| base.is_none_or(|base| point.day > base))
    }

    pub(super) fn gap(&self, evidence: &Evidence) -> Answer<Extent<Gap>> {
        if let Some(refusal) = self.quantity_break().or_else(|| self.other_frequency()) {
            return Err(refusal);
        }
        let bound = &self.resolution.bound;
        // An average of whole steps is none.
        let is_average = matches!(self.time(), TargetTime::Average(_));
        let step = self.indicator.step().filter(|_| !is_average).map(Value::to_ratio);
        match step {
            Some(step) => bound
                .gap_in_steps_of(&evidence.level, &step)
                .ok_or_else(|| Refusal::new(RefusalCode::ZeroDenominator).with("step", step)),
            None => Ok(bound.gap_of(&evidence.level)),
        }
    }

    /// The [`way`](Self::way), refused where base and current value may not be compared.
    fn comparable_way(&self) -> Answer<(&BasePoint, &Evidence, Ratio)> {
        match self.incomparable() {
            Some(refusal) => Err(refusal),
            None => self.way(),
        }
    }

    /// What share, pace and rates are computed from: base point, current value, years since the base.
    pub(super) fn way(&self) -> Answer<(&BasePoint, &Evidence, Ratio)> {
        if self.is_every() {
            return Err(RefusalCode::HeldThroughout.into());
        }
        let base = self.resolution.base_or_refuse()?;
        let current = self.current_or_refuse()?;
        if current.day <= base.day {
            return Err(Refusal::new(RefusalCode::NoTimeElapsed)
                .with("baseline", base.period)
                .with("latest", current.period));
        }
        if !self.indicator.is_stock()
            && !self.is_accumulated()
            && base.period.frequency() < self.indicator.frequency()
        {
            let (found, expected) = (base.period.frequency(), self.indicator.frequency());
            return Err(Refusal::new(RefusalCode::BasisDiffers)
                .with("baseline", found)
                .with("values", expected));
        }
        Ok((base, current, self.resolution.years_from_base(current.day)?))
    }

    pub(super) fn direction(&self) -> Answer<Direction> {
        self.resolution.direction()
    }

    pub(super) fn share(&self) -> Answer<Extent<Ratio>> {
        self.share_over(None)
    }

    /// The share of the way at another level that the current value may have, or at its own.
    pub(super) fn share_over(&self, level: Option<&Interval>) -> Answer<Extent<Ratio>> {
        let (base, current, _) = self.comparable_way()?;
        let level = level.unwrap_or(&current.level);
        if base.level.as_exact().is_none() {
            return Ok(self.resolution.bounded_way()?.share(level));
        }
        let (base, target) = (base.exact()?, self.resolution.target_level()?);
        let ends = self.direction()?.extent_of(level);
        Ok(ends.try_map_once(|value| progress::share_of_way(base, &value, &target))?)
    }

    pub(super) fn pace(&self) -> Answer<Extent<Pace>> {
        self.pace_over(None)
    }

    /// The pace at another level that the current value may have, or at its own.
    pub(super) fn pace_over(&self, level: Option<&Interval>) -> Answer<Extent<Pace>> {
        let (base, current, years) = self.comparable_way()?;
        let level = level.unwrap_or(&current.level);
        self.fresh(current)?;
        let path = self.resolution.path.as_ref().ok_or(RefusalCode::NoPath)?;
        if base.level.as_exact().is_none() {
            let (shape, whole) = self.resolution.shape(path)?;
            return Ok(self.resolution.bounded_way()?.pace(&shape, &whole, &years, level)?);
        }
        let course = self.resolution.course(path)?;
        let ends = self.direction()?.extent_of(level);
        Ok(ends.try_map_once(|value| progress::pace(&course, &years, &value))?)
    }

    pub(super) fn rates(&self) -> Answer<Rates> {
        let (base, current, years) = self.comparable_way()?;
        let base = base.exact()?;
        self.fresh(current)?;
        let value = current.level.as_exact().ok_or(RefusalCode::EvidenceIsBound)?;
        self.resolution.target_level()?;
        let achieved = progress::achieved_rate(base, value, &years)?;
        let direction = self.direction()?;
        let left = Span::between(current.day, self.resolution.deadline_or_refuse()?).years();
        if !left.is_positive() {
            return Err(RefusalCode::NoTimeLeft.into());
        }
        // From here, and so back to the near edge if the far one has been passed.
        let already_met = || Refusal::new(RefusalCode::AlreadyMet).with("value", value);
        let target = self.resolution.bound.ahead_of(value).ok_or_else(already_met);
        let from_here = |rate: fn(&Ratio, &Ratio, &Ratio) -> Result<Ratio, Undefined>| {
            target.clone().and_then(|target| Ok(rate(value, &target, &left)?))
        };
        let required = from_here(progress::required_rate);
        let multiple = required
            .clone()
            .and_then(|required| Ok(progress::acceleration(&required, &achieved, direction)?));
        Ok(Rates { required, achieved, multiple, required_growth: from_here(progress::required_growth) })
    }
}
