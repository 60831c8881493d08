//! What publishers call units, as data; and units that are a power of ten as large.

use crate::unit::{Unit, UnitError};

/// Codes and spellings, separated by `|`, and the unit they mean. From the code lists of SDMX (`CL_UNIT_MEASURE`),
/// the UN SDG database and Eurostat, and the usual words of national platforms.
const UNITS: &[(&str, &str)] = &[
    ("PERCENT|PT|PC|PCT|Percentage (%)|Percentage|Percent|% of total|P1", "%"),
    ("PC_GDP|PT_B1GQ|% of GDP", "%"),
    ("NUMBER|NR|NUM|Number|Units", "count"),
    ("INDEX|IX|Index", "index"),
    ("RATIO|Ratio|PN|PURE_NUMB", "fraction"),
    ("USD|CU_USD", "USD"),
    ("EUR|Euro", "EUR"),
    ("MIO_EUR", "million EUR"),
    ("MIO_USD", "million USD"),
    ("THS_PER|THS", "thousand persons"),
    ("PER|PERSONS|PS|Persons", "persons"),
    ("KG", "kg"),
    ("T|TONNES|Tonnes", "t"),
    ("THS_T|KT", "thousand t"),
    ("MT|MIO_T", "million t"),
    ("HA|Hectares", "ha"),
    ("KM2|Square kilometres", "km²"),
    ("KWH", "kWh"),
    ("GWH", "GWh"),
    ("TWH", "TWh"),
    ("TJ", "TJ"),
    ("KTOE", "ktoe"),
    ("MTOE", "Mtoe"),
    ("PER_1000_POP", "cases/1,000 persons"),
    ("PER_100000_POP|Rate per 100,000 population", "cases/100,000 persons"),
    ("PER_1000_LIVE_BIRTHS", "deaths/1,000 births"),
    ("PER_100000_LIVE_BIRTHS", "deaths/100,000 births"),
    ("YEARS|YR", "years"),
    ("DAYS", "days"),
];

/// The unit a publisher means: by the spellings stated, by the table, or as written.
pub(in crate::format) fn unit_of(text: &str, stated: &[(String, Unit)]) -> Result<Unit, UnitError> {
    if let Some((_, unit)) = stated.iter().find(|(spelling, _)| spelling == text) {
        return Ok(unit.clone());
    }
    let known = UNITS.iter().find(|(spellings, _)| spellings.split('|').any(|spelling| spelling == text));
    match known {
        Some((_, unit)) => unit.parse(),
        None => text.parse(),
    }
}

/// The unit that is ten to this power as large, with a word for it, as in `million t`; `None` if there is none.
pub(in crate::format) fn times_ten_to(unit: &Unit, power: i32) -> Option<Unit> {
    let word = match power {
        0 => return Some(unit.clone()),
        3 => "thousand",
        6 => "million",
        9 => "billion",
        12 => "trillion",
        _ => return None,
    };
    format!("{word} {unit}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_a_unit_and_none_means_two() {
        let mut seen = std::collections::BTreeSet::new();
        for (spellings, unit) in UNITS {
            assert!(unit.parse::<Unit>().is_ok(), "{unit}");
            for spelling in spellings.split('|') {
                assert!(seen.insert(spelling), "{spelling}");
                assert_eq!(unit_of(spelling, &[]).map(|unit| unit.to_string()).as_deref(), Ok(*unit));
            }
        }
    }

    #[test]
    fn a_stated_spelling_wins() {
        let unit: Unit = "% of GDP".parse().or_else(|_| "%".parse()).unwrap();
        assert_eq!(unit_of("NUMBER", &[("NUMBER".to_owned(), unit.clone())]), Ok(unit));
    }

    #[test]
    fn powers_of_ten_have_words() {
        let tonne: Unit = "t".parse().unwrap();
        for (power, factor) in [(0, 1), (3, 1000), (6, 1_000_000), (9, 1_000_000_000)] {
            let larger = times_ten_to(&tonne, power).unwrap();
            assert_eq!(larger.factor_to(&tonne).unwrap(), crate::number::Ratio::from(factor));
        }
        assert_eq!(times_ten_to(&tonne, 2), None);
    }
}
