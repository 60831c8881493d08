//! The table of gaps of one plan as plain text: a line of answers and lines of evidence for every goal.
//! Aligned by terminal columns, so that Chinese ids and units line up too.

use super::grid::{Grid, printable};
use super::notes::notes;
use super::words::Words;
use crate::assess::{Assessment, Refusal, RefusalCode, VerdictCode};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Every goal with verdict, value, target, gap, share of the way, lead, and required against achieved change; below it
/// its evidence and what qualifies the answers.
#[must_use]
pub fn gap_table(assessments: &[Assessment], words: &Words) -> String {
    let mut text = String::new();
    let grid = Grid::of_goals(assessments, words);
    let mut lines = grid.lines();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{}", lines.next().unwrap_or_default());
    for (line, assessment) in lines.zip(assessments) {
        let _ = writeln!(text, "{line}");
        for note in notes(assessment, words) {
            let _ = writeln!(text, "    {}", printable(&note));
        }
    }
    text
}

/// Every refusal of the assessments, by code, with what it means and the goals it concerns.
#[must_use]
pub fn refusal_list(assessments: &[Assessment], words: &Words) -> String {
    let mut text = String::new();
    for (code, goals) in refused(assessments, words) {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{code}: {}", words.refusal(code));
        let _ = writeln!(text, "    {}", goals.join(", "));
    }
    text
}

/// Refusals by code, each with the goals and axes it concerns.
pub(super) fn refused(assessments: &[Assessment], words: &Words) -> BTreeMap<RefusalCode, Vec<String>> {
    let mut goals: BTreeMap<RefusalCode, Vec<String>> = BTreeMap::new();
    let with_number = |assessment: &&Assessment| {
        assessment.verdict().code() != VerdictCode::TextGoal && assessment.direction().is_none()
    };
    for assessment in assessments.iter().filter(with_number) {
        for (axis, refusal) in refusals(assessment, words) {
            goals.entry(refusal.code()).or_default().push(format!("{} {axis}", assessment.goal()));
        }
    }
    goals
}

/// The axes without an answer; where attainment has none, nothing else is expected.
pub(super) fn refusals(assessment: &Assessment, words: &Words) -> Vec<(String, Refusal)> {
    if let Err(refusal) = assessment.attained() {
        return vec![(words.term("attainment"), refusal)];
    }
    let axes = [
        ("gap", assessment.gap().err()),
        ("share", assessment.share().err()),
        ("pace", assessment.pace().err()),
        ("trend", assessment.trend().err()),
        ("outlook", assessment.outlook().err()),
    ];
    axes.into_iter().filter_map(|(axis, refusal)| Some((words.term(axis), refusal?))).collect()
}
