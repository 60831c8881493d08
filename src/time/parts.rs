//! The neighbours of a period and the shorter periods it is made of.
//! Counted and built by the calendar, so that nothing overlaps and no day is lost.

use super::period::calendar_frequency;
use super::{Frequency, Period, day};
use chrono::{Datelike, NaiveDate};
use std::iter;

impl Period {
    /// The period of the same frequency and length that starts the day after this one ends; `None` at the
    /// end of the calendar, and where no such period has these days.
    ///
    /// ```
    /// use policy_targets::time::Period;
    /// let plan: Period = "2021/2025".parse()?;
    /// assert_eq!(plan.next().map(|next| next.to_string()), Some("2026/2030".to_owned()));
    /// # Ok::<(), policy_targets::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn next(&self) -> Option<Self> {
        let first = self.last_day().succ_opt()?;
        let last = match self.months() {
            Some(months) => day::plus_months(first, months)?.pred_opt()?,
            None => day::plus_days(first, self.length_in_days().checked_sub(1)?)?,
        };
        self.alike(first, last)
    }

    /// The period of the same frequency and length that ends the day before this one starts.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        let first = match self.months() {
            Some(months) => day::plus_months(self.first_day(), months.checked_neg()?)?,
            None => day::plus_days(self.first_day(), self.length_in_days().checked_neg()?)?,
        };
        self.alike(first, self.first_day().pred_opt()?)
    }

    /// The period of a frequency that a day lies in; `None` for ranges, which have no fixed place.
    ///
    /// ```
    /// use policy_targets::time::{Frequency, NaiveDate, Period};
    /// let day = NaiveDate::from_ymd_opt(2024, 8, 15).ok_or("no such day")?;
    /// let quarter = Period::containing(day, Frequency::Quarter).ok_or("no such quarter")?;
    /// assert_eq!(quarter.to_string(), "2024-Q3");
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn containing(date: NaiveDate, frequency: Frequency) -> Option<Self> {
        let number = |months: u32| date.month0().checked_div(months)?.checked_add(1);
        match frequency {
            Frequency::Year => Self::year(date.year()),
            Frequency::Half => Self::half(date.year(), number(6)?),
            Frequency::Quarter => Self::quarter(date.year(), number(3)?),
            Frequency::Month => Self::month(date.year(), date.month()),
            Frequency::Week => Self::iso_week(date.iso_week().year(), date.iso_week().week()),
            Frequency::Day => Self::day(date),
            Frequency::Range => return None,
        }
        .ok()
    }

    /// The day in the middle: the end of the middle month where the months halve evenly, so that years are
    /// whole years apart.
    #[must_use]
    pub fn middle_day(&self) -> NaiveDate {
        let half_of_months =
            self.months().filter(|months| months % 2 == 0).and_then(|months| months.checked_div(2));
        half_of_months
            .and_then(|months| day::plus_months(self.first_day(), months)?.pred_opt())
            .or_else(|| day::plus_days(self.first_day(), self.length_in_days().checked_div(2)?))
            .unwrap_or(self.last_day())
    }

    fn months(&self) -> Option<i32> {
        self.length_in_months().and_then(|months| i32::try_from(months).ok())
    }

    /// These days as a period of this one's frequency and length. A stretch of days that happens to be whole
    /// months follows no range of as many days, since that would not lead back.
    fn alike(&self, first: NaiveDate, last: NaiveDate) -> Option<Self> {
        if self.frequency() != Frequency::Year && calendar_frequency(first, last) != self.frequency() {
            return None;
        }
        Self::new(first, last, self.frequency())
            .ok()
            .filter(|alike| alike.length_in_months() == self.length_in_months())
    }

    /// How many periods of a frequency make up this one exactly; `None` if they do not.
    ///
    /// Years are counted from the first day, so five fiscal years have five years.
    #[must_use]
    pub fn count_of(&self, frequency: Frequency) -> Option<u32> {
        let part = self.first_part(frequency)?;
        let (whole, part) = match frequency.months() {
            Some(months) => (i64::from(self.length_in_months()?), i64::from(months)),
            None => (self.length_in_days(), part.length_in_days()),
        };
        if whole.checked_rem(part)? != 0 {
            return None;
        }
        u32::try_from(whole.checked_div(part)?).ok()
    }

    /// The periods of a frequency that make up this one, in order; none if they do not fit exactly.
    ///
    /// ```
    /// use policy_targets::time::{Frequency, Period};
    /// let years = Period::parts(&"2021/2025".parse()?, Frequency::Year);
    /// assert_eq!(years.first(), Some(&Period::year(2021)?));
    /// assert_eq!(years.len(), 5);
    /// # Ok::<(), policy_targets::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn parts(&self, frequency: Frequency) -> Vec<Self> {
        let count = self.count_of(frequency).and_then(|count| usize::try_from(count).ok());
        iter::successors(self.first_part(frequency), Self::next).take(count.unwrap_or_default()).collect()
    }

    /// The period of a frequency that starts on the first day of this one.
    fn first_part(&self, frequency: Frequency) -> Option<Self> {
        let (year, month) = (self.first_day().year(), self.first_day().month0());
        let part = match frequency {
            Frequency::Day => Self::day(self.first_day()),
            Frequency::Week => {
                let week = self.first_day().iso_week();
                Self::iso_week(week.year(), week.week())
            }
            Frequency::Month | Frequency::Quarter | Frequency::Half => {
                let months = frequency.months()?;
                let number = month.checked_div(months)?.checked_add(1)?;
                Self::part_of_year(year, number, frequency, 12, "")
            }
            Frequency::Year => Self::fiscal_year(self.first_day()),
            Frequency::Range => return None,
        };
        part.ok().filter(|part| part.first_day() == self.first_day())
    }

    /// Whether the given periods, in any order, fill this one without gap or overlap.
    ///
    /// ```
    /// use policy_targets::time::Period;
    /// let window: Period = "2021/2025".parse()?;
    /// let reported = ["2024", "2021/2023", "2025"].map(str::parse::<Period>);
    /// let [last, first, end] = reported;
    /// assert!(window.is_tiled_by(&[last?, first?, end?]));
    /// # Ok::<(), policy_targets::time::TimeError>(())
    /// ```
    #[must_use]
    pub fn is_tiled_by(&self, periods: &[Self]) -> bool {
        let mut tiles = periods.to_vec();
        tiles.sort_unstable();
        let mut next_first = Some(self.first_day());
        for tile in &tiles {
            if next_first != Some(tile.first_day()) {
                return false;
            }
            next_first = tile.last_day().succ_opt();
        }
        tiles.last().is_some_and(|tile| tile.last_day() == self.last_day())
    }
}

