//! How each number of an assessment came about, as data: inputs, formula by name, substituted values, result.
//! Built on demand from what the assessment stores; words for people are rendered from it elsewhere.

use super::arm::{ArmAssessment, BasePoint, Chance, Resolution};
use super::assessment::Assessment;
use super::evidence::Evidence;
use super::refusal::Answer;
use crate::number::Ratio;
use crate::progress::Extent;
use crate::text::{Id, codes};
use crate::time::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

codes! {
    /// What a step of a trace establishes.
    #[non_exhaustive]
    pub enum StepName {
        /// The day asked about and the knowledge used.
        Round = "round",
        /// The value that decides, or the latest one.
        Evidence = "evidence",
        /// An observation that was seen and not used.
        LeftOut = "left_out",
        /// The latest value of a series that was not chosen.
        OtherSeries = "other_series",
        /// The levels that meet the target.
        Bound = "bound",
        /// Where the way starts.
        Baseline = "baseline",
        /// The last day that counts.
        Deadline = "deadline",
        /// Whether the target is met.
        Attainment = "attainment",
        /// One period of a target that is held throughout.
        Period = "period",
        /// One member of a group for every one of which the target has to hold.
        Member = "member",
        /// What is missing.
        Gap = "gap",
        /// Where the value stands against the aim beyond the bound.
        Aim = "aim",
        /// A sum so far against what was to be reached by now.
        ToDate = "to_date",
        /// The share of the way from baseline to bound.
        Share = "share",
        /// The value the path expects, and the distance from it.
        Pace = "pace",
        /// The distance from the path in time.
        Lead = "lead",
        /// The change a year needed from here.
        RequiredRate = "required_rate",
        /// The change a year since the baseline.
        AchievedRate = "achieved_rate",
        /// How many times the achieved rate is required.
        RateMultiple = "rate_multiple",
        /// Which way the latest values move.
        Trend = "trend",
        /// The projected value at the deadline.
        Outlook = "outlook",
        /// The move of a direction-only goal.
        Movement = "movement",
        /// How several criteria decide.
        Composition = "composition",
        /// The answers that follow if everything reported were comparable.
        IfComparable = "if_comparable",
        /// The answers of the values on one side of a break alone.
        SideOfBreak = "side_of_break",
        /// The verdict, by the first row of the table that fits.
        Verdict = "verdict",
    }
}

/// One step: what was put in, by which formula, and what came out or why nothing did.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    name: StepName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    arm: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    formula: Option<String>,
    inputs: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<Id>,
    result: Answer<String>,
}

impl Step {
    fn new(name: StepName, result: impl fmt::Display) -> Self {
        Self {
            name,
            arm: None,
            formula: None,
            inputs: Vec::new(),
            source: None,
            result: Ok(result.to_string()),
        }
    }

    fn of<T>(name: StepName, answer: Answer<T>, show: impl FnOnce(T) -> String) -> Self {
        Self { result: answer.map(show), ..Self::new(name, "") }
    }

    fn formula(mut self, formula: &str) -> Self {
        self.formula = Some(formula.to_owned());
        self
    }

    fn input(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.inputs.push((name.to_owned(), value.to_string()));
        self
    }

    fn maybe(self, name: &str, value: Option<impl fmt::Display>) -> Self {
        match value {
            Some(value) => self.input(name, value),
            None => self,
        }
    }

    fn source(mut self, source: Option<&Id>) -> Self {
        self.source = source.cloned();
        self
    }

    /// What the step establishes.
    #[must_use]
    pub fn name(&self) -> StepName {
        self.name
    }

    /// The criterion it belongs to, as a position among the goal's criteria.
    #[must_use]
    pub fn arm(&self) -> Option<usize> {
        self.arm
    }

    /// The formula, if something was computed.
    #[must_use]
    pub fn formula_text(&self) -> Option<&str> {
        self.formula.as_deref()
    }

    /// Names and values of the inputs.
    #[must_use]
    pub fn inputs(&self) -> &[(String, String)] {
        &self.inputs
    }

    /// The source of the inputs, if it is known.
    #[must_use]
    pub fn source_id(&self) -> Option<&Id> {
        self.source.as_ref()
    }

    /// What came out.
    ///
    /// # Errors
    /// The refusal, if nothing did.
    pub fn result(&self) -> Answer<&str> {
        self.result.as_deref().map_err(Clone::clone)
    }
}

/// All steps that led to an assessment, in order.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    steps: Vec<Step>,
}

