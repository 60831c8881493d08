//! The fields that each kind of table in a plan file can have.
//! Reader, writer and the published schema (`docs/plan.schema.json`) all agree with this page; tests compare them.

use crate::format::bind::Table;

macro_rules! tables {
    ($($constant:ident $name:literal: $($field:literal)*;)*) => {
        $(pub(super) const $constant: Table = Table { name: $name, fields: &[$($field),*] };)*
        /// Every kind of table.
        #[cfg(test)]
        pub(super) const ALL: &[Table] = &[$($constant),*];
    };
}

tables! {
    PLAN "plan":
        "$schema" "format" "id" "title" "kind" "standing" "document_number" "issuers" "issuers_unnamed" "issued"
        "published" "effective" "comments_until" "horizon" "note" "sources" "relations" "indicators" "goals"
        "measures" "events";
    STANDING "standing": "status" "from" "by" "note";
    ISSUER "issuer": "name" "role";
    SOURCE "source": "id" "publisher" "title" "url" "published" "tier" "license" "note" "verified";
    RELATION "relation": "kind" "plan" "note";
    INDICATOR "indicator":
        "id" "name" "unit" "kind" "timing" "frequency" "lag" "release" "stale_after" "flat_band" "better" "series" "limits"
        "step" "sign" "definition" "derived" "levels" "groups";
    LIMITS "limits": "lower" "upper";
    DERIVATION "derivation": "ratio" "share_at_or_above" "sum" "difference" "share_of_increment" "weighted_mean";
    RATIO "ratio": "numerator" "denominator";
    SHARE_AT_OR_ABOVE "share_at_or_above": "distribution" "level";
    SUM "sum": "parts";
    DIFFERENCE "difference": "minuend" "subtrahend";
    SHARE_OF_INCREMENT "share_of_increment": "part" "whole" "since";
    WEIGHTED_MEAN "weighted_mean": "values" "weights" "dimension" "minimum_coverage";
    GOAL "goal":
        "id" "title" "wording" "commitment" "scope" "source" "announced" "superseded" "indicator" "target"
        "baseline" "path" "series" "concept_differs" "splice" "business_as_usual" "checklist" "cumulation"
        "accepted_miss" "all_of" "any_of" "phased" "tiers" "judgements" "note";
    CRITERION "criterion":
        "indicator" "target" "baseline" "path" "series" "concept_differs" "splice" "business_as_usual" "checklist"
        "cumulation" "accepted_miss";
    PHASE "phase":
        "announced" "indicator" "target" "baseline" "path" "series" "concept_differs" "splice" "business_as_usual"
        "checklist" "cumulation" "accepted_miss";
    TIER "tier":
        "role" "condition" "indicator" "target" "baseline" "path" "series" "concept_differs" "splice"
        "business_as_usual" "checklist" "cumulation" "accepted_miss";
    CHECKLIST "checklist": "items" "qualifies" "complete";
    CHECKLIST_ITEM "checklist_item": "id" "name" "done" "published" "value" "source" "note";
    CUMULATION "cumulation": "targets" "actuals" "reports";
    ACCEPTED_MISS "accepted_miss": "until" "reason" "source";
    BASELINE "baseline": "value" "period" "series" "source" "note" "reported";
    PATH "path": "points" "step" "logistic";
    LOGISTIC "logistic": "midpoint" "years";
    SUPERSESSION "supersession": "by" "on" "note";
    JUDGEMENT "judgement": "who" "day" "label" "vocabulary" "source";
    MEASURE "measure": "id" "text" "count" "source";
    EVENT "event": "id" "date" "kind" "text" "actors" "certainty" "amounts" "source";
    AMOUNT "amount": "money" "over";
}

#[cfg(test)]
#[cfg(all(feature = "toml", feature = "json"))]
mod tests {
    use super::*;
    use crate::diagnostic::Limits;
    use crate::format::tree::{Document, Node};
    use crate::plan::{
        Certainty, ChangeSign, Commitment, Cumulated, IndicatorKind, IssuerRole, Plan, PlanKind,
        RelationKind, Standing, TierRole, Timing,
    };
    use serde_json::Value;
    use std::collections::{BTreeMap, BTreeSet};

