//! What a gathered quantity may mean: every quantity and side that its words allow, with the reason.
//! The times are told apart in `timing`.

use super::alternative::{Alternative, Measured, Reason, Side};
use super::gather::{Form, Found, Link, Yearly};
use super::numeral::Number;
use super::read::Context;
use super::timing::{Timed, times};
use super::words::{Comparing, Verb, Words};
use crate::number::Ratio;
use crate::plan::AboutSide;
use crate::progress::Direction;
use crate::time::Frequency;
use crate::unit::{Quantity, Unit};

/// One reading of the quantity, before its side and its time.
pub(super) struct Draft {
    pub(super) measured: Measured,
    low: Number,
    high: Option<Number>,
    /// Down for the size of a fall, whose number is the negated size.
    change: Option<Direction>,
    /// The side and reason that the verb gives to a number without a bound.
    lean: Option<(Direction, Reason)>,
    pub(super) every: Option<Frequency>,
    reasons: Vec<Reason>,
}

/// All meanings of a quantity, at least one.
pub(super) fn alternatives(found: &Found, words: &Words, context: &Context) -> Vec<Alternative> {
    let mut alternatives: Vec<Alternative> = Vec::new();
    for draft in drafts(found, words, context) {
        for (side, side_reason) in sides(found, &draft, context) {
            for timed in times(found, &draft, context) {
                let alternative = assembled(found, &draft, (side, side_reason), timed);
                if !alternatives.iter().any(|other| other.to_string() == alternative.to_string()) {
                    alternatives.push(alternative);
                }
            }
        }
    }
    alternatives
}

fn assembled(found: &Found, draft: &Draft, (side, reason): (Side, Reason), timed: Timed) -> Alternative {
    let is_fall = draft.change == Some(Direction::Down);
    let (low, high) = match &draft.high {
        Some(_) if side == Side::AtLeast => (draft.low.clone(), None),
        Some(high) if side == Side::AtMost => (high.clone(), None),
        Some(high) if is_fall => (high.negated(), Some(draft.low.negated())),
        Some(high) => (draft.low.clone(), Some(high.clone())),
        None if is_fall => (draft.low.negated(), None),
        None => (draft.low.clone(), None),
    };
    let aim = match &draft.high {
        Some(high) if side == Side::AtLeast => Some(high.clone()),
        Some(_) if side == Side::AtMost => Some(draft.low.clone()),
        _ if is_fall => found.aim.as_ref().map(Number::negated),
        _ => found.aim.clone(),
    };
    let unit = draft.low.unit.clone();
    let tolerance = found.tolerance.as_ref().and_then(|tolerance| {
        let value = tolerance.value()?;
        Some(Quantity::new(value.into(), tolerance.unit.clone().or(unit)?))
    });
    let mut reasons = vec![reason];
    reasons.extend(draft.reasons.iter().chain(&timed.reasons));
    reasons.extend(found.taken_over);
    let mut seen = Vec::new();
    reasons.retain(|reason| {
        let is_new = !seen.contains(reason);
        seen.push(*reason);
        is_new
    });
    let is_about = matches!(side, Side::About(_));
    Alternative {
        side: if is_fall { side.mirrored() } else { side },
        low,
        high,
        aim,
        members: found.members,
        tolerance: tolerance.filter(|_| is_about),
        measured: timed.measured,
        from: timed.from,
        is_from_usual: found.is_from_usual,
        time: timed.time,
        reasons,
    }
}

fn is_percent(number: &Number) -> bool {
    number.unit.as_ref() == Some(&Unit::percent())
}

fn is_share(number: &Number) -> bool {
    number.unit.as_ref().is_some_and(Unit::is_percentage)
}

/// The readings of the quantity.
fn drafts(found: &Found, words: &Words, context: &Context) -> Vec<Draft> {
    match found.form {
        Form::Amount => amounts(found, context),
        Form::Part => parts(found, context),
        Form::Times | Form::TimesAsMuch | Form::TimesMore => multiples(found, words),
    }
}

impl Draft {
    fn new(measured: Measured, low: &Number, high: Option<&Number>) -> Self {
        Self {
            measured,
            low: low.clone(),
            high: high.cloned(),
            change: None,
            lean: None,
            every: None,
            reasons: Vec::new(),
        }
    }

    fn because(mut self, reason: Reason) -> Self {
        self.reasons.push(reason);
        self
    }

