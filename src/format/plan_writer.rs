//! Writes plan files that read back as the same plan, in TOML and in JSON.
//! A plan is laid out once as a tree of fields; the two formats differ only in how that tree is printed.

use crate::number::Value;
use crate::plan::{
    Amount, Baseline, Criterion, Derivation, Event, Goal, Indicator, Issuer, IssuerRole, Judgement, Measure,
    NaturalLimits, Plan, Relation, Requirement, Standing, StandingChange, Supersession,
};
use crate::progress::Path;
use crate::text::{Id, MultilingualText, Source};
use crate::time::{PartialDate, Period};
use std::fmt::{Display, Write as _};

/// The version of the plan format that is written and read.
pub(super) const FORMAT: &str = "1";

/// What is written in a place.
enum Output {
    /// A text, in quotes.
    Text(String),
    /// A number or boolean.
    Bare(String),
    /// A date known to the day: bare in TOML.
    Date(String),
    List(Vec<Output>),
    Table(Fields),
}

/// Fields in the order in which they are written.
#[derive(Default)]
struct Fields(Vec<(String, Output)>);

impl Fields {
    fn put(mut self, name: &str, output: Output) -> Self {
        self.0.push((name.to_owned(), output));
        self
    }

    fn text(self, name: &str, text: &(impl Display + ?Sized)) -> Self {
        self.put(name, Output::Text(text.to_string()))
    }

    fn maybe<T>(self, name: &str, part: Option<T>, output: impl FnOnce(T) -> Output) -> Self {
        match part {
            Some(part) => self.put(name, output(part)),
            None => self,
        }
    }

    fn maybe_text<T: Display>(self, name: &str, part: Option<T>) -> Self {
        self.maybe(name, part, |part| Output::Text(part.to_string()))
    }

    /// A list, left out if it is empty.
    fn list<T>(self, name: &str, items: &[T], output: impl Fn(&T) -> Output) -> Self {
        if items.is_empty() {
            return self;
        }
        self.put(name, Output::List(items.iter().map(output).collect()))
    }
}

impl Plan {
    /// The plan as a TOML file that reads back as the same plan.
    ///
    #[cfg_attr(feature = "toml", doc = "```")]
    #[cfg_attr(not(feature = "toml"), doc = "```ignore")]
    /// use policy_targets::plan::{Draft, Plan};
    /// use policy_targets::text::MultilingualText;
    ///
    /// let plan = Draft::new("demo".parse()?, MultilingualText::english("A plan")?).issued("2021-04".parse()?).into_plan()?;
    /// let text = plan.to_toml_string();
    /// assert!(text.starts_with("format = 1\nid = \"demo\"\n"));
    /// assert_eq!(Plan::from_toml_str(&text)?.into_draft(), plan.into_draft());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_toml_string(&self) -> String {
        let mut text = String::new();
        let (tables, fields): (Vec<_>, Vec<_>) =
            plan(self).0.into_iter().partition(|(name, _)| TABLE_LISTS.contains(&name.as_str()));
        write_toml_fields(&mut text, &fields);
        for (name, list) in &tables {
            let Output::List(items) = list else { continue };
            for item in items {
                let Output::Table(Fields(fields)) = item else { continue };
                let _ = writeln!(text, "\n[[{name}]]");
                write_toml_fields(&mut text, fields);
            }
        }
        text
    }

    /// The plan as a JSON file that reads back as the same plan.
    ///
    #[cfg_attr(feature = "json", doc = "```")]
    #[cfg_attr(not(feature = "json"), doc = "```ignore")]
    /// use policy_targets::plan::{Draft, Plan};
    /// use policy_targets::text::MultilingualText;
    ///
    /// let plan = Draft::new("demo".parse()?, MultilingualText::english("A plan")?).into_plan()?;
    /// assert_eq!(Plan::from_json_str(&plan.to_json_string())?.into_draft(), plan.into_draft());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json_string(&self) -> String {
        let mut text = String::new();
        write_json(&mut text, &Output::Table(plan(self)), 0);
        text.push('\n');
        text
    }
}

