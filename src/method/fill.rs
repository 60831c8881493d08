//! What methods fill in where nothing was stated: years, direction, and the point that stands for a year.
//! Each use of a rule is noted, so that a rating shows it.

use super::growth::{compound_rate, years_to_target};
use super::{Case, FilledIn, Filling, Point, Reason, Refusal};
use crate::number::{Ratio, Value};
use crate::progress::Direction;

/// The year of the Sustainable Development Goals.
const GOALS_YEAR: i32 = 2030;

/// Where a method looks for its base if the base year has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Search {
    /// The next later year with a value.
    Later,
    /// The next later year with a value, else the last earlier one.
    LaterThenEarlier,
    /// The nearest year with a value; of two equally near ones the later.
    Nearest,
    /// The year itself, the next one, or the one before.
    NextThenPrevious,
}

/// A case, and what a method has filled in so far.
#[derive(Debug)]
pub(super) struct Fill<'a> {
    case: &'a Case,
    filled_in: Vec<FilledIn>,
}

impl<'a> Fill<'a> {
    pub(super) fn new(case: &'a Case) -> Self {
        Self { case, filled_in: Vec::new() }
    }

    /// All that was filled in.
    pub(super) fn done(self) -> Vec<FilledIn> {
        self.filled_in
    }

    /// Notes something else that was filled in.
    pub(super) fn note(&mut self, filled_in: FilledIn) {
        self.filled_in.push(filled_in);
    }

    /// The stated base year, else the method's own.
    pub(super) fn base_year(&mut self, default: i32) -> i32 {
        self.case.base_year().unwrap_or_else(|| self.assumed(Filling::BaseYear, default))
    }

    /// The point of the stated base year, else of the method's own, else of the year its rule finds.
    pub(super) fn base(&mut self, default: i32, search: Search) -> Result<Point, Refusal> {
        let year = self.base_year(default);
        let point = self.find(year, search).ok_or_else(|| {
            let reason = if self.case.points().is_empty() { Reason::NoPoints } else { Reason::NoBasePoint };
            Refusal::new(reason).with("base_year", year)
        })?;
        if point.year() != year {
            self.note(FilledIn::replaced(Filling::BaseYear, year, point.year()));
        }
        Ok(point)
    }

    fn find(&self, year: i32, search: Search) -> Option<Point> {
        let later = self.case.first_from(year);
        let earlier = || {
            let points = self.case.points().iter().copied().filter(|point| point.year() < year);
            points.min_by_key(|point| std::cmp::Reverse(point.year()))
        };
        match search {
            Search::Later => later,
            Search::LaterThenEarlier => later.or_else(earlier),
            Search::NextThenPrevious => {
                let near = [Some(year), year.checked_add(1), year.checked_sub(1)];
                near.into_iter().flatten().find_map(|year| self.case.at(year))
            }
            Search::Nearest => match (later, earlier()) {
                (Some(later), Some(earlier)) => {
                    let is_nearer = year.abs_diff(earlier.year()) < later.year().abs_diff(year);
                    Some(if is_nearer { earlier } else { later })
                }
                (later, earlier) => later.or(earlier),
            },
        }
    }

    /// The point of the stated rating year, or of one of so many years before it; else the latest.
    pub(super) fn current(&mut self, years_before: i32) -> Result<Point, Refusal> {
        let Some(year) = self.case.rating_year()? else {
            return self.case.latest().ok_or_else(|| Reason::NoPoints.into());
        };
        let found = (0..=years_before).find_map(|back| self.case.at(year.saturating_sub(back)));
        let point = found.ok_or_else(|| Refusal::new(Reason::NoCurrentPoint).with("rating_year", year))?;
        if point.year() != year {
            self.note(FilledIn::replaced(Filling::CurrentYear, year, point.year()));
        }
        Ok(point)
    }

    /// The stated target year, else the method's own.
    pub(super) fn target_year(&mut self, default: i32) -> i32 {
        self.case.target_year().unwrap_or_else(|| self.assumed(Filling::TargetYear, default))
    }

    /// The compound rate a year from a base to a target in its stated year, else in 2030.
    pub(super) fn required_growth(
        &mut self,
        base: Point,
        from: &Ratio,
        target: &Ratio,
    ) -> Result<Ratio, Refusal> {
        let years = years_to_target(base.year(), self.target_year(GOALS_YEAR))?;
        compound_rate(from, target, &years)
    }

    /// The stated direction, else the method's own.
    pub(super) fn direction(&mut self, default: Direction) -> Direction {
        self.case.direction().unwrap_or_else(|| {
            let word = if default == Direction::Up { "up" } else { "down" };
            self.note(FilledIn::assumed(Filling::Direction, word));
            default
        })
    }

    /// The number, or what the method puts in place of 0.
    pub(super) fn instead_of_zero(&mut self, what: Filling, value: Value, instead: &Value) -> Ratio {
        if !value.is_zero() {
            return value.to_ratio();
        }
        self.note(FilledIn::replaced(what, value.to_ratio(), instead.to_ratio()));
        instead.to_ratio()
    }

    fn assumed(&mut self, what: Filling, year: i32) -> i32 {
        self.note(FilledIn::assumed(what, year));
        year
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(years: &[i32], year: i32, search: Search) -> Option<i32> {
        let case = Case::new(years.iter().map(|year| (*year, Value::from(1)))).with_base_year(year);
        let mut fill = Fill::new(&case);
        fill.base(0, search).ok().map(Point::year)
    }

    #[test]
    fn looks_where_its_rule_says() {
        for (years, later, later_then_earlier, nearest, next_then_previous) in [
            (&[2014, 2017][..], Some(2017), Some(2017), Some(2014), Some(2014)),
            (&[2013, 2017][..], Some(2017), Some(2017), Some(2017), None),
            (&[2012, 2014][..], None, Some(2014), Some(2014), Some(2014)),
            (&[2015, 2016][..], Some(2015), Some(2015), Some(2015), Some(2015)),
            (&[2014, 2016][..], Some(2016), Some(2016), Some(2016), Some(2016)),
            (&[][..], None, None, None, None),
        ] {
            assert_eq!(found(years, 2015, Search::Later), later, "{years:?}");
            assert_eq!(found(years, 2015, Search::LaterThenEarlier), later_then_earlier, "{years:?}");
            assert_eq!(found(years, 2015, Search::Nearest), nearest, "{years:?}");
            assert_eq!(found(years, 2015, Search::NextThenPrevious), next_then_previous, "{years:?}");
        }
    }

    #[test]
    fn notes_what_was_not_stated() {
        let case = Case::new([(2016, 1.into())]);
        let mut fill = Fill::new(&case);
        assert_eq!(fill.base(2015, Search::Later).map(Point::year), Ok(2016));
        assert_eq!((fill.target_year(2030), fill.direction(Direction::Down)), (2030, Direction::Down));
        let notes: Vec<String> = fill.done().iter().map(ToString::to_string).collect();
        assert_eq!(
            notes,
            [
                "base_year not stated, 2015 used",
                "base_year 2015 stated, 2016 used",
                "target_year not stated, 2030 used",
                "direction not stated, down used"
            ]
        );
    }
}
