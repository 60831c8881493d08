//! Published files into data sets, beside the bare loop of the `csv` crate, of `quick-xml` or of `serde_json` over the
//! same bytes: megabytes a second, their ratio, and the most memory a process held.
//!
//! `cargo bench --bench formats --all-features` runs every format in a process of its own on 100 MB (10 MB of JSON, which is read
//! as one document); `-- MEGABYTES [FORMAT]` another size or one format. The files are left in `target/tmp` for
//! `benches/peers/run formats`.
#![allow(
    clippy::expect_used,
    clippy::cast_precision_loss,
    clippy::arithmetic_side_effects,
    clippy::print_stdout,
    reason = "a broken fixture must stop the benchmark"
)]

use policy_targets::diagnostic::Limits;
use policy_targets::format::{DataFormat, DataReader, IatiReader};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
const NAMES: [&str; 12] = [
    "tidy-csv",
    "sdmx-csv",
    "un-sdg-csv",
    "world-bank-csv",
    "owid-csv",
    "eurostat-tsv",
    "dhis2-csv",
    "iamc-csv",
    "open-sdg-csv",
    "world-bank-json",
    "dhis2-json",
    "iati",
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let megabytes = arguments.first().and_then(|text| text.parse().ok()).unwrap_or(100);
    if let Some(name) = arguments.get(1) {
        return measure(name, megabytes);
    }
    println!(
        "{:<16} {:>6} {:>10} {:>10} {:>7} {:>12} {:>9}",
        "format", "MB", "ours MB/s", "bare MB/s", "times", "observations", "peak MB"
    );
    for name in NAMES {
        let program = std::env::current_exe().expect("this program");
        let status =
            Command::new(program).args([&megabytes.to_string(), name]).status().expect("this program again");
        assert!(status.success(), "{name}");
    }
}

fn measure(name: &str, megabytes: usize) {
    let is_document = name.ends_with("json");
    let bytes = (if is_document { megabytes.min(10) } else { megabytes }) * 1_000_000;
    let text = generate(name, bytes);
    let ending = match name {
        "eurostat-tsv" => "tsv",
        "iati" => "xml",
        name if is_document || name.ends_with("json") => "json",
        _ => "csv",
    };
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.{ending}"));
    std::fs::write(&file, &text).expect("the file for the peers");
    let before = resident();
    let mut count = 0;
    let ours = median(|| count = read(name, &text));
    let peak = resident().saturating_sub(before);
    let bare = median(|| bare_loop(name, &text));
    let speed = |time: Duration| text.len() as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{name:<16} {:>6} {:>10.0} {:>10.0} {:>7.2} {count:>12} {peak:>9}",
        text.len() / 1_000_000,
        speed(ours),
        speed(bare),
        ours.as_secs_f64() / bare.as_secs_f64(),
    );
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

/// The most memory this process has held so far, in megabytes; 0 where the system does not say.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok()).unwrap_or(0) / 1000
}

/// How many observations a reader makes of the text, or activities.
fn read(name: &str, text: &str) -> usize {
    let limits = Limits::default().with_document_bytes(1 << 30).with_diagnostics(10);
    if name == "iati" {
        let mut reader = IatiReader::within(black_box(text.as_bytes()), limits);
        let mut count = 0;
        while let Some(activity) = reader.next_activity() {
            let periods = activity
                .results
                .iter()
                .flat_map(|result| &result.indicators)
                .flat_map(|indicator| &indicator.periods);
            count += periods.map(|period| period.actuals.len()).sum::<usize>();
        }
        return count;
    }
    let format: DataFormat = name.parse().expect("a format");
    let reader = DataReader::new(format)
        .limits(limits)
        .file_name("indicator_1-1-1.csv")
        .published("2024-05-01".parse().expect("a day"))
        .unit("%".parse().expect("a unit"));
    let reader = if format == DataFormat::TidyCsv { reader.dimension("area") } else { reader };
    let (data, problems) = reader.read(black_box(text.as_bytes())).lenient();
    assert!(!problems.has_errors(), "{name}: {problems}");
    data.len()
}

