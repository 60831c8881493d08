//! How characters show on a terminal: the columns they take, and those that must not act.
//! Chinese is twice as wide as Latin; control characters and marks that turn the text are escaped.

/// Writes a character so that it is seen instead of acting on the terminal or on the order of the text.
pub(crate) fn push_shown(shown: &mut String, character: char) {
    if character == '\t' {
        shown.push(' ');
    } else if is_hidden(character) {
        shown.extend(character.escape_default());
    } else {
        shown.push(character);
    }
}

/// Whether a character would act on the terminal or on the order of the text instead of being seen.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// The terminal columns of a character as [`push_shown`] writes it.
pub(crate) fn shown_width(character: char) -> usize {
    /// Blocks whose characters are Wide or Fullwidth in Unicode East Asian Width (UAX #11).
    const WIDE: &[(char, char)] = &[
        ('\u{1100}', '\u{115F}'),
        ('\u{2E80}', '\u{303E}'),
        ('\u{3041}', '\u{4DBF}'),
        ('\u{4E00}', '\u{A4CF}'),
        ('\u{A960}', '\u{A97F}'),
        ('\u{AC00}', '\u{D7A3}'),
        ('\u{F900}', '\u{FAFF}'),
        ('\u{FE10}', '\u{FE19}'),
        ('\u{FE30}', '\u{FE6F}'),
        ('\u{FF01}', '\u{FF60}'),
        ('\u{FFE0}', '\u{FFE6}'),
        ('\u{1F300}', '\u{1F64F}'),
        ('\u{1F900}', '\u{1F9FF}'),
        ('\u{20000}', '\u{3FFFD}'),
    ];
    if character == '\t' {
        1
    } else if is_hidden(character) {
        character.escape_default().count()
    } else if matches!(character, '\u{0300}'..='\u{036F}' | '\u{FE00}'..='\u{FE0F}') {
        0
    } else if WIDE.iter().any(|&(first, last)| (first..=last).contains(&character)) {
        2
    } else {
        1
    }
}

/// The terminal columns of a text.
pub(crate) fn text_width(text: &str) -> usize {
    text.chars().map(shown_width).sum()
}
