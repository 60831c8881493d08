//! The law of columns: row by row the answers of the single numbers, in any order, in parts and in parallel.
//! The vectors are computed apart from the crate by `tests/oracle/columns.py`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test fails loudly"
)]

mod support;

use policy_targets::number::{Ratio, Value};
use policy_targets::progress::columns::{
    Answers, BoundKind, Column, Columns, Inputs, Rates, Row, Rows, Status, Times, Unanswered,
};
use policy_targets::progress::{self, Course, Gap, ProgressError, Shape, Standing, Undefined};
use policy_targets::time::Span;
use proptest::prelude::*;
use support::{day, value, vectors};

/// The answers of one row: gap, share, standing and required rate.
type Answered = (
    Result<Gap, Unanswered>,
    Result<Ratio, Unanswered>,
    Result<Standing, Unanswered>,
    Result<Ratio, Unanswered>,
);

/// What the functions for single numbers say, called here and not by the crate.
fn single(row: &Row) -> Answered {
    let numbers = || {
        let value = row.value.ok_or(Unanswered::NoData)?.to_ratio();
        let (kind, bound) = row.bound.ok_or(Unanswered::NoNumber)?;
        Ok((value, kind.acceptable(bound.to_ratio())))
    };
    let way = || {
        let (value, acceptable) = numbers()?;
        let base = row.baseline.ok_or(Unanswered::NoBaseline)?.to_ratio();
        let target = acceptable.target_from(&base)?;
        Ok((base, value, target))
    };
    let timed_way = || way().and_then(|way| Ok((way, row.times.ok_or(Unanswered::NoDeadline)?)));
    let standing = || {
        let ((base, value, target), times) = timed_way()?;
        let course = Course::new(base, target, times.whole().years(), Shape::Linear)?;
        Ok(course.standing(&times.elapsed().years(), &value)?)
    };
    let rate = || {
        let ((_, value, target), times) = timed_way()?;
        Ok(progress::required_rate(&value, &target, &times.left().years())?)
    };
    (
        numbers().map(|(value, acceptable)| acceptable.gap(&value)),
        way().and_then(|(base, value, target)| Ok(progress::share_of_way(&base, &value, &target)?)),
        standing(),
        rate(),
    )
}

/// One row of columns in its own types.
fn row_of(columns: &Columns, row: usize) -> Answered {
    let answer = columns.row(row).expect("a row");
    (answer.gap().cloned(), answer.share().cloned(), answer.standing(), answer.required_rate().cloned())
}

/// Owned slices to write into.
#[derive(Debug, Clone, PartialEq)]
struct Buffers {
    shortfall: Vec<i64>,
    progress: Vec<i64>,
    way: Vec<i64>,
    status: Vec<Status>,
    change: Vec<i64>,
    years: Vec<i64>,
}

impl Buffers {
    /// Filled with what no answer may leave standing.
    fn of(rows: usize) -> Self {
        let numbers = || vec![i64::MIN; rows];
        Self {
            shortfall: numbers(),
            progress: numbers(),
            way: numbers(),
            status: vec![Status::default(); rows],
            change: numbers(),
            years: numbers(),
        }
    }

    fn stretch(&mut self, first: usize, rows: usize) -> (Answers<'_>, Rates<'_>) {
        let stretch = first..first + rows;
        let answers = Answers {
            shortfall: &mut self.shortfall[stretch.clone()],
            progress: &mut self.progress[stretch.clone()],
            way: &mut self.way[stretch.clone()],
            status: &mut self.status[stretch.clone()],
        };
        (answers, Rates { change: &mut self.change[stretch.clone()], years: &mut self.years[stretch] })
    }

    fn filled(columns: &Columns) -> Self {
        let mut buffers = Self::of(columns.len());
        let (answers, rates) = buffers.stretch(0, columns.len());
        columns.rows().gap_share_status_rate(answers, rates).expect("equal lengths");
        buffers
    }

