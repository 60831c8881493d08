"""What random cases are drawn from: numbers that tie often, rows and what may be wrong with them, baselines, questions."""
import datetime
from fractions import Fraction

from periods import MONTHS, last_day, period, regular

BASE_YEAR = 2020
WRITTEN = {"GW": ("GW", "MW"), "Mt": ("Mt", "kt"), "%": ("%",), "firms": ("firms",)}


class Drawing:
    """The parts of a case; each shape of target puts them together in its own way."""

    def __init__(self, chance, shape):
        self.chance, self.shape = chance, shape
        self.unit = chance.choice(("GW", "GW", "%", "Mt", "firms"))
        self.places = 0 if self.unit == "firms" else chance.choice((0, 0, 1, 1, 1, 1, 2, 2) * 3 + (7, 17))
        self.step = Fraction(1, 10**self.places)
        self.deadline = BASE_YEAR + chance.choice((2, 3, 4, 5, 5, 5, 10))
        self.indicator = {"id": "i", "unit": self.unit, "kind": "level", "timing": "end", "frequency": "year",
                          "lag": chance.choice(("40 days", "60 days", "3 months", "1 year"))}
        if self.unit == "firms":
            self.indicator["kind"] = "count"
            if chance.random() < 0.7:
                self.indicator["step"] = "1"
        self.rows = []
        self.case = {}

    def text(self, value, places=None):
        """A number as printed."""
        places = self.places if places is None else places
        scaled = value * 10**places
        whole = (2 * abs(scaled.numerator) + scaled.denominator) // (2 * scaled.denominator)
        digits = str(whole).rjust(places + 1, "0")
        sign = "-" if value < 0 and whole else ""
        return sign + (digits[:-places] + "." + digits[-places:] if places else digits)

    def amount(self, low=1, high=60):
        """A number of few digits."""
        whole = self.chance.randint(low, high)
        if self.places and self.chance.random() < 0.4:
            return Fraction(self.chance.randint(low * 10**self.places, high * 10**self.places), 10**self.places)
        return Fraction(whole)

    def path_value(self, base, goal, year):
        """Where a straight line stands at the end of a year."""
        return base + (goal - base) * Fraction(year - BASE_YEAR, self.deadline - BASE_YEAR)

    def values(self, base, goal, count):
        """Yearly values: on the path, at the bound, at the base, a printed unit beside, or anything."""
        chance, values = self.chance, []
        for index in range(count):
            year = BASE_YEAR + 1 + index
            kind = chance.random()
            if kind < 0.25:
                value = self.path_value(base, goal, year)
            elif kind < 0.4:
                value = goal
            elif kind < 0.47:
                value = base
            elif kind < 0.55:
                value = goal + chance.choice((-1, 1)) * self.step
            elif kind < 0.62 and values:
                value = values[-1]
            elif kind < 0.7:
                value = self.path_value(base, goal, year) + chance.choice((-1, 1)) * self.step
            elif kind < 0.9:
                value = base + (goal - base) * Fraction(chance.randint(-3, 15), 10)
            else:
                value = self.amount()
            values.append(value)
        return values

    def published(self, day):
        late = self.chance.choice((5, 20, 30, 45, 90, 200, 400))
        day += datetime.timedelta(days=late)
        return day.strftime("%Y-%m") if self.chance.random() < 0.1 else str(day)

    def reading(self, text):
        """A figure, at times only bounded."""
        kind = self.chance.random()
        if kind > self.share_of_bounds:
            return text
        sign = self.chance.choice((">", "~", "..") if self.indicator["kind"] == "change-on-year" else (">", "<", ">=", "<=", "~", ".."))
        if sign == "..":
            return f"{text}..{self.text(Fraction(text) + self.step * self.chance.choice((1, 5)))}"
        return sign + text

    share_of_bounds = 0.08

    def report(self, one, value, series="s", indicator="i", places=None):
        """A row, its revisions, and what may be wrong with it."""
        chance = self.chance
        unit = self.unit if places is not None else chance.choice(WRITTEN.get(self.unit, (self.unit,)))
        printed = self.places if places is None else places
        shift = 3 if unit in ("MW", "kt") else 0
        figure = self.text(value, printed)
        if shift:
            figure = self.text(Fraction(figure) * 1000, max(printed - 3, 0))
        row = {"indicator": indicator, "series": series, "period": one.text, "value": figure, "unit": unit,
               "flags": "", "published": self.published(one.last), "definition": "", "population": ""}
        if not shift:
            row["value"] = self.reading(figure)
        kind = chance.random()
        if kind < 0.04 and self.shape not in ("sum", "cumulative", "growth_rates", "average", "over_other"):
            row["published"] = str(one.last - datetime.timedelta(days=chance.choice((1, 20))))
            row["flags"] = "P"
        elif kind < 0.06:
            row["flags"] = "F"
        elif kind < 0.08:
            row.update(value="", flags="L")
        elif kind < 0.11:
            row["flags"] = chance.choice("PEIU")
        self.rows.append(row)
        if kind > 0.92 and row["value"]:
            later = last_day(row["published"]) + datetime.timedelta(days=chance.choice((30, 200)))
            revised = {**row, "published": str(later), "value": self.text(Fraction(figure) + chance.choice((-1, 1, 2)) / Fraction(10)**(len(figure.partition(".")[2])), len(figure.partition(".")[2])), "flags": ""}
            if chance.random() < 0.2:
                revised["rejected"] = "misread"
            self.rows.append(revised)

    def bound(self):
        """A base, a goal, and the sign that leads from one to the other."""
        chance = self.chance
        base, goal = self.amount(), self.amount()
        if chance.random() < 0.5:
            # Whole printed units a year keep the path printable.
            goal = base + chance.choice((-1, 1)) * self.step * chance.randint(1, 20) * (self.deadline - BASE_YEAR)
        if chance.random() < 0.08:
            goal = base
        if chance.random() < 0.06:
            base, goal = chance.choice(((base, Fraction(0)), (Fraction(0), goal), (-base, goal), (-base, -goal)))
        up = goal > base if goal != base else chance.random() < 0.5
        if chance.random() < 0.08:
            up = not up
        return base, goal, up

    def baseline(self, base):
        kind = self.chance.random()
        if kind < 0.07:
            return None
        if kind < 0.17:
            return {"reported": str(BASE_YEAR)}
        figure = self.text(base)
        if kind < 0.21:
            figure = self.chance.choice((">", "~", "<=")) + figure
        stated = {"value": f"{figure} {self.unit}", "period": self.chance.choice(("2020", "2020-12-31", "2020-12"))}
        if kind > 0.9:
            stated["series"] = self.chance.choice(("s", "other"))
        return stated

    def ask(self, last_year=None):
        """The days and settings."""
        chance = self.chance
        year = chance.randint(BASE_YEAR + 1, (last_year or self.deadline) + 2)
        at = chance.choice((datetime.date(year, 12, 31), datetime.date(year, 6, 30), datetime.date(year, 3, 5), datetime.date(year, 12, 30)))
        if chance.random() < 0.3:
            at = datetime.date(self.deadline, 12, 31)
        known = at if chance.random() < 0.4 else at + datetime.timedelta(days=chance.choice((-30, 31, 39, 40, 41, 58, 60, 90, 100, 250, 500)))
        self.case.update(at=str(at), known_by=str(known), trend_points=chance.choice((3, 4, 6)))
        if chance.random() < 0.9:
            self.case["path"] = chance.choice(("linear", "linear", "linear", "constant-growth"))
        if chance.random() < 0.9:
            self.case["projection"] = chance.choice(("theil-sen", "last-rate", "least-squares", "constant-growth"))
        if chance.random() < 0.1:
            self.case["extrapolation_limit"] = chance.choice(("1 year", "2 years", "30 months"))
        if chance.random() < 0.03:
            self.case["strict"] = True
        if chance.random() < 0.06:
            self.case["tolerance"] = chance.choice(("0.05", "0.1", "0")) + " " + chance.choice(("expected-value", "expected-progress", "whole-change"))

    def stocks(self, base, goal, series="s"):
        """Values of a stock, mostly at the ends of years, with gaps."""
        chance = self.chance
        count = chance.choice((0, 1, 2, 3, 4, 5, self.deadline - BASE_YEAR + 1))
        for index, value in enumerate(self.values(base, goal, count)):
            year = BASE_YEAR + 1 + index
            kind = chance.random()
            if kind < 0.06:
                continue
            if kind < 0.12 and self.indicator["frequency"] == "year":
                self.report(regular(year, chance.randint(0, 2), "quarter"), value, series)
            one = regular(year, 0, "year")
            if kind > 0.9:
                one = period(f"{year}-12-31")
            if self.indicator["frequency"] != "year":
                parts = 12 // MONTHS[self.indicator["frequency"]]
                one = regular(year, chance.choice((parts - 1, parts - 1, chance.randrange(parts))), self.indicator["frequency"])
            self.report(one, value, series)
        if chance.random() < 0.3:
            self.report(regular(BASE_YEAR, 0, "year"), base, series)

    def goal(self, target, baseline=None, **more):
        goal = {"id": "g", "wording": "w", "indicator": "i", "target": target, **more}
        if baseline:
            goal["baseline"] = baseline
        kind = self.chance.random()
        if kind < 0.03:
            goal["superseded"] = {"by": "another", "on": f"{self.chance.randint(2021, 2027)}-03-01"}
        return goal

    def extras(self, goal, base, target):
        """What a criterion may say besides."""
        chance = self.chance
        kind = chance.random()
        if kind < 0.1 and self.deadline > BASE_YEAR + 2:
            shape = chance.choice(("points", "step"))
            years = sorted(chance.sample(range(BASE_YEAR + 1, self.deadline), chance.randint(1, min(3, self.deadline - BASE_YEAR - 1))))
            goal["path"] = {shape: [[str(year), self.text(value)] for year, value in zip(years, self.values(base, target, len(years)))]}
        elif kind < 0.14:
            goal["path"] = chance.choice(("linear", "constant-growth", "step"))
        elif kind < 0.17:
            goal["concept_differs"] = "capacity, not output"
        elif kind < 0.21:
            self.indicator["stale_after"] = chance.choice(("14 months", "2 years"))
        elif kind < 0.27:
            self.broken_series(goal, 1)

    def broken_series(self, goal, share):
        """Another definition or population from some year on, at times declared to be comparable."""
        chance = self.chance
        if chance.random() > share:
            return
        after = str(BASE_YEAR + chance.randint(2, 4))
        name = chance.choice(("definition", "population"))
        for row in self.rows:
            row[name] = "new" if row["period"] >= after else "old"
        if chance.random() < 0.3:
            goal["splice"] = "declared"

    def several_series(self, base, goal):
        """A second series, with or without a preference."""
        chance = self.chance
        if chance.random() < 0.85:
            return
        self.stocks(base, goal, "t")
        if chance.random() < 0.7:
            self.indicator["series"] = chance.choice((["s", "t"], ["t", "s"], ["t"], ["u", "s"]))
