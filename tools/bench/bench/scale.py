"""Feature engineering of more loans: time and memory as the data grow."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from bench.figures import Figure, Finding, Row
from bench.job import feature_engineering
from bench.loans import generate
from bench.measure import Measured, ProgramFailedError

MIB_IN_A_GIB = 1024
BYTES_IN_A_GIB = 2**30
# A row of the file, and what the job spills and writes for it.
BYTES_PER_ROW = 450
SECONDS_BETWEEN_LOOKS = 1.0


def _check_disk(folder: Path, rows: int) -> None:
    free, wanted = shutil.disk_usage(folder).free, rows * BYTES_PER_ROW
    if free < wanted:
        raise ProgramFailedError(
            f"{rows:,} loans need {wanted / BYTES_IN_A_GIB:.0f} GiB of disk below {folder}, "
            f"there are {free / BYTES_IN_A_GIB:.0f}: set TMPDIR to a larger one."
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
        while not ended.wait(SECONDS_BETWEEN_LOOKS):
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


def _row(rows: int, done: Measured, spilt: int, base: Measured) -> Row:
    name = f"{rows:,} loans, {spilt / BYTES_IN_A_GIB:.1f} GiB spilt"
    return Row(name, f"{done.seconds:,.1f}", f"{done.peak_mib:,.0f}", f"{done.seconds / base.seconds:,.1f}")


def grow(rows: int, folder: Path) -> Finding:
    """Once and twenty times the rows."""
    base, base_spilt = _measured(rows, folder)
    large, spilt = _measured(20 * rows, folder)
    return Finding(
        "Feature engineering as the data grow",
        "seconds",
        [_row(rows, base, base_spilt, base), _row(20 * rows, large, spilt, base)],
        [
            Figure("seconds at 20 × the rows ÷ seconds", large.seconds / base.seconds, at_most=22),
            Figure("peak memory at 20 × the rows, GiB", large.peak_mib / MIB_IN_A_GIB, at_most=3),
        ],
        compared="× the first",
    )


def huge(rows: int, folder: Path) -> Finding:
    """A hundred million rows, the job alone on a local file."""
    done, spilt = _measured(rows, folder)
    return Finding(
        "Feature engineering of data that do not fit into memory",
        "seconds",
        [_row(rows, done, spilt, done)],
        [
            Figure("peak memory, GiB", done.peak_mib / MIB_IN_A_GIB, at_most=4),
            Figure("spilt, GiB", spilt / BYTES_IN_A_GIB, at_least=0.1),
        ],
    )
