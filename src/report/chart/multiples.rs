//! Small multiples: every goal of a plan as a small chart, each a link, all of one size.

use super::draw::{SMALL, draw};
use super::labels::cut;
use super::name;
use super::picture::Picture;
use super::scale::Place;
use super::svg::Svg;
use crate::assess::Assessment;
use crate::report::tone::Tone;
use crate::report::words::{Label, Words};

const LINE: Place = 160;
const GUTTER: Place = 120;
const CELL: Place = SMALL.plot + 2 * 60 + 2 * LINE;

/// The goals of a plan as small charts side by side, so many in a row, as an SVG file.
#[must_use]
pub fn small_multiples(assessments: &[Assessment], words: &'static Words, in_a_row: u16) -> String {
    let (svg, width, height) = grid(assessments, words, in_a_row, None);
    svg.document(width, height, words.label(Label::Charts))
}

/// One of them as an element of a page, a link to the goal.
#[cfg(feature = "html")]
pub(in crate::report) fn linked(assessment: &Assessment, words: &'static Words, anchor: &str) -> String {
    let (svg, width, height) = grid(std::slice::from_ref(assessment), words, 1, Some(anchor));
    svg.group(width, height, &name(assessment, words))
}

fn grid(
    assessments: &[Assessment],
    words: &'static Words,
    in_a_row: u16,
    anchor: Option<&str>,
) -> (Svg, Place, Place) {
    let mut svg = Svg::default();
    let columns = Place::from(in_a_row.max(1));
    let step = SMALL.width.saturating_add(GUTTER);
    let (mut x, mut y): (Place, Place) = (0, 0);
    for assessment in assessments {
        let title = name(assessment, words);
        if let Some(anchor) = anchor {
            svg.open_link(anchor);
        }
        svg.text("b", (x.saturating_add(60), y.saturating_add(120)), &cut(&title, SMALL.width));
        let code = assessment.verdict().code();
        let verdict = format!("{} {}", Tone::of(code).sign(), words.verdict(code));
        svg.text("s", (x.saturating_add(60), y.saturating_add(120).saturating_add(LINE)), &verdict);
        let below = y.saturating_add(LINE.saturating_mul(2));
        let at = assessment.round().at();
        match assessment.deciding_arm().and_then(|arm| Picture::of(arm, at, None)) {
            Some(picture) => {
                draw(&mut svg, &picture, words, SMALL, (x, below));
            }
            None => svg.text("s", (x.saturating_add(60), below.saturating_add(LINE)), "–"),
        }
        if anchor.is_some() {
            svg.close_link();
        }
        x = x.saturating_add(step);
        if x >= step.saturating_mul(columns) {
            (x, y) = (0, y.saturating_add(CELL));
        }
    }
    let rows = y.saturating_add(if x > 0 { CELL } else { 0 });
    (svg, step.saturating_mul(columns), rows)
}
