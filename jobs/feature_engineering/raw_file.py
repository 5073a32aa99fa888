"""Checks a raw file of loans before an engine reads it: its kind and its columns."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from container.failure import JobError

LOOKED_AT_BYTES = 65_536


@dataclass(frozen=True)
class RawFile:
    """A CSV file and the names in its header, in their order."""

    path: Path
    header: tuple[str, ...]


def _first_record(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as stream:
        return next(csv.reader(stream), [])


def _has_a_second_line(path: Path) -> bool:
    with path.open("rb") as stream:
        next(stream, b"")
        return any(line.strip() for line in stream)


def open_raw_file(path: Path, wanted: Sequence[str]) -> RawFile:
    """Checks that a file is a CSV of loans with all wanted columns."""
    with path.open("rb") as stream:
        start = stream.read(LOOKED_AT_BYTES)
    if not start.strip():
        raise JobError(f"{path.name} is empty: expected a CSV file with a header and one row per loan.")
    if b"\0" in start:
        raise JobError(
            f"{path.name} is not a CSV file: it contains binary data. Expected a CSV file of loans."
        )
    try:
        header = [name.strip() for name in _first_record(path)]
    except csv.Error as error:
        raise JobError(f"{path.name} is not a CSV file ({error}). Expected a CSV file of loans.") from error
    missing = [name for name in wanted if name not in header]
    if len(missing) == len(wanted):
        raise JobError(
            f"{path.name} is not a CSV file of loans: its first line names none of {', '.join(wanted)}."
        )
    if missing:
        raise JobError(
            f"{path.name} lacks the columns {', '.join(missing)}: add them to the header and the rows."
        )
    repeated = sorted({name for name in header if name in wanted and header.count(name) > 1})
    if repeated:
        raise JobError(f"{path.name} has the columns {', '.join(repeated)} more than once in its header.")
    if not _has_a_second_line(path):
        raise JobError(f"{path.name} is empty but for its header: expected one row per loan.")
    return RawFile(path, tuple(header))


def raw_files(folder: Path, wanted: Sequence[str]) -> list[RawFile]:
    """All files of the input, in name order."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    if not paths:
        raise JobError("No input: expected at least one CSV file of loans below the data set's URI.")
    return [open_raw_file(path, wanted) for path in paths]