/// The lists that TOML writes as `[[name]]`, after the other fields.
const TABLE_LISTS: [&str; 4] = ["indicators", "goals", "measures", "events"];

// Writing to a `String` cannot fail, so results of `write!` are dropped below.

fn write_toml_fields(text: &mut String, fields: &[(String, Output)]) {
    for (name, output) in fields {
        let _ = write!(text, "{name} = ");
        match output {
            Output::List(items) if items.len() > 1 && matches!(items.first(), Some(Output::Table(_))) => {
                text.push_str("[\n");
                for item in items {
                    text.push_str("  ");
                    write_toml(text, item);
                    text.push_str(",\n");
                }
                text.push(']');
            }
            output => write_toml(text, output),
        }
        text.push('\n');
    }
}

fn write_toml(text: &mut String, output: &Output) {
    match output {
        Output::Text(written) => write_quoted(text, written),
        Output::Bare(written) | Output::Date(written) => text.push_str(written),
        Output::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { ", " });
                write_toml(text, item);
            }
            text.push(']');
        }
        Output::Table(Fields(fields)) => {
            text.push('{');
            for (index, (name, output)) in fields.iter().enumerate() {
                text.push_str(if index == 0 { " " } else { ", " });
                let _ = write!(text, "{name} = ");
                write_toml(text, output);
            }
            text.push_str(" }");
        }
    }
}

fn write_json(text: &mut String, output: &Output, depth: usize) {
    let line = |text: &mut String, depth: usize| {
        let _ = write!(text, "\n{:1$}", "", depth.saturating_mul(2));
    };
    let inner = depth.saturating_add(1);
    match output {
        Output::Text(written) | Output::Date(written) => write_quoted(text, written),
        Output::Bare(written) => text.push_str(written),
        Output::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                line(text, inner);
                write_json(text, item, inner);
            }
            if !items.is_empty() {
                line(text, depth);
            }
            text.push(']');
        }
        Output::Table(Fields(fields)) => {
            text.push('{');
            for (index, (name, output)) in fields.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                line(text, inner);
                write_quoted(text, name);
                text.push_str(": ");
                write_json(text, output, inner);
            }
            line(text, depth);
            text.push('}');
        }
    }
}

/// A text in double quotes. The escapes used are the same in TOML and in JSON.
fn write_quoted(text: &mut String, written: &str) {
    text.push('"');
    for character in written.chars() {
        match character {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\t' => text.push_str("\\t"),
            control if control.is_control() => {
                let _ = write!(text, "\\u{:04x}", u32::from(control));
            }
            character => text.push(character),
        }
    }
    text.push('"');
}

fn text<T: Display>(part: T) -> Output {
    Output::Text(part.to_string())
}

fn id(part: &Id) -> Output {
    text(part)
}

fn date(date: PartialDate) -> Output {
    if date.is_exact() { Output::Date(date.to_string()) } else { text(date) }
}

fn words(words: &MultilingualText) -> Output {
    Output::Table(
        words
            .iter()
            .fold(Fields::default(), |fields, (language, words)| fields.text(language.as_str(), words)),
    )
}

fn plan(plan: &Plan) -> Fields {
    let dates = plan.dates();
    let unnamed = Some(plan.issuers_unnamed()).filter(|count| *count > 0);
    Fields::default()
        .put("format", Output::Bare(FORMAT.to_owned()))
        .text("id", plan.id())
        .put("title", words(plan.title()))
        .text("kind", &plan.kind())
        .put("standing", standing(plan.standing_history()))
        .maybe_text("document_number", plan.document_number())
        .list("issuers", plan.issuers(), issuer)
        .maybe("issuers_unnamed", unnamed, |count| Output::Bare(count.to_string()))
        .maybe("issued", dates.issued, date)
        .maybe("published", dates.published, date)
        .maybe("effective", dates.effective, date)
        .maybe("comments_until", dates.comments_until, date)
        .maybe_text("horizon", plan.horizon())
        .maybe_text("note", plan.note())
        .list("sources", plan.sources(), source)
        .list("relations", plan.relations(), relation)
        .list("indicators", plan.indicators(), indicator)
        .list("goals", plan.goals(), goal)
        .list("measures", plan.measures(), measure)
        .list("events", plan.events(), event)
}

