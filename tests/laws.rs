//! The laws: what must hold whatever the plan and the data are, as properties of the public API.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

#[path = "support/scenario.rs"]
mod scenario;
#[path = "support/strategies.rs"]
mod strategies;
mod support;

use policy_targets::assess::{Assessment, Attained, Refusal};
use policy_targets::data::Observation;
use policy_targets::number::{Ratio, Value};
use policy_targets::progress::{self, Acceptable, Course, Extent, Lead, Shape};
use policy_targets::time::{NaiveDate, Period, Span};
use policy_targets::unit::Reading;
use proptest::prelude::*;
use scenario::{AS_WRITTEN, Changed, MIRRORED_FORMS, Scenario, scenarios, scenarios_of};
use std::borrow::Borrow;
use std::fmt::Debug;
use std::str::FromStr;
use strategies::{periods, quantities, ratios, readings, targets, units, values};
use support::{Case, amount, dataset, date, id, number, published};

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

fn shown<T, R: Borrow<Refusal>>(answer: Result<T, R>, show: impl FnOnce(T) -> String) -> String {
    answer.map_or_else(|refusal| refusal.borrow().code().to_string(), show)
}

fn ends<T>(extent: &Extent<T>, show: impl Fn(&T) -> String) -> String {
    format!("{:?} {:?}", extent.worst().map(&show), extent.best().map(&show))
}

/// Every answer that does not name a day, with numbers in the indicator's unit divided by `size`.
fn answers(found: &Assessment, size: &Ratio) -> Vec<String> {
    let sized = |number: &Ratio| number.divide(size).unwrap().to_string();
    let distance = |number: &Ratio| number.divide(&size.absolute()).unwrap().to_string();
    let verdict = found.verdict();
    vec![
        format!("{} {:?} {:?} {:?}", verdict.code(), verdict.refusal(), verdict.path(), verdict.series()),
        shown(found.attainment(), |attainment| {
            format!("{} {:?}", attainment.attained(), attainment.markers())
        }),
        shown(found.gap(), |gap| {
            ends(gap, |gap| format!("gap {} {}", distance(gap.shortfall()), gap.at_excluded_bound()))
        }),
        shown(found.share(), |share| ends(share, Ratio::to_string)),
        shown(found.pace(), |pace| {
            ends(pace, |pace| {
                let (progress, value) = (pace.progress_ratio(), pace.value_ratio());
                let (expected, difference) = (sized(pace.expected()), distance(pace.difference()));
                format!(
                    "{} {expected} {difference} {progress:?} {value:?} {:?}",
                    pace.standing(),
                    pace.lead()
                )
            })
        }),
        shown(found.rates(), |rates| {
            let (multiple, growth) = (rates.multiple().ok(), rates.required_growth().ok());
            let required = shown(rates.required(), sized);
            format!("{required} {} {multiple:?} {growth:?}", sized(rates.achieved()))
        }),
        shown(found.trend(), |trend| {
            format!("{} {} {}", trend.direction(), distance(trend.slope()), trend.points())
        }),
        shown(found.outlook(), |outlook| {
            let late = outlook.late_by_years().ok();
            let value = ends(outlook.value_at_deadline(), sized);
            format!("{value} {} {late:?}", outlook.reached_by_deadline())
        }),
    ]
}

