"""Targets relative to something else: another indicator, the own past, business as usual, an average (SEMANTICS 4)."""
from fractions import Fraction

import paths
from evidence import Refused, points
from periods import last_day, period, regular, through, years
from quantities import Interval, number
from verdicts import Findings


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

    def breaks_after(self, before):
        return self.own.breaks_after(before.own) or self.other.breaks_after(before.other)


class Mean:
    """The mean of the values of a window, standing for a value at its end."""

    def __init__(self, parts, level):
        self.series, self.period, self.day = parts[-1].series, parts[-1].period, parts[-1].day
        self.level, self.half = level, sum(one.half for one in parts) / len(parts)
        self.is_exact, self.nowcast = all(one.is_exact for one in parts), any(one.nowcast for one in parts)
        self.flags, self.marks = "", ("", "")

    def breaks_after(self, _before):
        return None


class Relative:
    """What a target is relative to; part of an `Arm`."""

    def less_other(self):
        """The own values less those of the other indicator, where both are known."""
        other = next((one for one in self.plan["indicators"] if one["id"] == self.target.other), None)
        if other is None:
            raise Refused("unknown_indicator")
        rows = [row for row in self.all_rows if row["indicator"] == other["id"]]
        known = {point.period: point for point in
                 points(other, rows, other.get("series") or [], self.question.at, self.question.known_by)}
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
            raise Refused("no_baseline")
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
            raise Refused("no_baseline")
        return found[0]

    def averaged(self):
        """The mean over a window, decided when it has closed; of rates the geometric one."""
        window = self.target.period
        parts = through(regular(window.first.year, 0, "year"), window.last)
        self.base = None
        found = [next((point for point in self.points if self.is_of(point, one) and not point.nowcast), None) for one in parts]
        overdue = [one for one, point in zip(parts, found) if point is None and self.is_overdue(one.last)]
        known = [point for point in found if point]
        if not known and not overdue:
            self.await_value(None)
        elif len(known) < len(parts):
            if self.deadline_reached and overdue:
                raise Refused("gap_in_window", "no_value_for_deadline", *([] if known else ["no_data"]))
            self.pend(known)
        else:
            self.decide_average(known)

    def pend(self, known):
        """A window that still runs says nothing but that."""
        self.findings = Findings("pending", self.deadline_reached, news="present" if known else "overdue")
        self.findings.on_track = None

    def decide_average(self, known):
        if self.is_rate() and self.target.kind == "over_other":
            attained = self.geometric_margin(known)
        elif self.is_rate():
            attained = self.geometric(known)
        else:
            total = known[0].level
            for point in known[1:]:
                total = total.plus(point.level)
            level = total.mapped(Fraction(1, len(known)))
            attained = self.bound.attainment(level)
            self.out["gap"] = self.bound.gap(level)
        self.findings = Findings(attained, self.deadline_reached)

    def geometric(self, known):
        """Compared as chain indices, which is exact."""
        def chain(levels):
            total = Interval.only(Fraction(1))
            for level in levels:
                total = total.times_positive(level.mapped(Fraction(1, 100), Fraction(1)).not_negative())
            return total
        limits = self.bound.set
        def powered(end):
            return None if end is None else (1 + end / 100) ** len(known)
        wanted = Interval(powered(limits.low), powered(limits.high), limits.with_low, limits.with_high)
        total = chain(point.level for point in known)
        return "met" if total.is_within(wanted) else "undetermined" if total.meets(wanted) else "not_met"

    def geometric_margin(self, known):
        """The difference of two geometric means; equal products meet exactly a margin of 0."""
        def mean(levels):
            total = paths.mpmath.mpf(1)
            for level in levels:
                if level.number is None:
                    raise Refused("evidence_is_bound")
                total *= paths.real(1 + level.number / 100)
            return (total ** (paths.mpmath.mpf(1) / len(known)) - 1) * 100
        own, other = mean(one.own.level for one in known), mean(one.other.level for one in known)
        margin = own - other - paths.real(self.bound.number)
        if abs(margin) < paths.mpmath.mpf(10) ** -25:
            return "met" if self.target.sign in (">=", "<=") else "not_met"
        return "met" if margin * self.target.side > 0 else "not_met"


def next_due(arms, day):
    """The position of the phase whose deadline comes next, or of the last one."""
    due = [index for index, arm in enumerate(arms) if arm.target.deadline >= day]
    return min(due, key=lambda index: arms[index].target.deadline) if due else len(arms) - 1


def is_announced(phase, day):
    """Whether the number of a phase that is set later is known on a day."""
    return "announced" not in phase or last_day(phase["announced"]) <= day
