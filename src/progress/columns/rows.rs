//! The loop over rows: answers written into the caller's slices, nothing allocated for a row.
//! A borrowed stretch of the rows of `Columns`, so that a caller can work in parts that stay in the cache.

use super::column::equal_lengths;
use super::growth_row::GrowthRow;
use super::narrow::{Measured, Narrow, Notes};
use super::{Row, Status};
use crate::progress::ProgressError;

/// Where gap, share and status are written; each slice as long as the rows.
///
/// Numbers are in the mantissas of the row and oriented: with the row's `decimals` the gap is
/// `shortfall / 10^decimals`, and the share of the way is `progress / way` exactly. A `shortfall` of -1 means
/// that there is none, a `way` of 0 that there is no share: the status says why, or that the row is wide.
#[derive(Debug)]
pub struct Answers<'a> {
    /// What is missing to the bound, 0 or more.
    pub shortfall: &'a mut [i64],
    /// The change since the baseline in the wanted direction.
    pub progress: &'a mut [i64],
    /// The change from the baseline to the bound in the wanted direction; above 0.
    pub way: &'a mut [i64],
    /// The standing or the reason for none.
    pub status: &'a mut [Status],
}

/// Where required rates are written; each slice as long as the rows.
///
/// The rate is `change / years / 10^decimals` exactly, signed: falling targets need a negative one. `years` is 0
/// where there is no rate or the row has a wide one.
#[derive(Debug)]
pub struct Rates<'a> {
    /// The change that is needed, times the parts of a year in which `years` counts.
    pub change: &'a mut [i64],
    /// The time left; above 0.
    pub years: &'a mut [i64],
}

/// A stretch of the rows of [`Columns`](super::Columns).
///
/// ```
/// # use policy_targets::progress::columns::{Answers, BoundKind, Columns, Inputs, Status, Times};
/// # let values = ["40".parse()?, "25".parse()?, "20".parse()?];
/// # let columns = Columns::from_values(Inputs {
/// #     baseline: (&values).into(),
/// #     value: (&values).into(),
/// #     bound: policy_targets::progress::columns::Column::All("50".parse()?),
/// #     kind: policy_targets::progress::columns::Column::All(BoundKind::AtLeast),
/// #     times: policy_targets::progress::columns::Column::All(Times::in_months(24, 60)),
/// # })?;
/// // Buffers for two rows serve any number of rows.
/// let (mut shortfall, mut progress, mut way, mut status) = ([0; 2], [0; 2], [0; 2], [Status::default(); 2]);
/// let mut missing = 0;
/// for rows in columns.rows().chunks(2) {
///     let n = rows.len();
///     rows.gap_share_status(Answers {
///         shortfall: &mut shortfall[..n],
///         progress: &mut progress[..n],
///         way: &mut way[..n],
///         status: &mut status[..n],
///     })?;
///     missing += shortfall[..n].iter().sum::<i64>();
/// }
/// assert_eq!(missing, 10 + 25 + 30);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    pub(super) first: usize,
    pub(super) baseline: &'a [i64],
    pub(super) value: &'a [i64],
    pub(super) bound: &'a [i64],
    pub(super) notes: &'a [Notes],
    /// With their places in all rows, in order.
    pub(super) wide: &'a [(usize, Row)],
}

impl<'a> Rows<'a> {
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

    /// The first rows, so many or all, and the rest.
    #[must_use]
    pub fn split_at(self, rows: usize) -> (Self, Self) {
        let middle = rows.min(self.len());
        let (baseline, more_baseline) = self.baseline.split_at(middle);
        let (value, more_value) = self.value.split_at(middle);
        let (bound, more_bound) = self.bound.split_at(middle);
        let (notes, more_notes) = self.notes.split_at(middle);
        let next = self.first.saturating_add(middle);
        let (wide, more_wide) = self.wide.split_at(self.wide.partition_point(|(row, _)| *row < next));
        let rest = Self {
            first: next,
            baseline: more_baseline,
            value: more_value,
            bound: more_bound,
            notes: more_notes,
            wide: more_wide,
        };
        (Self { first: self.first, baseline, value, bound, notes, wide }, rest)
    }

    /// Refuses a column of answers that is not as long as the rows.
    pub(crate) fn require_length(&self, column: &'static str, length: usize) -> Result<(), ProgressError> {
        equal_lengths(column, length, self.len())
    }

    /// The rows as growth over whole years; `None` where they are not, or are wide.
    pub(crate) fn growths(self) -> impl Iterator<Item = Option<GrowthRow>> {
        self.narrow().map(|row| row.growth())
    }

