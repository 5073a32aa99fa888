"""A peer that computes something else would make a ratio worthless."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from bench.features import differing_columns, peer
from bench.job import feature_engineering, output
from bench.loans import generate, spoil

FOLDERS = {"pandas_vectorised": "pandas", "duckdb_by_hand": "by-hand"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ours and both peers over the same loans, one in a hundred of them bad."""
    place = tmp_path_factory.mktemp("peers")
    csv = spoil(generate(3000, place / "clean.csv"), place / "loans.csv")
    feature_engineering(csv, place / "job")()
    for name, target in FOLDERS.items():
        peer(name, csv, place / target)()
    return place


@pytest.mark.parametrize("target", FOLDERS.values())
def test_a_peer_computes_the_same_features(folder: Path, target: str) -> None:
    ours = output(folder / "job", "features")
    assert differing_columns(ours, folder / target / "features.parquet") == []


@pytest.mark.parametrize("target", FOLDERS.values())
def test_a_peer_sets_the_same_rows_apart(folder: Path, target: str) -> None:
    ours = pd.read_parquet(output(folder / "job", "quarantine"))
    assert len(ours) == 30
    assert len(pd.read_parquet(folder / target / "quarantine.parquet")) == len(ours)


def test_a_peer_that_computes_something_else_is_noticed(folder: Path, tmp_path: Path) -> None:
    ours = output(folder / "job", "features")
    other = pd.read_parquet(ours)
    other["age"] = other["age"].where(other.index != 7, 0)
    other.to_parquet(tmp_path / "features.parquet")
    assert differing_columns(ours, tmp_path / "features.parquet") == ["age"]
