//! The text form of a target, as plans and files write it.

use super::quantity::past_words;
use super::time::dotted;
use super::{Bound, ChangeMeasure, Target, TargetQuantity};
use crate::number::Value;
use std::fmt;

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bound, quantity, time, aim, group } = self;
        formatter.write_str(prefix(quantity))?;
        self.write_bound(formatter)?;
        match quantity {
            TargetQuantity::Level { unit }
            | TargetQuantity::Sum { unit }
            | TargetQuantity::Change { measure: ChangeMeasure::Unit(unit), .. } => {
                write!(formatter, " {unit}")?;
            }
            TargetQuantity::Change { measure: ChangeMeasure::Percent, .. } => formatter.write_str(" %")?,
            TargetQuantity::CumulativeChange => formatter.write_str(" % cumulative")?,
            TargetQuantity::AverageGrowth => formatter.write_str(" %/year")?,
            TargetQuantity::Multiple { .. }
            | TargetQuantity::MarginOver { .. }
            | TargetQuantity::MarginOverPast { .. } => {}
        }
        if let Bound::About { tolerance: Some(tolerance), .. } = bound {
            write!(formatter, " ± {tolerance}")?;
        }
        if let Some(aim) = aim {
            write!(formatter, " aim {}", number(quantity, aim))?;
        }
        if let Some(from) = quantity.from() {
            write!(formatter, " from {from}")?;
        }
        if quantity.is_from_business_as_usual() {
            formatter.write_str(" from bau")?;
        }
        if let Some(dimension) = group {
            write!(formatter, " for every {dimension}")?;
        }
        write!(formatter, " {time}")
    }
}

impl Target {
    /// The sign with its number, or with what a margin is measured from.
    fn write_bound(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bound, quantity, .. } = self;
        let number = |value: &Value| number(quantity, value);
        match (bound, quantity) {
            (Bound::Between { low, high }, _) => {
                return write!(formatter, "{}..{}", number(low), number(high));
            }
            (bound, TargetQuantity::MarginOver { indicator, .. }) => {
                write!(formatter, "{} @{indicator}", bound.sign())?;
            }
            (bound, TargetQuantity::MarginOverPast { reference, .. }) => {
                write!(formatter, "{} {} {}", bound.sign(), past_words(reference), dotted(reference))?;
            }
            (bound, _) => return write!(formatter, "{} {}", bound.sign(), number(&bound.value())),
        }
        match (quantity.unit(), bound.value().to_string().strip_prefix('-')) {
            (Some(unit), Some(size)) => write!(formatter, " - {size} {unit}"),
            (Some(unit), None) => write!(formatter, " + {} {unit}", bound.value()),
            (None, _) => Ok(()),
        }
    }
}

/// The word before the bound. An amount of money over a window is a sum without saying so.
fn prefix(quantity: &TargetQuantity) -> &'static str {
    match quantity {
        TargetQuantity::Change { .. } | TargetQuantity::CumulativeChange => "change ",
        TargetQuantity::AverageGrowth => "growth ",
        TargetQuantity::Sum { unit } if !unit.is_currency() => "sum ",
        _ => "",
    }
}

/// A number as the quantity writes it: `x9` for a multiple, `+4` for a change.
fn number(quantity: &TargetQuantity, value: &Value) -> String {
    match quantity {
        TargetQuantity::Multiple { .. } => format!("x{value}"),
        TargetQuantity::Change { .. } | TargetQuantity::CumulativeChange if *value > Value::ZERO => {
            format!("+{value}")
        }
        _ => value.to_string(),
    }
}
