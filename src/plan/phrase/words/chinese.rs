//! The Chinese words.
//!
//! 以上, 以下 and 以内 include the number itself, 不满, 超过 and 以外 do not: article 205 of China's General Provisions of
//! the Civil Law (2017), kept in the Civil Code (2020), there article 1259 as recalled. Plans and statistics are read
//! by the same convention; no source was found that says they follow it.

use super::Comparing::{About, AtLeast, AtMost, EitherSide, Exactly, Over, Under};
use super::Meaning::{
    After, Aim, And, Average, Before, Coming, Cumulative, During, EarlierThan, End, Every, Fraction, From,
    In, Inside, Is, Lasting, Levels, Members, Multiple, Onwards, OverHalf, PartOfYear, PartsOf, PercentOf,
    Plan, PlusMinus, Small, Stop, Tenths, Than, Times, To, Until, Usual, YearlyAverage,
};
use super::Verb::{Add, Change, Fall, FallTo, Hold, Limit, Rate, Reach, Rise, RiseTo};
use super::{Bounds, Frequency, Meaning, Words, Writing};

pub(super) static CHINESE: Words = Words {
    vocabulary: VOCABULARY,
    counters: COUNTERS,
    numerals: &[
        ('〇', 0),
        ('零', 0),
        ('一', 1),
        ('二', 2),
        ('两', 2),
        ('三', 3),
        ('四', 4),
        ('五', 5),
        ('六', 6),
        ('七', 7),
        ('八', 8),
        ('九', 9),
        ('十', 10),
        ('百', 100),
        ('千', 1000),
        ('万', 10_000),
        ('亿', 100_000_000),
    ],
    year: Some('年'),
    time_follows: false,
    prices: &[
        ("(", "年价格)"),
        ("(按", "年价格)"),
        ("(按", "年价格计算)"),
        ("(", "年不变价)"),
        ("(按", "年不变价计算)"),
        ("(", "年可比价)"),
        ("(按", "年可比价计算)"),
    ],
    times_add: true,
    writing: Writing {
        levels: Bounds {
            at_least: "达到{}以上",
            over: "超过{}",
            at_most: "控制在{}以内",
            under: "低于{}",
            exactly: "等于{}",
            between: "为{}",
            about_or_more: "达到{}左右",
            about_or_less: "控制在{}左右",
            about_either: "为{}左右上下皆可",
        },
        sizes: Bounds {
            at_least: "{}以上",
            over: "超过{}",
            at_most: "{}以内",
            under: "低于{}",
            exactly: "等于{}",
            between: "{}",
            about_or_more: "{}左右及以上",
            about_or_less: "{}左右及以下",
            about_either: "{}左右上下皆可",
        },
        range: "至",
        space: " ",
        share_space: "",
        percentage_points: "个百分点",
        rise: "提高{}",
        fall: "降低{}",
        change: "变化{}",
        grow: "年均增长{}",
        shrink: "年均下降{}",
        grow_or_shrink: "年均变化{}",
        cumulative_rise: "累计提高{}",
        cumulative_fall: "累计降低{}",
        cumulative_change: "累计变化{}",
        sum: "累计{}",
        multiple: "基准的{}倍",
        multiple_from: "{0}的{1}倍",
        from: "比{}",
        from_usual: "比照常情景",
        aim: "{},力争{}",
        by: "到{}",
        within: "在{}",
        during: "{}期间",
        average: "{}期间平均",
        members: "{}",
        every: "自{1}至{2}每{0}",
        every_from: "自{1}起每{0}",
        year: "{}年",
        years: "{}—{}年",
        time_first: true,
        frequencies: &[
            (Frequency::Year, "年"),
            (Frequency::Half, "半年"),
            (Frequency::Quarter, "季度"),
            (Frequency::Month, "月"),
            (Frequency::Week, "周"),
            (Frequency::Day, "日"),
        ],
    },
};

/// Measure words; units written with them stand in texts of other languages too.
pub(super) const COUNTERS: &[&str] = &[
    "个", "家", "项", "件", "种", "座", "台", "套", "条", "人", "辆", "户", "名", "所", "次", "批", "处",
    "艘", "架", "级", "床", "张", "门", "类", "例", "起", "只", "头", "株", "间", "位",
];

