//! All wording for people: one file a language, each a [`Words`]; a further language is one more file and one line.
//! The core prints stable codes; only this room turns them into words, numbers and dates as people write them.

mod chinese;
mod english;
mod label;

pub use label::Label;

use super::amount::{DECIMALS, Numerals};
use crate::assess::{LeftOutReason, Marker, RefusalCode, StepName, VerdictCode};
use crate::data::Flag;
use crate::method::Class;
use crate::number::{Ratio, Value};
use crate::plan::phrase::Language;
use crate::text::MultilingualText;
use std::fmt;
use std::str::FromStr;

/// The words of one language: vocabularies, texts, and the rules for plurals, numbers, dates and units.
///
/// ```
/// use policy_targets::assess::VerdictCode;
/// use policy_targets::report::{Label, Words};
///
/// let chinese: &Words = "zh".parse::<&Words>()?;
/// assert_eq!(chinese.verdict(VerdictCode::Behind), "滞后");
/// assert_eq!(Words::english().count(Label::Early, &1.into()), "1 year early");
/// assert_eq!(Words::english().count(Label::Early, &2.into()), "2 years early");
/// # Ok::<(), policy_targets::report::UnknownLanguage>(())
/// ```
#[derive(Debug)]
pub struct Words {
    /// The language tag, as in `lang` of a page.
    tag: &'static str,
    /// How plans of the language word a target, if [`phrase`](crate::plan::phrase) can.
    phrases: Option<Language>,
    verdict: fn(VerdictCode) -> &'static str,
    step: fn(StepName) -> &'static str,
    formula: fn(StepName) -> Option<&'static str>,
    refusal: fn(RefusalCode) -> &'static str,
    left_out: fn(LeftOutReason) -> &'static str,
    marker: fn(Marker) -> &'static str,
    flag: fn(Flag) -> &'static str,
    label: fn(Label) -> &'static str,
    /// Words for codes of the small vocabularies and for names of inputs.
    terms: &'static [(&'static str, &'static str)],
    /// Which of the forms of a text, separated by `|`, goes with a number.
    plural: fn(&Ratio) -> usize,
    pub(super) numerals: Numerals,
}

/// Every language there is.
const LANGUAGES: &[&Words] = &[&english::ENGLISH, &chinese::CHINESE];

/// A language that has no words here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("found language \"{found}\", expected one of: {expected}")]
pub struct UnknownLanguage {
    found: String,
    expected: String,
}

impl FromStr for &'static Words {
    type Err = UnknownLanguage;

    /// Reads a language tag such as `en`, `zh` or `zh-Hans`.
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        let found = LANGUAGES.iter().find(|words| words.tag.eq_ignore_ascii_case(language));
        found.copied().ok_or_else(|| UnknownLanguage {
            found: tag.to_owned(),
            expected: LANGUAGES.iter().map(|words| words.tag).collect::<Vec<_>>().join(", "),
        })
    }
}

impl fmt::Display for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.tag)
    }
}

impl Words {
    /// English.
    #[must_use]
    pub fn english() -> &'static Self {
        &english::ENGLISH
    }

    /// Chinese, in the terms of official documents.
    #[must_use]
    pub fn chinese() -> &'static Self {
        &chinese::CHINESE
    }

    /// Every language there is.
    #[must_use]
    pub fn all() -> &'static [&'static Self] {
        LANGUAGES
    }

    /// The language tag, such as `zh`.
    #[must_use]
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    pub(super) fn phrases(&self) -> Option<Language> {
        self.phrases
    }

    /// The word for a verdict.
    #[must_use]
    pub fn verdict(&self, code: VerdictCode) -> &'static str {
        (self.verdict)(code)
    }

    /// What a step of a trace establishes.
    #[must_use]
    pub fn step(&self, name: StepName) -> &'static str {
        (self.step)(name)
    }

    /// The formula of a step in words, where the language words it otherwise than the trace.
    #[must_use]
    pub fn formula(&self, name: StepName) -> Option<&'static str> {
        (self.formula)(name)
    }

    /// Why there is no answer.
    #[must_use]
    pub fn refusal(&self, code: RefusalCode) -> &'static str {
        (self.refusal)(code)
    }

    /// Why an observation was not used.
    #[must_use]
    pub fn left_out(&self, reason: LeftOutReason) -> &'static str {
        (self.left_out)(reason)
    }

    /// What qualifies an attainment.
    #[must_use]
    pub fn marker(&self, marker: Marker) -> &'static str {
        (self.marker)(marker)
    }

    /// What a flag says of a value.
    #[must_use]
    pub fn flag(&self, flag: Flag) -> &'static str {
        (self.flag)(flag)
    }

    /// The word for a code of a small vocabulary, such as `not_met` or `theil-sen`, or for the name of an input; a code
    /// without a word is shown with spaces.
    #[must_use]
    pub fn term(&self, code: &str) -> String {
        match self.terms.iter().find(|(other, _)| *other == code) {
            Some((_, words)) => (*words).to_owned(),
            None => code.replace('_', " "),
        }
    }

    fn has_term(&self, code: &str) -> bool {
        self.terms.iter().any(|(other, _)| *other == code)
    }

    /// The word for the result of a step, if it is a code.
    pub(super) fn known_term(&self, code: &str) -> Option<String> {
        self.has_term(code).then(|| self.term(code))
    }

    /// What a plan says, in this language if it does, else in English, else in its first.
    #[must_use]
    pub fn text<'a>(&self, text: &'a MultilingualText) -> &'a str {
        text.preferred(&[self.tag, "en"])
    }

    /// The name of a publisher's class.
    #[must_use]
    pub fn class<'a>(&self, class: &'a Class) -> &'a str {
        class.name_in(self.tag).unwrap_or(class.name())
    }

    /// A fixed text.
    #[must_use]
    pub fn label(&self, label: Label) -> &'static str {
        (self.label)(label)
    }

    /// A text with its places `{0}`, `{1}` filled.
    #[must_use]
    pub fn say(&self, label: Label, with: &[&str]) -> String {
        fill(self.label(label), with)
    }

    /// Something with its name before it.
    #[must_use]
    pub fn named(&self, name: &str, what: &str) -> String {
        self.say(Label::Named, &[name, what])
    }

    /// A text about a number of things, in the form that goes with the number, which fills `{0}`.
    #[must_use]
    pub fn count(&self, label: Label, number: &Ratio) -> String {
        let mut forms = self.label(label).split('|');
        // The form goes with the number that is read: 0.999 is "1 year".
        let read = number.rounded(DECIMALS).map_or_else(|_| number.clone(), Value::to_ratio);
        let form = forms.clone().nth((self.plural)(&read)).or_else(|| forms.next_back()).unwrap_or_default();
        fill(form, &[&self.number(number)])
    }

    /// A text about so many things.
    #[must_use]
    pub fn count_of(&self, label: Label, things: usize) -> String {
        self.count(label, &Ratio::from(i64::try_from(things).unwrap_or(i64::MAX)))
    }
}

