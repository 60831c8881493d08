//! What the tests of formats share: rows in short, problems in short.

use policy_targets::data::{Dataset, Observation};
use policy_targets::diagnostic::Diagnostics;
use policy_targets::format::Loaded;

/// An observation on one line: indicator, series, dimensions, period, what is reported, flags, day of publication.
pub(crate) fn line(row: &Observation) -> String {
    let dimensions: Vec<String> =
        row.dimensions().iter().map(|(name, value)| format!("{name}={value}")).collect();
    let reported = match (row.quantity(), row.missing()) {
        (Some(quantity), _) => quantity.to_string(),
        (None, Some(reason)) => format!("missing ({reason})"),
        (None, None) => String::new(),
    };
    let parts = [
        row.indicator().to_string(),
        row.series().to_string(),
        dimensions.join(","),
        row.period().to_string(),
        reported,
        row.flags().to_string(),
        row.published().to_string(),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

pub(crate) fn lines(data: &Dataset) -> Vec<String> {
    data.observations().map(line).collect()
}

/// The problems as `line:column code`.
pub(crate) fn codes(problems: &Diagnostics) -> Vec<String> {
    let short = |problem: &policy_targets::diagnostic::Diagnostic| {
        let place =
            problem.location().map_or("-".to_owned(), |place| format!("{}:{}", place.line(), place.column()));
        format!("{place} {}", problem.code())
    };
    problems.iter().map(short).collect()
}

/// Rows and problems, as short as can be.
pub(crate) fn shown(loaded: Loaded<Dataset>) -> (Vec<String>, Vec<String>) {
    let (data, problems) = loaded.lenient();
    (lines(&data), codes(&problems))
}
