"""How the records of tests/data/facts.json become plans: one entry a plan, one line a goal. Data, no code.

A goal is `(records, id, requirement, more)`. `records` names goals of the collection (`G-...`) or rows of its tables
(`T-DE14/3`, counted from 1). The requirement is `indicator | target` (several with ` & `), or a word for goals without
a number. Numbers stand in the unit of the record, so that a test can compare them as written.
Choices that a wording leaves open are said in `note`.
"""

RECALLED = "recalled"
# (English name, Chinese name, unit, kind, further fields); timing follows from the kind unless given.
PERCENT = {"limits": {"lower": "0", "upper": "100"}}

INDICATORS = {
    # The outline of the 14th and of the 15th plan
    "gdp.growth": ("GDP growth", "国内生产总值增长", "%", "change-on-year", {}),
    "labour-productivity.growth": ("Overall labour productivity growth", "全员劳动生产率增长", "%", "change-on-year", {}),
    "urbanization": ("Urbanization rate of permanent residents", "常住人口城镇化率", "%", "ratio", {"timing": "end", **PERCENT}),
    "rd.spending.growth": ("Growth of nationwide R&D spending", "全社会研发经费投入增长", "%", "change-on-year", {}),
    "rd.intensity": ("R&D spending in GDP", None, "%", "ratio", {}),
    "digital.core.share": ("Core digital economy industries in GDP", "数字经济核心产业增加值占GDP比重", "%", "ratio", PERCENT),
    "income.growth": ("Growth of per capita disposable income", "居民人均可支配收入增长", "%", "change-on-year", {}),
    "education.years": ("Average years of education of the working-age population", "劳动年龄人口平均受教育年限", "years", "level", {"timing": "during"}),
    "physicians": ("Licensed (assistant) physicians", "每千人口拥有执业（助理）医师数", "physicians/1000 persons", "ratio", {"timing": "end"}),
    "nurses": ("Registered nurses", None, "nurses/1000 persons", "ratio", {"timing": "end"}),
    "pension.coverage": ("Basic pension insurance coverage", "基本养老保险参保率", "%", "ratio", {"timing": "end", **PERCENT}),
    "nursery.places": ("Nursery places for under-3s", "每千人口拥有3岁以下婴幼儿托位数", "places/1000 persons", "ratio", {"timing": "end"}),
    "nursery.enrolment": ("Nursery enrolment of under-3s", None, "%", "ratio", PERCENT),
    "care-beds.nursing": ("Nursing-type beds in care homes", None, "%", "ratio", {"timing": "end", **PERCENT}),
    "air.good-days": ("Days with good air quality, cities at prefecture level and above", "地级及以上城市空气质量优良天数比率", "%", "ratio", PERCENT),
    "water.class-3": ("Surface water at or better than Class III", "地表水达到或好于Ⅲ类水体比例", "%", "ratio", PERCENT),
    "forest.coverage": ("Forest coverage", "森林覆盖率", "%", "ratio", {"timing": "end", **PERCENT}),
    "energy.capacity": ("Overall energy production capacity", "能源综合生产能力", "亿吨标准煤", "level", {"timing": "during"}),
    # Smart manufacturing, 13th plan; Made in China 2025
    "sm.design-tools": ("Digital R&D and design tools, firms in key fields", "数字化研发设计工具普及率", "%", "ratio", {"timing": "end", **PERCENT}),
    "sm.numerical-control": ("Numerically controlled key processes", "关键工序数控化率", "%", "ratio", {"timing": "end", **PERCENT}),
    "sm.digital-workshops": ("Digital workshops and intelligent factories", "数字化车间/智能工厂普及率", "%", "ratio", {"timing": "end", **PERCENT}),
    "manufacturing.rd.share": ("Internal R&D spending in main business revenue, manufacturers above designated size", None, "%", "ratio", PERCENT),
    "manufacturing.patents": ("Valid invention patents per 100 million yuan of main business revenue", None, "件/亿元", "ratio", {"timing": "end"}),
    "manufacturing.quality": ("Manufacturing quality competitiveness index", None, "index", "index", {}),
    "manufacturing.value-added.rate": ("Manufacturing value-added rate", None, "%", "ratio", {}),
    "manufacturing.productivity.growth": ("Growth of manufacturing labour productivity", None, "%", "change-on-year", {}),
    "broadband": ("Broadband penetration", None, "%", "ratio", {"timing": "end", **PERCENT}),
    "industry.energy-intensity": ("Energy per unit of industrial value added, index", None, "index", "ratio", {}),
    "industry.co2-intensity": ("CO2 per unit of industrial value added, index", None, "index", "ratio", {}),
    "industry.water-intensity": ("Water per unit of industrial value added, index", None, "index", "ratio", {}),
    "industry.waste-use": ("Comprehensive utilization of industrial solid waste", None, "%", "ratio", PERCENT),
    "core-components.domestic": ("Domestic share of basic core components and key materials", None, "%", "ratio", PERCENT),
    # Storage and energy
    "storage.investment": ("Direct investment in storage projects", "项目直接投资", "billion CNY", "flow", {"limits": {"lower": "0"}}),
    "storage.new-type.additions": ("Newly installed new-type storage", "新增装机容量", "GW", "flow", {"limits": {"lower": "0"}}),
    "storage.new-type.lithium-share": ("Lithium-ion share of new-type storage", None, "%", "ratio", {"timing": "end", **PERCENT}),
    "pumped-hydro.capacity": ("Pumped hydro in operation", "抽水蓄能装机容量", "GW", "level", {}),
    "pumped-hydro.construction": ("Pumped hydro under construction", "抽水蓄能在建", "GW", "level", {}),
    "oil.output": ("Crude oil output", None, "Mt", "flow", {}),
    "gas.output": ("Natural gas output", None, "bcm", "flow", {}),
    "non-fossil.energy.share": ("Non-fossil share of energy consumption", None, "%", "ratio", PERCENT),
    "non-fossil.generation.share": ("Non-fossil share of generation", None, "%", "ratio", PERCENT),
    "electricity.final-share": ("Electricity share of final energy", None, "%", "ratio", PERCENT),
    "power.flexible-share": ("Flexible power sources in capacity", None, "%", "ratio", {"timing": "end", **PERCENT}),
    "power.demand-response": ("Demand-side response in maximum load", None, "%", "ratio", {"better": "up", **PERCENT}),
    "energy.rd.growth": ("Energy R&D spending growth", None, "%", "change-on-year", {}),
    "energy.technologies": ("Fields with key technology breakthroughs", None, "fields", "count", {"step": "1"}),
    "renewables.generation": ("Renewable generation", "可再生能源年发电量", "TWh", "flow", {}),
    "electricity.consumption": ("Electricity consumption of society", "全社会用电量", "TWh", "flow", {}),
    "renewables.increment-share": ("Renewable generation in the increase of electricity consumption since 2020", None, "%", None,
        {"derived": {"share_of_increment": {"part": "renewables.generation", "whole": "electricity.consumption", "since": "2020"}}}),
    "renewables.consumption": ("Renewable energy consumption", "可再生能源消费总量", "billion tce", "flow", {}),
    "renewables.primary-share": ("Renewables in primary energy consumption", None, "%", "ratio", PERCENT),
    "renewables.quota": ("Renewable electricity consumption responsibility, total", "可再生能源电力总量消纳责任权重", "%", "ratio", PERCENT),
    "renewables.quota.non-hydro": ("Renewable electricity consumption responsibility, without hydro", "非水电消纳责任权重", "%", "ratio", PERCENT),
    "wind-solar.generation": ("Wind and solar generation", "风电和太阳能发电量", "TWh", "flow", {}),
    "renewables.non-electric": ("Renewables used other than as electricity", "非电利用规模", "Mtce", "flow", {}),
    # Robots
    "robotics.revenue": ("Revenue of the robotics industry", "机器人产业营业收入", "billion CNY", "flow", {}),
    "robots.density": ("Manufacturing robot density", "制造业机器人密度", "robots/10000 workers", "ratio", {"timing": "end"}),
    "robotics.clusters": ("Robotics clusters of international weight", "有国际影响力的产业集群", "clusters", "count", {"step": "1"}),
    # Digital economy and informatization
    "ipv6.users": ("IPv6 active users", None, "亿户", "count", {}),
    "gigabit.users": ("Gigabit broadband users", None, "万户", "count", {}),
    "software.revenue": ("Software and IT services industry", None, "万亿元", "flow", {}),
    "platforms.penetration": ("Industrial internet platform application penetration", None, "%", "ratio", {"timing": "end", **PERCENT}),
    "online-retail": ("National online retail sales", None, "万亿元", "flow", {}),
    "e-commerce": ("E-commerce transactions", None, "万亿元", "flow", {}),
    "online-services.users": ("Real-name users of online government services", None, "亿人", "count", {}),
    "digital-china.index": ("Digital China development index", None, "index", "index", {}),
    "internet.users": ("Internet users", None, "亿人", "count", {}),
    "5g.penetration": ("5G user penetration", None, "%", "ratio", {"timing": "end", **PERCENT}),
    "it.patents": ("New-generation IT invention patents", None, "件/10000 persons", "ratio", {"timing": "end"}),
    "it.investment-share": ("IT projects in total fixed-asset investment", None, "%", "ratio", PERCENT),
    "electronics.rd.intensity": ("R&D intensity, computers, communication and electronics", None, "%", "ratio", PERCENT),
    "high-tech.firms": ("High-tech enterprises", None, "万家", "count", {}),
    "firms.digital-links": ("Enterprises with key business links fully digitalised", None, "%", "ratio", {"timing": "end", **PERCENT}),
    "equipment.on-cloud": ("Industrial equipment on cloud", None, "%", "ratio", {"timing": "end", **PERCENT}),
    "firms.on-platform": ("Industrial firms registered on a digital transformation platform", None, "%", "ratio", {"timing": "end", **PERCENT}),
    # Plan report of 2018
    "grain.output": ("Grain output", None, "Mt", "flow", {}),
    "electricity.generated": ("Electricity generated", None, "TWh", "flow", {}),
    "retail.growth": ("Growth of retail sales", None, "%", "change-on-year", {}),
    "cpi": ("Consumer price index, year before = 100", None, "index", "index", {}),
    "trade.growth": ("Growth of imports and exports of goods", None, "%", "change-on-year", {}),
    "foreign-investment": ("Foreign direct investment", None, "billion USD", "flow", {}),
    "foreign-debt": ("Long- and medium-term foreign debt", None, "billion USD", "level", {"better": "down"}),
    "government.expenditure.growth": ("Growth of government expenditure", None, "%", "change-on-year", {}),
    "fiscal.balance": ("Fiscal balance", None, "trillion CNY", "flow", {}),
    "m2.growth": ("Growth of broad money M2", None, "%", "change-on-year", {"better": "up"}),
    # 12th plan
    "jobs.urban.new": ("New urban jobs", None, "million jobs", "flow", {"limits": {"lower": "0"}}),
    "unemployment.registered": ("Registered urban unemployment", None, "%", "ratio", PERCENT),
    "services.share": ("Services share of GDP", None, "%", "ratio", PERCENT),
    "patents": ("Invention patents", None, "patents/10000 persons", "ratio", {"timing": "end"}),
    "water.intensity.change": ("Yearly reduction of water per industrial value added", None, "%", "change-on-year", {"sign": "reduction"}),
    "forest.stock": ("Forest stock", None, "million m3", "level", {}),
    "farmland": ("Farmland reserve", None, "billion 亩", "level", {}),
    "population": ("Population", None, "billion persons", "level", {}),
    "minimum-wage.growth": ("Growth of minimum wages", None, "%", "change-on-year", {}),
    "social-housing": ("Social housing built", None, "million apartments", "flow", {"limits": {"lower": "0"}}),
}

