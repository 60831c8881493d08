//! Target, baseline and indicator reduced to plain numbers: a set of levels, a base point, a deadline.
//! The axes see nothing else, so no shape needs arithmetic of its own.

use super::accumulation::Accumulation;
use super::reduction::Reduced;
use crate::assess::assessor::Round;
use crate::assess::evidence::{Evidence, Segment, reference_day, segment_on, value_of};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::{Endpoint, Interval, Ratio, Value};
use crate::plan::{
    Baseline, Criterion, Cumulated, Indicator, LevelBound, Target, TargetError, TargetQuantity, TargetTime,
    Timing,
};
use crate::progress::uncertainty::{Destination, Way};
use crate::progress::{Course, Direction, Path, Shape};
use crate::text::Id;
use crate::time::{NaiveDate, Period, Span};
use crate::unit::Unit;
use serde::{Deserialize, Serialize};

/// Where a change, a share or a path starts.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BasePoint {
    pub(in crate::assess) period: Period,
    pub(in crate::assess) day: NaiveDate,
    pub(in crate::assess) level: Interval,
    pub(in crate::assess) series: Option<Id>,
    pub(in crate::assess) source: Option<Id>,
    #[serde(default, skip_serializing_if = "Segment::is_first")]
    pub(in crate::assess) segment: Segment,
}

impl BasePoint {
    /// The period it describes.
    #[must_use]
    pub fn period(&self) -> &Period {
        &self.period
    }

    /// The day it stands for.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// What is known of its value, in the indicator's unit.
    #[must_use]
    pub fn level(&self) -> &Interval {
        &self.level
    }

    /// The series it was taken from, if known.
    #[must_use]
    pub fn series(&self) -> Option<&Id> {
        self.series.as_ref()
    }

    /// The value, if it is exact.
    ///
    /// # Errors
    /// [`RefusalCode::BaselineNotExact`] for a bound or an approximate value.
    pub fn exact(&self) -> Answer<&Ratio> {
        self.level
            .as_exact()
            .ok_or_else(|| Refusal::new(RefusalCode::BaselineNotExact).with("baseline_period", self.period))
    }
}

