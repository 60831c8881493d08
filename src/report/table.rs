//! The table of gaps of one plan as plain text: a line of answers and lines of evidence for every goal.
//! Aligned by terminal columns, so that Chinese ids and units line up too.

use super::cells::{Column, row};
use super::notes::notes;
use super::words::Words;
use crate::assess::{Assessment, Refusal, RefusalCode, VerdictCode};
use crate::text::text_width;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Every goal with verdict, value, target, gap, share of the way, lead, and required against achieved rate.
#[must_use]
pub fn gap_table(assessments: &[Assessment], words: &Words) -> String {
    let mut lines = Vec::new();
    for assessment in assessments {
        let cells = row(assessment, words).into_iter();
        let cells = cells.map(|cell| cell.unwrap_or_else(|| "-".to_owned()));
        lines.push(Line::Cells(cells.collect()));
        lines.extend(notes(assessment, words).into_iter().map(Line::Note));
    }
    // A plan of text goals needs no columns for numbers.
    let columns = lines.iter().map(|line| if let Line::Cells(cells) = line { cells.len() } else { 0 }).max();
    let header = Column::ALL.iter().take(columns.unwrap_or_default());
    lines.insert(0, Line::Cells(header.map(|column| words.label(column.label()).to_owned()).collect()));
    aligned(&lines)
}

enum Line {
    Cells(Vec<String>),
    Note(String),
}

fn aligned(lines: &[Line]) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for line in lines {
        let Line::Cells(cells) = line else { continue };
        widths.resize(widths.len().max(cells.len()), 0);
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(text_width(cell));
        }
    }
    let mut text = String::new();
    for line in lines {
        let mut shown = String::new();
        match line {
            Line::Note(note) => {
                let _ = write!(shown, "    {note}");
            }
            Line::Cells(cells) => {
                for (cell, width) in cells.iter().zip(&widths) {
                    let padding = width.saturating_sub(text_width(cell)).saturating_add(2);
                    let _ = write!(shown, "{cell}{}", " ".repeat(padding));
                }
            }
        }
        text.push_str(shown.trim_end());
        text.push('\n');
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