    /// As the size of a change in a direction.
    fn changing(mut self, direction: Direction) -> Self {
        self.change = Some(direction);
        self.lean = Some((Direction::Up, Reason::SizeOrMore));
        self
    }

    fn leaning(mut self, lean: Option<(Direction, Reason)>) -> Self {
        self.lean = lean;
        self
    }

    fn every(mut self, frequency: Option<Frequency>) -> Self {
        self.every = frequency;
        self
    }
}

/// The direction of a change by a number, if the words say one.
fn direction_of(found: &Found) -> Option<Direction> {
    match found.verb {
        Some(Verb::Rise) if found.link != Some(Link::To) => Some(Direction::Up),
        Some(Verb::Fall) if found.link != Some(Link::To) => Some(Direction::Down),
        _ => None,
    }
}

/// The side that reaching, rising, falling or limiting gives to a level.
fn lean_of(found: &Found) -> Option<(Direction, Reason)> {
    match found.verb? {
        Verb::Reach | Verb::RiseTo | Verb::Add => Some((Direction::Up, Reason::Reached)),
        Verb::Rise if found.link == Some(Link::To) => Some((Direction::Up, Reason::Reached)),
        Verb::FallTo => Some((Direction::Down, Reason::FallenTo)),
        Verb::Fall if found.link == Some(Link::To) => Some((Direction::Down, Reason::FallenTo)),
        Verb::Limit => Some((Direction::Down, Reason::Limited)),
        Verb::Rise | Verb::Fall | Verb::Change | Verb::Hold | Verb::Rate => None,
    }
}

fn amounts(found: &Found, context: &Context) -> Vec<Draft> {
    let (low, high) = (&found.low, found.high.as_ref());
    let is_growth = found.yearly == Some(Yearly::Average) && is_percent(low);
    let direction = direction_of(found);
    let growth = |direction: Direction| Draft::new(Measured::AverageGrowth, low, high).changing(direction);
    match found.verb {
        Some(Verb::Rate) if is_growth || (found.yearly.is_some() && is_percent(low)) => {
            return vec![growth(Direction::Up)];
        }
        Some(Verb::Change) if is_growth => return vec![Draft::new(Measured::AverageGrowth, low, high)],
        Some(Verb::Change) => return vec![Draft::new(change_measure(low, context), low, high)],
        _ => {}
    }
    let undirected = found.link == Some(Link::By) && found.verb.is_none();
    let directions: Vec<Direction> = match (direction, undirected, context.direction()) {
        (Some(direction), ..) | (None, true, Some(direction)) => vec![direction],
        (None, true, None) => vec![Direction::Up, Direction::Down],
        _ => Vec::new(),
    };
    let Some(first) = directions.first() else {
        return vec![level(found, context)];
    };
    if is_growth {
        return vec![growth(*first)];
    }
    let yearly = found.yearly.is_some() || found.every == Some(Frequency::Year);
    if yearly && is_percent(low) {
        let mut every = Draft::new(Measured::Level(Some(Unit::percent())), low, high).changing(*first);
        every.every = Some(Frequency::Year);
        return vec![growth(*first).because(Reason::YearlyAverage), every.because(Reason::YearlyEvery)];
    }
    let change =
        |direction: &Direction| Draft::new(change_measure(low, context), low, high).changing(*direction);
    let changes = directions.iter().map(|direction| match undirected.then_some(direction) {
        Some(Direction::Up) => change(direction).because(Reason::IfMoreIsBetter),
        Some(Direction::Down) => change(direction).because(Reason::IfLessIsBetter),
        None => change(direction),
    });
    if found.is_beside || found.link == Some(Link::By) {
        return changes.collect();
    }
    let changes = changes.map(|change| change.because(Reason::ChangeGoverns));
    changes.chain([level(found, context).because(Reason::LevelStands)]).collect()
}

/// A change in percent, in points, or in units.
fn change_measure(number: &Number, context: &Context) -> Measured {
    if is_percent(number) {
        return Measured::ChangePercent;
    }
    Measured::ChangeUnit(number.unit.clone().or_else(|| context.unit().map(Unit::difference_unit)))
}

