//! The text form of a target, as plans and files write it.

use super::{Bound, ChangeMeasure, Target, TargetQuantity};
use crate::number::Value;
use std::fmt;

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bound, quantity, time } = self;
        let is_change = matches!(quantity, TargetQuantity::Change { .. } | TargetQuantity::CumulativeChange);
        if is_change {
            formatter.write_str("change ")?;
        }
        match quantity {
            TargetQuantity::AverageGrowth => formatter.write_str("growth ")?,
            TargetQuantity::Sum { .. } => formatter.write_str("sum ")?,
            _ => {}
        }
        let number = |value: &Value| match quantity {
            TargetQuantity::Multiple { .. } => format!("x{value}"),
            _ if is_change && *value > Value::ZERO => format!("+{value}"),
            _ => value.to_string(),
        };
        match bound {
            Bound::Between { low, high } => write!(formatter, "{}..{}", number(low), number(high))?,
            bound => write!(formatter, "{} {}", bound.sign(), number(&bound.value()))?,
        }
        match quantity {
            TargetQuantity::Level { unit }
            | TargetQuantity::Sum { unit }
            | TargetQuantity::Change { measure: ChangeMeasure::Unit(unit), .. } => {
                write!(formatter, " {unit}")?;
            }
            TargetQuantity::Change { measure: ChangeMeasure::Percent, .. } => formatter.write_str(" %")?,
            TargetQuantity::CumulativeChange => formatter.write_str(" % cumulative")?,
            TargetQuantity::AverageGrowth => formatter.write_str(" %/year")?,
            TargetQuantity::Multiple { .. } => {}
        }
        if let Bound::About { tolerance: Some(tolerance), .. } = bound {
            write!(formatter, " ± {tolerance}")?;
        }
        if let Some(from) = quantity.from() {
            write!(formatter, " from {from}")?;
        }
        write!(formatter, " {time}")
    }
}