    /// What the slices say of a row, read as their documentation tells; wide numbers come from the columns.
    fn read(&self, columns: &Columns, row: usize) -> Answered {
        let status = self.status[row];
        let standing = status.standing();
        let exact = row_of(columns, row);
        if status.is_wide() {
            assert_eq!(columns.decimals(row), None);
            assert_eq!(
                (self.shortfall[row], self.progress[row], self.way[row], self.years[row]),
                (-1, 0, 0, 0)
            );
            if let Ok(gap) = &exact.0 {
                assert_eq!(status.at_excluded_bound(), gap.at_excluded_bound());
            }
            return (exact.0, exact.1, standing, exact.3);
        }
        let scale = Ratio::power_of_ten(columns.decimals(row).expect("decimals").into());
        let scaled = |mantissa: i64| Ratio::from(mantissa).divide(&scale).unwrap();
        let gap = if self.shortfall[row] < 0 {
            Err(standing.unwrap_err())
        } else {
            let shortfall = scaled(self.shortfall[row]).to_string();
            let marked = status.at_excluded_bound();
            let text = format!(r#"{{"shortfall":"{shortfall}","at_excluded_bound":{marked}}}"#);
            Ok(serde_json::from_str(&text).expect("a gap"))
        };
        let share = Ratio::new(self.progress[row], self.way[row]).ok_or_else(|| standing.unwrap_err());
        let rate = if status.has_wide_rate() {
            assert_eq!(self.years[row], 0);
            exact.3
        } else {
            let rate = Ratio::new(self.change[row], self.years[row]);
            rate.map(|rate| rate.divide(&scale).unwrap()).ok_or_else(|| match standing {
                Err(reason) if self.way[row] == 0 => reason,
                Err(Unanswered::NoDeadline) => Unanswered::NoDeadline,
                _ => Undefined::NoTimeLeft.into(),
            })
        };
        (gap, share, standing, rate)
    }
}

fn assert_agreement(rows: &[Row]) {
    let columns: Columns = rows.iter().copied().collect();
    let buffers = Buffers::filled(&columns);
    for (index, row) in rows.iter().enumerate() {
        let expected = single(row);
        assert_eq!(buffers.read(&columns, index), expected, "slices: {row:?}");
        assert_eq!(row_of(&columns, index), expected, "row: {row:?}");
        let answer = row.answer();
        assert_eq!(
            (answer.gap(), answer.share(), answer.standing(), answer.required_rate()),
            (
                expected.0.as_ref().map_err(|reason| *reason),
                expected.1.as_ref().map_err(|reason| *reason),
                expected.2,
                expected.3.as_ref().map_err(|reason| *reason)
            ),
            "single: {row:?}"
        );
    }
}

fn kind(text: &str) -> BoundKind {
    match text {
        ">=" => BoundKind::AtLeast,
        ">" => BoundKind::Over,
        "<=" => BoundKind::AtMost,
        "<" => BoundKind::Under,
        _ => panic!("{text}"),
    }
}

#[test]
fn rows_are_answered_as_computed_apart() {
    let expected = vectors("columns");
    let present = |text: &str| (!text.is_empty()).then(|| value(text));
    let column = |name: &str| expected.iter().map(|row| present(row.text(name))).collect::<Vec<_>>();
    let kinds: Vec<BoundKind> = expected.iter().map(|row| kind(row.text("kind"))).collect();
    let days = |row: &support::Row| {
        let [base, value, deadline] = ["base_day", "value_day", "deadline"].map(|name| row.text(name));
        (!base.is_empty()).then(|| Times::between(day(base), day(value), day(deadline)))
    };
    let times: Vec<Option<Times>> = expected.iter().map(days).collect();
    let columns = Columns::from_values(Inputs {
        baseline: (&column("baseline")).into(),
        value: (&column("value")).into(),
        bound: (&column("bound")).into(),
        kind: (&kinds).into(),
        times: (&times).into(),
    })
    .unwrap();
    let buffers = Buffers::filled(&columns);
    let shown = |answer: Result<String, Unanswered>| answer.unwrap_or_else(|reason| reason.code().to_owned());
    let canonical = |text: &str| text.parse::<Ratio>().map_or_else(|_| text.to_owned(), |it| it.to_string());
    let mut floats_wrong = 0;
    for (index, row) in expected.iter().enumerate() {
        for (gap, share, standing, rate) in [buffers.read(&columns, index), row_of(&columns, index)] {
            let excluded = gap.as_ref().is_ok_and(Gap::at_excluded_bound);
            assert_eq!(excluded, row.text("at_excluded_bound") == "true", "{row}");
            assert_eq!(
                shown(gap.map(|gap| gap.shortfall().to_string())),
                canonical(row.text("shortfall")),
                "{row}"
            );
            assert_eq!(shown(share.map(|share| share.to_string())), canonical(row.text("share")), "{row}");
            assert_eq!(shown(standing.map(|standing| standing.to_string())), row.text("standing"), "{row}");
            assert_eq!(
                shown(rate.map(|rate| rate.to_string())),
                canonical(row.text("required_rate")),
                "{row}"
            );
        }
        let float = row.text("float_standing");
        floats_wrong += usize::from(!float.is_empty() && float != row.text("standing"));
    }
    // What the vectors are for: rows on which floats err, rows past 64 bits, rates past 64 bits.
    assert!(floats_wrong > 80, "{floats_wrong}");
    assert!(columns.wide_rows().count() > 50);
    assert!(buffers.status.iter().filter(|status| status.has_wide_rate()).count() > 10);
}

#[test]
fn trailing_zeros_make_no_row_wide_and_digits_do() {
    let row = |value: &str| Row {
        baseline: Some(Value::from(1)),
        value: Some(value.parse().unwrap()),
        bound: Some((BoundKind::AtLeast, Value::from(3))),
        times: Some(Times::in_months(1, 12)),
    };
    let wide = |value: &str| Columns::from_iter([row(value)]).wide_rows().count();
    assert_eq!(wide("2.000000000000000000000000000"), 0);
    assert_eq!(wide("2.000000000000000000000000001"), 1);
    // 2^62 and its neighbour, the first that does not fit and the last that does.
    assert_eq!((wide("4611686018427387904"), wide("-4611686018427387903")), (1, 0));
    assert_agreement(&["4611686018427387904", "4611686018427387903", "-4611686018427387903"].map(row));
}

#[test]
fn columns_and_slices_of_unequal_length_are_refused() {
    let (two, three) = ([Value::from(1); 2], [Value::from(2); 3]);
    let inputs = Inputs {
        baseline: (&two).into(),
        value: (&three).into(),
        bound: Column::All(Value::from(5)),
        kind: Column::All(BoundKind::AtLeast),
        times: Column::All(Times::in_months(1, 12)),
    };
    let error = Columns::from_values(inputs).unwrap_err();
    assert_eq!(error, ProgressError::UnequalColumns { column: "value", found: 3, expected: 2 });
    let columns = Columns::from_values(Inputs { value: (&two).into(), ..inputs }).unwrap();
    let mut buffers = Buffers::of(3);
    for rows in [1, 3] {
        let (answers, _) = buffers.stretch(0, rows);
        assert_eq!(columns.rows().gap_share_status(answers).unwrap_err().code(), "unequal_columns");
    }
    let (answers, _) = buffers.stretch(0, 2);
    let (change, years) = (&mut [0; 2][..], &mut [0; 1][..]);
    let error = columns.rows().gap_share_status_rate(answers, Rates { change, years }).unwrap_err();
    assert_eq!(error, ProgressError::UnequalColumns { column: "years", found: 1, expected: 2 });
    let columns = Columns::from_values(Inputs {
        baseline: Column::All(Value::from(1)),
        value: Column::All(Value::from(1)),
        ..inputs
    });
    assert_eq!(columns.unwrap().len(), 1);
}

#[test]
fn a_status_keeps_its_published_byte() {
    let standings = [Standing::Behind, Standing::OnPath, Standing::Ahead].map(Ok);
    let undefined =
        [Undefined::OutsidePath, Undefined::BeforeBaseline, Undefined::NoTimeLeft].map(|it| Err(it.into()));
    let missing = [
        Unanswered::NoDeadline,
        Undefined::MetAtBaseline.into(),
        Unanswered::NoBaseline,
        Unanswered::NoNumber,
        Unanswered::NoData,
    ]
    .map(Err);
    let codes = standings.into_iter().chain(undefined).chain(missing);
    let value = |number: i64| Some(Value::from(number));
    let times = |elapsed, whole| Some(Times::in_months(elapsed, whole));
    let row = |baseline, value, bound: Option<Value>, times| Row {
        baseline,
        value,
        bound: bound.map(|bound| (BoundKind::Over, bound)),
        times,
    };
    let rows = [
        row(value(0), value(4), value(10), times(6, 12)),
        row(value(0), value(5), value(10), times(6, 12)),
        row(value(0), value(6), value(10), times(6, 12)),
        row(value(0), value(6), value(10), times(13, 12)),
        row(value(0), value(6), value(10), times(-1, 12)),
        row(value(0), value(6), value(10), times(0, 0)),
        row(value(0), value(6), value(10), None),
        row(value(10), value(10), value(10), times(6, 12)),
        row(None, value(6), value(10), times(6, 12)),
        row(value(0), value(6), None, times(6, 12)),
        row(value(0), None, value(10), times(6, 12)),
    ];
    assert_agreement(&rows);
    let buffers = Buffers::filled(&Columns::from_iter(rows));
    for (index, (code, status)) in codes.zip(&buffers.status).enumerate() {
        assert_eq!(status.standing(), code);
        let excluded = if index == 7 { 16 } else { 0 };
        assert_eq!(usize::from(status.byte()), index + excluded, "{status:?}");
    }
}

/// Numbers of all sizes, with the digits of published ones more often than others.
fn numbers() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (-9_999..=9_999_i64, 0..=4_u32).prop_map(|(m, d)| Value::new(m, d).unwrap()),
        2 => (any::<i64>(), 0..=28_u32).prop_map(|(m, d)| Value::new(m, d).unwrap()),
        1 => (-99_i64..=99, 1..=26_usize).prop_map(|(m, zeros)| {
            let text = format!("{m}.{}", "0".repeat(zeros));
            text.parse().unwrap()
        }),
        1 => "-?[1-9][0-9]{18,26}".prop_map(|text| text.parse().unwrap()),
        1 => ((-3..=3_i64), prop::sample::select(vec![62_u32, 63])).prop_map(|(near, bits)| {
            ((1_i128 << bits) + i128::from(near)).to_string().parse().unwrap()
        }),
    ]
}

