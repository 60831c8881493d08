//! Splits a sentence into numbers with their units, periods, words that mean something, and the rest.
//! Full-width characters and spaces are evened out first; every token knows where it stood.

use super::measure;
use super::numeral::{Number, digits_at, words_at};
use super::time::When;
use super::words::{Comparing, Meaning, Words, is_han};
use crate::number::Ratio;
use crate::time::{Frequency, NaiveDate, Period};
use crate::unit::{Unit, leading_currency};
use std::ops::Range;

/// The years that a numeral of four digits may stand for.
const YEARS: Range<i32> = 1900..2151;

/// A text with full-width characters as in ASCII and single spaces, and where each byte of it came from.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) plain: String,
    offsets: Vec<usize>,
}

impl Source {
    pub(super) fn new(text: &str) -> Self {
        let mut source =
            Self { plain: String::with_capacity(text.len()), offsets: Vec::with_capacity(text.len()) };
        for (offset, character) in text.char_indices() {
            let plain = plain(character);
            if plain == ' ' && source.plain.ends_with(' ') {
                continue;
            }
            source.plain.push(plain);
            source.offsets.extend(std::iter::repeat_n(offset, plain.len_utf8()));
        }
        source.offsets.push(text.len());
        source
    }

    /// The bytes of the original text that a stretch of the plain one stands for.
    pub(super) fn original(&self, plain: &Range<usize>) -> Range<usize> {
        let at = |index: usize| self.offsets.get(index).or(self.offsets.last()).copied().unwrap_or_default();
        at(plain.start)..at(plain.end)
    }
}

fn plain(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            u32::from(character).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(character)
        }
        '\u{2212}' => '-',
        '—' | '―' => '–',
        '〜' => '~',
        '\u{A0}' | '\u{2009}' | '\u{202F}' => character,
        other if other.is_whitespace() => ' ',
        other => other,
    }
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// A number, with its unit if one follows.
    Number(Number),
    /// A part of a whole: a third, 一半.
    Part(Ratio),
    Period(Period),
    Word(Meaning),
    /// The sign between the ends of a range.
    Range,
    /// A comma, semicolon, colon or bracket.
    Pause,
    /// The end of a sentence.
    Full,
    Other,
    /// When, or since when: put together from periods and the words around them.
    Time(When),
}

/// All tokens of a text.
pub(super) fn tokens(text: &str, words: &Words) -> Vec<Token> {
    let mut lexer = Lexer { text, words, at: 0, found: Vec::new() };
    while let Some(next) = lexer.rest().chars().next() {
        lexer.step(next);
    }
    fuse(&lexer.found)
}

