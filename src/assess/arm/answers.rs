//! One criterion assessed: every axis apart, each an answer or a refusal, with the inputs it came from.

use super::resolution::Resolution;
use crate::assess::evidence::{Evidence, LeftOut, OtherSeries};
use crate::assess::refusal::{Answer, RefusalCode, borrowed, serde_answer};
use crate::assess::verdict::{Attained, Verdict};
use crate::number::{Interval, Ratio, Value};
use crate::plan::{Target, TargetQuantity, TierRole};
use crate::progress::uncertainty::{Assumption, ConfidenceLevel, Prediction, PredictionMethod};
use crate::progress::{self, Acceptable, Extent, Gap, Pace, Projection, Trend, Undefined};
use crate::text::{Id, MultilingualText, codes};
use crate::time::{NaiveDate, Period};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

codes! {
    /// What qualifies an attainment.
    #[non_exhaustive]
    pub enum Marker {
        /// Half a printed unit would change the answer.
        WithinRounding = "within_rounding",
        /// Not met, but it would be if the value were rounded to the digits the target is written with.
        MetIfRoundedToTargetDigits = "met_if_rounded_to_target_digits",
        /// It rests on a value published before its period had ended.
        Nowcast = "nowcast",
        /// The value lies beyond the far end of a band.
        Overshot = "overshot",
        /// The value is older than the indicator's declared maximum age.
        Stale = "stale",
    }
}

/// Whether the target is met, and how firmly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attainment {
    pub(in crate::assess) attained: Attained,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(in crate::assess) markers: BTreeSet<Marker>,
}

impl Attainment {
    /// Met, not met, undetermined or pending.
    #[must_use]
    pub fn attained(&self) -> Attained {
        self.attained
    }

    /// What qualifies the answer.
    #[must_use]
    pub fn markers(&self) -> &BTreeSet<Marker> {
        &self.markers
    }

    /// Whether a qualification applies.
    #[must_use]
    pub fn is(&self, marker: Marker) -> bool {
        self.markers.contains(&marker)
    }
}

impl From<Attained> for Attainment {
    fn from(attained: Attained) -> Self {
        Self { attained, markers: BTreeSet::new() }
    }
}

/// Rates of change: what is required from the latest value on, and what was achieved since the baseline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rates {
    #[serde(with = "serde_answer")]
    pub(in crate::assess) required: Answer<Ratio>,
    pub(in crate::assess) achieved: Ratio,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) multiple: Answer<Ratio>,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) required_growth: Answer<Ratio>,
}

impl Rates {
    /// The change a year needed from the latest value to the deadline, in the indicator's unit.
    ///
    /// # Errors
    /// A refusal when the latest value already meets the target, so that nothing is required.
    pub fn required(&self) -> Answer<&Ratio> {
        borrowed(&self.required)
    }

    /// The change a year since the baseline, in the indicator's unit.
    #[must_use]
    pub fn achieved(&self) -> &Ratio {
        &self.achieved
    }

    /// How many times the achieved rate is required.
    ///
    /// # Errors
    /// A refusal when nothing was achieved in the wanted direction.
    pub fn multiple(&self) -> Answer<&Ratio> {
        borrowed(&self.multiple)
    }

    /// The constant growth a year needed from the latest value, as a fraction.
    ///
    /// # Errors
    /// A refusal when value and target do not lie on one side of 0.
    pub fn required_growth(&self) -> Answer<&Ratio> {
        borrowed(&self.required_growth)
    }
}

/// Where it leads if it goes on like this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    pub(in crate::assess) projection: Projection,
    pub(in crate::assess) points: usize,
    pub(in crate::assess) value_at_deadline: Extent<Ratio>,
    pub(in crate::assess) reached_by_deadline: progress::Attainment,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) reached_on: Answer<NaiveDate>,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) late_by_years: Answer<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "serde_answer::maybe")]
    pub(in crate::assess) chance: Option<Answer<Chance>>,
}

