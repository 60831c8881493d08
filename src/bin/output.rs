//! What comes out: text to standard output or a file, problems to standard error, and how the program ends.
//! Colours appear on a terminal only, and never carry what the words do not say.

use anstream::{eprintln, stderr};
use anstyle::{AnsiColor, Style};
use policy_targets::diagnostic::{Diagnostics, Severity};
use std::fmt::Display;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Why the program ends otherwise than well.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Problems in the input that were already told.
    Told,
    /// A problem in the input, and what to do.
    Input(String),
    /// The command asks for something that there is not.
    Usage(String),
    /// A goal has a verdict that was named.
    Verdict(String),
    /// The reader of the output has gone.
    Closed,
}

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    pub(crate) fn tell(&self) {
        match self {
            Self::Told | Self::Closed => {}
            Self::Input(message) => tell(Severity::Error, message),
            Self::Usage(message) => {
                tell(Severity::Error, message);
                eprintln!("\nFor more information, try '--help'.");
            }
            Self::Verdict(message) => eprintln!("{message}"),
        }
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Told | Self::Input(_) => ExitCode::from(1),
            Self::Usage(_) => ExitCode::from(2),
            Self::Verdict(_) => ExitCode::from(3),
            Self::Closed => ExitCode::SUCCESS,
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Closed } else { Self::Input(error.to_string()) }
    }
}

impl From<Diagnostics> for Failure {
    fn from(problems: Diagnostics) -> Self {
        tell_all(&problems);
        Self::Told
    }
}

fn colour(severity: Severity) -> Style {
    let colour = if severity == Severity::Error { AnsiColor::Red } else { AnsiColor::Yellow };
    colour.on_default().bold()
}

fn tell(severity: Severity, message: &str) {
    let style = colour(severity);
    eprintln!("{style}{severity}{style:#}: {message}");
}

/// What the library says to programs, and what it means on the command line.
const REMEDIES: &[(&str, &str)] = &[
    ("CsvReader::new().dimension(", "--dimension ("),
    ("name the format with DataReader::new, or read the file as a plan", "give a file of a known format"),
    ("with DataReader::published", "with --published DATE"),
    ("with DataReader::unit, or for a series with Selection::in_unit", "with --unit UNIT"),
    (", with DataReader::read_onto", ""),
];

/// Every problem as a block on standard error.
pub(crate) fn tell_all(problems: &Diagnostics) {
    for problem in problems.iter() {
        let text = REMEDIES.iter().fold(problem.to_string(), |text, (found, said)| text.replace(found, said));
        let style = colour(problem.severity());
        let word = problem.severity().to_string();
        let rest = text.strip_prefix(&word).unwrap_or(&text);
        eprintln!("{style}{word}{style:#}{rest}\n");
    }
}

/// A remark beside the answers.
pub(crate) fn remark(text: impl Display) {
    let style = Style::new().dimmed();
    // Nobody reads remarks of which the reader has gone.
    let _ = writeln!(stderr(), "{style}{text}{style:#}");
}

pub(crate) fn print(text: impl Display) -> Outcome {
    let mut text = text.to_string();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    print_bytes(text.as_bytes())
}

pub(crate) fn print_bytes(bytes: &[u8]) -> Outcome {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// To a file if one is named, else to standard output.
pub(crate) fn write(bytes: &[u8], file: Option<&Path>) -> Outcome {
    let Some(file) = file else { return print_bytes(bytes) };
    std::fs::write(file, bytes).map_err(|error| {
        Failure::Input(format!(
            "found {}, which cannot be written: {error}; name another file",
            file.display()
        ))
    })?;
    remark(format_args!("wrote {}", file.display()));
    Ok(())
}