fn reads_back<T: FromStr + ToString + PartialEq + Debug>(written: &T) -> Result<(), TestCaseError> {
    let text = written.to_string();
    let read = text.parse::<T>().ok();
    prop_assert_eq!(read.as_ref(), Some(written), "{}", text);
    Ok(())
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn printing_a_target_and_reading_it_is_the_identity(target in targets()) {
        reads_back(&target)?;
    }

    #[test]
    fn printing_a_period_and_reading_it_is_the_identity(period in periods()) {
        reads_back(&period)?;
    }

    #[test]
    fn printing_a_reading_and_reading_it_is_the_identity(reading in readings()) {
        reads_back(&reading)?;
        prop_assert_eq!(reading.to_string().parse::<Reading>().unwrap().printed_decimals(), reading.printed_decimals());
    }

    #[test]
    fn printing_a_quantity_and_reading_it_is_the_identity(quantity in quantities()) {
        reads_back(&quantity)?;
    }

    #[test]
    fn printing_a_unit_and_reading_it_is_the_identity(unit in units()) {
        reads_back(&unit)?;
        reads_back(&unit.difference_unit())?;
    }

    #[test]
    fn printing_a_value_and_reading_it_keeps_every_digit(value in values()) {
        prop_assert!(value.to_string().parse::<Value>().unwrap().identical(&value));
    }

    #[test]
    fn printing_a_ratio_and_reading_it_is_the_identity(ratio in ratios()) {
        reads_back(&ratio)?;
    }

    #[test]
    fn the_unit_in_which_a_thing_is_written_or_measured_changes_no_answer(scenario in scenarios()) {
        let as_written = answers(&scenario.ask(AS_WRITTEN), &Ratio::one());
        for written_in in ["MW", "万千瓦"] {
            let converted = scenario.ask(Changed { written_in, ..AS_WRITTEN });
            prop_assert_eq!(&answers(&converted, &Ratio::one()), &as_written, "written in {}", written_in);
        }
        for (measured_in, size) in [("MW", "1000"), ("万千瓦", "100")] {
            let measured = scenario.ask(Changed { measured_in, ..AS_WRITTEN });
            prop_assert_eq!(&answers(&measured, &number(size)), &as_written, "measured in {}", measured_in);
        }
    }

    #[test]
    fn a_common_factor_changes_no_answer(scenario in scenarios(), power_of_ten in 1..=3_u32) {
        let scaled = scenario.ask(Changed { power_of_ten, ..AS_WRITTEN });
        let size = Ratio::power_of_ten(power_of_ten);
        prop_assert_eq!(answers(&scaled, &size), answers(&scenario.ask(AS_WRITTEN), &Ratio::one()));
    }

    #[test]
    fn mirrored_numbers_have_mirrored_answers(scenario in scenarios_of(&MIRRORED_FORMS)) {
        let scenario = Scenario { grows: false, ..scenario };
        let temperature = Changed { written_in: "°C", measured_in: "°C", has_limits: false, ..AS_WRITTEN };
        let mirrored = scenario.ask(Changed { mirrored: true, ..temperature });
        let as_written = scenario.ask(temperature);
        prop_assert_eq!(answers(&mirrored, &-Ratio::one()), answers(&as_written, &Ratio::one()));
    }

    #[test]
    fn a_shift_by_whole_years_shifts_only_dates(scenario in scenarios(), years in -100..=100_i32) {
        let shifted = scenario.ask(Changed { years, ..AS_WRITTEN });
        let as_written = scenario.ask(AS_WRITTEN);
        prop_assert_eq!(answers(&shifted, &Ratio::one()), answers(&as_written, &Ratio::one()));
        let months = |day: NaiveDate| {
            use chrono::Datelike;
            day.year() * 12 + i32::try_from(day.month()).unwrap()
        };
        let since = |found: &Assessment| found.verdict().met_since().map(months);
        prop_assert_eq!(since(&shifted), since(&as_written).map(|month| month + years * 12));
        let evidence = |found: &Assessment| found.evidence().ok().map(|evidence| months(evidence.day()));
        prop_assert_eq!(evidence(&shifted), evidence(&as_written).map(|month| month + years * 12));
    }

    #[test]
    fn the_order_of_rows_is_irrelevant(
        scenario in scenarios(),
        revisions in proptest::collection::vec((1..=28_usize, 1..=100_000_i64), 0..6),
        order in any::<prop::sample::Index>(),
        backwards in any::<bool>(),
    ) {
        let case = with_revisions(scenario.case(AS_WRITTEN), &revisions);
        let question = scenario.question(AS_WRITTEN);
        let mut shuffled = case.clone();
        if !shuffled.observations.is_empty() {
            let middle = order.index(shuffled.observations.len());
            shuffled.observations.rotate_left(middle);
        }
        if backwards {
            shuffled.observations.reverse();
        }
        prop_assert_eq!(shuffled.data(), case.data());
        prop_assert_eq!(shuffled.ask(&question), case.ask(&question));
    }

    #[test]
    fn a_view_never_sees_what_was_published_later(
        scenario in scenarios(),
        revisions in proptest::collection::vec((1..=28_usize, 1..=100_000_i64), 0..6),
        around in any::<prop::sample::Index>(),
        days in -40..=40_i64,
    ) {
        let all = with_revisions(scenario.case(AS_WRITTEN), &revisions);
        if all.observations.is_empty() {
            return Ok(());
        }
        let known_by = around.get(&all.observations).published().last_day() + chrono::TimeDelta::days(days);
        let mut known = all.clone();
        known.observations.retain(|observation| observation.published().last_day() <= known_by);
        let question = scenario.question(AS_WRITTEN).known_by(known_by);
        prop_assert_eq!(all.ask(&question), known.ask(&question));
    }
}

