//! The head of the page: counts by verdict and coverage, the table of all goals, and the plans at a glance.

use super::{Entry, Report};
use crate::assess::{Assessment, RollUp, Verdict, VerdictCode};
use crate::number::Ratio;
use crate::progress::Extent;
use crate::report::cells::{cell, details, is_number};
use crate::report::chart::linked;
use crate::report::tone::{Tone, order};
use crate::report::words::{Label, Words};
use maud::{Markup, PreEscaped, html};

/// The columns of the table besides goal and plan; the story of a goal has the rest.
const COLUMNS: &[Label] = &[
    Label::Verdict,
    Label::Value,
    Label::Period,
    Label::Target,
    Label::Gap,
    Label::Share,
    Label::Lead,
    Label::Required,
];

/// The characters of a name that a row shows; a text goal may be a paragraph.
const NAME: usize = 80;

/// Digits of the numbers that the table is sorted by.
const SORTED_DIGITS: u32 = 12;

/// The word of a verdict with its sign.
pub(super) fn badge(code: VerdictCode, words: &Words) -> Markup {
    let tone = Tone::of(code);
    html! { span class={"badge " (tone.class())} { span aria-hidden="true" { (tone.sign()) } " " (words.verdict(code)) } }
}

/// How many goals got which verdict, and how many could be assessed at all.
pub(super) fn summary(report: &Report<'_>) -> Markup {
    let words = report.words;
    let all = report.plans.iter().flat_map(|plan| plan.assessments);
    let counts = RollUp::of(all);
    let coverage =
        words.say(Label::CoverageOf, &[&counts.assessed().to_string(), &counts.goals().to_string()]);
    let mut verdicts: Vec<_> = counts.counts().iter().collect();
    verdicts.sort_by_key(|(code, _)| order(**code));
    html! {
        section.summary {
            h2 { (report.label(Label::Summary)) }
            ul.counts {
                @for (code, count) in verdicts {
                    li { b { (count) } " " (badge(*code, words)) }
                }
            }
            p { (coverage) @if counts.projections() > 0 {
                (words.label(Label::And)) (words.say(Label::ProjectionsLeftOut, &[&counts.projections().to_string()]))
            } }
            @if !counts.without_answer().is_empty() {
                details {
                    summary { (report.label(Label::NotAnswered)) " (" (counts.without_answer().len()) ")" }
                    ul {
                        @for entry in report.entries().filter(|entry| is_without_answer(entry.assessment, &counts)) {
                            li {
                                a href={"#" (entry.anchor)} { (entry.name()) } ": "
                                (reason(entry.assessment.verdict(), words))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn is_without_answer(assessment: &Assessment, counts: &RollUp) -> bool {
    let code = assessment.verdict().code();
    assessment.is_counted() && counts.without_answer().iter().any(|found| found.verdict == code)
}

fn reason(verdict: &Verdict, words: &Words) -> String {
    let word = words.verdict(verdict.code());
    match verdict.refusal() {
        Some(refusal) => format!("{word}: {}", words.refusal(refusal)),
        None => word.to_owned(),
    }
}

/// The table of all goals, which the script makes sortable and filterable.
pub(super) fn table(report: &Report<'_>) -> Markup {
    let words = report.words;
    let entries: Vec<Entry<'_>> = report.entries().collect();
    let has_plans = report.plans.len() > 1;
    let mut codes: Vec<VerdictCode> = entries.iter().map(|entry| entry.assessment.verdict().code()).collect();
    codes.sort_unstable();
    codes.dedup();
    let shown = words.say(Label::Shown, &[&entries.len().to_string(), &entries.len().to_string()]);
    let heads = heads(report, has_plans);
    html! {
        section.goals {
            h2 id="goals" { (report.label(Label::AllGoals)) }
            form.controls hidden {
                label { (report.label(Label::Search)) " " input type="search" name="find" autocomplete="off"; }
                label { (report.label(Label::Filter)) " " select name="verdict" {
                    option value="" { (report.label(Label::All)) }
                    @for code in &codes { option value=(code) { (words.verdict(*code)) } }
                } }
                @if has_plans {
                    label { (report.label(Label::Plan)) " " select name="plan" {
                        option value="" { (report.label(Label::All)) }
                        @for (index, plan) in report.plans.iter().enumerate() {
                            option value=(index) { (words.text(plan.plan.title())) }
                        }
                    } }
                }
                label { (report.label(Label::SortBy)) " " select name="sort" {
                    option value="" { "–" }
                    @for (index, head) in heads.iter().enumerate() { option value=(index) { (head) } }
                } }
                output aria-live="polite" data-pattern=(report.label(Label::Shown)) { (shown) }
            }
            div.scroll {
                table role="table" aria-labelledby="goals" {
                    thead role="rowgroup" { tr role="row" {
                        @for head in &heads { th role="columnheader" scope="col" { (head) } }
                    } }
                    tbody role="rowgroup" { @for entry in &entries { (row(entry, has_plans, &heads)) } }
                }
            }
            p.empty hidden { (report.label(Label::NoMatch)) }
        }
    }
}

fn heads(report: &Report<'_>, has_plans: bool) -> Vec<String> {
    let fixed = [Some(Label::Goal), has_plans.then_some(Label::Plan)];
    let labels = fixed.into_iter().flatten().chain(COLUMNS.iter().copied());
    let methods = report.methods.iter().map(|method| method.description().id().to_owned());
    labels.map(|label| report.label(label).to_owned()).chain(methods).collect()
}

fn row(entry: &Entry<'_>, has_plans: bool, heads: &[String]) -> Markup {
    let (assessment, words) = (entry.assessment, entry.report.words);
    let code = assessment.verdict().code();
    let fixed = 1_usize.saturating_add(usize::from(has_plans));
    let head = |index: usize| heads.get(index).map(String::as_str).unwrap_or_default();
    html! {
        tr role="row" data-goal=(assessment.goal()) data-verdict=(code) data-plan=(entry.of) {
            th role="rowheader" scope="row" { a href={"#" (entry.anchor)} { (beginning(&entry.name())) } }
            @if has_plans { td role="cell" data-head=(head(1)) { (entry.plan.id()) } }
            @for (index, column) in COLUMNS.iter().enumerate() {
                @let head = head(index.saturating_add(fixed));
                @if *column == Label::Verdict {
                    td role="cell" data-head=(head) data-value=(order(code)) {
                        (badge(code, words))
                        @let said = details(assessment.verdict(), words);
                        @if !said.is_empty() { " " span.soft { (said) } }
                    }
                } @else {
                    @let said = cell(*column, assessment, words);
                    td role="cell" class=[class(*column)] data-head=(head)
                        data-value=[sorted_by(*column, assessment)] { (said.as_deref().unwrap_or("–")) }
                }
            }
            @for (index, (_, rating)) in entry.ratings().into_iter().enumerate() {
                @let head = head(index.saturating_add(fixed).saturating_add(COLUMNS.len()));
                td role="cell" data-head=(head) data-value=[rating.as_ref().ok().and_then(|rating| rating.class()).map(crate::method::Class::rank)] {
                    @match &rating {
                        Ok(rating) => (rating.class().map_or("–", |class| words.class(class))),
                        Err(_) => (words.label(Label::NotRated)),
                    }
                }
            }
        }
    }
}

/// How the cells of a column are set.
fn class(column: Label) -> Option<&'static str> {
    match column {
        Label::Period => Some("whole"),
        column => is_number(column).then_some("number"),
    }
}

/// A name as far as a row shows it.
fn beginning(name: &str) -> String {
    match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or(name)),
        None => name.to_owned(),
    }
}

/// The number behind a cell, as a plain decimal.
fn sorted_by(column: Label, assessment: &Assessment) -> Option<String> {
    let worst = |extent: &Extent<Ratio>| extent.worst().cloned();
    let rates = || assessment.rates().ok();
    let number = match column {
        Label::Value => {
            let level = assessment.evidence().ok()?.level().clone();
            level.lower().number().or(level.upper().number()).cloned()
        }
        Label::Gap => assessment.gap().ok()?.worst().map(|gap| gap.shortfall().clone()),
        Label::Share => worst(assessment.share().ok()?),
        Label::Lead => assessment.pace().ok()?.worst().map(|pace| pace.lead().years()),
        Label::Required => rates()?.required().ok().cloned(),
        Label::Achieved => Some(rates()?.achieved().clone()),
        Label::Multiple => rates()?.multiple().ok().cloned(),
        _ => None,
    }?;
    let number = number.rounded_to_significant_digits(SORTED_DIGITS);
    Some(number.rounded(number.exact_decimals()?).ok()?.to_string())
}

/// Every goal as a small chart, plan by plan.
pub(super) fn charts(report: &Report<'_>) -> Markup {
    html! {
        section.glance {
            h2 { (report.label(Label::Charts)) }
            @for (of, plan) in report.plans.iter().enumerate() {
                @if report.plans.len() > 1 { h3 { (report.words.text(plan.plan.title())) } }
                ul.multiples {
                    @for entry in report.entries().filter(|entry| entry.of == of) {
                        li { (PreEscaped(linked(entry.assessment, report.words, &entry.anchor))) }
                    }
                }
            }
        }
    }
}