/// How sure a projection is: the interval in which the value at the deadline should lie, and the probability that
/// it meets the target, as far as the assumptions hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chance {
    pub(in crate::assess) level: ConfidenceLevel,
    pub(in crate::assess) interval: Interval,
    pub(in crate::assess) probability: Value,
    pub(in crate::assess) method: PredictionMethod,
    pub(in crate::assess) assumptions: Vec<Assumption>,
}

impl Chance {
    pub(super) fn new(prediction: &Prediction, acceptable: &Acceptable) -> Result<Self, Undefined> {
        Ok(Self {
            level: prediction.level().clone(),
            interval: prediction.interval(),
            probability: prediction.probability_of(acceptable)?,
            method: prediction.method(),
            assumptions: prediction.assumptions().to_vec(),
        })
    }

    /// How often such an interval holds the value, where the assumptions do.
    #[must_use]
    pub fn level(&self) -> &ConfidenceLevel {
        &self.level
    }

    /// Where the value on the deadline's day should lie, in the indicator's unit.
    #[must_use]
    pub fn interval(&self) -> &Interval {
        &self.interval
    }

    /// The probability that the target is met at the deadline, from 0 to 1.
    #[must_use]
    pub fn probability(&self) -> Value {
        self.probability
    }

    /// How the interval was found.
    #[must_use]
    pub fn method(&self) -> PredictionMethod {
        self.method
    }

    /// What has to hold for it.
    #[must_use]
    pub fn assumptions(&self) -> &[Assumption] {
        &self.assumptions
    }
}

impl Outlook {
    /// The projection used.
    #[must_use]
    pub fn projection(&self) -> Projection {
        self.projection
    }

    /// How many values it rests on.
    #[must_use]
    pub fn points(&self) -> usize {
        self.points
    }

    /// The projected value on the deadline's day, in the indicator's unit; two ends where the latest value is bounded.
    #[must_use]
    pub fn value_at_deadline(&self) -> &Extent<Ratio> {
        &self.value_at_deadline
    }

    /// Whether the target is met at the deadline if it goes on like this: undetermined where the latest value is
    /// bounded on both sides of what is needed, or where the prediction interval asked for holds the bound.
    #[must_use]
    pub fn reached_by_deadline(&self) -> progress::Attainment {
        self.reached_by_deadline
    }

    /// The day on which the projection reaches the target.
    ///
    /// # Errors
    /// A refusal when it never does.
    pub fn reached_on(&self) -> Answer<NaiveDate> {
        self.reached_on.clone()
    }

    /// Years from the deadline to the projected day; below 0 when it is reached before.
    ///
    /// # Errors
    /// A refusal when it never is.
    pub fn late_by_years(&self) -> Answer<&Ratio> {
        borrowed(&self.late_by_years)
    }

    /// How sure that is; `None` unless the assessor asks for a level of confidence.
    ///
    /// # Errors
    /// The refusal when the projection has no interval, or the values too little scatter to tell.
    pub fn chance(&self) -> Answer<Option<&Chance>> {
        self.chance.as_ref().map(borrowed).transpose()
    }
}

/// Where the evidence stands against the number that is striven for beyond the bound; it never decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    pub(in crate::assess) attained: Attained,
    pub(in crate::assess) gap: Extent<Gap>,
}

impl Aim {
    /// Whether what is known reaches it.
    #[must_use]
    pub fn attained(&self) -> Attained {
        self.attained
    }

    /// What is missing to it, at worst and at best, in the indicator's unit.
    #[must_use]
    pub fn gap(&self) -> &Extent<Gap> {
        &self.gap
    }
}

/// A sum so far and as a whole: "to date" compares it with what was to be reached by now, "whole plan" with what
/// is to be reached at the end. The two are never mixed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    pub(in crate::assess) through: Period,
    pub(in crate::assess) reported: Interval,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) expected_to_date: Answer<Ratio>,
    pub(in crate::assess) whole_plan: Ratio,
}

impl Totals {
    /// The last period that is in the sum.
    #[must_use]
    pub fn through(&self) -> &Period {
        &self.through
    }

