//! A row of `shapes.toml` as a question: plan text and data text are read, assessed, written as JSON and read back;
//! every answer of what was read back becomes one line of text.

use policy_targets::assess::{
    Answer, ArmAssessment, Assessment, Assessor, Chance, LedgerEntry, Outlook, Totals,
};
use policy_targets::data::Dataset;
use policy_targets::format::{CsvReader, read_json_lines, write_json_lines};
use policy_targets::number::{Endpoint, Interval, Ratio};
use policy_targets::plan::Plan;
use policy_targets::progress::{Extent, Gap, Lead, Pace, Tolerance};
use policy_targets::report::{Words, explain, gap_table};
use policy_targets::time::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Display;

/// How the question is put; a row's own settings go before those of its shape.
#[derive(Deserialize, Clone, Default)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ask {
    pub(crate) at: Option<String>,
    pub(crate) known_by: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) projection: Option<String>,
    pub(crate) series: Option<String>,
    /// A fraction and the quantity it is of: `0.05 expected_value`.
    pub(crate) tolerance: Option<String>,
    pub(crate) extrapolation_limit: Option<String>,
    pub(crate) confidence: Option<String>,
    pub(crate) strict: Option<bool>,
}

impl Ask {
    pub(crate) fn or(&self, other: &Self) -> Self {
        let (one, two) = (self.clone(), other.clone());
        Self {
            at: one.at.or(two.at),
            known_by: one.known_by.or(two.known_by),
            path: one.path.or(two.path),
            projection: one.projection.or(two.projection),
            series: one.series.or(two.series),
            tolerance: one.tolerance.or(two.tolerance),
            extrapolation_limit: one.extrapolation_limit.or(two.extrapolation_limit),
            confidence: one.confidence.or(two.confidence),
            strict: one.strict.or(two.strict),
        }
    }

    fn assessor(&self) -> Assessor {
        let day = |text: &String| text.parse::<NaiveDate>().unwrap_or_else(|error| panic!("{text}: {error}"));
        let mut assessor = Assessor::as_of(day(self.at.as_ref().expect("a day asked about")));
        if let Some(known_by) = &self.known_by {
            assessor = assessor.known_by(day(known_by));
        }
        if let Some(path) = &self.path {
            assessor = assessor.path(path.parse().expect("a path in one word"));
        }
        if let Some(projection) = &self.projection {
            assessor = assessor.projection(projection.parse().expect("a projection"));
        }
        if let Some(series) = &self.series {
            assessor = assessor.series([series.parse().expect("a series")]);
        }
        if let Some((fraction, quantity)) = self.tolerance.as_deref().and_then(|text| text.split_once(' ')) {
            let quantity = serde_json::from_value(quantity.into()).expect("what it is a fraction of");
            assessor = assessor.tolerance(Tolerance::new(number(fraction), quantity).expect("a tolerance"));
        }
        if let Some(limit) = &self.extrapolation_limit {
            assessor = assessor.extrapolation_limit(limit.parse().expect("a length of time"));
        }
        if let Some(level) = &self.confidence {
            assessor = assessor.confidence(level.parse().expect("a level of confidence"));
        }
        if self.strict == Some(true) { assessor.strict_precision() } else { assessor }
    }
}

