"""Features of made-up loans, with a known dependence of defaults on them, and the job as a process."""

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
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq
from training.dataset import DataSet

JOBS = Path(__file__).resolve().parents[2]
FIRST_DAY = 17_897
DAYS = 730


def made_loans(rows: int, seed: int = 1, default_rate: float = 0.03) -> tuple[pa.Table, pa.Table]:
    """The tables of the channels `features` and `persons`; three clients stand for one person."""
    draw = np.random.default_rng(seed)
    clients = np.sort(draw.integers(1, max(3, rows // 15), rows)) * 10
    age = draw.integers(20, 70, rows)
    amount = np.where(draw.random(rows) < 0.05, np.nan, 100 + draw.exponential(30, rows))
    years = np.where(draw.random(rows) < 0.2, np.nan, draw.integers(0, 30, rows))
    score = 0.05 * (45 - age) + 0.01 * (np.nan_to_num(amount, nan=130) - 130)
    intercept = np.log(default_rate / (1 - default_rate)) - 0.3
    labels = draw.random(rows) < 1 / (1 + np.exp(-(intercept + score)))
    features = pa.table(
        {
            "client_id": pa.array(clients),
            "loan_date": pa.array((FIRST_DAY + draw.integers(0, DAYS, rows)).astype("int32")).cast(
                pa.date32()
            ),
            "loan_id": pa.array(np.arange(rows)),
            "nb_previous_loans": pa.array(draw.integers(0, 60, rows)),
            "avg_amount_loans_previous": pa.array(amount, from_pandas=True),
            "age": pa.array(age),
            "years_on_the_job": pa.array(years, from_pandas=True).cast(pa.int64()),
            "flag_own_car": pa.array(draw.integers(0, 2, rows)),
            "status": pa.array(labels.astype("int64")),
        }
    )
    known = np.unique(clients)
    return features, pa.table({"client_id": known, "person": known // 30})


@dataclass(frozen=True)
class Outcome:
    """What a training job left."""

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


def train(base: Path, hyperparameters: Mapping[str, str]) -> Outcome:
    """Runs the job over the channels that are there."""
    config = base / "input" / "config"
    config.mkdir(parents=True, exist_ok=True)
    (config / "hyperparameters.json").write_text(json.dumps(dict(hyperparameters)))
    done = subprocess.run(
        [sys.executable, "-m", "training", "train"],
        env={**os.environ, "PYTHONPATH": str(JOBS), "SAGEMAKER_BASE_DIR": str(base)},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    return Outcome(done.returncode, done.stderr, base)


def train_on(
    base: Path, tables: tuple[pa.Table, pa.Table], hyperparameters: Mapping[str, str], parts: int = 1
) -> Outcome:
    """Writes both channels and runs the job."""
    put(base, "features", tables[0], parts)
    put(base, "persons", tables[1])
    return train(base, hyperparameters)


def vectors(table: pa.Table) -> npt.NDArray[np.float32]:
    """The model's input, nulls as NaN."""
    names = ["nb_previous_loans", "avg_amount_loans_previous", "age", "years_on_the_job", "flag_own_car"]
    columns = [table[name].cast(pa.float64()).to_numpy(zero_copy_only=False) for name in names]
    return np.column_stack(columns).astype(np.float32)


def data_of(rows: int, seed: int) -> DataSet:
    """Made-up loans as the job reads them, without its detour by files."""
    features, persons = made_loans(rows, seed)
    person_of = dict(zip(persons["client_id"].to_pylist(), persons["person"].to_pylist(), strict=True))
    return DataSet(
        vectors(features),
        np.array(features["status"]),
        np.array([person_of[client] for client in features["client_id"].to_pylist()]),
        np.array(features["loan_date"].cast("int32"), dtype=np.int64),
    )
