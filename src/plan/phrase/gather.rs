//! Gathers around each quantity of a sentence the words that belong to it: bounds, verbs, times, averages.
//! What they mean together is decided elsewhere.

use super::alternative::Reason;
use super::numeral::Number;
use super::time::When;
use super::token::{Kind, Token};
use super::words::{Comparing, Meaning, Verb, Words};
use crate::number::Ratio;
use crate::time::{Frequency, Period};
use crate::unit::Unit;
use std::ops::Range;

/// How a number is meant, by what stands right beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// 30 GW, 5 %.
    Amount,
    /// A third, half.
    Part,
    /// Nine times, ninefold, 8倍: of the base, or on top of it.
    Times,
    /// Certainly of the base: doubled, nine times as much, a factor of nine.
    TimesAsMuch,
    /// Nine times more.
    TimesMore,
}

/// The word between a verb and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// The number is the size of the change.
    By,
    /// The number is where the change ends.
    To,
    /// The number is where the change starts.
    From,
}

/// How the years of a rate are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Yearly {
    /// For a year: each, or on average.
    Rate,
    /// On the average of the years.
    Average,
}

/// A quantity with the words that belong to it.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a word that stands there or does not")]
pub(super) struct Found {
    /// Bytes of the plain text.
    pub(super) span: Range<usize>,
    pub(super) form: Form,
    pub(super) low: Number,
    pub(super) high: Option<Number>,
    pub(super) tolerance: Option<Number>,
    pub(super) comparing: Vec<Comparing>,
    pub(super) verb: Option<Verb>,
    /// Whether the verb stands right beside the number.
    pub(super) is_beside: bool,
    pub(super) link: Option<Link>,
    pub(super) yearly: Option<Yearly>,
    pub(super) is_cumulative: bool,
    /// Whether the average of a window counts.
    pub(super) is_average: bool,
    /// The dimension for every member of which it has to hold.
    pub(super) members: Option<&'static str>,
    pub(super) adds_up: bool,
    pub(super) every: Option<Frequency>,
    pub(super) when: Option<When>,
    pub(super) baseline: Option<Period>,
    /// The level that the change starts from.
    pub(super) start: Option<Number>,
    /// Whether the change is measured from what would be without the policy.
    pub(super) is_from_usual: bool,
    /// The stricter number that is striven for.
    pub(super) aim: Option<Number>,
    /// Whether the number itself is what is striven for.
    is_striven_for: bool,
    /// That the words were taken over from the number before.
    pub(super) taken_over: Option<Reason>,
    /// Tokens from and up to.
    first: usize,
    after: usize,
}

/// All quantities of a sentence.
pub(super) fn gather(tokens: &[Token], words: &Words) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(mut quantity) = quantity_at(tokens, at) else {
            at = at.saturating_add(1);
            continue;
        };
        let previous_end = found.last().map_or(0, |previous| previous.after);
        quantity.read_after(tokens);
        quantity.read_before(tokens, previous_end);
        if quantity.verb.is_none() && quantity.link.is_none() {
            quantity.read_noun(tokens, words);
        }
        quantity.find_verb(tokens, previous_end);
        quantity.limit_change(tokens, previous_end);
        at = quantity.after.max(at.saturating_add(1));
        if let Some(previous) = found.last_mut().filter(|previous| previous.is_floor_of(&quantity)) {
            previous.aim = Some(quantity.low.with_unit(previous.low.unit.clone()));
            previous.after = quantity.after;
            previous.span.end = quantity.span.end;
        } else if quantity.is_wording() {
            quantity.go_on_from(found.last(), tokens);
            found.push(quantity);
        }
    }
    let ends: Vec<(usize, usize)> = found.iter().map(|quantity| (quantity.first, quantity.after)).collect();
    for (index, quantity) in found.iter_mut().enumerate() {
        let previous =
            index.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |(_, after)| *after);
        let next = ends.get(index.saturating_add(1)).map_or(tokens.len(), |(first, _)| *first);
        quantity.read_clause(tokens, previous, next);
        quantity.read_times(tokens, previous, next, words);
    }
    with_starts(found)
}