/// One pass, so that what is filled in is never read for places.
pub(super) fn fill(pattern: &str, with: &[&str]) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (place, behind) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(place.parse().ok().and_then(|place: usize| with.get(place)).unwrap_or(&""));
        rest = behind;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::{Attained, Movement};
    use crate::method::Verification;
    use crate::monitor::{Axis, Cause, Fate};
    use crate::plan::{Commitment, Standing, TierRole};

    #[test]
    fn places_are_filled_once_and_in_any_order() {
        assert_eq!(fill("{1} of {0}", &["{1}", "b"]), "b of {1}");
        assert_eq!(fill("{2}{", &["a"]), "");
    }

    #[test]
    fn a_plural_goes_with_the_number_as_it_is_read() {
        let years = |text: &str| Words::english().count(Label::YearsAhead, &text.parse().unwrap());
        assert_eq!(
            [years("0.999"), years("2"), years("0.5")],
            ["1 year ahead", "2 years ahead", "0.5 years ahead"]
        );
        assert_eq!(Words::chinese().count(Label::YearsAhead, &1.into()), "提前1年");
    }

    #[test]
    fn a_language_is_found_by_its_tag() {
        assert_eq!("zh-Hans".parse::<&Words>().unwrap().tag(), "zh");
        let unknown = "fr".parse::<&Words>().unwrap_err();
        assert_eq!(unknown.to_string(), "found language \"fr\", expected one of: en, zh");
    }

    #[test]
    fn every_language_but_english_words_every_small_vocabulary() {
        let mut codes: Vec<&str> = Vec::new();
        codes.extend(Attained::ALL.iter().map(|code| code.code()));
        codes.extend(Movement::ALL.iter().map(|code| code.code()));
        codes.extend(Commitment::ALL.iter().map(|code| code.code()));
        codes.extend(Standing::ALL.iter().map(|code| code.code()));
        codes.extend(TierRole::ALL.iter().map(|code| code.code()));
        codes.extend(Cause::ALL.iter().map(|code| code.code()));
        codes.extend(Axis::ALL.iter().map(|code| code.code()));
        codes.extend(Fate::ALL.iter().map(|code| code.code()));
        codes.extend(Verification::ALL.iter().map(|code| code.code()));
        codes.extend(["improving", "flat", "worsening", "up", "down", "ahead", "on_path", "behind"]);
        codes.extend(["last-rate", "least-squares", "theil-sen", "constant-growth"]);
        codes.extend(["linear", "stated", "step", "business-as-usual", "logistic"]);
        for words in LANGUAGES.iter().filter(|words| words.tag != "en") {
            for code in &codes {
                assert!(words.has_term(code), "{}: {code}", words.tag);
            }
        }
    }

    #[test]
    fn every_language_words_every_input_of_a_trace() {
        let source = include_str!("../../assess/trace.rs");
        let names: Vec<&str> = [".input(\"", ".maybe(\""]
            .iter()
            .flat_map(|call| source.split(call).skip(1))
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(names.len() > 40, "{names:?}");
        for words in LANGUAGES.iter().filter(|words| words.tag != "en") {
            for name in &names {
                assert!(words.has_term(name), "{}: {name}", words.tag);
            }
        }
    }
}
