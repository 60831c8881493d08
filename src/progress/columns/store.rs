//! Rows kept for answering: three mantissas and 16 bytes where the numbers fit 64 bits, whole where they do not.
//! Built once from columns or rows; answers are read from `rows` in bulk, or from `row` one by one.

use super::narrow::{Narrow, Notes};
use super::{Inputs, Row, RowAnswer, Rows};
use crate::progress::ProgressError;

/// Rows of baseline, value, bound and times, ready to be answered.
///
/// ```
/// use policy_targets::progress::columns::{BoundKind, Column, Columns, Inputs, Times};
/// use policy_targets::number::Value;
///
/// let value: Vec<Option<Value>> = vec![Some("42.0".parse()?), None];
/// let columns = Columns::from_values(Inputs {
///     baseline: Column::All("25".parse()?),
///     value: (&value).into(),
///     bound: Column::All("50".parse()?),
///     kind: Column::All(BoundKind::Over),
///     times: Column::All(Times::in_months(48, 72)),
/// })?;
/// assert_eq!(columns.len(), 2);
/// assert_eq!(columns.row(0).ok_or("a row")?.share()?.to_string(), "0.68");
/// assert_eq!(columns.row(1).ok_or("a row")?.gap().unwrap_err().code(), "no_data");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// Mantissas and notes of every row; those of wide rows only hold the place. Columns apart are read in
    /// parallel streams, and the notes together in one.
    baseline: Vec<i64>,
    value: Vec<i64>,
    bound: Vec<i64>,
    notes: Vec<Notes>,
    /// With their places, in order.
    wide: Vec<(usize, Row)>,
}

impl Columns {
    /// From columns of one length.
    ///
    /// # Errors
    /// [`ProgressError::UnequalColumns`] if their lengths differ.
    pub fn from_values(inputs: Inputs<'_>) -> Result<Self, ProgressError> {
        inputs.into_rows().map(Self::from_iter)
    }

    /// Adds a row at the end.
    pub fn push(&mut self, row: Row) {
        let narrow = Narrow::of(&row);
        if narrow.is_none() {
            self.wide.push((self.len(), row));
        }
        let Narrow { baseline, value, bound, notes } = narrow.unwrap_or_else(Narrow::wide);
        self.baseline.push(baseline);
        self.value.push(value);
        self.bound.push(bound);
        self.notes.push(notes);
    }

    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.notes.len()
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }

    /// All rows, to be answered in bulk.
    #[must_use]
    pub fn rows(&self) -> Rows<'_> {
        Rows {
            first: 0,
            baseline: &self.baseline,
            value: &self.value,
            bound: &self.bound,
            notes: &self.notes,
            wide: &self.wide,
        }
    }

    /// The answers of one row in the types of the single numbers; `None` past the last row.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<RowAnswer> {
        let baseline = *self.baseline.get(row)?;
        let (value, bound) = (*self.value.get(row)?, *self.bound.get(row)?);
        let narrow = Narrow { baseline, value, bound, notes: *self.notes.get(row)? };
        Some(self.wide_row(row).map_or_else(|| narrow.answer(), Row::answer))
    }

    /// The decimals on which the numbers of a row are given; `None` for a wide row and past the last row.
    #[must_use]
    pub fn decimals(&self, row: usize) -> Option<u8> {
        let notes = self.notes.get(row)?;
        self.wide_row(row).is_none().then(|| notes.decimals())
    }

    /// The rows whose numbers do not fit 64 bits, in order.
    pub fn wide_rows(&self) -> impl Iterator<Item = usize> + '_ {
        self.wide.iter().map(|(row, _)| *row)
    }

    fn wide_row(&self, row: usize) -> Option<&Row> {
        let place = self.wide.binary_search_by_key(&row, |(place, _)| *place).ok()?;
        self.wide.get(place).map(|(_, numbers)| numbers)
    }
}

impl FromIterator<Row> for Columns {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        let mut columns = Self::default();
        columns.extend(rows);
        columns
    }
}

impl Extend<Row> for Columns {
    fn extend<I: IntoIterator<Item = Row>>(&mut self, rows: I) {
        let rows = rows.into_iter();
        let more = rows.size_hint().0;
        for mantissas in [&mut self.baseline, &mut self.value, &mut self.bound] {
            mantissas.reserve(more);
        }
        self.notes.reserve(more);
        for row in rows {
            self.push(row);
        }
    }
}
