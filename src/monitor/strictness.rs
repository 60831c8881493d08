//! Which of two promises asks for more: a partial order decided by bound and time, never by the text.
//! Stricter in one respect and looser in another is mixed; what shares no measure is not comparable.

use crate::number::{Interval, Ratio};
use crate::plan::{AboutSide, Baseline, Bound, Criterion, LevelBound, Target, TargetQuantity, TargetTime};
use crate::text::codes;
use crate::time::{NaiveDate, Period};
use crate::unit::Unit;

codes! {
    /// How much the later of two promises asks for, against the earlier one.
    pub enum Strictness {
        /// The same.
        Same = "same",
        /// Whoever keeps the later promise has kept the earlier one too, and not the other way round.
        Stricter = "stricter",
        /// Whoever keeps the earlier promise has kept the later one too, and not the other way round.
        Looser = "looser",
        /// More in one respect and less in another: stricter but later.
        Mixed = "mixed",
        /// Of different things, so that neither asks for more.
        NotComparable = "not_comparable",
    }
}

impl Strictness {
    /// The same comparison the other way round.
    #[must_use]
    pub fn reversed(self) -> Self {
        match self {
            Self::Stricter => Self::Looser,
            Self::Looser => Self::Stricter,
            Self::Same | Self::Mixed | Self::NotComparable => self,
        }
    }

    /// Of a promise that is compared in two respects.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotComparable, _) | (_, Self::NotComparable) => Self::NotComparable,
            (Self::Same, only) | (only, Self::Same) => only,
            (one, two) if one == two => one,
            _ => Self::Mixed,
        }
    }

    /// By what each of two promises covers of the other.
    fn by_inclusion(later_within_earlier: bool, earlier_within_later: bool) -> Self {
        match (later_within_earlier, earlier_within_later) {
            (true, true) => Self::Same,
            (true, false) => Self::Stricter,
            (false, true) => Self::Looser,
            (false, false) => Self::NotComparable,
        }
    }
}

/// A criterion with the unit it is read in.
#[derive(Clone, Copy)]
pub(super) struct Promise<'a> {
    pub(super) criterion: &'a Criterion,
    pub(super) unit: &'a Unit,
}

impl<'a> Promise<'a> {
    pub(super) fn target(self) -> &'a Target {
        self.criterion.target()
    }
}

/// By the levels that meet the bound of each, and its aim: fewer levels are stricter.
pub(super) fn of_bounds(before: Promise<'_>, after: Promise<'_>) -> Strictness {
    let is_alike = is_alike(before.target().quantity(), after.target().quantity());
    let group = |promise: Promise<'_>| promise.target().group().cloned();
    if before.criterion.indicator() != after.criterion.indicator()
        || !is_alike
        || group(before) != group(after)
    {
        return Strictness::NotComparable;
    }
    let Some((was_from, is_from)) = starts(before.criterion, after.criterion, before.unit) else {
        return Strictness::NotComparable;
    };
    let unit = before.unit;
    let bounds = |promise: Promise<'_>, from: Option<&Ratio>| {
        let target = promise.target();
        Some((target.level_bound(unit, from).ok()?, target.aim_bound(unit, from).ok()?))
    };
    let Some((was, is)) = bounds(before, was_from.as_ref()).zip(bounds(after, is_from.as_ref())) else {
        return Strictness::NotComparable;
    };
    let of_aims = match (&was.1, &is.1) {
        (None, None) => Strictness::Same,
        (None, Some(_)) => Strictness::Stricter,
        (Some(_), None) => Strictness::Looser,
        (Some(was), Some(is)) => of_levels(was, is),
    };
    of_levels(&was.0, &is.0).and(of_aims)
}

/// "About" without a tolerance leaves what is nearly there undecided, and is the looser for it.
fn of_levels(was: &LevelBound, is: &LevelBound) -> Strictness {
    let met = |bound: &LevelBound| bound.acceptable().set().clone();
    let nearly = |bound: &LevelBound| match bound.doubt() {
        Some(doubt) => met(bound).widened(doubt),
        None => met(bound),
    };
    let by_sets =
        |was: &Interval, is: &Interval| Strictness::by_inclusion(is.is_subset_of(was), was.is_subset_of(is));
    by_sets(&met(was), &met(is)).and(by_sets(&nearly(was), &nearly(is)))
}

