//! A unit: its text as written, what it measures, and its exact size.
//! Reads a symbol or name with scale words and at most one ratio, such as `million vehicles/year`.

use super::UnitError;
use super::dimension::Dimension;
use super::grammar;
use super::lookup::known;
use super::table::POINTS;
use crate::number::Ratio;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

/// A unit of measurement, a currency, a share, or the count of a named thing.
///
/// Two units are equal when they are written alike; [`factor_to`](Unit::factor_to) compares what they mean.
/// `CNY` are current prices and `CNY@2020` those of 2020, which never convert into each other without a deflator.
/// A name in lower case that is in no table counts the thing it names; an unknown symbol is an error.
///
/// ```
/// use policy_targets::unit::Unit;
///
/// let written: Unit = "万千瓦".parse()?;
/// assert_eq!(written.factor_to(&"GW".parse()?)?.to_string(), "0.01");
/// let density: Unit = "robots/10,000 workers".parse()?;
/// assert!(density.is_same_dimension(&"robots/worker".parse()?));
/// let error = "GWW".parse::<Unit>().unwrap_err();
/// assert!(error.to_string().contains("did you mean GW?"));
/// # Ok::<(), policy_targets::unit::UnitError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Unit(Arc<Form>);

/// Shared, since a data set holds one unit a million times.
#[derive(Debug)]
struct Form {
    text: String,
    dimension: Dimension,
    scale: Ratio,
}

impl Unit {
    /// One in a hundred.
    #[must_use]
    pub fn percent() -> Self {
        Self::pure("%", Dimension::share(), 100)
    }

    /// A plain ratio: 0.5 is a half.
    #[must_use]
    pub fn fraction() -> Self {
        Self::pure("fraction", Dimension::share(), 1)
    }

    /// The unit in which percentages differ.
    #[must_use]
    pub fn percentage_point() -> Self {
        Self::pure("pp", Dimension::kind(POINTS), 100)
    }

    fn pure(text: &str, dimension: Dimension, parts: i64) -> Self {
        let scale = Ratio::new(1, parts).unwrap_or_else(Ratio::one);
        Self(Arc::new(Form { text: text.to_owned(), dimension, scale }))
    }

    /// What it measures.
    #[must_use]
    pub fn dimension(&self) -> &Dimension {
        &self.0.dimension
    }

    /// Its size in the base of its dimension; only comparable within one dimension.
    #[must_use]
    pub fn scale(&self) -> &Ratio {
        &self.0.scale
    }

    /// Whether both measure the same, so that one converts into the other.
    #[must_use]
    pub fn is_same_dimension(&self, other: &Self) -> bool {
        self.0.dimension == other.0.dimension
    }

    /// Whether it is a share: percent, per mille, fraction, or a ratio of two amounts of one kind.
    #[must_use]
    pub fn is_percentage(&self) -> bool {
        self.0.dimension.is_share()
    }

    /// Whether it counts single things, so that a number in it is a whole one and exact.
    ///
    /// ```
    /// use policy_targets::unit::Unit;
    /// assert!("clusters".parse::<Unit>()?.is_count());
    /// assert!(!"million jobs".parse::<Unit>()?.is_count());
    /// # Ok::<(), policy_targets::unit::UnitError>(())
    /// ```
    #[must_use]
    pub fn is_count(&self) -> bool {
        self.0.dimension.is_count() && self.0.scale == Ratio::one()
    }

    /// Whether it is an amount of money in one currency.
    #[must_use]
    pub fn is_currency(&self) -> bool {
        self.0.dimension.is_currency()
    }

    /// Whether one unit divided by another measures the same as this: `GWh` by `CNY` is no `t`.
    ///
    /// ```
    /// use policy_targets::unit::Unit;
    /// let unit = |text: &str| text.parse::<Unit>();
    /// assert!(unit("%")?.is_quotient_of(&unit("MW")?, &unit("GW")?));
    /// assert!(!unit("%")?.is_quotient_of(&unit("GWh")?, &unit("GW")?));
    /// # Ok::<(), policy_targets::unit::UnitError>(())
    /// ```
    #[must_use]
    pub fn is_quotient_of(&self, dividend: &Self, divisor: &Self) -> bool {
        dividend.0.dimension.clone().per(&divisor.0.dimension) == self.0.dimension
    }

