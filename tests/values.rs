//! Bounds, precision, zero and missing values through the public API, as a user would meet them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

mod support;

use policy_targets::assess::{Attained, LeftOutReason, Marker, RefusalCode, VerdictCode};
use policy_targets::data::{MissingReason, Observation};
use policy_targets::number::Ratio;
use support::{Case, as_of, date, id, number, period, value};

#[test]
fn over_60_meets_30_and_leaves_70_open_by_at_most_10() {
    let met = Case::new("GW", ">= 30 GW by 2025").value("2024", ">60 GW").as_of("2025-06-30");
    assert_eq!(met.attained(), Ok(Attained::Met));
    assert_eq!(met.gap().unwrap().as_exact().unwrap().shortfall(), &Ratio::zero());
    let open = Case::new("GW", ">= 70 GW by 2025").value("2024", ">60 GW").as_of("2025-06-30");
    assert_eq!(open.attained(), Ok(Attained::Undetermined));
    let gap = open.gap().unwrap();
    assert_eq!(gap.worst().unwrap().shortfall(), &number("10"));
    assert!(gap.best().unwrap().is_closed());
    assert_eq!(open.share().unwrap_err().code(), RefusalCode::NoBaseline);
}

#[test]
fn over_60_is_not_read_as_60_and_at_least_60_differs_from_over_60() {
    let against = |target: &str, reported: &str| {
        Case::new("GW", target).value("2024", reported).as_of("2025-06-30").attained().unwrap()
    };
    assert_eq!(against("> 60 GW by 2025", ">60 GW"), Attained::Met);
    assert_eq!(against("> 60 GW by 2025", ">=60 GW"), Attained::Undetermined);
    assert_eq!(against("<= 60 GW by 2025", ">60 GW"), Attained::NotMet);
    assert_eq!(against("<= 60 GW by 2025", ">=60 GW"), Attained::Undetermined);
    assert_eq!(against(">= 70 GW by 2025", "50..65 GW"), Attained::NotMet);
    assert_eq!(against(">= 60 GW by 2025", "50..65 GW"), Attained::Undetermined);
}

#[test]
fn about_870_means_half_a_printed_unit_around_it() {
    let against = |target: &str| {
        Case::new("GW", target).value("2024", "~870 GW").as_of("2025-06-30").attained().unwrap()
    };
    assert_eq!(against(">= 869.5 GW by 2025"), Attained::Met);
    assert_eq!(against(">= 870 GW by 2025"), Attained::Undetermined);
    assert_eq!(against(">= 871 GW by 2025"), Attained::NotMet);
}

#[test]
fn over_50_at_exactly_50_has_no_gap_and_is_not_met() {
    let found = Case::new("%", "> 50 % by 2025").value("2024", "50 %").as_of("2025-06-30");
    assert_eq!(found.attained(), Ok(Attained::NotMet));
    let gap = found.gap().unwrap().as_exact().unwrap().clone();
    assert_eq!(gap.shortfall(), &Ratio::zero());
    assert!(gap.at_excluded_bound());
    assert!(found.attainment().unwrap().is(Marker::WithinRounding));
}

#[test]
fn with_whole_firms_one_more_is_missing_at_exactly_50() {
    let firms = |reported: &str| {
        let case = Case::new("firms", "> 50 firms by 2025").with(|firms| firms.with_step(value("1")));
        case.value("2024", reported).as_of("2025-06-30")
    };
    let found = firms("50 firms");
    let gap = found.gap().unwrap().as_exact().unwrap().clone();
    assert_eq!((gap.shortfall(), gap.at_excluded_bound()), (&number("1"), false));
    assert!(!found.attainment().unwrap().is(Marker::WithinRounding));
    assert_eq!(firms("47 firms").gap().unwrap().as_exact().unwrap().shortfall(), &number("4"));
    assert_eq!(firms("51 firms").attained(), Ok(Attained::Met));
}