#[cfg(test)]
mod tests {
    use super::super::period::tests::any_period;
    use super::*;
    use proptest::prelude::*;

    fn period(text: &str) -> Period {
        text.parse().unwrap()
    }

    #[test]
    fn lengths_and_parts_are_counted_exactly() {
        let cases = [
            ("2021/2025", Frequency::Year, Some(5)),
            ("2021/2025", Frequency::Month, Some(60)),
            ("2021/2025", Frequency::Day, Some(1826)),
            ("2021/2025", Frequency::Week, None),
            ("2021/2025", Frequency::Range, None),
            ("2024", Frequency::Half, Some(2)),
            ("2024", Frequency::Year, Some(1)),
            ("2024-Q3", Frequency::Half, None),
            ("2020-01/2020-08", Frequency::Quarter, None),
            ("2024-02/2024-07", Frequency::Quarter, None),
            ("2014-04-01/P1Y", Frequency::Quarter, Some(4)),
            ("2014-04-06/P1Y", Frequency::Month, None),
            ("2014-04-06/P5Y", Frequency::Year, Some(5)),
            ("2024-W01/2024-W10", Frequency::Week, Some(10)),
        ];
        for (text, frequency, expected) in cases {
            assert_eq!(period(text).count_of(frequency), expected, "{text} {frequency}");
        }
        assert_eq!(period("2014-04-06/P1Y").length_in_months(), Some(12));
        assert_eq!(period("2024-01-31/2024-02-29").length_in_months(), None);
        assert_eq!(period("2024-W29").length_in_months(), None);
        assert_eq!(period("2014-04-06/P5Y").parts(Frequency::Year)[4], period("2018-04-06/P1Y"));
    }

    #[test]
    fn tiles_leave_no_gap_and_no_overlap() {
        let is_tiled = |window: &str, tiles: &[&str]| {
            let tiles: Vec<_> = tiles.iter().map(|text| period(text)).collect();
            period(window).is_tiled_by(&tiles)
        };
        assert!(is_tiled("2021/2025", &["2021/2023", "2025", "2024"]));
        assert!(!is_tiled("2021/2025", &["2021/2023", "2025"]), "gap");
        assert!(!is_tiled("2021/2025", &["2021/2023", "2023", "2024", "2025"]), "overlap");
        assert!(!is_tiled("2021/2025", &["2021/2024"]), "short");
        assert!(!is_tiled("2021/2025", &["2021/2025", "2026"]), "long");
        assert!(!is_tiled("2021/2025", &[]), "nothing");
    }

    proptest! {
        #[test]
        fn neighbours_touch_and_lead_back(period in any_period()) {
            if let Some(next) = period.next() {
                prop_assert_eq!(Some(next.first_day()), period.last_day().succ_opt());
                prop_assert_eq!(next.frequency(), period.frequency());
                prop_assert_eq!(next.previous(), Some(period));
            }
            if let Some(previous) = period.previous() {
                prop_assert_eq!(Some(previous.last_day()), period.first_day().pred_opt());
                prop_assert_eq!(previous.next(), Some(period));
            }
        }

        #[test]
        fn parts_tile_the_whole(period in any_period()) {
            for frequency in [Frequency::Week, Frequency::Month, Frequency::Quarter, Frequency::Half, Frequency::Year] {
                let parts = period.parts(frequency);
                prop_assert_eq!(period.count_of(frequency).unwrap_or(0) as usize, parts.len());
                prop_assert!(parts.is_empty() || period.is_tiled_by(&parts));
                prop_assert!(parts.iter().all(|part| part.frequency() == frequency));
            }
        }
    }
}
