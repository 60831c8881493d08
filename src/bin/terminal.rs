//! Tables on a terminal: wrapped to its width, with cells that keep Chinese whole.

use anstyle::{AnsiColor, Style};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use policy_targets::report::{Grid, printable};
use std::io::IsTerminal;

/// The width of the terminal, or as asked for; no limit for programs and files.
pub(crate) fn width() -> u16 {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || {
        let size = terminal_size::terminal_size().filter(|_| std::io::stdout().is_terminal());
        size.map(|(width, _)| width.0)
    };
    asked.or_else(terminal).unwrap_or(u16::MAX)
}

/// Below this, a column would hold a few letters only.
const NARROWEST_COLUMN: usize = 10;

/// A table within so many columns: as it stands where it fits, else with wrapped cells; narrower than its words, each row
/// becomes a block of lines.
pub(crate) fn table(grid: &Grid, width: u16) -> String {
    let plain = grid.to_string();
    if plain.lines().all(|line| textwrap::core::display_width(line) <= usize::from(width)) {
        return plain;
    }
    let columns = grid.head().len().max(1);
    if usize::from(width) < columns.saturating_mul(NARROWEST_COLUMN) {
        return blocks(grid, usize::from(width));
    }
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    table.set_header(grid.head().to_vec());
    for row in grid.rows() {
        table.add_row(row.clone());
    }
    for (index, column) in table.column_iter_mut().enumerate() {
        if grid.is_number(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.trim_fmt()
}

/// A line for each cell that says something, under the first cell of its row.
fn blocks(grid: &Grid, width: usize) -> String {
    let mut lines = Vec::new();
    for row in grid.rows() {
        for (index, (name, cell)) in grid.head().iter().zip(row).enumerate() {
            if index == 0 {
                lines.push(cell.clone());
            } else if !cell.is_empty() && cell != "-" {
                lines.extend(wrapped(&format!("{name}: {cell}"), width));
            }
        }
        lines.push(String::new());
    }
    lines.join("\n")
}

fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width.max(20)).initial_indent("  ").subsequent_indent("    ");
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// Paragraphs within the width of the terminal.
pub(crate) fn paragraphs(text: &str, width: u16) -> String {
    let options = textwrap::Options::new(usize::from(width).max(20)).subsequent_indent("  ");
    let lines = text.lines().map(|line| textwrap::fill(line, &options));
    lines.collect::<Vec<_>>().join("\n")
}

/// A heading, bold on a terminal.
pub(crate) fn heading(text: &str) -> String {
    let text = printable(text);
    if !std::io::stdout().is_terminal() || std::env::var_os("NO_COLOR").is_some() {
        return text;
    }
    let style = Style::new().bold().fg_color(Some(AnsiColor::Cyan.into()));
    format!("{style}{text}{style:#}")
}
