//! How often a series is reported, and which kind of period a period is.
//! Ordered from the finest to the coarsest.

use super::TimeError;
use super::display::text_form;
use std::fmt;
use std::str::FromStr;

/// The kind of a period: the frequency of series whose periods are of this kind.
///
/// Fiscal years are years. A [`Range`](Self::Range) is any other stretch of days, such as `2021/2025` or
/// January to August. Reads and prints `year`, `quarter`, ..., and reads the SDMX codes `A S Q M W D` too.
///
/// ```
/// use policy_targets::time::Frequency;
///
/// let frequency: Frequency = "quarter".parse()?;
/// assert_eq!(frequency.sdmx_code(), Some("Q"));
/// assert_eq!("A".parse(), Ok(Frequency::Year));
/// assert!(Frequency::Month < Frequency::Year);
/// # Ok::<(), policy_targets::time::TimeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frequency {
    /// One day.
    Day,
    /// An ISO 8601 week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months from January, April, July or October.
    Quarter,
    /// Six calendar months from January or July.
    Half,
    /// Twelve months: a calendar year, or a fiscal year from any first day.
    Year,
    /// Any other stretch of days.
    Range,
}

/// Frequency, word, SDMX code (code list `CL_FREQ`), months.
const TABLE: [(Frequency, &str, Option<&str>, Option<u32>); 7] = [
    (Frequency::Day, "day", Some("D"), None),
    (Frequency::Week, "week", Some("W"), None),
    (Frequency::Month, "month", Some("M"), Some(1)),
    (Frequency::Quarter, "quarter", Some("Q"), Some(3)),
    (Frequency::Half, "half", Some("S"), Some(6)),
    (Frequency::Year, "year", Some("A"), Some(12)),
    (Frequency::Range, "range", None, None),
];

impl Frequency {
    fn row(self) -> Option<&'static (Self, &'static str, Option<&'static str>, Option<u32>)> {
        TABLE.iter().find(|row| row.0 == self)
    }

    /// The word for it in plans and data: `year`, `half`, `quarter`, `month`, `week`, `day`, `range`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.1)
    }

    /// The code of the SDMX code list `CL_FREQ`; `None` for a range.
    #[must_use]
    pub fn sdmx_code(self) -> Option<&'static str> {
        self.row().and_then(|row| row.2)
    }

    /// How many months one period lasts; `None` for days, weeks and ranges.
    #[must_use]
    pub fn months(self) -> Option<u32> {
        self.row().and_then(|row| row.3)
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Frequency {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        TABLE
            .iter()
            .find(|row| row.1 == text || row.2 == Some(text))
            .map(|row| row.0)
            .ok_or_else(|| TimeError::NotAFrequency { found: text.to_owned() })
    }
}

text_form!(Frequency, "a frequency in quotes, such as \"year\"");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_frequency_reads_back_from_its_word_and_its_code() {
        for (frequency, word, code, _) in TABLE {
            assert_eq!(word.parse(), Ok(frequency));
            assert_eq!(frequency.to_string(), word);
            if let Some(code) = code {
                assert_eq!(code.parse(), Ok(frequency));
            }
        }
        assert!(TABLE.iter().is_sorted_by_key(|row| row.0));
    }

    #[test]
    fn other_words_are_refused() {
        for text in ["", "Year", "annual", "a", "T"] {
            assert_eq!(text.parse::<Frequency>().unwrap_err().code(), "not_a_frequency");
        }
    }
}
