"""Reads a file record by record with Python's csv module, which can tell where a record is malformed."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence

import pyarrow as pa
from container.failure import JobError

from feature_engineering.raw_file import RawFile

BATCH = 50_000


def schema_of(columns: Sequence[str]) -> pa.Schema:
    """The raw schema: strings, and where they stood."""
    texts = [(name, pa.string()) for name in columns]
    return pa.schema([("file", pa.string()), ("ordinal", pa.int64()), ("field_count", pa.string()), *texts])


def _records(file: RawFile) -> Iterator[list[str]]:
    with file.path.open(encoding="utf-8-sig", newline="", errors="replace") as stream:
        reader = csv.reader(stream)
        next(reader)
        try:
            yield from (record for record in reader if record)
        except csv.Error as error:
            raise JobError(
                f"{file.path.name}, line {reader.line_num}: {error}. Is a quotation mark never closed?"
            ) from error


def _batch(file: RawFile, columns: Sequence[str], first: int, records: list[list[str]]) -> pa.RecordBatch:
    width = len(file.header)
    whole = [record if len(record) == width else None for record in records]
    counts = [None if len(record) == width else str(len(record)) for record in records]
    places = [file.header.index(name) for name in columns]
    # An empty field is no value, as DuckDB's own reader has it.
    texts = [pa.array([row[at] or None if row else None for row in whole], pa.string()) for at in places]
    where = [
        pa.array([file.path.name] * len(records), pa.string()),
        pa.array(range(first, first + len(records)), pa.int64()),
        pa.array(counts, pa.string()),
    ]
    return pa.RecordBatch.from_arrays([*where, *texts], schema=schema_of(columns))


def record_batches(file: RawFile, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The records of a file in order, in batches; a blank line is no record."""
    first = 0
    held: list[list[str]] = []
    for record in _records(file):
        held.append(record)
        if len(held) == BATCH:
            yield _batch(file, columns, first, held)
            first += len(held)
            held = []
    if held:
        yield _batch(file, columns, first, held)
