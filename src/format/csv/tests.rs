use super::*;
use crate::data::MissingReason;
use crate::data::tests_support::any_observation;
use crate::diagnostic::Diagnostic;
use proptest::prelude::*;
use std::io;

const HEADER: &str = "indicator,series,period,value,unit,flags,published,source,note\n";

fn read(rows: &str) -> (Dataset, Vec<String>) {
    read_bytes(format!("{HEADER}{rows}").as_bytes())
}

fn read_bytes(bytes: &[u8]) -> (Dataset, Vec<String>) {
    let (data, problems) = CsvReader::new().read(bytes).lenient();
    let summary = |problem: &Diagnostic| {
        let place = problem
            .location()
            .map_or_else(|| "-".to_owned(), |place| format!("{}:{}", place.line(), place.column()));
        format!("{place} {}", problem.code())
    };
    (data, problems.iter().map(summary).collect())
}

const GOOD: &str = "storage.power,nea,2022-12-31,8.7,GW,,2023-02-13,visionbatt,\n";
const LATER: &str = "storage.power,nea,2023-12-31,31.39,GW,,2024-01-25,people,\n";

#[test]
fn every_bad_cell_is_reported_at_its_place_and_good_rows_are_kept() {
    let bad = "storage power,nea,2022-13,8.7.1,Gw,X,2023-02-30,a b,\n";
    let (data, problems) = read(&format!("{GOOD}{bad}{LATER}"));
    assert_eq!(data.len(), 2);
    let expected = [
        "3:1 invalid_value",
        "3:19 invalid_period",
        "3:27 invalid_number",
        "3:33 invalid_unit",
        "3:36 invalid_flag",
        "3:38 invalid_date",
        "3:49 invalid_value",
    ];
    let mut sorted = problems;
    sorted.sort_by_key(|problem| {
        problem.split([':', ' ']).nth(1).and_then(|column| column.parse::<u32>().ok())
    });
    assert_eq!(sorted, expected);
}

#[test]
fn a_problem_prints_with_its_line() {
    let text = format!("{HEADER}储,nea,2022,1,GW,,2023,,\n");
    let (_, problems) = CsvReader::new().file_name("s.csv").read(text.as_bytes()).lenient();
    let printed = problems.iter().next().unwrap().to_string();
    assert!(
        printed.starts_with("error[invalid_value] s.csv:2:1 indicator: found \"储\", expected an id"),
        "{printed}"
    );
    assert!(printed.contains("2 | 储,nea,2022"), "{printed}");
}

#[test]
fn a_missing_value_needs_a_reason() {
    let row = |value: &str, flags: &str| read(&format!("i,s,2022,{value},GW,{flags},2023,,\n"));
    assert_eq!(row("", "").1, ["2:10 missing_field"]);
    for value in ["NaN", "nan", "N/A"] {
        assert_eq!(row(value, "").1, ["2:10 invalid_number"], "{value}");
    }
    let (data, problems) = row("", "O");
    assert_eq!((data.len(), problems), (1, vec![]));
    assert_eq!(row("0", "M").1, ["2:15 invalid_flag"]);
    assert_eq!(row("0", "").0.observations().next().unwrap().quantity().unwrap().to_string(), "0 GW");

    let text = "indicator,series,period,value,unit,published,missing\ni,s,2022,,,2023,not-collected\ni,s,2023,1,GW,2024,confidential\n";
    let (data, problems) = read_bytes(text.as_bytes());
    assert_eq!(data.observations().next().unwrap().missing(), Some(&MissingReason::NotCollected));
    assert_eq!(problems, ["3:20 invalid_value"]);
}

#[test]
fn a_missing_value_says_what_to_do() {
    let (_, problems) = Dataset::read_csv(format!("{HEADER}i,s,2022,NaN,GW,,2023,,\n").as_bytes()).lenient();
    assert!(
        problems.iter().next().unwrap().what_to_do().starts_with("state a missing value with its reason")
    );
    assert_eq!(read("i,s,2022,1,nan,,2023,,\n").1, ["2:12 invalid_unit"]);
}

#[test]
fn header_problems_are_named() {
    let header = |text: &str| read_bytes(text.as_bytes()).1;
    assert_eq!(header(""), ["1:1 empty_input"]);
    assert_eq!(header("# nothing\n\n"), ["1:1 empty_input"]);
    assert_eq!(header("indicator,series,period,unit,published\n"), ["1:1 missing_column"]);
    assert_eq!(
        header("indicator,series,period,value,unit,published,area,area\n"),
        ["1:46 unknown_column", "1:51 unknown_column"]
    );
    assert_eq!(header("indicator,series,period,value,unit,published,unit\n"), ["1:46 duplicate_column"]);
    assert_eq!(header(HEADER), [""; 0]);
}

