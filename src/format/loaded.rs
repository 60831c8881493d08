//! What a reader returns: what could be read, together with everything that was wrong.

use crate::diagnostic::Diagnostics;

/// Something read from a file, and the problems found on the way. Decide with [`strict`](Self::strict) or
/// [`lenient`](Self::lenient) what the problems mean to you; both return the warnings, so none is lost.
///
/// ```
/// use policy_targets::diagnostic::{Code, Diagnostic};
/// use policy_targets::format::Loaded;
///
/// let loaded = Loaded::new("the good rows", Diagnostic::new(Code::RaggedRow).into());
/// assert!(loaded.clone().strict().is_err());
/// let (value, problems) = loaded.lenient();
/// assert_eq!((value, problems.len()), ("the good rows", 1));
/// ```
#[must_use = "decide with `strict` or `lenient` what the problems mean"]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded<T> {
    value: T,
    problems: Diagnostics,
}

impl<T> Loaded<T> {
    /// What was read, and the problems.
    pub fn new(value: T, problems: Diagnostics) -> Self {
        Self { value, problems }
    }

    /// What could be read.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Everything that was wrong or questionable.
    #[must_use]
    pub fn problems(&self) -> &Diagnostics {
        &self.problems
    }

    /// The whole file and the warnings, if nothing in it was wrong.
    ///
    /// # Errors
    /// All problems, if one of them is an error.
    pub fn strict(self) -> Result<(T, Diagnostics), Diagnostics> {
        self.problems.into_result().map(|warnings| (self.value, warnings))
    }

    /// What could be read, and all problems.
    #[must_use = "the problems may be errors"]
    pub fn lenient(self) -> (T, Diagnostics) {
        (self.value, self.problems)
    }
}
