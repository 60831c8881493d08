"""Targets relative to something else: another indicator, the own past, business as usual (SEMANTICS 4)."""
from fractions import Fraction

from evidence import Refused, points
from periods import last_day, period, regular, through, years
from quantities import number


class Difference:
    """The value of one indicator less that of another, for the same period."""

    def __init__(self, own, other):
        self.series, self.period, self.day = own.series, own.period, own.day
        self.level = own.level.plus(other.level.mapped(Fraction(-1)))
        self.half = own.half + other.half
        self.is_exact = own.is_exact and other.is_exact
        self.nowcast = own.nowcast or other.nowcast
        self.own, self.other = own, other
        self.flags, self.marks = own.flags, own.marks

    def strict(self):
        return self.own.strict().plus(self.other.strict().mapped(Fraction(-1)))

    def breaks_after(self, before):
        return self.own.breaks_after(before.own) or self.other.breaks_after(before.other)


class Relative:
    """What a target is relative to; part of an `Arm`."""

    def less_other(self):
        """The own values less those of the other indicator, where both are known."""
        other = next((one for one in self.plan["indicators"] if one["id"] == self.target.other), None)
        if other is None:
            raise Refused("unknown_indicator")
        rows = [row for row in self.all_rows if row["indicator"] == other["id"]]
        try:
            found = points(other, rows, other.get("series") or [], self.question.at, self.question.known_by)
        except Refused as refused:
            # The own values may have a gap as well.
            raise Refused(*refused.codes, "gap_in_window") from refused
        known = {point.period: point for point in found}
        self.compared = self.points, sorted(known.values(), key=lambda point: point.period.order)
        return [Difference(point, known[point.period]) for point in self.points if point.period in known]

    def reference(self):
        """The level that the target's number is added to, if it is one of its own."""
        if self.target.kind == "over_other":
            return Fraction(0)
        if self.target.kind != "over_past":
            return None
        reference = self.target.reference
        parts = through(regular(reference.first.year, 0, "year"), reference.last) if reference.frequency == "range" else [reference]
        values = [point.level for one in parts for point in self.points if point.period == one]
        if len(values) < len(parts):
            raise Refused("no_baseline", *([] if self.points else ["no_data"]))
        total = values[0]
        for one in values[1:]:
            total = total.plus(one)
        if total.number is None:
            raise Refused("baseline_not_exact")
        return total.number / len(values)

    def business_as_usual(self):
        """What the deadline's value would be, on straight lines between the stated points."""
        stated = sorted((period(when).last, number(value)) for when, value in self.criterion.get("business_as_usual", []))
        day = self.target.deadline
        for (start, low), (end, high) in zip(stated, stated[1:]):
            if start <= day <= end:
                return low + (high - low) * years(start, day) / years(start, end)
        found = [value for when, value in stated if when == day]
        if not found:
            raise Refused("no_business_as_usual")
        return found[0]


def next_due(arms, day):
    """The position of the phase whose deadline comes next, or of the last one."""
    due = [index for index, arm in enumerate(arms) if arm.target.deadline >= day]
    return min(due, key=lambda index: arms[index].target.deadline) if due else len(arms) - 1


def is_announced(phase, day):
    """Whether the number of a phase that is set later is known on a day."""
    return "announced" not in phase or last_day(phase["announced"]) <= day
