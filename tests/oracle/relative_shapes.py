"""Random targets relative to something else: another indicator, the own past, business as usual, a ratio."""
from fractions import Fraction

from drawing import BASE_YEAR
from periods import regular


class RelativeShapes:
    """Something else is measured, too; part of a `Maker`."""

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
        if "average" in time:
            # Strictly read, a geometric mean of what rounds to a number is no one number.
            self.case.pop("strict", None)

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
