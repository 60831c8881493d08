//! All problems of a file at once, as a loader returns them.
//! Usable as an error; bounded, so that a hostile file cannot fill the memory with complaints.

use super::{Code, Diagnostic, Severity};
use serde::{Serialize, Serializer};
use std::fmt;

/// A list of problems in the order they were found.
///
/// ```
/// use policy_targets::diagnostic::{Code, Diagnostic, Diagnostics};
///
/// let mut problems = Diagnostics::new();
/// problems.push(Diagnostic::new(Code::UnverifiedSource));
/// assert!(!problems.has_errors());
/// problems.push(Diagnostic::new(Code::MissingField).path("id"));
/// assert_eq!((problems.errors().count(), problems.warnings().count()), (1, 1));
/// assert!(problems.into_result().is_err());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    limit: usize,
    left_out: u64,
    /// Stands for those left out; there is one exactly when some were.
    summary: Option<Box<Diagnostic>>,
}

impl Default for Diagnostics {
    fn default() -> Self {
        Self::new()
    }
}

impl Diagnostics {
    /// An empty list that keeps everything.
    #[must_use]
    pub fn new() -> Self {
        Self::limited(usize::MAX)
    }

    /// An empty list that keeps this many problems. Further ones are counted, and reported together by one
    /// `too_many_diagnostics` at the end, which is an error if one of them was.
    ///
    /// ```
    /// use policy_targets::diagnostic::{Code, Diagnostic, Diagnostics};
    ///
    /// let mut problems = Diagnostics::limited(2);
    /// problems.extend(vec![Diagnostic::new(Code::RaggedRow); 5]);
    /// assert_eq!(problems.len(), 3);
    /// assert_eq!(problems.left_out(), 3);
    /// let last = problems.iter().last().and_then(Diagnostic::what_was_found);
    /// assert_eq!(last, Some("3 more problems"));
    /// ```
    #[must_use]
    pub fn limited(limit: usize) -> Self {
        Self { kept: Vec::new(), limit, left_out: 0, summary: None }
    }

    /// Adds a problem, or counts it when the list is full.
    pub fn push(&mut self, problem: Diagnostic) {
        if self.kept.len() < self.limit {
            self.kept.push(problem);
        } else {
            self.leave_out(1, problem.severity());
        }
    }

    /// Adds the problems of another list, and what that had left out.
    pub fn append(&mut self, other: Self) {
        self.extend(other.kept);
        if let Some(summary) = other.summary {
            self.leave_out(other.left_out, summary.severity());
        }
    }

    fn leave_out(&mut self, count: u64, severity: Severity) {
        self.left_out = self.left_out.saturating_add(count);
        let worst = self.summary.as_ref().map_or(severity, |summary| summary.severity().max(severity));
        let plural = if self.left_out == 1 { "" } else { "s" };
        let summary = Diagnostic::new(Code::TooManyDiagnostics)
            .weighing(worst)
            .found(format!("{} more problem{plural}", self.left_out));
        self.summary = Some(Box::new(summary));
    }

    /// How many problems were counted but not kept.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Whether another problem would only be counted.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.kept.len() >= self.limit
    }

    /// Whether any problem is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// The errors.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.iter().filter(|problem| problem.severity() == Severity::Error)
    }

    /// The warnings.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.iter().filter(|problem| problem.severity() == Severity::Warning)
    }

    /// All problems, last the `too_many_diagnostics` if some were left out.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.kept.iter().chain(self.summary.as_deref())
    }

    /// How many problems are listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept.len().saturating_add(usize::from(self.summary.is_some()))
    }

    /// Whether there is no problem.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The same problems by place: file, line, column; those without a place last.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.kept.sort_by(|left, right| {
            let places = (left.location(), right.location());
            let unplaced = (places.0.is_none(), places.1.is_none());
            unplaced.0.cmp(&unplaced.1).then_with(|| places.0.cmp(&places.1))
        });
        self
    }

    /// The warnings if there are only warnings.
    ///
    /// # Errors
    /// The whole list if it has errors.
    pub fn into_result(self) -> Result<Self, Self> {
        if self.has_errors() { Err(self) } else { Ok(self) }
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(problem: Diagnostic) -> Self {
        let mut problems = Self::new();
        problems.push(problem);
        problems
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(problems: I) -> Self {
        let mut list = Self::new();
        list.extend(problems);
        list
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, problems: I) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::iter::Chain<std::vec::IntoIter<Diagnostic>, std::option::IntoIter<Diagnostic>>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.into_iter().chain(self.summary.map(|summary| *summary))
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::iter::Chain<std::slice::Iter<'a, Diagnostic>, std::option::IntoIter<&'a Diagnostic>>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.iter().chain(self.summary.as_deref())
    }
}

impl Serialize for Diagnostics {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

/// The same text as `Display`, since a `main` that returns these as its error prints them by `Debug`.
impl fmt::Debug for Diagnostics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} problems\n{self}", self.len())
    }
}

impl fmt::Display for Diagnostics {
    /// One block for each problem, with an empty line between.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n\n")?;
            }
            write!(formatter, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Location;

    #[test]
    fn an_error_left_out_is_still_an_error() {
        let mut problems = Diagnostics::limited(1);
        problems.extend(vec![Diagnostic::new(Code::ValueJump); 3]);
        assert!(!problems.has_errors());
        problems.push(Diagnostic::new(Code::RaggedRow));
        problems.push(Diagnostic::new(Code::ValueJump));
        assert!(problems.has_errors());
        assert_eq!(problems.left_out(), 4);
    }

    #[test]
    fn appending_keeps_the_count_of_what_was_left_out() {
        let mut inner = Diagnostics::limited(1);
        inner.extend(vec![Diagnostic::new(Code::ValueJump); 3]);
        let mut outer = Diagnostics::limited(10);
        outer.append(inner);
        assert_eq!((outer.len(), outer.left_out()), (2, 2));
        assert_eq!(outer.into_iter().count(), 2);
    }

    #[test]
    fn sorted_by_place_with_the_unplaced_last() {
        let at = |line, column| Diagnostic::new(Code::Syntax).at(Location::new(line, column));
        let unplaced = Diagnostic::new(Code::EmptyInput);
        let problems: Diagnostics = [unplaced.clone(), at(10, 1), at(2, 7), at(2, 3)].into_iter().collect();
        let sorted: Vec<Diagnostic> = problems.sorted().into_iter().collect();
        assert_eq!(sorted, [at(2, 3), at(2, 7), at(10, 1), unplaced]);
    }

    #[test]
    fn blocks_are_separated_by_an_empty_line() {
        let problems: Diagnostics = vec![Diagnostic::new(Code::EmptyInput); 2].into_iter().collect();
        let block = Diagnostic::new(Code::EmptyInput).to_string();
        assert_eq!(problems.to_string(), format!("{block}\n\n{block}"));
    }
}
