"""One run of the whole project, shared by the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from local_run.run import LocalRun, generate
from local_run.scoring_api import scoring_api
from local_run.started_run import started_run

DIRTY = ("--rows", "6000", "--seed", "11", "--signal", "1", "--bad-rows", "0.03", "--no-outcome", "0.02")


@pytest.fixture(scope="session")
def dirty_csv(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Loans with every oddity of the public file and with bad rows of every kind."""
    return generate(tmp_path_factory.mktemp("data") / "loans.csv", *DIRTY)


@pytest.fixture(scope="session")
def local_run(dirty_csv: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRun]:
    """`npm start -- --data loans.csv`, up and with its result."""
    folders = [tmp_path_factory.mktemp(name) for name in ("state", "features")]
    with started_run(dirty_csv, *folders) as run:
        yield run


@pytest.fixture(scope="session")
def api_url(local_run: LocalRun, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the API on its plain server, beside the deployed one."""
    with scoring_api(local_run, tmp_path_factory.mktemp("api")) as url:
        yield url