struct Lexer<'a> {
    text: &'a str,
    words: &'a Words,
    at: usize,
    found: Vec<Token>,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, kind: Kind, end: usize) {
        self.found.push(Token { kind, span: self.at..end });
        self.at = end.max(self.at.saturating_add(1));
    }

    fn after_number(&self) -> bool {
        matches!(self.found.last(), Some(Token { kind: Kind::Number(_) | Kind::Period(_), .. }))
    }

    fn step(&mut self, next: char) {
        let end = self.at.saturating_add(next.len_utf8());
        let second = self.rest().chars().nth(1);
        let digit_follows = second.is_some_and(|second| second.is_ascii_digit());
        if next.is_whitespace() {
            self.at = end;
        } else if matches!(next, '-' | '–' | '~') && self.after_number() && self.number_follows(end) {
            self.push(Kind::Range, end);
        } else if next == '-' && digit_follows && !self.continues_word() {
            self.digits();
        } else if let Some((length, meaning)) = self.words.find(self.text, self.at)
            && !matches!(meaning, Meaning::Cardinal(_))
        {
            self.word(meaning, length);
        } else if next.is_ascii_digit() {
            self.digits();
        } else if let Some(amounts) = self.money() {
            for (kind, end) in amounts {
                self.push(kind, end);
            }
        } else if matches!(next, '。' | '!' | '?') || (next == '.' && second.is_none_or(char::is_whitespace))
        {
            self.push(Kind::Full, end);
        } else if matches!(next, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '–') {
            self.push(Kind::Pause, end);
        } else if let Some((number, end)) = words_at(self.text, self.at, self.words) {
            self.worded(number, end);
        } else if next.is_alphanumeric() && !is_han(next) {
            self.latin_word();
        } else {
            self.push(Kind::Other, end);
        }
    }

    /// An amount of money whose currency stands in front of it, or both ends of a range: "CNY 250-300 billion".
    fn money(&self) -> Option<Vec<(Kind, usize)>> {
        let (currency, rest) = leading_currency(self.rest()).filter(|_| !self.continues_word())?;
        let (low, end) = digits_at(self.text, self.text.len().saturating_sub(rest.len()))?;
        let rest = self.text.get(end..)?.trim_start();
        let is_between = self.found.last().is_some_and(|last| last.kind == Kind::Word(Meaning::Between));
        let joins = if is_between { "and " } else { "to " };
        let second = ["-", "–", "~", joins].iter().find_map(|sign| {
            let high = rest.strip_prefix(sign)?.trim_start();
            digits_at(self.text, self.text.len().saturating_sub(high.len()))
        });
        let end_of_last = second.as_ref().map_or(end, |(_, end)| *end);
        let measured = measure::with_currency(self.text, end_of_last, currency, self.words)?;
        let amount = |number: Number| Kind::Number(number.with_unit(Some(measured.unit.clone())));
        Some(match second {
            Some((high, _)) => {
                let start = self.text.len().saturating_sub(rest.len());
                vec![(amount(low), end), (Kind::Range, start), (amount(high), measured.end)]
            }
            None => vec![(amount(low), measured.end)],
        })
    }

    fn continues_word(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        before.ends_with(|last: char| last.is_ascii_alphanumeric())
    }

    fn number_follows(&self, start: usize) -> bool {
        let rest = self.text.get(start..).unwrap_or_default().trim_start();
        rest.starts_with(|next: char| next.is_ascii_digit())
    }

    fn word(&mut self, meaning: Meaning, length: usize) {
        let end = self.at.saturating_add(length);
        let scale = |text: &str| {
            ["thousand", "million", "billion", "trillion"].iter().any(|word| text.starts_with(word))
        };
        match meaning {
            // "half a million vehicles" is an amount, "half of all vehicles" a part.
            Meaning::Fraction(above, below)
                if self.text.get(end..).and_then(|rest| rest.strip_prefix(" a ")).is_some_and(scale) =>
            {
                let measured = measure::after(self.text, end.saturating_add(2), self.words);
                let end = measured.as_ref().map_or(end, |measured| measured.end);
                let number =
                    Number::new(ratio(above, below)).with_unit(measured.map(|measured| measured.unit));
                self.push(Kind::Number(number), end);
            }
            Meaning::Fraction(above, below) => self.push(Kind::Part(ratio(above, below)), end),
            Meaning::OverHalf => {
                let start = self.at;
                self.push(Kind::Word(Meaning::Before(Comparing::Over)), start);
                self.at = start;
                self.push(Kind::Part(ratio(1, 2)), end);
            }
            meaning => self.push(Kind::Word(meaning), end),
        }
    }

    /// A Latin word that is in no table; `threefold` is a number and a word, `PM2.5` and `T4` are none.
    fn latin_word(&mut self) {
        let rest = self.rest();
        let letters = rest
            .find(|character: char| !character.is_alphabetic() || is_han(character))
            .unwrap_or(rest.len());
        let word = rest.get(..letters).unwrap_or_default();
        if let Some(stem) = word.strip_suffix("fold")
            && let Some((length, Meaning::Cardinal(number))) = self.words.find(stem, 0)
            && length == stem.len()
        {
            let (middle, end) = (self.at.saturating_add(length), self.at.saturating_add(letters));
            self.push(Kind::Number(Number::new(Ratio::from(i64::from(number)))), middle);
            return self.push(Kind::Word(Meaning::Times), end);
        }
        let mut end = 0;
        for (index, character) in rest.char_indices() {
            let digit_follows = rest
                .get(index..)
                .and_then(|after| after.chars().nth(1))
                .is_some_and(|next| next.is_ascii_digit());
            let joins = matches!(character, '.' | '-') && digit_follows;
            if is_han(character) || !(character.is_alphanumeric() || joins) {
                break;
            }
            end = index.saturating_add(character.len_utf8());
        }
        let end = self.at.saturating_add(end);
        self.push(Kind::Other, end);
    }

    fn digits(&mut self) {
        if let Some((period, end)) = written_period(self.text, self.at) {
            return self.push(Kind::Period(period), end);
        }
        if let Some((part, end)) = written_fraction(self.text, self.at) {
            return self.push(Kind::Part(part), end);
        }
        let Some((number, end)) = digits_at(self.text, self.at) else {
            let end = self.rest().find(|next: char| !next.is_ascii_digit()).unwrap_or(self.rest().len());
            return self.push(Kind::Other, self.at.saturating_add(end));
        };
        if let Some((period, end)) = self.year(&number, end) {
            return self.push(Kind::Period(period), end);
        }
        // 7/5 and 12/2020 are neither parts nor their first number.
        if let Some(rest) = self.text.get(end..).and_then(|rest| rest.strip_prefix('/'))
            && let Some((_, length)) = digits_at(rest, 0)
        {
            return self.push(Kind::Other, end.saturating_add(length).saturating_add(1));
        }
        let measured = measure::after(self.text, end, self.words);
        let follows = self.text.get(end..).and_then(|rest| rest.chars().next());
        let glued = follows.is_some_and(|next| next.is_alphabetic() && !is_han(next));
        let times =
            self.text.get(end..).is_some_and(|rest| rest.starts_with('x') || rest.starts_with("fold"));
        match measured {
            Some(measured) => self.push(Kind::Number(number.with_unit(Some(measured.unit))), measured.end),
            None if glued && !times => self.latin_word(),
            None => self.push(Kind::Number(number), end),
        }
    }

    /// A year: four digits and 年, or four digits alone that are no amount.
    fn year(&self, number: &Number, end: usize) -> Option<(Period, usize)> {
        let digits = self.text.get(self.at..end)?;
        let year = digits.parse::<i32>().ok().filter(|year| digits.len() == 4 && YEARS.contains(year))?;
        let rest = self.text.get(end..)?;
        if let Some(sign) = self.words.year
            && let Some(after) = rest.trim_start().strip_prefix(sign)
        {
            let end = self.text.len().saturating_sub(after.len());
            return Some(month_after(self.text, year, end).unwrap_or((Period::year(year).ok()?, end)));
        }
        let is_unsigned = number.ratio.is_positive();
        let measured = measure::after(self.text, end, self.words);
        let is_amount = measured.is_some_and(|measured| measured.is_known || self.expects_amount());
        let is_first_of_amounts = rest.strip_prefix(['-', '–', '~']).is_some_and(|second| {
            digits_at(second, 0).is_some_and(|(_, end)| {
                let is_year = self
                    .words
                    .year
                    .is_some_and(|sign| second.get(end..).is_some_and(|rest| rest.starts_with(sign)));
                !is_year && measure::after(second, end, self.words).is_some_and(|measured| measured.is_known)
            })
        });
        let glued = rest.starts_with(|next: char| next.is_alphanumeric() && !is_han(next));
        (is_unsigned && !is_amount && !is_first_of_amounts && !glued)
            .then(|| Some((Period::year(year).ok()?, end)))?
    }

    /// Whether the words before a number of four digits and a name say that it counts what is named.
    ///
    /// "reach 2000 firms" counts firms, "by 2030 renewables" does not count renewables; Chinese writes 年 for the year.
    fn expects_amount(&self) -> bool {
        let kind = |back: usize| Some(&self.found.get(self.found.len().checked_sub(back)?)?.kind);
        match kind(1) {
            _ if self.words.year.is_some() => true,
            Some(Kind::Word(Meaning::Before(_) | Meaning::Verb(_))) => true,
            Some(Kind::Word(Meaning::To)) => !matches!(kind(2), Some(Kind::Period(_))),
            _ => false,
        }
    }

    /// A number in words, which may be a year: 二〇二五年.
    fn worded(&mut self, number: Number, end: usize) {
        if let Some(sign) = self.words.year {
            let digits = |character: char| {
                let found = self.words.numerals.iter().find(|(other, _)| *other == character);
                found.map(|(_, value)| *value).filter(|value| *value < 10)
            };
            let four: Vec<(char, i64)> = self
                .rest()
                .chars()
                .map_while(|character| Some((character, digits(character)?)))
                .take(4)
                .collect();
            let length: usize = four.iter().map(|(character, _)| character.len_utf8()).sum();
            let year: String = four.iter().map(|(_, value)| value.to_string()).collect();
            let after = self.at.saturating_add(length);
            if let (4, Ok(year)) = (four.len(), year.parse::<i32>())
                && self.text.get(after..).is_some_and(|rest| rest.starts_with(sign))
                && let Ok(period) = Period::year(year)
            {
                return self.push(Kind::Period(period), after.saturating_add(sign.len_utf8()));
            }
        }
        match measure::after(self.text, end, self.words) {
            Some(measured) => self.push(Kind::Number(number.with_unit(Some(measured.unit))), measured.end),
            None if self.stands_alone(end) => self.push(Kind::Number(number), end),
            None => self.push(Kind::Other, end),
        }
    }

    /// Whether a numeral without a unit is a number: 三分之二 and 五成 are, the 二 of 二氧化碳 is none.
    fn stands_alone(&self, end: usize) -> bool {
        let joins = |meaning: Meaning| {
            matches!(
                meaning,
                Meaning::PartsOf
                    | Meaning::PercentOf
                    | Meaning::Tenths
                    | Meaning::Times
                    | Meaning::To
                    | Meaning::After(_)
            )
        };
        let before = match self.found.last() {
            Some(Token { kind: Kind::Word(meaning), .. }) => Some(*meaning),
            _ => None,
        };
        let after = self.words.find(self.text, end).map(|(_, meaning)| meaning);
        self.words.year.is_none() || before.into_iter().chain(after).any(joins)
    }
}