/// A level that a change starts from belongs to the quantity after it: "from 25 % to 50 %".
fn with_starts(found: Vec<Found>) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    let mut rest = found.into_iter().peekable();
    while let Some(quantity) = rest.next() {
        let goes_to = |next: &Found| {
            next.link == Some(Link::To)
                || matches!(next.verb, Some(Verb::RiseTo | Verb::FallTo | Verb::Reach))
        };
        match rest.peek_mut() {
            Some(next) if quantity.link == Some(Link::From) && goes_to(next) => {
                let start = quantity.low;
                next.start =
                    Some(if start.unit.is_none() { start.with_unit(next.low.unit.clone()) } else { start });
            }
            _ => kept.push(quantity),
        }
    }
    kept
}

fn word(tokens: &[Token], at: usize) -> Option<Meaning> {
    match tokens.get(at)?.kind {
        Kind::Word(meaning) => Some(meaning),
        _ => None,
    }
}

fn quantity_at(tokens: &[Token], at: usize) -> Option<Found> {
    let token = tokens.get(at)?;
    let (form, low) = match &token.kind {
        Kind::Number(number) => (Form::Amount, number.clone()),
        Kind::Part(ratio) => (Form::Part, Number::new(ratio.clone())),
        Kind::Word(Meaning::Multiple(times)) => {
            (Form::TimesAsMuch, Number::new(Ratio::from(i64::from(*times))))
        }
        Kind::Word(Meaning::Halve) => (Form::Part, Number::new(Ratio::half())),
        _ => return None,
    };
    let is_halving = token.kind == Kind::Word(Meaning::Halve);
    let mut found = Found {
        span: token.span.clone(),
        form,
        low,
        high: None,
        tolerance: None,
        comparing: Vec::new(),
        verb: is_halving.then_some(Verb::Fall),
        is_beside: is_halving,
        link: is_halving.then_some(Link::By),
        yearly: None,
        is_cumulative: false,
        is_average: false,
        members: None,
        adds_up: false,
        every: None,
        when: None,
        baseline: None,
        start: None,
        is_from_usual: false,
        aim: None,
        is_striven_for: false,
        taken_over: None,
        first: at,
        after: at.saturating_add(1),
    };
    found.read_range(tokens);
    Some(found)
}

impl Found {
    fn take(&mut self, tokens: &[Token], at: usize) {
        if let Some(token) = tokens.get(at) {
            self.span.end = self.span.end.max(token.span.end);
            self.span.start = self.span.start.min(token.span.start);
        }
        self.after = self.after.max(at.saturating_add(1));
        self.first = self.first.min(at);
    }

    /// Whether the number is tied to a verb, wherever that stands.
    fn is_linked(&self) -> bool {
        matches!(self.link, Some(Link::By | Link::To))
    }

    fn set_yearly(&mut self, yearly: Yearly) {
        if self.yearly != Some(Yearly::Average) {
            self.yearly = Some(yearly);
        }
    }

    /// The other end of a range: "3 to 5", 3%-5%, "between 3 and 5".
    fn read_range(&mut self, tokens: &[Token]) {
        let is_between =
            self.first.checked_sub(1).and_then(|index| word(tokens, index)) == Some(Meaning::Between);
        let joins = match tokens.get(self.after).map(|token| &token.kind) {
            Some(Kind::Range | Kind::Word(Meaning::To)) => true,
            Some(Kind::Word(Meaning::And)) => is_between,
            _ => false,
        };
        let end = self.after.saturating_add(1);
        let Some(Kind::Number(high)) = tokens.get(end).map(|token| &token.kind).filter(|_| joins) else {
            return;
        };
        let before = tokens.get(..self.first).unwrap_or_default();
        let is_start = before.last().is_some_and(|token| token.kind == Kind::Word(Meaning::From))
            && before
                .iter()
                .any(|token| matches!(token.kind, Kind::Word(Meaning::Verb(Verb::Rise | Verb::Fall))));
        if self.form != Form::Amount || is_start {
            return;
        }
        if !share_unit(&self.low, high) || self.low.ratio >= high.ratio {
            return;
        }
        self.high = Some(high.clone());
        self.low = self.low.clone().with_unit(high.unit.clone());
        self.take(tokens, end);
    }

