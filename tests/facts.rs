//! Real plans against real numbers: storage on two paths (FACTS B8) and energy intensity (FACTS B9).
//! Expected numbers come from the vector files, computed apart from this crate.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

mod support;

use policy_targets::assess::{Assessment, Assessor, Attained, Marker, VerdictCode};
use policy_targets::data::Observation;
use policy_targets::number::Ratio;
use policy_targets::plan::{Baseline, ChangeSign, Criterion, Indicator, IndicatorKind, Requirement, Timing};
use policy_targets::progress::{Path, Standing};
use support::{
    Case, Row, amount, dataset, date, day, goal, id, number, period, plan, quantity, unit, vectors,
};

/// New-type storage in China as two publishers reported it; values with the day they became known.
fn storage_observations() -> Vec<Observation> {
    let reported = [
        ("nea", "2021-12-31", "<4.14 GW", "2023-02-14"),
        ("nea", "2022-12-31", "8.7 GW", "2023-02-13"),
        ("nea", "2023-12-31", "31.39 GW", "2024-01-25"),
        ("nea", "2024-12-31", ">60 GW", "2024-12-16"),
        ("nea", "2024-12-31", "73.76 GW", "2025-01-23"),
        ("cnesa", "2021-12-31", "5.73 GW", "2022-01-31"),
        ("cnesa", "2022-12-31", "13.1 GW", "2023-01-31"),
        ("cnesa", "2023-12-31", "34.5 GW", "2024-01-31"),
    ];
    let observation = |(series, of, value, on): (&str, &str, &str, &str)| {
        Observation::new(id("storage"), id(series), period(of), amount(value), date(on))
    };
    reported.into_iter().map(observation).collect()
}

fn storage(series: &str, assessor: &Assessor) -> Assessment {
    let indicator = Indicator::new(id("storage"), unit("GW"), IndicatorKind::Level, Timing::End);
    let criterion = Criterion::new(id("storage"), "> 30 GW by 2025".parse().unwrap())
        .with_baseline(Baseline::stated(amount("3.2692 GW"), period("2020-12-31")))
        .with_series(vec![id(series)]);
    let plan = plan(vec![indicator], vec![goal("storage-30gw", Requirement::One(criterion))]);
    assessor.assess(&plan, &dataset(storage_observations())).remove(0)
}

/// The end of a year, with everything that was published later known.
fn end_of(year: &str) -> Assessor {
    Assessor::at(day(&format!("{year}-12-31"))).known_by(day("2025-02-28"))
}

fn standing(text: &str) -> Standing {
    match text {
        "ahead" => Standing::Ahead,
        "behind" => Standing::Behind,
        _ => panic!("{text}"),
    }
}

fn twelve_digits(found: &Ratio) -> Ratio {
    found.rounded_to_significant_digits(12)
}

#[test]
fn storage_stands_where_both_paths_put_it() {
    let rows = vectors("facts_b8");
    let values: Vec<&Row> = rows.iter().filter(|row| row.text("quantity") == "value").collect();
    assert_eq!(values.len(), 5);
    for row in values {
        let (on, series) = (row.text("day"), row.text("series"));
        let of = |series: &str, name: &str| {
            quantity(&rows, &[("day", on), ("series", series), ("quantity", name)]).to_owned()
        };
        let paths = [(Path::Linear, "linear"), (Path::ConstantGrowth, "constant_growth")];
        for (path, name) in paths {
            let found = storage(series, &end_of(&on[..4]).path(path));
            assert_eq!(found.evidence().unwrap().level().as_exact(), Some(&row.number("value")), "{row}");
            let met = found.attained().unwrap() == Attained::Met;
            assert_eq!(met.to_string(), of(series, "met"), "{row}");
            let pace = found.pace().unwrap().as_exact().unwrap();
            assert_eq!(pace.standing(), standing(&of(series, &format!("status_{name}"))), "{row}");
            let expected = number(&of("", &format!("expected_{name}")));
            assert_eq!(twelve_digits(pace.expected()), expected, "{row}");
            let ratio = number(&of(series, &format!("value_ratio_{name}")));
            let found_ratio = pace.value_ratio().unwrap();
            if name == "linear" {
                assert_eq!(*found_ratio, ratio, "{row}");
                let progress = number(&of(series, "progress_ratio_linear"));
                assert_eq!(pace.progress_ratio().unwrap(), &progress, "{row}");
            } else {
                assert_eq!(twelve_digits(found_ratio), ratio, "{row}");
            }
        }
    }
}

#[test]
fn under_4_14_is_behind_on_both_paths_and_never_read_as_4_14() {
    for path in [Path::Linear, Path::ConstantGrowth] {
        let found = storage("nea", &end_of("2021").path(path));
        assert_eq!(found.verdict().code(), VerdictCode::Behind);
        let evidence = found.evidence().unwrap();
        assert_eq!(evidence.level().as_exact(), None);
        assert_eq!(found.pace().unwrap().worst(), None);
        assert!(found.share().unwrap().as_exact().is_none());
    }
}

#[test]
fn verdicts_name_the_path_because_paths_disagree() {
    let linear = storage("nea", &end_of("2022").path(Path::Linear));
    assert_eq!(linear.verdict().to_string(), "behind (linear, nea)");
    let growth = storage("nea", &end_of("2022").path(Path::ConstantGrowth));
    assert_eq!(growth.verdict().to_string(), "on_track (constant-growth, nea)");
    let met = storage("cnesa", &end_of("2023").path(Path::Linear));
    assert_eq!(met.verdict().code(), VerdictCode::MetEarly);
}