fn ratio(above: u32, below: u32) -> Ratio {
    Ratio::new(i64::from(above), i64::from(below)).unwrap_or_else(Ratio::one)
}

/// A period in one of the spellings of files: `2024-Q3`, `2021/2025`, `2014-04-01/P1Y`.
fn written_period(text: &str, start: usize) -> Option<(Period, usize)> {
    let rest = text.get(start..)?;
    let fits = |next: char| next.is_ascii_alphanumeric() || matches!(next, '-' | '/' | '.');
    let run = rest.split(|next| !fits(next)).next()?.trim_end_matches(['-', '/', '.']);
    if run.len() <= 4 || run.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let period: Period = run.parse().ok()?;
    let years = [period.first_day(), period.last_day()]
        .map(|day| day.to_string().get(..4).and_then(|year| year.parse().ok()));
    let end = start.saturating_add(run.len());
    years.iter().all(|year| year.is_some_and(|year: i32| YEARS.contains(&year))).then_some((period, end))
}

/// A small fraction in digits: `2/3`.
fn written_fraction(text: &str, start: usize) -> Option<(Ratio, usize)> {
    let rest = text.get(start..)?;
    let run = rest.split(|next: char| !(next.is_ascii_digit() || next == '/')).next()?;
    let (above, below) = run.split_once('/')?;
    if above.len() > 2 || below.len() > 2 {
        return None;
    }
    let (above, below): (u32, u32) = (above.parse().ok()?, below.parse().ok()?);
    (above > 0 && above < below).then(|| (ratio(above, below), start.saturating_add(run.len())))
}

