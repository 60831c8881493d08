//! Activity files: read, turned into plans and data, written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policy_targets::format::{IatiReader, write_iati};

fuzz_target!(|bytes: &[u8]| {
    let (activities, _) = IatiReader::new(bytes).read_all().lenient();
    for activity in &activities {
        if let Ok(loaded) = activity.to_plan_and_data("2024-05-01".parse().ok()) {
            let _ = loaded.lenient().0.0.into_plan();
        }
    }
    let mut written = Vec::new();
    if write_iati(&activities, &mut written).is_ok() {
        let (again, problems) = IatiReader::new(written.as_slice()).read_all().lenient();
        assert_eq!(again.len(), activities.len(), "{problems}");
    }
});