/// A level, a sum, or a multiple of a baseline given in percent.
fn level(found: &Found, context: &Context) -> Draft {
    let mut low = found.low.clone();
    if found.yearly.is_some()
        && !is_share(&low)
        && let Some(yearly) = low.unit.as_ref().and_then(|unit| format!("{unit}/year").parse().ok())
    {
        low.unit = Some(yearly);
    }
    let unit = low.unit.clone().or_else(|| context.unit().cloned());
    let is_sum = (found.adds_up || found.is_cumulative) && !is_share(&low) && found.every.is_none();
    let measured = if is_sum { Measured::Sum(unit) } else { Measured::Level(unit) };
    let draft = Draft::new(measured, &low, found.high.as_ref()).leaning(lean_of(found)).every(found.every);
    if low.unit.is_none() && context.unit().is_some() { draft.because(Reason::FromContext) } else { draft }
}

fn parts(found: &Found, context: &Context) -> Vec<Draft> {
    let percent = found.low.map(|ratio| ratio * &Ratio::hundred()).with_unit(Some(Unit::percent()));
    let of_base = Draft::new(Measured::Multiple, &found.low, None)
        .leaning(lean_of(found).or(Some((Direction::Down, Reason::FallenTo))))
        .because(Reason::PartOfBase);
    let (whole, unit) = share_of(&found.low, &percent);
    let of_whole = Draft::new(Measured::Level(Some(unit)), &whole, None)
        .leaning(lean_of(found))
        .every(found.every)
        .because(Reason::PartOfWhole);
    let change =
        |direction: Direction| Draft::new(Measured::ChangePercent, &percent, None).changing(direction);
    if let Some(direction) = direction_of(found) {
        let mut drafts = vec![change(direction)];
        if !found.is_beside && found.link != Some(Link::By) {
            drafts =
                vec![change(direction).because(Reason::ChangeGoverns), of_whole.because(Reason::LevelStands)];
        }
        return drafts;
    }
    if found.link == Some(Link::By) && found.verb.is_none() {
        return match context.direction() {
            Some(direction) => vec![change(direction).because(Reason::FromContext)],
            None => vec![
                change(Direction::Up).because(Reason::IfMoreIsBetter),
                change(Direction::Down).because(Reason::IfLessIsBetter),
            ],
        };
    }
    let falls = matches!(found.verb, Some(Verb::FallTo))
        || (found.verb == Some(Verb::Fall) && found.link == Some(Link::To));
    match (found.baseline.is_some(), falls) {
        (true, _) => vec![of_base],
        (false, true) => vec![of_whole, of_base],
        (false, false) => vec![of_whole],
    }
}

/// A share in percent where that is a decimal, else in the parts it is written in: two thirds is 2 `fraction/3`.
fn share_of(part: &Number, percent: &Number) -> (Number, Unit) {
    let parts = format!("fraction/{}", part.ratio.denominator()).parse::<Unit>();
    match (percent.value(), parts) {
        (None, Ok(unit)) => {
            let above = part.map(|ratio| {
                ratio * &Ratio::from_integers(ratio.denominator(), 1_i64.into()).unwrap_or_else(Ratio::one)
            });
            (above, unit)
        }
        _ => (percent.clone(), Unit::percent()),
    }
}

/// Nine times: the multiple itself, or an increase by nine times the base, which is the multiple ten.
fn multiples(found: &Found, words: &Words) -> Vec<Draft> {
    let multiple = |number: &Number, reason: Reason| {
        let direction = if number.ratio < Ratio::one() { Direction::Down } else { Direction::Up };
        let own = if direction == Direction::Up { Reason::Reached } else { Reason::FallenTo };
        let lean = lean_of(found).or(Some((direction, own)));
        let high = found.high.as_ref().filter(|_| reason == Reason::Multiple);
        Draft::new(Measured::Multiple, number, high).leaning(lean).because(reason)
    };
    let itself = || multiple(&found.low, Reason::Multiple);
    let on_top = || {
        let mut added = multiple(&found.low.map(|ratio| ratio + &Ratio::one()), Reason::AddedToBase);
        added.high = found.high.as_ref().map(|high| high.map(|ratio| ratio + &Ratio::one()));
        added
    };
    match (found.form, direction_of(found)) {
        (Form::Times | Form::TimesAsMuch, Some(Direction::Down))
            if found.form == Form::Times || found.link == Some(Link::By) =>
        {
            let nth = found.low.ratio.reciprocal().map(|ratio| found.low.map(|_| ratio));
            nth.map_or_else(Vec::new, |nth| vec![multiple(&nth, Reason::OneNth)])
        }
        (Form::Times, Some(Direction::Up)) if words.times_add => vec![on_top()],
        (Form::Times, Some(Direction::Up)) | (Form::TimesMore, _) => vec![itself(), on_top()],
        _ => vec![itself()],
    }
}

