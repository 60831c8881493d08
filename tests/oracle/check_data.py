#!/usr/bin/env python3
"""Every plan parses as TOML, every table has equal column counts, every named source is listed.

Usage: python3 tests/oracle/check_data.py   (Python 3.11 or later, standard library only)
"""
import csv
import pathlib
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
listed = {
    line.split("|")[1].strip()
    for page in ROOT.glob("examples/data/**/README.md")
    for line in page.read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
}
problems = []

for path in sorted([*ROOT.glob("examples/data/**/*.toml"), *ROOT.glob("tests/data/**/*.toml")]):
    with path.open("rb") as file:
        try:
            plan = tomllib.load(file)
        except tomllib.TOMLDecodeError as error:
            problems.append(f"{path}: {error}")
            continue
    if path.stem != plan.get("id") and "examples" in path.parts:
        problems.append(f"{path}: id {plan.get('id')}")
    indicators = {indicator["id"] for indicator in plan.get("indicators", [])}
    for goal in plan.get("goals", []):
        for arm in goal.get("all_of", []) + goal.get("any_of", []) + [goal]:
            if arm.get("indicator", next(iter(indicators), None)) not in indicators | {None}:
                problems.append(f"{path}: {goal['id']}: indicator {arm['indicator']}")

for path in sorted([*ROOT.glob("examples/data/**/*.csv"), *ROOT.glob("tests/data/**/*.csv")]):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(line for line in file if not line.startswith("#")))
    if len({len(row) for row in rows}) != 1:
        problems.append(f"{path}: unequal column counts")
    if "observations" in path.parts:
        column = rows[0].index("source")
        problems += [f"{path}: source {row[column]}" for row in rows[1:] if row[column] not in listed]

print("\n".join(problems) or "all plans and tables are well formed")
sys.exit(bool(problems))
