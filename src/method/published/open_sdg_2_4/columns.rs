//! Many ratings by `open-sdg-2.4` at once, as the ranks of their classes, from the columns of the arithmetic.
//! Decided in floats where they are sure, and by the rating of one case where they are not.

use super::{ACHIEVED, DETERIORATION, LIMITED, MODERATE, OpenSdg24, SUBSTANTIAL, number};
use crate::method::{Case, Class, Method};
use crate::number::{Multiples, Ratio};
use crate::progress::ProgressError;
use crate::progress::columns::{GrowthRow, Row, Rows};

/// In any year, since only the years between count.
const BASE_YEAR: i32 = 2000;

impl OpenSdg24 {
    /// Rates many rows with a target: writes the [rank](Class::rank) of each row's class, 0 where there is no rating.
    ///
    /// Baseline, value and bound are base, latest value and target; the kind of the bound gives the direction, and the
    /// bound itself counts as met for every kind. The ranks are those that [`rate`](Method::rate) gives, which also says
    /// why a row has none. Rows have no rating either where their times are not whole years, since this method counts
    /// in years.
    ///
    /// # Errors
    /// [`ProgressError::UnequalColumns`] unless the ranks are as many as the rows.
    ///
    /// ```
    /// use policy_targets::method::published::OpenSdg24;
    /// use policy_targets::number::Value;
    /// use policy_targets::progress::columns::{BoundKind, Column, Columns, Inputs, Times};
    ///
    /// // From 14.5 and from 12.3 to half of 14.5 in 2030, eight years after 2015.
    /// let baseline: &[Value] = &["14.5".parse()?, "12.3".parse()?];
    /// let value: &[Value] = &["10.2".parse()?, "11.9".parse()?];
    /// let columns = Columns::from_values(Inputs {
    ///     baseline: baseline.into(),
    ///     value: value.into(),
    ///     bound: Column::All("7.25".parse()?),
    ///     kind: Column::All(BoundKind::AtMost),
    ///     times: Column::All(Times::in_months(12 * 8, 12 * 15)),
    /// })?;
    /// let mut ranks = [0; 2];
    /// OpenSdg24.rank_rows(columns.rows(), &mut ranks)?;
    /// assert_eq!(ranks, [2, 4]); // on track, limited progress
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn rank_rows(self, rows: Rows<'_>, ranks: &mut [u8]) -> Result<(), ProgressError> {
        rows.require_length("ranks", ranks.len())?;
        let multiples = Multiples::new([number(6, 1), number(95, 2)]);
        for ((place, row), rank) in rows.growths().enumerate().zip(ranks) {
            let sure = row.and_then(|row| sure_rank(&row, &multiples));
            *rank = sure.unwrap_or_else(|| rows.row(place).map_or(0, |row| self.rank_of(&row)));
        }
        Ok(())
    }

    /// The rank of one row by the rating of a case.
    fn rank_of(self, row: &Row) -> u8 {
        let rated = case_of(row).and_then(|case| self.rate(&case).ok());
        rated.and_then(|rating| rating.class().map(Class::rank)).unwrap_or(0)
    }
}

/// The rank of the class, where it is sure without the digits of the statistic.
#[inline]
fn sure_rank(row: &GrowthRow, multiples: &Multiples<2>) -> Option<u8> {
    if !row.is_of_one_sign() {
        return None;
    }
    if row.value >= row.bound {
        return Some(ACHIEVED.rank());
    }
    let (achieved, required) = (row.achieved(), row.required());
    if required.by == 0 {
        return None;
    }
    match achieved.by {
        ..0 => Some(DETERIORATION.rank()),
        0 => Some(LIMITED.rank()),
        _ => {
            let ranks = [&LIMITED, &MODERATE, &SUBSTANTIAL].map(Class::rank);
            ranks.get(multiples.reached(achieved, required)?).copied()
        }
    }
}