fn spans() -> impl Strategy<Value = Span> {
    prop_oneof![
        4 => (-3..=120_i32).prop_map(Span::from_months),
        3 => (-90..=3_660_i32).prop_map(Span::from_days),
        1 => any::<i32>().prop_map(Span::from_months),
        1 => any::<i32>().prop_map(Span::from_days),
    ]
}

fn times() -> impl Strategy<Value = Times> {
    prop_oneof![
        (1..=120_i32, 1..=120_i32).prop_map(|(one, two)| Times::in_months(one.min(two), one.max(two))),
        (spans(), spans(), spans()).prop_map(|(elapsed, whole, left)| Times::new(elapsed, whole, left)),
    ]
}

fn kinds() -> impl Strategy<Value = BoundKind> {
    prop::sample::select(vec![BoundKind::AtLeast, BoundKind::Over, BoundKind::AtMost, BoundKind::Under])
}

/// A value exactly on the line of a row, at the bound, at the baseline, or anywhere.
fn placed(how: u8, baseline: Value, bound: Value, times: Times, any: Value) -> Value {
    match how {
        0 => bound,
        1 => baseline,
        2 | 3 => {
            let (elapsed, whole) = (times.elapsed().years(), times.whole().years());
            let on_line = elapsed
                .divide(&whole)
                .map(|share| baseline.to_ratio() + (bound.to_ratio() - baseline.to_ratio()) * share);
            let decimals = on_line.as_ref().and_then(Ratio::exact_decimals);
            on_line
                .zip(decimals)
                .and_then(|(on_line, decimals)| on_line.rounded(decimals).ok())
                .unwrap_or(any)
        }
        _ => any,
    }
}

