//! A table as rows of cells, whatever it is written as: plain text, Markdown, or by a program's own means.

use super::cells::{COLUMNS, is_number, row};
use super::words::{Label, Words};
use crate::assess::Assessment;
use crate::method::{Agreement, Judge, registry};
use crate::text::{push_shown, text_width};
use std::fmt::{self, Write as _};

/// A table: a head and rows of cells, in which nothing acts on a terminal.
///
/// `Display` aligns it by terminal columns, so that Chinese lines up with Latin; [`markdown`](Self::markdown) writes
/// the table of a document.
///
/// ```
/// use policy_targets::report::{Grid, Words};
///
/// let methods = Grid::of_methods(Words::english());
/// assert!(methods.to_string().starts_with("method"));
/// assert!(methods.markdown().contains("| open-sdg-2.4 "));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    head: Vec<String>,
    /// Which columns hold numbers.
    numbers: Vec<bool>,
    rows: Vec<Vec<String>>,
}

impl Grid {
    fn new(head: Vec<String>, numbers: Vec<bool>) -> Self {
        Self { head, numbers, rows: Vec::new() }
    }

    fn push(&mut self, cells: impl IntoIterator<Item = Option<String>>) {
        let mut cells: Vec<String> =
            cells.into_iter().map(|cell| printable(cell.as_deref().unwrap_or("-"))).collect();
        cells.resize(self.head.len(), String::new());
        self.rows.push(cells);
    }

    /// Every goal with verdict, value, target, gap, share of the way, lead, and required against achieved change.
    ///
    /// Columns in which no goal has anything are left out.
    #[must_use]
    pub fn of_goals(assessments: &[Assessment], words: &Words) -> Self {
        let rows: Vec<Vec<Option<String>>> =
            assessments.iter().map(|assessment| row(assessment, words)).collect();
        let says = |index: &usize| rows.iter().any(|cells| cells.get(*index).is_some_and(Option::is_some));
        let columns: Vec<usize> = (0..COLUMNS.len()).filter(says).collect();
        let of = |index: &usize| COLUMNS.get(*index);
        let head = columns.iter().filter_map(of).map(|column| words.label(*column).to_owned()).collect();
        let numbers = columns.iter().filter_map(of).map(|column| is_number(*column)).collect();
        let mut grid = Self::new(head, numbers);
        for cells in &rows {
            // A text goal has nothing to say in columns of numbers; a number that is missing is marked.
            grid.push(columns.iter().map(|index| match cells.get(*index) {
                Some(cell) => cell.clone(),
                None => Some(String::new()),
            }));
        }
        grid
    }

    /// Every method of the registry: id, publisher, edition, question, and how well it is verified.
    #[must_use]
    pub fn of_methods(words: &Words) -> Self {
        let labels = [Label::Method, Label::Publisher, Label::Edition, Label::Question, Label::Verified];
        let mut grid = Self::new(labels.map(|label| words.label(label).to_owned()).into(), vec![false; 5]);
        for method in registry() {
            let described = method.description();
            grid.push(
                [described.id(), described.publisher(), described.edition(), described.question()]
                    .map(|text| Some(text.to_owned()))
                    .into_iter()
                    .chain([Some(words.term(described.verification().code()))]),
            );
        }
        grid
    }

    /// Every opinion on a goal: who, on which series, what, and where it would flip.
    #[must_use]
    pub fn of_opinions(agreement: &Agreement, words: &Words) -> Self {
        let labels =
            [Label::Judge, Label::Series, Label::Answer, Label::OnTrackHead, Label::Statistic, Label::FlipAt];
        let numbers = vec![false, false, false, false, true, true];
        let mut grid = Self::new(labels.map(|label| words.label(label).to_owned()).into(), numbers);
        for opinion in agreement.opinions() {
            let judge = match opinion.judge() {
                Judge::Path(path) => format!("{} ({})", words.label(Label::Path), words.term(path)),
                Judge::Method(method) => method.clone(),
            };
            let answer = match opinion.answer() {
                Ok(code) => {
                    code.parse().map_or_else(|_| words.term(code), |code| words.verdict(code).to_owned())
                }
                Err(refusal) => format!("{}: {refusal}", words.label(Label::NoAnswer)),
            };
            let yes_or_no = |is: bool| words.label(if is { Label::Yes } else { Label::No }).to_owned();
            grid.push([
                Some(judge),
                Some(opinion.series().to_string()),
                Some(answer),
                opinion.is_on_track().map(yes_or_no),
                opinion.statistic().map(|number| words.number(number)),
                opinion.flip().map(|flip| words.number(flip.at())),
            ]);
        }
        grid
    }

