//! The trace of an assessment in words, one sentence a step.

use super::words::{Label, Words, readable};
use crate::assess::{Assessment, LeftOutReason, Step, StepName};
use crate::number::Ratio;
use std::fmt::Write as _;

/// How every number of an assessment came about, one line a step.
#[must_use]
pub fn explain(assessment: &Assessment, words: &Words) -> String {
    let mut text = String::new();
    for step in assessment.trace().steps() {
        sentence(&mut text, step, words);
    }
    text
}

fn sentence(text: &mut String, step: &Step, words: &Words) {
    let result = match step.result() {
        Ok(result) => match result.parse::<LeftOutReason>() {
            Ok(reason) if step.name() == StepName::LeftOut => words.left_out(reason).to_owned(),
            _ => approximately(result),
        },
        Err(refusal) => {
            format!("{}: {} ({})", words.label(Label::Refused), words.refusal(refusal.code()), refusal)
        }
    };
    // Writing to a string cannot fail.
    let _ = write!(text, "- {}: {result}", words.step(step.name()));
    if let Some(formula) = step.formula_text() {
        let _ = write!(text, " = {formula}");
    }
    if !step.inputs().is_empty() {
        let inputs = step.inputs().iter().map(|(name, value)| format!("{name} {}", approximately(value)));
        let _ = write!(text, "; {} {}", words.label(Label::With), inputs.collect::<Vec<_>>().join(", "));
    }
    if let Some(source) = step.source_id() {
        let _ = write!(text, " [{source}]");
    }
    text.push('\n');
}

/// An exact fraction with its decimal beside it; anything else as it is.
fn approximately(text: &str) -> String {
    match text.parse::<Ratio>() {
        Ok(ratio) if text.contains('/') => format!("{text} (about {})", readable(&ratio, 4)),
        _ => text.to_owned(),
    }
}