    fn schema() -> Value {
        serde_json::from_str(include_str!("../../../docs/plan.schema.json")).unwrap()
    }

    /// The schema of a table, which may be one of several forms of a field.
    fn definition<'a>(schema: &'a Value, name: &str) -> &'a Value {
        let definition = if name == "plan" { schema } else { &schema["$defs"][name] };
        let forms = definition["anyOf"].as_array().filter(|_| definition["properties"].is_null());
        forms.and_then(|forms| forms.iter().find(|form| form["properties"].is_object())).unwrap_or(definition)
    }

    #[test]
    fn the_schema_has_exactly_the_fields_of_the_tables() {
        let schema = schema();
        for table in ALL {
            let definition = definition(&schema, table.name);
            let properties: BTreeSet<&str> =
                definition["properties"].as_object().unwrap().keys().map(String::as_str).collect();
            assert_eq!(properties, table.fields.iter().copied().collect(), "{}", table.name);
            assert_eq!(definition["additionalProperties"], Value::Bool(false), "{}", table.name);
        }
    }

    #[test]
    fn the_schema_has_the_words_of_the_vocabularies() {
        let schema = schema();
        let words = |table: &str, field: &str| {
            let words = definition(&schema, table)["properties"][field]["enum"].as_array().unwrap();
            words.iter().map(|word| word.as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        macro_rules! codes {
            ($vocabulary:ident) => {
                $vocabulary::ALL.iter().map(|word| word.code().to_owned()).collect::<Vec<_>>()
            };
        }
        assert_eq!(words("plan", "kind"), codes!(PlanKind));
        assert_eq!(words("issuer", "role"), codes!(IssuerRole));
        assert_eq!(words("relation", "kind"), codes!(RelationKind));
        assert_eq!(words("indicator", "kind"), codes!(IndicatorKind));
        assert_eq!(words("indicator", "timing"), codes!(Timing));
        assert_eq!(words("indicator", "sign"), codes!(ChangeSign));
        assert_eq!(words("goal", "commitment"), codes!(Commitment));
        assert_eq!(words("event", "certainty"), codes!(Certainty));
        assert_eq!(words("tier", "role"), codes!(TierRole));
        for field in ["targets", "actuals", "reports"] {
            assert_eq!(words("cumulation", field), codes!(Cumulated));
        }
        let standing = schema["$defs"]["standing_word"]["enum"].as_array().unwrap();
        assert!(standing.iter().filter_map(Value::as_str).eq(Standing::ALL.iter().map(|word| word.code())));
    }

    /// Every field of every table once.
    const FULL: &str = r#"
format = 1
id = "full"
title = { en = "A plan", zh = "规划" }
kind = "opinions"
standing = [{ status = "adopted", from = 2021-04-21, note = "n" }, { status = "superseded", from = 2022, by = "next" }]
document_number = "〔2021〕1051号"
issuers = ["A", { name = "B", role = "lead" }]
issuers_unnamed = 5
issued = 2021-04-21
published = "2021-04"
effective = 2021-05-01
comments_until = 2021-05-21
horizon = "2021/2025"
note = "\"quoted\"\n\\"
sources = [{ id = "s", publisher = "P", title = "T", url = "u", published = "2021-04", tier = "t", license = "CC0", note = "n", verified = false }]
relations = [{ kind = "implements", plan = "law", note = "n" }]

[[indicators]]
id = "a"
name = "A"
unit = "%"
kind = "ratio"
timing = "end"
frequency = "month"
lag = "60 days"
release = "02-28"
stale_after = "24 months"
flat_band = "0.5"
better = "up"
series = ["x", "y"]
limits = { lower = "0", upper = "100" }
step = "0.5"
sign = "reduction"
definition = "D"
levels = ["1", "2"]
groups = { province = ["Hebei", "山西"] }

[[indicators]]
id = "b"
unit = "%"
derived = { ratio = { numerator = "a", denominator = "a" } }

[[indicators]]
id = "c"
unit = "%"
derived = { share_at_or_above = { distribution = "a", level = "2" } }

[[indicators]]
id = "d"
unit = "%"
derived = { sum = { parts = ["a", "b"] } }

[[indicators]]
id = "e"
unit = "%"
derived = { difference = { minuend = "a", subtrahend = "b" } }

[[indicators]]
id = "f"
unit = "%"
derived = { share_of_increment = { part = "a", whole = "b", since = "2020" } }

[[indicators]]
id = "g"
unit = "%"
derived = { weighted_mean = { values = "a", weights = "b", dimension = "province", minimum_coverage = "80.0" } }

[[indicators]]
id = "jobs"
unit = "jobs"
kind = "flow"
timing = "sum"

[[indicators]]
id = "projects"
unit = "projects"
kind = "count"
timing = "end"

[[goals]]
id = "one"
title = "One"
wording = "W"
commitment = "binding"
scope = "S"
source = "s"
announced = 2021-03-30
superseded = { by = "next/one", on = 2022-01-01, note = "n" }
indicator = "a"
target = ">= 50 % by 2025"
baseline = { value = "10 %", period = "2020", series = "x", source = "s", note = "n" }
path = { points = [["2022", "20.0"]] }
series = ["x"]
concept_differs = "c"
splice = "s"
accepted_miss = { until = "2024-06", reason = "R", source = "s" }
judgements = [{ who = "W", day = 2023-12-26, label = "L", vocabulary = "v", source = "s" }]
note = "n"

[[goals]]
id = "several"
wording = "W"
all_of = [
  { indicator = "a", target = ">= 50 % by 2025", baseline = { reported = "2020" }, path = { step = [["2022", "20"]] }, series = ["y"], concept_differs = "c", splice = "s", business_as_usual = [["2030", "50"]] },
  { indicator = "projects", target = ">= 3 projects by 2030", checklist = { items = [{ id = "p1", name = "P" }] } },
  { indicator = "jobs", target = "sum >= 5 jobs over 2021..2031", cumulation = { targets = "increments", actuals = "increments", reports = "increments" }, accepted_miss = { until = "2032", reason = "R" } },
]

[[goals]]
id = "either"
wording = "W"
any_of = [{ indicator = "b", target = "> 1 % by 2025", path = "step" }, { indicator = "c", target = "> 1 % by 2025", path = { logistic = { midpoint = "2023", years = "5.0" } } }]

[[goals]]
id = "bau"
wording = "W"
indicator = "a"
target = "change <= -25 % from bau by 2030"
path = "business-as-usual"
business_as_usual = [["2020", "40"], ["2030", "50.0"]]

[[goals]]
id = "named"
wording = "W"
indicator = "projects"
target = ">= 3 projects by 2025"

[goals.checklist]
qualifies = ">= 1 billion CNY"
complete = true
items = [
  { id = "p1", name = { zh = "项目" }, done = 2022-03-01, published = "2022", value = ">2 billion CNY", source = "s", note = "n" },
  { id = "p2", name = "Second" },
]

[[goals]]
id = "jobs"
wording = "W"
indicator = "jobs"
target = "sum >= 55 million jobs over 2021..2025"
cumulation = { targets = "running-totals", actuals = "increments", reports = "running-totals" }

[[goals]]
id = "phased"
wording = "W"
phased = [
  { announced = 2022-01-01, indicator = "a", target = ">= 30 % by 2025", baseline = { value = "10 %", period = "2020" }, path = "linear", series = ["x"], concept_differs = "c", splice = "s", business_as_usual = [["2030", "50"]] },
  { indicator = "projects", target = ">= 3 projects by 2030", checklist = { items = [{ id = "p1", name = "P" }] } },
  { indicator = "jobs", target = "sum >= 5 jobs over 2021..2031", cumulation = { targets = "increments", actuals = "increments", reports = "increments" }, accepted_miss = { until = "2032", reason = "R" } },
]

[[goals]]
id = "tiers"
wording = "W"
tiers = [
  { role = "unconditional", indicator = "a", target = ">= 30 % by 2025", baseline = { value = "10 %", period = "2020" }, path = "linear", series = ["x"], concept_differs = "c", splice = "s", business_as_usual = [["2030", "50"]] },
  { role = "conditional", condition = { en = "With support" }, indicator = "projects", target = ">= 3 projects by 2030", checklist = { items = [{ id = "p1", name = "P" }] } },
  { role = "stretch", indicator = "jobs", target = "sum >= 5 jobs over 2021..2031", cumulation = { targets = "increments", actuals = "increments", reports = "increments" }, accepted_miss = { until = "2032", reason = "R" } },
]

[[measures]]
id = "m"
text = "T"
count = 22
source = "s"

[[events]]
id = "e"
date = "2021-04"
kind = "policy"
text = "T"
actors = ["a"]
certainty = "done"
amounts = [{ money = ">1 billion USD", over = "five years" }]
source = "s"
"#;

    /// Where tables stand in a file, and which kind they are of.
    const PLACES: &[(&str, &str)] = &[
        ("", "plan"),
        ("standing", "standing"),
        ("issuers", "issuer"),
        ("sources", "source"),
        ("relations", "relation"),
        ("indicators", "indicator"),
        ("indicators.limits", "limits"),
        ("indicators.derived", "derivation"),
        ("indicators.derived.ratio", "ratio"),
        ("indicators.derived.share_at_or_above", "share_at_or_above"),
        ("indicators.derived.sum", "sum"),
        ("indicators.derived.difference", "difference"),
        ("indicators.derived.share_of_increment", "share_of_increment"),
        ("indicators.derived.weighted_mean", "weighted_mean"),
        ("goals", "goal"),
        ("goals.phased", "phase"),
        ("goals.tiers", "tier"),
        ("goals.checklist", "checklist"),
        ("goals.checklist.items", "checklist_item"),
        ("goals.cumulation", "cumulation"),
        ("goals.accepted_miss", "accepted_miss"),
        ("goals.all_of", "criterion"),
        ("goals.any_of", "criterion"),
        ("goals.baseline", "baseline"),
        ("goals.all_of.baseline", "baseline"),
        ("goals.path", "path"),
        ("goals.all_of.path", "path"),
        ("goals.any_of.path", "path"),
        ("goals.any_of.path.logistic", "logistic"),
        ("goals.superseded", "supersession"),
        ("goals.judgements", "judgement"),
        ("measures", "measure"),
        ("events", "event"),
        ("events.amounts", "amount"),
    ];

    fn collect<'n>(node: &'n Node, path: &str, found: &mut BTreeMap<&'static str, BTreeSet<&'n str>>) {
        let name = PLACES.iter().find(|(place, _)| *place == path).map(|(_, name)| *name);
        for (key, inner) in node.as_table().unwrap_or_default() {
            if let Some(name) = name {
                found.entry(name).or_default().insert(key.name());
            }
            let separator = if path.is_empty() { "" } else { "." };
            collect(inner, &format!("{path}{separator}{}", key.name()), found);
        }
        for inner in node.as_list().unwrap_or_default() {
            collect(inner, path, found);
        }
    }

    #[test]
    fn every_field_is_read_and_written() {
        let plan = Plan::from_toml_str(FULL).unwrap_or_else(|problems| panic!("{problems}"));
        let toml = plan.to_toml_string();
        let json = plan.to_json_string();
        assert_eq!(Plan::from_toml_str(&toml).unwrap().into_draft(), plan.clone().into_draft(), "{toml}");
        assert_eq!(Plan::from_json_str(&json).unwrap().into_draft(), plan.into_draft(), "{json}");
        let limits = Limits::default();
        for document in [Document::from_toml(&toml, None, &limits), Document::from_json(&json, None, &limits)]
        {
            let document = document.unwrap();
            let mut found = BTreeMap::new();
            collect(document.root(), "", &mut found);
            for table in ALL {
                let fields: BTreeSet<&str> =
                    table.fields.iter().copied().filter(|field| *field != "$schema").collect();
                assert_eq!(found.get(table.name), Some(&fields), "{}", table.name);
            }
        }
    }
}
