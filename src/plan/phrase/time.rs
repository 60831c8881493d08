//! When: periods with the words around them, as deadlines, windows, starts and baselines.
//! "by the end of 2025", 2025年底前, “十四五”期间, "compared with 2020", 在2020年基础上.

use super::token::{Kind, Token};
use super::words::{Comparing, Meaning, Verb, Words};
use crate::time::Period;

/// What a period is to a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// By its last day.
    By(Period),
    /// In it.
    In(Period),
    /// "before 2030", which some end with 2029 and some with 2030.
    Before(Period),
    /// Over all from the first to the last.
    Over(Period, Period),
    /// From it on.
    Since(Period),
    /// "from": the start of a window, or a baseline.
    From(Period),
    /// Compared with it.
    Baseline(Period),
}

/// Replaces every period and the words around it by what it is to a target.
pub(super) fn with_times(tokens: &[Token], words: &Words) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Some(expression) = Expression::at(tokens, at) else {
            found.push(token.clone());
            at = at.saturating_add(1);
            continue;
        };
        let after = expression.after;
        expression.push_onto(&mut found, tokens, words);
        at = after;
    }
    found
}

/// A period, or two ends, and the words right after it.
struct Expression {
    first: Period,
    last: Period,
    /// Whether two ends are written, or a plan is named.
    is_window: bool,
    is_plan: bool,
    /// The end of the period is meant: 年底.
    is_end: bool,
    suffix: Option<Meaning>,
    /// The tokens from and up to.
    start: usize,
    after: usize,
}

fn word(tokens: &[Token], at: usize) -> Option<Meaning> {
    match tokens.get(at)?.kind {
        Kind::Word(meaning) => Some(meaning),
        _ => None,
    }
}

fn after_small(tokens: &[Token], mut at: usize) -> usize {
    while word(tokens, at) == Some(Meaning::Small) {
        at = at.saturating_add(1);
    }
    at
}

/// The period of a token, or the years of a plan.
fn period(tokens: &[Token], at: usize) -> Option<(Period, Period)> {
    match tokens.get(at)?.kind {
        Kind::Period(period) => Some((period, period)),
        Kind::Word(Meaning::Plan(first, last)) => Some((Period::year(first).ok()?, Period::year(last).ok()?)),
        _ => None,
    }
}

impl Expression {
    fn at(tokens: &[Token], start: usize) -> Option<Self> {
        let (first, mut last) = period(tokens, start)?;
        let is_plan = first != last;
        let mut is_window = is_plan;
        let mut after = start.saturating_add(1);
        let next = tokens.get(after).map(|token| &token.kind);
        let is_between = (1..=2_usize).any(|back| {
            start.checked_sub(back).and_then(|index| word(tokens, index)) == Some(Meaning::Between)
        });
        let joins = match next {
            Some(Kind::Range | Kind::Word(Meaning::To | Meaning::Until)) => true,
            Some(Kind::Pause) => tokens.get(after).is_some_and(|token| token.span.len() == "–".len()),
            Some(Kind::Word(Meaning::And)) => is_between,
            _ => false,
        };
        if joins && let Some((_, end)) = period(tokens, after_small(tokens, after.saturating_add(1))) {
            after = after_small(tokens, after.saturating_add(1)).saturating_add(1);
            (last, is_window) = (end, true);
        }
        let mut expression =
            Self { first, last, is_window, is_plan, is_end: false, suffix: None, start, after };
        expression.read_suffix(tokens);
        Some(expression)
    }

    fn read_suffix(&mut self, tokens: &[Token]) {
        let mut at = after_small(tokens, self.after);
        if word(tokens, at) == Some(Meaning::End) {
            self.is_end = true;
            self.after = at.saturating_add(1);
            at = after_small(tokens, self.after);
        }
        let suffix = word(tokens, at).filter(|meaning| {
            matches!(meaning, Meaning::EarlierThan | Meaning::Lasting | Meaning::Onwards | Meaning::Levels)
        });
        if suffix.is_some() {
            self.suffix = suffix;
            self.after = at.saturating_add(1);
        }
    }

    /// The word in front, with where it stands, and whether the end of the period is meant.
    fn prefix(&self, found: &[Token]) -> (Option<Meaning>, usize, bool) {
        let before_small = |mut at: usize| {
            while let Some(index) = at.checked_sub(1)
                && word(found, index) == Some(Meaning::Small)
            {
                at = index;
            }
            at
        };
        let mut is_end = self.is_end;
        let mut at = before_small(found.len());
        if at.checked_sub(1).and_then(|index| word(found, index)) == Some(Meaning::End) {
            is_end = true;
            at = before_small(at.saturating_sub(1));
        }
        let Some(index) = at.checked_sub(1) else { return (None, found.len(), is_end) };
        (word(found, index), index, is_end)
    }

