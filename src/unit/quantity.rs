//! A published figure: a reading together with its unit, and its exact conversion.
//! `>60 GW` stays a bound when it becomes `>60000 MW`.

use super::lookup::known;
use super::numeral::plain;
use super::{Reading, Unit, UnitError};
use crate::number::{Interval, Ratio};
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::str::FromStr;

/// A reading with its unit.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::unit::Quantity;
///
/// let quantity: Quantity = ">60 GW".parse()?;
/// assert!(quantity.in_unit(&"MW".parse()?)?.contains(&Ratio::from(60_001)));
/// assert_eq!("CNY 250 billion".parse::<Quantity>()?.to_string(), "250 billion CNY");
/// assert_eq!("70%".parse::<Quantity>()?.to_string(), "70 %");
/// # Ok::<(), policy_targets::unit::UnitError>(())
/// ```
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "String")]
pub struct Quantity {
    reading: Reading,
    unit: Unit,
}

impl Quantity {
    /// A reading in a unit.
    #[must_use]
    pub fn new(reading: Reading, unit: Unit) -> Self {
        Self { reading, unit }
    }

    /// The number as published.
    #[must_use]
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The unit it was published in.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// The numbers that the true one may be, in another unit.
    ///
    /// # Errors
    /// [`UnitError::DifferentDimensions`] if the units do not convert.
    ///
    /// ```
    /// use policy_targets::number::{Interval, Ratio};
    /// use policy_targets::unit::Quantity;
    ///
    /// let solar: Quantity = "1.8亿千瓦".parse()?;
    /// assert_eq!(solar.in_unit(&"GW".parse()?)?, Interval::exactly(Ratio::from(180)));
    /// # Ok::<(), policy_targets::unit::UnitError>(())
    /// ```
    pub fn in_unit(&self, unit: &Unit) -> Result<Interval, UnitError> {
        if self.unit == *unit {
            return Ok(self.reading.interval());
        }
        let factor = self.unit.factor_to(unit)?;
        Ok(self.reading.interval().scaled(&factor))
    }

    /// What [`in_unit`](Self::in_unit) and [`half_printed_unit_in`](Self::half_printed_unit_in) say, with one look at
    /// the units.
    pub(crate) fn with_precision_in(&self, unit: &Unit) -> Result<(Interval, Ratio), UnitError> {
        let (interval, half_unit) = (self.reading.interval(), self.reading.half_printed_unit());
        if self.unit == *unit {
            return Ok((interval, half_unit));
        }
        let factor = self.unit.factor_to(unit)?;
        Ok((interval.scaled(&factor), half_unit * factor))
    }

    /// Half of the last printed unit, in another unit: the precision converts with the number.
    ///
    /// # Errors
    /// [`UnitError::DifferentDimensions`] if the units do not convert.
    ///
    /// ```
    /// use policy_targets::unit::Quantity;
    ///
    /// // 6.5亿吨 is given to 10 Mt, 650 Mt to one.
    /// let grain: Quantity = "6.5亿吨".parse()?;
    /// assert_eq!(grain.half_printed_unit_in(&"Mt".parse()?)?.to_string(), "5");
    /// # Ok::<(), policy_targets::unit::UnitError>(())
    /// ```
    pub fn half_printed_unit_in(&self, unit: &Unit) -> Result<Ratio, UnitError> {
        if self.unit == *unit {
            return Ok(self.reading.half_printed_unit());
        }
        let factor = self.unit.factor_to(unit)?;
        Ok(self.reading.half_printed_unit() * factor)
    }
}

/// A currency in front of the number, such as `CNY 250 billion`, and the rest.
pub(crate) fn leading_currency(text: &str) -> Option<(&str, &str)> {
    let first = text.find(|character: char| !character.is_alphabetic() && !"$€£".contains(character))?;
    let (symbol, rest) = text.split_at_checked(first)?;
    known(symbol).filter(|known| known.dimension.is_currency()).map(|_| (symbol, rest.trim_start()))
}

impl FromStr for Quantity {
    type Err = UnitError;

    /// Reads a reading followed by its unit: `30 GW`, `>60 GW`, `70%`, `3000万千瓦`, `12.0 kWh/100km`.
    fn from_str(text: &str) -> Result<Self, UnitError> {
        let plain = plain(text);
        let text = plain.trim();
        let (currency, text) = leading_currency(text).unwrap_or(("", text));
        let (reading, rest) = Reading::scan(text)?;
        let unit = format!("{rest} {currency}").parse()?;
        Ok(Self { reading, unit })
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("{} {}", self.reading, self.unit))
    }
}

impl TryFrom<String> for Quantity {
    type Error = UnitError;
    fn try_from(text: String) -> Result<Self, UnitError> {
        text.parse()
    }
}