TITLES = {
    "T-FYP12": "12th Five-Year Plan (2011-2015), key targets of the draft",
    "T-NPC2018": "National economic and social development targets of 2018, with the results reported by the government",
}

# Goals whose plan was written by hand: `examples/data/plans/PLAN.toml`.
BY_HAND = {
    "cn-smart-manufacturing-2021-draft": "G-SEED-SM-1 equipment, G-SEED-SM-2 software, G-SEED-SM-3 competitive, G-SEED-SM-4 technologies, "
        "G-SEED-SM-5 maturity-2, G-SEED-SM-6 quality, G-SEED-SM-7 resources, G-SM14D-L3-IND maturity-3-industries, "
        "G-SM14D-L3-REG maturity-3-regions, G-SM14D-SUP suppliers, G-SM14D-STD standards, G-SM14D-PLT platforms, G-SM14D-2035 vision-2035",
    "cn-smart-manufacturing-2021": "G-SM14F-DIG digitalised, G-SM14F-FAC factories, G-SM14F-EQ equipment, G-SM14F-SW software, "
        "G-SM14F-SUP suppliers, G-SM14F-STD standards, G-SM14F-PLT platforms, G-SM14F-MAT maturity",
    "cn-hainan-negative-list-2020": "G-SEED-HN-1 shorter-list",
    "cn-hainan-market-access-2021": "G-SEED-HN-2 healthcare, G-SEED-HN-3 finance, G-SEED-HN-4 automotive, G-SEED-HN-5 aerospace",
    "cn-brief-2021-04": "G-SEED-HN-6 globally-influential-port, G-SEED-HN-7 know-how, G-SEED-ES-1 electrochemical-30gw, "
        "G-SEED-NEV-1 nev-either-or, G-SEED-IP-1 review-times",
    "cn-storage-2021-draft": "G-SEED-ES-2 storage-quality, G-SEED-ES-3 storage-indigenous, G-ESD-30 storage-30gw, G-ES-2030 storage-market-2030",
    "cn-storage-2021": "G-ESF-30 storage-30gw",
    "cn-renewables-2021": "G-SEED-RE-1 over-half-expected, G-NEA-RE50 over-half",
    "cn-aerospace-2021": "G-SEED-AERO-1 components, G-SEED-AERO-2 talent",
    "cn-nev-2019-draft": "G-NEVD-25 share, G-NEVD-ICV connected, G-NEVD-PHEV hybrid-fuel-use, G-NEVD-PUBLIC public-fleets",
    "cn-nev-2020": "G-NEVF-20 share, G-NEVF-KWH electricity-use, G-NEVF-PUBLIC public-fleets, G-NEVF-2035 vision-2035",
}