#[test]
fn precision_13_498_is_missed_and_met_if_rounded() {
    let against =
        |reported: &str| Case::new("%", ">= 13.5 % by 2025").value("2025", reported).as_of("2026-06-30");
    let missed = against("13.498 %");
    assert_eq!(missed.verdict().code(), VerdictCode::Missed);
    let attainment = missed.attainment().unwrap();
    assert!(attainment.is(Marker::MetIfRoundedToTargetDigits));
    assert!(!attainment.is(Marker::WithinRounding));
    assert_eq!(missed.gap().unwrap().as_exact().unwrap().shortfall(), &number("0.002"));
    let farther = against("13.44 %");
    assert_eq!(farther.attained(), Ok(Attained::NotMet));
    assert!(!farther.attainment().unwrap().is(Marker::MetIfRoundedToTargetDigits));
    let as_printed = against("13.5 %");
    assert_eq!(as_printed.verdict().code(), VerdictCode::Met);
    assert!(as_printed.attainment().unwrap().is(Marker::WithinRounding));
    assert!(!as_printed.attainment().unwrap().is(Marker::MetIfRoundedToTargetDigits));
}

#[test]
fn strict_precision_leaves_open_what_rounding_could_flip() {
    let case = Case::new("%", ">= 13.5 % by 2025").value("2025", "13.5 %");
    assert_eq!(case.ask(&as_of("2026-06-30")).attained(), Ok(Attained::Met));
    assert_eq!(case.ask(&as_of("2026-06-30").strict_precision()).attained(), Ok(Attained::Undetermined));
}

#[test]
fn zero_is_a_target_and_a_value() {
    let deaths = |reported: &str| {
        Case::new("deaths", "<= 0 deaths by 2030")
            .baseline("10 deaths", "2020")
            .value("2024", reported)
            .as_of("2025-06-30")
    };
    let some = deaths("4 deaths");
    assert_eq!(some.attained(), Ok(Attained::NotMet));
    assert_eq!(some.gap().unwrap().as_exact().unwrap().shortfall(), &number("4"));
    assert_eq!(some.share().unwrap().as_exact(), Some(&number("0.6")));
    let none = deaths("0 deaths");
    assert_eq!(none.verdict().code(), VerdictCode::MetEarly);
    assert_eq!(none.share().unwrap().as_exact(), Some(&Ratio::one()));
}

#[test]
fn a_goal_to_maintain_refuses_share_and_pace_and_reports_headroom() {
    let held = |reported: &str| {
        Case::new("%", ">= 50 % by 2025").baseline("50 %", "2020").value("2024", reported).as_of("2025-06-30")
    };
    let found = held("52 %");
    assert_eq!(found.attained(), Ok(Attained::Met));
    assert_eq!(found.share().unwrap_err().code(), RefusalCode::MetAtBaseline);
    assert_eq!(found.pace().unwrap_err().code(), RefusalCode::MetAtBaseline);
    assert_eq!(found.rates().unwrap_err().code(), RefusalCode::MetAtBaseline);
    let arm = &found.arms()[0];
    let value = arm.evidence().unwrap().level().as_exact().cloned().unwrap();
    assert_eq!(arm.resolution().unwrap().bound().acceptable().margin(&value), number("2"));
    assert_eq!(held("49 %").verdict().code(), VerdictCode::BelowBaseline);
}

#[test]
fn missing_with_a_reason_is_not_zero() {
    let mut case = Case::new("deaths", "<= 0 deaths by 2025");
    case.observations.push(Observation::without_value(
        case.indicator.id().clone(),
        id("office"),
        period("2025"),
        MissingReason::NotCollected,
        date("2026-02-01"),
    ));
    let found = case.as_of("2026-06-30");
    assert_eq!(found.attained().unwrap_err().code(), RefusalCode::NoData);
    assert_eq!(found.verdict().to_string(), "cannot_assess (no_data)");
    let with_zero = case.value("2024", "0 deaths").as_of("2026-06-30");
    assert_ne!(with_zero.attained(), Ok(Attained::Met), "2024 does not stand for 2025");
    let left_out = with_zero.arms()[0].left_out();
    assert_eq!(left_out.len(), 1);
    assert_eq!(
        (left_out[0].reason, left_out[0].reported.as_str()),
        (LeftOutReason::Missing, "not-collected")
    );
}

#[test]
fn chinese_and_full_width_numbers_are_the_same_numbers() {
    for reported in ["3000万千瓦", "３０ GW", "30,000 MW", "30 GW", "0.3亿千瓦"] {
        let found = Case::new("GW", ">= 3000万千瓦 by 2025").value("2024", reported).as_of("2025-06-30");
        assert_eq!(found.evidence().unwrap().level().as_exact(), Some(&number("30")), "{reported}");
        assert_eq!(found.attained(), Ok(Attained::Met), "{reported}");
    }
}
