//! What changed for real goals, and why: one test for each cause.

use crate::support::{Case, as_of, published};
use policy_targets::assess::Assessor;
use policy_targets::data::{Dataset, Flag};
use policy_targets::monitor::{Axis, Cause, Changes, FoundCause, GoalChanges, Snapshot, between};
use policy_targets::plan::{Baseline, Plan, Standing, StandingChange};
use policy_targets::progress::{Path, Projection};

/// Storage of one publisher: 3.3 GW at the end of 2020, 30 GW promised by 2025.
fn storage() -> Case {
    Case::new("GW", ">= 30 GW by 2025")
        .baseline("3.3 GW", "2020")
        .path(Path::Linear)
        .published("2021", "5.7 GW", "2022-02-15")
        .published("2022", "8.7 GW", "2023-02-13")
}

fn changes(before: (&Case, &str), after: (&Case, &str)) -> Changes {
    let ((was, was_on), (is, is_on)) = (before, after);
    let (plans, data) = ([was.plan(), is.plan()], [was.data(), is.data()]);
    between(
        &Snapshot::new(&plans[0], &data[0], as_of(was_on)),
        &Snapshot::new(&plans[1], &data[1], as_of(is_on)),
    )
}

fn only(changes: &Changes) -> &GoalChanges {
    let [goal] = changes.goals() else { panic!("one goal has changed: {changes}") };
    goal
}

fn causes(changes: &Changes) -> Vec<Cause> {
    only(changes).causes().iter().map(FoundCause::cause).collect()
}

/// The words of an axis, and the smallest sets of causes.
fn turned(changes: &Changes, axis: Axis) -> (String, String, Vec<Vec<Cause>>) {
    let change = only(changes).axis(axis).unwrap_or_else(|| panic!("{axis} has changed: {changes}"));
    (change.before().to_string(), change.after().to_string(), change.smallest().to_vec())
}

fn amounts(changes: &Changes, axis: Axis) -> Vec<(Vec<Cause>, String)> {
    let change = only(changes).axis(axis).unwrap_or_else(|| panic!("{axis} has changed: {changes}"));
    let steps = change.steps().iter();
    steps.map(|step| (step.causes().to_vec(), step.amount().expect("an amount").to_string())).collect()
}

#[test]
fn a_new_value_counts_once_its_period_has_ended() {
    let later = storage().published("2023", "31.39 GW", "2024-01-25");
    let found = changes((&storage(), "2023-03-31"), (&later, "2024-03-31"));
    assert_eq!(causes(&found), [Cause::TimePassing, Cause::NewData]);
    let both = vec![vec![Cause::TimePassing, Cause::NewData]];
    assert_eq!(turned(&found, Axis::Verdict), ("behind".into(), "met_early".into(), both));
    assert_eq!(amounts(&found, Axis::Level), [(vec![Cause::NewData], "22.69".to_owned())]);
    let difference = &only(&found).causes()[1].differences()[0];
    assert_eq!(difference.to_string(), "measured/office 2023: - -> 31.39 GW of 2024-01-25");
}

#[test]
fn a_revision_is_told_from_a_new_value() {
    let revised = storage().published("2022", "13.1 GW", "2023-03-01");
    let found = changes((&storage(), "2023-03-31"), (&revised, "2023-03-31"));
    assert_eq!(causes(&found), [Cause::RevisedData]);
    assert_eq!(amounts(&found, Axis::Shortfall), [(vec![Cause::RevisedData], "-4.4".to_owned())]);
    let difference = &only(&found).causes()[0].differences()[0];
    assert_eq!(
        (difference.before.as_deref(), difference.after.as_deref()),
        (Some("8.7 GW of 2023-02-13"), Some("13.1 GW of 2023-03-01"))
    );
}

#[test]
fn a_value_that_is_taken_back_is_a_revision() {
    let mut taken_back = storage();
    let last = taken_back.observations.pop().unwrap();
    taken_back.observations.push(last.with_rejected("misprint"));
    let found = changes((&storage(), "2023-03-31"), (&taken_back, "2023-03-31"));
    assert_eq!(causes(&found), [Cause::RevisedData]);
    assert_eq!(only(&found).causes()[0].differences()[0].after.as_deref(), Some("rejected"));
}

