//! What other systems get wrong, done right: one test for each defect found in their sources, in that order.
//! Right numbers come from `peer_defects.csv`; for defects of design, the test shows what happens here instead.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

mod support;

use policy_targets::assess::{
    Assessment, Assessor, Attained, Marker, RefusalCode, RollUp, Step, StepName, VerdictCode,
};
use policy_targets::data::Observation;
use policy_targets::diagnostic::Code;
use policy_targets::number::Ratio;
use policy_targets::plan::{
    Baseline, Criterion, Derivation, Draft, Indicator, IndicatorKind, Requirement, Timing,
};
use policy_targets::progress::{self, Direction, Path, Standing};
use policy_targets::text::MultilingualText;
use policy_targets::unit::Unit;
use support::{
    Case, Row, amount, as_of, dataset, date, day, goal, id, number, observation, period, plan, quantity,
    unit, vectors,
};

/// What the vector file says for a row of the survey.
fn right(rows: &[Row], row: &str, inputs: &str, name: &str) -> String {
    quantity(rows, &[("row", row), ("inputs", inputs), ("quantity", name)]).to_owned()
}

fn share(answer: &Assessment) -> Ratio {
    answer.share().unwrap().as_exact().unwrap().clone()
}

fn shortfall(answer: &Assessment) -> Ratio {
    answer.gap().unwrap().as_exact().unwrap().shortfall().clone()
}

#[test]
fn row_01_a_target_of_zero_needs_no_epsilon() {
    let rows = vectors("peer_defects");
    let inputs = "baseline=10 at 2015; value=4 at 2023; target <= 0 by 2030";
    let case =
        Case::new("deaths", "<= 0 deaths by 2030").baseline("10 deaths", "2015").value("2023", "4 deaths");
    let found = case.as_of("2024-06-30");
    assert_eq!(share(&found), number(&right(&rows, "1", inputs, "share")));
    let pace = found.pace().unwrap().as_exact().unwrap();
    assert_eq!(pace.progress_ratio(), Ok(&number(&right(&rows, "1", inputs, "progress_ratio_linear"))));
    assert_eq!(pace.standing(), Standing::Ahead);
    let elapsed = number(&right(&rows, "1", inputs, "elapsed"));
    assert_eq!(*pace.expected(), number("10") * (Ratio::one() - elapsed));
    let growth = case.ask(&as_of("2024-06-30").path(Path::ConstantGrowth));
    assert_eq!(growth.pace().unwrap_err().code(), RefusalCode::NotPositive);
}

#[test]
fn row_02_no_path_is_assumed_and_each_answer_names_its_own() {
    let rows = vectors("peer_defects");
    let inputs = "baseline=5 at 2015; value=10 at 2020; target >= 45 by 2030";
    let expected = |name: &str| number(&right(&rows, "2", inputs, name));
    let case = Case::new("GW", ">= 45 GW by 2030").baseline("5 GW", "2015").value("2020", "10 GW");
    let question = Assessor::as_of(day("2021-06-30"));
    assert_eq!(case.ask(&question).pace().unwrap_err().code(), RefusalCode::NoPath);
    let linear = case.ask(&question.clone().path(Path::Linear));
    let pace = linear.pace().unwrap().as_exact().unwrap().clone();
    assert_eq!(pace.progress_ratio(), Ok(&expected("progress_ratio_linear")));
    assert_eq!(*pace.expected(), expected("expected_linear"));
    assert_eq!(linear.verdict().to_string(), "behind (linear, office)");
    let growth = case.ask(&question.path(Path::ConstantGrowth));
    let pace = growth.pace().unwrap().as_exact().unwrap().clone();
    assert_eq!(*pace.expected(), expected("expected_constant_growth"));
    assert_eq!(growth.verdict().to_string(), "behind (constant-growth, office)");
    let yearly = |value: &str, years: &str| {
        progress::achieved_growth(&number("5"), &number(value), &number(years)).unwrap()
    };
    let ratio = yearly("10", "5").divide(&yearly("45", "15")).unwrap();
    // Each rate has 12 digits, so that their ratio has 11.
    assert_eq!(
        ratio.rounded_to_significant_digits(11),
        expected("growth_rate_ratio").rounded_to_significant_digits(11)
    );
}

