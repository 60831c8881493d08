//! Published results, each computed again from its inputs alone and compared with what was printed.
//! A row that is not reproduced is listed here by file and id with the reason; the list may only shrink.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails loudly")]

use policy_targets::format::PublishedCase;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Each file with the number of its rows.
const FILES: &[(&str, usize)] = &[
    ("canada", 62),
    ("canada_indicators", 19),
    ("canada_v1", 64),
    ("cif", 38),
    ("eustat", 46),
    ("eustat_indicators", 7),
    ("germany_dns", 136),
    ("owid_maternal", 61),
    ("sdsn_2019_goals", 765),
    ("sdsn_2019_index", 669),
    ("sdsn_2019_indicators", 3576),
    ("sdsn_eu_2019_trends", 505),
];

/// What the collection says of the German rows that it could not reproduce either.
const REVISED: &str = "the published symbol does not follow from today's data";

/// What the collection says of arrows that do not follow the published rule.
const NO_RULE: &str = "the published arrow does not follow from the rule";

/// File, id and reason.
const NOT_REPRODUCED: &[(&str, &str, &str)] = &[
    ("germany_dns", "11-1-a W1 T2 2017", REVISED),
    ("germany_dns", "11-1-a W1 T2 2016", REVISED),
    ("germany_dns", "17-2 W1 T2 2016", REVISED),
    ("germany_dns", "17-2 W1 T2 2015", REVISED),
    ("germany_dns", "3-1-a W1 T1 2015", REVISED),
    ("germany_dns", "7-1-ab W2 T1 2017", REVISED),
    ("germany_dns", "7-1-ab W2 T2 2017", REVISED),
    ("germany_dns", "7-1-ab W2 T2 2015", REVISED),
    ("germany_dns", "7-1-ab W2 T4 2017", REVISED),
    ("germany_dns", "7-1-ab W2 T4 2015", REVISED),
    ("germany_dns", "8-1 W1 T1 2020", REVISED),
    ("germany_dns", "8-1 W1 T1 2019", REVISED),
    ("germany_dns", "8-1 W1 T1 2014", REVISED),
    ("germany_dns", "8-3 W1 T1 2016", REVISED),
    ("sdsn_eu_2019_trends", "HRV sdg2_nutrient", NO_RULE),
    ("sdsn_eu_2019_trends", "ITA sdg2_ammonia", NO_RULE),
    ("sdsn_eu_2019_trends", "BEL sdg7_co2twh", NO_RULE),
    ("sdsn_eu_2019_trends", "HRV sdg7_co2twh", NO_RULE),
    ("sdsn_eu_2019_trends", "LVA sdg7_co2twh", NO_RULE),
    ("sdsn_eu_2019_trends", "LVA sdg13_co2pc", NO_RULE),
];

/// A path that the publisher did not print although the base does not meet the target: "business-as-usual path already
/// reaches the target". Its inputs do not tell, and it printed paths of others of which the same holds.
const NOTHING_TO_COMPARE: &[(&str, &str)] = &[
    ("owid_maternal", "Botswana"),
    ("owid_maternal", "Cambodia"),
    ("owid_maternal", "Indonesia"),
    ("owid_maternal", "Laos"),
    ("owid_maternal", "Solomon Islands"),
];

fn lines(file: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/cases/{file}.jsonl"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.lines().map(ToOwned::to_owned).collect()
}

#[test]
fn every_published_result_is_reproduced_but_those_listed() {
    let (mut different, mut not_compared) = (BTreeSet::new(), BTreeSet::new());
    for (file, count) in FILES {
        let lines = lines(file);
        assert_eq!(lines.len(), *count, "{file}");
        for line in lines {
            let case: PublishedCase = line.parse().unwrap_or_else(|error| panic!("{file}: {error}: {line}"));
            assert!(case.has_expectation(), "{file}: {line}");
            let answer = case.answer();
            match answer.matches {
                Some(true) => {}
                Some(false) => drop(different.insert((*file, answer.id.clone()))),
                None => drop(not_compared.insert((*file, answer.id.clone()))),
            }
        }
    }
    let listed: BTreeSet<_> = NOT_REPRODUCED.iter().map(|(file, id, _)| (*file, (*id).to_owned())).collect();
    assert_eq!(different, listed, "rows that differ, and rows that are listed");
    let listed: BTreeSet<_> = NOTHING_TO_COMPARE.iter().map(|(file, id)| (*file, (*id).to_owned())).collect();
    assert_eq!(not_compared, listed, "rows without anything to compare, and rows that are listed");
}

