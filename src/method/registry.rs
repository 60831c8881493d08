//! The list of all methods by id and edition, and the table of it for the documentation.
//! A method that is not listed does not exist for agreement, conformance and the command line.

use super::{Method, published};
use std::fmt::Write as _;

/// Every published method, in a fixed order.
///
/// ```
/// use policy_targets::method::registry;
/// assert!(registry().iter().any(|method| method.description().id() == "open-sdg-2.4"));
/// ```
#[must_use]
pub fn registry() -> &'static [&'static dyn Method] {
    published::METHODS
}

/// The method of an id or alias.
///
/// ```
/// use policy_targets::method::by_id;
/// assert_eq!(by_id("un-2022").map(|method| method.description().publisher().to_owned()).as_deref(), Some("UN DESA"));
/// assert!(by_id("un-1066").is_none());
/// ```
#[must_use]
pub fn by_id(name: &str) -> Option<&'static dyn Method> {
    registry().iter().copied().find(|method| method.description().is_called(name))
}

/// The table of all methods: id, publisher, edition, question, classes, verification.
#[must_use]
pub fn table_markdown() -> String {
    let mut table = String::from(
        "| id | publisher | edition | what it asks | classes | verification |\n|---|---|---|---|---|---|\n",
    );
    for method in registry() {
        let described = method.description();
        let classes: Vec<&str> = described.classes().iter().map(super::Class::name).collect();
        let classes = if classes.is_empty() { "a number only".to_owned() } else { classes.join(" · ") };
        let _ = writeln!(
            table,
            "| `{}` | {} | {} | {} | {classes} | {} |",
            described.id(),
            described.publisher(),
            described.edition(),
            described.question(),
            described.verification(),
        );
    }
    table
}
