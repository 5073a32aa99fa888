"""A run of the project, with its raw file and its features."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from local_run.start_command import ROOT, Running

CONTRACT = ROOT / "jobs" / "contract" / "loan-features.json"
FEATURES = [feature["name"] for feature in json.loads(CONTRACT.read_text(encoding="utf-8"))["features"]]


@dataclass(frozen=True)
class LocalRun:
    """A run that is up, its raw file, and its features."""

    running: Running
    csv: Path
    features: pa.Table

    @property
    def state(self) -> str:
        """The state folder of the run."""
        args = self.running.process.args
        assert isinstance(args, list)
        return str(args[args.index("--state") + 1])


def generate(target: Path, *options: str) -> Path:
    """A file of generated loans."""
    subprocess.run(
        [sys.executable, "-m", "generate_loans", "--out", str(target), *options],
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "tools" / "generate-loans"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
    )
    return target


def last_loans(features: pa.Table) -> dict[int, dict[str, Any]]:
    """The last loan of each client: rows come sorted by client, date and loan."""
    return {row["client_id"]: row for row in features.to_pylist()}


def vectors(rows: Iterable[Mapping[str, Any]]) -> npt.NDArray[np.float32]:
    """Rows of features as the model's input, null as NaN."""
    return np.array(
        [[np.nan if row[name] is None else row[name] for name in FEATURES] for row in rows], dtype=np.float32
    )


def _same(online: str | None, offline: float | int | None) -> bool:
    if online is None or offline is None:
        return online is None and offline is None
    if isinstance(offline, float):
        return float(online).hex() == offline.hex()
    return int(online) == offline


def differing_clients(
    online: Mapping[int, Mapping[str, str]], offline: Mapping[int, Mapping[str, Any]], names: Iterable[str]
) -> list[int]:
    """Clients whose online record differs from the offline row in any bit; null offline is absent online."""
    wanted = list(names)
    return [
        client_id
        for client_id, row in offline.items()
        if client_id not in online
        or not all(_same(online[client_id].get(name), row[name]) for name in wanted)
    ]