#[test]
fn the_readme_counts_them_all() {
    let rows: usize = FILES.iter().map(|(_, count)| count).sum();
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let shown = format!("computes {},{:03} published results again", rows / 1000, rows % 1000);
    assert!(readme.contains(&shown), "{shown}");
    let count = |reasons: &[&str]| NOT_REPRODUCED.iter().filter(|(_, _, why)| reasons.contains(why)).count();
    let shown = format!(
        "but {} that do not\nfollow from today's data, {} that do not follow from their publisher's rule, and {} paths",
        count(&[REVISED]),
        count(&[NO_RULE]),
        NOTHING_TO_COMPARE.len()
    );
    assert!(readme.contains(&shown), "{shown}");
}

/// The comparison can fail: one digit of what was published is changed in every row in turn.
#[test]
fn a_published_number_that_is_wrong_does_not_match() {
    for (file, key) in [
        ("canada", "score"),
        ("canada_v1", "ratio"),
        ("eustat", "base_value"),
        ("cif", "current_year"),
        ("sdsn_2019_indicators", "score"),
        ("sdsn_2019_index", "score"),
    ] {
        let mut changed = 0;
        for line in lines(file) {
            let mut row: serde_json::Value = serde_json::from_str(&line).unwrap();
            let Some(text) =
                row["expected"][key].as_str().filter(|text| text.parse::<f64>().is_ok_and(f64::is_finite))
            else {
                continue;
            };
            row["expected"][key] = format!("1{text}").replace("1-", "-1").into();
            let case: PublishedCase = row.to_string().parse().unwrap();
            assert_eq!(case.answer().matches, Some(false), "{file}: {row}");
            changed += 1;
        }
        assert!(changed > 30, "{file}");
    }
}

#[test]
fn what_cannot_be_read_says_what_is_wrong() {
    let read = |line: &str| line.parse::<PublishedCase>().map(|_| ()).unwrap_err();
    assert_eq!(read("{").code(), "not_a_case");
    assert_eq!(read(r#"{"id": "a", "method": "un-1066", "observations": []}"#).code(), "unknown_method");
    let wrong_value = r#"{"id": "a", "method": "un-2022", "observations": [["2015", "many"]]}"#;
    assert_eq!(
        read(wrong_value).to_string(),
        "found many in observations, expected a decimal number; correct the field"
    );
    let wrong_year = r#"{"id": "a", "method": "un-2022", "observations": [["20151", "5"]]}"#;
    assert_eq!(read(wrong_year).code(), "invalid_field");
    let wrong_direction = r#"{"id": "a", "method": "un-2022", "direction": "sideways", "observations": []}"#;
    assert_eq!(read(wrong_direction).code(), "invalid_field");
    let without = r#"{"id": "a", "method": "un-2022", "direction": "positive", "observations": [["2019/21", 5], ["2015 Q4", 4]]}"#;
    let answer = without.parse::<PublishedCase>().unwrap().answer();
    assert_eq!(
        (answer.matches, answer.base_year_used.as_deref(), answer.current_year.as_deref()),
        (None, Some("2015"), Some("2019"))
    );
}

/// A method that rates values, goals and indices rates none of them under a misspelt name.
#[test]
fn a_misspelt_kind_is_refused_where_a_method_has_kinds() {
    let line = |method: &str, kind: &str| {
        format!(
            r#"{{"id": "x", "method": "{method}", "kind": "{kind}", "value": "5", "best": "10", "worst": "0"}}"#
        )
    };
    let error = line("sdsn-2019", "indicater").parse::<PublishedCase>().unwrap_err();
    assert_eq!(error.code(), "invalid_field");
    assert!(
        error.to_string().contains("found indicater in kind, expected indicator, trend, goal"),
        "{error}"
    );
    assert!(line("sdsn-2019", "indicator").parse::<PublishedCase>().is_ok());
    assert!(line("dns-weather", "specific target value").parse::<PublishedCase>().is_ok());
}
