//! The verdict table: every combination of findings has one decision, and every row and word is reached.
//! What the rows must say is written here from SEMANTICS 7, apart from the table of the crate.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

use policy_targets::assess::verdict::{
    Decision, Findings, News, RequirementFinding, StandingFinding, WindowFinding, decide,
};
use policy_targets::assess::{Attained, Movement, RefusalCode, VerdictCode};
use std::collections::BTreeSet;

const STANDINGS: [StandingFinding; 4] = [
    StandingFinding::InEffect,
    StandingFinding::NotYetIssued,
    StandingFinding::Superseded,
    StandingFinding::Withdrawn,
];
const REQUIREMENTS: [RequirementFinding; 7] = [
    RequirementFinding::Number,
    RequirementFinding::Direction(None),
    RequirementFinding::Direction(Some(Movement::AsPromised)),
    RequirementFinding::Direction(Some(Movement::Unchanged)),
    RequirementFinding::Direction(Some(Movement::Opposite)),
    RequirementFinding::Statement,
    RequirementFinding::NotYetSet,
];
const ATTAINED: [Result<Attained, RefusalCode>; 5] = [
    Ok(Attained::Met),
    Ok(Attained::NotMet),
    Ok(Attained::Undetermined),
    Ok(Attained::Pending),
    Err(RefusalCode::NoData),
];
const WINDOWS: [Option<WindowFinding>; 4] =
    [None, Some(WindowFinding::Broken), Some(WindowFinding::Secured), Some(WindowFinding::Open)];
const NEWS: [News; 3] = [News::Present, News::NoneDue, News::Overdue];
const TRACKS: [Result<bool, RefusalCode>; 3] = [Ok(true), Ok(false), Err(RefusalCode::NoPath)];
const BOTH: [bool; 2] = [true, false];

/// A goal in effect with a number, before its deadline, behind its path.
const ORDINARY: Findings = Findings {
    standing: StandingFinding::InEffect,
    requirement: RequirementFinding::Number,
    attained: Ok(Attained::NotMet),
    deadline_reached: false,
    window: None,
    met_before: false,
    farther_than_baseline: false,
    news: News::Present,
    on_track: Ok(false),
};

fn every_combination() -> Vec<Findings> {
    let mut all = vec![ORDINARY];
    all = with_each(&all, &STANDINGS, |findings, standing| Findings { standing, ..findings });
    all = with_each(&all, &REQUIREMENTS, |findings, requirement| Findings { requirement, ..findings });
    all = with_each(&all, &ATTAINED, |findings, attained| Findings { attained, ..findings });
    all = with_each(&all, &BOTH, |findings, deadline_reached| Findings { deadline_reached, ..findings });
    all = with_each(&all, &WINDOWS, |findings, window| Findings { window, ..findings });
    all = with_each(&all, &BOTH, |findings, met_before| Findings { met_before, ..findings });
    all = with_each(&all, &BOTH, |findings, farther_than_baseline| Findings {
        farther_than_baseline,
        ..findings
    });
    all = with_each(&all, &NEWS, |findings, news| Findings { news, ..findings });
    with_each(&all, &TRACKS, |findings, on_track| Findings { on_track, ..findings })
}

fn with_each<T: Copy>(
    all: &[Findings],
    each: &[T],
    change: impl Fn(Findings, T) -> Findings,
) -> Vec<Findings> {
    all.iter().flat_map(|findings| each.iter().map(|value| change(*findings, *value))).collect()
}

