"""DuckDB, through SQLFrame: one node, spilling to disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from container.failure import JobError, log
from container.hosts import Hosts
from sqlframe.duckdb import DuckDBSession, Window
from sqlframe.duckdb import functions as duckdb_functions

from feature_engineering.arguments import Arguments
from feature_engineering.engines.engine import Dialect, Workplace
from feature_engineering.engines.malformed_rows import record_batches
from feature_engineering.raw_file import RawFile
from feature_engineering.storage import ContainerStorage

MEMORY = "700MB"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _header_names(header: Sequence[str]) -> list[str]:
    """Columns that nobody reads may share a name; a reader wants them apart."""
    return [name if header.count(name) == 1 else f"{name} {at}" for at, name in enumerate(header)]


def _sql(frame: Any) -> str:
    text: str = frame.sql(dialect="duckdb", optimize=False)
    return text


class DuckDbEngine:
    """Runs the shared code in one DuckDB database below `scratch`."""

    def __init__(self, scratch: Path) -> None:
        self.dialect = Dialect(duckdb_functions, Window)
        self._scratch = scratch
        settings = {"memory_limit": MEMORY, "temp_directory": str(scratch / "spill")}
        self._connection = duckdb.connect(str(scratch / "work.duckdb"), config=settings)
        self._session = DuckDBSession(conn=self._connection)

    def _well_formed(self, file: RawFile, columns: Sequence[str]) -> str:
        names = _header_names(file.header)
        types = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in names)
        chosen = ", ".join(_name(name) for name in columns)
        return (
            f"select {_quoted(file.path.name)} as file, row_number() over () - 1 as ordinal, "
            f"null::varchar as field_count, {chosen} from read_csv({_quoted(str(file.path))}, "
            f"columns = {{{types}}}, auto_detect = false, header = true, delim = ',', quote = '\"', "
            f"escape = '\"', strict_mode = true, nullstr = '')"
        )

    def _insert(self, file: RawFile, columns: Sequence[str]) -> None:
        try:
            self._connection.execute(f"insert into raw {self._well_formed(file, columns)}")
        except (duckdb.InvalidInputException, duckdb.ConversionException):
            log("rows-are-malformed", file=file.path.name)
            for batch in record_batches(file, columns):
                self._connection.register("records", pa.Table.from_batches([batch]))
                self._connection.execute("insert into raw select * from records")
                self._connection.unregister("records")

    def read_raw(self, files: Sequence[RawFile], columns: Sequence[str]) -> Any:
        """All rows of all files; a slower reader that can say which takes a file with malformed rows."""
        texts = ", ".join(f"{_name(name)} varchar" for name in columns)
        self._connection.execute(
            f"create table raw (file varchar, ordinal bigint, field_count varchar, {texts})"
        )
        for file in files:
            self._insert(file, columns)
        return self._session.table("raw")

    def keep(self, frame: Any, name: str) -> Any:
        """As a table of the database."""
        self._connection.execute(f"create table {_name(name)} as {_sql(frame)}")
        return self._session.table(name)

    def write_sorted(self, frame: Any, folder: str, order: Sequence[str]) -> None:
        """One file, by an explicit order."""
        Path(folder).mkdir()
        target = _quoted(f"{folder}/part-00000.parquet")
        query = _sql(frame.orderBy(*order))
        self._connection.execute(f"copy ({query}) to {target} (format parquet, compression snappy)")

    def first_row(self, frame: Any) -> dict[str, Any]:
        """The only row of an aggregate."""
        return self.rows(frame)[0]

    def rows(self, frame: Any) -> list[dict[str, Any]]:
        """All rows of a small frame."""
        found = self._connection.execute(_sql(frame))
        names = [column[0] for column in found.description or []]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def close(self) -> None:
        """Closes the database."""
        self._connection.close()


@contextmanager
def opened(arguments: Arguments, hosts: Hosts, scratch: Path) -> Iterator[Workplace]:
    """DuckDB on the only host of the job."""
    if len(hosts.every) > 1:
        raise JobError(
            f"This job has {len(hosts.every)} hosts and engine {arguments.engine} runs on one node: "
            "set instanceCount to 1."
        )
    engine = DuckDbEngine(scratch)
    try:
        yield Workplace(engine, ContainerStorage(scratch))
    finally:
        engine.close()
