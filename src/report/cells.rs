//! What every table says of a goal: one cell a column, in words, whatever the table is written as.

use super::words::{Label, Words};
use crate::assess::{ArmAssessment, Assessment, Evidence, Verdict, VerdictCode};
use crate::number::Ratio;
use crate::plan::phrase;
use crate::plan::{Bound, Target, TargetQuantity};
use crate::progress::{self, Direction, Extent, Gap, Lead, Pace};

/// The columns of a table of goals.
pub(super) const COLUMNS: &[Label] = &[
    Label::Goal,
    Label::Verdict,
    Label::Value,
    Label::Period,
    Label::Target,
    Label::Gap,
    Label::Share,
    Label::Lead,
    Label::Required,
    Label::Achieved,
    Label::Multiple,
];

/// Whether the cells of a column are numbers, set to the right.
pub(super) fn is_number(column: Label) -> bool {
    !matches!(column, Label::Goal | Label::Verdict | Label::Target | Label::Value | Label::Period)
}

/// The cell of a goal; `None` where there is nothing to say.
pub(super) fn cell(column: Label, assessment: &Assessment, words: &Words) -> Option<String> {
    match column {
        Label::Goal => return Some(assessment.goal().to_string()),
        Label::Verdict => return Some(verdict(assessment.verdict(), words)),
        Label::Value => return assessment_value(assessment, words),
        Label::Period => return assessment.evidence().ok().map(|found| words.date(found.period())),
        Label::Target => return assessment_target(assessment, words),
        _ => {}
    }
    let arm = assessment.deciding_arm()?;
    let unit = arm.resolution().ok()?.unit();
    match column {
        Label::Gap => arm.gap().ok().map(|found| gap(found, arm, words)),
        Label::Share => arm.share().ok().map(|share| words.ends(share, |share| words.percent(share))),
        Label::Lead => arm.pace().ok().and_then(|pace| leads(pace, words)),
        Label::Required => Some(words.change(arm.rates().ok()?.required().ok()?, unit)),
        Label::Achieved => Some(words.change(arm.rates().ok()?.achieved(), unit)),
        Label::Multiple => {
            let multiple = words.number(arm.rates().ok()?.multiple().ok()?);
            Some(words.say(Label::Times, &[&multiple]))
        }
        _ => None,
    }
}

/// The cells of a goal up to the last column that says something.
pub(super) fn row(assessment: &Assessment, words: &Words) -> Vec<Option<String>> {
    let mut cells: Vec<_> = COLUMNS.iter().map(|column| cell(*column, assessment, words)).collect();
    let last = cells.iter().rposition(Option::is_some).map_or(0, |last| last.saturating_add(1));
    cells.truncate(last);
    cells
}

/// A target as plans of the language word it, its amounts as people write them; its text form where the language has no
/// words for it.
pub(super) fn target(target: &Target, words: &Words) -> String {
    let Some(written) = words.phrases().and_then(|language| phrase::write(target, language).ok()) else {
        return target.to_string();
    };
    let (unit, bound) = (target.quantity().unit(), target.bound());
    let (low, high) = match bound {
        Bound::Between { low, high } => (*low, Some(*high)),
        _ => (bound.value(), target.aim()),
    };
    let Some(unit) = unit else { return written };
    high.into_iter().chain([low]).fold(written, |text, value| {
        text.replacen(&format!("{value} {unit}"), &words.exact_amount(value, unit), 1)
    })
}

/// The promised direction, or the target of the deciding criterion.
pub(super) fn assessment_target(assessment: &Assessment, words: &Words) -> Option<String> {
    match assessment.direction() {
        Some(direction) => Some(words.term(&direction.wanted().to_string())),
        None => assessment.deciding_arm().map(|arm| target(arm.target(), words)),
    }
}

/// The value that decides, or the latest one.
pub(super) fn assessment_value(assessment: &Assessment, words: &Words) -> Option<String> {
    match assessment.direction() {
        Some(direction) => Some(published(direction.latest(), words)),
        None => value(assessment.deciding_arm()?, words),
    }
}

/// The value as published, or its level where it was computed.
pub(super) fn published(evidence: &Evidence, words: &Words) -> String {
    match evidence.reported() {
        Some(reported) => words.quantity(reported),
        None => words.level(evidence.level(), &crate::unit::Unit::fraction()),
    }
}

/// The value as published; a computed one in the unit of the target, so that a cumulative change reads as one.
pub(super) fn value(arm: &ArmAssessment, words: &Words) -> Option<String> {
    Some(value_of(arm.evidence().ok()?, arm, words))
}

