"""Targets on the average of a window: arithmetic, of yearly changes geometric, so far or of the whole (SEMANTICS 4)."""
from fractions import Fraction

import paths
from bounds import Bound
from evidence import Refused
from periods import regular, through
from quantities import Interval, exact
from verdicts import Findings

#: Rounding to twelve digits stays far below this.
HAIR = Fraction(1, 10**9)


class Averages:
    """How the average of a window decides; part of an `Arm`."""

    def averaged(self):
        """It is met when its window is complete; before, it holds so far while the running average meets."""
        window, question = self.target.period, self.question
        self.base, self.bound = None, Bound(self.target, self.indicator, None, self.reference())
        parts = through(regular(window.first.year, 0, self.indicator.get("frequency", "year")), window.last)
        for points in self.compared if self.target.kind == "over_other" else [self.points]:
            self.check_tiles(points, parts)
        known = self.tiles(self.points, parts)
        overdue = [one for one in parts[len(known):] if self.is_overdue(one.last)]
        if not known:
            self.either = None if overdue and self.deadline_reached else "pending"
            raise Refused("no_data", "no_value_for_deadline", "gap_in_window", "no_new_data")
        for name in ("share", "pace", "rates"):
            self.out[name] = ["!no_baseline", "!no_path"]
        states = [self.attained_by(known[: count + 1]) for count in range(len(known))]
        found = Findings("pending", self.deadline_reached, "open" if states[-1] == "met" else None)
        found.on_track = ("no_baseline", "no_path", "no_new_data")
        if len(known) == len(parts):
            found.attained = states[-1]
        elif self.deadline_reached and overdue:
            found.attained = ("no_value_for_deadline", "gap_in_window")
        due = [one for one in parts if one.last <= question.at and (one in overdue or one.last <= known[-1].day)]
        # Of what accumulates: how many periods are in it.
        self.held = f"{len(known)}/{len(due)}"
        self.findings = found
        self.measure(known)

    def tiles(self, points, parts):
        """The values of the window's periods."""
        found = (next((point for point in points if self.is_of(point, one)), None) for one in parts)
        return [point for point in found if point]

    def check_tiles(self, points, parts):
        known = self.tiles(points, parts)
        if any(point.day != one.last for point, one in zip(known, parts)):
            raise Refused("gap_in_window")

    def attained_by(self, known):
        if self.is_rate() and self.target.kind == "over_other":
            return self.geometric_margin(known)
        if self.is_rate():
            return self.geometric(known)
        return self.bound.attainment(self.mean([self.seen(point) for point in known]))

    @staticmethod
    def mean(levels):
        total = levels[0]
        for level in levels[1:]:
            total = total.plus(level)
        return total.mapped(Fraction(1, len(levels)))

    def measure(self, known):
        """What the average so far is missing."""
        if self.question.strict:
            return
        if not self.is_rate():
            level = self.mean([point.level for point in known])
            self.out["gap"] = self.bound.gap(level)
            shown = "none" if level.number is None else exact(level.number)
            self.out["evidence"] = f"{known[-1].series} {known[-1].day} {shown}"
        elif all(point.level.number is not None for point in known):
            own = [point.own.level if self.target.kind == "over_other" else point.level for point in known]
            level = self.growth(own)
            if self.target.kind == "over_other":
                level -= self.growth([point.other.level for point in known])
            missing = (paths.real(self.bound.number) - level) * self.target.side
            if paths.fraction(missing) > HAIR:
                self.out["gap"] = " ".join([paths.near(missing, HAIR)] * 2)

    @staticmethod
    def chain(levels):
        """The product of the yearly factors."""
        total = Interval.only(Fraction(1))
        for level in levels:
            total = total.times_positive(level.mapped(Fraction(1, 100), Fraction(1)).not_negative())
        return total

    def geometric(self, known):
        """Compared as chain indices, which is exact."""
        limits = self.bound.set

        def powered(end):
            return None if end is None else (1 + end / 100) ** len(known)
        wanted = Interval(powered(limits.low), powered(limits.high), limits.with_low, limits.with_high)
        total = self.chain(self.seen(point) for point in known)
        return "met" if total.is_within(wanted) else "undetermined" if total.meets(wanted) else "not_met"

    def growth(self, levels):
        """The yearly growth in percent that leads to the same end."""
        product = self.chain(levels).number
        return (paths.real(product) ** (paths.mpmath.mpf(1) / len(levels)) - 1) * 100

    def geometric_margin(self, known):
        """The difference of two geometric means; equal products meet exactly a margin of 0."""
        own, other = ([point.own.level for point in known], [point.other.level for point in known])
        margin = self.growth(own) - self.growth(other) - paths.real(self.bound.number)
        if abs(margin) < paths.mpmath.mpf(10) ** -25:
            return "met" if self.target.sign in (">=", "<=") else "not_met"
        return "met" if margin * self.target.side > 0 else "not_met"
