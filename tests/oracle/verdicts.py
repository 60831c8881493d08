"""The table of SEMANTICS 7: the first row that fits."""
from dataclasses import dataclass


@dataclass
class Findings:
    #: `met`, `not_met`, `undetermined`, `pending`, or the codes of a refusal.
    attained: object
    deadline_reached: bool
    #: `broken`, `secured`, `open`, or none for targets that are not held or summed over a window.
    window: str = None
    met_before: bool = False
    farther: bool = False
    #: Whether something it may be is farther than something the baseline may be.
    may_be_farther: bool = False
    #: `present`, `none_due` or `overdue`.
    news: str = "present"
    #: Whether it is on track, or the codes of a refusal.
    on_track: object = None


def decide(found):
    """The word, and the codes that qualify it."""
    attained = found.attained
    if isinstance(attained, tuple):
        return "cannot_assess", attained
    if found.deadline_reached:
        words = {"met": "met", "not_met": "missed", "undetermined": "undetermined", "pending": "awaiting_data"}
        return words[attained], None
    if found.window == "broken":
        return "missed", None
    if found.window == "secured":
        return "secured", None
    if found.window == "open" and found.news == "present":
        return "held_so_far", None
    if found.window is None and attained == "met":
        return "met_early", None
    if found.window is None and attained == "not_met" and found.met_before:
        return "slipped_back", None
    if found.farther and attained in ("not_met", "pending"):
        return "below_baseline", None
    if found.news == "none_due":
        return "too_early", None
    if found.news == "overdue":
        return "cannot_assess", ("no_new_data",)
    if found.on_track is True and found.may_be_farther:
        found.on_track = ("evidence_is_bound", "baseline_not_exact")
    if isinstance(found.on_track, bool):
        return ("on_track" if found.on_track else "behind"), None
    if attained == "undetermined":
        return "undetermined", None
    return "not_met_so_far", found.on_track