#[test]
fn row_03_time_left_counts_and_after_the_deadline_there_is_no_pace() {
    let case = Case::new("GW", ">= 45 GW by 2030").baseline("5 GW", "2015").value("2029", "42.9 GW");
    let before = case.as_of("2030-06-30");
    assert_eq!(before.verdict().code(), VerdictCode::OnTrack);
    assert_eq!(*before.rates().unwrap().required().unwrap(), number("2.1"));
    let after = case.value("2030", "43 GW").as_of("2031-06-30");
    assert_eq!(after.verdict().to_string(), "missed");
    assert_eq!(after.rates().unwrap_err().code(), RefusalCode::NoTimeLeft);
    assert_eq!(shortfall(&after), number("2"));
}

#[test]
fn row_04_a_missing_base_year_range_or_direction_is_never_made_up() {
    let mut case = Case::new("GW", ">= 45 GW by 2030").value("2016", "5 GW").value("2020", "10 GW");
    case.criterion = case.criterion.with_baseline(Baseline::Reported { period: period("2015") });
    let found = case.as_of("2021-06-30");
    assert_eq!(found.verdict().to_string(), "not_met_so_far (no_baseline)");
    let range = period("2015/2016");
    assert_eq!((range.to_string(), range.years()), ("2015/2016".to_owned(), Some((2015, 2016))));
    let two_sided = Case::new("GW", "= 45 GW by 2030");
    let draft = Draft::new(id("plan"), MultilingualText::english("A plan").unwrap())
        .indicator(two_sided.indicator.clone())
        .goal(goal("goal", Requirement::One(two_sided.criterion.clone())));
    let problems = draft.into_plan().unwrap_err();
    assert!(problems.iter().any(|problem| problem.code() == Code::NoDirection), "{problems:?}");
    let sign_changes = Case::new("Mt", ">= 5 Mt by 2030").baseline("-5 Mt", "2020").value("2023", "-2 Mt");
    assert_eq!(share(&sign_changes.as_of("2024-06-30")), number("0.3"));
    let growth = sign_changes.ask(&as_of("2024-06-30").path(Path::ConstantGrowth));
    assert_eq!(growth.pace().unwrap_err().code(), RefusalCode::NotPositive);
}

#[test]
fn row_05_a_flip_is_explained_by_its_trace_and_nothing_flips_by_itself() {
    let case = Case::new("GW", ">= 45 GW by 2030").baseline("5 GW", "2015").value("2020", "10 GW");
    let first = case.as_of("2021-06-30");
    assert_eq!(first, case.as_of("2021-06-30"));
    assert_eq!(first.trace(), case.as_of("2021-06-30").trace());
    let revised = case.published("2020", "20 GW", "2021-05-02").as_of("2021-06-30");
    assert_eq!(first.verdict().code(), VerdictCode::Behind);
    assert_eq!(revised.verdict().code(), VerdictCode::OnTrack);
    let evidence = |answer: &Assessment| step(answer, StepName::Evidence);
    assert_ne!(evidence(&first), evidence(&revised));
    assert_eq!(input(&evidence(&revised), "reported"), "20 GW");
    assert_eq!(input(&evidence(&revised), "published"), "2021-05-02");
    for unchanged in [StepName::Bound, StepName::Baseline, StepName::Deadline, StepName::Round] {
        assert_eq!(step(&first, unchanged), step(&revised, unchanged));
    }
}

fn step(answer: &Assessment, name: StepName) -> Step {
    let trace = answer.trace();
    trace.steps().iter().find(|step| step.name() == name).expect("a step of that name").clone()
}

fn input(step: &Step, name: &str) -> String {
    let found = step.inputs().iter().find(|(input, _)| input == name);
    found.unwrap_or_else(|| panic!("{name} in {step:?}")).1.clone()
}

