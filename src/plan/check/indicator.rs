//! Checks of an indicator: its limits, the members of its dimensions, and what it is derived from.

use super::Checker;
use crate::diagnostic::Code;
use crate::number::Value;
use crate::plan::{Derivation, Indicator};
use crate::text::Id;
use crate::unit::Unit;
use std::collections::BTreeSet;

impl<'a> Checker<'a> {
    pub(super) fn indicator(&mut self, path: &str, indicator: &Indicator) {
        let limits = indicator.limits();
        if let (Some(lower), Some(upper)) = (limits.lower, limits.upper)
            && lower > upper
        {
            let found = format!("{lower} above {upper}");
            self.report(Code::InvalidValue, &format!("{path}.limits"), found, "the lower limit first");
        }
        if let Some(step) = indicator.step().filter(|step| *step <= Value::ZERO) {
            self.report(
                Code::InvalidValue,
                &format!("{path}.step"),
                step.to_string(),
                "a step above 0, usually 1",
            );
        }
        for (dimension, members) in indicator.groups() {
            self.members(&format!("{path}.groups.{dimension}"), members);
        }
        if let Some(derivation) = indicator.derivation() {
            self.derivation(&format!("{path}.derived"), indicator, derivation);
        }
    }

    fn derivation(&mut self, path: &str, indicator: &Indicator, derivation: &Derivation) {
        for input in derivation.inputs() {
            self.find(path, input);
        }
        if self.depends_on(indicator.id(), indicator, &mut BTreeSet::new()) {
            self.report(
                Code::CyclicDerivation,
                path,
                indicator.id().to_string(),
                "inputs that do not lead back to it",
            );
        }
        self.derived_units(path, indicator, derivation);
        if let Derivation::ShareAtOrAbove { distribution, level } = derivation
            && let Some(distribution) = self.declared(distribution)
            && !distribution.levels().contains(level)
        {
            let expected =
                format!("one of the levels of {}: {}", distribution.id(), distribution.levels().join(", "));
            self.report(Code::DistributionLevels, path, level.clone(), expected);
        }
    }

    /// The members of a dimension: some, each once.
    fn members(&mut self, path: &str, members: &[String]) {
        if members.is_empty() {
            self.report(Code::MissingField, path, "an empty list", "the members of the dimension");
        }
        let mut seen = BTreeSet::new();
        for (index, member) in members.iter().enumerate() {
            if !seen.insert(member) {
                let path = format!("{path}[{index}]");
                self.report(Code::DuplicateId, &path, member.clone(), "each member of the dimension once");
            }
        }
    }

    /// What is added or averaged converts to the unit of the result; a share of an increment is one of two
    /// amounts of one kind.
    fn derived_units(&mut self, path: &str, indicator: &Indicator, derivation: &Derivation) {
        match derivation {
            Derivation::Sum { parts } => {
                if parts.is_empty() {
                    let path = format!("{path}.sum.parts");
                    self.report(Code::MissingField, &path, "an empty list", "the ids of what is added");
                }
                for (index, part) in parts.iter().enumerate() {
                    let path = format!("{path}.sum.parts[{index}]");
                    if parts.iter().take(index).any(|other| other == part) {
                        self.report(Code::DuplicateId, &path, part.to_string(), "each part of the sum once");
                    }
                    self.input_unit(&path, part, indicator.unit());
                }
            }
            Derivation::Difference { minuend, subtrahend } => {
                self.input_unit(&format!("{path}.difference.minuend"), minuend, indicator.unit());
                self.input_unit(&format!("{path}.difference.subtrahend"), subtrahend, indicator.unit());
            }
            Derivation::ShareOfIncrement { part, whole, .. } => {
                if let Some(whole) = self.declared(whole) {
                    self.input_unit(&format!("{path}.share_of_increment.part"), part, whole.unit());
                }
                if !indicator.unit().is_percentage() {
                    let found = indicator.unit().to_string();
                    self.report(Code::UnitMismatch, path, found, "a unit of a share, such as %");
                }
            }
            Derivation::WeightedMean { values, minimum_coverage, .. } => {
                self.input_unit(&format!("{path}.weighted_mean.values"), values, indicator.unit());
                let most = Value::from(100);
                if let Some(share) = minimum_coverage.filter(|share| *share < Value::ZERO || *share > most) {
                    let path = format!("{path}.weighted_mean.minimum_coverage");
                    self.report(
                        Code::InvalidValue,
                        &path,
                        share.to_string(),
                        "a share from 0 to 100, in percent",
                    );
                }
            }
            Derivation::Ratio { numerator, denominator } => {
                let units = self.declared(numerator).zip(self.declared(denominator));
                if let Some((numerator, denominator)) = units
                    && !indicator.unit().is_quotient_of(numerator.unit(), denominator.unit())
                {
                    let found = format!("{} by {}", numerator.unit(), denominator.unit());
                    let expected = format!("two units whose quotient is in {}", indicator.unit());
                    self.report(Code::UnitMismatch, &format!("{path}.ratio"), found, expected);
                }
            }
            Derivation::ShareAtOrAbove { .. } => {}
        }
    }

    fn input_unit(&mut self, path: &str, input: &Id, expected: &Unit) {
        if let Some(input) = self.declared(input) {
            self.unit(path, input.unit(), expected);
        }
    }

    fn depends_on(&self, id: &Id, indicator: &'a Indicator, seen: &mut BTreeSet<&'a Id>) -> bool {
        let inputs = indicator.derivation().map(Derivation::inputs).unwrap_or_default();
        inputs.into_iter().any(|input| {
            input == id
                || (seen.insert(input)
                    && self.declared(input).is_some_and(|other| self.depends_on(id, other, seen)))
        })
    }
}
