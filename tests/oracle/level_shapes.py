"""Random targets on one level: bounds of every kind, changes, multiples."""
from fractions import Fraction

from drawing import BASE_YEAR


class LevelShapes:
    """One value decides; part of a `Maker`."""

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

    def make_aim(self):
        self.level_like(lambda _, goal, up: f"{self.sign(up)} {self.text(goal)} {self.unit} "
                        f"aim {self.text(goal + (1 if up else -1) * self.step)} by {self.deadline}")
