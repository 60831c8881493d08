//! Arbitrary values of the types that have a text form.

use policy_targets::number::{Ratio, Value};
use policy_targets::plan::{AboutSide, Bound, ChangeFrom, ChangeMeasure, Target, TargetQuantity, TargetTime};
use policy_targets::text::Id;
use policy_targets::time::{NaiveDate, Period};
use policy_targets::unit::{Quantity, Reading, Unit};
use proptest::prelude::*;

const UNITS: &[&str] = &[
    "%",
    "pp",
    "‰",
    "1",
    "GW",
    "MW",
    "万千瓦",
    "亿吨",
    "kWh/100km",
    "million jobs",
    "CNY billion",
    "billion CNY@2020",
    "tce/10,000 CNY@2020",
    "patents per 10,000 persons",
    "件/万人",
    "persons in need",
    "°C",
    "gCO2/kWh",
    "index",
    "count",
    "years",
];

/// A decimal of at most 15 digits.
pub(crate) fn values() -> impl Strategy<Value = Value> {
    (-999_999_999_999_999_i64..=999_999_999_999_999, 0..=9_u32)
        .prop_map(|(mantissa, decimals)| Value::new(mantissa, decimals).expect("15 digits"))
}

/// A decimal, or a fraction that is none, now and then a large one.
pub(crate) fn ratios() -> impl Strategy<Value = Ratio> {
    let fraction = |(numerator, denominator, exponent): (i64, i64, u32)| {
        Ratio::new(numerator, denominator).expect("a denominator above 0").power(exponent)
    };
    prop_oneof![
        values().prop_map(Value::to_ratio),
        (any::<i64>(), 1..=i64::MAX, 1..=4_u32).prop_map(fraction),
        (-999..=999_i64, 1..=99_i64, 1..=2_u32).prop_map(fraction),
    ]
}

/// A unit of any kind.
pub(crate) fn units() -> impl Strategy<Value = Unit> {
    proptest::sample::select(UNITS).prop_map(|text| text.parse().expect("a unit"))
}

/// A reading of any kind.
pub(crate) fn readings() -> impl Strategy<Value = Reading> {
    prop_oneof![
        values().prop_map(Reading::Exact),
        values().prop_map(Reading::AtLeast),
        values().prop_map(Reading::Over),
        values().prop_map(Reading::AtMost),
        values().prop_map(Reading::Under),
        values().prop_map(Reading::About),
        (values(), values())
            .prop_map(|(one, two)| Reading::range(one.min(two), one.max(two)).expect("a range")),
    ]
}

/// A reading with a unit.
pub(crate) fn quantities() -> impl Strategy<Value = Quantity> {
    (readings(), units()).prop_map(|(reading, unit)| Quantity::new(reading, unit))
}

/// A day of two centuries.
pub(crate) fn days() -> impl Strategy<Value = NaiveDate> {
    (1900..2100_i32, 1..=366_u32)
        .prop_filter_map("a day of the year", |(year, day)| NaiveDate::from_yo_opt(year, day))
}

/// A period of one frequency.
fn regular_periods() -> impl Strategy<Value = Period> {
    let years = 1900..2100_i32;
    prop_oneof![
        years.clone().prop_map(|year| Period::year(year).expect("a year")),
        (years.clone(), 1..=2_u32).prop_map(|(year, half)| Period::half(year, half).expect("a half")),
        (years.clone(), 1..=4_u32).prop_map(|(year, part)| Period::quarter(year, part).expect("a quarter")),
        (years.clone(), 1..=12_u32).prop_map(|(year, month)| Period::month(year, month).expect("a month")),
        (years.clone(), 1..=52_u32).prop_map(|(year, week)| Period::iso_week(year, week).expect("a week")),
        days().prop_map(|day| Period::day(day).expect("a day")),
        (years, 1..=12_u32).prop_map(|(year, month)| {
            let start = NaiveDate::from_ymd_opt(year, month, 1).expect("a day");
            Period::fiscal_year(start).expect("a fiscal year")
        }),
    ]
}

/// A period of any kind, ranges included.
pub(crate) fn periods() -> impl Strategy<Value = Period> {
    let range = |one: Period, two: Period| {
        let (first, last) = if one.first_day() <= two.first_day() { (one, two) } else { (two, one) };
        Period::range(first, last).ok()
    };
    prop_oneof![
        3 => regular_periods(),
        1 => (regular_periods(), regular_periods())
            .prop_filter_map("in order", move |(one, two)| range(one, two)),
        1 => (1900..2050_i32, 1..50_i32).prop_filter_map("a range of years", move |(year, more)| {
            range(Period::year(year).ok()?, Period::year(year + more).ok()?)
        }),
    ]
}

