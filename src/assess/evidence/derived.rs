//! Indicators that follow from others, evaluated lazily: same series, same period; intervals propagate.

use super::gather::{Gatherer, SeriesPoints};
use super::{Evidence, LeftOut, LeftOutReason, combined, propagated};
use crate::assess::refusal::{Answer, Refusal, RefusalCode};
use crate::number::Ratio;
use crate::plan::{Derivation, Indicator};
use crate::text::Id;
use crate::time::Period;
use crate::unit::{Quantity, Unit};

/// An indicator that another is computed from, with the values of each of its series.
pub(super) struct Input<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) series: SeriesPoints,
}

impl<'a> Gatherer<'a> {
    pub(super) fn derived_points(
        &self,
        indicator: &Indicator,
        derivation: &Derivation,
        left_out: &mut Vec<LeftOut>,
    ) -> Answer<SeriesPoints> {
        match derivation {
            Derivation::Ratio { numerator, denominator } => {
                let numerator = self.input(numerator, left_out)?;
                let denominator = self.input(denominator, left_out)?;
                let scale = scale(numerator.indicator, denominator.indicator, indicator)?;
                let is_stock = indicator.is_stock();
                Ok(numerator.paired(&denominator, |dividends, divisors| {
                    quotients(dividends, divisors, &scale, is_stock, left_out)
                }))
            }
            Derivation::ShareAtOrAbove { distribution, level } => {
                self.shares_at_or_above(indicator, distribution, level, left_out)
            }
            Derivation::Sum { parts } => self.totals(indicator, parts, left_out),
            Derivation::Difference { minuend, subtrahend } => {
                let minuend = self.input(minuend, left_out)?;
                let subtrahend = self.input(subtrahend, left_out)?;
                let plus = factor(minuend.indicator.unit(), indicator.unit())?;
                let minus = -factor(subtrahend.indicator.unit(), indicator.unit())?;
                let is_stock = indicator.is_stock();
                Ok(minuend.paired(&subtrahend, |one, two| weighted_sums(one, &plus, two, &minus, is_stock)))
            }
            Derivation::ShareOfIncrement { part, whole, since } => {
                let part = self.input(part, left_out)?;
                let whole = self.input(whole, left_out)?;
                let scale = scale(part.indicator, whole.indicator, indicator)?;
                let since = since.as_ref();
                Ok(part.paired(&whole, |part, whole| {
                    let part = increments(&part, since, indicator, left_out);
                    let whole = increments(whole, since, indicator, left_out);
                    quotients(part, &whole, &scale, indicator.is_stock(), left_out)
                }))
            }
            Derivation::WeightedMean { values, weights, dimension, minimum_coverage } => {
                let (values, weights) = (self.indicator(values)?, self.indicator(weights)?);
                self.weighted_means(indicator, values, weights, dimension, *minimum_coverage, left_out)
            }
        }
    }

    pub(super) fn input(&self, id: &Id, left_out: &mut Vec<LeftOut>) -> Answer<Input<'a>> {
        let indicator = self.indicator(id)?;
        Ok(Input { indicator, series: self.series_points(indicator, left_out)? })
    }

    /// The total of several indicators, where all of them have a value.
    fn totals(
        &self,
        indicator: &Indicator,
        parts: &[Id],
        left_out: &mut Vec<LeftOut>,
    ) -> Answer<SeriesPoints> {
        let mut total: Option<Input<'_>> = None;
        for part in parts {
            let part = self.input(part, left_out)?;
            let factor = factor(part.indicator.unit(), indicator.unit())?;
            total = Some(match total {
                None => {
                    let scaled =
                        |points: Vec<Evidence>| points.into_iter().map(|point| scaled(point, &factor));
                    let series = part.series.into_iter();
                    let series =
                        series.map(|(id, points)| (id, points.map(|points| scaled(points).collect())));
                    Input { indicator: part.indicator, series: series.collect() }
                }
                Some(total) => {
                    let is_stock = indicator.is_stock();
                    let so_far = total.indicator;
                    let one = Ratio::one();
                    let series = total
                        .paired(&part, |total, part| weighted_sums(total, &one, part, &factor, is_stock));
                    Input { indicator: so_far, series }
                }
            });
        }
        Ok(total.map(|total| total.series).unwrap_or_default())
    }
}

impl Input<'_> {
    /// Combines two indicators series by series; a series that one of them refuses is refused.
    fn paired(
        self,
        other: &Input<'_>,
        mut combine: impl FnMut(Vec<Evidence>, &[Evidence]) -> Vec<Evidence>,
    ) -> SeriesPoints {
        let mut series = SeriesPoints::new();
        for (id, points) in self.series {
            let others =
                other.series.get(&id).map_or(Ok(&[][..]), |points| points.as_deref().map_err(Clone::clone));
            let combined = points.and_then(|points| Ok(combine(points, others?)));
            series.insert(id, combined);
        }
        series
    }
}

