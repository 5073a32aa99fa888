"""The engine on Spark, wherever its session runs. PySpark is an extra: it is large, and wants Java."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from container.failure import JobError

from feature_engineering.engine import Dialect
from feature_engineering.malformed_rows import record_batches, schema_of
from feature_engineering.raw_file import RawFile
from feature_engineering.spark.spark_home import NO_PYSPARK, java_environment

try:
    from pyspark import StorageLevel
    from pyspark.sql import SparkSession, Window
    from pyspark.sql import functions as spark_functions
except ImportError as error:
    raise JobError(NO_PYSPARK) from error

DRIVER_MEMORY = "2g"


def write_raw(file: RawFile, columns: Sequence[str], target: Path) -> None:
    """The rows of a file on this host as Parquet, by the reader that knows ordinals."""
    with pq.ParquetWriter(target, schema_of(columns)) as writer:
        for batch in record_batches(file, columns):
            writer.write_batch(batch)


@contextmanager
def spark_session(master: str, scratch: Path, settings: Mapping[str, str]) -> Iterator[Any]:
    """A session and its Java process."""
    os.environ.update(java_environment(scratch))
    every = {
        "spark.driver.memory": os.environ.get("SPARK_DRIVER_MEMORY", DRIVER_MEMORY),
        "spark.ui.enabled": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.warehouse.dir": str(scratch / "warehouse"),
        "spark.ui.showConsoleProgress": "false",
        "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs": "false",
        **settings,
    }
    builder = SparkSession.builder.master(master).appName("feature-engineering")
    for name, value in every.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()


class SparkEngine:
    """Runs the shared code on Spark; files are on this node."""

    def __init__(self, session: Any, scratch: Path) -> None:
        self._session = session
        self._scratch = scratch
        self.dialect = Dialect(spark_functions, Window)

    def rows_of(self, files: Sequence[RawFile], columns: Sequence[str], each: Callable[[Any], Any]) -> Any:
        """On the disks of the nodes."""
        return self.keep(each(self.read_raw(files, columns)), "rows")

    def read_raw(self, files: Sequence[RawFile], columns: Sequence[str]) -> Any:
        """All rows of all files, staged as Parquet."""
        staged = self._scratch / "raw"
        staged.mkdir()
        for number, file in enumerate(files):
            write_raw(file, columns, staged / f"raw-{number:05}.parquet")
        return self._session.read.parquet(str(staged))

    def keep(self, frame: Any, name: str) -> Any:
        """On the disks of the nodes."""
        return frame.persist(StorageLevel.DISK_ONLY)

    def write_sorted(self, frame: Any, folder: str, order: Sequence[str]) -> None:
        """One file per range of the order."""
        frame.orderBy(*order).write.parquet(folder, compression="snappy")

    def first_row(self, frame: Any) -> dict[str, Any]:
        """The only row of an aggregate."""
        return self.rows(frame)[0]

    def rows(self, frame: Any) -> list[dict[str, Any]]:
        """All rows of a small frame."""
        return [row.asDict() for row in frame.collect()]