    /// Puts the time in place of the words it is made of.
    fn push_onto(self, found: &mut Vec<Token>, tokens: &[Token], words: &Words) {
        let (prefix, at, is_end) = self.prefix(found);
        let kind = |index: usize| found.get(index).map(|token| &token.kind);
        let before = at.checked_sub(1).and_then(kind);
        // "20 % more than in 2020": the comparison is with the year.
        let is_compared = prefix == Some(Meaning::In)
            && matches!(before, Some(Kind::Word(Meaning::Before(Comparing::Over | Comparing::Under))))
            && matches!(at.checked_sub(2).and_then(kind), Some(Kind::Number(_) | Kind::Part(_)));
        if is_compared {
            found.truncate(at);
            return self.push_onto(found, tokens, words);
        }
        let follows_number =
            matches!(before, Some(Kind::Number(_) | Kind::Part(_) | Kind::Word(Meaning::Times)));
        let (when, takes_prefix) = self.when(prefix, before, is_end, tokens, words);
        let start = match prefix {
            Some(Meaning::Before(comparing)) if matches!(when, Some(When::Baseline(_))) => {
                let verb = if comparing == Comparing::Under { Verb::Fall } else { Verb::Rise };
                if let Some(token) = found.get_mut(at).filter(|_| follows_number) {
                    token.kind = Kind::Word(Meaning::Verb(verb));
                }
                tokens.get(self.start).map_or(0, |token| token.span.start)
            }
            _ if takes_prefix => {
                let start = found.get(at).map(|token| token.span.start);
                found.truncate(at);
                start.unwrap_or_default()
            }
            _ => tokens.get(self.start).map_or(0, |token| token.span.start),
        };
        let end = self
            .after
            .checked_sub(1)
            .and_then(|index| tokens.get(index))
            .map_or(start, |token| token.span.end);
        found.push(Token { kind: when.map_or(Kind::Other, Kind::Time), span: start..end });
    }

    /// What the period is, and whether the word in front belongs to it.
    fn when(
        &self,
        prefix: Option<Meaning>,
        before: Option<&Kind>,
        is_end: bool,
        tokens: &[Token],
        words: &Words,
    ) -> (Option<When>, bool) {
        let range = || Period::range(self.first, self.last).unwrap_or(self.last);
        let deadline = if self.is_plan { self.last } else { range() };
        let by = When::By(deadline);
        let over = When::Over(self.first, self.last);
        let follows_number = matches!(before, Some(Kind::Number(_) | Kind::Part(_)));
        let follows_change = matches!(before, Some(Kind::Word(Meaning::Verb(Verb::Rise | Verb::Fall))));
        match (prefix, self.suffix) {
            (Some(Meaning::Than), _) => (Some(When::Baseline(range())), true),
            (Some(Meaning::In | Meaning::From), Some(Meaning::Levels)) => {
                (Some(When::Baseline(range())), true)
            }
            (_, Some(Meaning::Levels)) | (Some(Meaning::TimesAsMuch | Meaning::TimesMore), _) => {
                (Some(When::Baseline(range())), false)
            }
            (Some(Meaning::In), _)
                if matches!(before, Some(Kind::Word(Meaning::TimesAsMuch | Meaning::TimesMore))) =>
            {
                (Some(When::Baseline(range())), true)
            }
            (Some(Meaning::Before(_)), _) if follows_number && !self.is_window => {
                (Some(When::Baseline(range())), false)
            }
            _ if words.year.is_some() && self.measures_multiple(tokens) => {
                (Some(When::Baseline(range())), false)
            }
            (prefix, Some(Meaning::EarlierThan)) => {
                let takes = matches!(prefix, Some(Meaning::In | Meaning::To));
                (Some(if is_end { by } else { When::Before(deadline) }), takes)
            }
            (Some(Meaning::Earlier), _) => (Some(if is_end { by } else { When::Before(deadline) }), true),
            // 提高到2025年的50%: the change goes to the number, not to the year.
            (Some(Meaning::To), _) if follows_change && !self.is_window => (Some(When::In(range())), false),
            (Some(Meaning::By | Meaning::To | Meaning::Until), _) => (Some(by), true),
            _ if is_end => (Some(by), matches!(prefix, Some(Meaning::In))),
            (Some(Meaning::From | Meaning::Since), Some(Meaning::Onwards)) | (Some(Meaning::Since), _) => {
                (Some(When::Since(self.first)), true)
            }
            (_, Some(Meaning::Onwards)) if words.year.is_some() => (Some(When::Since(self.first)), false),
            (Some(Meaning::From | Meaning::Between), _) if self.is_window => (Some(over), true),
            (Some(Meaning::From), _) => (Some(When::From(range())), true),
            (Some(Meaning::During | Meaning::Before(Comparing::Over)), _) => (Some(over), true),
            (prefix, Some(Meaning::Lasting)) => (Some(over), matches!(prefix, Some(Meaning::In))),
            (prefix, _) if self.is_window => {
                (Some(over), matches!(prefix, Some(Meaning::In | Meaning::Between)))
            }
            (Some(Meaning::In), _) => (Some(When::In(range())), true),
            _ if words.year.is_none() => (None, false),
            _ => (Some(When::In(range())), false),
        }
    }

    /// Whether a multiple or part of the period's value follows: 2020年的9倍.
    fn measures_multiple(&self, tokens: &[Token]) -> bool {
        let at = after_small(tokens, self.after);
        let kind = |index: usize| tokens.get(at.saturating_add(index)).map(|token| &token.kind);
        let is_times = |index: usize| kind(index) == Some(&Kind::Word(Meaning::Times));
        let is_multiple = match (kind(0), kind(1)) {
            (Some(Kind::Part(_)), _) => true,
            (Some(Kind::Number(_)), Some(Kind::Word(Meaning::To) | Kind::Range)) => is_times(3),
            (Some(Kind::Number(_)), _) => is_times(1),
            _ => false,
        };
        at > self.after && is_multiple
    }
}
