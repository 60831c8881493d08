"""Random targets over several periods: growth, cumulated changes, sums, averages, held throughout."""
from fractions import Fraction

from drawing import BASE_YEAR
from periods import last_day, period, regular


class WindowShapes:
    """The periods of a window decide; part of a `Maker`."""

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

    def make_average(self):
        self.flow("ratio" if self.unit == "%" else "flow", "average" if self.unit == "%" else "sum")
        goal, years = self.amount(), self.deadline - BASE_YEAR
        self.share_of_bounds = 0.05
        count = self.chance.choice((2, years - 1, years, years))
        self.flows([goal + self.step * self.chance.choice((-2, -1, 0, 1, 2)) for _ in range(count)])
        self.case["goal"] = self.goal(f"{self.sign(self.chance.random() < 0.6)} {self.text(goal)} {self.unit} average 2021..{self.deadline}")
        self.ask()