    /// What has been reported so far, in the indicator's unit.
    #[must_use]
    pub fn reported(&self) -> &Interval {
        &self.reported
    }

    /// What the path expects to have been reached by then.
    ///
    /// # Errors
    /// The refusal of the pace.
    pub fn expected_to_date(&self) -> Answer<&Ratio> {
        borrowed(&self.expected_to_date)
    }

    /// The number of the whole plan.
    #[must_use]
    pub fn whole_plan(&self) -> &Ratio {
        &self.whole_plan
    }
}

/// One period of a target that is held period by period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// The period.
    pub period: Period,
    /// Met, not met, undetermined; pending when not yet due.
    pub attained: Attained,
    /// Whether its value was due and is missing.
    pub is_missing: bool,
    /// The value, if there is one.
    pub evidence: Option<Evidence>,
}

/// One criterion of a goal, assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArmAssessment {
    pub(in crate::assess) indicator: Id,
    pub(in crate::assess) target: Target,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) resolution: Answer<Resolution>,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) evidence: Answer<Evidence>,
    pub(in crate::assess) points: Vec<Evidence>,
    pub(in crate::assess) left_out: Vec<LeftOut>,
    pub(in crate::assess) others: Vec<OtherSeries>,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) attainment: Answer<Attainment>,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) gap: Answer<Extent<Gap>>,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) share: Answer<Extent<Ratio>>,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) pace: Answer<Extent<Pace>>,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) rates: Answer<Rates>,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) trend: Answer<Trend>,
    #[serde(with = "serde_answer")]
    pub(in crate::assess) outlook: Answer<Outlook>,
    pub(in crate::assess) first_met: Option<NaiveDate>,
    pub(in crate::assess) met_since: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::assess) early_by: Option<Ratio>,
    pub(in crate::assess) met_late: Option<Period>,
    pub(in crate::assess) ledger: Vec<LedgerEntry>,
    pub(in crate::assess) verdict: Verdict,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::assess) aim: Option<Aim>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::assess) member: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::assess) groups: Vec<ArmAssessment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::assess) role: Option<TierRole>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::assess) condition: Option<MultilingualText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::assess) if_comparable: Option<Box<ArmAssessment>>,
}

impl ArmAssessment {
    /// The indicator.
    #[must_use]
    pub fn indicator(&self) -> &Id {
        &self.indicator
    }

    /// The target.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// The plain numbers the target was reduced to.
    ///
    /// # Errors
    /// The refusal when it could not be.
    pub fn resolution(&self) -> Answer<&Resolution> {
        borrowed(&self.resolution)
    }

    /// The value that decides, or the latest one.
    ///
    /// # Errors
    /// The refusal when there is none.
    pub fn evidence(&self) -> Answer<&Evidence> {
        borrowed(&self.evidence)
    }

    /// All values of the chosen series that were known, oldest first; compounded for a cumulative change.
    #[must_use]
    pub fn points(&self) -> &[Evidence] {
        &self.points
    }

    /// What was seen and not used, with reasons.
    #[must_use]
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// The latest values of series that were not chosen.
    #[must_use]
    pub fn others(&self) -> &[OtherSeries] {
        &self.others
    }

