//! Whether methods, paths and series agree on the storage goal of China's 14th five-year plan, and where they turn.
#![cfg(all(feature = "toml", feature = "csv"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails loudly")]

use policy_targets::assess::Assessor;
use policy_targets::data::Dataset;
use policy_targets::method::{
    Agreement, Case, ChoiceKind, Conclusion, Judge, Method, Opinion, agreement, by_id, registry,
};
use policy_targets::plan::{Goal, Plan};
use policy_targets::progress::{Direction, Path};
use policy_targets::time::NaiveDate;
use std::collections::BTreeSet;
use std::fs;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn storage() -> (Plan, Dataset) {
    let file = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data").join(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let plan = Plan::from_toml_str(&file("plans/cn-storage-2021.toml")).unwrap();
    let (data, _) = Dataset::read_csv(file("observations/storage.csv").as_bytes()).strict().unwrap();
    (plan, data)
}

fn goal(plan: &Plan) -> &Goal {
    plan.goals().iter().find(|goal| goal.id().as_ref() == "storage-30gw").unwrap()
}

fn assessor() -> Assessor {
    Assessor::at(day("2022-12-31")).known_by(day("2024-01-31"))
}

fn asked(methods: &[&dyn Method], paths: &[Path]) -> Agreement {
    let (plan, data) = storage();
    agreement(&assessor(), &plan, goal(&plan), &data, methods, paths)
}

fn opinion<'a>(found: &'a Agreement, judge: &str, series: &str) -> &'a Opinion {
    let fits =
        |opinion: &&Opinion| opinion.judge().to_string() == judge && opinion.series().as_ref() == series;
    found.opinions().iter().find(fits).unwrap_or_else(|| panic!("{judge} on {series}"))
}

#[test]
fn the_straight_line_and_constant_growth_differ_on_both_series() {
    let found = asked(&[], &[Path::Linear, Path::ConstantGrowth]);
    assert_eq!(found.opinions().len(), 4);
    for (judge, series, is_on_track, at, distance) in [
        ("linear", "nea", false, "13.962", "-5.262"),
        ("constant-growth", "nea", true, "7.934", "0.766"),
        ("linear", "cnesa", false, "13.962", "-0.862"),
        ("constant-growth", "cnesa", true, "7.934", "5.166"),
    ] {
        let opinion = opinion(&found, judge, series);
        assert_eq!(opinion.is_on_track(), Some(is_on_track), "{judge} {series}");
        let flip = opinion.flip().unwrap();
        let shown = [flip.at(), flip.distance()].map(|number| number.rounded(3).unwrap().to_string());
        assert_eq!(shown, [at, distance], "{judge} {series}");
    }
    assert_eq!(found.conclusion(), Conclusion::Split);
    assert_eq!(found.flipping(), BTreeSet::from([ChoiceKind::Path]));
    assert!(!found.is_robust());
    let (nearest, flip) = found.nearest_flip().unwrap();
    assert_eq!(
        (nearest.judge().to_string(), nearest.series().as_ref()),
        ("constant-growth".to_owned(), "nea")
    );
    assert_eq!(flip.distance().rounded(3).unwrap().to_string(), "0.766");
}

#[test]
fn methods_of_one_family_agree() {
    let methods: Vec<&dyn Method> =
        ["un-2022", "eurostat-2021", "open-sdg-2.4"].iter().map(|id| by_id(id).unwrap()).collect();
    let found = asked(&methods, &[Path::ConstantGrowth]);
    // The plan's file states a straight line: it is judged too, and is the only one to say no.
    assert_eq!(found.conclusion(), Conclusion::Split);
    let methods_alone = |found: &Agreement| {
        let of_methods =
            found.opinions().iter().filter(|opinion| matches!(opinion.judge(), Judge::Method(_)));
        of_methods.map(Opinion::is_on_track).collect::<BTreeSet<_>>()
    };
    assert_eq!(methods_alone(&found), BTreeSet::from([Some(true)]));
    let with_two_families: Vec<&dyn Method> =
        ["un-2022", "escap-anticipated"].iter().map(|id| by_id(id).unwrap()).collect();
    let found = asked(&with_two_families, &[]);
    assert!(found.flipping().contains(&ChoiceKind::Method));
}

/// What a flip says holds: on this side of it the method says the one, beyond it the other.
#[test]
fn a_method_turns_where_its_flip_says() {
    let (plan, data) = storage();
    let found = agreement(&assessor(), &plan, goal(&plan), &data, registry(), &[]);
    let series = "nea".parse().unwrap();
    let assessment = assessor().series([series]).assess_goal(&plan, goal(&plan), &data);
    let case = Case::try_from(assessment.deciding_arm().unwrap()).unwrap();
    assert_eq!(
        (case.direction(), case.target_year(), case.base_year()),
        (Some(Direction::Up), Some(2025), Some(2020))
    );
    let mut tried = 0;
    for opinion in found.opinions().iter().filter(|opinion| opinion.series().as_ref() == "nea") {
        let (Judge::Method(id), Some(flip)) = (opinion.judge(), opinion.flip()) else { continue };
        let method = by_id(id).unwrap();
        let on_track = method.description().on_track().unwrap();
        let latest = case.latest().unwrap();
        let says = |factor: &str| {
            let value = (flip.at() * &factor.parse().unwrap()).rounded(9).unwrap();
            let others = case.points().iter().copied().filter(|point| point.year() != latest.year());
            let points = others.chain([(latest.year(), value).into()]);
            method.rate(&case.with_points(points)).unwrap().class().unwrap().rank() <= on_track
        };
        let reported = opinion.is_on_track().unwrap();
        let (towards, beyond) =
            if flip.distance().is_positive() { ("1.000001", "0.999999") } else { ("0.999999", "1.000001") };
        assert_eq!((says(towards), says(beyond)), (reported, !reported), "{id} at {}", flip.at());
        tried += 1;
    }
    assert!(tried >= 7, "{tried}");
}

/// Several values of a stock were reported in 2024; a method takes the one of the year's end.
#[test]
fn the_last_value_of_a_year_stands_for_it() {
    let (plan, data) = storage();
    let assessor =
        Assessor::at(day("2024-12-31")).known_by(day("2025-03-31")).series(["nea".parse().unwrap()]);
    let assessment = assessor.assess_goal(&plan, goal(&plan), &data);
    let case = Case::try_from(assessment.deciding_arm().unwrap()).unwrap();
    let value = |year: i32| case.at(year).map(|point| point.value().to_string());
    assert_eq!((value(2024).as_deref(), value(2023).as_deref()), (Some("73.76"), Some("31.39")));
}

#[test]
fn what_a_method_lacks_stands_among_the_opinions() {
    let found = asked(&[by_id("sdsn-2019-trend").unwrap()], &[]);
    let opinion = opinion(&found, "sdsn-2019-trend", "nea");
    assert_eq!(opinion.answer(), Err("not_stated (input best)"));
    assert_eq!(opinion.is_on_track(), None);
}
