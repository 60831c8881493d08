//! What a plan carries besides goals: instruments, happenings, and verdicts by others.
//! Kept as context, never counted as goals.

use crate::text::{Id, MultilingualText, codes};
use crate::time::PartialDate;
use crate::unit::Quantity;
use serde::{Deserialize, Serialize};

/// An instrument a plan uses: "22 measures", a subsidy, a list.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The identifier, unique in its plan.
    pub id: Id,
    /// What it is.
    pub text: MultilingualText,
    /// How many there are, where the plan counts them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
}

codes! {
    /// How certain an event is.
    pub enum Certainty {
        /// It happened.
        Done = "done",
        /// It was announced.
        Announced = "announced",
        /// It is planned.
        Planned = "planned",
        /// It is aimed at.
        Aimed = "aimed",
        /// Somebody reports it.
        Reported = "reported",
    }
}

/// Money that belongs to an event, in its own currency.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// The sum, which may be a bound: `>1 billion USD`.
    pub money: Quantity,
    /// The time over which it is spent, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<String>,
}

/// A dated happening with actors, certainty and money.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The identifier, unique in its plan.
    pub id: Id,
    /// When it happened, as precisely as known.
    pub date: PartialDate,
    /// "corporate", "policy", ...
    pub kind: String,
    /// What happened.
    pub text: MultilingualText,
    /// Who took part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<String>,
    /// How certain it is.
    pub certainty: Certainty,
    /// Money involved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<Amount>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
}

/// Somebody else's verdict on a goal: shown beside ours, and the only verdict a text goal gets.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Who judged.
    pub who: String,
    /// When.
    pub day: PartialDate,
    /// The verdict in the judge's own words.
    pub label: String,
    /// The set of words it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vocabulary: Option<String>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
}
