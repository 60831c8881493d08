//! Checks of what only some criteria have: another indicator, business as usual, a path, a checklist, cumulation,
//! phases and tiers.

use super::Checker;
use crate::diagnostic::Code;
use crate::number::Value;
use crate::plan::{
    Checklist, Criterion, Indicator, IndicatorKind, Phase, Qualification, TargetQuantity, Tier,
};
use crate::progress::{Direction, Path};
use crate::text::Id;
use crate::time::{NaiveDate, Period};
use crate::unit::Quantity;

impl Checker<'_> {
    pub(super) fn shapes(&mut self, path: &str, indicator: &Indicator, criterion: &Criterion) {
        self.other_indicator(path, indicator, criterion);
        self.business_as_usual(path, criterion);
        self.path(path, criterion);
        if let Some(checklist) = criterion.checklist() {
            self.checklist(path, indicator, criterion, checklist);
        }
        if criterion.cumulation().is_some()
            && !matches!(criterion.target().quantity(), TargetQuantity::Sum { .. })
        {
            let found = criterion.target().to_string();
            self.report(
                Code::CumulationWithoutSum,
                &format!("{path}.cumulation"),
                found,
                "a sum over a window",
            );
        }
        if let Some(accepted) = criterion.accepted_miss() {
            self.source(&format!("{path}.accepted_miss.source"), accepted.source.as_ref());
        }
    }

    fn other_indicator(&mut self, path: &str, indicator: &Indicator, criterion: &Criterion) {
        let TargetQuantity::MarginOver { indicator: other, .. } = criterion.target().quantity() else {
            return;
        };
        let path = format!("{path}.target");
        if other == indicator.id() {
            let expected = "another indicator, or a level or average of its own past";
            self.report(Code::ComparedWithItself, &path, other.to_string(), expected);
        } else if let Some(other) = self.find(&path, other) {
            self.unit(&path, other.unit(), indicator.unit());
        }
    }

    fn business_as_usual(&mut self, path: &str, criterion: &Criterion) {
        let points = criterion.business_as_usual();
        let place = format!("{path}.business_as_usual");
        self.order(&place, points);
        let is_target = criterion.target().quantity().is_from_business_as_usual();
        let is_path = criterion.path() == Some(&Path::BusinessAsUsual);
        if let (Some(group), false) = (criterion.target().group(), points.is_empty()) {
            let expected = format!("points of its own for every {group}");
            self.report(Code::BusinessAsUsualForEveryMember, &place, "points for all", expected);
        }
        let Some((last, _)) = points.last() else {
            if is_target || is_path {
                let place = if is_target { format!("{path}.target") } else { format!("{path}.path") };
                let expected = "business_as_usual = [[period, value], ...] up to the deadline";
                self.report(
                    Code::BusinessAsUsualMissing,
                    &place,
                    "business as usual without points",
                    expected,
                );
            }
            return;
        };
        let Some(deadline) = criterion.target().time().last_day() else { return };
        // The base point is where a path starts; a change needs the level at the deadline from the points alone.
        let is_known = !is_target || criterion.business_as_usual_on(deadline).is_some();
        if (is_target || is_path) && !(is_known && last.last_day() >= deadline) {
            let expected = format!("points that cover the deadline {deadline}");
            self.report(Code::BusinessAsUsualTooShort, &place, format!("points until {last}"), expected);
        }
    }

    fn order(&mut self, place: &str, points: &[(Period, Value)]) {
        let pairs = points.iter().zip(points.iter().skip(1));
        for (index, ((earlier, _), (later, _))) in (1_usize..).zip(pairs) {
            if earlier.last_day() >= later.last_day() {
                let expected = format!("a period that ends after {earlier}");
                self.report(
                    Code::PointsOutOfOrder,
                    &format!("{place}[{index}]"),
                    later.to_string(),
                    expected,
                );
            }
        }
    }

    /// The points of a path come in order and go no farther than the target; a logistic curve takes some time.
    fn path(&mut self, path: &str, criterion: &Criterion) {
        let (place, points) = match criterion.path() {
            Some(Path::Stated(points)) => (format!("{path}.path.points"), points),
            Some(Path::Step(points)) => (format!("{path}.path.step"), points),
            Some(Path::Logistic { years, .. }) if *years <= Value::ZERO => {
                let place = format!("{path}.path.logistic.years");
                self.report(Code::InvalidValue, &place, years.to_string(), "a number of years above 0");
                return;
            }
            _ => return,
        };
        self.order(&place, points);
        let target = criterion.target();
        let end = target.aim().unwrap_or(target.bound().value());
        let is_beyond = |value: Value| match target.bound().direction() {
            Some(Direction::Up) => value > end,
            Some(Direction::Down) => value < end,
            None => false,
        };
        for (index, (_, value)) in points.iter().enumerate().filter(|(_, (_, value))| is_beyond(*value)) {
            let expected = format!("a number on the way to {end}");
            self.report(Code::PathBeyondTarget, &format!("{place}[{index}]"), value.to_string(), expected);
        }
    }

    fn checklist(&mut self, path: &str, indicator: &Indicator, criterion: &Criterion, list: &Checklist) {
        let path = format!("{path}.checklist");
        let is_level = matches!(criterion.target().quantity(), TargetQuantity::Level { .. });
        // A list says what is done by a day, and nothing of members.
        let is_of_whole = criterion.target().group().is_none() && indicator.is_stock();
        if !is_level
            || !is_of_whole
            || !(indicator.kind() == IndicatorKind::Count || indicator.unit().is_count())
        {
            let found = criterion.target().to_string();
            self.report(
                Code::ChecklistWithoutCount,
                &path,
                found,
                "a target on a count of things at a moment, timing = \"end\", of the whole",
            );
        }
        let tested = list.qualifies.as_ref().map(Qualification::unit);
        let mut ids: Vec<&Id> = Vec::new();
        for (index, item) in list.items.iter().enumerate() {
            let place = format!("{path}.items[{index}]");
            if ids.contains(&&item.id) {
                let expected = "an id of its own in the list";
                self.report(Code::DuplicateId, &format!("{place}.id"), item.id.to_string(), expected);
            }
            ids.push(&item.id);
            self.source(&format!("{place}.source"), item.source.as_ref());
            let value_unit = item.value.as_ref().map(Quantity::unit);
            if let (Some(unit), Some(tested)) = (value_unit, tested) {
                self.unit(&format!("{place}.value"), unit, tested);
            }
        }
    }

    pub(super) fn phases(&mut self, path: &str, phases: &[Phase]) {
        let deadline = |phase: &Phase| phase.criterion.target().time().last_day().unwrap_or(NaiveDate::MAX);
        let pairs = phases.iter().zip(phases.iter().skip(1));
        for (index, (earlier, later)) in (1_usize..).zip(pairs) {
            if deadline(earlier) >= deadline(later) {
                let place = format!("{path}.phased[{index}].target");
                let expected =
                    format!("a deadline after that of the phase \"{}\"", earlier.criterion.target());
                self.report(Code::PhasesOutOfOrder, &place, later.criterion.target().to_string(), expected);
            }
        }
    }

    pub(super) fn tiers(&mut self, path: &str, tiers: &[Tier]) {
        if let [only] = tiers {
            let found = format!("a single tier, {}", only.role);
            self.report(Code::MissingField, &format!("{path}.tiers"), found, "at least two tiers");
        }
    }
}
