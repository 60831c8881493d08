#!/usr/bin/env python3
"""Runs the mutants that cargo-mutants lists, all compiled into one tree and chosen by an environment variable.

    run.py WORK build            copy the crate, place every mutant, build the tests, note which test reaches which
    run.py WORK run [SEED]       try the mutants in an order drawn with the seed; results are kept, so it can go on
    run.py WORK again [NUMBER...]  try some once more, or all that survived
    run.py WORK report           counts by room, and the survivors

WORK is an empty folder outside the project.
"""
import collections
import contextlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ["number", "time", "unit", "progress", "plan", "assess"]
# Tests that count what mutants of arithmetic do not change, that run other programs, or that take minutes.
LEFT_OUT = {"house", "allocations", "coverage"}
# Run as a whole on what survives the others: the examples' output and the tests in the documentation.
WHOLE = ("doc", "examples")
# A test that compiles the rooms' laws with fewer random cases first, and the usual number for what survives.
FEW_CASES, USUAL_CASES = "48", "256"
# Several runs can share the work: PART=0 PARTS=2 and PART=1 PARTS=2.
PART, PARTS = int(os.environ.get("PART", 0)), int(os.environ.get("PARTS", 1))


def command(*arguments, **options):
    return subprocess.run(arguments, check=True, text=True, capture_output=True, **options)


class Work:
    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.tree = self.folder / "tree"
        self.results = self.folder / "results.jsonl"

    def read(self, name):
        return json.loads((self.folder / name).read_text())

    def write(self, name, value):
        (self.folder / name).write_text(json.dumps(value))


def list_mutants(work):
    rooms = [argument for room in ROOMS for argument in ("-f", f"src/{room}/**")]
    listed = command("cargo", "mutants", "--list", "--json", *rooms, cwd=ROOT).stdout
    work.write("mutants.json", json.loads(listed))


def place(work, skip):
    """Copies the crate as committed and places all mutants but the skipped ones."""
    target = work.tree / "target"
    kept = work.folder / "target"
    if target.exists():
        target.rename(kept)
    shutil.rmtree(work.tree, ignore_errors=True)
    work.tree.mkdir(parents=True)
    archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, check=True, capture_output=True).stdout
    subprocess.run(["tar", "-x"], cwd=work.tree, input=archive, check=True)
    shutil.rmtree(work.tree / "tests/mutants", ignore_errors=True)
    if kept.exists():
        kept.rename(target)
    work.write("skip.json", sorted(skip))
    schemata = Path(__file__).parent / "schemata/Cargo.toml"
    build = ["cargo", "run", "--quiet", "--release", "--manifest-path", str(schemata), "--target-dir", str(work.folder / "schemata")]
    placed = command(*build, "--", str(work.tree), str(work.folder / "mutants.json"), str(work.folder / "skip.json")).stdout
    work.write("placed.json", json.loads(placed))


def environment(**more):
    profile = {"CARGO_PROFILE_DEV_DEBUG": "0", "CARGO_PROFILE_TEST_DEBUG": "0", "CARGO_PROFILE_TEST_OPT_LEVEL": "1",
               "RUSTFLAGS": "--cap-lints allow", "CARGO_INCREMENTAL": "0"}
    return {**os.environ, **profile, **more}


def blamed(work, message):
    """The mutants that an error is about, and whether it is about the mutant's own text."""
    spans = sorted(message["spans"], key=lambda span: not span["is_primary"])
    if (message["code"] or {}).get("code") == "E0004":
        # Deleted without a wildcard below: the arms that the compiler's help points at.
        for span in (span for child in message["children"] for span in child["spans"]):
            lines = (work.tree / span["file_name"]).read_text().splitlines()[spans[0]["line_start"] - 1:span["line_end"]]
            numbers = re.findall(r"if !crate::mutant::on\((\d+)\)", "\n".join(lines))
            if numbers:
                return {int(numbers[-1])}, True
    for span in spans:
        text = (work.tree / span["file_name"]).read_bytes()
        before = text[max(0, span["byte_start"] - 400):span["byte_start"]].decode(errors="ignore")
        own = re.search(r"mutant::on\((\d+)\) \{ (?:return )?[^{};]*$", before)
        if own:
            return {int(own[1])}, True
        inside = text[span["byte_start"]:span["byte_end"]].decode(errors="ignore")
        numbers = re.findall(r"mutant::on\((\d+)\)|\b[lravb](\d+)\b", inside)
        if numbers:
            return {int(first or second) for first, second in numbers[:4]}, False
        line = text[text.rfind(b"\n", 0, span["byte_start"]) + 1:].split(b"\n")[0].decode()
        numbers = re.findall(r"mutant::on\((\d+)\)", line)
        if numbers:
            return {int(number) for number in numbers}, False
    for span in spans:
        # The first value returned fixes the type of `impl Trait`.
        before = (work.tree / span["file_name"]).read_bytes()[:span["byte_start"]].decode(errors="ignore")
        numbers = re.findall(r"mutant::on\((\d+)\) \{ return", before)
        if numbers:
            return {int(numbers[-1])}, False
    return set(), False


