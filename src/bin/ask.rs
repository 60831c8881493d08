//! `assess`: the answers for every goal, as a table, JSON, CSV, Markdown or a page.

use super::arguments::{AnswerFormat, AssessOptions};
use super::inputs::{self, assessor};
use super::methods::named;
use super::output::{Failure, Outcome, remark, write};
use super::terminal;
use policy_targets::assess::{Assessment, RefusalCode, RollUp};
use policy_targets::data::Dataset;
use policy_targets::format::{write_assessments_csv, write_json_lines};
use policy_targets::method::{Case, Method};
use policy_targets::plan::Plan;
use policy_targets::report::{Grid, Label, Report, Words};

pub(crate) fn run(options: &AssessOptions) -> Outcome {
    let methods = options.method.iter().map(|name| named(name)).collect::<Outcome<Vec<_>>>()?;
    let (plans, data) = inputs::read(&options.inputs)?.strict()?;
    if plans.iter().all(|plan| plan.goals().is_empty()) {
        let problem =
            "found no plan with goals, expected at least one; `policy-targets init` writes one to start from";
        return Err(Failure::Usage(problem.to_owned()));
    }
    for goal in &options.goal {
        if !plans.iter().any(|plan| plan.goal(goal).is_some()) {
            inputs::find_goal(&plans, goal)?;
        }
    }
    let assessor = assessor(&options.question, &data)?;
    let mut assessed: Vec<(&Plan, Vec<Assessment>)> =
        plans.iter().map(|plan| (plan, assessor.assess(plan, &data))).collect();
    for (_, assessments) in &mut assessed {
        assessments.retain(|found| options.goal.is_empty() || options.goal.contains(found.goal()));
    }
    assessed.retain(|(_, assessments)| !assessments.is_empty());
    let words = options.language.lang;
    let bytes = answers(options, &assessed, &data, &methods, words)?;
    write(&bytes, options.output.as_deref())?;
    hint(&assessed);
    failing(options, &assessed)
}

fn answers(
    options: &AssessOptions,
    assessed: &[(&Plan, Vec<Assessment>)],
    data: &Dataset,
    methods: &[&'static dyn Method],
    words: &'static Words,
) -> Outcome<Vec<u8>> {
    let all = assessed.iter().flat_map(|(_, assessments)| assessments);
    let mut bytes = Vec::new();
    match options.format {
        AnswerFormat::Json => write_json_lines(all, &mut bytes)?,
        AnswerFormat::Csv => {
            write_assessments_csv(all, &mut bytes).map_err(|error| Failure::Input(error.to_string()))?;
        }
        AnswerFormat::Html => {
            let report =
                methods.iter().fold(Report::new(words).data(data), |report, method| report.rated_by(*method));
            let report =
                assessed.iter().fold(report, |report, (plan, assessments)| report.plan(plan, assessments));
            bytes = report.to_string().into_bytes();
        }
        AnswerFormat::Table | AnswerFormat::Markdown => {
            let text: Vec<String> = assessed
                .iter()
                .map(|(plan, assessments)| of_plan(options, plan, assessments, methods, words))
                .collect();
            bytes = format!("{}\n\n{}\n{}", days(assessed, words), text.join("\n"), summary(assessed, words))
                .into_bytes();
        }
    }
    Ok(bytes)
}

fn of_plan(
    options: &AssessOptions,
    plan: &Plan,
    assessments: &[Assessment],
    methods: &[&'static dyn Method],
    words: &Words,
) -> String {
    let mut grid = Grid::of_goals(assessments, words);
    for method in methods {
        let ratings = assessments.iter().map(|assessment| rating(assessment, *method, words));
        grid = grid.with_column(method.description().id(), ratings);
    }
    let title = words.text(plan.title());
    if options.format == AnswerFormat::Markdown {
        return format!("## {}\n\n{}", Grid::escaped(title), grid.markdown());
    }
    // A file is no terminal, whatever the terminal is.
    let width = if options.output.is_some() { u16::MAX } else { terminal::width() };
    format!("{}\n{}", terminal::heading(&format!("{title} [{}]", plan.id())), terminal::table(&grid, width))
}

fn rating(assessment: &Assessment, method: &dyn Method, words: &Words) -> Option<String> {
    let case = Case::try_from(assessment.deciding_arm()?);
    Some(match case.and_then(|case| method.rate(&case)) {
        Ok(rating) => rating.class().map(|class| words.class(class).to_owned())?,
        Err(refusal) => format!("{}: {refusal}", words.label(Label::NotRated)),
    })
}

/// The day asked about and the knowledge used.
fn days(assessed: &[(&Plan, Vec<Assessment>)], words: &Words) -> String {
    let round = assessed.iter().flat_map(|(_, assessments)| assessments).map(Assessment::round).next();
    let [at, known_by] = round
        .map_or_else(Default::default, |round| [round.at(), round.known_by()].map(|day| words.date(&day)));
    [words.say(Label::AsOf, &[&at]), words.say(Label::KnownBy, &[&known_by])].join(words.label(Label::And))
}

fn summary(assessed: &[(&Plan, Vec<Assessment>)], words: &Words) -> String {
    let counts = RollUp::of(assessed.iter().flat_map(|(_, assessments)| assessments));
    let verdicts: Vec<String> = counts
        .counts()
        .iter()
        .map(|(verdict, count)| format!("{count} {}", words.verdict(*verdict)))
        .collect();
    let coverage =
        words.say(Label::CoverageOf, &[&counts.assessed().to_string(), &counts.goals().to_string()]);
    format!("{}\n", words.named(&coverage, &verdicts.join(words.label(Label::And))))
}

/// What would give more answers.
fn hint(assessed: &[(&Plan, Vec<Assessment>)]) {
    let refused = |code: RefusalCode| {
        let all = assessed.iter().flat_map(|(_, assessments)| assessments);
        all.filter(|found| found.verdict().refusal() == Some(code)).count()
    };
    let without_path = refused(RefusalCode::NoPath);
    if without_path > 0 {
        remark(format_args!(
            "{without_path} goals have no path to be held against: state one in the plan, or with --path linear"
        ));
    }
    let without_series = refused(RefusalCode::SeriesNotChosen);
    if without_series > 0 {
        remark(format_args!(
            "{without_series} goals have several series: choose with --series ID, or in the plan"
        ));
    }
}

fn failing(options: &AssessOptions, assessed: &[(&Plan, Vec<Assessment>)]) -> Outcome {
    let all = assessed.iter().flat_map(|(_, assessments)| assessments);
    let failing: Vec<String> = all
        .filter(|found| options.fail_on.contains(&found.verdict().code()))
        .map(|found| format!("{} {}", found.goal(), found.verdict()))
        .collect();
    if failing.is_empty() { Ok(()) } else { Err(Failure::Verdict(failing.join("\n"))) }
}
