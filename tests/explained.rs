//! Whole explanations: every input, formula, source and answer of an assessment, from a plan file and a data file.
//! The numbers are worked out by hand above each case.

use policy_targets::assess::{Assessment, Assessor, Composition, RollUp, Step, StepName, VerdictCode};
use policy_targets::data::{Dataset, Flag};
use policy_targets::number::Interval;
use policy_targets::plan::{Commitment, Plan, Standing};
use policy_targets::progress::{Acceptable, Path, Projection};
use policy_targets::report::{Words, explain};
use std::error::Error;

const PLAN: &str = r#"
format = 1
id = "p"
title = "P"
issued = 2021-01-01
[[sources]]
id = "yearbook"
title = "Yearbook"
publisher = "Office"
verified = true
[[indicators]]
id = "capacity"
unit = "GW"
kind = "level"
timing = "end"
frequency = "year"
[[indicators]]
id = "emissions"
unit = "Mt"
kind = "flow"
timing = "sum"
frequency = "year"
better = "down"
limits = { lower = "0" }
"#;

fn assess(assessor: &Assessor, goal: &str, rows: &str) -> Result<Assessment, Box<dyn Error>> {
    let plan = Plan::from_toml_str(&format!("{PLAN}[[goals]]\nid = \"g\"\nwording = \"Wording\"\n{goal}"))?;
    let csv = format!("indicator,series,period,value,unit,published,flags,source,note,uncertainty\n{rows}");
    let (data, _) = Dataset::read_csv(csv.as_bytes()).strict()?;
    Ok(assessor.assess(&plan, &data).remove(0))
}

fn explained(assessment: &Assessment) -> String {
    let text = explain(assessment, Words::english());
    text.split_inclusive('\n').filter(|line| line.starts_with("- ")).collect()
}

const STATED: &str = r#"indicator = "capacity"
target = ">= 30 GW aim 40 by 2025"
baseline = { value = "10 GW", period = "2020", source = "yearbook" }
path = "linear"
accepted_miss = { until = "2023-06", reason = "a flood" }
commitment = "binding"
"#;
const STATED_ROWS: &str = "capacity,a,2021,14,GW,2022-01-10,,,,
capacity,a,2022,17,GW,2022-12-01,P,yearbook,half a year estimated,16..18
capacity,b,2022,18,GW,2022-12-31,,,,
";

const ALL_OF: &str = r#"all_of = [
  { indicator = "capacity", target = ">= 15 GW by 2025", baseline = { reported = "2020" } },
  { indicator = "emissions", target = "sum <= 30 Mt over 2021..2025", cumulation = { targets = "running-totals", actuals = "increments", reports = "running-totals" } },
]
superseded = { by = "next/h", on = 2022-06-30 }
"#;
const ROWS: &str = "capacity,a,2020,10,GW,2021-01-10,,,,
capacity,a,2021,14,GW,2022-01-10,,,,
capacity,a,2022,16,GW,2023-01-10,,,,
emissions,a,2021,5,Mt,2022-01-10,,,,
emissions,a,2022,6,Mt,2023-01-10,,,,
";

const DIRECTION: &str = r#"target = "down"
indicator = "emissions"
baseline = { value = "7 Mt", period = "2020" }
"#;

fn stated() -> Result<Assessment, Box<dyn Error>> {
    let assessor = Assessor::as_of("2022-12-31".parse()?).path(Path::Linear).projection(Projection::TheilSen);
    assess(&assessor.series(["a".parse()?]), STATED, STATED_ROWS)
}

fn later() -> Result<Assessor, Box<dyn Error>> {
    let assessor = Assessor::as_of("2023-02-28".parse()?).path(Path::Linear);
    Ok(assessor.projection(Projection::LeastSquares).trend_points(4))
}

/// The line leads from 10 over 18 to 30; 17 is a quarter of a year late. 13 are missing in 3 years, 7 were added in 2.
/// The last two values lead by 3 a year to 26, and to 30 four years and four months later.
#[test]
fn a_level_is_explained_with_its_source_note_flags_and_aim() -> Result<(), Box<dyn Error>> {
    assert_eq!(explained(&stated()?), STATED_EXPLAINED);
    Ok(())
}

/// 10, 14 and 16 have the slope 3 about 40/3 in 2021: 76/3 in 2025. The sums 0, 5 and 11 have the slope 5.5 about 16/3 at
/// the end of 2021: 82/3 in 2025, within the 30.
#[test]
fn every_arm_is_explained_and_what_they_make_together() -> Result<(), Box<dyn Error>> {
    assert_eq!(explained(&assess(&later()?, ALL_OF, ROWS)?), ALL_OF_EXPLAINED);
    Ok(())
}

#[test]
fn a_direction_is_explained_by_what_moved() -> Result<(), Box<dyn Error>> {
    assert_eq!(explained(&assess(&later()?, DIRECTION, ROWS)?), DIRECTION_EXPLAINED);
    Ok(())
}

