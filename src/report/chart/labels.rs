//! Places for the labels of a chart, so that none lies on another and none leaves the picture.

use super::scale::Place;
use crate::text::text_width;

/// Height of a line of text and width of one terminal column of it, in tenths of a pixel.
const LINE: Place = 140;
const COLUMN: Place = 72;

/// The box of a text, by its left end, the upper end, width and height.
#[derive(Debug, Clone, Copy)]
struct Taken {
    left: Place,
    top: Place,
    width: Place,
}

impl Taken {
    fn overlaps(self, other: Self) -> bool {
        let apart = |a: Place, length: Place, b: Place| a.saturating_add(length) <= b;
        !(apart(self.left, self.width, other.left)
            || apart(other.left, other.width, self.left)
            || apart(self.top, LINE, other.top)
            || apart(other.top, LINE, self.top))
    }
}

/// Where labels may go, and where they are.
#[derive(Debug)]
pub(super) struct Labels {
    left: Place,
    right: Place,
    top: Place,
    bottom: Place,
    taken: Vec<Taken>,
}

/// A label with its place: the left end of its base line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) x: Place,
    pub(super) y: Place,
    pub(super) text: String,
}

/// The width of a text, a little generous.
pub(super) fn width(text: &str) -> Place {
    i64::try_from(text_width(text)).unwrap_or(i64::MAX).saturating_mul(COLUMN)
}

/// A text cut to a width, with a mark of the cut.
pub(super) fn cut(text: &str, room: Place) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let mut shown = String::new();
    for character in text.chars() {
        shown.push(character);
        if width(&shown).saturating_add(COLUMN) > room {
            shown.pop();
            break;
        }
    }
    shown.push('…');
    shown
}

impl Labels {
    pub(super) fn within(left: Place, right: Place, top: Place, bottom: Place) -> Self {
        Self { left, right, top, bottom, taken: Vec::new() }
    }

    /// A place near a point, for a text that starts there or ends there; `None` if all near places are taken.
    pub(super) fn place(&mut self, x: Place, y: Place, ends_there: bool, text: &str) -> Option<Placed> {
        let text = cut(text, self.right.saturating_sub(self.left));
        let width = width(&text);
        let start = if ends_there { x.saturating_sub(width) } else { x };
        let start = start.min(self.right.saturating_sub(width)).max(self.left);
        // Above the point first, then below it, then farther away.
        for lines in [0, 1, -1, 2, -2, 3, -3] {
            let base = y.saturating_sub(40).saturating_add(LINE.saturating_mul(lines));
            let taken = Taken { left: start, top: base.saturating_sub(110), width };
            let is_inside = taken.top >= self.top && base <= self.bottom;
            if is_inside && !self.taken.iter().any(|other| other.overlaps(taken)) {
                self.taken.push(taken);
                return Some(Placed { x: start, y: base, text });
            }
        }
        None
    }
}

#[cfg(test)]
#[expect(clippy::arithmetic_side_effects, reason = "a test fails loudly")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_second_label_gives_way() {
        let mut labels = Labels::within(0, 4000, 0, 2000);
        let first = labels.place(1000, 1000, false, "gap 16.9 GW").unwrap();
        let second = labels.place(1010, 1010, false, "13.1 GW").unwrap();
        assert_ne!(first.y, second.y);
        assert_eq!(
            labels.place(3990, 500, false, "达到3000万千瓦").unwrap().x,
            4000 - width("达到3000万千瓦")
        );
    }

    #[test]
    fn a_label_that_is_too_long_is_cut() {
        assert_eq!(cut("abcdef", 72 * 4), "abc…");
        assert_eq!(cut("储能装机", 72 * 5), "储能…");
    }

    proptest! {
        #[test]
        fn no_label_lies_on_another_or_outside(
            wishes in proptest::collection::vec((0_i64..4200, 0_i64..2400, any::<bool>(), "[a-z储]{1,20}"), 1..12)
        ) {
            let mut labels = Labels::within(300, 4000, 100, 2000);
            let placed: Vec<_> =
                wishes.iter().filter_map(|(x, y, ends, text)| labels.place(*x, *y, *ends, text)).collect();
            for (index, one) in labels.taken.iter().enumerate() {
                prop_assert!(one.left >= 300 && one.left.saturating_add(one.width) <= 4000 && one.top >= 100);
                // By the distance of the middles, not by the code under test.
                for other in &labels.taken[..index] {
                    let across = (2 * one.left + one.width).abs_diff(2 * other.left + other.width);
                    let down = one.top.abs_diff(other.top);
                    let touches = u64::try_from(one.width + other.width).unwrap();
                    prop_assert!(across >= touches || down >= u64::try_from(LINE).unwrap(), "{one:?} {other:?}");
                }
            }
            prop_assert_eq!(placed.len(), labels.taken.len());
        }
    }
}
