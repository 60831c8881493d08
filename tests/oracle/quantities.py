"""Exact numbers, what a published figure says of the true one, and the few units the cases need.

Everything is a `Fraction`; a reading such as `>60` becomes the set of numbers it allows.
"""
import functools
from fractions import Fraction


def exact(number):
    """A fraction as text, `a/b` or a whole number."""
    return f"{number.numerator}/{number.denominator}" if number.denominator != 1 else str(number.numerator)


class Interval:
    """A set of numbers between two ends; an absent end is `None`, and an end may be excluded."""

    __slots__ = ("low", "high", "with_low", "with_high")

    def __init__(self, low, high, with_low=True, with_high=True):
        self.low, self.high = low, high
        self.with_low, self.with_high = with_low and low is not None, with_high and high is not None

    @classmethod
    def only(cls, number):
        return cls(number, number)

    @property
    def number(self):
        """The one number it holds, if it is one."""
        return self.low if self.low is not None and self.low == self.high else None

    def holds(self, number):
        above = self.low is None or number > self.low or (self.with_low and number == self.low)
        below = self.high is None or number < self.high or (self.with_high and number == self.high)
        return above and below

    def is_within(self, other):
        low = other.low is None or (self.low is not None and (
            self.low > other.low or (self.low == other.low and (other.with_low or not self.with_low))))
        high = other.high is None or (self.high is not None and (
            self.high < other.high or (self.high == other.high and (other.with_high or not self.with_high))))
        return low and high

    def meets(self, other):
        """Whether they share a number."""
        def before(one, two):
            if one.high is None or two.low is None:
                return False
            return one.high < two.low or (one.high == two.low and not (one.with_high and two.with_low))
        return not before(self, other) and not before(other, self)

    def mapped(self, factor, start=0):
        """`start + factor * x` for every x."""
        low = None if self.low is None else start + factor * self.low
        high = None if self.high is None else start + factor * self.high
        if factor < 0:
            return Interval(high, low, self.with_high, self.with_low)
        return Interval(low, high, self.with_low, self.with_high)

    def plus(self, other):
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high, self.with_low and other.with_low, self.with_high and other.with_high)

    def times_positive(self, other):
        """The products, where no number of either is below 0."""
        low = None if self.low is None or other.low is None else self.low * other.low
        high = None if self.high is None or other.high is None else self.high * other.high
        return Interval(low, high, self.with_low and other.with_low, self.with_high and other.with_high)

    def is_above_zero(self):
        return self.low is not None and (self.low > 0 or (self.low == 0 and not self.with_low))

    def divided(self, other):
        """The quotients, where no number of the other is 0 or below, nor an end of this one below 0."""
        low = None if self.low is None else Fraction(0) if other.high is None else self.low / other.high
        high = None if self.high is None or other.low == 0 else self.high / other.low
        return Interval(low, high, self.with_low and other.with_high and other.high is not None, self.with_high and other.with_low)

    def not_negative(self):
        """Without an end below, from 0: nothing falls by more than all of it."""
        return self if self.low is not None else Interval(Fraction(0), self.high, True, self.with_high)

    def widened(self, by):
        return Interval(self.low - by, self.high + by)


#: Each unit as (dimension, size). A percentage point is a difference of percentages and no percentage.
UNITS = {
    "GW": ("power", Fraction(1)), "MW": ("power", Fraction(1, 1000)), "kW": ("power", Fraction(1, 10**6)),
    "GWh": ("energy", Fraction(1)), "MWh": ("energy", Fraction(1, 1000)),
    "Mt": ("mass", Fraction(1)), "kt": ("mass", Fraction(1, 1000)), "t": ("mass", Fraction(1, 10**6)),
    "%": ("share", Fraction(1)), "pp": ("points", Fraction(1)),
    "firms": ("firms", Fraction(1)), "clusters": ("clusters", Fraction(1)),
}


def factor(unit, into):
    """What a number is multiplied with to go from one unit into another; `None` if it does not convert."""
    one, two = UNITS[unit], UNITS[into]
    return one[1] / two[1] if one[0] == two[0] else None


def distance_factor(unit, into):
    """The same for a difference: of percentages in points."""
    return factor(unit, "pp" if into == "%" else into)


@functools.lru_cache(maxsize=1 << 16)
def number(text):
    return Fraction(text)


@functools.lru_cache(maxsize=1 << 16)
def decimals(text):
    return len(text.partition(".")[2])


def half_unit(text):
    """Half of the last printed unit of a number."""
    return Fraction(1, 2 * 10 ** decimals(text))


class Reading:
    """A figure as published: the numbers it allows, and half its printed unit."""

    __slots__ = ("set", "half", "is_exact")

    def __init__(self, numbers, half, is_exact=False):
        self.set, self.half, self.is_exact = numbers, half, is_exact


@functools.lru_cache(maxsize=1 << 16)
def reading(text):
    for sign in (">=", "<=", ">", "<", "~"):
        if text.startswith(sign):
            figure = text[len(sign):]
            value, half = number(figure), half_unit(figure)
            return Reading({
                ">=": lambda: Interval(value, None), ">": lambda: Interval(value, None, False),
                "<=": lambda: Interval(None, value), "<": lambda: Interval(None, value, True, False),
                "~": lambda: Interval.only(value).widened(half),
            }[sign](), half)
    low, dots, high = text.partition("..")
    if dots:
        return Reading(Interval(number(low), number(high)), max(half_unit(low), half_unit(high)))
    return Reading(Interval.only(number(text)), half_unit(text), True)


def rounded(value, places):
    """To so many decimals, half away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**places)
