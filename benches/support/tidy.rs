//! Tidy CSV with thirty years of each of many indicators, and a plan with a goal for each of them.
//! The same file for the bench of reading, the instruction gate and the peers.

#![allow(dead_code, reason = "every bench uses a part of it")]

use csv::{ByteRecord, ReaderBuilder};
use policy_targets::assess::Assessor;
use policy_targets::data::Dataset;
use policy_targets::plan::{
    Baseline, Criterion, Draft, Goal, Indicator, IndicatorKind, Plan, Requirement, Timing,
};
use policy_targets::progress::Path;
use policy_targets::text::{Id, MultilingualText};
use policy_targets::time::NaiveDate;
use std::error::Error;
use std::fmt::Write as _;

pub(crate) const YEARS: usize = 30;

const HEADER: &str = "indicator,series,period,value,unit,flags,published,source,note\n";
const LAST_YEAR: usize = 2024;

/// How the rows of the indicators follow each other.
#[derive(Clone, Copy)]
pub(crate) enum Order {
    /// All years of an indicator, then the next indicator.
    Sorted,
    /// A year of all indicators, then the next year.
    Interleaved,
}

/// The last so many years of each indicator; a tenth of the values provisional, a tenth with a note.
pub(crate) fn tidy_csv(goals: usize, years: usize, order: Order) -> String {
    let mut text = String::with_capacity(goals * years * 70);
    text.push_str(HEADER);
    for place in 0..goals * years {
        let (goal, number) = match order {
            Order::Sorted => (place / years, place % years),
            Order::Interleaved => (place % goals, place / goals),
        };
        let number = number + YEARS - years;
        let row = goal * YEARS + number;
        let year = LAST_YEAR + 1 + number - YEARS;
        // Steps small enough that no value stands out from its neighbours.
        let (whole, decimals) = (1000 + number * 30, row * 7919 % 100);
        let flags = if row.is_multiple_of(10) { "P" } else { "" };
        let note = if row % 10 == 5 { "\"revised, see the note\"" } else { "" };
        let published = year + 1;
        writeln!(
            text,
            "energy.i{goal:05},stats,{year},{whole}.{decimals:02},GWh,{flags},{published}-03-15,stats-{published},{note}"
        )
        .expect("writing to a string");
    }
    text
}

/// A goal for each indicator, due five years after the last value.
pub(crate) fn plan(goals: usize) -> Result<Plan, Box<dyn Error>> {
    let mut draft = Draft::new("benchmark".parse()?, MultilingualText::english("A goal for each indicator")?);
    for goal in 0..goals {
        let id: Id = format!("energy.i{goal:05}").parse()?;
        let indicator = Indicator::new(id.clone(), "GWh".parse()?, IndicatorKind::Level, Timing::End);
        let baseline = Baseline::stated("1000 GWh".parse()?, "1995".parse()?);
        let criterion = Criterion::new(id.clone(), ">= 2000 GWh by 2029".parse()?).with_baseline(baseline);
        let wording = MultilingualText::english("2000 GWh by 2029")?;
        draft = draft.indicator(indicator).goal(Goal::new(id, wording, Requirement::One(criterion)));
    }
    Ok(draft.into_plan()?)
}

/// Asks in the year after the last value, against the straight line.
pub(crate) fn assessor() -> Assessor {
    Assessor::as_of(NaiveDate::from_ymd_opt(2025, 6, 30).expect("a day")).path(Path::Linear)
}

/// The bare record loop of the `csv` crate, which reading is measured against.
pub(crate) fn fields_of(text: &str) -> usize {
    let mut reader = ReaderBuilder::new().from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut count = 0;
    while reader.read_byte_record(&mut record).expect("a record") {
        count += record.len();
    }
    count
}

pub(crate) fn read(text: &str) -> Dataset {
    let (data, warnings) = Dataset::read_csv(text.as_bytes()).strict().expect("rows without errors");
    assert!(warnings.is_empty(), "{warnings}");
    data
}