# Rows that several goals share, in the order of their columns.
ROWS_BY_GOALS = {
    "T-SM14/1": "cn-smart-manufacturing-2016/equipment cn-smart-manufacturing-2021-draft/equipment cn-smart-manufacturing-2021/equipment",
    "T-SM14/2": "cn-smart-manufacturing-2016/software cn-smart-manufacturing-2021-draft/software cn-smart-manufacturing-2021/software",
    "T-SM14/3": "cn-smart-manufacturing-2021-draft/maturity-2 cn-smart-manufacturing-2021/maturity",
    "T-SM14/4": "cn-smart-manufacturing-2021-draft/maturity-3-industries cn-smart-manufacturing-2021-draft/maturity-3-regions",
    "T-SM14/5": "cn-smart-manufacturing-2021-draft/vision-2035 cn-smart-manufacturing-2021/digitalised",
    "T-SM14/6": "cn-smart-manufacturing-2021/factories",
    "T-SM14/7": "cn-smart-manufacturing-2016/suppliers cn-smart-manufacturing-2021-draft/suppliers cn-smart-manufacturing-2021/suppliers",
    "T-SM14/8": "cn-smart-manufacturing-2016/standards cn-smart-manufacturing-2021-draft/standards cn-smart-manufacturing-2021/standards",
    "T-SM14/9": "cn-smart-manufacturing-2021-draft/platforms cn-smart-manufacturing-2021/platforms",
    "T-SM14/10": "cn-smart-manufacturing-2021-draft/vision-2035",
}

# The label that the text read does not name, as recalled; two are in line and two lag, by elimination.
LABELS_RECALLED = {"FYP14-12": "lagging", "FYP14-13": "basically in line", "FYP14-16": "lagging", "FYP14-19": "basically in line"}


def base(value, period, source=RECALLED, note=None, series=None):
    return {"baseline": {k: v for k, v in [("value", value), ("period", period), ("series", series), ("source", source), ("note", note)] if v}}


def row(table, numbers):
    """Goals of a table whose rows need no words of their own: `ROW id indicator | target | baseline`."""
    goals = []
    for line in numbers.strip().splitlines():
        number, name, rest = line.strip().split(" ", 2)
        parts = [part.strip() for part in rest.split("|")]
        start = [part for part in parts if " @ " in part]
        more = base(*start[0].split(" @ "), source=None) if start else {}
        goals.append(([f"{table}/{number}"], name, " | ".join(part for part in parts if part not in start), more))
    return goals


