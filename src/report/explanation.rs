//! The trace of an assessment in words, one sentence a step.

use super::amount::readable;
use super::cells::verdict;
use super::grid::printable;
use super::words::{Label, Words};
use crate::assess::{ArmAssessment, Assessment, LeftOutReason, Step, StepName, VerdictCode};
use crate::number::Ratio;
use std::fmt::Write as _;

/// How every number of an assessment came about, one line a step.
#[must_use]
pub fn explain(assessment: &Assessment, words: &Words) -> String {
    let mut text = String::new();
    for step in assessment.trace().steps() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "- {}", printable(&sentence(step, assessment, words)));
    }
    text
}

/// One step: what it establishes, the result or why there is none, the formula, what was put in, the source.
pub(super) fn sentence(step: &Step, assessment: &Assessment, words: &Words) -> String {
    let result = match step.result() {
        Ok(result) => match result.parse::<LeftOutReason>() {
            Ok(reason) if step.name() == StepName::LeftOut => words.left_out(reason).to_owned(),
            _ if step.name() == StepName::Verdict => {
                let arm = step.arm().and_then(|arm| assessment.arms().get(arm));
                verdict(arm.map_or(assessment.verdict(), ArmAssessment::verdict), words)
            }
            _ => shown(result, words),
        },
        Err(refusal) => {
            let why = words.say(Label::InBrackets, &[words.refusal(refusal.code()), &refusal.to_string()]);
            words.named(words.label(Label::NoAnswer), &why)
        }
    };
    let mut text = words.named(words.step(step.name()), &result);
    if let Some(formula) = step.formula_text() {
        text.push_str(" = ");
        text.push_str(words.formula(step.name()).unwrap_or(formula));
    }
    if !step.inputs().is_empty() {
        let inputs =
            step.inputs().iter().map(|(name, value)| format!("{} {}", words.term(name), shown(value, words)));
        let _ = write!(
            text,
            "; {} {}",
            words.label(Label::With),
            inputs.collect::<Vec<_>>().join(words.label(Label::And))
        );
    }
    if let Some(source) = step.source_id() {
        let _ = write!(text, " [{source}]");
    }
    text
}

/// A code or the code of a verdict in words, an exact fraction with its decimal beside it; anything else as it is.
fn shown(text: &str, words: &Words) -> String {
    match text.parse::<Ratio>() {
        Ok(ratio) if text.contains('/') => {
            format!("{text} ({})", words.say(Label::About, &[&readable(&ratio, 4)]))
        }
        _ => words.known_term(text).unwrap_or_else(|| {
            let (code, details) = text.split_once(" (").map_or((text, ""), |(code, details)| (code, details));
            match code.parse::<VerdictCode>() {
                Ok(code) if details.is_empty() => words.verdict(code).to_owned(),
                Ok(code) => {
                    words.say(Label::InBrackets, &[words.verdict(code), details.trim_end_matches(')')])
                }
                Err(_) => text.to_owned(),
            }
        }),
    }
}
