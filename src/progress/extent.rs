//! A worst and a best end of an answer that evidence only bounds.
//! Exact evidence makes both ends equal; a bound such as `>60` leaves one end open.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What an answer is at worst and at best.
///
/// An absent end is unbounded: `>60` against "at least 70" leaves a gap of at most 10, while `<60` leaves one
/// of at least 10 and no worst case.
///
/// ```
/// use policy_targets::progress::Extent;
///
/// let exact = Extent::exactly(21);
/// assert_eq!(exact.as_exact(), Some(&21));
/// let at_most_ten = Extent::new(Some(10), Some(0));
/// assert_eq!((at_most_ten.worst(), at_most_ten.as_exact()), (Some(&10), None));
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Extent<T> {
    worst: Option<T>,
    best: Option<T>,
}

impl<T> Extent<T> {
    /// From a worst and a best end; `None` where there is no end.
    #[must_use]
    pub fn new(worst: Option<T>, best: Option<T>) -> Self {
        Self { worst, best }
    }

    /// One answer without doubt.
    #[must_use]
    pub fn exactly(answer: T) -> Self
    where
        T: Clone,
    {
        Self::new(Some(answer.clone()), Some(answer))
    }

    /// The worst case; `None` if it has no end.
    #[must_use]
    pub fn worst(&self) -> Option<&T> {
        self.worst.as_ref()
    }

    /// The best case; `None` if it has no end.
    #[must_use]
    pub fn best(&self) -> Option<&T> {
        self.best.as_ref()
    }

    /// The answer, if worst and best case agree.
    #[must_use]
    pub fn as_exact(&self) -> Option<&T>
    where
        T: PartialEq,
    {
        self.worst.as_ref().filter(|worst| Some(*worst) == self.best.as_ref())
    }

    /// What a function makes of both ends.
    #[must_use]
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Extent<U> {
        Extent { worst: self.worst.map(&mut change), best: self.best.map(change) }
    }

    /// What a function that may have no answer makes of both ends.
    ///
    /// # Errors
    /// The first error of the function, the worst end first.
    pub fn try_map<U, E>(self, mut change: impl FnMut(T) -> Result<U, E>) -> Result<Extent<U>, E> {
        Ok(Extent {
            worst: self.worst.map(&mut change).transpose()?,
            best: self.best.map(change).transpose()?,
        })
    }
}

impl<T: PartialEq> Extent<T> {
    /// As [`try_map`](Self::try_map), asking the function once where worst and best case agree.
    pub(crate) fn try_map_once<U: Clone, E>(
        self,
        mut change: impl FnMut(T) -> Result<U, E>,
    ) -> Result<Extent<U>, E> {
        match self {
            Self { worst: Some(worst), best: Some(best) } if worst == best => {
                change(worst).map(Extent::exactly)
            }
            ends => ends.try_map(change),
        }
    }
}

impl<T: fmt::Display + PartialEq> fmt::Display for Extent<T> {
    /// The answer if it is exact, else `worst to best`, with `open` for an end that is not there.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(exact) = self.as_exact() {
            return formatter.pad(&exact.to_string());
        }
        let [worst, best] =
            [&self.worst, &self.best].map(|end| end.as_ref().map_or_else(|| "open".to_owned(), T::to_string));
        formatter.pad(&format!("{worst} to {best}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extent_open_at_both_ends_is_not_exact() {
        assert_eq!(Extent::<i32>::new(None, None).as_exact(), None);
    }

    #[test]
    fn an_extent_prints_its_ends() {
        assert_eq!(Extent::exactly(3).to_string(), "3");
        assert_eq!(Extent::new(None, Some(3)).to_string(), "open to 3");
    }

    #[test]
    fn the_worst_end_fails_first() {
        let failed = Extent::new(Some(1), Some(2)).try_map(Err::<(), i32>);
        assert_eq!(failed, Err(1));
    }
}
