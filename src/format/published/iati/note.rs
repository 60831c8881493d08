//! What IATI has no attribute for, in a comment with a fixed beginning: written beside the number that other programs
//! read, and read back by this one.

/// The beginning of such a comment.
const PREFIX: &str = "policy-targets: ";

/// Fields as one line: `policy-targets: target = over 50 % by 2025 | ...`.
pub(super) fn write(fields: &[(&str, String)]) -> Option<String> {
    let filled: Vec<String> = fields
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name} = {}", value.replace('|', "/")))
        .collect();
    (!filled.is_empty()).then(|| format!("{PREFIX}{}", filled.join(" | ")))
}

/// A field of a comment, and nothing if it is somebody else's.
pub(super) fn read<'c>(comment: &'c str, field: &str) -> Option<&'c str> {
    let fields = comment.strip_prefix(PREFIX)?;
    let parts = fields.split(" | ").filter_map(|part| part.split_once(" = "));
    parts.into_iter().find(|(name, _)| *name == field).map(|(_, value)| value)
}

/// Whether the comment is one of these.
pub(super) fn is_ours(comment: &str) -> bool {
    comment.starts_with(PREFIX)
}
