//! `check`: every problem of plans and data, and of plans against data.

use super::arguments::{CheckOptions, ProblemFormat};
use super::inputs;
use super::output::{Failure, Outcome, print, remark, tell_all};
use policy_targets::assess;
use policy_targets::diagnostic::Diagnostics;

pub(crate) fn run(options: &CheckOptions) -> Outcome {
    let found = inputs::read(&options.inputs)?;
    let mut problems = found.problems;
    if !problems.has_errors() && !found.data.is_empty() {
        for plan in &found.plans {
            problems.append(assess::check(plan, &found.data));
        }
    }
    match options.format {
        ProblemFormat::Text => tell_all(&problems),
        ProblemFormat::Json => lines(&problems)?,
    }
    let (errors, warnings) = (problems.errors().count(), problems.warnings().count());
    let goals: usize = found.plans.iter().map(|plan| plan.goals().len()).sum();
    remark(format_args!(
        "{} files: {} plans with {goals} goals, {} values; {errors} errors, {warnings} warnings",
        found.files,
        found.plans.len(),
        found.data.len()
    ));
    if errors > 0 || (options.strict && warnings > 0) { Err(Failure::Told) } else { Ok(()) }
}

fn lines(problems: &Diagnostics) -> Outcome {
    let lines = problems.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>();
    let lines = lines.map_err(|error| Failure::Input(error.to_string()))?;
    if lines.is_empty() { Ok(()) } else { print(lines.join("\n")) }
}
