//! The methods, one file each, named after publisher and edition.
//! Each says what it asks, its formula and source, its classes, the order of its checks, and when it refuses.

mod dns_weather;
mod eustat_2026;
mod open_sdg_2_4;
mod owid_constant_rate;
mod sdsn;
mod sdsn_2018;
mod sdsn_2019;
mod statcan_2023;
mod un_2022;
mod un_2023;

pub use dns_weather::DnsWeather;
pub use eustat_2026::Eustat2026;
pub use open_sdg_2_4::OpenSdg24;
pub use owid_constant_rate::OwidConstantRate;
pub use sdsn_2018::{Sdsn2018, Sdsn2018Trend};
pub use sdsn_2019::{Sdsn2019, Sdsn2019Trend};
pub use statcan_2023::StatCan2023;
pub use un_2022::Un2022;
pub use un_2023::Un2023;

use super::Method;

/// Every method, in the order of the table in the documentation.
pub(super) const METHODS: &[&dyn Method] = &[
    &Eustat2026,
    &Un2022,
    &Un2023,
    &Sdsn2018,
    &Sdsn2018Trend,
    &Sdsn2019,
    &Sdsn2019Trend,
    &OpenSdg24,
    &StatCan2023,
    &DnsWeather,
    &OwidConstantRate,
];
