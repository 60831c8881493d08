//! A report as one HTML page: a summary, a table to sort and filter, and the story of every goal with its chart.
//!
//! Nothing is fetched: style and script are in the page. What comes from a plan is text wherever it stands.

mod goal;
mod overview;
mod sources;

use super::chart;
use super::words::{Label, Words};
use crate::assess::Assessment;
use crate::data::Dataset;
use crate::method::{Case, Method, Rating, Refusal};
use crate::plan::{Goal, Plan};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// A report on plans: what a page, a mail or a print shows.
///
/// ```
/// use policy_targets::report::{Report, Words};
/// # use policy_targets::{Assessor, Dataset, Draft, Goal, Observation};
/// # use policy_targets::plan::{Criterion, Indicator, IndicatorKind, Requirement, Timing};
/// # use policy_targets::text::MultilingualText;
/// # let text = MultilingualText::english("30 GW of storage")?;
/// # let indicator = Indicator::new("storage".parse()?, "GW".parse()?, IndicatorKind::Level, Timing::End);
/// # let criterion = Criterion::new("storage".parse()?, ">= 30 GW by 2025".parse()?);
/// # let goal = Goal::new("g".parse()?, text.clone(), Requirement::One(criterion));
/// # let plan = Draft::new("p".parse()?, text).indicator(indicator).goal(goal).into_plan()?;
/// # let (data, _) = Dataset::from_observations([Observation::new(
/// #     "storage".parse()?, "nea".parse()?, "2022-12-31".parse()?, "8.7 GW".parse()?, "2023-02-13".parse()?)]);
/// let assessments = Assessor::as_of("2023-03-01".parse()?).assess(&plan, &data);
/// let page = Report::new(Words::english()).data(&data).plan(&plan, &assessments).to_string();
/// assert!(page.starts_with("<!DOCTYPE html>") && page.contains("21.3 GW short of the target."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Report<'a> {
    words: &'static Words,
    data: Option<&'a Dataset>,
    methods: Vec<&'a dyn Method>,
    plans: Vec<PlanReport<'a>>,
}

#[derive(Debug)]
struct PlanReport<'a> {
    plan: &'a Plan,
    assessments: &'a [Assessment],
}

impl<'a> Report<'a> {
    /// A report in a language, still without plans.
    #[must_use]
    pub fn new(words: &'static Words) -> Self {
        Self { words, data: None, methods: Vec::new(), plans: Vec::new() }
    }

    /// With the data that was assessed, whose earlier vintages the charts then show.
    #[must_use]
    pub fn data(mut self, data: &'a Dataset) -> Self {
        self.data = Some(data);
        self
    }

    /// With what a published method says of every goal.
    #[must_use]
    pub fn rated_by(mut self, method: &'a dyn Method) -> Self {
        self.methods.push(method);
        self
    }

    /// With a plan and the assessments of its goals.
    #[must_use]
    pub fn plan(mut self, plan: &'a Plan, assessments: &'a [Assessment]) -> Self {
        self.plans.push(PlanReport { plan, assessments });
        self
    }

    fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let goals = self.plans.iter().enumerate().flat_map(|(of, plan)| {
            plan.assessments
                .iter()
                .enumerate()
                .map(move |(index, assessment)| (of, plan.plan, index, assessment))
        });
        goals.map(|(of, plan, index, assessment)| Entry {
            report: self,
            of,
            plan,
            goal: plan.goal(assessment.goal()),
            assessment,
            // Ids come from files; positions make anchors that are unique and plain.
            anchor: format!("g{of}-{index}"),
        })
    }

    fn label(&self, label: Label) -> &'static str {
        self.words.label(label)
    }

    fn title(&self) -> String {
        let words = self.words;
        let titles = self.plans.iter().map(|plan| words.text(plan.plan.title()));
        let titles: Vec<&str> = titles.collect();
        match titles.as_slice() {
            [only] => words.say(Label::ReportOf, &[only]),
            all => words.say(Label::ReportOf, &[&words.count_of(Label::Plans, all.len())]),
        }
    }

    fn page(&self) -> Markup {
        let title = self.title();
        html! {
            (DOCTYPE)
            html lang=(self.words.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    // Nothing is fetched, whatever a plan's text says.
                    meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
                    title { (title) }
                    style { (PreEscaped(chart::style::of_page())) (PreEscaped(STYLE)) }
                }
                body {
                    header { h1 { (title) } (self.round()) }
                    main {
                        (overview::summary(self))
                        (overview::table(self))
                        (overview::charts(self))
                        @for (of, plan) in self.plans.iter().enumerate() { (self.plan_section(of, plan)) }
                        (sources::section(self))
                    }
                    footer { p { (self.words.say(Label::Made, &[env!("CARGO_PKG_VERSION")])) } }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }

    /// The days and settings of the question.
    fn round(&self) -> Markup {
        let words = self.words;
        let Some(round) = self.plans.iter().flat_map(|plan| plan.assessments).map(Assessment::round).next()
        else {
            return html! {};
        };
        let mut said = vec![
            words.say(Label::AsOf, &[&words.date(&round.at())]),
            words.say(Label::KnownBy, &[&words.date(&round.known_by())]),
        ];
        let named = |label: Label, code: String| words.named(words.label(label), &words.term(&code));
        said.extend(round.path().map(|path| named(Label::Path, path.to_string())));
        said.extend(round.projection().map(|projection| named(Label::Projected, projection.to_string())));
        html! { p.round { (said.join(words.label(Label::And))) } }
    }

    fn plan_section(&self, of: usize, section: &PlanReport<'_>) -> Markup {
        let (plan, words) = (section.plan, self.words);
        let at = section.assessments.first().map(|assessment| assessment.round().at());
        let standing = at.and_then(|at| plan.standing_on(at)).map(|change| words.term(change.status.code()));
        html! {
            section.plan {
                h2 { (words.text(plan.title())) }
                p.soft { (plan.id()) @if let Some(standing) = standing { " · " (standing) } }
                @for entry in self.entries().filter(|entry| entry.of == of) { (goal::article(&entry)) }
            }
        }
    }
}

impl std::fmt::Display for Report<'_> {
    /// The whole page.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.page().into_string())
    }
}

/// A goal of the report with all that is known of it.
struct Entry<'a> {
    report: &'a Report<'a>,
    /// The place of its plan in the report.
    of: usize,
    plan: &'a Plan,
    goal: Option<&'a Goal>,
    assessment: &'a Assessment,
    anchor: String,
}

impl Entry<'_> {
    fn name(&self) -> String {
        chart::name(self.assessment, self.report.words)
    }

    /// The name of a part of this goal, unique on the page.
    fn named(&self, part: Label) -> String {
        let (plan, goal) = (self.plan.id(), self.assessment.goal());
        format!("{}: {} ({plan}/{goal})", self.report.label(part), self.name())
    }

    /// What each method asked for says.
    fn ratings(&self) -> Vec<(&dyn Method, Result<Rating, Refusal>)> {
        let case = Case::try_from(self.assessment);
        let rate = |method: &dyn Method| case.clone().and_then(|case| method.rate(&case));
        self.report.methods.iter().map(|method| (*method, rate(*method))).collect()
    }
}
