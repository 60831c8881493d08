"""Reads the files that `cargo bench --bench formats` left in target/tmp, with pandas and pysdmx: megabytes a second.

Run by `benches/peers/run formats`. pandas only splits and types the cells: it knows no flag, no bound, no unit and no
period. pysdmx reads SDMX-CSV into a frame of pandas. Wall time, medians of five.
"""

import pathlib
import resource
import statistics
import sys
import time

import pandas

FILES = pathlib.Path(__file__).parents[2] / "target" / "tmp"
REPEATS = 5
NAMES = [
    "tidy-csv",
    "sdmx-csv",
    "un-sdg-csv",
    "world-bank-csv",
    "owid-csv",
    "eurostat-tsv",
    "dhis2-csv",
    "iamc-csv",
    "open-sdg-csv",
]


def median(run):
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def show(what, name, path, run):
    speed = path.stat().st_size / 1e6 / median(run)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"{name:<16} {what:<24} {speed:>6.0f} MB/s, peak so far {peak:.0f} MB", flush=True)


def main():
    print(f"pandas {pandas.__version__}, Python {sys.version.split()[0]}")
    for name in NAMES:
        path = FILES / f"{name}.{'tsv' if name == 'eurostat-tsv' else 'csv'}"
        options = {"sep": "\t"} if name == "eurostat-tsv" else {}
        if name == "world-bank-csv":
            options["skiprows"] = 4
        show("pandas.read_csv", name, path, lambda: pandas.read_csv(path, low_memory=False, **options))
    try:
        import pysdmx
        from pysdmx.io import read_sdmx
    except ImportError as error:
        print(f"pysdmx is not there: {error}")
        return
    path = FILES / "sdmx-csv.csv"
    show(f"pysdmx {pysdmx.__version__}", "sdmx-csv", path, lambda: read_sdmx(path, validate=False))


if __name__ == "__main__":
    main()
