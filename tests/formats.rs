//! Files as others publish them: read from what they published, and written without silent loss.
#![cfg(all(
    feature = "sdmx",
    feature = "open-sdg",
    feature = "iati",
    feature = "un",
    feature = "worldbank",
    feature = "owid",
    feature = "eurostat",
    feature = "dhis2",
    feature = "iamc",
    feature = "frictionless"
))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test fails loudly")]

#[path = "formats/downloads.rs"]
mod downloads;
#[path = "formats/iati.rs"]
mod iati;
#[path = "formats/laws.rs"]
mod laws;
#[path = "formats/open_sdg.rs"]
mod open_sdg;
#[path = "formats/packages.rs"]
mod packages;
#[path = "formats/sdmx.rs"]
mod sdmx;
#[path = "formats/support.rs"]
mod support;
