//! What a unit measures, as a product of powers of bases, and why two measures do not convert.
//! Two units convert exactly when their dimensions are equal.

use super::table::{self, Measure};
use std::collections::BTreeMap;
use std::fmt;

/// What a unit measures: `power`, `count of technologies`, `CNY`, `energy per length`.
///
/// A share (percent, fraction) is a pure number. A counted thing is the same in singular and plural.
///
/// ```
/// use policy_targets::unit::Unit;
///
/// let consumption: Unit = "kWh/100km".parse()?;
/// assert_eq!(consumption.dimension().to_string(), "energy per length");
/// let unit: Unit = "technology".parse()?;
/// assert_eq!(unit.dimension().to_string(), "count of technologies");
/// # Ok::<(), policy_targets::unit::UnitError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dimension(BTreeMap<Base, i32>);

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Base {
    Kind(&'static str),
    Thing(String),
    Currency(&'static str),
    /// A currency in the prices of one year.
    ConstantPrices(&'static str, u16),
}

impl Dimension {
    /// A pure number.
    pub(super) fn share() -> Self {
        Self(BTreeMap::new())
    }

    fn base(base: Base) -> Self {
        Self(BTreeMap::from([(base, 1)]))
    }

    pub(super) fn kind(kind: &'static str) -> Self {
        Self::base(Base::Kind(kind))
    }

    /// The count of a thing, whether named in the singular or the plural.
    pub(super) fn count_of(name: &str) -> Self {
        Self::base(Base::Thing(singular(name)))
    }

    /// The same amount of money in the prices of a year; `None` unless it is one of a currency in current prices.
    pub(super) fn in_prices_of(&self, year: u16) -> Option<Self> {
        match self.only() {
            Some(Base::Currency(code)) => Some(Self::base(Base::ConstantPrices(code, year))),
            _ => None,
        }
    }

    /// What is left after dividing by another dimension.
    pub(super) fn per(mut self, denominator: &Self) -> Self {
        for (base, exponent) in &denominator.0 {
            let left = self.0.remove(base).unwrap_or_default().saturating_sub(*exponent);
            if left != 0 {
                self.0.insert(base.clone(), left);
            }
        }
        self
    }

    /// Whether it is a pure number.
    pub(super) fn is_share(&self) -> bool {
        self.0.is_empty()
    }

    fn only(&self) -> Option<&Base> {
        match self.0.iter().next() {
            Some((base, 1)) if self.0.len() == 1 => Some(base),
            _ => None,
        }
    }

    /// Whether it counts things.
    pub(crate) fn is_count(&self) -> bool {
        matches!(self.only(), Some(Base::Thing(_) | Base::Kind(table::COUNT)))
    }

    /// Whether it is an amount of one currency.
    pub(super) fn is_currency(&self) -> bool {
        self.only().is_some_and(|base| currency(base).is_some())
    }

    /// Why two different dimensions do not convert, and what is needed.
    pub(super) fn advice(&self, other: &Self) -> &'static str {
        let currencies = |dimension: &Self| dimension.0.keys().find_map(currency);
        if let (Some(one), Some(two)) = (currencies(self), currencies(other)) {
            return if one == two {
                "prices of another year, or current ones: a deflator is needed; state the value in the prices of the goal"
            } else {
                "a dated exchange rate is needed; state the value in the currency of the goal"
            };
        }
        let pair = [self, other];
        if pair.iter().all(|dimension| dimension.is_count()) {
            return "different things are counted; count the same thing in both";
        }
        let ((above, below), (other_above, other_below)) = (self.split(), other.split());
        for (one, two, advice) in TRAPS {
            let is = |dimension: &Self, kind: &str| dimension.kind_name() == Some(kind);
            let meets = |a, b| is(&above, a) && is(&other_above, b);
            if below == other_below && (meets(one, two) || meets(two, one)) {
                return advice;
            }
        }
        let year = Self::kind(table::YEARS);
        if self.clone().per(&year) == *other || other.clone().per(&year) == *self {
            return "one is an amount and one a rate per year; a time window is needed";
        }
        "they do not convert; state both in units of one measure"
    }

    /// What stands above and below the line of the ratio.
    fn split(&self) -> (Self, Self) {
        let (above, below) = self.0.clone().into_iter().partition(|(_, exponent)| exponent.is_positive());
        (Self(above), Self(below))
    }

    fn kind_name(&self) -> Option<&str> {
        match self.only() {
            Some(Base::Kind(kind)) => Some(kind),
            _ if self.is_share() => Some(""),
            _ => None,
        }
    }
}

/// Pairs that are often confused; the empty name is the share.
const TRAPS: &[(&str, &str, &str)] = &[
    (
        table::POWER,
        table::ENERGY,
        "power and energy: a duration is needed; state the value in the unit of the goal",
    ),
    ("", table::POINTS, "a share and a difference of shares; write % for a level and pp for a change of it"),
    (table::CO2, table::CO2E, "the other greenhouse gases are needed; state which gases are covered"),
    (table::ENERGY, table::COAL, "a stated conversion factor is needed: heat value or coal used for power"),
    (
        table::ENERGY,
        table::OIL,
        "a stated conversion factor is needed; state the value in the unit of the goal",
    ),
    (
        table::COAL,
        table::OIL,
        "a stated conversion factor is needed; state the value in the unit of the goal",
    ),
    (table::TIME, table::YEARS, "years and months differ in days; state both in days or both in years"),
];

fn currency(base: &Base) -> Option<&'static str> {
    match base {
        Base::Currency(code) | Base::ConstantPrices(code, _) => Some(code),
        Base::Kind(_) | Base::Thing(_) => None,
    }
}

impl From<Measure> for Dimension {
    fn from(measure: Measure) -> Self {
        match measure {
            Measure::Share => Self::share(),
            Measure::Kind(kind) => Self::kind(kind),
            Measure::Thing(name) => Self::count_of(name),
            Measure::Currency(code) => Self::base(Base::Currency(code)),
        }
    }
}

impl fmt::Display for Base {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kind(name) | Self::Currency(name) => formatter.write_str(name),
            Self::Thing(name) => write!(formatter, "count of {}", plural(name)),
            Self::ConstantPrices(code, year) => write!(formatter, "{code} in prices of {year:04}"),
        }
    }
}