PLANS = [
    {"id": "cn-14fyp-main-indicators-2021", "fact": "P-FYP14", "table": "T-FYP14", "suffix": ": the 20 main indicators",
     "note": "The table as a whole is recalled, unverified; the source of each goal confirms its target, where one was found. [x] in the table is a five-year total.",
     "goals": [
        (["T-FYP14/1"], "gdp", "tbd", {"note": "Kept within a reasonable range; a number is set each year."}),
        (["T-FYP14/2"], "labour-productivity", "labour-productivity.growth | > @gdp.growth average 2021..2025", {"note": "In the column of yearly averages and totals, hence averaged over the five years."}),
        (["T-FYP14/3"], "urbanization", "urbanization | >= 65 % by 2025", base("60.6 %", "2019")),
        (["T-FYP14/4"], "rd-spending", "tiers: commit rd.spending.growth | growth > 7 %/year over 2021..2025 & stretch rd.intensity | > average of 2016..2020 by 2025",
            {"note": "The intensity is to be striven for (力争): above what the 13th plan reached."}),
        (["T-FYP14/5"], "patents", "patents.high-value | >= 12 patents/10000 persons by 2025", base("6.3 patents/10000 persons", "2020-12-31", "studyofnet-395101513", series="as-reported")),
        (["T-FYP14/6"], "digital-core", "digital.core.share | >= 10 % by 2025", base("7.8 %", "2020", "oeeee-20220112")),
        (["T-FYP14/7"], "income", "income.growth | ~>= @gdp.growth + 0.0 pp average 2021..2025", {"note": "Basically in step with GDP: read as not noticeably below it."}),
        (["T-FYP14/8"], "unemployment", "unemployment.urban | < 5.5 % every year 2021..2025", {"note": "The table as recalled says <5.5, the confirming source within 5.5: at exactly 5.5 the two differ."}),
        (["T-FYP14/9"], "education", "education.years | >= 11.3 years by 2025", base("10.8 years", "2020")),
        (["T-FYP14/10"], "physicians", "physicians | >= 3.2 physicians/1000 persons by 2025", base("2.9 physicians/1000 persons", "2020-12-31")),
        (["T-FYP14/11"], "pension", "pension.coverage | >= 95 % by 2025", base("91 %", "2020-12-31")),
        (["T-FYP14/12"], "nursery", "nursery.places | >= 4.5 places/1000 persons by 2025", base("1.8 places/1000 persons", "2020-12-31", "nursery-repo")),
        (["T-FYP14/13"], "life-expectancy", "life-expectancy | change >= +1 years from 2019 by 2025", base("77.3 years", "2019", "wenda-lifeexp", series="as-reported")),
        (["T-FYP14/14"], "energy-intensity", "energy.intensity.change | change <= -13.5 % cumulative over 2021..2025", {"series": ["nbs_as_published"]}),
        (["T-FYP14/15"], "co2-intensity", "co2.intensity.change | change <= -18 % cumulative over 2021..2025", {"series": ["nbs"]}),
        (["T-FYP14/16"], "air", "air.good-days | >= 87.5 % by 2025", base("87 %", "2020", note="lifted by the pandemic above normal years (recalled, unverified)")),
        (["T-FYP14/17"], "water", "water.class-3 | >= 85 % by 2025", base("83.4 %", "2020", note="lifted by the pandemic above normal years (recalled, unverified)")),
        (["T-FYP14/18"], "forest", "forest.coverage | >= 24.1 % by 2025", base("23.2 %", "2019-12-31")),
        (["T-FYP14/19"], "grain", "grain.capacity | > 6.5 亿吨 every year 2021..2025", {"note": "A floor of every year. Over or at least 6.5: sources differ."}),
        (["T-FYP14/20"], "energy-capacity", "energy.capacity | > 46 亿吨标准煤 by 2025", {"note": "Over or at least 46: sources differ."}),
     ]},
    {"id": "cn-15fyp-2026", "fact": "P-FYP15", "table": "T-FYP15", "suffix": ": the main indicators seen",
     "note": "Ten of the 20 indicators were seen, six of them in the draft reported on 5 March 2026. No baselines were seen.",
     "goals": [(["T-FYP15/1"], "gdp", "tbd", {"note": "Kept within a reasonable range; a number is set each year."})] + row("T-FYP15", """
        2 rd-spending rd.spending.growth | growth >= 7 %/year over 2026..2030
        3 digital-core digital.core.share | >= 12.5 % by 2030
        4 co2-intensity co2.intensity.change | change <= -17 % cumulative over 2026..2030
        5 education education.years | >= 11.7 years by 2030
        6 life-expectancy life-expectancy | >= 80 years by 2030
        7 physicians physicians | >= 3.7 physicians/1000 persons by 2030
        8 nurses nurses | >= 5.1 nurses/1000 persons by 2030
        9 care-beds care-beds.nursing | >= 73 % by 2030
             """) + [(["T-FYP15/10"], "nursery", "nursery.enrolment | change >= +6 pp from 2025 by 2030", {"note": "The base is taken to be the end of the plan before."})]},
    {"id": "cn-made-in-china-2015", "fact": "P-MIC2025", "table": "T-MIC2025", "suffix": ": main indicators for 2020 and 2025",
     "note": "Unverified: every indicator, number and baseline is recalled, except core-components (found).",
     "goals": row("T-MIC2025", """
        1 rd-share phased: manufacturing.rd.share ; >= 1.26 % by 2020 & >= 1.68 % by 2025 | 0.95 % @ 2015
        2 patents phased: manufacturing.patents ; >= 0.70 件/亿元 by 2020 & >= 1.10 件/亿元 by 2025 | 0.44 件/亿元 @ 2015-12-31
        3 quality-index phased: manufacturing.quality ; >= 84.5 index by 2020 & >= 85.5 index by 2025 | 83.5 index @ 2015
        4 value-added-rate phased: manufacturing.value-added.rate ; change >= +2 pp from 2015 by 2020 & change >= +4 pp from 2015 by 2025
        5 labour-productivity phased: manufacturing.productivity.growth ; growth ~>= 7.5 %/year over 2016..2020 & growth ~>= 6.5 %/year over 2021..2025
        6 broadband phased: broadband ; >= 70 % by 2020 & >= 82 % by 2025 | 50 % @ 2015-12-31
        7 design-tools phased: sm.design-tools ; >= 72 % by 2020 & >= 84 % by 2025 | 58 % @ 2015-12-31
        8 numerical-control phased: sm.numerical-control ; >= 50 % by 2020 & >= 64 % by 2025 | 33 % @ 2015-12-31
        9 energy phased: industry.energy-intensity ; change <= -18 % from 2015 by 2020 & change <= -34 % from 2015 by 2025
        10 co2 phased: industry.co2-intensity ; change <= -22 % from 2015 by 2020 & change <= -40 % from 2015 by 2025
        11 water phased: industry.water-intensity ; change <= -23 % from 2015 by 2020 & change <= -41 % from 2015 by 2025
        12 solid-waste phased: industry.waste-use ; >= 73 % by 2020 & >= 79 % by 2025 | 65 % @ 2015
     """) + [([], "core-components", "phased: core-components.domestic ; >= 40 % by 2020 & >= 70 % by 2025",
        {"source": "chinawaterrisk-mic", "wording": {"en": "40 % (2020) and 70 % (2025) of basic core components and key materials"}, "note": "The headline beside the table of indicators."})]},
    {"id": "cn-smart-manufacturing-2016", "fact": "P-SM13", "goals": [
        (["G-SM13-EQ"], "equipment", "sm.equipment.supply | > 50 % by 2020", {"series": ["merics_brief"], "note": "The brief alone gives a value of 2020; the ministry's first is of 2021."}),
        (["G-SM13-SW"], "software", "sm.software.supply | > 30 % by 2020", {"note": "Core supporting software here, industrial software in the next plan."}),
        (["G-SM13-SUP"], "suppliers", "sm.suppliers | >= 40 suppliers by 2020", {"scope": "main-business revenue over CNY 1 billion"}),
        (["G-SM13-STD"], "standards", "sm.standards | >= 200 standards by 2020", {}),
        (["G-SM13-RDTOOL"], "design-tools", "sm.design-tools | > 70 % by 2020", {}),
        (["G-SM13-CNC"], "numerical-control", "sm.numerical-control | > 50 % by 2020", {}),
        (["G-SM13-FACT"], "digital-workshops", "sm.digital-workshops | > 20 % by 2020", {}),
    ]},
    {"id": "cn-storage-implementation-2022", "fact": "P-ES-14IMPL", "note": "No GW target; only a cost target.", "goals": [
        (["G-ESI-COST"], "cost", "statement", {"note": "Down by 30 % or more; the text read names no base year, so that there is nothing to measure it from."}),
    ]},
    {"id": "cn-energy-saving-2024", "fact": "P-ECC-2425", "note": "Unverified: the storage target is recalled; that the plan exists, and its other targets, were found.", "goals": [
        (["G-ECC-40"], "storage-40gw", "storage.new-type.power | > 40 GW by 2025", {"note": "Unverified: recalled. It would raise cn-storage-2021/storage-30gw; that goal is left as it is."}),
    ]},
    {"id": "cn-storage-2025", "fact": "P-ES-2527", "indicators": ["storage.new-type.lithium-share"], "goals": [
        (["G-ES27-180"], "storage-180gw", "storage.new-type.power | >= 180 GW by 2027", {}),
        (["G-ES27-INV"], "investment", "storage.investment | ~>= 250 billion CNY over 2025..2027", {}),
        (["G-ES27-ADD"], "additions", "storage.new-type.additions | sum > 100 GW over 2025..2027", {"commitment": "projection", "note": "预计, expected: not a goal."}),
    ]},
    {"id": "cn-energy-system-2022", "fact": "P-MES14", "table": "T-MES14",
     "note": "Rows without a found source are recalled, unverified (source recalled).",
     "goals": row("T-MES14", """
        1 energy-capacity energy.capacity | >= 4.6 billion tce by 2025
        2 oil oil.output | >= 200 Mt by 2025
        3 gas gas.output | >= 230 bcm by 2025
        4 power-capacity generation.capacity | ~>= 3.0 TW by 2025
        5 co2-intensity co2.intensity.change | change <= -18 % cumulative over 2021..2025
        6 non-fossil-share non-fossil.energy.share | ~>= 20 % by 2025
        7 non-fossil-generation non-fossil.generation.share | ~>= 39 % by 2025
        8 electricity-share electricity.final-share | ~>= 30 % by 2025
        9 energy-intensity energy.intensity.change | change <= -13.5 % cumulative over 2021..2025
        10 flexible-power power.flexible-share | ~>= 24 % by 2025
        11 demand-response power.demand-response | 3..5 % by 2025
     """) + [
        (["T-MES14/12", "G-MES-PHS"], "pumped-hydro", "all_of: pumped-hydro.capacity | >= 62 GW by 2025 & pumped-hydro.construction | ~>= 60 GW by 2025", {"commitment": "aim"}),
     ] + row("T-MES14", """
        13 energy-research energy.rd.growth | growth > 7 %/year over 2021..2025
        14 technologies energy.technologies | ~>= 50 fields by 2025
     """)},
    {"id": "cn-renewable-energy-2022", "fact": "P-RE14", "indicators": ["renewables.generation", "electricity.consumption"], "goals": [
        (["G-RE-GEN", "T-RE14/2"], "generation", "renewables.generation | ~>= 3300 TWh by 2025", {}),
        (["G-RE-CONS", "T-RE14/1"], "consumption", "renewables.consumption | ~>= 1.0 billion tce by 2025", {}),
        (["G-RE-SHARE", "T-RE14/1"], "primary-share", "renewables.primary-share | ~>= 18 % by 2025", {}),
        (["G-RE-RPS", "T-RE14/5"], "quota", "renewables.quota | ~>= 33 % by 2025", {}),
        (["G-RE-RPSNH", "T-RE14/5"], "quota-non-hydro", "renewables.quota.non-hydro | ~>= 18 % by 2025", {}),
        (["G-RE-WS", "T-RE14/4"], "wind-solar", "wind-solar.generation | >= x2 from 2020 by 2025", {"note": "Doubled (翻倍): at least twice the level of 2020, which the text read does not print."}),
        (["G-RE-INCR", "T-RE14/3"], "increment", "renewables.increment-share | > 50 % by 2025", {"note": "Over the five years together: the increase since 2020, at its end."}),
        (["G-RE-NONEL", "T-RE14/6"], "non-electric", "renewables.non-electric | >= 60 Mtce by 2025", {}),
        (["T-RE14/7"], "utilization", "statement", {}),
    ]},
    {"id": "cn-robotics-2021", "fact": "P-ROB14", "table": "T-ROB14", "goals": [
        (["G-ROB-REV", "T-ROB14/1"], "revenue", "robotics.revenue | growth > 20 %/year over 2021..2025", base(">100 billion CNY", "2020", "miit-246")),
        (["G-ROB-DENS", "T-ROB14/2"], "density", "robots.density | >= x2 from 2020 by 2025", base("246 robots/10000 workers", "2020-12-31", "miit-246", series="as-reported")),
        (["G-ROB-CLU", "T-ROB14/3"], "clusters", "robotics.clusters | >= 3 clusters aim 5 by 2025", {"note": "3 to 5, meant as at least 3."}),
        (["T-ROB14/4"], "technologies", "statement", {}),
        (["T-ROB14/5"], "machines", "statement", {}),
    ]},
    {"id": "cn-health-2022", "fact": "P-HEALTH14", "goals": [
        (["G-HEALTH-LE"], "life-expectancy", "life-expectancy | change ~>= +1 years from 2020 by 2025",
            {**base("77.93 years", "2020", "hk01-772723", "census of 2020", "as-reported"), "note": "左右, about; cn-14fyp-selected-2021 reads the same sentence as at least."}),
    ]},
    {"id": "cn-public-services-2022", "fact": "P-PUB14", "goals": [
        (["G-PUB-LE"], "life-expectancy", "life-expectancy | >= 78.3 years by 2025", {}),
    ]},
    {"id": "cn-digital-economy-2022", "fact": "P-DE14", "table": "T-DE14", "commitment": "anticipatory",
     "note": "Rows without a found source are recalled, unverified (source recalled).",
     "goals": row("T-DE14", """
        1 digital-core digital.core.share | >= 10 % by 2025 | 7.8 % @ 2020
        2 ipv6 ipv6.users | >= 8 亿户 by 2025 | 4.60 亿户 @ 2020-12-31
        3 gigabit gigabit.users | >= 6000 万户 by 2025 | 640 万户 @ 2020-12-31
        4 software software.revenue | >= 14 万亿元 by 2025 | 8.16 万亿元 @ 2020
        5 platforms platforms.penetration | >= 45 % by 2025 | 14.7 % @ 2020-12-31
        6 online-retail online-retail | >= 17 万亿元 by 2025 | 11.76 万亿元 @ 2020
        7 e-commerce e-commerce | >= 46 万亿元 by 2025 | 37.21 万亿元 @ 2020
        8 online-services online-services.users | >= 8 亿人 by 2025 | 4 亿人 @ 2020-12-31
     """)},
    {"id": "cn-informatization-2021", "fact": "P-INF14", "table": "T-INF14", "indicators": ["firms.on-platform"],
     "note": "Twelve of the plan's 16 indicators and its headline were seen.",
     "goals": row("T-INF14", """
        1 digital-china digital-china.index | >= 95 index by 2025 | 85 index @ 2020
        2 internet-users internet.users | >= 12 亿人 by 2025 | 9.89 亿人 @ 2020-12-31
        3 5g 5g.penetration | >= 56 % by 2025 | 15 % @ 2020-12-31
        4 gigabit gigabit.users | >= 6000 万户 by 2025 | 640 万户 @ 2020-12-31
        5 ipv6 ipv6.users | >= 8 亿户 by 2025 | 4.62 亿户 @ 2020-12-31
        6 it-patents it.patents | >= 5.2 件/10000 persons by 2025 | 2.7 件/10000 persons @ 2020-12-31
        7 it-investment it.investment-share | >= 5.8 % by 2025 | 3.5 % @ 2020
        8 electronics-research electronics.rd.intensity | >= 3.2 % by 2025 | 2.35 % @ 2020
        9 high-tech-firms high-tech.firms | >= 45 万家 by 2025 | 27.5 万家 @ 2020-12-31
        10 digital-core digital.core.share | >= 10 % by 2025 | 7.8 % @ 2020
        11 digital-links firms.digital-links | >= 60 % by 2025 | 48.3 % @ 2020-12-31
        12 equipment-on-cloud equipment.on-cloud | >= 30 % by 2025 | 13.1 % @ 2020-12-31
        13 online-retail online-retail | >= 17 万亿元 by 2025 | 11.76 万亿元 @ 2020
     """)},
    {"id": "cn-plan-report-2018", "table": "T-NPC2018", "horizon": "2018",
     "note": "Twelve of the 20 rows were seen. The English copy read carries no date; 2019 is assumed for the results and labels.",
     "goals": [
        (["T-NPC2018/1"], "gdp", "gdp.growth | ~>= 6.5 % in 2018", {}),
        (["T-NPC2018/2"], "grain", "grain.output | > 550.00 Mt in 2018", {}),
        (["T-NPC2018/3"], "electricity", "electricity.generated | >= 6.8200 trillion kWh in 2018", {}),
        (["T-NPC2018/4"], "retail", "retail.growth | ~>= 10.0 % in 2018", {}),
        (["T-NPC2018/5"], "cpi", "cpi | ~<= 103.0 index in 2018", {"note": "About 3 % of inflation, read as not noticeably more."}),
        (["T-NPC2018/6"], "trade", "statement", {"note": "A steady rise; the result is a change on the year before, for which no bound was stated."}),
        (["T-NPC2018/7"], "foreign-investment", "statement", {}),
        (["T-NPC2018/8"], "foreign-debt", "foreign-debt | ~= 210.0 billion USD in 2018", {"note": "No side is stated."}),
        (["T-NPC2018/9"], "urban-residents", "urbanization | >= 59.42 % in 2018", {}),
        (["T-NPC2018/10"], "government-expenditure", "government.expenditure.growth | >= 7.6 % in 2018", {}),
        (["T-NPC2018/11"], "fiscal-deficit", "fiscal.balance | >= -2.38 trillion CNY in 2018", {"note": "A deficit is a negative balance: no larger than planned."}),
        (["T-NPC2018/12"], "m2", "m2.growth | ~= level of 2017 + 0.0 pp in 2018", {"note": "The growth of 2017 was not in the text read."}),
     ], "indicators": ["trade.growth", "foreign-investment"]},
    {"id": "cn-12fyp-2011-draft", "table": "T-FYP12", "horizon": "2011/2015", "issued": "2011-03-05", "standing": "draft",
     "note": "Key targets of the draft of 5 March 2011. The source prints no signs for most rows; a number to reach is read as at least.",
     "goals": row("T-FYP12", """
        1 gdp gdp.growth | growth >= 7 %/year over 2011..2015
        2 jobs jobs.urban.new | sum > 45 million jobs over 2011..2015
        3 unemployment unemployment.registered | <= 5 % every year 2011..2015
     """) + [
        (["T-FYP12/4"], "services", "all_of: services.share | >= 47 % by 2015 & services.share | change >= +4 pp from 2010 by 2015", {}),
        (["T-FYP12/5"], "urbanization", "all_of: urbanization | >= 51.5 % by 2015 & urbanization | change >= +4 pp from 2010 by 2015", {}),
     ] + row("T-FYP12", """
        6 rd-intensity rd.intensity | >= 2.2 % by 2015
        7 patents patents | >= 3.3 patents/10000 persons by 2015
        8 non-fossil-share non-fossil.energy.share | >= 11.4 % by 2015
        9 water-intensity water.intensity.change | change <= -30 % cumulative over 2011..2015
        10 energy-intensity energy.intensity.change | change <= -16 % cumulative over 2011..2015
        11 co2-intensity co2.intensity.change | change <= -17 % cumulative over 2011..2015
        12 forest-coverage forest.coverage | >= 21.66 % by 2015
        13 forest-stock forest.stock | change >= +600 million m3 from 2010 by 2015
        14 grain grain.capacity | >= 540 Mt every year 2011..2015
        15 farmland farmland | >= 1.818 billion 亩 every year 2011..2015
        16 population population | <= 1.39 billion persons by 2015
        17 life-expectancy life-expectancy | change >= +1 years from 2010 by 2015
        18 minimum-wage minimum-wage.growth | growth >= 13 %/year over 2011..2015
        19 social-housing social-housing | sum >= 36 million apartments over 2011..2015
     """)},
]

