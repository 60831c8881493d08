//! Open SDG sites: published components reproduced, awkward files read, and data written back.

use super::support::{codes, lines, shown};
use policy_targets::assess::Assessor;
use policy_targets::diagnostic::Limits;
use policy_targets::format::{
    Components, DataFormat, DataReader, IndicatorComponents, OpenSdgSite, SeriesComponents, open,
    write_open_sdg_csv,
};
use policy_targets::text::MultilingualText;
use std::fs;
use std::path::PathBuf;

const SITE: &str = "examples/data/open-sdg";

fn published() -> Components {
    let text = fs::read_to_string(format!("{SITE}/indicator_calculation_components.yml")).unwrap();
    Components::read(&text, None, &Limits::default()).strict().unwrap().0
}

#[test]
fn the_published_components_come_out() {
    let (site, problems) = OpenSdgSite::read_folder(SITE).lenient();
    assert!(!problems.has_errors(), "{problems}");
    let (components, questions) = site.rate().lenient();
    assert_eq!(components.differences(&published()), []);
    assert_eq!(questions.len(), 2, "{questions}");
    // Derived by hand: a group counts once, and what has no score counts not at all. In the group of education that
    // is one of four entries, and one is listed twice: (-5 - 5 - 4.5508091295) / 3; with -5, -5, 5 and
    // -1.6917364186 the mean of five.
    let score = components.0["1-4-1"].score.as_ref().unwrap().rounded(6).unwrap().to_string();
    assert_eq!(score, "-2.308401");
    assert_eq!(components.0["2-c-1"].series["2-c-1"].current_value.as_ref().unwrap().to_string(), "0");
}

#[test]
fn components_read_back_as_written_and_differences_are_named() {
    let (site, _) = OpenSdgSite::read_folder(SITE).lenient();
    let (mut components, _) = site.rate().lenient();
    let mut written = Vec::new();
    components.write(&mut written).unwrap();
    let text = String::from_utf8(written).unwrap();
    let (read, problems) = Components::read(&text, None, &Limits::default()).strict().unwrap();
    assert!(problems.is_empty());
    assert_eq!(read, components);
    components.0.get_mut("2-1-1").unwrap().progress_status = "deterioration".to_owned();
    let differences: Vec<String> = components.differences(&read).iter().map(ToString::to_string).collect();
    assert_eq!(differences, ["2-1-1: progress_status: computed deterioration, published target_achieved"]);
}

#[test]
fn odd_names_are_written_so_that_they_read_back() {
    let series =
        |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), SeriesComponents::default())).collect();
    let long = "x".repeat(3000);
    let names =
        ["a: b", "'", "\"\\", "\u{1}\t", "- a", "#", "true", "1.5", "目标", "a ", "? b", "*x", "", &long];
    let indicator =
        IndicatorComponents { progress_status: "no".to_owned(), score: None, series: series(&names) };
    let components = Components(names.iter().map(|name| ((*name).to_owned(), indicator.clone())).collect());
    let mut written = Vec::new();
    components.write(&mut written).unwrap();
    let text = String::from_utf8(written).unwrap();
    let (read, problems) = Components::read(&text, None, &Limits::default()).lenient();
    assert!(problems.is_empty(), "{problems}");
    assert_eq!(read, components);
}

#[test]
fn data_files_of_sites_are_read_with_their_awkward_years_and_columns() {
    let read = |name: &str, reader: fn(DataReader) -> DataReader| {
        let path = format!("{SITE}/data/indicator_{name}.csv");
        let opened = open(&path).unwrap();
        assert_eq!(opened.recognised().data_format(), Some(DataFormat::OpenSdgCsv), "{name}");
        let published = "2026-03-10".parse().unwrap();
        opened.read_data(|told| reader(told.published(published)))
    };
    let (data, problems) = read("3-5-2", |reader| reader.unit("litres".parse().unwrap())).lenient();
    assert!(!problems.has_errors(), "{problems}");
    let first = lines(&data)[0].clone();
    assert_eq!(first, "3-5-2 open-sdg 2014/2015 8 litres 2026-03-10");
    let (data, problems) = read("10-7-4", |reader| reader.unit("%".parse().unwrap())).lenient();
    assert!(!problems.has_errors(), "{problems}");
    assert!(lines(&data).iter().any(|line| line.contains("1980/1990 0 %")));
    let (data, problems) = read("2-1-1", |reader| reader).lenient();
    assert!(!problems.has_errors(), "{problems}");
    assert_eq!(lines(&data).len(), 9);
    assert!(
        data.observations().next().and_then(|row| row.note()).unwrap().starts_with("COMMENT_OBS_0=Values")
    );
    let (data, problems) = read("1-4-1", |reader| reader).lenient();
    assert!(!problems.has_errors(), "{problems}");
    assert!(data.len() > 500);
}

