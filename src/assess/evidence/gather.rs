//! Reads an indicator from one view of the data: of every period the last usable vintage, series by series,
//! and of all series the one that the preference names.

use super::parts::whole_periods;
use super::segment::{Segment, Segments};
use super::{Evidence, LeftOut, LeftOutReason, OtherSeries};
use crate::assess::assessor::FlagRules;
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::data::{Observation, SeriesKey, SeriesView, Uncertainty, View};
use crate::number::distribution::Distribution;
use crate::number::{Interval, Ratio};
use crate::plan::{Cumulated, Indicator, IndicatorKind, Plan, Timing};
use crate::progress::uncertainty::{ConfidenceLevel, standard_error_interval};
use crate::text::Id;
use crate::time::{Frequency, NaiveDate, Period};
use crate::unit::Quantity;
use chrono::Datelike;
use std::collections::BTreeMap;

/// All that is known of an indicator by a day.
#[derive(Debug, Clone)]
pub(in crate::assess) struct Gathered {
    /// The values of the chosen series, or why there are none.
    pub(in crate::assess) points: Answer<Vec<Evidence>>,
    pub(in crate::assess) left_out: Vec<LeftOut>,
    pub(in crate::assess) others: Vec<OtherSeries>,
}

/// The values of every series, or why one of them cannot be used.
pub(super) type SeriesPoints = BTreeMap<Id, Answer<Vec<Evidence>>>;

/// Reads indicators, plain or derived, from one view of the data.
pub(in crate::assess) struct Gatherer<'a> {
    pub(in crate::assess) plan: &'a Plan,
    pub(in crate::assess) view: View<'a>,
    pub(in crate::assess) at: NaiveDate,
    pub(in crate::assess) flags: &'a FlagRules,
    /// A period that the target asks about; it says when years start.
    pub(in crate::assess) asked: Option<Period>,
    /// The member of a dimension that is asked about; the whole without one.
    pub(in crate::assess) member: Option<(&'a Id, &'a str)>,
    /// Whether a change over several years is of use.
    pub(in crate::assess) takes_ranges: bool,
    /// How sure an interval from a standard error is to be; without it a standard error makes none.
    pub(in crate::assess) confidence: Option<&'a ConfidenceLevel>,
    /// What reports within a regular period are, if the plan declares it; then they may make a whole period.
    pub(in crate::assess) parts: Option<Cumulated>,
}

impl<'a> Gatherer<'a> {
    /// The points of the first series of the preference with usable evidence, and all that is not used.
    pub(in crate::assess) fn gather(&self, indicator: &Indicator, preference: &[Id]) -> Gathered {
        let mut left_out = Vec::new();
        let found = self.series_points(indicator, &mut left_out).and_then(|mut series| {
            let chosen = choose(&series, preference, indicator, &left_out)?;
            let points = series.remove(&chosen).unwrap_or_else(|| Ok(Vec::new()))?;
            Ok((points, series))
        });
        let (points, others) = match found {
            Ok((points, others)) => (Ok(points), others),
            Err(refusal) => (Err(refusal), SeriesPoints::new()),
        };
        let latest = others.into_values().filter_map(|points| points.ok()?.pop());
        let others = latest.map(|latest| OtherSeries {
            series: latest.series,
            period: latest.period,
            level: latest.level,
        });
        let others = others.collect();
        Gathered { points, left_out, others }
    }

    pub(super) fn series_points(
        &self,
        indicator: &Indicator,
        left_out: &mut Vec<LeftOut>,
    ) -> Answer<SeriesPoints> {
        match indicator.derivation() {
            None => Ok(self.reported_points(indicator, left_out)),
            Some(derivation) => self.derived_points(indicator, derivation, left_out),
        }
    }