    /// What stands after the number: 倍, 以上, "or more", a tolerance.
    fn read_after(&mut self, tokens: &[Token]) {
        loop {
            let at = self.after;
            let next = word(tokens, at.saturating_add(1));
            let is_base = self.form != Form::Amount
                && matches!(
                    tokens.get(at).map(|token| &token.kind),
                    Some(Kind::Time(When::Baseline(_)) | Kind::Word(Meaning::Levels))
                );
            if is_base {
                self.take(tokens, at);
                continue;
            }
            match word(tokens, at) {
                Some(Meaning::Times) => self.form = Form::Times,
                Some(Meaning::TimesAsMuch) => self.form = Form::TimesAsMuch,
                Some(Meaning::TimesMore) => self.form = Form::TimesMore,
                Some(Meaning::Small) if next == Some(Meaning::Times) => {}
                Some(Meaning::After(comparing)) => self.comparing.push(comparing),
                Some(Meaning::PlusMinus) => {
                    let end = at.saturating_add(1);
                    let Some(Kind::Number(tolerance)) = tokens.get(end).map(|token| &token.kind) else {
                        return;
                    };
                    self.tolerance = Some(tolerance.clone());
                    self.take(tokens, end);
                    continue;
                }
                Some(Meaning::Yearly) => self.set_yearly(Yearly::Rate),
                Some(Meaning::YearlyAverage) => self.set_yearly(Yearly::Average),
                _ => return,
            }
            self.take(tokens, at);
        }
    }

    /// What stands in front of the number: bounds, "by", "to", a verb.
    fn read_before(&mut self, tokens: &[Token], previous_end: usize) {
        let mut at = self.first;
        while let Some(index) = at.checked_sub(1).filter(|index| *index >= previous_end) {
            match tokens.get(index).map(|token| &token.kind) {
                Some(Kind::Word(meaning)) => match meaning {
                    Meaning::Before(comparing) => self.comparing.push(*comparing),
                    Meaning::By => self.link = Some(Link::By),
                    Meaning::To => self.link = Some(Link::To),
                    Meaning::From => self.link = Some(Link::From),
                    Meaning::Factor => self.form = Form::TimesAsMuch,
                    Meaning::Verb(verb) if self.verb.is_none() => {
                        (self.verb, self.is_beside) = (Some(*verb), true);
                    }
                    Meaning::Yearly => self.set_yearly(Yearly::Rate),
                    Meaning::Aim => {
                        self.is_striven_for = true;
                        at = index;
                        continue;
                    }
                    // The words for the whole clause are read with it.
                    Meaning::YearlyAverage
                    | Meaning::Cumulative
                    | Meaning::Small
                    | Meaning::Is
                    | Meaning::Between
                    | Meaning::Average
                    | Meaning::Levels => {
                        at = index;
                        continue;
                    }
                    _ => return,
                },
                // 从2020年的25%: the number is where the change starts.
                Some(Kind::Time(When::From(_))) => {
                    self.link = Some(Link::From);
                    return;
                }
                Some(Kind::Time(_)) => {
                    at = index;
                    continue;
                }
                _ => return,
            }
            at = index;
            self.take(tokens, index);
            if self.link == Some(Link::From) {
                return;
            }
        }
    }

    /// The change that a number measures may be a noun after it: "a 20 % increase".
    fn read_noun(&mut self, tokens: &[Token], words: &Words) {
        if words.time_follows
            && let Some(Meaning::Verb(verb @ (Verb::Rise | Verb::Fall))) = word(tokens, self.after)
        {
            (self.verb, self.is_beside) = (Some(verb), true);
            self.take(tokens, self.after);
        }
    }

    /// The verb that governs the number from further away: in the clause, and over "by" or "to" in the sentence.
    fn find_verb(&mut self, tokens: &[Token], previous_end: usize) {
        if self.verb.is_some() {
            return;
        }
        for index in (0..self.first).rev() {
            let is_in_reach = self.is_linked();
            match tokens.get(index).map(|token| &token.kind) {
                Some(Kind::Word(Meaning::Verb(verb))) => {
                    self.verb = Some(*verb);
                    return;
                }
                Some(Kind::Pause) if !is_in_reach => return,
                _ if index <= previous_end && previous_end > 0 && !is_in_reach => return,
                _ => {}
            }
        }
    }