impl Trace {
    /// The steps in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    pub(super) fn of(assessment: &Assessment) -> Self {
        let round = assessment.round();
        let mut steps = vec![
            Step::new(StepName::Round, round.at())
                .input("known_by", round.known_by())
                .maybe("path", round.path())
                .maybe("projection", round.projection())
                .maybe("standing", assessment.standing()),
        ];
        for (index, arm) in assessment.arms().iter().enumerate() {
            steps
                .extend(arm_steps(arm, round.at()).into_iter().map(|step| Step { arm: Some(index), ..step }));
            if assessment.arms().len() > 1 {
                steps.push(Step { arm: Some(index), ..Step::new(StepName::Verdict, arm.verdict()) });
            }
        }
        steps.extend(movement(assessment));
        if let Some(composition) = assessment.composition() {
            let deciding: Vec<String> = assessment.deciding().iter().map(ToString::to_string).collect();
            let result = format!("{composition:?}").to_lowercase();
            steps.push(
                Step::of(StepName::Composition, assessment.attained(), |attained| attained.to_string())
                    .input("rule", result)
                    .input("deciding_arms", deciding.join(" ")),
            );
        }
        steps.push(Step::new(StepName::Verdict, assessment.verdict()));
        Self { steps }
    }
}

fn movement(assessment: &Assessment) -> Option<Step> {
    let direction = assessment.direction()?;
    Some(
        Step::new(StepName::Movement, direction.movement())
            .input("wanted", direction.wanted())
            .input("latest", direction.latest().level())
            .input("period", direction.latest().period())
            .maybe("unchanged_since", direction.unchanged_since())
            .source(direction.latest().source()),
    )
}

fn arm_steps(arm: &ArmAssessment, at: NaiveDate) -> Vec<Step> {
    let mut steps = vec![evidence(arm, at)];
    steps.extend(arm.left_out().iter().map(|left_out| {
        Step::new(StepName::LeftOut, left_out.reason)
            .input("series", &left_out.series)
            .input("period", left_out.period)
            .input("reported", &left_out.reported)
            .maybe("note", left_out.note.as_ref())
    }));
    steps.extend(arm.others().iter().map(|other| {
        Step::new(StepName::OtherSeries, &other.level)
            .input("series", &other.series)
            .input("period", other.period)
    }));
    match arm.resolution() {
        Ok(resolution) => steps.extend(resolution_steps(arm, resolution)),
        Err(refusal) => steps.push(
            Step::of(StepName::Bound, Err::<(), _>(refusal), |()| String::new())
                .input("target", arm.target()),
        ),
    }
    steps.extend(arm.ledger().iter().map(|entry| {
        Step::new(StepName::Period, entry.attained)
            .input("period", entry.period)
            .maybe("value", entry.evidence.as_ref().map(Evidence::level))
            .maybe("missing", entry.is_missing.then_some("due"))
    }));
    steps.extend(arm.groups().iter().map(|group| {
        Step::new(StepName::Member, group.verdict())
            .maybe("member", group.member())
            .maybe("value", group.evidence().ok().map(Evidence::level))
    }));
    steps.extend(number_steps(arm));
    steps.extend(arm.aim().map(|aim| {
        Step::new(StepName::Aim, aim.attained()).input("gap", aim.gap()).maybe("aim", arm.target().aim())
    }));
    steps.extend(totals(arm));
    if let Some(comparable) = arm.if_comparable() {
        steps.push(
            Step::new(StepName::IfComparable, comparable.verdict())
                .maybe("value", comparable.evidence().ok().map(Evidence::level))
                .maybe("gap", comparable.gap().ok().map(ToString::to_string))
                .maybe("share", comparable.share().ok().map(ToString::to_string)),
        );
    }
    steps.extend(arm.sides().iter().map(|side| {
        let answers = &side.answers;
        Step::new(StepName::SideOfBreak, answers.verdict())
            .input("from", side.from)
            .input("to", side.to)
            .maybe("value", answers.evidence().ok().map(Evidence::level))
            .maybe("gap", answers.gap().ok().map(ToString::to_string))
            .maybe("share", answers.share().ok().map(ToString::to_string))
    }));
    steps
}

fn totals(arm: &ArmAssessment) -> Option<Step> {
    let totals = arm.totals().ok()??;
    let expected = totals.expected_to_date().map(number);
    Some(
        Step::new(StepName::ToDate, totals.reported())
            .formula("total of all periods so far")
            .input("through", totals.through())
            .maybe("expected_to_date", expected.ok())
            .input("whole_plan", totals.whole_plan()),
    )
}