/// SEMANTICS 7 for goals in effect that have a number, in the order of its rows.
fn by_the_rules(findings: &Findings) -> (u8, Decision) {
    use VerdictCode as V;
    let plain = |row: u8, code: V| (row, (code, None));
    let attained = match findings.attained {
        Err(code) => return (4, (V::CannotAssess, Some(code))),
        Ok(attained) => attained,
    };
    if findings.deadline_reached {
        return match attained {
            Attained::Met => plain(5, V::Met),
            Attained::NotMet => plain(5, V::Missed),
            Attained::Undetermined => plain(5, V::Undetermined),
            Attained::Pending => plain(5, V::AwaitingData),
            _ => panic!("{attained}: no row"),
        };
    }
    match findings.window {
        Some(WindowFinding::Broken) => return plain(6, V::Missed),
        Some(WindowFinding::Secured) => return plain(6, V::Secured),
        // Nothing is known to have held where all evidence is a bound on both sides.
        Some(WindowFinding::Open) if findings.news == News::Present && attained != Attained::Undetermined => {
            return plain(7, V::HeldSoFar);
        }
        None if attained == Attained::Met => return plain(7, V::MetEarly),
        None if attained == Attained::NotMet && findings.met_before => return plain(7, V::SlippedBack),
        _ => {}
    }
    if findings.farther_than_baseline && matches!(attained, Attained::NotMet | Attained::Pending) {
        return plain(8, V::BelowBaseline);
    }
    match findings.news {
        News::Present => {}
        News::NoneDue => return plain(9, V::TooEarly),
        News::Overdue => return (9, (V::CannotAssess, Some(RefusalCode::NoNewData))),
    }
    match findings.on_track {
        Ok(true) => plain(10, V::OnTrack),
        Ok(false) => plain(10, V::Behind),
        Err(_) if attained == Attained::Undetermined => plain(11, V::Undetermined),
        Err(code) => (11, (V::NotMetSoFar, Some(code))),
    }
}

#[test]
fn every_combination_is_decided_once_and_every_row_is_reached() {
    let all = every_combination();
    assert_eq!(all.len(), 4 * 7 * 5 * 2 * 4 * 2 * 2 * 3 * 3);
    let mut rows = BTreeSet::new();
    for findings in &all {
        let (row, decision) = decide(findings);
        assert_eq!(decide(findings), (row, decision), "{findings:?}");
        assert!((1..=12).contains(&row), "{findings:?}");
        rows.insert(row);
    }
    assert_eq!(rows, (1..=12).collect());
}

#[test]
fn every_word_is_reached() {
    let reached: BTreeSet<VerdictCode> =
        every_combination().iter().map(|findings| decide(findings).1.0).collect();
    let all: BTreeSet<VerdictCode> = VerdictCode::ALL.iter().copied().collect();
    assert_eq!(reached, all);
}

#[test]
fn the_standing_comes_before_everything_else() {
    for findings in every_combination() {
        let expected = match findings.standing {
            StandingFinding::NotYetIssued => (1, VerdictCode::NotYetIssued),
            StandingFinding::Superseded => (2, VerdictCode::Superseded),
            StandingFinding::Withdrawn => (2, VerdictCode::Withdrawn),
            StandingFinding::InEffect => continue,
        };
        assert_eq!(decide(&findings), (expected.0, (expected.1, None)), "{findings:?}");
    }
}

#[test]
fn text_goals_and_directions_are_never_decided_by_numbers() {
    for findings in every_combination().into_iter().filter(|f| f.standing == StandingFinding::InEffect) {
        let expected = match findings.requirement {
            RequirementFinding::Statement => (3, VerdictCode::TextGoal),
            RequirementFinding::NotYetSet => (3, VerdictCode::NotYetSet),
            RequirementFinding::Direction(Some(Movement::AsPromised)) => (12, VerdictCode::AsPromised),
            RequirementFinding::Direction(Some(Movement::Unchanged)) => (12, VerdictCode::Unchanged),
            RequirementFinding::Direction(Some(Movement::Opposite)) => (12, VerdictCode::Opposite),
            RequirementFinding::Number | RequirementFinding::Direction(None) => continue,
        };
        assert_eq!(decide(&findings), (expected.0, (expected.1, None)), "{findings:?}");
    }
}

#[test]
fn goals_with_a_number_follow_the_rows_in_their_order() {
    let numbers = every_combination().into_iter().filter(|findings| {
        findings.standing == StandingFinding::InEffect && findings.requirement == RequirementFinding::Number
    });
    for findings in numbers {
        assert_eq!(decide(&findings), by_the_rules(&findings), "{findings:?}");
    }
}

