//! `explain`: one goal in sentences, then every step with its inputs, formula and source.

use super::arguments::ExplainOptions;
use super::inputs::{self, assessor, find_goal};
use super::output::{Failure, Outcome, print, write};
use super::terminal::{heading, paragraphs, width};
use policy_targets::assess::Assessment;
use policy_targets::plan::Plan;
use policy_targets::report::{Chart, Label, explain, png, printable, story};
use policy_targets::text::Source;
use std::collections::BTreeSet;
use std::path::Path;

/// Pixels of a picture for each of the chart's own.
const SCALE: u8 = 2;

pub(crate) fn run(options: &ExplainOptions) -> Outcome {
    let (plans, data) = inputs::read(&options.inputs)?.strict()?;
    let plan = find_goal(&plans, &options.goal)?;
    let Some(goal) = plan.goal(&options.goal) else { return Err(Failure::Told) };
    let assessor = assessor(&options.question, &data)?;
    let assessment = assessor.assess_goal(plan, goal, &data);
    let words = options.language.lang;

    let title = format!("{} [{}]", words.text(goal.wording()), goal.id());
    let mut lines =
        vec![heading(&title), words.verdict(assessment.verdict().code()).to_owned(), String::new()];
    lines.extend(story(&assessment, words).iter().map(|sentence| printable(sentence)));
    lines.extend([String::new(), heading(words.label(Label::Trace)), explain(&assessment, words)]);
    let sources = cited(plan, &assessment);
    if !sources.is_empty() {
        lines.push(heading(words.label(Label::Sources)));
        lines.extend(sources.iter().map(|source| printable(source)));
    }
    let text = lines.join("\n");
    print(paragraphs(&text, width()))?;
    match &options.chart {
        Some(file) => {
            let chart = Chart::of(&assessment).words(words).vintages(data.view(assessor.round().known_by()));
            write(&picture(&chart.to_string(), file)?, Some(file))
        }
        None => Ok(()),
    }
}

/// The sources of all steps, each once, with where to find it.
fn cited(plan: &Plan, assessment: &Assessment) -> BTreeSet<String> {
    let trace = assessment.trace();
    let sources = trace.steps().iter().filter_map(|step| plan.source(step.source_id()?));
    let line = |source: &Source| {
        let address = source.url().map(|url| format!(" {url}")).unwrap_or_default();
        format!("[{}] {source}{address}", source.id())
    };
    sources.map(line).collect()
}

fn picture(svg: &str, file: &Path) -> Outcome<Vec<u8>> {
    match file.extension().and_then(|end| end.to_str()) {
        Some("svg") => Ok(svg.as_bytes().to_vec()),
        Some("png") => png(svg, SCALE).map_err(|error| Failure::Input(error.to_string())),
        _ => Err(Failure::Usage(format!(
            "found {}, expected a file that ends in .svg or .png",
            file.display()
        ))),
    }
}
