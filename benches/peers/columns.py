"""Times numpy, pandas and polars against our bench program on the same rows, in turns within one run.

Usage: benches/peers/run, which installs what is needed and calls
    columns.py FOLDER COMMAND...   where COMMAND, given FOLDER, writes the rows there and prints our times
    columns.py FOLDER --peer NAME  one peer, in a process of its own so that the number of threads can be set

All compute gap, share of the way and standing against the straight line, and with "rate" the yearly rate that is
required. Peers start from float columns in memory, we from columns of mantissas; both write full columns. Single
threads are timed by the processor time of the process, others on the wall.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import time
from fractions import Fraction

ROUNDS, REPETITIONS, RUNS = 5, 5, 4
PEERS = ["numpy", "numpy, kept outputs", "pandas", "polars"]
ALL_THREADS = ", all threads"
COLUMNS = ["baseline", "value", "bound", "elapsed", "whole"]


def integers(folder, names=COLUMNS):
    import numpy

    return {name: numpy.fromfile(folder / name, dtype="<i8") for name in names}


def as_floats(columns):
    """Integers as floats, the usual form for these programs; the first three are values to four decimals."""
    import numpy

    table = {name: column.astype(numpy.float64) for name, column in columns.items()}
    for name in list(table)[:3]:
        table[name] /= 10_000
    return table


def floats(folder):
    """The rows as floats: values, months, +1 rising or -1."""
    import numpy

    table = as_floats(integers(folder))
    table["sign"] = numpy.where(table["bound"] > table["baseline"], 1.0, -1.0)
    return table


def numpy_run(folder):
    import numpy

    table = floats(folder)
    baseline, value, bound, elapsed, whole, sign = (table[name] for name in [*COLUMNS, "sign"])

    def run(rate):
        gap = numpy.maximum(sign * (bound - value), 0)
        share = (value - baseline) / (bound - baseline)
        expected = elapsed / whole
        standing = (share > expected).astype(numpy.int8) - (share < expected)
        required = (bound - value) / ((whole - elapsed) / 12) if rate else None
        return gap, share, standing, required

    return run


def numpy_kept_run(folder):
    """numpy at its best: every step into an array that is kept from run to run."""
    import numpy

    table = floats(folder)
    baseline, value, bound, elapsed, whole, sign = (table[name] for name in [*COLUMNS, "sign"])
    gap, share, expected, scratch, required = (numpy.empty_like(value) for _ in range(5))
    above, below = (numpy.empty(len(value), dtype=bool) for _ in range(2))
    standing = numpy.empty(len(value), dtype=numpy.int8)

    def run(rate):
        numpy.subtract(bound, value, out=gap)
        if rate:
            numpy.subtract(whole, elapsed, out=scratch)
            numpy.divide(scratch, 12, out=scratch)
            numpy.divide(gap, scratch, out=required)
        numpy.multiply(gap, sign, out=gap)
        numpy.maximum(gap, 0, out=gap)
        numpy.subtract(value, baseline, out=share)
        numpy.subtract(bound, baseline, out=scratch)
        numpy.divide(share, scratch, out=share)
        numpy.divide(elapsed, whole, out=expected)
        numpy.greater(share, expected, out=above)
        numpy.less(share, expected, out=below)
        numpy.subtract(above.view(numpy.int8), below.view(numpy.int8), out=standing)
        return gap, share, standing, required

    return run


def pandas_run(folder):
    import pandas

    table = pandas.DataFrame(floats(folder))

    def run(rate):
        missing = table["bound"] - table["value"]
        gap = (table["sign"] * missing).clip(lower=0)
        share = (table["value"] - table["baseline"]) / (table["bound"] - table["baseline"])
        expected = table["elapsed"] / table["whole"]
        standing = (share > expected).astype("int8") - (share < expected).astype("int8")
        required = missing / ((table["whole"] - table["elapsed"]) / 12) if rate else None
        return gap, share, standing.to_numpy(), required

    return run


def polars_run(folder):
    import polars
    from polars import Int8, col

    frame = polars.DataFrame(floats(folder)).lazy()
    missing, expected = col("bound") - col("value"), col("elapsed") / col("whole")
    share = (col("value") - col("baseline")) / (col("bound") - col("baseline"))
    answers = [
        (col("sign") * missing).clip(lower_bound=0).alias("gap"),
        share.alias("share"),
        ((share > expected).cast(Int8) - (share < expected).cast(Int8)).alias("standing"),
    ]
    required = (missing / ((col("whole") - col("elapsed")) / 12)).alias("required")

    def run(rate):
        done = frame.select(answers + [required] if rate else answers).collect()
        return done["gap"], done["share"], done["standing"].to_numpy(), None

    return run


MAKERS = dict(zip(PEERS, [numpy_run, numpy_kept_run, pandas_run, polars_run]))


def peer(folder, name):
    """Prints the median and best nanoseconds a row of one peer; keeps its standings."""
    threads = name.endswith(ALL_THREADS)
    run = MAKERS[name.removesuffix(ALL_THREADS)](folder)
    clock = time.perf_counter_ns if threads else time.process_time_ns
    for kind in ("no rate", "rate"):
        standing = run(kind == "rate")[2]
        times = []
        for _ in range(REPETITIONS):
            started = clock()
            for _ in range(RUNS):
                run(kind == "rate")
            times.append((clock() - started) / RUNS / len(standing))
        suffix = ALL_THREADS if threads else ""
        print(f"{kind}{suffix}\t{statistics.median(times):.3f}\t{min(times):.3f}")
    standing.tofile(folder / f"standing of {name}")


def measured(command, **environment):
    output = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, **environment})
    lines = (line.split("\t") for line in output.stdout.splitlines() if line.count("\t") == 2)
    return {kind: float(median) for kind, median, _ in lines}


def print_versions():
    import numpy
    import pandas
    import polars

    print(f"python {sys.version.split()[0]}, numpy {numpy.__version__}, pandas {pandas.__version__}, polars {polars.__version__}")


def print_multiples(kind, peers):
    """The times of all rounds by name, ours among them."""
    ours = statistics.median(peers["policy-targets"])
    print(f"\n{kind}: median ns a row of {len(peers['policy-targets'])} rounds, and as a multiple of ours")
    for name, times in peers.items():
        now = statistics.median(times)
        print(f"  {name:24}{now:>8.1f}{now / ours:>8.1f} x")


def exact_standings(folder):
    """-1 behind, 0 on path, 1 ahead, by fractions."""
    rows = zip(*(column.tolist() for column in integers(folder).values()))
    for baseline, value, bound, elapsed, whole in rows:
        share, expected = Fraction(value - baseline, bound - baseline), Fraction(elapsed, whole)
        yield (share > expected) - (share < expected)


def count_errors(folder):
    import numpy

    exact = numpy.fromiter(exact_standings(folder), dtype=numpy.int8)
    on_path = int((exact == 0).sum())
    print(f"\nrows {len(exact)}, exactly on the path {on_path}; standings that differ from exact fractions:")
    ours = numpy.fromfile(folder / "standing", dtype=numpy.int8) - 1
    print(f"  {'policy-targets':24}{int((ours != exact).sum()):>8}")
    for name in PEERS:
        found = numpy.fromfile(folder / f"standing of {name}", dtype=numpy.int8)
        behind = 100 * int(((found < 0) & (exact == 0)).sum()) / on_path
        print(f"  {name:24}{int((found != exact).sum()):>8}   {behind:.1f} % of the rows on the path called behind")
    return int((ours != exact).sum())


def main():
    folder, command = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    if command[0] == "--peer":
        return peer(folder, command[1])
    print_versions()
    rounds = {}
    for _ in range(ROUNDS):
        found = {"policy-targets": measured([*command, str(folder)])}
        for name in PEERS:
            again = [sys.executable, __file__, str(folder), "--peer", name]
            found[name] = measured(again, POLARS_MAX_THREADS="1")
        again = [sys.executable, __file__, str(folder), "--peer", "polars" + ALL_THREADS]
        found["polars"] |= measured(again)
        for name, times in found.items():
            for kind, nanoseconds in times.items():
                rounds.setdefault(kind, {}).setdefault(name, []).append(nanoseconds)
    for kind, peers in rounds.items():
        print_multiples(kind, peers)
    return count_errors(folder)


if __name__ == "__main__":
    sys.exit(main())