#[test]
fn row_06_a_missing_baseline_is_not_zero_and_nothing_is_clamped() {
    let rows = vectors("peer_defects");
    let at = |reported: &str| {
        Case::new("GW", "<= 50 GW by 2030").baseline("100 GW", "2020").value("2023", reported)
    };
    for (reported, inputs) in [
        ("110 GW", "baseline=100; target <= 50; value=110"),
        ("40 GW", "baseline=100; target <= 50; value=40"),
    ] {
        assert_eq!(
            share(&at(reported).as_of("2024-06-30")),
            number(&right(&rows, "6", inputs, "share")),
            "{inputs}"
        );
    }
    assert_eq!(at("110 GW").as_of("2024-06-30").verdict().code(), VerdictCode::BelowBaseline);
    let without = Case::new("GW", "<= 50 GW by 2030").value("2023", "60 GW").as_of("2024-06-30");
    let code = right(&rows, "6", "no baseline; target <= 50; value=60", "refusal");
    assert_eq!(without.share().unwrap_err().code().code(), code);
    assert_eq!(without.pace().unwrap_err().code().code(), code);
    assert_eq!(shortfall(&without), number("10"));
}

#[test]
fn row_07_a_falling_target_is_measured_from_its_baseline() {
    let rows = vectors("peer_defects");
    let found =
        Case::new("%", "<= 20 % by 2030").baseline("80 %", "2020").value("2023", "40 %").as_of("2024-06-30");
    let expected = right(&rows, "7", "baseline=80; target <= 20; value=40", "share");
    assert_eq!(share(&found), number(&expected));
}

#[test]
fn row_08_reported_zeros_negatives_and_decimals_survive() {
    let rows = vectors("peer_defects");
    let levels = Indicator::new(id("levels"), unit("%"), IndicatorKind::Ratio, Timing::SurveyDay)
        .with_levels(["1", "2", "3"].map(str::to_owned).to_vec());
    let upper = Indicator::new(id("upper"), unit("%"), IndicatorKind::Ratio, Timing::SurveyDay)
        .with_derivation(Derivation::ShareAtOrAbove { distribution: id("levels"), level: "2".to_owned() });
    let data = dataset(
        [("1", "100 %"), ("2", "0 %"), ("3", "0 %")]
            .map(|(level, reported)| observation(&levels, "2023", reported).with_dimension("level", level)),
    );
    let criterion = Criterion::new(id("upper"), "> 50 % by 2025".parse().unwrap());
    let plan = plan(vec![levels.clone(), upper], vec![goal("goal", Requirement::One(criterion))]);
    let found = as_of("2024-06-30").assess(&plan, &data).remove(0);
    let sum = number(&right(&rows, "8", "values 0 and 0", "sum"));
    assert_eq!(found.evidence().unwrap().level().as_exact(), Some(&sum));
    for reported in ["0", "-3", "-3.14159", "0.000001", "0.00"] {
        let quantity = amount(&format!("{reported} %"));
        assert_eq!(quantity.to_string(), format!("{reported} %"));
        let kept = observation(&levels, "2023", &format!("{reported} %"));
        assert_eq!(kept.quantity(), Some(&quantity));
    }
    let without = Case::new("GW", ">= 1 GW by 2030").value("2023", "0 GW").as_of("2024-06-30");
    assert_eq!(without.share().unwrap_err().code(), RefusalCode::NoBaseline);
    assert!(without.arms()[0].resolution().unwrap().base().is_none());
}

#[test]
fn row_09_one_falling_target_has_one_verdict_and_zero_is_its_best_value() {
    let rows = vectors("peer_defects");
    let right = |inputs: &str, name: &str| number(&right(&rows, "9", inputs, name));
    let at = |reported: &str| {
        Case::new("cases", "<= 50 cases by 2025").value("2023", reported).as_of("2024-06-30")
    };
    let above = at("58 cases");
    assert_eq!(above.attained(), Ok(Attained::NotMet));
    assert_eq!(shortfall(&above), right("target <= 50; value=58", "gap"));
    let gap = above.gap().unwrap().as_exact().unwrap().clone();
    assert_eq!(gap.relative_to(&number("50")), Ok(right("target <= 50; value=58", "relative_gap")));
    let none = at("0 cases");
    assert_eq!(none.attained(), Ok(Attained::Met));
    let acceptable = none.arms()[0].resolution().unwrap().bound().acceptable().clone();
    assert_eq!(acceptable.margin(&number("0")), right("target <= 50; value=0", "margin"));
}

