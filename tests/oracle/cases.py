"""Random cases: a plan with one goal, rows of data, and a question; numbers chosen so that exact ties are frequent."""
import datetime
import random
from fractions import Fraction

from periods import MONTHS, last_day, period, regular
from quantities import UNITS

BASE_YEAR = 2020
WRITTEN = {"GW": ("GW", "MW"), "Mt": ("Mt", "kt"), "%": ("%",), "firms": ("firms",)}
#: Switched on: the shapes the crate has.
SHAPES = ("level", "about", "tolerance", "between", "equal", "in", "change_percent", "change_points", "change_units", "multiple",
          "growth_levels", "growth_rates", "cumulative", "sum", "every", "all_of", "any_of", "direction", "words", "ratio")
#: Written from the rules, for shapes that are still to come.
AWAITED = ("aim", "over_past", "over_other", "average", "below_bau", "group", "phased", "tiers")
#: Rules that the crate does not follow yet; a case whose answers turn on one of them is left out.
UNMENDED = {"counts_are_exact", "open_reductions", "strict_history", "worst_of_every", "break_after_value",
            "open_ends", "open_overshoot", "frequency_of_criterion", "bounded_numerators",
            "slow_growth"}


class Maker:
    """Makes one case of a shape."""

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
        if kind < 0.04 and self.shape not in ("sum", "cumulative", "growth_rates"):
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

    def make(self):
        getattr(self, "make_" + self.shape)()
        goal = self.case.pop("goal")
        indicators = self.case.pop("indicators", [self.indicator])
        plan = {"format": 1, "id": "p", "title": "P", "issued": self.case.pop("issued", "2020-06-30"),
                "indicators": indicators, "goals": [goal]}
        if self.chance.random() < 0.05 and self.shape != "words":
            changed = self.chance.choice(("withdrawn", "expired", "in-law", "superseded"))
            plan["standing"] = [{"status": "adopted", "from": "2020-06-30"}, {"status": changed, "from": f"{self.chance.randint(2021, 2028)}-05-01"}]
        self.chance.shuffle(self.rows)
        return {"shape": self.shape, **self.case}, plan, self.rows

    def level_like(self, make_target, needs=False):
        chance = self.chance
        if chance.random() < 0.15:
            self.indicator["frequency"] = chance.choice(("quarter", "month", "half"))
        base, goal, up = self.bound()
        target = make_target(base, goal, up)
        if chance.random() < 0.1:
            target += chance.choice(("-Q4", "-12", "-Q2", "-06", "-12-31"))
        self.stocks(base, goal)
        self.several_series(base, goal)
        baseline = self.baseline(base)
        if needs and baseline is None:
            baseline = {"value": f"{self.text(base)} {self.unit}", "period": "2020"}
        made = self.goal(target, baseline)
        self.extras(made, base, goal)
        if needs and "path" in made and not isinstance(made["path"], str):
            del made["path"]
        self.case["goal"] = made
        self.ask()

    def sign(self, up):
        return self.chance.choice((">=", ">")) if up else self.chance.choice(("<=", "<"))

    def make_level(self):
        self.level_like(lambda _, goal, up: f"{self.sign(up)} {self.text(goal)} {self.unit} by {self.deadline}")

    def make_in(self):
        self.level_like(lambda _, goal, up: f"{self.sign(up)} {self.text(goal)} {self.unit} in {self.deadline}")

    def make_about(self):
        self.level_like(lambda _, goal, up: f"{'~>=' if up else '~<='} {self.text(goal)} {self.unit} by {self.deadline}")

    def make_tolerance(self):
        distance = "pp" if self.unit == "%" else self.unit
        self.indicator["better"] = "up"
        self.level_like(lambda _, goal, up: f"{self.chance.choice(('~>=' if up else '~<=', '~='))} {self.text(goal)} {self.unit} "
                        f"± {self.text(self.step * self.chance.randint(1, 3))} {distance} by {self.deadline}")

    def make_between(self):
        def target(_, goal, up):
            width = self.step * self.chance.choice((1, 3, 10))
            low, high = (goal, goal + width) if up else (goal - width, goal)
            return f"{self.text(low)}..{self.text(high)} {self.unit} by {self.deadline}"
        self.indicator["better"] = "up"
        self.level_like(target)

    def make_equal(self):
        self.indicator["better"] = "up"
        self.level_like(lambda _, goal, __: f"{self.chance.choice(('=', '~='))} {self.text(goal)} {self.unit} by {self.deadline}")

    def change(self, figure, unit, up):
        origin = self.chance.choice(("", f" from {BASE_YEAR}"))
        sign = "+" if figure > 0 and self.chance.random() < 0.5 else ""
        return f"change {self.sign(up)} {sign}{self.text(figure)} {unit}{origin} by {self.deadline}"

    def with_plain_base(self):
        """No bound as baseline, in the year the target counts from."""
        baseline = self.case["goal"]["baseline"]
        if "value" in baseline:
            baseline["period"] = "2020"
            if self.shape in ("change_percent", "multiple") and Fraction(baseline["value"].split()[0].lstrip("<>=~")) <= 0:
                # A plan that states a percentage of nothing is no plan; one that reads it from data is.
                self.case["goal"]["baseline"] = {"reported": "2020"}

    def make_change_units(self):
        if self.unit == "%":
            self.unit = self.indicator["unit"] = "GW"
        self.level_like(lambda base, goal, up: self.change(goal - base, self.unit, up), True)
        self.with_plain_base()

    def make_change_points(self):
        self.unit = self.indicator["unit"] = "%"
        self.indicator.update(kind="ratio")
        self.indicator.pop("step", None)
        self.level_like(lambda base, goal, up: self.change(goal - base, "pp", up), True)
        self.with_plain_base()

    def make_change_percent(self):
        self.level_like(lambda base, goal, up: self.change(
            (goal - base) * 100 / base if base and (goal - base) * 100 % base == 0 else Fraction(self.chance.randint(-60, 90)), "%", up), True)
        self.with_plain_base()

    def make_multiple(self):
        self.level_like(lambda base, _, up: f"{self.sign(up)} x{self.chance.choice(('2', '1.5', '0.5', '9', '1.2', '1'))} from {BASE_YEAR} by {self.deadline}", True)
        self.with_plain_base()

    def flow(self, kind="flow", timing="sum"):
        self.indicator.update(kind=kind, timing=timing)

    def flows(self, values):
        """Values of whole years."""
        for index, value in enumerate(values):
            if self.chance.random() < 0.04:
                continue
            self.report(regular(BASE_YEAR + 1 + index, 0, "year"), value)
        if self.chance.random() < 0.1 and self.indicator["timing"] != "end":
            self.report(regular(BASE_YEAR + self.chance.randint(1, 5), 11, "month"), self.amount())

    def make_growth_levels(self):
        self.flow()
        base = self.amount(5, 50)
        rate = self.chance.choice((Fraction(10), Fraction(20), Fraction(7), Fraction(-10), Fraction(5, 2)))
        years = self.deadline - BASE_YEAR
        goal = base * (1 + rate / 100) ** years
        count = self.chance.choice((0, 1, 2, 3, years, years, years + 1))
        values = [base * (1 + rate / 100) ** (index + 1) for index in range(count)]
        values = [value if self.chance.random() < 0.4 else value + self.chance.choice((-2, -1, 1, 2)) * self.step for value in values]
        self.places = self.chance.choice((self.places, 10)) if years <= 5 else self.places
        self.flows(values)
        target = f"growth {self.sign(rate > 0)} {self.text(rate, 1)} %/year over 2021..{self.deadline}"
        self.case["goal"] = self.goal(target, {"value": f"{self.text(base)} {self.unit}", "period": "2020"})
        self.ask()

    def rates(self):
        self.unit, self.places = "%", 1
        self.indicator.update(unit="%", kind="change-on-year", timing="during", lag="40 days")
        self.indicator.pop("step", None)
        self.share_of_bounds = 0.03

    def make_growth_rates(self):
        self.rates()
        rate = Fraction(self.chance.randint(-20, 120), 10)
        count = self.chance.choice((0, 1, 2, 3, self.deadline - BASE_YEAR, self.deadline - BASE_YEAR))
        self.flows([rate if self.chance.random() < 0.6 else rate + Fraction(self.chance.randint(-20, 20), 10) for _ in range(count)])
        target = f"growth {self.sign(self.chance.random() < 0.8)} {self.text(rate)} %/year over 2021..{self.deadline}"
        self.case["goal"] = self.goal(target)
        self.ask()

    def make_cumulative(self):
        self.rates()
        total = Fraction(self.chance.choice((-135, -180, -100, -50, 210, 100, 440)), 10)
        years = self.deadline - BASE_YEAR
        if self.chance.random() < 0.5:
            self.indicator["sign"] = "reduction"
        sign = -1 if "sign" in self.indicator else 1
        count = self.chance.choice((0, 1, 2, 3, years, years, years))
        if self.chance.random() < 0.2:
            values = [Fraction(10) * (1 if total > 0 else -1)] * count
        else:
            values = [total / years + Fraction(self.chance.randint(-20, 20), 10) for _ in range(count)]
        self.flows([value * sign for value in values])
        if self.chance.random() < 0.12:
            self.rows = [row for row in self.rows if row["period"] not in ("2021", "2022")]
            self.report(period("2021/2022"), sign * total * 2 / years)
        up = total > 0
        target = f"change {self.sign(up)} {self.text(total)} % cumulative over 2021..{self.deadline}"
        self.case["goal"] = self.goal(target)
        self.broken_series(self.case["goal"], 0.15)
        self.ask()

    def make_sum(self):
        self.flow()
        if self.chance.random() < 0.6:
            self.indicator["limits"] = {"lower": "0"}
        years = self.deadline - BASE_YEAR
        yearly = self.amount(1, 20)
        total = yearly * years
        self.share_of_bounds = 0.05
        count = self.chance.choice((0, 1, 2, 3, years - 1, years, years))
        self.flows([yearly if self.chance.random() < 0.6 else self.amount(0, 40) for _ in range(count)])
        up = self.chance.random() < 0.75
        if self.chance.random() < 0.15:
            self.quarters()
        self.case["goal"] = self.goal(f"sum {self.sign(up)} {self.text(total)} {self.unit} over 2021..{self.deadline}")
        self.ask()

    def quarters(self):
        """Turns yearly rows into rows of quarters, a year's worth for each."""
        self.indicator["frequency"] = "quarter"
        for row in self.rows:
            year = int(row["period"][:4])
            number = (year - BASE_YEAR - 1) % 8
            row["period"] = regular(BASE_YEAR + 1, number, "quarter").text
            row["published"] = str(max(last_day(row["published"]), period(row["period"]).last))

    def make_every(self):
        if self.chance.random() < 0.6:
            self.flow("ratio" if self.unit == "%" else "flow", "average" if self.unit == "%" else "sum")
        goal = self.amount()
        up = self.chance.random() < 0.5
        good = 1 if up else -1
        years = self.deadline - BASE_YEAR
        values = []
        for _ in range(self.chance.choice((0, 1, 2, 3, years, years, years + 1))):
            kind = self.chance.random()
            values.append(goal if kind < 0.25 else goal + good * self.step * self.chance.randint(1, 9) if kind < 0.88
                          else goal - good * self.step * self.chance.randint(1, 9))
        self.share_of_bounds = 0.05
        self.flows(values)
        time = f"year {BASE_YEAR + 1}..{self.deadline}" if self.chance.random() < 0.85 else f"year from {BASE_YEAR + 1}"
        if self.chance.random() < 0.15:
            self.quarters()
            time = f"quarter {BASE_YEAR + 1}-Q1..{BASE_YEAR + 1 + self.chance.randint(0, 1)}-Q{self.chance.randint(2, 4)}"
        self.case["goal"] = self.goal(f"{self.sign(up)} {self.text(goal)} {self.unit} every {time}")
        self.ask()

    def several(self, name):
        """Two or three levels on indicators of their own."""
        arms, indicators = [], []
        for index in range(self.chance.choice((2, 2, 3))):
            self.indicator = {**self.indicator, "id": f"i{index}"}
            base, goal, up = self.bound()
            kept, self.rows = self.rows, []
            self.stocks(base, goal)
            for row in self.rows:
                row["indicator"] = f"i{index}"
            self.rows = kept + self.rows
            by = self.deadline + (self.chance.random() < 0.2)
            arms.append({"indicator": f"i{index}", "target": f"{self.sign(up)} {self.text(goal)} {self.unit} by {by}",
                         "baseline": {"value": f"{self.text(base)} {self.unit}", "period": "2020"}})
            indicators.append(self.indicator)
        self.case.update(goal={"id": "g", "wording": "w", name: arms}, indicators=indicators)
        self.ask()
        self.case.pop("strict", None)

    def make_all_of(self):
        self.several("all_of")

    def make_any_of(self):
        self.several("any_of")

    def make_direction(self):
        base, goal, _ = self.bound()
        self.share_of_bounds = 0
        self.stocks(base, goal)
        self.case["goal"] = self.goal(self.chance.choice(("up", "down")), {"value": f"{self.text(base)} {self.unit}", "period": "2020"})
        self.ask()

    def make_words(self):
        goal = {"id": "g", "wording": "w", "target": self.chance.choice(("statement", "tbd"))}
        self.case.update(goal=goal, issued=self.chance.choice(("2020-06-30", "2023-01-01")))
        self.ask()

    def make_ratio(self):
        """A share derived from two flows or stocks."""
        self.unit, chance = "GW", self.chance
        timing = chance.choice((("level", "end"), ("flow", "sum")))
        self.indicator.pop("step", None)
        self.indicator.update(unit="GW", kind=timing[0], timing=timing[1], frequency="year")
        years, share = self.deadline - BASE_YEAR, chance.choice((20, 40, 50, 60))
        self.share_of_bounds = 0.04
        for index in range(chance.choice((0, 1, 2, 3, years, years))):
            one, whole = regular(BASE_YEAR + 1 + index, 0, "year"), chance.choice((10, 20, 25, 40, 50))
            part = Fraction(whole * (share + chance.choice((0, 0, -4, 4, 8))), 100)
            self.report(one, part, indicator="part")
            self.report(one, Fraction(whole), indicator="whole")
        up = chance.random() < 0.8
        inputs = [{**self.indicator, "id": name} for name in ("part", "whole")]
        ratio = {"id": "i", "unit": "%", "kind": "ratio", "timing": timing[1], "frequency": "year", "lag": self.indicator["lag"],
                 "derived": {"ratio": {"numerator": "part", "denominator": "whole"}}}
        made = self.goal(f"{self.sign(up)} {share} % by {self.deadline}")
        if chance.random() < 0.8:
            made["baseline"] = {"value": f"{chance.choice((10, 20, 30, 70))} %", "period": "2020"}
        self.case.update(goal=made, indicators=[*inputs, ratio])
        self.ask()

    # Shapes that the crate does not have yet.

    def make_aim(self):
        self.level_like(lambda _, goal, up: f"{self.sign(up)} {self.text(goal)} {self.unit} "
                        f"aim {self.text(goal + (1 if up else -1) * self.step)} by {self.deadline}")

    def make_over_past(self):
        words = self.chance.choice(("level of 2019", "average of 2016..2020", "level of 2020"))
        up = self.chance.random() < 0.6
        distance = "pp" if self.unit == "%" else self.unit
        extra = f" {self.chance.choice('+-')} {self.text(self.step * 3)} {distance}" if self.chance.random() < 0.5 else ""
        base, goal, _ = self.bound()
        self.share_of_bounds = 0
        for year in range(2016, 2021):
            if self.chance.random() < 0.95:
                self.report(regular(year, 0, "year"), self.amount())
        self.stocks(base, goal)
        self.rows = list({(row["series"], row["period"], row["published"]): row for row in self.rows}.values())
        self.case["goal"] = self.goal(f"{self.sign(up)} {words}{extra} by {self.deadline}")
        self.ask()

    def make_over_other(self):
        """Growth over another growth, in every year, on average, or at the end."""
        self.rates()
        self.share_of_bounds = 0
        years = self.deadline - BASE_YEAR
        count = self.chance.choice((2, 3, years, years))
        own = [Fraction(self.chance.randint(10, 90), 10) for _ in range(count)]
        self.flows(own)
        for index, value in enumerate(own):
            value += self.chance.choice((0, 0, -1, 1, 5, -8)) * self.step
            self.report(regular(BASE_YEAR + 1 + index, 0, "year"), value, "n", "gdp.growth")
        extra = self.chance.choice(("", " + 0.5 pp", " - 0.5 pp"))
        time = self.chance.choice((f"every year 2021..{self.deadline}", f"average 2021..{self.deadline}", f"by {self.deadline}"))
        self.case["goal"] = self.goal(f"{self.sign(self.chance.random() < 0.8)} @gdp.growth{extra} {time}")
        self.case["indicators"] = [self.indicator, {**self.indicator, "id": "gdp.growth"}]
        self.ask()

    def make_average(self):
        self.flow("ratio" if self.unit == "%" else "flow", "average" if self.unit == "%" else "sum")
        goal, years = self.amount(), self.deadline - BASE_YEAR
        self.share_of_bounds = 0.05
        count = self.chance.choice((2, years - 1, years, years))
        self.flows([goal + self.step * self.chance.choice((-2, -1, 0, 1, 2)) for _ in range(count)])
        self.case["goal"] = self.goal(f"{self.sign(self.chance.random() < 0.6)} {self.text(goal)} {self.unit} average 2021..{self.deadline}")
        self.ask()

    def make_below_bau(self):
        self.unit = self.indicator["unit"] = "Mt"
        self.indicator.update(kind="level")
        self.indicator.pop("step", None)
        usual = self.amount(20, 90)
        cut = self.chance.choice((10, 20, 25, 50))
        measure = f"-{cut} %" if self.chance.random() < 0.6 else f"-{self.text(usual * cut / 100)} Mt"
        goal = usual * (100 - cut) / 100
        base = self.amount()
        self.stocks(base, goal)
        made = self.goal(f"change {self.sign(False)} {measure} from bau by {self.deadline}", self.baseline(base))
        made["business_as_usual"] = [[str(BASE_YEAR), self.text(base)], [str(self.deadline), self.text(usual)]]
        self.case["goal"] = made
        self.ask()

    def make_group(self):
        """One target for every province."""
        base, goal, up = self.bound()
        kept = []
        for name in ("north", "south", "west")[: self.chance.choice((2, 3))]:
            self.rows = []
            self.stocks(base, goal)
            kept += [{**row, "province": name} for row in self.rows]
        self.rows = kept
        self.case["goal"] = self.goal(f"{self.sign(up)} {self.text(goal)} {self.unit} for every province by {self.deadline}")
        self.ask()

    def several_targets(self, name, more):
        base, goal, up = self.bound()
        self.stocks(base, goal)
        baseline = {"value": f"{self.text(base)} {self.unit}", "period": "2020"}
        parts = []
        for index in range(2):
            value = goal if index else self.path_value(base, goal, self.deadline - 1)
            parts.append({**more(index), "indicator": "i", "baseline": baseline,
                          "target": f"{self.sign(up)} {self.text(value)} {self.unit} by {self.deadline - 1 + index if name == 'phased' else self.deadline}"})
        self.case["goal"] = {"id": "g", "wording": "w", name: parts}
        self.ask()

    def make_phased(self):
        self.several_targets("phased", lambda index: {"announced": "2022-03-01"} if index and self.chance.random() < 0.3 else {})

    def make_tiers(self):
        self.several_targets("tiers", lambda index: {"role": ("commit", "stretch")[index]})


