//! The worked goals of the semantics: each row of its table, through files, with numbers from the oracle.

use policy_targets::assess::{Assessment, Assessor, Attained, Marker, RefusalCode, VerdictCode};
use policy_targets::data::Dataset;
use policy_targets::number::{Interval, Ratio};
use policy_targets::plan::Plan;
use policy_targets::progress::{Path, Projection, Standing};
use policy_targets::time::NaiveDate;
use std::fs;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn worked(name: &str) -> String {
    let path = format!("{}/tests/data/worked/{name}", env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

struct Worked {
    plan: Plan,
    data: Dataset,
}

impl Worked {
    fn new(plan: &str, data: &str) -> Self {
        Self::with_plan_text(&worked(&format!("{plan}.toml")), data)
    }

    fn with_plan_text(text: &str, data: &str) -> Self {
        let plan = Plan::from_toml_str(text).unwrap_or_else(|problems| panic!("{problems}"));
        let data = Dataset::read_csv(worked(&format!("{data}.csv")).as_bytes()).strict();
        Self { plan, data: data.unwrap_or_else(|problems| panic!("{problems}")).0 }
    }

    fn assess(&self, goal: &str, at: &str, known_by: &str) -> Assessment {
        let assessor = Assessor::at(day(at)).known_by(day(known_by)).projection(Projection::TheilSen);
        let goal = self.plan.goal(&goal.parse().unwrap()).unwrap();
        assessor.assess_goal(&self.plan, goal, &self.data)
    }
}

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

/// A quantity of the oracle's vector file for a goal, series and pair of days.
fn oracle(goal: &str, series: &str, at: &str, quantity: &str) -> Ratio {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/oracle/worked_goals.csv");
    let text = fs::read_to_string(path).unwrap();
    let row = text.lines().find(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        cells[0] == goal && cells[1] == series && cells[2] == at && cells[4] == quantity
    });
    ratio(row.unwrap_or_else(|| panic!("no {quantity} of {goal} {series} {at}")).rsplit(',').next().unwrap())
}

fn exact_gap(assessment: &Assessment) -> Ratio {
    assessment.gap().unwrap().as_exact().unwrap().shortfall().clone()
}

fn exact_share(assessment: &Assessment) -> Ratio {
    assessment.share().unwrap().as_exact().unwrap().clone()
}

fn text(assessment: &Assessment) -> String {
    assessment.verdict().to_string()
}

#[test]
fn storage_draft_at_the_end_of_2022() {
    let worked = Worked::new("storage-draft", "storage");
    for (goal, behind, required) in
        [("nea", "behind (linear, nea)", "7.1"), ("cnesa", "behind (linear, cnesa)", "169/30")]
    {
        let assessment = worked.assess(goal, "2022-12-31", "2023-02-28");
        let of = |quantity| oracle("worked-storage-draft", goal, "2022-12-31", quantity);
        assert_eq!(assessment.verdict().code(), VerdictCode::Superseded);
        assert_eq!(assessment.verdict().would_be().unwrap().to_string(), behind);
        assert_eq!(exact_gap(&assessment), of("gap"));
        assert_eq!(exact_share(&assessment), of("share"));
        let pace = assessment.pace().unwrap().as_exact().unwrap().clone();
        assert_eq!(pace.standing(), Standing::Behind);
        assert_eq!(*pace.expected(), of("expected_linear"));
        assert_eq!(-pace.difference(), of("behind_value_linear"));
        assert_eq!(pace.lead().years(), of("lead_years_linear"));
        assert_eq!(*pace.progress_ratio().unwrap(), of("progress_ratio"));
        assert_eq!(*pace.value_ratio().unwrap(), of("value_ratio"));
        let rates = assessment.rates().unwrap();
        assert_eq!(*rates.required().unwrap(), ratio(required));
        assert_eq!(*rates.achieved(), of("achieved_rate"));
        assert_eq!(*rates.multiple().unwrap(), of("required_over_achieved"));
    }
}

#[test]
fn storage_draft_is_ahead_of_constant_growth() {
    let plan = worked("storage-draft.toml").replace("path = \"linear\"", "path = \"constant-growth\"");
    let worked = Worked::with_plan_text(&plan, "storage");
    for goal in ["nea", "cnesa"] {
        let assessment = worked.assess(goal, "2022-12-31", "2023-02-28");
        let pace = assessment.pace().unwrap().as_exact().unwrap().clone();
        assert_eq!(pace.standing(), Standing::Ahead);
        let of = |quantity| oracle("worked-storage-draft", goal, "2022-12-31", quantity);
        assert_eq!(*pace.expected(), of("expected_constant_growth"));
        let lead = of("lead_years_constant_growth");
        assert!((pace.lead().years() - &lead).absolute() < ratio("0.000000001"), "{:?}", pace.lead());
    }
}

#[test]
fn storage_final_is_met_two_years_early_or_awaited() {
    let worked = Worked::new("storage-final", "storage");
    let cnesa = worked.assess("cnesa", "2025-12-31", "2026-01-31");
    assert_eq!(text(&cnesa), "met (met since 2023-12-31)");
    let nea = worked.assess("nea", "2025-12-31", "2026-01-31");
    assert_eq!(text(&nea), "awaiting_data (met since 2023-12-31)");
}

#[test]
fn about_twenty_percent_is_met_early() {
    let assessment = Worked::new("nev", "nev").assess("share", "2022-12-31", "2023-01-31");
    assert_eq!(text(&assessment), "met_early (met since 2022-12-31)");
    assert_eq!(exact_share(&assessment), oracle("worked-nev", "caam", "2022-12-31", "share"));
}

#[test]
fn maturity_is_not_compared_across_populations() {
    let assessment = Worked::new("maturity", "maturity").assess("level-2", "2024-10-22", "2024-11-30");
    assert_eq!(text(&assessment), "not_met_so_far (population_break)");
    let comparable = assessment.arms()[0].if_comparable().unwrap();
    assert_eq!(comparable.verdict().to_string(), "behind (linear, cesi)");
    let pace = comparable.pace().unwrap().as_exact().unwrap();
    let of = |quantity| oracle("worked-maturity", "cesi", "2024-10-22", quantity);
    assert_eq!(*pace.expected(), of("expected_linear"));
    assert_eq!(pace.lead().years(), of("lead_years_linear"));
}

#[test]
fn old_evidence_on_equipment_is_stale_and_then_overdue() {
    let worked = Worked::new("equipment", "equipment");
    assert_eq!(text(&worked.assess("equipment", "2024-12-31", "2024-12-31")), "cannot_assess (stale)");
    assert_eq!(text(&worked.assess("equipment", "2026-06-28", "2026-06-28")), "awaiting_data");
    assert_eq!(
        text(&worked.assess("equipment", "2026-06-30", "2026-06-30")),
        "cannot_assess (no_value_for_deadline)"
    );
}

#[test]
fn energy_intensity_is_not_compounded_across_its_redefinition() {
    let worked = Worked::new("energy-intensity", "energy-intensity");
    let goal = "worked-energy-intensity/as-published";
    let before = worked.assess("as-published", "2024-12-31", "2025-03-31");
    assert_eq!(text(&before), "cannot_assess (definition_break)");
    let chained = before.arms()[0].if_comparable().unwrap();
    let of = |quantity| oracle(goal, "nbs_as_published", "2024-12-31", quantity);
    assert_eq!(*chained.evidence().unwrap().level(), Interval::exactly(of("chain_index")));
    assert_eq!(*chained.share().unwrap().as_exact().unwrap(), of("share"));
    let needed = chained.rates().unwrap().required_growth().unwrap().clone();
    let expected = -of("required_last_year").divide(&Ratio::from(100)).unwrap();
    assert_eq!(needed, expected.rounded_to_significant_digits(12));

    let after = worked.assess("as-published", "2025-12-31", "2026-03-31");
    assert_eq!(text(&after), "cannot_assess (definition_break)");
    let chained = after.arms()[0].if_comparable().unwrap();
    assert_eq!(chained.verdict().code(), VerdictCode::Missed);
    let index = oracle(goal, "nbs_as_published", "2025-12-31", "chain_index");
    assert_eq!(*chained.evidence().unwrap().level(), Interval::exactly(index));

    let redefined = worked.assess("redefined", "2025-12-31", "2026-03-31");
    assert_eq!(redefined.verdict().code(), VerdictCode::Met);
    let index = oracle("worked-energy-intensity/redefined", "ndrc_revised", "2025-12-31", "chain_index");
    assert_eq!(*redefined.evidence().unwrap().level(), Interval::exactly(index));
}

#[test]
fn the_planned_redefined_reduction_is_missed_by_a_hair() {
    let worked = Worked::new("energy-intensity", "energy-intensity");
    let assessment = worked.assess("redefined-planned", "2025-12-31", "2026-03-31");
    assert_eq!(assessment.verdict().code(), VerdictCode::Missed);
    assert_eq!(exact_gap(&assessment), ratio("0.002078"));
    let attainment = assessment.attainment().unwrap();
    assert!(attainment.is(Marker::MetIfRoundedToTargetDigits));
    assert!(attainment.is(Marker::WithinRounding));
}

#[test]
fn one_breach_of_the_ceiling_cannot_be_repaired() {
    let worked = Worked::new("unemployment", "unemployment");
    assert_eq!(text(&worked.assess("breached", "2022-12-31", "2023-01-31")), "missed (broken 2022)");
    assert_eq!(text(&worked.assess("breached", "2025-12-31", "2026-01-31")), "missed (broken 2022)");
    let under = worked.assess("under-ceiling", "2022-12-31", "2023-01-31");
    assert_eq!(text(&under), "held_so_far (2 of 2)");
    assert_eq!(under.share().unwrap_err().code(), RefusalCode::HeldThroughout);
    assert_eq!(under.attained(), Ok(Attained::Pending));
}

#[test]
fn life_expectancy_depends_on_the_vintage_of_its_baseline() {
    let worked = Worked::new("life-expectancy", "life-expectancy");
    let from_2019 = worked.assess("from-2019", "2024-12-31", "2025-07-31");
    assert_eq!(from_2019.verdict().code(), VerdictCode::MetEarly);
    assert_eq!(exact_share(&from_2019), ratio("1.7"));
    let from_2020 = worked.assess("from-2020", "2024-12-31", "2025-07-31");
    assert_eq!(from_2020.verdict().code(), VerdictCode::MetEarly);
    assert!(from_2020.attainment().unwrap().is(Marker::WithinRounding));
    assert_eq!(exact_share(&from_2020), ratio("1.07"));
}

#[test]
fn the_negative_list_is_unchanged() {
    let assessment = Worked::new("hainan", "hainan").assess("shorter-list", "2025-07-31", "2025-07-31");
    assert_eq!(text(&assessment), "unchanged");
    assert_eq!(assessment.direction().unwrap().unchanged_since(), Some(day("2021-02-01")));
}

#[test]
fn output_is_a_lower_bound_of_capacity() {
    let assessment = Worked::new("grain", "grain").assess("grain", "2024-12-31", "2025-01-31");
    assert_eq!(text(&assessment), "held_so_far (4 of 4)");
}

#[test]
fn exactly_half_is_not_over_half() {
    let assessment = Worked::new("over-half", "over-half").assess("over-half", "2025-12-31", "2026-02-28");
    assert_eq!(assessment.verdict().code(), VerdictCode::Missed);
    let gap = assessment.gap().unwrap().as_exact().unwrap().clone();
    assert!(gap.shortfall().is_zero() && gap.at_excluded_bound());
}

#[test]
fn without_a_stated_path_there_is_no_pace() {
    let plan = worked("storage-final.toml").replace("path = \"linear\"\n", "");
    let worked = Worked::with_plan_text(&plan, "storage");
    let assessment = worked.assess("nea", "2022-12-31", "2023-02-28");
    assert_eq!(text(&assessment), "not_met_so_far (no_path)");
    let goal = worked.plan.goal(&"nea".parse().unwrap()).unwrap();
    let with_path = Assessor::at(day("2022-12-31")).known_by(day("2023-02-28")).path(Path::Linear);
    assert_eq!(text(&with_path.assess_goal(&worked.plan, goal, &worked.data)), "behind (linear, nea)");
}

/// A plan with one indicator and one goal, and its data as `period,value,published` rows.
fn one_goal(indicator: &str, goal: &str, rows: &str, at: &str) -> Assessment {
    let plan = format!(
        "format = 1\nid = \"p\"\ntitle = \"P\"\nissued = 2021-01-01\n[[indicators]]\nid = \"i\"\n\
         frequency = \"year\"\n{indicator}\n[[goals]]\nid = \"g\"\nwording = \"...\"\nindicator = \"i\"\n{goal}\n"
    );
    let unit = indicator.split('"').nth(1).unwrap();
    let mut csv = "indicator,series,period,value,unit,published\n".to_owned();
    for (period, value) in rows.lines().filter_map(|row| row.trim().split_once(' ')) {
        csv.push_str(&["i,s,", period, ",", value, ",", unit, ",", period, "-12-31\n"].concat());
    }
    let plan = Plan::from_toml_str(&plan).unwrap_or_else(|problems| panic!("{problems}"));
    let (data, _) =
        Dataset::read_csv(csv.as_bytes()).strict().unwrap_or_else(|problems| panic!("{problems}"));
    Assessor::as_of(day(at)).path(Path::Linear).assess(&plan, &data).remove(0)
}

#[test]
fn average_growth_is_compounded_and_never_met_before_its_window_closes() {
    let indicator = "unit = \"%\"\nkind = \"change-on-year\"\ntiming = \"during\"";
    let goal = "target = \"growth > 7 %/yr over 2021..2023\"";
    // 1.10 * 1.08 = 1.188; 1.188 * 1.0311 = 1.2249468, and 1.07^3 = 1.225043.
    let running = one_goal(indicator, goal, "2021 10\n2022 8", "2022-12-31");
    assert_eq!(running.attained(), Ok(Attained::Pending));
    assert_eq!(text(&running), "on_track (linear, s)");
    let closed = one_goal(indicator, goal, "2021 10\n2022 8\n2023 3.11", "2023-12-31");
    assert_eq!(closed.verdict().code(), VerdictCode::Missed);
    assert_eq!(exact_gap(&closed), ratio("122.5043") - ratio("122.49468"));
}

#[test]
fn average_growth_of_levels_needs_their_baseline() {
    let indicator = "unit = \"billion CNY\"\nkind = \"flow\"\ntiming = \"sum\"";
    let goal = "target = \"growth > 20 %/year over 2021..2025\"\nbaseline = { value = \"100 billion CNY\", period = \"2020\" }";
    // 100 * 1.2^5 = 248.832 (facts: C-ROB-REV).
    let exactly = one_goal(indicator, goal, "2025 248.832", "2025-12-31");
    assert_eq!(exactly.verdict().code(), VerdictCode::Missed);
    assert!(exactly.gap().unwrap().as_exact().unwrap().at_excluded_bound());
    assert_eq!(one_goal(indicator, goal, "2025 250", "2025-12-31").verdict().code(), VerdictCode::Met);
    assert_eq!(one_goal(indicator, goal, "2024 300", "2024-12-31").attained(), Ok(Attained::Pending));
}

#[test]
fn a_sum_is_secured_once_reached_where_flows_cannot_be_negative() {
    let flow = "unit = \"million jobs\"\nkind = \"flow\"\ntiming = \"sum\"";
    let goal = "target = \"sum >= 55 million jobs over 2021..2025\"";
    let rows = "2021 13\n2022 12\n2023 12\n2024 19";
    let open = one_goal(flow, goal, rows, "2024-12-31");
    assert_eq!((open.attained(), exact_gap(&open)), (Ok(Attained::Pending), ratio("0")));
    let secured = one_goal(&format!("{flow}\nlimits = {{ lower = \"0\" }}"), goal, rows, "2024-12-31");
    assert_eq!(text(&secured), "secured");
    let behind = one_goal(flow, goal, "2021 10\n2022 11", "2022-12-31");
    assert_eq!(text(&behind), "behind (linear, s)");
    assert_eq!(exact_share(&behind), ratio("21/55"));
}

#[test]
fn what_a_closed_window_has_secured_stays_secured() {
    let flow = "unit = \"Mt\"\nkind = \"flow\"\ntiming = \"sum\"\nlimits = { lower = \"0\" }";
    let goal = "target = \"sum >= 100 Mt over 2021..2025\"";
    let after = one_goal(flow, goal, "2021 40\n2022 40\n2023 40", "2027-06-30");
    assert_eq!(after.verdict().code(), VerdictCode::Met);
    // A budget on course has not fallen below its baseline.
    let budget = one_goal(flow, "target = \"sum <= 100 Mt over 2021..2025\"", "2021 15", "2022-06-30");
    assert_ne!(budget.verdict().code(), VerdictCode::BelowBaseline);
}

#[test]
fn december_does_not_decide_a_year() {
    let flow = "unit = \"million vehicles\"\nkind = \"flow\"\ntiming = \"sum\"";
    let monthly = format!("{flow}\nfrequency = \"month\"").replace("frequency = \"year\"\n", "");
    let plan = format!(
        "format = 1\nid = \"p\"\ntitle = \"P\"\nissued = 2021-01-01\n[[indicators]]\nid = \"i\"\n{monthly}\n\
         [[goals]]\nid = \"g\"\nwording = \"...\"\nindicator = \"i\"\ntarget = \">= 1 million vehicles by 2025\"\n"
    );
    let plan = Plan::from_toml_str(&plan).unwrap_or_else(|problems| panic!("{problems}"));
    let csv = "indicator,series,period,value,unit,published\ni,s,2025-12,1.2,million vehicles,2026-01-10\n";
    let (data, _) =
        Dataset::read_csv(csv.as_bytes()).strict().unwrap_or_else(|problems| panic!("{problems}"));
    let assessment = Assessor::as_of(day("2026-06-30")).assess(&plan, &data).remove(0);
    assert_ne!(assessment.verdict().code(), VerdictCode::Met);
}

#[test]
fn knowing_more_does_not_make_a_period_end_earlier() {
    let worked = Worked::new("storage-final", "storage");
    let assessment = worked.assess("nea", "2021-09-30", "2022-12-31");
    assert_eq!(assessment.verdict().code(), VerdictCode::TooEarly);
}
