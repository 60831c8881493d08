//! A row whose numbers fit 64 bits on one scale, and its answers in a few instructions without a division.
//! Mantissas are stored oriented, so that up is better in every row.

use super::growth_row::GrowthRow;
use super::{BoundKind, Row, RowAnswer, Status, Times, Unanswered};
use crate::number::{Ratio, Value};
use crate::progress::{Direction, Gap, Standing, Undefined};

/// Mantissas stay below this size, so that their differences fit 64 bits.
const MANTISSA_LIMIT: i64 = 1 << 62;
/// In which spans of whole years are stored.
const MONTHS_OF_A_YEAR: i32 = 12;
/// The largest power of ten that fits 64 bits.
const LARGEST_EXPONENT: u32 = 18;

/// The lower four bits of the marks: a code that the standing must at least have.
const REFUSAL: u16 = 0b0000_1111;
/// The bound itself is not met.
const EXCLUDED: u16 = Status::AT_EXCLUDED_BOUND as u16;
/// The row has no shortfall that fits.
const NO_SHORTFALL: u16 = 1 << 5;
const WIDE: u16 = Status::WIDE as u16;
const WIDE_RATE: u16 = Status::WIDE_RATE as u16;
/// Less is better: the mantissas are negated.
const FALLING: u16 = 1 << 8;
/// The time left is in 146097ths of a year instead of 12ths.
const LEFT_IN_DAYS: u16 = 1 << 9;
/// There is a baseline, and elapsed and whole time are whole years above 0, counted in months.
const IN_WHOLE_YEARS: u16 = 1 << 10;

const MET_AT_BASELINE: u8 = Status::code(Err(Unanswered::Undefined(Undefined::MetAtBaseline)));
const ON_PATH: u8 = Status::code(Ok(Standing::OnPath));

/// One row whose numbers fit. Numbers that are missing are 0, and the marks say so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Narrow {
    pub(super) baseline: i64,
    pub(super) value: i64,
    pub(super) bound: i64,
    pub(super) notes: Notes,
}

/// What belongs to the mantissas of a row, in 16 bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Notes {
    /// Times from the base point to value and deadline, in any common unit.
    elapsed: i32,
    whole: i32,
    /// Time left, in a fraction of years named by the marks.
    left: i32,
    marks: u16,
    decimals: u8,
}

/// Gap, share and status of a row, in its own mantissas and oriented.
pub(super) struct Measured {
    /// What is missing; -1 where there is none that fits.
    pub(super) shortfall: i64,
    /// `value - baseline`, with `way` the share of the way.
    pub(super) progress: i64,
    /// `bound - baseline`; 0 where there is no share that fits.
    pub(super) way: i64,
    pub(super) status: Status,
}

impl Narrow {
    /// The row in this form; `None` if it does not fit.
    pub(super) fn of(row: &Row) -> Option<Self> {
        let Some(value) = row.value else { return Some(Self::without_numbers(Unanswered::NoData)) };
        let Some((kind, bound)) = row.bound else { return Some(Self::without_numbers(Unanswered::NoNumber)) };
        // Without a baseline the bound takes its place, which leaves no way to go.
        let (decimals, mantissas) = on_one_scale([row.baseline.unwrap_or(bound), value, bound])?;
        let falling = kind.direction() == Direction::Down;
        let [baseline, value, bound] =
            mantissas.map(|mantissa| if falling { mantissa.wrapping_neg() } else { mantissa });
        let marks = if kind.is_excluded() { EXCLUDED } else { 0 } | if falling { FALLING } else { 0 };
        let mut notes = Notes { elapsed: 0, whole: 0, left: 0, marks, decimals };
        let refusal = match row.times {
            None => Some(Unanswered::NoDeadline),
            Some(times) => {
                notes = notes.at(times)?;
                notes.no_standing().map(Unanswered::from)
            }
        };
        if row.baseline.is_some() && row.times.is_some_and(Times::are_whole_years) {
            notes.marks |= IN_WHOLE_YEARS;
        }
        let refusal = if row.baseline.is_none() { Some(Unanswered::NoBaseline) } else { refusal };
        notes.marks |= refusal.map_or(0, |refusal| u16::from(Status::code(Err(refusal))));
        let narrow = Self { baseline, value, bound, notes };
        if narrow.has_rate() && narrow.change_a_year().is_none() {
            notes.marks |= WIDE_RATE;
        }
        Some(Self { notes, ..narrow })
    }

    /// The place of a row that does not fit and is answered elsewhere.
    pub(super) fn wide() -> Self {
        let mut place = Self::without_numbers(Unanswered::NoData);
        place.notes.marks |= WIDE;
        place
    }

