//! YAML of Open SDG sites: components read, written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policy_targets::diagnostic::Limits;
use policy_targets::format::Components;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (components, _) = Components::read(&text, None, &Limits::default()).lenient();
    let mut written = Vec::new();
    components.write(&mut written).expect("memory takes everything");
    let written = String::from_utf8(written).expect("UTF-8");
    let (again, problems) = Components::read(&written, None, &Limits::default()).lenient();
    if !components.0.is_empty() {
        assert!(!problems.has_errors(), "{problems}\n{written}");
        assert_eq!(again.0.len(), components.0.len(), "{written}");
    }
});