    /// The value of a dimension that a series has besides that of the member asked about; `None` if it has others.
    pub(super) fn only_dimension<'k>(&self, key: &'k SeriesKey, dimension: &str) -> Option<&'k str> {
        let mut beside = self.beside_member(key)?;
        let (name, value) = beside.next()?;
        (name == dimension && beside.next().is_none()).then_some(value.as_str())
    }

    /// The dimensions of a series besides the member asked about; `None` if it is of another member.
    fn beside_member<'k>(
        &self,
        key: &'k SeriesKey,
    ) -> Option<impl Iterator<Item = (&'k String, &'k String)> + use<'k, 'a>> {
        let member = self.member;
        let of_member = |(dimension, value): (&Id, &str)| {
            key.dimensions().get(dimension.as_str()).is_some_and(|found| found == value)
        };
        member.is_none_or(of_member).then(|| {
            let is_beside = move |name: &str| member.is_none_or(|(dimension, _)| dimension.as_str() != name);
            key.dimensions().iter().filter(move |(name, _)| is_beside(name))
        })
    }

    pub(super) fn indicator(&self, id: &Id) -> Answer<&'a Indicator> {
        self.plan
            .indicator(id)
            .ok_or_else(|| Refusal::new(RefusalCode::UnknownIndicator).with("indicator", id))
    }

    /// Observations of the whole, or of the member asked about, by series; those that cannot serve are listed.
    fn reported_points(&self, indicator: &Indicator, left_out: &mut Vec<LeftOut>) -> SeriesPoints {
        let whole = self.view.series_of(indicator.id());
        whole
            .filter(|series| {
                self.beside_member(series.key()).is_some_and(|mut beside| beside.next().is_none())
            })
            .map(|series| (series.key().series().clone(), self.usable_points(indicator, series, left_out)))
            .collect()
    }

    /// The usable values of one series, oldest first.
    pub(super) fn usable_points(
        &self,
        indicator: &Indicator,
        series: SeriesView<'_>,
        left_out: &mut Vec<LeftOut>,
    ) -> Answer<Vec<Evidence>> {
        let rejected = series.rejected();
        left_out.extend(rejected.map(|observation| LeftOut::new(observation, LeftOutReason::Rejected)));
        let latest = series.latest();
        let mut usable = Vec::with_capacity(latest.size_hint().1.unwrap_or_default());
        for latest in latest {
            usable.extend(self.usable_vintage(indicator, series, latest, left_out));
        }
        let day = |observation: &Observation| reference_day(observation.period(), indicator.timing());
        usable.sort_by_key(|(observation, _)| {
            (day(observation), observation.published().last_day(), observation.period().first_day())
        });
        if indicator.is_stock() {
            // "2024-12" and "2024-12-31" are one moment of a stock: what was published last stands.
            usable.reverse();
            usable.dedup_by_key(|(observation, _)| day(observation));
            usable.reverse();
        } else {
            self.keep_one_kind_of_year(indicator, &mut usable, left_out);
        }
        let mut segments = Segments::default();
        let mut points = Vec::with_capacity(usable.len());
        for (observation, quantity) in usable {
            let segment = segments.next(observation, self.flags);
            let point = point(indicator, observation, quantity, segment, left_out)?;
            let uncertain = self.uncertain(indicator, observation, &point.level);
            points.push(Evidence { uncertain, ..point });
        }
        match self.parts.filter(|_| !indicator.is_stock()) {
            Some(reports) => Ok(whole_periods(points, reports, indicator, left_out)),
            None => Ok(points),
        }
    }

    /// The last vintage of a period that may be used. A forecast never hides what was reported before it; a value
    /// that was taken back is gone.
    fn usable_vintage<'o>(
        &self,
        indicator: &Indicator,
        series: SeriesView<'o>,
        latest: &'o Observation,
        left_out: &mut Vec<LeftOut>,
    ) -> Option<(&'o Observation, &'o Quantity)> {
        let reason = match self.usable(indicator, latest) {
            Ok(quantity) => return Some((latest, quantity)),
            Err(reason) => reason,
        };
        left_out.push(LeftOut::new(latest, reason));
        if reason != LeftOutReason::Forecast {
            return None;
        }
        let earlier = series.history(latest.period()).rev();
        for observation in earlier.filter(|observation| observation.rejected().is_none()) {
            match self.usable(indicator, observation) {
                Ok(quantity) => return Some((observation, quantity)),
                Err(LeftOutReason::Forecast) => {}
                Err(_) => return None,
            }
        }
        None
    }

    fn usable<'o>(
        &self,
        indicator: &Indicator,
        observation: &'o Observation,
    ) -> Result<&'o Quantity, LeftOutReason> {
        let quantity = observation.quantity().ok_or(LeftOutReason::Missing)?;
        if self.flags.excludes(observation.flags()) {
            return Err(LeftOutReason::Forecast);
        }
        if observation.period().last_day() > self.at {
            return Err(LeftOutReason::NotEnded);
        }
        let (period, is_change) = (observation.period(), indicator.kind() == IndicatorKind::ChangeOnYear);
        let is_unused_range = is_change && period.frequency() == Frequency::Range && !self.takes_ranges;
        let is_regular = covers_regular_period(indicator, period) && !is_unused_range;
        if !is_regular && !self.is_part(indicator, period) {
            return Err(LeftOutReason::OtherFrequency);
        }
        Ok(quantity)
    }

    /// Where the truth may lie, from what was published beside a value.
    fn uncertain(
        &self,
        indicator: &Indicator,
        observation: &Observation,
        level: &Interval,
    ) -> Option<Interval> {
        let uncertainty = observation.uncertainty()?;
        let factor = observation.quantity()?.unit().factor_to(indicator.unit()).ok()?;
        match uncertainty {
            Uncertainty::Between { low, high } => {
                Some(Interval::closed(low.to_ratio(), high.to_ratio()).scaled(&factor))
            }
            Uncertainty::StandardError(error) => {
                let error = error.to_ratio() * factor;
                let normal = Distribution::Normal;
                standard_error_interval(level.as_exact()?, &error, normal, self.confidence?).ok()
            }
        }
    }

    fn is_part(&self, indicator: &Indicator, period: &Period) -> bool {
        self.parts.is_some()
            && Period::containing(period.last_day(), indicator.frequency())
                .is_some_and(|regular| regular.contains(period))
    }

    /// Calendar and fiscal years overlap, so that one history holds only the kind that the target asks about.
    fn keep_one_kind_of_year(
        &self,
        indicator: &Indicator,
        usable: &mut Vec<(&Observation, &Quantity)>,
        left_out: &mut Vec<LeftOut>,
    ) {
        let Some(asked) = self.asked.filter(|_| indicator.frequency() == Frequency::Year) else {
            return;
        };
        let is_year = |period: &Period| period.frequency() == Frequency::Year;
        let starts = |period: &Period| (period.first_day().month(), period.first_day().day());
        let ends = |period: &Period| (period.last_day().month(), period.last_day().day());
        let mut kinds =
            usable.iter().map(|(observation, _)| observation.period()).filter(|year| is_year(year));
        let wanted = if is_year(&asked) {
            Some(starts(&asked))
        } else {
            kinds.find(|year| ends(year) == ends(&asked)).map(starts)
        };
        let Some(wanted) = wanted else { return };
        usable.retain(|(observation, _)| {
            let fits = !is_year(observation.period()) || starts(observation.period()) == wanted;
            if !fits {
                left_out.push(LeftOut::new(observation, LeftOutReason::OtherYear));
            }
            fits
        });
    }
}