def build(work):
    work.folder.mkdir(parents=True, exist_ok=True)
    list_mutants(work)
    unviable, unplaceable = set(), set()
    while True:
        place(work, unviable | unplaceable)
        check = subprocess.run(
            ["cargo", "check", "--lib", "--all-features", "--message-format=json"],
            cwd=work.tree, env=environment(), text=True, capture_output=True)
        messages = [json.loads(line) for line in check.stdout.splitlines()]
        errors = [m["message"] for m in messages if m["reason"] == "compiler-message" and m["message"]["level"] == "error"]
        if check.returncode == 0:
            break
        found = 0
        for error in errors:
            numbers, is_own = blamed(work, error)
            new = numbers - unviable - unplaceable
            found += len(new)
            (unviable if is_own else unplaceable).update(new)
            if not numbers and error["spans"]:
                print("not blamed:", error["message"], error["spans"][0]["file_name"], error["spans"][0]["line_start"])
        print(f"{len(errors)} errors, {found} more mutants left out", flush=True)
        if not found:
            sys.exit("errors that no mutant explains:\n" + "\n".join(e["rendered"] for e in errors[:5]))
    mutants, placed = work.read("mutants.json"), set(work.read("placed.json"))
    unplaceable |= set(range(len(mutants))) - placed - unviable
    work.write("unviable.json", sorted(unviable))
    work.write("unplaceable.json", sorted(unplaceable))
    print(f"{len(mutants)} listed, {len(placed)} placed, {len(unviable)} unviable, {len(unplaceable)} cannot be chosen at run time")
    tests = subprocess.run(
        ["cargo", "test", "--no-run", "--all-features", "--message-format=json"],
        cwd=work.tree, env=environment(), text=True, stdout=subprocess.PIPE)
    binaries = {}
    for message in map(json.loads, tests.stdout.splitlines()):
        if message["reason"] == "compiler-artifact" and message["executable"] and message["profile"]["test"]:
            kind = message["target"]["kind"][0]
            if kind in ("lib", "test") and message["target"]["name"] not in LEFT_OUT:
                binaries[message["target"]["name"]] = message["executable"]
    subprocess.run(["cargo", "build", "--examples", "--all-features"], cwd=work.tree, env=environment(), check=True)
    # rustdoc keeps what it compiles only where unstable options are allowed.
    documented = work.folder / "doc"
    keep = {"RUSTC_BOOTSTRAP": "1", "RUSTDOCFLAGS": f"-Z unstable-options --persist-doctests {documented}"}
    subprocess.run(["cargo", "test", "--doc", "--all-features"], cwd=work.tree, env=environment(**keep), check=True)
    binaries["doc"] = str(next(documented.glob("merged_*/rust_out")))
    work.write("binaries.json", binaries)
    reach(work)


def reach(work):
    """Which mutants each test reaches and how long it takes."""
    reached = {}
    for name, binary in work.read("binaries.json").items():
        if name in WHOLE:
            # What fails anyway would catch every mutant.
            subprocess.run([binary, "--test-threads=1"], cwd=work.tree, env=environment(), check=True, stdout=subprocess.DEVNULL)
            continue
        notes = work.folder / "notes.tsv"
        notes.unlink(missing_ok=True)
        started = time.time()
        outcome = subprocess.run([binary, "--test-threads=2"], cwd=work.tree, text=True, capture_output=True,
                                 env=environment(REACHED_BY=str(notes), PROPTEST_CASES=FEW_CASES))
        print(f"{name}: {time.time() - started:.0f} s, {'passed' if outcome.returncode == 0 else outcome.stdout[-2000:]}", flush=True)
        tests = {}
        for line in notes.read_text().splitlines() if notes.exists() else []:
            test, milliseconds, numbers = line.split("\t")
            if test not in ("?", "main"):
                tests[test] = (int(milliseconds), [int(number) for number in numbers.split()])
        failed = set(re.findall(r"^test (\S+) .*FAILED$", outcome.stdout, re.M))
        reached[name] = {test: what for test, what in tests.items() if test not in failed}
    work.write("reached.json", reached)


