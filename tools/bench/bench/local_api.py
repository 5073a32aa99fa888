"""The scoring API over a small run of the whole project, for as long as it is measured."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local_run.load import Target, target_of
from local_run.scoring_api import scoring_api
from local_run.start_command import Running
from local_run.started_run import started_run

from bench.loans import generate

ROWS = 20_000


@contextmanager
def local_api(folder: Path) -> Iterator[tuple[Running, Target]]:
    """The run, and the API beside it on its plain server."""
    csv = generate(ROWS, folder / "loans.csv")
    logs = folder / "api"
    logs.mkdir()
    sys.stderr.write("Bringing up a pipeline and the API …\n")
    with (
        started_run(csv, folder / "state", folder / "features") as run,
        scoring_api(run, logs) as url,
    ):
        yield run.running, target_of(run, url)
