//! Target, baseline and indicator reduced to plain numbers: a set of levels, a base point, a deadline.
//! The axes see nothing else, so no shape needs arithmetic of its own.

use crate::assess::assessor::Round;
use crate::assess::evidence::{Evidence, reference_day};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::{Interval, Ratio};
use crate::plan::{Baseline, Criterion, Indicator, LevelBound, TargetError, TargetQuantity, TargetTime};
use crate::progress::{Course, Direction, Path};
use crate::text::Id;
use crate::time::{NaiveDate, Period, Span};
use crate::unit::Unit;
use serde::{Deserialize, Serialize};

/// Where a change, a share or a path starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BasePoint {
    pub(in crate::assess) period: Period,
    pub(in crate::assess) day: NaiveDate,
    pub(in crate::assess) level: Interval,
    pub(in crate::assess) series: Option<Id>,
    pub(in crate::assess) source: Option<Id>,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolution {
    pub(in crate::assess) unit: Unit,
    pub(in crate::assess) bound: LevelBound,
    pub(in crate::assess) base: Option<BasePoint>,
    pub(in crate::assess) deadline: Option<Period>,
    pub(in crate::assess) deadline_day: Option<NaiveDate>,
    pub(in crate::assess) path: Option<Path>,
    pub(in crate::assess) is_path_of_plan: bool,
    pub(in crate::assess) better: Option<Direction>,
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

    /// Whether the path is the plan's own.
    #[must_use]
    pub fn is_path_of_plan(&self) -> bool {
        self.is_path_of_plan
    }

    pub(in crate::assess) fn of_levels(
        round: &Round,
        criterion: &Criterion,
        indicator: &Indicator,
        points: &[Evidence],
    ) -> Answer<Self> {
        // A level is decided without its baseline; only what is measured from it then has no answer.
        let is_level = matches!(criterion.target().quantity(), TargetQuantity::Level { .. });
        let base = match base_point(criterion, indicator, points) {
            Err(refusal) if is_level && refusal.code() == RefusalCode::NoBaseline => None,
            base => base?,
        };
        let exact = base.as_ref().and_then(|base| base.level.as_exact());
        let bound = criterion.target().level_bound(indicator.unit(), exact).map_err(|error| match error {
            TargetError::NeedsBaseline { .. } if base.is_some() => {
                Refusal::new(RefusalCode::BaselineNotExact)
            }
            TargetError::NeedsBaseline { .. } => Refusal::new(RefusalCode::NoBaseline),
            TargetError::BaselineNotPositive { found, .. } => {
                Refusal::new(RefusalCode::BaselineNotPositive).with("baseline", found)
            }
            error => Refusal::new(RefusalCode::UnitDiffers).with("because", error),
        })?;
        Ok(Self::new(round, criterion, indicator, bound, base))
    }

    /// What is accumulated over a window starts from a number of its own on the day before the window.
    pub(super) fn of_window(
        round: &Round,
        criterion: &Criterion,
        indicator: &Indicator,
        window: &Period,
        start: Ratio,
    ) -> Answer<Self> {
        let bound = criterion
            .target()
            .level_bound(indicator.unit(), None)
            .map_err(|error| Refusal::new(RefusalCode::UnitDiffers).with("because", error))?;
        let before = window.first_day().pred_opt().and_then(|day| Some((day, Period::day(day).ok()?)));
        let base = before.map(|(day, period)| BasePoint {
            period,
            day,
            level: Interval::exactly(start),
            series: None,
            source: None,
        });
        Ok(Self::new(round, criterion, indicator, bound, base))
    }

    fn new(
        round: &Round,
        criterion: &Criterion,
        indicator: &Indicator,
        bound: LevelBound,
        base: Option<BasePoint>,
    ) -> Self {
        let deadline = criterion.target().time().deadline().copied();
        Self {
            unit: indicator.unit().clone(),
            bound,
            base,
            deadline,
            deadline_day: deadline.map(|period| reference_day(&period, indicator.timing())),
            path: criterion.path().or(round.path.as_ref()).cloned(),
            is_path_of_plan: criterion.path().is_some(),
            better: indicator.better(),
        }
    }

    /// The wanted direction: the bound's own, towards a band from the baseline, else the indicator's.
    ///
    /// # Errors
    /// [`RefusalCode::NoDirection`] if none of them tells.
    pub fn direction(&self) -> Answer<Direction> {
        let acceptable = self.bound.acceptable();
        let from_base =
            || self.base.as_ref()?.level.as_exact().and_then(|base| acceptable.direction_from(base));
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
        let acceptable = self.bound.acceptable();
        acceptable.target_from(base).map_err(|undefined| Refusal::from(undefined).with("baseline", base))
    }

    /// The path from the base point to the target, with its stated points in the indicator's unit.
    pub(in crate::assess) fn course(&self, path: &Path) -> Answer<Course> {
        let base = self.base_or_refuse()?;
        let target = self.target_level()?;
        let years = self.years_from_base(self.deadline_or_refuse()?)?;
        let shape = path.shape(
            |period| Span::between(base.day, period.last_day()).years(),
            |number| self.bound.level_at(&number.to_ratio()),
            &[],
        );
        Ok(Course::new(base.exact()?.clone(), target, years, shape)?)
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
        })),
        Some(Baseline::Reported { period }) => {
            let reported = points
                .iter()
                .find(|point| point.period == *period || (indicator.is_stock() && point.day == day(period)));
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
            }))
        }
    }
}

/// Whether the target's time is a window over which its periods are compounded.
pub(in crate::assess) fn window(time: &TargetTime) -> Option<&Period> {
    match time {
        TargetTime::Over(window) => Some(window),
        _ => None,
    }
}
