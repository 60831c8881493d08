//! What to watch for: the value the next report has to reach, when it is due, how late the target will be at the
//! pace so far, and how old the evidence is.

use super::arm::{ArmAssessment, due_day, following};
use super::assessment::Assessment;
use super::evidence::{Evidence, reference_day};
use super::refusal::{Answer, Refusal, RefusalCode};
use crate::number::Ratio;
use crate::plan::{
    ChangeSign, Criterion, Cumulated, Indicator, IndicatorKind, Plan, TargetQuantity, TargetTime,
};
use crate::progress::Direction;
use crate::time::{NaiveDate, Period, Span, day_after_years};
use serde::{Deserialize, Serialize};

/// The value that the next report has to reach for the goal to be on its path.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextValue {
    period: Period,
    due: NaiveDate,
    level: Ratio,
    report: Ratio,
    direction: Option<Direction>,
}

impl NextValue {
    /// The period of the next report: the regular one after the latest value.
    #[must_use]
    pub fn period(&self) -> &Period {
        &self.period
    }

    /// The last day by which it should be published: its day of release or after its lag, or without either after as
    /// long again as the period.
    #[must_use]
    pub fn due(&self) -> NaiveDate {
        self.due
    }

    /// What the path expects then, in the indicator's unit; for what accumulates over a window, the number so far.
    #[must_use]
    pub fn level(&self) -> &Ratio {
        &self.level
    }

    /// What the report itself has to say: the level, or what the period has to add to a sum, or its change in percent
    /// where changes are compounded, in the sign in which they are reported.
    #[must_use]
    pub fn report(&self) -> &Ratio {
        &self.report
    }

    /// Whether a higher or a lower report is better; `None` where the target itself does not tell.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        self.direction
    }
}

/// How much later than promised the target is reached at the pace so far.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delay {
    years: Ratio,
    reached_on: NaiveDate,
}

impl Delay {
    /// Years after the deadline; below 0 before it.
    #[must_use]
    pub fn years(&self) -> &Ratio {
        &self.years
    }

    /// The day on which the target is reached.
    #[must_use]
    pub fn reached_on(&self) -> NaiveDate {
        self.reached_on
    }
}

impl Evidence {
    /// How much time has passed from the end of its period to a day.
    #[must_use]
    pub fn age_on(&self, day: NaiveDate) -> Span {
        Span::between(self.period.last_day(), day)
    }

    /// How long after the end of its period it was published; negative before it. Up to the last day that an
    /// imprecise date can be.
    #[must_use]
    pub fn publication_lag(&self) -> Span {
        Span::between(self.period.last_day(), self.published.last_day())
    }
}

impl Assessment {
    /// How old the evidence was on the day asked about: "the latest value is 23 months old".
    ///
    /// # Errors
    /// The refusal of the evidence.
    pub fn evidence_age(&self) -> Answer<Span> {
        Ok(self.evidence()?.age_on(self.round.at))
    }

    /// What the next report has to reach for the deciding arm to be on its path, and when it is due. The plan is the one
    /// that was assessed: it says how often the indicator is reported.
    ///
    /// # Errors
    /// The refusal of the pace where it forbids any comparison with the path: no path, no baseline, a break. What is
    /// held throughout needs its bound in every period. [`RefusalCode::NoTimeLeft`] after the deadline.
    pub fn next_value_needed(&self, plan: &Plan) -> Answer<NextValue> {
        let arm = self.deciding_arm().ok_or(RefusalCode::NoNumber)?;
        let unknown = || Refusal::new(RefusalCode::UnknownIndicator).with("indicator", arm.indicator());
        let indicator = plan.indicator(arm.indicator()).ok_or_else(unknown)?;
        let criteria = plan.goal(&self.goal).map(|goal| goal.requirement().criteria()).unwrap_or_default();
        let is_of_arm = |criterion: &&Criterion| criterion.target() == arm.target();
        let criterion = criteria.into_iter().find(is_of_arm).ok_or_else(unknown)?;
        next_value(arm, criterion, indicator)
    }

    /// How late the target is reached at the rate achieved since the baseline: the years left times what the required
    /// rate is more than one times the achieved one.
    ///
    /// # Errors
    /// The refusal of the rates; [`RefusalCode::AlreadyMet`] for a value that meets the target.
    pub fn delay(&self) -> Answer<Delay> {
        let multiple = self.rates()?.multiple()?.clone();
        let arm = self.deciding_arm().ok_or(RefusalCode::NoNumber)?;
        let deadline = arm.resolution()?.deadline_or_refuse()?;
        let left = Span::between(self.evidence()?.day(), deadline).years();
        let years = left * (multiple - Ratio::one());
        let reached_on = day_after_years(deadline, &years).ok_or(RefusalCode::BeyondComputation)?;
        Ok(Delay { years, reached_on })
    }
}

fn next_value(arm: &ArmAssessment, criterion: &Criterion, indicator: &Indicator) -> Answer<NextValue> {
    let resolution = arm.resolution()?;
    let time = criterion.target().time();
    let latest = arm.points().last();
    let period = match (latest, time, resolution.base()) {
        (Some(latest), ..) => following(&latest.period, indicator),
        (None, TargetTime::Every { from, .. }, _) => Some(*from),
        (None, _, Some(base)) => following(base.period(), indicator),
        (None, _, None) => None,
    };
    let period = period.ok_or(RefusalCode::NoData)?;
    if time.last_day().is_some_and(|deadline| period.last_day() > deadline) {
        return Err(Refusal::new(RefusalCode::NoTimeLeft).with("next", period));
    }
    let direction = resolution.bound().acceptable().direction();
    let at = |level: Ratio, report: Ratio| NextValue {
        period,
        due: due_day(&period, indicator),
        level,
        report,
        direction,
    };
    if matches!(time, TargetTime::Every { .. }) {
        let bound = resolution.bound().level_at(&criterion.target().bound().value().to_ratio());
        return Ok(at(bound.clone(), bound));
    }
    if let Some(refusal) = arm.pace().err().filter(|refusal| refusal.code().is_of_comparability()) {
        return Err(refusal);
    }
    let path = resolution.path().ok_or(RefusalCode::NoPath)?;
    let course = resolution.course(path)?;
    let day = reference_day(&period, resolution.timing);
    let level = course.expected(&resolution.years_from_base(day)?)?;
    let so_far = || match latest {
        Some(latest) => latest.level().as_exact().cloned().ok_or(RefusalCode::EvidenceIsBound),
        None => Ok(course.base().clone()),
    };
    let is_total =
        criterion.cumulation().is_some_and(|cumulation| cumulation.actuals == Cumulated::RunningTotals);
    let report = match criterion.target().quantity() {
        TargetQuantity::Sum { .. } if !is_total => &level - &so_far()?,
        TargetQuantity::CumulativeChange | TargetQuantity::AverageGrowth
            if indicator.kind() == IndicatorKind::ChangeOnYear =>
        {
            let factor = level.divide(&so_far()?).ok_or(RefusalCode::ZeroDenominator)?;
            let change = (factor - Ratio::one()) * Ratio::hundred();
            if indicator.sign() == ChangeSign::Reduction { -&change } else { change }
        }
        _ => level.clone(),
    };
    Ok(at(level, report))
}
