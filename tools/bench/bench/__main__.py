"""Ours and its peers side by side in one run, as ratios; exit code 1 unless all targets hold."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from bench import batch, features, function, load, prediction, registration, scale, whole_pipeline
from bench.figures import Finding, machine, show
from bench.measure import ProgramFailedError

FULL_SIZE = 777_715
SUITES: dict[str, Callable[[argparse.Namespace, Path], Finding]] = {
    "features": lambda asked, folder: features.compare(asked.rows, asked.runs, folder),
    "prediction": lambda asked, folder: prediction.compare(min(asked.rows, 100_000), folder),
    "registration": lambda asked, folder: registration.speed(asked.clients, 2, folder),
    "registration-memory": lambda asked, folder: registration.memory(asked.runs, folder),
    "pipeline": lambda asked, folder: whole_pipeline.run(asked.rows, folder),
    "function-start": lambda asked, folder: function.initialisation(10 * asked.runs),
    "function-request": lambda asked, folder: function.warm(asked.runs),
    "load": lambda asked, folder: load.hold(folder),
    "batch": lambda asked, folder: batch.compare(asked.runs, folder),
    "scale": lambda asked, folder: scale.grow(asked.rows, folder),
    "huge": lambda asked, folder: scale.huge(100_000_000, folder),
}
BY_DEFAULT = [name for name in SUITES if name != "huge"]


def parse(line: Sequence[str]) -> argparse.Namespace:
    """Which suites, and how large."""
    parser = argparse.ArgumentParser(prog="npm run bench --", description=__doc__)
    parser.add_argument(
        "suites", nargs="*", metavar="SUITE", help=f"{', '.join(SUITES)} (default: all but huge)"
    )
    parser.add_argument("--rows", type=int, default=FULL_SIZE, help="how many loans (default: %(default)s)")
    parser.add_argument("--clients", type=int, default=36_457, help="how many clients (default: %(default)s)")
    parser.add_argument("--runs", type=int, default=3, help="rounds of the peers (default: %(default)s)")
    asked = parser.parse_args(line)
    unknown = [name for name in asked.suites if name not in SUITES]
    if unknown:
        parser.error(f"unknown suite {', '.join(unknown)}: expected {', '.join(SUITES)}")
    if min(asked.rows, asked.clients, asked.runs) < 1:
        parser.error("--rows, --clients and --runs: expected at least 1")
    asked.suites = asked.suites or BY_DEFAULT
    return asked


def main(line: Sequence[str]) -> int:
    """Runs the suites one after the other, each in a folder of its own."""
    asked = parse(line)
    console = Console(width=110)
    console.print(f"Machine: {machine()}. Whole processes, in turn.\n")
    holds = True
    for name in asked.suites:
        with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
            finding = SUITES[name](asked, Path(folder))
        show(console, finding)
        holds = holds and all(figure.holds for figure in finding.figures)
    return 0 if holds else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ProgramFailedError as error:
        sys.exit(str(error))