#[test]
fn an_undeclared_column_is_an_error_and_the_rows_are_read() {
    let text = "indicator,series,period,value,unit,published,area\ni,s,2022,1,GW,2023,CN\n";
    let (data, problems) = read_bytes(text.as_bytes());
    assert_eq!((data.len(), problems), (1, vec!["1:46 unknown_column".to_owned()]));
    let (data, problems) = CsvReader::new().dimension("area").read(text.as_bytes()).lenient();
    assert!(problems.is_empty());
    assert_eq!(data.series()[0].key().to_string(), "i/s[area=CN]");
}

#[test]
fn comments_empty_lines_windows_line_ends_and_a_byte_order_mark_are_read() {
    let text = format!("\u{feff}# licence\r\n{HEADER}\r\n# more\r\n{GOOD},,,,,,,,\r\n{LATER}bad\r\n");
    for text in [text.replace("\r\n", "\n"), text.replace("\r\n", "\n").replace('\n', "\r\n")] {
        let (data, problems) = read_bytes(text.as_bytes());
        assert_eq!((data.len(), problems), (2, vec!["8:1 ragged_row".to_owned()]), "{text:?}");
    }
}

#[test]
fn a_row_of_another_length_takes_no_other_row_with_it() {
    let (data, problems) = read(&format!("{GOOD}i,s,2022\n{LATER}"));
    assert_eq!((data.len(), problems), (2, vec!["3:1 ragged_row".to_owned()]));
}

#[test]
fn an_open_quote_is_reported_where_it_opens_and_the_rows_after_it_are_read() {
    let open = "i,s,2022,1,GW,,2023,,\"a note\n";
    for rest in [LATER.to_owned(), LATER.replace(",\n", ",\"closed\"\n")] {
        let (data, problems) = read(&format!("{GOOD}{open}{rest}"));
        assert_eq!((data.len(), problems[0].as_str()), (2, "3:22 unclosed_quote"), "{rest}");
    }
    assert_eq!(read(&format!("{GOOD}{open}")).1, ["3:22 unclosed_quote"]);
    assert_eq!(read(&format!("{GOOD}{}", open.trim_end())).1, ["3:22 unclosed_quote"]);
}

#[test]
fn a_quote_that_ends_before_its_cell_does_is_reported_and_the_rows_after_it_are_read() {
    for early in ["i,s,2022,1,GW,,2023,,\"a\" note\n", "i,s,2022,1,GW,,2023,,\"a\" note\r\n"] {
        let (data, problems) = read(&format!("{GOOD}{early}{LATER}"));
        assert_eq!((data.len(), problems), (2, vec!["3:22 unclosed_quote".to_owned()]), "{early:?}");
    }
}

#[test]
fn an_open_quote_in_a_long_file_loses_one_row() {
    let rows = |years: std::ops::Range<u32>| -> String {
        years.map(|year| format!("i,s,{year},100,GW,,9999,,\n")).collect::<Vec<_>>().concat()
    };
    let text = format!("{}i,s,9000,1,GW,,9001,,\"open\n{}", rows(1000..3000), rows(3000..9000));
    let (data, problems) = read(&text);
    assert_eq!((data.len(), problems), (8000, vec!["2002:22 unclosed_quote".to_owned()]));
}

#[test]
fn a_note_over_several_lines_is_one_note() {
    let (data, problems) = read(&format!("i,s,2022,1,GW,,2023,,\"one\ntwo, \"\"three\"\"\"\n{GOOD}x\n"));
    assert_eq!(problems, ["5:1 ragged_row"]);
    assert_eq!(data.observations().next().unwrap().note(), Some("one\ntwo, \"three\""));
}

#[test]
fn bytes_that_are_not_text_spoil_one_row() {
    let text = [HEADER.as_bytes(), b"i,s,2022,1,GW,,2023,,caf\xe9\n", GOOD.as_bytes()].concat();
    let (data, problems) = read_bytes(&text);
    assert_eq!((data.len(), problems), (1, vec!["2:22 not_utf8".to_owned()]));
}

