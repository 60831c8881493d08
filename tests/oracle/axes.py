"""Share, pace, rates, trend and outlook of one criterion (SEMANTICS 6)."""
from fractions import Fraction

import paths
from evidence import Refused
from periods import after, day_after, period, years
from quantities import Interval, exact, number


def refusal(codes):
    return ["!" + code for code in codes]


class Axes:
    """The axes beside attainment, computed into `out`; part of an `Arm`."""

    # Share, pace, rates, trend, outlook.

    def obstacles(self, point, fresh):
        """Why base and value may not be compared."""
        codes = []
        until = [one for one in self.points if one.day <= point.day]
        later = [one for one in self.points if one.day > point.day]
        if any(one.breaks_after(before) for before, one in zip([*until[-1:], *later], later)):
            self.turns_on.add("break_after_value")
        if self.base and self.base.series and self.base.series != point.series:
            codes.append("cross_series")
        if not self.criterion.get("splice"):
            for before, one in zip([None, *until], until):
                if one in fresh:
                    flagged = "definition_break" if before is None and set(one.flags) & set("BD") else None
                    code = one.breaks_after(before) if before else flagged
                    if code:
                        codes.append(code)
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
            base = self.base.exact()
            goal, up = self.bound.goal_from(base)
        except Refused as refused:
            codes = [*refused.codes, *obstacles, *(["no_time_elapsed", "no_new_data", "none_due_yet"] if nothing else [])]
            self.out["share"] = refusal(codes)
            self.out["rates"] = refusal([*codes, "evidence_is_bound", "no_time_left"])
            codes += [] if path else ["no_path"]
            self.out["pace"] = refusal(codes)
            self.findings.on_track = tuple(codes)
            self.later(point, fresh, obstacles)
            return
        elapsed, whole = years(self.base.day, point.day), years(self.base.day, self.target.deadline)
        left = years(point.day, self.target.deadline)
        # Beyond the far edge of a band being ahead of the path is no success.
        far = self.bound.set.high if up > 0 else self.bound.set.low
        least = point.level.low if up > 0 else point.level.high
        beyond = far is not None and least is not None and not point.level.meets(self.bound.set) and (least - far) * up >= 0
        if beyond and point.level.number is None:
            self.turns_on.add("open_overshoot")
        if obstacles or nothing:
            codes = [*obstacles, *([] if path else ["no_path"]), *(["overshot"] if beyond else [])]
            if obstacles:
                self.out["pace"] = refusal(codes)
            self.findings.on_track = tuple(codes) or ("none_due_yet", "no_time_elapsed", "no_new_data")
            self.later(point, fresh, obstacles)
            return
        level = self.seen(point)
        ends = (level.low, level.high) if up > 0 else (level.high, level.low)
        if not self.question.strict and not self.target.tolerance:
            share = [None if end is None else (end - base) / (goal - base) for end in ends]
            self.out["share"] = " ".join("open" if one is None else exact(one) for one in share)
        if not path:
            self.out["pace"] = refusal(["no_path"])
            self.findings.on_track = ("no_path", "overshot") if beyond else ("no_path",)
        elif beyond:
            self.findings.on_track = ("overshot",)
        elif elapsed <= 0:
            self.findings.on_track = ("no_time_elapsed", "before_baseline")
        else:
            self.pace(path, base, goal, up, elapsed, whole, ends)
        self.rates(base, goal, up, elapsed, left, level)
        self.later(point, fresh, obstacles)

    def pace(self, path, base, goal, up, elapsed, whole, ends):
        if self.question.strict or self.target.tolerance:
            self.findings.on_track = None
            return
        try:
            shape, stated = (path, []) if isinstance(path, str) else next(iter(path.items()))
            stated = [(years(self.base.day, period(when).last), self.bound.level_at(number(value))) for when, value in stated]
            course = paths.course(shape, base, goal, whole, stated)
            expected = course.at(elapsed)
        except paths.Undefined as undefined:
            self.out["pace"] = refusal((str(undefined),))
            self.findings.on_track = (str(undefined),)
            return
        words = {-1: "behind", 0: "on_path", 1: "ahead"}
        standings = [None if end is None else course.standing(elapsed, end) for end in ends]
        self.out["pace"] = " ".join("open" if one is None else words[one] for one in standings)
        for name, end in zip(("worst", "best"), ends):
            if end is None:
                continue
            self.out[f"pace_{name}"] = self.difference(expected, end, up)
            self.out[f"progress_ratio_{name}"] = self.quotient(end - base, expected, base, "nothing_expected_yet")
            self.out[f"value_ratio_{name}"] = self.quotient(end, expected, Fraction(0), "zero_expected")
            self.out[f"lead_{name}"] = paths.lead(course, elapsed, end, goal)
        good = [one is not None and one >= 0 for one in standings]
        if self.question.tolerance:
            good = self.tolerated(course, expected, base, goal, up, ends)
        if good is None:
            self.findings.on_track = None
            return
        # An open worst end is bad beyond measure, an open best end good.
        worst, best = standings[0] is not None and good[0], standings[1] is None or good[1]
        self.findings.on_track = True if worst and best else False if not best else ("evidence_is_bound",)

    def tolerated(self, course, expected, base, goal, up, ends):
        if isinstance(expected, paths.Uncertain):
            return None
        fraction, of = self.question.tolerance.split()
        size = {"expected-value": abs(expected), "expected-progress": abs(expected - base),
                "whole-change": abs(goal - base)}[of] * number(fraction)
        return [end is not None and (end - expected) * up >= -size for end in ends]

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
            if abs(paths.fraction(whole)) <= 1000 * expected.by:
                # Twelve digits of the height leave hardly any of a difference as small as this.
                self.turns_on.add("slow_growth")
            size = paths.real(part) / whole
            return paths.near(size, paths.fraction(abs(size * (paths.real(expected.by) / whole) * 2)) + Fraction(1, 10**15))
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
        if self.bound.attainment(level) == "met":
            return
        if left <= 0 or elapsed <= 0:
            self.out["rates"] = refusal((["no_time_left"] if left <= 0 else []) + (["no_time_elapsed"] if elapsed <= 0 else []))
            return
        required, achieved = (goal - value) / left, (value - base) / elapsed
        if (goal - value) * up < 0:
            # Beyond the far edge of a band the way is back.
            return
        self.out["rates"] = f"{exact(required)} {exact(achieved)}"
        if achieved == 0:
            self.out["multiple"] = "!no_movement"
        elif achieved * up < 0:
            self.out["multiple"] = "!not_towards_target"
        else:
            self.out["multiple"] = exact(required / achieved)
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
        if obstacles or self.question.strict or any(one.level.number is None for one in known):
            return
        if self.base and any(one.day < self.base.day for one in known):
            return
        self.trend(known)
        self.outlook(known)

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

    def outlook(self, known):
        projection = self.question.projection
        if self.target.time == "every":
            return
        if not projection:
            self.out["outlook"] = "!"
            return
        points = [(one.day, one.level.number) for one in known]
        if self.opening:
            points.insert(0, self.opening)
        if len(points) < 2:
            self.out["outlook"] = "!"
            return
        start = points[0][0]
        limit = self.question.extrapolation_limit
        if limit and after(limit, points[-1][0]) < self.target.deadline:
            self.out["outlook"] = "!beyond_extrapolation_limit"
            return
        values = [(years(start, day), value) for day, value in points]
        at = years(start, self.target.deadline)
        if at <= values[-1][0]:
            return
        if projection == "constant-growth":
            self.growth_outlook(values, at)
            return
        slope, intercept = paths.line(projection, values)
        value = intercept + slope * at
        reached = self.bound.set.holds(value)
        self.out["outlook"] = f"{exact(value)} {str(reached).lower()}"
        self.reach(slope, intercept, values[-1][0], at, start)

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
        self.out["outlook"] = f"{paths.near(height, by)} {str(reached).lower()}"
