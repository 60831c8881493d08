//! Attainment: before the deadline by the latest value, at the deadline by the deadline's value alone.

use super::answers::{Attainment, Marker};
use super::axes::Axes;
use super::window::{attained, is_due};
use crate::assess::evidence::Evidence;
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::assess::verdict::{Attained, WindowFinding};
use crate::plan::TargetTime;
use crate::progress;

impl Axes<'_> {
    pub(super) fn attainment(&self) -> Answer<Attainment> {
        if let Some(refusal) = self.window_break() {
            return Err(refusal);
        }
        let is_overdue = self.ledger.iter().any(|entry| entry.is_missing) || !self.is_every();
        if self.gathered.points.is_empty() && self.resolution.base.is_none() && is_overdue {
            return Err(self.no_data());
        }
        if self.is_every() {
            return self.held_throughout().map(Attainment::from);
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
        if self.is_window() || matches!(self.time(), TargetTime::In(_)) {
            return Ok(Attained::Pending.into());
        }
        let Some(latest) = self.news().last() else {
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
        let regular = self.indicator.frequency();
        if !self.indicator.is_stock() && deadline.frequency() < regular {
            return Err(Refusal::new(RefusalCode::FrequencyDiffers)
                .with("deadline", deadline)
                .with("reported_every", regular));
        }
        if is_due(deadline, self.indicator, self.round) {
            return Err(Refusal::new(RefusalCode::NoValueForDeadline).with("deadline", deadline));
        }
        Ok(Attained::Pending)
    }

    pub(super) fn held_throughout(&self) -> Answer<Attained> {
        let has = |attained: Attained| self.ledger.iter().any(|entry| entry.attained == attained);
        if has(Attained::NotMet) {
            return Ok(Attained::NotMet);
        }
        if !self.deadline_reached() {
            return Ok(Attained::Pending);
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
        let rounded = evidence.level.widened(&evidence.rounding);
        let as_written = bound.attainment(&evidence.level);
        let as_rounded = bound.attainment(&rounded);
        let decided = if self.round.strict_precision { as_rounded } else { as_written };
        let base = self.resolution.base.as_ref().and_then(|base| base.level.as_exact());
        let exact = evidence.level.as_exact();
        let overshot =
            base.zip(exact).is_some_and(|(base, value)| bound.acceptable().is_overshot_by(value, base));
        let at_target_digits = exact
            .and_then(|level| bound.number_at(level))
            .and_then(|number| {
                number.rounded(self.question.criterion.target().bound().value().decimals()).ok()
            })
            .map(|number| bound.level_at(&number.to_ratio()));
        let is_met_at_target_digits = as_written == progress::Attainment::NotMet
            && at_target_digits.is_some_and(|level| bound.acceptable().is_met_by(&level));
        let markers = [
            (Marker::WithinRounding, !evidence.rounding.is_zero() && as_written != as_rounded),
            (Marker::MetIfRoundedToTargetDigits, is_met_at_target_digits),
            (Marker::Nowcast, evidence.is_nowcast),
            (Marker::Overshot, overshot),
        ];
        Attainment {
            attained: attained(decided),
            markers: markers.into_iter().filter(|(_, applies)| *applies).map(|(marker, _)| marker).collect(),
        }
    }
}
