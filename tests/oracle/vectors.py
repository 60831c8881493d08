#!/usr/bin/env python3
"""Writes the expected numbers that the Rust tests read, with exact fractions and no third-party module.

Usage: python3 tests/oracle/vectors.py   (Python 3.11 or later; writes tests/data/oracle/*.csv)

Numbers are exact decimals where these are finite, else `a/b`. Roots and logarithms (columns and
quantities that say constant growth) are computed with 60 digits and rounded to 12 significant ones,
half away from zero. The random cases come from a fixed seed.
"""
import csv
import datetime
import decimal
import pathlib
import random
from fractions import Fraction

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORKED = ROOT / "tests/data/worked"
OUT = ROOT / "tests/data/oracle"
MONTH_ENDS = datetime.timedelta(days=1)
decimal.getcontext().prec = 60
D = decimal.Decimal


def exact(number):
    """A fraction as text: a finite decimal, else `a/b`."""
    number = Fraction(number)
    twos = fives = 0
    rest = number.denominator
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{number.numerator}/{number.denominator}"
    places = max(twos, fives)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + digits[: len(digits) - places] + ("." + digits[-places:] if places else "")


def written(mantissa, decimals):
    """A decimal with its trailing zeros kept, as published series print it."""
    digits = str(abs(mantissa)).rjust(decimals + 1, "0")
    sign = "-" if mantissa < 0 else ""
    return sign + (digits[:-decimals] + "." + digits[-decimals:] if decimals else digits)