    /// What a number in this unit is multiplied with to be in another.
    ///
    /// # Errors
    /// [`UnitError::DifferentDimensions`] when they measure different things; it says what would be needed.
    ///
    /// ```
    /// use policy_targets::unit::Unit;
    ///
    /// let percent: Unit = "%".parse()?;
    /// assert_eq!(percent.factor_to(&"fraction".parse()?)?.to_string(), "0.01");
    /// assert_eq!(percent.factor_to(&"pp".parse()?).unwrap_err().code(), "different_dimensions");
    /// # Ok::<(), policy_targets::unit::UnitError>(())
    /// ```
    pub fn factor_to(&self, other: &Self) -> Result<Ratio, UnitError> {
        if self == other {
            return Ok(Ratio::one());
        }
        let factor = self.0.scale.divide(&other.0.scale);
        match factor.filter(|_| self.is_same_dimension(other)) {
            Some(factor) => Ok(factor),
            None => Err(UnitError::DifferentDimensions {
                from: self.0.text.clone(),
                from_dimension: self.0.dimension.to_string(),
                to: other.0.text.clone(),
                to_dimension: other.0.dimension.to_string(),
                advice: self.0.dimension.advice(&other.0.dimension),
            }),
        }
    }

    /// The unit of the difference of two values in this one: percentage points for percent, else the same.
    ///
    /// ```
    /// use policy_targets::unit::Unit;
    /// assert_eq!(Unit::percent().difference_unit(), Unit::percentage_point());
    /// let yearly: Unit = "%/year".parse()?;
    /// assert_eq!(yearly.difference_unit().to_string(), "pp/year");
    /// # Ok::<(), policy_targets::unit::UnitError>(())
    /// ```
    #[must_use]
    pub fn difference_unit(&self) -> Self {
        let (numerator, separator, denominator) = grammar::split_ratio(&self.0.text);
        let points = known(numerator)
            .filter(|known| known.dimension.is_share())
            .and_then(|share| share.scale.reciprocal())
            .and_then(|parts| match parts.to_whole_number() {
                Some(1) => Some("fraction points"),
                Some(100) => Some("pp"),
                Some(1000) => Some("per-mille points"),
                _ => None,
            });
        points
            .and_then(|points| format!("{points}{separator}{denominator}").parse().ok())
            .unwrap_or_else(|| self.clone())
    }
}

impl PartialEq for Unit {
    /// The same text, which has one meaning; units written differently convert with a factor of 1.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.text == other.0.text
    }
}

impl Eq for Unit {}

impl Hash for Unit {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.text.hash(state);
    }
}

impl FromStr for Unit {
    type Err = UnitError;

    /// Reads `GW`, `million jobs`, `CNY billion`, `亿吨`, `kWh/100km`, `patents per 10,000 persons`.
    fn from_str(text: &str) -> Result<Self, UnitError> {
        let (text, dimension, scale) = grammar::read(text)?;
        Ok(Self(Arc::new(Form { text, dimension, scale })))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0.text)
    }
}

impl TryFrom<String> for Unit {
    type Error = UnitError;
    fn try_from(text: String) -> Result<Self, UnitError> {
        text.parse()
    }
}

