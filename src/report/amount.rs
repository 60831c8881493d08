//! Numbers, amounts, shares, units and dates as people of a language write them.
//! What is published keeps its digits; what is computed is rounded once, here, for reading.

use super::words::{Label, Words};
use crate::number::{Endpoint, Interval, Ratio, Value};
use crate::progress::Extent;
use crate::unit::{Quantity, Reading, Unit};
use std::fmt::Display;

/// Decimals shown of levels, gaps and years; exact numbers are in the assessment.
pub(super) const DECIMALS: u32 = 2;

/// How a language writes numbers, units and dates.
#[derive(Debug)]
pub(super) struct Numerals {
    pub(super) decimal_point: &'static str,
    /// Between groups of three digits; empty where digits are not grouped.
    pub(super) group: &'static str,
    /// Powers of ten that have a word of their own, the largest first.
    pub(super) powers: &'static [(u32, &'static str)],
    pub(super) percent: &'static str,
    pub(super) percentage_points: &'static str,
    /// Between a number and a unit that is left as it is.
    pub(super) before_unit: &'static str,
    /// Words for units, by their spelling.
    pub(super) units: &'static [(&'static str, &'static str)],
    /// Words before a unit that become digits, with their powers of ten.
    pub(super) factors: &'static [(&'static str, u32)],
    pub(super) dates: DateForms,
}

/// Patterns of dates; `{y}`, `{m}`, `{d}`, `{q}` and `{h}` stand for year, month, day, quarter and half.
#[derive(Debug)]
pub(super) struct DateForms {
    pub(super) day: &'static str,
    pub(super) month: &'static str,
    pub(super) quarter: &'static str,
    pub(super) half: &'static str,
    pub(super) year: &'static str,
    pub(super) range: &'static str,
    pub(super) months: &'static [&'static str; 12],
}

/// A number for reading: so many decimals at most, without trailing zeros.
///
/// ```
/// use policy_targets::number::Ratio;
/// use policy_targets::report::readable;
/// assert_eq!(readable(&Ratio::new(2, 3).unwrap(), 2), "0.67");
/// assert_eq!(readable(&Ratio::new(1, 2).unwrap(), 2), "0.5");
/// ```
#[must_use]
pub fn readable(number: &Ratio, decimals: u32) -> String {
    let text = match number.rounded(decimals) {
        Ok(value) => value.to_string(),
        Err(_) => number.to_string(),
    };
    without_trailing_zeros(&text).to_owned()
}

/// So many decimals at most, or two digits of a number below a tenth.
fn rounded(number: &Ratio, decimals: u32) -> String {
    if number.absolute() * Ratio::from(10) >= Ratio::one() {
        return readable(number, decimals);
    }
    readable(&number.rounded_to_significant_digits(2), 28)
}

