//! Sources in conflict: the answers by each series that reports a goal's indicator, the spread between their values,
//! and whether the verdict depends on the choice.

use super::assessment::Assessment;
use super::assessor::Assessor;
use super::verdict::VerdictCode;
use crate::data::Dataset;
use crate::number::Ratio;
use crate::plan::{Goal, Plan};
use crate::text::Id;
use crate::time::Period;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How far the values of several series for one period are apart.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// The latest period for which several series have an exact value.
    pub period: Period,
    /// The series with the lowest value, and the value.
    pub lowest: (Id, Ratio),
    /// The series with the highest value, and the value.
    pub highest: (Id, Ratio),
}

impl Spread {
    /// The highest value less the lowest, in the indicator's unit.
    #[must_use]
    pub fn distance(&self) -> Ratio {
        &self.highest.1 - &self.lowest.1
    }

    /// The distance as a fraction of the lowest value; `None` of 0.
    #[must_use]
    pub fn relative(&self) -> Option<Ratio> {
        self.distance().divide(&self.lowest.1.absolute())
    }
}

/// One goal, assessed by each series that reports its indicator.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeriesComparison {
    preferred: Assessment,
    by_series: BTreeMap<Id, Assessment>,
}

impl SeriesComparison {
    /// The assessment by the series that round, goal and indicator prefer.
    #[must_use]
    pub fn preferred(&self) -> &Assessment {
        &self.preferred
    }

    /// The series that the preference chose, if any did.
    #[must_use]
    pub fn chosen(&self) -> Option<&Id> {
        self.preferred.evidence().ok().map(super::Evidence::series)
    }

    /// The assessment by each series alone.
    #[must_use]
    pub fn by_series(&self) -> &BTreeMap<Id, Assessment> {
        &self.by_series
    }

    /// The series by what they say; those that cannot assess the goal are not among them.
    #[must_use]
    pub fn verdicts(&self) -> BTreeMap<VerdictCode, Vec<&Id>> {
        let mut verdicts: BTreeMap<VerdictCode, Vec<&Id>> = BTreeMap::new();
        for (series, assessment) in &self.by_series {
            let verdict = effective(assessment);
            if verdict != VerdictCode::CannotAssess {
                verdicts.entry(verdict).or_default().push(series);
            }
        }
        verdicts
    }

    /// Whether two series that can assess the goal come to different verdicts.
    #[must_use]
    pub fn depends_on_choice(&self) -> bool {
        self.verdicts().len() > 1
    }

    /// How far the series are apart in the latest period that several of them report exactly.
    #[must_use]
    pub fn spread(&self) -> Option<Spread> {
        let mut by_period: BTreeMap<Period, Vec<(&Ratio, &Id)>> = BTreeMap::new();
        for (series, assessment) in &self.by_series {
            for point in assessment.deciding_arm().map(super::ArmAssessment::points).unwrap_or_default() {
                if let Some(level) = point.level().as_exact() {
                    by_period.entry(*point.period()).or_default().push((level, series));
                }
            }
        }
        let (period, values) = by_period.into_iter().rfind(|(_, values)| values.len() > 1)?;
        let own = |(level, series): &(&Ratio, &Id)| (Id::clone(series), Ratio::clone(level));
        Some(Spread { period, lowest: own(values.iter().min()?), highest: own(values.iter().max()?) })
    }
}

/// The verdict of a superseded target is what it would be: that is what the series differ in.
fn effective(assessment: &Assessment) -> VerdictCode {
    let verdict = assessment.verdict();
    verdict.would_be().unwrap_or(verdict).code()
}

impl Assessor {
    /// Assesses a goal once by the preferred series and once by each series alone that reports its indicator, or an
    /// indicator it is derived from.
    ///
    /// ```
    /// use policy_targets::plan::{Criterion, Draft, Goal, Indicator, IndicatorKind, Requirement, Timing};
    /// use policy_targets::{Assessor, Dataset, Observation, text::MultilingualText};
    ///
    /// let indicator = Indicator::new("storage".parse()?, "GW".parse()?, IndicatorKind::Level, Timing::End)
    ///     .with_series(vec!["nea".parse()?]);
    /// let criterion = Criterion::new("storage".parse()?, "> 10 GW by 2025".parse()?);
    /// let goal = Goal::new("10-gw".parse()?, MultilingualText::english("10 GW")?, Requirement::One(criterion));
    /// let plan = Draft::new("plan".parse()?, MultilingualText::english("Storage")?).indicator(indicator).goal(goal);
    /// let plan = plan.into_plan()?;
    /// let reported = |series: &str, value: &str| -> Result<_, Box<dyn std::error::Error>> {
    ///     let (period, published) = ("2022-12-31".parse()?, "2023-02-13".parse()?);
    ///     Ok(Observation::new("storage".parse()?, series.parse()?, period, value.parse()?, published))
    /// };
    /// let (data, _) = Dataset::from_observations([reported("nea", "8.7 GW")?, reported("cnesa", "13.1 GW")?]);
    ///
    /// let day = policy_targets::NaiveDate::from_ymd_opt(2023, 3, 31).ok_or("no such day")?;
    /// let found = Assessor::as_of(day).assess_by_series(&plan, &plan.goals()[0], &data);
    /// assert_eq!(found.chosen().map(ToString::to_string).as_deref(), Some("nea"));
    /// assert_eq!(found.spread().map(|spread| spread.distance().to_string()).as_deref(), Some("4.4"));
    /// assert!(found.depends_on_choice());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn assess_by_series(&self, plan: &Plan, goal: &Goal, data: &Dataset) -> SeriesComparison {
        let view = data.view(self.round().known_by());
        let indicators = plan.indicators_of(goal);
        let reporting = indicators.iter().flat_map(|indicator| view.series_of(indicator.id()));
        let series: BTreeSet<Id> = reporting.map(|series| series.key().series().clone()).collect();
        let by = |series: Id| {
            let alone = self.clone().series([series.clone()]);
            (series, alone.assess_goal(plan, goal, data))
        };
        SeriesComparison {
            preferred: self.assess_goal(plan, goal, data),
            by_series: series.into_iter().map(by).collect(),
        }
    }
}