/// The value of the same period; of two stocks, of the same day.
pub(in crate::assess) fn matching<'e>(
    point: &Evidence,
    others: &'e [Evidence],
    is_stock: bool,
) -> Option<&'e Evidence> {
    others.iter().rfind(|other| other.period == point.period || (is_stock && other.day == point.day))
}

pub(super) fn factor(from: &Unit, to: &Unit) -> Answer<Ratio> {
    from.factor_to(to).map_err(|error| {
        let refusal = Refusal::new(RefusalCode::UnitDiffers);
        refusal.with("found", from).with("expected", to).with("because", error)
    })
}

/// What a quotient of plain numbers in two units is in a third.
fn scale(dividend: &Indicator, divisor: &Indicator, quotient: &Indicator) -> Answer<Ratio> {
    if !quotient.unit().is_quotient_of(dividend.unit(), divisor.unit()) {
        let found = format!("{} by {}", dividend.unit(), divisor.unit());
        let refusal = Refusal::new(RefusalCode::UnitDiffers);
        return Err(refusal.with("found", found).with("expected", quotient.unit()));
    }
    let scale = dividend.unit().scale().divide(&(divisor.unit().scale() * quotient.unit().scale()));
    Ok(scale.ok_or(RefusalCode::ZeroDenominator)?)
}

fn scaled(point: Evidence, factor: &Ratio) -> Evidence {
    let level = point.level.scaled(factor);
    let rounding = &point.rounding * factor;
    combined(point, std::iter::empty(), level, rounding)
}

/// `a x + b y` for the periods that have both.
fn weighted_sums(
    ones: Vec<Evidence>,
    a: &Ratio,
    others: &[Evidence],
    b: &Ratio,
    is_stock: bool,
) -> Vec<Evidence> {
    let sum = |one: Evidence| {
        let other = matching(&one, others, is_stock)?;
        let level = one.level.scaled(a).plus(&other.level.scaled(b));
        let rounding = &one.rounding * &a.absolute() + &other.rounding * &b.absolute();
        Some(combined(one, std::iter::once(other), level, rounding))
    };
    ones.into_iter().filter_map(sum).collect()
}

/// The increment of each value on an earlier one; an increment across a break is none.
fn increments(
    points: &[Evidence],
    since: Option<&Period>,
    indicator: &Indicator,
    left_out: &mut Vec<LeftOut>,
) -> Vec<Evidence> {
    let is_stock = indicator.is_stock();
    let mut increments = Vec::new();
    for point in points {
        let before = match since {
            Some(since) => Some(*since),
            None => Period::containing(point.period.last_day(), indicator.frequency())
                .filter(|regular| regular.last_day() == point.period.last_day())
                .or(Some(point.period))
                .and_then(|regular| regular.previous()),
        };
        let is_before = |other: &&Evidence| {
            before.is_some_and(|before| {
                other.period == before || (is_stock && other.period.last_day() == before.last_day())
            })
        };
        let Some(earlier) = points.iter().rfind(is_before).filter(|earlier| earlier.day < point.day) else {
            continue;
        };
        if earlier.segment.break_to(point.segment).is_some() {
            left_out.push(left_out_point(point, LeftOutReason::AcrossBreak));
            continue;
        }
        let level = point.level.plus(&earlier.level.negated());
        let rounding = &point.rounding + &earlier.rounding;
        let segment = point.segment;
        let increment = combined(point.clone(), std::iter::once(earlier), level, rounding);
        increments.push(Evidence { segment, ..increment });
    }
    increments
}

/// A computed value, or one of its inputs, that is not used.
pub(super) fn left_out_point(point: &Evidence, reason: LeftOutReason) -> LeftOut {
    LeftOut {
        reason,
        series: point.series.clone(),
        period: point.period,
        reported: point.reported.as_ref().map(Quantity::to_string).unwrap_or_default(),
        note: point.note.clone(),
    }
}

/// One indicator divided by another for the same period.
fn quotients(
    dividends: Vec<Evidence>,
    divisors: &[Evidence],
    scale: &Ratio,
    is_stock: bool,
    left_out: &mut Vec<LeftOut>,
) -> Vec<Evidence> {
    let mut quotients = Vec::new();
    for dividend in dividends {
        let Some(divisor) = matching(&dividend, divisors, is_stock) else {
            continue;
        };
        let Some(level) = dividend.level.divided_by(&divisor.level) else {
            left_out.push(left_out_point(divisor, LeftOutReason::NotDivisible));
            continue;
        };
        let level = level.scaled(scale);
        let divisors = divisor.level.widened(&divisor.rounding);
        let widest = dividend.level.widened(&dividend.rounding).divided_by(&divisors);
        let rounding = propagated(&level, widest.map(|widest| widest.scaled(scale)));
        quotients.push(combined(dividend, std::iter::once(divisor), level, rounding));
    }
    quotients
}
