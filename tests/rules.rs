//! Rules of the semantics that are easily broken, one a test, each through a plan file and a data file.

mod support;

use policy_targets::assess::{
    Assessment, Assessor, Attained, LeftOutReason, Marker, RefusalCode, VerdictCode,
};
use policy_targets::data::Dataset;
use policy_targets::plan::Plan;
use policy_targets::progress::{Gap, Path, Projection};
use support::{day, number};

const LEVEL: &str = "unit = \"GW\"\nkind = \"level\"\ntiming = \"end\"";
const FLOW: &str = "unit = \"Mt\"\nkind = \"flow\"\ntiming = \"sum\"";
const SHARE: &str = "unit = \"%\"\nkind = \"ratio\"\ntiming = \"average\"";

/// A plan of one goal on the yearly indicator `i`.
fn plan(indicator: &str, goal: &str) -> Plan {
    let text = format!(
        "format = 1\nid = \"p\"\ntitle = \"P\"\nissued = 2021-01-01\n[[indicators]]\nid = \"i\"\n\
         frequency = \"year\"\n{indicator}\n[[goals]]\nid = \"g\"\nwording = \"...\"\n{goal}\n"
    );
    Plan::from_toml_str(&text).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Rows of `series,period,value,unit,flags,definition,published`; what is missing at the end is empty.
fn data(rows: &[&str]) -> Dataset {
    let mut csv = "indicator,series,period,value,unit,published,flags,definition\n".to_owned();
    for row in rows {
        let missing = 6_usize.saturating_sub(row.matches(',').count());
        csv.extend(["i,", row, &",".repeat(missing), "\n"]);
    }
    Dataset::read_csv(csv.as_bytes()).strict().unwrap_or_else(|problems| panic!("{problems}")).0
}

fn ask_with(assessor: &Assessor, indicator: &str, goal: &str, rows: &[&str]) -> Assessment {
    assessor.assess(&plan(indicator, &format!("indicator = \"i\"\n{goal}")), &data(rows)).remove(0)
}

fn ask(indicator: &str, goal: &str, rows: &[&str], at: &str) -> Assessment {
    ask_with(&Assessor::as_of(day(at)).path(Path::Linear), indicator, goal, rows)
}

fn text(assessment: &Assessment) -> String {
    assessment.verdict().to_string()
}

const GOAL: &str = "target = \">= 30 GW by 2025\"\nbaseline = { value = \"10 GW\", period = \"2020\" }";

#[test]
fn a_series_that_is_not_preferred_spoils_nothing() {
    let indicator = format!("{LEVEL}\nseries = [\"a\", \"b\"]");
    let rows = ["a,2022,18,GW,2023-01-10", "b,2022,18,GWh,2023-01-10"];
    let found = ask(&indicator, GOAL, &rows, "2023-02-28");
    assert_eq!(text(&found), "on_track (linear, a)");
    assert!(found.arms()[0].left_out().iter().any(|left_out| left_out.reason == LeftOutReason::UnitDiffers));
    let preferred = format!("{LEVEL}\nseries = [\"b\", \"a\"]");
    let refused = ask(&preferred, GOAL, &rows, "2023-02-28");
    assert_eq!(text(&refused), "cannot_assess (unit_differs)");
    assert!(!refused.arms()[0].left_out().is_empty());
}

#[test]
fn a_preferred_series_of_another_frequency_is_refused_and_not_replaced() {
    let indicator = format!("{FLOW}\nseries = [\"a\", \"b\"]");
    let rows = ["a,2022-12,3,Mt,2023-01-10", "b,2022,40,Mt,2023-01-10"];
    let found = ask(&indicator, "target = \">= 50 Mt by 2025\"", &rows, "2023-02-28");
    assert_eq!(text(&found), "cannot_assess (frequency_differs)");
}

#[test]
fn a_later_forecast_does_not_hide_what_was_reported() {
    let rows = ["a,2022,18,GW,2023-01-10", "a,2022,25,GW,2023-02-10,F"];
    let found = ask(LEVEL, GOAL, &rows, "2023-02-28");
    assert_eq!(found.evidence().unwrap().level().as_exact(), Some(&number("18")));
    assert_eq!(found.arms()[0].left_out()[0].reason, LeftOutReason::Forecast);
}

#[test]
fn a_value_that_was_taken_back_is_not_revived_by_a_forecast() {
    let rows = ["a,2022,18,GW,2023-01-10", "a,2022,,GW,2023-02-10,M", "a,2022,25,GW,2023-02-20,F"];
    let found = ask(LEVEL, GOAL, &rows, "2023-02-28");
    assert_eq!(found.verdict().refusal(), Some(RefusalCode::NoNewData));
}

#[test]
fn a_window_with_a_nowcast_that_was_never_revised_says_so() {
    let rows = ["a,2021,5,Mt,2021-06-01,P", "a,2022,6,Mt,2023-01-10"];
    let found = ask(FLOW, "target = \"sum >= 10 Mt over 2021..2022\"", &rows, "2024-02-28");
    let refusal = found.arms()[0].attainment().unwrap_err();
    assert_eq!(refusal.code(), RefusalCode::NoValueForDeadline);
    let only = refusal.inputs().iter().find(|(name, _)| name == "only_nowcast").map(|(_, period)| &**period);
    assert_eq!(only, Some("2021"));
}

#[test]
fn on_a_path_that_leads_away_first_but_perhaps_below_the_baseline_is_not_on_track() {
    let goal = "target = \">= 30 GW by 2025\"\nbaseline = { value = \"10..14 GW\", period = \"2020\" }\n\
                path = { points = [[\"2022\", \"8\"]] }";
    let told = |value: &str| {
        let row = format!("a,2022,{value},GW,2023-02-10");
        text(&ask_with(&Assessor::as_of(day("2023-02-28")), LEVEL, goal, &[&row]))
    };
    assert_eq!(told("9"), "below_baseline");
    assert_eq!(told("12"), "not_met_so_far (evidence_is_bound)");
    assert_eq!(told("15"), "on_track (stated, a)");
}

#[test]
fn no_data_shows_what_was_left_out() {
    let found = ask(LEVEL, GOAL, &["a,2022,25,GW,2022-02-10,F"], "2023-02-28");
    assert_eq!(found.verdict().refusal(), Some(RefusalCode::NoNewData));
    assert_eq!(found.arms()[0].left_out().len(), 1);
}

#[test]
fn calendar_and_fiscal_years_are_not_one_history() {
    let rows = ["a,2021,20,Mt,2022-01-10", "a,2022,22,Mt,2023-01-10", "a,2022-04/2023-03,50,Mt,2023-05-10"];
    let found = ask(FLOW, "target = \">= 30 Mt by 2025\"", &rows, "2023-06-30");
    assert_eq!(found.arms()[0].points().len(), 2);
    assert_eq!(found.arms()[0].left_out()[0].reason, LeftOutReason::OtherFrequency);
}

#[test]
fn a_break_right_after_the_baseline_is_seen() {
    let found = ask(LEVEL, GOAL, &["a,2021,15,GW,2022-01-10,B", "a,2022,20,GW,2023-01-10"], "2023-02-28");
    assert_eq!(text(&found), "not_met_so_far (definition_break)");
    let first_of_window = ["a,2021,15,Mt,2022-01-10,B", "a,2022,20,Mt,2023-01-10"];
    let sum = ask(FLOW, "target = \"sum >= 100 Mt over 2021..2025\"", &first_of_window, "2023-02-28");
    assert_eq!(text(&sum), "behind (linear, a)");
}

#[test]
fn values_that_all_differ_in_definition_are_comparable_with_each_other() {
    let reported = "target = \">= 30 GW by 2025\"\nbaseline = { reported = \"2020\" }";
    let rows = ["a,2020,10,GW,2021-01-10,D", "a,2021,15,GW,2022-01-10,D", "a,2022,20,GW,2023-01-10,D"];
    assert_eq!(text(&ask(LEVEL, reported, &rows, "2023-02-28")), "on_track (linear, a)");
    let ends = ["a,2020,10,GW,2021-01-10,D", "a,2021,15,GW,2022-01-10,D", "a,2022,20,GW,2023-01-10"];
    assert_eq!(text(&ask(LEVEL, reported, &ends, "2023-02-28")), "not_met_so_far (definition_break)");
}

#[test]
fn a_definition_holds_until_another_is_stated() {
    let reported = "target = \">= 30 GW by 2025\"\nbaseline = { reported = \"2020\" }";
    let rows = ["a,2020,10,GW,2021-01-10,,old", "a,2021,15,GW,2022-01-10", "a,2022,20,GW,2023-01-10,,new"];
    assert_eq!(text(&ask(LEVEL, reported, &rows, "2023-02-28")), "not_met_so_far (definition_break)");
    let same = ["a,2020,10,GW,2021-01-10,,old", "a,2021,15,GW,2022-01-10", "a,2022,20,GW,2023-01-10,,old"];
    assert_eq!(text(&ask(LEVEL, reported, &same, "2023-02-28")), "on_track (linear, a)");
}

#[test]
fn a_change_is_not_measured_across_a_break() {
    let goal =
        "target = \"change >= +5 GW from 2020 by 2025\"\nbaseline = { value = \"10 GW\", period = \"2020\" }";
    let rows = ["a,2020,10,GW,2021-01-10,,old", "a,2022,20,GW,2023-01-10,,new"];
    let found = ask(LEVEL, goal, &rows, "2023-02-28");
    assert_eq!(text(&found), "cannot_assess (definition_break)");
    assert_eq!(found.arms()[0].if_comparable().unwrap().verdict().code(), VerdictCode::MetEarly);
}

#[test]
fn a_direction_asks_for_comparable_values_and_reads_bounds() {
    let goal = "target = \"down\"\nbaseline = { value = \"27 GW\", period = \"2020\", series = \"a\" }";
    let moved =
        |value: &str| text(&ask(LEVEL, goal, &[&format!("a,2022,{value},GW,2023-01-10")], "2023-02-28"));
    assert_eq!(moved("<25"), "as_promised");
    assert_eq!(moved(">27"), "opposite");
    assert_eq!(moved("<30"), "cannot_assess (evidence_is_bound)");
    assert_eq!(moved("27"), "unchanged");
    let broken = ["a,2020,27,GW,2021-01-10,,old", "a,2022,20,GW,2023-01-10,,new"];
    assert_eq!(text(&ask(LEVEL, goal, &broken, "2023-02-28")), "cannot_assess (definition_break)");
    let other = ask(LEVEL, goal, &["b,2022,20,GW,2023-01-10"], "2023-02-28");
    assert_eq!(text(&other), "cannot_assess (cross_series)");
}

#[test]
fn unchanged_counts_from_the_last_move() {
    let goal = "target = \"down\"\nbaseline = { value = \"27 GW\", period = \"2020\" }";
    let rows = ["a,2021,25,GW,2022-01-10", "a,2022,27,GW,2023-01-10", "a,2023,27,GW,2024-01-10"];
    let found = ask(LEVEL, goal, &rows, "2024-02-28");
    assert_eq!(found.direction().unwrap().unchanged_since(), Some(day("2022-12-31")));
}

/// A goal of two arms on the indicators `i` and `j`, with values of `i` in 2022 and, if any, of `j`.
fn two_arms(composition: &str, of_i: &str, of_j: Option<&str>) -> Assessment {
    let second = LEVEL.replace("unit", "id = \"j\"\nfrequency = \"year\"\nunit");
    let arm = |id: &str| {
        format!(
            "{{ indicator = \"{id}\", target = \">= 30 GW by 2025\", \
             baseline = {{ value = \"10 GW\", period = \"2020\" }} }}"
        )
    };
    let goal = format!("{composition} = [{}, {}]", arm("i"), arm("j"));
    let plan = plan(&format!("{LEVEL}\n[[indicators]]\n{second}"), &goal);
    let mut csv = format!("indicator,series,period,value,unit,published\ni,a,2022,{of_i},GW,2023-01-10\n");
    csv.extend(of_j.map(|value| format!("j,a,2022,{value},GW,2023-01-10\n")));
    let data = Dataset::read_csv(csv.as_bytes()).strict().unwrap_or_else(|problems| panic!("{problems}")).0;
    Assessor::as_of(day("2023-02-28")).path(Path::Linear).assess(&plan, &data).remove(0)
}

#[test]
fn several_criteria_follow_kleene_logic() {
    // 18 of 10 to 30 by 2025 is exactly on the line, 12 behind it; nothing after the baseline is unknown.
    let any = |one, two| text(&two_arms("any_of", one, two));
    assert_eq!(any("18", None), "on_track (linear, a)");
    assert_eq!(any("12", Some("18")), "on_track (linear, a)");
    assert_eq!(any("12", None), "cannot_assess (no_new_data)");
    let all = |one, two| text(&two_arms("all_of", one, two));
    assert_eq!(all("18", None), "cannot_assess (no_new_data)");
    assert_eq!(all("12", None), "behind (linear, a)");
    let unknown = two_arms("all_of", "18", None);
    assert_eq!((unknown.deciding(), unknown.pace().is_err()), (&[1][..], true));
}

#[test]
fn what_is_held_throughout_shows_its_worst_margin() {
    let rows = ["a,2021,5.6,%,2022-01-10", "a,2022,6.1,%,2023-01-10", "a,2023,5.2,%,2024-01-10"];
    let goal = "target = \"<= 5.5 % every year 2021..2025\"";
    let found = ask(SHARE, goal, &rows, "2024-02-28");
    assert_eq!(text(&found), "missed (broken 2021)");
    assert_eq!(found.gap().unwrap().as_exact().unwrap().shortfall(), &number("0.6"));
    let bounds = ask(SHARE, goal, &["a,2021,>5,%,2022-01-10", "a,2022,>5.1,%,2023-01-10"], "2023-02-28");
    assert_eq!(text(&bounds), "undetermined");
}

#[test]
fn precision_counts_for_what_is_held_throughout() {
    let goal = "target = \"< 5.5 % every year 2021..2022\"";
    let rows = ["a,2021,5.2,%,2022-01-10", "a,2022,5.45,%,2023-01-10"];
    let met = ask(SHARE, goal, &rows, "2023-02-28");
    assert_eq!((text(&met).as_str(), met.attainment().unwrap().is(Marker::WithinRounding)), ("met", false));
    let rounded = ["a,2021,5.2,%,2022-01-10", "a,2022,5.5,%,2023-01-10"];
    let broken = ask(SHARE, goal, &rounded, "2023-02-28");
    assert_eq!(text(&broken), "missed (broken 2022)");
    assert!(broken.attainment().unwrap().is(Marker::WithinRounding));
    let strict = Assessor::as_of(day("2023-02-28")).strict_precision();
    assert_eq!(text(&ask_with(&strict, SHARE, goal, &rounded)), "undetermined");
}

#[test]
fn a_yearly_flow_never_decides_a_day_inside_a_year() {
    let goal = "target = \">= 30 Mt by 2025-06-30\"";
    for (at, rows) in [("2023-02-28", vec!["a,2022,40,Mt,2023-01-10"]), ("2026-02-28", Vec::new())] {
        assert_eq!(text(&ask(FLOW, goal, &rows, at)), "cannot_assess (frequency_differs)", "{at}");
    }
    let last_day = "target = \">= 30 Mt by 2025-12-31\"";
    assert_eq!(
        text(&ask(FLOW, last_day, &["a,2022,40,Mt,2023-01-10"], "2026-01-10")),
        "awaiting_data (met since 2022-12-31)"
    );
    assert_eq!(
        text(&ask(FLOW, last_day, &["a,2025,40,Mt,2026-01-10"], "2026-02-28")),
        "met (met since 2025-12-31)"
    );
}

#[test]
fn points_of_a_path_stand_where_values_do() {
    let middle = "unit = \"%\"\nkind = \"ratio\"\ntiming = \"mid\"";
    let goal = "target = \">= 30 % by 2025\"\nbaseline = { value = \"10 %\", period = \"2020\" }\n\
                path = { points = [[\"2022\", \"20\"]] }";
    let found = ask(middle, goal, &["a,2022,20,%,2023-01-10"], "2023-02-28");
    let pace = found.pace().unwrap().as_exact().unwrap().clone();
    assert_eq!(pace.expected(), &number("20"));
}

#[test]
fn a_tolerance_decides_and_does_not_measure() {
    let about = |target: &str, value: &str| {
        let goal = format!("target = \"{target}\"\nbaseline = {{ value = \"10 %\", period = \"2020\" }}");
        ask(SHARE, &goal, &[&format!("a,2022,{value},%,2023-01-10")], "2023-02-28")
    };
    let within = about("~>= 20 % ± 1 pp by 2025", "19");
    assert_eq!(within.verdict().code(), VerdictCode::MetEarly);
    assert_eq!(within.share().unwrap().as_exact(), Some(&number("9/10")));
    assert!(within.gap().unwrap().as_exact().unwrap().is_closed());
    let short = about("~>= 20 % ± 1 pp by 2025", "18");
    assert_eq!(short.gap().unwrap().as_exact().unwrap().shortfall(), &number("2"));
    let doubtful = about("~>= 20 % by 2025", "19.6");
    assert_eq!(doubtful.attained(), Ok(Attained::Undetermined));
    assert_eq!(doubtful.gap().unwrap().best().map(Gap::is_closed), Some(true));
    assert_eq!(doubtful.gap().unwrap().worst().map(|gap| gap.shortfall().clone()), Some(number("0.4")));
}

#[test]
fn nothing_is_required_of_what_is_met() {
    let found = ask(LEVEL, GOAL, &["a,2022,40,GW,2023-01-10"], "2023-02-28");
    let rates = found.rates().unwrap();
    assert_eq!(rates.required().unwrap_err().code(), RefusalCode::AlreadyMet);
    assert_eq!(rates.achieved(), &number("15"));
    let arm = &found.arms()[0];
    assert_eq!(arm.early_by(), Some(&number("3")));
    assert_eq!(arm.margin().unwrap().as_exact(), Some(&number("10")));
    let short = ask(LEVEL, GOAL, &["a,2022,20,GW,2023-01-10"], "2023-02-28");
    assert_eq!(short.arms()[0].relative_gap().unwrap().as_exact(), Some(&number("1/3")));
}

#[test]
fn an_old_value_that_meets_is_marked_as_old() {
    let indicator = format!("{LEVEL}\nstale_after = \"24 months\"");
    let found = ask(&indicator, GOAL, &["a,2021,40,GW,2022-01-10"], "2024-12-31");
    assert_eq!(text(&found), "met_early (met since 2021-12-31)");
    assert!(found.attainment().unwrap().is(Marker::Stale));
}

#[test]
fn a_band_is_overshot_in_the_wanted_direction_without_a_baseline_too() {
    let indicator = format!("{LEVEL}\nbetter = \"up\"");
    let goal = "target = \"30..50 GW by 2025\"";
    let found =
        |value: &str| ask(&indicator, goal, &[&format!("a,2022,{value},GW,2023-01-10")], "2023-02-28");
    assert!(found("60").attainment().unwrap().is(Marker::Overshot));
    assert!(!found("20").attainment().unwrap().is(Marker::Overshot));
}

#[test]
fn a_budget_is_held_while_it_is_not_used_up() {
    let goal = "target = \"sum <= 100 Mt over 2021..2025\"";
    let flow = format!("{FLOW}\nlimits = {{ lower = \"0\" }}");
    let rows = ["a,2021,15,Mt,2022-01-10", "a,2022,20,Mt,2023-01-10"];
    assert_eq!(text(&ask(&flow, goal, &rows, "2023-02-28")), "held_so_far (2 of 2)");
    let rows = ["a,2021,15,Mt,2022-01-10", "a,2022,90,Mt,2023-01-10"];
    assert_eq!(text(&ask(&flow, goal, &rows, "2023-02-28")), "missed");
}

#[test]
fn a_derived_ratio_breaks_where_its_denominator_does() {
    let indicators = "unit = \"%\"\nkind = \"ratio\"\ntiming = \"end\"\nderived = { ratio = { numerator = \"n\", denominator = \"d\" } }\n\
        [[indicators]]\nid = \"n\"\nfrequency = \"year\"\nunit = \"GW\"\nkind = \"level\"\ntiming = \"end\"\n\
        [[indicators]]\nid = \"d\"\nfrequency = \"year\"\nunit = \"GW\"\nkind = \"level\"\ntiming = \"end\"";
    let goal = "indicator = \"i\"\ntarget = \">= 50 % by 2025\"\nbaseline = { reported = \"2020\" }";
    let plan = plan(indicators, goal);
    let csv = "indicator,series,period,value,unit,published,definition\n\
        n,a,2020,20,GW,2021-01-10,\nd,a,2020,100,GW,2021-01-10,old\n\
        n,a,2022,40,GW,2023-01-10,\nd,a,2022,100,GW,2023-01-10,new\n";
    let data = Dataset::read_csv(csv.as_bytes()).strict().unwrap_or_else(|problems| panic!("{problems}")).0;
    let found = Assessor::as_of(day("2023-02-28")).path(Path::Linear).assess(&plan, &data).remove(0);
    assert_eq!(text(&found), "not_met_so_far (definition_break)");
}

#[test]
fn an_outlook_needs_values_of_one_definition() {
    let rows =
        ["a,2020,10,GW,2021-01-10,,old", "a,2021,14,GW,2022-01-10,,old", "a,2022,20,GW,2023-01-10,,new"];
    let assessor = Assessor::as_of(day("2023-02-28")).projection(Projection::LastRate);
    let found = ask_with(&assessor, LEVEL, GOAL, &rows);
    assert_eq!(found.outlook().unwrap_err().code(), RefusalCode::DefinitionBreak);
}

#[test]
fn a_value_is_due_on_its_day_of_release() {
    let indicator = format!("{LEVEL}\nrelease = \"02-28\"\nlag = \"30 days\"");
    let goal = "target = \">= 30 GW by 2022\"";
    let rows = ["a,2021,18,GW,2022-01-10"];
    assert_eq!(text(&ask(&indicator, goal, &rows, "2023-02-27")), "awaiting_data");
    assert_eq!(text(&ask(&indicator, goal, &rows, "2023-02-28")), "cannot_assess (no_value_for_deadline)");
}

#[test]
fn a_trend_within_the_declared_band_is_flat() {
    let rows = ["a,2020,10.0,GW,2021-01-10", "a,2021,10.4,GW,2022-01-10", "a,2022,10.8,GW,2023-01-10"];
    let direction =
        |indicator: &str| ask(indicator, GOAL, &rows, "2023-02-28").trend().unwrap().direction().to_string();
    assert_eq!(direction(LEVEL), "improving");
    assert_eq!(direction(&format!("{LEVEL}\nflat_band = \"1\"")), "flat");
}

#[test]
fn an_outlook_from_a_bound_is_decided_where_both_ends_agree() {
    let outlook = |value: &str| {
        let assessor = Assessor::as_of(day("2023-02-28")).projection(Projection::LastRate);
        let rows = ["a,2021,10,GW,2022-01-10", &format!("a,2022,{value},GW,2023-01-10")];
        let found = ask_with(&assessor, LEVEL, GOAL, &rows);
        found.outlook().unwrap().reached_by_deadline().to_string()
    };
    // From 10 in 2021 to over 16 by more than 6 a year: over 34 in 2025. By more than 1 a year: anything over 14.
    assert_eq!(outlook(">16"), "met");
    assert_eq!(outlook(">11"), "undetermined");
    assert_eq!(outlook("<14"), "not_met");
    assert_eq!(outlook("15"), "met");
}

#[test]
fn the_level_of_confidence_says_how_sure_an_outlook_is() {
    let level = "0.9".parse().unwrap();
    let assessor = Assessor::as_of(day("2025-02-28")).projection(Projection::LeastSquares).confidence(level);
    let rows = [
        "a,2020,10,GW,2021-01-10",
        "a,2021,13,GW,2022-01-10",
        "a,2022,18,GW,2023-01-10",
        "a,2023,21,GW,2024-01-10",
        "a,2024,25,GW,2025-01-10",
    ];
    let chance_of = |target: &str| {
        let found = ask_with(&assessor, LEVEL, &format!("target = \"{target} by 2025\""), &rows);
        let outlook = found.outlook().unwrap();
        let chance = outlook.chance().unwrap().unwrap().clone();
        (outlook.reached_by_deadline().to_string(), chance.probability().to_ratio())
    };
    // The line is 9.8 + 3.8 t, so that 28.8 is expected: reached with certainty it is not.
    let (reached, probability) = chance_of(">= 28.8 GW");
    assert_eq!((reached.as_str(), probability), ("undetermined", number("0.5")));
    let (reached, probability) = chance_of(">= 20 GW");
    assert!(reached == "met" && probability > number("0.95"));
    let (reached, probability) = chance_of(">= 40 GW");
    assert!(reached == "not_met" && probability < number("0.05"));
}

#[test]
fn a_bounded_baseline_bounds_share_and_pace() {
    let goal = "target = \">= 30 GW by 2025\"\nbaseline = { value = \"10..15 GW\", period = \"2020\" }";
    let found = ask(LEVEL, goal, &["a,2022,20,GW,2023-01-10"], "2023-02-28");
    let share = found.share().unwrap();
    // 5 of 15 from the nearer baseline, 10 of 20 from the farther one.
    assert_eq!((share.worst(), share.best()), (Some(&number("1/3")), Some(&number("1/2"))));
    let may_meet = "target = \">= 30 GW by 2025\"\nbaseline = { value = \">10 GW\", period = \"2020\" }";
    let found = ask(LEVEL, may_meet, &["a,2022,20,GW,2023-01-10"], "2023-02-28");
    assert_eq!(found.share().unwrap_err().code(), RefusalCode::BaselineMayMeet);
}

/// A value of 2022 with what was published beside it on how sure it is.
fn uncertain(assessor: &Assessor, value: &str, uncertainty: &str) -> Assessment {
    let csv = format!(
        "indicator,series,period,value,unit,published,uncertainty\ni,a,2022,{value},GW,2023-01-10,{uncertainty}\n"
    );
    let data = Dataset::read_csv(csv.as_bytes()).strict().unwrap_or_else(|problems| panic!("{problems}")).0;
    assessor.assess(&plan(LEVEL, &format!("indicator = \"i\"\n{GOAL}")), &data).remove(0)
}

#[test]
fn published_uncertainty_stands_beside_the_answers_and_decides_nothing() {
    let assessor = Assessor::as_of(day("2023-02-28")).path(Path::Linear);
    let found = uncertain(&assessor, "20", "16..32");
    // On the line 18 of 2022; the value is ahead, its lower bound behind, its upper bound beyond the target.
    assert_eq!(text(&found), "on_track (linear, a)");
    assert!(found.attainment().unwrap().is(Marker::WithinUncertainty));
    let doubt = found.arms()[0].uncertain().unwrap();
    assert_eq!(doubt.attained().to_string(), "undetermined");
    assert_eq!(
        (doubt.gap().worst().unwrap().to_string(), doubt.gap().best().unwrap().to_string()),
        ("14".into(), "0".into())
    );
    let share = doubt.share().unwrap();
    assert_eq!((share.worst(), share.best()), (Some(&number("3/10")), Some(&number("11/10"))));
    let pace = doubt.pace().unwrap();
    let standing = |end: Option<&policy_targets::progress::Pace>| end.unwrap().standing().to_string();
    assert_eq!((standing(pace.worst()), standing(pace.best())), ("behind".to_owned(), "ahead".to_owned()));
}

#[test]
fn a_standard_error_counts_at_the_level_of_confidence_asked_for() {
    let assessor = Assessor::as_of(day("2023-02-28")).path(Path::Linear);
    assert!(uncertain(&assessor, "29", "se 1").arms()[0].uncertain().is_none());
    // 1.96 standard errors hold 95 %: from 27.04 to 30.96.
    let sure = assessor.confidence("0.95".parse().unwrap());
    let found = uncertain(&sure, "29", "se 1");
    let level = found.arms()[0].uncertain().unwrap().level().clone();
    let near = |end: Option<&policy_targets::number::Ratio>, expected: &str| {
        (end.unwrap() - &number(expected)).absolute() < number("0.001")
    };
    assert!(near(level.lower().number(), "27.04") && near(level.upper().number(), "30.96"), "{level:?}");
    assert!(found.attainment().unwrap().is(Marker::WithinUncertainty));
}

#[test]
fn an_uncertainty_that_is_none_is_a_located_problem() {
    let csv = "indicator,series,period,value,unit,published,uncertainty\ni,a,2022,20,GW,2023-01-10,about 2\n";
    let problems = Dataset::read_csv(csv.as_bytes()).strict().unwrap_err();
    assert!(problems.to_string().contains("line 2, column 27"), "{problems}");
    assert!(problems.to_string().contains("expected bounds such as 3.1..4.6"), "{problems}");
}

#[test]
fn a_ratio_of_unlike_units_does_not_load() {
    let indicators = "unit = \"%\"\nkind = \"ratio\"\ntiming = \"end\"\n\
        derived = { ratio = { numerator = \"n\", denominator = \"d\" } }\n\
        [[indicators]]\nid = \"n\"\nunit = \"GWh\"\nkind = \"level\"\ntiming = \"end\"\n\
        [[indicators]]\nid = \"d\"\nunit = \"GW\"\nkind = \"level\"\ntiming = \"end\"";
    let text = format!(
        "format = 1\nid = \"p\"\ntitle = \"P\"\nissued = 2021-01-01\n[[indicators]]\nid = \"i\"\n{indicators}\n\
         [[goals]]\nid = \"g\"\nwording = \"...\"\nindicator = \"i\"\ntarget = \">= 30 % by 2025\"\n"
    );
    let problems = Plan::from_toml_str(&text).unwrap_err();
    assert!(problems.to_string().contains("found GWh by GW"), "{problems}");
}

#[test]
fn a_change_over_several_years_is_no_yearly_change() {
    let yearly = "unit = \"%\"\nkind = \"change-on-year\"\ntiming = \"during\"";
    let found = ask(yearly, "target = \">= 5 % by 2025\"", &["a,2021/2023,7.3,%,2024-01-20"], "2024-02-28");
    assert_eq!(text(&found), "cannot_assess (frequency_differs)");
}

#[test]
fn a_month_never_stands_for_its_year() {
    let monthly = FLOW.to_owned() + "\nfrequency = \"month\"";
    let text_plan = format!(
        "format = 1\nid = \"p\"\ntitle = \"P\"\nissued = 2021-01-01\n[[indicators]]\nid = \"i\"\n{monthly}\n\
         [[goals]]\nid = \"g\"\nwording = \"...\"\nindicator = \"i\"\ntarget = \">= 5 Mt by 2025\"\n"
    );
    let plan = Plan::from_toml_str(&text_plan).unwrap_or_else(|problems| panic!("{problems}"));
    for (row, at) in
        [("a,2025-11,6,Mt,2025-12-10", "2025-12-20"), ("a,2025-12,6,Mt,2026-01-10", "2026-01-20")]
    {
        let found = Assessor::as_of(day(at)).assess(&plan, &data(&[row])).remove(0);
        assert_eq!(text(&found), "cannot_assess (frequency_differs)", "{row}");
        assert_eq!(found.gap().unwrap_err().code(), RefusalCode::FrequencyDiffers, "{row}");
    }
}

#[test]
fn the_last_whole_week_of_a_year_decides_a_stock() {
    let weekly = LEVEL.to_owned() + "\nfrequency = \"week\"";
    let text_plan = format!(
        "format = 1\nid = \"p\"\ntitle = \"P\"\nissued = 2021-01-01\n[[indicators]]\nid = \"i\"\n{weekly}\n\
         [[goals]]\nid = \"g\"\nwording = \"...\"\nindicator = \"i\"\ntarget = \">= 30 GW by 2025\"\n"
    );
    let plan = Plan::from_toml_str(&text_plan).unwrap_or_else(|problems| panic!("{problems}"));
    let last = data(&["a,2025-W52,35,GW,2026-01-05"]);
    let found = Assessor::as_of(day("2026-02-28")).assess(&plan, &last).remove(0);
    assert_eq!(found.verdict().code(), VerdictCode::Met);
}

#[test]
fn a_goal_that_was_withdrawn_and_adopted_again_is_in_effect() {
    let standing = "standing = [{ status = \"adopted\", from = 2021-01-01 }, \
        { status = \"withdrawn\", from = 2022-01-01 }, { status = \"adopted\", from = 2023-01-01 }]";
    let text_plan = format!(
        "format = 1\nid = \"p\"\ntitle = \"P\"\nissued = 2021-01-01\n{standing}\n[[indicators]]\nid = \"i\"\n{LEVEL}\n\
         [[goals]]\nid = \"g\"\nwording = \"...\"\nindicator = \"i\"\n{GOAL}\n"
    );
    let plan = Plan::from_toml_str(&text_plan).unwrap_or_else(|problems| panic!("{problems}"));
    let rows = data(&["a,2022,18,GW,2023-01-10"]);
    let verdict =
        |at: &str| text(&Assessor::as_of(day(at)).path(Path::Linear).assess(&plan, &rows).remove(0));
    assert_eq!(verdict("2022-06-30"), "withdrawn (would be: too_early)");
    assert_eq!(verdict("2023-02-28"), "on_track (linear, a)");
}

#[test]
fn of_two_arms_behind_the_one_farther_behind_is_shown() {
    let worst = two_arms("all_of", "17", Some("11"));
    assert_eq!(worst.gap().unwrap().as_exact().unwrap().shortfall(), &number("19"));
    let best = two_arms("any_of", "11", Some("17"));
    assert_eq!(best.gap().unwrap().as_exact().unwrap().shortfall(), &number("13"));
}

#[test]
fn every_member_of_a_group_is_read_from_one_series() {
    let rows = |preference: &str, members: &[(&str, &str, &str)]| {
        let indicator = format!("{LEVEL}\n{preference}");
        let mut csv = "indicator,series,period,value,unit,published,province\n".to_owned();
        for (series, member, value) in members {
            csv.extend(["i,", series, ",2022,", value, ",GW,2023-01-10,", member, "\n"]);
        }
        let goal = "indicator = \"i\"\ntarget = \">= 30 GW for every province by 2025\"";
        let reader = policy_targets::format::CsvReader::new().dimension("province");
        let data = reader.read(csv.as_bytes()).strict().unwrap_or_else(|problems| panic!("{problems}")).0;
        text(&Assessor::as_of(day("2023-02-28")).assess(&plan(&indicator, goal), &data).remove(0))
    };
    let mixed = [("a", "P", "35"), ("b", "Q", "31")];
    assert_eq!(rows("", &mixed), "cannot_assess (series_not_chosen)");
    assert_eq!(rows("series = [\"a\", \"b\"]", &mixed), "cannot_assess (no_data)");
    let whole = [("a", "P", "35"), ("a", "Q", "31"), ("b", "Q", "12")];
    assert_eq!(rows("series = [\"a\", \"b\"]", &whole), "met_early (met since 2022-12-31)");
}

#[test]
fn a_growth_of_levels_starts_right_before_its_window() {
    let text = |base: &str| {
        format!(
            "format = 1\nid = \"p\"\ntitle = \"P\"\nissued = 2021-01-01\n[[indicators]]\nid = \"i\"\n{FLOW}\n\
             [[goals]]\nid = \"g\"\nwording = \"...\"\nindicator = \"i\"\n\
             target = \"growth >= 10 %/year over 2021..2025\"\n\
             baseline = {{ value = \"100 Mt\", period = \"{base}\" }}\n"
        )
    };
    assert!(Plan::from_toml_str(&text("2020")).is_ok());
    for base in ["2015", "2023"] {
        let problems = Plan::from_toml_str(&text(base)).unwrap_err().to_string();
        assert!(problems.contains("baseline_period_conflict"), "{problems}");
    }
}

#[test]
fn a_direction_is_read_from_one_kind_of_year() {
    let goal = "target = \"down\"\nbaseline = { reported = \"2020\" }";
    let rows = ["a,2020,27,Mt,2021-01-10", "a,2021,26,Mt,2022-01-10", "a,2021-04-01/P1Y,29,Mt,2022-05-10"];
    assert_eq!(text(&ask(FLOW, goal, &rows, "2022-12-31")), "as_promised");
}

#[test]
fn the_year_after_a_fiscal_year_is_a_fiscal_year() {
    let fiscal = format!("{FLOW}\nlag = \"60 days\"");
    let goal = "target = \">= 30 Mt by 2025-04-01/P1Y\"\nbaseline = { value = \"10 Mt\", period = \"2020-04-01/P1Y\" }";
    // The next year ends on 2022-03-31 and is due on 2022-05-30.
    assert_eq!(text(&ask(&fiscal, goal, &[], "2022-05-29")), "too_early");
    assert_eq!(text(&ask(&fiscal, goal, &[], "2022-05-30")), "cannot_assess (no_new_data)");
}

#[test]
fn a_running_total_does_not_inherit_from_those_before_it() {
    let flow = format!("{FLOW}\nlag = \"30 days\"");
    let totals =
        "cumulation = { targets = \"increments\", actuals = \"running-totals\", reports = \"increments\" }";
    let goal = format!("target = \"sum >= 100 Mt over 2021..2023\"\n{totals}");
    let rows = ["a,2021,30,Mt,2021-12-20,P", "a,2022,70,Mt,2023-01-10", "a,2023,120,Mt,2024-01-10"];
    assert_eq!(ask(&flow, &goal, &rows, "2024-06-30").verdict().code(), VerdictCode::Met);
}

/// A mean over provinces, weighted by `w`; rows of `indicator,period,value,unit,published,province,flags`.
fn mean(goal: &str, rows: &[&str], at: &str) -> Assessment {
    let derived =
        "derived = { weighted_mean = { values = \"v\", weights = \"w\", dimension = \"province\" } }";
    let input = |id: &str, unit: &str| {
        format!("[[indicators]]\nid = \"{id}\"\nunit = \"{unit}\"\nkind = \"level\"\ntiming = \"end\"\n")
    };
    let indicators = format!(
        "unit = \"GW\"\nkind = \"level\"\ntiming = \"end\"\n{derived}\n{}{}",
        input("v", "GW"),
        input("w", "persons")
    );
    let mut csv = "indicator,series,period,value,unit,published,province,flags\n".to_owned();
    for row in rows {
        let (indicator, rest) = row.split_once(',').unwrap();
        csv.extend([indicator, ",a,", rest, if row.matches(',').count() == 5 { ",\n" } else { "\n" }]);
    }
    let reader = policy_targets::format::CsvReader::new().dimension("province");
    let data = reader.read(csv.as_bytes()).strict().unwrap_or_else(|problems| panic!("{problems}")).0;
    let plan = plan(&indicators, &format!("indicator = \"i\"\n{goal}"));
    Assessor::as_of(day(at)).path(Path::Linear).assess(&plan, &data).remove(0)
}

#[test]
fn a_break_of_the_weights_is_one_of_the_mean() {
    let goal = "target = \"change >= +5 GW from 2020 by 2025\"\nbaseline = { reported = \"2020\" }";
    let rows = |flag: &'static str| {
        let weight = format!("w,2022,9,persons,2023-01-10,P,{flag}");
        let rows =
            ["v,2020,10,GW,2021-01-10,P", "w,2020,9,persons,2021-01-10,P", "v,2022,17,GW,2023-01-10,P"];
        text(&mean(goal, &[rows[0], rows[1], rows[2], &weight], "2023-02-28"))
    };
    assert_eq!(rows(""), "met_early (met since 2022-12-31)");
    assert_eq!(rows("B"), "cannot_assess (definition_break)");
}

