"""The feature-engineering job as SageMaker starts it: a process, a folder in place of /opt/ml."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from bench.measure import ROOT, Measured, measure

JOBS = str(ROOT / "jobs")
SPARK_PYTHON = ROOT / ".venv-spark" / "bin" / "python"


def feature_engineering(
    csv: Path, folder: Path, engine: str = "duckdb", python: Path = Path(sys.executable)
) -> Callable[[], Measured]:
    """A run of the job on a file; its outputs are in `folder` afterwards."""

    def run() -> Measured:
        shutil.rmtree(folder, ignore_errors=True)
        source = folder / "processing" / "input" / "loans"
        source.mkdir(parents=True)
        (source / csv.name).symlink_to(csv)
        return measure(
            [str(python), "-m", "feature_engineering", "--as-of", "loan_date", "--engine", engine],
            {"PYTHONPATH": JOBS, "SAGEMAKER_BASE_DIR": str(folder)},
        )

    return run


def output(folder: Path, name: str) -> Path:
    """Where the job left an output."""
    return folder / "processing" / "output" / name
