"""Paths from a base to a target, and projections: exact, but for roots and logarithms (SEMANTICS 6).

A path is asked for its value at a time, for where a value stands, and for the last time at which it was no better.
"""
import math
from fractions import Fraction

import mpmath
from quantities import exact

mpmath.mp.dps = 34
#: Beyond the half unit that rounding to twelve digits may cost.
SLACK = Fraction(2, 100)


def real(value):
    return mpmath.mpf(value.numerator) / value.denominator


def fraction(value):
    sign, mantissa, exponent, _ = value._mpf_
    return Fraction(-mantissa if sign else mantissa) * Fraction(2) ** exponent


def magnitude(value):
    """The power of ten of the leading digit."""
    return int(mpmath.floor(mpmath.log10(abs(value))))


def digits(value, count=18):
    """A decimal of so many significant digits."""
    if value == 0:
        return "0"
    places = count - 1 - magnitude(value)
    whole = int(mpmath.nint(value * mpmath.mpf(10) ** places))
    if places <= 0:
        return str(whole * 10**-places)
    text = str(abs(whole)).rjust(places + 1, "0")
    return ("-" if whole < 0 else "") + text[:-places] + "." + text[-places:]


def unit_of_twelve(value):
    """The unit of the twelfth significant digit."""
    return Fraction(10) ** (magnitude(value) - 11) if value != 0 else Fraction(0)


def near(value, by=None):
    """An irrational number as the comparison reads it: within half a unit of its twelfth digit, or `by`."""
    by = unit_of_twelve(value) * (Fraction(1, 2) + SLACK) if by is None else by
    return within(value, by)


def within(value, by):
    """A number and how far off it may be, with digits enough that printing adds nothing to that."""
    count = 18 if value == 0 or by == 0 else max(18, magnitude(value) - magnitude(real(by)) + 4)
    return f"{digits(value, count)}~{digits(real(by), 4)}"


class Uncertain:
    """A number that was rounded to twelve digits, with how far off it may be."""

    def __init__(self, value, by=None):
        self.value = value
        self.by = unit_of_twelve(value) * (Fraction(1, 2) + SLACK) if by is None else by

    def text(self):
        return within(self.value, self.by)


def text(value):
    return value.text() if isinstance(value, Uncertain) else exact(value)


class Undefined(Exception):
    """A question about a path without an answer; its code."""


class Lines:
    """Straight lines through nodes (time, value), the first at 0, the last at the deadline."""

    def __init__(self, nodes, up):
        self.nodes, self.up = nodes, up
        self.end = nodes[-1][0]

    def at(self, time):
        for (start, low), (end, high) in zip(self.nodes, self.nodes[1:]):
            if time <= end:
                return low + (high - low) * (time - start) / (end - start)
        raise Undefined("outside_path")

    def standing(self, time, value):
        difference = (value - self.at(time)) * self.up
        return (difference > 0) - (difference < 0)

    def last_no_better(self, value):
        """The last time at which the path was no better than a value short of its target."""
        for (start, low), (end, high) in zip(self.nodes[-2::-1], self.nodes[:0:-1]):
            if (low - value) * self.up <= 0:
                return start + (end - start) * (value - low) / (high - low)
        return None


class Steps(Lines):
    """Levels that hold until the next node."""

    def at(self, time):
        return next(value for start, value in reversed(self.nodes) if start <= time)

    def last_no_better(self, value):
        for (_, low), (end, _) in zip(self.nodes[-2::-1], self.nodes[:0:-1]):
            if (low - value) * self.up <= 0:
                return end
        return None


def power_order(base, height, time, target, end):
    """How (height / base) compares with (target / base) ** (time / end), exactly."""
    part = time / end
    left, right = height / base, target / base
    # Plain floats tell apart what lies far apart; what lies near is compared with integers.
    try:
        rough = math.log(left) - math.log(right) * (part.numerator / part.denominator)
        if abs(rough) > 1e-9:
            return 1 if rough > 0 else -1
    except (ValueError, OverflowError):
        pass
    rough = mpmath.log(real(left)) * part.denominator - mpmath.log(real(right)) * part.numerator
    if abs(rough) > mpmath.mpf(10) ** -20:
        return 1 if rough > 0 else -1
    left, right = left**part.denominator, right**part.numerator
    return (left > right) - (left < right)


class Growth:
    """The same factor every year from a base to a target on one side of 0."""

    def __init__(self, base, target, end):
        if base == 0 or target == 0 or (base > 0) != (target > 0):
            raise Undefined("not_positive")
        self.base, self.target, self.end = base, target, end
        self.up = 1 if target > base else -1
        self.log = mpmath.log(real(target / base)) if target != base else mpmath.mpf(0)

    def height(self, time):
        return real(self.base) * mpmath.exp(self.log * real(time / self.end))

    def at(self, time):
        if time == 0:
            return self.base
        if time == self.end:
            return self.target
        height = self.height(time)
        # A rational height is met exactly by its twelve digits or not at all; both lie within the slack.
        return Uncertain(height)

    def compare(self, time, value):
        """How a value compares with the exact height at a time."""
        if value == 0 or (value > 0) != (self.base > 0):
            return 1 if value > self.base else -1
        if self.target == self.base:
            return (value > self.base) - (value < self.base)
        if time == 0:
            return (value > self.base) - (value < self.base)
        ordered = power_order(self.base, value, time, self.target, self.end)
        return ordered if self.base > 0 else -ordered

    def standing(self, time, value):
        return self.compare(time, value) * self.up

    def last_no_better(self, value):
        if (value - self.base) * self.up < 0:
            return None
        if value == self.base:
            return Fraction(0)
        return Uncertain(real(self.end) * mpmath.log(real(value / self.base)) / self.log)


def course(shape, base, target, end, points=()):
    """A path of a shape; `points` of stated paths as (years, value)."""
    if end <= 0:
        raise Undefined("no_time_left")
    up = 1 if target > base else -1
    if shape == "constant-growth":
        return Growth(base, target, end)
    inner = [point for point in points if 0 < point[0] < end]
    nodes = [(Fraction(0), base), *inner, (end, target)]
    return Steps(nodes, up) if shape == "step" else Lines(nodes, up)


def lead(path, time, value, target):
    """Years ahead of the path as words and a number."""
    if (value - target) * path.up >= 0:
        return f"ahead_by_at_least {exact(path.end - time)}"
    last = path.last_no_better(value)
    if last is None:
        return f"behind_by_more_than {exact(time)}"
    if isinstance(last, Uncertain):
        return f"exactly {near(last.value - real(time), last.by + Fraction(1, 10**12))}"
    return f"exactly {exact(last - time)}"


def median(numbers):
    ordered = sorted(numbers)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def median_slope(points):
    slopes = [(w - v) / (u - t) for i, (t, v) in enumerate(points) for u, w in points[i + 1:] if u != t]
    return median(slopes) if slopes else None


def line(projection, points):
    """Slope and intercept of a projected straight line."""
    if projection == "last-rate":
        (t, v), (u, w) = points[-2:]
        slope = (w - v) / (u - t)
        return slope, w - slope * u
    if projection == "theil-sen":
        slope = median_slope(points)
        return slope, median([v - slope * t for t, v in points])
    count = len(points)
    t_mean, v_mean = sum(t for t, _ in points) / count, sum(v for _, v in points) / count
    slope = sum((t - t_mean) * (v - v_mean) for t, v in points) / sum((t - t_mean) ** 2 for t, _ in points)
    return slope, v_mean - slope * t_mean