impl From<Quantity> for String {
    fn from(quantity: Quantity) -> Self {
        quantity.to_string()
    }
}

struct QuantityVisitor;

impl Visitor<'_> for QuantityVisitor {
    type Value = Quantity;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number with its unit in quotes, such as \"3.3 GW\"")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Quantity, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Quantity, E> {
        Err(E::custom(format_args!(
            "found the bare float {number}, expected an exact number with its unit; quote it: \"{number} GW\""
        )))
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(QuantityVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::super::reading::tests::readings;
    use super::super::unit::tests::texts;
    use super::*;
    use proptest::prelude::*;

    fn quantity(text: &str) -> Quantity {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn figures_of_real_plans_read_exactly() {
        let cases = [
            ("30 GW", "GW", "30"),
            ("30GW", "MW", "30000"),
            ("3000万千瓦", "GW", "30"),
            ("３０００万千瓦", "GW", "30"),
            ("6.5亿吨", "Mt", "650"),
            ("1.8亿千瓦", "GW", "180"),
            ("70%", "fraction", "0.7"),
            ("70％", "%", "70"),
            ("250 billion CNY", "亿元", "2500"),
            ("CNY 250 billion", "亿元", "2500"),
            ("€3.5bn", "million EUR", "3500"),
            ("US$ 1.2 trillion", "USD", "1200000000000"),
            ("18 technologies", "technology", "18"),
            ("12.0 kWh/100km", "kWh/km", "0.12"),
            ("55 million jobs", "jobs", "55000000"),
            ("1,005 persons", "人", "1005"),
            ("5 10,000 persons", "persons", "50000"),
            ("14.1亿人", "million persons", "1410"),
            ("-13.5 %", "%", "-13.5"),
            ("4个百分点", "pp", "4"),
            ("20 per cent per year", "%/year", "20"),
        ];
        for (text, unit, expected) in cases {
            let interval = quantity(text).in_unit(&unit.parse().unwrap()).unwrap();
            let exact = interval.as_exact().map(ToString::to_string);
            assert_eq!(exact.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn bounds_and_ranges_convert_as_such() {
        for (text, same) in [
            (">60 GW", ">60000 MW"),
            ("over 60 GW", "> 6000万千瓦"),
            ("3..5 million jobs", "3000000..5000000 jobs"),
            ("about 20 %", "19.5..20.5 %"),
            ("超过50%", ">500 ‰"),
            ("3～5个", "3..5 个"),
        ] {
            let (one, two) = (quantity(text), quantity(same));
            assert_eq!(one.in_unit(two.unit()).unwrap(), two.reading().interval(), "{text}");
        }
    }

    #[test]
    fn what_is_no_quantity_is_refused() {
        let cases = [
            ("", "empty_reading"),
            ("0.35", "no_unit"),
            ("GW 30", "malformed_number"),
            ("30 GWW", "unknown_unit"),
            ("1e5 GW", "unknown_unit"),
            ("1_000 GW", "unknown_unit"),
            ("1,5 GW", "ambiguous_comma"),
            ("$ 30", "malformed_number"),
            ("30 $", "ambiguous_unit"),
            ("n/a", "missing_value"),
            ("3-5 clusters", "unknown_unit"),
            ("CNY", "malformed_number"),
            ("CNY 5 USD", "unknown_unit"),
        ];
        for (text, code) in cases {
            assert_eq!(text.parse::<Quantity>().map_err(|error| error.code()), Err(code), "{text}");
        }
    }

    proptest! {
        #[test]
        fn printing_and_reading_is_identity(reading in readings(), unit in texts()) {
            let quantity = Quantity::new(reading, unit.parse().unwrap());
            let read: Quantity = quantity.to_string().parse().unwrap();
            prop_assert_eq!(read.to_string(), quantity.to_string());
            prop_assert_eq!(read, quantity);
        }

        #[test]
        fn converting_there_and_back_is_identity(reading in readings(), word in "(|million |万|亿|千)") {
            let (from, to): (Unit, Unit) = (format!("{word}千瓦").parse().unwrap(), "TW".parse().unwrap());
            let there = Quantity::new(reading, from.clone()).in_unit(&to).unwrap();
            prop_assert_eq!(there.scaled(&to.factor_to(&from).unwrap()), reading.interval());
        }

        #[test]
        fn no_text_panics(text: String, near in "[>~]?[0-9.,]{0,6}( |\\.\\.|–)?[0-9]{0,2} ?(GW|万|%|CNY)?") {
            let _ = text.parse::<Quantity>();
            let _ = near.parse::<Quantity>();
        }
    }
}
