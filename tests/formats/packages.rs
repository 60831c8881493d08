//! Data packages, results as CSV, and how a file is recognised.

use super::support::{codes, lines};
use policy_targets::data::Dataset;
use policy_targets::diagnostic::Limits;
use policy_targets::format::{
    DataFormat, FileKind, open, read_data_package, recognise, write_assessments_csv, write_data_package,
};
use policy_targets::plan::Plan;
use policy_targets::progress::Path;
use policy_targets::{Assessor, format};
use std::fs;
use std::path::PathBuf;

fn folder(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("policy-targets-{name}-{}", std::process::id()))
}

#[test]
fn a_package_is_written_with_its_schema_and_read_back() {
    let text = "indicator,series,period,value,unit,published,area,flags,note\n\
                i,a,2020,>60,GW,2021-01-01,CN,P,\"a, b\"\ni,a,2021,,,2022-01-01,CN,L,\n";
    let (data, _) = format::CsvReader::new().dimension("area").read(text.as_bytes()).strict().unwrap();
    let folder = folder("package");
    write_data_package(&data, &"energy".parse().unwrap(), &folder).unwrap();
    assert_eq!(open(&folder).unwrap().recognised().kind(), FileKind::DataPackage);
    let (read, problems) = read_data_package(&folder, Limits::default()).lenient();
    assert_eq!((read, problems.len()), (data.clone(), 0), "{problems}");
    // A byte that changed is noticed.
    let file = folder.join("data.csv");
    let changed = fs::read_to_string(&file).unwrap().replace(">60", ">70");
    fs::write(&file, changed).unwrap();
    let loaded = read_data_package(&folder, Limits::default());
    assert_eq!((loaded.value().len(), loaded.problems().len()), (0, 1));
    assert!(loaded.problems().to_string().contains("sha256:"), "{}", loaded.problems());
    fs::write(&file, "shorter").unwrap();
    assert!(read_data_package(&folder, Limits::default()).problems().to_string().contains("7 bytes"));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_package_of_others_names_its_dimensions_and_what_stands_for_nothing() {
    let folder = folder("others");
    fs::create_dir_all(&folder).unwrap();
    let description = r#"{"name": "x", "resources": [
        {"name": "a", "path": "a.csv", "hash": "0123", "schema": {"fields": [{"name": "indicator"}, {"name": "region"}],
            "missingValues": ["", "NA", {"value": "-", "label": "none"}]}},
        {"name": "b", "path": "../b.csv"}, {"name": "c", "path": "https://example.org/c.csv"}, {"name": "d"},
        {"name": "e", "path": "e.csv"}]}"#;
    fs::write(folder.join("datapackage.json"), description).unwrap();
    let text = "indicator,series,period,value,unit,published,region\ni,a,2020,NA,%,2021-01-01,N\ni,a,2021,-,%,2022-01-01,N\ni,a,2022,3,%,2023-01-01,N\n";
    fs::write(folder.join("a.csv"), text).unwrap();
    let (data, problems) = read_data_package(&folder, Limits::default()).lenient();
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(
        lines(&data),
        [
            "i a region=N 2020 missing (unknown:shown as NA) 2021-01-01",
            "i a region=N 2021 missing (unknown:shown as -) 2022-01-01",
            "i a region=N 2022 3 % 2023-01-01",
        ]
    );
    assert_eq!(
        codes(&problems),
        ["4:31 invalid_value", "4:66 invalid_value", "4:96 missing_field", "1:1 syntax"]
    );
    assert_eq!(codes(read_data_package(&folder, Limits::default()).problems()), ["1:1 syntax"]);
}

#[test]
fn assessments_are_rows_for_other_programs() {
    let plan = Plan::from_toml_str(&fs::read_to_string("examples/data/plans/cn-storage-2021.toml").unwrap())
        .unwrap();
    let (data, _) = Dataset::read_csv(fs::File::open("examples/data/observations/storage.csv").unwrap())
        .strict()
        .unwrap();
    let assessments = Assessor::as_of("2023-02-28".parse().unwrap()).path(Path::Linear).assess(&plan, &data);
    let mut written = Vec::new();
    write_assessments_csv(&assessments, &mut written).unwrap();
    let mut reader = csv::Reader::from_reader(written.as_slice());
    let header = reader.headers().unwrap().clone();
    let row = reader.records().next().unwrap().unwrap();
    let cell = |name: &str| row.get(header.iter().position(|column| column == name).unwrap()).unwrap();
    assert_eq!(cell("target"), "> 30 GW by 2025");
    // The series that the plan prefers ends in 2021.
    assert_eq!(cell("value"), "5.73");
    assert_eq!(cell("gap"), assessments[0].gap().unwrap().as_exact().unwrap().shortfall().to_string());
    assert!(cell("outlook").starts_with('<'), "a refused answer is its code: {}", cell("outlook"));
    assert_eq!(reader.records().count(), plan.goals().len() - 1);
}