fn number(text: &str) -> Ratio {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The columns of every data text; what is missing at the end of a row is empty.
const COLUMNS: &str = "indicator,series,period,value,unit,published,flags,missing,definition,population,province,level,rejected,uncertainty";

pub(crate) fn csv(rows: &[String]) -> String {
    let columns = COLUMNS.matches(',').count();
    let padded = rows.iter().map(|row| {
        let lacking = columns.checked_sub(row.matches(',').count()).expect("no more cells than columns");
        format!("{row}{}\n", ",".repeat(lacking))
    });
    std::iter::once(format!("{COLUMNS}\n")).chain(padded).collect()
}

pub(crate) fn read_data(text: &str) -> Dataset {
    let reader = CsvReader::new().file_name("data.csv").dimension("province").dimension("level");
    reader.read(text.as_bytes()).strict().unwrap_or_else(|problems| panic!("{problems}\n{text}")).0
}

/// The one goal of a plan, asked through files: text in, JSON out, and the same answers read back.
pub(crate) fn ask(plan_text: &str, data_text: &str, ask: &Ask) -> (Plan, Assessment) {
    let plan = Plan::from_toml_str(plan_text).unwrap_or_else(|problems| panic!("{problems}\n{plan_text}"));
    let data = read_data(data_text);
    let assessor = ask.assessor();
    let assessments = assessor.assess(&plan, &data);
    let mut bytes = Vec::new();
    write_json_lines(&assessments, &mut bytes).expect("room in memory");
    let text = String::from_utf8(bytes).expect("text");
    let read_back = read_json_lines(&text).strict().unwrap_or_else(|problems| panic!("{problems}\n{text}")).0;
    assert_eq!(read_back, assessments, "{text}");
    let as_json = Plan::from_json_str(&plan.to_json_string()).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(assessor.assess(&as_json, &data), assessments, "the same plan as JSON");
    let mut read_back = read_back;
    assert_eq!(read_back.len(), 1, "{plan_text}");
    let assessment = read_back.remove(0);
    // Whatever there is to explain is explained.
    let explained = explain(&assessment, Words::english());
    assert_eq!(explained.is_empty(), assessment.trace().steps().is_empty(), "{explained}");
    let printed = gap_table(&assessments, Words::english());
    let word = Words::english().verdict(assessment.verdict().code());
    assert!(printed.lines().any(|line| line.starts_with("g ") && line.contains(word)), "{word}\n{printed}");
    (plan, assessment)
}

/// Every answer by its name; `refused <code>` where there is none.
pub(crate) fn answers(found: &Assessment) -> BTreeMap<&'static str, String> {
    let mut all = BTreeMap::new();
    all.insert("verdict", found.verdict().to_string());
    all.insert("attained", text(found.attained(), |attained| attained.to_string()));
    all.insert("deciding", joined(found.deciding().iter()));
    all.insert("arms", joined(found.arms().iter().map(ArmAssessment::verdict)));
    all.insert("judged", joined(found.judgements().iter().map(|judgement| &judgement.label)));
    if let Some(direction) = found.direction() {
        all.insert("movement", direction.movement().to_string());
        all.insert("unchanged_since", optional(direction.unchanged_since()));
    }
    all.insert("level", text(found.evidence(), |evidence| interval(evidence.level())));
    all.insert("period", text(found.evidence(), |evidence| evidence.period().to_string()));
    if let Some(arm) = found.deciding_arm() {
        levels(arm, &mut all);
        movement(arm, &mut all);
        beside(arm, &mut all);
    }
    all
}

type Answers = BTreeMap<&'static str, String>;

fn levels(arm: &ArmAssessment, all: &mut Answers) {
    let gap = |gap: &Gap| gap.to_string();
    let markers = arm.attainment().map(|attainment| joined(attainment.markers().iter()));
    all.insert("markers", text(markers, |markers| markers));
    all.insert("gap", text(arm.gap(), |found| extent(found, gap)));
    all.insert("margin", text(arm.margin(), |found| extent(&found, Ratio::to_string)));
    all.insert("relative_gap", text(arm.relative_gap(), |found| extent(&found, Ratio::to_string)));
    all.insert("share", text(arm.share(), |found| extent(found, Ratio::to_string)));
    let base = arm.resolution().map(|found| found.base().map(|base| interval(base.level())));
    all.insert("base", text(base, |base| base.unwrap_or_else(|| "none".to_owned())));
    let reference = arm.resolution().map(|found| optional(found.reference()));
    all.insert("reference", text(reference, |reference| reference));
    all.insert("unit", text(arm.resolution(), |found| found.unit().to_string()));
    all.insert("aim", optional(arm.aim().map(|aim| aim.attained().to_string())));
    all.insert("aim_gap", optional(arm.aim().map(|aim| extent(aim.gap(), gap))));
    let reported = |totals: Totals| interval(totals.reported());
    let expected = |totals: Totals| text(totals.expected_to_date(), Ratio::to_string);
    all.insert("total", text(arm.totals(), |found| optional(found.map(reported))));
    all.insert("total_expected", text(arm.totals(), |found| optional(found.map(expected))));
}

