"""Runs the job with a folder in place of /opt/ml: as a process, like SageMaker, or in the tests' process."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from container.failure import run_job as run_guarded
from container.paths import message_file
from feature_engineering.arguments import parse_arguments
from feature_engineering.job import run

JOBS = Path(__file__).resolve().parents[2]
NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}


@dataclass(frozen=True)
class Outcome:
    """What a run left in its folder."""

    exit_code: int
    log: str
    base: Path

    @property
    def message(self) -> str:
        """What SageMaker would show as ExitMessage."""
        file = self.base / "output" / "message"
        return file.read_text() if file.exists() else ""

    @property
    def outputs(self) -> list[str]:
        """Names of the outputs that are there."""
        folder = self.base / "processing" / "output"
        return sorted(path.name for path in folder.iterdir()) if folder.exists() else []

    @property
    def summary(self) -> dict[str, Any]:
        """The summary of a run that completed."""
        text = (self.base / "processing" / "output" / "summary" / "summary.json").read_text()
        parsed: dict[str, Any] = json.loads(text)
        return parsed

    def table(self, name: str) -> pd.DataFrame:
        """An output, in the order of its files."""
        table = pq.read_table(self.base / "processing" / "output" / name)
        return pd.DataFrame(table.to_pandas(types_mapper=NULLABLE.get))


def _put(base: Path, files: Mapping[str, bytes | Path]) -> None:
    source = base / "processing" / "input" / "loans"
    source.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        if isinstance(content, Path):
            shutil.copy(content, source / name)
        else:
            (source / name).write_bytes(content)


def run_here(base: Path, files: Mapping[str, bytes | Path], *arguments: str) -> Outcome:
    """Puts the files into the input and runs the job to its end, in this process: a start takes seconds."""
    _put(base, files)
    log = io.StringIO()
    with patch.dict(os.environ, {"SAGEMAKER_BASE_DIR": str(base)}), redirect_stderr(log):
        exit_code = run_guarded(lambda: run(parse_arguments(arguments)), message_file)
    return Outcome(exit_code, log.getvalue(), base)


def run_job(
    base: Path, files: Mapping[str, bytes | Path], *arguments: str, python: Path = Path(sys.executable)
) -> Outcome:
    """Puts the files into the input and runs the job to its end, as a process."""
    _put(base, files)
    done = subprocess.run(
        [python, "-m", "feature_engineering", *arguments],
        env={**os.environ, "PYTHONPATH": str(JOBS), "SAGEMAKER_BASE_DIR": str(base)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    return Outcome(done.returncode, done.stderr, base)