def twelve(number):
    """Twelve significant digits, half away from zero, without exponent or trailing zeros."""
    if number == 0:
        return "0"
    step = D(1).scaleb(number.adjusted() - 11)
    text = format(number.quantize(step, rounding=decimal.ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def real(number):
    number = Fraction(number)
    return D(number.numerator) / D(number.denominator)


def is_month_end(day):
    return (day + MONTH_ENDS).day == 1


def years(start, end):
    """The exact span of SEMANTICS 2: whole months between month ends, else days."""
    if is_month_end(start) and is_month_end(end):
        return Fraction((end.year - start.year) * 12 + end.month - start.month, 12)
    return Fraction((end - start).days * 400, 146097)


def last_day(period):
    """Last day of a year, month, day, or range of years."""
    period = period.split("/")[-1]
    parts = [int(part) for part in period.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - MONTH_ENDS


def linear(base, target, start, now, end):
    return base + (target - base) * (now - start) / (end - start)


def growth(base, target, start, now, end):
    ratio, part = real(Fraction(target) / base), real(Fraction(now - start) / (end - start))
    return real(base) * (part * ratio.ln()).exp()


def growth_lead(base, target, value, start, now, end):
    """Years ahead (positive) or behind of the constant-growth path through base and target."""
    part = real(Fraction(value) / base).ln() / real(Fraction(target) / base).ln()
    return real(end - start) * part - real(now - start)


def cumulative(reductions):
    """Total reduction in per cent of yearly reductions in per cent."""
    left = Fraction(1)
    for reduction in reductions:
        left *= 1 - Fraction(reduction) / 100
    return (1 - left) * 100


def rows_of(name):
    with (WORKED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def seen(name, series, at, known_by):
    """The newest visible observation of each period that ended by `at`, in order of period."""
    newest = {}
    for row in rows_of(name):
        if row["series"] == series and last_day(row["period"]) <= at and last_day(row["published"]) <= known_by:
            kept = newest.get(row["period"])
            if kept is None or last_day(kept["published"]) <= last_day(row["published"]):
                newest[row["period"]] = row
    return sorted(newest.values(), key=lambda row: last_day(row["period"]))


def write(name, header, rows):
    OUT.mkdir(parents=True, exist_ok=True)
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def worked_goals():
    rows = []
    deadline = datetime.date(2025, 12, 31)

    def put(goal, series, at, known_by, **quantities):
        for quantity, value in quantities.items():
            rows.append([goal, series, at, known_by, quantity, value if isinstance(value, str) else exact(value)])

    def level(goal, file, series, at, known_by, base, base_day, target, with_growth=False, with_rate=True):
        at, known_by = datetime.date.fromisoformat(at), datetime.date.fromisoformat(known_by)
        row = seen(file, series, at, known_by)[-1]
        value, day = Fraction(row["value"]), last_day(row["period"])
        start, now, end = Fraction(0), years(base_day, day), years(base_day, deadline)
        path = linear(base, target, start, now, end)
        share = (value - base) / (target - base)
        put(goal, series, at, known_by, value=value, margin=value - target, gap=max(target - value, Fraction(0)),
            share=share, elapsed=now / end, expected_linear=path, behind_value_linear=path - value,
            lead_years_linear=share * end - now, progress_ratio=(value - base) / (path - base), value_ratio=value / path)
        if with_rate and day < deadline:
            required, achieved = (target - value) / (end - now), (value - base) / now
            put(goal, series, at, known_by, required_rate=required, achieved_rate=achieved,
                required_over_achieved=required / achieved)
        if with_growth:
            put(goal, series, at, known_by, expected_constant_growth=twelve(growth(base, target, start, now, end)),
                lead_years_constant_growth=twelve(growth_lead(base, target, value, start, now, end)))

    def first_met(goal, file, series, at, known_by, met):
        at, known_by = datetime.date.fromisoformat(at), datetime.date.fromisoformat(known_by)
        row = next(row for row in seen(file, series, at, known_by) if met(row["value"]))
        put(goal, series, at, known_by, first_met=row["period"], early_by_years=years(last_day(row["period"]), deadline))

    end_2020 = datetime.date(2020, 12, 31)
    for series in ("nea", "cnesa"):
        level("worked-storage-draft", "storage.csv", series, "2022-12-31", "2023-02-28", Fraction("3.2692"), end_2020, Fraction(30), True)
        first_met("worked-storage-final", "storage.csv", series, "2025-12-31", "2026-01-31",
                  lambda text: not text.startswith("<") and Fraction(text.lstrip(">")) > 30)
    put("worked-storage-final", "cnesa", "2025-12-31", "2026-01-31", value=Fraction("144.7"), margin=Fraction("114.7"), gap=Fraction(0))

    first_met("worked-nev", "nev.csv", "caam", "2022-12-31", "2023-01-31", lambda text: Fraction(text) >= 20)
    level("worked-nev", "nev.csv", "caam", "2022-12-31", "2023-01-31", Fraction("5.4"), end_2020, Fraction(20))

    level("worked-maturity", "maturity.csv", "cesi", "2024-10-22", "2024-11-30", Fraction(25), end_2020, Fraction(50), with_rate=False)  # days and months meet here: the rest of the way is no exact part of 5 years

    for at, known_by in (("2024-12-31", "2024-12-31"), ("2026-06-30", "2026-06-30")):
        row = seen("equipment.csv", "miit", datetime.date.fromisoformat(at), datetime.date.fromisoformat(known_by))[-1]
        put("worked-equipment", "miit", at, known_by, value=row["value"],
            age_years=years(last_day(row["period"]), datetime.date.fromisoformat(at)), maximum_age_months=Fraction(24), deadline_value_due=str(deadline + datetime.timedelta(days=180)))

    for goal, series in (("as-published", "nbs_as_published"), ("as-published-chained", "nbs_as_published"),
                         ("redefined", "ndrc_revised"), ("redefined-planned", "ndrc_revised_planned")):
        for at, known_by in (("2024-12-31", "2025-03-31"), ("2025-12-31", "2026-03-31")):
            observed = seen("energy-intensity.csv", series, datetime.date.fromisoformat(at), datetime.date.fromisoformat(known_by))
            total = cumulative([row["value"] for row in observed])
            left = 1 - total / 100
            put("worked-energy-intensity/" + goal, series, at, known_by, cumulative=total, chain_index=100 - total,
                share=total / Fraction("13.5"), margin=total - Fraction("13.5"), gap=max(Fraction("13.5") - total, Fraction(0)),
                plain_sum=sum(Fraction(row["value"]) for row in observed))
            if at.startswith("2024"):
                put("worked-energy-intensity/" + goal, series, at, known_by, required_last_year=(1 - Fraction("0.865") / left) * 100)
    low, high = ([Fraction(r) + sign * Fraction("0.05") for r in ("7.3", "3.8", "3.0")] for sign in (-1, 1))
    put("worked-energy-intensity/redefined-planned", "ndrc_revised_planned", "2025-12-31", "2026-03-31",
        cumulative_rounding_low=cumulative(low), cumulative_rounding_high=cumulative(high))

    for series, at, known_by in (("with-breach", "2025-12-31", "2026-01-31"), ("with-breach", "2022-12-31", "2023-01-31"),
                                 ("under-ceiling", "2022-12-31", "2023-01-31"), ("with-gap", "2023-12-31", "2024-01-31")):
        observed = seen("unemployment.csv", series, datetime.date.fromisoformat(at), datetime.date.fromisoformat(known_by))
        margins = {row["period"]: Fraction("5.5") - Fraction(row["value"]) for row in observed}
        put("worked-unemployment", series, at, known_by,
            **{f"margin_{year}": margin for year, margin in margins.items()},
            worst_margin=min(margins.values()), periods_held=Fraction(sum(margin > 0 for margin in margins.values())),
            periods_broken=" ".join(year for year, margin in margins.items() if margin <= 0) or "none")

    for goal, base, year in (("from-2019", "77.3", 2019), ("from-2020", "77.93", 2020)):
        base, value = Fraction(base), Fraction(79)
        put("worked-life-expectancy/" + goal, "as-reported", "2024-12-31", "2025-07-31", value=value, target=base + 1,
            margin=value - base - 1, gap=Fraction(0), share=value - base,
            early_by_years=Fraction(1), half_printed_unit=Fraction(1, 2),
            lead_years_linear=(value - base) * (2025 - year) - (2024 - year))

    put("worked-hainan", "hainan", "2025-07-31", "2025-07-31", value=Fraction(27), change=Fraction(0), unchanged_since="2021-02-01")

    observed = seen("grain.csv", "output", datetime.date(2024, 12, 31), datetime.date(2025, 1, 31))
    margins = {row["period"]: Fraction(row["value"].lstrip(">=")) - 650 for row in observed}
    put("worked-grain", "output", "2024-12-31", "2025-01-31", **{f"margin_at_least_{year}": m for year, m in margins.items()},
        worst_margin_at_least=min(margins.values()), periods_held=Fraction(len(margins)))

    level("worked-over-half", "over-half.csv", "nea", "2025-12-31", "2026-02-28", Fraction("42.4"), end_2020, Fraction(50))
    write("worked_goals.csv", ["goal", "series", "at", "known_by", "quantity", "value"], rows)


def facts_b8():
    base, target, start, end = Fraction("3.2692"), Fraction(30), Fraction(0), Fraction(5)
    rows = []
    for year, nea, cnesa in ((2021, None, "5.73"), (2022, "8.7", "13.1"), (2023, "31.39", "34.5")):
        now = Fraction(year - 2020)
        straight, curve = linear(base, target, start, now, end), growth(base, target, start, now, end)
        rows.append([f"{year}-12-31", "", "expected_linear", exact(straight)])
        rows.append([f"{year}-12-31", "", "expected_constant_growth", twelve(curve)])
        for series, value in (("nea", nea), ("cnesa", cnesa)):
            if value is None:
                continue
            value = Fraction(value)
            rows += [
                [f"{year}-12-31", series, "value", exact(value)],
                [f"{year}-12-31", series, "value_ratio_linear", exact(value / straight)],
                [f"{year}-12-31", series, "value_ratio_constant_growth", twelve(real(value) / curve)],
                [f"{year}-12-31", series, "progress_ratio_linear", exact((value - base) / (straight - base))],
                [f"{year}-12-31", series, "met", "true" if value > target else "false"],
                [f"{year}-12-31", series, "status_linear", status(value - straight)],
                [f"{year}-12-31", series, "status_constant_growth", status(compare_growth(base, target, value, now, end))],
            ]
    patents = (Fraction("11.8") - Fraction("6.3")) / (12 - Fraction("6.3"))
    rows.append(["2023-12-31", "patents", "share", exact(patents)])
    rows.append(["2025-12-31", "robots", "target_doubled_246", "492"])
    rows.append(["2025-12-31", "robot-revenue", "target_20_percent_a_year_on_100", exact(100 * Fraction("1.2") ** 5)])
    rows.append(["2025-12-31", "research", "index_7_percent_a_year", exact(Fraction("1.07") ** 5)])
    write("facts_b8.csv", ["day", "series", "quantity", "value"], rows)


def facts_b9():
    cases = [
        ("as published", "2.7 0.1 0.5 3.8 5.1", "13.5"),
        ("redefined", "7.3 3.8 5.1", "13.5"),
        ("redefined, planned", "7.3 3.8 3.0", "13.5"),
        ("as published, to 2024", "2.7 0.1 0.5 3.8", "13.5"),
        ("CO2, to 2024", "3.8 0.8 0 3.4", "18"),
    ]
    rows = []
    for name, rates, goal in cases:
        rates, goal = rates.split(), Fraction(goal)
        total = cumulative(rates)
        needed = "" if len(rates) != 4 else exact((1 - (1 - goal / 100) / (1 - total / 100)) * 100)
        rounded = Fraction(int(total * 10 + Fraction(1, 2)), 10)
        rows.append([name, " ".join(rates), exact(goal), exact(total), exact(sum(Fraction(r) for r in rates)), needed,
                     "true" if total >= goal else "false", "true" if rounded >= goal else "false"])
    write("facts_b9.csv", ["case", "reductions", "goal", "cumulative", "plain_sum", "required_last_year", "met", "met_if_rounded_to_target_digits"], rows)


def peer_defects():
    """Rows of the survey of other systems (by number) where a right number can be computed."""
    share = lambda base, target, value: (Fraction(value) - base) / (Fraction(target) - base)
    rows = [
        [1, "baseline=10 at 2015; value=4 at 2023; target <= 0 by 2030", "share", exact(share(10, 0, 4))],
        [1, "baseline=10 at 2015; value=4 at 2023; target <= 0 by 2030", "elapsed", exact(Fraction(8, 15))],
        [1, "baseline=10 at 2015; value=4 at 2023; target <= 0 by 2030", "progress_ratio_linear", exact(share(10, 0, 4) / Fraction(8, 15))],
        [2, "baseline=5 at 2015; value=10 at 2020; target >= 45 by 2030", "progress_ratio_linear", exact(share(5, 45, 10) / Fraction(1, 3))],
        [2, "baseline=5 at 2015; value=10 at 2020; target >= 45 by 2030", "expected_linear", exact(linear(Fraction(5), Fraction(45), 0, Fraction(5), Fraction(15)))],
        [2, "baseline=5 at 2015; value=10 at 2020; target >= 45 by 2030", "expected_constant_growth", twelve(growth(5, 45, 0, Fraction(5), Fraction(15)))],
        [2, "baseline=5 at 2015; value=10 at 2020; target >= 45 by 2030", "growth_rate_ratio",
         twelve(((real(2).ln() / 5).exp() - 1) / ((real(9).ln() / 15).exp() - 1))],
        [6, "baseline=100; target <= 50; value=110", "share", exact(share(100, 50, 110))],
        [6, "baseline=100; target <= 50; value=40", "share", exact(share(100, 50, 40))],
        [6, "no baseline; target <= 50; value=60", "refusal", "no_baseline"],
        [7, "baseline=80; target <= 20; value=40", "share", exact(share(80, 20, 40))],
        [8, "values 0 and 0", "sum", "0"],
        [9, "target <= 50; value=58", "gap", "8"],
        [9, "target <= 50; value=58", "relative_gap", exact(Fraction(8, 50))],
        [9, "target <= 50; value=0", "margin", "50"],
        [10, "target <= 0; value=4", "gap", "4"],
        [10, "target <= 0; value=0", "attainment", "met"],
        [11, "baseline=100; target <= 50; value=60", "share", exact(share(100, 50, 60))],
        [11, "baseline=50; target <= 50; value=50", "refusal", "met_at_baseline"],
        [12, "baseline=50; target >= 50; value=50", "attainment", "met"],
        [12, "baseline=50; target >= 50; value=50", "refusal", "met_at_baseline"],
        [13, "target >= 70; value=69.5", "attainment", "not_met"],
        [13, "target >= 70; value=69.5", "gap", "0.5"],
        [13, "target <= 0; value=0", "attainment", "met"],
    ]
    write("peer_defects.csv", ["row", "inputs", "quantity", "value"], rows)


def spans(chance):
    first = datetime.date(1990, 1, 1)
    rows = []
    for case in range(200):
        days = sorted(first + datetime.timedelta(days=chance.randrange(365 * 60)) for _ in range(2))
        if case % 2:
            days = [last_day(f"{day.year}-{day.month:02}") for day in days]
        rows.append([*days, exact(years(*days))])
    write("spans.csv", ["from", "to", "years"], rows)


def status(lead):
    return "on_path" if lead == 0 else "ahead" if lead > 0 else "behind"


def linear_path(chance):
    rows = []
    for case in range(300):
        decimals = chance.randrange(7)
        months, start = chance.randrange(2, 240), chance.randrange(-24, 241)
        passed = chance.randrange(1, months)
        # A slope of whole printed units a month keeps the path's values exact in print.
        base, slope = chance.randrange(-10**6, 10**6), chance.choice((-1, 1)) * chance.randrange(1, 2000)
        if case % 10 == 0:
            base = 0
        target = 0 if case % 15 == 1 else base + slope * months
        if target == 0:
            base = -slope * months
        if case % 12 == 4:
            base, target = -slope * passed, slope * (months - passed)
        value = base + slope * passed
        if case % 20 == 7:
            value = 0
        elif case % 2:
            value += chance.choice((-1, 1)) * chance.choice((1, 1, 7, abs(slope) * chance.randrange(1, months + 5)))
        unit = Fraction(1, 10**decimals)
        b, t, v = base * unit, target * unit, value * unit
        t0, now, t1 = Fraction(start, 12), Fraction(start + passed, 12), Fraction(start + months, 12)
        path, way = linear(b, t, t0, now, t1), 1 if t > b else -1
        share, achieved, required = (v - b) / (t - b), (v - b) / (now - t0), (t - v) / (t1 - now)
        rows.append([written(base, decimals), written(target, decimals), written(value, decimals),
                     exact(t0), exact(now), exact(t1), exact(path), exact(share), exact(way * (v - path)),
                     status(way * (v - path)), exact(share * (t1 - t0) - (now - t0)), exact(required), exact(achieved),
                     exact(required / achieved) if way * achieved > 0 else ""])
    write("linear_path.csv", ["baseline", "target", "value", "start", "now", "end", "expected", "share", "margin_to_path",
                              "status", "lead_years", "required_per_year", "achieved_per_year", "required_over_achieved"], rows)


def compare_growth(base, target, value, now, end):
    """Sign of the lead: the powers of value/base and target/base are compared as integers."""
    part = Fraction(now) / end
    left = (Fraction(value) / base) ** part.denominator
    right = (Fraction(target) / base) ** part.numerator
    return ((left > right) - (left < right)) * (1 if target > base else -1)


def growth_path(chance):
    rows = []
    factors = [Fraction(f) for f in ("2", "3", "1.5", "1.1", "1.2", "1.25", "1.05", "0.5", "0.8", "0.9", "0.75", "0.95")]
    for case in range(150):
        kind = ("on", "near", "any", "near", "on")[case % 5]
        while True:
            steps, length = chance.randrange(2, 8), chance.choice((1, 3, 6, 12, 12, 24))
            passed, factor = chance.randrange(1, steps), chance.choice(factors)
            base = Fraction(chance.randrange(1, 5000), 10 ** chance.randrange(4))
            target, on_path = base * factor**steps, base * factor**passed
            if max(len(exact(x).replace(".", "")) for x in (base, target, on_path)) <= 22:
                break
        months, month = steps * length, passed * length
        value = on_path
        if kind == "any":
            month = chance.randrange(1, months)
            value = base * (1 + Fraction(chance.randrange(1, 3000), 1000) * (1 if factor > 1 else Fraction(-1, 3001)))
            value = Fraction(max(1, round(value * 1000)), 1000)
        if kind == "near":
            month = chance.randrange(1, months)
            places = chance.randrange(2, 13)
            here = growth(base, target, Fraction(0), Fraction(month), Fraction(months))
            value = Fraction(here.quantize(D(1).scaleb(-places)))
            if value <= 0:
                value = Fraction(1, 10**places)
        now, end = Fraction(month, 12), Fraction(months, 12)
        lead = compare_growth(base, target, value, now, end)
        expected = value if lead == 0 else growth(base, target, Fraction(0), now, end)
        ahead = D(0) if lead == 0 else growth_lead(base, target, value, Fraction(0), now, end)
        years_ahead = format(ahead.quantize(D("1e-9"), rounding=decimal.ROUND_HALF_UP) + 0, "f")
        rows.append([exact(base), exact(target), exact(value), exact(now), exact(end),
                     twelve(real(expected) if isinstance(expected, Fraction) else expected), status(lead), years_ahead])
    assert sum(row[6] == "on_path" for row in rows) >= 60
    write("growth_path.csv", ["baseline", "target", "value", "elapsed", "years", "expected", "status", "lead_years"], rows)


def median(numbers):
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def samples(chance, count):
    for case in range(count):
        size = chance.randrange(3, 13)
        decimals = chance.randrange(4)
        times = sorted(chance.sample(range(0, 12 * 20), size)) if case % 3 else list(range(0, 12 * size, 12))
        slope = chance.randrange(-300, 301)
        values = [slope * time // 12 + chance.randrange(-900, 900) for time in times]
        if case % 7 == 0:
            values = [values[0]] * size
        yield [Fraction(2000) + Fraction(time, 12) for time in times], [Fraction(value, 10**decimals) for value in values]


def points(times, values):
    return ";".join(f"{exact(time)}:{exact(value)}" for time, value in zip(times, values))


def trends(chance):
    rows = []
    for times, values in samples(chance, 60):
        slope = median([(w - v) / (u - t) for i, (t, v) in enumerate(zip(times, values)) for u, w in list(zip(times, values))[i + 1:]])
        intercept = median([v - slope * t for t, v in zip(times, values)])
        at = times[-1] + chance.randrange(1, 11)
        rows.append([points(times, values), exact(slope), exact(intercept), exact(at), exact(intercept + slope * at)])
    write("theil_sen.csv", ["points", "slope", "intercept", "at", "projected"], rows)
    rows = []
    for times, values in samples(chance, 60):
        t_mean, v_mean = sum(times) / len(times), sum(values) / len(values)
        slope = sum((t - t_mean) * (v - v_mean) for t, v in zip(times, values)) / sum((t - t_mean) ** 2 for t in times)
        intercept = v_mean - slope * t_mean
        at = times[-1] + chance.randrange(1, 11)
        rows.append([points(times, values), exact(slope), exact(intercept), exact(at), exact(intercept + slope * at)])
    write("least_squares.csv", ["points", "slope", "intercept", "at", "projected"], rows)


def chains(chance):
    rows = []
    for case in range(60):
        decimals = chance.randrange(3)
        rates = [written(chance.randrange(-15 * 10**decimals, 25 * 10**decimals), decimals) for _ in range(chance.randrange(1, 9))]
        if case % 10 == 0:
            rates[0] = "0"
        index = Fraction(100)
        for rate in rates:
            index *= 1 + Fraction(rate) / 100
        rows.append([";".join(rates), exact(index), exact(index - 100), exact(cumulative(rates))])
    write("chains.csv", ["rates", "chain_index", "cumulative_change", "cumulative_reduction_if_rates_are_reductions"], rows)


def main():
    worked_goals()
    facts_b8()
    facts_b9()
    peer_defects()
    for number, make in enumerate((spans, linear_path, growth_path, trends, chains)):
        make(random.Random(2021 + number))


if __name__ == "__main__":
    main()
