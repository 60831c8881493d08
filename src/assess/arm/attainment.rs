//! Attainment: before the deadline by the latest value, at the deadline by the deadline's value alone.

use super::answers::{Attainment, LedgerEntry, Marker};
use super::axes::Axes;
use super::window::{is_due, regular_period};
use crate::assess::evidence::Evidence;
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::assess::verdict::{Attained, WindowFinding};
use crate::number::Interval;
use crate::plan::{LevelBound, TargetTime};
use crate::progress;
use crate::time::Period;
use std::borrow::Cow;

impl Axes<'_> {
    pub(super) fn attainment(&self) -> Answer<Attainment> {
        if let Some(refusal) = self.quantity_break() {
            return Err(refusal);
        }
        if let Some(refusal) = self.other_frequency() {
            return Err(refusal);
        }
        let is_overdue = self.ledger.iter().any(|entry| entry.is_missing) || !self.is_every();
        if self.points.is_empty() && self.resolution.base.is_none() && is_overdue {
            return Err(self.no_data());
        }
        if self.is_every() {
            return self.held_throughout();
        }
        // What cannot be undone stands, whatever the rest of the window brings.
        if self.is_accumulated() {
            match self.window_finding() {
                Some(WindowFinding::Secured) => return Ok(Attained::Met.into()),
                Some(WindowFinding::Broken) => return Ok(Attained::NotMet.into()),
                Some(WindowFinding::Open) | None => {}
            }
        }
        if self.deadline_reached() {
            return match self.deciding() {
                Some(deciding) => Ok(self.attainment_of(deciding)),
                None => self.awaited().map(Attainment::from),
            };
        }
        if self.is_decided_at_its_end() {
            return Ok(Attained::Pending.into());
        }
        let Some(latest) = self.news().next_back() else {
            return Ok(Attained::Pending.into());
        };
        let attainment = self.attainment_of(latest);
        match self.indicator.stale_after() {
            Some(age)
                if attainment.attained != Attained::Met
                    && age.after(latest.period.last_day()) < self.round.at =>
            {
                Err(self.stale(latest))
            }
            _ => Ok(attainment),
        }
    }

    /// A flow decides a deadline only by the value of the regular period that ends with it: not a year by a day
    /// inside it, not a month for its year.
    pub(super) fn other_frequency(&self) -> Option<Refusal> {
        let regular = self.indicator.frequency();
        if let TargetTime::Every { frequency, .. } = self.time() {
            let refusal = Refusal::new(RefusalCode::FrequencyDiffers);
            let differs = !self.indicator.is_stock() && *frequency != regular;
            return differs.then(|| refusal.with("held_every", frequency).with("reported_every", regular));
        }
        let deadline = self.resolution.deadline.as_ref()?;
        if self.indicator.is_stock() || self.is_window() {
            return None;
        }
        let ends_with_it =
            |period: &Period| period.frequency() == regular && period.last_day() == deadline.last_day();
        let is_asked = ends_with_it(&regular_period(deadline, self.indicator));
        // A fiscal year may end with a day; a month never stands for its year.
        let is_coarser = deadline.frequency() > regular;
        if is_asked || (!is_coarser && self.points.iter().any(|point| ends_with_it(&point.period))) {
            return None;
        }
        let refusal = Refusal::new(RefusalCode::FrequencyDiffers);
        Some(refusal.with("deadline", deadline).with("reported_every", regular))
    }

    pub(super) fn stale(&self, latest: &Evidence) -> Refusal {
        let refusal = Refusal::new(RefusalCode::Stale).with("latest", latest.period);
        match self.indicator.stale_after() {
            Some(age) => refusal.with("stale_after", age),
            None => refusal,
        }
    }

    pub(super) fn fresh(&self, current: &Evidence) -> Answer<()> {
        match self.indicator.stale_after() {
            Some(age) if age.after(current.period.last_day()) < self.round.at => Err(self.stale(current)),
            _ => Ok(()),
        }
    }

    /// The deadline has passed without its value: awaited until it is due, refused afterwards.
    pub(super) fn awaited(&self) -> Answer<Attained> {
        let Some(deadline) = self.resolution.deadline.as_ref() else {
            return Err(RefusalCode::NoDeadline.into());
        };
        if is_due(deadline, self.indicator, self.round) {
            let refusal = Refusal::new(RefusalCode::NoValueForDeadline).with("deadline", deadline);
            // What was published before its period ended decides nothing, and was never revised.
            let within =
                || self.points.iter().filter(|point| point.day <= deadline.last_day() && point.is_nowcast);
            // What is accumulated holds a nowcast from the period of it on.
            let nowcast = if self.is_accumulated() { within().next() } else { within().next_back() };
            return Err(match nowcast {
                Some(nowcast) => refusal.with("only_nowcast", nowcast.period),
                None => refusal,
            });
        }
        if let Some(missing) = self.missing_in_window() {
            return Err(missing);
        }
        Ok(Attained::Pending)
    }

    /// One breach ends it; until the end it holds so far, if anything is known to have held.
    fn held_throughout(&self) -> Answer<Attainment> {
        let attained = self.held_so_far()?;
        // Any value that rounding could turn makes the whole depend on rounding.
        let turns = |entry: &&LedgerEntry| match attained {
            Attained::NotMet => entry.attained == Attained::NotMet,
            _ => entry.attained == Attained::Met,
        };
        let within_rounding = |entry: &LedgerEntry| {
            let evidence = entry.evidence.as_ref();
            evidence.is_some_and(|evidence| is_within_rounding(&self.resolution.bound, evidence))
        };
        let mut turning = self.ledger.iter().filter(turns).map(within_rounding);
        let is_within_rounding = match attained {
            Attained::NotMet => turning.all(|is_within| is_within),
            Attained::Undetermined => false,
            _ => turning.any(|is_within| is_within),
        };
        let markers = is_within_rounding.then_some(Marker::WithinRounding).into_iter().collect();
        Ok(Attainment { attained, markers })
    }

    fn held_so_far(&self) -> Answer<Attained> {
        let has = |attained: Attained| self.ledger.iter().any(|entry| entry.attained == attained);
        if has(Attained::NotMet) {
            return Ok(Attained::NotMet);
        }
        if !self.deadline_reached() {
            let is_unknown = has(Attained::Undetermined) && !has(Attained::Met);
            return Ok(if is_unknown { Attained::Undetermined } else { Attained::Pending });
        }
        if let Some(missing) = self.ledger.iter().find(|entry| entry.is_missing) {
            return Err(Refusal::new(RefusalCode::GapInWindow).with("missing", missing.period));
        }
        Ok(if has(Attained::Pending) {
            Attained::Pending
        } else if has(Attained::Undetermined) {
            Attained::Undetermined
        } else {
            Attained::Met
        })
    }

    pub(super) fn attainment_of(&self, evidence: &Evidence) -> Attainment {
        let bound = &self.resolution.bound;
        let attained = judged(bound, evidence, self.round.strict_precision);
        let exact = evidence.level.as_exact();
        // All that a bounded value may be lies beyond, if its worst end does or is the excluded far edge.
        let acceptable = bound.acceptable();
        let is_outside = acceptable.direction().is_none()
            && acceptable.attainment(&evidence.level) == progress::Attainment::NotMet;
        let overshot = is_outside
            && self.direction().ok().is_some_and(|direction| {
                let nearest = direction.extent_of(&evidence.level);
                nearest.worst().is_some_and(|value| {
                    acceptable.is_met_by(value) || acceptable.is_overshot_towards(value, direction)
                })
            });
        // A margin of nothing is written without any digits.
        let quantity = self.question.criterion.target().quantity();
        let has_digits = !quantity.is_margin() || quantity.unit().is_some();
        let at_target_digits = || {
            let number = bound.number_at(exact.filter(|_| has_digits)?)?;
            let digits = self.question.criterion.target().bound().value().decimals();
            Some(bound.level_at(&number.rounded(digits).ok()?.to_ratio()))
        };
        let is_met_at_target_digits = bound.attainment(&evidence.level) == progress::Attainment::NotMet
            && at_target_digits().is_some_and(|level| bound.acceptable().is_met_by(&level));
        let markers = [
            (Marker::WithinRounding, is_within_rounding(bound, evidence)),
            (Marker::MetIfRoundedToTargetDigits, is_met_at_target_digits),
            (Marker::Nowcast, evidence.is_nowcast),
            (Marker::Overshot, overshot),
            (Marker::Stale, !self.deadline_reached() && self.fresh(evidence).is_err()),
        ];
        Attainment {
            attained,
            markers: markers
                .into_iter()
                .filter(|(_, applies)| *applies)
                .map(|(marker, _)| marker)
                .chain(self.within_uncertainty(evidence))
                .collect(),
        }
    }
}

/// Whether evidence meets a bound. Strictly read, a printed number is anything that rounds to it.
pub(super) fn judged(bound: &LevelBound, evidence: &Evidence, is_strict: bool) -> Attained {
    match bound.attainment(&known(evidence, is_strict)) {
        progress::Attainment::Met => Attained::Met,
        progress::Attainment::NotMet => Attained::NotMet,
        progress::Attainment::Undetermined => Attained::Undetermined,
    }
}

/// What is known of a value: strictly read, anything that rounds to what is printed.
pub(super) fn known(evidence: &Evidence, is_strict: bool) -> Cow<'_, Interval> {
    if is_strict {
        Cow::Owned(evidence.level.widened(&evidence.rounding))
    } else {
        Cow::Borrowed(&evidence.level)
    }
}

/// Whether half a printed unit would turn the answer.
fn is_within_rounding(bound: &LevelBound, evidence: &Evidence) -> bool {
    !evidence.rounding.is_zero()
        && bound.attainment(&evidence.level) != bound.attainment(&evidence.level.widened(&evidence.rounding))
}
