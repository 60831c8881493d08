//! Identifiers for what others name in words: codes stay as they are, titles become lower case with hyphens.

use crate::text::Id;

/// The text as an identifier: itself if it is one, otherwise its letters and digits with hyphens between, in lower
/// case if it is more than one word. A tree such as `Final Energy|Electricity` keeps its levels, as
/// `final-energy/electricity`, and `BIS:DER(1.0)` is `BIS:DER-1.0`.
pub(in crate::format) fn slug(text: &str) -> Option<Id> {
    let text = text.trim();
    if let Ok(id) = text.parse() {
        return Some(id);
    }
    let is_code = !text.contains(char::is_whitespace);
    let is_kept = |character: char| {
        character.is_ascii_alphanumeric()
            || matches!(character, '.' | '_')
            || (is_code && matches!(character, ':' | '/' | '-'))
    };
    let mut slug = String::new();
    let mut is_behind_gap = false;
    for character in text.chars() {
        if character == '|' {
            slug.push('/');
        } else if is_kept(character) {
            if is_behind_gap && !slug.is_empty() && !slug.ends_with('/') {
                slug.push('-');
            }
            slug.push(if is_code { character } else { character.to_ascii_lowercase() });
        }
        is_behind_gap = character != '|' && !is_kept(character);
    }
    slug.truncate(Id::LONGEST);
    slug.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stay_and_titles_become_words_with_hyphens() {
        for (text, expected) in [
            ("EG.ELC.ACCS.ZS", Some("EG.ELC.ACCS.ZS")),
            (" Maternal mortality ratio (per 100 000)", Some("maternal-mortality-ratio-per-100-000")),
            ("Final Energy|Electricity", Some("final-energy/electricity")),
            ("[Age]", Some("Age")),
            ("BIS:BIS_DER(1.0)", Some("BIS:BIS_DER-1.0")),
            ("储能", None),
            ("", None),
        ] {
            assert_eq!(slug(text).as_ref().map(Id::as_str), expected, "{text}");
        }
    }
}