    fn without_numbers(reason: Unanswered) -> Self {
        let marks = u16::from(Status::code(Err(reason))) | NO_SHORTFALL;
        let notes = Notes { elapsed: 0, whole: 0, left: 0, marks, decimals: 0 };
        Self { baseline: 0, value: 0, bound: 0, notes }
    }

    /// Gap, share and status; no division, and no branch that is hard to foresee.
    #[inline]
    pub(super) fn measured(&self) -> Measured {
        // Mantissas stay below 2^62 and times below 2^31: no difference or product here can wrap.
        let progress = self.value.wrapping_sub(self.baseline);
        let way = self.bound.wrapping_sub(self.baseline);
        let missing = self.bound.wrapping_sub(self.value);
        // value - baseline against way · elapsed / whole, without the division.
        let made = i128::from(progress).wrapping_mul(i128::from(self.notes.whole));
        let expected = i128::from(way).wrapping_mul(i128::from(self.notes.elapsed));
        let lead = made.wrapping_sub(expected);
        let standing = ON_PATH.wrapping_add(u8::from(lead > 0)).wrapping_sub(u8::from(lead < 0));
        let has_way = way > 0;
        let code = standing.max(self.notes.mark(REFUSAL)).max(if has_way { 0 } else { MET_AT_BASELINE });
        let at_excluded_bound = if missing == 0 { self.notes.mark(EXCLUDED) } else { 0 };
        let no_shortfall = i64::from(self.notes.marks & NO_SHORTFALL != 0);
        Measured {
            shortfall: missing.max(0).wrapping_sub(no_shortfall),
            progress: if has_way { progress } else { 0 },
            way: if has_way { way } else { 0 },
            status: Status::from_byte(code | at_excluded_bound | self.notes.mark(WIDE | WIDE_RATE)),
        }
    }

    /// The change that is needed, not oriented, in mantissas, and the years in which: the required rate as a
    /// pair. Both 0 where there is none that fits.
    #[inline]
    pub(super) fn required_rate(&self) -> (i64, i64) {
        if self.has_rate() && self.notes.marks & WIDE_RATE == 0 {
            let change = self.bound.wrapping_sub(self.value);
            (change.wrapping_mul(self.notes.parts_of_a_year()), i64::from(self.notes.left))
        } else {
            (0, 0)
        }
    }

    /// The row as growth over whole years.
    #[inline]
    pub(super) fn growth(&self) -> Option<GrowthRow> {
        (self.notes.marks & IN_WHOLE_YEARS != 0).then_some(GrowthRow {
            baseline: self.baseline,
            value: self.value,
            bound: self.bound,
            elapsed: self.notes.elapsed / MONTHS_OF_A_YEAR,
            whole: self.notes.whole / MONTHS_OF_A_YEAR,
        })
    }

    /// The row in the types of the single numbers, if its times are whole years.
    pub(super) fn row(&self) -> Option<Row> {
        let Notes { elapsed, whole, marks, decimals, .. } = self.notes;
        if marks & IN_WHOLE_YEARS == 0 {
            return None;
        }
        let is_falling = marks & FALLING != 0;
        let value = |mantissa: i64| {
            let mantissa = if is_falling { mantissa.wrapping_neg() } else { mantissa };
            Value::new(mantissa, u32::from(decimals)).ok()
        };
        let is_excluded = marks & EXCLUDED != 0;
        let kind = BoundKind::of(if is_falling { Direction::Down } else { Direction::Up }, is_excluded);
        Some(Row {
            baseline: value(self.baseline),
            value: value(self.value),
            bound: value(self.bound).map(|bound| (kind, bound)),
            times: Some(Times::in_months(elapsed, whole)),
        })
    }

    fn has_rate(&self) -> bool {
        self.bound > self.baseline && self.notes.left > 0
    }

    fn change_a_year(&self) -> Option<i64> {
        self.bound.checked_sub(self.value)?.checked_mul(self.notes.parts_of_a_year())
    }

    /// The answers in the types of the single numbers; those of a wide row are elsewhere.
    pub(super) fn answer(&self) -> RowAnswer {
        let Measured { shortfall, progress, way, status } = self.measured();
        let standing = status.standing();
        let gap = match standing {
            Err(reason @ (Unanswered::NoData | Unanswered::NoNumber)) => Err(reason),
            _ => Ok(Gap::of_margin(&-self.number(shortfall), !status.at_excluded_bound())),
        };
        // Without a way there is no standing either, and for the same reason.
        let no_way = standing.err().unwrap_or(Unanswered::Undefined(Undefined::MetAtBaseline));
        let share = Ratio::new(progress, way).ok_or(no_way);
        let required_rate = match standing {
            Err(reason) if way == 0 => Err(reason),
            Err(Unanswered::NoDeadline) => Err(Unanswered::NoDeadline),
            _ => self.exact_rate().ok_or(Unanswered::Undefined(Undefined::NoTimeLeft)),
        };
        RowAnswer::new(gap, share, standing, required_rate)
    }

