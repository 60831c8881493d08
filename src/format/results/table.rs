//! Assessments as CSV, one goal a row, for spreadsheets and other programs. It is read by nobody here: the full
//! answer is in JSON Lines.

use crate::assess::{Assessment, Refusal, Resolution};
use crate::number::Ratio;
use crate::progress::{Extent, Gap};
use crate::unit::Unit;
use std::io::{Error, Write};

/// Significant digits of a number that no decimal equals.
const DIGITS: u32 = 12;

/// An answer, or a refusal code in its place.
type Cell = fn(&Assessment) -> Result<String, Refusal>;

/// Every column and what it holds. A refused answer is its code in angle brackets.
const COLUMNS: [(&str, Cell); 26] = [
    ("plan", |found| Ok(found.plan().to_string())),
    ("goal", |found| Ok(found.goal().to_string())),
    ("at", |found| Ok(found.round().at().to_string())),
    ("known_by", |found| Ok(found.round().known_by().to_string())),
    ("verdict", |found| Ok(found.verdict().code().to_string())),
    ("why_not", |found| Ok(found.verdict().refusal().map(|code| code.to_string()).unwrap_or_default())),
    ("met_since", |found| Ok(found.verdict().met_since().map(|day| day.to_string()).unwrap_or_default())),
    ("standing", |found| Ok(found.standing().map(|standing| standing.to_string()).unwrap_or_default())),
    ("target", |found| Ok(found.deciding_arm().map(|arm| arm.target().to_string()).unwrap_or_default())),
    ("unit", |found| Ok(unit(found).map(ToString::to_string).unwrap_or_default())),
    ("series", |found| found.evidence().map(|evidence| evidence.series().to_string())),
    ("period", |found| found.evidence().map(|evidence| evidence.period().to_string())),
    ("published", |found| found.evidence().map(|evidence| evidence.published().to_string())),
    ("flags", |found| found.evidence().map(|evidence| evidence.flags().to_string())),
    ("value", |found| {
        found.evidence().map(|evidence| match evidence.level().as_exact() {
            Some(level) => decimal(level),
            None => evidence.level().to_string(),
        })
    }),
    ("attainment", |found| found.attainment().map(|attainment| attainment.attained().to_string())),
    ("gap", |found| found.gap().map(|gap| extent(gap, |gap: &Gap| decimal(gap.shortfall())))),
    ("share", |found| found.share().map(|share| extent(share, decimal))),
    ("pace", |found| found.pace().map(|pace| extent(pace, |pace| pace.standing().to_string()))),
    ("expected", |found| found.pace().map(|pace| extent(pace, |pace| decimal(pace.expected())))),
    ("lead_years", |found| found.pace().map(|pace| extent(pace, |pace| decimal(&pace.lead().years())))),
    ("trend", |found| found.trend().map(|trend| trend.direction().to_string())),
    ("slope", |found| found.trend().map(|trend| decimal(trend.slope()))),
    ("outlook", |found| found.outlook().map(|outlook| extent(outlook.value_at_deadline(), decimal))),
    ("reached_by_deadline", |found| found.outlook().map(|outlook| outlook.reached_by_deadline().to_string())),
    ("projection", |found| found.outlook().map(|outlook| outlook.projection().to_string())),
];

/// Writes assessments as CSV. Numbers are in the unit of the goal's indicator, exact where a decimal is and otherwise
/// in twelve significant digits; two ends of an open answer stand with `..` between them. What is refused is the code
/// of its refusal, as `<no_baseline>`.
///
/// # Errors
/// What the writer fails with.
///
/// ```
/// use policy_targets::{Assessor, Dataset, plan::{Draft, Goal, Requirement}, text::MultilingualText};
/// use policy_targets::format::write_assessments_csv;
///
/// let goal = Goal::new("a".parse()?, MultilingualText::english("in words")?, Requirement::Statement);
/// let plan = Draft::new("p".parse()?, MultilingualText::english("A plan")?).goal(goal).into_plan()?;
/// let assessments = Assessor::as_of("2024-12-31".parse()?).assess(&plan, &Dataset::default());
/// let mut written = Vec::new();
/// write_assessments_csv(&assessments, &mut written)?;
/// let text = String::from_utf8(written)?;
/// assert!(text.starts_with("plan,goal,at,known_by,verdict,"), "{text}");
/// assert!(text.contains("\np,a,2024-12-31,2024-12-31,text_goal,"), "{text}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_assessments_csv<'a>(
    assessments: impl IntoIterator<Item = &'a Assessment>,
    writer: impl Write,
) -> Result<(), Error> {
    let mut writer = ::csv::Writer::from_writer(writer);
    writer.write_record(COLUMNS.iter().map(|(name, _)| *name))?;
    for assessment in assessments {
        for (_, cell) in &COLUMNS {
            writer.write_field(cell(assessment).unwrap_or_else(|refusal| format!("<{}>", refusal.code())))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}

fn unit(found: &Assessment) -> Option<&Unit> {
    found.deciding_arm()?.resolution().ok().map(Resolution::unit)
}

fn decimal(number: &Ratio) -> String {
    let rounded = match number.exact_decimals().filter(|places| *places <= 28) {
        Some(_) => number.clone(),
        None => number.rounded_to_significant_digits(DIGITS),
    };
    rounded.to_string()
}

fn extent<T: PartialEq>(extent: &Extent<T>, shown: impl Fn(&T) -> String) -> String {
    let end = |end: Option<&T>| end.map(&shown).unwrap_or_default();
    match extent.as_exact() {
        Some(answer) => shown(answer),
        None => format!("{}..{}", end(extent.worst()), end(extent.best())),
    }
}
