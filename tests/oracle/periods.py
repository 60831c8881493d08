"""Periods, the days they end on, and exact time between days (SEMANTICS 2)."""
import datetime
import functools
import re
from fractions import Fraction

ONE_DAY = datetime.timedelta(days=1)
#: Months of the regular frequencies.
MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}


def month_start(year, month):
    years, month = divmod(year * 12 + month - 1, 12)
    return datetime.date(years, month + 1, 1)


class Period:
    """A stretch of days; equal if its days are."""

    __slots__ = ("first", "last", "frequency", "order", "text")

    def __init__(self, first, last, frequency, text):
        self.first, self.last, self.frequency, self.text = first, last, frequency, text
        self.order = (last, first)

    def __eq__(self, other):
        return self.order == other.order

    def __hash__(self):
        return hash(self.order)

    def holds(self, other):
        return self.first <= other.first and other.last <= self.last


def regular(year, part, frequency):
    """The `part`th period of a frequency in a year, parts counted from 0 and running on."""
    months = MONTHS[frequency]
    first = month_start(year, 1 + part * months)
    last = month_start(year, 1 + (part + 1) * months) - ONE_DAY
    text = {"year": f"{first.year}", "half": f"{first.year}-S{(first.month + 5) // 6}",
            "quarter": f"{first.year}-Q{(first.month + 2) // 3}", "month": f"{first.year}-{first.month:02}"}[frequency]
    return Period(first, last, frequency, text)


@functools.lru_cache(maxsize=1 << 14)
def period(text):
    text = text.replace("..", "/")
    if "/" in text:
        first, last = (period(part) for part in text.split("/"))
        if first == last:
            return first
        return Period(first.first, last.last, "range", text)
    match = re.fullmatch(r"(\d{4})(?:-(?:S(\d)|Q(\d)|(\d\d)(?:-(\d\d))?))?", text)
    year, half, quarter, month, day = match.groups()
    if day:
        date = datetime.date(int(year), int(month), int(day))
        return Period(date, date, "day", text)
    if half:
        return regular(int(year), int(half) - 1, "half")
    if quarter:
        return regular(int(year), int(quarter) - 1, "quarter")
    if month:
        return regular(int(year), int(month) - 1, "month")
    return regular(int(year), 0, "year")


def following(one):
    """The next period of the same regular frequency."""
    return regular(one.first.year, (one.first.month - 1) // MONTHS[one.frequency] + 1, one.frequency)


def regular_after(day, frequency):
    """The first regular period that starts after a day."""
    start = day + ONE_DAY
    one = regular(start.year, (start.month - 1) // MONTHS[frequency], frequency)
    return one if one.first == start else following(one)


def through(first, last):
    """Regular periods from one to the one that reaches a day."""
    found = [first]
    while found[-1].last < last:
        found.append(following(found[-1]))
    return found


@functools.lru_cache(maxsize=1 << 14)
def last_day(text):
    """The last day of a date that may be known only to the month or year."""
    return period(text).last


def is_month_end(day):
    return (day + ONE_DAY).day == 1


@functools.lru_cache(maxsize=1 << 16)
def years(start, end):
    """Whole months between month ends, else days; as an exact number of years."""
    if is_month_end(start) and is_month_end(end):
        return Fraction((end.year - start.year) * 12 + end.month - start.month, 12)
    return Fraction((end - start).days * 400, 146097)


def day_after(start, time):
    """The inverse of `years`, to the nearest day; `None` outside the calendar."""
    months = time * 12
    try:
        if months.denominator == 1 and is_month_end(start):
            return month_start(start.year, start.month + 1 + months.numerator) - ONE_DAY
        days = time * 146097 / 400
        whole = (2 * abs(days.numerator) + days.denominator) // (2 * days.denominator)
        return start + datetime.timedelta(days=whole if days >= 0 else -whole)
    except (OverflowError, ValueError):
        return None


@functools.lru_cache(maxsize=1 << 12)
def after(lag, day):
    """The day a lag such as `60 days` or `24 months` after another."""
    count, unit = lag.split()
    count = int(count)
    if unit.startswith("day"):
        return day + datetime.timedelta(days=count)
    months = count * (12 if unit.startswith("year") else 1)
    start = month_start(day.year, day.month + months)
    return min(datetime.date(start.year, start.month, 1) + datetime.timedelta(days=day.day - 1),
               month_start(start.year, start.month + 1) - ONE_DAY)
