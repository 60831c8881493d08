"""The answers of SEMANTICS to one goal, computed from its rules with exact fractions and nothing of the crate.

`answers(plan, rows, question)` takes a plan as its file says it (a dictionary as `tomllib` reads it), rows of data as
dictionaries, and the question; it returns the answers by name as text. A list holds what is equally right where the
rules leave a choice, `!` stands for any refusal, and what the rules do not say is not in the answers.
"""
from arm import Arm
from evidence import Base, Refused, points
from periods import last_day
from relative import is_announced, next_due
from targets import parse


class Question:
    """The days and settings of a question."""

    def __init__(self, case):
        self.at, self.known_by = last_day(case["at"]), last_day(case["known_by"])
        self.path, self.projection = case.get("path"), case.get("projection")
        self.trend_points = case.get("trend_points")
        self.strict = case.get("strict", False)
        self.tolerance = case.get("tolerance")
        self.extrapolation_limit = case.get("extrapolation_limit")


def answers(plan, rows, case):
    question = Question(case)
    goal = plan["goals"][0]
    if goal.get("target") in ("statement", "tbd"):
        word = {"statement": "text_goal", "tbd": "not_yet_set"}[goal["target"]]
        return standing(plan, goal, question, None, {"verdict": word})
    if goal.get("target") in ("up", "down"):
        return standing(plan, goal, question, None, direction(plan, goal, rows, question))
    if "all_of" in goal or "any_of" in goal:
        return composite(plan, goal, rows, question)
    if "phased" in goal or "tiers" in goal:
        return parts(plan, goal, rows, question)
    if parse(goal["target"]).group:
        return groups(plan, goal, rows, question)
    arm = Arm(plan, goal, rows, question)
    return standing(plan, goal, question, arm.target.deadline, of_one(arm))


def of_one(arm):
    """The answers of a goal that rests on one criterion."""
    out = dict(arm.out)
    out["attained"] = out["arm_attained"]
    if arm.word:
        out["verdict"] = arm.word
        out["refusal"] = list(arm.codes) if arm.codes else "none"
        if arm.word == "met_early" and arm.met_since:
            out["met_since"] = str(arm.met_since)
        if arm.word == "missed" and arm.target.time == "every":
            out["broken"] = arm.broken
        if arm.word == "missed" and arm.target.time == "by":
            out["met_late"] = arm.met_late.period.text if arm.met_late else "none"
        if arm.word == "held_so_far":
            out["held"] = arm.held
        if arm.word in ("on_track", "behind"):
            out["series"] = arm.evidence.series
    return out


def standing(plan, goal, question, deadline, out):
    """Rows 1 and 2 of the table come before all others."""
    if last_day(plan["issued"]) > question.at:
        return {"verdict": "not_yet_issued"}
    ends = [("superseded", goal["superseded"]["on"])] if "superseded" in goal else []
    ends += [(one["status"], one["from"]) for one in plan.get("standing", []) if one["status"] in ("superseded", "withdrawn")]
    for word, on in ends:
        day = last_day(on)
        if day <= question.at and (deadline is None or day < deadline):
            out["would_be"] = out.pop("verdict", None)
            if out["would_be"] is None:
                del out["would_be"]
            out["verdict"] = word
            out.pop("refusal", None)
            for name in ("series", "met_since", "met_late", "broken", "held"):
                out.pop(name, None)
            break
    return out


def direction(plan, goal, rows, question):
    """A promised direction against the value in force when it was promised."""
    indicator = next(one for one in plan["indicators"] if one["id"] == goal["indicator"])
    try:
        known = points(indicator, [row for row in rows if row["indicator"] == goal["indicator"]],
                       goal.get("series") or indicator.get("series") or [], question.at, question.known_by)
    except Refused as refused:
        return {"verdict": "cannot_assess", "refusal": [*refused.codes, "no_new_data"]} if refused.codes != ("no_data",) else {}
    base = Arm.find_base(DirectionBase(goal, indicator, known))
    if not isinstance(base, Base) or base.level.number is None:
        return {}
    fresh = [point for point in known if point.day > base.day]
    if not fresh or fresh[-1].level.number is None:
        return {}
    moved = (fresh[-1].level.number - base.level.number) * (1 if goal["target"] == "up" else -1)
    return {"verdict": "as_promised" if moved > 0 else "opposite" if moved < 0 else "unchanged"}


class DirectionBase:
    """What finding a baseline needs of a criterion."""

    def __init__(self, criterion, indicator, known):
        self.criterion, self.indicator, self.points = criterion, indicator, known