impl From<Unit> for String {
    fn from(unit: Unit) -> Self {
        unit.0.text.clone()
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::lookup;
    use super::*;
    use proptest::prelude::*;

    fn unit(text: &str) -> Unit {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    /// Any unit the table and the grammar allow, as text.
    pub(in crate::unit) fn texts() -> impl Strategy<Value = String> {
        const WORDS: &[&str] = &["", "", "million ", "thousand million ", "万", "百亿"];
        const BELOW: &[&str] = &["", "", "/year", "/100km", " per 10,000 persons", "/万人", "/t"];
        let symbols = prop_oneof![
            9 => proptest::sample::select(lookup::all()).prop_map(ToOwned::to_owned),
            1 => (proptest::sample::select(&["CNY", "USD", "元", "EUR"][..]), 1978..=2060_u16)
                .prop_map(|(currency, year)| format!("{currency}@{year}")),
        ];
        (proptest::sample::select(WORDS), symbols, proptest::sample::select(BELOW))
            .prop_map(|(word, symbol, below)| format!("{word}{symbol}{below}"))
    }

    #[test]
    fn sizes_are_exact() {
        let cases = [
            ("万千瓦", "GW", "0.01"),
            ("亿千瓦", "GW", "100"),
            ("亿吨", "Mt", "100"),
            ("亿千瓦时", "TWh", "0.1"),
            ("度", "kWh", "1"),
            ("TWh", "PJ", "3.6"),
            ("吨标准煤", "tce", "1"),
            ("billion tce", "Mtce", "1000"),
            ("亩", "ha", "1/15"),
            ("亿亩", "平方公里", "200000/3"),
            ("km²", "ha", "100"),
            ("months", "years", "1/12"),
            ("%", "fraction", "0.01"),
            ("%", "‰", "10"),
            ("per cent", "%", "1"),
            ("％", "%", "1"),
            ("pp", "个百分点", "1"),
            ("CNY billion", "亿元", "10"),
            ("million USD", "USD bn", "0.001"),
            ("billion CNY@2020", "亿元@2020", "10"),
            ("tce/万元@2020", "kgce/CNY@2020", "0.1"),
            ("千人", "persons", "1000"),
            ("百万千瓦", "GW", "1"),
            ("千万千瓦", "GW", "10"),
            ("万亿元", "CNY trillion", "1"),
            ("kWh/100km", "Wh/km", "10"),
            ("robots/10,000 workers", "robot per worker", "0.0001"),
            ("件/万人", "件/人", "0.0001"),
            ("tce/万元", "kgce/CNY", "0.1"),
            ("million vehicles/year", "万辆/年", "100"),
            ("Mt CO2e", "kgCO₂e", "1000000000"),
            ("μg/m³", "g/m3", "0.000001"),
            ("million", "count", "1000000"),
            ("persons/1,000 persons", "‰", "1"),
            ("% per year", "%/yr", "1"),
            ("MWh", "megawatt hours", "1"),
        ];
        for (from, to, expected) in cases {
            let factor = unit(from).factor_to(&unit(to)).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(factor.to_string(), expected, "{from} to {to}");
        }
    }

    #[test]
    fn what_does_not_convert_says_what_is_needed() {
        let cases = [
            ("GW", "GWh", "a duration is needed"),
            ("CNY", "USD", "a dated exchange rate"),
            ("CNY/kWh", "USD/kWh", "a dated exchange rate"),
            ("CNY", "CNY@2020", "a deflator is needed"),
            ("CNY@2015", "CNY@2020", "a deflator is needed"),
            ("tce/万元", "tce/万元@2020", "a deflator is needed"),
            ("USD@2020", "CNY@2020", "a dated exchange rate"),
            ("%", "pp", "write % for a level and pp for a change"),
            ("%/year", "pp/year", "write % for a level and pp for a change"),
            ("MW/t", "MWh/t", "a duration is needed"),
            ("MW/t", "MWh/ha", "do not convert"),
            ("tCO2", "tCO2e", "other greenhouse gases"),
            ("TWh", "Mtce", "conversion factor"),
            ("days", "years", "differ in days"),
            ("vehicles/year", "vehicles", "a time window is needed"),
            ("clusters", "firms", "different things are counted"),
            ("clusters", "count", "different things are counted"),
            ("GW", "clusters", "do not convert"),
        ];
        for (from, to, advice) in cases {
            for (from, to) in [(from, to), (to, from)] {
                let error = unit(from).factor_to(&unit(to)).unwrap_err();
                assert!(error.to_string().contains(advice), "{error}");
            }
        }
    }

    #[test]
    fn the_text_is_kept_with_canonical_spacing() {
        assert_eq!(unit(" million   vehicles / year ").to_string(), "million vehicles/year");
        assert_eq!(unit("％").to_string(), "%");
    }

    #[test]
    fn differences_of_shares_are_points_of_the_same_size() {
        for (text, points) in [
            ("%", "pp"),
            ("per cent", "pp"),
            ("fraction", "fraction points"),
            ("‰", "per-mille points"),
            ("% per year", "pp per year"),
            ("GW", "GW"),
            ("kWh/100km", "kWh/100km"),
        ] {
            let difference = unit(text).difference_unit();
            assert_eq!(difference.to_string(), points);
            assert_eq!(difference.scale(), unit(text).scale());
        }
        assert_eq!(unit("%"), Unit::percent());
        assert_eq!(unit("pp"), Unit::percentage_point());
        assert_eq!(unit("fraction"), Unit::fraction());
    }

    #[cfg(feature = "json")]
    #[test]
    fn serde_validates() {
        assert_eq!(serde_json::to_string(&unit("GW")).unwrap(), "\"GW\"");
        assert_eq!(serde_json::from_str::<Unit>("\"GW\"").unwrap(), unit("GW"));
        assert!(serde_json::from_str::<Unit>("\"GWW\"").is_err());
    }

    #[test]
    fn every_unit_of_the_table_reads_and_prints_alone_and_after_scale_words() {
        for symbol in lookup::all() {
            for text in [symbol.to_owned(), format!("million {symbol}"), format!("{symbol}/year")] {
                let read = unit(&text);
                assert_eq!(read.to_string(), text);
                assert!(read.scale().is_positive(), "{text}");
            }
            let factor = unit(&format!("million {symbol}")).factor_to(&unit(symbol)).unwrap();
            assert_eq!(factor, Ratio::from(1_000_000), "{symbol}");
        }
    }

    proptest! {
        #[test]
        fn printing_and_reading_is_identity(text in texts()) {
            let read = unit(&text);
            prop_assert_eq!(read.to_string(), text);
            prop_assert_eq!(unit(&read.to_string()), read);
        }

        #[test]
        fn factors_compose_and_invert(one in texts(), two in texts(), three in texts()) {
            let (a, b, c) = (unit(&one), unit(&two), unit(&three));
            prop_assert_eq!(a.factor_to(&a).unwrap(), Ratio::one());
            prop_assert_eq!(a.factor_to(&b).is_ok(), a.is_same_dimension(&b));
            if let (Ok(ab), Ok(ba)) = (a.factor_to(&b), b.factor_to(&a)) {
                prop_assert_eq!(ab * ba, Ratio::one());
            }
            if let (Ok(ab), Ok(bc)) = (a.factor_to(&b), b.factor_to(&c)) {
                prop_assert_eq!(ab * bc, a.factor_to(&c).unwrap());
            }
        }

        #[test]
        fn within_one_dimension_factors_compose(scales in proptest::sample::subsequence(
            vec!["W", "MW", "万千瓦", "gigawatts", "billion W", "吉瓦", "thousand kW", "TW"], 3)) {
            let [a, b, c] = [unit(scales[0]), unit(scales[1]), unit(scales[2])];
            let there = a.factor_to(&b).unwrap();
            prop_assert_eq!(&there * &b.factor_to(&a).unwrap(), Ratio::one());
            prop_assert_eq!(there * b.factor_to(&c).unwrap(), a.factor_to(&c).unwrap());
        }

        #[test]
        fn no_text_panics_and_what_reads_prints_itself(
            any: String,
            near in "(万|亿|百|million |10,000 |1)?(GW|%|件|pp|t|cluster|\\$|CNY)?( |/| per |-)?(km|year|百|cent|bn|1)?",
        ) {
            for text in [any, near] {
                if let Ok(read) = text.parse::<Unit>() {
                    prop_assert_eq!(unit(&read.to_string()), read.clone());
                    prop_assert!(read.scale().is_positive());
                    let _ = read.difference_unit();
                }
            }
        }
    }
}
