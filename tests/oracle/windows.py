"""Targets over several periods: held in every one, summed, compounded (SEMANTICS 4)."""
from fractions import Fraction

from axes import refusal
from bounds import Bound
from evidence import Base, Refused, is_stock
from periods import regular, through
from quantities import Interval, number
from verdicts import Findings


class Accumulated:
    """A sum or an index up to the end of a period, standing for a value."""

    def __init__(self, point, total, half):
        self.series, self.day, self.period = point.series, point.day, point.period
        self.level, self.half = total, half
        self.is_exact, self.nowcast, self.flags, self.marks = False, False, "", ("", "")

    def strict(self):
        """Each part was read strictly already."""
        return self.level

    def breaks_after(self, _before):
        return None


class Windows:
    """How the periods of a window decide; part of an `Arm`."""

    # Held in every period.

    def throughout(self):
        target, question = self.target, self.question
        self.base = None
        self.bound = Bound(target, self.indicator, None, self.reference())
        if not is_stock(self.indicator) and target.frequency != self.indicator.get("frequency", "year"):
            raise Refused("frequency_differs")
        ends = target.period.last if target.period else question.at
        states, ledger = [], []
        decided = []
        for one in through(target.start, ends):
            if target.period is None and one.last > question.at:
                break
            point = next((point for point in self.points if self.is_of(point, one) and not point.nowcast), None)
            if point:
                state = self.bound.attainment(self.seen(point))
                decided.append((one, point, state))
            elif one.last <= question.at and self.is_overdue(one.last):
                state = "missing"
            else:
                state = "pending"
            states.append(state)
            if one.last <= question.at:
                ledger.append(f"{one.text} {state}")
        self.out["ledger"] = " ".join(ledger)
        for name in ("share", "pace", "rates"):
            self.out[name] = refusal(["held_throughout"])
        if not states or all(state in ("pending", "missing") for state in states):
            if "missing" in states:
                self.either = "pending"
                raise Refused("no_data", "gap_in_window", "no_value_for_deadline", "no_new_data")
            self.findings = Findings("pending", self.deadline_reached, "open", news="none_due")
            return
        self.hold(states, decided)

    def is_of(self, point, one):
        return point.day == one.last if is_stock(self.indicator) else point.period == one

    def hold(self, states, decided):
        broken = next((one for one, _, state in decided if state == "not_met"), None)
        found = Findings("pending", self.deadline_reached, "open")
        if broken:
            found.attained, found.window = "not_met", "broken"
            self.broken = broken.text
        elif self.deadline_reached:
            if "missing" in states:
                raise Refused("gap_in_window", "no_value_for_deadline")
            if "pending" not in states:
                found.attained = "undetermined" if "undetermined" in states else "met"
        due = [state for state in states if state != "pending"]
        if not self.deadline_reached and not broken and "undetermined" in states and "met" not in states:
            # What holds so far is known to hold somewhere.
            found.attained, found.window, found.on_track = "undetermined", None, ("held_throughout",)
        self.held = f"{due.count('met')}/{len(due)}"
        self.findings = found
        if not self.question.strict and not self.target.tolerance:
            # An open end of a reading may miss any amount.
            extents = [self.bound.ends_of_distance(point.level) for _, point, _ in decided]
            if all(point.level.number is not None for _, point, _ in decided):
                worst = max(range(len(decided)), key=lambda index: (extents[index][1], not self.bound.set.holds(decided[index][1].level.number)))
                step = number(self.indicator["step"]) if "step" in self.indicator else None
                self.out["gap"] = self.bound.gap(decided[worst][1].level, step)

    # Sums and chains over a window.

    def accumulated(self):
        target, question = self.target, self.question
        window = target.period
        count = window.last.year - window.first.year + 1
        is_sum = target.kind == "sum"
        start = Fraction(0) if is_sum else Fraction(100)
        day = window.first.fromordinal(window.first.toordinal() - 1)
        self.base = Base(Interval.only(start), day)
        self.bound = Bound(target, self.indicator, None, None, count)
        inside = [point for point in self.points if window.holds(point.period) and not (point.nowcast and point.day == window.last)]
        missing_until = day
        total, totals, previous, codes = Interval.only(start), [], None, []
        half = Fraction(0)
        sign = -1 if self.indicator.get("sign") == "reduction" else 1
        for point in inside:
            if point.period.first <= missing_until:
                codes.append("overlap_in_window")
            if (point.period.first - missing_until).days > 1:
                codes.append("gap_in_window")
            if previous and not self.criterion.get("splice") and point.breaks_after(previous):
                codes.append(point.breaks_after(previous))
            if is_sum:
                total = total.plus(self.seen(point))
            else:
                total = total.times_positive(self.seen(point).mapped(Fraction(sign, 100), Fraction(1)).not_negative())
            previous, missing_until = point, point.day
            # Roughly how far rounding carries: it only keeps a trend near to it from being called.
            half += point.half if is_sum else point.half * 2
            totals.append(Accumulated(point, total, half))
        if codes:
            raise Refused(*codes)
        parts = through(regular(window.first.year, 0, self.indicator.get("frequency", "year")), window.last)
        overdue = [one for one in parts if self.is_overdue(one.last)]
        if not totals:
            # What is missing inside a window that has ended leaves it undecided, whatever its last value.
            if self.deadline_reached and overdue:
                raise Refused("no_value_for_deadline", "no_data", "gap_in_window")
            self.await_value(None)
            return
        due = [one for one in parts if one.last <= question.at and (one in overdue or one.last <= missing_until)]
        self.settle(totals, is_sum, any(one.last > missing_until for one in overdue), max(len(due), len(totals)))

    def settle(self, totals, is_sum, misses, due):
        window, indicator = self.target.period, self.indicator
        attained, state = "pending", None
        point, total = totals[-1], totals[-1].level
        decided = self.bound.attainment(total)
        if point.day == window.last:
            attained = decided
        elif is_sum and number(indicator.get("limits", {}).get("lower", "-1")) >= 0:
            # What flows cannot take back is settled before the window closes.
            if decided == "met" and self.bound.set.high is None:
                state = "secured"
            if decided == "not_met" and self.bound.set.high is not None and self.bound.doubt is None:
                lowest = total.low
                if not self.bound.set.holds(lowest) and lowest >= self.bound.set.high:
                    state = "broken"
        if state is None and decided == "met" and self.bound.attainment(self.base.level) == "met":
            # A budget holds while it is not used up.
            state = "open"
            self.held = f"{len(totals)}/{due}"
        if self.deadline_reached and point.day != window.last and state in (None, "open") and misses:
            attained = ("no_value_for_deadline", "gap_in_window")
        self.evidence, self.points = point, totals
        self.opening = self.base.day, self.base.level.number
        self.finish(attained)
        if self.question.strict:
            self.out.pop("evidence", None)
        self.findings.window = state
        if state in ("secured", "broken"):
            self.findings.attained = "met" if state == "secured" else "not_met"
        self.findings.met_before = False
