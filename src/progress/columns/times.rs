//! Where a value stands in time between the base point and the deadline of its row.
//! Three exact spans, because spans of days and of months do not add up.

use crate::time::{NaiveDate, Span};

/// The spans between base point, value and deadline.
///
/// ```
/// use policy_targets::progress::columns::Times;
/// use policy_targets::time::{Period, Span};
///
/// let day = |year: &str| year.parse::<Period>().map(|year| year.last_day());
/// let times = Times::between(day("2020")?, day("2022")?, day("2025")?);
/// assert_eq!(times, Times::in_months(24, 60));
/// assert_eq!(times.left(), Span::from_months(36));
/// # Ok::<(), policy_targets::time::TimeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Times {
    elapsed: Span,
    whole: Span,
    left: Span,
}

impl Times {
    /// From three spans: base point to value, base point to deadline, value to deadline.
    #[must_use]
    pub fn new(elapsed: Span, whole: Span, left: Span) -> Self {
        Self { elapsed, whole, left }
    }

    /// From three days, by the rule of [`Span::between`].
    #[must_use]
    pub fn between(base: NaiveDate, value: NaiveDate, deadline: NaiveDate) -> Self {
        Self::new(Span::between(base, value), Span::between(base, deadline), Span::between(value, deadline))
    }

    /// From whole months: base point to value, and base point to deadline.
    #[must_use]
    pub fn in_months(elapsed: i32, whole: i32) -> Self {
        let [elapsed, whole, left] = [elapsed, whole, whole.saturating_sub(elapsed)].map(Span::from_months);
        Self::new(elapsed, whole, left)
    }

    /// From the base point to the value.
    #[must_use]
    pub fn elapsed(self) -> Span {
        self.elapsed
    }

    /// From the base point to the deadline.
    #[must_use]
    pub fn whole(self) -> Span {
        self.whole
    }

    /// Whether base point, value and deadline are whole years apart, in this order of base point and the others.
    pub(super) fn are_whole_years(self) -> bool {
        [self.elapsed, self.whole]
            .into_iter()
            .all(|span| matches!(span.fraction_of_years(), (months, 12) if months > 0 && months % 12 == 0))
    }

    /// From the value to the deadline.
    #[must_use]
    pub fn left(self) -> Span {
        self.left
    }
}
