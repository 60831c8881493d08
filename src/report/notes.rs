//! The lines below a row of a table: the evidence of the goal, and what qualifies the answer.

use super::cells::{reached, target, verdict};
use super::words::{Label, Words};
use crate::assess::{ArmAssessment, Assessment, Attained, Attainment, Evidence};
use std::fmt::Write as _;

/// The evidence of the goal, and what qualifies the answer, a line each.
pub(super) fn notes(assessment: &Assessment, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(assessment.evidence().ok().map(|found| evidence(found, words)));
    lines.extend(assessment.deciding_arm().into_iter().flat_map(|arm| qualifiers(arm, words)));
    if assessment.arms().len() > 1 {
        lines.extend(assessment.arms().iter().map(|arm| criterion(arm, words)));
    }
    lines.extend(assessment.judgements().iter().map(|judgement| {
        let (who, day) = (&judgement.who, words.date(&judgement.day));
        words.say(Label::JudgedBy, &[who.as_str(), &day, judgement.label.as_str()])
    }));
    if !assessment.is_counted() {
        lines.push(words.label(Label::NotCounted).to_owned());
    }
    lines
}

/// One of several criteria with its verdict.
pub(super) fn criterion(arm: &ArmAssessment, words: &Words) -> String {
    let role = arm.role().map(|role| format!("{}: ", words.term(role.code()))).unwrap_or_default();
    format!("{role}{}: {}", target(arm.target(), words), verdict(arm.verdict(), words))
}

fn evidence(evidence: &Evidence, words: &Words) -> String {
    let label = |label| words.label(label);
    let mut line = format!(
        "{}: {} {}, {} {}",
        label(Label::Evidence),
        evidence.series(),
        words.date(evidence.period()),
        label(Label::Published),
        words.date(&evidence.published())
    );
    // Writing to a string cannot fail.
    if !evidence.flags().is_empty() {
        let _ = write!(line, ", {} {}", label(Label::Flags), evidence.flags());
    }
    if !evidence.published().is_exact() {
        let _ = write!(line, ", {}", label(Label::PublishedDateImprecise));
    }
    if let Some(source) = evidence.source() {
        let _ = write!(line, " [{source}]");
    }
    line
}

/// What qualifies the answers on a criterion.
pub(super) fn qualifiers(arm: &ArmAssessment, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(outlook(arm, words));
    if let Some((worst, of)) = arm.member().zip(arm.target().group()) {
        lines.push(words.say(Label::Worst, &[&arm.groups().len().to_string(), of.as_ref(), worst]));
    }
    if let Some((aim, number)) = arm.aim().zip(arm.target().aim()) {
        lines.push(words.say(Label::Aim, &[&number.to_string(), &words.term(aim.attained().code())]));
    }
    let early = arm.early_by().filter(|years| years.is_positive() && is_met(arm));
    lines.extend(early.map(|years| words.count(Label::Early, years)));
    let unit = arm.resolution().ok().map(|resolution| resolution.unit().clone());
    lines.extend(arm.others().iter().zip(std::iter::repeat(unit)).filter_map(|(other, unit)| {
        let level = words.level(&other.level, &unit?);
        Some(words.say(Label::OtherSeries, &[other.series.as_ref(), &words.date(&other.period), &level]))
    }));
    lines.extend(markers(arm, words));
    if let Some(comparable) = arm.if_comparable().filter(|comparable| comparable.verdict() != arm.verdict()) {
        let mut answer = verdict(comparable.verdict(), words);
        if let Ok(share) = comparable.share() {
            let share = words.ends(share, |share| words.percent(share));
            let _ = write!(answer, ", {} {share}", words.label(Label::Share));
        }
        lines.push(words.say(Label::IfComparable, &[&answer]));
    }
    lines
}

/// What qualifies the attainment.
pub(super) fn markers(arm: &ArmAssessment, words: &Words) -> Vec<String> {
    let markers = arm.attainment().map(Attainment::markers).into_iter().flatten();
    markers.map(|marker| words.marker(*marker).to_owned()).collect()
}

fn outlook(arm: &ArmAssessment, words: &Words) -> Option<String> {
    let trend = arm.trend().ok()?;
    let mut line = format!("{}: {}", words.label(Label::Trend), words.term(&trend.direction().to_string()));
    if let (Ok(outlook), Ok(resolution)) = (arm.outlook(), arm.resolution()) {
        let value = words.ends(outlook.value_at_deadline(), |value| words.amount(value, resolution.unit()));
        let _ = write!(
            line,
            "; {}: {value}, {} ({})",
            words.label(Label::Outlook),
            words.label(reached(outlook.reached_by_deadline())),
            words.term(&outlook.projection().to_string())
        );
    }
    Some(line)
}

fn is_met(arm: &ArmAssessment) -> bool {
    arm.attainment().is_ok_and(|attainment| attainment.attained() == Attained::Met)
}
