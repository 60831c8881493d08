//! What a method is: publisher, edition, question, formula, source, classes, and how well all that is verified.
//! The table of methods in the documentation and `registry` are made of it.

use super::{Class, Parameter};
use crate::text::codes;
use std::borrow::Cow;

codes! {
    /// How well an implementation is known to be the publisher's method.
    #[non_exhaustive]
    pub enum Verification {
        /// It gives the numbers that the publisher has printed.
        ReproducedAgainstPublished = "reproduced",
        /// It follows the publisher's own program.
        FromOwnersCode = "owners_code",
        /// It follows the publisher's own document.
        FromOwnersDocument = "owners_document",
        /// It follows somebody else's description or program.
        Secondary = "secondary",
        /// Thresholds or formula are as recalled, not seen.
        Recalled = "recalled",
        /// It is arithmetic as stated, not any publisher's rule.
        Derived = "derived",
        /// It is the user's own method.
        Own = "own",
    }
}

codes! {
    /// A change of all inputs together that leaves a rating as it is, or moves it one way only.
    #[non_exhaustive]
    pub enum Invariance {
        /// A better latest value never gives a worse class or statistic.
        Monotone = "monotone",
        /// Turning the sign of every number and the direction changes nothing.
        Mirror = "mirror",
        /// Multiplying every number by one positive number changes nothing.
        Scale = "scale",
        /// Adding one number to every number changes nothing.
        Shift = "shift",
        /// Moving everything by whole years moves only the years.
        Years = "years",
    }
}

/// The description of a method, made once per method in its file.
///
/// ```
/// use policy_targets::method::{Description, Invariance, Verification};
///
/// let description = Description::new("halfway-2020", Verification::Own)
///     .by("Our city", "Halfway report 2020")
///     .asking("Is half of the way done?")
///     .with_invariances(&[Invariance::Scale, Invariance::Shift]);
/// assert_eq!((description.id(), description.publisher()), ("halfway-2020", "Our city"));
/// assert!(description.has(Invariance::Shift) && !description.has(Invariance::Mirror));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    id: Cow<'static, str>,
    verification: Verification,
    verified: Cow<'static, str>,
    publisher: Cow<'static, str>,
    edition: Cow<'static, str>,
    question: Cow<'static, str>,
    formula: Cow<'static, str>,
    checks: Cow<'static, str>,
    source: Cow<'static, str>,
    aliases: &'static [&'static str],
    needs: Cow<'static, [Parameter]>,
    classes: Cow<'static, [Class]>,
    invariances: Cow<'static, [Invariance]>,
    on_track: Option<u8>,
}

impl Description {
    /// The description of a method with a stable id, such as `open-sdg-2.4`.
    #[must_use]
    pub fn new(id: impl Into<Cow<'static, str>>, verification: Verification) -> Self {
        let none = || Cow::Borrowed("");
        Self {
            id: id.into(),
            verification,
            verified: none(),
            publisher: none(),
            edition: none(),
            question: none(),
            formula: none(),
            checks: none(),
            source: none(),
            aliases: &[],
            needs: Cow::Borrowed(&[]),
            classes: Cow::Borrowed(&[]),
            invariances: Cow::Borrowed(&[]),
            on_track: None,
        }
    }

    /// By whom, and which edition.
    #[must_use]
    pub fn by(
        mut self,
        publisher: impl Into<Cow<'static, str>>,
        edition: impl Into<Cow<'static, str>>,
    ) -> Self {
        (self.publisher, self.edition) = (publisher.into(), edition.into());
        self
    }

    /// The question it answers, in one sentence.
    #[must_use]
    pub fn asking(mut self, question: impl Into<Cow<'static, str>>) -> Self {
        self.question = question.into();
        self
    }

    /// The formula of its statistic.
    #[must_use]
    pub fn with_formula(mut self, formula: impl Into<Cow<'static, str>>) -> Self {
        self.formula = formula.into();
        self
    }

    /// The order in which it checks what decides.
    #[must_use]
    pub fn with_checks(mut self, checks: impl Into<Cow<'static, str>>) -> Self {
        self.checks = checks.into();
        self
    }

    /// Where formula and thresholds come from.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Cow<'static, str>>) -> Self {
        self.source = source.into();
        self
    }

    /// What exactly was verified, and what was not.
    #[must_use]
    pub fn with_verified(mut self, verified: impl Into<Cow<'static, str>>) -> Self {
        self.verified = verified.into();
        self
    }

    /// Other names by which files call it.
    #[must_use]
    pub fn with_aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// What has to be stated, besides the points.
    #[must_use]
    pub fn with_needs(mut self, needs: impl Into<Cow<'static, [Parameter]>>) -> Self {
        self.needs = needs.into();
        self
    }

    /// Its classes, from the best to the worst.
    #[must_use]
    pub fn with_classes(mut self, classes: impl Into<Cow<'static, [Class]>>) -> Self {
        self.classes = classes.into();
        self
    }

    /// Up to which rank its classes say that the target is met, or will be at this pace; the others say that it is not.
    #[must_use]
    pub fn with_on_track(mut self, rank: u8) -> Self {
        self.on_track = Some(rank);
        self
    }

    /// Its invariances; it has exactly these, and tests try each.
    #[must_use]
    pub fn with_invariances(mut self, invariances: impl Into<Cow<'static, [Invariance]>>) -> Self {
        self.invariances = invariances.into();
        self
    }

    /// The stable id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The id, sharing the text.
    pub(super) fn shared_id(&self) -> Cow<'static, str> {
        self.id.clone()
    }

    /// How well it is verified.
    #[must_use]
    pub fn verification(&self) -> Verification {
        self.verification
    }

    /// What exactly was verified, and what was not; empty if nothing is to be said.
    #[must_use]
    pub fn verified(&self) -> &str {
        &self.verified
    }

    /// Who publishes it.
    #[must_use]
    pub fn publisher(&self) -> &str {
        &self.publisher
    }

    /// The edition.
    #[must_use]
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// The question it answers.
    #[must_use]
    pub fn question(&self) -> &str {
        &self.question
    }

    /// The formula of its statistic.
    #[must_use]
    pub fn formula(&self) -> &str {
        &self.formula
    }

    /// The order in which it checks what decides.
    #[must_use]
    pub fn checks(&self) -> &str {
        &self.checks
    }

    /// Where formula and thresholds come from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Other names by which files call it.
    #[must_use]
    pub fn aliases(&self) -> &'static [&'static str] {
        self.aliases
    }

    /// What has to be stated, besides the points.
    #[must_use]
    pub fn needs(&self) -> &[Parameter] {
        &self.needs
    }

    /// Its classes, from the best to the worst; none if it only computes a number.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// Up to which rank its classes say that the target is met, or will be at this pace; `None` if its classes do not
    /// say that.
    #[must_use]
    pub fn on_track(&self) -> Option<u8> {
        self.on_track
    }

    /// Its invariances.
    #[must_use]
    pub fn invariances(&self) -> &[Invariance] {
        &self.invariances
    }

    /// Whether it has an invariance.
    #[must_use]
    pub fn has(&self, invariance: Invariance) -> bool {
        self.invariances.contains(&invariance)
    }

    /// Whether a name is its id or one of its aliases.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        self.id == name || self.aliases.contains(&name)
    }
}
