"""DuckDB, through SQLFrame: one node, spilling to disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
from feature_engineering.engine import Dialect, EngineSession
from feature_engineering.malformed_rows import record_batches
from feature_engineering.raw_file import RawFile
from feature_engineering.storage import ContainerStorage

MEMORY = "2GB"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _header_names(header: Sequence[str]) -> list[str]:
    """Columns that are not read may share a name; a reader needs distinct ones."""
    return [name if header.count(name) == 1 else f"{name} {at}" for at, name in enumerate(header)]


def _sql(frame: Any) -> str:
    text: str = frame.sql(dialect="duckdb", optimize=False)
    return text


class DuckDbEngine:
    """Runs the shared code in one DuckDB database below `scratch`."""

    def __init__(self, scratch: Path) -> None:
        self.dialect = Dialect(duckdb_functions, Window)
        settings = {"memory_limit": MEMORY, "temp_directory": str(scratch / "spill")}
        # In memory, and below `scratch` what does not fit into it.
        self._connection = duckdb.connect(":memory:", config=settings)
        self._session = DuckDBSession(conn=self._connection)

    def _well_formed(self, file: RawFile, columns: Sequence[str]) -> str:
        names = _header_names(file.header)
        types = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in names)
        chosen = ", ".join(_name(name) for name in columns)
        return (
            f"select {_quoted(file.path.name)} as file, 0::bigint as ordinal, "
            f"null::varchar as field_count, {chosen} from read_csv({_quoted(str(file.path))}, "
            f"columns = {{{types}}}, auto_detect = false, header = true, delim = ',', quote = '\"', "
            f"escape = '\"', strict_mode = true, nullstr = '')"
        )

    def _read_one_by_one(self, file: RawFile, columns: Sequence[str]) -> str:
        """The records of a file with malformed ones among them, by a slower reader that can say which."""
        log("rows-are-malformed", file=file.path.name)
        texts = "".join(f", {_name(name)} varchar" for name in columns)
        self._connection.execute(
            f"create or replace table raw_records (file varchar, ordinal bigint, field_count varchar{texts})"
        )
        for batch in record_batches(file, columns):
            self._connection.register("records", pa.Table.from_batches([batch]))
            self._connection.execute("insert into raw_records select * from records")
            self._connection.unregister("records")
        return "select * from raw_records"

    def _keep_file(
        self, table: str, file: RawFile, columns: Sequence[str], each: Callable[[Any], Any]
    ) -> None:
        def keep(raw: str) -> None:
            self._connection.execute(f"create or replace view raw as {raw}")
            self._connection.execute(f"create table {table} as {_sql(each(self._session.table('raw')))}")

        try:
            keep(self._well_formed(file, columns))
        except (duckdb.InvalidInputException, duckdb.ConversionException):
            keep(self._read_one_by_one(file, columns))

    def rows_of(self, files: Sequence[RawFile], columns: Sequence[str], each: Callable[[Any], Any]) -> Any:
        """A table per file: DuckDB keeps the order of insertion, so a row's id in it is its ordinal."""
        tables = [f"rows_{number}" for number in range(len(files))]
        for table, file in zip(tables, files, strict=True):
            self._keep_file(table, file, columns, each)
        parts = [f"select * replace (rowid as ordinal) from {table}" for table in tables]
        self._connection.execute(f"create view every_row as {' union all '.join(parts)}")
        return self._session.table("every_row")

    def keep(self, frame: Any, name: str) -> Any:
        """As a table."""
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
def opened(arguments: Arguments, hosts: Hosts, scratch: Path) -> Iterator[EngineSession]:
    """DuckDB on the only host of the job."""
    if len(hosts.every) > 1:
        raise JobError(
            f"This job has {len(hosts.every)} hosts and engine {arguments.engine} runs on one node: "
            "set instanceCount to 1."
        )
    engine = DuckDbEngine(scratch)
    try:
        yield EngineSession(engine, ContainerStorage(scratch))
    finally:
        engine.close()
