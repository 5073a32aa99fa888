"""Time and peak memory of a program, as the operating system counts them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[3]
LAUNCHER = Path(__file__).parent / "launch.py"


@dataclass(frozen=True)
class Measured:
    """One finished run: wall seconds, CPU seconds, peak resident memory in MiB, standard output."""

    seconds: float
    cpu_seconds: float
    peak_mib: float
    output: str


class ProgramFailedError(Exception):
    """A measured program did not exit with 0."""


def measure(line: Sequence[str], environment: Mapping[str, str]) -> Measured:
    """Runs a program to its end."""
    with tempfile.TemporaryDirectory(prefix="measured-") as folder:
        note = Path(folder) / "note.json"
        done = subprocess.run(
            [sys.executable, "-S", str(LAUNCHER), str(note), *line],
            cwd=ROOT,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise ProgramFailedError(
                f"{' '.join(line)} exited with {done.returncode}:\n{done.stderr[-2000:]}"
            )
        taken = json.loads(note.read_text(encoding="utf-8"))
    return Measured(taken["seconds"], taken["cpuSeconds"], taken["peakMib"], done.stdout)


def in_turn(programs: Mapping[str, Callable[[], Measured]], runs: int) -> dict[str, list[Measured]]:
    """Every program once per round, so that a machine that slows down slows all of them."""
    rounds = [{name: run() for name, run in programs.items()} for _ in range(runs)]
    return {name: [one[name] for one in rounds] for name in programs}


def median_seconds(runs: Sequence[Measured]) -> float:
    """The middle wall time."""
    return median(run.seconds for run in runs)


def median_cpu_seconds(runs: Sequence[Measured]) -> float:
    """The middle CPU time."""
    return median(run.cpu_seconds for run in runs)


def peak_mib(runs: Sequence[Measured]) -> float:
    """The largest memory of any run."""
    return max(run.peak_mib for run in runs)