const RISE: Meaning = Meaning::Verb(Rise);
const FALL: Meaning = Meaning::Verb(Fall);
const RISE_TO: Meaning = Meaning::Verb(RiseTo);
const FALL_TO: Meaning = Meaning::Verb(FallTo);
const REACH: Meaning = Meaning::Verb(Reach);
const HOLD: Meaning = Meaning::Verb(Hold);
const LIMIT: Meaning = Meaning::Verb(Limit);
const ADD: Meaning = Meaning::Verb(Add);
const RATE: Meaning = Meaning::Verb(Rate);

#[rustfmt::skip]
const VOCABULARY: &[(&str, Meaning)] = &[
    // Bounds in front of the number.
    ("不低于", Before(AtLeast)), ("不少于", Before(AtLeast)), ("不小于", Before(AtLeast)), ("不下于", Before(AtLeast)),
    ("至少", Before(AtLeast)), ("最少", Before(AtLeast)), ("≥", Before(AtLeast)), (">=", Before(AtLeast)),
    ("超过", Before(Over)), ("超", Before(Over)), ("大于", Before(Over)), ("高于", Before(Over)), ("多于", Before(Over)),
    ("突破", Before(Over)), ("逾", Before(Over)), (">", Before(Over)),
    ("不超过", Before(AtMost)), ("不超", Before(AtMost)), ("不高于", Before(AtMost)), ("不大于", Before(AtMost)),
    ("不多于", Before(AtMost)), ("不突破", Before(AtMost)), ("至多", Before(AtMost)), ("最多", Before(AtMost)),
    ("≤", Before(AtMost)), ("<=", Before(AtMost)),
    ("低于", Before(Under)), ("少于", Before(Under)), ("小于", Before(Under)), ("不足", Before(Under)),
    ("不到", Before(Under)), ("不满", Before(Under)), ("未满", Before(Under)), ("<", Before(Under)),
    ("等于", Before(Exactly)), ("恰为", Before(Exactly)),
    ("约", Before(About)), ("大约", Before(About)), ("约为", Before(About)), ("大概", Before(About)), ("近", Before(About)),
    ("接近", Before(About)), ("将近", Before(About)), ("≈", Before(About)),
    // Bounds after the number.
    ("以上", After(AtLeast)), ("及以上", After(AtLeast)), ("或以上", After(AtLeast)), ("以下", After(AtMost)),
    ("及以下", After(AtMost)), ("或以下", After(AtMost)), ("以内", After(AtMost)), ("之内", After(AtMost)),
    ("左右", After(About)), ("上下", After(About)), ("上下皆可", After(EitherSide)),
    // What happens to the value.
    ("提高", RISE), ("提升", RISE), ("增长", RISE), ("增加", RISE), ("上升", RISE), ("扩大", RISE), ("上涨", RISE),
    ("升高", RISE), ("增幅", RISE),
    ("降低", FALL), ("下降", FALL), ("减少", FALL), ("压减", FALL), ("缩减", FALL), ("缩短", FALL), ("削减", FALL),
    ("下调", FALL), ("降幅", FALL), ("压缩", FALL),
    ("增至", RISE_TO), ("增到", RISE_TO), ("升至", RISE_TO), ("升到", RISE_TO), ("降至", FALL_TO), ("降到", FALL_TO),
    ("减至", FALL_TO), ("减到", FALL_TO),
    ("变化", Meaning::Verb(Change)), ("增速", RATE), ("增长率", RATE), ("增长速度", RATE),
    ("达到", REACH), ("达", REACH), ("达至", REACH), ("实现", REACH), ("完成", REACH), ("建成", REACH), ("培育", REACH),
    ("建设", REACH), ("打造", REACH), ("形成", REACH), ("新建", REACH),
    ("控制在", LIMIT), ("限制在", LIMIT), ("保持在", HOLD), ("稳定在", HOLD), ("维持在", HOLD), ("保持", HOLD), ("维持", HOLD),
    ("新增", ADD), ("净增", ADD), ("创造", ADD),
    // Parts and multiples.
    ("分之", PartsOf), ("百分之", PercentOf), ("成", Tenths), ("一半", Fraction(1, 2)), ("半数", Fraction(1, 2)),
    ("过半", OverHalf), ("倍", Times), ("翻番", Multiple(2)), ("翻一番", Multiple(2)), ("翻了一番", Multiple(2)),
    ("翻倍", Multiple(2)), ("翻一倍", Multiple(2)), ("翻两番", Multiple(4)), ("翻二番", Multiple(4)),
    ("翻了两番", Multiple(4)), ("翻三番", Multiple(8)), ("±", PlusMinus), ("正负", PlusMinus),
    // Every member of a group.
    ("各省", Members("province")), ("每个省", Members("province")), ("各省份", Members("province")), ("各地区", Members("region")), ("每个地区", Members("region")), ("各市", Members("city")), ("各城市", Members("city")), ("每个城市", Members("city")), ("各县", Members("county")), ("每个县", Members("county")), ("各区", Members("district")), ("每个区", Members("district")), ("各国", Members("country")), ("每个国家", Members("country")), ("各区域", Members("region")), ("各市场", Stop), ("各国有", Stop), ("各城市群", Stop), ("各县域", Stop), ("各行业", Members("sector")), ("每个行业", Members("sector")),
    // Times.
    ("到", To), ("至", To), ("截至", Until), ("不迟于", Until), ("不晚于", Until), ("截止", Until), ("截止到", Until), ("从", From), ("自", From), ("由", From),
    ("在", In), ("于", In), ("和", And), ("与", And), ("及", And), ("、", And), ("或", And), ("比", Than), ("较", Than),
    ("同比", Stop), ("底", End), ("末", End), ("年底", End), ("年末", End), ("末期", End), ("期末", End), ("前", EarlierThan),
    ("之前", EarlierThan), ("以前", EarlierThan), ("期间", Lasting), ("时期", Lasting), ("间", Lasting), ("年间", Lasting),
    ("起", Onwards), ("以来", Onwards), ("开始", Onwards), ("水平", Levels), ("相比", Levels), ("基础上", Levels),
    ("基准", Levels), ("基期", Levels),
    ("照常情景", Usual(None)), ("常规情景", Usual(None)), ("基准情景", Usual(None)), ("照常发展情景", Usual(None)),
    ("未来", Coming), ("今后", Coming), ("接下来", Coming), ("过去", Coming), ("内", Inside),
    ("每年", Every(Frequency::Year)), ("每半年", Every(Frequency::Half)), ("每季度", Every(Frequency::Quarter)),
    ("每月", Every(Frequency::Month)), ("每周", Every(Frequency::Week)), ("每日", Every(Frequency::Day)),
    ("每天", Every(Frequency::Day)), ("平均", Average), ("年均", YearlyAverage), ("年平均", YearlyAverage), ("平均每年", YearlyAverage),
    ("上半年", PartOfYear(Frequency::Half, 1)), ("下半年", PartOfYear(Frequency::Half, 2)), ("年中", PartOfYear(Frequency::Half, 1)),
    ("一季度", PartOfYear(Frequency::Quarter, 1)), ("二季度", PartOfYear(Frequency::Quarter, 2)), ("三季度", PartOfYear(Frequency::Quarter, 3)),
    ("四季度", PartOfYear(Frequency::Quarter, 4)), ("第一季度", PartOfYear(Frequency::Quarter, 1)), ("第二季度", PartOfYear(Frequency::Quarter, 2)),
    ("第三季度", PartOfYear(Frequency::Quarter, 3)), ("第四季度", PartOfYear(Frequency::Quarter, 4)),
    ("累计", Cumulative), ("合计", Cumulative), ("共计", Cumulative), ("贯穿", During),
    ("十二五", Plan(2011, 2015)), ("十三五", Plan(2016, 2020)), ("十四五", Plan(2021, 2025)), ("十五五", Plan(2026, 2030)),
    ("第十四个五年规划", Plan(2021, 2025)), ("第十五个五年规划", Plan(2026, 2030)),
    // Words between others, and words that look like one of these.
    ("的", Small), ("了", Small), ("为", Is), ("是", Is), ("“", Small), ("”", Small), ("\"", Small), ("「", Small),
    ("」", Small), ("原来", Small), ("继续", Small), ("再", Small), ("力争", Aim), ("分别", Small), ("规划", Small),
    ("发达", Stop), ("表达", Stop), ("到达", Stop), ("近年", Stop), ("超低", Stop), ("超大", Stop), ("超高", Stop), ("成本", Stop),
    ("成熟", Stop), ("成果", Stop), ("成为", Stop), ("成立", Stop), ("比重", Stop), ("比例", Stop), ("比率", Stop), ("占比", Stop),
    ("内部", Stop), ("内容", Stop), ("前沿", Stop), ("末端", Stop), ("由于", Stop), ("自主", Stop), ("自动", Stop), ("约束", Stop),
    ("起步", Stop), ("存在", Stop), ("对于", Stop), ("关于", Stop), ("较大", Stop), ("较高", Stop), ("及时", Stop), ("以及", And),
    ("和谐", Stop), ("甚至", And), ("达标", Stop), ("间接", Stop), ("时间", Stop), ("空间", Stop), ("附近", Stop),
];