/// Revises some periods of a case, each on a day of its own.
fn with_revisions(mut case: Case, revisions: &[(usize, i64)]) -> Case {
    let reported = case.observations.clone();
    for (index, (which, thousandths)) in revisions.iter().enumerate() {
        let Some(first) = reported.get(which % reported.len().max(1)) else { continue };
        let on = first.published().last_day() + chrono::Days::new(20 * (1 + index as u64));
        // Every other date is known to the month alone.
        let on = if index % 2 == 0 { on.to_string() } else { on.format("%Y-%m").to_string() };
        let value = Value::new(*thousandths, 3).unwrap();
        case.observations.push(published(
            &case.indicator,
            &first.period().to_string(),
            &format!("{value} GW"),
            &on,
        ));
    }
    case
}

/// A set of acceptable values, from two numbers.
fn acceptable(form: usize, one: &Ratio, two: &Ratio) -> Acceptable {
    match form {
        0 => Acceptable::at_least(one.clone()),
        1 => Acceptable::over(one.clone()),
        2 => Acceptable::at_most(one.clone()),
        3 => Acceptable::under(one.clone()),
        4 => Acceptable::exactly(one.clone()),
        _ => Acceptable::between(one.min(two).clone(), one.max(two).clone()).unwrap(),
    }
}

fn small() -> impl Strategy<Value = Ratio> {
    (-40..=40_i64, 1..=4_i64).prop_map(|(numerator, denominator)| Ratio::new(numerator, denominator).unwrap())
}

