//! Plans and documents in TOML and JSON, data packages among them: the first byte says which.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policy_targets::diagnostic::Limits;
use policy_targets::format::{Document, PlanReader, read_json_lines, read_log};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let text = String::from_utf8_lossy(bytes);
    let limits = Limits::default();
    match first % 6 {
        0 => drop(Document::from_toml(&text, None, &limits)),
        1 => drop(Document::from_json(&text, None, &limits)),
        2 => drop(PlanReader::new().read_toml_bytes(bytes)),
        3 => drop(PlanReader::new().read_json_bytes(bytes)),
        4 => drop(read_json_lines(&text).lenient()),
        _ => drop(read_log(&text).lenient()),
    }
});
