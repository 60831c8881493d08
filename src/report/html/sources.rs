//! Sources as links: the list at the end of the page, and the marks that lead to it.

use super::{Entry, Report};
use crate::report::words::Label;
use crate::text::{Id, Source};
use maud::{Markup, html};

/// A source as a link to its place in the list; one that no plan describes by its id.
pub(super) fn cited(entry: &Entry<'_>, id: &Id) -> Markup {
    let described = entry.plan.sources().iter().position(|source| source.id() == id);
    html! {
        @if let Some(index) = described { a href={"#s" (entry.of) "-" (index)} { (id) } } @else { (id) }
    }
}

/// All sources of all plans.
pub(super) fn section(report: &Report<'_>) -> Markup {
    let has_sources = report.plans.iter().any(|plan| !plan.plan.sources().is_empty());
    html! {
        @if has_sources {
            section.sources {
                h2 { (report.label(Label::Sources)) }
                ul {
                    @for (of, plan) in report.plans.iter().enumerate() {
                        @for (index, source) in plan.plan.sources().iter().enumerate() {
                            li id={"s" (of) "-" (index)} { (described(source, report)) }
                        }
                    }
                }
            }
        }
    }
}

fn described(source: &Source, report: &Report<'_>) -> Markup {
    html! {
        (source.publisher()) ": "
        @match address(source) {
            Some(address) => { a href=(address) rel="noreferrer" { (source.title()) } },
            None => { (source.title()) },
        }
        @if let Some(published) = source.published() { ", " (report.words.date(&published)) }
        " [" (source.id()) "]"
        @if !source.is_verified() { " (" (report.label(Label::Unverified)) ")" }
    }
}

/// The address, if following it only opens a page: an address of another kind could run a script.
fn address(source: &Source) -> Option<&str> {
    source.url().filter(|url| {
        let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        scheme.is_some_and(|scheme| scheme == "https" || scheme == "http")
    })
}
