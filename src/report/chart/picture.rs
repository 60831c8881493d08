//! What a chart of one criterion shows, taken from its assessment: values, target, path, projection, gap.
//! Numbers and days only; where they stand is decided by the scales.

use crate::assess::{ArmAssessment, Evidence, Resolution};
use crate::data::View;
use crate::number::{Endpoint, Interval, Ratio};
use crate::plan::TargetQuantity;
use crate::progress::Path;
use crate::time::NaiveDate;
use crate::unit::{Quantity, Unit};

/// Points along a path that is not straight.
const PATH_POINTS: u64 = 40;

/// A value with all that marks it.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) day: NaiveDate,
    pub(super) level: Interval,
    pub(super) is_flagged: bool,
}

impl Mark {
    /// The number at which it stands: its middle, or its only end.
    pub(super) fn number(&self) -> Option<Ratio> {
        match (self.level.lower().number(), self.level.upper().number()) {
            (Some(lower), Some(upper)) => (lower + upper).divide(&Ratio::from(2)),
            (lower, upper) => lower.or(upper).cloned(),
        }
    }
}

/// Everything that a chart of a criterion shows.
#[derive(Debug)]
pub(super) struct Picture<'a> {
    pub(super) arm: &'a ArmAssessment,
    pub(super) unit: Unit,
    pub(super) at: NaiveDate,
    /// The values of the chosen series, oldest first.
    pub(super) marks: Vec<Mark>,
    /// Values that were later revised.
    pub(super) earlier: Vec<Mark>,
    /// Values that were seen and not used.
    pub(super) unused: Vec<Mark>,
    pub(super) base: Option<Mark>,
    /// The levels that meet the target.
    pub(super) acceptable: Option<Interval>,
    pub(super) aim: Option<Interval>,
    pub(super) deadline: Option<NaiveDate>,
    pub(super) path: Vec<(NaiveDate, Ratio)>,
    /// From the value that the projection starts at to the deadline, at worst and at best.
    pub(super) projection: Option<Projected>,
    /// The day, the value, and the edge of the acceptable levels that it misses.
    pub(super) gap: Option<(NaiveDate, Ratio, Ratio)>,
}

/// A projected value at the deadline with its range.
#[derive(Debug)]
pub(super) struct Projected {
    pub(super) from: (NaiveDate, Ratio),
    pub(super) day: NaiveDate,
    pub(super) ends: Vec<Ratio>,
    pub(super) interval: Option<Interval>,
}

impl<'a> Picture<'a> {
    /// The picture of a criterion on a day; `None` where no number is known.
    pub(super) fn of(arm: &'a ArmAssessment, at: NaiveDate, view: Option<View<'_>>) -> Option<Self> {
        let resolution = arm.resolution().ok();
        let unit = match resolution {
            Some(resolution) => resolution.unit().clone(),
            None => {
                arm.points().iter().find_map(|point| point.reported()).map(|found| found.unit().clone())?
            }
        };
        let marks: Vec<Mark> = arm.points().iter().map(mark).collect();
        let base = resolution.and_then(Resolution::base).map(|base| Mark {
            day: base.day(),
            level: base.level().clone(),
            is_flagged: false,
        });
        let deadline = resolution.and_then(Resolution::deadline_day);
        let acceptable = resolution.map(|resolution| resolution.bound().acceptable().set().clone());
        let aim = resolution.and_then(|resolution| Some(resolution.aim()?.acceptable().set().clone()));
        if marks.is_empty() && acceptable.is_none() {
            return None;
        }
        let picture = Self {
            arm,
            at,
            earlier: view.map(|view| earlier(arm, &unit, view)).unwrap_or_default(),
            unused: unused(arm, &unit),
            base,
            acceptable,
            aim,
            deadline,
            path: resolution.map(path).unwrap_or_default(),
            projection: projection(arm, deadline),
            gap: gap(arm),
            unit,
            marks,
        };
        Some(if is_compounded(arm) { picture.into_changes(resolution?) } else { picture })
    }

    /// A compounded level, 100 at the start, as the change that the target speaks of.
    fn into_changes(self, resolution: &Resolution) -> Self {
        let number = |level: &Ratio| resolution.bound().number_at(level).unwrap_or_else(|| level.clone());
        let set = |set: Interval| set.map_increasing(number);
        let marks = |marks: Vec<Mark>| -> Vec<Mark> {
            marks.into_iter().map(|mark| Mark { level: set(mark.level), ..mark }).collect()
        };
        Self {
            marks: marks(self.marks),
            earlier: marks(self.earlier),
            unused: Vec::new(),
            base: self.base.map(|base| Mark { level: set(base.level), ..base }),
            acceptable: self.acceptable.map(set),
            aim: self.aim.map(set),
            path: self.path.iter().map(|(day, level)| (*day, number(level))).collect(),
            projection: self.projection.map(|projected| Projected {
                from: (projected.from.0, number(&projected.from.1)),
                ends: projected.ends.iter().map(number).collect(),
                interval: projected.interval.map(set),
                ..projected
            }),
            gap: self.gap.map(|(day, value, edge)| (day, number(&value), number(&edge))),
            unit: self.arm.target().quantity().unit().cloned().unwrap_or(self.unit),
            ..self
        }
    }