# Indicators of the collection, and ours. The values stand in the files written by hand unless named below.
OBSERVED = {
    "NES-POWER": "storage.new-type.power", "NES-ENERGY": "storage.new-type.energy", "NES-DURATION": "storage.new-type.duration",
    "ECHEM-POWER": "storage.electrochemical.power", "ES-TOTAL-POWER": "storage.total.power",
    "ES-ECHEM-SHARE": "storage.electrochemical.share", "PHS-SHARE": "storage.pumped-hydro.share",
    "NEV-SALES": "nev.sales", "AUTO-SALES": "auto.sales", "NEV-EXPORTS": "nev.exports", "NEV-SHARE": "nev.share",
    "EV-PRODUCERS": "ev.producers", "RE-CAP": "renewables.capacity", "RE-CAP-SHARE": "renewables.capacity.share",
    "NONFOSSIL-CAP-SHARE": "non-fossil.capacity.share", "TOTAL-CAP": "generation.capacity",
    "SM-EQUIP-SUPPLY": "sm.equipment.supply", "SM-SUPPLIERS": "sm.suppliers", "SM-PLATFORMS": "sm.platforms",
    "SM-MATURITY-DIST": "sm.maturity", "SM-MATURITY-GE2": "sm.maturity.ge2.reported", "SM-MATURITY-GE3": "sm.maturity.ge3.reported",
    "HN-NEWFIE": "hainan.new-foreign-firms", "HN-FDI": "hainan.foreign-investment", "HN-NEGLIST": "hainan.negative-list",
    "PFTZ-NEGLIST": "pilot-zones.negative-list", "NAT-NEGLIST": "national.negative-list",
    "AERO-SHARE": "aerospace.world-share", "AERO-RANK": "aerospace.world-rank",
    "ENERGY-INT-ANNUAL": "energy.intensity.change", "CO2-INT-ANNUAL": "co2.intensity.change",
    "PATENTS-HV": "patents.high-value", "LIFE-EXP": "life-expectancy", "ROBOT-DENSITY": "robots.density",
    "NONFOSSIL-ENERGY-SHARE": "non-fossil.energy.share", "MQ-INDEX": "manufacturing.quality",
    # Observations to which the collection gives no indicator
    "O-SEED-10": "shanghai.industrial-parks", "O-SEED-11": "shanghai.aerospace-parks", "O-SEED-12": "huawei.revenue.change",
    "O-SEED-13": "ipo.suspended-applications", "O-SEED-14": "future-internet.universities", "O-SEED-15": "hainan.trade-measures",
    "O-NES-LI-2022": "storage.new-type.lithium-share", "O-SM-DIGPLAT-2025": "firms.on-platform",
    "O-SM-CNC-2020": "sm.numerical-control", "O-SM-RDT-2020": "sm.design-tools", "O-ENPROD-2024": "energy.capacity",
}
SERIES = {"cpca_retail_pv": "cpca_retail_passenger", "gwr": "nbs_as_published"}
SERIES_WITHOUT = {"HN-NEWFIE": "hainan", "HN-FDI": "hainan", "HN-NEGLIST": "hainan", "SM-SUPPLIERS": "miit", "SM-PLATFORMS": "miit"}