#[test]
fn a_flag_and_a_definition_are_causes_of_their_own() {
    let flagged = |flag: Flag| {
        let mut case = storage();
        let last = case.observations.pop().unwrap();
        case.observations.push(last.with_flags(flag.into()));
        case
    };
    let forecast = changes((&storage(), "2023-03-31"), (&flagged(Flag::Forecast), "2023-03-31"));
    assert_eq!(causes(&forecast), [Cause::ChangedFlags]);
    assert_eq!(amounts(&forecast, Axis::Level), [(vec![Cause::ChangedFlags], "-3".to_owned())]);
    let broken = changes((&storage(), "2023-03-31"), (&flagged(Flag::Break), "2023-03-31"));
    assert_eq!(causes(&broken), [Cause::ChangedComparability]);
    let (before, after, smallest) = turned(&broken, Axis::Verdict);
    assert_eq!((&*before, &*after), ("behind", "not_met_so_far (definition_break)"));
    assert_eq!(smallest, [[Cause::ChangedComparability]]);
    let mut redefined = storage();
    let last = redefined.observations.pop().unwrap();
    redefined.observations.push(last.with_definition("new"));
    assert_eq!(
        causes(&changes((&storage(), "2023-03-31"), (&redefined, "2023-03-31"))),
        [Cause::ChangedComparability]
    );
}

#[test]
fn a_new_value_that_begins_a_break_is_no_plain_new_value() {
    let mut broken = storage();
    let last = published(&broken.indicator, "2023", "31.39 GW", "2024-01-25").with_flags(Flag::Break.into());
    broken.observations.push(last);
    let found = changes((&storage(), "2023-03-31"), (&broken, "2024-03-31"));
    assert_eq!(causes(&found), [Cause::TimePassing, Cause::ChangedComparability]);
    // The first value of a series breaks with nothing.
    let mut nothing = storage();
    nothing.observations.clear();
    let mut first = nothing.clone();
    let only = published(&first.indicator, "2022", "8.7 GW", "2023-02-13").with_flags(Flag::Break.into());
    first.observations.push(only);
    assert_eq!(causes(&changes((&nothing, "2023-03-31"), (&first, "2023-03-31"))), [Cause::NewData]);
}

#[test]
fn target_and_baseline_are_exchanged_apart() {
    let mut stricter = storage();
    stricter.criterion = policy_targets::plan::Criterion::new(
        stricter.criterion.indicator().clone(),
        "> 40 GW by 2025".parse().unwrap(),
    )
    .with_path(Path::Linear)
    .with_baseline(Baseline::stated("4.3 GW".parse().unwrap(), "2020".parse().unwrap()));
    let found = changes((&storage(), "2023-03-31"), (&stricter, "2023-03-31"));
    assert_eq!(causes(&found), [Cause::ChangedBaseline, Cause::ChangedTarget]);
    // Shares: 5.4 of 26.7, then 4.4 of 25.7, then 4.4 of 35.7.
    let expected = [
        (vec![Cause::ChangedBaseline], ratio(44, 257) - ratio(54, 267)),
        (vec![Cause::ChangedTarget], ratio(44, 357) - ratio(44, 257)),
    ];
    assert_eq!(amounts(&found, Axis::Share), expected.map(|(cause, amount)| (cause, amount.to_string())));
    assert_eq!(amounts(&found, Axis::Shortfall), [(vec![Cause::ChangedTarget], "10".to_owned())]);
}

fn ratio(numerator: i64, denominator: i64) -> policy_targets::Ratio {
    policy_targets::Ratio::new(numerator, denominator).unwrap()
}

