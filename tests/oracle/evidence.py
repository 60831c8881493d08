"""Which reported values can speak for an indicator on a day, and which series supplies them (SEMANTICS 1, 3, 9)."""
from fractions import Fraction

from periods import last_day, period
from quantities import factor, reading


class Refused(Exception):
    """A question without an answer, with the codes of all rules that refuse it."""

    def __init__(self, *codes):
        super().__init__(codes)
        self.codes = codes


class Base:
    """Where a change, a share or a path starts from."""

    def __init__(self, level, day, series=None):
        self.level, self.day, self.series = level, day, series

    def exact(self):
        if self.level.number is None:
            raise Refused("baseline_not_exact")
        return self.level.number


class Point:
    """A value that can be used, in the indicator's unit."""

    __slots__ = ("series", "period", "day", "level", "half", "published", "nowcast", "marks", "flags", "is_exact")

    def __init__(self, row, indicator):
        self.period = period(row["period"])
        self.series, self.day = row["series"], self.period.last
        self.published = last_day(row["published"])
        self.nowcast = self.published < self.period.last
        self.marks = row.get("definition", ""), row.get("population", "")
        self.flags = row.get("flags", "")
        size = factor(row["unit"], indicator["unit"])
        figure = reading(row["value"])
        self.level, self.is_exact = figure.set.mapped(size), figure.is_exact
        counted = indicator["kind"] == "count" or "step" in indicator
        self.half = Fraction(0) if counted else figure.half * size

    def strict(self):
        """All that rounds to what was printed."""
        return self.level.widened(self.half) if self.is_exact else self.level

    def breaks_after(self, before):
        """Why it is not comparable with the value before it."""
        (definition, population), (was_definition, was_population) = self.marks, before.marks
        if definition and was_definition and definition != was_definition:
            return "definition_break"
        if population and was_population and population != was_population:
            return "population_break"
        return "definition_break" if "B" in self.flags or "D" in self.flags else None


def is_stock(indicator):
    return indicator["timing"] in ("end", "survey-day") and indicator["kind"] not in ("flow", "change-on-year")


def vintages(rows, known_by):
    """The newest known and not rejected row of each series and period."""
    newest = {}
    for row in rows:
        published = last_day(row["published"])
        # A forecast takes the place of no value.
        if published > known_by or row.get("rejected") or "F" in row.get("flags", "").split():
            continue
        key = row["series"], period(row["period"])
        kept = newest.get(key)
        if kept is None or last_day(kept["published"]) < published:
            newest[key] = row
    return newest


def can_speak(row, at):
    """Whether a row is a value of a period that had ended."""
    return bool(row["value"]) and period(row["period"]).last <= at


def is_regular(row, indicator):
    """A stock may be read on any day; a flow only over a regular period. Rates may span several years."""
    if is_stock(indicator):
        return True
    one = period(row["period"])
    if one.frequency == indicator.get("frequency", "year"):
        return True
    return indicator["kind"] == "change-on-year" and one.frequency == "range"


def points(indicator, rows, preferred, at, known_by):
    """The usable values of the series that is chosen, once and for all, oldest first."""
    speaking = {}
    for (series, _), row in vintages(rows, known_by).items():
        if can_speak(row, at):
            speaking.setdefault(series, []).append(row)
    candidates = [series for series in preferred if series in speaking] if preferred else sorted(speaking)
    if not candidates:
        raise Refused("no_data")
    if not preferred and len(candidates) > 1:
        raise Refused("series_not_chosen")
    chosen = speaking[candidates[0]]
    regular = [row for row in chosen if is_regular(row, indicator)]
    if not regular:
        raise Refused("frequency_differs")
    if any(factor(row["unit"], indicator["unit"]) is None for row in regular):
        raise Refused("unit_differs")
    return sorted((Point(row, indicator) for row in regular), key=lambda point: point.period.order)


class Quotient:
    """A value of one indicator divided by one of another, for the same series and period."""

    def __init__(self, numerator, denominator, size):
        self.series, self.period, self.day = numerator.series, numerator.period, numerator.day
        self.level, self.size = numerator.level.divided(denominator.level).mapped(size), size
        self.published = max(numerator.published, denominator.published)
        self.nowcast = numerator.nowcast or denominator.nowcast
        self.inputs = numerator, denominator
        self.flags = numerator.flags + denominator.flags
        # How rounding carries through is not worked out here, so nothing near to it is said.
        self.half, self.is_exact = Fraction(10**9), False

    def strict(self):
        above, below = (one.strict() for one in self.inputs)
        return above.divided(below).mapped(self.size)

    def breaks_after(self, before):
        return next(filter(None, (one.breaks_after(other) for one, other in zip(self.inputs, before.inputs))), None)


def quotients(indicator, plan, rows, preferred, at, known_by):
    """The values of a derived ratio: numerator and denominator of the same period and series."""
    ratio, inputs = indicator["derived"]["ratio"], []
    for role in ("numerator", "denominator"):
        one = next(one for one in plan["indicators"] if one["id"] == ratio[role])
        named = [row for row in rows if row["indicator"] == one["id"]]
        inputs.append((one, {point.period: point for point in points(one, named, preferred, at, known_by)}))
    (above, numerators), (below, denominators) = inputs
    size = {"%": Fraction(100)}.get(indicator["unit"], Fraction(1)) * factor(above["unit"], below["unit"])
    found = [Quotient(point, denominators[when], size) for when, point in numerators.items()
             if when in denominators and denominators[when].level.is_above_zero()]
    if not found:
        # Values that cannot be divided are not the same as none.
        raise Refused("zero_denominator" if set(numerators) & set(denominators) else "no_data")
    return sorted(found, key=lambda point: point.period.order)