    /// Whether the target is met.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn attainment(&self) -> Answer<&Attainment> {
        borrowed(&self.attainment)
    }

    /// What is missing, at worst and at best, in the indicator's unit.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn gap(&self) -> Answer<&Extent<Gap>> {
        borrowed(&self.gap)
    }

    /// The share of the way from the baseline to the bound; 1 at the bound, never clamped.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn share(&self) -> Answer<&Extent<Ratio>> {
        borrowed(&self.share)
    }

    /// Ahead of the path, on it or behind, in value, ratio and time.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn pace(&self) -> Answer<&Extent<Pace>> {
        borrowed(&self.pace)
    }

    /// Required and achieved rates of change.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn rates(&self) -> Answer<&Rates> {
        borrowed(&self.rates)
    }

    /// Which way the latest values move.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn trend(&self) -> Answer<&Trend> {
        borrowed(&self.trend)
    }

    /// Where it leads if it goes on like this.
    ///
    /// # Errors
    /// The refusal when that cannot be said.
    pub fn outlook(&self) -> Answer<&Outlook> {
        borrowed(&self.outlook)
    }

    /// The day of the first value that met the target.
    #[must_use]
    pub fn first_met(&self) -> Option<NaiveDate> {
        self.first_met
    }

    /// The day since which every value met the target, up to the latest.
    #[must_use]
    pub fn met_since(&self) -> Option<NaiveDate> {
        self.met_since
    }

    /// How many years before the deadline the first value met the target; `None` unless one did.
    #[must_use]
    pub fn early_by(&self) -> Option<&Ratio> {
        self.early_by.as_ref()
    }

    /// The signed distance of the evidence from the bound's number, at worst and at best, in the indicator's unit:
    /// what it is beyond (the surplus, headroom where a level is to be kept), below 0 what is missing.
    ///
    /// # Errors
    /// The refusal of the evidence or of the resolution.
    pub fn margin(&self) -> Answer<Extent<Ratio>> {
        let resolution = self.resolution()?;
        self.gap()?;
        Ok(resolution.bound.margin_of(&self.evidence()?.level))
    }

    /// What is missing as a fraction of the bound's number, at worst and at best: 0.71 of 30 GW at 8.7 GW.
    ///
    /// # Errors
    /// The refusal of the gap; [`RefusalCode::ZeroDenominator`] for a bound at 0.
    pub fn relative_gap(&self) -> Answer<Extent<Ratio>> {
        let gap = self.gap()?.clone();
        let number = self.resolution()?.bound.level_at(&self.target.bound().value().to_ratio()).absolute();
        let relative = |gap: Gap| gap.shortfall().divide(&number);
        Ok(gap.try_map(|gap| relative(gap).ok_or(RefusalCode::ZeroDenominator))?)
    }

    /// Period by period, for targets that are held throughout.
    #[must_use]
    pub fn ledger(&self) -> &[LedgerEntry] {
        &self.ledger
    }

    /// The verdict on this criterion alone.
    #[must_use]
    pub fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// Where the evidence stands against the aim, if the target has one.
    #[must_use]
    pub fn aim(&self) -> Option<&Aim> {
        self.aim.as_ref()
    }

    /// The member of the group whose answers these are.
    #[must_use]
    pub fn member(&self) -> Option<&str> {
        self.member.as_deref()
    }

    /// The answers for every member, where the target has to hold for every one; those of the worst are the arm's.
    #[must_use]
    pub fn groups(&self) -> &[Self] {
        &self.groups
    }

    /// The standing of the criterion among the tiers of its goal.
    #[must_use]
    pub fn role(&self) -> Option<TierRole> {
        self.role
    }

    /// The condition under which a tier is promised.
    #[must_use]
    pub fn condition(&self) -> Option<&MultilingualText> {
        self.condition.as_ref()
    }

    /// A sum so far and as a whole; `None` for targets that are no sum.
    ///
    /// # Errors
    /// The refusal of the evidence or of the resolution.
    pub fn totals(&self) -> Answer<Option<Totals>> {
        if !matches!(self.target.quantity(), TargetQuantity::Sum { .. }) {
            return Ok(None);
        }
        let evidence = self.evidence()?;
        let expected =
            self.pace().map(|pace| pace.best().or(pace.worst()).map(|pace| pace.expected().clone()));
        let expected =
            expected.and_then(|expected| expected.ok_or_else(|| RefusalCode::EvidenceIsBound.into()));
        Ok(Some(Totals {
            through: evidence.period,
            reported: evidence.level.clone(),
            expected_to_date: expected,
            whole_plan: self.resolution()?.bound.level_at(&self.target.bound().value().to_ratio()),
        }))
    }

    /// The answers if everything reported were comparable, where a break or difference forbids them.
    #[must_use]
    pub fn if_comparable(&self) -> Option<&Self> {
        self.if_comparable.as_deref()
    }
}
