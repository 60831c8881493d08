//! What the words of plans mean and how targets are worded: tables, one file a language.
//! The reader and the writer know kinds of words (a bound, a change, a time), never a word itself.

mod chinese;
mod english;

use crate::text::LanguageTag;
use crate::time::Frequency;
use serde::{Deserialize, Serialize};

/// A language in which plans are read and written.
///
/// ```
/// use policy_targets::plan::phrase::Language;
///
/// assert_eq!(Language::of("达到30 GW以上"), Language::Chinese);
/// assert_eq!(Language::of("at least 30 GW"), Language::English);
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Language {
    /// English.
    English,
    /// Chinese, in simplified characters.
    Chinese,
}

impl Language {
    /// The languages there are.
    pub const ALL: &'static [Self] = &[Self::English, Self::Chinese];

    /// The language of a text by its script: one Chinese character makes it Chinese.
    ///
    /// Symbols such as GW stand in texts of either language, so a text without any letters counts as English.
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.chars().any(is_han) { Self::Chinese } else { Self::English }
    }

    /// The language of a tag such as `zh-Hans`; `None` for one that is not read here.
    ///
    /// ```
    /// use policy_targets::plan::phrase::Language;
    ///
    /// assert_eq!(Language::from_tag(&"zh-Hans".parse()?), Some(Language::Chinese));
    /// assert_eq!(Language::from_tag(&"fr".parse()?), None);
    /// # Ok::<(), policy_targets::text::TextError>(())
    /// ```
    #[must_use]
    pub fn from_tag(tag: &LanguageTag) -> Option<Self> {
        match tag.language() {
            "en" => Some(Self::English),
            "zh" => Some(Self::Chinese),
            _ => None,
        }
    }

    pub(super) fn words(self) -> &'static Words {
        match self {
            Self::English => &english::ENGLISH,
            Self::Chinese => &chinese::CHINESE,
        }
    }
}

/// Whether a character is a Chinese one.
pub(super) fn is_han(character: char) -> bool {
    matches!(character, '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3134F}')
}

/// All that is known of one language. A further language is one more table of this shape.
#[derive(Debug)]
pub(super) struct Words {
    /// Spellings in lower case with single spaces, and what they mean; the longest that fits is taken.
    pub(super) vocabulary: &'static [(&'static str, Meaning)],
    /// Measure words that count things and stand right after a number: 个, 家, 项.
    pub(super) counters: &'static [&'static str],
    /// Characters of numerals, their value and what they do.
    pub(super) numerals: &'static [(char, i64)],
    /// The character for the year after a number, and those that follow it in a date.
    pub(super) year: Option<char>,
    /// Whether the time of a target is usually written after its number.
    pub(super) time_follows: bool,
    /// What stands after a unit of money and around the year of its prices; the first is written.
    pub(super) prices: &'static [(&'static str, &'static str)],
    /// Whether "increase N times" adds N times the base and nothing else.
    pub(super) times_add: bool,
    /// How targets are worded.
    pub(super) writing: Writing,
}

impl Words {
    /// The first spelling for the members of a dimension.
    pub(super) fn members(&self, dimension: &str) -> Option<&'static str> {
        let is_asked = |meaning: &Meaning| matches!(meaning, Meaning::Members(other) if *other == dimension);
        self.vocabulary.iter().find(|(_, meaning)| is_asked(meaning)).map(|(spelling, _)| *spelling)
    }

    /// The longest spelling of the vocabulary at a byte of a text, its length and its meaning.
    pub(super) fn find(&self, text: &str, start: usize) -> Option<(usize, Meaning)> {
        let rest = text.get(start..)?;
        let fits = |spelling: &str| {
            let Some(found) = rest.get(..spelling.len()) else { return false };
            found.eq_ignore_ascii_case(spelling) && !continues_word(spelling, rest)
        };
        let found = self.vocabulary.iter().filter(|(spelling, _)| fits(spelling));
        found.max_by_key(|(spelling, _)| spelling.len()).map(|(spelling, meaning)| (spelling.len(), *meaning))
    }
}

