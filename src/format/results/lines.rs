//! Assessments written as JSON Lines, one assessment a line, and read back.
//! The same plan, data and settings give the same bytes.

use crate::assess::Assessment;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::format::Loaded;
use std::io::{self, Write};

/// Writes assessments as JSON Lines.
///
/// # Errors
/// What the writer fails with.
pub fn write_json_lines<'a>(
    assessments: impl IntoIterator<Item = &'a Assessment>,
    mut writer: impl Write,
) -> io::Result<()> {
    for assessment in assessments {
        serde_json::to_writer(&mut writer, assessment)?;
        writer.write_all(b"\n")?;
    }
    Ok(())
}

/// Reads assessments back from JSON Lines; a line that is not one is reported and the others are kept.
///
/// ```
/// use policy_targets::format::read_json_lines;
///
/// let loaded = read_json_lines("{\"plan\": 1}\n");
/// assert_eq!(loaded.problems().len(), 1);
/// ```
pub fn read_json_lines(text: &str) -> Loaded<Vec<Assessment>> {
    let (mut assessments, mut problems) = (Vec::new(), Diagnostics::default());
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(assessment) => assessments.push(assessment),
            Err(error) => {
                problems.push(bad_line(
                    index,
                    &error,
                    "an assessment as written by this library, on one line",
                ));
            }
        }
    }
    Loaded::new(assessments, problems)
}

/// A line of JSON Lines that is not what it should be.
pub(in crate::format) fn bad_line(index: usize, error: &serde_json::Error, expected: &str) -> Diagnostic {
    let column = u32::try_from(error.column()).unwrap_or(u32::MAX).max(1);
    Diagnostic::new(Code::InvalidValue)
        .at(Location::new(line_number(index), column))
        .found(error.to_string())
        .expected(expected)
}

/// The number of a line, from 1.
pub(in crate::format) fn line_number(index: usize) -> u32 {
    u32::try_from(index.saturating_add(1)).unwrap_or(u32::MAX)
}
