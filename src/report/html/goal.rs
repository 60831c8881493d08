//! One goal of the page: verdict, wording, chart, story, ratings; values and trace folded below.

use super::overview::badge;
use super::sources::cited;
use super::{Entry, Report};
use crate::assess::{ArmAssessment, Assessment, LeftOut};
use crate::method::Rating;
use crate::report::cells::{details, value_of};
use crate::report::chart::Chart;
use crate::report::explanation::sentence;
use crate::report::notes::{criterion, qualifiers};
use crate::report::story::story;
use crate::report::words::{Label, Words};
use maud::{Markup, PreEscaped, html};

pub(super) fn article(entry: &Entry<'_>) -> Markup {
    let (assessment, report, words) = (entry.assessment, entry.report, entry.report.words);
    let heading = format!("{}-h", entry.anchor);
    html! {
        article id=(entry.anchor) aria-labelledby=(heading) {
            h3 id=(heading) { (entry.name()) }
            p { (badge(assessment.verdict().code(), words)) " " span.soft { (beside_verdict(assessment, words)) } }
            (wording(assessment, words))
            div.told {
                @if !assessment.arms().is_empty() { figure {
                    @for arm in assessment.arms() { (PreEscaped(chart(entry, arm))) }
                } }
                div.says {
                    ul { @for sentence in story(assessment, words) { li { (sentence) } } }
                    (beside(entry))
                }
            }
            (ratings(entry))
            @for (index, arm) in assessment.arms().iter().enumerate() { (values(arm, index, entry)) }
            details.trace {
                summary { (report.label(Label::Trace)) }
                ol { @for step in assessment.trace().steps() { li {
                    (sentence(step, assessment, words))
                } } }
            }
            p.back { a href="#goals" { (report.label(Label::BackToTable)) } }
        }
    }
}

/// What belongs to the verdict, the id and the commitment.
fn beside_verdict(assessment: &Assessment, words: &Words) -> String {
    let details = Some(details(assessment.verdict(), words)).filter(|details| !details.is_empty());
    let commitment = assessment.commitment().map(|commitment| words.term(commitment.code()));
    let parts = details.into_iter().chain([assessment.goal().to_string()]).chain(commitment);
    parts.collect::<Vec<_>>().join(" · ")
}

fn chart(entry: &Entry<'_>, arm: &ArmAssessment) -> String {
    let report: &Report<'_> = entry.report;
    let chart = Chart::of(entry.assessment).criterion(arm).words(report.words);
    match report.data {
        Some(data) => chart.vintages(data.view(entry.assessment.round().known_by())).element(),
        None => chart.element(),
    }
}

/// The original wording in every language, where the title is not all of it.
fn wording(assessment: &Assessment, words: &Words) -> Markup {
    let own = words.text(assessment.wording());
    let others = assessment.wording().iter().filter(|(_, text)| *text != own);
    html! {
        @if assessment.title().is_some() { blockquote { (own) } }
        @for (tag, text) in others { blockquote lang=(tag.as_str()) { (text) } }
    }
}

/// What qualifies the answers, several criteria, and what others have said.
fn beside(entry: &Entry<'_>) -> Markup {
    let (assessment, words) = (entry.assessment, entry.report.words);
    let qualified: Vec<String> = assessment
        .deciding_arm()
        .map(|arm| qualifiers(arm, words).into_iter().skip(usize::from(arm.trend().is_ok())).collect())
        .unwrap_or_default();
    let source = assessment.evidence().ok().and_then(|evidence| evidence.source());
    html! {
        @if !qualified.is_empty() { ul.soft { @for line in &qualified { li { (line) } } } }
        @if assessment.arms().len() > 1 {
            p { b { (words.label(Label::Criteria)) } }
            ul { @for arm in assessment.arms() { li { (criterion(arm, words)) } } }
        }
        @for judgement in assessment.judgements() {
            p { (words.say(Label::JudgedBy, &[judgement.who.as_str(), &words.date(&judgement.day), judgement.label.as_str()])) }
        }
        @if let Some(source) = source { p { (words.label(Label::Source)) ": " (cited(entry, source)) } }
        @if let Some(source) = entry.goal.and_then(crate::plan::Goal::source) {
            p { (words.label(Label::Target)) ": " (cited(entry, source)) }
        }
    }
}

fn ratings(entry: &Entry<'_>) -> Markup {
    let words = entry.report.words;
    let ratings = entry.ratings();
    html! {
        @if !ratings.is_empty() {
            h4 { (words.label(Label::Ratings)) }
            div.scroll tabindex="0" role="region" aria-label=(entry.named(Label::Ratings)) {
                table {
                    thead { tr {
                        @for label in [Label::Method, Label::Rating, Label::Statistic, Label::Rule] {
                            th scope="col" { (words.label(label)) }
                        }
                    } }
                    tbody { @for (method, rating) in &ratings { tr {
                        @let described = method.description();
                        th scope="row" { (described.publisher()) ", " (described.edition()) " (" (described.id()) ")" }
                        @match rating {
                            Ok(rating) => (rated(rating, words)),
                            Err(refusal) => { td colspan="3" { (words.label(Label::NotRated)) ": " (refusal.to_string()) } },
                        }
                    } } }
                }
            }
        }
    }
}

fn rated(rating: &Rating, words: &Words) -> Markup {
    let class = rating.class().map_or("–", |class| words.class(class));
    let statistic = rating.statistic().map(|statistic| words.number(statistic.number()));
    html! {
        td { (class) }
        td.number { (statistic.as_deref().unwrap_or("–")) }
        td { (rating.rule().unwrap_or("–")) }
    }
}

/// Every value behind the chart, for those who do not see it and those who copy.
fn values(arm: &ArmAssessment, index: usize, entry: &Entry<'_>) -> Markup {
    let words = entry.report.words;
    let heads = [Label::Period, Label::Value, Label::Published, Label::Flags, Label::Source];
    html! {
        details.values {
            summary { (words.label(Label::Values)) " (" (arm.indicator()) ", " (arm.points().len()) ")" }
            div.scroll tabindex="0" role="region" aria-label={(entry.named(Label::Values)) " " (index.saturating_add(1))} {
                table {
                    thead { tr { @for head in heads { th scope="col" { (words.label(head)) } } } }
                    tbody {
                        @for point in arm.points() { tr {
                            th scope="row" { (words.date(point.period())) }
                            td.number { (value_of(point, arm, words)) }
                            td { (words.date(&point.published())) }
                            td { (flags(point.flags(), words)) }
                            td { @if let Some(source) = point.source() { (cited(entry, source)) } }
                        } }
                        @for left_out in arm.left_out() { (unused(left_out, words)) }
                    }
                }
            }
        }
    }
}

fn flags(flags: &crate::data::Flags, words: &Words) -> String {
    flags.iter().map(|flag| format!("{flag}: {}", words.flag(flag))).collect::<Vec<_>>().join(" ")
}

fn unused(left_out: &LeftOut, words: &Words) -> Markup {
    html! {
        tr.unused {
            th scope="row" { (words.date(&left_out.period)) }
            td.number { (left_out.reported) }
            td colspan="3" {
                (left_out.series) ": " (words.left_out(left_out.reason))
                @if let Some(note) = &left_out.note { " " (note) }
            }
        }
    }
}
