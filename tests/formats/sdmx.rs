//! SDMX-CSV: versions, labels, separators, actions, periods and units.

use super::support::{codes, lines, shown};
use policy_targets::data::Dataset;
use policy_targets::diagnostic::Code;
use policy_targets::format::{DataFormat, DataReader, Filter, Selection};

fn reader() -> DataReader {
    DataReader::new(DataFormat::SdmxCsv).published("2024-05-01".parse().unwrap())
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/data/samples/sdmx-csv/{name}")).unwrap()
}

#[test]
fn the_samples_of_every_version_say_the_same() {
    let unit = || reader().unit("million USD".parse().unwrap());
    let (first, problems) = unit().read(sample("data_v1.csv").as_slice()).lenient();
    let rows = first.len();
    // Markets that double within three years are questionable, and no more.
    assert!(problems.iter().all(|problem| problem.code() == Code::ValueJump), "{problems}");
    assert!(rows > 500, "{rows}");
    // The newer sample holds the first rows of the older one.
    let (data, problems) = unit().read(sample("data_v2.csv").as_slice()).lenient();
    assert!(!problems.has_errors(), "{problems}");
    assert_eq!(data.len(), 20);
    let older = lines(&first);
    assert!(lines(&data).iter().all(|line| older.contains(&line.replace("DER_RISK=", "DER_RISKs="))));
    // In the third one the rows lack the action that the header names: nobody can say what their cells mean.
    let (data, problems) = unit().read(sample("data_v2_action_col.csv").as_slice()).lenient();
    assert_eq!((data.len(), problems.len()), (0, 20));
    assert!(problems.iter().all(|problem| problem.code() == Code::RaggedRow), "{problems}");
    let values = first.observations().filter(|row| row.quantity().is_some()).count();
    assert!(values > 0 && values < rows, "{values} of {rows}");
}

#[test]
fn labels_stand_in_the_cell_or_in_a_column_of_their_own() {
    let unit = || reader().unit("firms".parse().unwrap());
    let both = shown(unit().read(sample("csv_labels_both.csv").as_slice()));
    assert_eq!(both.0, ["MD:MD_TEST-1.0 MD:MD_TEST-1.0 ATT1=C,ATT2=D,DIM1=A,DIM2=B 2020 1 firms 2024-05-01"]);
    let beside = shown(unit().read(sample("csv_labels_name.csv").as_slice()));
    assert_eq!(beside, both);
    assert!(both.1.is_empty());
}

#[test]
fn an_action_that_does_not_exist_is_an_error() {
    let text = "STRUCTURE,STRUCTURE_ID,ACTION,AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n\
                dataflow,A:F(1.0),M,CN,2020,1,GW\n\
                dataflow,A:F(1.0),E,CN,2021,2,GW\n\
                dataflow,A:F(1.0),R,CN,2022,3,GW\n";
    let (rows, problems) = shown(reader().read(text.as_bytes()));
    assert_eq!(problems, ["3:19 invalid_action"]);
    assert_eq!(rows.len(), 2);
    // The published sample has no period and no value: a structure that no data set can hold.
    let (rows, problems) = shown(reader().read(sample("data_v2_invalid_action.csv").as_slice()));
    assert_eq!((rows.len(), problems.len()), (0, 2), "{problems:?}");
}

#[test]
fn a_deletion_takes_back_what_stood_before_it_in_the_file() {
    let text = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n\
                dataflow,A:F(1.0),I,x,CN,2020,1,GW\n\
                dataflow,A:F(1.0),I,x,DE,2020,2,GW\n\
                dataflow,A:F(1.0),I,x,CN,2021,3,GW\n\
                dataflow,A:F(1.0),D,x,,2020,,\n\
                dataflow,A:F(1.0),I,x,DE,2020,5,GW\n\
                dataflow,A:F(1.0),D,x,FR,,,\n";
    let (rows, problems) = shown(reader().read(text.as_bytes()));
    assert_eq!(
        rows,
        ["x A:F-1.0 REF_AREA=CN 2021 3 GW 2024-05-01", "x A:F-1.0 REF_AREA=DE 2020 5 GW 2024-05-01"]
    );
    assert_eq!(problems, ["7:19 not_held"]);
}