fn without_trailing_zeros(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

impl Words {
    /// A computed number with two decimals at most, or two digits of one below a tenth, so that none is shown as 0 or as
    /// twice its size.
    ///
    /// ```
    /// use policy_targets::report::Words;
    /// let number = |text: &str| Words::english().number(&text.parse().unwrap());
    /// assert_eq!((number("1516000.126"), number("0.00012")), ("1,516,000.13".to_owned(), "0.00012".to_owned()));
    /// assert_eq!(Words::chinese().number(&15_160_000.into()), "1516万");
    /// ```
    #[must_use]
    pub fn number(&self, number: &Ratio) -> String {
        self.digits(&rounded(number, DECIMALS))
    }

    /// A number with its sign, for changes.
    #[must_use]
    pub fn signed(&self, number: &Ratio) -> String {
        let text = self.number(number);
        if number.is_positive() { format!("+{text}") } else { text }
    }

    /// A share of a whole as a percentage; one that is not the whole is never shown as 100 %.
    ///
    /// ```
    /// use policy_targets::report::Words;
    /// let share = "0.3678".parse().unwrap();
    /// assert_eq!((Words::english().percent(&share), Words::chinese().percent(&share)), ("36.8 %".into(), "36.8%".into()));
    /// ```
    #[must_use]
    pub fn percent(&self, share: &Ratio) -> String {
        let (number, whole) = (share * &Ratio::hundred(), Ratio::hundred());
        let is_whole = |text: &String| text.trim_start_matches('-') == "100" && number.absolute() != whole;
        let shown = (1..=6).map(|decimals| rounded(&number, decimals)).find(|text| !is_whole(text));
        let shown = shown.unwrap_or_else(|| readable(&number, 28));
        format!("{}{}", self.digits(&shown), self.numerals.percent)
    }

    /// Digits as they stand, grouped or with the words of large numbers where these lose none.
    fn digits(&self, text: &str) -> String {
        let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
        if !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return text.to_owned();
        }
        for (power, word) in self.numerals.powers {
            if let Some(shorter) = shortened(digits, *power) {
                return format!("{sign}{shorter}{word}");
            }
        }
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(a, b)| (a, Some(b)));
        let mut shown = String::from(sign);
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len().saturating_sub(index);
            // Four digits read well without a separator; years have none.
            if index > 0 && left.is_multiple_of(3) && whole.len() > 3 {
                shown.push_str(self.numerals.group);
            }
            shown.push(digit);
        }
        if let Some(fraction) = fraction {
            shown.push_str(self.numerals.decimal_point);
            shown.push_str(fraction);
        }
        shown
    }

    /// A computed amount: number and unit.
    #[must_use]
    pub fn amount(&self, number: &Ratio, unit: &Unit) -> String {
        let (unit, factor) = self.unit_and_factor(unit);
        self.joined(&self.number(&(number * &factor)), &unit)
    }

    /// A computed amount with its sign, for changes; percentages differ by percentage points.
    #[must_use]
    pub fn change(&self, number: &Ratio, unit: &Unit) -> String {
        let (unit, factor) = self.unit_and_factor(&unit.difference_unit());
        self.joined(&self.signed(&(number * &factor)), &unit)
    }

    /// A distance without its sign; percentages differ by percentage points.
    #[must_use]
    pub fn distance(&self, number: &Ratio, unit: &Unit) -> String {
        self.amount(number, &unit.difference_unit())
    }

    /// What was published, digit by digit.
    ///
    /// ```
    /// use policy_targets::report::Words;
    /// let quantity = |text: &str| text.parse().unwrap();
    /// assert_eq!(Words::english().quantity(&quantity(">60 GW")), ">60 GW");
    /// assert_eq!(Words::chinese().quantity(&quantity("6.887 million vehicles")), "688.7万辆");
    /// ```
    #[must_use]
    pub fn quantity(&self, quantity: &Quantity) -> String {
        let (unit, factor) = self.unit_and_factor(quantity.unit());
        let number = |value| self.exact(value, &factor);
        let text = match *quantity.reading() {
            Reading::Exact(value) => number(value),
            Reading::AtLeast(value) => format!("≥{}", number(value)),
            Reading::Over(value) => format!(">{}", number(value)),
            Reading::AtMost(value) => format!("≤{}", number(value)),
            Reading::Under(value) => format!("<{}", number(value)),
            Reading::About(value) => self.say(Label::About, &[&number(value)]),
            Reading::Range(low, high) => self.say(Label::Range, &[&number(low), &number(high)]),
        };
        self.joined(&text, &unit)
    }

    /// One number of a target, digit by digit.
    pub(super) fn exact_amount(&self, value: Value, unit: &Unit) -> String {
        let (unit, factor) = self.unit_and_factor(unit);
        self.joined(&self.exact(value, &factor), &unit)
    }

    fn exact(&self, value: Value, factor: &Ratio) -> String {
        if *factor == Ratio::one() {
            return self.digits(&value.to_string());
        }
        let number = value.to_ratio() * factor;
        self.digits(&readable(&number, number.exact_decimals().unwrap_or(DECIMALS)))
    }

    /// A computed level, which may be a bound or a range.
    #[must_use]
    pub fn level(&self, level: &Interval, unit: &Unit) -> String {
        let (unit, factor) = self.unit_and_factor(unit);
        self.joined(&self.ends_of(&level.scaled(&factor)), &unit)
    }

    fn ends_of(&self, level: &Interval) -> String {
        if let Some(exact) = level.as_exact() {
            return self.number(exact);
        }
        let end = |end: &Endpoint| end.number().map(|number| self.number(number));
        let is_open = |end: &Endpoint| matches!(end, Endpoint::Open(_));
        match (end(level.lower()), end(level.upper())) {
            (Some(lower), Some(upper)) => self.say(Label::Range, &[&lower, &upper]),
            (Some(lower), None) => format!("{}{lower}", if is_open(level.lower()) { ">" } else { "≥" }),
            (None, Some(upper)) => format!("{}{upper}", if is_open(level.upper()) { "<" } else { "≤" }),
            (None, None) => "?".to_owned(),
        }
    }

    /// An answer from its worst to its best end.
    pub(super) fn ends<T>(&self, extent: &Extent<T>, show: impl Fn(&T) -> String) -> String {
        let [worst, best] =
            [extent.worst(), extent.best()].map(|end| end.map_or_else(|| "?".to_owned(), &show));
        if worst == best { worst } else { self.say(Label::Range, &[&worst, &best]) }
    }

    fn joined(&self, number: &str, unit: &str) -> String {
        let numerals = &self.numerals;
        match unit {
            "%" => format!("{number}{}", numerals.percent),
            "pp" => format!("{number}{}", numerals.percentage_points),
            "1" | "fraction" | "" => number.to_owned(),
            // A word of a language without spaces follows its number at once.
            _ if numerals.group.is_empty() && !unit.starts_with(|first: char| first.is_ascii()) => {
                format!("{number}{unit}")
            }
            _ => format!("{number}{}{unit}", numerals.before_unit),
        }
    }

    /// The unit in words, for the axis of a chart; words that became digits are left out.
    #[must_use]
    pub fn unit(&self, unit: &Unit) -> String {
        match self.unit_and_factor(unit).0.as_str() {
            "pp" => self.numerals.percentage_points.trim().to_owned(),
            "1" | "fraction" => String::new(),
            other => other.to_owned(),
        }
    }

    /// A round number of an axis whose unit is shown elsewhere, with all its decimals.
    pub(super) fn tick(&self, number: &Ratio, unit: &Unit) -> String {
        let number = number * &self.unit_and_factor(unit).1;
        self.digits(&readable(&number, number.exact_decimals().unwrap_or(DECIMALS).min(12)))
    }

    fn unit_and_factor(&self, unit: &Unit) -> (String, Ratio) {
        let text = unit.to_string();
        for (word, power) in self.numerals.factors {
            if let Some(rest) = text.strip_prefix(word) {
                return (self.unit_words(rest), Ratio::power_of_ten(*power));
            }
        }
        (self.unit_words(&text), Ratio::one())
    }

    fn unit_words(&self, text: &str) -> String {
        let word = |part: &str| {
            self.numerals.units.iter().find(|(other, _)| *other == part).map(|(_, word)| (*word).to_owned())
        };
        if let Some(word) = word(text) {
            return word;
        }
        let parts = text.split('/').map(|part| word(part).unwrap_or_else(|| part.to_owned()));
        parts.collect::<Vec<_>>().join("/")
    }

    /// A day, month, quarter, half, year or range, from its text form; other periods as they are written.
    ///
    /// ```
    /// use policy_targets::report::Words;
    /// assert_eq!(Words::english().date(&"2024-06-30"), "30 Jun 2024");
    /// assert_eq!(Words::chinese().date(&"2024-Q3"), "2024年第3季度");
    /// ```
    #[must_use]
    pub fn date(&self, date: &dyn Display) -> String {
        let text = date.to_string();
        if let Some((first, last)) = text.split_once('/').filter(|(_, last)| !last.starts_with('P')) {
            return super::words::fill(self.numerals.dates.range, &[&self.date(&first), &self.date(&last)]);
        }
        self.single_date(&text).unwrap_or(text)
    }

    fn single_date(&self, text: &str) -> Option<String> {
        let forms = &self.numerals.dates;
        let mut parts = text.split('-');
        let year =
            parts.next().filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))?;
        let form = |pattern: &str, month: &str, place: &str, part: &str| {
            pattern.replace("{y}", year).replace("{m}", month).replace(place, part)
        };
        let month = |text: &str| {
            let month: usize = text.parse().ok()?;
            forms.months.get(month.checked_sub(1)?).copied()
        };
        let shown = match (parts.next(), parts.next()) {
            (None, _) => form(forms.year, "", "{d}", ""),
            (Some(part), None) => match part.split_at_checked(1)? {
                ("Q", quarter) => form(forms.quarter, "", "{q}", quarter),
                ("S", half) => form(forms.half, "", "{h}", half),
                ("W", _) => return None,
                _ => form(forms.month, month(part)?, "{d}", ""),
            },
            (Some(part), Some(day)) if day.len() == 2 => {
                form(forms.day, month(part)?, "{d}", day.trim_start_matches('0'))
            }
            _ => return None,
        };
        parts.next().is_none().then_some(shown)
    }
}