#[test]
fn row_10_a_goal_to_reduce_to_zero_is_counted() {
    let rows = vectors("peer_defects");
    let at = |reported: &str| {
        Case::new("deaths", "<= 0 deaths by 2025").value("2023", reported).as_of("2024-06-30")
    };
    let some = at("4 deaths");
    assert_eq!(shortfall(&some), number(&right(&rows, "10", "target <= 0; value=4", "gap")));
    let none = at("0 deaths");
    let attained = none.attained().unwrap().to_string();
    assert_eq!(attained, right(&rows, "10", "target <= 0; value=0", "attainment"));
    let counts = RollUp::of([&some, &none]);
    assert_eq!((counts.goals(), counts.assessed()), (2, 2));
}

#[test]
fn row_11_the_share_of_a_falling_target_and_its_refusal_without_a_way() {
    let rows = vectors("peer_defects");
    let from = |base: &str, reported: &str| {
        Case::new("GW", "<= 50 GW by 2030").baseline(base, "2020").value("2023", reported).as_of("2024-06-30")
    };
    let expected = right(&rows, "11", "baseline=100; target <= 50; value=60", "share");
    assert_eq!(share(&from("100 GW", "60 GW")), number(&expected));
    let code = right(&rows, "11", "baseline=50; target <= 50; value=50", "refusal");
    assert_eq!(from("50 GW", "50 GW").share().unwrap_err().code().code(), code);
}

#[test]
fn row_12_met_means_met_also_where_target_equals_baseline() {
    let rows = vectors("peer_defects");
    let inputs = "baseline=50; target >= 50; value=50";
    let at = |reported: &str| {
        Case::new("GW", ">= 50 GW by 2030").baseline("50 GW", "2020").value("2023", reported)
    };
    let found = at("50 GW").as_of("2024-06-30");
    assert_eq!(found.attained().unwrap().to_string(), right(&rows, "12", inputs, "attainment"));
    assert_eq!(found.share().unwrap_err().code().code(), right(&rows, "12", inputs, "refusal"));
    assert_eq!(at("49 GW").as_of("2024-06-30").attained(), Ok(Attained::NotMet));
}

#[test]
fn row_13_nothing_is_rounded_before_it_is_compared() {
    let rows = vectors("peer_defects");
    let at =
        |target: &str, reported: &str| Case::new("%", target).value("2023", reported).as_of("2024-06-30");
    let close = at(">= 70 % by 2025", "69.5 %");
    let inputs = "target >= 70; value=69.5";
    assert_eq!(close.attained().unwrap().to_string(), right(&rows, "13", inputs, "attainment"));
    assert_eq!(shortfall(&close), number(&right(&rows, "13", inputs, "gap")));
    assert!(close.attainment().unwrap().is(Marker::MetIfRoundedToTargetDigits));
    let none = at("<= 0 % by 2025", "0 %");
    let expected = right(&rows, "13", "target <= 0; value=0", "attainment");
    assert_eq!(none.attained().unwrap().to_string(), expected);
    assert_eq!(at("<= 70 % by 2025", "71 %").attained(), Ok(Attained::NotMet));
}

#[test]
fn row_14_only_the_asked_indicator_is_ever_the_answer() {
    let case = Case::new("GW", ">= 45 GW by 2030").value("2020", "10 GW");
    let alone = case.as_of("2021-06-30");
    let mut crowded = case.clone();
    let other = Indicator::new(id("production"), unit("GW"), IndicatorKind::Level, Timing::End);
    crowded.observations.push(observation(&other, "2020", "99 GW"));
    assert_eq!(crowded.as_of("2021-06-30"), alone);
    let mut only_other = case;
    only_other.observations = vec![observation(&other, "2020", "99 GW")];
    assert_eq!(only_other.as_of("2021-06-30").attained().unwrap_err().code(), RefusalCode::NoData);
}

#[test]
fn row_15_an_optional_baseline_may_be_left_out_and_percent_is_percent() {
    let without = Case::new("GW", ">= 45 GW by 2030").value("2020", "10 GW").as_of("2021-06-30");
    assert_eq!(without.attained(), Ok(Attained::NotMet));
    assert_eq!(without.verdict().to_string(), "not_met_so_far (no_baseline)");
    let reduction = Case::new("Mt", "change <= -34 % from 2015 by 2030").baseline("200 Mt", "2015");
    let found = reduction.value("2020", "150 Mt").as_of("2021-06-30");
    assert_eq!(shortfall(&found), number("18"));
    let percent: Unit = "%".parse().unwrap();
    assert_eq!(amount("0.34 fraction").in_unit(&percent).unwrap().as_exact(), Some(&number("34")));
}

