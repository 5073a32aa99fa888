"""The whole pipeline on a full-size data set, from upload to InService."""

from __future__ import annotations

import sys
from pathlib import Path

from end_to_end.start_command import start_once

from bench.figures import Figure, Finding, Row
from bench.loans import generate
from bench.measure import ProgramFailedError


def run(rows: int, folder: Path) -> Finding:
    """`npm start -- --once` with a file that is there already; the set-up is not part of it."""
    csv = generate(rows, folder / "loans.csv")
    sys.stderr.write("Running the pipeline …\n")
    ended = start_once(folder / "state", "--data", str(csv))
    if ended.exit_code != 0:
        raise ProgramFailedError(f"npm start ended with {ended.exit_code}:\n{ended.errors[-2000:]}")
    seconds: dict[str, float] = ended.result["seconds"]
    whole = sum(seconds.values())
    rows_of = [
        Row(stage, f"{took:,.1f}", "", f"{took / whole:.0%} of all") for stage, took in seconds.items()
    ]
    return Finding(
        f"The pipeline on {rows:,} loans, from upload to InService",
        "seconds",
        rows_of,
        [Figure("seconds in all", whole, at_most=90)],
    )