#[test]
fn sixty_two_and_ninety_four_percent_are_shares_of_the_expected_value() {
    let percent = |series: &str| {
        let found = storage(series, &end_of("2022").path(Path::Linear));
        let pace = found.pace().unwrap().as_exact().unwrap().clone();
        let hundred = |ratio: &Ratio| (ratio * &Ratio::hundred()).rounded(0).unwrap().to_string();
        (hundred(pace.value_ratio().unwrap()), hundred(pace.progress_ratio().unwrap()))
    };
    assert_eq!(percent("nea"), ("62".to_owned(), "51".to_owned()));
    assert_eq!(percent("cnesa"), ("94".to_owned(), "92".to_owned()));
}

#[test]
fn what_was_known_in_december_is_over_60_and_in_february_73_76() {
    let known_by = |on: &str| {
        let question = Assessor::at(day("2024-12-31")).known_by(day(on)).path(Path::Linear);
        storage("nea", &question)
    };
    let december = known_by("2024-12-20");
    assert_eq!(december.evidence().unwrap().reported().unwrap().to_string(), ">60 GW");
    assert!(december.evidence().unwrap().is_nowcast());
    assert!(december.attainment().unwrap().is(Marker::Nowcast));
    assert_eq!(december.attained(), Ok(Attained::Met));
    let february = known_by("2025-02-01");
    assert_eq!(february.evidence().unwrap().level().as_exact(), Some(&number("73.76")));
    assert!(!february.attainment().unwrap().is(Marker::Nowcast));
    assert_eq!(february.attained(), Ok(Attained::Met));
}

/// Reductions in percent, compounded over 2021 to 2025; of three values the first spans three years.
fn intensity(row: &Row) -> Case {
    let rates: Vec<&str> = row.text("reductions").split(' ').collect();
    let periods: &[&str] = if rates.len() == 3 {
        &["2021/2023", "2024", "2025"]
    } else {
        &["2021", "2022", "2023", "2024", "2025"]
    };
    let target = format!("change <= -{} % cumulative over 2021..2025", row.text("goal"));
    let case = Case::chain(ChangeSign::Reduction, &target);
    periods.iter().zip(rates).fold(case, |case, (of, rate)| case.value(of, &format!("{rate} %")))
}

#[test]
fn intensity_is_compounded_and_met_or_missed_as_each_series_says() {
    let rows = vectors("facts_b9");
    assert_eq!(rows.len(), 5);
    for row in &rows {
        let is_complete = row.text("required_last_year").is_empty();
        let question = if is_complete {
            Assessor::at(day("2025-12-31")).known_by(day("2026-03-31"))
        } else {
            Assessor::at(day("2024-12-31")).known_by(day("2025-03-31"))
        };
        let found = intensity(row).ask(&question.path(Path::Linear));
        let level = found.evidence().unwrap().level().as_exact().cloned().unwrap();
        assert_eq!(Ratio::hundred() - &level, row.number("cumulative"), "{row}");
        let shortfall = (row.number("goal") - row.number("cumulative")).max(Ratio::zero());
        let gap = found.gap().unwrap().as_exact().unwrap().clone();
        assert_eq!(*gap.shortfall(), shortfall, "{row}");
        let attainment = found.attainment().unwrap();
        assert_eq!((attainment.attained() == Attained::Met).to_string(), row.text("met"), "{row}");
        let met_if_rounded =
            attainment.attained() == Attained::Met || attainment.is(Marker::MetIfRoundedToTargetDigits);
        assert_eq!(met_if_rounded.to_string(), row.text("met_if_rounded_to_target_digits"), "{row}");
        if is_complete {
            let expected = if row.text("met") == "true" { VerdictCode::Met } else { VerdictCode::Missed };
            assert_eq!(found.verdict().code(), expected, "{row}");
        } else {
            assert_eq!(attainment.attained(), Attained::Pending, "{row}");
            let required = found.rates().unwrap().required_growth().unwrap() * &Ratio::hundred();
            let expected = -row.number("required_last_year");
            assert_eq!(twelve_digits(&required), twelve_digits(&expected), "{row}");
            let points = number("100") - row.number("goal") - level;
            assert_eq!(*found.rates().unwrap().required().unwrap(), points, "{row}");
        }
    }
}

#[test]
fn a_definition_break_refuses_the_product_of_two_definitions() {
    let row = &vectors("facts_b9")[0];
    let case = intensity(row);
    let mut broken = case.clone();
    broken.observations = (2021..)
        .zip(case.observations)
        .map(|(year, observation)| {
            observation.with_definition(if year < 2023 { "all energy" } else { "without feedstock" })
        })
        .collect();
    let found = broken.ask(&Assessor::at(day("2025-12-31")).known_by(day("2026-03-31")));
    assert_eq!(found.verdict().to_string(), "cannot_assess (definition_break)");
    let chained = found.arms()[0].if_comparable().expect("the answer if chained");
    assert_eq!(chained.verdict().code(), VerdictCode::Missed);
    let level = chained.evidence().unwrap().level().as_exact().cloned().unwrap();
    assert_eq!(Ratio::hundred() - level, row.number("cumulative"));
}
