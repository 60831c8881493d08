//! One criterion assessed: every axis apart, each an answer or a refusal, with the inputs it came from.

mod beside;
mod outlook;
mod rates;

pub use beside::{Aim, Totals, Uncertain};
pub use outlook::{Chance, Outlook};
pub use rates::Rates;

use super::resolution::Resolution;
use crate::assess::evidence::{Evidence, LeftOut, OtherSeries};
use crate::assess::refusal::{Answer, RefusalCode, borrowed, serde_answer};
use crate::assess::verdict::{Attained, Verdict};
use crate::number::Ratio;
use crate::plan::{Target, TargetQuantity, TierRole};
use crate::progress::{Extent, Gap, Pace, Trend};
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
        /// Some value within its published uncertainty would give another answer.
        WithinUncertainty = "within_uncertainty",
        /// The value is older than the indicator's declared maximum age.
        Stale = "stale",
    }
}

/// Whether the target is met, and how firmly.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// One period of a target that is held period by period.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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

/// The values between two breaks of a series, or from a break to an end, and what they alone say.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideOfBreak {
    /// The first of them.
    pub from: Period,
    /// The last of them.
    pub to: Period,
    /// The answers by them alone.
    pub answers: ArmAssessment,
}

/// One criterion of a goal, assessed.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArmAssessment {
    pub(in crate::assess) indicator: Id,
    pub(in crate::assess) target: Target,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "crate::assess::refusal::serde_answer::Form<Resolution>")
    )]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) resolution: Answer<Resolution>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::assess::refusal::serde_answer::Form<Evidence>"))]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) evidence: Answer<Evidence>,
    pub(in crate::assess) points: Vec<Evidence>,
    pub(in crate::assess) left_out: Vec<LeftOut>,
    pub(in crate::assess) others: Vec<OtherSeries>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "crate::assess::refusal::serde_answer::Form<Attainment>")
    )]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) attainment: Answer<Attainment>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "crate::assess::refusal::serde_answer::Form<Extent<Gap>>")
    )]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) gap: Answer<Extent<Gap>>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "crate::assess::refusal::serde_answer::Form<Extent<Ratio>>")
    )]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) share: Answer<Extent<Ratio>>,
    #[cfg_attr(
        feature = "schema",
        schemars(with = "crate::assess::refusal::serde_answer::Form<Extent<Pace>>")
    )]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) pace: Answer<Extent<Pace>>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::assess::refusal::serde_answer::Form<Rates>"))]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) rates: Answer<Rates>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::assess::refusal::serde_answer::Form<Trend>"))]
    #[serde(with = "serde_answer")]
    pub(in crate::assess) trend: Answer<Trend>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::assess::refusal::serde_answer::Form<Outlook>"))]
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
    pub(in crate::assess) uncertain: Option<Uncertain>,
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::assess) sides: Vec<SideOfBreak>,
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

    /// What the published uncertainty of the evidence leaves open; the value as published decides all the same.
    #[must_use]
    pub fn uncertain(&self) -> Option<&Uncertain> {
        self.uncertain.as_ref()
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

    /// The answers on each side of the breaks of the series, the oldest first, where a break forbids one answer on all
    /// of it: what its values alone say. Empty where there is no break.
    #[must_use]
    pub fn sides(&self) -> &[SideOfBreak] {
        &self.sides
    }
}
