"""Ours and its peers side by side in one run, as ratios; exit code 1 unless all targets hold."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from bench import batch, features, function, load, prediction, registration, scale, whole_pipeline
from bench.document import DOCUMENT, write
from bench.figures import Finding, machine
from bench.measure import ProgramFailedError
from bench.show import show

FULL_SIZE = 777_715
SIZES = {"rows": FULL_SIZE, "clients": 36_457, "runs": 3}
SUITES: dict[str, Callable[[argparse.Namespace, Path], Finding]] = {
    "features": lambda options, folder: features.compare(options.rows, options.runs, folder),
    "prediction": lambda options, folder: prediction.compare(min(options.rows, 100_000), folder),
    "registration": lambda options, folder: registration.speed(options.clients, 2, folder),
    "registration-memory": lambda options, folder: registration.memory(options.runs, folder),
    "pipeline": lambda options, folder: whole_pipeline.run(options.rows, folder),
    "function-start": lambda options, folder: function.initialisation(10 * options.runs),
    "function-request": lambda options, folder: function.warm(options.runs),
    "load": lambda options, folder: load.hold(folder),
    "batch": lambda options, folder: batch.compare(options.runs, folder),
    "scale": lambda options, folder: scale.grow(options.rows, folder),
    "huge": lambda options, folder: scale.huge(100_000_000, folder),
}
BY_DEFAULT = [name for name in SUITES if name != "huge"]


def parse(line: Sequence[str]) -> argparse.Namespace:
    """Which suites, and how large."""
    parser = argparse.ArgumentParser(prog="npm run bench --", description=__doc__)
    parser.add_argument(
        "suites", nargs="*", metavar="SUITE", help=f"{', '.join(SUITES)} (default: all but huge)"
    )
    for option, what in (("rows", "loans"), ("clients", "clients"), ("runs", "rounds of the peers")):
        parser.add_argument(
            f"--{option}", type=int, default=SIZES[option], help=f"number of {what} (default: %(default)s)"
        )
    parser.add_argument("--write", action="store_true", help="write the results into docs/benchmarks.md")
    options = parser.parse_args(line)
    unknown = [name for name in options.suites if name not in SUITES]
    if unknown:
        parser.error(f"unknown suite {', '.join(unknown)}: expected {', '.join(SUITES)}")
    if min(options.rows, options.clients, options.runs) < 1:
        parser.error("--rows, --clients and --runs: expected at least 1")
    if options.write and any(getattr(options, name) != size for name, size in SIZES.items()):
        parser.error("--write: expected the default sizes, so that the results can be compared")
    options.suites = options.suites or BY_DEFAULT
    return options


def main(line: Sequence[str]) -> int:
    """Runs the suites one after the other, each in a separate folder."""
    options = parse(line)
    console = Console(width=110)
    console.print(f"Machine: {machine()}. Whole processes, in turn.\n")
    holds = True
    today = dt.datetime.now(dt.UTC).date()
    for name in options.suites:
        with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
            finding = SUITES[name](options, Path(folder))
        show(console, finding)
        if options.write:
            write(DOCUMENT, name, finding, machine(), today)
        holds = holds and finding.holds
    return 0 if holds else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ProgramFailedError as error:
        sys.exit(str(error))
