"""The whole pipeline on a full-size data set, from upload to InService."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from local_run.start_command import start_once

from bench.figures import Figure, Finding
from bench.loans import generate
from bench.measure import ProgramFailedError


def run(rows: int, folder: Path) -> Finding:
    """`npm start -- --once` from start to end, with a file that is there already.

    Features are registered while the model is trained, so the stages take longer than the whole.
    """
    csv = generate(rows, folder / "loans.csv")
    sys.stderr.write("Running the pipeline …\n")
    started = time.perf_counter()
    ended = start_once(folder / "state", "--no-api", "--data", str(csv))
    whole = time.perf_counter() - started
    if ended.exit_code != 0:
        raise ProgramFailedError(f"npm start ended with {ended.exit_code}:\n{ended.errors[-2000:]}")
    seconds: dict[str, float] = ended.result["seconds"]
    return Finding(
        f"The pipeline on {rows:,} loans, from upload to InService",
        [
            *(Figure(stage, took, "s") for stage, took in seconds.items()),
            Figure("in all, local cloud started and stopped", whole, "s", at_most=90),
        ],
    )
