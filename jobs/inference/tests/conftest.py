"""One model, and one server of it, for all tests that only send requests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from inference.tests.served import Server, make_model, served
from testing.property_runs import load_property_runs

load_property_runs()
# Compiling the loops of the package shap takes longer than running them on a few loans.
os.environ.setdefault("NUMBA_DISABLE_JIT", "1")


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which there is a `model`."""
    return make_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="session")
def server(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A serving process."""
    with served(base, tmp_path_factory.mktemp("log") / "serving.log") as running:
        yield running