/// The month or day that follows a year with its sign: 2025年6月, 2025年6月30日.
fn month_after(text: &str, year: i32, start: usize) -> Option<(Period, usize)> {
    let (month, end) = counted_at(text, start, &['月'])?;
    let day = || {
        let (day, end) = counted_at(text, end, &['日', '号'])?;
        Some((day_of(year, month, day)?, end))
    };
    day().or_else(|| Some((Period::month(year, month).ok()?, end)))
}

/// A whole number in digits with one of these signs behind it.
fn counted_at(text: &str, start: usize, signs: &[char]) -> Option<(u32, usize)> {
    let (number, end) = digits_at(text, start)?;
    let rest = text.get(end..)?.strip_prefix(signs)?;
    Some((u32::try_from(number.ratio.to_whole_number()?).ok()?, text.len().saturating_sub(rest.len())))
}

fn day_of(year: i32, month: u32, day: u32) -> Option<Period> {
    Period::day(NaiveDate::from_ymd_opt(year, month, day)?).ok()
}

/// A month, quarter or half of the year that a period is.
fn part_of_year(frequency: Frequency, part: u32, year: &Period) -> Option<Period> {
    let (year, _) = year.years().filter(|(first, last)| first == last)?;
    match frequency {
        Frequency::Month => Period::month(year, part).ok(),
        Frequency::Quarter => Period::quarter(year, part).ok(),
        Frequency::Half => Period::half(year, part).ok(),
        _ => None,
    }
}

/// The day of a month and a year: "31 December 2025".
fn named_day(day: &Number, month: u32, year: &Period) -> Option<Period> {
    let (year, _) = year.years().filter(|(first, last)| first == last)?;
    day_of(year, month, u32::try_from(day.ratio.to_whole_number()?).ok()?)
}

/// Puts together what means one thing only together: 三分之二, "two thirds", 27 April, "the next five years".
fn fuse(tokens: &[Token]) -> Vec<Token> {
    let mut fused: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let (taken, kind) = fused_kind(rest).unwrap_or_else(|| (1, first.kind.clone()));
        let end = rest.get(taken.saturating_sub(1)).map_or(first.span.end, |last| last.span.end);
        fused.push(Token { kind, span: first.span.start..end });
        rest = rest.get(taken..).unwrap_or_default();
    }
    fused
}

