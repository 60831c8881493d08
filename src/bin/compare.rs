//! `compare`: two days of the same plans, or two plans, with what changed and why.

use super::arguments::CompareOptions;
use super::inputs;
use super::output::{Failure, Outcome, print};
use super::terminal::heading;
use policy_targets::assess::Assessor;
use policy_targets::monitor::{Snapshot, between, compare_plans, compare_related};
use policy_targets::report::{changes, plan_changes};

pub(crate) fn run(options: &CompareOptions) -> Outcome {
    let (plans, data) = inputs::read(&options.inputs)?.strict()?;
    let words = options.language.lang;
    if let (Some(from), Some(to)) = (options.from, options.to) {
        let assessor = |day| match &options.path {
            Some(path) => Assessor::as_of(day).path(path.clone()),
            None => Assessor::as_of(day),
        };
        for plan in &plans {
            let [before, after] = [from, to].map(|day| Snapshot::new(plan, &data, assessor(day)));
            let title = heading(&format!("{} [{}]", words.text(plan.title()), plan.id()));
            print(format!("{title}\n{}", changes(&between(&before, &after), words)))?;
        }
        return Ok(());
    }
    // Two plans are compared in the order in which they are given; more, where they say how they are related.
    let compared = match plans.as_slice() {
        [before, after] => vec![compare_plans(before, after)],
        _ => compare_related(&plans),
    };
    if compared.is_empty() {
        let problem = "found nothing to compare, expected two days with --from and --to, or two plans, or plans that name one another";
        return Err(Failure::Usage(problem.to_owned()));
    }
    compared.iter().try_for_each(|comparison| print(plan_changes(comparison, words)))
}