fn rows() -> impl Strategy<Value = Row> {
    let numbers = (numbers(), numbers(), numbers(), kinds(), times());
    (numbers, 0..6_u8, 0..60_u8).prop_map(|((baseline, bound, any, kind, times), how, missing)| Row {
        baseline: (missing != 0).then_some(baseline),
        value: (missing != 1).then(|| placed(how, baseline, bound, times, any)),
        bound: (missing != 2).then_some((kind, bound)),
        times: (missing != 3).then_some(times),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn columns_and_single_numbers_agree(rows in prop::collection::vec(rows(), 1..8)) {
        assert_agreement(&rows);
    }

    #[test]
    fn order_and_parts_do_not_matter(
        rows in prop::collection::vec(rows(), 1..24).prop_shuffle(), part in 0..9_usize, turn: prop::sample::Index,
    ) {
        let columns: Columns = rows.iter().copied().collect();
        let whole = Buffers::filled(&columns);
        let mut parts = Buffers::of(rows.len());
        let mut first = 0;
        for stretch in columns.rows().chunks(part) {
            let (answers, rates) = parts.stretch(first, stretch.len());
            Rows::gap_share_status_rate(stretch, answers, rates).unwrap();
            first += stretch.len();
        }
        prop_assert_eq!(first, rows.len());
        prop_assert_eq!(&parts, &whole);
        let mut without_rates = Buffers::of(rows.len());
        let (answers, _) = without_rates.stretch(0, rows.len());
        columns.rows().gap_share_status(answers).unwrap();
        prop_assert_eq!(&without_rates.shortfall, &whole.shortfall);
        prop_assert_eq!(&without_rates.progress, &whole.progress);
        prop_assert_eq!(&without_rates.way, &whole.way);
        prop_assert_eq!(&without_rates.status, &whole.status);
        let turn = turn.index(rows.len());
        let mut turned = rows.clone();
        turned.rotate_left(turn);
        let turned_columns: Columns = turned.into_iter().collect();
        let turned = Buffers::filled(&turned_columns);
        for index in 0..rows.len() {
            let place = (index + rows.len() - turn) % rows.len();
            prop_assert_eq!(turned.read(&turned_columns, place), whole.read(&columns, index));
        }
    }
}

#[cfg(feature = "parallel")]
#[test]
fn many_threads_write_the_same_bytes() {
    let times = Times::in_months(7, 60);
    let row = |index: i64| {
        let mantissa = index.wrapping_mul(6_364_136_223_846_793_005).rotate_left(17);
        // Every seventh row is wide, in every stretch.
        let bits = if index % 7 == 0 { 0 } else { 24 };
        Row {
            baseline: Some(Value::from(index)),
            value: Some(Value::new(mantissa >> bits, 3).unwrap()),
            bound: (index % 11 != 0)
                .then_some((BoundKind::Over, Value::from(mantissa.rotate_left(9) >> bits))),
            times: Some(times),
        }
    };
    let columns: Columns = (0..70_000).map(row).collect();
    assert!(columns.wide_rows().count() > 7_000);
    let serial = Buffers::filled(&columns);
    let mut parallel = Buffers::of(columns.len());
    let (answers, rates) = parallel.stretch(0, columns.len());
    columns.rows().gap_share_status_rate_in_parallel(answers, rates).unwrap();
    assert_eq!(parallel, serial);
    let mut parallel = Buffers::of(columns.len());
    let (answers, _) = parallel.stretch(0, columns.len());
    columns.rows().gap_share_status_in_parallel(answers).unwrap();
    assert_eq!((parallel.status, parallel.shortfall), (serial.status, serial.shortfall));
    let mut short = Buffers::of(3);
    let (answers, _) = short.stretch(0, 3);
    assert!(columns.rows().gap_share_status_in_parallel(answers).is_err());
}
