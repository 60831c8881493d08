//! What a caller already has, borrowed: one thing for each row, or the same for all.
//! A row without a baseline, value, bound or time is legal; only lengths can be wrong.

use super::{BoundKind, Row, Times};
use crate::number::Value;
use crate::progress::ProgressError;

/// One thing for each row, with or without missing ones, or the same thing for all rows.
///
/// ```
/// use policy_targets::progress::columns::{BoundKind, Column};
/// let kinds = [BoundKind::AtLeast, BoundKind::Under];
/// assert!(matches!(Column::from(&kinds), Column::Each(kinds) if kinds.len() == 2));
/// ```
#[derive(Debug, Clone, Copy)]
pub enum Column<'a, T> {
    /// One for each row.
    Each(&'a [T]),
    /// One for each row that has one.
    EachOrMissing(&'a [Option<T>]),
    /// The same for all rows.
    All(T),
}

impl<T: Copy> Column<'_, T> {
    /// The number of rows; `None` if it is that of the other columns.
    fn rows(&self) -> Option<usize> {
        match self {
            Self::Each(all) => Some(all.len()),
            Self::EachOrMissing(all) => Some(all.len()),
            Self::All(_) => None,
        }
    }

    fn get(&self, row: usize) -> Option<T> {
        match self {
            Self::Each(all) => all.get(row).copied(),
            Self::EachOrMissing(all) => all.get(row).copied().flatten(),
            Self::All(one) => Some(*one),
        }
    }
}

impl<'a, T> From<&'a [T]> for Column<'a, T> {
    fn from(all: &'a [T]) -> Self {
        Self::Each(all)
    }
}

impl<'a, T, const N: usize> From<&'a [T; N]> for Column<'a, T> {
    fn from(all: &'a [T; N]) -> Self {
        Self::Each(all)
    }
}

impl<'a, T> From<&'a Vec<T>> for Column<'a, T> {
    fn from(all: &'a Vec<T>) -> Self {
        Self::Each(all)
    }
}

impl<'a, T> From<&'a [Option<T>]> for Column<'a, T> {
    fn from(all: &'a [Option<T>]) -> Self {
        Self::EachOrMissing(all)
    }
}

impl<'a, T> From<&'a Vec<Option<T>>> for Column<'a, T> {
    fn from(all: &'a Vec<Option<T>>) -> Self {
        Self::EachOrMissing(all)
    }
}

/// The columns from which [`Columns`](super::Columns) are built.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// Values at the base point.
    pub baseline: Column<'a, Value>,
    /// Reported values.
    pub value: Column<'a, Value>,
    /// Numbers of the targets, in the unit of the value.
    pub bound: Column<'a, Value>,
    /// Kinds of the bounds.
    pub kind: Column<'a, BoundKind>,
    /// Times of the values.
    pub times: Column<'a, Times>,
}

impl Inputs<'_> {
    /// The rows, one for each row of the columns; one if every column says "the same for all".
    pub(super) fn into_rows(self) -> Result<impl ExactSizeIterator<Item = Row>, ProgressError> {
        let lengths = [
            ("baseline", self.baseline.rows()),
            ("value", self.value.rows()),
            ("bound", self.bound.rows()),
            ("kind", self.kind.rows()),
            ("times", self.times.rows()),
        ];
        let rows = lengths.iter().find_map(|(_, rows)| *rows).unwrap_or(1);
        for (column, found) in lengths {
            equal_lengths(column, found.unwrap_or(rows), rows)?;
        }
        Ok((0..rows).map(move |row| Row {
            baseline: self.baseline.get(row),
            value: self.value.get(row),
            bound: self.kind.get(row).zip(self.bound.get(row)),
            times: self.times.get(row),
        }))
    }
}

/// Refuses a column with another number of rows.
pub(super) fn equal_lengths(
    column: &'static str,
    found: usize,
    expected: usize,
) -> Result<(), ProgressError> {
    if found == expected { Ok(()) } else { Err(ProgressError::UnequalColumns { column, found, expected }) }
}
