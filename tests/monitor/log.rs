//! The log of rounds: what is written, what is replayed, and what a correction does not touch.
#![cfg(feature = "json")]

use crate::support::{Case, as_of};
use policy_targets::format::{read_log, write_log_lines};
use policy_targets::monitor::{Axis, Cause, FoundCause, Log, LogLine, Snapshot};
use policy_targets::progress::Path;

fn storage(target: &str) -> Case {
    Case::new("GW", target)
        .baseline("3.3 GW", "2020")
        .path(Path::Linear)
        .published("2021", "5.7 GW", "2022-02-15")
        .published("2022", "8.7 GW", "2023-02-13")
        .published("2023", "31.39 GW", "2024-01-25")
}

const DAYS: [&str; 4] = ["2022-03-31", "2023-03-31", "2024-03-31", "2024-04-30"];

/// Four rounds, the last of which changes nothing, and what was written.
fn four_rounds() -> (Log, String) {
    let case = storage(">= 30 GW by 2025");
    let (plan, data) = (case.plan(), case.data());
    let (mut log, mut file) = (Log::default(), Vec::new());
    let rounds = DAYS.map(|day| Snapshot::new(&plan, &data, as_of(day)));
    for (index, round) in rounds.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &rounds[before]);
        write_log_lines(&log.record(round, before), &mut file).unwrap();
    }
    (log, String::from_utf8(file).unwrap())
}

#[test]
fn a_line_is_written_for_each_round_and_each_change() {
    let (log, text) = four_rounds();
    // Four rounds; the goal stands otherwise in the first three of them.
    assert_eq!(text.lines().count(), 7);
    assert!(text.lines().last().unwrap().starts_with(r#"{"line":"round","number":4,"#));
    let case = storage(">= 30 GW by 2025");
    let (plan, goal) = (case.plan().id().clone(), case.plan().goals()[0].id().clone());
    let history = log.history(&plan, &goal);
    let verdicts: Vec<String> =
        history.iter().map(|record| record.answer(Axis::Verdict).to_string()).collect();
    assert_eq!(verdicts, ["behind", "behind", "met_early"]);
    assert_eq!(history[2].evidence().unwrap().reported.as_deref(), Some("31.39 GW"));
    let causes = history[2].changes().unwrap().causes().iter().map(FoundCause::cause);
    assert_eq!(causes.collect::<Vec<_>>(), [Cause::TimePassing, Cause::NewData]);
}

#[test]
fn replaying_a_log_gives_the_state_it_came_from() {
    let (log, text) = four_rounds();
    let (read, problems) = read_log(&text).lenient();
    assert!(problems.is_empty(), "{problems}");
    assert_eq!(read, log);
    assert_eq!(read.rounds().len(), 4);
}

#[test]
fn a_last_line_cut_short_is_reported_and_the_rest_is_used() {
    let (log, text) = four_rounds();
    let whole: Vec<&str> = text.lines().collect();
    let last = text.len() - whole[whole.len() - 1].len() - 1;
    for cut in last + 1..text.len() - 1 {
        let Some(text) = text.get(..cut) else { continue };
        let (read, problems) = read_log(text).lenient();
        let codes: Vec<&str> = problems.iter().map(|problem| problem.code().as_str()).collect();
        assert_eq!(codes, ["truncated_line"], "{text}");
        assert_eq!(read.rounds(), &log.rounds()[..3]);
    }
    // The newline alone may be missing.
    assert!(read_log(text.trim_end()).lenient().1.is_empty());
    // A broken line inside is an error of its own.
    let broken = text.replacen("{\"line\":\"goal\"", "{\"line\":\"gaol\"", 1);
    let problems = read_log(&broken).lenient().1;
    assert_eq!(problems.iter().map(|problem| problem.code().as_str()).collect::<Vec<_>>(), ["invalid_value"]);
}

#[test]
fn a_later_correction_does_not_rewrite_history() {
    let (mut log, _) = four_rounds();
    let corrected = storage("> 40 GW by 2025");
    let (plan, data) = (corrected.plan(), corrected.data());
    let lines = log.record(&Snapshot::new(&plan, &data, as_of("2024-05-31")), None);
    assert!(matches!(&lines[..], [LogLine::Round(_), LogLine::Goal(_)]));
    let history = log.history(plan.id(), plan.goals()[0].id());
    let targets: Vec<&str> = history.iter().map(|record| record.promise()["target"].as_str()).collect();
    assert_eq!(targets, [">= 30 GW by 2025", ">= 30 GW by 2025", ">= 30 GW by 2025", "> 40 GW by 2025"]);
}

#[test]
fn a_goal_that_is_gone_is_dropped_once_and_may_come_back() {
    let (mut log, _) = four_rounds();
    let case = storage(">= 30 GW by 2025");
    let (plan, data) = (case.plan(), case.data());
    let empty =
        policy_targets::plan::Draft::new(plan.id().clone(), plan.title().clone()).into_plan().unwrap();
    let goal = plan.goals()[0].id().clone();
    let without = Snapshot::new(&empty, &data, as_of("2024-05-31"));
    assert!(matches!(&log.record(&without, None)[..], [LogLine::Round(_), LogLine::Dropped { .. }]));
    assert_eq!(log.latest(plan.id(), &goal), None);
    assert_eq!(log.record(&without, None).len(), 1);
    assert_eq!(log.record(&Snapshot::new(&plan, &data, as_of("2024-06-30")), None).len(), 2);
    assert!(log.latest(plan.id(), &goal).is_some());
}

#[test]
fn another_promise_or_vintage_is_recorded_though_no_answer_differs() {
    let (mut log, _) = four_rounds();
    let mut spliced = storage(">= 30 GW by 2025");
    spliced.criterion = spliced.criterion.with_splice("declared comparable");
    let count = |log: &mut Log, case: &Case, day| {
        let (plan, data) = (case.plan(), case.data());
        log.record(&Snapshot::new(&plan, &data, as_of(day)), None).len()
    };
    assert_eq!(count(&mut log, &spliced, "2024-05-31"), 2);
    // The same value, published again.
    let again = spliced.clone().published("2023", "31.39 GW", "2024-06-15");
    assert_eq!(count(&mut log, &again, "2024-06-30"), 2);
    assert_eq!(count(&mut log, &again, "2024-07-31"), 1);
}