#[test]
fn row_16_nothing_to_count_gives_zero_of_zero_and_no_nan() {
    let none = RollUp::of([]);
    assert_eq!((none.goals(), none.assessed(), none.projections()), (0, 0, 0));
    assert!(none.counts().is_empty());
    let whole = Indicator::new(id("whole"), unit("GW"), IndicatorKind::Level, Timing::End);
    let part = Indicator::new(id("part"), unit("GW"), IndicatorKind::Level, Timing::End);
    let ratio = Indicator::new(id("ratio"), unit("%"), IndicatorKind::Ratio, Timing::End)
        .with_derivation(Derivation::Ratio { numerator: id("part"), denominator: id("whole") });
    let data = dataset([observation(&part, "2023", "0 GW"), observation(&whole, "2023", "0 GW")]);
    let criterion = Criterion::new(id("ratio"), ">= 50 % by 2025".parse().unwrap());
    let plan = plan(vec![whole, part, ratio], vec![goal("goal", Requirement::One(criterion))]);
    let found = as_of("2024-06-30").assess(&plan, &data).remove(0);
    assert!(found.attained().is_err());
    assert_eq!(found.verdict().code(), VerdictCode::CannotAssess);
}

#[test]
fn row_17_the_printed_formula_gives_the_printed_number() {
    let found = Case::new("GW", "<= 50 GW by 2030")
        .baseline("100 GW", "2020")
        .value("2023", "60 GW")
        .as_of("2024-06-30");
    let share_step = step(&found, StepName::Share);
    assert_eq!(share_step.formula_text(), Some("(value - baseline) / (bound - baseline)"));
    let (value, base) = (number(&input(&share_step, "value")), number(&input(&share_step, "baseline")));
    let bound = step(&found, StepName::Bound).result().unwrap().to_owned();
    let bound = number(bound.strip_prefix("<=").expect("an upper bound"));
    let by_hand = (value - &base).divide(&(bound - base)).unwrap();
    assert_eq!(number(share_step.result().unwrap()), by_hand);
    // The share of the way done, not the share still to go.
    assert_eq!(share(&found), number("0.8"));
}

#[test]
fn row_18_a_target_not_yet_set_is_not_zero() {
    for better in [Direction::Up, Direction::Down] {
        let indicator = Indicator::new(id("measured"), unit("GW"), IndicatorKind::Level, Timing::End);
        let indicator = indicator.with_better(better);
        let data = dataset([observation(&indicator, "2023", "0 GW")]);
        let plan = plan(vec![indicator], vec![goal("goal", Requirement::NotYetSet)]);
        let found = as_of("2024-06-30").assess(&plan, &data).remove(0);
        assert_eq!(found.verdict().to_string(), "not_yet_set");
        assert_eq!(found.attained().unwrap_err().code(), RefusalCode::NoNumber);
        assert_eq!(found.gap().unwrap_err().code(), RefusalCode::NoNumber);
        assert_eq!(RollUp::of([&found]).assessed(), 0);
    }
}

#[test]
fn row_19_new_data_and_new_plans_keep_the_history() {
    let case = Case::new("GW", ">= 45 GW by 2030").published("2020", "10 GW", "2021-02-01");
    let revision: Vec<Observation> = vec![
        Observation::new(id("measured"), id("office"), period("2020"), amount("12 GW"), date("2022-02-01")),
        Observation::new(id("measured"), id("office"), period("2021"), amount("15 GW"), date("2022-02-01")),
    ];
    let (merged, found) = case.data().merge(dataset(revision));
    assert!(!found.has_errors(), "{found:?}");
    assert_eq!(merged.len(), 3);
    let last_year = as_of("2021-06-30");
    assert_eq!(last_year.assess(&case.plan(), &merged), last_year.assess(&case.plan(), &case.data()));
    let then = Assessor::at(day("2020-12-31")).known_by(day("2022-06-30"));
    let revised = then.assess(&case.plan(), &merged).remove(0);
    assert_eq!(revised.evidence().unwrap().level().as_exact(), Some(&number("12")));
    let views = [("2021-06-30", 1), ("2022-06-30", 3)];
    for (on, expected) in views {
        let known = merged.view(day(on)).series().map(|series| series.observations().count()).sum::<usize>();
        assert_eq!(known, expected, "{on}");
    }
}
