//! Methods of one's own as files: thresholds, sides, order, classes and their names in several languages.
//! TOML and JSON have the same fields; every problem is noted with its place.

use super::Document;
use super::bind::{Place, Problems, Table, foreign_version, version};
use super::leaf::{id, text, value, word, words};
use crate::diagnostic::{Code, Diagnostics, Limits};
use crate::method::{Class, OwnBand, OwnMethod, OwnMethodError};

/// The version of the format.
const FORMAT: &str = "1";

const METHOD: Table = Table {
    name: "method",
    fields: &[
        "format",
        "id",
        "publisher",
        "edition",
        "question",
        "source",
        "statistic",
        "target_met",
        "classes",
        "bands",
    ],
};
const CLASS: Table = Table { name: "class", fields: &["code", "name"] };
const BAND: Table = Table { name: "band", fields: &["at_least", "over", "at_most", "under", "class"] };

impl OwnMethod {
    /// Reads a method file written in TOML.
    ///
    /// # Errors
    /// All problems of the file: unknown and missing fields, numbers and words that are not understood, and what
    /// [`OwnMethodError`] says of classes and bands together.
    ///
    /// ```
    /// use policy_targets::method::{Case, Method, OwnMethod};
    ///
    /// let method = OwnMethod::from_toml_str(r#"
    ///     format = 1
    ///     id = "city-lights"
    ///     statistic = "value"
    ///     classes = [
    ///         { code = "good", name = { en = "Good", de = "Gut" } },
    ///         { code = "bad", name = { en = "Bad", de = "Schlecht" } },
    ///     ]
    ///     bands = [{ at_least = 50, under = 100, class = "good" }, { under = 50, class = "bad" }]
    /// "#)?;
    /// let rating = method.rate(&Case::new([(2022, 50.into())]))?;
    /// assert_eq!(rating.class().and_then(|class| class.name_in("de")), Some("Gut"));
    /// assert_eq!(method.rate(&Case::new([(2022, 100.into())])).unwrap_err().to_string(), "no_band (statistic 100)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "toml")]
    pub fn from_toml_str(text: &str) -> Result<Self, Diagnostics> {
        bind(&Document::from_toml(text, None, &Limits::default())?)
    }

    /// Reads a method file written in JSON, with the same fields as in TOML.
    ///
    /// # Errors
    /// As for TOML.
    #[cfg(feature = "json")]
    pub fn from_json_str(text: &str) -> Result<Self, Diagnostics> {
        bind(&Document::from_json(text, None, &Limits::default())?)
    }
}

fn bind(document: &Document) -> Result<OwnMethod, Diagnostics> {
    if let Some(problem) = foreign_version(document, FORMAT) {
        return Err(problem.into());
    }
    let mut problems = Problems::new(document, Limits::default().diagnostics());
    let method = method(Place::root(&mut problems));
    method.ok_or_else(|| problems.list.sorted())
}

fn method(place: Place<'_, '_>) -> Option<OwnMethod> {
    let mut fields = place.fields(&METHOD)?;
    fields.required("format", version);
    let id = fields.required("id", id);
    let statistic = fields.required("statistic", word);
    let [publisher, edition, question, source] = ["publisher", "edition", "question", "source"]
        .map(|name| fields.optional(name, text).unwrap_or_default());
    let target_met = fields.optional("target_met", text);
    let classes = fields.required("classes", |place| Some(place.items(class)));
    let bands = fields.required("bands", |place| Some(place.items(band)));
    let (classes, bands) = (classes?, bands?);
    if !fields.is_sound() {
        return None;
    }
    let classes: Option<Vec<Class>> = (1..=u8::MAX)
        .zip(classes)
        .map(|(rank, class)| class.map(|(code, name)| Class::named(rank, code, name)))
        .collect();
    let bands: Option<Vec<OwnBand>> = bands.into_iter().collect();
    let found = OwnMethod::new(id?.to_string(), statistic?, classes?, bands?);
    match found {
        Ok(method) => {
            let method = method.by(publisher, edition).asking(question).with_source(source);
            match target_met {
                None => Some(method),
                Some(class) => match method.with_target_met(class.clone()) {
                    Ok(method) => Some(method),
                    Err(error) => fields.place("target_met")?.refuse(Code::InvalidValue, &class, "", &error),
                },
            }
        }
        Err(error) => refuse(fields.place(list_of(&error))?, &error),
    }
}

fn list_of(error: &OwnMethodError) -> &'static str {
    match error {
        OwnMethodError::DuplicateClass { .. }
        | OwnMethodError::TooManyClasses { .. }
        | OwnMethodError::Nothing { what: "class" } => "classes",
        _ => "bands",
    }
}

/// Notes what is wrong at the band that it is about, or at its list.
fn refuse<T>(mut place: Place<'_, '_>, error: &OwnMethodError) -> Option<T> {
    let code = match error {
        OwnMethodError::DuplicateClass { .. } => Code::DuplicateId,
        _ => Code::InvalidValue,
    };
    let node = error.band().and_then(|band| Some((band, place.node.as_list()?.get(band)?)));
    match node {
        Some((band, node)) => place.below(&format!("[{band}]"), node).refuse(code, "", "", error),
        None => place.refuse(code, "", "", error),
    }
}

