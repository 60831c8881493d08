//! What people read: tables, stories, charts and pages of real plans, held against committed snapshots.
//!
//! `INSTA_UPDATE=always cargo test --all-features --test report` rewrites `tests/snapshots`: read the difference before
//! committing it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails loudly")]

use insta::assert_snapshot;
use policy_targets::assess::{Assessment, Assessor, VerdictCode};
use policy_targets::data::Dataset;
use policy_targets::format::CsvReader;
use policy_targets::method::by_id;
use policy_targets::monitor::{Snapshot, between, compare_plans};
use policy_targets::plan::Plan;
use policy_targets::progress::{Path, Projection};
use policy_targets::report::{
    Chart, Grid, Report, Words, changes, chart, explain, gap_table, plan_changes, small_multiples, story,
    verdict_strip,
};
use std::fs;

fn file(name: &str) -> String {
    fs::read_to_string(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).expect(name)
}

fn plan(name: &str) -> Plan {
    Plan::from_toml_str(&file(&format!("examples/data/plans/{name}.toml"))).expect(name)
}

fn data(name: &str) -> Dataset {
    let text = file(&format!("examples/data/observations/{name}.csv"));
    CsvReader::new().dimension("level").read(text.as_bytes()).strict().expect(name).0
}

fn assessor(at: &str) -> Assessor {
    Assessor::as_of(at.parse().unwrap())
        .path(Path::Linear)
        .projection(Projection::TheilSen)
        .confidence("0.9".parse().unwrap())
}

fn assessed(plan_name: &str, data_name: &str, at: &str) -> Vec<Assessment> {
    assessor(at).assess(&plan(plan_name), &data(data_name))
}

/// A plan whose texts try to act, and its data.
fn hostile() -> (Plan, Dataset) {
    let plan = Plan::from_toml_str(&file("tests/data/hostile/plan.toml")).expect("the hostile plan");
    let (data, _) = Dataset::read_csv(file("tests/data/hostile/data.csv").as_bytes()).lenient();
    (plan, data)
}

#[test]
fn tables_in_both_languages() {
    let found = assessed("cn-energy-intensity-2021", "energy-intensity", "2025-06-30");
    for words in Words::all() {
        assert_snapshot!(format!("table.{words}"), gap_table(&found, words));
        assert_snapshot!(format!("markdown.{words}"), Grid::of_goals(&found, words).markdown());
    }
}

#[test]
fn stories_and_traces_in_both_languages() {
    let found = assessed("cn-storage-2021", "storage", "2023-02-28");
    for words in Words::all() {
        assert_snapshot!(format!("story.{words}"), story(&found[0], words).join("\n"));
        assert_snapshot!(format!("trace.{words}"), explain(&found[0], words));
    }
}

#[test]
fn charts_in_both_languages() {
    let found = assessed("cn-storage-2021", "storage", "2023-02-28");
    let data = data("storage");
    for words in Words::all() {
        let chart = Chart::of(&found[0]).words(words).vintages(data.view("2023-02-28".parse().unwrap()));
        assert_snapshot!(format!("chart.{words}"), by_shapes(&chart.to_string()));
    }
    let found = assessed("cn-energy-intensity-2021", "energy-intensity", "2025-06-30");
    assert_snapshot!("chart.compounded", by_shapes(&chart(&found[2])));
    assert_snapshot!("multiples", by_shapes(&small_multiples(&found, Words::english(), 2)));
}

/// One shape a line, without the style, which has tests of its own.
fn by_shapes(svg: &str) -> String {
    let (before, rest) = svg.split_once("<style>").expect("a style");
    let (_, after) = rest.split_once("</style>").expect("the end of the style");
    format!("{before}{after}").replace("><", ">\n<")
}

#[test]
fn a_strip_of_verdicts_over_rounds() {
    let (plan, data) = (plan("cn-storage-2021"), data("storage"));
    let rounds: Vec<_> = ["2021-12-31", "2022-12-31", "2023-02-28", "2024-02-28", "2026-03-01"]
        .map(|day| {
            let found = assessor(day).assess(&plan, &data);
            (day.parse().unwrap(), found[0].verdict().code())
        })
        .into();
    assert_eq!(rounds.last().unwrap().1, VerdictCode::Met);
    assert_snapshot!("strip", by_shapes(&verdict_strip(&rounds, Words::chinese())));
}