    /// The required rate at any size; `None` if no time is left.
    fn exact_rate(&self) -> Option<Ratio> {
        let change = Ratio::new(self.bound.wrapping_sub(self.value), i64::from(self.notes.left))?;
        self.has_rate().then(|| change * Ratio::from(self.notes.parts_of_a_year()) * self.number(1))
    }

    /// A mantissa of the row as a number.
    fn number(&self, mantissa: i64) -> Ratio {
        let scale = Ratio::power_of_ten(u32::from(self.notes.decimals));
        // A power of ten is not 0.
        Ratio::from(mantissa).divide(&scale).unwrap_or_else(Ratio::zero)
    }
}

impl Notes {
    /// The decimals of the mantissas.
    pub(super) fn decimals(self) -> u8 {
        self.decimals
    }

    /// With the times of a row; `None` if they do not fit.
    fn at(self, times: Times) -> Option<Self> {
        let (elapsed, whole) = in_one_unit(times)?;
        let (left, parts_of_a_year) = times.left().fraction_of_years();
        let unit = if parts_of_a_year == 12 { 0 } else { LEFT_IN_DAYS };
        Some(Self { elapsed, whole, left: i32::try_from(left).ok()?, marks: self.marks | unit, ..self })
    }

    /// Why no value has a standing at these times, in the order in which a path refuses them.
    fn no_standing(self) -> Option<Undefined> {
        if self.whole <= 0 {
            Some(Undefined::NoTimeLeft)
        } else if self.elapsed < 0 {
            Some(Undefined::BeforeBaseline)
        } else {
            (self.elapsed > self.whole).then_some(Undefined::OutsidePath)
        }
    }

    /// In what fraction of a year the time left counts; signed, so that it undoes the orientation.
    fn parts_of_a_year(self) -> i64 {
        match (self.marks & LEFT_IN_DAYS == 0, self.marks & FALLING == 0) {
            (true, true) => 12,
            (true, false) => -12,
            (false, true) => 146_097,
            (false, false) => -146_097,
        }
    }

    #[inline]
    fn mark(self, which: u16) -> u8 {
        // The marks of a status are the lower byte.
        (self.marks & which).to_le_bytes()[0]
    }
}

/// Elapsed and whole time in a unit in which both are whole.
fn in_one_unit(times: Times) -> Option<(i32, i32)> {
    /// Months and days meet at (1/12) / 48699 of a year, since 12 and 146097 share the divisor 3.
    const SHARED: i64 = 3;
    let ((elapsed, of_elapsed), (whole, of_whole)) =
        (times.elapsed().fraction_of_years(), times.whole().fraction_of_years());
    let fit = |elapsed: i64, whole: i64| i32::try_from(elapsed).ok().zip(i32::try_from(whole).ok());
    if of_elapsed == of_whole {
        return fit(elapsed, whole);
    }
    fit(
        elapsed.checked_mul(of_whole.checked_div(SHARED)?)?,
        whole.checked_mul(of_elapsed.checked_div(SHARED)?)?,
    )
}

/// The decimals and the mantissas of three numbers on the largest of their scales; without trailing zeros where
/// they do not fit with them.
fn on_one_scale(numbers: [Value; 3]) -> Option<(u8, [i64; 3])> {
    mantissas(numbers.map(|number| (number.mantissa(), number.decimals())))
        .or_else(|| mantissas(numbers.map(without_trailing_zeros)))
}

fn mantissas(numbers: [(i128, u32); 3]) -> Option<(u8, [i64; 3])> {
    let decimals = numbers.iter().map(|(_, decimals)| *decimals).max()?;
    let [first, second, third] = numbers.map(|(mantissa, own)| {
        let exponent = decimals.checked_sub(own).filter(|exponent| *exponent <= LARGEST_EXPONENT)?;
        let scaled = i64::try_from(mantissa).ok()?.checked_mul(10_i64.checked_pow(exponent)?)?;
        (scaled.unsigned_abs() < MANTISSA_LIMIT.unsigned_abs()).then_some(scaled)
    });
    Some((u8::try_from(decimals).ok()?, [first?, second?, third?]))
}

fn without_trailing_zeros(number: Value) -> (i128, u32) {
    let (mut mantissa, mut decimals) = (number.mantissa(), number.decimals());
    while decimals > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        decimals = decimals.saturating_sub(1);
    }
    (mantissa, decimals)
}