const STATED_EXPLAINED: &str = "\
- asked about: 2022-12-31; with known by 2022-12-31, path straight line, projection median slope (Theil-Sen), standing adopted
- evidence: 17; with series a, period 2022, reported 17 GW, published 2022-12-01, age 0 months, flags P, note half a year estimated, uncertain >=16 <=18 [yearbook]
- another series: 18; with series b, period 2022
- levels that meet the target: >=30; with target >= 30 GW aim 40 by 2025, unit GW
- baseline: 10; with period 2020 [yearbook]
- last day that counts: 2025-12-31
- attainment: not met; with markers nowcast
- gap: 13 = max(-margin, 0); with value 17
- share of the way: 0.35 = (value - baseline) / (bound - baseline); with value 17, baseline 10
- against the path: behind = value against the path at the value's own day; with path straight line, expected 18, difference -1
- lead in years: -0.25 = time at which the path has the value - time of the value, in years
- change required a year: 13/3 (about 4.3333) = (bound - value) / years left
- change achieved a year: 3.5 = (value - baseline) / years since the baseline
- required as a multiple of achieved: 26/21 (about 1.2381) = required rate / achieved rate
- trend of the latest values: improving = Theil-Sen slope of the distance to the bound; with points 2
- projected value at the deadline: 26; with projection median slope (Theil-Sen), points 2, reached by deadline not met, reached on 2027-04-30
- against the aim: not met; with gap 23, aim 40
- verdict: behind (accepted until Jun 2023, straight line)
";

const ALL_OF_EXPLAINED: &str = "\
- asked about: 2023-02-28; with known by 2023-02-28, path straight line, projection least squares, standing adopted
- evidence: 16; with series a, period 2022, reported 16 GW, published 2023-01-10, age 2 months
- levels that meet the target: >=15; with target >= 15 GW by 2025, unit GW
- baseline: 10; with period 2020, series a
- last day that counts: 2025-12-31
- attainment: met
- gap: 0 = max(-margin, 0); with value 16
- share of the way: 1.2 = (value - baseline) / (bound - baseline); with value 16, baseline 10
- against the path: ahead = value against the path at the value's own day; with path straight line, expected 12, difference 4
- lead in years: >=3 = time at which the path has the value - time of the value, in years
- change required a year: no answer: The latest value already meets the target, so that nothing more is required. (already_met (value 16)) = (bound - value) / years left
- change achieved a year: 3 = (value - baseline) / years since the baseline
- required as a multiple of achieved: no answer: The latest value already meets the target, so that nothing more is required. (already_met (value 16)) = required rate / achieved rate
- trend of the latest values: improving = Theil-Sen slope of the distance to the bound; with points 3
- projected value at the deadline: 76/3 (about 25.3333); with projection least squares, points 3, reached by deadline met, reached on 2022-12-31
- verdict: met early (since 31 Dec 2022)
- evidence: 11; with series a, period 2022, published 2023-01-10, age 2 months
- levels that meet the target: <=30; with target sum <= 30 Mt over 2021..2025, unit Mt
- baseline: 0; with period 2020-12-31
- last day that counts: 2025-12-31
- attainment: pending
- gap: 0 = max(-margin, 0); with value 11
- share of the way: no answer: The baseline already meets the bound or equals it; see the margin. (met_at_baseline (baseline 0)) = (value - baseline) / (bound - baseline); with value 11, baseline 0
- against the path: no answer: The baseline already meets the bound or equals it; see the margin. (met_at_baseline (baseline 0)) = value against the path at the value's own day; with path straight line
- lead in years: no answer: The baseline already meets the bound or equals it; see the margin. (met_at_baseline (baseline 0)) = time at which the path has the value - time of the value, in years
- change required a year: no answer: The baseline already meets the bound or equals it; see the margin. (met_at_baseline (baseline 0)) = (bound - value) / years left
- change achieved a year: no answer: The baseline already meets the bound or equals it; see the margin. (met_at_baseline (baseline 0)) = (value - baseline) / years since the baseline
- required as a multiple of achieved: no answer: The baseline already meets the bound or equals it; see the margin. (met_at_baseline (baseline 0)) = required rate / achieved rate
- trend of the latest values: worsening = Theil-Sen slope of the distance to the bound; with points 2
- projected value at the deadline: 82/3 (about 27.3333); with projection least squares, points 3, reached by deadline met, reached on 2022-12-31
- total to date: 11 = total of all periods so far; with through 2022, whole plan 30
- verdict: held so far (2 of 2)
- the goal as a whole: pending; with rule all of them, deciding arms 1
- verdict: superseded (by next/h, would be: held so far (2 of 2))
";

const DIRECTION_EXPLAINED: &str = "\
- asked about: 2023-02-28; with known by 2023-02-28, path straight line, projection least squares, standing adopted
- moved: as promised; with wanted down, latest 6, period 2022
- verdict: as promised
";

