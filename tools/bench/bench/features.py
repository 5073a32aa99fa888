"""Feature engineering, CSV to Parquet with quarantine: the job against its peers."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from bench.figures import TIMES, Figure, Finding
from bench.job import SPARK_PYTHON, feature_engineering, output
from bench.loans import generate, spoil
from bench.measure import ROOT, Measured, ProgramFailedError, in_turn, measure, median_seconds, peak_mib

BENCH = str(ROOT / "tools" / "bench")
OURS = "feature_engineering on DuckDB (ours)"
SPARK = "feature_engineering on PySpark, local[*]"
PANDAS = "pandas, vectorised"
BY_HAND = "DuckDB, queries by hand"
# It has no quarantine, so it gets the loans without bad rows.
LOOP = "original loop, no quarantine (extrapolated)"
MIB_IN_A_GIB = 1024


def peer(name: str, csv: Path, target: Path) -> Callable[[], Measured]:
    """A peer as a separate program, into a new folder."""

    def run() -> Measured:
        shutil.rmtree(target, ignore_errors=True)
        return measure(
            [sys.executable, "-m", f"bench.peers.{name}", str(csv), str(target)], {"PYTHONPATH": BENCH}
        )

    return run


def _loop(csv: Path) -> Measured:
    done = measure([sys.executable, "-m", "bench.peers.loop_per_client", str(csv)], {"PYTHONPATH": BENCH})
    result = json.loads(done.output)
    return replace(done, seconds=result["seconds"] / result["share"])


def differing_columns(ours: Path, theirs: Path) -> list[str]:
    """The columns in which two tables of features are not the same: a peer that has any is not comparable."""
    mine, other = pd.read_parquet(ours), pd.read_parquet(theirs)
    if len(mine) != len(other):
        return ["number of rows"]

    def numbers(frame: pd.DataFrame, name: str) -> np.ndarray:
        if name == "loan_date":
            return pd.to_datetime(frame[name]).to_numpy(dtype="datetime64[D]").astype("float64")
        return frame[name].to_numpy(dtype="float64", na_value=np.nan)

    return [
        name
        for name in mine.columns
        if not np.allclose(numbers(mine, name), numbers(other, name), rtol=1e-9, equal_nan=True)
    ]


def _check_peers(folder: Path, quarantined: int) -> None:
    ours = output(folder / "job", "features")
    others = {
        PANDAS: folder / "pandas" / "features.parquet",
        BY_HAND: folder / "by-hand" / "features.parquet",
        SPARK: output(folder / "spark", "features"),
    }
    for name, theirs in others.items():
        if theirs.exists() and (columns := differing_columns(ours, theirs)):
            raise ProgramFailedError(f"{name} computes something else: {', '.join(columns)}")
    for name in ("pandas", "by-hand"):
        if (bad := len(pd.read_parquet(folder / name / "quarantine.parquet"))) != quarantined:
            raise ProgramFailedError(f"{name} sets {bad} rows apart, not {quarantined}")


def _measured(measured: Mapping[str, Sequence[Measured]]) -> list[Figure]:
    """Seconds and memory of each program. Spark's memory is in its Java process, which is not counted."""
    seconds = [Figure(name, median_seconds(done), "s") for name, done in measured.items()]
    memory = [
        Figure(
            f"peak memory: {name}",
            peak_mib(done) / MIB_IN_A_GIB,
            "GiB",
            at_most=1 if name == OURS else None,
        )
        for name, done in measured.items()
        if name != SPARK
    ]
    return [*seconds, *memory]


def compare(rows: int, runs: int, folder: Path) -> Finding:
    """Ours first, then its peers, by the median of `runs` rounds."""
    clean = generate(rows, folder / "clean.csv")
    csv = spoil(clean, folder / "loans.csv")
    programs = {
        OURS: feature_engineering(csv, folder / "job"),
        PANDAS: peer("pandas_vectorised", csv, folder / "pandas"),
        BY_HAND: peer("duckdb_by_hand", csv, folder / "by-hand"),
    }
    if SPARK_PYTHON.exists():
        programs[SPARK] = feature_engineering(csv, folder / "spark", "spark", SPARK_PYTHON)
    else:
        sys.stderr.write("Without PySpark: npx nx run feature-engineering:spark-environment installs it.\n")
    measured = {**in_turn(programs, runs), LOOP: [_loop(clean)]}
    _check_peers(folder, rows // 100)
    ours = median_seconds(measured[OURS])
    times = {name: median_seconds(done) / ours for name, done in measured.items()}
    ratios = [
        Figure("original loop ÷ ours", times[LOOP], TIMES, at_least=100),
        Figure("ours ÷ vectorised pandas", 1 / times[PANDAS], TIMES, at_most=1),
        Figure("ours ÷ DuckDB by hand", 1 / times[BY_HAND], TIMES, at_most=3),
        *([Figure("PySpark ÷ ours", times[SPARK], TIMES, at_least=5)] if SPARK in times else []),
    ]
    title = f"Feature engineering of {rows:,} loans, 1 % of them bad, CSV to Parquet; median of {runs}"
    return Finding(title, [*_measured(measured), *ratios])
