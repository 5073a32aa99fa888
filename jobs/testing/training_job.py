"""A training program run as SageMaker runs it: a process, and a folder in place of /opt/ml."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

JOBS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Outcome:
    """What a training job left in its folder."""

    exit_code: int
    log: str
    base: Path

    @property
    def failure(self) -> str:
        """What SageMaker would show as FailureReason."""
        file = self.base / "output" / "failure"
        return file.read_text() if file.exists() else ""

    @property
    def metrics(self) -> dict[str, Any]:
        """metrics.json."""
        found: dict[str, Any] = json.loads((self.base / "output" / "data" / "metrics.json").read_text())
        return found

    @property
    def described(self) -> dict[str, Any]:
        """model.json."""
        found: dict[str, Any] = json.loads((self.base / "model" / "model.json").read_text())
        return found

    @property
    def onnx(self) -> bytes:
        """model.onnx."""
        return (self.base / "model" / "model.onnx").read_bytes()

    @property
    def background(self) -> bytes:
        """background.npy."""
        return (self.base / "model" / "background.npy").read_bytes()


def put(base: Path, channel: str, table: pa.Table, parts: int = 1) -> None:
    """Writes a channel, as one file or in parts."""
    folder = base / "input" / "data" / channel
    folder.mkdir(parents=True)
    edges = np.linspace(0, len(table), parts + 1).astype(int)
    for number, (first, last) in enumerate(zip(edges, edges[1:], strict=False)):
        pq.write_table(table.slice(first, last - first), folder / f"part-{number}.parquet")


def put_hyperparameters(base: Path, hyperparameters: Mapping[str, str]) -> None:
    """Writes hyperparameters.json."""
    config = base / "input" / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "hyperparameters.json").write_text(json.dumps(dict(hyperparameters)))


def train(program: str, base: Path, hyperparameters: Mapping[str, str]) -> Outcome:
    """Runs the program over the channels that are there."""
    put_hyperparameters(base, hyperparameters)
    done = subprocess.run(
        [sys.executable, "-m", program, "train"],
        env={**os.environ, "PYTHONPATH": str(JOBS), "SAGEMAKER_BASE_DIR": str(base)},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    return Outcome(done.returncode, done.stderr, base)


def train_on(
    program: str,
    base: Path,
    tables: tuple[pa.Table, pa.Table],
    hyperparameters: Mapping[str, str],
    parts: int = 1,
) -> Outcome:
    """Writes both channels and runs the program."""
    put(base, "features", tables[0], parts)
    put(base, "persons", tables[1])
    return train(program, base, hyperparameters)