/// How good an attainment is.
fn rank(attained: Attained) -> usize {
    [Attained::NotMet, Attained::Undetermined, Attained::Met]
        .iter()
        .position(|other| *other == attained)
        .unwrap()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_value_closer_to_the_acceptable_set_is_never_worse(
        scenario in scenarios(),
        one in 1..=100_000_i64,
        two in 1..=100_000_i64,
    ) {
        let ask = |value: i64| {
            let mut reported = scenario.reported.clone();
            reported.retain(|(quarter, _)| *quarter < 12);
            reported.push((12, value));
            Scenario { reported, asked_in: 2024, ..scenario.clone() }.ask(AS_WRITTEN)
        };
        let (found_one, found_two) = (ask(one), ask(two));
        let set = found_one.arms()[0].resolution().unwrap().bound().acceptable().clone();
        let distance = |value: i64| (-set.margin(&Ratio::new(value, 1000).unwrap())).max(Ratio::zero());
        let ((closer, near), (farther, far)) = if distance(one) <= distance(two) {
            ((found_one, one), (found_two, two))
        } else {
            ((found_two, two), (found_one, one))
        };
        if distance(near) == distance(far) {
            return Ok(());
        }
        prop_assert!(rank(closer.attained().unwrap()) >= rank(farther.attained().unwrap()));
        let worst = |found: &Assessment| found.gap().unwrap().worst().unwrap().clone();
        prop_assert!(worst(&closer) <= worst(&farther));
        // Beyond the far edge of a band, ahead of the path is not closer to it.
        let same_side = set.direction().is_some()
            || [set.set().lower(), set.set().upper()].iter().any(|end| {
                let edge = end.number().unwrap() * &Ratio::from(1000);
                let outside = |value: i64| Ratio::from(value).cmp(&edge);
                outside(near) == outside(far) && !set.is_met_by(&Ratio::new(far, 1000).unwrap())
            });
        if let (true, Ok(closer), Ok(farther)) = (same_side, closer.pace(), farther.pace()) {
            let standing = |pace: &Extent<progress::Pace>| pace.as_exact().unwrap().standing();
            prop_assert!(standing(closer) >= standing(farther));
        }
    }

    #[test]
    fn a_gap_a_met_bound_and_an_excluded_bound_exclude_each_other(
        form in 0..6_usize,
        one in small(),
        two in small(),
        other in small(),
        is_at_bound in any::<bool>(),
    ) {
        prop_assume!(one != two);
        let set = acceptable(form, &one, &two);
        let value = if is_at_bound { one.clone() } else { other };
        let (gap, met) = (set.gap(&value), set.is_met_by(&value));
        prop_assert!(!gap.shortfall().is_negative());
        if gap.shortfall().is_positive() {
            prop_assert!(!met);
        }
        if met {
            prop_assert!(gap.is_closed());
        }
        let at_excluded_bound = matches!(form, 1 | 3) && value == one;
        prop_assert_eq!(gap.shortfall().is_zero() && !met, at_excluded_bound);
        prop_assert_eq!(gap.at_excluded_bound(), at_excluded_bound);
        prop_assert_eq!((-set.margin(&value)).max(Ratio::zero()), gap.shortfall().clone());
    }

    #[test]
    fn the_gap_of_an_assessment_agrees_with_its_attainment(scenario in scenarios()) {
        let found = scenario.ask(AS_WRITTEN);
        if let (Ok(attained), Ok(gap)) = (found.attained(), found.gap()) {
            let gap = gap.as_exact().unwrap();
            let set = found.arms()[0].resolution().unwrap().bound().acceptable().clone();
            let met = set.is_met_by(found.evidence().unwrap().level().as_exact().unwrap());
            prop_assert_eq!(met, gap.is_closed());
            match attained {
                Attained::Met => prop_assert!(gap.is_closed()),
                Attained::NotMet | Attained::Undetermined => prop_assert!(!gap.is_closed()),
                _ => {}
            }
            if scenario.step.is_some() {
                prop_assert!(!gap.at_excluded_bound());
            }
        }
    }

    #[test]
    fn the_share_of_the_way_is_0_at_the_baseline_and_1_at_the_bound(scenario in scenarios()) {
        let share_at = |value: &Ratio| {
            let reported = value.rounded(6).unwrap();
            assert_eq!(reported.to_ratio(), *value);
            let case = Scenario { reported: Vec::new(), ..scenario.clone() }.case(AS_WRITTEN);
            let found = case.value("2023", &format!("{reported} GW")).as_of("2024-06-30");
            found.share().unwrap().as_exact().unwrap().clone()
        };
        let base = Ratio::new(scenario.base, 1000).unwrap();
        let found = scenario.ask(AS_WRITTEN);
        let bound = found.arms()[0].resolution().map(|resolution| resolution.bound().clone());
        if let Some(bound) = bound.ok().filter(|bound| bound.target_from(&base).is_ok()) {
            prop_assert_eq!(share_at(&base), Ratio::zero());
            prop_assert_eq!(share_at(&bound.target_from(&base).unwrap()), Ratio::one());
        }
    }

    #[test]
    fn the_required_pace_if_followed_arrives_exactly(scenario in scenarios(), part in 1..=9_i64) {
        let found = scenario.ask(AS_WRITTEN);
        if let Ok(rates) = found.rates() {
            let arm = &found.arms()[0];
            let (evidence, resolution) = (arm.evidence().unwrap(), arm.resolution().unwrap());
            let value = evidence.level().as_exact().unwrap().clone();
            let Ok(required) = rates.required() else {
                // Nothing is required exactly where the value meets the target.
                prop_assert!(resolution.bound().acceptable().is_met_by(&value));
                return Ok(());
            };
            let target = resolution.bound().ahead_of(&value).unwrap();
            let deadline = resolution.deadline_day().unwrap();
            let left = Span::between(evidence.day(), deadline).years();
            prop_assert_eq!(&value + &(required * &left), target.clone());
            // On the way the required rate stays the same.
            let passed = &left * &Ratio::new(part, 10).unwrap();
            let then = &value + &(required * &passed);
            let from_there = progress::required_rate(&then, &target, &(left - passed));
            prop_assert_eq!(from_there, Ok(required.clone()));
        }
    }

    #[test]
    fn on_any_line_the_value_the_path_expects_is_on_it(one in small(), two in small(), part in 1..=9_i64) {
        prop_assume!(one != two);
        let course = Course::new(one, two, number("5"), Shape::Linear).unwrap();
        let time = Ratio::new(part, 2).unwrap();
        let expected = course.expected(&time).unwrap();
        prop_assert_eq!(course.lead(&time, &expected), Ok(Lead::Exactly(Ratio::zero())));
    }

    #[test]
    fn observations_in_any_order_make_the_same_data(
        values in proptest::collection::vec((2000..2010_i32, 1..=12_u32, values()), 0..20),
    ) {
        let observations: Vec<Observation> = values
            .iter()
            .map(|(year, month, value)| {
                let (of, on) = (Period::year(*year).unwrap(), format!("{}-{month:02}-01", year + 1));
                let quantity = amount(&format!("{value} GW"));
                Observation::new(id("measured"), id("office"), of, quantity, date(&on))
            })
            .collect();
        let key = |observation: &Observation| (*observation.period(), observation.visible_from());
        let mut unique: Vec<Observation> = Vec::new();
        for observation in observations {
            if unique.iter().all(|other| key(other) != key(&observation)) {
                unique.push(observation);
            }
        }
        let forwards = dataset(unique.clone());
        unique.reverse();
        prop_assert_eq!(forwards, dataset(unique));
    }
}