/// A word if there is nothing more to say; always written, since leaving it out means adopted.
fn standing(history: &[StandingChange]) -> Output {
    match history {
        [only] if *only == StandingChange::since_issue(only.status) => text(only.status),
        history => Output::List(history.iter().map(standing_change).collect()),
    }
}

fn standing_change(change: &StandingChange) -> Output {
    let status: Standing = change.status;
    Output::Table(
        Fields::default()
            .text("status", &status)
            .maybe("from", change.from, date)
            .maybe_text("by", change.by.as_ref())
            .maybe_text("note", change.note.as_ref()),
    )
}

fn issuer(issuer: &Issuer) -> Output {
    match issuer.role {
        IssuerRole::CoIssuer => text(&issuer.name),
        role => Output::Table(Fields::default().text("name", &issuer.name).text("role", &role)),
    }
}

fn source(source: &Source) -> Output {
    let unverified = Some("false").filter(|_| !source.is_verified());
    Output::Table(
        Fields::default()
            .text("id", source.id())
            .text("publisher", source.publisher())
            .text("title", source.title())
            .maybe_text("url", source.url())
            .maybe_text("published", source.published())
            .maybe_text("tier", source.tier())
            .maybe_text("license", source.license())
            .maybe_text("note", source.note())
            .maybe("verified", unverified, |written| Output::Bare(written.to_owned())),
    )
}

fn relation(relation: &Relation) -> Output {
    Output::Table(
        Fields::default()
            .text("kind", &relation.kind)
            .text("plan", &relation.plan)
            .maybe_text("note", relation.note.as_ref()),
    )
}

/// Everything is written, also what a derived indicator could take from its inputs: a file should not change its
/// meaning when another part of it does.
fn indicator(indicator: &Indicator) -> Output {
    Output::Table(
        Fields::default()
            .text("id", indicator.id())
            .maybe("name", indicator.name(), words)
            .text("unit", indicator.unit())
            .text("kind", &indicator.kind())
            .text("timing", &indicator.timing())
            .text("frequency", &indicator.frequency())
            .maybe_text("lag", indicator.lag())
            .maybe_text("stale_after", indicator.stale_after())
            .maybe_text("better", indicator.better())
            .list("series", indicator.series(), id)
            .maybe(
                "limits",
                Some(indicator.limits()).filter(|limits| *limits != NaturalLimits::default()),
                limits,
            )
            .maybe_text("step", indicator.step())
            .text("sign", &indicator.sign())
            .maybe("definition", indicator.definition(), words)
            .maybe("derived", indicator.derivation(), derivation)
            .list("levels", indicator.levels(), |level| text(level)),
    )
}

fn limits(limits: NaturalLimits) -> Output {
    Output::Table(Fields::default().maybe_text("lower", limits.lower).maybe_text("upper", limits.upper))
}

fn derivation(derivation: &Derivation) -> Output {
    let fields = Fields::default();
    let (name, inner) = match derivation {
        Derivation::Ratio { numerator, denominator } => {
            ("ratio", fields.text("numerator", numerator).text("denominator", denominator))
        }
        Derivation::ShareAtOrAbove { distribution, level } => {
            ("share_at_or_above", fields.text("distribution", distribution).text("level", level))
        }
    };
    Output::Table(Fields::default().put(name, Output::Table(inner)))
}

fn goal(goal: &Goal) -> Output {
    let fields = Fields::default()
        .text("id", goal.id())
        .maybe("title", goal.title(), words)
        .put("wording", words(goal.wording()))
        .maybe_text("commitment", goal.commitment())
        .maybe_text("scope", goal.scope())
        .maybe_text("source", goal.source())
        .maybe("announced", goal.announced(), date)
        .maybe("superseded", goal.superseded(), supersession);
    let fields = match goal.requirement() {
        Requirement::One(one) => criterion(fields, one),
        Requirement::AllOf(several) => fields.put("all_of", criteria(several)),
        Requirement::AnyOf(several) => fields.put("any_of", criteria(several)),
        Requirement::Direction { indicator, direction, baseline: from, series } => fields
            .text("indicator", indicator)
            .text("target", direction)
            .maybe("baseline", from.as_ref(), baseline)
            .list("series", series, id),
        Requirement::Statement => fields.text("target", "statement"),
        Requirement::NotYetSet => fields.text("target", "tbd"),
    };
    Output::Table(fields.list("judgements", goal.judgements(), judgement).maybe_text("note", goal.note()))
}

