"""Random cases: a plan with one goal, rows of data, and a question; a case for each seed."""
import random

from case_files import without_doubles
from drawing import Drawing
from joint_shapes import JointShapes
from level_shapes import LevelShapes
from relative_shapes import RelativeShapes
from window_shapes import WindowShapes

SHAPES = ("level", "about", "tolerance", "between", "equal", "in", "change_percent", "change_points", "change_units", "multiple",
          "growth_levels", "growth_rates", "cumulative", "sum", "every", "all_of", "any_of", "direction", "words", "ratio",
          "aim", "over_past", "over_other", "average", "below_bau", "group", "phased", "tiers")


class Maker(Drawing, LevelShapes, WindowShapes, RelativeShapes, JointShapes):
    """Makes one case of a shape."""

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


def made(seed, shapes=SHAPES):
    """The case of a seed: its settings, the plan and the rows."""
    chance = random.Random(seed)
    case, plan, rows = Maker(chance, chance.choice(shapes)).make()
    return case, plan, without_doubles(rows)
