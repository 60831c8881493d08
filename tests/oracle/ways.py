"""Share and pace where the baseline, too, is only known to lie between two ends (SEMANTICS 6).

Baseline and value may be wrong independently, and every share falls as the baseline nears the goal while the value is
short of it, so that the worst and best answers stand at ends of the two.
"""
from fractions import Fraction

from evidence import Refused


def goal_of(bound, base):
    """The goal from every number a baseline may be, and the direction; refused where one may leave no way to go."""
    if base.number is not None:
        return bound.goal_from(base.number)
    if base.is_within(bound.set):
        raise Refused("met_at_baseline", "baseline_may_meet")
    if base.meets(bound.set):
        raise Refused("baseline_may_meet")
    below = bound.set.low is not None and base.high is not None and base.high <= bound.set.low
    goal, up = (bound.set.low, 1) if below else (bound.set.high, -1)
    if base.holds(goal):
        raise Refused("baseline_may_meet")
    return goal, up


def oriented(interval, up):
    """The worst and the best end for somebody who moves in a direction."""
    return (interval.low, interval.high) if up > 0 else (interval.high, interval.low)


def shares(base, level, goal, up):
    """The least and the greatest `1 - (goal - v) / (goal - b)`; `None` where there is none."""
    (farthest, nearest), values = oriented(base, up), oriented(level, up)
    found = []
    for value, is_worst in zip(values, (True, False)):
        if value is None:
            found.append(None)
            continue
        missing = (goal - value) * up
        # What is missing weighs most against a short way, what is to spare as well.
        end = nearest if (missing > 0) == is_worst else farthest
        if missing == 0 or end is None:
            found.append(Fraction(1))
        elif end == goal:
            found.append(None)
        else:
            found.append((value - end) / (goal - end))
    return found


def pairs(base, level, up):
    """The worst value with the baseline that expects most of it, and the best with the one that expects least."""
    (farthest, nearest), (worst, best) = oriented(base, up), oriented(level, up)
    return [(nearest, worst), (farthest, best)]
