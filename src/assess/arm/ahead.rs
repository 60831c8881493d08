//! Trend and outlook: which way the latest comparable values move, and where that leads.

use super::answers::Outlook;
use super::axes::Axes;
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::Ratio;
use crate::progress;
use crate::time::{Span, day_after_years};

impl Axes<'_> {
    pub(super) fn trend(&self) -> Answer<progress::Trend> {
        if self.is_every() && self.ledger.is_empty() {
            return Err(RefusalCode::TooFewPoints.into());
        }
        let points = self.comparable_points()?;
        if points.len() < 2 {
            return Err(self.too_few());
        }
        let latest = points.len().saturating_sub(self.round.trend_points);
        let acceptable = self.resolution.bound.acceptable();
        let recent = points.get(latest..).unwrap_or_default();
        let margins: Vec<_> =
            recent.iter().map(|(years, level, _)| (years.clone(), acceptable.margin(level))).collect();
        let printed_unit =
            recent.iter().map(|(_, _, point)| point.rounding.clone()).max().unwrap_or_else(Ratio::zero)
                * Ratio::from(2);
        let flat_band = self.indicator.flat_band().map_or(printed_unit, |band| band.to_ratio());
        Ok(progress::trend(&margins, &flat_band)?)
    }

    pub(super) fn outlook(&self) -> Answer<Outlook> {
        if self.is_every() {
            return Err(RefusalCode::HeldThroughout.into());
        }
        let projection = self.round.projection.ok_or(RefusalCode::NoProjection)?;
        let deadline = self.resolution.deadline_or_refuse()?;
        let current = self.current_or_refuse()?;
        self.fresh(current)?;
        if current.day >= deadline {
            return Err(RefusalCode::NoTimeLeft.into());
        }
        if self.round.extrapolation_limit.is_some_and(|limit| limit.after(current.day) < deadline) {
            return Err(Refusal::new(RefusalCode::BeyondExtrapolationLimit)
                .with("latest", current.period)
                .with("deadline", deadline));
        }
        if current.level.as_exact().is_none() {
            return Err(RefusalCode::EvidenceIsBound.into());
        }
        let points = self.comparable_points()?;
        let Some((_, _, first)) = points.first() else {
            return Err(self.too_few());
        };
        let start = first.day;
        let mut pairs: Vec<(Ratio, Ratio)> =
            points.iter().map(|(years, level, _)| (years.clone(), level.clone())).collect();
        if let (true, Some(base)) = (self.is_accumulated(), &self.resolution.base) {
            pairs.insert(0, (Span::between(start, base.day).years(), base.exact()?.clone()));
        }
        if pairs.len() < 2 {
            return Err(self.too_few());
        }
        let projected = progress::project(projection, &pairs)?;
        let acceptable = self.resolution.bound.acceptable();
        let deadline_years = Span::between(start, deadline).years();
        let reached = projected.reaches(acceptable).map_err(Refusal::from);
        let reached_on = reached.clone().and_then(|years| {
            day_after_years(start, &years).ok_or_else(|| RefusalCode::BeyondComputation.into())
        });
        Ok(Outlook {
            projection,
            points: pairs.len(),
            value_at_deadline: projected.at(&deadline_years)?,
            reached_by_deadline: projected.meets(acceptable, &deadline_years)?,
            reached_on,
            late_by_years: reached.map(|years| years - deadline_years),
        })
    }
}
