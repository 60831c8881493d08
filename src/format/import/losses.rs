//! What a format cannot hold of what is written to it, by kind and how often.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use std::collections::BTreeMap;

/// What was left out so far: each kind with its number, and the first place and text.
#[derive(Debug, Default)]
pub(in crate::format) struct Losses {
    found: BTreeMap<&'static str, (u64, String, String)>,
}

impl Losses {
    /// One more thing of this kind is left out.
    pub(in crate::format) fn add(
        &mut self,
        kind: &'static str,
        path: impl FnOnce() -> String,
        text: impl FnOnce() -> String,
    ) {
        match self.found.get_mut(kind) {
            Some((count, ..)) => *count = count.saturating_add(1),
            None => {
                self.found.insert(kind, (1, path(), text()));
            }
        }
    }

    /// A warning for each kind, in the order of their names.
    pub(in crate::format) fn report(self, format: &str) -> Diagnostics {
        let warning = |(kind, (count, path, text)): (&str, (u64, String, String))| {
            let times =
                if count == 1 { String::new() } else { format!(", and {} more", count.saturating_sub(1)) };
            Diagnostic::new(Code::NotHeld)
                .path(path)
                .found(format!("{kind}: {text}{times}"))
                .expected(format!("what {format} can hold"))
        };
        self.found.into_iter().map(warning).collect()
    }
}