fn criteria(criteria: &[Criterion]) -> Output {
    Output::List(criteria.iter().map(|one| Output::Table(criterion(Fields::default(), one))).collect())
}

fn criterion(fields: Fields, criterion: &Criterion) -> Fields {
    fields
        .text("indicator", criterion.indicator())
        .text("target", criterion.target())
        .maybe("baseline", criterion.baseline(), baseline)
        .maybe("path", criterion.path(), path)
        .list("series", criterion.series(), id)
        .maybe_text("concept_differs", criterion.concept_difference())
        .maybe_text("splice", criterion.splice())
}

fn baseline(baseline: &Baseline) -> Output {
    let fields = Fields::default();
    Output::Table(match baseline {
        Baseline::Stated { value, period, series, source, note } => fields
            .text("value", value)
            .text("period", period)
            .maybe_text("series", series.as_ref())
            .maybe_text("source", source.as_ref())
            .maybe_text("note", note.as_ref()),
        Baseline::Reported { period } => fields.text("reported", period),
    })
}

fn path(path: &Path) -> Output {
    let table = |name, points| Output::Table(Fields::default().put(name, points));
    match path {
        Path::Stated(stated) => table("points", points(stated)),
        Path::Step(stated) if !stated.is_empty() => table("step", points(stated)),
        path => text(path),
    }
}

fn points(points: &[(Period, Value)]) -> Output {
    let point = |(period, value): &(Period, Value)| Output::List(vec![text(period), text(value)]);
    Output::List(points.iter().map(point).collect())
}

fn supersession(superseded: &Supersession) -> Output {
    Output::Table(
        Fields::default()
            .text("by", &superseded.by)
            .put("on", date(superseded.on))
            .maybe_text("note", superseded.note.as_ref()),
    )
}

fn judgement(judgement: &Judgement) -> Output {
    Output::Table(
        Fields::default()
            .text("who", &judgement.who)
            .put("day", date(judgement.day))
            .text("label", &judgement.label)
            .maybe_text("vocabulary", judgement.vocabulary.as_ref())
            .maybe_text("source", judgement.source.as_ref()),
    )
}

fn measure(measure: &Measure) -> Output {
    Output::Table(
        Fields::default()
            .text("id", &measure.id)
            .put("text", words(&measure.text))
            .maybe("count", measure.count, |count| Output::Bare(count.to_string()))
            .maybe_text("source", measure.source.as_ref()),
    )
}

fn event(event: &Event) -> Output {
    Output::Table(
        Fields::default()
            .text("id", &event.id)
            .put("date", date(event.date))
            .text("kind", &event.kind)
            .put("text", words(&event.text))
            .list("actors", &event.actors, |actor| text(actor))
            .text("certainty", &event.certainty)
            .list("amounts", &event.amounts, amount)
            .maybe_text("source", event.source.as_ref()),
    )
}

fn amount(amount: &Amount) -> Output {
    Output::Table(Fields::default().text("money", &amount.money).maybe_text("over", amount.over.as_ref()))
}

#[cfg(test)]
#[cfg(all(feature = "toml", feature = "json"))]
mod tests {
    use super::*;
    use crate::format::PlanReader;
    use crate::plan::Draft;
    use proptest::prelude::*;