/// What the parser alone does, every cell or attribute looked at.
fn bare_loop(name: &str, text: &str) {
    if name == "iati" {
        let mut reader = quick_xml::reader::Reader::from_reader(black_box(text.as_bytes()));
        let (mut buffer, mut seen) = (Vec::new(), 0);
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).expect("XML") {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(start) | quick_xml::events::Event::Empty(start) => {
                    seen += start.attributes().count();
                }
                _ => seen += 1,
            }
        }
        black_box(seen);
        return;
    }
    if name.ends_with("json") {
        let value: serde_json::Value = serde_json::from_slice(black_box(text.as_bytes())).expect("JSON");
        drop(black_box(value));
        return;
    }
    let separator = if name == "eurostat-tsv" { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(black_box(text.as_bytes()));
    let (mut record, mut seen) = (csv::ByteRecord::new(), 0);
    while reader.read_byte_record(&mut record).expect("CSV") {
        seen += record.iter().map(<[u8]>::len).sum::<usize>();
    }
    black_box(seen);
}

#[allow(clippy::too_many_lines, reason = "one row of every format")]
/// A file of about so many bytes, with values that move by hundredths.
fn generate(name: &str, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 4096);
    let push = |text: &mut String, row: std::fmt::Arguments<'_>| {
        text.write_fmt(row).expect("memory takes everything");
    };
    let value = |series: usize, year: usize| {
        format!("{}.{:02}", 40 + (series + year) % 20, (series * 7 + year * 13) % 100)
    };
    text.push_str(match name {
        "tidy-csv" => "indicator,series,area,period,value,unit,flags,published,source,note\n",
        "sdmx-csv" => "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,INDICATOR,REF_AREA,SEX,AGE,URBANISATION,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS,DECIMALS\n",
        "un-sdg-csv" => "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,Time_Detail,TimeCoverage,UpperBound,LowerBound,BasePeriod,Source,GeoInfoUrl,FootNote,[Age],[Nature],[Sex],[Units]\n",
        "world-bank-csv" => "\"Data Source\",\"World Development Indicators\",\n\n\"Last Updated Date\",\"2024-10-24\",\n\n",
        "owid-csv" => "Entity,Code,Year,share_a,share_b,share_c\n",
        "dhis2-csv" => "dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value,storedby,timestamp,comment,followup\n",
        "open-sdg-csv" => "Year,Series,Units,Geography,Sex,GeoCode,Value\n",
        "world-bank-json" => "[{\"page\":1,\"pages\":1,\"per_page\":50,\"lastupdated\":\"2024-10-24\"},[\n",
        "dhis2-json" => "{\"dataValues\":[\n",
        "iati" => "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<iati-activities version=\"2.03\">\n",
        _ => "",
    });
    let years: Vec<String> = (1960..2024).map(|year| year.to_string()).collect();
    match name {
        "world-bank-csv" => {
            let header: Vec<String> = years.iter().map(|year| format!("\"{year}\"")).collect();
            push(
                &mut text,
                format_args!(
                    "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator Code\",{},\n",
                    header.join(",")
                ),
            );
        }
        "eurostat-tsv" => {
            push(&mut text, format_args!("freq,nrg_bal,unit,geo\\TIME_PERIOD\t{} \n", years.join(" \t")));
        }
        "iamc-csv" => {
            push(&mut text, format_args!("Model,Scenario,Region,Variable,Unit,{}\n", years.join(",")));
        }
        _ => {}
    }
    let mut series = 0;
    while text.len() < bytes {
        series += 1;
        let area = format!("{:03}", series % 250);
        let indicator = series / 250;
        match name {
            "world-bank-csv" => {
                push(
                    &mut text,
                    format_args!(
                        "\"Country {area}\",\"C{area}\",\"Access to something (% of population)\",\"EG.X{indicator}.ZS\""
                    ),
                );
                (0..64).for_each(|year| push(&mut text, format_args!(",\"{}\"", value(series, year))));
                text.push_str(",\n");
            }
            "eurostat-tsv" => {
                push(&mut text, format_args!("A,B{indicator},PC,G{area}"));
                (0..64).for_each(|year| {
                    push(
                        &mut text,
                        format_args!("\t{}{}", value(series, year), if year % 9 == 0 { " p" } else { " " }),
                    );
                });
                text.push('\n');
            }
            "iamc-csv" => {
                push(&mut text, format_args!("Model 1,Base,Region {area},Final Energy|Part {indicator},TWh"));
                (0..64).for_each(|year| push(&mut text, format_args!(",{}", value(series, year))));
                text.push('\n');
            }
            "iati" => {
                push(
                    &mut text,
                    format_args!(
                        "  <iati-activity last-updated-datetime=\"2024-06-30T00:00:00Z\">\n    <iati-identifier>XX-{series}</iati-identifier>\n    <title><narrative>Activity {series}</narrative></title>\n    <result type=\"1\">\n      <title><narrative>Result</narrative></title>\n      <indicator measure=\"1\" ascending=\"1\">\n        <title><narrative>Indicator of {area}</narrative></title>\n        <baseline year=\"2015\" value=\"{}\"/>\n",
                        value(series, 0)
                    ),
                );
                (0..8).for_each(|year| push(&mut text, format_args!("        <period>\n          <period-start iso-date=\"20{0}-01-01\"/>\n          <period-end iso-date=\"20{0}-12-31\"/>\n          <target value=\"{1}\"/>\n          <actual value=\"{2}\"><comment><narrative>as reported</narrative></comment></actual>\n        </period>\n", 16 + year, 60 + year, value(series, year))));
                text.push_str("      </indicator>\n    </result>\n  </iati-activity>\n");
            }
            _ => {
                for year in 0..30 {
                    let (when, number) = (1994 + year, value(series, year));
                    match name {
                        "tidy-csv" => push(
                            &mut text,
                            format_args!(
                                "i.{indicator},stats,c{area},{when},{number},%,,2024-05-01,office,\n"
                            ),
                        ),
                        "sdmx-csv" => push(
                            &mut text,
                            format_args!(
                                "dataflow,EX:FLOW(1.0),I,A,IND_{indicator},A{area},_T,Y15T64,_T,{when},{number},PT,0,A,2\n"
                            ),
                        ),
                        "un-sdg-csv" => push(
                            &mut text,
                            format_args!(
                                "3,3.1,3.1.1,SER_{indicator},\"A series, described at length\",{area},Country {area},{when},{number},{when},,,,,\"National office, survey\",,,15-64,C,FEMALE,PERCENT\n"
                            ),
                        ),
                        "owid-csv" => push(
                            &mut text,
                            format_args!(
                                "Country {series},OWID{series},{when},{number},{},{}\n",
                                value(series, year + 1),
                                value(series, year + 2)
                            ),
                        ),
                        "dhis2-csv" => push(
                            &mut text,
                            format_args!(
                                "de{indicator:09},{when},ou{area}xYz,HllvX50cXC0,HllvX50cXC0,{number},admin,2024-05-01,,false\n"
                            ),
                        ),
                        "open-sdg-csv" => push(
                            &mut text,
                            format_args!(
                                "{when},Series {indicator},Percentage (%),Region {area},Female,{area},{number}\n"
                            ),
                        ),
                        "world-bank-json" => push(
                            &mut text,
                            format_args!(
                                "{}{{\"indicator\":{{\"id\":\"EG.X{indicator}.ZS\",\"value\":\"Access (% of population)\"}},\"country\":{{\"id\":\"C{area}\",\"value\":\"Country {area}\"}},\"countryiso3code\":\"C{area}\",\"date\":\"{when}\",\"value\":{number},\"unit\":\"\",\"obs_status\":\"\",\"decimal\":1}}",
                                if series + year > 1 { ",\n" } else { "" }
                            ),
                        ),
                        _ => push(
                            &mut text,
                            format_args!(
                                "{}{{\"dataElement\":\"de{indicator:09}\",\"period\":\"{when}\",\"orgUnit\":\"ou{area}\",\"categoryOptionCombo\":\"HllvX50cXC0\",\"value\":\"{number}\",\"lastUpdated\":\"2024-05-01T00:00:00.000+0000\"}}",
                                if series + year > 1 { ",\n" } else { "" }
                            ),
                        ),
                    }
                }
            }
        }
    }
    text.push_str(match name {
        "world-bank-json" => "]]\n",
        "dhis2-json" => "]}\n",
        "iati" => "</iati-activities>\n",
        _ => "",
    });
    text
}