#: Words from bad to good; a goal of several arms takes the worst of all, or the best of any.
ORDER = ("missed", "below_baseline", "behind", "slipped_back", "on_track", "met_early", "met")


#: Words that no other arm of an "all of" can be worse than, from the worst on.
BAD = ("missed", "slipped_back", "below_baseline", "behind")


def kleene(attained, is_all):
    """Three-valued all or any; nothing where a refusal or a pending arm leaves the word open."""
    strong, weak = ("not_met", "met") if is_all else ("met", "not_met")
    if strong in attained:
        return {"attained": strong}
    if all(one == weak for one in attained):
        return {"attained": weak}
    if all(isinstance(one, str) and one != "pending" for one in attained):
        return {"attained": "undetermined"}
    return {}


def composite(plan, goal, rows, question):
    """Kleene logic over the arms; the verdict where the arms leave no doubt which decides."""
    is_all = "all_of" in goal
    arms = [Arm(plan, criterion, rows, question) for criterion in goal["all_of" if is_all else "any_of"]]
    out = {}
    for index, arm in enumerate(arms):
        out.update({f"arm{index}.{name}": value for name, value in arm.out.items()})
        if arm.word:
            out[f"arm{index}.arm_verdict"] = arm.word
    out.update(kleene([arm.findings.attained for arm in arms], is_all))
    words = [arm.word for arm in arms]
    plain = {"behind", "on_track", "met_early"}
    if all(word in plain for word in words) or all(word in ("met", "missed") for word in words):
        choose = min if is_all else max
        out["verdict"] = choose(words, key=ORDER.index)
        if words.count(out["verdict"]) == 1:
            out["deciding"] = str(words.index(out["verdict"]))
        met = [arm.met_since for arm in arms if arm.word == "met_early"]
        if out["verdict"] == "met_early":
            # All hold together from the day on which the last of them does.
            out["met_since"] = str(max(met) if is_all else min(met))
    return standing(plan, goal, question, max(arm.target.deadline for arm in arms), out)


def parts(plan, goal, rows, question):
    """Phases, each with a verdict of its own, the next one due deciding; or tiers, the first one deciding."""
    named = goal.get("phased") or goal["tiers"]
    # A number that is set later is neither known nor in force before.
    known = [one for one in named if is_announced(one, min(question.at, question.known_by))]
    if not known:
        return standing(plan, goal, question, None, {"verdict": "not_yet_set"})
    arms = [Arm(plan, criterion, rows, question) for criterion in known]
    chosen = next_due(arms, question.at) if "phased" in goal else 0
    out = of_one(arms[chosen])
    out = {name: value for name, value in out.items() if name not in arms[chosen].out}
    out["deciding"] = str(chosen)
    for index, arm in enumerate(arms):
        out.update({("" if len(arms) == 1 else f"arm{index}.") + name: value for name, value in arm.out.items()})
        if arm.word:
            out[("" if len(arms) == 1 else f"arm{index}.") + "arm_verdict"] = arm.word
    return standing(plan, goal, question, arms[chosen].target.deadline, out)


def groups(plan, goal, rows, question):
    """One target for every group: the worst group decides."""
    dimension = parse(goal["target"]).group
    indicator = next(one for one in plan["indicators"] if one["id"] == goal["indicator"])
    declared = indicator.get("groups", {}).get(dimension)
    names = sorted(declared or {row[dimension] for row in rows if row.get(dimension) and last_day(row["published"]) <= question.known_by})
    arms = [Arm(plan, goal, [row for row in rows if row.get(dimension) == name], question) for name in names]
    if not arms:
        return standing(plan, goal, question, parse(goal["target"]).deadline, {"attained": "!no_data", "verdict": "cannot_assess"})
    out = {"members": " ".join(names)}
    for name, arm in zip(names, arms):
        out.update({f"{name}.{answer}": value for answer, value in arm.out.items()})
        if arm.word:
            out[f"{name}.arm_verdict"] = arm.word
    out.update(kleene([arm.findings.attained for arm in arms], True))
    words = [arm.word for arm in arms]
    if None not in words:
        bad = [word for word in words if word in BAD]
        if bad or len(set(words)) == 1:
            out["verdict"] = min(bad or words, key=lambda word: BAD.index(word) if word in BAD else 0)
            if words.count(out["verdict"]) == 1:
                out["worst_member"] = names[words.index(out["verdict"])]
    return standing(plan, goal, question, arms[0].target.deadline, out)