def toml(value):
    """A value as TOML writes it inline."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {toml(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return str(value) if isinstance(value, int) else f'"{value}"'


def plan_text(plan):
    """A plan as its file."""
    lines = [f"{name} = {toml(value)}" for name, value in plan.items() if name not in ("indicators", "goals")]
    for kind in ("indicators", "goals"):
        for table in plan[kind]:
            lines.append(f"[[{kind}]]")
            lines.extend(f"{name} = {toml(value)}" for name, value in table.items())
    return "\n".join(lines) + "\n"


COLUMNS = ("indicator", "series", "period", "value", "unit", "flags", "published", "definition", "population")


def data_text(rows):
    """Rows as their file."""
    columns = COLUMNS + tuple(name for name in ("rejected", "province") if any(name in row for row in rows))
    return "\n".join([",".join(columns), *(",".join(row.get(name, "") for name in columns) for row in rows)]) + "\n"


def without_doubles(rows):
    """One row for a series, period and day of publication."""
    seen = {}
    for row in rows:
        seen.setdefault((row["indicator"], row["series"], period(row["period"]), last_day(row["published"]), row.get("province")), row)
    return list(seen.values())


def made(seed, shapes=SHAPES):
    """The case of a seed: its settings, the plan and the rows."""
    chance = random.Random(seed)
    case, plan, rows = Maker(chance, chance.choice(shapes)).make()
    return case, plan, without_doubles(rows)
