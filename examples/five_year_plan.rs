//! The 20 main indicators of China's 14th five-year plan: our verdict, the label of the official mid-term review, and
//! whether the two agree, or why that cannot be said.
//!
//! `cargo run --example five_year_plan [AT] [KNOWN_BY]`, with days such as 2025-12-31. By default the question is
//! about the end of 2023, the days of the review, with all that has been published since.

use policy_targets::assess::{Assessment, Assessor, Verdict, VerdictCode};
use policy_targets::data::Dataset;
use policy_targets::format::{CsvReader, PlanReader};
use policy_targets::number::Ratio;
use policy_targets::plan::{Judgement, Plan};
use policy_targets::progress::Path;
use policy_targets::report::{Words, readable};
use policy_targets::text::Source;
use policy_targets::time::NaiveDate;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::fs;

const PLAN: &str = "facts/plans/cn-14fyp-main-indicators-2021.toml";
/// The data files that hold its indicators.
const DATA: [&str; 4] = [
    "observations/energy-intensity.csv",
    "observations/fourteenth-plan.csv",
    "facts/observations/energy.csv",
    "facts/observations/health.csv",
];

fn main() -> Result<(), Box<dyn Error>> {
    let plan = PlanReader::new().file_name(PLAN).read_toml(&fs::read_to_string(file(PLAN))?)?;
    let data = read_data()?;
    let mut days = std::env::args().skip(1).map(|argument| argument.parse::<NaiveDate>());
    let at = days.next().transpose()?.map_or_else(|| "2023-12-31".parse(), Ok)?;
    let known_by = match days.next() {
        Some(day) => day?,
        None => data.last_published().ok_or("there are no observations")?,
    };

    let assessments = Assessor::at(at).known_by(known_by).path(Path::Linear).assess(&plan, &data);
    println!("{}", plan.title());
    println!(
        "As of {at}, known by {known_by}, on a straight line; labels of the mid-term review of 2023-12-26\n"
    );
    let rows = (1..).zip(&assessments).map(|(number, assessment)| Row::new(number, &plan, assessment));
    print_table(&rows.collect::<Vec<_>>());
    Ok(())
}

fn file(name: &str) -> std::path::PathBuf {
    std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/data").join(name)
}

fn read_data() -> Result<Dataset, Box<dyn Error>> {
    let mut data = Dataset::default();
    for name in DATA {
        let (more, _warnings) =
            CsvReader::new().file_name(name).read(fs::File::open(file(name))?).strict()?;
        data = data.merge(more).0;
    }
    Ok(data)
}

/// Whether the goal is on its way, as far as a verdict or a label says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Course {
    OnItsWay,
    Lagging,
    Unknown,
}

impl Course {
    fn of_verdict(verdict: &Verdict) -> Self {
        match verdict.code() {
            VerdictCode::Met
            | VerdictCode::MetEarly
            | VerdictCode::Secured
            | VerdictCode::HeldSoFar
            | VerdictCode::OnTrack => Self::OnItsWay,
            VerdictCode::Missed
            | VerdictCode::Behind
            | VerdictCode::BelowBaseline
            | VerdictCode::SlippedBack => Self::Lagging,
            VerdictCode::AwaitingData if verdict.met_since().is_some() => Self::OnItsWay,
            _ => Self::Unknown,
        }
    }

    /// The review knows four labels, one of them for what lags.
    fn of_label(label: &str) -> Self {
        if label == "lagging" { Self::Lagging } else { Self::OnItsWay }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    Yes,
    No,
    Open,
}

impl fmt::Display for Agreement {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Open => "open",
        })
    }
}

struct Row {
    cells: [String; 6],
    agreement: Agreement,
    reason: Option<String>,
}

impl Row {
    fn new(number: usize, plan: &Plan, assessment: &Assessment) -> Self {
        let judgement = assessment.judgements().first();
        let agreement = agreement(assessment, judgement);
        let title = assessment.title().unwrap_or(assessment.wording());
        Self {
            cells: [
                number.to_string(),
                title.to_string(),
                evidence(assessment),
                verdict(assessment),
                judgement.map_or_else(|| "none".to_owned(), |judgement| label(plan, judgement)),
                agreement.to_string(),
            ],
            agreement,
            reason: (agreement != Agreement::Yes).then(|| reason(assessment, judgement)),
        }
    }
}