    /// The table with one more column, such as the ratings of a method.
    #[must_use]
    pub fn with_column(mut self, name: &str, cells: impl IntoIterator<Item = Option<String>>) -> Self {
        self.head.push(printable(name));
        self.numbers.push(false);
        let mut cells = cells.into_iter();
        for row in &mut self.rows {
            row.push(printable(cells.next().flatten().as_deref().unwrap_or("-")));
        }
        self
    }

    /// The names of the columns.
    #[must_use]
    pub fn head(&self) -> &[String] {
        &self.head
    }

    /// The rows, each with a cell for every column.
    #[must_use]
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// Whether a column holds numbers, which are set to the right.
    #[must_use]
    pub fn is_number(&self, column: usize) -> bool {
        self.numbers.get(column).copied().unwrap_or_default()
    }

    /// The table in Markdown, readable as text too. What a plan says is text, whatever it looks like.
    #[must_use]
    pub fn markdown(&self) -> String {
        let escaped = |row: &[String]| -> Vec<String> { row.iter().map(|cell| escaped(cell)).collect() };
        let head = escaped(&self.head);
        let rows: Vec<Vec<String>> = self.rows.iter().map(|row| escaped(row)).collect();
        let widths = widths(std::iter::once(&head).chain(&rows));
        let mut text = String::new();
        let line = |text: &mut String, row: &[String]| {
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                // Writing to a string cannot fail.
                let _ = write!(text, "| {} ", padded(cell, *width, self.is_number(column)));
            }
            text.push_str("|\n");
        };
        line(&mut text, &head);
        for (column, width) in widths.iter().enumerate() {
            let dashes = "-".repeat(width.saturating_add(1));
            let _ =
                if self.is_number(column) { write!(text, "|{dashes}:") } else { write!(text, "|{dashes}-") };
        }
        text.push_str("|\n");
        for row in &rows {
            line(&mut text, row);
        }
        text
    }
}

impl Grid {
    /// The head and the rows, aligned.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let widths = widths(std::iter::once(&self.head).chain(&self.rows));
        std::iter::once(&self.head).chain(&self.rows).map(move |row| {
            let cells = row.iter().zip(&widths).enumerate();
            let cells = cells.map(|(column, (cell, width))| padded(cell, *width, self.is_number(column)));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        })
    }
}

impl fmt::Display for Grid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.lines().try_for_each(|line| writeln!(formatter, "{line}"))
    }
}

fn widths<'a>(rows: impl IntoIterator<Item = &'a Vec<String>>) -> Vec<usize> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        widths.resize(widths.len().max(row.len()), 0);
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(text_width(cell));
        }
    }
    widths
}

fn padded(cell: &str, width: usize, is_right: bool) -> String {
    let padding = " ".repeat(width.saturating_sub(text_width(cell)));
    if is_right { format!("{padding}{cell}") } else { format!("{cell}{padding}") }
}

/// A text in one line, in which nothing acts on a terminal or turns the order of reading: what a plan says may be
/// printed.
///
/// ```
/// use policy_targets::report::printable;
/// assert_eq!(printable("a\u{1b}[2J\nb"), "a\\u{1b}[2J b");
/// ```
#[must_use]
pub fn printable(text: &str) -> String {
    let mut shown = String::new();
    for character in text.chars() {
        if character == '\n' { shown.push(' ') } else { push_shown(&mut shown, character) }
    }
    shown
}

impl Grid {
    /// A text in which nothing is markup of Markdown or HTML, as in the cells of [`markdown`](Self::markdown).
    #[must_use]
    pub fn escaped(text: &str) -> String {
        escaped(&printable(text))
    }
}

/// A cell in which nothing is markup of Markdown or HTML.
fn escaped(cell: &str) -> String {
    let mut escaped = String::with_capacity(cell.len());
    for character in cell.chars() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '~' => {
                escaped.push('\\');
                escaped.push(character);
            }
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[[&str; 2]]) -> Grid {
        let mut grid = Grid::new(vec!["目标".to_owned(), "gap".to_owned()], vec![false, true]);
        for row in rows {
            grid.push(row.map(|cell| Some(cell.to_owned())));
        }
        grid
    }

    #[test]
    fn chinese_takes_two_columns() {
        let text = grid(&[["储能", "1"], ["abcdef", "12.5"]]).to_string();
        assert_eq!(text, "目标     gap\n储能       1\nabcdef  12.5\n");
    }

    #[test]
    fn markup_is_text_in_markdown() {
        let text = grid(&[["a|b <script>*x*", "1\n2"]]).markdown();
        let expected = "\
| 目标                  | gap |
|-----------------------|----:|
| a\\|b &lt;script>\\*x\\* | 1 2 |
";
        assert_eq!(text, expected);
    }

    #[test]
    fn nothing_acts_on_the_terminal() {
        assert_eq!(printable("\u{1b}[2Jx\u{202e}y"), "\\u{1b}[2Jx\\u{202e}y");
    }
}