#[test]
fn changes_and_plans_compared_in_both_languages() {
    let (plan_, data) = (plan("cn-storage-2021"), data("storage"));
    let [before, after] = ["2022-03-31", "2023-03-31"].map(|day| Snapshot::new(&plan_, &data, assessor(day)));
    let found = between(&before, &after);
    let compared = compare_plans(&plan("cn-storage-2021-draft"), &plan_);
    for words in Words::all() {
        assert_snapshot!(format!("changes.{words}"), changes(&found, words));
        assert_snapshot!(format!("plans.{words}"), plan_changes(&compared, words));
    }
}

#[test]
fn a_small_page_as_a_whole() {
    let (plan, data) = (plan("cn-storage-2021"), data("storage"));
    let found = assessor("2023-02-28").assess(&plan, &data);
    let report = Report::new(Words::chinese()).data(&data).rated_by(by_id("open-sdg-2.4").unwrap());
    let page = report.plan(&plan, &found).to_string();
    let (_, body) = page.split_once("<body>").expect("a body");
    let (body, _) = body.split_once("<script>").expect("the script at the end");
    assert_snapshot!("page.zh", body.replace("><", ">\n<"));
}

#[test]
fn a_page_fetches_nothing() {
    let (plan, data) = (plan("cn-storage-2021"), data("storage"));
    let found = assessor("2023-02-28").assess(&plan, &data);
    let page = Report::new(Words::english()).data(&data).plan(&plan, &found).to_string();
    for part in ["<link", "<img", "src=", "@import", "url("] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn what_a_plan_says_is_text_everywhere() {
    let (plan, data) = hostile();
    let found = assessor("2023-12-31").assess(&plan, &data);
    for words in Words::all() {
        let page = Report::new(words).data(&data).plan(&plan, &found).to_string();
        assert_eq!(page.matches("<script").count(), 1, "only the page's own");
        for markup in ["<svg onload", "<iframe", "<img", "<b>x", "<i>", "href=\"javascript"] {
            assert!(!page.contains(markup), "{markup}");
        }
        assert!(page.contains("&lt;/script&gt;") || page.contains("onmouseover"), "it is shown");
        let svg = Chart::of(&found[0]).words(words).to_string();
        assert!(!svg.contains("<script") && !svg.contains("onmouseover='"), "{svg}");
        let markdown = Grid::of_goals(&found, words).markdown();
        assert!(!markdown.contains("<script"), "{markdown}");
        for text in [gap_table(&found, words), explain(&found[0], words)] {
            assert!(!text.contains('\u{1b}'), "{text}");
        }
    }
}

#[test]
fn every_goal_of_every_plan_can_be_told_and_drawn() {
    let mut drawn = 0;
    for entry in fs::read_dir(format!("{}/examples/data/plans", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let plan = Plan::from_toml_str(&fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        for name in ["storage", "nev", "renewables", "energy-intensity", "fourteenth-plan", "brief-2021-04"] {
            for assessment in assessor("2025-06-30").assess(&plan, &data(name)) {
                for words in Words::all() {
                    let svg = Chart::of(&assessment).words(words).to_string();
                    assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"), "{svg}");
                    assert!(!svg.contains("NaN") && !svg.contains("{0}"), "{svg}");
                    for sentence in story(&assessment, words) {
                        assert!(!sentence.contains('{') && !sentence.is_empty(), "{sentence}");
                    }
                    drawn += 1;
                }
            }
        }
    }
    assert!(drawn > 500, "{drawn}");
}

#[cfg(feature = "png")]
#[test]
fn a_chart_as_png() {
    use policy_targets::report::{PngError, png};
    let found = assessed("cn-storage-2021", "storage", "2023-02-28");
    let svg = chart(&found[0]);
    match png(&svg, 2) {
        Ok(bytes) => {
            assert_eq!(bytes[..8], *b"\x89PNG\r\n\x1a\n");
            let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
            assert_eq!(side(16), 920, "twice as wide as the chart");
            assert!(bytes.len() > 5000, "something is drawn");
        }
        // Without fonts it says so instead of leaving the words out.
        Err(error) => assert_eq!(error, PngError::NoFonts),
    }
    assert_eq!(png(&svg, 0).unwrap_err().code(), "scale_out_of_range");
    assert_eq!(png("no picture", 1).unwrap_err().code(), "svg_not_drawable");
}
