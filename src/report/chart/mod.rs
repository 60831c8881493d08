//! Charts of goals as SVG: one goal, a plan at a glance, and verdicts over rounds.
//!
//! Each says what it shows in words too, names its axes, and uses shapes beside colours. The same assessment gives the
//! same bytes.

mod draw;
mod labels;
mod multiples;
mod picture;
mod scale;
mod strip;
pub(super) mod style;
pub(super) mod svg;

#[cfg(feature = "html")]
pub(super) use multiples::linked;
pub use multiples::small_multiples;
pub use strip::verdict_strip;

use super::cells;
use super::words::{Label, Words};
use crate::assess::{ArmAssessment, Assessment};
use crate::data::View;
use picture::Picture;
use std::fmt;
use svg::Svg;

/// A chart of the deciding criterion of a goal: the reported series, baseline, target, path, projection with its range,
/// deadline and gap. `Display` writes an SVG file.
///
/// ```
/// use policy_targets::report::{Chart, Words};
/// # use policy_targets::{Assessor, Dataset, Draft, Goal, Observation, Plan};
/// # use policy_targets::plan::{Criterion, Indicator, IndicatorKind, Requirement, Timing};
/// # use policy_targets::text::MultilingualText;
/// # let text = MultilingualText::english("30 GW of storage")?;
/// # let indicator = Indicator::new("storage".parse()?, "GW".parse()?, IndicatorKind::Level, Timing::End);
/// # let criterion = Criterion::new("storage".parse()?, ">= 30 GW by 2025".parse()?);
/// # let goal = Goal::new("g".parse()?, text.clone(), Requirement::One(criterion));
/// # let plan = Draft::new("p".parse()?, text).indicator(indicator).goal(goal).into_plan()?;
/// # let (data, _) = Dataset::from_observations([Observation::new(
/// #     "storage".parse()?, "nea".parse()?, "2022-12-31".parse()?, "8.7 GW".parse()?, "2023-02-13".parse()?)]);
/// let assessment = &Assessor::as_of("2023-03-01".parse()?).assess(&plan, &data)[0];
/// let svg = Chart::of(assessment).words(Words::chinese()).to_string();
/// assert!(svg.starts_with("<svg") && svg.contains("差距 21.3 GW"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Chart<'a> {
    assessment: &'a Assessment,
    arm: Option<&'a ArmAssessment>,
    words: &'static Words,
    view: Option<View<'a>>,
}

impl<'a> Chart<'a> {
    /// A chart in English of what the assessment holds.
    #[must_use]
    pub fn of(assessment: &'a Assessment) -> Self {
        Self { assessment, arm: assessment.deciding_arm(), words: Words::english(), view: None }
    }

    /// Of another criterion of the goal than the deciding one.
    #[must_use]
    pub fn criterion(mut self, arm: &'a ArmAssessment) -> Self {
        self.arm = Some(arm);
        self
    }

    /// In another language.
    #[must_use]
    pub fn words(mut self, words: &'static Words) -> Self {
        self.words = words;
        self
    }

    /// With the earlier vintages of its values, which an assessment does not keep.
    #[must_use]
    pub fn vintages(mut self, view: View<'a>) -> Self {
        self.view = Some(view);
        self
    }

    /// What the chart shows, in words.
    #[must_use]
    pub fn alternative(&self) -> String {
        let words = self.words;
        let verdict = match self.arm {
            Some(arm) if self.assessment.arms().len() > 1 => arm.verdict(),
            _ => self.assessment.verdict(),
        };
        let verdict = cells::verdict(verdict, words);
        let of = |said: &str| words.say(Label::ChartOf, &[&name(self.assessment, words), said]);
        let Some(arm) = self.arm else { return of(&verdict) };
        let (Some(first), Some(last)) = (arm.points().first(), arm.points().last()) else {
            return of(&verdict);
        };
        of(&words.say(
            Label::ChartText,
            &[
                &arm.points().len().to_string(),
                &words.date(first.period()),
                &words.date(last.period()),
                &cells::value_of(last, arm, words),
                &cells::target(arm.target(), words),
                &verdict,
            ],
        ))
    }

    fn picture(&self) -> Option<Picture<'_>> {
        Picture::of(self.arm?, self.assessment.round().at(), self.view)
    }

    fn drawn(&self) -> (Svg, i64) {
        let mut svg = Svg::default();
        let height = if let Some(picture) = self.picture() {
            draw::draw(&mut svg, &picture, self.words, draw::LARGE, (0, 0))
        } else {
            svg.text("s", (60, 200), self.words.label(Label::NothingToDraw));
            300
        };
        (svg, height)
    }

    /// The chart as an element of a page that has the style of charts.
    #[cfg(feature = "html")]
    pub(super) fn element(&self) -> String {
        let (svg, height) = self.drawn();
        svg.element(draw::LARGE.width, height, &self.alternative())
    }
}

impl fmt::Display for Chart<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (svg, height) = self.drawn();
        formatter.write_str(&svg.document(draw::LARGE.width, height, &self.alternative()))
    }
}

/// A chart of a goal as an SVG file, in English; see [`Chart`].
#[must_use]
pub fn chart(assessment: &Assessment) -> String {
    Chart::of(assessment).to_string()
}

/// The title of a goal, else its wording.
pub(super) fn name(assessment: &Assessment, words: &Words) -> String {
    let text = assessment.title().unwrap_or_else(|| assessment.wording());
    words.text(text).to_owned()
}
