"""Lines that nodes read one by one are the rows of the reader of whole files, or known not to be."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow as pa
from feature_engineering.cluster.lines import Layout, arrow_schema, record_of, rows_of_lines
from feature_engineering.malformed_rows import record_batches
from feature_engineering.raw_file import RawFile
from hypothesis import given
from hypothesis import strategies as st

HEADER = ("a", "b", "c")
COLUMNS = ("c", "a")
LOCATION = "s3a://bucket/loans 1.csv"
CELL = st.text(alphabet='ab,"\n\r é', max_size=6)
RECORD = st.lists(CELL, max_size=4).map(",".join)


def _as_blocks(lines: list[bytes], size: int) -> list[pa.RecordBatch]:
    """Lines in blocks, as Spark hands them out: the block's start stands for its number."""
    numbered = [(line, LOCATION.replace(" ", "%20"), number // size) for number, line in enumerate(lines)]
    columns = zip(*numbered, strict=True)
    types = (pa.binary(), pa.string(), pa.int64())
    arrays = [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)]
    batch = pa.RecordBatch.from_arrays(arrays, ["line", "path", "block"])
    return [batch.slice(at, 2) for at in range(0, batch.num_rows, 2)]


def _on_nodes(content: bytes, size: int) -> pa.Table:
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    layout = Layout(len(HEADER), tuple(HEADER.index(name) for name in COLUMNS))
    parse = rows_of_lines({LOCATION: layout}, COLUMNS)
    return pa.Table.from_batches(parse(iter(_as_blocks(lines, size))), arrow_schema(COLUMNS))


@given(st.lists(RECORD, max_size=8), st.sampled_from(["\n", "\r\n"]), st.integers(1, 4))
def test_rows_are_those_of_the_whole_file_unless_a_record_goes_on(
    records: list[str], end: str, size: int
) -> None:
    content = end.join([",".join(HEADER), *records]).encode()
    rows = _on_nodes(content, size)
    if any(rows.column("goes_on").to_pylist()):
        return
    whole = _whole(content)
    assert [row["field_count"] for row in rows.to_pylist()] == whole.column("field_count").to_pylist()
    for name in COLUMNS:
        assert rows.column(name).to_pylist() == whole.column(name).to_pylist()
    positions = [(row["block"], row["position"]) for row in rows.to_pylist()]
    assert positions == sorted(set(positions))


def _whole(content: bytes) -> pa.Table:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "loans.csv"
        file.write_bytes(content)
        batches = list(record_batches(RawFile(file, HEADER), COLUMNS))
    names = ["field_count", *COLUMNS]
    return pa.Table.from_batches(batches).select(names) if batches else pa.table({name: [] for name in names})


def test_a_quotation_mark_that_stays_open_is_noticed() -> None:
    assert record_of('1,"two') is None
    assert record_of('1,a"b,"c') is None
    assert record_of('1,"two, ""three""",4') == ["1", 'two, "three"', "4"]
    assert record_of("") == []


def test_bytes_that_are_no_text_are_replaced() -> None:
    rows = _on_nodes(b"a,b,c\n1,2,\xff", 9)
    assert rows.column("c").to_pylist() == ["\ufffd"]
