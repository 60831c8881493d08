//! The same loops on all processors, by halving the rows; the same bytes as on one.
//! Every row is answered from itself alone, so that no order or number of threads can show.

use super::{Answers, Rates, Rows};
use crate::progress::ProgressError;

/// Below this a thread would wait longer for its work than for its answer.
const ROWS_OF_A_THREAD: usize = 16_384;

impl Rows<'_> {
    /// Writes what [`Rows::gap_share_status`] does, on the threads of the current `rayon` pool.
    ///
    /// # Errors
    /// As for [`Rows::gap_share_status`].
    pub fn gap_share_status_in_parallel(self, answers: Answers<'_>) -> Result<(), ProgressError> {
        answers.check(self.len())?;
        divide(self, answers, None);
        Ok(())
    }

    /// Writes what [`Rows::gap_share_status_rate`] does, on the threads of the current `rayon` pool.
    ///
    /// # Errors
    /// As for [`Rows::gap_share_status_rate`].
    pub fn gap_share_status_rate_in_parallel(
        self,
        answers: Answers<'_>,
        rates: Rates<'_>,
    ) -> Result<(), ProgressError> {
        answers.check(self.len())?;
        rates.check(self.len())?;
        divide(self, answers, Some(rates));
        Ok(())
    }
}

/// Halves rows and slices, which are equally long, until a half is worth a thread.
fn divide(rows: Rows<'_>, answers: Answers<'_>, rates: Option<Rates<'_>>) {
    if rows.len() <= ROWS_OF_A_THREAD {
        return match rates {
            None => rows.write(answers),
            Some(rates) => rows.write_with_rates(answers, rates),
        };
    }
    let middle = rows.len() / 2;
    let (rows, more_rows) = rows.split_at(middle);
    let (answers, more_answers) = answers.split_at(middle);
    let (rates, more_rates) = rates.map(|rates| rates.split_at(middle)).unzip();
    rayon::join(|| divide(rows, answers, rates), || divide(more_rows, more_answers, more_rates));
}

impl Answers<'_> {
    fn split_at(self, middle: usize) -> (Self, Self) {
        let (shortfall, more_shortfall) = self.shortfall.split_at_mut(middle);
        let (progress, more_progress) = self.progress.split_at_mut(middle);
        let (way, more_way) = self.way.split_at_mut(middle);
        let (status, more_status) = self.status.split_at_mut(middle);
        let rest =
            Self { shortfall: more_shortfall, progress: more_progress, way: more_way, status: more_status };
        (Self { shortfall, progress, way, status }, rest)
    }
}

impl Rates<'_> {
    fn split_at(self, middle: usize) -> (Self, Self) {
        let (change, more_change) = self.change.split_at_mut(middle);
        let (years, more_years) = self.years.split_at_mut(middle);
        (Self { change, years }, Self { change: more_change, years: more_years })
    }
}
