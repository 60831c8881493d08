//! Reads a text: every quantity in it, sentence by sentence.

use super::alternative::Phrase;
use super::gather::gather;
use super::meaning::alternatives;
use super::time::with_times;
use super::token::{Kind, Source, tokens};
use super::words::Language;
use crate::progress::Direction;
use crate::time::Period;
use crate::unit::{Quantity, Unit};

/// What the caller knows besides the words, to complete what they leave out.
///
/// What a text says itself always comes first.
///
/// ```
/// use policy_targets::plan::phrase::{Context, read};
/// use policy_targets::progress::Direction;
///
/// let context = Context::new().with_deadline("2025".parse()?).with_direction(Direction::Up);
/// let phrases = read("18%左右", &context);
/// let only = phrases[0].only().ok_or("one meaning")?;
/// assert_eq!(only.to_target()?.to_string(), "~>= 18 % by 2025");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    language: Option<Language>,
    deadline: Option<Period>,
    window: Option<Period>,
    baseline: Option<Period>,
    direction: Option<Direction>,
    unit: Option<Unit>,
}

impl Context {
    /// Nothing is known; the language is recognised by its script.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The language of the text.
    #[must_use]
    pub fn with_language(self, language: Language) -> Self {
        Self { language: Some(language), ..self }
    }

    /// The deadline of targets that state none.
    #[must_use]
    pub fn with_deadline(self, deadline: Period) -> Self {
        Self { deadline: Some(deadline), ..self }
    }

    /// The window of averages, sums and yearly targets that state none, as 2021/2025.
    #[must_use]
    pub fn with_window(self, window: Period) -> Self {
        Self { window: Some(window), ..self }
    }

    /// The baseline's period of changes that state none.
    #[must_use]
    pub fn with_baseline(self, baseline: Period) -> Self {
        Self { baseline: Some(baseline), ..self }
    }

    /// The wanted direction of the indicator: it gives a bare or approximate level its side.
    #[must_use]
    pub fn with_direction(self, direction: Direction) -> Self {
        Self { direction: Some(direction), ..self }
    }

    /// The indicator's unit, for numbers without one.
    #[must_use]
    pub fn with_unit(self, unit: Unit) -> Self {
        Self { unit: Some(unit), ..self }
    }

    pub(super) fn deadline(&self) -> Option<&Period> {
        self.deadline.as_ref()
    }

    pub(super) fn window(&self) -> Option<&Period> {
        self.window.as_ref()
    }

    pub(super) fn baseline(&self) -> Option<&Period> {
        self.baseline.as_ref()
    }

    pub(super) fn direction(&self) -> Option<Direction> {
        self.direction
    }

    pub(super) fn unit(&self) -> Option<&Unit> {
        self.unit.as_ref()
    }
}

/// Tokens of a sentence that are read together. A longer one is read in pieces, so that the time it takes grows with
/// its length and not with the square of it.
const LONGEST_SENTENCE: usize = 400;

/// Every quantity that a text words, in its order, each with all that it may mean.
///
/// A text without a number has none. Numbers that qualify another ("suppliers with revenue over 5 billion") are
/// found too: which phrase is the goal's is for the caller to say.
///
/// ```
/// use policy_targets::plan::phrase::{Context, read};
///
/// let text = "智能制造装备和工业软件市场满足率分别超过70%和50%";
/// let phrases = read(text, &Context::new().with_deadline("2025".parse()?));
/// let texts: Vec<String> = phrases.iter().map(|phrase| phrase.alternatives()[0].to_string()).collect();
/// assert_eq!(texts, ["> 70 % by 2025", "> 50 % by 2025"]);
/// assert!(read("智能制造能力成熟度水平明显提升", &Context::new()).is_empty());
/// # Ok::<(), policy_targets::time::TimeError>(())
/// ```
#[must_use]
pub fn read(text: &str, context: &Context) -> Vec<Phrase> {
    let source = Source::new(text);
    let words = context.language.unwrap_or_else(|| Language::of(text)).words();
    let tokens = with_times(&tokens(&source.plain, words), words);
    let mut phrases = Vec::new();
    let sentences = tokens.split(|token| token.kind == Kind::Full);
    for sentence in sentences.flat_map(|sentence| sentence.chunks(LONGEST_SENTENCE)) {
        for found in gather(sentence, words) {
            let start = found.start.as_ref().and_then(|start| {
                Some(Quantity::new(
                    start.value()?.into(),
                    start.unit.clone().or_else(|| context.unit.clone())?,
                ))
            });
            let alternatives = alternatives(&found, words, context);
            if !alternatives.is_empty() {
                phrases.push(Phrase { span: source.original(&found.span), alternatives, start });
            }
        }
    }
    phrases
}