# Where the files written by hand say it otherwise, and why.
DIFFERS = {
    "O-NES-NEA-2021": ("value", "8.7 GW is more than 110 % up, hence below 4.14; the collection keeps both readings"),
    "O-EI-2021": ("published", "out year by year; the newsletter read is of 2025"),
    "O-EI-2022": ("published", "out year by year; the newsletter read is of 2025"),
    "O-EI-2023": ("published source", "out in March 2024 with the new definition"),
    "O-EI-2024": ("published source", "named by the NDRC on 15 March 2025"),
    "G-SEED-SM-1": ("sign", "the draft says over (超过), the brief to"),
    "G-SEED-SM-2": ("sign", "the draft says over (超过), the brief to"),
    "G-NEVD-PUBLIC": ("time", "from 2021 on: every year"),
    "G-NEVF-PUBLIC": ("time", "from 2021 on: every year"),
    "G-ROB-CLU": ("sign", "3 to 5, meant as at least 3 with an aim of 5"),
    "G-SM14F-SW": ("text", "the whole sentence, which holds the goal for equipment too"),
    "T-RE14/2": ("scale", "3.3 trillion kWh are the 3300 TWh of G-RE-GEN"),
    "G-ESI-COST": ("number", "a change from a base year that is not stated; kept in words"),
}