fn movement(arm: &ArmAssessment, all: &mut Answers) {
    let pace = arm.pace();
    let at_both = |of: fn(&Pace) -> String| text(arm.pace(), |found| extent(found, of));
    all.insert("pace", at_both(|pace| pace.standing().to_string()));
    all.insert("difference", at_both(|pace| pace.difference().to_string()));
    all.insert("lead", at_both(|pace| lead(pace.lead())));
    let any = |pace: &Extent<Pace>| pace.worst().or(pace.best()).cloned().expect("an end");
    all.insert("expected", text(pace, |found| any(found).expected().to_string()));
    let ratio = |ratio: Result<&Ratio, policy_targets::progress::Undefined>| {
        ratio.map_or_else(|undefined| format!("refused {}", undefined.code()), Ratio::to_string)
    };
    all.insert("progress_ratio", text(arm.pace(), |found| ratio(any(found).progress_ratio())));
    all.insert("value_ratio", text(arm.pace(), |found| ratio(any(found).value_ratio())));
    let rates = || arm.rates();
    all.insert("achieved", text(rates(), |rates| rates.achieved().to_string()));
    all.insert("required", text(rates().and_then(|rates| rates.required()), Ratio::to_string));
    all.insert("multiple", text(rates().and_then(|rates| rates.multiple()), Ratio::to_string));
    all.insert("growth", text(rates().and_then(|rates| rates.required_growth()), Ratio::to_string));
    all.insert("trend", text(arm.trend(), |trend| trend.direction().to_string()));
    all.insert("slope", text(arm.trend(), |trend| trend.slope().to_string()));
    let outlook = || arm.outlook();
    all.insert("outlook", text(outlook(), |found| found.value_at_deadline().to_string()));
    all.insert("reached", text(outlook(), |found| found.reached_by_deadline().to_string()));
    all.insert("reached_on", text(outlook().and_then(Outlook::reached_on), |day| day.to_string()));
    let chance = || outlook().and_then(Outlook::chance);
    all.insert("probability", text(chance(), |found| optional(found.map(Chance::probability))));
    all.insert("late_by", text(outlook().and_then(|found| found.late_by_years()), Ratio::to_string));
}

fn beside(arm: &ArmAssessment, all: &mut Answers) {
    all.insert("first_met", optional(arm.first_met()));
    all.insert("early_by", optional(arm.early_by()));
    all.insert("points", joined(arm.points().iter().map(|point| interval(point.level()))));
    let left_out = arm.left_out().iter().map(|left| format!("{} {}", left.period, left.reason));
    all.insert("left_out", joined(left_out));
    all.insert("ledger", joined(arm.ledger().iter().map(entry)));
    all.insert("member", optional(arm.member()));
    let of_member = |member: &ArmAssessment| format!("{}: {}", optional(member.member()), member.verdict());
    all.insert("groups", joined(arm.groups().iter().map(of_member)));
    all.insert("role", optional(arm.role()));
    all.insert("if_comparable", optional(arm.if_comparable().map(ArmAssessment::verdict)));
}

fn entry(entry: &LedgerEntry) -> String {
    let word = if entry.is_missing { "missing".to_owned() } else { entry.attained.to_string() };
    format!("{} {word}", entry.period)
}

fn text<T>(answer: Answer<T>, shown: impl FnOnce(T) -> String) -> String {
    answer.map_or_else(|refusal| format!("refused {}", refusal.code()), shown)
}

fn text_of_end<T>(end: Option<&T>, shown: impl Fn(&T) -> String) -> String {
    end.map_or_else(|| "open".to_owned(), shown)
}

/// `2/5`, or from the worst to the best: `2/5 to open`.
fn extent<T>(extent: &Extent<T>, shown: impl Fn(&T) -> String) -> String {
    let (worst, best) = (text_of_end(extent.worst(), &shown), text_of_end(extent.best(), &shown));
    if worst == best { worst } else { format!("{worst} to {best}") }
}

/// `18`, `>18`, `<=5`, `3..5`.
fn interval(interval: &Interval) -> String {
    match (interval.lower(), interval.upper()) {
        (Endpoint::Closed(lower), Endpoint::Closed(upper)) if lower == upper => lower.to_string(),
        (Endpoint::Closed(lower), Endpoint::Unbounded) => format!(">={lower}"),
        (Endpoint::Open(lower), Endpoint::Unbounded) => format!(">{lower}"),
        (Endpoint::Unbounded, Endpoint::Closed(upper)) => format!("<={upper}"),
        (Endpoint::Unbounded, Endpoint::Open(upper)) => format!("<{upper}"),
        (lower, upper) => {
            format!(
                "{}..{}",
                text_of_end(lower.number(), Ratio::to_string),
                text_of_end(upper.number(), Ratio::to_string)
            )
        }
    }
}

/// Years ahead of the path: `-0.41`, `>=1` at the target, `<-2` where the path never was as bad.
fn lead(lead: &Lead) -> String {
    match lead {
        Lead::Exactly(years) => years.to_string(),
        Lead::AheadByAtLeast(years) => format!(">={years}"),
        Lead::BehindByMoreThan(_) => format!("<{}", lead.years()),
    }
}

fn optional<T: Display>(value: Option<T>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

fn joined<T: Display>(values: impl Iterator<Item = T>) -> String {
    values.map(|value| value.to_string()).collect::<Vec<_>>().join("; ")
}