/// Whether the text goes on with a letter or digit after a spelling that ends in a Latin letter.
fn continues_word(spelling: &str, rest: &str) -> bool {
    let next = rest.get(spelling.len()..).and_then(|after| after.chars().next());
    let is_latin = |character: char| character.is_alphanumeric() && !is_han(character);
    spelling.ends_with(is_latin) && next.is_some_and(is_latin)
}

/// What a word does in the wording of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A bound in front of its number: "at least", 不低于.
    Before(Comparing),
    /// A bound after its number: "or more", 以上.
    After(Comparing),
    /// What happens to the value: "reduce", 提高.
    Verb(Verb),
    /// In front of the size of a change or of a deadline: "by".
    By,
    /// In front of the end of a change: "to", 到.
    To,
    /// In front of a start: "from", 从.
    From,
    /// In front of the very period: "in", 在.
    In,
    /// In front of a deadline: "until", 截至.
    Until,
    /// In front of a period that is not reached: "before".
    Earlier,
    /// In front of a window: "during".
    During,
    /// In front of the first of many periods: "since".
    Since,
    /// In front of two ends: "between".
    Between,
    /// Joins two: "and", 和.
    And,
    /// In front of a baseline: "compared with", 比.
    Than,
    /// The end of a period: "the end of", 底.
    End,
    /// After a period that is not reached: 前.
    EarlierThan,
    /// After a window: 期间.
    Lasting,
    /// After the first of many periods: "onwards", 起.
    Onwards,
    /// After a baseline: "levels", 基础上.
    Levels,
    /// What would be without the policy, and how the value lies to it: "below business as usual", 照常情景.
    Usual(Option<Verb>),
    /// In front of a stricter number that is striven for: "aiming for", 力争.
    Aim,
    /// A plan's years by its name: 十四五.
    Plan(i32, i32),
    /// In front of a stretch counted from now: "the next", 未来.
    Coming,
    /// After a stretch counted from now: 内.
    Inside,
    /// In every period of a frequency.
    Every(Frequency),
    /// For each year: "annually".
    Yearly,
    /// On the average of the years: 年均.
    YearlyAverage,
    /// "on average"; of the years where these are named.
    Average,
    /// Over all periods together: 累计.
    Cumulative,
    /// Held by every member of a dimension: "in every province", 各省.
    Members(&'static str),
    /// A number: "nine".
    Cardinal(u32),
    /// Multiplies the number before it: "hundred".
    Hundred,
    /// The lower number of a fraction: "thirds".
    Denominator(u32),
    /// A whole fraction: "half", 一半.
    Fraction(u32, u32),
    /// Between the lower and the upper number of a fraction: 分之.
    PartsOf,
    /// In front of a percentage: 百分之.
    PercentOf,
    /// Tenths after a number: 成.
    Tenths,
    /// More than half: 过半.
    OverHalf,
    /// Half of it goes: "halve".
    Halve,
    /// Times the base after a number: "times", 倍.
    Times,
    /// Certainly so many times the base: "times as much as".
    TimesAsMuch,
    /// "times more".
    TimesMore,
    /// So many times the base: "double", 翻两番.
    Multiple(u32),
    /// In front of a multiple of the base: "by a factor of".
    Factor,
    /// In front of a tolerance: ±.
    PlusMinus,
    /// A month, quarter or half of the year: "march", 上半年.
    PartOfYear(Frequency, u32),
    /// In front of what something is: 为.
    Is,
    /// A word that may stand between others without changing them: "the", 的.
    Small,
    /// A word that ends the name of a counted thing, or that looks like another.
    Stop,
}

/// A comparison as a word expresses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Comparing {
    AtLeast,
    Over,
    AtMost,
    Under,
    Exactly,
    About,
    /// "up to": a limit, or an amount that is aimed at.
    UpTo,
    /// After "about": neither side is better.
    EitherSide,
}

