//! The JSON Schema of what is written: derived from the types themselves, so that it cannot drift from them.

use crate::assess::Assessment;

/// The JSON Schema (2020-12) of an assessment, which is one line of JSON Lines. It is published as
/// `docs/assessment.schema.json`.
///
/// ```
/// let schema = policy_targets::format::assessment_schema();
/// assert!(schema.contains("\"title\": \"Assessment\""));
/// ```
#[must_use]
pub fn assessment_schema() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Assessment>();
    // A schema is a JSON value, and writing one to memory cannot fail.
    let mut text = serde_json::to_string_pretty(schema.as_value()).unwrap_or_default();
    text.push('\n');
    text
}