/// The plain numbers that a criterion was reduced to.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    pub(in crate::assess) unit: Unit,
    pub(in crate::assess) bound: LevelBound,
    /// The number that the bound is written with.
    pub(in crate::assess) number: Ratio,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::assess) aim: Option<LevelBound>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::assess) reference: Option<Ratio>,
    /// The values of the own past that the reference rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::assess) past: Vec<(Period, Segment)>,
    pub(in crate::assess) base: Option<BasePoint>,
    pub(in crate::assess) deadline: Option<Period>,
    pub(in crate::assess) deadline_day: Option<NaiveDate>,
    pub(in crate::assess) path: Option<Path>,
    pub(in crate::assess) is_path_of_plan: bool,
    pub(in crate::assess) better: Option<Direction>,
    pub(in crate::assess) timing: Timing,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(in crate::assess) business_as_usual: Vec<(Period, Value)>,
    /// Whether the points of a path are each for their own period, and have to be added up.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(in crate::assess) is_path_of_increments: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks through a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Resolution {
    /// The unit of all levels.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The levels that meet the target.
    #[must_use]
    pub fn bound(&self) -> &LevelBound {
        &self.bound
    }

    /// The levels that meet the aim, if the target has one.
    #[must_use]
    pub fn aim(&self) -> Option<&LevelBound> {
        self.aim.as_ref()
    }

    /// The level that the bound is measured from, where that is not the baseline: the own past's, or that of
    /// business as usual at the deadline.
    #[must_use]
    pub fn reference(&self) -> Option<&Ratio> {
        self.reference.as_ref()
    }

    /// Where it starts from, if it has a baseline.
    #[must_use]
    pub fn base(&self) -> Option<&BasePoint> {
        self.base.as_ref()
    }

    /// The last day that counts, if there is one.
    #[must_use]
    pub fn deadline_day(&self) -> Option<NaiveDate> {
        self.deadline_day
    }

    /// The path that pace is measured against.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_ref()
    }

    /// What the path expects on a day between baseline and deadline, as pace is measured against it.
    ///
    /// # Errors
    /// The refusal that the pace would have: without a path, baseline or deadline, or outside of the path.
    pub fn expected_on(&self, day: NaiveDate) -> Answer<Ratio> {
        let path = self.path.as_ref().ok_or(RefusalCode::NoPath)?;
        Ok(self.course(path)?.expected(&self.years_from_base(day)?)?)
    }

    /// Whether the path is the plan's own.
    #[must_use]
    pub fn is_path_of_plan(&self) -> bool {
        self.is_path_of_plan
    }

    /// What is accumulated over a window starts from a number of its own on the day before the window; a distance
    /// from another indicator has no way to go.
    pub(super) fn of(
        round: &Round,
        criterion: &Criterion,
        indicator: &Indicator,
        reduced: &Reduced,
    ) -> Answer<Self> {
        let target = criterion.target();
        let is_distance = matches!(target.quantity(), TargetQuantity::MarginOver { .. });
        let base = match reduced.accumulation {
            Some(accumulation) => accumulation.start().and_then(|start| window_start(target, start, reduced)),
            None if is_distance => None,
            None => Self::base_of_levels(criterion, indicator, &reduced.points)?,
        };
        let is_baseline = reduced.accumulation.is_none();
        let exact = base.as_ref().filter(|_| is_baseline).and_then(|base| base.level.as_exact());
        let measured_from = reduced.reference.as_ref().or(exact);
        let refused = |error: TargetError| match error {
            TargetError::NeedsBaseline { .. } if base.is_some() => {
                Refusal::new(RefusalCode::BaselineNotExact)
            }
            TargetError::NeedsBaseline { .. } | TargetError::NeedsReference { .. } => {
                Refusal::new(RefusalCode::NoBaseline)
            }
            TargetError::BaselineNotPositive { found, .. } => {
                Refusal::new(RefusalCode::BaselineNotPositive).with("baseline", found)
            }
            error => Refusal::new(RefusalCode::UnitDiffers).with("because", error),
        };
        let bound = target.level_bound(indicator.unit(), measured_from).map_err(refused)?;
        let aim = target.aim_bound(indicator.unit(), measured_from).map_err(refused)?;
        let deadline = target.time().deadline().copied();
        // A window ends with its last day, whatever time of a period a single value stands for.
        let timing = if reduced.accumulation.is_some() { Timing::End } else { indicator.timing() };
        Ok(Self {
            unit: if is_distance { indicator.unit().difference_unit() } else { indicator.unit().clone() },
            bound,
            number: target.bound().value().to_ratio(),
            aim,
            reference: reduced.reference.clone().filter(|_| !is_distance),
            past: reduced.past.clone(),
            base,
            deadline,
            deadline_day: deadline.map(|period| reference_day(&period, timing)),
            path: criterion.path().or(round.path.as_ref()).cloned(),
            is_path_of_plan: criterion.path().is_some(),
            better: indicator.better(),
            timing,
            business_as_usual: criterion.business_as_usual().to_vec(),
            is_path_of_increments: reduced.accumulation.is_some_and(Accumulation::is_sum)
                && criterion
                    .cumulation()
                    .is_some_and(|cumulation| cumulation.targets == Cumulated::Increments),
        })
    }

    /// A level is decided without its baseline; only what is measured from it then has no answer.
    fn base_of_levels(
        criterion: &Criterion,
        indicator: &Indicator,
        points: &[Evidence],
    ) -> Answer<Option<BasePoint>> {
        let needs_baseline = criterion.target().quantity().needs_baseline();
        match base_point(criterion, indicator, points) {
            Err(refusal) if !needs_baseline && refusal.code() == RefusalCode::NoBaseline => Ok(None),
            base => base,
        }
    }

    /// The wanted direction: the bound's own, towards a band from the baseline, else the indicator's.
    ///
    /// # Errors
    /// [`RefusalCode::NoDirection`] if none of them tells.
    pub fn direction(&self) -> Answer<Direction> {
        let acceptable = self.bound.acceptable();
        // A baseline that is only bounded tells if all that it may be lies on one side.
        let from_base = || {
            let base = &self.base.as_ref()?.level;
            let from = |end: &Endpoint| end.number().and_then(|end| acceptable.direction_from(end));
            let is_below = from(base.upper()) == Some(Direction::Up);
            let is_above = from(base.lower()) == Some(Direction::Down);
            is_below.then_some(Direction::Up).or(is_above.then_some(Direction::Down))
        };
        acceptable
            .direction()
            .or_else(from_base)
            .or(self.better)
            .ok_or_else(|| Refusal::new(RefusalCode::NoDirection).with("bound", "two-sided"))
    }

    pub(in crate::assess) fn base_or_refuse(&self) -> Answer<&BasePoint> {
        self.base.as_ref().ok_or_else(|| RefusalCode::NoBaseline.into())
    }

    pub(in crate::assess) fn deadline_or_refuse(&self) -> Answer<NaiveDate> {
        self.deadline_day.ok_or_else(|| RefusalCode::NoDeadline.into())
    }

    /// Exact years from the base point to a day.
    pub(in crate::assess) fn years_from_base(&self, day: NaiveDate) -> Answer<Ratio> {
        Ok(Span::between(self.base_or_refuse()?.day, day).years())
    }

    /// The end of the acceptable levels that has to be reached from the base.
    pub(in crate::assess) fn target_level(&self) -> Answer<Ratio> {
        let base = self.base_or_refuse()?.exact()?;
        self.bound.target_from(base).map_err(|undefined| Refusal::from(undefined).with("baseline", base))
    }

    /// The way from a base that is only bounded to a level that does not depend on it.
    pub(in crate::assess) fn bounded_way(&self) -> Answer<Way> {
        let base = &self.base_or_refuse()?.level;
        let mut targets = Vec::new();
        for end in [base.lower(), base.upper()].into_iter().filter_map(Endpoint::number) {
            targets.push(self.bound.target_from(end).map_err(|_| RefusalCode::BaselineMayMeet)?);
        }
        match targets.as_slice() {
            [target] => Ok(Way::new(base.clone(), Destination::Level(target.clone()))?),
            [one, other] if one == other => Ok(Way::new(base.clone(), Destination::Level(one.clone()))?),
            _ => Err(RefusalCode::BaselineNotExact.into()),
        }
    }

    /// The path from the base point to the target, with its stated points in the indicator's unit.
    pub(in crate::assess) fn course(&self, path: &Path) -> Answer<Course> {
        let base = self.base_or_refuse()?.exact()?;
        let target = match path {
            // Below business as usual the target may lie above the base.
            Path::BusinessAsUsual => self.bound.level_at(&self.number),
            _ => self.target_level()?,
        };
        let (shape, years) = self.shape(path)?;
        Ok(Course::new(base.clone(), target, years, shape)?)
    }

    /// The form of a path and the years it takes, with its points in the indicator's unit.
    pub(in crate::assess) fn shape(&self, path: &Path) -> Answer<(Shape, Ratio)> {
        let base = self.base_or_refuse()?;
        let years = self.years_from_base(self.deadline_or_refuse()?)?;
        let shape = path.shape(
            |period| Span::between(base.day, reference_day(period, self.timing)).years(),
            |number| number.to_ratio(),
            &self.business_as_usual,
        );
        let shape = self.at_levels(shape)?;
        let shape = if self.is_path_of_increments { added_up(shape) } else { shape };
        Ok((shape, years))
    }

    /// A path whose points are levels, from one whose points are numbers written like the bound's.
    fn at_levels(&self, shape: Shape) -> Answer<Shape> {
        let level = |(years, number): (Ratio, Ratio)| {
            let level = self.bound.level_after(&number, &years).ok_or(RefusalCode::BeyondComputation)?;
            Ok((years, level))
        };
        let levels = |points: Vec<_>| points.into_iter().map(level).collect::<Answer<Vec<_>>>();
        Ok(match shape {
            Shape::Stated(points) => Shape::Stated(levels(points)?),
            Shape::Step(points) => Shape::Step(levels(points)?),
            shape => shape,
        })
    }
}