/// A month's flow never decides a yearly goal; a stock may be read on any day. Changes may span several years.
pub(in crate::assess) fn covers_regular_period(indicator: &Indicator, period: &Period) -> bool {
    indicator.is_stock()
        || period.frequency() == indicator.frequency()
        || (indicator.kind() == IndicatorKind::ChangeOnYear && period.frequency() == Frequency::Range)
        || (indicator.timing() == Timing::SurveyDay)
}

/// The value of a period; of a stock the one that stands for its last day.
pub(in crate::assess) fn value_of<'e>(
    points: &'e [Evidence],
    period: &Period,
    indicator: &Indicator,
) -> Option<&'e Evidence> {
    let is_of_period = |point: &&Evidence| {
        point.period == *period || (indicator.is_stock() && point.period.last_day() == period.last_day())
    };
    points.iter().rfind(is_of_period)
}

/// The day of its period that a value stands for.
pub(in crate::assess) fn reference_day(period: &Period, timing: Timing) -> NaiveDate {
    match timing {
        Timing::Mid => period.middle_day(),
        _ => period.last_day(),
    }
}

fn point(
    indicator: &Indicator,
    observation: &Observation,
    quantity: &Quantity,
    segment: Segment,
    left_out: &mut Vec<LeftOut>,
) -> Answer<Evidence> {
    let unit_differs = |error: crate::unit::UnitError| {
        left_out.push(LeftOut::new(observation, LeftOutReason::UnitDiffers));
        Refusal::new(RefusalCode::UnitDiffers)
            .with("found", quantity.unit())
            .with("expected", indicator.unit())
            .with("because", error)
    };
    let (level, half_unit) = quantity.with_precision_in(indicator.unit()).map_err(unit_differs)?;
    // Exact counts are not rounded, and a bound says itself how far the number may be from what is printed.
    let is_exact_count = indicator.step().is_some() || indicator.kind() == IndicatorKind::Count;
    let is_rounded = !is_exact_count && quantity.reading().is_exact();
    let rounding = if is_rounded { half_unit } else { Ratio::zero() };
    Ok(Evidence {
        series: observation.series().clone(),
        period: *observation.period(),
        day: reference_day(observation.period(), indicator.timing()),
        level,
        rounding,
        reported: Some(quantity.clone()),
        published: observation.published(),
        flags: observation.flags().clone(),
        source: observation.source().cloned(),
        note: observation.note().map(ToOwned::to_owned),
        uncertain: None,
        segment,
        is_nowcast: observation.is_nowcast(),
    })
}