/// Whether two quantities bound the same thing, so that their levels can be compared.
fn is_alike(was: &TargetQuantity, is: &TargetQuantity) -> bool {
    let kind = std::mem::discriminant::<TargetQuantity>;
    match (was, is) {
        (TargetQuantity::Change { from: was, .. }, TargetQuantity::Change { from: is, .. }) => {
            std::mem::discriminant(was) == std::mem::discriminant(is)
        }
        (
            TargetQuantity::MarginOver { indicator: was, .. },
            TargetQuantity::MarginOver { indicator: is, .. },
        ) => was == is,
        (
            TargetQuantity::MarginOverPast { reference: was, .. },
            TargetQuantity::MarginOverPast { reference: is, .. },
        ) => was == is,
        // A change or multiple of a baseline is a level like any other once the baseline is known.
        (was, is) if was.needs_baseline() || is.needs_baseline() => {
            let is_level = |quantity: &TargetQuantity| {
                quantity.needs_baseline() || matches!(quantity, TargetQuantity::Level { .. })
            };
            is_level(was) && is_level(is)
        }
        (was, is) => kind(was) == kind(is),
    }
}

/// The levels that both are measured from. Where none is stated, any will do as long as it is the same for both, the
/// quantities being of one kind.
fn starts(before: &Criterion, after: &Criterion, unit: &Unit) -> Option<(Option<Ratio>, Option<Ratio>)> {
    let needs_start = |criterion: &Criterion| {
        let quantity = criterion.target().quantity();
        quantity.needs_baseline() || quantity.is_margin() || quantity.is_from_business_as_usual()
    };
    let stated = |criterion: &Criterion| match criterion.baseline() {
        _ if !needs_start(criterion) => Some(None),
        Some(Baseline::Stated { value, .. }) if criterion.target().quantity().needs_baseline() => {
            value.in_unit(unit).ok()?.as_exact().cloned().map(Some)
        }
        _ => None,
    };
    if let Some(stated) = stated(before).zip(stated(after)) {
        return Some(stated);
    }
    let from = |criterion: &Criterion| {
        let stated = criterion.target().quantity().from().copied();
        stated.or(criterion.baseline().map(|baseline| *baseline.period()))
    };
    let (was, is) = (before.target().quantity(), after.target().quantity());
    let is_one_kind = std::mem::discriminant(was) == std::mem::discriminant(is)
        && was.unit().is_some() == is.unit().is_some();
    let is_one_start = from(before) == from(after) && before.business_as_usual() == after.business_as_usual();
    (is_one_kind && is_one_start).then(|| (Some(Ratio::hundred()), Some(Ratio::hundred())))
}

/// By when it counts: earlier is stricter, and so is to hold in more periods. Other windows compare nothing.
pub(super) fn of_times(before: &TargetTime, after: &TargetTime) -> Strictness {
    match (before, after) {
        (TargetTime::By(was), TargetTime::By(is)) | (TargetTime::In(was), TargetTime::In(is)) => {
            let (was, is) = (was.last_day(), is.last_day());
            Strictness::by_inclusion(is <= was, was <= is)
        }
        (
            TargetTime::Every { frequency: was, from: was_from, to: was_to },
            TargetTime::Every { frequency: is, from: is_from, to: is_to },
        ) if was == is => {
            let end = |to: &Option<Period>| to.as_ref().map_or(NaiveDate::MAX, Period::last_day);
            let (was, is) = ((was_from, end(was_to)), (is_from, end(is_to)));
            let covers = |one: (_, NaiveDate), two: (_, NaiveDate)| one.0 <= two.0 && two.1 <= one.1;
            Strictness::by_inclusion(covers(is, was), covers(was, is))
        }
        (was, is) if was == is => Strictness::Same,
        _ => Strictness::NotComparable,
    }
}

/// Whether the same number is only compared otherwise: `at least` became `over`.
pub(super) fn is_requalified(before: Promise<'_>, after: Promise<'_>) -> bool {
    let (was, is) = (before.target(), after.target());
    let value = |target: &Target, unit: Option<&Unit>| {
        let factor = target.quantity().unit().zip(unit).map(|(from, to)| from.factor_to(to).ok());
        match factor {
            Some(factor) => Some(target.bound().value().to_ratio() * factor?),
            None => Some(target.bound().value().to_ratio()),
        }
    };
    let unit = was.quantity().unit();
    let is_one_number = value(was, unit).is_some() && value(was, unit) == value(is, unit);
    is_one_number && qualifier(was.bound()) != qualifier(is.bound())
}

/// The bound without its number.
fn qualifier(bound: &Bound) -> (&'static str, Option<AboutSide>, bool) {
    match bound {
        Bound::About { side, tolerance, .. } => (bound.sign(), Some(*side), tolerance.is_some()),
        bound => (bound.sign(), None, matches!(bound, Bound::Between { .. })),
    }
}
