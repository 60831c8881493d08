//! The log of rounds as JSON Lines: appended to, read by hand, and read back.
//! A last line that was not written to its end is reported, and the rest is used.

use super::Loaded;
use super::results::{bad_line, line_number};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Location};
use crate::monitor::{Log, LogLine};
use std::io::{self, Write};

/// Appends lines of a log to a writer, each ended.
///
/// ```
/// use policy_targets::format::{read_log, write_log_lines};
/// use policy_targets::monitor::{Log, Snapshot};
/// # use policy_targets::{Assessor, Dataset, plan::Draft, text::MultilingualText};
/// # let plan = Draft::new("plan".parse()?, MultilingualText::english("A plan")?).into_plan()?;
/// # let data = Dataset::default();
/// # let day = policy_targets::NaiveDate::from_ymd_opt(2023, 3, 31).ok_or("no such day")?;
///
/// let (mut log, mut file) = (Log::default(), Vec::new());
/// write_log_lines(&log.record(&Snapshot::new(&plan, &data, Assessor::as_of(day)), None), &mut file)?;
/// let (read, problems) = read_log(std::str::from_utf8(&file)?).lenient();
/// assert!(problems.is_empty());
/// assert_eq!(read, log);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// What the writer fails with.
pub fn write_log_lines<'a>(
    lines: impl IntoIterator<Item = &'a LogLine>,
    mut writer: impl Write,
) -> io::Result<()> {
    for line in lines {
        serde_json::to_writer(&mut writer, line)?;
        writer.write_all(b"\n")?;
    }
    Ok(())
}

/// Replays a log. A line that cannot be read is reported and left out; `truncated_line` where it is the last one and
/// was not ended.
pub fn read_log(text: &str) -> Loaded<Log> {
    let (mut log, mut problems) = (Log::default(), Diagnostics::default());
    let count = text.lines().count();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let is_unended = index.saturating_add(1) == count && !text.ends_with('\n');
        match serde_json::from_str::<LogLine>(line) {
            Ok(line) => log.append(line),
            Err(error) if is_unended && error.is_eof() => {
                let tail: String =
                    line.chars().rev().take(20).collect::<Vec<_>>().into_iter().rev().collect();
                let problem = Diagnostic::new(Code::TruncatedLine).at(Location::new(line_number(index), 1));
                problems.push(problem.found(format!("...{tail}")).expected("a line to its end"));
            }
            Err(error) => {
                problems.push(bad_line(index, &error, "a line of a log as written by this library"));
            }
        }
    }
    Loaded::new(log, problems)
}
