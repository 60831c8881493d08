//! SVG as text: a few shapes, and the escaping of all that comes from a plan.

use super::labels::Placed;
use super::scale::Place;
use super::style;
use std::fmt::Write as _;

/// A text in which nothing is markup.
pub(crate) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\'' => shown.push_str("&#39;"),
            // XML has no place for other control characters, not even escaped.
            control if control.is_control() => shown.push(' '),
            other => shown.push(other),
        }
    }
    shown
}

/// Tenths of a pixel as a number.
fn pixels(place: Place) -> String {
    let (whole, tenth) = (place.saturating_abs() / 10, place.saturating_abs() % 10);
    let sign = if place.is_negative() { "-" } else { "" };
    if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{tenth}") }
}

/// From a place to a place.
type Line = ((Place, Place), (Place, Place));

/// The shapes of a picture, in the order in which they are painted. Classes are this crate's own words.
#[derive(Debug, Default)]
pub(super) struct Svg {
    shapes: String,
}

// Writing to a string cannot fail.
impl Svg {
    pub(super) fn line(&mut self, class: &str, from: (Place, Place), to: (Place, Place)) {
        self.lines(class, &[(from, to)]);
    }

    /// Lines of one kind as one shape.
    pub(super) fn lines(&mut self, class: &str, lines: &[Line]) {
        if lines.is_empty() {
            return;
        }
        let _ = write!(self.shapes, r#"<path class="{class}" d=""#);
        for (from, to) in lines {
            let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(pixels);
            let _ = write!(self.shapes, "M{x1} {y1}L{x2} {y2}");
        }
        self.shapes.push_str(r#""/>"#);
    }

    pub(super) fn polyline(&mut self, class: &str, points: &[(Place, Place)]) {
        if points.len() < 2 {
            return;
        }
        let _ = write!(self.shapes, r#"<path class="{class}" d=""#);
        for (index, (x, y)) in points.iter().enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            let _ = write!(self.shapes, "{command}{} {}", pixels(*x), pixels(*y));
        }
        self.shapes.push_str(r#""/>"#);
    }

    pub(super) fn polygon(&mut self, class: &str, points: &[(Place, Place)]) {
        let _ = write!(self.shapes, r#"<path class="{class}" d=""#);
        for (index, (x, y)) in points.iter().enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            let _ = write!(self.shapes, "{command}{} {}", pixels(*x), pixels(*y));
        }
        self.shapes.push_str(r#"Z"/>"#);
    }

    pub(super) fn rectangle(&mut self, class: &str, from: (Place, Place), to: (Place, Place)) {
        let (x, y) = (from.0.min(to.0), from.1.min(to.1));
        let (width, height) = (to.0.abs_diff(from.0), to.1.abs_diff(from.1));
        let size = |length: u64| pixels(i64::try_from(length).unwrap_or_default());
        let _ = write!(
            self.shapes,
            r#"<rect class="{class}" x="{}" y="{}" width="{}" height="{}"/>"#,
            pixels(x),
            pixels(y),
            size(width),
            size(height)
        );
    }

    pub(super) fn circle(&mut self, class: &str, at: (Place, Place), radius: Place) {
        let [x, y, radius] = [at.0, at.1, radius].map(pixels);
        let _ = write!(self.shapes, r#"<circle class="{class}" cx="{x}" cy="{y}" r="{radius}"/>"#);
    }

    /// A triangle that points up or down, for a value that is at least or at most so much.
    pub(super) fn arrow(&mut self, class: &str, at: (Place, Place), is_up: bool) {
        let tip = if is_up { at.1.saturating_sub(60) } else { at.1.saturating_add(60) };
        let (left, right) = (at.0.saturating_sub(45), at.0.saturating_add(45));
        self.polygon(class, &[(left, at.1), (right, at.1), (at.0, tip)]);
    }

    pub(super) fn cross(&mut self, class: &str, at: (Place, Place)) {
        let (left, right) = (at.0.saturating_sub(30), at.0.saturating_add(30));
        let (top, bottom) = (at.1.saturating_sub(30), at.1.saturating_add(30));
        self.line(class, (left, top), (right, bottom));
        self.line(class, (left, bottom), (right, top));
    }

    pub(super) fn square(&mut self, class: &str, at: (Place, Place)) {
        self.rectangle(
            class,
            (at.0.saturating_sub(35), at.1.saturating_sub(35)),
            (at.0.saturating_add(35), at.1.saturating_add(35)),
        );
    }

    pub(super) fn diamond(&mut self, class: &str, at: (Place, Place)) {
        let by = 45;
        self.polygon(
            class,
            &[
                (at.0, at.1.saturating_sub(by)),
                (at.0.saturating_add(by), at.1),
                (at.0, at.1.saturating_add(by)),
                (at.0.saturating_sub(by), at.1),
            ],
        );
    }

    /// Text that starts, is centred or ends at a place, by `class`.
    pub(super) fn text(&mut self, class: &str, at: (Place, Place), text: &str) {
        let [x, y] = [at.0, at.1].map(pixels);
        let _ = write!(self.shapes, r#"<text class="{class}" x="{x}" y="{y}">{}</text>"#, escaped(text));
    }

    pub(super) fn label(&mut self, class: &str, placed: &Placed) {
        self.text(class, (placed.x, placed.y), &placed.text);
    }

    /// Shapes that say something when pointed at.
    pub(super) fn titled(&mut self, title: &str, paint: impl FnOnce(&mut Self)) {
        let _ = write!(self.shapes, "<g><title>{}</title>", escaped(title));
        paint(self);
        self.shapes.push_str("</g>");
    }

    /// A link around shapes, whose words name it.
    pub(super) fn open_link(&mut self, fragment: &str) {
        let _ = write!(self.shapes, r##"<a href="#{}">"##, escaped(fragment));
    }

    pub(super) fn close_link(&mut self) {
        self.shapes.push_str("</a>");
    }

    /// The picture as an element of a page, with its text alternative.
    #[cfg(feature = "html")]
    pub(super) fn element(&self, width: Place, height: Place, alternative: &str) -> String {
        self.within(r#"<svg class="chart""#, width, height, "img", alternative, "")
    }

    /// A picture with links in it, which is a group and no image.
    #[cfg(feature = "html")]
    pub(super) fn group(&self, width: Place, height: Place, alternative: &str) -> String {
        self.within(r#"<svg class="chart""#, width, height, "group", alternative, "")
    }

    /// The picture as a file of its own.
    pub(super) fn document(&self, width: Place, height: Place, alternative: &str) -> String {
        let (title, style) = (escaped(alternative), style::of_file());
        let paper = r#"<rect class="paper" width="100%" height="100%"/>"#;
        let head = format!("<title>{title}</title><style>{style}</style>{paper}");
        let [wide, high] = [width, height].map(pixels);
        let opening = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="{wide}" height="{high}""#
        );
        self.within(&opening, width, height, "img", alternative, &head)
    }

    fn within(
        &self,
        opening: &str,
        width: Place,
        height: Place,
        role: &str,
        alternative: &str,
        head: &str,
    ) -> String {
        let [width, height] = [width, height].map(pixels);
        format!(
            r#"{opening} viewBox="0 0 {width} {height}" role="{role}" aria-label="{}">{head}{}</svg>"#,
            escaped(alternative),
            self.shapes
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(escaped("<script>\"a\"&'b'\u{1b}"), "&lt;script&gt;&quot;a&quot;&amp;&#39;b&#39; ");
    }

    #[test]
    fn places_are_tenths_of_pixels() {
        assert_eq!([pixels(0), pixels(125), pixels(-5), pixels(-120)], ["0", "12.5", "-0.5", "-12"]);
    }
}
