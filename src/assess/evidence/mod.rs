//! What the data say on an indicator, as known by a day: one series chosen for good, its values in order,
//! and everything that was left out, with the reason.

mod checklist;
mod computed;
mod derived;
mod distribution;
mod gather;
mod parts;
mod segment;
mod weighted_mean;

pub(super) use checklist::counted;
pub(super) use computed::{combined, propagated};
pub(super) use derived::matching;
pub(super) use gather::{Gathered, Gatherer, covers_regular_period, reference_day, value_of};
pub(super) use segment::{Segment, segment_on};

use crate::data::{Flags, Observation};
use crate::number::{Interval, Ratio};
use crate::text::{Id, codes};
use crate::time::{NaiveDate, PartialDate, Period};
use crate::unit::Quantity;
use serde::{Deserialize, Serialize};

/// One value used as evidence, in the indicator's unit.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub(super) series: Id,
    pub(super) period: Period,
    pub(super) day: NaiveDate,
    pub(super) level: Interval,
    /// Half the last printed unit of what was published, carried through any computation; 0 for counts.
    pub(super) rounding: Ratio,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reported: Option<Quantity>,
    pub(super) published: PartialDate,
    #[serde(default)]
    pub(super) flags: Flags,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) source: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    /// Where the truth may lie, as published beside the value or by its standard error.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) uncertain: Option<Interval>,
    /// Values of one segment are comparable with each other.
    #[serde(default, skip_serializing_if = "Segment::is_first")]
    pub(super) segment: Segment,
    pub(super) is_nowcast: bool,
}

impl Evidence {
    /// The series it comes from.
    #[must_use]
    pub fn series(&self) -> &Id {
        &self.series
    }

    /// The period it describes.
    #[must_use]
    pub fn period(&self) -> &Period {
        &self.period
    }

    /// The day it stands for.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// What is known of the value, in the indicator's unit; for a compounded change an index from 100.
    #[must_use]
    pub fn level(&self) -> &Interval {
        &self.level
    }

    /// Where the truth may lie, in the indicator's unit: between the bounds published beside the value, or by its
    /// standard error at the level of confidence asked for; `None` if nothing was published, or it was not asked.
    #[must_use]
    pub fn uncertain_level(&self) -> Option<&Interval> {
        self.uncertain.as_ref()
    }

    /// The value as published; `None` if it is computed from others.
    #[must_use]
    pub fn reported(&self) -> Option<&Quantity> {
        self.reported.as_ref()
    }

    /// When it was published.
    #[must_use]
    pub fn published(&self) -> PartialDate {
        self.published
    }

    /// Its status flags.
    #[must_use]
    pub fn flags(&self) -> &Flags {
        &self.flags
    }

    /// The source it was read in.
    #[must_use]
    pub fn source(&self) -> Option<&Id> {
        self.source.as_ref()
    }

    /// A remark that came with it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Whether it was published before its period had ended.
    #[must_use]
    pub fn is_nowcast(&self) -> bool {
        self.is_nowcast
    }
}

codes! {
    /// Why an observation was not used.
    #[non_exhaustive]
    pub enum LeftOutReason {
        /// Rejected, with a reason, when it was recorded.
        Rejected = "rejected",
        /// A forecast never decides.
        Forecast = "forecast",
        /// Missing, with a reason.
        Missing = "missing",
        /// Its period had not ended on the day asked about.
        NotEnded = "not_ended",
        /// Nothing can be divided by it.
        NotDivisible = "not_divisible",
        /// It covers another length of time than the indicator's regular periods.
        OtherFrequency = "other_frequency",
        /// Its year starts on another day than the year the target asks about.
        OtherYear = "other_year",
        /// Its unit does not convert to the indicator's.
        UnitDiffers = "unit_differs",
        /// It is an increment across a break of its series.
        AcrossBreak = "across_break",
        /// Too few members of the whole have a value and a weight.
        CoverageTooLow = "coverage_too_low",
    }
}

/// An observation that was seen and not used.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Why.
    pub reason: LeftOutReason,
    /// The series it belongs to.
    pub series: Id,
    /// The period it describes.
    pub period: Period,
    /// The value as published, or the reason it is missing.
    pub reported: String,
    /// A remark: the reason for the rejection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The latest value of a series that was not chosen.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherSeries {
    /// The series.
    pub series: Id,
    /// Its latest period.
    pub period: Period,
    /// Its latest value in the indicator's unit.
    pub level: Interval,
}

impl LeftOut {
    fn new(observation: &Observation, reason: LeftOutReason) -> Self {
        let reported = match observation.quantity() {
            Some(quantity) => quantity.to_string(),
            None => observation.missing().map(ToString::to_string).unwrap_or_default(),
        };
        Self {
            reason,
            series: observation.series().clone(),
            period: *observation.period(),
            reported,
            note: observation.rejected().or(observation.note()).map(ToOwned::to_owned),
        }
    }
}
