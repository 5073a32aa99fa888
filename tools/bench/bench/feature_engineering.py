"""Feature engineering, CSV to Parquet: the job against pandas, a query by hand and the original loop."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.measure import ROOT, Measured, in_turn, measure, median_seconds, peak_mib

JOBS = str(ROOT / "jobs")
BENCH = str(ROOT / "tools" / "bench")


@dataclass(frozen=True)
class Row:
    """One peer: its seconds, its memory, and how many times as long as ours it takes."""

    name: str
    seconds: float
    peak_mib: float
    times_ours: float


def _job(csv: Path, folder: Path) -> Callable[[], Measured]:
    def run() -> Measured:
        shutil.rmtree(folder, ignore_errors=True)
        source = folder / "processing" / "input" / "loans"
        source.mkdir(parents=True)
        (source / csv.name).symlink_to(csv)
        return measure(
            [sys.executable, "-m", "feature_engineering", "--as-of", "loan_date", "--engine", "duckdb"],
            {"PYTHONPATH": JOBS, "SAGEMAKER_BASE_DIR": str(folder)},
        )

    return run


def _peer(name: str, csv: Path, target: Path) -> Callable[[], Measured]:
    return lambda: measure(
        [sys.executable, "-m", f"bench.peers.{name}", str(csv), str(target)], {"PYTHONPATH": BENCH}
    )


def _loop(csv: Path, ours: float) -> Row:
    done = measure([sys.executable, "-m", "bench.peers.loop_per_client", str(csv)], {"PYTHONPATH": BENCH})
    told = json.loads(done.output)
    whole = told["seconds"] / told["share"]
    return Row("original loop (extrapolated from a sample)", whole, done.peak_mib, whole / ours)


def compare(csv: Path, folder: Path, runs: int) -> list[Row]:
    """Ours first, then its peers, by the median of `runs` rounds."""
    programs = {
        "feature_engineering (ours, with checks and quarantine)": _job(csv, folder / "job"),
        "pandas, vectorised": _peer("pandas_vectorised", csv, folder / "pandas.parquet"),
        "DuckDB, one query by hand": _peer("duckdb_by_hand", csv, folder / "duckdb.parquet"),
    }
    measured = in_turn(programs, runs)
    ours = median_seconds(next(iter(measured.values())))
    rows = [
        Row(name, median_seconds(done), peak_mib(done), median_seconds(done) / ours)
        for name, done in measured.items()
    ]
    return [*rows, _loop(csv, ours)]
