"""Wall time and peak memory of a program, as the operating system counts them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Measured:
    """One finished run: wall seconds, peak resident memory in MiB, standard output."""

    seconds: float
    peak_mib: float
    output: str


class ProgramFailedError(Exception):
    """A measured program did not exit with 0."""


def measure(line: Sequence[str], environment: Mapping[str, str]) -> Measured:
    """Runs a program to its end."""
    started = time.perf_counter()
    process = subprocess.Popen(
        line,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    output, errors = process.stdout, process.stderr
    assert output is not None
    assert errors is not None
    text, error_text = output.read(), errors.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    output.close()
    errors.close()
    if process.returncode != 0:
        raise ProgramFailedError(f"{' '.join(line)} exited with {process.returncode}:\n{error_text[-2000:]}")
    return Measured(seconds, usage.ru_maxrss / 1024, text)


def in_turn(programs: Mapping[str, Callable[[], Measured]], runs: int) -> dict[str, list[Measured]]:
    """Every program once per round, so that a machine that slows down slows all of them."""
    rounds = [{name: run() for name, run in programs.items()} for _ in range(runs)]
    return {name: [one[name] for one in rounds] for name in programs}


def median_seconds(runs: Sequence[Measured]) -> float:
    """The middle wall time."""
    return median(run.seconds for run in runs)


def peak_mib(runs: Sequence[Measured]) -> float:
    """The largest memory of any run."""
    return max(run.peak_mib for run in runs)
