//! What of a file is read: series picked out and named by the reader's own indicators, and a filter.

use super::rows::Field;
use crate::text::Id;
use crate::time::Period;
use crate::unit::Unit;

/// A slice of somebody else's table that is an indicator of one's own: the columns that are held fixed, and what
/// the rows are called here.
///
/// A fixed column is gone from the data; whatever else tells series apart stays a dimension.
///
/// ```
/// use policy_targets::format::Selection;
///
/// let selection = Selection::new("health.maternal-mortality".parse()?)
///     .with("SeriesCode", "SH_STA_MORT")
///     .with("GeoAreaCode", "4")
///     .in_unit("deaths/100,000 births".parse()?);
/// assert_eq!(selection.indicator().as_str(), "health.maternal-mortality");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    indicator: Id,
    fixed: Vec<(String, String)>,
    series: Option<Id>,
    unit: Option<Unit>,
}

impl Selection {
    /// All rows, as one indicator; narrow it with [`with`](Self::with).
    #[must_use]
    pub fn new(indicator: Id) -> Self {
        Self { indicator, fixed: Vec::new(), series: None, unit: None }
    }

    /// Only rows that have this in a column.
    #[must_use]
    pub fn with(mut self, column: impl Into<String>, value: impl Into<String>) -> Self {
        self.fixed.push((column.into(), value.into()));
        self
    }

    /// The name of the series, instead of the publisher's.
    #[must_use]
    pub fn as_series(mut self, series: Id) -> Self {
        self.series = Some(series);
        self
    }

    /// The unit of the values, whatever the file says.
    #[must_use]
    pub fn in_unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }

    /// What the rows are an indicator of.
    #[must_use]
    pub fn indicator(&self) -> &Id {
        &self.indicator
    }

    pub(super) fn series(&self) -> Option<&Id> {
        self.series.as_ref()
    }

    pub(super) fn unit(&self) -> Option<&Unit> {
        self.unit.as_ref()
    }

    pub(super) fn takes(&self, fields: &[Field<'_>]) -> bool {
        self.fixed
            .iter()
            .all(|(column, value)| fields.iter().any(|field| field.name == column && field.value == value))
    }

    /// Whether it takes some of the rows that the fields name, where a blank field stands for all of its values.
    pub(super) fn may_take(&self, fields: &[Field<'_>]) -> bool {
        self.fixed.iter().all(|(column, value)| {
            fields
                .iter()
                .any(|field| field.name == column && (field.value == value || field.value.is_empty()))
        })
    }

    pub(super) fn fixes(&self, column: &str) -> bool {
        self.fixed.iter().any(|(fixed, _)| fixed == column)
    }
}

/// What is read of a file that holds more: the rest is passed over while reading and takes no memory.
///
/// ```
/// use policy_targets::format::Filter;
///
/// let filter = Filter::new().indicator("SH_STA_MORT").area("156").area("China").during("2015/2030".parse()?);
/// assert_ne!(filter, Filter::new());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    indicators: Vec<String>,
    areas: Vec<String>,
    periods: Option<Period>,
}

impl Filter {
    /// Everything.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only this indicator, by the code or the name that the file gives it; once more for a further one.
    #[must_use]
    pub fn indicator(mut self, code: impl Into<String>) -> Self {
        self.indicators.push(code.into());
        self
    }

    /// Only this area, by the code or the name that the file gives it; once more for a further one.
    #[must_use]
    pub fn area(mut self, code: impl Into<String>) -> Self {
        self.areas.push(code.into());
        self
    }

    /// Only periods that lie within this one.
    #[must_use]
    pub fn during(mut self, period: Period) -> Self {
        self.periods = Some(period);
        self
    }

    /// Whether it takes all that there is.
    pub(in crate::format) fn is_everything(&self) -> bool {
        self.indicators.is_empty() && self.areas.is_empty() && self.periods.is_none()
    }

    #[inline]
    pub(in crate::format) fn takes_period(&self, period: &Period) -> bool {
        self.periods.as_ref().is_none_or(|periods| periods.contains(period))
    }

    pub(super) fn takes(&self, fields: &[Field<'_>]) -> bool {
        let any_of = |wanted: &[String], is_part: fn(&Field<'_>) -> bool| {
            wanted.is_empty()
                || fields.iter().any(|field| is_part(field) && wanted.iter().any(|text| text == field.value))
        };
        any_of(&self.indicators, |field| field.part.is_of_indicator())
            && any_of(&self.areas, |field| field.part.is_of_area())
    }
}
