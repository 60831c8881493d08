//! The named things that a count counts, each with the day it was done, and the test that makes it count.

use super::target::{self, Bound, TargetError, TargetQuantity};
use crate::progress::Attainment;
use crate::text::{Id, MultilingualText};
use crate::time::PartialDate;
use crate::unit::{Quantity, Unit};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// One of the things counted.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistItem {
    /// The identifier, unique in its list.
    pub id: Id,
    /// What it is called.
    pub name: MultilingualText,
    /// When it was done; `None` while it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<PartialDate>,
    /// When that was published; `None` means on the day itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// The value that the qualifying test looks at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Quantity>,
    /// Where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Id>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl ChecklistItem {
    /// A thing that is not done yet.
    #[must_use]
    pub fn new(id: Id, name: MultilingualText) -> Self {
        Self { id, name, done: None, published: None, value: None, source: None, note: None }
    }
}

/// A bound on the value of a thing that decides whether it counts: `>= 1 billion CNY`.
///
/// ```
/// use policy_targets::plan::Qualification;
/// use policy_targets::progress::Attainment;
///
/// let large: Qualification = ">= 1 billion CNY".parse()?;
/// assert_eq!(large.is_met_by(&"900 million CNY".parse()?)?, Attainment::NotMet);
/// assert_eq!(large.is_met_by(&">900 million CNY".parse()?)?, Attainment::Undetermined);
/// assert_eq!(large.to_string(), ">= 1 billion CNY");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Qualification {
    bound: Bound,
    unit: Unit,
}

impl Qualification {
    /// A bound in a unit.
    ///
    /// # Errors
    /// [`TargetError`] for a range whose ends cross or a tolerance in another unit.
    pub fn new(bound: Bound, unit: Unit) -> Result<Self, TargetError> {
        bound.check(&TargetQuantity::Level { unit: unit.clone() })?;
        Ok(Self { bound, unit })
    }

    /// The comparison and its number.
    #[must_use]
    pub fn bound(&self) -> &Bound {
        &self.bound
    }

    /// The unit of the bound.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Whether a value qualifies.
    ///
    /// # Errors
    /// [`TargetError::Unit`] if its unit does not convert.
    pub fn is_met_by(&self, value: &Quantity) -> Result<Attainment, TargetError> {
        let level = value.in_unit(&self.unit)?;
        Ok(target::level_bound(&self.bound, &self.unit)?.attainment(&level))
    }
}

impl FromStr for Qualification {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<Self, TargetError> {
        let (bound, unit) = target::read_bound(text)?;
        Self::new(bound, unit)
    }
}

impl fmt::Display for Qualification {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bound, unit } = self;
        match bound {
            Bound::Between { low, high } => write!(formatter, "{low}..{high} {unit}"),
            Bound::About { value, tolerance: Some(tolerance), .. } => {
                write!(formatter, "{} {value} {unit} ± {tolerance}", bound.sign())
            }
            bound => write!(formatter, "{} {} {unit}", bound.sign(), bound.value()),
        }
    }
}

impl TryFrom<String> for Qualification {
    type Error = TargetError;
    fn try_from(text: String) -> Result<Self, TargetError> {
        text.parse()
    }
}

impl From<Qualification> for String {
    fn from(qualification: Qualification) -> Self {
        qualification.to_string()
    }
}

/// The things counted. A count with a checklist takes its evidence from it.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// The things, in the order of the list.
    pub items: Vec<ChecklistItem>,
    /// What a thing has to meet to count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifies: Option<Qualification>,
    /// Whether every thing there is stands in the list; else the number of those done is a lower bound.
    #[serde(default)]
    pub complete: bool,
}

impl Checklist {
    /// Whether an item meets the qualifying test; an unknown value may or may not.
    ///
    /// # Errors
    /// [`TargetError::Unit`] if the unit of its value does not convert to that of the test.
    ///
    /// ```
    /// use policy_targets::plan::{Checklist, ChecklistItem};
    /// use policy_targets::progress::Attainment;
    /// use policy_targets::text::MultilingualText;
    ///
    /// let cluster = ChecklistItem::new("robots".parse()?, MultilingualText::english("Robot cluster")?);
    /// let qualifies = Some(">= 100 billion CNY".parse()?);
    /// let list = Checklist { items: vec![cluster.clone()], qualifies, complete: false };
    /// assert_eq!(list.qualification_of(&cluster)?, Attainment::Undetermined);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn qualification_of(&self, item: &ChecklistItem) -> Result<Attainment, TargetError> {
        match (&self.qualifies, &item.value) {
            (None, _) => Ok(Attainment::Met),
            (Some(_), None) => Ok(Attainment::Undetermined),
            (Some(test), Some(value)) => test.is_met_by(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_prints_as_it_reads() {
        for text in [">= 1 billion CNY", "> 50 %", "3..5 clusters", "~>= 20 % ± 1 pp", "~= 3 t"] {
            assert_eq!(text.parse::<Qualification>().unwrap().to_string(), text);
        }
        for (text, code) in
            [("1 billion CNY", "target_syntax"), (">= 1 billion", "ok"), ("5..3 t", "crossed_range")]
        {
            let read = text.parse::<Qualification>();
            assert_eq!(read.map_or_else(|error| error.code(), |_| "ok"), code, "{text}");
        }
    }

    #[test]
    fn an_unknown_value_may_or_may_not_qualify() {
        let item = |value: Option<&str>| ChecklistItem {
            value: value.map(|value| value.parse().unwrap()),
            ..ChecklistItem::new("p".parse().unwrap(), MultilingualText::english("P").unwrap())
        };
        let list = |qualifies: Option<&str>| Checklist {
            items: Vec::new(),
            qualifies: qualifies.map(|text| text.parse().unwrap()),
            complete: true,
        };
        let large = list(Some("> 1 billion CNY"));
        for (value, expected) in [
            (Some("2 billion CNY"), Attainment::Met),
            (Some("10亿元"), Attainment::NotMet),
            (Some(">900 million CNY"), Attainment::Undetermined),
            (None, Attainment::Undetermined),
        ] {
            assert_eq!(large.qualification_of(&item(value)), Ok(expected), "{value:?}");
        }
        assert_eq!(list(None).qualification_of(&item(None)), Ok(Attainment::Met));
        let dollars = large.qualification_of(&item(Some("2 billion USD"))).unwrap_err();
        assert_eq!(dollars.code(), "different_dimensions");
    }
}
