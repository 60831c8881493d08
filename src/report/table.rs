//! The table of gaps of one plan: a line of answers and a line of evidence for every goal.
//! Aligned by terminal columns, so that Chinese ids and units line up too.

use super::words::{Label, Words, readable};
use crate::assess::{
    ArmAssessment, Assessment, Attained, Attainment, Refusal, RefusalCode, Verdict, VerdictCode,
};
use crate::number::{Endpoint, Interval, Ratio};
use crate::plan::TargetQuantity;
use crate::progress::{self, Extent, Gap, Lead, Pace};
use crate::text::text_width;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Decimals shown of levels, gaps and years; exact numbers are in the assessment.
const DECIMALS: u32 = 2;

/// Every goal with verdict, value, target, gap, share of the way, lead, and required against achieved rate.
#[must_use]
pub fn gap_table(assessments: &[Assessment], words: &Words) -> String {
    let header = [
        Label::Goal,
        Label::Verdict,
        Label::Value,
        Label::Target,
        Label::Gap,
        Label::Share,
        Label::Lead,
        Label::Required,
        Label::Achieved,
        Label::Multiple,
    ];
    let mut lines = Vec::new();
    for assessment in assessments {
        lines.push(Line::Cells(cells(assessment, words)));
        lines.extend(evidence(assessment, words).into_iter().map(Line::Note));
    }
    // A plan of text goals needs no columns for numbers.
    let columns = lines.iter().map(|line| if let Line::Cells(cells) = line { cells.len() } else { 0 }).max();
    let header = header.iter().take(columns.unwrap_or_default()).map(|label| words.label(*label).to_owned());
    lines.insert(0, Line::Cells(header.collect()));
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

fn cells(assessment: &Assessment, words: &Words) -> Vec<String> {
    let mut cells = vec![assessment.goal().to_string(), verdict(assessment.verdict(), words)];
    if let Some(direction) = assessment.direction() {
        cells.push(level(direction.latest().level()));
        cells.push(direction.wanted().to_string());
    }
    let Some(arm) = assessment.deciding_arm() else { return cells };
    let rates = arm.rates().ok();
    let optional = [
        value(arm),
        Some(arm.target().to_string()),
        arm.gap().ok().map(|gap| gaps(gap, arm, words)),
        arm.share().ok().map(|share| ends(share, percent)),
        arm.pace().ok().and_then(|pace| leads(pace, words)),
        rates.and_then(|rates| rates.required().ok()).map(signed),
        rates.map(|rates| signed(rates.achieved())),
        rates
            .and_then(|rates| rates.multiple().ok())
            .map(|multiple| format!("{}x", readable(multiple, DECIMALS))),
    ];
    cells.extend(optional.map(|cell| cell.unwrap_or_else(|| "-".to_owned())));
    cells
}

/// The value as published; a computed one in the unit of the target, so that a cumulative change reads as one.
fn value(arm: &ArmAssessment) -> Option<String> {
    let evidence = arm.evidence().ok()?;
    if let Some(reported) = evidence.reported().filter(|_| !is_compounded(arm)) {
        return Some(reported.to_string());
    }
    let resolution = arm.resolution().ok()?;
    let shown = if is_compounded(arm) {
        let number = |level: &Ratio| resolution.bound().number_at(level).unwrap_or_else(Ratio::zero);
        evidence.level().map_increasing(number)
    } else {
        evidence.level().clone()
    };
    Some(format!("{} {}", level(&shown), resolution.unit()))
}

fn is_compounded(arm: &ArmAssessment) -> bool {
    matches!(arm.target().quantity(), TargetQuantity::CumulativeChange)
}

fn percent(share: &Ratio) -> String {
    format!("{} %", readable(&(share * &Ratio::hundred()), 1))
}

fn leads(pace: &Extent<Pace>, words: &Words) -> Option<String> {
    let is_at_deadline = |pace: &Pace| pace.lead() == &Lead::AheadByAtLeast(Ratio::zero());
    if pace.best().is_some_and(is_at_deadline) {
        return None;
    }
    Some(format!("{} {}", ends(pace, |pace| lead(pace.lead())), words.label(Label::Years)))
}

/// The verdict in words, with what belongs to it.
fn verdict(verdict: &Verdict, words: &Words) -> String {
    let label = |label| words.label(label);
    let mut details = Vec::new();
    details.extend(verdict.refusal().map(|code| code.to_string()));
    details.extend(verdict.replaced_by().map(|by| format!("{} {by}", label(Label::ReplacedBy))));
    details.extend(
        verdict
            .would_be()
            .map(|would_be| format!("{}: {}", label(Label::WouldBe), self::verdict(would_be, words))),
    );
    let since = if verdict.code() == VerdictCode::AwaitingData { Label::MetSince } else { Label::Since };
    details.extend(verdict.met_since().map(|day| format!("{} {day}", label(since))));
    details.extend(verdict.met_late().map(|period| format!("{} {period}", label(Label::MetLateIn))));
    details.extend(verdict.broken().map(|period| format!("{} {period}", label(Label::BrokenIn))));
    details.extend(verdict.held().map(|(held, due)| format!("{held} {} {due}", label(Label::Of))));
    details.extend(verdict.accepted_until().map(|until| format!("{} {until}", label(Label::AcceptedUntil))));
    details.extend(verdict.path().map(ToOwned::to_owned));
    let word = words.verdict(verdict.code());
    if details.is_empty() { word.to_owned() } else { format!("{word} ({})", details.join(", ")) }
}

fn level(level: &Interval) -> String {
    if let Some(exact) = level.as_exact() {
        return readable(exact, DECIMALS);
    }
    let end = |end: &Endpoint, closed: &str, open: &str| match end {
        Endpoint::Unbounded => None,
        Endpoint::Closed(number) => Some(format!("{closed}{}", readable(number, DECIMALS))),
        Endpoint::Open(number) => Some(format!("{open}{}", readable(number, DECIMALS))),
    };
    match (end(level.lower(), "", ">"), end(level.upper(), "", "<")) {
        (Some(lower), Some(upper)) => format!("{lower}..{upper}"),
        (Some(lower), None) if matches!(level.lower(), Endpoint::Closed(_)) => format!(">={lower}"),
        (None, Some(upper)) if matches!(level.upper(), Endpoint::Closed(_)) => format!("<={upper}"),
        (lower, upper) => lower.or(upper).unwrap_or_default(),
    }
}

fn gaps(gap: &Extent<Gap>, arm: &ArmAssessment, words: &Words) -> String {
    if let Some(exact) = gap.as_exact() {
        if exact.at_excluded_bound() {
            let excluded = arm.target().bound().value();
            return format!("0, {} {excluded}", words.label(excluded_label(arm)));
        }
        return readable(exact.shortfall(), DECIMALS);
    }
    let number = |gap: &Gap| readable(gap.shortfall(), DECIMALS);
    match (gap.worst(), gap.best()) {
        (Some(worst), Some(best)) if best.shortfall().is_zero() => {
            format!("{} {}", words.label(Label::AtMost), number(worst))
        }
        (None, Some(best)) => format!("{} {}", words.label(Label::AtLeast), number(best)),
        _ => ends(gap, number),
    }
}

fn excluded_label(arm: &ArmAssessment) -> Label {
    match arm.target().bound().direction() {
        Some(crate::progress::Direction::Down) => Label::MustStayBelow,
        _ => Label::MustExceed,
    }
}

fn ends<T>(extent: &Extent<T>, show: impl Fn(&T) -> String) -> String {
    let [worst, best] = [extent.worst(), extent.best()].map(|end| end.map_or_else(|| "?".to_owned(), &show));
    if worst == best { worst } else { format!("{worst}..{best}") }
}

fn signed(number: &Ratio) -> String {
    let text = readable(number, DECIMALS);
    if number.is_positive() { format!("+{text}") } else { text }
}

fn lead(lead: &Lead) -> String {
    match lead {
        Lead::Exactly(years) => signed(years),
        Lead::AheadByAtLeast(_) => format!(">={}", signed(&lead.years())),
        Lead::BehindByMoreThan(_) => format!("<{}", signed(&lead.years())),
    }
}

/// The evidence of the goal, and what qualifies the answer, a line each.
fn evidence(assessment: &Assessment, words: &Words) -> Vec<String> {
    let label = |label| words.label(label);
    let mut lines = Vec::new();
    if let Ok(evidence) = assessment.evidence() {
        let mut line = format!(
            "{}: {} {}, {} {}",
            label(Label::Evidence),
            evidence.series(),
            evidence.period(),
            label(Label::Published),
            evidence.published()
        );
        if !evidence.flags().is_empty() {
            let _ = write!(line, ", {} {}", label(Label::Flags), evidence.flags());
        }
        if !evidence.published().is_exact() {
            let _ = write!(line, ", {}", label(Label::PublishedDateImprecise));
        }
        if let Some(source) = evidence.source() {
            let _ = write!(line, " [{source}]");
        }
        lines.push(line);
    }
    lines.extend(assessment.deciding_arm().into_iter().flat_map(|arm| qualifiers(arm, words)));
    if assessment.arms().len() > 1 {
        lines.extend(assessment.arms().iter().map(|arm| {
            let role = arm.role().map(|role| format!("{role}: ")).unwrap_or_default();
            format!("{role}{}: {}", arm.target(), verdict(arm.verdict(), words))
        }));
    }
    lines.extend(assessment.judgements().iter().map(|judgement| {
        format!("{} {} {}: {}", label(Label::JudgedBy), judgement.who, judgement.day, judgement.label)
    }));
    if !assessment.is_counted() {
        lines.push(label(Label::NotCounted).to_owned());
    }
    lines
}

fn qualifiers(arm: &ArmAssessment, words: &Words) -> Vec<String> {
    let label = |label| words.label(label);
    let mut lines = Vec::new();
    if let Ok(trend) = arm.trend() {
        let mut line = format!("{}: {}", label(Label::Trend), trend.direction());
        if let Ok(outlook) = arm.outlook() {
            let reached = match outlook.reached_by_deadline() {
                progress::Attainment::Met => Label::Reached,
                progress::Attainment::NotMet => Label::NotReached,
                progress::Attainment::Undetermined => Label::MayBeReached,
            };
            let value = ends(outlook.value_at_deadline(), |value| readable(value, DECIMALS));
            let _ = write!(
                line,
                "; {}: {value}, {} ({})",
                label(Label::Outlook),
                label(reached),
                outlook.projection()
            );
        }
        lines.push(line);
    }
    if let Some((worst, of)) = arm.member().zip(arm.target().group()) {
        lines.push(format!("{} {} {of}: {worst}", label(Label::Worst), arm.groups().len()));
    }
    if let Some((aim, number)) = arm.aim().zip(arm.target().aim()) {
        lines.push(format!("{} {number}: {}", label(Label::Aim), aim.attained()));
    }
    let early = arm.early_by().filter(|years| years.is_positive() && is_met(arm));
    lines.extend(early.map(|years| format!("{} {}", readable(years, DECIMALS), label(Label::Early))));
    let others = arm.others().iter();
    lines.extend(others.map(|other| {
        format!("{}: {} {} {}", label(Label::OtherSeries), other.series, other.period, level(&other.level))
    }));
    let markers = arm.attainment().map(Attainment::markers).into_iter().flatten();
    lines.extend(markers.map(|marker| words.marker(*marker).to_owned()));
    if let Some(comparable) = arm.if_comparable().filter(|comparable| comparable.verdict() != arm.verdict()) {
        let mut line = format!("{}: {}", label(Label::IfComparable), verdict(comparable.verdict(), words));
        if let Ok(share) = comparable.share() {
            let _ = write!(line, ", {} {}", label(Label::Share), ends(share, percent));
        }
        lines.push(line);
    }
    lines
}

fn is_met(arm: &ArmAssessment) -> bool {
    arm.attainment().is_ok_and(|attainment| attainment.attained() == Attained::Met)
}

/// Every refusal of the assessments, by code, with what it means and the goals it concerns.
#[must_use]
pub fn refusal_list(assessments: &[Assessment], words: &Words) -> String {
    let mut goals: BTreeMap<RefusalCode, Vec<String>> = BTreeMap::new();
    let with_number = |assessment: &&Assessment| {
        assessment.verdict().code() != VerdictCode::TextGoal && assessment.direction().is_none()
    };
    for assessment in assessments.iter().filter(with_number) {
        for (axis, refusal) in refusals(assessment) {
            goals.entry(refusal.code()).or_default().push(format!("{} {axis}", assessment.goal()));
        }
    }
    let mut text = String::new();
    for (code, goals) in goals {
        let _ = writeln!(text, "{code}: {}", words.refusal(code));
        let _ = writeln!(text, "    {}", goals.join(", "));
    }
    text
}

/// The axes without an answer; where attainment has none, nothing else is expected.
fn refusals(assessment: &Assessment) -> Vec<(&'static str, Refusal)> {
    if let Err(refusal) = assessment.attained() {
        return vec![("attainment", refusal)];
    }
    let axes = [
        ("gap", assessment.gap().err()),
        ("share", assessment.share().err()),
        ("pace", assessment.pace().err()),
        ("trend", assessment.trend().err()),
        ("outlook", assessment.outlook().err()),
    ];
    axes.into_iter().filter_map(|(axis, refusal)| Some((axis, refusal?))).collect()
}