#[test]
fn a_deletion_of_what_was_known_before_is_a_missing_value_from_its_day_on() {
    let before =
        "DATAFLOW,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\nA:F(1.0),x,2020,5,GW\nA:F(1.0),x,2021,6,GW\n";
    let (known, _) = reader().read(before.as_bytes()).strict().unwrap();
    let deletion = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n\
                    dataflow,A:F(1.0),D,x,,,\ndataflow,A:F(1.0),A,x,2021,7,GW\n";
    let later = DataReader::new(DataFormat::SdmxCsv).published("2024-09-01".parse().unwrap());
    let (rows, problems) = shown(later.read_onto(known, deletion.as_bytes()));
    assert_eq!(
        rows,
        [
            "x A:F-1.0 2020 5 GW 2024-05-01",
            "x A:F-1.0 2020 missing (unknown:deleted by the publisher) 2024-09-01",
            "x A:F-1.0 2021 6 GW 2024-05-01",
            "x A:F-1.0 2021 7 GW 2024-09-01",
        ]
    );
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn separators_sub_fields_and_what_is_switched_off() {
    let text = "\"STRUCTURE[;]\";STRUCTURE_ID;ACTION;SERIES_KEY;INDICATOR;REF_AREA;SEX;TIME_PERIOD;OBS_VALUE;UNIT_MEASURE;OBS_STATUS[];\"TITLE[en;fr]\"\n\
                dataflow;A:F(1.0);I;x.CN;x;CN;~;2020-Q1;1;%;\"E;P\";\"one;un\"\n";
    let (rows, problems) = shown(reader().read(text.as_bytes()));
    assert_eq!(rows, ["x A:F-1.0 REF_AREA=CN 2020-Q1 1 % E P 2024-05-01"]);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn multipliers_become_words_and_other_powers_digits() {
    let text = "DATAFLOW,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,DECIMALS\n\
                A:F(1.0),a,2020,1.50,t,6,2\n\
                A:F(1.0),b,2020,1.5,t,2,1\n\
                A:F(1.0),c,2020,12,%,0,1\n\
                A:F(1.0),d,2020,1.5E3,t,0,0\n\
                A:F(1.0),e,2020,1.5,t,many,0\n";
    let (rows, problems) = shown(reader().read(text.as_bytes()));
    assert_eq!(
        rows,
        [
            "a A:F-1.0 2020 1.50 million t 2024-05-01",
            "b A:F-1.0 2020 150 t 2024-05-01",
            "c A:F-1.0 2020 12.0 % 2024-05-01",
            "d A:F-1.0 2020 1500 t 2024-05-01",
        ]
    );
    assert_eq!(problems, ["6:23 invalid_number"]);
}

#[test]
fn reporting_years_shift_reporting_periods_alone() {
    let text = "DATAFLOW,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,REPORTING_YEAR_START_DAY\n\
                A:F(1.0),x,2020-A1,1,GW,--07-01\nA:F(1.0),x,2020,2,GW,--07-01\nA:F(1.0),x,2021-A1,3,GW,\n\
                A:F(1.0),x,2021-A1,4,GW,--07-01\n";
    let (rows, _) = shown(reader().read(text.as_bytes()));
    assert_eq!(
        rows,
        [
            "x A:F-1.0 2020 2 GW 2024-05-01",
            "x A:F-1.0 2020-07-01/P1Y 1 GW 2024-05-01",
            "x A:F-1.0 2021 3 GW 2024-05-01",
            "x A:F-1.0 2021-07-01/P1Y 4 GW 2024-05-01",
        ]
    );
}

#[test]
fn cells_that_hold_separators_and_quotes_tell_series_apart() {
    let rows = ["\"a,b\",\"c\"\"\"", "a,\"b,c\"\"\"", "\"a\",b", "\"a\"\",b\",c", "a\",b"];
    let mut text = String::from("DATAFLOW,INDICATOR,ONE,TWO,TIME_PERIOD,OBS_VALUE\n");
    for row in rows {
        text = format!("{text}A:F(1.0),x,{row},2020,1\n");
    }
    let (rows, problems) = shown(reader().unit("GW".parse().unwrap()).read(text.as_bytes()));
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(rows.len(), 5, "{rows:?}");
}

#[test]
fn a_blank_value_has_a_reason_or_is_reported() {
    let text = "DATAFLOW,INDICATOR,TIME_PERIOD,OBS_STATUS,CONF_STATUS,OBS_VALUE,UNIT_MEASURE\n\
                A:F(1.0),x,2018,L,F,,GW\nA:F(1.0),x,2019,A,C,,GW\nA:F(1.0),x,2020,A,F,,GW\n\
                A:F(1.0),x,2021,O,F,3,GW\nA:F(1.0),x,2022,Z,F,3,GW\n";
    let (rows, problems) = shown(reader().read(text.as_bytes()));
    assert_eq!(
        rows,
        [
            "x A:F-1.0 2018 missing (not-collected) L 2024-05-01",
            "x A:F-1.0 2019 missing (confidential) A 2024-05-01",
        ]
    );
    assert_eq!(problems, ["4:21 not_held", "5:17 invalid_flag", "6:17 invalid_flag"]);
}

#[test]
fn several_structures_are_several_series() {
    let text = "STRUCTURE,STRUCTURE_ID,ACTION,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n\
                dataflow,A:F(1.0),I,x,2020,1,GW\ndatastructure,B:G(2.0),I,x,2020,2,GW\n";
    let (rows, problems) = shown(reader().read(text.as_bytes()));
    assert_eq!(rows, ["x A:F-1.0 2020 1 GW 2024-05-01", "x B:G-2.0 2020 2 GW 2024-05-01"]);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn what_the_file_does_not_say_has_to_be_stated() {
    let text = "DATAFLOW,INDICATOR,TIME_PERIOD,OBS_VALUE\nA:F(1.0),x,2020,1\n";
    let (_, problems) = DataReader::new(DataFormat::SdmxCsv).read(text.as_bytes()).lenient();
    assert_eq!(codes(&problems), ["1:1 not_stated"]);
    assert!(problems.to_string().contains("DataReader::published"), "{problems}");
    let (_, problems) = reader().read(text.as_bytes()).lenient();
    assert_eq!(codes(&problems), ["2:1 not_stated"]);
    assert!(problems.to_string().contains("DataReader::unit"), "{problems}");
}

#[test]
fn a_selection_makes_an_indicator_of_ones_own_and_a_filter_passes_over_the_rest() {
    let text = "DATAFLOW,FREQ,INDICATOR,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n\
                A:F(1.0),A,x,CN,T,2020,1,GW\nA:F(1.0),A,x,CN,F,2020,2,GW\nA:F(1.0),A,y,DE,T,2021,3,GW\n";
    let mine = Selection::new("mine".parse().unwrap())
        .with("INDICATOR", "x")
        .with("REF_AREA", "CN")
        .with("SEX", "T");
    let (rows, _) = shown(reader().select(mine).series("stats".parse().unwrap()).read(text.as_bytes()));
    assert_eq!(rows, ["mine stats 2020 1 GW 2024-05-01"]);
    let filter = Filter::new().area("DE").indicator("y").during("2021".parse().unwrap());
    let (rows, _) = shown(reader().filter(filter).read(text.as_bytes()));
    assert_eq!(rows, ["y A:F-1.0 REF_AREA=DE,SEX=T 2021 3 GW 2024-05-01"]);
    let (rows, _) =
        shown(reader().filter(Filter::new().during("2022".parse().unwrap())).read(text.as_bytes()));
    assert!(rows.is_empty());
    let (data, _): (Dataset, _) =
        reader().ignore("SEX").filter(Filter::new().area("DE")).read(text.as_bytes()).lenient();
    assert_eq!(lines(&data), ["y A:F-1.0 REF_AREA=DE 2021 3 GW 2024-05-01"]);
}
