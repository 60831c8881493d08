//! Edits of a source text that nest: what opens around a larger piece stands outside what opens around a smaller.
//! Opening texts, closing texts and replaced tokens, all at byte offsets of the text as it was.

/// One text to insert, or to put in place of a token.
#[derive(Debug)]
pub struct Edit {
    pub at: usize,
    pub removed: usize,
    /// The length of the piece it is about, by which edits at one place nest.
    pub around: usize,
    pub is_closing: bool,
    pub text: String,
}

/// Opens before and closes after a piece.
pub fn around(start: usize, end: usize, before: String, after: String) -> [Edit; 2] {
    let around = end - start;
    [
        Edit { at: start, removed: 0, around, is_closing: false, text: before },
        Edit { at: end, removed: 0, around, is_closing: true, text: after },
    ]
}

/// Puts a text in place of a token.
pub fn replace(start: usize, end: usize, text: String) -> Edit {
    Edit { at: start, removed: end - start, around: 0, is_closing: false, text }
}

pub fn apply(source: &str, mut edits: Vec<Edit>) -> String {
    // At one place: closings, the inner ones first; then openings, the outer ones first.
    edits.sort_by_key(|edit| {
        let order = if edit.is_closing { edit.around as isize } else { -(edit.around as isize) };
        (edit.at, !edit.is_closing, order)
    });
    let mut result = String::new();
    let mut done = 0;
    for edit in edits {
        if edit.at < done {
            continue; // inside of what was replaced
        }
        result.push_str(&source[done..edit.at]);
        result.push_str(&edit.text);
        done = edit.at + edit.removed;
    }
    result.push_str(&source[done..]);
    result
}