fn agreement(assessment: &Assessment, judgement: Option<&Judgement>) -> Agreement {
    let ours = Course::of_verdict(assessment.verdict());
    match judgement.map(|judgement| Course::of_label(&judgement.label)) {
        Some(theirs) if ours == theirs => Agreement::Yes,
        Some(_) if ours != Course::Unknown => Agreement::No,
        _ => Agreement::Open,
    }
}

/// The latest value as published; a computed one in the terms of the target.
fn evidence(assessment: &Assessment) -> String {
    let shown = || {
        let evidence = assessment.evidence().ok()?;
        let number = if let Some(reported) = evidence.reported() {
            reported.reading().to_string()
        } else {
            let resolution = assessment.deciding_arm()?.resolution().ok()?;
            readable(&resolution.bound().number_at(evidence.level().as_exact()?)?, 2)
        };
        Some(format!("{number} ({})", evidence.period()))
    };
    shown().unwrap_or_else(|| "-".to_owned())
}

fn verdict(assessment: &Assessment) -> String {
    let verdict = assessment.verdict();
    let word = Words::english().verdict(verdict.code());
    verdict.refusal().map_or_else(|| word.to_owned(), |code| format!("{word} ({code})"))
}

fn label(plan: &Plan, judgement: &Judgement) -> String {
    let source = plan.sources().iter().find(|source| Some(source.id()) == judgement.source.as_ref());
    let mark = if source.is_some_and(Source::is_verified) { "" } else { " (unverified)" };
    format!("{}{mark}", judgement.label)
}

/// Why the two do not agree, or why that cannot be said.
fn reason(assessment: &Assessment, judgement: Option<&Judgement>) -> String {
    let (words, verdict) = (Words::english(), assessment.verdict());
    let Some(judgement) = judgement else {
        return "The review had not been published by then.".to_owned();
    };
    if let Some(code) = verdict.refusal() {
        let comparable = assessment.deciding_arm().and_then(|arm| arm.if_comparable());
        let if_comparable = comparable.map_or_else(String::new, |comparable| {
            let verdict = comparable.verdict();
            let agrees = Course::of_verdict(verdict) == Course::of_label(&judgement.label);
            let so = if agrees { ", as the review has it" } else { "" };
            format!(" If they were comparable: {}{so}.", words.verdict(verdict.code()))
        });
        return format!("{}{if_comparable}", words.refusal(code));
    }
    match verdict.code() {
        VerdictCode::NotYetSet => "The plan leaves the number to each year's plan.".to_owned(),
        VerdictCode::AwaitingData => "The value for the deadline is awaited.".to_owned(),
        _ => {
            let share = assessment.share().ok().and_then(|share| share.as_exact().cloned());
            let percent = share.map(|share| readable(&(share * Ratio::hundred()), 1));
            percent
                .map_or_else(String::new, |percent| format!("By our count {percent} % of the way is gone."))
        }
    }
}

fn print_table(rows: &[Row]) {
    let header =
        ["#", "indicator", "latest value", "our verdict", "official label", "agree"].map(str::to_owned);
    let lines = || std::iter::once(&header).chain(rows.iter().map(|row| &row.cells));
    let widths: Vec<usize> = (0..header.len())
        .map(|column| lines().filter_map(|cells| cells.get(column)).map(|cell| cell.chars().count()).max())
        .map(Option::unwrap_or_default)
        .collect();
    let show = |cells: &[String]| {
        let padded: Vec<String> =
            cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        println!("{}", padded.join("  ").trim_end());
    };
    show(&header);
    for row in rows {
        show(&row.cells);
        if let Some(reason) = &row.reason {
            println!("    why not: {reason}");
        }
    }
    let mut counts: BTreeMap<Agreement, usize> = BTreeMap::new();
    for row in rows {
        *counts.entry(row.agreement).or_default() += 1;
    }
    let count = |agreement| counts.get(&agreement).copied().unwrap_or_default();
    println!(
        "\nOf {} indicators {} agree with the review, {} do not, and {} are open.",
        rows.len(),
        count(Agreement::Yes),
        count(Agreement::No),
        count(Agreement::Open)
    );
}