#[test]
fn every_kind_of_file_says_what_it_is_and_why() {
    let cases: &[(&str, FileKind, Option<DataFormat>)] = &[
        ("\u{FEFF}\"STRUCTURE\";\"STRUCTURE_ID\"\n", FileKind::Data, Some(DataFormat::SdmxCsv)),
        (
            "# a comment\nindicator,series,period,value,unit,published\n",
            FileKind::Data,
            Some(DataFormat::TidyCsv),
        ),
        ("Goal,SeriesCode,GeoAreaCode,TimePeriod,Value\n", FileKind::Data, Some(DataFormat::UnSdgCsv)),
        (
            "\"Data Source\",\"WDI\",\n\n\"Last Updated Date\",\"x\"\n\n\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\"\n",
            FileKind::Data,
            Some(DataFormat::WorldBankCsv),
        ),
        (
            "Series Name,Series Code,Country Name,Country Code,2010 [YR2010]\n",
            FileKind::Data,
            Some(DataFormat::WorldBankCsv),
        ),
        ("[{\"page\":1,\"per_page\":50},[]]", FileKind::Data, Some(DataFormat::WorldBankJson)),
        ("Entity,Code,Year,x\n", FileKind::Data, Some(DataFormat::OwidCsv)),
        ("freq,unit,geo\\TIME_PERIOD\t2020\n", FileKind::Data, Some(DataFormat::EurostatTsv)),
        ("\"dataelement\",\"period\",\"orgunit\",\"value\"\n", FileKind::Data, Some(DataFormat::Dhis2Csv)),
        ("{\"dataValues\": []}", FileKind::Data, Some(DataFormat::Dhis2Json)),
        ("Model,Scenario,Region,Variable,Unit,2020\n", FileKind::Data, Some(DataFormat::IamcCsv)),
        ("Year,Value\n", FileKind::Data, Some(DataFormat::OpenSdgCsv)),
        ("<?xml version=\"1.0\"?><iati-activities>", FileKind::Iati, None),
        ("{\"name\": \"x\", \"resources\": []}", FileKind::DataPackage, None),
        ("format = 1\nid = \"p\"\n[[goals]]\n", FileKind::PlanToml, None),
        ("{\"format\": 1, \"goals\": []}", FileKind::PlanJson, None),
    ];
    for (text, kind, data) in cases {
        let found = recognise(text.as_bytes()).unwrap_or_else(|problems| panic!("{text}: {problems}"));
        assert_eq!((found.kind(), found.data_format()), (*kind, *data), "{text}");
        assert!(found.reason().starts_with("it"), "{}", found.reason());
    }
    for text in ["a,b\n", "{}", "[]", "<html>", "hello"] {
        assert_eq!(codes(&recognise(text.as_bytes()).unwrap_err()), ["1:1 unknown_format"], "{text}");
    }
    assert_eq!(open("examples/data/open-sdg").unwrap().recognised().kind(), FileKind::OpenSdgSite);
    assert_eq!(open("examples/data/iati/activities.xml").unwrap().recognised().kind(), FileKind::Iati);
    assert_eq!(open("src").unwrap_err().len(), 1);
    assert_eq!(codes(&open("no such file").unwrap_err()), ["1:1 syntax"]);
}

#[test]
fn logs_and_assessments_of_our_own_are_recognised() {
    let plan = Plan::from_toml_str(&fs::read_to_string("examples/data/plans/cn-storage-2021.toml").unwrap())
        .unwrap();
    let data = Dataset::default();
    let assessor = Assessor::as_of("2023-02-28".parse().unwrap());
    let mut written = Vec::new();
    format::write_json_lines(&assessor.assess(&plan, &data), &mut written).unwrap();
    assert_eq!(recognise(&written).unwrap().kind(), FileKind::Assessments);
    let mut log = policy_targets::monitor::Log::default();
    let mut file = Vec::new();
    let snapshot = policy_targets::monitor::Snapshot::new(&plan, &data, assessor);
    format::write_log_lines(&log.record(&snapshot, None), &mut file).unwrap();
    assert_eq!(recognise(&file).unwrap().kind(), FileKind::Log, "{}", String::from_utf8_lossy(&file));
}
