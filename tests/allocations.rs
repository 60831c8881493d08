//! What is allocated while data are read and looked at: what is kept, and nothing for each row.
//!
//! Every bound is on a count of allocations, which is the same in every run.
#![allow(clippy::panic, clippy::expect_used, clippy::unwrap_used, reason = "a test fails loudly")]

use allocation_counter::{AllocationInfo, measure};
use policy_targets::data::Dataset;
use policy_targets::time::NaiveDate;
use std::fmt::Write as _;

const HEADER: &str = "indicator,series,period,value,unit,flags,published,source,note\n";
/// What reading takes once: buffers, the header, the words of the columns.
const ONCE: u64 = 300;

/// Months of series, one after the other or month by month.
fn panel(series: u32, months: u32, is_by_month: bool) -> String {
    let mut cells: Vec<(u32, u32)> =
        (0..series).flat_map(|series| (0..months).map(move |month| (series, month))).collect();
    if is_by_month {
        cells.sort_by_key(|(series, month)| (*month, *series));
    }
    let mut text = HEADER.to_owned();
    for (series, month) in cells {
        let (year, month_of_year) = (2000 + month / 12, month % 12 + 1);
        let value = 1000 + month;
        writeln!(
            text,
            "energy.i{series:05},stats,{year}-{month_of_year:02},{value}.5,GWh,P,{}-01-15,stats-{year},\"as first published\"",
            year + 1,
        )
        .unwrap();
    }
    text
}

/// Days of one series: no period and no day of publication is there twice.
fn days(count: u32) -> String {
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
    let days = first.iter_days().zip(1_u32..=count);
    let rows = days.map(|(day, value)| format!("load,grid,{day},{},MW,,{day},grid,\n", 10_000 + value % 50));
    format!("{HEADER}{}", rows.collect::<String>())
}

/// The data set of a text, and what reading it took.
fn read(text: &str) -> (Dataset, AllocationInfo) {
    let mut data = None;
    let taken = measure(|| {
        let (read, warnings) = Dataset::read_csv(text.as_bytes()).strict().unwrap();
        assert!(warnings.is_empty(), "{warnings}");
        data = Some(read);
    });
    (data.unwrap(), taken)
}

#[test]
fn rows_of_one_series_allocate_nothing_but_room() {
    // What doubles its room allocates once more for twice the rows: the observations, their numbers and lines.
    let [short, long] = [1_500, 12_000].map(|count| read(&days(count)).1.count_total);
    assert!(short < ONCE, "{short}");
    assert!(long < short + 40, "{short} for 1500 rows, {long} for 12000");
}

#[test]
fn series_allocate_and_their_rows_do_not_in_any_order() {
    for is_by_month in [false, true] {
        let [short, long] = [30, 120].map(|months| read(&panel(300, months, is_by_month)).1.count_total);
        // Its key and the ids in it, its place, and room for observations and numbers.
        assert!(short < ONCE + 300 * 20, "{short} for 9000 rows");
        // Twice double the room.
        assert!(long < short + ONCE + 300 * 4, "{short} for 9000 rows, {long} for 36000");
    }
}

#[test]
fn memory_is_bounded_by_what_is_kept() {
    let (data, taken) = read(&panel(2_000, 30, false));
    assert_eq!(data.len(), 60_000);
    let kept = u64::try_from(taken.bytes_current).unwrap();
    assert!(kept < 60_000 * 140, "{kept} bytes for 60000 observations");
    assert!(taken.bytes_max < kept + kept / 3, "{kept} bytes kept, {} at most", taken.bytes_max);
}

#[test]
fn a_view_by_day_copies_nothing() {
    let (data, _) = read(&panel(100, 30, false));
    let day = NaiveDate::from_ymd_opt(2002, 6, 30).unwrap();
    let taken = measure(|| {
        let view = data.view(day);
        let latest = view.series().flat_map(|series| series.latest());
        // The months of 2000 and 2001 were published by January 2002.
        assert_eq!(latest.count(), 100 * 24);
        for series in data.series() {
            let seen = view.get(series.key()).unwrap();
            assert_eq!(
                seen.observations().zip(series.observations()).filter(|(a, b)| std::ptr::eq(*a, *b)).count(),
                24
            );
        }
    });
    assert_eq!(taken.count_total, 0);
}
