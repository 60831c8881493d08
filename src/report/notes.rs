//! The lines below a row of a table: the evidence of the goal, and what qualifies the answer.

use super::cells::{reached, target, verdict};
use super::words::{Label, Words};
use crate::assess::{ArmAssessment, Assessment, Attained, Attainment, Evidence};

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
    let told = words.named(&target(arm.target(), words), &verdict(arm.verdict(), words));
    arm.role().map_or(told.clone(), |role| words.named(&words.term(role.code()), &told))
}

fn evidence(evidence: &Evidence, words: &Words) -> String {
    let label = |label| words.label(label);
    let mut parts = vec![
        format!("{} {}", evidence.series(), words.date(evidence.period())),
        format!("{} {}", label(Label::Published), words.date(&evidence.published())),
    ];
    if !evidence.flags().is_empty() {
        parts.push(format!("{} {}", label(Label::Flags), evidence.flags()));
    }
    if !evidence.published().is_exact() {
        parts.push(label(Label::PublishedDateImprecise).to_owned());
    }
    let told = words.named(label(Label::Evidence), &parts.join(label(Label::And)));
    match evidence.source() {
        Some(source) => format!("{told} [{source}]"),
        None => told,
    }
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
        let share = comparable.share().ok().map(|share| {
            format!("{} {}", words.label(Label::Share), words.ends(share, |share| words.percent(share)))
        });
        let answer: Vec<String> =
            std::iter::once(verdict(comparable.verdict(), words)).chain(share).collect();
        lines.push(words.say(Label::IfComparable, &[&answer.join(words.label(Label::And))]));
    }
    lines
}

/// What qualifies the attainment.
pub(super) fn markers(arm: &ArmAssessment, words: &Words) -> Vec<String> {
    let markers = arm.attainment().map(Attainment::markers).into_iter().flatten();
    markers.map(|marker| words.marker(*marker).to_owned()).collect()
}

fn outlook(arm: &ArmAssessment, words: &Words) -> Option<String> {
    let trend = words.term(&arm.trend().ok()?.direction().to_string());
    let trend = words.named(words.label(Label::Trend), &trend);
    let (Ok(outlook), Ok(resolution)) = (arm.outlook(), arm.resolution()) else { return Some(trend) };
    let value = words.ends(outlook.value_at_deadline(), |value| words.amount(value, resolution.unit()));
    let projection = words.term(&outlook.projection().to_string());
    let reached = words.label(reached(outlook.reached_by_deadline()));
    let told = [value, words.say(Label::InBrackets, &[reached, &projection])].join(words.label(Label::And));
    Some(format!("{trend}; {}", words.named(words.label(Label::Outlook), &told)))
}

fn is_met(arm: &ArmAssessment) -> bool {
    arm.attainment().is_ok_and(|attainment| attainment.attained() == Attained::Met)
}