#[test]
fn an_assessment_tells_what_it_rests_on() -> Result<(), Box<dyn Error>> {
    let found = stated()?;
    let at = "2022-12-31".parse()?;
    let round = found.round();
    assert_eq!((round.at(), round.known_by(), round.path()), (at, at, Some(&Path::Linear)));
    assert_eq!(
        (round.projection(), round.tolerance(), round.trend_points()),
        (Some(Projection::TheilSen), None, 5)
    );
    assert_eq!(
        (found.title(), found.commitment(), found.is_counted()),
        (None, Some(Commitment::Binding), true)
    );
    assert_eq!((found.standing(), found.composition()), (Some(Standing::Adopted), None));
    let verdict = found.verdict();
    assert_eq!(verdict.accepted_until().map(|until| until.to_string()).as_deref(), Some("2023-06"));
    assert_eq!((verdict.path(), verdict.series().map(AsRef::as_ref)), (Some("linear"), Some("a")));
    let evidence = found.evidence()?;
    assert_eq!(
        (evidence.source().map(AsRef::as_ref), evidence.note()),
        (Some("yearbook"), Some("half a year estimated"))
    );
    assert!(evidence.is_nowcast() && evidence.flags().contains(Flag::Provisional));
    assert_eq!(evidence.uncertain_level(), Some(&Interval::closed(16.into(), 18.into())));
    let earlier = &found.arms()[0].points()[0];
    assert!(!earlier.is_nowcast() && earlier.source().is_none() && earlier.note().is_none());
    let resolution = found.arms()[0].resolution()?;
    assert!(resolution.is_path_of_plan());
    let aim = resolution.aim().ok_or("an aim")?.acceptable().clone();
    assert_eq!(aim, Acceptable::at_least(40.into()));
    let base = resolution.base().ok_or("a baseline")?;
    assert_eq!((base.day(), base.series()), ("2020-12-31".parse()?, None));
    let trace = found.trace();
    let sources: Vec<_> = trace.steps().iter().filter_map(Step::source_id).map(AsRef::as_ref).collect();
    assert_eq!(sources, ["yearbook", "yearbook"]);
    assert!(
        trace
            .steps()
            .iter()
            .filter(|step| step.name() != StepName::Round && step.name() != StepName::Verdict)
            .all(|step| step.arm() == Some(0))
    );
    Ok(())
}

#[test]
fn a_goal_of_several_tells_each_arm() -> Result<(), Box<dyn Error>> {
    let found = assess(&later()?, ALL_OF, ROWS)?;
    assert_eq!(found.composition(), Some(Composition::AllOf));
    assert_eq!(found.verdict().replaced_by().map(AsRef::as_ref), Some("next/h"));
    let [capacity, emissions] = found.arms() else { return Err("two arms".into()) };
    assert_eq!(capacity.met_since(), Some("2022-12-31".parse()?));
    assert_eq!(capacity.resolution()?.base().and_then(|base| base.series()).map(AsRef::as_ref), Some("a"));
    assert!(!capacity.resolution()?.is_path_of_plan() && emissions.met_since().is_none());
    let outlook = capacity.outlook()?;
    assert_eq!((outlook.points(), outlook.projection()), (3, Projection::LeastSquares));
    let refusal = emissions.share().unwrap_err();
    assert_eq!((refusal.inputs().len(), refusal.to_string().as_str()), (1, "met_at_baseline (baseline 0)"));
    let arms: Vec<_> =
        found.trace().steps().iter().filter(|step| step.name() == StepName::Verdict).map(Step::arm).collect();
    assert_eq!(arms, [Some(0), Some(1), None]);
    let counted = RollUp::of([&found]);
    assert_eq!((counted.count(VerdictCode::Superseded), counted.counts().len(), counted.goals()), (1, 1, 1));
    assert_eq!((counted.assessed(), counted.projections()), (0, 0));
    let [without] = counted.without_answer() else { return Err("one goal without an answer".into()) };
    assert_eq!(
        (without.goal.as_ref(), without.verdict, without.refusal),
        ("g", VerdictCode::Superseded, None)
    );
    Ok(())
}

#[test]
fn a_projection_is_counted_apart() -> Result<(), Box<dyn Error>> {
    let goal = STATED.replace("\"binding\"", "\"projection\"\ntitle = \"Title\"");
    let assessor = Assessor::as_of("2022-12-31".parse()?).path(Path::Linear);
    let found = assess(&assessor.series(["a".parse()?]), &goal, STATED_ROWS)?;
    assert!(!found.is_counted());
    assert_eq!(found.title().and_then(|title| title.get("en")), Some("Title"));
    assert_eq!((RollUp::of([&found]).projections(), RollUp::of([&found]).goals()), (1, 0));
    let unknown = assess(&Assessor::as_of("2022-12-31".parse()?), &goal, "")?;
    assert_eq!(unknown.verdict().code(), VerdictCode::CannotAssess);
    assert!(RollUp::of([&found, &unknown]).without_answer().is_empty());
    Ok(())
}