impl fmt::Display for Dimension {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let factors = |positive: bool| {
            let chosen = self.0.iter().filter(|(_, exponent)| exponent.is_positive() == positive);
            let names: Vec<String> = chosen
                .map(|(base, exponent)| match exponent.unsigned_abs() {
                    1 => base.to_string(),
                    power => format!("{base} to the power {power}"),
                })
                .collect();
            names.join(" times ")
        };
        let (numerator, denominator) = (factors(true), factors(false));
        let numerator = if numerator.is_empty() { "share" } else { &numerator };
        if denominator.is_empty() {
            formatter.pad(numerator)
        } else {
            formatter.pad(&format!("{numerator} per {denominator}"))
        }
    }
}

/// One form for the singular and the plural of a regular English noun; others are left as they are.
fn singular(name: &str) -> String {
    let is_plural = name.ends_with('s')
        && name.len() > 3
        && !["ss", "us", "is"].iter().any(|ending| name.ends_with(ending));
    let stem = if is_plural { name.strip_suffix('s').unwrap_or(name) } else { name };
    if let Some(stem) = stem.strip_suffix("ie") {
        return format!("{stem}y");
    }
    match stem.strip_suffix('e') {
        Some(short) if is_sibilant(short) => short.to_owned(),
        _ => stem.to_owned(),
    }
}

fn is_sibilant(stem: &str) -> bool {
    ["s", "x", "z", "ch", "sh"].iter().any(|ending| stem.ends_with(ending))
}

fn plural(stem: &str) -> String {
    let before_y = stem.strip_suffix('y');
    match before_y {
        Some(short) if !short.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{short}ies"),
        _ if is_sibilant(stem) => format!("{stem}es"),
        _ if stem.is_ascii() => format!("{stem}s"),
        _ => stem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singular_and_plural_are_one_thing() {
        let nouns = [
            ("cluster", "clusters"),
            ("technology", "technologies"),
            ("house", "houses"),
            ("bus", "buses"),
            ("class", "classes"),
            ("batch", "batches"),
            ("movie", "movies"),
            ("survey", "surveys"),
            ("prize", "prizes"),
            ("charging pile", "charging piles"),
        ];
        for (one, many) in nouns {
            assert_eq!(Dimension::count_of(one), Dimension::count_of(many), "{one}");
            assert_eq!(Dimension::count_of(one).to_string(), format!("count of {many}"));
        }
        assert_ne!(Dimension::count_of("plan"), Dimension::count_of("plane"));
    }

    #[test]
    fn equal_factors_cancel() {
        let mass = Dimension::kind("mass");
        assert!(mass.clone().per(&mass).is_share());
        let rate = Dimension::share().per(&Dimension::kind("calendar time"));
        assert_eq!(rate.to_string(), "share per calendar time");
        assert_eq!(rate.per(&mass).to_string(), "share per calendar time times mass");
    }
}
