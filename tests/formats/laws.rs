//! Laws of writing: what is written reads back as it was, on everything that the format holds, and the report names the
//! rest. Laws of reading: no bytes make a reader fail, and a filter takes what a reader without it would leave.

use super::support::lines;
use policy_targets::data::{Dataset, Observation};
use policy_targets::diagnostic::{Code, Limits};
use policy_targets::format::{
    DataFormat, DataReader, Filter, SdmxWriter, read_data_package, write_data_package, write_open_sdg_csv,
};
use proptest::prelude::*;
use proptest::sample::select;

fn observation() -> impl Strategy<Value = Observation> {
    let words = |words: &'static [&'static str]| select(words);
    let value = words(&["12.50", ">60", "<2.5", "~870", "3..5", "-0", "1234567890.123456789"]);
    let period = words(&[
        "2020",
        "2020-S2",
        "2020-Q3",
        "2020-06",
        "2020-W29",
        "2020-06-30",
        "2014-04-01/P1Y",
        "2018/2019",
    ]);
    let missing = words(&["not-collected", "confidential", "not-published", "unknown:lost, then \"found\""]);
    let dimensions = proptest::collection::btree_map(
        words(&["sex", "REF_AREA", "freq", "unit", "b c"]),
        words(&["F", "a;b", "~", "x: y"]),
        0..3,
    );
    let note = words(&["", "a note", "with, comma", "two\nlines", "\"quoted\"; x=y"]);
    let of_value =
        (value, words(&["%", "GW", "million t"])).prop_map(|(value, unit)| Ok(format!("{value} {unit}")));
    let reported = prop_oneof![4 => of_value, 1 => missing.prop_map(Err)];
    (
        (
            words(&["i", "i.2"]),
            words(&["nea", "cnesa"]),
            period,
            reported,
            words(&["2021-01-01", "2022-05", "2023"]),
        ),
        (
            dimensions,
            words(&["", "P", "E P", "B"]),
            note,
            words(&["", "office"]),
            proptest::option::of(words(&["1..2", "se 0.4"])),
        ),
    )
        .prop_map(
            |(
                (indicator, series, period, reported, published),
                (dimensions, flags, note, source, uncertainty),
            )| {
                let (indicator, series) = (indicator.parse().unwrap(), series.parse().unwrap());
                let (period, published) = (period.parse().unwrap(), published.parse().unwrap());
                let row = match reported {
                    Ok(value) => {
                        Observation::new(indicator, series, period, value.parse().unwrap(), published)
                    }
                    Err(reason) => Observation::without_value(
                        indicator,
                        series,
                        period,
                        reason.parse().unwrap(),
                        published,
                    ),
                };
                let row = dimensions.iter().fold(row, |row, (name, value)| row.with_dimension(name, value));
                let mut row = row.with_flags(flags.parse().unwrap());
                if !note.is_empty() {
                    row = row.with_note(note);
                }
                if !source.is_empty() {
                    row = row.with_source(source.parse().unwrap());
                }
                match uncertainty {
                    Some(uncertainty) => row.with_uncertainty(uncertainty.parse().unwrap()),
                    None => row,
                }
            },
        )
}

fn data() -> impl Strategy<Value = Dataset> {
    proptest::collection::vec(observation(), 0..12).prop_map(|rows| Dataset::from_observations(rows).0)
}

/// The rows without what a report of losses may name.
fn bare(data: &Dataset) -> Vec<String> {
    let row = |row: &Observation| {
        let value = row.quantity().map_or("missing".to_owned(), ToString::to_string);
        format!("{} {} {} {value} {}", row.indicator(), row.series(), row.period(), row.published())
    };
    let mut rows: Vec<String> = data.observations().map(row).collect();
    rows.sort();
    rows
}

