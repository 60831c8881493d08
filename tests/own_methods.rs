//! Every method file of the examples reads, and rates as the scheme it follows does.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails loudly")]

use policy_targets::method::{Case, Method, OwnMethod, Verification};
use policy_targets::number::Value;
use std::fs;
use std::path::Path;

fn file(name: &str) -> OwnMethod {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/methods").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    OwnMethod::from_toml_str(&text).unwrap_or_else(|problems| panic!("{name}: {problems}"))
}

#[test]
fn every_method_file_reads_and_says_that_it_is_ones_own() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data/methods");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let described = file(&name).description();
        assert_eq!(format!("{}.toml", described.id()), name);
        assert_eq!(described.verification(), Verification::Own);
        assert!(!described.question().is_empty() && !described.source().is_empty(), "{name}");
        count += 1;
    }
    assert!(count >= 3);
}

/// DHIS2 matches a band where `start <= value < end`: a value at the end of the last band has no legend.
#[test]
fn a_legend_is_closed_below_and_open_above() {
    let legend = file("dhis2-legend.toml");
    let code = |value: &str| {
        let rating = legend.rate(&Case::new([(2022, value.parse::<Value>().unwrap())]));
        rating.map(|rating| rating.class().unwrap().code().to_owned()).map_err(|refusal| refusal.to_string())
    };
    for (value, class) in
        [("0", "low"), ("49.999", "low"), ("50", "moderate"), ("79.9", "moderate"), ("80", "high")]
    {
        assert_eq!(code(value).as_deref(), Ok(class), "{value}");
    }
    assert_eq!(code("100"), Err("no_band (statistic 100)".to_owned()));
    assert_eq!(code("-0.1"), Err("no_band (statistic -0.1)".to_owned()));
}

/// Thresholds of NITI Aayog's index of the goals in India: 0 to 49, 50 to 64, 65 to 99 and 100.
#[test]
fn a_scheme_of_whole_scores_has_bands_without_gaps() {
    let index = file("niti-sdg-india.toml");
    let class = |score: i64| {
        index.rate(&Case::new([(2022, score.into())])).unwrap().class().unwrap().name().to_owned()
    };
    for (score, name) in [
        (0, "Aspirant"),
        (49, "Aspirant"),
        (50, "Performer"),
        (64, "Performer"),
        (65, "Front Runner"),
        (99, "Front Runner"),
        (100, "Achiever"),
    ] {
        assert_eq!(class(score), name, "{score}");
    }
}