    #[test]
    fn every_plan_file_of_the_repository_reads_without_error_and_writes_back() {
        let mut files = 0;
        for folder in ["examples/data/plans", "tests/data/worked"] {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.extension().is_none_or(|extension| extension != "toml") {
                    continue;
                }
                files += 1;
                let reader = PlanReader::new().file_name(path.display().to_string());
                let plan = reader.read_toml_bytes(&std::fs::read(&path).unwrap());
                assert_round_trip(&plan.unwrap_or_else(|problems| panic!("{problems}")));
            }
        }
        assert!(files > 20, "{files} files");
    }

    fn assert_round_trip(plan: &Plan) {
        let draft = plan.clone().into_draft();
        let toml = plan.to_toml_string();
        let again = Plan::from_toml_str(&toml).unwrap_or_else(|problems| panic!("{problems}\n{toml}"));
        assert_eq!(again.to_toml_string(), toml);
        assert_eq!(again.into_draft(), draft);
        let json = plan.to_json_string();
        let again = Plan::from_json_str(&json).unwrap_or_else(|problems| panic!("{problems}\n{json}"));
        assert_eq!(again.into_draft(), draft);
    }

    #[test]
    fn a_written_plan_looks_as_people_write_it() {
        let text = "format = 1\nid = \"demo\"\ntitle = { en = \"A \\\"plan\\\"\" }\nkind = \"plan\"\nstanding = \"draft\"\n\
                    issued = 2021-04-21\npublished = \"2021-05\"\n\n\
                    [[goals]]\nid = \"a\"\nwording = { en = \"W\" }\ntarget = \"statement\"\n";
        assert_eq!(Plan::from_toml_str(text).unwrap().to_toml_string(), text);
    }

    prop_compose! {
        fn words_strategy()(text in "[a-z\"\\\\'#=\\[\\]{}\u{0}-\u{1f}\u{7f}\u{85}储\u{1F600}]{1,12}") -> String {
            format!("w{text}")
        }
    }

    prop_compose! {
        fn goal_strategy(index: usize)(
            wording in words_strategy(),
            scope in proptest::option::of(words_strategy()),
            shape in 0..6_usize,
            (number, from) in (1_000_i64..9_000_000, 1_i64..999),
            decimals in 0..4_u32,
            year in 2021..2060_i32,
            path in 0..5_usize,
        ) -> Goal {
            let target = Value::new(number, decimals).unwrap();
            let from = Value::new(from, decimals).unwrap();
            let period: Period = "2020".parse().unwrap();
            let mut criterion = Criterion::new("x".parse().unwrap(), format!(">= {target} GW by {year}").parse().unwrap())
                .with_baseline(Baseline::stated(format!("{from} GW").parse().unwrap(), period));
            let points = vec![("2021".parse().unwrap(), from)];
            let paths = [Path::Linear, Path::ConstantGrowth, Path::Stated(points.clone()), Path::Step(points)];
            if let Some(path) = paths.get(path) {
                criterion = criterion.with_path(path.clone());
            }
            let requirement = match shape {
                0 => Requirement::Statement,
                1 => Requirement::NotYetSet,
                2 => Requirement::AllOf(vec![criterion.clone(), criterion]),
                3 => Requirement::AnyOf(vec![criterion]),
                4 => Requirement::Direction {
                    indicator: "x".parse().unwrap(),
                    direction: crate::progress::Direction::Up,
                    baseline: Some(Baseline::Reported { period }),
                    series: vec!["s".parse().unwrap()],
                },
                _ => Requirement::One(criterion),
            };
            let wording = MultilingualText::english(wording.as_str()).unwrap();
            let goal = Goal::new(format!("g{index}").parse().unwrap(), wording, requirement);
            match &scope {
                Some(scope) => goal.with_scope(scope.as_str()),
                None => goal,
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            title in words_strategy(),
            note in words_strategy(),
            goals in [goal_strategy(0), goal_strategy(1), goal_strategy(2)],
        ) {
            let indicator = Indicator::new(
                "x".parse().unwrap(),
                "GW".parse().unwrap(),
                crate::plan::IndicatorKind::Level,
                crate::plan::Timing::End,
            );
            let draft = Draft::new("p".parse().unwrap(), MultilingualText::english(title).unwrap())
                .note(note)
                .indicator(indicator);
            let plan = goals.into_iter().fold(draft, Draft::goal).into_plan();
            assert_round_trip(&plan.unwrap_or_else(|problems| panic!("{problems}")));
        }
    }
}