fn class(place: Place<'_, '_>) -> Option<(String, crate::text::MultilingualText)> {
    let mut fields = place.fields(&CLASS)?;
    let (code, name) = (fields.required("code", id), fields.required("name", words));
    Some((code?.to_string(), name?))
}

fn band(place: Place<'_, '_>) -> Option<OwnBand> {
    let mut fields = place.fields(&BAND)?;
    for (one, other) in [("at_least", "over"), ("at_most", "under")] {
        if fields.has(one) && fields.has(other) {
            let both = format!("{one} and {other}");
            let error = format!("found {both}, expected one of them; remove the other");
            fields.place(other)?.refuse::<()>(Code::InvalidValue, "", "", &error);
        }
    }
    let class = fields.required("class", id);
    let mut band = OwnBand::of(class.map(|class| class.to_string()).unwrap_or_default());
    for (name, set) in [
        ("at_least", OwnBand::at_least as fn(_, _) -> _),
        ("over", OwnBand::over),
        ("at_most", OwnBand::at_most),
        ("under", OwnBand::under),
    ] {
        if let Some(number) = fields.optional(name, value) {
            band = set(band, number);
        }
    }
    fields.is_sound().then_some(band)
}

#[cfg(test)]
#[cfg(feature = "toml")]
mod tests {
    use super::*;
    use crate::method::{Case, Method};

    const HEAD: &str = "format = 1\nid = \"a\"\nstatistic = \"value\"\n";
    const CLASSES: &str =
        "classes = [{ code = \"good\", name = \"Good\" }, { code = \"bad\", name = \"Bad\" }]\n";

    fn problems(text: &str) -> Vec<String> {
        let Err(found) = OwnMethod::from_toml_str(text) else { return Vec::new() };
        found
            .iter()
            .map(|problem| problem.to_string().lines().next().unwrap_or_default().to_owned())
            .collect()
    }

    #[test]
    fn what_is_wrong_is_said_where_it_is() {
        for (rest, expected) in [
            (
                format!("{CLASSES}bands = [{{ at_least = 1, class = \"fine\" }}]"),
                "error[invalid_value] line 5, column 10 bands[0]: found the class fine, expected one of good, bad",
            ),
            (
                format!("{CLASSES}bands = [{{ at_least = 2, under = 1, class = \"good\" }}]"),
                "error[invalid_value] line 5, column 10 bands[0]: found a band of good without a number in it",
            ),
            (
                format!("{CLASSES}bands = [{{ class = \"good\" }}, {{ under = 1, class = \"bad\" }}]"),
                "error[invalid_value] line 5, column 30 bands[1]: found a band of bad that an earlier one covers",
            ),
            (
                format!("{CLASSES}bands = [{{ at_least = 1, over = 1, class = \"good\" }}]"),
                "error[invalid_value] line 5, column 33 bands[0].over: found at_least and over, expected one of them",
            ),
            (
                "classes = [{ code = \"good\" }]\nbands = [{ class = \"good\" }]".to_owned(),
                "error[missing_field] line 4, column 12 classes[0].name: found nothing, expected the field name",
            ),
            (
                "classes = [{ code = \"good\", name = \"G\" }, { code = \"good\", name = \"G\" }]\nbands = [{ class = \"good\" }]"
                    .to_owned(),
                "error[duplicate_id] line 4, column 11 classes: found the class good twice",
            ),
            (format!("{CLASSES}bands = []"), "error[invalid_value] line 5, column 9 bands: found no band"),
            (
                format!("target_met = \"fine\"\n{CLASSES}bands = [{{ class = \"good\" }}]"),
                "error[invalid_value] line 4, column 14 target_met: found the class fine, expected one of good, bad",
            ),
            (
                format!("{CLASSES}bands = [{{ at_least = \"many\", class = \"good\" }}]"),
                "error[invalid_number] line 5, column 23 bands[0].at_least: found",
            ),
        ] {
            let found = problems(&format!("{HEAD}{rest}"));
            assert!(found.len() == 1 && found[0].starts_with(expected), "{found:#?}\n{expected}");
        }
    }

    #[test]
    fn several_problems_are_said_at_once() {
        let text =
            format!("format = 1\nid = \"a\"\nstatistic = \"speed\"\ncolour = 1\n{CLASSES}bands = [{{}}]");
        let found = problems(&text);
        let codes: Vec<&str> = found.iter().filter_map(|line| line.split(['[', ']']).nth(1)).collect();
        assert_eq!(codes, ["invalid_value", "unknown_field", "missing_field"], "{found:#?}");
        assert_eq!(problems("format = 2\n").len(), 1);
    }

    #[test]
    fn the_first_band_that_holds_decides() {
        let bands = "bands = [{ over = 5, class = \"good\" }, { at_least = 0, class = \"bad\" }]";
        let method = OwnMethod::from_toml_str(&format!("{HEAD}{CLASSES}{bands}")).unwrap();
        let rate = |value: i64| method.rate(&Case::new([(2022, value.into())]));
        let class = |value: i64| rate(value).unwrap().class().unwrap().code().to_owned();
        assert_eq!((class(6), class(5), class(0)), ("good".to_owned(), "bad".to_owned(), "bad".to_owned()));
        assert_eq!(rate(-1).unwrap_err().to_string(), "no_band (statistic -1)");
    }
}