#[test]
fn limits_are_kept() {
    let text = format!("{HEADER}{GOOD}{LATER}");
    let read = |text: &str, limits: Limits| {
        let (data, problems) = CsvReader::new().limits(limits).read(text.as_bytes()).lenient();
        (data.len(), problems.iter().map(|problem| problem.code().as_str()).collect::<Vec<_>>())
    };
    assert_eq!(read(&text, Limits::default().with_rows(1)), (1, vec!["too_many_rows"]));
    assert_eq!(read(&text, Limits::default().with_bytes(130)), (1, vec!["too_large"]));
    assert_eq!(
        read(&text, Limits::default().with_cell_bytes(12)),
        (0, vec!["cell_too_long", "cell_too_long"])
    );
    let endless = format!("{HEADER}{}\n{GOOD}", "x".repeat(200_000));
    assert_eq!(read(&endless, Limits::default().with_cell_bytes(100)), (1, vec!["cell_too_long"]));
    let bad = format!("{HEADER}{}", "x\n".repeat(10));
    assert_eq!(
        read(&bad, Limits::default().with_diagnostics(2)).1,
        ["ragged_row", "ragged_row", "too_many_diagnostics"]
    );
}

#[test]
fn an_input_that_fails_is_a_problem() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let text = format!("{HEADER}{GOOD}");
    let (data, problems) = Dataset::read_csv(text.as_bytes().chain(Failing)).lenient();
    assert_eq!(data.len(), 1);
    assert!(problems.iter().next().unwrap().to_string().contains("the disk is gone"));
}

#[test]
fn problems_of_the_data_are_located_too() {
    let (data, problems) = read(&format!("{GOOD}# comment\n{GOOD}\n{}", "i,s,2024,1,GW,,2023,,\n"));
    assert_eq!(problems, ["4:1 duplicate_observation", "6:1 published_before_period_end"]);
    assert_eq!(data.len(), 2);
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_bytes(&bytes);
    }

    #[test]
    fn any_rows_are_read_without_panic(rows in "[is2,\"\n#\r0.NaGW>~ é]{0,120}") {
        let (_, problems) = read(&rows);
        let _ = problems;
    }

    #[test]
    fn good_rows_survive_any_other_line(line in "[is2,\"#\r0.NaGW>~ é]{0,40}") {
        let (data, _) = read(&format!("{GOOD}{line}\n{LATER}"));
        let found: Vec<_> = data.observations().filter(|row| row.source().is_some()).map(ToOwned::to_owned).collect();
        let (expected, _) = read(&format!("{GOOD}{LATER}"));
        prop_assert_eq!(found, expected.into_observations().collect::<Vec<_>>());
    }

    #[test]
    fn what_is_written_reads_back(rows in proptest::collection::vec(any_observation(), 0..12)) {
        let rows = rows.into_iter().filter(|row| row.missing().is_some() || !row.flags().say_missing());
        let (data, _) = Dataset::from_observations(rows);
        let mut written = Vec::new();
        data.write_csv(&mut written).unwrap();
        let (again, problems) = CsvReader::new().dimension("level").read(&*written).lenient();
        prop_assert!(!problems.has_errors(), "{:?}", problems);
        prop_assert_eq!(again, data);
    }

    #[test]
    fn the_order_of_rows_is_irrelevant(values in proptest::collection::vec(1..100_u32, 2..8), cut in 1..7_usize) {
        let mut rows: Vec<String> =
            values.iter().zip(2010..).map(|(value, year)| format!("i,s,{year},{value},GW,,2030,,\n")).collect();
        let (data, _) = read(&rows.concat());
        let cut = cut.min(rows.len());
        rows.rotate_left(cut);
        prop_assert_eq!(read(&rows.concat()).0, data);
    }

    #[test]
    fn the_order_of_rows_of_several_series_is_irrelevant(
        rows in proptest::collection::btree_set((0..3_u8, 0..3_u8, 2000..2012_u32, 2020..2023_u32), 0..60),
        seed: u64,
        cut: prop::sample::Index,
    ) {
        // Values far apart, so that jumps along and across series are found in every order.
        let row = |(indicator, series, year, published): (u8, u8, u32, u32)| {
            let value = 10_u32.pow((u32::from(series) ^ year ^ published) & 3);
            let source = if year % 2 == 0 { "a-source-with-a-long-name-1" } else { "a-source-with-a-long-name-2" };
            format!("i{indicator},s{series},{year},{value},GW,,{published},{source},\n")
        };
        let mut rows: Vec<String> = rows.into_iter().map(row).collect();
        let summary = |text: &str| {
            let (data, problems) = CsvReader::new().read(format!("{HEADER}{text}").as_bytes()).lenient();
            let mut found: Vec<_> = problems.iter().map(|problem| problem.field_path().map(str::to_owned)).collect();
            found.sort();
            (data, found)
        };
        let in_order = summary(&rows.concat());
        rows.sort_by_key(|row| row.bytes().fold(seed, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte))));
        prop_assert_eq!(&summary(&rows.concat()), &in_order);
        if !rows.is_empty() {
            let middle = cut.index(rows.len());
            rows.rotate_left(middle);
        }
        prop_assert_eq!(&summary(&rows.concat()), &in_order);
    }
}