    /// Every number that has to be seen, with room for the levels that meet the target.
    pub(super) fn numbers(&self) -> Vec<Ratio> {
        let sets = self.acceptable.iter().chain(&self.aim);
        let marks = self.marks.iter().chain(&self.earlier).chain(&self.unused).chain(&self.base);
        let intervals = sets.chain(marks.map(|mark| &mark.level));
        let ends = intervals.flat_map(|set| [set.lower(), set.upper()]).filter_map(Endpoint::number).cloned();
        let path = self.path.iter().map(|(_, number)| number.clone());
        let projected = self.projection.iter().flat_map(|projected| projected.ends.iter().cloned());
        let mut numbers: Vec<Ratio> = ends.chain(path).chain(projected).collect();
        numbers.extend(self.beyond_the_bound(&numbers));
        numbers
    }

    /// A number a little beyond the bound, but not across 0.
    fn beyond_the_bound(&self, numbers: &[Ratio]) -> Option<Ratio> {
        const PART: i64 = 12;
        let (low, high) = (numbers.iter().min()?, numbers.iter().max()?);
        let room = (high - low).divide(&Ratio::from(PART))?;
        let set = self.acceptable.as_ref()?;
        let (edge, beyond) = match (set.lower().number(), set.upper().number()) {
            (Some(edge), None) => (edge, edge + &room),
            (None, Some(edge)) => (edge, edge - &room),
            _ => return None,
        };
        let crosses =
            edge.is_positive() != beyond.is_positive() || edge.is_negative() != beyond.is_negative();
        Some(if crosses && !edge.is_zero() { Ratio::zero() } else { beyond })
    }

    /// Every day that has to be seen.
    pub(super) fn days(&self) -> Vec<NaiveDate> {
        let marks = self.marks.iter().chain(&self.earlier).chain(&self.unused).chain(&self.base);
        marks.map(|mark| mark.day).chain(self.deadline).collect()
    }
}

fn is_compounded(arm: &ArmAssessment) -> bool {
    matches!(arm.target().quantity(), TargetQuantity::CumulativeChange)
}

fn mark(evidence: &Evidence) -> Mark {
    Mark { day: evidence.day(), level: evidence.level().clone(), is_flagged: !evidence.flags().is_empty() }
}

/// What the chosen series said before it was revised.
fn earlier(arm: &ArmAssessment, unit: &Unit, view: View<'_>) -> Vec<Mark> {
    let series: Vec<_> =
        view.series_of(arm.indicator()).filter(|series| series.key().dimensions().is_empty()).collect();
    let mut marks = Vec::new();
    // Of a computed level, what was published is no earlier vintage.
    let as_published = |point: &&Evidence| {
        let level = point.reported().and_then(|reported| reported.in_unit(unit).ok());
        level.as_ref() == Some(point.level())
    };
    for point in arm.points().iter().filter(as_published) {
        let chosen = series.iter().filter(|series| series.key().series() == point.series());
        for observation in chosen.flat_map(|series| series.history(point.period())) {
            let level = observation.quantity().and_then(|quantity| quantity.in_unit(unit).ok());
            let is_rejected = observation.rejected().is_some();
            let is_revised = level.as_ref() != Some(point.level()) && !is_rejected;
            if let Some(level) = level.filter(|_| is_revised) {
                marks.push(Mark { day: point.day(), level, is_flagged: false });
            }
        }
    }
    marks
}

/// Published values that decide nothing, where they can be drawn on this axis.
fn unused(arm: &ArmAssessment, unit: &Unit) -> Vec<Mark> {
    let left_out = arm.left_out().iter().filter_map(|left_out| {
        let quantity: Quantity = left_out.reported.parse().ok()?;
        let level = quantity.in_unit(unit).ok()?;
        Some(Mark { day: left_out.period.last_day(), level, is_flagged: false })
    });
    left_out.collect()
}

fn path(resolution: &Resolution) -> Vec<(NaiveDate, Ratio)> {
    let (Some(base), Some(deadline)) = (resolution.base(), resolution.deadline_day()) else {
        return Vec::new();
    };
    let days = deadline.signed_duration_since(base.day()).num_days().unsigned_abs();
    let points = if matches!(resolution.path(), Some(Path::Linear)) { 1 } else { PATH_POINTS };
    let day = |index: u64| {
        let after = days.saturating_mul(index).checked_div(points)?;
        base.day().checked_add_days(chrono::Days::new(after))
    };
    let point = |day| Some((day, resolution.expected_on(day).ok()?));
    (0..=points).filter_map(day).filter_map(point).collect()
}

fn projection(arm: &ArmAssessment, deadline: Option<NaiveDate>) -> Option<Projected> {
    let (outlook, day) = (arm.outlook().ok()?, deadline?);
    let from = arm
        .points()
        .iter()
        .rev()
        .find_map(|point| mark(point).number().map(|number| (point.day(), number)))?;
    let value = outlook.value_at_deadline();
    let ends: Vec<Ratio> = value.worst().into_iter().chain(value.best()).cloned().collect();
    let interval = outlook.chance().ok().flatten().map(|chance| chance.interval().clone());
    (from.0 < day && !ends.is_empty()).then_some(Projected { from, day, ends, interval })
}

fn gap(arm: &ArmAssessment) -> Option<(NaiveDate, Ratio, Ratio)> {
    let (evidence, resolution) = (arm.evidence().ok()?, arm.resolution().ok()?);
    let value = mark(evidence).number()?;
    let edge = resolution.bound().ahead_of(&value)?;
    (edge != value).then_some((evidence.day(), value, edge))
}
