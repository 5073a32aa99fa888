"""Brings up a run of the whole project over a raw file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from end_to_end.cloud import read_parquet
from end_to_end.local_run import LocalRun
from end_to_end.start_command import started


@contextmanager
def started_run(csv: Path, state: Path, features_folder: Path) -> Iterator[LocalRun]:
    """`npm start -- --data CSV`, up and with its features."""
    with started(state, "--data", str(csv)) as running:
        uri = running.result["features"]["uri"]
        yield LocalRun(running, csv, read_parquet(running.environment, uri, features_folder))
