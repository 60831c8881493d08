"""Random goals of several criteria, of several members of a group, or without a number."""


class JointShapes:
    """More or less than one number decides; part of a `Maker`."""

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
