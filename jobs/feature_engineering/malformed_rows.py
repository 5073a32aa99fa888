"""Reads a file record by record with Python's csv module, which knows where a record is malformed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import chain, islice

import pyarrow as pa
from container.failure import JobError

from feature_engineering.raw_file import RawFile

BATCH = 50_000
# Read after the last line: it is a separate record unless a quotation mark is still open.
END = "end"


def schema_of(columns: Sequence[str]) -> pa.Schema:
    """The raw schema: strings, and where they stood."""
    texts = [(name, pa.string()) for name in columns]
    return pa.schema([("file", pa.string()), ("ordinal", pa.int64()), ("field_count", pa.string()), *texts])


def _line_of_open_quote(field: str, last_line: int) -> int:
    """The line on which a field begins that extends to the end of the file, and on to END."""
    lines = len(list(io.StringIO(field.removesuffix(END), newline="")))
    return last_line - max(lines, 1) + 1


def _records(file: RawFile) -> Iterator[list[str]]:
    """All records, the header first; a blank line is none."""
    with file.path.open(encoding="utf-8-sig", newline="", errors="replace") as stream:
        reader = csv.reader(chain(stream, [END]))
        read: list[str] = []
        lines = 0
        try:
            for record in reader:
                if read:
                    yield read
                read, lines = record, reader.line_num
        except csv.Error as error:
            raise JobError(
                f"{file.path.name}, line {lines + 1}: {error}. Is a quotation mark never closed?"
            ) from error
        if read != [END]:
            line = _line_of_open_quote(read[-1], lines - 1)
            raise JobError(
                f"{file.path.name}, line {line}: a quotation mark opens here and is never closed, "
                "so the rows after it run together. Close or remove it."
            )


def _batch(file: RawFile, columns: Sequence[str], first: int, records: list[list[str]]) -> pa.RecordBatch:
    width = len(file.header)
    whole = [record if len(record) == width else None for record in records]
    counts = [None if len(record) == width else str(len(record)) for record in records]
    places = [file.header.index(name) for name in columns]
    # An empty field has no value, like in DuckDB's own reader.
    texts = [pa.array([row[at] or None if row else None for row in whole], pa.string()) for at in places]
    where = [
        pa.array([file.path.name] * len(records), pa.string()),
        pa.array(range(first, first + len(records)), pa.int64()),
        pa.array(counts, pa.string()),
    ]
    return pa.RecordBatch.from_arrays([*where, *texts], schema=schema_of(columns))


def record_batches(file: RawFile, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """The records of a file below its header in order, in batches."""
    first = 0
    held: list[list[str]] = []
    for record in islice(_records(file), 1, None):
        held.append(record)
        if len(held) == BATCH:
            yield _batch(file, columns, first, held)
            first += len(held)
            held = []
    if held:
        yield _batch(file, columns, first, held)
