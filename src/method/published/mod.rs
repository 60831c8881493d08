//! The methods, one file each, named after publisher and edition.
//! Each says what it asks, its formula and source, its classes, the order of its checks, and when it refuses.

mod annual_reduction;
mod astat;
mod dns_weather;
mod earned_value;
mod elapsed_time;
mod escap;
mod eurostat;
mod eustat_2026;
mod ghg_mitigation_goal;
mod iati_percent;
mod oecd_distance;
mod open_sdg_2_4;
mod owid_constant_rate;
mod pepfar_gophr;
mod sbti_absolute_contraction;
mod sda_convergence;
mod sdsn;
mod statcan_2023;
mod state_of_climate_action;
mod toladata_15;
mod trackr;
mod un_2022;
mod un_2023;
mod who_triple_billion;

pub use annual_reduction::AnnualReduction;
pub use astat::Astat;
pub use dns_weather::DnsWeather;
pub use earned_value::EarnedValue;
pub use elapsed_time::ElapsedTime;
pub use escap::{EscapAnticipated, EscapCurrentStatus};
pub use eurostat::Eurostat;
pub use eustat_2026::Eustat2026;
pub use ghg_mitigation_goal::GhgMitigationGoal;
pub use iati_percent::IatiPercent;
pub use oecd_distance::OecdDistance;
pub use open_sdg_2_4::OpenSdg24;
pub use owid_constant_rate::OwidConstantRate;
pub use pepfar_gophr::PepfarGophr;
pub use sbti_absolute_contraction::SbtiAbsoluteContraction;
pub use sda_convergence::SdaConvergence;
pub use sdsn::{Sdsn, SdsnTrend};
pub use statcan_2023::StatCan2023;
pub use state_of_climate_action::StateOfClimateAction;
pub use toladata_15::TolaData15;
pub use trackr::Trackr;
pub use un_2022::Un2022;
pub use un_2023::Un2023;
pub use who_triple_billion::{WhoTripleBillion, healthier_people, universal_health_coverage};

use super::Method;

/// Every method, in the order of the table in the documentation.
pub(super) const METHODS: &[&dyn Method] = &[
    &Eurostat::EDITION_2018,
    &Eurostat::EDITION_2021,
    &Eustat2026,
    &Un2022,
    &Un2023,
    &EscapCurrentStatus,
    &EscapAnticipated,
    &Sdsn::EDITION_2018,
    &SdsnTrend::EDITION_2018,
    &Sdsn::EDITION_2019,
    &SdsnTrend::EDITION_2019,
    &OecdDistance::POPULATION,
    &OecdDistance::SAMPLE,
    &OpenSdg24,
    &StatCan2023,
    &DnsWeather,
    &Astat,
    &OwidConstantRate,
    &StateOfClimateAction,
    &GhgMitigationGoal,
    &SbtiAbsoluteContraction,
    &SdaConvergence,
    &WhoTripleBillion::EDITION_2021,
    &WhoTripleBillion::EDITION_2025,
    &AnnualReduction::DISCRETE,
    &AnnualReduction::LOGARITHMIC,
    &AnnualReduction::REGRESSION,
    &Trackr,
    &IatiPercent::NAIVE,
    &IatiPercent::FROM_BASELINE,
    &IatiPercent::INVERTED,
    &PepfarGophr,
    &TolaData15,
    &ElapsedTime,
    &EarnedValue,
];
