"""Starts a run of the whole project with a raw file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local_run.cloud import read_parquet
from local_run.run import LocalRun
from local_run.start_command import started


@contextmanager
def started_run(csv: Path, state: Path, features_folder: Path) -> Iterator[LocalRun]:
    """`npm start -- --data CSV`, up and with its features."""
    with started(state, "--data", str(csv)) as running:
        uri = running.result["features"]["uri"]
        yield LocalRun(running, csv, read_parquet(running.environment, uri, features_folder))
