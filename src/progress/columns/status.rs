//! The status of one row in a byte: its standing or the reason why there is none, and what marks its numbers.
//! The order of the codes is the order in which reasons win, so that the loop takes the largest.

use super::Unanswered;
use crate::progress::{Standing, Undefined};
use std::fmt;

const CODE: u8 = 0b0000_1111;

/// The standing of a row against the straight line, or why there is none.
///
/// As a [`byte`](Status::byte), the lower four bits are 0 behind, 1 on path, 2 ahead, 3 `outside_path`,
/// 4 `before_baseline`, 5 `no_time_left`, 6 `no_deadline`, 7 `met_at_baseline`, 8 `no_baseline`, 9 `no_number`,
/// 10 `no_data`; 16 is added at an excluded bound, 64 for a row whose numbers, and 128 for one whose required
/// rate alone, do not fit 64 bits.
///
/// ```
/// use policy_targets::progress::columns::{Status, Unanswered};
/// // What a buffer holds before it is filled.
/// assert_eq!(Status::default().standing(), Err(Unanswered::NoData));
/// assert_eq!(Status::default().to_string(), "no_data");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Status(u8);

impl Default for Status {
    /// No data.
    fn default() -> Self {
        Self(Self::code(Err(Unanswered::NoData)))
    }
}

impl Status {
    pub(super) const AT_EXCLUDED_BOUND: u8 = 1 << 4;
    pub(super) const WIDE: u8 = 1 << 6;
    pub(super) const WIDE_RATE: u8 = 1 << 7;

    /// From a code of at most 15 with its marks.
    pub(super) fn from_byte(byte: u8) -> Self {
        Self(byte)
    }

    /// The code of a standing or of a reason for none.
    pub(super) const fn code(standing: Result<Standing, Unanswered>) -> u8 {
        match standing {
            Ok(Standing::Behind) => 0,
            Ok(Standing::OnPath) => 1,
            Ok(Standing::Ahead) => 2,
            // No other reason stops a straight line.
            Err(Unanswered::Undefined(Undefined::BeforeBaseline)) => 4,
            Err(Unanswered::Undefined(Undefined::NoTimeLeft)) => 5,
            Err(Unanswered::NoDeadline) => 6,
            Err(Unanswered::Undefined(Undefined::MetAtBaseline)) => 7,
            Err(Unanswered::NoBaseline) => 8,
            Err(Unanswered::NoNumber) => 9,
            Err(Unanswered::NoData) => 10,
            Err(Unanswered::Undefined(_)) => 3,
        }
    }

    /// Behind, on path or ahead; decided exactly.
    ///
    /// # Errors
    /// Why the row has no standing.
    pub fn standing(self) -> Result<Standing, Unanswered> {
        match self.0 & CODE {
            0 => Ok(Standing::Behind),
            1 => Ok(Standing::OnPath),
            2 => Ok(Standing::Ahead),
            3 => Err(Undefined::OutsidePath.into()),
            4 => Err(Undefined::BeforeBaseline.into()),
            5 => Err(Undefined::NoTimeLeft.into()),
            6 => Err(Unanswered::NoDeadline),
            7 => Err(Undefined::MetAtBaseline.into()),
            8 => Err(Unanswered::NoBaseline),
            9 => Err(Unanswered::NoNumber),
            _ => Err(Unanswered::NoData),
        }
    }

    /// Whether the value stands exactly at a bound that does not itself count as met.
    #[must_use]
    pub fn at_excluded_bound(self) -> bool {
        self.0 & Self::AT_EXCLUDED_BOUND != 0
    }

    /// Whether the numbers of the row do not fit 64 bits: read them with [`Columns::row`](super::Columns::row).
    /// Standing and excluded bound are answered here all the same.
    #[must_use]
    pub fn is_wide(self) -> bool {
        self.0 & Self::WIDE != 0
    }

    /// Whether the required rate alone does not fit 64 bits: read it with [`Columns::row`](super::Columns::row).
    #[must_use]
    pub fn has_wide_rate(self) -> bool {
        self.0 & Self::WIDE_RATE != 0
    }

    /// The status as the number described above, for files and other programs.
    #[must_use]
    pub fn byte(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Status {
    /// The stable code of the standing or of the reason.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.standing() {
            Ok(standing) => standing.fmt(formatter),
            Err(reason) => formatter.pad(reason.code()),
        }
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Status({self}, {})", self.0)
    }
}
