"""Times a rating by `open-sdg-2.4` in numpy, pandas and polars against our bench program on the same rows in one run.

Usage: benches/peers/run ratings, which installs what is needed and calls
    ratings.py FOLDER COMMAND...   where COMMAND, given FOLDER and "ratings", writes the rows there and prints our time
    ratings.py FOLDER --peer NAME  one peer, in a process of its own

The program of each peer was written for this comparison. All write a column with the rank of each row's class; single
threads are timed by the processor time of the process. Whoever differs is judged by fractions and 60 digits.
"""
import decimal
import pathlib
import statistics
import sys
import time

from columns import as_floats, integers, measured, print_multiples, print_versions

ROUNDS, REPETITIONS = 5, 5
COLUMNS = ["base", "latest", "target", "years", "years_to_target", "sign"]
#: Rows that a function in Python is called for, one by one.
ROW_WISE = 20_000


def floats(folder):
    return as_floats(integers(folder, COLUMNS))


def numpy_run(folder):
    import numpy

    base, latest, target, years, years_to_target, sign = floats(folder).values()

    def run():
        growth = sign * ((latest / base) ** (1 / years) - 1)
        ratio = growth / numpy.abs((target / base) ** (1 / years_to_target) - 1)
        conditions = [sign * (latest - target) >= 0, ratio >= 0.95, ratio >= 0.6, ratio >= 0]
        return numpy.select(conditions, [1, 2, 3, 4], 5).astype(numpy.uint8)

    return run


def numpy_kept_run(folder):
    """numpy at its best: every step into an array that is kept from run to run, and ranks counted instead of chosen."""
    import numpy

    base, latest, target, years, years_to_target, sign = floats(folder).values()
    growth, required, scratch = (numpy.empty_like(base) for _ in range(3))
    reached = numpy.empty(len(base), dtype=bool)
    rank = numpy.empty(len(base), dtype=numpy.uint8)

    def power(end, periods, out):
        numpy.divide(end, base, out=out)
        numpy.divide(1, periods, out=scratch)
        numpy.power(out, scratch, out=out)
        numpy.subtract(out, 1, out=out)

    def run():
        power(latest, years, growth)
        numpy.multiply(growth, sign, out=growth)
        power(target, years_to_target, required)
        numpy.abs(required, out=required)
        numpy.divide(growth, required, out=growth)
        rank.fill(5)
        for threshold in (0, 0.6, 0.95):
            numpy.greater_equal(growth, threshold, out=reached)
            numpy.subtract(rank, reached.view(numpy.uint8), out=rank)
        numpy.subtract(latest, target, out=scratch)
        numpy.multiply(scratch, sign, out=scratch)
        numpy.greater_equal(scratch, 0, out=reached)
        numpy.copyto(rank, 1, where=reached)
        return rank

    return run


def polars_run(folder):
    import polars
    from polars import UInt8, col, when

    frame = polars.DataFrame(floats(folder)).lazy()
    growth = col("sign") * ((col("latest") / col("base")) ** (1 / col("years")) - 1)
    ratio = growth / ((col("target") / col("base")) ** (1 / col("years_to_target")) - 1).abs()
    is_met = col("sign") * (col("latest") - col("target")) >= 0
    rank = when(is_met).then(1).when(ratio >= 0.95).then(2).when(ratio >= 0.6).then(3).when(ratio >= 0).then(4).otherwise(5)

    return lambda: frame.select(rank.cast(UInt8)).collect().to_series().to_numpy()


def pandas_run(folder):
    import numpy
    import pandas

    table = pandas.DataFrame(floats(folder))

    def run():
        growth = table["sign"] * ((table["latest"] / table["base"]) ** (1 / table["years"]) - 1)
        ratio = growth / ((table["target"] / table["base"]) ** (1 / table["years_to_target"]) - 1).abs()
        is_met = table["sign"] * (table["latest"] - table["target"]) >= 0
        return numpy.select([is_met, ratio >= 0.95, ratio >= 0.6, ratio >= 0], [1, 2, 3, 4], 5).astype(numpy.uint8)

    return run


