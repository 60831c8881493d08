//! Trend and outlook: which way the latest comparable values move, and where that leads.

use super::answers::{Chance, Outlook};
use super::axes::Axes;
use crate::assess::evidence::Evidence;
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::{Endpoint, Interval, Ratio, Value};
use crate::progress::uncertainty::prediction;
use crate::progress::{self, Attainment, Extent};
use crate::time::{NaiveDate, Span, day_after_years};

impl Axes<'_> {
    pub(super) fn trend(&self) -> Answer<progress::Trend> {
        if self.is_every() && self.ledger.is_empty() {
            return Err(RefusalCode::TooFewPoints.into());
        }
        let points = self.comparable_points()?;
        let Some((first, _)) = points.first().filter(|_| points.len() >= 2) else {
            return Err(self.too_few());
        };
        let latest = points.len().saturating_sub(self.round.trend_points);
        let acceptable = self.resolution.bound.acceptable();
        let recent = points.get(latest..).unwrap_or_default();
        let margin = |(point, level): &(&Evidence, &Ratio)| {
            (Span::between(first.day, point.day).years(), acceptable.margin(level))
        };
        let margins: Vec<_> = recent.iter().map(margin).collect();
        let printed_unit = || {
            let coarsest = recent.iter().map(|(point, _)| &point.rounding).max();
            coarsest.map_or_else(Ratio::zero, |rounding| rounding * &Ratio::from(2))
        };
        let flat_band = self.indicator.flat_band().map_or_else(printed_unit, Value::to_ratio);
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
        let history = self.history()?;
        let time = |day: NaiveDate| Span::between(history.start, day).years();
        let deadline_years = time(deadline);
        // A bounded value is projected from both of its ends.
        let ends = if current.level.as_exact().is_some() {
            let projected = progress::project(projection, &history.points)?;
            Extent::exactly(projected)
        } else {
            let from = |end: Ratio| {
                let mut points = history.points.clone();
                points.push((time(current.day), end));
                progress::project(projection, &points)
            };
            self.direction()?.extent_of(&current.level).try_map(from)?
        };
        let acceptable = self.resolution.bound.acceptable();
        let reached_on = match ends.as_exact() {
            Some(projected) => projected.reaches(acceptable).map_err(Refusal::from),
            None => Err(RefusalCode::EvidenceIsBound.into()),
        };
        let late_by_years = reached_on.clone().map(|years| years - &deadline_years);
        let reached_on = reached_on.and_then(|years| {
            day_after_years(history.start, &years).ok_or_else(|| RefusalCode::BeyondComputation.into())
        });
        let meets = ends.clone().try_map(|projected| projected.meets(acceptable, &deadline_years))?;
        let value_at_deadline = ends.try_map(|projected| projected.at(&deadline_years))?;
        let chance = self.round.confidence.as_ref().map(|level| {
            if current.level.as_exact().is_none() {
                return Err(RefusalCode::EvidenceIsBound.into());
            }
            let prediction = prediction(&history.points, projection, &deadline_years, level)?;
            Ok(Chance::new(&prediction, acceptable)?)
        });
        let reached_by_deadline = match &chance {
            Some(Ok(chance)) => acceptable.attainment(&chance.interval),
            _ => match (meets.worst(), meets.best()) {
                (Some(true), Some(true)) => Attainment::Met,
                (Some(false), Some(false)) if value_at_deadline.as_exact().is_some() => Attainment::NotMet,
                _ => acceptable.attainment(&between(&value_at_deadline, &current.level)),
            },
        };
        Ok(Outlook {
            projection,
            points: history.points.len(),
            value_at_deadline,
            reached_by_deadline,
            reached_on,
            late_by_years,
            chance,
        })
    }

    /// What a projection starts from: the exact comparable values, and where something accumulates its start.
    fn history(&self) -> Answer<History> {
        let points = self.comparable_points()?;
        let base = self.resolution.base.as_ref().filter(|_| self.is_accumulated());
        let Some(start) = points.first().map(|(first, _)| first.day).or(base.map(|base| base.day)) else {
            return Err(self.too_few());
        };
        let pair = |(point, level): &(&Evidence, &Ratio)| {
            (Span::between(start, point.day).years(), Ratio::clone(level))
        };
        let mut pairs: Vec<(Ratio, Ratio)> = points.iter().map(pair).collect();
        if let Some(base) = base {
            pairs.insert(0, (Span::between(start, base.day).years(), base.exact()?.clone()));
        }
        let is_bounded = self.current().is_some_and(|current| current.level.as_exact().is_none());
        if pairs.len().saturating_add(usize::from(is_bounded)) < 2 {
            return Err(self.too_few());
        }
        Ok(History { start, points: pairs })
    }
}

/// Exact values in years since the first of them.
struct History {
    start: NaiveDate,
    points: Vec<(Ratio, Ratio)>,
}

/// All values between two projected ones, each as open as the end of the evidence it was projected from.
fn between(projected: &Extent<Ratio>, evidence: &Interval) -> Interval {
    let mut ends: Vec<&Ratio> = projected.worst().into_iter().chain(projected.best()).collect();
    ends.sort();
    let like = |end: &Endpoint, number: Option<&&Ratio>| match (end, number) {
        (Endpoint::Closed(_), Some(number)) => Endpoint::Closed((*number).clone()),
        (Endpoint::Open(_), Some(number)) => Endpoint::Open((*number).clone()),
        _ => Endpoint::Unbounded,
    };
    Interval::new(like(evidence.lower(), ends.first()), like(evidence.upper(), ends.last()))
}
