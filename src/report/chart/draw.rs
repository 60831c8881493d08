//! Paints a picture: axes that say what they are, the values, and everything they are held against.

use super::labels::{Labels, cut, width};
use super::picture::{Mark, Picture};
use super::scale::{Place, TimeScale, ValueScale};
use super::svg::Svg;
use crate::number::{Endpoint, Interval, Ratio};
use crate::report::cells;
use crate::report::words::{Label, Words};

/// Sizes of a picture, in tenths of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: Place,
    pub(super) plot: Place,
    /// Whether there is room for words.
    pub(super) has_words: bool,
}

/// A chart of one goal, and one of many on a page.
pub(super) const LARGE: Size = Size { width: 4600, plot: 1900, has_words: true };
pub(super) const SMALL: Size = Size { width: 1500, plot: 620, has_words: false };

const MARGIN: Place = 60;
const LINE: Place = 170;

/// Paints the picture with its upper left corner at a place; returns its height.
pub(super) fn draw(
    svg: &mut Svg,
    picture: &Picture<'_>,
    words: &Words,
    size: Size,
    at: (Place, Place),
) -> Place {
    let head = if size.has_words { LINE.saturating_add(MARGIN) } else { MARGIN };
    let (top, bottom) = (at.1.saturating_add(head), at.1.saturating_add(head).saturating_add(size.plot));
    let right = at.0.saturating_add(size.width).saturating_sub(MARGIN.saturating_mul(2));
    let numbers = picture.numbers();
    let ticks = if size.has_words { 4 } else { 2 };
    let scales = ValueScale::around(&numbers, bottom, top, ticks).and_then(|values| {
        let names: Vec<String> = values.ticks().iter().map(|tick| words.tick(tick, &picture.unit)).collect();
        let widest = names.iter().map(|name| width(name)).max().unwrap_or_default();
        let margin = if size.has_words { widest.saturating_add(MARGIN).max(200) } else { MARGIN };
        Some((TimeScale::around(picture.days(), at.0.saturating_add(margin), right)?, values, names))
    });
    let Some((days, values, names)) = scales else {
        svg.text("s", (at.0.saturating_add(MARGIN), top), words.label(Label::NothingToDraw));
        return head.saturating_add(LINE);
    };
    let mut painter = Painter { svg, picture, words, days, values, labels: None };
    painter.axes(&names, size, at);
    if size.has_words {
        let (left, right) = (painter.days.left(), painter.days.right());
        painter.labels = Some(Labels::within(left.saturating_add(40), right, top, bottom));
    }
    painter.acceptable();
    painter.path();
    painter.projection();
    painter.values();
    painter.gap();
    if !size.has_words {
        return head.saturating_add(size.plot).saturating_add(MARGIN);
    }
    let legend =
        painter.legend(at.0.saturating_add(MARGIN), bottom.saturating_add(LINE.saturating_mul(2)), right);
    legend.saturating_sub(at.1).saturating_add(MARGIN)
}

struct Painter<'a> {
    svg: &'a mut Svg,
    picture: &'a Picture<'a>,
    words: &'a Words,
    days: TimeScale,
    values: ValueScale,
    labels: Option<Labels>,
}