/// The sides of the number on which the target may be met.
fn sides(found: &Found, draft: &Draft, context: &Context) -> Vec<(Side, Reason)> {
    if draft.high.is_some() {
        let within = (Side::Between, Reason::Range);
        // What is to come to 3 to 5 is not missed by 6.
        let is_level = matches!(draft.measured, Measured::Level(_));
        return match lean_of(found).filter(|lean| is_level && draft.lean == Some(*lean)) {
            Some((Direction::Up, Reason::Reached)) => vec![within, (Side::AtLeast, Reason::RangeWithAim)],
            Some((Direction::Down, Reason::FallenTo)) => vec![within, (Side::AtMost, Reason::RangeWithAim)],
            _ => vec![within],
        };
    }
    let mut comparing: Vec<Comparing> = found
        .comparing
        .iter()
        .copied()
        .filter(|word| *word != Comparing::About && *word != Comparing::EitherSide)
        .collect();
    comparing.sort_unstable();
    comparing.dedup();
    let has = |word: Comparing| found.comparing.contains(&word);
    if has(Comparing::About) || found.tolerance.is_some() {
        return about_sides(&comparing, has(Comparing::EitherSide), draft, context);
    }
    match comparing.as_slice() {
        [] => bare_sides(draft, context),
        [Comparing::AtLeast, Comparing::Over] => {
            vec![(Side::Over, Reason::NumberExcluded), (Side::AtLeast, Reason::NumberIncluded)]
        }
        [Comparing::AtMost, Comparing::Under] => {
            vec![(Side::Under, Reason::NumberExcluded), (Side::AtMost, Reason::NumberIncluded)]
        }
        several => several.iter().flat_map(|word| bound_sides(*word)).collect(),
    }
}

fn bound_sides(comparing: Comparing) -> Vec<(Side, Reason)> {
    let side = match comparing {
        Comparing::AtLeast => Side::AtLeast,
        Comparing::Over => Side::Over,
        Comparing::AtMost => Side::AtMost,
        Comparing::Under => Side::Under,
        Comparing::Exactly => Side::Equal,
        Comparing::UpTo => {
            return vec![(Side::AtMost, Reason::UpToIsLimit), (Side::AtLeast, Reason::UpToIsAim)];
        }
        Comparing::About | Comparing::EitherSide => Side::About(AboutSide::Both),
    };
    vec![(side, Reason::Bound)]
}

/// The wanted side of a level as the caller states it; the size of a change has its own.
fn side_from_context(draft: &Draft, context: &Context) -> Option<Direction> {
    context.direction().filter(|_| draft.change.is_none())
}

fn about_sides(
    others: &[Comparing],
    is_either: bool,
    draft: &Draft,
    context: &Context,
) -> Vec<(Side, Reason)> {
    let about = |direction: Direction| {
        Side::About(if direction == Direction::Up { AboutSide::AtLeast } else { AboutSide::AtMost })
    };
    let both = Side::About(AboutSide::Both);
    match others {
        _ if is_either => vec![(both, Reason::Bound)],
        [Comparing::AtLeast | Comparing::Over, ..] => vec![(about(Direction::Up), Reason::Bound)],
        [Comparing::AtMost | Comparing::Under, ..] => vec![(about(Direction::Down), Reason::Bound)],
        _ => match (draft.lean, side_from_context(draft, context)) {
            (Some((direction, reason)), _) => vec![(about(direction), reason)],
            (None, Some(direction)) => vec![(about(direction), Reason::FromContext)],
            (None, None) => vec![
                (about(Direction::Up), Reason::IfMoreIsBetter),
                (about(Direction::Down), Reason::IfLessIsBetter),
                (both, Reason::IfNeitherIsBetter),
            ],
        },
    }
}

fn bare_sides(draft: &Draft, context: &Context) -> Vec<(Side, Reason)> {
    let side = |direction: Direction| if direction == Direction::Up { Side::AtLeast } else { Side::AtMost };
    match (draft.lean, side_from_context(draft, context)) {
        (Some((direction, reason)), _) => vec![(side(direction), reason)],
        (None, Some(direction)) => vec![(side(direction), Reason::FromContext)],
        (None, None) => vec![
            (Side::AtLeast, Reason::IfMoreIsBetter),
            (Side::AtMost, Reason::IfLessIsBetter),
            (Side::Equal, Reason::IfNeitherIsBetter),
        ],
    }
}
