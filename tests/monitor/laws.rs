//! Whatever plans and data are: nothing has no cause, and the causes explain the whole.

use crate::scenario::{AS_WRITTEN, Scenario, scenarios};
use crate::support::{Case, published};
use policy_targets::Dataset;
use policy_targets::assess::Assessor;
use policy_targets::data::Flags;
use policy_targets::monitor::{Axis, AxisChange, Cause, Changes, FoundCause, Snapshot, Step, between};
use policy_targets::number::{Ratio, Value};
use policy_targets::plan::Plan;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// One look: a plan with its data and its question.
#[derive(Debug, Clone)]
struct Look {
    plan: Plan,
    data: Dataset,
    assessor: Assessor,
}

impl Look {
    fn snapshot(&self) -> Snapshot<'_> {
        Snapshot::new(&self.plan, &self.data, self.assessor.clone())
    }
}

fn changes(before: &Look, after: &Look) -> Changes {
    between(&before.snapshot(), &after.snapshot())
}

/// What a later round may have: other promises, more values, revised ones, other flags, another day and setting.
#[derive(Debug, Clone)]
struct Later {
    other: Scenario,
    takes_target: bool,
    takes_baseline: bool,
    takes_projection: bool,
    years: i32,
    new: Vec<(u32, i64)>,
    revised: Vec<(usize, i64)>,
    flagged: Option<(usize, &'static str)>,
}

fn later() -> impl Strategy<Value = Later> {
    let number = 1..=100_000_i64;
    (
        (scenarios(), any::<bool>(), any::<bool>(), any::<bool>(), 0..=2_i32),
        proptest::collection::vec((1..=28_u32, number.clone()), 0..3),
        proptest::collection::vec((0..8_usize, number), 0..3),
        proptest::option::of((0..8_usize, proptest::sample::select(vec!["P", "B", "F"]))),
    )
        .prop_map(
            |((other, takes_target, takes_baseline, takes_projection, years), new, revised, flagged)| Later {
                other,
                takes_target,
                takes_baseline,
                takes_projection,
                years,
                new,
                revised,
                flagged,
            },
        )
}

fn looks(scenario: &Scenario, later: &Later) -> (Look, Look) {
    let first = scenario.case(AS_WRITTEN);
    let look = |case: &Case, scenario: &Scenario| Look {
        plan: case.plan(),
        data: data(case),
        assessor: scenario.question(AS_WRITTEN),
    };
    let before = look(&first, scenario);
    let mut changed = scenario.clone();
    changed.asked_in += later.years;
    if later.takes_target {
        changed.form = later.other.form;
        changed.target = later.other.target;
    }
    if later.takes_baseline {
        changed.base = later.other.base;
    }
    if later.takes_projection {
        changed.projection = later.other.projection;
    }
    changed.reported.extend(later.new.iter().copied());
    changed.reported.sort_unstable();
    changed.reported.dedup_by_key(|(quarter, _)| *quarter);
    let mut second = changed.case(AS_WRITTEN);
    let reported = second.observations.clone();
    for (which, thousandths) in &later.revised {
        let Some(old) = reported.get(*which) else { continue };
        let on = old.published().last_day() + chrono::Days::new(30);
        let value = format!("{} GW", Value::new(*thousandths, 3).unwrap());
        second.observations.push(published(
            &second.indicator,
            &old.period().to_string(),
            &value,
            &on.to_string(),
        ));
    }
    if let Some((which, flag)) = later.flagged
        && let Some(observation) = second.observations.get_mut(which)
    {
        *observation = observation.clone().with_flags(flag.parse::<Flags>().unwrap());
    }
    (before, look(&second, &changed))
}

/// Of two values on one day the first counts, whatever a random revision says.
fn data(case: &Case) -> Dataset {
    Dataset::from_observations(case.observations.clone()).0
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_changes_between_a_round_and_itself(scenario in scenarios()) {
        let case = scenario.case(AS_WRITTEN);
        let look = Look { plan: case.plan(), data: data(&case), assessor: scenario.question(AS_WRITTEN) };
        prop_assert!(changes(&look, &look).is_empty());
    }

    #[test]
    fn the_amounts_of_all_causes_add_up_to_the_change(scenario in scenarios(), later in later()) {
        let (before, after) = looks(&scenario, &later);
        for goal in changes(&before, &after).goals() {
            for axis in goal.axes() {
                let Some(whole) = axis.amount() else { continue };
                let amounts = axis.steps().iter().map(|step| step.amount().expect("an amount").clone());
                prop_assert_eq!(amounts.fold(Ratio::zero(), |sum, amount| sum + amount), whole, "{}", axis);
            }
        }
    }

    #[test]
    fn every_change_has_causes_that_lead_from_the_old_answer_to_the_new_one(
        scenario in scenarios(),
        later in later(),
    ) {
        let (before, after) = looks(&scenario, &later);
        let [was, is] = [&before, &after].map(|look| look.snapshot().assess().remove(0));
        let found = changes(&before, &after);
        for axis in Axis::ALL {
            let differs = axis.of(&was) != axis.of(&is);
            let change = found.goals().first().and_then(|goal| goal.axis(*axis));
            prop_assert_eq!(change.is_some(), differs, "{}", axis);
            let Some(change) = change else { continue };
            prop_assert_eq!(change.before(), &axis.of(&was));
            prop_assert_eq!(change.after(), &axis.of(&is));
            prop_assert_eq!(change.steps().last().map(Step::value), Some(change.after()));
            let causes: BTreeSet<Cause> = found.goals()[0].causes().iter().map(FoundCause::cause).collect();
            for cause in change.steps().iter().flat_map(Step::causes).chain(change.smallest().iter().flatten()) {
                prop_assert!(causes.contains(cause), "{} is no cause", cause);
            }
            prop_assert_eq!(change.smallest().is_empty(), change.amount().is_some());
        }
    }

    #[test]
    #[cfg(feature = "json")]
    fn replaying_a_log_gives_the_state_it_came_from(scenario in scenarios(), later in later()) {
        use policy_targets::format::{read_log, write_log_lines};
        use policy_targets::monitor::Log;
        let (before, after) = looks(&scenario, &later);
        let (mut log, mut file) = (Log::default(), Vec::new());
        write_log_lines(&log.record(&before.snapshot(), None), &mut file).unwrap();
        write_log_lines(&log.record(&after.snapshot(), Some(&before.snapshot())), &mut file).unwrap();
        let text = String::from_utf8(file).unwrap();
        let (read, problems) = read_log(&text).lenient();
        prop_assert!(problems.is_empty(), "{}", problems);
        prop_assert_eq!(&read, &log);
        // Cut anywhere, all whole lines are used and what is left of the last one is told.
        let end = text.len() * 2 / 3;
        if let Some(cut) = text.get(..end) {
            let whole = cut.rfind('\n').map_or(0, |newline| newline + 1);
            let (read, problems) = read_log(cut).lenient();
            prop_assert_eq!(&read, &read_log(&cut[..whole]).lenient().0);
            prop_assert_eq!(problems.len(), usize::from(whole < cut.len()));
        }
    }

    #[test]
    fn the_way_back_has_the_same_causes_and_the_opposite_changes(scenario in scenarios(), later in later()) {
        let (before, after) = looks(&scenario, &later);
        let (there, back) = (changes(&before, &after), changes(&after, &before));
        prop_assert_eq!(there.is_empty(), back.is_empty());
        for (there, back) in there.goals().iter().zip(back.goals()) {
            let amounts = |axes: &[AxisChange]| -> Vec<_> {
                axes.iter().map(|axis| (axis.axis(), axis.amount())).collect()
            };
            let opposite: Vec<_> =
                amounts(back.axes()).into_iter().map(|(axis, amount)| (axis, amount.map(|amount| -&amount))).collect();
            prop_assert_eq!(amounts(there.axes()), opposite);
        }
    }
}