/// What happens to the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// Grows, by or to a number.
    Rise,
    /// Falls, by or to a number.
    Fall,
    /// Grows to a number.
    RiseTo,
    /// Falls to a number.
    FallTo,
    /// Changes by a number that carries its own sign.
    Change,
    /// Comes to a number.
    Reach,
    /// Is kept from passing a number.
    Limit,
    /// Is held at a number.
    Hold,
    /// Is added or created, so that numbers of several years add up.
    Add,
    /// Is a rate of growth.
    Rate,
}

/// How a language words a target; `{}` stands for what is put in.
#[derive(Debug)]
pub(super) struct Writing {
    /// Around levels and multiples.
    pub(super) levels: Bounds,
    /// Around the sizes of changes, and sums.
    pub(super) sizes: Bounds,
    /// Between the ends of a range.
    pub(super) range: &'static str,
    /// Between a number and a unit that starts with a letter.
    pub(super) space: &'static str,
    /// In front of percent and percentage points.
    pub(super) share_space: &'static str,
    pub(super) percentage_points: &'static str,
    pub(super) rise: &'static str,
    pub(super) fall: &'static str,
    pub(super) change: &'static str,
    pub(super) grow: &'static str,
    pub(super) shrink: &'static str,
    pub(super) grow_or_shrink: &'static str,
    pub(super) cumulative_rise: &'static str,
    pub(super) cumulative_fall: &'static str,
    pub(super) cumulative_change: &'static str,
    pub(super) sum: &'static str,
    pub(super) multiple: &'static str,
    /// A multiple of the value of a stated period: the period first, then the number.
    pub(super) multiple_from: &'static str,
    pub(super) from: &'static str,
    pub(super) from_usual: &'static str,
    /// A bounded number, then the stricter one that is striven for.
    pub(super) aim: &'static str,
    pub(super) by: &'static str,
    pub(super) within: &'static str,
    pub(super) during: &'static str,
    /// On the average of a window.
    pub(super) average: &'static str,
    /// Where a target holds for every member of a group, the words for these.
    pub(super) members: &'static str,
    pub(super) every: &'static str,
    pub(super) every_from: &'static str,
    pub(super) year: &'static str,
    pub(super) years: &'static str,
    /// Whether time and baseline stand in front of the rest.
    pub(super) time_first: bool,
    pub(super) frequencies: &'static [(Frequency, &'static str)],
}

/// The words around a number for each bound.
#[derive(Debug)]
pub(super) struct Bounds {
    pub(super) at_least: &'static str,
    pub(super) over: &'static str,
    pub(super) at_most: &'static str,
    pub(super) under: &'static str,
    pub(super) exactly: &'static str,
    pub(super) between: &'static str,
    pub(super) about_or_more: &'static str,
    pub(super) about_or_less: &'static str,
    pub(super) about_either: &'static str,
}

impl Writing {
    /// The word for a frequency; empty for one without.
    pub(super) fn frequency(&self, frequency: Frequency) -> &'static str {
        self.frequencies.iter().find(|(other, _)| *other == frequency).map_or("", |(_, word)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_spelling_stands_once_and_in_lower_case() {
        for language in Language::ALL {
            let mut seen = BTreeSet::new();
            for (spelling, _) in language.words().vocabulary {
                assert!(seen.insert(spelling), "{spelling} stands twice");
                assert_eq!(*spelling, spelling.to_lowercase().trim());
            }
        }
    }

    #[test]
    fn the_longest_spelling_is_taken_and_only_whole_words() {
        let english = Language::English.words();
        assert_eq!(english.find("No more than 5", 0), Some((12, Meaning::Before(Comparing::AtMost))));
        assert_eq!(english.find("overall", 0), None);
        let chinese = Language::Chinese.words();
        assert_eq!(chinese.find("不超过5", 0), Some((9, Meaning::Before(Comparing::AtMost))));
        assert_eq!(chinese.find("不超过5", 3), Some((6, Meaning::Before(Comparing::Over))));
        assert_eq!(chinese.find("不超过5", 1), None);
    }
}