fn base_point(
    criterion: &Criterion,
    indicator: &Indicator,
    points: &[Evidence],
) -> Answer<Option<BasePoint>> {
    let day = |period: &Period| reference_day(period, indicator.timing());
    match criterion.baseline() {
        None => Ok(None),
        Some(Baseline::Stated { value, period, series, source, .. }) => Ok(Some(BasePoint {
            period: *period,
            day: day(period),
            level: value
                .in_unit(indicator.unit())
                .map_err(|error| Refusal::new(RefusalCode::UnitDiffers).with("because", error))?,
            series: series.clone(),
            source: source.clone(),
            segment: segment_on(points, day(period)),
        })),
        Some(Baseline::Reported { period }) => {
            let reported = value_of(points, period, indicator);
            let reported = reported.ok_or_else(|| {
                Refusal::new(RefusalCode::NoBaseline)
                    .with("expected", format!("a reported value for {period}"))
            })?;
            Ok(Some(BasePoint {
                period: reported.period,
                day: reported.day,
                level: reported.level.clone(),
                series: Some(reported.series.clone()),
                source: reported.source.clone(),
                segment: reported.segment,
            }))
        }
    }
}

/// A path whose points are totals so far, from one whose points are each for their own period.
fn added_up(shape: Shape) -> Shape {
    let totals = |points: Vec<(Ratio, Ratio)>| {
        let mut total = Ratio::zero();
        let mut add = |(years, number): (Ratio, Ratio)| {
            total = &total + &number;
            (years, total.clone())
        };
        points.into_iter().map(&mut add).collect()
    };
    match shape {
        Shape::Stated(points) => Shape::Stated(totals(points)),
        Shape::Step(points) => Shape::Step(totals(points)),
        shape => shape,
    }
}

/// What is accumulated starts on the day before its window. A break at the first period lies outside it.
fn window_start(target: &Target, start: Ratio, reduced: &Reduced) -> Option<BasePoint> {
    let day = window(target.time())?.first_day().pred_opt()?;
    Some(BasePoint {
        period: Period::day(day).ok()?,
        day,
        level: Interval::exactly(start),
        series: None,
        source: None,
        segment: reduced.points.first().map(|point| point.segment).unwrap_or_default(),
    })
}

/// The window over which a target's periods decide together.
pub(in crate::assess) fn window(time: &TargetTime) -> Option<&Period> {
    match time {
        TargetTime::Over(window) | TargetTime::Average(window) => Some(window),
        _ => None,
    }
}
