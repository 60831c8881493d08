//! What a page of a thousand goals costs: `cargo bench --bench report --features html`.
//!
//! Each goal has an indicator of its own, ten yearly values, a baseline, a path and a projection.

use criterion::{Criterion, criterion_group, criterion_main};
use policy_targets::plan::{
    Baseline, Criterion as PlanCriterion, Indicator, IndicatorKind, Requirement, Timing,
};
use policy_targets::progress::{Path, Projection};
use policy_targets::report::{Chart, Report, Words, gap_table};
use policy_targets::text::MultilingualText;
use policy_targets::{Assessment, Assessor, Dataset, Draft, Goal, Observation, Plan};
use std::error::Error;
use std::hint::black_box;

const GOALS: usize = 1000;
const YEARS: std::ops::RangeInclusive<usize> = 2015..=2024;

fn made() -> Result<(Plan, Dataset), Box<dyn Error>> {
    let mut draft = Draft::new("plan".parse()?, MultilingualText::english("A plan of a thousand goals")?);
    let mut observations = Vec::new();
    for index in 0..GOALS {
        let id = format!("indicator-{index}");
        let indicator = Indicator::new(id.parse()?, "GW".parse()?, IndicatorKind::Level, Timing::End);
        let criterion = PlanCriterion::new(id.parse()?, format!("> {} GW by 2025", 30 + index % 50).parse()?)
            .with_baseline(Baseline::stated("3.27 GW".parse()?, "2014-12-31".parse()?));
        let wording =
            MultilingualText::english(format!("Reach the level of goal {index} by the end of the plan"))?;
        draft = draft.indicator(indicator).goal(Goal::new(
            format!("goal-{index}").parse()?,
            wording,
            Requirement::One(criterion),
        ));
        for year in YEARS {
            let value = format!("{}.{:02} GW", (year - 2013) * (1 + index % 5), (index * 7 + year) % 100);
            let (period, published) = (format!("{year}-12-31"), format!("{}-02-01", year + 1));
            observations.push(Observation::new(
                id.parse()?,
                "office".parse()?,
                period.parse()?,
                value.parse()?,
                published.parse()?,
            ));
        }
    }
    Ok((draft.into_plan()?, Dataset::from_observations(observations).0))
}

fn assessed(plan: &Plan, data: &Dataset) -> Result<Vec<Assessment>, Box<dyn Error>> {
    let assessor = Assessor::as_of("2025-06-30".parse()?).path(Path::Linear).projection(Projection::TheilSen);
    Ok(assessor.assess(plan, data))
}

fn report(criterion: &mut Criterion) {
    let (plan, data) = made().expect("a plan and its data");
    let assessments = assessed(&plan, &data).expect("assessments");
    let mut group = criterion.benchmark_group("report");
    group.sample_size(10);
    for words in Words::all() {
        let page = || Report::new(words).data(&data).plan(&plan, &assessments).to_string();
        println!("page of {GOALS} goals ({words}): {} kB", page().len() / 1000);
        group.bench_function(format!("page of {GOALS} goals ({words})"), |bencher| {
            bencher.iter(|| black_box(page()));
        });
    }
    group.bench_function(format!("{GOALS} charts"), |bencher| {
        bencher.iter(|| assessments.iter().map(|found| Chart::of(found).to_string().len()).sum::<usize>());
    });
    group.bench_function(format!("table of {GOALS} goals"), |bencher| {
        bencher.iter(|| black_box(gap_table(&assessments, Words::english())));
    });
    group.finish();
}

criterion_group!(benches, report);
criterion_main!(benches);