proptest! {
    #[test]
    fn sdmx_csv_holds_the_data_or_says_what_it_does_not(data in data(), semicolons in any::<bool>()) {
        let writer = SdmxWriter::new("A:B(1.0)");
        let writer = if semicolons { writer.separated_by_semicolons() } else { writer };
        let mut written = Vec::new();
        let losses = writer.write(&data, &mut written).unwrap();
        prop_assert!(losses.iter().all(|loss| loss.code() == Code::NotHeld));
        let (read, problems) = DataReader::new(DataFormat::SdmxCsv).read(written.as_slice()).lenient();
        if losses.is_empty() {
            prop_assert!(!problems.has_errors(), "{}", problems);
            prop_assert_eq!(&read, &data);
        }
        // Two series that differ only in what is lost become one, and that is an error of reading, not silence.
        if !problems.has_errors() {
            prop_assert_eq!(bare(&read), bare(&data));
        }
    }

    #[test]
    fn a_data_package_holds_everything(data in data(), number in any::<u64>()) {
        // A dimension with the name of a column is refused when it is written.
        prop_assume!(data.series().iter().all(|series| !series.key().dimensions().contains_key("unit")));
        let folder = std::env::temp_dir().join(format!("policy-targets-law-{}-{number}", std::process::id()));
        write_data_package(&data, &"law".parse().unwrap(), &folder).unwrap();
        let (read, problems) = read_data_package(&folder, Limits::default()).lenient();
        std::fs::remove_dir_all(&folder).unwrap();
        prop_assert!(!problems.has_errors(), "{}", problems);
        prop_assert_eq!(read, data);
    }

    #[test]
    fn an_open_sdg_file_holds_the_latest_values_of_years(data in data()) {
        let day = "2024-01-01".parse().unwrap();
        let mut written = Vec::new();
        let losses = write_open_sdg_csv(&data, &"i".parse().unwrap(), day, &mut written).unwrap();
        let reader = DataReader::new(DataFormat::OpenSdgCsv).published("2024-01-01".parse().unwrap()).file_name("i.csv");
        let (read, _) = reader.read(written.as_slice()).lenient();
        let lost = losses.iter().any(|loss| {
            let found = loss.what_was_found().unwrap_or_default();
            ["a value that is no single number", "a period that is no year"].iter().any(|kind| found.starts_with(kind))
        });
        let expected = data.view(day).series_of(&"i".parse().unwrap()).map(|series| series.latest().count()).sum::<usize>();
        prop_assert!(read.len() <= expected);
        let names: Vec<&str> = data.series().iter().flat_map(|series| series.key().dimensions().keys()).map(String::as_str).collect();
        if !lost && names.iter().all(|name| *name == "sex") {
            prop_assert_eq!(read.len(), expected, "{}", String::from_utf8_lossy(&written));
        }
    }

    #[test]
    fn a_filter_takes_what_a_reader_without_it_would_leave(rows in proptest::collection::vec((0..3_u8, 0..3_u8, 2018..2024_i32), 0..20), wanted in 0..3_u8, area in 0..3_u8) {
        let mut text = String::from("DATAFLOW,INDICATOR,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE\n");
        for (indicator, area, year) in &rows {
            text = format!("{text}A:F(1.0),i{indicator},a{area},{year},1,GW\n");
        }
        let reader = || DataReader::new(DataFormat::SdmxCsv).published("2024-05-01".parse().unwrap());
        let filter = Filter::new().indicator(format!("i{wanted}")).area(format!("a{area}")).during("2019/2021".parse().unwrap());
        let (filtered, _) = reader().filter(filter).read(text.as_bytes()).lenient();
        let (all, _) = reader().read(text.as_bytes()).lenient();
        let expected: Vec<String> = lines(&all)
            .into_iter()
            .filter(|line| line.starts_with(&format!("i{wanted} ")) && line.contains(&format!("=a{area} ")))
            .filter(|line| ["2019", "2020", "2021"].iter().any(|year| line.contains(&format!(" {year} "))))
            .collect();
        prop_assert_eq!(lines(&filtered), expected);
    }

    #[test]
    fn no_bytes_make_a_reader_fail(
        format in select(DataFormat::ALL),
        bytes in proptest::collection::vec(any::<u8>(), 0..120),
        text in "(DATAFLOW|STRUCTURE|Year|Value|Entity|Country Code|Indicator Code|Model|Scenario|Region|Variable|Unit|dataelement|period|orgunit|value|SeriesCode|GeoAreaCode|TimePeriod|freq,geo|\\\\TIME_PERIOD|TIME_PERIOD|OBS_VALUE|2020|1\\.5|<2|:|,|,|\t|\n|\"){0,40}",
    ) {
        let reader = DataReader::new(format).published("2024-05-01".parse().unwrap()).unit("%".parse().unwrap());
        for input in [bytes.as_slice(), text.as_bytes()] {
            let _ = reader.read(input).lenient();
        }
    }
}

/// One cell, one row and one header without end, deep nesting, and a file that is no text.
#[test]
fn hostile_tables_are_refused_with_their_place_and_bounded_memory() {
    let limits =
        Limits::default().with_cell_bytes(1000).with_bytes(50_000_000).with_document_bytes(1_000_000);
    let header = |format: DataFormat| match format {
        DataFormat::TidyCsv => "indicator,series,period,value,unit,published\n",
        DataFormat::SdmxCsv => "DATAFLOW,INDICATOR,TIME_PERIOD,OBS_VALUE\n",
        DataFormat::UnSdgCsv => "SeriesCode,GeoAreaCode,TimePeriod,Value\n",
        DataFormat::WorldBankCsv => "Country Code,Indicator Code,2020\n",
        DataFormat::OwidCsv => "Entity,Code,Year,x\n",
        DataFormat::EurostatTsv => "freq,geo\\TIME_PERIOD\t2020\n",
        DataFormat::Dhis2Csv => "dataelement,period,orgunit,value\n",
        DataFormat::IamcCsv => "Model,Scenario,Region,Variable,Unit,2020\n",
        DataFormat::OpenSdgCsv => "Year,Value\n",
        _ => "",
    };
    for format in DataFormat::ALL {
        let reader = || {
            DataReader::new(*format)
                .limits(limits)
                .file_name("hostile.csv")
                .published("2024-05-01".parse().unwrap())
                .unit("%".parse().unwrap())
        };
        let is_document = format.code().ends_with("json");
        let cases = [
            ("a cell", format!("{}{}", header(*format), "x".repeat(20_000_000))),
            ("columns", format!("{}\n", "a,".repeat(10_000_000))),
            ("depth", "[".repeat(500_000)),
        ];
        for (kind, text) in cases {
            let (data, problems) = reader().read(text.as_bytes()).lenient();
            assert!(data.is_empty(), "{format} {kind}");
            assert!(problems.has_errors(), "{format} {kind}");
            let located = problems.errors().all(|problem| problem.location().is_some());
            assert!(located, "{format} {kind}: {problems}");
        }
        let bytes: &[u8] = if is_document { b"[\"\xFF\xFE\"]" } else { b"a\xFF,b\n\xFE,1\n" };
        let problems = reader().read(bytes).lenient().1;
        assert!(problems.errors().any(|problem| problem.code() == Code::NotUtf8), "{format}: {problems}");
    }
}