# Files of observations: (record, unit, more). Values, periods, days and sources are those of the record.
FILES = {
    "industry": ("Smart manufacturing in 2020, firms on platforms, robots, quality of manufacturing, China.", [
        ("O-SM-CNC-2020", "%", {}), ("O-SM-RDT-2020", "%", {}), ("O-SM-DIGPLAT-2025", "%", {}),
        ("O-ROB-2020", "robots/10000 workers", {}), ("O-MQ-2021", "index", {}),
    ]),
    "energy": ("Non-fossil energy, energy production capacity, lithium-ion storage, China.", [
        ("O-NF-2024", "%", {}), ("O-NES-LI-2022", "%", {}),
        ("O-ENPROD-2024", "billion tce", {"note": "the title of the source says capacity, its text production, which is a lower bound of it"}),
    ]),
    "hainan-parts-of-a-year": ("New foreign firms in Hainan over parts of a year; they decide no yearly figure.", [
        ("O-HN-2020-0612", "firms", {}), ("O-HN-2020-0108", "firms", {}), ("O-HN-2020-0608", "firms", {}), ("O-HN-2021-0110", "firms", {}),
    ]),
    "health": ("Licensed (assistant) physicians, China.", [
        ("chinastudies-17288", "physicians/1000 persons", {"indicator": "physicians", "series": "as-reported", "period": "2023-12-31", "value": "3.4", "published": "2025", "note": "from the title of the source"}),
    ]),
    "plan-report-2018": ("Results of 2018 as the government reported them. ASSUMED: out in 2019; the copy read carries no date.", [
        (f"T-NPC2018/{number}", unit, {"indicator": indicator, "series": "plan_report", "period": period, "published": "2019"})
        for number, indicator, unit, period in [
            (1, "gdp.growth", "%", "2018"), (2, "grain.output", "Mt", "2018"), (3, "electricity.generated", "trillion kWh", "2018"),
            (4, "retail.growth", "%", "2018"), (5, "cpi", "index", "2018"), (6, "trade.growth", "%", "2018"),
            (7, "foreign-investment", "billion USD", "2018"), (8, "foreign-debt", "billion USD", "2018-12-31"),
            (9, "urbanization", "%", "2018-12-31"), (10, "government.expenditure.growth", "%", "2018"),
            (11, "fiscal.balance", "trillion CNY", "2018"), (12, "m2.growth", "%", "2018"),
        ]
    ]),
}