/// What is found, and what the table must say: row, word and code.
type Check = (&'static str, Findings, (u8, VerdictCode, Option<RefusalCode>));

fn assert_checks(checks: &[Check]) {
    for (name, findings, (row, code, refusal)) in checks {
        assert_eq!(decide(findings), (*row, (*code, *refusal)), "{name}");
    }
}

#[test]
fn rows_1_to_5_say_what_the_table_says() {
    let met = Ok(Attained::Met);
    let pending = Ok(Attained::Pending);
    assert_checks(&[
        (
            "not yet issued wins over superseded data",
            Findings { standing: StandingFinding::NotYetIssued, attained: met, ..ORDINARY },
            (1, VerdictCode::NotYetIssued, None),
        ),
        (
            "superseded wins over met",
            Findings {
                standing: StandingFinding::Superseded,
                attained: met,
                deadline_reached: true,
                ..ORDINARY
            },
            (2, VerdictCode::Superseded, None),
        ),
        (
            "withdrawn",
            Findings { standing: StandingFinding::Withdrawn, ..ORDINARY },
            (2, VerdictCode::Withdrawn, None),
        ),
        (
            "a text goal is no missing data",
            Findings {
                requirement: RequirementFinding::Statement,
                attained: Err(RefusalCode::NoNumber),
                ..ORDINARY
            },
            (3, VerdictCode::TextGoal, None),
        ),
        (
            "an unset number is not 0",
            Findings {
                requirement: RequirementFinding::NotYetSet,
                attained: Err(RefusalCode::NoNumber),
                ..ORDINARY
            },
            (3, VerdictCode::NotYetSet, None),
        ),
        (
            "a refusal carries its code",
            Findings { attained: Err(RefusalCode::Stale), ..ORDINARY },
            (4, VerdictCode::CannotAssess, Some(RefusalCode::Stale)),
        ),
        (
            "no value for the deadline refuses even at the deadline",
            Findings { attained: Err(RefusalCode::NoValueForDeadline), deadline_reached: true, ..ORDINARY },
            (4, VerdictCode::CannotAssess, Some(RefusalCode::NoValueForDeadline)),
        ),
        (
            "met at the deadline",
            Findings { attained: met, deadline_reached: true, ..ORDINARY },
            (5, VerdictCode::Met, None),
        ),
        (
            "missed at the deadline, though met before",
            Findings { deadline_reached: true, met_before: true, ..ORDINARY },
            (5, VerdictCode::Missed, None),
        ),
        (
            "awaiting the deadline's value",
            Findings { attained: pending, deadline_reached: true, ..ORDINARY },
            (5, VerdictCode::AwaitingData, None),
        ),
    ]);
}

#[test]
fn rows_6_to_11_say_what_the_table_says() {
    let met = Ok(Attained::Met);
    let pending = Ok(Attained::Pending);
    let open = Some(WindowFinding::Open);
    assert_checks(&[
        (
            "a broken window is missed before its end",
            Findings { window: Some(WindowFinding::Broken), ..ORDINARY },
            (6, VerdictCode::Missed, None),
        ),
        (
            "a window that can no longer fail",
            Findings { attained: pending, window: Some(WindowFinding::Secured), ..ORDINARY },
            (6, VerdictCode::Secured, None),
        ),
        ("met early", Findings { attained: met, ..ORDINARY }, (7, VerdictCode::MetEarly, None)),
        (
            "held so far",
            Findings { attained: pending, window: open, ..ORDINARY },
            (7, VerdictCode::HeldSoFar, None),
        ),
        (
            "slipped back wins over below baseline",
            Findings { met_before: true, farther_than_baseline: true, ..ORDINARY },
            (7, VerdictCode::SlippedBack, None),
        ),
        (
            "below baseline wins over behind",
            Findings { farther_than_baseline: true, ..ORDINARY },
            (8, VerdictCode::BelowBaseline, None),
        ),
        (
            "too early",
            Findings { attained: pending, news: News::NoneDue, ..ORDINARY },
            (9, VerdictCode::TooEarly, None),
        ),
        (
            "no new data",
            Findings { attained: pending, news: News::Overdue, ..ORDINARY },
            (9, VerdictCode::CannotAssess, Some(RefusalCode::NoNewData)),
        ),
        (
            "on track though not met",
            Findings { on_track: Ok(true), ..ORDINARY },
            (10, VerdictCode::OnTrack, None),
        ),
        (
            "no pace",
            Findings { on_track: Err(RefusalCode::NoPath), ..ORDINARY },
            (11, VerdictCode::NotMetSoFar, Some(RefusalCode::NoPath)),
        ),
    ]);
}