#[cfg(feature = "json")]
mod as_json {
    use super::*;
    use policy_targets::plan::{Plan, Target};
    use serde::{Serialize, de::DeserializeOwned};

    fn survives<T: Serialize + DeserializeOwned + PartialEq + Debug>(
        written: &T,
    ) -> Result<(), TestCaseError> {
        let text = serde_json::to_string(written).unwrap();
        let read: T =
            serde_json::from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
        prop_assert_eq!(&read, written);
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), text);
        Ok(())
    }

    proptest! {
        #![proptest_config(config())]

        #[test]
        fn a_target_survives(target in targets()) {
            survives(&target)?;
        }

        #[test]
        fn a_period_survives(period in periods()) {
            survives(&period)?;
        }

        #[test]
        fn a_quantity_survives(quantity in quantities()) {
            survives(&quantity)?;
        }

        #[test]
        fn a_ratio_survives(ratio in ratios()) {
            survives(&ratio)?;
        }

        #[test]
        fn a_plan_survives(scenario in scenarios()) {
            survives::<Plan>(&scenario.case(AS_WRITTEN).plan())?;
        }

        #[test]
        fn an_assessment_survives(scenario in scenarios()) {
            survives(&scenario.ask(AS_WRITTEN))?;
        }

        #[test]
        fn the_same_inputs_give_the_same_bytes(scenario in scenarios()) {
            let bytes = || {
                let found = scenario.ask(AS_WRITTEN);
                serde_json::to_string(&(&found, found.trace())).unwrap()
            };
            prop_assert_eq!(bytes(), bytes());
        }

        #[test]
        fn a_target_read_from_any_text_is_refused_or_survives(text in "[~<>=. a-z0-9%+-]{0,40}") {
            if let Ok(target) = text.parse::<Target>() {
                survives(&target)?;
            }
        }
    }
}
