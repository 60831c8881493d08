//! The letters by which Eurostat marks values, and what they mean in SDMX.

use crate::data::{Flag, Flags, MissingReason};

/// Each letter with its flag, or none where SDMX has none. (Eurostat, statistical data flags.)
const LETTERS: &[(char, Option<Flag>)] = &[
    ('p', Some(Flag::Provisional)),
    ('e', Some(Flag::Estimated)),
    ('s', Some(Flag::Estimated)),
    ('b', Some(Flag::Break)),
    ('d', Some(Flag::DefinitionDiffers)),
    ('u', Some(Flag::LowReliability)),
    ('n', Some(Flag::NotSignificant)),
    ('f', Some(Flag::Forecast)),
    ('r', None),
    ('i', None),
    ('c', None),
    ('z', None),
    ('m', None),
];

/// The flags of letters such as `bd`, and why there is no value beside them.
pub(in crate::format) fn eurostat(letters: &str) -> Result<(Flags, Option<MissingReason>), String> {
    let mut flags = Flags::default();
    for letter in letters.chars().filter(|letter| !letter.is_whitespace()) {
        let known = LETTERS.iter().find(|(known, _)| known.eq_ignore_ascii_case(&letter));
        let (_, flag) = known.ok_or_else(|| {
            format!("found {letter:?}, expected a letter of Eurostat; use p e s b d u n f r i c z m")
        })?;
        if let Some(flag) = flag {
            flags = flags.union(&(*flag).into());
        }
    }
    let reason = if letters.contains('c') {
        Some(MissingReason::Confidential)
    } else if letters.contains('z') {
        Some(MissingReason::NotApplicable)
    } else {
        None
    };
    Ok((flags, reason))
}