/// One of the values of a criterion, in the same way.
pub(super) fn value_of(evidence: &Evidence, arm: &ArmAssessment, words: &Words) -> String {
    let is_compounded = matches!(arm.target().quantity(), TargetQuantity::CumulativeChange);
    let resolution = arm.resolution();
    match (evidence.reported(), resolution) {
        (Some(reported), _) if !is_compounded => words.quantity(reported),
        (_, Ok(resolution)) if is_compounded => {
            let number = |level: &Ratio| resolution.bound().number_at(level).unwrap_or_else(Ratio::zero);
            words.level(
                &evidence.level().map_increasing(number),
                arm.target().quantity().unit().unwrap_or(resolution.unit()),
            )
        }
        (_, Ok(resolution)) => words.level(evidence.level(), resolution.unit()),
        (_, Err(_)) => published(evidence, words),
    }
}

fn gap(gap: &Extent<Gap>, arm: &ArmAssessment, words: &Words) -> String {
    if gap.as_exact().is_some_and(Gap::at_excluded_bound) {
        let excluded = arm.target().bound().value();
        let excluded = match arm.target().quantity().unit() {
            Some(unit) => words.exact_amount(excluded, unit),
            None => excluded.to_string(),
        };
        return match arm.target().bound().direction() {
            Some(Direction::Down) => words.say(Label::MustStayBelow, &[&excluded]),
            _ => words.say(Label::MustExceed, &[&excluded]),
        };
    }
    let Ok(resolution) = arm.resolution() else { return String::new() };
    let number = |gap: &Gap| words.distance(gap.shortfall(), resolution.unit());
    match (gap.worst(), gap.best()) {
        (Some(worst), Some(best)) if worst != best && best.shortfall().is_zero() => {
            words.say(Label::AtMost, &[&number(worst)])
        }
        (None, Some(best)) => words.say(Label::AtLeast, &[&number(best)]),
        _ => words.ends(gap, number),
    }
}

/// How far the value is from its path in time, in words.
pub(super) fn leads(pace: &Extent<Pace>, words: &Words) -> Option<String> {
    let is_at_deadline = |pace: &Pace| pace.lead() == &Lead::AheadByAtLeast(Ratio::zero());
    if pace.best().is_some_and(is_at_deadline) {
        return None;
    }
    Some(words.ends(pace, |pace| lead(pace.lead(), words)))
}

fn lead(lead: &Lead, words: &Words) -> String {
    let years = lead.years();
    if years.is_zero() {
        return words.label(Label::OnThePath).to_owned();
    }
    let label = match (lead, years.is_negative()) {
        (Lead::Exactly(_), false) => Label::YearsAhead,
        (Lead::Exactly(_), true) => Label::YearsBehind,
        (Lead::AheadByAtLeast(_), _) => Label::YearsAheadAtLeast,
        (Lead::BehindByMoreThan(_), _) => Label::YearsBehindMore,
    };
    words.count(label, &years.absolute())
}

/// The verdict in words, with what belongs to it.
pub(super) fn verdict(verdict: &Verdict, words: &Words) -> String {
    let (word, details) = (words.verdict(verdict.code()), details(verdict, words));
    if details.is_empty() { word.to_owned() } else { words.say(Label::InBrackets, &[word, &details]) }
}

/// What belongs to a verdict besides the word.
pub(super) fn details(verdict: &Verdict, words: &Words) -> String {
    let date = |date: &dyn std::fmt::Display| words.date(date);
    let mut details = Vec::new();
    details.extend(verdict.refusal().map(|code| code.to_string()));
    details.extend(verdict.replaced_by().map(|by| words.say(Label::ReplacedBy, &[by.as_ref()])));
    details.extend(
        verdict.would_be().map(|would_be| words.say(Label::WouldBe, &[&self::verdict(would_be, words)])),
    );
    let since = if verdict.code() == VerdictCode::AwaitingData { Label::MetSince } else { Label::Since };
    details.extend(verdict.met_since().map(|day| words.say(since, &[&date(&day)])));
    details.extend(verdict.met_late().map(|period| words.say(Label::MetLateIn, &[&date(period)])));
    details.extend(verdict.broken().map(|period| words.say(Label::BrokenIn, &[&date(period)])));
    details.extend(
        verdict.held().map(|(held, due)| words.say(Label::HeldIn, &[&held.to_string(), &due.to_string()])),
    );
    details.extend(verdict.accepted_until().map(|until| words.say(Label::AcceptedUntil, &[&date(&until)])));
    details.extend(verdict.path().map(|path| words.term(path)));
    details.join(words.label(Label::And))
}

/// Whether the target is reached by the deadline, in words.
pub(super) fn reached(attainment: progress::Attainment) -> Label {
    match attainment {
        progress::Attainment::Met => Label::Reached,
        progress::Attainment::NotMet => Label::NotReached,
        progress::Attainment::Undetermined => Label::MayBeReached,
    }
}
