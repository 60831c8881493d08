//! `methods` and `agreement`: the registry of published methods, and whether they agree on a goal.

use super::arguments::{AgreementOptions, MethodsOptions};
use super::inputs::{self, assessor, find_goal};
use super::output::{Failure, Outcome, print};
use super::terminal::{heading, paragraphs, table, width};
use policy_targets::method::{Conclusion, Method, OwnMethod, agreement, by_id, registry};
use policy_targets::progress;
use policy_targets::report::{Grid, Label, Words};
use std::path::Path;

/// The method of a name or of a file, or the names there are.
pub(crate) fn named(name: &str) -> Outcome<&'static dyn Method> {
    if Path::new(name).is_file() {
        let text = std::fs::read_to_string(name)?;
        let is_json = Path::new(name).extension().is_some_and(|end| end == "json");
        let own = if is_json { OwnMethod::from_json_str(&text) } else { OwnMethod::from_toml_str(&text) }?;
        // It is used until the program ends.
        return Ok(Box::leak(Box::new(own)));
    }
    by_id(name).ok_or_else(|| {
        let known: Vec<String> =
            registry().iter().map(|method| method.description().id().to_owned()).collect();
        Failure::Usage(format!("found method \"{name}\", expected a file or one of: {}", known.join(", ")))
    })
}

pub(crate) fn list(options: &MethodsOptions) -> Outcome {
    let words = options.language.lang;
    match &options.method {
        None => print(table(&Grid::of_methods(words), width())),
        Some(name) => print(paragraphs(&described(named(name)?, words), width())),
    }
}

fn described(method: &dyn Method, words: &Words) -> String {
    let found = method.description();
    let mut lines = vec![heading(&format!("{} ({}, {})", found.id(), found.publisher(), found.edition()))];
    let mut put = |label: Label, text: &str| {
        if !text.is_empty() {
            lines.push(format!("{}: {text}", words.label(label)));
        }
    };
    put(Label::Question, found.question());
    put(Label::Formula, found.formula());
    put(Label::Checks, found.checks());
    put(Label::Source, found.source());
    put(Label::Verified, &words.term(found.verification().code()));
    put(Label::Note, found.verified());
    let needs: Vec<String> = found.needs().iter().map(ToString::to_string).collect();
    put(Label::Needs, &needs.join(", "));
    let classes = found
        .classes()
        .iter()
        .map(|class| format!("{} {} ({})", class.rank(), words.class(class), class.code()));
    put(Label::Classes, &classes.collect::<Vec<_>>().join("; "));
    lines.join("\n")
}

pub(crate) fn agree(options: &AgreementOptions) -> Outcome {
    let mut methods = options.method.iter().map(|name| named(name)).collect::<Outcome<Vec<_>>>()?;
    if methods.is_empty() {
        methods = registry().to_vec();
    }
    let (plans, data) = inputs::read(&options.inputs)?.strict()?;
    let plan = find_goal(&plans, &options.goal)?;
    let Some(goal) = plan.goal(&options.goal) else { return Err(Failure::Told) };
    let assessor = assessor(&options.question, &data)?;
    let paths = [progress::Path::Linear, progress::Path::ConstantGrowth];
    let found = agreement(&assessor, plan, goal, &data, &methods, &paths);
    let words = options.language.lang;
    let conclusion = match found.conclusion() {
        Conclusion::OnTrack | Conclusion::OffTrack => words.label(Label::Agree).to_owned(),
        Conclusion::Split => {
            let choices = found.flipping().into_iter().map(|choice| {
                let label = match choice {
                    policy_targets::method::ChoiceKind::Series => Label::Series,
                    policy_targets::method::ChoiceKind::Path => Label::Path,
                    policy_targets::method::ChoiceKind::Method => Label::Method,
                };
                words.label(label).to_owned()
            });
            words.say(Label::Disagree, &[&choices.collect::<Vec<_>>().join(words.label(Label::And))])
        }
        Conclusion::None => words.label(Label::NoAnswer).to_owned(),
    };
    print(format!("{}\n\n{conclusion}", table(&Grid::of_opinions(&found, words), width())))
}