/// Tenths and the hundredths after them, in percent: 七成五 is 75 %.
fn in_percent(tenths: &Number, hundredths: Option<&Number>) -> Number {
    let more = hundredths.map_or_else(Ratio::zero, |more| more.ratio.clone());
    tenths.map(|tenths| tenths * &Ratio::from(10) + more).with_unit(Some(Unit::percent()))
}

/// How many tokens stand for one thing at the start of the rest, and which.
fn fused_kind(tokens: &[Token]) -> Option<(usize, Kind)> {
    use Kind::{Number as N, Period as P, Word as W};
    let kind = |index: usize| tokens.get(index).map(|token| &token.kind);
    let is_time = |number: &Number| {
        let year = "years".parse::<Unit>().ok();
        number.unit.as_ref().zip(year).is_some_and(|(unit, year)| unit.is_same_dimension(&year))
    };
    let is_named =
        |number: &Number, name: &str| number.unit.as_ref().is_some_and(|unit| unit.to_string() == name);
    match (kind(0)?, kind(1), kind(2)) {
        (N(below), Some(W(Meaning::PartsOf)), Some(N(above))) if !below.ratio.is_zero() => {
            Some((3, Kind::Part(above.ratio.divide(&below.ratio)?)))
        }
        (W(Meaning::PercentOf), Some(N(number)), _) => {
            Some((2, N(number.clone().with_unit(Some(Unit::percent())))))
        }
        // 三至五成: the lower end is in tenths too.
        (N(tenths), Some(Kind::Range | W(Meaning::To)), Some(N(high)))
            if high.unit.is_none() && kind(3) == Some(&W(Meaning::Tenths)) =>
        {
            Some((1, N(in_percent(tenths, None))))
        }
        (N(tenths), Some(W(Meaning::Tenths)), next) => match next {
            Some(N(more)) if more.unit.is_none() => Some((3, N(in_percent(tenths, Some(more))))),
            _ => Some((2, N(in_percent(tenths, None)))),
        },
        // "one in five households": the households are counted, and so named after both numbers.
        (N(above), Some(W(Meaning::In)), Some(N(below)))
            if above.unit.is_none()
                && below.unit.as_ref().is_none_or(|unit| unit.dimension().is_count())
                && above.ratio.is_positive()
                && above.ratio < below.ratio =>
        {
            Some((3, Kind::Part(above.ratio.divide(&below.ratio)?)))
        }
        (N(above), Some(W(Meaning::Denominator(below))), _) => {
            Some((2, Kind::Part(above.ratio.divide(&Ratio::from(i64::from(*below)))?)))
        }
        (N(above), Some(W(Meaning::Small)), Some(W(Meaning::Denominator(below)))) => {
            Some((3, Kind::Part(above.ratio.divide(&Ratio::from(i64::from(*below)))?)))
        }
        (N(day), Some(W(Meaning::PartOfYear(Frequency::Month, month))), Some(P(year))) => {
            Some((3, P(named_day(day, *month, year)?)))
        }
        (W(Meaning::PartOfYear(Frequency::Month, month)), Some(N(day)), next) => {
            let (taken, year) = if next == Some(&Kind::Pause) { (4, kind(3)) } else { (3, next) };
            match year {
                Some(P(year)) => Some((taken, P(named_day(day, *month, year)?))),
                _ => Some((2, Kind::Other)),
            }
        }
        (N(_), Some(W(Meaning::PartOfYear(Frequency::Month, _))), _) => Some((2, Kind::Other)),
        (W(Meaning::PartOfYear(frequency, part)), Some(P(year)), _)
        | (P(year), Some(W(Meaning::PartOfYear(frequency, part))), _) => {
            Some((2, P(part_of_year(*frequency, *part, year)?)))
        }
        (N(number), ..) if is_named(number, "月") => Some((1, Kind::Other)),
        (N(number), ..) if is_named(number, "日") || is_named(number, "号") => Some((1, Kind::Other)),
        (W(Meaning::Coming), Some(N(number)), inside) if is_time(number) => {
            Some((if inside == Some(&W(Meaning::Inside)) { 3 } else { 2 }, Kind::Other))
        }
        (N(number), Some(W(Meaning::Inside)), _) if is_time(number) => Some((2, Kind::Other)),
        (W(Meaning::In), Some(N(number)), _) if is_time(number) => Some((2, Kind::Other)),
        _ => None,
    }
}