class Runner:
    def __init__(self, work):
        self.work = work
        self.mutants = work.read("mutants.json")
        self.binaries = work.read("binaries.json")
        self.by_mutant = collections.defaultdict(list)
        for binary, tests in work.read("reached.json").items():
            for test, (milliseconds, numbers) in tests.items():
                for number in numbers:
                    self.by_mutant[number].append((milliseconds, binary, test))
        self.killers = collections.Counter()

    def batches(self, number):
        """The reaching tests, those first that are quick or have caught much, in batches of one binary."""
        room = self.mutants[number]["file"].split("/")[1]
        def order(test):
            milliseconds, binary, name = test
            return (not name.startswith(room), milliseconds / (1 + self.killers[(binary, name)]))
        tests = sorted(self.by_mutant[number], key=order)
        for start, end in [(0, 12), (12, 60), (60, 10**6)]:
            by_binary = collections.defaultdict(list)
            for milliseconds, binary, name in tests[start:end]:
                by_binary[binary].append((milliseconds, name))
            yield from by_binary.items()

    def try_one(self, number, cases):
        for binary, tests in self.batches(number):
            limit = 10 + 5 * sum(milliseconds for milliseconds, _ in tests) / 1000
            outcome, killer = self.run(number, binary, [name for _, name in tests], limit, cases)
            if outcome != "passed":
                self.killers[(binary, killer)] += 1
                return outcome, f"{binary} {killer}"
        for binary in WHOLE:
            outcome, killer = self.run(number, binary, [], 60, cases)
            if outcome != "passed":
                return outcome, f"{binary} {killer}"
        return "survived" if self.by_mutant[number] else "not reached", None

    def run(self, number, binary, tests, limit, cases):
        process = subprocess.Popen(
            [self.binaries[binary], *(["--exact", *tests] if tests else []), "--test-threads=1"], cwd=self.work.tree,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment(MUTANT=str(number), PROPTEST_CASES=cases, PROPTEST_FAILURE_PERSISTENCE="off"))
        output = process.stdout.fileno()
        os.set_blocking(output, False)
        end, text = time.time() + limit, ""
        while True:
            code = process.poll()
            with contextlib.suppress(BlockingIOError):
                while chunk := os.read(output, 1 << 16):
                    text += chunk.decode()
            failed = re.search(r"^test (.+?)(?: - should panic)? \.\.\. FAILED", text, re.M)
            if failed or code not in (None, 0):
                outcome = "caught", failed[1] if failed else "aborted"
                break
            if code == 0:
                return "passed", None
            if time.time() > end:
                outcome = "timeout", tests[0] if tests else "all"
                break
            time.sleep(0.01)
        process.kill()
        process.wait()
        return outcome

    def record(self, number):
        outcome, killer = self.try_one(number, FEW_CASES)
        if outcome == "survived" and self.by_mutant[number]:
            outcome, killer = self.try_one(number, USUAL_CASES)
        line = {"number": number, "name": self.mutants[number]["name"], "outcome": outcome, "by": killer}
        with self.work.results.open("a") as file:
            file.write(json.dumps(line) + "\n")
        return outcome


def results(work):
    lines = work.results.read_text().splitlines() if work.results.exists() else []
    return {line["number"]: line for line in map(json.loads, lines)}


def run(work, seed):
    runner = Runner(work)
    numbers = sorted(work.read("placed.json"))
    random.Random(seed).shuffle(numbers)
    done = results(work)
    for number in numbers[PART::PARTS]:
        if number not in done:
            runner.record(number)


def report(work):
    mutants, done = work.read("mutants.json"), results(work)
    counts = collections.defaultdict(collections.Counter)
    for kind in ("unviable", "unplaceable"):
        for number in work.read(f"{kind}.json"):
            counts[mutants[number]["file"].split("/")[1]][kind] += 1
    for number, line in done.items():
        counts[mutants[number]["file"].split("/")[1]][line["outcome"]] += 1
    total = collections.Counter()
    for room in ROOMS:
        print(room, dict(counts[room]))
        total.update(counts[room])
    caught = total["caught"] + total["timeout"]
    tried = caught + total["survived"] + total["not reached"]
    print("all", dict(total), f"{caught} of {tried} tried caught")
    for number, line in sorted(done.items()):
        if line["outcome"] in ("survived", "not reached"):
            print(number, line["outcome"], line["name"])


def main():
    work, task, *more = Work(sys.argv[1]), *sys.argv[2:]
    if task == "build":
        build(work)
    elif task == "reach":
        reach(work)
    elif task == "run":
        run(work, more[0] if more else "1")
    elif task == "again":
        runner = Runner(work)
        numbers = map(int, more) if more else [
            number for number, line in results(work).items() if line["outcome"] in ("survived", "not reached")]
        for number in numbers[PART::PARTS] if not more else numbers:
            print(number, runner.record(number), runner.mutants[number]["name"], flush=True)
    elif task == "report":
        report(work)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
