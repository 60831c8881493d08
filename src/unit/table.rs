//! The units that are known, as data: spellings, what they measure, exact size, allowed prefixes.
//! Sizes are fractions of whole numbers of the base; sources are the SI brochure and ISO 4217.

/// What a known unit measures.
#[derive(Debug, Clone, Copy)]
pub(super) enum Measure {
    /// A part of a whole; a pure number.
    Share,
    /// A physical or conventional kind of quantity.
    Kind(&'static str),
    /// A counted thing, in the singular.
    Thing(&'static str),
    /// A currency, by its three letters.
    Currency(&'static str),
}
use Measure::{Currency, Kind, Share, Thing};

pub(super) const POINTS: &str = "percentage points";
pub(super) const POWER: &str = "power";
pub(super) const ENERGY: &str = "energy";
pub(super) const COUNT: &str = "count";
pub(super) const TIME: &str = "time";
pub(super) const YEARS: &str = "calendar time";
pub(super) const CO2: &str = "carbon dioxide";
pub(super) const CO2E: &str = "carbon dioxide equivalent";
pub(super) const COAL: &str = "coal equivalent";
pub(super) const OIL: &str = "oil equivalent";

const MASS: Measure = Kind("mass");
const LENGTH: Measure = Kind("length");
const AREA: Measure = Kind("area");
const VOLUME: Measure = Kind("volume");
const INFORMATION: Measure = Kind("information");

const SYMBOLS: &str = "k M G T P";
const NAMES: &str = "kilo mega giga tera peta";
const CHINESE: &str = "千 兆 吉 太 拍";

/// Spellings separated by `|`, measure, size as numerator and denominator, prefixes separated by spaces.
pub(super) type Row = (&'static str, Measure, i64, i64, &'static str);

pub(super) const ROWS: &[Row] = &[
    ("1|fraction", Share, 1, 1, ""),
    ("%|percent|per cent|pct", Share, 1, 100, ""),
    ("‰|per mille|permille", Share, 1, 1000, ""),
    ("fraction points", Kind(POINTS), 1, 1, ""),
    ("pp|percentage point|percentage points|百分点|个百分点", Kind(POINTS), 1, 100, ""),
    ("per-mille points|千分点|个千分点", Kind(POINTS), 1, 1000, ""),
    ("index|index point|index points|point|points|指数|点", Kind("index points"), 1, 1, ""),
    ("W", Kind(POWER), 1, 1, SYMBOLS),
    ("watt|watts", Kind(POWER), 1, 1, NAMES),
    ("瓦|瓦特", Kind(POWER), 1, 1, CHINESE),
    ("Wh", Kind(ENERGY), 3600, 1, SYMBOLS),
    ("watt hour|watt hours|watt-hour|watt-hours", Kind(ENERGY), 3600, 1, NAMES),
    ("瓦时|瓦小时", Kind(ENERGY), 3600, 1, CHINESE),
    ("度", Kind(ENERGY), 3_600_000, 1, ""),
    ("J", Kind(ENERGY), 1, 1, "k M G T P E"),
    ("joule|joules", Kind(ENERGY), 1, 1, "kilo mega giga tera peta exa"),
    ("焦|焦耳", Kind(ENERGY), 1, 1, CHINESE),
    ("VA", Kind("apparent power"), 1, 1, "k M G"),
    ("伏安", Kind("apparent power"), 1, 1, "千 兆"),
    ("V", Kind("voltage"), 1, 1, "k M"),
    ("伏", Kind("voltage"), 1, 1, "千"),
    ("tce", Kind(COAL), 1_000_000, 1, "k M G"),
    ("gce", Kind(COAL), 1, 1, "k"),
    ("吨标准煤|吨标煤", Kind(COAL), 1_000_000, 1, ""),
    ("克标准煤|克标煤", Kind(COAL), 1, 1, "千"),
    ("toe", Kind(OIL), 1, 1, "k M G"),
    ("吨标准油|吨油当量", Kind(OIL), 1, 1, ""),
    ("g", MASS, 1, 1, "μ µ m k M G T P"),
    ("gram|grams", MASS, 1, 1, "micro milli kilo"),
    ("克", MASS, 1, 1, "微 毫 千"),
    ("t", MASS, 1_000_000, 1, "k M G"),
    ("tonne|tonnes|metric ton|metric tons|吨|公吨", MASS, 1_000_000, 1, ""),
    ("公斤", MASS, 1000, 1, ""),
    ("斤", MASS, 500, 1, ""),
    ("tCO2", Kind(CO2), 1_000_000, 1, "k M G"),
    ("gCO2", Kind(CO2), 1, 1, "k M G T"),
    ("吨二氧化碳", Kind(CO2), 1_000_000, 1, ""),
    ("克二氧化碳", Kind(CO2), 1, 1, "千"),
    ("tCO2e|tCO2eq|tCO2-eq", Kind(CO2E), 1_000_000, 1, "k M G"),
    ("gCO2e|gCO2eq|gCO2-eq", Kind(CO2E), 1, 1, "k M G T"),
    ("吨二氧化碳当量", Kind(CO2E), 1_000_000, 1, ""),
    ("m", LENGTH, 1, 1, "m c k"),
    ("metre|metres|meter|meters", LENGTH, 1, 1, "milli centi kilo"),
    ("米", LENGTH, 1, 1, "毫 厘 千"),
    ("公里", LENGTH, 1000, 1, ""),
    ("m2|square metre|square metres|square meter|square meters|平方米", AREA, 1, 1, ""),
    (
        "km2|square kilometre|square kilometres|square kilometer|square kilometers|平方公里|平方千米",
        AREA,
        1_000_000,
        1,
        "",
    ),
    ("ha|hectare|hectares|公顷", AREA, 10_000, 1, "k M"),
    ("亩", AREA, 2000, 3, ""),
    ("L", VOLUME, 1, 1, "m h k M G"),
    ("litre|litres|liter|liters|升", VOLUME, 1, 1, ""),
    ("m3|cubic metre|cubic metres|cubic meter|cubic meters|立方米", VOLUME, 1000, 1, ""),
    ("bcm", VOLUME, 1_000_000_000_000, 1, ""),
    ("km3", VOLUME, 1_000_000_000_000, 1, ""),
    ("s|second|seconds|秒", Kind(TIME), 1, 1, ""),
    ("min|minute|minutes|分钟", Kind(TIME), 60, 1, ""),
    ("h|hour|hours|小时", Kind(TIME), 3600, 1, ""),
    ("d|day|days|天|日", Kind(TIME), 86_400, 1, ""),
    ("week|weeks|周", Kind(TIME), 604_800, 1, ""),
    ("month|months|月|个月", Kind(YEARS), 1, 12, ""),
    ("quarter|quarters|季度", Kind(YEARS), 1, 4, ""),
    ("year|years|yr|a|年|岁", Kind(YEARS), 1, 1, ""),
    ("°C|℃|摄氏度", Kind("temperature difference"), 1, 1, ""),
    ("bit", INFORMATION, 1, 1, SYMBOLS),
    ("B|byte|bytes", INFORMATION, 8, 1, "k M G T P E Z"),
    ("bps", Kind("data rate"), 1, 1, SYMBOLS),
    ("FLOPS", Kind("computing power"), 1, 1, "G T P E Z"),
    ("count", Kind(COUNT), 1, 1, ""),
    ("person|persons|people|人", Thing("person"), 1, 1, ""),
    ("household|households|户", Thing("household"), 1, 1, ""),
    ("vehicle|vehicles|辆", Thing("vehicle"), 1, 1, ""),
    ("元|人民币|RMB|yuan", Currency("CNY"), 1, 1, ""),
    ("美元|US$", Currency("USD"), 1, 1, ""),
    ("€|欧元", Currency("EUR"), 1, 1, ""),
    ("£|英镑", Currency("GBP"), 1, 1, ""),
    ("日元", Currency("JPY"), 1, 1, ""),
    ("港元", Currency("HKD"), 1, 1, ""),
];

/// Powers of ten of the prefixes named by [`ROWS`].
pub(super) const PREFIXES: &[(&str, i32)] = &[
    ("μ", -6),
    ("µ", -6),
    ("micro", -6),
    ("微", -6),
    ("m", -3),
    ("milli", -3),
    ("毫", -3),
    ("c", -2),
    ("centi", -2),
    ("厘", -2),
    ("h", 2),
    ("k", 3),
    ("kilo", 3),
    ("千", 3),
    ("M", 6),
    ("mega", 6),
    ("兆", 6),
    ("G", 9),
    ("giga", 9),
    ("吉", 9),
    ("T", 12),
    ("tera", 12),
    ("太", 12),
    ("P", 15),
    ("peta", 15),
    ("拍", 15),
    ("E", 18),
    ("exa", 18),
    ("Z", 21),
];

/// Words in front of a unit or after a currency, with their power of ten.
pub(super) const SCALE_WORDS: &[(&str, u32)] =
    &[("thousand", 3), ("million", 6), ("mn", 6), ("billion", 9), ("bn", 9), ("trillion", 12), ("tn", 12)];

/// Chinese multipliers that stand before any unit, longest first.
pub(super) const CHINESE_LARGE: &[(&str, u32)] = &[("万亿", 12), ("亿", 8), ("万", 4)];

/// Chinese multipliers that stand only before another multiplier or a known unit: 百货 is no hundred.
pub(super) const CHINESE_SMALL: &[(&str, u32)] = &[("千", 3), ("百", 2), ("十", 1)];

/// Spellings of a missing value, in lower case.
pub(super) const MISSING: &[&str] = &[
    "nan", "na", "n/a", "n.a.", "#n/a", "null", "none", "nil", "missing", "unknown", "tbd", "inf", "-inf",
    "infinity", "-", "--", "–", "—", "..", "...", "…", "?", "无", "暂无",
];

/// Symbols that stand for several units, with what to write instead.
pub(super) const AMBIGUOUS: &[(&str, &str)] = &[
    ("$", "write the three letters of the currency, such as USD or HKD"),
    ("dollar", "write the three letters of the currency, such as USD or HKD"),
    ("dollars", "write the three letters of the currency, such as USD or HKD"),
    ("¥", "write CNY or JPY"),
    ("ton", "write t for a metric tonne of 1000 kg"),
    ("tons", "write t for a metric tonne of 1000 kg"),
    ("tonnage", "write t for a metric tonne of 1000 kg"),
    ("times", "\"times more\" adds and \"times as much\" does not; write a percentage"),
    ("倍", "增长到 and 增长 differ by one time; write a percentage"),
    ("百分之", "write % after the number"),
];

/// The currencies of ISO 4217.
pub(super) const CURRENCIES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL \
    BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
    GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD \
    KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD \
    OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP \
    SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW";
