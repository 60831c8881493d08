//! The axes of a chart: numbers and days to places, and the round numbers and years to name.
//! Places are exact tenths of a pixel, so that the same assessment gives the same picture everywhere.

use crate::number::{Integer, Ratio};
use crate::time::NaiveDate;
use chrono::Datelike;

/// A place in tenths of a pixel.
pub(super) type Place = i64;

/// Values along the vertical axis.
#[derive(Debug)]
pub(super) struct ValueScale {
    low: Ratio,
    high: Ratio,
    bottom: Place,
    top: Place,
    step: Ratio,
}

impl ValueScale {
    /// A scale from round number to round number around all of these; `None` without any.
    pub(super) fn around<'a>(
        numbers: impl IntoIterator<Item = &'a Ratio>,
        bottom: Place,
        top: Place,
        ticks: u32,
    ) -> Option<Self> {
        let mut numbers = numbers.into_iter();
        let first = numbers.next()?;
        let (mut low, mut high) = (first.clone(), first.clone());
        for number in numbers {
            if *number < low {
                low = number.clone();
            } else if *number > high {
                high = number.clone();
            }
        }
        // Near 0 the axis starts there; a flat series stands in the middle.
        let span = &high - &low;
        if !low.is_negative() && low <= span {
            low = Ratio::zero();
        } else if !high.is_positive() && high.absolute() <= span {
            high = Ratio::zero();
        }
        if low == high {
            let around = if low.is_zero() { Ratio::one() } else { low.absolute() * &tenth() };
            (low, high) = (&low - &around, &high + &around);
        }
        let step = round_step(&(&high - &low).divide(&Ratio::from(i64::from(ticks)))?);
        let steps = |number: &Ratio| number.divide(&step).unwrap_or_else(Ratio::zero);
        let below = floor(&steps(&low)) * &step;
        let above = -(floor(&-steps(&high)) * &step);
        Some(Self { low: below, high: above, bottom, top, step })
    }

    /// Where a number stands; one outside of the axis at its end.
    pub(super) fn place(&self, number: &Ratio) -> Place {
        let share = (number - &self.low).divide(&(&self.high - &self.low)).unwrap_or_else(Ratio::zero);
        let height = Ratio::from(self.bottom.saturating_sub(self.top));
        let above = whole(&(share * &height)).unwrap_or_default();
        self.bottom.saturating_sub(above).clamp(self.top, self.bottom)
    }

    pub(super) fn bottom(&self) -> Place {
        self.bottom
    }

    pub(super) fn top(&self) -> Place {
        self.top
    }

    /// The round numbers to name, from below.
    pub(super) fn ticks(&self) -> Vec<Ratio> {
        const MOST: usize = 12;
        let mut ticks = vec![self.low.clone()];
        while let Some(last) = ticks.last().filter(|last| **last < self.high && ticks.len() < MOST) {
            let next = last + &self.step;
            ticks.push(next);
        }
        ticks
    }
}

fn tenth() -> Ratio {
    Ratio::new(1, 10).unwrap_or_else(Ratio::one)
}

fn floor(number: &Ratio) -> Ratio {
    Ratio::from_integers(number.floor(), Integer::from(1_i64)).unwrap_or_else(|| number.clone())
}

fn whole(number: &Ratio) -> Option<i64> {
    i64::try_from(number.rounded(0).ok()?.mantissa()).ok()
}

/// The smallest of 1, 2, 5 times a power of ten that is not below a number above 0.
fn round_step(number: &Ratio) -> Ratio {
    const MOST: usize = 400;
    let mut power = Ratio::one();
    for _ in 0..MOST {
        if power <= *number {
            break;
        }
        power = power * &tenth();
    }
    for _ in 0..MOST {
        if &power * &Ratio::from(10) > *number {
            break;
        }
        power = power * &Ratio::from(10);
    }
    let steps = [1, 2, 5, 10].map(|step| &power * &Ratio::from(step));
    steps.into_iter().find(|step| step >= number).unwrap_or(power)
}

/// Days along the horizontal axis.
#[derive(Debug)]
pub(super) struct TimeScale {
    first: NaiveDate,
    days: i64,
    left: Place,
    right: Place,
}

impl TimeScale {
    /// A scale over the whole years of all of these; `None` without any.
    pub(super) fn around(
        days: impl IntoIterator<Item = NaiveDate>,
        left: Place,
        right: Place,
    ) -> Option<Self> {
        let mut days = days.into_iter();
        let first = days.next()?;
        let (mut low, mut high) = (first, first);
        for day in days {
            (low, high) = (low.min(day), high.max(day));
        }
        // A value of the end of a year stands at the year's right edge, not at the left of the next one.
        let first = NaiveDate::from_ymd_opt(low.year(), 1, 1).unwrap_or(low);
        let first = if low.month() == 12 && low.day() == 31 { low } else { first };
        // A single moment is shown with the years before it.
        let first = if low == high {
            NaiveDate::from_ymd_opt(low.year().saturating_sub(3), 12, 31).unwrap_or(first)
        } else {
            first
        };
        let last = NaiveDate::from_ymd_opt(high.year(), 12, 31).unwrap_or(high);
        let days = last.signed_duration_since(first).num_days().max(1);
        Some(Self { first, days, left, right })
    }

