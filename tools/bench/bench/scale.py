"""Feature engineering of more loans: time and memory as the data grow."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from bench.figures import TIMES, Figure, Finding
from bench.job import feature_engineering
from bench.loans import generate
from bench.measure import Measured, ProgramFailedError

MIB_IN_A_GIB = 1024
BYTES_IN_A_GIB = 2**30
# A row of the file, and what the job spills and writes for it.
BYTES_PER_ROW = 450
SECONDS_BETWEEN_CHECKS = 1.0


def _check_disk(folder: Path, rows: int) -> None:
    free, wanted = shutil.disk_usage(folder).free, rows * BYTES_PER_ROW
    if free < wanted:
        raise ProgramFailedError(
            f"{rows:,} loans need {wanted / BYTES_IN_A_GIB:.0f} GiB of disk below {folder}, "
            f"{free / BYTES_IN_A_GIB:.0f} are free: set TMPDIR to a larger one."
        )


def _size(folder: Path) -> int:
    total = 0
    for file in folder.glob("scratch-*/spill/**/*"):
        try:
            total += file.stat().st_size
        except FileNotFoundError:
            continue
    return total


def with_spill(run: Callable[[], Measured], folder: Path) -> tuple[Measured, int]:
    """A run, and the most bytes that it had spilt."""
    ended, largest = threading.Event(), [0]

    def look() -> None:
        while not ended.wait(SECONDS_BETWEEN_CHECKS):
            largest[0] = max(largest[0], _size(folder))

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        return run(), largest[0]
    finally:
        ended.set()
        watcher.join()


def _measured(rows: int, folder: Path) -> tuple[Measured, int]:
    _check_disk(folder, rows)
    csv = generate(rows, folder / "loans.csv")
    sys.stderr.write(f"Engineering the features of {rows:,} loans …\n")
    try:
        return with_spill(feature_engineering(csv, folder / "job"), folder / "job")
    finally:
        csv.unlink()
        shutil.rmtree(folder / "job", ignore_errors=True)


def _figures(
    rows: int, done: Measured, spilt: int, memory: float | None, spill: float | None
) -> list[Figure]:
    return [
        Figure(f"{rows:,} loans", done.seconds, "s"),
        Figure(f"{rows:,} loans: peak memory", done.peak_mib / MIB_IN_A_GIB, "GiB", at_most=memory),
        Figure(f"{rows:,} loans: spilt", spilt / BYTES_IN_A_GIB, "GiB", at_least=spill),
    ]


def grow(rows: int, folder: Path) -> Finding:
    """Once and twenty times the rows."""
    base, base_spilt = _measured(rows, folder)
    large, spilt = _measured(20 * rows, folder)
    return Finding(
        "Feature engineering as the data grow",
        [
            *_figures(rows, base, base_spilt, memory=None, spill=None),
            *_figures(20 * rows, large, spilt, memory=3, spill=None),
            Figure("seconds at 20 × the rows ÷ seconds", large.seconds / base.seconds, TIMES, at_most=22),
        ],
    )


def huge(rows: int, folder: Path) -> Finding:
    """A hundred million rows, the job alone on a local file."""
    done, spilt = _measured(rows, folder)
    return Finding(
        "Feature engineering of data that do not fit into memory",
        _figures(rows, done, spilt, memory=4, spill=0.1),
    )
