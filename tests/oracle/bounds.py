"""What of the indicator meets a target: a set of levels, and how far a level is from it (SEMANTICS 4 and 5)."""
import copy
from fractions import Fraction

from evidence import Refused
from quantities import Interval, distance_factor, exact, factor, rounded

HUNDRED = Fraction(100)


class Bound:
    """The acceptable levels, the printed number's own level, and the way between the two."""

    __slots__ = ("target", "set", "number", "doubt", "start", "factor", "years", "unit")

    def __init__(self, target, indicator, base=None, reference=None, years=None):
        self.years, self.unit = None, indicator["unit"]
        self.start, self.factor = self.scale(target, self.unit, base, reference, years)
        self.fit(target)

    def of(self, target):
        """Another number on the same scale."""
        other = copy.copy(self)
        other.fit(target)
        return other

    def fit(self, target):
        self.target = target
        low, high = self.level_at(target.low), self.level_at(target.high)
        self.number, self.doubt = low, None
        slack = Fraction(0)
        if target.sign.startswith("~"):
            if target.tolerance is None:
                self.doubt = self.level_at(target.low + target.half) - low
            else:
                slack = target.tolerance * distance_factor(target.tolerance_unit, self.unit)
        self.set = {
            ">=": lambda: Interval(low, None), ">": lambda: Interval(low, None, False),
            "<=": lambda: Interval(None, low), "<": lambda: Interval(None, low, True, False),
            "=": lambda: Interval(low, low), "..": lambda: Interval(low, high),
            "~>=": lambda: Interval(low - slack, None), "~<=": lambda: Interval(None, low + slack),
            "~=": lambda: Interval(low - slack, low + slack),
        }[target.sign]()

    def scale(self, target, unit, base, reference, years):
        """A level is `start + factor * number`; for an average growth `start * (1 + number / 100) ** years`."""
        def positive(value):
            if value <= 0:
                raise Refused("baseline_not_positive")
            return value
        if target.kind in ("level", "sum"):
            return Fraction(0), factor(target.unit, unit)
        if target.kind == "multiple":
            return Fraction(0), positive(base)
        if target.kind == "cumulative":
            return HUNDRED, Fraction(1)
        if target.kind == "growth":
            self.years = years
            return positive(HUNDRED if base is None else base), None
        if target.kind in ("over_other", "over_past"):
            return reference, distance_factor(target.unit, unit) if target.unit else Fraction(1)
        if target.unit == "%":
            return positive(base), base / HUNDRED
        return base, distance_factor(target.unit, unit)

    def level_at(self, figure):
        if self.years is not None:
            return self.start * (1 + figure / HUNDRED) ** self.years
        return self.start + self.factor * figure

    def attainment(self, level):
        if level.is_within(self.set):
            return "met"
        if level.meets(self.set):
            return "undetermined"
        if self.doubt is not None:
            low = None if self.set.low is None else self.set.low - self.doubt
            high = None if self.set.high is None else self.set.high + self.doubt
            if level.meets(Interval(low, high)):
                return "undetermined"
        return "not_met"

    def distance(self, value):
        """How far outside the closed set a value lies."""
        if self.set.low is not None and value < self.set.low:
            return self.set.low - value
        if self.set.high is not None and value > self.set.high:
            return value - self.set.high
        return Fraction(0)

    def margin(self, value):
        """The signed distance to the nearest end, positive inside."""
        inside = [value - self.set.low] if self.set.low is not None else []
        inside += [self.set.high - value] if self.set.high is not None else []
        return min(inside)

    def ends_of_distance(self, level):
        """The least and the greatest distance of the numbers a reading allows; `None` where it has no end."""
        ends = [None if end is None else self.distance(end) for end in (level.low, level.high)]
        greatest = None
        if (level.low is not None or self.set.low is None) and (level.high is not None or self.set.high is None):
            greatest = max(end for end in ends if end is not None)
        closed = Interval(self.set.low, self.set.high)
        hull = Interval(level.low, level.high)
        least = Fraction(0) if hull.meets(closed) else min(end for end in ends if end is not None)
        return least, greatest

    def gap(self, level, step=None):
        """Worst and best shortfall as text, `excluded` at a bound that is itself not met."""
        if step:
            return self.gap_in_steps(level, step)
        least, greatest = self.ends_of_distance(level)
        if self.doubt is not None and self.attainment(level) == "undetermined":
            # What may be met may be missing nothing.
            return f"{'open' if greatest is None else exact(greatest)} 0"
        def shown(shortfall, is_closed):
            if shortfall is None:
                return "open"
            return exact(shortfall) if shortfall > 0 or is_closed else "excluded"
        return f"{shown(greatest, level.is_within(self.set))} {shown(least, level.meets(self.set))}"

    def gap_in_steps(self, level, step):
        """The same where there are whole steps only: of the whole numbers that a reading allows."""
        low = None if level.low is None else -(-level.low // step) * step
        low = low + step if low is not None and not level.holds(low) and low == level.low else low
        high = None if level.high is None else level.high // step * step
        high = high - step if high is not None and not level.holds(high) and high == level.high else high
        whole = Interval(low, high) if low is None or high is None or low <= high else level
        _, greatest = self.ends_of_distance(whole)
        at_ends = [self.steps(end, step) * step for end in (whole.low, whole.high) if end is not None]
        worst = "open" if greatest is None else exact(max(at_ends))
        attained = self.attainment(level)
        if attained == "met":
            return "0 0"
        is_met = attained == "undetermined" or whole.meets(self.set)
        return f"{worst} {exact(Fraction(0) if is_met else min(at_ends))}"

    def steps(self, value, step):
        """The fewest whole steps that lead from a value into the set."""
        if self.set.holds(value):
            return 0
        missing = self.distance(value)
        count = -(-missing // step)
        edge = self.set.low if self.set.low is not None and value <= self.set.low else self.set.high
        direction = 1 if edge == self.set.low and value <= edge else -1
        return count if self.set.holds(value + direction * count * step) or count * step > missing else count + 1

    def rounded_to_target(self, level):
        """The level once its number is rounded to the digits the target is printed with."""
        return self.level_at(rounded((level - self.start) / self.factor, self.target.decimals))

    def goal_from(self, base):
        """The end that has to be reached from a base, and the direction; refused where there is no way to go."""
        low, high = self.set.low, self.set.high
        if self.target.tolerance is not None:
            low = low if low is None else self.number
            high = high if high is None else self.number
        if self.set.holds(base):
            raise Refused("met_at_baseline")
        if low is not None and base < low and (self.set.low is None or base < self.set.low):
            return low, 1
        if high is not None and base > high and (self.set.high is None or base > self.set.high):
            return high, -1
        raise Refused("met_at_baseline")