#[test]
fn a_site_becomes_a_plan_and_data_that_assess() {
    let (site, _) = OpenSdgSite::read_folder(SITE).lenient();
    let title = MultilingualText::english("Targets of the site").unwrap();
    let loaded = site.to_plan_and_data("site".parse().unwrap(), title, "2026-03-10".parse().unwrap());
    let ((draft, data), problems) = loaded.lenient();
    let plan = draft.into_plan().unwrap();
    // The two series of mobility have no rows of their own in the data.
    assert!(codes(&problems).iter().filter(|code| code.contains("not_held")).count() == 2, "{problems}");
    // One series is listed twice, and is one goal.
    assert_eq!(plan.goals().len(), 9);
    let verdicts: Vec<String> = Assessor::as_of("2026-06-30".parse().unwrap())
        .assess(&plan, &data)
        .iter()
        .map(|assessment| format!("{} {}", assessment.goal(), assessment.verdict()))
        .collect();
    assert!(verdicts.iter().any(|line| line.starts_with("2-1-1 ")), "{verdicts:?}");
}

fn site_of(files: &[(&str, &str)]) -> PathBuf {
    let names: String = files.iter().map(|(_, text)| text.len().to_string()).collect();
    let folder = std::env::temp_dir().join(format!("policy-targets-site-{}-{names}", std::process::id()));
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

#[test]
fn what_a_site_leaves_ambiguous_is_said_and_takes_nothing_else_with_it() {
    let folder = site_of(&[
        ("data/indicator_1-1-1.csv", "Year,Area,Value\n2015,,10\n2020,,8\n2020,North,9\n"),
        ("indicator-config/1-1-1.yml", "auto_progress_calculation: true\n"),
        ("data/indicator_1-1-2.csv", "Year,Area,Value\n2015,North,10\n2020,North,8\n"),
        ("indicator-config/1-1-2.yml", "auto_progress_calculation: true\nprogress_calculation_options: []\n"),
        ("data/indicator_1-1-3.csv", "Year,Value\n2015,10\n2015,8\n2020,x\n2021\n2022,7,,\n"),
        ("indicator-config/1-1-3.yml", "auto_progress_calculation: true\n"),
        ("data/indicator_1-1-4.csv", "Year,Series,Value\n2015,a,10\n2020,a,5\n2020,b,5\n"),
        ("indicator-config/1-1-4.yml", "auto_progress_calculation: true\nauto_progress_calculation: true\n"),
        ("data/indicator_1-1-5.csv", "Jahr,Wert\n2015,10\n"),
        ("data/indicator_1-1-6.csv", "Year,Value\n2015,10\n"),
        ("indicator-config/1-1-6.yml", "progress_status: target_achieved\nx: [1\n"),
        ("data/indicator_1-1-7.csv", "Year,Value\n2015,10\n"),
        ("indicator-config/1-1-7.yml", "progress_status: target_achieved\n"),
    ]);
    let (site, problems) = OpenSdgSite::read_folder(&folder).lenient();
    let (components, questions) = site.rate().lenient();
    fs::remove_dir_all(&folder).unwrap();
    let status = |number: &str| components.0[number].progress_status.as_str();
    assert_eq!(
        ["1-1-1", "1-1-2", "1-1-3", "1-1-4", "1-1-6", "1-1-7"].map(status),
        ["substantial_progress", "not_available", "not_available", "not_available", "", "target_achieved"]
    );
    let found: Vec<&str> = questions.iter().filter_map(|question| question.what_was_found()).collect();
    assert_eq!(found, ["no row of the total", "two values for 2015", "both \"a\" and \"b\" in \"Series\""]);
    let expected =
        ["1:1 missing_column", "1:1 missing_column", "2:1 not_held", "3:1 syntax", "4:6 invalid_number"];
    let mut problems = codes(&problems);
    problems.sort();
    assert_eq!(problems, expected);
}

#[test]
fn data_written_for_a_site_read_back_as_they_were() {
    let text = "indicator,series,period,value,unit,published,Sex\n\
                9-9-9,open-sdg,2014/2015,8.50,%,2024-05-01,\n9-9-9,open-sdg,2020,7,%,2024-05-01,F\n\
                9-9-9,open-sdg,2021-06,7,%,2024-05-01,F\n";
    let (data, _) =
        DataReader::new(DataFormat::TidyCsv).dimension("Sex").read(text.as_bytes()).strict().unwrap();
    let mut written = Vec::new();
    let (id, day) = ("9-9-9".parse().unwrap(), "2024-12-31".parse().unwrap());
    let losses = write_open_sdg_csv(&data, &id, day, &mut written).unwrap();
    assert_eq!(
        String::from_utf8(written.clone()).unwrap(),
        "Year,Units,Sex,Value\n2014/2015,%,,8.50\n2020,%,F,7\n"
    );
    let kinds: Vec<String> =
        losses.iter().filter_map(|loss| loss.what_was_found().map(str::to_owned)).collect();
    assert_eq!(
        kinds,
        ["a period that is no year: 2021-06", "the day of publication: 2024-05-01, and 1 more"]
    );
    let reader = DataReader::new(DataFormat::OpenSdgCsv).published("2024-05-01".parse().unwrap());
    let (rows, problems) = shown(reader.file_name("data/indicator_9-9-9.csv").read(written.as_slice()));
    assert_eq!(
        rows,
        lines(&data)[..].iter().filter(|line| !line.contains("2021-06")).cloned().collect::<Vec<_>>()
    );
    assert!(problems.is_empty());
}