fn every() -> impl Strategy<Value = TargetTime> {
    (regular_periods(), proptest::option::of(0..40_u32)).prop_map(|(from, more)| {
        let to = more.map(|more| (0..more).fold(from, |period, _| period.next().unwrap_or(period)));
        TargetTime::Every { frequency: from.frequency(), from, to }
    })
}

fn times() -> impl Strategy<Value = TargetTime> {
    prop_oneof![
        periods().prop_map(TargetTime::By),
        periods().prop_map(TargetTime::In),
        every(),
        periods().prop_map(TargetTime::Over),
        periods().prop_map(TargetTime::Average),
    ]
}

/// An identifier, also one that looks like a word or a sign of a target.
fn ids() -> impl Strategy<Value = Id> {
    let words =
        proptest::sample::select(&["gdp.growth", "province", "by", "from/x", "aim", "2020", "a-b_c:d"][..]);
    words.prop_map(|text| text.parse().expect("an id"))
}

fn target_quantities() -> impl Strategy<Value = TargetQuantity> {
    let from = || {
        prop_oneof![
            3 => proptest::option::of(periods()).prop_map(ChangeFrom::Baseline),
            1 => Just(ChangeFrom::BusinessAsUsual),
        ]
    };
    // A change in percent is its own measure: a unit of % does not stand for it.
    let difference_units = || units().prop_filter("no percentage", |unit| !unit.is_percentage());
    let margin_units = || proptest::option::of(difference_units());
    prop_oneof![
        3 => units().prop_map(|unit| TargetQuantity::Level { unit }),
        1 => (difference_units(), from())
            .prop_map(|(unit, from)| TargetQuantity::Change { measure: ChangeMeasure::Unit(unit), from }),
        1 => from().prop_map(|from| TargetQuantity::Change { measure: ChangeMeasure::Percent, from }),
        1 => proptest::option::of(periods()).prop_map(|from| TargetQuantity::Multiple { from }),
        1 => (ids(), margin_units())
            .prop_map(|(indicator, unit)| TargetQuantity::MarginOver { indicator, unit }),
        1 => (periods(), margin_units())
            .prop_map(|(reference, unit)| TargetQuantity::MarginOverPast { reference, unit }),
        1 => Just(TargetQuantity::CumulativeChange),
        1 => Just(TargetQuantity::AverageGrowth),
        1 => units().prop_map(|unit| TargetQuantity::Sum { unit }),
    ]
}

fn bounds() -> impl Strategy<Value = Bound> {
    let sides = proptest::sample::select(&[AboutSide::AtLeast, AboutSide::AtMost, AboutSide::Both][..]);
    let tolerances = proptest::option::of(
        (values(), units()).prop_map(|(value, unit)| Quantity::new(Reading::Exact(value), unit)),
    );
    prop_oneof![
        values().prop_map(Bound::AtLeast),
        values().prop_map(Bound::Over),
        values().prop_map(Bound::AtMost),
        values().prop_map(Bound::Under),
        values().prop_map(Bound::Equal),
        (values(), sides, tolerances).prop_map(|(value, side, tolerance)| Bound::About {
            value,
            side,
            tolerance
        }),
        (values(), values()).prop_map(|(one, two)| Bound::Between { low: one.min(two), high: one.max(two) }),
    ]
}

/// A target of any shape that is legal.
pub(crate) fn targets() -> impl Strategy<Value = Target> {
    let legal = |(bound, quantity, time, aim, group): (Bound, TargetQuantity, TargetTime, _, _)| {
        // A tolerance is written in the unit of the bound.
        let bound = match (bound, quantity.unit()) {
            (Bound::About { value, side, tolerance: Some(tolerance) }, Some(unit)) => {
                let tolerance = Quantity::new(*tolerance.reading(), unit.clone());
                Bound::About { value, side, tolerance: Some(tolerance) }
            }
            (Bound::About { value, side, .. }, None) => Bound::About { value, side, tolerance: None },
            (Bound::AtLeast(_), None) if quantity.is_margin() => Bound::AtLeast(Value::ZERO),
            (bound, _) => bound,
        };
        let target = Target::new(bound, quantity, time).ok()?;
        let target = match group {
            Some(dimension) => target.for_every(dimension),
            None => target,
        };
        match aim {
            Some(aim) => target.with_aim(aim).ok(),
            None => Some(target),
        }
    };
    let aims = prop_oneof![3 => Just(None), 1 => values().prop_map(Some)];
    let groups = prop_oneof![3 => Just(None), 1 => ids().prop_map(Some)];
    // On the heap: as one nested type it fills the stack of a test.
    let parts =
        (bounds().boxed(), target_quantities().boxed(), times().boxed(), aims.boxed(), groups.boxed());
    parts.prop_filter_map("a legal target", legal)
}