#[test]
fn an_older_mean_does_not_stand_for_a_year_with_too_few_members() {
    let rows = [
        "v,2021,40,GW,2022-01-10,P",
        "v,2021,40,GW,2022-01-10,Q",
        "w,2021,1,persons,2022-01-10,P",
        "w,2021,1,persons,2022-01-10,Q",
        "v,2022,20,GW,2023-01-10,P",
        "w,2022,1,persons,2023-01-10,P",
        "w,2022,1,persons,2023-01-10,Q",
    ];
    let found = |at: &str| text(&mean("target = \">= 30 GW by 2025\"", &rows, at));
    assert_eq!(found("2022-12-31"), "met_early (met since 2021-12-31)");
    assert_eq!(found("2023-02-28"), "cannot_assess (coverage_too_low)");
}

/// Seven printed changes multiply to a fall that is beyond the bound, but by less than what they were rounded by.
#[test]
fn what_may_be_above_the_baseline_as_printed_is_not_below_it_under_strict_precision() {
    let change = "unit = \"%\"\nkind = \"change-on-year\"\ntiming = \"during\"";
    let goal = "target = \"growth >= -0.6 %/year over 2021..2030\"";
    let rows = ["2021,-0.6", "2022,-0.9", "2023,-0.6", "2024,-0.6", "2025,-2.2", "2026,-1.0", "2027,-0.4"];
    let rows: Vec<String> = rows.iter().map(|row| format!("s,{row},%,2028-01-05")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let assessor = Assessor::as_of(day("2028-02-28"));
    assert_eq!(text(&ask_with(&assessor, change, goal, &rows)), "below_baseline");
    let strict = ask_with(&assessor.strict_precision(), change, goal, &rows);
    assert_eq!(strict.verdict().code(), VerdictCode::NotMetSoFar);
}
