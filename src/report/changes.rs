//! What changed from round to round and from plan to plan, in words, with the causes.

use super::grid::printable;
use super::words::{Label, Words};
use crate::assess::{RefusalCode, VerdictCode};
use crate::monitor::{Axis, AxisChange, AxisValue, Cause, Changes, PlanComparison, Worded};
use crate::text::Id;
use std::fmt::Write as _;

/// Every goal that changed between two rounds: each axis before and after, the causes, and the inputs that differ.
#[must_use]
pub fn changes(changes: &Changes, words: &Words) -> String {
    let mut text =
        words.say(Label::Range, &[&words.date(&changes.before().at()), &words.date(&changes.after().at())]);
    text.push('\n');
    if changes.is_empty() {
        text.push_str(words.label(Label::NothingChanged));
        text.push('\n');
    }
    for goal in changes.goals() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n{}", goal.goal());
        for axis in goal.axes() {
            let _ = writeln!(text, "  {}", axis_change(axis, words));
        }
        for found in goal.causes() {
            for difference in found.differences() {
                let side = |side: &Option<String>| printable(side.as_deref().unwrap_or("-"));
                let (before, after) = (side(&difference.before), side(&difference.after));
                let cause = words.term(found.cause().code());
                let _ = writeln!(text, "  {cause}: {}: {before} → {after}", printable(&difference.what));
            }
        }
    }
    for (label, goals) in
        [(Label::NewGoals, changes.new_goals()), (Label::DroppedGoals, changes.dropped_goals())]
    {
        if !goals.is_empty() {
            let goals: Vec<&str> = goals.iter().map(Id::as_ref).collect();
            let _ = writeln!(text, "\n{}: {}", words.label(label), goals.join(", "));
        }
    }
    text
}

fn axis_change(change: &AxisChange, words: &Words) -> String {
    let value = |value: &AxisValue| axis_value(change.axis(), value, words);
    let mut text = format!(
        "{}: {} → {}",
        words.term(change.axis().code()),
        value(change.before()),
        value(change.after())
    );
    let named = |causes: &[Cause]| {
        causes.iter().map(|cause| words.term(cause.code())).collect::<Vec<_>>().join(" + ")
    };
    let causes: Vec<String> = match (change.smallest(), change.steps()) {
        ([], steps) => steps.iter().map(|step| named(step.causes())).collect(),
        (smallest, _) => smallest.iter().map(|causes| named(causes)).collect(),
    };
    if !causes.is_empty() {
        let _ = write!(text, " ({}: {})", words.label(Label::Because), causes.join(words.label(Label::And)));
    }
    text
}

fn axis_value(axis: Axis, value: &AxisValue, words: &Words) -> String {
    match value {
        AxisValue::Number(number) if axis == Axis::Share => words.percent(number),
        AxisValue::Number(number) => words.number(number),
        AxisValue::Word(word) => match word.parse::<VerdictCode>() {
            Ok(code) if axis == Axis::Verdict => words.verdict(code).to_owned(),
            _ => words.known_term(word).unwrap_or_else(|| printable(word)),
        },
        AxisValue::Between(text) => printable(text),
        AxisValue::Refused(code) => match code.parse::<RefusalCode>() {
            Ok(code) => format!("{} ({code})", words.label(Label::NoAnswer)),
            Err(_) => format!("({code})"),
        },
        AxisValue::None => "-".to_owned(),
    }
}

/// What a plan kept of another, raised, loosened, moved or dropped, goal by goal.
#[must_use]
pub fn plan_changes(comparison: &PlanComparison, words: &Words) -> String {
    let mut text = format!("{} → {}\n", comparison.before(), comparison.after());
    for goal in comparison.goals() {
        let (before, after) = (goal.before(), goal.after());
        let name = before.or(after).map(|worded| worded.goal.to_string()).unwrap_or_default();
        let fates: Vec<String> = goal.fates().iter().map(|fate| words.term(fate.code())).collect();
        let _ = writeln!(text, "\n{name}: {}", fates.join(words.label(Label::And)));
        for (label, worded) in [(Label::From, before), (Label::To, after)] {
            if let Some(Worded { wording, promise, .. }) = worded {
                let wording = printable(words.text(wording));
                let _ = writeln!(text, "  {}: {promise} ({wording})", words.label(label));
            }
        }
    }
    text
}
