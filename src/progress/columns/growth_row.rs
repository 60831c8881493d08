//! A row as growth from its baseline over whole years, for methods that compare rates of growth.
//! The numbers are the mantissas of the row, oriented, so that up is better.

use crate::number::Change;

/// Baseline, value and bound with the years from the baseline, both above 0.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GrowthRow {
    pub(crate) baseline: i64,
    pub(crate) value: i64,
    pub(crate) bound: i64,
    pub(super) elapsed: i32,
    pub(super) whole: i32,
}

impl GrowthRow {
    /// Whether there is growth from the baseline to both: none of them is 0, and all have one sign.
    #[inline]
    pub(crate) fn is_of_one_sign(&self) -> bool {
        let signs = [self.baseline, self.value, self.bound].map(i64::signum);
        signs == [1; 3] || signs == [-1; 3]
    }

    /// From the baseline to the value.
    #[inline]
    pub(crate) fn achieved(&self) -> Change {
        self.change_to(self.value, self.elapsed)
    }

    /// From the baseline to the bound.
    #[inline]
    pub(crate) fn required(&self) -> Change {
        self.change_to(self.bound, self.whole)
    }

    #[inline]
    fn change_to(&self, end: i64, periods: i32) -> Change {
        // Mantissas stay below 2^62, so that no difference can wrap.
        Change { from: self.baseline, by: end.wrapping_sub(self.baseline), periods }
    }
}
