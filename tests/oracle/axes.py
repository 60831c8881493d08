"""Share, pace, rates, trend and outlook of one criterion (SEMANTICS 6)."""
from fractions import Fraction

import paths
import ways
from evidence import Refused
from periods import after, day_after, period, years
from quantities import Interval, exact, number


def refusal(codes):
    return ["!" + code for code in codes]


class Axes:
    """The axes beside attainment, computed into `out`; part of an `Arm`."""

    # Share, pace, rates, trend, outlook.

    def breaks(self, point, fresh):
        """Why base and value do not belong to one series and definition."""
        codes = []
        until = [one for one in self.points if one.day <= point.day]
        if self.base and self.base.series and self.base.series != point.series:
            codes.append("cross_series")
        if not self.criterion.get("splice"):
            for before, one in zip([None, *until], until):
                if one in fresh:
                    flagged = "definition_break" if before is None and set(one.flags) & set("BD") else None
                    code = one.breaks_after(before) if before else flagged
                    if code:
                        codes.append(code)
        return codes

    def obstacles(self, point, fresh):
        """Why base and value may not be compared."""
        codes = self.breaks(point, fresh)
        if self.criterion.get("concept_differs"):
            codes.append("concept_differs")
        return codes

    def axes(self, point, fresh):
        obstacles = self.obstacles(point, fresh)
        # Whether what cannot be compared with the baseline may have slipped below it is not said.
        self.unsaid = bool(obstacles)
        path = self.criterion.get("path") or self.question.path
        nothing = not fresh
        limit = self.indicator.get("stale_after")
        if limit and after(limit, point.day) < self.question.at:
            self.findings.on_track = ("stale", "no_baseline", "baseline_not_exact", "no_path", "met_at_baseline", *obstacles)
            # Whether the age of a deadline's own value matters long after is not said.
            if not (self.deadline_reached and self.findings.attained in ("met", "not_met", "undetermined")):
                self.out["pace"] = self.out["outlook"] = "!"
            return
        try:
            if self.base is None:
                raise Refused("no_baseline", *obstacles)
            base = self.base.level
            goal, up = ways.goal_of(self.bound, base)
        except Refused as refused:
            codes = [*refused.codes, *obstacles, *(["no_time_elapsed", "no_new_data", "none_due_yet"] if nothing else [])]
            self.out["share"] = refusal(codes)
            self.out["rates"] = refusal([*codes, "baseline_not_exact", "evidence_is_bound", "no_time_left"])
            codes += [] if path else ["no_path"]
            self.out["pace"] = refusal(codes)
            # Without a baseline it is the indicator that says which way a band is overshot.
            self.findings.on_track = (*codes, *(["overshot"] if self.target.side == 0 else []))
            self.later(point, fresh, obstacles)
            return
        if base.number is None and goal in (base.low, base.high):
            # Whether there is a way from what comes as close to the goal as one likes is not said.
            self.findings.on_track = None
            self.later(point, fresh, obstacles)
            return
        elapsed, whole = years(self.base.day, point.day), years(self.base.day, self.target.deadline)
        left = years(point.day, self.target.deadline)
        # Beyond the far edge of a band being ahead of the path is no success.
        far = self.bound.set.high if up > 0 else self.bound.set.low
        least = point.level.low if up > 0 else point.level.high
        beyond = far is not None and least is not None and not point.level.meets(self.bound.set) and (least - far) * up >= 0
        if obstacles or nothing:
            codes = [*obstacles, *([] if path else ["no_path"]), *(["overshot"] if beyond else [])]
            if obstacles:
                self.out["pace"] = refusal(codes)
            self.findings.on_track = tuple(codes) or ("none_due_yet", "no_time_elapsed", "no_new_data")
            self.later(point, fresh, obstacles)
            return
        level = self.seen(point)
        if not self.question.strict and not self.target.tolerance:
            self.out["share"] = " ".join("open" if one is None else exact(one) for one in ways.shares(base, level, goal, up))
        if not path:
            self.out["pace"] = refusal(["no_path"])
            self.findings.on_track = ("no_path", "overshot") if beyond else ("no_path",)
        elif beyond:
            self.findings.on_track = ("overshot",)
        elif elapsed <= 0:
            self.findings.on_track = ("no_time_elapsed", "before_baseline")
        else:
            self.pace(path, goal, up, elapsed, whole, level)
        if base.number is None:
            self.out["rates"] = refusal(["baseline_not_exact", "evidence_is_bound", "no_time_left"])
        else:
            self.rates(base.number, goal, up, elapsed, left, level)
        self.later(point, fresh, obstacles)

    def pace(self, path, goal, up, elapsed, whole, level):
        """The worst and the best end against the path from a baseline that makes it so."""
        if self.question.strict or self.target.tolerance:
            self.findings.on_track = None
            return
        found = []
        for name, (base, value) in zip(("worst", "best"), ways.pairs(self.base.level, level, up)):
            try:
                if base is not None and base == goal:
                    raise paths.Undefined("baseline_may_meet")
                # A path that leads from no such baseline has no ends, open or not.
                course = self.course(path, base, goal, whole) if base is not None else None
                if base is None or value is None:
                    found.append((None, None))
                    continue
                found.append((course.standing(elapsed, value), self.is_tolerated(course, elapsed, base, goal, up, value)))
                self.stand(name, course, elapsed, base, goal, up, value)
            except paths.Undefined as undefined:
                self.out["pace"] = refusal((str(undefined),))
                self.findings.on_track = (str(undefined),)
                return
        words = {-1: "behind", 0: "on_path", 1: "ahead", None: "open"}
        self.out["pace"] = " ".join(words[standing] for standing, _ in found)
        (worst, is_worst_good), (best, is_best_good) = found
        if "unsaid" in (is_worst_good, is_best_good):
            self.findings.on_track = None
            return
        # An open worst end is bad beyond measure, an open best end good.
        good, bad = worst is not None and is_worst_good, best is not None and not is_best_good
        self.findings.on_track = True if good and not bad else False if bad else ("evidence_is_bound", "baseline_not_exact")

    def course(self, path, base, goal, whole):
        shape, stated = (path, []) if isinstance(path, str) else next(iter(path.items()))
        if shape == "constant-growth" and self.base.level.holds(Fraction(0)):
            raise paths.Undefined("not_positive")
        stated = [(years(self.base.day, period(when).last), self.bound.level_at(number(value))) for when, value in stated]
        return paths.course(shape, base, goal, whole, stated)

    def stand(self, name, course, elapsed, base, goal, up, end):
        """One end against its path: difference, ratios, lead."""
        expected = course.at(elapsed)
        self.out[f"pace_{name}"] = self.difference(expected, end, up)
        self.out[f"progress_ratio_{name}"] = self.quotient(end - base, expected, base, "nothing_expected_yet")
        self.out[f"value_ratio_{name}"] = self.quotient(end, expected, Fraction(0), "zero_expected")
        self.out[f"lead_{name}"] = paths.lead(course, elapsed, end, goal)

    def is_tolerated(self, course, elapsed, base, goal, up, end):
        """Whether an end is as good as the path, or within the tolerance; unsaid on an irrational height."""
        if not self.question.tolerance:
            return course.standing(elapsed, end) >= 0
        expected = course.at(elapsed)
        if isinstance(expected, paths.Uncertain):
            return "unsaid"
        fraction, of = self.question.tolerance.split()
        size = {"expected-value": abs(expected), "expected-progress": abs(expected - base),
                "whole-change": abs(goal - base)}[of] * number(fraction)
        return (end - expected) * up >= -size

    @staticmethod
    def difference(expected, end, up):
        if isinstance(expected, paths.Uncertain):
            ahead = (paths.real(end) - expected.value) * up
            return f"{expected.text()} {paths.near(ahead, expected.by)}"
        return f"{exact(expected)} {exact((end - expected) * up)}"

    def quotient(self, part, expected, start, code):
        """`part / (expected - start)`."""
        if isinstance(expected, paths.Uncertain):
            whole = expected.value - paths.real(start)
            size = paths.real(part) / whole
            # What was rounded to twelve digits is the height, or the growth since the start.
            rounded = expected if start == 0 else paths.Uncertain(whole / paths.real(start))
            share = paths.real(rounded.by) / rounded.value
            return paths.near(size, paths.fraction(abs(size * share)) * (1 + paths.SLACK) + Fraction(1, 10**15))
        if expected == start:
            return "!" + code
        return exact(part / (expected - start))

    def rates(self, base, goal, up, elapsed, left, level):
        if self.question.strict or self.target.tolerance:
            return
        value = level.number
        if value is None:
            self.out["rates"] = "!"
            return
        if left <= 0 or elapsed <= 0:
            self.out["rates"] = refusal((["no_time_left"] if left <= 0 else []) + (["no_time_elapsed"] if elapsed <= 0 else []))
            return
        achieved = (value - base) / elapsed
        self.out["rates"] = exact(achieved)
        if self.bound.set.holds(value):
            self.out.update({name: "!already_met" for name in ("required", "multiple", "growth")})
            return
        if (goal - value) * up < 0:
            # Beyond the far edge of a band the way is back to that edge.
            goal = self.bound.set.high if up > 0 else self.bound.set.low
        required = (goal - value) / left
        self.out["required"] = exact(required)
        if required * up >= 0:
            if achieved == 0:
                self.out["multiple"] = "!no_movement"
            else:
                self.out["multiple"] = "!not_towards_target" if achieved * up < 0 else exact(required / achieved)
        if value == 0 or goal == 0 or (value > 0) != (goal > 0):
            self.out["growth"] = "!not_positive"
        else:
            growth = paths.mpmath.expm1(paths.mpmath.log(paths.real(goal / value)) / paths.real(left))
            self.out["growth"] = paths.near(growth) if growth != 0 else "0"

    def later(self, point, fresh, obstacles):
        """Trend and outlook of the values that can be compared with each other."""
        known = [one for one in self.points if one.day <= point.day]
        if len({one.day for one in known}) < len(known):
            # Two values of one day, a month's and its quarter's: which one counts is not said.
            return
        if obstacles or self.question.strict:
            return
        if self.base and any(one.day < self.base.day for one in known):
            return
        # A bound is no point of a line; of the latest value, the only one that cannot be left out, both ends are.
        exact_ones = [one for one in known if one.level.number is not None]
        if known[-1].level.number is not None:
            self.trend(exact_ones)
        self.outlook(exact_ones, known[-1])

    def trend(self, known):
        last = known[-self.question.trend_points:] if self.question.trend_points else known
        if len(last) < 2:
            self.out["trend"] = "!"
            return
        start = last[0].day
        margins = [(years(start, one.day), self.bound.margin(one.level.number)) for one in last]
        slope = paths.median_slope(margins)
        self.out["trend_slope"] = f"{exact(slope)} {len(last)}"
        moved = abs(slope) * margins[-1][0]
        printed = [one.half * 2 for one in last]
        if moved == 0:
            self.out["trend"] = f"flat 0 {len(last)}"
        elif moved > 2 * max(printed):
            self.out["trend"] = f"{'improving' if slope > 0 else 'worsening'} {exact(slope)} {len(last)}"

    def outlook(self, known, latest):
        projection = self.question.projection
        if self.target.time == "every":
            return
        if not projection:
            self.out["outlook"] = "!"
            return
        points = [(one.day, one.level.number) for one in known]
        if self.opening:
            points.insert(0, self.opening)
        is_bounded = latest.level.number is None
        if len(points) + is_bounded < 2:
            self.out["outlook"] = "!"
            return
        limit = self.question.extrapolation_limit
        if limit and after(limit, latest.day) < self.target.deadline:
            self.out["outlook"] = "!beyond_extrapolation_limit"
            return
        if latest.day >= self.target.deadline:
            return
        if is_bounded:
            self.bounded_outlook(points, latest)
            return
        start = points[0][0]
        values = [(years(start, day), value) for day, value in points]
        at = years(start, self.target.deadline)
        if projection == "constant-growth":
            self.growth_outlook(values, at)
            return
        slope, intercept = paths.line(projection, values)
        value = intercept + slope * at
        self.out["outlook"] = f"{exact(value)} {exact(value)} {'met' if self.bound.set.holds(value) else 'not_met'}"
        self.reach(slope, intercept, values[-1][0], at, start)

    def bounded_outlook(self, points, latest):
        """From each end of the latest value; between them lies what may be at the deadline."""
        projection, up = self.question.projection, self.target.side
        if projection == "constant-growth" or up == 0:
            return
        start = points[0][0]
        at = years(start, self.target.deadline)
        ends = []
        for end in (latest.level.low, latest.level.high):
            if end is None:
                ends.append(None)
                continue
            slope, intercept = paths.line(projection, [(years(start, day), value) for day, value in [*points, (latest.day, end)]])
            ends.append(intercept + slope * at)
        whole = Interval(*ends, latest.level.with_low, latest.level.with_high)
        attained = "met" if whole.is_within(self.bound.set) else "undetermined" if whole.meets(self.bound.set) else "not_met"
        shown = ["open" if end is None else exact(end) for end in ways.oriented(whole, up)]
        self.out["outlook"] = f"{' '.join(shown)} {attained}"
        if whole.number is None:
            # A median may not care for the latest value.
            self.out["reached_on"] = self.out["late"] = "!evidence_is_bound"

    def reach(self, slope, intercept, since, deadline, start):
        """The day on which a straight line reaches the near edge of the levels that meet the bound."""
        if self.target.side == 0 or self.bound.attainment(Interval.only(intercept + slope * since)) != "not_met":
            return
        edge = self.bound.set.low if self.bound.set.low is not None else self.bound.set.high
        if slope * self.target.side <= 0:
            self.out["late"] = self.out["reached_on"] = "!never_reached"
            return
        time = (edge - intercept) / slope
        if time > 5000:
            return
        day = day_after(start, time)
        if day is not None and day.year < 9000:
            self.out["late"] = exact(time - deadline)

    def growth_outlook(self, values, at):
        (first, low), (last, high) = values[0], values[-1]
        try:
            curve = paths.Growth(low, high, last - first)
        except paths.Undefined as undefined:
            self.out["outlook"] = f"!{undefined}"
            return
        height = curve.height(at - first)
        if abs(height) > 10**12 or abs(height) < paths.mpmath.mpf(10) ** -12:
            return
        edge = self.bound.set.low if self.bound.set.low is not None else self.bound.set.high
        if self.target.side == 0:
            return
        # How the exact height compares with the bound: the bound below the curve is a curve above the bound.
        above = -curve.compare(at - first, edge)
        reached = above * self.target.side > 0 or (above == 0 and self.bound.set.holds(edge))
        by = paths.unit_of_twelve(height) * (Fraction(1, 2) + paths.SLACK)
        shown = paths.near(height, by)
        self.out["outlook"] = f"{shown} {shown} {'met' if reached else 'not_met'}"