    /// A row in the types of the single numbers; `None` for one that is not of whole years, and past the last.
    pub(crate) fn row(&self, place: usize) -> Option<Row> {
        let all = self.first.checked_add(place)?;
        if let Ok(wide) = self.wide.binary_search_by_key(&all, |(row, _)| *row) {
            return self.wide.get(wide).map(|(_, row)| *row);
        }
        self.narrow().nth(place)?.row()
    }

    /// Stretches of so many rows, the last one shorter; of single rows for 0.
    pub fn chunks(self, rows: usize) -> impl Iterator<Item = Rows<'a>> {
        let mut rest = self;
        std::iter::from_fn(move || {
            let (chunk, tail) = rest.split_at(rows.max(1));
            rest = tail;
            (!chunk.is_empty()).then_some(chunk)
        })
    }

    /// Writes gap, share of the way, and standing against the straight line of every row.
    ///
    /// # Errors
    /// [`ProgressError::UnequalColumns`] unless every slice is as long as the rows.
    pub fn gap_share_status(self, answers: Answers<'_>) -> Result<(), ProgressError> {
        answers.check(self.len())?;
        self.write(answers);
        Ok(())
    }

    /// Writes what [`Rows::gap_share_status`] does, and the required rates.
    ///
    /// # Errors
    /// [`ProgressError::UnequalColumns`] unless every slice is as long as the rows.
    pub fn gap_share_status_rate(self, answers: Answers<'_>, rates: Rates<'_>) -> Result<(), ProgressError> {
        answers.check(self.len())?;
        rates.check(self.len())?;
        self.write_with_rates(answers, rates);
        Ok(())
    }

    fn narrow(self) -> impl Iterator<Item = Narrow> {
        let mantissas = self.baseline.iter().zip(self.value).zip(self.bound);
        mantissas.zip(self.notes).map(|(((baseline, value), bound), notes)| Narrow {
            baseline: *baseline,
            value: *value,
            bound: *bound,
            notes: *notes,
        })
    }

    pub(super) fn write(self, answers: Answers<'_>) {
        let Answers { shortfall, progress, way, status } = answers;
        let slots = shortfall.iter_mut().zip(progress).zip(way).zip(&mut *status);
        for (row, (((shortfall, progress), way), status)) in self.narrow().zip(slots) {
            let measured = row.measured();
            *shortfall = measured.shortfall;
            *progress = measured.progress;
            *way = measured.way;
            *status = measured.status;
        }
        self.write_wide(status);
    }

    pub(super) fn write_with_rates(self, answers: Answers<'_>, rates: Rates<'_>) {
        let Answers { shortfall, progress, way, status } = answers;
        let slots = shortfall.iter_mut().zip(progress).zip(way).zip(&mut *status);
        let slots = slots.zip(rates.change.iter_mut().zip(rates.years));
        for (row, ((((shortfall, progress), way), status), (change, years))) in self.narrow().zip(slots) {
            let Measured { shortfall: missing, progress: made, way: whole, status: stands } = row.measured();
            (*shortfall, *progress, *way, *status) = (missing, made, whole, stands);
            (*change, *years) = row.required_rate();
        }
        self.write_wide(status);
    }

    fn write_wide(self, status: &mut [Status]) {
        for (row, numbers) in self.wide {
            if let Some(slot) = row.checked_sub(self.first).and_then(|place| status.get_mut(place)) {
                *slot = wide_status(numbers);
            }
        }
    }
}

/// The status of a row that does not fit, by the functions for single numbers.
fn wide_status(row: &Row) -> Status {
    let at_excluded_bound = row.gap().is_ok_and(|gap| gap.at_excluded_bound());
    let mark = if at_excluded_bound { Status::AT_EXCLUDED_BOUND } else { 0 };
    Status::from_byte(Status::code(row.standing()) | mark | Status::WIDE)
}

impl Answers<'_> {
    pub(super) fn check(&self, rows: usize) -> Result<(), ProgressError> {
        equal_lengths("shortfall", self.shortfall.len(), rows)?;
        equal_lengths("progress", self.progress.len(), rows)?;
        equal_lengths("way", self.way.len(), rows)?;
        equal_lengths("status", self.status.len(), rows)
    }
}

impl Rates<'_> {
    pub(super) fn check(&self, rows: usize) -> Result<(), ProgressError> {
        equal_lengths("change", self.change.len(), rows)?;
        equal_lengths("years", self.years.len(), rows)
    }
}
