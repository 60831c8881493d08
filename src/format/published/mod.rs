//! One format of published data or plans each: what its columns or elements mean, read and written.

#[cfg(feature = "dhis2")]
pub(super) mod dhis2;
#[cfg(feature = "eurostat")]
pub(super) mod eurostat;
#[cfg(feature = "frictionless")]
pub(super) mod frictionless;
#[cfg(feature = "iamc")]
pub(super) mod iamc;
#[cfg(feature = "iati")]
pub(super) mod iati;
#[cfg(feature = "open-sdg")]
pub(super) mod open_sdg;
#[cfg(feature = "owid")]
pub(super) mod owid;
#[cfg(feature = "sdmx")]
pub(super) mod sdmx;
#[cfg(feature = "un")]
pub(super) mod un_sdg;
#[cfg(feature = "worldbank")]
pub(super) mod world_bank;