#[test]
fn a_revised_reported_baseline_is_a_changed_baseline() {
    let reported = |value: &str| {
        let mut case = storage().published("2020", value, "2021-02-15");
        case.criterion = case.criterion.with_baseline(Baseline::Reported { period: "2020".parse().unwrap() });
        case
    };
    let revised = reported("3.3 GW").published("2020", "3 GW", "2021-06-30");
    let found = changes((&reported("3.3 GW"), "2023-03-31"), (&revised, "2023-03-31"));
    assert_eq!(causes(&found), [Cause::ChangedBaseline]);
    // Its first value is new data like any other.
    let mut missing = reported("3.3 GW");
    missing.observations.retain(|observation| observation.period().to_string() != "2020");
    let found = changes((&missing, "2023-03-31"), (&reported("3.3 GW"), "2023-03-31"));
    assert_eq!(causes(&found), [Cause::NewData]);
}

#[test]
fn another_declaration_of_the_indicator_is_a_cause() {
    let both = || {
        let other = published(&storage().indicator, "2022", "13.1 GW", "2023-02-13");
        let quantity = other.quantity().unwrap().clone();
        let mut case = storage();
        case.observations.push(policy_targets::Observation::new(
            other.indicator().clone(),
            "cnesa".parse().unwrap(),
            *other.period(),
            quantity,
            other.published(),
        ));
        case
    };
    let preferring = |series: &str| {
        let series = vec![series.parse().unwrap()];
        both().with(|indicator| indicator.with_series(series))
    };
    let found = changes((&preferring("office"), "2023-03-31"), (&preferring("cnesa"), "2023-03-31"));
    assert_eq!(causes(&found), [Cause::ChangedIndicator]);
    assert_eq!(only(&found).causes()[0].differences()[0].to_string(), "measured series: office -> cnesa");
    assert_eq!(amounts(&found, Axis::Level), [(vec![Cause::ChangedIndicator], "4.4".to_owned())]);
    // With a stricter target beside it, each has its part.
    let mut stricter = preferring("cnesa");
    stricter.criterion = policy_targets::plan::Criterion::new(
        stricter.criterion.indicator().clone(),
        ">= 40 GW by 2025".parse().unwrap(),
    )
    .with_path(Path::Linear)
    .with_baseline(stricter.criterion.baseline().unwrap().clone());
    let found = changes((&preferring("office"), "2023-03-31"), (&stricter, "2023-03-31"));
    assert_eq!(
        amounts(&found, Axis::Shortfall),
        [(vec![Cause::ChangedIndicator], "-4.4".to_owned()), (vec![Cause::ChangedTarget], "10".to_owned()),]
    );
}

#[test]
fn what_is_done_of_a_checklist_is_new_data() {
    use policy_targets::plan::{Checklist, ChecklistItem, Criterion, Indicator, IndicatorKind, Timing};
    let counting = |done: Option<&str>| {
        let item = ChecklistItem {
            id: "one".parse().unwrap(),
            name: policy_targets::text::MultilingualText::english("One").unwrap(),
            done: done.map(|day| day.parse().unwrap()),
            published: None,
            value: None,
            source: None,
            note: None,
        };
        let indicator = Indicator::new(
            "measured".parse().unwrap(),
            "technologies".parse().unwrap(),
            IndicatorKind::Count,
            Timing::End,
        );
        let mut case = Case::of(indicator, ">= 1 technologies by 2025");
        case.criterion = Criterion::new(case.indicator.id().clone(), case.criterion.target().clone())
            .with_checklist(Checklist { items: vec![item], qualifies: None, complete: true });
        case
    };
    let found = changes((&counting(None), "2023-03-31"), (&counting(Some("2023-01-15")), "2023-03-31"));
    assert_eq!(causes(&found), [Cause::NewData]);
    assert_eq!(turned(&found, Axis::Attained).2, [[Cause::NewData]]);
}

