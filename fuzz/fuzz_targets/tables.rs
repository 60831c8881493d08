//! Every table of data: the first byte says which format it is read as. What is read is written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policy_targets::diagnostic::Limits;
use policy_targets::format::{DataFormat, DataReader, SdmxWriter, recognise};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let _ = recognise(bytes);
    let format = DataFormat::ALL[usize::from(*first) % DataFormat::ALL.len()];
    let limits = Limits::default().with_rows(200).with_cell_bytes(500).with_diagnostics(20);
    let reader = DataReader::new(format)
        .limits(limits)
        .file_name("indicator_1-1-1.csv")
        .published("2024-05-01".parse().expect("a day"))
        .unit("%".parse().expect("a unit"));
    let (data, _) = reader.read(bytes).lenient();
    let mut written = Vec::new();
    let losses = SdmxWriter::new("A:B(1.0)").write(&data, &mut written).expect("memory takes everything");
    let (again, problems) = DataReader::new(DataFormat::SdmxCsv).read(written.as_slice()).lenient();
    if losses.is_empty() && !problems.has_errors() && !data.is_empty() {
        assert_eq!(again, data, "{}", String::from_utf8_lossy(&written));
    }
});
