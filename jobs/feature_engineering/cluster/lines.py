"""Lines of CSV to rows, on the nodes: runs in Spark's Python workers."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

import pyarrow as pa

END = "end"
# The place of a row: its file, its block, and its position in the block; and whether the record continues
# after the line, which only the whole file can show.
PLACE = (("location", pa.string()), ("block", pa.int64()), ("position", pa.int64()), ("goes_on", pa.bool_()))
SQL_TYPES = {"location": "string", "block": "bigint", "position": "bigint", "goes_on": "boolean"}


@dataclass(frozen=True)
class Layout:
    """How many fields the header of a file has, and where the wanted columns are among them."""

    width: int
    places: tuple[int, ...]


def arrow_schema(columns: Sequence[str]) -> pa.Schema:
    """Place, `field_count` if it differs from the header's, and the texts."""
    return pa.schema([*PLACE, ("field_count", pa.string()), *((name, pa.string()) for name in columns)])


def sql_schema(columns: Sequence[str]) -> str:
    """The same schema in Spark SQL."""
    places = [f"{name} {kind}" for name, kind in SQL_TYPES.items()]
    return ", ".join([*places, "field_count string", *(f"`{name}` string" for name in columns)])


def record_of(line: str) -> list[str] | None:
    """The fields of a line, none of an empty one; None if a quotation mark is still open at its end."""
    if '"' not in line:
        return line.split(",") if line else []
    try:
        reader = csv.reader([f"{line}\n", END])
        record = next(reader)
        return record if next(reader, None) == [END] else None
    except csv.Error:
        return None


@dataclass
class _Rows:
    """Rows column by column, until a batch is made of them."""

    columns: Sequence[str]
    location: list[str] = field(default_factory=list)
    block: list[int] = field(default_factory=list)
    position: list[int] = field(default_factory=list)
    goes_on: list[bool] = field(default_factory=list)
    field_count: list[str | None] = field(default_factory=list)
    texts: list[Sequence[str | None]] = field(default_factory=list)

    def add(self, place: tuple[str, int, int], record: list[str] | None, layout: Layout) -> None:
        location, block, position = place
        is_whole = record is not None and len(record) == layout.width
        self.location.append(location)
        self.block.append(block)
        self.position.append(position)
        self.goes_on.append(record is None)
        self.field_count.append(None if record is None or is_whole else str(len(record)))
        texts = (
            [record[at] or None for at in layout.places]
            if record and is_whole
            else [None] * len(self.columns)
        )
        self.texts.append(texts)

    def batch(self) -> pa.RecordBatch:
        texts = zip(*self.texts, strict=True) if self.texts else [()] * len(self.columns)
        values = [self.location, self.block, self.position, self.goes_on, self.field_count, *texts]
        schema = arrow_schema(self.columns)
        return pa.RecordBatch.from_arrays(
            [pa.array(value, kind.type) for value, kind in zip(values, schema, strict=True)], schema=schema
        )


def rows_of_lines(
    layouts: Mapping[str, Layout], columns: Sequence[str]
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """A function of batches of `line` (bytes), `path`, `block`; lines of a block come one after the other."""

    def parse(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        here, position, location, layout = ("", -1), 0, "", Layout(0, ())
        for batch in batches:
            rows = _Rows(columns)
            for line, path, block in zip(*(batch.column(at).to_pylist() for at in range(3)), strict=True):
                if (path, block) != here:
                    here, location = (path, block), unquote(path)
                    layout = layouts[location]
                    # The first record of a file is its header.
                    position = -1 if block == 0 else 0
                record = record_of(line.decode("utf-8", "replace"))
                if record == []:
                    continue
                if position >= 0 or record is None:
                    rows.add((location, block, position), record, layout)
                position += 1
            yield rows.batch()

    return parse