#[test]
fn standing_and_settings_are_causes() {
    let case = storage();
    let (plan, data) = (case.plan(), case.data());
    let superseded = |plan: &Plan| {
        let history = vec![
            StandingChange::since_issue(Standing::Draft),
            StandingChange {
                status: Standing::Superseded,
                from: Some("2022-06-30".parse().unwrap()),
                by: Some("final".parse().unwrap()),
                note: None,
            },
        ];
        plan.clone().into_draft().standing(history).into_plan().unwrap()
    };
    let ended = superseded(&plan);
    let snapshot = |plan, assessor: Assessor| Snapshot::new(plan, &data, assessor);
    let found = between(&snapshot(&plan, as_of("2023-03-31")), &snapshot(&ended, as_of("2023-03-31")));
    assert_eq!(causes(&found), [Cause::ChangedStanding]);
    assert_eq!(turned(&found, Axis::Verdict).1, "superseded (would be: behind)");

    let projecting = as_of("2023-03-31").projection(Projection::LastRate);
    let found = between(&snapshot(&plan, as_of("2023-03-31")), &snapshot(&plan, projecting));
    assert_eq!(causes(&found), [Cause::ChangedSetting]);
    assert_eq!(only(&found).causes()[0].differences()[0].to_string(), "projection: - -> last-rate");
    assert!(only(&found).axis(Axis::ValueAtDeadline).is_some());
}

#[test]
fn another_method_is_a_cause_of_another_rating() {
    use policy_targets::method::published::{OpenSdg24, Un2023};
    let case = storage();
    let (plan, data) = (case.plan(), case.data());
    let snapshot = || Snapshot::new(&plan, &data, as_of("2023-03-31"));
    let found = between(&snapshot().rated_by(&Un2023), &snapshot().rated_by(&OpenSdg24));
    assert_eq!(causes(&found), [Cause::ChangedMethod]);
}

#[test]
fn goals_of_one_round_alone_are_new_or_dropped() {
    let case = storage();
    let (plan, data) = (case.plan(), case.data());
    let empty =
        policy_targets::plan::Draft::new(plan.id().clone(), plan.title().clone()).into_plan().unwrap();
    let snapshot = |plan| Snapshot::new(plan, &data, as_of("2023-03-31"));
    let found = between(&snapshot(&plan), &snapshot(&empty));
    assert_eq!((found.dropped_goals().len(), found.new_goals().len(), found.goals().len()), (1, 0, 0));
    assert_eq!(between(&snapshot(&empty), &snapshot(&plan)).new_goals().len(), 1);
}

#[test]
fn a_member_that_starts_to_report_is_coverage() {
    let case = storage();
    let mut with_member = case.clone();
    let of_member = published(&case.indicator, "2022", "1 GW", "2023-02-15").with_dimension("area", "north");
    with_member.observations.push(of_member);
    let found = changes((&case, "2023-03-31"), (&with_member, "2023-03-31"));
    assert_eq!(causes(&found), [Cause::ChangedCoverage]);
    assert!(only(&found).axes().is_empty());
}

#[test]
fn either_of_two_causes_may_be_enough() {
    // The revision and the lower target each meet the goal on their own.
    let mut both = storage().published("2022", "31 GW", "2023-03-01");
    both.criterion = policy_targets::plan::Criterion::new(
        both.criterion.indicator().clone(),
        ">= 8 GW by 2025".parse().unwrap(),
    )
    .with_path(Path::Linear)
    .with_baseline(both.criterion.baseline().unwrap().clone());
    let found = changes((&storage(), "2023-03-31"), (&both, "2023-03-31"));
    let (_, _, smallest) = turned(&found, Axis::Attained);
    assert_eq!(smallest, [[Cause::RevisedData], [Cause::ChangedTarget]]);
    let printed = found.to_string();
    assert!(printed.contains("met by revised_data, or changed_target"), "{printed}");
}

#[test]
fn changes_survive_serde() {
    let later = storage().published("2023", "31.39 GW", "2024-01-25");
    let found = changes((&storage(), "2023-03-31"), (&later, "2024-03-31"));
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Changes>(&text).unwrap(), found);
}

#[test]
fn data_of_later_rounds_are_not_seen_by_earlier_ones() {
    // One data set for both rounds: the earlier one knows less of it.
    let all = storage().published("2023", "31.39 GW", "2024-01-25");
    let (plan, data): (Plan, Dataset) = (all.plan(), all.data());
    let found = between(
        &Snapshot::new(&plan, &data, as_of("2023-03-31")),
        &Snapshot::new(&plan, &data, as_of("2024-03-31")),
    );
    assert_eq!(causes(&found), [Cause::TimePassing, Cause::NewData]);
}
