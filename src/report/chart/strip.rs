//! Verdicts over rounds: one square a round, with a sign in each, so that no colour is needed to read it.

use super::labels::width;
use super::scale::Place;
use super::svg::Svg;
use crate::assess::VerdictCode;
use crate::report::tone::Tone;
use crate::report::words::{Label, Words};
use crate::time::NaiveDate;

const SQUARE: Place = 260;

/// A strip of the verdicts on one goal, oldest first, as an SVG file.
///
/// ```
/// use policy_targets::assess::VerdictCode;
/// use policy_targets::report::{Words, verdict_strip};
/// let rounds = [("2022-12-31".parse()?, VerdictCode::Behind), ("2023-12-31".parse()?, VerdictCode::MetEarly)];
/// let svg = verdict_strip(&rounds, Words::english());
/// assert!(svg.contains("31 Dec 2022: behind") && svg.contains("31 Dec 2023: met early"));
/// # Ok::<(), chrono::ParseError>(())
/// ```
#[must_use]
pub fn verdict_strip(rounds: &[(NaiveDate, VerdictCode)], words: &Words) -> String {
    let mut svg = Svg::default();
    let (mut x, mut said): (Place, Vec<String>) = (60, Vec::new());
    for (day, verdict) in rounds {
        let tone = Tone::of(*verdict);
        let label = format!("{}: {}", words.date(day), words.verdict(*verdict));
        svg.titled(&label, |svg| {
            svg.rectangle(tone.class(), (x, 40), (x.saturating_add(SQUARE), 40_i64.saturating_add(SQUARE)));
            svg.text("sign", (x.saturating_add(SQUARE / 2), 210), tone.sign());
        });
        x = x.saturating_add(SQUARE).saturating_add(30);
        said.push(label);
    }
    let ends = [rounds.first(), rounds.last()]
        .map(|round| round.map(|(day, _)| words.date(day)).unwrap_or_default());
    let [first, last] = &ends;
    let wide = x.max(width(first).saturating_add(width(last)).saturating_add(300));
    svg.text("s", (60, 460), first);
    if rounds.len() > 1 {
        svg.text("e", (wide.saturating_sub(30), 460), last);
    }
    let alternative = format!("{}. {}", words.label(Label::Rounds), said.join("; "));
    svg.document(wide.saturating_add(30), 520, &alternative)
}