    pub(super) fn place(&self, day: NaiveDate) -> Place {
        let after = day.signed_duration_since(self.first).num_days();
        let width = self.right.saturating_sub(self.left);
        let right = after.saturating_mul(width).checked_div(self.days).unwrap_or_default();
        self.left.saturating_add(right).clamp(self.left, self.right)
    }

    pub(super) fn left(&self) -> Place {
        self.left
    }

    pub(super) fn right(&self) -> Place {
        self.right
    }

    /// The years to name, so many at most, each with the places where it begins and ends.
    pub(super) fn years(&self, most: i32) -> Vec<(i32, Place, Place)> {
        const STEPS: [i32; 10] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        let last =
            self.first.checked_add_days(chrono::Days::new(self.days.unsigned_abs())).unwrap_or(self.first);
        // From the last day of a year on, nothing of that year is seen.
        let first = self.first.succ_opt().unwrap_or(self.first).year();
        let count = last.year().saturating_sub(first).saturating_add(1);
        let fits = |step: &&i32| count.checked_div(**step).is_some_and(|named| named <= most);
        let step = STEPS.iter().find(fits).copied().unwrap_or(10_000);
        (first..=last.year())
            .filter(|year| year.checked_rem(step) == Some(0))
            .filter_map(|year| {
                let begins = NaiveDate::from_ymd_opt(year.saturating_sub(1), 12, 31)?;
                let ends = NaiveDate::from_ymd_opt(year, 12, 31)?;
                Some((year, self.place(begins), self.place(ends)))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(text: &str) -> Ratio {
        text.parse().unwrap()
    }

    fn ticks(numbers: &[&str]) -> Vec<String> {
        let numbers: Vec<Ratio> = numbers.iter().map(|text| ratio(text)).collect();
        let scale = ValueScale::around(&numbers, 1000, 0, 4).unwrap();
        scale.ticks().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ticks_are_round_and_enclose_everything() {
        assert_eq!(ticks(&["3.2692", "30", "13.1"]), ["0", "10", "20", "30"]);
        assert_eq!(ticks(&["77.3", "79"]), ["77", "77.5", "78", "78.5", "79"]);
        assert_eq!(ticks(&["-34", "0", "-5"]), ["-40", "-30", "-20", "-10", "0"]);
        assert_eq!(ticks(&["5", "5"]), ["4.5", "5", "5.5"]);
        assert_eq!(ticks(&["0"]), ["-1", "-0.5", "0", "0.5", "1"]);
        assert!(ValueScale::around(&[], 1000, 0, 4).is_none());
    }

    #[test]
    fn years_that_end_with_their_value_are_named_left_of_it() {
        let days = ["2020-12-31", "2025-12-31"].map(|day| day.parse().unwrap());
        let scale = TimeScale::around(days, 0, 1826).unwrap();
        let years: Vec<i32> = scale.years(8).into_iter().map(|(year, ..)| year).collect();
        assert_eq!(years, [2021, 2022, 2023, 2024, 2025]);
        assert_eq!((scale.place(days[0]), scale.place(days[1])), (0, 1826));
        let years: Vec<i32> = scale.years(3).into_iter().map(|(year, ..)| year).collect();
        assert_eq!(years, [2022, 2024]);
    }

    proptest! {
        #[test]
        fn a_larger_number_never_stands_lower(
            numbers in proptest::collection::vec((-1_000_000_i64..1_000_000, 1_i64..1000), 1..20)
        ) {
            let mut numbers: Vec<Ratio> = numbers.into_iter().map(|(a, b)| Ratio::new(a, b).unwrap()).collect();
            let scale = ValueScale::around(&numbers, 2000, 100, 4).unwrap();
            numbers.sort();
            let places: Vec<Place> = numbers.iter().map(|number| scale.place(number)).collect();
            prop_assert!(places.windows(2).all(|pair| pair[0] >= pair[1]), "{:?}", places);
            prop_assert!(places.iter().all(|place| (100..=2000).contains(place)));
            let ticks = scale.ticks();
            prop_assert!((2..=12).contains(&ticks.len()), "{:?}", ticks);
            prop_assert!(ticks[0] <= numbers[0] && numbers.last() <= ticks.last());
        }
    }
}
