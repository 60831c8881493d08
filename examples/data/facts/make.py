#!/usr/bin/env python3
"""Writes the plans and observations of this folder, and tests/data/facts_map.csv, from tests/data/facts.json.

Usage: python3 examples/data/facts/make.py   (Python 3.11 or later, standard library only)

The mapping stands in mapping.py; plans written by hand are used where they hold a goal already. Running it again
changes nothing; tests/facts_complete.rs compares the files with the collection.
"""
import csv
import io
import json
import pathlib
import re
import sys
import tomllib

sys.dont_write_bytecode = True

from mapping import (BY_HAND, DIFFERS, FILES, INDICATORS, LABELS_RECALLED, OBSERVED, PLANS, RECALLED, ROWS_BY_GOALS,
                     SERIES, SERIES_WITHOUT, TITLES)

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
FACTS = json.loads((ROOT / "tests/data/facts.json").read_text(encoding="utf-8"))
SOURCES = {source["id"]: source for source in FACTS["sources"]}
GOALS = {goal["id"]: goal for goal in FACTS["goals"]}
TABLES = {table["id"]: table for table in FACTS["indicator_tables"]}
DOCUMENTS = {plan["id"]: plan for plan in FACTS["plans"]}
ACTORS = {actor["id"]: actor["name_en"] for actor in FACTS["actors"]}
OBSERVATIONS = {observation["id"]: observation for observation in FACTS["observations"]}
TIMING = {"level": "end", "count": "end", "flow": "sum", "ratio": "during", "index": "during", "change-on-year": "during"}
RELATIONS = {"finalizes": "finalises", "succeeds": "succeeds", "implements": "implements", "part_of": "part-of",
             "revises_target_of": "revises"}
