"""The text form of targets: bound x quantity x time (SEMANTICS 4)."""
import functools
import re
from dataclasses import dataclass
from fractions import Fraction

from periods import Period, period
from quantities import decimals, half_unit, number

SIGNS = ("~>=", "~<=", "~=", ">=", "<=", ">", "<", "=")
WORDS = {"at least ": ">=", "over ": ">", "at most ": "<=", "under ": "<"}


@dataclass(frozen=True)
class Target:
    sign: str
    low: Fraction
    high: Fraction
    #: How the number is printed.
    decimals: int
    half: Fraction
    kind: str
    unit: str
    time: str
    #: The deadline's period, the window, or the last of the periods held; `None` without end.
    period: Period
    #: The first period held.
    start: Period = None
    frequency: str = None
    tolerance: Fraction = None
    tolerance_unit: str = None
    aim: Fraction = None
    group: str = None
    #: The indicator compared with.
    other: str = None
    #: The past period compared with.
    reference: Period = None
    origin: str = None

    @property
    def deadline(self):
        return self.period.last if self.period else None

    @property
    def side(self):
        return {">": 1, "<": -1}.get(self.sign.strip("~")[:1], 0)


def split_time(text):
    words = (" by ", " in ", " every ", " over ", " average ")
    at, word = max((text.rfind(word), word) for word in words)
    # "average of 2016..2020" names a reference and no time.
    if word == " average " and text[at:].startswith(" average of "):
        at, word = max((text.rfind(word), word) for word in words[:-1])
    return text[:at].strip(), word.strip(), text[at + len(word):].strip()


@functools.lru_cache(maxsize=1 << 15)
def parse(text):
    head, word, rest = split_time(text)
    parts = {"time": word}
    if word == "every":
        parts["frequency"], _, rest = rest.partition(" ")
        if rest.startswith("from "):
            parts["start"], parts["period"] = period(rest[5:]), None
        else:
            first, _, last = rest.partition("..")
            parts["start"], parts["period"] = period(first), period(last or first)
    else:
        parts["period"] = period(rest)
    found = re.fullmatch(r"(.*) for every (\S+)", head)
    if found:
        head, parts["group"] = found.groups()
    found = re.fullmatch(r"(.*) aim (\S+)", head)
    if found:
        head, parts["aim"] = found[1], number(found[2])
    found = re.fullmatch(r"(.*) from (\S+)", head)
    if found:
        head, parts["origin"] = found.groups()
    found = re.fullmatch(r"(.*?)\s*±\s*(\S+) (\S+)", head)
    if found:
        head, parts["tolerance"], parts["tolerance_unit"] = found[1], number(found[2]), found[3]
    parts["kind"] = "level"
    for prefix in ("change", "growth", "sum"):
        if head.startswith(prefix + " "):
            parts["kind"], head = prefix, head[len(prefix):].strip()
    parts["sign"] = ".."
    for written, sign in [*((sign, sign) for sign in SIGNS), *WORDS.items()]:
        if head.startswith(written):
            parts["sign"], head = sign, head[len(written):].strip()
            break
    if head.endswith(" cumulative"):
        parts["kind"], head = "cumulative", head[: -len(" cumulative")]
    return margin(head, parts) or plain(head, parts)


def margin(head, parts):
    """`@gdp.growth + 1 pp`, `level of 2019`, `average of 2016..2020 - 1 pp`."""
    found = re.fullmatch(r"(?:@(\S+)|(?:level|average) of (\S+))(?: ([+-]) (\S+) (\S+))?", head)
    if not found:
        return None
    other, reference, sign, figure, unit = found.groups()
    value = number(figure or "0") * (-1 if sign == "-" else 1)
    parts.update(kind="over_other" if other else "over_past", other=other, unit=unit,
                 reference=period(reference) if reference else None)
    return Target(low=value, high=value, decimals=decimals(figure or "0"), half=half_unit(figure or "0"), **parts)


def plain(head, parts):
    figure, _, unit = head.partition(" ")
    figure = figure.lstrip("+")
    if figure.startswith("x"):
        parts["kind"], figure = "multiple", figure.replace("x", "")
    low, _, high = figure.partition("..")
    parts["unit"] = "%" if unit.startswith("%/") else unit or None
    return Target(low=number(low), high=number(high or low), decimals=decimals(low), half=half_unit(low), **parts)