/// A row as a case; `None` where something is missing or the times are not whole years.
fn case_of(row: &Row) -> Option<Case> {
    let (kind, bound) = row.bound?;
    let times = row.times?;
    let year_after = |years: Ratio| {
        let years = i32::try_from(years.to_whole_number()?).ok()?;
        BASE_YEAR.checked_add(years)
    };
    let (current_year, target_year) =
        (year_after(times.elapsed().years())?, year_after(times.whole().years())?);
    let case = Case::new([(BASE_YEAR, row.baseline?), (current_year, row.value?)])
        .with_base_year(BASE_YEAR)
        .with_direction(kind.direction())
        .with_target(bound)
        .with_target_year(target_year);
    Some(case)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Value;
    use crate::progress::columns::{BoundKind, Columns, Times};
    use proptest::prelude::*;

    fn row((baseline, value, bound): (Value, Value, Value), kind: BoundKind, years: (i32, i32)) -> Row {
        let months = |years: i32| years.saturating_mul(12);
        let times = Times::in_months(months(years.0), months(years.1));
        Row { baseline: Some(baseline), value: Some(value), bound: Some((kind, bound)), times: Some(times) }
    }

    fn ranks(rows: &[Row]) -> Vec<u8> {
        let columns: Columns = rows.iter().copied().collect();
        let mut ranks = vec![9; rows.len()];
        OpenSdg24.rank_rows(columns.rows(), &mut ranks).unwrap();
        ranks
    }

    fn texts(numbers: [&str; 3]) -> (Value, Value, Value) {
        let [baseline, value, bound] = numbers.map(|text| text.parse().unwrap());
        (baseline, value, bound)
    }

    /// Base, latest value and target in eight of fifteen years, and the rank.
    #[test]
    fn every_class_and_what_is_not_rated_comes_out() {
        for (numbers, kind, expected) in [
            (["14.5", "7.25", "7.25"], BoundKind::AtMost, 1),
            // Whether the bound itself counts is nothing that this method knows.
            (["14.5", "7.25", "7.25"], BoundKind::Under, 1),
            (["14.5", "10.2", "7.25"], BoundKind::AtMost, 2),
            (["14.5", "11.5", "7.25"], BoundKind::AtMost, 3),
            (["14.5", "14.5", "7.25"], BoundKind::AtMost, 4),
            (["14.5", "14.6", "7.25"], BoundKind::AtMost, 5),
            // From below 0 up, 0.001 in place of 0, between unlike signs, and no way.
            (["-10", "-5", "-2"], BoundKind::AtLeast, 3),
            (["0", "5", "10"], BoundKind::AtLeast, 2),
            (["5", "0", "0"], BoundKind::AtMost, 1),
            (["-5", "1", "10"], BoundKind::AtLeast, 0),
            (["5", "4", "5"], BoundKind::AtLeast, 0),
            (["5", "6", "5"], BoundKind::AtLeast, 1),
            // Numbers that fit no 64 bits.
            (["14.5000000000000000000000001", "10.2", "7.25"], BoundKind::AtMost, 2),
        ] {
            assert_eq!(ranks(&[row(texts(numbers), kind, (8, 15))]), [expected], "{numbers:?}");
        }
        let numbers = texts(["14.5", "10.2", "7.25"]);
        assert_eq!(ranks(&[row(numbers, BoundKind::AtMost, (0, 15))]), [0]);
        assert_eq!(ranks(&[row(numbers, BoundKind::AtMost, (8, 0))]), [0]);
        let in_months = Times::in_months(95, 180);
        let complete = row(numbers, BoundKind::AtMost, (8, 15));
        assert_eq!(ranks(&[Row { times: Some(in_months), ..complete }]), [0]);
        for value in ["10.2", "7"] {
            let without_base = Row { baseline: None, value: Some(value.parse().unwrap()), ..complete };
            assert_eq!(ranks(&[without_base]), [0]);
        }
        assert_eq!(ranks(&[Row { value: None, ..complete }]), [0]);
        assert_eq!(ranks(&[Row { times: None, ..complete }]), [0]);
    }

    #[test]
    fn ranks_are_as_many_as_rows() {
        let columns: Columns =
            [row(texts(["1", "2", "3"]), BoundKind::AtLeast, (1, 2))].into_iter().collect();
        assert!(OpenSdg24.rank_rows(columns.rows(), &mut []).is_err());
    }

    proptest! {
        #[test]
        fn ranks_are_those_of_single_ratings(
            numbers in proptest::collection::vec((-40_i64..400, -40_i64..400, -40_i64..400), 1..40),
            years in (1_i32..12, 1_i32..12), kind in 0..4_usize, decimals in 0_u32..4,
        ) {
            let kinds = [BoundKind::AtLeast, BoundKind::Over, BoundKind::AtMost, BoundKind::Under];
            let value = |number: i64| Value::new(number, decimals).unwrap();
            let rows: Vec<Row> = numbers
                .iter()
                .map(|(base, latest, target)| row((value(*base), value(*latest), value(*target)), kinds[kind], years))
                .collect();
            let single: Vec<u8> = rows.iter().map(|row| OpenSdg24.rank_of(row)).collect();
            prop_assert_eq!(ranks(&rows), single);
        }

        /// In one year each, the statistic is a quotient of whole numbers, often a threshold itself.
        #[test]
        fn thresholds_belong_to_the_better_class_in_columns_too(
            base in 1_i64..1000, step in 1_i64..50, twentieths in 0_i64..22, is_up in any::<bool>(),
        ) {
            let base = Value::new(base.saturating_mul(100_000), 2).unwrap();
            let sign = if is_up { 1 } else { -1 };
            let end = |steps: i64| {
                let change = steps.saturating_mul(step).saturating_mul(sign);
                Value::new(i64::try_from(base.mantissa()).unwrap().saturating_add(change), 2).unwrap()
            };
            let kind = if is_up { BoundKind::AtLeast } else { BoundKind::AtMost };
            let row = row((base, end(twentieths), end(20)), kind, (1, 1));
            let rank = ranks(&[row])[0];
            prop_assert_eq!(rank, OpenSdg24.rank_of(&row));
            let expected = match twentieths { 20.. => 1, 19 => 2, 12.. => 3, _ => 4 };
            prop_assert_eq!(rank, expected);
        }
    }
}