/// Digits in units of a power of ten, where the number has that size, none is lost and at most two are decimals.
fn shortened(digits: &str, power: u32) -> Option<String> {
    let number: Ratio = digits.parse().ok()?;
    let shifted = number.divide(&Ratio::power_of_ten(power))?;
    let is_large = shifted >= Ratio::one();
    let decimals = shifted.exact_decimals()?;
    (is_large && decimals <= 2).then(|| readable(&shifted, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(show: impl Fn(&Words) -> String) -> (String, String) {
        (show(Words::english()), show(Words::chinese()))
    }

    fn pair(english: &str, chinese: &str) -> (String, String) {
        (english.to_owned(), chinese.to_owned())
    }

    #[test]
    fn numbers_follow_the_language() {
        for (number, english, chinese) in [
            ("0", "0", "0"),
            ("1234", "1,234", "1234"),
            ("13590000", "13,590,000", "1359万"),
            ("-130000000", "-130,000,000", "-1.3亿"),
            ("12345678", "12,345,678", "12345678"),
            ("0.005", "0.005", "0.005"),
            ("-0.00049", "-0.00049", "-0.00049"),
            ("0.1234", "0.12", "0.12"),
        ] {
            let number: Ratio = number.parse().unwrap();
            assert_eq!(both(|words| words.number(&number)), pair(english, chinese), "{number}");
        }
    }

    #[test]
    fn only_the_whole_is_a_hundred_percent() {
        for (share, english, chinese) in [
            ("0.9996", "99.96 %", "99.96%"),
            ("0.99999999999", "99.999999999 %", "99.999999999%"),
            ("1.0004", "100.04 %", "100.04%"),
            ("1", "100 %", "100%"),
            ("0.0004", "0.04 %", "0.04%"),
        ] {
            let share: Ratio = share.parse().unwrap();
            assert_eq!(both(|words| words.percent(&share)), pair(english, chinese), "{share}");
        }
    }

    #[test]
    fn percentages_differ_by_percentage_points() {
        let (number, unit) = (Ratio::new(57, 10).unwrap(), Unit::percent());
        assert_eq!(both(|words| words.amount(&number, &unit)), pair("5.7 %", "5.7%"));
        assert_eq!(both(|words| words.distance(&number, &unit)), pair("5.7 pp", "5.7个百分点"));
        assert_eq!(both(|words| words.change(&number, &unit)), pair("+5.7 pp", "+5.7个百分点"));
    }

    #[test]
    fn published_digits_are_kept() {
        let quantity: Quantity = "12.50 kWh/100km".parse().unwrap();
        assert_eq!(both(|words| words.quantity(&quantity)), pair("12.50 kWh/100km", "12.50 kWh/100km"));
        let quantity: Quantity = ">=20000 vehicles".parse().unwrap();
        assert_eq!(both(|words| words.quantity(&quantity)), pair("≥20,000 vehicles", "≥2万辆"));
        let quantity: Quantity = "~20 %".parse().unwrap();
        assert_eq!(both(|words| words.quantity(&quantity)), pair("about 20 %", "约20%"));
    }

    #[test]
    fn dates_follow_the_language() {
        for (date, english, chinese) in [
            ("2024", "2024", "2024年"),
            ("2024-06", "Jun 2024", "2024年6月"),
            ("2024-06-03", "3 Jun 2024", "2024年6月3日"),
            ("2024-S2", "H2 2024", "2024年第2半年"),
            ("2021/2025", "2021 to 2025", "2021年至2025年"),
            ("2014-04-01/P1Y", "2014-04-01/P1Y", "2014-04-01/P1Y"),
            ("2024-W29", "2024-W29", "2024-W29"),
        ] {
            assert_eq!(both(|words| words.date(&date)), pair(english, chinese), "{date}");
        }
    }

    #[test]
    fn levels_show_their_ends() {
        let unit: Unit = "GW".parse().unwrap();
        let level = |text: &str| text.parse::<Quantity>().unwrap().reading().interval();
        assert_eq!(both(|words| words.level(&level(">60 GW"), &unit)), pair(">60 GW", ">60 GW"));
        assert_eq!(both(|words| words.level(&level("3..5 GW"), &unit)), pair("3 to 5 GW", "3至5 GW"));
    }
}
