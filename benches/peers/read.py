"""Reads the file of `cargo bench --bench read` with pandas and polars, periods and days of publication parsed.

    pip install pandas polars pyarrow
    cargo bench --bench read && python3 benches/peers/read.py

Prints versions, the median of several readings, and nanoseconds a row. Both read values as floats and check
nothing; a bare loop of Python's own csv module stands beside them as a measure of the machine.
"""

import csv
import pathlib
import statistics
import sys
import time

FILE = pathlib.Path(__file__).parents[2] / "target" / "tmp" / "read.csv"
REPEATS = 5


def with_pandas():
    import pandas

    table = pandas.read_csv(FILE, dtype={"period": "str"})
    table["period"] = pandas.to_datetime(table["period"], format="%Y")
    table["published"] = pandas.to_datetime(table["published"], format="%Y-%m-%d")
    return f"pandas {pandas.__version__}", len(table)


def with_pandas_and_arrow():
    import pandas
    import pyarrow

    table = pandas.read_csv(FILE, engine="pyarrow", dtype={"period": "str"})
    table["period"] = pandas.to_datetime(table["period"], format="%Y")
    table["published"] = pandas.to_datetime(table["published"], format="%Y-%m-%d")
    return f"pandas {pandas.__version__}, engine pyarrow {pyarrow.__version__}", len(table)


def with_polars():
    import polars

    table = polars.read_csv(FILE, schema_overrides={"period": polars.Int32, "note": polars.String})
    table = table.with_columns(
        polars.date(polars.col("period"), 1, 1).alias("period"),
        polars.col("published").str.to_date("%Y-%m-%d"),
    )
    return f"polars {polars.__version__}, {polars.thread_pool_size()} threads", len(table)


def with_python():
    with FILE.open(newline="", encoding="utf-8") as file:
        rows = sum(1 for _ in csv.reader(file)) - 1
    return f"csv of Python {sys.version.split()[0]}", rows


def main():
    if not FILE.exists():
        sys.exit(f"found no {FILE.name}, expected the file that `cargo bench --bench read` writes; run that first")
    for read in (with_python, with_pandas, with_pandas_and_arrow, with_polars):
        try:
            name, rows = read()
        except ImportError as error:
            print(f"{read.__name__}: left out, {error}")
            continue
        taken = []
        for _ in range(REPEATS):
            start = time.perf_counter()
            read()
            taken.append(time.perf_counter() - start)
        median = statistics.median(taken)
        print(f"{name}: {rows} rows, median {median:.3f} s, {median / rows * 1e9:.0f} ns a row, best {min(taken):.3f} s")


if __name__ == "__main__":
    main()