impl Painter<'_> {
    fn axes(&mut self, names: &[String], size: Size, at: (Place, Place)) {
        let (left, right) = (self.days.left(), self.days.right());
        let (top, bottom) = (self.values.top(), self.values.bottom());
        let ticks: Vec<_> = self.values.ticks().iter().map(|tick| self.values.place(tick)).collect();
        let mut lines: Vec<_> = ticks.iter().map(|y| ((left, *y), (right, *y))).collect();
        if !size.has_words {
            self.svg.lines("grid", &lines);
            return;
        }
        let room = right.saturating_sub(left).max(1);
        let most = i32::try_from(room.checked_div(500).unwrap_or(1)).unwrap_or(1).max(1);
        let years = self.days.years(most);
        lines.extend(
            years.iter().map(|(_, begins, _)| ((*begins, bottom), (*begins, bottom.saturating_add(40)))),
        );
        self.svg.lines("grid", &lines);
        for (y, name) in ticks.iter().zip(names) {
            self.svg.text("e", (left.saturating_sub(30), y.saturating_add(40)), name);
        }
        for (year, begins, ends) in years {
            let year = year.to_string();
            let half = width(&year) / 2;
            let last = right.saturating_sub(half).max(left.saturating_add(half));
            let middle = begins.midpoint(ends).clamp(left.saturating_add(half), last);
            self.svg.text("m", (middle, bottom.saturating_add(140)), &year);
        }
        let unit = self.words.unit(&self.picture.unit);
        let value = self.words.label(Label::Value);
        let axis = if unit.is_empty() { value.to_owned() } else { format!("{value} ({unit})") };
        let y = top.saturating_sub(90);
        let time = self.words.label(Label::Time);
        let room = right.saturating_sub(at.0).saturating_sub(MARGIN);
        self.svg.text("s", (at.0.saturating_add(MARGIN), y), &cut(&axis, room));
        let below = bottom.saturating_add(140).saturating_add(130);
        self.svg.text("e", (right, below), time);
    }

    fn label(&mut self, class: &str, at: (Place, Place), ends_there: bool, text: &str) {
        let placed = self.labels.as_mut().and_then(|labels| labels.place(at.0, at.1, ends_there, text));
        if let Some(placed) = placed {
            self.svg.label(class, &placed);
        }
    }

    fn place(&self, day: crate::time::NaiveDate, number: &Ratio) -> (Place, Place) {
        (self.days.place(day), self.values.place(number))
    }

    /// The levels that meet the target, its edge, the aim, the deadline and the day asked about.
    fn acceptable(&mut self) {
        let (left, right) = (self.days.left(), self.days.right());
        let (top, bottom) = (self.values.top(), self.values.bottom());
        if let Some(set) = &self.picture.acceptable {
            let end = |end: &Endpoint, unbounded| {
                end.number().map_or(unbounded, |number| self.values.place(number))
            };
            let (low, high) = (end(set.lower(), bottom), end(set.upper(), top));
            self.svg.rectangle("fits", (left, high), (right, low));
            for y in edges(set).map(|number| self.values.place(number)) {
                self.svg.line("target", (left, y), (right, y));
            }
        }
        if let Some(aim) = &self.picture.aim {
            for y in edges(aim).map(|number| self.values.place(number)) {
                self.svg.line("aim", (left, y), (right, y));
            }
        }
        for day in self.picture.deadline.into_iter().chain([self.picture.at]) {
            let x = self.days.place(day);
            if x > left && x < right {
                self.svg.line("day", (x, top), (x, bottom));
            }
        }
        let target = cells::target(self.picture.arm.target(), self.words);
        let set = self.picture.acceptable.clone();
        if let Some(edge) = set.iter().flat_map(edges).next_back() {
            let y = self.values.place(edge);
            self.label("t", (left.saturating_add(60), y), false, &target);
        }
    }

    fn path(&mut self) {
        let points: Vec<_> = self.picture.path.iter().map(|(day, number)| self.place(*day, number)).collect();
        self.svg.polyline("path", &points);
        if let Some((base, number)) = self.picture.base.as_ref().and_then(|base| Some((base, base.number()?)))
        {
            let at = self.place(base.day, &number);
            self.svg.square("base", at);
            self.bar("base", base);
        }
    }

    fn projection(&mut self) {
        let Some(projected) = &self.picture.projection else { return };
        let from = self.place(projected.from.0, &projected.from.1);
        let mut ends: Vec<_> = projected.ends.iter().map(|end| self.place(projected.day, end)).collect();
        ends.dedup();
        if let Some(interval) = &projected.interval {
            let (top, bottom) = (self.values.top(), self.values.bottom());
            let end = |end: &Endpoint, unbounded| {
                end.number().map_or(unbounded, |number| self.values.place(number))
            };
            let x = self.days.place(projected.day);
            let (low, high) = (end(interval.lower(), bottom), end(interval.upper(), top));
            self.svg.polygon("spread", &[from, (x, high), (x, low)]);
        }
        for end in &ends {
            self.svg.polyline("projection", &[from, *end]);
            self.svg.diamond("future", *end);
        }
        if let Some((end, at)) = projected.ends.last().zip(ends.last()) {
            let text = self.words.amount(end, &self.picture.unit);
            self.label("b", (at.0.saturating_sub(60), at.1), true, &text);
        }
    }

    fn values(&mut self) {
        let picture = self.picture;
        for mark in &picture.unused {
            if let Some(number) = mark.number() {
                let at = self.place(mark.day, &number);
                self.svg.cross("unused", at);
            }
        }
        for mark in &picture.earlier {
            if let Some(number) = mark.number() {
                let at = self.place(mark.day, &number);
                self.svg.circle("earlier", at, 30);
            }
        }
        let places: Vec<_> =
            picture.marks.iter().filter_map(|mark| Some(self.place(mark.day, &mark.number()?))).collect();
        self.svg.polyline("series", &places);
        // A small chart marks the latest value only.
        let marked = if self.labels.is_some() { 0 } else { picture.marks.len().saturating_sub(1) };
        for mark in picture.marks.iter().skip(marked) {
            self.mark(mark);
        }
        let latest = picture.arm.evidence().ok().or(picture.arm.points().last());
        let mark = latest.and_then(|latest| picture.marks.iter().rfind(|mark| mark.day == latest.day()));
        if let Some((latest, number)) = latest.zip(mark.and_then(Mark::number)) {
            let at = self.place(latest.day(), &number);
            let text = cells::value_of(latest, picture.arm, self.words);
            self.label("b", (at.0.saturating_add(60), at.1), false, &text);
        }
    }

    fn mark(&mut self, mark: &Mark) {
        let Some(number) = mark.number() else { return };
        let class = if mark.is_flagged { "flagged" } else { "value" };
        let at = self.place(mark.day, &number);
        match (mark.level.lower(), mark.level.upper()) {
            (Endpoint::Unbounded, _) => self.svg.arrow(class, at, false),
            (_, Endpoint::Unbounded) => self.svg.arrow(class, at, true),
            _ => self.svg.circle(class, at, 32),
        }
        self.bar("series", mark);
    }

    /// A level between two ends is a bar from end to end.
    fn bar(&mut self, class: &str, mark: &Mark) {
        let (Some(low), Some(high)) = (mark.level.lower().number(), mark.level.upper().number()) else {
            return;
        };
        if low != high {
            let (from, to) = (self.place(mark.day, low), self.place(mark.day, high));
            self.svg.line(class, from, to);
        }
    }

    fn gap(&mut self) {
        let Some((day, value, edge)) = &self.picture.gap else { return };
        let (from, to) = (self.place(*day, value), self.place(*day, edge));
        let (left, right) = (from.0.saturating_sub(25), from.0.saturating_add(25));
        self.svg.line("gap", from, to);
        self.svg.line("gap", (left, to.1), (right, to.1));
        let text = format!(
            "{} {}",
            self.words.label(Label::Gap),
            self.words.distance(&(edge - value).absolute(), &self.picture.unit)
        );
        let middle = from.1.midpoint(to.1);
        self.label("t", (from.0.saturating_add(50), middle), false, &text);
    }

    /// What the marks mean, only those that are there; returns where it ends.
    fn legend(&mut self, left: Place, y: Place, right: Place) -> Place {
        let picture = self.picture;
        let (flagged, plain): (Vec<_>, Vec<_>) = picture.marks.iter().partition(|mark| mark.is_flagged);
        let items = [
            (!plain.is_empty(), Key::Value, Label::Reported),
            (!flagged.is_empty(), Key::Flagged, Label::Provisional),
            (!picture.earlier.is_empty(), Key::Earlier, Label::EarlierValues),
            (!picture.unused.is_empty(), Key::Unused, Label::WithdrawnValue),
            (picture.base.is_some(), Key::Base, Label::Baseline),
            (picture.acceptable.is_some(), Key::Fits, Label::Acceptable),
            (picture.path.len() > 1, Key::Path, Label::Path),
            (picture.projection.is_some(), Key::Future, Label::Projected),
            (
                picture.projection.as_ref().is_some_and(|found| found.interval.is_some()),
                Key::Spread,
                Label::ProjectedRange,
            ),
        ];
        let (mut x, mut y) = (left, y.saturating_add(LINE));
        for (_, key, label) in items.into_iter().filter(|(is_there, ..)| *is_there) {
            let text = self.words.label(label);
            let room = width(text).saturating_add(320);
            if x > left && x.saturating_add(room) > right {
                (x, y) = (left, y.saturating_add(LINE));
            }
            self.key(key, (x.saturating_add(90), y.saturating_sub(40)));
            self.svg.text("s", (x.saturating_add(210), y), text);
            x = x.saturating_add(room);
        }
        y
    }

    fn key(&mut self, key: Key, at: (Place, Place)) {
        let (from, to) = ((at.0.saturating_sub(90), at.1), (at.0.saturating_add(90), at.1));
        let corners = ((from.0, at.1.saturating_sub(50)), (to.0, at.1.saturating_add(50)));
        match key {
            Key::Value => {
                self.svg.line("series", from, to);
                self.svg.circle("value", at, 32);
            }
            Key::Flagged => self.svg.circle("flagged", at, 32),
            Key::Earlier => self.svg.circle("earlier", at, 30),
            Key::Unused => self.svg.cross("unused", at),
            Key::Base => self.svg.square("base", at),
            Key::Fits => {
                self.svg.rectangle("fits", corners.0, corners.1);
                self.svg.line("target", (from.0, corners.1.1), corners.1);
            }
            Key::Path => self.svg.line("path", from, to),
            Key::Future => {
                self.svg.line("projection", from, to);
                self.svg.diamond("future", at);
            }
            Key::Spread => self.svg.rectangle("spread", corners.0, corners.1),
        }
    }
}

/// What a mark of the legend stands for.
#[derive(Debug, Clone, Copy)]
enum Key {
    Value,
    Flagged,
    Earlier,
    Unused,
    Base,
    Fits,
    Path,
    Future,
    Spread,
}

fn edges(set: &Interval) -> impl DoubleEndedIterator<Item = &Ratio> {
    let (lower, upper) = (set.lower().number(), set.upper().number());
    lower.into_iter().chain(upper.filter(move |upper| lower != Some(*upper)))
}
