#!/usr/bin/env python3
"""Writes the expected answers of rows in bulk, with exact fractions and no third-party module.

Usage: python3 tests/oracle/columns.py   (Python 3.11 or later; writes tests/data/oracle/columns.csv)

A row is answered from SEMANTICS alone: gap and excluded bound from the signed margin, share and standing
from the straight line between baseline and bound, the required rate from what is left. Empty inputs are
missing. An answer that does not exist is the code of its reason. `float_standing` is what the same formula
says in binary floats, for the rows that have a standing.
"""
import datetime
import random
from fractions import Fraction

from vectors import exact, is_month_end, write, written, years

DAY = datetime.timedelta(days=1)
COLUMNS = [
    "baseline", "value", "kind", "bound", "base_day", "value_day", "deadline",
    "shortfall", "at_excluded_bound", "share", "standing", "required_rate", "float_standing",
]


def float_standing(baseline, value, bound, elapsed, whole):
    share = (float(value) - float(baseline)) / (float(bound) - float(baseline))
    expected = float(elapsed) / float(whole)
    return "behind" if share < expected else "ahead" if share > expected else "on_path"


def answers(baseline, value, kind, bound, days):
    """shortfall, at excluded bound, share, standing, required rate, float standing."""
    if value == "":
        return ["no_data", "", "no_data", "no_data", "no_data", ""]
    if bound == "":
        return ["no_number", "", "no_number", "no_number", "no_number", ""]
    sign = 1 if kind in (">=", ">") else -1
    margin = sign * (Fraction(value) - Fraction(bound))
    gap = [exact(max(-margin, 0)), str(margin == 0 and kind in (">", "<")).lower()]
    if baseline == "":
        return gap + ["no_baseline"] * 3 + [""]
    whole_way = Fraction(bound) - Fraction(baseline)
    if sign * whole_way <= 0:
        return gap + ["met_at_baseline"] * 3 + [""]
    share = (Fraction(value) - Fraction(baseline)) / whole_way
    if days is None:
        return gap + [exact(share), "no_deadline", "no_deadline", ""]
    base_day, value_day, deadline = days
    elapsed, whole, left = years(base_day, value_day), years(base_day, deadline), years(value_day, deadline)
    required = exact((Fraction(bound) - Fraction(value)) / left) if left > 0 else "no_time_left"
    if whole <= 0:
        standing = "no_time_left"
    elif elapsed < 0:
        standing = "before_baseline"
    elif elapsed > whole:
        standing = "outside_path"
    else:
        expected = elapsed / whole
        standing = "behind" if share < expected else "ahead" if share > expected else "on_path"
        return gap + [exact(share), standing, required, float_standing(baseline, value, bound, elapsed, whole)]
    return gap + [exact(share), standing, required, ""]


def month_end(months):
    """The last day of a month, counted from 2000-01."""
    following = months + 1
    return datetime.date(2000 + following // 12, following % 12 + 1, 1) - DAY


def other_day(chance):
    while True:
        day = datetime.date(2005, 1, 1) + chance.randrange(9000) * DAY
        if not is_month_end(day):
            return day


def month_ends(chance):
    """Base point, value and deadline, and the months between them."""
    start, whole = chance.randrange(240), 12 * chance.choice([3, 5, 7, 9, 10, 11, 13, 15])
    elapsed = chance.randrange(1, whole)
    return [month_end(start), month_end(start + elapsed), month_end(start + whole)], elapsed, whole


def on_path(chance, digits):
    """Exactly on the straight line, or off it by the last digit."""
    for case in range(150):
        days, elapsed, whole = month_ends(chance)
        decimals = chance.randrange(5)
        step = chance.randrange(1, 10**digits)
        rising = case % 2 == 0
        baseline = chance.randrange(10**digits)
        off = [0, 0, 0, 1, -1][case % 5]
        sign = 1 if rising else -1
        value, bound = baseline + sign * step * elapsed + off, baseline + sign * step * whole
        kind = chance.choice([">=", ">"] if rising else ["<=", "<"])
        yield written(baseline, decimals), written(value, decimals), kind, written(bound, decimals), days


def anything(chance):
    """Mixed decimals, kinds and calendars; baselines that meet the bound; times before and after the path."""
    for case in range(150):
        number = lambda: written(chance.randrange(-5000, 5000), chance.randrange(4))
        days = [other_day(chance), other_day(chance), other_day(chance)]
        if case % 3:
            days.sort()
        if case % 4 == 0:
            days[0] = month_end(chance.randrange(60))
            days[2] = month_end(chance.randrange(200, 300))
        baseline, value, bound = number(), number(), number()
        if case % 10 == 0:
            value = bound
        if case % 15 == 0:
            bound = baseline
        if case % 20 == 7:
            baseline = ""
        if case % 20 == 11:
            value = ""
        if case % 50 == 13:
            bound = ""
        yield baseline, value, chance.choice([">=", ">", "<=", "<"]), bound, None if case % 25 == 3 else days


def large(chance):
    """More digits than 64 bits hold, on the line and beside it; and long numbers with times in days."""
    for case in range(60):
        days, elapsed, whole = month_ends(chance)
        decimals = chance.randrange(15)
        step = chance.randrange(10**20, 10**24)
        baseline = chance.randrange(10**24)
        value, bound = baseline + step * elapsed + [0, 1, -1][case % 3], baseline + step * whole
        yield written(baseline, decimals), written(value, decimals), ">=", written(bound, decimals), days
    for case in range(20):
        days = sorted([other_day(chance), other_day(chance), other_day(chance)])
        baseline, value, bound = sorted(chance.randrange(10**15, 4 * 10**18) for _ in range(3))
        if case % 2:
            baseline, bound = bound, baseline
        yield written(baseline, 6), written(value, 6), "<" if case % 2 else ">", written(bound, 6), days
    # Different scales, which meet 64 bits only without their trailing zeros.
    for case in range(10):
        days, _, _ = month_ends(chance)
        zeros = "0" * 20
        yield f"{chance.randrange(999)}.5{zeros}", f"{chance.randrange(999)}.25", ">", f"1000.{zeros}", days


def main():
    chance = random.Random(2031)
    rows = []
    for baseline, value, kind, bound, days in [*on_path(chance, 4), *on_path(chance, 9), *anything(chance), *large(chance)]:
        shown = [day.isoformat() for day in days] if days else [""] * 3
        rows.append([baseline, value, kind, bound, *shown, *answers(baseline, value, kind, bound, days)])
    write("columns.csv", COLUMNS, rows)


if __name__ == "__main__":
    main()