# Indicators and sources of the plans written by hand are taken over as they are.
KNOWN_PLANS = {}
for path in sorted((ROOT / "examples/data/plans").glob("*.toml")):
    KNOWN_PLANS[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
KNOWN_INDICATORS = {one["id"]: one for plan in KNOWN_PLANS.values() for one in plan.get("indicators", [])}
WRITTEN_NOTE = "# Written by examples/data/facts/make.py from tests/data/facts.json; change the mapping, not this file.\n"
PRESS_NOTE = "# Facts collected from the named sources, mostly press relays; not checked against the primary document.\n"


def is_chinese(text):
    return re.search(r"[\u4e00-\u9fff]", text) is not None


def toml(value):
    """A value as TOML writes it on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ", ".join(toml(one) for one in value) + "]"
    return "{ " + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + " }"


def table(heading, fields):
    lines = [heading] if heading else []
    return lines + [f"{key} = {toml(value)}" for key, value in fields.items() if value not in (None, [], {})]


def source_id(name):
    return {"memory": RECALLED, "seed": "merics-2021-04"}.get(name, name)


def source(name):
    """A source as plans cite it."""
    record = SOURCES[{RECALLED: "memory", "merics-2021-04": "seed"}.get(name, name)]
    if name == RECALLED:
        return {"id": name, "publisher": "none", "title": record["title"], "verified": False}
    tier = "analysis" if record["tier"] == "seed" else record["tier"].replace("_", " ")
    published = "2021-04" if record["tier"] == "seed" else record["published"]
    fields = {"id": name, "publisher": record["publisher"], "title": record["title"], "url": record["url"],
              "published": published, "note": record.get("note"), "tier": tier}
    return {key: value for key, value in fields.items() if value}


def row_of(record):
    """Table, cells by column and number of a row such as `T-DE14/3`."""
    name, number = record.split("/")
    one = TABLES[name]
    cells = one["rows"][int(number) - 1]
    columns = one.get("columns") or ["name_en", "target"]
    return one, dict(zip(columns, cells)), int(number)


def row_source(one, cells):
    """The source that confirms a row; `recalled` if none does."""
    if "support" in cells:
        named = cells["support"].split(" ")[0]
        return {"memory": RECALLED, "found": "cgtn-20210313"}.get(named, named)
    if "corroborated_by" in cells:
        return cells["corroborated_by"][0].split(" ")[0] if cells["corroborated_by"] else RECALLED
    if "jkbayu.com" in str(cells.get("name_en")):
        return "jkbayu-18250"
    return one.get("source") or RECALLED


def name_of_row(cells):
    return cells["target"] if "projected" in cells else cells["name_en"]


def words_of_row(cells):
    """The row as words: its name and what its cells promise."""
    wanted = ["target_2020", "target_2025", "target_2030", "annual_or_cumulative", "projected"]
    if set(cells) == {"name_en", "target"}:
        wanted.append("target")
    promised = ", ".join(cells[key] for key in wanted if cells.get(key))
    words = {"en": f"{name_of_row(cells)}: {promised}"}
    if cells.get("name_zh"):
        figure = cells.get("target_2025") or cells.get("annual_or_cumulative") or ""
        is_figure = re.fullmatch(r"[\[<>]?[\d.]+\]?", figure)
        words["zh"] = f"{cells['name_zh']} {figure}{cells['unit']}" if is_figure else cells["name_zh"]
    return words


def criterion(text, start):
    indicator, target = [part.strip() for part in re.split(r"[|;]", text, maxsplit=1)]
    fields = {"indicator": indicator, "target": target}
    fields.update({key: start[key] for key in ("baseline", "series") if key in start})
    # A plan that prints no base value is measured from what is reported for that year.
    if (since := re.search(r" from (\d{4})", target)) and "baseline" not in fields:
        fields["baseline"] = {"reported": since[1]}
    return fields


def requirement(text, more):
    """The fields of a requirement: one criterion, several, or a word."""
    if text in ("tbd", "statement"):
        return {"target": text}
    kind, _, rest = text.partition(": ") if re.match(r"(phased|all_of|tiers): ", text) else ("", "", text)
    if not kind:
        return criterion(rest, more)
    if kind == "phased":
        indicator, targets = rest.split(" ; ")
        return {"phased": [criterion(f"{indicator} | {target}", more) for target in targets.split(" & ")]}
    parts = rest.split(" & ")
    if kind == "tiers":
        split = [part.split(" ", 1) for part in parts]
        return {"tiers": [{"role": role, **criterion(part, {})} for role, part in split]}
    return {"all_of": [criterion(part, {}) for part in parts]}


def labels():
    """The official mid-term labels by row, with their source."""
    found = {}
    for label, rows in TABLES["T-FYP14-MID"]["rows"]:
        for row in rows:
            if row.startswith("FYP14-"):
                found[row] = (label, "lwxsd-46620")
    found.update({row: (label, RECALLED) for row, label in LABELS_RECALLED.items()})
    return found


LABELS = labels()


def judgements(records):
    """What others said on the goal."""
    listed = []
    for record in records:
        if record.startswith("T-FYP14/"):
            label, cited = LABELS[row_of(record)[1]["id"]]
            listed.append({"who": "NDRC", "day": "2023-12-26", "label": label, "vocabulary": "ndrc-mid-term", "source": cited})
        if record.startswith("T-NPC2018/") and "(cut)" not in (label := row_of(record)[1]["performance"]):
            listed.append({"who": "plan report to the NPC", "day": "2019", "label": label,
                           "vocabulary": "npc-plan-report", "source": "studopedia-2018"})
    return listed


def goal(plan, records, name, text, more):
    fields = {"id": name}
    commitment, note, cited = more.get("commitment") or plan.get("commitment"), more.get("note"), more.get("source")
    facts = [GOALS[record] for record in records if record in GOALS]
    rows = [row_of(record) for record in records if record not in GOALS]
    if facts:
        fields["wording"] = {"zh" if is_chinese(facts[0]["text"]) else "en": facts[0]["text"]}
        cited = cited or source_id(facts[0]["source"])
    for one, cells, _ in rows:
        fields.setdefault("title", {"en": name_of_row(cells)})
        fields.setdefault("wording", words_of_row(cells))
        cited = cited or row_source(one, cells)
        commitment = commitment or (cells.get("attribute") or cells.get("type") or "").lower()
    fields["wording"] = fields.get("wording") or more["wording"]
    start = dict(more)
    if "baseline" in start and "source" not in start["baseline"]:
        start["baseline"] = {**start["baseline"], "source": cited}
    fields.update({"commitment": commitment or None, "scope": more.get("scope"), "source": cited})
    fields.update(requirement(text, start))
    fields["note"] = note
    order = ["id", "title", "wording", "commitment", "scope", "source"]
    return {**{key: fields.get(key) for key in order}, **{key: fields[key] for key in fields if key not in order}}


def names_in(text):
    """The indicators that a requirement names."""
    return re.findall(r"(?:^|[ @])([a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+|[a-z][a-z0-9-]*)(?= *[|;])", text) + re.findall(r"@([a-z.]+)", text)


def indicator(name):
    if name in KNOWN_INDICATORS:
        return KNOWN_INDICATORS[name]
    english, chinese, unit, kind, more = INDICATORS[name]
    fields = {"id": name, "name": {"en": english, **({"zh": chinese} if chinese else {})}, "unit": unit}
    if kind:
        fields.update({"kind": kind, "timing": more.get("timing", TIMING[kind]), "frequency": "year"})
    series = sorted({line["series"] for _, lines in observation_files() for line in lines if line["indicator"] == name})
    return {**fields, "series": series, **{key: value for key, value in more.items() if key != "timing"}}


PLAN_OF = {plan["fact"]: plan["id"] for plan in PLANS if "fact" in plan} | {
    "P-SM14-DRAFT": "cn-smart-manufacturing-2021-draft", "P-SM14-FINAL": "cn-smart-manufacturing-2021",
    "P-ES-DRAFT": "cn-storage-2021-draft", "P-ES-FINAL": "cn-storage-2021"}


def plan_text(plan):
    document = DOCUMENTS.get(plan.get("fact"), {})
    title = {"en": TITLES.get(plan.get("table"), document.get("name_en", "")) + plan.get("suffix", "")}
    if document.get("name_zh"):
        title["zh"] = document["name_zh"]
    day = plan.get("issued") or document.get("published") or document.get("date")
    issuers = [ACTORS[actor] for actor in document.get("issuers", [])]
    horizon = "/".join(document[key] for key in ("horizon_start", "horizon_end") if key in document)
    goals = [goal(plan, *one) for one in plan["goals"]]
    given = [judgements(one[0]) for one in plan["goals"]]
    cited = [one["source"] for one in goals] + [entry["source"] for entries in given for entry in entries]
    cited += [part["baseline"]["source"] for one in goals for part in [one, *one.get("phased", [])] if "source" in part.get("baseline", {})]
    needed = [name for *_, text, _ in plan["goals"] for name in names_in(text)] + plan.get("indicators", [])
    standing = {"status": plan.get("standing", "adopted"), **({"from": day} if day else {})}
    notes = [document.get("note"), document.get("date_note"), plan.get("note")]
    head = {
        "format": 1, "id": plan["id"], "title": title, "standing": [standing],
        "document_number": document.get("doc_no"), "issuers": issuers,
        "issuers_unnamed": document.get("issuer_count", len(issuers)) - len(issuers) or None, "issued": day,
        "horizon": plan.get("horizon") or (horizon if "/" in horizon else None),
        "note": " ".join(dict.fromkeys(note.rstrip(".") + "." for note in notes if note)) or None,
        "relations": [{"kind": RELATIONS[one["type"]], "plan": PLAN_OF[one["to"]], **({"note": one["note"]} if "note" in one else {})}
                      for one in FACTS["plan_relations"] if one["frm"] == plan.get("fact") and one["to"] in PLAN_OF],
    }
    lines = table("", head)
    lines.insert(-1 if head["relations"] else len(lines), "sources = [")
    at = lines.index("sources = [") + 1
    listed = [f"  {toml(source(name))}," for name in dict.fromkeys(cited)] + ["]"]
    lines[at:at] = listed
    for name in dict.fromkeys(needed):
        lines += ["", *table("[[indicators]]", indicator(name))]
    for fields, entries in zip(goals, given):
        several = {key: fields.pop(key) for key in ("phased", "all_of", "tiers") if key in fields}
        note = fields.pop("note", None)
        lines += ["", *table("[[goals]]", fields)]
        for key, parts in several.items():
            lines += [f"{key} = [", *[f"  {toml(part)}," for part in parts], "]"]
        lines += table("", {"note": note})
        for entry in entries:
            lines += ["", *table("[[goals.judgements]]", entry)]
    return WRITTEN_NOTE + PRESS_NOTE + "\n".join(lines) + "\n"


def reading(record):
    """The value as data files write it: `>60`, `~3`."""
    sign = {"approx": "~", "<~": "<"}.get(record.get("qualifier"), record.get("qualifier") or "")
    return sign + record["value"]


def series_of(record):
    if record["source"] == "seed":
        return "merics_brief"
    named = record.get("series") or SERIES_WITHOUT.get(record.get("indicator"), "as-reported")
    return SERIES.get(named, named)


def observation(record, unit, more):
    if record in OBSERVATIONS:
        found = OBSERVATIONS[record]
        said = [more.get("note"), found.get("text"), found.get("note")]
        return {"indicator": OBSERVED.get(record) or OBSERVED[found["indicator"]], "series": series_of(found),
                "period": found["period"], "value": reading(found), "unit": unit, "flags": "",
                "published": found["published"], "source": source_id(found["source"]),
                "note": "; ".join(note for note in said if note)}
    if record.startswith("T-"):
        one, cells, _ = row_of(record)
        more = {"value": cells["actual"].removeprefix("Up "), "source": one["source"], **more}
    line = {"unit": unit, "flags": "", "source": record, "note": "", **more}
    return {key: line[key] for key in ["indicator", "series", "period", "value", "unit", "flags", "published", "source", "note"]}


def observation_files():
    return [((name, about), [observation(*line) for line in lines]) for name, (about, lines) in FILES.items()]


def csv_text(header, rows):
    out = io.StringIO()
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def map_text():
    """Where each record stands: a goal of a plan, or an indicator and a series."""
    rows = []
    places = {}
    for plan, listed in BY_HAND.items():
        for entry in listed.split(", "):
            record, name = entry.split(" ")
            places[record] = [f"{plan}/{name}"]
    for plan in PLANS:
        for records, name, *_ in plan["goals"]:
            for record in records:
                places.setdefault(record, []).append(f"{plan['id']}/{name}")
    places.update({record: goals.split(" ") for record, goals in ROWS_BY_GOALS.items()})
    order = list(GOALS) + [f"{name}/{number}" for name, one in TABLES.items() for number in range(1, len(one["rows"]) + 1)]
    rows += [("goal", record, " ".join(places[record])) for record in order if record in places]
    for record, found in OBSERVATIONS.items():
        place = OBSERVED.get(record) or OBSERVED.get(found.get("indicator"))
        rows.append(("observation", record, f"{place}/{series_of(found)}"))
    rows += [("result", record, f"{more['indicator']}/{more['series']}") for _, lines in FILES.values()
             for record, _, more in lines if record.startswith("T-")]
    lines = [{"kind": kind, "record": record, "place": place,
              "differs": DIFFERS.get(record, ("", ""))[0], "reason": DIFFERS.get(record, ("", ""))[1]}
             for kind, record, place in rows]
    return "# Written by examples/data/facts/make.py: where each record of facts.json stands in the files.\n" + csv_text(
        ["kind", "record", "place", "differs", "reason"], lines)


def main():
    for folder in ("plans", "observations"):
        (HERE / folder).mkdir(exist_ok=True)
        for path in (HERE / folder).iterdir():
            path.unlink()
    cited = set()
    for plan in PLANS:
        text = plan_text(plan)
        cited.update(one["id"] for one in tomllib.loads(text)["sources"])
        (HERE / "plans" / f"{plan['id']}.toml").write_text(text, encoding="utf-8")
    for (name, about), lines in observation_files():
        cited.update(line["source"] for line in lines)
        text = f"# {about}\n" + WRITTEN_NOTE + PRESS_NOTE + csv_text(list(lines[0]), lines)
        (HERE / "observations" / f"{name}.csv").write_text(text, encoding="utf-8")
    (ROOT / "tests/data/facts_map.csv").write_text(map_text(), encoding="utf-8")
    page = HERE / "README.md"
    before = page.read_text(encoding="utf-8").split("| id |")[0]
    rows = [f"| {name} | {one['publisher']} | {one['title'].replace('|', '/')} | {one.get('published', '')} | {one.get('tier', 'unverified')} |"
            for name in sorted(cited) for one in [source(name)]]
    page.write_text(before + "| id | publisher | title | date | tier |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