fn evidence(arm: &ArmAssessment, at: NaiveDate) -> Step {
    let step = Step::of(StepName::Evidence, arm.evidence(), |evidence| evidence.level().to_string());
    let Ok(evidence) = arm.evidence() else { return step };
    let flags = evidence.flags().to_string();
    step.input("series", evidence.series())
        .input("period", evidence.period())
        .maybe("reported", evidence.reported())
        .input("published", evidence.published())
        .input("age", evidence.age_on(at))
        .maybe("flags", Some(flags).filter(|flags| !flags.is_empty()))
        .maybe("note", evidence.note())
        .maybe("uncertain", evidence.uncertain_level())
        .source(evidence.source())
}

fn resolution_steps(arm: &ArmAssessment, resolution: &Resolution) -> Vec<Step> {
    let mut steps = vec![
        Step::new(StepName::Bound, resolution.bound().acceptable().set())
            .input("target", arm.target())
            .input("unit", resolution.unit())
            .maybe("measured_from", resolution.reference())
            .maybe("undetermined_within", resolution.bound().doubt()),
    ];
    if let Some(base) = resolution.base() {
        steps.push(
            Step::new(StepName::Baseline, base.level())
                .input("period", base.period())
                .maybe("series", base.series())
                .source(base.source.as_ref()),
        );
    }
    steps.extend(resolution.deadline_day().map(|day| Step::new(StepName::Deadline, day)));
    steps
}

fn number_steps(arm: &ArmAssessment) -> Vec<Step> {
    let value = arm.evidence().ok().map(|evidence| evidence.level().to_string());
    let base = arm.resolution().ok().and_then(Resolution::base).map(BasePoint::level);
    let attainment =
        Step::of(StepName::Attainment, arm.attainment(), |attainment| attainment.attained().to_string());
    let markers =
        arm.attainment().map(|found| found.markers().iter().map(ToString::to_string).collect::<Vec<_>>());
    let markers = markers.ok().filter(|markers| !markers.is_empty());
    let attainment = attainment.maybe("markers", markers.map(|markers| markers.join(" ")));
    vec![
        attainment,
        Step::of(StepName::Gap, arm.gap(), ToString::to_string)
            .formula("max(-margin, 0)")
            .maybe("value", value.as_ref()),
        Step::of(StepName::Share, arm.share(), ToString::to_string)
            .formula("(value - baseline) / (bound - baseline)")
            .maybe("value", value.as_ref())
            .maybe("baseline", base.as_ref()),
        pace(arm),
        Step::of(StepName::Lead, arm.pace(), |pace| ends(pace, |pace| pace.lead().to_string()))
            .formula("time at which the path has the value - time of the value, in years"),
        Step::of(StepName::RequiredRate, arm.rates().and_then(|rates| rates.required()), number)
            .formula("(bound - value) / years left"),
        Step::of(StepName::AchievedRate, arm.rates(), |rates| number(rates.achieved()))
            .formula("(value - baseline) / years since the baseline"),
        Step::of(StepName::RateMultiple, arm.rates().and_then(|rates| rates.multiple()), number)
            .formula("required rate / achieved rate"),
        Step::of(StepName::Trend, arm.trend(), |trend| trend.direction().to_string())
            .formula("Theil-Sen slope of the distance to the bound")
            .maybe("points", arm.trend().ok().map(crate::progress::Trend::points)),
        outlook(arm),
    ]
}

fn pace(arm: &ArmAssessment) -> Step {
    let path = arm.resolution().ok().and_then(Resolution::path);
    Step::of(StepName::Pace, arm.pace(), |pace| ends(pace, |pace| pace.standing().to_string()))
        .formula("value against the path at the value's own day")
        .maybe("path", path)
        .maybe("expected", arm.pace().ok().and_then(Extent::best).map(|pace| number(pace.expected())))
        .maybe("difference", arm.pace().ok().map(|pace| ends(pace, |pace| number(pace.difference()))))
}

fn outlook(arm: &ArmAssessment) -> Step {
    let step =
        Step::of(StepName::Outlook, arm.outlook(), |outlook| ends(outlook.value_at_deadline(), number));
    let Ok(outlook) = arm.outlook() else { return step };
    step.input("projection", outlook.projection())
        .input("points", outlook.points())
        .input("reached_by_deadline", outlook.reached_by_deadline())
        .maybe("reached_on", outlook.reached_on().ok())
        .maybe("probability", outlook.chance().ok().flatten().map(Chance::probability))
        .maybe("interval", outlook.chance().ok().flatten().map(Chance::interval))
}

fn number(number: &Ratio) -> String {
    number.to_string()
}

fn ends<T>(extent: &Extent<T>, show: impl Fn(&T) -> String) -> String {
    let shown = Extent::new(extent.worst().map(&show), extent.best().map(&show));
    shown.to_string()
}