    /// "limit the increase to 2 °C", 降幅控制在5%: what is limited is the change, not the level.
    fn limit_change(&mut self, tokens: &[Token], previous_end: usize) {
        let verbs: Vec<Verb> = tokens
            .get(previous_end..self.first.max(previous_end))
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|token| token.kind != Kind::Pause)
            .filter_map(|token| match token.kind {
                Kind::Word(Meaning::Verb(verb)) => Some(verb),
                _ => None,
            })
            .collect();
        let own = self.verb.filter(|_| self.is_beside);
        let mut order = own.into_iter().chain(verbs);
        let change = match (order.next(), order.next()) {
            (Some(Verb::Limit | Verb::Hold), Some(change @ (Verb::Rise | Verb::Fall)))
                if self.link != Some(Link::To) =>
            {
                change
            }
            (Some(change @ (Verb::Rise | Verb::Fall)), Some(Verb::Limit | Verb::Hold))
                if self.link == Some(Link::To) =>
            {
                change
            }
            _ => return,
        };
        if self.comparing.is_empty() {
            self.comparing.push(Comparing::AtMost);
        }
        (self.verb, self.link) = (Some(change), Some(Link::By));
    }

    /// Whether it words a quantity: a bare number, or "one" and 一个, do not.
    fn is_wording(&self) -> bool {
        let is_bound = !self.comparing.is_empty();
        let is_moved = self.is_beside || (self.is_linked() && self.verb.is_some());
        match self.form {
            Form::Amount if self.low.is_article && self.high.is_none() => is_bound,
            Form::Amount => is_bound || is_moved || self.low.unit.is_some(),
            Form::Part | Form::Times | Form::TimesAsMuch | Form::TimesMore => true,
        }
    }

    /// Whether another number is the stricter one that is striven for beside this bound: "at least 3, aiming for 5".
    fn is_floor_of(&self, other: &Self) -> bool {
        let is_sided = |word: &Comparing| {
            matches!(word, Comparing::AtLeast | Comparing::Over | Comparing::AtMost | Comparing::Under)
        };
        let is_bound = self.comparing.iter().any(is_sided) || self.is_beside || self.is_linked();
        let is_bare = other.comparing.is_empty() && !other.is_beside && !other.is_linked();
        let is_plain = |found: &Self| found.form == Form::Amount && found.high.is_none();
        let share_unit = other.low.unit.is_none() || other.low.unit == self.low.unit;
        other.is_striven_for && is_bound && is_bare && is_plain(self) && is_plain(other) && share_unit
    }

    /// In a list the first bound holds for the others: 分别超过70%和50%.
    fn go_on_from(&mut self, previous: Option<&Self>, tokens: &[Token]) {
        let Some(previous) = previous else { return };
        let between = tokens.get(previous.after..self.first).unwrap_or_default();
        let is_list = between.iter().any(|token| token.kind == Kind::Word(Meaning::And))
            && between
                .iter()
                .all(|token| matches!(token.kind, Kind::Word(Meaning::And | Meaning::Small) | Kind::Time(_)));
        let is_bare = self.comparing.is_empty() && !self.is_beside && !self.is_linked();
        let governs = previous.is_beside || previous.is_linked() || !previous.comparing.is_empty();
        if is_list && is_bare && governs {
            self.comparing.clone_from(&previous.comparing);
            (self.verb, self.is_beside) = (previous.verb, previous.is_beside);
            (self.link, self.taken_over) = (previous.link, Some(Reason::ListGoesOn));
        }
    }

    /// Words that hold for the whole clause: 年均, "cumulatively", "every year".
    fn read_clause(&mut self, tokens: &[Token], previous: usize, next: usize) {
        let before = tokens.get(previous..self.after).unwrap_or_default();
        let after = tokens.get(self.after..next).unwrap_or_default();
        let ends =
            |token: &&Token| !matches!(token.kind, Kind::Pause | Kind::Word(Meaning::And | Meaning::Verb(_)));
        let mut is_average = false;
        for token in before.iter().chain(after.iter().take_while(ends)) {
            match token.kind {
                Kind::Word(Meaning::Every(frequency)) => self.every = Some(frequency),
                Kind::Word(Meaning::YearlyAverage) => self.set_yearly(Yearly::Average),
                Kind::Word(Meaning::Cumulative) => self.is_cumulative = true,
                Kind::Word(Meaning::Members(dimension)) => self.members = Some(dimension),
                Kind::Word(Meaning::Average) => is_average = true,
                Kind::Word(Meaning::Usual(verb)) => {
                    self.is_from_usual = true;
                    if let Some(verb) = verb {
                        (self.verb, self.is_beside) = (Some(verb), true);
                    }
                }
                Kind::Word(Meaning::Verb(Verb::Add)) => self.adds_up = true,
                _ => {}
            }
        }
        self.adds_up |= self.verb == Some(Verb::Add);
        if self.low.unit.as_ref().is_some_and(is_percent_a_year) {
            self.set_yearly(Yearly::Rate);
            self.low.unit = Some(Unit::percent());
        }
        if is_average && (self.yearly.is_some() || self.every == Some(Frequency::Year)) {
            self.set_yearly(Yearly::Average);
            self.every = None;
        } else {
            self.is_average = is_average;
        }
    }

    /// The time and the baseline that stand nearest, on the side where the language puts them first.
    fn read_times(&mut self, tokens: &[Token], previous: usize, next: usize, words: &Words) {
        let times: Vec<(usize, When)> = tokens
            .iter()
            .enumerate()
            .filter_map(|(index, token)| match token.kind {
                Kind::Time(when) => Some((index, when)),
                _ => None,
            })
            .collect();
        let stops = |from: usize| {
            let rest = tokens.get(from..next).unwrap_or_default();
            let stop = rest.iter().position(|token| {
                matches!(token.kind, Kind::Pause | Kind::Word(Meaning::And | Meaning::Verb(_)))
            });
            stop.map_or(next, |stop| from.saturating_add(stop))
        };
        let nearest = |is_wanted: fn(&When) -> bool| {
            let wanted = || times.iter().filter(|(_, when)| is_wanted(when));
            let own = wanted().find(|(index, _)| (self.after..stops(self.after)).contains(index));
            let inside = wanted().find(|(index, _)| (self.first..self.after).contains(index));
            let before = wanted().rfind(|(index, _)| *index < self.first);
            let just_before = before.filter(|(index, _)| *index >= previous);
            let later = wanted().find(|(index, _)| *index >= self.after);
            let found = if words.time_follows {
                inside.or(own).or(just_before).or(before).or(later)
            } else {
                inside.or(just_before).or(before).or(own).or(later)
            };
            found.map(|(_, when)| *when)
        };
        self.when = nearest(|when| !matches!(when, When::Baseline(_) | When::From(_)));
        let is_change =
            matches!(self.verb, Some(Verb::Rise | Verb::Fall | Verb::Change)) || self.form != Form::Amount;
        let start = nearest(|when| matches!(when, When::Baseline(_) | When::From(_)));
        match start {
            Some(When::Baseline(period)) => self.baseline = Some(period),
            Some(When::From(period)) if is_change || self.link == Some(Link::From) => {
                self.baseline = Some(period);
            }
            Some(When::From(period)) => self.when = self.when.or(Some(When::Since(period))),
            _ => {}
        }
    }
}

/// Whether two numbers can be the ends of one range: 3到5个, 3%-5%, 3万至5万辆.
fn share_unit(low: &Number, high: &Number) -> bool {
    match (&low.unit, &high.unit) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(first), Some(second)) => second.to_string().starts_with(&first.to_string()),
    }
}

/// `%/year`, `% per year` and `%/yr` are one unit.
fn is_percent_a_year(unit: &Unit) -> bool {
    let factor = "%/year".parse().and_then(|yearly| unit.factor_to(&yearly));
    factor.is_ok_and(|factor| factor == Ratio::one())
}
