//! The same rows for every bench: numbers of four decimals, rising and falling targets, a fifth exactly on path.
//! Drawn from a linear congruential generator, so that every run and every program sees the same ones.

#![allow(dead_code, reason = "every bench uses a part of it")]

use policy_targets::number::Value;
use policy_targets::progress::columns::{
    Answers, BoundKind, Column, Columns, Inputs, Rates, Row, Status, Times,
};

const DECIMALS: u32 = 4;
/// Years from base point to deadline.
const YEARS: [i64; 5] = [5, 7, 9, 10, 15];

/// Columns as a data pipeline holds them, and the integers they were made of.
pub(crate) struct Table {
    pub(crate) baseline: Vec<Value>,
    pub(crate) value: Vec<Value>,
    pub(crate) bound: Vec<Value>,
    pub(crate) kind: Vec<BoundKind>,
    pub(crate) times: Vec<Times>,
    /// Baseline, value and bound in ten thousandths; elapsed and whole months.
    pub(crate) integers: [Vec<i64>; 5],
}

/// Knuth's multiplier and increment, of which the upper half of the bits is used.
struct Generator(u64);

impl Generator {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).expect("31 bits") % limit
    }
}

impl Table {
    pub(crate) fn new(rows: usize) -> Self {
        let mut generator = Generator(2031);
        let mut integers: [Vec<i64>; 5] = std::array::from_fn(|_| Vec::with_capacity(rows));
        let mut kind = Vec::with_capacity(rows);
        for _ in 0..rows {
            let whole = 12 * YEARS[usize::try_from(generator.below(5)).expect("an index")];
            let elapsed = 1 + generator.below(whole - 1);
            let rising = generator.below(2) == 0;
            let sign = if rising { 1 } else { -1 };
            let baseline = generator.below(10_000_000);
            let step = 1 + generator.below(20_000);
            let bound = baseline + sign * step * whole;
            let on_path = baseline + sign * step * elapsed;
            let off = if generator.below(5) == 0 { 0 } else { generator.below(400_001) - 200_000 };
            kind.push(match (rising, generator.below(2)) {
                (true, 0) => BoundKind::AtLeast,
                (true, _) => BoundKind::Over,
                (false, 0) => BoundKind::AtMost,
                (false, _) => BoundKind::Under,
            });
            for (column, number) in integers.iter_mut().zip([baseline, on_path + off, bound, elapsed, whole])
            {
                column.push(number);
            }
        }
        let values = |column: &[i64]| {
            column.iter().map(|number| Value::new(*number, DECIMALS).expect("four decimals")).collect()
        };
        let months = |number: i64| i32::try_from(number).expect("months");
        let times = integers[3].iter().zip(&integers[4]);
        Self {
            baseline: values(&integers[0]),
            value: values(&integers[1]),
            bound: values(&integers[2]),
            kind,
            times: times.map(|(elapsed, whole)| Times::in_months(months(*elapsed), months(*whole))).collect(),
            integers,
        }
    }

    pub(crate) fn columns(&self) -> Columns {
        Columns::from_values(Inputs {
            baseline: (&self.baseline).into(),
            value: (&self.value).into(),
            bound: (&self.bound).into(),
            kind: (&self.kind).into(),
            times: (&self.times).into(),
        })
        .expect("columns of one length")
    }

    /// The same rows with numbers that do not fit 64 bits.
    pub(crate) fn wide_columns(&self) -> Columns {
        let widened =
            |number: &Value| format!("{number}00000000000000000001").parse().expect("at most 28 digits");
        let widened = |column: &[Value]| column.iter().map(widened).collect::<Vec<Value>>();
        let (baseline, value, bound) = (widened(&self.baseline), widened(&self.value), widened(&self.bound));
        let columns = Columns::from_values(Inputs {
            baseline: (&baseline).into(),
            value: (&value).into(),
            bound: (&bound).into(),
            kind: (&self.kind).into(),
            times: Column::from(&self.times),
        })
        .expect("columns of one length");
        assert_eq!(columns.wide_rows().count(), columns.len());
        columns
    }

    /// The rows one by one, for the functions for single numbers.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let numbers = self.baseline.iter().zip(&self.value).zip(&self.bound);
        let rows = numbers.zip(&self.kind).zip(&self.times);
        rows.map(|((((baseline, value), bound), kind), times)| Row {
            baseline: Some(*baseline),
            value: Some(*value),
            bound: Some((*kind, *bound)),
            times: Some(*times),
        })
        .collect()
    }
}

/// Rows of base, latest value and target for methods that compare rates of growth, with whole years between them.
///
/// A fiftieth lies exactly on a threshold of `open-sdg-2.4`: over one year the share is a quotient of whole numbers.
pub(crate) struct GrowthTable {
    pub(crate) columns: Columns,
    /// Base, latest value and target in ten thousandths, years to the value and to the target, 1 rising or -1.
    pub(crate) integers: [Vec<i64>; 6],
}

impl GrowthTable {
    pub(crate) fn new(rows: usize) -> Self {
        let mut generator = Generator(2030);
        let mut integers: [Vec<i64>; 6] = std::array::from_fn(|_| Vec::with_capacity(rows));
        for _ in 0..rows {
            let sign = if generator.below(2) == 0 { 1 } else { -1 };
            let base = 100_000 + generator.below(10_000_000);
            let step = 1 + generator.below(base / 60);
            let on_threshold = generator.below(50) == 0;
            let (elapsed, whole, done) = if on_threshold {
                (1, 1, [12, 19][usize::from(generator.below(2) == 0)])
            } else {
                let whole = YEARS[usize::try_from(generator.below(5)).expect("an index")];
                (1 + generator.below(whole), whole, generator.below(30) - 6)
            };
            let row = [base, base + sign * done * step, base + sign * 20 * step, elapsed, whole, sign];
            for (column, number) in integers.iter_mut().zip(row) {
                column.push(number);
            }
        }
        let value = |number: i64| Value::new(number, DECIMALS).expect("four decimals");
        let months = |years: i64| i32::try_from(12 * years).expect("months");
        let columns = (0..rows).map(|row| Row {
            baseline: Some(value(integers[0][row])),
            value: Some(value(integers[1][row])),
            bound: Some((
                if integers[5][row] > 0 { BoundKind::AtLeast } else { BoundKind::AtMost },
                value(integers[2][row]),
            )),
            times: Some(Times::in_months(months(integers[3][row]), months(integers[4][row]))),
        });
        Self { columns: columns.collect(), integers }
    }
}

/// Slices for all answers, kept from one run to the next.
pub(crate) struct Buffers {
    pub(crate) shortfall: Vec<i64>,
    pub(crate) progress: Vec<i64>,
    pub(crate) way: Vec<i64>,
    pub(crate) status: Vec<Status>,
    pub(crate) change: Vec<i64>,
    pub(crate) years: Vec<i64>,
}

impl Buffers {
    pub(crate) fn new(rows: usize) -> Self {
        let numbers = || vec![-1; rows];
        Self {
            shortfall: numbers(),
            progress: numbers(),
            way: numbers(),
            status: vec![Status::default(); rows],
            change: numbers(),
            years: numbers(),
        }
    }

    /// The first slots, as many as there are rows.
    pub(crate) fn slots(&mut self, rows: usize) -> (Answers<'_>, Rates<'_>) {
        let answers = Answers {
            shortfall: &mut self.shortfall[..rows],
            progress: &mut self.progress[..rows],
            way: &mut self.way[..rows],
            status: &mut self.status[..rows],
        };
        (answers, Rates { change: &mut self.change[..rows], years: &mut self.years[..rows] })
    }
}