/// The series for a goal. One that cannot be used where it is preferred is refused: falling through to the next
/// would change the answer in silence.
fn choose(
    series: &SeriesPoints,
    preference: &[Id],
    indicator: &Indicator,
    left_out: &[LeftOut],
) -> Answer<Id> {
    let no_data = || Refusal::new(RefusalCode::NoData).with("indicator", indicator.id());
    let unusable = |id: &Id| {
        let of_series = left_out.iter().filter(|left_out| left_out.series == *id);
        let (found, code) = of_series.rev().find_map(|left_out| {
            let code = match left_out.reason {
                LeftOutReason::OtherFrequency => RefusalCode::FrequencyDiffers,
                LeftOutReason::AcrossBreak => RefusalCode::DefinitionBreak,
                LeftOutReason::NotDivisible => RefusalCode::ZeroDenominator,
                _ => return None,
            };
            Some((left_out, code))
        })?;
        let refusal = Refusal::new(code).with("series", id).with("found", found.period);
        Some(match code {
            RefusalCode::FrequencyDiffers => refusal.with("expected", indicator.frequency()),
            _ => refusal,
        })
    };
    if !preference.is_empty() {
        for id in preference {
            match series.get(id) {
                Some(Ok(points)) if points.is_empty() => {
                    if let Some(refusal) = unusable(id) {
                        return Err(refusal);
                    }
                }
                Some(_) => return Ok(id.clone()),
                None => {}
            }
        }
        return Err(no_data());
    }
    let is_used = |points: &Answer<Vec<Evidence>>| points.as_ref().map_or(true, |points| !points.is_empty());
    let used: Vec<&Id> = series.iter().filter(|(_, points)| is_used(points)).map(|(id, _)| id).collect();
    match used.as_slice() {
        [] => Err(series.keys().find_map(unusable).unwrap_or_else(no_data)),
        [only] => Ok((*only).clone()),
        several => {
            let found: Vec<&str> = several.iter().copied().map(AsRef::as_ref).collect();
            Err(Refusal::new(RefusalCode::SeriesNotChosen).with("found", found.join(" ")))
        }
    }
}