def row_wise_run(folder):
    """A function of one row, as scripts of statistics offices apply it; on the first rows only."""
    import pandas

    table = pandas.DataFrame(floats(folder)).head(ROW_WISE)

    def rank(row):
        growth = row["sign"] * ((row["latest"] / row["base"]) ** (1 / row["years"]) - 1)
        if row["sign"] * (row["latest"] - row["target"]) >= 0:
            return 1
        ratio = growth / abs((row["target"] / row["base"]) ** (1 / row["years_to_target"]) - 1)
        return 2 if ratio >= 0.95 else 3 if ratio >= 0.6 else 4 if ratio >= 0 else 5

    return lambda: table.apply(rank, axis=1).to_numpy().astype("uint8")


MAKERS = {
    "numpy": numpy_run,
    "numpy, kept outputs": numpy_kept_run,
    "polars": polars_run,
    "pandas": pandas_run,
    "pandas, row by row": row_wise_run,
}


def peer(folder, name):
    run = MAKERS[name](folder)
    ranks = run()
    times = []
    for _ in range(1 if name.endswith("row by row") else REPETITIONS):
        started = time.process_time_ns()
        run()
        times.append((time.process_time_ns() - started) / len(ranks))
    print(f"ratings\t{statistics.median(times):.3f}\t{min(times):.3f}")
    ranks.tofile(folder / f"ranks of {name}")


def exact_rank(base, latest, target, years, years_to_target, sign):
    """By fractions over one year, else by 60 digits, which decide whatever is no power of a fraction."""
    if sign * (latest - target) >= 0:
        return 1
    decimal.getcontext().prec = 60
    growth = lambda end, periods: (decimal.Decimal(end) / base) ** (decimal.Decimal(1) / periods) - 1
    if years == years_to_target == 1:
        growth = lambda end, periods: decimal.Decimal(end - base)
    achieved, required = sign * growth(latest, years), abs(growth(target, years_to_target))
    cuts = (decimal.Decimal("0.95"), decimal.Decimal("0.6"), decimal.Decimal(0))
    return next((rank for rank, cut in zip((2, 3, 4), cuts) if achieved >= cut * required), 5)


def count_errors(folder):
    import numpy

    columns = [column.tolist() for column in integers(folder, COLUMNS).values()]
    found = {"policy-targets": numpy.fromfile(folder / "ranks", dtype=numpy.uint8)}
    found |= {name: numpy.fromfile(folder / f"ranks of {name}", dtype=numpy.uint8) for name in MAKERS}
    ours, wrong, rows = found["policy-targets"], dict.fromkeys(found, 0), set()
    for name, ranks in found.items():
        rows |= set(numpy.flatnonzero(ranks != ours[: len(ranks)]).tolist())
    for row in rows:
        exact = exact_rank(*(column[row] for column in columns))
        for name, ranks in found.items():
            wrong[name] += row < len(ranks) and int(ranks[row]) != exact
    print(f"\n{len(rows)} of {len(ours)} rows have not the same rank by all; wrong ranks among them, and rows rated:")
    for name, ranks in found.items():
        print(f"  {name:24}{wrong[name]:>8}{len(ranks):>10}")
    return wrong["policy-targets"]


def main():
    folder, command = pathlib.Path(sys.argv[1]).resolve(), sys.argv[2:]
    if command[0] == "--peer":
        return peer(folder, command[1])
    print_versions()
    rounds = {}
    for _ in range(ROUNDS):
        for name in ["policy-targets", *MAKERS]:
            again = [sys.executable, __file__, str(folder), "--peer", name]
            own = [*command, str(folder), "ratings"]
            times = measured(own if name == "policy-targets" else again, POLARS_MAX_THREADS="1")
            rounds.setdefault(name, []).append(times["ratings"])
    print_multiples("ratings", rounds)
    return count_errors(folder)


if __name__ == "__main__":
    sys.exit(main())
