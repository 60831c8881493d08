#!/usr/bin/env python3
"""Compares the crate with the oracle on random cases, until so many were compared; then prints counts.

Usage: python3 tests/oracle/million.py --cases 1000000 --seed 1   (Python 3.11 or later, with mpmath)
       python3 tests/oracle/million.py --write                   (rewrites tests/data/oracle/cases.jsonl)

Cases go to target/oracle in chunks; the compiled test `oracle_cases` reads each. `--shapes` names what is generated.
"""
import argparse
import collections
import gc
import itertools
import json
import os
import pathlib
import subprocess
import sys
import time

import case_files
import cases
import semantics

ROOT = pathlib.Path(__file__).resolve().parents[2]
COMMITTED = ROOT / "tests/data/oracle/cases.jsonl"
CHUNK = 20_000


def line(seed, shapes):
    """A case with its expected answers, as a line of the file."""
    case, plan, rows = cases.made(seed, shapes)
    expected = semantics.answers(plan, rows, case)
    return {**case, "plan": case_files.plan_text(plan), "data": case_files.data_text(rows), "expected": expected}


def dumped(made):
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def test_binary():
    """The path of the compiled test, built with optimisation."""
    command = ["cargo", "test", "--release", "--test", "oracle_cases", "--no-run", "--message-format", "json"]
    built = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    messages = [json.loads(text) for text in built.splitlines()]
    return next(message["executable"] for message in messages
                if message.get("executable") and message["target"]["name"] == "oracle_cases")


def compare(arguments):
    binary, folder = test_binary(), ROOT / "target/oracle"
    folder.mkdir(parents=True, exist_ok=True)
    counts, different, started = collections.Counter(), 0, time.monotonic()
    done, python_time = 0, 0.0
    seeds = itertools.count(arguments.seed * 10**9)
    # Nothing here goes in circles but a few tracebacks.
    gc.disable()
    while done < arguments.cases:
        gc.collect()
        size = min(CHUNK, arguments.cases - done)
        path, began = folder / f"cases-{arguments.seed}.jsonl", time.monotonic()
        with path.open("w", encoding="utf-8") as file:
            file.writelines(dumped(line(seed, arguments.shapes)) + "\n" for seed in itertools.islice(seeds, size))
        python_time += time.monotonic() - began
        run = subprocess.run([binary, "--nocapture", "every_case"], env={**os.environ, "ORACLE_CASES": str(path)},
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        done += size
        counted = tally(run.stdout, counts)
        if counted is None or counted["cases"] != size:
            sys.exit(f"the test did not compare {size} cases:\n{run.stdout[-2000:]}\n{run.stderr[-2000:]}")
        if counted["different"] and (different == 0 or arguments.verbose):
            print(run.stdout)
        different += counted["different"]
        print(f"{done} compared, {different} differ, {time.monotonic() - started:.0f} s, Python {python_time:.0f} s", flush=True)
    for name, count in sorted(counts.items()):
        print(name, count)
    sys.exit(1 if different else 0)


def tally(printed, counts):
    """Adds what a run counted; its totals, if it ended."""
    totals = None
    for text in printed.splitlines():
        words = text.split()
        if text.startswith("shape "):
            counts[f"shape {words[1]}"] += int(words[2])
            counts[f"shape {words[1]} (different)"] += int(words[3])
        elif text.startswith(("verdict ", "differs ")):
            counts[" ".join(words[:-1])] += int(words[-1])
        elif text.startswith("compared "):
            totals = {"cases": int(words[1]), "different": int(words[5])}
            counts["answers"] += int(words[3])
    return totals


#: How many cases are tried for the committed file, and how many of a kind are kept.
TRIED, KEPT = 40_000, 1


def first(found):
    """The answer, or the first of those that are equally right."""
    return found[0] if isinstance(found, list) else found


def kinds_of(made):
    """What a case shows: its verdict, refusals, standing, and what may be bounded or strict in it."""
    shape, expected = made["shape"], made["expected"]
    yield "verdict", shape, expected.get("verdict"), first(expected.get("refusal"))
    yield "lead", shape, str(expected.get("lead_worst")).split()[0]
    yield "pace", str(made.get("path")), first(expected.get("pace"))
    yield "excluded", shape, expected.get("gap") == "excluded excluded"
    yield "strict", shape, made.get("strict"), first(expected.get("arm_attained"))
    outlook = first(expected.get("outlook")) or "none"
    # Open at an end, or at both, and what is reached all the same.
    yield "outlook", "late" in expected, outlook.count("open"), outlook.split()[-1].lstrip("!")
    for name, value in expected.items():
        if str(first(value)).startswith("!"):
            yield "refusal", name.rpartition(".")[2], first(value)


def write(arguments):
    """Cases of every kind, of every shape."""
    kinds, lines = collections.Counter(), []
    for seed in range(arguments.seed * 10**9, arguments.seed * 10**9 + TRIED):
        made = line(seed, arguments.shapes)
        found = set(kinds_of(made))
        if any(kinds[kind] < KEPT for kind in found):
            kinds.update(found)
            lines.append(dumped(made))
    COMMITTED.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} cases of {len(kinds)} kinds")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shapes", type=lambda text: text.split(","), default=cases.SHAPES)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    write(arguments) if arguments.write else compare(arguments)


if __name__ == "__main__":
    main()
