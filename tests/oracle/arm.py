"""One criterion of a goal: what is known, what it is measured from, what decides (SEMANTICS 1 to 5)."""
from dataclasses import replace

from averages import Averages
from axes import Axes, refusal
from bounds import Bound
from evidence import Base, Refused, is_stock, points, quotients
from periods import after, last_day, period, regular, regular_after
from quantities import Interval, exact, factor, number, reading
from relative import Relative
from targets import parse
from verdicts import Findings, decide
from windows import Windows


class Arm(Axes, Windows, Averages, Relative):
    """One criterion of a goal, assessed."""

    def __init__(self, plan, criterion, rows, question):
        self.plan, self.criterion, self.question = plan, criterion, question
        self.indicator = next(one for one in plan["indicators"] if one["id"] == criterion["indicator"])
        self.all_rows = rows
        self.rows = [row for row in rows if row["indicator"] == criterion["indicator"]]
        self.target = parse(criterion["target"])
        self.out = {}
        self.points, self.base, self.bound, self.evidence = [], None, None, None
        self.no_points = None
        self.findings = None
        #: Where a sum or an index starts from: a point of its projection.
        self.opening = None
        self.met_late = None
        self.met_since = None
        #: A refusal that the rules allow as well.
        self.either = None
        self.unsaid = False
        self.assess(plan, rows)

    # What is known.

    def assess(self, plan, rows):
        question = self.question
        preferred = self.criterion.get("series") or self.indicator.get("series") or []
        try:
            if "derived" in self.indicator:
                self.points = quotients(self.indicator, plan, rows, preferred, question.at, question.known_by)
            else:
                self.points = points(self.indicator, self.rows, preferred, question.at, question.known_by)
        except Refused as refused:
            self.no_points = refused.codes
        self.stated = self.find_base()
        self.deadline_reached = self.target.deadline is not None and self.question.at >= self.target.deadline
        try:
            if self.no_points and self.no_points != ("no_data",):
                raise Refused(*self.no_points)
            if self.target.kind == "over_other":
                self.points = self.less_other()
            if self.target.time == "average":
                self.averaged()
            elif self.target.time == "every":
                self.throughout()
            elif self.target.kind in ("sum", "cumulative") or (self.target.kind == "growth" and self.is_rate()):
                self.accumulated()
            else:
                self.single()
        except Refused as refused:
            self.refuse(refused.codes)
        self.conclude()

    def refuse(self, codes):
        self.findings = Findings(codes, self.deadline_reached)
        if self.evidence is None and self.target.time != "every":
            for name in ("gap", "share", "pace", "rates"):
                self.out[name] = "!"

    def is_rate(self):
        return self.indicator["kind"] == "change-on-year"

    def find_base(self):
        """The stated or reported baseline; the refusal where a reported one is not there."""
        baseline = self.criterion.get("baseline")
        if baseline is None:
            return None
        if "reported" in baseline:
            at = period(baseline["reported"])
            for point in self.points:
                if point.period == at or (is_stock(self.indicator) and point.day == at.last):
                    return Base(point.level, point.day, point.series)
            return "missing"
        figure, unit = baseline["value"].rsplit(" ", 1)
        level = reading(figure).set.mapped(factor(unit, self.indicator["unit"]))
        return Base(level, period(baseline["period"]).last, baseline.get("series"))

    def needed_base(self):
        if self.stated is None or self.stated == "missing":
            raise Refused("no_baseline")
        return self.stated

    def lag(self):
        return self.indicator.get("lag", "0 days")

    def is_overdue(self, day):
        """Whether the value of a period that ended on a day should have been published by what is known."""
        return day <= self.question.at and self.question.known_by >= after(self.lag(), day)

    def start_day(self):
        return self.base.day if self.base else None

    # Levels, changes, multiples: one value decides.

    def single(self):
        target, question = self.target, self.question
        base = self.stated if isinstance(self.stated, Base) else None
        value = None
        if target.origin == "bau":
            value = self.business_as_usual()
        elif target.kind in ("change", "multiple", "growth"):
            base = self.needed_base()
            value = base.exact()
        self.base = base
        if not is_stock(self.indicator) and target.kind != "growth" and target.period.frequency != self.indicator.get("frequency", "year"):
            raise Refused("frequency_differs")
        window = target.period.last.year - target.period.first.year + 1 if target.kind == "growth" else None
        self.bound = Bound(target, self.indicator, value, self.reference(), window)
        usable = [point for point in self.points if point.day <= target.deadline]
        if usable and self.is_change_broken(usable):
            return
        deciding = [point for point in usable if self.decides(point) and not point.nowcast]
        latest = usable[-1] if usable else None
        if self.deadline_reached:
            if deciding:
                self.judge(deciding[-1])
                later = (point for point in self.points if point.day > target.deadline)
                self.met_late = next((point for point in later if self.bound.attainment(self.seen(point)) == "met"), None)
            elif self.is_overdue(target.deadline):
                self.judge_without(latest, ("no_value_for_deadline", *(["no_data"] if not usable else [])))
            else:
                self.await_value(latest)
                if latest is None and base is None:
                    self.either = "!no_data"
        elif latest is None:
            if base is None:
                raise Refused("no_data")
            self.await_value(None)
        elif base is not None and latest.day <= base.day:
            self.await_value(latest)
        else:
            limit = self.indicator.get("stale_after")
            if limit and after(limit, latest.day) < question.at and not self.never_early() \
                    and self.bound.attainment(self.seen(latest)) != "met":
                self.judge_without(latest, ("stale",))
                return
            self.judge(latest)

    def is_change_broken(self, usable):
        """Across a break a change from the baseline is not known: attainment and gap refuse."""
        if self.target.kind not in ("change", "multiple", "growth") or self.target.origin == "bau":
            return False
        fresh = [one for one in usable if one.day > self.base.day]
        codes = self.breaks(usable[-1], fresh)
        if "cross_series" in codes:
            # Whether a change across series is one, or only carries a flag, is not said.
            self.either = "!cross_series"
        if not set(codes) - {"cross_series"} or not fresh:
            return False
        if self.deadline_reached and not any(self.decides(one) and not one.nowcast for one in usable):
            codes.append("no_value_for_deadline")
            if not self.is_overdue(self.target.deadline):
                self.either = "pending"
        limit = self.indicator.get("stale_after")
        if limit and after(limit, usable[-1].day) < self.question.at:
            codes.append("stale")
        self.judge_without(usable[-1], tuple(codes))
        if "gap" in self.out:
            self.out["gap"] = refusal(codes)
        self.out.pop("aim", None)
        return True

    def decides(self, point):
        """Whether a value is the one of the deadline: a stock of its last day, a flow of its whole period."""
        if self.indicator["timing"] == "survey-day":
            return self.target.period.holds(point.period)
        if is_stock(self.indicator):
            return point.day == self.target.deadline
        if self.target.kind == "growth":
            return point.period == regular(self.target.period.last.year, 0, "year")
        return point.period == self.target.period

    def never_early(self):
        """Averages, relative goals and growth over a window are not met before the window closes."""
        return self.target.kind in ("growth", "over_other") or self.target.time in ("average", "in")

    def judge(self, point):
        self.evidence = point
        attained = self.bound.attainment(self.seen(point))
        if attained in ("met", "not_met") and point.is_exact:
            around = Interval(point.level.low - point.half, point.level.high + point.half)
            flips = self.bound.attainment(around) != attained if point.half else False
            if self.bound.doubt is None:
                self.out["within_rounding"] = str(flips).lower()
            if self.target.sign in (">=", ">", "<=", "<") and self.bound.years is None:
                rounds = attained == "not_met" and self.bound.set.holds(self.bound.rounded_to_target(point.level.number))
                # A margin of nothing is written without digits.
                bare = self.target.kind in ("over_other", "over_past") and not self.target.unit
                self.out["met_if_rounded"] = str(rounds and not bare).lower()
        self.out["nowcast"] = str(point.nowcast).lower()
        if not self.deadline_reached and self.never_early():
            attained = "pending"
            for name in ("nowcast", "within_rounding", "met_if_rounded"):
                self.out.pop(name, None)
        self.finish(attained)

    def judge_without(self, latest, codes):
        """Attainment refuses, the other axes speak of the latest value."""
        self.evidence = latest
        if latest is None:
            raise Refused(*codes)
        self.finish(tuple(codes))

    def seen(self, point):
        """What is known of a value; under strict precision a printed number is all that rounds to it."""
        return point.strict() if self.question.strict else point.level

    def await_value(self, latest):
        self.evidence = latest
        self.finish("pending")

    def finish(self, attained):
        """The axes beside attainment, for a value that stands alone or was accumulated."""
        point = self.evidence
        self.findings = Findings(attained, self.deadline_reached)
        start = self.start_day()
        fresh = [one for one in self.points if (start is None or one.day > start) and one.day <= self.target.deadline]
        self.findings.news = "present" if fresh else self.news_due(start)
        if point is None:
            self.findings.on_track = ("no_data", "none_due_yet", "no_new_data", "no_path")
            return
        self.out["evidence"] = f"{point.series} {point.day} {exact(point.level.number) if point.level.number is not None else 'none'}"
        if not self.question.strict and not self.target.tolerance:
            self.out["gap"] = self.bound.gap(point.level, number(self.indicator["step"]) if "step" in self.indicator else None)
            self.strive(point)
        if not self.base:
            # Without a baseline, what counts begins with the plan.
            issued = last_day(self.plan["issued"])
            fresh = [one for one in fresh if one.day > issued]
        met = [self.bound.attainment(self.seen(one)) == "met" for one in fresh]
        if attained == "not_met" and not self.deadline_reached and not self.never_early():
            self.findings.met_before = any(met[:-1])
        if met and met[-1] and point is fresh[-1] and not self.never_early():
            first = len(met) - 1
            while first > 0 and met[first - 1]:
                first -= 1
            self.met_since = fresh[first].day
        if self.base and fresh and self.bound.attainment(self.seen(point)) == "not_met":
            self.findings.farther = self.is_farther(self.seen(point), self.base.level)
        if self.base and fresh:
            self.findings.may_be_farther = self.may_be_farther(point.level, self.base.level)
        self.axes(point, fresh)

    def strive(self, point):
        """Against the stricter number that is striven for; it never decides."""
        if self.target.aim is not None:
            sign = ">=" if self.target.side > 0 else "<="
            aim = self.bound.of(replace(self.target, sign=sign, low=self.target.aim, high=self.target.aim))
            self.out["aim"] = f"{aim.attainment(point.level)} {aim.gap(point.level)}"

    def is_farther(self, level, base):
        """Whether all that a reading allows is strictly farther from the bound than all that the baseline allows."""
        low, high = self.bound.set.low, self.bound.set.high
        # Without an end on a side of the bound, the baseline may be as far off as one likes.
        if (low is not None and base.low is None) or (high is not None and base.high is None):
            return False
        ends = [(self.bound.margin(end), is_in) for end, is_in in ((base.low, base.with_low), (base.high, base.with_high)) if end is not None]
        worst = min(margin for margin, _ in ends)
        is_reached = any(is_in for margin, is_in in ends if margin == worst)
        near = Interval(None if low is None else low + worst, None if high is None else high - worst, is_reached, is_reached)
        return not level.meets(near)

    def may_be_farther(self, level, base):
        """Whether some number a reading allows is strictly farther from the bound than some the baseline allows."""
        low, high = self.bound.set.low, self.bound.set.high
        worst = [None if end is None else self.bound.margin(end) for end, own in ((level.low, low), (level.high, high)) if own is not None]
        best = [None if end is None else self.bound.margin(end) for end in (base.low, base.high)]
        if low is not None and high is not None:
            # Nothing is farther inside a band than its middle.
            best = [self.bound.margin((low + high) / 2)] if base.holds((low + high) / 2) else [end for end in best if end is not None]
        else:
            # Only an end away from the own end lets the margin grow without limit.
            best = [best[1] if low is not None else best[0]]
        return None in worst or None in best or min(worst) < max(best)

    def news_due(self, start):
        if start is None:
            return "overdue"
        following = regular_after(start, self.indicator.get("frequency", "year"))
        return "overdue" if self.is_overdue(following.last) else "none_due"

    # The verdict on this criterion alone.

    def conclude(self):
        self.word, codes = decide(self.findings)
        if isinstance(self.findings.attained, tuple):
            self.out["arm_attained"] = refusal(self.findings.attained)
        else:
            self.out["arm_attained"] = self.findings.attained
        self.codes = codes
        if self.either:
            self.word = None
            for name in ("arm_attained", "gap"):
                found = self.out.get(name)
                if found and (name == "arm_attained" or self.either == "!cross_series"):
                    self.out[name] = [*(found if isinstance(found, list) else [found]), self.either]
            for name in ("nowcast", "within_rounding", "met_if_rounded"):
                self.out.pop(name, None)
        if self.unsaid and self.word in ("below_baseline", "slipped_back"):
            self.word = None
        if self.findings.on_track is None and self.word in ("behind", "not_met_so_far", "on_track", "undetermined"):
            # A tolerance on an irrational height, or strict precision: not said here.
            self.word = None
