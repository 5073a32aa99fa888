"""One run of the whole project that the tests of this folder look at from all sides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from end_to_end.cloud import read_parquet
from end_to_end.local_run import LocalRun, generate
from end_to_end.start_command import started

DIRTY = ("--rows", "6000", "--seed", "11", "--signal", "1", "--bad-rows", "0.03", "--no-outcome", "0.02")


@pytest.fixture(scope="session")
def dirty_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Loans with every oddity of the public file and with bad rows of every kind."""
    return generate(tmp_path_factory.mktemp("data") / "loans.csv", *DIRTY)


@pytest.fixture(scope="session")
def local_run(dirty_csv: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRun]:
    """`npm start -- --data loans.csv`, up and with its result."""
    state = tmp_path_factory.mktemp("state")
    with started(state, "--data", str(dirty_csv)) as running:
        uri = running.result["features"]["uri"]
        features = read_parquet(running.environment, uri, tmp_path_factory.mktemp("features"))
        yield LocalRun(running, dirty_csv, features)
